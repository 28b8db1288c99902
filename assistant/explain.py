"""Why a requirement has its status: every case in order, what its condition says in French, and what it met in the answers.

The words are drawn from the very terms that decide (`assistant.terms`), evaluated again in the same way, so that an explanation
cannot say anything but what was decided.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant import french
from assistant.answers import short
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.rules import Case, Finding, Rulebook
from assistant.script import Question, Script, Status
from assistant.terms import NUMERIC, Context, Memo, Term
from assistant.wording import bare, display, row_name, words_of

_MOST_ROWS = 8
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_ORDER: dict[str, tuple[str, str]] = {
    # for figures, then for days
    "Gt": ("dépasse", "vient après"),
    "GtE": ("atteint ou dépasse", "ne vient pas avant"),
    "Lt": ("reste sous", "vient avant"),
    "LtE": ("ne dépasse pas", "ne vient pas après"),
    "Eq": ("vaut", "est"),
    "NotEq": ("ne vaut pas", "n'est pas"),
}
_BOOLEANS = {True: "toujours", False: "jamais"}
_CONTRARY = {"Gt": "LtE", "GtE": "Lt", "Lt": "GtE", "LtE": "Gt", "Eq": "NotEq", "NotEq": "Eq"}


@dataclass(frozen=True)
class Found:
    """What a condition met: the name of a question or of something counted, its value in words, its path when it is an answer."""

    name: str
    value: str
    path: str = ""


@dataclass(frozen=True)
class Reason:
    """A condition in French, whether it holds (None: not known), what it met, and the conditions that it is made of."""

    text: str
    holds: bool | None
    found: tuple[Found, ...] = ()
    parts: "tuple[Reason, ...]" = ()

    def to_json(self) -> dict[str, Any]:
        """The reason as plain values."""
        return {
            "text": self.text,
            "holds": self.holds,
            "found": [{"name": item.name, "value": item.value, "path": item.path or None} for item in self.found],
            "parts": [part.to_json() for part in self.parts],
        }


@dataclass(frozen=True)
class Considered:
    """A case of a requirement: its status, its condition as written, and why it holds or not; None when it was not reached."""

    number: int
    status: Status
    when: str
    reason: Reason | None

    def to_json(self) -> dict[str, Any]:
        """The case as plain values."""
        reason = self.reason.to_json() if self.reason else None
        return {"case": self.number, "status": self.status, "when": self.when, "reached": self.reason is not None, "why": reason}


@dataclass(frozen=True)
class Explanation:
    """The whole reasoning on one requirement; `questions` are the unanswered ones that may still change it, by path and label."""

    finding: Finding
    asks: str
    cases: tuple[Considered, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def decisive(self) -> Considered | None:
        """The case that decided; None when no case held, so that the last resort stands."""
        number = self.finding.case
        return None if number is None else self.cases[number - 1]

    def to_json(self) -> dict[str, Any]:
        """The explanation as plain values: that of the finding, and how it came."""
        return {
            **self.finding.to_json(),
            "title": self.finding.title,
            "asks": self.asks,
            "also": list(self.finding.also),
            "decided_by": self.finding.case,
            "decisive": list(self.finding.decisive),
            "cases": [case.to_json() for case in self.cases],
            "questions": [{"path": path, "label": label} for path, label in self.questions],
        }


def explain(rulebook: Rulebook, requirement: str, dossier: Dossier, today: date) -> Explanation:
    """The whole reasoning on a requirement. KeyError when the script has no such requirement."""
    rule = rulebook.rules[requirement]
    context = Context(dossier, today, memo=Memo())
    finding = rule.decide(context)
    words = _Words(rulebook.script)
    last = finding.case if finding.case is not None else len(rule.cases)
    cases = tuple(_considered(case, number, number <= last, words, context) for number, case in enumerate(rule.cases, 1))
    questions = tuple(
        (path, _label(dossier, path)) for path in finding.pending if dossier.reply(path).state not in {"given", "none"}
    )
    return Explanation(finding, typography(rule.requirement.asks), cases, questions)


def _considered(case: Case, number: int, reached: bool, words: "_Words", context: Context) -> Considered:
    return Considered(number, case.status, case.when.text, words.reason(case.when, context) if reached else None)


def _label(dossier: Dossier, path: str) -> str:
    question = dossier.script.question(path)
    assert question is not None, path
    return typography(question.label) + _of_row(dossier, path)


def _of_row(dossier: Dossier, path: str) -> str:
    rows, bracket, rest = path.partition("[")
    if not bracket:
        return ""
    return f" ({row_name(dossier.script.questions[rows], dossier, int(rest.partition(']')[0]))})"


class _Words:
    """Terms in French: a whole reason for a condition, a clause for one that stands inside another, a noun for a value."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def reason(self, term: Term, context: Context) -> Reason:
        """Why a condition holds, does not, or is not known."""
        holds = term.evaluate(context).value
        node = term.node
        if isinstance(node, ast.BoolOp):
            text = "toutes ces conditions" if isinstance(node.op, ast.And) else "au moins une de ces conditions"
            return Reason(text, holds, parts=tuple(self.reason(part, context) for part in _parts(term)))
        if isinstance(node, ast.UnaryOp) and isinstance(_parts(term)[0].node, ast.BoolOp):
            return Reason("le contraire de ceci", holds, parts=(self.reason(_parts(term)[0], context),))
        if isinstance(node, ast.Name) and node.id in self.script.about.terms and term.question is None:
            return Reason(typography(self.clause(term)), holds, parts=tuple(self.reason(part, context) for part in term.parts))
        inner = _parts(term)[0] if isinstance(node, ast.UnaryOp) else term
        if _function(inner) in {"any", "all"}:
            rows = tuple(self._rows(inner, context))
            return Reason(typography(self.clause(term)), holds, () if rows else (self._answer(_parts(inner)[0], context),), rows)
        return Reason(typography(self.clause(term)), holds, found=tuple(_once(self._found(term, context))))

    def _rows(self, term: Term, context: Context) -> Iterator[Reason]:
        """The rows that make a condition on a list what it is, or the list itself when it has none."""
        rows, condition = _parts(term)[:2]
        value, repeat = term.evaluate(context).value, rows.question
        count = context.answers.rows(rows.path)
        assert repeat is not None
        if not count or value is (_function(term) == "all"):  # no row stands out
            return
        weighing = [row for row in context.each(count) if condition.evaluate(row).value is value]
        for row in weighing[:_MOST_ROWS]:
            assert row.row is not None
            why = self.reason(condition, row)
            # What the rows are looked at for is said once, above them.
            yield Reason(row_name(repeat, context.answers, row.row), value, why.found, why.parts)
        if len(weighing) > _MOST_ROWS:
            yield Reason(f"… et {french.count(len(weighing) - _MOST_ROWS, 'autre', 'autres')}", value)

    def _found(self, term: Term, context: Context) -> Iterator[Found]:
        """What the values of a condition are: the answers that it reads, and what is counted or added up."""
        if term.path:
            yield self._answer(term, context)
        elif term.kind == "boolean" or _function(term) in {"lacking", "words", "typed", "cited"}:
            for part in _parts(term):
                yield from self._found(part, context)
        elif isinstance(term.node, ast.BinOp):
            for part in _parts(term):
                # What is worked out on the way is not told.
                yield from (item for item in self._found(part, context) if item.path or isinstance(part.node, ast.Call))
            if term.reads:
                yield Found(self.noun(term), self._value(term, context))
        elif _function(term) == "count" and len(_parts(term)) == 1:
            yield from self._found(_parts(term)[0], context)  # what is counted says more than how many
        elif term.reads:
            yield Found(self.noun(term), self._value(term, context))

    def _answer(self, term: Term, context: Context) -> Found:
        assert term.question is not None
        path = term.place(context)
        reply = context.answers.reply(path)
        told = {
            "absent": "pas de réponse",
            "skipped": "« je ne sais pas encore »",
            "unreadable": f"« {short(str(reply.raw))} », qui n'est pas compris",
        }.get(reply.state)
        if told is None and term.kind == "rows" and reply.state == "given":
            told = french.count(len(reply.value), "élément", "éléments")
        elif told is None:
            told = words_of(term.question, reply)
            if term.kind in {"text", "choice", "choices"}:
                told = f"« {short(bare(told) if term.kind == 'choice' else told)} »"
        return Found(self._name(term), told, path)

    def _value(self, term: Term, context: Context) -> str:
        value = term.evaluate(context).value
        if value == ():
            return "rien"
        if value is not None and term.kind == "duration":
            return french.number(value)  # worked out: the unit is no longer sure
        return "on ne sait pas" if value is None else display(value, term.kind, term.question)

    def clause(self, term: Term, denied: bool = False) -> str:
        """A condition in one clause, or its contrary."""
        node, parts = term.node, _parts(term)
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
        left, *others = _parts(term)
        op = node.ops[0]
        if isinstance(op, ast.In | ast.NotIn):
            inside = isinstance(op, ast.In) is not denied
            if others and others[0].kind == "choices" and others[0].path:
                return f"{self.noun(others[0])} {'comprend' if inside else 'ne comprend pas'} {self._choice(others[0], left)}"
            listed = french.join([self._choice(left, item) for item in others], "ou")
            return f"{self.noun(left)} {'est' if inside else 'n’est pas'} {listed}"
        if counted := self._counted(left, node, denied):
            return counted
        # A comparison of a term with itself has one part only.
        right = others[0] if others else left
        name = type(op).__name__
        for_figures, for_days = _ORDER[_CONTRARY[name] if denied else name]
        return f"{self.noun(left)} {for_figures if left.kind in NUMERIC else for_days} {self._choice(left, right)}"

    def _counted(self, left: Term, node: ast.Compare, denied: bool) -> str:
        """« There is none », « there is one at least » for a count that is compared with zero; nothing for another comparison."""
        bound, name = node.comparators[0], type(node.ops[0]).__name__
        zero = isinstance(bound, ast.Constant) and bound.value == 0
        if _function(left) != "count" or not zero or name not in {"Eq", "NotEq", "Gt", "LtE"}:
            return ""
        some = (name in {"NotEq", "Gt"}) is not denied
        counted, *condition = _parts(left)
        if counted.kind == "rows":
            those = f" où : {self.clause(condition[0])}" if condition else ""
            return f"{self.noun(counted)} {'a au moins un élément' if some else 'n’a aucun élément'}{those}"
        names = [self.noun(part) for part in _parts(counted)]
        parts = _parts(counted)
        only = f", en ne comptant que : {self.clause(parts[-1])}" if len(parts) > 2 and parts[-1].kind == "boolean" else ""
        match _function(counted):
            case "uncovered" if len(parts) == 1:
                return f"{'au moins un choix n’est pas coché' if some else 'tous les choix sont cochés'} à {names[0]}"
            case "uncovered":
                start = f"au moins un choix de {names[1]} manque" if some else f"aucun choix de {names[1]} ne manque"
                return f"{start} dans {names[0]}{only}"
            case "lacking":
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
        name, parts = _function(term), _parts(term)
        names = [self.noun(part) for part in parts]
        words = [f"« {item.value!s} »" for item in _arguments(term) if isinstance(item, ast.Constant)]
        match name:
            case "given" if denied:
                return f"il manque une réponse à {french.join(names, 'ou')}"
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

    def noun(self, term: Term) -> str:
        """A value as a noun, without its article for what a campaign named."""
        node, parts = term.node, _parts(term)
        if term.path:
            return f"« {self._name(term)} »"
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
            return f"{left} {_SIGNS[type(node.op)]} {right}"
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
        match _function(term):
            case "count" if parts[0].kind == "rows":
                return f"nombre d'éléments de {names[0]}{those}"
            case "count":
                return f"nombre dans : {names[0]}"
            case "sum":
                return f"total de {names[1]} dans {names[0]}"
            case "subtotal":
                return f"total déjà chiffré de {names[1]} dans {names[0]}"
            case "labels":
                return f"éléments de {names[0]}{those}"
            case "misread":
                return f"éléments de {names[0]} dont {names[1]} n'est pas compris"
            case "uncovered" if len(parts) == 1:
                return f"choix laissés de côté pour {names[0]}"
            case "uncovered":
                only = f", en ne comptant que : {self.clause(parts[-1])}" if those else ""
                return f"choix de {names[1]} absents de {names[0]}{only}"
            case "values":
                return f"{names[1]} des éléments de {names[0]}{those}"
            case "unlisted":
                lists = [self.noun(part) for part in parts if part.kind == "rows"]
                return f"{names[1]} des éléments de {lists[0]} qui ne sont pas dans {lists[-1]}"
            case "lacking":
                return f"ce qui n'est pas rempli parmi {french.join(names)}"
            case "words":
                return f"nombre de mots de {names[0]}"
            case "typed":
                return f"ce qui est écrit à {names[0]}"
            case "cited":
                return f"ce que cite {names[0]}"
            case "share":
                return f"part de {names[0]} dans {names[-1]}"
        return term.text

    def _name(self, term: Term) -> str:
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


_NOWHERE: Any = None  # a constant looks at no context


def _parts(term: Term) -> tuple[Term, ...]:
    """What a term is made of, each once."""
    return tuple(dict.fromkeys(term.parts))


def _function(term: Term) -> str:
    return term.node.func.id if isinstance(term.node, ast.Call) and isinstance(term.node.func, ast.Name) else ""


def _arguments(term: Term) -> list[ast.expr]:
    return term.node.args if isinstance(term.node, ast.Call) else []


def _once(found: Iterator[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for item in found:
        if (item.path or item.name) not in seen:
            seen.add(item.path or item.name)
            yield item
