"""Dates."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from assistant import french
from assistant.reading.common import Kind, Reading, Typed, read, read_as, refuse
from assistant.reading.numerals import scan, spelt
from assistant.reading.remarks import without
from assistant.reading.settled import settled
from assistant.reading.shapes import hedge
from assistant.reading.undecided import hedges
from assistant.reading.words import (
    AFTER_DATE,
    AT_ONCE,
    BECAUSE,
    BELIEVED,
    BY_EVENTS,
    DATE_RESERVES,
    DATE_VERBS,
    DATE_WORDS,
    DENIAL,
    EXACT,
    HOURS,
    SENT,
)
from assistant.text import fold

_DATE = Kind("une date", "le jour, le mois et l'année (JJ/MM/AAAA)")
_MONTHS = {fold(name): number for number, name in enumerate(french.MONTHS, 1)}
_SHORT_MONTHS = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "mar": 3, "avr": 4, "juil": 7, "jul": 7}
_SHORT_MONTHS |= {"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_MONTH_WORDS = _MONTHS | _SHORT_MONTHS
_MONTH = rf"(?P<month>{'|'.join(_MONTH_WORDS)})\.?"
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = rf"({'|'.join(f'{day[:3]}(?:{day[3:]})?' for day in _WEEKDAYS)})\.?,? (?:le )?"
_DAY = "(?:[0-9]{1,2}|1 ?er|premier)"
_YEAR = "[0-9]{4}|[0-9]{2}"
_HOUR = r"(?:(?: a |,? |t)[0-9]{1,2} ?[h:][0-9:.]*(?: ?(?:z|[+-][0-9:]+|heures?))?)?"
_IN_FIGURES = rf"(?P<day>[0-9]{{1,2}}) ?(?P<sign>[/.\- ]) ?(?P<month>[0-9]{{1,2}}) ?(?P=sign) ?(?P<year>{_YEAR})"
_IN_ISO = r"(?P<year>[0-9]{4})(?P<sign>[/.\-])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
_IN_WORDS = rf"(?P<day>{_DAY})[ -]?{_MONTH}[ -]?(?P<year>{_YEAR})"
_AROUND = (
    "^(?:(?:deja |sera )?(?:depose|transmis|envoye|remis|prevu|fixe)e?s? (?:pour )?)?le "
    "|,? (?:au (?:matin|soir)|dans la (?:matinee|journee|soiree)|avant (?:midi|minuit))$"
)
"""What may surround a day: « déposé le 29 avril 2031 au soir »."""
_REMARK = rf" ?\((?!.*{DATE_RESERVES})[a-z][a-z' ,-]*\)$"
"""A remark without a figure that leaves the day certain: « 2 mai 2031 (la plateforme était en panne) »."""
_DONE = r"\b(?:(?:ce|ca|cela|le depot|tout) (?:sera|est) (?:chose )?fait(?:e)?)\b(?=.*[0-9])"
"""« ce sera fait le 26 avril 2031 », where a day is asked."""
_LEADS = (
    rf"^(?:(?:on|nous|il|elle|ils|elles|ca|cela|tout|(?:le|la|les|l'|notre|nos|ce|cette) ?[a-z]+(?: [a-z]+)?) )?(?:(?:a|ai|avons"
    rf"|est|s'est|sera|va|s'|se|nous) ?)*"
    rf"(?!(?:debut|fin|part) )(?:{DATE_VERBS})[a-z]* (?:bien |seulement |des )?(?=(?:en |au |a la |courant |des )?(?:(?:le "
    rf"|au )?mois de |(?:fin|debut)\b|(?:{'|'.join(_MONTH_WORDS)})|[0-9]))"
)
"""What says that something begins or ends before the month when it does: « on démarre en », « il s'achève »."""
_THE_DAY = (
    rf"(?:(?:courant|en|au mois de|dans le mois de) )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>[0-9]{{4}}),? le (?P<day>[0-9]{{1,2}})"
    rf"|le (?P<day_first>[0-9]{{1,2}}),? (?:courant|en|au mois de) (?P<month_then>{'|'.join(_MONTHS)}) (?P<year_then>[0-9]{{4}})"
)
"""A month, and its day beside: « courant janvier 2031, le 13 exactement »."""
_DAYS = spelt(range(2, 32))
_SPELT_DAY = rf"\b({'|'.join(_DAYS)}) (?=(?:{'|'.join(_MONTHS)})\b)"
_SPELT_YEAR = rf"(?<=[a-z] )deux mille[ -]({'|'.join(_DAYS)})\b"
_LONGEST = 200
PLAUSIBLE = range(1900, 2200)
"""The years that a typed date may have."""
_CENTURY_TURNS = 80  # years of two figures below are of this century


