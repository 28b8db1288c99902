"""The budget as a spreadsheet whose totals, balance and shares are live: xlsx by openpyxl, ods by odfdo.

A text that was typed is written as a text, never as a formula. Ours name their cells between braces and part their arguments by
semicolons (« SUM({C4:C9}) »), which each format writes in its own way.
"""

import datetime
import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from assistant import french
from assistant.outputs.formats import sealed
from assistant.outputs.ledger import UNSPLIT, Entry, Ledger
from assistant.outputs.model import Paper
from assistant.sheets.layout import ACCOUNTS
from assistant.text import clean

Look = Literal["", "title", "head", "part", "input", "total", "note", "aside"]
_LOOKS: tuple[Look, ...] = get_args(Look)
_BOLD, _UNWRAPPED, _GREY = {"title", "head", "part", "total"}, {"title", "part", "aside"}, {"note", "aside"}
_SIZES: dict[str, int] = {"title": 14, "part": 12, "note": 9, "aside": 9}
Shape = Literal["money", "percent", "times"]


@dataclass(frozen=True)
class Cell:
    """A cell: a text, an amount, a formula, or nothing; a cell to fill is an `input`."""

    value: str | Decimal | None = None
    formula: str = ""
    look: Look = ""
    shape: Shape = "money"


@dataclass
class Sheet:
    """A sheet: its name, the widths of its columns in characters, its rows."""

    name: str
    widths: tuple[int, ...]
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """A row more; gives its number, from 1."""
        self.rows.append(list(cells))
        return len(self.rows)


def sheets(figures: Ledger, paper: Paper, cite: Callable[[str], str]) -> list[Sheet]:
    """The sheets of a budget: accounts, years, actions."""
    return [
        _accounts(figures, paper),
        *([_years(figures)] if figures.years else []),
        *([_actions(figures, cite)] if figures.actions else []),
    ]


