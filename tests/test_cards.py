"""The card of an action: its indicators, from the answer to every paper and back, and who carries it out."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from odfdo import Document as Odt
from pypdf import PdfReader

from assistant.campaign import Campaign
from assistant.dossier import Dossier, save_dossier
from assistant.interview import Interview
from assistant.outputs.formats import render
from assistant.outputs.papers import Desk
from assistant.rules import Rulebook
from assistant.scenarios import load_scenario
from assistant.script import Script, load_script
from assistant.sheets import read_sheets, write_sheets
from assistant.text import clean
from tests.conftest import ROOT
from tests.test_formats import HOSTILE

DAY = date(2024, 4, 15)
ACTIONS: list[dict[str, Any]] = [
    {"titre": "Théâtre forum", "axe": "3", "indicateurs": "élèves présents ; ce qu'ils en disent", "operateur": "aucun"},
    {"titre": "Ateliers", "axe": "2"},
]
pytestmark = pytest.mark.usefixtures("shared_cache")


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script(Campaign(ROOT))


def desk(tmp_path: Path, script: Script, **answers: Any) -> Desk:
    save_dossier(Dossier(script, answers), tmp_path / "f.yaml")
    return Desk.open(Campaign(ROOT), tmp_path / "f.yaml", DAY)


def told(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


def test_what_the_texts_bind_one_to_is_never_called_optional(tmp_path: Path, script: Script) -> None:
    text = told(desk(tmp_path, script, actions=ACTIONS).markdown("outline"))
    assert "*À prévoir, non renseigné : mention de la MILDECA, partage dans le réseau et publication des livrables.*" in text
    assert (
        "*À prévoir, non renseigné : comités de pilotage par an et convention.*\n\n*Facultatif, non renseigné : instance" in text
    )


def test_a_card_has_its_indicators_or_says_that_it_lacks_them(tmp_path: Path, script: Script) -> None:
    made = desk(tmp_path, script, actions=ACTIONS)
    text = told(made.markdown("outline"))
    theatre, ateliers = text.index("#### Théâtre forum"), text.index("#### Ateliers")
    assert "**Indicateurs :** élèves présents ; ce qu'ils en disent" in text[theatre:]
    lacking = next(line for line in text[ateliers:theatre].splitlines() if "Facultatif, non renseigné" in line)
    assert "indicateurs" in lacking
    assert "Donnez à chaque action un chiffre à relever tous les ans" in text
    assert "Donnez à chaque action" not in told(made.markdown("outline", advice=False))
    assert "Indicateurs : élèves présents ; ce qu'ils en disent" in told(made.markdown("online"))
    assert "Théâtre forum : élèves présents ; ce qu'ils en disent" in told(made.markdown("cerfa"))
    assert "indicateurs de chaque action" not in desk(tmp_path, script, actions=ACTIONS[1:]).markdown("cerfa")


def test_a_paper_does_not_repeat_what_a_button_says(tmp_path: Path, script: Script) -> None:
    made = desk(tmp_path, script, actions=ACTIONS)
    for name in ("outline", "online"):
        text = told(made.markdown(name))
        assert "les services de la collectivité" in text
        assert "ce sont nos services" not in text


def test_a_file_without_indicators_stays_what_it_was(script: Script) -> None:
    scenario = load_scenario(Campaign(ROOT), "commune-avec-qpv")
    bare = [{key: value for key, value in action.items() if key != "indicateurs"} for action in scenario.application["actions"]]
    ends = []
    for actions in (scenario.application["actions"], bare):
        file = Dossier(script, {**scenario.application, "actions": actions})
        report = Rulebook(script).evaluate(file, DAY)
        ends.append((report.verdict, [finding.status for finding in report.findings], Interview(file, DAY).first()))
    assert ends[0] == ends[1]
    assert ends[0][0] == "complete"
    assert all("indicateurs" in action for action in scenario.application["actions"])


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_indicators_written_in_an_outline_return_to_the_file(suffix: str, tmp_path: Path, script: Script) -> None:
    made = desk(tmp_path, script, actions=ACTIONS)
    place = tmp_path / f"t{suffix}"
    made.write("outline", place)
    assert made.reread(place).changes == ()
    if suffix == ".docx":
        package = Docx(str(place))
        next(line for line in package.paragraphs if line.text.startswith("Indicateurs")).runs[-1].text = " 230 élèves"
        card = next(line for line in package.paragraphs if line.text == "Ateliers")
        card._p.addnext(package.add_paragraph("Indicateurs : parents présents")._p)
        package.save(str(place))
    else:
        other = Odt(str(place))
        line = next(line for line in other.body.paragraphs if str(line.text_recursive).startswith("Indicateurs"))
        line.children[0].tail = " 230 élèves"
        title = next(head for head in other.body.headers if str(head.text_recursive) == "Ateliers")
        added = line.clone
        added.children[0].tail = " parents présents"
        other.body.insert(added, position=other.body.index(title) + 1)
        other.save(str(place))
    found = made.reread(place)
    assert {change.path: change.after for change in found.changes} == {
        "actions[0].indicateurs": "230 élèves",
        "actions[1].indicateurs": "parents présents",
    }


def test_what_is_typed_as_an_indicator_never_acts(tmp_path: Path, script: Script) -> None:
    rows = [{"titre": f"Action {number}", "axe": "1", "indicateurs": said} for number, said in enumerate(HOSTILE)]
    made = desk(tmp_path, script, actions=rows)
    outline = made.paper("outline")
    page = str(render(outline, ".html"))
    assert "<script" not in page
    assert "onerror=" not in page.replace("onerror=alert(1)&gt;", "")
    word = Docx(io.BytesIO(bytes(render(outline, ".docx"))))  # type: ignore[arg-type]  # bytes for this format
    assert not [link for link in word.part.rels.values() if link.is_external]
    assert "root:" not in plain_words(bytes(render(outline, ".pdf")))  # type: ignore[arg-type]
    for name in ("d.xlsx", "d.ods", "d.csv"):
        write_sheets(tmp_path / name, script, made.dossier.data)
        again, _ = read_sheets(tmp_path / name, script)
        assert [row["indicateurs"] for row in again["actions"]] == [clean(said) for said in HOSTILE]
    beside = (tmp_path / "d.actions.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(beside), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


def plain_words(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_form_works_the_last_day_out(tmp_path: Path, script: Script) -> None:
    for duration, begun, said in (
        ("24 mois", "4/11/2024", "3 novembre 2026"),
        ("3 ans", "2024-10-01", "30 septembre 2027"),
    ):
        text = told(desk(tmp_path, script, projet={"duree": duration, "debut": begun}).markdown("cerfa"))
        assert f"| Date de fin \\* | {said} | Date calculée" in text
    given = told(desk(tmp_path, script, projet={"duree": "2 ans", "debut": "2024-10-01", "fin": "2026-12-31"}).markdown("cerfa"))
    assert "31 décembre 2026" in given
