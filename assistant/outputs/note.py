"""The note of one page for the person who decides: verdict, strengths, risks with their passages, cost and share, next dates."""

from datetime import date

from assistant import french
from assistant.dossier import Dossier
from assistant.outputs.checklist import VERDICTS, Cite, paper, tally
from assistant.outputs.model import Draft, Paper, Text, Words, quiet, strong, text
from assistant.outputs.schedule import deadline, schedule
from assistant.outputs.told import GAP, Told, cut, headed, opening
from assistant.plans import Note
from assistant.rules import Finding, Report

_MOST = 3
_REASON, _FIRST, _ANSWER, _TITLE = 100, 150, 70, 90
"""The longest reason, first sentence of one, answer, and project's name of the note, in characters: it holds on one page."""


def note(plan: Note, dossier: Dossier, report: Report, title: str, today: date, cite: Cite) -> Paper:
    """The note on a dossier. Raises AssistantError when the campaign's note names a question that does not exist."""
    told = Told(dossier, today, "« papers.yaml »")
    draft = Draft()
    draft.callout(
        "asks" if report.verdict == "complete" else "wrong",
        strong(f"Résultat : dossier {VERDICTS[report.verdict]}."),
        f" {tally(report)}",
    )
    rows = [(strong(headed(told.question(path))), cut(told.said(path), _ANSWER) or GAP) for path in plan.facts]
    draft.table(["Élément", "Réponse"], rows, widths=(1, 2))
    for said in plan.figures:
        if told.holds(said.when):
            draft.paragraph(told.sentence(said.text))
    met = {finding.requirement: finding for finding in report.findings if finding.status == "met"}
    strengths = [met[name] for name in plan.strengths if name in met]
    _list(draft, "Points forts", "établis", strengths, cite, "Aucun point fort n'est encore établi.")
    risks = [finding for finding in report.findings if finding.status in {"failed", "missing", "to_verify"}]
    # The first line counts the points that weigh alone: both counts must be seen to agree.
    weighing = sum(finding.severity in {"blocking", "required"} for finding in risks)
    counted = f"relevés, dont {weighing} bloquants ou demandés" if weighing > 1 else "relevés"
    _list(draft, "Risques", counted, risks, cite, "Aucun risque n'est relevé.")
    _dates(draft, dossier, report, today)
    return paper(plan.title, dossier.script, cut(title, _TITLE), today, draft)


def _list(draft: Draft, title: str, told: str, findings: list[Finding], cite: Cite, none: str) -> None:
    """The first findings; how many there are stands in the title, since a line more would not always hold on the page."""
    kept = findings[:_MOST]
    draft.heading(2, f"{title} : les {_MOST} premiers, sur {len(findings)} {told}" if len(findings) > _MOST else title)
    draft.bullets([_line(finding, cite) for finding in kept] or [none])


def _line(finding: Finding, cite: Cite) -> Text:
    place = quiet(f" ({cite(finding.section)})")
    if finding.status == "met":
        return text(strong(cut(finding.message, _REASON)), place)
    # The reason, not the title: « Le projet dure deux ans » would read as the opposite of a risk.
    return text(strong(opening(finding.message, _REASON, _FIRST)), f" {cut(finding.fix, _REASON)}" if finding.fix else "", place)


def _dates(draft: Draft, dossier: Dossier, report: Report, today: date) -> None:
    """The next steps that have something left to do, then the deadline."""
    plan = dossier.script.papers.calendar
    if plan is None:
        return
    last = deadline(plan, dossier.script)
    if today > last:
        draft.heading(2, "Date limite")
        draft.paragraph(strong(french.date_long(last)), " : elle est passée.")
        return
    draft.heading(2, "Prochaines dates")
    dues = [due for due in schedule(dossier.script, report) if due.to_do][:_MOST]
    rows: list[Words] = [text(strong(due.told(today, last)), f" – {due.step.title} ({due.step.who})") for due in dues]
    draft.bullets([*rows, text(strong(french.date_long(last)), " – Date limite")])
