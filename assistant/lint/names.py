"""Names that are taken twice, or that mean something else: constants, terms, lists of words, chapters, notices."""

import ast
from collections.abc import Iterable, Iterator
from keyword import iskeyword

from assistant.conditions import compile_expression
from assistant.functions import FUNCTIONS
from assistant.script import Question, Script
from assistant.terms import ConditionError

_RESERVED = {"today", "true", "false", *FUNCTIONS}


def remarks(script: Script) -> Iterator[str]:
    """What is wrong with the names of a script."""
    yield from _twice("questions.yaml", "le chapitre", (chapter.id for chapter in script.chapters))
    yield from _twice("notices.yaml", "l'avis", (notice.id for notice in script.notices))
    yield from _constants_and_terms(script)
    looping = set(_looping(script))
    for name in script.about.terms:
        if name in looping:
            yield f"campaign.yaml, terme « {name} » : il se sert de lui-même, directement ou par un autre terme"
        elif looping.isdisjoint(_reached(script, name)):
            yield from _term(script, name)


def _twice(file: str, what: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{file} : {what} « {name} » est défini deux fois"
        seen.add(name)


def _constants_and_terms(script: Script) -> Iterator[str]:
    about = script.about
    fields = {path.partition("[].")[2]: path for path in script.questions if "[]." in path}
    for kind, named in (("constante", about.constants), ("terme", about.terms), ("liste de mots", about.words)):
        for name in named:
            where = f"campaign.yaml, {kind} « {name} »"
            if name in _RESERVED:
                yield f"{where} : ce nom est celui d'une fonction ou d'un mot des expressions"
            elif not (name.isidentifier() and name.isascii() and name.islower()) or iskeyword(name):
                yield f"{where} : nom mal formé, employez des minuscules sans accent, des chiffres et « _ »"
            elif name in script.questions or name in fields:
                yield f"{where} : ce nom est déjà celui de la question « {fields.get(name, name)} »"
            elif kind != "constante" and name in about.constants:
                yield f"{where} : ce nom est déjà celui d'une constante"
            elif kind == "liste de mots" and name in about.terms:
                yield f"{where} : ce nom est déjà celui d'un terme"


def _looping(script: Script) -> Iterator[str]:
    yield from (name for name in script.about.terms if name in _reached(script, name))


def _reached(script: Script, name: str) -> set[str]:
    """The terms that a term is made of, and those that these are made of."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        for other in _words(script.about.terms[waiting.pop()].when) & script.about.terms.keys():
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _words(expression: str) -> set[str]:
    try:
        return {node.id for node in ast.walk(ast.parse(expression.strip(), mode="eval")) if isinstance(node, ast.Name)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()  # said when it is compiled


def _term(script: Script, name: str) -> Iterator[str]:
    """A term has no place of its own: it is right when it can be read somewhere, in the open or among the fields of a list."""
    expression = script.about.terms[name].when
    words = _words(expression)
    lists: list[Question | None] = [question for question in script.questions.values() if question.type == "repeat"]
    wrong = ""
    for repeat in sorted([None, *lists], key=lambda repeat: -_shared(repeat, words)):
        try:
            compile_expression(expression, script, repeat)
        except ConditionError as error:
            wrong = wrong or str(error)
        else:
            return
    yield f"campaign.yaml, terme « {name} » : {wrong}"


def _shared(repeat: Question | None, words: set[str]) -> int:
    return len(words & {field.id for field in repeat.questions}) if repeat else 0
