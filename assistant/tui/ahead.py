"""Keys typed ahead: while an answer is being taken they wait, in their order, for what comes next, at any speed of hand or machine."""

from typing import ClassVar

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.timer import Timer

_STUCK = 2.0
"""Seconds after which keys are let through even if nobody said what became of the answer: a keyboard never stays dead."""


class Taken(Message):
    """What a key asked for is done, or refused: what is typed from now on is for what stands now."""


class Gives:
    """A widget, or a screen, in which some keys give an answer or open one; whoever acts on them posts `Taken` to the app."""

    gives: ClassVar[frozenset[str]] = frozenset(("enter",))


class Ahead(App[None], inherit_bindings=False):
    """An app that takes one answer at a time. No clock decides for whom a key is meant: only what became of the answer does."""

    _waiting: list[Key | Paste] | None = None
    """What was typed since that key; None when no answer is being taken."""
    _limit: Timer | None = None

    @property
    def taking(self) -> bool:
        """Whether an answer is being taken."""
        return self._waiting is not None

    async def on_event(self, event: Event) -> None:
        """Keep what is typed while an answer is being taken."""
        # An event that comes back from a widget was let through already.
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if self._waiting is not None:
                self._waiting.append(event)
                return
            if isinstance(event, Key) and any(
                isinstance(one, Gives) and event.key in one.gives for one in (self.focused, self.screen)
            ):
                self._waiting = []
                self._limit = self.set_timer(_STUCK, self.on_taken)
        await super().on_event(event)

    async def on_taken(self) -> None:
        """Type what waited where the cursor is now; an answer among it makes the rest wait again."""
        if self._limit is not None:
            self._limit.stop()
        waiting, self._waiting = self._waiting or [], None
        for event in waiting:
            await self.on_event(event)
