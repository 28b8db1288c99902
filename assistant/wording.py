"""Answers in words: what kind of value a question gives, and how it is written the French way."""

import re
from typing import Any, Literal, Protocol

from assistant import french
from assistant.script import Question, Script
from assistant.text import fold

Kind = Literal[
    "boolean",
    "number",
    "amount",
    "date",
    "days",
    "text",
    "choice",
    "choices",
    "duration",
    "fte",
    "year",
    "percent",
    "list",
    "rows",
]
KINDS: dict[str, Kind] = {
    "text": "text",
    "long_text": "text",
    "choice": "choice",
    "choices": "choices",
    "yes_no": "boolean",
    "integer": "number",
    "year": "year",
    "amount": "amount",
    "date": "date",
    "duration": "duration",
    "fte": "fte",
    "repeat": "rows",
}
_MOST_NAMES = 20
_SPACES = re.compile(r"[ \t\n]+")

HOW_TO: dict[str, str] = {
    "text": "Un texte court",
    "long_text": "Un texte libre",
    "choice": "Un choix de la liste, ou vos mots",
    "choices": "Un ou plusieurs choix de la liste, ou vos mots",
    "yes_no": "« oui » ou « non »",
    "integer": "Un nombre entier",
    "year": "Une année, en quatre chiffres",
    "amount": "Un montant en euros : « 12 500 € », « 1 250,50 »",
    "date": "Une date : jour/mois/année, ou en toutes lettres",
    "duration": "Une durée : « 2 ans », « 24 mois »",
    "fte": "Un temps de travail : « 0,3 ETP », « 30 % », « un mi-temps »",
    "repeat": "Une liste d'éléments",
}
"""How each type of question is answered, in the words of a form."""


def purpose(question: Question, script: Script) -> str:
    """What a question serves: the titles of its requirements, typeset; nothing when it serves none."""
    served = [requirement.title for name in question.serves if (requirement := script.requirement(name))]
    return french.typography(" ; ".join(served))


class Reply(Protocol):
    """An answer as the evaluator sees it; `value` is None unless the answer was given and understood."""

    @property
    def state(self) -> str:
        """absent, skipped, unreadable, none or given."""

    @property
    def value(self) -> Any:
        """Text, Decimal, bool, date, or a tuple of texts; "" and () for an explicit none."""

    @property
    def raw(self) -> Any:
        """What was typed."""

    @property
    def problem(self) -> str:
        """What is wrong when it is not understood."""


class Answers(Protocol):
    """Where answers come from (the dossier)."""

    def reply(self, path: str) -> Reply:
        """The answer at a path of the dossier."""

    def rows(self, path: str) -> int | None:
        """How many rows a repeat has; None when it was not answered."""


def row_name(repeat: Question, answers: Answers, row: int) -> str:
    """How a row is called: its title when it has one, else its noun and number (« action 3 »)."""
    if repeat.title:
        reply = answers.reply(f"{repeat.id}[{row}].{repeat.title}")
        if reply.state == "given":
            field = repeat.field(repeat.title)
            shown = display(reply.value, KINDS[field.type] if field else "text", field)
            return _SPACES.sub(" ", shown)
    return f"{repeat.item or 'élément'} {row + 1}"


def new_row(repeat: Question) -> str:
    """« un nouveau cofinanceur », « un nouvel opérateur », « une nouvelle action »."""
    item = repeat.item or "élément"
    if repeat.feminine:
        return f"une nouvelle {item}"
    return f"un {'nouvel' if fold(item)[:1] in set('aeiouh') else 'nouveau'} {item}"


def row_prompt(repeat: Question) -> str:
    """« une nouvelle personne : quelle est sa fonction ? »: what begins a row is asked in the words of its titled field."""
    field = repeat.field(repeat.title)
    asked = field.label if field else "tapez son nom"
    # A capital that begins an acronym stays.
    begun = asked if asked[1:2].isupper() else f"{asked[:1].lower()}{asked[1:]}"
    return f"{new_row(repeat)} : {begun}"


def words_of(question: Question, reply: Reply) -> str:
    """An answer in words: its value, or the label of an explicit none. « non renseigné » unless given or none.

    A duration that was counted in months stays so: « 48 mois », not « 4 ans ».
    """
    if reply.state == "none":
        return _none(question)
    if question.type == "duration" and reply.state == "given" and not re.search(r"(?i)\bann?[ée]?", str(reply.raw)):
        return f"{french.number(reply.value)} mois"
    return display(reply.value, KINDS[question.type], question)


def display(value: Any, kind: Kind, question: Question | None = None) -> str:
    """Write a value the French way: « 240 000 € », « 30 avril 2031 », « oui », the label of a choice, « a, b et c »."""
    if value is None:
        return "non renseigné"
    match kind:
        case "boolean":
            return "oui" if value else "non"
        case "amount":
            return french.amount(value)
        case "date":
            return french.date_long(value)
        case "duration":
            return french.months(int(value))
        case "fte":
            return french.fte(value)
        case "year":
            return f"{value:f}"
        case "percent":
            return french.percent(value)
        case "number" | "days" | "rows":
            return french.number(value)
        case "choice":
            return _choice_label(question, value)
        case "choices":
            return french.join([_choice_label(question, item) for item in value], "et") if value else _none(question)
        case "list":
            return _listed(list(value))
        case "text":
            return value or _none(question)


def _listed(names: list[str]) -> str:
    """The names of a list; past many, the first ones and how many others there are."""
    if len(names) <= _MOST_NAMES + 1:
        return french.join(names, "et")
    return french.join([*names[:_MOST_NAMES], french.count(len(names) - _MOST_NAMES, "autre", "autres")], "et")


def bare(label: str) -> str:
    """A label without what it explains between brackets."""
    return label.partition(" (")[0]


def _none(question: Question | None) -> str:
    return french.typography((question.none if question else "") or "aucun")


def _choice_label(question: Question | None, value: str) -> str:
    choice = question.choice(value) if question else None
    return french.typography(choice.label) if choice else value
