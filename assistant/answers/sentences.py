"""The choice that a sentence names: not one that it denies, doubts, or sets beside the one that it tells.

`names` are always names of choices in the words of `assistant.answers.names`; one that is None is that of several.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from assistant import reading
from assistant.answers.doubts import doubted
from assistant.answers.names import Held, held, names_of, near, ranks, uninflected, verbs, words_of
from assistant.answers.words import (
    ADDS,
    AFTERWARDS,
    ALONGSIDE,
    AND_THE,
    APPOSITION,
    BUT,
    CONCORD,
    CONDITION,
    DENIAL,
    DENIED,
    DENIES,
    EACH_FOR_ITS_OWN,
    EMPHASIS,
    EXCEPT,
    FIGHTER,
    FIGHTS,
    FOR_YEARS,
    HELPS_US,
    IN_THE_YEAR,
    LISTED,
    MEMBERS,
    NAMED_FIRST,
    NEGATION,
    NEITHER,
    NO_TIME,
    NOT_ASKED,
    NOT_BEGUN,
    NOT_WHOLLY,
    OF_YEARS,
    ONE,
    RIVAL,
    ROLE,
    SAME_SUBJECT,
    SHARES,
    SPEAKS,
    SUPPOSED,
    THE_ONE_WHO,
    THE_SAME_WHO,
    TITLED,
    TO_BE_DONE,
    TOGETHER,
)
from assistant.reading.words import LACKS, NOTHING_MORE
from assistant.script import Choice, Question
from assistant.text import fold

_LONGEST = 1000
"""How many characters a sentence that names a choice may have; a longer one is prose."""
_BELOW_ZERO = re.compile(r"\s*(?:[-−–] ?[0-9]+\s*$|moins (?!d))", re.IGNORECASE)
"""« -2 » is no « 2 »."""
_COUNTED = re.compile(r"\b(?:deux|trois|quatre|cinq|six|[2-9]|[1-9][0-9]) (\w+)\b", re.IGNORECASE)
"""What a number counts."""
_SMALLEST = 2
"""How many letters a word has at most that tells nothing of what is denied."""
_ASIDE = re.compile(r"\s*\(([^()]*)\)")


class _Clause(NamedTuple):
    """The words of a clause, and the names that they hold."""

    words: str
    held: Held


def match(question: Question, typed: str) -> Choice | None:
    """The choice that a text names: exactly; else the only one named inside it; else the only one of a near spelling."""
    if exact := question.choice(typed):
        return exact
    if _BELOW_ZERO.match(typed):
        return None
    typed = _in_number(question, _in_the_end(question, typed))
    if named := names_of(question).get(words_of(typed)):
        return _two_of(names_of(question), words_of(typed), typed) or named
    if len(typed) > _LONGEST:
        return None
    choice = _told(question, typed)
    doubtful = choice is not None and question.type != "choices" and doubted(question, typed, choice.doubts)
    return None if doubtful else choice


def _in_the_end(question: Question, typed: str) -> str:
    """A text without what was thought first: « nous voulions l'envoyer par courriel, mais ce sera bien la plateforme »."""
    text = reading.bare(typed)
    kept = reading.in_the_end(text) if len(typed) <= _LONGEST and not typed.rstrip().endswith("?") else text
    decided = re.search(r"\b(?:c'est|ce sera|on|nous|j'ai)\b[^,;:.]*$", text.removesuffix(kept))  # not « finalement aucun »
    helps = any(f" {words_of(word)}" in f" {words_of(kept)}" for word in question.beside)  # « finalement la commune aide »
    return typed if helps or not decided or kept == text else kept


def _in_number(question: Question, typed: str) -> str:
    """A text with what is counted in the plural, where the choices tell one from several: « 2 quartier »."""
    names = names_of(question)

    def several(found: re.Match[str]) -> str:
        one, more = names.get(fold(found[1])), names.get(f"{fold(found[1])}s")
        return f"{found[0]}s" if one and more and one != more else found[0]

    return _COUNTED.sub(several, typed)


def _told(question: Question, typed: str) -> Choice | None:
    """The choice that a sentence names, whatever else it tells."""
    if ranked := _ranked(question, typed) or _none_of_them(question, typed):
        return ranked
    typed = _plainly(question, _without_speech(question, typed))
    told = _counted(question, EMPHASIS.sub(" ", TITLED.sub(" ", NAMED_FIRST.sub("le ", typed))))
    if told is None:
        return None
    beside = _beside(question, told)
    choice = _in_sentence(question, _ASIDE.sub(_kept(question), told) if beside else told)
    return None if choice in beside else choice


