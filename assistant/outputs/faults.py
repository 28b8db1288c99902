"""Where the faults of a dossier are told in its outline: each once, in the first chapter that shows what decides it."""

from assistant.answers import Answer
from assistant.dossier import Dossier
from assistant.outlines import OutlineChapter
from assistant.outputs.told import ANSWERED
from assistant.rules import LIFTED, Finding, Report
from assistant.script import SEVERITIES, Question, Status, general

_FAULTS: tuple[Status, ...] = ("failed", "missing")


class Faults:
    """What is failed or missing in a dossier, chapter by chapter; nothing is, without a report."""

    def __init__(self, dossier: Dossier, report: Report | None) -> None:
        self._dossier = dossier
        self._script = dossier.script
        self._found = [finding for finding in report.findings if finding.status in _FAULTS] if report else []
        self._waiting = [finding for finding in report.findings if finding.status not in LIFTED] if report else []
        self._placed: set[str] = set()

    @property
    def excluding(self) -> list[Finding]:
        """The findings for which a dossier is put aside as it is."""
        return [finding for finding in self._found if finding.severity == "blocking" and finding.status == "failed"]

    def sinking(self, chapter: OutlineChapter) -> list[Finding]:
        """The blocking findings to tell in a chapter: the first one that shows an answer that decides them, or else serves them.

        One that is only missing answers is left out, since its gaps are marked where they stand.
        """
        told = [
            finding
            for finding in self._found
            if finding.severity == "blocking" and finding.requirement not in self._placed
            if _shown(chapter) & self._homes(finding) and (finding.status == "failed" or not self._silent(finding))
        ]
        self._placed.update(finding.requirement for finding in told)
        return told

    def denied(self, path: str, answer: Answer) -> bool:
        """Whether an explicit none stands where the call wants something."""
        return answer.state == "none" and any(
            finding.severity in SEVERITIES[:2] and path in finding.decisive and self._serves(path, finding)
            for finding in self._found
        )

    def owes(self, path: str, question: Question) -> bool:
        """Whether the texts bind to what a question asks, though the file may go without: it serves more than advice. Of a field of a
        list, whether such a finding waits for it."""
        if "[" in path:
            return any(finding.severity != "advised" and path in finding.pending for finding in self._waiting)
        served = map(self._script.requirement, question.serves)
        return any(requirement is not None and requirement.severity != "advised" for requirement in served)

    def _homes(self, finding: Finding) -> set[str]:
        paths = [path for path in finding.decisive if self._serves(path, finding)] or finding.decisive
        heads = {path.partition("[")[0] for path in paths}
        if any(_shown(chapter) & heads for chapter in self._script.outline.chapters):
            return heads
        return {path.partition("[")[0] for path in self._script.served.get(finding.requirement, ())}

    def _silent(self, finding: Finding) -> bool:
        return all(self._dossier.reply(path).state not in ANSWERED for path in finding.decisive)

    def _serves(self, path: str, finding: Finding) -> bool:
        asked = map(self._script.questions.get, (general(path), path.partition("[")[0]))
        return any(question is not None and finding.requirement in question.serves for question in asked)


def _shown(chapter: OutlineChapter) -> set[str]:
    """The questions that a chapter shows."""
    return {path for block in chapter.blocks for path in (*block.show, block.each, block.table) if path}
