"""Functions over the rows of a repeat: how many, how much, for any or for all.

Their conditions and values are compiled in the scope of the repeat. A repeat that was not answered makes them unknown, one without
rows does not.
"""

import ast
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.answers import Partial
from assistant.terms import NUMERIC, Context, Outcome, Scope, Term, decided, expect, mapped, together
from assistant.wording import Kind


def any_row(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    """Whether a condition is true for a row."""
    return _quantified(scope, rows, condition, decisive=True)


def all_rows(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    """Whether a condition is true for every row."""
    return _quantified(scope, rows, condition, decisive=False)


def _quantified(scope: Scope, rows: ast.expr, condition: ast.expr, decisive: bool) -> Term:
    repeat, _, inner = scope.rows(rows)
    return _gathered("boolean", repeat, inner.condition(condition), lambda outcomes: decided(outcomes, decisive))


def count(scope: Scope, rows: ast.expr, condition: ast.expr | None = None) -> Term:
    """How many items: rows, rows for which a condition is true, choices selected, items of a list."""
    term = scope.compile(rows)
    if condition is None and term.kind in {"choices", "list"}:
        return mapped("number", lambda values: None if isinstance(values, Partial) else Decimal(len(values)), term)
    repeat, _, inner = scope.rows(rows)
    if condition is None:
        return mapped("number", Decimal, repeat)
    return _gathered("number", repeat, inner.condition(condition), _total)


def total(scope: Scope, rows: ast.expr, value: ast.expr, condition: ast.expr | None = None) -> Term:
    """The sum of a field over the rows, or over those for which a condition is true; unknown when one of these values is."""
    repeat, _, inner = scope.rows(rows)
    term = _number(inner, value)
    return _gathered(term.kind, repeat, _where(term, inner.condition(condition)) if condition else term, _total)


def subtotal(scope: Scope, rows: ast.expr, value: ast.expr) -> Term:
    """The sum over the rows whose value is known: what is already told of a total that is not; unknown when no row tells it."""
    repeat, _, inner = scope.rows(rows)
    term = _number(inner, value)

    def told(outcomes: list[Outcome]) -> Outcome:
        known = [outcome for outcome in outcomes if outcome.value is not None]
        return _total(known) if known else Outcome(None, together(outcomes))

    return _gathered(term.kind, repeat, term, told)


def _number(scope: Scope, node: ast.expr) -> Term:
    term = scope.compile(node)
    expect(term, NUMERIC)
    return term


def _where(term: Term, condition: Term) -> Term:
    """A value of the rows for which a condition is true, zero in the others."""

    def run(context: Context) -> Outcome:
        test = condition.evaluate(context)
        if test.value is not True:
            return Outcome(None if test.value is None else Decimal(0), test.paths)
        value = term.evaluate(context)
        return Outcome(value.value, together((test, value)))

    return Term(term.kind, run)


def _total(outcomes: list[Outcome]) -> Outcome:
    """The sum of some outcomes; unknown, and resting on these alone, when some are unknown."""
    unknown = [outcome for outcome in outcomes if outcome.value is None]
    if unknown:
        return Outcome(None, together(unknown))
    return Outcome(sum((outcome.value for outcome in outcomes), Decimal(0)), together(outcomes))


def _gathered(kind: Kind, repeat: Term, term: Term, function: Callable[[list[Outcome]], Outcome]) -> Term:
    """A function of the outcomes of a term for every row."""
    return over_rows(kind, repeat, lambda _, rows: function([term.evaluate(row) for row in rows]))


def over_rows(kind: Kind, repeat: Term, function: Callable[[Context, Sequence[Context]], Outcome]) -> Term:
    """A function of the rows of a repeat, each a context; unknown when the repeat was not answered.

    It rests on the repeat itself when no row has an answer of its own.
    """

    def run(context: Context) -> Outcome:
        count = context.answers.rows(repeat.path)
        if count is None:
            return Outcome(None, (repeat.path,))
        outcome = function(context, context.each(count))
        return outcome if outcome.paths else Outcome(outcome.value, (repeat.path,))

    return Term(kind, run)
