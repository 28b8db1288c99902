"""Scores: how well each section, entry and silence answers a question.

Two kinds of evidence are added up. The texts: BM25 on the titles, the bodies and the best unit of each section, apart. The
questions people ask: how like the best typical question of an entry is (both ways: what it lacks, what it has too much), and BM25
on the entry whole (its questions and its answer), damped by the share of the question that it covers. A group of words counts
once, by its best reading. docs/recherche.md says what each weight was measured to bring.
"""

from collections.abc import Mapping
from math import inf

import msgspec

from assistant.asked import Kind, gives
from assistant.index import LIGHT, Build, Index, interrogatives
from assistant.library import Entry, Silence
from assistant.likelihood import Likelihood, Likely
from assistant.matching import Matcher
from assistant.query import ASIDE, Query, Reader

AHEAD = 0.01
"""By how much a section that is brought forward is ahead of the first one."""
WIDESPREAD = 500
"""Typical questions from which a word is too common to bring a question forward by itself."""
LEARNT = 2_000
"""Typical questions from which what is learnt of them has half of its weight."""
CLEAR = 1.0
"""By how much (in log-likelihood) a silence must be ahead of everything else to answer a text of little words."""


class Weights(msgspec.Struct, frozen=True):
    """What every part weighs; the defaults are the measured ones, ablations set some to nothing."""

    k1: float = 1.6
    b: dict[str, float] = msgspec.field(default_factory=lambda: {"title": 0.75, "body": 0.75, "unit": 0.3, "entry": 0.2})
    """Length normalisation: units and entries are short by construction, so their length says little."""
    title: float = 1.0
    body: float = 1.0
    unit: float = 0.5
    light: float = LIGHT
    """Of an interrogative or a modal verb in a text."""
    text: float = 0.4
    """Of the three above together, beside the questions."""
    question: float = 0.8
    exact: float = 3.0
    """Added for what a typical question matches beyond `near`."""
    near: float = 0.7
    missing: float = 0.7
    excess: float = 0.7
    """Cost, in the likeness of two questions, of what the typical one lacks, and has too much."""
    other_question: float = 0.7
    """What is left of the likeness of two questions with other interrogatives (« qui dépose », « où déposer »)."""
    no_question: float = 0.8
    """The same when the typical one holds no interrogative (« que faut-il déposer », « dépôt en ligne »)."""
    other_kind: float = 0.85
    other_silence: float = 0.6
    """The same when one asks for an amount, a date… and the other does not; less for a silence, which must be about the very thing
    that is asked."""
    entry: float = 1.1
    cover: float = 0.6
    """How much of an entry's score depends on the share of the question that it covers."""
    lacking: float = 0.65
    """What is left of an entry that gives no amount, date… when one is asked."""
    companion: float = 0.87
    """What is left of a companion document when the question does not name it."""
    by_section: float = 0.2
    by_entry: float = 0.5
    """Likelihood of the question for the section, and for its best entry, in shares of the best score."""
    topic: float = 0.4
    """Bonus, in shares of the best score, for the section a conversation is about."""


class Ranking(msgspec.Struct, frozen=True):
    """What was found for a question, by number in the library; entries come before silences in one numbering."""

    sections: list[tuple[float, int]]
    """Score and section, best first."""
    entries: dict[int, float]
    """The whole score of each entry."""
    asked: dict[int, float]
    """The score of each entry and silence without the texts."""
    likeness: dict[int, float]
    """How like the question the best typical question of each entry and silence is (0..1)."""
    units: list[float]
    """The score of each unit of the texts; nought when it holds no word of the question."""
    likely: list[float]
    """The log-likelihood of the question for each entry and silence; empty when the campaign has no entry."""
    elsewhere: float | None
    """How much likelier the question is for the best section than for other subjects together; None when none is known."""
    sounds_said: float | None
    """How much likelier it is for all that is answered than for all that the texts do not say; None when no silence is known."""


