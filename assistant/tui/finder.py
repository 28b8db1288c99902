"""A window in which a few letters find a line of a list: one types, the arrows move in the list, Enter takes."""

from abc import abstractmethod

from textual import on
from textual.widgets import Input, OptionList

from assistant.tui.once import Window


class Finder(Window[str | None]):
    """What is typed in its line fills its list (`#found`). Gives what was chosen, or None when closed."""

    @abstractmethod
    def search(self, text: str) -> None:
        """Fill the list with what these letters find; everything when there are none."""

    @abstractmethod
    def choice(self, index: int) -> str:
        """What a line of the list stands for; "" when it is nothing to choose."""

    @property
    def found(self) -> OptionList:
        """The list."""
        return self.query_one("#found", OptionList)

    def on_mount(self) -> None:
        """Offer everything."""
        self.search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.search(event.value)

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        for _ in range(abs(by)):
            if by > 0:
                self.found.action_cursor_down()
            else:
                self.found.action_cursor_up()

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self.found.highlighted is not None:
            self._take(self.found.highlighted)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        if choice := self.choice(index):
            self.dismiss(choice)

    def action_close(self) -> None:
        """Close without choosing."""
        self.dismiss(None)
