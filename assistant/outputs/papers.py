"""From a file to its papers: read the dossier, evaluate it, write what was asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.campaign import Campaign
from assistant.dossier import Dossier, load_case
from assistant.errors import AssistantError
from assistant.files import write_whole
from assistant.french import typography
from assistant.library import Library
from assistant.outputs.checklist import checklist, cited
from assistant.outputs.form import form
from assistant.outputs.formats import FORMATS, render
from assistant.outputs.markdown import markdown
from assistant.outputs.model import Paper
from assistant.outputs.outline import outline
from assistant.outputs.told import Told
from assistant.plans import Budget
from assistant.rules import Report, Rulebook
from assistant.script import Script, load_script
from assistant.terms import ConditionError
from assistant.text import plain_key

if TYPE_CHECKING:
    from assistant.outputs.clips import Clip
    from assistant.outputs.ledger import Ledger
    from assistant.outputs.reread import Reread

PAPERS = {
    "checklist": "liste de contrôle",
    "outline": "trame du dossier",
    "note": "note d'une page",
    "budget": "budget",
    "cerfa": "formulaire officiel",
    "online": "formulaire en ligne",
    "letter": "lettre d'intention",
    "actors": "liste des acteurs clés",
}
"""The papers by name, and what people call them."""


@dataclass(frozen=True)
class Desk:
    """A dossier on the desk, with all that its papers need; `today` is the day of reference, `rulebook` what it was judged by."""

    dossier: Dossier
    report: Report
    library: Library
    today: date
    rulebook: Rulebook

    @classmethod
    def open(cls, campaign: Campaign, path: Path, today: date | None = None) -> "Desk":
        """Read an application file, or a scenario, and evaluate it.

        Without `today`, the day is that of the scenario, or the user's own. Raises AssistantError when the file or the campaign
        is malformed.
        """
        from assistant.cache import load_library

        script = load_script(campaign)
        dossier, told = load_case(path, script)
        today = today or told or date.today()  # noqa: DTZ011 - the user's own calendar day
        rulebook = Rulebook(script)
        return cls(dossier, rulebook.evaluate(dossier, today), load_library(campaign), today, rulebook)

    @property
    def script(self) -> Script:
        """The script of the campaign."""
        return self.dossier.script

    @cached_property
    def title(self) -> str:
        """The name of the project, when it was given."""
        answer = self.dossier.reply(self.script.about.title) if self.script.about.title else None
        return str(answer.value) if answer and answer.state == "given" else ""

    def cite(self, section: str) -> str:
        """Where a section stands, in words; its id when the corpus has no such section."""
        return cited(self.library)(section)

    def passage(self, section: str) -> str:
        """The text of a section of the corpus, one line a unit; nothing when the corpus has no such section."""
        found = next((other for other in self.library.sections if other.id == section), None)
        return "\n".join(f"{unit.mark} {unit.text}".strip() for unit in found.units) if found else ""

    @property
    def available(self) -> tuple[str, ...]:
        """The names of the papers that the campaign has."""
        always = {"checklist": True, "outline": self.script.outlined, "cerfa": bool(self.script.form.frames)}
        plans = self.script.papers
        return tuple(name for name in PAPERS if always.get(name, getattr(plans, name, None) is not None))

    def formats(self, name: str) -> tuple[str, ...]:
        """The suffixes that a paper may be written with."""
        return (*FORMATS, *self._others(name))

    def paper(self, name: str, advice: bool = True) -> Paper:
        """A paper, one of PAPERS; `advice` keeps the writing advice of the outline.

        Raises AssistantError when the campaign has no such paper, or describes it wrongly.
        """
        try:
            return self._paper(name, advice)
        except ConditionError as error:
            raise AssistantError(f"Expression incorrecte dans « papers.yaml » : {error}.") from error

    def _paper(self, name: str, advice: bool) -> Paper:
        if name == "checklist":
            return checklist(self.script, self.report, self.title, self.today, self.cite)
        if name == "outline":
            return outline(self.dossier, self.title, self.today, self.cite, advice, self.report)
        if name == "cerfa":
            return form(self.dossier, self.title, self.today)
        return self._planned(name)

    @cached_property
    def told(self) -> Told:
        """The dossier in words."""
        return Told(self.dossier, self.today, "« papers.yaml »")

    @property
    def coherence(self) -> tuple[str, ...]:
        """What is to be told of how the answers agree."""
        notices = [notice for notice in self.script.notices if notice.kind == "coherence" and self.told.holds(notice.when)]
        return tuple(self.told.sentence(notice.message) for notice in notices)

    def _ledger(self, plan: Budget) -> "Ledger":
        from assistant.outputs.ledger import ledger

        return ledger(plan, self.told)

    def _planned(self, name: str) -> Paper:
        """A paper that dialogs/papers.yaml describes."""
        plans = self.script.papers
        if name == "note" and plans.note:
            from assistant.outputs.note import note

            return note(plans.note, self.dossier, self.report, self.title, self.today, self.cite)
        if name == "budget" and plans.budget:
            from assistant.outputs.budget import budget

            return budget(self.told, self._ledger(plans.budget), self.coherence, self.title, self.today, self.cite)
        if name == "online" and plans.online:
            from assistant.outputs.online import online

            return online(plans.online, self.dossier, self.title, self.today)
        if name in {"letter", "actors"}:
            from assistant.outputs.contacts import actors, letter

            if name == "letter" and plans.letter:
                return letter(plans.letter, self.dossier, self.title, self.today)
            if name == "actors" and plans.actors:
                return actors(plans.actors, self.dossier, self.title, self.today, self.cite)
        raise AssistantError(f"Cette campagne n'a pas de « {PAPERS[name]} » : son fichier « papers.yaml » n'en décrit pas.")

    def write(self, name: str, path: Path, advice: bool = True) -> None:
        """Write a paper in the format of the file's suffix. Raises AssistantError when the format or the place is refused."""
        _write(path, self.paper(name, advice), self._others(name))

    def _others(self, name: str) -> dict[str, Callable[[], str | bytes]]:
        """The formats that are this paper's own."""
        from assistant.outputs import agenda

        if name == "checklist":
            return {
                ".csv": lambda: agenda.lines(self.script, self.report, self.cite),
                ".ics": lambda: agenda.agenda(self.script, self.report, self.title, self.today),
            }
        if name == "budget" and (plan := self.script.papers.budget):
            from assistant.outputs.budget import lines

            return {
                ".csv": lambda: lines(self._ledger(plan)),
                ".xlsx": lambda: self._workbook("xlsx"),
                ".ods": lambda: self._workbook("ods"),
            }
        return {}

    def _workbook(self, kind: Literal["xlsx", "ods"]) -> bytes:
        from assistant.outputs import workbook

        assert self.script.papers.budget is not None
        paper = self.paper("budget")
        made = workbook.sheets(self._ledger(self.script.papers.budget), paper, self.cite)
        return workbook.xlsx(made, paper) if kind == "xlsx" else workbook.ods(made, paper)

    def clips(self) -> "tuple[Clip, ...]":
        """What is to be copied in the forms, piece by piece: the online form's blocks, then the official form's fields."""
        from assistant.outputs.clips import of_form, of_online
        from assistant.outputs.form import filled

        form = self.script.form
        online = of_online(self.paper("online")) if self.script.papers.online else ()
        fields = filled(self.dossier, self.today) if form.frames else ()
        return (*online, *of_form(typography(form.title), fields, typography(form.unchecked)))

    def reread(self, path: Path) -> "Reread":
        """What an outline of this dossier, edited in Word or LibreOffice, changes in it. Raises AssistantError."""
        from assistant.outputs.reread import reread

        return reread(path, self.dossier, self.title, self.today, self.cite, self.report)

    def markdown(self, name: str, advice: bool = True) -> str:
        """The Markdown of a paper."""
        return markdown(self.paper(name, advice))


def file_name(stem: str, name: str, suffix: str) -> str:
    """How the file of a paper is called: `mon-projet-liste-de-controle.docx`."""
    return f"{stem}-{plain_key(PAPERS[name]).replace('_', '-')}{suffix}"


def write_paper(path: Path, paper: Paper) -> None:
    """Write a paper in the format of the file's suffix. Raises AssistantError when the format or the place is refused."""
    _write(path, paper, {})


def _write(path: Path, paper: Paper, others: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write a paper in a format of all papers, or in one of its own (`others`, by suffix)."""
    suffix = path.suffix.lower()
    if suffix in others:
        content = others[suffix]()
    elif suffix in FORMATS:
        content = render(paper, suffix)
    else:
        asked, offered = path.suffix or path.name, ", ".join([*FORMATS, *others])
        raise AssistantError(f"Le format « {asked} » n'est pas proposé : donnez au fichier de sortie un nom en {offered}.")
    write_whole(path, content)
