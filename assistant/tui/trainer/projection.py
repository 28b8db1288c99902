"""The projection: what the room sees of a session, one view at a time. It shows, and changes nothing."""

from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.widgets import Digits, Static

from assistant.french import date_long
from assistant.tui import actions, words
from assistant.tui.ask import AskBar
from assistant.tui.guide import Guide
from assistant.tui.keys import KeyLine, TopLine, items
from assistant.tui.office import Office
from assistant.tui.once import Once
from assistant.tui.trainer import slides
from assistant.tui.trainer.clock import Clock
from assistant.tui.trainer.news import Prepared, Staged
from assistant.tui.trainer.quiz import Quiz
from assistant.tui.trainer.slides import Piece
from assistant.tui.trainer.tally import Ballot, Tally
from assistant.tui.words import brief, fr

if TYPE_CHECKING:
    from assistant.courses import Course, Remember, Step
    from assistant.library import Library
    from assistant.sittings import Sitting
    from assistant.tui.reader.book import Citation

View = Literal["talk", "ask", "case", "vote", "reveal", "quiz", "end"]
_CALLED: dict[View, str] = {
    "talk": "etape",
    "ask": "questions",
    "case": "cas",
    "vote": "vote",
    "reveal": "constats",
    "quiz": "quiz",
    "end": "fin",
}
"""What each view is called in the name of a picture of it."""
NO_CASE = "Aucun cas n'est choisi : O pour en choisir un."
_TALL = 32
"""From so many lines, there is room for large digits and spaced lines."""


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


def view_of(step: "Step") -> View:
    """What a step of a plan shows: to mend a case is to look at its findings again."""
    return "reveal" if step.activity == "mend" else step.activity


