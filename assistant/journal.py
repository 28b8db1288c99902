"""What stands beside a dossier, in the user's own state: an answer that is half typed, and the conversation.

Both outlive a kill at any moment. They are data (JSON), never markup; what cannot be read is left aside, and nothing is lost of the
dossier itself, which is another file.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_state_path

from assistant import APP
from assistant.store import seal
from assistant.text import clean

ENTRIES = 300
"""How many entries of a conversation come back."""
_BYTES = 1_000_000
"""From so many bytes, the older entries of a conversation are forgotten."""


class Draft(NamedTuple):
    """Where one is, and what is typed there and not given yet: the path of the question, the text or the boxes checked, the free
    question."""

    place: str = ""
    text: str = ""
    checked: tuple[str, ...] = ()
    asked: str = ""

    def __bool__(self) -> bool:
        """Whether something is typed and not given."""
        return bool(self.text or self.checked or self.asked)


class Span(NamedTuple):
    """A style of a part of a text: offsets in characters, and the style's name."""

    start: int
    end: int
    style: str


class Entry(NamedTuple):
    """Something said in a conversation: its kind, its text and the styles in it."""

    kind: str
    text: str
    spans: tuple[Span, ...] = ()


class Journal:
    """The draft and the conversation of a dossier. Its methods never raise: a dossier is worked on all the same without them."""

    def __init__(self, path: Path) -> None:
        room = user_state_path(APP, appauthor=False)
        self._draft = room / "brouillons" / f"{seal(path)}.json"
        self._talk = room / "conversations" / f"{seal(path)}.jsonl"

    def keep(self, draft: Draft) -> None:
        """Keep a draft, whole or not at all, in place of the last one; one that has not even a place takes it away.

        It is not flushed to the disk: that would be once a keystroke, and a kill of the program loses nothing that was written.
        """
        with contextlib.suppress(OSError):
            if draft == Draft():
                self._draft.unlink(missing_ok=True)
                return
            _write(self._draft, json.dumps(draft._asdict(), ensure_ascii=False))

    def kept(self) -> Draft:
        """The draft that was kept; an empty one when there is none, or when it cannot be read."""
        found = _object(_read(self._draft))
        texts = [clean(value) if isinstance(value := found.get(name), str) else "" for name in ("place", "text", "asked")]
        boxes = found.get("checked")
        checked = tuple(value for value in boxes if isinstance(value, str)) if isinstance(boxes, list) else ()
        return Draft(texts[0], texts[1], checked, texts[2])

    def say(self, entries: Iterable[Entry]) -> None:
        """Add to the conversation."""
        lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        with contextlib.suppress(OSError):
            _room(self._talk)
            if self._talk.exists() and self._talk.stat().st_size > _BYTES:
                _write(self._talk, "".join(_read(self._talk).splitlines(keepends=True)[-ENTRIES // 2 :]))
            # One write at the end of the file: a kill leaves it out or whole, and at worst a last line that is passed over.
            with os.fdopen(os.open(self._talk, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb", buffering=0) as stream:
                stream.write(lines.encode("utf-8", "replace"))

    def forget(self) -> None:
        """Take away what stood beside another dossier at the same place."""
        with contextlib.suppress(OSError):
            self._draft.unlink(missing_ok=True)
            self._talk.unlink(missing_ok=True)

    def said(self) -> list[Entry]:
        """The last entries of the conversation, the oldest first; lines that are not entries are passed over."""
        entries = (_entry(line) for line in _read(self._talk).splitlines()[-ENTRIES:])
        return [entry for entry in entries if entry is not None]


def _entry(line: str) -> Entry | None:
    try:
        kind, text, spans = json.loads(line)
        styles = tuple(Span(int(start), int(end), str(style)) for start, end, style in spans)
    except (ValueError, TypeError, RecursionError):
        return None
    return Entry(kind, text, styles) if isinstance(kind, str) and isinstance(text, str) else None


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _room(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(path: Path, text: str) -> None:
    _room(path)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(text.encode("utf-8", "replace"))
    draft.replace(path)
