"""Sheets as text: one csv file for the single answers, and beside it one for each repeat (`dossier.actions.csv`)."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

from assistant.errors import AssistantError
from assistant.files import MAX_BYTES, read_bytes, write_whole
from assistant.script import Script
from assistant.sheets.cells import MAX_COLUMNS, MAX_ROWS, Book, Grid, Rows, Value, too_many_rows, trimmed

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_RISKY = re.compile(r"'*\s*[=+\-@]")
"""What a spreadsheet would take for a formula: an apostrophe before it makes it a text, and is taken away on reading."""


def read_csv(path: Path, script: Script) -> Book:
    """The sheets of a csv file and of those beside it that are named after a repeat.

    The separator is « ; », « , » or a tab; the text is in UTF-8, UTF-16 or the encoding of Windows in French (cp1252).
    Raises AssistantError when a file cannot be read or is malformed.
    """
    book = {path.stem: _read(path)}
    for repeat in (question for question in script.questions.values() if question.type == "repeat"):
        beside = _beside(path, repeat.id)
        if beside.is_file():
            book[repeat.id] = _read(beside)
    return book


def _beside(path: Path, name: str) -> Path:
    return path.with_name(f"{path.stem}.{name}{path.suffix}")


def _read(path: Path) -> Rows:
    text = _decoded(path)
    separator, text = _separator(text)
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    try:
        for row in reader:
            if len(rows) >= MAX_ROWS:
                raise too_many_rows(path, path.name)
            rows.append([_unmarked(cell) for cell in row[:MAX_COLUMNS]])
    except csv.Error as error:
        raise AssistantError(
            f"Le fichier « {path} » n'est pas du CSV valide à la ligne {reader.line_num} : vérifiez les guillemets, "
            "ou enregistrez-le à nouveau depuis votre tableur."
        ) from error
    return trimmed(rows)


def _decoded(path: Path) -> str:
    data = read_bytes(path)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise AssistantError(f"Le fichier « {path} » n'est pas du texte : enregistrez-le en « CSV UTF-8 ».") from error
    if "\0" in text:
        raise AssistantError(f"Le fichier « {path} » n'est pas du texte : enregistrez-le en « CSV UTF-8 ».")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> tuple[str, str]:
    """The separator and the rest of the text: what « sep= » says, else the one that stands most outside quotes at the start."""
    if told := re.match(r"sep=(.)\n", text):
        return told[1], text[told.end() :]
    start = re.sub(r'"[^"]*"', "", text[:20_000])
    return max(";,\t", key=start.count), text


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def write_csv(path: Path, grids: list[Grid]) -> list[Path]:
    """Write each sheet as a file, as a French spreadsheet expects it: « ; », UTF-8 with its mark, decimal commas.

    Raises AssistantError when one is already there, or the system refuses.
    """
    first, *others = grids
    places = [path, *(_beside(path, grid.id) for grid in others)]
    for place in places:
        if place.exists():
            raise AssistantError(f"« {place} » existe déjà : choisissez un autre nom, ou retirez-le d'abord.")
    for place, grid in zip(places, [first, *others], strict=True):
        made = io.StringIO()
        writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
        writer.writerows([[_shown(cell.value) for cell in row] for row in grid.rows])
        write_whole(place, made.getvalue().encode("utf-8-sig", "replace"))
    return places


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | Decimal):
        return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)
    return f"'{value}" if _RISKY.match(str(value)) else str(value)
