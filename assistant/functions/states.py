"""Functions on whether questions are answered, and on what was typed, understood or not."""

import ast
from collections.abc import Callable, Sequence

from assistant.french import NBSP, join, typography
from assistant.functions.rows import over_rows
from assistant.terms import Context, Outcome, Scope, Term
from assistant.text import fold, short
from assistant.wording import row_name

_ANSWERED = {"given", "none"}


def given(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """Whether every one of these questions has a readable answer, an explicit none included; never unknown."""
    return _states(scope, (first, *others), lambda states: _ANSWERED.issuperset(states))


def skipped(scope: Scope, node: ast.expr) -> Term:
    """Whether the answer is « je ne sais pas encore »; never unknown."""
    return _states(scope, (node,), lambda states: states == ["skipped"])


def unreadable(scope: Scope, node: ast.expr) -> Term:
    """Whether something was typed that is not understood; never unknown."""
    return _states(scope, (node,), lambda states: states == ["unreadable"])


def empty(scope: Scope, node: ast.expr) -> Term:
    """Whether the answer is an explicit none; unknown when there is no answer."""
    return _states(scope, (node,), lambda states: {"none": True, "given": False}.get(states[0]))


def _states(scope: Scope, nodes: Sequence[ast.expr], holds: Callable[[list[str]], bool | None]) -> Term:
    terms = [scope.asked(node) for node in nodes]

    def run(context: Context) -> Outcome:
        paths = tuple(term.place(context) for term in terms)
        return Outcome(holds([context.answers.reply(path).state for path in paths]), paths)

    return Term("boolean", run)


def lacking(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """The short names of the questions without a readable answer other than an explicit none; never unknown."""
    return _names(scope, (first, *others), {"given"})


def unsaid(scope: Scope, first: ast.expr, *others: ast.expr) -> Term:
    """The short names of the questions without an answer other than an explicit none, understood or not; never unknown."""
    return _names(scope, (first, *others), {"given", "unreadable"})


def _names(scope: Scope, nodes: Sequence[ast.expr], said: set[str]) -> Term:
    """The short names of the questions whose answer is in none of these states."""
    terms = [scope.asked(node) for node in nodes]

    def run(context: Context) -> Outcome:
        places = [(typography(term.question.name), term.place(context)) for term in terms if term.question]
        lacking = [(name, path) for name, path in places if context.answers.reply(path).state not in said]
        return Outcome(tuple(name for name, _ in lacking), tuple(path for _, path in lacking or places))

    return Term("list", run)


def misread(scope: Scope, rows: ast.expr, field: ast.expr) -> Term:
    """The names of the rows where a field is not understood, each with what was typed there."""
    repeat, question, inner = scope.rows(rows)
    cell = inner.asked(field)
    scope.names(question)

    def listed(context: Context, rows: Sequence[Context]) -> Outcome:
        places = [cell.place(row) for row in rows]
        replies = [(row, context.answers.reply(place)) for row, place in enumerate(places)]
        those = [(row, reply) for row, reply in replies if reply.state == "unreadable"]
        quoted = tuple(f"{row_name(question, context.answers, row)} ({_quoted(reply.raw)})" for row, reply in those)
        return Outcome(quoted, tuple(places[row] for row, _ in those or replies))

    return over_rows("list", repeat, listed)


def typed(scope: Scope, node: ast.expr) -> Term:
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


def refusal(scope: Scope, node: ast.expr) -> Term:
    """Why an answer is not understood, with what was typed; unknown when it is, or when there is none."""
    term = scope.asked(node)

    def run(context: Context) -> Outcome:
        path = term.place(context)
        reply = context.answers.reply(path)
        if reply.state != "unreadable":
            return Outcome(None, (path,))
        problem = typography(reply.problem)
        # Most problems quote what was typed already, typeset; fields and lists were not typed as a sentence.
        told = isinstance(reply.raw, dict | list) or fold(short(str(reply.raw))) in fold(problem)
        return Outcome(problem if told else f"{_quoted(reply.raw)}, {problem}", (path,))

    return Term("text", run)


def _quoted(raw: object) -> str:
    return f"«{NBSP}{short(str(raw))}{NBSP}»"
