"""Results in SARIF 2.1.0 (OASIS), which editors and forges show on the lines of a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant import __version__
from assistant.dossier import SHEETS
from assistant.errors import AssistantError
from assistant.files import read_text
from assistant.french import typography
from assistant.lines import Lines, read_lines
from assistant.outputs.batch import Checked
from assistant.rules import Finding
from assistant.script import Requirement, Script, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"blocking": "error", "required": "warning", "commitment": "note", "advised": "note"}
_MOST = 10
"""How many other answers a result points to."""


class Sarif:
    """A SARIF log in the making: add what each file gave, then take its content.

    What is met or does not apply gives no result. A point to verify is one for a human to review (`kind` is "review").
    """

    def __init__(self, script: Script, cite: Callable[[str], str]) -> None:
        self._cite = cite
        self._rules = {requirement.id: number for number, requirement in enumerate(script.requirements)}
        self._described = [self._rule(requirement) for requirement in script.requirements]
        self._results: list[bytes] = []  # as JSON already: a thousand files give tens of thousands
        self._notes: list[dict[str, Any]] = []
        self._days: set[str] = set()

    def add(self, checked: Checked) -> None:
        """The results of one file, or the note that it could not be read."""
        self._days.add(checked.day.isoformat())
        place = {"uri": _uri(checked.path)}
        if checked.report is None:
            where = [{"physicalLocation": {"artifactLocation": place}}]
            self._notes.append({"level": "error", "message": {"text": checked.error}, "locations": where})
            return
        lines = _lines_of(checked.path)
        found = [finding for finding in checked.report.findings if finding.status not in {"met", "not_applicable"}]
        self._results += [json.dumps(self._result(finding, place, lines), ensure_ascii=False).encode() for finding in found]

    def content(self) -> bytes:
        """The log as JSON, in UTF-8."""
        driver = {"name": "assistant", "version": __version__, "language": "fr", "rules": self._described}
        invocation = {"executionSuccessful": not self._notes, "toolExecutionNotifications": self._notes}
        run = {
            "tool": {"driver": driver},
            "language": "fr",
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": [],
            "properties": {"asOf": sorted(self._days)},
        }
        log = json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        before, after = log.encode().rsplit(b'"results": []', 1)
        return b"".join((before, b'"results": [\n', b",\n".join(self._results), b"\n]", after, b"\n"))

    def _rule(self, requirement: Requirement) -> dict[str, Any]:
        return {
            "id": requirement.id,
            "shortDescription": {"text": typography(requirement.title)},
            "fullDescription": {"text": typography(requirement.asks)},
            "help": {"text": self._cite(requirement.section)},
            "defaultConfiguration": {"level": _LEVELS[requirement.severity]},
            "properties": {"severity": requirement.severity, "section": requirement.section, "tags": [requirement.severity]},
        }

    def _result(self, finding: Finding, place: dict[str, str], lines: Lines | None) -> dict[str, Any]:
        review = finding.status == "to_verify"
        mend = typography(f" À faire : {finding.fix}") if finding.fix else ""
        first, *others = finding.answers or ("",)
        result: dict[str, Any] = {
            "ruleId": finding.requirement,
            "ruleIndex": self._rules[finding.requirement],
            "kind": "review" if review else "fail",
            "level": "none" if review else _LEVELS[finding.severity],  # §3.27.10: only a failure has another level
            "message": {"text": f"{finding.message}{mend} ({self._cite(finding.section)})"},
            "locations": [_location(first, place, lines)],
            "properties": {"status": finding.status, "section": finding.section, "answers": list(finding.answers)},
        }
        if others:
            result["relatedLocations"] = [_location(path, place, lines) for path in others[:_MOST]]
        return result


def _location(path: str, place: dict[str, str], lines: Lines | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": place}
    if lines is not None:
        physical["region"] = {"startLine": lines.of(path)}
    logical = {"logicalLocations": [{"fullyQualifiedName": path}]} if path else {}
    return {"physicalLocation": physical, **logical}


def _lines_of(path: Path) -> Lines | None:
    """The lines of a YAML or JSON file, of which a scenario holds its answers under « application »; None for a spreadsheet."""
    if path.suffix.lower() in SHEETS:
        return None
    try:
        text = read_text(path)
    except AssistantError:
        return None
    lines = read_lines(text)
    scenario = all((key,) in lines.known for key in ("story", "application", "expect"))
    return Lines(lines.known, ("application",)) if scenario else lines


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
