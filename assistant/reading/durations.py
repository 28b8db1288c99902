"""Durations in months."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant import french
from assistant.months import last_day, months_between
from assistant.reading.common import Kind, Reading, Typed, checked, prepare, read, refuse
from assistant.reading.dates import PLAUSIBLE, parse_date, parse_span
from assistant.reading.numerals import HALF, scan
from assistant.reading.remarks import without
from assistant.reading.settled import settled
from assistant.reading.shapes import RATE, hedge
from assistant.reading.undecided import hedges
from assistant.reading.words import BECAUSE, DURATION_RESERVES, EXACT
from assistant.text import fold

_DURATION = Kind("une durée", "la durée exacte", "24 mois ou 2 ans", "une durée ne peut pas être négative")

_MONTHS_IN = {"an": 12, "annee": 12, "semestre": 6, "trimestre": 3, "mois": 1, "m": 1}
_PERIOD = "(?P<unit>an|annee|semestre|trimestre|mois|m)s?"
_BEFORE = (
    "^(?:(?:une |la |un )?(?:duree|periode|projet)(?: totale| prevue)?(?: du projet)?(?: est| sera)?(?: de | ?: ?| )"
    "|(?:sur|pendant|pour|durant|soit) )"
)
_DATES = (
    r" ?(?:[(,;:]| (?=du [0-9]|a (?:partir|compter) d)) ?(?:soit )?(?=[^()]*(?:[0-9]{4}|exercices?))(?![^()]*\b(?:ans?|annees?|mois)\b)"
    r"(?P<dates>[^()]*)\)?$"
)
"""What may follow a duration: « 3 ans (2031-2034) », « 2 ans, sur 3 exercices », « 36 mois à compter de mai 2031 »."""
_OVER = (
    r"(?<=[\w)]),? (?:donc |soit |mais |et |même si |bien que )?"
    r"(?:(?:(?:ça|ca|cela|il|elle|le projet) )?(?:touche(?:ra)?|concerne(?:ra)?|couvre|couvrira)"
    r"|(?:(?:ça|ca|cela|il|elle|le projet) (?:tombe(?:ra)?|court|courra|porte(?:ra)?|s'étale(?:ra)?) )?(?:à cheval )?sur)"
    r" (?P<exercises>\w+) (?:exercices?|budgets?)(?: budgétaires?| comptables?)?"
    r"(?:,? ?[(:]? ?(?P<years>[0-9]{4}(?:(?:[ ,/-]| et | à )+[0-9]{4})*) ?\)?)?[ .!]*$"
)
"""What may come last: the financial years, which are not the project's (« 2 ans, mais ça touche 3 budgets (2031 à 2033) »)."""
_LASTING = frozenset(
    "le la l notre nos y ce cette il elle on nous c ca projet projets action actions programme dispositif dossier demarche oui"
    " bien part partons partira s se etale etalera etend etendra deroule deroulera deroulent court courra dure durera durer va est sera"
    " tourne tournera tourneront fonctionne fonctionnera vivra"
    " prevu prevue prevoyons prevoit concu concue bati batie porte portera travaillera travaillons tient tiendra retenu retenue avons"
    " choisi fixe fixee sur pour pendant durant de d duree periode totale total exactement soit".split()
)
"""The words that say that something lasts; « dans deux ans », « il y a deux ans », « des jeunes de 12 ans » have others."""
_WHOLE = "pleine?s?|entiers?|entieres|complets?|completes|seulement|civiles?|consecutifs|consecutives|en tout|au total|tout juste|fermes?"
_SENTENCE = rf"(?P<before>[a-z' ]*?)# ?{_PERIOD}(?P<half> et demie?)?(?P<after>(?: (?:{_WHOLE})(?![a-z]))*)(?P<more> ?[,;:(.].*)?"
_FROM_THEN = (
    r",? ?a (?:compter|partir) d(?:e |')(?:la |l'|notre )?(?:signature|notification|attribution|demarrage|debut|lancement)"
    r"(?: (?:de |d')(?:la |l'|notre )?(?:convention|projet|subvention))?"
    r"|,? ?(?:comme|ainsi que) (?:le |la )?(?:prevoit|demande|veut) l'appel"
)
"""From when it is counted, which is no date: « 24 mois à compter de la signature »."""
_IN_DOUBT = r"\b(?:si|s'il|sauf|voire|peut-etre|peut|renouvel\w*|recondu\w*|prolong\w*|normalement|environ)(?![a-z])"
"""« deux ans, jusqu'en décembre 2031 si tout va bien »."""
_LONGEST = 600  # months
_MOST_YEARS = 5  # a bare number up to this counts years, a larger one months


