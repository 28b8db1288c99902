"""One answer and its question: what each type understands, guesses aloud, or refuses in a sentence."""

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import SKIPPED, Answer, enumerated, rows_of, understand
from assistant.script import Choice, Question, QuestionType
from assistant.wording import words_of
from tests.mini import script


def ask(type_: QuestionType, raw: Any, **more: Any) -> Answer:
    return understand(Question(id="q", label="Q ?", type=type_, **more), raw)


CHOICES = (
    Choice(value="commune", label="Une commune", aliases=("mairie", "ville", "la ville")),
    Choice(value="agglo", label="Une intercommunalité", aliases=("agglo", "l'agglo", "communauté de communes")),
    Choice(value="conjoint", label="Une commune et une intercommunalité", aliases=("commune et agglo",)),
    Choice(value="axe1", label="Axe 1 – Piloter", aliases=("axe 1",)),
    Choice(value="axe4", label="Axe 4 – Tenir le terrain, animer", aliases=("axe 4",)),
    Choice(value="adjoint", label="Un adjoint ou un vice-président", aliases=("vice-président",)),
    Choice(value="incertain", label="On ne sait pas", aliases=("pas sûr",)),
    Choice(value="rien", label="Aucun lien", aliases=("aucun",)),
    Choice(value="an1", label="L'exercice 2031"),
)
THREE = (
    Choice(value="habitants", label="Les habitants, du quartier ou d'ailleurs", aliases=("voisins",)),
    Choice(value="ecoles", label="Les écoles", aliases=("école", "élèves")),
    Choice(value="aines", label="Les aînés", aliases=("seniors",)),
)


# --- Absent, skipped, none ----------------------------------------------------------------------------------------

ALL_TYPES: list[QuestionType] = [
    "text",
    "long_text",
    "choice",
    "choices",
    "yes_no",
    "integer",
    "year",
    "amount",
    "date",
    "duration",
    "fte",
    "repeat",
]


@pytest.mark.parametrize("type_", ALL_TYPES)
@pytest.mark.parametrize("raw", [None, "", "  \n", {}, "\u200b\u200b"])
def test_nothing_typed_is_no_answer(type_: QuestionType, raw: Any) -> None:
    assert ask(type_, raw, choices=THREE).state == "absent"


@pytest.mark.parametrize("type_", ALL_TYPES)
@pytest.mark.parametrize("raw", [SKIPPED, "Je ne sais pas", "?", "à définir"])
def test_what_is_not_known_yet_is_skipped(type_: QuestionType, raw: str) -> None:
    answer = ask(type_, raw, choices=THREE, none="Aucun")
    assert (answer.state, answer.value, answer.problem) == ("skipped", None, "")


@pytest.mark.parametrize(
    ("type_", "neutral"),
    [
        ("text", ""),
        ("long_text", ""),
        ("integer", Decimal(0)),
        ("year", Decimal(0)),
        ("amount", Decimal(0)),
        ("duration", Decimal(0)),
        ("fte", Decimal(0)),
        ("choices", ()),
        ("repeat", ()),
        ("choice", None),
        ("date", None),
    ],
)
@pytest.mark.parametrize("raw", ["aucun", "Néant", "Rien de cela !", []])
def test_an_explicit_none_is_an_answer_where_the_question_admits_it(type_: QuestionType, neutral: Any, raw: Any) -> None:
    answer = ask(type_, raw, choices=THREE, none="Rien de cela !")
    assert (answer.state, answer.value) == ("none", neutral)


@pytest.mark.parametrize("type_", ["choices", "repeat"])
@pytest.mark.parametrize("raw", ["aucun", "non", [], False])
def test_a_list_may_always_be_empty(type_: QuestionType, raw: Any) -> None:
    assert ask(type_, raw, choices=THREE, title="nom").state == "none"


EMPTY: tuple[Any, ...] = ("aucun", [])


@pytest.mark.parametrize(
    ("type_", "raw"),
    [*((type_, raw) for type_ in ("date", "duration", "fte", "choice") for raw in EMPTY), ("yes_no", [])],
)
def test_elsewhere_none_is_not_understood(type_: QuestionType, raw: Any) -> None:
    answer = ask(type_, raw, choices=THREE)
    assert answer.state == "unreadable"
    assert answer.problem


