"""The papers of papers.yaml: what they name in the questions, the requirements and the constants, and their sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.lint.expressions import condition, message
from assistant.plans import PARTS, Actors, Budget, Calendar, Letter, Note, Online, Part, Said
from assistant.script import Question, Script
from assistant.terms import NUMERIC
from assistant.wording import KINDS


def remarks(script: Script) -> Iterator[str]:
    """What is wrong with the papers that papers.yaml describes."""
    plans = script.papers
    if plans.calendar:
        yield from _calendar(plans.calendar, script)
    if plans.note:
        yield from _note(plans.note, script)
    if plans.budget:
        yield from _budget(plans.budget, script)
    if plans.letter:
        yield from _letter(plans.letter, script)
    if plans.actors:
        yield from _actors(plans.actors, script)
    if plans.online:
        yield from _online(plans.online, script)


def _asked(where: str, paths: Iterable[str], script: Script) -> Iterator[str]:
    for path in paths:
        if path not in script.questions or "[" in path:
            yield f"papers.yaml, {where} : la question « {path} » n'existe pas"


def _fields(where: str, path: str, names: Iterable[str], script: Script) -> Iterator[str]:
    repeat = script.questions.get(path)
    if repeat is None or repeat.type != "repeat":
        yield f"papers.yaml, {where} : la liste « {path} » n'existe pas"
        return
    yield from (f"papers.yaml, {where} : « {path} » n'a pas de champ « {name} »" for name in names if not repeat.field(name))


def _said(where: str, sentences: Iterable[Said], script: Script, repeat: Question | None = None) -> Iterator[str]:
    for said in sentences:
        yield from condition(f"papers.yaml, {where}, condition", said.when, script, repeat)
        yield from message(f"papers.yaml, {where}", said.text, script, repeat)


def _calendar(plan: Calendar, script: Script) -> Iterator[str]:
    constant = script.about.constants.get(plan.deadline)
    if constant is None or constant.date is None:
        yield f"papers.yaml, calendar : « {plan.deadline} » n'est pas une constante qui est une date"
    named = Counter(name for step in plan.steps for name in step.requirements)
    for name, times in named.items():
        if script.requirement(name) is None:
            yield f"papers.yaml, calendar : l'exigence « {name} » n'existe pas"
        elif times > 1:
            yield f"papers.yaml, calendar : l'exigence « {name} » est dans plusieurs étapes, gardez-en une"
    for requirement in script.requirements:
        if requirement.id not in named:
            yield f"papers.yaml, calendar : aucune étape ne porte l'exigence « {requirement.id} »"


def _note(plan: Note, script: Script) -> Iterator[str]:
    yield from _asked("note", plan.facts, script)
    for name in plan.strengths:
        if script.requirement(name) is None:
            yield f"papers.yaml, note : l'exigence « {name} » n'existe pas"
    yield from _said("note", plan.figures, script)


def _budget(plan: Budget, script: Script) -> Iterator[str]:
    yield from _asked("budget", filter(None, (plan.cost, plan.asked, plan.own)), script)
    for path in filter(None, (plan.cost, plan.asked, plan.own)):
        question = script.questions.get(path)
        if question and KINDS[question.type] not in NUMERIC:
            yield f"papers.yaml, budget : « {path} » n'est pas un montant"
    yield from _fields("budget", plan.others, [plan.other_amount], script)
    if plan.years:
        yield from _fields("budget", plan.years, [plan.year_cost, plan.year_asked], script)
    if plan.actions:
        yield from _fields("budget", plan.actions, [plan.action_cost, plan.group], script)
    for quoted in plan.quoted:
        constant = script.about.constants.get(quoted.constant)
        if constant is None or constant.amount is None:
            yield f"papers.yaml, budget : « {quoted.constant} » n'est pas une constante qui est un montant"
        yield from condition(
            f"papers.yaml, budget, « {quoted.constant} »", quoted.when, script, script.questions.get(plan.actions)
        )
        yield from condition(
            f"papers.yaml, budget, « {quoted.constant} »", quoted.yearly, script, script.questions.get(plan.actions)
        )
    if plan.duration:
        yield from _asked("budget", [plan.duration], script)
    for part in PARTS:
        yield from _declared(plan, part, script)


def _declared(plan: Budget, part: Part, script: Script) -> Iterator[str]:
    """The list in which a part is declared: its fields, and a choice of its accounts for each account and no other."""
    asks = plan.declared(part)
    if asks is None:
        return
    yield from _fields("budget", asks.each, filter(None, (asks.account, asks.amount, asks.year)), script)
    codes = [account.code for account in plan.accounts(part)]
    field = script.questions.get(f"{asks.each}[].{asks.account}")
    offered = [choice.value for choice in field.choices] if field else codes
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"papers.yaml, budget : deux comptes se déclarent par « {code} », donnez-leur un « choice »"
    for code in sorted(set(codes) ^ set(offered)):
        yield f"papers.yaml, budget : « {code} » est un compte sans choix dans « {asks.each} », ou un choix sans compte"


def _letter(plan: Letter, script: Script) -> Iterator[str]:
    yield from _fields("letter", plan.each, (), script)
    yield from _said("letter", (*plan.subject, *plan.text), script, script.questions.get(plan.each))


def _actors(plan: Actors, script: Script) -> Iterator[str]:
    yield from _fields("actors", plan.each, [plan.family, plan.gives, plan.met], script)
    family = script.questions.get(f"{plan.each}[].{plan.family}")
    if family and family.type != "choice":
        yield f"papers.yaml, actors : « {plan.family} » n'est pas un choix : rien à lister"
    for path in plan.cited:
        yield from _fields("actors", path, [], script)


def _online(plan: Online, script: Script) -> Iterator[str]:
    for block in plan.blocks:
        where = f"online, « {block.title} »"
        if not (block.show or block.each or block.text):
            yield f"papers.yaml, {where} : un bloc est vide, il lui faut show, each ou text"
        yield from _asked(where, block.show, script)
        if block.each:
            yield from _fields(where, block.each, block.columns, script)
        yield from _said(where, block.text, script)
