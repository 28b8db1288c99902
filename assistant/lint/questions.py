"""The door, the questions and the requirements: campaign.yaml, questions.yaml, requirements.yaml, notices.yaml."""

from collections.abc import Iterator

from assistant.campaign import Campaign
from assistant.lint.expressions import braces, condition, message
from assistant.scenarios import scenario_names
from assistant.script import Case, Otherwise, Script
from assistant.text import fold

CHOSEN = {"choice", "choices"}
_TO_MEND = {"failed", "missing", "to_verify"}


def remarks(campaign: Campaign, script: Script) -> Iterator[str]:
    """What is wrong with the door, the questions and the requirements, but for their examples."""
    yield from _about(campaign, script)
    yield from _questions(script)
    yield from _choices(script)
    yield from _requirements(script)
    for notice in script.notices:
        yield from braces(f"notices.yaml, avis « {notice.id} »", notice.message)


def _about(campaign: Campaign, script: Script) -> Iterator[str]:
    about = script.about
    if about.title and about.title not in script.questions:
        yield f"campaign.yaml, « title » : la question « {about.title} » n'existe pas"
    if about.demo.scenario and about.demo.scenario not in scenario_names(campaign):
        yield f"campaign.yaml, « demo » : le scénario « {about.demo.scenario} » n'existe pas"
    if about.example_day is None and any(requirement.examples for requirement in script.requirements):
        yield "campaign.yaml : « example_day » manque, c'est le jour de référence des exemples des exigences"
    for state in about.state:
        yield from condition("campaign.yaml, « state »", state.when, script)
        yield from message("campaign.yaml, « state »", state.message, script)


def _questions(script: Script) -> Iterator[str]:
    requirements = {requirement.id for requirement in script.requirements}
    for path, question in script.questions.items():
        where = f"questions.yaml, question « {path} »"
        repeat = script.questions[path.partition("[")[0]] if "[" in path else None
        for text in (question.relevant, question.optional, *(constraint.check for constraint in question.constraints)):
            yield from condition(where, text, script, repeat)
        for constraint in question.constraints:
            yield from message(where, constraint.message, script, repeat)
        if question.type in CHOSEN and len({c.value for c in question.choices}) < max(2, len(question.choices)):
            yield f"{where} : il faut au moins deux choix, tous différents"
        if question.type == "repeat" and not question.questions:
            yield f"{where} : une liste sans champ"
        if question.type == "repeat" and question.field(question.title) is None:
            yield f"{where} : le titre « {question.title} » n'est pas un de ses champs"
        if question.type == "repeat" and question.fact:
            yield f"{where} : « fact » se dit d'un champ, pas d'une liste"
        for ours in question.ours:
            of = script.questions.get(ours.of)
            if of is None or of.choice(ours.value) is None:
                yield f"{where} : « ours » renvoie à « {ours.of} », qui n'a pas de choix « {ours.value} »"
            if question.choice(ours.choice) is None:
                yield f"{where} : « ours » donne « {ours.choice} », qui n'est pas un de ses choix"
        if question.told_in and (question.told_in not in script.questions or question.type not in {"choice", "date"} or repeat):
            yield f"{where} : « told_in » veut une question qui existe, pour un choix ou une date hors d'une liste"
        if question.yearly and not any(field.type == "amount" for field in question.questions):
            yield f"{where} : « yearly » se dit d'une liste dont les champs comptent un montant"
        for name in question.serves:
            if name not in requirements:
                yield f"{where} : l'exigence « {name} » n'existe pas"


def _choices(script: Script) -> Iterator[str]:
    """Names that two choices of a question share: typed, they would give the first of them without a word."""
    for path, question in script.questions.items():
        owners: dict[str, str] = {}
        for choice in question.choices:
            for name in {fold(name) for name in (choice.value, choice.label, *choice.aliases)}:
                if owners.setdefault(name, choice.value) != choice.value:
                    both = f"« {owners[name]} » et « {choice.value} »"
                    yield f"questions.yaml, question « {path} » : « {name} » désigne deux choix, {both}"


def _requirements(script: Script) -> Iterator[str]:
    for requirement in script.requirements:
        where = f"requirements.yaml, exigence « {requirement.id} »"
        if not script.served[requirement.id]:
            yield f"{where} : aucune question ne la sert"
        reached = {example.expect for example in requirement.examples}
        given: list[Case | Otherwise] = [*requirement.cases, requirement.otherwise]
        for status in dict.fromkeys(case.status for case in given):
            if status not in reached:
                yield f"{where} : aucun exemple ne donne « {status} »"
        for case in given:
            if case.status in _TO_MEND and not case.fix:
                yield f"{where} : « fix » manque pour « {case.status} » (« {case.message[:60]} »)"
            for text in (case.message, case.fix or ""):
                yield from braces(where, text)
