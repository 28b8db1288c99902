"""What an answer tells of another question: a row that is one sentence, of its fields; a sentence, of what is asked next."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from assistant import reading
from assistant.answers.answer import ABSENT, Answer, refused
from assistant.answers.listing import told_rows
from assistant.answers.names import held, names_of, words_of
from assistant.answers.rows import alone
from assistant.answers.understanding import understand
from assistant.answers.words import DAY, IT, LIGHT, UNSURE_ASIDE
from assistant.french import date_long
from assistant.script import Question
from assistant.text import clean, fold, short

_TITLE = 4
"""How many words after its first comma a title may have before they describe something."""
_LONGEST = 400
"""How many characters a sentence may have that tells something else beside what it answers."""
_DESCRIBED = re.compile(r" [–—-] |[,;:(]")
_MERE = frozenset(("oui", "non", "vrai", "faux"))
"""The names of choices that only answer the question that they were typed for."""


def within(repeat: Question, field: Question, row: dict[str, Any]) -> Answer:
    """What a field without an answer is told by a row that is one sentence under its title: « fresque, 9 000 € (août 2031) ».

    Where the sentence does not tell it for certain the field is unreadable, so that nobody is told that it is missing. Absent when the
    sentence tells nothing of it.
    """
    told = alone(row, repeat.title)
    text = clean(told) if isinstance(told, str) else ""
    if field.id == repeat.title or not _DESCRIBED.search(text):
        return ABSENT
    rows = told_rows(repeat, text)
    if len(rows) == 1 and field.id in rows[0]:
        answer = understand(field, rows[0][field.id])
        choice = field.choice(rows[0][field.id])
        value = choice.label if choice else rows[0][field.id]
        return replace(answer, raw=text, note=f"« {short(text)} » est compris comme « {value} »")
    if not _tells(field, text):
        return ABSENT
    return refused(text, f"« {short(text)} » est écrit d'un bloc : répondez à part pour « {field.name} »")


def _tells(field: Question, text: str) -> bool:
    """Whether a sentence tells something of a field."""
    described = _DESCRIBED.search(text)
    if described is None:
        return False
    if field.type == "amount":
        # « 6e » is a class; of several amounts in one sentence, the one that must be told is there.
        return field.required and bool(reading.amounts_in(text)) and re.search("€|euro", fold(text)) is not None
    if field.type == "choice":
        return bool(held(names_of(field), words_of(text)).names)
    return field.type == "long_text" and len(text[described.end() :].split()) > _TITLE


def elsewhere(question: Question, raw: Any) -> Answer:
    """What a sentence that answers another question tells of this one: « oui en 2031, et le projet s'est terminé en juin 2033 ».

    Only a choice or a day that one clause tells for certain, of what is asked about; absent otherwise.
    """
    if not isinstance(raw, str) or len(raw) > _LONGEST or "?" in raw:
        return ABSENT
    text = clean(raw).strip()
    if UNSURE_ASIDE.search(fold(text)) or reading.hedges(text) or _several_times(text):
        return ABSENT
    clauses = [
        clause.strip()
        for clause in re.split(r"[,;:().!?\n]|\bmais\b|\bet (?=il\b|elle\b|ce\b|le projet\b)", text)
        if clause.strip()
    ]
    told = _choice_in(question, clauses) if question.type == "choice" else _day_in(question, clauses)
    if told.state != "given":
        return ABSENT
    choice = question.choice(told.value) if isinstance(told.value, str) else None
    value = choice.label if choice else date_long(told.value)
    return replace(told, raw=text, note=f"« {short(text)} » le dit : « {value} »")


def _several_times(text: str) -> bool:
    """Whether a sentence tells two years alone, as of two projects: « en 2028 et en 2031, le premier est terminé »."""
    return len([day for day in DAY.findall(fold(text)) if day.strip().isdecimal()]) > 1


def _choice_in(question: Question, clauses: list[str]) -> Answer:
    """The only choice that the clauses about what is asked name, but for a mere yes or no; they tell nothing else but days."""
    found: dict[Any, Answer] = {}
    aside: set[str] = set()
    for clause in clauses:
        names = [name for name in held(names_of(question), words_of(clause)).names if name not in _MERE]
        aside |= {names_of(question)[name].value for name in names}
        if names and (IT.search(fold(clause)) or words_of(clause).startswith(tuple(names))):
            answer = understand(question, clause)
            if answer.state != "given" or _more(clause, names):
                return ABSENT
            found[answer.value] = answer
    # « terminé ; celui de 2023 est encore en cours »
    return next(iter(found.values())) if len(found) == 1 and aside <= found.keys() else ABSENT


def _more(clause: str, names: list[str]) -> bool:
    """Whether a clause tells anything beside the names of a choice, and days: « terminé pour la partie prévention »."""
    said = {word for name in names for word in name.split()} | LIGHT
    return any(word not in said and not word.isdecimal() for word in words_of(DAY.sub(" ", fold(clause))).split())


def _day_in(question: Question, clauses: list[str]) -> Answer:
    """The only day of the clauses where a cue of the question stands; a year alone is too wide to be taken from elsewhere."""
    found: dict[date, Answer] = {}
    for clause in clauses:
        words = re.findall(r"[^\W_]+", fold(clause))
        cued = any(word.startswith(fold(cue)) for word in words for cue in question.cues)
        for day in DAY.findall(fold(clause)) if cued else ():
            answer = understand(question, day.strip())
            if day.strip().isdecimal() or answer.state != "given":
                return ABSENT
            found[answer.value] = answer
    return next(iter(found.values())) if len(found) == 1 else ABSENT
