"""The budget: its figures, whether it balances, its live workbooks, and that nothing typed acts in them."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document as Docx
from odfdo import Document as Ods

from assistant.campaign import locate
from assistant.dossier import Dossier, load_case
from assistant.errors import AssistantError
from assistant.outputs.budget import lines
from assistant.outputs.charts import by_group, by_year
from assistant.outputs.ledger import Ledger, ledger
from assistant.outputs.papers import Desk
from assistant.outputs.told import Told
from assistant.outputs.workbook import Cell, Sheet, ods, sheets, xlsx
from assistant.plans import Budget, Part
from assistant.scenarios import load_scenario
from assistant.script import Script, load_script
from assistant.sheets import write_sheets
from tests.mini import COMPLETE
from tests.test_papers import desk, written

DAY = date(2024, 4, 15)


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script(locate(None))


def figures(script: Script, answers: dict[str, Any]) -> Ledger:
    assert isinstance(script.papers.budget, Budget)
    return ledger(script.papers.budget, Told(Dossier(script, answers), DAY, "papers.yaml"))


def test_the_figures_of_a_whole_file(script: Script) -> None:
    whole = figures(script, load_scenario(locate(None), "commune-avec-qpv").application)
    assert (whole.cost, whole.asked, whole.means) == (Decimal(240000), Decimal(168000), Decimal(240000))
    assert whole.balance.replace("\u00a0", " ") == "Le budget est équilibré : charges et produits font 240 000 €."
    assert whole.share == 70
    assert whole.years == ("2024", "2025", "2026", "2027")
    theatre = next(action for action in whole.actions if action.name == "Théâtre forum")
    assert (theatre.cost, theatre.quoted, theatre.section) == (Decimal(23400), Decimal(11700), "annexe/3-theatre")
    lines = {entry.label: entry for entry in whole.entries("products")}
    assert lines["Subvention\u00a0: CAF"].total == 14000
    assert sum(line.total for line in lines.values()) == whole.means


def test_what_comes_back_every_year_is_compared_year_by_year(script: Script) -> None:
    for when, times in (("novembre, chaque année", Decimal(2)), ("novembre 2025", Decimal(6)), ("", Decimal(6))):
        row = {"titre": "Théâtre forum", "cout": 70200, "calendrier": when}
        (action,) = figures(script, {"actions": [row], "projet": {"duree": "3 ans"}}).actions
        assert action.times == times


CASES: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "il manque : coût complet, subvention demandée, part de la collectivité et autres financeurs"),
    (
        {"cout": 100, "demande": 60, "apport": 30, "cofinancements": []},
        "font 90 €, soit 10 € de moins que le coût complet de 100 €",
    ),
    ({"cout": 100, "demande": 60, "apport": 50, "cofinancements": []}, "soit 10 € de plus"),
    ({"cout": 100, "demande": 60, "apport": "rien", "cofinancements": [{"financeur": "CAF"}]}, "il manque : montant de CAF"),
    ({"cout": "100,40 €", "demande": 60, "apport": 40, "cofinancements": "aucun"}, "est équilibré"),
)


@pytest.mark.parametrize(("answers", "said"), CASES)
def test_balanced_or_why_not(script: Script, answers: dict[str, Any], said: str) -> None:
    assert said in figures(script, {"budget": answers}).balance.replace("\u00a0", " ")


ROWS: dict[str, Any] = {
    "cout": 100,
    "demande": 60,
    "apport": 40,
    "cofinancements": [],
    "annees": [{"annee": 2024, "cout": 50, "demande": 30}, {"annee": "2025", "cout": 50, "demande": 30}],
    "charges": [
        {"intitule": "Salle", "compte": "location", "montant": "40 €", "annee": "2024"},
        {"intitule": "Animatrice", "compte": "64", "montant": 30, "annee": 2025},
        {"intitule": "Guide", "compte": "64", "montant": 20},
    ],
}


def amounts(whole: Ledger, part: Part) -> dict[str, tuple[Any, ...]]:
    return {entry.number: entry.amounts for entry in whole.entries(part) if entry.known}


def test_what_is_declared_by_account_stands_there_year_by_year(script: Script) -> None:
    whole = figures(script, {"budget": ROWS})
    assert amounts(whole, "charges") == {"61": (40, None, None), "64": (None, 30, 20)}
    assert "Animatrice (30\u00a0€) et Guide (20\u00a0€)" in [entry.note for entry in whole.entries("charges")]
    assert said(whole) == [
        "Les charges réparties par compte font 90 €, pour un coût complet de 100 € : il reste 10 € à répartir."
    ]
    assert (whole.held(["64"]), whole.held(["60"])) == ("50\u00a0€", "")
    full = figures(script, {"budget": ROWS | {"cout": 90}})
    assert (full.held(["60"]), full.held(["70"]), full.held([])) == ("–", "", "")


def said(whole: Ledger) -> list[str]:
    return [remark.replace("\u00a0", " ") for remark in whole.remarks]


def test_one_year_of_what_is_asked_is_not_taken_for_all_of_it(script: Script) -> None:
    years = [{"annee": 2024, "cout": 50, "demande": 30}, {"annee": 2025, "cout": 50}]
    vague = figures(script, {"budget": ROWS | {"demande": "entre 50 et 60 €", "annees": years}})
    assert "74" not in amounts(vague, "products")
    sure = figures(script, {"budget": ROWS | {"annees": years}})
    assert amounts(sure, "products")["74"] == (30, None, 30)


def test_accounts_go_before_other_answers_and_disagreements_are_told(script: Script) -> None:
    products = [
        {"intitule": "Part de la ville", "compte": "propres", "montant": 25, "annee": "2025"},
        {"intitule": "Buvette", "compte": "ventes", "montant": 5},
    ]
    whole = figures(script, {"budget": ROWS | {"produits": products}})
    lines = {entry.label: entry for entry in whole.entries("products") if entry.known}
    assert lines["Ressources propres de la collectivité"].amounts == (None, Decimal(25), None)
    assert lines["Subvention de l’État\u00a0: MILDECA"].total == 60
    assert whole.means == 105
    assert "Ressources propres de la collectivité : 25 € par compte, mais 40 € dans vos autres réponses" in " ".join(said(whole))
    again = figures(script, {"budget": ROWS | {"cout": 80, "charges": [ROWS["charges"][0] | {"montant": 90}]}})
    assert said(again) == [
        "Les charges réparties par compte font 90 €, pour un coût complet de 80 € : soit 10 € de plus.",
        "2024 : les charges réparties par compte font 90 €, plus que le coût dit pour cette année (50 €).",
    ]


def test_a_row_that_lacks_something_is_neither_lost_nor_guessed(script: Script) -> None:
    rows = [{"intitule": "Divers", "montant": 10}, {"intitule": "Car", "compte": "62", "montant": "?", "annee": "2031"}]
    gifts = [
        {"intitule": "Salle", "emploi": "861", "origine": "871", "montant": 15},
        {"intitule": "Dons", "emploi": "860", "montant": 5},
    ]
    whole = figures(script, {"budget": ROWS | {"cout": 10, "charges": rows, "nature": gifts}})
    assert amounts(whole, "charges") == {"?": (None, None, 10)}
    assert said(whole) == [
        "Les contributions en nature ne s’équilibrent pas : 20 € en charges et 15 € en produits.",
        "Compte à choisir : Divers et Dons.",
        "Montant à dire : Car.",
        "Année qui n’est pas dans le budget par année : Car.",
    ]
    alike = figures(script, {"budget": ROWS | {"nature": gifts[:1]}})
    assert amounts(alike, "kind_charges") == {"861": (None, None, 15)}
    assert amounts(alike, "kind_products") == {"871": (None, None, 15)}


def test_the_accounts_fill_the_form_and_the_workbook(script: Script, tmp_path: Path) -> None:
    scenario = locate(None).room("dialogs") / "scenarios" / "interco-rurale-sans-qpv.yaml"
    made = Desk.open(locate(None), scenario)
    form = made.markdown("cerfa").replace("\u00a0", " ")
    assert "| 64 – Charges de personnel \\* | 46 230 € |" in form
    assert "| 65 – Autres charges de gestion courante \\* | – |" in form
    assert "| 86 et 87 – Contributions volontaires en nature \\* | 1 800 € |" in form
    made.write("budget", tmp_path / "b.xlsx")
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["Comptes"]
    (bus,) = [row for row in page.iter_rows(values_only=True) if row[0] == "60"]
    assert bus[1:5] == ("Achats", 4500, 4500, None)


def test_the_accounts_go_to_csv_as_numbers_and_nothing_typed_acts_there(script: Script, tmp_path: Path) -> None:
    made = Desk.open(locate(None), locate(None).room("dialogs") / "scenarios" / "interco-rurale-sans-qpv.yaml")
    made.write("budget", tmp_path / "b.csv")
    rows = list(csv.reader((tmp_path / "b.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:3] == ["Partie", "Compte", "Intitulé"]
    assert next(row for row in rows if row[1] == "60")[:5] == ["Charges", "60", "Achats", "4500", "4500"]
    assert ["Résultat", "", figures(script, made.dossier.data).balance] in rows
    typed = [{"intitule": "=1+1", "compte": "location", "montant": "40,50 €"}, {"intitule": "@x", "montant": 3}]
    text = lines(figures(script, {"budget": {"charges": typed}}))
    assert ";40,5;40,5;'=1+1 (40,50\u00a0€)\r\n" in text
    assert ";'@x;" in text


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
def test_a_budget_is_not_taken_for_answers(suffix: str, script: Script, tmp_path: Path) -> None:
    """Its years and its actions look like a dossier's lists: they were read with their sums, as the actions of a dossier."""
    place = tmp_path / f"budget{suffix}"
    Desk.open(locate(None), locate(None).room("dialogs") / "scenarios" / "interco-rurale-sans-qpv.yaml").write("budget", place)
    if suffix == ".xlsx":  # saved again by a spreadsheet
        openpyxl.load_workbook(place).save(place)
    with pytest.raises(AssistantError, match=r"est un budget écrit par l'assistant, et non un fichier de réponses : ouvrez"):
        load_case(place, script)


