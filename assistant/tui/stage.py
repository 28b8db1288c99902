"""What the workspace shows: the conversation, the question or the line to ask in, and the panes beside."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.visual import Visual

from assistant.french import date_long
from assistant.tui import actions, words
from assistant.tui.ask import AskBar
from assistant.tui.beside import Beside
from assistant.tui.card import Card
from assistant.tui.findings import clashing, freed, stopped
from assistant.tui.keeping import Keeping
from assistant.tui.keys import Item, KeyLine, TopLine, items
from assistant.tui.news import Drafted, Surveyed
from assistant.tui.office import Office
from assistant.tui.panes.passages import Found
from assistant.tui.review import Review
from assistant.tui.thread import Kind, Piece, Thread
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.interview import Step
    from assistant.rules import Finding
    from assistant.script import Script
    from assistant.tui.reader.book import Citation
    from assistant.tui.session import Session

_CLASHES, _PLACES = 2, 3
"""How many disagreements are told of an answer at most, and of each how many places to look at."""


class Stage(Keeping):
    """The parts of the workspace that are in view, and what each shows of the dossier."""

    asking: var[bool] = var(False, init=False)
    """Whether the line to ask in is shown, rather than the question that stands."""
    reviewing: var[bool] = var(False, init=False)
    """Whether all answers are shown to be verified, rather than the conversation."""
    side: var[str] = var("", init=False)
    """The pane that hides the conversation, on a narrow terminal; "" when the conversation is shown."""

    def __init__(self, office: Office, script: "Script", session: "Session | None", resumed: bool) -> None:
        super().__init__(office, session)
        self.script = script
        self._about_answer = False
        self._survey: Surveyed | None = None
        # What the dossier already had to mend when it was opened is in the list: only what an answer brings is told.
        self._stopped: dict[str, Finding] | None = None if resumed else {}
        self._clashing: set[tuple[str, int | None]] | None = None if resumed else set()

    async def _show_place(self) -> None:
        """Show the question that stands, its passages, and the state of the rest."""
        session = self.session
        # Before the focus moves: it cannot go to what is not displayed.
        self.watch_asking()
        if session is not None:
            await self.query_one(Card).show(session, focus=self._answering)
            step = session.step
            self.query_one(AskBar).wait_for(fr(step.question.label) if step else "")
            if not self.asking:
                await self._show_bearing(step)
        else:
            self.query_one(AskBar).wait_for("")
        if self.asking:
            self.query_one(AskBar).take_focus()
        elif self._listing and not self.side:
            self.query_one(Review).take_focus()
        await self.draw_beside()
        self._mark_keys()
        self._tell_clashes()

    async def _show_bearing(self, step: "Step | None") -> None:
        self._about_answer = False
        if step is None:
            await self._show_found(Found(empty="Aucune question n'attend."))
        elif self.office.library is None:
            await self._show_found(Found(reasons=self._reasons(step), empty="Les textes se préparent…"))
        self._request_bearing()

    def _request_bearing(self) -> None:
        if self.session and self.session.place:
            self.office.bearing(self, self.session.place)

    async def _show_found(self, found: Found) -> None:
        self.query_one(Beside).found = found
        await self.draw_beside()

    def _reasons(self, step: "Step") -> Visual | None:
        served = [self.script.requirement(name) for name in step.question.serves]
        asks = [requirement.asks for requirement in served if requirement]
        return words.reasons(asks) if asks else None

    async def draw_beside(self) -> None:
        """Draw the pane in view, if any; the outline is asked for, and drawn when it comes."""
        beside = self.query_one(Beside)
        beside.library = self.office.library
        beside.awake = bool(self.side) or self.has_class("-wide")
        draft = beside.draft
        if (
            beside.awake
            and beside.current == "outline"
            and self.session
            and (draft is None or draft.dossier is not self.session.dossier)
        ):
            self.office.draft(self, self.session, beside.width)
        await beside.draw()

    def on_resize(self) -> None:
        """The panes may come in view."""
        self.call_after_refresh(self.draw_beside)

    @property
    def _listing(self) -> bool:
        """Whether the list of the answers has the place of the question."""
        return self.reviewing and not self.query_one(Review).edited

    @property
    def _answering(self) -> bool:
        """Whether the question that stands is in view: what is not seen is not answered, nor skipped."""
        return not self.asking and not self.side and not self._listing

    def watch_asking(self) -> None:
        """Ask, answer, or verify."""
        self.query_one(Thread).display = not self.reviewing
        self.query_one(Review).display = self.reviewing
        self.query_one(Card).display = not self.asking and not self._listing
        self.query_one(AskBar).display = self.asking
        self._mark_keys()

    def watch_side(self, side: str) -> None:
        """Show a pane instead of the conversation, on a narrow terminal."""
        self.query_one("#talk").set_class(bool(side), "-covered")
        self.query_one(Beside).set_class(bool(side), "-open")
        self.query("ToastRack").set_class(bool(side), "-foot")
        self._mark_tabs()

    def cites(self) -> "Citation | None":
        """The place of the texts that the reader is to open: of the answer, finding or passage that one looks at."""
        if self._listing:
            return self.query_one(Review).citation
        found = self.query_one(Beside).citation
        if found is None and self.session and self.session.place:
            from assistant.interview import sections_for
            from assistant.tui.reader.book import Citation

            # While the search opens, the sections that the question names are known already.
            found = next((Citation(name) for name in sections_for(self.script, self.session.place)), None)
        return found

    def _mark_keys(self) -> None:
        shown = []
        for item in items(actions.of("work", "app")):
            if item.action == "screen.ask" and self.session is not None:
                shown.append(item._replace(label="Répondre" if self.asking else "Demander"))
            elif self.session is not None or item.action in {"screen.home", "app.help", "app.palette", "app.leave", "app.read"}:
                shown.append(item)
        on_card = {"screen.before", "screen.skip", "screen.none"}
        self.query_one("#keys", KeyLine).items = tuple(item for item in shown if item.action not in on_card)

    def _mark_tabs(self) -> None:
        talk = Item("", "Conversation", "screen.talk", 1, not self.side)
        self.query_one("#tabs-narrow", KeyLine).items = (talk, *self.query_one(Beside).tabs(bool(self.side)))

    def remember(self, *pieces: Piece) -> None:
        """Keep what is said for the next time."""

    def note_cell(self, place: str = "", text: str = "", checked: tuple[str, ...] = ()) -> None:
        """Keep what is typed in a cell of a table and not given yet, or that nothing is."""

    def tell(self, text: Content) -> None:
        """Say something in the conversation."""
        self.query_one(Thread).add(Piece("note", text))

    def mark_saved(self) -> None:
        """The top line: what is open, how far it is, whether it is saved."""
        top = self.query_one("#top", TopLine)
        name = fr(self.script.about.name)
        if self.session is None:
            top.left = Content.styled(name, "bold $primary")
            top.right = Content("")
            return
        day = self.session.interview.today
        other = day != self.office.today
        judged = Content.styled(fr(f"jugé au {date_long(day)}  "), "$accent") if other else ""
        stem = words.capital(words.brief(self.session.name))
        # Opened from a session, it has other keys than the room, and hides nothing.
        head = ("F9 répond ; noms en clair", "bold $accent") if self._led else (name, "bold $primary")
        top.left = Content.assemble((fr(head[0]), head[1]), "  ", judged, (stem, ""))
        # In few columns, the beginning of the dossier's name comes before what all screens say; not before what a room must know.
        dated = Content.styled(fr(f"jugé au {day:%d/%m/%Y}  "), "$accent") if other else ""
        top.short = Content("") if self._led else Content.assemble(dated, (stem, "bold"))
        if self.session.problem:
            saved = Content.styled(fr("✗ Non enregistré"), "$error bold")
        elif self.session.saved is self.session.dossier:
            saved = Content.styled(fr("✓ Enregistré"), "$success")
        else:
            saved = Content.styled(fr("… Enregistrement"), "$muted")
        top.right = self._tally(True) + saved
        if self._survey:
            kept = not self.session.problem and self.session.saved is self.session.dossier
            # In few columns, what a room must know of its copy comes before that all is well.
            top.brief = self._tally(False) + ("" if self._led and kept else saved)
        else:
            top.brief = saved

    def _tally(self, in_words: bool) -> Content:
        """How many points are to mend; marked while the answers have changed since they were counted."""
        survey, session = self._survey, self.session
        if survey is None or session is None:
            return Content("")
        shown = words.tally(survey.report, in_words)
        return shown if survey.dossier is session.dossier or not shown else shown[:-2] + "… "

    @property
    def _led(self) -> bool:
        """Whether a session is led below: this dossier is the copy that is corrected with its room."""
        return any("room" in getattr(screen, "scopes", ()) for screen in self.app.screen_stack[:-1])

    # --- the panes -----------------------------------------------------------------------------------------------

    async def action_pane(self, name: str) -> None:
        """Show a pane and go to it."""
        beside = self.query_one(Beside)
        if name not in {tab for tab, _, _ in beside.panes}:
            return
        beside.turn_to(name)
        if self.has_class("-narrow"):
            self.side = name
        self._mark_tabs()
        await self.draw_beside()
        self.call_after_refresh(beside.take_focus)

    @on(Surveyed)
    async def _surveyed(self, event: Surveyed) -> None:
        if self.session is not None and event.dossier is self.session.dossier:
            self._survey = self.query_one(Beside).survey = event
            if self.session.at_fault != event.report.at_fault:
                self.session.at_fault = event.report.at_fault
                self.query_one(Card).mark_rows(self.session)
            if self.reviewing:
                self.office.review(self, event, self.query_one(Review).width)
            self._tell_stops(event)
            self._tell_clashes()
            self.mark_saved()
            await self.draw_beside()

    def _tell_stops(self, event: Surveyed) -> None:
        """Say at once which blocking rule an answer breaks, or makes doubtful by itself (not a sum whose parts are still being told),
        and which one it lifts: once each time."""
        now = {finding.requirement: finding for finding in event.report.findings if _stops(finding)}
        before, self._stopped = self._stopped, now
        if before is None:
            return
        for name, finding in now.items():
            if name not in before or before[name].status != finding.status:
                self._tell_stop("problem", self._told(finding), finding)
        for name in before.keys() - now.keys():
            finding = event.report.finding(name)
            self._tell_stop("note", freed(finding), finding)

    def _tell_stop(self, kind: Kind, told: Content, finding: "Finding") -> None:
        head = told.plain.partition("\n")[0]
        mend = f" {finding.fix}" if kind == "problem" and finding.fix else ""
        self._tell_found(Piece(kind, told), f"{head}.{mend}", "error" if kind == "problem" else "information")

    def _tell_found(self, piece: Piece, brief: str, severity: SeverityLevel) -> None:
        """Say in the conversation what an answer causes, and briefly where the conversation is out of view."""
        self.query_one(Thread).add(piece)
        self.remember(piece)
        if self.side or self.reviewing:
            self.app.notify(fr(brief), severity=severity, markup=False, timeout=10)

    def _tell_clashes(self) -> None:
        """Say at once, and once, which answers the last one has come to disagree with; those of a list, when it is left: its rows are
        still being told."""
        survey, session = self._survey, self.session
        if survey is None or session is None or survey.dossier is not session.dossier:
            return
        now, before = {clash.name: clash for clash in survey.clashes}, self._clashing
        if before is None:
            self._clashing = set(now)
            return
        inside = {(path or "").partition("[")[0] for path in (session.changed, session.place)}
        held = {name for name, clash in now.items() if len(inside) == 1 and inside <= clash.lists} - before
        self._clashing = now.keys() - held
        new = [clash for name, clash in now.items() if name not in before and name not in held]
        for number, clash in enumerate(new[:_CLASHES], 1):
            others = list(dict.fromkeys(path.partition("[")[0] for path in clash.answers if path != session.changed))
            others.sort(key=lambda path: session.dossier.reply(path).state == "absent")
            places = [(path, question.name) for path in others[:_PLACES] if (question := self.script.question(path))]
            told = clashing(clash, places, more=number == _CLASHES < len(new))
            self._tell_found(Piece("problem", told), told.plain, "warning")

    def _told(self, finding: "Finding") -> Content:
        from assistant.tui.reader.cite import proof

        return stopped(finding, self.office.library, proof(self.office.library, self.script, finding))

    @on(Drafted)
    async def _drafted(self, event: Drafted) -> None:
        if self.session is not None and event.dossier is self.session.dossier:
            self.query_one(Beside).draft = event
            await self.draw_beside()


def _stops(finding: "Finding") -> bool:
    """Whether a finding would put the dossier aside, or an answer makes it doubtful that it would not, whatever else is told."""
    doubtful = finding.status == "to_verify" and (len(finding.decisive) == 1 or bool(finding.decisive and not finding.pending))
    return finding.severity == "blocking" and (finding.status == "failed" or doubtful)
