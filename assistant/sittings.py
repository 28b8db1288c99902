"""A training session as it stands: the cases, the hands raised, the questions; it is saved at every act and resumed from its file.

A sitting never changes: each act gives a new one. Only hands are counted: nobody is named.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace
from platformdirs import user_data_path

from assistant import APP
from assistant.courses import FREE
from assistant.errors import AssistantError
from assistant.text import fold

HANDS = 999
"""The most raised hands that are counted on a line."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is written in a sitting's file; fields of a later version are left aside."""


class Case(_Kept, frozen=True):
    """A file to be looked at, with the day at which it is judged; `scenario` is its name in the campaign, if it is one of them.

    `setting` is what the room reads before it votes; title and story give the answer away, and are told with the findings.
    """

    title: str
    day: date
    application: dict[str, Any]
    setting: str = ""
    story: str = ""
    scenario: str = ""


class Worked(_Kept, frozen=True):
    """A case that the room has worked on: hands by requirement, how many findings were shown, the requirement of the gravest of them
    (`rule`), the verdict after correction, and the file of the copy that was corrected ("" when there is none).

    `masked` is whether its names are hidden from the room, when the trainer said so.
    """

    case: Case
    hands: dict[str, int] = {}
    shown: int = 0
    rule: str = ""
    corrected: str = ""
    copy: str = ""
    masked: bool | None = None

    @property
    def hidden(self) -> bool:
        """Whether its names are hidden: one's own file may name people, and hides them until the trainer says otherwise."""
        return not self.case.scenario if self.masked is None else self.masked


class Asked(_Kept, frozen=True):
    """A free question, what the texts answer and where: of a silence (`status` is not « answered »), the passage that comes nearest.

    `about` is what the conversation completed it with, `notice` what to mind in the answer; one that is `withdrawn` is not handed out.
    """

    question: str
    answer: str
    place: str = ""
    status: str = "answered"
    doubtful: bool = False
    about: str = ""
    notice: str = ""
    withdrawn: bool = False

    @property
    def same(self) -> tuple[str, str]:
        """What it has in common with another time that it was asked."""
        return " ".join(re.findall(r"\w+", fold(self.question))), self.about


class Quizzed(_Kept, frozen=True):
    """A question of the quiz that was put, the hands by answer, and whether the right one was shown."""

    item: str
    hands: tuple[int, ...] = ()
    shown: bool = False


