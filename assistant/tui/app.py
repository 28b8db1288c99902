"""The app: its screens, its palette, its manners; what it knows comes from the office, what it shows from the screens."""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent, Key, Paste, Resize
from textual.filter import ANSIToTruecolor, LineFilter

from assistant.campaign import Campaign
from assistant.tui import actions
from assistant.tui.ahead import Ahead, Taken
from assistant.tui.folders import Check
from assistant.tui.guide import Command, Guide
from assistant.tui.home import Home
from assistant.tui.news import Indexing, Listed, Loaded, Opened, Played, Recalled, SearchFailed, SearchReady, Trouble
from assistant.tui.office import Office
from assistant.tui.pasted import guard
from assistant.tui.picture import Pictures
from assistant.tui.premises import Opener
from assistant.tui.reader.door import Reads
from assistant.tui.reopening import Reopens
from assistant.tui.study import open_searcher
from assistant.tui.theme import DARK, LIGHT, THEMES, remember, remembered
from assistant.tui.tidier import Tidier
from assistant.tui.words import fr

if TYPE_CHECKING:
    from textual.timer import Timer

    from assistant.journal import Entry
    from assistant.script import Script
    from assistant.store import Kept
    from assistant.tui.trainer.room import Room
    from assistant.tui.workspace import Workspace

_SMALL = 24
"""From so many lines, windows have room for blanks."""
_TWICE = 2.0
"""Seconds in which a second ctrl+c quits."""


def run_app(campaign: Campaign) -> int:
    """Open the app on a campaign until people leave it; returns the exit code."""
    # At each turn of the loop, the screen would wait that long for a lane that works: the default is 5 ms.
    sys.setswitchinterval(0.0005)
    app = AssistantApp(campaign)
    app.tidier = Tidier(lambda: app.office.busy)
    app.run()
    app.office.close()  # told to leave from outside (a signal, a server that ends), what was being saved is saved first
    return app.return_code or 0