@pytest.mark.parametrize("type_", ["date", "duration", "fte", "choice", "yes_no", "amount", "integer"])
@pytest.mark.parametrize("raw", ["n/a", "Sans objet.", "non applicable"])
def test_where_something_is_expected_not_applicable_is_no_answer_yet(type_: QuestionType, raw: str) -> None:
    assert ask(type_, raw, choices=THREE).state == "skipped"
    assert ask("choice", raw, choices=(Choice(value="x", label="X", aliases=(raw,)),)).value == "x"


def test_none_hides_neither_no_nor_a_choice_of_that_name() -> None:
    assert ask("yes_no", "non", none="Sans objet").value is False
    assert ask("choice", "aucun", choices=CHOICES, none="Aucun").value == "rien"
    assert ask("choice", "pas sûr", choices=CHOICES).value == "incertain"
    assert ask("choice", SKIPPED, choices=(Choice(value="x", label=SKIPPED),)).state == "skipped"


# --- Every type ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        ("text", "  Le jardin ", "Le jardin"),
        ("text", 2031, "2031"),
        ("text", Decimal("1.50"), "1.50"),
        ("text", True, "oui"),
        ("text", ["a", "b", 3], "a ; b ; 3"),
        ("text", ["Région", True], "Région ; oui"),
        ("long_text", "un\r\n\x1b[31mdeux\x1b[0m", "un\ndeux"),
        ("yes_no", "oui", True),
        ("yes_no", False, False),
        ("integer", "12 500", Decimal(12500)),
        ("integer", 14, Decimal(14)),
        ("year", "2 021", Decimal(2021)),
        ("amount", "12k€", Decimal(12000)),
        ("amount", Decimal("12.5"), Decimal("12.5")),
        ("date", "1er mai 2031", date(2031, 5, 1)),
        ("date", "2031-05-01", date(2031, 5, 1)),
        ("duration", "2 ans", Decimal(24)),
        ("fte", "un mi-temps", Decimal("0.5")),
    ],
)
def test_value_by_type(type_: QuestionType, raw: Any, value: Any) -> None:
    answer = ask(type_, raw)
    assert (answer.state, answer.value, type(answer.value)) == ("given", value, type(value))


def test_a_year_is_written_without_a_space() -> None:
    year = Question(id="annee", label="Quelle année ?", type="year")
    assert words_of(year, understand(year, "2021")) == "2021"


@pytest.mark.parametrize(
    ("type_", "raw", "said"),
    [
        ("text", {"a": 1}, "on attend ici un texte"),
        ("text", ["a", {}], "on attend ici un texte"),
        ("integer", "beaucoup", "« beaucoup »"),
        ("integer", [1], "une seule valeur"),
        ("year", "21", "n'est pas une année"),
        ("amount", "-5 €", "négatif"),
        ("amount", "environ 5 000 €", "estimation"),
        ("amount", True, "un montant"),
        ("date", "31/02/2031", "« 31/02/2031 »"),
        ("date", {"jour": 1}, "une seule valeur"),
        ("duration", "longtemps", "« longtemps »"),
        ("fte", "beaucoup", "« beaucoup »"),
        ("yes_no", "peut-être", "oui ou non"),
        ("choice", "martien", "n'est pas un des choix : « Une commune »"),
        ("choice", ["commune", {}], "un seul choix"),
        ("choice", ["commune", "agglo"], "« commune, agglo » n'est pas un des choix"),
        ("choices", {"a": 1}, "une liste de choix"),
        ("choices", ["commune", "martien"], "« martien » n'est pas un des choix"),
        ("choices", "commune, martien du soir", "« martien du soir » n'est pas un des choix"),
        ("repeat", 3, "on attend ici une liste"),
        ("repeat", True, "on attend ici une liste"),
    ],
)
def test_what_is_not_understood_is_told_and_kept(type_: QuestionType, raw: Any, said: str) -> None:
    answer = ask(type_, raw, choices=CHOICES[:2], item="action")
    # Of choices, what is understood is kept.
    kept = ("commune",) if type_ == "choices" and "commune" in raw else None
    assert (answer.state, answer.value, answer.raw) == ("unreadable", kept, raw)
    assert said in answer.problem.replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize(
    "raw", ["pas encore", "Toujours pas.", "pas encore prêt", "à rédiger", "en cours de rédaction", "bientôt", "rien encore"]
)
def test_what_is_still_to_come_is_no_row_and_no_text(raw: str) -> None:
    assert ask("repeat", raw, title="titre").state == ask("repeat", [raw], title="titre").state == "skipped"
    assert ask("long_text", raw).state == "skipped"
    assert ask("yes_no", "pas encore").value is False
    assert ask("repeat", "Pas vu, pas pris : un jeu de piste", title="titre").state == "given"


