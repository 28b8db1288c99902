"""Conditions and messages of a script in French words, for people who do not program.

The same syntax tree that decides is told: nothing is described twice. An expression that would not compile is told too, so that it
shows. `assistant.clauses` tells compiled terms for `--explain`, and stays apart: its clauses stand each above the answers that it
met, so they are short and leave out what those answers show; the sentences here are read without a dossier and signed, so they say
in full what decides (« en mot entier seulement », « du premier au second »). What both hold for the same they share.
"""

import ast
import re
from decimal import Decimal

from assistant.clauses import CONTRARY, SIGNS
from assistant.conditions import compile_expression
from assistant.french import join, number, typography
from assistant.outputs.booklet import calls
from assistant.outputs.booklet.item import Part
from assistant.outputs.booklet.said import Said, Several, in_line
from assistant.script import Question, Script
from assistant.terms import ConditionError
from assistant.wording import display

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "est",
    ast.NotEq: "n'est pas",
    ast.Lt: "n'atteint pas",
    ast.GtE: "atteint ou dépasse",
    ast.Gt: "dépasse",
    ast.LtE: "ne dépasse pas",
}
_DATED: dict[type[ast.cmpop], str] = {
    ast.Eq: "est le",
    ast.NotEq: "n'est pas le",
    ast.Lt: "est avant le",
    ast.GtE: "n'est pas avant le",
    ast.Gt: "est après le",
    ast.LtE: "n'est pas après le",
}


def said(condition: str, script: Script, repeat: Question | None = None) -> Said:
    """A condition in words; its parts apart when it has several."""
    return _Speaker(script, repeat).condition(ast.parse(condition.strip(), mode="eval").body)


def message(text: str, script: Script, repeat: Question | None = None) -> str:
    """A message as people will read it, each value that it will hold named between ‹ ›."""
    speaker = _Speaker(script, repeat)

    def value(match: re.Match[str]) -> str:
        return f"‹{speaker.value(ast.parse(match[1].strip(), mode='eval').body, brief=True)}›"

    return typography(re.sub(r"\{([^{}]*)\}", value, text))


def worth(expression: str, script: Script, repeat: Question | None = None) -> str:
    """What an expression is worth, in words."""
    return typography(_Speaker(script, repeat).value(ast.parse(expression.strip(), mode="eval").body))


def conditional(head: str, told: Said) -> list[Part]:
    """A head with its condition: on one line, or the parts of the condition one below the other."""
    if isinstance(told, Several):
        lead = "toutes ces conditions sont réunies" if told.every else "une de ces conditions est remplie"
        return [f"{head}, si {lead} :", tuple(in_line(part) for part in told.parts)]
    return [f"{head}, si : {told}."]


def named(question: Question) -> str:
    """A question by its short name, between quotation marks."""
    return f"« {question.name} »"


def figure(value: Decimal, kind: str) -> str:
    """A number in the unit of what it stands beside: « 1 € », « 0,3 ETP », « 24 mois », « 2023 »."""
    match kind:
        case "amount" | "fte" | "year" | "percent":
            return display(value, kind)
        case "duration":
            return f"{number(value, 6)} mois"
    return number(value, 6)


def _day(words: str) -> str:
    """A day after « entre »: « le 30 avril 2031 », but « « date de dépôt » » and « le jour de référence » as they are."""
    return words if words.startswith(("le ", "«")) or not words[:1].isdigit() else f"le {words}"


def _counts(*nodes: ast.expr) -> bool:
    """Whether one of them is a number or is worked out, so that another may be worth as much."""
    numbers = any(isinstance(node, ast.Constant) and isinstance(node.value, int | float) for node in nodes)
    return numbers or any(isinstance(node, ast.BinOp | ast.Call) for node in nodes)


