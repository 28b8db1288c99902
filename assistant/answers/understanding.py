"""What a raw answer means for a question: nothing yet, nothing at all, or a value of its type."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assistant import reading
from assistant.answers.answer import ABSENT, LISTS, TEXTS, Answer, admits_none, nothing
from assistant.answers.choices import named, read_choice, read_ours
from assistant.answers.denials import not_done
from assistant.answers.names import held, names_of, words_of
from assistant.answers.rows import read_rows
from assistant.answers.sentences import not_begun
from assistant.answers.several import denies_all, read_choices
from assistant.answers.values import read_amount, read_date, read_text, read_with, read_yes_no
from assistant.answers.words import BECAUSE_NOT, EITHER, LEANS, OTHERS, OURS, OURSELVES
from assistant.script import Ours, Question
from assistant.text import clean, fold

_READERS: dict[str, Callable[[Question, Any], Answer]] = {
    "text": read_text,
    "long_text": read_text,
    "choice": read_choice,
    "choices": read_choices,
    "yes_no": read_yes_no,
    "integer": read_with(reading.parse_integer),
    "year": read_with(reading.parse_year),
    "amount": read_amount,
    "date": read_date,
    "duration": read_with(reading.parse_duration),
    "fte": read_with(reading.parse_fte),
    "repeat": read_rows,
}


def understand(question: Question, raw: Any, ours: Ours | None = None) -> Answer:
    """What a raw answer means for a question; never raises, whatever was typed. `ours` is how the applicant names itself."""
    if isinstance(raw, str):
        raw = clean(raw).strip()
    if raw is None or raw == "" or raw == {}:
        return ABSENT
    if isinstance(raw, str) and (valueless := _without_value(question, raw)):
        return valueless
    denied = raw is False and admits_none(question) and question.type not in {"yes_no", "choice"}
    if raw == [] or denied or (question.type == "repeat" and _is_zero(raw)):
        return nothing(question, raw)
    if ours and question.type == "choice" and isinstance(raw, str):
        found = read_ours(question, raw, ours)
    else:
        found = _READERS[question.type](question, raw)
    return Answer("skipped", raw=raw) if found.problem and not found.value and _undecided(question, raw) else found


def _undecided(question: Question, raw: Any) -> bool:
    """Whether a sentence begins by saying that nobody knows, and then tells nothing: « on ne sait pas encore, la ville ou l'agglo ».

    « On ne sait pas, le loyer sûrement » and « on ne sait pas trop, c'est une brasserie » tell something.
    """
    if not isinstance(raw, str) or question.type not in {"choice", "choices", "yes_no"}:
        return False
    first, *more = re.split(r"[,;:.(]|\b(?:si|qui)\b", raw, maxsplit=1)
    if not more or len(first.split()) < 2 or not reading.is_unknown(first):
        return False
    if question.type == "yes_no":
        return LEANS.search(fold(more[0])) is None
    return not held(names_of(question), words_of(more[0])).names or EITHER.search(fold(more[0])) is not None


def _without_value(question: Question, typed: str) -> Answer | None:
    """The answer of a text that puts the question off or says that there is nothing to give; None for any other text."""
    if named(question, typed):
        return None
    described = question.type in LISTS | TEXTS
    not_yet = described and reading.is_not_yet(typed)
    # « Rien encore » may be what the question itself calls none.
    if question.none and (fold(typed) == fold(question.none) or (not_yet and reading.is_not_yet(question.none))):
        return nothing(question, typed)
    if _unknown(typed) or not_yet:
        return Answer("skipped", raw=typed)
    if _says_none(question, typed):
        return nothing(question, typed)
    if described and reading.is_left_out(typed):
        return nothing(question, typed) if question.none else Answer("skipped", raw=typed)
    if question.type == "repeat" and reading.is_only_us(typed):
        return nothing(question, typed)
    if _open(question, typed) or (not described and reading.is_not_concerned(typed)):
        return Answer("skipped", raw=typed)
    return None


def _unknown(typed: str) -> bool:
    """Whether a text says that the answer is not known; « à définir avec les habitants trois ateliers par an » tells some of it."""
    return reading.is_unknown(typed) and not (reading.hedges(typed) and reading.decision(typed) == "decided")


def _open(question: Question, typed: str) -> bool:
    """Whether a text only puts the answer off: « on verra avec la mairie » names no choice, « à relire » may be one."""
    if reading.decision(typed) != "open" or (question.type == "yes_no" and not_done(question, typed)):
        return False
    if not question.choices and question.type != "yes_no":
        dated = question.type == "date" and reading.parse_date(typed).ok
        return not (dated or (question.type == "duration" and reading.parse_duration(typed).ok))
    # « Oui, on verra » has begun to answer; « ça dépend » is a reserve.
    if re.match(r"\W*(?:oui|non)\b", typed, re.IGNORECASE) or (question.type in {"yes_no", "choice"} and "depend" in fold(typed)):
        return False
    found = held(names_of(question), words_of(typed))
    if not found.names and question.choices:
        return not_begun(question, typed) is None
    return not found.names or reading.decision(found.left.replace("|", " ")) == "open"


def _says_none(question: Question, typed: str) -> bool:
    if question.type in TEXTS:
        # « néant », « sans objet » tell nothing; « Pas de Calais Habitat » is a name, and « aucun club, deux éducateurs » tells.
        plain = not re.search("[,;:(]", typed.rstrip(".,;:! ")) if question.none else len(typed.split()) <= 2
        ours = OURS.search(fold(question.none)) is not None
        if question.none and not ours and (why := re.search("[,;:(]", typed)):
            plain = BECAUSE_NOT.match(fold(typed[why.start() :])) is not None
        return (plain and reading.is_none(typed)) or (ours and _by_ourselves(typed))
    if question.type == "choices" and denies_all(question, typed):
        return True
    # « Pas de bilan annuel » denies one of them, « pas de bilan chaque année, un à la fin » names another.
    if question.type == "choices" and held(names_of(question), words_of(typed)).names:
        return False
    # « Non » answers a yes-no question.
    return (bool(question.none) or question.type in LISTS) and question.type != "yes_no" and reading.is_none(typed)


def _by_ourselves(typed: str) -> bool:
    """Whether a text says that nobody else does it: « en régie », « nous-mêmes », « aucun, nos agents avec l'infirmière »."""
    text = reading.bare(typed)
    if OTHERS.search(text) or re.search(r"[\s'’(][A-ZÀ-Ý]", typed) or reading.decision(typed) != "decided":
        return False
    first, *others = re.split(r" ?[,;:(] ?", text, maxsplit=1)
    if others and (reading.is_none(first) or re.fullmatch(r"personne (?:d'exterieur|d'autre)", first)):
        return OURS.search(others[0]) is not None
    return re.fullmatch(OURSELVES, text) is not None


def _is_zero(raw: Any) -> bool:
    """Whether a list is answered by zero: « 0 € » of credits, 0 partner."""
    if isinstance(raw, str) and re.search(r"[;:(]|,(?![0-9])", raw):
        return False
    return isinstance(raw, str | int | Decimal) and reading.parse_amount(raw).value == 0
