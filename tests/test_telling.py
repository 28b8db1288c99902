"""What every face tells of an answer: the fact before the rest, only the slips that matter."""

import time

import pytest

from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.present import render_answer
from assistant.search import open_engine
from assistant.telling import TWO, halves, paragraphs, worth_telling
from tests.mini import ROOT


@pytest.mark.parametrize(
    ("typed", "meant"), [("eligibilite", "éligibilité"), ("delais", "délai"), ("comune", "commune"), ("montan", "montant")]
)
def test_a_slip_that_reads_the_same_is_not_told(typed: str, meant: str) -> None:
    assert worth_telling([(typed, meant)]) == ()


@pytest.mark.parametrize(("typed", "meant"), [("entrpz", "entreprise"), ("cofin", "cofinancement")])
def test_a_slip_that_could_mean_something_else_is_told(typed: str, meant: str) -> None:
    assert worth_telling([("delais", "délai"), (typed, meant)]) == ((typed, meant),)


def test_a_word_with_an_apostrophe_is_told_as_it_is_written() -> None:
    assert worth_telling([("quelqun", "quelquun")]) == (("quelqun", "quelqu'un"),)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("comment déposer et combien peut-on demander ?", ()),
        (
            "comment déposer le dossier, et combien peut-on demander ?",
            ("Comment déposer le dossier ?", "Combien peut-on demander ?"),
        ),
        ("Qui peut candidater et jusqu’à quelle date ?", ("Qui peut candidater ?", "Jusqu'à quelle date ?")),
        ("Qui peut candidater ? Combien peut-on demander ?", ("Qui peut candidater ?", "Combien peut-on demander ?")),
        ("Combien peut-on demander ? Et pour quelle durée ?", ("Combien peut-on demander ?", "Pour quelle durée ?")),
        ("Lesquelles sont admises, et combien peut-on demander ?", ("Lesquelles sont admises ?", "Combien peut-on demander ?")),
        ("À quelle date faut-il déposer et qui décide ensuite ?", ("À quelle date faut-il déposer ?", "Qui décide ensuite ?")),
        ("À quelle date et à quelle heure faut-il déposer ?", ()),
        ("Dans quelle mesure et pour qui le projet est-il utile ?", ()),
        ("Comment se fait le versement et quand ?", ()),
        ("Quelle aide pour une commune qui a un contrat et qui veut agir ?", ()),
        ("Si une commune candidate, que fournit-elle et quand ?", ()),
        ("Peut-on payer un poste et un véhicule ?", ()),
        ("", ()),
    ],
)
def test_a_question_that_asks_two_things_is_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert halves(question) == parts


def test_halves_are_not_sought_in_a_long_text() -> None:
    before = time.process_time()
    assert halves("qui a qui " + "et qui a " * 11_000) == ()
    assert time.process_time() - before < 0.1


@pytest.mark.usefixtures("shared_cache")
def test_the_answer_to_two_questions_says_that_it_may_be_half_an_answer() -> None:
    engine = open_engine(Campaign(ROOT))
    told = render_answer(engine.ask("Combien peut-on demander et qui conseille sur l'eau ?"), engine, 200)
    assert TWO.split(" :")[0] in told.replace("\u00a0", " ")
    assert "Deux questions" not in render_answer(engine.ask("Combien peut-on demander ?"), engine, 200)


def test_the_fact_stands_before_what_completes_it() -> None:
    assert paragraphs("Le fait.") == ("Le fait.", ())
    assert paragraphs("Le fait.\n\nLa suite.\nLa fin.") == ("Le fait.", ("La suite.", "La fin."))
    assert paragraphs("") == ("", ())


@pytest.mark.usefixtures("shared_cache")
def test_an_answer_in_lines_shows_the_fact_then_what_completes_it() -> None:
    answer = Answer(
        "", "answered", 0.9, "Le fait.\nLa suite, qui est longue.", understood="L'aide", mended=(("comune", "commune"),)
    )
    shown = render_answer(answer, open_engine(Campaign(ROOT)), 30)
    assert shown == "(Vous parlez de\u00a0: L’aide.)\n\nLe fait.\n\nÀ savoir aussi\u00a0:\n- La suite, qui est longue."
