"""How many months two days make, and the day that makes so many: what the rules count and what their mends propose."""

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

_MEAN = Decimal("30.436875")  # days of a month of the Gregorian calendar, 146 097 days for 4 800 months


def months_between(first: date, last: date) -> Decimal:
    """The months from a first day to a last one, both included, rounded to the nearest; below zero when they are inverted.

    From 1 November to the 31 October of three years later there are 36; half a month more makes 37.
    """
    whole = (last.year - first.year) * 12 + last.month - first.month
    days = last.day + 1 - first.day
    return (whole + days / _MEAN).quantize(Decimal(1), ROUND_HALF_UP)


def last_day(first: date, months: int) -> date | None:
    """The last day of so many months from a first day on; None when the calendar has no such day."""
    after = _moved(first, months)
    return after - timedelta(days=1) if after and after > date.min else None


def first_day(last: date, months: int) -> date | None:
    """The first day of so many months up to a last day; None when the calendar has no such day."""
    return _moved(last + timedelta(days=1), -months) if last < date.max else None


def _moved(day: date, months: int) -> date | None:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
