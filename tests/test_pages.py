"""Every paper of the built-in campaign in every format, for a complete, an incomplete and a nearly empty file: opened and counted."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

import pytest
from docx import Document as Docx
from icalendar import Calendar
from lxml.etree import tostring  # type: ignore[import-untyped]  # lxml has no types
from odfdo import Document as Odt
from odfdo import Element
from openpyxl import load_workbook
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from assistant.campaign import Campaign
from assistant.outputs.formats import render
from assistant.outputs.model import Bullets, Callout, Checks, Heading, Paper, Paragraph, Table, plain
from assistant.outputs.papers import Desk
from tests.conftest import ROOT

CASES = ("commune-avec-qpv", "incomplet-a-mi-chemin", "presque-vide")
pytestmark = pytest.mark.usefixtures("shared_cache")


@cache
def desk(case: str) -> Desk:
    return Desk.open(Campaign(ROOT), ROOT / "dialogs" / "scenarios" / f"{case}.yaml")


@cache
def papers(case: str) -> list[tuple[str, Paper]]:
    return [(name, desk(case).paper(name)) for name in desk(case).available]


def counted(paper: Paper) -> Counter[str]:
    return Counter(type(block).__name__ for block in paper.blocks)


def words(paper: Paper) -> Iterator[str]:
    """All that a paper says, without the spaces, where formats differ."""
    for block in paper.blocks:
        match block:
            case Heading():
                yield squeezed(block.text)
            case Paragraph() | Callout():
                yield squeezed(plain(block.text))
            case Bullets():
                yield from (squeezed(plain(item)) for item in block.items)
            case Checks():
                yield from (squeezed(plain(item)) for _, item in block.items)
            case Table():
                yield from (squeezed(plain(cell)) for row in block.rows for cell in row)
            case _:
                pass


def squeezed(said: str) -> str:
    return "".join(said.replace("\u200b", "").split())


def held(paper: Paper, said: str) -> None:
    """Nothing of a paper is lost in what a format says."""
    told = squeezed(said)
    assert [line for line in words(paper) if line not in told] == []


def binary(paper: Paper, suffix: str) -> io.BytesIO:
    made = render(paper, suffix)
    assert isinstance(made, bytes)
    return io.BytesIO(made)


@pytest.mark.parametrize("case", CASES)
def test_word(case: str) -> None:
    for _, paper in papers(case):
        package = Docx(binary(paper, ".docx"))
        kinds, xml = counted(paper), tostring(package.element).decode()
        assert len(re.findall('w:pStyle w:val="Heading[1-3]"', xml)) == kinds["Heading"]
        assert len(re.findall('w:pStyle w:val="toc[0-9]"', xml)) == (len(paper.contents) if paper.cover else 0)
        assert xml.count("<w:tblHeader") == len(package.tables) == kinds["Table"]
        assert len(re.findall('descr="[^"]', xml)) == len(package.inline_shapes) == kinds["Figure"]
        room = package.sections[0].page_width - package.sections[0].left_margin - package.sections[0].right_margin  # type: ignore[operator]
        assert all(sum(column.width or 0 for column in table.columns) <= room for table in package.tables)
        assert all(shape.width <= room for shape in package.inline_shapes)
        assert (package.core_properties.title, package.core_properties.language) == (paper.heading, "fr")
        held(paper, "".join(package.element.itertext()))


@pytest.mark.parametrize("case", CASES)
def test_opendocument(case: str) -> None:
    for _, paper in papers(case):
        package = Odt(binary(paper, ".odt"))
        kinds, body = counted(paper), package.body
        assert len(body.headers) == kinds["Heading"]
        assert len(body.get_elements("//table:table-header-rows")) == len(body.get_tables()) == kinds["Table"]
        assert len(body.get_elements("//draw:frame/svg:desc")) == kinds["Figure"]
        pages = {mark.get_attribute("text:ref-name") for mark in body.get_elements("//text:bookmark-ref")}
        assert pages == ({f"t{number + 1}" for number, _ in paper.contents} if paper.cover else set())
        assert pages <= {mark.get_attribute("text:name") for mark in body.get_elements("//text:bookmark")}
        assert (package.meta.title, package.language) == (paper.heading, "fr-FR")
        held(paper, said(body))


def said(body: Element) -> str:
    return unescape(re.sub("<[^>]+>", "", body.serialize()))


@pytest.mark.parametrize("case", CASES)
def test_web_page_and_markdown(case: str) -> None:
    for name, paper in papers(case):
        page, kinds = str(render(paper, ".html")), counted(paper)
        assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
        assert len(re.findall("<h[2-4]", page)) == kinds["Heading"] + bool(paper.cover)
        assert page.count("<table>") == page.count("<thead>") == kinds["Table"]
        assert len(re.findall('<img [^>]*alt="[^"]', page)) == kinds["Figure"]
        assert set(re.findall('href="#(t[0-9]+)"', page)) <= set(re.findall('id="(t[0-9]+)"', page))
        text = desk(case).markdown(name)
        assert len(re.findall(r"(?m)^#{2,4} ", text)) == kinds["Heading"]
        assert len(re.findall(r"(?m)^\|[- :|]+\|$", text)) == kinds["Table"]


@pytest.mark.parametrize("case", CASES)
def test_pdf(case: str) -> None:
    for name, paper in papers(case):
        reader = PdfReader(binary(paper, ".pdf"))
        root: Any = reader.trailer["/Root"]
        assert (bool(root["/MarkInfo"]["/Marked"]), root["/Lang"]) == (True, "fr")
        assert "pdfuaid" in root["/Metadata"].get_data().decode()
        assert reader.metadata is not None
        assert reader.metadata.title == paper.heading
        kinds, tags = counted(paper), Counter(tagged(root["/StructTreeRoot"]))
        # The foot of a table that goes on on another page is a table of its own to no reader.
        assert (tags["/Table"], tags["/Figure"]) == (kinds["Table"], kinds["Figure"])
        assert sum(number for tag, number in tags.items() if re.fullmatch("/H[1-6]", tag)) == kinds["Heading"] + bool(paper.cover)
        fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]  # type: ignore[attr-defined]
        held_in = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
        assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in held_in)
        chapters = [reader.get_destination_page_number(mark) for mark in reader.outline if not isinstance(mark, list)]
        if name == "note":
            assert len(reader.pages) == 1
        if name == "outline":
            assert chapters[:2] == [2, 3]  # after the cover and the contents, a summary of one page


def test_nothing_runs_off_a_page() -> None:
    for name in ("outline", "checklist", "budget"):
        for page in PdfReader(binary(desk(CASES[1]).paper(name), ".pdf")).pages:
            for left, right, foot in lines(page):
                assert left > 55
                assert right < page.mediabox.width - 55
                assert 30 < foot < page.mediabox.height - 40


def tagged(node: Any) -> Iterator[str]:
    """The tags of a structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tagged(node["/K"])


