"""The checklist: what is done, to do, to verify, by severity, each with its reason, its mend and its section."""

import re
from collections.abc import Callable
from datetime import date

from assistant import french
from assistant.french import typography
from assistant.library import Library
from assistant.outputs.model import Draft, Mark, Paper, Run, Text, Words, em, quiet, strong, text
from assistant.outputs.schedule import Due, deadline, schedule
from assistant.plans import Calendar
from assistant.rules import Finding, Report, Verdict
from assistant.script import SEVERITIES, Script, Severity, Status, general

VERDICTS: dict[Verdict, str] = {
    "inadmissible": "irrecevable en l'état : au moins un point bloquant n'est pas respecté",
    "incomplete": "incomplet : il manque des éléments que l'appel demande",
    "to_verify": "à vérifier : rien ne manque, mais des points ne sont pas tranchés par les textes ou se contredisent",
    "complete": "complet : les éléments que l'appel demande au dossier sont là",
}
SEVERITY_TITLES: dict[Severity, str] = {
    "blocking": "Bloquant : sans cela, dossier non éligible ou non examiné, ou dépense à retirer",
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
_ADVICE = "Conseillé"
MARK: dict[Status, Mark] = {
    "failed": "wrong",
    "missing": "todo",
    "to_verify": "unsure",
    "met": "done",
    "not_applicable": "idle",
}
CAVEAT = (
    "Les règles sont reformulées par l'assistant ; le texte officiel fait foi. "
    "Ce résultat est une aide à la relecture, pas une décision de l'administration."
)
READ = "Vos réponses, telles que le fichier les donne"
"""What stands above how the file and its answers were read."""
Cite = Callable[[str], str]
"""Where a section stands, in words."""


def cited(library: Library) -> Cite:
    """How a paper says where a section stands: in words, or by its id when the corpus has no such section."""

    def cite(section: str) -> str:
        try:
            return library.place(section)
        except KeyError:
            return f"« {section} »"

    return cite


def label(severity: Severity, status: Status) -> str:
    """What a status is called: what is only advised is advice, and nothing to correct when it is not followed."""
    return _ADVICE if (severity, status) == ("advised", "failed") else STATUS_LABELS[status]


def to_do(severity: Severity) -> str:
    """What stands before the mend of a finding."""
    return "Conseil :" if severity == "advised" else "À faire :"


def checklist(script: Script, report: Report, title: str, today: date, cite: Cite) -> Paper:
    """The checklist; `cite` words the place of a section, `today` is the day of reference."""
    draft = Draft()
    steps = schedule(script, report)
    last = deadline(script.papers.calendar, script) if script.papers.calendar else today
    dues = {finding.requirement: _charge(due, today, last) for due in steps for finding in due.left}
    draft.paragraph(strong(f"Résultat : dossier {VERDICTS[report.verdict]}."))
    draft.paragraph(tally(report))
    if told := refused(report):
        draft.callout("wrong", strong(told))
    if today > last:
        draft.callout("wrong", strong(f"La date limite, le {french.date_long(last)}, est passée."))
    for severity in SEVERITIES:
        weighed = [finding for finding in report.findings if finding.severity == severity]
        if weighed:
            draft.heading(2, SEVERITY_TITLES[severity])
        for status in STATUS_LABELS:
            findings = [finding for finding in weighed if finding.status == status]
            if findings:
                mark: Mark = "todo" if (severity, status) == ("advised", "failed") else MARK[status]
                draft.heading(3, f"{label(severity, status)} ({len(findings)})")
                draft.checks((mark, _item(finding, script, cite, dues.get(finding.requirement, ""))) for finding in findings)
    if script.papers.calendar:
        _calendar(draft, script.papers.calendar, steps, today, script, cite)
    # What the campaign tells is for whoever decides; how answers were read, for whoever wrote them.
    for head, notices in (("À savoir", report.notices[: report.told]), (READ, report.notices[report.told :])):
        if notices:
            draft.heading(2, head)
            draft.bullets(_ended(_named(notice, script)) for notice in notices)
    draft.paragraph(em(CAVEAT))
    return paper("Liste de contrôle", script, title, today, draft)


def paper(name: str, script: Script, title: str, today: date, draft: Draft) -> Paper:
    """A paper of the campaign, dated under its title."""
    subtitle = typography(f"{script.about.call} · situation au {french.date_long(today)}")
    return Paper(name, title, today, draft.done(), subtitle)


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


def refused(report: Report) -> str:
    """How many commitments are refused, in one sentence: they change no verdict, and bind whoever is selected; nothing for none."""
    count = sum((finding.severity, finding.status) == ("commitment", "failed") for finding in report.findings)
    told = french.count(
        count,
        "engagement demandé aux projets retenus n'est pas pris",
        "engagements demandés aux projets retenus ne sont pas pris",
    )
    return typography(f"Attention : {told}.") if count else ""


def _named(notice: str, script: Script) -> str:
    """A notice with the name of the question that it is about, not its path: a council has never seen « actions[2].cout »."""

    def name(found: re.Match[str]) -> str:
        path, at = found[1], re.search(r"\[(\d+)\]", found[1])
        question = script.questions.get(general(path))
        repeat = script.questions.get(path.partition("[")[0])
        row = f" ({repeat.item or repeat.name} {int(at[1]) + 1})" if at and repeat else ""
        return f"« {question.name[:1].upper()}{question.name[1:]} »{row}" if question else found[0]

    return re.sub(r"^«[ \u00a0]([a-z_.\[\]0-9]+)[ \u00a0]»(?=[ \u00a0]?:)", name, notice)


def _charge(due: Due, today: date, last: date) -> str:
    """Who has something to do, and until when while there is time."""
    return due.step.who + (f", au plus tard le {due.told(today, last)}" if today <= last else "")


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _own(finding: Finding, script: Script) -> str:
    """What the rule of a finding may say to do, before any answer is put in it."""
    rule = script.requirement(finding.requirement)
    return " ".join([*(case.fix or "" for case in rule.cases), rule.otherwise.fix or ""]) if rule else ""


def _calendar(draft: Draft, plan: Calendar, steps: tuple[Due, ...], today: date, script: Script, cite: Cite) -> None:
    draft.heading(2, plan.title)
    draft.paragraph(plan.intro)
    rows: list[tuple[Words, ...]] = []
    last = deadline(plan, script)
    for due in steps:
        rows.append((due.told(today, last), due.step.who, strong(due.step.title), _left(due)))
    told = french.date_long(last)
    rows.append((strong(f"{told} (passé)" if today > last else told), "", strong("Date limite"), ""))
    caption = f"Ce qui reste à faire, à rebours depuis le {told}"
    draft.table(["Au plus tard le", "Qui", "Quoi", "Points à remplir"], rows, caption, widths=(3, 4, 5, 8))
    if plan.later:
        after = [(strong(later.when), text(later.text, quiet(f" ({cite(later.section)})"))) for later in plan.later]
        draft.table(["Ensuite", "Ce que les textes annoncent"], after, "Après le dépôt", widths=(1, 4))


def _left(due: Due) -> str:
    """What a step has left to do, a line each."""
    several = "\n".join(f"☐ {point}" for point in due.to_do) if len(due.to_do) > 1 else ""
    return several or next(iter(due.to_do), "☑ rien à faire")


def _item(finding: Finding, script: Script, cite: Cite, charge: str) -> Text:
    places = [finding.section] if finding.status in {"met", "not_applicable"} else [finding.section, *finding.also]
    fix: tuple[Words, ...] = (
        (" ", strong(to_do(finding.severity)), " ", linked(finding.fix, _own(finding, script))) if finding.fix else ()
    )
    charged = quiet(f" [{charge}]" if charge else "")
    where = quiet(f" ({' ; '.join(cite(section) for section in places)})")
    return text(strong(finding.title), " – ", finding.message, *fix, charged, where)


def linked(words: str, own: str) -> Text:
    """The words, with the web addresses that stand in `own`, words of ours, as links."""
    addresses = {found.rstrip(".,;:") for found in re.findall(r"https?://[^\s»)]+", own)}
    if not addresses:
        return text(words)
    parts = re.split(f"({'|'.join(map(re.escape, sorted(addresses, key=len, reverse=True)))})", words)
    return text(*(Run(part, link=part) if part in addresses else part for part in parts))
