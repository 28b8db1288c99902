"""The three-valued expressions: their tables, their functions, what they rest on, what they refuse to authors."""

import itertools
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conditions import compile_condition, compile_expression, compile_template
from assistant.terms import ConditionError, Context, Memo, whole
from tests.mini import COMPLETE, DAY, dossier, evaluate, script, value

# --- Kleene's tables ----------------------------------------------------------------------------------------------

T, F, U = True, False, None


def _two(a: bool | None, b: bool | None) -> dict[str, Any]:
    return {"porteur": {"statuts": a}, "depot": {"bilan": b}}


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_and_or(a: bool | None, b: bool | None, both: bool | None, either: bool | None) -> None:
    assert value("porteur.statuts and depot.bilan", _two(a, b)) is both
    assert value("porteur.statuts or depot.bilan", _two(a, b)) is either


@pytest.mark.parametrize(("a", "contrary"), [(T, F), (F, T), (U, U)])
def test_not(a: bool | None, contrary: bool | None) -> None:
    assert value("not porteur.statuts", _two(a, None)) is contrary


@pytest.mark.parametrize("raw", [None, "", "je ne sais pas encore", "à voir", "beaucoup", [1], {"a": 1}, True])
def test_what_is_not_known_stays_not_known(raw: Any) -> None:
    answers = {"budget": {"demande": raw}}
    for expression in (
        "budget.demande > plafond",
        "budget.demande <= plafond",
        "budget.demande == 0",
        "budget.demande != 0",
        "budget.demande in [0, 1]",
        "budget.demande + 1 > 0",
        "-budget.demande < 0",
        "not budget.demande == 0",
        "share(budget.demande, plafond) >= 0",
    ):
        assert value(expression, answers) is None, expression


# --- Operators and functions --------------------------------------------------------------------------------------

ROWS = {
    "parcelles": [
        {"nom": "A", "usage": "potager", "surface": 10, "arrosage": True},
        {"nom": "B", "usage": "verger", "surface": 20, "arrosage": False},
        {"nom": "C", "usage": "potager", "surface": "beaucoup"},
    ]
}
KNOWN = {"parcelles": ROWS["parcelles"][:2]}
MONEY = {"budget": {"demande": "12 000 €", "total": "18 000,50 €", "cofinanceurs": "aucun"}}
TEXT = {"projet": {"nom": "Le Jardin de l'Œuvre, e-sport & compost", "publics": ["ecoles"]}}
DATES = {"projet": {"debut": "2031-05-10"}, "depot": {"date": "12/04/2031"}}

