"""A paper as PDF, set by Typst: tagged, with its title, its language and its fonts.

The model goes to Typst as JSON that our own template walks through, so that no word of it is ever read as Typst's code.
"""

import datetime
import json
import re
from functools import singledispatch
from pathlib import Path
from typing import Any

from assistant.french import typography
from assistant.outputs import model

_TEMPLATE = Path(__file__).with_name("paper.typ")
_ENDLESS = r"[^\s\u200b]{12}(?=[^\s\u200b]{12})"
_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), alt: "x", width: 480pt)'


def pdf(paper: model.Paper) -> bytes:
    """The PDF of a paper: PDF/UA-1 with Typst's own fonts, or, for words that these cannot write, with those of the system."""
    import typst

    told = {
        "heading": paper.heading,
        "shown": _broken(paper.heading),
        "foot": _broken(paper.heading[:90]),
        "title": paper.title,
        "project": _broken(typography(model.headline(paper.project))),
        "subtitle": paper.subtitle,
        "author": paper.author,
        "language": paper.language,
        "cover": [(name, _broken(value)) for name, value in paper.cover],
        "blocks": [{"kind": type(block).__name__, **_block(block)} for block in paper.blocks],
    }
    noon = datetime.datetime.combine(paper.day, datetime.time(12), datetime.UTC)
    inputs = {"paper": json.dumps(told, ensure_ascii=False)}

    def compiled(system: bool) -> bytes:
        compiler = typst.Compiler(
            _TEMPLATE.read_bytes(), root=_TEMPLATE.parent, ignore_system_fonts=not system, sys_inputs=inputs
        )
        made = compiler.compile(format="pdf", timestamp=noon, pdf_standards=[] if system else ["ua-1"])
        assert isinstance(made, bytes)
        return made

    try:
        return compiled(system=False)
    except typst.TypstError:
        return compiled(system=True)


def picture(figure: model.Figure) -> bytes:
    """A figure as PNG, for the formats that cannot show SVG everywhere."""
    import typst

    made = typst.compile(_PICTURE, format="png", ppi=144, ignore_system_fonts=True, sys_inputs={"svg": figure.draw()})
    assert isinstance(made, bytes)
    return made


@singledispatch
def _block(block: model.Block) -> dict[str, Any]:
    raise TypeError(block)


@_block.register
def _(block: model.Heading) -> dict[str, Any]:
    return {"level": block.level - 1, "text": _broken(block.text)}


@_block.register
def _(block: model.Paragraph) -> dict[str, Any]:
    return {"text": _runs(block.text)}


@_block.register
def _(block: model.Callout) -> dict[str, Any]:
    return {"role": block.role, "text": _runs(block.text)}


@_block.register
def _(block: model.Bullets) -> dict[str, Any]:
    return {"items": [_runs(item) for item in block.items]}


@_block.register
def _(block: model.Checks) -> dict[str, Any]:
    return {"items": [{"mark": model.MARKS[mark], "text": _runs(item)} for mark, item in block.items]}


@_block.register
def _(block: model.Table) -> dict[str, Any]:
    return {
        "header": block.header,
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "caption": _broken(block.caption),
        "numeric": block.numeric,
        "total": block.total,
        "shares": block.shares,
    }


@_block.register
def _(block: model.Figure) -> dict[str, Any]:
    return {"svg": block.draw(), "caption": _broken(block.caption), "alt": block.alt}


@_block.register
def _(_: model.Break) -> dict[str, Any]:
    return {}


def _broken(words: str) -> str:
    """Words of which the longest may be cut at the end of a line: Typst would let them run off the page."""
    return re.sub(_ENDLESS, "\\g<0>\u200b", words)


def _runs(words: model.Text) -> list[dict[str, Any]]:
    return [
        {"text": _broken(run.text), "strong": run.strong, "em": run.em, "quiet": run.quiet, "link": run.link} for run in words
    ]
