"""Small windows over the screen: a name or a place to give, a choice to confirm, the help."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.text import clean
from assistant.tui import actions
from assistant.tui.ahead import Aside
from assistant.tui.guide import Given, Helped
from assistant.tui.hanging import Hanging
from assistant.tui.inputs import Line
from assistant.tui.keys import Item, KeyLine
from assistant.tui.once import Window
from assistant.tui.options import Options
from assistant.tui.words import fr

_CTRL = ("^", "la touche Ctrl : ^P se tape Ctrl et P ensemble")
_KEYS = {"↵": "Entrée"}
_LONG = 12
"""Lists of more choices than that have a height of their own: each choice would be laid out once more to find it."""


_CLOSING = (Item("Échap", "Fermer", "screen.close"),)


def closing(*others: Item) -> KeyLine:
    """The line of keys of a window: `others`, then the way out."""
    line = KeyLine()
    line.items = (*others, *_CLOSING)
    return line


class Asking(Helped[Given | None]):
    """Ask for one line. Gives None when closed."""

    def __init__(self, title: str, text: str, value: str, placeholder: str, yes: str) -> None:
        super().__init__()
        self.about = (
            f"{text}\nTapez sur la ligne, puis Entrée : ce qui ne peut être pris est dit dessous. Échap ferme sans rien changer."
        )
        self._title, self._text, self._value, self._placeholder = title, text, value, placeholder
        self._yes = yes

    def compose(self) -> ComposeResult:
        """What is asked, the line, the keys."""
        with Vertical(classes="window"):
            yield Static(Content.styled(fr(self._title), "bold $primary"), markup=False)
            yield Static(Content(fr(self._text)), markup=False, classes="text")
            yield Line(self._value, placeholder=fr(self._placeholder), name=self._title)
            yield Static(markup=False, id="refusal", classes="-gone")
            keys = KeyLine()
            keys.items = (Item("↵", fr(self._yes), "screen.submit"), Item("Échap", "Annuler", "screen.close"))
            yield keys

    def refuse(self, problem: str) -> None:
        """Say, typeset already, why the line is refused."""
        self.say(Content.styled(f"✗ {problem}", "$error bold"))

    def say(self, told: Content) -> None:
        """Say something under the line; nothing when there is nothing to say."""
        self.query_one("#refusal", Static).update(told)
        self.query_one("#refusal").set_class(not told, "-gone")

    def action_close(self) -> None:
        """Close without giving anything."""
        self.dismiss(None)


class Prompt(Asking[str]):
    """Ask for one line; `check` says why it is refused ("" when it is not)."""

    def __init__(self, title: str, text: str, value: str, placeholder: str, check: Callable[[str], str], yes: str) -> None:
        super().__init__(title, text, value, placeholder, yes)
        self._check = check

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Take the line, unless it is refused."""
        text = self.query_one(Line).text
        if problem := self._check(text):
            self.refuse(fr(problem))
        else:
            self.dismiss(text)


class Choose(Helped[str | None]):
    """Offer a few things to do, as (id, words), each taken by its digit; `numbered` words hold theirs. Gives the id, or None."""

    about = (
        "Choisissez ce que l'application doit faire : le chiffre devant la ligne, ou ↑ ↓ puis Entrée, ou un clic. "
        "Échap ferme la fenêtre sans rien faire."
    )

    def __init__(self, title: str, text: str, choices: Sequence[tuple[str, str]], numbered: bool = False) -> None:
        super().__init__()
        self._title, self._text, self._choices, self._numbered = title, text, choices, numbered

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        number = int(event.character) if event.character and event.character in "123456789" else 0
        if 0 < number <= len(self._choices):
            event.stop()
            self.dismiss(self._choices[number - 1][0])

    def compose(self) -> ComposeResult:
        """The text and the choices."""
        with Vertical(classes="window"):
            yield Static(Content.styled(fr(self._title), "bold $warning"), markup=False)
            yield Static(Content(fr(self._text)), markup=False, classes="text")
            choices = (Option(self._line(number, label), id=name) for number, (name, label) in enumerate(self._choices, 1))
            yield Options(*choices, markup=False, name=self._title, classes="-long" if len(self._choices) > _LONG else "")
            yield closing(Item("↵", "Choisir", "screen.take"))

    def _line(self, number: int, label: str) -> Content | Hanging:
        words = Content(fr(label))
        return words if self._numbered or number > 9 else Hanging((Content.styled(f"{number}  ", "$accent bold"), words))

    def action_take(self) -> None:
        """Take the choice under the cursor (for the mouse)."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Close without choosing."""
        self.dismiss(None)


