"""The budget, live: whether it is balanced, the means, the years, the accounts, each action beside the costs that the texts quote."""

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.news import Reckoned
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.board import Part
    from assistant.tui.office import Office
    from assistant.tui.reader.book import Citation
    from assistant.tui.session import Session


class BudgetPane(VerticalScroll):
    """The paper of the budget in columns, to be scrolled; worked out by the office when it is in view."""

    def __init__(self, office: "Office") -> None:
        super().__init__(id="budget", name="le budget")
        self._office = office
        self._session: Session | None = None
        self._parts: tuple[Part, ...] = ()

    def on_mount(self) -> None:
        """Say what will stand here."""
        told = "Le budget du projet se calcule ici à mesure que vous répondez : équilibre, années, comptes, coût des actions."
        self.mount(Static(Content(fr(told)), markup=False, classes="empty"))

    def ask(self, session: "Session") -> None:
        """Have the budget of a session worked out."""
        self._session = session
        self._office.reckon(self, session)

    @on(Reckoned)
    async def _reckoned(self, event: Reckoned) -> None:
        event.stop()
        if self._session is None or event.dossier is not self._session.dossier:
            return
        statics = list(self.query_children(Static))
        same = [part.kind for part in event.parts] == [part.kind for part in self._parts]
        if same:
            for static, part in zip(statics, event.parts, strict=True):
                static.update(part.shown)
        else:
            with self.app.batch_update():
                await self.remove_children()
                await self.mount_all([Static(part.shown, markup=False, classes=f"paper -{part.kind}") for part in event.parts])
        self._parts = event.parts

    @property
    def citation(self) -> "Citation | None":
        """The first place of the texts that is cited below the top of the view."""
        from assistant.tui.board import texts
        from assistant.tui.reader.cite import first_link

        for static, part in zip(self.query_children(Static), self._parts, strict=False):
            seen = static.virtual_region.bottom > self.scroll_offset.y
            found = next((place for text in texts(part) if (place := first_link(text))), None) if seen else None
            if found:
                return found
        return None