# --- Choices ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("commune", "commune"),
        ("Une  COMMUNE", "commune"),
        ("mairie", "commune"),
        ("L’agglo", "agglo"),
        ("vice président", "adjoint"),
        ("axe 1", "axe1"),
        ("Axe 4 - tenir le terrain animer", "axe4"),
    ],
)
def test_a_name_of_a_choice_is_taken_without_a_word(typed: str, value: str) -> None:
    answer = ask("choice", typed, choices=CHOICES)
    assert (answer.value, answer.note) == (value, "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("la commune de Valmoré", "commune"),
        ("comune", "commune"),
        ("exercise 2031", "an1"),
        ("intercomunalité", "agglo"),
        ("la communauté de communes du Lac", "agglo"),
        ("Madame la vice-présidente, vice-président par intérim", "adjoint"),
        ("commune et agglo du Lac", "conjoint"),
        ("une commune + son agglo", "conjoint"),
        ("la commune et notre agglo du Lac", "conjoint"),
    ],
)
def test_a_slip_or_a_sentence_is_guessed_aloud(typed: str, value: str) -> None:
    answer = ask("choice", typed, choices=CHOICES)
    assert answer.value == value
    assert answer.note.startswith(f"« {typed} » est compris comme « ")


@pytest.mark.parametrize(
    "typed",
    [
        "axe 5",
        "axe 2",
        "l'exercice 2032",
        "la commune ou bien le vice-président",
        "ce n'est pas une commune",
        "ni commune ni agglo",
        "un éléphant",
        "communément",
        "x" * 100_000,
    ],
)
def test_what_could_be_several_choices_or_none_is_not_guessed(typed: str) -> None:
    assert ask("choice", typed, choices=CHOICES).state == "unreadable"


def test_a_negation_that_names_a_choice_denies_nothing() -> None:
    choices = (
        Choice(value="jamais", label="Non, jamais", aliases=("non", "première candidature")),
        Choice(value="laureat", label="Oui", aliases=("oui", "2031", "lauréat")),
    )
    assert ask("choice", "Non, c'est notre première candidature", choices=choices).value == "jamais"
    assert ask("choice", "pas lauréat", choices=choices).state == "unreadable"


PAPER = (
    Choice(value="pret", label="Oui", aliases=("prêt", "rédigé", "terminé")),
    Choice(value="en_cours", label="En cours", aliases=("on termine",)),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Rédigé", "pret"),
        ("redige", "pret"),
        ("le projet est rédigé", "pret"),
        ("c'est redige", "pret"),
        ("LE PROJET EST REDIGE", "pret"),
        ("rédigé ; la relecture est faite en partie", "pret"),
        ("rédigé, signé par la moitié des élus", "pret"),
        ("rédigé en partie", None),
        ("on le rédige en ce moment", None),
        ("le service rédige", None),
        ("on le termine demain", "en_cours"),
        ("presque prêt", None),
        ("prêt à moitié", None),
        ("oui, sans doute", None),
        ("oui, il est prêt", "pret"),
    ],
)
def test_what_is_being_done_or_supposed_is_not_done(typed: str, value: str | None) -> None:
    answer = ask("choice", typed, choices=PAPER)
    assert (answer.state, answer.value) == ("given" if value else "unreadable", value)


def test_a_noun_needs_no_accent_in_a_sentence() -> None:
    choices = (Choice(value="agglo", label="Agglo", aliases=("intercommunalité",)), Choice(value="x", label="X"))
    assert ask("choice", "c'est l'intercommunalite du Lac", choices=choices).value == "agglo"


@pytest.mark.parametrize(("typed", "state"), [("2031", "given"), (2031, "given"), ("candidats en 2031", "unreadable")])
def test_a_bare_year_is_a_name_only_alone(typed: Any, state: str) -> None:
    choices = (Choice(value="laureat", label="Oui", aliases=("2031",)), Choice(value="jamais", label="Non"))
    assert ask("choice", typed, choices=choices).state == state


@pytest.mark.parametrize(("raw", "value"), [(["commune"], "commune"), (["commune", "agglo"], "conjoint")])
def test_a_list_may_name_one_choice(raw: list[str], value: str) -> None:
    choices = (*CHOICES[:2], Choice(value="conjoint", label="Ensemble", aliases=("commune, agglo",)))
    assert ask("choice", raw, choices=choices).value == value


