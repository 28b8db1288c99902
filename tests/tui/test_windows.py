"""Windows over a screen: what is chosen in them, by letters, arrows, digits or the mouse; their help; what never covers their keys."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from pkgutil import resolve_name
from queue import SimpleQueue

import pytest
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets._toast import Toast

from assistant.campaign import locate
from assistant.tui import actions
from assistant.tui.guide import Guide
from assistant.tui.inputs import Line
from assistant.tui.keys import KeyLine
from assistant.tui.opening import Opening
from assistant.tui.words import fr
from assistant.tui.workspace import Workspace

from .conftest import NARROW, WIDE, Driver, Run, turns
from .test_door import line_of, nothing
from .test_trainer import enter
from .test_two_ways import at_home, at_work, in_reader, in_room, in_setup

ANSWERS = "porteur: {nature: commune}\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with files, and a folder in it."""
    here = tmp_path / "ici"
    (here / "Mes dossiers").mkdir(parents=True)
    for name in ("jardin.yaml", "jardin-2.yaml", "Mes dossiers/verger.yaml", ".cache.yaml", "lettre.txt", "dossier.schema.json"):
        (here / name).write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(here)
    return here


async def test_a_file_is_found_in_its_folders_from_the_keyboard(run: Run, files: Path) -> None:
    async with run() as app:
        await app.press("4")
        assert "jardin.yaml" in app.flat
        assert "Mes dossiers/" in app.flat
        assert "lettre.txt" not in app.flat
        assert "schema" not in app.flat
        assert ".cache.yaml" not in app.flat
        assert "Votre dossier personnel" in app.flat
        await app.write("mes", enter=False)
        await app.press("tab")
        assert app.app.screen.query_one(Line).value == "Mes dossiers/"
        assert "verger.yaml" in app.flat
        await app.press("up", "enter")
        assert "jardin-2.yaml" in app.flat
        await app.write("VERG", enter=False)
        assert "Rien à ouvrir ici de ce nom" in app.flat
        await app.press("enter")
        assert "n’est pas un fichier que l’on peut ouvrir" in app.flat
        await app.press("ctrl+u")
        await app.write("jar", enter=False)
        await app.press("tab")
        assert app.app.screen.query_one(Line).value == "jardin"
        await app.press("down", "enter")
        assert app.session.path == files / "jardin-2.yaml" or app.session.path == files / "jardin.yaml"


async def test_a_file_is_found_in_its_folders_with_the_mouse(run: Run, files: Path) -> None:
    async with run() as app:
        await app.press("4")
        for words in ("Mes dossiers", "..", "Mes dossiers", "verger.yaml"):
            row = line_of(app, words)
            await app.pilot.click(offset=(app.text.split("\n")[row].index(words) + 1, row))
            await app.settle()
        assert app.session.path == files / "Mes dossiers" / "verger.yaml"


async def test_a_hostile_name_does_no_harm_and_is_opened_all_the_same(run: Run, files: Path) -> None:
    folder = files / "a\x1b]0;titre\x07b\n[red]\u202e"
    folder.mkdir()
    name = "z\udce9\x1b[31m.yaml"
    (folder / name).write_text(ANSWERS, encoding="utf-8")
    async with run() as app:
        await app.press("4")
        await app.write("[red]")
        assert app.app.screen.query_one(Line).value.endswith("ab [red]/")
        assert "z.yaml" in app.flat
        assert not {"\x1b", "\u202e", "\x07"}.intersection(app.text)
        await app.press("enter")
        assert app.session.path == folder / name
        assert not {"\x1b", "\u202e", "\udce9"}.intersection(app.text)


