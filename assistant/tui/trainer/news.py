"""What background work tells the screens of the trainer."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from assistant.courses import Courses
    from assistant.library import Library
    from assistant.masking import Mask
    from assistant.sittings import Case, KeptSitting, Sitting
    from assistant.store import Kept
    from assistant.training import Board, Teaching, Told


class Prepared(Message):
    """What a session may be made of: plans and quiz, scenarios in the order of what they teach, dossiers, past sessions."""

    def __init__(
        self, courses: "Courses", teachings: "list[Teaching]", kept: "list[Kept]", sittings: "list[KeptSitting]"
    ) -> None:
        self.courses = courses
        self.teachings = teachings
        self.kept = kept
        self.sittings = sittings
        super().__init__()


@dataclass(frozen=True)
class Staged:
    """A case with all that is shown of it: its board, its answers in full and with names hidden, the texts."""

    case: "Case"
    board: "Board"
    told: "list[Told]"
    masked: "list[Told]"
    mask: "Mask"
    library: "Library"


class Ready(Message):
    """A case may be shown."""

    def __init__(self, staged: Staged) -> None:
        self.staged = staged
        super().__init__()


class Chosen(Message):
    """A case was read and is to be put on the screen."""

    def __init__(self, case: "Case") -> None:
        self.case = case
        super().__init__()


class Texts(Message):
    """The texts are there, for the passages of a quiz without a case."""

    def __init__(self, library: "Library") -> None:
        self.library = library
        super().__init__()


class SittingSaved(Message):
    """A session was saved, or could not be (`problem`)."""

    def __init__(self, sitting: "Sitting", problem: str = "") -> None:
        self.sitting = sitting
        self.problem = problem
        super().__init__()


class Refused(Message):
    """Another window leads this session."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class Corrected(Message):
    """A copy of the case, worked on with the room, was judged again: what became of it, in words ("" when nothing was changed)."""

    def __init__(self, told: str) -> None:
        self.told = told
        super().__init__()


class HandedOut(Message):
    """The record was written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()
