"""Keeping the dossier: saving it, elsewhere when that fails, writing its papers, and leaving it."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual import on
from textual.content import Content

from assistant.files import free_name
from assistant.french import count
from assistant.tui.dialogs import Choose, replacing
from assistant.tui.folders import Check, Met
from assistant.tui.news import Clipped, Compared, Exported, Offered, Saved
from assistant.tui.office import Office
from assistant.tui.once import Once
from assistant.tui.places import home, naming, shown
from assistant.tui.placing import Placing
from assistant.tui.words import brief, fr

if TYPE_CHECKING:
    from assistant.tui.session import Session

OUTLINES = (".docx", ".odt")
"""The formats of an outline that can be read back."""


class Keeping(Once[None]):
    """A screen that holds an open dossier, or none."""

    def __init__(self, office: Office, session: "Session | None") -> None:
        super().__init__()
        self.office = office
        self.session = session
        self._told_unsaved = False
        self._copied: set[tuple[str, str]] = set()

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
                self.app.notify(naming("Enregistré dans « {} ».", event.path), markup=False)
        elif not self._told_unsaved:
            self._told_unsaved = True
            self._offer_place(event.problem)
        self.mark_saved()

    def _offer_place(self, problem: str) -> None:
        session = self.session
        assert session is not None
        text = f"{problem} Vos réponses sont gardées tant que l'application est ouverte. Indiquez un autre fichier, ou réessayez."
        elsewhere = (home() or Path()) / f"{session.path.stem}.yaml"
        value = str(free_name(elsewhere) if elsewhere != session.path else session.path)
        example, yes = "Le chemin d'un fichier .yaml", "Enregistrer ici"
        window = Placing("L'enregistrement a échoué", text, value, example, PLACE, yes, self.office)
        self.app.push_screen(window, self._place_given)

    def _place_given(self, place: Met | None) -> None:
        if place and (session := self.session) is not None:
            path = place.path

            def agreed(choice: str | None) -> None:
                if choice == "yes":
                    self.office.move(self, session, path)
                else:
                    self._offer_place(session.problem)

            if path != session.path and place.kind == "file":
                self.app.push_screen(replacing([path]), agreed)
            else:
                self.office.move(self, session, path)

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
            self.app.notify(naming("Tout est enregistré dans « {} ».", self.session.path), markup=False)

    # --- papers --------------------------------------------------------------------------------------------------

    def _has_dossier(self) -> "Session | None":
        """The open dossier; what to do when there is none is said."""
        if self.session is None:
            self.app.notify(fr("Ouvrez d'abord un dossier : ^O."), markup=False)
        return self.session

    def action_export(self) -> None:
        """Write papers in files."""
        if session := self._has_dossier():
            self.office.offer(self, session)

    @on(Offered)
    def _offered(self, event: Offered) -> None:
        from assistant.tui.exporting import Export

        if self.session is not None and self.app.screen is self:
            self.app.push_screen(Export(self.office, self.session, event.offers, event.habit), self._exported)

    def _exported(self, event: Exported | None) -> None:
        if event is None:
            return
        written = count(len(event.paths), "fichier écrit", "fichiers écrits")
        head = naming(f"{written} dans « {{}} »", event.paths[0].parent) if event.paths else fr("Rien n'est écrit")
        rest = [f"✗ {problem}" for problem in event.problems]
        if event.left:
            rest.append(f"Arrêté : {count(event.left, 'papier n’est pas écrit', 'papiers ne sont pas écrits')}.")
        names = [f"  {shown(path.name)}" for path in event.paths]
        self.tell(Content("\n".join([head + fr(" :" if names else "."), *names, *map(fr, rest)])))
        severity: Literal["error", "information"] = "error" if event.problems else "information"
        self.app.notify("\n".join([f"{head}.", *map(fr, rest[:2])]), severity=severity, markup=False)

    def action_copy_blocks(self) -> None:
        """Copy the answers in the forms, one piece at a time."""
        if session := self._has_dossier():
            self.office.clips(self, session)

    @on(Clipped)
    def _clipped(self, event: Clipped) -> None:
        from assistant.tui.pasting import Pasting

        if self.session is None or self.app.screen is not self:
            return
        if event.clips:
            self.app.push_screen(Pasting(self.office, self.session, event.clips, self._copied))
        else:
            self.app.notify(fr("Cette campagne n'a pas de formulaire à remplir."), markup=False)

    def action_reread(self) -> None:
        """Read back an outline that was edited in Word or LibreOffice."""
        if self._has_dossier():
            from assistant.tui.opening import Opening

            text = (
                "Indiquez la trame de ce dossier, modifiée dans Word (.docx) ou LibreOffice (.odt). "
                "Vous verrez chaque réponse changée avant de la reprendre."
            )
            window = Opening("Relire une trame modifiée", text, "Relire", OUTLINES, Check(check_outline), self.office)
            self.app.push_screen(window, self._outline_given)

    def _outline_given(self, path: str | None) -> None:
        if path and self.session is not None:
            self.tell(Content.styled(naming("Relecture de « {} »…", Path(path).name), "$muted"))
            self.office.reread(self, self.session, Path(path))

    @on(Compared)
    def _compared(self, event: Compared) -> None:
        from assistant.tui.rereading import Changes

        session = self.session
        if session is None:
            return
        lost = [
            fr("Ce qui n'a pas trouvé sa place, à reprendre à la main :"),
            *(f"  {fr(line)}" for line in event.found.unplaced),
        ]
        if event.found.unplaced:
            self.tell(Content("\n".join(lost)))
        if not event.found.changes:
            self.app.notify(naming("Aucune réponse changée dans « {} ».", event.path.name), markup=False)
            return

        async def take(paths: tuple[str, ...] | None) -> None:
            before = session.dossier
            if paths and session.take(event.found.taken(before, paths)):
                number = count(len(paths), "réponse reprise", "réponses reprises")
                self.tell(Content(naming(f"{number} de « {{}} ». ^Z : revenir en arrière.", event.path.name)))
                await self.changed(before)

        self.app.push_screen(Changes(event.path.name, event.found), take)

    @abstractmethod
    async def changed(self, before: object) -> None:
        """After a change of the dossier that no question of the dialogue made."""

    @property
    @abstractmethod
    def draft(self) -> str:
        """What is typed as an answer and not given yet."""

    @property
    @abstractmethod
    def draft_told(self) -> str:
        """That answer as people know it: a choice by its words."""

    @abstractmethod
    async def give_draft(self) -> bool:
        """Give the answer that is typed; False when it is refused."""

    @abstractmethod
    def drop_draft(self) -> None:
        """Forget the answer that is typed: it does not come back with the dossier."""

    def part(self, leave: Callable[[], None]) -> None:
        """Leave, but ask first what becomes of an answer that is typed and not given."""
        if not self.draft:
            leave()
            return

        async def decide(choice: str | None) -> None:
            if choice == "drop":
                self.drop_draft()
                leave()
            elif choice == "keep" and await self.give_draft():
                leave()

        choices = (("keep", "L'enregistrer"), ("drop", "L'abandonner"), ("stay", "Continuer à l'écrire"))
        text = f"« {brief(self.draft_told)} »"
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


def check_outline(path: Path) -> str:
    """Why a file cannot be read back as an outline; nothing when it may be."""
    return "" if path.suffix.lower() in OUTLINES else "Donnez une trame en .docx ou en .odt."


def _refuse_place(path: Path) -> str:
    return "" if path.suffix.lower() in {".yaml", ".yml", ".json"} else "Donnez un nom de fichier en .yaml ou .json."


PLACE = Check(_refuse_place, new=True)
"""What makes a file one to keep a dossier in."""
