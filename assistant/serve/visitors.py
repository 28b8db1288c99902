"""Who is there: a token for each browser, a folder for each token, a process for as long as somebody looks at it."""

import asyncio
import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from aiohttp.web import WebSocketResponse

from assistant import APP
from assistant.serve.program import Program
from assistant.store import BESIDE

GRACE = 60.0
"""Seconds that a process waits for its visitor to come back: a page reloaded, a connection lost."""
_SWEEP = 2.0
_PATIENCE = 5.0
"""Seconds that a process has to draw its screen."""
PAPERS_PAGE = "/papiers"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
# What Textual's driver sends once, at the start, and a page that comes later has missed: alternate screen, mouse, hidden cursor, pastes.
_AGAIN = b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h"


class Closed(IntEnum):
    """Why a page was let go: codes of the WebSocket (RFC 6455 leaves 4000 to 4999 to applications), which the page puts in words."""

    STOPPED = 1001
    FULL = 4001
    IDLE = 4002
    ELSEWHERE = 4003
    LEFT = 4004
    BROKEN = 4005
    UNKNOWN = 4006


def new_token() -> str:
    """A token that nobody can guess: 256 bits, 43 characters."""
    return secrets.token_urlsafe(32)


def is_token(text: str | None) -> bool:
    """Whether this may be one of our tokens."""
    return text is not None and _TOKEN.fullmatch(text) is not None


def folder_of(root: Path, token: str) -> Path:
    """The folder of a visitor. Its name does not give the token away: paths are shown on screens that a whole room sees."""
    return root / hashlib.blake2b(token.encode(), digest_size=8).hexdigest()


def files_of(folder: Path) -> dict[str, Path]:
    """A visitor's own files, by their place in the folder; hidden ones, and what stands beside a dossier, are the program's."""
    inside = [(path.relative_to(folder), path) for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {
        place.as_posix(): path
        for place, path in inside
        if path.suffix not in BESIDE and not any(part.startswith(".") for part in place.parts)
    }


def _latest_paper(folder: Path) -> float:
    """When a paper was last written there, as the system counts; 0 when there is none. Dossiers, saved at each answer, are none."""
    with contextlib.suppress(OSError):  # a file may go while we look
        return max((path.stat().st_mtime for place, path in files_of(folder).items() if not place.startswith(APP)), default=0.0)
    return 0.0


@dataclass
class Visitor:
    """A visitor who has a process. `seen` is the last time that they did something, `away` since when no page shows it; both by the
    loop's clock. `paper` is when the last paper that they know of was written; `size` is that of the page, in columns and lines; `drawn` is
    set by a drawing of at least `whole` bytes. `written` is when the last paper was written at the last look."""

    folder: Path
    seen: float
    away: float | None = None
    page: WebSocketResponse | None = None
    program: Program | None = None
    leaving: bool = False
    paper: float = 0.0
    written: float = 0.0
    size: tuple[int, int] = (80, 24)
    whole: int = 0
    drawn: asyncio.Event = field(default_factory=asyncio.Event)
    redrawing: asyncio.Task[None] | None = None
    started: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, data: bytes) -> None:
        """Send what the process draws; what nobody sees is drawn again when the page comes back."""
        if len(data) >= self.whole:
            self.drawn.set()
        if self.page is not None:
            with contextlib.suppress(ConnectionError):
                await self.page.send_bytes(data)

    async def resize(self, size: tuple[int, int]) -> None:
        """The page has another size."""
        self.size = size
        if self.program is not None and self.redrawing is None:
            await self.program.set_terminal_size(*size)

    async def redraw(self) -> None:
        """Have the whole screen drawn for a page that shows nothing yet: in another size, then in its own once that is drawn.

        Two sizes that follow closely would count as one.
        """
        assert self.program is not None
        self.whole = self.size[0] * (self.size[1] - 1)
        self.drawn.clear()
        await self.program.set_terminal_size(self.size[0], self.size[1] - 1)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.drawn.wait(), _PATIENCE)
        self.redrawing = None
        await self.program.set_terminal_size(*self.size)

    async def tell(self, text: str) -> None:
        """Send what the process asks of the page."""
        if self.page is not None:
            with contextlib.suppress(ConnectionError):
                await self.page.send_str(text)

    async def let_go(self, why: Closed) -> None:
        """Close the page, which then says why."""
        page, self.page = self.page, None
        if page is not None:
            await page.close(code=why)


