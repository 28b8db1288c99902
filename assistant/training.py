"""What a room works on: a case in words, a vote on which rules it does not meet, then what the engine finds, one by one."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.bearing import bearing_words
from assistant.courses import Course, Remember
from assistant.dossier import Dossier, load_case
from assistant.interview import Interview, Step
from assistant.masking import HIDDEN, Mask
from assistant.rules import Finding, Report, Rulebook
from assistant.scenarios import Scenario
from assistant.script import SEVERITIES, Script, general
from assistant.sittings import Case, Sitting
from assistant.text import clean, fold
from assistant.wording import row_name, words_of

GAPS, LINES = 5, 8
"""How many findings a vote may hold, and how many lines with the rules that are met."""
_BRIEF, _BRIEFER = 150, 70
"""How long an answer may be in a summary, of a row of a list too, in characters."""
_WRONG = ("failed", "missing", "to_verify")
Eye = Literal["seen", "some", "missed"]


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


def unjudged(lines: Iterable[Told], script: Script) -> list[Told]:
    """The lines of a file without the answers that say themselves whether a rule is met."""
    asked = ((line, script.question(line.path)) for line in lines)
    return [line for line, question in asked if line.kind != "answer" or question is None or not question.judges]


def brief(lines: Iterable[Told], found: "Board") -> list[Told]:
    """A file on one screen: what the lines of the vote rest on and what sums the project up, an answer a line, a row of a list a line.

    All the rows of a list are told alike: the one at fault does not stand out.
    """
    script = found.dossier.script
    plan = script.outline.summary
    kept = {path for block in (plan.blocks if plan else ()) for path in block.facts}
    for finding in found.lines:
        kept |= {general(path) for path in (*finding.answers, *script.served.get(finding.requirement, ()))}
    told: list[Told] = []
    row = None
    for line in lines:
        if line.kind in {"chapter", "row"}:
            row = line if line.kind == "row" else None
        elif general(line.path) not in kept:
            continue
        elif row is None or "[" not in line.path:
            told.append(line._replace(said=_cut(line.said, _BRIEF)))
        else:
            said = f"{line.label} : {_cut(line.said, _BRIEFER)}"
            if told and told[-1].label == row.label:
                said = f"{told.pop().said} ; {said}"
            told.append(Told("answer", row.label, said, line.path))
    return told


def _cut(words: str, most: int) -> str:
    return textwrap.shorten(words, most, placeholder=" […]")


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
        return _project(self.dossier)


def project_of(case: Case, script: Script) -> str:
    """The name of a case's project, as `Board.name` gives it."""
    return _project(Dossier(script, case.application))


def _project(dossier: Dossier) -> str:
    path = dossier.script.about.title
    reply = dossier.reply(path) if path else None
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


# --- what is taken away ----------------------------------------------------------------------------------------------


def takeaways(sitting: Sitting, course: Course, script: Script) -> list[Remember]:
    """What the room takes away: the gravest rule of each case that was worked, the latest first, then what the plan tells besides."""
    rules = dict.fromkeys(worked.rule for worked in reversed(sitting.worked) if worked.rule)
    worked = [Remember(text=rule.asks, section=rule.section) for rule in map(script.requirement, rules) if rule]
    return [*worked, *(told for told in course.remember if not any(_says(rule, told) for rule in worked))]


def _says(rule: Remember, told: Remember) -> bool:
    """Whether a rule says what is told: of the same section, mostly in the same words."""
    words = bearing_words(told.text)
    return rule.section == told.section and 2 * len(words & bearing_words(rule.text)) >= len(words)
