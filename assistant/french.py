"""How the French write: spaces and signs of a text, amounts, numbers, dates, durations, lists.

Every value written here is read back by `assistant.reading`.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

NBSP = "\u00a0"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# What typography leaves alone: marks that start a line; code, link targets, tags, attributes, addresses.
_MARKS = r"^[ \t]*(?:(?:[-*+>]|\#{1,6}|[0-9]{1,9}[.)])[ \t]+)+"
_CODE = (
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:[^\n]*\n)*?(?: {0,3}(?P=fence)[`~]* *$|[^\n]*\Z)"
    r"|``[^\n]*?``|`[^`\n]*`"
    r"|\]\([^()\n]*\)|<[^<>\n]*>|\{[^{}\n]*\}"
    r"|://[^\s<>]+|\bwww\.[^\s<>]+|\b(?:mailto|tel):\S+|(?<![\w.'+-])[\w.'+-]+@[\w.-]+"
)
# One of these stands in whatever _CODE finds.
_SIGNS_OF_CODE = r"[`<{@]|~~~|\]\(|://|www\.|mailto:|tel:"
_SPACE = "[ \u00a0\u202f]"
_LETTER = r"[^\W\d_]"
# A value may be still to come: a template (assistant.conditions) marks its place with a private character.
_VALUE = "[0-9\ue000-\uf8ff]"
_SPACED = (
    rf"(?P<thousands>(?<![\w.,])[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+(?![0-9]))"
    rf"|(?P<abbreviation>(?<!\w)(?:[nN]°|pp?\.|art\.|§§?)){_SPACE}+(?=[0-9])"
    rf"|(?P<space>(?<=[^\s|]){_SPACE}+(?=[:;?»%€]|!(?!\[))(?!:-|!=|%\w)"
    rf"|(?<=«){_SPACE}+"
    rf"|(?<={_VALUE}){_SPACE}+(?=(?:ETP|h|[kM]€)(?!\w))"
    rf"|(?<=[0-9]{_SPACE}h){_SPACE}+(?=[0-9]{{2}}(?![0-9])))"
    rf"|(?P<apostrophe>(?<={_LETTER})'(?=(?:[*_]{{1,3}}|\[|`|«{_SPACE}?)?\w))"
    r"|(?P<dots>(?<!\.)\.\.\.(?!\.))"
)
# What most texts are is looked through once; the first sign of what is set rules most places out.
_PROSE = rf"(?P<untouched>{_MARKS})|(?=[1-9nNpa§'. \u00a0\u202f])(?:{_SPACED})"
_ANY = rf"(?P<untouched>{_CODE}|{_MARKS})|{_SPACED}"


def typography(text: str) -> str:
    """French typography for content typed with ordinary spaces and plain apostrophes.

    Makes a space non-breaking (U+00A0) before `: ; ? ! » % €`, after `«`, between groups of thousands,
    between a number and `ETP`, `h` or `k€`, between `n°`, `p.`, `art.`, `§` and a number; sets the apostrophe
    `’` and the ellipsis `…`. Adds no space where none was typed; leaves Markdown, code and addresses alone.
    Doing it twice changes nothing more.
    """
    return re.sub(_ANY if re.search(_SIGNS_OF_CODE, text) else _PROSE, _set, text, flags=re.MULTILINE)


def _set(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "thousands":
            return re.sub(_SPACE, NBSP, match[0])
        case "abbreviation":
            return match["abbreviation"] + NBSP
        case "space":
            return NBSP
        case "apostrophe":
            return "’"
        case "dots":
            return "…"
        case _:
            return match[0]


def number(value: Decimal | int, places: int = 2) -> str:
    """A number with groups of thousands and a decimal comma: « 12 500 », « 0,25 ».

    Rounds halves up to `places` decimals, and drops zeros that end them. Raises ValueError when not finite.
    """
    whole, comma, decimals = _fixed(value, places).partition(",")
    decimals = decimals.rstrip("0")
    return whole + comma + decimals if decimals else whole


def amount(value: Decimal | int) -> str:
    """Euros, with cents only when there are some: « 12 500 € », « 80,50 € ».

    Raises ValueError when not finite.
    """
    return _fixed(value, 2).removesuffix(",00") + f"{NBSP}€"


def percent(value: Decimal | int) -> str:
    """A number of hundredths: 30 gives « 30 % ». Two decimals at most; raises ValueError when not finite."""
    return f"{number(value)}{NBSP}%"


def fte(value: Decimal | int) -> str:
    """Full-time equivalents: « 0,3 ETP », with two decimals at most. Raises ValueError when not finite."""
    return f"{number(value)}{NBSP}ETP"


def _fixed(value: Decimal | int, places: int) -> str:
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {exact}")
    # The default context raises on amounts of more than 28 digits.
    context = Context(prec=max(28, exact.adjusted() + places + 2), rounding=ROUND_HALF_UP)
    rounded = exact.quantize(Decimal(1).scaleb(-places), context=context)
    return format(abs(rounded) if rounded.is_zero() else rounded, ",f").replace(",", NBSP).replace(".", ",")


def date_long(day: date) -> str:
    """« 30 avril 2031 », « 1er avril 2031 »."""
    return f"{day.day}{'er' if day.day == 1 else ''} {MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """« 30/04/2031 »."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def months(total: int) -> str:
    """A number of months, in years when there are enough: « 1 an », « 18 mois », « 2 ans et 6 mois »."""
    years, rest = divmod(total, 12)
    if total <= 0 or (rest and years < 2):
        return f"{total} mois"
    return count(years, "an", "ans") + (f" et {rest} mois" if rest else "")


def join(items: Sequence[str], word: Literal["et", "ou"] = "et") -> str:
    """« a », « a et b », « a, b et c »; nothing for no item."""
    *most, last = items or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def plural(value: Decimal | int, one: str, many: str) -> str:
    """The form of a word after a number, plural from 2: « 0 action », « 1,5 jour », « 2 actions »."""
    return one if -2 < value < 2 else many


def count(value: Decimal | int, one: str, many: str) -> str:
    """A number and its word: « 1 action », « 12 500 jeunes »."""
    return f"{number(value)} {plural(value, one, many)}"
