"""Working time in full-time equivalents."""

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant import french
from assistant.reading.common import Kind, Reading, Typed, checked, read, refuse
from assistant.reading.numerals import HALF, scan
from assistant.reading.remarks import remarked
from assistant.reading.shapes import LARGEST, RANGE, hedge, only_number
from assistant.reading.words import FTE_RESERVES

_FTE = Kind("un temps de travail", "le temps exact", "0,5 ETP", "un temps ne peut pas être négatif")
_FULL = "(?:temps[ -](?:pleins?|complets?)|pleins?[ -]temps)"
_POST = f"(?:etpt?|e\\.t\\.p|equivalents?[ -]{_FULL}|postes?(?: a {_FULL})?|{_FULL})"
_OF_POST = f"(?:[ -](?:du |de |d')?(?:temps|{_POST}))?"
_PARTS = {"moitie": 2, "tiers": 3, "quart": 4, "cinquieme": 5, "dixieme": 10}
_LEAD = (
    r"^(?:(?:il|elle|on) y (?:consacre|passe|travaille|met)(?:ra)? (?:a )?)?"
    r"(?:(?:un|le|la|les) (?=\S+ ?%|(?:deux |trois )?(?:moitie|tiers|quarts?)\b))?"
)
"""How a part of somebody's time is told: « elle y passe la moitié », « un 40 % »; « elle travaille à 80 % » tells another thing."""
_WEEK = "(?: ?(?:par|/|la) ?(?:semaine|sem)| hebdo(?:madaires?)?)"
_WEEK_DAYS = Decimal(5)
_WEEK_HOURS = Decimal(35)  # legal working week, article L3121-27 of the Labour Code
_LONGEST_WEEK = 48  # hours, article L3121-20: more is not a week
_MOST_BARE_POSTS = 10  # a bare number above is a percentage or hours


def parse_fte(raw: object) -> Reading[Decimal]:
    """Working time in full-time equivalents, from 0, above 1 too.

    `0,3 ETP`, `30 %`, « un mi-temps », « trois quarts temps », « deux jours par semaine » (of 5), `17,5 h`
    (of 35).
    """
    return read(_FTE, raw, lambda value: _bare_fte(Typed("", french.number(value)), value), _remarked)


def _remarked(typed: Typed) -> Reading[Decimal]:
    return remarked(_FTE, typed, _fte, FTE_RESERVES, french.fte)


def _bare_fte(typed: Typed, value: Decimal) -> Reading[Decimal]:
    if value <= _MOST_BARE_POSTS:
        return checked(_FTE, value)
    guess = Decimal(1) if value == _WEEK_HOURS else value / 100 if value <= 100 else None
    return refuse(_FTE, typed, "manque d'unité", guess, "" if guess is None else french.fte(guess))


def _hundredths(value: Decimal) -> Reading[Decimal]:
    return checked(_FTE, value if value > LARGEST else value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _fte(typed: Typed) -> Reading[Decimal]:
    words = re.sub(r"\bpour ?cents?\b", "%", re.sub(r"\bd'un ", "d'", typed.folded))
    words = re.sub(_LEAD, "", words)
    words = re.sub("^(?:tout|l'integralite de|la totalite de) son temps$", "temps plein", words)
    words = re.sub(" (?:de|du|sur) (?:son|sa|leur|mon) (?:temps(?: de travail)?|semaine|poste)$", "", words)
    found = scan(re.sub("^(?:(?:un )?poste a|a|en|sur|pour|soit) ", "", words))
    shape, values = found.shape, [number.decimal for number in found.numbers]
    first = values[0] if values else Decimal(1)
    second = values[1] if len(values) > 1 else Decimal(0)
    if re.fullmatch("-? ?#", shape):
        return _bare_fte(typed, -first if shape[0] == "-" else first)
    if whole := re.fullmatch(f"(?:(-)? ?# ?{_POST}|{_FULL})( et demie?)?", shape):
        return checked(_FTE, -first if whole[1] else first + (HALF if whole[2] else 0))
    if re.fullmatch(f"(?:# )?(?:(?:mi|demi)[ -]?temps|demi[ -]{_POST})", shape):
        return checked(_FTE, first / 2)
    if part := re.fullmatch(rf"(?:#[ -])?({'|'.join(_PARTS)})s?{_OF_POST}", shape):
        return _hundredths(first / _PARTS[part[1]])
    if re.fullmatch(f"# ?[/⁄] ?#(?:e|eme)?{_OF_POST}", shape) and 0 < second <= 10:
        return _hundredths(first / second)
    if re.fullmatch(f"(?:temps partiel )?(?:a )?# ?%{_OF_POST}", shape):
        return checked(_FTE, first / 100)
    if days := re.fullmatch(f"# ?j(?:ours?|ournees?)?(?P<half> et demie?)?(?: de travail)?(?:{_WEEK}| sur #)", shape):
        return _hundredths((first + (HALF if days["half"] else 0)) / (second or _WEEK_DAYS))
    if re.fullmatch(f"# demi[ -]journees?{_WEEK}", shape):
        return _hundredths(first / 2 / _WEEK_DAYS)
    if re.fullmatch(f"# ?h(?:eures?)?(?: ?#)?(?: de travail)?{_WEEK}?", shape) and first <= _LONGEST_WEEK:
        return _hundredths((first + second / 60) / _WEEK_HOURS)
    guess = only_number(found) if "etp" in shape and not re.search(RANGE, shape) else None
    return refuse(_FTE, typed, hedge(shape), guess, "" if guess is None else french.fte(guess))
