"""What one answer means for its question: read by its type, with tolerance, and told in a sentence when it is not understood."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Literal

from assistant import reading
from assistant.french import date_long
from assistant.script import Choice, Question
from assistant.text import clean, fold

SKIPPED = "je ne sais pas encore"
NONE = "aucun"
AnswerState = Literal["absent", "skipped", "unreadable", "none", "given"]
_LISTS = {"choices", "repeat"}
_TEXTS = {"text", "long_text"}
_CLOSE = 85.0
_LONGEST = 1000
"""How many characters a sentence that names a choice may have; a longer one is prose."""
_TITLE = 4
"""How many words after its first comma a title may have before they describe something."""
_NOTHING = r"rien|(?<!une )personne|nulle?|point|guere|ne|n(?= [a-z])"
"""What denies in any sentence, « ne » first of all; in « Cerfa n° 12156 » it does not."""
_NEGATION = re.compile(rf"\b(?:pas|ni|non|aucune?|jamais|sauf|hors|{_NOTHING})\b")
_OURS = re.compile(r"\b(?:nos|notre|nous|interne|regie)\b")
_OTHERS = re.compile(
    r"\b(?:sauf|mais|hormis|excepte|hors|puis|ou|associations?|asso|compagnies?|cie|societes?|entreprises?|fondations?|cooperatives?"
    r"|federations?|collectifs?|clubs?|cabinets?|studios?|prestataires?|partenaires?|operateurs?|quartiers?|missions? locales?"
    r"|centres? socia(?:l|ux))\b|[0-9]"
)
"""What may do it in our place, or with us."""
_OURSELVES = (
    r"(?:(?:c'est|ce sont|ce sera|fait|faite|realisee?|menee?|animee?) )?(?:par |avec )?"
    r"(?:nous(?:[- ]memes?)?(?: seuls?)?|(?:en )?(?:regie|interne)(?: (?:directe|municipale))?(?: (?:par|avec) nos [a-z' -]{3,40})?"
    r"|(?:nos|notre) (?:propres? )?(?:agents?|equipes?|services?|animat\w+|educat\w+|mediat\w+|moyens|personnels?)"
    r"(?: (?!et\b|avec\b)[a-z'-]+){0,4})"
)
_SUPPOSED = re.compile(
    r"\b(?:presque|quasi|quasiment|peut etre|sans doute|probablement|a moitie|en partie|partiellement|je (?:crois|pense|suppose)"
    r"|me semble|sauf erreur|a priori|normalement|en principe|dev(?:ait|aient|rait|raient)|pourrai\w*"
    r"|voudr(?:ait|ions|ais)|aimer(?:ait|ions)"
    r"|(?:on|nous|je|elle|il) (?:esper(?:e|ons)|souhait(?:e|ons))|si possible|idealement)\b"
)
"""What leaves the choice that it is said of in doubt: « presque prêt », « la ville, peut-être »."""
_AND = r"\b(?:et|ou|puis|ainsi que)\b"
_EXCEPT = re.compile(r"\b(?:sauf|hormis|excepte|exception)\b")
_DENIAL = re.compile(rf"\b(?:pas|ni|non|aucune?|jamais|sans|{_NOTHING})\b")
_DENIED = re.compile(r"\bn(?:e)? (?:[a-z]+ ){0,4}(?:pas|jamais|plus|rien|point|personne|aucune?)\b")
"""What denies the whole clause that it stands in, after what it names too: « la ville ne porte pas le projet »."""
_DENIES = re.compile(r"(?:jamais|aucune?|pas|rien|sans|non)\b")
_CONCORD = re.compile(r"\b(?:n|ne|ni|personne|aucune?|nulle?|rien)\b")
"""What only agrees with a name that denies by itself: « ni l'une ni l'autre n'a jamais été lauréate »."""
_ALONGSIDE = re.compile(
    r"\b(?:(?:a|aux?) cotes?|(?:avec|grace a|sous) (?:appui|aide|soutien|egide|autorite)|aupres|non loin|pres)\b"
)
"""What only places something beside what it names: « à côté de la coordinatrice »."""
_TO_BE_DONE = re.compile(
    r"\b(?:sera\w*|seront|soi(?:t|ent)|(?:aur\w+|doi\w+|dev\w+|peu\w*|pour\w+|loin|va|vont|avant) etre) (?:[a-z]+ )?\|"
    r"|\b(?:si|quand|bientot|demain|(?<!rien )autres?|voisine?s?|prochaine?)\b|\b(?:dans|ici) (?:[a-z]+|[0-9]+) (?:jours?|semaines?|mois)\b"
)
"""What leaves undone what is told as done, or done by somebody else: « prêt dans une semaine », « notre voisine a été lauréate »."""
_BUT = re.compile(r"\bmais\b(?=[^.;]*\b(?:pas|ne|n'|rien|jamais|manque|reste|autres?|seulement)(?![a-z]))([^.;]*)")
"""A reserve: « oui, mais pas signé »."""
_AFTERWARDS = re.compile(r"\b(?:une fois (?!par\b)|apr[eè]s |au[- ]dela d)[^,;:.()\n]*", re.IGNORECASE)
"""A circumstance of time, which names nothing by itself: « il restera une fois le projet fini »."""
_MEMBERS = re.compile(
    r"\([0-9][^()]*\)|,? (?:avec )?(?:ses|regroup\w+|réuni\w+|rassembl\w+|compos\w+ de|compt\w+) (?:[0-9]+|de[sux]+|plusieurs) \w+"
)
"""What a body is made of: « communauté d'agglomération (14 communes) »."""
_TOGETHER = re.compile(r"\b(?:ensemble|conjoint\w*|(?:tous|toutes|a) (?:les )?deux|co ?port\w*)\b")
_RIVAL = re.compile(r"\b(?:ou|sauf|hors|ensemble|conjoint\w*|tous (?:les )?deux|toutes (?:les )?deux|chacune?)\b|\bco ?port")
"""What makes two names of a sentence stand side by side, whatever it denies."""
_NOT_BEGUN = re.compile(r"(?:non,? )?(?:ce n'est )?(?:toujours )?(?:pas|rien)\b")
_DONE = r"(?:est|sont|ete|deja|bien|tout|entierement)"
_MERE = frozenset(("oui", "oui oui", "ok", "accord", "fait", "vu", "x", "idem"))
"""Words that agree and tell nothing, where something is to be described; small words are gone (« d'accord »)."""
# Without them « la ville et son agglo » is « ville et agglo »; « un », « les deux » are names of choices.
_IN_SHORT = {"jms": "jamais", "jam": "jamais", "ns": "nous", "tjs": "toujours", "tjrs": "toujours", "okay": "ok"}
_SMALL_WORDS = frozenset(("le", "la", "l", "de", "du", "d", "des", "son", "sa", "notre", "nos", "leur", "leurs"))


