"""What the tests of the content share: the sections as they are read, the tables of facts, the numbers of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from assistant.content import read_model
from assistant.files import read_text
from assistant.library import Document, Section, read_document

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact of a section: `value` as the corpus words it, `means` what it says."""

    value: str
    means: str


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section of the official texts: its id, printed pages, title, and its lines in the text file, counted from 1."""

    id: str
    pages: tuple[int, int] | None
    lines: tuple[int, int]
    title: str


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document: its title, and the file of the official text."""

    title: str
    file: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The canonical sections, in order (tests/data/sections.yaml)."""

    documents: dict[str, Source]
    sections: tuple[Place, ...]


@dataclass(frozen=True)
class Corpus:
    """The documents and sections of corpus/, with their tables of facts, in the order of the canonical table."""

    documents: dict[str, Document]
    sections: dict[str, Section]
    facts: dict[str, tuple[Fact, ...]]


@cache
def canonical() -> Table:
    """The table of the canonical sections."""
    return read_model(ROOT / "tests" / "data" / "sections.yaml", Table)


@cache
def corpus() -> Corpus:
    """Everything in corpus/, read with the project's own parser."""
    documents: dict[str, Document] = {}
    sections: dict[str, Section] = {}
    facts: dict[str, tuple[Fact, ...]] = {}
    for name in canonical().documents:
        documents[name], parts = read_document(CORPUS / f"{name}.md")
        sections |= {section.id: section for section in parts}
        facts |= read_model(CORPUS / f"{name}.facts.yaml", dict[str, tuple[Fact, ...]])
    return Corpus(documents, sections, facts)


def text_of(section: Section) -> str:
    """A section as one text: its sub-headings and units, a line each, in order."""
    lines: list[str] = []
    heading = ""
    for unit in section.units:
        if unit.heading != heading:
            heading = unit.heading
            lines.append(heading)
        lines.append(unit.text)
    return "\n".join(lines)


def absent(text: str, values: tuple[str, ...]) -> list[str]:
    """The values that the text does not hold; a number or a word that goes on before or after is another one."""
    return [value for value in values if next(_places(value, text), None) is None]


def uncovered(text: str, values: tuple[str, ...]) -> list[str]:
    """The digit groups of the text that no value accounts for, each with what surrounds it."""
    covered = {
        place
        for value in values
        if any(map(str.isdigit, value))
        for start in _places(value, text)
        for place in range(start, start + len(value))
    }
    return [
        text[max(0, group.start() - 25) : group.end() + 15]
        for group in re.finditer(r"\d+", text)
        if not covered.issuperset(range(*group.span()))
    ]


def _places(value: str, text: str) -> Iterator[int]:
    """Where the value stands in the text, as a whole."""
    start = text.find(value)
    while start >= 0:
        end = start + len(value)
        before, after = text[max(0, start - 2) : start], text[end : end + 1]
        goes_on = value[-1].isalnum() and after.isalnum()
        began = before[-1:].isalnum() or (value[0].isdigit() and re.fullmatch(r"\d[ .,]", before) is not None)
        if not goes_on and not began:
            yield start
        start = text.find(value, start + 1)


def numbers(text: str) -> set[str]:
    """The numbers of a text, in one writing: "9 270" and "9270" are "9270", "0.3" and "0,3" are "0.3", "6ème" is "6"."""
    joined = re.sub(r"(?<!\d)(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?!\d)", lambda m: m[1] + re.sub(r"\D", "", m[2]), text)
    return {found.replace(",", ".") for found in re.findall(r"\d+(?:[.,]\d+)?", joined)}


def content_files(*rooms: str) -> list[Path]:
    """The text files of these folders of the project."""
    kinds = {".md", ".yaml", ".py", ".txt"}
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in kinds)


def raw(path: Path) -> str:
    """The text of a file."""
    return read_text(path)
