"""Sentences that deny what is asked, in the words of its question: « on ne délègue rien à personne », to credits delegated."""

import re
from functools import lru_cache

from assistant import reading
from assistant.answers.names import words_of
from assistant.answers.words import NOT_DONE, OTHERS
from assistant.script import Question
from assistant.text import fold

_STEM = 5
"""How many letters two words have alike that speak of the same: « délègue », « délégués »."""
_LONGEST = 200
"""How many characters a denial may have; a longer one is prose."""
_WHO = r"(?:(?:on|nous|je|il|elle|ca|(?:la |le |l'|notre )(?!autre)[a-z-]+) ?)?"
_UNLESS = re.compile(
    r"\b(?:si|oui|autres?|eux|elles?|enfin|rarement|parfois|juste|seulement|uniquement|quelques?|peu|ccas|tiers)\b"
)
"""What follows a denial and names somebody whom it leaves out: « la ville ne délègue rien, l'agglo si »."""
_NOT = r"(?:ne |n')(?:en |y |lui |leur |les? |la |l')?"
_NOTHING = r"(?:rien|pas|aucune?(?: (?P<noun>[a-z]+))?|jamais|personne)"
_TO_NOBODY = (
    r"(?: (?:du tout|rien|a personne|a qui que ce soit|a quiconque|(?:a |aux |a des |a aucun |a d'autres )tiers|a l'exterieur|en externe"
    r"|d'autre|pour ce projet|d'argent|de credits?|ici|chez nous))*"
)
_BESIDES = re.compile(r"\bd'autre\b")
_SUPPOSED = re.compile("(?:ait|aient|ions)$")
"""How a verb ends that tells what would be or what was: « on ne déléguerait rien »."""
_DENIALS = tuple(
    re.compile(rf"(?:non,? ?)?{denial}{_TO_NOBODY}")
    for denial in (
        rf"{_WHO}{_NOT}(?P<verb>[a-z-]+) {_NOTHING}",
        rf"{_WHO}{_NOT}(?:a|ai|avons|va|vais|allons|compte|comptons|prevoit|prevoyons|souhaite|souhaitons|veut|voulons) {_NOTHING}"
        r" (?:de |d'|a )?(?P<verb>[a-z-]+)(?: rien)?",
        r"(?:(?:il )?n'y (?:en )?a )?rien (?:a|n'est|ne sera|n'a ete|de) (?P<verb>[a-z-]+)",
        rf"personne(?: d'autre)? {_NOT}(?:nous )?(?P<verb>[a-z-]+)",
    )
)
_SPOKEN = re.compile(
    r"(?:non,? ?)?(?:(?:on|nous|il|elle|ils|elles|ca|cela|rien|personne)\b[^,;:]*?"
    rf"|(?P<who>(?:la |le |les |l'|notre |nos )[a-z-]+ )){_NOT}(?P<verb>[a-z-]+)"
)
"""How a sentence begins that says what is not done, which is the name of nobody."""


def denies(question: Question, typed: object) -> bool:
    """Whether a text only denies what a list or a yes-no question asks for, with a verb of it, and why."""
    if not isinstance(typed, str) or len(typed) > _LONGEST or "?" in typed:
        return False
    first, _, why = reading.bare(typed).partition(",")
    # « On ne mentionne personne d'autre » is no « no ».
    if question.type == "yes_no" and _BESIDES.search(first):
        return False
    told = next((told for denial in _DENIALS if (told := denial.fullmatch(first.strip())) and _asked(question, told)), None)
    unless = _UNLESS.search(why) or OTHERS.search(why)
    return told is not None and not unless and reading.is_none(f"aucun, {why}" if why.strip() else "aucun")


def _asked(question: Question, told: re.Match[str]) -> bool:
    """Whether what is denied is what is asked: « elle ne paiera aucun loyer » says nothing of other costs."""
    noun, verb = told.groupdict().get("noun"), told["verb"]
    stems = _stems(question)
    return verb[:_STEM] in stems and not _SUPPOSED.search(verb) and (noun is None or noun[:_STEM] in stems)


def not_done(question: Question, typed: object) -> bool:
    """Whether words without yes or no say no of what the question asserts: « pas encore contacté », « on l'a toujours pas vue »."""
    found = re.fullmatch(NOT_DONE, reading.bare(typed)) if isinstance(typed, str) else None
    if found is None:
        return False
    said = _base(found[1])
    return any(said in (told, told.split()[-1]) for told in map(_base, question.asserts))


def _base(text: str) -> str:
    """The words of a text, the last one without its feminine and its plural."""
    return words_of(text).removesuffix("s").removesuffix("e")


def speaks(question: Question, typed: object) -> bool:
    """Whether a text is a sentence that denies something, and names nothing: « on ne délègue rien avant l'été »."""
    told = _SPOKEN.match(fold(typed)) if isinstance(typed, str) else None
    return told is not None and (told["who"] is None or told["verb"][:_STEM] in _stems(question))


@lru_cache(maxsize=128)
def _stems(question: Question) -> frozenset[str]:
    told = " ".join((question.label, question.short, question.none, question.item, *question.cues))
    return frozenset(word[:_STEM] for word in words_of(told).split() if len(word) >= _STEM)
