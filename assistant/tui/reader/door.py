"""How the app opens the reader: from anywhere, at what the screen cites, and back."""

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.message import Message

from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.office import Office
    from assistant.tui.reader.book import Book, Citation
    from assistant.tui.reader.screen import Place

_LONG = 0.4
"""Seconds after which people are told what they wait for."""


class Bound(Message):
    """The documents are ready to be read."""

    def __init__(self, book: "Book") -> None:
        self.book = book
        super().__init__()


class Reads(App[None], inherit_bindings=False):
    """An app whose documents can be read. They are made ready when they are first asked for, away from the screen."""

    office: "Office"
    _book: "Book | None" = None
    _awaited: "Citation | None" = None
    _binding = False
    _told = False
    """Whether people are told that they wait."""
    _left: "Place | None" = None

    def action_read(self) -> None:
        """Read what the screen cites, or go on where one left."""
        cites: Any = getattr(self.screen, "cites", None)
        self._read(cites() if cites else None)

    def action_read_at(self, section: str, first: int = -1, last: int = -1) -> None:
        """Read a section, with some of its units marked."""
        from assistant.tui.reader.book import Citation

        self._read(Citation(section, first, last))

    def _read(self, citation: "Citation | None") -> None:
        self._awaited = citation
        if self._book is not None:
            self.on_bound(Bound(self._book))
        elif not self._binding:
            self._binding = True
            self.set_timer(_LONG, self._say_binding)
            self.office.desk.do(self._bind)

    def _say_binding(self) -> None:
        if self._binding:
            self._told = True
            self.notify(fr("Les documents s'ouvrent…"), markup=False)

    def _bind(self) -> None:
        from assistant.cache import load_library
        from assistant.tui.reader.book import book

        try:
            self.post_message(Bound(book(self.office.library or load_library(self.office.campaign))))
        finally:
            self._binding = False

    def on_bound(self, event: Bound) -> None:
        """Open the reader, unless a window is in front; the reader itself goes to its line to search in."""
        from assistant.tui.reader.screen import Reader

        self._book = event.book
        if self._told:
            self._told = False
            self.clear_notifications()
        if isinstance(self.screen, Reader):
            self.screen.action_find()
        if isinstance(self.screen, Reader) or self.screen.is_modal:
            return
        self.push_screen(Reader(event.book, self._awaited, self._left), self._reader_closed)

    def _reader_closed(self, place: "Place | None") -> None:
        self._left = place

    @property
    def reading(self) -> bool:
        """Whether the reader is in front."""
        from assistant.tui.reader.screen import Reader

        return isinstance(self.screen, Reader)
