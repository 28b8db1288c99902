"""Choose a case: the scenarios by what they teach, one's own dossiers, any other file; a few letters find one."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from assistant.errors import AssistantError
from assistant.text import fold
from assistant.tui.dialogs import Prompt, closing
from assistant.tui.finder import Finder
from assistant.tui.inputs import Line
from assistant.tui.options import Options
from assistant.tui.places import place
from assistant.tui.trainer.desk import TrainerDesk
from assistant.tui.trainer.news import Chosen, Prepared
from assistant.tui.words import brief, capital, fr, lines

if TYPE_CHECKING:
    from assistant.sittings import Case
    from assistant.store import Kept
    from assistant.training import Teaching

_GROUPS = {
    "inadmissible": "Une règle écarte le dossier",
    "incomplete": "Il manque quelque chose",
    "to_verify": "Les textes ne tranchent pas, ou deux réponses se contredisent",
    "complete": "Rien ne manque : la salle cherche pour rien, ou presque",
    "hostile": "Écrits pour éprouver l'assistant",
}
_LATEST = 3
"""How many of one's own dossiers stand before the cases; a few letters find the others."""


class CasePicker(Finder):
    """Gives « scenario:name », « kept:number », « file », or None when closed; `suited` are proposed first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Fermer", show=False),
        Binding("down", "move(1)", "Cas suivant", show=False),
        Binding("up", "move(-1)", "Cas précédent", show=False),
        Binding("pagedown", "move(8)", "Huit cas plus bas", show=False),
        Binding("pageup", "move(-8)", "Huit cas plus haut", show=False),
    ]

    def __init__(self, teachings: "Sequence[Teaching]", kept: "Sequence[Kept]", suited: Sequence[str]) -> None:
        super().__init__()
        self._teachings = teachings
        self._kept = kept
        self._suited = suited

    def compose(self) -> ComposeResult:
        """What to mind, the line to type in, the cases."""
        with Vertical(classes="window -tall"):
            yield Static(Content.styled(fr("Choisir un cas"), "bold $primary"), markup=False)
            hint = "Choisissez avant de projeter : ces titres en disent trop à la salle, qui ne verra que le nom du projet."
            yield Static(Content.styled(fr(hint), "$muted"), markup=False)
            yield Line(placeholder=fr("Quelques lettres d'un titre ou d'une histoire…"), name="la recherche d'un cas")
            yield Options(markup=False, id="found", name="les cas")
            yield closing()

    def search(self, text: str) -> None:
        """One's own files, then the cases by what they teach."""
        wanted = fold(text).split()
        options: list[Option] = []
        for title, group in self._groups(wanted):
            if group:
                head = Content.styled(fr(f"\n{title}" if options else title), "$secondary bold")
                options += [Option(head, disabled=True), *group]
        takes = ("kept:", "scenario:") if wanted else "scenario:"
        cases = [number for number, option in enumerate(options) if (option.id or "").startswith(takes)]
        if not cases:
            options.append(Option(Content(fr("Aucun autre cas ne correspond.")), disabled=True))
        self.found.clear_options()
        self.found.add_options(options)
        # Enter takes a case, the first that is proposed or found, rather than the way to another file.
        self.found.highlighted = cases[0] if cases else 1

    def _groups(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Option]]]:
        """The titles of the list, each with what these words find below it."""
        mine = [_own(number, kept) for number, kept in enumerate(self._kept) if _holds(kept.name, wanted)]
        # Always there, and first: one's own file is in none of the lists below.
        other = Option(Content.styled(fr("Ouvrir un autre fichier comme cas…"), "bold"), id="file")
        yield "Vos dossiers", [other, *(mine if wanted else mine[:_LATEST])]
        suited = [] if wanted else [t for name in self._suited for t in self._teachings if t.name == name]
        yield "Proposés pour cette séance", [_case(teaching) for teaching in suited]
        for key, title in _GROUPS.items():
            those = [t for t in self._teachings if t not in suited and _taught(t) == key]
            yield title, [_case(t) for t in those if _holds(_told(t), wanted)]

    def choice(self, index: int) -> str:
        """A case, or the way to any other file."""
        return self.found.get_option_at_index(index).id or ""


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
        text = "Indiquez le chemin d'un dossier (.yaml, .json ou feuille de calcul). Il est lu et n'est pas modifié."

        found: list[Case] = []

        def check(text: str) -> str:
            """Read it while the window is there: what cannot be read is said where its path stands."""
            path = place(text)
            if not text or not os.path.isfile(path):
                return "Indiquez le chemin d'un fichier qui existe."
            try:
                found[:] = [desk.case_in(path)]
            except AssistantError as error:
                return str(error)
            return ""

        def read(path: str | None) -> None:
            if path and found:
                screen.post_message(Chosen(found[0]))

        screen.app.push_screen(Prompt("Ouvrir un dossier comme cas", text, "", "~/Documents/projet.yaml", check, "Ouvrir"), read)


def _taught(teaching: "Teaching") -> str:
    """The group of a case."""
    return "hostile" if teaching.scenario.hostile else teaching.scenario.expect.verdict


def _told(teaching: "Teaching") -> str:
    """All that a case is found by."""
    scenario = teaching.scenario
    return f"{scenario.title} {scenario.level} {scenario.room} {scenario.story}"


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def _case(teaching: "Teaching") -> Option:
    scenario = teaching.scenario
    level = scenario.level.partition(" – ")[2] or scenario.level
    return Option(
        lines((brief(scenario.title, 120), "bold"), (f"  {brief(level, 120)}", "$muted")), id=f"scenario:{teaching.name}"
    )


def _own(number: int, kept: "Kept") -> Option:
    return Option(Content(capital(brief(kept.name))), id=f"kept:{number}")
