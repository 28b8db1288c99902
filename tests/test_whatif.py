"""What if: a change never touches the file, a mend really lifts what it says it lifts, nothing is written by hand."""

import json
import time
from dataclasses import replace as dataclass_replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.campaign import Campaign, locate
from assistant.candidates import _shares as round_shares
from assistant.change import changed
from assistant.commands.reasons import passages, ways
from assistant.dossier import Dossier
from assistant.mends import Mends, mends
from assistant.outputs.changes import changed_lines, compared, mended, smallest
from assistant.outputs.checklist import refused
from assistant.outputs.summary import summary
from assistant.rules import Rulebook
from assistant.scenarios import load_scenario, scenario_names
from assistant.script import load_script
from assistant.whatif import compare
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script
from tests.test_conditions import ANYTHING

LIFTED = {"met", "not_applicable"}
CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


@cache
def rules_of(campaign: str) -> Rulebook:
    return Rulebook(load_script(CAMPAIGNS[campaign]))


def words(found: Mends) -> list[str]:
    return [" + ".join(change.words for change in mend.changes).replace("\u00a0", " ").replace("’", "'") for mend in found.found]


def test_the_turning_point_of_a_comparison_is_found() -> None:
    file = dossier(budget={"demande": "15 001 €", "total": 20000})
    found = mends(rulebook(), "plafond-aide", file, DAY)
    assert words(found) == ["« Aide demandée » : « 15 000 € » au lieu de « 15 001 € »"]
    assert (found.size, found.whole, found.found[0].status) == (1, True, "met")
    assert file.reply("budget.demande").value == 15001


def two_thirds(otherwise: str = "true") -> Rulebook:
    """The invented campaign, whose help would be two thirds of the cost at most, and would meet another condition."""
    rule = script().requirement("plafond-aide")
    assert rule is not None
    cases = (
        replace(rule.cases[0], when=f"budget.demande * 3 > budget.total * 2 or not ({otherwise})"),
        replace(rule.cases[1], when="given(budget.demande)"),
    )
    others = [other for other in script().requirements if other.id != rule.id]
    return Rulebook(dataclass_replace(script(), requirements=(replace(rule, cases=cases), *others)))


@pytest.mark.parametrize(
    ("total", "otherwise", "amount"),
    [
        (100_000, "true", "60 000 €"),  # 66 666 € is over it by less than a tenth
        (100_000, "budget.demande > 62000", "66 000 €"),
        (100_000, "budget.demande > 66550", "66 600 €"),
        (100_000, "budget.demande > 66661", "66 666 €"),  # nothing rounder does as well
        (60_000, "true", "40 000 €"),
        (66_000, "true", "44 000 €"),  # round enough, and nothing is lost
    ],
)
def test_the_amount_proposed_is_round_where_a_round_one_does(total: int, otherwise: str, amount: str) -> None:
    file = dossier(budget={"demande": 95_000, "total": total, "cofinanceurs": "aucun"})
    found = mends(two_thirds(otherwise), "plafond-aide", file, DAY)
    assert words(found)[0] == f"« Aide demandée » : « {amount} » au lieu de « 95 000 € »"


def test_a_rounder_amount_spoils_nothing_more() -> None:
    file = dossier(budget={"demande": 95_000, "total": 100_000, "cofinanceurs": [{"nom": "Région", "montant": 33_334}]})
    found = mends(two_thirds(), "plafond-aide", file, DAY)
    # The plan of financing is met with this amount alone.
    assert words(found)[0] == "« Aide demandée » : « 66 666 € » au lieu de « 95 000 € »"
    assert found.found[0].worse == ()


def test_an_amount_that_only_its_author_knows_is_not_made_up() -> None:
    found = mends(rules_of("livrée"), "cout-complet", Dossier(rules_of("livrée").script, {"budget": {"cout": "oui"}}), DAY)
    assert not any("1 €" in change.words.replace("\u00a0", " ") for mend in found.found for change in mend.changes)


