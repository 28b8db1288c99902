"""Compiled expressions in French: a clause for a condition, a noun for a value.

The words are drawn from the terms that decide (`assistant.terms`); what a campaign named keeps its name. Each clause stands above the
answers that it met, so it is short. What is signed without a dossier before one's eyes is told apart, in full sentences, by
`assistant.outputs.booklet.spoken`, which takes from here what does not depend on who reads.
"""

import ast
from collections.abc import Sequence
from typing import Any

from assistant import french
from assistant.french import typography
from assistant.functions import WHOLE
from assistant.script import Question, Script
from assistant.terms import NUMERIC, Term
from assistant.wording import bare, display

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
"""How the operators of a calculation are written."""
CONTRARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
"""The comparison that holds where another does not."""
_ORDER: dict[type[ast.cmpop], tuple[str, str]] = {
    # for figures, then for days
    ast.Gt: ("dépasse", "vient après"),
    ast.GtE: ("atteint ou dépasse", "ne vient pas avant"),
    ast.Lt: ("reste sous", "vient avant"),
    ast.LtE: ("ne dépasse pas", "ne vient pas après"),
    ast.Eq: ("vaut", "est"),
    ast.NotEq: ("ne vaut pas", "n'est pas"),
}
_BOOLEANS = {True: "toujours", False: "jamais"}