TABLE = [
    # Arithmetic and comparisons, by the kinds of the operands.
    ("budget.demande == 12000", MONEY, True),
    ("budget.total - budget.demande == 6000.5", MONEY, True),
    ("budget.demande * 2 > budget.total", MONEY, True),
    ("budget.demande / budget.total < 1", MONEY, True),
    ("budget.demande / 0 == 1", MONEY, None),
    ("budget.total / sum(budget.cofinanceurs, montant) > 1", MONEY, None),
    ("-budget.demande < 0", MONEY, True),
    ("share(budget.demande, plafond) == 80", MONEY, True),
    ("share(budget.demande, 0) == 0", MONEY, None),
    ("projet.duree == 24", {"projet": {"duree": "2 ans"}}, True),
    ("projet.duree in [12, 24]", {"projet": {"duree": "18 mois"}}, False),
    ("projet.duree not in [12, 24]", {"projet": {"duree": "18 mois"}}, True),
    ("equipe.animation >= 0.5", {"equipe": {"animation": "un mi-temps"}}, True),
    ("projet.debut > date_limite", DATES, True),
    ("projet.debut - depot.date == 28", DATES, True),
    ("date_limite - today == 60", {}, True),
    ("today < date_limite", {}, True),
    ("plafond == 15000 and surface_minimale == 50", {}, True),
    ("true and not false", {}, True),
    ("porteur.nature == 'commune'", {"porteur": {"nature": "la mairie"}}, True),
    ("porteur.nature in ['commune', 'association']", {"porteur": {"nature": "autre"}}, False),
    ("'ecoles' in projet.publics", TEXT, True),
    ("'aines' not in projet.publics", TEXT, True),
    ("'ecoles' in projet.publics", {"projet": {"publics": []}}, False),
    ("porteur.statuts == true", {"porteur": {"statuts": "oui"}}, True),
    # The state of an answer: given and skipped are never unknown.
    ("given(porteur.nature)", {}, False),
    ("given(porteur.nature)", {"porteur": {"nature": "commune"}}, True),
    ("given(porteur.nature, projet.nom)", {"porteur": {"nature": "commune"}}, False),
    ("given(equipe.benevoles)", {"equipe": {"benevoles": "aucun"}}, True),
    ("given(porteur.nature)", {"porteur": {"nature": "un martien"}}, False),
    ("given(parcelles)", {"parcelles": []}, True),
    ("skipped(porteur.nature)", {"porteur": {"nature": "je ne sais pas encore"}}, True),
    ("skipped(porteur.nature)", {}, False),
    ("unreadable(porteur.nature)", {"porteur": {"nature": "un martien"}}, True),
    ("unreadable(porteur.nature)", {"porteur": {"nature": "commune"}}, False),
    ("empty(equipe.benevoles)", {"equipe": {"benevoles": "aucun bénévole"}}, True),
    ("empty(equipe.benevoles)", {"equipe": {"benevoles": 0}}, False),
    ("empty(equipe.benevoles)", {}, None),
    ("empty(equipe.benevoles)", {"equipe": {"benevoles": "?"}}, None),
    ("empty(parcelles)", {"parcelles": []}, True),
    ("empty(parcelles)", KNOWN, False),
    # Over rows.
    ("any(parcelles, arrosage)", ROWS, True),
    ("any(parcelles, surface > 30)", ROWS, None),
    ("any(parcelles, surface > 30)", KNOWN, False),
    ("any(parcelles, surface > 30)", {"parcelles": []}, False),
    ("any(parcelles, surface > 30)", {}, None),
    ("all(parcelles, arrosage)", ROWS, False),
    ("all(parcelles, surface > 5)", ROWS, None),
    ("all(parcelles, surface > 5)", KNOWN, True),
    ("all(parcelles, surface > 5)", {"parcelles": []}, True),
    ("all(parcelles, surface > 5)", {}, None),
    ("any(parcelles, unreadable(surface))", ROWS, True),
    ("any(parcelles, surface > plafond / 1000)", KNOWN, True),
    ("any(parcelles, usage == 'verger' and today < date_limite)", KNOWN, True),
    ("count(parcelles)", ROWS, 3),
    ("count(parcelles)", {"parcelles": "aucune"}, 0),
    ("count(parcelles)", {}, None),
    ("count(parcelles, usage == 'potager')", ROWS, 2),
    ("count(parcelles, surface > 5)", ROWS, None),
    ("count(projet.publics)", TEXT, 1),
    ("count(projet.publics)", {"projet": {"publics": "aucun"}}, 0),
    ("count(uncovered(parcelles, usage))", ROWS, 1),
    ("sum(parcelles, surface)", KNOWN, 30),
    ("sum(parcelles, surface)", ROWS, None),
    ("sum(parcelles, surface)", {"parcelles": []}, 0),
    ("sum(budget.cofinanceurs, montant)", MONEY, 0),
    ("sum(parcelles, surface, usage == 'verger')", ROWS, 20),
    ("sum(parcelles, surface, usage == 'potager')", ROWS, None),
    ("sum(parcelles, surface, arrosage)", {"parcelles": [{"surface": 3, "arrosage": True}, {"surface": 4}]}, None),
    ("sum(parcelles, surface, usage == 'compost')", ROWS, 0),
    ("repeated(parcelles, nom)", {"parcelles": [{"nom": "Le pré"}, {}, {"nom": "A"}, {"nom": "le  PRE"}, {}]}, ("Le pré",)),
    ("repeated(parcelles, nom)", ROWS, ()),
    ("repeated(parcelles, nom)", {"parcelles": []}, ()),
    ("repeated(parcelles, nom)", {}, None),
    (
        "repeated(parcelles, nom, usage)",
        {
            "parcelles": [
                *({"nom": "A", "usage": usage} for usage in ("verger", "potager")),
                *[{"nom": "B", "usage": "verger"}] * 2,
                *[{"nom": "C"}] * 2,
            ]
        },
        ("B",),
    ),
    ("labels(parcelles, usage == 'potager')", ROWS, ("A", "C")),
    ("labels(parcelles, surface > 15)", ROWS, ("B",)),
    ("labels(parcelles, true)", {"parcelles": [{}, {"nom": "B"}]}, ("parcelle 1", "B")),
    ("labels(parcelles, true)", {}, None),
    ("uncovered(parcelles, usage)", ROWS, ("Le compost",)),
    ("uncovered(parcelles, usage, given(surface))", ROWS, ("Le compost",)),
    ("uncovered(parcelles, usage, surface > 15)", ROWS, ("Le potager", "Le compost")),
    ("uncovered(parcelles, usage)", {"parcelles": []}, ("Le potager", "Le verger", "Le compost")),
    ("uncovered(parcelles, usage)", {}, None),
    ("uncovered(projet.publics)", TEXT, ("Les habitants du quartier", "Les aînés")),
    ("uncovered(projet.publics)", {}, None),
    ("lacking(porteur.nature, projet.nom, parcelles)", KNOWN, ("Nature du porteur", "Nom du jardin")),
    ("lacking(equipe.benevoles)", {"equipe": {"benevoles": "aucun"}}, ("Bénévoles",)),
    ("unlisted(parcelles, nom, budget.cofinanceurs)", KNOWN | {"budget": {"cofinanceurs": [{"nom": "Le grand A"}]}}, ("B",)),
    ("unlisted(parcelles, nom, budget.cofinanceurs)", KNOWN | {"budget": {"cofinanceurs": []}}, ("A", "B")),
    ("unlisted(parcelles, nom, budget.cofinanceurs)", KNOWN, None),
    ("unlisted(parcelles, nom, budget.cofinanceurs, surface > 15)", ROWS | {"budget": {"cofinanceurs": []}}, ("B",)),
    ("values(parcelles, nom, surface > 15)", ROWS, ("B",)),
    ("values(parcelles, nom, surface > 15)", {}, None),
    # Over texts.
    (
        "cited(projet.nom, 'loyer', 'e-sport')",
        {"projet": {"nom": "Loyers, l’E-sport et loyers"}},
        ("Loyers", "E-sport", "loyers"),
    ),
    ("cited(projet.nom, 'frais de siège')", {"projet": {"nom": "les frais de"}}, ()),
    ("cited(projet.nom, 'loyer')", {}, None),
    ("cited(projet.nom, 'loyer')", {"projet": {"nom": "la salle (pas son loyer, offert)"}}, ()),
    ("cited(projet.nom, 'loyer')", {"projet": {"nom": "la salle (pas seulement le loyer)"}}, ("loyer",)),
    ("cited(projet.nom, 'loyer')", {"projet": {"nom": "la salle (pas son chauffage, son loyer)"}}, ("loyer",)),
    ("typed(projet.debut)", {"projet": {"debut": "bientôt  même"}}, "bientôt même"),
    ("typed(projet.debut)", {}, None),
    ("words(projet.nom)", TEXT, 8),
    ("words(projet.nom)", {}, None),
    ("mentions(projet.nom, 'oeuvre')", TEXT, True),
    ("mentions(projet.nom, 'E-Sport', 'rien')", TEXT, True),
    ("mentions(projet.nom, 'compo')", TEXT, True),
    ("mentions(projet.nom, 'ardin')", TEXT, False),
    ("mentions(projet.nom, arbres)", {"projet": {"nom": "Sous les poiriers"}}, True),
    ("mentions(projet.nom, arbres, 'lac')", {"projet": {"nom": "Au lac"}}, True),
    ("mentions(projet.nom, arbres)", {"projet": {"nom": "Au lac"}}, False),
    ("cited(projet.nom, arbres)", {"projet": {"nom": "Pommiers et lac"}}, ("Pommiers",)),
    ("mentions(projet.nom, 'jardin')", {}, None),
]