class Projection(Guide, Once[None]):
    """The screen of the room: what is asked of it, what is projected, the trainer's notes when asked for, the keys."""

    AUTO_FOCUS = ""
    """Of what can be typed in, each view says what takes the keys: after a window, a vote that is hidden would."""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012 - Textual declares them so

    view: var[View] = var("talk", init=False)
    """What is projected."""

    def __init__(self, office: Office, prepared: Prepared, sitting: "Sitting") -> None:
        super().__init__()
        self.office = office
        self.sitting = sitting
        self.clock = Clock()
        self._prepared = prepared
        self._quiz = Quiz(prepared.courses)
        self._staged: Staged | None = None
        self._library: Library | None = None
        self._finding = sitting.case.shown if sitting.case else 0
        """The finding on the screen: the first is 1; 0 is before it, and the result comes after the last."""
        self._answer: list[Piece] = []
        """The last answer to a free question; empty when the questions that were asked are listed."""
        self._quote: slides.Quote | None = None
        self._other = False
        """Whether the case is shown the other way than its step wants it: whole, or summed up."""
        self._problem = ""
        self._written = ""
        """Where the handout was written, in words."""

    @property
    def course(self) -> "Course":
        """The plan that is followed."""
        return self._prepared.courses.plan(self.sitting.course)

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
            # Another person's question is read by itself: only one that says so goes on.
            yield AskBar(topic="« Et pour… ? » parlera de : ", idle="advance")
            yield Static(markup=False, id="notes", classes="-gone")
        yield KeyLine(id="keys")

    def on_resize(self) -> None:
        """The lines of a vote are spaced when there is room."""
        self.call_after_refresh(self._draw, True)

    def tell(self, text: str, kind: SeverityLevel = "information", wait: float = 5) -> None:
        """Say something for `wait` seconds (10 when it is an error), or until the session goes on: the stage is for the room."""
        self.app.clear_notifications()
        self.app.notify(fr(text), severity=kind, markup=False, timeout=10 if kind == "error" else wait)

    def hide(self, text: str) -> str:
        """A text as the room may see it."""
        return self._staged.mask.hide(text) if self.sitting.masked and self._staged else text

    @property
    def called(self) -> str:
        """What is projected."""
        return f"seance-{_CALLED[self.view]}"

    def cites(self) -> "Citation | None":
        """The place of the texts that the reader is to open: that of the passage on the screen."""
        return self._quote.citation if self._quote else None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The actions that the campaign has no use for."""
        playable = self._prepared.teachings or self._prepared.kept or self.sitting.case
        case = () if playable else ("show('case')", "show('vote')", "show('reveal')")
        return (*case, *(() if self._prepared.courses.items else ("show('quiz')",)))

    # --- drawing ---------------------------------------------------------------------------------------------------

    @property
    def _standing(self) -> bool:
        """Whether there is a screen to draw on: news may come while the room is being left."""
        return self.is_attached and bool(self.query("#digits"))

    async def _draw(self, stay: bool = False) -> None:
        """Draw the view; `stay` keeps its place."""
        if not self._standing:
            return
        self._mark_top()
        self._mark_keys()
        self._mark_above()
        self.query_one("#notes", Static).update(slides.notes(self.step))
        self.query_one("#digits", Digits).display = self.view == "talk" and bool(self.step.minutes) and self.has_class("-tall")
        self.query_one(AskBar).display = self.view == "ask"
        self._mark_foot()
        self.set_class(self.view == "case", "-case")
        self._show_tally()
        pieces = self._slide()
        self.query_one("#stage").display = bool(pieces)
        self.set_class(self.view == "quiz" and bool(pieces), "-corrected")
        await self.query_one(Stage).show(pieces, stay)
        self._give_focus()

    def _mark_foot(self) -> None:
        """Whether the foot of the screen is read, or typed in: what is said for a moment goes elsewhere."""
        self.set_class(self.view == "ask" or not self.query_one("#notes").has_class("-gone"), "-footed")

    def _give_focus(self) -> None:
        """To what is counted or typed in; else to nothing, so that every key is the room's."""
        if self.query_one(Tally).display:
            self.query_one(Tally).focus()
        elif self.view == "ask":
            self.query_one(AskBar).take_focus()
        else:
            self.set_focus(None)

    def _mark_top(self) -> None:
        """The step, its clock, and what to know of what is shown."""
        if not self._standing:
            return
        top = self.query_one("#top", TopLine)
        number = f"{self.sitting.step + 1}/{len(self.course.steps)}"
        top.left = Content.assemble((fr(f"Étape {number}  "), "$muted"), (brief(self.step.title), "bold $primary"))
        sign = "▶" if self.clock.running else "‖"
        time = Content.styled(f" {sign} {fr(self.clock.told)} ", "$warning bold" if self.clock.over else "bold")
        hidden = Content.styled(fr("noms masqués  "), "$accent") if self.sitting.masked else Content("")
        unsaved = Content.styled(fr("✗ Non enregistrée  "), "$error bold") if self._problem else Content("")
        day = Content("")
        if self.sitting.case and self.view in {"case", "vote", "reveal"}:
            day = Content.styled(fr(f"jugé au {date_long(self.sitting.case.case.day)}  "), "$accent")
        top.right = unsaved + hidden + day + time
        top.brief = unsaved + day + time
        self.query_one("#digits", Digits).update(self.clock.digits)

    def _mark_keys(self) -> None:
        lacking = {f"screen.{name}" for name in self.lacking}
        if self.view != "case":
            lacking.add("screen.whole")
        shown = [item for item in items(actions.of("room", "app")) if item.action not in lacking]
        shown = [item._replace(rank=1) if item.action in self._needed else item for item in shown]
        if self.view == "ask":
            # Letters and spaces are typed there.
            shown = [item._replace(key="Page↓") if item.key == "Espace" else item for item in shown if len(item.key) > 1]
        self.query_one("#keys", KeyLine).items = tuple(shown)

    @property
    def _needed(self) -> set[str]:
        """What is done in this view more than elsewhere, whose keys go last from a narrow footer: who votes, or doubts a finding, wants
        to see the file again; what was found is corrected."""
        found = self.view == "reveal" and self._staged is not None and self._finding > len(self._staged.board.gaps)
        again = {"screen.show('case')"} if self.view in {"vote", "reveal"} else set()
        whole = {"screen.whole"} if self._summed else set()
        return again | whole | ({"screen.correct"} if found else set())

    def _mark_above(self) -> None:
        above = self._above()
        self.query_one("#above", Static).update(above)
        self.query_one("#above").display = bool(above)

    def _show_tally(self) -> None:
        ballots = self._ballots()
        tally = self.query_one(Tally)
        tally.display = bool(ballots)
        if ballots:
            spaced = self.has_class("-tall") and self.view == "vote"
            tally.show(ballots, self.sitting.present, self.sitting.most, spaced)

    # --- what each view shows ----------------------------------------------------------------------------------------

    def _above(self) -> Content:
        """What is asked of the room."""
        if self.view == "vote" and self._staged:
            name = self._staged.board.name or self._staged.case.title
            asked = "À chaque règle, levez la main si ce dossier y pose problème : non respectée, réponse absente ou à vérifier."
            return words.lines((brief(self.hide(name)), "bold $primary"), (fr(asked), "bold"))
        if self.view == "quiz" and self._quiz.item:
            return self._quiz.heading(self.step, self.sitting)
        # On the opening of a step, the stage says it.
        return Content.styled(fr(self.step.room), "bold") if self.view == view_of(self.step) != "talk" else Content("")

    def _ballots(self) -> list[Ballot]:
        """The lines to count hands for."""
        case = self.sitting.case
        if self.view == "vote" and case and self._staged:
            return [Ballot(f.requirement, f.title, case.hands.get(f.requirement, 0)) for f in self._staged.board.lines]
        return self._quiz.ballots(self.sitting) if self.view == "quiz" else []

    def _slide(self) -> list[Piece]:
        """What the stage shows."""
        self._quote = None
        match self.view:
            case "talk":
                return slides.talk(self.step, self.course, self.sitting.present)
            case "ask":
                return self._answer or slides.asked(self.sitting.questions)
            case "quiz":
                return self._correction()
            case "end":
                place = slides.place_of(self._library) if self._library else str
                return slides.end(self.sitting, self._takeaways(), place, self._written)
            case _:
                return self._case_slide()

    def _takeaways(self) -> "list[Remember]":
        from assistant.training import takeaways

        return takeaways(self.sitting, self.course, self.office.script) if self.office.script else []

    @property
    def _summed(self) -> bool:
        """Whether the case is summed up: as the step wants it, or the other way when that was asked for."""
        return (self.step.activity == "case" and self.step.brief) != self._other

    def _case_slide(self) -> list[Piece]:
        """The case, its vote or its findings."""
        case, staged = self.sitting.case, self._staged
        if case is None:
            return slides.nothing(NO_CASE)
        if staged is None:
            return slides.nothing("Le cas se prépare…")
        if self.view == "case":
            masked = self.sitting.masked
            told = staged.masked if masked else staged.told
            return slides.case(case, staged.board, told, self.hide, masked, self._summed)
        return [] if self.view == "vote" else self._revealed(staged)

    def _revealed(self, staged: Staged) -> list[Piece]:
        from assistant.bearing import bearing

        board = staged.board
        if self._finding == 0:
            return slides.findings(board)
        if self._finding > len(board.gaps):
            return slides.verdict(board, self.sitting, self.hide)
        found = board.gaps[self._finding - 1]
        rule = self.office.script.requirement(found.requirement) if self.office.script else None
        passage = bearing(staged.library, found.section, found.message, rule.asks if rule else "")
        self._quote = slides.quoted(staged.library, found.section, passage)
        return slides.finding(found, self._finding, board, self.sitting, self.hide, self._quote)

    def _correction(self) -> list[Piece]:
        """Why the right answer is right, once the hands are counted."""
        if self._quiz.item is None:
            return slides.nothing(self._quiz.over)
        if not self._quiz.corrected(self.sitting):
            return []
        self._quote = self._quiz.quote(self._library) if self._library else None
        return slides.correction(self._quiz.item, self._quote)