class Room:
    """The visitors of a server: `most` at a time, each ended after `idle` seconds without a sign of life."""

    def __init__(self, campaign: Path, root: Path, most: int, idle: float) -> None:
        self.campaign = campaign
        self.root = root
        self.most = most
        self.idle = idle
        self._visitors: dict[str, Visitor] = {}
        self._door = asyncio.Lock()
        self._sweeper: asyncio.Task[None] | None = None

    def __iter__(self) -> Iterator[Visitor]:
        return iter(self._visitors.values())

    def __len__(self) -> int:
        return len(self._visitors)

    @staticmethod
    def now() -> float:
        """The loop's clock, in seconds."""
        return asyncio.get_running_loop().time()

    async def enter(self, token: str, page: WebSocketResponse, size: tuple[int, int]) -> Visitor | None:
        """Show a visitor's process in a page: the one that runs, else a new one. None, the page closed, when there is no room."""
        async with self._door:
            visitor = self._visitors.get(token)
            if visitor is not None and visitor.leaving:
                await self._end(token, Closed.ELSEWHERE)
                visitor = None
            if visitor is None:
                if not await self._make_room():
                    await page.close(code=Closed.FULL)
                    return None
                visitor = self._visitors[token] = Visitor(folder_of(self.root, token), self.now())
        async with visitor.started:
            await visitor.let_go(Closed.ELSEWHERE)
            visitor.page, visitor.away, visitor.seen = page, None, self.now()
            visitor.size = size
            if visitor.program is None:
                try:
                    await self._start(token, visitor, size)
                except OSError:
                    self._visitors.pop(token, None)
                    await visitor.let_go(Closed.BROKEN)
                    return None
            else:
                await visitor.draw(_AGAIN)
                if visitor.redrawing is None:
                    visitor.redrawing = asyncio.create_task(visitor.redraw())
        return visitor

    async def _start(self, token: str, visitor: Visitor, size: tuple[int, int]) -> None:
        async def ended(left: bool) -> None:
            if self._visitors.get(token) is visitor:
                del self._visitors[token]
            await visitor.let_go(Closed.LEFT if left else Closed.BROKEN)

        visitor.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        visitor.paper = await asyncio.to_thread(_latest_paper, visitor.folder)
        program = Program(self.campaign, visitor.folder, write_bytes=visitor.draw, write_str=visitor.tell, ended=ended)
        await program.start(*size)
        visitor.program = program

    async def _make_room(self) -> bool:
        """Whether one more may come; somebody who is away makes room for somebody who is there."""
        if len(self._visitors) < self.most:
            return True
        away = [(visitor.away, token) for token, visitor in self._visitors.items() if visitor.away is not None]
        if not away:
            return False
        await self._end(min(away)[1], Closed.IDLE)
        return len(self._visitors) < self.most

    def leave(self, visitor: Visitor, page: WebSocketResponse) -> None:
        """A page is closed; its process waits a little."""
        if visitor.page is page:
            visitor.page, visitor.away = None, self.now()

    async def forget(self, token: str) -> None:
        """End a visitor's process now."""
        await self._end(token, Closed.LEFT)

    async def _end(self, token: str, why: Closed) -> None:
        visitor = self._visitors.get(token)
        if visitor is None:
            return
        visitor.leaving = True
        async with visitor.started:
            await visitor.let_go(why)
            if visitor.program is not None:
                await visitor.program.stop()
        if self._visitors.get(token) is visitor:
            del self._visitors[token]

    def open(self) -> None:
        """Begin to look after the visitors."""
        self._sweeper = asyncio.create_task(self._sweep())

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(min(_SWEEP, self.idle / 2))
            now = self.now()
            for token, visitor in list(self._visitors.items()):
                gone = visitor.away is not None and now - visitor.away > GRACE
                if gone or now - visitor.seen > self.idle:
                    await self._end(token, Closed.IDLE)
                elif visitor.page is not None and visitor.program is not None:  # before, its older papers are not known yet
                    await self._offer(visitor)

    @staticmethod
    async def _offer(visitor: Visitor) -> None:
        """Offer the page of papers when one was written, whatever screen wrote it, and none since the last look: others may follow."""
        latest, before = await asyncio.to_thread(_latest_paper, visitor.folder), visitor.written
        visitor.written = latest
        if latest > visitor.paper and latest == before:
            visitor.paper = latest
            await visitor.tell(json.dumps(["open_url", {"url": PAPERS_PAGE, "new_tab": True}]))

    async def close(self) -> None:
        """End every process."""
        if self._sweeper is not None:
            self._sweeper.cancel()
        await asyncio.gather(*(self._end(token, Closed.STOPPED) for token in list(self._visitors)))
