"""The room's free questions: asked of the texts, answered with their passage, and kept for the record."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from assistant.tui import words
from assistant.tui.ask import AskBar
from assistant.tui.news import Answered, Talk, Trouble
from assistant.tui.trainer import slides
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.following import Following
from assistant.tui.trainer.news import Prepared
from assistant.tui.trainer.projection import view_of
from assistant.tui.trainer.slides import Piece
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.sittings import Sitting


class Asking(Following):
    """The conversation of the room with the texts. `_talk` is what the next question will be understood with."""

    def __init__(self, desk: TrainerDesk, prepared: Prepared, sitting: "Sitting", path: Path) -> None:
        super().__init__(desk, prepared, sitting, path)
        self._talk = Talk()
        self._asked: list[str] = []

    async def action_ask(self) -> None:
        """To the line to ask in, and back."""
        self.view = view_of(self.step) if self.view == "ask" else "ask"
        self._answer = []
        await self._draw()

    def action_forget(self) -> None:
        """Drop what the questions are about: the next one is read by itself."""
        self._talk = Talk()
        self.query_one(AskBar).talk_of("")

    @on(AskBar.Asked)
    async def _ask(self, event: AskBar.Asked) -> None:
        self._asked.append(event.question)
        told = "Recherche…" if self.office.library else "Les textes se préparent ; la réponse vient ensuite…"
        self._answer = [Piece("text", words.asked(event.question)), *slides.nothing(told)]
        await self._draw()
        self.office.ask(self, len(self._asked), event.question, self._talk)

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        from assistant.sittings import Asked
        from assistant.telling import NOTHING

        answer, question = event.answer, self._asked[event.number - 1]
        place = event.extracts[0].place if event.extracts and answer.status == "answered" else ""
        said = answer.answer or NOTHING[answer.status]
        self.change(self.sitting.asking(Asked(question=question, answer=" ".join(said.split()), place=place)))
        if event.talk is self._talk:
            self.query_one(AskBar).talk_of(answer.context.title if answer.context else "")
        self.query_one(AskBar).suggest(answer.suggestions or self.step.questions)
        self._answer = [Piece("text", words.asked(question)), Piece("text", words.answered(answer))]
        self._answer += [Piece("passage", words.passage(extract)) for extract in event.extracts[:1]]
        if self.view == "ask":
            await self._draw()

    def troubled(self, event: Trouble) -> None:
        """Something was refused: a question gets no answer."""
        if event.asked and self.view == "ask":
            self._answer = [Piece("text", Content.styled(f"✗ {fr(event.text)}", "$error"))]
            self.call_later(self._draw)
