"""What is to be written when papers are exported, and what was chosen the last time."""

import contextlib
import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_documents_path

from assistant import APP, store
from assistant.text import clean

_FIRST = (".docx",)
"""The format of a paper that was never written: what a town hall opens."""


@dataclass(frozen=True)
class Offer:
    """A paper that may be written: its name, what people call it, the suffixes of its formats."""

    name: str
    label: str
    suffixes: tuple[str, ...]


@dataclass
class Habit:
    """Where papers are to be written, and in which formats they were the last time, by paper."""

    folder: Path
    suffixes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, offer: Offer) -> tuple[str, ...]:
        """The formats of a paper, those of the last time if it was written."""
        kept = tuple(suffix for suffix in offer.suffixes if suffix in self.suffixes.get(offer.name, ()))
        return kept or tuple(suffix for suffix in offer.suffixes if suffix in _FIRST)


@dataclass(frozen=True)
class Order:
    """Papers to write: the suffixes of each, where, and the file of the dossier, whose name begins theirs.

    Without `replace`, nothing is written when a file is there. `stop` ends the work after the file that is being written.
    """

    folder: Path
    dossier: Path
    suffixes: dict[str, tuple[str, ...]]
    advice: bool
    replace: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def files(self) -> list[tuple[str, Path]]:
        """The paper and the file of each thing to write."""
        from assistant.outputs.papers import file_name

        named = ((name, suffix) for name, suffixes in self.suffixes.items() for suffix in suffixes)
        return [(name, self.folder / file_name(self.dossier.stem, name, suffix)) for name, suffix in named]


def _file() -> Path:
    return user_config_path(APP, appauthor=False) / "export.json"


def habit(dossier: Path) -> Habit:
    """What was chosen the last time. Of a file of the user's own, papers go beside it, unless it had others elsewhere; of what is
    kept in the app's folder, where nobody looks, to the folder of the last time, else to the user's documents."""
    own = dossier.parent.absolute() if dossier.parent != store.folder() else None
    try:
        told = json.loads(_file().read_bytes()[:10_000])
        folder, suffixes = Path(clean(told["folder"])), told["suffixes"]
        if own and told.get("dossier") != str(dossier.absolute()):
            folder = own
        return Habit(folder, {str(name): tuple(map(str, kinds)) for name, kinds in suffixes.items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        documents = user_documents_path()
        return Habit(own or (documents if documents.is_dir() else Path.home()))


def remember(order: Order) -> None:
    """Keep what was chosen for the next time; where nothing can be written, it lasts as long as the app."""
    told: dict[str, Any] = {"folder": str(order.folder), "suffixes": order.suffixes, "dossier": str(order.dossier.absolute())}
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
