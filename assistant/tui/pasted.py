"""A pasted text is one text, whatever it holds.

Textual 8 looks for escape sequences within a bracketed paste, and types those that it does not know as keys: a text with colours of a
terminal, or written on purpose, would press keys of the app. Here what stands between the two marks of a paste is never looked at.
"""

import sys
from collections.abc import Iterable, Iterator

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.events import Paste
from textual.message import Message

_START, _END = "\x1b[200~", "\x1b[201~"


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, which only ever sees the marks of a paste."""

    _tail = ""
    """The last characters outside of a paste: its first mark may come in two reads."""
    _pasted: str | None = None
    """What was pasted so far; None outside of a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what comes. Yields the events of keys, mouse and pastes."""
        return self._fed(data) if data else super().feed(data)

    def _fed(self, data: str) -> Iterator[Message]:
        while data:
            if self._pasted is None:
                seen = self._tail + data
                start = seen.find(_START)
                taken = len(data) if start < 0 else start + len(_START) - len(self._tail)
                outside, data = data[:taken], data[taken:]
                self._tail = "" if start >= 0 else seen[1 - len(_START) :]
                yield from super().feed(outside)
                self._pasted = "" if start >= 0 else None
            else:
                text, end, data = (self._pasted + data).partition(_END)
                self._pasted = None if end else text
                if end:
                    # The parser makes an empty paste of the last mark alone.
                    yield from (message for message in super().feed(end) if not isinstance(message, Paste))
                    yield Paste(text.replace("\x00", ""))


def guard(driver: type[Driver]) -> type[Driver]:
    """A driver that reads the terminal with our parser, where it reads one."""
    module = vars(sys.modules[driver.__module__])
    if "XTermParser" in module:
        module["XTermParser"] = PasteParser
    return driver