def parse_duration(raw: object) -> Reading[int]:
    """A duration in whole months: `24 mois`, « deux ans et demi », `18`.

    A number with no unit counts years up to 5, months from 6, and a note says so. « de septembre 2031 à août 2034 » is from the
    first day to the last; of two years alone nobody knows the months. Dates or years beside a duration must agree with it.
    """
    if not isinstance(raw, str) or not (over := re.search(_OVER, raw, re.IGNORECASE)):
        return _told(raw)
    found = _told(raw[: over.start()])
    told = (fold(over["exercises"]) + " exercices", over["years"] or "")
    apart = next(filter(None, (_disagreement(found.value, dates) for dates in told)), "") if found.ok and found.value else ""
    return refuse(_DURATION, prepare(raw), apart) if apart else found


def _told(raw: object) -> Reading[int]:
    """A duration, alone or with dates beside it that must agree."""
    found = read(_DURATION, raw, _bare_duration, _in_the_end)
    if not isinstance(raw, str) or not (dates := re.search(_DATES, (typed := prepare(raw)).folded)):
        return found
    if re.search(_IN_DOUBT, dates["dates"]):
        return refuse(_DURATION, typed, "laisse un doute", found.value)
    told = _duration(typed._replace(folded=typed.folded[: dates.start()])).value
    apart = _disagreement(told, dates["dates"].strip()) if told else ""
    return refuse(_DURATION, typed, apart) if apart else found


def _disagreement(months: int, dates: str) -> str:
    """Why dates or years that are told beside a duration do not agree with it; nothing when they do, or when they are not read."""
    if days := _between(dates):
        between = int(months_between(*days))
        return (
            ""
            if between == months
            else f"dit une durée et des dates qui ne s'accordent pas (elles font {french.months(between)})"
        )
    years = [int(year) for year in re.findall(r"\b[0-9]{4}\b", dates)]
    exercises = [number.value for number, _ in scan(dates).each("# ?exercices?")]
    if len(set(years)) > 1 and all(year in PLAUSIBLE for year in years):  # one alone may be the first
        count = max(years) - min(years) + 1
    elif exercises:
        count = int(exercises[0])
    else:
        return ""
    # At the least, a month in the first year and one in the last.
    fits = 12 * (count - 2) + 2 <= months <= 12 * count
    return "" if fits else "dit une durée et des années qui ne s'accordent pas"


def _bare_duration(value: Decimal) -> Reading[int]:
    years = 0 < value <= _MOST_YEARS
    result = _months(Typed("", french.number(value)), value * 12 if years else value)
    unit = french.plural(value, "an", "ans") if years else "mois"
    return result._replace(note=f"lu comme {french.number(value)} {unit}") if result.ok else result


def _months(typed: Typed, value: Decimal) -> Reading[int]:
    if value < 0:
        return Reading(None if value % 1 else int(value), checked(_DURATION, value).problem)
    if value > _LONGEST:
        return refuse(_DURATION, typed, "est trop long pour une durée")
    if not value:
        return refuse(_DURATION, typed, "est trop court pour une durée")
    if value % 1:
        guess = int(value.to_integral_value(ROUND_HALF_UP))
        why = "n'est pas un nombre entier de mois"
        return refuse(_DURATION, typed, why, guess, french.months(guess)) if guess else refuse(_DURATION, typed, why)
    return Reading(int(value))


def _in_the_end(typed: Typed) -> Reading[int]:
    found = _duration(typed)
    return found if found.ok else settled(typed, _duration, french.months, rf"\b{_PERIOD}\b") or found


