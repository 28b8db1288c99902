"""The note of one page for the person who decides: verdict, cost and share, strengths, risks with their passages, next dates."""

from dataclasses import dataclass
from datetime import date

from assistant import french
from assistant.dossier import Dossier
from assistant.outputs.checklist import VERDICTS, Cite, paper, tally
from assistant.outputs.ledger import Ledger, ledger
from assistant.outputs.model import (
    Block,
    Bullets,
    Callout,
    Draft,
    Heading,
    Paper,
    Paragraph,
    Table,
    Text,
    quiet,
    strong,
    text,
)
from assistant.outputs.schedule import Due, deadline, schedule
from assistant.outputs.told import GAP, Told, headed, opening, trimmed
from assistant.plans import Note
from assistant.rules import LIFTED, Finding, Report
from assistant.script import SEVERITIES, Severity
from assistant.text import clean, short

_MOST = 3
_NEARLY = 0.75
"""Past which part of its points that weigh a file is nearly complete."""
_TITLE = 90
"""The longest name of a project in the title, in characters."""
_GRAVE: dict[Severity, str] = {
    "blocking": "Bloquant",
    "required": "Demandé",
    "commitment": "Engagement",
    "advised": "Conseillé",
}
_PAGE, _HEAD = 685, 22
"""The room of a page, and what a line of the title of the paper takes of it, in points, with the largest letters of all formats."""
_LINE, _HEADLINE = 92, 44
"""The fewest characters that a line of the page holds, and one of the title of the paper."""


@dataclass(frozen=True)
class _Room:
    """How much is said: the most characters of an answer, of a reason, of its mend and of what the texts say; how many dates."""

    answer: int
    reason: int
    mend: int
    passage: int
    dates: int
    later: int


_ROOMS = (
    _Room(180, 340, 260, 400, 4, 5),
    _Room(180, 340, 260, 400, 3, 2),
    _Room(150, 340, 260, 400, 2, 0),
    _Room(90, 340, 260, 180, 3, 2),
    _Room(90, 340, 260, 180, 2, 0),
    _Room(80, 240, 180, 120, 2, 0),
    _Room(70, 180, 120, 90, 2, 0),
    _Room(60, 150, 80, 70, 1, 0),
    _Room(50, 120, 0, 60, 1, 0),
)
"""From the most to the least: the note takes the first that holds on one page. What the texts say stands in all: a risk without its
rule would be the assistant's word alone."""


