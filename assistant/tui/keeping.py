"""Keeping the dossier: saving it, elsewhere when that fails, writing its papers, and leaving it."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.screen import Screen

from assistant.text import clean
from assistant.tui.dialogs import Choose, Prompt
from assistant.tui.news import Exported, Saved
from assistant.tui.office import Office, Papers
from assistant.tui.words import brief, fr

if TYPE_CHECKING:
    from assistant.tui.session import Session


class Keeping(Screen[None]):
    """A screen that holds an open dossier, or none."""

    def __init__(self, office: Office, session: "Session | None") -> None:
        super().__init__()
        self.office = office
        self.session = session
        self._told_unsaved = False

    @abstractmethod
    def tell(self, text: Content) -> None:
        """Say something in the conversation."""

    @abstractmethod
    def mark_saved(self) -> None:
        """Show whether the dossier is saved."""

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        session = self.session
        if session is None:
            return
        session.problem = event.problem
        if not event.problem:
            session.saved = event.dossier
            for sentence in event.told:
                self.app.notify(fr(sentence), severity="warning", markup=False)
            if self._told_unsaved:
                self._told_unsaved = False
                self.app.notify(fr(f"Enregistré dans « {event.path} »."), markup=False)
        elif not self._told_unsaved:
            self._told_unsaved = True
            self._offer_place(event.problem)
        self.mark_saved()

    def _offer_place(self, problem: str) -> None:
        session = self.session
        assert session is not None
        text = f"{problem} Vos réponses sont gardées tant que l'application est ouverte. Indiquez un autre fichier, ou réessayez."
        elsewhere = Path.home() / f"{session.path.stem}.yaml"
        value = str(elsewhere if elsewhere != session.path else session.path)
        prompt = Prompt("L'enregistrement a échoué", text, value, "Le chemin d'un fichier .yaml", _check_place, "Enregistrer ici")
        self.app.push_screen(prompt, self._place_given)

    def _place_given(self, place: str | None) -> None:
        if place and self.session is not None:
            self.office.move(self, self.session, Path(place).expanduser())

    @property
    def unsaved(self) -> bool:
        """Whether answers are only in memory."""
        return self.session is not None and bool(self.session.problem)

    def action_save(self) -> None:
        """Save now, elsewhere if it failed."""
        if self.session is None:
            return
        if self.session.problem:
            self._offer_place(self.session.problem)
        else:
            self.office.save(self, self.session)
            self.app.notify(fr(f"Tout est enregistré dans « {self.session.path} »."), markup=False)

    def action_export(self) -> None:
        """Write the checklist, and the outline if the campaign has one."""
        if self.session is None:
            self.app.notify(fr("Ouvrez d'abord un dossier : ^O."), markup=False)
            return
        what = (
            "La liste de contrôle et la trame seront écrites"
            if self.session.script.outlined
            else "La liste de contrôle sera écrite"
        )
        text = f"{what} en Markdown (.md) dans ce dossier ; des fichiers du même nom seraient remplacés."
        prompt = Prompt(
            "Exporter les papiers", text, str(_documents()), "Un dossier de votre ordinateur", _check_folder, "Écrire"
        )
        self.app.push_screen(prompt, self._folder_given)

    def _folder_given(self, folder: str | None) -> None:
        if folder and self.session is not None:
            self.office.export(
                self, self.session, Papers(Path(folder).expanduser(), self.session.path.stem, self.session.script.outlined)
            )

    @on(Exported)
    def _exported(self, event: Exported) -> None:
        told = "\n".join([fr("Écrits :"), *(f"  {clean(str(path))}" for path in event.paths)])
        self.tell(Content(told))
        self.app.notify(told, markup=False, timeout=10)

    @property
    @abstractmethod
    def draft(self) -> str:
        """What is typed as an answer and not given yet."""

    @abstractmethod
    async def give_draft(self) -> bool:
        """Give the answer that is typed; False when it is refused."""

    def part(self, leave: Callable[[], None]) -> None:
        """Leave, but ask first what becomes of an answer that is typed and not given."""
        if not self.draft:
            leave()
            return

        async def decide(choice: str | None) -> None:
            if choice == "drop" or (choice == "keep" and await self.give_draft()):
                leave()

        choices = (("keep", "L'enregistrer"), ("drop", "L'abandonner"), ("stay", "Continuer à l'écrire"))
        text = f"« {brief(self.draft)} »"
        self.app.push_screen(Choose("Votre réponse n'est pas validée : l'enregistrer ?", text, choices), decide)

    def action_home(self) -> None:
        """Back to the door, saved."""
        self.part(self._go_home)

    def _go_home(self) -> None:
        if self.unsaved:
            choices = (
                ("stay", "Rester et enregistrer ailleurs"),
                ("leave", "Fermer ce dossier sans enregistrer les dernières réponses"),
            )
            self.app.push_screen(
                Choose("Dossier non enregistré", self.session.problem if self.session else "", choices), self._leave
            )
        else:
            self._leave("leave")

    def _leave(self, choice: str | None) -> None:
        if choice == "stay":
            self.action_save()
        elif choice == "leave":
            self.office.release()
            self.dismiss()


def _documents() -> Path:
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def _check_folder(text: str) -> str:
    return "" if text else "Indiquez un dossier."


def _check_place(text: str) -> str:
    if Path(text).suffix.lower() not in {".yaml", ".yml", ".json"}:
        return "Donnez un nom de fichier en .yaml ou .json."
    return ""
