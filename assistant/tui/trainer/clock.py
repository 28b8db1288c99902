"""The clock of a step: it counts the seconds that are spent, and says what is left; it never blinks and never stops anything."""

import time
from collections.abc import Callable


class Clock:
    """Runs or stands. `allotted` are the seconds of the step (0: as long as one likes); `now` gives a time in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.allotted = 0
        self._spent = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def spent(self) -> int:
        """The seconds spent on the step."""
        return int(self._spent + (self._now() - self._since if self._since is not None else 0.0))

    @property
    def left(self) -> int:
        """The seconds left; negative when the time is over."""
        return self.allotted - self.spent

    @property
    def over(self) -> bool:
        """Whether the time that was allotted is over."""
        return self.allotted > 0 and self.left < 0

    def turn_to(self, allotted: int, spent: int) -> None:
        """Begin a step, or go on with it; it runs if it ran."""
        self.allotted, self._spent = allotted, float(spent)
        self._since = self._now() if self.running else None

    def toggle(self) -> None:
        """Run, or stand."""
        if self._since is None:
            self._since = self._now()
        else:
            self._spent, self._since = self._spent + self._now() - self._since, None

    @property
    def digits(self) -> str:
        """What is left, else what is spent: « 4:32 », « -0:15 »."""
        seconds = self.left if self.allotted else self.spent
        minutes, rest = divmod(abs(seconds), 60)
        return f"{'-' if seconds < 0 else ''}{minutes}:{rest:02}"

    @property
    def told(self) -> str:
        """The same in words: « reste 4:32 », « dépassé de 0:15 »; the digits alone when no time was allotted."""
        if self.over:
            return f"dépassé de {self.digits.lstrip('-')}"
        return f"reste {self.digits}" if self.allotted else self.digits
