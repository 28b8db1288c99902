"""A list of things to tick: Space or a click ticks, Enter is left to the window."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.visual import VisualType
from textual.widgets.option_list import Option

from assistant.tui.options import Options


class Ticks(Options):
    """Rows that can be ticked; who owns the list decides what a tick does, and draws it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Cocher ou décocher", show=False),
        Binding("enter", "screen.submit", "Valider ce qui est coché", show=False),
    ]

    class Ticked(Message):
        """A row was ticked, or unticked."""

        def __init__(self, ticks: "Ticks", name: str) -> None:
            self.ticks = ticks
            self.name = name
            super().__init__()

        @property
        def control(self) -> "Ticks":
            """The list, for selectors."""
            return self.ticks

    def draw(self, rows: Sequence[tuple[str, VisualType]]) -> None:
        """Show these rows (a name and what is seen; the name "" cannot be ticked); the cursor stays where it was."""
        index = self.highlighted
        if [option.id for option in self.options] == [name or None for name, _ in rows]:
            for number, (_, shown) in enumerate(rows):
                self.replace_option_prompt_at_index(number, shown)
            return
        self.clear_options()
        self.add_options([Option(shown, id=name or None, disabled=not name) for name, shown in rows])
        self.highlighted = min(index or 0, len(rows) - 1) if rows else None

    def action_select(self) -> None:
        """A click ticks."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the row under the cursor."""
        if (option := self.highlighted_option) is not None and option.id:
            self.post_message(self.Ticked(self, option.id))
