"""The tree of the documents: each with its sections, their pages, and how many places a search found there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.hanging import Hanging
from assistant.tui.options import Options

if TYPE_CHECKING:
    from assistant.tui.reader.book import Book, Page


class Contents(Options):
    """Documents that fold, sections below them. The cursor shows a section, Enter goes to read it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Replier le document", show=False),
        Binding("right", "unfold", "Déplier le document", show=False),
    ]

    class Moved(Message):
        """The cursor is on a page; `chosen` when one wants to read it."""

        def __init__(self, page: int, chosen: bool) -> None:
            self.page = page
            self.chosen = chosen
            super().__init__()

    def __init__(self) -> None:
        super().__init__(markup=False, id="contents", name="le sommaire des documents")
        self._book: Book | None = None
        self._counts: Mapping[int, int] = {}
        self._folded: set[int] = set()

    def show(self, book: "Book", counts: Mapping[int, int]) -> None:
        """Show the documents, with the number of places found on each page; the cursor stays."""
        if book is self._book and counts == self._counts:
            return
        self._book, self._counts = book, counts
        self._redraw(self.highlighted_option.id if self.highlighted_option else None)

    def go(self, page: int) -> None:
        """Put the cursor on a page; its document unfolds."""
        assert self._book is not None
        document = self._book.pages[page].document
        if document in self._folded:
            self._folded.remove(document)
            self._redraw(f"p{page}")
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = self.get_option_index(f"p{page}")

    def _redraw(self, current: str | None) -> None:
        assert self._book is not None
        options: list[Option] = []
        document = -1
        for number, page in enumerate(self._book.pages):
            if page.document != document:
                document = page.document
                options.append(Option(self._document(document), id=f"d{document}"))
            if document not in self._folded:
                options.append(Option(self._page(number, page), id=f"p{number}"))
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
            known = {option.id for option in options}
            self.highlighted = self.get_option_index(current) if current in known and current else 0

    def _document(self, document: int) -> Hanging:
        assert self._book is not None
        folded = document in self._folded
        count = sum(self._counts.get(number, 0) for number, page in enumerate(self._book.pages) if page.document == document)
        found = (f" ({count})", "$accent bold") if folded and count else ""
        sign = Content.styled("▸ " if folded else "▾ ", "$primary bold")
        return Hanging((sign, Content.assemble((self._book.documents[document], "bold"), found)))

    def _page(self, number: int, page: "Page") -> Hanging:
        count = self._counts.get(number, 0)
        found = (f" ({count})", "$accent bold") if count else ""
        return Hanging((Content("  "), Content.assemble(page.title, found, (f"  {page.mark}", "$muted"))))

    @property
    def _document_here(self) -> int:
        name = (self.highlighted_option.id if self.highlighted_option else None) or "d0"
        if name[0] == "d" or self._book is None:
            return int(name[1:])
        return self._book.pages[int(name[1:])].document

    def action_fold(self) -> None:
        """Fold the document of the cursor."""
        document = self._document_here
        self._folded.add(document)
        self._redraw(f"d{document}")

    def action_unfold(self) -> None:
        """Unfold the document under the cursor, or go to read the section."""
        name = (self.highlighted_option.id if self.highlighted_option else None) or ""
        if name.startswith("p"):
            self.post_message(self.Moved(int(name[1:]), chosen=True))
        elif name and self._document_here in self._folded:
            self._folded.remove(self._document_here)
            self._redraw(name)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        name = event.option_id or ""
        if name.startswith("p"):
            self.post_message(self.Moved(int(name[1:]), chosen=False))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id or ""
        if name.startswith("p"):
            self.post_message(self.Moved(int(name[1:]), chosen=True))
        elif name and int(name[1:]) in self._folded:
            self.action_unfold()
        elif name:
            self.action_fold()
