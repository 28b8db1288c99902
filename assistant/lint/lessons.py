"""The plans of training sessions and the quiz: what they name exists, what they ask has one right answer."""

from collections import Counter
from collections.abc import Collection, Iterator

from assistant.bearing import holds
from assistant.campaign import Campaign
from assistant.courses import Course, Courses, Item
from assistant.library import Library, Section
from assistant.scenarios import scenario_names
from assistant.text import fold


def remarks(campaign: Campaign, courses: Courses, library: Library) -> Iterator[str]:
    """What is wrong with sessions.yaml and quiz.yaml."""
    sections = {section.id: section for section in library.sections}
    scenarios = set(scenario_names(campaign))
    for name, times in Counter(item.id for item in courses.items).items():
        if times > 1:
            yield f"quiz.yaml : la question « {name} » est définie {times} fois"
    for item in courses.items:
        yield from (f"quiz.yaml, question « {item.id} » : {wrong}" for wrong in _item(item, sections))
    for name, times in Counter(plan.id for plan in courses.plans).items():
        if times > 1:
            yield f"sessions.yaml : la séance « {name} » est définie {times} fois"
    for plan in courses.plans:
        yield from (f"sessions.yaml, séance « {plan.id} » : {wrong}" for wrong in _plan(plan, courses, scenarios, sections))


def _item(item: Item, sections: dict[str, Section]) -> Iterator[str]:
    section = sections.get(item.section)
    if section is None:
        yield f"la section « {item.section} » n'existe pas"
    elif item.quote and not any(holds(item.quote, unit.text) for unit in section.units):
        yield "aucun paragraphe de la section ne contient cette citation (quote)"
    if len(item.choices) < 2:
        yield "il faut au moins deux réponses (choices)"
    right = sum(choice.right for choice in item.choices)
    if right != 1:
        yield f"{right} réponses justes (right: true), il en faut une et une seule"
    for said, times in Counter(fold(choice.text).strip(" .") for choice in item.choices).items():
        if times > 1:
            yield f"la réponse « {said} » est proposée {times} fois"


def _plan(plan: Course, courses: Courses, scenarios: set[str], sections: Collection[str]) -> Iterator[str]:
    if not plan.steps:
        yield "il faut au moins une étape (steps)"
    timed = sum(step.minutes for step in plan.steps)
    if plan.minutes and timed != plan.minutes:
        yield f"les étapes durent {timed} minutes en tout, et la séance {plan.minutes}"
    known = {item.id for item in courses.items}
    for step in plan.steps:
        for name in step.quiz:
            if name not in known:
                yield f"étape « {step.title} » : la question de quiz « {name} » n'existe pas"
        if step.activity == "quiz" and not known:
            yield f"étape « {step.title} » : la campagne n'a pas de quiz (quiz.yaml)"
        if step.activity in {"case", "vote", "reveal", "mend"} and not scenarios:
            yield f"étape « {step.title} » : la campagne n'a pas de cas à jouer (scenarios/)"
        if step.minutes < 0:
            yield f"étape « {step.title} » : une durée ne peut pas être négative"
    for name in plan.scenarios:
        if name not in scenarios:
            yield f"le scénario « {name} » n'existe pas"
    for item in plan.remember:
        if item.section not in sections:
            yield f"à retenir « {item.text} » : la section « {item.section} » n'existe pas"
