"""Answers to repeats: their rows, and what a row that is one sentence tells of its fields."""

import re
from typing import Any

from assistant import reading
from assistant.answers.answer import ABSENT, Answer, as_text, nothing, refused
from assistant.answers.names import held, names_of, words_of
from assistant.answers.words import REACHED, TO_REACH
from assistant.script import Question
from assistant.text import clean, fold, short

_TITLE = 4
"""How many words after its first comma a title may have before they describe something."""


def rows_of(question: Question, raw: Any) -> list[dict[str, Any]]:
    """The rows of a repeat: a list of mappings; a lone mapping is one row, a lone text the title of a row."""
    items = raw if isinstance(raw, list) else [raw]
    return [item if isinstance(item, dict) else {question.title or "titre": item} for item in items if item is not None]


def read_rows(question: Question, raw: Any) -> Answer:
    """The numbers of the rows; none when they only say « aucun », skipped when they only put off."""
    if not isinstance(raw, str | dict | list):
        return refused(raw, f"on attend ici une liste : un élément ({question.item or 'élément'}) par ligne")
    rows = rows_of(question, raw)
    if not rows:
        return ABSENT
    titles = [_alone(row, question.title) for row in rows]
    if all(map(reading.is_none, titles)):
        return nothing(question, raw)
    if all(map(_to_come, titles)):
        return Answer("skipped", raw=raw)
    if all(_to_come(title) or reading.decision(title) == "supposed" or _tells_of(REACHED, title) for title in titles):
        told = short(", ".join(map(as_text, titles)))
        return refused(raw, f"« {told} » laisse la réponse en suspens : écrivez ce qui est décidé")
    return Answer("given", tuple(range(len(rows))), raw)


def _alone(row: dict[str, Any], title: str) -> Any:
    """What stands under the title of a row that tells nothing else; None for any other row."""
    told = [column for column, value in row.items() if value is not None]
    return row[title] if told == [title] else None


def _to_come(title: Any) -> bool:
    """Whether what stands for a row is still to come: « pas encore », « on verra »."""
    return reading.is_not_yet(title) or reading.decision(title) == "open" or _tells_of(TO_REACH, title)


def _tells_of(steps: re.Pattern[str], title: Any) -> bool:
    """Whether what stands for a row tells what is done to find it: « on les contactera après l'été » names nobody."""
    return isinstance(title, str) and steps.match(fold(title)) is not None


def within(field: Question, row: dict[str, Any], title: str) -> Answer:
    """What a field without an answer is told by a row that is one sentence under its title: « fresque, 9 000 € (août 2031) ».

    It is never taken: the field is unreadable, so that nobody is told that it is missing. Absent when the sentence tells nothing of it.
    """
    alone = _alone(row, title)
    text = clean(alone) if isinstance(alone, str) else ""
    if field.id == title or not _tells(field, text):
        return ABSENT
    problem = f"« {short(text)} » est écrit d'un bloc : répondez à part pour « {field.name} »"
    return Answer("unreadable", raw=text, problem=problem)


def _tells(field: Question, text: str) -> bool:
    """Whether a sentence tells something of a field."""
    described = re.search(r" [–—-] |[,;:(]", text)
    if described is None:
        return False
    if field.type == "amount":
        # « 6e » is a class; of several amounts in one sentence, the one that must be told is there.
        return field.required and bool(reading.amounts_in(text)) and re.search("€|euro", fold(text)) is not None
    if field.type == "choice":
        return bool(held(names_of(field), words_of(text)).names)
    return field.type == "long_text" and len(text[described.end() :].split()) > _TITLE
