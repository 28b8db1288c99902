"""What a cell of a spreadsheet holds, and how an answer stands in it: written and read back the same."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from assistant.errors import AssistantError
from assistant.files import dump_json, parse_json
from assistant.french import date_short, number
from assistant.script import Question
from assistant.text import clean

Value = str | int | Decimal | bool | date | None
"""What a cell holds: a text, a number, yes or no, a day, or nothing."""
Look = Literal["", "title", "head", "help", "key"]
MAX_ROWS, MAX_COLUMNS = 20_000, 256
_MAX_DIGITS = 15  # what a spreadsheet keeps of a number
_WRAPPED = "texte"
_DASH = "- "
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Cell:
    """A cell to be written and what it looks like."""

    value: Value = None
    look: Look = ""


@dataclass(frozen=True)
class Menu:
    """The choices offered in the cells of a column, from a first to a last row (from 0)."""

    column: int
    first: int
    last: int
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A sheet to be written: its name for people, its name in a file's name, its cells, the widths of its columns in characters.

    `frozen` rows stay on the screen; people may type down to the row `depth`.
    """

    name: str
    id: str
    rows: list[list[Cell]]
    widths: tuple[int, ...]
    frozen: int
    depth: int
    menus: tuple[Menu, ...] = ()


Rows = list[list[Value]]
Book = dict[str, Rows]
"""A spreadsheet that was read: the rows of each sheet by its name."""


def written(raw: Any, question: Question | None) -> Value:
    """How an answer stands in a cell; `answer_of` gives it back."""
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int | Decimal):
        return raw if str(_number(raw)) == str(raw) else format(raw, "f")
    if isinstance(raw, str):
        special = _is_coded(raw) or (_holds_choices(question) and _dashed(raw) is not None)
        return _coded({_WRAPPED: raw}) if special else _sound(raw)
    if isinstance(raw, list) and _holds_choices(question) and raw and all(_plain_choice(item) for item in raw):
        return "\n".join(f"{_DASH}{item}" for item in raw)
    return _coded({_WRAPPED: raw} if isinstance(raw, dict) and raw.keys() == {_WRAPPED} else raw)


def answer_of(value: Value, question: Question | None) -> Any:
    """The answer that a cell holds, as a YAML file would hold it; None for an empty cell."""
    if isinstance(value, date):
        return value.isoformat() if question is None or question.type == "date" else date_short(value)
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    if _is_coded(value):
        data = parse_json(value, "")
        return data[_WRAPPED] if isinstance(data, dict) and data.keys() == {_WRAPPED} else data
    return (_dashed(value) if _holds_choices(question) else None) or value


def _holds_choices(question: Question | None) -> bool:
    return question is not None and question.type == "choices"


def _plain_choice(item: Any) -> bool:
    return isinstance(item, str) and item == clean(item).strip() != "" and "\n" not in item


def _dashed(text: str) -> list[str] | None:
    """The items of a list told one a line after dashes; None when it is no such list."""
    lines = text.split("\n")
    return [line[2:] for line in lines] if all(re.match(r"- \S", line) for line in lines) else None


def _sound(text: str) -> str:
    """A text as it is, or made harmless when it holds what no XML file may hold: reading an answer does the same."""
    return clean(text) if _NO_XML.search(text) else text


def _coded(raw: Any) -> str:
    return _sound(json.dumps(json.loads(dump_json(raw)), ensure_ascii=False))


def _is_coded(text: str) -> bool:
    """Whether a text reads as a list or as fields: what a cell holds when an answer is no plain value."""
    if not text.startswith(("{", "[")):
        return False
    try:
        return isinstance(parse_json(text, ""), dict | list)
    except AssistantError:
        return False


def _number(value: int | Decimal | float) -> int | Decimal:
    """A number as a spreadsheet keeps it: fifteen significant digits, whole when it has no decimals."""
    kept = Decimal(format(float(value), f".{_MAX_DIGITS}g"))
    return int(kept) if kept == kept.to_integral_value() else kept


def from_program(value: object, percent: bool = False) -> Value:
    """A value that another program gave for a cell; a duration, an hour or an error is its text."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return f"{number(_number(value * 100), 6)} %" if percent else _number(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, date) else str(value)


def trimmed(rows: Sequence[Sequence[Value]]) -> Rows:
    """The rows without the empty cells that end them, and without the empty rows at the end."""
    kept: Rows = []
    for row in rows:
        cells = list(row)
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def too_many_rows(path: object, sheet: str) -> AssistantError:
    """The refusal of a sheet that holds more than any application."""
    return AssistantError(
        f"La feuille « {clean(sheet)[:60]} » de « {path} » a plus de {MAX_ROWS} lignes : vérifiez que c'est bien le fichier voulu."
    )


def damaged(path: object) -> AssistantError:
    """The refusal of a file that is not what its name says."""
    return AssistantError(
        f"Le fichier « {path} » ne se lit pas comme une feuille de calcul : il est abîmé, protégé par un mot de passe ou d'un autre "
        "format ; ouvrez-le dans votre tableur et enregistrez-le à nouveau."
    )