def _column(index: int) -> str:
    """The letter of a column, from 0; a budget has fewer than 26 × 27."""
    return (_column(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _head(sheet: Sheet, *names: str) -> None:
    sheet.add(*(Cell(name, look="head") for name in names))


def _accounts(figures: Ledger, paper: Paper) -> Sheet:
    plan, wide = figures.plan, len(figures.years) + 1
    sheet = Sheet("Comptes", (9, 44, *((15,) * (wide + 1)), 60))
    sheet.add(Cell(paper.heading, look="title"))
    for said in (paper.subtitle, plan.intro, plan.unchecked, *(f"À vérifier : {remark}" for remark in figures.remarks)):
        for line in textwrap.wrap(said, sum(sheet.widths)):  # what runs past the last column would shrink the printed page
            sheet.add(Cell(line, look="aside"))
    columns = [_column(2 + n) for n in range(wide)]
    total = _column(2 + wide)
    names = (*figures.years, UNSPLIT if figures.years else "Montant", "Total", ACCOUNTS[2])

    def part(title: str, entries: tuple[Entry, ...], sum_name: str) -> tuple[int, int, int]:
        sheet.add(Cell(title, look="part"))
        _head(sheet, *ACCOUNTS[:2], *names)
        first = len(sheet.rows) + 1
        for entry in entries:
            row = len(sheet.rows) + 1
            inputs = [Cell(amount, look="input") for amount in entry.amounts]
            whole = Cell(formula=f"SUM({{{columns[0]}{row}:{columns[-1]}{row}}})")
            sheet.add(Cell(entry.number), Cell(entry.label), *inputs, whole, Cell(entry.note, look="note"))
        last = len(sheet.rows)
        sums = [Cell(formula=f"SUM({{{column}{first}:{column}{last}}})", look="total") for column in (*columns, total)]
        return first, last, sheet.add(Cell(look="total"), Cell(sum_name, look="total"), *sums)

    _, _, charges = part("Charges", figures.entries("charges"), "Total des charges réparties")
    known = sum((cost for cost in figures.year_cost if cost is not None), Decimal(0))
    rest = figures.cost - known if figures.cost is not None and figures.cost > known else None
    row = len(sheet.rows) + 1
    told = [Cell(cost, look="input") for cost in (*figures.year_cost, rest)]
    whole = Cell(formula=f"SUM({{{columns[0]}{row}:{columns[-1]}{row}}})", look="total")
    cost = sheet.add(Cell(), Cell("Coût complet dit dans le dossier"), *told, whole)
    left = [Cell(formula=f"{{{column}{cost}}}-{{{column}{charges}}}") for column in (*columns, total)]
    sheet.add(Cell(), Cell("Reste à répartir entre les comptes"), *left)
    sheet.add(Cell())
    products_entries = figures.entries("products")
    asked_at = next((n for n, entry in enumerate(products_entries) if entry.source == "asked"), None)
    first, _, products = part("Produits", products_entries, "Total des produits")
    gap = sheet.add(
        Cell(),
        Cell("Produits moins coût complet"),
        *(Cell(formula=f"{{{column}{products}}}-{{{column}{cost}}}") for column in (*columns, total)),
    )
    sheet.add(Cell(), Cell("Équilibre", look="total"), *([Cell()] * wide), _balanced(f"{{{total}{gap}}}"))
    if asked_at is not None:
        asked = f"{{{total}{first + asked_at}}}"
        share = Cell(formula=f'IF({{{total}{products}}}=0;"";{asked}/{{{total}{products}}})', look="total", shape="percent")
        name = Cell(f"Part demandée ({plan.funder}) dans le total des produits", look="total")
        of_cost = Cell(formula=f'IF({{{total}{cost}}}=0;"";{asked}/{{{total}{cost}}})', look="total", shape="percent")
        sheet.add(Cell(), Cell(f"Part demandée ({plan.funder}) dans le coût complet", look="total"), *([Cell()] * wide), of_cost)
        sheet.add(Cell(), name, *([Cell()] * wide), share)
    if plan.kind_charges and plan.kind_products:
        sheet.add(Cell())
        *_, one = part("Charges : contributions en nature (86)", figures.entries("kind_charges"), "Total 86")
        *_, other = part("Produits : contributions en nature (87)", figures.entries("kind_products"), "Total 87")
        gap_in_kind = f"{{{total}{one}}}-{{{total}{other}}}"
        sheet.add(Cell(), Cell("Équilibre 86 = 87", look="total"), *([Cell()] * wide), _balanced(gap_in_kind))
    return sheet


def _balanced(gap: str) -> Cell:
    return Cell(formula=f'IF(ABS({gap})<1;"équilibré";"pas équilibré")', look="total")


def _years(figures: Ledger) -> Sheet:
    sheet = Sheet("Années", (24, 16, 22, 18, 16))
    _head(sheet, "Année", "Coût", f"Subvention demandée ({figures.plan.funder})", "Reste du coût", "Part demandée")
    for year, cost, asked in zip(figures.years, figures.year_cost, figures.year_asked, strict=True):
        _year(sheet, Cell(year), Cell(cost, look="input"), Cell(asked, look="input"))
    last = len(sheet.rows)
    sums = [Cell(formula=f"SUM({{{column}2:{column}{last}}})", look="total") for column in "BC"]
    _year(sheet, Cell("Total", look="total"), *sums)
    return sheet


def _year(sheet: Sheet, name: Cell, cost: Cell, asked: Cell) -> None:
    row = len(sheet.rows) + 1
    share = Cell(formula=f'IF(OR({{B{row}}}=0;{{C{row}}}="");"";{{C{row}}}/{{B{row}}})', look=name.look, shape="percent")
    sheet.add(name, cost, asked, Cell(formula=f"{{B{row}}}-{{C{row}}}", look=name.look), share)


def _actions(figures: Ledger, cite: Callable[[str], str]) -> Sheet:
    sheet = Sheet("Actions", (36, 44, 16, 16, 12, 70))
    _head(
        sheet, "Action", figures.group_name, "Coût", "Coût cité", "Rapport", "Ce que ce coût payait (un repère, pas un plafond)"
    )
    for action in figures.actions:
        row = len(sheet.rows) + 1
        yearly = f"/{french.number(action.years, 4).replace(',', '.')}" if action.years > 1 else ""
        ratio = f'IF({{D{row}}}=0;"";{{C{row}}}/{{D{row}}}{yearly})'
        times = Cell(formula=ratio, shape="times") if action.quoted is not None else Cell()
        means = f"{action.means} ({cite(action.section)})" if action.section else ""
        means += french.typography(" : le rapport est celui d'une année") if yearly else ""
        sheet.add(
            Cell(action.name),
            Cell(action.group),
            Cell(action.cost, look="input"),
            Cell(action.quoted),
            times,
            Cell(means, look="note"),
        )
    last = max(2, len(sheet.rows))
    total = sheet.add(Cell("Total", look="total"), Cell(), Cell(formula=f"SUM({{C2:C{last}}})", look="total"))
    cost = sheet.add(Cell("Coût complet dit dans le dossier"), Cell(), Cell(figures.cost, look="input"))
    sheet.add(Cell("Reste hors des actions"), Cell(), Cell(formula=f"{{C{cost}}}-{{C{total}}}"))
    return sheet


_LANDSCAPE = {
    "style:print-orientation": "landscape",
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}
_FILLS: dict[Look, str] = {"head": "E3EAF3", "input": "FFF8E1", "total": "F3F6FA"}
_SHAPES: dict[Shape, tuple[str, str]] = {
    "money": ('#,##0.00" €"', "montant"),
    "percent": ("0.0%", "part"),
    "times": ("0.0", "rapport"),
}


def xlsx(made: list[Sheet], paper: Paper) -> bytes:
    """The workbook in the Office Open XML format."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    noon = datetime.datetime.combine(paper.day, datetime.time(12))
    told = book.properties
    told.title, told.creator, told.language, told.created, told.modified = paper.heading, paper.author, paper.language, noon, noon
    for sheet in made:
        page = book.create_sheet(sheet.name)
        page.page_setup.orientation, page.page_setup.fitToHeight, page.page_setup.paperSize = "landscape", 0, 9
        page.sheet_properties.pageSetUpPr.fitToPage = True
        for index, width in enumerate(sheet.widths):
            page.column_dimensions[_column(index)].width = width
        for row, cells in enumerate(sheet.rows, 1):
            if (lines := _lines(cells, sheet.widths)) > 1:
                page.row_dimensions[row].height = 3 + 13 * lines  # LibreOffice prints a row that has no height on one line
        for row, column, cell in _cells(sheet):
            place = page.cell(row, column)
            if cell.formula:
                place.value = "=" + re.sub(r"\{([^}]*)\}", r"\1", cell.formula).replace(";", ",")
            elif isinstance(cell.value, str):
                place.value = _text(cell.value)
                place.data_type = "s"  # else « =… » would be a formula
                place.quotePrefix = cell.value.lstrip().startswith(("=", "+", "-", "@"))  # and stay a text when edited
            else:
                place.value = cell.value
            if cell.formula or isinstance(cell.value, Decimal) or cell.look == "input":
                place.number_format = _SHAPES[cell.shape][0]
            colour = "555555" if cell.look in _GREY else "1A1A1A"
            place.font = Font(name="Arial", bold=cell.look in _BOLD, size=_SIZES.get(cell.look, 10), color=colour)
            place.alignment = Alignment(vertical="top", wrap_text=cell.look not in _UNWRAPPED)
            if fill := _FILLS.get(cell.look):
                place.fill = PatternFill("solid", fgColor=fill)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would write the hour
    return sealed(packed.getvalue())


def _lines(cells: list[Cell], widths: tuple[int, ...]) -> int:
    """About how many lines a row takes, each cell folded to its width in characters (a note is set smaller)."""

    def folded(cell: Cell, width: int) -> int:
        room = int(width * (1.25 if cell.look == "note" else 1.1))
        return sum(max(1, len(textwrap.wrap(line, room))) for line in _text(str(cell.value)).split("\n"))

    wrapped = [
        (c, width) for c, width in zip(cells, widths, strict=False) if isinstance(c.value, str) and c.look not in _UNWRAPPED
    ]
    return min(31, max((folded(cell, width) for cell, width in wrapped), default=1))  # no row is higher than 409 points


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells, 1):
            yield row, column, cell


def _text(words: str) -> str:
    """A text that a cell may hold; Excel refuses a workbook that has a longer one."""
    return clean(words)[:32_000]


def ods(made: list[Sheet], paper: Paper) -> bytes:
    """The workbook in the OpenDocument format."""
    from odfdo import Document, Element

    from assistant.outputs.opendocument import describe, tag

    package = Document("spreadsheet")
    describe(package, paper)
    package.set_language("fr-FR")
    package.body.clear()
    _ods_styles(package.insert_style)
    for layout in package.styles.get_elements("//style:page-layout-properties"):
        for name, value in _LANDSCAPE.items():
            layout.set_attribute(name, value)
    for number, sheet in enumerate(made):
        columns = []
        for index, width in enumerate(sheet.widths):
            style = {"style:name": f"colonne{number}.{index}", "style:family": "table-column"}
            size = tag("style:table-column-properties", {"style:column-width": f"{width * 0.21:.2f}cm"})
            package.insert_style(tag("style:style", style, size), automatic=True)
            columns.append(tag("table:table-column", {"table:style-name": f"colonne{number}.{index}"}))
        rows = [tag("table:table-row", {}, map(_ods_cell, row)) for row in sheet.rows]
        package.body.append(Element.from_tag(tag("table:table", {"table:name": sheet.name}, [*columns, *rows])))
    if "Thumbnails/thumbnail.png" in package.get_parts():
        package.del_part("Thumbnails/thumbnail.png")
    packed = io.BytesIO()
    package.save(packed)
    return sealed(packed.getvalue())


def _ods_styles(insert: Callable[..., object]) -> None:
    from assistant.outputs.opendocument import tag

    euros = tag("number:number", {"number:decimal-places": 2, "number:min-integer-digits": 1, "number:grouping": "true"})
    french_way = {"number:language": "fr", "number:country": "FR"}
    insert(
        tag("number:number-style", {"style:name": "N_montant", **french_way}, euros + tag("number:text", {}, " €")),
        automatic=True,
    )
    hundredths = tag("number:number", {"number:decimal-places": 1, "number:min-integer-digits": 1})
    insert(
        tag("number:percentage-style", {"style:name": "N_part", **french_way}, hundredths + tag("number:text", {}, "%")),
        automatic=True,
    )
    insert(tag("number:number-style", {"style:name": "N_rapport", **french_way}, hundredths), automatic=True)
    for look in _LOOKS:
        for _, shape in _SHAPES.values():
            rules = {"style:vertical-align": "top", "fo:wrap-option": "no-wrap" if look in _UNWRAPPED else "wrap"}
            if fill := _FILLS.get(look):
                rules["fo:background-color"] = f"#{fill}"
            size = {"fo:font-size": f"{_SIZES.get(look, 10)}pt", "fo:color": "#555555" if look in _GREY else "#1a1a1a"}
            bold = {"fo:font-weight": "bold"} if look in _BOLD else {}
            inside = tag("style:table-cell-properties", rules) + tag("style:text-properties", size | bold)
            name = {
                "style:name": f"{look or 'simple'}_{shape}",
                "style:family": "table-cell",
                "style:data-style-name": f"N_{shape}",
            }
            insert(tag("style:style", name, inside), automatic=True)


def _ods_cell(cell: Cell) -> str:
    from assistant.outputs.opendocument import tag, words

    told = {"table:style-name": f"{cell.look or 'simple'}_{_SHAPES[cell.shape][1]}"}
    if cell.formula:
        formula = re.sub(r"\{([^}]*)\}", lambda found: f"[.{found[1].replace(':', ':.')}]", cell.formula)
        return tag("table:table-cell", {**told, "table:formula": f"of:={formula}"})
    if isinstance(cell.value, Decimal):
        value = {"office:value-type": "float", "office:value": format(cell.value, "f")}
        return tag("table:table-cell", {**told, **value}, tag("text:p", {}, french.amount(cell.value)))
    if not cell.value:
        return tag("table:table-cell", told)
    lines = "".join(tag("text:p", {}, words(line)) for line in _text(cell.value).split("\n"))
    return tag("table:table-cell", {**told, "office:value-type": "string"}, lines)
