"""Text is data: cleaned, compared and shown without ever being interpreted."""

import time
import unicodedata
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.text import clean, fold, markdown_escape

CLEANED = [
    ("rien à faire", "rien à faire"),
    ("ligne\tet\nligne", "ligne\tet\nligne"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    # Escape sequences go whole, whatever their kind and their introducer.
    ("\x1b[31mrouge\x1b[0m", "rouge"),
    ("\x9b1;31mrouge", "rouge"),
    ("\x1b[?25lcaché\x1b[2J", "caché"),
    ("\x1b[38:2::255:0:0mteinte", "teinte"),
    ("\x1b]0;titre volé\x07texte", "texte"),
    ("\x1b]52;c;cHdu\x1b\\texte", "texte"),
    ("\x9d0;titre\x9ctexte", "texte"),
    ("\x1b]8;;http://x\x1b\\lien\x1b]8;;\x1b\\", "lien"),
    ("\x1bPq#0;2\n~~\x1b\\image", "image"),
    ("\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\x", "x"),
    ("\x1bc\x1b7\x1b(B\x1b#8\x1bOAtexte", "texte"),
    # Cut sequences leave nothing that acts, and lose no text.
    ("fin\x1b[31", "fin"),
    ("fin\x1b", "fin"),
    ("\x1b]0;jamais fermé", "0;jamais fermé"),
    ("a\x00b\x07c\x08d\x7fe\x9ff", "abcdef"),
    # What cannot be seen, or turns the line around.
    ("a\u202eb\u2066c\u200ed", "abcd"),
    ("zéro\u200b\u200d\u2060\ufefflargeur\u00ad", "zérolargeur"),
    ("\U0001f469\u200d\U0001f680 \u2764\ufe0f", "\U0001f469\U0001f680 \u2764"),
    ("\u3164\u115f\u034fplein", "plein"),
    ("a\ud83d\udc00b", "ab"),
    ("a\ue000\ufffe\uffff\U0010ffffb", "ab"),
    ("\uf0b7 puce collée", "• puce collée"),
    ("e\u0301te\u0301", "été"),
    ("\u212b", "Å"),
    ("fine\u00a0insécable\u202f!", "fine\u00a0insécable\u202f!"),
    ("arabe \u0600\u0661", "arabe \u0600\u0661"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_marks_piled_on_one_letter_are_cut() -> None:
    assert clean("q" + "\u0300" * 500 + "a") == "q" + "\u0300" * 16 + "a"
    assert clean("x\u0323\u0302\u0301") == "x\u0323\u0302\u0301"


FOLDED = [
    ("Éligibilité", "eligibilite"),
    ("CŒUR d’œuvre", "coeur d'oeuvre"),
    ("Æther", "aether"),
    ("l’élu, l´élu, l`élu, lʼélu", "l'elu, l'elu, l'elu, l'elu"),
    ("« Et toi ? »", '" et toi ? "'),
    ("“a” „b“ ‹c›", '"a" "b" "c"'),
    ("2030–2031 — fin‑là", "2030-2031 - fin-la"),
    ("  12\u00a0500\u202f€\n\tTTC ", "12 500 € ttc"),
    ("ﬁnancement…", "financement..."),
    ("Straße, İstanbul, Łódź, Ærø", "strasse, istanbul, lodz, aero"),
    ("e\u0301te\u0301", "ete"),
    ("mot\u00adcoupé\u200b", "motcoupe"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


ANY_TEXT = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.text("\x1b[]()P\\_\x07\x9b\x9c\x90;0123mA\r\n\té\u0301\u0344\u0958\u200d\u202e\ud800 "),
)


@given(ANY_TEXT)
def test_cleaning_is_done_once_and_leaves_nothing_that_acts(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    acting = {"Cc", "Cs", "Co", "Cn"}
    assert not [char for char in cleaned if char not in "\n\t" and unicodedata.category(char) in acting]
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_folding_is_done_once_and_forgets_case_accents_and_composition(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert not any(char.isspace() and char != " " for char in folded)


# Where controls, marks, case pairs and compatibility forms are; the rest is ideographs and the like.
BLOCKS = [(0, 0x3400), (0xA640, 0xAC00), (0xD7F0, 0xE010), (0xF8F0, 0x10000), (0x1D100, 0x1D800)]


@pytest.mark.parametrize(("first", "end"), BLOCKS)
def test_every_character_alone_is_stable(first: int, end: int) -> None:
    for char in map(chr, range(first, end)):
        assert clean(clean(char)) == clean(char)
        assert fold(fold(char)) == fold(char)


ESCAPED = [
    ("Un texte, simple : 12,5 % de 12 500 € (art. 3).", "Un texte, simple : 12,5 % de 12 500 € (art. 3)."),
    ("l'axe 3 - suite + fin = 1 > 0", "l'axe 3 - suite + fin = 1 > 0"),
    ("# titre", "\\# titre"),
    ("- item", "\\- item"),
    ("12) point", "12\\) point"),
    ("2031. Année", "2031\\. Année"),
    ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
    ("[@click=app.quit]x[/]", "\\[\\@click=app.quit\\]x\\[/\\]"),
    ("<b>R&amp;D</b> R&D", "\\<b>R\\&amp;D\\</b> R&D"),
    ("a | b", "a \\| b"),
    ("https://exemple.fr", "https:\\/\\/exemple\\.fr"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_markdown_escape_touches_only_what_is_active(text: str, expected: str) -> None:
    assert markdown_escape(text) == expected


def test_line_ends_become_breaks_paragraphs_or_spaces() -> None:
    text = "\n un\r\ndeux  \n \n\n- trois\n"
    assert markdown_escape(text) == "un\\\ndeux\n\n\\- trois"
    assert markdown_escape(text, lines="paragraphs") == "un\n\ndeux\n\n\\- trois"
    assert markdown_escape(text, lines="one") == "un deux - trois"


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data


RENDERERS = {name: MarkdownIt(name) for name in ("commonmark", "gfm-like")}


def render(renderer: str, markdown: str) -> tuple[str, set[str]]:
    """What a reader sees, white space aside, and the tags that show it."""
    shown = _Shown()
    shown.feed(RENDERERS[renderer].render(markdown))
    shown.close()
    return " ".join(shown.text.split()), set(shown.tags)


MARKDOWN_PIECES = [
    *("# ", "- ", "+ ", "* ", "1. ", "2) ", "> ", "    ", "\t", "```", "~~~"),
    *("---", "***", "===", ":--", "| a |", "|-|-|"),
    *("<b>", "</p>", "<!--", "<?", "<http://a.fr>", "&amp;", "&#65;", "&copy"),
    *("\\", "\\\n", "  \n", "\n", "\n\n", "\r"),
    *("[a](b)", "![a](b)", "[a]: b", "[^1]", "[ ] ", "*a*", "__a__", "~~a~~", "`a`", "_", "**"),
    *("http://a.fr", "//a.fr", "www.a.fr", "a.fr", "é.fr", "a€.fr", "ftp://x"),
    *("mailto:a@b.fr", "a@b.fr", "xmpp:a@b.fr"),
]
TYPED = st.one_of(
    st.text(),
    st.text("\\`*_{}[]()#+-.!|<>&~=:;/@%^$'\"?,01234abwx \t\n\u00a0é€"),
    st.lists(st.one_of(st.sampled_from(MARKDOWN_PIECES), st.text(max_size=3))).map("".join),
)


ACTIVE = {
    "commonmark": [("# a", "h1"), ("*a*", "em"), ("[a](b)", "a"), ("<b>", "b"), ("    a", "pre")],
    "gfm-like": [("http://a.fr", "a"), ("a.fr", "a"), ("a@b.fr", "a"), ("|a|\n|-|", "table"), ("~~a~~", "s")],
}


def test_unescaped_text_would_act() -> None:
    for renderer, pieces in ACTIVE.items():
        for piece, tag in pieces:
            assert tag in render(renderer, piece)[1]


@settings(max_examples=max(200, settings().max_examples))
@given(text=TYPED)
@example(text="a\\\nb\\")
@example(text="a\n\u00a0\n---")
@example(text="1.\n-\n#")
def test_escaped_text_shows_the_characters_typed(text: str) -> None:
    typed = " ".join(clean(text).split())
    for lines in ("breaks", "paragraphs", "one"):
        escaped = markdown_escape(text, lines=lines)
        for renderer in RENDERERS:
            shown, tags = render(renderer, escaped)
            assert shown == typed, renderer
            assert tags <= {"p", "br"}, renderer


# Where a text of one line may stand, and the tags of the place itself.
PLACES: list[tuple[str, set[str]]] = [
    ("# {}", {"h1"}),
    ("- {}", {"ul", "li"}),
    ("3. {}", {"ol", "li"}),
    ("> {}", {"blockquote", "p"}),
    ("**x {} x**", {"p", "strong"}),
    ("[x {} x](cible)", {"p", "a"}),
    ("| x |\n| - |\n| x {} x |", {"table", "thead", "tbody", "tr", "th", "td"}),
]


@cache
def around(place: str) -> str:
    """What a reader sees of a place that holds JALON."""
    return render("gfm-like", place.format("JALON"))[0]


@given(text=TYPED)
def test_escaped_line_stays_inside_its_place(text: str) -> None:
    line = markdown_escape(text, lines="one") or "x"
    typed = " ".join(clean(text).split()) or "x"
    for place, own in PLACES:
        shown, tags = render("gfm-like", place.format(line))
        assert shown == around(place).replace("JALON", typed), place
        assert tags <= own, place


NASTY = [
    *("a", "é", "\r", "\u00a0x", "\x1b]", "\x1b[", "\x1b[1", "\x1b ", "\x9d", "\x1bP\n"),
    *("\u0315\u0300", "\U0001d165\u0300"),
    *("](", "[", "<", "`", "``a", "```\n", "~~~\n", "a\n```", "\n", "- ", "# ", "> ", "1. "),
    *("a.b", "a@", "//", "&a", "&a1#"),
]


@pytest.mark.parametrize("function", [clean, fold, markdown_escape])
@pytest.mark.parametrize("piece", NASTY)
def test_time_is_linear(function: Callable[[str], str], piece: str) -> None:
    text = "a" + piece * (100_000 // len(piece))
    start = time.process_time()
    function(text)
    # A quadratic pass over this much text takes some seconds.
    assert time.process_time() - start < 1