@dataclass(frozen=True)
class Answer:
    """One answer: its state, its value when understood, and what to tell when it is not, or only by guessing.

    `value` is a text, a Decimal, a bool, a date, or a tuple (choices: their values, a `Partial` when some words were not understood;
    rows: their numbers); for an explicit none what is neutral in its type ("", 0, ()), or None. `raw` is what was typed; a text is
    made harmless.
    """

    state: AnswerState
    value: Any = None
    raw: Any = None
    problem: str = ""
    note: str = ""


ABSENT = Answer("absent")


class Partial(tuple[str, ...]):
    """The choices that were understood of an answer of which a part was not: others may have been made."""


def understand(question: Question, raw: Any) -> Answer:
    """What a raw answer means for a question; never raises, whatever was typed."""
    if isinstance(raw, str):
        raw = clean(raw).strip()
    if raw is None or raw == "" or raw == {}:
        return ABSENT
    if isinstance(raw, str) and not _named(question, raw):
        if _unknown(raw) or (question.type in _LISTS | _TEXTS and reading.is_not_yet(raw)):
            return Answer("skipped", raw=raw)
        if _says_none(question, raw):
            return _nothing(question, raw)
        if _open(question, raw):
            return Answer("skipped", raw=raw)
        if question.type not in _LISTS | _TEXTS and reading.is_not_concerned(raw):
            return Answer("skipped", raw=raw)
    denied = raw is False and _admits_none(question) and question.type not in {"yes_no", "choice"}
    if raw == [] or denied or (question.type == "repeat" and _no_sum(raw)):
        return _nothing(question, raw)
    return _READERS[question.type](question, raw)


