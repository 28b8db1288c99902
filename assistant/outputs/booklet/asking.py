"""What is asked of people, advised and taught to them, for the booklet; one item each."""

from collections.abc import Iterator

from assistant.courses import Course, Courses
from assistant.french import date_long, join
from assistant.outlines import Outline
from assistant.outputs.booklet.item import Item, Part, sources
from assistant.outputs.booklet.said import in_line
from assistant.outputs.booklet.spoken import conditional, message, named, said
from assistant.outputs.checklist import VERDICTS, Cite, label
from assistant.scenarios import Scenario
from assistant.script import Question, Script
from assistant.wording import HOW_TO


def welcome(script: Script) -> Iterator[Item]:
    """What people read when they open the app."""
    yield Item("message", "accueil", "accueil, à la première ouverture", (script.about.welcome,))
    if script.about.companion:
        yield Item("message", "retour", "accueil, quand un dossier est déjà enregistré", (script.about.companion,))


def questions(script: Script, cite: Cite) -> Iterator[tuple[str, Item]]:
    """Every question of the interview, with the title of its chapter."""
    for chapter in script.chapters:
        if chapter.intro:
            yield chapter.title, Item("message", f"chapitre {chapter.id}", "début du chapitre", (chapter.intro,))
        for question in chapter.questions:
            yield chapter.title, _question(question, question.id, script, None, cite)
            for inner in question.questions:
                yield chapter.title, _question(inner, f"{question.id}[].{inner.id}", script, question, cite)


def _question(question: Question, path: str, script: Script, repeat: Question | None, cite: Cite) -> Item:
    sections = question.sections or (repeat.sections if repeat else ())
    about = f"Pour chaque élément de {named(repeat)}. " if repeat else ""
    duty = "À renseigner." if question.required else "Facultative."
    parts: list[Part] = [f"{about}{HOW_TO[question.type]}. {duty}"]
    if question.short:
        parts.append(f"Appelée ailleurs : {named(question)}.")
    if question.hint:
        parts.append(f"Aide : {question.hint}")
    if question.choices:
        parts += ["Choix :", tuple(f"{choice.label}{f' – {choice.hint}' if choice.hint else ''}" for choice in question.choices)]
    if question.none:
        told = f" ; les papiers écrivent alors « {question.none_told} »" if question.none_told else ""
        parts.append(f"On peut répondre « {question.none} »{told}.")
    if question.relevant:
        parts += conditional("Posée", said(question.relevant, script, repeat))
    for constraint in question.constraints:
        check = in_line(said(constraint.check, script, repeat))
        parts.append(f"Contrôle : {check} ; sinon : « {message(constraint.message, script, repeat)} »")
    served = [requirement.title for name in question.serves if (requirement := script.requirement(name))]
    if served:
        parts.append(f"Sert à vérifier : {' ; '.join(served)}.")
    parts += sources(sections, cite)
    return Item("question", path, question.label, tuple(parts), (sections or ("",))[0], question.serves)


def advices(outline: Outline, cite: Cite) -> Iterator[Item]:
    """What the outline says that the call asks, and advises."""
    for chapter in outline.chapters:
        title = f"trame, chapitre « {chapter.title} »"
        if chapter.asks:
            parts: tuple[Part, ...] = (f"Ce que l'appel y demande : {chapter.asks}", *sources(chapter.sections, cite))
            yield Item("conseil", chapter.title, title, parts, (chapter.sections or ("",))[0])
        for number, advice in enumerate(chapter.advice, 1):
            parts = (advice.text, *sources((advice.section,), cite))
            yield Item("conseil", f"{chapter.title} {number}", title, parts, advice.section)


def taught(courses: Courses, cite: Cite) -> Iterator[Item]:
    """What a training session asks and has people remember."""
    for asked in courses.items:
        choices = tuple(f"{choice.text}{' (réponse juste)' if choice.right else ''}" for choice in asked.choices)
        parts: tuple[Part, ...] = ("Réponses :", choices, f"Correction : {asked.explanation}", *sources((asked.section,), cite))
        yield Item("quiz", asked.id, asked.question, parts, asked.section)
    for plan in courses.plans:
        for number, taken in enumerate(plan.remember, 1):
            remembered = (taken.text, *sources((taken.section,), cite))
            yield Item("à retenir", f"{plan.id} {number}", f"séance « {plan.title} »", remembered, taken.section)


def sessions(courses: Courses) -> Iterator[Item]:
    """The plans of the training sessions, step by step, as the room and the trainer read them."""
    for plan in courses.plans:
        yield _session(plan)


def _session(plan: Course) -> Item:
    parts: list[Part] = list(filter(None, [plan.aim]))
    for number, step in enumerate(plan.steps, 1):
        lines = (
            f"À l'écran : {step.room}" if step.room else "",
            *(f"L'animateur : {gesture}" for gesture in step.does),
            f"L'animateur dit : {step.says}" if step.says else "",
            f"Questions proposées : {join([f'« {asked} »' for asked in step.questions])}" if step.questions else "",
        )
        parts.append(f"Étape {number} – {step.title}{f' ({step.minutes} min)' if step.minutes else ''}")
        if told := tuple(filter(None, lines)):
            parts.append(told)
    return Item("séance", plan.id, plan.title, tuple(parts))


def cases(scenarios: dict[str, Scenario], script: Script) -> Iterator[Item]:
    """The fictitious files: their stories, and what must be found in them."""
    rules = {requirement.id: requirement for requirement in script.requirements}
    for name, case in scenarios.items():
        found = tuple(
            f"{rules[rule].title} → {label(rules[rule].severity, status)}"
            for rule, status in case.expect.findings.items()
            if rule in rules
        )
        verdict = next((words for key, words in VERDICTS.items() if key == case.expect.verdict), case.expect.verdict)
        parts: tuple[Part, ...] = (
            case.story,
            *((f"Ce que lit la salle avant le vote : {case.room}",) if case.room else ()),
            f"Jugé au {date_long(case.as_of)}. Résultat attendu, vérifié à chaque version : dossier {verdict}.",
            *((found,) if found else ()),
        )
        yield Item("dossier fictif", name, case.title, parts)
