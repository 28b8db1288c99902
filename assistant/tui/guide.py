"""What a screen tells of itself: what its help says, and what the palette finds there."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

from textual.binding import Binding, BindingType

from assistant.tui import actions
from assistant.tui.once import Window
from assistant.tui.theme import NAMES

Given = TypeVar("Given")


class Command(NamedTuple):
    """Something to do: its words, its key if it has one, and the action to run."""

    words: str
    key: str
    action: str
    hidden: bool = False
    """Only found by typing."""


class Guide:
    """A screen that has a help and, where `commands` gives some, a palette."""

    about: str
    """What the screen is for, in the help."""
    scopes: ClassVar[tuple[actions.Scope, ...]] = ()
    """Whose keys the help lists."""

    @property
    def called(self) -> str:
        """What the screen is called in the name of a picture of it: plain letters, and nothing of what people wrote."""
        return "accueil"

    @property
    def worked_on(self) -> Path | None:
        """The user's file that it shows; a picture goes where the papers of that file go."""
        return None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of the actions that the campaign has no use for."""
        return ()

    def commands(self) -> Iterator[Command]:
        """What the palette finds here."""
        return iter(())


class Helped(Guide, Window[Given]):
    """A window over a screen. Its help says what it is for, and lists the keys that it shows and those that it is bound to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.help", "Afficher cette aide", show=False),
        Binding("escape", "close", "Fermer", show=False),
    ]


def known(action: actions.Action) -> Command:
    """An action of the list, as a command of the screen or of the app."""
    return Command(action.help, action.shown, f"{'app' if action.scope == 'app' else 'screen'}.{action.name}")


def themes() -> Iterator[Command]:
    """To dress the app otherwise."""
    for theme, label in NAMES.items():
        yield Command(label, "", f"app.dress('{theme}')")
