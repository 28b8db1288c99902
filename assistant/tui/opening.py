"""Open a file: type its path, or find it in its folder, from the keyboard alone or with the mouse alone."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from assistant.text import fold
from assistant.tui.finder import Finder
from assistant.tui.folders import Check, Entry, Looked, Met, Sought, entry
from assistant.tui.hanging import Hanging
from assistant.tui.inputs import Line
from assistant.tui.keys import Item, KeyLine
from assistant.tui.options import Options
from assistant.tui.places import beginning, home, naming, shown
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.folders import Folders

READABLE = frozenset((".yaml", ".yml", ".json", ".xlsx", ".ods", ".csv"))
"""The formats of answers."""
_SHOWN = 200
"""How many lines are offered at once; letters find the others."""


class Opening(Finder):
    """Give the whole path of a file that `check` does not refuse, or None when closed.

    Below the line stand what can be opened in the folder typed so far, and its folders; a name that nobody can type is taken there.
    """

    about = (
        "Choisissez un fichier dans la liste : ↑ ↓ et Entrée, ou un clic ; un dossier s'ouvre de même, et « .. » remonte. "
        "Ou tapez : quelques lettres d'un nom, ou un chemin entier (~ est votre dossier personnel), que Tab complète. "
        "Vous pouvez aussi glisser un fichier sur le terminal."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Compléter ce qui est tapé", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, yes: str, suffixes: Collection[str], check: Check, folders: "Folders") -> None:
        super().__init__()
        self._title, self._text, self._yes = title, text, yes
        self._suffixes = frozenset(suffixes)
        self._check = check
        self._folders = folders
        self._asked: Path | None = None
        """The folder that is read, or was."""
        self._seen: Looked | None = None
        self._rows: list[Entry | None] = []
        self._searched = ""
        """What the list was last filled for."""
        self._meant: dict[str, Path] = {}
        """What the line stands for, or its beginnings, where it was put there: a name is shown without what would act on a terminal.

        A text that somebody types says itself where it leads, even if another that was put there read the same.
        """
        self._sought: Sought | None = None
        """What is looked for on the disk."""
        self._moved = False
        """Whether somebody moved in the list since the last letter."""

    def compose(self) -> ComposeResult:
        """What is asked, the line, why it is refused, what there is to open, the keys."""
        with Vertical(classes="window -tall"):
            yield Static(Content.styled(fr(self._title), "bold $primary"), markup=False)
            yield Static(Content.styled(fr(self._text), "$muted"), markup=False)
            yield Line(placeholder=fr("Quelques lettres d'un nom, ou un chemin"), name="le fichier à ouvrir")
            yield Static(markup=False, id="refusal", classes="-gone")
            yield Options(markup=False, id="found", name="les fichiers")
            keys = KeyLine()
            keys.items = (
                Item("↵", fr(self._yes), "screen.submit"),
                Item("Tab", "Compléter", "screen.complete", 2),
                Item("Échap", "Annuler", "screen.close"),
            )
            yield keys

    # --- what there is -------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Offer what the folder typed so far holds, of which the name has the letters typed after it."""
        self._searched = text
        self._moved = False
        self._sought = None
        self._say("")
        # What stands there now: a text may have been put in the line since these letters.
        stands = self.query_one(Line).value
        self._meant = {put: path for put, path in self._meant.items() if stands.startswith(put)}
        folder = self._folder(_split(text)[0])
        if folder != self._asked:
            self._asked, self._seen = folder, None
            self._folders.look(self, folder, self._suffixes)
        self._draw()

    def _folder(self, head: str) -> Path:
        """The folder that the beginning of a path means."""
        if head in self._meant:
            return self._meant[head]
        # A file that is dropped on the terminal comes between quotes.
        bare = head.lstrip(" \"'")
        try:
            return Path(os.path.abspath(os.path.expanduser(bare)))
        except OSError:  # one is in a folder that is no more
            return home() or Path(os.sep)

    @on(Looked)
    def _listed(self, event: Looked) -> None:
        if event.folder == self._asked:
            self._seen = event
            self._draw()

    def _draw(self) -> None:
        lines = list(self._lines(*_split(self.query_one(Line).value)))
        self._rows = [row for row, _ in lines]
        self.found.clear_options()
        self.found.add_options([option for _, option in lines])
        self.found.highlighted = self._first()

    def _lines(self, head: str, tail: str) -> "Iterator[_ListLine]":
        """All that is shown of what was read: where it can be opened, places to go to, or why there is nothing."""
        seen, wanted = self._seen, fold(tail)
        if seen is None:
            yield _note(fr("Lecture du dossier…"), "$muted")
            return
        found = [one for one in seen.entries if wanted in one.folded and _shows(one, tail)]
        places = list(_titled("Vos dossiers habituels", _elsewhere(seen))) if not head and not wanted else []
        if seen.problem:
            yield _note(naming("✗ « {} » ne s'ouvre pas", _told(seen.folder)) + fr(f" : {seen.problem}."), "$error")
            yield from places
            return
        here = list(self._here(seen, sorted(found, key=lambda one: not one.folded.startswith(wanted)), bool(wanted)))
        # Where nothing can be opened, the places where people keep their files come first.
        nothing = all(one.folder for one in found)
        yield from (*places, *here) if nothing else (*here, *places)

    def _here(self, seen: Looked, found: Sequence[Entry], wanted: bool) -> "Iterator[_ListLine]":
        """What was found in a folder that could be read; the way up, where no name is wanted."""
        yield _note(naming("Dans « {} »", _told(seen.folder)), "$secondary bold")
        if not wanted and seen.folder.parent != seen.folder:
            yield _offer(entry(seen.folder.parent, folder=True, name=".."))
        yield from map(_offer, found[:_SHOWN])
        if not found:
            yield _note(
                fr(f"  Rien à ouvrir ici{' de ce nom' if wanted else ''} ({', '.join(sorted(self._suffixes))})."), "$muted"
            )
        elif len(found) > _SHOWN or seen.cut:
            yield _note(fr("  … et d'autres : tapez quelques lettres de leur nom."), "$muted")

    def _first(self) -> int | None:
        """The first file, else the first folder that was found, else the way up."""
        rows = [(number, row) for number, row in enumerate(self._rows) if row is not None]
        ranked = sorted(rows, key=lambda row: (row[1].name == "..", row[1].folder))
        return ranked[0][0] if ranked else None

    # --- what is chosen ------------------------------------------------------------------------------------------

    def choice(self, index: int) -> str:
        """Nothing yet: a file is looked at before it is given, a folder is opened here."""
        row = self._rows[index] if index < len(self._rows) else None
        if row is not None:
            self._choose(row)
        return ""

    def _choose(self, row: Entry) -> None:
        if row.folder:
            self._put(_told(row.path).rstrip(os.sep) + os.sep, row.path)
        else:
            self._seek(Sought(row.name, row.path))

    def _put(self, text: str, path: Path) -> None:
        """Put in the line a text that stands for a path."""
        self._meant[text] = path
        line = self.query_one(Line)
        line.value = text
        line.cursor_position = len(text)
        line.focus()

    def _seek(self, sought: Sought) -> None:
        """Look at a path where nothing is drawn: its disk may be slow, or gone. What was looked for before is given up."""
        if sought == self._sought:
            return
        self._sought = sought
        if sought.text:
            self._say(naming("Lecture de « {} »…", beginning(sought.text)), "$muted")
        self._folders.meet(self, sought, self._check)

    @on(Met)
    def _met(self, event: Met) -> None:
        """What was sought is met: a file is given, a folder is opened, and where there is neither the list has its turn."""
        sought = event.sought
        if sought is not self._sought:
            return
        self._sought = None
        if event.kind == "file" and not event.problem:
            self.dismiss(str(event.path))
        elif event.kind == "folder" and not sought.text.endswith(os.sep):
            self._say("")
            self._put(sought.text + os.sep, event.path)
        elif event.kind != "file" and sought.row is not None:
            self._say("")
            self._choose(sought.row)
        else:
            self._say(f"✗ {event.problem}", "$error bold")

    def _say(self, told: str, style: str = "") -> None:
        """Say under the line, typeset already, what is done or why nothing is; "" when there is nothing to say."""
        line = self.query_one("#refusal", Static)
        line.update(Content.styled(told, style))
        line.set_class(not told, "-gone")

    def action_submit(self) -> None:
        """Open what is typed when it is a file or a folder, else the line of the list under the cursor."""
        text = self.query_one(Line).text
        here = self.found.highlighted
        row = self._rows[here] if here is not None else None
        if row is not None and (self._moved or not text):
            self._choose(row)
        else:
            self._seek(Sought(text, self._meant.get(text), row))

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self._moved = True
        super().action_move(by)

    def action_complete(self) -> None:
        """Complete what is typed: by the one name that is found, or by what all begin with."""
        # After the letters that the line has still to take.
        self.query_one(Line).call_later(self._complete)

    def _complete(self) -> None:
        typed = self.query_one(Line).value
        if typed != self._searched:
            self.search(typed)
        head, tail = _split(typed)
        rows = [row for row in self._rows if row is not None and row.name != ".."]
        if self._moved and self.found.highlighted is not None:
            rows = [row for row in [self._rows[self.found.highlighted]] if row is not None]
        if len(rows) == 1:
            text = head + rows[0].name if rows[0].path.name == rows[0].name else _told(rows[0].path)
            self._put(text.rstrip(os.sep) + os.sep if rows[0].folder else text, rows[0].path)
        elif tail:
            named = [row.name for row in rows if row.folded.startswith(fold(tail))]
            common = _in_common(named)
            if common > len(tail):
                line = self.query_one(Line)
                line.value = head + named[0][:common]
                line.cursor_position = len(line.value)


