"""Before the room: a session to resume, or a plan to follow, how many people there are, and the case."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.french import date_long
from assistant.tui import actions
from assistant.tui.dialogs import Prompt
from assistant.tui.guide import Command, Guide, known, themes
from assistant.tui.hanging import Hanging
from assistant.tui.keys import KeyLine, items
from assistant.tui.once import Once
from assistant.tui.options import Options
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.leading import check_count
from assistant.tui.trainer.news import Chosen, Prepared
from assistant.tui.trainer.picker import CasePicker, pick
from assistant.tui.trainer.room import Room
from assistant.tui.words import brief, fr

if TYPE_CHECKING:
    from assistant.courses import Course
    from assistant.sittings import Case, KeptSitting
_RESUMED = 3


class Setup(Guide, Once[None]):
    """What to lead. It is left for the room, and comes back after it."""

    about = (
        "Choisissez une séance à reprendre, ou un déroulé. Pour travailler un cas, choisissez-le ensuite : les titres des cas en disent "
        "trop pour être projetés. La séance est enregistrée à chaque geste et se reprend ici."
    )
    scopes = ("setup", "app")

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("setup")

    def __init__(self, desk: TrainerDesk) -> None:
        super().__init__()
        self._desk = desk
        self._prepared: Prepared | None = None
        self._course: Course | None = None
        self._present = 0
        self._early = 0
        """The number that was typed before there was a list to choose from."""

    def compose(self) -> ComposeResult:
        """What the room is for, then what to lead."""
        with VerticalScroll(id="door", can_focus=False):
            yield Static(Content.styled(fr("Animer une séance"), "bold $primary"), markup=False, id="name")
            about = (
                "Un cas fictif à l'écran, la salle vote, les constats apparaissent un à un, et chacun repart avec un document."
            )
            yield Static(Content(fr(about)), markup=False, id="call")
            yield Options(
                Option(Content.styled(fr("Les cas se préparent…"), "$muted"), disabled=True),
                markup=False,
                id="plans",
                name="les séances",
            )
            hint = "Avant de projeter, agrandissez la police du terminal (souvent Ctrl et +). La salle a son thème, clair et contrasté."
            yield Static(Content.styled(fr(hint), "$muted"), markup=False, id="welcome")
        line = KeyLine(id="keys")
        line.items = tuple(items(actions.of("setup", "app")))
        yield line

    @property
    def called(self) -> str:
        """The sessions."""
        return "seances"

    def commands(self) -> Iterator[Command]:
        """What may be led, the way home, what the app does everywhere, the themes."""
        yield from (Command(brief(name, 120), "", f"screen.take({choice!r})") for choice, name, _ in self._choices())
        yield from (known(action) for action in actions.of(*self.scopes) if action.name != "palette")
        yield from themes()

    def _choices(self) -> Iterator[tuple[str, str, str]]:
        """What may be led: its mark, its name, what is said of it."""
        if self._prepared is None:
            return
        courses = self._prepared.courses
        kept = list(enumerate(self._prepared.sittings[:_RESUMED]))
        # One that came to its end is no longer under way: it does not take the first numbers.
        ended = [one for one in kept if one[1].sitting.step + 1 >= len(courses.plan(one[1].sitting.course).steps)]
        yield from (self._resumed(*one) for one in kept if one not in ended)
        for course in [*courses.plans, courses.free]:
            minutes = f"{course.minutes} minutes. " if course.minutes else ""
            yield f"plan:{course.id}", course.title, f"{minutes}{course.aim}"
        yield from (self._resumed(*one) for one in ended)

    def _resumed(self, index: int, kept: "KeptSitting") -> tuple[str, str, str]:
        """A session to resume, told from others of the same day by its step, its project and the hour at which it was left."""
        from assistant.training import project_of

        assert self._prepared is not None
        sitting, script = kept.sitting, self._desk.office.script
        course = self._prepared.courses.plan(sitting.course)
        told = [f"étape {min(sitting.step + 1, len(course.steps))} sur {len(course.steps)}"]
        if sitting.case and script and not sitting.masked:
            told += filter(None, [brief(project_of(sitting.case.case, script))])
        with contextlib.suppress(OSError):
            saved = datetime.fromtimestamp(kept.path.stat().st_mtime).astimezone()
            told.append(f"enregistrée à {saved.hour} h {saved.minute:02}")
        return f"sitting:{index}", f"Reprendre : {course.title}, {date_long(sitting.began)}", ", ".join(told)

    def on_mount(self) -> None:
        """Read what there is."""
        self._desk.prepare(self)

    def on_screen_resume(self) -> None:
        """Back to the list."""
        self.query_one("#plans").focus()

    def _again(self, _: None) -> None:
        """Read everything again: a session has been led meanwhile."""
        self._desk.prepare(self)

    @on(Prepared)
    def _show(self, event: Prepared) -> None:
        self._prepared = event
        options = [_option(number, name, text, choice) for number, (choice, name, text) in enumerate(self._choices(), 1)]
        plans = self.query_one("#plans", OptionList)
        highlighted = plans.highlighted
        plans.clear_options()
        plans.add_options(options)
        plans.highlighted = highlighted or 0
        if self._early:
            # Typed while the list was being made.
            self._early, number = 0, self._early
            self._take(number)

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        if event.character and event.character in "123456789":
            event.stop()
            if self._prepared is None:
                self._early = int(event.character)
            else:
                self._take(int(event.character))

    def _take(self, number: int) -> None:
        """Take what has this number in the list, if anything."""
        options = [option for option in self.query_one("#plans", OptionList).options if not option.disabled]
        if number <= len(options):
            self.action_take(options[number - 1].id or "")

    @on(OptionList.OptionSelected, "#plans")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take(event.option_id or "")

    def action_take(self, choice: str) -> None:
        """Resume a session, or begin one."""
        kind, _, name = choice.partition(":")
        if self._prepared is None:
            return
        if kind == "sitting":
            path, sitting = self._prepared.sittings[int(name)]
            self.app.push_screen(Room(self._desk, self._prepared, sitting, path), self._again)
        else:
            self._course = self._prepared.courses.plan(name)
            text = "Combien de personnes dans la salle ? Les votes se comptent en mains levées. Laissez vide pour ne pas compter."
            self.app.push_screen(
                Prompt(self._course.title, text, "", "Par exemple : 20", check_count, "Continuer"), self._counted
            )

    def _counted(self, text: str | None) -> None:
        if text is None or self._course is None or self._prepared is None:
            return
        self._present = int(text or "0")
        if self._prepared.teachings and any(step.activity in {"case", "vote", "reveal", "mend"} for step in self._course.steps):
            picker = CasePicker(self._prepared.teachings, self._prepared.kept, self._course.scenarios)
            self.app.push_screen(picker, self._picked)
        else:
            self._begin(None)

    def _picked(self, choice: str | None) -> None:
        if choice is not None and self._prepared is not None:
            pick(self, self._desk, self._prepared, choice)

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        self._begin(event.case)

    def _begin(self, case: "Case | None") -> None:
        from assistant.sittings import begin, new_path

        assert self._course is not None
        assert self._prepared is not None
        day = self._desk.office.today
        sitting = begin(self._course.id, day, self._present)
        if case is not None:
            sitting = sitting.opening(case)
        self.app.push_screen(Room(self._desk, self._prepared, sitting, new_path(day)), self._again)

    def action_home(self) -> None:
        """Back to the door."""
        self.dismiss()


def _option(number: int, name: str, text: str, option: str) -> Option:
    key = Content.styled(f"{number if number < 10 else ' '}  ", "$accent bold")
    return Option(Hanging((key, Content.assemble((brief(name, 120), "bold"), "\n", (fr(text), "$muted")))), id=option)
