"""What the clauses beside a total count: so much a year, or parts that must add up to it."""

import re
from decimal import Decimal

from assistant.reading.numerals import scan
from assistant.reading.shapes import RATE, hedge
from assistant.reading.undecided import hedges
from assistant.reading.words import AGAIN, MONTH

THUS = rf"^(?:et )?(?:{AGAIN}|au total|total|en tout)(?: au total| en tout)? ?[:=]? ?"
_YEARLY = (
    r"# ?(?:€|euros?|eur|e)? ?(?:(?:par|/) ?an(?:nee)?|chaque annee|l'an|annuels?)"
    r"(?: (?:pendant|sur|pour|durant|x) (?:les )?# ?ans?)?"
)
_IN_YEAR = rf"\b(?:en|annee|exercice|{MONTH}|l'annee|pour) (?:19|20|21)[0-9]{{2}}\b(?! ?(?:€|eur))"
_THOUSANDS = 1000
"""Below it an amount a year may be told in thousands, as the total was: « 150 k€ en tout (50 par an) »."""
_MOST_YEARS = 5
"""How many years an amount a year may be multiplied by, where the text does not tell them."""


def yearly(part: str) -> Decimal | None:
    """The amount a year that a clause tells, when it tells nothing else."""
    found = scan(re.sub(THUS, "", part))
    return found.numbers[0].value if re.fullmatch(_YEARLY, found.shape) else None


def makes(total: Decimal, rate: Decimal, text: str) -> bool:
    """Whether so much a year makes a total: in the years that the text tells, or else in a few whole ones."""
    told = {number.value for number, _ in scan(text).each("# ?(?:ans?|annees?)(?![a-z])") if not number.article}
    ways = (rate, rate * 1000) if rate < _THOUSANDS else (rate,)
    years = {total / way for way in ways if way}
    return bool(years & (told or set(map(Decimal, range(1, _MOST_YEARS + 1)))))


def shared(parts: list[str]) -> Decimal | None:
    """What clauses that share a total out add up to: « 20 000 la ville, 10 000 l'agglo »; None when they share nothing out."""
    counted: list[Decimal] = []
    for part in parts:
        found = scan(re.sub(_IN_YEAR, " ", part))
        if hedge(found.shape.replace("#", " # ")) or hedges(part) or "¤" in found.shape or re.search(RATE, found.shape):
            return None
        counted += [number.value for number, _ in found.each(r"#(?! ?(?:%|ans?\b|annees?\b|mois\b))") if not number.article]
    return sum(counted, Decimal(0)) if len(counted) > 1 else None
