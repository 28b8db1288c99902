"""What stands beside the conversation: four panes under tabs. Only the one in view is drawn, and only when it has changed."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ContentSwitcher

from assistant.tui.keys import Item, KeyLine
from assistant.tui.panes.checklist import ChecklistPane
from assistant.tui.panes.outline import OutlinePane
from assistant.tui.panes.passages import Found, PassagesPane
from assistant.tui.panes.progress import ProgressPane

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.tui.news import Drafted, Surveyed
    from assistant.tui.session import Session

TABS = (
    ("passages", "F3", "Passages"),
    ("checklist", "F4", "Liste"),
    ("outline", "F5", "Trame"),
    ("progress", "F6", "Avancement"),
)


class Beside(Vertical):
    """The panes. `awake` says whether they are in view; what changes while they are not is drawn when they come back."""

    def __init__(self, session: "Session | None", outlined: bool) -> None:
        super().__init__(id="beside")
        self.session = session
        self.panes = tuple(tab for tab in TABS if outlined or tab[0] != "outline")
        self.current = "passages"
        self.awake = False
        self.found = Found(empty="Les passages des textes s'affichent ici, à côté de chaque réponse.")
        self.survey: Surveyed | None = None
        self.draft: Drafted | None = None
        self.library: Library | None = None
        self._drawn: dict[str, tuple[object, ...]] = {}

    def compose(self) -> ComposeResult:
        """Tabs, then panes."""
        yield KeyLine(id="tabs-wide", classes="tabs")
        with ContentSwitcher(initial=self.current, id="panes"):
            yield PassagesPane()
            yield ChecklistPane()
            yield OutlinePane()
            yield ProgressPane()

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
        """How many columns a pane has for its text."""
        return max(1, self.query_one(f"#{self.current}").scrollable_content_region.width)

    def turn_to(self, name: str) -> None:
        """Make a pane the current one."""
        self.current = name
        self.query_one("#panes", ContentSwitcher).current = name
        self.query_one("#tabs-wide", KeyLine).items = self.tabs(True)

    def take_focus(self) -> None:
        """Put the cursor in the current pane."""
        pane = self.query_one(f"#{self.current}")
        if isinstance(pane, ChecklistPane):
            pane.take_focus()
        else:
            pane.focus()

    async def draw(self) -> None:
        """Draw the current pane, if it is in view and has changed."""
        place = self.session.place if self.session else None
        state: dict[str, tuple[object, ...]] = {
            "passages": (self.found,),
            "checklist": (self.survey, self.library),
            "outline": (self.draft,),
            "progress": (self.survey, place),
        }
        if not self.awake or self._drawn.get(self.current) == state[self.current]:
            return
        self._drawn[self.current] = state[self.current]
        survey, session = self.survey, self.session
        if self.current == "passages":
            await self.query_one(PassagesPane).show(self.found)
        elif self.current == "checklist" and survey and session:
            self.query_one(ChecklistPane).show(session, survey.report, self.library)
        elif self.current == "outline" and self.draft:
            await self.query_one(OutlinePane).show(self.draft.parts)
        elif self.current == "progress" and survey:
            self.query_one(ProgressPane).show(survey.dossier, survey.progress, survey.states, place)