def test_answers_with_a_budget_beside_them_are_read(script: Script, tmp_path: Path) -> None:
    write_sheets(tmp_path / "d.xlsx", script, {"budget": {"cout": 100}})
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    book.create_sheet("Comptes").append(["Compte", "Intitulé", "Montant", "Total", "Ce qui y entre"])
    book.save(tmp_path / "d.xlsx")
    read, _ = load_case(tmp_path / "d.xlsx", script)
    assert read.data == {"budget": {"cout": 100}}
    assert "la feuille « Comptes » n'est pas lue" in read.renamed[0]


def test_the_budget_as_a_document() -> None:
    text = written("budget", budget={"total": 18000, "demande": 12000, "cofinanceurs": [{"nom": "Région", "montant": 6000}]})
    assert "Le budget est équilibré : charges et produits font 18 000 €." in text
    assert "La subvention demandée fait 66,67 % du coût complet." in text
    assert "| Région | 6 000 € |" in text
    assert "| 60 | Achats – Graines | à répartir |" in text
    assert "| 74 | Subvention : Région | 6 000 € |" in text
    assert "incomplet" in written("budget", budget={"total": 18000, "demande": 12000})


def test_pictures_are_drawn_and_said_in_words(script: Script, tmp_path: Path) -> None:
    made = Desk.open(locate(None), locate(None).room("dialogs") / "scenarios" / "commune-avec-qpv.yaml")
    made.write("budget", tmp_path / "b.docx")
    package = Docx(str(tmp_path / "b.docx"))
    said = [shape._inline.docPr.get("descr") for shape in package.inline_shapes]
    assert len(said) == 2
    assert "2025\u00a0: coût de 84\u00a0000\u00a0€, dont 60\u00a0000\u00a0€ demandés" in said[0]
    assert "Axe 3\u00a0: 41\u00a0400\u00a0€, soit 17,25\u00a0%" in said[1]