class Clauses:
    """The words of the terms of one script."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def clause(self, term: Term, denied: bool = False) -> str:
        """A condition in one clause, or its contrary."""
        node, parts = term.node, parts_of(term)
        if isinstance(node, ast.UnaryOp):
            return self.clause(parts[0], not denied)
        if isinstance(node, ast.BoolOp):
            # The contrary of « a and b » is « not a or not b ».
            word = " et " if isinstance(node.op, ast.And) is not denied else " ou "
            return word.join(self._nested(part, denied) for part in parts)
        if isinstance(node, ast.Compare):
            return self._comparison(term, node, denied)
        if isinstance(node, ast.Call):
            return self._called(term, denied)
        if isinstance(node, ast.Name) and (named := self.script.about.terms.get(node.id)) and term.question is None:
            return f"pas : {named.means}" if denied else named.means
        if term.question is not None:
            return f"la réponse à {self.noun(term)} est {'non' if denied else 'oui'}"
        return _BOOLEANS[(term.text == "true") is not denied]

    def _nested(self, term: Term, denied: bool) -> str:
        text = self.clause(term, denied)
        return f"({text})" if isinstance(term.node, ast.BoolOp) else text

    def _comparison(self, term: Term, node: ast.Compare, denied: bool) -> str:
        left, *others = parts_of(term)
        op = CONTRARY[type(node.ops[0])] if denied else type(node.ops[0])
        if op in {ast.In, ast.NotIn}:
            inside = op is ast.In
            if others and others[0].kind == "choices" and others[0].path:
                return f"{self.noun(others[0])} {'comprend' if inside else 'ne comprend pas'} {self._choice(others[0], left)}"
            listed = french.join([self._choice(left, item) for item in others], "ou")
            return f"{self.noun(left)} {'est' if inside else 'n’est pas'} {listed}"
        if counted := self._counted(left, op, node.comparators[0]):
            return counted
        # A comparison of a term with itself has one part only.
        right = others[0] if others else left
        for_figures, for_days = _ORDER[op]
        return f"{self.noun(left)} {for_figures if left.kind in NUMERIC else for_days} {self._choice(left, right)}"

    def _counted(self, left: Term, op: type[ast.cmpop], bound: ast.expr) -> str:
        """« There is none », « there is one at least » for a count that is compared with zero; nothing for another comparison."""
        zero = isinstance(bound, ast.Constant) and bound.value == 0
        if function_of(left) != "count" or not zero or op not in {ast.Eq, ast.NotEq, ast.Gt, ast.LtE}:
            return ""
        some = op in {ast.NotEq, ast.Gt}
        counted, *condition = parts_of(left)
        if counted.kind == "rows":
            those = f" où : {self.clause(condition[0])}" if condition else ""
            return f"{self.noun(counted)} {'a au moins un élément' if some else 'n’a aucun élément'}{those}"
        names = [self.noun(part) for part in parts_of(counted)]
        parts = parts_of(counted)
        only = f", en ne comptant que : {self.clause(parts[-1])}" if len(parts) > 2 and parts[-1].kind == "boolean" else ""
        match function_of(counted):
            case "uncovered" if len(parts) == 1:
                start = "il manque au moins un de ces choix" if some else "tous ces choix sont retenus"
                return f"à {names[0]}, {start} : {_wanted(parts[0])}"
            case "uncovered":
                start = "il manque au moins un de ces choix" if some else "chacun de ces choix"
                return f"{start} de {names[1]} ({_wanted(parts[1])}) {'' if some else 'est '}dans {names[0]}{only}"
            case "lacking" | "unsaid":
                return f"{'il manque au moins une réponse' if some else 'aucune réponse ne manque'} parmi {french.join(names)}"
            case "labels":
                return f"{'au moins un' if some else 'aucun'} élément de {names[0]} où : {self.clause(parts[1])}"
        return f"{'au moins un' if some else 'aucun'} parmi : {self.noun(counted)}"

    def _choice(self, closed: Term, value: Term) -> str:
        """A value beside the question that it is compared with: the label of a choice, a figure in the question's unit."""
        node = value.node
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            choice = closed.question.choice(node.value) if closed.question else None
            return f"« {bare(typography(choice.label)) if choice else node.value} »"
        if closed.kind == "boolean" and value.text in {"true", "false"}:
            return f"« {display(value.text == 'true', 'boolean')} »"
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool) and closed.kind not in {"number", "percent"}:
            return _figure(value, closed)
        return self.noun(value)

    def _called(self, term: Term, denied: bool) -> str:
        name, parts = function_of(term), parts_of(term)
        names = [self.noun(part) for part in parts]
        words = [f"« {word.removesuffix(WHOLE)} »" for item in _arguments(term)[1:] for word in self._listed(item)]
        match name:
            case "given" if denied:
                return f"il manque une réponse lisible à {french.join(names, 'ou')}"
            case "given":
                return f"une réponse est donnée à {french.join(names)}"
            case "skipped":
                return f"la réponse à {names[0]} {'n’est pas' if denied else 'est'} « je ne sais pas encore »"
            case "unreadable":
                return f"la réponse à {names[0]} {'n’est pas incompréhensible' if denied else 'n’est pas comprise'}"
            case "empty":
                return f"la réponse à {names[0]} {'n’est pas' if denied else 'est'} « aucun »"
            case "mentions":
                return (
                    f"{names[0]} {'ne cite pas' if denied else 'cite'} {french.join(words[:12], 'ou')}{' …' * (len(words) > 12)}"
                )
            case "any" if denied:
                return f"aucun élément de {names[0]} ne répond à ceci : {self.clause(parts[1])}"
            case "any":
                return f"au moins un élément de {names[0]} : {self.clause(parts[1])}"
            case "all":
                start = "au moins un élément" if denied else "chaque élément"
                return f"{start} de {names[0]} : {self.clause(parts[1], denied)}"
        return f"{'pas : ' if denied else ''}{term.text}"  # a function that has no words yet is shown as it is written

    def _listed(self, node: ast.expr) -> Sequence[str]:
        """The words that an argument names: its own, or those of a list of the campaign."""
        if isinstance(node, ast.Name):
            return self.script.about.words.get(node.id, ())
        return (str(node.value),) if isinstance(node, ast.Constant) else ()

    def noun(self, term: Term) -> str:
        """A value as a noun, without its article for what a campaign named."""
        node, parts = term.node, parts_of(term)
        if term.path:
            return f"« {self.name(term)} »"
        if isinstance(node, ast.Constant):
            return _figure(term, term)
        if isinstance(node, ast.Name) and (constant := self.script.about.constants.get(node.id)):
            return f"{display(constant.valued[1], constant.valued[0])} ({typography(constant.means)})"
        if isinstance(node, ast.Name) and node.id == "today":
            return "le jour de référence"
        if isinstance(node, ast.BinOp):
            left, right = (self._operand(part) for part in (parts if len(parts) > 1 else parts * 2))
            if term.kind == "days" and parts[0].kind == "date":
                return f"nombre de jours de {right} à {left}"
            return f"{left} {SIGNS[type(node.op)]} {right}"
        if isinstance(node, ast.UnaryOp) and term.kind != "boolean":
            return f"− {self._operand(parts[0])}"
        if term.kind == "boolean" or not isinstance(node, ast.Call):
            return self.clause(term)
        return self._computed(term, parts)

    def _operand(self, term: Term) -> str:
        return f"({self.noun(term)})" if isinstance(term.node, ast.BinOp) else self.noun(term)

    def _computed(self, term: Term, parts: tuple[Term, ...]) -> str:
        names = [self.noun(part) for part in parts]
        those = f" où : {self.clause(parts[-1])}" if len(parts) > 1 and parts[-1].kind == "boolean" else ""
        match function_of(term):
            case "count" if parts[0].kind == "rows":
                return f"nombre d'éléments de {names[0]}{those}"
            case "count":
                return f"nombre dans : {names[0]}"
            case "sum":
                return f"total de {names[1]} dans {names[0]}{those}"
            case "repeated":
                return f"{french.join(names[1:])} de plusieurs éléments de {names[0]}"
            case "subtotal":
                return f"total déjà chiffré de {names[1]} dans {names[0]}"
            case "labels":
                return f"éléments de {names[0]}{those}"
            case "misread":
                return f"éléments de {names[0]} dont {names[1]} n'est pas compris"
            case "uncovered" if len(parts) == 1:
                return f"choix attendus de {names[0]} qui ne sont pas retenus"
            case "uncovered":
                only = f", en ne comptant que : {self.clause(parts[-1])}" if those else ""
                return f"choix attendus de {names[1]} absents de {names[0]}{only}"
            case "values":
                return f"{names[1]} des éléments de {names[0]}{those}"
            case "unlisted":
                lists = [self.noun(part) for part in parts if part.kind == "rows"]
                return f"{names[1]} des éléments de {lists[0]} qui ne sont pas dans {lists[-1]}"
            case "unsaid":
                return f"ce qui n'est pas répondu parmi {french.join(names)}"
            case "lacking":
                return f"ce qui n'est pas rempli parmi {french.join(names)}"
            case "words":
                return f"nombre de mots de {names[0]}"
            case "refusal":
                return f"ce qui n'est pas compris à {names[0]}"
            case "typed":
                return f"ce qui est écrit à {names[0]}"
            case "cited":
                return f"ce que cite {names[0]}"
            case "months":
                return f"nombre de mois de {names[0]} à {names[-1]}"
            case "year":
                return f"année de {names[0]}"
            case "last_day":
                return f"dernier jour de {names[-1]} à compter de {names[0]}"
            case "share":
                return f"part de {names[0]} dans {names[-1]}"
        return term.text

    def name(self, term: Term) -> str:
        """What the question of a term is called."""
        question: Question | None = term.question
        return typography(question.name) if question else term.path


def _figure(value: Term, beside: Term) -> str:
    """A constant of an expression in the unit of what it is compared with."""
    constant = value.evaluate(_NOWHERE).value
    if beside.kind == "duration":
        return f"{french.number(constant)} mois"
    if beside.kind == "days":
        return french.count(constant, "jour", "jours")
    kind = beside.kind if beside.kind in NUMERIC and value.kind == "number" else value.kind
    return f"« {constant} »" if kind == "text" else display(constant, kind)


def _wanted(closed: Term) -> str:
    """The choices that are expected of a closed question."""
    choices = closed.question.expected if closed.question else ()
    return french.join([f"« {bare(typography(choice.label))} »" for choice in choices])


_NOWHERE: Any = None  # a constant looks at no context


def parts_of(term: Term) -> tuple[Term, ...]:
    """What a term is made of, each once."""
    return tuple(dict.fromkeys(term.parts))


def function_of(term: Term) -> str:
    """The name of the function that a term calls; nothing for another term."""
    return term.node.func.id if isinstance(term.node, ast.Call) and isinstance(term.node.func, ast.Name) else ""


def _arguments(term: Term) -> list[ast.expr]:
    return term.node.args if isinstance(term.node, ast.Call) else []
