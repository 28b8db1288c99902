"""The process of one visitor: the app, kept to the visitor's folder; it ends with the server.

python -P -m assistant.serve.child CAMPAIGN FOLDER CACHE
"""

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

from assistant.campaign import Campaign
from assistant.serve.fence import fence

LOG = ".journal.txt"
"""In the visitor's folder: what the process writes on its standard error."""
_SYSTEM = ("/usr", "/lib", "/lib64", "/System", "/etc/localtime", "/etc/mime.types", "/dev/urandom")
_WATCH = 2.0
"""Seconds between two looks at whether the server is still there."""


def main(campaign: Path, folder: Path, cache: Path) -> int:
    """Open the app for a visitor, in this process; returns its exit code."""
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 2)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    package = Path(__file__).resolve().parent.parent
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *(path for path in sys.path if path and Path(path) != package.parent)}
    rooms = [campaign / name for name in ("corpus", "index", "dialogs")]
    fence([folder, cache, Path(os.devnull)], [*map(Path, (*python, *_SYSTEM)), package, *rooms])

    from assistant.tui.app import run_app

    return run_app(Campaign(campaign))


def _follow(server: int) -> None:
    """Leave when the server is gone, however it went: its children have another parent then."""
    while os.getppid() == server:
        time.sleep(_WATCH)
    with contextlib.suppress(OSError):
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