def _none_of_them(question: Question, typed: str) -> Choice | None:
    """The choice that denies, where nearly all others are denied one by one: « aucun lien avec l'alcool, le tabac ni les jeux ».

    Nothing else is named, and what follows the list tells nothing that a choice is about.
    """
    denying = [choice for choice in question.choices if DENIES.match(fold(choice.label))]
    clauses = [words for words in map(words_of, re.split(r"[,;:().!\n]", typed)) if words]
    if len(denying) != 1 or not clauses or typed.rstrip().endswith("?"):
        return None
    starts = [name for name, choice in names_of(question).items() if choice == denying[0] and len(name) > 1]
    begun = next((name for name in sorted(starts, key=len, reverse=True) if clauses[0].startswith(f"{name} ")), "")
    if not begun and not clauses[0].startswith("ni "):
        return None
    clauses[0] = clauses[0].removeprefix(begun)
    others = [choice for choice in question.choices if not choice.apart and choice != denying[0]]
    about = {
        choice.value: {word for name, named in names_of(question).items() if named == choice for word in name.split()}
        for choice in others
    }
    vocabulary = set().union(*about.values())
    own = {word for name, named in names_of(question).items() if named == denying[0] for word in name.split()} - vocabulary
    listed: set[str] = set()
    for words in clauses:
        items = {item for item in LISTED.sub(" ", words).split() if len(item) > _SMALLEST} - own
        if items <= vocabulary:
            listed |= items
        elif items & vocabulary or NEGATION.search(words) or BUT.search(words) or re.match("mais|sauf", words):
            return None
    covered = sum(not listed.isdisjoint(words) for words in about.values())
    certain = not (CONDITION.search(fold(typed)) or SUPPOSED.search(words_of(typed)) or reading.hedges(typed))
    return denying[0] if certain and 3 * covered >= 2 * len(others) else None


def _without_speech(question: Question, typed: str) -> str:
    """A sentence without the clause where somebody only speaks to us, when it names no more than who speaks."""
    spoken = SPEAKS.search(typed)
    if spoken is None or len(held(names_of(question), words_of(spoken[0])).names) != 1:
        return typed
    return (typed[: spoken.start()] + typed[spoken.end() :]).strip(" ,;") or typed


def _plainly(question: Question, typed: str) -> str:
    """A sentence without what names something again, was not asked, or tells how long; one that denies, without what is fought."""
    if question.beside:
        typed = SAME_SUBJECT.sub("et ", APPOSITION.sub(" ", typed))
    first, *others = re.split(r"[,;:.(!]", FIGHTS.sub(" ", typed))
    if DENIES.match(fold(first)) and words_of(first) in names_of(question) and FIGHTER.fullmatch(words_of(" ".join(others))):
        typed = first
    return NOT_ASKED.sub("", FOR_YEARS.sub("", typed))


def _kept(question: Question) -> Callable[[re.Match[str]], str]:
    """A parenthesis as it stands; nothing for one that only says who has no part in it, or helps."""
    return lambda aside: " " if _has_no_part(question, aside[1]) else aside[0]


def _beside(question: Question, typed: str) -> set[Choice]:
    """The choices of the parentheses that only deny or accompany: « la commune (le CCAS donne un coup de main, mais ne dépose rien) »."""
    asides = (_has_no_part(question, aside[1]) for aside in _ASIDE.finditer(typed)) if question.beside else ()
    return {choice for choices in asides for choice in choices}


@lru_cache(maxsize=256)
def _has_no_part(question: Question, aside: str) -> frozenset[Choice]:
    """The choices that a parenthesis names, each denied or put beside in its clause; none when it tells or leaves open anything else."""
    names = names_of(question)
    doubtful = RIVAL.search(fold(aside)) or CONDITION.search(f" {fold(aside)}") or SUPPOSED.search(words_of(aside))
    if "?" in aside or doubtful:
        return frozenset()
    told: set[Choice] = set()
    for words in map(words_of, re.split(r"[,;:.!…\n]|\b(?:mais|et)\b", aside)):
        found = held(names, words)
        denied = (DENIED.search(found.left) or re.match(r" (?:pas|ni) ", found.before)) and not NOT_WHOLLY.search(words)
        helps = HELPS_US.search(found.left) or any(f" {words_of(word)}" in f" {words}" for word in question.beside)
        if not (denied or (helps and not (NEGATION.search(found.left) or ROLE.search(found.left)))):
            return frozenset()
        told |= {names[name] for name in found.names}
    return frozenset(told) if not reading.hedges(NO_TIME.sub(" ", words_of(aside))) else frozenset()


