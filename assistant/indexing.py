"""How a library becomes a build: its texts are read into terms, indexed, and counted."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from assistant.analysis import LIGHT_WORDS, WHERE, Phrase, Vocabulary, Word, fold, phonetic, stem, words
from assistant.asked import wanted
from assistant.index import FIELDS, LIGHT_ASKED, Build, interrogatives, usual_idf, written
from assistant.library import Entry, Lexicon, Library, Silence
from assistant.likelihood import learn

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""

SYNONYM_TRUST = 0.8
ACRONYM_TRUST = 0.95

Read: TypeAlias = dict[str, list[Word]]
"""The words of a document, by field."""


def compile_lexicon(lexicon: Lexicon) -> Vocabulary:
    """Turn a lexicon into terms: acronyms keep their form, families share a term, synonyms and acronyms become phrases."""
    acronyms: dict[str, str] = {}
    for acronym in lexicon.acronyms:
        for word in words(acronym.short):
            acronyms[word.form] = word.form
    families: dict[str, str] = {}
    for family in lexicon.families:
        members = [stem(fold(member)) for member in family]
        families.update(dict.fromkeys(members, members[0]))
    bare = Vocabulary(acronyms, families, frozenset(), {})
    phrases: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
    for synonym in lexicon.synonyms:
        means = [tuple(bare.terms(mean)) for mean in synonym.mean]
        for say in synonym.say:
            _learn(phrases, tuple(bare.terms(say)), means, SYNONYM_TRUST)
    for acronym in lexicon.acronyms:
        short, long = tuple(bare.terms(acronym.short)), tuple(bare.terms(acronym.long))
        _learn(phrases, short, [long], ACRONYM_TRUST)
        _learn(phrases, long, [short], ACRONYM_TRUST)
    by_first: dict[str, list[Phrase]] = {}
    for terms, found in phrases.items():
        by_first.setdefault(terms[0], []).append(Phrase(terms, tuple((trust, mean) for mean, trust in found.items())))
    return Vocabulary(
        acronyms=acronyms,
        families=families,
        stop=frozenset(fold(word) for word in lexicon.stop_words),
        phrases={first: tuple(sorted(many, key=lambda phrase: -len(phrase.terms))) for first, many in by_first.items()},
    )


def _learn(
    phrases: dict[tuple[str, ...], dict[tuple[str, ...], float]],
    say: tuple[str, ...],
    means: Iterable[tuple[str, ...]],
    trust: float,
) -> None:
    if len(say) > 1 or (say and say[0] not in LIGHT_WORDS):
        known = phrases.setdefault(say, {})
        for mean in means:
            if mean and mean != say:
                known[mean] = max(trust, known.get(mean, 0.0))


class _Texts:
    """Reads texts into words, each text once, and counts the forms that spelling may be mended into."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.forms: dict[str, int] = {}
        self._vocabulary = vocabulary
        self._known: dict[str, list[Word]] = {}
        self._shared: dict[tuple[str, bool], Word] = {}

    def read(self, *texts: str, ours: bool = True) -> list[Word]:
        """The words of texts that follow each other; those of another subject are not counted (« droi » is no « roi »)."""
        found: list[Word] = []
        first = True
        for text in texts:
            mine = self._words(text)
            # « ou » is « où » at the very start only.
            again = not first and bool(mine) and mine[0].form == WHERE and _OR.match(text) is not None
            found += mine[1:] if again else mine
            first = first and not text.strip()
        if ours:
            for word in found:
                self.forms[word.form] = self.forms.get(word.form, 0) + 1
        return found

    def _words(self, text: str) -> list[Word]:
        """A paragraph stands in its section and by itself, a question by itself and in its entry: each is read once."""
        mine = self._known.get(text)
        if mine is None:
            # One object for each word of the language: a text costs a pointer a word. Its places are of no use here.
            found = self._vocabulary.read(text)
            mine = self._known[text] = [self._shared.setdefault((word.form, word.light), word) for word in found]
        return mine


