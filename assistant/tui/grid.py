"""A repeat as a table: a row an element, a column a question; arrows move, Enter edits the cell, keys add, copy, move, take away."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.coordinate import Coordinate
from textual.geometry import Region
from textual.message import Message
from textual.widgets import DataTable

from assistant.tui import actions, manuals, words
from assistant.tui.ahead import Gives, Taken
from assistant.tui.progression import row_state
from assistant.tui.words import brief, capital, fr

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.interview import Step
    from assistant.script import Question
    from assistant.tui.session import Session

_WIDTHS = {"long_text": 26, "choice": 22, "choices": 22, "text": 20, "amount": 14}
_WIDTH, _TITLE, _STATE = 12, 24, 6
"""How wide the columns are, in cells: those of other types, the title's, that of the state."""
_FIGURES = {"amount", "integer", "year", "fte", "duration"}
MOST = 100
"""Of how many rows a table is made, at most: drawing it takes a millisecond a row; a longer list keeps the form of a list."""


class Grid(Gives, DataTable[Text]):
    """The rows of the repeat that stands. What is missing has a sign and words, never a colour alone."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("table")
    manual = manuals.GRID

    class Asked(Message):
        """Something is to be done to the rows: add, copy, remove, up or down, from this one."""

        def __init__(self, what: str, row: int) -> None:
            self.what = what
            self.row = row
            super().__init__()

    class Chosen(Message):
        """The answer of a cell is to be changed; `at` is where the cell is drawn on the screen."""

        def __init__(self, path: str, at: Region) -> None:
            self.path = path
            self.at = at
            super().__init__()

    def __init__(self, session: "Session", step: "Step") -> None:
        super().__init__(
            id="grid", name=f"le tableau : {step.question.name}", zebra_stripes=True, fixed_columns=2, show_row_labels=False
        )
        self.repeat = step.question
        self._columns = main_columns(step.question)
        self._shown: list[list[Text]] = []
        self._known: dict[str, tuple[Answer, bool, Text]] = {}
        self._session = session

    def on_mount(self) -> None:
        """Draw the columns, then the rows."""
        # The state of each row is a column: labels of rows are lost by this widget when they change.
        self.add_column(Text(""), width=_STATE, key="")
        for column in self._columns:
            width = self._width(column)
            self.add_column(Text(brief(capital(fr(column.name)), width)), width=width, key=column.id)
        self.show(self._session)

    def _width(self, column: "Question") -> int:
        return _TITLE if column.id == self.repeat.title else _WIDTHS.get(column.type, _WIDTH)

    def show(self, session: "Session") -> None:
        """Show the rows as they are now; the cursor stays, and only what has changed is drawn again."""
        self._session = session
        count = session.dossier.rows(self.repeat.id) or 0
        shown = [[self._state(row), *(self._cell(row, column) for column in self._columns)] for row in range(count)]
        before, self._shown = self._shown, shown
        for row, (new, old) in enumerate(zip(shown, before, strict=False)):
            for column, (text, known) in enumerate(zip(new, old, strict=True)):
                if text is not known and text != known:
                    self.update_cell_at(Coordinate(row, column), text)
        for _ in before[count:]:
            self.remove_row(self.coordinate_to_cell_key(Coordinate(self.row_count - 1, 0)).row_key)
        self.add_rows(shown[len(before) :])
        self.go(self.cursor_row, max(1, self.cursor_column))

    def go(self, row: int, column: int = 1) -> None:
        """Put the cursor on a cell; past the last row, on the last."""
        self.move_cursor(row=max(0, min(row, self.row_count - 1)), column=column, animate=False)

    def _path(self, row: int, column: "Question") -> str:
        return f"{self.repeat.id}[{row}].{column.id}"

    def _state(self, row: int) -> Text:
        state = row_state(self._session, self.repeat, row)
        left = f"☐{state.waiting}" if state.waiting else f"?{state.unsure}" if state.unsure else "✓"
        return Text(f"{row + 1} {'✗' if state.wrong else left}")

    def _cell(self, row: int, column: "Question") -> Text:
        path, dossier = self._path(row, column), self._session.dossier
        asked, reply = self._session.interview.step(path) is not None, dossier.reply(path)
        known = self._known.get(path)
        # An answer that was not touched is the same object from one dossier to the next.
        if known is None or known[0] is not reply or known[1] != asked:
            known = self._known[path] = (reply, asked, self._text(column, reply) if asked else Text("–"))
        return known[2]

    def _text(self, column: "Question", reply: "Answer") -> Text:
        if reply.state == "absent":
            return Text("☐ à remplir" if column.required else "")
        if reply.state == "skipped":
            return Text("? à revoir")
        if reply.state == "unreadable":
            return Text(f"! {brief(str(reply.raw), self._width(column) - 2)}", "bold")
        width = self._width(column)
        said = brief(words.reply(column, reply, self._session.dossier), width)
        return Text(said.rjust(width) if column.type in _FIGURES else said)

    @on(DataTable.CellSelected)
    def _selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        self.edit(event.coordinate.row, event.coordinate.column)

    def edit(self, row: int, column: int) -> None:
        """Have the answer of a cell changed, unless its question does not arise for the row."""
        path = self._path(row, self._columns[max(0, column - 1)])
        if self._session.interview.step(path) is None:
            self.app.notify(fr("Cette question ne se pose pas pour cette ligne."), markup=False)
            self.app.post_message(Taken())
            return
        cell = self._get_cell_region(Coordinate(row, column)).translate(-self.scroll_offset)
        self.post_message(self.Chosen(path, cell.translate(self.content_region.offset)))

    def action_row(self, what: str) -> None:
        """Do something from the row under the cursor, or change its cell."""
        if what == "edit":
            self.edit(self.cursor_row, self.cursor_column)
            return
        self.post_message(self.Asked(what, self.cursor_row))


def main_columns(repeat: "Question") -> list["Question"]:
    """The questions of a repeat in the order of its columns: its title, what is demanded, the rest, and long texts last."""
    return sorted(
        repeat.questions, key=lambda column: (column.id != repeat.title, column.type == "long_text", not column.required)
    )
