"""Answers that do not agree with one another: what tells so, as soon as all of them are known."""

from typing import NamedTuple

from assistant.interview import Interview
from assistant.rules import Report
from assistant.script import general


class Clash(NamedTuple):
    """Answers that disagree: the requirement or the check that says so (`name`, with the number of the requirement's case), what it
    says, and the paths of these answers."""

    name: tuple[str, int | None]
    message: str
    answers: tuple[str, ...]

    @property
    def lists(self) -> frozenset[str]:
        """The lists that have some of these answers in their rows."""
        return frozenset(path.partition("[")[0] for path in self.answers if "[" in path)


def clashes(report: Report, interview: Interview) -> tuple[Clash, ...]:
    """What disagrees in a dossier, of all that its report says: what is demanded before what only the assistant checks.

    Blocking rules are not among them: they are told in full by themselves.
    """
    found = [
        Clash((finding.requirement, finding.case), finding.message, finding.decisive)
        for finding in report.findings
        if finding.severity == "required" and finding.status in {"failed", "to_verify"} and not finding.pending
    ]
    found += [Clash((check.id, None), check.message, check.answers) for check in report.checks]
    return tuple(clash for clash in found if _told(clash, interview))


def _told(clash: Clash, interview: Interview) -> bool:
    """Whether two questions at least are answered, and nothing else of what disagrees is still to be told."""
    states = {path: interview.dossier.reply(path).state for path in clash.answers}
    given = {general(path) for path, state in states.items() if state in {"given", "none"}}
    rest = (path for path, state in states.items() if state not in {"given", "none"})
    return len(given) > 1 and all(_blank(path, interview) for path in rest)


def _blank(path: str, interview: Interview) -> bool:
    step = interview.step(path)
    return step is None or interview.may_be_blank(step)
