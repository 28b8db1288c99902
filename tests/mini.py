"""The invented campaign of the tests: a city that helps community gardens (tests/data/mini_campaign)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.campaign import Campaign
from assistant.conditions import compile_expression
from assistant.dossier import Dossier
from assistant.rules import Rulebook
from assistant.script import Script, load_script
from assistant.terms import Context, Outcome

ROOT = Path(__file__).resolve().parent / "data" / "mini_campaign"
DAY = date(2031, 3, 1)

COMPLETE: dict[str, Any] = {
    "porteur": {"nature": "association", "statuts": True},
    "projet": {
        "nom": "Le jardin des Trois-Puits",
        "description": "Les voisins sèment, arrosent et récoltent ensemble tous les samedis du printemps.",
        "publics": ["habitants", "ecoles"],
        "debut": "15/05/2031",
        "duree": "2 ans",
    },
    "parcelles": [
        {"nom": "Grand carré", "usage": "potager", "surface": 120, "arrosage": True},
        {"nom": "Les pommiers", "usage": "verger", "surface": 80},
        {"nom": "Le tas", "usage": "compost", "surface": 6},
    ],
    "equipe": {"animation": "0,2 ETP", "benevoles": 14},
    "budget": {
        "total": "18 000 €",
        "demande": "12 000 €",
        "cofinanceurs": [{"nom": "Région", "montant": "6 000 €", "acquis": "non"}],
    },
    "depot": {"date": "2031-04-12", "bilan": True},
}


@cache
def script() -> Script:
    """The script of the invented campaign."""
    return load_script(Campaign(ROOT))


@cache
def rulebook() -> Rulebook:
    """Its rules."""
    return Rulebook(script())


def dossier(**answers: Any) -> Dossier:
    """A dossier that holds these answers and nothing else."""
    return Dossier(script(), answers)


def evaluate(expression: str, answers: dict[str, Any] | None = None, today: date = DAY) -> Outcome:
    """The outcome of an expression on these answers."""
    return compile_expression(expression, script()).evaluate(Context(Dossier(script(), answers or {}), today))


def value(expression: str, answers: dict[str, Any] | None = None, today: date = DAY) -> Any:
    """The value of an expression on these answers; None when it is not known."""
    return evaluate(expression, answers, today).value
