"""Somebody in haste: a key pressed twice, a window closed at any question, a terminal made larger in the middle of an answer."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant.campaign import Campaign
from assistant.journal import Draft, Journal
from assistant.tui.cell import Cell
from tests.mini import ROOT

from .conftest import NARROW, WIDE, Driver, Run


async def test_enter_in_an_empty_answer_says_what_to_do_and_passes_nothing(run: Run) -> None:
    async with run() as app:
        await app.begin()
        for place in ("projet.nom", "projet.description", "projet.debut", "projet.publics", "porteur.nature", "budget.total"):
            await app.work.goto(place)
            await app.settle()
            await app.press("enter", "enter")
            assert app.session.place == place
            assert "F8 si vous ne savez pas encore." in app.seen("#card")
            assert app.session.dossier.reply(place).state == "absent"
            # What was said of it stays when Enter leaves it.
            await app.press("f8")
            await app.work.goto(place)
            await app.settle()
            await app.press("enter")
            assert app.session.place != place
            assert app.session.dossier.reply(place).state == "skipped"


@pytest.mark.parametrize("pace", [0, 1], ids=["at-once", "one-by-one"])
async def test_each_key_pressed_twice_answers_once(run: Run, pace: int) -> None:
    async with run() as app:
        await app.begin()
        for key in ("1", "enter", "enter", "o", "enter", "enter", *"Lilas", "enter", "enter", *"Semer", "enter", "enter"):
            await app._key(key)
            if pace:
                await app.settle()
        await app.settle()
        data = {"porteur": {"nature": "association", "statuts": "oui"}, "projet": {"nom": "Lilas", "description": "Semer"}}
        assert app.session.dossier.data == data
        assert app.session.place == "projet.publics"
        assert "✗ Rien n’est coché" in app.seen("#card")


async def test_a_list_is_left_by_its_own_key_alone(run: Run) -> None:
    async with run() as app:
        await app.begin(at="parcelles")
        await app.press("enter")
        assert "✗ Tapez votre réponse (une nouvelle parcelle : nom de la parcelle)" in app.seen("#card")
        await app.paste("Le carré")
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("enter", "enter")
        assert app.session.place == "parcelles"
        assert "✗ Tapez votre réponse (une nouvelle parcelle : nom de la parcelle), ou F8 pour continuer." in app.seen("#card")
        await app.press("f8")
        assert app.session.place != "parcelles"
        assert app.session.dossier.rows("parcelles") == 1


async def test_what_may_be_left_blank_is_said_to_be_and_told_when_it_is(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.duree")
        await app.paste("2 ans")
        await app.work.goto("projet.debut")
        await app.settle()
        assert "facultatif" in app.seen("#label")
        assert "(rien : passer)" in app.seen("#card")
        await app.press("enter")
        assert app.session.place != "projet.debut"
        assert app.said.endswith("Quand commencent les travaux\u00a0?\n→ sans réponse (facultatif)")


async def quit_at_once(app: Driver) -> None:
    """End as a kill would: nothing is said to the app."""
    app.app.office.pen.finish()
    app.app.office._held.close()


async def test_a_dossier_is_taken_up_at_the_very_question_that_was_left(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter", "o", "enter")
        await app.paste("Les Lilas")
        await app.press("f7", "f7")
        await quit_at_once(app)
    async with run() as app:
        await app.press("6")
        assert app.session.place == "porteur.statuts"
        assert "à la question où vous étiez" in app.flat
        # From the list of all answers too, with what was being typed.
        await app.press("f10")
        answers = app.app.screen.query_one("#answers", OptionList)
        answers.highlighted = answers.get_option_index("equipe.benevoles")
        await app.press("enter")
        await app.write("1", enter=False)
        await quit_at_once(app)
    async with run() as app:
        await app.press("6")
        assert app.session.place == "equipe.benevoles"
        assert app.work.draft == "1"
        await app.press("ctrl+u")
        path = app.session.path
        await quit_at_once(app)
    # A place that is no more is left aside: the dossier opens where it waits for an answer.
    Journal(path).keep(Draft("parcelles[3].usage"))
    async with run() as app:
        await app.press("6")
        assert app.session.place == "projet.description"
        await app.press("f7")
        await quit_at_once(app)
    # Killed between the answer and the next question, it opens at that one.
    Journal(path).keep(Draft("porteur.nature", "association"))
    async with run() as app:
        await app.press("6")
        assert app.session.place == "projet.description"


async def test_a_dossier_that_was_only_looked_at_leaves_nothing_behind(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("f7")
        path = app.session.path
        await quit_at_once(app)
    assert not path.exists()
    assert Journal(path).kept() == Draft()


async def test_the_window_of_a_cell_stands_wholly_in_view(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campagne")
    questions = tmp_path / "campagne" / "dialogs" / "questions.yaml"
    longer = f"Quel usage en faites-vous{', et pour qui, et avec qui' * 9} ?"
    questions.write_text(questions.read_text(encoding="utf-8").replace("Quel usage en faites-vous ?", longer), encoding="utf-8")
    async with run(size=WIDE, campaign=Campaign(tmp_path / "campagne")) as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré")
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("up", "right")
        row = app.app.screen.query_one("#grid").region.y + 1
        await app.press("enter")
        assert isinstance(app.app.screen, Cell)
        window = app.app.screen.query_one("#cell").region
        assert app.app.screen.region.contains_region(window)
        assert "F8 Je ne sais pas" in app.seen("#cell")
        # Above its line, which stays in view.
        assert window.bottom == row
        await app.press("f1")
        assert "Une question à une seule réponse." in app.flat
        await app.press("escape")
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert app.app.screen.region.contains_region(app.app.screen.query_one("#cell").region)


async def test_the_answer_that_is_changed_in_place_stays_in_view(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.begin()
        await app.press("1", "enter", "f10")
        answers = app.app.screen.query_one("#answers", OptionList)
        for _ in range(11):
            await app.press("down")
        assert answers.highlighted_option is not None
        place = answers.highlighted_option.id
        await app.press("enter")
        assert app.session.place == place
        step = app.session.step
        assert step is not None
        assert step.question.name[1:] in app.seen("#answers")
        # Its keys are those of the question; one goes back to the list.
        assert "M Seulement" not in app.flat
        assert "Échap Revenir à la liste des réponses" in app.seen("#review-keys")
        await app.press("escape")
        assert "M Seulement" in app.flat


async def test_the_help_begins_with_what_has_the_cursor(run: Run) -> None:
    async with run() as app:
        await app.begin()
        for place, told in (
            ("porteur.nature", "1-4 choisir une réponse par sa touche"),
            ("depot.bilan", "O N choisir une réponse par sa touche"),
            ("projet.publics", "↑ ↓, Espace aller de l’une à l’autre, cocher ou décocher"),
            ("projet.debut", "Une date :"),
            ("budget.total", "Un montant :"),
            ("projet.description", "^J aller à la ligne"),
            ("parcelles", "Entrée ajouter ce que vous avez tapé"),
        ):
            await app.work.goto(place)
            await app.settle()
            await app.press("f1")
            assert told in app.flat.replace("\u00a0", " ")
            await app.press("escape")


async def test_the_help_of_a_table_and_of_lists_begins_with_their_keys(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré")
        await app.work.goto("parcelles")
        await app.settle()
        for keys, told in (
            (("up",), "dupliquer celle du curseur"),
            (("f4",), "aller à la question qui le corrige"),
            (("f10",), "M ne voir"),
        ):
            await app.press(*keys, "f1")
            assert told in app.flat
            await app.press("escape")
        await app.press("escape", "f2", "f1")
        assert "poser la question" in app.flat
        await app.press("escape")
        # What waits can be clicked.
        assert app.work.asking
        await app.pilot.click("#waiting", offset=(4, 0), times=2)
        await app.settle()
        assert not app.work.asking


async def test_what_is_known_to_be_old_is_not_shown_as_new(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run(size=NARROW) as app:
        await app.begin()
        await app.press("f4")
        first = app.seen("#verdict")
        await app.press("escape", "1", "enter", "o", "enter")
        panes = app.app.screen.query_one("#panes")
        assert not panes.visible
        await app.pilot.resize_terminal(*WIDE)
        await app.settle()
        assert panes.visible
        assert app.seen("#verdict") != first
        # While an answer is evaluated, what was counted before it is marked.
        monkeypatch.setattr(app.app.office, "survey", lambda *_: None)
        assert "…" not in app.seen("#verdict")
        await app.paste("Les Lilas")
        assert app.seen("#verdict").startswith("… Dossier")
        assert "… ✓ Enregistré" in app.seen("#top")


async def test_the_beginning_of_a_long_name_is_in_view(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.begin("Prévenir l'entrée de nos enfants dans les trafics, du collège au lycée, avec tous [b]")
        await app.press("1", "enter")
        assert "Prévenir l’entrée de nos enfants dans les" in app.seen("#top")


async def test_what_is_to_mend_is_counted_once_under_one_name(run: Run) -> None:
    async with run(size=(200, 40)) as app:
        await app.begin()
        await app.press("1", "enter", "n", "enter", "f10")
        assert "✗ 1 à corriger" in app.seen("#top")
        assert "à corriger" not in app.seen("#review-head")
        assert "✗ 1 réponse en cause" in app.seen("#review-head")


async def test_a_window_is_left_once_however_often_enter_is_pressed(run: Run) -> None:
    async with run() as app:
        await app.press("2")
        for _ in range(4):
            app._post("enter")
        await app.settle()
        assert app.session.name == "Mon dossier"
        # What leaves the help, or a dossier, leaves nothing else.
        await app.press("f1")
        for _ in range(3):
            app._post("escape")
        await app.settle()
        assert app.session.place == "porteur.nature"
        for _ in range(3):
            app._post("ctrl+o")
        await app.settle()
        assert "Poser une question aux textes" in app.flat


async def test_a_double_click_on_a_key_answers_one_question(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        keys = app.app.screen.query_one("#card-keys")
        await app.pilot.click(keys, offset=(app.text.split("\n")[keys.region.y].index("Je ne sais"), 0), times=2)
        await app.settle()
        assert app.session.dossier.data == {"projet": {"nom": "je ne sais pas encore"}}
