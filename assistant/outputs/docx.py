"""A paper as a Word document (python-docx): real styles, a table of contents, captions, page numbers, headers of tables."""

import datetime
import io
from dataclasses import replace
from functools import cache, singledispatchmethod
from itertools import count

from docx import Document
from docx.document import Document as Package
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.outputs import model
from assistant.outputs.formats import sealed

_FONT = "Arial"
_INK = model.INK.upper()
_TEXT_WIDTH = Cm(21 - 2 * 2.2)
_DEEPEST = model.DEEPEST - 1
"""The deepest of Word's levels of heading in the table of contents."""


def docx(paper: model.Paper) -> bytes:
    """The document of a paper, in the Office Open XML format."""
    package = Document(io.BytesIO(_dressed(bool(paper.cover))))
    _describe(package, paper)
    _foot(package, paper)
    _Writer(package).write(paper)
    made = io.BytesIO()
    package.save(made)
    return sealed(made.getvalue())


def _describe(package: Package, paper: model.Paper) -> None:
    noon = datetime.datetime.combine(paper.day, datetime.time(12))
    told = package.core_properties
    told.title, told.author, told.last_modified_by = paper.heading[:255], paper.author[:255], ""
    told.created = told.modified = noon
    told.language, told.comments, told.revision = paper.language, "", 1


@cache
def _dressed(cover: bool) -> bytes:
    """An empty document with the page and the styles of ours: a file takes several papers, and its styles are half the work."""
    package = Document()
    _dress(package, cover)
    made = io.BytesIO()
    package.save(made)
    return made.getvalue()


def _dress(package: Package, cover: bool) -> None:
    """The page and the styles."""
    section = package.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
    section.different_first_page_header_footer = cover
    styles = package.styles
    styles.add_style("Projet", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, size, above, below in (
        ("Normal", 10, 0, 6),
        ("Title", 24 if cover else 19, 0, 8),
        ("Subtitle", 12, 0, 12),
        ("Projet", 17, 0, 26),
        ("Heading 1", 15, 18, 8),
        ("Heading 2", 12.5, 14, 6),
        ("Heading 3", 11, 12, 4),
        ("Caption", 9.5, 8, 4),
        ("List Bullet", 10, 0, 3),
    ):
        _style(styles[name], size, above, below)
    for name in ("Normal", "Subtitle", "Projet", "Caption", "List Bullet"):
        styles[name].font.color.rgb = RGBColor.from_string("1A1A1A")
    styles["Subtitle"].font.italic, styles["Title"].font.bold, styles["Caption"].font.bold = False, True, False
    for spaced in styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        styles["Subtitle"].element.rPr.remove(spaced)
    _edge(styles["Title"], "bottom", _INK, remove=True)
    _edge(styles["Projet"], "bottom", _INK, size=12)
    _edge(styles["Heading 1"], "bottom", _INK)
    _ruled(styles["Table Grid"])
    languages = OxmlElement("w:lang")
    for key in ("val", "eastAsia"):
        languages.set(qn(f"w:{key}"), "fr-FR")
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(languages)
    for name, edge, ground in model.LOOKS.values():
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _style(made, 10, 4, 8)
        made.font.italic = name == "Conseil"
        made.font.color.rgb = RGBColor.from_string("1A1A1A")
        made.paragraph_format.left_indent = Cm(0.3)
        made.paragraph_format.keep_together = True
        _edge(made, "left", edge.upper(), size=24)
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", ground.upper())):
            shade.set(qn(f"w:{key}"), value)
        made.element.get_or_add_pPr().append(shade)
    for name, size in (("Cellule", 9.5), ("Cellule chiffres", 9.5)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _style(made, size, 0, 0)
        made.font.color.rgb = RGBColor.from_string("1A1A1A")
    styles["Cellule chiffres"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ticks = styles.add_style("À cocher", WD_STYLE_TYPE.PARAGRAPH)
    ticks.base_style = styles["Normal"]
    ticks.paragraph_format.keep_together = True
    ticks.paragraph_format.left_indent, ticks.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    ticks.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    source = styles.add_style("Source", WD_STYLE_TYPE.CHARACTER)
    source.font.size, source.font.color.rgb = Pt(9), RGBColor.from_string("555555")
    for level in range(1, _DEEPEST + 1):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        entry.base_style = styles["Normal"]
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.space_after = Pt(3)
        entry.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _foot(package: Package, paper: model.Paper) -> None:
    """The foot of every page."""
    styles = package.styles
    foot = package.sections[0].footer.paragraphs[0]
    foot.style = styles["Normal"]  # the template's « Footer » has stops of its own
    foot.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{paper.foot}\tPage\u00a0")
    _field(foot, "PAGE", "1")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES", "1")
    for run in foot.runs:
        run.font.size = Pt(8.5)


def _style(style: ParagraphStyle, size: float, above: float, below: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in str(key) or "theme" in str(key):
            del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), _FONT)
    style.font.color.rgb = RGBColor.from_string(_INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)


def _edge(style: ParagraphStyle, side: str, colour: str, size: int = 8, remove: bool = False) -> None:
    rules = style.element.get_or_add_pPr()
    for old in rules.findall(qn("w:pBdr")):
        rules.remove(old)
    if remove:
        return
    borders, edge = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "4"), ("color", colour)):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)
    # The schema wants the borders before shading, tabs, spacing and indents.
    rules.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def _ruled(style: BaseStyle) -> None:
    """The lines of a table in the colour of the other formats, and some room above and below its words."""
    rules = style.element.find(qn("w:tblPr"))
    for edge in rules.find(qn("w:tblBorders")):
        edge.set(qn("w:color"), "8A97A8")
    margins = rules.find(qn("w:tblCellMar"))
    for side in ("top", "bottom"):
        room = margins.find(qn(f"w:{side}"))
        room.set(qn("w:w"), "40")
        room.set(qn("w:type"), "dxa")


