"""What folders hold, read away from the screen: the files that can be opened, the folders beside them, places to begin with."""

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from assistant.errors import reason
from assistant.text import fold
from assistant.tui.news import Poster
from assistant.tui.premises import Premises
from assistant.tui.words import brief

_MOST = 10_000
"""How many names of a folder are read, at most."""


class Entry(NamedTuple):
    """A file or a folder: its name as it may be shown, its name to search in, and where it is."""

    name: str
    folded: str
    path: Path
    folder: bool


class Looked(Message):
    """What a folder holds, files first; `cut` says whether it holds more, `problem` why it cannot be read ("" when it can)."""

    def __init__(self, folder: Path, entries: tuple[Entry, ...], cut: bool, problem: str, places: tuple[Entry, ...]) -> None:
        self.folder = folder
        self.entries = entries
        self.cut = cut
        self.problem = problem
        self.places = places
        super().__init__()


class Folders(Premises):
    """Looking into folders, in a lane of its own: a disk that does not answer holds nothing else up."""

    def look(self, who: Poster, folder: Path, suffixes: frozenset[str]) -> None:
        """List the folders of a folder, and its files with these suffixes; only the latest request is served."""
        wanted = self._latest["look"] = (who, folder)

        def job() -> None:
            if self._latest.get("look") is not wanted:
                return
            entries: list[Entry] = []
            cut, problem = False, ""
            try:
                entries, cut = _entries(folder, suffixes)
            except (OSError, ValueError) as error:
                problem = reason(error) if isinstance(error, OSError) else "son nom n'est pas celui d'un dossier"
            who.post_message(Looked(folder, tuple(entries), cut, problem, tuple(_places())))

        self.files.do(job)


def _entries(folder: Path, suffixes: frozenset[str]) -> tuple[list[Entry], bool]:
    found: list[Entry] = []
    cut = False
    with os.scandir(folder) as names:
        for number, one in enumerate(names):
            if number >= _MOST:
                cut = True
                break
            directory = _is_folder(one)
            if directory or os.path.splitext(one.name)[1].lower() in suffixes:
                found.append(entry(folder / one.name, directory))
    return sorted(found, key=lambda one: (one.folder, one.folded, one.name)), cut


def _is_folder(one: "os.DirEntry[str]") -> bool:
    try:
        return one.is_dir()
    except OSError:
        return False


def entry(path: Path, folder: bool, name: str = "") -> Entry:
    """A file or a folder, by its own name unless it is given another."""
    shown = brief(name or path.name or str(path), 120) or "(nom illisible)"
    return Entry(shown, fold(shown), path, folder)


def _places() -> list[Entry]:
    """Where people keep their files, each once, if it is there."""
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    named = [("Votre dossier personnel", Path.home())]
    # The system's own list of them may be out of reach, in a browser for one.
    with contextlib.suppress(OSError):
        named += [
            ("Documents", user_documents_path()),
            ("Bureau", user_desktop_path()),
            ("Téléchargements", user_downloads_path()),
        ]
    found: dict[Path, Entry] = {}
    for name, path in named:
        # Where there is no desktop, its place is the home.
        if path not in found and os.path.isdir(path):
            found[path] = entry(path, folder=True, name=name)
    return list(found.values())
