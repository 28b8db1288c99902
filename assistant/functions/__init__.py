"""The functions of the expressions: what each one means over terms.

A function is given its scope and the syntax trees of its arguments, and gives a term.
"""

import ast
import inspect
from collections.abc import Callable
from functools import cache

from assistant.functions import figures, lists, rows, states, texts
from assistant.functions.texts import WHOLE
from assistant.terms import ConditionError, Scope, Term

__all__ = ["FUNCTIONS", "WHOLE", "call"]

FUNCTIONS: dict[str, Callable[..., Term]] = {
    "given": states.given,
    "skipped": states.skipped,
    "unreadable": states.unreadable,
    "empty": states.empty,
    "any": rows.any_row,
    "all": rows.all_rows,
    "count": rows.count,
    "sum": rows.total,
    "subtotal": rows.subtotal,
    "labels": lists.labels,
    "uncovered": lists.uncovered,
    "values": lists.values,
    "lacking": states.lacking,
    "unsaid": states.unsaid,
    "unlisted": lists.unlisted,
    "repeated": lists.repeated,
    "words": texts.words,
    "mentions": texts.mentions,
    "cited": texts.cited,
    "misread": states.misread,
    "typed": states.typed,
    "refusal": states.refusal,
    "share": figures.share,
    "months": figures.months,
    "year": figures.year,
    "last_day": figures.end,
}
"""Every function by its name in expressions; the first parameter is the scope, the others the arguments."""
_signature = cache(inspect.signature)


def call(name: str, scope: Scope, arguments: list[ast.expr]) -> Term:
    """The term of a function on its arguments. Raises ConditionError when it does not exist or its arguments are wrong."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise ConditionError(f"la fonction « {name} » n'existe pas")
    try:
        _signature(function).bind(scope, *arguments)
    except TypeError as error:
        raise ConditionError(f"la fonction « {name} » n'a pas le bon nombre de valeurs") from error
    return function(scope, *arguments)
