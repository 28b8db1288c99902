"""Questions as people type them, and what they get: the right section first, its fact, its passage, or an honest refusal."""

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import phonetic
from assistant.answering import MAX_PASSAGES, Answer
from assistant.asked import about, defined
from assistant.campaign import locate
from assistant.conversation import Context
from assistant.indexing import build
from assistant.search import Engine, open_engine
from assistant.spelling import Speller, short_hand
from tests import plot


def ask(question: str, context: Context | None = None) -> Answer:
    return plot.engine().ask(question, context)


def first(question: str) -> str:
    answer = ask(question)
    assert answer.status == "answered", question
    return answer.passages[0].section


@pytest.mark.parametrize(
    ("question", "section", "fact"),
    [
        ("Qui peut demander l'aide ?", "appel/1.1-porteur", "associations de quartier"),
        ("QUI PEUT DEMANDER L’AIDE", "appel/1.1-porteur", "associations de quartier"),
        ("une société commerciale peut-elle candidater ?", "appel/1.1-porteur", "Non"),
        ("Combien peut-on demander au maximum ?", "appel/1.2-aide", "15 000 €"),
        ("Jusqu'à quelle date déposer son dossier ?", "appel/2-calendrier", "30 avril 2031"),
        ("La cuve, ça revient à combien ?", "exemples/brevelle-cuve", "2 400 €"),
        ("Quel est l'âge des enfants du compost ?", "exemples/tourlac-compost", "6 à 11 ans"),
        ("rôle du comité des jardins", "appel/2-calendrier", "examine"),
        ("c'est quoi le C.D.J. ?", "appel/2-calendrier", "comité"),
    ],
)
def test_a_question_gets_its_fact_first_with_its_section(question: str, section: str, fact: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert fact in str(answer.answer)
    assert answer.citations[0] == answer.passages[0].section == section
    assert answer.confidence > 0.5


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("combien de thune on peut demander", "appel/1.2-aide"),  # a synonym
        ("le bac à épluchures de l'école", "exemples/tourlac-compost"),  # a phrase
        ("datte limitte de depot", "appel/2-calendrier"),  # slips
        ("kan es kon conai lé rézulta", "appel/2-calendrier"),  # by ear
        ("combien coute la cuvve", "exemples/brevelle-cuve"),
        ("quand deposer ledossier", "appel/2-calendrier"),  # glued
        ("recuperer leau de pluie", "exemples/brevelle-cuve"),  # a lost apostrophe
        ("cb coute le compots", "exemples/tourlac-compost"),  # SMS, and letters swapped
    ],
)
def test_other_words_and_slips_find_the_same_place(question: str, section: str) -> None:
    assert first(question) == section


@pytest.mark.parametrize(
    "question",
    [
        "le C.D.J., de quoi parle-t-on ?",
        "définition du C.D.J.",
        "que veut dire C.D.J.",
        "CDJ = ???",
        "Kézako le CDJ",
        "CDJ, ça veut dire quoi ?",
    ],
)
def test_what_something_is_may_be_asked_in_any_way(question: str) -> None:
    assert ask(question).answer == ask("c'est quoi le C.D.J. ?").answer


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("quelle est la définition d'un livrable ?", "un livrable"),
        ("Qu'entendez-vous par coût complet ?", "coût complet"),
        ("que veut dire l'appel quand il parle de coût complet", ""),
        ("ça veut dire qu'on est refusé", ""),
        ("donnez-moi la définition", ""),
        ("définition", ""),
    ],
)
def test_what_has_a_meaning_is_short(question: str, what: str) -> None:
    assert defined(question) == what


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("Que disent les textes sur le compost ?", "compost"),
        ("qu'est-ce que l'appel prévoit pour la cuve d'eau", "cuve d'eau"),
        ("L'annexe parle-t-elle des poules ?", "poules"),
        ("les textes disent-ils quelque chose de la parité", "parité"),
        ("Parlez-moi du CDJ svp", "CDJ"),
        ("tu peux me parler de l'aide ?", "aide"),
        ("je cherche des infos sur les semences traitées", "semences traitées"),
        ("Y a-t-il quelque chose sur les enfants ?", "enfants"),
        ("quid des entreprises", "entreprises"),
        ("que faut-il savoir sur le dépôt", "dépôt"),
        ("dis-moi qui peut demander", ""),
        ("Que prévoit l'appel si le projet s'arrête ?", ""),
        ("Que dit-on aux parents ?", ""),
        ("je cherche une cuve pour le potager", ""),
        ("que disent les textes sur ce que doit faire une association qui part", ""),
    ],
)
def test_what_the_texts_are_asked_to_tell_of(question: str, what: str) -> None:
    assert about(question) == what


