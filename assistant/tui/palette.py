"""The palette: every action and every question, found by a few letters, accents or not. Textual's own speaks English."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from assistant.text import fold
from assistant.tui.ahead import Aside
from assistant.tui.dialogs import closing
from assistant.tui.finder import CHOOSING, Finder
from assistant.tui.guide import Command
from assistant.tui.inputs import Line
from assistant.tui.options import Options
from assistant.tui.words import fr

_SHOWN = 60


class Palette(Aside, Finder):
    """Find a command. Gives its action, or None when closed."""

    about = (
        "Toutes les commandes de l'écran, et les questions du dossier. Tapez quelques lettres, accents ou non, "
        "puis Entrée ; ou ↑ ↓ et Entrée, ou un clic."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "close", "Fermer", show=False)]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = [(command, f" {fold(command.words)}") for command in commands]
        self._found: list[Command] = []

    def compose(self) -> ComposeResult:
        """The line to type in, and what is found."""
        with Vertical(classes="window -tall"):
            invites = fr("Tapez quelques lettres : une commande, une question…")
            yield Line(placeholder=invites, name="la recherche de commandes")
            yield Options(markup=False, id="found", name="les commandes trouvées")
            yield closing(CHOOSING)

    def search(self, text: str) -> None:
        """The commands whose words begin with these letters first."""
        wanted = fold(text).split()
        found = [
            (_distance(folded, wanted), number, command)
            for number, (command, folded) in enumerate(self._commands)
            if (wanted or not command.hidden) and all(word in folded for word in wanted)
        ]
        self._found = [command for _, _, command in sorted(found, key=lambda item: item[:2])[:_SHOWN]]
        self.found.clear_options()
        if self._found:
            self.found.add_options([Option(_line(command)) for command in self._found])
            self.found.highlighted = 0
        else:
            self.found.add_option(Option(Content(fr("Rien ne correspond.")), disabled=True))

    def choice(self, index: int) -> str:
        """The action of a command."""
        return self._found[index].action if index < len(self._found) else ""


def _distance(folded: str, wanted: list[str]) -> tuple[int, int]:
    """Words that begin with what was typed come first, then the shorter; with nothing typed, the order of the list."""
    if not wanted:
        return 0, 0
    return sum(f" {word}" not in folded for word in wanted), len(folded)


def _line(command: Command) -> Content:
    return Content.assemble(fr(command.words), (f"  {command.key}" if command.key else "", "bold"))
