"""Background work: one thread a lane, jobs one after the other, so that nothing heavy runs where the screen is drawn.

Not a pool: the search engine belongs to one thread, a file lock is released by the thread that took it, saves keep their order.
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]


class Lane:
    """A daemon thread that does its jobs in order; what a job raises goes to `failed`."""

    def __init__(self, name: str, failed: Callable[[Exception], None]) -> None:
        self._failed = failed
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting or under way."""
        return self._waiting > 0

    def do(self, job: Job) -> None:
        """Do a job after those that wait."""
        with self._lock:
            self._waiting += 1
            if not self._thread.is_alive() and self._thread.ident is None:
                self._thread.start()
        self._jobs.put(job)

    def finish(self, seconds: float = 10.0) -> None:
        """Wait until the jobs that wait are done, for so long at most; to be called from another thread."""
        done = threading.Event()
        self.do(done.set)
        done.wait(seconds)

    def close(self, seconds: float) -> None:
        """Finish the jobs that wait, for so long at most; to be called from another thread."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:
                self._failed(error)
            finally:
                with self._lock:
                    self._waiting -= 1
