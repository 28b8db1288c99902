"""The app in tests: a fixed day, an empty home, no animation, no blinking cursor."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.library import load
from assistant.passages import Passage
from assistant.tui import haste
from assistant.tui.app import AssistantApp
from assistant.tui.card import Card
from assistant.tui.premises import Opener
from assistant.tui.session import Session
from assistant.tui.study import open_searcher
from assistant.tui.thread import Thread
from assistant.tui.workspace import Workspace
from tests.mini import DAY, ROOT

NARROW, WIDE = (80, 24), (140, 40)


class Canned:
    """A search that has one answer for a word of the question, and keeps the contexts it was given."""

    notices = ()

    def __init__(self, campaign: Campaign, answers: dict[str, Answer]) -> None:
        self.library = load(campaign)
        self.answers = answers
        self.contexts: list[Any] = []

    def ask(self, question: str, context: Any = None) -> Answer:
        self.contexts.append(context)
        found = [answer for word, answer in self.answers.items() if word in question]
        return found[0] if found else Answer(question, "unintelligible", 0.0, None)

    def passages_for(self, names: Any) -> tuple[Passage, ...]:
        return ()


_NO_BORDERS = dict.fromkeys(map(ord, "▌█│▏▎▊▔▁╭╮╰╯─"), " ")
Run = Callable[..., AbstractAsyncContextManager["Driver"]]


class Driver:
    """The hands and eyes of a test: it waits until nothing is under way, whatever the machine's speed."""

    def __init__(self, app: AssistantApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until the lanes have nothing to do, every widget has read its messages, and the screen is drawn."""
        limit = time.monotonic() + 20
        calm = 0
        while calm < 4 and self.app._exception is None:
            await asyncio.sleep(0.004)
            calm = 0 if self._busy() else calm + 1
            if calm == 3:
                await self.pilot._wait_for_screen()
            assert time.monotonic() < limit, "the app never settles"

    def _busy(self) -> bool:
        app, screen = self.app, self.app.screen
        drawing = (app._batch_count, screen._layout_required, screen._dirty_widgets, screen._callbacks)
        if app.office.busy or any(drawing):
            return True
        if any(card.haste.pressing for card in screen.query(Card)):
            return True
        nodes = [app, *app.screen_stack, *screen.walk_children()]
        return any(node._message_queue.qsize() + len(node._next_callbacks) for node in nodes)

    async def press(self, *keys: str) -> None:
        """Press keys as the terminal sends them, waiting after each."""
        for key in keys:
            await self._key(key)
            await self.settle()

    async def write(self, text: str, enter: bool = True) -> None:
        """Type a text, then Enter."""
        for char in text:
            await self._key(char)
        await self.settle()
        await self.press(*(["enter"] if enter else []))

    async def _key(self, key: str) -> None:
        char = {"space": " "}.get(key, key if len(key) == 1 else None)
        self.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, char))
        for _ in range(20):
            await asyncio.sleep(0)

    async def paste(self, text: str, enter: bool = True) -> None:
        """Paste a text where the cursor is, then Enter."""
        self.app.post_message(events.Paste(text))
        await self.settle()
        await self.press(*(["enter"] if enter else []))

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def seen(self, selector: str = "Screen") -> str:
        """What a part of the screen shows, as one line; signs of borders are left out."""
        region = self.app.screen.region if selector == "Screen" else self.app.screen.query_one(selector).region
        lines = self.text.split("\n")[region.y : region.bottom]
        return " ".join(" ".join(line[region.x : region.right] for line in lines).translate(_NO_BORDERS).split())

    @property
    def flat(self) -> str:
        """What the screen shows, as one line."""
        return self.seen()

    @property
    def said(self) -> str:
        """The conversation."""
        return "\n".join(piece.text.plain for piece in self.app.screen.query_one(Thread).pieces)

    @property
    def session(self) -> Session:
        """The open dossier."""
        assert self.work.session is not None
        return self.work.session

    @property
    def work(self) -> Workspace:
        """The workspace."""
        screen = self.app.screen
        assert isinstance(screen, Workspace)
        return screen

    async def begin(self, name: str = "essai", at: str = "") -> None:
        """Begin a dossier from the door, and go to a question."""
        await self.press("2")
        await self.paste(name)
        if at:
            await self.work.goto(at)
            await self.settle()


@pytest.fixture
def mini() -> Campaign:
    return Campaign(ROOT)


@pytest.fixture
def run(mini: Campaign, shared_cache: Path) -> Run:
    """Run the app: `async with run(size=NARROW) as driver`."""

    @asynccontextmanager
    async def running(
        size: tuple[int, int] = NARROW, opener: Opener = open_searcher, campaign: Campaign | None = None
    ) -> AsyncIterator[Driver]:
        app = AssistantApp(campaign or mini, today=DAY, opener=opener)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            yield driver
            if not app._exit:
                await driver.settle()
            assert app.unexpected == []
            app.office.close(5)

    return running


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, isolated_home: Path) -> None:
    """No blinking cursor, keys typed ahead forgotten soon, and a runtime directory (locks) of the test's own."""
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(haste, "SETTLE", 0.03)
    monkeypatch.setattr(haste, "WORD", 0.03)
    runtime = isolated_home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
