"""How likely each section, entry and silence is to be asked in such words: multinomial naive Bayes on the typical questions.

BM25 and the likeness of two questions look for the words of one text; this looks at how people ask for a thing over all its
questions, turns of phrase and little words included. Weights are tf·idf of unit length (Rennie and others, 2003), smoothed by ALPHA.
Silences take part, so that what the texts do not say is told from what they do. docs/recherche.md says what it was measured to bring.
"""

import re
from array import array
from collections.abc import Mapping
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import NamedTuple
from zlib import crc32

import msgspec

from assistant.analysis import Vocabulary, fold, stem
from assistant.library import Entry, Library, Silence

ALPHA = 0.03
"""What every feature counts for in every class before anything was asked."""
ALPHA_POOLED = 0.2
"""The same where all that is answered, and all that is not, is told apart: classes of thousands of questions."""
MEANT = 0.35
"""What a synonym counts for, beside a word that was typed."""
COMMON = 0.2
"""Share of the texts from which a feature tells nothing of any of them (« de », « les »): it would only cost time."""
MAX_REMEMBERED = 4_000
"""Features that are kept ready."""
STEP = 1 / 4096
"""To what weights are stored: half of the room of floats, and a thousandth of what any of them is."""
Learnt = tuple[float, "array[int]", "array[float]"]
"""Of a feature: its rarity, its classes, and what it gives to each."""
BUCKETS = 4096
"""Features are stored in so many parcels, a dozen in each; a question opens those it needs and lets them go."""


class Table(msgspec.Struct, frozen=True):
    """What was learnt: classes are the sources (entries, then silences), then the sections, then all that is on other subjects, all
    that is answered, all that the texts are known not to say."""

    sources: int
    totals: list[float]
    """For each class: the logarithm of what its features count for altogether, in shares of what one counts for at first."""
    code: str
    """How numbers are stored (a type code of `array`): in two bytes, unless there are too many classes."""
    parcels: bytes
    """Features by hash, one parcel after the other: msgpack of {feature: integers}, its rarity in STEPs and then (class, log(1 + count /
    alpha) in STEPs)…"""
    starts: bytes
    """Where each parcel starts in them, then where the last one ends: integers (an `array` of "I")."""


def features(vocabulary: Vocabulary, text: str) -> dict[str, float]:
    """Stems, pairs of neighbouring stems, search terms and what the lexicon says they mean, each with a weight (0..1)."""
    plain = re.sub(r"[\W_]+", " ", fold(text)).strip()
    stems = [stem(form) for form in plain.split()[:MAX_STEMS]]
    found = dict.fromkeys((f"u{one}" for one in stems), 1.0)
    found.update(dict.fromkeys((f"b{one} {two}" for one, two in pairwise(stems)), 1.0))
    terms = vocabulary.terms(" ".join(plain.split()[:MAX_STEMS]))
    for position, term in enumerate(terms):
        found[f"t{term}"] = OWN
        for phrase in vocabulary.phrases.get(term, ()):
            if tuple(terms[position : position + len(phrase.terms)]) == phrase.terms:
                for trust, meant in phrase.means:
                    for other in meant:
                        found.setdefault(f"t{other}", MEANT * trust)
    return found


MAX_STEMS = 300
"""Words of a text that count, which bounds the time."""
OWN = 0.7
"""What a search term counts for, beside the stem of the same word."""


def learn(library: Library, vocabulary: Vocabulary) -> Table:
    """Count the features of the typical questions and answers of a library, by source and by section."""
    asked: list[Entry | Silence] = [*library.entries, *library.silences]
    names: dict[str, int] = {}
    often: list[int] = []
    read: list[list[tuple[array[int], array[float]]]] = []
    for source in asked:
        own = source.answer if isinstance(source, Entry) else source.says
        texts = []
        for text in (*source.questions, own):
            found = features(vocabulary, text)
            numbers = array("l", [names.setdefault(feature, len(names)) for feature in found])
            often.extend([0] * (len(names) - len(often)))
            for number in numbers:
                often[number] += 1
            texts.append((numbers, array("f", found.values())))
        read.append(texts)
    count = sum(map(len, read))
    rarity = [log((1 + count) / (1 + held)) + 1 for held in often]
    # A pair of words seen in one text alone says nothing that its words do not.
    kept = [
        held <= COMMON * count and (held > 1 or not feature.startswith("b")) for feature, held in zip(names, often, strict=True)
    ]
    classes = len(asked) + len(library.sections) + 3
    code = "H" if classes < 1 << 16 else "I"
    pairs = [array(code, [_steps(rare)]) for rare in rarity]
    totals: list[float] = []
    elsewhere: dict[int, float] = {}
    said: dict[int, float] = {}
    unsaid: dict[int, float] = {}
    by_section: dict[str, dict[int, float]] = {section.id: {} for section in library.sections}

    # A campaign without questions nor answers has no feature at all.
    many = max(1, sum(kept))

    def close(counts: dict[int, float]) -> None:
        alpha = alpha_of(len(totals), classes)
        for number, weight in counts.items():
            pairs[number].extend((len(totals), _steps(log(1 + weight / alpha))))
        totals.append(log(sum(counts.values()) / alpha + many))

    def pool(counts: dict[int, float], whole: dict[int, float]) -> None:
        for number, weight in counts.items():
            whole[number] = whole.get(number, 0.0) + weight

    for source, texts in zip(asked, read, strict=True):
        counts: dict[int, float] = {}
        for numbers, shares in texts:
            weights = [share * rarity[number] for number, share in zip(numbers, shares, strict=True)]
            length = sqrt(sum(weight * weight for weight in weights)) or 1.0
            for number, weight in zip(numbers, weights, strict=True):
                if kept[number]:
                    counts[number] = counts.get(number, 0.0) + weight / length
        if isinstance(source, Entry):
            pool(counts, by_section[source.section])
            pool(counts, said)
        else:
            pool(counts, elsewhere if source.outside else unsaid)
        close(counts)
    for counts in by_section.values():
        close(counts)
    close(elsewhere)
    close(said)
    close(unsaid)
    parcels: list[dict[str, bytes]] = [{} for _ in range(BUCKETS)]
    for feature, number in names.items():
        if kept[number]:
            parcels[bucket(feature)][feature] = pairs[number].tobytes()
    stored = [msgspec.msgpack.encode(parcel) for parcel in parcels]
    starts = array("I", accumulate(map(len, stored), initial=0))
    return Table(len(asked), totals, code, b"".join(stored), starts.tobytes())


