"""« Vérifiez vos réponses », and answers taken back and given again."""

from textual.widgets import OptionList

from assistant.tui.inputs import Field
from assistant.tui.review import Review
from assistant.tui.thread import Thread

from .conftest import WIDE, Driver, Run


def cursor(app: Driver) -> str | None:
    """The question under the cursor of the list of answers."""
    option = app.app.screen.query_one("#answers", OptionList).highlighted_option
    return option.id if option else None


async def test_every_answer_is_verified_and_changed_in_place(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter", "n", "enter")
        await app.paste("Les Lilas")
        await app.press("f10")
        shown = app.seen("#review")
        assert "Vérifiez vos réponses ✓ 3 réponses données" in shown
        assert "✗ 1 réponse en cause" in shown
        assert "✓ Nature du porteur : Une association" in shown or "Une association" in shown
        assert "L’association joint ses statuts" in shown
        assert not app.app.screen.query_one(Thread).display
        assert not app.app.screen.query_one("#card").display

        # In place: the answer opens under the list, and the list comes back with its cursor where it was.
        await app.press("down")
        assert cursor(app) == "porteur.statuts"
        await app.press("enter")
        assert "statuts de l’association" in app.seen("#card")
        await app.press("o", "enter")
        assert app.session.dossier.reply("porteur.statuts").raw == "oui"
        assert cursor(app) == "porteur.statuts"
        assert "en cause" not in app.seen("#review")
        assert not app.app.screen.query_one("#card").display

        # What is not seen is neither skipped nor left.
        before, place = app.session.dossier, app.session.place
        await app.press("f8", "f9", "f7", "f4", "f8")
        assert (app.session.dossier, app.session.place) == (before, place)
        await app.press("escape")

        # Only what is missing; the one that was answered goes, the next one has the cursor.
        await app.press("m")
        assert "Les Lilas" not in app.seen("#review")
        gap = cursor(app)
        assert gap is not None
        await app.press("enter", "f8")
        assert app.session.dossier.reply(gap).state == "skipped"
        assert "? 1 à revoir" in app.seen("#review")
        await app.press("enter", "escape")
        assert not app.app.screen.query_one("#card").display
        await app.press("escape")
        assert app.app.screen.query_one(Thread).display
        assert app.app.screen.query_one("#card").display


async def test_a_list_opened_from_the_answers_stays_open_until_its_rows_are_done(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin()
        await app.press("f10")
        answers = app.app.screen.query_one("#answers", OptionList)
        answers.highlighted = answers.get_option_index("parcelles")
        await app.press("enter")
        await app.paste("Le carré")
        assert app.session.place is not None
        assert app.session.place.startswith("parcelles[0]")
        assert app.app.screen.query_one("#card").display
        await app.press("escape")
        assert "Le carré" in app.seen("#review")
        assert not app.app.screen.query_one(Review).edited
        await app.press("f2")
        assert app.app.screen.query_one(Thread).display
        assert app.app.screen.query_one("#ask-bar").display


async def test_what_was_undone_is_made_again(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter", "n", "enter")
        await app.press("ctrl+z", "ctrl+z")
        assert app.session.dossier.data == {}
        await app.press("ctrl+y")
        assert app.session.dossier.data == {"porteur": {"nature": "association"}}
        await app.press("ctrl+y", "ctrl+y")
        assert app.session.dossier.data == {"porteur": {"nature": "association", "statuts": "non"}}
        assert "Rien à rétablir." in app.flat
        await app.press("ctrl+z", "o", "enter", "ctrl+y")
        assert app.session.dossier.reply("porteur.statuts").raw == "oui"
        assert "Réponse rétablie" in app.said


async def test_what_is_half_typed_waits_while_other_answers_are_looked_at(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("Les Lilas")
        await app.write("Semer avec", enter=False)
        # In the list, another answer is opened and left as it is.
        await app.press("f10")
        answers = app.app.screen.query_one("#answers", OptionList)
        answers.highlighted = answers.get_option_index("projet.nom")
        await app.press("enter", "escape", "escape")
        assert (app.session.place, app.work.draft) == ("projet.description", "Semer avec")
        # So it is when one goes to another question, or gives another answer, and comes back.
        await app.press("f7")
        assert (app.session.place, app.work.draft) == ("projet.nom", "")
        await app.press("ctrl+u")
        await app.paste("Les Roses")
        assert (app.session.place, app.work.draft) == ("projet.description", "Semer avec")
        await app.write(" les voisins", enter=False)
        assert app.work.draft == "Semer avec les voisins"
        # What was put off, or given, is half typed no more.
        await app.press("f8", "f7")
        assert (app.session.place, app.work.draft) == ("projet.description", "")
        # The question that was left for the list is gone back to, unless it was answered there.
        await app.press("f10")
        answers.highlighted = answers.get_option_index("projet.publics")
        await app.press("enter")
        assert app.session.place == "projet.publics"
        await app.press("escape", "escape")
        assert app.session.place == "projet.description"
        await app.press("f10")
        answers.highlighted = answers.get_option_index("projet.description")
        await app.press("enter")
        await app.paste("Semer")
        await app.press("escape")
        assert app.session.place == "projet.publics"


async def test_words_typed_for_a_choice_outlive_a_look_elsewhere(run: Run) -> None:
    async with run() as app:
        await app.begin(at="porteur.nature")
        await app.write("une asso de quartier", enter=False)
        await app.press("f10", "escape", "f1", "escape")
        assert app.work.draft != ""
        await app.press("enter")
        assert app.session.dossier.reply("porteur.nature").value == "association"


async def test_what_is_typed_over_an_answer_and_abandoned_is_gone(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("Les Lilas")
        await app.press("f10")
        answers = app.app.screen.query_one("#answers", OptionList)
        for choice, named in (("3", "Les Lilas"), ("2", "Les Lilas"), ("1", "Les Lilas et l")):
            answers.highlighted = answers.get_option_index("projet.nom")
            await app.press("enter")
            await app.write(" et l", enter=False)
            await app.press("escape")
            assert "Votre réponse n’est pas validée" in app.flat
            await app.press(choice)
            if choice == "3":
                assert app.work.draft == "Les Lilas et l"
                await app.press("escape", "2")
            assert answers.has_focus
            assert app.session.dossier.reply("projet.nom").raw == named
            # Opened again, it is the answer that stands.
            answers.highlighted = answers.get_option_index("projet.nom")
            await app.press("enter")
            assert app.app.screen.query_one("Field", Field).text == named
            assert app.work.draft == ""
            await app.press("escape")
            assert answers.has_focus
        # A choice is told by its words.
        answers.highlighted = answers.get_option_index("porteur.nature")
        await app.press("enter", "1", "escape")
        assert "« Une association »" in app.flat.replace("\u00a0", " ")


async def test_an_undo_in_a_list_names_the_row(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="budget.cofinanceurs")
        await app.paste("Région")
        await app.paste("1 500 €")
        await app.press("o", "enter")
        await app.paste("La CAF")
        # Where it was given: in the dialogue, in the table.
        told: list[str] = []
        for keys in (("ctrl+z",), ("ctrl+z",), ("ctrl+z",), ("ctrl+y",), ("ctrl+y",)):
            await app.press(*keys)
            told.append(app.said.rpartition("\n")[2].replace("\u00a0", " "))
        assert told == [
            "↶ Ligne retirée (Cofinanceurs) : La CAF",
            "↶ Réponse annulée : Région – Est-ce acquis ?",
            "↶ Réponse annulée : Région – Combien verse-t-il ?",
            "↷ Réponse rétablie : Région – Combien verse-t-il ?",
            "↷ Réponse rétablie : Région – Est-ce acquis ?",
        ]
        await app.work.goto("budget.cofinanceurs")
        await app.settle()
        await app.press("up", "delete", "ctrl+z")
        assert app.said.rpartition("\n")[2].replace("\u00a0", " ") == "↶ Ligne remise (Cofinanceurs) : Région"
