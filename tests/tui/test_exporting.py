"""From the app: papers in several formats, the blocks of the forms copied one at a time, an edited outline read back."""

import threading
from pathlib import Path

import pytest
from docx import Document as Docx

from assistant import store
from assistant.cli import main
from assistant.dossier import Dossier, save_dossier
from assistant.outputs import papers
from assistant.outputs.papers import Desk
from assistant.tui import copying, pasting
from assistant.tui.orders import Order, habit, remember
from tests.mini import COMPLETE, ROOT, script

from .conftest import NARROW, Driver, Run


async def opened(app: Driver, tmp_path: Path) -> Path:
    """Open a complete dossier; gives its file."""
    file = tmp_path / "jardin.yaml"
    save_dossier(Dossier(script(), COMPLETE), file)
    await app.press("4")
    await app.paste(str(file))
    return file


async def to_folder(app: Driver, folder: Path) -> None:
    """Write another folder in the window that exports."""
    await app.pilot.click("#export Line")
    await app.press("ctrl+a", "ctrl+k")
    await app.paste(str(folder), enter=False)


def test_papers_go_beside_their_file_or_where_they_went_the_last_time(tmp_path: Path, isolated_home: Path) -> None:
    own, other, kept = tmp_path / "mairie" / "projet.yaml", tmp_path / "autre.yaml", store.folder() / "projet.yaml"
    assert habit(own).folder == own.parent
    # What the app keeps lies where nobody looks.
    assert habit(kept).folder == isolated_home
    remember(Order(tmp_path / "papiers", own, {}, advice=True))
    assert habit(own).folder == habit(kept).folder == tmp_path / "papiers"
    assert habit(other).folder == tmp_path


async def test_papers_are_written_in_two_formats_and_are_those_of_the_command_line(run: Run, tmp_path: Path) -> None:
    there, file = tmp_path / "papiers", tmp_path / "jardin.yaml"
    save_dossier(Dossier(script(), COMPLETE), file)
    expected = []
    for paper, suffix in (("budget", "xlsx"), ("outline", "docx")):
        out = tmp_path / f"{paper}.{suffix}"
        assert main(["--campaign", str(ROOT), paper, str(file), "--as-of", "2031-03-01", "-o", str(out)]) == 0
        expected.append(out.read_bytes())
    async with run(size=NARROW) as app:
        await opened(app, tmp_path)
        await app.press("ctrl+g")
        assert "☑ Liste de contrôle .docx" in app.flat
        for label in ("Trame du dossier", "Note d’une page", "Budget", "Lettre d’intention", "Liste des acteurs clés", ".ics"):
            assert label in app.flat
        # Not the list; the budget as a workbook alone.
        await app.press("space", "down", "down", "down", "space", "right", "down", "space", "end", "up", "space")
        assert "☑ Budget .xlsx" in app.flat
        await to_folder(app, there)
        assert "2 fichiers à écrire" in app.flat
        await app.press("enter")
        assert f"2 fichiers écrits dans «\u00a0{there}\u00a0»" in app.said
        names = ["jardin-budget.xlsx", "jardin-trame-du-dossier.docx"]
        assert sorted(path.name for path in there.iterdir()) == names
        assert [(there / name).read_bytes() for name in names] == expected

        # The next time, the same folder, papers and formats; what is there is not replaced without a word.
        assert habit(app.session.path).folder == there
        (there / names[0]).write_text("à moi", encoding="utf-8")
        await app.press("ctrl+g", "down", "space")
        assert "☑ Budget .xlsx" in app.flat
        assert str(there)[:30] in app.flat
        await app.press("enter")
        assert "Ce fichier existe déjà" in app.flat
        await app.press("enter")
        assert "Rien n’a été écrit" in app.flat
        assert (there / names[0]).read_text(encoding="utf-8") == "à moi"
        await app.press("enter", "down", "enter")
        assert (there / names[0]).read_bytes().startswith(b"PK")


async def test_the_key_of_all_is_for_the_column_where_one_is(run: Run, tmp_path: Path) -> None:
    async with run(size=NARROW) as app:
        await opened(app, tmp_path)
        await app.press("ctrl+g")
        assert "→ Formats A Tout" in app.seen("#export-keys")
        await app.press("down", "right")
        assert "← Papiers A Tout" in app.seen("#export-keys")
        await app.press("a")
        assert "☑ Trame du dossier tous les formats" in app.flat
        assert "☑ Liste de contrôle .docx" in app.flat
        assert "6 fichiers à écrire" in app.flat
        await app.press("a")
        assert "☐ Trame du dossier" in app.flat
        assert "1 fichier à écrire" in app.flat
        app._post("left")
        app._post("a")
        await app.settle()
        assert "☐" not in app.seen("#export-papers").replace("☐ .", "")
        await app.press("a")
        assert "Cochez au moins un papier." in app.flat