@pytest.mark.parametrize(("expression", "answers", "expected"), TABLE)
def test_value(expression: str, answers: dict[str, Any], expected: Any) -> None:
    assert value(expression, answers) == expected


def test_lists_of_rows_hold_numbers_of_every_kind_of_repeat_in_any_shape() -> None:
    assert value("count(parcelles)", {"parcelles": {"nom": "A"}}) == 1
    assert value("count(parcelles)", {"parcelles": "Grand carré"}) == 1
    assert value("count(parcelles)", {"parcelles": ["A", None, {"nom": "B"}]}) == 2


# --- What an outcome rests on -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "answers", "paths"),
    [
        ("today < date_limite", {}, ()),
        ("budget.demande > plafond", MONEY, ("budget.demande",)),
        ("budget.demande > budget.total", {"budget": {"total": 1}}, ("budget.demande",)),
        # What decides explains: the true side of « or », the false side of « and », else what is not known.
        ("porteur.statuts or depot.bilan", _two(T, F), ("porteur.statuts",)),
        ("porteur.statuts or depot.bilan", _two(F, F), ("porteur.statuts", "depot.bilan")),
        ("porteur.statuts and depot.bilan", _two(T, F), ("depot.bilan",)),
        ("porteur.statuts and depot.bilan", _two(T, U), ("depot.bilan",)),
        ("any(parcelles, arrosage)", ROWS, ("parcelles[0].arrosage",)),
        ("all(parcelles, arrosage)", ROWS, ("parcelles[1].arrosage",)),
        ("any(parcelles, surface > 30)", ROWS, ("parcelles[2].surface",)),
        ("any(parcelles, surface > 30)", {}, ("parcelles",)),
        ("all(parcelles, arrosage)", {"parcelles": []}, ("parcelles",)),
        ("count(parcelles)", ROWS, ("parcelles",)),
        ("sum(parcelles, surface)", KNOWN, ("parcelles[0].surface", "parcelles[1].surface")),
        ("given(porteur.nature, projet.nom)", {}, ("porteur.nature", "projet.nom")),
        ("lacking(porteur.nature, projet.nom)", {"porteur": {"nature": "commune"}}, ("projet.nom",)),
        ("uncovered(parcelles, usage)", {"parcelles": [{"usage": "verger"}]}, ("parcelles[0].usage",)),
        (
            "uncovered(parcelles, usage, given(surface))",
            {"parcelles": [{"usage": "verger"}]},
            ("parcelles[0].usage", "parcelles[0].surface"),
        ),
        ("uncovered(projet.publics)", TEXT, ("projet.publics",)),
        ("empty(parcelles)", {}, ("parcelles",)),
        # A row of which it is not known whether it belongs to a list may still come to it.
        ("labels(parcelles, surface > 15)", ROWS, ("parcelles[1].surface", "parcelles[2].surface")),
        ("misread(parcelles, surface)", {"parcelles": [{"surface": 3}, {"surface": "x"}]}, ("parcelles[1].surface",)),
        ("share(budget.demande, budget.total) > 50", MONEY, ("budget.demande", "budget.total")),
    ],
)
def test_paths(expression: str, answers: dict[str, Any], paths: tuple[str, ...]) -> None:
    assert evaluate(expression, answers).paths == paths


