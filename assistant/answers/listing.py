"""A list that is written in one sentence, row by row.

« La CAF pour 8 000 € et le Département pour 12 000 € »; « deux éducateurs payés par la ville, plus une chargée de mission en CDD payée par
la subvention ».

A row is read when all that it tells has one meaning; else the sentence stays as it is, to be answered field by field.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from assistant import french, reading
from assistant.answers.names import held, names_of, uninflected, words_of
from assistant.answers.sentences import match
from assistant.answers.words import (
    AFTERWARDS,
    BECOMES,
    CONDITION,
    DAY,
    FOR_ALL,
    JOINS,
    LEADS_TO,
    NEGATION,
    OF,
    PLAIN,
    PRONOUN,
    RIVAL_AMOUNT,
    SOMEBODY,
    SUPPOSED,
)
from assistant.script import Choice, Question
from assistant.text import clean, fold

Row = dict[str, str]
_LONGEST = 800
"""How many characters a list in one sentence may have; a longer one is prose."""
_MOST_ROWS = 30
_SMALL = 3
"""How many letters a word has at most that tells nothing by itself."""
_TITLE = 10
"""How many words may stand before the amount of a row."""
_HARD = r"\s*(?:[;\n]|(?<=[^\W\d])\.(?=\s+[A-ZÀ-Ý0-9]|\s*$))\s*"
_AMOUNT = r"(?<![\w-])[0-9](?:[0-9.,'’\s]*[0-9])?\s?(?:k|m)?\s?(?:€|euros?\b|eur\b|mille\b)"
_WHEN = re.compile(r"(?:pour|en|d'ici|avant|au|a la|fin|debut|pret|prevu|livre|attendu)(?![a-z])")
_ANOTHER = re.compile(r"(?:et )?(?:une?|des) ", re.IGNORECASE)
_YEAR = r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9]| ?(?:€|eur|[0-9]))"


def told_rows(question: Question, text: str) -> tuple[Row, ...]:
    """The rows that a sentence tells, as what would be typed in each field; none when it does not tell a field for certain."""
    if len(text) > _LONGEST or not re.search(r"\s", text.strip()):
        return ()
    return _told_rows(question, clean(text).strip())


@lru_cache(maxsize=256)
def _told_rows(question: Question, text: str) -> tuple[Row, ...]:
    if "?" in text or CONDITION.search(f" {fold(text)}"):
        return ()
    if any(field.type == "amount" for field in question.questions):
        return _with_amounts(question, text)
    if any(field.type == "choice" and field.cues for field in question.questions):
        return _with_cues(question, text)
    return ()


def _spans(text: str, at: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a text stand that is cut where a pattern stands outside any parenthesis."""
    start, depth = 0, 0
    for found in re.finditer(rf"[()]|{at}", text):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth <= 0 and found[0] not in "()":
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def pieces(text: str, at: str) -> list[str]:
    """The pieces of a text that is cut where a pattern stands outside any parenthesis."""
    cut = (text[start:end].strip(" ,;") for start, end in _spans(text, at))
    return [piece for piece in cut if piece.strip(".")]


# --- Rows that hold amounts ---------------------------------------------------------------------------------------------