def test_a_value_wins_over_a_label_and_a_label_over_an_alias() -> None:
    choices = (
        Choice(value="a", label="x", aliases=("b", "y")),
        Choice(value="b", label="y", aliases=("a", "x", "z")),
        Choice(value="c", label="w", aliases=("z",)),
    )
    assert [ask("choice", typed, choices=choices).value for typed in ("a", "b", "x", "y", "z")] == ["a", "b", "a", "b", "b"]


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        (["ecoles", "aines"], ("ecoles", "aines")),
        (["Les aînés", "voisins", "aines"], ("aines", "habitants")),
        ("ecoles", ("ecoles",)),
        ("école, seniors", ("ecoles", "aines")),
        ("école ; seniors", ("ecoles", "aines")),
        ("les écoles et les aînés", ("ecoles", "aines")),
        ("les élèves du bourg et nos seniors", ("ecoles", "aines")),
        ("nous ouvrirons aux élèves, dès le printemps", ("ecoles",)),
        # A label that holds a comma is one choice.
        ("Les habitants, du quartier ou d'ailleurs", ("habitants",)),
        ("Les habitants, du quartier ou d'ailleurs ; Les écoles", ("habitants", "ecoles")),
        ("école, seniors et voisins", ("ecoles", "aines", "habitants")),
        ("oui, seniors et écoles", ("aines", "ecoles")),
        ("les trois", ("habitants", "ecoles", "aines")),
        ("Oui, tous", ("habitants", "ecoles", "aines")),
        ("les deux", None),
    ],
)
def test_several_choices(raw: Any, values: tuple[str, ...] | None) -> None:
    assert ask("choices", raw, choices=THREE).value == values


# --- Rows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ([{"nom": "a"}, {"nom": "b"}], [{"nom": "a"}, {"nom": "b"}]),
        ({"nom": "a"}, [{"nom": "a"}]),
        ("a", [{"nom": "a"}]),
        (["a", {"nom": "b"}, None, 2031], [{"nom": "a"}, {"nom": "b"}, {"nom": 2031}]),
        ([{}], [{}]),
    ],
)
def test_rows_in_any_shape(raw: Any, rows: list[dict[str, Any]]) -> None:
    repeat = script().questions["parcelles"]
    assert rows_of(repeat, raw) == rows
    assert understand(repeat, raw).value == tuple(range(len(rows)))


@pytest.mark.parametrize(
    "raw", ["aucune", ["aucun"], [{"nom": "Néant"}], [{"nom": "aucun", "surface": None}], 0, "0 €", "gratuit"]
)
def test_rows_that_say_there_is_none(raw: Any) -> None:
    assert understand(script().questions["parcelles"], raw).state == "none"


@pytest.mark.parametrize("raw", ["12", ["aucun", "Le tas"], [{"nom": "aucun", "surface": 6}], [{"surface": 0}]])
def test_rows_that_say_something(raw: Any) -> None:
    assert understand(script().questions["parcelles"], raw).state == "given"


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("aucun", "none"),
        (False, "none"),
        ("N/A", "none"),
        ("sans objet", "none"),
        ("-", "skipped"),
        ("Pas de Calais Habitat", "given"),
    ],
)
def test_a_text_that_tells_nothing(raw: Any, state: str) -> None:
    assert {ask(type_, raw).state for type_ in ("text", "long_text")} == {state}


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("Oui.", "unreadable"),
        (True, "unreadable"),
        ("ok", "unreadable"),
        ("d'accord", "unreadable"),
        ("oui, 30 familles", "given"),
    ],
)
def test_a_mere_yes_describes_nothing(raw: Any, state: str) -> None:
    assert ask("long_text", raw).state == state
    assert ask("text", raw).state == "given"


def test_a_text_that_goes_on_after_none_tells_something() -> None:
    told = "Aucun club, deux éducateurs suivent les jeunes"
    assert (ask("long_text", told, none="Pas prévu").value, ask("repeat", told, title="nom").state) == (told, "none")
    assert ask("long_text", "Aucun club dédié.", none="Pas prévu").state == "none"


def test_rows_of_nothing_are_no_answer() -> None:
    assert understand(script().questions["parcelles"], [None, None]).state == "absent"


# --- Whatever was typed -------------------------------------------------------------------------------------------

