"""Spreadsheets of answers: what colleagues fill in is read as a YAML file would be, and what is written comes back."""

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import rows_of
from assistant.cli import main
from assistant.dossier import Dossier, load_case, load_dossier
from assistant.errors import AssistantError
from assistant.scenarios import load_scenario, scenario_names
from assistant.sheets import read_sheets, write_sheets
from assistant.sheets.cells import answer_of, written
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script

SUFFIXES = (".xlsx", ".ods", ".csv")
HOSTILE: dict[str, Any] = {
    "porteur": {"nature": "=cmd|' /C calc'!A0", "statuts": "@SUM(1)", "surnom": "clé inconnue"},
    "projet": {
        "nom": " <b>Jardin</b> [sic] 🎉👨‍👩‍👧  deux  espaces ",
        "description": "- un\n- deux\n\n\tfin « & » ]]>",
        "publics": ["habitants", "ecoles"],
        "duree": "+2 ans",
    },
    "parcelles": [
        {"nom": "-5", "surface": -3, "usage": "=1+1", "couleur": {"r": 1}},
        {"nom": '["liste"]', "surface": 10**12},
        {"nom": "{a: 1}", "surface": Decimal("12.5"), "arrosage": False},
    ],
    "budget": {"total": "240 000 €", "demande": 10**20, "cofinanceurs": "aucun"},
    "notes": {"a.b": ["x", {"y": None}], "": "vide"},
    "equipe": [1, 2],
}


def tidy(value: Any) -> Any:
    """Answers without what is no answer: None, and fields that hold nothing."""
    if isinstance(value, dict):
        kept = {key: tidy(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, {})}
    return [tidy(item) for item in value] if isinstance(value, list) else value


def back(data: dict[str, Any], path: Path) -> Dossier:
    path.unlink(missing_ok=True)
    write_sheets(path, script(), data)
    return load_case(path, script())[0]


def understood(dossier: Dossier) -> dict[str, Any]:
    replies = {path: dossier.reply(path) for path in dossier.paths()}
    return {path: (reply.state, reply.value, reply.problem) for path, reply in replies.items()}


def applications() -> dict[str, dict[str, Any]]:
    from assistant.campaign import Campaign

    campaign = Campaign(ROOT)
    told = {name: load_scenario(campaign, name).application for name in scenario_names(campaign)}
    return {"complet": COMPLETE, "vide": {}, "hostile": HOSTILE, **told}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", applications())
def test_what_is_written_comes_back(name: str, suffix: str, tmp_path: Path) -> None:
    data = applications()[name]
    known = Dossier(script(), data)
    read = back(data, tmp_path / f"d{suffix}")
    assert understood(read) == understood(known)
    before, after = (rulebook().evaluate(one, DAY) for one in (known, read))
    assert (after.verdict, after.findings) == (before.verdict, before.findings)
    if suffix != ".csv":  # where all is text: « oui » for true, 12 500 as it is read
        expected = tidy(data)
        for path, question in script().questions.items():
            if question.type == "repeat" and "." not in path and isinstance(expected.get(path), dict | list) and expected[path]:
                expected[path] = rows_of(question, expected[path])
        assert tidy(read.data) == expected


