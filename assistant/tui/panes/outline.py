"""The outline of the application, filled with the answers, gaps marked where they stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.paper import Block
    from assistant.tui.reader.book import Citation

Piece = tuple[str, Content]
"""The style class of a piece of an outline, and its text."""


class OutlinePane(VerticalScroll):
    """The outline as it would be written, to be scrolled. Each part is one piece of text; only what changes is drawn again."""

    def __init__(self) -> None:
        super().__init__(id="outline", name="la trame du dossier")
        self._parts: list[Piece] = []

    def on_mount(self) -> None:
        """Say what will stand here."""
        self.mount(
            Static(
                Content(fr("La trame de votre dossier s'écrit ici à mesure que vous répondez.")), markup=False, classes="empty"
            )
        )

    async def show(self, parts: "list[Piece]") -> None:
        """Show the parts of an outline; the place in it is kept."""
        statics = list(self.query_children(Static))
        if len(parts) == len(self._parts) and [kind for kind, _ in parts] == [kind for kind, _ in self._parts]:
            for static, new, old in zip(statics, parts, self._parts, strict=True):
                if new[1] != old[1] or new[1].spans != old[1].spans:
                    static.update(new[1])
        else:
            with self.app.batch_update():
                await self.remove_children()
                await self.mount_all([Static(text, markup=False, classes=f"paper -{kind}") for kind, text in parts])
        self._parts = parts

    @property
    def citation(self) -> "Citation | None":
        """The first place of the texts that is cited below the top of the view."""
        from assistant.tui.reader.cite import first_link

        for static, (_, text) in zip(self.query_children(Static), self._parts, strict=False):
            if static.virtual_region.bottom > self.scroll_offset.y and (found := first_link(text)):
                return found
        return None


def parts_of(blocks: "Sequence[Block]", width: int) -> "list[Piece]":
    """Neighbours that look alike in one piece: an outline has hundreds of blocks, and a widget each would be slow to lay out.

    To be called where nothing is drawn: it breaks the lines for a pane of that width, most of the work, and each piece remembers it.
    """
    parts: list[Piece] = []
    last = Content("")
    for block in blocks:
        kind = "gap" if block.kind == "quote" and block.text.plain.startswith("⚠") else block.kind
        if parts and parts[-1][0] == kind and kind not in {"h1", "h2", "h3", "h4"}:
            gap = "\n" if kind in {"item", "gap"} or (_labelled(block.text) and _labelled(last)) else "\n\n"
            parts[-1] = (kind, Content.assemble(parts[-1][1], gap, block.text))
        else:
            parts.append((kind, block.text))
        last = block.text
    for kind, text in parts:
        text.get_height({}, max(1, width - (2 if kind in {"quote", "gap"} else 0)))
    return parts


def _labelled(text: Content) -> bool:
    """Whether a paragraph is « Label: value », short enough for such lines to follow each other."""
    return bool(text.spans) and text.spans[0].start == 0 and text.spans[0].style == "bold" and len(text) < 200