def test_a_choice_and_a_day_are_tried() -> None:
    found = mends(rulebook(), "porteur-admis", dossier(porteur={"nature": "sarl"}), DAY)
    assert words(found) == [
        "« Nature du porteur » : « Une commune » au lieu de « Une entreprise »",
        "« Nature du porteur » : « Une association » au lieu de « Une entreprise »",
    ]
    # An association owes its statutes too: it comes after what spoils nothing.
    assert [mend.worse for mend in found.found] == [(), ("statuts-joints",)]
    assert "ce changement gênerait : statuts-joints" in mended(found, str, 80).replace("\u00a0", " ").replace("\n  ", " ")
    assert words(mends(rulebook(), "date-depot", dossier(depot={"date": "2031-05-02"}), DAY)) == [
        "« Jour du dépôt » : « 29 avril 2031 » au lieu de « 2 mai 2031 »"
    ]


def test_rows_are_added_together_when_one_is_not_enough() -> None:
    rows = [{"usage": "potager", "surface": 40}]
    one = mends(rulebook(), "usages-couverts", dossier(parcelles=[*rows, {"usage": "verger", "surface": 30}]), DAY)
    assert words(one)[0] == "ajouter une nouvelle parcelle à « Parcelles » (Usage : « Le compost »)"
    assert one.found[0].to_json()["changes"][0] == {
        "path": "parcelles[]",
        "value": None,
        "free": True,
        "words": one.found[0].changes[0].words,
    }
    two = mends(rulebook(), "usages-couverts", dossier(parcelles=rows), DAY)
    assert two.size == 2
    assert {change.path for change in two.found[0].changes} == {"parcelles[]"}


def test_what_is_met_needs_no_mend_and_what_cannot_be_lifted_says_so() -> None:
    assert mends(rulebook(), "plafond-aide", Dossier(script(), COMPLETE), DAY) == Mends((), 0, True)
    stuck = mends(rulebook(), "usages-couverts", dossier(), DAY, size=1)
    assert stuck.found == ()
    assert "aucun changement de trois réponses au plus" in mended(stuck, str, 80)
    short = mends(rulebook(), "usages-couverts", dossier(), DAY, tries=3)
    assert (short.tried, short.whole) == (3, False)
    assert "3 changements essayés" in mended(short, str, 80)
    late = mends(rulebook(), "plafond-aide", dossier(budget={"demande": 15001}), DAY, seconds=0)
    assert (late.found, late.tried, late.whole) == ((), 0, False)
    with pytest.raises(KeyError):
        mends(rulebook(), "nulle-part", dossier(), DAY)


def test_a_mend_that_spoils_something_else_says_so() -> None:
    file = Dossier(script(), COMPLETE).with_answer("budget.demande", 16000).with_answer("budget.total", 15500)
    for mend in mends(rulebook(), "plafond-aide", file, DAY).found:
        report = rulebook().evaluate(changed(file, mend.changes), DAY)
        assert report.verdict == mend.verdict
        assert all(report.finding(name).status not in LIFTED for name in mend.worse)


SCENARIOS = [(campaign, name) for campaign, folder in CAMPAIGNS.items() for name in scenario_names(folder)]


@pytest.mark.parametrize(("campaign", "name"), SCENARIOS[:2] + SCENARIOS[3::9])
def test_a_proposed_mend_really_lifts(campaign: str, name: str) -> None:
    rules = rules_of(campaign)
    scenario = load_scenario(CAMPAIGNS[campaign], name)
    file = Dossier(rules.script, scenario.application)
    failed = [found for found in rules.evaluate(file, scenario.as_of).findings if found.status == "failed"]
    for finding in failed:
        found = mends(rules, finding.requirement, file, scenario.as_of, tries=100)
        json.dumps([mend.to_json() for mend in found.found])
        for mend in found.found:
            after = Rulebook(rules.script).evaluate(Dossier(rules.script, changed(file, mend.changes).data), scenario.as_of)
            assert after.finding(finding.requirement).status == mend.status
            assert mend.status in LIFTED
            assert after.verdict == mend.verdict


