"""The functions of the expressions: what each one means over terms.

A function is given its scope and the syntax trees of its arguments, and gives a term. Those on rows compile their conditions in
the scope of the repeat; a repeat that was not answered makes them unknown, one without rows does not.
"""

import ast
import inspect
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from assistant.answers import Partial, short
from assistant.french import NBSP, join, typography
from assistant.months import last_day, months_between
from assistant.script import Choice
from assistant.terms import (
    NUMERIC,
    ConditionError,
    Context,
    Outcome,
    Scope,
    Term,
    decided,
    expect,
    literal,
    mapped,
    together,
)
from assistant.text import fold
from assistant.wording import Kind, row_name

WHOLE = "$"
"""What ends a word that `mentions` looks for whole: « cent$ » is not in « centre »."""
_ANSWERED = {"given", "none"}
# A rule asks of one text several times whether it mentions something.
_folded = lru_cache(maxsize=256)(fold)
_signature = cache(inspect.signature)


def _given(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """Whether every one of these questions has a readable answer, an explicit none included; never unknown."""
    return _states(scope, (first, *others), lambda states: _ANSWERED.issuperset(states))


def _skipped(scope: Scope, node: ast.expr) -> Term:
    """Whether the answer is « je ne sais pas encore »; never unknown."""
    return _states(scope, (node,), lambda states: states == ["skipped"])


def _unreadable(scope: Scope, node: ast.expr) -> Term:
    """Whether something was typed that is not understood; never unknown."""
    return _states(scope, (node,), lambda states: states == ["unreadable"])


def _states(scope: Scope, nodes: Sequence[ast.expr], holds: Callable[[list[str]], bool]) -> Term:
    terms = [scope.asked(node) for node in nodes]

    def run(context: Context) -> Outcome:
        paths = tuple(term.place(context) for term in terms)
        return Outcome(holds([context.answers.reply(path).state for path in paths]), paths)

    return Term("boolean", run)


def _empty(scope: Scope, node: ast.expr) -> Term:
    """Whether the answer is an explicit none; unknown when there is no answer."""
    term = scope.asked(node)

    def run(context: Context) -> Outcome:
        path = term.place(context)
        state = context.answers.reply(path).state
        return Outcome({"none": True, "given": False}.get(state), (path,))

    return Term("boolean", run)


def _any(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    return _quantified(scope, rows, condition, decisive=True)


def _all(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    return _quantified(scope, rows, condition, decisive=False)


def _quantified(scope: Scope, rows: ast.expr, condition: ast.expr, decisive: bool) -> Term:
    repeat, _, inner = scope.rows(rows)
    return _gathered("boolean", repeat, inner.condition(condition), lambda outcomes: decided(outcomes, decisive))


def _count(scope: Scope, rows: ast.expr, condition: ast.expr | None = None) -> Term:
    """How many items: rows, rows for which a condition is true, choices selected, items of a list."""
    term = scope.compile(rows)
    if condition is None and term.kind in {"choices", "list"}:
        return mapped("number", lambda values: None if isinstance(values, Partial) else Decimal(len(values)), term)
    repeat, _, inner = scope.rows(rows)
    if condition is None:
        return mapped("number", Decimal, repeat)
    return _summed("number", repeat, inner.condition(condition))


def _sum(scope: Scope, rows: ast.expr, value: ast.expr, condition: ast.expr | None = None) -> Term:
    """The sum of a field over the rows, or over those for which a condition is true; unknown when one of these values is."""
    repeat, _, inner = scope.rows(rows)
    term = inner.compile(value)
    expect(term, NUMERIC)
    return _summed(term.kind, repeat, _only(term, inner.condition(condition)) if condition else term)


def _only(term: Term, condition: Term) -> Term:
    """A value of the rows for which a condition is true, zero in the others."""

    def run(context: Context) -> Outcome:
        test = condition.evaluate(context)
        if test.value is not True:
            return Outcome(None if test.value is None else Decimal(0), test.paths)
        value = term.evaluate(context)
        return Outcome(value.value, together((test, value)))

    return Term(term.kind, run)


def _subtotal(scope: Scope, rows: ast.expr, value: ast.expr) -> Term:
    """The sum over the rows whose value is known: what is already told of a total that is not; unknown when no row tells it."""
    repeat, _, inner = scope.rows(rows)
    term = inner.compile(value)
    expect(term, NUMERIC)

    def told(outcomes: list[Outcome]) -> Outcome:
        known = [outcome for outcome in outcomes if outcome.value is not None]
        if not known:
            return Outcome(None, together(outcomes))
        return Outcome(sum((outcome.value for outcome in known), Decimal(0)), together(known))

    return _gathered(term.kind, repeat, term, told)


def _summed(kind: Kind, repeat: Term, term: Term) -> Term:
    def total(outcomes: list[Outcome]) -> Outcome:
        unknown = [outcome for outcome in outcomes if outcome.value is None]
        if unknown:
            return Outcome(None, together(unknown))
        return Outcome(sum((outcome.value for outcome in outcomes), Decimal(0)), together(outcomes))

    return _gathered(kind, repeat, term, total)


def _gathered(kind: Kind, repeat: Term, term: Term, function: Callable[[list[Outcome]], Outcome]) -> Term:
    """A function of the outcomes of a term for every row; it rests on the repeat itself when no row has an answer of its own."""

    def run(context: Context) -> Outcome:
        outcomes = _each(repeat, term, context)
        if outcomes is None:
            return Outcome(None, (repeat.path,))
        outcome = function(outcomes)
        return outcome if outcome.paths else Outcome(outcome.value, (repeat.path,))

    return Term(kind, run)


def _each(repeat: Term, term: Term, context: Context) -> list[Outcome] | None:
    """The outcomes of a term for every row of a repeat; None when the repeat was not answered."""
    rows = context.answers.rows(repeat.path)
    if rows is None:
        return None
    return [term.evaluate(inner) for inner in context.each(rows)]


def _pairs(repeat: Term, term: Term, test: Term, context: Context) -> list[tuple[Outcome, Outcome]] | None:
    """The outcomes of a term and of a test for every row of a repeat; None when the repeat was not answered."""
    rows = context.answers.rows(repeat.path)
    return None if rows is None else [(term.evaluate(inner), test.evaluate(inner)) for inner in context.each(rows)]


def _labels(scope: Scope, rows: ast.expr, condition: ast.expr) -> Term:
    """The names of the rows for which a condition is true.

    Those for which it is unknown are left out, but the list rests on them too: one more answer may put them in.
    """
    repeat, question, inner = scope.rows(rows)
    test = inner.condition(condition)
    scope.names(question)

    def run(context: Context) -> Outcome:
        outcomes = _each(repeat, test, context)
        if outcomes is None:
            return Outcome(None, (repeat.path,))
        names = tuple(row_name(question, context.answers, row) for row, outcome in enumerate(outcomes) if outcome.value is True)
        kept, open_ = ([outcome for outcome in outcomes if outcome.value is value] for value in (True, None))
        return Outcome(names, together([*kept, *open_]) or (repeat.path,))

    return Term("list", run)


def _uncovered(scope: Scope, rows: ast.expr, field: ast.expr | None = None, condition: ast.expr | None = None) -> Term:
    """The labels of the choices, but those apart, that a question lacks, or that no row has for which a condition is true."""
    if field is None:
        return _unselected(scope.asked(rows))
    repeat, _, inner = scope.rows(rows)
    closed = inner.asked(field)
    expect(closed, {"choice", "choices"})
    test = inner.condition(condition) if condition else literal("boolean", True)

    def run(context: Context) -> Outcome:
        pairs = _pairs(repeat, closed, test, context)
        if pairs is None:
            return Outcome(None, (repeat.path,))
        covered: set[str] = set()
        for choice, kept in pairs:
            if kept.value is True and choice.value is not None:
                covered.update([choice.value] if isinstance(choice.value, str) else choice.value)
        return Outcome(_other_labels(closed, covered), together(chain(*zip(*pairs, strict=True))) or (repeat.path,))

    return Term("list", run)


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


def _lacking(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """The short names of the questions without a readable answer other than an explicit none; never unknown."""
    return _named(scope, (first, *others), {"given"})


def _unsaid(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """The short names of the questions without an answer other than an explicit none, understood or not; never unknown."""
    return _named(scope, (first, *others), {"given", "unreadable"})


def _named(scope: Scope, nodes: Sequence[ast.expr], said: set[str]) -> Term:
    """The short names of the questions whose answer is in none of these states."""
    terms = [scope.asked(node) for node in nodes]

    def run(context: Context) -> Outcome:
        places = [(typography(term.question.name), term.place(context)) for term in terms if term.question]
        lacking = [(name, path) for name, path in places if context.answers.reply(path).state not in said]
        return Outcome(tuple(name for name, _ in lacking), tuple(path for _, path in lacking or places))

    return Term("list", run)


def _values(scope: Scope, rows: ast.expr, field: ast.expr, condition: ast.expr) -> Term:
    """The values of a text field in the rows for which a condition is true, each once."""
    repeat, _, inner = scope.rows(rows)
    held, test = _text_field(inner, field), inner.condition(condition)

    def run(context: Context) -> Outcome:
        pairs = _pairs(repeat, held, test, context)
        if pairs is None:
            return Outcome(None, (repeat.path,))
        kept = [value for value, outcome in pairs if value.value and outcome.value is True]
        return Outcome(tuple(dict.fromkeys(value.value for value in kept)), together(kept) or (repeat.path,))

    return Term("list", run)


def _repeated(scope: Scope, rows: ast.expr, field: ast.expr, *others: ast.expr) -> Term:
    """The values of a text field that several rows have, each once, as the first of them writes it.

    With other fields, those of the rows that have the same answers to these too.
    """
    repeat, _, inner = scope.rows(rows)
    held, besides = _text_field(inner, field), [inner.asked(other) for other in others]

    def run(context: Context) -> Outcome:
        count = context.answers.rows(repeat.path)
        if count is None:
            return Outcome(None, (repeat.path,))
        told = [(held.evaluate(row), [other.evaluate(row) for other in besides]) for row in context.each(count)]
        alike: dict[tuple[object, ...], list[list[Outcome]]] = {}
        for name, more in told:
            if name.value and not any(other.value is None for other in more):
                alike.setdefault((fold(name.value), *(other.value for other in more)), []).append([name, *more])
        several = [those for those in alike.values() if len(those) > 1]
        rests = together(chain(*chain(*several)) if several else (name for name, _ in told))
        return Outcome(tuple(dict.fromkeys(those[0][0].value for those in several)), rests or (repeat.path,))

    return Term("list", run)


def _text_field(scope: Scope, node: ast.expr) -> Term:
    term = scope.asked(node)
    expect(term, {"text"})
    return term


def _unlisted(scope: Scope, rows: ast.expr, field: ast.expr, others: ast.expr, condition: ast.expr | None = None) -> Term:
    """The values of a text field that neither contain nor are part of the name of a row of another repeat.

    With a condition, those of the rows for which it is true.
    """
    repeat, _, inner = scope.rows(rows)
    named = _text_field(inner, field)
    test = inner.condition(condition) if condition else literal("boolean", True)
    listed, question, _ = scope.rows(others)
    scope.names(question)

    def run(context: Context) -> Outcome:
        pairs = _pairs(repeat, named, test, context)
        count = context.answers.rows(listed.path)
        if pairs is None or count is None:
            return Outcome(None, (repeat.path, listed.path))
        outcomes = [outcome for outcome, kept in pairs if kept.value is True]
        titles = [fold(row_name(question, context.answers, row)) for row in range(count)]
        stray = [outcome for outcome in outcomes if outcome.value and not _alike(fold(outcome.value), titles)]
        names = tuple(dict.fromkeys(outcome.value for outcome in stray))
        return Outcome(names, (*together(stray or outcomes), listed.path))

    return Term("list", run)


def _alike(name: str, titles: list[str]) -> bool:
    return any(name in title or title in name for title in titles)


def _words(scope: Scope, node: ast.expr) -> Term:
    """The number of words of a text."""
    term = scope.compile(node)
    expect(term, {"text"})
    return mapped("number", lambda text: Decimal(len(re.findall(r"\w+", text))), term)


def _mentions(scope: Scope, node: ast.expr, *words: ast.expr) -> Term:
    """Whether a folded text has a word that begins with one of these, or that is one of those that end with « $ »."""
    term = scope.compile(node)
    expect(term, {"text"})
    starts = _starts(scope, "mentions", words)
    ways = (re.escape(start.removesuffix(WHOLE)) + (r"(?!\w)" if start.endswith(WHOLE) else "") for start in starts)
    pattern = rf"(?<!\w)(?:{'|'.join(ways)})"
    return mapped("boolean", lambda text: re.search(pattern, _folded(text)) is not None, term)


def _cited(scope: Scope, node: ast.expr, *words: ast.expr) -> Term:
    """What a text says that begins with one of these words, as it stands in the text: whole words, each once."""
    term = scope.compile(node)
    expect(term, {"text"})
    starts = [tokens for start in _starts(scope, "cited", words) if (tokens := _tokens(start))]
    return mapped("list", lambda text: _quotes(text, starts), term)


def _tokens(text: str) -> list[str]:
    return [fold(token) for token in re.findall(r"\w+", text)]


def _quotes(text: str, starts: list[list[str]]) -> tuple[str, ...]:
    places, tokens = list(re.finditer(r"\w+", text)), _tokens(text)
    found = [
        text[places[at].start() : places[at + len(start) - 1].end()]
        for at in range(len(tokens))
        for start in starts
        if tokens[at : at + len(start) - 1] == start[:-1]
        and at + len(start) <= len(tokens)
        and tokens[at + len(start) - 1].startswith(start[-1])
    ]
    return tuple(dict.fromkeys(" ".join(quote.split()) for quote in found))


def _misread(scope: Scope, rows: ast.expr, field: ast.expr) -> Term:
    """The names of the rows where a field is not understood, each with what was typed there."""
    repeat, question, inner = scope.rows(rows)
    cell = inner.asked(field)
    scope.names(question)

    def run(context: Context) -> Outcome:
        count = context.answers.rows(repeat.path)
        if count is None:
            return Outcome(None, (repeat.path,))
        replies = [(row, context.answers.reply(cell.place(inner))) for row, inner in enumerate(context.each(count))]
        those = [(row, reply) for row, reply in replies if reply.state == "unreadable"]
        quoted = tuple(
            f"{row_name(question, context.answers, row)} («{NBSP}{short(str(reply.raw))}{NBSP}»)" for row, reply in those
        )
        paths = tuple(cell.path.replace("[]", f"[{row}]") for row, _ in those or replies)
        return Outcome(quoted, paths or (repeat.path,))

    return Term("list", run)


def _typed(scope: Scope, node: ast.expr) -> Term:
    """What was typed for a question, in short, understood or not; unknown when nothing was.

    Of a list that is understood, the names of its rows.
    """
    term = scope.asked(node)
    question = term.question
    if term.kind == "rows" and question is not None:
        scope.names(question)

    def run(context: Context) -> Outcome:
        path = term.place(context)
        reply = context.answers.reply(path)
        if term.kind == "rows" and question is not None and reply.state == "given":
            names = [row_name(question, context.answers, row) for row in reply.value]
            return Outcome(short(join(names)), (path,))
        return Outcome(None if reply.state == "absent" else short(str(reply.raw)), (path,))

    return Term("text", run)


def _refusal(scope: Scope, node: ast.expr) -> Term:
    """Why an answer is not understood, with what was typed; unknown when it is, or when there is none."""
    term = scope.asked(node)

    def run(context: Context) -> Outcome:
        path = term.place(context)
        reply = context.answers.reply(path)
        if reply.state != "unreadable":
            return Outcome(None, (path,))
        quoted, problem = short(str(reply.raw)), typography(reply.problem)
        # Most problems quote what was typed already, typeset; fields and lists were not typed as a sentence.
        told = isinstance(reply.raw, dict | list) or _folded(quoted) in _folded(problem)
        return Outcome(problem if told else f"«{NBSP}{quoted}{NBSP}», {problem}", (path,))

    return Term("text", run)


def _starts(scope: Scope, name: str, words: Sequence[ast.expr]) -> list[str]:
    listed = [scope.listed(word) for word in words]
    starts = [fold(start) for those in listed for start in those]
    if not listed or not all(listed) or not all(starts):
        raise ConditionError(
            f"la fonction « {name} » veut une question, puis des mots entre guillemets ou le nom d'une liste de mots"
        )
    return starts


def _share(scope: Scope, part: ast.expr, whole: ast.expr) -> Term:
    """A number as a percentage of another; unknown when that one is zero."""
    terms = [scope.compile(part), scope.compile(whole)]
    for term in terms:
        expect(term, NUMERIC)
    return mapped("percent", lambda a, b: a * 100 / b, *terms)


def _months(scope: Scope, first: ast.expr, last: ast.expr) -> Term:
    """The months from a first day to a last one, both included, rounded to the nearest."""
    terms = [scope.compile(first), scope.compile(last)]
    for term in terms:
        expect(term, {"date"})
    return mapped("number", months_between, *terms)


def _year(scope: Scope, node: ast.expr) -> Term:
    """The year of a day, or the only one that a text names; unknown when it names none or several (« 2031-2032 »)."""
    term = scope.compile(node)
    expect(term, {"date", "text"})
    return mapped("year", lambda value: _named_year(value) if isinstance(value, str) else Decimal(value.year), term)


def _named_year(text: str) -> Decimal | None:
    years = set(re.findall(r"(?<!\d)(?:19|20|21)[0-9]{2}(?!\d)", text))
    return Decimal(years.pop()) if len(years) == 1 else None


def _last_day(scope: Scope, first: ast.expr, duration: ast.expr) -> Term:
    """The last day of so many months from a first day on; unknown when they are not whole, or the calendar has no such day."""
    begun, lasting = scope.compile(first), scope.compile(duration)
    expect(begun, {"date"})
    expect(lasting, {"duration", "number"})
    return mapped("date", lambda day, months: last_day(day, int(months)) if months == int(months) else None, begun, lasting)


FUNCTIONS: dict[str, Callable[..., Term]] = {
    "given": _given,
    "skipped": _skipped,
    "unreadable": _unreadable,
    "empty": _empty,
    "any": _any,
    "all": _all,
    "count": _count,
    "sum": _sum,
    "subtotal": _subtotal,
    "labels": _labels,
    "uncovered": _uncovered,
    "values": _values,
    "lacking": _lacking,
    "unsaid": _unsaid,
    "unlisted": _unlisted,
    "repeated": _repeated,
    "words": _words,
    "mentions": _mentions,
    "cited": _cited,
    "misread": _misread,
    "typed": _typed,
    "refusal": _refusal,
    "share": _share,
    "months": _months,
    "year": _year,
    "last_day": _last_day,
}
"""Every function by its name in expressions; the first parameter is the scope, the others the arguments."""


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