# --- What authors are told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", "mal formée"),
        ("budget.demande >", "mal formée"),
        ("budget.demande = 1", "mal formée"),
        ("(" * 300 + "1" + ")" * 300, "mal formée"),
        ("not " * 5000 + "true", "mal formée"),
        ("not " * 400 + "true", "trop long"),
        ("projet.nombre == 1", "« projet.nombre » n'est ni une question, ni une constante"),
        ("nom == 'x'", "« nom » n'est ni une question"),
        ("any(parcelles, budget.nom == 'x')", "« budget.nom » n'est ni une question"),
        ("budget.demande > 'mille'", "ne se comparent pas"),
        ("porteur.nature == true", "ne se comparent pas"),
        ("projet.debut > 2031", "ne se comparent pas"),
        ("porteur.nature > 'commune'", "n'a pas d'ordre"),
        ("projet.nom < 'b'", "n'a pas d'ordre"),
        ("porteur.nature == 'comune'", "« 'comune' » n'est pas un choix de « porteur.nature »"),
        ("porteur.nature in ['commune', 'x']", "n'est pas un choix"),
        ("porteur.nature == projet.nom", "n'est pas un choix"),
        ("'x' in projet.publics", "« 'x' » n'est pas un choix de « projet.publics »"),
        ("3 in projet.publics", "n'est pas de la bonne nature"),
        ("'x' in projet.nom", "n'est pas de la bonne nature"),
        ("1 < budget.demande < 3", "enchaîne des comparaisons"),
        ("porteur.nature is 'x'", "n'est pas permise"),
        ("budget.demande and true", "n'est pas de la bonne nature"),
        ("not budget.demande", "n'est pas de la bonne nature"),
        ("-projet.nom == 1", "n'est pas de la bonne nature"),
        ("~budget.demande == 1", "n'est pas permis"),
        ("projet.nom + 'x' == 'y'", "n'est pas de la bonne nature"),
        ("budget.demande ** 2 > 1", "l'opérateur"),
        ("projet.debut + depot.date == 1", "n'est pas de la bonne nature"),
        ("None == 1", "n'est pas permise"),
        ("b'x' == 1", "n'est pas permise"),
        ("[1] == 1", "n'est pas permis"),
        ("lambda: 1", "n'est pas permis"),
        ("(1).real == 1", "n'est ni une question"),
        ("__import__('os')", "la fonction « __import__ » n'existe pas"),
        ("porteur.nature()", "n'est pas permis"),
        ("given(a=porteur.nature)", "n'est pas permis"),
        ("given(*porteur.nature)", "n'est pas permis"),
        ("given()", "n'a pas le bon nombre de valeurs"),
        ("lacking()", "n'a pas le bon nombre de valeurs"),
        ("empty(parcelles, parcelles)", "n'a pas le bon nombre de valeurs"),
        ("any(parcelles)", "n'a pas le bon nombre de valeurs"),
        ("given(plafond)", "« plafond » n'est pas une question"),
        ("given(today)", "« today » n'est pas une question"),
        ("any(porteur.nature, true)", "« porteur.nature » n'est pas une liste d'éléments"),
        ("sum(parcelles, nom)", "n'est pas de la bonne nature"),
        ("count(porteur.nature)", "n'est pas une liste d'éléments"),
        ("count(projet.publics, true)", "n'est pas une liste d'éléments"),
        ("uncovered(projet.nom)", "n'est pas de la bonne nature"),
        ("uncovered(parcelles, nom)", "n'est pas de la bonne nature"),
        ("words(budget.demande) > 1", "n'est pas de la bonne nature"),
        ("mentions(projet.nom)", "des mots entre guillemets"),
        ("mentions(projet.nom, projet.nom)", "des mots entre guillemets"),
        ("mentions(projet.nom, '')", "des mots entre guillemets"),
        ("mentions(projet.nom, '$')", "des mots entre guillemets"),
        ("mentions(projet.nom, fruits)", "le nom d'une liste de mots"),
        ("mentions(projet.nom, 'lac', 3)", "le nom d'une liste de mots"),
        ("repeated(parcelles, usage)", "n'est pas de la bonne nature"),
        ("share(projet.nom, 1)", "n'est pas de la bonne nature"),
        ("unlisted(parcelles, usage, budget.cofinanceurs)", "n'est pas de la bonne nature"),
    ],
)
def test_a_wrong_expression_is_told(expression: str, said: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_expression(expression, script())
    assert said in str(refused.value)


def test_a_condition_is_true_false_or_unknown() -> None:
    with pytest.raises(ConditionError, match="n'est pas une condition"):
        compile_condition("budget.demande", script())


def test_fields_stand_bare_in_their_own_repeat() -> None:
    repeat = script().questions["parcelles"]
    term = compile_condition("surface > 15 and given(nom)", script(), repeat)
    assert [term.evaluate(Context(dossier(**ROWS), DAY, row)).value for row in range(3)] == [False, True, None]


# --- Messages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("Rien à remplacer : c'est tout !", {}, "Rien à remplacer\u00a0: c’est tout\u00a0!"),
        ("Vous demandez {budget.demande}.", MONEY, "Vous demandez 12\u00a0000\u00a0€."),
        ("{budget.demande - plafond} de plus", {"budget": {"demande": 15001.5}}, "1,50\u00a0€ de plus"),
        ("jusqu'au {date_limite}", {}, "jusqu’au 30\u00a0avril 2031".replace("\u00a0", " ")),
        ("le {projet.debut}", {"projet": {"debut": "01/04/2031"}}, "le 1er avril 2031"),
        ("{date_limite - today} jours", {}, "60 jours"),
        ("« {porteur.nature} »", {"porteur": {"nature": "asso"}}, "«\u00a0Une association\u00a0»"),
        ("{projet.publics}", {"projet": {"publics": ["ecoles", "aines"]}}, "Les écoles et Les aînés"),
        ("{projet.publics}", {"projet": {"publics": []}}, "Aucun public"),
        ("{labels(parcelles, true)}", ROWS, "A, B et C"),
        (
            "{projet.duree}, {equipe.animation}",
            {"projet": {"duree": 24}, "equipe": {"animation": "30 %"}},
            "24 mois, 0,3\u00a0ETP",
        ),
        # A duration is told in the unit that was counted.
        ("{projet.duree}", {"projet": {"duree": "48 mois"}}, "48 mois"),
        ("{projet.duree}", {"projet": {"duree": "deux ans et demi"}}, "2 ans et 6 mois"),
        # What is not understood in a row is quoted with the row's name.
        (
            "{misread(parcelles, surface)}",
            {"parcelles": [{"nom": "L'A", "surface": "grande"}, {"nom": "B", "surface": 3}, {"surface": "?"}]},
            "L'A («\u00a0grande\u00a0»)",
        ),
        ("{typed(parcelles)}", ROWS, "A, B et C"),
        ("{typed(parcelles)}", {"parcelles": 4}, "4"),
        ("{equipe.benevoles}", {"equipe": {"benevoles": "aucun"}}, "0"),
        ("{share(budget.demande, plafond)}", MONEY, "80\u00a0%"),
        ("{depot.bilan}", {"depot": {"bilan": False}}, "non"),
        # The quotient of two amounts is a number, the double of one an amount.
        ("{budget.demande / plafond} et {budget.demande * 2}", MONEY, "0,8 et 24\u00a0000\u00a0€"),
        ("{count(parcelles)} : {sum(parcelles, surface)}", KNOWN, "2\u00a0: 30"),
        ("{budget.demande} {porteur.nature} {labels(parcelles, true)}", {}, "non renseigné non renseigné non renseigné"),
        # The user's words are shown as they are: neither typeset nor read as an expression.
        ("{projet.nom}", {"projet": {"nom": "l'eau ! {plafond} ..."}}, "l'eau ! {plafond} ..."),
    ],
)
def test_message(text: str, answers: dict[str, Any], expected: str) -> None:
    assert compile_template(text, script()).render(Context(dossier(**answers), DAY)) == expected