def parse_date(raw: object) -> Reading[date]:
    """A date: `29/04/31`, `29.04.2031`, `2031-04-29`, « mardi 29 avril 2031 », « 1er mai 2031 ».

    The day comes first; an hour after the date is left out; a weekday must be the right one.
    """
    if isinstance(raw, datetime):
        return Reading(raw.date())
    if isinstance(raw, date):
        return Reading(raw)
    return read(_DATE, raw, _number, _in_the_end)


def next_such_day(after: date, day: int, month: int) -> date:
    """The first such day of a month that comes after a day: what is shown as an example must be likely there."""
    years = (after.year, min(after.year + 1, date.max.year))
    return next((found for year in years if (found := date(year, month, day)) > after), after)


def parse_span(raw: object) -> tuple[date, date] | None:
    """The first and last days of a month or a year told alone: « décembre 2031 », `12/2031`, « 2031 »; None for anything else.

    « début » and « fin » give the one day at that end, twice.
    """
    text = re.sub(AT_ONCE, "", fold(str(raw))[:_LONGEST])
    text = re.sub(_LEADS, "", re.sub("^(?:en|au mois de|le mois de|a la|au|courant) ", "", text))
    text = re.sub("^(?:des|en|au mois de|le mois de|a la|au|courant) ", "", text)
    edge = re.match("(?:debut|fin)(?: de)? ", text)
    text = text[edge.end() :] if edge else text
    found = (
        re.fullmatch(rf"{_MONTH} (?P<year>[0-9]{{4}})", text)
        or re.fullmatch("(?P<month>[0-9]{1,2}) ?[/.-] ?(?P<year>[0-9]{4})", text)
        or re.fullmatch("(?P<year>[0-9]{4})", text)
    )
    if found is None or int(found["year"]) not in PLAUSIBLE:
        return None
    year, told = int(found["year"]), found.groupdict().get("month")
    month = None if told is None else _MONTH_WORDS.get(told) or int(told)
    if month is not None and not 1 <= month <= 12:
        return None
    last = month or 12
    days = date(year, month or 1, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    if edge is None:
        return days
    return (days[0],) * 2 if edge[0].startswith("debut") else (days[1],) * 2


def _number(value: Decimal) -> Reading[date]:
    return _date(Typed(format(value, "f"), format(value, "f")))


def _in_the_end(typed: Typed) -> Reading[date]:
    found = _remarked(typed)
    return found if found.ok else settled(typed, _remarked, lambda day: f"le {french.date_long(day)}", "[0-9]") or found


def _remarked(typed: Typed) -> Reading[date]:
    """The reading of a day alone; else of the only day of a sentence that sends, begins or ends something on it, and no more."""
    folded = re.sub(_SPELT_DAY, lambda day: f"{_DAYS[day[1]]} ", typed.folded)
    folded = re.sub(_DONE, "depose", folded)
    folded = re.sub(_SPELT_YEAR, lambda year: str(2000 + _DAYS[year[1]]), folded)
    folded = _done(_whole(folded))
    alone = _date(typed._replace(folded=folded))
    text = re.sub(HOURS, " ", without(EXACT, re.sub(BECAUSE, "", folded)))
    told = _told(text)
    if alone.ok or not told or not _certain(text, told):
        return alone
    found = [_date(Typed(text[day.start() : day.end()], typed.quoted)) for day in told]
    if len({reading.value for reading in found}) > 1:
        return refuse(_DATE, typed, "donne plusieurs dates")
    day = found[0]
    return day if day.value is None else Reading(day.value, note=read_as(typed, f"le {french.date_long(day.value)}"))


def _whole(text: str) -> str:
    """A month and its day, told apart, as one day; any other text as it is."""
    told = re.fullmatch(_THE_DAY, without(EXACT, text))
    return (
        " ".join(part for part in told.group("day", "day_first", "month", "month_then", "year", "year_then") if part)
        if told
        else text
    )


def _done(text: str) -> str:
    """A text that says that something is sent, without what was believed or meant before."""
    done = without(BELIEVED, text)
    return done if done != text and re.search(SENT, done) else text


def _told(text: str) -> list[re.Match[str]]:
    """The days that a text tells, each with its weekday."""
    patterns = (rf"(?<![0-9/.-])(?:\b{_WEEKDAY})?{day}(?![0-9/])" for day in (_IN_FIGURES, _IN_ISO, _IN_WORDS))
    return [day for pattern in patterns for day in re.finditer(pattern, text)]


def _certain(text: str, days: list[re.Match[str]]) -> bool:
    """Whether what stands beside these days of a text leaves them certain, and the days of what is asked."""
    rest = text
    for day in sorted(days, key=lambda day: -day.start()):
        rest = f"{rest[: day.start()]} | {rest[day.end() :]}"
    rest = ",".join(clause if "|" in clause else re.sub(BY_EVENTS, " ", clause) for clause in rest.split(","))
    found = scan(rest)
    if set("¤?") & set(found.shape) or any(not number.article and number.value <= max(PLAUSIBLE) for number in found.numbers):
        return False
    if (
        re.search(rf"{DATE_RESERVES}|\b(?:{'|'.join(_MONTHS)}|{'|'.join(_WEEKDAYS)})\b", rest)
        or hedge(found.shape)
        or hedges(rest)
    ):
        return False
    for clause in re.split(r"[,;:().!]| [-–—] ", rest):
        before, told, after = clause.partition("|")
        if told and (
            re.search(DENIAL, clause)
            or (after.strip() and not re.match(AFTER_DATE, after))
            or not all(map(_sends, re.findall("[a-z]+", before)))
        ):
            return False
    return True


def _sends(word: str) -> bool:
    """Whether a word may stand before the day in its clause: « on l'a déposé le », not « la délibération du »."""
    return word in DATE_WORDS or re.match(DATE_VERBS, word) is not None


def _date(typed: Typed) -> Reading[date]:
    words = re.sub(_AROUND, "", re.sub(_REMARK, "", typed.folded))
    weekday = re.match(_WEEKDAY, words)
    words = words[weekday.end() :] if weekday else words
    ways = (_IN_FIGURES, _IN_ISO, _IN_WORDS)
    found = next(filter(None, (re.fullmatch(way + _HOUR, words) for way in ways)), None)
    if found is None:
        return _no_date(typed, words)
    day = 1 if found["day"].endswith(("er", "premier")) else int(found["day"])
    result = _day(typed, found["year"], _MONTH_WORDS.get(found["month"]) or int(found["month"]), day)
    told = "" if result.value is None else _WEEKDAYS[result.value.weekday()]
    if result.value and weekday and not told.startswith(weekday[1]):
        shown = french.date_long(result.value)
        return _likely(typed, f"n'existe pas, le {shown} étant un {told}", result.value)
    return result


def _day(typed: Typed, year: str, month: int, day: int) -> Reading[date]:
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < _CENTURY_TURNS else 1900)
    if full not in PLAUSIBLE:
        return refuse(_DATE, typed, f"a une année peu vraisemblable ({year})")
    if month > 12 and day <= 12:
        return _likely(typed, "met le mois avant le jour", _day(typed, str(full), day, month).value)
    try:
        return Reading(date(full, month, day))
    except ValueError:
        return refuse(_DATE, typed, "n'existe pas au calendrier")


