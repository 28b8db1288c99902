"""Conditions and messages of a script in French words, for people who do not program.

The same syntax tree that decides is told: nothing is described twice. A function that has no words here is told by its name and
what it is given, so that a new one shows.
"""

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.french import join, number, typography
from assistant.script import Question, Script
from assistant.wording import display

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
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
_NUMBERS: dict[type[ast.cmpop], str] = {
    ast.Eq: "exactement",
    ast.NotEq: "un autre nombre que",
    ast.Lt: "moins de",
    ast.GtE: "au moins",
    ast.Gt: "plus de",
    ast.LtE: "au plus",
}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_NEVER = {"toujours": "jamais", "jamais": "toujours"}


@dataclass(frozen=True)
class Several:
    """Conditions that must all hold, or of which one is enough."""

    every: bool
    parts: tuple["Said", ...]


Said = str | Several


def said(condition: str, script: Script, repeat: Question | None = None) -> Said:
    """A condition in words; its parts apart when it has several."""
    return _Speaker(script, repeat).condition(ast.parse(condition.strip(), mode="eval").body)


def in_line(told: Said, inside: bool = False) -> str:
    """A condition in one line, what belongs together between brackets."""
    if isinstance(told, str):
        return told
    words = (" et " if told.every else " ou ").join(in_line(part, True) for part in told.parts)
    return f"({words})" if inside else words


def message(text: str, script: Script, repeat: Question | None = None) -> str:
    """A message as people will read it, each value that it will hold named between ‹ ›."""
    speaker = _Speaker(script, repeat)

    def value(match: re.Match[str]) -> str:
        return f"‹{speaker.value(ast.parse(match[1].strip(), mode='eval').body, brief=True)}›"

    return typography(re.sub(r"\{([^{}]*)\}", value, text))


def worth(expression: str, script: Script, repeat: Question | None = None) -> str:
    """What an expression is worth, in words."""
    return typography(_Speaker(script, repeat).value(ast.parse(expression.strip(), mode="eval").body))