class Sitting(_Kept, frozen=True):
    """A session as it stands: what it will be resumed from, and what its record is written from.

    `spent` are the seconds spent on each step of the plan; `added` the minutes added to each.
    """

    course: str
    began: date
    step: int = 0
    spent: dict[int, int] = {}
    added: dict[int, int] = {}
    present: int = 0
    worked: tuple[Worked, ...] = ()
    asked: tuple[Asked, ...] = ()
    quizzed: tuple[Quizzed, ...] = ()

    @property
    def most(self) -> int:
        """The most hands that may be raised on a line: those of the people counted."""
        return self.present or HANDS

    def _bounded(self, hands: int) -> int:
        return max(0, min(hands, self.most))

    @property
    def case(self) -> Worked | None:
        """The case on the screen."""
        return self.worked[-1] if self.worked else None

    @property
    def masked(self) -> bool:
        """Whether the names of the case on the screen are hidden."""
        return self.case is not None and self.case.hidden

    def opening(self, case: Case) -> "Sitting":
        """The sitting with another case on the screen; one that was opened and never voted on leaves no trace."""
        kept = tuple(worked for worked in self.worked if worked.hands or worked.shown)
        return replace(self, worked=(*kept, Worked(case=case)))

    def masking(self, masked: bool) -> "Sitting":
        """The sitting with the names of its case hidden, or shown; those of the others stay as they were left."""
        assert self.case is not None
        return self._case(replace(self.case, masked=masked))

    def voting(self, requirement: str, hands: int) -> "Sitting":
        """The sitting with so many hands for a line of the vote."""
        assert self.case is not None
        return self._case(replace(self.case, hands={**self.case.hands, requirement: self._bounded(hands)}))

    def revealing(self, shown: int, rule: str) -> "Sitting":
        """The sitting with so many findings shown, the first about a rule; what was shown stays known, whatever is looked at again."""
        assert self.case is not None
        return self._case(replace(self.case, shown=max(self.case.shown, shown), rule=rule if shown else self.case.rule))

    def correcting(self, verdict: str) -> "Sitting":
        """The sitting with the verdict that the case has after correction."""
        assert self.case is not None
        return self._case(replace(self.case, corrected=verdict))

    def copied(self, path: str) -> "Sitting":
        """The sitting with the file of the copy of its case."""
        assert self.case is not None
        return self._case(replace(self.case, copy=path))

    def dated(self, day: date) -> "Sitting":
        """The sitting with its case judged on another day; the votes stay, what was shown is to be shown again."""
        assert self.case is not None
        return self._case(replace(self.case, case=replace(self.case.case, day=day), shown=0, rule="", corrected=""))

    def _case(self, worked: Worked) -> "Sitting":
        return replace(self, worked=(*self.worked[:-1], worked))

    def asking(self, asked: Asked) -> "Sitting":
        """The sitting with one more question asked of the texts."""
        return replace(self, asked=(*self.asked, asked))

    @property
    def questions(self) -> tuple[tuple[int, Asked], ...]:
        """The questions asked of the texts, each with its number: of those asked again, the latest alone."""
        latest = {asked.same: number for number, asked in enumerate(self.asked)}
        return tuple((number, self.asked[number]) for number in sorted(latest.values()))

    def withdrawing(self, number: int, withdrawn: bool = True) -> "Sitting":
        """The sitting with a question taken out of what is handed out, or put back; as it is when there is none of that number."""
        asked = tuple(replace(one, withdrawn=withdrawn) if place == number else one for place, one in enumerate(self.asked))
        return replace(self, asked=asked)

    def put(self, item: str) -> Quizzed | None:
        """A question of the quiz as it was put; None when it was not."""
        return next((quizzed for quizzed in self.quizzed if quizzed.item == item), None)

    def quizzing(self, item: str, choices: int, choice: int | None = None, hands: int = 0, shown: bool = False) -> "Sitting":
        """The sitting with a question of the quiz put, hands raised for one of its answers, or the right one shown."""
        known = self.put(item) or Quizzed(item=item)
        tally = [*known.hands, *[0] * choices][:choices]
        if choice is not None:
            tally[choice] = self._bounded(hands)
        now = replace(known, hands=tuple(tally), shown=known.shown or shown)
        others = tuple(quizzed for quizzed in self.quizzed if quizzed.item != item)
        if self.put(item) is None:
            return replace(self, quizzed=(*others, now))
        return replace(self, quizzed=tuple(now if quizzed.item == item else quizzed for quizzed in self.quizzed))


def begin(course: str, day: date, present: int = 0) -> Sitting:
    """A new session."""
    return Sitting(course=course or FREE, began=day, present=max(0, min(present, HANDS)))


# --- what is kept ----------------------------------------------------------------------------------------------------


class KeptSitting(NamedTuple):
    """A session of the user's folder."""

    path: Path
    sitting: Sitting


def folder() -> Path:
    """The user's folder of sessions (it may not exist yet)."""
    return user_data_path(APP, appauthor=False) / "seances"


def new_path(day: date) -> Path:
    """The file of a new session of that day."""
    number = 1
    while (path := folder() / f"seance-{day.isoformat()}-{number}.yaml").exists():
        number += 1
    return path


def save_sitting(sitting: Sitting, path: Path) -> None:
    """Write a session whole or not at all. Raises AssistantError when the system refuses."""
    from assistant.errors import reason
    from assistant.files import dump_yaml, write_whole

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AssistantError(f"Le dossier des séances « {path.parent} » ne peut pas être créé : {reason(error)}.") from error
    write_whole(path, dump_yaml(msgspec.to_builtins(sitting, builtin_types=(Decimal,), str_keys=True)))


def load_sitting(path: Path) -> Sitting:
    """Read a session. Raises AssistantError when the file cannot be read or is not one."""
    from assistant.files import read_data

    data = read_data(path)
    try:
        return msgspec.convert(data, Sitting, strict=False)
    except msgspec.ValidationError as error:
        raise AssistantError(
            f"« {path} » n'est pas une séance enregistrée par l'assistant : choisissez un autre fichier."
        ) from error


def kept_sittings(most: int = 5) -> list[KeptSitting]:
    """The user's latest sessions, the last saved first; those that cannot be read are left out."""
    return list(_latest(most))


def _latest(most: int) -> Iterator[KeptSitting]:
    try:
        paths = sorted(folder().glob("*.yaml"), key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return
    for path in paths[:most]:
        try:
            yield KeptSitting(path, load_sitting(path))
        except AssistantError:
            continue
