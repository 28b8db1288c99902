"""Functions on figures and days: a part of a whole, months, years."""

import ast
import re
from decimal import Decimal

from assistant.months import last_day, months_between
from assistant.terms import NUMERIC, Scope, Term, expect, mapped


def share(scope: Scope, part: ast.expr, whole: ast.expr) -> Term:
    """A number as a percentage of another; unknown when that one is zero."""
    terms = [scope.compile(part), scope.compile(whole)]
    for term in terms:
        expect(term, NUMERIC)
    return mapped("percent", lambda a, b: a * 100 / b, *terms)


def months(scope: Scope, first: ast.expr, last: ast.expr) -> Term:
    """The months from a first day to a last one, both included, rounded to the nearest."""
    terms = [scope.compile(first), scope.compile(last)]
    for term in terms:
        expect(term, {"date"})
    return mapped("number", months_between, *terms)


def year(scope: Scope, node: ast.expr) -> Term:
    """The year of a day, or the only one that a text names; unknown when it names none or several (« 2031-2032 »)."""
    term = scope.compile(node)
    expect(term, {"date", "text"})
    return mapped("year", lambda value: _named_year(value) if isinstance(value, str) else Decimal(value.year), term)


def _named_year(text: str) -> Decimal | None:
    years = set(re.findall(r"(?<!\d)(?:19|20|21)[0-9]{2}(?!\d)", text))
    return Decimal(years.pop()) if len(years) == 1 else None


def end(scope: Scope, first: ast.expr, duration: ast.expr) -> Term:
    """The last day of so many months from a first day on; unknown when they are not whole, or the calendar has no such day."""
    begun, lasting = scope.compile(first), scope.compile(duration)
    expect(begun, {"date"})
    expect(lasting, {"duration", "number"})
    return mapped("date", lambda day, months: last_day(day, int(months)) if months == int(months) else None, begun, lasting)