def _unknown(typed: str) -> bool:
    """Whether a text says that the answer is not known; « à définir avec les habitants trois ateliers par an » tells some of it."""
    return reading.is_unknown(typed) and not (reading.hedges(typed) and reading.decision(typed) == "decided")


def _open(question: Question, typed: str) -> bool:
    """Whether a text only puts the answer off: « on verra avec la mairie » names no choice, « à relire » may be one."""
    if reading.decision(typed) != "open":
        return False
    if not question.choices and question.type != "yes_no":
        return True
    # « Oui, on verra » has begun to answer; « ça dépend » is a reserve.
    if re.match(r"\W*(?:oui|non)\b", typed, re.IGNORECASE) or (question.type in {"yes_no", "choice"} and "depend" in fold(typed)):
        return False
    held, left = _held(_names(question), _words(typed))
    if not held and question.choices:
        return _not_begun(_names(question), typed) is None
    return not held or reading.decision(left.replace("|", " ")) == "open"


def _no_sum(raw: Any) -> bool:
    """Whether a list is answered by zero: « 0 € » of credits, 0 partner."""
    return isinstance(raw, str | int | Decimal) and reading.parse_amount(raw).value == 0


def _named(question: Question, typed: str) -> bool:
    """Whether a text is one of the names of a choice: « pas sûr » or « aucun » may be among them."""
    return bool(question.choices) and fold(typed) != SKIPPED and _words(typed) in _names(question)


def _says_none(question: Question, typed: str) -> bool:
    if question.none and fold(typed) == fold(question.none):
        return True
    if question.type in _TEXTS:
        # « néant », « sans objet » tell nothing; « Pas de Calais Habitat » is a name, and « aucun club, deux éducateurs » tells.
        plain = not re.search("[,;:(]", typed.rstrip(".,;:! ")) if question.none else len(typed.split()) <= 2
        return (plain and reading.is_none(typed)) or (_OURS.search(fold(question.none)) is not None and _by_ourselves(typed))
    # « Non » answers a yes-no question.
    return (bool(question.none) or question.type in _LISTS) and question.type != "yes_no" and reading.is_none(typed)


def _by_ourselves(typed: str) -> bool:
    """Whether a text says that nobody else does it: « en régie », « nous-mêmes », « aucun, nos agents avec l'infirmière »."""
    text = fold(clean(typed)).strip('"() ').rstrip(".,;:! ")
    if _OTHERS.search(text) or re.search(r"[\s'’(][A-ZÀ-Ý]", typed) or reading.decision(typed) != "decided":
        return False
    first, *others = re.split(r" ?[,;:(] ?", text, maxsplit=1)
    if others and (reading.is_none(first) or re.fullmatch(r"personne (?:d'exterieur|d'autre)", first)):
        return _OURS.search(others[0]) is not None
    return re.fullmatch(_OURSELVES, text) is not None


_NEUTRAL: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, ""),
    **dict.fromkeys(("integer", "year", "amount", "duration", "fte"), Decimal(0)),
    **dict.fromkeys(_LISTS, ()),
}


def _admits_none(question: Question) -> bool:
    return bool(question.none) or question.type in _LISTS | _TEXTS


def _nothing(question: Question, raw: Any) -> Answer:
    if _admits_none(question):
        return Answer("none", _NEUTRAL.get(question.type), raw)
    return _refused(raw, "cette question n'admet pas « aucun » : donnez une réponse, ou laissez-la vide")


def _refused(raw: Any, problem: str) -> Answer:
    return Answer("unreadable", raw=raw, problem=problem)


