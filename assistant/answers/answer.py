"""What an answer is once it is read, whatever the type of its question."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.script import Question
from assistant.text import clean

SKIPPED = "je ne sais pas encore"
NONE = "aucun"
LISTS = frozenset(("choices", "repeat"))
TEXTS = frozenset(("text", "long_text"))
AnswerState = Literal["absent", "skipped", "unreadable", "none", "given"]
_NEUTRAL: dict[str, Any] = {
    **dict.fromkeys(TEXTS, ""),
    **dict.fromkeys(("integer", "year", "amount", "duration", "fte"), Decimal(0)),
    **dict.fromkeys(LISTS, ()),
}


@dataclass(frozen=True)
class Answer:
    """One answer: its state, its value when understood, and what to tell when it is not, or only by guessing.

    `value` is a text, a Decimal, a bool, a date, or a tuple (choices: their values, a `Partial` when some words were not understood;
    rows: their numbers); for an explicit none what is neutral in its type ("", 0, ()), or None. `raw` is what was typed; a text is
    made harmless.
    """

    state: AnswerState
    value: Any = None
    raw: Any = None
    problem: str = ""
    note: str = ""


ABSENT = Answer("absent")


class Partial(tuple[str, ...]):
    """The choices that were understood of an answer of which a part was not: others may have been made."""


def refused(raw: Any, problem: str) -> Answer:
    """What is not understood, and why."""
    return Answer("unreadable", raw=raw, problem=problem)


def admits_none(question: Question) -> bool:
    """Whether a question may be answered by « aucun »."""
    return bool(question.none) or question.type in LISTS | TEXTS


def nothing(question: Question, raw: Any) -> Answer:
    """An explicit none, refused where the question does not admit it."""
    if admits_none(question):
        return Answer("none", _NEUTRAL.get(question.type), raw)
    return refused(raw, "cette question n'admet pas « aucun » : donnez une réponse, ou laissez-la vide")


def as_text(raw: Any) -> str:
    """A raw value in the words of somebody who types it."""
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    return clean(str(raw))