@pytest.mark.parametrize(
    "question", ["Que disent les textes sur le CDJ ?", "CDJ", "parlez-moi du CDJ", "des infos sur le cdj svp"]
)
def test_what_is_only_named_is_told(question: str) -> None:
    assert ask(question).answer == ask("c'est quoi le CDJ ?").answer
    assert ask("Que disent les textes sur les hélicoptères ?").status != "answered"


@pytest.mark.usefixtures("shipped_cache")
def test_a_bare_word_gets_what_it_names_not_a_silence_that_holds_it() -> None:
    engine = open_engine(locate())
    wanted = {
        "calendrier": "aap/5",
        "PRISME": "annexe/2-prisme",
        "communication": "aap/4.4",
        "durée max ?": "aap/3",
        "budget max": "aap/4.2",
    }
    assert {asked: (engine.ask(asked).passages or engine.ask(asked).related)[0].section for asked in wanted} == wanted
    # A place of the texts asks nothing, and is no other subject.
    assert engine.ask("Lille").status == "not_in_texts"
    assert engine.ask("Lille").related
    assert engine.ask("gratin").status == "out_of_scope"


@pytest.mark.usefixtures("shipped_cache")
def test_a_goodbye_is_answered_politely_and_what_only_the_form_asks_is_told() -> None:
    engine = open_engine(locate())
    for typed in ("merci au revoir", "merci beaucoup bonne journee", "au revoir"):
        answer = engine.ask(typed)
        assert (answer.answer or "").startswith("Avec plaisir.")
        assert not answer.related  # no page of the texts, as if they were silent on it
        assert answer.status == "out_of_scope"
    assert "cadre 7 un relevé d'identité bancaire" in (engine.ask("faut il un rib").answer or "")


@pytest.mark.usefixtures("shipped_cache")
def test_slips_by_ear_are_heard_whatever_they_look_like() -> None:
    engine = open_engine(locate())
    for typed, meant in {
        "kel papié fo fournir": "quel papier faut-il fournir",
        "kes ke lapel paye pas": "qu'est-ce que l'appel ne paie pas",
    }.items():
        assert engine.ask(typed).answer == engine.ask(meant).answer


def test_a_slip_that_looks_like_another_word_is_heard() -> None:
    # « quartié » has the stem of « quart », and sounds like « quartier ».
    heard = Speller({"quartier": 3, "parcelle": 2}, "".join(f"\n{phonetic(form)} {form}\n" for form in ("quartier", "parcelle")))
    assert heard.only_looks_known("quartie")
    assert [form for form, _ in heard.mend("quartie")] == ["quartier"]
    assert not any(map(heard.only_looks_known, ("quart", "quartier", "parcelles", "cartouche")))


def test_what_was_mended_is_told() -> None:
    assert ("limitte", "limite") in ask("date limitte de dépôt").mended
    assert ask("date limite de dépôt").mended == ()


def test_an_everyday_word_is_never_taken_for_a_slip() -> None:
    # One letter away from « dépôt » and « cuve »: another question altogether.
    assert ask("où acheter un robot et une cave").status != "answered"


def test_the_answer_is_the_fixed_object() -> None:
    data = json.loads(json.dumps(ask("combien coûte la cuve").to_json()))
    assert list(data) == ["question", "status", "confidence", "answer", "citations", "passages", "suggestions", "related"]
    assert list(data["passages"][0]) == ["section", "document", "title", "pages", "text", "score"]
    assert (data["passages"][0]["document"], data["passages"][0]["pages"]) == ("exemples", [5, 5])
    refused = ask("peut-on avoir des poules ?").to_json()
    assert refused["passages"] == []
    assert refused["related"]


