"""Examples and scenarios, played: they must give what they announce, and together reach every question."""

from collections.abc import Iterator

from assistant.campaign import Campaign
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.interview import Interview
from assistant.rules import Rulebook
from assistant.scenarios import Scenario, load_scenario, scenario_names
from assistant.script import Script, general


def remarks(campaign: Campaign, rulebook: Rulebook) -> Iterator[str]:
    """What the examples and the scenarios give and should not."""
    yield from _examples(rulebook)
    scenarios: dict[str, Scenario] = {}
    unread = False
    for name in scenario_names(campaign):
        try:
            scenarios[name] = load_scenario(campaign, name)
        except AssistantError as error:
            unread = True
            yield str(error)
    # Read once: what is understood of a long file takes longer than to judge it.
    played = {name: (scenario, Dossier(rulebook.script, scenario.application)) for name, scenario in scenarios.items()}
    for name, (scenario, dossier) in played.items():
        yield from _scenario(f"scenarios/{name}.yaml", scenario, dossier, rulebook)
    if not unread:
        yield from _unasked(list(played.values()), rulebook.script)


def _examples(rulebook: Rulebook) -> Iterator[str]:
    """Examples beside the requirements that do not get the status that they announce."""
    day = rulebook.script.about.example_day
    if day is None:
        return  # said elsewhere
    for requirement in rulebook.script.requirements:
        for example in requirement.examples:
            dossier = Dossier(rulebook.script, example.answers)
            found = rulebook.finding(requirement.id, dossier, example.day or day)
            where = f"requirements.yaml, exigence « {requirement.id} », exemple « {example.situation} »"
            if found.status != example.expect:
                yield f"{where} : donne « {found.status} » au lieu de « {example.expect} » ({found.message})"
            yield from (f"{where} : {remark}" for remark in dossier.strangers())


def _scenario(where: str, scenario: Scenario, dossier: Dossier, rulebook: Rulebook) -> Iterator[str]:
    report = rulebook.evaluate(dossier, scenario.as_of)
    if report.verdict != scenario.expect.verdict:
        yield f"{where} : donne « {report.verdict} » au lieu de « {scenario.expect.verdict} »"
    for requirement, status in scenario.expect.findings.items():
        found = next((f for f in report.findings if f.requirement == requirement), None)
        if found is None:
            yield f"{where} : l'exigence « {requirement} » n'existe pas"
        elif found.status != status:
            yield f"{where}, « {requirement} » : donne « {found.status} » au lieu de « {status} »"
    if not scenario.hostile:
        yield from (f"{where} : {remark}" for remark in dossier.strangers())
        for path in dossier.paths():
            if dossier.reply(path).state == "unreadable":
                yield f"{where}, « {path} » : {dossier.reply(path).problem} (si c'est voulu, écrivez « hostile: true »)"


def _unasked(played: list[tuple[Scenario, Dossier]], script: Script) -> Iterator[str]:
    """Questions that no scenario leads to."""
    asked: set[str] = set()
    for scenario, dossier in played:
        try:
            steps = Interview(dossier, scenario.as_of).steps
        except AssistantError:
            return  # a condition that the questions' remarks tell
        asked.update(general(step.path) for step in steps)
    for path in script.questions:
        if path not in asked:
            yield f"questions.yaml, question « {path} » : aucun scénario ne mène à elle"
