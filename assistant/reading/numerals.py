"""Numbers inside a typed text, in figures or in French words, and the shape left when each becomes a `#`.

« environ 12 500 € sur deux ans » (folded by `assistant.text.fold`) gives the shape `environ # € sur # ans`
and the numbers 12 500 and 2, so that whoever reads a value only has to know shapes.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

HALF = Decimal("0.5")


class Number(NamedTuple):
    """A number found in a text.

    `value` takes a lone point or comma before three figures as grouping thousands, `decimal` as starting
    decimals; they differ only there (« 12.500 », « 12,500 »). `doubtful` tells that a French writer could
    mean either. `article` marks a bare « un » or « une ».
    """

    value: Decimal
    decimal: Decimal
    doubtful: bool = False
    article: bool = False


class Scan(NamedTuple):
    """A text and its numbers: the shape has a `#` for each, in order, a `¤` for figures that form none."""

    shape: str
    numbers: list[Number]

    def each(self, pattern: str) -> Iterator[tuple[Number, re.Match[str]]]:
        """Each number where a pattern that begins at a number stands, with what was found there."""
        return ((self.numbers[before], found) for before, found in _places(pattern, self.shape))


_FIGURES = "|".join(
    (
        "[0-9]{1,3}(?:[ '_][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?",
        "[0-9]+(?:[.,][0-9]+)*",
        "(?<![0-9a-z])[.,][0-9]+",
    )
)
_GROUPED = r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?|([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?"
_SCALES = {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_SHORT_SCALES = {
    **dict.fromkeys(("k", "ke", "keur", "keuro", "keuros"), 10**3),
    **dict.fromkeys(("meur", "meuro", "meuros"), 10**6),
    **dict.fromkeys(("md", "mds"), 10**9),
}
_UNITS = [
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "quatre-vingt": 80,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}


@cache
def _below_hundred() -> dict[str, int]:
    known = {word: value for value, word in enumerate(_UNITS)} | {"une": 1, "quatre-vingts": 80}
    for word, tens in _TENS.items():
        known[word] = tens
        for value in range(1, 20 if word in {"soixante", "quatre-vingt"} else 10):
            known[f"{word}-{_UNITS[value]}"] = tens + value
        known[f"{word}-une"] = tens + 1
    return known


def spelt(values: Iterable[int]) -> dict[str, int]:
    """Whole numbers below a hundred by their folded spellings, the longest first: « vingt-deux », « vingt deux », « vingt et un »."""
    known = {word: value for word, value in _below_hundred().items() if value in set(values)}
    known |= {word.replace("-", " "): value for word, value in known.items()}
    known |= {re.sub("[- ](une?|onze)$", r" et \1", word): value for word, value in known.items()}
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def scan(text: str) -> Scan:
    """Find the numbers of a folded text: 12 500,50 · 12.500 · 15k · 1,2 million · un million et demi."""
    text = re.sub(r"(?:\bun )?\bdemi[ -](?=million|milliard)", "0,5 ", text.replace("#", "¤"))
    tokens = re.findall(rf"{_FIGURES}|[a-z]+|[^0-9]", text)
    shape, numbers, at = [], [], 0
    while at < len(tokens):
        number, end = _number(tokens, at) if _may_begin(tokens[at]) else (None, at)
        if number:
            numbers.append(number)
        shape.append("#" if number else "¤" if tokens[at][0] in "0123456789" else tokens[at])
        at = end if number else at + 1
    return _without_echoes("".join(shape), numbers)


def _without_echoes(shape: str, numbers: list[Number]) -> Scan:
    """« deux (2) ans » says one number twice."""
    pieces, echoes, end = [], set(), 0
    for first, echo in _places(r"# ?\(#\)", shape):
        if numbers[first].value == numbers[first + 1].value:
            pieces.append(shape[end : echo.start() + 1])
            echoes.add(first + 1)
            end = echo.end()
    told = [number for at, number in enumerate(numbers) if at not in echoes]
    return Scan("".join([*pieces, shape[end:]]), told)


def _places(pattern: str, shape: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where a pattern that begins at a number stands in a shape, with how many numbers come before."""
    before = start = 0
    for found in re.finditer(pattern, shape):
        before += shape.count("#", start, found.start())
        start = found.start()
        yield before, found


def _may_begin(token: str) -> bool:
    """Whether a number may begin here: most words of a text are not looked at further."""
    return token[-1] in "0123456789" or token in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.partition("-")[0] for word in _below_hundred()) | {"et", "cent", "cents", "mille"}


