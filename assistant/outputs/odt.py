"""A paper as an OpenDocument text (odfdo): real styles, a table of contents, captions, page numbers, headers of tables."""

import io
from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from itertools import count
from typing import Any

from odfdo import Document, Element

from assistant.outputs import model
from assistant.outputs.formats import sealed
from assistant.outputs.opendocument import describe, tag, words

_INK = f"#{model.INK}"
_WIDTH = 16.6
"""The width of the text, in centimetres."""
_SHEET = {
    "page-width": "21cm",
    "page-height": "29.7cm",
    "margin-left": "2.2cm",
    "margin-right": "2.2cm",
    "margin-top": "1.8cm",
    "margin-bottom": "1.2cm",  # the foot adds its own height
}
_DEEPEST = model.DEEPEST - 1
"""The deepest of OpenDocument's levels of heading in the table of contents."""


def odt(paper: model.Paper) -> bytes:
    """The document of a paper, in the OpenDocument format."""
    package = Document("text")
    describe(package, paper)
    _dress(package, paper)
    package.body.clear()
    for piece in _Writer(package).pieces(paper):
        package.body.append(Element.from_tag(piece))
    made = io.BytesIO()
    package.save(made)
    return sealed(made.getvalue())


def _paragraph_style(name: str, parent: str, rules: Mapping[str, Any], look: Mapping[str, Any], **attributes: str) -> str:
    inside = tag("style:paragraph-properties", rules) + tag("style:text-properties", look)
    shown = {"style:name": name, "style:family": "paragraph", "style:parent-style-name": parent}
    if "_20_" in name:
        shown["style:display-name"] = name.replace("_20_", " ")
    return tag("style:style", {**shown, **{f"style:{key.replace('_', '-')}": value for key, value in attributes.items()}}, inside)


def _text_style(name: str, look: Mapping[str, Any]) -> str:
    return tag("style:style", {"style:name": name, "style:family": "text"}, tag("style:text-properties", look))


