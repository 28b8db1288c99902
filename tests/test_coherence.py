"""The assistant's own checks of the campaign that is delivered: when each one speaks, when it keeps quiet, and that it says whose it is."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from assistant.campaign import locate
from assistant.conditions import compile_condition
from assistant.dossier import Dossier
from assistant.rules import Rulebook
from assistant.script import load_script
from assistant.terms import Context

OURS = "Cohérence (contrôle de l'assistant, pas une demande de l'appel) : "


@cache
def rules() -> Rulebook:
    return Rulebook(load_script(locate()))


def said(answers: dict[str, Any]) -> list[str]:
    """What our checks say of these answers, without the words that name them."""
    told = rules().disagreements(Dossier(rules().script, answers), date(2024, 4, 15))
    plain = [words.replace("\u00a0", " ").replace("’", "'") for words in told]
    assert all(words.startswith(OURS) for words in plain)
    return [words.removeprefix(OURS) for words in plain]


def money(**more: Any) -> dict[str, Any]:
    """A plan of financing with a subsidy of 100 000 €, 40 000 € of the town's and 10 000 € of the CAF's."""
    plan = {"demande": 100_000, "apport": 40_000, "cofinancements": [{"financeur": "CAF", "montant": 10_000}]}
    return {"budget": {name: value for name, value in (plan | more).items() if value is not ...}}


def rows(name: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {name: list(items), **more}


def years(*costs: int, duration: str = "2 ans") -> dict[str, Any]:
    return {
        "projet": {"duree": duration},
        "budget": {"annees": [{"annee": str(2024 + place), "cout": cost} for place, cost in enumerate(costs)]},
    }


def dated(*named: int | str, **dates: str) -> dict[str, Any]:
    """A project of two years with these dates, and a budget of these years."""
    return {"projet": {"duree": "2 ans", **dates}, "budget": {"annees": [{"annee": name} for name in named]}}


def action(title: str, cost: int, duration: str = "3 ans", **more: Any) -> dict[str, Any]:
    return {"projet": {"duree": duration}, "actions": [{"titre": title, "cout": cost, **more}]}


SALE = {"intitule": "Ventes", "compte": "70", "montant": 3_000}
OWN = {"intitule": "Notre part", "compte": "propres", "montant": 40_000}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        # Means against cost.
        (money(cout=150_000), ""),
        (money(cout=149_999.5), ""),
        (money(cout=149_999), "font 150 000 €, soit 1 € de plus que le coût complet de 149 999 €"),
        (money(cout=160_000), "font 150 000 € : il manque 10 000 € pour couvrir le coût complet de 160 000 €"),
        (money(cout=160_000, produits="aucune"), "il manque 10 000 €"),
        (money(cout=160_000, produits=[OWN]), "il manque 10 000 €"),
        (money(cout=160_000, produits=[SALE]), "et autres recettes font 153 000 € : il manque 7 000 €"),
        (money(cout=153_000, produits=[SALE, OWN]), ""),
        (money(cout=160_000, produits=[{"intitule": "Ventes", "montant": 1}]), ""),
        (money(cout=160_000, apport=...), "laissent 50 000 € à couvrir sur un coût complet de 160 000 €, et la part de la"),
        (money(cout=90_000, apport=...), "la subvention demandée et les cofinancements font 110 000 €, plus que"),
        (money(cout=160_000, cofinancements=...), "laissent 20 000 € à couvrir sur un coût complet de 160 000 €, et les cof"),
        (money(cout=99_999, cofinancements=..., apport=...), "la subvention demandée (100 000 €) est plus élevée que le coût"),
        (money(cout=100_000, cofinancements=..., apport=...), ""),
        (money(cout=...), ""),
        # Years.
        ({"budget": {"annees": [{"annee": "2025", "cout": 10, "demande": 11}]}}, "dépasse le coût de l'année pour : 2025"),
        ({"budget": {"annees": [{"annee": "2025", "cout": 10, "demande": 10}]}}, ""),
        (
            {"budget": {"demande": 10, "annees": [{"annee": "2025", "demande": 10}, {"annee": "2026"}]}},
            "n'est pas dite, ou pas comprise",
        ),
        ({"budget": {"demande": 10, "annees": [{"annee": "2025"}, {"annee": "2026"}]}}, ""),
        (years(1, 1, 1), ""),  # two years may touch three financial years
        (years(1, 1, 1, 1), "le budget compte 4 années pour un projet de 2 ans : c'est plus"),
        (years(1, 1, duration="3 ans"), "le budget compte 2 années pour un projet de 3 ans : il en manque"),
        (years(1, duration="3 ans"), ""),  # the rule on the cost says it
        # Years outside the project's own dates; two years from November touch three financial years.
        (dated(2024, 2025, 2026, debut="2024-11-04", fin="2026-11-03"), ""),
        (dated(2024, 2025, 2026, debut="2024-11-04"), ""),
        (
            dated(2023, 2025, debut="2024-11-04", fin="2026-11-03"),
            "vient avant le projet, qui commence le 4 novembre 2024 : 2023.",
        ),
        (dated(2023, 2025, debut="2024-11-04"), "vient avant le projet, qui commence le 4 novembre 2024 : 2023."),
        (dated(2025, 2027, debut="2024-11-04", fin="2026-11-03"), "vient après le projet, qui finit le 3 novembre 2026 : 2027."),
        (dated(2025, 2027, debut="2024-11-04"), "qui commence le 4 novembre 2024 et dure 2 ans : 2027."),
        # Told once: not as too many years besides.
        (dated(2024, 2025, 2026, 2027, debut="2024-11-04", fin="2026-11-03"), "qui finit le 3 novembre 2026 : 2027."),
        (dated("année 1", "2024-2025", "2023/2024", debut="2024-11-04", fin="2026-11-03"), ""),  # several, or none that is named
        (dated(2023, 2029, debut="2026-11-04", fin="2024-11-03"), ""),  # the rule on the duration says it
        (dated(2023, 2029, fin="2026-11-03"), ""),
        # Costs of actions and deliverables, delegated credits.
        ({"budget": {"cout": 100}, "actions": [{"cout": 60}, {"cout": 41}]}, "les actions coûtent ensemble 101 €, plus que"),
        ({"budget": {"cout": 102}, "actions": [{"cout": 60}, {"cout": 41}]}, "dites à quoi servent les 1 € restants"),
        ({"budget": {"cout": 101}, "actions": [{"cout": 60}, {"cout": 41}]}, ""),
        ({"budget": {"cout": 101}, "actions": "aucune"}, ""),
        ({"budget": {"cout": 100}, "livrables": [{"budget": 101}]}, "les livrables coûtent ensemble 101 €"),
        ({"budget": {"cout": 100}, "livrables": [{"budget": 100}]}, ""),
        ({"budget": {"demande": 100}, "credits_delegues": [{"montant": 101}]}, "les crédits délégués font 101 €"),
        ({"budget": {"demande": 100}, "credits_delegues": [{"montant": 100}]}, ""),
        # The coordinator.
        ({"referent": {"fonction": "x", "etp": "0,29 ETP"}}, "le référent y consacre 0,29 ETP"),
        ({"referent": {"fonction": "x", "etp": "0,3 ETP"}}, ""),
        ({"referent": {"fonction": "x", "etp": "un mi-temps"}}, ""),
        ({"referent": {"fonction": "x", "etp": "0,51 ETP"}}, "C'est une estimation, pas une règle"),
        # Costs far from those that the annex quotes.
        (action("Théâtre forum", 35_101), "(11 700 € pour 7 représentations de théâtre forum) : Théâtre forum"),
        (action("Théâtre forum", 35_100), ""),
        (action("Théâtre forum", 46_800, "48 mois"), ""),  # that cost each year
        (action("Théâtre forum", 105_300, calendrier="chaque année"), ""),
        (action("Théâtre forum", 105_301, calendrier="chaque année"), "coût éloigné de celui que cite l'annexe"),
        (action("PSFP 6-11", 126_001), "(42 000 € sur trois ans pour PSFP"),
        (action("PSFP 6-11", 13_999), "(42 000 € sur trois ans pour PSFP"),
        (action("PSFP 6-11", 14_000), ""),
        (action("Ateliers de parents", 37_501), "(12 500 € pour 3 groupes de 6 séances"),
        (action("Ateliers de parents", 37_500), ""),
        (action("Former aux CPS", 64_891), "dites combien de sessions vous prévoyez"),
        (action("Former aux CPS", 64_890), ""),
        (action("Formation", 64_891, description="sur les compétences psychosociales"), "dites combien de sessions"),
        (action("Accompagnement individuel de familles", 60_001), "dites combien de familles vous suivrez"),
        (action("Accompagnement individuel de familles", 60_000), ""),
        # The same row twice.
        (rows("actions", {"titre": "Théâtre", "axe": 3}, {"titre": "theatre", "axe": "axe 3"}), "le même titre : Théâtre"),
        (rows("actions", {"titre": "Théâtre", "axe": 3}, {"titre": "Théâtre", "axe": 4}), ""),  # one action for two axes
        (rows("actions", {"axe": 3}, {"axe": 3}), ""),
        (rows("partenaires", {"nom": "CAF"}, {"nom": "Collège"}, {"nom": "Caf"}), "un partenaire est cité plusieurs fois : CAF"),
        (rows("partenaires", {"nom": "Collège Hugo"}, {"nom": "Collège"}), ""),
        (rows("operateurs", {"nom": "Le Pas"}, {"nom": "le pas"}), "un opérateur est cité plusieurs fois : Le Pas"),
        (rows("livrables", {"nom": "Bilan"}, {"nom": "Bilan"}), "un livrable est cité plusieurs fois : Bilan"),
        ({"budget": {"annees": [{"annee": 2025}, {"annee": "2025"}]}}, "la même année a plusieurs lignes"),
        ({"budget": {"cofinancements": [{"financeur": "CAF"}, {"financeur": "CAF"}]}}, "un cofinanceur est cité plusieurs fois"),
        (rows("equipe", {"fonction": "médiateur"}, {"fonction": "médiateur"}), ""),  # two people may do the same work
    ],
)
def test_our_own_checks(answers: dict[str, Any], words: str) -> None:
    told = said(answers)
    assert [line for line in told if words and words not in line] == []
    assert len(told) == bool(words)


def test_each_of_our_checks_is_tried() -> None:
    [cases] = [mark for mark in test_our_own_checks.pytestmark if mark.name == "parametrize"]
    told = {line for answers, _ in cases.args[1] for line in _told(answers)}
    assert {notice.id for notice in rules().script.notices if notice.kind == "coherence"} - told == set()


def _told(answers: dict[str, Any]) -> set[str]:
    script = rules().script
    context = Context(Dossier(script, answers), date(2024, 4, 15))
    ours = (notice for notice in script.notices if notice.kind == "coherence")
    return {notice.id for notice in ours if compile_condition(notice.when, script).evaluate(context).value is True}
