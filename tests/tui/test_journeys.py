"""The app used as people use it, from the door to the papers; opening it costs most, so each test is a whole journey."""

import threading
from collections.abc import Sequence
from functools import partial

import pytest
from textual.widgets import Input, OptionList

from assistant import store
from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.conversation import Context
from assistant.dossier import load_dossier
from assistant.tui.ask import AskBar
from assistant.tui.beside import Beside
from assistant.tui.inputs import Choices
from assistant.tui.panes import outline
from assistant.tui.paper import Block
from assistant.tui.thread import Thread

from .conftest import WIDE, Canned, Run


def wait_for(ready: threading.Event) -> None:
    assert ready.wait(20)


async def test_from_the_door_to_an_answer_with_its_passage_and_page(run: Run) -> None:
    async with run() as app:
        assert "Appel à projets Jardins partagés 2031" in app.flat
        assert "L’appel est ouvert : il reste 60 jours pour déposer." in app.flat
        assert "1 Poser une question aux textes" in app.flat
        assert "2 Commencer un nouveau dossier" in app.flat
        await app.press("1")
        await app.write("Combien peut-on demander ?")
        thread = app.seen("#thread")
        assert "Vous Combien peut-on demander ? La ville verse 15 000 € au plus par jardin" in thread
        assert "§3 p. 2, « L’aide » La ville verse 15 000 €" in thread
        assert "(reformulation ; le texte officiel fait foi)" in thread
        await app.paste("les bénévoles")
        passage = app.app.screen.query_one(Thread).pieces[-1].text
        assert "bénévoles" in [passage.plain[span.start : span.end] for span in passage.spans if "$mark" in str(span.style)]
        await app.press("ctrl+o")
        assert "1 Poser une question aux textes" in app.flat


async def test_doubt_silence_suggestions_and_context(run: Run, mini: Campaign) -> None:
    known = Context("reglement/3-aide", "L'aide", ("combien",))
    sum_asked = "Combien la ville verse-t-elle au plus ?"
    search = Canned(
        mini,
        {
            "entreprise": Answer("", "answered", 0.4, "Une entreprise n'y a pas droit.", mended=(("entrpz", "entreprise"),)),
            "Combien": Answer("", "answered", 0.9, "La ville verse 15 000 € au plus.", context=known),
            "taux": Answer("", "not_in_texts", 0.8, "Le règlement ne fixe aucun taux.", understood="L'aide"),
            "Salut": Answer("", "out_of_scope", 0.1, None, suggestions=(sum_asked,)),
        },
    )
    async with run(opener=lambda campaign, progress: search) as app:
        await app.press("1")
        await app.paste("une entreprise ?")
        assert "« entrpz » compris comme « entreprise »" in app.flat
        assert "⚠ Réponse à vérifier" in app.flat
        await app.paste(sum_asked)
        await app.paste("Quel taux ?")
        assert "Vous parlez de : L’aide ∅ Ce que les textes ne disent pas Le règlement ne fixe aucun taux." in app.flat
        await app.paste("Salut")
        assert "Cette question sort du sujet de ces textes." in app.flat
        await app.press("up", "enter")
        assert app.said.count("La ville verse 15\u00a0000\u00a0€ au plus.") == 2
        assert search.contexts == [None, None, known, None, None]


async def test_the_topic_of_a_conversation_is_shown_and_dropped_by_key_or_by_click(run: Run, mini: Campaign) -> None:
    aid, plots = Context("reglement/3-aide", "L'aide", ("combien",)), Context("reglement/2-parcelles", "Les parcelles", ("eau",))
    search = Canned(
        mini,
        {
            "Combien": Answer("", "answered", 0.9, "La ville verse 15 000 €.\nElle verse en une fois.", context=aid),
            "eau": Answer("", "answered", 0.9, "Un point d'eau par parcelle.", context=plots),
        },
    )
    async with run(opener=lambda campaign, progress: search) as app:
        await app.press("1")
        assert "oublier" not in app.flat
        await app.paste("Combien ?")
        answer = app.app.screen.query_one(Thread).pieces[-1].text
        assert [str(span.style) for span in answer.spans] == ["bold", "$muted"]
        assert "Vous parlez de : L’aide ^R × oublier ce sujet" in app.seen("#ask-bar")
        await app.paste("Et l'eau ?")
        assert "Vous parlez de : Les parcelles" in app.seen("#ask-bar")
        await app.press("ctrl+r")
        assert "oublier" not in app.seen("#ask-bar")
        assert "Sujet oublié\u00a0: «\u00a0Les parcelles\u00a0»" in app.said
        await app.paste("Combien ?")
        topic = app.app.screen.query_one("#topic")
        await app.pilot.click("#topic", offset=(topic.size.width - 8, 0))
        await app.settle()
        await app.paste("Et l'eau ?")
        assert search.contexts == [None, aid, None, None]
        await app.press("ctrl+r", "ctrl+r")
        assert "n’a pas de sujet" in app.flat


