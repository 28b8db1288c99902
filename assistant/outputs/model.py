"""One model for every paper: a list of blocks, that each format writes in its own way.

A text is a run of words or several; words are data in all of them: a writer escapes or passes them on, and never reads them as
markup. All words are set the French way (`french.typography`) when a run is made, ours and the user's alike, so that a paper has
one kind of apostrophe.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from assistant.french import typography
from assistant.text import clean

Role = Literal["asks", "gap", "wrong", "advice", "note"]
Mark = Literal["todo", "done", "wrong", "unsure", "idle"]
LONGEST = 160
"""The longest heading, in characters: two or three lines."""
DEEPEST = 3
"""The deepest level of heading in a table of contents."""
_FOOT = 85
"""The longest heading at the foot of a page, in characters."""
_ROOM = 94
"""About how many characters of a table stand side by side on a page, the edges of its columns aside."""
_WHOLE = 22
"""The most lines, in the same measure, that are kept on one page."""
INK = "1f3a5f"
"""The colour of headings and rules, as red, green and blue in hexadecimal."""


class Look(NamedTuple):
    """How a remark stands out: what its style is called, and the colours of its edge and of its ground."""

    name: str
    edge: str
    ground: str


LOOKS: dict[Role, Look] = {
    "asks": Look("Demandé", INK, "eef3fa"),
    "gap": Look("Manque", "9a1b1b", "fdf1f0"),
    "wrong": Look("Faute", "9a1b1b", "fdf1f0"),
    "advice": Look("Conseil", "6b6b6b", "f5f5f2"),
    "note": Look("Note", "6b6b6b", "f5f5f2"),
}
MARKS: dict[Mark, str] = {"todo": "☐", "done": "☑", "wrong": "✗", "unsure": "?", "idle": "–"}


@dataclass(frozen=True)
class Run:
    """Words in one look; `quiet` ones say where others come from; `link` is the web address that they lead to, one of ours."""

    text: str
    strong: bool = False
    em: bool = False
    quiet: bool = False
    link: str = ""


Text = tuple[Run, ...]
Words = str | Run | Text


def text(*parts: Words) -> Text:
    """Words one after the other; line ends in them stay."""
    runs: list[Run] = []
    for part in parts:
        for run in (part,) if isinstance(part, str | Run) else part:
            made = Run(typography(clean(run))) if isinstance(run, str) else run
            if made.text:
                runs.append(made)
    return tuple(runs)


def strong(words: str) -> Run:
    """Words that stand out."""
    return Run(typography(clean(words)), strong=True)


def em(words: str) -> Run:
    """Words said aside."""
    return Run(typography(clean(words)), em=True)


def quiet(words: str) -> Run:
    """Words that say where others come from."""
    return Run(typography(clean(words)), quiet=True)


def one_line(words: str) -> str:
    """Words on one line, for a heading or a list."""
    return " ".join(clean(words).split("\n")).strip()


def headline(words: str) -> str:
    """Words on one line, cut to what a heading may hold."""
    said = one_line(words)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(run.text for run in text(words))


@dataclass(frozen=True)
class Heading:
    """A heading, of level 2 to 4: the paper's title is the first level."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; line ends in it are kept. One that was `typed` is a part of an answer of several lines.

    One that is `pasted` is to be copied from the paper: it shows its characters alone, even in a format that has marks.
    One that is a `lead` names what follows, and is not to be parted from it.
    """

    text: Text
    typed: bool = False
    pasted: bool = False
    lead: bool = False


@dataclass(frozen=True)
class Callout:
    """A paragraph apart: what the call asks, a gap, a fault, an advice, a note."""

    role: Role
    text: Text

    @property
    def lead(self) -> bool:
        """Whether it opens what follows, and is not to be parted from it: what the call asks, under a chapter's title."""
        return self.role == "asks"


