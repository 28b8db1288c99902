"""What an edited outline changes in the dossier: each change to take up or to leave, and what has no place."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from assistant.text import clean
from assistant.tui.guide import Helped
from assistant.tui.hanging import Hanging
from assistant.tui.keys import Item, KeyLine
from assistant.tui.ticks import Ticks
from assistant.tui.words import brief, capital, fr, lines

if TYPE_CHECKING:
    from assistant.outputs.reread import Reread


class Changes(Helped[tuple[str, ...] | None]):
    """The changes of a document, all ticked. Gives the paths of those to take up, or None when everything is left."""

    about = (
        "Ce qui a changé dans le document par rapport au dossier. Espace ou un clic coche ou décoche une réponse ; "
        "Entrée reprend celles qui sont cochées, Échap laisse le dossier tel qu'il est."
    )

    def __init__(self, name: str, found: "Reread") -> None:
        super().__init__()
        self._document, self._found = name, found
        self._taken = {change.path for change in found.changes}

    def compose(self) -> ComposeResult:
        """The changes, the one under the cursor in full, what has no place, the keys."""
        with Vertical(classes="window -tall", id="rereading"):
            yield Static(Content.styled(fr(f"Réponses changées dans « {clean(self._document)} »"), "bold $primary"), markup=False)
            yield Ticks(id="changes", markup=False, name="les réponses changées")
            with VerticalScroll(id="change", can_focus=False):
                yield Static(markup=False, id="change-text")
            if self._found.unplaced:
                told = ["Sans place dans le dossier, à reprendre à la main :", *(f"  {line}" for line in self._found.unplaced)]
                with VerticalScroll(id="unplaced", name="ce qui est sans place"):
                    yield Static(Content.styled(fr("\n".join(told)), "$warning"), markup=False)
            keys = KeyLine()
            keys.items = (
                Item("↵", "Reprendre ce qui est coché", "screen.submit"),
                Item("Espace", "Cocher", "screen.tick", 2),
                Item("Échap", "Ne rien changer", "screen.close"),
            )
            yield keys

    def on_mount(self) -> None:
        """Everything is ticked."""
        self._draw()
        self.query_one(Ticks).focus()

    def _draw(self) -> None:
        rows = []
        for change in self._found.changes:
            sign = Content("☑ " if change.path in self._taken else "☐ ")
            name = Content.assemble((fr(capital(change.name)), "bold"), (f"  {brief(change.after, 60)}", "$muted"))
            rows.append((change.path, Hanging((sign, name))))
        self.query_one(Ticks).draw(rows)

    @on(OptionList.OptionHighlighted, "#changes")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        change = self._found.changes[event.option_index]
        before, after = clean(change.before) or "rien", clean(change.after)
        text = lines((fr("Dans le dossier :"), "$muted"), before, (fr("Dans le document :"), "$muted"), (after, "bold"))
        self.query_one("#change-text", Static).update(text)

    @on(Ticks.Ticked)
    def _ticked(self, event: Ticks.Ticked) -> None:
        self._taken ^= {event.name}
        self._draw()

    def action_tick(self) -> None:
        """Tick the change under the cursor (for the mouse)."""
        self.query_one(Ticks).action_tick()

    def action_submit(self) -> None:
        """Take up what is ticked, in the order of the document."""
        self.dismiss(tuple(change.path for change in self._found.changes if change.path in self._taken))

    def action_close(self) -> None:
        """Leave the dossier as it is."""
        self.dismiss(None)
