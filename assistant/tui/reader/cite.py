"""From what the engine found to what the reader opens: passages with what stands around them, findings with the unit that says so."""

import ast
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style

from assistant.bearing import Bearing, bearing
from assistant.tui.news import Extract
from assistant.tui.reader.book import Citation, units_of
from assistant.tui.words import fr, marked, where

if TYPE_CHECKING:
    from assistant.library import Library, Section
    from assistant.passages import Passage
    from assistant.rules import Finding
    from assistant.script import Script

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
    begins = found.proof[0][0] if found.proof else 0
    return Extract(place, text, Citation(found.section, first, last), before, after, begins)


class Proof(NamedTuple):
    """What a finding rests on: the passage in words ("" without the texts), and where the reader is opened for it."""

    passage: str
    citation: Citation


def proof(library: "Library | None", script: "Script", finding: "Finding") -> Proof:
    """The passage that proves a finding."""
    rule = script.requirement(finding.requirement)
    found = bearing(library, finding.section, finding.message, rule.asks if rule else "") if library else Bearing()
    return Proof(found.text, Citation(finding.section, found.first, found.last))


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
