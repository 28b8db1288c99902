"""The reader's screen: the tree of the documents, the page that is read, and the line to search in."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.reactive import var
from textual.widgets import Input, Static

from assistant.tui import actions
from assistant.tui.ahead import Aside
from assistant.tui.copying import sent
from assistant.tui.guide import Command, Guide, known, themes
from assistant.tui.inputs import Line
from assistant.tui.keys import KeyLine, TopLine, items
from assistant.tui.once import Once
from assistant.tui.reader.book import Book, Citation, Found, Hit
from assistant.tui.reader.contents import Contents
from assistant.tui.reader.sheet import Sheet
from assistant.tui.words import brief, fr

_WIDE = 110


class Place(NamedTuple):
    """Where one reads: the page, the line under the cursor, and what was searched for."""

    page: int = 0
    line: int = 0
    wanted: str = ""


class Reader(Aside, Guide, Once[Place]):
    """Read the documents, from a citation or from where one left. Gives the place where one leaves."""

    about = (
        "Les documents de la campagne, section par section. Le sommaire est d'un côté, le texte de l'autre ; sur un terminal étroit, "
        "T passe de l'un à l'autre. Tapez / pour chercher dans tous les documents à la fois : les accents et les majuscules ne "
        "comptent pas. Échap ramène là où vous étiez."
    )
    scopes = ("read", "app")

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("read")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares them so

    listing: var[bool] = var(False, init=False)
    """Whether a narrow terminal shows the tree rather than the page."""

    def __init__(self, book: Book, citation: Citation | None, place: Place | None) -> None:
        super().__init__()
        self._book = book
        self._page = 0
        self._citation = citation
        self._place = place
        self._found = Found()
        self._current = 0
        self._anchor = (0, 0, 0)

    def compose(self) -> ComposeResult:
        """Where one is, tree and page, the line to search in, keys."""
        self.add_class("-wide" if self.app.size.width >= _WIDE else "-narrow")
        yield TopLine(id="top")
        with Horizontal(id="reader"):
            yield Contents()
            yield Sheet()
        with Horizontal(id="find-bar"):
            yield Line(placeholder=fr("/ : chercher dans tous les documents"), id="find", name="la recherche dans les documents")
            yield Static(markup=False, id="found-count")
        yield KeyLine(id="keys")

    @property
    def called(self) -> str:
        """The documents."""
        return "documents"

    def commands(self) -> Iterator[Command]:
        """Its keys, and the themes."""
        yield from (known(action) for action in actions.of(*self.scopes) if action.name != "palette")
        yield from themes()

    def on_mount(self) -> None:
        """Open at the citation, or where one left, or at the beginning."""
        self.query_one("#keys", KeyLine).items = tuple(items(actions.of("read", "app")))
        self.query_one(Contents).show(self._book, {})
        number = self._book.number(self._citation.section) if self._citation else None
        place = self._place or Place()
        if self._citation and number is not None:
            cited = self._book.pages[number].span(self._citation)
            self._turn_to(number, cited.start if cited else 0, cited)
        else:
            self._turn_to(min(place.page, len(self._book.pages) - 1), place.line)
            if place.wanted:
                with self.prevent(Input.Changed):
                    self.query_one("#find", Line).value = place.wanted
                self._search(place.wanted, go=False)
        # Whoever comes to look around begins with the tree, whoever comes from a citation with its text.
        self.listing = number is None and self._place is None
        self.set_class(self.listing, "-listing")
        self.query_one(Contents if number is None and self._place is None else Sheet).focus()

    # --- where one is --------------------------------------------------------------------------------------------

    def _turn_to(self, number: int, line: int = 0, cited: range = range(0), hit: Hit | None = None) -> None:
        """Show a page."""
        self._page = number
        page = self._book.pages[number]
        sheet = self.query_one(Sheet)
        if not cited and sheet.page is page:
            cited = sheet.cited
        sheet.show(page, min(line, len(page.lines) - 1), cited, self._hits_here(), hit)
        self.query_one(Contents).go(number)
        top = self.query_one("#top", TopLine)
        top.left = Content.assemble((fr("Documents"), "bold $primary"), "  ", page.place)
        top.right = Content.styled(fr("reformulation ; le texte officiel fait foi"), "$muted")

    def _hits_here(self) -> list[Hit]:
        return [hit for hit in self._found.hits if hit.page == self._page]

    @on(Contents.Moved)
    def _moved(self, event: Contents.Moved) -> None:
        if event.page != self._page:
            self._turn_to(event.page)
        if event.chosen:
            self.listing = False
            self.query_one(Sheet).focus()

    @on(Sheet.Turned)
    def _past_the_end(self, event: Sheet.Turned) -> None:
        number = self._page + event.by
        if 0 <= number < len(self._book.pages):
            self._turn_to(number, 0 if event.by > 0 else len(self._book.pages[number].lines) - 1)

    def action_section(self, by: int) -> None:
        """The next section, or the one before."""
        self._turn_to(max(0, min(len(self._book.pages) - 1, self._page + by)))

    def watch_listing(self, listing: bool) -> None:
        """On a narrow terminal, the tree or the page."""
        self.set_class(listing, "-listing")
        self.call_after_refresh(self._count_pages)

    def action_contents(self) -> None:
        """From the page to the tree, and back."""
        self.listing = not isinstance(self.focused, Contents)
        self.query_one(Contents if self.listing else Sheet).focus()

    # --- searching -----------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """To the line to search in."""
        self.query_one("#find").focus()

    def _count_pages(self) -> None:
        contents = self.query_one(Contents)
        if contents.display:
            contents.show(self._book, Counter(hit.page for hit in self._found.hits))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What is typed in the line is searched for from where one is when one comes to it."""
        if event.widget is self.query_one("#find"):
            self._anchor = self._here

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value, go=True)

    @on(Input.Submitted, "#find")
    def _entered(self) -> None:
        """To the text, at the place that is shown already: there, N goes on to the next."""
        if self._found.hits:
            self._go()
            self.query_one(Sheet).focus()
        else:
            self.action_hit(1)

    def _search(self, text: str, go: bool) -> None:
        """Search as one types, always from the place where one began to: each letter more does not go further."""
        self._found = self._book.find(text)
        hits = self._found.hits
        self._current = self._next_from(self._anchor)
        # In a frame of its own.
        self.call_after_refresh(self._count_pages)
        if go and hits:
            self._go()
        else:
            self.query_one(Sheet).mark(self._hits_here(), None)
            self._count(text)

    @property
    def _here(self) -> tuple[int, int, int]:
        sheet = self.query_one(Sheet)
        return sheet.hit[:3] if sheet.hit else (self._page, sheet.here, 0)

    def _next_from(self, place: tuple[int, int, int]) -> int:
        """The first hit from a place on, else the first of all."""
        return next((number for number, hit in enumerate(self._found.hits) if hit[:3] >= place), 0)

    def action_hit(self, by: int) -> None:
        """The next place that was found, or the one before; after the last comes the first."""
        if not self._found.hits:
            told = "Rien de tel dans les documents." if self.wanted else "Tapez d'abord ce que vous cherchez : /."
            self.app.notify(fr(told), markup=False)
            return
        if self.query_one(Sheet).hit is None:
            self._current, by = self._next_from(self._here), min(by, 0)
        self._current = (self._current + by) % len(self._found.hits)
        self._go()

    def _go(self) -> None:
        hit = self._found.hits[self._current]
        self.listing = False
        self._turn_to(hit.page, hit.line, hit=hit)
        self._count(self.wanted)

    @property
    def wanted(self) -> str:
        """What is searched for."""
        return self.query_one("#find", Line).text

    def _count(self, text: str) -> None:
        hits = self._found.hits
        told = ""
        if hits:
            told = f"{self._current + 1}/{len(hits)}{' et plus' if self._found.more else ''}"
            told += " (mots séparés)" if self._found.loose else ""
        elif text.strip():
            told = "∅ introuvable"
        self.query_one("#found-count", Static).update(Content.styled(fr(told), "$accent bold" if hits else "$warning"))

    # --- copying, leaving ----------------------------------------------------------------------------------------

    def action_copy(self, whole: bool = False) -> None:
        """Copy the line under the cursor, what is cited, or the whole section, with the reference."""
        page = self._book.pages[self._page]
        lines = range(len(page.lines)) if whole else self.query_one(Sheet).chosen
        self.app.copy_to_clipboard(page.quote(lines))
        what = "Section envoyée" if whole else "Passage envoyé"
        told = f"{what} au presse-papiers, avec sa référence (« {brief(page.lines[lines.start].text, 50)} »)"
        self.app.notify(fr(sent(told, self.app.is_web)), markup=False)

    def action_back(self) -> None:
        """From the line to search in to the text; from there, back to where one was."""
        if self.focused is self.query_one("#find"):
            self.query_one(Sheet).focus()
        else:
            self.dismiss(Place(self._page, self.query_one(Sheet).here, self.wanted))
