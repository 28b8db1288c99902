"""The input that fits a question, and what is understood of an answer while it is typed."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from assistant.text import clean
from assistant.tui import manuals, words
from assistant.tui.inputs import Area, Choices, Field
from assistant.tui.keys import Item
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.dossier import Dossier
    from assistant.script import Choice, Question

_EXAMPLES = {
    "text": "Votre réponse",
    "long_text": "Votre réponse (^J : à la ligne)",
    "integer": "Un nombre entier, par exemple 60",
    "year": "Une année, en quatre chiffres",
    "amount": "Un montant, par exemple 12 500 €",
    "date": "Une date : jour/mois/année, ou en toutes lettres",
    "duration": "Une durée, par exemple 24 mois ou 2 ans",
    "fte": "Un temps de travail, par exemple 0,5 ETP ou un mi-temps",
}
_WORD = 2
"""From so many characters, what chooses is repeated: a single one is a key, and its choice shows."""
_READ_LIVE = {"integer", "year", "amount", "date", "duration", "fte"}


def input_for(question: "Question", reply: "Answer") -> Widget:
    """The input of a question that is no list, with the answer that it has."""
    # Short names are short for lists, where they have a heading.
    name = f"votre réponse à « {question.label} »"
    if question.type in {"choice", "choices"}:
        chosen = reply.value if reply.state == "given" else ()
        values = (chosen,) if isinstance(chosen, str) else chosen or ()
        return Choices(question.choices, values, question.type == "choices", name=name)
    if question.type == "yes_no":
        chosen = {True: "oui", False: "non"}.get(reply.value, "")
        return Choices(yes_no(), (chosen,), several=False, keys="on", name=name)
    if question.type == "long_text":
        area = Area(typed(reply), soft_wrap=True, placeholder=fr(_EXAMPLES["long_text"]), name=name)
        area.move_cursor(area.document.end)
        return area
    # A short value is typed anew, a text is mended.
    anew = question.type != "text"
    field = Field(typed(reply), placeholder=fr(_EXAMPLES[question.type]), select_on_focus=anew, name=name)
    field.manual = manuals.field(question)
    return field


def reading(question: "Question", text: str, dossier: "Dossier") -> Content:
    """What is understood of an answer that is being typed, or that nothing is yet; empty for words that stand for themselves."""
    from assistant.answers import understand

    if question.type not in _READ_LIVE or not text.strip():
        return Content("")
    reply = understand(question, text, dossier.ours(question))
    if reply.state == "given":
        note = f" ({fr(reply.note)})" if reply.note else ""
        return Content.styled(f"= {words.reply(question, reply, dossier)}{note}", "$success")
    if reply.state == "unreadable":
        return Content.styled(fr(f"… pas encore compris. {_EXAMPLES[question.type]}"), "$muted")
    return Content("")


def choosing(choices: Choices, question: "Question", dossier: "Dossier") -> Content:
    """What is typed to choose, and what it means; empty when keys and arrows say it all.

    What begins no choice is read as it will be when it is given: « une mairie » is a commune.
    """
    chosen = () if choices.several else choices.chosen
    meant = next((choice.label for choice in choices.choices if choice.value in chosen), "")
    if not choices.typed or (meant and len(choices.typed) < _WORD):
        return Content("")
    meant = meant or _meant(question, choices.typed, dossier)
    told = f"« {words.brief(choices.typed)} » : {meant or 'ce n’est pas une des réponses proposées'}."
    return Content.styled(fr(told), "$success" if meant else "$muted")


def _meant(question: "Question", text: str, dossier: "Dossier") -> str:
    """What the dossier would understand of words typed instead of a choice; "" when it would refuse them."""
    from assistant.answers import understand

    reply = understand(question, text, dossier.ours(question))
    return "" if reply.state in {"absent", "unreadable"} else words.reply(question, reply, dossier)


def key_of(choices: Choices) -> Item:
    """The keys that choose, in the line of keys."""
    return Item(choices.reach, "Cocher" if choices.several else "Choisir", "screen.validate", 3)


def undecided(choices: Choices) -> str:
    """What to do when Enter is pressed before anything is chosen."""
    if choices.several:
        return (
            f"Rien n'est coché : cochez vos réponses ({choices.reach}, ou Espace), puis Entrée. F8 si vous ne savez pas encore."
        )
    return f"Rien n'est choisi : prenez une réponse ({choices.reach}, ou ↑ ↓), puis Entrée. F8 si vous ne savez pas encore."


def unwritten(question: "Question", listed: bool) -> str:
    """What to do when Enter is pressed before anything is written; `listed` when the question is a list that has items."""
    from assistant.wording import row_prompt

    what = f"Tapez votre réponse ({row_prompt(question)})" if question.type == "repeat" else "Écrivez votre réponse"
    if listed:
        return f"{what}, ou F8 pour continuer."
    none = f", F9 pour « {question.none} »" if question.none else ""
    return f"{what}{none}, ou F8 si vous ne savez pas encore."


def yes_no() -> "tuple[Choice, ...]":
    """The two choices of a yes or no question."""
    from assistant.script import Choice

    return Choice(value="oui", label="Oui"), Choice(value="non", label="Non")


def typed(reply: "Answer") -> str:
    """An answer as it was typed, to be changed."""
    if reply.state in {"absent", "skipped", "none"} or isinstance(reply.raw, dict | list):
        return ""
    return clean(str(reply.raw))
