"""The app in tests: a fixed day, an empty home, no animation, no blinking cursor."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.library import load
from assistant.passages import Passage
from assistant.tui.app import AssistantApp
from assistant.tui.premises import Opener
from assistant.tui.session import Session
from assistant.tui.study import open_searcher
from assistant.tui.thread import Thread
from assistant.tui.trainer import following
from assistant.tui.workspace import Workspace
from tests.mini import DAY, ROOT

from .sheets import found_once
from .stillness import at_work, frame, on_tick, pause, turn
from .thrift import spared

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

    def leans(self, question: str) -> bool:
        return question.startswith("et ")

    def passages_for(self, names: Any) -> tuple[Passage, ...]:
        return ()


_NO_BORDERS = dict.fromkeys(map(ord, "▌█│▏▎▊▔▁╭╮╰╯─"), " ")
Run = Callable[..., AbstractAsyncContextManager["Driver"]]
_draw_now = Screen._compositor_refresh


class Driver:
    """The hands and eyes of a test: it waits until nothing is under way, whatever the machine's speed."""

    pilot: Pilot[None]

    def __init__(self, app: AssistantApp) -> None:
        self.app = app
        self.settling = False
        self._undrawn: set[Screen[Any]] = set()

    async def settle(self) -> None:
        """Wait until the lanes have nothing to do, every widget has read its messages, and the screen is laid out.

        Meanwhile frames come when all is read, and not when a clock says: what is half done is never laid out.
        """
        self.settling = True
        try:
            await self._settle()
        finally:
            self.settling = False

    async def _settle(self) -> None:
        limit = time.monotonic() + 20
        calm = 0
        while calm < 3 and self.app._exception is None:
            await turn()
            if not self._busy():
                calm += 1
                if calm == 2:
                    self._lay()
                continue
            calm = 0
            if not frame(self.app):
                await asyncio.sleep(0.001)  # a thread is at work
            assert time.monotonic() < limit, "the app never settles"

    def _busy(self) -> bool:
        app = self.app
        return app.office.busy or app.taking or any(not worker.is_finished for worker in app.workers) or at_work(app)

    def _lay(self) -> None:
        """What a frame does besides being drawn: the widget under the mouse is known, a screen below asks the top one."""
        for screen in [screen for screen in self.app.screen_stack if screen in self._undrawn]:
            if screen is self.app.screen:
                self.app._update_mouse_over(screen)
            else:
                self._undrawn.discard(screen)
                _draw_now(screen)

    def draw(self) -> None:
        """Draw what changed since the last time, as the terminal is told it."""
        for screen in [screen for screen in self.app.screen_stack if screen in self._undrawn]:
            _draw_now(screen)
        self._undrawn.clear()

    def later(self, screen: Screen[Any]) -> None:
        """What stands for drawing a frame: the compositor keeps what has to be drawn, and draws it when it is looked at."""
        self._undrawn.add(screen)
        screen._dirty_widgets.clear()

    async def press(self, *keys: str) -> None:
        """Press keys as the terminal sends them, waiting after each."""
        for key in keys:
            self._post(key)
            await self.settle()

    async def write(self, text: str, enter: bool = True) -> None:
        """Type a text, then Enter."""
        for char in text:
            await self._key(char)
        await self.settle()
        await self.press(*(["enter"] if enter else []))

    async def _key(self, key: str) -> None:
        self._post(key)
        for _ in range(20):
            await asyncio.sleep(0)

    def _post(self, key: str) -> None:
        char = {"space": " "}.get(key, key if len(key) == 1 else None)
        self.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, char))

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


async def turns(app: Driver) -> None:
    """Let the app do what it can while a thread waits."""
    for _ in range(30):
        await turn()
        frame(app.app)


@pytest.fixture
def mini() -> Campaign:
    return Campaign(ROOT)


@pytest.fixture
def run(mini: Campaign, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the app: `async with run(size=NARROW) as driver`."""
    drivers: dict[App[Any], Driver] = {}

    def frame(screen: Screen[Any]) -> None:
        driver = drivers.get(screen.app)
        (driver.later if driver else _draw_now)(screen)

    def tick(screen: Screen[Any]) -> None:
        driver = drivers.get(screen.app)
        if driver is None or not driver.settling:
            on_tick(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", frame)
    monkeypatch.setattr(Screen, "_on_timer_update", tick)

    @asynccontextmanager
    async def running(
        size: tuple[int, int] = NARROW, opener: Opener = open_searcher, campaign: Campaign | None = None
    ) -> AsyncIterator[Driver]:
        app = AssistantApp(campaign or mini, today=DAY, opener=opener)
        app.animation_level = "none"
        driver = drivers[app] = Driver(app)
        async with app.run_test(size=size, notifications=True) as driver.pilot:
            await driver.settle()
            yield driver
            if not app._exit:
                await driver.settle()
                driver.draw()
            assert app.unexpected == []
            app.office.close(5)

    return running


@pytest.fixture(autouse=True, scope="session")
def sheets_found_once() -> Iterator[None]:
    """What a style sheet comes to is found once a run, and what Textual does for nobody is not done."""
    with found_once(), spared():
        yield


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, isolated_home: Path) -> None:
    """No blinking cursor, keys as fast as they come, and a runtime directory (locks) of the test's own."""
    monkeypatch.setattr(following, "GLANCE", 0)
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Pilot, "pause", pause)
    runtime = isolated_home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