def test_passages_are_few_best_first_and_end_with_the_best_scores() -> None:
    passages = ask("aide aux jardins partagés pour une association").passages
    assert 1 < len(passages) <= MAX_PASSAGES
    assert [passage.score for passage in passages] == sorted((passage.score for passage in passages), reverse=True)
    assert len({passage.section for passage in passages}) == len(passages)


def test_an_item_is_shown_with_the_sentence_that_introduces_its_list() -> None:
    text = ask("peut-on acheter un véhicule à moteur ?").passages[0].text
    assert "ne paie pas :\n- les salaires" in text
    assert "- les véhicules à moteur" in text


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("combien coûte la cuve", {"coûté", "cuve"}),
        ("le bac à épluchures de Tourlac", {"compost", "Tourlac"}),
        ("les résulttas", {"résultats"}),
    ],
)
def test_the_words_that_matter_are_marked_also_through_a_synonym_or_a_slip(question: str, marked: set[str]) -> None:
    passage = ask(question).passages[0]
    assert marked <= {passage.text[start:end] for start, end in passage.marks}
    assert all(end <= start for (_, end), (start, _) in zip(passage.marks, passage.marks[1:], strict=False))


def test_what_comes_from_a_companion_document_says_so() -> None:
    answer = ask("qui finance la ruche pédagogique ?")
    assert answer.passages[0].role == "companion"
    assert answer.notice == "La fiche ruches décrit un autre programme que l'appel."
    assert ask("qui peut demander l'aide ?").notice == ""


def test_a_companion_gives_way_unless_it_is_named() -> None:
    assert first("quel est le montant maximum ?") == "appel/1.2-aide"
    assert first("quel est le montant maximum dans la fiche ruches ?") == "fiche/financement"


def test_a_known_silence_is_said_with_what_is_near() -> None:
    answer = ask("est-ce qu'on a le droit à des poules ?")
    assert answer.status == "not_in_texts"
    assert answer.answer == "Les textes ne disent pas si des poules sont admises. Ils parlent seulement du potager et du compost."
    assert answer.citations == ("exemples/tourlac-compost",)
    assert [passage.section for passage in answer.related] == ["exemples/tourlac-compost"]


@pytest.mark.parametrize(
    "question",
    [
        "combien de temps dure la fête des récoltes ?",  # a duration is asked, none is given
        "quel est l'âge des jardiniers de la cuve ?",
        "quelle assurance pour la fête des récoltes ?",  # what is asked for stands nowhere near
        "numéro de téléphone de l'association Terre Vive",
    ],
)
def test_a_fact_that_the_texts_do_not_give_is_not_invented(question: str) -> None:
    answer = ask(question)
    assert answer.status in {"not_in_texts", "out_of_scope"}
    assert (answer.answer, answer.passages) == (None, ())


@pytest.mark.parametrize(
    "question",
    ["Quelle est la capitale de l'Italie ?", "une recette de crêpes", "comment déclarer mes impôts", "mon imprimante fume"],
)
def test_another_subject_is_out_of_scope(question: str) -> None:
    answer = ask(question)
    assert answer.status == "out_of_scope"
    assert answer.suggestions


@pytest.mark.parametrize(
    "question", ["", " ", "?", "!!! …", "azertyuiop", "sdkjfh qsdlkj", "jjjjjjjj", "😀😀", "le la les", "\x00\x1b"]
)
def test_junk_is_unintelligible(question: str) -> None:
    assert ask(question).status == "unintelligible"


# --- conversation ------------------------------------------------------------------------------------------------


def talk(*questions: str) -> list[Answer]:
    context: Context | None = None
    answers = []
    for question in questions:
        answers.append(ask(question, context))
        context = answers[-1].context
    return answers


def test_an_elliptic_question_is_completed_by_the_topic() -> None:
    _, cost = talk("qu'a fait Brevelle ?", "combien ça coûte ?")
    assert "2 400 €" in str(cost.answer)
    assert cost.understood == "Brevelle : la cuve d'eau de pluie"


@pytest.mark.parametrize("question", ["et le compost ?", "et après ?", "ça coûte cher ?", "combien ?"])
def test_a_question_says_that_it_leans_on_another(question: str) -> None:
    assert plot.engine().leans(question)


@pytest.mark.parametrize("question", ["combien peut-on demander ?", "qui contrôle après ?", "le compost de Tourlac", "  "])
def test_a_question_that_may_be_anybodys_does_not(question: str) -> None:
    assert not plot.engine().leans(question)


