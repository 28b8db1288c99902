"""What all readers of typed values share: their result, the way into a raw value, the way of saying no."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from assistant import french
from assistant.reading.absent import LONGEST, is_unknown
from assistant.reading.numerals import Number, scan
from assistant.reading.shapes import LARGEST
from assistant.reading.words import AGAIN
from assistant.text import clean, fold, short

T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    """What was understood of a raw value.

    `problem` is None when the value can be taken; else it says in French what is wrong and what to type (no
    capital, no full stop: it can follow a colon), and `guess` is the likely value, to be offered and never
    taken. `note` tells how an accepted value was understood when that is not obvious. Only a number below
    zero has both a value, since it was understood, and a problem.
    """

    value: T | None = None
    problem: str | None = None
    guess: T | None = None
    note: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the value can be taken."""
        return self.problem is None


class Kind(NamedTuple):
    """The words for a kind of value: its noun and article, what to type, an example (none of a date: its year would be anybody's),
    what a minus sign deserves."""

    noun: str
    exact: str
    example: str = ""
    negative: str = "un nombre ne peut pas être négatif ici"


class Typed(NamedTuple):
    """A typed text: folded, to be read; shortened, to be quoted."""

    folded: str
    quoted: str


def prepare(raw: str) -> Typed:
    """A typed text in two forms, to read and to quote; one too long reads as `¤`, which nothing accepts."""
    shown = " ".join(clean(raw).split())
    quoted = short(shown)
    if len(shown) > LONGEST:
        return Typed("¤", quoted)
    for sign, decimals in (("½", ",5"), ("¼", ",25"), ("¾", ",75")):
        shown = re.sub(f"(?<=[0-9]) ?{sign}", decimals, shown).replace(sign, f"0{decimals}")
    # Superscripts and circled figures would fold to figures.
    shown = "".join("¤" if unicodedata.category(char) == "No" else char for char in shown)
    return Typed(fold(shown).strip('" ').rstrip(".,;:! "), quoted)


def plain_number(raw: object) -> Decimal | None:
    """A finite number of a JSON or YAML file, exactly as it was written; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    value = Decimal(repr(float(raw))) if isinstance(raw, float) else Decimal(raw)
    return value if value.is_finite() else None


def read(
    kind: Kind,
    raw: object,
    from_number: Callable[[Decimal], Reading[T]],
    from_text: Callable[[Typed], Reading[T]],
) -> Reading[T]:
    """Read any raw value: a number of a file, a typed text, or what is no value at all."""
    number = plain_number(raw)
    if number is not None:
        return from_number(number) if -LARGEST <= number <= LARGEST else too_large(kind)
    if raw is None or (isinstance(raw, str) and not clean(raw).strip()):
        return problem(f"la réponse est vide : tapez {kind.noun}{_such_as(kind.example)}")
    if not isinstance(raw, str):
        return problem(f"on attend ici {kind.noun} : tapez {kind.exact}{_such_as(kind.example)}")
    typed = prepare(raw)
    if is_unknown(raw):
        return refuse(kind, typed, "laisse la réponse ouverte")
    result = from_text(typed)
    return result if result.ok else _told_twice(kind, typed, from_text) or result


def _told_twice(kind: Kind, typed: Typed, from_text: Callable[[Typed], Reading[T]]) -> Reading[T] | None:
    """« un mi-temps (0,5 ETP) », « 24 mois, soit 2 ans »: one value told twice. None for anything else."""
    told = re.fullmatch(rf"([^()]+?) ?(?:\((?:{AGAIN} )?([^()]+?)(?: donc)?\)|,? (?:et )?{AGAIN} (.+))", typed.folded)
    if told is None:
        return None
    first, second = (from_text(Typed(part, typed.quoted)) for part in (told[1], told[2] or told[3]))
    if first.ok and second.ok:
        return first if first.value == second.value else refuse(kind, typed, "donne deux valeurs différentes")
    other = told[1] if second.ok else told[2] or told[3]
    if (first.ok or second.ok) and "#" not in scan(other).shape:
        guess = first.value if first.ok else second.value
        return refuse(kind, typed, f"dit autre chose qu'{kind.noun}", guess)
    return None


def problem(sentence: str, guess: T | None = None) -> Reading[T]:
    """A refusal in these words, typeset."""
    return Reading(problem=french.typography(sentence), guess=guess)


def refuse(kind: Kind, typed: Typed, why: str = "", guess: T | None = None, example: str = "") -> Reading[T]:
    """A refusal that quotes what was typed, says why, and shows what to type."""
    why = why or f"n'est pas compris comme {kind.noun}"
    return problem(f"« {typed.quoted} » {why} : tapez {kind.exact}{_such_as(example or kind.example)}", guess)


def _such_as(example: str) -> str:
    return f", par exemple {example}" if example else ""


def read_as(typed: Typed, value: str) -> str:
    """The note that tells how a text was understood, typeset."""
    return french.typography(f"« {typed.quoted} » est lu comme {value}")


def two_ways(number: Number) -> str:
    """Why figures that may group thousands or start decimals are refused: « 12.500 »."""
    return f"peut se lire {french.number(number.value)} ou {french.number(number.decimal, 3)}"


def too_large(kind: Kind) -> Reading[T]:
    """The refusal of numbers that no application holds, and that could not even be shown."""
    return problem(f"ce nombre est trop grand : tapez {kind.exact}{_such_as(kind.example)}")


def checked(kind: Kind, value: Decimal, note: str | None = None) -> Reading[Decimal]:
    """Accept a number from 0 to the largest."""
    if not -LARGEST <= value <= LARGEST:
        return too_large(kind)
    if value < 0:
        why = french.typography(f"{kind.negative} : tapez {kind.exact}{_such_as(kind.example)}")
        return Reading(value, why)
    return Reading(value, note=note)
