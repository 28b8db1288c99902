"""The paragraph of a section that bears most on what is said of it: what a finding or the answer to a quiz is shown beside."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from assistant.library import Library, Section
from assistant.text import fold

_NEAR = 0.8
"""From which part of the best likeness another item of the same list is shown too."""
_MOST_LIKE = 1e9
"""More than any likeness: a quotation alone is beyond it."""
WHOLE = 700
"""How long a list may be, in characters, to be shown whole: a list so short is the rule itself, and any item of it may be what binds."""


class Bearing(NamedTuple):
    """An extract of a section, and the first and last of the units to read it at (-1 and -1 when there is no such section)."""

    text: str = ""
    first: int = -1
    last: int = -1


def bearing(library: Library, section: str, *about: str, quote: str = "") -> Bearing:
    """The paragraph of a section that bears most on what is said, what is said first weighing most, or the one that holds `quote`.

    An item of a list comes with what introduces it, and with the others of its list when that is short. Nothing when there is no such
    section.
    """
    found = next((other for other in library.sections if other.id == section), None)
    if found is None:
        return Bearing()
    wanted = Counter[str]()
    for weight, said in enumerate(reversed(about), 1):
        wanted.update(dict.fromkeys(bearing_words(said), weight))
    likeness = [math.inf if holds(quote, unit.text) else _likeness(wanted, unit.text) for unit in found.units]
    best = max(range(len(found.units)), key=lambda number: likeness[number])
    lead = best if found.units[best].lead is None else found.units[best].lead
    assert lead is not None
    items = [number for number, unit in enumerate(found.units) if unit.lead == lead]
    if lead == best or sum(len(found.units[number].text) for number in (lead, *items)) <= WHOLE:
        return _extract(found, [lead, *items], lead, items[-1] if items else lead)
    # A rule may rest on several items.
    least = min(_NEAR * likeness[best], _MOST_LIKE)
    return _extract(found, [lead, *(number for number in items if likeness[number] >= least)], best, best)


def _extract(section: Section, chosen: Iterable[int], first: int, last: int) -> Bearing:
    return Bearing("\n".join(line for _, line in section.lines(set(chosen))), first, last)


def holds(quote: str, text: str) -> bool:
    """Whether a text holds a quotation, whatever its capitals, its accents and its spaces."""
    return bool(quote.strip()) and " ".join(fold(quote).split()) in " ".join(fold(text).split())


def bearing_words(text: str) -> set[str]:
    """The words of a text that say what it is about, by their beginnings."""
    return {word[:6] for word in re.findall(r"[a-z0-9]+", fold(text)) if len(word) > 3 or word.isdigit()}


def _likeness(wanted: Counter[str], text: str) -> float:
    """How many words two texts share, the shorter text being the more to the point."""
    words = bearing_words(text)
    shared: int = sum(wanted[word] for word in words)
    return shared / math.sqrt(len(words) + 10)
