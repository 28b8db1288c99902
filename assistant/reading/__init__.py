"""How people type values: amounts, dates, durations, working time, numbers, yes and no.

Each reader takes any raw value (what was typed, or what a JSON or YAML file holds), never raises, and is
linear in its length. It accepts what has one meaning. Anything else is a problem told in French, with a guess
when one is likely: an estimate, a range or a yearly rate is never taken for the value asked.
"""

from assistant.reading.absent import is_left_out, is_none, is_not_concerned, is_not_yet, is_only_us, is_unknown
from assistant.reading.amounts import amounts_in, amounts_told, is_uncertain, parse_amount
from assistant.reading.common import Reading
from assistant.reading.counts import parse_integer, parse_number, parse_year
from assistant.reading.dates import next_such_day, parse_date, parse_span
from assistant.reading.durations import durations_in, parse_duration
from assistant.reading.settled import in_the_end
from assistant.reading.undecided import decision, hedges
from assistant.reading.words import bare
from assistant.reading.working_time import parse_fte
from assistant.reading.yes_no import parse_yes_no

__all__ = [
    "Reading",
    "amounts_in",
    "amounts_told",
    "bare",
    "decision",
    "durations_in",
    "hedges",
    "in_the_end",
    "is_left_out",
    "is_none",
    "is_not_concerned",
    "is_not_yet",
    "is_only_us",
    "is_uncertain",
    "is_unknown",
    "next_such_day",
    "parse_amount",
    "parse_date",
    "parse_duration",
    "parse_fte",
    "parse_integer",
    "parse_number",
    "parse_span",
    "parse_year",
    "parse_yes_no",
]
