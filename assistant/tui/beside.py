"""What stands beside the conversation: panes under tabs. Only the one in view is drawn, and only when it has changed."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import ContentSwitcher

from assistant.tui.keys import Item, KeyLine
from assistant.tui.panes.budget import BudgetPane
from assistant.tui.panes.checklist import ChecklistPane
from assistant.tui.panes.outline import OutlinePane
from assistant.tui.panes.passages import NOTHING_YET, PassagesPane
from assistant.tui.panes.progress import ProgressPane

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.script import Script
    from assistant.tui.news import Drafted, Surveyed
    from assistant.tui.office import Office
    from assistant.tui.reader.book import Citation
    from assistant.tui.session import Session

TABS = (
    ("passages", "F3", "Passages"),
    ("checklist", "F4", "Liste"),
    ("outline", "F5", "Trame"),
    ("progress", "F6", "Avancement"),
    ("budget", "^B", "Budget"),
)


_SURVEYED = frozenset(("checklist", "progress"))
"""The panes that show what an evaluation of the answers found, which comes a moment after an answer."""


class Tabs(KeyLine):
    """The tabs: all of them at any width, closer together, then without their keys, then by their keys and the name of the current."""

    def render(self) -> Content:
        """The tabs, for the width there is."""
        room = self.content_size.width
        if sum(item.width for item in self.items) <= room + 2:
            return super().render()
        close = Content(" ").join(self._tab(item, item.key, item.label) for item in self.items)
        names = Content("").join(self._tab(item, "", f" {item.label} ") for item in self.items)
        keys = Content(" ").join(self._tab(item, item.key, item.label if item.on else "") for item in self.items)
        return next((line for line in (close, names) if line.cell_length <= room), keys)

    def _tab(self, item: Item, key: str, label: str) -> Content:
        shown = Content.assemble(
            (key, "$accent bold"), " " if key and label else "", (label, "$foreground bold reverse" if item.on else "$foreground")
        )
        return shown.stylize(Style.from_meta({"@click": item.action}))


class Beside(Vertical):
    """The panes. `awake` says whether they are in view; what changes while they are not is drawn when they come back."""

    def __init__(self, session: "Session | None", script: "Script", office: "Office") -> None:
        super().__init__(id="beside")
        self.session = session
        self.office = office
        lacking = {*([] if script.outlined else ["outline"]), *([] if script.papers.budget else ["budget"])}
        self.panes = tuple(tab for tab in TABS if tab[0] not in lacking)
        self.current = "passages"
        self.awake = False
        self.found = NOTHING_YET
        self.survey: Surveyed | None = None
        self.draft: Drafted | None = None
        self.library: Library | None = None
        self._drawn: dict[str, tuple[object, ...]] = {}

    def compose(self) -> ComposeResult:
        """Tabs, then panes."""
        yield Tabs(id="tabs-wide", classes="tabs")
        with ContentSwitcher(initial=self.current, id="panes"):
            yield PassagesPane()
            yield ChecklistPane(self.office)
            yield OutlinePane()
            yield ProgressPane()
            yield BudgetPane(self.office)

    def on_mount(self) -> None:
        """Name the tabs."""
        self.query_one("#tabs-wide", KeyLine).items = self.tabs(True)

    def tabs(self, lit: bool) -> tuple[Item, ...]:
        """The tabs; the current one is lit, unless the conversation hides the panes."""
        return tuple(
            Item(key, label, f"screen.pane('{name}')", 1, lit and name == self.current) for name, key, label in self.panes
        )

    @property
    def width(self) -> int:
        """How many columns the current pane has, or will have once it is in view, for its text."""
        pane = self.query_one(f"#{self.current}")
        room = self.query_one("#panes").size.width or self.screen.size.width
        return max(1, room - pane.gutter.width)

    def turn_to(self, name: str) -> None:
        """Make a pane the current one."""
        self.current = name
        self.query_one("#panes", ContentSwitcher).current = name
        self.query_one("#tabs-wide", KeyLine).items = self.tabs(True)

    def take_focus(self) -> None:
        """Put the cursor in the current pane."""
        pane = self.query_one(f"#{self.current}")
        if isinstance(pane, ChecklistPane | PassagesPane):
            pane.take_focus()
        else:
            pane.focus()

    @property
    def citation(self) -> "Citation | None":
        """What the pane that has the cursor cites, else what bears on the question or on the answer."""
        pane = self.query_one(f"#{self.current}")
        if pane.has_focus or pane.has_focus_within:
            here: Citation | None = getattr(pane, "citation", None)
            return here
        return self.found.extracts[0].citation if self.found.extracts else None

    async def draw(self) -> None:
        """Draw the current pane, if it is in view and has changed."""
        place = self.session.place if self.session else None
        state: dict[str, tuple[object, ...]] = {
            "passages": (self.found,),
            "checklist": (self.survey, self.library),
            "outline": (self.draft,),
            "progress": (self.survey, place),
            "budget": (self.session.dossier if self.session else None,),
        }
        survey, session = self.survey, self.session
        stands = survey is None or session is None or survey.dossier is session.dossier or self.current not in _SURVEYED
        drawn = self._drawn.get(self.current)
        panes = self.query_one("#panes")
        if not self.awake:
            # What was drawn before would show for a moment when the panes come back.
            panes.visible = drawn is None or (drawn == state[self.current] and stands)
            return
        if stands and not panes.visible:
            panes.visible = True
        if drawn != state[self.current]:
            self._drawn[self.current] = state[self.current]
            await self._redraw(place)
        if self.current == "checklist":
            self.query_one(ChecklistPane).mark(stands)

    async def _redraw(self, place: str | None) -> None:
        survey, session = self.survey, self.session
        if self.current == "passages":
            await self.query_one(PassagesPane).show(self.found)
        elif self.current == "checklist" and survey and session:
            self.query_one(ChecklistPane).show(session, survey.report, self.library)
        elif self.current == "outline" and self.draft:
            await self.query_one(OutlinePane).show(self.draft.parts)
        elif self.current == "progress" and survey:
            self.query_one(ProgressPane).show(survey.dossier, survey.progress, survey.states, place)
        elif self.current == "budget" and session:
            self.query_one(BudgetPane).ask(session)