class Ranker:
    """Ranks the content of one build."""

    def __init__(self, build: Build, index: Index, reader: Reader, weights: Weights) -> None:
        self._build = build
        self._weights = weights
        self.matcher = Matcher(index, reader, weights.k1, weights.b)
        """How much of the words of a question each text, entry, silence and typical question holds."""
        self.sources: list[Entry | Silence] = [*build.library.entries, *build.library.silences]
        silences = [(number, source) for number, source in enumerate(self.sources) if isinstance(source, Silence)]
        self._silences = [number for number, silence in silences if not silence.outside]
        self._outside = [number for number, silence in silences if silence.outside]
        self._sections = {section.id: number for number, section in enumerate(build.library.sections)}
        self.trust = len(build.questions) / (len(build.questions) + LEARNT)
        """How much what is learnt of typical questions is worth (0..1): much when there are many."""
        self._places = [self._sections[entry.section] for entry in build.library.entries]
        self._likelihood = Likelihood(build.asking, build.vocabulary)
        self._gives: dict[tuple[int, Kind], bool] = {}
        companions = {document.id: document for document in build.library.documents if document.role == "companion"}
        self._companions = {document.id: frozenset(build.vocabulary.terms(document.short)) for document in companions.values()}

    def rank(self, query: Query, topic: int | None = None, within: str = "", skip: frozenset[int] = frozenset()) -> Ranking:
        """Score everything for a question.

        `topic` is the section that a conversation is about, `within` its document, `skip` typical questions to ignore.
        """
        units = self._units(query)
        likeness = self._likeness(query, self._matched(query, skip))
        asked = self._asked(query, likeness)
        if query.wants:
            self._check(query.wants, asked)
        totals = {number: self._weights.text * score for number, score in enumerate(self._texts(query, units)) if score}
        entries = self._entries(asked, totals)
        self._step_back(query, within, totals, entries)
        likely = self._weigh_likelihood(query, totals, entries)
        if query.wants and entries:
            self._bring_forward(query.wants, totals, entries)
        if topic is not None and totals:
            self._keep_to(topic, totals, entries)
        return Ranking(
            sections=sorted(((score, section) for section, score in totals.items()), key=lambda pair: (-pair[0], pair[1])),
            entries=entries,
            asked=asked,
            likeness=likeness,
            units=units,
            likely=likely.sources if likely else [],
            elsewhere=max(likely.sections) - likely.elsewhere if likely and self._outside else None,
            sounds_said=likely.said - likely.unsaid if likely and self._silences else None,
        )

    def _units(self, query: Query) -> list[float]:
        """The score of each unit of the texts."""
        units = [0.0] * len(self._build.units)
        for group in query.content:
            _add(units, self.matcher.scores("unit", group))
        return units

    def _texts(self, query: Query, units: list[float]) -> list[float]:
        """The score of each section: its titles, its body and the best of its units."""
        texts = [0.0] * len(self._build.library.sections)
        for group in query.groups:
            share = self._weights.light if group.light else 1.0
            _add(texts, self.matcher.scores("title", group), self._weights.title * share)
            _add(texts, self.matcher.scores("body", group), self._weights.body * share)
        best: dict[int, float] = {}
        for (section, _), score in zip(self._build.units, units, strict=True):
            if score > best.get(section, 0.0):
                best[section] = score
        _add(texts, best, self._weights.unit)
        return texts

    def _matched(self, query: Query, skip: frozenset[int]) -> dict[int, float]:
        """The mass of the question that each typical question holds."""
        matched: dict[int, float] = {}
        for group in sorted(query.groups, key=lambda group: -group.weight):
            found = self.matcher.shares(group)
            # A question that holds nothing but common words is no rival.
            rivals = matched.keys() & found.keys() if matched and len(found) > WIDESPREAD else found
            for number in rivals:
                matched[number] = matched.get(number, 0.0) + group.weight * found[number]
        for number in skip:
            matched.pop(number, None)
        return matched

    def _entries(self, asked: dict[int, float], totals: dict[int, float]) -> dict[int, float]:
        """The whole score of each entry; that of its section becomes that of its best entry."""
        entries: dict[int, float] = {}
        best: dict[int, float] = {}
        for number, score in asked.items():
            if number < len(self._places):
                section = self._places[number]
                entries[number] = whole = score + totals.get(section, 0.0)
                if whole > best.get(section, 0.0):
                    best[section] = whole
        totals.update(best)
        return entries

    def _bring_forward(self, wanted: Kind, totals: dict[int, float], entries: dict[int, float]) -> None:
        """Put first the section of the best entry when it gives what is wanted and nothing likely of the first section does."""
        first, given = max(totals, key=lambda section: totals[section]), max(entries, key=lambda number: entries[number])
        mine = [number for number in entries if self._places[number] == first]
        if mine and self.provides(given, wanted) and not self.provides(max(mine, key=lambda number: entries[number]), wanted):
            totals[self._places[given]] = totals[first] + AHEAD

    def _keep_to(self, topic: int, totals: dict[int, float], entries: dict[int, float]) -> None:
        """Favour the section that a conversation is about, and its entries, by a share of the best score."""
        bonus = self._weights.topic * max(totals.values())
        totals[topic] = totals.get(topic, 0.0) + bonus
        for number in entries:
            if self._places[number] == topic:
                entries[number] += bonus

    def _asked(self, query: Query, likeness: dict[int, float]) -> dict[int, float]:
        """The score of each entry and silence without the texts; a question held by one is held by all of its words."""
        whole, covered = [0.0] * len(self.sources), [0.0] * len(self.sources)
        for group in query.groups:
            found = self.matcher.scores("entry", group)
            _add(whole, found, self._weights.light if group.light else 1.0)
            for number in found:
                covered[number] += group.weight
        mass = query.mass or 1.0
        question, exact, near = mass * self._weights.question, mass * self._weights.exact, self._weights.near
        entry, cover = self._weights.entry, self._weights.cover
        asked: dict[int, float] = {}
        for number, (text, held) in enumerate(zip(whole, covered, strict=True)):
            if not held:
                continue
            like = likeness.get(number, 0.0)
            score = question * like + entry * text
            if like > near:
                score += exact * (like - near)
            lack = mass - held
            asked[number] = score * (1 - cover * lack / mass) if lack > 0 else score
        return asked

    def _weigh_likelihood(self, query: Query, totals: dict[int, float], entries: dict[int, float]) -> Likely | None:
        """Add to the scores how likely the question is for each section and entry, in shares of the best score."""
        weights, build = self._weights, self._build
        if not self.has_entries:
            return None
        found = self._likelihood(f"{query.plain.removeprefix(query.aside)} {query.added}", query.aside, ASIDE)
        if not totals:
            return found
        sources, sections = found.sources, found.sections
        top = max(totals.values())
        count = len(build.library.entries)
        best_source, best_section = max(sources[:count]), max(sections)
        best: dict[int, float] = {}
        scale = self.trust * weights.by_entry * top
        for number, section in enumerate(self._places):
            lag = scale * (sources[number] - best_source)
            if number in entries:
                entries[number] += lag
            if section not in best or lag > best[section]:
                best[section] = lag
        for section, likely in enumerate(sections):
            lag = self.trust * weights.by_section * top * (likely - best_section) + best.get(section, -self.trust * top)
            totals[section] = totals.get(section, 0.0) + lag
        return found

    def is_silence(self, number: int) -> bool:
        """Whether a number stands for a silence, not for an entry."""
        return number >= len(self._build.library.entries)

    def best(self, scores: Mapping[int, float], silent: bool) -> int | None:
        """The source with the best score among the silences, or among the entries; None when there is none."""
        count = len(self._build.library.entries)
        best, found = -inf, None
        for number, score in scores.items():
            if score > best and (number >= count) == silent:
                best, found = score, number
        return found

    def likeliest_silence(self, query: Query, ahead: float = CLEAR) -> Silence | None:
        """The silence that a text is most like (« bonjour »), when it is clearly the likeliest of all: `ahead` in log-likelihood."""
        likely = self._likelihood(query.plain).sources if self._silences else []
        best = max(self._silences, key=lambda number: likely[number], default=None) if any(likely) else None
        if best is None or any(score > likely[best] - ahead for number, score in enumerate(likely) if number != best):
            return None
        source = self.sources[best]
        return source if isinstance(source, Silence) else None

    def part(self, scores: Mapping[int, float], number: int | None) -> float:
        """The part of a source in its own score and that of the best entry (0..1); 0 when there is none."""
        entry = self.best(scores, silent=False)
        own = scores.get(number, 0.0) if number is not None else 0.0
        whole = own + (scores[entry] if entry is not None else 0.0)
        return own / whole if whole else 0.0

    def best_silence(self, scores: Mapping[int, float]) -> int | None:
        """The silence on the subject with the best score; None when there is none."""
        return self.best({number: scores[number] for number in self._silences if number in scores}, silent=True)

    def ahead(self, likely: list[float], outside: bool, otherwise: float) -> float:
        """By how much the likeliest entry is ahead of the likeliest silence, of those on other subjects or of the rest."""
        numbers = self._outside if outside else self._silences
        if not likely or not numbers or not self.has_entries:
            return otherwise
        return max(likely[: len(self._build.library.entries)]) - max(likely[number] for number in numbers)

    @property
    def has_entries(self) -> bool:
        """Whether the campaign has crisp answers at all."""
        return bool(self._build.library.entries)

    def _likeness(self, query: Query, matched: dict[int, float]) -> dict[int, float]:
        """How like the question the best typical question of each entry and silence is (0..1)."""
        mass, wants = query.mass or 1.0, query.wants
        asked = interrogatives(term for group in query.groups for term in group.terms)
        missing, excess = self._weights.missing, self._weights.excess
        masses, owners, asks, kinds = self._build.masses, self._build.questions, self._build.asks, self._build.kinds
        count = len(self._build.library.entries)
        best: dict[int, float] = {}
        # A question that holds a fifth of what the best one holds is no rival: leaving it out halves the time.
        floor = max(matched.values(), default=0.0) / 5
        for number, found in matched.items():
            if found < floor:
                continue
            excess_mass, lack = masses[number] - found, mass - found
            like = found / (found + (missing * lack if lack > 0 else 0.0) + (excess * excess_mass if excess_mass > 0 else 0.0))
            if asked and not asked & asks[number]:
                like *= self._weights.other_question if asks[number] else self._weights.no_question
            if kinds[number] != wants:
                like *= self._weights.other_silence if owners[number] >= count else self._weights.other_kind
            owner = owners[number]
            if like > best.get(owner, 0.0):
                best[owner] = like
        return best

    def _check(self, wanted: Kind, asked: dict[int, float]) -> None:
        """Lower the entries, among the first ones, that do not give the kind of thing that is wanted."""
        if not asked:
            return
        floor = self._weights.lacking * max(asked.values())
        for number, score in asked.items():
            if score >= floor and not self.provides(number, wanted):
                asked[number] = score * self._weights.lacking

    def provides(self, number: int, wanted: Kind) -> bool:
        """Whether the answer of an entry gives this kind of thing; a silence always answers."""
        source = self.sources[number]
        if isinstance(source, Silence):
            return True
        key = (number, wanted)
        if key not in self._gives:
            self._gives[key] = gives(source.answer, wanted)
        return self._gives[key]

    def _step_back(self, query: Query, within: str, totals: dict[int, float], entries: dict[int, float]) -> None:
        """Companion documents give way when neither the question nor the conversation is about them."""
        terms = {term for group in query.groups for reading in group.alternatives for term in reading.terms}
        away = {name for name, names in self._companions.items() if name != within and not names & terms}
        if not away:
            return
        sections = self._build.library.sections
        for number in totals:
            if sections[number].document in away:
                totals[number] *= self._weights.companion
        for number in entries:
            source = self.sources[number]
            if isinstance(source, Entry) and sections[self._sections[source.section]].document in away:
                entries[number] *= self._weights.companion


def _add(into: list[float], found: Mapping[int, float], weight: float = 1.0) -> None:
    for number, score in found.items():
        into[number] += weight * score
