"""The documents as pages to read and to search: a page a section, a line a title, a paragraph or a list item. Nothing is drawn here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.text import fold
from assistant.tui.words import CAVEAT, fr

if TYPE_CHECKING:
    from assistant.library import Document, Library, Section

Kind = Literal["title", "heading", "text"]
MOST = 2_000
"""How many places of a search are looked for; past them, they are only said to be more."""


class Citation(NamedTuple):
    """A place to read: a section, and the first and last of its units that are meant (-1 for none in particular)."""

    section: str
    first: int = -1
    last: int = -1

    @property
    def action(self) -> str:
        """The action of the app that opens the reader there."""
        return f"app.read_at({self.section!r}, {self.first}, {self.last})"


class Line(NamedTuple):
    """A line of a page, as it is shown: harmless, typeset. `mark` is the sign of a list item, `unit` the number of its unit."""

    kind: Kind
    mark: str
    text: str
    unit: int = -1


@dataclass(frozen=True, eq=False)
class Page:
    """A section: its document (by number), its title, its place in words and in short (« §4.3 p. 5 »), its lines."""

    section: str
    document: int
    title: str
    place: str
    mark: str
    lines: tuple[Line, ...]

    def span(self, citation: Citation) -> range:
        """The lines of what is cited; none when nothing in particular is."""
        if citation.first < 0:
            return range(0)
        found = [number for number, line in enumerate(self.lines) if citation.first <= line.unit <= citation.last]
        return range(found[0], found[-1] + 1) if found else range(0)

    def quote(self, lines: range) -> str:
        """Some lines as they are pasted elsewhere, with their reference and what our wording is worth."""
        text = "\n".join(f"{line.mark} {line.text}".strip() for line in self.lines[lines.start : lines.stop])
        return f"{text}\n({self.place} – {fr(CAVEAT)})"


class Hit(NamedTuple):
    """A place that was searched for: the page, the line, and the characters of its text."""

    page: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """What a search found, in the order of the documents. `loose` when the words stand apart; `more` when there are others."""

    hits: tuple[Hit, ...] = ()
    loose: bool = False
    more: bool = False


@dataclass(frozen=True, eq=False)
class Book:
    """All the pages, in the order of the documents; `documents` are their titles."""

    documents: tuple[str, ...]
    pages: tuple[Page, ...]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {page.section: number for number, page in enumerate(self.pages)}

    def number(self, section: str) -> int | None:
        """The number of a section's page; None when there is none."""
        return self._places.get(section)

    @cached_property
    def folded(self) -> tuple[tuple[int, int, str, tuple[int, ...]], ...]:
        """Every line as searches compare it: page, line, folded text, and where each of its characters comes from (none: itself)."""
        return tuple(
            (number, place, *_folded(line.text))
            for number, page in enumerate(self.pages)
            for place, line in enumerate(page.lines)
        )

    def find(self, text: str) -> Found:
        """Where a text stands, accents and case ignored; when it stands nowhere as it is, the lines that hold all its words."""
        wanted = fold(text)
        hits = self._phrases(wanted) if wanted else []
        words = wanted.split()
        loose = not hits and len(words) > 1
        if loose:
            hits = self._words(words)
        return Found(tuple(hits[:MOST]), loose, len(hits) > MOST)

    def _phrases(self, wanted: str) -> list[Hit]:
        hits: list[Hit] = []
        for page, line, folded, origins in self.folded:
            hits += [Hit(page, line, *span) for span in _spans(folded, origins, wanted)]
            if len(hits) > MOST:
                break
        return hits

    def _words(self, words: list[str]) -> list[Hit]:
        hits: list[Hit] = []
        for page, line, folded, origins in self.folded:
            if all(word in folded for word in words):
                spans = {span for word in words for span in _spans(folded, origins, word)}
                hits += [Hit(page, line, *span) for span in sorted(spans)]
        return hits


def book(library: "Library") -> Book:
    """The documents of a library, ready to be read and searched; slow for long ones, hence not where the screen is drawn."""
    numbers = {document.id: number for number, document in enumerate(library.documents)}
    made = Book(
        tuple(fr(document.title) for document in library.documents),
        tuple(_page(library, library.documents[numbers[found.document]], numbers, found) for found in library.sections),
    )
    _ = made.folded
    return made


def _page(library: "Library", document: "Document", numbers: dict[str, int], section: "Section") -> Page:
    return Page(
        section.id,
        numbers[document.id],
        fr(section.title),
        fr(library.place(section.id)),
        fr(section.reference),
        tuple(_lines(section)),
    )


def _lines(section: "Section") -> Iterator[Line]:
    yield Line("title", "", fr(section.title))
    heading = ""
    for number, unit in enumerate(section.units):
        if unit.heading and unit.heading != heading:
            yield Line("heading", "", fr(unit.heading))
        heading = unit.heading
        yield Line("text", fr(unit.mark), fr(unit.text), number)


def units_of(section: "Section", text: str) -> tuple[int, int]:
    """The first and last unit that a passage of a section is made of (-1 and -1 when it is none of its own)."""
    lines = set(text.split("\n"))
    found = [number for number, unit in enumerate(section.units) if f"{unit.mark} {unit.text}".strip() in lines]
    return (found[0], found[-1]) if found else (-1, -1)


def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as searches compare it, and the place that each character had in it; none when each has its own."""
    pieces = {char: " " if char.isspace() else fold(char) for char in set(text)}
    if all(len(piece) == 1 for piece in pieces.values()):
        return "".join(map(pieces.__getitem__, text)), ()
    return "".join(map(pieces.__getitem__, text)), tuple(
        place for place, char in enumerate(text) for _ in range(len(pieces[char]))
    )


def _spans(folded: str, origins: tuple[int, ...], wanted: str) -> Iterator[tuple[int, int]]:
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        yield (origins[start], origins[end - 1] + 1) if origins else (start, end)
        start = folded.find(wanted, end)
