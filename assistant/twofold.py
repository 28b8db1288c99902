"""Two questions asked in one breath (« qui peut candidater et jusqu'à quand ? »), told apart so that each gets its answer."""

import re
from typing import NamedTuple

_ASKS = (
    r"(?:(?P<joins>qui|où|quand)|que(?= (?:peu|doi|fau|font|fait|se |sont|dit|devien|contien|finance|pai|pay))|"
    r"comment|combien|cb|pourquoi|quoi|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|"
    r"est[- ]ce|qu['’ ]?est[- ]ce|c['’ ]?(?:est )?(?:quoi|koi|combien|qui|quand|où)|faut[- ]il|peut[- ]on|doit[- ]on|"
    r"(?P<preposition>(?:à|a|de|d'|en|dans|pour|par|avec|sur|jusqu'à|jusqu'|avant|sous) ?(?:quel(?:le)?s?|qui|quoi|combien|quand)))\b"
)
_FIRST = re.compile(_ASKS, re.IGNORECASE)
_TOLD = re.compile(
    r".*[.!;:…]\s|(?:bonjour|bonsoir|svp)[ ,]+"
    r"|.*?\b(?:voudrais|voudrions|aimerais|souhaite|dites?[- ]moi|me dire)(?: savoir)? ",
    re.IGNORECASE,
)
"""What is told before the question."""
_AND = re.compile(rf"(?:\s*\?+(?:\s+(?:et|puis))?|,?\s(?:et|puis))\s+(?={_ASKS})", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:,\s(?:et|puis)|\s*\?+(?:\s+(?:et|puis))?|\set(?=\s(?:on|nous|je|il|ça)\b))\s+", re.IGNORECASE)
"""Where a clause ends and another begins, whatever its first word."""
_ANYWHERE = re.compile(
    r"\b(?:quand|combien|cb|quoi|koi|où|quel(?:le)?s?|comment|pourquoi|est[- ]ce|faut[- ]il|peut[- ]on|doit[- ]on)\b",
    re.IGNORECASE,
)
"""Words that ask wherever they stand (« on a la réponse quand »); « qui » and « que » join as often."""
_WHOLE = 2
"""Of how many words each half is at least: « et quand ? » leans on what stands before it."""
_WITH_VERB = 4
"""Of how many words a half is at least after a preposition, when another follows (« à quelle date et à quelle heure faut-il… »), or when
it asks in the midst of its words."""
_LONGEST = 1_000
"""How many characters a question may have: what is longer is a text, in which halves are not sought."""


class Half(NamedTuple):
    """One of two questions asked together."""

    shown: str
    """The question alone."""
    asked: str
    """The same after what was told before both."""


def halves(question: str) -> tuple[Half, ...]:
    """The two questions of one that asks two things (« comment… et combien… ? »); none otherwise.

    What is told before them (« nous sommes une commune. Qui… et combien… ? ») goes with each.
    """
    if len(question) > _LONGEST:
        return ()
    text = " ".join(question.replace("’", "'").split()).rstrip(" ?.!")
    before = _TOLD.match(text) if not _FIRST.match(text) else None
    told = before.group() if before else ""
    asked = text[len(told) :]
    return tuple(Half(_set(half), told + _set(half)) for half in _begun(asked) or _anywhere(asked))


def _begun(text: str) -> tuple[str, ...]:
    """Halves that both begin with the word that asks."""
    begins = _FIRST.match(text)
    if begins is None:
        return ()
    preposition = begins["preposition"] or ""
    whole = _WITH_VERB if preposition else _WHOLE
    for found in _AND.finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        # « Une commune qui a un contrat et qui… » goes on with the same question.
        goes_on = found["joins"] and found["joins"].casefold() in first.casefold().split()[1:]
        # « Pour quel projet et pour quelle durée peut-on demander ? » has one verb for both.
        goes_on = goes_on or (preposition and preposition.split()[0].casefold() == second.split()[0].casefold())
        if not goes_on and _words(first) >= whole and _words(second) >= _WHOLE:
            return first, second
    return ()


def _anywhere(text: str) -> tuple[str, ...]:
    """Halves that are clauses, each with a word that asks somewhere."""
    for found in _CLAUSE.finditer(text):
        parts = text[: found.start()], text[found.end() :]
        if all(_words(half) >= _WITH_VERB and _ANYWHERE.search(half) for half in parts):
            return parts
    return ()


def _words(half: str) -> int:
    return len(re.split(r"[\s-]+", half))


def _set(half: str) -> str:
    return f"{half[:1].upper()}{half[1:]} ?"
