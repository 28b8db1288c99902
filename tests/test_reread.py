"""An outline edited elsewhere comes back: changed answers return, the rest is shown, nothing is lost or overwritten."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from docx.oxml import OxmlElement
from odfdo import Document as Odt

from assistant.campaign import Campaign, locate
from assistant.cli import main
from assistant.dossier import save_dossier
from assistant.errors import AssistantError
from assistant.files import read_data
from assistant.outputs.papers import Desk
from assistant.outputs.reread import Reread, read_lines
from tests.mini import COMPLETE, DAY, ROOT, dossier
from tests.test_outputs import HOSTILE


def desk(tmp_path: Path, **answers: Any) -> Desk:
    save_dossier(dossier(**answers), tmp_path / "f.yaml")
    return Desk.open(Campaign(ROOT), tmp_path / "f.yaml", DAY)


def told(found: Reread) -> dict[str, str]:
    return {change.path: change.after for change in found.changes}


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_what_was_not_touched_changes_nothing(tmp_path: Path, suffix: str) -> None:
    many = {"projet": {"nom": HOSTILE[2], "description": "\n\n".join(HOSTILE)}, "parcelles": [{"nom": text} for text in HOSTILE]}
    for answers in (COMPLETE, {}, many):
        made = desk(tmp_path, **answers)
        made.write("outline", tmp_path / f"t{suffix}")
        found = made.reread(tmp_path / f"t{suffix}")
        assert (found.changes, found.unplaced) == ((), ())
        assert found.dossier is made.dossier


@pytest.mark.usefixtures("shared_cache")
def test_changes_made_in_word_return_to_their_answers(tmp_path: Path) -> None:
    made = desk(tmp_path, **COMPLETE | {"budget": {**COMPLETE["budget"], "total": "?"}})
    made.write("outline", tmp_path / "t.docx")
    package = Docx(str(tmp_path / "t.docx"))
    for line in list(package.paragraphs):
        if line.text.startswith("Publics"):
            line.runs[-1].text = " Les écoles"
        elif line.text.startswith("Début"):
            line.runs[-1].text = " un de ces jours"
        elif line.text.startswith("Les voisins sèment"):
            line.insert_paragraph_before("Un paragraphe de plus, écrit dans Word.")
        elif line.text.startswith("Animation"):
            line.insert_paragraph_before("Une phrase venue d'ailleurs.")
        elif line.text.startswith("⚠ À compléter") and "Coût" in line.text:
            line.add_run(" 21 000 €")
        elif line.text == "Grand carré":
            line.insert_paragraph_before("Un titre de plus").style = "Heading 3"
    table = next(table for table in package.tables if table.cell(1, 0).text == "Région")
    table.cell(1, 1).text = "7 500 €"
    table.add_row().cells[0].text = "Fondation"  # type: ignore[no-untyped-call]
    package.save(str(tmp_path / "t.docx"))
    found = made.reread(tmp_path / "t.docx")
    assert told(found) == {
        "projet.publics": "Les écoles",
        "projet.description": "Un paragraphe de plus, écrit dans Word.\n\n" + COMPLETE["projet"]["description"],
        "budget.total": "21 000 €",
        "budget.cofinanceurs[0].montant": "7 500 €",
    }
    assert found.dossier.reply("projet.publics").value == ("ecoles",)
    assert found.dossier.reply("parcelles[0].nom").value == "Grand carré"
    said = "\n".join(found.unplaced)
    for words in ("un de ces jours", "Une phrase venue d'ailleurs.", "Un titre de plus", "Fondation"):
        assert words in said
    assert made.dossier.reply("projet.publics").value == ("habitants", "ecoles")


def test_tracked_changes_are_read_as_if_they_were_accepted(tmp_path: Path) -> None:
    package = Docx()
    package.add_heading("Titre", 1)
    line = package.add_paragraph("Durée : ")
    for tag, words in (("w:moveFrom", "un an"), ("w:ins", "trois ans"), ("w:del", "deux ans")):
        mark, run = OxmlElement(tag), package.add_paragraph(words).runs[0]._r
        mark.append(run)
        if tag == "w:del":
            run[0].tag = run[0].tag[:-1] + "delText"
        line._p.append(mark)
    package.save(str(tmp_path / "t.docx"))
    assert [found.text for found in read_lines(tmp_path / "t.docx")][:2] == ["Titre", "Durée : trois ans"]


@pytest.mark.usefixtures("shared_cache")
def test_an_answer_that_was_erased_is_kept_and_told(tmp_path: Path) -> None:
    made = desk(tmp_path, **COMPLETE)
    made.write("outline", tmp_path / "t.odt")
    package = Odt(str(tmp_path / "t.odt"))
    line = next(piece for piece in package.body.paragraphs if str(piece.text_recursive).startswith("Début"))
    for child in line.children[1:]:
        line.delete(child)
    line.children[0].tail = ""
    package.save(str(tmp_path / "t.odt"))
    found = made.reread(tmp_path / "t.odt")
    assert found.changes == ()
    assert any("une réponse effacée est gardée" in line for line in found.unplaced)
    assert found.dossier.reply("projet.debut").state == "given"


@pytest.mark.usefixtures("shared_cache")
def test_the_command_shows_then_writes_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = desk(tmp_path, **COMPLETE)
    made.write("outline", tmp_path / "t.docx")
    command = ["--campaign", str(ROOT), "reread", str(tmp_path / "f.yaml"), str(tmp_path / "t.docx"), "--as-of", "2031-03-01"]
    assert main(command) == 1
    package = Docx(str(tmp_path / "t.docx"))
    next(line for line in package.paragraphs if line.text.startswith("Publics")).runs[-1].text = " Les écoles"
    package.save(str(tmp_path / "t.docx"))
    capsys.readouterr()
    assert main(command) == 0
    shown = capsys.readouterr()
    assert "1 réponse changée" in shown.out.replace("\u00a0", " ")
    assert "Rien n’est enregistré" in shown.err
    assert main([*command, "-o", str(tmp_path / "n.yaml")]) == 0
    assert read_data(tmp_path / "n.yaml")["projet"]["publics"] == "Les écoles"
    assert main([*command, "-o", str(tmp_path / "f.yaml")]) == 2
    assert read_data(tmp_path / "f.yaml")["projet"]["publics"] == ["habitants", "ecoles"]


@pytest.mark.usefixtures("shared_cache")
def test_what_is_no_outline_is_told_in_a_sentence(tmp_path: Path) -> None:
    made = desk(tmp_path)
    (tmp_path / "x.docx").write_bytes(b"PK nothing")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    (tmp_path / "b.docx").write_bytes(bomb.getvalue())
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    (tmp_path / "e.odt").write_bytes(entity.getvalue())
    Docx().save(str(tmp_path / "v.docx"))
    for name, said in (
        ("x.docx", "abîmé"),
        ("b.docx", "abîmé"),
        ("e.odt", "abîmé"),
        ("v.docx", "aucun titre de la trame : ouvrez une trame que l'assistant a écrite"),
        ("n.docx", "ne peut pas être lu"),
        ("n.pdf", "n'est pas relu"),
    ):
        with pytest.raises(AssistantError, match=said):
            made.reread(tmp_path / name)


@pytest.mark.usefixtures("shared_cache")
def test_what_is_written_where_a_group_awaits_a_row_becomes_that_row(tmp_path: Path) -> None:
    scenario = locate(None).room("dialogs") / "scenarios" / "axe-3-vide.yaml"
    made = Desk.open(locate(None), scenario)
    made.write("outline", tmp_path / "t.docx")

    def edited(*lines: str, heading: bool = False) -> Reread:
        package = Docx(str(tmp_path / "t.docx"))
        gap = next(line for line in package.paragraphs if "aucune action ici" in line.text)
        for number, words in enumerate(lines):
            added = gap.insert_paragraph_before(words)
            added.style = "Heading 3" if heading and not number else "Normal"
        gap.add_run(" ") if heading else gap.clear()  # type: ignore[no-untyped-call]
        package.save(str(tmp_path / "n.docx"))
        return made.reread(tmp_path / "n.docx")

    count = made.dossier.rows("actions") or 0
    told_there = ("Théâtre forum", "Quatorze représentations au collège.", "Coût : 23 400 €", "Lieu : le collège", "Axe : Axe 1")
    for found in (edited(*told_there), edited(*told_there, heading=True)):
        assert [(change.path, change.name.partition(" –")[0]) for change in found.changes] == [
            (f"actions[{count}]", "une nouvelle action")
        ]
        row = found.dossier.data["actions"][count]
        assert row == {
            "axe": "axe3",
            "titre": "Théâtre forum",
            "description": "Quatorze représentations au collège.\n\nAxe : Axe 1",
            "cout": "23 400 €",
            "lieu": "le collège",
        }
        assert found.unplaced == ()
    refused = edited("Théâtre forum", "Coût : beaucoup")
    assert refused.dossier.data["actions"][count] == {"axe": "axe3", "titre": "Théâtre forum"}
    assert "beaucoup" in refused.unplaced[0]


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_an_outline_that_was_edited_is_not_replaced_unasked(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, place = tmp_path / "dossier.yaml", tmp_path / f"trame{suffix}"
    file.write_text("projet:\n  nom: Oasis\n", encoding="utf-8")
    order = ["--campaign", str(ROOT), "outline", str(file), "-o", str(place)]
    assert [main(order), main(order)] == [0, 0]  # what nobody touched is written again
    ours = place.read_bytes()
    with zipfile.ZipFile(io.BytesIO(ours)) as old, zipfile.ZipFile(place, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part) + b" ")
    theirs = place.read_bytes()
    capsys.readouterr()
    assert main(order) == 2
    assert "assistant reread" in capsys.readouterr().err
    assert place.read_bytes() == theirs
    assert main([*order, "--force"]) == 0
    assert place.read_bytes() == ours