def _field(paragraph: Paragraph, code: str, shown: str, dirty: bool = False) -> None:
    """A field that Word works out, with what is shown until then."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            if dirty:
                mark.set(qn("w:dirty"), "true")
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {code} "
            paragraph.add_run()._r.append(instruction)
        elif kind == "separate":
            paragraph.add_run(shown)


class _Writer:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = package.styles
        self.end = package.element.body.sectPr
        self.ids: dict[str, str] = {}
        self.marks = count(1)
        self.tables = count(1)
        self.figures = count(1)

    def write(self, paper: model.Paper) -> None:
        if paper.cover:
            self._cover(paper)
        else:
            self._styled(paper.heading, "Title")
            if paper.subtitle:
                self._styled(paper.subtitle, "Subtitle")
        for block in paper.blocks:
            self.block(block)

    def _cover(self, paper: model.Paper) -> None:
        self._styled(paper.subtitle, "Subtitle").paragraph_format.space_before = Pt(140)
        self._styled(paper.title, "Title")
        self._styled(paper.name, "Projet")
        for name, value in paper.cover:
            line = self._paragraph()
            line.add_run(f"{name}\u00a0: ").bold = True
            line.add_run(value)
        self._page()
        head = self._styled("Sommaire", "TOC Heading")
        head.runs[0].font.name, head.runs[0].font.color.rgb = _FONT, RGBColor.from_string(_INK)
        self._contents(paper.contents)
        self._page()

    def _contents(self, listed: tuple[tuple[int, model.Heading], ...]) -> None:
        """A table of contents that Word brings up to date, with its page numbers; already filled for the programs that do not.

        These take it as it is: it has no number then rather than a wrong one. LibreOffice too, which works out a reference to a page
        everywhere but in such a table: its own format has numbers there.
        """
        for index, (number, heading) in enumerate(listed):
            entry = self._styled("", f"toc {heading.level - 1}")
            if not index:
                _field(entry, f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u', "", dirty=True)
                end = entry._p[-1]
                entry._p.remove(end)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{number + 1}")
            link.append(entry.add_run(heading.text)._r)
            entry._p.append(link)
            if index == len(listed) - 1:
                entry._p.append(end)

    def _page(self) -> None:
        self._paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _paragraph(self, words: str = "") -> Paragraph:
        """A paragraph at the end: python-docx would look for that end among all that stands before it, each time."""
        made = OxmlElement("w:p")
        self.end.addprevious(made)
        line = Paragraph(made, self.package._body)
        if words:
            line.add_run(words)
        return line

    def _styled(self, words: str, style: str) -> Paragraph:
        line = self._paragraph(words)
        line._p.style = self._id(style)
        return line

    def _id(self, style: str) -> str:
        """The id of a style: by its name, python-docx would go through every style for every paragraph."""
        if style not in self.ids:
            self.ids[style] = str(self.styles[style].style_id)
        return self.ids[style]

    @singledispatchmethod
    def block(self, block: model.Block) -> None:
        raise TypeError(block)

    @block.register
    def _(self, block: model.Heading) -> None:
        heading = self._styled(block.text, f"Heading {block.level - 1}")
        number = str(next(self.marks))
        for tag, place in (("w:bookmarkStart", 1), ("w:bookmarkEnd", len(heading._p))):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), number)
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"_Toc{number}")
            heading._p.insert(place if tag == "w:bookmarkStart" else len(heading._p), mark)

    @block.register
    def _(self, block: model.Paragraph) -> None:
        line = self._paragraph()
        if block.lead:
            line.paragraph_format.keep_with_next = True
        self._inline(line, block.text)

    @block.register
    def _(self, block: model.Callout) -> None:
        line = self._styled("", model.LOOKS[block.role].name)
        if block.lead:
            line.paragraph_format.keep_with_next = True
        self._inline(line, block.text)

    @block.register
    def _(self, block: model.Bullets) -> None:
        for item in block.items:
            self._inline(self._styled("", "List Bullet"), item)

    @block.register
    def _(self, block: model.Checks) -> None:
        for mark, item in block.items:
            line = self._styled("", "À cocher")
            line.add_run(f"{model.MARKS[mark]}\t").font.name = "Segoe UI Symbol"
            self._inline(line, item)

    @block.register
    def _(self, block: model.Table) -> None:
        if block.caption:
            self._caption("Tableau", next(self.tables), block.caption, above=True)
        table = self.package.add_table(len(block.rows) + 1, len(block.header), style="Table Grid")
        table.autofit = False
        widths = [Emu(int(_TEXT_WIDTH * share)) for share in block.shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        _flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        head: tuple[model.Text, ...] = tuple((model.Run(name, strong=True),) for name in block.header)
        last = len(block.rows)
        for number, (row, cells) in enumerate(zip(table.rows, (head, *block.rows), strict=True)):
            if not number or not block.cuttable(number - 1):
                _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
            # A short table stays whole; a long one never leaves its headers, nor its total, alone on a page.
            kept = number == 0 or (number < last and (block.whole or (block.total and number == last - 1)))
            total = block.total and number == last
            for column, (place, words) in enumerate(zip(row._tr.tc_lst, cells, strict=True)):
                cell = _Cell(place, table)  # row.cells looks every cell of the table up, each time
                cell.width = widths[column]
                line = cell.paragraphs[0]
                line._p.style = self._id("Cellule chiffres" if column in block.numeric else "Cellule")
                if kept:
                    line.paragraph_format.keep_with_next = True
                self._inline(line, tuple(replace(run, strong=True) for run in words) if total else words)
                if number == 0 or total:
                    _shade(cell._tc, "E3EAF3" if number == 0 else "F3F6FA")
        said = OxmlElement("w:tblDescription")
        said.set(qn("w:val"), block.caption or ", ".join(block.header))
        table._tbl.tblPr.append(said)
        self._paragraph().paragraph_format.space_after = Pt(2)

    @block.register
    def _(self, block: model.Figure) -> None:
        from assistant.outputs.pdf import picture

        shape = self.package.add_picture(io.BytesIO(picture(block)), width=_TEXT_WIDTH)
        self.package.paragraphs[-1].paragraph_format.keep_with_next = True
        shape._inline.docPr.set("descr", block.alt)
        self._caption("Figure", next(self.figures), block.caption)

    @block.register
    def _(self, _: model.Break) -> None:
        self._page()

    def _caption(self, kind: str, number: int, words: str, above: bool = False) -> None:
        line = self._styled(f"{kind}\u00a0", "Caption")
        _field(line, f"SEQ {kind} \\* ARABIC", str(number))
        line.add_run(f" – {words}")
        line.paragraph_format.keep_with_next = above

    def _inline(self, paragraph: Paragraph, words: model.Text) -> None:
        for run in words:
            made = paragraph.add_run(run.text)
            if run.strong:  # python-docx takes its time to set what is not
                made.bold = True
            if run.em:
                made.italic = True
            if run.quiet:
                made._r.style = self._id("Source")
            if run.link:
                link = OxmlElement("w:hyperlink")
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
                link.set(qn("r:id"), self.package.part.relate_to(run.link, kind, is_external=True))
                made.font.underline = True
                paragraph._p.append(link)
                link.append(made._r)


def _flag(rules: BaseOxmlElement, name: str) -> None:
    rules.append(OxmlElement(name))


def _shade(cell: BaseOxmlElement, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{key}"), value)
    cell.get_or_add_tcPr().append(shade)
