"""Killed at any moment, at most the keystroke in progress is lost: a real process in a real terminal, killed again and again."""

import os
import pty
import random
import re
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from assistant import store
from assistant.campaign import Campaign
from assistant.dossier import load_dossier
from assistant.journal import Draft, Entry, Journal, Span
from assistant.script import load_script
from tests.mini import ROOT

from .conftest import Run

KILLS = int(os.environ.get("KILLS", "3"))
CODE = """
import sys
from pathlib import Path
from assistant.campaign import Campaign
from assistant.tui.app import AssistantApp, run_app

shown = AssistantApp.on_loaded
def resume(self, event):
    shown(self, event)
    self.call_after_refresh(self.action_door, "kept:0")
AssistantApp.on_loaded = resume
run_app(Campaign(Path(sys.argv[1])))
"""
KEYS = [*"Les Lilas", "\r", *"Nous semons et nous arrosons tous ensemble, le samedi matin, quand il fait beau"]
"""A name, then a description: what is typed for the two questions that come once the first is answered."""


def state(keys: list[str]) -> tuple[dict[str, str], str]:
    """What must be on the disk after these keys: the answers, and what is half typed."""
    *given, half = "".join(keys).split("\r")
    return dict(zip(("nom", "description"), given, strict=False)), half


class Terminal:
    """The app in a terminal, which shows what was kept."""

    def __init__(self) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT.parents[2]))
            os.execv(sys.executable, [sys.executable, "-c", CODE, str(ROOT)])

    def wait(self, word: str) -> None:
        """Read until a word is shown; what moves the cursor or colours a text is none."""
        seen, limit = b"", time.monotonic() + 30
        while word.encode() not in re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", seen):
            assert select.select([self.fd], [], [], max(0.0, limit - time.monotonic()))[0], seen[-2000:]
            seen += os.read(self.fd, 65536)

    def settle(self) -> None:
        """Read until nothing more is shown: what comes then is the echo of a key."""
        while select.select([self.fd], [], [], 0.25)[0]:
            os.read(self.fd, 65536)

    def kill(self) -> None:
        """Kill it as the system would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def test_killed_again_and_again_at_most_the_last_keystroke_is_lost() -> None:
    chance = random.Random(7)
    path = store.path_for("essai")
    path.parent.mkdir(parents=True)
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    script = load_script(Campaign(ROOT))
    done = 0
    for _ in range(KILLS):
        terminal = Terminal()
        try:
            terminal.wait("Question")
            # What was half typed is there again, and the keys that follow go on with it.
            half = state(KEYS[:done])[1]
            terminal.wait(half.split(" ")[-1])
            terminal.settle()
            for key in KEYS[done : done + chance.randint(3, 14)]:
                os.write(terminal.fd, key.encode())
                done += 1
                # With all that is typed of its word: the key alone may be a letter of anything else that is drawn.
                terminal.wait("ferez" if key == "\r" else state(KEYS[:done])[1].split()[-1])
                if key == "\r":
                    terminal.settle()
            time.sleep(chance.random() * 0.02)
        finally:
            terminal.kill()
        answers = load_dossier(path, script).data.get("projet", {})
        draft = Journal(path).kept()
        half = "" if draft.text in answers.values() else draft.text
        assert (answers, half) in [(kept[0], kept[1].strip()) for kept in (state(KEYS[:done]), state(KEYS[: done - 1]))]
        done = next(n for n in range(done + 1) if (state(KEYS[:n])[0], state(KEYS[:n])[1].strip()) == (answers, half))


async def test_the_conversation_and_what_was_half_typed_come_back(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.publics")
        await app.press("f2")
        await app.write("Combien peut-on demander ?")
        await app.press("escape", "2", "f2")
        await app.write("Et en trois", enter=False)
        path = app.session.path
        app.app.office.pen.finish()
        # The window is gone without a word: nothing was left properly.
        app.app.office._held.close()
    assert Journal(path).kept() == Draft("projet.publics", "", ("ecoles",), "Et en trois")
    async with run() as app:
        await app.press("6")
        assert "Combien peut-on demander\u00a0?" in app.said
        assert "au plus par jardin" in app.said
        assert "séances précédentes" in app.said
        assert "vous attendent" in app.flat
        assert app.session.place == "projet.publics"
        assert "☑ Les écoles" in app.seen("#card")
        await app.press("enter", "f2", "s", "enter")
        assert app.session.dossier.reply("projet.publics").value == ("ecoles",)
        assert "Et en troiss" in app.said
        app.app.office.pen.finish()
        assert not Journal(path).kept()


async def test_free_questions_come_back_until_they_are_erased(run: Run, tmp_path: Path) -> None:
    async with run() as app:
        await app.press("1")
        assert "séances précédentes" not in app.said
        await app.write("Combien peut-on demander ?")
        app.app.office.pen.finish()
        # The window is gone without a word: nothing was left properly.
    async with run() as app:
        await app.press("1")
        assert "Combien peut-on demander\u00a0?" in app.said
        assert "au plus par jardin" in app.said
        assert "séances précédentes" in app.said
        await app.press("f1")
        assert "vous les retrouvez ici la prochaine fois" in app.flat
        await app.press("escape")
        # They are none of a dossier's.
        await app.press("ctrl+o")
        await app.begin()
        assert "Combien" not in app.said
        await app.press("ctrl+o", "1", "ctrl+p")
        await app.write("effacer")
        await app.press("enter")
        assert "Combien peut-on demander" in app.said
        await app.press("ctrl+p")
        await app.write("effacer")
        await app.press("2")
        assert "Combien peut-on demander" not in app.said
        await app.write("Qui peut avoir une parcelle ?")
        app.app.office.pen.finish()
    async with run() as app:
        await app.press("1")
        assert "Combien" not in app.said
        assert "Qui peut avoir une parcelle" in app.said
    # Another campaign has questions of its own.
    shutil.copytree(ROOT, tmp_path / "autre")
    async with run(campaign=Campaign(tmp_path / "autre")) as app:
        await app.press("1")
        assert "parcelle" not in app.said


async def test_a_new_dossier_of_the_same_name_begins_without_the_words_of_the_last(run: Run) -> None:
    path = store.path_for("essai")
    Journal(path).say([Entry("asked", "ancienne question")])
    Journal(path).keep(Draft("projet.nom", "ancien nom"))
    async with run() as app:
        await app.begin()
        assert "ancienne question" not in app.said
        assert Journal(path).said() == []
        assert not Journal(path).kept()


async def test_a_journal_that_anybody_wrote_is_harmless(run: Run) -> None:
    path = store.path_for("essai")
    path.parent.mkdir(parents=True)
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    journal = Journal(path)
    journal.say(
        [
            Entry(
                "asked", "[@click=app.quit]piège[/]", (Span(0, 5, "@click=app.quit"), Span(0, 5, "bold"), Span(3, 999, "bold"))
            ),
            Entry("answer", "\x1b]0;titre\x07"),
            Entry("unknown", "texte"),
        ]
    )
    talk = journal._talk
    with talk.open("a", encoding="utf-8") as stream:
        stream.write('[1, 2]\n{"a": 1}\n["asked", "x", [["a", 1, 2]]]\n' + "[" * 5000 + '\n["asked", "coup')
    journal._draft.parent.mkdir()
    journal._draft.write_text('{"place": 3, "text": ["a"], "checked": 5, "asked": "\\u001b[31mQui ?"}', encoding="utf-8")
    async with run() as app:
        await app.press("6")
        assert app.said.startswith("[@click=app.quit]piège[/]\n—")
        await app.press("f2", "enter")
        assert "Qui\u00a0?" in app.said


def test_an_old_conversation_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.journal._BYTES", 10_000)
    monkeypatch.setattr("assistant.journal.ENTRIES", 40)
    journal = Journal(store.path_for("essai"))
    for number in range(1000):
        journal.say([Entry("asked", f"question {number} " + "x" * 200)])
    assert journal._talk.stat().st_size < 11_000
    assert len(journal.said()) <= 40
    assert journal.said()[-1].text.startswith("question 999 ")
