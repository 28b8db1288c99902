"""What is shown of a text: marks on the right words, spaces that hold, lines aligned after their sign."""

import re
from pathlib import Path

from rich._wrap import divide_line
from textual.content import Content

from assistant.campaign import locate
from assistant.tui import words
from assistant.tui.hanging import Hanging
from assistant.tui.news import Extract
from assistant.tui.reader.book import Citation

from .conftest import Run
from .test_door import nothing


def marked(text: str, *found: str) -> list[str]:
    marks = [(text.index(word), text.index(word) + len(word)) for word in found]
    shown = words.marked(text, marks)
    return [shown.plain[span.start : span.end] for span in shown.spans]


def test_marks_stay_on_their_words_whatever_typography_does() -> None:
    assert marked("L'aide : 15 000 € au plus ?\nEt l'eau", "15 000 €", "l'eau") == ["15\u00a0000\u00a0€", "l’eau"]
    # « ... » becomes one sign: that line keeps its raw spelling rather than marks beside the words.
    assert marked("Un verger... un compost\nUn potager", "compost", "potager") == ["compost", "potager"]
    assert marked("une marque\nsur deux lignes", "marque\nsur") == ["marque", "sur"]


def test_lines_never_break_at_a_non_breaking_space() -> None:
    assert divide_line("Il faut 240\u00a0000\u00a0€ au plus", 14) == [8, 21]


def test_lines_stay_aligned_after_their_sign() -> None:
    hanging = Hanging((Content("☐ "), Content("un deux trois")), (Content(""), Content("x")))
    assert hanging.plain == "☐ un deux trois\nx"
    assert hanging.get_height({}, 9) == 3
    assert hanging.get_height({}, 40) == 2
    assert hanging.get_optimal_width({}, 40) == 15


def test_long_words_of_people_are_cut_where_they_are_named() -> None:
    assert words.brief("a\n b\x1b[31m" + "c" * 200) == "a b" + "c" * 76 + "…"
    assert words.cut("x" * 5_000, 10) == "x" * 9 + "…"


def test_a_passage_of_the_conversation_begins_with_what_it_is_quoted_for() -> None:
    text = "Un début de section. " * 15 + "\nLe plafond est de 15 000 €.\nUne fin."
    place, proof = text.index("15 000"), text.index("Le plafond")

    def passage(start: int) -> Content:
        shown = words.marked(text, [(place, place + 8)], [(start, text.index("\n", start))])
        return words.passage(Extract("§3 p. 2", shown, Citation("reglement/3-aide"), proof=start))

    far = passage(proof)
    assert far.plain.split("\n") == [
        "§3 p. 2",
        "[…] Le plafond est de 15\u00a0000\u00a0€.",
        "Une fin.",
        "(reformulation\u00a0; le texte officiel fait foi)",
    ]
    assert any("$mark" in str(span.style) and "000" in far.plain[span.start : span.end] for span in far.spans)
    dim = {far.plain[span.start : span.end] for span in far.spans if span.style == "$muted"}
    assert "Une fin." in dim
    assert not any("plafond" in line for line in dim)
    assert "[…]" not in passage(0).plain


def begins_or_ends_badly(text: str) -> list[str]:
    """The lines of a screen that a sign begins or ends which French keeps with the word beside it."""
    lines = (line.strip(" │┃▌▎▏▊█▁▔╭╮╰╯─▇▄▂▅▆▃\u00a0") for line in text.split("\n"))
    return [line for line in lines if re.match(r"[:;»](\s|$)", line) or re.search(r"«$", line)]


async def test_no_line_begins_with_a_colon(run: Run) -> None:
    async with run(size=(60, 20), opener=nothing, campaign=locate()) as app:
        seen = []
        await app.press("3", "1", "enter")
        await app.paste("théâtre")
        await app.press("f3")
        for _ in range(15):
            seen += begins_or_ends_badly(app.text)
            await app.press("space")
        await app.press("ctrl+o", "ctrl+o", "5", "enter", "f10")
        for _ in range(12):
            seen += begins_or_ends_badly(app.text)
            await app.press("pagedown")
        await app.press("escape", "f4")
        for _ in range(20):
            seen += begins_or_ends_badly(app.text)
            await app.press("down")
        assert seen == []


def test_the_content_names_no_command_to_those_who_never_saw_a_terminal() -> None:
    campaign = locate()
    files = [path for room in ("corpus", "dialogs") for path in campaign.room(room).rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path.name for path in files if re.search(r"[«`]\s?assistant [a-z]", path.read_text(encoding="utf-8"))] == []


async def test_a_refused_file_is_told_what_to_do_in_the_app(run: Run, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("x;y\n1;2\n", encoding="utf-8")
    async with run() as app:
        await app.press("4")
        await app.paste(str(tmp_path / "liste.csv"))
        assert "commencez un nouveau dossier dans l’application" in app.flat