def test_the_picture_draws_what_is_declared_and_what_nothing_covers(script: Script) -> None:
    whole = figures(script, {"budget": ROWS | {"cout": 100, "apport": 15, "produits": "aucune"}})
    assert (whole.beside, whole.uncovered, whole.uncovered_name) == (Decimal(15), Decimal(25), "Pas encore couvert")
    picture = by_year(whole)
    assert picture is not None
    assert "60 € demandés, 15 € d’autres moyens déclarés, pas encore couvert : 25 €." in picture.alt.replace("\u00a0", " ")
    drawn = picture.draw()
    assert [word in drawn for word in ("Toutes années", "Autres moyens déclarés", 'id="manque"')] == [True] * 3
    # A year has its own part of the other means only where an account tells it.
    dated = [{"intitule": "Part de la ville", "compte": "propres", "montant": 15, "annee": "2025"}]
    assert figures(script, {"budget": ROWS | {"apport": 15, "produits": dated}}).year_beside == (Decimal(0), Decimal(15))
    balanced = by_year(figures(script, {"budget": ROWS}))
    assert balanced is not None
    assert "Pas encore couvert" not in balanced.draw()
    untold = figures(script, {"budget": {"cout": 100, "demande": 60, "apport": 40}})
    assert (untold.uncovered, untold.uncovered_name) == (Decimal(0), "Pas encore couvert, ou pas encore dit")
    assert figures(script, {"budget": {"demande": 60}}).uncovered is None


def test_amounts_do_not_run_together_along_an_axis(script: Script) -> None:
    for cost in (3, 980, 54000, 240000, 7_000_000):
        rows = [{"titre": "A", "axe": "axe 1", "cout": cost}, {"titre": "B", "axe": "axe 4", "cout": 1}]
        picture = by_group(figures(script, {"actions": rows}))
        assert picture is not None
        ticks = re.findall(r'<text (?![^>]*class="value")[^>]*>[^<]*€</text>', picture.draw())
        assert 2 <= len(ticks) <= 6


