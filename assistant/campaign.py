"""A campaign is a folder with corpus/, index/ and dialogs/: find it, list its files, fingerprint it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, reason

ROOMS = ("corpus", "index", "dialogs")
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Campaign:
    """The folder of one call for projects."""

    root: Path

    def room(self, name: str) -> Path:
        """One of the three folders: corpus, index or dialogs."""
        return self.root / name

    def files(self, *rooms: str) -> list[Path]:
        """The content files of these rooms in a fixed order; hidden files and editors' leftovers are none."""
        return sorted(
            path
            for room in rooms
            for path in self.room(room).rglob("*")
            if path.suffix in {".md", ".yaml"} and not any(part.startswith(".") for part in path.relative_to(self.root).parts)
        )

    def digest(self, *rooms: str) -> str:
        """A fingerprint of the names and bytes of these rooms (BLAKE2b, 20 hex digits): same content, same fingerprint."""
        seal = hashlib.blake2b(digest_size=10)
        try:
            for path in self.files(*rooms):
                data = path.read_bytes()
                seal.update(f"{path.relative_to(self.root).as_posix()}\0{len(data)}\0".encode())
                seal.update(data)
        except OSError as error:
            raise AssistantError(f"Le fichier « {error.filename} » ne peut pas être lu : {reason(error)}.") from error
        return seal.hexdigest()


def locate(folder: Path | None = None) -> Campaign:
    """The campaign of this folder; without one, that of the checkout, else the one that the installed package carries.

    Raises AssistantError when the folder lacks one of its three rooms.
    """
    if folder is None:
        checkout = _PACKAGE.parent
        built_in = checkout if all((checkout / room).is_dir() for room in ROOMS) else _PACKAGE / "_campaign"
        return Campaign(built_in)
    if not folder.is_dir():
        raise AssistantError(f"Le dossier de campagne « {folder} » n'existe pas : vérifiez l'option --campaign.")
    lacking = [room for room in ROOMS if not (folder / room).is_dir()]
    if lacking:
        raise AssistantError(
            f"Le dossier de campagne « {folder} » est incomplet : il y manque {', '.join(f'{room}/' for room in lacking)}."
        )
    return Campaign(folder.resolve())