def _text(question: Question, raw: Any) -> Answer:
    if isinstance(raw, list) and all(isinstance(item, str | int | Decimal) for item in raw):
        raw = clean(" ; ".join(map(str, raw))).strip()
    if isinstance(raw, dict | list):
        return _refused(raw, "on attend ici un texte, pas une liste de champs")
    if isinstance(raw, bool):
        raw = "oui" if raw else "non"
    if question.type == "long_text" and _words(str(raw)) in _MERE:
        return _refused(raw, f"« {short(str(raw))} » ne dit pas ce que l'on demande : répondez en quelques mots")
    if reading.decision(raw) == "supposed":
        return _refused(raw, f"« {short(str(raw))} » laisse la réponse en suspens : écrivez ce qui est décidé")
    return Answer("given", raw if isinstance(raw, str) else str(raw), raw)


def _read_with(parse: Callable[[object], reading.Reading[Any]]) -> Callable[[Question, Any], Answer]:
    def read(_: Question, raw: Any) -> Answer:
        if isinstance(raw, dict | list):
            return _refused(raw, "on attend ici une seule valeur, pas une liste")
        result = parse(raw)
        if result.problem is not None:
            return _refused(raw, result.problem)
        value: Any = result.value
        counted = isinstance(value, int) and not isinstance(value, bool)
        return Answer("given", Decimal(value) if counted else value, raw, note=result.note or "")

    return read


def _date(question: Question, raw: Any) -> Answer:
    """A date; where the month is enough (`rounds`), a month or a year told alone is its first or last day."""
    span = reading.parse_span(raw) if question.rounds and not isinstance(raw, dict | list) else None
    if span is None:
        return _read_with(reading.parse_date)(question, raw)
    day = span[0] if question.rounds == "start" else span[1]
    return Answer("given", day, raw, note=f"« {short(str(raw))} » est lu comme le {date_long(day)}")


def _choice(question: Question, raw: Any) -> Answer:
    items = raw if isinstance(raw, list) else [raw]
    if any(isinstance(item, dict | list) for item in items):
        return _refused(raw, "on attend ici un seul choix, pas une liste")
    typed = ", ".join(map(_typed, items))  # several may name one choice: the frames 1, 6 and 7 of a form
    choice = _match(question, typed)
    if choice is None:
        return _refused(raw, _no_choice(question, typed))
    return Answer("given", choice.value, raw, note=_note(question, choice, typed))


def _choices(question: Question, raw: Any) -> Answer:
    if isinstance(raw, dict):
        return _refused(raw, "on attend ici une liste de choix")
    if isinstance(raw, str) and (every := _every(question, raw)):
        return Answer("given", every, raw)
    closest: list[str] = []
    kept: tuple[str, ...] = ()
    for items in [[_typed(item) for item in raw]] if isinstance(raw, list) else _cut(question, _typed(raw)):
        if closest and len(items) == 1:
            break  # a list, of which one item is a stranger; without exact names it may be a sentence
        found = [_match(question, item) for item in items]
        known = [choice for choice in found if choice is not None]
        if len(known) == len(items):
            notes = filter(None, map(partial(_note, question), known, items))
            return Answer("given", tuple(dict.fromkeys(c.value for c in known)), raw, note=" ; ".join(notes))
        strangers = [item for choice, item in zip(found, items, strict=True) if choice is None]
        if len(items) == 1 or isinstance(raw, list) or any(_named(question, item) for item in items):
            closest = strangers
            kept = tuple(dict.fromkeys(choice.value for choice in known))
    return _in_part(question, raw, kept, closest[0])


def _in_part(question: Question, raw: Any, kept: tuple[str, ...], stranger: str) -> Answer:
    """Choices of which one is not understood: what is chosen is known, what is not chosen cannot be."""
    problem = _no_choice(question, stranger)
    if not kept:
        return _refused(raw, problem)
    labels = ", ".join(f"« {choice.label} »" for value in kept if (choice := question.choice(value)))
    return Answer("unreadable", Partial(kept), raw, problem=f"{problem} ; le reste est compris : {labels}")


