"""The checklist, live: findings by severity, the one under the cursor told in full, Enter goes to the question that mends it."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import words
from assistant.tui.options import Options
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.rules import Finding, Report
    from assistant.tui.session import Session


class ChecklistPane(Vertical):
    """The findings of the dossier."""

    class Goto(Message):
        """Go to a question."""

        def __init__(self, path: str) -> None:
            self.path = path
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="checklist")
        self._findings: dict[str, Finding] = {}
        self._session: Session | None = None
        self._library: Library | None = None

    def compose(self) -> ComposeResult:
        """The verdict, the list, and the finding under the cursor."""
        yield Static(Content(fr("Ouvrez ou commencez un dossier pour voir sa liste de contrôle.")), markup=False, id="verdict")
        yield Options(markup=False, id="findings")
        with VerticalScroll(id="detail-box", can_focus=False):
            yield Static(markup=False, id="detail")

    def show(self, session: "Session", report: "Report", library: "Library | None") -> None:
        """Show a report; the cursor stays on its finding."""
        from assistant.outputs.checklist import SEVERITY_TITLES
        from assistant.script import SEVERITIES

        self._session, self._library = session, library
        self._findings = {finding.requirement: finding for finding in report.findings}
        findings = self.query_one("#findings", OptionList)
        # Whoever reads the list keeps their place; else the most urgent comes first.
        current = findings.highlighted_option.id if findings.highlighted_option and findings.has_focus else None
        options: list[Option] = []
        for severity in SEVERITIES:
            those = [finding for finding in report.findings if finding.severity == severity]
            done = sum(finding.status in {"met", "not_applicable"} for finding in those)
            if those:
                head = Content.assemble(
                    (fr(SEVERITY_TITLES[severity]).partition("\u00a0:")[0], "bold $primary"), (f"  {done}/{len(those)}", "$muted")
                )
                options.append(Option(head, disabled=True))
            options += [Option(words.finding_line(finding), id=finding.requirement) for finding in those]
        self.query_one("#verdict", Static).update(words.verdict(report))
        with self.prevent(OptionList.OptionHighlighted):
            findings.clear_options()
            findings.add_options(options)
            if current in self._findings:
                findings.highlighted = findings.get_option_index(current or "")
            else:
                findings.action_first()
        self._detail()

    def _detail(self) -> None:
        option = self.query_one("#findings", OptionList).highlighted_option
        finding = self._findings.get(option.id or "") if option else None
        if finding is None or self._session is None:
            return
        mends = self._session.mending(finding) is not None
        self.query_one("#detail", Static).update(words.finding_detail(finding, self._library, mends))
        self.query_one("#detail-box").scroll_home(animate=False)

    @on(OptionList.OptionHighlighted, "#findings")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._detail()

    @on(OptionList.OptionSelected, "#findings")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        finding = self._findings.get(event.option_id or "")
        path = self._session.mending(finding) if self._session and finding else None
        if path:
            self.post_message(self.Goto(path))

    def take_focus(self) -> None:
        """Put the cursor in the list."""
        self.query_one("#findings").focus()
