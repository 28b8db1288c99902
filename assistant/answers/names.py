"""The names of the choices of a closed question, in the words in which people say them, and where they stand in a text."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from assistant.answers.words import DONE, IN_SHORT, NEGATION, ORDINALS, SMALL
from assistant.script import Choice, Question
from assistant.text import fold

_CLOSE = 85.0
"""How alike two spellings must be, in hundredths, to be one."""


class _Spaced(dict[int, str]):
    """What each sign becomes in the words of a text, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = kept = char if char.isalnum() else " et " if char in "+&" else " "
        return kept


_SPACED = _Spaced()


def words_of(text: str) -> str:
    """The folded words of a text but the smallest, without its punctuation (« l'agglo » gives « agglo », « + » « et »)."""
    plain = re.sub(
        r"\b([0-9]+) ?x(?= ?/|\b)",
        r"\1 fois",
        re.sub(r" ?/ ?(?=(?:an|annee|mois|semestre|trimestre|semaine)s?\b)", " par ", fold(text)),
    )
    spaced = plain.translate(_SPACED)
    words = [IN_SHORT.get(word, word) for word in spaced.split() if word not in SMALL]
    return " ".join(words or spaced.split())


@lru_cache(maxsize=512)
def names_of(question: Question) -> dict[str, Choice]:
    """The choices by their folded names; a value wins over a label, a label over an alias."""
    choices = question.choices
    aliases = {words_of(alias): choice for choice in reversed(choices) for alias in choice.aliases}
    labels = {words_of(choice.label): choice for choice in reversed(choices)}
    return aliases | labels | {words_of(choice.value): choice for choice in choices}


@lru_cache(maxsize=512)
def ranks(question: Question) -> dict[str, Choice]:
    """The choices that are numbered from 1 in their order, by the words of their rank: « premier », « deuxième »."""
    numbered = [
        choice
        for rank, choice in enumerate(question.choices[: len(ORDINALS)], 1)
        if not choice.apart and str(rank) in (choice.value, *choice.aliases)
    ]
    return {word: choice for words, choice in zip(ORDINALS, numbered, strict=False) for word in words}


class Held(NamedTuple):
    """The names that stand in a text, the longest first, and the words of the text with « | » where they stood."""

    names: list[str]
    left: str

    @property
    def before(self) -> str:
        """What stands before the first name; all, when there is none."""
        return self.left.partition("|")[0]


def held(names: Collection[str], text: str) -> Held:
    """The names that stand in the words of a text. Words that one has taken are not there for the next.

    A bare year is a name alone, not inside a sentence.
    """
    found, left = [], f" {text} "
    for name in sorted(names, key=len, reverse=True):
        if f" {name} " in left and not (name.isdecimal() and len(name) > 2):
            found.append(name)
            left = left.replace(f" {name} ", " | ")
    return Held(found, left)


def verbs(question: Question, typed: str) -> frozenset[str]:
    """The participles among the names that a sentence does not write as such: « on le rédige » says that it is not done.

    Without its accent, what follows « est », « déjà »… is one all the same.
    """
    written, plain = set(re.findall(r"\w+", typed.lower())), fold(typed)
    return frozenset(
        folded
        for folded, name in _participles(question).items()
        if written.isdisjoint((name, f"{name}e", f"{name}s", f"{name}es")) and not re.search(rf"\b{DONE} {folded}\b", plain)
    )


@lru_cache(maxsize=512)
def _participles(question: Question) -> dict[str, str]:
    """The names that are one past participle (« rédigé », not « collectivité »), as they are written, by their folded form."""
    told = [alias for choice in question.choices for alias in (choice.label, *choice.aliases)]
    return {fold(name): name.lower() for name in told if re.fullmatch(r"\w*[^\Wt]é", name.lower())}


def uninflected(question: Question, left_out: frozenset[str], text: str) -> tuple[dict[str, Choice | None], str]:
    """The names but those left out, and the words of a text, both whatever their gender and number; a name of several is None."""
    known, names = _bases(question, left_out)
    return names, " ".join(_base(word, known) for word in text.split())


@lru_cache(maxsize=512)
def _bases(question: Question, left_out: frozenset[str]) -> tuple[frozenset[str], dict[str, Choice | None]]:
    """The words of the names without their plurals, and the names in these words."""
    usable = {name: choice for name, choice in names_of(question).items() if name not in left_out}
    known = frozenset(_singular(word) for name in usable for word in name.split())
    bases: dict[str, Choice | None] = {}
    for name, choice in usable.items():
        base = " ".join(_base(word, known) for word in name.split())
        bases[base] = choice if bases.get(base, choice) == choice else None
    return known, bases


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not NEGATION.match(word) else word


def _base(word: str, known: frozenset[str]) -> str:
    """A word as the names have it: without its plural, and without its feminine when they have the masculine."""
    word = _singular(word)
    return word[:-1] if word.endswith("e") and word[:-1] in known else word


def near(question: Question, text: str) -> Choice | None:
    """The only choice of which a name is spelt like a text."""
    from rapidfuzz import fuzz, process

    names = names_of(question)
    alike = [name for name, _, _ in process.extract(text[:200], list(names), scorer=fuzz.ratio, score_cutoff=_CLOSE)]
    # « axe 5 » is not a slip for « axe 1 ».
    alike = [name for name in alike if _digits(name) == _digits(text)]
    return names[alike[0]] if len({names[name].value for name in alike}) == 1 else None


def _digits(text: str) -> list[str]:
    return re.findall("[0-9]+", text)
