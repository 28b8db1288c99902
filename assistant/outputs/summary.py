"""A report as plain text for a terminal."""

from collections.abc import Mapping

from assistant.console import wrap
from assistant.french import count
from assistant.outputs.checklist import SEVERITY_TITLES, STATUS_LABELS, VERDICTS, Cite, tally
from assistant.rules import Finding, Report
from assistant.script import SEVERITIES


def summary(report: Report, cite: Cite, width: int, most: int | None = None, ways: Mapping[str, str] | None = None) -> str:
    """A report as lines of at most `width` characters: the verdict, then what is to mend, to do, to verify, with its place.

    `most` keeps that many findings, the gravest, and says how many others there are. `ways` say, by requirement, what would lift it;
    with them, each finding has the name by which its reasoning is asked for.
    """
    left = [f for f in report.findings if f.status not in {"met", "not_applicable"}]
    shown = left[:most]
    parts = [f"Résultat : dossier {VERDICTS[report.verdict]}.", tally(report)]
    for severity in SEVERITIES:
        those = [_finding(finding, cite, ways) for finding in shown if finding.severity == severity]
        parts += [SEVERITY_TITLES[severity], *those] if those else []
    if len(shown) < len(left):
        parts.append(f"… et {count(len(left) - len(shown), 'autre point', 'autres points')} dans la liste de contrôle.")
    elif report.notices:
        parts.append("À savoir :\n" + "\n".join(f"- {notice}" for notice in report.notices))
    return "\n\n".join(wrap(part, width) for part in parts)


def _finding(finding: Finding, cite: Cite, ways: Mapping[str, str] | None) -> str:
    lines = [f"- {STATUS_LABELS[finding.status].upper()} : {finding.title}", finding.message]
    if finding.fix:
        lines.append(f"À faire : {finding.fix}")
    if ways and finding.requirement in ways:
        lines.append(ways[finding.requirement])
    lines.append(f"({cite(finding.section)})")
    if ways is not None:
        lines.append(f"Tout le raisonnement : --explain {finding.requirement}")
    return "\n".join(lines)
