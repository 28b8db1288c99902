"""The reader: from any citation to its place in the documents and back, searching in all of them, copying with the reference."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant.campaign import Campaign, locate
from assistant.dossier import Dossier
from assistant.library import load
from assistant.rules import Rulebook
from assistant.script import load_script
from assistant.tui.findings import finding_detail
from assistant.tui.panes.passages import PassageView
from assistant.tui.reader.book import Citation, book, units_of
from assistant.tui.reader.cite import proof
from assistant.tui.reader.screen import Reader
from assistant.tui.reader.sheet import Sheet
from assistant.tui.thread import Thread
from assistant.tui.workspace import Workspace
from tests.mini import DAY, ROOT

from .conftest import NARROW, WIDE, Driver, Run


def sheet(app: Driver) -> Sheet:
    return app.app.screen.query_one(Sheet)


async def test_the_documents_are_read_from_the_door_without_a_dossier(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.press("ctrl+f")
        assert isinstance(app.app.screen, Reader)
        assert "▾ Règlement Jardins partagés 2031 Le porteur §1 p. 1" in app.seen("#contents")
        await app.press("down", "down", "enter")
        assert "L’aide La ville verse 15 000 €" in app.seen("#sheet")
        assert "Règlement Jardins partagés 2031, §3 p. 2, « L’aide »" in app.seen("#top")
        await app.press("s")
        assert "› Le calendrier" in app.seen("#sheet")
        # Down goes line by line, then on to the next section: here, that of another document.
        await app.press("down", "down", "down")
        assert "› L’animation" in app.seen("#sheet")
        await app.press("up", "t", "left")
        assert "▸ Règlement Jardins partagés 2031 ▾ Guide du jardinier" in app.seen("#contents")
        await app.press("right", "?", "end")
        await app.settle()  # a window scrolls once it was drawn
        assert "Copier le passage sous le curseur, avec sa référence" in app.flat
        await app.press("escape", "escape")
        assert "1 Poser une question aux textes" in app.flat
        await app.press("ctrl+f")
        assert "› Le porteur remet" not in app.flat
        assert "Le calendrier" in app.seen("#sheet")


async def test_a_search_goes_through_every_document_as_one_types(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.press("ctrl+f", "slash")
        await app.write("VÉGÉ", enter=False)
        assert "∅ introuvable" in app.seen("#find-bar")
        await app.press("ctrl+u")
        await app.write("éviter", enter=False)
        assert "∅ introuvable" in app.seen("#find-bar")
        await app.press("ctrl+u")
        await app.write("evite", enter=False)
        assert app.app.screen.query_one(Sheet).page.section == "guide/eau"  # type: ignore[union-attr]
        assert "1/1" in app.seen("#find-bar")
        await app.press("ctrl+u")
        await app.write("JARDÍN", enter=False)
        assert "1/6" in app.seen("#find-bar")
        assert "Le jardin (3)" in app.seen("#contents")
        hit = sheet(app).hit
        assert hit is not None
        # Enter goes to the text, where N is the next place and no letter of what is searched for.
        await app.press("enter")
        assert "1/6" in app.seen("#find-bar")
        assert sheet(app).has_focus
        await app.press("n")
        assert "2/6" in app.seen("#find-bar")
        await app.press("N", "N")
        assert "6/6" in app.seen("#find-bar")
        page = sheet(app).page
        assert page is not None
        assert page.section == "guide/animation"
        await app.press("n")
        assert "1/6" in app.seen("#find-bar")
        assert sheet(app).hit == hit
        await app.press("slash", "ctrl+u")
        await app.write("verse la ville", enter=False)
        assert "1/3 (mots séparés)" in app.seen("#find-bar")


async def test_from_an_answer_to_its_place_and_back_by_key_and_by_click(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.press("1")
        await app.paste("Combien peut-on demander ?")
        await app.press("x", "ctrl+f")
        page = sheet(app).page
        assert page is not None
        assert page.section == "reglement/3-aide"
        assert list(sheet(app).cited) == [1, 2]
        assert "› La ville verse 15 000 €" in app.seen("#sheet")
        await app.press("escape")
        assert isinstance(app.app.screen, Workspace)
        assert "x" in app.seen("#ask-bar")
        place = app.app.screen.query_one(Thread).query(".-passage").last()
        await app.pilot.click(place, offset=(4, 0))
        await app.settle()
        assert "› La ville verse 15 000 €" in app.seen("#sheet")
        await app.press("c")
        assert app.app.clipboard.endswith(
            "couvrent le coût du projet.\n(Règlement Jardins partagés 2031, §3 p.\u00a02, «\u00a0L’aide\u00a0» – "
            "reformulation\u00a0; le texte officiel fait foi)"
        )
        assert app.app.clipboard.startswith("La ville verse 15\u00a0000\u00a0€ au plus")
        await app.press("up", "c")
        assert app.app.clipboard.startswith("L’aide\n(Règlement")
        await app.press("C")
        assert app.app.clipboard.startswith("L’aide\nLa ville verse")


async def test_a_passage_shows_what_stands_around_it_and_opens_there(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.press("1")
        await app.paste("un compost ?")
        await app.press("f3")
        view = app.app.screen.query_one(PassageView)
        assert view.has_focus
        first = view.extract
        assert first.citation.section == "reglement/2-jardin"
        assert "Lire en place (Entrée)" in app.seen("#passages")
        await app.press("enter")
        assert sheet(app).cited
        await app.press("escape")
        assert view.has_focus


async def test_findings_answers_and_papers_open_the_text_that_they_cite(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin("jardin")
        await app.press("1", "enter", "n", "enter", "f4")
        findings = app.app.screen.query_one("#findings", OptionList)
        findings.highlighted = findings.get_option_index("statuts-joints")
        await app.press("ctrl+f")
        assert "› Une association joint ses statuts au dossier." in app.seen("#sheet")
        await app.press("escape")
        assert findings.has_focus
        assert findings.highlighted == findings.get_option_index("statuts-joints")
        await app.press("f10", "ctrl+f")
        assert "Règlement Jardins partagés 2031, §1 p. 1" in app.seen("#top")
        await app.press("escape")
        assert "Vérifiez vos réponses" in app.flat


def test_a_point_of_the_checklist_is_quoted_with_what_proves_it() -> None:
    """A list that is short is the rule itself: one of its items alone could be another than the one at stake."""
    script, library = load_script(locate()), load(locate())
    arena = {"nom": "Arena", "activite": "son mécène est un éditeur de jeux vidéo", "lien": "aucun"}
    finding = Rulebook(script).evaluate(Dossier(script, {"operateurs": [arena]}), DAY).finding("operateurs-independants")
    found = proof(library, script, finding)
    shown = finding_detail(finding, library, found).plain
    assert finding.status == "to_verify"
    assert "l’industrie des jeux vidéo." in shown
    assert "«\u00a0-" not in shown
    assert "aucun lien avec l’un des secteurs suivants" in shown
    # The reader opens at all that is quoted.
    assert found.citation == Citation("aap/4.3-operateurs", 0, 4)
    assert proof(None, script, finding) == ("", Citation("aap/4.3-operateurs"))


def test_units_and_lines_are_found_again() -> None:
    library = load(Campaign(ROOT))
    garden = library.sections[1]
    assert units_of(garden, f"{garden.units[0].text}\n- {garden.units[2].text}") == (0, 2)
    assert units_of(garden, "autre chose") == (-1, -1)
    made = book(library)
    page = made.pages[1]
    assert [page.lines[line].unit for line in page.span(Citation(page.section, 1, 3))] == [1, 2, 3]
    assert made.number("ailleurs") is None


@pytest.mark.parametrize(
    ("text", "wanted", "found"), [("Le cœur d’œuvre", "coeur", "cœur"), ("Ça ½ là", "1⁄2", "½"), ("Été été", "ete", "Été")]
)
def test_what_is_found_is_marked_where_it_stands(text: str, wanted: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for room in ("index", "dialogs"):
        (tmp_path / room).mkdir()
    head = '---\nid: d\ntitle: "D"\nshort: "d"\nrole: call\n---\n'
    (tmp_path / "corpus" / "d.md").write_text(f"{head}\n## Titre {{#d/1}}\n\n{text}\n", encoding="utf-8")
    made = book(load(Campaign(tmp_path)))
    hit = made.find(wanted).hits[0]
    assert made.pages[0].lines[hit.line].text[hit.start : hit.end] == found


async def test_a_hostile_document_is_shown_harmlessly(run: Run, tmp_path: Path) -> None:
    from shutil import copytree

    copytree(ROOT, tmp_path / "c")
    hostile = "[/art] [@click=app.quit]zut[/] \x1b]0;x\x07\x9b31m[b]gras[/b]\u202e\u200b"
    head = '---\nid: h\ntitle: "[b]H[/art]\u202e"\nshort: "h"\nrole: companion\n---\n'
    text = f"## {hostile} {{#h/'1')]}}\n\n{hostile}\n\n- {hostile}\n"
    (tmp_path / "c" / "corpus" / "h.md").write_text(head + "\n" + text.replace("\x1b", "&#27;"), encoding="utf-8")
    async with run(campaign=Campaign(tmp_path / "c"), size=WIDE) as app:
        await app.press("ctrl+f", "slash")
        await app.paste("[@click=app.quit]zut", enter=False)
        assert "[/art] [@click=app.quit]zut[/]" in app.seen("#sheet")
        assert "[b]H[/art]" in app.seen("#contents")
        shown = app.text + app.app.export_screenshot()
        assert not any(char in shown for char in "\x1b\x9b\u202e\u200b\x07")
        await app.press("escape", "c")
        assert "\x1b" not in app.app.clipboard
        await app.pilot.click("#sheet", offset=(8, 2))
        await app.settle()
        assert isinstance(app.app.screen, Reader)
