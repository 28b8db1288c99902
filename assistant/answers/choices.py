"""Answers to closed questions: one choice, or several."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from assistant.answers.answer import SKIPPED, Answer, Partial, as_text, refused
from assistant.answers.names import names_of, words_of
from assistant.answers.sentences import match
from assistant.answers.words import ALL, AND, NUMBERS
from assistant.script import Choice, Ours, Question
from assistant.text import fold, short

_MOST_LABELS = 12
"""How many choices are told to somebody who names none of them."""
_MOST_ITEMS = 50
"""How many items, beyond one for each choice, a list of choices may have; a longer one is none."""


def read_choice(question: Question, raw: Any) -> Answer:
    """One choice, told in any words."""
    items = raw if isinstance(raw, list) else [raw]
    if any(isinstance(item, dict | list) for item in items):
        return refused(raw, "on attend ici un seul choix, pas une liste")
    typed = ", ".join(map(as_text, items))  # several may name one choice: the frames 1, 6 and 7 of a form
    choice = match(question, typed)
    if choice is None:
        return refused(raw, _no_choice(question, typed))
    return Answer("given", choice.value, raw, note=_note(question, choice, typed))


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
    answer = read_choice(question, told)
    return refused(typed, _no_choice(question, typed)) if answer.state != "given" else replace(answer, raw=typed)


def _names_of_bodies(ours: Ours) -> str:
    """The pattern of what names the applicant or others, with accents or without, the longest names first."""
    ways = {way for word in (*ours.words, *ours.others) for way in (word, fold(word))}
    either = "|".join(map(re.escape, sorted(ways, key=len, reverse=True)))
    return rf"(?:\b(?:la|les?|notre|nos) |\bl['’])?(?<!\w)({either})s?(?!\w)"


def read_choices(question: Question, raw: Any) -> Answer:
    """Several choices, a list or a text that names them; in part when some words are not understood."""
    if isinstance(raw, dict):
        return refused(raw, "on attend ici une liste de choix")
    if isinstance(raw, list) and _too_many(question, raw):
        return refused(raw, f"{len(raw)} éléments sont trop pour cette liste : ne gardez que des choix proposés")
    if isinstance(raw, str) and (every := _every(question, raw)):
        return Answer("given", every, raw)
    closest: list[str] = []
    best: Answer | None = None
    kept: tuple[str, ...] = ()
    for items in [[as_text(item) for item in raw]] if isinstance(raw, list) else _cut(question, as_text(raw)):
        if closest and len(items) == 1:
            break  # a list, of which one item is a stranger; without exact names it may be a sentence
        found = [match(question, item) for item in items]
        known = [choice for choice in found if choice is not None]
        if len(known) == len(items):
            notes = filter(None, map(partial(_note, question), known, items))
            found_all = Answer("given", _values(known), raw, note=" ; ".join(notes))
            # « la présidente et les deux conseils » names one of them, until « et » cuts it.
            best = found_all if best is None or len(found_all.value) > len(best.value) else best
            continue
        if len(items) == 1 or isinstance(raw, list) or any(named(question, item) for item in items):
            closest = [item for choice, item in zip(found, items, strict=True) if choice is None]
            kept = _values(known)
    return best or _in_part(question, raw, kept, closest[0])


def named(question: Question, typed: str) -> bool:
    """Whether a text is one of the names of a choice: « pas sûr » or « aucun » may be among them."""
    return bool(question.choices) and fold(typed) != SKIPPED and words_of(typed) in names_of(question)


def _too_many(question: Question, items: list[Any]) -> bool:
    return len(items) > len(question.choices) + _MOST_ITEMS


def _values(choices: list[Choice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.value for choice in choices))


def _in_part(question: Question, raw: Any, kept: tuple[str, ...], stranger: str) -> Answer:
    """Choices of which one is not understood: what is chosen is known, what is not chosen cannot be."""
    problem = _no_choice(question, stranger)
    if not kept:
        return refused(raw, problem)
    labels = ", ".join(f"« {choice.label} »" for value in kept if (choice := question.choice(value)))
    return Answer("unreadable", Partial(kept), raw, problem=f"{problem} ; le reste est compris : {labels}")


def _every(question: Question, text: str) -> tuple[str, ...]:
    """The values that « tous », « les deux » name: every choice but those apart; none when the number is not theirs."""
    told = ALL.fullmatch(words_of(text))
    values = tuple(choice.value for choice in question.choices if not choice.apart)
    return values if told and (told[1] is None or NUMBERS[told[1]] == len(values)) else ()


def _cut(question: Question, text: str) -> Iterator[list[str]]:
    """The ways to read one text as several choices: whole when it is a name (labels hold commas), else cut, else whole."""
    text = re.sub(r"^\s*oui\s*[,:;]\s*(?=\w)", "", text, flags=re.IGNORECASE)
    if not named(question, text):
        aside = re.sub(r"\([^()]*\)", " ", text)
        for whole, separator in ((text, r"[;\n]"), (text, r"[;,\n]"), (text, rf"[;,\n]|{AND}"), (aside, rf"[;,\n]|{AND}")):
            parts = [part.strip() for part in re.split(separator, whole) if part.strip()]
            if len(parts) > 1 and not _too_many(question, parts):
                yield parts
    yield [text]


def _note(question: Question, choice: Choice, typed: str) -> str:
    """How a text was understood, when it is not a name of the choice."""
    if names_of(question).get(words_of(typed)) == choice:
        return ""
    return f"« {short(typed)} » est compris comme « {choice.label} »"


def _no_choice(question: Question, typed: str) -> str:
    labels = [f"« {choice.label} »" for choice in question.choices[:_MOST_LABELS]]
    if len(question.choices) > len(labels):
        labels.append("…")
    return f"« {short(typed)} » n'est pas un des choix : {', '.join(labels)}"