class _Tally:
    """What is counted of the documents as they go by: `owners` are the numbers of the sources of the typical questions, in order."""

    def __init__(self, owners: list[int]) -> None:
        self.lengths: dict[str, list[int]] = {name: [] for name in FIELDS}
        self._owners = owners
        self._sources: dict[str, set[int]] = {}
        self._bags: list[dict[str, float]] = []

    def count(self, document: Read) -> None:
        """Count one document."""
        for name, found in document.items():
            self.lengths[name].append(len(found))
            if name == "question":
                for word in found:
                    self._sources.setdefault(word.term, set()).add(self._owners[len(self._bags)])
                self._bags.append({word.term: LIGHT_ASKED if word.light else 1.0 for word in found})

    def masses(self, sources: int) -> list[float]:
        """For each typical question the sum of the weights of its terms, of so many sources in all."""
        weights = {term: usual_idf(len(found), sources) for term, found in self._sources.items()}
        return [sum(weights[term] * share for term, share in bag.items()) for bag in self._bags]

    def asks(self) -> list[int]:
        """For each typical question which interrogatives it holds."""
        return [interrogatives(bag) for bag in self._bags]


_OR = re.compile(r"\W*ou\b", re.IGNORECASE)


def build(library: Library, progress: Progress | None = None) -> Build:
    """Index a library in memory; `progress` is called along the way."""
    vocabulary = compile_lexicon(library.lexicon)
    texts = _Texts(vocabulary)
    asked: list[Entry | Silence] = [*library.entries, *library.silences]
    units = [(s, u) for s, section in enumerate(library.sections) for u in range(len(section.units))]
    questions = [number for number, source in enumerate(asked) for _ in source.questions]
    tally = _Tally(questions)
    total = len(library.sections) + len(units) + len(questions) + len(asked)

    def terms() -> Iterator[dict[str, list[str]]]:
        for number, document in enumerate(_documents(library, asked, texts)):
            tally.count(document)
            if progress and number % 50 == 0:
                progress(number, total)
            yield {name: [word.term for word in found] for name, found in document.items()}

    files = written(terms())
    if progress:
        progress(total, total)
    forms = texts.forms | {form: texts.forms.get(form, 0) for form in _synonyms(library.lexicon)}
    return Build(
        library=library,
        vocabulary=vocabulary,
        units=units,
        questions=questions,
        lengths=tally.lengths,
        masses=tally.masses(len(asked)),
        asks=tally.asks(),
        kinds=[wanted(question) for source in asked for question in source.questions],
        sounds=_sounds(forms),
        forms=forms,
        asking=learn(library, vocabulary),
        files=files,
    )


def _documents(library: Library, asked: list[Entry | Silence], texts: _Texts) -> Iterator[Read]:
    """The documents of an index, in their order."""
    for section in library.sections:
        headings = dict.fromkeys(unit.heading for unit in section.units)
        yield {"title": texts.read(section.title), "body": texts.read(*headings, *(unit.text for unit in section.units))}
    for section in library.sections:
        for unit in section.units:
            yield {"unit": texts.read(unit.heading, unit.text)}
    for source in asked:
        for question in source.questions:
            yield {"question": texts.read(question, ours=_ours(source))}
    for source in asked:
        said = (source.answer,) if isinstance(source, Entry) else (source.says, source.nearby)
        yield {"entry": texts.read(*source.questions, *said, ours=_ours(source))}


def _ours(source: Entry | Silence) -> bool:
    """Whether it is on the subject of the texts."""
    return isinstance(source, Entry) or not source.outside


def _synonyms(lexicon: Lexicon) -> Iterator[str]:
    """The words that people say for those of the texts."""
    return (word.form for synonym in lexicon.synonyms for say in synonym.say for word in words(say))


def _sounds(forms: Iterable[str]) -> str:
    """The forms by the way they sound, as a Build keeps them."""
    sounds: dict[str, list[str]] = {}
    for form in forms:
        if len(form) > 2 and form.isalpha():
            sounds.setdefault(phonetic(form), []).append(form)
    return "".join(f"\n{sound} {' '.join(same)}" for sound, same in sounds.items()) + "\n"
