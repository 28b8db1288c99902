"""Answers that disagree: told once all of them are known, and not while others are still to come."""

from typing import Any

import pytest

from assistant.clashes import clashes
from assistant.dossier import Dossier
from assistant.interview import Interview
from tests.mini import DAY, rulebook, script


def told(**answers: Any) -> list[str]:
    dossier = Dossier(script(), answers)
    found = clashes(rulebook().evaluate(dossier, DAY), Interview(dossier, DAY))
    return [clash.name[0] for clash in found]


MONEY = {"total": 10_000, "demande": 9_000, "cofinanceurs": [{"nom": "Région", "montant": 3_000}]}


@pytest.mark.parametrize(
    ("budget", "found"),
    [
        (MONEY, ["cofinancement"]),
        ({**MONEY, "cofinanceurs": "aucun"}, ["cofinancement"]),
        ({**MONEY, "demande": 7_000}, []),
        # What is not known, or not understood, may make them agree.
        ({**MONEY, "cofinanceurs": [{"nom": "Région"}]}, []),
        ({"total": 10_000, "demande": 9_000}, []),
        ({**MONEY, "total": "environ, on verra"}, []),
        # A blocking rule is told in full by itself.
        ({**MONEY, "total": 23_000, "demande": 20_000}, []),
    ],
)
def test_what_disagrees_is_told_once_all_of_it_is_known(budget: dict[str, Any], found: list[str]) -> None:
    assert told(budget=budget) == found


def test_what_one_answer_says_alone_is_no_disagreement() -> None:
    assert (
        told(projet={"duree": "18 mois", "description": "Un jardin."}, parcelles=[{"nom": "a", "usage": "potager", "surface": 1}])
        == []
    )
