"""What every face tells of an answer: the fact before the rest, only the slips that matter."""

import pytest

from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.present import render_answer
from assistant.search import open_engine
from assistant.telling import paragraphs, worth_telling
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
