"""How much of the words of a question each document of the index holds.

A group of words counts once, by its best reading; what was found for a group is kept ready for the next question that has it.
"""

from collections.abc import Mapping

from assistant.index import Index, Memory
from assistant.query import Alternative, Group, Reader

REMEMBERED = 60_000
"""Scores of groups of words that are kept ready."""


class Matcher:
    """Finds the groups of words of a question in the fields of an index; `k1` and `b` (by field) are those of BM25."""

    def __init__(self, index: Index, reader: Reader, k1: float, b: Mapping[str, float]) -> None:
        self._index = index
        self._reader = reader
        self._k1 = k1
        self._b = b
        self._found: Memory[tuple[str, tuple[Alternative, ...]], dict[int, float]] = Memory(REMEMBERED, len)

    def scores(self, name: str, group: Group) -> dict[int, float]:
        """The best score of a group's readings in each document of a field."""
        key = (name, group.alternatives)
        best = self._found.recall(key)
        if best is not None:
            return best
        best = {}
        k1, b = self._k1, self._b[name]
        for reading in group.alternatives:
            trust = reading.trust * reading.scale
            if len(reading.terms) == 1:
                found = self._index.scores(name, reading.terms[0], k1, b)
            else:
                found = {}
                for term in reading.terms:
                    for number, score in self._index.scores(name, term, k1, b).items():
                        found[number] = found.get(number, 0.0) + score
            if not best:
                # What the index remembers is held once, unless it has to change.
                whole = trust == 1 and len(group.alternatives) == 1
                best = found if whole else {number: trust * score for number, score in found.items()}
                continue
            for number, score in found.items():
                score *= trust
                if score > best.get(number, 0.0):
                    best[number] = score
        self._found.learn(key, best)
        return best

    def shares(self, group: Group) -> dict[int, float]:
        """How much of the group each typical question holds (0..1)."""
        key = ("question", group.alternatives)
        best = self._found.recall(key)
        if best is not None:
            return best
        best = {}
        for trust, terms, _ in sorted(group.alternatives):
            if len(terms) == 1:
                # All before it are less sure.
                best.update(dict.fromkeys(self._index.postings("question", terms[0]), trust))
                continue
            whole = self._reader.weight(terms) or 1.0
            found: dict[int, float] = {}
            for term in terms:
                part = trust * self._reader.weight((term,)) / whole
                for number in self._index.postings("question", term):
                    found[number] = found.get(number, 0.0) + part
            for number, part in found.items():
                if part > best.get(number, 0.0):
                    best[number] = part
        self._found.learn(key, best)
        return best

    def covers(self, name: str, group: Group, number: int) -> float:
        """The trust in the best reading of a group that stands whole in a document of a field; 0 for none."""
        return max(
            (
                reading.trust
                for reading in group.alternatives
                if all(number in self._index.postings(name, term) for term in reading.terms)
            ),
            default=0.0,
        )

    def in_texts(self, group: Group) -> float:
        """The trust in the best reading of a group that some section holds; 0 when none does."""
        return max(
            (
                reading.trust
                for reading in group.alternatives
                if any(self._index.postings("body", term) for term in reading.terms)
            ),
            default=0.0,
        )