def _in_common(names: Iterable[str]) -> int:
    """How many letters all these names begin with, in whatever case."""
    letters = zip(*(name.casefold() for name in names), strict=False)
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, letters))


def _split(text: str) -> tuple[str, str]:
    """What is typed of the folder, and what is typed after it."""
    end = max(text.rfind(mark) for mark in (os.sep, os.altsep or os.sep)) + 1
    head, tail = text[:end], text[end:]
    return (f"{tail}{os.sep}", "") if tail in {"~", ".."} and not head else (head, tail)


def _shows(row: Entry, tail: str) -> bool:
    """Whether a name is offered after these letters: a hidden one when its point is typed."""
    return tail[:1] == "." or not row.name.startswith(".")


def _told(path: Path) -> str:
    """A path on one line, with nothing in it that acts; the home is « ~ »."""
    own = home()
    return shown(Path("~") / path.relative_to(own) if own and path.is_relative_to(own) else path)


_ListLine = tuple[Entry | None, Option]
"""A line of the list, and what it opens, if anything."""


def _note(told: str, style: str) -> _ListLine:
    return None, Option(Content.styled(told, style), disabled=True)


def _offer(row: Entry) -> _ListLine:
    return row, Option(_line(row))


def _titled(title: str, rows: Iterable[Entry]) -> Iterator[_ListLine]:
    """Lines below their title; nothing when there is none."""
    if offered := [_offer(row) for row in rows]:
        yield _note(fr(title), "$secondary bold")
        yield from offered


def _elsewhere(seen: Looked) -> Iterator[Entry]:
    """The places where people keep their files, but for the one that they are in."""
    return (one for one in seen.places if one.path != seen.folder)


def _line(row: Entry) -> Hanging:
    if row.name == "..":
        return Hanging(
            (Content("  "), Content.assemble((f"..{os.sep}", "bold $secondary"), (fr("  le dossier au-dessus"), "$muted")))
        )
    if row.folder:
        where = f"  {_told(row.path)}" if row.path.name != row.name else ""
        mark = "" if where else os.sep
        return Hanging((Content("  "), Content.assemble((f"{row.name}{mark}", "$secondary"), (where, "$muted"))))
    return Hanging((Content("  "), Content.styled(row.name, "bold")))
