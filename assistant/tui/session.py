"""An open dossier: the dialogue, the question that stands, what can be undone, where it is saved."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.script import general

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.dossier import Dossier
    from assistant.interview import Interview, Step
    from assistant.rules import Finding
    from assistant.script import Script

_UNDOS = 200


@dataclass
class Session:
    """A dossier being filled, and how it is called. `place` is the path of the question shown; None when all is answered."""

    interview: "Interview"
    path: Path
    name: str
    place: str | None = None
    saved: "Dossier | None" = None
    problem: str = ""
    at_fault: Collection[str] = ()
    """The paths of the answers that make a finding fail, as they were last judged."""
    _past: "list[tuple[Interview, str | None]]" = field(default_factory=list)
    _undone: "list[tuple[Interview, str | None]]" = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.place is None:
            first = self.interview.first()
            self.place = first.path if first else None
        self.saved = self.interview.dossier

    @property
    def dossier(self) -> "Dossier":
        """The answers as they stand."""
        return self.interview.dossier

    @property
    def step(self) -> "Step | None":
        """The question that stands."""
        return self.interview.step(self.place) if self.place else None

    @property
    def changed(self) -> str:
        """The path of the question at which the last change was made; "" when nothing was changed."""
        return (self._past[-1][1] or "") if self._past else ""

    @property
    def script(self) -> "Script":
        """The script that is played."""
        return self.interview.script

    def answer(self, raw: Any) -> str:
        """Answer the question that stands and go on (None takes the answer away). Returns why it is refused, or ""."""
        assert self.place is not None
        if raw is not None and (problem := self.interview.problem(self.place, raw)):
            return problem
        self._go(self.interview.answer(self.place, raw))
        return ""

    def skip(self) -> None:
        """Answer « je ne sais pas encore » and go on; a list that has rows is left as it is."""
        assert self.place is not None
        self._go(self.interview.skip(self.place))

    def none(self) -> bool:
        """Answer « aucun » and go on; False when the question does not admit it. A list that has rows is left as it is."""
        step = self.step
        if step is None or not (step.question.none or self.interview.has_rows(step.path)):
            return False
        self._go(self.interview.none(step.path))
        return True

    def leave(self) -> None:
        """Go on without answering."""
        assert self.place is not None
        self._go(self.interview)

    def _go(self, interview: "Interview") -> None:
        assert self.place is not None
        place = self.place
        self._keep(interview)
        after = self.interview.after(place)
        self.place = after.path if after else None

    def _keep(self, interview: "Interview") -> None:
        if interview is not self.interview:
            self._past = [*self._past[-_UNDOS + 1 :], (self.interview, self.place)]
            self._undone.clear()
            self.interview = interview

    def take(self, dossier: "Dossier") -> bool:
        """Take other answers as they are, as one change that can be undone; False when there is nothing new."""
        if dossier is self.dossier:
            return False
        from assistant.interview import Interview

        self._keep(Interview(dossier, self.interview.today))
        if self.place is not None and self.step is None:
            first = self.interview.first()
            self.place = first.path if first else None
        return True

    def add_row(self, title: str | None = None) -> None:
        """Add a row to the repeat that stands, and go to its first field."""
        assert self.place is not None
        grown, opened = self.interview.add_row(self.place, title)
        self._keep(grown)
        self.place = opened

    def add_rows(self, rows: "Sequence[dict[str, Any]]") -> None:
        """Add rows to the repeat that stands, and stay there: each is still to be told."""
        assert self.place is not None
        self._keep(self.interview.add_rows(self.place, rows))

    def remove_row(self, index: int) -> None:
        """Remove a row of the repeat that stands."""
        assert self.place is not None
        self._keep(self.interview.remove_row(self.place, index))

    def fill(self, path: str, raw: Any) -> None:
        """Give a field of a row an answer that is not refused (None takes it away), without going anywhere."""
        self._keep(self.interview.answer(path, raw))

    def arrange(self, what: str, row: int) -> int:
        """Add a row to the repeat that stands, copy one, remove it, or move it up or down. Returns the row to go to."""
        assert self.place is not None
        table = self.dossier.table(self.place)
        if what == "add":
            table.append({})
            row = len(table) - 1
        elif what == "copy" and row < len(table):
            table.insert(row + 1, dict(table[row]))
            row += 1
        elif what == "remove" and row < len(table):
            del table[row]
        elif what in {"up", "down"}:
            other = row + (1 if what == "down" else -1)
            if not 0 <= other < len(table):
                return row
            table[row], table[other] = table[other], table[row]
            row = other
        self._keep(self.interview.answer(self.place, table or None))
        return row

    def row_path(self, index: int) -> str | None:
        """The first question of a row of the repeat that stands: an open one if there is, else the first."""
        steps = [step for step in self.interview.steps if step.row == index and step.repeat and step.repeat.id == self.place]
        waiting = [step for step in steps if self.interview.is_open(step)]
        return next((step.path for step in [*waiting, *steps]), None)

    def back(self) -> bool:
        """Go to the question before; False at the beginning."""
        step = self.interview.before(self.place or "")
        if step is None:
            return False
        self.place = step.path
        return True

    def goto(self, path: str) -> bool:
        """Go to a question; False when it is not asked now."""
        if self.interview.step(path) is None:
            return False
        self.place = path
        return True

    def undo(self) -> bool:
        """Take back the last change and return to its question, or stay at the list that has it in a row; False when there is none."""
        if not self._past:
            return False
        here = self.place
        self._undone.append((self.interview, here))
        self.interview, self.place = self._past.pop()
        self._stay(here)
        return True

    def _stay(self, here: str | None) -> None:
        """Stay at the list that stands when what was changed is in one of its rows: it is seen there."""
        if here and (self.place or "").startswith(f"{here}["):
            self.place = here

    def redo(self) -> bool:
        """Make again the last change that was taken back, and go where it led, or stay at the list that has it in a row; False when
        there is none, or when something was changed since."""
        if not self._undone:
            return False
        here = self.place
        self._past.append((self.interview, here))
        self.interview, self.place = self._undone.pop()
        self._stay(here)
        return True

    def mending(self, finding: "Finding") -> str | None:
        """The question to go to for a finding: of those that it rests on, then of those that serve it, the first that waits
        (what was put off waits too), else the first. Those that wait come in the order of the dialogue: the total before the years."""
        steps = {step.path: step for step in self.interview.steps}
        served = self.script.served.get(finding.requirement, ())
        rests = [path for path in finding.answers if path in steps]
        serving = [path for path in steps if general(path) in served]
        open_ones = [path for path in steps if finding.status == "missing" and self._lacks(path)]
        waiting = [*(path for path in open_ones if path in rests), *(path for path in open_ones if path in serving)]
        repeats = [path.partition("[")[0] for path in [*finding.answers, *served] if "[" in path]
        found = [*waiting, *rests, *serving, *(path for path in repeats if path in steps)]
        return found[0] if found else None

    def _lacks(self, path: str) -> bool:
        """Whether a question has no answer to judge: nothing was said, or understood, or it was put off."""
        return self.dossier.reply(path).state in {"absent", "unreadable", "skipped"}
