"""Explanations: what is told of a decision is what decided, in French that reads at 80 columns."""

import dataclasses
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from assistant.campaign import Campaign, locate
from assistant.conditions import compile_condition, compile_expression
from assistant.dossier import Dossier
from assistant.explain import Explanation, Reason, explain
from assistant.outputs.explained import explained
from assistant.rules import Rulebook
from assistant.scenarios import load_scenario, scenario_names
from assistant.script import Case, load_script
from assistant.terms import Context
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script
from tests.test_conditions import ANYTHING, FORMULAS, TABLE

ALL, ONE = "toutes ces conditions", "au moins une de ces conditions"


def reason(condition: str, answers: dict[str, Any]) -> Reason:
    """Why a condition holds, through a requirement that it decides."""
    requirement = script().requirements[0]
    case = Case(when=condition, status="met", message="m")
    rules = Rulebook(dataclasses.replace(script(), requirements=(msgspec.structs.replace(requirement, cases=(case,)),)))
    found = explain(rules, requirement.id, dossier(**answers), DAY).cases[0].reason
    assert found
    return found


def told(found: Reason) -> str:
    """A reason on one line, with ordinary spaces and apostrophes."""
    met = "".join(f" [{item.name} = {item.value}]" for item in found.found)
    parts = "".join(f" ({told(part)})" for part in found.parts)
    return f"{found.text}: {found.holds}{met}{parts}".replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (
            "budget.demande > plafond",
            {"budget": {"demande": "15 001"}},
            "« Aide demandée » dépasse 15 000 € (plafond de l'aide demandée): True [Aide demandée = 15 001 €]",
        ),
        (
            "budget.demande > 100",
            {"budget": {"demande": "peu"}},
            "« Aide demandée » dépasse 100 €: None [Aide demandée = « peu », qui n'est pas compris]",
        ),
        ("projet.duree < 18", {"projet": {"duree": "24 mois"}}, "« Durée » reste sous 18 mois: False [Durée = 24 mois]"),
        (
            "not given(porteur.nature, projet.nom)",
            {},
            "il manque une réponse lisible à « Nature du porteur » ou « Nom du jardin »: True"
            " [Nature du porteur = pas de réponse] [Nom du jardin = pas de réponse]",
        ),
        (
            "not (porteur.nature in ['commune', 'autre'])",
            {"porteur": {"nature": "asso"}},
            "« Nature du porteur » n'est pas « Une commune » ou « Une autre structure »: True"
            " [Nature du porteur = « Une association »]",
        ),
        (
            "'ecoles' in projet.publics",
            {"projet": {"publics": "aucun"}},
            "« Publics » comprend « Les écoles »: False [Publics = « Aucun public »]",
        ),
        ("depot.bilan == true", {"depot": {"bilan": "non"}}, "« Bilan annuel » est « oui »: False [Bilan annuel = non]"),
        (
            "porteur.statuts and not depot.bilan",
            {"porteur": {"statuts": True}},
            f"{ALL}: None (la réponse à « Statuts joints » est oui: True [Statuts joints = oui])"
            " (la réponse à « Bilan annuel » est non: None [Bilan annuel = pas de réponse])",
        ),
        (
            "depot.date - projet.debut > 30",
            {"depot": {"date": "2031-04-30"}, "projet": {"debut": "2031-04-01"}},
            "nombre de jours de « Début des travaux » à « Jour du dépôt » dépasse 30 jours: False"
            " [Jour du dépôt = 30 avril 2031] [Début des travaux = 1er avril 2031]"
            " [nombre de jours de « Début des travaux » à « Jour du dépôt » = 29]",
        ),
        (
            "any(parcelles, surface > 100)",
            COMPLETE,
            "au moins un élément de « Parcelles » : « Surface » dépasse 100: True (Grand carré: True [Surface = 120])",
        ),
        (
            "count(uncovered(parcelles, usage, surface > 100)) == 0",
            COMPLETE,
            "chacun de ces choix de « Usage » (« Le potager », « Le verger » et « Le compost ») est dans « Parcelles »,"
            " en ne comptant que : « Surface » dépasse 100: False ["
            "choix attendus de « Usage » absents de « Parcelles », en ne comptant que : « Surface » dépasse 100"
            " = Le verger et Le compost]",
        ),
        ("count(parcelles) == 0", {}, "« Parcelles » n'a aucun élément: None [Parcelles = pas de réponse]"),
        (
            "mentions(projet.nom, arbres)",
            {},
            "« Nom du jardin » cite « pommier » ou « poirier »: None [Nom du jardin = pas de réponse]",
        ),
        ("mentions(projet.nom, 'lac')", {}, "« Nom du jardin » cite « lac »: None [Nom du jardin = pas de réponse]"),
    ],
)
def test_a_condition_in_french(condition: str, answers: dict[str, Any], expected: str) -> None:
    assert told(reason(condition, answers)) == expected


