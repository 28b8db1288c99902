"""What if: what another answer would change, and the smallest changes that would lift a finding.

The changes are searched for in the rule itself: the answers that its conditions read, the choices of their questions, the values at
which its comparisons turn, rows taken away, replaced or added. Each one is tried on a copy of the dossier, and only what lifts is kept.

No change gives another value to an answer that states a fact (`fact: true` in questions.yaml), which no decision makes other than it
is: the row that holds it is taken away or replaced. No change empties a list either, nor makes another blocking requirement fail.
"""

import ast
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from assistant import french
from assistant.answers import short
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.interview import Interview
from assistant.recall import Recall
from assistant.rules import Finding, Report, Rule, Rulebook
from assistant.script import SEVERITIES, Question, Status, general
from assistant.terms import NUMERIC, Context, Memo, Term, whole
from assistant.text import fold
from assistant.wording import KINDS, bare, display, new_row, row_name, words_of

_LIFTED: frozenset[Status] = frozenset({"met", "not_applicable"})
_GRAVITY: tuple[Status, ...] = ("not_applicable", "met", "to_verify", "missing", "failed")
_SECONDS = 3.0
_TRIES = 1_200
_MOST_PATHS = 60
_MOST_ALIKE = 3
_MOST_ROWS = 40
_ENOUGH = 24
_SOME_WORDS = "Quelques mots qui disent ce que vous ferez, avec qui, pour qui et comment"
"""Stands for a text that only its author can write."""


@dataclass(frozen=True, eq=False)
class Change:
    """Another answer at a path (None takes it away).

    The path of a list without a row (`actions[]`) adds one, that of a row (`actions[2]`) with None takes it away, with fields replaces
    it. `words` say it in French. `free` is for an answer that nobody can give but the author; `raw` then only stands for it. `also`
    are the paths where the title of the row that is replaced is written too, and the name that takes its place. `loss` says what
    goes: 0 nothing, 1 an answer that was given, 2 a row or an answer as a whole.
    """

    path: str
    raw: Any
    words: str
    free: bool = False
    distance: Decimal = Decimal(0)
    also: tuple[tuple[str, str], ...] = ()
    loss: int = 1

    def to_json(self) -> dict[str, Any]:
        """The change as plain values; the value of one that is free is null."""
        raw = None if self.free else _plain(self.raw)
        return {"path": self.path, "value": raw, "free": self.free, "words": self.words}


@dataclass(frozen=True)
class Mend:
    """Changes that, made together, lift a finding; `worse` are the requirements that would then be in a worse state."""

    changes: tuple[Change, ...]
    status: Status
    verdict: str
    worse: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The mend as plain values."""
        changes = [change.to_json() for change in self.changes]
        return {"changes": changes, "status": self.status, "verdict": self.verdict, "worse": list(self.worse)}


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


@dataclass(frozen=True)
class Comparison:
    """What is not the same of two dossiers: reports, findings whose status or words differ, notices, questions asked."""

    before: Report
    after: Report
    findings: tuple[tuple[Finding, Finding], ...]
    new_notices: tuple[str, ...]
    gone_notices: tuple[str, ...]
    newly_asked: tuple[str, ...]
    no_longer_asked: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain values."""
        return {
            "before": self.before.verdict,
            "after": self.after.verdict,
            "findings": [{"before": before.status, **after.to_json()} for before, after in self.findings],
            "notices": {"new": list(self.new_notices), "gone": list(self.gone_notices)},
            "questions": {"new": list(self.newly_asked), "gone": list(self.no_longer_asked)},
        }


def compare(rulebook: Rulebook, before: Dossier, after: Dossier, today: date) -> Comparison:
    """What changes in verdict, findings, notices and questions from one dossier to another of the same script."""
    old, new = rulebook.evaluate(before, today), rulebook.evaluate(after, today)
    known = {finding.requirement: finding for finding in old.findings}
    pairs = [(known[finding.requirement], finding) for finding in new.findings]
    asked = [[step.path for step in Interview(dossier, today).steps] for dossier in (before, after)]
    numbers = {repeat.id: _numbers(before.table(repeat.id), after.table(repeat.id)) for repeat in _repeats(before)}
    asked[1] = [_renumbered(path, numbers) for path in asked[1]]
    return Comparison(
        before=old,
        after=new,
        findings=tuple(pair for pair in pairs if _said(pair[0]) != _said(pair[1])),
        new_notices=tuple(notice for notice in new.notices if notice not in old.notices),
        gone_notices=tuple(notice for notice in old.notices if notice not in new.notices),
        newly_asked=tuple(path for path in asked[1] if path not in set(asked[0])),
        no_longer_asked=tuple(path for path in asked[0] if path not in set(asked[1])),
    )