def test_a_wrong_message_is_told() -> None:
    for text in ("{}", "{budget.}", "{nulle.part}"):
        with pytest.raises(ConditionError):
            compile_template(text, script())


# --- Whatever the answers -----------------------------------------------------------------------------------------

EXPRESSIONS = [expression for expression, _, _ in TABLE]
RAW = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=True)
    | st.text(max_size=30)
    | st.sampled_from(
        ["aucun", "je ne sais pas encore", "12 k€", "2 ans", "30/04/2031", "0,2 ETP", "oui", "commune", "potager", "-1", "1/0"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["nom", "usage", "surface", "montant", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
GROUPS = sorted({path.partition(".")[0] for path in script().questions if "[" not in path})
NAMES = sorted({path.rpartition(".")[2] for path in script().questions if "[" not in path})
ANYTHING = st.dictionaries(
    st.sampled_from(GROUPS), RAW | st.dictionaries(st.sampled_from(NAMES), RAW, max_size=3), max_size=len(GROUPS)
)


@given(ANYTHING)
def test_no_answer_makes_an_expression_fail(answers: dict[str, Any]) -> None:
    context = Context(dossier(**answers), DAY)
    for expression in EXPRESSIONS:
        term = compile_expression(expression, script())
        outcome = term.evaluate(context)
        assert all(script().question(path) for path in outcome.paths)
        compile_template(f"{{{expression}}}", script()).render(context)


ATOMS = [
    "porteur.statuts",
    "depot.bilan",
    "budget.demande > plafond",
    "budget.total == budget.demande",
    "porteur.nature == 'commune'",
    "porteur.nature in ['association', 'autre']",
    "'ecoles' in projet.publics",
    "count(projet.publics) >= 2",
    "projet.debut - depot.date > 30",
    "words(projet.nom) > 2",
    "mentions(projet.nom, 'jardin')",
    "share(budget.demande, budget.total) > 50",
    "empty(budget.cofinanceurs)",
    "any(parcelles, arrosage)",
    "all(parcelles, surface > 10 or arrosage)",
    "any(parcelles, usage == 'verger' and not arrosage)",
    "count(parcelles) > 1",
    "count(parcelles, arrosage) >= 2",
    "sum(parcelles, surface) < surface_minimale",
    "sum(budget.cofinanceurs, montant) + budget.demande == budget.total",
    "true",
]
FORMULAS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: (
        st.builds("({} and {})".format, inner, inner)
        | st.builds("({} or {})".format, inner, inner)
        | st.builds("not {}".format, inner)
    ),
    max_leaves=5,
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "porteur.nature": st.sampled_from(["commune", "association", "autre"]),
    "porteur.statuts": st.booleans(),
    "projet.nom": st.sampled_from(["Le jardin du lac", "Oasis"]),
    "projet.publics": st.sampled_from([[], ["ecoles"], ["habitants", "aines"]]),
    "projet.debut": st.sampled_from(["2031-05-10", "2031-04-01"]),
    "depot.date": st.sampled_from(["2031-03-01", "2031-04-30"]),
    "depot.bilan": st.booleans(),
    "budget.demande": st.sampled_from([0, 9000, 15001]),
    "budget.total": st.sampled_from([0, 9000, 20000]),
}
ROW_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "usage": st.sampled_from(["potager", "verger"]),
    "surface": st.sampled_from([5, 20, 60]),
    "arrosage": st.booleans(),
    "montant": st.sampled_from([0, 6000]),
}
UNKNOWNS = st.sampled_from([None, "je ne sais pas encore", ["illisible", {}]])
UNKNOWN_ROWS = st.sampled_from([None, "je ne sais pas encore", 3])


@settings(max_examples=max(100, settings().max_examples))
@given(FORMULAS, st.data())
def test_learning_more_never_changes_what_was_known(formula: str, data: st.DataObject) -> None:
    known = {path: data.draw(strategy) for path, strategy in VALUES.items()}
    for path, fields in (("parcelles", ("usage", "surface", "arrosage")), ("budget.cofinanceurs", ("montant",))):
        known[path] = [
            {"nom": f"n{row}", **{field: data.draw(ROW_VALUES[field]) for field in fields}}
            for row in range(data.draw(st.integers(0, 3)))
        ]
    full = _nested(known)
    partial = _nested({path: _forgotten(raw, data) for path, raw in known.items()})
    before = value(formula, partial)
    assert value(formula, full) is not None or "share" in formula
    if before is not None:
        assert value(formula, full) == before


def _forgotten(raw: Any, data: st.DataObject) -> Any:
    """The answer, or no answer; in the rows of a repeat, fields are forgotten one by one."""
    rows = isinstance(raw, list) and all(isinstance(row, dict) for row in raw)
    if data.draw(st.booleans()):
        return data.draw(UNKNOWN_ROWS if rows else UNKNOWNS)
    if rows:
        return [{name: field if data.draw(st.booleans()) else data.draw(UNKNOWNS) for name, field in row.items()} for row in raw]
    return raw


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, raw in flat.items():
        group, _, name = path.rpartition(".")
        (nested.setdefault(group, {}) if group else nested)[name] = raw
    return nested


@pytest.mark.parametrize("expression", [text for text in [*ATOMS, *EXPRESSIONS] if "parcelles" in text and "labels" not in text])
def test_the_order_of_rows_is_indifferent(expression: str) -> None:
    if "unlisted" in expression:
        expression = f"count({expression})"
    rows = [*ROWS["parcelles"], {"usage": "compost"}, {"surface": 60, "arrosage": True}]
    others = {"budget": {"cofinanceurs": [{"nom": "A"}]}}
    values = {repr(value(expression, others | {"parcelles": list(order)})) for order in itertools.permutations(rows, 5)}
    assert len(values) == 1


@pytest.mark.parametrize("expression", [*ATOMS, *EXPRESSIONS, "count(parcelles, sum(budget.cofinanceurs, montant) > 0)"])
def test_a_memo_changes_nothing(expression: str) -> None:
    rows = [{"nom": f"n{row}", "montant": row} for row in range(5)]
    term = compile_expression(expression, script())
    for answers in ({}, ROWS, COMPLETE, ROWS | {"budget": {"demande": 3, "cofinanceurs": rows}}):
        remembering = Context(dossier(**answers), DAY, memo=Memo())
        assert term.evaluate(remembering) == term.evaluate(remembering) == evaluate(expression, answers)


def test_a_thousand_rows_take_no_time() -> None:
    rows = [{"nom": f"n{row}", "usage": random.Random(row).choice(["potager", "verger"]), "surface": row} for row in range(1000)]
    answers = COMPLETE | {"parcelles": rows}
    assert value("sum(parcelles, surface)", answers) == 499500
    assert value("count(unlisted(parcelles, nom, parcelles))", answers) == 0
    assert value("uncovered(parcelles, usage, surface >= 0)", answers) == ("Le compost",)


def test_the_day_of_reference_is_an_argument() -> None:
    assert value("today > date_limite", {}, date(2031, 5, 1)) is True
    assert value("today > date_limite", {}, date(2031, 4, 30)) is False


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2031-11-01", "2032-10-31", 12),
        ("2031-11-01", "2032-11-14", 12),  # half a month is a matter of writing
        ("2031-11-01", "2032-11-30", 13),
        ("2031-11-04", "2033-11-03", 24),
        ("2031-01-31", "2031-02-28", 1),
        ("2031-05-01", "2031-04-30", 0),
        ("2031-05-01", "2030-04-30", -12),
    ],
)
def test_months_from_a_day_to_another(first: str, last: str, told: int) -> None:
    assert value("months(projet.debut, depot.date)", {"projet": {"debut": first}, "depot": {"date": last}}) == told


