"""The paragraph of a section that bears most on what is said of it: what a finding or the answer to a quiz is shown beside."""

import math
import re
from collections import Counter

from assistant.library import Library
from assistant.text import fold

_NEAR = 0.8
"""From which part of the best likeness another item of the same list is shown too."""
_MOST_LIKE = 1e9
"""More than any likeness: a quotation alone is beyond it."""


def bearing(library: Library, section: str, *about: str, quote: str = "") -> str:
    """The paragraph of a section that bears most on what is said, what is said first weighing most, or the one that holds `quote`;
    a list comes with what introduces it. Empty when there is no such section.
    """
    found = next((other for other in library.sections if other.id == section), None)
    if found is None:
        return ""
    wanted = Counter[str]()
    for weight, said in enumerate(reversed(about), 1):
        wanted.update(dict.fromkeys(_words(said), weight))
    likeness = [math.inf if holds(quote, unit.text) else _likeness(wanted, unit.text) for unit in found.units]
    best = max(range(len(found.units)), key=lambda number: likeness[number])
    lead = found.units[best].lead
    # What introduces a list says little without it, and a rule may rest on several items.
    least = 0.0 if lead is None else min(_NEAR * likeness[best], _MOST_LIKE)
    first = best if lead is None else lead
    items = [
        f"{unit.mark} {unit.text}" for number, unit in enumerate(found.units) if unit.lead == first and likeness[number] >= least
    ]
    return "\n".join([found.units[first].text, *items])


def holds(quote: str, text: str) -> bool:
    """Whether a text holds a quotation, whatever its capitals, its accents and its spaces."""
    return bool(quote.strip()) and " ".join(fold(quote).split()) in " ".join(fold(text).split())


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9]+", fold(text)) if len(word) > 3 or word.isdigit()}


def _likeness(wanted: Counter[str], text: str) -> float:
    """How many words two texts share, the shorter text being the more to the point."""
    words = _words(text)
    shared: int = sum(wanted[word] for word in words)
    return shared / math.sqrt(len(words) + 10)
