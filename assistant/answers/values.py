"""Answers that are one text, one day or one figure."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from assistant import reading
from assistant.answers.answer import Answer, as_text, refused
from assistant.answers.denials import denies, not_done
from assistant.answers.doubts import doubted
from assistant.answers.names import words_of
from assistant.answers.words import DENIAL, ELSEWHERE, MERE, MERE_VALUES, RESERVES, WAITS
from assistant.french import date_long, typography
from assistant.reading.words import MONTH
from assistant.script import Question
from assistant.text import fold, short

_STEM = 6
"""How many letters two words have alike that speak of the same: « demandée », « demandez »."""
_COMPLEMENTS = re.compile(
    r"(?:€|\beuros?|\beur)\s+d(?:e (?!plus\b|moins\b)|['’])(?:(?:la |les? |l['’]|notre |nos ))?([a-z]+)"
    r"|\b(demand[a-z]+|sollicit[a-z]+)(?: (?:a|aux?|aupres d[a-z]+) (?!total|tout)(?:(?:la |les? |l['’]))?([a-z]+))?"
    r"|\b(notifie|accorde|obtenu|acquis|devis|compter)e?s?\b"
)
"""What an amount is of, and of whom it is asked."""
MOST = 200
"""How many characters a sentence may have that says yes without the word."""


def read_text(question: Question, raw: Any) -> Answer:
    """A text; of a list of values, their words. What only agrees describes nothing, and what is supposed is not decided."""
    if isinstance(raw, list) and all(isinstance(item, str | int | Decimal) for item in raw):
        raw = " ; ".join(map(as_text, raw)).strip()
    if isinstance(raw, dict | list):
        return refused(raw, "on attend ici un texte, pas une liste de champs")
    if isinstance(raw, bool):
        raw = as_text(raw)
    if question.type == "long_text" and words_of(str(raw)) in MERE:
        return refused(raw, f"« {short(str(raw))} » ne dit pas ce que l'on demande : répondez en quelques mots")
    if question.type == "long_text" and (kind := mere_value(raw)):
        return refused(raw, f"« {short(str(raw))} » est {kind}, et ne dit pas ce que l'on demande : répondez en quelques mots")
    if isinstance(raw, str) and ELSEWHERE.match(fold(raw)):
        return refused(raw, f"« {short(raw)} » renvoie à un autre document : écrivez ici ce qu'il dit")
    if reading.decision(raw) == "supposed":
        return refused(raw, f"« {short(str(raw))} » laisse la réponse en suspens : écrivez ce qui est décidé")
    return Answer("given", raw if isinstance(raw, str) else str(raw), raw)


def mere_value(raw: Any) -> str:
    """What a text is when it tells a value and nothing else, « une date » or « un montant »; "" for any other."""
    text = reading.bare(raw) if isinstance(raw, str) else ""
    return next((kind for kind, pattern in MERE_VALUES if pattern.fullmatch(text)), "")


def read_with(parse: Callable[[object], reading.Reading[Any]]) -> Callable[[Question, Any], Answer]:
    """The reading of one value; a whole number becomes a Decimal, as all figures of answers are."""

    def read(_: Question, raw: Any) -> Answer:
        if isinstance(raw, dict | list):
            return refused(raw, "on attend ici une seule valeur, pas une liste")
        result = parse(raw)
        if result.problem is not None:
            return refused(raw, result.problem)
        value: Any = result.value
        counted = isinstance(value, int) and not isinstance(value, bool)
        return Answer("given", Decimal(value) if counted else value, raw, note=result.note or "")

    return read


def read_yes_no(question: Question, raw: Any) -> Answer:
    """Yes or no; the word that the question asks about says yes: « elle est complète », to « Est-elle complète ? »."""
    found = read_with(partial(reading.parse_yes_no, some=question.some))(question, raw)
    if found.problem and (denies(question, raw) or not_done(question, raw)):
        found = Answer("given", False, raw, note=typography(f"« {short(str(raw))} » est lu comme non"))
    # Where a part makes a yes, a part told after « oui » leaves no doubt; elsewhere, one told after « non ».
    doubts = question.doubts if found.value is not question.some else ()
    typed = raw if isinstance(raw, str) and found.state == "given" and not (question.some and found.value) else ""
    if typed and doubted(question, typed, doubts, denies=not found.value):
        return refused(raw, f"« {short(typed)} » laisse un doute : tapez oui ou non")
    if found.problem and isinstance(raw, str) and asserts(question, raw):
        return Answer("given", True, raw, note=typography(f"« {short(raw)} » est lu comme oui"))
    asked = re.search(r"\b(?:est|sont)-(?:ils?|elles?) ([a-z]+)$", reading.bare(question.label, "? "))
    if found.problem and asked and isinstance(raw, str):
        about = asked[1].removesuffix("s").removesuffix("e")
        first, _, more = reading.bare(raw).partition(",")
        plain = not more or not (DENIAL.search(more) or RESERVES.search(more) or reading.hedges(more))
        if plain and re.fullmatch(rf"(?:(?:c'est|tout est|(?:il|elle)s? (?:est|sont)|oui) )?{about}e?s?", first):
            return Answer("given", True, raw, note=typography(f"« {short(raw)} » est lu comme oui"))
    return found


def asserts(question: Question, raw: str) -> bool:
    """Whether a sentence without yes or no says yes in the words of the question: « on la signera », « les deux sont en QPV »."""
    text = f" {words_of(raw)}"
    plain = len(raw) <= MOST and not (DENIAL.search(text) or RESERVES.search(fold(raw)) or "?" in raw or reading.hedges(raw))
    # « À contacter », « on contactera » say what is still to be done.
    return plain and any(
        re.search(rf" {re.escape(words_of(word))}(?!r(?:a[is]?|ons|ont|ait)?\b)", text) for word in question.asserts
    )


def read_amount(question: Question, raw: Any) -> Answer:
    """An amount, beside those whose money it is where that leaves it the same."""
    if question.whose and isinstance(raw, str) and _of_another_kind(question, raw):
        return refused(raw, f"« {short(raw)} » ne dit pas pour sûr le montant demandé ici : tapez-le seul")
    return read_with(partial(reading.parse_amount, whose=question.whose))(question, raw)


def _of_another_kind(question: Question, raw: str) -> bool:
    """Whether a text says of what, or asked of whom, its amount is, in words that are not those of the question.

    « 96 000 € de dépenses », « 96 000 € demandés à la Région », where the subsidy is asked.
    """
    own = {
        word[:_STEM] for text in (question.label, question.short, *question.whose) for word in re.findall("[a-z]+", fold(text))
    }
    told = {word for found in _COMPLEMENTS.finditer(fold(raw)) for word in found.groups() if word}
    return any(word[:_STEM] not in own for word in told)


def read_date(question: Question, raw: Any) -> Answer:
    """A date; where the month is enough (`rounds`), a month or a year told alone is its first or last day."""
    if isinstance(raw, str) and reading.parse_date(raw).ok and doubted(question, reading.in_the_end(fold(raw)), question.doubts):
        return refused(raw, f"« {short(raw)} » ne dit pas pour sûr le jour demandé : tapez-le seul")
    span = reading.parse_span(raw) if question.rounds and not isinstance(raw, dict | list) else None
    if span is None:
        found = read_with(reading.parse_date)(question, raw)
        waits = (
            found.problem and isinstance(raw, str) and WAITS.fullmatch(fold(raw)) and not re.search(rf"\b{MONTH}\b", fold(raw))
        )
        return Answer("skipped", raw=raw) if waits else found
    day = span[0] if question.rounds == "start" else span[1]
    return Answer("given", day, raw, note=f"« {short(str(raw))} » est lu comme le {date_long(day)}")