def test_a_subtotal_is_what_is_already_told() -> None:
    def told(*amounts: Any) -> Any:
        return evaluate("subtotal(parcelles, surface)", {"parcelles": [{"nom": "A", "surface": amount} for amount in amounts]})

    assert told(40, None, 30) == (Decimal(70), ("parcelles[0].surface", "parcelles[2].surface"))
    assert told(40, "vaste") == (Decimal(40), ("parcelles[0].surface",))
    assert told(None, "vaste").value is None
    assert evaluate("subtotal(parcelles, surface)").value is None
    with pytest.raises(ConditionError):
        evaluate("subtotal(parcelles, nom)")


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("2031", 2031),
        ("exercice 2031", 2031),
        ("2031 (année 1, 2031)", 2031),
        ("2031-2032", None),
        ("année 1", None),
        ("12031", None),
    ],
)
def test_the_year_that_a_text_names(told: str, year: int | None) -> None:
    assert value("year(projet.nom)", {"projet": {"nom": told}}) == year


def test_the_year_of_a_day_and_the_day_when_a_duration_ends() -> None:
    answers = {"projet": {"debut": "15/11/2031", "duree": "2 ans"}}
    assert value("year(projet.debut)", answers) == 2031
    assert value("last_day(projet.debut, projet.duree)", answers) == date(2033, 11, 14)
    assert evaluate("year(last_day(projet.debut, projet.duree))", answers) == (2033, ("projet.debut", "projet.duree"))
    assert value("last_day(projet.debut, 100000)", answers) is None
    assert value("last_day(projet.debut, projet.duree)", {"projet": {"debut": "15/11/2031"}}) is None
    for wrong in ("year(projet.duree)", "last_day(projet.nom, 2)", "last_day(projet.debut, projet.debut)"):
        with pytest.raises(ConditionError, match="n'est pas de la bonne nature"):
            compile_expression(wrong, script())


