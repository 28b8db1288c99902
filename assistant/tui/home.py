"""The first screen: where the call stands, and what to do: ask, begin, resume."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import actions
from assistant.tui.guide import Command, Guide, known, themes
from assistant.tui.hanging import Hanging
from assistant.tui.keys import KeyLine, items
from assistant.tui.options import Options
from assistant.tui.words import brief, capital, fr, lines

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.script import Script
    from assistant.store import Kept

_DOORS = (
    ("ask", "Poser une question aux textes", "une réponse courte, avec le passage et la page"),
    ("new", "Commencer un nouveau dossier", "répondre pas à pas, voir ce qui manque, obtenir la trame"),
    ("train", "Animer une séance", "un cas fictif à l'écran, un vote, un quiz, un document à distribuer"),
    ("file", "Ouvrir un fichier de réponses", "reçu ou écrit ailleurs : .yaml, .json, ou feuille de calcul (.xlsx, .ods, .csv)"),
)
_PLAY = ("play", "Jouer un cas fictif", "un dossier inventé, pour s'exercer : vous travaillez sur une copie")
_RECENT = 8
_TALL = 32
"""From so many lines, the doors say what they lead to even when there are dossiers to resume."""
_LOW = 18
"""Below so many lines, what is said of the call would leave none to the doors."""


class Home(Guide, Screen[None]):
    """The door of the app. It is complete before anything is loaded; what is loaded then fills it."""

    about = (
        "Flèches puis Entrée, ou le chiffre devant la ligne, ou la souris. "
        "Vos dossiers restent sur cet ordinateur et chaque réponse est enregistrée aussitôt."
    )
    scopes = ("home", "app")

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._loading = ""
        self._problems: list[str] = []
        self._loaded: tuple[list[Kept], bool, bool] = ([], False, True)
        self._brief = False

    class Chosen(Message):
        """What was chosen: ask, new, train, file, play, or the number of a kept dossier."""

        def __init__(self, choice: str) -> None:
            self.choice = choice
            super().__init__()

    def compose(self) -> ComposeResult:
        """Title, state of the call, doors, news, welcome."""
        with VerticalScroll(id="door", can_focus=False):
            yield Static(Content.styled(fr("Assistant de candidature"), "bold $primary"), markup=False, id="name")
            yield Static(Content.styled(fr("Ouverture des textes…"), "$muted"), markup=False, id="call")
            yield Static(markup=False, id="state", classes="-gone")
            yield Options(*_options([], plays=False, trains=True, short=False), markup=False, id="doors", name="les portes")
            yield Static(markup=False, id="loading", classes="-gone")
            yield Static(markup=False, id="welcome", classes="-gone")
        line = KeyLine(id="keys")
        line.items = tuple(items(actions.of("home", "app")))
        yield line

    def show(self, script: "Script", state: str, kept: "list[Kept]", plays: bool, trains: bool) -> None:
        """Fill in what was loaded: whether there are scenarios to play, and what to lead a session with."""
        about = script.about
        self.query_one("#name", Static).update(Content.styled(fr(about.name), "bold $primary"))
        self.query_one("#call", Static).update(Content.assemble((fr(about.call), "bold"), "\n", (fr(about.authority), "$muted")))
        self.query_one("#state", Static).update(Content(fr(state)))
        self.query_one("#state").set_class(not state, "-gone")
        # Those who come back know: a line is enough.
        self.query_one("#welcome", Static).update(Content(fr(about.companion if kept else about.welcome)))
        self.query_one("#welcome").remove_class("-gone")
        self._loaded = (kept, plays, trains)
        self._list()

    def commands(self) -> Iterator[Command]:
        """The doors, what the app does everywhere, the themes."""
        kept, plays, trains = self._loaded
        for door, words, _ in _doors(plays, trains):
            yield Command(words, "", f"app.door('{door}')")
        for number, item in enumerate(kept):
            yield Command(f"Reprendre : {item.name}", "", f"app.door('kept:{number}')")
        yield from (known(action) for action in actions.of("app") if action.name != "palette")
        yield from themes()

    def _list(self) -> None:
        kept, plays, trains = self._loaded
        # In a small window, what the doors lead to gives its lines to the dossiers to resume: those who have some know.
        self._brief = bool(kept) and self.app.size.height < _TALL
        doors = self.query_one("#doors", OptionList)
        highlighted = doors.highlighted
        doors.clear_options()
        doors.add_options(_options(kept, plays, trains, self._brief))
        doors.highlighted = highlighted or 0
        self.call_after_refresh(self._show_doors)

    def _show_doors(self) -> None:
        """In a few lines, the doors come before what is said of the call, which stays above them."""
        if self.app.size.height < _LOW:
            self.query_one("#door").scroll_to_widget(self.query_one("#doors"), top=True, animate=False)

    def on_resize(self) -> None:
        """A taller window has room to say what the doors lead to."""
        if self._brief != (bool(self._loaded[0]) and self.app.size.height < _TALL):
            self._list()
        self.call_after_refresh(self._show_doors)

    def tell(self, text: str) -> None:
        """Say what is being loaded, below the doors ("" when all is)."""
        self._loading = text
        self._show_news()

    def warn(self, text: str) -> None:
        """Say what went wrong, below the doors."""
        if text not in self._problems:
            self._problems.append(text)
        self._show_news()

    def _show_news(self) -> None:
        news = lines(*((f"✗ {fr(text)}", "$error") for text in self._problems), (fr(self._loading), "$muted"))
        self.query_one("#loading", Static).update(news)
        self.query_one("#loading").set_class(not news, "-gone")

    def on_screen_resume(self) -> None:
        """Back to the doors."""
        self.query_one("#doors").focus()

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        doors = self.query_one("#doors", OptionList)
        choices = [option for option in doors.options if not option.disabled]
        if event.character and event.character in "123456789" and int(event.character) <= len(choices):
            event.stop()
            choice = choices[int(event.character) - 1]
            # Enter, pressed out of habit while that opens, opens nothing else.
            doors.highlighted = doors.get_option_index(choice.id or "")
            self.post_message(self.Chosen(choice.id or ""))

    @on(OptionList.OptionSelected, "#doors")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(event.option_id or ""))


def _doors(plays: bool, trains: bool) -> "list[tuple[str, str, str]]":
    """The doors that the campaign has: what each opens, its words, what it leads to."""
    return [door for door in (*_DOORS, _PLAY) if {"play": plays, "train": trains}.get(door[0], True)]


def _options(kept: "list[Kept]", plays: bool, trains: bool, short: bool) -> list[Option]:
    doors = _doors(plays, trains)
    options = [
        Option(Hanging((_key(number), lines((fr(name), "bold"), None if short else (fr(text), "$muted")))), id=door)
        for number, (door, name, text) in enumerate(doors, 1)
    ]
    if kept:
        title = fr("Reprendre un dossier")
        options.append(Option(Content.styled(title if short else f"\n{title}", "$secondary"), disabled=True))
    for number, item in enumerate(kept[:_RECENT]):
        name = capital(brief(item.name))
        # The copy of a case is not to be taken for a real dossier.
        kind = "exercice du" if item.day else "enregistré le"
        label = Content.assemble((name, "bold"), (fr(f"  {kind} {_when(item.saved)}"), "$muted"))
        options.append(Option(Hanging((_key(len(doors) + 1 + number), label)), id=f"kept:{number}"))
    return options


def _key(number: int) -> Content:
    return Content.styled(f"{number if number < 10 else ' '}  ", "$accent bold")


def _when(saved: "datetime") -> str:
    from assistant.french import date_long

    return f"{date_long(saved.date())} à {saved.hour} h {saved.minute:02}"
