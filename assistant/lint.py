"""Check a campaign's content: what an author wrote that points nowhere, contradicts itself or cannot work."""

from collections.abc import Iterator

from assistant.campaign import Campaign
from assistant.conditions import ConditionError, compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.library import Library, load
from assistant.rules import Rulebook
from assistant.script import Block, Question, Script, load_scenario, load_script, scenario_names

_CHOSEN = {"choice", "choices"}


def lint(campaign: Campaign) -> list[str]:
    """Every remark on a campaign, one French sentence each, with its file and place; none when all is well."""
    try:
        library = load(campaign)
        script = load_script(campaign)
        rulebook = Rulebook(script)
    except AssistantError as error:
        return [str(error)]
    return [
        *_sections(script, {section.id for section in library.sections}),
        *_questions(script),
        *_outline(script),
        *_form(script),
        *_requirements(script),
        *_examples(rulebook),
        *_scenarios(campaign, rulebook),
        *_typical_questions(library),
    ]


def _sections(script: Script, known: set[str]) -> Iterator[str]:
    """Citations that name no section."""
    cited = [(f"question « {path} »", section) for path, q in script.questions.items() for section in q.sections]
    cited += [(f"exigence « {r.id} »", section) for r in script.requirements for section in (r.section, *r.also)]
    cited += [(f"avis « {n.id} »", n.section) for n in script.notices if n.section]
    cited += [(f"constante « {name} »", c.section) for name, c in script.about.constants.items()]
    for chapter in script.outline.chapters:
        cited += [(f"chapitre « {chapter.title} »", section) for section in chapter.sections]
        cited += [(f"conseil du chapitre « {chapter.title} »", advice.section) for advice in chapter.advice]
    for where, section in cited:
        if section not in known:
            yield f"{where} : la section « {section} » n'existe pas"


def _questions(script: Script) -> Iterator[str]:
    requirements = {requirement.id for requirement in script.requirements}
    for path, question in script.questions.items():
        repeat = script.questions[path.partition("[")[0]] if "[" in path else None
        for text in filter(None, [question.relevant, *(c.check for c in question.constraints)]):
            yield from _condition(f"question « {path} »", text, script, repeat)
        if question.type in _CHOSEN and len({c.value for c in question.choices}) < max(2, len(question.choices)):
            yield f"question « {path} » : il faut au moins deux choix, tous différents"
        if question.type == "repeat" and not question.questions:
            yield f"question « {path} » : une liste sans champ"
        if question.title and question.field(question.title) is None:
            yield f"question « {path} » : le titre « {question.title} » n'est pas un de ses champs"
        for name in question.serves:
            if name not in requirements:
                yield f"question « {path} » : l'exigence « {name} » n'existe pas"


def _condition(where: str, text: str, script: Script, repeat: Question | None) -> Iterator[str]:
    try:
        compile_condition(text, script, repeat)
    except ConditionError as error:
        yield f"{where} : {error}"


def _outline(script: Script) -> Iterator[str]:
    for chapter in script.outline.chapters:
        for block in chapter.blocks:
            for remark in _block(script, block):
                yield f"outline.yaml, « {chapter.title} » : {remark}"


def _block(script: Script, block: Block) -> Iterator[str]:
    for path in block.show if not block.each else ():
        if path not in script.questions:
            yield f"la question « {path} » n'existe pas"
    for path, names in ((block.each, (block.by, *block.show)), (block.table, (*block.columns, *block.total))):
        repeat = script.questions.get(path)
        if path and (repeat is None or repeat.type != "repeat"):
            yield f"la liste « {path} » n'existe pas"
        elif repeat:
            yield from (f"« {path} » n'a pas de champ « {name} »" for name in names if name and not repeat.field(name))
    try:
        if block.when:
            compile_condition(block.when, script)
        compile_template(block.text, script)
    except ConditionError as error:
        yield str(error)


def _form(script: Script) -> Iterator[str]:
    for frame in script.form.frames:
        for field in frame.fields:
            where = f"cerfa.yaml, cadre {frame.number}, « {field.label} »"
            if field.show and field.show not in script.questions:
                yield f"{where} : la question « {field.show} » n'existe pas"
            if sum(map(bool, (field.show, field.text, field.blank))) != 1:
                yield f"{where} : il faut un et un seul de show, text, blank"
            try:
                compile_template(field.text, script)
            except ConditionError as error:
                yield f"{where} : {error}"


def _requirements(script: Script) -> Iterator[str]:
    for requirement in script.requirements:
        if not script.served[requirement.id]:
            yield f"exigence « {requirement.id} » : aucune question ne la sert"
        reached = {example.expect for example in requirement.examples}
        for status in {case.status for case in requirement.cases} | {requirement.otherwise.status}:
            if status not in reached:
                yield f"exigence « {requirement.id} » : aucun exemple ne donne « {status} »"


def _examples(rulebook: Rulebook) -> Iterator[str]:
    """Examples beside the requirements that do not get the status that they announce."""
    for requirement in rulebook.script.requirements:
        for example in requirement.examples:
            dossier = Dossier(rulebook.script, example.answers)
            found = rulebook.finding(requirement.id, dossier, rulebook.script.about.example_day)
            where = f"exigence « {requirement.id} », exemple « {example.situation} »"
            if found.status != example.expect:
                yield f"{where} : donne « {found.status} » au lieu de « {example.expect} » ({found.message})"
            yield from (f"{where} : {remark}" for remark in dossier.remarks() if "aucune question" in remark)


def _scenarios(campaign: Campaign, rulebook: Rulebook) -> Iterator[str]:
    for name in scenario_names(campaign):
        try:
            scenario = load_scenario(campaign, name)
        except AssistantError as error:
            yield str(error)
            continue
        dossier = Dossier(rulebook.script, scenario.application)
        report = rulebook.evaluate(dossier, scenario.as_of)
        if report.verdict != scenario.expect.verdict:
            yield f"scénario « {name} » : donne « {report.verdict} » au lieu de « {scenario.expect.verdict} »"
        for requirement, status in scenario.expect.findings.items():
            found = next((f for f in report.findings if f.requirement == requirement), None)
            if found is None:
                yield f"scénario « {name} » : l'exigence « {requirement} » n'existe pas"
            elif found.status != status:
                yield f"scénario « {name} », « {requirement} » : donne « {found.status} » au lieu de « {status} »"


def _typical_questions(library: Library) -> Iterator[str]:
    """Sections that nobody's words lead to."""
    counts = {section.id: 0 for section in library.sections}
    for entry in library.entries:
        for section in (entry.section, *entry.also):
            counts[section] += len(entry.questions)
    if library.entries:
        for section, count in counts.items():
            if count < 8:
                yield f"section « {section} » : {count} question(s) typique(s), il en faut au moins 8"