async def test_a_folder_that_cannot_be_read_is_told_in_a_sentence(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refused(path: Path) -> object:
        if Path(path).name == "Mes dossiers":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    async with run() as app:
        await app.press("4")
        await app.write("mes")
        assert "Mes dossiers » ne s’ouvre pas" in app.flat
        await app.press("enter")
        await app.press(*["backspace"] * 13)
        assert "jardin.yaml" in app.flat
        await app.write("nulle/part/", enter=False)
        assert "nulle/part » ne s’ouvre pas" in app.flat


@pytest.mark.parametrize("typed", ["~personne/x.yaml", "a" * 3000, "/proc/1/root/x.yaml", "ici/\0x", "'"])
async def test_a_path_that_means_nothing_is_told_in_a_sentence(run: Run, files: Path, typed: str) -> None:
    async with run() as app:
        await app.press("4")
        await app.paste(typed)
        assert "n’est pas un fichier que l’on peut ouvrir" in app.flat
        await app.press("escape", "3", "1")
        await app.paste("20")
        await app.press("home", "enter")
        await app.paste(typed)
        assert "n’est pas un fichier que l’on peut ouvrir" in app.flat


async def test_a_name_is_shown_and_completed_as_it_is(run: Run, files: Path) -> None:
    names = ("l'été  : 12 000 €.yaml", '"brouillon"... no 2.yaml')
    for name in names:
        (files / name).write_text(ANSWERS, encoding="utf-8")
    folder = files / "l'appel : été"
    folder.mkdir()
    async with run(size=WIDE) as app:
        await app.press("4")
        for name in (*names, f"{folder.name}/"):
            assert name in app.text
        await app.write("L'", enter=False)
        await app.press("tab")
        await app.write("été", enter=False)
        await app.press("tab")
        assert app.app.screen.query_one(Line).value == names[0]
        await app.press("ctrl+u")
        await app.write("l'a", enter=False)
        await app.press("tab")
        assert f"/{folder.name} »" in app.flat
        await app.write("l'ete : 3 €.yaml", enter=False)
        await app.press("enter")
        assert "« l'appel : été/l'ete : 3 €.yaml » n’est pas un fichier" in app.flat


async def test_a_hasty_tab_completes_what_was_typed_before_it(run: Run, files: Path) -> None:
    async with run() as app:
        await app.press("4")
        for key in ("m", "e", "tab"):
            app._post(key)
        await app.settle()
        assert app.app.screen.query_one(Line).value == "Mes dossiers/"


async def test_without_a_home_files_are_opened_all_the_same(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    async with run() as app:
        monkeypatch.setattr(Path, "home", nobody)
        await app.press("4")
        assert "jardin.yaml" in app.flat
        assert "Votre dossier personnel" not in app.flat
        await app.write("nulle/part/", enter=False)
        assert "nulle/part » ne s’ouvre pas : il n’existe pas." in app.flat
        await app.press("ctrl+u")
        await app.write("jardin.yaml")
        assert app.session.path == files / "jardin.yaml"


DOORS: list[tuple[tuple[str, ...], str]] = [
    (("4",), "os.path.isfile"),
    (("3", "1", "enter", "home", "enter"), "assistant.dossier.read_data"),
]


@pytest.mark.parametrize(("way", "reads"), DOORS, ids=["door", "trainer"])
async def test_a_disk_that_does_not_answer_holds_up_neither_the_window_nor_another_file(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch, way: tuple[str, ...], reads: str
) -> None:
    (files / "lent.yaml").write_text(ANSWERS, encoding="utf-8")
    answers = threading.Event()
    waiting: list[threading.Thread] = []
    at_once = resolve_name(reads)

    def slow(path: Path) -> object:
        if Path(path).name == "lent.yaml":
            waiting.append(threading.current_thread())
            answers.wait(10)
        return at_once(path)

    async with run() as app:
        await app.press(*way)
        monkeypatch.setattr(reads, slow)
        await app.write("lent.yaml", enter=False)
        window = app.app.screen
        await app._key("enter")
        await turns(app)
        assert "Lecture de « lent.yaml »" in app.flat
        for key in ("ctrl+u", *"rien.yaml"):
            await app._key(key)
        await turns(app)
        await app.press("enter")
        assert "« rien.yaml » n’est pas un fichier" in app.flat
        answers.set()
        waiting[0].join(10)
        await app.settle()
        assert app.app.screen is window
        assert "« rien.yaml » n’est pas un fichier" in app.flat
        assert threading.main_thread() not in waiting
        await app.press("ctrl+u")
        await app.write("jardin.yaml")
        assert app.app.screen is not window


async def to_the_record(app: Driver) -> None:
    await enter(app)
    await app.press("ctrl+g")


async def to_another_place(app: Driver) -> None:
    await app.begin()
    app.work._offer_place("Disque plein.")
    await app.settle()


@pytest.mark.parametrize(("go", "suffix"), [(to_the_record, "md"), (to_another_place, "yaml")])
async def test_a_place_to_write_is_looked_at_away_from_the_screen(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch, go: Callable[[Driver], Awaitable[None]], suffix: str
) -> None:
    answers = threading.Event()
    waiting: SimpleQueue[threading.Thread] = SimpleQueue()
    isfile, isdir = os.path.isfile, os.path.isdir

    def slow(at_once: Callable[[Path], bool]) -> Callable[[Path], bool]:
        def look(path: Path) -> bool:
            if "lent" in str(path):
                waiting.put(threading.current_thread())
                answers.wait(20)
            return at_once(path)

        return look

    async with run() as app:
        await go(app)
        window = app.app.screen
        monkeypatch.setattr(os.path, "isfile", slow(isfile))
        monkeypatch.setattr(os.path, "isdir", slow(isdir))
        for key in ("ctrl+u", *f"lent.{suffix}", "enter"):
            await app._key(key)
        await turns(app)
        assert f"Lecture de « lent.{suffix} »…" in app.flat
        assert await asyncio.to_thread(waiting.get, timeout=20) is not threading.main_thread()
        # Another place is looked at meanwhile; what comes too late is left aside.
        for key in ("ctrl+u", *"Mes dossiers", "enter"):
            await app._key(key)
        await turns(app)
        answers.set()
        await app.settle()
        assert app.app.screen is window
        assert "Donnez un nom de fichier en" in app.flat.replace("\u00a0", " ")
        for typed, told in ((f"nulle-part/x.{suffix}", "Ce dossier n’existe pas"), ("", "Indiquez le chemin")):
            await app.press("ctrl+u")
            await app.paste(typed)
            assert told in app.flat
        (files / f"plein.{suffix}").mkdir()
        await app.paste(f"plein.{suffix}")
        assert "C’est un dossier : ajoutez le nom" in app.flat.replace("\u00a0", " ")
        await app.press("ctrl+u")
        await app.paste(f"neuf.{suffix}")
        assert (files / f"neuf.{suffix}").exists()
        while not waiting.empty():
            assert waiting.get() is not threading.main_thread()


async def test_a_text_that_is_typed_means_what_it_says_whatever_was_put_there(run: Run, files: Path) -> None:
    """Two folders may look the same, one with what is not shown in its name."""
    for folder in ("jumeaux/x\u200b", "jumeaux/x"):
        (files / folder).mkdir(parents=True)
    (files / "jumeaux/x\u200b/cache.yaml").write_text(ANSWERS, encoding="utf-8")
    (files / "jumeaux/x/vu.yaml").write_text(ANSWERS, encoding="utf-8")
    async with run() as app:
        await app.press("4")
        await app.write("jumeaux/", enter=False)
        window = app.app.screen
        assert isinstance(window, Opening)
        window.choice(next(place for place, row in enumerate(window._rows) if row and row.path.name == "x\u200b"))
        await app.settle()
        line = window.query_one(Line)
        assert "cache.yaml" in app.flat
        typed = line.value
        await app.press("ctrl+u")
        await app.write(typed, enter=False)
        assert "vu.yaml" in app.flat
        assert "cache.yaml" not in app.flat


async def test_a_large_folder_is_offered_in_part(run: Run, files: Path) -> None:
    for number in range(300):
        (files / f"projet-{number:03}.yaml").touch()
    async with run() as app:
        await app.press("4")
        assert app.app.screen.query_one("#found", OptionList).option_count < 220
        await app.write("299", enter=False)
        assert "projet-299.yaml" in app.flat


async def test_the_trainer_opens_a_case_in_the_same_window(run: Run, files: Path) -> None:
    async with run() as app:
        await app.press("3", "1")
        await app.paste("20")
        await app.press("home", "enter")
        assert "Ouvrir un dossier comme cas" in app.flat
        await app.write("jardin.y")
        assert "jardin" in app.flat
        assert not isinstance(app.app.screen, ModalScreen)


async def test_the_cases_to_play_open_at_their_title_and_are_found_by_letters(run: Run) -> None:
    async with run(size=NARROW, opener=nothing, campaign=locate()) as app:
        await app.press("5")
        window = app.app.screen
        assert line_of(app, "Jouer un cas fictif") < 4
        found = window.query_one("#found", OptionList)
        assert found.highlighted_option is not None
        assert found.highlighted_option.id == "incomplet-a-mi-chemin"
        box = window.query_one(".window")
        assert [one for one in (box, *box.query("*")) if one.show_vertical_scrollbar] == [found]
        count = found.option_count
        await app.write("regie de quartier", enter=False)
        assert 0 < found.option_count < count
        # Every story ends at a word.
        for option in found.options:
            told = str(getattr(option.prompt, "plain", ""))
            assert not told.endswith(("'…", "’…"))
        await app.press("escape", "5", "end")
        last = app.app.screen.query_one("#found", OptionList)
        assert last.highlighted == last.option_count - 1


async def test_page_keys_move_in_the_palette(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.press("ctrl+p")
        found = app.app.screen.query_one("#found", OptionList)
        await app.press("pagedown")
        assert (found.highlighted or 0) > 5
        await app.press("pageup")
        assert found.highlighted == 0
        await app.press("end")
        assert found.highlighted == found.option_count - 1
        await app.press("home")
        assert found.highlighted == 0
        # While there are letters, the line has its keys first.
        await app.write("dossier", enter=False)
        await app.press("home")
        assert app.app.screen.query_one(Line).cursor_position == 0
        await app.press("end")
        assert app.app.screen.query_one(Line).cursor_position == 7
        await app.press("end")
        assert found.highlighted == found.option_count - 1


async def test_a_choice_shows_its_digits_and_takes_them(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.write("à moitié", enter=False)
        await app.press("ctrl+o")
        assert "1 L’enregistrer 2 L’abandonner 3 Continuer à l’écrire" in app.flat
        await app.press("4")
        assert isinstance(app.app.screen, ModalScreen)
        await app.press("3")
        assert app.work.draft == "à moitié"
        await app.press("ctrl+o", "1")
        assert "Poser une question aux textes" in app.flat


WINDOWS: list[tuple[tuple[str, ...], str]] = [
    (("4",), "quelques lettres d’un nom, ou un chemin entier"),
    (("5",), "rangés par ce qu’il y a à y trouver"),
    (("ctrl+p",), "Toutes les commandes"),
    (("3", "1"), "Combien de personnes"),
    (("2",), "Tapez sur la ligne"),
    (("2", "enter", "ctrl+g"), "Écrire les papiers du dossier"),
    (("2", "enter", "ctrl+e"), "Vos réponses dans l’ordre du formulaire"),
    (("2", "enter", "1", "ctrl+o"), "le chiffre devant la ligne"),
]


@pytest.mark.parametrize(("way", "words"), WINDOWS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
async def test_each_window_tells_what_it_is_for_and_its_keys(run: Run, way: tuple[str, ...], words: str) -> None:
    async with run(size=(100, 40)) as app:
        await app.press(*way)
        window = app.app.screen
        assert isinstance(window, ModalScreen)
        shown = [item for line in window.query(KeyLine) for item in line.items]
        await app.press("f1")
        assert "Aide" in app.flat
        assert words in app.flat
        for item in shown:
            assert {"↵": "Entrée"}.get(item.key, item.key) in app.flat, item
        await app.press("escape")
        assert app.app.screen is window
        # What is said meanwhile leaves the keys in view, in few lines too.
        await app.pilot.resize_terminal(*NARROW)
        app.app.notify("Une phrase assez longue pour tenir plus d'une ligne de la fenêtre.\nEt une autre.", markup=False)
        await app.settle()
        keys = window.query(KeyLine).last().region
        assert all(not toast.region.overlaps(keys) for toast in window.query(Toast))
        assert len(window.query(Toast)) == 1


async def free(app: Driver) -> None:
    await app.press("1")


@pytest.mark.parametrize("go", [at_home, free, at_work, in_reader, in_setup, in_room], ids=lambda go: go.__name__)
async def test_what_a_key_does_is_in_the_palette_too(run: Run, go: Callable[[Driver], Awaitable[None]]) -> None:
    """Every key of the list that changes what is seen on a screen is found by its words in the palette of that screen."""
    async with run(size=NARROW) as app:
        await go(app)
        screen = app.app.screen
        assert isinstance(screen, Guide)
        listed = {command.action for command in screen.commands()}
        asked: list[str] = []
        for action in actions.of(*screen.scopes):
            named = f"{'app' if action.scope == 'app' else 'screen'}.{action.name}"
            if named in listed or action.name in {*screen.lacking, "palette"} or not action.keys or action.scope == "table":
                continue
            before = app.text
            app.app.post_message(Key(action.keys.partition(",")[0], None))
            await app.settle()
            asked.append(action.name)
            assert app.app.screen is screen, named
            changed = [old for old, new in zip(before.split("\n"), app.text.split("\n"), strict=True) if old != new]
            # A toast may say why nothing is done.
            app.app.clear_notifications()
            await app.settle()
            assert not changed or app.text == before, f"{named} acts, and is not in the palette"
        if go is free:
            assert {"screen.pane('passages')", "screen.pane('checklist')", "screen.pane('budget')"} <= listed
            assert "save" in asked


async def test_a_key_stands_once_in_the_help(run: Run) -> None:
    async with run(size=(140, 120)) as app:
        for go in (at_home, at_work, in_room):
            await go(app)
            await app.press("f1")
            lines = [line.strip(" │▌┃█\u00a0") for line in app.text.split("\n")]
            listed = [line for line in lines if line.startswith("^P")]
            assert len(listed) == 1, lines
            assert "Sans touche, par la palette (^P)" in app.flat
            assert "– Enregistrer une image" in app.flat
            await app.press("escape", "ctrl+o")


async def test_what_the_door_offers_is_found_from_a_dossier(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.write("Les Lilas", enter=False)
        await app.press("ctrl+p")
        await app.write("fictif")
        # What is typed is asked about, as when one leaves by the key.
        assert "Votre réponse n’est pas validée" in app.flat
        await app.press("enter")
        assert "Jouer un cas fictif" in app.flat
        assert "Pour commencer" in app.flat
        await app.press("escape")
        assert app.app.screen is app.app.home
        assert "Essai" in app.flat
        # From the free questions too, whose own door is not offered again.
        await app.press("1", "ctrl+p")
        await app.write("poser une question", enter=False)
        assert app.app.screen.query_one("#found", OptionList).option_count == 1
        await app.press("ctrl+u")
        await app.write("commencer un nouveau")
        assert "Donnez-lui un nom court" in app.flat


async def test_a_cell_offers_none_where_it_is_an_answer(run: Run) -> None:
    async with run(size=(140, 40)) as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré")
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("up", "right", "enter", "f1")
        assert "F8" in app.flat
        assert "F9" not in app.flat
        await app.press("escape", "f9")
        assert "n’admet pas « aucun »" in app.flat


SAID = "Une phrase qui tient sur une ligne : la plupart de celles que l'on dit."


@pytest.mark.parametrize("height", [24, 40])
async def test_what_is_said_for_a_moment_covers_nothing_that_is_read(run: Run, height: int) -> None:
    async with run(size=(80, height)) as app:

        async def covered(*parts: str, said: str = SAID) -> list[str]:
            """The parts of the screen that a toast hides."""
            app.app.clear_notifications()
            app.app.notify(fr(said), markup=False)
            await app.settle()
            screen = app.app.screen
            toast = screen.query_one(Toast)
            assert screen.region.contains_region(toast.region)
            assert toast.visible
            named = [(part, widget) for part in parts for widget in screen.query(part) if widget.display]
            assert len(named) >= len(parts)
            return [part for part, widget in named if toast.region.overlaps(widget.content_region)]

        await app.begin()
        assert await covered("#top", "#thread", "#card", "#keys") == []
        await app.press("f4")
        assert await covered("#top", "#verdict", "#tabs-narrow", "#keys", said=f"{SAID} {SAID}") == []
        await app.press("escape")
        for keys in (("ctrl+p",), ("ctrl+g",), ("f1",)):
            await app.press(*keys)
            assert await covered(".window") == []
            await app.press("escape")
        await app.press("ctrl+o")
        await in_room(app)
        await app.press("f6", "space")
        long = f"{SAID} {SAID}"
        assert await covered("#above", "#tally", "#keys", said=long) == []
        await app.press("n")
        assert await covered("#notes", "#tally", "#keys", said=SAID) == []
        await app.press("n", "f2")
        assert await covered("#ask-bar", "#stage", "#keys", said=SAID) == []


async def test_a_dead_disk_keeps_neither_the_door_nor_more_than_a_few_threads(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    scan = os.scandir

    def hung(path: Path) -> object:
        if "mort" in str(path):
            answers.wait(20)
        return scan(path)

    def readers() -> int:
        return sum(thread.name == "fichiers" for thread in threading.enumerate())

    async with run() as app:
        before = readers()
        await app.press("4")
        monkeypatch.setattr(os, "scandir", hung)
        for key in "mort/a/b/c/d/e/f/g/":
            await app._key(key)
            await turns(app)
        assert readers() <= before + 5
        assert "ne s’ouvre pas : un disque ne répond pas" in app.flat.replace("\u00a0", " ")
        for _ in range(2):
            await app._key("enter")
            await turns(app)
        assert "Réessayez plus tard" in app.flat
        await app._key("escape")
        await turns(app)
        await app._key("1")
        await turns(app)
        await asyncio.to_thread(app.app.office.past.finish)
        await turns(app)
        assert isinstance(app.app.screen, Workspace)
        answers.set()
