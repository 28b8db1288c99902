"""Keep a visitor's process to its own files: paths that a visitor types must lead nowhere else on the server.

A Python audit hook sees every file that Python opens and refuses the others as the system would, so that they are told in French like
any refusal. It holds against what people type, not against hostile code in this very process: nobody brings code here.
"""

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# The names of the audit events, and which of their arguments are paths (docs.python.org/3/library/audit_events.html).
_WRITES = {
    "os.chflags": (0,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.link": (0, 1),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.setxattr": (0,),
    "os.symlink": (0, 1),
    "os.truncate": (0,),
    "os.utime": (0,),
}
_READS = {"os.listdir": (0,), "os.scandir": (0,), "os.chdir": (0,)}
# No other program, no connection: the assistant needs neither.
_NEVER = frozenset(
    "os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile os.system pty.spawn subprocess.Popen "
    "socket.bind socket.connect socket.getaddrinfo socket.sendto".split()
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def fence(own: Iterable[Path], read_only: Iterable[Path]) -> None:
    """From now on and for good, this process opens files of `own` and, to read them, those of `read_only`; nothing else.

    Both hold folders or files. Whatever else is tried raises PermissionError.
    """
    mine = tuple(os.path.realpath(path) for path in own)
    seen = (*mine, *(os.path.realpath(path) for path in read_only))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writing = bool(flags & _WRITING) if isinstance(flags, int) else bool(mode) and not set(mode) <= set("rbtU")
            _check(path, mine if writing else seen)
        elif event in _WRITES:
            for place in _WRITES[event]:
                _check(arguments[place], mine)
        elif event in _READS:
            _check(arguments[0], seen)
        elif event in _NEVER:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), event)

    sys.addaudithook(hook)


def _check(path: Any, allowed: tuple[str, ...]) -> None:
    if isinstance(path, int):  # already open
        return
    place = os.path.realpath(os.fsdecode("." if path is None else path))
    if not any(place == root or place.startswith(root + os.sep) for root in allowed):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
