"""How people type values. In the tables, what follows a value typed is what is understood of it."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import french, reading
from assistant.reading import Reading

D = Decimal
Parse = Callable[[object], Reading[Any]]
NUMBERS: list[Parse] = [
    reading.parse_amount,
    reading.parse_integer,
    reading.parse_number,
    reading.parse_duration,
    reading.parse_fte,
]
PARSERS: list[Parse] = [*NUMBERS, reading.parse_date, reading.parse_yes_no]


def check(read: Reading[Any], expected: object) -> None:
    assert read.problem is None
    assert read.value == expected
    assert type(read.value) is type(expected)


def check_problem(read: Reading[Any], words: str, guess: object = None) -> None:
    """A problem says why in one sentence, ready to follow a colon, and leaves no value to take."""
    assert read.problem is not None
    assert read.value is None
    assert words in read.problem
    assert read.problem == french.typography(read.problem)
    assert not read.problem.endswith(".")
    assert read.guess == guess


AMOUNTS = [
    ("240 000 € (80 000 € par an)", "240000"),
    ("exactement 240 000 €", "240000"),
    ("240 000 euros tout rond", "240000"),
    ("240 000 €", "240000"),
    ("240.000,00 €", "240000"),
    ("240,000.00", "240000"),
    ("240.000", "240000"),
    ("1.234", "1234"),
    ("1.234.567,89 €", "1234567.89"),
    ("1,234,567", "1234567"),
    ("240'000", "240000"),
    ("240_000", "240000"),
    ("240\u00a0000\u202f€", "240000"),
    ("12 500", "12500"),
    ("12500 euros", "12500"),
    ("96 000 € sur deux ans", "96000"),
    ("96 000 € pour toute la durée", "96000"),
    ("110 k€ en tout", "110000"),
    ("12 500,50", "12500.50"),
    ("12.5", "12.5"),
    ("12,5", "12.5"),
    ("0,240", "0.24"),
    ("12 euros 50", "12.50"),
    ("12€50", "12.50"),
    ("+500", "500"),
    ("0", "0"),
    ("240k€", "240000"),
    ("240 K€", "240000"),
    ("240k", "240000"),
    ("15 k euros", "15000"),
    ("15ke", "15000"),
    ("0,24 M€", "240000"),
    ("1.250 M€", "1250000"),
    ("1,5 Md€", "1500000000"),
    ("1,2 million d'euros", "1200000"),
    ("1,2 million d’euros", "1200000"),
    ("240 mille euros", "240000"),
    ("2 millions 500 mille", "2500000"),
    ("1 million 240 000 euros", "1240000"),
    ("un million et demi", "1500000"),
    ("un demi-million d'euros", "500000"),
    ("deux cent quarante mille euros", "240000"),
    ("Deux-cent-quarante-mille euros", "240000"),
    ("neuf mille deux cent soixante-dix", "9270"),
    ("trois milliards", "3000000000"),
    ("quinze cents euros", "1500"),
    ("zéro", "0"),
    ("gratuit", "0"),
    ("offert par la compagnie", "0"),
    ("Gratuite", "0"),
    ("aucun", "0"),
    ("néant", "0"),
    ("pas de coût", "0"),
    ("€ 12 000", "12000"),
    ("12 000 EUR", "12000"),
    ("12 000 €uros.", "12000"),
    ("« 12 000 € »", "12000"),
    ("Montant total : 12 000 €", "12000"),
    ("une subvention de 12 000 €", "12000"),
    ("12 000 € au total", "12000"),
    ("240 000€ TTC", "240000"),
    ("12 000 € (HT)", "12000"),
    ("12 500 € (douze mille cinq cents euros)", "12500"),
    ("douze mille (12 000) euros", "12000"),
    ("15 k€, soit 15 000 €", "15000"),
    ("1000000000000", "1000000000000"),
]


@pytest.mark.parametrize(("typed", "expected"), AMOUNTS)
def test_amount(typed: str, expected: str) -> None:
    check(reading.parse_amount(typed), D(expected))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(240000, "240000"), (0.1, "0.1"), (12.345, "12.345"), (D("9270.5"), "9270.5"), (10**12, "1E12")],
)
def test_amount_of_a_file_is_taken_as_it_is(raw: object, expected: str) -> None:
    check(reading.parse_amount(raw), D(expected))


def test_amount_tells_how_it_was_understood() -> None:
    assert "TTC" in (reading.parse_amount("12 000 € TTC").note or "")
    assert "HT" in (reading.parse_amount("12 000 euros hors taxes").note or "")
    assert "0\u00a0€" in (reading.parse_amount("gratuit").note or "")
    assert reading.parse_amount("12 000 €").note is None


AMOUNT_PROBLEMS = [
    ("80 000 € (par an)", "dit autre chose", "80000"),
    ("environ 240 000", "est une estimation", "240000"),
    ("~ 12 000 €", "est une estimation", "12000"),
    ("12 000 € environ", "est une estimation", "12000"),
    ("un millier d'euros", "est une estimation", "1000"),
    ("plus de 240 000 €", "donne une limite", "240000"),
    ("jusqu'à 12 000 €", "donne une limite", "12000"),
    ("12 000 € maximum", "donne une limite", "12000"),
    ("> 12 000 €", "donne une limite", "12000"),
    ("entre 10 000 et 20 000", "donne plusieurs valeurs", None),
    ("10 000 - 20 000 €", "donne plusieurs valeurs", None),
    ("de 10 000 à 20 000 €", "donne plusieurs valeurs", None),
    ("10 000 ou 20 000", "donne plusieurs valeurs", None),
    ("29/04/2031", "donne plusieurs valeurs", None),
    ("12,500", "peut se lire 12\u00a0500 ou 12,5", "12500"),
    ("12,500 €", "peut se lire", "12500"),
    ("1.500 k€", "peut se lire 1\u00a0500\u00a0000 ou 1\u00a0500", "1500000"),
    ("12,345 678", "n’est pas compris", None),
    ("12 500,567", "a plus de deux décimales", "12500.57"),
    ("80 000 € par an", "n’est pas un total", None),
    ("80 000 €/an", "n’est pas un total", None),
    ("80 000 € TTC annuels", "n’est pas un total", None),
    ("600 € par famille", "n’est pas un total", None),
    ("80 000 € par an pendant 3 ans", "n’est pas un total", "240000"),
    ("80 000 € par an, soit 250 000 € au total", "ne s’accordent pas", None),
    ("12 000 € (13 000 €)", "donne deux valeurs différentes", None),
    ("3 x 80 000 €", "est un calcul", "240000"),
    ("12 000 + 3 000 €", "est un calcul", "15000"),
    ("12 m", "des millions", "12000000"),
    ("mon cofinancement est de 12 000 €", "n’est pas compris", "12000"),
    ("sans objet", "n’est pas compris", "0"),
    ("non", "n’est pas compris", "0"),
    ("à définir", "laisse la réponse ouverte", None),
    ("?", "laisse la réponse ouverte", None),
    ("pas de montant arrêté", "n’est pas compris", None),
    ("30 %", "n’est pas compris", None),
    ("100 $", "n’est pas compris", None),
    ("12 000 francs", "n’est pas compris", None),
    ("2 ans", "n’est pas compris", None),
    ("24 0000", "n’est pas compris", None),
    ("1.23.4", "n’est pas compris", None),
    ("1e5", "n’est pas compris", None),
    ("12²", "n’est pas compris", None),
    ("١٢", "n’est pas compris", None),
    ("NaN", "n’est pas compris", None),
    ("deux trois mille", "n’est pas compris", None),
    ("zéro cent", "n’est pas compris", None),
    ("mille mille", "n’est pas compris", None),
    ("", "la réponse est vide", None),
    (" \u200b", "la réponse est vide", None),
    ("9" * 16, "trop grand", None),
    ("prose " * 100, "n’est pas compris", None),
]


@pytest.mark.parametrize(("typed", "words", "guess"), AMOUNT_PROBLEMS)
def test_amount_problem(typed: str, words: str, guess: str | None) -> None:
    check_problem(reading.parse_amount(typed), words, None if guess is None else D(guess))


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("raw", [None, "", "  ", [], {}, float("nan"), float("inf"), D("sNaN"), b"12"])
def test_what_is_no_value_is_a_problem(parse: Parse, raw: object) -> None:
    read = parse(raw)
    assert read.problem
    assert read.value is None
    assert not read.ok


@pytest.mark.parametrize("parse", NUMBERS)
@pytest.mark.parametrize("raw", [True, False])
def test_true_and_false_are_no_numbers(parse: Parse, raw: bool) -> None:
    assert parse(raw).problem
    assert parse(raw).value is None


@pytest.mark.parametrize(
    ("parse", "raw", "value", "words"),
    [
        (reading.parse_amount, "-500", D(-500), "un montant ne peut pas être négatif"),
        (reading.parse_amount, "moins 500 euros", D(-500), "un montant ne peut pas être négatif"),
        (reading.parse_amount, -500, D(-500), "un montant ne peut pas être négatif"),
        (reading.parse_integer, "-3", -3, "ne peut pas être négatif"),
        (reading.parse_duration, "-3 mois", -3, "une durée ne peut pas être négative"),
        (reading.parse_fte, -0.5, D("-0.5"), "ne peut pas être négatif"),
        (reading.parse_fte, "-0,5 ETP", D("-0.5"), "ne peut pas être négatif"),
    ],
)
def test_below_zero_is_understood_and_refused(parse: Parse, raw: object, value: object, words: str) -> None:
    read = parse(raw)
    assert not read.ok
    assert words in (read.problem or "")
    assert read.value == value


INTEGERS = [
    ("60", 60),
    ("1 200", 1200),
    ("12.500 jeunes", 12500),
    ("120 jeunes", 120),
    ("3 établissements scolaires", 3),
    ("soixante-et-onze", 71),
    ("vingt et un élèves", 21),
    ("un", 1),
    ("zéro", 0),
    ("aucun", 0),
    ("aucune personne", 0),
    ("douze (12)", 12),
    (60, 60),
    (60.0, 60),
    (D(60), 60),
]
INTEGER_PROBLEMS = [
    ("une centaine", "est une estimation", 100),
    ("une vingtaine de jeunes", "est une estimation", 20),
    ("deux douzaines", "est une estimation", 24),
    ("environ 60", "est une estimation", 60),
    ("60 personnes maximum", "donne une limite", 60),
    ("de 60 à 80", "donne plusieurs valeurs", None),
    ("60-80 jeunes", "donne plusieurs valeurs", None),
    ("120 jeunes par an", "compte par période ou par unité", None),
    ("120 jeunes et 40 parents", "n’est pas compris", None),
    ("60 personnes (30 familles)", "donne deux valeurs différentes", None),
    ("les 60 jeunes", "n’est pas compris", 60),
    ("des centaines", "n’est pas compris", None),
    ("aucun chiffre", "n’est pas compris", None),
    ("12,500", "peut se lire", 12500),
    ("12,5", "n’est pas un nombre entier", None),
    (60.5, "n’est pas un nombre entier", None),
    ("20 %", "n’est pas compris", 20),
    (10**16, "trop grand", None),
    (-(10**16), "trop grand", None),
]


@pytest.mark.parametrize(("raw", "expected"), INTEGERS)
def test_integer(raw: object, expected: int) -> None:
    check(reading.parse_integer(raw), expected)


@pytest.mark.parametrize(("raw", "words", "guess"), INTEGER_PROBLEMS)
def test_integer_problem(raw: object, words: str, guess: int | None) -> None:
    check_problem(reading.parse_integer(raw), words, guess)


def test_integer_tells_the_words_it_leaves_out() -> None:
    assert reading.parse_integer("120 jeunes").note == "«\u00a0120 jeunes\u00a0» est lu comme 120"
    assert reading.parse_integer("120").note is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12,5", "12.5"),
        ("-3", "-3"),
        (-3, "-3"),
        ("30 %", "30"),
        ("12 000 habitants", "12000"),
        ("1,5 ha", "1.5"),
        ("½", "0.5"),
    ],
)
def test_number(raw: object, expected: str) -> None:
    check(reading.parse_number(raw), D(expected))


DURATIONS = [
    ("projet de deux ans", 24),
    ("trois ans (2031-2034)", 36),
    ("3 ans, sur 4 exercices", 36),
    ("deux ans, de novembre 2031 à octobre 2033", 24),
    ("24 mois", 24),
    ("36mois", 36),
    ("24 m", 24),
    ("2 ans", 24),
    ("deux ans", 24),
    ("trois années", 36),
    ("un an", 12),
    ("1,5 an", 18),
    ("½ an", 6),
    ("2 ans et demi", 30),
    ("deux ans et demi", 30),
    ("un an et six mois", 18),
    ("2 ans 6 mois", 30),
    ("dix-huit mois", 18),
    ("un semestre", 6),
    ("trois trimestres", 9),
    ("deux (2) ans", 24),
    ("2 ans (24 mois)", 24),
    ("24 mois, soit deux ans", 24),
    ("sur 2 ans", 24),
    ("Durée du projet : 24 mois", 24),
    ("2", 24),
    ("5", 60),
    ("6", 6),
    ("36", 36),
    (2.5, 30),
    (36, 36),
    ("de septembre 2031 à août 2034", 36),
    ("d'octobre 2031 à mars 2033", 18),
    ("du 1er octobre 2031 au 30/09/2033", 24),
    ("2 ans (de septembre 2031 à août 2033)", 24),
    ("36 mois, du 1er octobre 2031 au 30 septembre 2034", 36),
    ("36 mois du 1er octobre 2031 au 30 septembre 2034", 36),
    ("24 mois (01/01/2031 - 31/12/2032)", 24),
    ("24 mois à compter du 4 novembre 2031", 24),
    ("3 ans, dès 2031", 36),
    # From two calendar years for two years to three; the first and the last count for a month at least.
    ("2 ans (2031 et 2032)", 24),
    ("2 ans (2031, 2032, 2033)", 24),
    ("26 mois (2031-2034)", 26),
    ("36 mois, sur 3 exercices", 36),
    ("oct. 2031 - sept. 2034", 36),
]
DURATION_PROBLEMS = [
    ("d'août 2034 à septembre 2031", "n’est pas compris", None),
    ("de janvier à juin 2031", "n’est pas compris", None),
    ("3 ans (de septembre 2031 à août 2033)", "durée et des dates qui ne s’accordent pas (elles font 2 ans)", None),
    ("36 mois, du 1er octobre 2031 au 30 juin 2034", "qui ne s’accordent pas (elles font 2 ans et 9 mois)", None),
    ("36 mois, soit du 1er octobre 2031 au 30 juin 2034", "qui ne s’accordent pas", None),
    ("24 mois : 01/11/2031 - 31/10/2034", "qui ne s’accordent pas (elles font 3 ans)", None),
    ("25 mois (2031-2034)", "une durée et des années qui ne s’accordent pas", None),
    ("25 mois (2031-2032)", "une durée et des années qui ne s’accordent pas", None),
    ("3 ans, sur 2 exercices", "une durée et des années qui ne s’accordent pas", None),
    ("0,4 mois", "n’est pas un nombre entier de mois", None),
    ("2 ans, puis 3 ans en 2033", "n’est pas compris", None),
    ("2030-2032", "donne plusieurs valeurs", None),
    ("de 2030 à 2032", "donne plusieurs valeurs", None),
    ("24 à 36 mois", "donne plusieurs valeurs", None),
    ("2 ans (36 mois)", "donne deux valeurs différentes", None),
    ("environ 2 ans", "est une estimation", 24),
    ("jusqu'à 3 ans", "donne une limite", 36),
    ("24 mois minimum", "donne une limite", 24),
    ("24 mois renouvelables", "n’est pas compris", 24),
    ("2 années scolaires", "n’est pas compris", None),
    ("6 mois et demi", "n’est pas un nombre entier de mois", 7),
    ("12 semaines", "n’est pas un nombre de mois", 3),
    ("90 jours", "n’est pas un nombre de mois", 3),
    ("0 mois", "est trop court", None),
    ("2031", "est trop long", None),
    (2031, "est trop long", None),
    ("longtemps", "n’est pas compris", None),
    ("à préciser", "laisse la réponse ouverte", None),
]


@pytest.mark.parametrize(("raw", "expected"), DURATIONS)
def test_duration(raw: object, expected: int) -> None:
    check(reading.parse_duration(raw), expected)


@pytest.mark.parametrize(("raw", "words", "guess"), DURATION_PROBLEMS)
def test_duration_problem(raw: object, words: str, guess: int | None) -> None:
    check_problem(reading.parse_duration(raw), words, guess)


def test_duration_tells_the_unit_it_supposes() -> None:
    assert reading.parse_duration("2").note == "lu comme 2 ans"
    assert reading.parse_duration("1").note == "lu comme 1 an"
    assert reading.parse_duration(36).note == "lu comme 36 mois"
    assert reading.parse_duration("36 mois").note is None
    assert reading.parse_duration("de mai 2031 à octobre 2032").note == "« de mai 2031 à octobre 2032 » est lu comme 18 mois"
    rounded = reading.parse_duration("du 4 mai 2031 au 20 mai 2031").note
    assert rounded == "« du 4 mai 2031 au 20 mai 2031 » est lu comme 1 mois, au mois le plus proche"


FTES = [
    ("0,3 ETP", "0.3"),
    ("0.5", "0.5"),
    (".5 ETP", "0.5"),
    ("½ ETP", "0.5"),
    ("0,333 ETP", "0.333"),
    ("1,250 ETP", "1.25"),
    ("30 %", "0.3"),
    ("30%", "0.3"),
    ("80 pour cent", "0.8"),
    ("80 % d'un temps plein", "0.8"),
    ("temps partiel à 80 %", "0.8"),
    ("200 %", "2"),
    ("un mi-temps", "0.5"),
    ("mi-temps", "0.5"),
    ("à mi temps", "0.5"),
    ("deux mi-temps", "1"),
    ("un demi-poste", "0.5"),
    ("un tiers temps", "0.33"),
    ("deux tiers", "0.67"),
    ("1/3 ETP", "0.33"),
    ("un quart de temps", "0.25"),
    ("trois-quarts temps", "0.75"),
    ("4/5e", "0.8"),
    ("temps plein", "1"),
    ("plein temps", "1"),
    ("un temps complet", "1"),
    ("un poste à temps plein", "1"),
    ("un poste à mi-temps", "0.5"),
    ("1 ETP", "1"),
    ("1 ETP et demi", "1.5"),
    ("2 équivalents temps plein", "2"),
    ("deux jours par semaine", "0.4"),
    ("1,5 jour par semaine", "0.3"),
    ("deux jours et demi par semaine", "0.5"),
    ("2 j/semaine", "0.4"),
    ("1 jour sur 5", "0.2"),
    ("trois demi-journées par semaine", "0.3"),
    ("35h", "1"),
    ("17,5 h par semaine", "0.5"),
    ("17h30 hebdomadaires", "0.5"),
    ("20 heures/semaine", "0.57"),
    ("0,5 ETP (mi-temps)", "0.5"),
    ("un mi-temps, soit 0,5 ETP", "0.5"),
    ("0", "0"),
    ("1,5", "1.5"),
    (0.3, "0.3"),
    (2, "2"),
]
FTE_PROBLEMS = [
    (30, "manque d’unité", "0.3"),
    ("35", "manque d’unité", "1"),
    ("environ 0,5 ETP", "est une estimation", "0.5"),
    ("entre 0,3 et 0,5 ETP", "donne plusieurs valeurs", None),
    ("0,5 ETP (si le poste est créé)", "dit autre chose", "0.5"),
    ("0,5 ETP (30 %)", "donne deux valeurs différentes", None),
    ("0,2 ETP par an", "n’est pas compris", "0.2"),
    ("1607 h", "n’est pas compris", None),
    ("un jour par mois", "n’est pas compris", None),
    ("temps partiel", "n’est pas compris", None),
    ("1/0", "donne plusieurs valeurs", None),
    ("bénévole", "n’est pas compris", None),
    ("nsp", "laisse la réponse ouverte", None),
]


@pytest.mark.parametrize(("raw", "expected"), FTES)
def test_fte(raw: object, expected: str) -> None:
    check(reading.parse_fte(raw), D(expected))


@pytest.mark.parametrize(("raw", "words", "guess"), FTE_PROBLEMS)
def test_fte_problem(raw: object, words: str, guess: str | None) -> None:
    check_problem(reading.parse_fte(raw), words, None if guess is None else D(guess))


DATES = [
    ("déposé le 29 avril 2031", (2031, 4, 29)),
    ("prévu pour le 29/04/2031", (2031, 4, 29)),
    ("le 29 avril 2031 au soir", (2031, 4, 29)),
    ("le 2 mai 2031 au matin (la plateforme avait planté)", (2031, 5, 2)),
    ("29/04/24", (2024, 4, 29)),
    ("29/04/2024", (2024, 4, 29)),
    ("9/4/2024", (2024, 4, 9)),
    ("29-04-2024", (2024, 4, 29)),
    ("29.04.2024", (2024, 4, 29)),
    ("29 04 2024", (2024, 4, 29)),
    ("29 / 04 / 2024", (2024, 4, 29)),
    ("2024-04-29", (2024, 4, 29)),
    ("2024/04/29", (2024, 4, 29)),
    ("2024-04-29T10:30:00+02:00", (2024, 4, 29)),
    ("2024-04-29 10:30", (2024, 4, 29)),
    ("29/04/2024 à 17h", (2024, 4, 29)),
    ("29 avril 2024", (2024, 4, 29)),
    ("29 AVRIL 2024.", (2024, 4, 29)),
    ("le 29 avril 2024", (2024, 4, 29)),
    ("29 avril 24", (2024, 4, 29)),
    ("1er mai 2024", (2024, 5, 1)),
    ("1 er mai 2024", (2024, 5, 1)),
    ("premier mai 2024", (2024, 5, 1)),
    ("lundi 29 avril 2024", (2024, 4, 29)),
    ("Lun. 29 avr. 2024", (2024, 4, 29)),
    ("15 août 2031", (2031, 8, 15)),
    ("29 févr. 2024", (2024, 2, 29)),
    ("01/01/85", (1985, 1, 1)),
]
DATE_PROBLEMS = [
    ("septembre 2031", "n’a pas de jour", (2031, 9, 1)),
    ("sept. 2031", "n’a pas de jour", (2031, 9, 1)),
    ("09/2031", "n’a pas de jour", (2031, 9, 1)),
    ("2031-09", "n’a pas de jour", (2031, 9, 1)),
    ("fin septembre 2031", "n’a pas de jour", None),
    ("29 avril", "n’a pas d’année", None),
    ("29/04", "n’a pas d’année", None),
    ("31/02/2031", "n’existe pas au calendrier", None),
    ("29 février 2031", "n’existe pas au calendrier", None),
    ("00/00/2031", "n’existe pas au calendrier", None),
    ("04/29/2024", "met le mois avant le jour", (2024, 4, 29)),
    ("mardi 29 avril 2024", "étant un lundi", (2024, 4, 29)),
    ("29/04/0024", "année peu vraisemblable", None),
    ("29042024", "n’a pas de séparateurs", (2024, 4, 29)),
    (20240429, "n’a pas de séparateurs", (2024, 4, 29)),
    ("29 avril 2031 (à confirmer)", "dit autre chose", (2031, 4, 29)),
    ("29 avril 2031 (si possible)", "dit autre chose", (2031, 4, 29)),
    ("avant le 30 avril 2031", "donne une limite", (2031, 4, 30)),
    ("vers le 30 avril 2031", "est une estimation", (2031, 4, 30)),
    ("29/04/31 ou 30/04/31", "donne plusieurs valeurs", None),
    ("du 1er au 30 avril 2031", "n’est pas compris", None),
    ("2031", "n’est pas compris", None),
    ("demain", "n’est pas compris", None),
    ("pas encore fixée", "laisse la réponse ouverte", None),
    (True, "on attend ici une date", None),
]


@pytest.mark.parametrize(("typed", "expected"), DATES)
def test_date(typed: str, expected: tuple[int, int, int]) -> None:
    check(reading.parse_date(typed), date(*expected))


def test_date_object() -> None:
    check(reading.parse_date(date(2031, 4, 29)), date(2031, 4, 29))
    check(reading.parse_date(datetime(2031, 4, 29, 23, tzinfo=UTC)), date(2031, 4, 29))


@pytest.mark.parametrize(("raw", "words", "guess"), DATE_PROBLEMS)
def test_date_problem(raw: object, words: str, guess: tuple[int, int, int] | None) -> None:
    check_problem(reading.parse_date(raw), words, guess and date(*guess))


YES = [
    *("oui", "OUI", "Oui !", "o", "y", "yes", "vrai", "true", "1"),
    *("bien sûr", "oui, bien sûr", "tout à fait", "d’accord"),
]
NO = [
    *("non", "Non.", "n", "no", "faux", "false", "0"),
    *("pas du tout", "non, pas du tout", "pas encore", "non, pas encore"),
]
YES_NO_PROBLEMS = [
    ("oui, mais pas encore signée", True),
    ("oui, en partie", True),
    ("non, sauf la commune", False),
    ("oui et non", None),
    ("peut-être", None),
    ("non concerné", None),
    ("je ne sais pas", None),
    ("2", None),
    (2, None),
]


@pytest.mark.parametrize("raw", [*YES, True, 1, 1.0])
def test_yes(raw: object) -> None:
    check(reading.parse_yes_no(raw), True)


@pytest.mark.parametrize("raw", [*NO, False, 0])
def test_no(raw: object) -> None:
    check(reading.parse_yes_no(raw), False)


@pytest.mark.parametrize("raw", ["aucun", "Néant.", "pas de loyer", "aucun frais de ce genre"])
def test_none_of_it_is_no_and_said(raw: str) -> None:
    answer = reading.parse_yes_no(raw)
    assert answer.value is False
    assert answer.note is not None
    assert "est lu comme non" in answer.note


def test_yes_and_no_followed_by_words() -> None:
    read = reading.parse_yes_no("Oui, depuis deux ans")
    check(read, True)
    assert read.note == "«\u00a0Oui, depuis deux ans\u00a0» est lu comme oui"
    check(reading.parse_yes_no("non, la commune n'a rien signé"), False)


@pytest.mark.parametrize(("raw", "guess"), YES_NO_PROBLEMS)
def test_yes_no_problem(raw: object, guess: bool | None) -> None:
    read = reading.parse_yes_no(raw)
    assert read.problem
    assert read.value is None
    assert read.guess is guess


UNKNOWN = [
    *("je ne sais pas", "Je ne sais pas encore.", "ne sait pas", "nous ne savons pas pour l'instant"),
    *("on ne sait pas trop", "j’sais pas", "je l'ignore", "aucune idée"),
    *("nsp", "NC", "?", "???", "…", "...", "tbd", "inconnu", "-", "—", "/", "xxx"),
    *("à définir", "À PRÉCISER", "(à déterminer)", "« à compléter »", "reste à définir"),
    *("à définir avec la commune", "en cours", "en cours de définition"),
    *("pas encore décidé", "pas encore défini", "non défini", "on verra"),
]
NONE = [
    *("aucun", "Aucune.", "néant", "rien", "rien du tout", "sans objet", "N/A", "non", "non concerné"),
    *("pas de partenaire", "pas d'autre financeur", "aucun autre cofinanceur"),
    *("nous n'avons pas de partenaires", "aucun pour l'instant", "il n'y en a pas"),
    *("Aucun, les services de l'agglo font tout", "non, tout est fait en régie", "néant (0 €)"),
]
NEITHER = [
    *("0", "zéro", "12", "oui", "pas de problème", "pas de réponse de la mairie", "aucun montant arrêté"),
    *(
        "la commune",
        "en cours de recrutement",
        "aucun, sauf la commune",
        "aucun, à confirmer",
        "rien, 500 € au plus",
        "à la commune",
        "définir",
        "",
    ),
]


@pytest.mark.parametrize("typed", UNKNOWN)
def test_unknown(typed: str) -> None:
    assert reading.is_unknown(typed)
    assert not reading.is_none(typed)


@pytest.mark.parametrize("typed", NONE)
def test_none(typed: str) -> None:
    assert reading.is_none(typed)
    assert not reading.is_unknown(typed)


@pytest.mark.parametrize("raw", [*NEITHER, None, 0, False, [], "je ne sais pas " * 100])
def test_neither_unknown_nor_none(raw: object) -> None:
    assert not reading.is_unknown(raw)
    assert not reading.is_none(raw)


CENTS = st.decimals(0, 10**12, places=2)


@given(CENTS)
def test_written_amounts_are_read_back(value: Decimal) -> None:
    check(reading.parse_amount(french.amount(value)), value)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_written_numbers_are_read_back(value: Decimal) -> None:
    assert reading.parse_number(french.number(value)).value == value
    assert reading.parse_number(french.percent(value)).value == value


@given(st.integers(0, 10**9))
def test_written_counts_are_read_back(value: int) -> None:
    check(reading.parse_integer(french.count(value, "jeune", "jeunes")), value)


@given(st.integers(1, 600))
def test_written_durations_are_read_back(total: int) -> None:
    check(reading.parse_duration(french.months(total)), total)


@given(st.decimals(0, 100, places=2))
def test_written_fte_is_read_back(value: Decimal) -> None:
    assert reading.parse_fte(french.fte(value)).value == value


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    for written in (french.date_long(day), french.date_short(day), day.isoformat()):
        check(reading.parse_date(written), day)


UNITS = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def spell(value: int) -> str:
    """A number below a thousand million in French words, in the traditional spelling."""
    if value >= 1000:
        size, word = (10**6, "million") if value >= 10**6 else (1000, "mille")
        count, rest = divmod(value, size)
        head = "mille" if (count, word) == (1, "mille") else f"{spell(count)} {word}"
        head += "s" if word == "million" and count > 1 else ""
        return f"{head} {spell(rest)}" if rest else head
    if value >= 100:
        count, rest = divmod(value, 100)
        head = "cent" if count == 1 else f"{UNITS[count]} cent{'' if rest else 's'}"
        return f"{head} {spell(rest)}" if rest else head
    if value < 17:
        return UNITS[value]
    if value < 20:
        return f"dix-{UNITS[value - 10]}"
    base = value // 20 * 20 if value >= 60 else value // 10 * 10
    rest = value - base
    if value == 80:
        return "quatre-vingts"
    if rest in {1, 11} and base < 80:
        return f"{TENS[base]} et {spell(rest)}"
    return f"{TENS[base]}-{spell(rest)}" if rest else TENS[base]


@given(st.one_of(st.integers(0, 999), st.integers(0, 10**9 - 1)))
def test_spelled_numbers_are_read_back(value: int) -> None:
    words = spell(value)
    check(reading.parse_integer(words), value)
    check(reading.parse_integer(words.replace(" ", "-")), value)
    check(reading.parse_amount(f"{words} euros"), D(value))


def test_spelling_is_right_where_french_is_hard() -> None:
    assert spell(71) == "soixante et onze"
    assert spell(99) == "quatre-vingt-dix-neuf"
    assert spell(2_001_200) == "deux millions mille deux cents"


PIECES = [
    *("un", "une", "deux", "cent", "mille", "million", "et", "demi"),
    *("12", "500", "12.500", "12,500", "-3", "0"),
    *("€", "k", "k€", "m", "euros", "par", "an", "ans", "mois", "ETP", "%", "/", "jours", "semaine", "h"),
    *("29", "avril", "2031", "lundi", "mi", "temps", "poste", "(", ")", "soit"),
    *("environ", "entre", "à", "ou"),
    *("définir", "pas", "de", "aucun", "oui", "non"),
    *(",", ".", ":", ";", "½", "²", "#", "¤", "\u202e", "\x1b[31m"),
]
RAW = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.text("0123456789.,' €kmMh%/-()½#eoT"),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.integers(),
    st.integers(-(10**5000), 10**5000),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.none(),
)


@pytest.mark.parametrize("parse", PARSERS)
@given(raw=RAW)
def test_no_raw_value_raises_and_each_is_taken_or_refused(parse: Parse, raw: object) -> None:
    read = parse(raw)
    if read.ok:
        assert read.value is not None
        assert read.guess is None
    else:
        assert read.problem
        assert read.value is None or read.value < 0
        assert not any(char < " " or char == "\u202e" for char in read.problem)


@given(raw=RAW)
def test_no_raw_value_is_both_unknown_and_none(raw: object) -> None:
    assert not (reading.is_unknown(raw) and reading.is_none(raw))


NASTY = ["1", "1 000 ", "un ", "soit 1 ", "(", "a ", "à définir ", "pas de ", "?", "-", " ", "\u0300", " sur 2 exercices"]


@pytest.mark.parametrize("read", [reading.amounts_in, reading.durations_in])
@pytest.mark.parametrize("piece", ["un mot, ", "2 (2) ans "])
def test_a_long_text_is_searched_in_linear_time(read: Callable[[str], object], piece: str) -> None:
    start = time.process_time()
    read(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize("parse", [*PARSERS, reading.is_unknown, reading.is_none])
@pytest.mark.parametrize("piece", NASTY)
def test_time_is_linear(parse: Callable[[object], object], piece: str) -> None:
    start = time.process_time()
    parse(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 1
    start = time.process_time()
    parse((piece * 200)[:200])
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("décembre 2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("en février 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("12/2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        (2022, date(2022, 1, 1), date(2022, 12, 31)),
        ("fin 2022", date(2022, 12, 31), date(2022, 12, 31)),
        ("début septembre 2024", date(2024, 9, 1), date(2024, 9, 1)),
    ],
)
def test_span_of_a_month_or_a_year(raw: object, first: date, last: date) -> None:
    assert reading.parse_span(raw) == (first, last)


@pytest.mark.parametrize("raw", ["été 2024", "13/2022", "0000", "31 décembre 2022", "", "12", None, True, "2022-2023"])
def test_no_span_of_anything_else(raw: object) -> None:
    assert reading.parse_span(raw) is None


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("Le projet s'étale sur cinq ans, le temps d'une génération.", 60),
        ("Le projet dure deux ans et demi", 30),
        ("un an seulement", 12),
        ("3 ans pleins", 36),
        ("c'est un projet de trois ans", 36),
        ("2 années civiles, 2025 et 2026", 24),
        ("Trois années, parce que deux nous avaient paru courtes…", 36),
        ("trois ans parce que deux ans c'est court", None),
        ("Le projet dure deux ans, de 2025 à 2028", None),
        ("deux ans, renouvelables", None),
        ("deux ans pour 40 jeunes", None),
        ("chaque action dure deux ans", None),
        ("on commence dans deux ans", None),
        ("pour les 12 ans", None),
    ],
)
def test_the_one_duration_of_a_sentence_is_read(typed: str, months: int | None) -> None:
    assert reading.parse_duration(typed).value == months


def test_a_year_in_a_sentence_is_read_and_asked_for_in_four_figures() -> None:
    assert reading.parse_year("l'appel de 2021").value == 2021
    for typed in ("avant 2021", "2021 ou 2023", "il y a 3 ans"):
        read = reading.parse_year(typed)
        assert read.value is None
        assert "quatre chiffres" in (read.problem or "")
