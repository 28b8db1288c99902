"""What makes the numbers of a text something else than the one value asked: a range, an estimate, a limit, a rate.

A shape is a text in which each number is a `#` (see `assistant.reading.numerals`).
"""

import re
from decimal import Decimal

from assistant.reading.numerals import Scan

LARGEST = 10**15
"""The largest number that is read: no application holds more."""
RANGE = r"\bentre\b|#[^#]{0,12}\b(?:a|ou)\b[^#]{0,6}#|# ?[-/] ?#"
RATE = (
    r"\b(?:par|chaque|l'an|l'annee|l'heure|tous les|toutes les|chacune?s?|piece|l'unite)\b"
    r"|\b(?:annuel|mensuel|trimestriel|semestriel|hebdomadaire|journalier|unitaire)|[#€a-z] ?/ ?[a-z]"
)
_LIMIT = (
    r"\b(?:plus|moins|au-dela|a partir|a concurrence|dans la limite) (?:des?|du|d')"
    r"|\b(?:au|a) (?:moins|plus|max|min)|\b(?:maxi?|maximum|mini?|minimum|plafond|plancher)\b"
    r"|\b(?:jusqu'|superieure? a|inferieure? a|avant|apres)\b|[<>≤≥]"
)
_ESTIMATE = (
    r"\b(?:environ|env|approx\w*|autour|alentours|presque|quelques?|estim\w+|probablement|sans doute"
    r"|peut-etre|a priori|a peu pres|grosso modo|vers|plus ou moins|en moyenne|pres de|ordre de"
    r"|(?:previsionnel|provisoire)\w*)\b|[~≈±]|\+/-"
)
_COLLECTIVES = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
_COLLECTIVE = rf"# ({'|'.join(_COLLECTIVES)})s?\b"


def hedge(shape: str) -> str:
    """Why a shape is not one exact value; empty when nothing says so."""
    if re.search(RANGE, shape):
        return "donne plusieurs valeurs"
    if re.search(_ESTIMATE, shape) or re.search(_COLLECTIVE, shape):
        return "est une estimation"
    if re.search(_LIMIT, shape):
        return "donne une limite et non une valeur exacte"
    return ""


def only_number(found: Scan) -> Decimal | None:
    """The one number of a text, apart from « un » and « une » used as articles; « une centaine » is 100."""
    if several := next(found.each(_COLLECTIVE), None):
        number, collective = several
        return number.value * _COLLECTIVES[collective[1]]
    values = [number.value for number in found.numbers if not number.article]
    return values[0] if len(values) == 1 and values[0] <= LARGEST else None
