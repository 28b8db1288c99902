"""Many application files, one after the other: what each one gives, in a line of a table or of JSON."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.dossier import Dossier, load_case
from assistant.errors import AssistantError
from assistant.french import number, plural, typography
from assistant.outputs.checklist import VERDICTS
from assistant.rules import Finding, Report, Rulebook
from assistant.text import clean

_HEADS = ("Dossier", "Résultat", "Bloquants", "Manquants", "À vérifier", "Premier motif")
_FILE = 40
"""The widest that the column of the files may be, in characters."""
_REASON = 24
"""The narrowest that the column of the reasons may be."""
UNREAD = "illisible"


@dataclass(frozen=True)
class Checked:
    """What checking one file gave: a report at the day of reference, or the sentence that says why there is none."""

    path: Path
    day: date
    report: Report | None = None
    error: str = ""
    dossier: Dossier | None = None
    """What the report is about; none when the file cannot be read."""

    @property
    def name(self) -> str:
        """The file as it is called."""
        return clean(self.path.as_posix())

    @property
    def exit_code(self) -> int:
        """0 when the file is complete, 1 when it is not, 2 when it cannot be read."""
        if self.report is None:
            return 2
        return 0 if self.report.verdict == "complete" else 1

    def to_json(self) -> dict[str, Any]:
        """The object of `assistant check --json` for one file among several."""
        return {"file": self.path.as_posix(), **(self.report.to_json() if self.report else {"error": self.error})}


def check_file(path: Path, rulebook: Rulebook, today: date | None) -> Checked:
    """Check one file; without `today`, the day is that of the scenario, or the user's own. Never raises for a bad file."""
    day = today or date.today()  # noqa: DTZ011 - the user's own calendar day
    try:
        dossier, told = load_case(path, rulebook.script)
    except AssistantError as error:  # the file has its line all the same, with the reason
        return Checked(path, day, error=typography(str(error)))
    day = today or told or day
    return Checked(path, day, rulebook.evaluate(dossier, day), dossier=dossier)


@dataclass(frozen=True)
class Line:
    """A line of the table: the file, the verdict in words, three counts, and the gravest reason."""

    file: str
    verdict: str
    blocking: int = 0
    missing: int = 0
    to_verify: int = 0
    reason: str = ""


def line_of(checked: Checked) -> Line:
    """The line of a file in the table."""
    if checked.report is None:
        return Line(checked.name, UNREAD, reason=checked.error)
    weighing = [finding for finding in checked.report.findings if finding.severity in {"blocking", "required"}]
    failed = sum(finding.status == "failed" and finding.severity == "blocking" for finding in weighing)
    lacking = sum(finding.status in {"failed", "missing"} for finding in weighing) - failed
    unsure = sum(finding.status == "to_verify" for finding in weighing)
    return Line(checked.name, _word(checked.report), failed, lacking, unsure, _worst(weighing))


def _word(report: Report) -> str:
    return VERDICTS[report.verdict].partition(" :")[0]


def _worst(findings: list[Finding]) -> str:
    """The message of the gravest finding: what decides the verdict."""
    for statuses in ({"failed"}, {"missing"}, {"to_verify"}):
        for finding in findings:
            if finding.status in statuses:
                return finding.message
    return ""


def table(lines: list[Line], width: int) -> str:
    """The lines as a table of at most `width` characters where the names allow, then how many files had each verdict."""
    cells = [_HEADS, *(_cells(line) for line in lines)]
    sizes = [max(len(row[column]) for row in cells) for column in range(5)]
    sizes.append(max(_REASON, width - sum(sizes) - 2 * 5))
    shown = [
        "  ".join(_fitted(cell, size, 2 <= column <= 4) for column, (cell, size) in enumerate(zip(row, sizes, strict=True)))
        for row in cells
    ]
    shown.insert(1, "  ".join("-" * size for size in sizes))
    return "\n".join([*(line.rstrip() for line in shown), "", total(lines)])


def _cells(line: Line) -> tuple[str, ...]:
    file = line.file if len(line.file) <= _FILE else "…" + line.file[1 - _FILE :]
    counts = (str(count) if line.verdict != UNREAD else "–" for count in (line.blocking, line.missing, line.to_verify))
    return (" ".join(file.split()), typography(line.verdict), *counts, " ".join(line.reason.split()))


def _fitted(cell: str, size: int, right: bool) -> str:
    cut = cell if len(cell) <= size else cell[: size - 1] + "…"
    return cut.rjust(size) if right else cut.ljust(size)


def total(lines: list[Line]) -> str:
    """How many files, and how many of each verdict."""
    counts = Counter(line.verdict for line in lines)
    order = [*dict.fromkeys(text.partition(" :")[0] for text in reversed(VERDICTS.values())), UNREAD]
    told = [f"{word} : {number(counts[word])}" for word in order if counts[word]]
    return typography(f"{number(len(lines))} {plural(len(lines), 'dossier', 'dossiers')} – {', '.join(told)}.")


def expanded(paths: list[Path]) -> Iterator[Path]:
    """The files, a pattern (`*.yaml`) being those that it names: not every shell unfolds it. Raises AssistantError when it names none."""
    for path in paths:
        if not set("*?[") & set(path.name) or path.exists():
            yield path
            continue
        found = sorted(match for match in path.parent.glob(path.name) if not match.name.startswith(".") and match.is_file())
        if not found:
            raise AssistantError(f"Aucun fichier ne correspond à « {path} » : vérifiez le dossier et le nom.")
        yield from found
