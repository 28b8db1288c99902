"""The lexicon: words that lead nowhere, and lines without effect."""

from collections.abc import Iterable, Iterator

from assistant.analysis import LIGHT_WORDS, Vocabulary, fold, stem
from assistant.indexing import compile_lexicon
from assistant.library import Entry, Lexicon, Library, Silence


def remarks(library: Library) -> Iterator[str]:
    """What is wrong with the lexicon of a library."""
    lexicon = library.lexicon
    if lexicon == Lexicon():
        return
    vocabulary = compile_lexicon(lexicon)
    held = frozenset(term for text in _texts(library) for term in vocabulary.terms(text))
    for synonym in lexicon.synonyms:
        where = f"lexicon.yaml, synonymes de « {synonym.say[0] if synonym.say else ''} »"
        if not (synonym.say and synonym.mean):
            yield f"{where} : « say » et « mean » veulent chacun un mot au moins"
            continue
        yield from _said(where, synonym.say, synonym.mean, vocabulary)
        yield from _meant(where, synonym.mean, vocabulary, held)
    for family in lexicon.families:
        where = f"lexicon.yaml, famille « {', '.join(family)} »"
        if len({stem(fold(member)) for member in family}) < 2:
            yield f"{where} : sans effet, la recherche réunit déjà ces mots"
        elif vocabulary.term(fold(family[0])) not in held:
            yield f"{where} : aucun texte, réponse ou question ne contient un de ces mots"
    for acronym in lexicon.acronyms:
        where = f"lexicon.yaml, sigle « {acronym.short} »"
        short, long = vocabulary.terms(acronym.short), vocabulary.terms(acronym.long)
        if not (short and long):
            yield f"{where} : un de ses côtés ne dit rien à la recherche"
        elif not (_stands(short, held) or _stands(long, held)):
            yield f"{where} : ni lui ni ce qu'il veut dire ne sont dans un texte, une réponse ou une question"
    for kind, names in lexicon.entities.items():
        for name in names:
            if not vocabulary.terms(name):
                yield f"lexicon.yaml, noms « {kind} » : « {name} » ne dit rien à la recherche"
    for name in sorted(set(lexicon.apart) - {section.id for section in library.sections}):
        yield f"lexicon.yaml, apart : la section « {name} » n'existe pas"


def _said(where: str, say: Iterable[str], mean: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Words of `say` that never bring what they should."""
    means = [vocabulary.terms(other) for other in mean]
    for word in say:
        terms = vocabulary.terms(word)
        if not terms:
            yield f"{where} : « {word} » est un mot vide, la recherche ne le lit pas"
        elif len(terms) == 1 and terms[0] in LIGHT_WORDS:
            yield f"{where} : « {word} » est un mot de question, il ne peut pas avoir de synonyme"
        elif all(other in ([], terms) for other in means):
            yield f"{where} : « {word} » est sans effet, la recherche y lit déjà la même chose"


def _meant(where: str, mean: Iterable[str], vocabulary: Vocabulary, held: frozenset[str]) -> Iterator[str]:
    """Words of `mean` that nothing holds."""
    for word in mean:
        terms = vocabulary.terms(word)
        if not terms:
            yield f"{where} : « {word} » est un mot vide, il ne mène à rien"
        elif not _stands(terms, held):
            yield f"{where} : « {word} » ne mène à rien, aucun texte, réponse ou question ne le contient"


def _stands(terms: Iterable[str], held: frozenset[str]) -> bool:
    return any(term in held for term in terms)


def _texts(library: Library) -> Iterator[str]:
    for section in library.sections:
        yield section.title
        for unit in section.units:
            yield from (unit.heading, unit.text)
    sources: list[Entry | Silence] = [*library.entries, *library.silences]
    for source in sources:
        yield from source.questions
        yield from (source.answer,) if isinstance(source, Entry) else (source.says, source.nearby)
