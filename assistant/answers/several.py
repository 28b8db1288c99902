"""Answers to closed questions that admit several choices.

A text is cut into items, each of which names a choice. A remark (« s'il vote », « pas encore », « oui ») is no item: it stays with the
one that it follows, so that a choice that is denied or doubted is never taken.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from assistant import reading
from assistant.answers.answer import Answer, Partial, as_text, refused
from assistant.answers.choices import named, no_choice, note
from assistant.answers.doubts import doubted
from assistant.answers.names import held, names_of, words_of
from assistant.answers.sentences import match
from assistant.answers.words import (
    AGREES,
    ALL,
    AND,
    ANOTHER,
    CONDITION,
    DENIED,
    LATER,
    LEFT_OUT,
    NEITHER_OF,
    NUMBERS,
    OPPOSES,
    PAST,
    REFUSED,
    RESERVES,
    SUPPOSED,
    UNDONE,
    WILL,
)
from assistant.script import Choice, Question
from assistant.text import fold, short

_MOST_ITEMS = 50
"""How many items, beyond one for each choice, a list of choices may have; a longer one is none."""
_ALL_AND = re.compile(rf"\s*({ALL.pattern})\s*[,;:(–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)


class _Item(NamedTuple):
    """What may name a choice, and whether a remark beside it denies it, doubts it, or makes it depend on something."""

    text: str
    reserved: bool = False


def read_choices(question: Question, raw: Any) -> Answer:
    """Several choices, a list or a text that names them; in part when some words are not understood."""
    if isinstance(raw, dict):
        return refused(raw, "on attend ici une liste de choix")
    if isinstance(raw, list) and _too_many(question, raw):
        return refused(raw, f"{len(raw)} éléments sont trop pour cette liste : ne gardez que des choix proposés")
    if isinstance(raw, str) and _names_every(question, raw):
        every = _every(question, raw)
        return Answer("given", every, raw) if every else refused(raw, f"« {short(raw)} » laisse un doute")
    closest: list[_Item] = []
    best: Answer | None = None
    kept: tuple[str, ...] = ()
    for items in [[_Item(as_text(item)) for item in raw]] if isinstance(raw, list) else _cut(question, as_text(raw)):
        if closest and len(items) == 1:
            break  # a list, of which one item is a stranger; without exact names it may be a sentence
        found = [_told(question, item) for item in items]
        known = [choice for choice in found if choice is not None]
        if len(known) == len(items):
            notes = filter(None, map(partial(note, question), known, [item.text for item in items]))
            found_all = Answer("given", _values(known), raw, note=" ; ".join(notes))
            # « la présidente et les deux conseils » names one of them, until « et » cuts it.
            best = found_all if best is None or len(found_all.value) > len(best.value) else best
            continue
        if len(items) == 1 or isinstance(raw, list) or any(named(question, item.text) for item in items):
            closest = [item for choice, item in zip(found, items, strict=True) if choice is None]
            # « si le conseil vote, le maire et le conseil »
            doubtful = {value for item in closest for value in _named(question, item.text)}
            kept = tuple(value for value in _values(known) if value not in doubtful)
    return best or _in_part(question, raw, kept, closest[0].text)


def denies_all(question: Question, typed: str) -> bool:
    """Whether a text denies each of the choices, and says no more: « ni le rectorat ni l'ARS pour l'instant »."""
    left = held(names_of(question), words_of(typed)).left
    every = {choice.value for choice in question.choices if not choice.apart}
    return _named(question, typed) == every and NEITHER_OF.fullmatch(left) is not None


def _named(question: Question, typed: str) -> set[str]:
    """The values of the choices that a text names, whatever it says of them."""
    return {names_of(question)[name].value for name in held(names_of(question), words_of(typed)).names}


def _told(question: Question, item: _Item) -> Choice | None:
    """The choice that an item names; None for one that it names and takes back, or leaves in doubt."""
    choice = None if item.reserved else match(question, item.text)
    if choice is None or named(question, item.text):
        return choice
    left = held(names_of(question), words_of(item.text)).left
    after = left.rpartition("|")[2]
    taken_back = (
        REFUSED.search(after)
        or LEFT_OUT.search(left)
        or OPPOSES.search(left)
        or DENIED.search(after)
        or doubted(question, item.text, choice.doubts)
    )
    return None if taken_back else choice


def _too_many(question: Question, items: list[Any]) -> bool:
    return len(items) > len(question.choices) + _MOST_ITEMS


def _values(choices: list[Choice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.value for choice in choices))


def _in_part(question: Question, raw: Any, kept: tuple[str, ...], stranger: str) -> Answer:
    """Choices of which one is not understood: what is chosen is known, what is not chosen cannot be."""
    doubtful = _named(question, stranger)
    problem = f"« {short(stranger)} » laisse un doute" if doubtful else no_choice(question, stranger)
    if not kept:
        return refused(raw, problem)
    labels = ", ".join(f"« {choice.label} »" for value in kept if (choice := question.choice(value)))
    return Answer("unreadable", Partial(kept), raw, problem=f"{problem} ; le reste est compris : {labels}")


def _names_every(question: Question, text: str) -> bool:
    """Whether a text says « tous », « les deux », alone or before what explains it."""
    begun = _ALL_AND.fullmatch(text)
    told = ALL.fullmatch(words_of(begun[1] if begun else text))
    count = sum(not choice.apart for choice in question.choices)
    return told is not None and told[1] in (None, *(word for word, number in NUMBERS.items() if number == count))


def _every(question: Question, text: str) -> tuple[str, ...]:
    """Every choice but those apart, where what follows « les deux » leaves it so; else none.

    « Les deux, on a vu le rectorat en mars et l'ARS après », not « les deux, on les verra ».
    """
    begun = _ALL_AND.fullmatch(text)
    remark = begun[begun.lastindex or 0] if begun else ""
    values = tuple(choice.value for choice in question.choices if not choice.apart)
    if _doubtful(remark):
        return ()
    if _named(question, remark):
        told = read_choices(question, remark)
        return values if told.state == "given" and set(told.value) <= set(values) else ()
    confirms = not remark or AGREES.fullmatch(reading.bare(remark)) or PAST.search(fold(remark))
    return values if confirms else ()


def _cut(question: Question, text: str) -> Iterator[list[_Item]]:
    """The ways to read one text as several choices: whole when it is a name (labels hold commas), else cut, else whole."""
    text = re.sub(r"^\s*oui\s*[,:;]\s*(?=\w)", "", text, flags=re.IGNORECASE)
    if not named(question, text):
        aside = re.sub(r"\(([^()]*)\)", lambda found: found[0] if _doubtful(found[1]) else " ", text)
        for whole, separator in ((text, r"[;\n]"), (text, r"[;,\n]"), (text, rf"[;,\n]|{AND}"), (aside, rf"[;,\n]|{AND}")):
            parts = [part.strip() for part in re.split(separator, whole) if part.strip()]
            if len(parts) > 1 and not _too_many(question, parts):
                yield _gathered(question, parts)
    yield [_Item(text)]


def _gathered(question: Question, parts: list[str]) -> list[_Item]:
    """The items of a text: a reserve bears on the one that it follows, or on the first when it stands before."""
    items: list[_Item] = []
    waits = False
    for part in parts:
        if _named(question, part):
            items.append(_Item(part, waits))
            waits = False
        elif _reserves(part):
            waits = not items
            items[-1:] = [_Item(f"{item.text}, {part}", reserved=True) for item in items[-1:]]
        elif not AGREES.fullmatch(reading.bare(part)):
            items.append(_Item(part))
    return items or [_Item(part) for part in parts]


def _doubtful(remark: str) -> bool:
    """Whether a remark on a choice leaves any doubt that it is made: « refus », « à signer », « on les verra »."""
    folded = fold(remark)
    found = (pattern.search(folded) for pattern in (RESERVES, WILL, LATER))
    return _reserves(remark) or any(found) or "?" in remark


def _reserves(remark: str) -> bool:
    """Whether a remark denies what it follows, doubts it, or makes it depend on something."""
    words = words_of(remark)
    return bool(
        CONDITION.search(fold(remark))
        or SUPPOSED.search(words)
        or REFUSED.search(f" {words} ")
        or OPPOSES.search(words)
        or ANOTHER.search(fold(remark))
        or UNDONE.search(words)
        or DENIED.search(words)
        or reading.hedges(remark)
    )
