"""The door: all that matters in view on the smallest usual terminal, nothing that moves while it fills, nothing typed that is lost."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest
from textual.widgets import Input, OptionList

from assistant import store
from assistant.campaign import Campaign, locate
from assistant.tui.ahead import Taken
from assistant.tui.app import AssistantApp
from assistant.tui.home import Home
from assistant.tui.news import Indexing
from assistant.tui.office import Office
from assistant.tui.study import open_searcher

from .conftest import NARROW, Canned, Driver, Run, turns


def nothing(campaign: Campaign, progress: Callable[[str], None]) -> Canned:
    """A search that has nothing to say, of which the index needs not be built."""
    return Canned(campaign, {})


async def test_the_first_screen_of_the_smallest_usual_terminal_says_all_without_scrolling(run: Run) -> None:
    async with run(size=NARROW, opener=nothing, campaign=locate()) as app:
        app.app.on_indexing(Indexing("Préparation de l'index, étape 2 sur 3, calcul du poids des mots…"))
        await app.settle()
        for words in (
            "Assistant LIMIT’S",
            "Cet appel est clos depuis le 30 avril 2024",
            "1 Poser une question",
            "5 Jouer un cas",
        ):
            assert words in app.flat
        assert "un dossier inventé, pour s’exercer" in app.flat
        assert "Bienvenue." in app.flat
        assert "le texte officiel fait foi." in app.flat
        assert "étape 2 sur 3" in app.flat


@pytest.mark.parametrize(("forth", "back"), [("down", "up"), ("pagedown", "pageup"), ("end", "home")])
async def test_the_keyboard_reaches_the_whole_page(run: Run, forth: str, back: str) -> None:
    async with run(size=(60, 14), opener=nothing, campaign=locate()) as app:
        assert "fait foi." not in app.flat
        for _ in range(20):
            await app.press(forth)
            if "fait foi." in app.flat:
                break
        assert "fait foi." in app.flat
        for _ in range(20):
            await app.press(back)
            if "Assistant LIMIT’S" in app.flat:
                break
        assert "Assistant LIMIT’S" in app.flat
        # At an end, the cursor goes on in the doors.
        doors = app.app.screen.query_one("#doors", OptionList)
        assert doors.highlighted == 0
        await app.press("end")
        assert doors.highlighted == 4


@pytest.mark.parametrize("size", [NARROW, (100, 30), (140, 40), (80, 40)])
async def test_what_is_loaded_moves_no_door_and_loses_no_digit(run: Run, size: tuple[int, int]) -> None:
    path = store.path_for("Le jardin des voisins")
    path.parent.mkdir(parents=True)
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    async with run(size=size, opener=nothing, campaign=locate()) as app:
        first = Home()
        await app.app.push_screen(first)
        await app.settle()
        assert "Ouverture des textes…" in app.flat
        place = line_of(app, "2  Commencer")
        await app.press("6")
        assert "ce que vous avez choisi vient dans un instant" in app.flat
        await app.press("enter")
        assert app.app.screen is first
        kept = app.app._kept
        assert app.app._script is not None
        app.app.office._tell_loaded = lambda: None  # type: ignore[method-assign]  # nothing new comes of it
        first.show(app.app._script, "Cet appel est clos. " * 7, [], True, True)
        await app.settle()
        assert line_of(app, "2  Commencer") == place
        # There was no sixth thing to choose: nothing was.
        assert app.app.screen is first
        again = Home()
        await app.app.push_screen(again)
        await app.press("6")
        again.show(app.app._script, "", kept, True, True)
        await app.settle()
        assert app.session.path == path


def line_of(app: Driver, words: str) -> int:
    """The line of the screen in which these words are."""
    return next(number for number, line in enumerate(app.text.split("\n")) if words in line)


async def test_how_far_the_index_is_is_told_each_second_on_the_door_and_where_an_answer_is_awaited(
    run: Run, mini: Campaign
) -> None:
    open_searcher(mini, lambda text: None)  # that of the tests is there: the search opens at the first key
    go_on = threading.Event()

    def slow(campaign: Campaign, progress: Callable[[str], None]) -> Canned:
        progress("Préparation de l'index, étape 1 sur 3, lecture des textes : 45 %")
        go_on.wait(20)
        return Canned(campaign, {})

    async with run(opener=slow) as app:

        async def until(words: str) -> None:
            for _ in range(400):
                await app.pilot.pause(0.01)
                if words in app.flat:
                    return
            raise AssertionError(app.flat)

        app._post("down")
        await until("lecture des textes : 45 %")
        app.app._began -= 5
        await until("45 % (6 s)")
        app._post("1")
        await until("Posez une question")
        app._post("x")
        app._post("enter")
        await until("La réponse vient ensuite. Préparation de l’index, étape 1 sur 3, lecture des textes : 45 % (")
        app.app._began -= 60
        await until("45 % (6")
        go_on.set()
        await app.settle()
        assert "étape" not in app.said
        assert "étape" not in app.flat
        await app.press("ctrl+o")
        assert "étape" not in app.flat


def test_the_builder_apart_says_its_steps(mini: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    told: list[str] = []
    open_searcher(mini, told.append)
    assert [text for text in told if "étape 2 sur 3" in text]
    assert told[-1].endswith("étape 3 sur 3, enregistrement…")


@pytest.mark.parametrize("loaded", [True, False], ids=["loaded", "loading"])
async def test_a_question_typed_at_the_door_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch, loaded: bool) -> None:
    go_on = threading.Event()
    if not loaded:
        load = Office._load

        def late(office: Office) -> None:
            go_on.wait(20)
            load(office)

        monkeypatch.setattr(Office, "_load", late)
        spared = Driver.settle
        monkeypatch.setattr(Driver, "settle", lambda app: spared(app) if go_on.is_set() else app.pilot.pause(0.05))
    async with run() as app:
        # In one breath, signs that are keys of the door included; those of a digit alone stay what they are.
        for char in "Combien de 3 sortes ?":
            await app._key(char)
        if not loaded:
            await app.settle()
            assert "ce que vous avez choisi vient dans un instant" in app.flat
            assert app.app.screen is app.app.home
            go_on.set()
        await app.settle()
        assert app.app.screen.query_one("#question", Input).value == "Combien de 3 sortes ?"
        # The conversation is found again, and another question goes on from the door.
        await app.press("enter", "ctrl+o")
        await app.paste("Et pour qui ?", enter=False)
        assert app.app.screen.query_one("#question", Input).value == "Et pour qui ?"
        assert "Combien de 3 sortes\u00a0?" in app.said
        await app.press("ctrl+o", "?")
        assert "tapez tout de suite votre question" in app.flat


async def test_what_is_typed_behind_a_choice_waits_for_what_it_opens(run: Run) -> None:
    async with run() as app:
        for char in "2Les Lilas":
            await app._key(char)
        await app.settle()
        assert app.app.screen.query_one(Input).value.endswith("Les Lilas")
        await app.press("escape")
        # Enter pressed twice on a door is once: the name that is proposed is not taken by it.
        app._post("enter")
        app._post("enter")
        await app.settle()
        assert "Un nouveau dossier" in app.flat
        assert store.kept() == []
        # A number that chooses nothing lets the next keys through.
        await app.press("escape", "9", "1")
        assert "Posez une question" in app.flat


async def test_enter_opens_a_door_from_the_first_moment_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run() as app:
        again = Home()
        monkeypatch.setattr(app.app.office, "_tell_loaded", lambda: None)
        await app.app.push_screen(again)
        await app.press("enter")
        assert app.work.session is None


async def test_a_text_that_waits_for_its_line_keeps_no_key_of_the_app(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    load = Office._load

    def late(office: Office) -> None:
        go_on.wait(20)
        load(office)

    monkeypatch.setattr(Office, "_load", late)
    spared = Driver.settle
    monkeypatch.setattr(Driver, "settle", lambda app: spared(app) if go_on.is_set() else app.pilot.pause(0.05))
    async with run() as app:
        for key in ("q", "u", "f1"):
            await app._key(key)
        await turns(app)
        assert "Aide" in app.flat
        # What was typed is not for the help, and what is typed in the help is for it.
        await app.app.on_taken()
        await app._key("escape")
        await turns(app)
        assert app.app.screen is app.app.home
        await app._key("i")
        go_on.set()
        await app.settle()
        assert app.app.screen.query_one("#question", Input).value == "qui"
    go_on.clear()
    left: list[bool] = []
    monkeypatch.setattr(AssistantApp, "action_leave", lambda app: left.append(go_on.is_set()))
    async with run() as app:
        for key in ("q", "ctrl+q"):
            await app._key(key)
        await turns(app)
        go_on.set()
        await app.settle()
        assert left == [False]


@pytest.mark.parametrize(
    "typed", ["24 mois suffisent ?", "3 ans suffisent ?", "5 % suffisent ?", "12 mois suffisent ?", "6 mois suffisent ?"]
)
async def test_a_question_that_begins_with_a_number_is_asked_whole(run: Run, typed: str) -> None:
    path = store.path_for("Le jardin des voisins")
    path.parent.mkdir(parents=True)
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    async with run() as app:
        for key in typed:
            app._post(key)
        await app.settle()
        assert app.app.screen.query_one("#question", Input).value == typed
        assert app.work.asking
        assert [kept.path for kept in store.kept()] == [path]


async def test_a_question_names_no_dossier(run: Run) -> None:
    async with run() as app:
        # Slowly: the window was there before the rest.
        await app.press("2")
        for key in "4 mois suffisent ?":
            await app.press(key)
        await app.press("enter")
        assert "C’est une question" in app.flat
        assert app.app.screen.query_one(Input).value == "4 mois suffisent ?"
        await app.press("backspace", "enter")
        assert app.session.name == "4 mois suffisent"


async def test_a_file_opened_from_anywhere_is_among_the_dossiers_to_resume(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Clé [USB]" / "jardin-recu.yaml"
    path.parent.mkdir()
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    elsewhere = tmp_path / "ailleurs.yaml"
    async with run(size=(100, 30)) as app:
        await app.press("4")
        await app.paste(str(path))
        assert app.session.path == path
        await app.press("ctrl+o")
        assert "Jardin recu dans « Clé [USB] », enregistré le" in app.flat.replace("\u00a0", " ")
        await app.press("6")
        assert app.session.path == path
        # So is one that was put there because it could not be saved at its place.
        app.app.office.move(app.work, app.session, elsewhere)
        await app.settle()
        await app.press("ctrl+o")
        assert line_of(app, "Ailleurs") < line_of(app, "Jardin recu")
        # One that is gone is told, and leaves the list.
        elsewhere.unlink()
        await app.press("6")
        told = f"« {elsewhere} » n’est plus là et quitte cette liste : retrouvez-le par « Ouvrir un fichier de réponses »."
        assert told.replace(" ", "") in app.flat.replace("\u00a0", "").replace(" ", "")
        assert "Ailleurs" not in app.flat
        assert "Lecture de" not in app.flat
        # The disk of another may be gone: nobody waits for it, neither to list it nor to go elsewhere.
        answers, isfile = threading.Event(), os.path.isfile
        waited: SimpleQueue[threading.Thread] = SimpleQueue()

        def hung(at: Path | str) -> bool:
            if Path(at) == path:
                waited.put(threading.current_thread())
                answers.wait(20)
            return isfile(at)

        monkeypatch.setattr(os.path, "isfile", hung)
        app.app.office.refresh_kept()
        await app.settle()
        assert waited.empty()
        app._post("6")
        await turns(app)
        assert "Lecture de" in app.flat
        assert await asyncio.to_thread(waited.get, timeout=20) is not threading.main_thread()
        app.app.post_message(Taken())
        await turns(app)
        app._post("1")
        await turns(app)
        await asyncio.to_thread(app.app.office.past.finish)
        await turns(app)
        assert app.work.session is None
        answers.set()
        await app.settle()
        assert app.work.session is None