@dataclass(frozen=True)
class Bullets:
    """A list of lines."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Checks:
    """Lines to tick, each with its mark."""

    items: tuple[tuple[Mark, Text], ...]


@dataclass(frozen=True)
class Table:
    """A table with a row of headers; `numeric` are the columns set to the right, and `total` says that the last row is one.

    `widths` are the shares of the columns; `caption` names the table.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()
    total: bool = False
    widths: tuple[int, ...] = ()

    @cached_property
    def _said(self) -> tuple[tuple[str, ...], ...]:
        """The words of each row, the headers first."""
        return (self.header, *(tuple(plain(cell) for cell in row) for row in self.rows))

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """The width of each column, as a part of the whole: what was asked, or by the longest of its texts.

        No column is narrower than its longest word, within reason: an amount is never cut.
        """
        columns = list(zip(*self._said, strict=True))
        widths = self.widths or tuple(min(max(12, *map(len, column)), 42) for column in columns)
        least = [min(_ROOM // 3, 3 + max(_longest(cell) for cell in column)) for column in columns]
        room, free = float(_ROOM), set(range(len(columns)))
        fitted = [0.0] * len(columns)
        while free:
            unit = room / sum(widths[column] for column in free)
            narrow = {column for column in free if widths[column] * unit < least[column]} if unit > 0 else free
            for column in narrow or free:
                fitted[column] = float(least[column]) if narrow else widths[column] * unit
            room -= sum(least[column] for column in narrow)
            free = free - narrow if narrow else set()
        return tuple(width / sum(fitted) for width in fitted)

    @cached_property
    def heights(self) -> tuple[int, ...]:
        """About how many lines each row takes, the headers first."""
        rooms = [max(1, int(share * _ROOM) - 2) for share in self.shares]
        return tuple(
            max(sum(-(-max(1, len(line)) // room) for line in cell.split("\n")) for cell, room in zip(row, rooms, strict=True))
            for row in self._said
        )

    @property
    def whole(self) -> bool:
        """Whether the table is short enough to be kept on one page."""
        return sum(self.heights) <= _WHOLE

    def cuttable(self, row: int) -> bool:
        """Whether a row, from 0 below the headers, is so high that it may go on on the next page."""
        return self.heights[row + 1] > _WHOLE


@dataclass(frozen=True)
class Figure:
    """A picture with its caption, and in words what it shows; `size` is its width and height in pixels.

    `draw` gives it as SVG: a paper that is only read as text never draws it.
    """

    draw: Callable[[], str]
    caption: str
    alt: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Break:
    """What follows begins a new page, where there are pages."""


Block = Heading | Paragraph | Callout | Bullets | Checks | Table | Figure | Break


@dataclass(frozen=True)
class Paper:
    """A paper: its title, the project that it is about, what stands under the title, and its blocks.

    `day` is the day of reference, and the only date that a file bears; a paper with a `cover` has a first page of its own, with
    these lines, and a table of contents, which one that is `listed` has in Markdown too. The `mark` stands at the foot of its pages.
    """

    title: str
    project: str
    day: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    cover: tuple[tuple[str, str], ...] = ()
    author: str = ""
    language: str = field(default="fr", kw_only=True)
    mark: str = field(default="", kw_only=True)
    listed: bool = field(default=False, kw_only=True)

    @property
    def heading(self) -> str:
        """The title, with the project's name when there is one; a name too long for a heading is cut."""
        return typography(f"{self.title} – {headline(self.project)}" if self.project else self.title)

    @property
    def name(self) -> str:
        """The project's name as a heading may hold it."""
        return typography(headline(self.project))

    @property
    def foot(self) -> str:
        """The heading as it stands at the foot of the pages, on one line."""
        said, mark = self.heading, f" – {self.mark}" if self.mark else ""
        room = _FOOT - len(mark)
        return (said if len(said) <= room else f"{said[: room + 1].rpartition(' ')[0] or said[:room]}…") + mark

    @property
    def contents(self) -> tuple[tuple[int, Heading], ...]:
        """The headings of the table of contents, each with its number among all of them, from 0."""
        headings = (block for block in self.blocks if isinstance(block, Heading))
        return tuple((number, heading) for number, heading in enumerate(headings) if heading.level <= DEEPEST)


class Draft:
    """A paper in the making: every method adds a block."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

    def heading(self, level: int, words: str) -> None:
        """A heading of level 2 to 4, on one line; none when there are no words. Words too long for it follow whole, in a paragraph."""
        if said := one_line(words):
            self._blocks.append(Heading(level, typography(headline(said))))
            if len(said) > LONGEST:
                self.paragraph(typography(said))

    def paragraph(self, *parts: Words) -> None:
        """A paragraph; none when there are no words."""
        if made := text(*parts):
            self._blocks.append(Paragraph(made))

    def lead(self, *parts: Words) -> None:
        """A paragraph that names what follows, and stays on its page."""
        self._blocks.append(Paragraph(text(*parts), lead=True))

    def words(self, words: str, pasted: bool = False) -> None:
        """A user's own paragraphs, line ends kept, to be copied when they are `pasted`."""
        for part in _paragraphs(words):
            self._blocks.append(Paragraph(text(part), typed=True, pasted=pasted))

    def callout(self, role: Role, *parts: Words) -> None:
        """A paragraph apart."""
        self._blocks.append(Callout(role, text(*parts)))

    def bullets(self, items: Iterable[Words]) -> None:
        """A list of lines; none when it is empty."""
        if made := tuple(text(item) for item in items):
            self._blocks.append(Bullets(made))

    def checks(self, items: Iterable[tuple[Mark, Words]]) -> None:
        """Lines to tick."""
        if made := tuple((mark, text(item)) for mark, item in items):
            self._blocks.append(Checks(made))

    def table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[Words]],
        caption: str = "",
        numeric: Iterable[int] = (),
        total: bool = False,
        widths: Iterable[int] = (),
    ) -> None:
        """A table; cells may hold a user's words."""
        cells = tuple(tuple(text(cell) for cell in row) for row in rows)
        heads = tuple(typography(one_line(name)) for name in header)
        self._blocks.append(Table(heads, cells, typography(one_line(caption)), tuple(numeric), total, tuple(widths)))

    def add(self, block: Block) -> None:
        """A block made elsewhere."""
        self._blocks.append(block)

    @property
    def place(self) -> tuple[str, ...]:
        """The headings that what comes next stands under, the highest first."""
        return under([(block.level, block.text) for block in self._blocks if isinstance(block, Heading)])

    def done(self) -> tuple[Block, ...]:
        """The blocks, in order."""
        return tuple(self._blocks)


def _longest(words: str) -> int:
    """The length of the longest word, as lines are cut: at spaces, save those that do not break."""
    return max(map(len, re.split(r"[ \n]+", words)))


def under(headings: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The headings that stand after a sequence of them (levels and words): a heading ends those of its level and below."""
    standing: list[tuple[int, str]] = []
    for level, words in headings:
        standing = [*(kept for kept in standing if kept[0] < level), (level, words)]
    return tuple(words for _, words in standing)


def _paragraphs(words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in clean(words).strip().split("\n")]
    return [part.strip("\n") for part in "\n".join(lines).split("\n\n") if part.strip()]
