"""Tables as text (CSV, RFC 4180), as a French spreadsheet opens them: semicolons, a byte-order mark, no cell that acts."""

import csv
import io
from collections.abc import Iterable, Sequence

from assistant.french import typography

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""What a spreadsheet may take for the beginning of a formula, or of an order to another program (OWASP, CSV injection)."""


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """The text of a table, its words set the French way."""
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(
        [inert_cell(typography(cell)) for cell in row] for row in rows
    )
    return "\ufeff" + made.getvalue()


def inert_cell(words: str) -> str:
    """Words that a spreadsheet shows and never works out: an apostrophe before a sign that would act."""
    return f"'{words}" if words.lstrip(" \u00a0\n").startswith(_ACTIVE) else words
