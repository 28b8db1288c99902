"""The room: what is projected, one view at a time, and the keys of whoever leads the session."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Digits, Static

from assistant.french import count, date_long
from assistant.tui import actions, words
from assistant.tui.ask import AskBar
from assistant.tui.dialogs import Choose, Prompt
from assistant.tui.keys import KeyLine, TopLine, items
from assistant.tui.news import Answered, Talk, Trouble
from assistant.tui.theme import PROJECTION
from assistant.tui.trainer import slides
from assistant.tui.trainer.clock import Clock
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.news import Chosen, Corrected, HandedOut, Prepared, Ready, Refused, SittingSaved, Staged, Texts
from assistant.tui.trainer.picker import CasePicker, pick
from assistant.tui.trainer.slides import Piece
from assistant.tui.trainer.tally import Ballot, Tally
from assistant.tui.words import brief, fr

if TYPE_CHECKING:
    from assistant.courses import Course, Step
    from assistant.library import Library
    from assistant.training import Sitting
    from assistant.tui.palette import Command
    from assistant.tui.reader.book import Citation

ABOUT = (
    "La salle voit le cas, vote ligne par ligne (mains levées : tapez le nombre, ou + et −), puis les constats apparaissent un à un "
    "avec leur passage. Espace ou Page bas continue toujours : la télécommande d'un diaporama suffit. "
    "Chaque geste est enregistré ; la séance se reprend à l'accueil."
)
_TALL = 32
_SAVED_EACH = 10
"""Every how many seconds the time spent is written."""
_VIEWS = {
    "talk": "talk",
    "ask": "ask",
    "case": "case",
    "vote": "vote",
    "reveal": "reveal",
    "mend": "reveal",
    "quiz": "quiz",
    "end": "end",
}
_NO_CASE = "Aucun cas n'est choisi : O pour en choisir un."


class Stage(VerticalScroll):
    """What is projected, to be scrolled by the keys of the room."""

    async def show(self, pieces: list[Piece], stay: bool = False) -> None:
        """Show pieces; `stay` keeps the place."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all([Static(piece.shown, markup=False, classes=f"slide -{piece.kind}") for piece in pieces])
        if not stay:
            self.scroll_home(animate=False)

    @property
    def ended(self) -> bool:
        """Whether nothing is left to scroll to."""
        return self.scroll_offset.y >= self.max_scroll_y


