"""Passages: the extract of a section that shows why it was found, with the words that matter marked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from assistant.index import Build, Index, Memory
from assistant.library import Section
from assistant.query import Query
from assistant.ranking import Ranking

EXTRACT = 700
"""How long a passage may be, in characters, when its section is longer."""
PROVES = 0.5
"""What a unit must be worth, beside the best one, to be what a passage is quoted for too."""

REMEMBERED = 10_000
"""Terms of answers that are kept ready."""


def _no_marks(_: str) -> tuple[tuple[int, int], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Passage:
    """An extract of a section."""

    section: str
    document: str
    role: str
    title: str
    pages: tuple[int, int] | None
    text: str
    score: float
    proof: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    """What it is quoted for, as (start, end) pairs in `text`: the units that answer, and the sentence that introduces the best."""
    marker: Callable[[str], tuple[tuple[int, int], ...]] = field(default=_no_marks, compare=False, repr=False)

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The characters to highlight, as (start, end) pairs in `text`; found when asked for, since not every face shows them."""
        return self.marker(self.text)

    def to_json(self) -> dict[str, Any]:
        """The object that `--json` prints for a passage."""
        return {
            "section": self.section,
            "document": self.document,
            "title": self.title,
            "pages": list(self.pages) if self.pages else None,
            "text": self.text,
            "score": round(self.score, 4),
        }


class Passages:
    """Cuts the passages of one build."""

    def __init__(self, build: Build, index: Index) -> None:
        self.library = build.library
        self._vocabulary = build.vocabulary
        self._index = index
        self._documents = {document.id: document for document in self.library.documents}
        self._terms: Memory[int, frozenset[str]] = Memory(REMEMBERED, len)
        self._first_unit: list[int] = []
        count = 0
        for section in self.library.sections:
            self._first_unit.append(count)
            count += len(section.units)

    def of(
        self,
        number: int,
        score: float,
        ranking: Ranking | None = None,
        query: Query | None = None,
        chosen: int | None = None,
    ) -> Passage:
        """An extract of a section, about what a ranking and a query look for, and what the chosen entry answers."""
        section = self.library.sections[number]
        document = self._documents[section.document]
        first = self._first_unit[number]
        scores = ranking.units[first : first + len(section.units)] if ranking else [0.0] * len(section.units)
        if chosen is not None:
            self._lean(scores, first, chosen)
        text, proof = _extract(section, scores)
        return Passage(
            section=section.id,
            document=document.id,
            role=document.role,
            title=section.title,
            pages=section.pages,
            text=text,
            score=score,
            proof=proof,
            marker=partial(self._marks, query) if query else _no_marks,
        )

    def best_unit(self, section: int, ranking: Ranking) -> str:
        """The text of the unit of a section that a ranking likes best."""
        first = self._first_unit[section]
        parts = self.library.sections[section].units
        return parts[max(range(len(parts)), key=lambda n: (ranking.units[first + n], -n))].text

    def terms(self, entry: int) -> frozenset[str]:
        """The search terms of an entry's answer."""
        found = self._terms.recall(entry)
        if found is None:
            found = frozenset(self._vocabulary.terms(self.library.entries[entry].answer))
            self._terms.learn(entry, found)
        return found

    def _lean(self, scores: list[float], first: int, chosen: int) -> None:
        """Prefer the unit that says what the answer says: the passage must hold the fact that it is quoted for."""
        for term in self.terms(chosen):
            weight = self._index.idf("unit", term)
            for unit in self._index.postings("unit", term):
                if 0 <= unit - first < len(scores):
                    scores[unit - first] += weight

    def _marks(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        wanted = {term for group in query.groups if not group.light for reading in group.alternatives for term in reading.terms}
        spans: list[tuple[int, int]] = []
        for word in self._vocabulary.read(text):
            if word.term in wanted:
                if spans and word.start < spans[-1][1]:
                    spans[-1] = (min(spans[-1][0], word.start), max(spans[-1][1], word.end))
                else:
                    spans.append((word.start, word.end))
        return tuple(spans)


def nearness(score: float, best: float) -> float:
    """A score beside the best one, which is above nought: 1 for the best, less and less below (0..1)."""
    return best / (2 * best - score)


def _extract(section: Section, scores: list[float]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The best unit with its neighbours, and the sentence that introduces it, up to EXTRACT characters; what of it answers, as pairs."""
    units = section.units
    best = max(range(len(units)), key=lambda n: (scores[n], -n))
    lead = units[best].lead
    wanted = {best} if lead is None else {lead, best}
    chosen = _with_neighbours(section, best, wanted)
    proving = wanted | {n for n in chosen if scores[n] > PROVES * scores[best]} if scores[best] else set()
    text, proof = "", []
    for n, line in section.lines(chosen):
        start = len(text) + 1 if text else 0
        text = "\n".join(filter(None, (text, line)))
        if n in proving:
            proof.append((start, len(text)))
    return text, tuple(proof)


def _with_neighbours(section: Section, best: int, wanted: set[int]) -> set[int]:
    units, chosen = section.units, set(wanted)
    size = sum(len(units[n].text) for n in chosen)
    for distance in range(1, len(units)):
        for n in (best + distance, best - distance):
            if 0 <= n < len(units) and n not in chosen:
                if size + len(units[n].text) > EXTRACT:
                    return chosen
                chosen.add(n)
                size += len(units[n].text)
    return chosen
