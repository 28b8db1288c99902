"""The page that is read: its lines, the one under the cursor, what is cited and what was searched for."""

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from assistant.tui.hanging import Hanging
from assistant.tui.reader.book import Hit, Line, Page

_CITED, _HERE = "▌", "›"
"""The signs of what is cited and of the line under the cursor: colour alone would not do."""
MARK, CURRENT = "$foreground bold underline on $mark", "bold reverse"
"""How words that were searched for are shown, and those of the place where one is."""
_STYLES = {"title": "bold $primary", "heading": "bold $secondary", "text": ""}


class Leaf(Static):
    """The drawing of a page: text that hangs beside its signs."""

    hanging = Hanging()

    def draw(self, hanging: Hanging) -> None:
        """Show these rows."""
        self.hanging = hanging
        self.update(hanging)

    def tops(self) -> list[int]:
        """Where each row begins, and where the last one ends, in lines from the top."""
        return [0, *accumulate(self.hanging.heights(self.content_size.width))]


class Sheet(VerticalScroll, can_focus=True):
    """A page. `here` is the line under the cursor, `hit` the place of a search where one is.

    Up and down move the cursor, or scroll through a line that is longer than the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", "Ligne précédente", show=False),
        Binding("down", "line(1)", "Ligne suivante", show=False),
    ]

    class Turned(Message):
        """The cursor went past the last line (1), or before the first one (-1)."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="sheet", name="le texte du document")
        self.page: Page | None = None
        self.here = 0
        self.cited = range(0)
        self._hits: Sequence[Hit] = ()
        self.hit: Hit | None = None

    def compose(self) -> ComposeResult:
        """One drawing: a widget a line would take long to lay out."""
        yield Leaf(markup=False)

    def show(self, page: Page, here: int = 0, cited: range = range(0), hits: Sequence[Hit] = (), hit: Hit | None = None) -> None:
        """Show a page with the cursor on a line, what is cited, what was found there (`hits`), and the place where one is (`hit`)."""
        moved = page is not self.page or here != self.here
        self.page, self.here, self.cited, self._hits, self.hit = page, here, cited, hits, hit
        self.query_one(Leaf).draw(self._drawing(page))
        if moved or hit:
            self.call_after_refresh(self._bring, at_top=not hit)

    def mark(self, hits: Sequence[Hit], hit: Hit | None) -> None:
        """Show what was found on the page, without moving."""
        self._hits, self.hit = hits, hit
        if self.page:
            self.query_one(Leaf).draw(self._drawing(self.page))

    @property
    def chosen(self) -> range:
        """The lines to be copied: what is cited when the cursor is there, else the line under it."""
        return self.cited if self.here in self.cited else range(self.here, self.here + 1)

    def _drawing(self, page: Page) -> Hanging:
        found: dict[int, list[Span]] = {}
        for hit in self._hits:
            found.setdefault(hit.line, []).append(Span(hit.start, hit.end, CURRENT if hit == self.hit else MARK))
        rows: list[tuple[Content, Content]] = []
        for number, line in enumerate(page.lines):
            if number and not (line.mark and page.lines[number - 1].mark):
                rows.append((Content(""), Content(" ")))
            rows.append((self._sign(number, line), self._text(line, found.get(number, []))))
        return Hanging(*rows)

    def _sign(self, number: int, line: Line) -> Content:
        mark = {"-": "•"}.get(line.mark, line.mark)
        return Content.assemble(
            (_CITED if number in self.cited else " ", "$primary bold"),
            (_HERE if number == self.here else " ", "$accent bold"),
            (f" {mark} " if mark else " ", "$muted"),
        )

    def _text(self, line: Line, spans: list[Span]) -> Content:
        text = Content(line.text, spans)
        return text.stylize_before(_STYLES[line.kind]) if _STYLES[line.kind] else text

    def _rows(self) -> list[int]:
        """The row that draws each line: blank rows stand between them."""
        lines = self.page.lines if self.page else ()
        blanks = [int(number > 0 and not (line.mark and lines[number - 1].mark)) for number, line in enumerate(lines)]
        return [number + gone for number, gone in enumerate(accumulate(blanks))]

    def _region(self, line: int) -> Region:
        tops, row = self.query_one(Leaf).tops(), self._rows()[line]
        return Region(0, tops[row], self.size.width, tops[row + 1] - tops[row])

    def _bring(self, at_top: bool) -> None:
        """Bring the line under the cursor into view: at the top when one comes from elsewhere."""
        if self.page is None or not self.page.lines:
            return
        if self.hit and not at_top:
            self.scroll_to_region(self._hit_region(self.hit), animate=False, center=True, immediate=True)
        else:
            self.scroll_to(y=max(0, self._region(self.here).y - 1) if self.here else 0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lines break elsewhere: keep the one under the cursor in view."""
        self.call_after_refresh(self._keep)

    def _keep(self) -> None:
        if self.page and self.page.lines:
            region = self._hit_region(self.hit) if self.hit else self._region(self.here)
            self.scroll_to_region(region, animate=False, immediate=True, top=region.height > self.size.height)

    def _hit_region(self, hit: Hit) -> Region:
        """Where a hit stands: the line of the screen that the text before it reaches."""
        assert self.page is not None
        region = self._region(hit.line)
        leaf = self.query_one(Leaf)
        before = Content(self.page.lines[hit.line].text[: hit.end]).get_height({}, leaf.hanging.width(leaf.content_size.width))
        return Region(0, region.y + before - 1, region.width, 1)

    def action_line(self, by: int) -> None:
        """Go to the next line or the one before; through a long one, and past the ends of the page, step by step."""
        if self.page is None:
            return
        region, view = self._region(self.here), self.scroll_offset.y
        bottom = view + self.scrollable_content_region.height
        if by > 0 and region.bottom > bottom and region.y < bottom:
            self.scroll_down(animate=False)
        elif by < 0 and region.y < view < region.bottom:
            self.scroll_up(animate=False)
        elif 0 <= self.here + by < len(self.page.lines):
            self._go(self.here + by, by)
        else:
            self.post_message(self.Turned(by))

    def _go(self, line: int, by: int = 0) -> None:
        assert self.page is not None
        self.here = line
        self.query_one(Leaf).draw(self._drawing(self.page))
        region = self._region(line)
        # Of a line longer than the view, the end that one comes to.
        edge = Region(0, region.y if by >= 0 else region.bottom - 1, region.width, 1)
        height = self.scrollable_content_region.height
        self.scroll_to_region(region if region.height <= height else edge, animate=False, immediate=True)

    @on(Click, "Leaf")
    def _clicked(self, event: Click) -> None:
        """Put the cursor on the line that was clicked."""
        tops = self.query_one(Leaf).tops()
        found = [line for line, row in enumerate(self._rows()) if tops[row] <= event.y]
        if found:
            self._go(found[-1])
