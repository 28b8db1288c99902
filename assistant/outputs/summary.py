"""A report as plain text for a terminal."""

from collections.abc import Mapping, Sequence

from assistant.console import wrap
from assistant.french import count
from assistant.outputs.changes import HONEST
from assistant.outputs.checklist import READ, SEVERITY_TITLES, VERDICTS, Cite, label, refused, tally, to_do
from assistant.rules import Finding, Report
from assistant.script import SEVERITIES

_WEIGHING = SEVERITIES[:2]
"""The severities that decide the verdict: their findings are told at length."""


def summary(
    report: Report,
    cite: Cite,
    width: int,
    most: int | None = None,
    ways: Mapping[str, str] | None = None,
    passages: Mapping[str, str] | None = None,
) -> str:
    """A report as lines of at most `width` characters: the verdict, then what is to mend, to do, to verify, with its place.

    `most` keeps that many findings, the gravest, and says how many others there are. `ways` say, by requirement, what would lift it;
    with them, each finding has the name by which its reasoning is asked for. `passages` are the sentences of the texts, by requirement.
    """
    left = [f for f in report.findings if f.status not in {"met", "not_applicable"}]
    shown = left[:most]
    parts = [f"Résultat : dossier {VERDICTS[report.verdict]}.", tally(report), *filter(None, [refused(report)])]
    for severity in SEVERITIES:
        tell = _finding if severity in _WEIGHING else _aside
        those = [tell(finding, cite, ways, passages or {}) for finding in shown if finding.severity == severity]
        parts += [SEVERITY_TITLES[severity], *those] if those else []
    if len(shown) < len(left):
        parts.append(f"… et {count(len(left) - len(shown), 'autre point', 'autres points')} dans la liste de contrôle.")
    else:
        parts += _notices(report, shown)
    if ways is not None and shown:
        example = shown[0].requirement
        told = [HONEST] if ways else []
        parts.append(
            " ".join([*told, f"Tout le raisonnement sur un point : ajoutez --explain et son nom, ici --explain {example}"])
        )
    return "\n\n".join(wrap(part, width) for part in parts)


def _notices(report: Report, shown: Sequence[Finding]) -> list[str]:
    """What is said beside the findings, apart from how the answers were read, unless a finding says it word for word."""
    said = "\n".join(finding.message for finding in shown)
    read = [notice for notice in report.notices[report.told :] if notice.partition("\u00a0: ")[2] not in said]
    heads = (("À savoir :", report.notices[: report.told]), (f"{READ} :", read))
    return ["\n".join([head, *(f"- {notice}" for notice in notices)]) for head, notices in heads if notices]


def _finding(finding: Finding, cite: Cite, ways: Mapping[str, str] | None, passages: Mapping[str, str]) -> str:
    lines = [f"- {label(finding.severity, finding.status).upper()} : {finding.title}", finding.message]
    if finding.fix:
        lines.append(f"{to_do(finding.severity)} {finding.fix}")
    if ways and finding.requirement in ways:
        lines.append(ways[finding.requirement])
    if finding.requirement in passages:
        lines.append(f"Le texte (reformulé) : « {passages[finding.requirement]} »")
    return "\n".join([*lines, _place(finding, cite, ways)])


def _aside(finding: Finding, cite: Cite, ways: Mapping[str, str] | None, passages: Mapping[str, str]) -> str:
    """A finding that does not weigh on the verdict, in one paragraph."""
    words = [finding.message, finding.fix or "", _place(finding, cite, ways)]
    return f"- {label(finding.severity, finding.status).upper()} : {finding.title}\n{' '.join(word for word in words if word)}"


def _place(finding: Finding, cite: Cite, ways: Mapping[str, str] | None) -> str:
    """Where the texts say it, and the name by which the reasoning is asked for."""
    return f"({cite(finding.section)})" + ("" if ways is None else f" [{finding.requirement}]")