def test_the_whole_of_a_finding() -> None:
    explanation = explain(rulebook(), "plafond-aide", dossier(budget={"demande": 16000}), DAY)
    assert explanation.finding == rulebook().finding("plafond-aide", dossier(budget={"demande": 16000}), DAY)
    assert explanation.decisive is explanation.cases[0]
    assert explanation.cases[1].reason is None
    shown = explained(explanation, "", lambda section: f"<{section}>", "Ce que dit la section.", 80).replace("\u00a0", " ")
    for expected in (
        "À CORRIGER : L’aide demandée ne dépasse pas 15 000 €",
        "À faire : Ramenez la demande à 15 000 € au plus.",
        "- Aide demandée : 16 000 € [budget.demande]",
        "Cas 1, « à corriger » : oui, ce cas décide.",
        "1 autre cas n’a pas à être examiné.",
        "- <reglement/3-aide>",
        "| Ce que dit la section.",
    ):
        assert expected in shown
    assert json.loads(json.dumps(explanation.to_json()))["cases"][0]["why"]["holds"] is True


def test_what_is_not_said_is_asked_for() -> None:
    explanation = explain(rulebook(), "cofinancement", dossier(budget={"total": 10, "demande": 5}), DAY)
    assert explanation.decisive is None
    assert explanation.questions == (("budget.cofinanceurs", "Qui d’autre paie\u00a0?"),)


def test_a_finding_rests_on_what_keeps_earlier_cases_from_deciding() -> None:
    finding = rulebook().finding("date-depot", dossier(depot={"date": "2031-04-12"}), DAY)
    assert (finding.case, finding.decisive) == (3, ("depot.date",))
    cases = (
        Case(when="porteur.nature == 'autre'", status="failed", message="m", fix="f"),
        Case(when="budget.demande > 3", status="to_verify", message="m", fix="f"),
        Case(when="depot.bilan", status="met", message="m"),
    )
    requirement = msgspec.structs.replace(script().requirements[0], cases=cases)
    rules = Rulebook(dataclasses.replace(script(), requirements=(requirement,)))
    found = rules.finding(requirement.id, dossier(porteur={"nature": "commune"}, depot={"bilan": True}), DAY)
    assert found.answers == ("depot.bilan", "porteur.nature")
    assert found.pending == ("budget.demande",)


@settings(max_examples=60)
@given(FORMULAS, ANYTHING)
def test_an_explanation_says_what_is_decided(formula: str, answers: dict[str, Any]) -> None:
    found = reason(formula, answers)
    assert found.holds is compile_condition(formula, script()).evaluate(Context(dossier(**answers), DAY)).value
    for part in _all(found):
        if part.text in {ALL, ONE}:
            values = {inner.holds for inner in part.parts}
            decisive = part.text == ONE
            assert part.holds is (decisive if decisive in values else None if None in values else not decisive)


def _all(found: Reason) -> Iterator[Reason]:
    yield found
    for part in found.parts:
        yield from _all(part)


@pytest.mark.parametrize("expression", [expression for expression, _, _ in TABLE])
def test_every_expression_has_words(expression: str) -> None:
    kind = compile_expression(expression, script()).kind
    if kind in {"list", "text", "choice", "choices", "rows"}:
        return
    condition = expression if kind == "boolean" else f"({expression}) != ({expression})"
    for answers in ({}, COMPLETE):
        assert told(reason(condition, answers))


def test_what_was_told_once_is_not_told_again() -> None:
    file = Dossier(rules_of("livrée").script, {"partenaires": [{"nom": "Bailleur", "acteur": "bailleur", "contacte": "non"}]})
    told = explained(explain(rules_of("livrée"), "acteurs-cles", file, DAY), "", str, "", 2_000).replace("\u00a0", " ")
    cases = told.partition("Le raisonnement")[2].partition("Ce que demandent")[0]
    assert cases.count("(ici : le préfet et ses services") == 2  # with the social landlord, who is not contacted, and without
    assert cases.count("(ici : comme plus haut)") > 1
    file = Dossier(rules_of("livrée").script, {"budget": {"demande": "zorglub"}})
    told = explained(explain(rules_of("livrée"), "plafond-subvention", file, DAY), "", str, "", 2_000).replace("\u00a0", " ")
    assert told.count("240 000 € (le plafond de la subvention") == 1
    assert "« subvention demandée » dépasse 240 000 € :" in told
    assert "La subvention demandée ne se lit pas : « zorglub » n’est pas compris comme un montant : tapez" in told
    assert told.count("compris comme un montant") == 1


CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


@cache
def rules_of(campaign: str) -> Rulebook:
    return Rulebook(load_script(CAMPAIGNS[campaign]))


@pytest.mark.parametrize(
    ("campaign", "name"),
    [(campaign, name) for campaign, folder in CAMPAIGNS.items() for name in scenario_names(folder)[::9]],
)
def test_scenarios_are_explained_as_they_are_decided(campaign: str, name: str) -> None:
    folder, rules = CAMPAIGNS[campaign], rules_of(campaign)
    scenario = load_scenario(folder, name)
    file = Dossier(rules.script, scenario.application)
    report = rules.evaluate(file, scenario.as_of)
    for requirement in rules.rules:
        explanation: Explanation = explain(rules, requirement, file, scenario.as_of)
        assert explanation.finding == report.finding(requirement)
        held = [case.number for case in explanation.cases if case.reason and case.reason.holds]
        assert held == ([explanation.finding.case] if explanation.finding.case else [])
        lines = explained(explanation, "", str, "", 80).split("\n")
        assert max(map(len, lines)) <= 80, lines