_NAMED = 6
"""How many files are named when they would be replaced."""


def replacing(paths: Sequence[Path]) -> Choose:
    """Ask whether files of one folder that are there may be replaced: gives « yes » when they may."""
    names = [clean(path.name) for path in paths[:_NAMED]]
    if len(paths) > _NAMED:
        names.append(f"et {len(paths) - _NAMED} autres")
    several = len(paths) > 1
    text = f"Dans « {clean(str(paths[0].parent))} » :\n" + "\n".join(f"  {name}" for name in names)
    title = "Ces fichiers existent déjà : les remplacer ?" if several else "Ce fichier existe déjà : le remplacer ?"
    return Choose(title, text, (("no", "Ne rien écrire"), ("yes", "Les remplacer" if several else "Le remplacer")))


class Help(Aside, Window[None]):
    """The keys of the screen below, from the list of actions, `without` those that it does not have."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,Q,enter", "close", "Fermer", show=False),
    ]

    def __init__(self, scopes: Sequence[actions.Scope], about: str, without: Sequence[str] = ()) -> None:
        super().__init__()
        self._without = without
        self._scopes = scopes
        self._about = about

    def compose(self) -> ComposeResult:
        """What the screen is for, then its keys."""
        known = [action for action in actions.of(*self._scopes) if action.name not in self._without]
        keys = [(action.shown, action.help) for action in known if action.keys]
        keyless = [("–", action.help) for action in known if not action.keys]
        below = self.app.screen_stack[-2]
        with Vertical(classes="window -tall"):
            yield Static(Content.styled("Aide", "bold $primary"), markup=False)
            with VerticalScroll(name="les touches de cet écran"):
                yield Static(Content(fr(self._about)), markup=False, classes="text")
                if here := below.focused:
                    yield Static(
                        Content.assemble((fr("Vous êtes ici : "), "$muted"), (fr(here.name or ""), "bold")), markup=False
                    )
                    if own := actions.own(here):
                        yield Static(_table(own), markup=False, classes="text")
                    else:
                        yield Static(markup=False)
                yield Static(_table([_CTRL, *keys] if keys else _of_window(below)), markup=False)
                if keyless:
                    yield Static(Content.styled(fr("\nSans touche, par la palette (^P)"), "bold $primary"), markup=False)
                    yield Static(_table(keyless), markup=False)
                if "work" in self._scopes:
                    yield Static(Content.styled(fr("\nPour répondre"), "bold $primary"), markup=False)
                    yield Static(_table(actions.TYPING), markup=False)
                if "room" in self._scopes:
                    yield Static(Content.styled(fr("\nPour compter les mains"), "bold $primary"), markup=False)
                    yield Static(_table(actions.COUNTING), markup=False)
            yield closing()

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)


def _of_window(window: DOMNode) -> list[tuple[str, str]]:
    """The keys of a window: those that it shows, then the others that it, or where its cursor is, is bound to."""
    bound = actions.own(window)
    told = {key for keys, _ in [*bound, *actions.own(window.screen.focused or window)] for key in keys.split()}
    shown = [(_KEYS.get(item.key, item.key), item.label) for line in window.query(KeyLine) for item in line.items if item.key]
    return [*((key, label) for key, label in shown if key not in told), *bound]


def _table(rows: Sequence[tuple[str, str]]) -> Hanging:
    return Hanging(*((Content.styled(f"{fr(key)}  ", "$accent bold"), Content(fr(text))) for key, text in rows))
