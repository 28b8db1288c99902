"""Functions that list: names of rows, values told in them, choices that are lacking."""

import ast
from collections.abc import Iterable, Sequence
from itertools import chain

from assistant.answers import Partial
from assistant.french import typography
from assistant.functions.rows import over_rows
from assistant.script import Choice
from assistant.terms import Context, Outcome, Scope, Term, expect, literal, mapped, together
from assistant.text import fold
from assistant.wording import row_name


def labels(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    """The names of the rows for which a condition is true.

    Those for which it is unknown are left out, but the list rests on them too: one more answer may put them in.
    """
    repeat, question, inner = scope.rows(rows)
    test = inner.condition(condition)
    scope.names(question)

    def listed(context: Context, rows: Sequence[Context]) -> Outcome:
        outcomes = [test.evaluate(row) for row in rows]
        names = tuple(row_name(question, context.answers, row) for row, outcome in enumerate(outcomes) if outcome.value is True)
        kept, open_ = ([outcome for outcome in outcomes if outcome.value is value] for value in (True, None))
        return Outcome(names, together([*kept, *open_]))

    return over_rows("list", repeat, listed)


def uncovered(scope: Scope, rows: ast.expr, field: ast.expr | None = None, condition: ast.expr | None = None) -> Term:
    """The labels of the choices, but those apart, that a question lacks, or that no row has for which a condition is true."""
    if field is None:
        return _unselected(scope.asked(rows))
    repeat, _, inner = scope.rows(rows)
    closed = inner.asked(field)
    expect(closed, {"choice", "choices"})
    test = _test(inner, condition)

    def listed(_: Context, rows: Sequence[Context]) -> Outcome:
        pairs = _pairs(closed, test, rows)
        covered: set[str] = set()
        for choice, kept in pairs:
            if kept.value is True and choice.value is not None:
                covered.update([choice.value] if isinstance(choice.value, str) else choice.value)
        return Outcome(_other_labels(closed, covered), together(chain(*zip(*pairs, strict=True))))

    return over_rows("list", repeat, listed)


def _unselected(closed: Term) -> Term:
    expect(closed, {"choices"})

    def left_out(chosen: tuple[str, ...]) -> tuple[str, ...] | None:
        """What was not chosen; when all else was, nothing is left out whatever the part that is not understood."""
        labels = _other_labels(closed, chosen)
        return None if labels and isinstance(chosen, Partial) else labels

    return mapped("list", left_out, closed)


def _other_labels(closed: Term, values: Sequence[str] | set[str]) -> tuple[str, ...]:
    choices: tuple[Choice, ...] = closed.question.choices if closed.question else ()
    return tuple(typography(choice.label) for choice in choices if not choice.apart and choice.value not in values)


def values(scope: Scope, rows: ast.expr, field: ast.expr, condition: ast.expr) -> Term:
    """The values of a text field in the rows for which a condition is true, each once."""
    repeat, _, inner = scope.rows(rows)
    held, test = _text_field(inner, field), inner.condition(condition)

    def listed(_: Context, rows: Sequence[Context]) -> Outcome:
        kept = [value for value, outcome in _pairs(held, test, rows) if value.value and outcome.value is True]
        return Outcome(_once(kept), together(kept))

    return over_rows("list", repeat, listed)


def repeated(scope: Scope, rows: ast.expr, field: ast.expr, *others: ast.expr) -> Term:
    """The values of a text field that several rows have, each once, as the first of them writes it.

    With other fields, those of the rows that have the same answers to these too.
    """
    repeat, _, inner = scope.rows(rows)
    held, besides = _text_field(inner, field), [inner.asked(other) for other in others]

    def listed(_: Context, rows: Sequence[Context]) -> Outcome:
        told = [(held.evaluate(row), [other.evaluate(row) for other in besides]) for row in rows]
        alike: dict[tuple[object, ...], list[list[Outcome]]] = {}
        for name, more in told:
            if name.value and not any(other.value is None for other in more):
                alike.setdefault((fold(name.value), *(other.value for other in more)), []).append([name, *more])
        several = [those for those in alike.values() if len(those) > 1]
        rests = together(chain(*chain(*several)) if several else (name for name, _ in told))
        return Outcome(_once(those[0][0] for those in several), rests)

    return over_rows("list", repeat, listed)


def unlisted(scope: Scope, rows: ast.expr, field: ast.expr, others: ast.expr, condition: ast.expr | None = None) -> Term:
    """The values of a text field that neither contain nor are part of the name of a row of another repeat.

    With a condition, those of the rows for which it is true.
    """
    repeat, _, inner = scope.rows(rows)
    named, test = _text_field(inner, field), _test(inner, condition)
    listed, question, _ = scope.rows(others)
    scope.names(question)

    def run(context: Context) -> Outcome:
        count, titles = context.answers.rows(repeat.path), context.answers.rows(listed.path)
        if count is None or titles is None:
            return Outcome(None, (repeat.path, listed.path))
        outcomes = [outcome for outcome, kept in _pairs(named, test, context.each(count)) if kept.value is True]
        names = [fold(row_name(question, context.answers, row)) for row in range(titles)]
        stray = [outcome for outcome in outcomes if outcome.value and not _alike(fold(outcome.value), names)]
        return Outcome(_once(stray), (*together(stray or outcomes), listed.path))

    return Term("list", run)


def _alike(name: str, titles: list[str]) -> bool:
    return any(name in title or title in name for title in titles)


def _text_field(scope: Scope, node: ast.expr) -> Term:
    term = scope.asked(node)
    expect(term, {"text"})
    return term


def _test(scope: Scope, condition: ast.expr | None) -> Term:
    """A condition on the rows; without one, every row holds."""
    return scope.condition(condition) if condition else literal("boolean", True)


def _pairs(term: Term, test: Term, rows: Sequence[Context]) -> list[tuple[Outcome, Outcome]]:
    """The outcomes of a term and of a test for every row."""
    return [(term.evaluate(row), test.evaluate(row)) for row in rows]


def _once(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outcome.value for outcome in outcomes))
