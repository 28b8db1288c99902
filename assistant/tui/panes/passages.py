"""The passages that bear on the question asked now, or on the last answer, each with what stands around it in its document."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.visual import Visual
from textual.widgets import Static

from assistant.tui.news import Extract
from assistant.tui.reader.cite import linked
from assistant.tui.words import CAVEAT, capital, fr, lines

if TYPE_CHECKING:
    from assistant.tui.reader.book import Citation

_AROUND = Style.from_meta({"@click": "around"})


@dataclass(frozen=True, eq=False)
class Found:
    """Passages to show, and why; `empty` is said when there is none."""

    title: str = ""
    reasons: Visual | None = None
    extracts: tuple[Extract, ...] = ()
    empty: str = ""


NOTHING_YET = Found(empty="Les passages des textes s'affichent ici, à côté de chaque réponse.")
"""What is shown before anything was asked."""


class PassageView(Static, can_focus=True):
    """A passage: its place opens the reader there; Space shows what stands before and after it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Lire le passage dans le document", show=False),
        Binding("space", "around", "Montrer ce qui précède et ce qui suit", show=False),
        Binding("up", "walk(-1)", "Passage précédent", show=False),
        Binding("down", "walk(1)", "Passage suivant", show=False),
    ]

    def __init__(self, extract: Extract) -> None:
        super().__init__(markup=False, classes="passage", name="un passage des textes")
        self.extract = extract
        self.around = False

    def on_mount(self) -> None:
        """Show the passage."""
        self._draw()

    def on_unmount(self) -> None:
        """Let go of what was drawn at once: widgets hold each other, and the collector of garbage is in no hurry."""
        self._styles_cache.clear()

    def take(self, extract: Extract) -> None:
        """Show another passage."""
        if self in self.screen.selections:
            self.screen.clear_selection()
        self.extract = extract
        self.around = False
        self._draw()

    def _draw(self) -> None:
        extract = self.extract
        told = fr("▾ Contexte (Espace)" if self.around else "▸ Contexte (Espace)")
        self.update(
            lines(
                linked(Content.styled(extract.place, "$primary"), extract.citation),
                self._beside(extract.before, "Début de la section.") if self.around else None,
                extract.text,
                self._beside(extract.after, "Fin de la section.") if self.around else None,
                Content.assemble(
                    Content.styled(told, "$accent").stylize(_AROUND) + "   " if extract.before or extract.after else "",
                    linked(Content.styled(fr("Lire en place (Entrée)"), "$accent"), extract.citation),
                ),
            )
        )

    def proof_line(self) -> int:
        """The line of the view, from 0, where what the passage is quoted for begins."""
        before = lines(Content(self.extract.place), self.extract.text[: self.extract.proof + 1])
        return before.get_height({}, max(1, self.content_size.width)) - 1

    def _beside(self, said: tuple[str, ...], end: str) -> Content:
        return Content.styled("\n".join(said) if said else fr(end), "$muted" if said else "$muted italic")

    def action_around(self) -> None:
        """Show what stands around the passage, or hide it again."""
        self.around = not self.around
        self._draw()

    async def action_open(self) -> None:
        """Read the passage in its document."""
        await self.run_action(self.extract.citation.action)

    def action_walk(self, by: int) -> None:
        """Scroll through a passage longer than the pane, then go to the next one."""
        pane = self.parent
        assert isinstance(pane, PassagesPane)
        pane.walk(self, by)


class PassagesPane(VerticalScroll):
    """Reasons and passages, to be scrolled."""

    def __init__(self) -> None:
        super().__init__(id="passages", name="les passages des textes")
        self._title = Static(markup=False)
        self._why = Static(Content.styled(fr("Pourquoi cette question :"), "bold"), markup=False)
        self._reasons = Static(markup=False, classes="reasons")
        self._views: list[PassageView] = []
        self._caveat = Static(Content.styled(fr(f"{capital(CAVEAT)}."), "$muted italic"), markup=False)
        self._empty = Static(markup=False, classes="empty")
        for part in (self._title, self._why, self._reasons, self._caveat, self._empty):
            part.display = False

    def compose(self) -> ComposeResult:
        """What comes before the passages and after them."""
        yield from (self._title, self._why, self._reasons, self._caveat, self._empty)

    @property
    def citation(self) -> "Citation | None":
        """The place of the passage that has the cursor, else of the first one."""
        views = list(self.query(PassageView))
        here = [view for view in views if view.has_focus] or views
        return here[0].extract.citation if here else None

    async def show(self, found: Found) -> None:
        """Show passages, each as its place and its text, in the widgets that showed the ones before."""
        extracts, views = found.extracts, self._views
        focused = self.has_focus or self.has_focus_within
        with self.app.batch_update():
            _say(self._title, Content.styled(fr(found.title), "$muted") if found.title else None)
            self._why.display = found.reasons is not None
            _say(self._reasons, found.reasons)
            for view, extract in zip(views, extracts, strict=False):
                view.take(extract)
            if gone := views[len(extracts) :]:
                del views[len(extracts) :]
                await self.remove_children(gone)
            if added := [PassageView(extract) for extract in extracts[len(views) :]]:
                views += added
                await self.mount_all(added, before=self._caveat)
            self._caveat.display = bool(extracts)
            _say(self._empty, None if extracts else Content(fr(found.empty)))
        self.scroll_home(animate=False)
        self.call_after_refresh(self._reveal)
        if focused:
            self.take_focus()

    def _reveal(self) -> None:
        """When what the first passage is quoted for stands below what is in view, bring it there, with what comes just before."""
        height = self.scrollable_content_region.height
        for view in self._views[:1]:
            place = view.virtual_region.y + view.proof_line()
            if place >= height:
                self.scroll_to(y=place - height // 2, animate=False)

    def take_focus(self) -> None:
        """Put the cursor on the first passage, if there is one."""
        views = self.query(PassageView)
        (views.first() if views else self).focus(scroll_visible=False)

    def walk(self, view: PassageView, by: int) -> None:
        """From a passage to the next (1) or the one before (-1), once its end was seen."""
        region, top = view.virtual_region, self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        views = list(self.query(PassageView))
        number = views.index(view) + by
        unseen = region.bottom > bottom if by > 0 else region.y < top
        if unseen or not 0 <= number < len(views):
            self.scroll_relative(y=by, animate=False)
            return
        views[number].focus(scroll_visible=False)
        self.scroll_to_widget(views[number], animate=False, top=by > 0 and views[number].region.height > self.size.height)


def _say(widget: Static, said: Visual | None) -> None:
    """Show something, or nothing."""
    widget.display = said is not None
    if said is not None:
        widget.update(said)
