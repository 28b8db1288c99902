"""The rules: one finding a requirement, the verdict, and what must hold of both whatever the file."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.campaign import Campaign, locate
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.rules import Finding, Rulebook, Verdict, newly_stopped, verdict
from assistant.scenarios import Scenario, load_scenario, scenario_names
from assistant.script import SEVERITIES, Notice, Question, Severity, Status, load_script
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script

STATUSES: tuple[Status, ...] = ("met", "failed", "missing", "to_verify", "not_applicable")
CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


@cache
def rules_of(campaign: str) -> Rulebook:
    return Rulebook(load_script(CAMPAIGNS[campaign]))


# --- The verdict --------------------------------------------------------------------------------------------------


def findings(*pairs: tuple[Severity, Status]) -> list[Finding]:
    return [Finding("r", "R", status, severity, "", None, "s", (), ()) for severity, status in pairs]


@pytest.mark.parametrize(
    ("severity", "verdicts"),
    [
        # met, failed, missing, to_verify, not_applicable
        ("blocking", ("complete", "inadmissible", "incomplete", "to_verify", "complete")),
        ("required", ("complete", "incomplete", "incomplete", "to_verify", "complete")),
        ("commitment", ("complete",) * 5),
        ("advised", ("complete",) * 5),
    ],
)
def test_verdict_of_one_finding(severity: Severity, verdicts: tuple[Verdict, ...]) -> None:
    assert tuple(verdict(findings((severity, status))) for status in STATUSES) == verdicts


GRAVITY: tuple[Verdict, ...] = ("complete", "to_verify", "incomplete", "inadmissible")


def test_verdict_of_several_findings_is_the_gravest() -> None:
    assert verdict([]) == "complete"
    everything = list(itertools.product(SEVERITIES, STATUSES))
    for pairs in itertools.product(everything, repeat=2):
        alone = [verdict(findings(pair)) for pair in pairs]
        assert verdict(findings(*pairs)) == max(alone, key=GRAVITY.index), pairs


# --- The report ---------------------------------------------------------------------------------------------------


def test_a_complete_file() -> None:
    report = rulebook().evaluate(Dossier(script(), COMPLETE), DAY)
    assert report.verdict == "complete"
    assert {finding.status for finding in report.findings} == {"met"}
    assert report.notices == ()


def test_an_empty_file_lacks_everything_and_fails_nothing() -> None:
    report = rulebook().evaluate(dossier(), DAY)
    assert report.verdict == "incomplete"
    assert {finding.status for finding in report.findings} == {"missing"}
    assert report.notices == ("Il reste 60 jours pour déposer\u00a0: le dernier jour est le 30 avril 2031.",)


def test_the_day_of_reference_only_gives_a_notice() -> None:
    early, late = (rulebook().evaluate(dossier(), day) for day in (date(2031, 4, 30), date(2031, 5, 1)))
    assert early.verdict == late.verdict == "incomplete"
    assert early.findings == late.findings
    assert early.notices != late.notices


def test_findings_come_by_severity_then_by_urgency() -> None:
    report = rulebook().evaluate(dossier(porteur={"nature": "sarl"}, parcelles=[], depot={"date": "2031-04-30"}), DAY)
    order = [(finding.severity, finding.status) for finding in report.findings]
    urgency = ("failed", "missing", "to_verify", "met", "not_applicable")
    assert order == sorted(order, key=lambda pair: (SEVERITIES.index(pair[0]), urgency.index(pair[1])))
    assert [finding.requirement for finding in report.findings][:4] == [
        "porteur-admis",
        "usages-couverts",
        "plafond-aide",
        "date-depot",
    ]


def test_a_finding_says_why_how_to_mend_where_and_on_which_answers() -> None:
    finding = rulebook().finding("plafond-aide", dossier(budget={"demande": "15 000,50 €"}), DAY)
    assert finding.to_json() == {
        "requirement": "plafond-aide",
        "status": "failed",
        "severity": "blocking",
        "message": "Vous demandez 15 000,50 €\u00a0: c’est 0,50 € de plus que le plafond de 15 000 €.".replace(
            " 000", "\u00a0000"
        ).replace(" €", "\u00a0€"),
        "fix": "Ramenez la demande à 15\u00a0000\u00a0€ au plus.",
        "section": "reglement/3-aide",
        "answers": ["budget.demande"],
    }


def test_what_is_missing_points_to_the_answers_that_would_settle_it() -> None:
    finding = rulebook().finding("cofinancement", dossier(budget={"total": 10, "demande": 5}), DAY)
    assert (finding.status, finding.answers) == ("missing", ("budget.cofinanceurs",))


def test_the_json_of_a_report_is_the_fixed_object() -> None:
    report = rulebook().evaluate(dossier(porteur={"nature": "martien"}), DAY).to_json()
    assert list(report) == ["verdict", "findings", "notices"]
    assert len(report["findings"]) == len(script().requirements)
    assert any("porteur.nature" in notice for notice in report["notices"])
    assert {tuple(found) for found in report["findings"]} == {
        ("requirement", "status", "severity", "message", "fix", "section", "answers")
    }


def test_an_unknown_requirement_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rulebook().finding("nulle-part", dossier(), DAY)
    with pytest.raises(KeyError):
        rulebook().evaluate(dossier(), DAY).finding("nulle-part")


def test_a_wrong_rule_is_told_with_its_place() -> None:
    requirement = script().requirements[0]
    case = requirement.cases[0]
    for broken in (
        msgspec.structs.replace(case, when="porteur.natures == 'x'"),
        msgspec.structs.replace(case, when="budget.demande"),
        msgspec.structs.replace(case, message="{x}"),
        msgspec.structs.replace(case, fix="{x}"),
    ):
        wrong = msgspec.structs.replace(requirement, cases=(broken,))
        with pytest.raises(AssistantError, match=r"« requirements\.yaml », exigence « porteur-admis »"):
            Rulebook(replace(script(), requirements=(wrong,)))
    notice = Notice(id="n", kind="calendar", when="x", message="m")
    with pytest.raises(AssistantError, match=r"« notices\.yaml », « n »"):
        Rulebook(replace(script(), notices=(notice,)))


# --- The content, run ---------------------------------------------------------------------------------------------


REQUIREMENTS = [(campaign, rule.id) for campaign in CAMPAIGNS for rule in rules_of(campaign).script.requirements]


@pytest.mark.parametrize(("campaign", "requirement"), REQUIREMENTS)
def test_examples(campaign: str, requirement: str) -> None:
    rules = rules_of(campaign)
    rule = rules.script.requirement(requirement)
    day = rules.script.about.example_day
    assert rule
    assert day
    for example in rule.examples:
        found = rules.finding(requirement, Dossier(rules.script, example.answers), example.day or day)
        assert found.status == example.expect, (example.situation, found.message)
        assert found.message
        assert (found.fix is None) == (found.status in {"met", "not_applicable"}), (example.situation, found.fix)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_status_that_a_case_can_give_is_reached_by_an_example(campaign: str) -> None:
    for requirement in rules_of(campaign).script.requirements:
        possible = {case.status for case in requirement.cases} | {requirement.otherwise.status}
        assert {example.expect for example in requirement.examples} == possible, requirement.id


FILES = {
    name: (campaign, load_scenario(folder, name)) for campaign, folder in CAMPAIGNS.items() for name in scenario_names(folder)
}


@pytest.mark.parametrize(("campaign", "scenario"), FILES.values(), ids=FILES)
def test_scenario(campaign: str, scenario: Scenario) -> None:
    rules = rules_of(campaign)
    report = rules.evaluate(Dossier(rules.script, scenario.application), scenario.as_of)
    found = {name: report.finding(name).status for name in scenario.expect.findings}
    assert (report.verdict, found) == (scenario.expect.verdict, scenario.expect.findings)


# --- Whatever the file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("campaign", "scenario"), [*FILES.values()][:2] + [*FILES.values()][2::6], ids=[*FILES][:2] + [*FILES][2::6]
)
def test_the_order_of_keys_is_indifferent(campaign: str, scenario: Scenario) -> None:
    rules = rules_of(campaign)
    report = rules.evaluate(Dossier(rules.script, scenario.application), scenario.as_of)
    shuffled = rules.evaluate(Dossier(rules.script, _shuffled(scenario.application, random.Random(1))), scenario.as_of)
    assert (shuffled.verdict, shuffled.findings, sorted(shuffled.notices)) == (
        report.verdict,
        report.findings,
        sorted(report.notices),
    )


def _shuffled(data: Any, chance: random.Random) -> Any:
    """The same data, the keys of every mapping in another order; lists keep theirs."""
    if isinstance(data, dict):
        return {key: _shuffled(data[key], chance) for key in chance.sample(list(data), len(data))}
    return [_shuffled(item, chance) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize(("campaign", "requirement"), REQUIREMENTS)
def test_one_more_answer_never_mends_what_failed_unless_it_rests_on_it(campaign: str, requirement: str) -> None:
    rules = rules_of(campaign)
    rule = rules.script.requirement(requirement)
    day = rules.script.about.example_day
    assert rule
    assert day
    for example in rule.examples:
        file = Dossier(rules.script, example.answers)
        finding = rules.finding(requirement, file, example.day or day)
        for path, raw in _more(file) if (finding.severity, finding.status) == ("blocking", "failed") else ():
            if path not in finding.decisive:
                assert rules.finding(requirement, file.with_answer(path, raw), example.day or day).status != "met", (
                    example.situation,
                    path,
                    raw,
                )


def _more(file: Dossier) -> Iterator[tuple[str, Any]]:
    """Answers that a file could get where it has none."""
    for path in file.paths():
        question = file.script.question(path)
        if question and file.reply(path).state == "absent":
            yield from ((path, raw) for raw in _plausible(question))


def test_more_answers_never_mend_what_is_blocking_unless_it_rests_on_them() -> None:
    tried = 0
    for campaign, scenario in FILES.values():
        rules = rules_of(campaign)
        file = Dossier(rules.script, scenario.application)
        findings = rules.evaluate(file, scenario.as_of).findings
        failed = [found for found in findings if (found.severity, found.status) == ("blocking", "failed")]
        for path, raw in _more(file) if failed else ():
            more = file.with_answer(path, raw)
            for found in failed:
                if path not in found.decisive:
                    assert rules.finding(found.requirement, more, scenario.as_of).status != "met", (scenario.title, path, raw)
                    tried += 1
    assert tried > 100


def _plausible(question: Question) -> list[Any]:
    """A few answers that somebody could give to a question."""
    plausible: dict[str, list[Any]] = {
        "text": ["Une réponse de quelques mots"],
        "long_text": ["Une réponse de quelques mots"],
        "choice": [choice.value for choice in question.choices],
        "choices": [[choice.value for choice in question.choices], []],
        "yes_no": [True, False],
        "integer": [0, 60],
        "year": [2021, 2030],
        "amount": [0, 10**7],
        "date": ["2024-04-01", "2032-01-01"],
        "duration": ["12 mois", "24 mois"],
        "fte": ["0,3 ETP"],
        "repeat": [[], [{}]],
    }
    return plausible[question.type]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        group: st.dictionaries(
            st.sampled_from(names), st.none() | st.text(max_size=20) | st.integers() | st.sampled_from(["aucun", "?", "oui"])
        )
        for group, names in {
            "porteur": ["nature", "statuts"],
            "projet": ["nom", "description", "publics", "duree"],
            "budget": ["total", "demande", "cofinanceurs"],
            "depot": ["date", "bilan"],
        }.items()
    },
)


@settings(max_examples=max(100, settings().max_examples))
@given(ANSWERS)
def test_any_file_gets_a_finding_a_requirement(answers: dict[str, Any]) -> None:
    report = rulebook().evaluate(dossier(**answers), DAY)
    assert sorted(finding.requirement for finding in report.findings) == sorted(rule.id for rule in script().requirements)
    assert report.verdict == verdict(list(report.findings))
    for finding in report.findings:
        assert finding.message.endswith(".")
        assert all(script().question(path) for path in finding.answers)


def test_a_thousand_actions_are_judged_at_once() -> None:
    rows = [{"nom": f"Parcelle {row}", "usage": "verger", "surface": row} for row in range(1000)]
    finding = rulebook().evaluate(Dossier(script(), COMPLETE | {"parcelles": rows}), DAY).finding("usages-couverts")
    assert finding.status == "missing"
    assert "Le potager et Le compost" in finding.message


def test_a_finding_does_not_rest_on_what_nobody_said() -> None:
    rules = rules_of("livrée")
    finding = rules.finding("porteur-collectivite", Dossier(rules.script, {"porteur": {"nature": "commune"}}), DAY)
    assert (finding.status, finding.answers) == ("met", ("porteur.nature",))
    assert "porteur.nom" in finding.pending


AMOUNTS = [path for path, asked in load_script(locate()).questions.items() if asked.type == "amount" and asked.serves]


@pytest.mark.parametrize("path", AMOUNTS)
def test_no_file_is_complete_with_an_amount_refused_that_a_requirement_rests_on(path: str) -> None:
    rules, day = rules_of("livrée"), date(2024, 4, 15)
    file = Dossier(rules.script, load_scenario(locate(), "commune-avec-qpv").application)
    assert rules.evaluate(file, day).verdict == "complete"
    assert rules.evaluate(file.with_answer(path.replace("[]", "[0]"), "-60 000"), day).verdict == "to_verify"


def test_choices_understood_in_part_leave_the_others_unknown() -> None:
    rules, day = rules_of("livrée"), date(2024, 4, 15)
    at_school = {"actions": [{"titre": "Théâtre", "nature": ["scolaire"]}]}
    told = Dossier(rules.script, {**at_school, "precautions": {"etablissements": "le principal et les zorglubs"}})
    assert told.reply("precautions.etablissements").value == ("direction",)
    assert "« les zorglubs » n'est pas un des choix" in told.remarks()[0]
    assert rules.finding("etablissement-scolaire", told, day).status == "to_verify"
    # What is understood weighs all the same.
    parents = {"actions": [{"titre": "Café", "nature": ["parents"]}], "precautions": {"parents": "frontal, zorglub"}}
    assert rules.finding("approche-parents", Dossier(rules.script, parents), day).status == "failed"


# --- What a report says of its findings ---------------------------------------------------------------------------


def test_a_finding_says_which_case_decided_and_what_is_not_known_besides() -> None:
    found = rulebook().finding("plafond-aide", dossier(budget={"demande": 9000}), DAY)
    assert (found.case, found.decisive, found.answers, found.pending) == (2, ("budget.demande",), ("budget.demande",), ())
    # The nature is told and keeps cases from deciding; only the statutes are not known.
    found = rulebook().finding("statuts-joints", dossier(porteur={"nature": "association"}), DAY)
    assert (found.case, found.decisive, found.pending) == (None, ("porteur.statuts",), ("porteur.statuts",))
    assert found.answers == ("porteur.statuts", "porteur.nature")


def test_a_requirement_that_reads_nothing_is_found_all_the_same() -> None:
    requirement = msgspec.structs.replace(script().requirements[0], cases=())
    rules = Rulebook(replace(script(), requirements=(requirement,)))
    assert [finding.status for finding in rules.evaluate(dossier(), DAY).findings] == ["missing"]


def test_only_what_our_checks_tell_for_sure_is_a_disagreement() -> None:
    notices = [
        Notice(id="a", kind="coherence", when="budget.demande > budget.total", message="Trop : {budget.demande}"),
        Notice(id="b", kind="calendar", when="budget.demande > budget.total", message="Calendrier"),
        Notice(id="c", kind="coherence", when="budget.demande < budget.total", message="Moins"),
    ]
    rules = Rulebook(replace(script(), notices=tuple(notices)))
    asked = dossier(budget={"demande": 9000, "total": 8000})
    assert [told.replace("\u00a0", " ") for told in rules.disagreements(asked, DAY)] == ["Trop : 9 000 €"]
    assert rules.disagreements(dossier(budget={"demande": 9000}), DAY) == ()


def test_what_an_answer_newly_stops_is_told_and_nothing_else() -> None:
    before = dossier(porteur={"nature": "sarl"}, projet={"duree": "5 ans"})
    after = before.with_answer("budget.demande", 15_001).with_answer("porteur.statuts", "non")
    reports = [rulebook().evaluate(file, DAY) for file in (before, after)]
    assert [finding.requirement for finding in reports[0].stops] == ["porteur-admis"]
    assert [finding.requirement for finding in newly_stopped(*reports)] == ["plafond-aide"]
    assert newly_stopped(reports[1], reports[0]) == newly_stopped(reports[1], reports[1]) == ()


def test_what_findings_that_weigh_await_and_what_is_at_fault() -> None:
    report = rulebook().evaluate(dossier(porteur={"nature": "sarl"}, projet={"duree": "5 ans"}, depot={"bilan": "non"}), DAY)
    assert report.at_fault == {"porteur.nature", "projet.duree"}  # not the commitment
    assert ("depot.date",) in report.awaited
    assert not any("equipe.animation" in group for group in report.awaited)
    assert rulebook().evaluate(Dossier(script(), COMPLETE), DAY).awaited == ()
