"""Who does what and when: the steps of a campaign's calendar, counted back from its deadline, with what each has left to do."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistant import french
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

    @property
    def to_do(self) -> tuple[str, ...]:
        """What is left to do, in words: the points to mend, or what remains when there are none."""
        return tuple(finding.title for finding in self.left) or tuple(filter(None, (self.step.remains,)))

    def told(self, today: date, last: date) -> str:
        """The last day in words, and that it is past when it is, with something left; once `last`, the deadline, is past, all are."""
        late = " (passé : au plus vite)" if self.to_do and self.day < today <= last else ""
        return f"{french.date_long(self.day)}{late}"


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