@settings(max_examples=25)
@given(ANYTHING, st.sampled_from(sorted(rulebook().rules)))
def test_any_file_can_be_looked_into(answers: dict[str, Any], requirement: str) -> None:
    file = dossier(**answers)
    for mend in mends(rulebook(), requirement, file, DAY, tries=60).found:
        assert rulebook().finding(requirement, changed(file, mend.changes), DAY).status in LIFTED


def test_the_single_failures_of_the_campaign_have_a_mend() -> None:
    """A blocking failure that one answer caused is lifted by one answer, found in the rules alone."""
    rules = rules_of("livrée")
    for name in ("operateur-tabac", "interco-representee-par-le-maire", "axe-3-vide"):
        scenario = load_scenario(CAMPAIGNS["livrée"], name)
        file = Dossier(rules.script, scenario.application)
        report = rules.evaluate(file, scenario.as_of)
        assert report.verdict == "inadmissible"
        found = mends(rules, report.findings[0].requirement, file, scenario.as_of)
        assert found.size == 1, name
        assert any(mend.verdict == "complete" for mend in found.found), name


def test_what_changes_in_the_outline_has_no_marks_of_a_table() -> None:
    after = "| Nom | Montant |\n| --- | ---: |\n| CAF | 3 € |"
    assert list(changed_lines("", after)) == ["- en plus : Nom Montant", "- en plus : CAF 3 €"]


# --- No mend is a lie ---------------------------------------------------------------------------------------------

PLAYS: dict[str, list[dict[str, Any]]] = {
    "actions": [{"titre": "Théâtre forum", "operateur": "E-Sport Ormes"}, {"titre": "Former", "operateur": "aucun"}],
    "operateurs": [{"nom": "E-Sport Ormes", "activite": "théâtre", "lien": "jeux_video"}],
    "credits_delegues": [{"beneficiaire": "E-Sport Ormes", "objet": "théâtre", "montant": 60000}],
}
YEARS = [{"annee": 2025, "demande": 20000}, {"annee": 2026, "demande": 120000}, {"annee": 2027, "demande": 110000}]
AXES = [
    {"titre": f"Action {axe}", "axe": axe, "description": "sept séances par an au centre social"}
    for axe in ("axe1", "axe2", "axe2", "axe4")
]


def of_campaign(requirement: str, **answers: Any) -> tuple[Dossier, Mends]:
    rules = rules_of("livrée")
    file = Dossier(rules.script, answers)
    return file, mends(rules, requirement, file, date(2024, 4, 15))


@pytest.mark.parametrize("lien", ["jeux_video", "sans_lien", "incertain"])
def test_an_operator_is_replaced_wherever_it_is_named_and_its_link_never_denied(lien: str) -> None:
    answers = {**PLAYS, "operateurs": [{**PLAYS["operateurs"][0], "lien": lien}]}
    file, found = of_campaign("operateurs-independants", **answers)
    assert words(found) == [
        "remplacer « E-Sport Ormes » par un nouvel opérateur (lien avec un secteur exclu : « Aucun lien »), dans"
        " « opérateurs », « crédits délégués à des tiers » et « actions » (Théâtre forum)"
    ]
    after = changed(file, found.found[0].changes)
    assert [len(after.data[rows]) for rows in PLAYS] == [2, 1, 1]
    assert after.data["actions"][1] == PLAYS["actions"][1]
    assert "E-Sport" not in json.dumps(after.data, ensure_ascii=False)


def test_an_operator_that_was_renamed_takes_its_new_name_where_the_old_one_stands() -> None:
    """To put the old one back would contradict the answer that took it away."""
    answers = {
        "operateurs": [{"nom": "Les Tréteaux", "lien": "aucun"}, {"nom": "Cap Santé", "lien": "aucun"}],
        "actions": [{"titre": "Théâtre", "operateur": "les Tréteaux"}, {"titre": "Jeux", "operateur": "Horizon"}],
        "credits_delegues": [{"beneficiaire": "Horizon", "montant": 3000}],
    }
    _, found = of_campaign("operateurs-independants", **answers)
    assert (
        words(found)[0] == "remplacer « Horizon » par « Cap Santé » dans « actions » (Jeux) et « crédits délégués à des tiers »"
    )
    assert found.found[0].changes[0].path == "actions[1].operateur"
    assert found.found[0].status == "met"
    assert not found.found[0].echoes


