"""A paper of figures for a narrow pane: its tables as columns that fit, its paragraphs and callouts between them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from assistant.outputs import model
from assistant.tui.words import fr

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style

_LABEL = 14
"""The fewest columns that a label is given beside its figures; with fewer, the figures go below it."""
_CODE = 5
"""The longest code that stands before a label (the number of an account)."""
Link = Callable[[Content], Content]


class Part(NamedTuple):
    """A piece of the pane: its style class, and what is drawn."""

    kind: str
    shown: Visual


class Row(NamedTuple):
    """A row of a table: its label, its figures, and what is said below it."""

    label: Content
    cells: tuple[Content, ...]
    below: Content


class Columns(Visual):
    """A table: labels that wrap, figures set to the right. Where both do not fit, each figure goes below, with its heading."""

    def __init__(self, header: tuple[str, ...], rows: Sequence[Row], total: bool) -> None:
        self.header = header
        self.rows = rows
        self.total = total
        longest = [max(map(len, name.split()), default=0) if len(header) > 1 else 0 for name in header]
        cells = [max((row.cells[column].cell_length for row in rows), default=0) for column in range(len(header))]
        self._widths = [max(pair) for pair in zip(longest, cells, strict=True)]
        self._label = min(_LABEL, max((row.label.cell_length for row in rows), default=0))

    def _lines(self, width: int) -> Iterator[Content]:
        gap = next((gap for gap in (2, 1) if width - sum(self._widths) - gap * len(self._widths) >= self._label), 0)
        room = width - sum(self._widths) - gap * len(self._widths)
        if gap and len(self.header) > 1:
            yield from self._head(room, gap)
        for number, row in enumerate(self.rows):
            if self.total and number == len(self.rows) - 1:
                yield Content.styled("─" * width, "$muted")
            yield from self._beside(row, room, gap) if gap else self._under(row, width)
            if row.below:
                yield from _wrapped(row.below, width - 2, "  ")

    def _head(self, room: int, gap: int) -> Iterator[Content]:
        columns = [_wrapped(Content.styled(name, "$muted"), width) for name, width in zip(self.header, self._widths, strict=True)]
        most = max(map(len, columns))
        for number in range(most):
            cells = [column[number - most + len(column)] if number >= most - len(column) else Content("") for column in columns]
            yield self._line(Content(""), cells, room, gap)

    def _beside(self, row: Row, room: int, gap: int) -> Iterator[Content]:
        first, *rest = _wrapped(row.label, room)
        yield self._line(first, row.cells, room, gap)
        yield from rest

    def _under(self, row: Row, width: int) -> Iterator[Content]:
        yield from _wrapped(row.label, width)
        for name, cell in zip(self.header, row.cells, strict=True):
            told = Content.assemble((f"{name}\u00a0: ", "$muted"), cell) if len(self.header) > 1 else cell
            yield from _wrapped(told, width - 2, "  ")

    def _line(self, label: Content, cells: Sequence[Content], room: int, gap: int) -> Content:
        line = label + " " * max(0, room - label.cell_length)
        for cell, width in zip(cells, self._widths, strict=True):
            line += Content(" " * (gap + width - cell.cell_length)) + cell
        return line

    def render_strips(self, width: int, height: int | None, style: "Style", options: RenderOptions) -> list[Strip]:
        """The table, line by line."""
        strips = [strip for line in self._lines(width) for strip in line.render_strips(width, 1, style, options)]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """All the width there is."""
        return container_width

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """How many lines at this width."""
        return sum(1 for _ in self._lines(width))

    def plain(self, width: int) -> str:
        """The table as text, for so many columns."""
        return "\n".join(line.plain.rstrip() for line in self._lines(width))


def _wrapped(text: Content, width: int, indent: str = "") -> list[Content]:
    return [Content(indent) + line for line in text.wrap(max(1, width))] or [Content("")]


def board(paper: "model.Paper", link: Link) -> tuple[Part, ...]:
    """The parts of a paper, pictures left out; `link` makes citations of texts. May be called from any thread."""
    first = next((number for number, block in enumerate(paper.blocks) if not isinstance(block, model.Paragraph)), 0)
    # What introduces a paper says what to do with the file.
    return tuple(_parts(paper.blocks[first:], link))


def texts(part: Part) -> Iterator[Content]:
    """The texts of a part that may hold links."""
    if isinstance(part.shown, Columns):
        yield from (row.below for row in part.shown.rows)
    elif isinstance(part.shown, Content):
        yield part.shown


def _parts(blocks: Sequence["model.Block"], link: Link) -> Iterator[Part]:
    for number, block in enumerate(blocks):
        match block:
            case model.Heading():
                yield Part("h3", Content(block.text))
            case model.Paragraph():
                yield Part("text", link(_shown(block.text)))
            case model.Callout():
                told = block.role in {"gap", "wrong"}
                # A note that stands out says that something holds.
                holds = not told and block.text[0].strong
                sign = ("⚠ ", "$warning bold") if told else ("✓ ", "$success bold") if holds else "• "
                yield Part("gap" if told else "text" if holds else "quote", link(Content.assemble(sign, _shown(block.text))))
            case model.Bullets():
                yield from (Part("item", link(Content.assemble(("⚠ ", "$warning bold"), _shown(item)))) for item in block.items)
            case model.Table():
                if not (number and isinstance(blocks[number - 1], model.Heading)) or _followed(blocks, number):
                    yield Part("h4", Content(block.caption))
                yield Part("figures", _table(block, link))


def _followed(blocks: Sequence["model.Block"], number: int) -> bool:
    """Whether a table comes before others under the same heading: then its caption tells it apart."""
    return number + 1 < len(blocks) and isinstance(blocks[number + 1], model.Table)


def _shown(text: "model.Text") -> Content:
    return Content.assemble(*((fr(run.text), "bold" if run.strong else "$muted" if run.quiet else "") for run in text))


def _table(table: "model.Table", link: Link) -> Columns:
    first = min(table.numeric)
    # A short code goes with its label; other columns of words go below.
    code = first > 1 and all(len(model.plain(row[0])) <= _CODE for row in table.rows)
    labels = range(first if code else 1)
    notes = [column for column in range(len(table.header)) if column not in labels and column not in table.numeric]
    rows = [
        Row(
            Content("  ").join(cell for column in labels if (cell := _shown(row[column]))),
            tuple(_shown(row[column]) for column in table.numeric),
            Content("\n").join(
                link(_note(table.header[column], row[column], column > first)) for column in notes if _said(row[column])
            ),
        )
        for row in table.rows
    ]
    return Columns(tuple(table.header[column] for column in table.numeric), rows, table.total)


def _said(cell: "model.Text") -> bool:
    return model.plain(cell) not in {"", "–"}


def _note(name: str, cell: "model.Text", named: bool) -> Content:
    head = (f"{name.partition(',')[0]}\u00a0: ", "$muted") if named else ""
    return Content.assemble(head, _shown(cell) if named else _shown(cell).stylize("$muted"))
