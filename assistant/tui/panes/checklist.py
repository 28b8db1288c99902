"""The checklist, live: findings by severity and how far each is; the one under the cursor told in full, with the passage that asks
for it and the smallest change that would lift it; Enter goes to the question that mends it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import manuals, words
from assistant.tui.findings import finding_detail, severity_line
from assistant.tui.news import Lifted
from assistant.tui.options import Options
from assistant.tui.reader.cite import proof
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.dossier import Dossier
    from assistant.library import Library
    from assistant.rules import Finding, Report
    from assistant.tui.office import Office
    from assistant.tui.reader.book import Citation
    from assistant.tui.reader.cite import Proof
    from assistant.tui.session import Session


class Findings(Options):
    """The list: a first click tells a point in full, a second one goes to the question."""

    manual = manuals.FINDINGS

    async def _on_click(self, event: Click) -> None:
        index = event.style.meta.get("option")
        if index is not None and index != self.highlighted and not self.options[index].disabled:
            event.prevent_default()
            self.highlighted = index


class ChecklistPane(Vertical):
    """The findings of the dossier."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "mend", "Aller à la question qui corrige ce point", show=False)]

    class Goto(Message):
        """Go to a question."""

        def __init__(self, path: str) -> None:
            self.path = path
            super().__init__()

    def __init__(self, office: "Office") -> None:
        super().__init__(id="checklist")
        self._office = office
        self._findings: dict[str, Finding] = {}
        self._session: Session | None = None
        self._library: Library | None = None
        self._mends: tuple[Dossier, dict[str, Lifted]] | None = None
        self._verdict: Content | None = None
        self._stands = True

    def compose(self) -> ComposeResult:
        """The verdict, the list, and the finding under the cursor."""
        yield Static(Content(fr("Ouvrez ou commencez un dossier pour voir sa liste de contrôle.")), markup=False, id="verdict")
        yield Findings(markup=False, id="findings", name="la liste de contrôle")
        with VerticalScroll(id="detail-box", name="le point choisi, en détail"):
            yield Static(markup=False, id="detail")

    def show(self, session: "Session", report: "Report", library: "Library | None") -> None:
        """Show a report; the cursor stays on its finding."""
        from assistant.outputs.checklist import SEVERITY_TITLES
        from assistant.script import SEVERITIES

        self._session, self._library = session, library
        self._findings = {finding.requirement: finding for finding in report.findings}
        if self._mends is None or self._mends[0] is not session.dossier:
            self._mends = (session.dossier, {})
        findings = self.query_one("#findings", OptionList)
        # Whoever reads the list keeps their place; else the most urgent comes first.
        current = findings.highlighted_option.id if findings.highlighted_option and findings.has_focus else None
        options: list[Option] = []
        for severity in SEVERITIES:
            those = [finding for finding in report.findings if finding.severity == severity]
            if those:
                title = fr(SEVERITY_TITLES[severity]).partition("\u00a0:")[0]
                options.append(Option(severity_line(title, [finding.status for finding in those]), disabled=True))
            options += [Option(words.finding_line(finding), id=finding.requirement) for finding in those]
        self._verdict, self._stands = words.verdict(report), True
        self.query_one("#verdict", Static).update(self._verdict)
        with self.prevent(OptionList.OptionHighlighted):
            findings.clear_options()
            findings.add_options(options)
            if current in self._findings:
                findings.highlighted = findings.get_option_index(current or "")
            else:
                urgent = [f.requirement for f in report.findings if f.status not in {"met", "not_applicable"}]
                findings.highlighted = findings.get_option_index(urgent[0]) if urgent else None
                if not urgent:
                    findings.action_first()
        self._detail()

    def mark(self, stands: bool) -> None:
        """Mark the verdict when it is that of answers that have changed since; the new one is on its way."""
        if self._verdict is not None and stands != self._stands:
            self._stands = stands
            shown = self._verdict if stands else Content("…") + self._verdict[1:]
            self.query_one("#verdict", Static).update(shown, layout=False)

    @property
    def _finding(self) -> "Finding | None":
        option = self.query_one("#findings", OptionList).highlighted_option
        return self._findings.get(option.id or "") if option else None

    @property
    def citation(self) -> "Citation | None":
        """The place that asks for the finding under the cursor."""
        finding = self._finding
        return self._proof(finding).citation if finding else None

    def _proof(self, finding: "Finding") -> "Proof":
        assert self._session is not None
        return proof(self._library, self._session.script, finding)

    def _detail(self) -> None:
        finding = self._finding
        if finding is None or self._session is None:
            return
        self._show_detail(finding)
        self.query_one("#detail-box").scroll_home(animate=False)
        if _disputed(finding) and self._mends and finding.requirement not in self._mends[1]:
            self._office.lift(self, self._session, finding.requirement)

    def _show_detail(self, finding: "Finding") -> None:
        assert self._session is not None
        lifted = self._lifts(finding)
        told = lifted.text if lifted else "Calcul du plus petit changement…" if _disputed(finding) else ""
        self.query_one("#detail", Static).update(
            finding_detail(finding, self._library, self._proof(finding), self._place_of(finding), told)
        )

    def _lifts(self, finding: "Finding") -> Lifted | None:
        return self._mends[1].get(finding.requirement) if self._mends else None

    def _place_of(self, finding: "Finding") -> str:
        """The question to go to: that of the smallest change, when it is known, else one that the finding rests on; "" for none."""
        assert self._session is not None
        lifted = self._lifts(finding)
        place = lifted.place if lifted else ""
        steps = (self._session.interview.step(path) for path in (place, place.partition("[")[0]))
        return next((step.path for step in steps if step), None) or self._session.mending(finding) or ""

    @on(Lifted)
    def _lifted(self, event: Lifted) -> None:
        """What would lift a finding is known: keep it, and show it if the cursor is still there."""
        event.stop()
        if self._mends is None or event.dossier is not self._mends[0]:
            return
        self._mends[1][event.requirement] = event
        finding = self._finding
        if finding is not None and finding.requirement == event.requirement:
            self._show_detail(finding)

    @on(OptionList.OptionHighlighted, "#findings")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._detail()

    @on(OptionList.OptionSelected, "#findings")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_mend()

    def action_mend(self) -> None:
        """Go to the question that mends the finding under the cursor."""
        finding = self._finding
        if self._session and finding and (path := self._place_of(finding)):
            self.post_message(self.Goto(path))

    def take_focus(self) -> None:
        """Put the cursor in the list."""
        self.query_one("#findings").focus()


def _disputed(finding: "Finding") -> bool:
    """Whether answers make a finding fail, or contradict each other: another answer would lift it."""
    return finding.status == "failed" or (finding.status == "to_verify" and len(finding.decisive) > 1)
