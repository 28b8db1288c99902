"""Whether to answer: what a ranking tells of how well the question is met, and the confidence that follows.

The weights were fitted (logistic regression, a half separates) on half of the judgements, on typical questions held out, and on
questions of other subjects; docs/recherche.md gives the figures.
"""

from math import exp

import msgspec

from assistant.asked import STRICT
from assistant.query import Query
from assistant.ranking import Ranker, Ranking

LIKENESS, COVERED, GROUNDED, WIDE, UNKNOWN, FOREIGN, BIAS = 2.0, 3.0, 2.2, 1.0, -1.45, -1.0, -3.2
LACKING, ASTRAY = -6.0, -1.5
SCORED, CLOSER, HOLDS, GIVEN, ASKED, NAMED, TALKING, SILENT = 2.6, 2.5, 2.85, -0.6, 1.5, 0.5, -0.6, 1.6
"""What makes a silence believed: its part of the scores, how much more like the question it is than the best entry, how much more
of the question it holds; a chosen answer that gives the amount, date… asked, or none, or does not hold what is asked by name; that
words of the conversation complete the question; the bar."""
STRANGE = 0.42
"""Share of the question that the nearest section must hold for the question to be on the subject."""
MANY = 6
"""Ideas from which a question is as wide as it matters: the more it says, the less chance explains what is found."""


class Signals(msgspec.Struct, frozen=True):
    """What the decision to answer rests on; shares are of the weight of the question's own words."""

    likeness: float
    """How like the question the best typical question is (0..1)."""
    covered: float
    """The share of the words that the chosen entry holds."""
    present: float
    """The same, counting the section and its title too."""
    grounded: float
    """The share of the words that the texts themselves hold, somewhere."""
    unknown: float
    """The share of the words that nothing in the campaign holds."""
    foreign: float
    """The share of the words that are everyday French and that nothing in the campaign holds."""
    wide: float
    """How much the question says (0..1)."""
    silence: float | None
    """How much speaks for the best silence; None when there is none."""
    completed: bool
    """Whether words of the conversation complete the question."""
    given: bool
    """An amount, a duration… is asked and the chosen answer gives one."""
    lacking: bool
    """An amount, a duration… is asked and the chosen answer gives none."""
    astray: bool
    """What is asked for by name (« quel diplôme ») stands neither in the chosen entry nor in its section."""

    @property
    def silent(self) -> bool:
        """Whether the texts are known not to say."""
        if self.silence is None:
            return False
        score = self.silence + GIVEN * self.given + ASKED * self.lacking + NAMED * self.astray + TALKING * self.completed
        return score > SILENT

    @property
    def strange(self) -> bool:
        """Whether the question is on another subject altogether."""
        return self.present < STRANGE

    @property
    def confidence(self) -> float:
        """How sure one may be of the answer (0..1); under a half, it is refused."""
        score = BIAS + LIKENESS * self.likeness + COVERED * self.covered + GROUNDED * self.grounded
        score += WIDE * self.wide + UNKNOWN * self.unknown + FOREIGN * self.foreign
        if self.lacking:
            score += LACKING
        if self.astray and self.likeness < 0.75:
            score += ASTRAY
        return 1 / (1 + exp(-score))


def read_signals(ranker: Ranker, query: Query, ranking: Ranking, chosen: int | None, completed: bool) -> Signals:
    """The signals of a ranking that found something.

    `query` is the question by itself; `chosen` the entry it would be answered with, if any; `completed` tells whether the ranking
    was made with words of the conversation besides.
    """
    content = query.content or tuple(group for group in query.groups if not group.light) or query.groups
    mass = sum(group.weight for group in content) or 1.0
    section = ranking.sections[0][1]
    in_text = [max(ranker.covers("body", group, section), ranker.covers("title", group, section)) for group in content]
    in_entry = [ranker.covers("entry", group, chosen) for group in content] if chosen is not None else in_text
    asked_for = [max(entry, 0.7 * text) for group, entry, text in zip(content, in_entry, in_text, strict=True) if group.focus]

    def share(parts: list[float]) -> float:
        return sum(group.weight * part for group, part in zip(content, parts, strict=True)) / mass

    entry = max((score for number, score in ranking.asked.items() if not ranker.is_silence(number)), default=0.0)
    likeness = max((like for number, like in ranking.likeness.items() if not ranker.is_silence(number)), default=0.0)
    silence = None
    best = max((n for n in ranking.asked if ranker.is_silence(n)), key=lambda n: (ranking.asked[n], -n), default=None)
    if best is not None:
        rival = max((n for n in ranking.asked if not ranker.is_silence(n)), key=lambda n: (ranking.asked[n], -n), default=None)
        held = share([ranker.covers("entry", group, best) for group in content])
        if held:
            silence = SCORED * ranking.asked[best] / (ranking.asked[best] + entry)
            silence += CLOSER * (ranking.likeness.get(best, 0.0) - likeness)
            silence += HOLDS * (held - (share([ranker.covers("entry", g, rival) for g in content]) if rival is not None else 0.0))
    covered = share(in_entry)
    if not ranker.has_entries:
        likeness = covered
    wants = query.wants if query.wants in STRICT and chosen is not None else None
    return Signals(
        # The words of the conversation make any question likely: what counts then is that its own words are answered.
        likeness=likeness * covered if completed else likeness,
        covered=covered,
        present=share([max(pair) for pair in zip(in_entry, in_text, strict=True)]),
        grounded=share([ranker.in_texts(group) for group in content]),
        unknown=share([1 - group.trust for group in content]),
        foreign=share([float(group.foreign) for group in content]),
        wide=min(len(content), MANY) / MANY,
        silence=silence,
        completed=completed,
        given=wants is not None and chosen is not None and ranker.provides(chosen, wants),
        lacking=wants is not None and chosen is not None and not ranker.provides(chosen, wants),
        astray=bool(asked_for) and max(asked_for) < 0.1,
    )
