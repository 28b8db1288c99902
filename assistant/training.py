"""A training session: the case on the screen, what the room votes, what is found, what is kept. No face here, and no fact.

The room sees a file and says which rules it does not meet, among plausible ones; the findings of the engine then appear one by
one. Everything is counted in raised hands: nobody is named. A sitting never changes: each act gives a new one, saved at once.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace
from platformdirs import user_data_path

from assistant import APP
from assistant.courses import FREE
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.interview import Interview, Step
from assistant.library import Library
from assistant.masking import HIDDEN, Mask
from assistant.rules import Finding, Report, Rulebook
from assistant.script import SEVERITIES, Scenario, Script
from assistant.text import clean, fold
from assistant.wording import row_name, words_of

GAPS, LINES = 5, 8
"""How many findings a vote may hold, and how many lines with the rules that are met."""
_NEAR = 0.8
"""From which part of the best likeness another item of the same list is shown too."""
_MOST_LIKE = 1e9
"""More than any likeness: a quotation alone is beyond it."""
HANDS = 999
"""The most raised hands that are counted on a line."""
_WRONG = ("failed", "missing", "to_verify")
Eye = Literal["seen", "some", "missed"]


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
    """A case that the room has worked on: hands by requirement, how many findings were shown, the verdict after correction, and the
    file of the copy that was corrected ("" when there is none)."""

    case: Case
    hands: dict[str, int] = {}
    shown: int = 0
    corrected: str = ""
    copy: str = ""


class Asked(_Kept, frozen=True):
    """A free question, what the texts answer and where."""

    question: str
    answer: str
    place: str = ""


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
    masked: bool = False
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

    def opening(self, case: Case) -> "Sitting":
        """The sitting with another case on the screen; one that was opened and never voted on leaves no trace.

        One's own file may name people: they are hidden until the trainer says otherwise.
        """
        kept = tuple(worked for worked in self.worked if worked.hands or worked.shown)
        return replace(self, worked=(*kept, Worked(case=case)), masked=self.masked or not case.scenario)

    def voting(self, requirement: str, hands: int) -> "Sitting":
        """The sitting with so many hands for a line of the vote."""
        assert self.case is not None
        return self._case(replace(self.case, hands={**self.case.hands, requirement: self._bounded(hands)}))

    def revealing(self, shown: int) -> "Sitting":
        """The sitting with so many findings shown; what was shown stays known, whatever is looked at again."""
        assert self.case is not None
        return self._case(replace(self.case, shown=max(self.case.shown, shown)))

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
        return self._case(replace(self.case, case=replace(self.case.case, day=day), shown=0, corrected=""))

    def _case(self, worked: Worked) -> "Sitting":
        return replace(self, worked=(*self.worked[:-1], worked))

    def asking(self, asked: Asked) -> "Sitting":
        """The sitting with one more question asked of the texts."""
        return replace(self, asked=(*self.asked, asked))

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


# --- the case ------------------------------------------------------------------------------------------------------


def case_of(name: str, scenario: Scenario) -> Case:
    """A scenario of the campaign as a case, on the day that its story supposes."""
    return Case(
        title=scenario.title,
        day=scenario.as_of,
        application=scenario.application,
        setting=scenario.room,
        story=scenario.story,
        scenario=name,
    )


def case_file(path: Path, script: Script, today: date) -> Case:
    """Any application file as a case: a scenario on its own day, another file on the day of the campaign's examples, else `today`.

    Raises AssistantError when the file cannot be read as answers.
    """
    from assistant.dossier import load_case

    dossier, day = load_case(path, script)
    return Case(
        title=clean(path.stem.replace("-", " ")).capitalize(),
        day=day or script.about.example_day or today,
        application=dossier.data,
    )


class Teaching(NamedTuple):
    """What a scenario is good for: it teaches what its verdict is about, and is the harder the more points there are to find."""

    name: str
    scenario: Scenario

    @property
    def points(self) -> int:
        """How many points are to be found, as its author announces them."""
        return sum(status in _WRONG for status in self.scenario.expect.findings.values())

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Scenarios that teach the same stand together, the easier first; those written to break machines come last."""
        verdict = self.scenario.expect.verdict
        place = VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)
        return self.scenario.hostile, place, self.points, fold(self.scenario.title)


VERDICTS = ("inadmissible", "incomplete", "to_verify", "complete")
"""What scenarios teach, the plainest first."""


def teachings(scenarios: Iterable[tuple[str, Scenario]]) -> list[Teaching]:
    """The scenarios in the order of what they teach and of how hard they are."""
    return sorted((Teaching(name, scenario) for name, scenario in scenarios), key=lambda teaching: teaching.order)


class Told(NamedTuple):
    """A line of a file as it is shown to a room; `path` is empty for the heading of a chapter or of a row."""

    kind: Literal["chapter", "row", "answer", "missing"]
    label: str
    said: str = ""
    path: str = ""