async def test_synonyms_and_mended_words_are_marked_in_the_pane_of_passages(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.press("1")
        for question, meant in (("combien de fric au plus ?", "aide"), ("il faut un compsot ?", "compost")):
            await app.paste(question)
            shown = [extract.text for extract in app.work.query_one(Beside).found.extracts]
            marked = {text.plain[span.start : span.end] for text in shown for span in text.spans if "$mark" in str(span.style)}
            assert meant in marked
            assert meant in app.seen("#passages")


async def test_questions_asked_while_the_texts_are_prepared_get_each_its_answer(run: Run, mini: Campaign) -> None:
    known = Context("reglement/3-aide", "L'aide", ("combien",))
    search = Canned(
        mini, {"Combien": Answer("", "answered", 0.9, "15 000 €.", context=known), "taux": Answer("", "not_in_texts", 0.9, None)}
    )
    async with run(opener=lambda campaign, progress: search) as app:
        await app.press("1")
        ready = threading.Event()
        app.app.office.study.do(partial(wait_for, ready))
        for question in ("Combien ?", "Quel taux ?"):
            app.work.post_message(AskBar.Asked(question))
        await app.pilot.pause()
        ready.set()
        await app.settle()
        said = app.said.split("\n")
        assert said[-5:-2] == ["Vous  Combien\u00a0?", "15\u00a0000\u00a0€.", "Vous  Quel taux\u00a0?"]
        assert "Recherche…" not in app.said
        assert search.contexts == [None, known]


async def test_from_the_first_question_to_an_item_of_the_checklist_and_back(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin("jardin")
        await app.press("f4")
        assert "☐ Le jardin est porté par une association ou une commune" in app.seen("#findings")
        await app.press("escape", "1", "enter")
        assert "✓ Le jardin est porté par une association ou une commune" in app.seen("#findings")
        assert app.session.place == "porteur.statuts"
        await app.press("n", "enter")
        assert "✗ L’association joint ses statuts" in app.seen("#findings")
        saved = load_dossier(app.session.path, app.session.script)
        assert saved.data == {"porteur": {"nature": "association", "statuts": "non"}}
        assert "✓ Enregistré" in app.seen("#top")

        findings = app.app.screen.query_one("#findings", OptionList)
        findings.focus()
        findings.highlighted = findings.get_option_index("statuts-joints")
        await app.press("enter")
        assert app.session.place == "porteur.statuts"
        assert app.app.screen.query_one(Choices).highlighted == 1
        survey = app.work._survey
        assert survey is not None
        for finding in survey.report.findings:
            path = app.session.mending(finding)
            assert path is not None, finding.requirement
            assert app.session.interview.step(path) is not None


async def test_skip_back_change_and_none_lose_nothing(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("f9")
        assert app.session.place == "porteur.nature"
        assert "n’admet pas « aucun »" in app.seen("#card")
        await app.press("2", "enter")
        await app.write("Les Lilas")
        await app.press("f8")
        assert app.session.place == "projet.publics"
        assert app.session.dossier.reply("projet.description").state == "skipped"
        await app.press("f7", "f7", "f7")
        assert app.session.place == "porteur.nature"
        assert app.app.screen.query_one(Choices).highlighted == 1
        await app.press("1", "enter")
        assert app.session.place == "porteur.statuts"
        assert app.session.dossier.reply("projet.nom").value == "Les Lilas"
        assert app.session.dossier.reply("projet.description").state == "skipped"
        await app.work.goto("projet.publics")
        await app.press("3", "1", "down", "space")
        assert app.text.count("☑") == 3
        await app.press("2", "enter")
        assert app.session.dossier.reply("projet.publics").value == ("habitants", "aines")
        await app.work.goto("projet.publics")
        await app.press("f9")
        assert app.session.dossier.reply("projet.publics").state == "none"
        assert "→ Aucun public" in app.said


async def test_values_are_read_as_typed_and_refused_in_place(run: Run) -> None:
    async with run() as app:
        await app.begin(at="budget.total")
        await app.paste("12,5k€", enter=False)
        assert "= 12 500 €" in app.seen("#card")
        await app.work.goto("projet.debut")
        await app.paste("15/02/2031")
        assert "✗ Les travaux commencent après le 30 avril 2031" in app.seen("#card")
        assert app.session.place == "projet.debut"
        assert app.app.screen.query_one("Field", Input).value == "15/02/2031"
        await app.press("ctrl+u")
        await app.paste("un de ces jours")
        assert "n’est pas compris comme une date" in app.seen("#card")
        assert app.session.dossier.data == {}


async def test_rows_are_added_opened_removed_and_undone(run: Run) -> None:
    async with run() as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré")
        assert app.session.place == "parcelles[0].usage"
        assert "Le jardin › Le carré" in app.flat
        await app.press("2", "enter")
        await app.paste("40")
        assert app.session.place == "parcelles"
        await app.paste("La haie")
        await app.press("f8", "f8")
        assert app.session.dossier.rows("parcelles") == 2
        assert "Le carré ✓" in app.flat
        rows = app.app.screen.query_one("#rows", OptionList)
        rows.focus()
        rows.highlighted = 0
        await app.press("enter")
        assert app.session.place == "parcelles[0].nom"
        await app.press("ctrl+a", "ctrl+k")
        await app.paste("Le rond")
        assert app.session.dossier.reply("parcelles[0].nom").value == "Le rond"
        await app.work.goto("parcelles")
        rows = app.app.screen.query_one("#rows", OptionList)
        rows.focus()
        rows.highlighted = 0
        await app.press("delete")
        assert app.session.dossier.rows("parcelles") == 1
        assert app.session.dossier.reply("parcelles[0].nom").value == "La haie"
        await app.press("ctrl+z")
        assert app.session.dossier.rows("parcelles") == 2
        await app.press("ctrl+z")
        assert app.session.dossier.reply("parcelles[0].nom").value == "Le carré"
        assert load_dossier(app.session.path, app.session.script).data == app.session.dossier.data
        while app.session.undo():
            pass
        assert app.session.dossier.data == {}
        assert app.session.place == "parcelles"
        await app.press("ctrl+z")
        assert "Rien à annuler" in app.flat


async def test_several_names_on_one_line_are_asked_about(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré, la serre et le talus")
        assert "Une seule parcelle, ou plusieurs ?" in app.flat
        assert "1 En ajouter 3 : « Le carré », « la serre » et « le talus »" in app.flat.replace("\u00a0", " ")
        # Escape leaves the line as it was typed.
        await app.press("escape")
        assert app.session.dossier.rows("parcelles") is None
        assert app.work.draft == "Le carré, la serre et le talus"
        await app.press("enter", "1")
        assert [row["nom"] for row in app.session.dossier.table("parcelles")] == ["Le carré", "la serre", "le talus"]
        assert app.session.place == "parcelles"
        assert "Le carré, la serre et le talus" in app.said
        # One undo takes them all back. A name may hold a comma.
        await app.press("ctrl+z")
        assert app.session.dossier.rows("parcelles") is None
        await app.paste("Le carré, la serre")
        await app.press("2")
        assert [row["nom"] for row in app.session.dossier.table("parcelles")] == ["Le carré, la serre"]
        # An amount is nobody's name.
        await app.work.goto("parcelles")
        await app.settle()
        await app.paste("6000 euros")
        assert "✗ « 6000 euros » est un montant, et non un nom : nom de la parcelle" in app.seen("#card").replace("\u00a0", " ")
        await app.press("ctrl+u")
        # What describes one row is not asked about.
        await app.work.goto("parcelles")
        await app.settle()
        await app.paste("La butte, avec les écoles")
        assert app.session.dossier.rows("parcelles") == 2


async def test_on_a_narrow_terminal_the_panes_are_screens_and_one_may_ask_in_the_middle(run: Run) -> None:
    async with run() as app:
        await app.begin()
        await app.press("1", "enter", "f2")
        await app.paste("Combien peut-on demander ?")
        assert "La ville verse 15 000 €" in app.flat
        assert "reprendre « Les statuts de l’association sont-ils joints ? »" in app.flat
        await app.press("escape", "o", "enter")
        assert app.session.place == "projet.nom"
        assert app.session.dossier.reply("porteur.statuts").value is True
        panes = {"f3": "Le jardin partagé couvre 50 mètres", "f4": "Dossier incomplet", "f5": "Trame du dossier", "f6": "2/2"}
        for key, shown in panes.items():
            await app.press(key)
            assert shown in app.flat, key
            assert "Comment s’appelle le jardin ?" not in app.flat
            assert all(len(line) <= 80 for line in app.text.split("\n"))
        await app.press("escape")
        assert "Comment s’appelle le jardin ?" in app.flat
        await app.press("f6")
        await app.pilot.resize_terminal(*WIDE)
        await app.settle()
        assert "Comment s’appelle le jardin ?" in app.seen("#card")
        assert "2/2" in app.seen("#progress")


@pytest.mark.parametrize("place", ["parcelles", "projet.description", ""])
async def test_after_a_resize_every_part_is_styled_as_the_sheet_says(run: Run, place: str) -> None:
    async with run(size=WIDE) as app:
        await (app.begin(at=place) if place else app.press("1"))
        if place == "parcelles":
            await app.paste("Le carré")
            await app.work.goto(place)
            await app.settle()
        for size in ((80, 24), (300, 80), (100, 16), (60, 34), WIDE):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            parts = list(app.app.screen.query("*"))
            before = [dict(part._css_styles.get_rules()) for part in parts]
            app.app.screen.update_node_styles(animate=False)
            after = [dict(part._css_styles.get_rules()) for part in parts]
            assert [str(part) for part, one, other in zip(parts, before, after, strict=True) if one != other] == [], size


@pytest.mark.parametrize("size", [(80, 24), WIDE, (300, 80)])
async def test_the_outline_is_wrapped_for_its_pane_before_it_is_drawn(
    run: Run, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []

    def parts_of(found: Sequence[Block], width: int) -> list[outline.Piece]:
        widths.append(width)
        return parted(found, width)

    parted = outline.parts_of
    monkeypatch.setattr(outline, "parts_of", parts_of)
    async with run(size=size) as app:
        await app.begin("Mon jardin")
        await app.press("f5")
        assert "Trame du dossier" in app.seen("#outline")
        assert widths == [app.app.screen.query_one("#outline").scrollable_content_region.width]


async def test_the_outline_follows(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin("Mon jardin")
        await app.press("f5")
        assert "À compléter : Nature du porteur" in app.seen("#outline")
        await app.press("escape", "2", "enter")
        assert "Nature du porteur : Une commune" in app.seen("#outline")


async def test_a_dossier_is_resumed_where_it_was_and_never_open_twice(run: Run) -> None:
    async with run() as app:
        await app.begin("Les Lilas")
        await app.press("1", "enter", "o", "enter")
        path = app.session.path
        # The app is left without a word: only what is on the disk counts.
        app.app.office.release()
        await app.settle()
    async with run() as app:
        assert "6 Les Lilas" in app.flat
        with store.held(path):
            await app.press("6")
            assert "déjà ouvert dans une autre fenêtre" in app.flat
        await app.press("6")
        assert app.session.path == path
        assert app.session.place == "projet.nom"
        assert app.session.dossier.reply("porteur.nature").value == "association"
        await app.press("f6")
        progress = app.app.screen.query_one("#progress", OptionList)
        progress.highlighted = progress.get_option_index("budget.total")
        await app.press("enter")
        assert app.session.place == "budget.total"
        await app.press("ctrl+p")
        await app.paste("benevoles")
        assert app.session.place == "equipe.benevoles"
        await app.press("ctrl+o")
        assert "1 Poser une question aux textes" in app.flat