plain = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf")), max_size=30)
values = st.recursive(
    plain | st.integers(-(10**14), 10**14) | st.booleans() | st.sampled_from(["=1+1", "'=x", '{"texte": 1}', "[]", "- a\n- b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=6,
)


@given(value=values, path=st.sampled_from(["projet.publics", "projet.nom", "budget.total", "porteur.statuts"]))
def test_any_answer_stands_in_a_cell_and_comes_back(value: Any, path: str) -> None:
    question = script().questions[path]
    cell = written(value, question)
    if isinstance(value, str) and not value.strip():
        assert answer_of(cell, question) is None
    else:
        assert answer_of(cell, question) == value


def test_no_text_is_ever_a_formula(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        write_sheets(tmp_path / f"d{suffix}", script(), HOSTILE)
    with zipfile.ZipFile(tmp_path / "d.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
    assert b"cmd|" in sheets
    assert not re.search(rb"<f[ >]", sheets)
    with zipfile.ZipFile(tmp_path / "d.ods") as book:
        assert book.namelist()[0] == "mimetype"
        content = book.read("content.xml")
    assert b"cmd|" in content
    assert b"table:formula" not in content
    for name in ("d.csv", "d.parcelles.csv"):
        text = (tmp_path / name).read_text("utf-8-sig")
        assert not re.search(r'(?:^|;)"?[=+@]', text, flags=re.MULTILINE)


# --- Filled in by people --------------------------------------------------------------------------------------------


def filled(path: Path, answers: dict[str, Any], rows: dict[str, list[list[Any]]] | None = None) -> Path:
    """The template, filled in as a spreadsheet program would: by the marks at the right, under those of a repeat."""
    write_sheets(path, script(), {})
    book = openpyxl.load_workbook(path)
    first = book.worksheets[0]
    for row in first.iter_rows(min_row=4):
        if (mark := str(row[4].value)) in answers:
            row[1].value = answers[mark]
    for name, table in (rows or {}).items():
        for number, cells in enumerate(table, 6):
            for column, value in enumerate(cells, 1):
                book[name].cell(number, column).value = value
    book.save(path)
    return path


def test_an_untouched_template_says_nothing(tmp_path: Path) -> None:
    empty = rulebook().evaluate(dossier(), DAY)
    for suffix in SUFFIXES:
        read = back({}, tmp_path / f"d{suffix}")
        assert read.data == {}
        assert rulebook().evaluate(read, DAY) == empty


def test_a_template_carries_labels_hints_choices_and_menus(tmp_path: Path) -> None:
    write_sheets(tmp_path / "d.xlsx", script(), {})
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["Réponses", "Parcelles", "Cofinanceurs"]
    words = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value).replace(
        "\xa0", " "
    )
    for question in script().questions.values():
        assert question.label.replace("'", "’") in words
        assert question.hint.replace("'", "’") in words
        assert all(choice.label.replace("'", "’") in words for choice in question.choices)
    menus = [menu for sheet in book for menu in sheet.data_validations.dataValidation]
    assert len(menus) == len([q for q in script().questions.values() if q.type in {"choice", "yes_no"}])
    assert not any(menu.showErrorMessage for menu in menus)
    write_sheets(tmp_path / "d.ods", script(), {})
    with zipfile.ZipFile(tmp_path / "d.ods") as archive:
        assert archive.read("content.xml").count(b"<table:content-validation ") >= 3


def test_cells_that_a_spreadsheet_turned_are_read_right(tmp_path: Path) -> None:
    answers = {
        "budget.total": 12500.0,
        "budget.demande": Decimal("240000"),
        "equipe.animation": 0.3,
        "equipe.benevoles": 14.0,
        "projet.debut": datetime(2031, 4, 29, 10, 0),  # noqa: DTZ001 - as a spreadsheet stores it
        "depot.bilan": True,
        "porteur.nature": "Une commune",
    }
    path = filled(tmp_path / "d.xlsx", answers, {"Parcelles": [["Carré", "potager", 120.0, None], [], [2031, None, 0.1 + 0.2]]})
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[4].value == "equipe.animation":
            row[1].number_format = "0 %"
        if row[4].value == "budget.total":
            row[1].number_format = '#,##0 "€"'
    book.save(path)
    read, _ = load_case(path, script())
    assert read.reply("budget.total").value == 12500
    assert read.reply("budget.demande").value == 240000
    assert read.reply("equipe.animation").value == Decimal("0.3")
    assert read.reply("equipe.benevoles").value == 14
    assert read.reply("projet.debut").value == date(2031, 4, 29)
    assert read.reply("depot.bilan").value is True
    assert read.reply("porteur.nature").value == "commune"
    assert read.data["parcelles"] == [
        {"nom": "Carré", "usage": "potager", "surface": 120},
        {"nom": 2031, "surface": Decimal("0.3")},
    ]


def test_a_formula_gives_what_it_gave_when_saved_and_is_never_run(tmp_path: Path) -> None:
    path = filled(tmp_path / "d.xlsx", {"budget.total": "=1000+1", "budget.demande": "=HYPERLINK(1)"})
    worked = BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(worked, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, re.sub(b"<f>1000[+]1</f><v(?: ?/>|></v>)", b"<f>1000+1</f><v>1001</v>", book.read(name)))
    path.write_bytes(worked.getvalue())
    read, _ = load_case(path, script())
    assert read.reply("budget.total").value == 1001
    assert read.reply("budget.demande").state == "unreadable"
    assert read.data["budget"]["demande"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_as_programs_save_it(separator: str, encoding: str, tmp_path: Path) -> None:
    lines = [
        ["Question", "Votre réponse", "Repère (à garder)"],
        ["", '"12 500,50 €"', "budget.total"],
        ["", "29/04/2031", "projet.debut"],
        ["", '"Le jardin d’été, suite ; fin"', "projet.nom"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines) + "\r\n"
    path = tmp_path / "d.csv"
    path.write_bytes(text.encode(encoding))
    (tmp_path / "d.parcelles.csv").write_bytes(f"Nom{separator}Surface\r\nCarré{separator}120\r\n".encode(encoding))
    read, _ = load_case(path, script())
    assert read.reply("budget.total").value == Decimal("12500.50")
    assert read.reply("projet.debut").value == date(2031, 4, 29)
    assert read.reply("projet.nom").value == "Le jardin d’été, suite ; fin"
    assert read.reply("parcelles[0].nom").value == "Carré"


def test_rows_and_columns_may_be_moved_and_unknown_ones_are_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "d.xlsx", {"budget.total": 5}, {"Parcelles": [["Carré", "potager", 120]]})
    book = openpyxl.load_workbook(path)
    first, plots = book["Réponses"], book["Parcelles"]
    first.append(["une remarque", "à nous", None, None, "budget.totl"])
    first.insert_rows(1, 2)
    first.insert_cols(1)
    plots.title = "Nos terrains"
    plots.insert_cols(1)
    plots.cell(5, 1).value = "parcelles[].surnom"
    plots.cell(6, 1).value = "le grand"
    book.create_sheet("Brouillon")["A1"] = "à effacer"
    book.save(path)
    read, _ = load_case(path, script())
    assert read.reply("budget.total").value == 5
    assert read.reply("parcelles[0].surface").value == 120
    told = " | ".join(read.remarks())
    assert "« budget.totl » ne correspond à aucune question ; la plus proche est « budget.total »" in told
    assert "« parcelles[0].surnom » ne correspond à aucune question ; la plus proche est « parcelles[].nom »" in told
    assert "la feuille « Brouillon » n'est pas lue" in told


def test_a_sheet_made_by_hand_is_read_by_its_labels(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    label = script().questions["porteur.nature"].label
    for row in ([label, "une commune"], ["budget.total", "5 000 €"], ["inconnu", "x"]):
        first.append(row)
    plots = book.create_sheet("parcelles")
    plots.append(["Nom", "Note"])
    plots.append(["Carré", "à voir"])
    book.save(tmp_path / "d.xlsx")
    data, _ = read_sheets(tmp_path / "d.xlsx", script())
    assert data == {
        "porteur": {"nature": "une commune"},
        "budget": {"total": "5 000 €"},
        "inconnu": "x",
        "parcelles": [{"nom": "Carré", "Note": "à voir"}],
    }


# --- Refused in one sentence ----------------------------------------------------------------------------------------


@cache
def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("content.xml", b" " * 70_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.xlsx", b"PK\x03\x04 no", "ne se lit pas comme une feuille"),
        ("d.ods", b"<xml/>", "ne se lit pas comme une feuille"),
        ("d.ods", None, "trop volumineux une fois déplié"),
        ("d.xlsx", None, "trop volumineux une fois déplié"),
        ("d.xls", b"\xd0\xcf", "n'est pas lu : enregistrez"),
        ("d.csv", b'a;"b\nc', "n'est pas du CSV valide"),
        ("d.csv", b"\x00\x81\x8d", "n'est pas du texte"),
        ("d.csv", b"x;y\n1;2\n", "aucune feuille de réponses"),
        ("d.csv", b"budget.total;5\nbudget.total;6\n", "répond deux fois à « budget.total » (lignes 1 et 2)"),
        ("d.csv", b"budget.total;5\n" + b"x;y\n" * 20_001, "plus de 20000 lignes"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(bomb() if content is None else content)
    with pytest.raises(AssistantError, match=re.escape(said)):
        load_case(path, script())


def test_repeated_rows_and_cells_of_an_ods_do_not_unfold(tmp_path: Path) -> None:
    path = tmp_path / "d.ods"
    write_sheets(path, script(), {"porteur": {"nature": "commune"}})
    swollen = BytesIO()
    cells = b'<table:table-cell table:number-columns-repeated="16384"/>'
    many = b'<table:table-row table:number-rows-repeated="1048576">' + cells + b"</table:table-row>"
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(swollen, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, book.read(name).replace(b"</table:table>", many + b"</table:table>"))
    path.write_bytes(swollen.getvalue())
    assert load_case(path, script())[0].data == {"porteur": {"nature": "commune"}}


def test_nothing_is_saved_into_a_spreadsheet_nor_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "d.xlsx", {"budget.total": 5})
    before = path.read_bytes()
    with pytest.raises(AssistantError, match="assistant convert"):
        load_dossier(path, script())
    campaign = ["--campaign", str(ROOT)]
    assert main([*campaign, "interview", str(path)]) == 2
    assert main([*campaign, "template", "-o", str(path)]) == 2
    assert main([*campaign, "convert", str(path), "-o", str(tmp_path / "x.docx")]) == 2
    assert path.read_bytes() == before
    assert capsys.readouterr().err.replace("\xa0", " ").count("existe déjà") == 1
    assert main([*campaign, "convert", str(path), "-o", str(tmp_path / "d.yaml")]) == 0
    assert (tmp_path / "d.yaml").read_text("utf-8") == "budget:\n  total: 5\n"


def test_a_text_longer_than_a_cell_is_refused_where_it_would_be_cut(tmp_path: Path) -> None:
    data = {"projet": {"description": "mot " * 10_000}}
    with pytest.raises(AssistantError, match="trop longue pour une cellule"):
        write_sheets(tmp_path / "d.xlsx", script(), data)
    assert back(data, tmp_path / "d.ods").data == data


def test_the_row_that_adds_up_the_others_is_no_row(tmp_path: Path) -> None:
    for last, rows in (("Total", 2), ("Totalement clos", 3)):
        book = openpyxl.Workbook()
        sheet = book.create_sheet("Parcelles", 0)
        for row in (["parcelles[].nom", "parcelles[].surface"], ["Nord", 40], ["Sud", 30], [last, 70]):
            sheet.append(row)
        book.save(place := tmp_path / "dossier.xlsx")
        data, told = read_sheets(place, script())
        assert len(data["parcelles"]) == rows
        assert any("« Total »" in remark for remark in told) is (last == "Total")
