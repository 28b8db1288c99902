"""Why a requirement has its status: every case in order, what its condition says in French, and what it met in the answers.

The words are drawn from the very terms that decide (`assistant.terms`), evaluated again in the same way, so that an explanation
cannot say anything but what was decided.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant import french
from assistant.clauses import Clauses, function_of, parts_of
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.rules import Case, Finding, Rulebook
from assistant.script import Script, Status, row_of
from assistant.terms import Context, Memo, Term
from assistant.text import short
from assistant.wording import bare, display, row_name, words_of

_MOST_ROWS = 8


@dataclass(frozen=True)
class Found:
    """What a condition met: the name of a question or of something counted, its value in words, its path when it is an answer."""

    name: str
    value: str
    path: str = ""


@dataclass(frozen=True)
class Reason:
    """A condition in French, whether it holds (None: not known), what it met, and the conditions that it is made of."""

    text: str
    holds: bool | None
    found: tuple[Found, ...] = ()
    parts: "tuple[Reason, ...]" = ()

    def to_json(self) -> dict[str, Any]:
        """The reason as plain values."""
        return {
            "text": self.text,
            "holds": self.holds,
            "found": [{"name": item.name, "value": item.value, "path": item.path or None} for item in self.found],
            "parts": [part.to_json() for part in self.parts],
        }


@dataclass(frozen=True)
class Considered:
    """A case of a requirement: its status, its condition as written, and why it holds or not; None when it was not reached."""

    number: int
    status: Status
    when: str
    reason: Reason | None

    def to_json(self) -> dict[str, Any]:
        """The case as plain values."""
        reason = self.reason.to_json() if self.reason else None
        return {"case": self.number, "status": self.status, "when": self.when, "reached": self.reason is not None, "why": reason}


@dataclass(frozen=True)
class Explanation:
    """The whole reasoning on one requirement; `questions` are the unanswered ones that may still change it, by path and label."""

    finding: Finding
    asks: str
    cases: tuple[Considered, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def decisive(self) -> Considered | None:
        """The case that decided; None when no case held, so that the last resort stands."""
        number = self.finding.case
        return None if number is None else self.cases[number - 1]

    def to_json(self) -> dict[str, Any]:
        """The explanation as plain values: that of the finding, and how it came."""
        return {
            **self.finding.to_json(),
            "title": self.finding.title,
            "asks": self.asks,
            "also": list(self.finding.also),
            "decided_by": self.finding.case,
            "decisive": list(self.finding.decisive),
            "cases": [case.to_json() for case in self.cases],
            "questions": [{"path": path, "label": label} for path, label in self.questions],
        }


def explain(rulebook: Rulebook, requirement: str, dossier: Dossier, today: date) -> Explanation:
    """The whole reasoning on a requirement. KeyError when the script has no such requirement."""
    rule = rulebook.rules[requirement]
    context = Context(dossier, today, memo=Memo())
    finding = rule.decide(context)
    words = _Reasons(rulebook.script)
    last = finding.case if finding.case is not None else len(rule.cases)
    cases = tuple(_considered(case, number, number <= last, words, context) for number, case in enumerate(rule.cases, 1))
    questions = tuple(
        (path, _label(dossier, path)) for path in finding.pending if dossier.reply(path).state not in {"given", "none"}
    )
    return Explanation(finding, typography(rule.requirement.asks), cases, questions)


def _considered(case: Case, number: int, reached: bool, words: "_Reasons", context: Context) -> Considered:
    return Considered(number, case.status, case.when.text, words.reason(case.when, context) if reached else None)


def _label(dossier: Dossier, path: str) -> str:
    question = dossier.script.question(path)
    assert question is not None, path
    return typography(question.label) + _of_row(dossier, path)


def _of_row(dossier: Dossier, path: str) -> str:
    rows, bracket, _ = path.partition("[")
    return f" ({row_name(dossier.script.questions[rows], dossier, row_of(path))})" if bracket else ""


class _Reasons(Clauses):
    """Why conditions hold: each in a clause, with what it met in the answers of a context; what a figure means is said once."""

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self._meant: set[str] = set()

    def noun(self, term: Term) -> str:
        """A value as a noun; of a figure that the campaign names, what it means is said the first time."""
        constant = self.script.about.constants.get(term.node.id) if isinstance(term.node, ast.Name) else None
        if constant is None or term.text not in self._meant:
            self._meant.add(term.text)
            return super().noun(term)
        return display(constant.valued[1], constant.valued[0])

    def reason(self, term: Term, context: Context) -> Reason:
        """Why a condition holds, does not, or is not known."""
        holds = term.evaluate(context).value
        node = term.node
        if isinstance(node, ast.BoolOp):
            text = "toutes ces conditions" if isinstance(node.op, ast.And) else "au moins une de ces conditions"
            return Reason(text, holds, parts=tuple(self.reason(part, context) for part in parts_of(term)))
        if isinstance(node, ast.UnaryOp) and isinstance(parts_of(term)[0].node, ast.BoolOp):
            return Reason("le contraire de ceci", holds, parts=(self.reason(parts_of(term)[0], context),))
        if isinstance(node, ast.Name) and node.id in self.script.about.terms and term.question is None:
            return Reason(typography(self.clause(term)), holds, parts=tuple(self.reason(part, context) for part in term.parts))
        inner = parts_of(term)[0] if isinstance(node, ast.UnaryOp) else term
        if function_of(inner) in {"any", "all"}:
            rows = tuple(self._rows(inner, context))
            return Reason(
                typography(self.clause(term)), holds, () if rows else (self._answer(parts_of(inner)[0], context),), rows
            )
        return Reason(typography(self.clause(term)), holds, found=tuple(_once(self._found(term, context))))

    def _rows(self, term: Term, context: Context) -> Iterator[Reason]:
        """The rows that make a condition on a list what it is, or the list itself when it has none."""
        rows, condition = parts_of(term)[:2]
        value, repeat = term.evaluate(context).value, rows.question
        count = context.answers.rows(rows.path)
        assert repeat is not None
        if not count or value is (function_of(term) == "all"):  # no row stands out
            return
        weighing = [row for row in context.each(count) if condition.evaluate(row).value is value]
        for row in weighing[:_MOST_ROWS]:
            assert row.row is not None
            why = self.reason(condition, row)
            # What the rows are looked at for is said once, above them.
            yield Reason(row_name(repeat, context.answers, row.row), value, why.found, why.parts)
        if len(weighing) > _MOST_ROWS:
            yield Reason(f"… et {french.count(len(weighing) - _MOST_ROWS, 'autre', 'autres')}", value)

    def _found(self, term: Term, context: Context) -> Iterator[Found]:
        """What the values of a condition are: the answers that it reads, and what is counted or added up."""
        if term.path:
            yield self._answer(term, context)
        elif term.kind == "boolean" or function_of(term) in {"lacking", "unsaid", "words", "typed", "cited"}:
            for part in parts_of(term):
                yield from self._found(part, context)
        elif isinstance(term.node, ast.BinOp):
            for part in parts_of(term):
                # What is worked out on the way is not told.
                yield from (item for item in self._found(part, context) if item.path or isinstance(part.node, ast.Call))
            if term.reads:
                yield Found(self.noun(term), self._value(term, context))
        elif function_of(term) == "count" and len(parts_of(term)) == 1:
            yield from self._found(parts_of(term)[0], context)  # what is counted says more than how many
        elif term.reads:
            yield Found(self.noun(term), self._value(term, context))

    def _answer(self, term: Term, context: Context) -> Found:
        assert term.question is not None
        path = term.place(context)
        reply = context.answers.reply(path)
        told = {
            "absent": "pas de réponse",
            "skipped": "« je ne sais pas encore »",
            "unreadable": f"« {short(str(reply.raw))} », qui n'est pas compris",
        }.get(reply.state)
        if told is None and term.kind == "rows" and reply.state == "given":
            told = french.count(len(reply.value), "élément", "éléments")
        elif told is None:
            told = words_of(term.question, reply)
            if term.kind in {"text", "choice", "choices"}:
                told = f"« {short(bare(told) if term.kind == 'choice' else told)} »"
        return Found(self.name(term), told, path)

    def _value(self, term: Term, context: Context) -> str:
        value = term.evaluate(context).value
        if value == ():
            return "rien"
        if value is not None and term.kind == "duration":
            return french.number(value)  # worked out: the unit is no longer sure
        return "on ne sait pas" if value is None else display(value, term.kind, term.question)


def _once(found: Iterator[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for item in found:
        if (item.path or item.name) not in seen:
            seen.add(item.path or item.name)
            yield item
