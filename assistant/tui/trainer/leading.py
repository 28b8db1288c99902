"""The trainer's own keys: notes, names, clock, plan, people, another day, a copy to correct, the record."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from assistant import store
from assistant.files import free_name
from assistant.french import date_long, date_short
from assistant.masking import COVERED
from assistant.tui.dialogs import Choose, Prompt, replacing
from assistant.tui.folders import Check, Met
from assistant.tui.news import Overwrites
from assistant.tui.placing import Placing
from assistant.tui.theme import PROJECTION
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.following import Following
from assistant.tui.trainer.news import Corrected, HandedOut, Prepared
from assistant.tui.trainer.projection import NO_CASE

if TYPE_CHECKING:
    from datetime import date

    from textual.screen import ScreenResultCallbackType

    from assistant.sittings import Sitting


class Leading(Following):
    """What whoever leads the session does aside from its plan."""

    def __init__(self, desk: TrainerDesk, prepared: Prepared, sitting: "Sitting", path: Path) -> None:
        super().__init__(desk, prepared, sitting, path)
        self._opening: Path | None = None
        """The copy of the case that was asked for, until it is on the screen above."""
        self._copy: Path | None = None
        """The copy of the case that is being corrected on the screen above; None when there is none."""
        self._usual = ""
        """The theme outside the room."""

    def action_notes(self) -> None:
        """Show or hide the notes."""
        self.query_one("#notes").toggle_class("-gone")
        self._mark_foot()

    async def action_mask(self) -> None:
        """Hide or show the names of the case; those of somebody's own file are never shown by one key."""
        worked = self.sitting.case
        if worked is None:
            self.tell(NO_CASE)
        elif worked.hidden and not worked.case.scenario:
            text = "Ce dossier n'est pas un cas fictif : ses noms, ses adresses et ses numéros seront projetés en clair."

            async def chosen(choice: str | None) -> None:
                if choice == "open":
                    await self._mask(False)

            self._ask_names(text, "Montrer les noms à la salle", chosen)
        else:
            await self._mask(not worked.hidden)

    async def _mask(self, masked: bool) -> None:
        self.change(self.sitting.masking(masked))
        if self.view != "case":
            # The page of the case says it itself.
            self.tell(COVERED if masked else "Noms, adresses et numéros montrés.")
        await self._draw(stay=True)

    def _ask_names(self, text: str, yes: str, chosen: "ScreenResultCallbackType[str | None]") -> None:
        """Ask before names are projected."""
        choices = (("stay", "Rester dans la salle, noms masqués"), ("open", yes))
        self.app.push_screen(Choose("Montrer les noms à la salle ?", text, choices), chosen)

    def action_project(self) -> None:
        """The room's theme, or the usual one."""
        self.app.theme = self._usual if self.app.theme == PROJECTION else PROJECTION

    def action_clock(self) -> None:
        """Run or stop the clock."""
        self.clock.toggle()
        self.save()
        self._mark_top()

    def action_longer(self) -> None:
        """A minute more for this step."""
        step, added = self.sitting.step, self.sitting.added
        if self.clock.allotted:
            self.clock.allotted += 60
            self.change(replace(self.sitting, added={**added, step: added.get(step, 0) + 1}))
            self._mark_top()

    def action_steps(self) -> None:
        """The plan, to go to a step."""
        choices = []
        for number, step in enumerate(self.course.steps):
            minutes = f" ({step.minutes} min)" if step.minutes else ""
            choices.append((str(number), f"{'▸' if number == self.sitting.step else ' '} {number + 1}. {step.title}{minutes}"))
        text = "Allez à une étape, dans l'ordre que vous voulez : son chiffre, ou ↑ ↓ et Entrée."

        async def chosen(number: str | None) -> None:
            if number is not None:
                await self.go(int(number))

        self.app.push_screen(Choose(self.course.title, text, choices, numbered=True), chosen)

    def action_present(self) -> None:
        """Count the room again."""

        async def counted(text: str | None) -> None:
            if text is not None:
                self.change(replace(self.sitting, present=int(text or "0")))
                await self._draw(stay=True)

        text = "Combien de personnes dans la salle ? Laissez vide pour ne pas compter."
        value = str(self.sitting.present or "")
        self.app.push_screen(Prompt("Compter la salle", text, value, "Par exemple : 20", check_count, "Compter"), counted)

    def action_day(self) -> None:
        """Judge the case on another day."""
        case = self.sitting.case
        if case is None:
            self.tell(NO_CASE)
            return

        async def dated(text: str | None) -> None:
            from assistant.reading import parse_date

            day = parse_date(text).value if text else None
            if day is not None and self.sitting.case is not None:
                self._staged, self._finding = None, 0
                self.change(self.sitting.dated(day))
                self.desk.stage(self, self.sitting.case.case)
                await self._draw()

        example = _example_day(case.case.day)

        def check(text: str) -> str:
            from assistant.reading import parse_date

            return "" if parse_date(text).value else f"Donnez une date, par exemple {example}."

        text = "Le calendrier dépend du jour : un dossier est en retard, ou à temps. Jouez-le à la date que son histoire suppose."
        prompt = Prompt("Juger le cas à une autre date", text, date_long(case.case.day), example, check, "Juger à cette date")
        self.app.push_screen(prompt, dated)

    # --- the copy that is corrected with the room --------------------------------------------------------------------

    def action_correct(self) -> None:
        """Work on a copy of the case with the room, as on any dossier."""
        from assistant.store import free_path

        worked = self.sitting.case
        if self._staged is None or worked is None:
            self.tell(NO_CASE)
            return
        board, case = self._staged.board, self._staged.case
        if self._finding <= len(board.gaps) and not 0 < len(board.gaps) <= worked.shown:
            self.tell("La copie montrerait les constats : révélez-les d'abord (F5, puis Espace jusqu'au résultat).")
            return

        def opened(choice: str | None) -> None:
            if choice != "open":
                return
            # A session has one copy of a case, whatever is gone back to it.
            known = Path(worked.copy) if worked.copy else None
            title = board.name or case.title
            path = known if known and known.exists() else free_path(title)
            self._opening = path
            self.change(self.sitting.copied(str(path)))
            self.desk.copy(case, title, path)

        if not self.sitting.masked:
            opened("open")
            return
        text = "La copie se corrige avec toutes ses réponses : les noms, les adresses et les numéros y seront projetés en clair."
        self._ask_names(text, "Ouvrir la copie, noms en clair", opened)

    def on_screen_suspend(self) -> None:
        """A copy is worked on from the moment it is on the screen: windows come and go before."""
        from assistant.tui.workspace import Workspace

        if self._opening is not None and isinstance(self.app.screen, Workspace):
            self._copy, self._opening = self._opening, None

    def on_screen_resume(self) -> None:
        """Back from the dossier that was corrected with the room."""
        if self._copy is not None and self._staged is not None and self.app.screen is self:
            path, self._copy = self._copy, None
            self.desk.judge(self, path, self._staged.case.day, self._staged)

    @on(Corrected)
    async def _corrected(self, event: Corrected) -> None:
        if not self.sitting.case or not self._staged:
            return
        if event.told != self.sitting.case.corrected:
            self.change(self.sitting.correcting(event.told))
        self.app.clear_notifications()
        if not event.told:
            return
        if self.view == "reveal":
            # The result says what became of it.
            self._finding = len(self._staged.board.gaps) + 1
            await self._draw()
        else:
            self.tell(f"Après correction avec la salle : {event.told} F5 : voir le résultat.")

    # --- the record ------------------------------------------------------------------------------------------------

    def action_handout(self) -> None:
        """Write the record."""
        from assistant.tui.orders import habit

        self.app.clear_notifications()
        # Those of the last time: sessions are kept where nobody looks.
        self._ask_where(habit(store.folder() / self.path.name).folder / f"{self.path.stem}.pdf")

    def _ask_where(self, wanted: Path) -> None:
        """Ask for the record's file; a name that is free is proposed."""
        text = "La fin du nom choisit le format : .pdf, .docx, .odt, .html ou .md."
        example = "Un fichier, par exemple seance.pdf"
        wanted = free_name(wanted)
        window = Placing("Le document à distribuer", text, str(wanted), example, PAPER, "Écrire", self.office)
        self.app.push_screen(window, self._hand_out)

    def _hand_out(self, place: Met | None) -> None:
        if place:
            self.desk.hand_out(self, self.sitting, self._prepared.courses, place.path)

    @on(Overwrites)
    def _overwrites(self, event: Overwrites) -> None:
        path = event.paths[0]

        def agreed(choice: str | None) -> None:
            if choice == "yes":
                self.desk.hand_out(self, self.sitting, self._prepared.courses, path, replace=True)
            else:
                self._ask_where(path)

        self.app.push_screen(replacing(event.paths), agreed)

    @on(HandedOut)
    def _handed_out(self, event: HandedOut) -> None:
        told = f"Écrit : {event.path}. Imprimez-le, ou envoyez-le aux participants."
        if self.view == "end":
            # On the page itself: a toast would hide half of it.
            self._written = told
            self.call_later(self._draw)
        else:
            self.tell(told, wait=10)


def check_count(text: str) -> str:
    """Why a number of people is refused; nothing when it is not."""
    return "" if not text or (text.isascii() and text.isdigit() and len(text) <= 3) else "Donnez un nombre, de 0 à 999."


def _example_day(after: "date") -> str:
    """A day at which the case could be judged too."""
    from assistant.reading import next_such_day

    return date_short(next_such_day(after, 15, 4))


def _refuse_paper(path: Path) -> str:
    from assistant.outputs.formats import FORMATS

    return "" if path.suffix.lower() in FORMATS else f"Donnez un nom de fichier en {', '.join(FORMATS)}."


PAPER = Check(_refuse_paper, new=True)
"""What makes a file one to write the record in."""
