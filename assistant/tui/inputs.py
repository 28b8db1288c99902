"""What answers are typed in: each cleans what is pasted, and tells its card what was decided."""

from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea
from textual.widgets.option_list import Option

from assistant.script import Choice
from assistant.text import clean, fold
from assistant.tui import manuals
from assistant.tui.ahead import Gives
from assistant.tui.hanging import Hanging
from assistant.tui.options import Options
from assistant.tui.words import fr

LINE_MAX, AREA_MAX = 4_000, 60_000
"""How many characters may be pasted at once in a line, in several lines."""
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the choices, in their order."""
BESIDE = "; "
"""What stands between boxes that are checked and the words typed beside them."""
_CROSS = "take_away"
"""What a click on the cross of a row tells, beside its index."""


def _pasted(widget: Widget, text: str, longest: int) -> str:
    """A pasted text, harmless and not too long."""
    if len(text) > longest:
        told = f"Le texte collé est très long : ses {longest} premiers caractères sont gardés."
        widget.app.notify(fr(told), severity="warning", markup=False)
    return clean(text[:longest])


class Submitted(Message):
    """An answer was given, as raw data of a dossier (None when nothing was typed), in a widget that is gone when it comes too late."""

    def __init__(self, raw: "str | list[str] | None", given_in: Widget | None = None) -> None:
        self.raw = raw
        self._given_in = given_in
        super().__init__()

    @property
    def late(self) -> bool:
        """Whether its question no longer stands: a second click on what was clicked."""
        return self._given_in is not None and not self._given_in.is_attached


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


class Field(Gives, Line):
    """A line that is the answer to a question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_typing", "Annuler ce que vous tapez, sinon la dernière réponse", show=False),
        Binding("ctrl+y", "redo_typing", "Rétablir ce que vous tapiez, sinon la réponse annulée", show=False),
    ]
    manual: manuals.Manual = ()
    _untyped = ""

    def on_mount(self) -> None:
        """What stands here before anybody types is what undoing comes back to."""
        self._first = self.value
        self._anew = self.select_on_focus

    def on_blur(self) -> None:
        """What is half typed is gone on with, whatever is typed anew."""
        self.select_on_focus = self._anew and self.value == self._first

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
        self.post_message(Submitted(self.text or None, self))


