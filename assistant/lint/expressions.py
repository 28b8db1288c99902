"""Expressions and messages that an author wrote wrongly, wherever they stand."""

import re
from collections.abc import Iterator

from assistant.conditions import compile_condition, compile_template
from assistant.script import Question, Script
from assistant.terms import ConditionError


def condition(where: str, text: str, script: Script, repeat: Question | None = None) -> Iterator[str]:
    """What is wrong with a condition, if there is one; bare names are first the fields of `repeat`."""
    try:
        if text:
            compile_condition(text, script, repeat)
    except ConditionError as error:
        yield f"{where} : {error}"


def message(where: str, text: str, script: Script, repeat: Question | None = None) -> Iterator[str]:
    """What is wrong with a message and the expressions between its braces."""
    try:
        compile_template(text, script, repeat)
    except ConditionError as error:
        yield f"{where} : {error}"
    yield from braces(where, text)


def braces(where: str, text: str) -> Iterator[str]:
    """A brace without its other half: the message would show it as it is."""
    stray = re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text))
    if stray:
        lack = "fermée" if stray.group() == "{" else "ouverte"
        yield f"{where} : une accolade n'est pas {lack} dans « {text[:80]} »"
