"""The Whoosh index of a library: its fields, what goes with it, and how postings are read back (`indexing` makes it).

Nothing else knows Whoosh. The index is built in memory and travels as bytes, so that the same code serves the cache and a machine
without one. Documents are numbered in order: sections, then units, then typical questions, then entries and silences whole (their
questions and their answer); so a number tells what it is.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Any, TypeVar

import msgspec
import whoosh.index
from msgspec.structs import replace
from whoosh.analysis import IDTokenizer
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import TermNotFound

from assistant.analysis import WHERE, Vocabulary, stem
from assistant.asked import Kind
from assistant.library import Entry, Library, Silence
from assistant.likelihood import Table

FIELDS = ("title", "body", "unit", "question", "entry")

READ = 150_000
"""Postings that are kept ready, of 12 bytes each: common words stay, and a long session takes a few megabytes, no more."""
REMEMBERED = 60_000
"""Scores of terms that are kept ready."""
OVERHEAD = 8
"""What remembering anything costs, in postings."""
LIGHT = 0.25
"""Share of its weight that an interrogative or a modal verb keeps in a text."""
LIGHT_ASKED = 0.4
"""Share of its weight that it keeps in a typical question."""


class Build(msgspec.Struct, frozen=True):
    """A library, its vocabulary and its Whoosh index, ready to be stored or opened."""

    library: Library
    vocabulary: Vocabulary
    units: list[tuple[int, int]]
    """For each unit: the number of its section in the library, its number in the section."""
    questions: list[int]
    """For each typical question: the number of its entry, or of entries + silences."""
    lengths: dict[str, list[int]]
    """For each field: the length in terms of each of its documents."""
    masses: list[float]
    """For each typical question: the sum of the weights of its terms."""
    asks: list[int]
    """For each typical question: which interrogatives it holds, a bit each (see INTERROGATIVES)."""
    kinds: list[Kind | None]
    """For each typical question: the kind of thing it asks for."""
    sounds: str
    """The folded words by the way they sound: a line a sound, « sound word word »; hardly read, and small."""
    forms: dict[str, int]
    """Every folded word of the library and how often it stands there; spelling is mended against it."""
    asking: Table
    """How people ask for what each section, entry and silence says."""
    files: dict[str, bytes]
    """The files of the Whoosh index; copies, so that what they were stored with need not stay."""

    def packed(self) -> bytes:
        """The build as it is kept. Of the typical questions of an entry or a silence, one stays to be shown, and of the lexicon its
        names and acronyms: what the rest brings to a search is in the index, and a cold start reads ten thousand sentences less."""

        def shown(source: Entry | Silence) -> Any:
            return replace(source, questions=source.questions[:1])

        library = self.library
        lean = replace(
            library,
            entries=tuple(map(shown, library.entries)),
            silences=tuple(map(shown, library.silences)),
            lexicon=replace(library.lexicon, synonyms=(), families=(), stop_words=()),
        )
        return msgspec.msgpack.encode(replace(self, library=lean))

    @classmethod
    def unpacked(cls, data: bytes | memoryview) -> "Build":
        """The build of these bytes, which it lets go. Raises msgspec.MsgspecError when they hold none."""
        return msgspec.msgpack.decode(data, type=cls)


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh carries no types
    """Whoosh's storage in memory; its own makes its temporary files on the disk, which may be full."""

    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()

    def open_file(self, name: str, **options: Any) -> BufferFile:
        # Bytes are read where they are; a view of them, which Whoosh takes by itself, would be copied.
        if name not in self.files:
            raise NameError(name)
        return BufferFile(self.files[name], name=name, **options)


def schema() -> Schema:
    """The fields of the index; terms come ready made, so that no analyzer is pickled with it."""
    return Schema(**{name: TEXT(analyzer=IDTokenizer(), phrase=False) for name in FIELDS})


def written(documents: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, bytes]:
    """The files of a Whoosh index of these documents, numbered in order: of each, the terms by field."""
    storage = _Memory()
    index = whoosh.index.FileIndex.create(storage, schema(), "MAIN")
    # A limit that is never reached: past it, Whoosh sorts through temporary files, which its memory storage cannot read back. Files
    # apart: of one file that holds them all, each would be a copy.
    with index.writer(limitmb=1 << 16, compound=False) as writer:
        for document in documents:
            writer.add_document(**document)
    return {name: bytes(content) for name, content in storage.files.items()}


INTERROGATIVES = ("qui", WHERE, "quand", "comment", "combien", "pourquoi", "quoi")


def interrogatives(terms: Iterable[str]) -> int:
    """Which interrogatives stand among these terms, a bit each; « quel » is none, since what follows says it."""
    held = set(terms)
    return sum(1 << place for place, form in enumerate(INTERROGATIVES) if stem(form) in held)


