"""What changed since a booklet that was signed: its items are read back from its Markdown, and compared by their codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.files import read_text
from assistant.outputs.booklet.item import Grid, Item

_HEADING = re.compile(r"^#### n° (\d+) – (.*)$")
_CODE = re.compile(r"repère ([0-9a-f]{8})-([0-9a-f]{6})$")
_DIGEST = re.compile(r"^\*\*Empreinte du contenu :\*\* ([0-9a-f]{20})$", re.MULTILINE)
_DAY = re.compile(r"^\*\*Établi le :\*\* (.+)$", re.MULTILINE)
_LIMIT = 64 * 1024 * 1024
"""The largest booklet that is read, in bytes."""


@dataclass(frozen=True)
class Kept:
    """An item of a signed booklet: its number and title there, both halves of its code, its lines."""

    number: int
    title: str
    name: str
    seal: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signed:
    """A booklet that was signed: its day in words, the fingerprint of its content, its items by the first half of their codes."""

    day: str
    digest: str
    items: dict[str, Kept]


@dataclass(frozen=True)
class Changed:
    """An item that no longer says the same: its number now, what it was, the lines that went, the lines that came."""

    number: int
    item: Item
    before: Kept
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What a new booklet has that a signed one has not, says otherwise, or no longer has; `same` are the numbers of the rest."""

    signed: Signed
    new: tuple[tuple[int, Item], ...]
    changed: tuple[Changed, ...]
    gone: tuple[Kept, ...]
    same: frozenset[int]


def read_signed(path: Path) -> Signed:
    """A booklet as it was written in Markdown. Raises AssistantError when the file is none, or was written without codes."""
    if path.suffix.lower() != ".md":
        raise AssistantError(
            f"« {path} » n'est pas un livret en Markdown : avec le livret que vous faites signer, gardez toujours celui que la même "
            "commande écrit en .md, et donnez-le à --since."
        )
    text = _plain(read_text(path, _LIMIT))
    items: dict[str, Kept] = {}
    number, title, lines = 0, "", list[str]()
    for line in text.split("\n"):
        if heading := _HEADING.match(line):
            number, title, lines = int(heading[1]), heading[2], []
        elif line.startswith("#"):
            number = 0
        elif number and (code := _CODE.search(line)):
            items[code[1]] = Kept(number, title, code[1], code[2], tuple(lines))
            number = 0
        elif number and (said := _line(line)):
            lines.append(said)
    digest, day = _DIGEST.search(text), _DAY.search(text)
    if not items or digest is None or day is None:
        raise AssistantError(
            f"« {path} » n'est pas un livret de relecture dont chaque élément porte un repère : donnez à --since un livret écrit par "
            "« assistant booklet -o livret.md »."
        )
    return Signed(day[1], digest[1], items)


def compare(signed: Signed, numbered: Iterable[tuple[int, Item]]) -> Changes:
    """What is new, changed or gone in the items of a booklet, numbered, since one that was signed."""
    new, changed, same, found = list[tuple[int, Item]](), list[Changed](), set[int](), set[str]()
    for number, item in numbered:
        name, _, seal = item.code.partition("-")
        found.add(name)
        before = signed.items.get(name)
        if before is None:
            new.append((number, item))
        elif before.seal == seal:
            same.add(number)
        else:
            lines = (f"{item.kind} : {item.title}", *_lines(item))
            then = (before.title, *before.lines)
            gone = tuple(line for line in then if _bare(line) not in set(map(_bare, lines)))
            come = tuple(line for line in lines if _bare(line) not in set(map(_bare, then)))
            changed.append(Changed(number, item, before, gone, come))
    lost = tuple(kept for name, kept in signed.items.items() if name not in found)
    return Changes(signed, tuple(new), tuple(changed), lost, frozenset(same))


def _lines(item: Item) -> tuple[str, ...]:
    """What an item says, a line each paragraph, each line of a list, each row of a table."""
    lines: list[str] = []
    for part in item.parts:
        if isinstance(part, Grid):
            lines += [" | ".join(row) for row in (part.header, *part.rows)]
        else:
            lines += [part] if isinstance(part, str) else part
    return tuple(lines)


def _plain(markdown: str) -> str:
    """Markdown without its escapes and with ordinary spaces."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown.replace("\r\n", "\n")).replace("\u00a0", " ")


def _line(line: str) -> str:
    """A line of Markdown without the marks of a list, a table, a link; nothing for what is no content."""
    said = re.sub(r"<(https?://[^>]+)>", r"\1", line.strip())
    if re.fullmatch(r"[|\-: ]*", said):
        return ""
    said = re.sub(r"^\*\*(.*?)\*\*", r"\1", said)
    return said.strip("| ") if said.startswith("| ") else said.removeprefix("- ")


def _bare(line: str) -> str:
    """A line as it is compared: its words alone."""
    return " ".join(line.replace("\u00a0", " ").split())