def test_an_operator_that_nothing_else_names_is_taken_away() -> None:
    _, found = of_campaign("operateurs-independants", operateurs=[*PLAYS["operateurs"], {"nom": "Les Rives", "lien": "non"}])
    assert words(found) == ["retirer « E-Sport Ormes » de « opérateurs »"]


@pytest.mark.parametrize(
    ("requirement", "answers", "fact"),
    [
        ("porteur-collectivite", {"porteur": {"nature": "association"}}, "nature du porteur"),
        (
            "laureat-precedent",
            {"laureat": {"deja": "oui", "annee": 2023, "fini": "en cours", "fin": "2025-12-31"}, "depot": {"date": "2024-04-22"}},
            "fin du premier projet",
        ),
    ],
)
def test_a_fact_is_told_and_not_flipped(requirement: str, answers: dict[str, Any], fact: str) -> None:
    _, found = of_campaign(requirement, **answers)
    assert not any(change.path.startswith(("porteur", "laureat")) for mend in found.found for change in mend.changes)
    held = f"Ce point tient à un fait (« {fact} »"
    assert mended(found, str, 200).replace("\u00a0", " ").startswith(held)
    assert smallest(found, str).replace("\u00a0", " ").startswith(held)


def test_a_project_that_lasts_too_long_is_given_whole_years_and_no_nearest_day() -> None:
    dates = {"debut": "1er novembre 2024", "fin": "04/02/2028"}
    for told in ({}, {"duree": "trois ans"}):
        _, found = of_campaign("duree", projet={**dates, **told})
        assert "« fin » : « 31 octobre 2027 » au lieu de « 4 février 2028 »" in words(found)
    # To write another duration mends nothing: the dates are still those of thirty-nine months.
    assert not any(change.path == "projet.duree" for mend in found.found for change in mend.changes)


def test_a_fact_that_would_lift_nothing_is_not_said_to_hold_the_point() -> None:
    """Whatever the family of the one partner is, others are missing: it is no reason why the point stands."""
    _, found = of_campaign("acteurs-cles", partenaires=[{"nom": "Bailleur", "acteur": "bailleur", "contacte": "non"}])
    assert (found.found, found.facts) == ((), ())


def test_what_follows_from_a_change_is_told_once() -> None:
    told = years((2025, 150_000, 121_000), (2026, 150_000, 120_000))
    budget = {"cout": 300_000, "demande": 241_000, "apport": 59_000, "cofinancements": "aucun", "annees": told}
    _, found = of_campaign("plafond-subvention", budget=budget)
    shown = plain(mended(found, str, 2_000))
    assert shown.count("il manque 1 000 € pour couvrir le coût complet") == 1
    assert shown.count("Le reste, comme ci-dessus.") == len(found.found) - 1


def test_a_fact_that_is_not_told_is_asked_for_without_its_answer() -> None:
    _, found = of_campaign("porteur-collectivite")
    assert words(found) == ["répondre à « nature du porteur »"]
    assert found.found[0].changes[0].to_json()["value"] is None


def test_the_president_signs_rather_than_the_community_becoming_a_commune() -> None:
    _, found = of_campaign("porteur-represente", porteur={"nature": "agglo", "representant": "maire"})
    assert words(found)[0] == "« représentant » : « Le président de l'intercommunalité » au lieu de « Le maire »"
    assert {change.path for mend in found.found for change in mend.changes} == {"porteur.representant"}


def test_no_day_that_is_past_is_proposed() -> None:
    file = Dossier(rules_of("livrée").script, {"depot": {"date": "2024-04-30"}})
    found = [mends(rules_of("livrée"), "date-depot", file, day).found for day in (date(2024, 4, 29), date(2024, 4, 30))]
    assert [len(those) for those in found] == [1, 0]