def _with_amounts(question: Question, text: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    last = ""
    for piece in pieces(text, _HARD):
        if not _amounts(piece):
            last = piece
            continue
        if last:
            return ()
        for parts in _grouped(question, pieces(piece, JOINS)):
            row = _amount_row(question, parts)
            if row is None or len(rows) == _MOST_ROWS:
                return ()
            rows.append(row)
    if last and not _for_all(question, rows, last):
        return ()
    if not last and len(rows) > 1:
        _for_all(question, rows, "")
    return tuple(rows)


def _amounts(text: str) -> list[Decimal]:
    """The amounts of a text, each time that one is told."""
    return reading.amounts_told(text)


def _grouped(question: Question, parts: list[str]) -> Iterator[list[str]]:
    """The parts of a sentence row by row: a part with an amount begins a row, but for what the row lacks of its own fields."""
    group: list[str] = []
    for part in parts:
        told = sum(len(_amounts(other)) for other in group)
        own = (field := _field_of(question, part)) is not None and field not in [_field_of(question, other) for other in group]
        if told and _amounts(part) and not own and not re.match(r"dont\b", fold(part)):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _field_of(question: Question, part: str) -> Question | None:
    """The amount field whose words stand in a part of a sentence; None when none or several have some there."""
    words = f" {words_of(part)}"
    fields = [field for field in question.questions if field.type == "amount"]
    found = [field for field in fields if any(f" {words_of(cue)}" in words for cue in field.cues)]
    return found[0] if len(found) == 1 else None


def _amount_row(question: Question, parts: list[str]) -> Row | None:
    row: Row = {}
    title, remarks, when = "", [], []
    fields = [field for field in question.questions if field.type == "amount"]
    cut = (re.split(r"\s*[()]\s*|,\s*(?=dont\b)|\s+(?=dont\b)", part) for part in parts)
    for part in (told for pieces in cut for told in pieces if told.strip(" ,:")):
        amounts = _amounts(part)
        if not amounts:
            remarks.append(part.strip(" ,:"))
            continue
        field = _field_of(question, part) or next((field for field in fields if field.id not in row and not field.cues), None)
        field = field or (fields[0] if fields[0].id not in row else None)
        if len(amounts) > 1 or field is None or field.id in row or not _sure(part):
            return None
        if not row:
            title = _title(question, part)
        elif re.match(r"dont\b", fold(part)) and not _field_of(question, part):
            return None
        row[field.id] = french.amount(amounts[0])
        when += [] if question.yearly else _when(part)
    if not title:
        title, remarks = _untitled(question, parts, remarks)
    if (
        not row
        or not title
        or re.search(r"\bd(?:e|es|u|['’])$", title)
        or len(title.split()) > _TITLE
        or any(reading.hedges(remark) for remark in remarks)
    ):
        return None
    if when and remarks:
        # « et un guide gratuit » is no remark on the date.
        return None if _ANOTHER.match(remarks[-1]) else {question.title: f"{title} ({', '.join([*remarks, *when])})"} | row
    return {question.title: title} | row | _remarked(question, row, ", ".join([*remarks, *when]), title)


def _when(part: str) -> list[str]:
    """The day or the month that stands just after an amount: « à 18 000 € pour juin 2031 »."""
    after = re.split(_AMOUNT, part, maxsplit=1, flags=re.IGNORECASE)[-1].strip(" ,:.")
    return [after] if _WHEN.match(fold(after)) and DAY.search(fold(after)) else []


def _sure(part: str) -> bool:
    """Whether the amount of a part is told for certain."""
    part = re.sub(r"^\W*une? (?!(?:à|a|ou)\b)", "", part, flags=re.IGNORECASE)  # « un guide à 2 600 € » is no range
    return not (reading.is_uncertain(part) or reading.hedges(part) or RIVAL_AMOUNT.search(fold(part)))


def _title(question: Question, part: str) -> str:
    """What stands before the amount, without what only leads to it: « l'ANCT pour »."""
    before = re.split(_AMOUNT, part, maxsplit=1, flags=re.IGNORECASE)[0]
    if question.yearly:
        year = re.match(rf"\W*(?:(?:en|pour|sur|année|l'année|exercice|an) )*({_YEAR}|(?:année|an) [1-5]\b)", part, re.IGNORECASE)
        return year[1] if year else ""
    return re.sub(LEADS_TO, "", before.strip(" ,:=–—-(")).strip(" ,:=–—-(")


def _untitled(question: Question, parts: list[str], remarks: list[str]) -> tuple[str, list[str]]:
    """What names a row elsewhere than just before its amount, and the other remarks: « 30 000 € en 2031 », « la CAF (8 000 €) »,
    « 8 000 € de la CAF »."""
    if question.yearly:
        years = set(re.findall(_YEAR, parts[0]))
        return (years.pop() if len(years) == 1 else ""), [
            remark for remark in remarks if not re.fullmatch(rf"(?:en )?{_YEAR}", remark)
        ]
    if after := re.fullmatch(rf"{_AMOUNT}\s+(?:venant )?(?:de|du|des|par|d['’]|à) ?(.+)", parts[0], re.IGNORECASE):
        return after[1], remarks
    return (remarks[0], remarks[1:]) if remarks and re.match(rf"\W*{re.escape(remarks[0])}", parts[0]) else ("", remarks)


def _remarked(question: Question, row: Row, remark: str, title: str) -> Row:
    """What the remark of a row tells of its other fields; else it stays beside the title, so that nothing typed is lost."""
    if not remark:
        return {}
    for field in question.questions:
        if field.type == "choice" and field.id not in row and _choice(field, remark) and _about(field, remark):
            return {field.id: remark}
    texts = [field for field in question.questions if field.type == "text" and field.id != question.title]
    return {texts[0].id: remark} if len(texts) == 1 and DAY.search(fold(remark)) else {question.title: f"{title} ({remark})"}


def _for_all(question: Question, rows: list[Row], remark: str) -> bool:
    """Give every row what is said of all at the end of the sentence: « …, aucun lien avec ces secteurs »."""
    for field in question.questions:
        told = remark or rows[-1].get(field.id, "")
        if field.type == "choice" and FOR_ALL.match(fold(told)) and _choice(field, told) and _about(field, told):
            for row in rows:
                row.setdefault(field.id, told)
            return True
    return False


def _about(field: Question, remark: str) -> bool:
    """Whether a remark speaks of what a field asks, and of nothing else: « aucun lien avec ces secteurs », not « rien cette année »."""
    asked = {word for name in (*names_of(field), words_of(field.label)) for word in name.split()}
    telling = (word for word in words_of(remark).split() if not FOR_ALL.match(word) and word not in PLAIN)
    told = [word in asked for word in telling if len(word) > _SMALL or word in asked]
    return bool(told) and all(told)


# --- Rows of persons or bodies, of whom choices are told ----------------------------------------------------------------


def _with_cues(question: Question, text: str) -> tuple[Row, ...]:
    fields = [field for field in question.questions if field.type == "choice" and field.cues]
    rows: list[Row] = []
    for piece in pieces(text, _HARD):
        for told in _persons(fields[0], piece):
            found = {field.id: choice.value for field in fields if (choice := cued(field, told))}
            rows.append({question.title: told} | found)
    whole = len(rows) <= _MOST_ROWS and any(len(row) > 1 for row in rows)
    return tuple(rows) if whole else ()


def _persons(payer: Question, text: str) -> Iterator[str]:
    """A sentence person by person: somebody new begins a row once it is told who pays the one before."""
    start, end = 0, 0
    for first, last in _spans(text, JOINS):
        part, told = text[first:last], text[start:end]
        new = SOMEBODY.match(fold(part)) and not _named(payer, " ".join(part.split()[:4]))
        if told and new and cued(payer, told):
            yield told
            start = first
        end = last
    yield text[start:end]


def cued(field: Question, text: str) -> Choice | None:
    """The only choice that a sentence tells of a field beside one of its cues, and nothing in it makes doubtful.

    « payée par la ville » tells who pays, « éducateurs de la ville » does not.
    """
    if SUPPOSED.search(words_of(text)) or reading.hedges(text) or BECOMES.search(fold(text)):
        return None
    # « payé par la ville après la subvention »; the end of the project is but a time
    if any(_named(field, re.sub(r"\bprojets?\b", " ", later)) for later in AFTERWARDS.findall(text)):
        return None
    told, denied, aside, said = set[Choice](), set[Choice](), set[Choice](), set[Choice]()
    for clause in re.split(r"[,;:().!\n]", AFTERWARDS.sub(" ", text)):
        named = _named(field, clause)
        part = _from_cue(field, clause)
        if part is None:
            aside |= _named(field, OF.sub(" ", fold(clause)))
        elif NEGATION.search(fold(clause)):
            choice = _choice(field, clause)
            denied |= set() if choice else named
            told |= {choice} if choice else set()
        elif choice := _choice(field, part) or _shared(field, part):
            told.add(choice)
        elif PRONOUN.search(fold(part)):
            told |= said | named
        elif _named(field, part) or len(named) > 1:
            return None
        else:
            told |= named
        said |= named
    return told.pop() if len(told) == 1 and not told & denied and not aside - denied - told else None


def _shared(field: Question, part: str) -> Choice | None:
    """The choice of what follows a cue that names no choice itself: « payé moitié par la ville et moitié par la subvention »."""
    cue, _, rest = part.partition(" ")
    return _choice(field, rest) if not _named(field, cue) and _named(field, part) == _named(field, rest) else None


def _choice(field: Question, text: str) -> Choice | None:
    """The choice that a text tells by a name that stands in it: a mere likeness of spelling tells nothing beside other words."""
    return match(field, text) if _named(field, text) else None


def _named(field: Question, text: str) -> set[Choice]:
    """The choices that a text names, whatever their gender and number."""
    names, words = uninflected(field, frozenset(), words_of(text))
    return {choice for name in held(names, words).names if (choice := names[name])}


def _from_cue(field: Question, clause: str) -> str | None:
    """A clause from its first cue on."""
    words = re.findall(r"\S+", clause)
    for at in range(len(words)):
        rest = fold(" ".join(words[at:]))
        if any(rest.startswith(fold(cue)) for cue in field.cues):
            return " ".join(words[at:])
    return None
