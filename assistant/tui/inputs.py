"""What answers are typed in: each cleans what is pasted, and tells its card what was decided."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea
from textual.widgets.option_list import Option

from assistant.script import Choice
from assistant.text import clean, fold
from assistant.tui.hanging import Hanging
from assistant.tui.haste import Haste
from assistant.tui.options import Options
from assistant.tui.words import fr

LINE_MAX, AREA_MAX = 4_000, 60_000
"""How many characters may be pasted at once in a line, in several lines."""
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the choices, in their order."""


def _pasted(widget: Widget, text: str, longest: int) -> str:
    """A pasted text, harmless and not too long."""
    if len(text) > longest:
        told = f"Le texte collé est très long : ses {longest} premiers caractères sont gardés."
        widget.app.notify(fr(told), severity="warning", markup=False)
    return clean(text[:longest])


class Submitted(Message):
    """An answer was given, as raw data of a dossier (None when nothing was typed), perhaps by the figure before a choice."""

    def __init__(self, raw: "str | list[str] | None", by_figure: bool = False) -> None:
        self.raw = raw
        self.by_figure = by_figure
        super().__init__()


class Line(Input):
    """A line of text."""

    def _on_paste(self, event: events.Paste) -> None:
        # Runs before Input's own handler, which inserts the first line: a pasted list becomes one line.
        event.text = " ".join(_pasted(self, event.text, LINE_MAX).split())

    async def _on_key(self, event: events.Key) -> None:
        # A binding would come through all the parents first, and a key typed at once after Enter would be in what is given.
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    @property
    def text(self) -> str:
        """What was typed, cleaned."""
        return clean(self.value).strip()


class Field(Line):
    """A line that is the answer to a question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_typing", "Annuler ce que vous tapez, sinon la dernière réponse", show=False),
        Binding("ctrl+y", "redo_typing", "Rétablir ce que vous tapiez, sinon la réponse annulée", show=False),
    ]
    _untyped = ""

    def on_mount(self) -> None:
        """What stands here before anybody types is what undoing comes back to."""
        self._first = self.value

    async def action_undo_typing(self) -> None:
        """Undo what was typed; when nothing was, take the last answer back."""
        if self.value == self._first:
            await self.screen.run_action("undo")
        else:
            self._untyped, self.value = self.value, self._first
            self.cursor_position = len(self.value)

    async def action_redo_typing(self) -> None:
        """Type again what was undone; when nothing was, give the answer that was taken back again."""
        if self._untyped and self.value == self._first:
            self._untyped, self.value = "", self._untyped
            self.cursor_position = len(self.value)
        else:
            await self.screen.run_action("redo")

    async def action_submit(self) -> None:
        """Give the answer."""
        self.post_message(Submitted(self.text or None))


class Area(TextArea):
    """Several lines; Enter gives the answer, ctrl+j starts a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "newline", "Aller à la ligne", show=False),
        # TextArea has uses of its own for these keys.
        Binding("f6", "screen.pane('progress')", "Voir toutes les questions", show=False),
        Binding("f7", "screen.before", "Revenir à la question précédente", show=False),
    ]

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = _pasted(self, event.text, AREA_MAX)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_submit()

    def undo(self) -> None:
        """Undo what was typed; when nothing was, take the last answer back."""
        before = self.text
        super().undo()
        if self.text == before:
            self.call_later(self.screen.run_action, "undo")

    def redo(self) -> None:
        """Type again what was undone; when nothing was, give the answer that was taken back again."""
        before = self.text
        super().redo()
        if self.text == before:
            self.call_later(self.screen.run_action, "redo")

    def action_newline(self) -> None:
        """Start a new line."""
        self.insert("\n")

    def action_submit(self) -> None:
        """Give the answer."""
        self.post_message(Submitted(clean(self.text).strip() or None))


