"""What every face tells of an answer in the same way: its paragraphs, its doubts, the slips worth a word."""

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
