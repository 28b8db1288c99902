"""Values told with a remark: « 2 ans, pas plus », « un mi-temps, le reste sur le CLSPD ».

A remark leaves a value as it is when nothing in it is another value, a doubt, a condition, a limit or a denial.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from assistant.reading.common import Kind, Reading, Typed, read_as, refuse
from assistant.reading.numerals import scan
from assistant.reading.shapes import RATE, hedge
from assistant.reading.undecided import hedges
from assistant.reading.words import CUT, EXACT

T = TypeVar("T")


def without(patterns: str, text: str) -> str:
    """A text without some words, nor the stops that they leave at its ends."""
    return re.sub(r"\s+(?=[,;:)])|(?<=\()\s+|\( ?\)", "", " ".join(re.sub(patterns, " ", text).split())).strip(" ,;:")


def clauses(text: str) -> list[str]:
    """The value and its remarks, in the order of the text."""
    return [part.strip() for part in re.split(CUT, text) if part and part.strip(" .")]


def leaves(remark: str, reserves: str) -> bool:
    """Whether a remark without any figure leaves the value beside it as it is."""
    found = scan(remark)
    counted = any(not number.article for number in found.numbers) or "¤" in found.shape
    return not (counted or "?" in remark or hedge(found.shape) or re.search(f"{reserves}|{RATE}", remark) or hedges(remark))


def remarked(
    kind: Kind, typed: Typed, from_text: Callable[[Typed], Reading[T]], reserves: str, shown: Callable[[T], str]
) -> Reading[T]:
    """The reading of a value alone; else of the one value that a text tells, beside remarks that leave it as it is."""
    alone = from_text(typed)
    if alone.ok or alone.value is not None:
        return alone
    parts = clauses(without(EXACT, typed.folded))
    readings = [(part, from_text(Typed(part, typed.quoted))) for part in parts]
    told = [(part, reading.value) for part, reading in readings if reading.ok and reading.value is not None]
    values = [value for _, value in told]
    if told and not readings[0][1].ok and not re.search("[a-z%]", told[0][0]):
        return alone  # « équipe (3) »
    if not values or not all(reading.ok or leaves(part, reserves) for part, reading in readings):
        return alone
    if any(value != values[0] for value in values):
        return refuse(kind, typed, "donne deux valeurs différentes")
    return Reading(values[0], note=read_as(typed, shown(values[0])))
