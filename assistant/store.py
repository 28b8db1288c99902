"""Where the user's dossiers live, and who holds one open."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout
from platformdirs import user_data_path, user_state_path

from assistant import APP
from assistant.errors import AssistantError, reason
from assistant.text import clean, fold


class Kept(NamedTuple):
    """A dossier of the user's folder: its file, its name and when it was last saved (local time)."""

    path: Path
    name: str
    saved: datetime


def folder() -> Path:
    """The user's folder of dossiers (it may not exist yet)."""
    return user_data_path(APP, appauthor=False) / "dossiers"


def path_for(name: str) -> Path:
    """The file of a dossier of that name in the user's folder. Raises AssistantError when nothing of the name can be kept."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(clean(name))).strip("-")[:60]
    if not stem:
        raise AssistantError("Donnez au dossier un nom avec au moins une lettre ou un chiffre.")
    return folder() / f"{stem}.yaml"


def kept() -> list[Kept]:
    """The user's dossiers, the latest saved first; those that cannot be looked at are left out."""
    found = []
    try:
        paths = sorted(folder().glob("*.yaml"))
    except OSError:
        return []
    for path in paths:
        try:
            saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        except OSError:
            continue
        found.append(Kept(path, path.stem, saved))
    return sorted(found, key=lambda item: item.saved, reverse=True)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a dossier's file so that no other window writes it; released by the system should the program be killed.

    Raises AssistantError when another window holds it.
    """
    seal = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=8).hexdigest()
    try:
        # Not the runtime directory: where none is declared, platformdirs warns in English on the terminal.
        room = user_state_path(APP, appauthor=False) / "locks"
        room.mkdir(parents=True, exist_ok=True)
        lock = FileLock(room / f"{seal}.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AssistantError(
            f"Le dossier « {path} » est déjà ouvert dans une autre fenêtre : fermez-la, ou ouvrez un autre dossier."
        ) from error
    except OSError as error:
        raise AssistantError(f"Le dossier « {path} » ne peut pas être réservé : {reason(error)}.") from error
    try:
        yield
    finally:
        lock.release()
