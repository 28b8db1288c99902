"""What a sentence tells beside its answer that leaves it in doubt: a time, a condition, a part, another person.

« La ville, en attendant », « oui pour la première phase », « la secrétaire du maire », « non, le loyer sera déclaré en action ».
Somebody who reads such a sentence would ask again. A question or a choice may name (`doubts`) the words that do so for it alone.
"""

import re
from collections.abc import Iterable

from assistant.answers.names import held, names_of, words_of
from assistant.answers.words import BY_ANOTHER, HEADS, LIMITS, LITTLE, NOT_THIS, UNDONE
from assistant.script import Question
from assistant.text import fold


def doubted(question: Question, typed: str, doubts: Iterable[str], denies: bool = False) -> bool:
    """Whether something in a sentence leaves in doubt the answer as which it was read.

    `doubts` are the words that do so for this answer alone; `denies` is for a no.
    """
    found = held(names_of(question), words_of(typed))
    asked = words_of(question.label)
    bounds = [*LIMITS.finditer(found.left), *(() if denies else UNDONE.finditer(found.left))]
    # « prêts à signer » is what is asked.
    if any(bound[0] not in asked for bound in bounds):
        return True
    if any(_told(question, typed, f" {words_of(word)}") for word in doubts):
        return True
    return bool(question.beside) and _of_a_stranger(typed, found.names)


def _told(question: Question, typed: str, word: str) -> bool:
    """Whether a clause holds a word, but for one that only denies it, or says who else pays."""
    clauses = [f" {words_of(clause)}" for clause in re.split(r"[,;:().!\n]|\bmais\b", typed)]
    told = [clause for clause in clauses if word in clause]
    if question.type == "yes_no":
        told = [clause for clause in told if not BY_ANOTHER.search(clause)]
    # « aucun lien direct » is the answer; « aucun, pas de sponsor » is an answer, and denies.
    return any(
        not NOT_THIS.search(clause.replace(word, " ")) or bool(held(names_of(question), clause.strip()).names) for clause in told
    )


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