@pytest.mark.parametrize(
    "expression",
    [
        "labels(parcelles, surface > 1)",
        "typed(parcelles)",
        "misread(parcelles, surface)",
        "unlisted(budget.cofinanceurs, nom, parcelles)",
    ],
)
def test_what_shows_the_names_of_rows_is_worked_out_again_when_one_changes(expression: str) -> None:
    assert "parcelles[].nom" in compile_expression(expression, script()).reads


def test_what_only_counts_rows_does_not_read_their_names() -> None:
    assert compile_expression("count(parcelles, surface > 1)", script()).reads == {"parcelles", "parcelles[].surface"}
    assert compile_expression("typed(budget.demande)", script()).reads == {"budget.demande"}


def test_what_is_not_said_is_told_apart_from_what_is_not_understood() -> None:
    answers = {"projet": {"nom": {"x": 1}, "description": "aucune"}, "budget": {"demande": "zorglub", "total": 12}}
    asked = "(projet.nom, projet.description, budget.demande, budget.total, depot.date)"
    assert evaluate(f"unsaid{asked}", answers) == (
        ("Description du projet", "Jour du dépôt"),
        ("projet.description", "depot.date"),
    )
    assert value(f"lacking{asked}", answers) == ("Nom du jardin", "Description du projet", "Aide demandée", "Jour du dépôt")
    assert evaluate("unsaid(budget.demande, budget.total)", answers) == ((), ("budget.demande", "budget.total"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("cent jeunes", True), ("les Cent", True), ("un centre", False), ("récent", False), ("cents", False), ("cent-vingt", True)],
)
def test_a_word_that_ends_with_a_dollar_is_looked_for_whole(text: str, said: bool) -> None:
    assert value('mentions(projet.nom, "cent$")', {"projet": {"nom": text}}) is said