def _every(question: Question, text: str) -> tuple[str, ...]:
    """The values that « tous », « les deux » name: every choice but those apart; none when the number is not theirs."""
    told = re.fullmatch(r"(?:oui )?(?:(?:tous|toutes) )?(?:tous|toutes|les (deux|trois|quatre))", _words(text))
    values = tuple(choice.value for choice in question.choices if not choice.apart)
    return values if told and told[1] in {None, {2: "deux", 3: "trois", 4: "quatre"}.get(len(values))} else ()


def _cut(question: Question, text: str) -> Iterator[list[str]]:
    """The ways to read one text as several choices: whole when it is a name (labels hold commas), else cut, else whole."""
    text = re.sub(r"^\s*oui\s*[,:;]\s*(?=\w)", "", text, flags=re.IGNORECASE)
    if not _named(question, text):
        aside = re.sub(r"\([^()]*\)", " ", text)
        for whole, separator in ((text, r"[;\n]"), (text, r"[;,\n]"), (text, rf"[;,\n]|{_AND}"), (aside, rf"[;,\n]|{_AND}")):
            parts = [part.strip() for part in re.split(separator, whole) if part.strip()]
            if len(parts) > 1:
                yield parts
    yield [text]


def _typed(raw: Any) -> str:
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    return clean(str(raw))


def _match(question: Question, typed: str) -> Choice | None:
    """The choice that a text names: exactly; else the only one named inside it; else the only one of a near spelling."""
    if exact := question.choice(typed):
        return exact
    names, text = _names(question), _words(typed)
    if re.match(r"\s*(?:[-−–] ?[0-9]+\s*$|moins (?!d))", typed, re.IGNORECASE):
        return None  # « -2 » is no « 2 »
    if text in names:
        return names[text]
    if len(typed) > _LONGEST:
        return None
    verbs = _verbs(question, typed)
    usable = {name: choice for name, choice in names.items() if name not in verbs}
    held, _ = _held(usable, text)
    if held and _supposed(usable, typed):
        return None
    told, denied, clause = _only(usable, text), _denied(usable, typed), _by_clauses(question, usable, typed)
    if _reserved(usable, typed) or (
        told and ((question.beside and clause and told != clause) or told in denied or _set_beside(question, usable, text))
    ):
        return None  # « le maire, l'adjointe ne signe pas » is no « maire adjointe »
    told = told or (None if denied else _inflected(question, verbs, typed)) or clause or _both(usable, typed)
    if told and told == names.get("oui") and _TO_BE_DONE.search(_held(usable, text)[1]):
        return None  # « oui » is among the names of what is done
    begun = held and not text.startswith("pas encore ")  # « pas prêt » may be under way
    return told or (None if held else _near(names, text)) or (None if begun else _not_begun(names, typed))


def _only(names: Mapping[str, Choice | None], text: str) -> Choice | None:
    """The only choice that a text names inside it, unless a negation stands before, or what only places something beside it.

    A name that is None is that of several.
    """
    held, left = _held(names, text)
    said = {names[name] for name in held}
    before = left.partition("|")[0]
    doubtful = _negated(_NEGATION, before, held) or _ALONGSIDE.search(before) or _EXCEPT.search(left)
    return said.pop() if len(said) == 1 and not doubtful else None


def _negated(denial: re.Pattern[str], left: str, held: list[str]) -> bool:
    """Whether words deny the names that stand beside them; names that deny by themselves are not denied by what agrees with them."""
    if held and all(_DENIES.match(name) for name in held):
        left = _CONCORD.sub(" ", left)
    return denial.search(left) is not None


def _denied(names: Mapping[str, Choice], typed: str) -> set[Choice]:
    """The choices that a clause denies outright, or that one clause tells and another one denies: « oui, mais pas fini »."""
    told: set[Choice] = set()
    denied: set[Choice] = set()
    outright: set[Choice] = set()
    for _, held, left in _clauses(names, typed):
        said = {names[name] for name in held}
        if _negated(_DENIED, left, held):
            outright |= said
        (denied if _negated(_DENIAL, left.partition("|")[0], held) else told).update(said)
    return outright | (told & denied)