class Room(Screen[None]):
    """A session being led. What the room sees is in the middle; the trainer's notes only show when asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *actions.bindings("room"),
        # Before the lists, which have other uses for these keys.
        Binding("pagedown", "advance", "La suite", show=False, priority=True),
        Binding("pageup", "retreat", "Revenir en arrière", show=False, priority=True),
        Binding("down", "scroll_stage(1)", "Faire défiler vers le bas", show=False),
        Binding("up", "scroll_stage(-1)", "Faire défiler vers le haut", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012 - Textual declares them so

    view: var[str] = var("talk", init=False)
    """What is projected: talk, ask, case, vote, reveal, quiz or end."""

    def __init__(self, desk: TrainerDesk, prepared: Prepared, sitting: "Sitting", path: Path) -> None:
        super().__init__()
        self.desk = desk
        self.office = desk.office
        self.clock = Clock()
        self._prepared = prepared
        self._courses = prepared.courses
        self.sitting = sitting
        self.path = path
        self._staged: Staged | None = None
        self._library: Library | None = None
        self._finding = sitting.case.shown if sitting.case else 0
        self._item = ""
        self._talk = Talk()
        self._pieces: list[Piece] = []
        self._quote: slides.Quote | None = None
        self._asked: dict[int, str] = {}
        self._copy: Path | None = None
        self._usual = ""
        self._ticks = 0
        self._problem = ""

    @property
    def course(self) -> "Course":
        """The plan that is followed."""
        return self._courses.plan(self.sitting.course)

    @property
    def step(self) -> "Step":
        """The step under way."""
        return self.course.steps[min(self.sitting.step, len(self.course.steps) - 1)]

    def compose(self) -> ComposeResult:
        """Top line, what is asked of the room, the lines of a vote, the stage, the line to ask in, notes, keys."""
        self.add_class("-tall" if self.app.size.height >= _TALL else "-short")
        yield TopLine(id="top")
        with Vertical(id="room"):
            yield Static(markup=False, id="above")
            yield Tally()
            yield Stage(id="stage", can_focus=False)
            yield Digits(id="digits")
            yield AskBar()
            yield Static(markup=False, id="notes", classes="-gone")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        """Project: the room's own theme, the step that was left, the clock standing."""
        self._usual = self.app.theme
        self.app.theme = PROJECTION
        self.desk.hold(self, self.path)
        self.desk.texts(self)
        if self.sitting.case:
            self.desk.stage(self, self.sitting.case.case)
        self.set_interval(1.0, self._tick)
        self.query_one(AskBar).wait_for("")
        self._time_step()
        self._enter_step()
        await self._draw()

    def on_screen_resume(self) -> None:
        """Back from the dossier that was corrected with the room."""
        if self._copy is not None and self._staged is not None and self.app.screen is self:
            path, self._copy = self._copy, None
            self.desk.judge(self, path, self._staged.case.day, self._staged)

    def on_resize(self) -> None:
        """The lines of a vote are spaced when there is room."""
        self.call_after_refresh(self._draw, True)

    # --- what is known -------------------------------------------------------------------------------------------

    @on(Ready)
    async def _ready(self, event: Ready) -> None:
        if self.sitting.case and event.staged.case == self.sitting.case.case:
            self._staged, self._library = event.staged, event.staged.library
            self._finding = min(self._finding, len(event.staged.board.gaps))
            await self._draw()

    @on(Texts)
    async def _texts(self, event: Texts) -> None:
        self._library = event.library
        await self._draw(stay=True)

    @on(Chosen)
    async def _chosen(self, event: Chosen) -> None:
        self._staged, self._finding = None, 0
        self.change(self.sitting.opening(event.case))
        self.desk.stage(self, event.case)
        self.view = "case"
        await self._draw()

    @on(Corrected)
    async def _corrected(self, event: Corrected) -> None:
        if self.sitting.case and self._staged:
            self.change(self.sitting.correcting(event.told))
            # The result says what became of it.
            self.view, self._finding = "reveal", len(self._staged.board.gaps) + 1
            self.app.clear_notifications()
            await self._draw()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.tell(event.text, "error")
        self._leave()

    @on(SittingSaved)
    def _saved(self, event: SittingSaved) -> None:
        if event.problem and not self._problem:
            self.tell(f"La séance n'est pas enregistrée. {event.problem}", "error")
        self._problem = event.problem
        self._mark_top()

    @on(HandedOut)
    def _handed_out(self, event: HandedOut) -> None:
        self.tell(f"Écrit : {event.path}. Imprimez-le, ou envoyez-le aux participants.", wait=10)

    def change(self, sitting: "Sitting") -> None:
        """Take a new state of the session, and save it."""
        self.sitting = sitting
        self.save()

    def save(self) -> None:
        """Write the session as it stands, with the time spent."""
        self.sitting = self._timed
        self.desk.save(self, self.sitting, self.path)

    @property
    def _timed(self) -> "Sitting":
        """The session with the time spent on the step under way."""
        return replace(self.sitting, spent={**self.sitting.spent, self.sitting.step: self.clock.spent})

    def tell(self, text: str, kind: SeverityLevel = "information", wait: float = 5) -> None:
        """Say something for `wait` seconds (10 when it is an error), or until the session goes on: the stage is for the room."""
        self.app.clear_notifications()
        self.app.notify(fr(text), severity=kind, markup=False, timeout=10 if kind == "error" else wait)

    def hide(self, text: str) -> str:
        """A text as the room may see it."""
        return self._staged.mask.hide(text) if self.sitting.masked and self._staged else text

    # --- what is shown -------------------------------------------------------------------------------------------

    async def _draw(self, stay: bool = False) -> None:
        """Draw the view; `stay` keeps its place."""
        if not self._standing:
            return
        tally = self.query_one(Tally)
        self._mark_top()
        self._mark_keys()
        self.query_one("#notes", Static).update(slides.notes(self.step))
        self.query_one("#digits", Digits).display = self.view == "talk" and bool(self.step.minutes) and self.has_class("-tall")
        self.query_one(AskBar).display = self.view == "ask"
        tally.display = self.view in {"vote", "quiz"} and bool(self._ballots())
        self.query_one("#above", Static).update(self._above())
        self.query_one("#above").display = bool(self._above())
        pieces = self._slide()
        self.query_one("#stage").display = bool(pieces)
        self.set_class(self.view == "quiz" and bool(pieces), "-corrected")
        if tally.display:
            self._show_tally()
        await self.query_one(Stage).show(pieces, stay)
        if tally.display:
            tally.focus()
        elif self.view == "ask":
            self.query_one(AskBar).take_focus()
        else:
            self.set_focus(None)

    def cites(self) -> "Citation | None":
        """The place of the texts that the reader is to open: that of the passage on the screen."""
        return self._quote.citation if self._quote else None

    def _slide(self) -> list[Piece]:
        """What the stage shows in this view."""
        self._quote = None
        case, staged = self.sitting.case, self._staged
        if self.view == "talk":
            return slides.talk(self.step, self.course, self.sitting.present)
        if self.view == "ask":
            return self._pieces or slides.asked(self.sitting.asked)
        if self.view == "end":
            place = slides.place_of(self._library) if self._library else str
            return slides.end(self.sitting, self.course, place)
        if self.view == "quiz":
            return self._corrected_item()
        if case is None:
            return slides.nothing(_NO_CASE)
        if staged is None:
            return slides.nothing("Le cas se prépare…")
        if self.view == "case":
            return slides.case(case, staged.board, staged.masked if self.sitting.masked else staged.told, self.hide)
        return [] if self.view == "vote" else self._revealed(staged)

    def _revealed(self, staged: Staged) -> list[Piece]:
        from assistant.training import bearing

        board = staged.board
        if self._finding == 0:
            many = f"{len(board.gaps)} constats à découvrir, du plus grave au moins grave."
            told = many if len(board.gaps) > 1 else "Un constat à découvrir." if board.gaps else "Voyons ce que dit l'assistant."
            return [
                Piece("title", Content.styled(fr("Les constats"), "bold $primary")),
                Piece("text", Content(fr(f"{told} Espace : continuer."))),
            ]
        if self._finding > len(board.gaps):
            return slides.verdict(board, self.sitting, self.hide)
        found = board.gaps[self._finding - 1]
        rule = self.office.script.requirement(found.requirement) if self.office.script else None
        passage = bearing(staged.library, found.section, found.message, rule.asks if rule else "")
        self._quote = slides.quoted(staged.library, found.section, passage)
        return slides.finding(found, self._finding, board, self.sitting, self.hide, self._quote)

    def _corrected_item(self) -> list[Piece]:
        from assistant.training import bearing

        item = self._courses.item(self._item)
        put = self.sitting.put(self._item)
        if item is None:
            told = "Toutes les questions ont été posées." if self._courses.items else "Cette campagne n'a pas de quiz."
            return slides.nothing(told)
        if put is None or not put.shown:
            return []
        if self._library is not None:
            right = item.choices[item.right].text
            passage = bearing(self._library, item.section, right, item.question, item.explanation, quote=item.quote)
            self._quote = slides.quoted(self._library, item.section, passage)
        return slides.correction(item, self._quote)

    def _above(self) -> Content:
        """What is asked of the room."""
        if self.view == "vote" and self._staged:
            name = self._staged.board.name or self._staged.case.title
            asked = "Selon vous, qu'est-ce qui n'est pas respecté, manque ou reste à vérifier ? Mains levées, ligne par ligne."
            return words.lines((fr(self.hide(brief(name))), "bold $primary"), (fr(asked), "bold"))
        if self.view == "quiz" and (item := self._courses.item(self._item)):
            queue = self._queue()
            number = f"{queue.index(item.id) + 1} sur {len(queue)}  " if item.id in queue else ""
            put = words.lines((fr(f"{number}{item.theme}"), "$muted"), (fr(item.question), "bold $primary"))
            return words.lines(put, (fr(self._too_many), "$warning bold")) if self._too_many else put
        # On the opening of a step, the stage says it.
        return Content.styled(fr(self.step.room), "bold") if self.view == _VIEWS[self.step.activity] != "talk" else Content("")

    @property
    def _too_many(self) -> str:
        """What to say when more hands are raised than there are people: to a question of the quiz, each has one answer."""
        put, present = self.sitting.put(self._item), self.sitting.present
        hands = sum(put.hands) if put else 0
        if not present or hands <= present:
            return ""
        return f"{hands} mains pour {count(present, 'personne', 'personnes')} : une seule réponse chacun, recomptez."

    def _ballots(self) -> list[Ballot]:
        """The lines to count hands for."""
        case = self.sitting.case
        if self.view == "vote" and case and self._staged:
            return [Ballot(f.requirement, f.title, case.hands.get(f.requirement, 0)) for f in self._staged.board.lines]
        item = self._courses.item(self._item)
        if self.view != "quiz" or item is None:
            return []
        put = self.sitting.put(item.id)
        ballots = []
        for place, choice in enumerate(item.choices):
            hands = put.hands[place] if put and place < len(put.hands) else 0
            shown = put is not None and put.shown
            sign, style = ("", "") if not shown else ("✓", "$success") if choice.right else ("✗", "$muted")
            ballots.append(Ballot(str(place), choice.text, hands, sign, style))
        return ballots

    @property
    def _standing(self) -> bool:
        """Whether there is a screen to draw on: news may come while the room is being left."""
        return self.is_attached and bool(self.query("#digits"))

    def _mark_top(self) -> None:
        if not self._standing:
            return
        top = self.query_one("#top", TopLine)
        number = f"{self.sitting.step + 1}/{len(self.course.steps)}"
        top.left = Content.assemble((fr(f"Étape {number}  "), "$muted"), (fr(brief(self.step.title)), "bold $primary"))
        clock, over = self.clock, self.clock.over
        sign = "▶" if clock.running else "‖"
        told = f"dépassé de {clock.digits.lstrip('-')}" if over else f"reste {clock.digits}" if clock.allotted else clock.digits
        time = Content.styled(f" {sign} {fr(told)} ", "$warning bold" if over else "bold")
        hidden = Content.styled(fr("noms masqués  "), "$accent") if self.sitting.masked else Content("")
        unsaved = Content.styled(fr("✗ Non enregistrée  "), "$error bold") if self._problem else Content("")
        day = Content("")
        if self.sitting.case and self.view in {"case", "vote", "reveal"}:
            day = Content.styled(fr(f"jugé au {date_long(self.sitting.case.case.day)}  "), "$accent")
        top.right = unsaved + hidden + day + time
        top.brief = unsaved + day + time
        self.query_one("#digits", Digits).update(clock.digits)

    def _mark_keys(self) -> None:
        lacking = {f"screen.{name}" for name in self.lacking}
        shown = [item for item in items(actions.of("room", "app")) if item.action not in lacking]
        if self.view == "ask":
            # Letters and spaces are typed there.
            shown = [item._replace(key="Page↓") if item.key == "Espace" else item for item in shown if len(item.key) > 1]
        self.query_one("#keys", KeyLine).items = tuple(shown)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The actions that the campaign has no use for."""
        playable = self._prepared.teachings or self._prepared.kept or self.sitting.case
        case = () if playable else ("show('case')", "show('vote')", "show('reveal')")
        return (*case, *(() if self._courses.items else ("show('quiz')",)))

    def _tick(self) -> None:
        if not self.clock.running:
            return
        self._mark_top()
        self._ticks += 1
        if self._ticks % _SAVED_EACH == 0:
            self.save()

    # --- going on ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that come before those of the lists are for this screen alone, not for a window over it."""
        if action in {"advance", "retreat"}:
            return self.app.screen is self
        return super().check_action(action, parameters)

    def _time_step(self) -> None:
        """Give the clock the minutes of the step under way, and the time that was spent on it already."""
        minutes = self.step.minutes + self.sitting.added.get(self.sitting.step, 0)
        self.clock.turn_to(minutes * 60, self.sitting.spent.get(self.sitting.step, 0))

    def _enter_step(self) -> None:
        """Show the activity of the step."""
        self.view = _VIEWS[self.step.activity]
        self._pieces = []
        if self.view == "ask":
            self.query_one(AskBar).suggest(self.step.questions)
        if self.view == "quiz":
            self._next_item()
        if self.view == "reveal" and self.sitting.case and self.step.activity == "mend":
            self._finding = 1 + len(self._staged.board.gaps) if self._staged else self._finding

    async def go(self, step: int) -> None:
        """Go to a step of the plan."""
        self.sitting = replace(self._timed, step=max(0, min(step, len(self.course.steps) - 1)))
        # Before anything is saved: the clock still holds the time of the step that ends.
        self._time_step()
        self.save()
        self._enter_step()
        await self._draw()

    async def action_advance(self) -> None:
        """What comes next: more of the page, a finding, a correction, a question, a step."""
        stage = self.query_one(Stage)
        self.app.clear_notifications()
        if not self.clock.running and self.sitting.step == 0 and not self.clock.spent:
            self.clock.toggle()
        if stage.display and not stage.ended:
            stage.scroll_page_down(animate=False)
        elif self.view == "reveal" and self._staged and self._finding <= len(self._staged.board.gaps):
            self._finding += 1
            self.change(self.sitting.revealing(min(self._finding, len(self._staged.board.gaps))))
            await self._draw()
        elif self.view == "quiz" and (item := self._courses.item(self._item)):
            put = self.sitting.put(item.id)
            if put is None or not put.shown:
                self.change(self.sitting.quizzing(item.id, len(item.choices), shown=True))
            else:
                self._next_item()
                if not self._item:
                    await self._next_step()
                    return
            await self._draw()
        else:
            await self._next_step()

    async def _next_step(self) -> None:
        if self.view != _VIEWS[self.step.activity]:
            # A view that was looked at aside: back to where the plan stands.
            self._enter_step()
            await self._draw()
        elif self.sitting.step + 1 < len(self.course.steps):
            await self.go(self.sitting.step + 1)
        else:
            self.tell("C'était la dernière étape. ^G : écrire le document à distribuer ; ^O : accueil.")

    async def action_retreat(self) -> None:
        """What came before."""
        stage = self.query_one(Stage)
        if stage.display and stage.scroll_offset.y > 0:
            stage.scroll_page_up(animate=False)
        elif self.view == "reveal" and self._finding > 0:
            self._finding -= 1
            await self._draw()
        elif (
            self.view == "quiz" and self._item in (done := [q.item for q in self.sitting.quizzed]) and done.index(self._item) > 0
        ):
            self._item = done[done.index(self._item) - 1]
            await self._draw()
        elif self.sitting.step > 0:
            await self.go(self.sitting.step - 1)

    def action_scroll_stage(self, by: int) -> None:
        """Scroll what is projected by a line."""
        self.query_one(Stage).scroll_relative(y=by, animate=False)

    async def action_show(self, view: str) -> None:
        """Go to the step of this activity, the next one if it can be; a plan that has none lets it be looked at aside."""
        self.app.clear_notifications()
        if view in {"case", "vote", "reveal"} and self.sitting.case is None:
            self._choose_case()
            return
        steps = [number for number, step in enumerate(self.course.steps) if _VIEWS[step.activity] == view]
        if steps:
            here = self.sitting.step
            await self.go(here if here in steps else next((number for number in steps if number > here), steps[-1]))
            return
        self.view = view
        self._pieces = []
        if view == "quiz" and not self._item:
            self._next_item()
        await self._draw()

    # --- the quiz ------------------------------------------------------------------------------------------------

    def _queue(self) -> list[str]:
        """The questions of this step; all of them when it names none."""
        mine = self.step.quiz if self.step.activity == "quiz" else ()
        return [name for name in mine if self._courses.item(name)] or [item.id for item in self._courses.items]

    def _next_item(self) -> None:
        """The next question that was not corrected yet; none when all were."""
        waiting = [name for name in self._queue() if (put := self.sitting.put(name)) is None or not put.shown]
        self._item = waiting[0] if waiting else ""

    async def action_quiz_item(self, name: str) -> None:
        """Put a question of the quiz."""
        self._item = name
        self.view = "quiz"
        await self._draw()

    @on(Tally.Counted)
    async def _counted(self, event: Tally.Counted) -> None:
        item = self._courses.item(self._item)
        if self.view == "vote":
            self.change(self.sitting.voting(event.line, event.hands))
        elif item is not None:
            self.change(self.sitting.quizzing(item.id, len(item.choices), int(event.line), event.hands))
        self._show_tally()
        # A hand counted twice is said at once.
        self.query_one("#above", Static).update(self._above())

    def _show_tally(self) -> None:
        spaced = self.has_class("-tall") and self.view == "vote"
        self.query_one(Tally).show(self._ballots(), self.sitting.present, self.sitting.most, spaced)

    # --- free questions ------------------------------------------------------------------------------------------

    async def action_ask(self) -> None:
        """To the line to ask in, and back."""
        if self.view == "ask" and self.step.activity != "ask":
            self.view = _VIEWS[self.step.activity]
        else:
            self.view = "ask"
        self._pieces = []
        await self._draw()

    async def key_escape(self) -> None:
        """Back to the activity of the step."""
        self._enter_step()
        await self._draw()

    def action_forget(self) -> None:
        """Drop what the questions are about: the next one is read by itself."""
        self._talk = Talk()
        self.query_one(AskBar).talk_of("")

    @on(AskBar.Asked)
    async def _ask(self, event: AskBar.Asked) -> None:
        number = len(self._asked) + 1
        self._asked[number] = event.question
        told = "Recherche…" if self.office.library else "Les textes se préparent ; la réponse vient ensuite…"
        self._pieces = [Piece("text", words.asked(event.question)), *slides.nothing(told)]
        await self._draw()
        self.office.ask(self, number, event.question, self._talk)

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        from assistant.telling import NOTHING
        from assistant.training import Asked

        answer, question = event.answer, self._asked[event.number]
        place = event.extracts[0].place if event.extracts and answer.status == "answered" else ""
        said = answer.answer or NOTHING[answer.status]
        self.change(self.sitting.asking(Asked(question=question, answer=" ".join(said.split()), place=place)))
        if event.talk is self._talk:
            self.query_one(AskBar).talk_of(answer.context.title if answer.context else "")
        self.query_one(AskBar).suggest(answer.suggestions or self.step.questions)
        self._pieces = [Piece("text", words.asked(question)), Piece("text", words.answered(answer))]
        self._pieces += [Piece("passage", words.passage(extract)) for extract in event.extracts[:1]]
        if self.view == "ask":
            await self._draw()

    def troubled(self, event: Trouble) -> None:
        """Something was refused: a question gets no answer."""
        if event.asked and self.view == "ask":
            self._pieces = [Piece("text", Content.styled(f"✗ {fr(event.text)}", "$error"))]
            self.call_later(self._draw)

    # --- the trainer's own keys ------------------------------------------------------------------------------------

    def action_notes(self) -> None:
        """Show or hide the notes."""
        self.query_one("#notes").toggle_class("-gone")

    async def action_mask(self) -> None:
        """Hide or show names."""
        self.change(replace(self.sitting, masked=not self.sitting.masked))
        told = "Noms, adresses et numéros masqués." if self.sitting.masked else "Noms, adresses et numéros montrés."
        self.tell(told)
        await self._draw(stay=True)

    def action_project(self) -> None:
        """The room's theme, or the usual one."""
        self.app.theme = self._usual if self.app.theme == PROJECTION else PROJECTION

    def action_clock(self) -> None:
        """Run or stop the clock."""
        self.clock.toggle()
        self.save()
        self._mark_top()

    def action_longer(self) -> None:
        """A minute more for this step."""
        step, added = self.sitting.step, self.sitting.added
        if self.clock.allotted:
            self.clock.allotted += 60
            self.change(replace(self.sitting, added={**added, step: added.get(step, 0) + 1}))
            self._mark_top()

    def action_steps(self) -> None:
        """The plan, to go to a step."""
        choices = []
        for number, step in enumerate(self.course.steps):
            minutes = f" ({step.minutes} min)" if step.minutes else ""
            choices.append((str(number), f"{'▸' if number == self.sitting.step else ' '} {number + 1}. {step.title}{minutes}"))

        async def chosen(number: str | None) -> None:
            if number is not None:
                await self.go(int(number))

        self.app.push_screen(Choose(self.course.title, "Allez à une étape, dans l'ordre que vous voulez.", choices), chosen)

    def action_present(self) -> None:
        """Count the room again."""

        async def counted(text: str | None) -> None:
            if text is not None:
                self.change(replace(self.sitting, present=int(text or "0")))
                await self._draw(stay=True)

        text = "Combien de personnes dans la salle ? Rien : vous ne comptez pas."
        value = str(self.sitting.present or "")
        self.app.push_screen(Prompt("Compter la salle", text, value, "Par exemple : 20", check_count, "Compter"), counted)

    def action_change(self) -> None:
        """Another case."""
        self._choose_case()

    def _choose_case(self) -> None:
        def picked(choice: str | None) -> None:
            if choice is not None:
                pick(self, self.desk, self._prepared, choice)

        self.app.push_screen(CasePicker(self._prepared.teachings, self._prepared.kept, self.course.scenarios), picked)

    def action_day(self) -> None:
        """Judge the case on another day."""
        case = self.sitting.case
        if case is None:
            self.tell(_NO_CASE)
            return

        async def dated(text: str | None) -> None:
            from assistant.reading import parse_date

            day = parse_date(text).value if text else None
            if day is not None and self.sitting.case is not None:
                self._staged, self._finding = None, 0
                self.change(self.sitting.dated(day))
                self.desk.stage(self, self.sitting.case.case)
                await self._draw()

        text = "Le calendrier dépend du jour : un dossier est en retard, ou à temps. Jouez-le à la date que son histoire suppose."
        prompt = Prompt(
            "Juger le cas à une autre date", text, date_long(case.case.day), "15/04/2024", _check_day, "Juger à cette date"
        )
        self.app.push_screen(prompt, dated)

    def action_correct(self) -> None:
        """Work on a copy of the case with the room, as on any dossier."""
        from assistant.store import free_path

        worked = self.sitting.case
        if self._staged is None or worked is None:
            self.tell(_NO_CASE)
            return
        board, case = self._staged.board, self._staged.case
        if self._finding <= len(board.gaps) and not 0 < len(board.gaps) <= worked.shown:
            self.tell("La copie montrerait les constats : révélez-les d'abord (F5, puis Espace jusqu'au résultat).")
            return

        def opened(choice: str | None) -> None:
            if choice != "open":
                return
            # A session has one copy of a case, whatever is gone back to it.
            known = Path(worked.copy) if worked.copy else None
            title = board.name or case.title
            path = known if known and known.exists() else free_path(title)
            self._copy = path
            self.change(self.sitting.copied(str(path)))
            self.desk.copy(case, title, path)

        if not self.sitting.masked:
            opened("open")
            return
        text = "La copie se corrige avec toutes ses réponses : les noms, les adresses et les numéros y seront projetés en clair."
        choices = (("stay", "Rester dans la salle, noms masqués"), ("open", "Ouvrir la copie, noms en clair"))
        self.app.push_screen(Choose("Montrer les noms à la salle ?", text, choices), opened)

    def action_handout(self) -> None:
        """Write the record."""
        from platformdirs import user_documents_path

        documents = user_documents_path()
        text = "La fin du nom choisit le format : .pdf, .docx, .odt, .html ou .md. Un fichier du même nom serait remplacé."
        value = str((documents if documents.is_dir() else Path.home()) / f"{self.path.stem}.pdf")
        prompt = Prompt("Le document à distribuer", text, value, "Un fichier, par exemple seance.pdf", _check_paper, "Écrire")
        self.app.push_screen(prompt, self._hand_out)

    def _hand_out(self, place: str | None) -> None:
        if place:
            self.desk.hand_out(self, self.sitting, self._courses, Path(place).expanduser())

    def action_home(self) -> None:
        """Leave the room; the session is saved."""
        self.save()
        self._leave()

    def _leave(self) -> None:
        if self.app.theme == PROJECTION:
            self.app.theme = self._usual
        self.desk.release()
        self.dismiss()

    def commands(self) -> "list[Command]":
        """What the palette finds here besides the keys: the steps, the questions of the quiz."""
        from assistant.tui.palette import Command

        steps = [
            Command(f"Aller à l'étape : {step.title}", "", f"screen.go({number})")
            for number, step in enumerate(self.course.steps)
        ]
        quiz = [
            Command(f"Quiz : {item.question}", "", f"screen.quiz_item({item.id!r})", hidden=True) for item in self._courses.items
        ]
        return [*steps, *quiz]

    async def action_go(self, step: int) -> None:
        """Go to a step (for the palette)."""
        await self.go(step)


def check_count(text: str) -> str:
    """Why a number of people is refused; nothing when it is not."""
    return "" if not text or (text.isascii() and text.isdigit() and len(text) <= 3) else "Donnez un nombre, de 0 à 999."


def _check_day(text: str) -> str:
    from assistant.reading import parse_date

    return "" if parse_date(text).value else "Donnez une date, par exemple 15/04/2024."


def _check_paper(text: str) -> str:
    from assistant.outputs.formats import FORMATS

    path = Path(text).expanduser()
    if path.suffix.lower() not in FORMATS:
        return f"Donnez un nom de fichier en {', '.join(FORMATS)}."
    if path.is_dir():
        return f"« {path} » est un dossier : ajoutez le nom du fichier."
    return "" if path.parent.is_dir() else f"Le dossier « {path.parent} » n'existe pas : choisissez-en un autre, ou créez-le."
