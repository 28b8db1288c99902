"""« Jouer un cas fictif »: the invented dossiers, by what is to be found in them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widgets.option_list import Option

from assistant.tui.finder import Grouped, holds
from assistant.tui.words import fr, lines, shortened

if TYPE_CHECKING:
    from assistant.scenarios import Scenario

GROUPS = {
    "inadmissible": "Une règle écarte le dossier",
    "incomplete": "Il manque quelque chose",
    "to_verify": "Les textes ne tranchent pas, ou deux réponses se contredisent",
    "complete": "Rien ne manque",
    "hostile": "Écrits pour éprouver l'assistant",
}
_LONG = 160
"""How many characters of a story are told: two lines or three."""


class Cases(Grouped):
    """Gives the name of a scenario, or None when closed; the one named `first` comes first."""

    heading = "Jouer un cas fictif"
    hint = "Un dossier inventé s'ouvre en copie, comme un dossier à vous."
    invites = "Quelques lettres d'un titre ou d'une histoire…"
    names = "les cas"
    nothing = "Aucun cas ne correspond."
    about = (
        "Des dossiers inventés, rangés par ce qu'il y a à y trouver. Tapez quelques lettres, ou ↑ ↓, puis Entrée ; ou un clic. "
        "Une copie s'ouvre parmi vos dossiers : changez-la à votre gré."
    )

    def __init__(self, scenarios: "Sequence[tuple[str, Scenario]]", first: str) -> None:
        super().__init__()
        self._scenarios = scenarios
        self._first = first
        self._lines = {name: lines((fr(one.title), "bold"), (told(one), "$muted")) for name, one in scenarios}

    def groups(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Option]]]:
        """The one to begin with, then all by what is found in them."""
        first = "" if wanted else self._first
        found = [(name, one) for name, one in self._scenarios if holds(f"{one.title} {one.level} {one.story}", wanted)]
        yield "Pour commencer", [self._option(name) for name, _ in found if name == first]
        for key, title in GROUPS.items():
            yield title, [self._option(name) for name, one in found if name != first and group_of(one) == key]

    def _option(self, name: str) -> Option:
        return Option(self._lines[name], id=name)


def group_of(scenario: "Scenario") -> str:
    """The group of a scenario: what comes of it, unless it was written to break machines."""
    return "hostile" if scenario.hostile else scenario.expect.verdict


def told(scenario: "Scenario") -> str:
    """The story of a scenario, in a list."""
    return fr(shortened(scenario.story, _LONG))
