"""Content files into models: what an author wrote wrongly is told in French, with its place."""

from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant.campaign import locate
from assistant.content import read_model, read_optional, to_model
from assistant.errors import AssistantError
from assistant.script import About, Case, Chapter, Constant, Demo, Question, load_script


def test_no_python_tells_of_the_call() -> None:
    """What is true of one call stands in its folder: another campaign is never shown its year or its names."""
    campaign = locate()
    about = load_script(campaign).about
    assert about.example_day is not None
    names = (str(about.example_day.year), about.authority.split()[0], about.name.split()[-1])
    for path in sorted(Path(assistant.__file__).parent.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in code], path


@pytest.mark.parametrize(
    ("data", "model", "said"),
    [
        ("x", Chapter, "on attend des lignes « champ: valeur » et on lit un texte"),
        (None, About, "on attend des lignes « champ: valeur » et on lit rien"),
        ({"questions": "x", "scenario": "y"}, Demo, "on attend une liste et on lit un texte (à l'endroit « questions »)"),
        ([{"id": 1}], tuple[Chapter, ...], "on attend un texte et on lit un nombre entier (à l'endroit « [0].id »)"),
        ({"id": "a", "label": "b", "type": "text", "required": "oui"}, Question, "on attend true ou false et on lit un texte"),
        ({"id": "a", "label": "b", "type": "texte"}, Question, "la valeur « texte » n'est pas permise (à l'endroit « type »)"),
        ({"when": "x", "status": "ok", "message": "m"}, Case, "la valeur « ok » n'est pas permise (à l'endroit « status »)"),
        ({"when": "x", "status": "met", "message": "m", "fixe": "f"}, Case, "le champ « fixe » est inconnu"),
        ({"when": "x", "status": "met"}, Case, "le champ « message » manque"),
        (
            {"section": "x", "means": "y", "date": "demain"},
            Constant,
            "on attend une date, sous la forme AAAA-MM-JJ (à l'endroit « date »)",
        ),
        (
            {"section": "x", "means": "y", "amount": "mille"},
            Constant,
            "on attend un nombre, par exemple 1500 (à l'endroit « amount »)",
        ),
        ({"section": "x", "means": "y", "amount": [1]}, Constant, "on attend un nombre ou rien et on lit une liste"),
        (
            {"when": "count(uncovered(a", "b)) == 0": None, "status": "met"},
            Case,
            "le champ « b)) == 0 » est inconnu ; si une virgule a coupé la ligne, mettez l'expression entre guillemets",
        ),
        (
            {"id": "a", "title": "b", "questions": [{"id": "c", "label": "Oui", "bien sûr": None}]},
            Chapter,
            "le champ « bien sûr » est inconnu (à l'endroit « questions[0] ») ; si une virgule",
        ),
        ({"section": "x", "means": "y"}, Constant, "une constante a une seule valeur : amount, number ou date"),
    ],
)
def test_a_slip_is_told_with_its_place(data: Any, model: type, said: str) -> None:
    with pytest.raises(AssistantError) as refused:
        to_model(data, model, "x.yaml")
    assert str(refused.value).startswith(f"Contenu incorrect dans « x.yaml » : {said}")
    assert str(refused.value).endswith(".")


def test_a_field_with_a_value_was_not_cut_by_a_comma() -> None:
    with pytest.raises(AssistantError, match=r"« fixe » est inconnu\."):
        to_model({"when": "x", "status": "met", "message": "m", "fixe": "f"}, Case, "x.yaml")


@pytest.mark.parametrize("text", [None, "", "# rien\n", "null\n"])
def test_an_optional_file_may_be_absent_or_empty(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "f.yaml").write_text(text, encoding="utf-8")
    assert read_optional(tmp_path / "f.yaml", tuple[Case, ...], ()) == ()


def test_an_optional_file_is_read_as_the_others(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("[{when: x, status: met, message: m}]", encoding="utf-8")
    assert read_optional(tmp_path / "f.yaml", tuple[Case, ...], ()) == (Case(when="x", status="met", message="m"),)
    (tmp_path / "f.yaml").write_text("x", encoding="utf-8")
    with pytest.raises(AssistantError, match="on attend une liste et on lit un texte"):
        read_optional(tmp_path / "f.yaml", tuple[Case, ...], ())


def test_a_file_is_read_into_its_model(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("questions: [Qui ?]\nscenario: un\n", encoding="utf-8")
    assert read_model(tmp_path / "f.yaml", Demo) == Demo(questions=("Qui ?",), scenario="un")
    with pytest.raises(AssistantError, match="il n'existe pas"):
        read_model(tmp_path / "g.yaml", Demo)
