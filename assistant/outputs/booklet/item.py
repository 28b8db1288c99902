"""The things that the booklet has signed off: what an assistant says or decides, one item each, in words.

An item bears a code in two halves: the first tells what it is about, and stays as long as its name does; the second is a fingerprint
of what it says, and changes with it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.french import typography
from assistant.outputs.checklist import Cite
from assistant.text import clean

KINDS: dict[str, tuple[str, str]] = {
    "résultat": ("point du résultat", "points du résultat"),
    "chiffre": ("chiffre ou date", "chiffres et dates"),
    "définition": ("définition", "définitions"),
    "règle": ("règle", "règles"),
    "message": ("message", "messages"),
    "obligation": ("tableau d'obligations", "tableaux d'obligations"),
    "passage": ("passage", "passages"),
    "réponse": ("réponse", "réponses"),
    "silence": ("silence", "silences"),
    "question": ("question", "questions"),
    "conseil": ("conseil", "conseils"),
    "papier": ("papier ou partie d'un papier", "papiers ou parties de papiers"),
    "quiz": ("question de quiz", "questions de quiz"),
    "à retenir": ("point à retenir", "points à retenir"),
    "séance": ("séance", "séances"),
    "dossier fictif": ("dossier fictif", "dossiers fictifs"),
    "sigle": ("liste de sigles", "listes de sigles"),
}
"""Each kind of thing to sign off, with the words that count it."""


@dataclass(frozen=True)
class Grid:
    """A table in an item."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = str | tuple[str, ...] | Grid
"""A paragraph, a list of lines, or a table."""


@dataclass(frozen=True)
class Item:
    """One thing to sign off: its kind, what it is among those of its kind, its title, its parts.

    `section` is where the texts speak of it ("" for none), `serves` are the requirements that it is about.
    """

    kind: str
    name: str
    title: str
    parts: tuple[Part, ...]
    section: str = ""
    serves: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What it is, then what it says: « 1a2b3c4d-5e6f7a »."""
        return f"{_seal(f'{self.kind}/{self.name}', 4)}-{_seal(repr((self.title, self.parts)), 3)}"


def _seal(words: str, size: int) -> str:
    return hashlib.blake2b(words.encode(), digest_size=size).hexdigest()


Numbered = tuple[tuple[int, Item], ...]
"""Items with their numbers in a booklet."""


def span(first: int, last: int) -> str:
    """Numbers from one to another: « n° 3 à 8 », « n° 3 »."""
    return f"n° {first}" if last <= first else f"n° {first} à {last}"


def ranges(numbers: Sequence[int]) -> str:
    """Numbers, those that follow each other together: « n° 3, 5 à 8, 11 »."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}{' à ' if last > first + 1 else ', '}{last}" for first, last in runs]
    return f"n° {', '.join(told)}" if told else "–"


def to_compare(section: str, also: tuple[str, ...], cite: Cite) -> str:
    """Where the official text is to be read, beside what an item says of it."""
    more = f" ; voir aussi : {' ; '.join(map(cite, also))}" if also else ""
    return f"À lire dans le texte officiel, que l'assistant reformule sans le recopier : {cite(section)}{more}."


def sources(sections: tuple[str, ...], cite: Cite) -> tuple[str, ...]:
    """Where an item comes from, in a line; no line for no section."""
    first, *others = sections or ("",)
    more = f" ; voir aussi : {' ; '.join(map(cite, others))}" if others else ""
    return (f"Source : {cite(first)}{more}.",) if first else ()


def set_french(item: Item) -> Item:
    """The item with the typography of what is printed, so that its code is that of what is read."""
    return Item(item.kind, item.name, _typeset(item.title), tuple(map(_part, item.parts)), item.section, item.serves)


def _part(part: Part) -> Part:
    if isinstance(part, Grid):
        return Grid(part.header, tuple(tuple(map(_typeset, row)) for row in part.rows))
    return _typeset(part) if isinstance(part, str) else tuple(map(_typeset, part))


def _typeset(words: str) -> str:
    return typography(clean(words))