def _duration(typed: Typed) -> Reading[int]:
    if days := _between(typed.folded):
        months = months_between(*days)
        rounded = "" if last_day(days[0], int(months)) == days[1] else ", au mois le plus proche"
        return _months(typed, months)._replace(note=f"« {typed.quoted} » est lu comme {french.months(int(months))}{rounded}")
    if (told := _named(typed)) is not None:
        return told
    if (exact := without(f"{_FROM_THEN}|{EXACT}", typed.folded)) != typed.folded and (
        told := _duration(typed._replace(folded=exact))
    ).ok:
        return told._replace(note=f"« {typed.quoted} » est lu comme {french.months(told.value or 0)}")
    found = scan(re.sub(_DATES, "", re.sub(_BEFORE, "", typed.folded)))
    shape, values = re.sub(rf"(?: (?:{_WHOLE}))+$", "", found.shape), [number.decimal for number in found.numbers]
    if bare := re.fullmatch("(-)? ?#", shape):
        return _bare_duration(-values[0] if bare[1] else values[0])
    if one := re.fullmatch(f"(?P<minus>-|moins)? ?# ?{_PERIOD}(?P<half> et demie?)?", shape):
        total = (values[0] + (HALF if one["half"] else 0)) * _MONTHS_IN[one["unit"]]
        return _months(typed, -total if one["minus"] else total)
    if re.fullmatch("# ?(?:ans?|annees?),? (?:et )?# ?mois", shape):
        return _years_and_months(typed, values[0], values[1], summed=" et " in shape)
    short = re.fullmatch("# ?(?P<unit>jour|semaine)s?", shape)
    if short and values[0] <= 3000:
        guess = max(1, round(values[0] * 12 / (365 if short["unit"] == "jour" else 52)))
        return refuse(_DURATION, typed, "n'est pas un nombre de mois", guess, french.months(guess))
    hedged = re.search(f"# ?{_PERIOD}(?![a-z])(?! scolaire)", shape)
    if hedged and len(values) == 1 and not re.search(RATE, shape):
        likely = _months(typed, values[0] * _MONTHS_IN[hedged["unit"]])
        if likely.ok and likely.value:
            return refuse(_DURATION, typed, hedge(shape), likely.value, french.months(likely.value))
    return refuse(_DURATION, typed, hedge(shape))


def _years_and_months(typed: Typed, years: Decimal, months: Decimal, summed: bool) -> Reading[int]:
    """« 2 ans et 6 mois » add up; « 2 ans, 24 mois » say the same twice; nobody knows what « 2 ans et 24 mois » make."""
    if months < 12:
        return _months(typed, years * 12 + months)
    return (
        _months(typed, months)
        if months == years * 12 and not summed
        else refuse(_DURATION, typed, "donne deux valeurs différentes")
    )


def _named(typed: Typed) -> Reading[int] | None:
    """The one duration that a sentence names: « le projet s'étale sur cinq ans, le temps d'une génération », « 3 ans pleins ».

    Before it stands only what says that something lasts; after it in its clause, nothing that changes it; beyond, no other number but
    years that agree with it, and no reserve. None for anything else.
    """
    whole = scan(re.sub(rf"\bune? (?!{_PERIOD}\b)", "", typed.folded))
    shape = re.sub(BECAUSE, "", whole.shape)
    one = re.fullmatch(_SENTENCE, shape)
    if one is None or (one["before"], one["after"], one["more"], shape) == ("", "", None, whole.shape):
        return None
    more = one["more"] or ""
    if (
        set(re.findall("[a-z]+", one["before"])) - _LASTING
        or re.search(f"{DURATION_RESERVES}|{RATE}|¤", more)
        or hedge(shape)
        or hedges(more)
    ):
        return None
    # A duration comes first, articles count nothing (« le temps d'une génération »).
    first, *others = whole.numbers[: shape.count("#")]
    years = [str(int(number.value)) for number in others if not number.article]
    if re.search(f"# ?{_PERIOD}(?![a-z])", whole.shape[one.end("half" if one["half"] else "unit") :]) or not all(
        int(year) in PLAUSIBLE for year in years
    ):
        return None
    result = _months(typed, (first.decimal + (HALF if one["half"] else 0)) * _MONTHS_IN[one["unit"]])
    if result.value is None or result.problem or (years and _disagreement(result.value, " ".join(years))):
        return None
    return result._replace(note=f"« {typed.quoted} » est lu comme {french.months(result.value)}")


def _between(words: str) -> tuple[date, date] | None:
    """The first day and the last of what goes from a day or a month to another one; None for anything else, and for years alone."""
    ends = re.fullmatch("(?:(?:du|de|d') ?)?(.+?) (?:au|a|jusqu'au|jusqu'a) (.+)|(.+?) ?- ?(.+)", words)
    told = [end for end in ends.groups() if end] if ends else []
    if not told or any(re.fullmatch("[0-9]{4}", end) for end in told):
        return None
    first, last = (_ends(end) for end in told)
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def _ends(words: str) -> tuple[date, date] | None:
    day = parse_date(words).value
    return parse_span(words) if day is None else (day, day)


def durations_in(text: str) -> frozenset[int]:
    """The durations, in whole months, that a text of any length tells: « trois ans », « 36 mois »."""
    told = scan(fold(text)).each(f"# ?{_PERIOD}(?![a-z])")
    months = (number.decimal * _MONTHS_IN[period["unit"]] for number, period in told)
    return frozenset(int(value) for value in months if value == value.to_integral_value() and value <= _LONGEST)
