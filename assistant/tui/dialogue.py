"""The dialogue: answering the question that stands, and moving from one to another."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content

from assistant.french import join
from assistant.tui import undone, words
from assistant.tui.ahead import Gives, Taken
from assistant.tui.card import Card
from assistant.tui.dialogs import Choose
from assistant.tui.inputs import BESIDE, Rows, Submitted
from assistant.tui.panes.checklist import ChecklistPane
from assistant.tui.review import Review
from assistant.tui.stage import Stage
from assistant.tui.thread import Piece, Thread
from assistant.tui.words import fr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.interview import Step
    from assistant.tui.session import Session


class Dialogue(Gives, Stage):
    """What people do to the dossier: everything is saved, evaluated and said in the conversation."""

    gives = frozenset(("f7", "f8", "f9"))

    @property
    def _stands(self) -> "tuple[Session, Step] | None":
        """The session and the question of it that waits for an answer; None when there is none."""
        session = self.session
        return (session, session.step) if session and session.step else None

    @property
    def draft(self) -> str:
        """What is typed as an answer and not given yet."""
        return self.query_one(Card).draft if self.session else ""

    @property
    def draft_told(self) -> str:
        """That answer as people know it: choices by their words."""
        labels = {choice.value: choice.label for choice in self._stands[1].question.choices} if self._stands else {}
        return BESIDE.join(labels.get(part, part) for part in self.draft.split(BESIDE))

    async def give_draft(self) -> bool:
        """Give the answer that is typed; False when it is refused."""
        if self._stands is None:
            return True
        session, step = self._stands
        before, draft = session.dossier, self.draft
        if step.question.type == "repeat":
            await self._add_row(Card.RowAdded(draft))
        else:
            await self._answer(Submitted(draft))
        return session.dossier is not before

    @on(Submitted)
    async def _submitted(self, event: Submitted) -> None:
        if not event.late:
            await self._answer(event)
        self.app.post_message(Taken())

    async def _answer(self, event: Submitted) -> None:
        if self._stands is None:
            return
        session, step = self._stands
        before = session.dossier
        known = before.reply(step.path)
        if event.raw is None and (known.state == "absent" or session.interview.has_rows(step.path)):
            if not session.interview.may_be_blank(step):
                self.query_one(Card).say_unwritten()
                return
            await self._leave_blank(session, step)
            return
        if (event.raw is None and known.state in {"skipped", "none"}) or (known.state == "given" and event.raw == known.raw):
            session.leave()
        elif problem := session.answer(event.raw):
            self.query_one(Card).say(problem)
            return
        await self._changed(before, step)

    async def _leave_blank(self, session: "Session", step: "Step") -> None:
        """Go on from a question that may be left blank, and say so."""
        session.leave()
        if session.step is step:
            self.query_one(Card).say(
                "Plus rien d'autre n'attend : répondez, F8 si vous ne savez pas encore, ou F10 pour vérifier."
            )
            return
        piece = Piece("exchange", words.exchange(step, session.dossier) + Content.styled(fr(" (facultatif)"), "$muted"))
        self.query_one(Thread).add(piece)
        self.remember(piece)
        await self._changed(session.dossier, step)

    async def changed(self, before: object) -> None:
        """After a change of the dossier that no question of the dialogue made."""
        await self._changed(before, None)

    async def _changed(self, before: object, step: "Step | None") -> None:
        """After anything done to the dossier: save it, evaluate it, say it in the conversation, show what comes next."""
        session = self.session
        assert session is not None
        review = self.query_one(Review)
        if step is None or not review.goes_on(session.place):
            review.edited = ""
        if session.dossier is not before:
            self.office.save(self, session)
            self.office.survey(self, session)
        with self.app.batch_update():
            if session.dossier is not before:
                if step is not None:
                    piece = Piece("exchange", words.exchange(step, session.dossier))
                    self.query_one(Thread).add(piece)
                    self.remember(piece)
                self.mark_saved()
            await self._show_place()
        if session.dossier is not before:
            self.query_one(Thread).keep_end()

    @on(Card.RowAdded)
    async def _row_added(self, event: Card.RowAdded) -> None:
        rows = self._stands[0].interview.enumerated(self._stands[1].path, event.title) if self._stands and event.title else ()
        if rows:
            self._ask_several(event, rows)
        else:
            await self._add_row(event)
        self.app.post_message(Taken())

    def _ask_several(self, event: Card.RowAdded, rows: "Sequence[dict[str, Any]]") -> None:
        """Ask whether a line of several names is so many rows: a name may hold a comma."""
        assert self._stands is not None
        session, step = self._stands
        one = step.question.item or "élément"
        e = "e" if step.question.feminine else ""
        names = join([f"« {words.brief(str(row[step.question.title]))} »" for row in rows])

        async def chosen(choice: str | None) -> None:
            before = session.dossier
            if choice == "one":
                await self._add_row(event)
            elif choice == "several":
                session.add_rows(rows)
                await self._changed(before, step)

        title = f"Un{e} seul{e} {one}, ou plusieurs ?"
        choices = (("several", f"En ajouter {len(rows)} : {names}"), ("one", f"En ajouter un{e} seul{e}, de ce nom entier"))
        text = f"Vous avez tapé « {words.brief(event.title or '')} »."
        self.app.push_screen(Choose(title, text, choices), chosen)

    async def _add_row(self, event: Card.RowAdded) -> None:
        if self._stands is None:
            return
        session, step = self._stands
        before = session.dossier
        if not step.question.title:
            session.add_row()
        elif event.title and (problem := session.interview.row_problem(step.path, event.title)):
            self.query_one(Card).say(problem)
            return
        else:
            session.add_row(event.title)
        await self._changed(before, step)

    @on(Rows.Removed)
    async def _remove_row(self, event: Rows.Removed) -> None:
        if self._stands is None:
            return
        session, step = self._stands
        before = session.dossier
        session.remove_row(event.index)
        self.app.notify(fr("Élément retiré. ^Z : le remettre."), markup=False)
        await self._changed(before, step)

    @on(Rows.Chosen)
    async def _open_row(self, event: Rows.Chosen) -> None:
        if self.session and (path := self.session.row_path(event.index)):
            self.session.goto(path)
            await self._show_place()

    @on(ChecklistPane.Goto)
    async def _goto(self, event: ChecklistPane.Goto) -> None:
        await self.goto(event.path)

    async def goto(self, path: str) -> None:
        """Go to a question of the dialogue, if it is asked now."""
        if self.session and self.session.goto(path):
            self.asking = self.reviewing = False
            self.side = ""
            await self._show_place()

    async def action_skip(self) -> None:
        """« Je ne sais pas encore »."""
        if self._stands and self._answering:
            session, step = self._stands
            before = session.dossier
            session.skip()
            await self._changed(before, step)
        self.app.post_message(Taken())

    async def action_none(self) -> None:
        """« Aucun »."""
        if self._stands and self._answering:
            session, step = self._stands
            before = session.dossier
            if session.none():
                await self._changed(before, step)
            else:
                self.query_one(Card).say("Cette question n'admet pas « aucun » : F8 si vous ne savez pas encore.")
        self.app.post_message(Taken())

    async def action_before(self) -> None:
        """The question before."""
        if self.session and self._answering:
            if self.session.back():
                await self._show_place()
            else:
                self.app.notify(fr("C'est la première question."), markup=False)
        self.app.post_message(Taken())

    async def action_undo(self) -> None:
        """Take the last answer back."""
        session = self.session
        if session is None:
            return
        before = session.dossier
        if not session.undo():
            self.app.notify(fr("Rien à annuler."), markup=False)
            return
        label = session.step.question.label if session.step else ""
        self._tell_undone(f"↶ {undone.changed(before, session.dossier, 'annulée', label)}")
        self.asking = False
        await self._changed(before, None)

    async def action_redo(self) -> None:
        """Give the answer that was taken back again."""
        session = self.session
        if session is None:
            return
        before, place = session.dossier, session.step
        if not session.redo():
            self.app.notify(fr("Rien à rétablir."), markup=False)
            return
        label = place.question.label if place else ""
        self._tell_undone(f"↷ {undone.changed(before, session.dossier, 'rétablie', label)}")
        self.asking = False
        await self._changed(before, None)

    def _tell_undone(self, told: str) -> None:
        """Say in the conversation what was taken back or given again, and in a toast where it is out of view."""
        self.query_one(Thread).add(Piece("note", Content.styled(told, "$muted")))
        if self.side or self.reviewing:
            self.app.notify(told, markup=False)

    def action_validate(self) -> None:
        """Give the answer (for the mouse)."""
        self.query_one(Card).validate()

    def questions(self) -> "list[tuple[str, str]]":
        """The paths and names of the questions asked now, for the palette."""
        if self.session is None:
            return []
        return [
            (step.path, f"{self.session.interview.heading(step)} › {step.question.name}") for step in self.session.interview.steps
        ]
