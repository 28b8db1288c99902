"""The smallest changes that would lift a finding: searched for by trying them on copies of the dossier, never written by hand.

What to try comes from the rule (`assistant.candidates`): one change alone, then two together, then three. Only what lifts is kept, and
nothing that makes another blocking requirement fail. The search is bounded in trials and in seconds.
"""

import ast
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant.candidates import Candidates, is_fact
from assistant.change import Change, changed
from assistant.dossier import Dossier
from assistant.echoes import Echo, echoes
from assistant.french import typography
from assistant.interview import Interview
from assistant.recall import Recall
from assistant.rules import LIFTED, Finding, Rule, Rulebook
from assistant.script import SEVERITIES, Status, general
from assistant.terms import Context, Memo, Term, whole
from assistant.turning import is_measured, zeros

_GRAVITY: tuple[Status, ...] = ("not_applicable", "met", "to_verify", "missing", "failed")
_SECONDS = 3.0
_TRIES = 1_200
_MOST_ALIKE = 3
_ENOUGH = 24
_Tried = tuple[tuple[Change, ...], Status]
"""Changes made together, and what the finding becomes."""


@dataclass(frozen=True)
class Mend:
    """Changes that, made together, lift a finding; `worse` are the requirements that would then be in a worse state.

    `notices` say how the answers would then no longer agree, where they did; `settled` counts the disagreements that go. `asked` are
    the names of what is then to be said too, `echoes` the texts that still say what the changes take away.
    """

    changes: tuple[Change, ...]
    status: Status
    verdict: str
    worse: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    settled: int = 0
    asked: tuple[str, ...] = ()
    echoes: tuple[Echo, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The mend as plain values."""
        changes = [change.to_json() for change in self.changes]
        told = {
            "worse": list(self.worse),
            "notices": list(self.notices),
            "asked": list(self.asked),
            "echoes": [{"path": echo.path, "said": echo.said} for echo in self.echoes],
        }
        return {"changes": changes, "status": self.status, "verdict": self.verdict, **told}


@dataclass(frozen=True)
class Mends:
    """The smallest changes found, the best first. `tried` counts the changes tried; `whole` is false when time ran out.

    `facts` are the names of the answers that decide the finding and that no decision changes.
    """

    found: tuple[Mend, ...]
    tried: int
    whole: bool
    facts: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many answers the smallest mend changes; 0 when none was found."""
        return len(self.found[0].changes) if self.found else 0


def mends(
    rulebook: Rulebook,
    requirement: str,
    dossier: Dossier,
    today: date,
    most: int = 4,
    size: int = 3,
    tries: int = _TRIES,
    seconds: float = _SECONDS,
) -> Mends:
    """The smallest changes that lift what a requirement finds: one answer, else two, up to `size`; none when it is lifted already.

    At most `most` are given, the best first, after at most `tries` trials of a rule and `seconds` of search. KeyError when the script
    has no such requirement.
    """
    return _Search(rulebook, requirement, dossier, today, tries, seconds).run(most, size)


class _Search:
    """One search for the changes that lift a finding."""

    def __init__(self, rulebook: Rulebook, requirement: str, dossier: Dossier, today: date, tries: int, seconds: float) -> None:
        self.rulebook = rulebook
        self.rule: Rule = rulebook.rules[requirement]
        self.dossier = dossier
        self.today = today
        self.tries = tries
        self.deadline = time.monotonic() + seconds
        self.finding = self.rule.decide(Context(dossier, today, memo=Memo()))
        self.recall = Recall(self.rule.terms)
        self.tried = 0
        self.whole = True
        self._promises: dict[Change, tuple[int, int]] = {}

    def run(self, most: int, size: int) -> Mends:
        if self.finding.status in LIFTED:
            return Mends((), 0, True)
        candidates = Candidates(self.rule, self.finding, self.dossier, self.today)
        found = list(self._lifting((change,) for change in candidates))
        for several in range(2, size + 1):
            if not found and self.whole:
                found = list(itertools.islice(self._lifting(self._several(several)), _ENOUGH))
        best = self._best(found)[: most * 3]
        mended = [self._rounder(mend, found) for changes, status in best if (mend := self._mend(changes, status))]
        first = sorted(mended, key=self._harm)
        facts = () if first else self._facts(candidates)
        return Mends(tuple(map(self._finished, first[:most])), self.tried, self.whole, facts)

    def _harm(self, mend: Mend) -> tuple[Any, ...]:
        """What spoils nothing else comes first; then what only adds; then what settles another disagreement too."""
        loses = any(change.loss for change in mend.changes)
        return self._weighs(mend.worse), bool(mend.worse), len(mend.notices), loses, -mend.settled

    def _weighs(self, worse: Iterable[str]) -> bool:
        """Whether one of these requirements weighs on the verdict."""
        return any(self._before[name].severity in SEVERITIES[:2] for name in worse)

    def _finished(self, mend: Mend) -> Mend:
        """The mend with what it leaves to be said and to be written again."""
        after = changed(self.dossier, mend.changes)
        return replace(
            mend,
            asked=tuple(self._asked(after, mend.changes)),
            echoes=echoes(self.dossier, after, mend.changes, self._heeded),
        )

    def _asked(self, after: Dossier, changes: tuple[Change, ...]) -> Iterator[str]:
        """What is left to say of the rows that are added, then the other required questions that wait for an answer and did not."""
        before = {step.path for step in Interview(self.dossier, self.today).steps}
        interview = Interview(after, self.today)
        rows = {change.path[:-2] for change in changes if change.path.endswith("[]")}
        yield from dict.fromkeys(change.asks for change in changes if change.asks)
        for step in interview.steps:
            new = step.path not in before and step.question.required and interview.is_open(step)
            if new and (step.repeat is None or step.repeat.id not in rows):
                yield typography(f"« {step.question.name} »")

    @cached_property
    def _heeded(self) -> frozenset[str]:
        """The paths, as in a script, of the texts in whose words the rule looks."""
        terms = (term for term in whole(self.rule.terms) if term.parts)
        return frozenset(term.parts[0].path for term in terms if _looks_for_words(term))

    def _facts(self, candidates: Candidates) -> tuple[str, ...]:
        """The names of the answers that no decision changes, and that would lift the finding were they other than they are."""
        facts = [path for path in self.finding.decisive if is_fact(self.dossier, path)]
        asked = [self.dossier.script.question(path) for path in facts if any(map(self._lifts, candidates.otherwise(path)))]
        return tuple(dict.fromkeys(typography(question.name) for question in asked if question))

    def _lifts(self, dossier: Dossier) -> bool:
        return self.rule.decide(Context(dossier, self.today, memo=Memo())).status != self.finding.status

    def _over(self) -> bool:
        """Whether the search has had its trials or its time; what it finds is then not all there is."""
        over = self.tried >= self.tries or time.monotonic() > self.deadline
        self.whole = self.whole and not over
        return over

    def _lifting(self, several: Iterable[tuple[Change, ...]]) -> Iterator[_Tried]:
        """Those that lift the finding, of the changes tried before the search is over."""
        for changes in several:
            if self._over():
                return
            self.tried += 1
            finding = self.rule.decide(self.recall.turn_to(changed(self.dossier, changes), self.today)[0])
            if len(changes) == 1:
                self._promises[changes[0]] = self._promise(finding)
            if finding.status in LIFTED:
                yield changes, finding.status

    def _promise(self, finding: Finding) -> tuple[int, int]:
        """How far the rule goes with a change alone: a later case is nearer to the end of its reasons to object."""
        return _GRAVITY.index(finding.status), -(finding.case or len(self.rule.cases) + 1)

    def _several(self, size: int) -> Iterator[tuple[Change, ...]]:
        """Several changes of as many answers; those that already lead the rule elsewhere first."""
        singles = sorted(self._promises, key=self._promises.__getitem__)
        kept = [change for change in singles if change.raw is not None or change.path.endswith("]")]
        for several in itertools.combinations(kept, size):
            if self._over():
                return
            if _together(several):
                yield several

    def _best(self, found: list[_Tried]) -> list[_Tried]:
        """Those that lose least first, then what is met, then the least far figures; a few choices of each question."""

        def rank(item: _Tried) -> tuple[Any, ...]:
            changes, status = item
            return (
                max(change.loss for change in changes),
                status != "met",
                sum(change.distance for change in changes),
            )

        kept: list[tuple[int, _Tried]] = []
        seen: dict[tuple[str, ...], int] = {}
        measured: set[tuple[str, ...]] = set()
        told: set[tuple[str, ...]] = set()
        for item in sorted(found, key=rank):
            key, paths = _key(item[0]), tuple(change.path for change in item[0])
            words = tuple(change.words for change in item[0])
            if words in told:  # other values of an answer that only its author can give
                continue
            told.add(words)
            # Of figures and days, the nearest alone.
            if seen.get(key, 0) < _MOST_ALIKE and not (paths in measured and any(map(self._is_measured, paths))):
                seen[key] = seen.get(key, 0) + 1
                measured.add(paths)
                kept.append((seen[key], item))
        # Of what loses as much, the first of each kind, then the second of each, so that different ways out are seen.
        return [item for _, item in sorted(kept, key=lambda pair: (max(change.loss for change in pair[1][0]), pair[0]))]

    def _is_measured(self, path: str) -> bool:
        question = None if path.endswith("]") else self.dossier.script.question(path)
        return question is not None and is_measured(question)

    def _rounder(self, mend: Mend, found: list[_Tried]) -> Mend:
        """The mend with the roundest amounts that do as well, when its own are odd: 60 000 € for 66 666 €."""
        paths = [change.path for change in mend.changes]
        if not all(map(self._is_amount, paths)):
            return mend
        alike = [item for item, status in found if [change.path for change in item] == paths and status == mend.status]
        rounder = [item for item in alike if _round(item) > _round(mend.changes)]
        if not rounder:
            return mend
        odd = self._gravities(mend.changes)
        for item in sorted(rounder, key=lambda item: (-_round(item), sum(change.distance for change in item)))[:_MOST_ALIKE]:
            other = self._mend(item, mend.status)
            as_good = all(gravity <= odd[name] for name, gravity in self._gravities(item).items())
            if other and as_good and len(other.notices) <= len(mend.notices):
                return other
        return mend

    def _gravities(self, changes: tuple[Change, ...]) -> dict[str, int]:
        """How grave each finding that weighs would be with some changes."""
        report = self.rulebook.evaluate(changed(self.dossier, changes), self.today)
        return {found.requirement: _GRAVITY.index(found.status) for found in report.findings if found.severity in SEVERITIES[:2]}

    def _is_amount(self, path: str) -> bool:
        question = None if path.endswith("]") else self.dossier.script.question(path)
        return question is not None and question.type == "amount"

    @cached_property
    def _before(self) -> dict[str, Finding]:
        """The findings on the dossier as it is."""
        return {finding.requirement: finding for finding in self.rulebook.evaluate(self.dossier, self.today).findings}

    @cached_property
    def _told(self) -> frozenset[str]:
        """How the answers disagree already."""
        return frozenset(self.rulebook.disagreements(self.dossier, self.today))

    def _mend(self, changes: tuple[Change, ...], status: Status) -> Mend | None:
        """The mend that some changes make; none when they would make another blocking requirement fail."""
        after = changed(self.dossier, changes)
        report = self.rulebook.evaluate(after, self.today)
        grown = any(change.path.endswith("[]") for change in changes)
        worse = [
            finding
            for finding in report.findings
            if _GRAVITY.index(finding.status) > max(1, _GRAVITY.index(self._before[finding.requirement].status))
            # Of an added row, what is advised is asked for when it is told.
            and not (grown and finding.status == "missing" and finding.severity not in SEVERITIES[:2])
        ]
        if any((finding.severity, finding.status) == ("blocking", "failed") for finding in worse):
            return None
        notices = self.rulebook.disagreements(after, self.today)
        new = tuple(said for said in notices if said not in self._told)
        # One that is told in other words is not settled.
        settled = max(0, len(self._told) - len(notices))
        return Mend(changes, status, report.verdict, tuple(finding.requirement for finding in worse), new, settled)


def _looks_for_words(term: Term) -> bool:
    return isinstance(term.node, ast.Call) and ast.unparse(term.node.func) in {"mentions", "cited"}


def _round(changes: tuple[Change, ...]) -> int:
    """How round the least round amount of some changes is."""
    return min(zeros(change.raw) for change in changes)


def _together(changes: tuple[Change, ...]) -> bool:
    """Whether changes can be made together: of different answers, or rows added, and none inside a list that another one replaces."""
    paths = {change.path for change in changes}
    lists = {path for path in paths if "[" not in path}
    added = any(change.path.endswith("[]") for change in changes)
    apart = len(paths) == len(changes) or added
    return apart and not any(path.partition("[")[0] in lists for path in paths - lists)


def _key(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """What changes, whatever it becomes."""
    return tuple(general(change.path) for change in changes)
