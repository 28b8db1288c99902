"""Where the comparisons of a rule turn: the figures and the days that are just on one side of them, or on the other.

The two sides of a comparison are taken for straight lines, as they are in most rules: two trials of an answer tell where they meet.
"""

import ast
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from assistant.dossier import Dossier
from assistant.months import first_day, last_day
from assistant.script import Question, general, row_of
from assistant.terms import NUMERIC, Context, Term, whole

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


_GRAINS = tuple(Decimal(10) ** power for power in range(5, 1, -1))
_ODD = Decimal(1000)
"""An amount that is no multiple of it is not what people write in a budget."""
_NEAR = Decimal("0.1")
"""How much of an amount, at most, a rounder one differs from it."""


def is_measured(question: Question) -> bool:
    """Whether a question is answered by a figure or a day."""
    return question.type in _STEPS


def turning_values(terms: Iterable[Term], path: str, question: Question, dossier: Dossier, today: date) -> Iterator[Any]:
    """The answers, as typed, at which a comparison of these terms turns, and those just beside."""
    found: dict[Decimal, None] = {}
    for term in _comparisons(terms, general(path)):
        if (counted := next((part for part in term.parts if _counts_months(part)), None)) is not None:
            # A count of months has steps: of the days that make as many, people write the one that makes them whole.
            found |= dict.fromkeys(_whole_months(term, counted, path, dossier, today))
            continue
        for root in _roots(term, path, question, dossier, today):
            if question.type == "amount" and _levels(term):  # amounts that are meant to be equal are so to the cent
                found[_rounded(root, question, ROUND_HALF_UP, Decimal("0.01"))] = None
            for step in (Decimal(0),) if _levels(term) else (Decimal(0), *_STEPS[question.type]):
                for value in (root - step, root + step):
                    found[_rounded(value, question, ROUND_FLOOR)] = None
                    found[_rounded(value, question, ROUND_CEILING)] = None
            if question.type == "amount" and not _levels(term):
                found |= dict.fromkeys(_rounder(root))
    yield from (raw for value in found if value >= 0 and (raw := _typed(value, question)) is not None)


def _counts_months(term: Term) -> bool:
    return isinstance(term.node, ast.Call) and ast.unparse(term.node.func) == "months"


def _whole_months(term: Term, counted: Term, path: str, dossier: Dossier, today: date) -> Iterator[Decimal]:
    """The day that makes exactly the months that a count is compared with, from the day at its other end; the months themselves."""
    context = Context(dossier, today, row_of(path) if "[" in path else None)
    first, last = counted.parts[0], counted.parts[-1]
    begun, ended = first.evaluate(context).value, last.evaluate(context).value
    if general(path) not in {first.path, last.path}:
        count = counted.evaluate(context).value
        yield from [count] if count is not None else []
        return
    for other in term.parts:
        months = None if other is counted else other.evaluate(context).value
        if months is None:
            continue
        day = last_day(begun, int(months)) if last.path == general(path) and begun else None
        day = first_day(ended, int(months)) if first.path == general(path) and ended else day
        yield from [Decimal(day.toordinal())] if day else []


def zeros(value: Any) -> int:
    """How round an amount is: the zeros that it ends with; 0 for what is no whole number."""
    figure = str(value)
    return len(figure) - len(figure.rstrip("0")) if figure.isdecimal() else 0


def _rounder(root: Decimal) -> Iterator[Decimal]:
    """The round amounts near one that is not."""
    for grain in _GRAINS if root % _ODD else ():
        for way in (ROUND_FLOOR, ROUND_CEILING):
            value = (root / grain).to_integral_value(way) * grain
            if abs(value - root) <= root * _NEAR + 1:
                yield value


def how_far(dossier: Dossier, path: str, raw: Any) -> Decimal:
    """How far a figure or a day is from the one that stands; 0 for all that is not measured."""
    now = _number(dossier.reply(path).value)
    then = _number(dossier.with_answer(path, raw).reply(path).value)
    return abs(then - now) if now is not None and then is not None else Decimal(0)


def _roots(term: Term, path: str, question: Question, dossier: Dossier, today: date) -> Iterator[Decimal]:
    """Where the two sides of a comparison are equal."""
    left, *others = dict.fromkeys(_levels(term) or term.parts)
    for right in others:
        gaps = [_gap(left, right, path, _typed(trial, question), dossier, today) for trial in _TRIALS[question.type]]
        (first, second), (a, b) = _TRIALS[question.type], gaps
        if a is not None and b is not None and a != b:
            yield first - a * (second - first) / (b - a)


def _gap(left: Term, right: Term, path: str, raw: Any, dossier: Dossier, today: date) -> Decimal | None:
    """By how much one side of a comparison is over the other with another answer; None when that is not known."""
    context = Context(dossier.with_answer(path, raw), today, row_of(path) if "[" in path else None)
    over, under = (_number(side.evaluate(context).value) for side in (left, right))
    return None if over is None or under is None else over - under


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


def _rounded(value: Decimal, question: Question, way: str, grain: Decimal | None = None) -> Decimal:
    grain = grain or (Decimal("0.01") if question.type == "fte" else Decimal(1))
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