def test_a_new_subject_is_asked_the_same_thing() -> None:
    _, _, compost = talk("qu'a fait Brevelle ?", "combien ça coûte ?", "et le compost ?")
    assert "350 €" in str(compost.answer)
    assert compost.understood == ""


def test_the_price_of_one_thing_is_never_given_for_another() -> None:
    _, cost = talk("parlez-moi de la fête de Tourlac", "et ça a coûté cher ?")
    assert (cost.status, [passage.section for passage in cost.related]) == ("not_in_texts", ["exemples/tourlac-fete"])
    _, cost = talk("le compost de Tourlac", "ça coûte cher ?")
    assert "350 €" in str(cost.answer)


def test_a_name_replaces_another_of_its_kind() -> None:
    _, other = talk("les actions de Brevelle", "et à Tourlac ?")
    assert other.passages[0].section.startswith("exemples/tourlac")


def test_what_comes_next_is_the_next_answer() -> None:
    *_, last = talk("quand connaît-on les résultats ?", "et après ?")
    assert last.answer == "Les conventions sont signées en septembre 2031."


def test_a_whole_question_drops_the_topic() -> None:
    _, whole = talk("qu'a fait Brevelle ?", "Quelle est la date limite de dépôt du dossier ?")
    assert whole.passages[0].section == "appel/2-calendrier"
    assert whole.understood == ""


def test_a_sentence_of_few_ideas_drops_the_topic_too(shipped_cache: Path) -> None:
    engine = open_engine(locate())
    asked = "qu'es ce qui nest pas payé par la subvantion"
    before = engine.ask("jusqua quand on peu envoyer le dosier").context
    assert engine.ask(asked, before).passages[0].section == engine.ask(asked).passages[0].section == "aap/4.3-depenses"


def test_a_refusal_keeps_the_topic_and_another_subject_stays_out() -> None:
    _, weather, cost = talk("qu'a fait Brevelle ?", "et la météo ?", "combien ça coûte ?")
    assert weather.status != "answered"
    assert "2 400 €" in str(cost.answer)


def test_a_context_of_another_campaign_is_ignored() -> None:
    stranger = Context("autre/section", "Autre", ("poules",))
    assert ask("combien coûte la cuve", stranger).answer == ask("combien coûte la cuve").answer


# --- any campaign, any input -------------------------------------------------------------------------------------


def test_without_answers_nor_lexicon_the_texts_alone_answer() -> None:
    library = msgspec.structs.replace(plot.library(), entries=(), silences=(), lexicon=type(plot.library().lexicon)())
    engine = Engine(build(library))
    answer = engine.ask("combien a coûté la cuve de Brevelle ?")
    assert answer.passages[0].section == "exemples/brevelle-cuve"
    assert "2 400 €" in str(answer.answer)
    assert engine.ask("la capitale de l'Italie").status == "out_of_scope"


def test_sections_and_passages_are_at_hand_for_the_dialogue() -> None:
    engine = plot.engine()
    assert engine.section("appel/1.2-aide").title == "Le montant de l'aide"
    assert [passage.section for passage in engine.passages_for(["fiche/porteurs", "nulle/part", "appel/1.2-aide"])] == [
        "fiche/porteurs",
        "appel/1.2-aide",
    ]
    assert engine.document("fiche").role == "companion"
    with pytest.raises(KeyError):
        engine.section("nulle/part")


@pytest.mark.parametrize(
    "question",
    [
        "a" * 100_000,
        "cuve " * 20_000,
        "é" * 100_000,
        "?" * 100_000,
        "1" * 100_000,
        " ".join(f"mot{n}inconnu" for n in range(10_000)),
        "l'" * 50_000,
        "cuve-" * 20_000,
        "\u0301" * 100_000,
    ],
    ids=lambda question: f"{question[:6]}…",
)
def test_a_huge_question_is_answered_or_refused_in_bounded_time(question: str) -> None:
    start = time.perf_counter()
    answer = ask(question)
    assert time.perf_counter() - start < 1
    assert answer.status in {"answered", "not_in_texts", "out_of_scope", "unintelligible"}


