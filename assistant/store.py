"""Where the user's dossiers live, and who holds one open."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout
from platformdirs import user_data_path, user_state_path

from assistant import APP
from assistant.errors import AssistantError, reason
from assistant.files import free_name, has_comments, write_whole
from assistant.text import clean, fold

_DAY = ".jour"
"""The suffix of the file, beside a dossier, that holds the day at which it is judged."""
_NAME = ".nom"
"""The suffix of the file, beside a dossier, that holds its name as it was typed: its file's is made of plain letters."""


BESIDE = frozenset((_DAY, _NAME))
"""The suffixes of what we keep beside a dossier, which is no paper and no dossier."""


class Kept(NamedTuple):
    """A dossier of the user: its file, its name, when it was last saved (local time), the day at which it is judged when it is the
    copy of a case (None for a dossier that is none), and whether its file stands outside the user's folder."""

    path: Path
    name: str
    saved: datetime
    day: date | None = None
    outside: bool = False


def folder() -> Path:
    """The user's folder of dossiers (it may not exist yet)."""
    return user_data_path(APP, appauthor=False) / "dossiers"


def path_for(name: str) -> Path:
    """The file of a dossier of that name in the user's folder. Raises AssistantError when nothing of the name can be kept."""
    stem = _stem(name)
    if not stem:
        raise AssistantError("Donnez au dossier un nom avec au moins une lettre ou un chiffre.")
    return folder() / f"{stem}.yaml"


def _stem(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(clean(name))).strip("-")[:60]


def free_path(name: str) -> Path:
    """The file of a new dossier of that name: numbered when the name is taken. Raises AssistantError as `path_for` does."""
    return free_name(path_for(name))


def kept() -> list[Kept]:
    """The user's dossiers, the latest saved first; those that cannot be looked at are left out."""
    found = []
    try:
        # A name that we give has no dot: « x.avant.yaml », « x.conflit.yaml » are copies kept beside a dossier.
        paths = [path for path in sorted(folder().glob("*.yaml")) if "." not in path.stem]
    except OSError:
        return []
    for path in paths:
        try:
            saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        except OSError:
            continue
        found.append(Kept(path, name_of(path), saved, day_of(path)))
    return sorted(found, key=lambda item: item.saved, reverse=True)


def name_of(path: Path) -> str:
    """How a dossier is called: as it was typed when it was begun, else by the words of its file's name."""
    try:
        typed = " ".join(clean(path.with_suffix(_NAME).read_text(encoding="utf-8")[:200]).split())
    except (OSError, ValueError):
        typed = ""
    stem = _stem(typed)
    if path.stem == stem:
        return typed
    numbered = re.fullmatch(rf"{re.escape(stem)}-(\d+)", path.stem, re.ASCII) if stem else None
    # What stands beside a file that was renamed or copied is the name of another.
    return f"{typed} ({numbered[1]})" if numbered else path.stem.replace("-", " ")


def set_name(path: Path, name: str) -> None:
    """Keep how a new dossier is called; nothing is kept, and nothing is lost, where one may not write."""
    with suppress(AssistantError):
        write_whole(path.with_suffix(_NAME), f"{name}\n")


def day_of(path: Path) -> date | None:
    """The day at which a dossier is judged, when it is not today: that of the fictitious case of which it is a copy."""
    try:
        return date.fromisoformat(path.with_suffix(_DAY).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def set_day(path: Path, day: date | None) -> None:
    """Say at which day a dossier is judged (None: each day at its own date). Raises AssistantError when it cannot be kept."""
    beside = path.with_suffix(_DAY)
    if day is not None:
        write_whole(beside, f"{day.isoformat()}\n")
    elif beside.exists():
        try:
            beside.unlink()
        except OSError as error:
            raise AssistantError(f"« {beside} » ne peut pas être retiré : {reason(error)}.") from error


class Keeper:
    """A dossier's file between two saves: what another program, or a person's own hand, wrote there is never lost.

    Make it before the file is read, then save through it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _content(path)
        self._first = True

    @property
    def warning(self) -> str:
        """What to tell before anything is saved: that the comments of the file will only stay in a copy; nothing without any."""
        if not self._known or self.path.suffix.lower() == ".json" or not has_comments(self._known.decode("utf-8", "replace")):
            return ""
        return (
            f"« {self.path} » contient des commentaires : ils ne sont pas repris à l'enregistrement. "
            "Une copie du fichier tel qu'il est sera gardée à côté dès votre première réponse."
        )

    def save(self, write: Callable[[], None]) -> tuple[str, ...]:
        """Call `write`, which writes the file; before that, keep beside it what it would destroy. Returns what to tell.

        What is kept: a version that is not the one last read or written, and, at the first save, comments.
        Raises AssistantError when a copy cannot be kept (nothing is then written), and as `write` does.
        """
        told = []
        found = _content(self.path)
        if found is not None and found != self._known:
            copy = self._keep(found, "conflit")
            told.append(f"« {self.path} » a été modifié par un autre programme : cette autre version est gardée dans « {copy} ».")
        elif found and self._first and self.path.suffix.lower() != ".json" and has_comments(found.decode("utf-8", "replace")):
            copy = self._keep(found, "avant")
            told.append(
                f"Les commentaires de « {self.path} » ne sont pas repris à l'enregistrement : une copie est dans « {copy} »."
            )
        # Kept once, even if writing fails and is tried again.
        self._known, self._first = found, False
        write()
        self._known = _content(self.path)
        return tuple(told)

    def _keep(self, data: bytes, word: str) -> Path:
        number = 1
        while True:
            copy = self.path.with_name(f"{self.path.stem}.{word}{'' if number == 1 else f'-{number}'}{self.path.suffix}")
            try:
                with copy.open("xb") as stream:
                    stream.write(data)
                return copy
            except FileExistsError:
                number += 1
            except OSError as error:
                raise AssistantError(
                    f"Rien n'est enregistré, car la copie « {copy} » ne peut pas être gardée : {reason(error)}."
                ) from error


def _content(path: Path) -> bytes | None:
    """The bytes of an ordinary file; None when there is none to read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def seal(path: Path) -> str:
    """What tells a dossier's file from another in the names of what is kept beside it: 16 hexadecimal digits of where it stands."""
    return hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=8).hexdigest()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a dossier's file so that no other window writes it; released by the system should the program be killed.

    The user's own folder of dossiers is made when the file goes there. Raises AssistantError when another window holds it.
    """
    name = seal(path)
    # Not the runtime directory: where none is declared, platformdirs warns in English on the terminal.
    room = user_state_path(APP, appauthor=False) / "locks"
    for place in (room, folder()) if path.parent == folder() else (room,):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AssistantError(f"Le dossier de travail « {place} » ne peut pas être créé : {reason(error)}.") from error
    try:
        lock = FileLock(room / f"{name}.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AssistantError(
            f"Le dossier « {path} » est déjà ouvert dans une autre fenêtre : fermez-la, ou ouvrez un autre dossier."
        ) from error
    except OSError as error:
        raise AssistantError(f"Le verrou « {room / name}.lock » ne peut pas être posé : {reason(error)}.") from error
    try:
        yield
    finally:
        lock.release()
