"""Markdown in our one look: our words are written, the user's words are made inert."""

import re
from collections.abc import Iterable

from assistant.text import markdown_escape


class Page:
    """A Markdown page in the making; every method adds a block of Markdown; a user's words in it have gone through `inert`."""

    def __init__(self, title: str) -> None:
        self._blocks = [f"# {title}"]

    def heading(self, level: int, text: str) -> None:
        """A heading of level 2 to 4; the text may hold a user's words."""
        self._blocks.append(f"{'#' * level} {inert(text)}")

    def paragraph(self, text: str) -> None:
        """A paragraph."""
        self._blocks.append(text)

    def words(self, text: str) -> None:
        """A user's own paragraphs, line breaks kept and nothing else meant."""
        self._blocks.append(markdown_escape(text.strip()))

    def quote(self, text: str) -> None:
        """A block quote, on one line."""
        self._blocks.append(f"> {text}")

    def bullets(self, items: Iterable[str]) -> None:
        """A list of lines."""
        self._blocks.append("\n".join(f"- {item}" for item in items))

    def table(self, header: list[str], rows: list[list[str]]) -> None:
        """A table; cells may hold a user's words."""
        lines = [header, ["---"] * len(header), *rows]
        self._blocks.append("\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines))

    def text(self) -> str:
        """The page, ended by a newline."""
        return "\n\n".join(block for block in self._blocks if block) + "\n"


def inert(text: str) -> str:
    """A user's words as Markdown that shows exactly them, on one line."""
    return markdown_escape(text, lines="one")


def linked(text: str, own: str) -> str:
    """As `inert`, but the web addresses that stand in `own`, words of ours, are links."""
    shown = inert(text)
    for address in {found.rstrip(".,;:") for found in re.findall(r"https?://[^\s»)]+", own)}:
        shown = shown.replace(inert(address), f"<{address}>")
    return shown


def _cell(text: str) -> str:
    return text if text == "---" else inert(text)
