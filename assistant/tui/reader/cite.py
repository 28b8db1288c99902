"""From what the engine found to what the reader opens: passages with what stands around them, findings with the unit that says so."""

import ast
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from assistant.tui.news import Extract
from assistant.tui.reader.book import Citation, nearest_unit, units_of
from assistant.tui.words import fr, marked, where

if TYPE_CHECKING:
    from assistant.library import Library, Section
    from assistant.passages import Passage

_AROUND = 2
"""How many units of what stands before a passage are shown, and of what comes after."""


def extract(library: "Library", found: "Passage") -> Extract:
    """A passage ready to be shown, with its place and its surroundings."""
    section = _section(library, found.section)
    first, last = units_of(section, found.text) if section else (-1, -1)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    if section and first >= 0:
        said = [f"{unit.mark} {unit.text}".strip() for unit in section.units]
        before = tuple(map(fr, said[max(0, first - _AROUND) : first]))
        after = tuple(map(fr, said[last + 1 : last + 1 + _AROUND]))
    place, text = fr(where(library, found.section)), marked(found.text, found.marks, found.proof)
    proof = found.proof[0][0] if found.proof else 0
    return Extract(place, text, Citation(found.section, first, last), before, after, proof)


def about(library: "Library | None", section: str, text: str) -> Citation:
    """The place of a section that speaks of something: its unit with most of the same words, else the section as a whole."""
    found = _section(library, section) if library else None
    unit = nearest_unit(found, text) if found else -1
    return Citation(section, unit, unit)


def passage_of(library: "Library", citation: Citation) -> str:
    """The text that is cited; "" when it is a section as a whole."""
    section = _section(library, citation.section)
    if section is None or citation.first < 0:
        return ""
    return "\n".join(fr(f"{unit.mark} {unit.text}".strip()) for unit in section.units[citation.first : citation.last + 1])


def linked(text: str | Content, citation: Citation) -> Content:
    """A text that opens the reader when it is clicked."""
    shown = text if isinstance(text, Content) else Content(text)
    return shown.stylize(_click(citation))


def linker(library: "Library") -> Callable[[Content], Content]:
    """What makes links of the places that a text names in words, as papers do."""
    places = {fr(library.place(section.id)): Citation(section.id) for section in library.sections}
    # A place may begin with another.
    named = re.compile("|".join(re.escape(place) for place in sorted(places, key=len, reverse=True)) or r"(?!)")

    def link(text: Content) -> Content:
        for match in named.finditer(text.plain):
            text = text.stylize(_click(places[match[0]]), match.start(), match.end())
        return text

    return link


def _click(citation: Citation) -> Style:
    return Style.from_meta({"@click": citation.action})


def first_link(text: Content) -> Citation | None:
    """The first place that a text links to."""
    for span in text.spans:
        action = span.style.meta.get("@click", "") if isinstance(span.style, Style) else ""
        if action.startswith("app.read_at("):
            return Citation(*ast.literal_eval(action.partition("(")[2][:-1]))
    return None


def _section(library: "Library", name: str) -> "Section | None":
    return next((section for section in library.sections if section.id == name), None)
