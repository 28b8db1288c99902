"""Raised hands, counted line by line: type a number, or + and -, or click; nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.visual import VisualType
from textual.widgets.option_list import Option

from assistant.french import count
from assistant.tui.hanging import Hanging
from assistant.tui.options import Options
from assistant.tui.words import fr

_LESS, _MORE = 4, 13
"""Left of the first column, a click takes a hand away; up to the second, it adds one; beyond, it only chooses the line."""
_BAR = 8
_DIGITS = 5
"""How many digits of a number are read: more than any room holds."""


@dataclass(frozen=True)
class Ballot:
    """A line to count hands for; `sign` stands before the words once the answer is known."""

    id: str
    words: str
    hands: int
    sign: str = ""
    style: str = ""


class Tally(Options):
    """The lines of a vote, the most voted for showing by a bar. It tells each count; it decides nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign,right", "count(1)", "Une main de plus", show=False),
        Binding("minus,left", "count(-1)", "Une main de moins", show=False),
        Binding("enter", "next", "Ligne suivante", show=False),
        Binding("delete", "none", "Effacer le nombre", show=False),
    ]

    class Counted(Message):
        """So many hands are raised for a line."""

        def __init__(self, line: str, hands: int) -> None:
            self.line = line
            self.hands = hands
            super().__init__()

    def __init__(self) -> None:
        super().__init__(markup=False, id="tally", name="les lignes du vote")
        self._ballots: list[Ballot] = []
        self._present = 0
        self._most = 0
        self._typed = ""
        self._refused: dict[str, int] = {}
        """By line, the hands that were told and are more than the room has: they wait for the room to be counted again."""
        self._spaced = False

    def show(self, ballots: Sequence[Ballot], present: int, most: int, spaced: bool) -> None:
        """Show lines, `most` hands at most being counted on each; the cursor stays where it was when they are the same lines."""
        self._most = most
        same = [ballot.id for ballot in ballots] == [ballot.id for ballot in self._ballots]
        place = self.highlighted or 0
        self._ballots, self._present, self._spaced = list(ballots), present, spaced
        if not same:
            self._typed, self._refused = "", {}
        for line in [line for line, hands in self._refused.items() if hands <= most]:
            # The room was counted again: it has as many hands as were told.
            self.post_message(self.Counted(line, self._refused.pop(line)))
        if same and self.option_count == len(ballots):
            for index in range(len(ballots)):
                self.replace_option_prompt_at_index(index, self._line(index))
        else:
            self.clear_options()
            self.add_options([Option(self._line(index), id=ballot.id) for index, ballot in enumerate(ballots)])
        self.highlighted = place if same else 0

    def _line(self, index: int) -> VisualType:
        ballot = self._ballots[index]
        most = self._present or max((other.hands for other in self._ballots), default=0)
        # A hand that is counted shows, however large the room.
        full = max(bool(ballot.hands), round(_BAR * ballot.hands / most)) if most else 0
        sign = Content.assemble(
            (" − ", "$accent bold"),
            (f"{ballot.hands:>3}", "bold"),
            (" + ", "$accent bold"),
            ("█" * full, "$primary"),
            ("░" * (_BAR - full), "$muted"),
            " ",
        )
        words = Content.assemble(
            (f"{ballot.sign} " if ballot.sign else "", f"{ballot.style} bold"), (fr(ballot.words), ballot.style)
        )
        if ballot.id in self._refused:
            people = count(self._present, "personne comptée", "personnes comptées")
            known = f"pour {people} (H : recompter)" if self._present else f"de trop pour une ligne, {self._most} au plus"
            told = f"{self._refused[ballot.id]} mains {known}. Noté : {ballot.hands}."
            words = Content("\n").join([words, Content.styled(fr(told), "$warning bold")])
        return Hanging((sign, words + "\n" if self._spaced else words))

    def _tell(self, hands: int) -> None:
        if self.highlighted is not None:
            line = self._ballots[self.highlighted].id
            self._refused.pop(line, None)
            if hands > self._most:
                self._refused[line] = hands
            self.post_message(self.Counted(line, hands))

    @property
    def _hands(self) -> int:
        return self._ballots[self.highlighted].hands if self.highlighted is not None else 0

    def on_key(self, event: events.Key) -> None:
        """Type a number: its digits follow each other until the cursor moves."""
        if event.character and event.character in "0123456789":
            event.stop()
            self._typed = (self._typed + event.character)[:_DIGITS]
            self._tell(int(self._typed))
        elif event.key == "backspace" and self._typed:
            event.stop()
            event.prevent_default()
            self._typed = self._typed[:-1]
            self._tell(int(self._typed or "0"))
        else:
            self._typed = ""

    def action_count(self, by: int) -> None:
        """A hand more, or less."""
        self._typed = ""
        self._tell(max(0, self._hands + by))

    def action_none(self) -> None:
        """No hand on this line."""
        self._typed = ""
        self._tell(0)

    def action_next(self) -> None:
        """The next line; it stays on the last."""
        self._typed = ""
        if self.highlighted is not None and self.highlighted < self.option_count - 1:
            self.highlighted += 1

    async def _on_click(self, event: events.Click) -> None:
        clicked = event.style.meta.get("option")
        event.prevent_default()
        if clicked is None:
            return
        self._typed = ""
        self.highlighted = clicked
        column = event.x - self.content_region.x + self.region.x
        if column <= _LESS:
            self.action_count(-1)
        elif column <= _MORE:
            self.action_count(1)
