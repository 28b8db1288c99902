"""What OpenDocument texts and spreadsheets share: tags made of data, and the description of the file."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document

from assistant.outputs.model import Paper


def tag(name: str, attributes: Mapping[str, Any] | None = None, inside: str | Iterable[str] = "") -> str:
    """A tag; what is inside is made of tags and of words gone through `words`."""
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in (attributes or {}).items())
    return f"<{name}{told}>{inside if isinstance(inside, str) else ''.join(inside)}</{name}>"


def words(said: str) -> str:
    """Words as XML; OpenDocument would take two spaces for one, and a line end for a space."""
    return escape(said).replace("  ", " <text:s/>").replace("\n", "<text:line-break/>")


def describe(package: Document, paper: Paper) -> None:
    """Say in a file what it is; its only date is the paper's."""
    told = package.meta
    noon = datetime.datetime.combine(paper.day, datetime.time(12))
    told.title, told.language = paper.heading, paper.language
    told.initial_creator = told.creator = paper.author or "–"
    told.creation_date = told.date = noon
    told.editing_cycles, told.editing_duration = 1, datetime.timedelta(0)
    told.generator = "assistant"
