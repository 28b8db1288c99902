"""A repeat filled as a table: cells changed in place, rows added, copied, moved and taken away; each is an answer like others."""

from typing import TYPE_CHECKING

from textual import on

from assistant.tui.ahead import Taken
from assistant.tui.ask import AskBar
from assistant.tui.dialogue import Dialogue
from assistant.tui.grid import Grid
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.cell import Asks, Given

_TOLD = {"copy": "Ligne dupliquée.", "remove": "Élément retiré. ^Z : le remettre."}


class Filling(Dialogue):
    """What people do in the table of the repeat that stands; undo takes each of it back."""

    def action_row(self, what: str) -> None:
        """Do something to the rows (for the mouse)."""
        for grid in self.query(Grid):
            grid.action_row(what)

    @on(Grid.Asked)
    async def _arrange(self, event: Grid.Asked) -> None:
        if self._stands is None:
            return
        session, step = self._stands
        before = session.dossier
        row = session.arrange(event.what, event.row)
        if told := _TOLD.get(event.what):
            self.app.notify(fr(told), markup=False)
        await self._changed(before, step)
        for grid in self.query(Grid):
            grid.go(row, 1 if event.what == "add" else grid.cursor_column)
            if event.what == "add":
                # Its title comes first: once the table has drawn the row, it is asked for.
                self.call_after_refresh(grid.edit, row, 1)

    @on(Grid.Chosen)
    def _open_cell(self, event: Grid.Chosen) -> None:
        from assistant.tui.cell import Asks, Cell

        session = self.session
        step = session.interview.step(event.path) if session else None
        if session is None or step is None:
            self.app.post_message(Taken())
            return
        interview = session.interview

        async def given(answer: "Given | Asks | None") -> None:
            self.note_cell()
            if isinstance(answer, Asks):
                self.query_one(AskBar).propose(answer.question)
                self.asking = True
                await self._show_place()
            elif answer is not None and session.interview is interview:
                before = session.dossier
                session.fill(event.path, answer.raw)
                await self._changed(before, step)
            self.app.post_message(Taken())

        def check(raw: str | list[str]) -> str:
            return interview.problem(event.path, raw)

        def typing(text: str, checked: tuple[str, ...]) -> None:
            self.note_cell(event.path, text, checked)

        self.app.push_screen(Cell(step, session.dossier, event.at, check, typing), given)
