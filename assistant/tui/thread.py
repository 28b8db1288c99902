"""The conversation: one line of thought, whose pieces are frozen text and whose oldest are put away."""

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from textual import on
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from assistant.tui.words import fr

Kind = Literal["asked", "answer", "passage", "exchange", "note", "problem"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOUNTED = 16
"""How many pieces are on the screen at once, in view or scrolled away: each is laid out again when the window changes."""
STEP = 8
"""How many pieces « earlier » and « later » bring."""
KEPT = 1500
"""How many pieces are remembered; older ones are forgotten."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of the conversation; each is itself, even when two say the same."""

    kind: Kind
    text: Content


class Shown(Static):
    """A piece on the screen, and then another: a widget that goes is garbage of some hundred objects, and one that comes takes long.

    What its drawing remembers goes with it: the piece itself, kept for long, stays bare.
    """

    def __init__(self, piece: Piece) -> None:
        super().__init__(_bare(piece), markup=False, classes=f"piece -{piece.kind}")
        self.piece = piece

    def take(self, piece: Piece) -> None:
        """Show another piece."""
        self.piece = piece
        if self in self.screen.selections:
            self.screen.clear_selection()
        self.set_classes(f"piece -{piece.kind}")
        self.update(_bare(piece))


def _bare(piece: Piece) -> Content:
    return Content(piece.text.plain, list(piece.text.spans))


class Thread(VerticalScroll):
    """The conversation, newest last. Pieces are numbered from the first ever said; a window of them is on the screen."""

    FOCUS_ON_CLICK = False
    """The mouse selects a text there, or scrolls it: the cursor stays where one types. Tab goes to it."""

    def __init__(self) -> None:
        super().__init__(id="thread", name="la conversation")
        self._pieces: deque[Piece] = deque(maxlen=KEPT)
        self._said = 0
        self._shown: deque[Shown] = deque()
        self._spare: list[Shown] = []
        """Widgets whose piece is no more, for the next ones."""
        self._start = 0
        self._following = True

    def compose(self) -> ComposeResult:
        """The two lines that move the window; pieces come between them."""
        yield Static(Content(fr("▲ Plus ancien : cliquez ici, ou Page haut")), markup=False, id="earlier", classes="-gone")
        yield Static(Content(fr("▼ Plus récent : cliquez ici, ou Page bas")), markup=False, id="later", classes="-gone")

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is remembered of the conversation."""
        return tuple(self._pieces)

    @property
    def _oldest(self) -> int:
        return self._said - len(self._pieces)

    @property
    def _end(self) -> int:
        return self._start + len(self._shown)

    def add(self, *pieces: Piece, top: bool = False) -> None:
        """Add pieces at the end and show them: the first at the top of the view if `top`, else the last at its bottom."""
        start = self._start if self._end == self._said else self._oldest
        self._pieces.extend(pieces)
        self._said += len(pieces)
        self._move_window(max(start, self._said - MOUNTED), self._said)
        _forget_what_was_drawn()
        if top:
            self._put_at_top(self._shown[-min(len(pieces), MOUNTED)])
        else:
            self._following = True
            self.call_after_refresh(self._to_end)

    def retell(self, piece: Piece, text: Content) -> None:
        """Show another text in the place of a piece that waits for what will replace it; what is remembered of it stays."""
        for shown in self._shown:
            if shown.piece is piece:
                shown.update(text)

    def replace(self, old: Piece | None, *pieces: Piece) -> None:
        """Put pieces in place of one said before, or at the end when it is no more; the one before goes to the top."""
        after: list[Piece] = []
        while old is not None and old in self._pieces:
            after.insert(0, self._pieces.pop())
            self._said -= 1
            # The window may be elsewhere, or wholly after the piece that is sought.
            while self._shown and self._end > self._said:
                self._spare.append(self._shown.pop())
            self._start = min(self._start, self._said)
            if after[0] is old:
                del after[0]
                break
        self.add(*pieces, *after)
        place = len(self._shown) - len(after) - len(pieces) - 1
        if place >= 0:
            self._put_at_top(self._shown[place])

    def clear(self) -> None:
        """Forget all that was said."""
        self._move_window(self._said, self._said)
        self._pieces.clear()
        self._mark()

    def earlier(self) -> None:
        """Bring older pieces."""
        count = min(STEP, self._start - self._oldest)
        if count <= 0:
            return
        first = self._shown[0]
        start = self._start - count
        self._move_window(start, min(self._end, start + MOUNTED))
        self._put_at_top(first)

    def later(self) -> None:
        """Bring newer pieces."""
        last = self._shown[-1]
        end = min(self._end + STEP, self._said)
        self._move_window(max(self._start, end - MOUNTED), end)
        self.call_after_refresh(self.scroll_to_widget, last, animate=False)

    def action_page_up(self) -> None:
        """Scroll up, or bring older pieces at the top."""
        if self.scroll_offset.y <= 0:
            self.earlier()
        else:
            super().action_page_up()

    def action_page_down(self) -> None:
        """Scroll down, or bring newer pieces at the bottom."""
        if self.scroll_offset.y >= self.max_scroll_y and self._end < self._said:
            self.later()
        else:
            super().action_page_down()

    def on_resize(self) -> None:
        """Keep the end in view when the question below takes more room (Textual's own anchor misplaces a short content)."""
        self.keep_end()

    def keep_end(self) -> None:
        """Bring the last words in view again, unless somebody looks at others."""
        if self._following:
            self.call_after_refresh(self._to_end)

    @on(Click, "#earlier")
    def _clicked_earlier(self) -> None:
        self.earlier()

    @on(Click, "#later")
    def _clicked_later(self) -> None:
        self.later()

    def _to_end(self) -> None:
        self.scroll_end(animate=False)
        # The bar that a first scroll brings takes a column: the words may need a line more.
        self.call_after_refresh(self._still_at_end)

    def _still_at_end(self) -> None:
        if self._following:
            self.scroll_end(animate=False)

    def _put_at_top(self, piece: Static) -> None:
        self._following = False
        self.call_after_refresh(self.scroll_to_widget, piece, top=True, animate=False)

    def _move_window(self, start: int, end: int) -> None:
        """Show these pieces; widgets that leave one end of the window come back at the other."""
        while self._shown and self._start < start:
            self._spare.append(self._shown.popleft())
            self._start += 1
        while self._shown and self._end > end:
            self._spare.append(self._shown.pop())
        if not self._shown:
            self._start = start
        before, after = self._start - start, end - self._end
        self._bring(start, before, front=True)
        self._bring(end - after, after, front=False)
        for widget in self._spare:
            widget.remove()
        self._spare.clear()
        self._mark()

    def _bring(self, start: int, count: int, front: bool) -> None:
        """Show so many pieces before those shown, or after: in widgets to spare, then, at the far end, in new ones."""
        if not count:
            return
        skipped = start - self._oldest
        pieces = list(islice(self._pieces, skipped, skipped + count))
        fresh = max(0, count - len(self._spare))
        far, near = (pieces[:fresh], pieces[fresh:]) if front else (pieces[count - fresh :], pieces[: count - fresh])
        added = [Shown(piece) for piece in far]
        if added:
            self.mount_all(added, after="#earlier") if front else self.mount_all(added, before="#later")
        place: Widget = self._shown[0] if front else added[0] if added else self.query_one("#later")
        moved = []
        for piece in near:
            widget = self._spare.pop()
            widget.take(piece)
            self.move_child(widget, before=place)
            moved.append(widget)
        if front:
            self._shown.extendleft(reversed([*added, *moved]))
            self._start = start
        else:
            self._shown.extend([*moved, *added])

    def _mark(self) -> None:
        self.query_one("#earlier").set_class(self._start <= self._oldest, "-gone")
        self.query_one("#later").set_class(self._end >= self._said, "-gone")


def _forget_what_was_drawn() -> None:
    """Let go of what the widgets that are no more had drawn.

    A cache of Textual, a thousand colours long, is keyed by the drawings themselves: without this, each widget that was ever shown
    leaves its lines there. Another keeps sixteen thousand styles, of which each line of text has its own. Both are filled again in no time.
    """
    StylesCache.get_inner_outer.cache_clear()
    Strip.render_ansi.cache_clear()
    for name in ("grow", "shrink", "intersection", "union"):
        getattr(Region, name).cache_clear()
