"""Following the plan: what comes next and what came before, the hands that are counted, the time spent; every step is saved."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from assistant.tui.ask import AskBar
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.news import Prepared, SittingSaved
from assistant.tui.trainer.picker import CasePicker, pick
from assistant.tui.trainer.projection import Projection, Stage, View, view_of
from assistant.tui.trainer.tally import Tally
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.sittings import Sitting

_SAVED_EACH = 10
"""Every how many seconds the time spent is written."""
GLANCE = 0.7
"""Seconds that what has just been revealed stays at least: a key pressed twice, or held, would pass it before anybody has seen it."""


class Following(Projection):
    """A session that goes on: along its plan, or wherever the trainer goes."""

    def __init__(self, desk: TrainerDesk, prepared: Prepared, sitting: "Sitting", path: Path) -> None:
        super().__init__(desk.office, prepared, sitting)
        self.desk = desk
        self.path = path
        self._ticks = 0
        self._revealed_at = float("-inf")

    # --- saving ------------------------------------------------------------------------------------------------------

    def change(self, sitting: "Sitting") -> None:
        """Take a new state of the session, and save it."""
        self.sitting = sitting
        self.save()

    def save(self) -> None:
        """Write the session as it stands, with the time spent."""
        self.sitting = self._timed
        self.desk.save(self, self.sitting, self.path)

    @on(SittingSaved)
    def _saved(self, event: SittingSaved) -> None:
        if event.problem and not self._problem:
            self.tell(f"La séance n'est pas enregistrée. {event.problem}", "error")
        self._problem = event.problem
        self._mark_top()

    @property
    def _timed(self) -> "Sitting":
        """The session with the time spent on the step under way."""
        return replace(self.sitting, spent={**self.sitting.spent, self.sitting.step: self.clock.spent})

    def _tick(self) -> None:
        if not self.clock.running:
            return
        self._mark_top()
        self._ticks += 1
        if self._ticks % _SAVED_EACH == 0:
            self.save()

    # --- the step under way --------------------------------------------------------------------------------------------

    def _time_step(self) -> None:
        """Give the clock the minutes of the step under way, and the time that was spent on it already."""
        minutes = self.step.minutes + self.sitting.added.get(self.sitting.step, 0)
        self.clock.turn_to(minutes * 60, self.sitting.spent.get(self.sitting.step, 0))

    def _enter_step(self) -> None:
        """Begin the activity of the step, or go on with it: at the next question of its quiz, at the result of its findings."""
        if view_of(self.step) == "quiz":
            self._quiz.go_on(self.step, self.sitting)
        if self.step.activity == "mend" and self.sitting.case and self._staged:
            self._finding = 1 + len(self._staged.board.gaps)
        self._come_back()

    def _come_back(self) -> None:
        """Show the activity of the step where it was left: a question of its quiz that is being corrected stays."""
        self.view = view_of(self.step)
        self._answer = []
        if self.view == "ask":
            self.query_one(AskBar).suggest(self.step.questions)
        if self.view == "quiz" and not self._quiz.stands(self.step):
            self._quiz.go_on(self.step, self.sitting)

    async def go(self, step: int) -> None:
        """Go to a step of the plan."""
        self.sitting = replace(self._timed, step=max(0, min(step, len(self.course.steps) - 1)))
        # Before anything is saved: the clock still holds the time of the step that ends.
        self._time_step()
        self.save()
        self._enter_step()
        await self._draw()

    async def action_go(self, step: int) -> None:
        """Go to a step (for the palette)."""
        await self.go(step)

    async def key_escape(self) -> None:
        """Back to the activity of the step, where it was left."""
        await self._return()

    async def _return(self) -> None:
        aside = self.view != view_of(self.step) or bool(self._answer)
        self._come_back()
        # What one is reading stays where it is.
        await self._draw(stay=not aside)

    # --- next and before -----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that come before those of the lists are for this screen alone, not for a window over it."""
        if action in {"advance", "retreat"}:
            return self.app.screen is self
        return super().check_action(action, parameters)

    async def action_advance(self) -> None:
        """What comes next: more of the page, a finding, a correction, a question, a step."""
        if monotonic() - self._revealed_at < GLANCE:
            return
        stage = self.query_one(Stage)
        self.app.clear_notifications()
        if not self.clock.running and self.sitting.step == 0 and not self.clock.spent:
            self.clock.toggle()
        if stage.display and not stage.ended:
            stage.scroll_page_down(animate=False)
        elif self._reveal_next() or self._quiz_next():
            await self._draw()
        else:
            await self._next_step()

    def _reveal_next(self) -> bool:
        """The next finding, or the result after the last; False when there is none."""
        if self.view != "reveal" or self._staged is None:
            return False
        gaps = len(self._staged.board.gaps)
        if self._finding > gaps:
            return False
        self._finding += 1
        if self.sitting.case and self._finding > self.sitting.case.shown:
            self._revealed_at = monotonic()
        self.change(self.sitting.revealing(min(self._finding, gaps)))
        return True

    def _quiz_next(self) -> bool:
        """The correction of the question that is put, or the next question; False when there is none."""
        item = self._quiz.item if self.view == "quiz" else None
        if item is None:
            return False
        if self._quiz.corrected(self.sitting):
            self._quiz.go_on(self.step, self.sitting)
        else:
            self._revealed_at = monotonic()
            self.change(self.sitting.quizzing(item.id, len(item.choices), shown=True))
        return bool(self._quiz.put)

    async def _next_step(self) -> None:
        if self.view != view_of(self.step):
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
        elif self.view == "quiz" and self._quiz.go_back(self.sitting):
            await self._draw()
        elif self.view == "quiz" and self._quiz.put:
            self.tell("C'est la première question du quiz. F7 : aller à une autre étape.")
        elif self.sitting.step > 0:
            await self.go(self.sitting.step - 1)

    def action_scroll_stage(self, by: int) -> None:
        """Scroll what is projected by a line."""
        self.query_one(Stage).scroll_relative(y=by, animate=False)

    # --- to an activity, out of turn -----------------------------------------------------------------------------------

    async def action_show(self, view: View) -> None:
        """Go to the step of this activity, the next one if it can be; a plan that has none lets it be looked at aside."""
        self.app.clear_notifications()
        if view in {"case", "vote", "reveal"} and self.sitting.case is None:
            self.action_change()
            return
        steps = [number for number, step in enumerate(self.course.steps) if view_of(step) == view]
        if steps:
            here = self.sitting.step
            if here in steps:
                await self._return()
            else:
                await self.go(next((number for number in steps if number > here), steps[-1]))
            return
        self.view = view
        self._answer = []
        if view == "quiz" and not self._quiz.put:
            self._quiz.go_on(self.step, self.sitting)
        await self._draw()

    async def action_quiz_item(self, name: str) -> None:
        """Put a question of the quiz."""
        self._quiz.put = name
        self.view = "quiz"
        await self._draw()

    def action_change(self) -> None:
        """Choose another case."""

        def picked(choice: str | None) -> None:
            if choice is not None:
                pick(self, self.desk, self._prepared, choice)

        self.app.push_screen(CasePicker(self._prepared.teachings, self._prepared.kept, self.course.scenarios), picked)

    # --- hands ---------------------------------------------------------------------------------------------------------

    @on(Tally.Counted)
    async def _counted(self, event: Tally.Counted) -> None:
        item = self._quiz.item
        case = self.sitting.case
        if (case is not None and case.shown) if self.view == "vote" else self._quiz.corrected(self.sitting):
            # Hands raised once the answer is known would make of the record a room that saw everything.
            self.notify(
                fr("Le vote est clos : la réponse est montrée. Les mains comptées avant restent au compte rendu."), markup=False
            )
        elif self.view == "vote":
            self.change(self.sitting.voting(event.line, event.hands))
        elif item is not None:
            self.change(self.sitting.quizzing(item.id, len(item.choices), int(event.line), event.hands))
        self._show_tally()
        # A hand counted twice is said at once.
        self._mark_above()
