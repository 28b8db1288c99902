"""The answer of a cell, changed where it stands: the input that fits its question, over the table."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.widgets import Input, Static, TextArea

from assistant.text import clean
from assistant.tui.ahead import Gives, Taken
from assistant.tui.fitting import choosing, input_for, key_of, reading, typed, undecided
from assistant.tui.guide import Guide
from assistant.tui.inputs import Area, Choices, Field, Submitted
from assistant.tui.keys import Item, KeyLine
from assistant.tui.once import Window
from assistant.tui.words import ASKING, STILL_ASKING, fr, is_question

if TYPE_CHECKING:
    from assistant.dossier import Dossier
    from assistant.interview import Step

_WIDTH = 56


class Given(NamedTuple):
    """What becomes of a cell: an answer as raw data, or None to take it away."""

    raw: str | list[str] | None


class Asks(NamedTuple):
    """What was typed in a cell is a question to ask the texts."""

    question: str


class _Window(Vertical):
    """The window of a cell, which stays in the screen whatever it comes to hold."""

    def on_resize(self) -> None:
        """Be put in view again: its lines are known once it is laid out, and change with what is said in it."""
        if isinstance(self.screen, Cell):
            self.screen.settle()


class Cell(Gives, Guide, Window[Given | Asks | None]):
    """Change one answer, at a place of the screen; `check` says why one is refused ("" when it is not). Gives None when closed.

    `typing` is told what is typed, or which boxes are checked, and not given yet.
    """

    about = (
        "La réponse d'une case du tableau. Une fois validée, elle est enregistrée, et vous revenez au tableau ; "
        "Échap la laisse comme elle est, F8 dit que vous ne savez pas encore."
    )
    scopes = ()
    gives = frozenset(("escape", "f8", "f9"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Fermer", show=False),
        Binding("f1", "app.help", "Aide", show=False),
        Binding("f2", "ask", "Poser aux textes la question qui est tapée", show=False),
        Binding("f8", "skip", "Je ne sais pas encore", show=False),
        Binding("f9", "none", "Aucun", show=False),
    ]

    def __init__(
        self,
        step: "Step",
        dossier: "Dossier",
        at: Region,
        check: Callable[[str | list[str]], str],
        typing: Callable[[str, tuple[str, ...]], None],
    ) -> None:
        super().__init__()
        self._step, self._dossier, self._at, self._check, self._typing = step, dossier, at, check, typing
        self._asks = ""
        """The answer of which it was said that it looks like a question: given once more, it is one."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """« Aucun » is no answer to some questions: a press says so, and neither the help nor the line of keys offers it."""
        return () if self._step.question.none else ("none",)

    def compose(self) -> ComposeResult:
        """The question, its input, what is understood or refused, the keys."""
        question = self._step.question
        with _Window(id="cell"):
            demanded = ("  demandé", "$accent") if question.required else ""
            yield Static(Content.assemble((fr(question.label), "bold"), demanded), markup=False)
            answer = input_for(question, self._dossier.reply(self._step.path))
            yield answer
            yield Static(markup=False, id="reading", classes="-gone")
            yield Static(markup=False, id="refusal", classes="-gone")
            keys = KeyLine()
            chooses = [key_of(answer)] if isinstance(answer, Choices) else []
            keys.items = (
                *chooses,
                Item("↵", "Valider", "screen.validate"),
                Item("Échap", "Annuler", "screen.close"),
                Item("F8", fr("Je ne sais pas"), "screen.skip", 2),
                *([Item("F9", fr(question.none), "screen.none", 3)] if question.none else []),
            )
            yield keys

    def on_mount(self) -> None:
        """Stand where the cell is; what was typed since it was asked for is for it."""
        self.settle()
        self.call_after_refresh(self.app.post_message, Taken())

    def on_resize(self) -> None:
        """Stay in the screen."""
        self.settle()

    def settle(self) -> None:
        """Stand over the cell; above it where there is no room below."""
        window = next(iter(self.query("#cell")), None)
        if window is None:
            return  # closed before it was ever drawn, by keys typed in one breath
        screen, height = self.app.size, window.outer_size.height
        width = min(max(_WIDTH, self._at.width + 4), screen.width)
        x = max(0, min(self._at.x - 2, screen.width - width))
        y = self._at.y - 1
        if y + height > screen.height:
            y = min(self._at.y, screen.height) - height
        window.styles.width = width
        window.styles.offset = (x, max(0, y))

    @on(Submitted)
    def _submitted(self, event: Submitted) -> None:
        event.stop()
        known = self._dossier.reply(self._step.path)
        if event.raw is None:
            # Nothing is typed: what was said otherwise (« je ne sais pas encore », « aucun ») stays.
            self.dismiss(None if known.state in {"absent", "skipped", "none"} else Given(None))
        elif known.state == "given" and event.raw == known.raw:
            self.dismiss(None)
        elif problem := self._check(event.raw):
            self._say(problem)
            self.app.post_message(Taken())
        elif isinstance(event.raw, str) and event.raw != self._asks and is_question(event.raw):
            self._asks = event.raw
            self._tell(Content.styled(fr(STILL_ASKING), "$accent bold"))
            self._read(Content(""))
            self.app.post_message(Taken())
        else:
            self.dismiss(Given(event.raw))

    def _say(self, problem: str) -> None:
        self._tell(Content.styled(f"✗ {fr(problem)}", "$error bold") if problem else Content(""))
        if problem and not is_question(self._draft):
            self._read(Content(""))

    def _tell(self, told: Content) -> None:
        refusal = self.query_one("#refusal", Static)
        refusal.update(told)
        refusal.set_class(not told, "-gone")

    @property
    def _draft(self) -> str:
        """What is typed, and may be given."""
        for widget in self.query("Choices, Area, Field").results():
            if isinstance(widget, Area | Field):
                return clean(widget.text).strip()
            if isinstance(widget, Choices):
                return clean(widget.typed).strip()
        return ""

    def action_ask(self) -> None:
        """Ask the texts what was typed, when it is a question."""
        if is_question(self._draft):
            self.dismiss(Asks(self._draft))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        text = event.value if isinstance(event, Input.Changed) else event.text_area.text
        if text.strip() != typed(self._dossier.reply(self._step.path)).strip():
            self._say("")
            self._typing(clean(text), ())
        else:
            self._typing("", ())
        self._understand(text, reading(self._step.question, text, self._dossier))

    def _understand(self, text: str, shown: Content) -> None:
        """Show what is understood of what is typed, or that it may be a question."""
        self._asks = ""
        self._read(Content.styled(fr(ASKING), "$accent") if is_question(text) else shown)

    def _read(self, shown: Content) -> None:
        self.query_one("#reading", Static).update(shown)
        self.query_one("#reading").set_class(not shown, "-gone")

    @on(Choices.Checked)
    def _checked(self) -> None:
        choices = self.query_one(Choices)
        self._typing(clean(choices.pending), tuple(choices.chosen) if choices.several else ())
        self._say("")
        self._understand(choices.typed, choosing(choices, self._step.question, self._dossier))

    @on(Choices.Undecided)
    def _undecided(self) -> None:
        self._say(undecided(self.query_one(Choices)))
        self.app.post_message(Taken())

    @on(Click)
    def _clicked(self, event: Click) -> None:
        """A click beside the window closes it."""
        if event.widget is self:
            self.action_close()

    def action_validate(self) -> None:
        """Give the answer that is in the input (for the mouse)."""
        for widget in self.query("Choices, Area, Field").results():
            if isinstance(widget, Choices | Area):
                widget.action_submit()
            elif isinstance(widget, Field):
                self.call_later(widget.action_submit)

    def action_skip(self) -> None:
        """« Je ne sais pas encore »."""
        from assistant.answers import SKIPPED

        self.dismiss(Given(SKIPPED))

    def action_none(self) -> None:
        """« Aucun », when the question admits it."""
        from assistant.answers import NONE

        if self._step.question.none:
            self.dismiss(Given([] if self._step.question.type == "choices" else NONE))
        else:
            self._say("Cette question n'admet pas « aucun » : F8 si vous ne savez pas encore.")
            self.app.post_message(Taken())

    def action_close(self) -> None:
        """Leave the answer as it is."""
        self.dismiss(None)
