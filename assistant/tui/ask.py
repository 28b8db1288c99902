"""Where a free question is typed, with what one might ask."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.french import NBSP
from assistant.text import clean
from assistant.tui import manuals
from assistant.tui.inputs import Line
from assistant.tui.keys import TopLine
from assistant.tui.options import Options
from assistant.tui.words import fr


class AskLine(Line):
    """The line of the question; the arrow up goes to the suggestions, and Space does `idle`, an action of the screen, while it is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("up", "suggestions", "Aller aux questions proposées", show=False)]
    manual = manuals.ASKING
    idle = ""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "space" and self.idle and not self.value:
            event.stop()
            event.prevent_default()
            # Not in this line's own turn: the view that holds it may go away.
            self.screen.call_later(self.screen.run_action, self.idle)
        else:
            await super()._on_key(event)

    def action_suggestions(self) -> None:
        """Go to the suggestions."""
        suggestions = self.screen.query_one("#suggestions", OptionList)
        if suggestions.option_count:
            suggestions.highlighted = suggestions.option_count - 1
            suggestions.focus()


class AskBar(Vertical):
    """The line to ask in, below suggestions and what the conversation is about, above the question that waits.

    `topic` names what the next question will be understood with; `idle` is what Space does in an empty line, if anything.
    """

    class Asked(Message):
        """A question was asked."""

        def __init__(self, question: str) -> None:
            self.question = question
            super().__init__()

    def __init__(self, topic: str = "Vous parlez de : ", idle: str = "") -> None:
        super().__init__(id="ask-bar")
        self._topic = topic
        self._idle = idle
        self._suggestions: tuple[str, ...] = ()
        self._waiting: str | None = None

    def compose(self) -> ComposeResult:
        """Suggestions, the topic, the line, and the question that waits."""
        yield Static(Content.styled(fr("Vous pouvez demander :"), "$muted"), markup=False, id="suggested")
        yield Options(markup=False, id="suggestions", compact=True, name="les questions proposées")
        yield TopLine(id="topic", classes="-gone")
        invites = fr("Posez une question aux textes, puis Entrée")
        line = AskLine(placeholder=invites, id="question", select_on_focus=False, name="votre question aux textes")
        line.idle = self._idle
        yield line
        yield Static(markup=False, id="waiting")

    def suggest(self, questions: Sequence[str]) -> None:
        """Offer questions."""
        self._suggestions = tuple(questions)
        options = self.query_one("#suggestions", OptionList)
        options.clear_options()
        options.add_options([Option(Content(f"› {fr(question)}")) for question in questions])
        self.set_class(not questions, "-nothing-suggested")

    def talk_of(self, topic: str) -> None:
        """Show what the next question will be understood with, and how to drop it ("" when it will be read by itself)."""
        line = self.query_one("#topic", TopLine)
        line.left = Content.assemble((fr(self._topic), "$muted"), (fr(topic), "bold"))
        line.brief = _forget("oublier")
        line.right = _forget("oublier ce sujet")
        line.set_class(not topic, "-gone")

    def wait_for(self, question: str) -> None:
        """Remind of the question of the dialogue that waits ("" when none does)."""
        if question == self._waiting:
            return
        self._waiting = question
        shown = Content.assemble(
            ("↩ ", "$accent"), (fr("Échap : reprendre « "), "$muted"), (question, ""), (f"{NBSP}»", "$muted")
        )
        back = shown.stylize(Style.from_meta({"@click": "screen.answer"}))
        self.query_one("#waiting", Static).update(back if question else Content(""))
        self.set_class(not question, "-nothing-waits")

    def propose(self, question: str) -> None:
        """Put a question in the line, ready to be asked."""
        line = self.line
        line.value = question
        line.cursor_position = len(question)

    @property
    def line(self) -> AskLine:
        """The line of the question."""
        return self.query_one("#question", AskLine)

    def take_focus(self) -> None:
        """Put the cursor in the line."""
        self.line.focus()

    @on(Input.Submitted, "#question")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        line = self.line
        if question := clean(event.value).strip():
            self.post_message(self.Asked(question))
            line.value = line.value.removeprefix(event.value)

    @on(OptionList.OptionSelected, "#suggestions")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Asked(self._suggestions[event.option_index]))
        self.take_focus()


def _forget(label: str) -> Content:
    return Content.assemble(("^R ", "$accent bold"), (f"× {label} ", "$foreground")).stylize(
        Style.from_meta({"@click": "screen.forget"})
    )