def not_begun(question: Question, typed: str) -> Choice | None:
    """« Pas commencé » is « pas encore », where that is a choice."""
    return names_of(question).get("pas encore") if reading.is_not_yet(typed) and NOT_BEGUN.match(fold(typed)) else None


def _ranked(question: Question, typed: str) -> Choice | None:
    """The choice of a rank that stands first and alone, unless a remark names another one: « le deuxième, celui de la parentalité »."""
    first, *others = re.split(r" ?[,;:(] ?", reading.bare(typed), maxsplit=1)
    what = re.escape(fold(question.name))
    told = re.fullmatch(rf"(?:(?:c'est|dans|sur|en) )?(?:(?:le|la|l'|au) ?)?(?:{what} )?([a-z0-9]+)(?: {what})?", first)
    choice = ranks(question).get(told[1]) if told else None
    beside = held(names_of(question), words_of(others[0])) if others else Held([], "")
    rivals = {other for word, other in ranks(question).items() if word in beside.left.split()} - {choice}
    plain = not others or not (rivals or ADDS.search(beside.left) or NEGATION.search(beside.left) or reading.hedges(others[0]))
    return choice if plain and {names_of(question)[name] for name in beside.names} <= {choice} else None


def _counted(question: Question, typed: str) -> str | None:
    """How many are told one by one, where numbers are choices: « un au printemps, un à l'automne » is « 2 »; else the text.

    None when nobody knows of what they are so many: « un au début, un à la fin » are not two a year.
    """
    items = [item.strip() for item in re.split(r" ?[,;+] ?| (?:et|puis) ", reading.bare(typed))]
    if len(items) < 2 or not ONE.match(items[0]) or str(len(items)) not in names_of(question):
        return typed
    if IN_THE_YEAR.fullmatch(items[0]) and all(IN_THE_YEAR.fullmatch(item) for item in items[1:]):
        return str(len(items)) if all(map(ONE.match, items)) or " et " in typed else None
    return None if all(map(ONE.match, items)) else typed


# Rows of a list have many answers alike.
@lru_cache(maxsize=1024)
def _in_sentence(question: Question, typed: str) -> Choice | None:
    if any(DENIES.match(name) for name in held(names_of(question), words_of(typed)).names):
        typed = NEITHER.sub(" ", typed)
    text, left_out = words_of(typed), verbs(question, typed)
    names = {name: choice for name, choice in names_of(question).items() if name not in left_out}
    found = held(names, text)
    if (found.names and _supposed(names, typed)) or _reserved(names, typed):
        return None
    if one := _the_one_who(names, typed):
        return one
    if len(found.names) == 1 and (two := _two_of(names, found.names[0], typed)):
        return None if NEGATION.search(found.left) else two
    told, denied, clause = _only(names, found), _denied(names, typed), _by_clauses(question, names, typed)
    across = not {name for _, within in _clauses(names, typed) for name in within.names} & set(found.names)
    if question.beside and across and found.names and NEGATION.search(found.left) and not clause:
        return None  # « la commune (l'agglo ne fait que signer) » is no « commune et agglo »
    if question.beside and across and clause:
        told = clause  # « le maire, son adjointe suit le dossier » is no « maire adjointe »
    if told and (told in denied or _set_beside(question, found) or (question.beside and clause and told != clause)):
        return None  # « le maire, l'adjointe ne signe pas » is no « maire adjointe »
    if question.beside and not clause and HELPS_US.search(found.left):
        return None  # « la commune nous aide »
    told = told or (None if denied else _inflected(question, left_out, text)) or clause or _both(names, found, typed)
    told = told or _shared_out(names, typed)
    if told:
        # « oui » is among the names of what is done.
        done = told == names_of(question).get("oui")
        return (
            None if done and (TO_BE_DONE.search(found.left) or re.search(LACKS, re.sub(NOTHING_MORE, " ", fold(typed)))) else told
        )
    begun = found.names and not text.startswith("pas encore ")  # « pas prêt » may be under way
    return (None if found.names else near(question, text)) or (None if begun else not_begun(question, typed))


