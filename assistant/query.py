"""What a question asks, in terms of the index: groups of words, what else they may mean, and how much each weighs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from assistant.analysis import LIGHT_WORDS, Vocabulary, Word, fold, is_stop
from assistant.asked import Kind, about, defined, presented, wanted
from assistant.index import LIGHT_ASKED, Index
from assistant.spelling import Speller, babble, short_hand

MAX_CHARACTERS = 2_000
"""A longer question is cut there, and the answer says so."""
MAX_GROUPS = 40
MAX_MENDED = 12
"""Unknown words that are looked up in the spelling of one question, which bounds its time."""
SENTENCE = 12
"""Letters from which a word is rather a sentence typed without spaces than a slip."""
MENDED_TRUST = 0.9
GLUED_TRUST = 0.95
ORDINAL_TRUST = 0.7
"""Trust that « le 4e axe » stands as « axe 4 »."""
LIKE_STEM = 0.2
"""Trust that another everyday word of the same stem was meant (« imprimante » is no « imprimé »)."""
SECOND_READING = 0.45
"""What a synonym keeps of its trust when the texts know the word that was typed."""
UNKNOWN, UNKNOWN_ADVERB = 0.5, 0.25
"""What is left of the weight of a word that neither the texts nor everyday French have: most are names and turns of phrase."""


MOST_NAMED = 2
"""Ideas of a question that only names what it is about."""
ASIDE = 0.7
"""What the words told before the question keep of their weight: « on est une commune de 8 000 habitants. Qui signe ? »"""


class Alternative(NamedTuple):
    """A run of terms that stands for an idea."""

    trust: float
    """0..1; 1 for what was typed."""
    terms: tuple[str, ...]
    scale: float = 1.0
    """Applied to its scores, so that a long reading (an acronym spelt out) does not outweigh the word typed."""


Reading = tuple[float, tuple[str, ...]]


class Group(msgspec.Struct, frozen=True):
    """One idea of the question: a word or a phrase, and the runs of terms that stand for it (none when nothing does)."""

    words: tuple[str, ...]
    """The folded words, as typed."""
    alternatives: tuple[Alternative, ...]
    weight: float
    """How much the idea matters: its rarity, less for an interrogative or a word of the context."""
    light: bool = False
    focus: bool = False
    """Whether it names what is asked for: « quel diplôme », « combien d'étages »."""
    foreign: bool = False
    """Whether it is an everyday French word that nothing in the campaign holds."""
    share: float = 1.0
    """What it keeps of its weight when it comes from the context."""

    @property
    def trust(self) -> float:
        """The trust in the best reading; 0 when nothing stands for the idea."""
        return max((reading.trust for reading in self.alternatives), default=0.0)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the best reading."""
        return max(self.alternatives, key=lambda reading: reading.trust).terms if self.alternatives else ()


class Query(msgspec.Struct, frozen=True):
    """An understood question."""

    plain: str
    """Mended, folded, words apart by single spaces."""
    aside: str
    """What is told before the question itself, in the same form."""
    groups: tuple[Group, ...]
    mended: tuple[tuple[str, str], ...]
    """Words as typed and as understood, where they differ."""
    language: bool
    """Whether it has at least one word that is not keyboard noise."""
    cut: bool
    """Whether its end was left aside because it is too long."""
    wants: Kind | None
    """The kind of thing it asks for."""
    added: str = ""
    """Words of the conversation that complete it."""

    @property
    def mass(self) -> float:
        """The sum of the weights of its groups."""
        return sum(group.weight for group in self.groups)

    @property
    def content(self) -> tuple[Group, ...]:
        """Its own groups that say what it is about."""
        return tuple(group for group in self.groups if not group.light and group.share == 1.0)

    @property
    def bare(self) -> bool:
        """Whether it only names one thing or two, and asks nothing of them (« calendrier », « budget max »)."""
        named = all(group.alternatives and not group.light for group in self.groups)
        return (
            named and 1 <= len(self.groups) <= MOST_NAMED and len(self.plain.split()) <= len(self.groups) + 1 and not self.aside
        )


class Reader:
    """Understands questions with the words of one library."""

    def __init__(self, index: Index, vocabulary: Vocabulary, speller: Speller) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._speller = speller
        self._tries = 0

    def read(self, question: str) -> Query:
        """Turn a question into groups of terms; words that the library does not have are mended when a near one exists."""
        text, cut = _lines(question[:MAX_CHARACTERS]), len(question) > MAX_CHARACTERS
        if what := about(text):
            # Whoever asks « que disent les textes sur… » speaks, whatever words follow.
            return replace(self._understand(what, cut), language=True)
        return self._understand(self._usual(text), cut)

    def is_acronym(self, query: Query) -> bool:
        """Whether a question is an acronym of the campaign, alone."""
        return len(query.groups) == 1 and all(word in self._vocabulary.acronyms for word in query.groups[0].words)

    def _usual(self, text: str) -> str:
        """A question on what something is, in the words in which such questions are usually put; any other as it is."""
        if what := defined(text):
            return f"c'est quoi {what}"
        if what := presented(text):
            usual = f"c'est quoi {what}"
            return usual if len(self._understand(usual).content) == 1 else text
        return text

    def _understand(self, text: str, cut: bool = False) -> Query:
        mended: list[tuple[str, str]] = []
        text = self._unglued(_spell_out(text), mended)
        found = self._vocabulary.read(text)
        self._tries = 0
        groups: list[Group] = []
        position, asked = 0, _asked_from(text)
        while position < len(found) and len(groups) < MAX_GROUPS:
            group, length = self._group(found, position, mended)
            if group is not None and found[position].start < asked:
                group = replace(group, weight=ASIDE * group.weight)
            if group is not None and not any(known.words == group.words for known in groups):
                if not group.light and _names(text[: found[position].start], group):
                    group = replace(group, focus=True)
                groups.append(group)
            position += length
        plain = _corrected(text, mended)
        return Query(
            plain=plain,
            aside=_corrected(text[:asked], mended) if asked else "",
            groups=tuple(groups),
            mended=tuple(mended),
            language=self._speaks(found, groups, plain),
            cut=cut,
            wants=wanted(plain),
        )

    def _unglued(self, text: str, mended: list[tuple[str, str]]) -> str:
        """Give their spaces back to sentences typed without; a name inside a sentence is left whole."""
        tries = iter(range(MAX_MENDED))

        def apart(match: re.Match[str]) -> str:
            typed = match.group()
            form = fold(re.sub("['’]", "", typed))
            named = match.start() > 0 and typed.istitle() and len(form) < SENTENCE
            if named or self._speller.knows(form) or self._index.known(self._vocabulary.term(form)) or next(tries, None) is None:
                return typed
            pieces = None if len(form) < SENTENCE and self._speller.likely(form) else self._speller.segment(form)
            if not pieces:
                return typed
            mended.append((form, " ".join(pieces)))
            return mended[-1][1]

        return _LONG.sub(apart, text)

    def _speaks(self, found: list[Word], groups: list[Group], plain: str) -> bool:
        """Whether a text is somebody's words: it has a little word or a word that we know, or is one word that could be a name."""
        spoken = [word for word in plain.split() if len(word) > 1 and word.isalpha()]
        if any(is_stop(word) or word in LIGHT_WORDS for word in spoken):
            return True
        noise = dict(zip((word.form for word in found), babble([word.form for word in found]), strict=True))
        known = [word for word in found if self._index.known(word.term) and (word.form.isalpha() or len(word.form) > 3)]
        if known or any((group.foreign or group.alternatives) and group.words[0] in spoken for group in groups):
            return any(not noise[word.form] or word in known for word in found)
        return len(spoken) == 1 and not any(noise.values())

    def weight(self, terms: Sequence[str]) -> float:
        """How much a run of terms matters: the sum of their rarities."""
        field = "question" if self._index.count["question"] else "body"
        return sum(self._index.idf(field, term) for term in terms)

    def _group(self, found: list[Word], position: int, mended: list[tuple[str, str]]) -> tuple[Group | None, int]:
        word = found[position]
        if self._speller.lost_apostrophe(word.form) or self._speller.only_looks_known(word.form):
            return self._mend(word, mended), 1
        trust = 1.0 if self._speller.same_word(word.form) else LIKE_STEM
        for phrase in self._vocabulary.phrases.get(word.term, ()):
            length = len(phrase.terms)
            run = found[position : position + length]
            if tuple(other.term for other in run) == phrase.terms:
                if length > 1:
                    trust = 1.0
                return self._make(run, [(trust, phrase.terms), *((trust * other, mean) for other, mean in phrase.means)]), length
        compound = self._compound(found, position)
        if compound:
            return self._make(found[position : position + 3], compound), 3
        if word.form[0].isdigit() and word.form[-1] == "e":
            return self._make([word], [(1.0, (word.term,)), (ORDINAL_TRUST, (word.term[:-1],))]), 1
        if self._index.known(word.term):
            return self._make([word], [(trust, (word.term,))]), 1
        return self._mend(word, mended), 1

    def _compound(self, found: list[Word], position: int) -> list[Reading]:
        """The readings of « psycho-social », which comes as psycho, social, psychosocial; none elsewhere."""
        run = found[position : position + 3]
        if len(run) < 3 or run[2].start != run[0].start or run[2].form != run[0].form + run[1].form:
            return []
        return [(1.0, (run[2].term,)), (1.0, (run[0].term, run[1].term))]

    def _make(self, run: list[Word], readings: list[Reading]) -> Group:
        """A group of the readings that the library holds; the first one is what was typed."""
        trusts: dict[tuple[str, ...], float] = {}
        first = readings[0][1]
        held = all(map(self._index.known, first))
        for trust, terms in readings:
            if any(map(self._index.known, terms)):
                if held and terms != first and trust < 0.9:
                    trust *= SECOND_READING
                trusts[terms] = max(trust, trusts.get(terms, 0.0))
        weight = max(self.weight(terms) for terms in trusts) if trusts and not held else self.weight(first)
        light = all(word.light for word in run)
        return Group(
            words=tuple(word.form for word in run),
            alternatives=tuple(
                Alternative(trust, terms, min(1.0, weight / (self.weight(terms) or 1.0))) for terms, trust in trusts.items()
            ),
            weight=weight * (LIGHT_ASKED if light else 1),
            light=light,
        )

    def _mend(self, word: Word, mended: list[tuple[str, str]]) -> Group | None:
        readings: list[Reading] = []
        if self._tries < MAX_MENDED:
            self._tries += 1
            parts = self._speller.split(word.form)
            if parts is not None:
                kept = [part for part in parts if not is_stop(part)]
                if not kept:
                    return None
                readings.extend(self._readings(tuple(self._vocabulary.term(part) for part in kept), GLUED_TRUST))
                mended.append((word.form, " ".join(parts)))
            else:
                for form, trust in self._candidates(word.form):
                    if not readings:
                        mended.append((word.form, form))
                    readings.extend(self._readings((self._vocabulary.term(form),), trust * MENDED_TRUST))
        if readings:
            return self._make([word], readings)
        if word.light:
            return None  # « quoi » says what is asked, which a campaign that never writes it lacks nothing of
        adverb = word.form.endswith("ment")
        foreign = not adverb and self._speller.is_french(word.form)
        share = UNKNOWN_ADVERB if adverb else 1.0 if foreign else UNKNOWN
        return Group(words=(word.form,), alternatives=(), weight=share * self.weight([word.term]), foreign=foreign)

    def _candidates(self, form: str) -> list[tuple[str, float]]:
        candidates = self._speller.mend(form)
        bare = self._speller.unglue(form)
        without = self._speller.mend(bare) if bare else []
        return without if without and (not candidates or GLUED_TRUST * without[0][1] > candidates[0][1]) else candidates

    def _readings(self, terms: tuple[str, ...], trust: float) -> list[Reading]:
        readings: list[Reading] = [(trust, terms)]
        for phrase in self._vocabulary.phrases.get(terms[0], ()):
            if phrase.terms == terms:
                readings.extend((trust * other, mean) for other, mean in phrase.means)
        return readings


