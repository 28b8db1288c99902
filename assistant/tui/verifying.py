"""« Vérifiez vos réponses » in the workspace: the list of all answers in the place of the conversation."""

from typing import TYPE_CHECKING

from textual import on

from assistant.tui.card import Card
from assistant.tui.news import Reviewed
from assistant.tui.review import Review
from assistant.tui.stage import Stage

if TYPE_CHECKING:
    from assistant.answers import Answer


class Verifying(Stage):
    """Showing the list, opening an answer from it, and going back to the question that was left for it."""

    _from: "tuple[str, Answer] | None" = None
    """The question that was left for the list, and the answer that it had."""

    async def action_review(self) -> None:
        """Show all answers, to verify and change them; from one that was opened there, back to them."""
        session = self.session
        if session is None:
            return
        if self.reviewing and self.query_one(Review).edited:
            self.close_answer()
            return
        if not self.reviewing and session.place:
            self._from = session.place, session.dossier.reply(session.place)
        self.side = ""
        self.asking = False
        self.reviewing = True
        self.query_one(Review).edited = ""
        if self._survey:
            self.office.review(self, self._survey, self.query_one(Review).width)
        await self._show_place()

    def close_answer(self) -> None:
        """Back from an answer to the list; what becomes of what is half typed in it is asked first."""
        self.part(self._close_answer)

    def _close_answer(self) -> None:
        self.query_one(Review).edited = ""
        # What was typed and abandoned is not what the question shows the next time.
        self.query_one(Card).forget()
        self.call_later(self._show_place)

    def leave_list(self) -> None:
        """From the list to the question that was left for it, unless it was answered there; to be called before it is shown."""
        self.reviewing = False
        session, left = self.session, self._from
        self._from = None
        if session and left and session.dossier.reply(left[0]) == left[1]:
            session.goto(left[0])

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
