"""Typed three-valued expressions over answers: the language of `relevant`, of constraints, of rules and of messages.

The text is parsed by Python's own `ast` (never evaluated by it) into terms (`assistant.terms`); the functions stand in
`assistant.functions`. `and`, `or` and `not` are Kleene's strong three-valued connectives, and every other operator that meets an
unknown gives an unknown.
"""

import ast
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from assistant import french, functions
from assistant.answers import Partial
from assistant.script import Question, Script
from assistant.terms import NUMERIC, TODAY, ConditionError, Context, Outcome, Term, decided, expect, literal, mapped, remembered
from assistant.wording import KINDS, display, words_of

_HOLE = "\ue000"  # stands for an expression while the words around it get their spaces
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass
class _Frame:
    """What an expression that is being compiled is made of: the paths that it reads, and its parts in order."""

    reads: set[str] = field(default_factory=set)
    parts: list[Term] = field(default_factory=list)


class _Compiler:
    """Turn the syntax tree of one expression into terms; `repeat` is the question whose fields may stand bare."""

    def __init__(self, script: Script, repeat: Question | None = None, inside: "list[_Frame] | None" = None) -> None:
        self.script = script
        self.repeat = repeat
        self.frames = [_Frame()] if inside is None else inside

    def compile(self, node: ast.expr) -> Term:
        """The term of an expression; the same expression in the same scope is the same term, so that a memo knows it."""
        key = ("term", _written(node), self.repeat.id if self.repeat else "")
        term: Term | None = self.script.memo.get(key)
        if term is None:
            term = self.script.memo[key] = self._compiled(node)
        self.frames[-1].parts.append(term)
        self.frames[-1].reads |= term.reads
        return term

    def _compiled(self, node: ast.expr) -> Term:
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise ConditionError(f"« {ast.unparse(node)} » n'est pas permis dans une expression")
        self.frames.append(frame := _Frame())
        try:
            term: Term = method(node)
        finally:
            self.frames.pop()
        reads = frame.reads | ({term.path} if term.path else set())
        whole = Term(term.kind, term.evaluate, term.question, term.path, node, frozenset(reads), tuple(frame.parts), self.repeat)
        return remembered(whole) if reads else whole

    def names(self, repeat: Question) -> None:
        if repeat.title:
            self.frames[-1].reads.add(f"{repeat.id}[].{repeat.title}")

    def condition(self, node: ast.expr) -> Term:
        term = self.compile(node)
        expect(term, {"boolean"})
        return term

    def asked(self, node: ast.expr) -> Term:
        term = self.compile(node)
        if term.question is None:
            raise ConditionError(f"« {term.text} » n'est pas une question")
        return term

    def rows(self, node: ast.expr) -> "tuple[Term, Question, _Compiler]":
        term = self.asked(node)
        if term.kind != "rows" or term.question is None:
            raise ConditionError(f"« {term.text} » n'est pas une liste d'éléments")
        return term, term.question, _Compiler(self.script, term.question, self.frames)

    def listed(self, node: ast.expr) -> Sequence[str]:
        if isinstance(node, ast.Name):
            return self.script.about.words.get(node.id, ())
        return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()

    def _constant(self, node: ast.Constant) -> Term:
        value = node.value
        if isinstance(value, bool):
            return literal("boolean", value)
        if isinstance(value, int | float):
            return literal("number", Decimal(str(value)))
        if isinstance(value, str):
            return literal("text", value)
        raise ConditionError(f"la valeur « {ast.unparse(node)} » n'est pas permise")

    def _name(self, node: ast.Name) -> Term:
        if node.id in {"true", "false"}:
            return literal("boolean", node.id == "true")
        if node.id == TODAY:
            self.frames[-1].reads.add(TODAY)
            return Term("date", lambda context: Outcome(context.today))
        if self.repeat and (column := self.repeat.field(node.id)):
            return _of_row(self.repeat, column)
        if constant := self.script.about.constants.get(node.id):
            return literal(*constant.valued)
        if named := self.script.about.terms.get(node.id):
            return self.compile(_parse(named.when))
        return self._path(node.id)

    def _attribute(self, node: ast.Attribute) -> Term:
        return self._path(ast.unparse(node))

    def _path(self, path: str) -> Term:
        question = self.script.questions.get(path)
        if question is None:
            raise ConditionError(f"« {path} » n'est ni une question, ni une constante")
        if question.type == "repeat":
            return Term("rows", lambda context: Outcome(context.answers.rows(path), (path,)), question, path)
        return Term(KINDS[question.type], lambda context: _read(context, path), question, path)

    def _boolop(self, node: ast.BoolOp) -> Term:
        terms = [self.condition(value) for value in node.values]
        decisive = isinstance(node.op, ast.Or)
        return Term("boolean", lambda context: decided([term.evaluate(context) for term in terms], decisive))

    def _unaryop(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            return mapped("boolean", operator.not_, self.condition(node.operand))
        if isinstance(node.op, ast.USub):
            term = self.compile(node.operand)
            expect(term, NUMERIC)
            return mapped(term.kind, operator.neg, term)
        raise ConditionError(f"« {ast.unparse(node)} » n'est pas permis dans une expression")

    def _binop(self, node: ast.BinOp) -> Term:
        left, right = self.compile(node.left), self.compile(node.right)
        function = _ARITHMETIC.get(type(node.op))
        if function is None:
            raise ConditionError(f"l'opérateur de « {ast.unparse(node)} » n'est pas permis")
        if left.kind == right.kind == "date" and isinstance(node.op, ast.Sub):
            return mapped("days", lambda a, b: Decimal((a - b).days), left, right)
        for term in (left, right):
            expect(term, NUMERIC)
        kind = right.kind if left.kind == "number" else left.kind
        if isinstance(node.op, ast.Div) and left.kind == right.kind:
            kind = "number"
        return mapped(kind, function, left, right)

    def _compare(self, node: ast.Compare) -> Term:
        if len(node.ops) != 1:
            raise ConditionError(f"« {ast.unparse(node)} » enchaîne des comparaisons : séparez-les par « and »")
        left, op, right = self.compile(node.left), node.ops[0], node.comparators[0]
        if isinstance(op, ast.In | ast.NotIn):
            member = self._membership(left, right)
            return mapped("boolean", operator.not_, member) if isinstance(op, ast.NotIn) else member
        function = _COMPARISONS.get(type(op))
        if function is None:
            raise ConditionError(f"la comparaison « {ast.unparse(node)} » n'est pas permise")
        other = self.compile(right)
        _comparable(left, other)
        if not isinstance(op, ast.Eq | ast.NotEq):
            for term in (left, other):
                if term.kind not in NUMERIC | {"date"}:
                    raise ConditionError(f"« {term.text} » n'a pas d'ordre : comparez-le par == ou !=")
        return mapped("boolean", function, left, other)

    def _membership(self, left: Term, right: ast.expr) -> Term:
        if isinstance(right, ast.List | ast.Tuple):
            values = [self.compile(item) for item in right.elts]
            for value in values:
                _comparable(left, value)
            return mapped("boolean", lambda a, *rest: a in rest, left, *values)
        choices = self.compile(right)
        expect(choices, {"choices"})
        expect(left, {"text", "choice"})
        _known_choice(choices, left)
        return mapped("boolean", _chosen, left, choices)

    def _call(self, node: ast.Call) -> Term:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise ConditionError(f"« {ast.unparse(node)} » n'est pas permis dans une expression")
        return functions.call(node.func.id, self, node.args)


def _of_row(repeat: Question, column: Question) -> Term:
    return Term(
        KINDS[column.type],
        lambda context: _read(context, f"{repeat.id}[{context.row}].{column.id}"),
        column,
        f"{repeat.id}[].{column.id}",
    )


def _read(context: Context, path: str) -> Outcome:
    return Outcome(context.answers.reply(path).value, (path,))


def _chosen(value: str, chosen: tuple[str, ...]) -> bool | None:
    """Whether a choice was made; of an answer understood in part, what was not understood may have been it."""
    return True if value in chosen else None if isinstance(chosen, Partial) else False


def _comparable(left: Term, right: Term) -> None:
    for one, other in ((left, right), (right, left)):
        if one.kind == "choice":
            _known_choice(one, other)
    same = left.kind == right.kind or (left.kind in NUMERIC and right.kind in NUMERIC)
    if not same and {left.kind, right.kind} != {"choice", "text"}:
        raise ConditionError(f"« {left.text} » et « {right.text} » ne se comparent pas ({left.kind}, {right.kind})")


def _known_choice(closed: Term, other: Term) -> None:
    """Refuse a text that is no choice of a closed question, so that a slip in a rule does not make it always false."""
    if other.kind != "text" or closed.question is None:
        return
    value = other.node.value if isinstance(other.node, ast.Constant) else None
    if not isinstance(value, str) or closed.question.choice(value) is None:
        raise ConditionError(f"« {other.text} » n'est pas un choix de « {closed.text} »")


def _written(node: ast.AST) -> str:
    """An expression as a key: the same for two that are written alike."""
    match node:
        case ast.Name():
            return node.id
        case ast.Constant():
            return repr(node.value)
        case ast.Attribute():
            return f"{_written(node.value)}.{node.attr}"
    parts = [_written(part) for part in ast.iter_child_nodes(node) if not isinstance(part, ast.expr_context)]
    return f"{type(node).__name__}({','.join(parts)})"


@cache
def _parse(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError(f"l'expression « {text[:200]} » est mal formée") from error


def compile_expression(text: str, script: Script, repeat: Question | None = None) -> Term:
    """Compile an expression; bare names are first the fields of `repeat`.

    Raises ConditionError when the text is malformed, names nothing that exists, or mixes kinds.
    """
    key = ("expression", text, repeat.id if repeat else "")
    term: Term | None = script.memo.get(key)
    if term is None:
        try:
            term = _Compiler(script, repeat).compile(_parse(text))
        except RecursionError as error:
            raise ConditionError(f"l'expression « {text[:60]}… » est trop longue") from error
        script.memo[key] = term
    return term


def compile_condition(text: str, script: Script, repeat: Question | None = None) -> Term:
    """Compile an expression that must be true, false or unknown. Raises ConditionError."""
    term = compile_expression(text, script, repeat)
    if term.kind != "boolean":
        raise ConditionError(f"« {text} » n'est pas une condition")
    return term


@dataclass(frozen=True)
class Template:
    """A message with expressions between braces, written the French way by their kinds."""

    pieces: tuple[str | Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The expressions that it shows."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Term))

    def render(self, context: Context) -> str:
        """The message for these answers; what is not known reads « non renseigné »."""
        return "".join(piece if isinstance(piece, str) else _shown(piece, context) for piece in self.pieces)


def compile_template(text: str, script: Script, repeat: Question | None = None) -> Template:
    """Compile a message. Raises ConditionError as compile_expression."""
    written, *rest = re.split(r"\{([^{}]*)\}", text)
    expressions, tails = rest[::2], rest[1::2]
    words = french.typography(_HOLE.join([written, *tails])).split(_HOLE)
    pieces: list[str | Term] = [words[0]]
    for expression, word in zip(expressions, words[1:], strict=True):
        pieces += [compile_expression(expression, script, repeat), word]
    return Template(tuple(pieces))


def _shown(term: Term, context: Context) -> str:
    if term.question is not None and term.kind == "duration":
        return words_of(term.question, context.answers.reply(term.place(context)))
    return display(term.evaluate(context).value, term.kind, term.question)
