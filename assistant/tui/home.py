"""The first screen: where the call stands, and what to do: ask, begin, resume."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import actions
from assistant.tui.ahead import Gives, Taken
from assistant.tui.guide import Command, Guide, known, themes
from assistant.tui.hanging import Hanging
from assistant.tui.keys import KeyLine, items
from assistant.tui.options import Options
from assistant.tui.places import naming
from assistant.tui.words import brief, capital, fr, lines

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.script import Script
    from assistant.store import Kept


class Door(NamedTuple):
    """A thing to do: what it is, its words, what it leads to in a few words (beside them) and at length (below them)."""

    choice: str
    name: str
    brief: str
    text: str


_DOORS = (
    Door(
        "ask",
        "Poser une question aux textes",
        "une réponse courte, avec sa page",
        "une réponse courte, avec le passage et la page",
    ),
    Door(
        "new",
        "Commencer un nouveau dossier",
        "répondre pas à pas, voir ce qui manque",
        "répondre pas à pas, voir ce qui manque, obtenir la trame",
    ),
    Door(
        "train",
        "Animer une séance",
        "un cas à l'écran, un vote, un quiz",
        "un cas fictif à l'écran, un vote, un quiz, un document à distribuer",
    ),
    Door(
        "file",
        "Ouvrir un fichier de réponses",
        ".yaml, .json, .xlsx, .ods ou .csv",
        "reçu ou écrit ailleurs : .yaml, .json, ou feuille de calcul (.xlsx, .ods, .csv)",
    ),
)
_PLAY = Door(
    "play",
    "Jouer un cas fictif",
    "un dossier inventé, pour s'exercer",
    "un dossier inventé, pour s'exercer : vous travaillez sur une copie",
)
_COLUMN = max(len(door.name) for door in (*_DOORS, _PLAY)) + 2
"""Where what a door leads to begins, beside its words."""
_RECENT = 8
_TALL, _ROOMY = 30, 100
"""From so many lines, what a door leads to stands below its words; from so many columns, the call is told in a line or two."""
_NAMES = 80
"""Below so many columns, the doors have their words alone."""
_LOW = 18
"""Below so many lines, what is said of the call would leave none to the doors."""
_OPENING = "L'assistant ouvre ses textes : ce que vous avez choisi vient dans un instant…"
"""What is said when something is chosen before it can be opened."""
_STEP = 3
"""Lines by which an arrow goes on beyond the doors."""


class Doors(Options):
    """The doors, in a page that may be longer than the window: the keys that move in them reach all of it."""

    def on_mount(self) -> None:
        """Enter opens the first, from the first moment on."""
        self.highlighted = 0

    @property
    def _page(self) -> Widget:
        assert isinstance(self.parent, Widget)
        return self.parent

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Bring the door under the cursor in view."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and self.is_mounted and self._page.max_scroll_y:
            self._update_lines()
            top, height = self._index_to_line.get(highlighted, 0), self._heights.get(highlighted, 1)
            self._page.scroll_to_region(
                Region(0, self.virtual_region.y + top, 1, height), animate=False, immediate=True, force=True
            )

    def _ends(self, option: int) -> bool:
        """Whether the cursor is on the first door (0), or on the last thing to choose (-1)."""
        enabled = [index for index, one in enumerate(self.options) if not one.disabled]
        return bool(enabled) and self.highlighted == enabled[option]

    def action_cursor_down(self) -> None:
        """The next door; from the last, what stands below the doors, then the first again."""
        if self._ends(-1) and self._page.scroll_offset.y < self._page.max_scroll_y:
            self._page.scroll_relative(y=_STEP, animate=False, immediate=True, force=True)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """The door before; from the first, what stands above the doors, then the last."""
        if self._ends(0) and self._page.scroll_offset.y > 0:
            self._page.scroll_relative(y=-_STEP, animate=False, immediate=True, force=True)
        else:
            super().action_cursor_up()

    def action_page_down(self) -> None:
        """What follows on the page; at its end, the last door."""
        if self._page.scroll_offset.y < self._page.max_scroll_y:
            self._page.scroll_relative(y=self._page.size.height - 1, animate=False, immediate=True, force=True)
        else:
            super().action_last()

    def action_page_up(self) -> None:
        """What comes before on the page; at its head, the first door."""
        if self._page.scroll_offset.y > 0:
            self._page.scroll_relative(y=1 - self._page.size.height, animate=False, immediate=True, force=True)
        else:
            super().action_first()

    def action_last(self) -> None:
        """The last door, and the end of the page."""
        super().action_last()
        self._page.scroll_end(animate=False, immediate=True, force=True)

    def action_first(self) -> None:
        """The first door, and the head of the page."""
        super().action_first()
        if self.is_mounted:  # the list calls it while it is being made
            self._page.scroll_home(animate=False, immediate=True, force=True)


class Home(Gives, Guide, Screen[None]):
    """The door of the app. It is complete before anything is loaded; what is loaded then fills it."""

    about = (
        "Flèches puis Entrée, ou le chiffre devant la ligne, ou la souris. Ou tapez tout de suite votre question aux textes : "
        "la ligne où la poser s'ouvre. Page haut, Page bas, Début et Fin parcourent la page. "
        "Vos dossiers et vos questions restent sur cet ordinateur, où vous les retrouvez ; chaque réponse est enregistrée aussitôt."
    )
    scopes = ("home", "app")
    gives = frozenset(("enter", *"123456789"))
    slips = frozenset(("enter",))

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._loading = ""
        self._problems: list[str] = []
        self._loaded: tuple[list[Kept], bool, bool] = ([], False, True)
        self._call = ("", "")
        """The call, and who makes it."""
        self._shape = (False, False, False)
        self._waits = False
        self._early: int | None = None
        """The number that was typed before one knew what it chooses; None once that is known."""
        self.digit: Key | None = None
        """The digit that was typed last, until what it opens is there."""

    class Chosen(Message):
        """What was chosen: ask, new, train, file, play, or the number of a kept dossier."""

        def __init__(self, choice: str) -> None:
            self.choice = choice
            super().__init__()

    def compose(self) -> ComposeResult:
        """Title, state of the call, doors, news, welcome."""
        self._shape = self._fit()
        with VerticalScroll(id="door", can_focus=False):
            # As high as what will be told of the call: the doors do not move when it comes.
            with Vertical(id="head"):
                yield Static(Content.styled(fr("Assistant de candidature"), "bold $primary"), markup=False, id="name")
                yield Static(Content.styled(fr("Ouverture des textes…"), "$muted"), markup=False, id="call")
                yield Static(markup=False, id="state", classes="-gone")
            yield Doors(*_options([], _doors(False, True), self._shape), markup=False, id="doors", name="les portes")
            yield Static(markup=False, id="welcome", classes="-gone")
        # Outside the page: what is under way is in view wherever one is in it.
        yield Static(markup=False, id="loading", classes="-gone")
        line = KeyLine(id="keys")
        line.items = tuple(items(actions.of("home", "app")))
        yield line
        self._early = 0

    def show(self, script: "Script", state: str, kept: "list[Kept]", plays: bool, trains: bool) -> None:
        """Fill in what was loaded: whether there are scenarios to play, and what to lead a session with."""
        about = script.about
        self.query_one("#name", Static).update(Content.styled(fr(about.name), "bold $primary"))
        self._call = (fr(about.call), fr(about.authority))
        self._tell_call()
        self.query_one("#state", Static).update(Content(fr(state)))
        self.query_one("#state").set_class(not state, "-gone")
        # Those who come back know: a line is enough.
        self.query_one("#welcome", Static).update(Content(fr(about.companion if kept else about.welcome)))
        self.query_one("#welcome").remove_class("-gone")
        self._loaded = (kept, plays, trains)
        self._list()
        self.wait(False)
        early, self._early = self._early, None
        if early:
            self._choose(early)

    def commands(self) -> Iterator[Command]:
        """The doors, what the app does everywhere, the themes."""
        kept = self._loaded[0]
        for door in self.doors:
            yield Command(door.name, "", f"app.door('{door.choice}')")
        for number, item in enumerate(kept):
            yield Command(f"Reprendre : {item.name}", "", f"app.door('kept:{number}')")
        yield from (known(action) for action in actions.of("app") if action.name != "palette")
        yield from themes()

    @property
    def doors(self) -> list[Door]:
        """The doors that the campaign has, once it is loaded."""
        _, plays, trains = self._loaded
        return _doors(plays, trains)

    def _fit(self) -> tuple[bool, bool, bool]:
        """Whether the window is tall, roomy, and wide enough for what the doors lead to."""
        width, height = self.app.size
        tall, roomy, low = height >= _TALL, width >= _ROOMY, height < _LOW
        self.update_classes({"-tall": tall, "-roomy": roomy, "-low": low}, animate=False)
        return tall, roomy, width >= _NAMES

    def _tell_call(self) -> None:
        call, authority = self._call
        tall, roomy, _ = self._shape
        # In a small window, a call that takes lines leaves none to who makes it, whom it mostly names itself.
        fits = tall or roomy or len(call) + 4 <= self.app.size.width
        told = lines((call, "bold"), (authority, "$muted") if fits else None)
        if call:
            self.query_one("#call", Static).update(told)

    def _list(self) -> None:
        kept, plays, trains = self._loaded
        doors = self.query_one("#doors", OptionList)
        highlighted = doors.highlighted
        doors.clear_options()
        doors.add_options(_options(kept, _doors(plays, trains), self._shape))
        doors.highlighted = highlighted or 0
        self.call_after_refresh(self._show_doors)

    def _show_doors(self) -> None:
        """In a few lines, the doors come before what is said of the call, which stays above them."""
        if self.app.size.height < _LOW:
            self.query_one("#door").scroll_to_widget(self.query_one("#doors"), top=True, animate=False)

    def on_resize(self) -> None:
        """A larger window has room to say more."""
        if self._shape != (shape := self._fit()):
            self._shape = shape
            self._list()
        self._tell_call()
        self.call_after_refresh(self._show_doors)

    def tell(self, text: str) -> None:
        """Say what is under way, above the keys ("" when nothing is)."""
        self._loading = text
        self._show_news()

    def wait(self, waits: bool) -> None:
        """Say that what was chosen opens as soon as it can, before anything else that is under way."""
        self._waits = waits
        self._show_news()

    def warn(self, text: str) -> None:
        """Say what went wrong, above the keys."""
        if text not in self._problems:
            self._problems.append(text)
        self._early, self._loading, self._waits = None, "", False
        self._show_news()

    def _show_news(self) -> None:
        news = lines(
            *((f"✗ {fr(text)}", "$error") for text in self._problems), (fr(_OPENING if self._waits else self._loading), "$muted")
        )
        self.query_one("#loading", Static).update(news)
        self.query_one("#loading").set_class(not news, "-gone")

    def on_screen_resume(self) -> None:
        """Back to the doors."""
        self.query_one("#doors").focus()

    def on_screen_suspend(self) -> None:
        """What was chosen is there: once it can be typed in, what waits for it is typed."""
        self.app.screen.call_after_refresh(self.app.post_message, Taken())

    @property
    def choosing(self) -> bool:
        """Whether a number was typed that chooses nothing yet."""
        return bool(self._early)

    def asks(self, event: Key | Paste) -> bool:
        """Whether a text is typed here, which is for no key of the door: a question begins."""
        if isinstance(event, Paste):
            return bool(event.text.strip())
        char = event.character or ""
        # Behind a number that chooses nothing yet, a text goes on.
        begins = self.choosing or not (char.isspace() or char.isdecimal())
        return event.is_printable and begins and event.key not in self.active_bindings

    def on_key(self, event: Key) -> None:
        """Choose by number; what is typed before one knows what there is to choose waits for it."""
        if event.character and event.character in "123456789":
            event.stop()
            self.digit = Key(event.key, event.character)
            if self._early is None:
                self._choose(int(event.character))
            else:
                self._early = int(event.character)
                self.wait(True)
                self.app.post_message(Taken())

    def _choose(self, number: int) -> None:
        """Choose what has this number, if anything."""
        doors = self.query_one("#doors", OptionList)
        choices = [option for option in doors.options if not option.disabled]
        if number <= len(choices):
            choice = choices[number - 1]
            # Enter, pressed out of habit while that opens, opens nothing else.
            doors.highlighted = doors.get_option_index(choice.id or "")
            self.post_message(self.Chosen(choice.id or ""))
        else:
            self.app.post_message(Taken())

    @on(OptionList.OptionSelected, "#doors")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._early:
            self.app.post_message(Taken())
        else:
            self.post_message(self.Chosen(event.option_id or ""))


def _doors(plays: bool, trains: bool) -> list[Door]:
    """The doors that the campaign has."""
    return [door for door in (*_DOORS, _PLAY) if {"play": plays, "train": trains}.get(door.choice, True)]


def _options(kept: "list[Kept]", doors: list[Door], shape: tuple[bool, bool, bool]) -> list[Option]:
    options = [
        Option(Hanging((_key(number), _told(door, tall=shape[0], wide=shape[2]))), id=door.choice)
        for number, door in enumerate(doors, 1)
    ]
    if kept:
        options.append(Option(Content.styled(f"\n{fr('Reprendre un dossier')}", "$secondary"), disabled=True))
    for number, item in enumerate(kept[:_RECENT]):
        name = capital(brief(item.name))
        # The copy of a case is not to be taken for a real dossier.
        kind = "exercice du" if item.day else "enregistré le"
        where = naming("dans « {} », ", item.path.parent.name or item.path.parent) if item.outside else ""
        label = Content.assemble((name, "bold"), (f"  {where}{fr(f'{kind} {_when(item.saved)}')}", "$muted"))
        options.append(Option(Hanging((_key(len(doors) + 1 + number), label)), id=f"kept:{number}"))
    return options


def _told(door: Door, tall: bool, wide: bool) -> Content:
    """The words of a door; what it leads to stands below them, or beside them where lines are few."""
    name = fr(door.name)
    if tall:
        return lines((name, "bold"), (fr(door.text), "$muted"))
    return Content.assemble((name.ljust(_COLUMN) if wide else name, "bold"), (fr(door.brief) if wide else "", "$muted"))


def _key(number: int) -> Content:
    return Content.styled(f"{number if number < 10 else ' '}  ", "$accent bold")


def _when(saved: "datetime") -> str:
    from assistant.french import date_long

    return f"{date_long(saved.date())} à {saved.hour} h {saved.minute:02}"
