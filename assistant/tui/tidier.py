"""Garbage is looked for while nobody does anything: a full pass of Python's collector stops the app for a tenth of a second."""

import asyncio
import gc
from collections.abc import Callable

_QUIET = 1.0
"""Seconds without a key or a click after which what was made since the last pass is looked through."""
_AWAY = 20.0
"""Seconds after which everything is."""
_MOST = 25
"""Passes, at most, that look only at what is new: what they leave may have become garbage since."""


class Tidier:
    """When to look for garbage; `busy` says whether work is under way. What a pass leaves, the collector does not look at by itself."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        self._busy = busy
        self._next: asyncio.TimerHandle | None = None
        self._passes = 0

    def keep(self) -> None:
        """What was loaded stays for good."""
        gc.freeze()

    def wait(self) -> None:
        """Somebody does something: begin to wait again."""
        self._in(_QUIET, self._look)

    def _in(self, seconds: float, job: Callable[[], None]) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = asyncio.get_running_loop().call_later(seconds, job)

    def _look(self) -> None:
        if self._busy():
            self.wait()
        elif self._passes >= _MOST:
            self._look_through()
        else:
            self._passes += 1
            gc.collect()
            gc.freeze()
            self._in(_AWAY, self._look_through)

    def _look_through(self) -> None:
        self._passes = 0
        gc.unfreeze()
        gc.collect()
        gc.freeze()
