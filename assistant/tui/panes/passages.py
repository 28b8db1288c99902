"""The passages that bear on the question asked now, or on the last answer."""

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from assistant.tui.news import Extract
from assistant.tui.words import CAVEAT, capital, fr


@dataclass(frozen=True, eq=False)
class Found:
    """Passages to show, and why; `empty` is said when there is none."""

    title: str = ""
    reasons: Visual | None = None
    extracts: tuple[Extract, ...] = ()
    empty: str = ""


class PassagesPane(VerticalScroll):
    """Reasons and passages, to be scrolled."""

    def __init__(self) -> None:
        super().__init__(id="passages")

    async def show(self, found: Found) -> None:
        """Show passages, each as its place and its text."""
        blocks = [Static(Content.styled(fr(found.title), "$muted"), markup=False)] if found.title else []
        if found.reasons:
            blocks.append(Static(Content.styled(fr("Pourquoi cette question :"), "bold"), markup=False))
            blocks.append(Static(found.reasons, markup=False, classes="reasons"))
        for extract in found.extracts:
            blocks.append(Static(Content(extract.place), markup=False, classes="passage-title"))
            blocks.append(Static(extract.text, markup=False, classes="passage"))
        if found.extracts:
            blocks.append(Static(Content.styled(fr(f"{capital(CAVEAT)}."), "$muted italic"), markup=False))
        else:
            blocks.append(Static(Content(fr(found.empty)), markup=False, classes="empty"))
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(blocks)
        self.scroll_home(animate=False)