_FOCUS = re.compile(
    r"\b(?:quel(?:le)?s?|combien (?:de |d.)|nombre (?:de |d.|des )|listes? (?:de |d.|des )(?:les )?)"
    r"\s*(?:est |sont )?(?:la |le |l.|les )?\Z"
)
_ASPECTS = frozenset(
    "role type sorte date epoque objet but moment facon maniere mot cas condition difference lien structure motif raison autre "
    "genre exemple forme point chose quantite nombre niveau".split()
)
"""Nouns that come after « quel » without naming a thing that a text must hold."""


def _names(before: str, group: Group) -> bool:
    return group.words[0].rstrip("s") not in _ASPECTS and bool(_FOCUS.search(fold(before[-60:])))


_SENTENCE = re.compile(
    r"(?:(?<!\b\w)(?<!\bart)(?<!\bcf)(?<!\bmme)(?<!\benv)\.|[?!;:…]) (?=\S)|\n",
    re.IGNORECASE,
)
LEAST_ASKED = 15
"""Characters from which a last sentence may be the question: « Possible ? » asks of what comes before."""


def _lines(text: str) -> str:
    """The lines that hold something, each white space one space."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _asked_from(text: str) -> int:
    """Where the question begins: after the last sentence that comes before it, if the rest says enough to be one."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    return next((end for end in reversed(ends) if len(text) - end >= LEAST_ASKED), 0)


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _corrected(text: str, mended: list[tuple[str, str]]) -> str:
    meant = dict(mended)
    if meant:
        text = _WORD.sub(lambda match: meant.get(fold(match.group()), match.group()), text)
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


