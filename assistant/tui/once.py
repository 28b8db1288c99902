"""Screens that are left once, however often the key that leaves them is pressed."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType


class Once(Screen[ScreenResultType]):
    """A screen that is left once: a second Enter or Escape, read before it is gone, would take away the screen below it."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave this screen, unless it is left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Window(ModalScreen[ScreenResultType], Once[ScreenResultType]):
    """A window over the screen, closed once."""
