"""The functions of an expression in French words: those that are true or false, what is counted, what is worked out.

One that has no words here is told by its name and what it is given, so that a new one shows.
"""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.french import join, typography
from assistant.functions import WHOLE
from assistant.outputs.booklet.said import Speaker, in_line

_NUMBERS: dict[type[ast.cmpop], str] = {
    ast.Eq: "exactement",
    ast.NotEq: "un autre nombre que",
    ast.Lt: "moins de",
    ast.GtE: "au moins",
    ast.Gt: "plus de",
    ast.LtE: "au plus",
}
_Arguments = list[ast.expr]


def held(s: Speaker, node: ast.Call, denied: bool) -> str:
    """A function that is true or false, or its contrary."""
    speak = _HELD.get(_function(node))
    words = speak(s, node.args, denied) if speak else f"{s.value(node)} {'n’est pas vrai' if denied else 'est vrai'}"
    return typography(words)


def counted(s: Speaker, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
    """« count(…) > 2 » as people say it; nothing for anything else."""
    if not (isinstance(left, ast.Call) and _function(left) == "count"):
        return ""
    if not (isinstance(right, ast.Constant) and isinstance(right.value, int)):
        return ""
    listed, bound = left.args[0], _Bound.of(op, right.value)
    if isinstance(listed, ast.Call) and isinstance(listed.func, ast.Name):
        speak = _COUNTED.get(listed.func.id)
        if speak is not None:
            return speak(s, listed.args, bound)
    elif len(left.args) > 1:
        return _rows_counted(s, left.args, bound)
    elif s.kind(listed) == "rows":
        several = f"a {bound.many} élément{'s' * (right.value > 1)}"
        return f"la liste {s.value(listed)} {bound.say('est vide', 'n’est pas vide', several)}"
    told = bound.say("il n'y a aucun de ceux-ci", "il y a au moins un de ceux-ci", f"il y a {bound.many} de ceux-ci")
    return f"{told} : {s.value(listed)}"


def worked_out(s: Speaker, node: ast.Call, brief: bool) -> str:
    """A function that gives a value."""
    name = _function(node)
    if name in _VALUES:
        return _VALUES[name](s, node.args)
    if name in _HELD:
        return held(s, node, denied=False)
    return f"{ast.unparse(node.func)} ({' ; '.join(s.value(argument, brief) for argument in node.args)})"


def _function(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


# --- the rows of a list, and what is given to a function --------------------------------------------------------------


def _row(s: Speaker, rows: ast.expr) -> tuple[str, bool]:
    """What an element of a list is called, and whether the noun is feminine."""
    repeat = s.question(rows)
    return (repeat.item, repeat.feminine) if repeat and repeat.item else ("élément", False)


def _one(s: Speaker, rows: ast.expr, word: str) -> str:
    """« au moins une action », « aucun partenaire », « chaque livrable »; of what has no noun, the list."""
    item, feminine = _row(s, rows)
    article = {"un": "une" if feminine else "un", "aucun": "aucune" if feminine else "aucun"}.get(word, word)
    some = f"au moins {article}" if word == "un" else article
    return f"{some} {item}" if item != "élément" else f"{some} élément de {s.value(rows)}"


def _such(s: Speaker, a: _Arguments, place: int, many: bool = False) -> str:
    """« pour laquelle … », after the noun of an element, when a function has at this place a condition that says something."""
    if len(a) <= place or ast.unparse(a[place]) == "true":
        return ""
    told = in_line(s.inside(a[0]).condition(a[place]), True)
    return f" pour {'lesquels' if many else 'laquelle' if _row(s, a[0])[1] else 'lequel'} {told}"


def _field(s: Speaker, a: _Arguments, place: int = 1) -> str:
    return s.inside(a[0]).value(a[place])


def _labels(s: Speaker, rows: ast.expr, field: ast.expr | None = None) -> str:
    """The choices that are expected of a closed question, or of a field of a list."""
    question = s.question(rows) if field is None else s.inside(rows).question(field)
    return join([f"« {choice.label} »" for choice in question.expected]) if question else ""


def _names(s: Speaker, nodes: Sequence[ast.expr]) -> str:
    return join([s.value(node) for node in nodes])


def _first(s: Speaker, a: _Arguments) -> str:
    return s.value(a[0]) if a else ""


def _starts(s: Speaker, nodes: Sequence[ast.expr]) -> str:
    """The words that a text is searched for: those of a list of the campaign by their own names."""
    listed = s.script.about.words
    several = [listed.get(ast.unparse(node)) or (str(node.value) if isinstance(node, ast.Constant) else "",) for node in nodes]
    starts, wholes = list[str](), list[str]()
    for word in (word for words in several for word in words):
        (wholes if word.endswith(WHOLE) else starts).append(f"« {word.removesuffix(WHOLE)} »")
    alone = f"en mot entier seulement : {join(wholes, 'ou')}" if wholes else ""
    return " ; ".join(filter(None, (join(starts, "ou") if starts else "", alone)))


# --- what is true or false --------------------------------------------------------------------------------------------


def _given(s: Speaker, a: _Arguments, denied: bool) -> str:
    asked = [f"à {s.value(part)}" for part in a]
    return f"il manque une réponse {join(asked, 'ou')}" if denied else f"une réponse est donnée {join(asked)}"


def _skipped(s: Speaker, a: _Arguments, denied: bool) -> str:
    return f"la réponse à {_first(s, a)} {'n’est pas' if denied else 'est'} « je ne sais pas encore »"


def _unreadable(s: Speaker, a: _Arguments, denied: bool) -> str:
    return f"la réponse à {_first(s, a)} {'est comprise, ou rien n’est répondu' if denied else 'n’est pas comprise'}"


def _empty(s: Speaker, a: _Arguments, denied: bool) -> str:
    return f"la réponse à {_first(s, a)} {'n’est pas' if denied else 'est'} « aucun »"


def _quantified(s: Speaker, a: _Arguments, denied: bool, every: bool) -> str:
    # The contrary of « all » is that one does not, and that of « any » that each does not.
    start = _one(s, a[0], "chaque" if every is not denied else "un")
    return f"pour {start} : {in_line(s.inside(a[0]).condition(a[1], denied))}"


def _mentions(s: Speaker, a: _Arguments, denied: bool) -> str:
    contains = "ne contient aucun" if denied else "contient l’un"
    return f"{_first(s, a)} {contains} de ces mots ou débuts de mots : {_starts(s, a[1:])}"


_HELD: dict[str, Callable[[Speaker, _Arguments, bool], str]] = {
    "given": _given,
    "skipped": _skipped,
    "unreadable": _unreadable,
    "empty": _empty,
    "any": lambda s, a, denied: _quantified(s, a, denied, every=False),
    "all": lambda s, a, denied: _quantified(s, a, denied, every=True),
    "mentions": _mentions,
}


# --- what is counted --------------------------------------------------------------------------------------------------


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

    def rows(self, speaker: Speaker, rows: ast.expr) -> str:
        """« il n'y a aucune action », « il y a au moins une action », « il y a au moins 2 éléments de … »."""
        none, some = _one(speaker, rows, "aucun"), _one(speaker, rows, "un")
        return self.say(f"il n'y a {none}", f"il y a {some}", f"il y a {self.many} éléments de {speaker.value(rows)}")


def _rows_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    return f"{bound.rows(s, a[0])}{_such(s, a, 1, many=bound.some is None)}"


def _uncovered_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    labels = _labels(s, *a[:2])
    if len(a) == 1:
        several = f"il manque {bound.many} de ces choix"
        state = bound.say("tous ces choix sont retenus", "il manque au moins un de ces choix", several)
        return f"à {s.value(a[0])}, {state} : {labels}"
    has, lacks = (f"{_one(s, a[0], word)}{_such(s, a, 2)}" for word in ("un", "aucun"))
    start = bound.say("chacun", "au moins un", bound.many)
    return f"{start} de ces choix de {_field(s, a)} {f'a {has}' if bound.some is False else f'n’a {lacks}'} : {labels}"


def _lacking_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    names = _names(s, a)
    if bound.some is False:
        return f"chacune de ces questions a une réponse autre que « aucun » : {names}"
    there = f"il y en a {bound.say('', 'au moins une', bound.many)}"
    return f"parmi ces questions, {there} sans réponse, ou avec « aucun » pour seule réponse : {names}"


def _unsaid_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    names = _names(s, a)
    if bound.some is False:
        return f"quelque chose est dit, compris ou non, à chacune de ces questions : {names}"
    return f"parmi ces questions, {bound.say('', 'au moins une', bound.many)} où rien n'est dit : {names}"


def _misread_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    return f"{bound.rows(s, a[0])} dont la réponse à {_field(s, a)} n'est pas comprise"


def _repeated_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    same = f"la même réponse {join([f'à {_field(s, a, place)}' for place in range(1, len(a))])}"
    listed = s.value(a[0])
    return bound.say(
        f"deux éléments de {listed} n'ont jamais {same}",
        f"plusieurs éléments de {listed} ont {same}",
        f"plusieurs éléments de {listed} ont {same}, et il y a {bound.many} de ces réponses",
    )


def _unlisted_counted(s: Speaker, a: _Arguments, bound: _Bound) -> str:
    such = _such(s, a, 3, many=bound.some is None)
    return f"{bound.rows(s, a[0])}{such}{' et' if such else ''} dont la réponse à {_field(s, a)} n'est pas dans {s.value(a[2])}"


_COUNTED: dict[str, Callable[[Speaker, _Arguments, _Bound], str]] = {
    "labels": _rows_counted,
    "uncovered": _uncovered_counted,
    "lacking": _lacking_counted,
    "unsaid": _unsaid_counted,
    "misread": _misread_counted,
    "repeated": _repeated_counted,
    "unlisted": _unlisted_counted,
}


# --- what is worked out -----------------------------------------------------------------------------------------------


def _count(s: Speaker, a: _Arguments) -> str:
    if isinstance(a[0], ast.Call) or s.kind(a[0]) != "rows":
        told = s.value(a[0])
        return f"le nombre de {told[4:]}" if told.startswith("les ") else f"le nombre de ceux-ci : {told}"
    return f"le nombre d'éléments de {s.value(a[0])}{_only(s, a, 1)}"


def _uncovered(s: Speaker, a: _Arguments) -> str:
    if len(a) == 1:
        return f"les choix attendus de {s.value(a[0])} qui ne sont pas retenus"
    return f"les choix attendus de {_field(s, a)} qui n'ont {_one(s, a[0], 'aucun')}{_such(s, a, 2)}"


def _summed(s: Speaker, a: _Arguments) -> str:
    return f"la somme de {_field(s, a)} dans {s.value(a[0])}{_only(s, a, 2)}"


def _only(s: Speaker, a: _Arguments, place: int) -> str:
    such = _such(s, a, place)
    return f", en ne comptant que {_one(s, a[0], 'chaque')}{such}" if such else ""


_VALUES: dict[str, Callable[[Speaker, _Arguments], str]] = {
    "count": _count,
    "sum": _summed,
    "months": lambda s, a: f"le nombre de mois de {s.value(a[0])} à {s.value(a[1])}",
    "year": lambda s, a: f"l'année de {s.value(a[0])}",
    "last_day": lambda s, a: f"le dernier jour de {s.value(a[1])} à compter de {s.value(a[0])}",
    "subtotal": lambda s, a: f"la somme déjà connue de {_field(s, a)} dans {s.value(a[0])}",
    "labels": lambda s, a: f"le nom de {_one(s, a[0], 'chaque')}{_such(s, a, 1)}",
    "uncovered": _uncovered,
    "values": lambda s, a: f"la réponse à {_field(s, a)} de {_one(s, a[0], 'chaque')}{_such(s, a, 2)}",
    "lacking": lambda s, a: f"ce qui manque parmi : {_names(s, a)}",
    "unsaid": lambda s, a: f"ce dont rien n'est dit parmi : {_names(s, a)}",
    "unlisted": lambda s, a: (
        f"la réponse à {_field(s, a)} de {_one(s, a[0], 'chaque')}{_such(s, a, 3)}"
        f"{' et' if len(a) > 3 else ''} qui n'est pas dans {s.value(a[2])}"
    ),
    "repeated": lambda s, a: (
        f"la réponse à {_field(s, a)} que plusieurs éléments de {s.value(a[0])} ont en commun"
        + (f", avec la même réponse {join([f'à {_field(s, a, place)}' for place in range(2, len(a))])}" if len(a) > 2 else "")
    ),
    "words": lambda s, a: f"le nombre de mots de {s.value(a[0])}",
    "cited": lambda s, a: f"ce que {s.value(a[0])} contient de ces mots ou débuts de mots : {_starts(s, a[1:])}",
    "refusal": lambda s, a: f"pourquoi la réponse à {s.value(a[0])} n'est pas comprise",
    "typed": lambda s, a: f"ce qui est écrit à {s.value(a[0])}",
    "misread": lambda s, a: f"le nom de {_one(s, a[0], 'chaque')} dont la réponse à {_field(s, a)} n'est pas comprise",
    "share": lambda s, a: f"la part de {s.value(a[0])} dans {s.value(a[1])}, en pour cent",
}
