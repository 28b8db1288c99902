"""Answers to closed questions: one choice."""

import re
from typing import Any

from assistant.answers.answer import SKIPPED, Answer, as_text, refused
from assistant.answers.names import names_of, words_of
from assistant.answers.sentences import match
from assistant.script import Choice, Ours, Question
from assistant.text import fold, short

_MOST_LABELS = 12
"""How many choices are told to somebody who names none of them."""


def read_choice(question: Question, raw: Any) -> Answer:
    """One choice, told in any words."""
    items = raw if isinstance(raw, list) else [raw]
    if any(isinstance(item, dict | list) for item in items):
        return refused(raw, "on attend ici un seul choix, pas une liste")
    typed = ", ".join(map(as_text, items))  # several may name one choice: the frames 1, 6 and 7 of a form
    choice = match(question, typed)
    if choice is None:
        return refused(raw, no_choice(question, typed))
    return Answer("given", choice.value, raw, note=note(question, choice, typed))


def read_ours(question: Question, typed: str, ours: Ours) -> Answer:
    """One choice, in a text where some words name the applicant itself: « oui, l'agglo a été lauréate », told by the agglo."""
    if any(fold(typed) in (choice.value, fold(choice.label)) for choice in question.choices):
        return read_choice(question, typed)
    others = {fold(word) for word in ours.others}
    named_others: list[str] = []

    def itself(found: re.Match[str]) -> str:
        if fold(found[1]) not in others:
            return "nous"
        named_others.append(found[1])
        return found[0]

    told = re.sub(_names_of_bodies(ours), itself, typed, flags=re.IGNORECASE)
    if named_others:
        answer = read_choice(question, typed)
        return refused(typed, f"« {short(typed)} » nomme quelqu'un d'autre que vous") if answer.value == ours.choice else answer
    choice = question.choice(read_choice(question, told).value)
    if choice is None:
        return refused(typed, no_choice(question, typed))
    return Answer("given", choice.value, typed, note=note(question, choice, typed))


def _names_of_bodies(ours: Ours) -> str:
    """The pattern of what names the applicant or others, with accents or without, the longest names first."""
    ways = {way for word in (*ours.words, *ours.others) for way in (word, fold(word))}
    either = "|".join(map(re.escape, sorted(ways, key=len, reverse=True)))
    return rf"(?:\b(?:la|les?|notre|nos) |\bl['’])?(?<!\w)({either})s?(?!\w)"


def named(question: Question, typed: str) -> bool:
    """Whether a text is one of the names of a choice: « pas sûr » or « aucun » may be among them."""
    return bool(question.choices) and fold(typed) != SKIPPED and words_of(typed) in names_of(question)


def note(question: Question, choice: Choice, typed: str) -> str:
    """How a text was understood, when it is not a name of the choice."""
    if names_of(question).get(words_of(typed)) == choice:
        return ""
    return f"« {short(typed)} » est compris comme « {choice.label} »"


def no_choice(question: Question, typed: str) -> str:
    """Why a text that names no choice is refused, and what the choices are."""
    labels = [f"« {choice.label} »" for choice in question.choices[:_MOST_LABELS]]
    if len(question.choices) > len(labels):
        labels.append("…")
    return f"« {short(typed)} » n'est pas un des choix : {', '.join(labels)}"
