"""How the French write: typography, amounts, numbers, dates, durations, lists."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import french
from assistant.french import typography

# In the expected texts, ~ stands for a non-breaking space.
TYPESET = [
    ("Qui paie ?", "Qui paie~?"),
    ("Attention : oui ; non !", "Attention~: oui~; non~!"),
    ("« Et toi ? »", "«~Et toi~?~»"),
    ("30 % de 12 500 €", "30~% de 12~500~€"),
    ("de 1 000 à 1 000 000,50 €", "de 1~000 à 1~000~000,50~€"),
    ("15 k€ et 1,2 M€", "15~k€ et 1,2~M€"),
    ("0,3 ETP, 35 h, 17 h 30, 5 hommes", "0,3~ETP, 35~h, 17~h~30, 5 hommes"),
    ("n° 12156, p. 5, pp. 5-6, art. 3, § 4", "n°~12156, p.~5, pp.~5-6, art.~3, §~4"),
    ("p. ex. n° de téléphone", "p. ex. n° de téléphone"),
    ("en 2031 120 jeunes, tél. 01 23 45 67 89", "en 2031 120 jeunes, tél. 01 23 45 67 89"),
    ("l'action, aujourd'hui, d'« ici », l'**axe**", "l’action, aujourd’hui, d’«~ici~», l’**axe**"),
    ("'mot' 5' d' ", "'mot' 5' d' "),
    ("etc... et ....", "etc… et ...."),
    ("déjà\u00a0: fait\u202f!", "déjà~: fait~!"),
    # What no space was typed before gets none.
    ("Qui?! 12% 5€ 10:30 12h", "Qui?! 12% 5€ 10:30 12h"),
    # Addresses and code.
    ("Voir https://x.fr/l'a?b=c... ?", "Voir https://x.fr/l'a?b=c...~?"),
    ("www.x.fr/d'e et o'neil@x.fr :", "www.x.fr/d'e et o'neil@x.fr~:"),
    ("`l'x ?` et ``d'`y ?`` : l'`z ?`", "`l'x ?` et ``d'`y ?``~: l’`z ?`"),
    ("```py\nl'x ?\n```\nl'y ?", "```py\nl'x ?\n```\nl’y~?"),
    ("~~~\nl'x ?", "~~~\nl'x ?"),
    # Markdown.
    ("# Qui ?\n## l'axe", "# Qui~?\n## l’axe"),
    ("- ? inconnu\n1. % du total\n> ! gare\n> - « a »", "- ? inconnu\n1. % du total\n> ! gare\n> - «~a~»"),
    ("**Gras :** _l'un_ !", "**Gras~:** _l’un_~!"),
    ("| a | ? |\n| :-- | :-: |\n| 5 € | l'b ! |", "| a | ? |\n| :-- | :-: |\n| 5~€ | l’b~! |"),
    ("![l'image ?](l'x.png \"d'y ?\") [l'a](b ?)", "![l’image~?](l'x.png \"d'y ?\") [l’a](b ?)"),
    ("<a title='l ?'> {#l'id .x ?}", "<a title='l ?'> {#l'id .x ?}"),
    ("a != b :-) 5 %s", "a != b :-) 5 %s"),
    ("fin\n? début", "fin\n? début"),
    # A template's values are still to come.
    ("\ue000 ETP et \ue000 €", "\ue000~ETP et \ue000~€"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "expected"), TYPESET)
def test_typography(typed: str, expected: str) -> None:
    # A fence of tildes keeps its own.
    expected = expected if typed.startswith("~~~") else expected.replace("~", "\u00a0")
    assert typography(typed) == expected


@given(st.one_of(st.text(), st.text(" \u00a0\u202f:;?!»«%€'.0123456789alETPhkMn°p§`*_[](){}<>#-+|\n~@/w\t")))
def test_typography_is_done_once_and_changes_only_signs(text: str) -> None:
    done = typography(text)
    assert typography(done) == done

    def bare(value: str) -> str:
        return "".join(value.replace("…", "...").replace("’", "'").split())

    assert bare(done) == bare(text)


NASTY = [
    *("](", "[", "<", "{", "`", "``a", "``` ", "```\n", "~~~\n", "a\n```"),
    *("\n", "- ", "# ", "> ", "1. ", " ", "\u00a0", "a.b", "a@", "a'", "l'", "://", "www.", "mailto:"),
    *("1 000 ", "123 ", "1", "...", "« ", " ?", "p. ", "n° ", "12 h "),
]


@pytest.mark.parametrize("piece", NASTY)
def test_typography_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    typography(text)
    # A quadratic pass over this much text takes some seconds.
    assert time.process_time() - start < 1


def plain(text: str) -> str:
    """Non-breaking spaces shown as ~."""
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0~€"),
        (12_500, "12~500~€"),
        (Decimal("12500.00"), "12~500~€"),
        (Decimal("9270.5"), "9~270,50~€"),
        (Decimal("0.005"), "0,01~€"),
        (Decimal("-0.001"), "0~€"),
        (-1500, "-1~500~€"),
        (10**12, "1~000~000~000~000~€"),
        (Decimal("1E+30"), "1" + "~000" * 10 + "~€"),
    ],
)
def test_amount(value: Decimal | int, expected: str) -> None:
    assert plain(french.amount(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1000, "1~000"),
        (Decimal("1234.50"), "1~234,5"),
        (Decimal("0.125"), "0,13"),
        (Decimal("1E+3"), "1~000"),
    ],
)
def test_number(value: Decimal | int, expected: str) -> None:
    assert plain(french.number(value)) == expected


def test_number_with_other_decimals() -> None:
    assert french.number(Decimal("0.125"), 3) == "0,125"
    assert french.number(Decimal("2.5"), 0) == "3"
    assert french.number(100, 0) == "100"


def test_percent_and_fte() -> None:
    assert plain(french.percent(30)) == "30~%"
    assert plain(french.percent(Decimal("33.333"))) == "33,33~%"
    assert plain(french.fte(Decimal("0.30"))) == "0,3~ETP"
    assert plain(french.fte(2)) == "2~ETP"


@pytest.mark.parametrize("write", [french.amount, french.number, french.percent, french.fte])
@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_finite_number_is_refused(write: Callable[[Decimal], str], value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        write(Decimal(value))


def test_dates() -> None:
    assert french.date_long(date(2031, 4, 30)) == "30 avril 2031"
    assert french.date_long(date(2031, 4, 1)) == "1er avril 2031"
    assert french.date_long(date(2032, 2, 29)) == "29 février 2032"
    assert french.date_short(date(2031, 4, 1)) == "01/04/2031"
    assert len(set(french.MONTHS)) == 12


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0, "0 mois"),
        (1, "1 mois"),
        (12, "1 an"),
        (18, "18 mois"),
        (24, "2 ans"),
        (25, "2 ans et 1 mois"),
        (30, "2 ans et 6 mois"),
    ],
)
def test_months(total: int, expected: str) -> None:
    assert french.months(total) == expected


def test_join() -> None:
    assert french.join([]) == ""
    assert french.join(["a"]) == "a"
    assert french.join(["a", "b"]) == "a et b"
    assert french.join(("a", "b", "c"), "ou") == "a, b ou c"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 jour"),
        (1, "1 jour"),
        (Decimal("1.5"), "1,5 jour"),
        (2, "2 jours"),
        (-1, "-1 jour"),
        (-2, "-2 jours"),
        (1200, "1~200 jours"),
    ],
)
def test_plural_starts_at_two(value: Decimal | int, expected: str) -> None:
    assert plain(french.count(value, "jour", "jours")) == expected
    assert french.plural(value, "jour", "jours") == expected.split()[-1]