class Area(Gives, TextArea):
    """Several lines; Enter gives the answer, ctrl+j starts a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "newline", "Aller à la ligne", show=False),
        # TextArea has uses of its own for these keys.
        Binding("f6", "screen.pane('progress')", "Voir toutes les questions", show=False),
        Binding("f7", "screen.before", "Revenir à la question précédente", show=False),
    ]

    manual = manuals.AREA

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
            # Not in this widget's own turn: it is taken away before the next question has the cursor.
            self.screen.call_later(self.screen.run_action, "undo")

    def redo(self) -> None:
        """Type again what was undone; when nothing was, give the answer that was taken back again."""
        before = self.text
        super().redo()
        if self.text == before:
            self.screen.call_later(self.screen.run_action, "redo")

    def action_newline(self) -> None:
        """Start a new line."""
        self.insert("\n")

    def action_submit(self) -> None:
        """Give the answer."""
        self.post_message(Submitted(clean(self.text).strip() or None, self))


CHOOSE_OTHERWISE = frozenset("up down home end pageup pagedown space escape".split())
"""Keys that leave what is typed for what is under the cursor."""


class Choices(Gives, Options):
    """A closed question: a key, the arrows or the first letters choose; Enter, or a click, gives the answer.

    Nothing is chosen before somebody does, unless an answer is known: Enter alone answers nothing. What is typed counts as a whole
    (« 12 mille » is not « 1 »), and what matches no choice is given as it is, for the dossier to understand. When several may be
    chosen, a key, Space or a click checks, and Enter gives the answer; keys that turn out to be words check nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Donner la réponse choisie", show=False),
    ]

    class Checked(Message):
        """Something was chosen, typed, checked or unchecked; the answer is not given yet."""

    class Undecided(Message):
        """Enter was pressed before anything was chosen."""

    def __init__(self, choices: Sequence[Choice], chosen: Sequence[str], several: bool, keys: str = KEYS, name: str = "") -> None:
        self.choices = choices
        self.typed = ""
        self.keys = keys
        self.several = several
        self.chosen = [value for value in chosen if value]
        self._known = self.chosen
        self._over = False
        self._struck = ""
        """What was struck since the boxes were last left, keys or words."""
        self._boxes = self.chosen
        """The boxes that were checked before that, and below the line under the cursor."""
        self._stood: int | None = None
        super().__init__(*(Option(self._prompt(index)) for index in range(len(choices))), markup=False, id="choices", name=name)
        values = [choice.value for choice in choices]
        known = values.index(self.chosen[0]) if self.chosen and self.chosen[0] in values else None
        self.highlighted = 0 if known is None and several else known

    @property
    def manual(self) -> manuals.Manual:
        """What the help says of it."""
        return manuals.choices(self.reach, self.several)

    @property
    def reach(self) -> str:
        """The keys that choose, as they are told: « O N », « 1-5 », « 1-9 a-c »."""
        keys = self.keys[: len(self.choices)]
        if not keys[:1].isdecimal():
            return " ".join(keys.upper())
        figures, letters = keys[:9], keys[9:]
        return " ".join(part if len(part) < 2 else f"{part[0]}-{part[-1]}" for part in (figures, letters) if part)

    def _prompt(self, index: int) -> Hanging:
        choice = self.choices[index]
        on = choice.value in self.chosen
        box = ("☑ " if on else "☐ ") if self.several else ("● " if on else "○ ")
        key = self.keys[index] if index < len(self.keys) else " "
        hint = (fr(f"  {choice.hint}"), "$muted") if choice.hint else ""
        sign = Content.assemble((f"{key} ", "$accent bold"), box)
        return Hanging((sign, Content.assemble((fr(choice.label), "bold" if on else ""), hint)))

    @property
    def pending(self) -> str:
        """What is chosen or typed and not given yet; "" when nothing is, when it is the answer known, or when boxes say it all."""
        if self.several:
            return self._told
        if self.chosen == self._known and not self.typed:
            return ""
        return self.chosen[0] if self.chosen else self.typed.strip()

    @property
    def _told(self) -> str:
        """The words typed where several may be chosen, after the boxes that are checked; "" without words."""
        words = self.typed.strip()
        return BESIDE.join([*self.chosen, words]) if words else ""

    def on_key(self, event: events.Key) -> None:
        """Choose, or type a choice."""
        char = event.character if event.character and event.character.isprintable() else ""
        struck = self._struck if self.several else self.typed
        if event.key == "enter":
            self.action_submit()
        elif event.key == "question_mark" and not self.typed:
            return  # the help: no choice begins so
        elif event.key == "backspace" and struck:
            self._strike(struck[:-1])
        elif char and (char != " " or self.several or struck):
            # What was given and refused is over: who types again begins again.
            self._strike(char if self._over else struck + char)
        else:
            # A key that goes elsewhere (F1, F10…) leaves what is typed as it is.
            if event.key in CHOOSE_OTHERWISE:
                self._leave_words()
            return
        event.stop()
        event.prevent_default()

    def _strike(self, struck: str) -> None:
        """Take what was struck; where several may be chosen, the keys of boxes check them until a letter makes words of them."""
        if not self.several:
            self.type(struck)
            return
        if not self._struck:
            self._boxes, self._stood = self.chosen, self.highlighted
        self._struck, self._over, self.typed = struck, False, ""
        boxes, at = {*self._boxes}, self._stood
        for char in struck:
            at = at if char == " " else self._keyed(char)
            if at is None:
                boxes, self.typed = {*self._boxes}, struck
                break
            boxes ^= {self.choices[at].value}
        self.highlighted = self._stood if at is None else at
        self.check(boxes)
        self.post_message(self.Checked())

    def _leave_words(self) -> None:
        """What was typed is left for what is checked otherwise."""
        typed, self.typed, self._struck = self.typed, "", ""
        if typed and self.several:
            self.post_message(self.Checked())

    def _keyed(self, char: str) -> int | None:
        """The choice of a key; figures always do."""
        index = max(self.keys.find(char.lower()), KEYS.find(char) if char.isdecimal() else -1) if char else -1
        return index if 0 <= index < len(self.choices) else None

    def _meant(self, typed: str) -> int | None:
        """The choice that is meant by what is typed so far: its key, its name, or the beginning of one of its names."""
        if (keyed := self._keyed(typed)) is not None or not (wanted := fold(typed).strip()):
            return keyed
        names = [[fold(name) for name in (choice.label, choice.value, *choice.aliases)] for choice in self.choices]
        exact = [index for index, these in enumerate(names) if wanted in these]
        begun = [index for index, these in enumerate(names) if any(name.startswith(wanted) for name in these)]
        return next(iter([*exact, *begun]), None)

    def type(self, text: str) -> None:
        """Choose what these letters mean, nothing when they mean no choice; where several may be chosen, they are words beside boxes."""
        self.typed, self._over = text, False
        if self.several:
            self._struck, self._boxes = text, self.chosen
        else:
            self.highlighted = self._meant(text)
        self.post_message(self.Checked())

    def choose(self, text: str) -> None:
        """Choose again what was chosen, or type again what was typed."""
        values = [choice.value for choice in self.choices]
        if self.several:
            told = text.split(BESIDE)
            boxes = [*takewhile(values.__contains__, told)]
            self.check(boxes)
            self.type(BESIDE.join(told[len(boxes) :]))
        elif text in values:
            self.highlighted = values.index(text)
        else:
            self.type(text)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Where only one may be chosen, the line under the cursor is."""
        super().watch_highlighted(highlighted)
        if not self.several and self.is_mounted:
            self.check(() if highlighted is None else (self.choices[highlighted].value,))
            self.post_message(self.Checked())

    def on_paste(self, event: events.Paste) -> None:
        """A pasted text chooses nothing."""
        event.stop()
        self.app.notify(fr("Cette question a des réponses à choisir : le texte collé est laissé de côté."), markup=False)

    async def _on_click(self, event: events.Click) -> None:
        # The second click of two would land on the question that follows.
        if event.chain > 1:
            event.prevent_default()

    def action_select(self) -> None:
        """A click: check, or give the answer when only one is possible."""
        self._leave_words()
        if self.several:
            self.action_check()
        else:
            self.action_submit()

    def action_check(self) -> None:
        """Check or uncheck the highlighted choice, when several may be."""
        if not self.several or self.highlighted is None:
            return
        self._leave_words()
        value = self.choices[self.highlighted].value
        self.check({*self.chosen} ^ {value})
        self.post_message(self.Checked())

    def check(self, values: Collection[str]) -> None:
        """Check these, and no other."""
        before, self.chosen = self.chosen, [choice.value for choice in self.choices if choice.value in values]
        for index, choice in enumerate(self.choices):
            if (choice.value in before) != (choice.value in self.chosen):
                self.replace_option_prompt_at_index(index, self._prompt(index))

    def action_submit(self) -> None:
        """Give the answer."""
        if told := self._told if self.several else "":
            self._over = True
            self.post_message(Submitted(told, self))
        elif self.several and (self.chosen or self._known):
            self.post_message(Submitted(list(self.chosen) or None, self))
        elif self.several:
            self.post_message(self.Undecided())
        elif answer := (self.chosen[0] if self.chosen else self.typed.strip()):
            self._over = True
            self.post_message(Submitted(answer, self))
        else:
            self.post_message(self.Undecided())


class Rows(Options):
    """The rows of a repeat: Enter or a click opens one, Delete or a click on its cross takes it away."""

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
    manual = manuals.ROWS

    def __init__(self, rows: Sequence[Content]) -> None:
        super().__init__(*_crossed(rows), markup=False, id="rows", name="les éléments de la liste")

    def show(self, rows: Sequence[Content]) -> None:
        """Show other rows; the cursor stays where it was."""
        here = self.highlighted
        self.clear_options()
        self.add_options(_crossed(rows))
        self.highlighted = None if here is None else min(here, len(rows) - 1)

    async def _on_click(self, event: events.Click) -> None:
        if (index := event.style.meta.get(_CROSS)) is not None:
            event.prevent_default()
            self.post_message(self.Removed(index))

    def action_take_away(self) -> None:
        """Take the highlighted row away."""
        if self.highlighted is not None:
            self.post_message(self.Removed(self.highlighted))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the row."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))


def _crossed(rows: Sequence[Content]) -> list[Option]:
    """Rows, each with a cross to take it away by the mouse."""
    crosses = (Content.styled("  × ", "$error bold").stylize(Style.from_meta({_CROSS: index})) for index in range(len(rows)))
    return [Option(row + cross) for row, cross in zip(rows, crosses, strict=True)]
