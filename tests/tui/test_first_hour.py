"""What a new user does in the first hour, and must not pay for."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content

from assistant import store
from assistant.campaign import Campaign, locate
from assistant.dossier import Dossier, load_dossier
from assistant.interview import Interview
from assistant.rules import Rulebook
from assistant.script import load_script
from assistant.tui.session import Session
from assistant.tui.thread import Thread
from tests.mini import ROOT

from .conftest import WIDE, Driver, Run


async def test_a_list_with_items_is_never_erased_by_going_on(run: Run) -> None:
    async with run() as app:
        await app.begin(at="budget.cofinanceurs")
        await app.paste("La Région")
        await app.work.goto("budget.cofinanceurs")
        await app.settle()
        assert "F8 Continuer" in app.seen("#card")
        assert "F9" not in app.seen("#card")
        for key in ("f8", "f9"):
            await app.work.goto("budget.cofinanceurs")
            await app.press(key)
            assert app.session.dossier.rows("budget.cofinanceurs") == 1
            assert app.session.place != "budget.cofinanceurs"


async def keys(app: Driver, text: str, pace: float) -> None:
    """Keys one after the other (a line break is Enter): all at once, as a remote terminal may send them, or one at a time."""
    for char in text:
        await app._key({"\n": "enter", " ": "space"}.get(char, char))
        if pace:
            await app.settle()
    await app.settle()


@pytest.mark.parametrize("pace", [0, 1], ids=["at-once", "one-by-one"])
async def test_what_is_typed_for_a_choice_counts_as_a_whole_at_any_speed(run: Run, pace: float) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await keys(app, "12 mille", pace)
        assert app.session.place == "porteur.nature"
        assert "« 12 mille » : ce n’est pas une des réponses proposées." in app.seen("#card")
        await keys(app, "\n", pace)
        assert "✗" in app.seen("#card")
        assert app.session.dossier.data == {}
        await keys(app, "".join(["\b"] * 0), pace)
        # What was refused is over: the next key begins anew.
        # Two answers and a text in one breath: each goes to its question, and nothing is lost.
        await keys(app, "1\nnon\nLes Lilas\nUn verger", pace)
        data = {"porteur": {"nature": "association", "statuts": "non"}, "projet": {"nom": "Les Lilas"}}
        assert app.session.dossier.data == data
        assert app.work.draft == "Un verger"


@pytest.mark.parametrize("typed", ["o", "oui", "1", "Ou"])
async def test_letters_and_figures_choose_and_enter_answers(run: Run, typed: str) -> None:
    async with run() as app:
        await app.begin()
        await keys(app, f"1\n{typed}\n", 0)
        assert app.session.dossier.reply("porteur.statuts").value is True
        assert app.session.place == "projet.nom"
        assert app.seen("#card").count("Votre réponse") == 1


async def test_enter_alone_never_chooses(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("enter")
        assert "✗ Rien n’est choisi" in app.seen("#card")
        assert app.session.dossier.data == {}
        await app.press("1", "enter")
        assert "O N Choisir" in app.seen("#card")
        await app.press("down", "down")
        assert "● Non" in app.seen("#card")
        await app.press("enter")
        assert app.session.dossier.data == {"porteur": {"nature": "association", "statuts": "non"}}
        # What is known is shown, and Enter leaves it.
        await app.press("f7")
        assert "● Non" in app.seen("#card")
        before = app.session.dossier
        await app.press("enter")
        assert app.session.dossier is before
        assert app.session.place == "projet.nom"


async def test_a_choice_that_is_not_given_yet_is_not_lost_on_the_way_out(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.press("2", "ctrl+o")
        assert "Votre réponse n’est pas validée" in app.flat
        await app.press("enter", "6")
        assert app.session.dossier.data == {"porteur": {"nature": "commune"}}
        assert app.work.draft == ""
        await app.work.goto("porteur.nature")
        await app.settle()
        await app.press("1", "ctrl+o", "down", "enter", "6")
        assert app.session.dossier.data == {"porteur": {"nature": "commune"}}
        assert app.work.draft == ""


@pytest.mark.parametrize("pace", [0, 1], ids=["at-once", "one-by-one"])
async def test_words_in_a_list_of_boxes_are_read_and_never_check_one_by_their_spaces(run: Run, pace: float) -> None:
    async with run() as app:
        await app.begin(at="projet.publics")
        for typed, known in (
            ("les voisins et l'école", ("habitants", "ecoles")),  # words name several
            ("à nos seniors", ("aines",)),
            ("3 1", ("habitants",)),  # keys and Space, as ever
            ("31 12 ", ("habitants", "aines")),
            ("1élèves", None),  # a key that turns out to begin words checks nothing
            ("6000 euros", None),
            (" des plantes et des arbres", None),
            ("1 aucun", None),
        ):
            await keys(app, typed, pace)
            if known is None:
                assert "☑" not in app.seen("#card"), typed
                assert f"« {typed.strip()} » : ce n’est pas une des réponses proposées." in app.seen("#card").replace(
                    "\u00a0", " "
                )
            await keys(app, "\n", pace)
            reply = app.session.dossier.reply("projet.publics")
            assert (reply.value if known else reply.state) == (known or "absent"), typed
            assert ("n’est pas un des choix" in app.seen("#card")) == (known is None)
            await app.press("ctrl+z" if known else "down")


async def test_words_beside_boxes_are_taken_with_them_and_kept_on_the_way(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.publics")
        # Not yet: what the texts call so is told while it is typed, and what is erased checks again.
        await app.write("1x", enter=False)
        assert "☐ Les habitants" in app.seen("#card")
        await app.press("backspace")
        assert "☑ Les habitants" in app.seen("#card")
        await app.press("down")
        await app.write("les écoles", enter=False)
        assert "« les écoles » : Les écoles." in app.seen("#card")
        assert app.work.draft == "habitants; les écoles"
        # Killed there, both come back.
        app.app.office.pen.finish()
        app.app.office._held.close()
    async with run() as app:
        await app.press("6")
        assert app.work.draft == "habitants; les écoles"
        assert "☑ Les habitants" in app.seen("#card")
        await app.press("enter")
        assert app.session.dossier.reply("projet.publics").value == ("habitants", "ecoles")
        await app.work.goto("projet.publics")
        await app.settle()
        # Boxes stay what they were while words are refused; Enter after the arrows gives them.
        await app.write("tout le monde")
        assert "✗" in app.seen("#card")
        await app.press("down", "down", "space", "enter")
        assert app.session.dossier.reply("projet.publics").value == ("habitants", "ecoles", "aines")


async def test_a_double_click_answers_one_question(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.pilot.click("#choices", offset=(8, 0), times=2)
        await app.settle()
        assert app.session.dossier.data == {"porteur": {"nature": "association"}}
        assert app.session.place == "porteur.statuts"


async def test_a_pasted_text_chooses_nothing(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.paste("2\nnon\nLes Roses\n")
        assert app.session.dossier.data == {}
        assert app.session.place == "porteur.nature"


async def test_a_half_typed_answer_is_never_lost_on_the_way_out(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.debut")
        await app.write("un de ces jours", enter=False)
        await app.press("ctrl+o")
        assert "Votre réponse n’est pas validée" in app.flat
        await app.press("enter")
        assert "n’est pas compris comme une date" in app.seen("#card")
        await app.press("ctrl+a", "ctrl+k")
        await app.write("01/06/2031", enter=False)
        path, script = app.session.path, app.session.script
        await app.press("ctrl+q")
        app.app.simulate_key("enter")
        for _ in range(200):
            await app.pilot.pause(0.01)
            if app.app._exit:
                break
        assert app.app._exit
        assert load_dossier(path, script).data == {"projet": {"debut": "01/06/2031"}}


async def test_a_dropped_answer_does_not_come_back(run: Run) -> None:
    async with run() as app:
        await app.begin("Mairie de Saint-Machin", at="projet.nom")
        await app.write("Les Li", enter=False)
        await app.press("ctrl+o", "down", "enter")
        assert "6 Mairie de Saint-Machin" in app.flat
        await app.press("6")
        assert "vous attend" not in app.flat
        await app.work.goto("projet.nom")
        await app.settle()
        assert app.work.draft == ""


async def test_an_answer_that_is_doubtful_by_itself_is_told_at_once(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.write("autre")
        assert "? À vérifier" in app.said
        assert app.said.count("ne parle pas de cette sorte de structure") == 1
        await app.press("ctrl+z")
        assert "↶ Réponse annulée" in app.flat


async def test_a_row_is_refused_by_its_title(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campagne")
    questions = tmp_path / "campagne" / "dialogs" / "questions.yaml"
    field = '{id: nom, label: "Nom du cofinanceur", type: text, personal: true'
    check = ', constraints: [{check: words(nom) <= 3, message: "Trois mots au plus."}]'
    questions.write_text(questions.read_text(encoding="utf-8").replace(field, field + check), encoding="utf-8")
    async with run(campaign=Campaign(tmp_path / "campagne")) as app:
        await app.begin(at="budget.cofinanceurs")
        await app.write("un deux trois quatre")
        assert "✗ Trois mots au plus." in app.seen("#card")
        assert app.session.dossier.data == {}
        await app.press("ctrl+u")
        await app.write("La Région")
        assert app.session.dossier.rows("budget.cofinanceurs") == 1


@pytest.mark.parametrize("answers", [{}, {"budget": {"demande": "je ne sais pas encore"}}])
def test_a_gap_leads_to_the_first_question_that_lacks(answers: dict[str, Any]) -> None:
    script = load_script(locate())
    dossier = Dossier(script, answers)
    report = Rulebook(script).evaluate(dossier, date(2024, 3, 1))
    session = Session(Interview(dossier, date(2024, 3, 1)), Path("essai.yaml"), "essai")
    finding = next(finding for finding in report.findings if finding.requirement == "plafond-subvention")
    assert session.mending(finding) == "budget.demande"


async def test_a_blocking_rule_that_an_answer_breaks_is_told_at_once_and_once_and_when_it_is_lifted(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.press("3", "enter")
        told = app.said.partition("Règle bloquante\u00a0: Le jardin est porté par")[2]
        assert "✗ À corriger" in told
        assert "→ " in told
        assert "§1 p.\u00a01" in told
        await app.paste("Les Lilas")
        assert app.said.count("Règle bloquante") == 1
        await app.work.goto("porteur.nature")
        await app.press("1", "enter")
        assert "✓ La règle est respectée\u00a0: Le jardin est porté par" in app.said
        # Where the conversation is out of view, a toast says the same.
        await app.press("f10")
        assert app.app.screen.query_one("#answers").has_focus
        await app.press("enter", "3", "enter")
        assert "Règle bloquante : Le jardin est porté par" in app.flat
        await app.press("ctrl+z")
        assert app.said.count("✓ La règle est respectée") == 2
        # A dossier that is opened tells nothing that it had already.
        await app.press("ctrl+y", "ctrl+o", "6")
        assert app.said.rpartition("séances précédentes")[2].count("Règle bloquante") == 0


async def test_answers_that_come_to_disagree_are_told_at_once_and_once(run: Run) -> None:
    async with run() as app:
        await app.begin(at="budget.total")
        await app.paste("20 000 €")
        await app.paste("18 000 €")
        assert app.session.place == "budget.cofinanceurs"
        # The rows of a list are told one by one: nothing is said of their sum before it is left.
        await app.paste("Région")
        await app.paste("1 500 €")
        await app.press("o", "enter")
        await app.paste("Département")
        await app.paste("500 €")
        await app.press("o", "enter")
        assert "⚠" not in app.said
        await app.press("f8")
        assert "⚠" not in app.said
        # What mends the ceiling makes others disagree: it is told with where to look.
        await app.work.goto("budget.demande")
        await app.settle()
        await app.press("ctrl+u")
        await app.paste("15 000 €")
        told = app.said.partition("✓ La règle est respectée")[2].replace("\u00a0", " ")
        assert "⚠ Le coût est de 20 000 € et les apports de 17 000 €. Voir : « Cofinanceurs », « Coût du projet »" in told
        # Once: another sum that does not agree either is no news.
        await app.work.goto("budget.demande")
        await app.settle()
        await app.press("ctrl+u")
        await app.paste("14 000 €")
        assert app.said.count("⚠") == 1
        # Told again when it comes again, where the conversation is out of view too.
        await app.work.goto("budget.total")
        await app.settle()
        await app.press("ctrl+u")
        await app.paste("16 000 €")
        await app.press("f10", "ctrl+z")
        assert app.said.count("⚠") == 2
        assert "Le coût est de 20 000 € et les apports de 16 000 €" in app.flat.replace("\u00a0", " ")
        # A dossier that is opened tells nothing that it had already.
        await app.press("ctrl+o", "6")
        assert app.said.rpartition("séances précédentes")[2].count("⚠") == 0


async def test_rows_that_disagree_are_told_when_their_list_is_left(run: Run) -> None:
    async with run() as app:
        await app.begin(at="budget.total")
        await app.paste("10 000 €")
        await app.paste("8 000 €")
        await app.paste("Région")
        await app.paste("1 500 €")
        await app.press("o", "enter")
        assert "⚠" not in app.said
        await app.press("f8")
        assert "⚠ Le coût est de 10 000 € et les apports de 9 500 €." in app.said.replace("\u00a0", " ")


async def test_undo_reaches_the_last_answer_from_a_long_text(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("Les Lilas")
        assert app.session.place == "projet.description"
        await app.write("x", enter=False)
        await app.press("ctrl+z")
        assert app.session.dossier.data
        await app.press("ctrl+z")
        assert app.session.dossier.data == {}
        assert "Réponse annulée\u00a0: Comment s’appelle le jardin" in app.said
        # Once: a toast would hide the question.
        assert app.flat.count("Réponse annulée") == 1


@pytest.mark.parametrize("place", ["projet.nom", "projet.description", "porteur.nature"])
async def test_page_keys_scroll_the_conversation_from_an_input(run: Run, place: str) -> None:
    async with run() as app:
        await app.begin(at=place)
        for _ in range(15):
            app.work.tell(Content("ligne"))
        await app.settle()
        thread = app.work.query_one(Thread)
        assert thread.scroll_offset.y == thread.max_scroll_y > 0
        await app.press("pageup")
        await app.pilot.pause(0.05)
        assert thread.scroll_offset.y < thread.max_scroll_y
        await app.press("pagedown", "pagedown")
        if place != "porteur.nature":
            await app.press("home")
            await app.pilot.pause(0.05)
            assert thread.scroll_offset.y == 0


async def test_a_scenario_is_played_on_a_copy(run: Run, mini: Campaign) -> None:
    source = mini.room("dialogs") / "scenarios" / "jardin-refuse.yaml"
    content = source.read_bytes()
    async with run() as app:
        await app.press("5")
        assert "Le jardin de l’usine" in app.flat
        await app.press("escape", "5", "end", "enter")
        assert "Une entreprise, inventée, demande trop" in app.flat
        # On the day that its story supposes, not on that of the exercise.
        assert "comme si l’on était le 2 mai 2031" in app.flat
        assert app.session.interview.today.isoformat() == "2031-05-02"
        assert app.session.path == store.path_for("Le jardin de l'usine")
        assert app.session.dossier.reply("porteur.nature").value == "entreprise"
        await app.press("ctrl+o", "4")
        await app.paste(str(source))
        assert "Une entreprise, inventée, demande trop" in app.flat
        assert app.session.path.name == "le-jardin-de-l-usine-2.yaml"
        await app.work.goto("porteur.nature")
        await app.press("2", "enter")
        assert load_dossier(app.session.path, app.session.script).data["porteur"] == {"nature": "commune"}
    assert source.read_bytes() == content


async def test_the_free_conversation_is_kept(run: Run) -> None:
    async with run() as app:
        await app.press("1")
        await app.write("Combien peut-on demander ?")
        await app.press("ctrl+o")
        await app.begin()
        await app.press("ctrl+o", "1")
        assert "Combien peut-on demander\u00a0?" in app.said
        assert "La ville verse 15 000 €" in app.flat
        await app.write("les bénévoles")
        assert "les bénévoles" in app.said


@pytest.mark.parametrize("place", ["projet.nom", "projet.description"])
async def test_a_question_typed_as_an_answer_may_be_asked(run: Run, place: str) -> None:
    async with run() as app:
        await app.begin(at=place)
        await app.paste("Peut-être ?", enter=False)
        assert "C’est une question ?" not in app.flat
        await app.press("ctrl+u")
        await app.paste("combien peut-on demander ?", enter=False)
        assert "C’est une question ? F2 pour la poser aux textes" in app.seen("#card")
        await app.press("f2", "enter")
        assert "La ville verse 15 000 €" in app.flat
        assert app.session.dossier.data == {}
        await app.press("escape")
        # Enter asks once; what is typed between makes it ask again; a second Enter takes it.
        await app.paste("Qui sait ?")
        assert "C’est une question ? F2 la pose aux textes ; Entrée encore la garde comme réponse." in app.seen("#card")
        assert "F2 pour la poser" not in app.flat
        assert app.session.dossier.data == {}
        await app.write(" !?")
        assert app.session.dossier.data == {}
        await app.press("enter")
        assert app.session.dossier.reply(place).raw == "Qui sait ? !?"
        # A text of which the end asks is a text.
        await app.work.goto(place)
        await app.settle()
        await app.press("ctrl+u")
        await app.paste("Semer ensemble. Et après ?")
        assert app.session.dossier.reply(place).raw == "Semer ensemble. Et après ?"


async def test_a_question_typed_in_a_list_or_a_choice_is_not_taken_at_once(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="parcelles")
        await app.write("faut-il une parcelle ?")
        assert "C’est une question ? F2 la pose" in app.seen("#card")
        assert app.session.dossier.data == {}
        # A choice refuses it at once, and says where to ask it.
        await app.work.goto("porteur.nature")
        await app.settle()
        await app.write("qui peut candidater ?")
        assert app.session.dossier.data == {}
        assert "F2 pour la poser" in app.seen("#card")
        await app.write("une mairie", enter=False)
        assert "« une mairie » : Une commune." in app.seen("#card")
        # In a cell of a table.
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("ctrl+u")
        await app.write("Le rond")
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("up", "enter", "ctrl+u")
        await app.write("combien peut-on demander ?")
        assert "Entrée encore la garde" in app.flat
        await app.press("f2", "enter")
        assert "La ville verse 15 000 €" in app.flat
        assert app.session.dossier.reply("parcelles[0].nom").value == "Le rond"


async def test_after_an_undo_from_one_long_text_to_another_the_cursor_is_there_and_the_draft_is_not(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.description")
        await app.write("Des guetteurs")
        await app.work.goto("projet.description")
        await app.settle()
        await app.press("ctrl+z")
        assert app.session.dossier.data == {}
        await app.write("Semer", enter=False)
        assert app.work.draft == "Semer"
        await app.press("enter")
        assert app.session.dossier.reply("projet.description").raw == "Semer"
        # What was given and then undone is no draft: it does not come back with the dossier.
        await app.press("ctrl+z", "ctrl+o", "6")
        assert app.work.draft == ""
        assert "vous attend" not in app.flat


async def test_without_an_outline_nothing_speaks_of_it(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campagne")
    for name in ("outline.yaml", "cerfa.yaml"):
        (tmp_path / "campagne" / "dialogs" / name).unlink()
    async with run(campaign=Campaign(tmp_path / "campagne")) as app:
        await app.begin("essai")
        assert "F5" not in app.flat
        await app.press("f5", "f1", "pagedown")
        await app.settle()  # a window scrolls once it was drawn
        assert "F6" in app.flat
        assert "F5" not in app.flat
        await app.press("escape", "f4", "ctrl+g")
        assert "Trame" not in app.flat
        await app.press("tab", "tab", "ctrl+a", "ctrl+k")
        await app.paste(str(tmp_path / "papiers"))
        assert [path.name for path in (tmp_path / "papiers").iterdir()] == ["essai-liste-de-controle.docx"]
        assert "Dossier incomplet" in app.flat
        assert "1 fichier écrit dans" in app.flat
