"""What background work tells the screens."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.content import Content

    from assistant.answering import Answer
    from assistant.clashes import Clash
    from assistant.conversation import Context
    from assistant.dossier import Dossier
    from assistant.interview import Progress, Step
    from assistant.journal import Draft, Entry
    from assistant.outputs.clips import Clip
    from assistant.outputs.reread import Reread
    from assistant.rules import Report
    from assistant.scenarios import Scenario
    from assistant.script import Script
    from assistant.store import Kept
    from assistant.tui.board import Part
    from assistant.tui.hanging import Hanging
    from assistant.tui.orders import Habit, Offer
    from assistant.tui.panes.outline import Piece
    from assistant.tui.reader.book import Citation
    from assistant.tui.session import Session


class Poster(Protocol):
    """Whoever receives messages: the app, a screen, a widget."""

    def post_message(self, message: Message) -> bool:
        """Queue a message; safe from any thread."""


class Loaded(Message):
    """The campaign's script is loaded; `state` says where the call stands today, `kept` are the dossiers to resume.

    `plays` says whether the campaign has scenarios, `trains` whether it has what to lead a session with.
    """

    def __init__(self, script: "Script", state: str, kept: "list[Kept]", plays: bool, trains: bool) -> None:
        self.plays = plays
        self.trains = trains
        self.script = script
        self.state = state
        self.kept = kept
        super().__init__()


class Indexing(Message):
    """How far the index is, in French."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class SearchReady(Message):
    """Questions can be answered; `notices` say what went wrong with the cache."""

    def __init__(self, notices: tuple[str, ...]) -> None:
        self.notices = notices
        super().__init__()


class SearchFailed(Message):
    """The texts cannot be searched, and why."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class Trouble(Message):
    """Something was refused, in one French sentence; `asked` when it is a free question."""

    def __init__(self, text: str, unexpected: Exception | None = None, asked: bool = False) -> None:
        self.asked = asked
        self.text = text
        self.unexpected = unexpected
        super().__init__()


class Listed(Message):
    """The campaign's scenarios: the name and the scenario of each."""

    def __init__(self, scenarios: "list[tuple[str, Scenario]]") -> None:
        self.scenarios = scenarios
        super().__init__()


class Recalled(Message):
    """What was said in the free questions, the last times."""

    def __init__(self, said: "Sequence[Entry]") -> None:
        self.said = said
        super().__init__()


class Played(NamedTuple):
    """The case of which a dossier is a copy, and the day at which it is judged; `own` is one that nobody invented."""

    title: str
    story: str
    day: "date"
    own: bool = False


class Opened(Message):
    """A dossier is open and held; `played` is the case of which it is a copy, `sheet` the spreadsheet from which its answers come,
    `said` and `draft` stood beside the dossier."""

    def __init__(
        self,
        session: "Session",
        resumed: bool,
        played: Played | None = None,
        said: "Sequence[Entry]" = (),
        draft: "Draft | None" = None,
        sheet: Path | None = None,
    ) -> None:
        self.sheet = sheet
        self.said = said
        self.draft = draft
        self.played = played
        self.session = session
        self.resumed = resumed
        super().__init__()


@dataclass(frozen=True)
class Extract:
    """A passage ready to be shown: where it stands, its text with its marks, what comes before and after it in its section, where in
    its text what it is quoted for begins, and how the reader is opened there. The engine stays in its own thread.
    """

    place: str
    text: "Content"
    citation: "Citation"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    proof: int = 0


@dataclass
class Talk:
    """A conversation: what its last answer was about. Only the thread of the search changes it; to drop a topic, begin another.

    `many` says that several people talk: a question is rarely of whoever asked the one before.
    """

    context: "Context | None" = None
    many: bool = False


class Answered(Message):
    """A free question has its answer, and what it rests on or what comes near."""

    def __init__(self, number: int, answer: "Answer", extracts: tuple[Extract, ...], talk: Talk) -> None:
        self.talk = talk
        self.number = number
        self.answer = answer
        self.extracts = extracts
        super().__init__()


class Bearing(Message):
    """The passages that bear on a question of the dialogue."""

    def __init__(self, path: str, extracts: tuple[Extract, ...]) -> None:
        self.path = path
        self.extracts = extracts
        super().__init__()


class Surveyed(Message):
    """Where a dossier stands: the findings, the chapters, the state of each question, the answers that disagree."""

    def __init__(
        self,
        dossier: "Dossier",
        report: "Report",
        progress: "tuple[Progress, ...]",
        states: "list[tuple[Step, str]]",
        clashes: "tuple[Clash, ...]",
    ) -> None:
        self.clashes = clashes
        self.dossier = dossier
        self.report = report
        self.progress = progress
        self.states = states
        super().__init__()


@dataclass(frozen=True)
class AnswerLine:
    """A line of the list of answers: the path of its question ("" for a heading), whether something lacks there, its section."""

    path: str
    shown: "Hanging"
    gap: bool
    section: str = ""


class Reviewed(Message):
    """All the answers of a dossier, ready to be shown."""

    def __init__(self, dossier: "Dossier", head: "Content", lines: tuple[AnswerLine, ...]) -> None:
        self.dossier = dossier
        self.head = head
        self.lines = lines
        super().__init__()


class Drafted(Message):
    """The outline of a dossier, ready to be shown."""

    def __init__(self, dossier: "Dossier", parts: "list[Piece]") -> None:
        self.dossier = dossier
        self.parts = parts
        super().__init__()


class Lifted(Message):
    """What would lift a finding of a dossier, in words, and the path that the smallest change is made at ("" when none was found)."""

    def __init__(self, dossier: "Dossier", requirement: str, text: str, place: str) -> None:
        self.place = place
        self.dossier = dossier
        self.requirement = requirement
        self.text = text
        super().__init__()


class Reckoned(Message):
    """The budget of a dossier, ready to be shown."""

    def __init__(self, dossier: "Dossier", parts: "tuple[Part, ...]") -> None:
        self.dossier = dossier
        self.parts = parts
        super().__init__()


class Saved(Message):
    """A dossier was saved, or could not be (`problem`); `told` says what was kept beside it."""

    def __init__(self, dossier: "Dossier", path: Path, problem: str = "", told: tuple[str, ...] = ()) -> None:
        self.dossier = dossier
        self.path = path
        self.problem = problem
        self.told = told
        super().__init__()


class Offered(Message):
    """The papers that a dossier may be written as, and what was chosen the last time."""

    def __init__(self, offers: "tuple[Offer, ...]", habit: "Habit") -> None:
        self.offers = offers
        self.habit = habit
        super().__init__()


class Overwrites(Message):
    """Papers are not written, since these files are there."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        super().__init__()


class Wrote(Message):
    """How far the writing of papers is; `name` is the file that comes now."""

    def __init__(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.name = done, total, name
        super().__init__()


class Exported(Message):
    """Papers were written; `problems` say which could not be, `left` how many were given up when people stopped it."""

    def __init__(self, paths: list[Path], problems: list[str], left: int) -> None:
        self.paths, self.problems, self.left = paths, problems, left
        super().__init__()


class Clipped(Message):
    """What is to be copied in the forms, piece by piece."""

    def __init__(self, clips: "tuple[Clip, ...]") -> None:
        self.clips = clips
        super().__init__()


class ClipKept(Message):
    """A piece was written to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()


class Pictured(Message):
    """A picture of the screen was written to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()


class Compared(Message):
    """An edited outline was read back."""

    def __init__(self, path: Path, found: "Reread") -> None:
        self.path = path
        self.found = found
        super().__init__()
