"""Whether to answer: what a ranking tells of how well the question is met, and the confidence that follows.

The weights were fitted (logistic regression, a half separates) on half of the judgements, on typical questions held out, and on
questions of other subjects; docs/recherche.md gives the figures.
"""

from math import exp

import msgspec

from assistant.asked import STRICT
from assistant.query import Query
from assistant.ranking import Ranker, Ranking

# Fitted by benchmarks/calibrate.py, but `lacking` and `astray`, stronger than fitted at no cost on the sample, since a small campaign has
# little else to go by, and `mended`: half of the mistyped questions that were refused are answered, at no cost either.
WEIGHTS: dict[str, float] = {
    "likeness": 0.86,
    "covered": 1.05,
    "present": 0.32,
    "grounded": -0.20,
    "unknown": -1.48,
    "foreign": -0.43,
    "wide": 1.82,
    "ahead_of_silence": 0.55,
    "ahead_of_outside": 0.43,
    "ahead_of_elsewhere": 0.52,
    "sounds_said": 0.65,
    "rival": -6.18,
    "closer": -0.24,
    "holds": -0.03,
    "told": 0.29,
    "lead": 0.20,
    "lacking": -3.50,
    "mended": 0.60,
    "astray": -2.00,
}
BIAS = -2.26

EASY, RIVAL = 1.5, 0.35
"""How far ahead an entry is taken to be where a campaign tells no silence, or none on other subjects; a silence's part there."""
STRANGE = 0.42
"""Share of the question that the nearest section must hold for the question to be on the subject."""
AHEAD, LEAST_RIVAL = 2.5, 0.25
"""Beyond which being ahead of silences says no more: where few are written, none comes near."""
SOUNDS, SOUNDS_SAID = 4.0, 1.0
"""Beyond which sounding like what is answered, or like what is not, says no more; what it is taken for where no silence is told."""
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
    ahead_of_silence: float
    """How much likelier the question is for the best entry than for the best silence (difference of log-likelihoods)."""
    ahead_of_outside: float
    """The same for what is known to be on other subjects."""
    ahead_of_elsewhere: float
    """How much likelier it is for the best section than for all known questions on other subjects together."""
    sounds_said: float
    """How much likelier it is for all that is answered than for all that the texts do not say: how it sounds, whatever its subject."""
    rival: float
    """The best silence's part of its score and of the best entry's (0..1)."""
    closer: float
    """How much more like the question the best typical question of a silence is than the best one of an entry."""
    holds: float
    """How much more of the question the best silence holds than the best entry."""
    told: float
    """The share of the words that the best silence on the subject holds."""
    lead: float
    """How far the best section is ahead of the second one, in shares of its score."""
    lacking: bool
    """An amount, a duration… is asked and the chosen answer gives none."""
    mended: bool
    """Whether words of it were mended: what was typed wrong is held less than what was meant."""
    astray: bool
    """What is asked for by name (« quel diplôme ») stands neither in the chosen entry nor in its section."""

    @property
    def confidence(self) -> float:
        """How sure one may be that the texts answer (0..1); under a half, they are said not to."""
        score = BIAS + sum(weight * float(getattr(self, name)) for name, weight in WEIGHTS.items())
        return 1 / (1 + exp(-max(-50.0, min(50.0, score))))

    @property
    def strange(self) -> bool:
        """Whether the question is on another subject altogether."""
        return max(self.present, self.told) < STRANGE or self.ahead_of_outside < min(EASY, self.ahead_of_silence)


def read_signals(ranker: Ranker, query: Query, ranking: Ranking, chosen: int | None) -> Signals:
    """The signals of a ranking that found something.

    `query` is the question by itself; `chosen` the entry it would be answered with, if any.
    """
    content = query.content or tuple(group for group in query.groups if not group.light) or query.groups
    mass = sum(group.weight for group in content) or 1.0
    section = ranking.sections[0][1]
    in_text = [
        max(ranker.matcher.covers("body", group, section), ranker.matcher.covers("title", group, section)) for group in content
    ]
    in_entry = [ranker.matcher.covers("entry", group, chosen) for group in content] if chosen is not None else in_text
    asked_for = [max(entry, 0.7 * text) for group, entry, text in zip(content, in_entry, in_text, strict=True) if group.focus]

    def share(parts: list[float]) -> float:
        return sum(group.weight * part for group, part in zip(content, parts, strict=True)) / mass

    def held(number: int | None) -> float:
        return share([ranker.matcher.covers("entry", group, number) for group in content]) if number is not None else 0.0

    covered = share(in_entry)
    entry, silence = ranker.best(ranking.asked, silent=False), ranker.best(ranking.asked, silent=True)
    likeness = max((like for number, like in ranking.likeness.items() if not ranker.is_silence(number)), default=0.0)
    scores = [score for score, _ in ranking.sections[:2]]
    wants = query.wants if query.wants in STRICT and chosen is not None else None
    return Signals(
        likeness=likeness if ranker.has_entries else covered,
        covered=covered,
        present=share([max(pair) for pair in zip(in_entry, in_text, strict=True)]),
        grounded=share([ranker.matcher.in_texts(group) for group in content]),
        unknown=share([1 - group.trust for group in content]),
        foreign=share([float(group.foreign) for group in content]),
        wide=min(len(content), MANY) / MANY,
        ahead_of_silence=min(AHEAD, ranker.ahead(ranking.likely, outside=False, otherwise=EASY)),
        ahead_of_outside=min(AHEAD, ranker.ahead(ranking.likely, outside=True, otherwise=EASY)),
        ahead_of_elsewhere=min(AHEAD, ranking.elsewhere) if ranking.elsewhere is not None else EASY,
        sounds_said=_sounds(ranking.sounds_said, ranker.trust),
        rival=max(LEAST_RIVAL, ranker.part(ranking.asked, silence)) if silence is not None else RIVAL,
        closer=(ranking.likeness.get(silence, 0.0) - likeness) if silence is not None else -likeness,
        holds=held(silence) - held(entry),
        told=held(ranker.best_silence(ranking.asked)),
        lead=_lead(scores),
        mended=bool(query.mended),
        lacking=wants is not None and chosen is not None and not ranker.provides(chosen, wants),
        astray=bool(asked_for) and max(asked_for) < 0.1,
    )


def _lead(scores: list[float]) -> float:
    """How far the first score is ahead, in shares of it; one that is not above nought, in a long question, leads nothing."""
    if len(scores) < 2:
        return 1.0
    return min(1.0, (scores[0] - scores[1]) / scores[0]) if scores[0] > 0 else 0.0


def _sounds(said: float | None, trust: float) -> float:
    """How a question sounds, as far as what was learnt can be trusted."""
    if said is None:
        return SOUNDS_SAID
    return trust * max(-SOUNDS, min(SOUNDS, said)) + (1 - trust) * SOUNDS_SAID
