"""What is proved of the dialogue and of the rules, by exhausting the answers that can change them.

An existence (a question is asked, a case decides, a choice matters) is proved by a file that shows it: an example, a scenario, or
one built here from the answers that the expressions tell apart. What no file shows is a remark. That every path ends follows from
the order of the relevances: asking never depends on itself, nor on what is asked later, and an answered question stays closed.
"""

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.answers import NONE, SKIPPED
from assistant.campaign import Campaign
from assistant.conditions import compile_condition
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.interview import Interview
from assistant.rules import Finding, Rulebook
from assistant.scenarios import load_scenario, scenario_names
from assistant.script import Case, Otherwise, Question, Requirement, Script
from assistant.terms import Context

_MANY = 20_000  # combinations of answers tried for one relevance before giving up
_CLOSED = {"choice", "choices", "yes_no"}
_NOT_UNDERSTOOD = "§?"


def remarks(campaign: Campaign, rulebook: Rulebook) -> Iterator[str]:
    """What could not be proved of a campaign whose expressions are right."""
    script = rulebook.script
    day = script.about.example_day
    if day is None:
        return  # said elsewhere when there are examples
    yield from _endless(script)
    yield from _never_asked(script, day)
    yield from _cases(rulebook, day)
    yield from _idle_choices(campaign, rulebook, day)


# --- What an expression reads -------------------------------------------------------------------------------------


def reads(text: str, script: Script, repeat: Question | None = None) -> set[str]:
    """The paths of the questions that an expression reads, through the terms that it names; those of rows as `rows[].field`."""
    names = term_names(text, script)
    paths = {name for name in names if name in script.questions}
    lists = [script.questions[path] for path in paths if script.questions[path].type == "repeat"]
    for rows in [repeat, *lists] if repeat else lists:
        paths.update(f"{rows.id}[].{name}" for name in names if rows.field(name))
    return paths


def term_names(text: str, script: Script) -> set[str]:
    """The names that an expression holds, through the terms that it names: of questions, fields, constants, terms, functions."""
    return set(_names(text, script, set()))


def _names(text: str, script: Script, seen: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(text.strip(), mode="eval")):
        if isinstance(node, ast.Attribute | ast.Name):
            name = ast.unparse(node)
            yield name
            term = script.about.terms.get(name)
            if term and name not in seen:
                yield from _names(term.when, script, seen | {name})


def _holes(text: str) -> Iterator[str]:
    """The expressions between the braces of a message."""
    yield from (piece.partition("}")[0] for piece in text.split("{")[1:])


def _read_by_rule(requirement: Requirement, script: Script) -> set[str]:
    texts = [case.when for case in requirement.cases]
    for case in _all(requirement):
        texts += [*_holes(case.message), *_holes(case.fix or "")]
    return set().union(*(reads(text, script) for text in texts))


def _all(requirement: Requirement) -> list[Case | Otherwise]:
    return [*requirement.cases, requirement.otherwise]


# --- Every path ends ----------------------------------------------------------------------------------------------


def _endless(script: Script) -> Iterator[str]:
    """Questions whose relevance rests on themselves, or on what is only asked after them: the dialogue would turn back."""
    order = {path: place for place, path in enumerate(script.questions)}
    needs = {path: _needs(path, script) for path in order}
    for path, question in script.questions.items():
        if not question.relevant:
            continue
        where = f"questions.yaml, question « {path} »"
        reached: set[str] = set()
        waiting = list(needs[path])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting += needs[other]
        if path in reached:
            yield f"{where} : elle n'est posée que selon sa propre réponse, directement ou par une autre question"
        else:
            later = [other for other in needs[path] if order[other] > order[path]]
            yield from (f"{where} : elle dépend de « {other} », qui n'est demandé qu'après elle" for other in sorted(later))


def _needs(path: str, script: Script) -> set[str]:
    """The questions that the relevance of a question reads."""
    question = script.questions[path]
    repeat = script.questions[path.partition("[")[0]] if "[" in path else None
    found = reads(question.relevant, script, repeat) if question.relevant else set()
    return found | ({repeat.id} - {path} if repeat else set())


# --- Every question can be asked ----------------------------------------------------------------------------------


def _never_asked(script: Script, day: date) -> Iterator[str]:
    """Questions that no combination of the answers that their relevance tells apart leads to."""
    for path, question in script.questions.items():
        if not question.relevant:
            continue
        files, whole = _tried(path, script, day)
        if not any(_asks(path, answers, script, day) for answers in files):
            why = "aucune réponse ne mène à elle" if whole else "on n'a pas trouvé de réponses qui mènent à elle"
            yield f"questions.yaml, question « {path} » : {why} (« {question.relevant} »)"


def _asks(path: str, answers: dict[str, Any], script: Script, day: date) -> bool:
    dossier = Dossier(script, answers)
    head, bracket, _ = path.partition("[")
    repeat = script.questions[head] if bracket else None
    term = compile_condition(script.questions[path].relevant, script, repeat)
    row = 0 if bracket else None
    if term.evaluate(Context(dossier, day, row)).value is not True:
        return False  # a quicker look than the whole interview
    return Interview(dossier, day).step(path.replace("[]", "[0]")) is not None


