"""The room's free questions: asked of the texts, answered with their passage, and kept for the record."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from assistant.tui import words
from assistant.tui.ask import AskBar
from assistant.tui.guide import Command
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
        self._talk = Talk(many=True)
        self._asked: list[str] = []

    async def action_ask(self) -> None:
        """To the line to ask in, and back."""
        self.view = view_of(self.step) if self.view == "ask" else "ask"
        self._answer = []
        await self._draw()

    def action_forget(self) -> None:
        """Drop what the questions are about: the next one is read by itself."""
        self._talk = Talk(many=True)
        self.query_one(AskBar).talk_of("")

    @on(AskBar.Asked)
    async def _ask(self, event: AskBar.Asked) -> None:
        self._asked.append(event.question)
        told = "Les textes se préparent ; la réponse vient ensuite…" if self.office.indexing else "Recherche…"
        self._answer = [Piece("text", words.asked(event.question)), *slides.nothing(told)]
        await self._draw()
        self.office.ask(self, len(self._asked), event.question, self._talk)

    async def action_withdraw(self, number: int, withdrawn: bool) -> None:
        """Take a question out of what is handed out, or put it back."""
        self.change(self.sitting.withdrawing(number, withdrawn))
        if self.view != "ask":
            told = "retirée du document à distribuer" if withdrawn else "remise dans le document à distribuer"
            self.tell(f"Question {told}.")
        self._answer = []
        await self._draw(stay=True)

    def commands(self) -> Iterator[Command]:
        """To take a question out of what is handed out, or put it back."""
        yield from super().commands()
        for number, asked in self.sitting.questions:
            does = "Remettre dans le document" if asked.withdrawn else "Retirer du document"
            yield Command(f"{does} : {words.brief(asked.question)}", "", f"screen.withdraw({number}, {not asked.withdrawn})")

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        from assistant.sittings import Asked
        from assistant.telling import NOTHING, UNSURE

        answer, question = event.answer, self._asked[event.number - 1]
        asked = Asked(
            question=question,
            answer=" ".join((answer.answer or NOTHING[answer.status]).split()),
            place=event.extracts[0].place if event.extracts else "",
            status=answer.status,
            doubtful=answer.status == "answered" and answer.confidence < UNSURE,
            about=answer.understood or "",
            notice=answer.notice or "",
        )
        self.change(self.sitting.asking(asked))
        if event.talk is self._talk:
            self.query_one(AskBar).talk_of(answer.context.title if answer.context else "")
        self.query_one(AskBar).suggest(answer.suggestions or self.step.questions)
        self._answer = [Piece("text", words.asked(question)), Piece("text", words.answered(answer))]
        self._answer += [Piece("passage", words.passage(extract)) for extract in event.extracts[: answer.proved]]
        self._answer.append(Piece("text", slides.withdrawing(len(self.sitting.asked) - 1, asked)))
        if self.view == "ask":
            await self._draw()

    def troubled(self, event: Trouble) -> None:
        """Something was refused: a question gets no answer."""
        if event.asked and self.view == "ask":
            self._answer = [Piece("text", Content.styled(f"✗ {fr(event.text)}", "$error"))]
            self.call_later(self._draw)