def test_a_question_that_was_cut_says_so() -> None:
    answer = ask("combien coûte la cuve de Brevelle ? " * 100)
    assert "2 400 €" in str(answer.answer)
    assert "2000 premiers caractères" in answer.notice


@pytest.mark.parametrize(
    "question",
    [
        "cuve AND NOT (compost",
        "body:cuve",
        "cuve*",
        "cu?e",
        '"cuve',
        "cuve~2",
        "[cuve TO compost]",
        "<b>cuve</b>",
        "[/cuve]",
        "cuve\x1b]0;x\x07",
    ],
)
def test_operators_and_markup_are_only_text(question: str) -> None:
    assert ask(question).status in {"answered", "not_in_texts", "out_of_scope"}


pieces = st.sampled_from(
    ["cuve", "compost", "et", "combien", "l'", "?", "tourlac", "ça", "\u202e", "\x00", "240 000", "ruche", "axe 3", "𝔠𝔲𝔳𝔢"]
)


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=12).map(" ".join)), st.booleans())
def test_any_question_gets_a_sound_answer(question: str, follows: bool) -> None:
    context = ask("qu'a fait Brevelle ?").context if follows else None
    answer = ask(question, context)
    assert 0 <= answer.confidence <= 1
    known = {section.id for section in plot.library().sections}
    assert set(answer.citations) <= known
    assert bool(answer.passages) == (answer.status == "answered")
    assert answer.answer != ""
    if answer.status == "answered":
        assert answer.answer
        assert answer.citations[0] in {passage.section for passage in answer.passages}
    if answer.status == "unintelligible":
        assert answer.answer is None
    for passage in (*answer.passages, *answer.related):
        assert passage.text
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)
    json.dumps(answer.to_json(), ensure_ascii=False).encode("utf-8", "replace")


def test_the_same_question_gets_the_same_answer_every_time() -> None:
    fresh = Engine(build(plot.library()))
    for question in ("combien coûte la cuve", "les actions de Tourlac", "qui", "datte"):
        assert fresh.ask(question) == ask(question)


def test_shorthand_is_spelt_out() -> None:
    spelt: dict[str, Any] = {form: short_hand(form) for form in ("koi", "keske", "cuve")}
    assert spelt == {"koi": "quoi", "keske": "qu'est-ce que", "cuve": None}


@pytest.mark.parametrize(
    "question",
    [
        "combiencoutelacuve",  # a sentence without spaces
        "LaCUVEcombien ça coute",  # capitals glued in
        "On est une petite ville, avec un jardin et deux écoles. Combien coûte la cuve ?",  # what is told before
    ],
)
def test_a_question_is_found_in_what_is_typed_around_it(question: str) -> None:
    assert first(question) == "exemples/brevelle-cuve"


def test_the_meaning_of_an_acronym_comes_first() -> None:
    assert str(ask("que veut dire ETP ?").answer).startswith("ETP : équivalent temps plein. ")
    assert "CDJ :" not in str(ask("que veut dire CDJ ?").answer)  # the answer spells it out itself
    assert "ETP :" not in str(ask("combien d'ETP pour la cuve ?").answer)


def test_a_bare_round_number_is_an_amount() -> None:
    assert first("on peut demander 40000 si le projet dure un an ?") == "appel/1.2-aide"


def test_a_name_that_holds_other_words_is_left_whole() -> None:
    query = plot.engine()._reader.read("Strasbourg, fentanyl, intercommunalités")
    assert query.plain == "strasbourg fentanyl intercommunalites"


@pytest.mark.parametrize("text", ["xvcb ploutr zegnarf", "98765 43 2 1", "bla bla bla bla", "%$£ µ# @@"])
def test_noise_is_not_a_question(text: str) -> None:
    assert ask(text).status == "unintelligible"


def test_answers_are_shown_with_two_other_places_at_least() -> None:
    assert len(ask("combien coûte la cuve").passages) >= 3


def test_a_passage_tells_which_of_its_lines_answer() -> None:
    passage = ask("Jusqu'à quelle date déposer son dossier ?").passages[0]
    proving = [passage.text[start:end] for start, end in passage.proof]
    lines = passage.text.split("\n")
    assert all(line in lines for line in proving)
    assert len(proving) < len(lines)
    assert any("30 avril 2031" in line for line in proving)
