"""What every face tells of an answer in the same way: its paragraphs, its doubts, the slips worth a word."""

import re
from collections.abc import Iterable

from assistant.text import fold

UNSURE = 0.6
"""Below this confidence (0 to 1), an answer is said to be uncertain."""
UNCERTAIN = "Réponse à vérifier : la question ne correspond qu'en partie aux textes."
"""What is said of such an answer."""
SILENCE = "Ce que les textes ne disent pas"
"""What stands above a silence of the texts that is known."""
NOTHING = {
    "answered": "",
    "not_in_texts": "Les textes ne répondent pas à cette question.",
    "out_of_scope": "Cette question sort du sujet de ces textes.",
    "unintelligible": "Je n'ai pas compris : posez une question en quelques mots.",
}
"""What is said, by status, when an answer has no sentence of its own."""


TWO = "Deux questions en une : la réponse peut n'en dire qu'une moitié. Posez-les l'une après l'autre."
"""What is said of a question that asks two things."""
_ASKS = (
    r"(?:(?P<joins>qui|où|quand)|comment|combien|pourquoi|quoi|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|est-ce|qu'est-ce|faut-il|peut-on|doit-on|"
    r"(?P<preposition>(?:à|a|de|d'|en|dans|pour|par|avec|sur|jusqu'à|sous) ?(?:quel(?:le)?s?|qui|quoi|combien)))\b"
)
_FIRST = re.compile(_ASKS, re.IGNORECASE)
_AND = re.compile(rf"(?:\s*\?+(?:\s+(?:et|puis))?|,?\s(?:et|puis))\s+(?={_ASKS})", re.IGNORECASE)
_WHOLE = 3
"""Of how many words each half is at least: « et quand ? » leans on what stands before it."""
_WITH_VERB = 4
"""Of how many words the first half is at least after a preposition: « à quelle date et à quelle heure faut-il… » asks one thing."""
_LONGEST = 1_000
"""How many characters a question may have: what is longer is a text, in which halves are not sought."""


def halves(question: str) -> tuple[str, ...]:
    """The two questions of one that asks two things (« comment… et combien… ? »), to be asked one after the other; none otherwise."""
    text = " ".join(question[: _LONGEST + 1].replace("’", "'").split()).rstrip(" ?.!")
    begins = _FIRST.match(text) if len(question) <= _LONGEST else None
    if begins is None:
        return ()
    whole = _WITH_VERB if begins["preposition"] else _WHOLE
    for found in _AND.finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        # « Une commune qui a un contrat et qui… » goes on with the same question.
        goes_on = found["joins"] and found["joins"].casefold() in first.casefold().split()[1:]
        if not goes_on and len(first.split()) >= whole and len(second.split()) >= _WHOLE:
            return f"{first[:1].upper()}{first[1:]} ?", f"{second[:1].upper()}{second[1:]} ?"
    return ()


def paragraphs(answer: str) -> tuple[str, tuple[str, ...]]:
    """The paragraph that holds the fact, and those that complete it."""
    first, *others = [part for line in answer.split("\n") if (part := line.strip())] or [""]
    return first, tuple(others)


_WITH_APOSTROPHE = {"quelquun": "quelqu'un", "aujourdhui": "aujourd'hui", "presquile": "presqu'île"}
"""Words with an apostrophe that are one word in the index."""


def worth_telling(mended: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The slips (as typed, as understood) that a reader should know of.

    A word that reads aloud the same (accent, plural, doubled letter, « montan ») was plainly meant: telling it would only be noise.
    """
    from assistant.analysis import phonetic

    def sound(words: str) -> str:
        return phonetic(fold(words).replace(" ", ""))

    return tuple((typed, _WITH_APOSTROPHE.get(meant, meant)) for typed, meant in mended if sound(typed) != sound(meant))