def test_one_share_everywhere_and_both_where_the_form_wants_the_other(script: Script, tmp_path: Path) -> None:
    for own, said in (
        (300000, "| 63,16 % | Les produits égalent le coût complet |"),
        (0, "| 100 % des produits déclarés, mais 63,16 % du coût complet |"),
    ):
        answers = {"budget": {"cout": 475000, "demande": 300000, "apport": own and 175000, "cofinancements": "aucun"}}
        (tmp_path / "f.yaml").write_text(json.dumps(answers), encoding="utf-8")
        made = Desk.open(locate(None), tmp_path / "f.yaml", DAY)
        assert said in made.markdown("cerfa").replace("\u00a0", " ")
        for name in ("note", "budget", "outline", "online"):
            text = made.markdown(name).replace("\u00a0", " ")
            assert "63,16 % du coût complet" in text
            assert not re.findall(r"[0-9] % (?!du coût complet|\|)", text.partition("## Comptes")[0].partition("Cadres 1")[0])


FORMULA = '=HYPERLINK("http://x.fr";"clic")'


def workbooks() -> tuple[list[Sheet], bytes, bytes]:
    rows = [{"nom": FORMULA, "montant": 6000}, {"nom": "+1+cmd|' /C calc'!A0", "montant": "1 k€"}]
    made = desk(
        projet={"nom": FORMULA}, budget={"total": 18000, "demande": 12000, "cofinanceurs": rows}, parcelles=[{"nom": FORMULA}]
    )
    plan = made.script.papers.budget
    assert plan
    grids = sheets(ledger(plan, made.told), made.paper("budget"), str)
    return grids, xlsx(grids, made.paper("budget")), ods(grids, made.paper("budget"))


def test_the_workbook_is_live_and_what_was_typed_is_not() -> None:
    grids, book, _ = workbooks()
    page = openpyxl.load_workbook(io.BytesIO(book))["Comptes"]
    formulas = {cell.coordinate: str(cell.value) for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas
    assert not [
        formula for formula in formulas.values() if not re.fullmatch(r'=(SUM|IF|ABS|[A-Z]+[0-9]+|["\w\s,<>=/():é-])+', formula)
    ]
    texts = [cell for row in page.iter_rows() for cell in row if FORMULA in str(cell.value)]
    assert texts
    assert all(cell.data_type == "s" for cell in texts)
    named = next(row for row in page.iter_rows() if row[1].value == "Total des produits")
    assert str(named[3].value).startswith("=SUM(D")
    assert [grid.name for grid in grids] == ["Comptes", "Actions"]


def test_a_row_is_as_high_as_its_note(script: Script) -> None:
    """LibreOffice prints a row that has no height on one line: a note of two ran over the row below."""
    made = desk(**COMPLETE)
    grids = sheets(replace(figures(script, {}), years=()), made.paper("budget"), str)
    page = openpyxl.load_workbook(io.BytesIO(xlsx(grids, made.paper("budget"))))["Comptes"]
    heights = {len(str(row[4].value or "")): page.row_dimensions[number].height for number, row in enumerate(page.iter_rows(), 1)}
    assert heights[max(heights)] >= 29
    assert heights[0] is None


def test_the_same_formulas_in_opendocument() -> None:
    _, book, package = workbooks()
    pages = Ods(io.BytesIO(package)).body.get_elements("//table:table")
    told = [str(cell.get_attribute("table:formula")) for cell in pages[0].get_elements(".//table:table-cell[@table:formula]")]
    excel = openpyxl.load_workbook(io.BytesIO(book))["Comptes"]
    plain = [str(cell.value) for row in excel.iter_rows() for cell in row if cell.data_type == "f"]
    assert [re.sub(r"[\[\].]", "", formula.removeprefix("of:")).replace(";", ",") for formula in told] == plain
    typed = [cell for page in pages for cell in page.get_elements(".//table:table-cell") if FORMULA in str(cell.text_recursive)]
    assert typed
    assert all(cell.get_attribute("office:value-type") == "string" and not cell.get_attribute("table:formula") for cell in typed)


def test_the_same_budget_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbooks()[1:]
    monkeypatch.setattr("time.time", lambda: 2e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert workbooks()[1:] == first
    with zipfile.ZipFile(io.BytesIO(first[0])) as archive:
        assert "2031-03-01T12:00:00Z" in archive.read("docProps/core.xml").decode()


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    grid = Sheet("A", (10,), [[Cell("x" * 40_000)], [Cell("a\nb\x1b[31m")]])
    paper = desk().paper("budget")
    page = openpyxl.load_workbook(io.BytesIO(xlsx([grid], paper)))["A"]
    assert len(str(page["A1"].value)) == 32_000
    assert page["A2"].value == "a\nb"
    assert ods([grid], paper).startswith(b"PK")