def usual_idf(documents: int, count: int) -> float:
    """The usual positive inverse document frequency: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return log(1 + (count - documents + 0.5) / (documents + 0.5))


class Index:
    """An open index: postings, lengths and weights of terms, field by field."""

    def __init__(self, build: Build) -> None:
        """Open the Whoosh index of a build. Whoosh may raise anything when its files are damaged."""
        storage = _Memory()
        storage.files = dict(build.files)
        # A given schema keeps Whoosh from unpickling the stored one.
        self._reader: Any = whoosh.index.FileIndex(storage, schema=schema(), indexname="MAIN").reader()
        sections, units = len(build.library.sections), len(build.units)
        questions = len(build.questions)
        self._offset = {
            "title": 0,
            "body": 0,
            "unit": sections,
            "question": sections + units,
            "entry": sections + units + questions,
        }
        self.count = {name: len(lengths) for name, lengths in build.lengths.items()}
        if self._reader.doc_count_all() != sections + units + questions + self.count["entry"]:
            raise ValueError("the index does not hold the documents of its library")
        self._lengths = build.lengths
        self._owners = build.questions
        self._average = {name: max(1.0, sum(lengths) / max(1, len(lengths))) for name, lengths in build.lengths.items()}
        # One object for each number, however many terms hold it.
        self._numbers = list(range(max(self.count.values())))
        self._postings: Memory[tuple[str, str], Mapping[int, float]] = Memory(READ, len)
        self._idf: Memory[tuple[str, str], float] = Memory(REMEMBERED)
        self._scores: Memory[tuple[str, str, float, float], dict[int, float]] = Memory(REMEMBERED, len)

    def postings(self, field: str, term: str) -> Mapping[int, float]:
        """The documents of a field that hold a term, numbered from 0 in that field, with how often."""
        key = (field, term)
        found = self._postings.get(key)
        if found is None and (found := self._postings.recall(key)) is None:
            found = self._read(field, term)
            self._postings.learn(key, found)
        return found

    def _read(self, field: str, term: str) -> Mapping[int, float]:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return _NONE
        offset, known = self._offset[field], self._numbers
        numbers: list[int] = []
        often = array("f")
        while matcher.is_active():
            number, weight = matcher.id(), matcher.weight()
            if isinstance(matcher, W3LeafMatcher):
                # A block of the file, which it has just read: to ask it for one document after the other takes three times as long.
                numbers.extend(matcher._ids)
                often.extend(matcher._weights)
                matcher._next_block()
            else:
                numbers.append(number)
                often.append(weight)
                matcher.next()
        return Postings(tuple([known[number - offset] for number in numbers]), often)

    def idf(self, field: str, term: str) -> float:
        """The weight of a term among the documents of a field (for typical questions, among their entries: the questions of one
        entry repeat its words); the highest when none holds it."""
        key = (field, term)
        weight = self._idf.recall(key)
        if weight is None:
            found = self.postings(field, term)
            if field == "question":
                weight = usual_idf(len({self._owners[number] for number in found}), self.count["entry"])
            else:
                weight = usual_idf(len(found), self.count[field])
            self._idf.learn(key, weight)
        return weight

    def scores(self, field: str, term: str, k1: float, b: float) -> dict[int, float]:
        """The BM25 score of a term in each document of a field that holds it."""
        key = (field, term, k1, b)
        found = self._scores.recall(key)
        if found is None:
            lengths, average = self._lengths[field], self._average[field]
            weight = self.idf(field, term) * (k1 + 1)
            found = {
                number: weight * often / (often + k1 * (1 - b + b * lengths[number] / average))
                for number, often in self.postings(field, term).items()
            }
            self._scores.learn(key, found)
        return found

    def known(self, term: str) -> bool:
        """Whether any field holds the term."""
        # Entries hold most words, and are read for every question anyhow.
        return any(self.postings(field, term) for field in reversed(FIELDS))


class Postings(Mapping[int, float]):
    """Documents in order, and how often each holds a term: a fifth of the room of a dictionary."""

    __slots__ = ("_numbers", "_often")

    def __init__(self, numbers: tuple[int, ...], often: "array[float]") -> None:
        self._numbers = numbers
        self._often = often

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __contains__(self, number: object) -> bool:
        return self._place(number) is not None

    def __getitem__(self, number: int) -> float:
        if (place := self._place(number)) is None:
            raise KeyError(number)
        return self._often[place]

    def items(self) -> Any:
        """Documents, each with how often it holds the term."""
        return zip(self._numbers, self._often, strict=True)

    def _place(self, number: Any) -> int | None:
        place = bisect_left(self._numbers, number)
        return place if place < len(self._numbers) and self._numbers[place] == number else None


_NONE = Postings((), array("f"))

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(dict[Key, Value]):
    """What is remembered: when it weighs `most`, what was not used since the last time goes.

    A value weighs what `weigh` says and OVERHEAD; at most twice as much as `most` is held.
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda value: 0) -> None:
        super().__init__()
        self._most = most
        self._weigh = weigh
        self._held = 0
        self._older: dict[Key, Value] = {}

    def recall(self, key: Key) -> Value | None:
        """What is remembered under this key, if anything; it will be for some time yet."""
        found = self.get(key)
        if found is None and (found := self._older.pop(key, None)) is not None:
            self.learn(key, found)
        return found

    def learn(self, key: Key, value: Value) -> None:
        """Remember a value."""
        if self._held >= self._most:
            self._older = dict(self)
            self._held = 0
            super().clear()
        self[key] = value
        self._held += OVERHEAD + self._weigh(value)

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._held = 0
        self._older.clear()