def _number(tokens: list[str], start: int) -> tuple[Number | None, int]:
    """The number that starts at a token, and its end: terms of falling scale (« 2 millions 500 mille »)."""
    total, last, end = Decimal(0), 10**12, start
    while last > 1:
        at = start if end == start else _skip(tokens, end)
        small, scale, after = _term(tokens, at)
        if after == at or scale >= last:
            break
        if end > start and scale == 1 and not _completes(small, last, tokens[at]):
            break
        total, last, end = total + (small.decimal if small else 1) * scale, scale, after
    if end == start:
        return None, start
    half = tokens[end : end + 4] in ([" ", "et", " ", "demi"], [" ", "et", " ", "demie"])
    first = _figures(tokens[start]) if _is_figures(tokens, start) else None
    if half:
        total, end = total + Decimal(last) / 2, end + 4
    elif first and end == start + 1:
        return first, end
    if first and first.value != first.decimal and last == 1000:
        return Number(total + (first.value - first.decimal) * last, total, doubtful=True), end
    return Number(total, total, article=tokens[start:end] in (["un"], ["une"])), end


def _completes(small: Number | None, last: int, token: str) -> bool:
    """Whether figures may end a number that words began: « 1 million 300 000 », not « 2 millions 500 »."""
    return token.isalpha() or (small is not None and 1000 <= small.value < last)


def _term(tokens: list[str], at: int) -> tuple[Number | None, int, int]:
    """A number below a thousand or in figures, its scale, and their end: their start when there is none."""
    small, end = _small(tokens, at)
    if small is None and tokens[at : at + 1] != ["mille"]:
        return None, 1, at
    scale, scaled = _scale(tokens, at if small is None else _skip(tokens, end))
    return small, scale, scaled if scale > 1 else end


def _scale(tokens: list[str], at: int) -> tuple[int, int]:
    word, *after = tokens[at : at + 3] or [""]
    if word == "m" and "".join(after).strip().startswith(("€", "eur")):
        return 10**6, at + 1
    return _SCALES.get(word) or _SHORT_SCALES.get(word) or 1, at + 1


def _small(tokens: list[str], at: int) -> tuple[Number | None, int]:
    if _is_figures(tokens, at):
        number = _figures(tokens[at])
        return number, at + 1 if number else at
    hundreds, end = _tens(tokens, at)
    cent = at if hundreds is None else _skip(tokens, end)
    if tokens[cent : cent + 1] in (["cent"], ["cents"]) and hundreds != 0:
        tens, after = _tens(tokens, _skip(tokens, cent + 1))
        value, end = (hundreds or 1) * 100 + (tens or 0), after if tens else cent + 1
        return Number(Decimal(value), Decimal(value)), end
    return None if hundreds is None else Number(Decimal(hundreds), Decimal(hundreds)), end


def _tens(tokens: list[str], at: int) -> tuple[int | None, int]:
    """The longest run of words, hyphens or spaces between them, that is a number below a hundred."""
    best, end, words = None, at, ""
    for _ in range(4):
        if tokens[at : at + 1] == ["et"] and tokens[at + 2 : at + 3] in (["un"], ["une"], ["onze"]):
            at += 2
        words += f"-{tokens[at]}" if at < len(tokens) else ""
        at += 1
        if words[1:] in _below_hundred():
            best, end = _below_hundred()[words[1:]], at
        at = _skip(tokens, at)
    return best, end


def _skip(tokens: list[str], at: int) -> int:
    return at + 1 if tokens[at : at + 1] in ([" "], ["-"]) else at


def _is_figures(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and tokens[at][-1] in "0123456789"


def _figures(text: str) -> Number | None:
    compact = re.sub("[ '_]", "", text)
    grouped = re.fullmatch(_GROUPED, compact)
    single = re.fullmatch("[0-9]*[.,]?[0-9]+", compact)
    exact = Decimal(compact.replace(",", ".")) if single else None
    if grouped is None:
        return None if exact is None else Number(exact, exact)
    whole, decimals = (grouped[1], grouped[2]) if grouped[1] else (grouped[3], grouped[4])
    value = Decimal(f"{re.sub('[.,]', '', whole)}.{decimals or 0}")
    return Number(value, value if exact is None else exact, doubtful=exact is not None and "," in compact)
