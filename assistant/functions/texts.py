"""Functions on the words of a text."""

import ast
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.terms import ConditionError, Scope, Term, expect, mapped
from assistant.text import fold

WHOLE = "$"
"""What ends a word that `mentions` looks for whole: « cent$ » is not in « centre »."""
_DENIED_ASIDE = re.compile(
    r"\((?:pas|ni|hors|sauf|hormis|excepté|non compris) (?!que\b|moins\b|encore\b|mal\b)"
    r"(?![^()]*\b(?:mais|seul\w*|unique\w*|enti\w+|total\w*|tout\w*|tous|partie|complet\w*|plus|aussi)\b)[^(),;:]*(?=[,;:)])",
    re.IGNORECASE,
)
"""What begins a parenthesis to say that something is not there: « la salle (pas son loyer, offert) »."""
_DENIAL = re.compile(
    r"(?:\bni|(?<!\bdit )\bpas(?= (?:de|du|des|le|la|les|l|d)\b)|\baucune?s?|\bsans|\bhors|\bhormis|\bexcepte|\bet non)"
    r"(?:[ '](?!(?:que?|plus|moins|seulement|seule?s?|uniquement|mal|compter|oublier|parler|encore|tous?|toute?s?|pour|sur|avec"
    r"|dans|par|contre"
    r"|en|si|doute|souci|probleme)\b)[a-z-]+){0,2}'?$"
)
"""What denies just before: « ni le loyer », « sans frais de siège »; not « pas que le loyer », « sans compter le loyer »."""
_LOOK_BACK = 60
"""How many characters before a word may deny it."""
# A rule asks of one text several times whether it mentions something.
_folded = lru_cache(maxsize=256)(fold)


def words(scope: Scope, node: ast.expr) -> Term:
    """The number of words of a text."""
    return mapped("number", lambda text: Decimal(len(re.findall(r"\w+", text))), _text(scope, node))


def mentions(scope: Scope, node: ast.expr, *words: ast.expr) -> Term:
    """Whether a folded text has a word that begins with one of these, or that is one of those that end with « $ »."""
    term = _text(scope, node)
    starts = _starts(scope, "mentions", words)
    ways = (re.escape(start.removesuffix(WHOLE)) + (r"(?!\w)" if start.endswith(WHOLE) else "") for start in starts)
    pattern = rf"(?<!\w)(?:{'|'.join(ways)})"
    return mapped("boolean", lambda text: re.search(pattern, _folded(text)) is not None, term)


def cited(scope: Scope, node: ast.expr, *words: ast.expr) -> Term:
    """What a text says that begins with one of these words, as it stands in the text: whole words, each once.

    What is only denied is not said.
    """
    term = _text(scope, node)
    starts = [tokens for start in _starts(scope, "cited", words) if (tokens := _tokens(start))]
    return mapped("list", lambda text: _quotes(_DENIED_ASIDE.sub("(", text), starts), term)


def _denied(before: str) -> bool:
    """Whether what comes next in a text is denied by what stands just before it: « ni salaire ni loyer », « pas de loyer »."""
    return _DENIAL.search(_folded(before)) is not None


def _text(scope: Scope, node: ast.expr) -> Term:
    term = scope.compile(node)
    expect(term, {"text"})
    return term


def _starts(scope: Scope, name: str, words: Sequence[ast.expr]) -> list[str]:
    """The words that a function looks for, folded. Raises ConditionError when there are none."""
    listed = [scope.listed(word) for word in words]
    starts = [fold(start) for those in listed for start in those]
    if not listed or not all(listed) or not all(start.strip(WHOLE) for start in starts):
        raise ConditionError(
            f"la fonction « {name} » veut une question, puis des mots entre guillemets ou le nom d'une liste de mots"
        )
    return starts


def _tokens(text: str) -> list[str]:
    return [fold(token) for token in re.findall(r"\w+", text)]


def _quotes(text: str, starts: list[list[str]]) -> tuple[str, ...]:
    places, tokens = list(re.finditer(r"\w+", text)), _tokens(text)
    found = [
        text[places[at].start() : places[at + len(start) - 1].end()]
        for at in range(len(tokens))
        for start in starts
        if tokens[at : at + len(start) - 1] == start[:-1]
        and at + len(start) <= len(tokens)
        and tokens[at + len(start) - 1].startswith(start[-1])
        and not _denied(text[max(0, places[at].start() - _LOOK_BACK) : places[at].start()])
    ]
    return tuple(dict.fromkeys(" ".join(quote.split()) for quote in found))
