"""A paper as PDF, set by Typst: tagged, with its title, its language and its fonts.

The model goes to Typst as JSON that our own template walks through, so that no word of it is ever read as Typst's code. What no
font can show is replaced by plain words, so that no page bears an empty box.
"""

import datetime
import json
import re
import unicodedata
from functools import lru_cache, singledispatch
from pathlib import Path
from typing import Any

from assistant.outputs import model

_TEMPLATE = Path(__file__).with_name("paper.typ")
_FONTS = str(Path(__file__).with_name("fonts"))
"""The family of the other formats, which Typst does not have: in Word it is Arial, that has the same widths."""
_ADDRESS = r"(?<!\S)https?://(?:\w{0,40}[^\w\s])*\w{0,40}(?!\S)"
_ENDLESS = rf"{_ADDRESS}|[^\s\u200b]{{12}}(?=[^\s\u200b]{{12}})"
_LONG = 900
"""The longest paragraph apart, or line to tick, that is kept on one page, in characters."""
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a sign that joins another one."""
TRIES = 4
"""How many times signs without a font are said otherwise: what is left shows others."""
_SURE = re.compile(r"[\u0000-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2212☐☑✗⚠]+")
"""What our fonts show for sure: Latin, common signs, and the marks of the papers."""
_JOINING = "\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""What changes or joins pictograms, and shows nothing by itself."""
_PICTOGRAM, _SIGN = "[émoji]", "[signe]"
_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), alt: "x", width: 480pt)'


def pdf(paper: model.Paper) -> bytes:
    """The PDF of a paper, PDF/UA-1, with our fonts and Typst's own, and for the scripts that these cannot write with the system's.

    A pictogram that these fonts lack is said to be one, whatever the system has: the same paper gives the same bytes.
    """
    import typst

    told = {
        "heading": paper.heading,
        "shown": _broken(paper.heading),
        "foot": _broken(paper.foot),
        "title": paper.title,
        "project": _broken(paper.name),
        "subtitle": paper.subtitle,
        "author": paper.author,
        "language": paper.language,
        "ink": model.INK,
        "looks": {role: [look.edge, look.ground] for role, look in model.LOOKS.items()},
        "cover": [(name, _broken(value)) for name, value in paper.cover],
        "blocks": [{"kind": type(block).__name__, **_block(block)} for block in paper.blocks],
    }
    noon = datetime.datetime.combine(paper.day, datetime.time(12), datetime.UTC)

    def compiled(words: str, system: bool, accessible: bool = True) -> bytes:
        compiler = typst.Compiler(
            _TEMPLATE.read_bytes(),
            root=_TEMPLATE.parent,
            font_paths=typst.Fonts(include_system_fonts=system, font_paths=[_FONTS]),
            sys_inputs={"paper": words},
        )
        made = compiler.compile(format="pdf", timestamp=noon, pdf_standards=["ua-1"] if accessible else [])
        assert isinstance(made, bytes)
        return made

    def shown(signs: set[str], system: bool) -> set[str]:
        """The signs, among some, that a page can show: a page of them alone says it at once, whatever the length of the paper."""
        runs = [_runs((model.Run(sign),))[0] for sign in sorted(signs)]
        page = {**told, "blocks": [{"kind": "Paragraph", "text": runs, "lead": False}], "cover": [], "heading": "–", "shown": "–"}
        page |= dict.fromkeys(("foot", "title", "project", "subtitle", "author"), "")
        try:
            compiled(json.dumps(page, ensure_ascii=False), system)
        except typst.TypstError as error:
            return signs - _lacking(error.diagnostic)
        return signs

    # A digit may be drawn on a key, by two joining signs: without these, it is a digit.
    words = re.sub("\ufe0f?\u20e3", "", json.dumps(told, ensure_ascii=False))
    lacking: set[str] = set()
    # What marks or joins other signs shows nothing by itself.
    if signs := {sign for sign in set(_SURE.sub("", words)) if unicodedata.category(sign) not in {"Mn", "Me", "Mc", "Cf"}}:
        lacking = signs - shown(signs, system=False)
        pictograms = {sign for sign in lacking if unicodedata.category(sign)[0] not in "LMNP"}
        words = _without(words, pictograms, _PICTOGRAM)
        lacking -= pictograms
        words = _without(words, lacking - shown(lacking, system=True), _SIGN) if lacking else words
    for _ in range(TRIES):
        try:
            return compiled(words, system=bool(lacking))
        except typst.TypstError as error:
            words = _without(words, _lacking(error.diagnostic), _SIGN)
    # Some sign has no font that can be told of to a reader of screens: a paper that is not accessible is better than none.
    return compiled(words, system=True, accessible=False)


def _lacking(told: str) -> set[str]:
    """The signs that Typst says it has no font for."""
    said = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), found) for found in _LACKING.findall(told))
    return {sign for found in said for sign in found if not sign.isascii()}


def _without(words: str, signs: set[str], said: str) -> str:
    """Words with something else said for signs; several that follow each other make one."""
    if not signs:
        return words
    one = f"[{re.escape(''.join(sorted(signs)))}{_JOINING}]"
    return re.sub(f"[{_JOINING}]", "", re.sub(f"{one}*[{re.escape(''.join(sorted(signs)))}]{one}*", said, words))


def picture(figure: model.Figure) -> bytes:
    """A figure as PNG, for the formats that cannot show SVG everywhere."""
    return _png(figure.draw())


@lru_cache(maxsize=4)
def _png(svg: str) -> bytes:
    """The same picture stands in several formats and papers."""
    import typst

    made = typst.compile(
        _PICTURE,
        format="png",
        ppi=144,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[_FONTS]),
        sys_inputs={"svg": svg},
    )
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
    return {"text": _runs(block.text), "lead": block.lead}


@_block.register
def _(block: model.Callout) -> dict[str, Any]:
    return {"role": block.role, "text": _runs(block.text), "lead": block.lead, "long": _long(block.text)}


@_block.register
def _(block: model.Bullets) -> dict[str, Any]:
    return {"items": [_runs(item) for item in block.items]}


@_block.register
def _(block: model.Checks) -> dict[str, Any]:
    return {"items": [{"mark": model.MARKS[mark], "text": _runs(item), "long": _long(item)} for mark, item in block.items]}


@_block.register
def _(block: model.Table) -> dict[str, Any]:
    return {
        "header": block.header,
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "caption": _broken(block.caption),
        "numeric": block.numeric,
        "total": block.total,
        "shares": block.shares,
        "whole": block.whole,
        "cuttable": [row for row in range(len(block.rows)) if block.cuttable(row)],
    }


@_block.register
def _(block: model.Figure) -> dict[str, Any]:
    return {"svg": block.draw(), "caption": _broken(block.caption), "alt": block.alt}


@_block.register
def _(_: model.Break) -> dict[str, Any]:
    return {}


def _long(words: model.Text) -> bool:
    return len(model.plain(words)) > _LONG


def _broken(words: str) -> str:
    """Words of which the longest may be cut at the end of a line: Typst would let them run off the page.

    It cuts addresses by itself, between their parts: they are copied whole.
    """
    return re.sub(_ENDLESS, lambda found: found[0] + "\u200b" * (not found[0].startswith("http")), words)


def _runs(words: model.Text) -> list[dict[str, Any]]:
    return [
        {"text": _broken(run.text), "strong": run.strong, "em": run.em, "quiet": run.quiet, "link": run.link} for run in words
    ]
