"""A window in which a few letters find a line of a list: one types, the arrows move in the list, Enter takes."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.text import fold
from assistant.tui.dialogs import closing
from assistant.tui.guide import Helped
from assistant.tui.inputs import Line
from assistant.tui.keys import Item
from assistant.tui.options import Options
from assistant.tui.words import fr

CHOOSING = Item("↵", "Choisir", "screen.submit")


class Finder(Helped[str | None]):
    """What is typed in its line fills its list (`#found`). Gives what was chosen, or None when closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Ligne suivante", show=False),
        Binding("up", "move(-1)", "Ligne précédente", show=False),
        Binding("pagedown", "page(1)", "Descendre d'un écran de la liste", show=False),
        Binding("pageup", "page(-1)", "Monter d'un écran de la liste", show=False),
        # Before the line, which has no use for them once its cursor is there.
        Binding("home", "end(-1)", "Première ligne, quand le curseur est au début de ce qui est tapé", show=False, priority=True),
        Binding("end", "end(1)", "Dernière ligne, quand le curseur est à la fin de ce qui est tapé", show=False, priority=True),
    ]

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the line the keys that move within it."""
        if action == "end" and isinstance(self.focused, Line):
            return self.focused.cursor_position == (len(self.focused.value) if parameters[0] == 1 else 0)
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        if by > 0:
            self.found.action_cursor_down()
        else:
            self.found.action_cursor_up()

    def action_page(self, by: int) -> None:
        """Move by as many lines as are seen."""
        move: Callable[[], None] = self.found.action_page_down if by > 0 else self.found.action_page_up
        move()

    def action_end(self, by: int) -> None:
        """Go to an end of the list."""
        if by > 0:
            self.found.action_last()
        else:
            self.found.action_first()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        """Take the line under the cursor."""
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


class Grouped(Finder):
    """A list in groups, each below its title, found by a few letters."""

    heading: ClassVar[str]
    hint: ClassVar[str]
    invites: ClassVar[str]
    names: ClassVar[str]
    """What the list holds, for the help."""
    nothing: ClassVar[str]
    """What is said when these letters find nothing."""

    def compose(self) -> ComposeResult:
        """What is to be chosen, what to mind, the line to type in, the list."""
        with Vertical(classes="window -tall"):
            yield Static(Content.styled(fr(self.heading), "bold $primary"), markup=False)
            yield Static(Content.styled(fr(self.hint), "$muted"), markup=False)
            yield Line(placeholder=fr(self.invites), name="la recherche")
            yield Options(markup=False, id="found", name=self.names)
            yield closing(CHOOSING)

    @abstractmethod
    def groups(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Option]]]:
        """The titles of the list, each with what these words, folded, find below it; everything when there are none."""

    def meant(self, name: str, wanted: Sequence[str]) -> bool:
        """Whether what has this id is what these words look for, rather than a way to something else."""
        return True

    def search(self, text: str) -> None:
        """Fill the list; the cursor stands on the first that is proposed or found."""
        wanted = fold(text).split()
        options: list[Option] = []
        for title, group in self.groups(wanted):
            if group:
                head = Content.styled(fr(f"\n{title}" if options else title), "$secondary bold")
                options += [Option(head, disabled=True), *group]
        found = [number for number, option in enumerate(options) if option.id and self.meant(option.id, wanted)]
        if not found:
            options.append(Option(Content(fr(self.nothing)), disabled=True))
        self.found.clear_options()
        self.found.add_options(options)
        ways = [number for number, option in enumerate(options) if option.id]
        self.found.highlighted = next(iter(found or ways), None)

    def choice(self, index: int) -> str:
        """What has been chosen, by its id."""
        return self.found.get_option_at_index(index).id or ""


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether a text holds all these words, folded."""
    folded = fold(text)
    return all(word in folded for word in wanted)
