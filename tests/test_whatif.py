"""What if: a change never touches the file, a mend really lifts what it says it lifts, nothing is written by hand."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.campaign import Campaign, locate
from assistant.dossier import Dossier
from assistant.outputs.changes import changed_lines, compared, mended
from assistant.rules import Rulebook
from assistant.script import load_scenario, load_script, scenario_names
from assistant.whatif import Mends, changed, compare, mends
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
    for name in ("depot-le-2-mai", "operateur-tabac", "interco-representee-par-le-maire", "axe-3-vide"):
        scenario = load_scenario(CAMPAIGNS["livrée"], name)
        file = Dossier(rules.script, scenario.application)
        report = rules.evaluate(file, scenario.as_of)
        assert report.verdict == "inadmissible"
        found = mends(rules, report.findings[0].requirement, file, scenario.as_of)
        assert found.size == 1, name
        assert any(mend.verdict == "complete" for mend in found.found), name


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
