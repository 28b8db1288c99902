"""What if: what is not the same of two dossiers of one script, in verdict, findings, notices and questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.dossier import Dossier
from assistant.interview import Interview
from assistant.rules import Finding, Report, Rulebook
from assistant.script import Question, Status, row_of


@dataclass(frozen=True)
class Comparison:
    """What is not the same of two dossiers: reports, findings whose status or words differ, notices, questions asked."""

    before: Report
    after: Report
    findings: tuple[tuple[Finding, Finding], ...]
    new_notices: tuple[str, ...]
    gone_notices: tuple[str, ...]
    newly_asked: tuple[str, ...]
    no_longer_asked: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain values."""
        return {
            "before": self.before.verdict,
            "after": self.after.verdict,
            "findings": [{"before": before.status, **after.to_json()} for before, after in self.findings],
            "notices": {"new": list(self.new_notices), "gone": list(self.gone_notices)},
            "questions": {"new": list(self.newly_asked), "gone": list(self.no_longer_asked)},
        }


def compare(rulebook: Rulebook, before: Dossier, after: Dossier, today: date) -> Comparison:
    """What changes in verdict, findings, notices and questions from one dossier to another of the same script."""
    old, new = rulebook.evaluate(before, today), rulebook.evaluate(after, today)
    known = {finding.requirement: finding for finding in old.findings}
    pairs = [(known[finding.requirement], finding) for finding in new.findings]
    asked = [[step.path for step in Interview(dossier, today).steps] for dossier in (before, after)]
    numbers = {repeat.id: _numbers(before.table(repeat.id), after.table(repeat.id)) for repeat in _repeats(before)}
    asked[1] = [_renumbered(path, numbers) for path in asked[1]]
    known_before, known_after = map(frozenset, asked)
    return Comparison(
        before=old,
        after=new,
        findings=tuple(pair for pair in pairs if _said(pair[0]) != _said(pair[1])),
        new_notices=tuple(notice for notice in new.notices if notice not in old.notices),
        gone_notices=tuple(notice for notice in old.notices if notice not in new.notices),
        newly_asked=tuple(path for path in asked[1] if path not in known_before),
        no_longer_asked=tuple(path for path in asked[0] if path not in known_after),
    )


def _repeats(dossier: Dossier) -> list[Question]:
    return [question for question in dossier.script.questions.values() if question.type == "repeat"]


def _numbers(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[int]:
    """The number that each row of a list had before some rows were taken away; a row that was changed or added keeps its place."""
    gone = len(before) - len(after)
    found: list[int] = []
    for row in after:
        shift = len(found) and found[-1] + 1 - len(found)
        same = next((more for more in range(shift, gone + 1) if before[len(found) + more] == row), shift)
        found.append(len(found) + same)
    return found


def _renumbered(path: str, numbers: dict[str, list[int]]) -> str:
    """The path of a row by the number that it had before."""
    rows, bracket, _ = path.partition("[")
    return f"{rows}[{numbers[rows][row_of(path)]}]{path.partition(']')[2]}" if bracket else path


def _said(finding: Finding) -> tuple[Status, str, str | None]:
    return finding.status, finding.message, finding.fix
