"""What the app promises: every action exists and is said in French, nothing is parsed as markup, a kill loses nothing."""

import ast
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

import assistant.tui
from assistant import cache, store
from assistant.campaign import Campaign
from assistant.tui.actions import ACTIONS
from assistant.tui.app import AssistantApp
from assistant.tui.grid import Grid
from assistant.tui.home import Home
from assistant.tui.premises import Searcher
from assistant.tui.reader.screen import Reader
from assistant.tui.study import open_searcher
from assistant.tui.trainer.room import Room
from assistant.tui.trainer.setup import Setup
from assistant.tui.workspace import Workspace
from tests.mini import ROOT

from .conftest import Canned, Driver, Run

SOURCES = sorted(Path(assistant.tui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_exists_with_a_key_of_its_own_and_words(action: object) -> None:
    from assistant.tui.actions import Action

    assert isinstance(action, Action)
    owners = {"app": AssistantApp, "home": Home, "work": Workspace, "read": Reader, "table": Grid, "setup": Setup, "room": Room}
    owner = owners[action.scope]
    assert callable(getattr(owner, f"action_{action.name.partition('(')[0]}"))
    beside = [other for other in ACTIONS if other is not action and "app" in {action.scope, other.scope}]
    beside += [other for other in ACTIONS if other is not action and other.scope == action.scope]
    others = {key for other in beside for key in other.keys.split(",") if key}
    assert not others.intersection(action.keys.split(","))
    assert action.label
    assert action.help[0].isupper()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_is_parsed_as_markup(path: Path) -> None:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in {"Static", "Options", "notify"}:
                keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
                assert keywords.get("markup") == "False", f"{path.name}:{call.lineno}"
            assert name not in {"Label", "Button", "OptionList", "Markdown", "from_markup"}, f"{path.name}:{call.lineno}"


async def test_help_palette_and_themes(run: Run) -> None:
    async with run() as app:
        await app.press("?")
        assert "Aide" in app.flat
        assert "Quitter l’application" in app.flat
        await app.press("escape", "ctrl+p")
        await app.paste("theme clair")
        assert app.app.theme == "assistant-clair"
        await app.press("ctrl+p")
        await app.paste("zzz", enter=False)
        assert "Rien ne correspond." in app.flat
        await app.press("enter", "escape", "ctrl+l")
        assert app.app.theme == "assistant-sombre"
        await app.begin(at="projet.nom")
        await app.press("?", "f1")
        assert "Aide" in app.flat
        await app.press("escape")
        assert app.seen("#card").count("?") >= 2


async def test_the_search_opens_when_somebody_is_there_once(run: Run, mini: Campaign) -> None:
    opened: list[Campaign] = []

    def counted(campaign: Campaign, progress: Callable[[str], None]) -> Searcher:
        opened.append(campaign)
        return open_searcher(campaign, progress)

    async with run(opener=counted) as app:
        assert not opened
        await app.press("down", "up")
        assert opened == [mini]
        await app.press("1")
        await app.paste("Qui peut candidater ?")
        await app.press("enter")
        assert opened == [mini]
        assert "Une association" in app.said


async def test_without_its_index_the_search_opens_at_once(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    async with run() as app:
        assert app.app.office.library is not None
        assert list(cache.folder().glob("*.build"))


async def test_an_unexpected_error_is_told_without_a_traceback(run: Run) -> None:
    def broken(campaign: Campaign, progress: object) -> Canned:
        raise ZeroDivisionError

    async with run(opener=broken) as app:
        await app.press("down")
        assert "Erreur inattendue (ZeroDivisionError)" in app.flat
        assert [type(error) for error in app.app.unexpected] == [ZeroDivisionError]
        await app.press("2")
        assert "Un nouveau dossier" in app.flat
        app.app.unexpected.clear()


async def test_a_bug_ends_in_a_sentence_and_its_trace_in_a_file(
    run: Run, capsys: pytest.CaptureFixture[str], isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(self: AssistantApp) -> None:
        secret = "le nom du porteur"
        raise ZeroDivisionError(len(secret))

    monkeypatch.setattr(AssistantApp, "action_light", bug)
    app: Driver | None = None

    async def use() -> None:
        nonlocal app
        async with run() as app:
            app.app.post_message(events.Key("ctrl+l", None))
            await app.settle()

    with pytest.raises(ZeroDivisionError):
        await use()
    assert app is not None
    app.app._print_error_renderables()
    told = capsys.readouterr()
    assert "vos réponses enregistrées sont intactes" in " ".join(told.err.split())
    assert "Traceback" not in told.err + told.out
    (log,) = isolated_home.rglob("derniere-erreur.txt")
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "le nom du porteur" not in log.read_text(encoding="utf-8").replace('secret = "le nom du porteur"', "")


def test_the_first_screen_loads_nothing_heavy() -> None:
    code = "import sys, assistant.tui.app; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parents[2])
    modules = set(loaded.stdout.split())
    assert "textual.app" in modules
    heavy = {"yaml", "msgspec", "whoosh", "rapidfuzz", "Stemmer", "markdown_it", "filelock"}
    own = {"assistant.search", "assistant.script", "assistant.rules", "assistant.tui.workspace"}
    assert modules.isdisjoint({*heavy, *own})


async def test_a_huge_paste_is_cut_and_said(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("a" * 1_000_000, enter=False)
        assert "4000 premiers caractères" in app.flat.replace("\u00a0", "")
        await app.work.goto("projet.description")
        await app.paste("mot " * 5_000)
        assert len(str(app.session.dossier.reply("projet.description").raw)) == 19_999
        assert len(app.said) < 4_000


def test_killed_at_any_moment_the_answers_are_there(tmp_path: Path) -> None:
    """A real process in a real terminal, killed by SIGKILL right after an answer."""
    code = (
        "import sys; from pathlib import Path; from assistant.campaign import Campaign; from assistant.tui.app import run_app; "
        "run_app(Campaign(Path(sys.argv[1])))"
    )
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT.parents[2]))
        os.execv(sys.executable, [sys.executable, "-c", code, str(ROOT)])
    try:
        wait_for(terminal, b"Assistant jardins")
        os.write(terminal, b"2")
        wait_for(terminal, b"un nom court")
        os.write(terminal, b"essai\r")
        wait_for(terminal, b"Qui porte le jardin")
        os.write(terminal, b"2\r")
        path = store.path_for("essai")
        limit = time.monotonic() + 15
        # The choice is kept beside before it is given.
        while not path.exists() or path.read_text(encoding="utf-8") == "{}\n":
            select.select([terminal], [], [], 0.02)
            assert time.monotonic() < limit
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    assert path.read_text(encoding="utf-8") == "porteur:\n  nature: commune\n"
    assert [kept.name for kept in store.kept()] == ["essai"]
    with store.held(path):
        pass


def wait_for(terminal: int, word: bytes) -> None:
    """Read what a terminal shows until a word comes."""
    seen = b""
    limit = time.monotonic() + 20
    while word not in seen:
        assert select.select([terminal], [], [], max(0.0, limit - time.monotonic()))[0], _plain(seen)
        seen += os.read(terminal, 65536)


def _plain(shown: bytes) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\s+", " ", shown.decode(errors="replace"))[-2000:]


async def test_the_last_answer_is_copied_with_its_passage(run: Run) -> None:
    async with run() as app:
        await app.press("1", "f12")
        assert "Rien à copier" in app.flat
        await app.write("Combien peut-on demander ?")
        await app.press("f12")
        assert "Dernière réponse envoyée au presse-papiers" in app.flat
        assert app.app.clipboard.startswith("La ville verse 15\u00a0000\u00a0€")
        assert "§" in app.app.clipboard


async def test_the_help_opens_from_a_question_with_choices(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.press("?")
        assert "Aide" in app.flat