def test_why_an_answer_is_not_understood_is_quoted_once() -> None:
    told = value("refusal(budget.demande)", {"budget": {"demande": "entre 200 et 300 k€"}})
    assert told.replace("\u00a0", " ").count("entre 200 et 300 k€") == 1


def test_a_duration_that_is_worked_out_is_written_in_years() -> None:
    context = Context(dossier(projet={"duree": "24 mois"}), DAY)
    assert (
        compile_template("{projet.duree}, {projet.duree * 2}", script()).render(context).replace("\u00a0", " ")
        == "24 mois, 4 ans"
    )


def test_what_reads_an_answer_has_a_number_of_its_own_and_a_constant_has_none() -> None:
    """A memo knows a term by its number, and finds all the terms that an expression is made of by theirs."""
    reading = compile_expression("budget.demande > 1", script())
    assert reading.number >= 0
    assert {term.text for term in whole([reading])} == {"budget.demande > 1", "budget.demande"}
    memo = Memo()
    reading.evaluate(Context(dossier(budget={"demande": 2}), DAY, memo=memo))
    assert memo.outcomes[reading.number] == {None: (True, ("budget.demande",))}
    assert compile_expression("1 > 2", script()).number == -1


def test_a_truth_is_written_either_way() -> None:
    assert [value(text) for text in ("true", "True", "false", "False")] == [True, True, False, False]
    assert compile_expression("True", script()).kind == "boolean"
