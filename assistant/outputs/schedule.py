"""Who does what and when: the steps of a campaign's calendar, counted back from its deadline, with what each has left to do."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.errors import AssistantError
from assistant.plans import Calendar, Step
from assistant.rules import Finding, Report
from assistant.script import Script

_LEFT = {"failed", "missing", "to_verify"}


@dataclass(frozen=True)
class Due:
    """A step, its last day, and the findings that it has left to mend."""

    step: Step
    day: date
    left: tuple[Finding, ...]


def deadline(calendar: Calendar, script: Script) -> date:
    """The day that the calendar counts back from. Raises AssistantError when the campaign has no such date."""
    constant = script.about.constants.get(calendar.deadline)
    if constant is None or constant.date is None:
        raise AssistantError(
            f"« papers.yaml » compte à rebours depuis « {calendar.deadline} », qui n'est pas une date : corrigez-le."
        )
    return constant.date


def schedule(script: Script, report: Report) -> tuple[Due, ...]:
    """The steps in order of day; none when the campaign has no calendar."""
    calendar = script.papers.calendar
    if calendar is None:
        return ()
    last = deadline(calendar, script)
    found = {finding.requirement: finding for finding in report.findings if finding.status in _LEFT}
    steps = sorted(calendar.steps, key=lambda step: -step.days)
    return tuple(
        Due(step, last - timedelta(days=step.days), tuple(found[name] for name in step.requirements if name in found))
        for step in steps
    )
