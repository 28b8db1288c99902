"""Where keys go: while an answer is being taken they wait, in their order, for what comes next, at any speed of hand or machine;
what is typed where nothing takes text goes to the line of the screen, or waits for the one to come."""

from typing import ClassVar

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

_STUCK = 2.0
"""Seconds after which keys are let through even if nobody said what became of the answer: a keyboard never stays dead."""


class Taken(Message):
    """What a key asked for is done, or refused: what is typed from now on is for what stands now."""


class Gives:
    """A widget, or a screen, in which some keys give an answer or open one; whoever acts on them posts `Taken` to the app."""

    gives: ClassVar[frozenset[str]] = frozenset(("enter",))
    slips: ClassVar[frozenset[str]] = frozenset()
    """Keys that do not wait when they come right after: pressed twice, or out of habit, they are for nothing of what comes."""


class Writes:
    """A screen that has a line to type in."""

    def line_for(self, event: Key | Paste) -> Widget | None:
        """The line that is to have the cursor before this is typed; None when it is for what has the cursor."""
        return None


class Aside:
    """A screen that a key of the app opens over anything: nothing that was typed before is for it."""


class Ahead(App[None], inherit_bindings=False):
    """An app that takes one answer at a time. No clock decides for whom a key is meant: only what became of the answer does."""

    at_once: ClassVar[frozenset[str]] = frozenset()
    """Keys that do not wait for a line that is still to come."""
    _waiting: list[Key | Paste] | None = None
    """What was typed since that key; None when no answer is being taken."""
    _for_line = False
    """Whether that is for a line that is still to come."""
    _slips: frozenset[str] = frozenset()
    _limit: Timer | None = None

    @property
    def taking(self) -> bool:
        """Whether an answer is being taken."""
        return self._waiting is not None

    async def on_event(self, event: Event) -> None:
        """Keep what is typed while an answer is being taken."""
        # An event that comes back from a widget was let through already.
        if isinstance(event, Key | Paste) and not event.is_forwarded and not self._passes(event):
            if self._waiting is not None:
                if self._waiting or not isinstance(event, Key) or event.key not in self._slips:
                    self._waiting.append(event)
                return
            if self.awaits(event):
                self.await_line(event)
                return
            if isinstance(self.screen, Writes) and (line := self.screen.line_for(event)) is not None:
                self.screen.set_focus(line)
            if isinstance(event, Key) and (giver := self._giver(event.key)) is not None:
                self._hold(slips=giver.slips)
        await super().on_event(event)

    def awaits(self, event: Key | Paste) -> bool:
        """Whether this is typed for a line that is still to come: it waits for it. Whoever brings the line posts `Taken`."""
        return False

    def await_line(self, *events: Key | Paste) -> None:
        """Keep what was typed for the line that is still to come."""
        self._hold(*events)
        self._for_line = True

    async def meant(self, waiting: list[Key | Paste]) -> list[Key | Paste]:
        """What is to be typed now of what waited."""
        return waiting

    def _passes(self, event: Key | Paste) -> bool:
        """Whether this is for what stands, while a text waits for its line: a key of the app, or what is typed where it leads."""
        return self._for_line and (isinstance(self.screen, Aside) or (isinstance(event, Key) and event.key in self.at_once))

    def _giver(self, key: str) -> Gives | None:
        here: tuple[object, ...] = (self.focused, self.screen)
        return next((one for one in here if isinstance(one, Gives) and key in one.gives), None)

    def _hold(self, *events: Key | Paste, slips: frozenset[str] = frozenset()) -> None:
        self._waiting = [*events]
        self._slips = slips
        self._limit = self.set_timer(_STUCK, self.on_taken)

    async def on_taken(self) -> None:
        """Type what waited where the cursor is now; an answer among it makes the rest wait again."""
        if self._limit is not None:
            self._limit.stop()
        if self._for_line and isinstance(self.screen, Aside):
            self._limit = self.set_timer(_STUCK, self.on_taken)
            return
        waiting, self._waiting, self._for_line = self._waiting or [], None, False
        for event in await self.meant(waiting):
            await self.on_event(event)
