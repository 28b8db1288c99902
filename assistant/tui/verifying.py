"""« Vérifiez vos réponses » in the workspace: the list of all answers in the place of the conversation."""

from textual import on

from assistant.tui.news import Reviewed
from assistant.tui.review import Review
from assistant.tui.stage import Stage


class Verifying(Stage):
    """Showing the list, and opening an answer from it."""

    async def action_review(self) -> None:
        """Show all answers, to verify and change them."""
        if self.session is None:
            return
        self.side = ""
        self.asking = False
        self.reviewing = True
        self.query_one(Review).edited = ""
        if self._survey:
            self.office.review(self, self._survey, self.query_one(Review).width)
        await self._show_place()

    def action_gaps(self) -> None:
        """Show only what is missing among the answers, or all of them."""
        self.query_one(Review).toggle_gaps()

    @on(Reviewed)
    def _reviewed(self, event: Reviewed) -> None:
        if self.session is not None and event.dossier is self.session.dossier:
            self.query_one(Review).show(event)

    def action_change(self) -> None:
        """Open the answer under the cursor (for the mouse)."""
        self.query_one(Review).change()

    @on(Review.Chosen)
    async def _change(self, event: Review.Chosen) -> None:
        if self.session and self.session.goto(event.path):
            self.query_one(Review).edited = event.path
            await self._show_place()