async def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(self: Desk, name: str, path: Path, advice: bool = True) -> None:
        path.write_text(name, encoding="utf-8")
        begun.set()
        assert go.wait(20)

    monkeypatch.setattr(papers.Desk, "write", slow)
    async with run() as app:
        await opened(app, tmp_path)
        await app.press("ctrl+g", "a")
        await to_folder(app, tmp_path / "p")
        await app._key("enter")
        await app.pilot.pause()
        while not begun.is_set():
            await app.pilot.pause(0.01)
        await app.pilot.pause(0.05)
        assert "0/8 – jardin-liste-de-controle.docx" in app.flat
        await app._key("escape")
        await app.pilot.pause(0.05)
        assert "Arrêt après le papier en cours" in app.flat
        go.set()
        await app.settle()
        assert "1 fichier écrit" in app.said
        assert "7 papiers ne sont pas écrits" in app.said
        assert len(list((tmp_path / "p").iterdir())) == 1


async def test_a_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plein").write_text("un fichier", encoding="utf-8")
    async with run() as app:
        await opened(app, tmp_path)
        await app.press("ctrl+g")
        await to_folder(app, tmp_path / "plein")
        await app.press("enter")
        assert "Rien n’est écrit." in app.said
        assert "plein" in app.said


async def test_blocks_are_copied_one_after_the_other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "os", type("Os", (), {"environ": {"TMUX": "1"}}))
    copied: list[str] = []
    async with run(size=NARROW) as app:
        monkeypatch.setattr(app.app, "copy_to_clipboard", copied.append)
        file = await opened(app, tmp_path)
        await app.press("ctrl+e")
        assert "Copier vers le formulaire" in app.flat
        assert "✓ Bloc 1 – Jardin" in app.flat
        assert "set-clipboard" in app.flat
        await app.press("enter")
        assert "✓ Bloc 1 – Jardin → copié" in app.flat
        await app.press("c")
        assert copied[0].startswith("Nom du jardin\u00a0: Le jardin des Trois-Puits\n\nDescription du projet\u00a0:\n")
        assert copied[1].startswith("• Région\nMontant\u00a0: 6\u00a0000\u00a0€")
        assert "→ 2 copiés" in app.flat
        desk = Desk.open(app.app.office.campaign, file, app.app.today)
        assert f"```text\n{copied[0]}\n```" in desk.markdown("online")
        await app.press("home", "v")
        assert app.text.startswith("Nom du jardin")
        await app.press("escape", "f")
        assert "Écrit dans" in app.flat
        (kept,) = file.parent.glob("jardin-bloc-*.txt")
        assert kept.read_text(encoding="utf-8") in [f"{text}\n" for text in copied]
        await app.press("f")
        assert len(list(file.parent.glob("jardin-bloc-*.txt"))) == 2
        await app.press("escape", "ctrl+e")
        assert "→ 2 copiés" in app.flat  # what was copied is remembered
    assert copying.doubt({}) == ""
    assert "macOS" in copying.doubt({"TERM_PROGRAM": "Apple_Terminal"})


async def test_what_has_nothing_to_copy_says_why(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run() as app:
        await app.begin("vide")
        copied: list[str] = []
        monkeypatch.setattr(app.app, "copy_to_clipboard", copied.append)
        await app.press("ctrl+e", "home", "enter")
        assert "☐ Bloc 1 – Jardin manquant" in app.flat
        assert "Rien à copier ici : il manque une réponse" in app.flat
        assert copied == []


async def test_an_edited_outline_is_read_back_change_by_change(run: Run, tmp_path: Path) -> None:
    async with run(size=NARROW) as app:
        file = await opened(app, tmp_path)
        Desk.open(app.app.office.campaign, file, app.app.today).write("outline", tmp_path / "t.docx")
        package = Docx(str(tmp_path / "t.docx"))
        for line in package.paragraphs:
            if line.text.startswith("Publics"):
                line.runs[-1].text = " Les écoles"
            elif line.text.startswith("Nom du jardin"):
                line.runs[-1].text = " Le jardin du puits"
            elif line.text.startswith("Animation"):
                line.insert_paragraph_before("Une phrase venue d'ailleurs.")
        package.save(str(tmp_path / "t.docx"))
        before = app.session.dossier
        await app.press("ctrl+p")
        await app.paste("relire")
        await app.paste(str(tmp_path / "x.pdf"))
        assert ".docx ou en .odt" in app.flat
        await app.press("ctrl+a", "ctrl+k")
        await app.paste(str(tmp_path / "t.docx"))
        assert "☑ Nom du jardin Le jardin du puits" in app.flat
        assert "Une phrase venue d’ailleurs." in app.flat
        await app.press("escape")
        assert app.session.dossier is before
        await app.press("ctrl+p")
        await app.paste("relire")
        await app.paste(str(tmp_path / "t.docx"))
        await app.press("space", "enter")  # not the first of the changes
        assert app.session.dossier.reply("projet.publics").value == ("ecoles",)
        assert app.session.dossier.reply("projet.nom").value == COMPLETE["projet"]["nom"]
        assert "Une phrase venue d’ailleurs." in app.said
        assert "1 réponse reprise" in app.said
        await app.press("ctrl+z")
        assert app.session.dossier.data == before.data
        # At the door, a document is not taken for a file of answers.
        await app.press("ctrl+o", "4")
        await app.paste(str(tmp_path / "t.docx"))
        assert "C’est un document" in app.flat
