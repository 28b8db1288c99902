"""The texts of a dossier that still say what a change takes away: an amount, a duration, a day, a name, words of an answer.

A change is made to one answer; what people wrote of it elsewhere stays, and only they can write it again. So it is looked for, and
told.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant import french, reading
from assistant.change import Change
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.script import Question, general, row_of
from assistant.text import fold
from assistant.wording import row_name, words_of

_LONGEST = 5_000
"""How much of a text is looked at, in characters."""
_LEAST = 5
"""How long a word is, at the least, that says something of its own."""
_NAME = 4
"""How long a name is, at the least, to be looked for."""
_durations = lru_cache(maxsize=1024)(reading.durations_in)
_amounts = lru_cache(maxsize=1024)(reading.amounts_in)


@dataclass(frozen=True)
class Echo:
    """A text that still says what a change takes away: its path, its name, and what it says."""

    path: str
    name: str
    said: str


@dataclass(frozen=True)
class _Gone:
    """What is said no more: in words, how a text is found to say it, and whether only the texts that the rule heeds may say it."""

    said: str
    told_by: Callable[[str], bool]
    nearby: bool = False


def echoes(before: Dossier, after: Dossier, changes: Iterable[Change], heeded: frozenset[str]) -> tuple[Echo, ...]:
    """The texts that some changes leave as they were, and that still say what they take away.

    `heeded` are the paths, as in a script, of the texts in whose words the rule looks for which the changes are made: words that an
    answer and a text have in common only count there.
    """
    gone = [item for change in changes for item in _gone(before, after, change)]
    places = {path for change in changes for path in (change.path, *(path for path, _ in change.also))}
    found: list[Echo] = []
    for path, reply in after.answers.items() if gone else ():
        question = after.script.question(path)
        if question is None or question.type not in {"text", "long_text"} or reply.state != "given" or path in places:
            continue
        if "[" in path and path.rpartition(".")[2] == after.script.questions[path.partition("[")[0]].title:
            continue  # the name of a row is what others speak of
        text = str(reply.value)[:_LONGEST]
        near = general(path) in heeded
        said = next((_quoted(text, item) for item in gone if (near or not item.nearby) and item.told_by(text)), "")
        if said:
            found.append(Echo(path, _name(after, path, question), said))
    return tuple(found)


def _quoted(text: str, gone: _Gone) -> str:
    """The words of a text that say what is said no more, as they stand there: « une année » for « 12 mois »."""
    words = text.split()
    low, high = 1, len(words)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if gone.told_by(" ".join(words[:middle])) else (middle + 1, high)
    runs = (" ".join(words[start:high]) for start in range(high - 1, -1, -1))
    return next((run.strip(" ,;:.!?()«»\u00a0") for run in runs if gone.told_by(run)), gone.said)


def _name(dossier: Dossier, path: str, question: Question) -> str:
    rows, bracket, _ = path.partition("[")
    of = f" ({row_name(dossier.script.questions[rows], dossier, row_of(path))})" if bracket else ""
    return typography(f"« {question.name} »{of}")


def _gone(before: Dossier, after: Dossier, change: Change) -> Iterator[_Gone]:
    """What a change makes no longer true."""
    rows, bracket, field = change.path.partition("[")
    repeat = before.script.questions.get(rows)
    if change.path.endswith("[]") or repeat is None:
        return
    if repeat.type == "repeat" and not field.partition("]")[2]:
        lost = [row_of(change.path)] if bracket else range(before.rows(rows) or 0)
        kept = {row_name(repeat, after, row) for row in range(after.rows(rows) or 0)}
        names = (row_name(repeat, before, row) for row in lost)
        yield from (_called(name) for name in names if name not in kept and _is_name(name))
        return
    question = before.script.question(change.path)
    reply = before.reply(change.path)
    if question is None or reply.state != "given" or reply.value == after.reply(change.path).value:
        return
    yield from _said(question, reply.value, words_of(question, reply))
    if bracket and question.type in {"choice", "yes_no"}:
        name = row_name(repeat, before, row_of(change.path))
        yield from _in_common(name)


def _is_name(name: str) -> bool:
    return len(fold(name)) >= _NAME and not name.isdecimal()


def _called(name: str) -> _Gone:
    pattern = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
    return _Gone(name, lambda text: pattern.search(fold(text)) is not None)


def _said(question: Question, value: Any, words: str) -> Iterator[_Gone]:
    """How texts say the value of an answer."""
    match question.type:
        case "amount":
            yield _Gone(words, lambda text: value in _amounts(text))
        case "duration":
            yield _Gone(words, lambda text: value in _durations(text))
        case "date":
            ways = {fold(way) for way in (french.date_long(value), french.date_short(value), value.isoformat())}
            yield _Gone(words, lambda text: any(way in fold(text) for way in ways))
        case "text" | "long_text":
            yield from _in_common(str(value)[:_LONGEST])


def _in_common(words: str) -> Iterator[_Gone]:
    """The words that say something of their own, looked for in the texts that the rule heeds."""
    own = dict.fromkeys(word for word in re.findall(r"[^\W\d_]+", words) if len(word) >= _LEAST)
    for word in own:
        yield _Gone(word, _called(word).told_by, nearby=True)