def _clauses(names: Collection[str], typed: str) -> Iterator[tuple[str, list[str], str]]:
    """The words of each clause of a sentence, the names that they hold, and what is left of them."""
    return ((words, *_held(names, words)) for words in map(_words, re.split(r"[,;:().!?…\n]|\bmais\b", typed)))


def _reserved(names: Collection[str], typed: str) -> bool:
    """Whether a sentence asks, or takes back a part of what it tells in words that name nothing: « oui, mais pas signé »."""
    but, held = _BUT.search(fold(typed)), _held(names, _words(typed))[0]
    plain = any(_DENIES.match(name) for name in held)
    return typed.rstrip().endswith("?") or (but is not None and not plain and not _held(names, _words(but[1]))[0])


def _set_beside(question: Question, names: Mapping[str, Choice], text: str) -> bool:
    """Whether the question's own words put beside it what a text names: « il travaille avec la coordonnatrice »."""
    held, left = _held(names, text)
    before = left.partition("|")[0]
    return bool(held) and any(f" {_words(word)} " in before for word in question.beside)


def _both(names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The choice that two others make together: « la ville de Sarmy et la communauté de communes du Val, ensemble ».

    Beside them stand names only, or a word that joins them.
    """
    text = _words(typed)
    held, left = _held(names, text)
    if len(held) != 2 or _negated(_NEGATION, left, held) or _EXCEPT.search(left) or re.search(r"\bou\b", left):
        return None
    first, second = sorted(held, key=f" {text} ".find)
    between = left.split("|")[1].split()
    proper = {word for name in re.findall(r"\b[A-ZÀ-Ý][\w-]*", typed[1:]) for word in _words(name).split()}
    joined = _TOGETHER.search(left) or set(left.replace("|", " ").split()) - {"et", "avec"} <= proper
    return names.get(f"{first} et {second}") if joined and {"et", "avec"} & set(between) else None


def _near(names: Mapping[str, Choice], text: str) -> Choice | None:
    from rapidfuzz import fuzz, process

    near = [name for name, _, _ in process.extract(text[:200], list(names), scorer=fuzz.ratio, score_cutoff=_CLOSE)]
    # « axe 5 » is not a slip for « axe 1 ».
    near = [name for name in near if _digits(name) == _digits(text)]
    return names[near[0]] if len({names[name].value for name in near}) == 1 else None


def _not_begun(names: Mapping[str, Choice], typed: str) -> Choice | None:
    """« Pas commencé » is « pas encore », where that is a choice."""
    return names.get("pas encore") if reading.is_not_yet(typed) and _NOT_BEGUN.match(fold(typed)) else None


def _inflected(question: Question, verbs: frozenset[str], typed: str) -> Choice | None:
    """The only choice named whatever the gender and number of its words: « jamais lauréats », « les présidentes »."""
    known, names = _bases(question, verbs)
    text = " ".join(_base(word, known) for word in _words(typed).split())
    return None if _SUPPOSED.search(text) else _only(names, text)


@lru_cache(maxsize=512)
def _bases(question: Question, verbs: frozenset[str]) -> tuple[frozenset[str], dict[str, Choice | None]]:
    """The words of the names of choices without their plurals, and the names in these words: None for one that several share."""
    usable = {name: choice for name, choice in _names(question).items() if name not in verbs}
    known = frozenset(_singular(word) for name in usable for word in name.split())
    bases: dict[str, Choice | None] = {}
    for name, choice in usable.items():
        base = " ".join(_base(word, known) for word in name.split())
        bases[base] = choice if bases.get(base, choice) == choice else None
    return known, bases


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not _NEGATION.match(word) else word


def _base(word: str, known: frozenset[str]) -> str:
    """A word as the names have it: without its plural, and without its feminine when they have the masculine."""
    word = _singular(word)
    return word[:-1] if word.endswith("e") and word[:-1] in known else word


def _by_clauses(question: Question, names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The only choice that a clause names without denying it or putting it beside, in the words that the question has for that.

    « Une association, soutenue par la mairie »; « le maire, pas le président »; « la commune porte, l'agglo n'intervient pas ».
    """
    if _RIVAL.search(fold(typed)):
        return None
    typed = _AFTERWARDS.sub(" ", _MEMBERS.sub(" ", typed) if question.beside else typed)
    told: set[Choice] = set()
    denied: set[Choice] = set()
    beside = [_words(word) for word in question.beside]
    for words, held, left in _clauses(names, typed):
        said = {names[name] for name in held}
        if _negated(_DENIAL, left, held):
            denied |= said
        elif not any(f" {word}" in f" {words}" for word in beside) and not _ALONGSIDE.search(left.partition("|")[0]):
            told |= said
    return told.pop() if len(told) == 1 and not told & denied else None


def _supposed(names: Mapping[str, Choice], typed: str) -> bool:
    """Whether doubt is cast in a clause that names a choice, or in one that says nothing else: « la ville, peut-être »."""
    for clause in re.split(r"[,;:(.\n]", typed):
        held, left = _held(names, _words(clause))
        if _SUPPOSED.search(left) and (held or not _SUPPOSED.sub("", left).strip()):
            return True
        if reading.decision(left.replace("|", " ").strip()) == "open":
            return True
    return False


def _held(names: Collection[str], text: str) -> tuple[list[str], str]:
    """The names that stand in a text, the longest first, and the text with « | » where they stood.

    Words that one has taken are not there for the next. A bare year is a name alone, not inside a sentence.
    """
    found, left = [], f" {text} "
    for name in sorted(names, key=len, reverse=True):
        if f" {name} " in left and not (name.isdecimal() and len(name) > 2):
            found.append(name)
            left = left.replace(f" {name} ", " | ")
    return found, left


@lru_cache(maxsize=512)
def _names(question: Question) -> dict[str, Choice]:
    """The choices by their folded names; a value wins over a label, a label over an alias."""
    choices = question.choices
    aliases = {_words(alias): choice for choice in reversed(choices) for alias in choice.aliases}
    labels = {_words(choice.label): choice for choice in reversed(choices)}
    return aliases | labels | {_words(choice.value): choice for choice in choices}


@lru_cache(maxsize=512)
def _participles(question: Question) -> dict[str, str]:
    """The names that are one past participle (« rédigé », not « collectivité »), as they are written, by their folded form."""
    told = [alias for choice in question.choices for alias in (choice.label, *choice.aliases)]
    return {fold(name): name.lower() for name in told if re.fullmatch(r"\w*[^\Wt]é", name.lower())}


def _verbs(question: Question, typed: str) -> frozenset[str]:
    """The participles that a sentence does not write as such: « on le rédige » says that it is not done.

    Without its accent, what follows « est », « déjà »… is one all the same.
    """
    written, plain = set(re.findall(r"\w+", typed.lower())), fold(typed)
    return frozenset(
        folded
        for folded, name in _participles(question).items()
        if written.isdisjoint((name, f"{name}e", f"{name}s", f"{name}es")) and not re.search(rf"\b{_DONE} {folded}\b", plain)
    )


def _words(text: str) -> str:
    """The folded words of a text but the smallest, without its punctuation (« l'agglo » gives « agglo », « + » « et »)."""
    spaced = "".join(char if char.isalnum() else " et " if char in "+&" else " " for char in fold(text))
    words = [_IN_SHORT.get(word, word) for word in spaced.split() if word not in _SMALL_WORDS]
    return " ".join(words or spaced.split())


def _digits(text: str) -> list[str]:
    return re.findall("[0-9]+", text)


def _note(question: Question, choice: Choice, typed: str) -> str:
    """How a text was understood, when it is not a name of the choice."""
    if _names(question).get(_words(typed)) == choice:
        return ""
    return f"« {short(typed)} » est compris comme « {choice.label} »"


def _no_choice(question: Question, typed: str) -> str:
    labels = [f"« {choice.label} »" for choice in question.choices[:12]]
    if len(question.choices) > len(labels):
        labels.append("…")
    return f"« {short(typed)} » n'est pas un des choix : {', '.join(labels)}"


def short(text: str) -> str:
    """The text on one line of at most 60 characters."""
    line = " ".join(text[:500].split())
    return line if len(line) <= 60 and len(text) <= 500 else line[:59] + "…"


def rows_of(question: Question, raw: Any) -> list[dict[str, Any]]:
    """The rows of a repeat: a list of mappings; a lone mapping is one row, a lone text the title of a row."""
    items = raw if isinstance(raw, list) else [raw]
    return [item if isinstance(item, dict) else {question.title or "titre": item} for item in items if item is not None]


def _repeat(question: Question, raw: Any) -> Answer:
    if not isinstance(raw, str | dict | list):
        return _refused(raw, f"on attend ici une liste : un élément ({question.item or 'élément'}) par ligne")
    rows = rows_of(question, raw)
    if rows and all(_no_row(question, row) for row in rows):
        return _nothing(question, raw)
    if rows and all(_no_row_yet(question, row) for row in rows):
        return Answer("skipped", raw=raw)
    if rows and all(_no_row_yet(question, row) or _supposed_row(question, row) for row in rows):
        return _refused(
            raw,
            f"« {short(', '.join(_typed(row[question.title]) for row in rows))} » laisse la réponse en suspens : écrivez ce qui est décidé",
        )
    return Answer("given", tuple(range(len(rows))), raw) if rows else ABSENT


def _no_row(question: Question, row: dict[str, Any]) -> bool:
    """Whether a row only says that there is none: « aucun » under its title, and nothing else."""
    told = [value for value in row.values() if value is not None]
    return len(told) == 1 and reading.is_none(told[0]) and told[0] == row.get(question.title)


def _no_row_yet(question: Question, row: dict[str, Any]) -> bool:
    """Whether a row only says that it is still to come: « pas encore », « on verra » under its title, and nothing else."""
    told = [value for value in row.values() if value is not None]
    open_ = len(told) == 1 and (reading.is_not_yet(told[0]) or reading.decision(told[0]) == "open")
    return open_ and told[0] == row.get(question.title)


def _supposed_row(question: Question, row: dict[str, Any]) -> bool:
    """Whether a row only says under its title something that it leaves in doubt: « le collège, à confirmer »."""
    told = [value for value in row.values() if value is not None]
    return len(told) == 1 and reading.decision(told[0]) == "supposed" and told[0] == row.get(question.title)


def within(field: Question, row: dict[str, Any], title: str) -> Answer:
    """What a field without an answer is told by a row that is one sentence under its title: « fresque, 9 000 € (août 2031) ».

    It is never taken: the field is unreadable, so that nobody is told that it is missing. Absent when the sentence tells nothing of it.
    """
    told = [value for value in row.values() if value is not None]
    text = clean(told[0]) if len(told) == 1 and isinstance(told[0], str) and row.get(title) == told[0] else ""
    if field.id == title or not _tells(field, text):
        return ABSENT
    problem = f"« {short(text)} » est écrit d'un bloc : répondez à part pour « {field.name} »"
    return Answer("unreadable", raw=text, problem=problem)


def _tells(field: Question, text: str) -> bool:
    _, separator, more = text.partition(next(iter(re.findall(r" [–—-] |[,;:(]", text)), "\0"))
    if not separator:
        return False
    if field.type == "amount":
        # « 6e » is a class; of several amounts in one sentence, the one that must be told is there.
        return field.required and bool(reading.amounts_in(text)) and re.search("€|euro", fold(text)) is not None
    if field.type == "choice":
        return bool(_held(_names(field), _words(text))[0])
    return field.type == "long_text" and len(more.split()) > _TITLE


_READERS: dict[str, Callable[[Question, Any], Answer]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _read_with(reading.parse_yes_no),
    "integer": _read_with(reading.parse_integer),
    "year": _read_with(reading.parse_year),
    "amount": _read_with(reading.parse_amount),
    "date": _date,
    "duration": _read_with(reading.parse_duration),
    "fte": _read_with(reading.parse_fte),
    "repeat": _repeat,
}