def test_an_answer_that_troubles_is_not_kept_quiet() -> None:
    answers = {"equipe": "aucune", "referent": {"fonction": "la coordinatrice", "financeur": "mairie", "emploi": "permanent"}}
    _, found = of_campaign("postes-perennes", budget={"usage": "le salaire du directeur (CDI)"}, **answers)
    assert words(found) == ["récrire la réponse à « usage de la subvention »"]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


def years(*told: tuple[int, int, int]) -> list[dict[str, Any]]:
    return [{"annee": year, "cout": cost, "demande": asked} for year, cost, asked in told]


FOUR = years((2024, 45_000, 40_000), (2025, 45_000, 40_000), (2026, 45_000, 40_000), (2027, 45_000, 40_000))


def test_a_year_too_many_goes_rather_than_costing_nothing() -> None:
    _, found = of_campaign("cout-complet", projet={"duree": "3 ans"}, budget={"cout": 135_000, "annees": FOUR})
    assert words(found)[:2] == [
        "« coût complet » : « 180 000 € » au lieu de « 135 000 € »",
        "retirer « 2027 » de « budget par année »",
    ]
    alone = [{"annee": row["annee"], "cout": row["cout"]} for row in FOUR]
    _, found = of_campaign("cout-complet", projet={"duree": "3 ans"}, budget={"cout": 135_000, "annees": alone})
    assert words(found)[1:] == [
        "« coût » : 33 750 € (2024), 33 750 € (2025), 33 750 € (2026) et 33 750 € (2027), soit 135 000 € en tout au lieu de 180 000 €",
        "retirer « 2027 » de « budget par année »",
        "« coût » (2024) : « 0 € » au lieu de « 45 000 € »",
    ]
    # With dates, that year stands outside the project: to take it away settles this too, and comes first.
    dates = {"duree": "3 ans", "debut": "2024-01-08", "fin": "2026-12-31"}
    _, found = of_campaign("cout-complet", projet=dates, budget={"cout": 135_000, "annees": FOUR})
    assert (words(found)[0], found.found[0].settled) == ("retirer « 2027 » de « budget par année »", 1)


def test_the_years_are_brought_down_together_where_no_one_of_them_is_enough() -> None:
    told = years((2024, 90_000, 80_000), (2025, 90_000, 80_000), (2026, 90_000, 85_000), (2027, 90_000, 55_000))
    _, found = of_campaign("plafond-subvention", budget={"demande": 300_000, "annees": told})
    assert words(found)[0] == (
        "« subvention demandée » : « 240 000 € » au lieu de « 300 000 € » + « subvention demandée » (2024) : « 20 000 € » au lieu de "
        "« 80 000 € »"
    )
    told = years(
        (2024, 90_000, 75_000), (2025, 90_000, 75_000), (2026, 90_000, 85_000), (2027, 90_000, 75_000), (2028, 90_000, 90_000)
    )
    file, found = of_campaign("plafond-subvention", budget={"demande": 400_000, "annees": told})
    assert words(found)[0] == (
        "« subvention demandée » : « 240 000 € » au lieu de « 400 000 € » + « subvention demandée » : 45 000 € (2024), 45 000 € (2025), "
        "51 000 € (2026), 45 000 € (2027) et 54 000 € (2028), soit 240 000 € en tout au lieu de 400 000 €"
    )
    after = changed(file, found.found[0].changes)
    assert [row["demande"] for row in after.table("budget.annees")] == [45_000, 45_000, 51_000, 45_000, 54_000]


@pytest.mark.parametrize(
    ("shares", "total", "told"),
    [
        ([33_750, 56_250], 90_000, [33_750, 56_250]),
        ([33_333, 66_667], 100_000, [33_000, 67_000]),
        ([3_333, 6_667], 10_000, [3_300, 6_700]),
        ([333, 667], 1_000, [333, 667]),
    ],
)
def test_parts_of_a_total_are_round(shares: list[int], total: int, told: list[int]) -> None:
    exact = {row: Decimal(share) for row, share in enumerate(shares)}
    assert list(round_shares(exact, Decimal(total)).values()) == told


