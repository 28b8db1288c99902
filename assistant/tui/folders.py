"""What folders hold and what paths lead to, looked at away from the screen: files that can be opened, folders, places to begin with."""

import contextlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from textual.message import Message

from assistant.campaign import Campaign
from assistant.errors import reason
from assistant.text import fold
from assistant.tui.lanes import Lane
from assistant.tui.news import Poster
from assistant.tui.places import beginning, home, naming, place, shown
from assistant.tui.premises import Opener, Premises
from assistant.tui.words import fr

_MOST = 10_000
"""How many names of a folder are read, at most."""
_SCHEMA = ".schema.json"
"""How the file ends that only tells editors how to help: nobody opens it."""
_HUNG = 3
"""How many lanes may be left waiting for disks that do not answer, beside the one in use."""
_DEAD = "un disque ne répond pas, et plusieurs lectures l'attendent déjà"

Why = Callable[[Path], str]
"""Why a path is refused, in a sentence; "" when it is not."""


class Check(NamedTuple):
    """What makes a file one to open: its name, whether it is there or not, then what it holds; asked away from the screen.

    A `new` one is to be written: it need not be there, but its folder.
    """

    named: Why = lambda _: ""
    holds: Why = lambda _: ""
    new: bool = False


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


class Sought(NamedTuple):
    """A text that was given for a file, the path that it stands for when that is known, and the line of the list to take else."""

    text: str
    path: Path | None = None
    row: Entry | None = None


class Met(Message):
    """What was met where something was sought; `problem` says, typeset, why it is no file to open ("" when it is one)."""

    def __init__(self, sought: Sought, path: Path, kind: Literal["file", "folder", "nothing"], problem: str) -> None:
        self.sought = sought
        self.path = path
        self.kind = kind
        self.problem = problem
        super().__init__()


class Folders(Premises):
    """Looking into folders and at paths, in a lane of its own: a disk that does not answer holds nothing else up."""

    def __init__(self, campaign: Campaign, today: date, opener: Opener, post: Poster) -> None:
        super().__init__(campaign, today, opener, post)
        self._left: list[Lane] = []
        """The lanes that were left to wait for a disk."""

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

        if not self._free_lane():
            # It is told at once, and read all the same if a disk answers.
            who.post_message(Looked(folder, (), False, _DEAD, ()))
        self.files.do(job)

    def meet(self, who: Poster, sought: Sought, check: Check) -> None:
        """Say what is where something is sought."""
        if self._free_lane():
            self.files.do(lambda: _posted(who, met(sought, check)))
        else:
            told = naming(f"« {{}} » ne peut être lu : {_DEAD}. Réessayez plus tard.", beginning(sought.text))
            who.post_message(Met(sought, sought.path or Path(sought.text), "file", told))

    def _free_lane(self) -> bool:
        """Leave the lane for a new one when a disk keeps it waiting: what is asked now would wait too. False when too many wait so."""
        if not self.files.busy:
            return True
        self._left = [lane for lane in self._left if lane.busy]
        if len(self._left) >= _HUNG:
            return False
        self._left.append(self.files)
        self.files.close(0)
        self.files = Lane("fichiers", self._failed)
        return True


def met(sought: Sought, check: Check) -> Met:
    """What is where something is sought. It looks at the disk, and at what the file holds when `check` does."""
    path = sought.path or place(sought.text)
    if not sought.text:
        return Met(sought, path, "nothing", fr("Indiquez le chemin d'un fichier."))
    if os.path.isfile(path):
        path = Path(os.path.abspath(path))
        return Met(sought, path, "file", fr(check.named(path) or check.holds(path)))
    folder = os.path.isdir(path)
    if check.new:
        return Met(sought, path, "folder" if folder else "nothing", fr(check.named(path) or _unwritable(path, folder)))
    problem = naming("« {} » n'est pas un fichier que l'on peut ouvrir : vérifiez le chemin.", beginning(sought.text))
    if folder:
        return Met(sought, path, "folder", problem)
    return Met(sought, path, "nothing", fr(check.named(path)) or problem)


def _unwritable(path: Path, folder: bool) -> str:
    if folder:
        return "C'est un dossier : ajoutez le nom du fichier."
    return "" if os.path.isdir(path.parent) else "Ce dossier n'existe pas : choisissez-en un autre, ou créez-le."


def _posted(who: Poster, message: Message) -> None:
    who.post_message(message)


def _entries(folder: Path, suffixes: frozenset[str]) -> tuple[list[Entry], bool]:
    found: list[Entry] = []
    cut = False
    with os.scandir(folder) as names:
        for number, one in enumerate(names):
            if number >= _MOST:
                cut = True
                break
            directory = _is_folder(one)
            if directory or (os.path.splitext(one.name)[1].lower() in suffixes and not one.name.lower().endswith(_SCHEMA)):
                found.append(entry(folder / one.name, directory))
    return sorted(found, key=lambda one: (one.folder, one.folded, one.name)), cut


def _is_folder(one: "os.DirEntry[str]") -> bool:
    try:
        return one.is_dir()
    except OSError:
        return False


def entry(path: Path, folder: bool, name: str = "") -> Entry:
    """A file or a folder, by its own name unless it is given another."""
    told = shown(name or path.name or path) or "(nom illisible)"
    return Entry(told, fold(told), path, folder)


def _places() -> list[Entry]:
    """Where people keep their files, each once, if it is there."""
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    named = [("Votre dossier personnel", home())]
    # The system's own list of them may be out of reach, in a browser for one.
    with contextlib.suppress(OSError, RuntimeError):
        named += [
            ("Documents", user_documents_path()),
            ("Bureau", user_desktop_path()),
            ("Téléchargements", user_downloads_path()),
        ]
    found: dict[Path, Entry] = {}
    for name, path in named:
        # Where there is no desktop, its place is the home.
        if path is not None and path not in found and os.path.isdir(path):
            found[path] = entry(path, folder=True, name=name)
    return list(found.values())
