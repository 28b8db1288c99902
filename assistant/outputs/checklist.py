"""The checklist: what is done, to do, to verify, by severity, each with its reason, its mend and its section."""

from collections.abc import Callable
from datetime import date

from assistant import french
from assistant.french import typography
from assistant.outputs.markdown import Page, inert, linked
from assistant.rules import Finding, Report, Verdict
from assistant.script import SEVERITIES, Script, Severity, Status

VERDICTS: dict[Verdict, str] = {
    "inadmissible": "irrecevable en l'état : au moins une règle qui écarte un dossier n'est pas respectée",
    "incomplete": "incomplet : il manque des éléments que l'appel demande",
    "to_verify": "à vérifier : rien ne manque, mais des points ne sont pas tranchés par les textes ou se contredisent",
    "complete": "complet : tout ce que l'appel demande est là",
}
SEVERITY_TITLES: dict[Severity, str] = {
    "blocking": "Bloquant : le dossier est écarté si ce n'est pas respecté",
    "required": "Demandé : le dossier est incomplet sans cela",
    "commitment": "Engagements : à prévoir si le projet est retenu (ne changent pas le résultat)",
    "advised": "Conseillé : pèse dans la sélection ou recommandé (ne change pas le résultat)",
}
STATUS_LABELS: dict[Status, str] = {
    "failed": "À corriger",
    "missing": "À faire",
    "to_verify": "À vérifier",
    "met": "Fait",
    "not_applicable": "Sans objet",
}
_BOXES: dict[Status, str] = {"failed": "☒", "missing": "☐", "to_verify": "?", "met": "☑", "not_applicable": "–"}
CAVEAT = (
    "*Les règles sont reformulées par l'assistant ; le texte officiel fait foi. "
    "Ce résultat est une aide à la relecture, pas une décision de l'administration.*"
)
Cite = Callable[[str], str]


def checklist(script: Script, report: Report, title: str, today: date, cite: Cite) -> str:
    """The checklist in Markdown; `cite` words the place of a section, `today` is the day of reference."""
    page = Page(f"Liste de contrôle – {inert(title)}" if title else "Liste de contrôle")
    page.paragraph(f"{typography(script.about.call)} · situation au {french.date_long(today)}")
    page.paragraph(typography(f"**Résultat : dossier {VERDICTS[report.verdict]}.**"))
    page.paragraph(tally(report))
    for severity in SEVERITIES:
        weighed = [finding for finding in report.findings if finding.severity == severity]
        if weighed:
            page.heading(2, typography(SEVERITY_TITLES[severity]))
        for status in STATUS_LABELS:
            findings = [finding for finding in weighed if finding.status == status]
            if findings:
                page.heading(3, f"{STATUS_LABELS[status]} ({len(findings)})")
                page.bullets(_item(finding, script, cite) for finding in findings)
    if report.notices:
        page.heading(2, "À savoir")
        page.bullets(inert(notice) for notice in report.notices)
    page.paragraph(typography(CAVEAT))
    return page.text()


def tally(report: Report) -> str:
    """How many blocking and required points are in each status, in one sentence."""
    weighing = [finding for finding in report.findings if finding.severity in {"blocking", "required"}]
    if not weighing:
        return "Aucun point bloquant ou demandé."
    counts = [
        f"{STATUS_LABELS[status].lower()} : {count}"
        for status in STATUS_LABELS
        if (count := sum(finding.status == status for finding in weighing))
    ]
    s = "s" if len(weighing) > 1 else ""
    return typography(f"{len(weighing)} point{s} bloquant{s} ou demandé{s} – {', '.join(counts)}.")


def _own(finding: Finding, script: Script) -> str:
    """What the rule of a finding may say to do, before any answer is put in it."""
    rule = script.requirement(finding.requirement)
    return " ".join([*(case.fix or "" for case in rule.cases), rule.otherwise.fix or ""]) if rule else ""


def _item(finding: Finding, script: Script, cite: Cite) -> str:
    parts = [f"{_BOXES[finding.status]} **{inert(finding.title)}** – {inert(finding.message)}"]
    if finding.fix:
        parts.append(f"**À faire\u00a0:** {linked(finding.fix, _own(finding, script))}")
    places = [finding.section] if finding.status in {"met", "not_applicable"} else [finding.section, *finding.also]
    parts.append(f"({' ; '.join(cite(section) for section in places)})")
    return " ".join(parts)