class AssistantApp(Reads, Reopens, Pictures, Ahead, inherit_bindings=False):
    """The assistant in a terminal. `today` is the day of reference (the user's own by default); `opener` opens the search."""

    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-small"), (_SMALL, "-usual")]  # noqa: RUF012 - Textual declares them so
    BINDINGS: ClassVar[list[BindingType]] = [
        *actions.bindings("app"),
        Binding("ctrl+c", "interrupt", "Copier, ou quitter", show=False, system=True),
    ]
    # The question mark is a sign of what one types.
    at_once = frozenset(("ctrl+c", *(key for action in actions.of("app") for key in action.keys.split(",")))) - {"question_mark"}

    def __init__(self, campaign: Campaign, today: date | None = None, opener: Opener = open_searcher) -> None:
        super().__init__()
        self.today = today or date.today()  # noqa: DTZ011 - the user's own calendar day
        self.office = Office(campaign, self.today, opener, self)
        self.tidier: Tidier | None = None
        """What looks after the memory of the process, when the app has one of its own."""
        self.unexpected: list[Exception] = []
        self.home = Home()
        self._script: Script | None = None
        self._kept: list[Kept] = []
        self._free: Workspace | None = None
        self._broken = ""
        self._interrupted = float("-inf")
        self._opening = False
        self._indexing: Timer | None = None
        """What says each second how far the index is, while it is being built."""
        self._began = 0.0
        self._step = ""
        self._wanted = ""
        """The door that was chosen before it could open."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = remembered()

    def get_driver_class(self) -> type[Driver]:
        """What reads the terminal: a paste is one text."""
        return guard(super().get_driver_class())

    def get_line_filters(self) -> list[LineFilter]:
        """What passes over each line drawn: nothing that puts true colours for those of the terminal, which no theme of ours has."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def get_default_screen(self) -> Home:
        """The door."""
        return self.home

    def on_mount(self) -> None:
        """Draw first, load then."""
        self.call_after_refresh(self.office.start)

    async def on_event(self, event: Event) -> None:
        """Whatever people do puts off what can wait, and opens what they may come to need."""
        if isinstance(event, InputEvent | Paste | Resize):
            if self.tidier is not None:
                self.tidier.wait()
            if not isinstance(event, Resize):
                self.office.wake()
        await super().on_event(event)

    def awaits(self, event: Key | Paste) -> bool:
        """What is typed at the door is a question: the line to ask it in opens, and has all of it; so it waits for what opens already."""
        if self.screen is not self.home or (self._script is None and self._broken) or not self.home.asks(event):
            return False
        if not (self._opening or self._wanted or self.home.choosing):
            self.home.post_message(Home.Chosen("ask"))
        return True

    async def meant(self, waiting: list[Key | Paste]) -> list[Key | Paste]:
        """A question that begins with a number is asked whole, whatever its digit opened."""
        digit = self.home.digit
        if digit is None:
            return waiting
        written = _written(waiting)
        if self.screen is self.home and (self._opening or self.home.choosing):
            # What it opens is still to come.
            if written:
                self.await_line(*waiting)
            return [] if written else waiting
        self.home.digit = None
        if not written[:1].isalpha() and any(char.isalpha() for char in written):
            return await self._asked_whole([digit, *waiting])
        return waiting

    async def _asked_whole(self, question: list[Key | Paste]) -> list[Key | Paste]:
        """What is to be typed at once of a question: all of it where there is a line for it, else nothing until that line is there."""
        if work := self._work():
            if work.session:
                await work.turn_to_texts()
            return question
        self.await_line(*question)
        if self.screen is not self.home:
            self.screen.dismiss()
        self.home.post_message(Home.Chosen("ask"))
        return []

    def _keep_loaded(self) -> None:
        if self.tidier is not None:
            self.tidier.keep()

    # --- what the office tells -----------------------------------------------------------------------------------

    def on_loaded(self, event: Loaded) -> None:
        """The campaign is loaded: fill the door."""
        self._script, self._kept = event.script, event.kept
        self._keep_loaded()
        self.title = fr(event.script.about.name)
        self.home.show(event.script, event.state, event.kept, event.plays, event.trains)
        if self._wanted:
            self._wanted, wanted = "", self._wanted
            self.home.post_message(Home.Chosen(wanted))

    def on_indexing(self, event: Indexing) -> None:
        """The index advances."""
        if self._indexing is None:
            self._began = time.monotonic()
            self._indexing = self.set_interval(1.0, self._say_indexing)
        self._step = event.text
        self._say_indexing()

    def _say_indexing(self) -> None:
        """How far the index is, on the door and where an answer is awaited: what is done, and for how long, so that it is seen to live."""
        seconds = int(time.monotonic() - self._began)
        told = f"{self._step} ({seconds} s)" if seconds else self._step
        self.home.tell(told)
        if work := self._work():
            work.wait_for_texts(told)

    def _indexed(self) -> None:
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing = None
        self.home.tell("")

    def on_search_ready(self, event: SearchReady) -> None:
        """The texts can be searched."""
        self._keep_loaded()
        self._indexed()
        for notice in event.notices:
            self.notify(fr(notice), severity="warning", markup=False, timeout=10)
        if work := self._work():
            work.searchable()

    def on_search_failed(self, event: SearchFailed) -> None:
        """The texts cannot be searched."""
        self._broken = event.text
        self._indexed()
        self.home.warn(event.text)

    def on_trouble(self, event: Trouble) -> None:
        """Something was refused."""
        self._opening = False
        if self.screen is self.home:
            self.post_message(Taken())
        if event.unexpected is not None:
            self.unexpected.append(event.unexpected)
            self.log.error(event.unexpected)
        if self._script is None:
            self._broken = event.text
            self.home.warn(event.text)
            return
        if room := self._room():
            room.troubled(event)
        elif work := self._work():
            work.troubled(event)
        self.notify(fr(event.text), severity="error", markup=False, timeout=10)

    def on_opened(self, event: Opened) -> None:
        """A dossier is open: work on it."""
        self._work_on(event)

    def on_listed(self, event: Listed) -> None:
        """Offer the scenarios."""
        from assistant.tui.cases import Cases

        scenarios = dict(event.scenarios)

        def play(name: str | None) -> None:
            if name:
                self._opening = True
                scenario = scenarios[name]
                self.office.play(Played(scenario.title, scenario.story, scenario.as_of), scenario.application)

        self._opening = False
        assert self._script is not None
        self.push_screen(Cases(event.scenarios, self._script.about.demo.scenario), play)

    # --- the door ------------------------------------------------------------------------------------------------

    def on_home_chosen(self, event: Home.Chosen) -> None:
        """Ask, begin, or resume."""
        if self._script is None and not self._broken:
            self._wanted = event.choice
            self.home.wait(True)
            self.post_message(Taken())
            return
        if self._script is None or self._opening:
            self.notify(fr(self._broken or "Encore un instant : l'assistant ouvre votre dossier."), markup=False)
            self.post_message(Taken())
            return
        self.give_up()
        kind, _, number = event.choice.partition(":")
        if kind == "kept":
            kept = self._kept[int(number)]
            (self.reopen if kept.outside else self._open)(kept.path)
            return
        {
            "ask": self._ask,
            "new": self._name_new,
            "file": self._find_file,
            "train": self._lead,
            "read": self.action_read,
            "play": self._list_cases,
        }[kind]()

    def _ask(self) -> None:
        if self._free is None:
            self._opening = True
            self.office.recall()
        else:
            self._work_on(None)

    def _name_new(self) -> None:
        from assistant.tui.dialogs import Prompt

        text = "Donnez-lui un nom court : celui du projet, par exemple. Vous pourrez l'arrêter et le reprendre."
        window = Prompt("Un nouveau dossier", text, self._free_name(), "Un nom court", self._check_name, "Commencer")
        self.push_screen(window, self._begin)

    def _find_file(self) -> None:
        from assistant.tui.opening import READABLE, Opening

        text = (
            "Un .yaml ou un .json est complété sur place, après chaque réponse ; d'une feuille de calcul (.xlsx, .ods, .csv), "
            "les réponses sont reprises dans un nouveau dossier."
        )
        window = Opening("Ouvrir un fichier", text, "Ouvrir", READABLE, Check(_check_file, self.office.why_unread), self.office)
        self.push_screen(window, self._open_file)

    def _lead(self) -> None:
        from assistant.tui.trainer.desk import TrainerDesk
        from assistant.tui.trainer.setup import Setup

        self.push_screen(Setup(TrainerDesk(self.office)), self._back)

    def _list_cases(self) -> None:
        self._opening = True
        self.office.list_scenarios()

    def _free_name(self) -> str:
        """A name that no dossier has: those who have only a mouse, or no idea, need not type one."""
        names = chain(["Mon dossier"], (f"Mon dossier {number}" for number in count(2)))
        return next(name for name in names if not self._check_name(name))

    def _check_name(self, name: str) -> str:
        from assistant.errors import AssistantError
        from assistant.store import path_for

        if name.rstrip().endswith("?"):
            return "C'est une question, semble-t-il : Échap, puis posez-la aux textes. D'un nom, retirez le « ? »."
        try:
            path = path_for(name)
        except AssistantError as error:
            return str(error)
        return f"Un dossier s'appelle déjà « {path.stem} » : choisissez un autre nom, ou reprenez-le." if path.exists() else ""

    def _begin(self, name: str | None) -> None:
        from assistant.store import path_for

        if name:
            self._open(path_for(name), new=name)

    def _open_file(self, path: str | None) -> None:
        if path:
            self._open(Path(path))

    def _open(self, path: Path, new: str = "") -> None:
        self._opening = True
        self.office.open_dossier(path, new)

    def on_recalled(self, event: Recalled) -> None:
        """The free questions of the last times are there: ask more."""
        self._work_on(None, event.said)

    def _work_on(self, opened: Opened | None, said: "Sequence[Entry]" = ()) -> None:
        from assistant.tui.workspace import Workspace

        self._opening = False
        assert self._script is not None
        work = self._free if opened is None else None
        if work is None:
            work = Workspace(self.office, self._script, opened, said)
        if opened is None and self._free is None:
            # Installed, the free conversation lives on while people are elsewhere.
            self._free = work
            self.install_screen(work, "free")
        self.push_screen(work, self._back)

    def _back(self, _: None) -> None:
        self.office.refresh_kept()

    def _work(self) -> "Workspace | None":
        from assistant.tui.workspace import Workspace

        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Workspace)), None)

    def _room(self) -> "Room | None":
        """The trainer's room, when it is the one in front."""
        if "assistant.tui.trainer.room" not in sys.modules:
            return None
        from assistant.tui.trainer.room import Room

        return self.screen if isinstance(self.screen, Room) else None

    # --- manners -------------------------------------------------------------------------------------------------

    def clear_notifications(self) -> None:
        """Take away what is said for a moment, and its place, which Textual leaves: what is said next would stand a line further."""
        super().clear_notifications()
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()

    def action_help(self) -> None:
        """What the screen is for, and its keys."""
        from assistant.tui.dialogs import Help

        screen = self.screen
        if isinstance(screen, Guide):
            self.push_screen(Help(screen.scopes, screen.about, screen.lacking))

    def action_light(self) -> None:
        """Dark or light."""
        self.action_dress(LIGHT if self.theme == DARK else DARK)

    def action_dress(self, theme: str) -> None:
        """Take a theme, and keep it for the next time."""
        self.theme = theme
        remember(theme)

    def action_palette(self) -> None:
        """Find a command."""
        from assistant.tui.palette import Palette

        screen = self.screen
        if isinstance(screen, Guide) and (commands := list(screen.commands())):
            self.push_screen(Palette([*commands, *self._ways_out()]), self._run_command)

    def _ways_out(self) -> Iterator[Command]:
        """From a dossier, or from free questions, what else the door offers: nobody has to know that it stands there."""
        work = self._work()
        if work is not None and self.screen_stack[1:] == [work]:
            closes = " (ce dossier, enregistré, se ferme)" if work.session else ""
            for door in self.home.doors:
                if door.choice != "ask":
                    yield Command(f"{door.name}{closes}", "", f"screen.door('{door.choice}')", hidden=True)

    async def _run_command(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_door(self, choice: str) -> None:
        """What the door offers."""
        self.home.post_message(Home.Chosen(choice))

    async def action_goto(self, path: str) -> None:
        """Go to a question."""
        if work := self._work():
            await work.goto(path)

    def action_interrupt(self) -> None:
        """The first ctrl+c says how to quit, a second one quits."""
        now = time.monotonic()
        if now - self._interrupted < _TWICE:
            self.action_leave()
        else:
            self._interrupted = now
            self.notify(fr("Pour quitter : Ctrl+Q, ou encore une fois Ctrl+C. Tout est enregistré."), markup=False)

    def action_leave(self) -> None:
        """Quit; ask first when an answer is not given yet, or when answers are only in memory."""
        if room := self._room():
            room.save()
        if work := self._work():
            work.part(self._quit)
        else:
            self._quit()

    def _quit(self) -> None:
        work = self._work()
        if work is not None and work.unsaved:
            from assistant.tui.dialogs import Choose

            choices = (("stay", "Rester et enregistrer ailleurs"), ("leave", "Quitter sans enregistrer les dernières réponses"))
            text = work.session.problem if work.session else ""
            self.push_screen(Choose("Vos dernières réponses ne sont pas enregistrées", text, choices), self._leave)
        else:
            self._leave("leave")

    def _leave(self, choice: str | None) -> None:
        work = self._work()
        if choice == "stay" and work is not None:
            work.action_save()
        elif choice == "leave":
            self.run_worker(self._close_and_exit(), exit_on_error=False)

    def _fatal_error(self) -> None:
        """A bug of ours: leave with a French sentence; what happened goes to a file, not to the screen."""
        self._exit_renderables.append(Text(fr(_farewell(self._exception))))
        self._close_messages_no_wait()

    async def _close_and_exit(self) -> None:
        import asyncio

        await asyncio.to_thread(self.office.close)
        self.exit()


def _written(events: Sequence[Key | Paste]) -> str:
    """What keys type, if only keys came; a text that is pasted stands by itself."""
    keys = [event for event in events if isinstance(event, Key)]
    return "".join(key.character or "" for key in keys if key.is_printable) if len(keys) == len(events) else ""


def _farewell(error: BaseException | None) -> str:
    """What is said after a bug. Its trace goes to the user's logs, without the values of variables: they may be personal."""
    from traceback import format_exception

    from platformdirs import user_log_path

    told = "L'application s'est arrêtée sur une erreur inattendue ; vos réponses enregistrées sont intactes."
    try:
        path = user_log_path("assistant-appels-a-projets", appauthor=False, ensure_exists=True) / "derniere-erreur.txt"
        path.write_text("".join(format_exception(error)), encoding="utf-8")
    except OSError:
        return told
    return f"{told} Le détail est dans « {path} » : joignez-le si vous la signalez."


def _check_file(path: Path) -> str:
    """Why the door does not open a file."""
    if path.suffix.lower() in {".docx", ".odt"}:
        return "C'est un document : ouvrez d'abord le dossier dont il vient, puis cherchez « Relire une trame » (^P)."
    return ""
