"""What the decision to answer rests on, on campaigns that lack one thing or another."""

from functools import cache
from typing import Any

import msgspec
import pytest

from assistant.indexing import build
from assistant.library import Lexicon, Silence
from assistant.search import Engine
from assistant.signals import WEIGHTS, Signals
from tests import plot

LIBRARY = plot.library()
LACKS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "silences": {"silences": ()},
    "entries": {"entries": ()},
    "entries and silences": {"entries": (), "silences": ()},
    "lexicon": {"lexicon": Lexicon()},
    "questions": {"entries": tuple(msgspec.structs.replace(entry, questions=()) for entry in LIBRARY.entries)},
    "sections of silences": {"silences": tuple(msgspec.structs.replace(one, sections=()) for one in LIBRARY.silences)},
}
QUESTIONS = (
    "combien coûte la cuve",
    "peut-on avoir des poules ?",
    "la capitale de l'Italie",
    "sauf",
    "et après ?",
    "bonjour",
    "qui signe ?" + "\n" * 1500 + "quand ?",
    "M. Dupont, art. 3 : quand déposer ?",
)


@cache
def engine(lack: str) -> Engine:
    return Engine(build(msgspec.structs.replace(LIBRARY, **LACKS[lack])))


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_campaign_that_lacks_something_still_answers_or_refuses(lack: str, question: str) -> None:
    first = engine(lack).ask(question)
    again = engine(lack).ask(question, first.context)
    assert {first.status, again.status} <= {"answered", "not_in_texts", "out_of_scope", "unintelligible"}
    assert all(0 <= passage.score <= 1 for passage in (*first.passages, *first.related))
    signals = engine(lack).signals(question)
    assert signals is None or 0 <= signals.confidence <= 1


def test_every_weight_has_its_signal_and_every_signal_its_weight() -> None:
    assert WEIGHTS.keys() == set(Signals.__struct_fields__)


def signals(**changes: float) -> Signals:
    """Of a question that is answered well."""
    found = engine("nothing").signals("combien coûte la cuve")
    assert found is not None
    return msgspec.structs.replace(found, **changes)


def test_signs_of_a_wrong_answer_lower_the_confidence() -> None:
    good = signals().confidence
    assert good > 0.8
    assert signals(lacking=True).confidence < good
    assert signals(astray=True).confidence < good
    assert signals(rival=0.7, closer=0.2, ahead_of_silence=-0.5).confidence < 0.5
    assert signals(ahead_of_silence=-1.0).confidence < good


def test_what_another_subject_holds_is_strange() -> None:
    assert not signals().strange
    assert signals(present=0.2, told=0.0).strange
    assert not signals(present=0.2, told=0.9).strange
    assert signals(ahead_of_outside=-2.0).strange


def test_another_subject_that_is_known_is_named_and_a_greeting_is_met() -> None:
    outside = Silence(
        id="chats", says="Cette question sur les chats sort du sujet.", questions=("prénom pour un chaton",), outside=True
    )
    here = Silence(
        id="accueil",
        says="L'assistant répond aux questions sur les jardins.",
        questions=("bonjour", "merci", "bonjour et merci"),
        nearby="Posez-en une.",
        sections=("appel/1.2-aide",),
    )
    told = Engine(build(msgspec.structs.replace(LIBRARY, silences=(*LIBRARY.silences, outside, here))))
    answer = told.ask("un prénom pour mon chaton ?")
    assert (answer.status, answer.answer) == ("out_of_scope", outside.says)
    greeted = told.ask("Bonjour !")
    assert greeted.status == "not_in_texts"
    assert str(greeted.answer).startswith(here.says)


def test_nothing_is_mended_into_a_word_of_another_subject() -> None:
    kings = Silence(
        id="rois", says="Les rois sortent du sujet.", questions=("quel roi a régné", "le roi et la reine"), outside=True
    )
    told = Engine(build(msgspec.structs.replace(LIBRARY, silences=(*LIBRARY.silences, kings))))
    assert told.ask("qui peu demandé laide").passages[0].section == "appel/1.1-porteur"
    assert "d roi" not in dict(told.ask("qui a le droi de demander l'aide").mended).values()