def _tried(path: str, script: Script, day: date) -> tuple[Iterator[dict[str, Any]], bool]:
    """Files that hold every combination of the answers told apart on the way to a question, and whether none is left out."""
    wanted: set[str] = set()
    texts: list[str] = []
    waiting = [path]
    while waiting:
        here = waiting.pop()
        relevant = script.questions[here].relevant
        texts += [relevant] if relevant else []
        for other in _needs(here, script) - wanted:
            wanted.add(other)
            waiting.append(other)
    paths = sorted(wanted - {other.partition("[")[0] for other in wanted if "[" in other} - {path})
    values = [_told_apart(script.questions[other], texts, script, day) for other in paths]
    combinations = itertools.product(*values)
    count = 1
    for held in values:
        count *= len(held)
    rows = [other for other in wanted if script.questions[other].type == "repeat"]
    return (_file(rows, paths, held) for held in itertools.islice(combinations, _MANY)), count <= _MANY


def _file(rows: list[str], paths: list[str], values: tuple[Any, ...]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for path in rows:
        _put(answers, path, [{}])
    for path, value in zip(paths, values, strict=True):
        if value is not None:
            _put(answers, path, value)
    return answers


def _put(answers: dict[str, Any], path: str, value: Any) -> None:
    """Set an answer at a path; the field of a repeat in its first row, which is made if needed."""
    head, bracket, name = path.partition("[].")
    *groups, last = head.split(".")
    for group in groups:
        held = answers.get(group)
        answers[group] = answers = dict(held) if isinstance(held, dict) else {}
    if not bracket:
        answers[last] = value
        return
    rows = answers.get(last)
    kept = [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    answers[last] = kept = kept or [{}]
    kept[0][name] = value


def _told_apart(question: Question, texts: list[str], script: Script, day: date) -> list[Any]:
    """Answers to a question that stand for all those that these expressions can tell apart; None is no answer at all."""
    if question.type in _CLOSED:
        values: list[Any] = _choices_of(question)
    elif question.type == "repeat":
        values = [[{}], []]
    elif question.type in {"text", "long_text"}:
        words = [value for value in _literals(texts, script) if isinstance(value, str)]
        values = ["un", "un deux trois quatre cinq six sept huit neuf dix", *words]
    elif question.type == "date":
        days = [value for value in _literals(texts, script) if isinstance(value, date)]
        near = {d + timedelta(days=shift) for d in [day, *days] for shift in (-1, 0, 1)}
        values = sorted(value.isoformat() for value in near)
    else:
        figures = [value for value in _literals(texts, script) if isinstance(value, Decimal)]
        near_figures = {figure + shift for figure in [Decimal(1), *figures] for shift in (-1, 0, 1)}
        values = [
            f"{figure} mois" if question.type == "duration" else str(figure) for figure in sorted(near_figures) if figure >= 0
        ]
    return [*values, None, SKIPPED, NONE, _NOT_UNDERSTOOD]


def _choices_of(question: Question) -> list[Any]:
    if question.type == "yes_no":
        return [True, False]
    values: list[Any] = [choice.value for choice in question.choices]
    return values if question.type == "choice" else [*([value] for value in values), values]


def _literals(texts: list[str], script: Script) -> Iterator[Any]:
    """The figures, days and words that expressions compare with."""
    for text in texts:
        for name in term_names(text, script):
            if name in script.about.constants:
                yield script.about.constants[name].valued[1]
            if name in script.about.terms:
                yield from _constants(script.about.terms[name].when)
            yield from script.about.words.get(name, ())
        yield from _constants(text)


def _constants(text: str) -> Iterator[Any]:
    for node in ast.walk(ast.parse(text.strip(), mode="eval")):
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            yield node.value if isinstance(node.value, str) else Decimal(str(node.value))


# --- Every case decides -------------------------------------------------------------------------------------------


def _cases(rulebook: Rulebook, day: date) -> Iterator[str]:
    """Cases that decide none of the examples beside them, and requirements that lack a status that they should have."""
    script = rulebook.script
    for requirement in script.requirements:
        where = f"requirements.yaml, exigence « {requirement.id} »"
        statuses = {case.status for case in _all(requirement)}
        if "met" not in statuses:
            yield f"{where} : aucun cas ne donne « met », rien ne peut y répondre"
        if not statuses & {"missing", "not_applicable"}:
            yield f"{where} : aucun cas ne donne « missing », une réponse absente y compterait pour une réponse"
        empty = rulebook.finding(requirement.id, Dossier(script, {}), day)
        if empty.status not in {"missing", "not_applicable"}:
            yield f"{where} : sans aucune réponse elle donne « {empty.status} » au lieu de « missing » ou « not_applicable »"
        decided = {
            _deciding(requirement, Dossier(script, example.answers), script, example.day or day)
            for example in requirement.examples
        }
        for place, case in enumerate(requirement.cases):
            if place not in decided:
                yield f"{where} : aucun exemple n'est décidé par le cas « {case.when[:90]} » (« {case.status} »)"
        if len(requirement.cases) not in decided:
            yield f"{where} : aucun exemple n'arrive à « otherwise » (« {requirement.otherwise.status} »)"


def _deciding(requirement: Requirement, dossier: Dossier, script: Script, day: date) -> int:
    """The number of the case that decides; that after the last for `otherwise`."""
    context = Context(dossier, day)
    for place, case in enumerate(requirement.cases):
        if compile_condition(case.when, script).evaluate(context).value is True:
            return place
    return len(requirement.cases)


# --- Every choice matters -----------------------------------------------------------------------------------------


@dataclass
class _Effects:
    """What reads a question: requirements, questions by their relevance, notices, and whether a paper shows it."""

    rules: list[Requirement] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    shown: bool = False


def _idle_choices(campaign: Campaign, rulebook: Rulebook, day: date) -> Iterator[str]:
    """Choices that change nothing: neither what is asked, nor a finding, a notice or a paper."""
    script = rulebook.script
    effects = _effects(script)
    scenarios: list[dict[str, Any]] | None = None
    for path, question in script.questions.items():
        if question.type not in _CLOSED:
            continue
        where, effect = f"questions.yaml, question « {path} »", effects[path]
        if effect.shown:
            continue  # every choice has its own words in the paper
        if not (effect.rules or effect.asked or effect.notices):
            yield f"{where} : sa réponse ne change rien, ni les questions posées, ni une exigence, ni un document"
            continue
        groups = [_choices_of(question)[: len(question.choices) or 2]]
        groups = _parted(path, groups, [{}, *(e.answers for rule in effect.rules for e in rule.examples)], effect, rulebook, day)
        if groups:
            groups = _parted(path, groups, scenarios := scenarios or _scenarios(campaign), effect, rulebook, day)
        for group in groups:
            names = " et ".join(f"« {_name(value)} »" for value in group)
            yield f"{where} : rien ne distingue les choix {names}, ni les questions posées, ni une exigence, ni un document"


def _name(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) else {True: "oui", False: "non"}.get(value, str(value))


def _parted(
    path: str, groups: list[list[Any]], files: list[dict[str, Any]], effect: _Effects, rulebook: Rulebook, day: date
) -> list[list[Any]]:
    """The groups of choices, two at least, that give the same in every one of these files."""
    for answers in files:
        parted: list[list[Any]] = []
        for group in groups:
            alike: dict[tuple[Any, ...], list[Any]] = {}
            for value in group:
                alike.setdefault(_outcome(path, value, answers, effect, rulebook, day), []).append(value)
            parted += [same for same in alike.values() if len(same) > 1]
        groups = parted
        if not groups:
            break
    return groups


def _outcome(path: str, value: Any, answers: dict[str, Any], effect: _Effects, rulebook: Rulebook, day: date) -> tuple[Any, ...]:
    """What a file gives once this choice is made, as far as the question is read: findings, notices, questions asked."""
    script = rulebook.script
    changed = dict(answers)
    _put(changed, path, value)
    dossier = Dossier(script, changed)
    found = tuple(_said(rulebook.finding(rule.id, dossier, day)) for rule in effect.rules)
    context = Context(dossier, day)
    noticed = tuple(compile_condition(when, script).evaluate(context).value for when in effect.notices)
    steps = Interview(dossier, day) if effect.asked else None
    asked = tuple(steps.step(other.replace("[]", "[0]")) is not None for other in effect.asked) if steps else ()
    return found, noticed, asked


def _said(finding: Finding) -> tuple[str, str]:
    return finding.status, finding.message


def _effects(script: Script) -> dict[str, _Effects]:
    effects = {path: _Effects() for path in script.questions}
    for requirement in script.requirements:
        for path in _read_by_rule(requirement, script):
            effects[path].rules.append(requirement)
    for notice in script.notices:
        for path in reads(notice.when, script):
            effects[path].notices.append(notice.when)
    for path in script.questions:
        for other in _needs(path, script):
            effects[other].asked.append(path)
    for path in _shown(script):
        effects[path].shown = True
    return effects


def _shown(script: Script) -> set[str]:
    """The questions that a paper shows, or whose answer it tells."""
    found: set[str] = set()
    for block in (block for chapter in script.outline.chapters for block in chapter.blocks):
        head = block.each or block.table
        found.update(f"{head}[].{name}" for name in (block.by, *(block.show if block.each else ()), *block.columns) if head)
        found.update(() if block.each else block.show)
        found.update(*(reads(text, script) for text in (*_holes(block.text), *filter(None, [block.when]))))
    for frame_field in (frame_field for frame in script.form.frames for frame_field in frame.fields):
        found.add(frame_field.show)
        found.update(*(reads(text, script) for text in (*_holes(frame_field.text), *filter(None, [frame_field.when]))))
    return found & script.questions.keys()


def _scenarios(campaign: Campaign) -> list[dict[str, Any]]:
    found = []
    for name in scenario_names(campaign):
        try:
            found.append(load_scenario(campaign, name).application)
        except AssistantError:
            continue  # said when it is played
    return found
