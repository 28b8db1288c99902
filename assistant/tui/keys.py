"""Lines of keys and names that can also be clicked: the footer, the tabs, the keys of a question."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from assistant.tui.actions import Action
from assistant.tui.words import fr

_BLANK = 2
"""The blanks after the last item may be cut."""


_GIVES = frozenset(("screen.validate", "screen.skip", "screen.none", "screen.ask"))
"""What answers a question, or goes from it to another line and back."""


class Item(NamedTuple):
    """A key and what it does; `action` is run by a click. The higher the rank, the sooner it goes when there is no room."""

    key: str
    label: str
    action: str
    rank: int = 1
    on: bool = False

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return cell_len(self.key) + cell_len(self.label) + 4


def items(actions: Sequence[Action]) -> list[Item]:
    """The items of a footer, from the list of actions."""
    return [
        Item(action.shown, fr(action.label), f"{'app' if action.scope == 'app' else 'screen'}.{action.name}", action.rank)
        for action in actions
        if action.rank
    ]


class KeyLine(Widget):
    """One line of keys, « Ctrl » spelt out at the foot of a screen where there is room.

    What does not fit is left out, by rank (the help has everything).
    """

    ALLOW_SELECT = False
    items: reactive[tuple[Item, ...]] = reactive(())

    def render(self) -> Content:
        """The line, for the width there is."""
        room = self.content_size.width
        spelt = [item._replace(key=item.key.replace("^", "Ctrl+")) for item in self.items]
        # At the foot alone: two ways of writing a key on one screen would be one too many.
        fits = self.id == "keys" and sum(item.width for item in spelt) <= room + _BLANK
        kept = spelt if fits else list(self.items)
        while kept and sum(item.width for item in kept) > room + _BLANK:
            last = max(range(len(kept)), key=lambda index: (kept[index].rank, index))
            del kept[last]
        return Content("").join(self._shown(item) for item in kept)

    async def _on_click(self, event: events.Click) -> None:
        # The second click of two would land on the question that follows.
        if event.chain > 1 and event.style.meta.get("@click") in _GIVES:
            event.stop()
            event.prevent_default()

    def _shown(self, item: Item) -> Content:
        click = Style.from_meta({"@click": item.action})
        shown = Content.assemble(
            (f" {item.key}", "$accent bold") if item.key else " ",
            (f" {item.label} ", "$foreground bold reverse" if item.on else "$foreground"),
        )
        return shown.stylize(click) + " "


class TopLine(Widget):
    """One line: what is open on the left, its state on the right, in brief when there is little room; then the left gives way, to
    its short form where it has one, then cut at its end."""

    ALLOW_SELECT = False
    left: reactive[Content] = reactive(Content(""))
    right: reactive[Content] = reactive(Content(""))
    brief: reactive[Content] = reactive(Content(""))
    short: reactive[Content] = reactive(Content(""))

    def render(self) -> Content:
        """The line, for the width there is."""
        width = self.content_size.width
        right = self.right if self.left.cell_length + self.right.cell_length + 2 <= width else self.brief
        room = max(0, width - right.cell_length - 2)
        left = self.left if self.left.cell_length <= room else self.short or self.left
        left = left.truncate(room, ellipsis=True) if left.cell_length > room else left
        return left + " " * max(1, width - left.cell_length - right.cell_length) + right
