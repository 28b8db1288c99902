"""Numbers, counts of whole things, and years."""

import re
from decimal import Decimal

from assistant import french
from assistant.reading.absent import is_nothing, is_unknown
from assistant.reading.common import (
    Kind,
    Reading,
    Typed,
    checked,
    prepare,
    problem,
    read,
    read_as,
    refuse,
    too_large,
    two_ways,
)
from assistant.reading.numerals import scan
from assistant.reading.shapes import LARGEST, RANGE, RATE, hedge, only_number
from assistant.reading.words import AMOUNT_RESERVES

_NUMBER = Kind("un nombre", "le nombre exact", "12,5")
_INTEGER = Kind("un nombre entier", "le nombre exact", "60")


def parse_number(raw: object) -> Reading[Decimal]:
    """A number, which words may follow, below zero too: `12,5`, `-3`, `30 %`, « 12 000 habitants »."""
    return read(_NUMBER, raw, Reading, lambda typed: _worded(_NUMBER, typed))


def parse_integer(raw: object) -> Reading[int]:
    """A count, which words may follow: `60`, `1 200`, « 120 jeunes », « soixante », « aucun » (0)."""
    return read(_INTEGER, raw, _whole_number, _count)


def parse_year(raw: object) -> Reading[int]:
    """A year, in four figures: `2021`, « l'appel de 2021 »."""
    found = parse_integer(raw)
    if isinstance(raw, str) and found.value is None and not is_unknown(raw):
        return _year(prepare(raw))
    if found.value is not None and not 1000 <= found.value <= 9999:
        return problem(f"« {found.value} » n'est pas une année : donnez-la en quatre chiffres")
    return found


def _year(typed: Typed) -> Reading[int]:
    """The only year of a sentence, when that is its only number and nothing beside takes it back."""
    told, shape = re.findall(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])", typed.folded), scan(typed.folded).shape
    alone = len(told) == 1 and len(re.findall("[#¤]", shape)) == 1
    if alone and not hedge(shape) and not re.search(AMOUNT_RESERVES, typed.folded):
        return Reading(int(told[0]), note=read_as(typed, told[0]))
    # A guess in a sentence would be typed with a space, as a count is.
    return problem(f"« {typed.quoted} » n'est pas compris comme une année : tapez-la en quatre chiffres")


def _whole_number(value: Decimal) -> Reading[int]:
    return _whole(Typed("", french.number(value)), Reading(value))


def _count(typed: Typed) -> Reading[int]:
    if is_nothing(typed.folded):
        return Reading(0, note=read_as(typed, "0"))
    return _whole(typed, _worded(_INTEGER, typed))


def _whole(typed: Typed, number: Reading[Decimal]) -> Reading[int]:
    if number.value is None:
        return Reading(problem=number.problem, guess=None if number.guess is None else int(number.guess))
    if number.value % 1:
        return refuse(_INTEGER, typed, "n'est pas un nombre entier")
    return Reading(int(number.value), checked(_INTEGER, number.value).problem, note=number.note)


def _worded(kind: Kind, typed: Typed) -> Reading[Decimal]:
    found = scan(typed.folded)
    rate = re.search(RATE, found.shape)
    why = "compte par période ou par unité" if rate else hedge(found.shape)
    unit = "(?: [a-z][a-z'-]*){1,6}" + ("| ?%" if kind is _NUMBER else "")
    plain = re.fullmatch(rf"(?P<minus>-|moins)? ?\+?#(?P<unit>{unit})?", found.shape)
    if plain is None or why:
        guess = None if rate or re.search(RANGE, found.shape) else only_number(found)
        return refuse(kind, typed, why, guess, "" if guess is None else french.number(guess))
    number = found.numbers[0]
    if number.doubtful:
        return refuse(kind, typed, two_ways(number), number.value, french.number(number.value))
    value = -number.value if plain["minus"] else number.value
    if abs(value) > LARGEST:
        return too_large(kind)
    return Reading(value, note=read_as(typed, french.number(value, 6)) if plain["unit"] else None)
