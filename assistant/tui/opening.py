"""Open a file: type its path, or find it in its folder, from the keyboard alone or with the mouse alone."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from assistant.text import clean, fold
from assistant.tui.finder import Finder
from assistant.tui.folders import Entry, Looked, entry
from assistant.tui.hanging import Hanging
from assistant.tui.inputs import Line
from assistant.tui.keys import Item, KeyLine
from assistant.tui.options import Options
from assistant.tui.places import place
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.tui.folders import Folders

READABLE = frozenset((".yaml", ".yml", ".json", ".xlsx", ".ods", ".csv"))
"""The formats of answers."""
_SHOWN = 200
"""How many lines are offered at once; letters find the others."""


class Opening(Finder):
    """Give the path of a file; `check` says why one is refused ("" when it is not). Gives None when closed.

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

    def __init__(
        self, title: str, text: str, yes: str, suffixes: Collection[str], check: Callable[[str], str], folders: "Folders"
    ) -> None:
        super().__init__()
        self._title, self._text, self._yes = title, text, yes
        self._suffixes = frozenset(suffixes)
        self._check = check
        self._folders = folders
        self._asked: Path | None = None
        """The folder that is read, or was."""
        self._seen: Looked | None = None
        self._rows: list[Entry | None] = []
        self._meant: dict[str, Path] = {}
        """What texts that were put in the line stand for: a name is shown without what would act on a terminal."""
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
        self._moved = False
        self._refuse("")
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
            return Path.home()

    @on(Looked)
    def _listed(self, event: Looked) -> None:
        if event.folder == self._asked:
            self._seen = event
            self._draw()

    def _draw(self) -> None:
        head, tail = _split(self.query_one(Line).value)
        seen, wanted = self._seen, fold(tail)
        self._rows, options = [], []

        def say(text: str, style: str) -> None:
            self._rows.append(None)
            options.append(Option(Content.styled(fr(text), style), disabled=True))

        def offer(rows: list[Entry]) -> None:
            self._rows.extend(rows)
            options.extend(Option(_line(row)) for row in rows)

        if seen is None:
            say("Lecture du dossier…", "$muted")
        elif seen.problem:
            say(f"✗ « {_told(seen.folder)} » ne s'ouvre pas : {seen.problem}.", "$error")
        found = [one for one in seen.entries if wanted in one.folded and _shows(one, tail)] if seen else []
        found.sort(key=lambda one: not one.folded.startswith(wanted))
        places = [one for one in seen.places if one.path != seen.folder] if seen and not head and not wanted else []
        # Where nothing can be opened, the places where people keep their files come first.
        first = [] if any(not one.folder for one in found) else places
        for group in (first, None, [] if first else places):
            if group:
                say("Vos dossiers habituels", "$secondary bold")
                offer(group)
            elif group is None and seen is not None and not seen.problem:
                say(f"Dans « {_told(seen.folder)} »", "$secondary bold")
                if not wanted and seen.folder.parent != seen.folder:
                    offer([entry(seen.folder.parent, folder=True, name="..")])
                offer(found[:_SHOWN])
                if not found:
                    say(f"  Rien à ouvrir ici{' de ce nom' if wanted else ''} ({', '.join(sorted(self._suffixes))}).", "$muted")
                elif len(found) > _SHOWN or seen.cut:
                    say("  … et d'autres : tapez quelques lettres de leur nom.", "$muted")
        self.found.clear_options()
        self.found.add_options(options)
        self.found.highlighted = self._first()

    def _first(self) -> int | None:
        """The first file, else the first folder that was found, else the way up."""
        rows = [(number, row) for number, row in enumerate(self._rows) if row is not None]
        ranked = sorted(rows, key=lambda row: (row[1].name == "..", row[1].folder))
        return ranked[0][0] if ranked else None

    # --- what is chosen ------------------------------------------------------------------------------------------

    def choice(self, index: int) -> str:
        """A file; a folder is opened here."""
        row = self._rows[index] if index < len(self._rows) else None
        if row is None:
            return ""
        if row.folder:
            self._put(_told(row.path).rstrip(os.sep) + os.sep, row.path)
            return ""
        return self._accepted(str(row.path))

    def _put(self, text: str, path: Path) -> None:
        """Put in the line a text that stands for a path."""
        self._meant[text] = path
        line = self.query_one(Line)
        line.value = text
        line.cursor_position = len(text)
        line.focus()

    def _accepted(self, path: str) -> str:
        """A path, unless it is refused: then why is said."""
        problem = self._check(path)
        self._refuse(problem)
        return "" if problem else path

    def _refuse(self, problem: str) -> None:
        refusal = self.query_one("#refusal", Static)
        refusal.update(Content.styled(f"✗ {fr(problem)}", "$error bold"))
        refusal.set_class(not problem, "-gone")

    def action_submit(self) -> None:
        """Open what is typed when it is a file or a folder, else the line of the list under the cursor."""
        text = self.query_one(Line).text
        meant = self._meant.get(text) or place(text)
        here = self.found.highlighted
        if here is not None and (self._moved or not text):
            self._take(here)
        elif text and os.path.isfile(meant):
            self._open(str(meant))
        elif text and os.path.isdir(meant) and not text.endswith(os.sep):
            self._put(text + os.sep, meant)
        elif here is not None:
            self._take(here)
        else:
            self._open(text)

    def _open(self, path: str) -> None:
        if path := self._accepted(path):
            self.dismiss(path)

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self._moved = True
        super().action_move(by)

    def action_complete(self) -> None:
        """Complete what is typed: by the one name that is found, or by what all begin with."""
        head, tail = _split(self.query_one(Line).value)
        rows = [row for row in self._rows if row is not None and row.name != ".."]
        if self._moved and self.found.highlighted is not None:
            rows = [row for row in [self._rows[self.found.highlighted]] if row is not None]
        if len(rows) == 1:
            text = head + rows[0].name if rows[0].path.name == rows[0].name else _told(rows[0].path)
            self._put(text.rstrip(os.sep) + os.sep if rows[0].folder else text, rows[0].path)
        elif tail:
            named = [row for row in rows if row.folded.startswith(fold(tail))]
            common = 0
            for letters in zip(*(row.name.casefold() for row in named), strict=False):
                if len(set(letters)) > 1:
                    break
                common += 1
            if common > len(tail):
                text = head + named[0].name[:common]
                line = self.query_one(Line)
                line.value = text
                line.cursor_position = len(text)


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
    text = str(path)
    home = str(Path.home())
    if text == home or text.startswith(home + os.sep):
        text = f"~{text[len(home) :]}"
    return clean(text).replace("\n", " ").replace("\t", " ")


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