def test_an_operator_that_an_action_cites_is_added_under_its_name() -> None:
    actions = [{"titre": "Théâtre forum", "operateur": "Compagnie du Pont"}]
    clean = {"nom": "Les Rives", "lien": "aucun"}
    _, found = of_campaign("operateurs-independants", operateurs=[clean, *PLAYS["operateurs"]], actions=actions)
    assert words(found)[0] == (
        "retirer « E-Sport Ormes » de « opérateurs » + ajouter « Compagnie du Pont » à « opérateurs » "
        "(si c'est vrai : lien avec un secteur exclu : « Aucun lien »)"
    )
    assert "Il faudra alors dire aussi : « lien avec un secteur exclu » (« Compagnie du Pont »)." in plain(smallest(found, str))


def test_what_a_new_row_leaves_to_say_is_told() -> None:
    _, found = of_campaign("axes-couverts", actions=AXES, plan={"complet": True})
    assert "Il faudra alors dire aussi : « titre » et « description » (une nouvelle action)." in plain(smallest(found, str))
    # The same is not told twice.
    _, found = of_campaign("axes-couverts", actions=AXES[1:], plan={"complet": True})
    assert plain(smallest(found, str)).count("une nouvelle action)") == 1


TEXTS: dict[str, Any] = {
    "methode": {
        "etapes": "Pendant quatre ans, un bilan chaque année ; 45 000 € la dernière.",
        "competences": "Dix ans de médiation",
    },
    "objectifs": {"general": "Du 6 janvier 2025 au 31 décembre 2028, moins de guetteurs au pied des tours."},
}


def test_the_texts_that_still_say_what_goes_are_told() -> None:
    dates = {"duree": "4 ans", "debut": "2025-01-06", "fin": "31/12/2028"}
    _, found = of_campaign("duree", projet=dates, **TEXTS)
    by_end = next(mend for mend in found.found if "projet.fin" in {change.path for change in mend.changes})
    assert [(echo.path, echo.said.replace("\u00a0", " ")) for echo in by_end.echoes] == [
        ("objectifs.general", "31 décembre 2028"),
        ("methode.etapes", "quatre ans"),
    ]
    told = plain(smallest(Mends((by_end,), 1, True), str))
    assert (
        "À relire ensuite : « objectifs du projet », qui dit « 31 décembre 2028 » ; « méthode », qui dit « quatre ans »." in told
    )


def test_the_texts_that_still_name_what_is_taken_away_or_no_longer_paid_are_told() -> None:
    usage = {"usage": "les ateliers et le poste du médiateur"}
    team = [{"fonction": "médiateur titulaire", "financeur": "subvention", "emploi": "titulaire"}]
    _, found = of_campaign(
        "postes-perennes", equipe=team, budget=usage, objectifs={"general": "Un médiateur pour chaque quartier"}
    )
    # Words that are shared count in the texts whose words the rule reads, and nowhere else.
    assert [(echo.path, echo.said) for echo in found.found[0].echoes] == [("budget.usage", "médiateur")]
    texts = {"methode": {"innovation": "Un forum joué par E-Sport Ormes"}}
    _, found = of_campaign("operateurs-independants", **PLAYS, **texts)
    assert [echo.path for echo in found.found[0].echoes] == ["methode.innovation"]
    assert found.found[0].to_json()["echoes"] == [{"path": "methode.innovation", "said": "E-Sport Ormes"}]
    costs = {"cout": 60_000, "annees": years((2025, 40_000, 1), (2026, 45_000, 1))}
    _, found = of_campaign("cout-complet", projet={"duree": "2 ans"}, budget=costs, methode=TEXTS["methode"])
    by_year = next(mend for mend in found.found if [change.path for change in mend.changes] == ["budget.annees[1].cout"])
    assert [(echo.path, plain(echo.said)) for echo in by_year.echoes] == [("methode.etapes", "45 000 €")]


def test_past_three_the_texts_to_read_again_are_counted() -> None:
    texts = dict.fromkeys(("partenariat", "prevention", "image", "detection", "general"), "Pendant quatre ans, avec tous.")
    _, found = of_campaign("duree", projet={"duree": "4 ans"}, objectifs=texts)
    assert plain(smallest(found, str)).endswith(
        "« objectif 2 – prévention de l'entrée dans les réseaux », qui dit « quatre ans » ; et 2 autres textes."
    )


