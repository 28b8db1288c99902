"""French text into terms: what people type and what texts hold meet on the same ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import MAX_WORD, fold, phonetic, words
from assistant.indexing import compile_lexicon
from assistant.library import Acronym, Lexicon, Synonym


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def terms(text: str) -> list[str]:
    return [word.term for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'appel d’offres qu'il lorsqu'on", ["appel", "offres"]),
        ("LIMIT'S LIMIT’S limits", ["limits"] * 3),
        ("C.L.S.P.D. CLSPD clspd", ["clspd"] * 3),
        ("240 000 €, 240\u00a0000, 240\u202f000, 240.000, 240k€", ["240000"] * 5),
        ("0,3 ETP 0.3", ["0.3", "etp", "0.3"]),
        ("en 2018 115 lauréats", ["2018", "115", "laureats"]),
        ("œuvre Œuvre oeuvre ŒUVRE", ["oeuvre"] * 4),
        ("quatre axes, 4 axes", ["4", "axes", "4", "axes"]),
        ("l'axe 4 le quatrième axe le 4e axe la 4ème", ["axe", "4e", "4e", "axe", "4e", "axe", "4e"]),
        ("1er première 2nde deuxième", ["1e", "1e", "2e", "2e"]),
        ("psycho-sociales", ["psycho", "sociales", "psychosociales"]),
        ("peut-on pouvez-vous y a-t-il", ["peut", "pouvez"]),
        ("Où candidater ou pas", ["où", "candidater"]),
        ("ou deposer", ["où", "deposer"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("éligibilité", "ELIGIBILITE"),
        ("financements", "financement"),
        ("les associations", "une association"),
        ("Qui peut candidater ?", "qui peut candidater"),
        ("l'élève", "ELEVES"),
    ],
)
def test_spellings_that_mean_the_same_give_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("la communication", "la commune"),
        ("le département", "le départ"),
        ("le montant", "monter"),
    ],
)
def test_words_that_only_look_alike_are_kept_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)
    assert terms(f"{one}s") == terms(one)


def test_a_word_knows_its_place_in_the_text() -> None:
    text = "« L’Éligibilité » des CLSPD"
    assert [text[word.start : word.end] for word in words(text)] == ["Éligibilité", "CLSPD"]


def test_interrogatives_are_light_and_stop_words_are_gone() -> None:
    assert [(word.form, word.light) for word in words("combien est-ce que la cuve coûte")] == [
        ("combien", True),
        ("cuve", False),
        ("coute", False),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kombien", "combien"), ("finansement", "financement"), ("dosié", "dossier"), ("egale", "égale"), ("farmacie", "pharmacie")],
)
def test_words_that_sound_alike_share_a_key(typed: str, meant: str) -> None:
    assert phonetic(fold(typed)) == phonetic(fold(meant))


@given(st.text(max_size=300))
def test_any_text_gives_short_folded_words_at_their_place(text: str) -> None:
    for word in words(text):
        assert 0 < len(word.form) <= MAX_WORD
        assert 0 <= word.start < word.end <= len(text)
        assert word.form == "où" or word.form == fold(word.form)


def test_a_lexicon_joins_families_and_keeps_acronyms_whole() -> None:
    vocabulary = compile_lexicon(
        Lexicon(
            families=(("candidature", "candidat", "candidater"),),
            acronyms=(Acronym(short="LIMIT'S", long="limiter les implications"),),
            synonyms=(Synonym(say=("faire acte de présence", "pour qui"), mean=("venir",)),),
            stop_words=("appel",),
        )
    )
    assert len(set(vocabulary.terms("candidature candidats candidate candidater"))) == 1
    assert vocabulary.terms("LIMIT'S limite") == ["limits", "limit"]
    assert vocabulary.terms("l'appel des appels") == ["appel"]
    # « pour qui » says nothing but « qui »: it would catch every question.
    assert {first: [phrase.terms for phrase in phrases] for first, phrases in vocabulary.phrases.items()} == {
        "fair": [("fair", "acte", "presenc")],
        "limits": [("limits",)],
        "limit": [("limit", "impliqu")],
    }
