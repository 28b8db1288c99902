"""A report as plain text for a terminal."""

from assistant.console import wrap
from assistant.outputs.checklist import SEVERITY_TITLES, STATUS_LABELS, VERDICTS, Cite, tally
from assistant.rules import Finding, Report
from assistant.script import SEVERITIES


def summary(report: Report, cite: Cite, width: int) -> str:
    """A report as lines of at most `width` characters: the verdict, then what is to mend, to do, to verify, with its place."""
    parts = [f"Résultat : dossier {VERDICTS[report.verdict]}.", tally(report)]
    for severity in SEVERITIES:
        open_ones = [f for f in report.findings if f.severity == severity and f.status not in {"met", "not_applicable"}]
        if open_ones:
            parts.append(SEVERITY_TITLES[severity])
            parts += [_finding(finding, cite) for finding in open_ones]
    if report.notices:
        parts.append("À savoir :\n" + "\n".join(f"- {notice}" for notice in report.notices))
    return "\n\n".join(wrap(part, width) for part in parts)


def _finding(finding: Finding, cite: Cite) -> str:
    lines = [f"- {STATUS_LABELS[finding.status].upper()} : {finding.title}", finding.message]
    if finding.fix:
        lines.append(f"À faire : {finding.fix}")
    return "\n".join([*lines, f"({cite(finding.section)})"])
