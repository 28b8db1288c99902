"""Text is data: what comes from people and files is made harmless before it is shown, compared or printed.

Nothing here interprets a text; each function takes any string, never raises, and is linear in its length.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

# ECMA-48, xterm: control sequences; strings (OSC, DCS, SOS, PM, APC) to BEL or ST; single shifts; others.
# A string that is never closed only loses its introducer: hiding the rest of somebody's text would be worse.
_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b[NO]|[\x8e\x8f])[!-~]?"
    r"|\x1b[ -/]{0,2}[0-~]"
)
_LINE_ENDS = frozenset("\v\f\x85\u2028\u2029")
_WORD_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8")  # Symbol and Wingdings bullets, as word processors paste them
_ARABIC_NUMBER_SIGNS = frozenset(map(chr, range(0x600, 0x606)))
_VISIBLE_FORMAT = _ARABIC_NUMBER_SIGNS | frozenset("\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Unicode's Default_Ignorable_Code_Point, less those that their category already drops.
_IGNORABLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SHORT = 300  # characters of a text that is remembered
_MARKS = 16  # on one letter; living languages need fewer, and normalising takes the square of their number


def _cleaned(char: str) -> str:
    if char in "\n\t":
        return char
    if char in _LINE_ENDS:
        return "\n"
    if char in _WORD_BULLETS:
        return "•"
    if char in _IGNORABLE or (unicodedata.category(char) in _DROPPED and char not in _VISIBLE_FORMAT):
        return ""
    return char


def _mark(char: str) -> str:
    return "m" if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"} else " "


class _Table(dict[int, str]):
    """A table for `str.translate` that works out each character when it first meets it."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str:
        self[code] = result = self._of(chr(code))
        return result


_CLEANED = _Table(_cleaned)
_MARKED = _Table(_mark)


def clean(text: str) -> str:
    """The text without what could act on a terminal or deceive a reader, in normal form C.

    Goes: escape sequences (whole), control characters but newline and tab, bidirectional controls, zero-width
    and other invisible characters, lone surrogates, private and unassigned code points, combining marks past
    16 on one letter. Every kind of line end becomes a newline. Cleaning twice changes nothing more.
    """
    return _short_clean(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    if "\x1b" in text or not text.isascii():
        text = re.sub(_ESCAPES, "", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)
    if text.isascii():
        return text
    # Composing may also lengthen a run of marks (U+0344), hence the second cut.
    return _cut_marks(unicodedata.normalize("NFC", _cut_marks(text)))


# Each reading of an answer cleans and folds it again, and files have many answers alike.
_short_clean = lru_cache(maxsize=4096)(_clean)


def _cut_marks(text: str) -> str:
    pieces, start = [], 0
    for run in re.finditer(f"m{{{_MARKS + 1},}}", text.translate(_MARKED)):
        pieces.append(text[start : run.start() + _MARKS])
        start = run.end()
    return "".join([*pieces, text[start:]]) if pieces else text


_ASCII_FORMS = {
    **dict.fromkeys("’‘‚‛ʼ′´`", "'"),
    **dict.fromkeys("“”„‟«»‹›″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
}


def _folded(char: str) -> str:
    known = _ASCII_FORMS.get(char)
    if known is not None:
        return known
    if char.isspace():
        return " "
    if not _cleaned(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return ""
    plain = unicodedata.normalize("NFKD", char).casefold()
    return plain if plain == char else "".join(map(_folded, plain))


_FOLDED = _Table(_folded)


def fold(text: str) -> str:
    """The text for comparisons: lower case, no accent, `œ` as `oe`, ASCII quotes and dashes, single spaces.

    Compatibility forms are written out: `½` as `1⁄2`, `²` as `2`, `ﬁ` as `fi`. Folding again changes nothing.
    """
    return _short_fold(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return " ".join(text.translate(_FOLDED).split())


_short_fold = lru_cache(maxsize=4096)(_fold)


def short(text: str) -> str:
    """The text on one line of at most 60 characters."""
    line = " ".join(text[:500].split())
    return line if len(line) <= 60 and len(text) <= 500 else line[:59] + "…"


@lru_cache(maxsize=4096)
def plain_key(text: str) -> str:
    """A key for comparisons: folded, and every sign but letters and figures as `_` (« Durée » and `duree` are one)."""
    return "".join(char if char.isalnum() else "_" for char in fold(text).strip())


# Ends of addresses that a link finder knows, beside the two letters of a country.
_DOMAINS = "biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф"
# What starts a construct of CommonMark, of GFM or of a link finder, wherever it stands in a line…
_ACTIVE = (
    r"[\\`*_\[\]<|~@]"
    r"|&(?=#?[0-9A-Za-z]+;)"
    r"|(?<!\S)#"
    r"|/(?=/)|(?<=/)/"
    rf"|(?<=\S)\.(?=(?i:[a-z]{{2}}|xn--[a-z0-9-]+|{_DOMAINS})(?![^\W_]))"
)
# … and only at its start: lists, quotations, underlined headings, thematic breaks, tables.
_LEADING = r"^([0-9]{0,9})((?<![0-9])[-+=:>]|(?<=[0-9])[.)](?=\s|$))"


def markdown_escape(text: str, *, lines: Literal["breaks", "paragraphs", "one"] = "breaks") -> str:
    """Markdown for a text that people typed: a CommonMark renderer shows the same characters but for spacing.

    `lines` says what becomes of line ends: "breaks" keeps them as hard breaks, and blank lines as new
    paragraphs; "paragraphs" makes each line a paragraph; "one" joins all in one line, for a heading, a list
    item, a table cell. The text is cleaned first. A site that looks for links after rendering (GitHub) may
    still make one of an address.
    """
    rows = [re.sub("[ \t]+", " ", row).strip() for row in clean(text).split("\n")]
    if lines != "breaks":
        rows = list(filter(None, rows))
    inert = re.sub(_ACTIVE, r"\\\g<0>", (" " if lines == "one" else "\n").join(rows).strip("\n"))
    inert = re.sub(_LEADING, r"\1\\\2", inert, flags=re.MULTILINE)
    if lines == "paragraphs":
        return inert.replace("\n", "\n\n")
    return re.sub(r"\n(\n*)", lambda ends: "\n\n" if ends[1] else "\\\n", inert)
