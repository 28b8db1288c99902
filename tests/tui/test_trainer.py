"""The trainer's room, from the door to the handout; what it shows is harmless; a kill loses nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant import store
from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.conversation import Context
from assistant.sittings import load_sitting
from assistant.store import day_of, path_for
from assistant.tui.ask import AskBar
from assistant.tui.inputs import Line
from assistant.tui.theme import DARK, PROJECTION
from assistant.tui.trainer import following
from assistant.tui.trainer.clock import Clock
from assistant.tui.trainer.room import Room
from assistant.tui.trainer.tally import Tally

from .conftest import NARROW, WIDE, Canned, Driver, Run
from .test_hostile import SHOWN, harmless


def room(app: Driver) -> Room:
    screen = app.app.screen
    assert isinstance(screen, Room)
    return screen


async def enter(app: Driver, case: str = "usine", present: str = "10", plan: str = "1") -> Room:
    """From the door to the room, with a case."""
    await app.press("3", plan)
    await app.paste(present)
    await app.paste(case)
    return room(app)


# On a wide terminal, the steps of the room are compared line by line in test_snapshots.py.
@pytest.mark.parametrize("size", [NARROW, (60, 18)])
async def test_from_the_door_to_the_handout(run: Run, size: tuple[int, int], tmp_path: Path) -> None:
    async with run(size=size) as app:
        assert "3 Animer une séance" in app.flat
        # A number typed before there is a list to choose from is not lost.
        await app.write("31", enter=False)
        assert "Combien de personnes" in app.flat
        await app.press("escape")
        assert "1 Dix minutes au jardin 10 minutes." in app.flat
        assert "2 Séance libre" in app.flat
        await app.press("1")
        await app.paste("beaucoup")
        assert "Donnez un nombre" in app.flat
        await app.press("ctrl+u")
        await app.paste("10")
        assert "Choisissez avant de projeter" in app.flat
        assert "Proposés pour cette séance" in app.flat
        assert "Le jardin de l’usine le porteur n’est pas admis" in app.flat
        await app.paste("usine")
        # The room has its own theme, and the clock stands until the session begins.
        here = room(app)
        assert app.app.theme == PROJECTION
        assert "Un jardin inventé passe devant vous." in app.flat
        assert not here.clock.running
        assert "reste 1:00" in app.flat
        await app.press("space")
        assert here.clock.running
        # The case: its own day, and nothing that gives the answer away.
        assert "comme si l’on était le 2 mai 2031" in app.flat
        assert "demande trop" not in app.flat
        # A summary of what is voted on, when it is asked for; then the whole again.
        await app.press("v")
        assert "Résumé de ce qui touche aux lignes du vote" in "".join(str(slide.render()) for slide in here.query(".slide"))
        await app.press("v")
        assert not any("Résumé" in str(slide.render()) for slide in here.query(".slide"))
        while here.step.activity == "case":
            await app.press("pagedown")
        board = here._staged and here._staged.board
        assert board is not None
        if size == NARROW:
            # The file is asked for again while one votes.
            assert "F3 Cas" in app.flat
        # The vote: numbers typed, then plus and minus.
        await app.press("1", "2", "enter", "7", "enter", "plus", "plus", "minus")
        hands = here.sitting.case and here.sitting.case.hands
        assert hands == {board.lines[0].requirement: 10, board.lines[1].requirement: 7, board.lines[2].requirement: 1}
        # More hands than people: what is noted instead is said in the line.
        await app.press("1", "5", "0")
        assert here.sitting.case is not None
        assert here.sitting.case.hands[board.lines[2].requirement] == 10
        assert "150 mains pour 10 personnes comptées (H : recompter). Noté : 10." in app.flat
        await app.press("backspace", "backspace")
        # The line that was left with too many still says so; counted again, the room has the hands that were told.
        assert app.flat.count("personnes comptées") == 1
        await app.press("h", "ctrl+u")
        await app.paste("18")
        assert "personnes comptées" not in app.flat
        assert here.sitting.case.hands[board.lines[0].requirement] == 12
        # One hand of many shows.
        assert " − " + "  1 + █░░░░░░░" in app.text
        await app.press("h", "ctrl+u")
        await app.paste("10")
        await app.press("up", "up", "1", "0", "down", "down")
        tally = here.query_one(Tally)
        place = tally.highlighted
        await app.pilot.click(Tally, offset=(10, 0))
        await app.settle()
        assert here.sitting.case is not None
        assert place is not None
        assert here.sitting.case.hands[board.lines[0].requirement] == 10
        await app.pilot.click(Tally, offset=(1, 0))
        await app.settle()
        assert here.sitting.case.hands[board.lines[0].requirement] == 9
        # The findings, one by one, each with its passage, its mend and what the room saw.
        await app.press("space")
        assert f"{len(board.gaps)} constats à découvrir" in app.flat
        await app.press("space")
        first = board.gaps[0]
        shown = "\n".join(str(widget.render()) for widget in here.query(".slide").results())
        assert f"Constat 1 sur {len(board.gaps)}" in shown
        assert first.title in shown
        assert "reformulation ; le texte officiel fait foi" in shown.replace("\u00a0", " ")
        assert "Règlement" in shown
        assert "→ " in shown
        assert "sur 10)" in shown
        # The answer is known: no hand is counted any more.
        await app.press("f4", "5")
        assert "Le vote est clos" in app.flat
        assert here.sitting.case.hands[board.lines[0].requirement] == 9
        await app.press("f5")
        while here.step.activity == "reveal":
            await app.press("space")
        assert here.sitting.case.shown == len(board.gaps)
        # The quiz: hands, the right answer, the passage.
        assert "Combien la ville verse-t-elle au plus ?" in app.flat
        await app.press("8", "enter", "7")
        assert "15 mains pour 10 personnes : une seule réponse chacun" in app.flat
        await app.press("delete")
        assert "une seule réponse chacun" not in app.flat
        await app.press("space")
        assert "✓ 15 000 €" in app.flat
        shown = "\n".join(str(widget.render()) for widget in here.query(".slide").results()).replace("\u00a0", " ")
        assert "La ville verse 15 000 € au plus par jardin" in shown
        await app.press("space", "space")
        assert here.step.activity == "end"
        # The handout, in the format that its name says.
        await app.press("ctrl+g", "ctrl+u")
        await app.paste(str(tmp_path / "seance.xyz"))
        assert "Donnez un nom de fichier en .md" in app.flat
        await app.press("ctrl+u")
        await app.paste(str(tmp_path / "seance.html"))
        page = (tmp_path / "seance.html").read_text("utf-8")
        assert "la salle l’avait vu" in page
        assert "8 mains" in page
        # Left, the app is as it was; the session waits at the door of the room.
        await app.press("ctrl+o")
        assert app.app.theme == DARK
        # One that came to its end comes after what may begin, whose numbers stay.
        assert "Reprendre : Dix minutes au jardin" in app.flat
        options = app.app.screen.query_one("#plans", OptionList).options
        assert "Dix minutes au jardin" in options[0].prompt.plain
        assert "étape 6 sur 6, Le jardin de l’usine, enregistrée à" in options[2].prompt.plain
        await app.press("3")
        assert room(app).step.activity == "end"
        assert room(app).sitting.case is not None
        await app.press("f5")
        assert room(app).view == "reveal"
        await app.press("ctrl+o", "escape")
        assert app.app.screen is app.app.home


async def test_the_record_replaces_no_file_unasked(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "seance.md"
    mine.write_text("à moi", encoding="utf-8")
    async with run() as app:
        await enter(app)

        async def hand_out(name: str) -> None:
            await app.press("ctrl+g", "ctrl+u")
            await app.paste(name)

        await hand_out(str(mine))
        assert "Ce fichier existe déjà : le remplacer ?" in app.flat
        # Not agreed: nothing is written, and a name that is free is proposed.
        await app.press("enter")
        assert mine.read_text("utf-8") == "à moi"
        assert app.app.screen.query_one(Line).value == str(tmp_path / "seance-2.md")
        await app.press("enter")
        assert mine.read_text("utf-8") == "à moi"
        assert (tmp_path / "seance-2.md").exists()
        await hand_out(str(mine))
        await app.press("down", "enter")
        assert mine.read_text("utf-8") == (tmp_path / "seance-2.md").read_text("utf-8")
        # The name that is proposed first is free, too.
        await app.press("ctrl+g")
        proposed = Path(app.app.screen.query_one(Line).value)
        assert not proposed.exists()
        await app.press("escape")
        proposed.write_text("à moi", encoding="utf-8")
        await app.press("ctrl+g")
        assert app.app.screen.query_one(Line).value == str(proposed.with_stem(f"{proposed.stem}-2"))
        # What cannot even be looked at is refused like any other.
        for name in (f"{tmp_path}/{'a' * 300}/seance.md", "~personne-de-ce-nom/seance.md"):
            await app.press("ctrl+u")
            await app.paste(name)
            assert "n’existe pas" in app.flat


async def test_a_picture_of_the_screen_shows_no_name_that_is_masked(run: Run, isolated_home: Path) -> None:
    path = path_for("le mien")
    path.parent.mkdir(parents=True)
    path.write_text("budget: {cofinanceurs: [{nom: Banque du Val, montant: 3 €}]}\n", encoding="utf-8")
    async with run(size=WIDE) as app:
        await enter(app, case="le mien")
        await app.press("f3")
        for _ in range(2):
            await app.press("ctrl+p")
            await app.paste("image de l'écran")
            assert "Image de l’écran enregistrée" in app.flat
        pictures = sorted(isolated_home.glob("ecran-seance-cas-*.svg"))
        assert len(pictures) == 2
        drawn = pictures[0].read_text("utf-8").replace("&#160;", " ")
        assert "●●●" in drawn
        assert "Banque" not in drawn
        assert "la recherche de commandes" not in drawn
        # Whoever opens it fetches nothing.
        assert 'url("' not in drawn
        await app.press("m", "down", "enter")
        await app.press("ctrl+p")
        await app.paste("image de l'écran")
        assert any("Banque" in found.read_text("utf-8") for found in isolated_home.glob("ecran-*.svg"))


async def test_questions_of_the_room_are_answered_and_kept(run: Run) -> None:
    async with run() as app:
        here = await enter(app)
        await app.press("f2")
        await app.write("Combien peut-on demander ?")
        assert "La ville verse 15 000 €" in app.flat
        assert "« Et pour… ? » parlera de : L’aide" in app.flat
        assert here.sitting.asked[0].question == "Combien peut-on demander ?"
        assert "§3 p. 2" in here.sitting.asked[0].place.replace("\u00a0", " ")
        await app.press("ctrl+r", "f2")
        assert here.view == "talk"
        assert "oublier" not in app.flat


async def test_another_persons_question_is_read_by_itself(run: Run, mini: Campaign) -> None:
    context = Context("reglement/3-aide", "L'aide", ("aide",))
    found = Canned(
        mini,
        {
            "ombien": Answer("combien ?", "answered", 0.55, "La ville verse 15 000 €.", context=context),
            "taux": Answer("taux ?", "not_in_texts", 0.9, "Le règlement n'en dit rien."),
        },
    )
    async with run(size=WIDE, opener=lambda *_: found) as app:
        here = await enter(app)
        await app.press("f2")
        for question in ("combien ?", "et pour un an, combien ?", "combien ?", "quel taux ?", "Combien ?"):
            await app.write(question)
            if question == "quel taux ?":
                # Nothing is left to go on from, and nothing says that there is.
                assert "parlera de" not in app.flat
        assert found.contexts == [None, context, None, None, None]
        assert [(one.status, one.doubtful) for one in here.sitting.asked[2:4]] == [("answered", True), ("not_in_texts", False)]
        # Each question once, the latest; one is taken out of the document by the palette, and put back by a click.
        await app.press("escape", "f2")
        assert [one.question for _, one in here.sitting.questions] == ["et pour un an, combien ?", "quel taux ?", "Combien ?"]
        await app.press("ctrl+p")
        await app.paste("retirer taux")
        assert here.sitting.asked[3].withdrawn
        assert app.flat.count("la remettre") == 1
        row, column = next(
            (row, line.index("la remettre")) for row, line in enumerate(app.text.split("\n")) if "la remettre" in line
        )
        await app.pilot.click(offset=(column, row))
        await app.settle()
        assert not here.sitting.asked[3].withdrawn
        # In an empty line, Space goes on; within a question it is a space.
        await app.write("le taux", enter=False)
        assert here.query_one(AskBar).query_one(Line).value == "le taux"
        await app.press("ctrl+u", "space")
        assert here.view != "ask"


async def test_escape_goes_back_to_the_activity_where_it_was_left(run: Run) -> None:
    async with run(size=WIDE) as app:
        here = await enter(app, plan="2")
        await app.press("f6")
        first = here._quiz.put
        await app.press("2", "space")
        # What is corrected is being told: nothing but Space goes on.
        for keys in (("escape",), ("f2", "escape"), ("f6",), ("f7", "escape", "escape")):
            await app.press(*keys)
            assert here._quiz.put == first, keys
            assert "✓ 15\u00a0000\u00a0€" in app.text, keys
        await app.press("space")
        assert here._quiz.put not in {first, ""}
        # A finding that is told stays too, in the step that mends.
        await app.press("f5", "space", "space", "f3", "f5", "escape")
        assert here._finding == 2


async def test_what_is_revealed_is_seen_before_a_hasty_key_passes_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run(size=WIDE) as app:
        here = await enter(app, plan="2")
        now = [100.0]
        monkeypatch.setattr(following, "GLANCE", 0.7)
        monkeypatch.setattr(following, "monotonic", lambda: now[0])
        await app.press("f6")
        first = here._quiz.put
        for key in ("space", "space", "pagedown"):
            await app.press(key)
            assert here._quiz.put == first
            assert "✓ 15\u00a0000\u00a0€" in app.text
        now[0] += 1
        await app.press("space")
        assert here._quiz.put not in {first, ""}
        # A finding too; what was shown already is passed as fast as one likes.
        await app.press("f5", "space", "space")
        assert here._finding == 1
        now[0] += 1
        await app.press("pageup", "space", "space", "space")
        assert here._finding == 2


async def test_going_back_in_the_quiz_loses_no_place(run: Run) -> None:
    async with run(size=WIDE) as app:
        here = await enter(app, plan="2")
        await app.press("f6")
        step, first = here.sitting.step, here._quiz.put
        await app.press("pageup")
        assert (here.view, here.sitting.step, here._quiz.put) == ("quiz", step, first)
        assert "C’est la première question du quiz. F7 : aller à une autre étape." in app.flat.replace("\u00a0", " ")
        # From a question that is not answered, to that before it, and back to it, with its hands or without.
        await app.press("space", "space")
        second = here._quiz.put
        assert second != first
        for keys in ((), ("3",)):
            await app.press(*keys, "pageup")
            assert (here.view, here._quiz.put) == ("quiz", first)
            await app.press("space")
            assert here._quiz.put == second
        assert here._quiz.ballots(here.sitting)[0].hands == 3


async def test_after_a_window_nothing_that_is_hidden_takes_the_keys(run: Run) -> None:
    async with run() as app:
        here = await enter(app)
        await app.press("f6", "2", "space")
        before = here.sitting.quizzed
        assert before[0].hands[0] == 2
        await app.press("f7", "6")
        assert here.view == "end"
        # The vote that was left would count what is typed on this page.
        await app.press("ctrl+g", "escape", "7")
        assert here.sitting.quizzed == before
        assert here.focused is None
        await app.press("f4", "h", "escape")
        assert here.focused is here.query_one(Tally)


async def test_keys_of_the_trainer(run: Run, isolated_home: Path) -> None:
    async with run(size=WIDE) as app:
        here = await enter(app, present="")
        await app.press("n")
        assert "Notes de l’animation • Comptez la salle. À dire : « Rien n’est vrai ici. »" in app.flat
        await app.press("n", "h")
        await app.paste("4")
        assert "Participants : 4." in app.flat
        await app.press("a")
        assert here.clock.allotted == 120
        await app.press("t", "t")
        assert not here.clock.running
        await app.press("p")
        assert app.app.theme == DARK
        await app.press("p", "f7")
        assert "4. Les constats (2 min)" in app.flat
        await app.press("2")
        assert here.view == "case"
        # Another day: the findings are judged anew.
        before = here._staged
        await app.press("d", "ctrl+u")
        await app.paste("demain")
        # An example that may be likely there: the next one after the day of the case.
        assert "par exemple 15/04/2032" in app.flat
        await app.press("ctrl+u")
        await app.paste("1er mars 2031")
        assert here._staged is not before
        assert "jugé au 1er mars 2031" in app.flat
        await app.press("ctrl+p")
        await app.paste("verse-t-elle")
        assert "Combien la ville verse-t-elle au plus ?" in app.flat
        await app.press("f1")
        assert "Pour compter les mains" in " ".join(str(w.render()) for w in app.app.screen.query("Static").results())
        await app.press("escape", "o")
        await app.paste("trois-puits")
        assert here.sitting.case is not None
        assert here.sitting.case.case.scenario == "jardin-complet"
    assert not list(isolated_home.rglob("theme.txt"))


async def test_the_case_is_corrected_with_the_room_on_a_copy(run: Run) -> None:
    async with run() as app:
        here = await enter(app)
        # Before the findings were shown, the copy would give them away.
        await app.press("f3", "c")
        assert app.app.screen is here
        assert "révélez-les d’abord" in app.flat
        await app.press("f5")
        assert here._staged is not None
        while here._finding <= len(here._staged.board.gaps):
            await app.press("space")
        await app.press("C")
        assert app.work.session is not None
        assert "F9 répond ; noms en clair jugé au 2 mai 2031" in app.seen("#top")
        assert "Cas fictif" in app.flat
        path = app.session.path
        # Nothing was corrected: nothing is said to be.
        await app.press("ctrl+o")
        assert here.sitting.case is not None
        assert here.sitting.case.corrected == ""
        await app.press("c")
        assert app.session.path == path
        assert day_of(path) is not None
        await app.work.goto("porteur.nature")
        await app.press("1", "enter", "ctrl+o")
        assert app.app.screen is here
        assert here.sitting.case is not None
        assert "constat levé" in here.sitting.case.corrected
        assert "Après correction avec la salle" in app.flat
        # Once more: the same copy, as it was left. What was corrected and then undone was not corrected.
        await app.press("f3", "c")
        assert app.session.path == path
        assert len(store.kept()) == 1
        await app.work.goto("porteur.nature")
        await app.press("3", "enter", "ctrl+o")
        assert here.sitting.case.corrected == ""
        assert here.view == "case"
        await app.press("ctrl+o", "escape")
        assert "6 Le jardin de l’usine exercice du" in app.flat
        await app.press("6")
        # Taken up again later, the copy is still judged on the day of its case.
        assert app.session.interview.today.isoformat() == "2031-05-02"


async def test_ones_own_dossier_is_a_case_whose_names_are_hidden(run: Run) -> None:
    path = path_for("le mien")
    path.parent.mkdir(parents=True)
    path.write_text("projet: {nom: Le carré}\nbudget: {cofinanceurs: [{nom: Banque du Val, montant: 3 €}]}\n", encoding="utf-8")
    async with run() as app:
        here = await enter(app, case="le mien")
        assert here.sitting.masked
        await app.press("f3")
        assert "Un autre nom écrit dans un texte reste lisible." in app.flat
        shown = " ".join(str(widget.render()) for widget in here.query(".slide").results())
        assert "●●●" in shown
        assert "Banque" not in shown
        # One key never shows them.
        await app.press("f9")
        assert "Montrer les noms à la salle" in app.flat
        await app.press("enter")
        assert here.sitting.masked
        # A dossier shows every name: it is opened only if the trainer says so, and nothing calls it fictitious.
        await app.press("f5")
        assert here._staged is not None
        while here._finding <= len(here._staged.board.gaps):
            await app.press("space")
        await app.press("C")
        assert "Montrer les noms à la salle" in app.flat
        assert "Banque" not in app.flat
        await app.press("enter")
        assert app.app.screen is here
        await app.press("c", "down", "enter")
        assert "Copie de travail" in app.flat
        assert "fictif" not in app.flat
        # What was corrected in it is told like that of any case.
        await app.work.goto("porteur.nature")
        await app.press("1", "enter", "ctrl+o")
        assert here.sitting.case is not None
        assert "constat" in here.sitting.case.corrected
        assert "Après correction avec la salle" in app.flat
        await app.press("f3", "m", "down", "enter")
        assert "Banque du Val" in " ".join(str(widget.render()) for widget in here.query(".slide").results())
        assert path.read_text("utf-8").startswith("projet: {nom: Le carré}")


async def test_ones_own_file_is_always_at_hand_and_a_bad_one_leaves_its_path_there(run: Run, tmp_path: Path) -> None:
    bad, good = tmp_path / "mauvais.yaml", tmp_path / "bon.yaml"
    bad.write_text("- pas\n- des réponses\n", encoding="utf-8")
    good.write_text("application: {projet: {nom: Le carré d'as}}\n", encoding="utf-8")
    async with run() as app:
        await app.press("3", "1", "enter")
        assert "Vos dossiers Ouvrir un autre fichier comme cas… Proposés pour cette séance" in app.flat
        await app.paste("mon dossier à moi", enter=False)
        assert "Ouvrir un autre fichier comme cas… Aucun autre cas" in app.flat
        await app.press("enter")
        await app.paste(str(bad))
        assert "ne contient pas des réponses" in app.flat
        assert app.app.screen.query_one(Line).value == str(bad)
        await app.press("ctrl+u")
        await app.paste(str(good))
        here = room(app)
        # What stands in a part of its own is read all the same, and a text that is pasted commands nothing.
        await app.press("f3")
        assert "Le carré d’as" in app.flat
        before = here.sitting
        await app.paste("amc/odt.yaml", enter=False)
        assert (here.sitting, app.app.screen) == (before, here)
        # Its copy keeps its accents and its apostrophe, here and at the door.
        assert here._staged is not None
        await app.press("f5")
        while here._finding <= len(here._staged.board.gaps):
            await app.press("space")
        await app.press("c", "down", "enter")
        assert "Le carré d’as" in app.seen("#top")
        await app.press("ctrl+o")
        await app.press("ctrl+g", "ctrl+u")
        await app.paste(str(tmp_path / "ailleurs" / "seance.md"))
        assert "n’existe pas" in app.flat
        assert not (tmp_path / "ailleurs").exists()
        assert [kept.name for kept in store.kept()] == ["Le carré d'as"]


async def test_a_hostile_case_is_text(run: Run) -> None:
    path = path_for("mechant")
    path.parent.mkdir(parents=True)
    bad = '"[/art] [@click=app.quit] \\e]0;x\\a\\u009b31m[b]gras[/b]\\u202e\\u200b $x {y} `z`"'
    path.write_text(f"projet: {{nom: {bad}, description: {bad}}}\nporteur: {{nature: {bad}}}\n", encoding="utf-8")
    async with run(size=WIDE) as app:
        here = await enter(app, case="mechant")
        for key in ("f3", "f4", "f5", "space", "space", "ctrl+p"):
            await app.press(key)
            assert harmless(app.text), key
            assert harmless(app.app.export_screenshot()), key
        await app.press("escape", "f3")
        assert SHOWN in app.flat
        assert here.sitting.case is not None
        assert app.app.is_running


async def test_a_campaign_with_neither_plans_nor_quiz_nor_cases_has_no_such_door(
    run: Run, mini: Campaign, tmp_path: Path
) -> None:
    import shutil

    place = tmp_path / "campagne"
    shutil.copytree(mini.root, place)
    for name in ("sessions.yaml", "quiz.yaml"):
        (place / "dialogs" / name).unlink()
    async with run(campaign=Campaign(place)) as app:
        await app.press("3")
        assert "1 Séance libre" in app.flat
        await app.press("1", "enter", "enter")
        assert "F6" not in app.flat
        assert [step.activity for step in room(app).course.steps] == ["ask", "case", "vote", "reveal", "end"]
    shutil.rmtree(place / "dialogs" / "scenarios")
    async with run(campaign=Campaign(place)) as app:
        assert "Animer une séance" not in app.flat
        assert "3 Ouvrir un fichier" in app.flat


async def test_a_session_that_cannot_be_saved_says_so_and_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import sittings
    from assistant.errors import AssistantError

    def refuse(sitting: object, path: Path) -> None:
        raise AssistantError("Le disque est plein.")

    async with run() as app:
        here = await enter(app)
        monkeypatch.setattr(sittings, "save_sitting", refuse)
        await app.press("space")
        assert "Le disque est plein." in app.flat
        assert "Non enregistrée" in app.flat
        monkeypatch.undo()
        await app.press("t")
        assert "Non enregistrée" not in app.flat
        assert load_sitting(here.path).step == here.sitting.step


async def test_a_session_is_led_in_one_window_only(run: Run) -> None:
    async with run() as app:
        here = await enter(app)
        path = here.path
        await app.press("ctrl+o")
        with store.held(path):
            await app.press("1")
            assert "ouverte dans une autre fenêtre" in app.flat
            assert app.app.theme == DARK
        await app.press("1")
        assert room(app).path == path


def test_the_clock_counts_and_never_stops_the_session() -> None:
    now = 100.0
    clock = Clock(lambda: now)
    clock.turn_to(60, 0)
    assert clock.digits == "1:00"
    clock.toggle()
    now += 75
    assert (clock.digits, clock.over, clock.spent) == ("-0:15", True, 75)
    clock.toggle()
    now += 75
    assert clock.spent == 75
    clock.turn_to(0, 0)
    assert (clock.digits, clock.over) == ("0:00", False)


async def test_each_step_has_its_own_minutes(run: Run) -> None:
    now = 100.0
    async with run() as app:
        here = await enter(app)
        here.clock = Clock(lambda: now)
        here._time_step()
        await app.press("t")
        now += 22
        await app.press("space")
        assert here.sitting.step == 1
        assert (here.clock.running, here.clock.spent) == (True, 0)
        now += 7
        # Looked at aside and back, saved by a vote: the time goes on.
        await app.press("escape")
        assert here.clock.spent == 7
        await app.press("backspace")
        assert here.clock.spent == 22
        assert load_sitting(here.path).spent == {0: 22, 1: 7}


KILLED = """
import asyncio, os, sys
from datetime import date
from pathlib import Path
from textual.events import Paste
from assistant.campaign import Campaign
from assistant.tui.app import AssistantApp

async def main():
    app = AssistantApp(Campaign(Path(sys.argv[1])), today=date(2031, 3, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        while app._script is None: await asyncio.sleep(0.02)
        async def go(*keys):
            for key in keys:
                app.post_message(Paste(key[1:])) if key[0] == "=" else await pilot.press(key)
                await pilot.pause()
                while app.office.desk.busy: await asyncio.sleep(0.01)
                await pilot.pause()
        await go("3", "1", "=10", "enter", "=usine", "enter", "f4", "6")
        os.kill(os.getpid(), 9)
asyncio.run(main())
"""


@pytest.mark.usefixtures("shared_cache")
def test_killed_in_the_midst_of_a_vote_the_session_is_there(mini: Campaign) -> None:
    from assistant.sittings import kept_sittings

    done = subprocess.run([sys.executable, "-c", KILLED, str(mini.root)], capture_output=True, timeout=90, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    (kept,) = kept_sittings()
    assert kept.sitting.case is not None
    assert list(kept.sitting.case.hands.values()) == [6]
    assert kept.sitting.present == 10