Matrix = tuple[float, ...]


def times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    u, v, w, x, y, z = other
    return (a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z)


def lines(page: PageObject) -> Iterator[tuple[float, float, float]]:
    """Where each piece of text of a page begins and ends, and its height, in points."""
    fonts = {name: widths(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}  # type: ignore[attr-defined]
    place: Matrix = (1, 0, 0, 1, 0, 0)
    text, font, size, kept = place, "", 0.0, []
    for told, order in ContentStream(page.get_contents(), page.pdf).operations:
        if order == b"q":
            kept.append(place)
        elif order == b"Q":
            place = kept.pop()
        elif order == b"cm":
            place = times(tuple(map(float, told)), place)
        elif order == b"Tf":
            font, size = told[0], float(told[1])
        elif order == b"Tm":
            text = tuple(map(float, told))
        elif order in {b"Tj", b"TJ"}:
            pieces = told[0] if order == b"TJ" else told
            wide = sum(
                -piece
                if isinstance(piece, int | float)
                else sum(fonts[font].get(int.from_bytes(pair), 0) for pair in pairs(piece.original_bytes))
                for piece in pieces
            )
            at = times(text, place)
            yield at[4], at[4] + float(wide) * size / 1000 * at[0], at[5]


def pairs(raw: bytes) -> Iterator[bytes]:
    return (raw[at : at + 2] for at in range(0, len(raw), 2))


def widths(font: Any) -> dict[int, float]:
    """The width of each glyph that a font holds, in thousandths of its size."""
    table, found, at = font["/DescendantFonts"][0].get_object()["/W"].get_object(), {}, 0
    while at < len(table):
        if isinstance(table[at + 1], list):
            found.update({table[at] + n: float(wide) for n, wide in enumerate(table[at + 1])})
            at += 2
        else:
            found.update(dict.fromkeys(range(table[at], table[at + 1] + 1), float(table[at + 2])))
            at += 3
    return found


@pytest.mark.parametrize("case", CASES)
def test_workbooks_calendar_and_lines(case: str) -> None:
    made = {suffix: content() for name in ("budget", "checklist") for suffix, content in desk(case)._others(name).items()}
    book, sheet = load_workbook(io.BytesIO(bytes(made[".xlsx"]))), Odt(io.BytesIO(bytes(made[".ods"])))  # type: ignore[arg-type]
    assert book.sheetnames == [table.name for table in sheet.body.get_tables()]
    formulas = [cell.value for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == len(sheet.body.get_elements("//table:table-cell[@table:formula]")) > 40
    calendar = Calendar.from_ical(made[".ics"])
    assert calendar.errors == []
    assert len(calendar.events) == len({str(event["UID"]) for event in calendar.events}) >= 2
    rows = list(csv.reader(io.StringIO(str(made[".csv"]).removeprefix("\ufeff")), delimiter=";"))
    assert {len(row) for row in rows[:-1]} == {8}
    assert len(rows) == len(desk(case).report.findings) + 2
