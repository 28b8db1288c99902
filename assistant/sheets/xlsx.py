"""Workbooks of Excel and of the programs that follow it."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.files import read_bytes
from assistant.sheets.cells import MAX_COLUMNS, MAX_ROWS, Book, Cell, Grid, Rows, damaged, from_program, too_many_rows, trimmed
from assistant.sheets.packed import check_parts

LISTS = "Listes"
_LONGEST = 32_767
"""The longest text of a cell, in characters; Excel refuses a workbook that has a longer one."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read_xlsx(path: Path) -> Book:
    """The sheets of a workbook: what each cell shows, a formula being what it gave when the file was saved.

    Raises AssistantError when the file cannot be read, is damaged, or unfolds into more than any application holds.
    """
    import openpyxl

    data = read_bytes(path)
    check_parts(path, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out (charts, extensions) is nothing that we read
        try:
            shown = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            typed = openpyxl.load_workbook(BytesIO(data), read_only=True) if _has_formulas(data) else None
            return {
                sheet.title: _rows(path, sheet, typed.worksheets[number] if typed else None)
                for number, sheet in enumerate(shown.worksheets)
                if sheet.title != LISTS
            }
        except AssistantError:
            raise
        except Exception as error:  # openpyxl raises whatever the damage leads it to
            raise damaged(path) from error


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _rows(path: Path, sheet: Any, typed: Any) -> Rows:
    rows: Rows = []
    formulas: Iterator[Any] = typed.iter_rows(max_col=MAX_COLUMNS) if typed else repeat(())
    for cells, sources in zip(sheet.iter_rows(max_col=MAX_COLUMNS), formulas, strict=False):
        row = [from_program(cell.value, "%" in (cell.number_format or "")) for cell in cells]
        for column, source in enumerate(sources):
            if row[column] is None and source.value is not None:  # a formula that no program has worked out
                row[column] = str(getattr(source.value, "text", source.value))
        if len(rows) >= MAX_ROWS and any(value is not None for value in row):
            raise too_many_rows(path, sheet.title)
        if len(rows) < MAX_ROWS:
            rows.append(row)
    return trimmed(rows)


def xlsx_bytes(grids: list[Grid]) -> bytes:
    """A workbook of these sheets. Raises AssistantError when a text is longer than a cell may hold."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    looks = _looks()
    for number, grid in enumerate(grids):
        sheet = book.create_sheet(grid.name, number)
        for index, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell.value is not None:
                    _fill(sheet.cell(index, column), cell, looks)
        for column, width in enumerate(grid.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = f"A{grid.frozen + 1}"
        _offer(sheet, grid, lists)
    for sheet in [sheet for sheet in book.worksheets if sheet.title not in {LISTS, *(grid.name for grid in grids)}]:
        book.remove(sheet)
    book.active = 0
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _looks() -> dict[str, dict[str, Any]]:
    from openpyxl.styles import Alignment, Font, PatternFill

    wrap = Alignment(wrap_text=True, vertical="top")
    return {
        "": {"alignment": wrap},
        "title": {"font": Font(bold=True, size=14)},
        "head": {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="DDE6F0"), "alignment": wrap},
        "help": {"font": Font(italic=True, color="555555"), "alignment": wrap},
        "key": {"font": Font(size=8, color="888888"), "alignment": Alignment(vertical="top")},
    }


def _fill(place: Any, cell: Cell, looks: dict[str, dict[str, Any]]) -> None:
    if isinstance(cell.value, str):
        if len(cell.value) > _LONGEST:
            raise AssistantError(
                f"La réponse « {cell.value[:40]}… » est trop longue pour une cellule ({_LONGEST} caractères au plus) : "
                "choisissez le format .ods, .csv ou .yaml."
            )
        place.value = cell.value
        place.data_type = "s"  # else « =… » would be a formula
        place.quotePrefix = cell.value.startswith(("=", "+", "-", "@"))  # and stay a text when somebody edits it
    else:
        place.value = cell.value
    for name, style in looks[cell.look].items():
        setattr(place, name, style)


def _offer(sheet: Any, grid: Grid, lists: Any) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for menu in grid.menus:
        listed = 1 if lists.cell(1, 1).value is None else lists.max_column + 1
        for row, choice in enumerate(menu.choices, 1):
            _fill(lists.cell(row, listed), Cell(choice), _looks())
        source, column = get_column_letter(listed), get_column_letter(menu.column + 1)
        # Shown as help: other words are understood too, and « je ne sais pas encore » is an answer.
        offered = DataValidation(
            type="list", formula1=f"{LISTS}!${source}$1:${source}${len(menu.choices)}", allow_blank=True, showErrorMessage=False
        )
        offered.add(f"{column}{menu.first + 1}:{column}{menu.last + 1}")
        sheet.add_data_validation(offered)