def _the_one_who(names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The choice that « c'est … qui » picks out, where what follows denies any other."""
    told = THE_ONE_WHO.search(fold(typed))
    if told is None or RIVAL.search(told[2]):
        return None
    picked = held(names, words_of(told[1]))
    said = {names[name] for name in picked.names}
    if len(said) != 1 or _negated(NEGATION, picked.left, picked.names):
        return None
    others = (found for _, found in _clauses(names, told[2]) if found.names)
    return said.pop() if all(_has_none(found) for found in others) else None


def _has_none(found: Held) -> bool:
    """Whether a clause denies that what it names has a part, or says that it helps and no more."""
    if HELPS_US.search(found.left):
        return not (NEGATION.search(found.left) or ROLE.search(found.left))
    return DENIED.search(found.left) is not None and not NOT_WHOLLY.search(found.left)


def _only(names: Mapping[str, Choice | None], found: Held) -> Choice | None:
    """The only choice named, unless a negation stands before, or what only places something beside it."""
    said = {names[name] for name in found.names}
    doubtful = _negated(NEGATION, found.before, found.names) or ALONGSIDE.search(found.before) or EXCEPT.search(found.left)
    return said.pop() if len(said) == 1 and not doubtful else None


def _inflected(question: Question, left_out: frozenset[str], text: str) -> Choice | None:
    """The only choice named whatever the gender and number of its words: « jamais lauréats », « les présidentes »."""
    names, base = uninflected(question, left_out, text)
    return None if SUPPOSED.search(base) else _only(names, held(names, base))


def _negated(denial: re.Pattern[str], left: str, names: list[str]) -> bool:
    """Whether words deny the names that stand beside them; names that deny by themselves are not denied by what agrees with them."""
    if names and all(DENIES.match(name) for name in names):
        left = CONCORD.sub(" ", left)
    return denial.search(left) is not None


def _clauses(names: Collection[str], typed: str) -> Iterator[_Clause]:
    return (_Clause(words, held(names, words)) for words in map(words_of, re.split(r"[,;:().!?…\n]|\bmais\b", typed)))


def _denied(names: Mapping[str, Choice], typed: str) -> set[Choice]:
    """The choices that a clause denies outright, or that one clause tells and another one denies: « oui, mais pas fini »."""
    told: set[Choice] = set()
    denied: set[Choice] = set()
    outright: set[Choice] = set()
    for _, found in _clauses(names, typed):
        said = {names[name] for name in found.names}
        if _negated(DENIED, found.left, found.names):
            outright |= said
        (denied if _negated(DENIAL, found.before, found.names) else told).update(said)
    return outright | (told & denied)


def _by_clauses(question: Question, names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The only choice that a clause names without denying it or putting it beside, in the words that the question has for that.

    « Une association, soutenue par la mairie »; « le maire, pas le président »; « la commune porte, l'agglo n'intervient pas ».
    """
    if RIVAL.search(OF_YEARS.sub(" et ", fold(typed))) or EXCEPT.search(fold(typed)):
        return None
    typed = AFTERWARDS.sub(" ", MEMBERS.sub(" ", typed) if question.beside else typed)
    told: set[Choice] = set()
    denied: set[Choice] = set()
    beside = [words_of(word) for word in question.beside]
    last: set[Choice] = set()
    contrary: set[Choice] = set()
    for words, found in _clauses(names, typed):
        said = {names[name] for name in found.names} or (last if THE_SAME_WHO.match(words) else set())
        last = said or last
        if not found.names:
            told |= said
        elif _negated(DENIAL, found.left, found.names) and not (question.beside and NOT_WHOLLY.search(found.left)):
            denied |= said
            contrary |= {names[name] for name in found.names if DENIES.match(name)}
        elif question.beside and HELPS_US.search(found.left):
            continue
        elif _has_a_part(found) or (not any(f" {word}" in f" {words}" for word in beside) and not ALONGSIDE.search(found.before)):
            told |= said
    if question.beside:
        contrary.clear()  # what is denied there is somebody else's part
    # « oui, le cadre 7 n'est pas rempli »
    return told.pop() if len(told) == 1 and not told & denied and contrary <= told else None


def _has_a_part(found: Held) -> bool:
    """Whether what helps does more than that: « le CCAS donne un coup de main et dépose »."""
    return re.search(rf"\|.*\bet {ROLE.pattern}|\bpas (?:que|seulement|uniquement)\b", found.left) is not None


def _reserved(names: Collection[str], typed: str) -> bool:
    """Whether a sentence asks, or takes back a part of what it tells in words that name nothing: « oui, mais pas signé »."""
    if typed.rstrip().endswith("?") or CONDITION.search(fold(typed)):
        return True
    but = BUT.search(fold(typed))
    plain = any(DENIES.match(name) for name in held(names, words_of(typed)).names)
    return but is not None and not plain and not held(names, words_of(but[1])).names


def _set_beside(question: Question, found: Held) -> bool:
    """Whether the question's own words put beside it what a text names: « il travaille avec la coordonnatrice »."""
    return bool(found.names) and any(f" {words_of(word)} " in found.before for word in question.beside)


def _both(names: Mapping[str, Choice], found: Held, typed: str) -> Choice | None:
    """The choice that two others make together: « la ville de Sarmy et la communauté de communes du Val, ensemble ».

    Beside them stand names only, or a word that joins them.
    """
    left = found.left
    if len(found.names) != 2 or _negated(NEGATION, left, found.names) or EXCEPT.search(left) or re.search(r"\bou\b", left):
        return None
    first, second = sorted(found.names, key=f" {words_of(typed)} ".find)
    between = left.split("|")[1].split()
    proper = {word for name in re.findall(r"\b[A-ZÀ-Ý][\w-]*", typed[1:]) for word in words_of(name).split()}
    if EACH_FOR_ITS_OWN.search(left):
        return _of_pair(names, first, second, typed)
    joined = TOGETHER.search(left) or set(left.replace("|", " ").split()) - {"et", "avec"} <= proper
    return _of_pair(names, first, second, typed) if joined and {"et", "avec"} & set(between) else None


def _of_pair(names: Mapping[str, Choice], first: str, second: str, typed: str) -> Choice | None:
    """The choice that two others make: by their very names, else by any of their names, of two that each has its article.

    « La présidente de l'agglo et maire de Sornac » is one person.
    """
    if told := names.get(f"{first} et {second}"):
        return told
    return _made_of(names, first, second) if AND_THE.search(fold(typed)) else None


def _two_of(names: Mapping[str, Choice], name: str, typed: str) -> Choice | None:
    """The choice that two make together, where a name that joins them is told with an article for each: « le président et le maire »."""
    first, et, second = name.partition(" et ")
    both = _made_of(names, first, second) if et and {first, second} <= names.keys() and AND_THE.search(fold(typed)) else None
    return both if both != names[name] else None


def _made_of(names: Mapping[str, Choice], first: str, second: str) -> Choice | None:
    pair = {names[first], names[second]}
    joined = (name.partition(" et ") for name in names)
    both = {names[f"{one} et {other}"] for one, et, other in joined if et and {names.get(one), names.get(other)} == pair} - pair
    return both.pop() if len(both) == 1 and len(pair) == 2 else None


def _shared_out(names: Mapping[str, Choice], typed: str) -> Choice | None:
    """The choice that two others make, each for its share: « pour partie la subvention et pour partie la ville ».

    Beside their names and their shares stands nothing else.
    """
    text, shares = SHARES.subn(" , ", fold(typed))
    found = held(names, words_of(text))
    pair = {names[name] for name in found.names}
    if shares > 1 and len(found.names) == 1 and " et " in found.names[0] and not found.left.replace("|", " ").split():
        return names[found.names[0]]
    if shares < 2 or len(found.names) != 2 or len(pair) != 2 or set(found.left.replace("|", " ").split()) - {"et", "par"}:
        return None
    return _made_of(names, *found.names)


def _supposed(names: Collection[str], typed: str) -> bool:
    """Whether doubt is cast in a clause that names a choice, or in one that says nothing else: « la ville, peut-être »."""
    for clause in re.split(r"[,;:(.\n]", typed):
        found = held(names, words_of(clause))
        if SUPPOSED.search(found.left) and (found.names or not SUPPOSED.sub("", found.left).strip()):
            return True
        if reading.decision(NO_TIME.sub(" ", found.left).replace("|", " ").strip()) == "open":
            return True
    return False
