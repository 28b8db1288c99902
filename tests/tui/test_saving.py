"""What was answered is on the disk at once; when it cannot be, it is said, kept, and put elsewhere."""

from pathlib import Path

import pytest

from assistant import dossier as dossiers
from assistant import store
from assistant.dossier import Dossier, load_dossier, save_dossier
from assistant.errors import AssistantError

from .conftest import Run


async def test_a_failed_save_is_said_and_nothing_is_lost(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refused = [True]

    def save(dossier: Dossier, path: Path) -> None:
        if refused[0] and path.parent == store.folder():
            raise AssistantError(f"Le fichier « {path.name} » ne peut pas être écrit : il n'y a plus de place sur le disque.")
        save_dossier(dossier, path)

    monkeypatch.setattr(dossiers, "save_dossier", save)
    async with run() as app:
        await app.begin()
        # What is chosen and not given yet is kept too: the first key tells.
        await app.press("1")
        assert "L’enregistrement a échoué" in app.flat
        assert "plus de place sur le disque" in app.flat
        await app.press("escape", "enter", "o", "enter")
        assert "✗ Non enregistré" in app.seen("#top")
        assert app.session.dossier.data == {"porteur": {"nature": "association", "statuts": "oui"}}

        await app.press("ctrl+q")
        assert "ne sont pas enregistrées" in app.flat
        await app.press("enter", "ctrl+u")
        await app.paste(str(tmp_path / "ailleurs.txt"))
        assert ".yaml ou .json" in app.flat
        # Another file is not replaced unasked.
        other = tmp_path / "autre.yaml"
        other.write_text("à: moi", encoding="utf-8")
        await app.press("ctrl+u")
        await app.paste(str(other))
        assert "Ce fichier existe déjà : le remplacer ?" in app.flat
        await app.press("enter")
        assert "L’enregistrement a échoué" in app.flat
        assert other.read_text(encoding="utf-8") == "à: moi"
        await app.press("ctrl+u")
        await app.paste(str(tmp_path / "ailleurs.yaml"))
        assert "✓ Enregistré" in app.seen("#top")
        assert load_dossier(tmp_path / "ailleurs.yaml", app.session.script).data == app.session.dossier.data
        await app.paste("Les Lilas")
        assert load_dossier(tmp_path / "ailleurs.yaml", app.session.script).data["projet"] == {"nom": "Les Lilas"}


async def test_a_disk_that_comes_back_is_written_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = [True]

    def save(dossier: Dossier, path: Path) -> None:
        if refused[0]:
            raise AssistantError("Disque plein.")
        save_dossier(dossier, path)

    monkeypatch.setattr(dossiers, "save_dossier", save)
    async with run() as app:
        await app.begin()
        await app.press("1", "escape", "enter")
        refused[0] = False
        await app.press("o", "enter")
        assert "✓ Enregistré" in app.seen("#top")
        assert load_dossier(app.session.path, app.session.script).data == app.session.dossier.data


async def test_leaving_takes_two_interruptions_and_waits_for_the_save(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter", "ctrl+c")
        assert "Pour quitter : Ctrl+Q" in app.flat
        path, data = app.session.path, app.session.dossier.data
        app.app.simulate_key("ctrl+c")
        for _ in range(200):
            await app.pilot.pause(0.01)
            if app.app._exit:
                break
        assert app.app._exit
        assert path.exists()
        assert data == {"porteur": {"nature": "association"}}
        with store.held(path):
            pass


async def test_what_another_program_wrote_is_kept_beside(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter")
        path = app.session.path
        path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
        await app.press("escape", "o", "enter")
        assert path.with_name(f"{path.stem}.conflit.yaml").read_text(encoding="utf-8") == "porteur: {nature: commune}\n"
        assert load_dossier(path, app.session.script).data["porteur"]["nature"] == "association"
        assert [item.path for item in store.kept()] == [path]
