"""Conditions and messages of a script in French words, for people who do not program.

The same syntax tree that decides is told: nothing is described twice. A function that has no words here is told by its name and
what it is given, so that a new one shows.
"""

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.conditions import compile_expression
from assistant.french import join, number, typography
from assistant.functions import WHOLE
from assistant.script import Question, Script
from assistant.terms import ConditionError
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
            return f"{'on ne reconnaît pas' if denied else 'on reconnaît'} {term.means}"
        return f"{self.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"

    def _question(self, node: ast.expr) -> Question | None:
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        path = ast.unparse(node)
        field = self.repeat.field(path) if self.repeat else None
        return field or self.script.questions.get(path)

    def _kind(self, node: ast.expr) -> str:
        """What sort of value an expression has; nothing where it means none."""
        try:
            return compile_expression(ast.unparse(node), self.script, self.repeat).kind
        except ConditionError:
            return ""

    def _compared(self, node: ast.Compare, denied: bool) -> str:
        left, op, right = node.left, type(node.ops[0]), node.comparators[0]
        op = _FLIPPED[op] if denied else op
        if op in {ast.In, ast.NotIn}:
            return self._among(left, right, op is ast.NotIn)
        question = self._question(left)
        if (truth := ast.unparse(right).lower()) in {"true", "false"}:
            return self._bare(left, (truth == "false") is (op is ast.Eq))
        if told := self._counted(left, op, right):
            return told
        other = self._chosen(right, question, self._kind(left))
        if self._kind(left) == self._kind(right) == "date":
            # « est après le 30 avril », but « est après « début » ».
            link = _DATED[op].removesuffix(" le") if other.startswith(("le ", "«")) else _DATED[op]
            return f"{self.value(left)} {link} {other}"
        if op in {ast.Eq, ast.NotEq} and not (question and question.choices) and self._counts(left, right):
            word = "vaut" if op is ast.Eq else "ne vaut pas"
        else:
            word = _COMPARED[op]
        return f"{self.value(left)} {word} {other}"

    def _counts(self, *nodes: ast.expr) -> bool:
        return any(isinstance(node, ast.Constant) and isinstance(node.value, int | float) for node in nodes) or any(
            isinstance(node, ast.BinOp | ast.Call) for node in nodes
        )

    def _among(self, left: ast.expr, right: ast.expr, outside: bool) -> str:
        if isinstance(right, ast.List | ast.Tuple):
            question, kind = self._question(left), self._kind(left)
            listed = join([self._chosen(item, question, kind) for item in right.elts], "ou")
            return f"{self.value(left)} {'n’est pas' if outside else 'est'} {listed}"
        return f"{self.value(right)} {'ne comprend pas' if outside else 'comprend'} {self._chosen(left, self._question(right))}"

    def _chosen(self, node: ast.expr, question: Question | None, kind: str = "") -> str:
        """A value in words, beside a question or a value of a kind: the label of its choice, a number in its unit."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and question and (found := question.choice(node.value)):
            return f"« {found.label} »"
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return figure(Decimal(str(node.value)), kind)
        constant = self.script.about.constants.get(ast.unparse(node)) if self._question(node) is None else None
        if constant and constant.number is not None:
            return f"{figure(constant.number, kind)} ({constant.means})"
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
            return self._worked_out(node, brief)
        if isinstance(node, ast.BoolOp | ast.Compare | ast.UnaryOp):
            return in_line(self.condition(node))
        return f"« {text} »"

    def _sum(self, node: ast.BinOp, brief: bool) -> str:
        if self._kind(node) == "days":
            first, last = (self.value(part, brief) for part in (node.right, node.left))
            return f"le nombre de jours, du premier au second, entre {_day(first)} et {_day(last)}"
        return (
            f"{self._operand(node.left, node, brief)} {_SIGNS.get(type(node.op), '?')} {self._operand(node.right, node, brief)}"
        )

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

    # --- functions -------------------------------------------------------------------------------------------------

    def _inside(self, rows: ast.expr) -> "_Speaker":
        return _Speaker(self.script, self._question(rows))

    def _names(self, nodes: Sequence[ast.expr]) -> str:
        return join([self.value(node) for node in nodes])

    def _row(self, rows: ast.expr) -> tuple[str, bool]:
        """What an element of a list is called, and whether the noun is feminine."""
        repeat = self._question(rows)
        return (repeat.item, repeat.feminine) if repeat and repeat.item else ("élément", False)

    def _one(self, rows: ast.expr, word: str) -> str:
        """« au moins une action », « aucun partenaire », « chaque livrable »; of what has no noun, the list."""
        item, feminine = self._row(rows)
        article = {"un": "une" if feminine else "un", "aucun": "aucune" if feminine else "aucun"}.get(word, word)
        some = f"au moins {article}" if word == "un" else article
        return f"{some} {item}" if item != "élément" else f"{some} élément de {self.value(rows)}"

    def _such(self, arguments: list[ast.expr], place: int, many: bool = False) -> str:
        """« pour laquelle … », after the noun of an element, when a function has at this place a condition that says something."""
        if len(arguments) <= place or ast.unparse(arguments[place]) == "true":
            return ""
        told = in_line(self._inside(arguments[0]).condition(arguments[place]), True)
        return f" pour {'lesquels' if many else 'laquelle' if self._row(arguments[0])[1] else 'lequel'} {told}"

    def _field(self, arguments: list[ast.expr], place: int = 1) -> str:
        return self._inside(arguments[0]).value(arguments[place])

    def _labels(self, rows: ast.expr, field: ast.expr | None = None) -> str:
        """The choices that count of a closed question, or of a field of a list: all but those apart."""
        question = self._question(rows) if field is None else self._inside(rows)._question(field)
        choices = question.choices if question else ()
        return join([f"« {choice.label} »" for choice in choices if not choice.apart])

    def _held(self, node: ast.Call, denied: bool) -> Said:
        """A function that is true or false."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        arguments = node.args
        first = self.value(arguments[0]) if arguments else ""
        match name, denied:
            case "given", False:
                words = f"une réponse est donnée {join([f'à {self.value(part)}' for part in arguments])}"
            case "given", True:
                words = f"il manque une réponse {join([f'à {self.value(part)}' for part in arguments], 'ou')}"
            case "skipped", _:
                words = f"la réponse à {first} {'n’est pas' if denied else 'est'} « je ne sais pas encore »"
            case "unreadable", _:
                words = f"la réponse à {first} {'est comprise, ou rien n’est répondu' if denied else 'n’est pas comprise'}"
            case "empty", _:
                words = f"la réponse à {first} {'n’est pas' if denied else 'est'} « aucun »"
            case ("any", False) | ("all", True):
                words = f"pour {self._one(arguments[0], 'un')} : {self._each(arguments, denied)}"
            case ("all", False) | ("any", True):
                words = f"pour {self._one(arguments[0], 'chaque')} : {self._each(arguments, denied)}"
            case "mentions", _:
                starts = self._starts(arguments[1:])
                words = f"{first} {'ne contient aucun' if denied else 'contient l’un'} de ces mots ou débuts de mots : {starts}"
            case _:
                words = f"{self.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"
        return typography(words)

    def _each(self, arguments: list[ast.expr], denied: bool) -> str:
        return in_line(self._inside(arguments[0]).condition(arguments[1], denied))

    def _counted(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        """« count(…) > 2 » as people say it; nothing for anything else."""
        if not (isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "count"):
            return ""
        if not (isinstance(right, ast.Constant) and isinstance(right.value, int)):
            return ""
        listed, bound = left.args[0], _Bound.of(op, right.value)
        if isinstance(listed, ast.Call) and isinstance(listed.func, ast.Name):
            speak = _COUNTED.get(listed.func.id)
            if speak is not None:
                return speak(self, listed.args, bound)
        elif len(left.args) > 1:
            return _rows_counted(self, left.args, bound)
        elif self._kind(listed) == "rows":
            several = f"a {bound.many} élément{'s' * (right.value > 1)}"
            return f"la liste {self.value(listed)} {bound.say('est vide', 'n’est pas vide', several)}"
        told = bound.say("il n'y a aucun de ceux-ci", "il y a au moins un de ceux-ci", f"il y a {bound.many} de ceux-ci")
        return f"{told} : {self.value(listed)}"

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
        several = [
            listed.get(ast.unparse(node)) or (str(node.value) if isinstance(node, ast.Constant) else "",) for node in nodes
        ]
        starts, wholes = list[str](), list[str]()
        for word in (word for words in several for word in words):
            (wholes if word.endswith(WHOLE) else starts).append(f"« {word.removesuffix(WHOLE)} »")
        alone = f"en mot entier seulement : {join(wholes, 'ou')}" if wholes else ""
        return " ; ".join(filter(None, (join(starts, "ou") if starts else "", alone)))


# --- what is counted --------------------------------------------------------------------------------------------------

_Arguments = list[ast.expr]


@dataclass(frozen=True)
class _Bound:
    """How many of something a condition wants: none, one at least (`some`), or another number (None: `many`)."""

    some: bool | None
    many: str

    @classmethod
    def of(cls, op: type[ast.cmpop], number: int) -> "_Bound":
        none = (number, op) in {(0, ast.Eq), (0, ast.LtE), (1, ast.Lt)}
        some = (number, op) in {(0, ast.Gt), (0, ast.NotEq), (1, ast.GtE)}
        return cls(True if some else False if none else None, f"{_NUMBERS[op]} {number}")

    def say(self, none: str, some: str, several: str) -> str:
        """The words for what is wanted."""
        return several if self.some is None else some if self.some else none

    def rows(self, speaker: _Speaker, rows: ast.expr) -> str:
        """« il n'y a aucune action », « il y a au moins une action », « il y a au moins 2 éléments de … »."""
        none, some = speaker._one(rows, "aucun"), speaker._one(rows, "un")
        return self.say(f"il n'y a {none}", f"il y a {some}", f"il y a {self.many} éléments de {speaker.value(rows)}")


def _rows_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    return f"{bound.rows(s, a[0])}{s._such(a, 1, many=bound.some is None)}"


def _uncovered_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    labels = s._labels(*a[:2])
    if len(a) == 1:
        several = f"il manque {bound.many} de ces choix"
        state = bound.say("tous ces choix sont retenus", "il manque au moins un de ces choix", several)
        return f"à {s.value(a[0])}, {state} : {labels}"
    has, lacks = (f"{s._one(a[0], word)}{s._such(a, 2)}" for word in ("un", "aucun"))
    start = bound.say("chacun", "au moins un", bound.many)
    return f"{start} de ces choix de {s._field(a)} {f'a {has}' if bound.some is False else f'n’a {lacks}'} : {labels}"


def _lacking_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    names = s._names(a)
    if bound.some is False:
        return f"chacune de ces questions a une réponse autre que « aucun » : {names}"
    there = f"il y en a {bound.say('', 'au moins une', bound.many)}"
    return f"parmi ces questions, {there} sans réponse, ou avec « aucun » pour seule réponse : {names}"


def _unsaid_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    names = s._names(a)
    if bound.some is False:
        return f"quelque chose est dit, compris ou non, à chacune de ces questions : {names}"
    return f"parmi ces questions, {bound.say('', 'au moins une', bound.many)} où rien n'est dit : {names}"


def _misread_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    return f"{bound.rows(s, a[0])} dont la réponse à {s._field(a)} n'est pas comprise"


def _repeated_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    same = f"la même réponse {join([f'à {s._field(a, place)}' for place in range(1, len(a))])}"
    listed = s.value(a[0])
    return bound.say(
        f"deux éléments de {listed} n'ont jamais {same}",
        f"plusieurs éléments de {listed} ont {same}",
        f"plusieurs éléments de {listed} ont {same}, et il y a {bound.many} de ces réponses",
    )


def _unlisted_counted(s: _Speaker, a: _Arguments, bound: _Bound) -> str:
    such = s._such(a, 3, many=bound.some is None)
    return f"{bound.rows(s, a[0])}{such}{' et' if such else ''} dont la réponse à {s._field(a)} n'est pas dans {s.value(a[2])}"


_COUNTED: dict[str, Callable[[_Speaker, _Arguments, _Bound], str]] = {
    "labels": _rows_counted,
    "uncovered": _uncovered_counted,
    "lacking": _lacking_counted,
    "unsaid": _unsaid_counted,
    "misread": _misread_counted,
    "repeated": _repeated_counted,
    "unlisted": _unlisted_counted,
}


# --- what is worked out -----------------------------------------------------------------------------------------------


def _counted(s: _Speaker, a: _Arguments) -> str:
    if isinstance(a[0], ast.Call) or s._kind(a[0]) != "rows":
        told = s.value(a[0])
        return f"le nombre de {told[4:]}" if told.startswith("les ") else f"le nombre de ceux-ci : {told}"
    return f"le nombre d'éléments de {s.value(a[0])}{_only(s, a, 1)}"


def _uncovered(s: _Speaker, a: _Arguments) -> str:
    if len(a) == 1:
        return f"les choix attendus de {s.value(a[0])} qui ne sont pas retenus"
    return f"les choix attendus de {s._field(a)} qui n'ont {s._one(a[0], 'aucun')}{s._such(a, 2)}"


def _summed(s: _Speaker, a: _Arguments) -> str:
    return f"la somme de {s._field(a)} dans {s.value(a[0])}{_only(s, a, 2)}"


def _only(s: _Speaker, a: _Arguments, place: int) -> str:
    such = s._such(a, place)
    return f", en ne comptant que {s._one(a[0], 'chaque')}{such}" if such else ""


_VALUES: dict[str, Callable[[_Speaker, _Arguments], str]] = {
    "count": _counted,
    "sum": _summed,
    "months": lambda s, a: f"le nombre de mois de {s.value(a[0])} à {s.value(a[1])}",
    "year": lambda s, a: f"l'année de {s.value(a[0])}",
    "last_day": lambda s, a: f"le dernier jour de {s.value(a[1])} à compter de {s.value(a[0])}",
    "subtotal": lambda s, a: f"la somme déjà connue de {s._field(a)} dans {s.value(a[0])}",
    "labels": lambda s, a: f"le nom de {s._one(a[0], 'chaque')}{s._such(a, 1)}",
    "uncovered": _uncovered,
    "values": lambda s, a: f"la réponse à {s._field(a)} de {s._one(a[0], 'chaque')}{s._such(a, 2)}",
    "lacking": lambda s, a: f"ce qui manque parmi : {s._names(a)}",
    "unsaid": lambda s, a: f"ce dont rien n'est dit parmi : {s._names(a)}",
    "unlisted": lambda s, a: (
        f"la réponse à {s._field(a)} de {s._one(a[0], 'chaque')}{s._such(a, 3)}"
        f"{' et' if len(a) > 3 else ''} qui n'est pas dans {s.value(a[2])}"
    ),
    "repeated": lambda s, a: (
        f"la réponse à {s._field(a)} que plusieurs éléments de {s.value(a[0])} ont en commun"
        + (f", avec la même réponse {join([f'à {s._field(a, place)}' for place in range(2, len(a))])}" if len(a) > 2 else "")
    ),
    "words": lambda s, a: f"le nombre de mots de {s.value(a[0])}",
    "cited": lambda s, a: f"ce que {s.value(a[0])} contient de ces mots ou débuts de mots : {s._starts(a[1:])}",
    "refusal": lambda s, a: f"pourquoi la réponse à {s.value(a[0])} n'est pas comprise",
    "typed": lambda s, a: f"ce qui est écrit à {s.value(a[0])}",
    "misread": lambda s, a: f"le nom de {s._one(a[0], 'chaque')} dont la réponse à {s._field(a)} n'est pas comprise",
    "share": lambda s, a: f"la part de {s.value(a[0])} dans {s.value(a[1])}, en pour cent",
}
