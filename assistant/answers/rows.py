"""Answers to repeats: their rows."""

import re
from typing import Any

from assistant import reading
from assistant.answers.answer import ABSENT, Answer, as_text, nothing, refused
from assistant.answers.denials import denies, speaks
from assistant.answers.listing import told_rows
from assistant.answers.words import ELSEWHERE, HALF_DENIES, REACHED, TO_REACH
from assistant.script import Question
from assistant.text import fold, short


def rows_of(question: Question, raw: Any) -> list[dict[str, Any]]:
    """The rows of a repeat: a list of mappings; a lone mapping is one row, a lone text the rows that it tells, or the title of one."""
    items = raw if isinstance(raw, list) else [raw]
    return [row for item in items if item is not None for row in _rows_of(question, item)]


def _rows_of(question: Question, item: Any) -> list[dict[str, Any]]:
    if isinstance(item, dict):
        return [item]
    told = told_rows(question, item) if isinstance(item, str) else ()
    return [dict(row) for row in told] or [{question.title or "titre": item}]


def read_rows(question: Question, raw: Any) -> Answer:
    """The numbers of the rows; none when they only say « aucun », skipped when they only put off."""
    if not isinstance(raw, str | dict | list):
        return refused(raw, f"on attend ici une liste : un élément ({question.item or 'élément'}) par ligne")
    rows = rows_of(question, raw)
    if not rows:
        return ABSENT
    titles = [alone(row, question.title) for row in rows]
    if all(reading.is_none(title) or denies(question, title) for title in titles):
        return nothing(question, raw)
    lone = raw if isinstance(raw, str) else titles[0] if len(titles) == 1 else None
    if isinstance(lone, str) and (ELSEWHERE.match(fold(lone)) or _half_denies(lone) or speaks(question, lone)):
        return refused(
            raw, f"« {short(lone)} » ne dit pas qui ou quoi : écrivez un élément ({question.item or 'élément'}) par ligne"
        )
    if all(map(_to_come, titles)):
        return Answer("skipped", raw=raw)
    if all(_to_come(title) or reading.decision(title) == "supposed" or _tells_of(REACHED, title) for title in titles):
        told = short(", ".join(map(as_text, titles)))
        return refused(raw, f"« {told} » laisse la réponse en suspens : écrivez ce qui est décidé")
    return Answer("given", tuple(range(len(rows))), raw, note=_told(question, raw))


def _half_denies(raw: str) -> bool:
    """Whether a text that is no « aucun » begins like one: « aucun la première année »; « Pas vu, pas pris » is a title."""
    return HALF_DENIES.match(fold(raw)) is not None and not reading.is_none(raw)


def _told(question: Question, raw: Any) -> str:
    """How the rows of a list in one sentence were read."""
    rows = told_rows(question, raw) if isinstance(raw, str) else ()
    shown = ("{} ({})".format(*_shown(question, row)) for row in rows)
    return f"« {short(raw)} » est lu ainsi : {' ; '.join(shown)}" if rows else ""


def _shown(question: Question, row: dict[str, str]) -> tuple[str, str]:
    """The title of a row and what its other fields tell, in the words of the questions."""
    told = []
    for field in question.questions:
        if field.id in row and field.id != question.title:
            choice = field.choice(row[field.id])
            told.append(f"{field.name} : {choice.label if choice else short(row[field.id])}")
    return short(row[question.title]), ", ".join(told) or "le reste à préciser"


def alone(row: dict[str, Any], title: str) -> Any:
    """What stands under the title of a row that tells nothing else; None for any other row."""
    told = [column for column, value in row.items() if value is not None]
    return row[title] if told == [title] else None


def _to_come(title: Any) -> bool:
    """Whether what stands for a row is still to come: « pas encore », « on verra »."""
    return reading.is_not_yet(title) or reading.decision(title) == "open" or _tells_of(TO_REACH, title)


def _tells_of(steps: re.Pattern[str], title: Any) -> bool:
    """Whether what stands for a row tells what is done to find it: « on les contactera après l'été » names nobody."""
    return isinstance(title, str) and steps.match(fold(title)) is not None