def _no_date(typed: Typed, words: str) -> Reading[date]:
    if re.fullmatch("[0-9]{8}", words):
        orders = [(words[4:], words[2:4], words[:2]), (words[:4], words[4:6], words[6:])]
        days = [_day(typed, year, int(month), int(day)).value for year, month, day in orders]
        return _likely(typed, "n'a pas de séparateurs", days[0] or days[1] if None in days else None)
    named = re.fullmatch(rf"(?P<about>[a-z -]*?) ?\b{_MONTH} (?P<year>[0-9]{{4}})", words)
    month = named or re.fullmatch("(?P<month>[0-9]{1,2}) ?[/.-] ?(?P<year>[0-9]{4})", words)
    month = month or re.fullmatch("(?P<year>[0-9]{4}) ?[/.-] ?(?P<month>[0-9]{1,2})", words)
    if month:
        number = _MONTH_WORDS.get(month["month"]) or int(month["month"])
        first = _day(typed, month["year"], number, 1).value
        whole = named is None or named["about"] in {"", "en", "debut", "mois de", "au mois de"}
        return _likely(typed, "n'a pas de jour", first if whole else None)
    if re.fullmatch(rf"{_DAY} ?{_MONTH}|[0-9]{{1,2}}/[0-9]{{1,2}}", words):
        return refuse(_DATE, typed, "n'a pas d'année")
    hedged = re.fullmatch("[a-z' -]+?(?:le |du |au )?([0-9].*)", words)
    guess = _date(Typed(hedged[1], typed.quoted)).value if hedged else None
    return _likely(typed, hedge(scan(words).shape), guess)


def _likely(typed: Typed, why: str, guess: date | None) -> Reading[date]:
    return refuse(_DATE, typed, why, guess, french.date_short(guess) if guess else "")
