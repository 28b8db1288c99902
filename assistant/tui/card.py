"""The question that stands: what is asked, why it was refused, and the input that fits its type."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from assistant.journal import Draft
from assistant.text import clean
from assistant.tui import actions, manuals, words
from assistant.tui.ahead import Taken
from assistant.tui.drafts import Drafts, retype
from assistant.tui.fitting import choosing, input_for, key_of, reading, typed, undecided, unwritten
from assistant.tui.grid import MOST, Grid
from assistant.tui.inputs import Area, Choices, Field, Rows, Submitted
from assistant.tui.keys import Item, KeyLine, items
from assistant.tui.progression import heading, row_lines
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.dossier import Dossier
    from assistant.interview import Interview, Step
    from assistant.tui.session import Session


class Card(Vertical):
    """The question that stands, or what to do when none does."""

    class RowAdded(Message):
        """A row is to be added, with its title when its repeat has one."""

        def __init__(self, title: str | None) -> None:
            self.title = title
            super().__init__()

    BINDINGS: ClassVar[list[BindingType]] = [Binding("up", "rows", "Aller aux éléments de la liste", show=False)]

    def __init__(self) -> None:
        super().__init__(id="card")
        self._session: Session | None = None
        self._shown: tuple[Interview, str | None] | None = None
        self._drafts = Drafts()
        self._asks = ""
        """The answer of which it was said that it looks like a question: given once more, it is one."""

    def compose(self) -> ComposeResult:
        """The parts that every question has; the input comes between hint and refusal."""
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(markup=False, id="heading")
            yield Static(markup=False, id="label")
            yield Static(markup=False, id="hint")
        yield Static(markup=False, id="refusal")
        yield KeyLine(id="card-keys")

    def say(self, text: str) -> None:
        """Say why the answer is refused ("" to take it back)."""
        self._tell(Content.styled(f"✗ {fr(text)}", "$error bold") if text else Content(""))

    def _tell(self, told: Content) -> None:
        """Say something of the answer; what was understood of it gives way, unless it is that it asks something."""
        self.query_one("#refusal", Static).update(told)
        self.query_one("#refusal").set_class(not told, "-gone")
        if told and (self._asks or not words.is_question(self.draft)):
            for understood in self.query("#reading"):
                understood.add_class("-gone")

    async def show(self, session: "Session", focus: bool) -> None:
        """Show the question that stands; if it is shown already, what is being typed stays."""
        shown = (session.interview, session.place)
        if self._shown == shown:
            if focus:
                self.take_focus()
            return
        # In the table of a list, what was changed is drawn where it stands, and the cursor stays.
        if self._shown and self._shown[1] == session.place and self._redraw_rows(session):
            self._shown = shown
            return
        self._leave_draft(session)
        self._shown = shown
        self._session = session
        step = session.step
        with self.app.batch_update():
            await self.query(".input").remove()
            self._asks = ""
            self.say("")
            if step is None:
                self._show_end(session)
            else:
                inputs = self._inputs(session, step)
                self._show_step(session, step, inputs)
                await self.mount_all(inputs, before="#refusal")
                self.retype(self._drafts.take(step.path, session.dossier))
        self.query_one("#asked").scroll_home(animate=False)
        if focus:
            self.take_focus()

    def _leave_draft(self, session: "Session") -> None:
        """Keep what is half typed for the question that gives way: it comes back with it."""
        interview, place = self._shown or (None, None)
        step = interview.step(place) if interview and place else None
        if interview and step:
            draft = Draft(step.path, self._draft(step, interview.dossier), self._checked(step, interview.dossier))
            self._drafts.leave(draft, interview.dossier, session.dossier)

    def retype(self, draft: Draft) -> bool:
        """Put back what was half typed for the question that stands; False when there is nothing to put back."""
        return retype(self.query(".input").results(), draft)

    def forget(self) -> None:
        """Leave what is typed: the question is shown anew, with the answer that it has."""
        self._shown = None

    def _redraw_rows(self, session: "Session") -> bool:
        """Draw the rows of the list that stands again; False when it is not shown, or when its first row comes or its last one goes."""
        step, grids = session.step, self.query(Grid)
        lines = row_lines(session, step) if step and grids else []
        if not lines or len(lines) > MOST:
            return False
        self.mark_rows(session)
        self.say("")
        return True

    def mark_rows(self, session: "Session") -> None:
        """Draw again the rows of the list that stands, with what is left of each."""
        step = session.step
        if step and self.query(Rows):
            for grid in self.query(Grid):
                grid.show(session)
            self.query_one(Rows).show(row_lines(session, step))

    def action_rows(self) -> None:
        """From the line that adds to a list, up to its rows."""
        for rows in self.query("Grid, Rows"):
            if rows.display:
                rows.focus()
                return

    def take_focus(self) -> None:
        """Put the cursor where the answer is given."""
        line = self.line
        if line is None:
            self.screen.set_focus(None)
        elif not any(other.has_focus for other in self.query("Grid, Rows")):
            # One who is in the table of a list stays there.
            line.focus(scroll_visible=False)

    @property
    def line(self) -> Widget | None:
        """Where the answer is given: of a list, the line that adds to it; None when no question stands."""
        for widget in self.query(".input").results():
            if widget.focusable:
                return self.query("Field.input").last(Field) if isinstance(widget, Grid | Rows) else widget
        return None

    def _show_end(self, session: "Session") -> None:
        self.query_one("#heading", Static).update(Content(""))
        self.query_one("#label", Static).update(Content.styled(fr("Toutes les questions ont une réponse."), "bold $success"))
        self.query_one("#hint").remove_class("-gone")
        self.query_one("#hint", Static).update(
            Content(
                fr(
                    "Vérifiez vos réponses, voyez ce qui reste à corriger dans la liste de contrôle, "
                    "puis écrivez vos papiers dans des fichiers."
                )
            )
        )
        self._keys(
            Item("F10", fr("Vérifier vos réponses"), "screen.review"),
            Item("F4", fr("Liste de contrôle"), "screen.pane('checklist')"),
            Item("^G", "Exporter", "screen.export"),
        )

    def _show_step(self, session: "Session", step: "Step", inputs: list[Widget]) -> None:
        question = step.question
        self.query_one("#heading", Static).update(heading(session.interview, step))
        blank = _blank(session, step) and "facultatif" not in question.hint.lower()
        said = ("  demandé", "$accent") if question.required else ("  facultatif", "$muted") if blank else ""
        label = Content.assemble((fr(question.label), "bold"), said)
        self.query_one("#label", Static).update(label)
        intro = step.chapter.intro if step.chapter.questions[0] is question else ""
        current = self._current(session.dossier.reply(step.path))
        hint = words.lines(fr(intro), (fr(question.hint), "$muted") if question.hint else None, current)
        self.query_one("#hint", Static).update(hint)
        self.query_one("#hint").set_class(not hint, "-gone")
        keys = [Item("↵", "Valider", "screen.validate", 1)]
        for choices in inputs:
            if isinstance(choices, Choices):
                keys.insert(0, key_of(choices))
        if session.interview.before(step.path):
            keys.append(Item("F7", "Précédente", "screen.before", 3))
        listed = session.interview.has_rows(step.path)
        keys.append(Item("F8", fr("Continuer" if listed else "Je ne sais pas encore"), "screen.skip", 2))
        if question.none and not listed:
            keys.append(Item("F9", fr(question.none), "screen.none", 2))
        self._keys(*keys)

    def _current(self, reply: "Answer") -> Content | None:
        if reply.state == "skipped":
            return Content.styled(fr("Vous avez répondu « je ne sais pas encore »."), "$accent")
        if reply.state == "none":
            return Content.styled(fr("Vous avez répondu « aucun »."), "$accent")
        if reply.state == "unreadable":
            raw = reply.raw if isinstance(reply.raw, str) else "une liste"
            told = f"Réponse actuelle, non comprise : {words.brief(raw)} ({words.cut(reply.problem, 300)})"
            return Content.styled(fr(told), "$error")
        return None

    def _keys(self, *items: Item) -> None:
        self.query_one("#card-keys", KeyLine).items = items

    def _inputs(self, session: "Session", step: "Step") -> list[Widget]:
        question = step.question
        reply = session.dossier.reply(step.path)
        made = self._repeat(session, step) if question.type == "repeat" else [input_for(question, reply)]
        for widget in made:
            if isinstance(widget, Field | Area) and _blank(session, step):
                widget.placeholder = f"{widget.placeholder} (rien : passer)"
        if question.type != "repeat":
            made.append(Static(markup=False, id="reading", classes="-gone"))
        tabled = any(isinstance(widget, Grid) for widget in made)
        for widget in made:
            widget.set_class(tabled, "-tabled")
            widget.add_class("input")
        return made

    def _repeat(self, session: "Session", step: "Step") -> list[Widget]:
        from assistant.wording import new_row, row_prompt

        question = step.question
        made: list[Widget] = []
        if rows := row_lines(session, step):
            # A wide terminal shows the table, a narrow one the list: the style sheet says which.
            grid_keys = KeyLine(id="grid-keys")
            grid_keys.items = (Item("↵", "Modifier", "screen.row('edit')"), *items(actions.of("table")))
            made += [Grid(session, step), grid_keys] if len(rows) <= MOST else []
            made.append(Rows(rows))
            made.append(Static(Content.styled(fr("↵ modifier   Suppr ou × : retirer"), "$muted"), markup=False, id="rows-keys"))
        invites = fr(f"{words.capital(row_prompt(question))}{' (F8 : continuer)' if rows else ''}")
        made.append(adding := Field(placeholder=invites, id="add", name=new_row(question)))
        adding.manual = manuals.ADDING
        return made

    @on(Submitted)
    def _submitted(self, event: Submitted) -> None:
        step = self._session.step if self._session else None
        if step is None or not isinstance(event.raw, str):
            return
        if not event.late and self._may_ask(step, event.raw):
            event.stop()
            self._asks = event.raw
            self._tell(Content.styled(fr(words.STILL_ASKING), "$accent bold"))
            self.app.post_message(Taken())
        elif step.question.type == "repeat":
            event.stop()
            if not event.late:
                self.post_message(self.RowAdded(event.raw))

    def _may_ask(self, step: "Step", text: str) -> bool:
        """Whether an answer that would be taken looks like a question, and this was not said of it yet."""
        if (
            self._session is None
            or not words.is_question(text)
            or text in {self._asks, self._session.dossier.reply(step.path).raw}
        ):
            return False
        interview = self._session.interview
        problem = interview.row_problem if step.question.type == "repeat" else interview.problem
        return not problem(step.path, text)

    @on(Choices.Undecided)
    def _undecided(self) -> None:
        step = self._session.step if self._session else None
        if self._session and step and self._session.dossier.reply(step.path).state in {"skipped", "none"}:
            # What was said of it is shown: Enter leaves it.
            self.post_message(Submitted(None))
            return
        self.say(undecided(self.query_one(Choices)))
        self.app.post_message(Taken())

    def say_unwritten(self) -> None:
        """Say what to do when Enter is pressed in an empty line: a second press, or a hasty one, never goes on by itself."""
        step = self._session.step if self._session else None
        if self._session and step:
            self.say(unwritten(step.question, self._session.interview.has_rows(step.path)))

    @on(Input.Changed, "Field")
    @on(TextArea.Changed, "Area")
    @on(Choices.Checked)
    def _changed(self, event: Input.Changed | TextArea.Changed | Choices.Checked) -> None:
        self._asks = ""
        self.say("")
        step = self._session.step if self._session else None
        if self._session is None or step is None or not self.query("#reading"):
            return
        if isinstance(event, Choices.Checked):
            choices = self.query_one(Choices)
            text, shown = choices.typed, choosing(choices, step.question, self._session.dossier)
        else:
            text = event.value if isinstance(event, Input.Changed) else event.text_area.text
            shown = reading(step.question, text, self._session.dossier)
        if words.is_question(text):
            shown = Content.styled(fr(words.ASKING), "$accent")
        self.query_one("#reading", Static).update(shown)
        self.query_one("#reading").set_class(not shown, "-gone")

    def take_question(self) -> str:
        """The question that is typed as an answer, taken away from there; "" when what is typed is none."""
        draft = self.draft
        if not words.is_question(draft):
            return ""
        self.clear_draft()
        return draft

    def clear_draft(self) -> None:
        """Take away what is typed and not given yet."""
        for widget in self.query(".input").results():
            if isinstance(widget, Area | Field):
                widget.clear()
            elif isinstance(widget, Choices):
                widget.type("")

    @property
    def draft(self) -> str:
        """What is typed and not given yet; "" when nothing is, or when it is the answer already known."""
        step = self._session.step if self._session else None
        return self._draft(step, self._session.dossier) if self._session and step else ""

    def _draft(self, step: "Step", dossier: "Dossier") -> str:
        for widget in self.query(".input").results():
            if isinstance(widget, Area | Field):
                text = clean(widget.text).strip()
                return "" if text == typed(dossier.reply(step.path)).strip() else text
            if isinstance(widget, Choices):
                return clean(widget.pending)
        return ""

    @property
    def checked(self) -> tuple[str, ...]:
        """The boxes that are checked and not given yet; none when they are the answer already known."""
        step = self._session.step if self._session else None
        return self._checked(step, self._session.dossier) if self._session and step else ()

    def _checked(self, step: "Step", dossier: "Dossier") -> tuple[str, ...]:
        for widget in self.query(Choices):
            if widget.several:
                known = dossier.reply(step.path).value or ()
                return () if set(widget.chosen) == set(known) else tuple(widget.chosen)
        return ()

    def validate(self) -> None:
        """Give the answer that is in the input (for the mouse)."""
        for widget in self.query(".input").results():
            if isinstance(widget, Choices | Area):
                widget.action_submit()
            elif isinstance(widget, Field):
                self.call_later(widget.action_submit)


def _blank(session: "Session", step: "Step") -> bool:
    """Whether the card says that a question may be left blank."""
    return step.question.type not in {"choice", "choices", "yes_no"} and session.interview.may_be_blank(step)