def test_a_change_that_spoils_something_else_is_shown_with_what_it_spoils() -> None:
    budget = {"cout": 30_000, "annees": years((2025, 30_000, 20_000))}
    _, found = of_campaign("duree", projet={"duree": "10 mois"}, budget=budget)
    assert plain(smallest(found, str)).endswith("« 24 mois » au lieu de « 10 mois ». Mais ce changement gênerait : cout-complet.")


def test_a_point_that_no_change_lifts_any_more_is_told_so() -> None:
    rules = rules_of("livrée")
    late = mends(rules, "date-depot", Dossier(rules.script, {"depot": {"date": "2024-05-02"}}), date(2024, 5, 3))
    assert plain(smallest(late, str)) == "Aucun changement de quelques réponses ne lèverait ce point : voyez « À faire »."
    assert smallest(dataclass_replace(late, whole=False), str) == ""


def test_sums_are_made_equal_to_the_euro() -> None:
    _, found = of_campaign("plafond-subvention", budget={"demande": 210000, "annees": YEARS})
    assert words(found)[::2] == [
        "« subvention demandée » (2026) : « 80 000 € » au lieu de « 120 000 € »",
        "« subvention demandée » (2027) : « 70 000 € » au lieu de « 110 000 € »",
    ]


def test_what_is_missing_is_added_before_what_is_there_is_moved() -> None:
    _, found = of_campaign("axes-couverts", actions=AXES, plan={"complet": True})
    assert [change.path for mend in found.found for change in mend.changes][:2] == ["actions[]", "actions[1].axe"]


def test_what_would_sink_a_file_comes_first_with_its_passage_and_its_smallest_change() -> None:
    rules = rules_of("livrée")
    years = [{"annee": 2025, "cout": 150000, "demande": 121000}, {"annee": 2026, "cout": 150000, "demande": 120000}]
    file = Dossier(rules.script, {"budget": {"cout": 300000, "demande": 241000, "annees": years}, "plan": {"complet": "zorglub"}})
    report = rules.evaluate(file, date(2024, 4, 15))
    found = ways(rules, file, report, date(2024, 4, 15))
    quoted = passages(CAMPAIGNS["livrée"], rules.script, report)
    told = summary(report, str, 400, ways=found, passages=quoted).replace("\u00a0", " ").split("\n\n")
    assert told[3].split("\n") == [
        "- À CORRIGER : La subvention demandée ne dépasse pas 240 000 €",
        "Vous demandez 241 000 € : c’est 1 000 € de plus que le plafond de 240 000 €, qui vaut pour toute la durée du projet.",
        "À faire : Ramenez la subvention demandée à 240 000 € au plus, toutes années réunies, puis réduisez les années : "
        "leur somme doit faire ce total.",
        "Le plus petit changement qui lèverait ce point : « subvention demandée » : « 240 000 € » au lieu de « 241 000 € » ;"
        " et « subvention demandée » (2025) : « 120 000 € » au lieu de « 121 000 € ».",
        "Le texte (reformulé) : « La subvention demandée ne dépasse pas le plafond global de 240 000 €. »",
        "(aap/4.3-eligibilite) [plafond-subvention]",
    ]
    assert told[-2].startswith("Vos réponses, telles que")
    assert passages(CAMPAIGNS["jardins"], script(), rulebook().evaluate(dossier(budget={"demande": 16000}), DAY)) == {}