RAW = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=40)
    | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(ALL_TYPES), RAW, st.sampled_from(["", "Aucun"]))
def test_nothing_typed_makes_it_fail(type_: QuestionType, raw: Any, none: str) -> None:
    answer = ask(type_, raw, choices=THREE, none=none, title="nom")
    assert (answer.state == "unreadable") == bool(answer.problem)
    assert answer.value is None or answer.state in {"given", "none"}
    assert not any(ord(char) < 32 or "\ud800" <= char <= "\udfff" for char in answer.problem + answer.note)


@pytest.mark.parametrize("type_", ALL_TYPES)
def test_a_huge_text_is_read_at_once(type_: QuestionType) -> None:
    for text in ("a" * 500_000, "commune, " * 5_000, "[" * 300_000, "9" * 100_000, "et " * 10_000):
        ask(type_, text, choices=THREE, none="Aucun", title="nom")


def test_a_list_of_thousands_of_strangers_is_refused_at_once() -> None:
    strangers = [f"mot{number}" for number in range(20_000)]
    start = time.process_time()
    for raw, words in ((", ".join(strangers), "n'est pas un des choix"), (strangers, "20000 éléments sont trop")):
        answer = ask("choices", raw, choices=THREE)
        assert answer.state == "unreadable"
        assert words in answer.problem
    assert time.process_time() - start < 2


@pytest.mark.parametrize(("rounds", "day"), [("start", date(2022, 12, 1)), ("end", date(2022, 12, 31))])
def test_where_the_month_is_enough_it_is_rounded_aloud(rounds: Any, day: date) -> None:
    answer = understand(Question(id="fin", label="Quand ?", type="date", rounds=rounds), "décembre 2022")
    assert (answer.state, answer.value) == ("given", day)
    assert "décembre 2022" in answer.note


def test_where_the_day_counts_a_month_is_not_enough() -> None:
    assert understand(Question(id="depot", label="Quand ?", type="date"), "avril 2024").state == "unreadable"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("31/08/2025", "une date"),
        ("Le 31 août 2025", "une date"),
        ("6000 euros", "un montant"),
        ("15 000 € par an", "un montant"),
        ("6 mille euros", "un montant"),
        ("2025, quartier des Tilleuls", ""),
        ("6000 habitants", ""),
        ("Place du 8 mai 1945", ""),
        ("120", ""),
    ],
)
def test_a_value_alone_describes_nothing(typed: str, kind: str) -> None:
    answer = ask("long_text", typed)
    assert answer.state == ("unreadable" if kind else "given")
    assert kind in answer.problem
    assert ask("text", typed).state == "given"


LISTS = Question(
    id="partenaires",
    label="Qui ?",
    type="repeat",
    title="nom",
    questions=(
        Question(id="nom", label="Nom ?", type="text"),
        Question(id="temps", label="Temps ?", type="fte"),
        Question(id="famille", label="Famille ?", type="choice", choices=CHOICES),
    ),
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("collège Jean Moulin, gendarmerie, CAF", ["collège Jean Moulin", "gendarmerie", "CAF"]),
        ("collège Jean Moulin, gendarmerie et CAF", ["collège Jean Moulin", "gendarmerie", "CAF"]),
        ("la mairie ; l'agglo", ["la mairie", "l'agglo"]),
        ("Maison des jeunes, de la culture et des loisirs", []),
        ("Vie et Partage", []),
        ("la préfecture (DDETS, DASEN)", []),
        ("« Parents, enfants »", []),
        ("coordinatrice, mi-temps", []),
        ("coordinatrice, 0,5 ETP", []),
        ("Théâtre forum, animé par la CAF", []),
        ("collège, on ne sait pas encore", []),
    ],
)
def test_names_between_commas_may_be_several_rows(typed: str, names: list[str]) -> None:
    assert [row["nom"] for row in enumerated(LISTS, typed)] == names


def test_words_that_one_choice_has_taken_are_not_there_for_another() -> None:
    choices = (
        Choice(value="commune", label="Une commune"),
        Choice(value="interco", label="Une intercommunalité", aliases=("agglo",)),
        Choice(value="conjoint", label="Les deux", aliases=("commune et son agglo",)),
    )
    question = Question(id="porteur", label="Qui ?", type="choice", choices=choices)
    assert understand(question, "une commune et son agglo, ensemble").value == "conjoint"
    assert understand(question, "une commune ou une agglo").state == "unreadable"
