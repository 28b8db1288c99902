"""What is learnt of the typical questions: the way people ask tells what they ask for."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index import compile_lexicon
from assistant.library import Entry, Silence
from assistant.likelihood import MAX_STEMS, Likelihood, features, learn
from tests import plot

LIBRARY = plot.library()
VOCABULARY = compile_lexicon(LIBRARY.lexicon)
TABLE = learn(LIBRARY, VOCABULARY)
ASKED: list[Entry | Silence] = [*LIBRARY.entries, *LIBRARY.silences]
likelihood = Likelihood(TABLE, VOCABULARY)


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_a_typical_question_is_likeliest_for_its_own_source(number: int) -> None:
    for question in ASKED[number].questions:
        sources, _, _ = likelihood(question)
        assert sources[number] == max(sources), question


def test_sections_gather_what_their_entries_are_asked() -> None:
    _, sections, _ = likelihood("quel est le prix de la cuve")
    best = max(range(len(sections)), key=sections.__getitem__)
    assert LIBRARY.sections[best].id == "exemples/brevelle-cuve"


def test_little_words_and_their_order_count() -> None:
    found = features(VOCABULARY, "Qui peut déposer ?")
    assert {"uqui", "bqui peut"} <= found.keys()
    assert "bpeut qui" not in found


def test_what_was_told_before_the_question_counts_for_less() -> None:
    plain, _, _ = likelihood("combien coûte la cuve")
    aside, _, _ = likelihood("combien coûte la cuve", "quand déposer le dossier", 0.2)
    whole, _, _ = likelihood("combien coûte la cuve quand déposer le dossier")
    best = max(range(len(plain)), key=plain.__getitem__)

    def lead(scores: list[float]) -> float:
        return scores[best] - sum(scores) / len(scores)

    assert lead(whole) < lead(aside) < lead(plain)


def test_nothing_known_favours_nothing() -> None:
    sources, sections, _ = likelihood("xqzt wvk")
    assert set(sources) == set(sections) == {0.0}


def test_it_travels_as_bytes_and_a_campaign_without_questions_has_none() -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(TABLE), type=type(TABLE))
    assert Likelihood(again, VOCABULARY)("combien coûte la cuve") == likelihood("combien coûte la cuve")
    bare = learn(msgspec.structs.replace(LIBRARY, entries=(), silences=()), VOCABULARY)
    assert bare.sources == 0
    assert not any(Likelihood(bare, VOCABULARY)("combien coûte la cuve")[0])


@given(st.text(max_size=300))
def test_any_text_has_bounded_features(text: str) -> None:
    found = features(VOCABULARY, text)
    assert all(0 < weight <= 1 for weight in found.values())
    assert sum(name.startswith("u") for name in found) <= MAX_STEMS
