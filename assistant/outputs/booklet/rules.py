"""What decides, for the booklet: figures, definitions, rules, messages, what the texts demand; one item each."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assistant.conditions import compile_expression
from assistant.french import join
from assistant.obligations import Demand
from assistant.outputs.booklet.item import Grid, Item, Part, to_compare
from assistant.outputs.booklet.said import Several
from assistant.outputs.booklet.spoken import conditional, figure, message, said, worth
from assistant.outputs.checklist import SEVERITY_TITLES, Cite, label, to_do
from assistant.script import Case, Constant, Notice, Otherwise, Question, Requirement, Script, Severity
from assistant.terms import NUMERIC, ConditionError
from assistant.wording import KINDS, display

_ENDS = (" : ", " (", ", ")
"""Where the title of a definition may be cut short."""
_SHORT = 90
"""The longest title that is not cut, in characters."""


def figures(script: Script) -> Iterator[Item]:
    """The figures and the days of the texts that the rules use."""
    for name, constant in script.about.constants.items():
        yield Item("chiffre", name, constant.means, (f"{_worth(constant)}.",), constant.section)


def _worth(constant: Constant) -> str:
    kind, value = constant.valued
    return display(value, kind)


def definitions(script: Script) -> Iterator[Item]:
    """What the words of the rules stand for: when each term is true, or what it is worth."""
    lists: list[Question] = [question for question in script.questions.values() if question.type == "repeat"]
    for name, term in script.about.terms.items():
        repeat = next((rows for rows in (None, *lists) if _can_be_read(term.when, script, rows)), None)
        parts: list[Part]
        if compile_expression(term.when, script, repeat).kind == "boolean":
            parts = conditional("C'est le cas", said(term.when, script, repeat))
        else:
            value = worth(term.when, script, repeat)
            parts = [f"{'Ce sont' if value.startswith('les ') else 'C’est'} {value}."]
        short = _short(term.means)
        whole = [f"En entier : {term.means}."] if short != term.means else []
        yield Item("définition", name, short, (*whole, *parts))


def _short(words: str) -> str:
    """The beginning of a long title, up to where it may be left."""
    if len(words) <= _SHORT:
        return words
    cut = max((place for end in _ENDS if (place := words.rfind(end, 20, _SHORT)) > 0), default=words.rfind(" ", 0, _SHORT))
    return f"{words[:cut]}…"


def _can_be_read(expression: str, script: Script, repeat: Question | None) -> bool:
    """Whether an expression means something in the open, or among the fields of a list."""
    try:
        compile_expression(expression, script, repeat)
    except ConditionError:
        return False
    return True


def rule(requirement: Requirement, script: Script, cite: Cite, founding: str = "") -> Item:
    """A requirement with all its cases; `founding` is the sentence of the restated text that founds it."""
    parts: list[Part] = [
        f"Ce que l'assistant retient du texte : {requirement.asks}",
        f"{SEVERITY_TITLES[requirement.severity]}.",
        to_compare(requirement.section, requirement.also, cite),
    ]
    if founding:
        parts.append(f"La phrase de la reformulation qui la fonde : « {founding} »")
    for number, case in enumerate(requirement.cases, 1):
        parts += conditional(f"Cas {number}", told := said(case.when, script))
        # The list of what decides and that of what is said would read as one.
        parts += [*(["Alors :"] if isinstance(told, Several) else []), _outcome(case, requirement.severity, script)]
    parts += ["Sinon :", _outcome(requirement.otherwise, requirement.severity, script)]
    if requirement.examples:
        parts.append("Exemples, vérifiés à chaque version :")
        parts.append(
            tuple(
                f"{example.situation} ({_told(example.answers, script) or 'rien n’est dit'})"
                f" → {label(requirement.severity, example.expect)}"
                for example in requirement.examples
            )
        )
    return Item("règle", requirement.id, requirement.title, tuple(parts), requirement.section, (requirement.id,))


def _outcome(case: Case | Otherwise, severity: Severity, script: Script) -> tuple[str, ...]:
    lines = [f"Résultat : {label(severity, case.status)}.", f"Message : {message(case.message, script)}"]
    if case.fix:
        lines.append(f"{to_do(severity)} {message(case.fix, script)}")
    return tuple(lines)


def _told(answers: dict[str, Any], script: Script, above: str = "") -> str:
    """The answers of an example in words."""
    told = []
    for key, value in answers.items():
        path = f"{above}{key}"
        question = script.questions.get(path)
        if question is None and isinstance(value, dict):
            told.append(_told(value, script, f"{path}."))
        else:
            told.append(f"{question.name if question else path} : {_value(value, question)}")
    return " ; ".join(filter(None, told))


def _value(value: Any, question: Question | None) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | Decimal):
        kind = KINDS[question.type] if question else "number"
        return figure(Decimal(value), kind) if kind in NUMERIC else str(value).replace(".", ",")
    if isinstance(value, list):
        return join([_value(item, question) for item in value]) or "liste vide"
    if isinstance(value, dict):
        fields = [(question.field(key) if question else None, key, item) for key, item in value.items()]
        return f"({', '.join(f'{asked.name if asked else key} {_value(item, asked)}' for asked, key, item in fields)})"
    choice = question.choice(value) if question and isinstance(value, str) else None
    return f"« {choice.label if choice else value} »" if value is not None else "rien"


def notice(told: Notice, script: Script) -> Item:
    """What is said beside the findings."""
    kind = "calendrier" if told.kind == "calendar" else "contrôle de cohérence de l'assistant, que l'appel ne demande pas"
    parts = (*conditional("Dit", said(told.when, script)), f"Message : {message(told.message, script)}")
    return Item("message", told.id, kind, parts, told.section)


def states(script: Script) -> Iterator[Item]:
    """What is said of the call at the door, by the day."""
    for number, state in enumerate(script.about.state, 1):
        parts = (*conditional("Dit", said(state.when, script)), f"Message : {message(state.message, script)}")
        yield Item("message", f"état {number}", "état de l'appel, montré à l'entrée", parts)


def demanded(section: str, demands: tuple[Demand, ...], script: Script, cite: Cite) -> Item:
    """What a section demands, sentence by sentence, with what carries it."""
    titles = {requirement.id: requirement.title for requirement in script.requirements}
    rows = tuple(
        (
            demand.sentence,
            " ; ".join(titles[name] for name in demand.requirements if name in titles) or f"Aucune : {demand.reason}",
        )
        for demand in demands
    )
    grid = Grid(("La phrase (reformulée)", "La règle qui la porte, ou la raison pour laquelle aucune ne la porte"), rows)
    serves = tuple(dict.fromkeys(name for demand in demands for name in demand.requirements))
    return Item("obligation", section, cite(section), (grid,), section, serves)
