"""How far one is: counts that do not grow under one's feet, and signs that mean what they seem."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from assistant.campaign import Campaign, locate
from assistant.dossier import Dossier
from assistant.interview import Interview
from assistant.rules import Rulebook
from assistant.script import load_script
from assistant.tui.progression import heading, row_lines
from assistant.tui.session import Session
from tests.mini import ROOT

from .conftest import NARROW, WIDE, Run

SCRIPT = load_script(locate())
DAY = date(2024, 3, 1)


def session(**answers: Any) -> Session:
    dossier = Dossier(SCRIPT, answers)
    report = Rulebook(SCRIPT).evaluate(dossier, DAY)
    return Session(Interview(dossier, DAY), Path("essai.yaml"), "essai", at_fault=report.at_fault)


def told(here: Session, path: str) -> list[str]:
    step = here.interview.step(path)
    assert step is not None
    return [line.plain.replace("\u00a0", " ") for line in row_lines(here, step)]


def counted(here: Session, path: str) -> str:
    step = here.interview.step(path)
    assert step is not None
    return heading(here.interview, step).plain.replace("\u00a0", " ")


def test_what_is_counted_does_not_grow_with_the_rows() -> None:
    few, many = (session(actions=[{"titre": "Fresque"}] * rows, partenaires=[{"nom": "CAF"}] * rows) for rows in (1, 9))
    assert len(few.interview.steps) + 90 < len(many.interview.steps)
    for path in ("actions", "actions[0].axe", "partenaires", "budget.demande", "depot.canal"):
        assert counted(few, path) == counted(many, path)
    assert counted(many, "actions[1].axe").startswith("Action 2 : 2/")


def asked(row: dict[str, Any]) -> int:
    """How many questions of an action are asked, and may not be left blank."""
    steps = session(actions=[row]).interview.steps
    return sum(step.row == 0 and step.question.optional != "true" for step in steps)


def test_a_row_tells_what_is_left_of_it_and_no_more() -> None:
    begun = {"titre": "Théâtre", "axe": "1", "nature": []}
    assert told(session(actions=[begun]), "actions") == [f"Théâtre  {asked(begun) - 3} à remplir"]
    # What is marked « facultatif » is not left to fill in; what is put off is not done.
    left = [field.id for field in SCRIPT.questions["actions"].questions if field.id not in {*begun, "indicateurs"}]
    unsure = begun | dict.fromkeys(left, "je ne sais pas encore")
    assert told(session(actions=[unsure]), "actions") == [f"Théâtre  {asked(unsure) - 3} à revoir"]


def test_a_row_whose_answer_is_excluded_is_not_done() -> None:
    brewery = {"nom": "Brasserie du Vieux Chêne", "activite": "goûter", "lien": "alcool"}
    theatre = {"nom": "Compagnie du Quai", "activite": "théâtre", "lien": "aucun"}
    lines = told(session(operateurs=[brewery, theatre]), "operateurs")
    assert lines == ["Brasserie du Vieux Chêne  1 à corriger", "Compagnie du Quai  ✓"]


RULE = """
- id: sans-compost
  title: "Aucune parcelle n'est un compost"
  severity: blocking
  section: reglement/2-jardin
  asks: "Aucune parcelle n'est un compost."
  cases:
    - {when: 'any(parcelles, usage == "compost")', status: failed, message: "Une parcelle est un compost.", fix: "Changez-la."}
    - {when: given(parcelles), status: met, message: "Aucun compost."}
  otherwise: {message: "On ne sait pas.", fix: "Dites-le."}
"""


async def test_the_table_marks_what_is_put_off_and_what_is_wrong(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campagne")
    with (tmp_path / "campagne" / "dialogs" / "requirements.yaml").open("a", encoding="utf-8") as stream:
        stream.write(RULE)
    async with run(size=WIDE, campaign=Campaign(tmp_path / "campagne")) as app:
        await app.begin(at="parcelles")
        assert "Question 6/6 Le jardin (chapitre 2/5)" in app.seen("#heading").replace("\u00a0", " ")
        await app.paste("Le carré")
        assert "Parcelle 1 : 2/3 Le jardin › Le carré" in app.seen("#heading").replace("\u00a0", " ")
        await app.press("f8", "f8")
        assert app.session.place == "parcelles"
        assert "1 ?2" in app.seen("#grid")
        await app.paste("Le tas")
        await app.press("3", "enter")
        await app.paste("4")
        assert app.session.place == "parcelles"
        assert "2 ✗" in app.seen("#grid")
        await app.pilot.resize_terminal(*NARROW)
        await app.settle()
        assert "Le carré 2 à revoir × Le tas 1 à corriger ×" in app.seen("#rows").replace("\u00a0", " ")
