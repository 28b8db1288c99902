"""What a sentence tells beside its answer that leaves it in doubt: a time, a condition, a part, another person.

« La ville, en attendant », « oui pour la première phase », « la secrétaire du maire », « non, le loyer sera déclaré en action ».
Somebody who reads such a sentence would ask again. A question or a choice may name (`doubts`) the words that do so for it alone.
"""

import re
from collections.abc import Iterable
from functools import cache

from assistant.answers.names import held, names_of, words_of
from assistant.answers.words import (
    BY_ANOTHER,
    DENIES,
    GIVEN_UP,
    HARMLESS_BODY,
    HEADS,
    LIMITS,
    LITTLE,
    NOT_THIS,
    TAKEN_OUT,
    TURNS,
    UNDONE,
)
from assistant.script import Question
from assistant.text import fold

_LONGEST = 1000
"""How many characters a sentence may have that is an answer; a longer one is prose."""


def doubted(question: Question, typed: str, doubts: Iterable[str], denies: bool = False) -> bool:
    """Whether something in a sentence leaves in doubt the answer as which it was read.

    `doubts` are the words that do so for this answer alone; `denies` is for a no.
    """
    if len(typed) > _LONGEST:
        return False
    if denies or DENIES.match(fold(typed)):
        typed = GIVEN_UP.sub(" ", TAKEN_OUT.sub(" ", fold(typed)))
    found = held(names_of(question), words_of(typed))
    asked = words_of(question.label)
    bounds = [LIMITS, *(() if denies else (UNDONE,)), *(() if question.type == "yes_no" else (TURNS,))]
    # « prêts à signer » is what is asked.
    if any(bound[0] not in asked for pattern in bounds for bound in pattern.finditer(found.left)):
        return True
    clauses = re.split(r"[,;:().!\n]|\bmais\b", typed)
    if any(_doubts_in(question, words_of(clause), doubts) for clause in clauses if not HARMLESS_BODY.search(fold(clause))):
        return True
    return bool(question.beside) and _of_a_stranger(typed, found.names)


def _doubts_in(question: Question, clause: str, doubts: Iterable[str]) -> bool:
    """Whether a clause holds a word of doubt, but for one that only denies it, or says who else pays."""
    if question.type == "yes_no" and BY_ANOTHER.search(clause):
        return False
    left = [rest for word in doubts if (rest := _pattern(word).sub(" ", clause)) != clause]
    # « aucun lien direct » is the answer; « aucun, pas de sponsor » is an answer, and denies.
    return any(not NOT_THIS.search(rest) for rest in left) or bool(left and held(names_of(question), clause).names)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Whole words, of any number; with a star at its end, all that begins so: « titularis* »."""
    return re.compile(rf"\b{re.escape(words_of(word))}" + (r"\w*" if word.endswith("*") else r"(?:e?s|x)?\b"))


def _of_a_stranger(typed: str, names: list[str]) -> bool:
    """Whether all that a sentence names is but the complement of a stranger: « le comité des fêtes de la commune »."""
    plain = re.sub(r"[’']", " ", fold(typed))
    return bool(names) and all(_complements(plain, name) for name in names)


def _complements(plain: str, name: str) -> bool:
    inside = r"\W+(?:(?:de|du|des|d|la|le|les|l)\W+)*".join(map(re.escape, name.split()))
    of = r"\b(?:de|du|des|d)\W+(?:(?:la|les|l|notre|nos|sa|son)\W+)*"
    heads = re.findall(rf"([^,;:.()!?\n]*?){of}{inside}\b", plain)
    return len(heads) == len(re.findall(rf"\b{inside}\b", plain)) > 0 and all(map(_stranger, heads))


def _stranger(head: str) -> bool:
    words = [word for word in re.findall(r"[a-z]+", head) if word not in LITTLE]
    return bool(words) and not any(HEADS.match(word) for word in words)