def _dress(package: Document, paper: model.Paper) -> None:
    font = {"style:font-name": "Liberation Sans", "fo:font-family": "Liberation Sans"}
    ink = {**font, "fo:color": _INK, "fo:font-weight": "bold", "fo:font-style": "normal"}
    after = {"fo:margin-bottom": "0.2cm", "fo:margin-top": "0cm"}
    kept = {"fo:keep-with-next": "always"}
    line = f"0.03cm solid {_INK}"
    made = [
        _paragraph_style("Standard", "", {}, {**font, "fo:font-size": "10pt"}),
        _paragraph_style("Text_20_body", "Standard", {**after, "fo:line-height": "118%"}, {}),
        _paragraph_style(
            "Title", "Standard", {"fo:margin-bottom": "0.4cm"}, {**ink, "fo:font-size": "24pt" if paper.cover else "18pt"}
        ),
        _paragraph_style("Subtitle", "Standard", {"fo:margin-bottom": "0.4cm"}, {"fo:font-size": "12pt", "fo:color": "#444444"}),
        _paragraph_style(
            "Heading_20_1",
            "Heading",
            {
                "fo:margin-top": "0.5cm",
                "fo:margin-bottom": "0.2cm",
                "fo:border-bottom": line,
                "fo:padding-bottom": "0.1cm",
                **kept,
            },
            {**ink, "fo:font-size": "15pt"},
            default_outline_level="1",
        ),
        _paragraph_style(
            "Heading_20_2",
            "Heading",
            {"fo:margin-top": "0.5cm", "fo:margin-bottom": "0.2cm", **kept},
            {**ink, "fo:font-size": "12.5pt"},
            default_outline_level="2",
        ),
        _paragraph_style(
            "Heading_20_3",
            "Heading",
            {"fo:margin-top": "0.4cm", "fo:margin-bottom": "0.15cm", **kept},
            {**ink, "fo:font-size": "11pt"},
            default_outline_level="3",
        ),
        _paragraph_style("Caption", "Standard", {**after, "fo:margin-top": "0.2cm", **kept}, {"fo:font-size": "9.5pt"}),
        _paragraph_style("Image", "Text_20_body", kept, {}),
        _paragraph_style("Libellé", "Text_20_body", {**kept, "fo:margin-bottom": "0.1cm"}, {}),
        _paragraph_style(
            "Projet",
            "Standard",
            {"fo:margin-bottom": "0.9cm", "fo:padding-bottom": "0.3cm", "fo:border-bottom": f"0.05cm solid {_INK}"},
            {"fo:font-size": "17pt"},
        ),
        _paragraph_style("Contents_20_Heading", "Heading_20_1", {}, {**ink, "fo:font-size": "15pt"}, next_style_name="Standard"),
        _paragraph_style("Légende", "Standard", after, {"fo:font-size": "9.5pt"}),
        _paragraph_style("Page_20_suivante", "Standard", {"fo:break-before": "page"}, {}),
        _paragraph_style("Couverture", "Subtitle", {"fo:margin-top": "5cm"}, {}),
        _paragraph_style(
            "À_20_cocher",
            "Text_20_body",
            {
                "fo:margin-left": "0.8cm",
                "fo:text-indent": "-0.8cm",
                "style:auto-text-indent": "false",
                "fo:keep-together": "always",
            },
            {},
        ),
        _paragraph_style("Puce", "Standard", {"fo:margin-bottom": "0.08cm", "fo:line-height": "112%"}, {}),
        _paragraph_style("Cellule", "Standard", {"fo:margin": "0cm"}, {"fo:font-size": "9.5pt"}),
        _paragraph_style("Cellule_20_chiffres", "Cellule", {"fo:text-align": "end"}, {}),
        _text_style("Fort", {"fo:font-weight": "bold"}),
        _text_style("Incise", {"fo:font-style": "italic"}),
        _text_style("Source", {"fo:font-size": "9pt", "fo:color": "#555555"}),
        _text_style("Case", {"style:font-name": "DejaVu Sans", "fo:font-family": "DejaVu Sans", "fo:color": _INK}),
        _text_style("Renvoi", {"fo:color": "#1a1a1a", "style:text-underline-style": "none"}),
        _list_style(),
    ]
    for role, (name, edge, ground) in model.LOOKS.items():
        rules = {
            "fo:background-color": f"#{ground}",
            "fo:border-left": f"0.1cm solid #{edge}",
            "fo:padding": "0.15cm",
            "fo:margin-left": "0.2cm",
            "fo:margin-bottom": "0.2cm",
            "fo:margin-top": "0.1cm",
            "fo:keep-together": "always",
            **(kept if role == "asks" else {}),
        }
        made.append(_paragraph_style(name, "Text_20_body", rules, {"fo:font-style": "italic"} if name == "Conseil" else {}))
    for level in range(1, _DEEPEST + 1):
        stop = tag("style:tab-stop", {"style:position": f"{_WIDTH}cm", "style:type": "right", "style:leader-style": "dotted"})
        place = {"fo:margin-left": f"{0.6 * (level - 1)}cm", "fo:margin-bottom": "0.1cm"}
        stops = tag("style:paragraph-properties", place, tag("style:tab-stops", {}, stop))
        entry = {"style:name": f"Contents_20_{level}", "style:family": "paragraph", "style:parent-style-name": "Standard"}
        made.append(tag("style:style", entry, stops))
    for style in made:
        package.insert_style(style)
    for numbered in package.styles.get_elements("//text:outline-level-style"):
        for name in ("style:num-format", "style:num-suffix", "loext:num-list-format"):  # the template numbers its headings
            numbered.set_attribute(name, "")
    package.del_part("Thumbnails/thumbnail.png")  # a picture of the template's own blank page
    _page_layout(package, paper)
    package.set_language("fr-FR")


def _list_style() -> str:
    place = tag(
        "style:list-level-properties",
        {"text:list-level-position-and-space-mode": "label-alignment"},
        tag(
            "style:list-level-label-alignment",
            {"text:label-followed-by": "listtab", "fo:text-indent": "-0.5cm", "fo:margin-left": "0.8cm"},
        ),
    )
    level = tag("text:list-level-style-bullet", {"text:level": "1", "text:bullet-char": "•"}, place)
    return tag("text:list-style", {"style:name": "Puces"}, level)


def _page_layout(package: Document, paper: model.Paper) -> None:
    """A4, and the foot of the pages: the paper's name and the page's number, but on a cover."""
    styles = package.styles
    for layout in styles.get_elements("//style:page-layout"):
        sheet = layout.get_element("style:page-layout-properties")
        if sheet is not None:
            for name, size in _SHEET.items():
                sheet.set_attribute(f"fo:{name}", size)
    number = f"Page\u00a0{tag('text:page-number', {'text:select-page': 'current'}, '1')} / {tag('text:page-count', {}, '1')}"
    stop = tag("style:tab-stop", {"style:position": f"{_WIDTH}cm", "style:type": "right"})
    rules = tag("style:paragraph-properties", {"fo:margin-top": "0.3cm"}, tag("style:tab-stops", {}, stop))
    look = tag("style:text-properties", {"fo:font-size": "8.5pt", "fo:color": "#555555"})
    foot = {"style:name": "Pied", "style:family": "paragraph", "style:parent-style-name": "Standard"}
    package.insert_style(tag("style:style", foot, rules + look))
    line = tag("text:p", {"text:style-name": "Pied"}, f"{words(paper.foot)}<text:tab/>{number}")
    page = styles.get_element("//style:master-page[@style:name='Standard']")
    assert page is not None
    page.append(Element.from_tag(tag("style:footer", {}, line)))
    if paper.cover:
        page.append(Element.from_tag(tag("style:footer-first", {}, tag("text:p", {"text:style-name": "Pied"}))))


