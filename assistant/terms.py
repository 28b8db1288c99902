"""What a compiled expression is: a term with a kind, its outcome on some answers, and how unknown values spread.

A value is None when it is not known. Each outcome carries the paths of the answers that it rests on, so that what decides is
also what explains.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import DivisionByZero, InvalidOperation
from itertools import chain, count
from typing import Any, NamedTuple, Protocol

from assistant.script import Question
from assistant.wording import Answers, Kind

_numbers = count()
NUMERIC: frozenset[Kind] = frozenset({"number", "year", "amount", "duration", "fte", "percent", "days"})


class ConditionError(ValueError):
    """An expression that an author wrote wrongly; the message is a French sentence without its capital and its full stop."""


class Outcome(NamedTuple):
    """A value (None: not known) and the paths of the answers that it rests on."""

    value: Any
    paths: tuple[str, ...] = ()


class Memo:
    """What terms gave on some answers and some day, by the term's number and the row; only true as long as both stay the same."""

    def __init__(self) -> None:
        self.outcomes: dict[int, dict[int | None, Outcome]] = {}
        self.rows: list[Context] = []


class Context(NamedTuple):
    """What an expression is evaluated against: the answers, the day of reference, and the row inside a quantifier.

    With a memo of these answers and this day, a term that stands in several expressions is evaluated once.
    """

    answers: Answers
    today: date
    row: int | None = None
    memo: Memo | None = None

    def each(self, rows: int) -> "Sequence[Context]":
        """The contexts of the first rows of a repeat."""
        known = self.memo.rows if self.memo else []
        known += [self._replace(row=row) for row in range(len(known), rows)]
        return known[:rows]  # a copy: a quantifier inside may look at more rows


TODAY = "today"
"""What stands among the paths that a term reads when it reads the day of reference."""


@dataclass(frozen=True, eq=False)
class Term:
    """A compiled expression: the kind of its value and how it is evaluated; of a question also that question and its path.

    `reads` are the paths, as in a script (`actions[].titre`), of all that may change its value; `parts` are the terms that it is
    made of, and `repeat` is the list on whose rows it is evaluated, when it stands inside a quantifier; `number` is its own.
    """

    kind: Kind
    evaluate: Callable[[Context], Outcome]
    question: Question | None = None
    path: str = ""
    node: ast.expr | None = None
    reads: frozenset[str] = frozenset()
    parts: "tuple[Term, ...]" = ()
    repeat: Question | None = None
    number: int = -1

    @property
    def scoped(self) -> bool:
        """Whether the value depends on the row of the quantifier that it stands in."""
        return self.repeat is not None and any(path.startswith(f"{self.repeat.id}[]") for path in self.reads)

    @property
    def text(self) -> str:
        """The expression as it was written, but for spaces and quotes."""
        return ast.unparse(self.node) if self.node else ""

    def place(self, context: Context) -> str:
        """The path of the question in a dossier: that of the context's row for the field of a repeat."""
        return self.path.replace("[]", f"[{context.row}]")


class Scope(Protocol):
    """Where the arguments of a function are compiled: the whole script, or the fields of one repeat and the script."""

    def compile(self, node: ast.expr) -> Term:
        """The term of any expression. Raises ConditionError."""

    def condition(self, node: ast.expr) -> Term:
        """The term of an expression that is true, false or unknown. Raises ConditionError."""

    def asked(self, node: ast.expr) -> Term:
        """The term of a question. Raises ConditionError."""

    def rows(self, node: ast.expr) -> tuple[Term, Question, "Scope"]:
        """The term of a repeat, the repeat, and the scope in which its fields stand bare. Raises ConditionError."""

    def listed(self, node: ast.expr) -> Sequence[str]:
        """The words of a text between quotes, or of the list of that name; none for anything else."""

    def names(self, repeat: Question) -> None:
        """Note that what is being compiled reads the names of the rows of a repeat."""


def expect(term: Term, kinds: Iterable[Kind]) -> None:
    """Refuse a term that is of none of these kinds. Raises ConditionError."""
    if term.kind not in kinds:
        raise ConditionError(f"« {term.text} » ({term.kind}) n'est pas de la bonne nature ici")


def remembered(term: Term) -> Term:
    """The same term, evaluated once in a memo."""
    evaluate, number, scoped = term.evaluate, next(_numbers), term.scoped

    def run(context: Context) -> Outcome:
        if context.memo is None:
            return evaluate(context)
        known = context.memo.outcomes.get(number)
        if known is None:
            known = context.memo.outcomes[number] = {}
        row = context.row if scoped else None
        found = known.get(row)
        if found is None:
            found = known[row] = evaluate(context)
        return found

    return replace(term, evaluate=run, number=number)


def literal(kind: Kind, value: Any) -> Term:
    """A term that is always this value."""
    outcome = Outcome(value)
    return Term(kind, lambda _: outcome)


def mapped(kind: Kind, function: Callable[..., Any], *terms: Term) -> Term:
    """A term that is unknown when one of its operands is, else the function of their values; unknown too when divided by zero."""

    def run(context: Context) -> Outcome:
        outcomes = [term.evaluate(context) for term in terms]
        values = [outcome[0] for outcome in outcomes]
        if None in values:
            return Outcome(None, together([outcome for outcome in outcomes if outcome[0] is None]))
        try:
            return Outcome(function(*values), together(outcomes))
        except (DivisionByZero, InvalidOperation):
            return Outcome(None, together(outcomes))

    return Term(kind, run)


def whole(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms and all that they are made of, each once; what reads nothing is left out."""
    seen: set[int] = set()
    waiting = list(terms)
    while waiting:
        term = waiting.pop()
        if term.number not in seen and term.reads:
            seen.add(term.number)
            waiting += term.parts
            yield term


def together(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """The paths that several outcomes rest on, each once, in order."""
    found = [outcome[1] for outcome in outcomes if outcome[1]]
    return found[0] if len(found) == 1 else tuple(dict.fromkeys(chain.from_iterable(found)))


def decided(outcomes: list[Outcome], decisive: bool) -> Outcome:
    """Kleene's « or » (True is decisive) or « and » (False is): what decides, else what is unknown, else the contrary."""
    for value in (decisive, None):
        those = [outcome for outcome in outcomes if outcome[0] is value]
        if those:
            return Outcome(value, together(those))
    return Outcome(not decisive, together(outcomes))
