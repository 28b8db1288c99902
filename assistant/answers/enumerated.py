"""A line that was typed to add one row and tells several: « collège Jean Moulin, gendarmerie et CAF »."""

import re
from typing import Any

from assistant.answers.listing import pieces, told_rows
from assistant.answers.understanding import understand
from assistant.script import Question
from assistant.text import fold

_WORDS = 6
"""How many words a name between commas may have; more is a description."""
_DESCRIBES = re.compile(
    r"(?:aux?|a|avec|pour|par|dans|en|sur|chez|de|du|des|qui|dont|puis|ou|ni|ainsi|soit|selon|comme|sans|sauf|pas|non|oui)\b"
    r"|d'|[0-9]+ ?[a-z%€]|[a-z]+ees? par\b|[a-z]+es? par\b"
)
"""How what describes a row begins, rather than names another one: « théâtre forum, au collège », « animé par la CAF », « 3 séances »."""

_MEASURED = frozenset(("amount", "date", "duration", "fte", "yes_no"))
"""The types of what tells something of a row, and is no name."""


def enumerated(repeat: Question, typed: str) -> tuple[dict[str, Any], ...]:
    """The rows that a line may stand for: those that it tells for certain, else its names between commas; none when it is one row.

    A name may hold a comma: whoever typed the line is to be asked.
    """
    if len(told := told_rows(repeat, typed)) > 1:
        return told
    title = repeat.field(repeat.title) if repeat.title else None
    if title is None or re.search('[?«»"“”:]', typed):
        return ()
    names = _names(typed)
    alike = len(names) > 1 and all(_is_name(repeat, title, name) for name in names)
    return tuple({repeat.title: name} for name in names) if alike else ()


def _names(typed: str) -> list[str]:
    """What stands between the commas of a line, the « et » that ends a list included."""
    *first, last = pieces(typed, r"[;\n]|,(?![0-9])") or [""]
    # Without a comma, « Vie et Partage » is a name.
    ends = re.split(r"\s+et\s+", re.sub(r"^et\s+", "", last, flags=re.IGNORECASE)) if first else [last]
    return [*first, *(ends if len(ends) == 2 else [last.removeprefix("et ")])]


def _is_name(repeat: Question, title: Question, text: str) -> bool:
    if len(text.split()) > _WORDS or understand(title, text).state != "given":
        return False
    if title.type != "text":
        return True
    # « coordinatrice, mi-temps » tells one row.
    others = [field for field in repeat.questions if field.type in _MEASURED]
    return not (_DESCRIBES.match(fold(text)) or any(understand(field, text).state == "given" for field in others))