# « sous » is a preposition, but not after an article.
_COINS = re.compile(r"\b((?:les|des|d[eé]|nos|leurs|ses|quels) )sous\b(?! (?:la|le|les|l['’]|forme))", re.IGNORECASE)


_LONG = re.compile(r"[^\W\d_](?:[^\W\d_]|['’]){5,}")
_DIGITS = re.compile(r"(?<=[^\W\d_]{3})(?=\d)|(?<=\d)(?=[^\W\d_]{4})")
_PERCENT = re.compile(r"(?<=\w)\s*(?:%|\b(?:pour|pr) ?cents?\b)", re.IGNORECASE)
_E = re.compile(r"(?<![\w'’-])[éÉ](?![\w'’-])")
_CAPITALS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z]{2})|(?<=[A-Z]{2})(?=[a-zà-ÿ]{2})")
_C_EST = re.compile(
    r"\bc (?=(?:quoi|koi|kwa|qui|ki|pas|le|la|les|un|une|combien|kombien|pour|quand|comment|bien|possible|vrai|où|ou|quel|déjà)\b)",
    re.IGNORECASE,
)


# « demander 300000 si… »: a large round number of nothing is one of euros.
_EUROS = re.compile(
    r"\b(?:\d{2,3}[  \u202f.]?|[1-9][  \u202f.])000\b"
    r"(?=\s*(?:[?!,;]|$|(?:si|sur|pour|par|en|au|alors|seulement|maximum|max|possible|c['’ ]est|ça)\b))",
    re.IGNORECASE | re.MULTILINE,
)


def _spell_out(text: str) -> str:
    """Replace the shorthand of SMS by plain French, set numbers apart from words, and name what is counted in euros."""
    text = _E.sub("est", text)
    text = _C_EST.sub("c'est ", _DIGITS.sub(" ", _CAPITALS.sub(" ", text)))
    text = _WORD.sub(lambda match: short_hand(fold(match.group())) or match.group(), text)
    text = _PERCENT.sub(" pourcentage ", _EUROS.sub(r"\g<0> euros", text))
    return _COINS.sub(r"\1argent", text)
