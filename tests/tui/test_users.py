"""Those who come, each from the door to a paper, on a small, an ordinary and a large terminal (the trainer's is in test_trainer.py)."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant import store
from assistant.dossier import Dossier, load_dossier, save_dossier
from assistant.sheets import write_sheets
from tests.mini import COMPLETE, script

from .conftest import NARROW, Driver, Run

SIZES = [(60, 20), NARROW, (200, 60)]


async def write(app: Driver, folder: Path) -> list[str]:
    """Write the papers that are ticked in a folder; their names, once everything is in view."""
    await app.press("ctrl+g")
    assert "Exporter les papiers" in app.flat
    assert "2 fichiers à écrire" in app.flat
    await app.pilot.click("#export Line")
    await app.press("ctrl+a", "ctrl+k")
    await app.paste(str(folder))
    assert "2 fichiers écrits dans" in app.flat
    return sorted(path.name for path in folder.iterdir())


def fits(app: Driver) -> bool:
    """Whether what is asked, and the keys, are in the window."""
    window = app.app.screen.region
    return all(window.contains_region(app.app.screen.query_one(name).region) for name in ("#card", "#label", ".input", "#keys"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_applicant_asks_answers_and_leaves_with_papers(run: Run, size: tuple[int, int], tmp_path: Path) -> None:
    async with run(size=size) as app:
        assert "1 Poser une question aux textes" in app.flat
        assert "2 Commencer un nouveau dossier" in app.flat
        await app.press("1")
        await app.paste("Combien peut-on demander ?")
        assert "La ville verse 15 000 €" in app.flat
        await app.press("ctrl+o")
        await app.begin("Les Lilas")
        assert "Qui porte le jardin" in app.flat
        assert fits(app)
        await app.press("1", "enter", "o", "enter")
        await app.paste("Le jardin des Lilas")
        assert app.session.place == "projet.description"
        assert fits(app)
        # What waits is said, and where to go on.
        await app.press("f4")
        assert "Dossier incomplet" in app.flat
        await app.press("escape")
        assert await write(app, tmp_path / "papiers") == ["les-lilas-liste-de-controle.docx", "les-lilas-trame-du-dossier.docx"]
        assert load_dossier(app.session.path, script()).reply("projet.nom").value == "Le jardin des Lilas"


# On an ordinary terminal, the same windows are compared line by line in test_snapshots.py.
@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_a_coordinator_opens_a_file_mends_it_and_leaves_with_papers(
    run: Run, size: tuple[int, int], tmp_path: Path
) -> None:
    file = tmp_path / "jardin.yaml"
    save_dossier(Dossier(script(), COMPLETE | {"porteur": {"nature": "association", "statuts": False}}), file)
    async with run(size=size) as app:
        await app.press("4")
        await app.paste(str(file))
        await app.press("f4")
        assert "Dossier incomplet" in app.flat
        findings = app.app.screen.query_one("#findings", OptionList)
        assert findings.highlighted_option is not None
        assert findings.highlighted_option.id == "statuts-joints"
        await app.press("enter")
        assert app.session.place == "porteur.statuts"
        assert fits(app)
        await app.press("o", "enter", "f4")
        assert "Dossier complet" in app.flat
        await app.press("escape", "f10")
        assert "Vérifiez vos réponses" in app.flat
        await app.press("escape")
        assert await write(app, tmp_path / "papiers") == ["jardin-liste-de-controle.docx", "jardin-trame-du-dossier.docx"]
    assert load_dossier(file, script()).reply("porteur.statuts").value is True


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
async def test_a_coordinator_opens_a_spreadsheet_dropped_on_the_terminal(run: Run, suffix: str, tmp_path: Path) -> None:
    sheet = tmp_path / f"Jardin des voisins{suffix}"
    write_sheets(sheet, script(), COMPLETE | {"porteur": {"nature": "commune"}})
    content = sheet.read_bytes()
    async with run() as app:
        await app.press("4")
        assert "feuille de calcul (.xlsx, .ods, .csv)" in app.flat
        await app.paste(f"'{sheet}'")
        assert f"Réponses reprises de «\u00a0Jardin des voisins{suffix}\u00a0»" in app.said
        assert app.session.path == store.path_for("Jardin des voisins")
        assert app.session.dossier.reply("porteur.nature").value == "commune"
        await app.work.goto("projet.nom")
        await app.settle()
        await app.press("ctrl+u")
        await app.write("Les Lilas")
    assert load_dossier(store.path_for("Jardin des voisins"), script()).reply("projet.nom").value == "Les Lilas"
    assert sheet.read_bytes() == content


async def test_a_mouse_alone_goes_from_the_door_to_papers(run: Run, isolated_home: Path) -> None:
    async with run(size=(140, 40)) as app:

        async def click(words: str) -> None:
            """Click where these words are."""
            lines = app.text.split("\n")
            row = next((number for number, line in enumerate(lines) if words in line), -1)
            assert row >= 0, (words, app.flat)
            await app.pilot.click(offset=(lines[row].index(words) + 1, row))
            await app.settle()

        await click("Commencer un nouveau dossier")
        await click("Commencer")
        assert app.session.name == "Mon dossier"
        await click("Une commune")
        assert app.session.dossier.data == {"porteur": {"nature": "commune"}}
        for words, seen in (
            ("Je ne sais pas encore", "je ne sais pas encore"),
            ("Liste", "Dossier incomplet"),
            ("Annuler", "Réponse annulée"),
            ("Vérifier", "Vérifiez vos réponses"),
            ("Une commune", "Qui porte le jardin"),
            ("Exporter", "Exporter les papiers"),
            ("Écrire", "2 fichiers écrits"),
            ("Commandes", "Afficher l’aide de cet écran"),
            ("Afficher l’aide de cet écran", "Vous êtes ici"),
            ("Fermer", "Question"),
            ("Dossiers", "Poser une question aux textes"),
        ):
            await click(words)
            assert seen in app.flat, words
        assert len(list(isolated_home.rglob("mon-dossier-*.docx"))) == 2