def told(dossier: Dossier, day: date, mask: Mask | None = None) -> list[Told]:
    """The answers of a file by chapter and by row, in words; what is required and absent is told to be."""
    hide = mask.hide if mask else str
    lines: list[Told] = []
    chapter = row = ""
    for step in Interview(dossier, day).steps:
        reply = dossier.reply(step.path)
        listed = step.question.type == "repeat" and reply.state == "given"
        if listed or (reply.state == "absent" and not step.question.required):
            continue
        if step.chapter.id != chapter:
            chapter, row = step.chapter.id, ""
            lines.append(Told("chapter", step.chapter.title))
        if step.repeat is not None and step.row is not None and row != f"{step.repeat.id}{step.row}":
            row = f"{step.repeat.id}{step.row}"
            name = f"{step.repeat.item or step.repeat.name} {step.row + 1}"
            title = step.repeat.field(step.repeat.title) if step.repeat.title else None
            named = row_name(step.repeat, dossier, step.row)
            shown = HIDDEN if mask and title and title.personal else hide(named)
            lines.append(Told("row", name if named == name else f"{name} – {shown}"))
        if step.repeat is not None and step.question.id == step.repeat.title and reply.state == "given":
            continue
        lines.append(_line(step, dossier, mask))
    return lines


def _line(step: Step, dossier: Dossier, mask: Mask | None) -> Told:
    reply = dossier.reply(step.path)
    match reply.state:
        case "given" | "none":
            said = words_of(step.question, reply)
        case "skipped":
            said = "je ne sais pas encore"
        case "unreadable":
            said = f"{clean(str(reply.raw))} (réponse non comprise)"
        case _:
            said = "sans réponse"
    if mask:
        said = HIDDEN if step.question.personal and reply.state in {"given", "unreadable"} else mask.hide(said)
    return Told("missing" if reply.state in {"absent", "skipped"} else "answer", step.question.name, said, step.path)


# --- the vote and the findings ---------------------------------------------------------------------------------------


def gaps(report: Report) -> list[Finding]:
    """What is to mend, to do or to verify among what weighs, the gravest first; what is advised when nothing else is wrong."""
    wrong = [finding for finding in report.findings if finding.status in _WRONG]
    return [finding for finding in wrong if finding.severity in SEVERITIES[:2]] or wrong


@dataclass(frozen=True)
class Board:
    """What a room votes on (`lines`) and then discovers: `gaps` are the findings of the vote, in the order in which they appear,
    `sound` the lines that were in order, `left` what is wrong too and was not in the vote."""

    dossier: Dossier
    report: Report
    gaps: tuple[Finding, ...]
    sound: tuple[Finding, ...]
    left: tuple[Finding, ...]
    lines: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What the case is called before the vote: its project's name, which gives nothing away ("" when it has none)."""
        path = self.dossier.script.about.title
        reply = self.dossier.reply(path) if path else None
        return clean(str(reply.value)) if reply and reply.state == "given" else ""


def board(case: Case, rulebook: Rulebook) -> Board:
    """The vote on a case: its gravest findings among rules that it meets, in an order that says nothing and never changes."""
    dossier = Dossier(rulebook.script, case.application)
    report = rulebook.evaluate(dossier, case.day)
    found = gaps(report)[:GAPS]
    among = [finding for finding in report.findings if finding.status in {"met", "not_applicable"}]

    def shuffled(finding: Finding) -> bytes:
        return blake2b(f"{case.title}\0{finding.requirement}".encode(), digest_size=8).digest()

    # Rules that weigh deceive better than advice, and a rule that applies better than one that does not.
    plausible = sorted(among, key=lambda f: (f.severity not in SEVERITIES[:2], f.status != "met", shuffled(f)))
    sound = plausible[: LINES - len(found)]
    chosen = {finding.requirement for finding in found}
    left = tuple(f for f in report.findings if f.status in _WRONG and f.requirement not in chosen)
    return Board(dossier, report, tuple(found), tuple(sound), left, tuple(sorted([*found, *sound], key=shuffled)))


def eye(hands: int, present: int) -> Eye:
    """Whether a room saw something: half of those present at least, some, or nobody; any hand is enough in a room not counted."""
    if not hands:
        return "missed"
    return "seen" if hands * 2 >= present else "some"


def bearing(library: Library, section: str, *about: str, quote: str = "") -> str:
    """The paragraph of a section that bears most on what is said, what is said first weighing most, or the one that holds `quote`;
    a list comes with what introduces it. Empty when there is no such section.
    """
    found = next((other for other in library.sections if other.id == section), None)
    if found is None:
        return ""
    wanted = Counter[str]()
    for weight, said in enumerate(reversed(about), 1):
        wanted.update(dict.fromkeys(_words(said), weight))
    likeness = [math.inf if holds(quote, unit.text) else _likeness(wanted, unit.text) for unit in found.units]
    best = max(range(len(found.units)), key=lambda number: likeness[number])
    lead = found.units[best].lead
    # What introduces a list says little without it, and a rule may rest on several items.
    least = 0.0 if lead is None else min(_NEAR * likeness[best], _MOST_LIKE)
    first = best if lead is None else lead
    items = [
        f"{unit.mark} {unit.text}" for number, unit in enumerate(found.units) if unit.lead == first and likeness[number] >= least
    ]
    return "\n".join([found.units[first].text, *items])


def holds(quote: str, text: str) -> bool:
    """Whether a text holds a quotation, whatever its capitals, its accents and its spaces."""
    return bool(quote.strip()) and " ".join(fold(quote).split()) in " ".join(fold(text).split())


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9]+", fold(text)) if len(word) > 3 or word.isdigit()}


def _likeness(wanted: Counter[str], text: str) -> float:
    """How many words two texts share, the shorter text being the more to the point."""
    words = _words(text)
    shared: int = sum(wanted[word] for word in words)
    return shared / math.sqrt(len(words) + 10)


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


def begin(course: str, day: date, present: int = 0) -> Sitting:
    """A new session."""
    return Sitting(course=course or FREE, began=day, present=max(0, min(present, HANDS)))