class _Writer:
    def __init__(self, package: Document) -> None:
        self.package = package
        self.headings = count(1)
        self.tables = count(1)
        self.figures = count(1)

    def pieces(self, paper: model.Paper) -> Iterable[str]:
        """The document's parts, in order."""
        if paper.cover:
            yield _p("Couverture", words(paper.subtitle))
            yield _p("Title", words(paper.title))
            yield _p("Projet", words(paper.name))
            for name, value in paper.cover:
                yield _p("Text_20_body", _span("Fort", f"{name}\u00a0: ") + words(value))
            yield _p("Page_20_suivante")
            yield self._contents(paper.contents)
            yield _p("Page_20_suivante")
        else:
            yield _p("Title", words(paper.heading))
            if paper.subtitle:
                yield _p("Subtitle", words(paper.subtitle))
        for block in paper.blocks:
            yield from self.block(block)

    def _contents(self, listed: tuple[tuple[int, model.Heading], ...]) -> str:
        """A table of contents that a program brings up to date, filled with its entries.

        The number of a page is a reference to the heading's bookmark: the program that lays the pages out works it out.
        """
        levels = "".join(
            tag(
                "text:table-of-content-entry-template",
                {"text:outline-level": level, "text:style-name": f"Contents_20_{level}"},
                tag("text:index-entry-link-start")
                + tag("text:index-entry-text")
                + tag("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."})
                + tag("text:index-entry-page-number")
                + tag("text:index-entry-link-end"),
            )
            for level in range(1, _DEEPEST + 1)
        )
        name = tag("text:index-title-template", {"text:style-name": "Contents_20_Heading"}, "Sommaire")
        source = tag("text:table-of-content-source", {"text:outline-level": _DEEPEST}, name + levels)
        title = tag("text:index-title", {"text:name": "Sommaire_titre"}, _p("Contents_20_Heading", "Sommaire"))
        entries = [
            _p(
                f"Contents_20_{heading.level - 1}",
                _link(f"#t{number + 1}", _span("Renvoi", heading.text))
                + "<text:tab/>"
                + tag("text:bookmark-ref", {"text:reference-format": "page", "text:ref-name": f"t{number + 1}"}, "1"),
            )
            for number, heading in listed
        ]
        body = tag("text:index-body", {}, [title, *entries])
        return tag("text:table-of-content", {"text:name": "Sommaire"}, source + body)

    @singledispatchmethod
    def block(self, block: model.Block) -> Iterable[str]:
        raise TypeError(block)

    @block.register
    def _(self, block: model.Heading) -> Iterable[str]:
        level = block.level - 1
        mark = tag("text:bookmark", {"text:name": f"t{next(self.headings)}"})
        yield tag("text:h", {"text:style-name": f"Heading_20_{level}", "text:outline-level": level}, mark + words(block.text))

    @block.register
    def _(self, block: model.Paragraph) -> Iterable[str]:
        yield _p("Libellé" if block.lead else "Text_20_body", _inline(block.text))

    @block.register
    def _(self, block: model.Callout) -> Iterable[str]:
        yield _p(model.LOOKS[block.role].name, _inline(block.text))

    @block.register
    def _(self, block: model.Bullets) -> Iterable[str]:
        items = (tag("text:list-item", {}, _p("Puce", _inline(item))) for item in block.items)
        yield tag("text:list", {"text:style-name": "Puces"}, items)

    @block.register
    def _(self, block: model.Checks) -> Iterable[str]:
        for mark, item in block.items:
            yield _p("À_20_cocher", _span("Case", model.MARKS[mark]) + "<text:tab/>" + _inline(item))

    @block.register
    def _(self, block: model.Table) -> Iterable[str]:
        number = next(self.tables)
        name = f"Tableau{number}"
        if block.caption:
            yield self._caption("Tableau", number, block.caption, "Caption")
        for column, share in enumerate(block.shares):
            width = tag("style:table-column-properties", {"style:column-width": f"{_WIDTH * share:.2f}cm"})
            style = {"style:name": f"{name}.{column}", "style:family": "table-column"}
            self.package.insert_style(tag("style:style", style, width), automatic=True)
        for kind, ground in (("", "transparent"), ("tête", "#e3eaf3"), ("total", "#f3f6fa")):
            look = {"fo:border": "0.02cm solid #8a97a8", "fo:padding": "0.1cm", "fo:background-color": ground}
            style = {"style:name": f"{name}{kind}", "style:family": "table-cell"}
            cell = tag("style:style", style, tag("style:table-cell-properties", look))
            self.package.insert_style(cell, automatic=True)
        columns = "".join(tag("table:table-column", {"table:style-name": f"{name}.{n}"}) for n in range(len(block.header)))
        head = (_span("Fort", title) for title in block.header)
        last = len(block.rows) - 1
        rows = [
            self._row(
                block,
                name + ("total" if total else ""),
                map(_inline, cells),
                f"{name}.ligne{'haute' if block.cuttable(index) else ''}",
                bold=total,
            )
            for index, cells in enumerate(block.rows)
            for total in [block.total and index == last]
        ]
        header = tag("table:table-header-rows", {}, self._row(block, f"{name}tête", head, f"{name}.ligne"))
        about = tag("svg:desc", {}, words(block.caption or ", ".join(block.header)))
        rules = {
            "style:width": f"{_WIDTH}cm",
            "table:align": "margins",
            "style:may-break-between-rows": str(not block.whole).lower(),
        }
        style = {"style:name": name, "style:family": "table"}
        self.package.insert_style(tag("style:style", style, tag("style:table-properties", rules)), automatic=True)
        for kind, kept in (("", "always"), ("haute", "auto")):
            style = {"style:name": f"{name}.ligne{kind}", "style:family": "table-row"}
            row = tag("style:table-row-properties", {"fo:keep-together": kept})
            self.package.insert_style(tag("style:style", style, row), automatic=True)
        yield tag("table:table", {"table:name": name, "table:style-name": name}, [about, columns, header, *rows])
        yield _p("Cellule")

    def _row(self, table: model.Table, style: str, cells: Iterable[str], line: str, bold: bool = False) -> str:
        made = []
        for column, inside in enumerate(cells):
            look = "Cellule_20_chiffres" if column in table.numeric else "Cellule"
            shown = tag("text:span", {"text:style-name": "Fort"}, inside) if bold else inside
            told = {"table:style-name": style, "office:value-type": "string"}
            made.append(tag("table:table-cell", told, _p(look, shown)))
        return tag("table:table-row", {"table:style-name": line}, made)

    @block.register
    def _(self, block: model.Figure) -> Iterable[str]:
        from assistant.outputs.pdf import picture

        place = self.package.add_file(io.BytesIO(picture(block)))
        height = _WIDTH * block.size[1] / block.size[0]
        link = {"xlink:href": place, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        number = next(self.figures)
        frame = {
            "draw:name": f"Figure{number}",
            "text:anchor-type": "as-char",
            "svg:width": f"{_WIDTH}cm",
            "svg:height": f"{height:.2f}cm",
        }
        told = tag("svg:title", {}, words(block.caption)) + tag("svg:desc", {}, words(block.alt))
        yield _p("Image", tag("draw:frame", frame, tag("draw:image", link) + told))
        yield self._caption("Figure", number, block.caption, "Légende")

    @block.register
    def _(self, _: model.Break) -> Iterable[str]:
        yield _p("Page_20_suivante")

    def _caption(self, kind: str, number: int, said: str, style: str) -> str:
        field = {"text:name": kind, "text:formula": f"ooow:{kind}+1", "style:num-format": "1"}
        return _p(style, f"{kind}\u00a0{tag('text:sequence', field, str(number))} – {words(said)}")


def _p(style: str, inside: str = "") -> str:
    return tag("text:p", {"text:style-name": style}, inside)


def _span(style: str, said: str) -> str:
    return tag("text:span", {"text:style-name": style}, words(said))


def _link(target: str, said: str) -> str:
    look = {"text:style-name": "Renvoi", "text:visited-style-name": "Renvoi"} if target.startswith("#") else {}
    return tag("text:a", {"xlink:type": "simple", "xlink:href": target, **look}, said)


def _inline(text: model.Text) -> str:
    made = []
    for run in text:
        style = "Fort" if run.strong else "Incise" if run.em else "Source" if run.quiet else ""
        said = _span(style, run.text) if style else words(run.text)
        made.append(_link(run.link, said) if run.link else said)
    return "".join(made)
