"""The engine as if a typical question had never been written: the biggest sample of unseen questions that a campaign has.

Each typical question is asked of an index without it: neither its own document nor its part of its entry's words is there, so a word
that only it holds is unknown. What is left as it was, for its effect is small: the average lengths, the words that spelling mends
against, the weights of the other questions.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import exp, log, log1p, sqrt

import msgspec
from msgspec.structs import replace

from assistant.analysis import fold, words
from assistant.answering import Answer
from assistant.index import Build, Index, Memory
from assistant.library import Entry, Silence
from assistant.likelihood import COMMON, Learnt, Likelihood, alpha_of, features, pack, unpack
from assistant.query import Reader
from assistant.ranking import Ranker, Weights
from assistant.search import Engine
from assistant.spelling import Speller

_ROOM = 10_000
"""Postings remembered past which they are forgotten between two questions: in the midst of one, the changed ones would go too."""


class Trial(msgspec.Struct, frozen=True):
    """A typical question asked without itself."""

    number: int
    """Its number among the typical questions."""
    question: str
    source: Entry | Silence
    """The entry or the silence that it leads to."""
    answer: Answer | None
    """What the engine answers; None when only the ranking was asked for."""
    scores: tuple[tuple[float, str], ...]
    """The ten best sections with their scores, best first, whether they were shown or not."""

    @property
    def right(self) -> tuple[str, ...]:
        """The sections that its entry says to answer; those that a silence points to are only near."""
        return (self.source.section, *self.source.also) if isinstance(self.source, Entry) else self.source.sections

    def success(self, depth: int) -> bool:
        """Whether a right section is ranked among the first ones."""
        return any(section in self.right for _, section in self.scores[:depth])

    @property
    def own_first(self) -> bool:
        """Whether the section of its own entry is ranked first."""
        return isinstance(self.source, Entry) and bool(self.scores) and self.scores[0][1] == self.source.section

    @property
    def refused(self) -> bool:
        """Whether the answer says that the texts do not answer."""
        return self.answer is not None and self.answer.status != "answered"

    @property
    def own_answer(self) -> bool:
        """Whether what is displayed holds the answer of its own entry."""
        shown = (self.answer.answer if self.answer else None) or ""
        return isinstance(self.source, Entry) and self.source.answer.strip() in shown

    @property
    def lead(self) -> float:
        """How many times as high as the best right section the first one scores; 1 when a right one is first."""
        if not self.scores or self.success(1):
            return 1.0
        own = max((score for score, section in self.scores if section in self.right), default=0.0)
        return self.scores[0][0] / own if own > 0 else float("inf")


class _LeftOut(Index):
    """An index from which one typical question at a time can be taken away."""

    def __init__(self, build: Build) -> None:
        super().__init__(build)
        self._vocabulary = build.vocabulary
        self._lengths = {**build.lengths, "entry": list(build.lengths["entry"])}
        # What is changed must stay where it is: nothing may be forgotten in the middle of a trial.
        self._postings = Memory(sys.maxsize)
        self._changed: dict[tuple[str, str], Mapping[int, float]] = {}
        self._shortened: tuple[int, int] | None = None
        """The entry that a question was taken from, and how many words it lost; None when nothing is left out."""

    def leave(self, numbers: Iterable[int], question: str) -> None:
        """Take these copies of a question of one entry away; the ones taken before come back."""
        self.restore()
        gone = list(numbers)
        owner = self._owners[gone[0]]
        counts = Counter(self._vocabulary.terms(question))
        for term, often in counts.items():
            asked = {n: weight for n, weight in self.postings("question", term).items() if n not in gone}
            whole = dict(self.postings("entry", term))
            whole[owner] = whole.get(owner, 0.0) - often * len(gone)
            if whole[owner] <= 0:
                del whole[owner]
            self._change("question", term, asked)
            self._change("entry", term, whole)
        length = min(self._lengths["entry"][owner], len(gone) * counts.total())
        self._lengths["entry"][owner] -= length
        self._shortened = (owner, length)

    def restore(self) -> None:
        """Put everything back."""
        for key, found in self._changed.items():
            self._postings[key] = found
            self._idf.pop(key, None)
        self._changed.clear()
        self._scores.clear()
        if self._shortened is not None:
            owner, length = self._shortened
            self._lengths["entry"][owner] += length
            self._shortened = None
        if len(self._postings) > _ROOM:
            self._postings.clear()

    def _change(self, field: str, term: str, found: dict[int, float]) -> None:
        key = (field, term)
        self._changed[key] = self._postings[key]
        self._postings[key] = found
        self._idf.pop(key, None)


class _LessLikely(Likelihood):
    """What was learnt of how people ask, from which one typical question at a time can be taken away."""

    def __init__(self, build: Build) -> None:
        super().__init__(build.asking, build.vocabulary)
        self._learnt = build.asking
        self._texts = len(build.questions) + build.asking.sources
        self._rarest = log((1 + self._texts) / 2) + 1
        self._changed: dict[str, bytes | None] = {}

    def stored(self, feature: str) -> bytes | None:
        """What was learnt of a feature without the question taken away."""
        return self._changed[feature] if feature in self._changed else super().stored(feature)

    def leave(self, classes: Iterable[int], times: int, question: str) -> None:
        """Take a question away from these classes, as often as it stands there; the one taken before comes back."""
        self.restore()
        found = features(self._vocabulary, question)
        code = self._learnt.code
        held = {feature: unpack(stored, code) for feature in found if (stored := self.stored(feature)) is not None}
        # A feature that was not kept counts in the length alone: a pair because no other text has it, a word because most have.
        weights = {
            feature: share * (held[feature][0] if feature in held else self._rarest if feature.startswith("b") else _COMMON)
            for feature, share in found.items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        gone = {feature: times * weights[feature] / length for feature in held}
        totals = list(self._learnt.totals)
        for one in classes:
            alpha = alpha_of(one, len(totals))
            totals[one] = log(max(1.0, exp(totals[one]) - sum(gone.values()) / alpha))
            for feature, learnt in held.items():
                _lower(learnt, one, gone[feature], alpha)
        for feature, (rarity, places, gains) in held.items():
            # Its rarity tells how many texts hold it; a pair of words that one text alone holds is not kept.
            others = round((1 + self._texts) / exp(rarity - 1)) - 1 - times
            if others > (1 if feature.startswith("b") else 0) and any(gain > 0 for gain in gains):
                self._changed[feature] = pack((log((1 + self._texts) / (1 + others)) + 1, places, gains), code)
            else:
                self._changed[feature] = None
        self._table = replace(self._learnt, totals=totals)
        self._known.clear()

    def restore(self) -> None:
        """Put everything back."""
        self._changed.clear()
        self._known.clear()
        self._table = self._learnt


_COMMON = log(1 / COMMON) + 1
"""About the rarity of a word that is too common to be kept."""
_DUST = 0.05
"""What the rounding of weights may leave of a feature that is gone."""


def _lower(learnt: Learnt, one: int, gone: float, alpha: float) -> None:
    """Take so much away from what a feature counts for in a class."""
    _, classes, gains = learnt
    for place, found in enumerate(classes):
        if found == one:
            left = alpha * (exp(gains[place]) - 1) - gone
            gains[place] = log1p(left / alpha) if left > _DUST * gone else 0.0


class LeaveOneOut(Engine):
    """An engine that asks each typical question as if it were not there. Raises what Engine raises."""

    def __init__(self, build: Build, weights: Weights | None = None) -> None:
        super().__init__(build, weights=weights)
        self._weights = weights or Weights()
        self._left = _LeftOut(build)
        self._likelihood = _LessLikely(build)
        self._index = self._left
        self._reader = Reader(self._left, build.vocabulary, Speller(build.forms, build.sounds))
        self._sources: list[Entry | Silence] = [*build.library.entries, *build.library.silences]
        self._asked = [question for source in self._sources for question in source.questions]
        self._copies: dict[tuple[int, str], list[int]] = {}
        for number, question in enumerate(self._asked):
            self._copies.setdefault((build.questions[number], _plain(question)), []).append(number)

    @property
    def count(self) -> int:
        """How many typical questions there are."""
        return len(self._asked)

    def of_entries(self) -> list[int]:
        """The numbers of the questions that have an answer."""
        entries = len(self.library.entries)
        return [number for number, owner in enumerate(self._build.questions) if owner < entries]

    def of_silences(self) -> list[int]:
        """The numbers of the questions that have none."""
        entries = len(self.library.entries)
        return [number for number, owner in enumerate(self._build.questions) if owner >= entries]

    def trials(self, numbers: Iterable[int], decide: bool = True) -> Iterator[Trial]:
        """Ask these typical questions, each without itself and without its copies in the same entry; or only rank, in half the time."""
        try:
            for number in numbers:
                yield self._trial(number, decide)
        finally:
            self._left.restore()
            self._likelihood.restore()
            self._ranker = self._new_ranker()

    def _new_ranker(self) -> Ranker:
        # It remembers the scores of words: each trial has its own.
        ranker = Ranker(self._build, self._left, self._reader, self._weights)
        ranker._likelihood = self._likelihood
        return ranker

    def _trial(self, number: int, decide: bool) -> Trial:
        question, owner = self._asked[number], self._build.questions[number]
        copies, source = self._copies[owner, _plain(question)], self._sources[owner]
        self._left.leave(copies, question)
        classes = [owner]
        if isinstance(source, Entry):
            classes.append(len(self._sources) + self._number[source.section])
        pooled = len(self._sources) + len(self._number)
        classes.append(pooled + 1 if isinstance(source, Entry) else pooled if source.outside else pooled + 2)
        self._likelihood.leave(classes, len(copies), question)
        self._ranker = self._new_ranker()
        answer = self.ask(question) if decide else None
        ranking = self._ranker.rank(self._reader.read(question))
        sections = tuple((score, self.library.sections[section].id) for score, section in ranking.sections[:10])
        return Trial(number, question, source, answer, sections)


def _plain(question: str) -> str:
    return " ".join(word.form for word in words(question)) or fold(question)