def alpha_of(one: int, classes: int) -> float:
    """What every feature counts for at first in a class: the last two pool thousands of questions."""
    return ALPHA_POOLED if one >= classes - 2 else ALPHA


def _steps(weight: float) -> int:
    return min(round(weight / STEP), (1 << 16) - 1)


def pack(learnt: Learnt, code: str) -> bytes:
    """A feature as it is stored in a Table."""
    rarity, classes, gains = learnt
    numbers = array(code, [_steps(rarity)])
    for one, gain in zip(classes, gains, strict=True):
        numbers.extend((one, _steps(gain)))
    return numbers.tobytes()


def unpack(stored: bytes, code: str) -> Learnt:
    """What was learnt of a feature, from what `pack` made of it."""
    numbers = array(code, stored)
    return numbers[0] * STEP, numbers[1::2], array("f", [number * STEP for number in numbers[2::2]])


def _normal(found: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    weighted = {feature: weight * rarity[feature] for feature, weight in found.items()}
    length = sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
    return {feature: weight / length for feature, weight in weighted.items()}


def bucket(feature: str) -> int:
    """The parcel that a feature is stored in."""
    return crc32(feature.encode()) % BUCKETS


class Likely(NamedTuple):
    """The log-likelihoods of a question."""

    sources: list[float]
    """Of each entry, then of each silence."""
    sections: list[float]
    elsewhere: float
    """Of other subjects together."""
    said: float
    """Of all that is answered."""
    unsaid: float
    """Of all that the texts are known not to say; beside `said`, how it sounds whatever it is about."""


class Likelihood:
    """The log-likelihood of a question for each class, by what was learnt."""

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        self._table = table
        self._vocabulary = vocabulary
        self._starts = array("I", table.starts)
        self._known: dict[str, Learnt | None] = {}

    def __call__(self, text: str, aside: str = "", share: float = 1.0) -> Likely:
        """How likely a question (mended) is for every class; nought when no feature is known.

        `aside` is what was told before it, of which everything counts for `share`.
        """
        table = self._table
        held: dict[str, Learnt] = {}
        found = features(self._vocabulary, text)
        for feature, weight in features(self._vocabulary, aside).items():
            found.setdefault(feature, share * weight)
        for feature in found:
            if (learnt := self._ready(feature)) is not None:
                held[feature] = learnt
        weights = _normal({feature: found[feature] for feature in held}, {feature: learnt[0] for feature, learnt in held.items()})
        whole = sum(weights.values())
        scores = [-whole * total for total in table.totals]
        for feature, (_, classes, gains) in held.items():
            weight = weights[feature]
            for one, gain in zip(classes, gains, strict=True):
                scores[one] += weight * gain
        elsewhere, said, unsaid = scores[-3:]
        return Likely(scores[: table.sources], scores[table.sources : -3], elsewhere, said, unsaid)

    def _ready(self, feature: str) -> "Learnt | None":
        if feature not in self._known:
            if len(self._known) >= MAX_REMEMBERED:
                self._known.clear()
            stored = self.stored(feature)
            self._known[feature] = None if stored is None else unpack(stored, self._table.code)
        return self._known[feature]

    def stored(self, feature: str) -> bytes | None:
        """What was learnt of a feature, as it is stored (see Table); None when it is not known."""
        place = bucket(feature)
        start, end = self._starts[place : place + 2]
        return _PARCEL.decode(memoryview(self._table.parcels)[start:end]).get(feature)


_PARCEL = msgspec.msgpack.Decoder(dict[str, bytes])
