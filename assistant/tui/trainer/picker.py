"""Choose a case: the scenarios by what they teach, one's own dossiers, any other file; a few letters find one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from assistant.errors import AssistantError
from assistant.tui.cases import GROUPS, group_of
from assistant.tui.finder import Grouped, holds
from assistant.tui.folders import Check
from assistant.tui.opening import READABLE, Opening
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.news import Chosen, Prepared
from assistant.tui.words import brief, capital, fr, lines

if TYPE_CHECKING:
    from assistant.sittings import Case
    from assistant.store import Kept
    from assistant.training import Teaching

_GROUPS = GROUPS | {"complete": "Rien ne manque : la salle cherche pour rien, ou presque"}
_LATEST = 3
"""How many of one's own dossiers stand before the cases; a few letters find the others."""


class CasePicker(Grouped):
    """Gives « scenario:name », « kept:number », « file », or None when closed; `suited` are proposed first."""

    heading = "Choisir un cas"
    hint = "Choisissez avant de projeter : ces titres en disent trop à la salle, qui ne verra que le nom du projet."
    invites = "Quelques lettres d'un titre ou d'une histoire…"
    names = "les cas"
    nothing = "Aucun autre cas ne correspond."
    about = (
        "Le cas que la salle va travailler : un dossier inventé, un des vôtres, ou un fichier. "
        "Tapez quelques lettres, ou ↑ ↓, puis Entrée ; ou un clic."
    )

    def __init__(self, teachings: "Sequence[Teaching]", kept: "Sequence[Kept]", suited: Sequence[str]) -> None:
        super().__init__()
        self._teachings = teachings
        self._kept = kept
        self._suited = suited

    def meant(self, name: str, wanted: Sequence[str]) -> bool:
        """Enter takes a case rather than the way to another file; one's own dossiers only when they were looked for."""
        return name.startswith(("kept:", "scenario:") if wanted else "scenario:")

    def groups(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Option]]]:
        """The titles of the list, each with what these words find below it."""
        mine = [_own(number, kept) for number, kept in enumerate(self._kept) if holds(kept.name, wanted)]
        # Always there, and first: one's own file is in none of the lists below.
        other = Option(Content.styled(fr("Ouvrir un autre fichier comme cas…"), "bold"), id="file")
        yield "Vos dossiers", [other, *(mine if wanted else mine[:_LATEST])]
        suited = [] if wanted else [t for name in self._suited for t in self._teachings if t.name == name]
        yield "Proposés pour cette séance", [_case(teaching) for teaching in suited]
        for key, title in _GROUPS.items():
            those = [t for t in self._teachings if t not in suited and group_of(t.scenario) == key]
            yield title, [_case(t) for t in those if holds(_told(t), wanted)]


def pick(screen: Screen[None], desk: TrainerDesk, prepared: Prepared, choice: str) -> None:
    """Read what was chosen in the picker; the screen is told of the case (`Chosen`)."""
    from assistant.training import case_of

    kind, _, name = choice.partition(":")
    if kind == "scenario":
        teaching = next(teaching for teaching in prepared.teachings if teaching.name == name)
        screen.post_message(Chosen(case_of(name, teaching.scenario)))
    elif kind == "kept":
        desk.read(screen, prepared.kept[int(name)].path)
    else:
        text = "Un dossier (.yaml, .json) ou une feuille de calcul (.xlsx, .ods, .csv). Il est lu et n'est pas modifié."

        # By path: what was asked for before may be read after.
        found: dict[str, Case] = {}

        def read(path: Path) -> str:
            """Read it while the window is there: what cannot be read is said where its path stands."""
            try:
                found[str(path)] = desk.case_in(path)
            except AssistantError as error:
                return str(error)
            return ""

        def opened(path: str | None) -> None:
            if path:
                screen.post_message(Chosen(found[path]))

        window = Opening("Ouvrir un dossier comme cas", text, "Ouvrir", READABLE, Check(holds=read), desk.office)
        screen.app.push_screen(window, opened)


def _told(teaching: "Teaching") -> str:
    """All that a case is found by."""
    scenario = teaching.scenario
    return f"{scenario.title} {scenario.level} {scenario.room} {scenario.story}"


def _case(teaching: "Teaching") -> Option:
    scenario = teaching.scenario
    level = scenario.level.partition(" – ")[2] or scenario.level
    return Option(
        lines((brief(scenario.title, 120), "bold"), (f"  {brief(level, 120)}", "$muted")), id=f"scenario:{teaching.name}"
    )


def _own(number: int, kept: "Kept") -> Option:
    return Option(Content(capital(brief(kept.name))), id=f"kept:{number}")