class Choices(Options):
    """A closed question: a key or Enter chooses; when several may be chosen, a key or Space checks, Enter gives the answer.

    A word typed in full is given as it is, for the dossier to understand. `haste` is told when a key answers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "check", "Cocher ou choisir", show=False),
        Binding("enter", "submit", "Donner la réponse", show=False),
    ]

    class Checked(Message):
        """A box was checked or unchecked; the answer is not given yet."""

    def __init__(
        self, choices: Sequence[Choice], chosen: Sequence[str], several: bool, haste: Haste, keys: str = KEYS, name: str = ""
    ) -> None:
        self.choices = choices
        self._haste = haste
        self._typed = ""
        self.keys = keys
        self.several = several
        self.chosen = list(chosen)
        super().__init__(*(Option(self._prompt(index)) for index in range(len(choices))), markup=False, id="choices", name=name)
        values = [choice.value for choice in choices]
        self.highlighted = values.index(self.chosen[0]) if self.chosen and self.chosen[0] in values else 0

    def _prompt(self, index: int) -> Hanging:
        choice = self.choices[index]
        on = choice.value in self.chosen
        box = ("☑ " if on else "☐ ") if self.several else ("● " if on else "○ ")
        key = self.keys[index] if index < len(self.keys) else " "
        hint = (fr(f"  {choice.hint}"), "$muted") if choice.hint else ""
        sign = Content.assemble((f"{key} ", "$accent bold"), box)
        return Hanging((sign, Content.assemble((fr(choice.label), "bold" if on else ""), hint)))

    def on_key(self, event: events.Key) -> None:
        """Choose by key (figures always do), or begin to type a choice."""
        if self._haste.drops(event.key, event.character):
            event.stop()
            event.prevent_default()
            return
        char = (event.character or " ").lower()
        index = max(self.keys.find(char), KEYS.find(char) if char.isdecimal() else -1)
        if not self._typed and 0 <= index < len(self.choices):
            event.stop()
            self.highlighted = index
            if self.several:
                self.action_check()
            else:
                figure = "" if char.isalpha() else char
                self._haste.begin("" if figure else self.choices[index].value[1:], figure=figure)
                self.post_message(Submitted(self.choices[index].value, by_figure=bool(figure)))
        elif event.key == "question_mark" and not self._typed:
            return  # the help: no choice begins so
        elif not self.several and event.character and event.character.isprintable() and (char != " " or self._typed):
            event.stop()
            event.prevent_default()
            self._typed += event.character
            self._show_typed()
        elif event.key != "enter":
            self._typed = ""

    def _show_typed(self) -> None:
        wanted = fold(self._typed)
        for index, choice in enumerate(self.choices):
            if any(fold(name).startswith(wanted) for name in (choice.label, choice.value, *choice.aliases)):
                self.highlighted = index
                return

    def on_paste(self, event: events.Paste) -> None:
        """A pasted text chooses nothing."""
        event.stop()
        self._haste.begin(answered=False)
        self.app.notify(fr("Cette question a des réponses à choisir : le texte collé est laissé de côté."), markup=False)

    def action_select(self) -> None:
        """A click: check, or give the answer when only one is possible."""
        self._typed = ""
        self.action_check()

    def action_check(self) -> None:
        """Check or uncheck the highlighted choice."""
        if self.highlighted is None:
            return
        if not self.several:
            self.action_submit()
            return
        value = self.choices[self.highlighted].value
        if value in self.chosen:
            self.chosen.remove(value)
        else:
            self.chosen.append(value)
        self.replace_option_prompt_at_index(self.highlighted, self._prompt(self.highlighted))
        self.post_message(self.Checked())

    def check(self, values: Sequence[str]) -> None:
        """Check these boxes, and no other."""
        self.chosen = [choice.value for choice in self.choices if choice.value in values]
        for index in range(len(self.choices)):
            self.replace_option_prompt_at_index(index, self._prompt(index))

    def action_submit(self) -> None:
        """Give the answer."""
        if self.several:
            order = [choice.value for choice in self.choices if choice.value in self.chosen]
            self.post_message(Submitted(order or None))
        elif self._typed.strip():
            self.post_message(Submitted(self._typed.strip()))
            self._typed = ""
        elif self.highlighted is not None:
            self.post_message(Submitted(self.choices[self.highlighted].value))


class Rows(Options):
    """The rows of a repeat: Enter opens one, Delete takes one away."""

    class Removed(Message):
        """A row is to be taken away."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    class Chosen(Message):
        """A row is to be opened."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "take_away", "Retirer l'élément", show=False)]

    def __init__(self, rows: Sequence[Content]) -> None:
        super().__init__(*(Option(row) for row in rows), markup=False, id="rows", name="les éléments de la liste")

    def show(self, rows: Sequence[Content]) -> None:
        """Show other rows; the cursor stays where it was."""
        here = self.highlighted
        self.clear_options()
        self.add_options([Option(row) for row in rows])
        self.highlighted = None if here is None else min(here, len(rows) - 1)

    def action_take_away(self) -> None:
        """Take the highlighted row away."""
        if self.highlighted is not None:
            self.post_message(self.Removed(self.highlighted))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the row."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))
