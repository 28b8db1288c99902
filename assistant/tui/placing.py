"""Say where to write a file: its path is looked at away from the screen, where a disk that does not answer holds nothing up."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input

from assistant.tui.dialogs import Asking
from assistant.tui.folders import Check, Met, Sought
from assistant.tui.inputs import Line
from assistant.tui.places import beginning, naming

if TYPE_CHECKING:
    from assistant.tui.folders import Folders


class Placing(Asking[Met]):
    """Give what is met at a path that `check` does not refuse, a file that may be replaced or nothing yet; None when closed."""

    def __init__(self, title: str, text: str, value: str, placeholder: str, check: Check, yes: str, folders: "Folders") -> None:
        super().__init__(title, text, value, placeholder, yes)
        self._check = check
        self._folders = folders
        self._sought: Sought | None = None

    @on(Input.Changed)
    def _typed(self) -> None:
        """What was looked for before is given up."""
        self._sought = None
        self.say(Content(""))

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Look at what is typed, unless that is being done."""
        sought = Sought(self.query_one(Line).text)
        if sought != self._sought:
            self._sought = sought
            self.say(Content.styled(naming("Lecture de « {} »…", beginning(sought.text)), "$muted"))
            self._folders.meet(self, sought, self._check)

    @on(Met)
    def _met(self, event: Met) -> None:
        if event.sought is not self._sought:
            return
        self._sought = None
        if event.problem:
            self.refuse(event.problem)
        else:
            self.dismiss(event)
