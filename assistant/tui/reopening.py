"""How the app opens again a dossier that stands outside the user's folder: its disk may be slow, or gone, and the file too."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from assistant.tui.ahead import Taken
from assistant.tui.folders import Check, Met, Sought
from assistant.tui.places import naming, shown

if TYPE_CHECKING:
    from assistant.tui.home import Home
    from assistant.tui.office import Office


class Reopens(App[None], inherit_bindings=False):
    """An app that looks at such a file away from the screen, then opens it; whatever else is chosen meanwhile goes first."""

    home: "Home"
    office: "Office"
    _sought: Sought | None = None
    """What is looked for; None when nothing is."""

    def _open(self, path: Path, new: str = "") -> None:
        raise NotImplementedError

    def reopen(self, path: Path) -> None:
        """Open a dossier if its file is where it was; one that is gone is told, and offered no more."""
        self._sought = Sought(shown(path), path)
        self.home.tell(naming("Lecture de « {} »…", path))
        self.office.meet(self, self._sought, Check())

    def give_up(self) -> None:
        """Look no more for what was chosen."""
        if self._sought is not None:
            self._sought = None
            self.home.tell("")

    def on_met(self, event: Met) -> None:
        """What was looked for is there, or is not; what a window looked for is its own."""
        if event.sought is not self._sought:
            return
        self.give_up()
        if event.kind == "file" and not event.problem:
            self._open(event.path)
            return
        self.post_message(Taken())
        problem = event.problem
        if event.kind != "file":
            gone = "« {} » n'est plus là et quitte cette liste : retrouvez-le par « Ouvrir un fichier de réponses »."
            problem = naming(gone, event.path)
            self.office.forget_dossier(event.path)
            self.office.refresh_kept()
        self.notify(problem, severity="error", markup=False, timeout=10)
