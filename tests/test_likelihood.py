"""What is learnt of the typical questions: the way people ask tells what they ask for."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing import compile_lexicon
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
        sources = likelihood(question).sources
        assert sources[number] == max(sources), question


def test_sections_gather_what_their_entries_are_asked() -> None:
    sections = likelihood("quel est le prix de la cuve").sections
    best = max(range(len(sections)), key=sections.__getitem__)
    assert LIBRARY.sections[best].id == "exemples/brevelle-cuve"


def test_little_words_and_their_order_count() -> None:
    found = features(VOCABULARY, "Qui peut déposer ?")
    assert {"uqui", "bqui peut"} <= found.keys()
    assert "bpeut qui" not in found


def test_what_was_told_before_the_question_counts_for_less() -> None:
    plain = likelihood("combien coûte la cuve").sources
    aside = likelihood("combien coûte la cuve", "quand déposer le dossier", 0.2).sources
    whole = likelihood("combien coûte la cuve quand déposer le dossier").sources
    best = max(range(len(plain)), key=plain.__getitem__)

    def lead(scores: list[float]) -> float:
        return scores[best] - sum(scores) / len(scores)

    assert lead(whole) < lead(aside) < lead(plain)


def test_nothing_known_favours_nothing() -> None:
    found = likelihood("xqzt wvk")
    assert {*found.sources, *found.sections, found.said, found.unsaid} == {0.0}


def test_most_questions_sound_like_what_is_answered_or_like_what_is_not() -> None:
    told = [source for source in ASKED if isinstance(source, Entry) or not source.outside]
    right = [
        isinstance(source, Entry) == (likelihood(question).said > likelihood(question).unsaid)
        for source in told
        for question in source.questions
    ]
    assert sum(right) > 0.9 * len(right)


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