def test_an_answer_that_a_finding_quotes_is_not_told_again() -> None:
    rules = rules_of("livrée")
    file = Dossier(rules.script, {"budget": {"demande": "zorglub"}, "porteur": {"nature": "zorglub"}})
    told = plain(summary(rules.evaluate(file, date(2024, 4, 15)), str, 2_000))
    assert "La subvention demandée ne se lit pas : « zorglub » n'est pas compris comme un montant" in told
    assert "« budget.demande » :" not in told
    assert "- « porteur.nature » : « zorglub » n'est pas un des choix" in told


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, ""),
        ({"mention": "non"}, "Attention : 1 engagement demandé aux projets retenus n'est pas pris."),
        ({"mention": "non", "copil": "un"}, "Attention : 2 engagements demandés aux projets retenus ne sont pas pris."),
    ],
)
def test_commitments_that_are_refused_are_told_beside_the_verdict(answers: dict[str, Any], told: str) -> None:
    rules = rules_of("livrée")
    report = rules.evaluate(Dossier(rules.script, {"gouvernance": answers}), date(2024, 4, 15))
    assert plain(refused(report)) == told
    assert (told in plain(summary(report, str, 200)).split("\n\n")) is bool(told)


# --- Comparing ----------------------------------------------------------------------------------------------------


def test_what_another_answer_changes() -> None:
    before = Dossier(script(), COMPLETE)
    after = before.with_answer("porteur.nature", "entreprise").with_answer("depot.date", None)
    found = compare(rulebook(), before, after, DAY)
    assert (found.before.verdict, found.after.verdict) == ("complete", "inadmissible")
    changes = {new.requirement: (old.status, new.status) for old, new in found.findings}
    assert changes["porteur-admis"] == ("met", "failed")
    assert changes["date-depot"] == ("met", "missing")
    assert "plafond-aide" not in changes
    assert found.no_longer_asked == ("porteur.statuts",)
    assert len(found.new_notices) == 1
    shown = compared(found, ("a\n**b**", "a\nc"), 80).replace("\u00a0", " ")
    assert "À CORRIGER (au lieu de « fait »)" in shown
    assert "- en moins : b\n- en plus : c" in shown
    assert max(map(len, shown.split("\n"))) <= 80


def test_a_row_taken_away_leaves_the_others_as_they_were() -> None:
    before = Dossier(script(), COMPLETE)
    found = compare(rulebook(), before, before.without_row("parcelles", 0), DAY)
    assert {path.partition("]")[0] for path in found.no_longer_asked} == {"parcelles[0"}
    assert found.newly_asked == ()


def test_what_if_takes_no_square_of_the_rows() -> None:
    row = {"nom": "Carré", "usage": "potager", "surface": 1}
    before = dossier(**(COMPLETE | {"parcelles": [row] * 1_500}))
    start = time.process_time()
    found = compare(rulebook(), before, before.with_row("parcelles", row), DAY)
    assert "parcelles[1500].nom" in found.newly_asked
    assert time.process_time() - start < 2


def test_nothing_changes_by_the_same_answer() -> None:
    before = Dossier(script(), COMPLETE)
    found = compare(rulebook(), before, before.with_answer("budget.demande", 12000), DAY)
    assert found.findings == ()
    assert "Rien ne change" in compared(found, ("x", "x"), 80)
    assert changed_lines("x", "x") == []


# --- Only what an answer bears on is evaluated again --------------------------------------------------------------

EDITS = st.lists(
    st.tuples(
        st.integers(0, 1000), st.sampled_from([None, "oui", "aucun", 12000, "zorg", "2031-04-30", "potager", "commune", "2 ans"])
    ),
    max_size=8,
)


@settings(max_examples=30)
@given(EDITS, st.booleans())
def test_what_is_remembered_never_shows(edits: list[tuple[int, Any]], later: bool) -> None:
    rules = Rulebook(script())
    file = Dossier(script(), COMPLETE)
    day = DAY
    for number, raw in edits:
        paths = list(file.paths())
        path = paths[number % len(paths)]
        question = script().question(path)
        if question and question.type == "repeat":
            file = file.without_row(path, 0) if raw is None and file.rows(path) else file.with_row(path, {"nom": raw})
        else:
            file = file.with_answer(path, raw)
        if later:
            day = date(2031, 3, 1 + number % 28)
        fresh = Dossier(script(), file.data)
        for finding in rules.evaluate(file, day).findings:
            assert finding == rulebook().finding(finding.requirement, fresh, day)
    assert rules.evaluate(file, day) == Rulebook(script()).evaluate(Dossier(script(), file.data), day)
