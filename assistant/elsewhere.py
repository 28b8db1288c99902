"""The dossiers that stand outside the user's folder: those that were opened, or put there, are offered again.

Their list is kept in the user's own state. It is read without a look at the files themselves: the disk of one may be gone.
"""

import json
import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from assistant import APP, store
from assistant.errors import AssistantError
from assistant.files import write_whole
from assistant.store import Kept
from assistant.text import clean

MOST = 20
"""How many dossiers are kept: of more, those that were opened or saved longest ago are forgotten."""
_CHARACTERS = 200_000
"""How much of the list is read: one that is longer is none of ours."""


def note(path: Path) -> None:
    """Keep a dossier that was opened or saved; one of the user's folder is listed there already.

    Nothing is kept, and nothing is lost, where one may not read or write.
    """
    with suppress(OSError, ValueError, AssistantError):
        path = Path(os.path.abspath(path))
        if os.path.realpath(path.parent) == os.path.realpath(store.folder()):
            return
        saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        _write([Kept(path, store.name_of(path), saved, store.day_of(path), outside=True), *_but(path)])


def forget(path: Path) -> None:
    """Keep a dossier no more."""
    with suppress(OSError, AssistantError):
        _write(_but(path))


def noted() -> list[Kept]:
    """The dossiers that are kept, the latest opened or saved first; what is damaged is left aside."""
    try:
        with _list().open(encoding="utf-8") as stream:
            found = json.loads(stream.read(_CHARACTERS))
    except (OSError, ValueError, RecursionError):
        return []
    kept = (_kept(row) for row in found) if isinstance(found, list) else ()
    return [row for row in kept if row is not None][:MOST]


def _list() -> Path:
    return user_state_path(APP, appauthor=False) / "dossiers-ouverts.json"


def _but(path: Path) -> list[Kept]:
    return [kept for kept in noted() if kept.path != path]


def _kept(row: Any) -> Kept | None:
    try:
        path, name, saved, day = row
        place = Path(path)
        kept = Kept(
            place, clean(name), datetime.fromisoformat(saved).astimezone(), date.fromisoformat(day) if day else None, outside=True
        )
    except (TypeError, ValueError, AttributeError, OverflowError):
        return None
    return kept if place.is_absolute() and "\0" not in path and kept.name.strip() else None


def _write(rows: list[Kept]) -> None:
    path = _list()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [(str(kept.path), kept.name, kept.saved.isoformat(), kept.day.isoformat() if kept.day else "") for kept in rows]
    # In plain characters: a path may have bytes that are no text.
    write_whole(path, json.dumps(lines[:MOST], indent=0))