def named(question: Question) -> str:
    """A question by its short name, between quotation marks."""
    return f"« {question.name} »"


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
            return self._held(node, denied)
        return typography(self._bare(node, denied))

    def _bare(self, node: ast.expr, denied: bool) -> str:
        text = ast.unparse(node)
        if text in {"true", "false", "True", "False"}:
            word = "toujours" if text.lower() == "true" else "jamais"
            return _NEVER[word] if denied else word
        if question := self._question(node):
            return f"la réponse à {named(question)} est {'non' if denied else 'oui'}"
        if term := self.script.about.terms.get(text):
            return f"{'ce n’est pas' if denied else 'c’est'} {term.means}"
        return f"{self.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"

    def _question(self, node: ast.expr) -> Question | None:
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        path = ast.unparse(node)
        field = self.repeat.field(path) if self.repeat else None
        return field or self.script.questions.get(path)

    def _compared(self, node: ast.Compare, denied: bool) -> str:
        left, op, right = node.left, type(node.ops[0]), node.comparators[0]
        op = _FLIPPED[op] if denied else op
        if op in {ast.In, ast.NotIn}:
            return self._among(left, right, op is ast.NotIn)
        question = self._question(left)
        if (truth := ast.unparse(right).lower()) in {"true", "false"}:
            return self._bare(left, (truth == "false") is (op is ast.Eq))
        other = self._chosen(right, question)
        if told := self._counted(left, op, right):
            return told
        if self._is_day(left) and self._is_day(right):
            return f"{self.value(left)} {_DATED[op]} {other}".replace("le le ", "le ")
        if op in {ast.Eq, ast.NotEq} and not (question and question.choices) and self._counts(left, right):
            word = "vaut" if op is ast.Eq else "ne vaut pas"
        else:
            word = _COMPARED[op]
        return f"{self.value(left)} {word} {other}"

    def _is_day(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name) and node.id == "today":
            return True
        constant = self.script.about.constants.get(ast.unparse(node))
        question = self._question(node)
        return bool(question and question.type == "date") or bool(constant and constant.date)

    def _counted(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        """« count(…) > 2 » as people say it; nothing for anything else."""
        if not (isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "count"):
            return ""
        if not (isinstance(right, ast.Constant) and isinstance(right.value, int)):
            return ""
        if right.value == 0 and op in {ast.Eq, ast.LtE}:
            words = "il n'y a aucun élément"
        elif right.value == 0 and op in {ast.Gt, ast.NotEq}:
            words = "il y a au moins un élément"
        else:
            words = f"il y a {_NUMBERS[op]} {right.value} {'éléments' if right.value > 1 else 'élément'}"
        listed = left.args[0]
        if isinstance(listed, ast.Call):
            return f"{words} parmi {self.value(listed)}"
        return f"{words} dans {self.value(listed)}{self._such(left.args, 1)}"

    def _counts(self, *nodes: ast.expr) -> bool:
        return any(isinstance(node, ast.Constant) and isinstance(node.value, int | float) for node in nodes) or any(
            isinstance(node, ast.BinOp | ast.Call) for node in nodes
        )

    def _among(self, left: ast.expr, right: ast.expr, outside: bool) -> str:
        if isinstance(right, ast.List | ast.Tuple):
            question = self._question(left)
            listed = join([self._chosen(item, question) for item in right.elts], "ou")
            return f"{self.value(left)} {'n’est pas' if outside else 'est'} {listed}"
        return f"{self.value(right)} {'ne comprend pas' if outside else 'comprend'} {self._chosen(left, self._question(right))}"

    def _chosen(self, node: ast.expr, question: Question | None) -> str:
        """A value in words: the label of the choice of a question when it is one."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and question and (found := question.choice(node.value)):
            return f"« {found.label} »"
        return self.value(node)

    def value(self, node: ast.expr, brief: bool = False) -> str:
        """A value in words; `brief` names a figure of the texts without saying what it is."""
        if isinstance(node, ast.Constant):
            return f"« {node.value} »" if isinstance(node.value, str) else number(Decimal(str(node.value)), 6)
        if question := self._question(node):
            return question.name if brief else named(question)
        text = ast.unparse(node)
        if text == "today":
            return "le jour de référence"
        if constant := self.script.about.constants.get(text):
            kind, figure = constant.valued
            shown = display(figure, kind)
            return shown if brief else f"{shown} ({constant.means})"
        if term := self.script.about.terms.get(text):
            return term.means
        if isinstance(node, ast.BinOp):
            return f"{self._operand(node.left, brief)} {_SIGNS.get(type(node.op), '?')} {self._operand(node.right, brief)}"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"−{self._operand(node.operand, brief)}"
        if isinstance(node, ast.Call):
            return self._worked_out(node, brief)
        if isinstance(node, ast.BoolOp | ast.Compare | ast.UnaryOp):
            return in_line(self.condition(node))
        return f"« {text} »"

    def _operand(self, node: ast.expr, brief: bool) -> str:
        words = self.value(node, brief)
        return f"({words})" if isinstance(node, ast.BinOp) else words

    # --- functions -------------------------------------------------------------------------------------------------

    def _inside(self, rows: ast.expr) -> "_Speaker":
        return _Speaker(self.script, self._question(rows))

    def _names(self, nodes: Sequence[ast.expr], word: str = "et") -> str:
        return join([self.value(node) for node in nodes], "ou" if word == "ou" else "et")

    def _each(self, rows: ast.expr, condition: ast.expr, denied: bool = False) -> str:
        told = self._inside(rows).condition(condition, denied)
        return in_line(told)

    def _held(self, node: ast.Call, denied: bool) -> Said:
        """A function that is true or false."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        arguments = node.args
        first = self.value(arguments[0]) if arguments else ""
        match name, denied:
            case "given", False:
                words = f"une réponse est donnée à {self._names(arguments)}"
            case "given", True:
                words = f"aucune réponse lisible n'est donnée à {self._names(arguments, 'ou')}"
            case "skipped", _:
                words = f"la réponse à {first} {'n’est pas' if denied else 'est'} « je ne sais pas encore »"
            case "unreadable", _:
                words = f"la réponse à {first} {'est comprise ou vide' if denied else 'n’est pas comprise'}"
            case "empty", _:
                words = f"la réponse à {first} {'n’est pas' if denied else 'est'} « aucun »"
            case ("any", False) | ("all", True):
                words = f"pour au moins un élément de {first} : {self._each(arguments[0], arguments[1], denied)}"
            case ("all", False) | ("any", True):
                words = f"pour chaque élément de {first} : {self._each(arguments[0], arguments[1], denied)}"
            case "mentions", _:
                starts = self._starts(arguments[1:])
                words = f"{first} {'ne contient aucun' if denied else 'contient un'} mot qui commence par {starts}"
            case _:
                words = f"{self.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"
        return typography(words)

    def _worked_out(self, node: ast.Call, brief: bool) -> str:
        """A function that gives a value."""
        name = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        speak = _VALUES.get(name)
        if speak is not None:
            return speak(self, node.args)
        if name in {"given", "skipped", "unreadable", "empty", "any", "all", "mentions"}:
            return in_line(self._held(node, denied=False))
        return f"{name} ({' ; '.join(self.value(argument, brief) for argument in node.args)})"

    def _starts(self, nodes: Sequence[ast.expr]) -> str:
        """The words that a text is searched for: those of a list of the campaign by their own names."""
        listed = self.script.about.words
        several = [[f"« {word} »" for word in listed.get(ast.unparse(node), ())] or [self.value(node)] for node in nodes]
        return join([word for words in several for word in words], "ou")

    def _such(self, arguments: list[ast.expr], place: int) -> str:
        """« pour lesquels … », when a function has a condition at this place."""
        if len(arguments) <= place:
            return ""
        return f" pour lesquels {in_line(self._inside(arguments[0]).condition(arguments[place]), True)}"

    def _field(self, arguments: list[ast.expr], place: int = 1) -> str:
        return self._inside(arguments[0]).value(arguments[place])


def _counted(speaker: _Speaker, arguments: list[ast.expr]) -> str:
    rows = arguments[0]
    if isinstance(rows, ast.Call):
        return f"le nombre de ceux-ci : {speaker.value(rows)}"
    return f"le nombre d'éléments de {speaker.value(rows)}{speaker._such(arguments, 1)}"


def _uncovered(speaker: _Speaker, arguments: list[ast.expr]) -> str:
    if len(arguments) == 1:
        return f"les choix de {speaker.value(arguments[0])} qui ne sont pas retenus"
    return (
        f"les choix de {speaker._field(arguments)} qu'aucun élément de {speaker.value(arguments[0])} ne couvre"
        f"{speaker._such(arguments, 2).replace('pour lesquels', '(on ne compte que ceux pour lesquels', 1) + ')' * (len(arguments) > 2)}"
    )


_VALUES: dict[str, Callable[[_Speaker, list[ast.expr]], str]] = {
    "count": _counted,
    "sum": lambda s, a: f"la somme de {s._field(a)} pour {s.value(a[0])}{s._such(a, 2)}",
    "months": lambda s, a: f"le nombre de mois de {s.value(a[0])} à {s.value(a[1])}",
    "last_day": lambda s, a: f"le dernier jour de {s.value(a[1])} à compter de {s.value(a[0])}",
    "subtotal": lambda s, a: f"la somme de {s._field(a)} déjà chiffrée pour {s.value(a[0])}",
    "labels": lambda s, a: f"les noms des éléments de {s.value(a[0])}{s._such(a, 1)}",
    "uncovered": _uncovered,
    "values": lambda s, a: f"les réponses {s._field(a)} des éléments de {s.value(a[0])}{s._such(a, 2)}",
    "lacking": lambda s, a: f"celles de ces questions qui n'ont pas de réponse : {s._names(a)}",
    "unlisted": lambda s, a: (
        f"les réponses {s._field(a)} des éléments de {s.value(a[0])}{s._such(a, 3)} qui ne figurent pas dans {s.value(a[2])}"
    ),
    "repeated": lambda s, a: (
        f"les réponses {join([s._field(a, place) for place in range(1, len(a))])}"
        f" que plusieurs éléments de {s.value(a[0])} ont en commun"
    ),
    "words": lambda s, a: f"le nombre de mots de {s.value(a[0])}",
    "cited": lambda s, a: f"les mots de {s.value(a[0])} qui commencent par {s._starts(a[1:])}",
    "refusal": lambda s, a: f"ce qui n'est pas compris dans la réponse à {s.value(a[0])}",
    "typed": lambda s, a: f"ce qui a été écrit à {s.value(a[0])}",
    "misread": lambda s, a: f"les éléments de {s.value(a[0])} dont la réponse à {s._field(a)} n'est pas comprise",
    "share": lambda s, a: f"la part de {s.value(a[0])} dans {s.value(a[1])}, en pour cent",
}
