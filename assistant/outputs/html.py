"""A paper as one HTML page that needs nothing else: no script, no address but ours, structure for assistive technologies."""

import base64
from functools import singledispatchmethod
from xml.etree.ElementTree import Element, SubElement, tostring

from assistant.outputs import model

_CSS = """
:root { color-scheme: light; }
body { font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 48rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
a { color: #1f3a5f; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; }
dt { font-weight: bold; color: #1f3a5f; }
dd { margin: 0; }
h1, h2, h3, h4 { color: #1f3a5f; line-height: 1.2; break-after: avoid; }
h2 { border-bottom: 2px solid #1f3a5f; padding-bottom: .2rem; margin-top: 2.5rem; }
.subtitle, small { color: #444; }
.callout { border-left: .3rem solid; padding: .5rem .8rem; margin: .8rem 0; break-inside: avoid; }
.asks { break-after: avoid; border-color: #1f3a5f; background: #eef3fa; }
.gap, .wrong { border-color: #9a1b1b; background: #fdf1f0; }
.advice, .note { border-color: #6b6b6b; background: #f5f5f2; }
.advice { font-style: italic; }
ul.checks { list-style: none; padding-left: 0; }
ul.checks li { padding-left: 1.8rem; text-indent: -1.8rem; margin: .5rem 0; }
.mark { display: inline-block; width: 1.8rem; text-indent: 0; color: #1f3a5f; }
.pasted { background: #f5f5f2; padding: .5rem .8rem; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { caption-side: top; text-align: left; font-size: .9rem; padding: .3rem 0; }
th, td { border: 1px solid #8a97a8; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #e3eaf3; overflow-wrap: normal; }
.lead { break-after: avoid; margin-bottom: .2rem; }
.lead + p { margin-top: 0; }
tr, li, figure { break-inside: avoid; }
.number { text-align: right; }
td.number { white-space: nowrap; }
tr.total td { font-weight: bold; background: #f3f6fa; }
figure { margin: 1rem 0; }
figcaption { font-size: .9rem; }
img { max-width: 100%; height: auto; }
@media print { body { max-width: none; margin: 0; } .break { break-before: page; } }
"""
_SAID: dict[model.Mark, str] = {
    "todo": "à faire",
    "done": "fait",
    "wrong": "à corriger",
    "unsure": "à vérifier",
    "idle": "sans objet",
}


def html(paper: model.Paper) -> str:
    """The page of a paper."""
    page = Element("html", lang=paper.language)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    # Whatever a page may hold, nothing in it runs nor is fetched.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "title").text = paper.heading
    SubElement(head, "style").text = _CSS
    main = SubElement(SubElement(page, "body"), "main")
    SubElement(main, "h1").text = paper.heading
    if paper.subtitle:
        SubElement(main, "p", {"class": "subtitle"}).text = paper.subtitle
    _Writer(main).write(paper)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


class _Writer:
    def __init__(self, main: Element) -> None:
        self.main = main
        self.headings = 0

    def write(self, paper: model.Paper) -> None:
        if paper.cover:
            facts = SubElement(self.main, "dl")
            for name, value in paper.cover:
                SubElement(facts, "dt").text = name
                SubElement(facts, "dd").text = value
            self._contents(paper)
        for block in paper.blocks:
            self.block(block)

    def _contents(self, paper: model.Paper) -> None:
        nav = SubElement(self.main, "nav", {"aria-label": "Sommaire"})
        SubElement(nav, "h2").text = "Sommaire"
        entries = SubElement(nav, "ol")
        inner = item = entries
        for number, heading in paper.contents:
            if heading.level == 2:
                item = inner = SubElement(entries, "li")
            elif inner is item and item is not entries:
                inner = SubElement(item, "ul")
            line = item if heading.level == 2 else SubElement(inner, "li")
            SubElement(line, "a", href=f"#t{number}").text = heading.text

    @singledispatchmethod
    def block(self, block: model.Block) -> None:
        raise TypeError(block)

    @block.register
    def _(self, block: model.Heading) -> None:
        SubElement(self.main, f"h{block.level}", id=f"t{self.headings}").text = block.text
        self.headings += 1

    @block.register
    def _(self, block: model.Paragraph) -> None:
        _inline(
            SubElement(self.main, "p", {"class": "pasted"} if block.pasted else {"class": "lead"} if block.lead else {}),
            block.text,
        )

    @block.register
    def _(self, block: model.Callout) -> None:
        _inline(SubElement(self.main, "p", {"class": f"callout {block.role}"}), block.text)

    @block.register
    def _(self, block: model.Bullets) -> None:
        items = SubElement(self.main, "ul")
        for item in block.items:
            _inline(SubElement(items, "li"), item)

    @block.register
    def _(self, block: model.Checks) -> None:
        items = SubElement(self.main, "ul", {"class": "checks"})
        for mark, item in block.items:
            line = SubElement(items, "li")
            SubElement(line, "span", {"class": "mark", "role": "img", "aria-label": _SAID[mark]}).text = model.MARKS[mark]
            _inline(line, item)

    @block.register
    def _(self, block: model.Table) -> None:
        table = SubElement(self.main, "table")
        if block.caption:
            SubElement(table, "caption").text = block.caption
        columns = SubElement(table, "colgroup")
        for share in block.shares:
            SubElement(columns, "col", style=f"width: {share:.1%}")
        head = SubElement(SubElement(table, "thead"), "tr")
        for column, name in enumerate(block.header):
            SubElement(head, "th", {"scope": "col", **_class(column, block)}).text = name
        body = SubElement(table, "tbody")
        for number, row in enumerate(block.rows, 1):
            line = SubElement(body, "tr", {"class": "total"} if block.total and number == len(block.rows) else {})
            for column, cell in enumerate(row):
                _inline(SubElement(line, "td", _class(column, block)), cell)

    @block.register
    def _(self, block: model.Figure) -> None:
        from assistant.outputs.pdf import picture

        figure = SubElement(self.main, "figure")
        data = base64.b64encode(picture(block)).decode("ascii")
        SubElement(figure, "img", src=f"data:image/png;base64,{data}", alt=block.alt, width=str(block.size[0]))
        SubElement(figure, "figcaption").text = block.caption

    @block.register
    def _(self, _: model.Break) -> None:
        SubElement(self.main, "div", {"class": "break"})


def _class(column: int, table: model.Table) -> dict[str, str]:
    return {"class": "number"} if column in table.numeric else {}


def _inline(parent: Element, words: model.Text) -> None:
    for run in words:
        element = SubElement(parent, "strong" if run.strong else "em" if run.em else "small" if run.quiet else "span")
        if run.link:
            element = SubElement(element, "a", href=run.link)
        first, *lines = run.text.split("\n")
        element.text = first
        for line in lines:
            SubElement(element, "br").tail = line
