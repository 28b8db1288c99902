"""OpenDocument spreadsheets (ODF 1.3, ISO/IEC 26300), read and written with the standard library.

The libraries that were weighed: odfpy has no wheel and no release since 2020; odfdo takes some thirty times longer to write 1,000
rows, and unfolds repeated rows, of which every LibreOffice file has a million.
"""

import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.files import read_bytes
from assistant.sheets.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    Book,
    Cell,
    Grid,
    Look,
    Rows,
    Value,
    damaged,
    from_program,
    too_many_rows,
    trimmed,
)
from assistant.sheets.packed import check_parts

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
}
_OFFICE, _TABLE, _TEXT = (f"{{{_NAMES[name]}}}" for name in ("office", "table", "text"))
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def read_ods(path: Path) -> Book:
    """The sheets of an OpenDocument spreadsheet: what each cell shows, a formula being what it gave when the file was saved.

    Raises AssistantError when the file cannot be read, is damaged, or unfolds into more than any application holds.
    """
    data = read_bytes(path)
    check_parts(path, data)
    book: Book = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as content:
            for _, element in ET.iterparse(content):
                if element.tag == f"{_TABLE}table":
                    name = element.get(f"{_TABLE}name", "")
                    book[name] = _rows(path, name, element)
                    element.clear()
    except (ET.ParseError, KeyError, ValueError, ArithmeticError, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise damaged(path) from error
    return book


def _rows(path: Path, name: str, table: ET.Element) -> Rows:
    rows: Rows = []
    for element in table.iter(f"{_TABLE}table-row"):
        row = _cells(element)
        times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        told = any(value is not None for value in row)
        if told and len(rows) + times > MAX_ROWS:
            raise too_many_rows(path, name)
        rows += [row if told else []] * min(times, MAX_ROWS - len(rows))
    return trimmed(rows)


def _cells(row: ET.Element) -> list[Value]:
    values: list[Value] = []
    for element in row:
        if element.tag in _CELLS:
            times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            values += [_value(element)] * min(times, MAX_COLUMNS - len(values))
    return values


def _value(cell: ET.Element) -> Value:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in {"float", "currency", "percentage"}:
        return from_program(float(cell.get(f"{_OFFICE}value", "")), kind == "percentage")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
    if kind == "string" and (told := cell.get(f"{_OFFICE}string-value")) is not None:
        return told
    shown = "\n".join(_words(paragraph) for paragraph in cell.findall(f"{_TEXT}p"))
    # A formula that no program has worked out is told as it stands.
    return shown or (cell.get(f"{_TABLE}formula") or "").removeprefix("of:") or None


def _words(paragraph: ET.Element) -> str:
    words = paragraph.text or ""
    for element in paragraph:
        if element.tag == f"{_TEXT}s":
            words += " " * min(int(element.get(f"{_TEXT}c", "1")), 10_000)
        elif element.tag == f"{_TEXT}tab":
            words += "\t"
        elif element.tag == f"{_TEXT}line-break":
            words += "\n"
        elif element.tag != f"{_OFFICE}annotation":
            words += _words(element)
        words += element.tail or ""
    return words


_STYLES: dict[Look, str] = {
    "": "",
    "title": '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/>',
    "head": '<style:text-properties fo:font-weight="bold"/>',
    "help": '<style:text-properties fo:font-style="italic" fo:color="#555555"/>',
    "key": '<style:text-properties fo:font-size="8pt" fo:color="#888888"/>',
}
_FOLDED: dict[Look, str] = {
    "": ' fo:wrap-option="wrap"',
    "head": ' fo:wrap-option="wrap" fo:background-color="#dde6f0"',
    "help": ' fo:wrap-option="wrap"',
}


def ods_bytes(grids: list[Grid]) -> bytes:
    """An OpenDocument spreadsheet of these sheets."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())
    widths = sorted({width for grid in grids for width in grid.widths})
    menus = {menu.choices: f"menu{number}" for number, menu in enumerate(menu for grid in grids for menu in grid.menus)}
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces} office:version="1.3"><office:automatic-styles>',
        *(
            f'<style:style style:name="w{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/></style:style>'
            for width in widths
        ),
        *(
            f'<style:style style:name="c{look}" style:family="table-cell">'
            f'<style:table-cell-properties style:vertical-align="top"{_FOLDED.get(look, "")}/>{words}</style:style>'
            for look, words in _STYLES.items()
        ),
        "</office:automatic-styles><office:body><office:spreadsheet>",
        *(["<table:content-validations>", *map(_menu, menus.items()), "</table:content-validations>"] if menus else []),
        *(_table(grid, menus) for grid in grids),
        "</office:spreadsheet></office:body></office:document-content>",
    ]
    return _packed("".join(parts))


def _menu(named: tuple[tuple[str, ...], str]) -> str:
    choices, name = named
    listed = ";".join('"{}"'.format(choice.replace('"', '""')) for choice in choices)
    return (
        f'<table:content-validation table:name="{name}" table:allow-empty-cell="true" table:display-list="unsorted"'
        f" table:condition={quoteattr(f'of:cell-content-is-in-list({listed})')}>"
        '<table:error-message table:display="false"/></table:content-validation>'
    )


def _table(grid: Grid, menus: dict[tuple[str, ...], str]) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in grid.widths)
    rows = []
    blank = [Cell()] * len(grid.widths)
    for number in range(max(len(grid.rows), grid.depth)):
        row = grid.rows[number] if number < len(grid.rows) else blank
        offered = {menu.column: menus[menu.choices] for menu in grid.menus if menu.first <= number <= menu.last}
        cells = "".join(_cell(cell, offered.get(column, "")) for column, cell in enumerate(row))
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    return f"<table:table table:name={quoteattr(grid.name)}>{columns}{''.join(rows)}</table:table>"


def _cell(cell: Cell, menu: str) -> str:
    told = f' table:content-validation-name="{menu}"' if menu else ""
    if cell.value is None:
        return f'<table:table-cell table:style-name="c"{told}/>'
    return f'<table:table-cell table:style-name="c{cell.look}"{told} {_typed(cell.value)}</table:table-cell>'


def _typed(value: Value) -> str:
    """The type, the value and the text of a cell; a text is told as one, whatever it begins with."""
    if isinstance(value, bool):
        shown, word = str(value).lower(), "VRAI" if value else "FAUX"
        return f'office:value-type="boolean" office:boolean-value="{shown}"><text:p>{word}</text:p>'
    if isinstance(value, int | Decimal):
        shown = format(value, "f") if isinstance(value, Decimal) else str(value)
        return f'office:value-type="float" office:value="{shown}"><text:p>{shown.replace(".", ",")}</text:p>'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in str(value).split("\n"))
    return f'office:value-type="string">{lines}'


def _spaced(line: str) -> str:
    """A line whose spaces and tabs all count, which XML would join."""
    edge = '<text:s text:c="{}"/>'
    words, spaces = "", 0
    for char in f"{line}\0":
        if char == " ":
            spaces += 1
            continue
        if spaces:
            words += edge.format(spaces) if spaces > 1 or not words or char == "\0" else " "
            spaces = 0
        words += "" if char == "\0" else "<text:tab/>" if char == "\t" else escape(char)
    return words


def _packed(content: str) -> bytes:
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        # The type comes first and is not folded, so that a program tells the file by its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content.encode("utf-8", "replace"))
    return made.getvalue()
