"""The room: a session being led, from the step that was left to the way out."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from assistant.tui import actions
from assistant.tui.ask import AskBar
from assistant.tui.guide import Command, known
from assistant.tui.theme import PROJECTION
from assistant.tui.trainer.asking import Asking
from assistant.tui.trainer.leading import Leading
from assistant.tui.trainer.news import Chosen, Ready, Refused, Texts


class Room(Asking, Leading):
    """The screen of a session: what the room sees, and the keys of whoever leads it."""

    about = (
        "La salle voit le cas, vote ligne par ligne (mains levées : tapez le nombre, ou + et −), puis les constats apparaissent un à un "
        "avec leur passage. Espace ou Page bas continue toujours : la télécommande d'un diaporama suffit. "
        "Chaque geste est enregistré ; une séance quittée se reprend à l'accueil, par « Animer une séance »."
    )
    scopes = ("room", "app")

    BINDINGS: ClassVar[list[BindingType]] = [
        *actions.bindings("room"),
        # Before the lists, which have other uses for these keys.
        Binding("pagedown", "advance", "La suite", show=False, priority=True),
        Binding("pageup", "retreat", "Revenir en arrière", show=False, priority=True),
        Binding("down", "scroll_stage(1)", "Faire défiler vers le bas", show=False),
        Binding("up", "scroll_stage(-1)", "Faire défiler vers le haut", show=False),
    ]

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

    def commands(self) -> Iterator[Command]:
        """Its keys, the steps of the plan, the questions of the quiz."""
        without = {"palette", *self.lacking}
        yield from (known(action) for action in actions.of(*self.scopes) if action.name not in without)
        yield from super().commands()
        for number, step in enumerate(self.course.steps):
            yield Command(f"Aller à l'étape : {step.title}", "", f"screen.go({number})")
        for item in self._prepared.courses.items:
            yield Command(f"Quiz : {item.question}", "", f"screen.quiz_item({item.id!r})", hidden=True)

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.tell(event.text, "error")
        self._leave()

    def action_home(self) -> None:
        """Leave the room; the session is saved."""
        self.save()
        self._leave()

    def _leave(self) -> None:
        if self.app.theme == PROJECTION:
            self.app.theme = self._usual
        self.desk.release()
        self.dismiss()