class _Speaker:
    """Tell the expressions of a script; bare names are first the fields of `repeat`."""

    def __init__(self, script: Script, repeat: Question | None = None) -> None:
        self.script = script
        self.repeat = repeat

    def condition(self, node: ast.expr, denied: bool = False) -> Said:
        if isinstance(node, ast.BoolOp):
            every = isinstance(node.op, ast.And) is not denied
            parts: list[Said] = []
            for value in node.values:
                part = self.condition(value, denied)
                parts += part.parts if isinstance(part, Several) and part.every is every else [part]
            return Several(every, tuple(parts))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.condition(node.operand, not denied)
        if isinstance(node, ast.Compare):
            return typography(self._compared(node, denied))
        if isinstance(node, ast.Call):
            return calls.held(self, node, denied)
        return typography(self._bare(node, denied))

    def _bare(self, node: ast.expr, denied: bool) -> str:
        text = ast.unparse(node)
        if text in {"true", "false", "True", "False"}:
            return "jamais" if (text.lower() == "false") is not denied else "toujours"
        if question := self.question(node):
            return f"la réponse à {named(question)} est {'non' if denied else 'oui'}"
        if term := self.script.about.terms.get(text):
            return f"{'on ne reconnaît pas' if denied else 'on reconnaît'} {term.means}"
        return f"{self.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"

    def question(self, node: ast.expr) -> Question | None:
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        path = ast.unparse(node)
        field = self.repeat.field(path) if self.repeat else None
        return field or self.script.questions.get(path)

    def kind(self, node: ast.expr) -> str:
        """What sort of value an expression has; nothing where it means none."""
        try:
            return compile_expression(ast.unparse(node), self.script, self.repeat).kind
        except ConditionError:
            return ""

    def _compared(self, node: ast.Compare, denied: bool) -> str:
        left, op, right = node.left, type(node.ops[0]), node.comparators[0]
        op = CONTRARY[op] if denied else op
        if op in {ast.In, ast.NotIn}:
            return self._among(left, right, op is ast.NotIn)
        question = self.question(left)
        if (truth := ast.unparse(right).lower()) in {"true", "false"}:
            return self._bare(left, (truth == "false") is (op is ast.Eq))
        if told := calls.counted(self, left, op, right):
            return told
        other = self._chosen(right, question, self.kind(left))
        if self.kind(left) == self.kind(right) == "date":
            # « est après le 30 avril », but « est après « début » ».
            link = _DATED[op].removesuffix(" le") if other.startswith(("le ", "«")) else _DATED[op]
            return f"{self.value(left)} {link} {other}"
        if op in {ast.Eq, ast.NotEq} and not (question and question.choices) and _counts(left, right):
            word = "vaut" if op is ast.Eq else "ne vaut pas"
        else:
            word = _COMPARED[op]
        return f"{self.value(left)} {word} {other}"

    def _among(self, left: ast.expr, right: ast.expr, outside: bool) -> str:
        if isinstance(right, ast.List | ast.Tuple):
            question, kind = self.question(left), self.kind(left)
            listed = join([self._chosen(item, question, kind) for item in right.elts], "ou")
            return f"{self.value(left)} {'n’est pas' if outside else 'est'} {listed}"
        return f"{self.value(right)} {'ne comprend pas' if outside else 'comprend'} {self._chosen(left, self.question(right))}"

    def _chosen(self, node: ast.expr, question: Question | None, kind: str = "") -> str:
        """A value in words, beside a question or a value of a kind: the label of its choice, a number in its unit."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and question and (found := question.choice(node.value)):
            return f"« {found.label} »"
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return figure(Decimal(str(node.value)), kind)
        constant = self.script.about.constants.get(ast.unparse(node)) if self.question(node) is None else None
        if constant and constant.number is not None:
            return f"{figure(constant.number, kind)} ({constant.means})"
        return self.value(node)

    def value(self, node: ast.expr, brief: bool = False) -> str:
        """A value in words; `brief` names a figure of the texts without saying what it is."""
        if isinstance(node, ast.Constant):
            return f"« {node.value} »" if isinstance(node.value, str) else number(Decimal(str(node.value)), 6)
        if question := self.question(node):
            return question.name if brief else named(question)
        text = ast.unparse(node)
        if text == "today":
            return "le jour de référence"
        if constant := self.script.about.constants.get(text):
            kind, found = constant.valued
            shown = display(found, kind)
            return shown if brief else f"{shown} ({constant.means})"
        if term := self.script.about.terms.get(text):
            return term.means
        if isinstance(node, ast.BinOp):
            return self._sum(node, brief)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"−{self._operand(node.operand, node, brief)}"
        if isinstance(node, ast.Call):
            return calls.worked_out(self, node, brief)
        if isinstance(node, ast.BoolOp | ast.Compare | ast.UnaryOp):
            return in_line(self.condition(node))
        return f"« {text} »"

    def _sum(self, node: ast.BinOp, brief: bool) -> str:
        if self.kind(node) == "days":
            first, last = (self.value(part, brief) for part in (node.right, node.left))
            return f"le nombre de jours, du premier au second, entre {_day(first)} et {_day(last)}"
        return f"{self._operand(node.left, node, brief)} {SIGNS.get(type(node.op), '?')} {self._operand(node.right, node, brief)}"

    def _operand(self, node: ast.expr, around: ast.expr, brief: bool) -> str:
        """A part of a calculation, between brackets where the order of the signs would not tell it."""
        words = self.value(node, brief)
        if not isinstance(node, ast.BinOp):
            return words
        first = isinstance(around, ast.BinOp) and around.left is node
        alike = isinstance(node.op, ast.Mult | ast.Div) or (
            isinstance(around, ast.BinOp) and isinstance(around.op, ast.Add | ast.Sub)
        )
        return words if first and alike else f"({words})"

    def inside(self, rows: ast.expr) -> "_Speaker":
        return _Speaker(self.script, self.question(rows))
