"""Free questions in the workspace: asked, answered, with what the conversation is about."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from assistant.tui import words
from assistant.tui.ask import AskBar
from assistant.tui.card import Card
from assistant.tui.copying import sent
from assistant.tui.dialogs import Choose
from assistant.tui.news import Answered, Bearing, Talk, Trouble
from assistant.tui.office import Office
from assistant.tui.panes.passages import NOTHING_YET, Found
from assistant.tui.stage import Stage
from assistant.tui.thread import Piece, Thread
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.script import Script
    from assistant.tui.session import Session


class Talking(Stage):
    """The conversation with the texts. `_talk` is what the next question will be understood with."""

    def __init__(self, office: Office, script: "Script", session: "Session | None", resumed: bool) -> None:
        super().__init__(office, script, session, resumed)
        self._asked = 0
        self._talk = Talk()
        self._topic = ""
        self._last = ""
        self._waiting: dict[int, Piece | None] = {}
        """What stands where an answer is awaited, by the number of its question; None where the question was erased meanwhile."""

    async def action_ask(self) -> None:
        """To the line to ask in, with the question that was typed as an answer, or back to the question that waits."""
        if self.session is not None and not self.asking and (question := self.query_one(Card).take_question()):
            self.query_one(AskBar).propose(question)
        if self.side or self.reviewing:
            self.side = ""
            self.asking = True
        elif self.session is not None:
            self.asking = not self.asking
        self.reviewing = False
        await self._show_place()

    async def turn_to_texts(self) -> None:
        """Show the line to ask in, with the cursor there at once: a question comes."""
        self.asking = True
        await self._show_place()
        self.set_focus(self.query_one(AskBar).line)

    async def action_answer(self) -> None:
        """Back to the question that waits (for the mouse): clicked twice, it stays there."""
        self.asking = self.session is None
        await self._show_place()

    @on(AskBar.Asked)
    def _ask(self, event: AskBar.Asked) -> None:
        self._asked += 1
        told = "Les textes se préparent ; la réponse vient ensuite…" if self.office.indexing else "Recherche…"
        waiting = self._waiting[self._asked] = Piece("note", Content.styled(fr(told), "$muted"))
        asked = Piece("asked", words.asked(event.question))
        self.query_one(Thread).add(asked, waiting, top=True)
        self.remember(asked)
        self.office.ask(self, self._asked, event.question, self._talk)

    def _talk_of(self, topic: str) -> None:
        self._topic = topic
        self.query_one(AskBar).talk_of(topic)

    def action_forget(self) -> None:
        """Drop what the conversation is about: the next question is read by itself, whatever answer is still to come."""
        if not self._topic:
            self.app.notify(fr("La conversation n'a pas de sujet : votre prochaine question se lira seule."), markup=False)
            return
        self.tell(Content.styled(fr(f"Sujet oublié : « {self._topic} ». La question suivante se lit seule."), "$muted"))
        self._talk = Talk()
        self._talk_of("")
        self.query_one(AskBar).suggest(())
        if self.asking and not self.side:
            self.query_one(AskBar).take_focus()

    def action_erase(self) -> None:
        """Forget the free questions, once it is agreed."""

        def agreed(choice: str | None) -> None:
            if choice == "erase":
                self.office.erase()
                self.call_later(self._clear)

        text = "Elles ne seront plus ici la prochaine fois. Les conversations de vos dossiers restent."
        choices = (("keep", "Les garder"), ("erase", "Les effacer"))
        self.app.push_screen(Choose("Effacer vos questions et leurs réponses ?", text, choices), agreed)

    async def _clear(self) -> None:
        """Leave nothing in view of what was asked, nor of what is still on its way."""
        self.query_one(Thread).clear()
        self._waiting = dict.fromkeys(self._waiting)
        self._last = ""
        self._talk = Talk()
        self._talk_of("")
        self.query_one(AskBar).suggest(())
        self._about_answer = False
        self.tell(Content.styled(fr("Vos questions et leurs réponses sont effacées."), "$muted"))
        await self._show_found(NOTHING_YET)
        self._mark_keys()

    def action_copy(self) -> None:
        """Copy what is selected, else the last answer with its passage."""
        selected = self.get_selected_text()
        if text := selected or self._last:
            self.app.copy_to_clipboard(text)
            what = (
                "Sélection envoyée au presse-papiers"
                if selected
                else "Dernière réponse envoyée au presse-papiers, avec son passage"
            )
            self.app.notify(fr(sent(what, self.app.is_web)), markup=False)
        else:
            self.app.notify(fr("Rien à copier : posez une question (F2), ou sélectionnez un texte à la souris."), markup=False)

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        waiting = self._waiting.pop(event.number, None)
        if waiting is None:
            return
        answer = event.answer
        if event.talk is self._talk:
            self._talk_of(answer.context.title if answer.context else "")
        pieces = [Piece("answer", words.answered(answer))]
        pieces += [Piece("passage", words.passage(extract)) for extract in event.extracts[: answer.proved]]
        self._last = "\n\n".join(piece.text.plain for piece in pieces)
        self.query_one(Thread).replace(waiting, *pieces)
        self.remember(*pieces)
        self.query_one(AskBar).suggest(answer.suggestions)
        self._about_answer = True
        await self._show_found(
            Found("Sur votre dernière question", None, event.extracts, "Aucun passage ne porte sur cette question.")
        )
        self._mark_keys()

    @on(Bearing)
    async def _bearing(self, event: Bearing) -> None:
        step = self.session.step if self.session else None
        if step is not None and step.path == event.path and not self._about_answer:
            empty = "Aucun passage n'est rattaché à cette question."
            await self._show_found(Found("Sur la question posée", self._reasons(step), event.extracts, empty))

    def wait_for_texts(self, told: str) -> None:
        """Say how far the texts are made ready, where an answer is awaited."""
        for piece in filter(None, self._waiting.values()):
            self.query_one(Thread).retell(piece, Content.styled(fr(f"La réponse vient ensuite. {told}"), "$muted"))

    def searchable(self) -> None:
        """The texts can be searched now."""
        if not self._about_answer:
            self._request_bearing()
        self.call_later(self.draw_beside)

    def troubled(self, event: Trouble) -> None:
        """Something was refused: say it where one looks; questions are answered in order, so the oldest is the one refused."""
        number = min(self._waiting, default=0) if event.asked else 0
        erased = number in self._waiting and self._waiting[number] is None
        waiting = self._waiting.pop(number, None)
        if not erased:
            refused = Piece("problem", Content.styled(f"✗ {fr(event.text)}", "$error"))
            self.query_one(Thread).replace(waiting, refused)
