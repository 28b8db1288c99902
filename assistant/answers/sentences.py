"""The choice that a sentence names: not one that it denies, doubts, or sets beside the one that it tells.

`names` are always names of choices in the words of `assistant.answers.names`; one that is None is that of several.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from assistant import reading
from assistant.answers.names import Held, held, names_of, near, uninflected, verbs, words_of
from assistant.answers.words import (
    AFTERWARDS,
    ALONGSIDE,
    BUT,
    CONCORD,
    DENIAL,
    DENIED,
    DENIES,
    EXCEPT,
    MEMBERS,
    NEGATION,
    NOT_BEGUN,
    RIVAL,
    SUPPOSED,
    TO_BE_DONE,
    TOGETHER,
)
from assistant.script import Choice, Question
from assistant.text import fold

_LONGEST = 1000
"""How many characters a sentence that names a choice may have; a longer one is prose."""
_BELOW_ZERO = re.compile(r"\s*(?:[-−–] ?[0-9]+\s*$|moins (?!d))", re.IGNORECASE)
"""« -2 » is no « 2 »."""


class _Clause(NamedTuple):
    """The words of a clause, and the names that they hold."""

    words: str
    held: Held


def match(question: Question, typed: str) -> Choice | None:
    """The choice that a text names: exactly; else the only one named inside it; else the only one of a near spelling."""
    if exact := question.choice(typed):
        return exact
    if _BELOW_ZERO.match(typed):
        return None
    if named := names_of(question).get(words_of(typed)):
        return named
    return None if len(typed) > _LONGEST else _in_sentence(question, typed)


def not_begun(question: Question, typed: str) -> Choice | None:
    """« Pas commencé » is « pas encore », where that is a choice."""
    return names_of(question).get("pas encore") if reading.is_not_yet(typed) and NOT_BEGUN.match(fold(typed)) else None


# Rows of a list have many answers alike.
@lru_cache(maxsize=1024)
def _in_sentence(question: Question, typed: str) -> Choice | None:
    text, left_out = words_of(typed), verbs(question, typed)
    names = {name: choice for name, choice in names_of(question).items() if name not in left_out}
    found = held(names, text)
    if (found.names and _supposed(names, typed)) or _reserved(names, typed):
        return None
    told, denied, clause = _only(names, found), _denied(names, typed), _by_clauses(question, names, typed)
    if told and (told in denied or _set_beside(question, found) or (question.beside and clause and told != clause)):
        return None  # « le maire, l'adjointe ne signe pas » is no « maire adjointe »
    told = told or (None if denied else _inflected(question, left_out, text)) or clause or _both(names, found, typed)
    if told:
        # « oui » is among the names of what is done.
        return None if told == names_of(question).get("oui") and TO_BE_DONE.search(found.left) else told
    begun = found.names and not text.startswith("pas encore ")  # « pas prêt » may be under way
    return (None if found.names else near(question, text)) or (None if begun else not_begun(question, typed))


def _only(names: Mapping[str, Choice | None], found: Held) -> Choice | None:
    """The only choice named, unless a negation stands before, or what only places something beside it."""
    said = {names[name] for name in found.names}
    doubtful = _negated(NEGATION, found.before, found.names) or ALONGSIDE.search(found.before) or EXCEPT.search(found.left)
    return said.pop() if len(said) == 1 and not doubtful else None


def _inflected(question: Question, left_out: frozenset[str], text: str) -> Choice | None:
    """The only choice named whatever the gender and number of its words: « jamais lauréats », « les présidentes »."""
    names, base = uninflected(question, left_out, text)
    return None if SUPPOSED.search(base) else _only(names, held(names, base))


def _negated(denial: re.Pattern[str], left: str, names: list[str]) -> bool:
    """Whether words deny the names that stand beside them; names that deny by themselves are not denied by what agrees with them."""
    if names and all(DENIES.match(name) for name in names):
        left = CONCORD.sub(" ", left)
    return denial.search(left) is not None


def _clauses(names: Collection[str], typed: str) -> Iterator[_Clause]:
    return (_Clause(words, held(names, words)) for words in map(words_of, re.split(r"[,;:().!?…\n]|\bmais\b", typed)))


def _denied(names: Mapping[str, Choice], typed: str) -> set[Choice]:
    """The choices that a clause denies outright, or that one clause tells and another one denies: « oui, mais pas fini »."""
    told: set[Choice] = set()
    denied: set[Choice] = set()
    outright: set[Choice] = set()
    for _, found in _clauses(names, typed):
        said = {names[name] for name in found.names}
        if _negated(DENIED, found.left, found.names):
            outright |= said
        (denied if _negated(DENIAL, found.before, found.names) else told).update(said)
    return outright | (told & denied)


def _by_clauses(question: Question, names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The only choice that a clause names without denying it or putting it beside, in the words that the question has for that.

    « Une association, soutenue par la mairie »; « le maire, pas le président »; « la commune porte, l'agglo n'intervient pas ».
    """
    if RIVAL.search(fold(typed)):
        return None
    typed = AFTERWARDS.sub(" ", MEMBERS.sub(" ", typed) if question.beside else typed)
    told: set[Choice] = set()
    denied: set[Choice] = set()
    beside = [words_of(word) for word in question.beside]
    for words, found in _clauses(names, typed):
        said = {names[name] for name in found.names}
        if _negated(DENIAL, found.left, found.names):
            denied |= said
        elif not any(f" {word}" in f" {words}" for word in beside) and not ALONGSIDE.search(found.before):
            told |= said
    return told.pop() if len(told) == 1 and not told & denied else None


def _reserved(names: Collection[str], typed: str) -> bool:
    """Whether a sentence asks, or takes back a part of what it tells in words that name nothing: « oui, mais pas signé »."""
    if typed.rstrip().endswith("?"):
        return True
    but = BUT.search(fold(typed))
    plain = any(DENIES.match(name) for name in held(names, words_of(typed)).names)
    return but is not None and not plain and not held(names, words_of(but[1])).names


def _set_beside(question: Question, found: Held) -> bool:
    """Whether the question's own words put beside it what a text names: « il travaille avec la coordonnatrice »."""
    return bool(found.names) and any(f" {words_of(word)} " in found.before for word in question.beside)


def _both(names: Mapping[str, Choice], found: Held, typed: str) -> Choice | None:
    """The choice that two others make together: « la ville de Sarmy et la communauté de communes du Val, ensemble ».

    Beside them stand names only, or a word that joins them.
    """
    left = found.left
    if len(found.names) != 2 or _negated(NEGATION, left, found.names) or EXCEPT.search(left) or re.search(r"\bou\b", left):
        return None
    first, second = sorted(found.names, key=f" {words_of(typed)} ".find)
    between = left.split("|")[1].split()
    proper = {word for name in re.findall(r"\b[A-ZÀ-Ý][\w-]*", typed[1:]) for word in words_of(name).split()}
    joined = TOGETHER.search(left) or set(left.replace("|", " ").split()) - {"et", "avec"} <= proper
    return names.get(f"{first} et {second}") if joined and {"et", "avec"} & set(between) else None


def _supposed(names: Collection[str], typed: str) -> bool:
    """Whether doubt is cast in a clause that names a choice, or in one that says nothing else: « la ville, peut-être »."""
    for clause in re.split(r"[,;:(.\n]", typed):
        found = held(names, words_of(clause))
        if SUPPOSED.search(found.left) and (found.names or not SUPPOSED.sub("", found.left).strip()):
            return True
        if reading.decision(found.left.replace("|", " ").strip()) == "open":
            return True
    return False