def note(plan: Note, dossier: Dossier, report: Report, title: str, today: date, cite: Cite) -> Paper:
    """The note on a dossier. Raises AssistantError when the campaign's note names a question that does not exist."""
    told = Told(dossier, today, "« papers.yaml »")
    figures = ledger(dossier.script.papers.budget, told) if dossier.script.papers.budget else None
    name = trimmed(title, _TITLE)
    room = _PAGE - _HEAD * -(-len(f"{plan.title} – {name}") // _HEADLINE)
    drafts = (_draft(plan, told, figures, report, cite, least) for least in _ROOMS[:-1])
    draft = next((draft for draft in drafts if _height(draft.done()) <= room), None)
    return paper(plan.title, dossier.script, name, today, draft or _draft(plan, told, figures, report, cite, _ROOMS[-1]))


def _draft(plan: Note, told: Told, figures: Ledger | None, report: Report, cite: Cite, room: _Room) -> Draft:
    draft = Draft()
    draft.callout(
        "asks" if report.verdict == "complete" else "wrong",
        strong(f"Résultat : dossier {VERDICTS[report.verdict]}."),
        f" {tally(report)}",
    )
    rows = [(strong(headed(told.question(path))), _fact(told, path, room.answer)) for path in plan.facts]
    draft.table(["Élément", "Réponse"], rows, widths=(1, 2))
    for said in plan.figures:
        if told.holds(said.when):
            draft.paragraph(told.sentence(said.text))
    if figures and figures.uncovered and figures.cost is not None and figures.asked is not None:
        means, cost = french.amount(figures.asked + figures.beside), french.amount(figures.cost)
        sentence = f" Les moyens déclarés, subvention demandée comprise, font {means} pour un coût complet de {cost}."
        draft.callout("gap", strong(f"{figures.uncovered_name} : {french.amount(figures.uncovered)}."), sentence)
    met = {finding.requirement: finding for finding in report.findings if finding.status == "met"}
    strengths = [met[name] for name in plan.strengths if name in met]
    _list(
        draft,
        "Points forts",
        "établis",
        [_strength(finding, cite, room) for finding in strengths],
        "Aucun point fort n'est encore établi.",
    )
    risks = [finding for finding in report.findings if finding.status in {"failed", "missing", "to_verify"}]
    # The first line counts the points that weigh alone: both counts must be seen to agree.
    weighing = sum(finding.severity in {"blocking", "required"} for finding in risks)
    counted = f"relevés, dont {weighing} bloquants ou demandés" if weighing > 1 else "relevés"
    _list(draft, "Risques", counted, [_risk(finding, told, cite, room) for finding in risks], "Aucun risque n'est relevé.")
    _dates(draft, told, report, cite, room)
    return draft


def _fact(told: Told, path: str, most: int) -> str:
    """An answer, that something is missing, or what was typed and is not understood."""
    answer = told.dossier.reply(path)
    if answer.state == "unreadable":
        return f"{GAP} : « {short(clean(str(answer.raw)))} » n'est pas compris"
    return trimmed(told.said(path), most) or GAP


def _list(draft: Draft, title: str, counted: str, lines: list[Text], none: str) -> None:
    """The first findings; how many there are stands in the title: a line more would not always hold on the page."""
    draft.heading(2, f"{title} : {_MOST} des {len(lines)} {counted}" if len(lines) > _MOST else title)
    draft.bullets(lines[:_MOST] or [none])


def _strength(finding: Finding, cite: Cite, room: _Room) -> Text:
    return text(strong(opening(finding.message, room.reason, room.reason)), quiet(f" ({_briefly(cite(finding.section))})"))


def _risk(finding: Finding, told: Told, cite: Cite, room: _Room) -> Text:
    """How grave it is, the reason, what to do, and what the texts say; not the title: « Le projet dure deux ans » would read as the
    opposite of a risk.
    """
    grave = "À vérifier" if finding.status == "to_verify" and finding.severity != "advised" else _GRAVE[finding.severity]
    mend = f" {opening(finding.fix, room.mend, room.mend)}" if finding.fix and room.mend else ""
    requirement = told.script.requirement(finding.requirement)
    asks = f" Le texte, reformulé : « {opening(requirement.asks, room.passage, room.passage)} »" if requirement else ""
    reason = opening(_unsaid(finding.message, grave), room.reason, room.reason)
    return text(strong(f"{grave} : {reason}"), mend, quiet(f"{asks} ({_briefly(cite(finding.section))})"))


def _unsaid(message: str, grave: str) -> str:
    """A reason that begins with the word of its gravity, without it: it is said already."""
    begins = f"{grave} : "
    return f"{message[len(begins)].upper()}{message[len(begins) + 1 :]}" if message.startswith(begins) else message


def _briefly(place: str) -> str:
    """Where a passage stands, without the title of its section, which would take a line of its own."""
    return place.partition(", «")[0]


def _dates(draft: Draft, told: Told, report: Report, cite: Cite, room: _Room) -> None:
    """The next steps that have something left to do, then the deadline, and what follows it."""
    plan, today = told.script.papers.calendar, told.context.today
    if plan is None:
        return
    last = deadline(plan, told.script)
    if today > last:
        draft.heading(2, "Date limite")
        draft.paragraph(strong(french.date_long(last)), " : elle est passée.")
        return
    draft.heading(2, "Prochaines dates")
    weighing = [finding.status in LIFTED for finding in report.findings if finding.severity in SEVERITIES[:2]]
    nearly = weighing.count(True) > _NEARLY * len(weighing)
    rows = [row for due in schedule(told.script, report) if (row := _due(due, today, last, nearly))][: room.dates]
    after = [
        text(strong(later.when), f" – {later.text}", quiet(f" ({_briefly(cite(later.section))})"))
        for later in plan.later[: room.later]
    ]
    draft.bullets([*rows, text(strong(french.date_long(last)), " – Date limite"), *after])


def _due(due: Due, today: date, last: date, nearly: bool) -> Text | None:
    """A step with something left to do. One that is past is its points that weigh, in a file that is `nearly` complete: nobody is told
    to decide whether to write what is written."""
    if not due.to_do:
        return None
    if due.day >= today or not nearly:
        return text(strong(due.told(today, last)), f" – {due.step.title} ({due.step.who})")
    points = [f"« {finding.title} »" for finding in due.left if finding.severity in SEVERITIES[:2]]
    return text(strong("Au plus vite"), f" – À régler : {french.join(points)} ({due.step.who})") if points else None


def _height(blocks: tuple[Block, ...]) -> float:
    """About how high blocks are, in points, with the largest letters and spaces of all formats."""
    return sum(map(_high, blocks))


def _high(block: Block) -> float:
    def lines(words: Text) -> int:
        """About how many lines: what is strong is wider, what is quiet narrower."""
        long = sum(len(run.text) * (1.07 if run.strong else 0.86 if run.quiet else 1) for run in words)
        return -(-int(max(1, long)) // _LINE)

    match block:
        case Heading():
            return 24 + 17 * -(-len(block.text) // 62)
        case Bullets():
            return sum(12.6 * lines(item) + 3 for item in block.items)
        case Table():
            return sum(11.5 * height + 4 for height in block.heights) + 12
        case Callout() | Paragraph():
            return 12.6 * lines(block.text) + (14 if isinstance(block, Callout) else 6)
        case _:
            return 0
