"""The workspace: the conversation, the question that stands or a line to ask in, and the panes beside."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.visual import Visual

from assistant.french import date_long
from assistant.tui import actions, words
from assistant.tui.ask import AskBar
from assistant.tui.beside import Beside
from assistant.tui.card import Card
from assistant.tui.inputs import Area, Choices, Line, Rows, Submitted
from assistant.tui.keeping import Keeping
from assistant.tui.keys import Item, KeyLine, TopLine, items
from assistant.tui.news import Answered, Bearing, Drafted, Reviewed, Surveyed, Talk, Trouble
from assistant.tui.office import Office
from assistant.tui.panes.checklist import ChecklistPane
from assistant.tui.panes.passages import Found
from assistant.tui.review import Review
from assistant.tui.thread import Piece, Thread
from assistant.tui.words import fr

if TYPE_CHECKING:
    from textual.events import Key

    from assistant.interview import Step
    from assistant.script import Script
    from assistant.tui.news import Played
    from assistant.tui.session import Session

_SCROLLS = (("pageup", "page_up"), ("pagedown", "page_down"), ("home", "scroll_home"), ("end", "scroll_end"))
_WIDE, _TALL = 110, 32
"""From so many columns, panes stand beside the conversation; from so many lines, questions take more of them."""
ABOUT = (
    "La conversation est au centre : répondez aux questions du parcours, ou posez la vôtre (F2) à tout moment, puis continuez. "
    "À côté : les passages des textes, la liste de contrôle, la trame, l'avancement. "
    "Chaque réponse est enregistrée aussitôt."
)


class Workspace(Keeping):
    """Where one asks and answers. Without a session, one only asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *actions.bindings("work"),
        # Before the inputs, which have other uses for these keys.
        *(Binding(key, f"scroll_talk('{where}')", show=False, priority=True) for key, where in _SCROLLS),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares them so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012

    asking: var[bool] = var(False, init=False)
    """Whether the line to ask in is shown, rather than the question that stands."""
    reviewing: var[bool] = var(False, init=False)
    """Whether all answers are shown to be verified, rather than the conversation."""
    side: var[str] = var("", init=False)
    """The pane that hides the conversation, on a narrow terminal; "" when the conversation is shown."""

    def __init__(
        self, office: Office, script: "Script", session: "Session | None", resumed: bool, played: "Played | None"
    ) -> None:
        super().__init__(office, session)
        self._played = played
        self.script = script
        self._resumed = resumed
        self._asked = 0
        self._talk = Talk()
        self._topic = ""
        self._waiting: dict[int, Piece] = {}
        self._about_answer = False
        self._survey: Surveyed | None = None
        # What the dossier already had to mend when it was opened is in the list: only what an answer brings is told.
        self._fatal: set[str] | None = None if resumed else set()

    def compose(self) -> ComposeResult:
        """Top line, tabs of a narrow terminal, conversation and its dock, panes, keys."""
        # The breakpoints only come with the first resize: until then, the first drawing would be for another width.
        self.add_class(
            "-wide" if self.app.size.width >= _WIDE else "-narrow", "-tall" if self.app.size.height >= _TALL else "-short"
        )
        yield TopLine(id="top")
        yield KeyLine(id="tabs-narrow", classes="tabs")
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield Thread()
                yield Review()
                yield AskBar()
                yield Card()
            yield Beside(self.session, self.script.outlined)
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        """Greet, and show the first question."""
        thread = self.query_one(Thread)
        if self.session is None:
            thread.add(Piece("note", Content(fr("Posez une question : la réponse vient avec le passage et la page."))))
            self.query_one(AskBar).suggest(self.script.about.demo.questions)
        else:
            self.query_one(AskBar).suggest(())
            thread.add(Piece("note", self._greeting(self.session)))
            self.office.survey(self, self.session)
        if self.office.library is None:
            self.tell(Content.styled(fr("Les textes se préparent : vous pouvez déjà commencer."), "$muted"))
        self.asking = self.session is None
        self.watch_asking()
        await self._show_place()
        self._mark_tabs()
        self.mark_saved()

    def _greeting(self, session: "Session") -> Content:
        if self._played:
            about = (
                "Ce dossier est une copie : changez-le à votre gré. "
                f"Il est jugé comme si l'on était le {date_long(self._played.day)}, ce que son histoire suppose."
            )
            return words.lines((fr(f"Cas fictif : {self._played.title}"), "bold"), fr(self._played.story), (fr(about), "$muted"))
        if not self._resumed:
            text = (
                "Nouveau dossier. Répondez à votre rythme : tout est enregistré, tout peut être changé. "
                "F2 : poser une question aux textes."
            )
        elif session.step is None:
            text = "Vous reprenez votre dossier : toutes les questions ont une réponse."
        else:
            text = "Vous reprenez votre dossier là où il attend une réponse. F6 : revoir toutes les questions."
        return Content(fr(text))

    # --- what is shown -------------------------------------------------------------------------------------------

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
            self.office.draft(self, self.session)
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
        self._mark_tabs()

    def _mark_keys(self) -> None:
        shown = []
        for item in items(actions.of("work", "app")):
            if item.action == "screen.ask" and self.session is not None:
                shown.append(item._replace(label="Répondre" if self.asking else "Demander"))
            elif self.session is not None or item.action in {"screen.home", "app.help", "app.palette", "app.leave"}:
                shown.append(item)
        on_card = {"screen.before", "screen.skip", "screen.none"}
        self.query_one("#keys", KeyLine).items = tuple(item for item in shown if item.action not in on_card)

    def _mark_tabs(self) -> None:
        talk = Item("", "Conversation", "screen.talk", 1, not self.side)
        self.query_one("#tabs-narrow", KeyLine).items = (talk, *self.query_one(Beside).tabs(bool(self.side)))

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
        judged = fr(f"jugé au {date_long(day)}  ") if day != self.office.today else ""
        stem = words.brief(self.session.path.stem.replace("-", " "))
        top.left = Content.assemble((name, "bold $primary"), "  ", (judged, "$accent"), stem)
        if self.session.problem:
            saved = Content.styled(fr("✗ Non enregistré"), "$error bold")
        elif self.session.saved is self.session.dossier:
            saved = Content.styled(fr("✓ Enregistré"), "$success")
        else:
            saved = Content.styled(fr("… Enregistrement"), "$muted")
        top.right = words.tally(self._survey.report, in_words=True) + saved if self._survey else saved
        top.brief = words.tally(self._survey.report, in_words=False) + saved if self._survey else saved

    def drops(self, key: "Key") -> bool:
        """Whether a key was meant for a question which has its answer."""
        card = self.query_one(Card)
        # The choices themselves are told of the keys that come while they have the focus.
        return not isinstance(self.focused, Choices) and card.haste.drops(key.key, key.character)

    # --- the dialogue --------------------------------------------------------------------------------------------

    @property
    def draft(self) -> str:
        """What is typed as an answer and not given yet."""
        return self.query_one(Card).draft if self.session else ""

    async def give_draft(self) -> bool:
        """Give the answer that is typed; False when it is refused."""
        session = self.session
        step = session.step if session else None
        if session is None or step is None:
            return True
        before, draft = session.dossier, self.draft
        if step.question.type == "repeat":
            await self._add_row(Card.RowAdded(draft))
        else:
            await self._answer(Submitted(draft))
        return session.dossier is not before

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        session = self.session
        step = session.step if session else None
        if session is None or step is None:
            return
        before = session.dossier
        known = before.reply(step.path)
        if (event.raw is None and (known.state == "absent" or step.question.type == "repeat")) or (
            known.state == "given" and event.raw == known.raw
        ):
            session.leave()
        elif problem := session.answer(event.raw):
            self.query_one(Card).say(problem)
            return
        await self._changed(before, step)

    async def _changed(self, before: object, step: "Step | None") -> None:
        """After anything done to the dossier: save it, evaluate it, say it in the conversation, show what comes next."""
        session = self.session
        assert session is not None
        review = self.query_one(Review)
        if step is None or not review.goes_on(session.place):
            review.edited = ""
        if session.dossier is not before:
            self.office.save(self, session)
            self.office.survey(self, session)
        with self.app.batch_update():
            if session.dossier is not before:
                if step is not None:
                    self.query_one(Thread).add(Piece("exchange", words.exchange(step, session.dossier)))
                self.mark_saved()
            await self._show_place()

    @on(Card.RowAdded)
    async def _add_row(self, event: Card.RowAdded) -> None:
        session = self.session
        step = session.step if session else None
        if session is None or step is None:
            return
        before = session.dossier
        if step.question.title:
            session.add_row(event.title)
        else:
            session.add_row()
        await self._changed(before, step)

    @on(Rows.Removed)
    async def _remove_row(self, event: Rows.Removed) -> None:
        session = self.session
        if session is None or session.step is None:
            return
        before, step = session.dossier, session.step
        session.remove_row(event.index)
        self.app.notify(fr("Élément retiré. ^Z : le remettre."), markup=False)
        await self._changed(before, step)

    @on(Rows.Chosen)
    async def _open_row(self, event: Rows.Chosen) -> None:
        if self.session and (path := self.session.row_path(event.index)):
            self.session.goto(path)
            await self._show_place()

    @on(ChecklistPane.Goto)
    async def _goto(self, event: ChecklistPane.Goto) -> None:
        await self.goto(event.path)

    async def goto(self, path: str) -> None:
        """Go to a question of the dialogue, if it is asked now."""
        if self.session and self.session.goto(path):
            self.asking = self.reviewing = False
            self.side = ""
            await self._show_place()

    async def action_skip(self) -> None:
        """« Je ne sais pas encore »."""
        session = self.session
        if session and session.step and self._answering:
            before, step = session.dossier, session.step
            session.skip()
            await self._changed(before, step)

    async def action_none(self) -> None:
        """« Aucun »."""
        session = self.session
        if session and session.step and self._answering:
            before, step = session.dossier, session.step
            if session.none():
                await self._changed(before, step)
            else:
                self.query_one(Card).say("Cette question n'admet pas « aucun » : F8 si vous ne savez pas encore.")

    async def action_before(self) -> None:
        """The question before."""
        if self.session and self._answering:
            if self.session.back():
                await self._show_place()
            else:
                self.app.notify(fr("C'est la première question."), markup=False)

    async def action_undo(self) -> None:
        """Take the last answer back."""
        session = self.session
        if session is None:
            return
        before = session.dossier
        if not session.undo():
            self.app.notify(fr("Rien à annuler."), markup=False)
            return
        told = fr(f"Réponse annulée : {session.step.question.name}." if session.step else "Dernière réponse annulée.")
        self.query_one(Thread).add(Piece("note", Content.styled(f"↶ {told}", "$muted")))
        self.app.notify(told, markup=False)
        self.asking = False
        await self._changed(before, None)

    async def action_redo(self) -> None:
        """Give the answer that was taken back again."""
        session = self.session
        if session is None:
            return
        before, place = session.dossier, session.step
        if not session.redo():
            self.app.notify(fr("Rien à rétablir."), markup=False)
            return
        told = fr(f"Réponse rétablie : {place.question.name}." if place else "Réponse rétablie.")
        self.query_one(Thread).add(Piece("note", Content.styled(f"↷ {told}", "$muted")))
        self.app.notify(told, markup=False)
        self.asking = False
        await self._changed(before, None)

    # --- all the answers -----------------------------------------------------------------------------------------

    async def action_review(self) -> None:
        """Show all answers, to verify and change them."""
        if self.session is None:
            return
        self.side = ""
        self.asking = False
        self.reviewing = True
        self.query_one(Review).edited = ""
        if self._survey:
            self.office.review(self, self._survey)
        await self._show_place()

    def action_gaps(self) -> None:
        """Show only what is missing among the answers, or all of them."""
        self.query_one(Review).toggle_gaps()

    @on(Reviewed)
    def _reviewed(self, event: Reviewed) -> None:
        if self.session is not None and event.dossier is self.session.dossier:
            self.query_one(Review).show(event)

    def action_change(self) -> None:
        """Open the answer under the cursor (for the mouse)."""
        self.query_one(Review).change()

    @on(Review.Chosen)
    async def _change(self, event: Review.Chosen) -> None:
        if self.session and self.session.goto(event.path):
            self.query_one(Review).edited = event.path
            await self._show_place()

    def action_validate(self) -> None:
        """Give the answer (for the mouse)."""
        self.query_one(Card).validate()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that scroll the conversation to whatever else may need them: a pane, a text to move in."""
        if action != "scroll_talk":
            return super().check_action(action, parameters)
        if self.app.screen is not self or not isinstance(self.focused, Line | Area | Choices | Rows):
            return False
        page = parameters[0] in {"page_up", "page_down"}
        return page or (isinstance(self.focused, Line | Area) and not self.focused.text)

    def action_scroll_talk(self, where: str) -> None:
        """Scroll the conversation while the cursor stays in the answer."""
        getattr(self.query_one(Thread), f"action_{where}")()

    # --- free questions ------------------------------------------------------------------------------------------

    async def action_ask(self) -> None:
        """To the line to ask in, with the question that was typed as an answer, or back to the question that waits."""
        if self.session is not None and not self.asking and (question := self.query_one(Card).take_question()):
            self.query_one(AskBar).propose(question)
        if self.side or self.reviewing:
            self.side = ""
            self.asking = True
        elif self.session is not None:
            self.asking = not self.asking
        self.reviewing = False
        await self._show_place()

    async def action_talk(self) -> None:
        """Back to the conversation."""
        self.side = ""
        self.reviewing = False
        await self._show_place()

    async def key_escape(self) -> None:
        """Back: from a pane to the conversation, from an answer to the list, from the list or a question to what waits."""
        review = self.query_one(Review)
        if self.side:
            self.side = ""
        elif self.reviewing:
            self.reviewing = bool(review.edited)
            review.edited = ""
        elif self.asking and self.session is not None and self.session.step is not None:
            self.asking = False
        await self._show_place()

    @on(AskBar.Asked)
    def _ask(self, event: AskBar.Asked) -> None:
        self._asked += 1
        told = "Recherche…" if self.office.library else "Les textes se préparent ; la réponse vient ensuite…"
        waiting = self._waiting[self._asked] = Piece("note", Content.styled(fr(told), "$muted"))
        self.query_one(Thread).add(Piece("asked", words.asked(event.question)), waiting, top=True)
        self.office.ask(self, self._asked, event.question, self._talk)

    def _talk_of(self, topic: str) -> None:
        self._topic = topic
        self.query_one(AskBar).talk_of(topic)

    def action_forget(self) -> None:
        """Drop what the conversation is about: the next question is read by itself, whatever answer is still to come."""
        if not self._topic:
            self.app.notify(fr("La conversation n'a pas de sujet : votre prochaine question se lira seule."), markup=False)
            return
        self.tell(Content.styled(fr(f"Sujet oublié : « {self._topic} ». La question suivante se lit seule."), "$muted"))
        self._talk = Talk()
        self._talk_of("")
        self.query_one(AskBar).suggest(())
        if self.asking and not self.side:
            self.query_one(AskBar).take_focus()

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        answer = event.answer
        if event.talk is self._talk:
            self._talk_of(answer.context.title if answer.context else "")
        pieces = [Piece("answer", words.answered(answer))]
        pieces += [Piece("passage", words.passage(extract)) for extract in event.extracts[:1]]
        thread = self.query_one(Thread)
        thread.replace(self._waiting.pop(event.number, None), *pieces)
        self.query_one(AskBar).suggest(answer.suggestions)
        self._about_answer = True
        await self._show_found(
            Found("Sur votre dernière question", None, event.extracts, "Aucun passage ne porte sur cette question.")
        )
        self._mark_keys()

    @on(Bearing)
    async def _bearing(self, event: Bearing) -> None:
        step = self.session.step if self.session else None
        if step is not None and step.path == event.path and not self._about_answer:
            empty = "Aucun passage n'est rattaché à cette question."
            await self._show_found(Found("Sur la question posée", self._reasons(step), event.extracts, empty))

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
            if self.reviewing:
                self.office.review(self, event)
            self._tell_fatal(event)
            self.mark_saved()
            await self.draw_beside()

    def _tell_fatal(self, event: Surveyed) -> None:
        """Say at once what an answer has made impossible."""
        fatal = [finding for finding in event.report.findings if (finding.severity, finding.status) == ("blocking", "failed")]
        thread = self.query_one(Thread)
        for finding in fatal:
            if self._fatal is not None and finding.requirement not in self._fatal:
                thread.add(Piece("problem", words.finding_detail(finding, self.office.library, mends=False)))
        self._fatal = {finding.requirement for finding in fatal}

    @on(Drafted)
    async def _drafted(self, event: Drafted) -> None:
        if self.session is not None and event.dossier is self.session.dossier:
            self.query_one(Beside).draft = event
            await self.draw_beside()

    # --- news of the app -----------------------------------------------------------------------------------------

    def searchable(self) -> None:
        """The texts can be searched now."""
        if not self._about_answer:
            self._request_bearing()
        self.call_later(self.draw_beside)

    def troubled(self, event: Trouble) -> None:
        """Something was refused: say it where one looks; questions are answered in order, so the oldest is the one refused."""
        number = min(self._waiting, default=0) if event.asked else 0
        refused = Piece("problem", Content.styled(f"✗ {fr(event.text)}", "$error"))
        self.query_one(Thread).replace(self._waiting.pop(number, None), refused)

    def questions(self) -> "list[tuple[str, str]]":
        """The paths and names of the questions asked now, for the palette."""
        if self.session is None:
            return []
        return [
            (step.path, f"{self.session.interview.heading(step)} › {step.question.name}") for step in self.session.interview.steps
        ]