def _repeats(dossier: Dossier) -> list[Question]:
    return [question for question in dossier.script.questions.values() if question.type == "repeat"]


def _numbers(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[int]:
    """The number that each row of a list had before some rows were taken away; a row that was changed or added keeps its place."""
    gone = len(before) - len(after)
    found: list[int] = []
    for row in after:
        shift = len(found) and found[-1] + 1 - len(found)
        same = next((more for more in range(shift, gone + 1) if before[len(found) + more] == row), shift)
        found.append(len(found) + same)
    return found


def _renumbered(path: str, numbers: dict[str, list[int]]) -> str:
    """The path of a row by the number that it had before."""
    rows, bracket, _ = path.partition("[")
    return f"{rows}[{numbers[rows][row_of(path)]}]{path.partition(']')[2]}" if bracket else path


def _said(finding: Finding) -> tuple[Status, str, str | None]:
    return finding.status, finding.message, finding.fix


def changed(dossier: Dossier, changes: Iterable[Change]) -> Dossier:
    """The dossier with these changes, all told of its rows as they were. Raises IndexError for a row that is not there."""
    gone: list[str] = []
    for change in changes:
        if change.path.endswith("[]"):
            dossier = dossier.with_row(change.path[:-2], change.raw)
        elif change.path.endswith("]") and change.raw is not None:
            repeat = dossier.script.questions[change.path.partition("[")[0]]
            values = [(f"{change.path}.{column.id}", change.raw.get(column.id)) for column in repeat.questions]
            for path, raw in [*values, *change.also]:
                dossier = dossier.with_answer(path, raw)
        elif change.path.endswith("]"):
            gone.append(change.path)
        else:
            dossier = dossier.with_answer(change.path, change.raw)
    for path in sorted(gone, key=row_of, reverse=True):
        rows = path.partition("[")[0]
        if not 0 <= row_of(path) < (dossier.rows(rows) or 0):
            raise IndexError(path)
        dossier = dossier.without_row(rows, row_of(path))
    return dossier


def mends(
    rulebook: Rulebook,
    requirement: str,
    dossier: Dossier,
    today: date,
    most: int = 4,
    size: int = 3,
    tries: int = _TRIES,
) -> Mends:
    """The smallest changes that lift what a requirement finds: one answer, else two, up to `size`; none when it is lifted already.

    At most `most` are given, the best first, after at most `tries` trials (a second or so) of a rule. KeyError when the script has no
    such requirement.
    """
    return _Search(rulebook, requirement, dossier, today, tries).run(most, size)


class _Search:
    """One search for the changes that lift a finding."""

    def __init__(self, rulebook: Rulebook, requirement: str, dossier: Dossier, today: date, tries: int) -> None:
        self.rulebook = rulebook
        self.rule: Rule = rulebook.rules[requirement]
        self.dossier = dossier
        self.today = today
        self.tries = tries
        self.deadline = time.monotonic() + _SECONDS
        self.finding = self.rule.decide(Context(dossier, today, memo=Memo()))
        self.recall = Recall(self.rule.terms)
        self.tried = 0
        self.whole = True
        self._promises: dict[Change, tuple[int, int]] = {}

    def run(self, most: int, size: int) -> Mends:
        if self.finding.status in _LIFTED:
            return Mends((), 0, True)
        singles = list(self._changes())
        found = list(self._lifting((change,) for change in singles))
        for several in range(2, size + 1):
            if not found and self.whole:
                found = list(itertools.islice(self._lifting(self._several(singles, several)), _ENOUGH))
        mended = [mend for changes, status in self._best(found)[: most * 3] if (mend := self._mend(changes, status))]
        # Those that spoil nothing else first.
        best = tuple(sorted(mended, key=lambda mend: bool(mend.worse)))[:most]
        return Mends(best, self.tried, self.whole, self._facts())

    def _facts(self) -> tuple[str, ...]:
        """The names of the answers that decide, and that no decision changes."""
        asked = [self.dossier.script.question(path) for path in self.finding.decisive if self._is_fact(path)]
        return tuple(dict.fromkeys(typography(question.name) for question in asked if question))

    def _is_fact(self, path: str) -> bool:
        question = None if path.endswith("]") else self.dossier.script.question(path)
        return question is not None and question.fact and self.dossier.reply(path).state in {"given", "none"}

    def _lifting(self, several: Iterable[tuple[Change, ...]]) -> Iterator[tuple[tuple[Change, ...], Status]]:
        for changes in several:
            if self.tried >= self.tries or time.monotonic() > self.deadline:
                self.whole = False
                return
            self.tried += 1
            status = self._found(changes).status
            if status in _LIFTED:
                yield changes, status

    def _found(self, changes: Iterable[Change]) -> Finding:
        return self.rule.decide(self.recall.turn_to(changed(self.dossier, changes), self.today)[0])

    def _several(self, singles: list[Change], size: int) -> Iterator[tuple[Change, ...]]:
        """Several changes of as many answers; those that already lead the rule elsewhere first."""
        kept = [change for change in sorted(singles, key=self._promise) if change.raw is not None or change.path.endswith("]")]
        for several in itertools.combinations(kept, size):
            paths = {change.path for change in several}
            lists = {path for path in paths if "[" not in path}
            added = any(change.path.endswith("[]") for change in several)
            if (len(paths) == size or added) and not any(path.partition("[")[0] in lists for path in paths - lists):
                yield several

    def _promise(self, change: Change) -> tuple[int, int]:
        """How far the rule goes with a change alone: a later case is nearer to the end of its reasons to object."""
        if change not in self._promises:
            finding = self._found([change])
            case = finding.case or len(self.rule.cases) + 1
            self._promises[change] = (_GRAVITY.index(finding.status), -case)
        return self._promises[change]

    def _best(self, found: list[tuple[tuple[Change, ...], Status]]) -> list[tuple[tuple[Change, ...], Status]]:
        """Those that lose least first, then what is met, then the least far figures; a few choices of each question."""

        def rank(item: tuple[tuple[Change, ...], Status]) -> tuple[Any, ...]:
            changes, status = item
            return (
                max(change.loss for change in changes),
                status != "met",
                sum(change.distance for change in changes),
            )

        kept: list[tuple[int, tuple[tuple[Change, ...], Status]]] = []
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
        return question is not None and question.type in _STEPS

    def _mend(self, changes: tuple[Change, ...], status: Status) -> Mend | None:
        """The mend that some changes make; none when they would make another blocking requirement fail."""
        report = self.rulebook.evaluate(changed(self.dossier, changes), self.today)
        before = {finding.requirement: finding for finding in self.rulebook.evaluate(self.dossier, self.today).findings}
        worse = [
            finding
            for finding in report.findings
            if finding.severity in SEVERITIES[:2]
            and _GRAVITY.index(finding.status) > max(1, _GRAVITY.index(before[finding.requirement].status))
        ]
        if any((finding.severity, finding.status) == ("blocking", "failed") for finding in worse):
            return None
        return Mend(changes, status, report.verdict, tuple(finding.requirement for finding in worse))

    # --- the changes to try -------------------------------------------------------------------------------------

    def _changes(self) -> Iterator[Change]:
        """Changes of one answer, of one field on every row that decides, or of the rows of a list; nearest to the decision first."""
        alone = [path for path in self.dossier.script.questions if path in self.rule.reads and "[" not in path]
        paths = list(dict.fromkeys([*self.finding.decisive, *self.finding.answers, *self.finding.pending, *alone]))[:_MOST_PATHS]
        decisive = [path for path in self.finding.decisive if "[" in path]
        for path in paths:
            question = self.dossier.script.question(path)
            if question is None:
                continue
            if question.type == "repeat":
                yield from self._of_list(question)
            else:
                yield from self._of_answer(path, question)
        for rows in dict.fromkeys(path.partition("[")[0] for path in paths if "[" in path):
            repeat = self.dossier.script.questions[rows]
            yield from self._of_rows(repeat, sorted({row_of(path) for path in paths if path.startswith(f"{rows}[")}))
            yield from self._of_rows(repeat, sorted({row_of(path) for path in decisive if path.startswith(f"{rows}[")}), True)
            if rows not in paths:
                yield from self._of_list(repeat)

    def _of_answer(self, path: str, question: Question) -> Iterator[Change]:
        if self._is_fact(path):
            return
        reply = self.dossier.reply(path)
        for raw in self._values(path, question):
            free = raw == _SOME_WORDS or question.fact
            if raw == reply.raw or (raw is None and reply.state == "absent"):
                continue
            # An answer that was understood is not kept quiet, and no day that is past is decided any more.
            quiet = raw is None and (question.fact or reply.state in {"given", "none"})
            if quiet or (question.type == "date" and raw is not None and date.fromisoformat(raw) < self.today):
                continue
            loss = 2 if raw is None else int(reply.state not in {"absent", "skipped"})
            words = self._told(path, question, raw, free)
            yield Change(path, raw, words, free, _far(self.dossier, path, raw), loss=loss)

    def _told(self, path: str, question: Question, raw: Any, free: bool) -> str:
        name = f"« {typography(question.name)} »{_beside(self.dossier, path)}"
        reply = self.dossier.reply(path)
        now = "" if reply.raw is None else short(str(reply.raw))
        if reply.state in {"given", "none"}:
            now = short(_said_as(question, words_of(question, reply)))
        if raw is None:
            return typography(f"retirer la réponse à {name} (« {now} »)")
        instead = f" au lieu de « {now} »" if now else ""
        if free:
            return typography(f"{'récrire la réponse à' if now else 'répondre à'} {name}")
        new = _said_as(question, words_of(question, self.dossier.with_answer(path, raw).reply(path)))
        return typography(f"{name} : « {new} »{instead}")

    def _values(self, path: str, question: Question) -> Iterator[Any]:
        """The values to try for a question: its choices, the turning points of the rule, an explicit none, nothing."""
        if question.type == "choice":
            yield from (choice.value for choice in question.choices)
        elif question.type == "choices":
            yield from self._selections(path, question)
        elif question.type == "yes_no":
            yield from (True, False)
        elif KINDS[question.type] in NUMERIC or question.type == "date":
            yield from self._turns(path, question)
        elif question.type in {"text", "long_text"}:
            yield _SOME_WORDS
        if question.none and question.type != "choices":
            yield "aucun"
        yield None

    def _selections(self, path: str, question: Question) -> Iterator[list[str]]:
        now = list(self.dossier.reply(path).value or ())
        yield from ([*now, choice.value] for choice in question.choices if choice.value not in now)
        yield from ([value for value in now if value != gone] for gone in now)
        yield [choice.value for choice in question.choices if not choice.apart]

    def _turns(self, path: str, question: Question) -> Iterator[Any]:
        """The values of a figure or a day at which a comparison of the rule turns, and those just beside."""
        found: dict[Decimal, None] = {}
        for term in _comparisons(self.rule.terms, general(path)):
            for root in self._roots(term, path, question):
                for step in (Decimal(0),) if _levels(term) else (Decimal(0), *_STEPS[question.type]):
                    for value in (root - step, root + step):
                        found[_rounded(value, question, ROUND_FLOOR)] = None
                        found[_rounded(value, question, ROUND_CEILING)] = None
        yield from (raw for value in found if value >= 0 and (raw := _typed(value, question)) is not None)

    def _roots(self, term: Term, path: str, question: Question) -> Iterator[Decimal]:
        """Where the two sides of a comparison are equal, by two trials of the answer: the sides are straight lines in most rules."""
        context = Context(self.dossier, self.today, row_of(path) if "[" in path else None)
        left, *others = dict.fromkeys(_levels(term) or term.parts)
        for right in others:
            gaps: list[tuple[Decimal, Decimal]] = []
            for trial in _TRIALS[question.type]:
                there = context._replace(answers=self.dossier.with_answer(path, _typed(trial, question)))
                sides = [_number(side.evaluate(there).value) for side in (left, right)]
                if sides[0] is None or sides[1] is None:
                    break
                gaps.append((trial, sides[0] - sides[1]))
            else:
                (first, a), (second, b) = gaps
                if a != b:
                    yield first - a * (second - first) / (b - a)

    def _of_rows(self, repeat: Question, rows: list[int], together: bool = False) -> Iterator[Change]:
        """Rows taken away one by one, or all at once, or a closed field of all of them set to one value."""
        if not together:
            for row in rows:
                words = f"retirer « {short(row_name(repeat, self.dossier, row))} » de « {repeat.name} »"
                yield Change(f"{repeat.id}[{row}]", None, typography(words), distance=Decimal(1), loss=2)
                yield from self._of_row(repeat, row)
            return
        if len(rows) < 2:
            return
        table = self.dossier.table(repeat.id)
        names = french.join([f"« {short(row_name(repeat, self.dossier, row))} »" for row in rows])
        rest = [item for number, item in enumerate(table) if number not in rows]
        if rest:
            yield Change(
                repeat.id, rest, typography(f"retirer {names} de « {repeat.name} »"), distance=Decimal(len(rows)), loss=2
            )
        read = {general(path).partition("].")[2] for path in self.finding.decisive if path.startswith(f"{repeat.id}[")}
        for column in repeat.questions:
            for value in _choices(column) if column.id in read and not column.fact else ():
                new = [{**item, column.id: value} if number in rows else item for number, item in enumerate(table)]
                words = f"« {column.name} » : « {_label(column, value)} » pour {names}"
                yield Change(repeat.id, new, typography(words), distance=Decimal(len(rows)))

    def _of_row(self, repeat: Question, row: int) -> Iterator[Change]:
        """A row that another list names, replaced in both by one that is told otherwise: this name alone does not go."""
        title = row_name(repeat, self.dossier, row)
        cited = [(place, self.dossier.reply(place)) for place in self._named.get(repeat.id, ())]
        also = [place for place, reply in cited if reply.state == "given" and _alike(reply.value, title)]
        if not also or repeat.title == "":
            return
        places = french.join([f"« {repeat.name} »", *(self._place(place, title) for place in also)])
        for new, told in self._new_rows(repeat):
            words = f"remplacer « {short(title)} » par {new_row(repeat)}{told}, dans {places}"
            renamed = tuple((place, new[repeat.title]) for place in also)
            yield Change(f"{repeat.id}[{row}]", new, typography(words), True, Decimal(1), renamed, 2)

    def _place(self, path: str, title: str) -> str:
        """The list of an answer that names a row, with what it calls this one when that is another name."""
        rows = self.dossier.script.questions[path.partition("[")[0]]
        name = row_name(rows, self.dossier, row_of(path))
        return f"« {rows.name} »" + ("" if _alike(name, title) else f" ({short(name)})")

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """Of each list, the answers of other lists that name one of its rows, as the rule reads them."""
        found: dict[str, list[str]] = {}
        for term in whole(self.rule.terms):
            lists = list(dict.fromkeys(part.path for part in term.parts if part.kind == "rows"))
            if isinstance(term.node, ast.Call) and ast.unparse(term.node.func) == "unlisted" and len(lists) == 2:
                column = next(part.path.partition("[].")[2] for part in term.parts if part.path.startswith(f"{lists[0]}[]."))
                paths = [f"{lists[0]}[{row}].{column}" for row in range(self.dossier.rows(lists[0]) or 0)]
                found[lists[1]] = list(dict.fromkeys([*found.get(lists[1], ()), *paths]))
        return found

    def _new_rows(self, repeat: Question) -> Iterator[tuple[dict[str, Any], str]]:
        """Rows that could be told, one for each value of the closed fields that the rule reads, with these values in words."""
        columns = [column for column in repeat.questions if f"{repeat.id}[].{column.id}" in self.rule.reads]
        neutral = {
            column.id: (f"Un élément de plus : {repeat.name}" if column.id == repeat.title else _SOME_WORDS)
            if column.type in {"text", "long_text"}
            else 0
            for column in columns
            if column.type in {"text", "long_text", "amount", "integer"}
        }
        closed = [column for column in columns if column.type in {"choice", "yes_no"}]
        for values in itertools.islice(itertools.product(*(_choices(column) for column in closed)), _MOST_ROWS):
            row = {**neutral, **{column.id: value for column, value in zip(closed, values, strict=True)}}
            told = [f"{column.name} : « {_label(column, value)} »" for column, value in zip(closed, values, strict=True)]
            yield row, f" ({' ; '.join(told)})" if told else ""

    def _of_list(self, repeat: Question) -> Iterator[Change]:
        """A row added, once for each value of its closed fields that the rule reads; an explicit none where no row is told."""
        for row, told in self._new_rows(repeat):
            words = f"ajouter {new_row(repeat)} à « {repeat.name} »{told}"
            yield Change(f"{repeat.id}[]", row, typography(words), free=True, distance=Decimal(1), loss=0)
        if self.dossier.reply(repeat.id).state != "none" and not self.dossier.rows(repeat.id):
            words = f"répondre « {repeat.none or 'Aucun'} » à « {repeat.name} »"
            yield Change(repeat.id, [], typography(words))


_STEPS: dict[str, tuple[Decimal, ...]] = {
    "amount": (Decimal(1),),
    "integer": (Decimal(1),),
    "year": (Decimal(1),),
    "duration": (Decimal(1),),
    "fte": (Decimal("0.01"), Decimal("0.1")),
    "date": (Decimal(1),),
}
"""How far beside a turning point a value is tried, in the unit of the type."""
_TRIALS: dict[str, tuple[Decimal, Decimal]] = {
    **dict.fromkeys(("amount", "integer", "duration"), (Decimal(10), Decimal(20))),
    "year": (Decimal(2000), Decimal(2001)),
    "fte": (Decimal("0.25"), Decimal("0.5")),
    "date": (Decimal(date(2000, 1, 1).toordinal()), Decimal(date(2001, 1, 1).toordinal())),
}


def _rounded(value: Decimal, question: Question, way: str) -> Decimal:
    grain = Decimal("0.01") if question.type == "fte" else Decimal(1)
    try:
        return value.quantize(grain, rounding=way)
    except InvalidOperation:  # more digits than a Decimal holds: no figure to propose
        return Decimal(-1)


def _typed(value: Decimal, question: Question) -> Any:
    """A figure or a day as somebody types it; None when there is no such day."""
    if question.type == "date":
        return date.fromordinal(int(value)).isoformat() if 1 <= value <= date.max.toordinal() else None
    if question.type == "duration":
        return f"{int(value)} mois"
    return int(value) if value == int(value) else value


def _number(value: Any) -> Decimal | None:
    if isinstance(value, date):
        return Decimal(value.toordinal())
    return value if isinstance(value, Decimal) else None


def _far(dossier: Dossier, path: str, raw: Any) -> Decimal:
    """How far a figure or a day is from the one that stands; 0 for all that is not measured."""
    now = _number(dossier.reply(path).value)
    then = _number(dossier.with_answer(path, raw).reply(path).value)
    return abs(then - now) if now is not None and then is not None else Decimal(0)


def _comparisons(terms: Iterable[Term], path: str) -> Iterator[Term]:
    """The comparisons of figures and of days, in some terms and their parts, that read a path."""
    for term in whole(terms):
        if isinstance(term.node, ast.Compare) and path in term.reads and term.parts[0].kind in NUMERIC | {"date"}:
            yield term


def _levels(term: Term) -> tuple[Term, ...]:
    """The two amounts that a comparison lets differ by a euro at most: they are meant to be equal."""
    difference, bound = term.parts[0], term.parts[-1].node
    small = isinstance(bound, ast.Constant) and isinstance(bound.value, int | float) and abs(bound.value) <= 1
    apart = isinstance(difference.node, ast.BinOp) and isinstance(difference.node.op, ast.Sub)
    return difference.parts if small and apart and difference.kind == "amount" else ()


def _alike(name: Any, title: str) -> bool:
    """Whether a text names a row, as `unlisted` compares them."""
    return isinstance(name, str) and (fold(name) in fold(title) or fold(title) in fold(name))


def _choices(column: Question) -> list[Any]:
    return [True, False] if column.type == "yes_no" else [choice.value for choice in column.choices]


def _label(column: Question, value: Any) -> str:
    return _said_as(column, display(value, KINDS[column.type], column))


def _said_as(question: Question, words: str) -> str:
    """An answer in few words: a choice without what its label explains."""
    return bare(words) if question.type == "choice" else words


def _key(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """What changes, whatever it becomes."""
    return tuple(general(change.path) for change in changes)


def row_of(path: str) -> int:
    """The number of the row in a path like `actions[2].titre` or `actions[2]`; ValueError when there is none."""
    return int(path.partition("[")[2].partition("]")[0])


def _beside(dossier: Dossier, path: str) -> str:
    """Of which row the path of a field is, in words."""
    rows, bracket, _ = path.partition("[")
    return f" ({row_name(dossier.script.questions[rows], dossier, row_of(path))})" if bracket else ""


def _plain(raw: Any) -> Any:
    """A raw answer as JSON has it."""
    if isinstance(raw, Decimal):
        return float(raw)
    if isinstance(raw, list):
        return [_plain(item) for item in raw]
    return {key: _plain(value) for key, value in raw.items()} if isinstance(raw, dict) else raw
