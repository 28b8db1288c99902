"""Answers that decide nothing: « on verra à la rentrée », « pas arrêté, on hésite », « ça dépendra des élus ».

A sentence is cut into clauses. In a clause that waits, asks, hesitates or puts off (its core), the core is taken away, then its
circumstances (when, with whom, after what), then empty words and the words that only name who decides or what is asked. What is
left is content. Nothing left anywhere: the answer is open. Little left, beside a hedge: it is supposed. « On verra le spectacle » has
an object, « à définir avec les habitants : trois ateliers » says what: these are decided.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from assistant.reading.putting_off import (
    ASIDE,
    CIRCUMSTANCES,
    CORES,
    DOUBT,
    EMPTY,
    NEUTRAL,
    NUMBER,
    SLIPS,
    SUBORDINATE,
    TIMES,
    Core,
)
from assistant.reading.words import MONTH, bare

Decision = Literal["decided", "supposed", "open"]
_LONGEST = 300  # characters; more is prose, which says something
_LITTLE = 3
"""How many words of content a hedge leaves in doubt: « les Tilleuls, à confirmer », not « douze séances en classe de 6e, à caler »."""
_FEW = 8
"""How many words a subordinate may have (« si le conseil est d'accord ») before it tells something by itself."""
# Compiled when a text first needs them: most texts have none of their letters.
_pattern = cache(re.compile)


class _Clause(NamedTuple):
    """A clause: whether it hedges, and the words of content beside; whether these stay in doubt however many; whether it introduces what
    follows, or bears on something aside (« dates à caler »)."""

    hedged: bool
    left: tuple[str, ...]
    doubtful: bool = False
    introduces: bool = False
    aside: bool = False


def decision(raw: object) -> Decision:
    """Whether a text decides something: `open` when it only puts off, `supposed` when what it says is left in doubt."""
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        return "decided"
    return _decision(raw)


@lru_cache(maxsize=4096)
def _decision(raw: str) -> Decision:
    clauses = _clauses(_plain(raw))
    hedged = [clause for clause in clauses if clause.hedged]
    left = [word for clause in clauses for word in clause.left]
    if not hedged:
        return "decided"
    if not left:
        return "open" if any(not clause.doubtful for clause in hedged) else "supposed"
    if any(clause.doubtful for clause in hedged):
        return "supposed"
    # « Les Tilleuls, et un second quartier à préciser »: what hedges bears on something else than what is said.
    apart = any(clause.left and not clause.hedged for clause in clauses) and all(clause.left or clause.aside for clause in hedged)
    return "supposed" if len(left) <= _LITTLE and not apart and not _introduces(clauses) else "decided"


def _introduces(clauses: list[_Clause]) -> bool:
    """Whether what is put off is told after a colon: « à voir : le film, puis débat »."""
    first = next((at for at, clause in enumerate(clauses) if clause.introduces), len(clauses))
    return first + 1 < len(clauses) and all(clause.hedged and not clause.left for clause in clauses[: first + 1])


def hedges(raw: str) -> bool:
    """Whether any clause of a text hedges: nothing that it says can be taken as it stands."""
    return any(clause.hedged for clause in _clauses(_plain(raw)))


def _plain(raw: str) -> str:
    text = bare(raw, ".,;:!? ")
    for keys, slip, meant in SLIPS:
        if any(key in text for key in keys):
            text = _pattern(slip).sub(meant, text)
    return text


def _clauses(text: str) -> list[_Clause]:
    cores = [core for core in CORES if any(key in text for key in core.keys)]
    if not (any(_pattern(core.pattern).search(text) for core in cores) or _pattern(DOUBT).search(text)):
        return []
    pieces = _pattern(r"([,;:.!?()\n]+|\bmais\b|\bcar\b)").split(text)
    clauses: list[_Clause] = []
    for piece, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if piece.strip():
            clauses.append(_clause(piece.strip(), cores, ":" in end, any(clause.hedged for clause in clauses)))
    return clauses


def _clause(text: str, cores: list[Core], introduces: bool, put_off: bool) -> _Clause:
    rest, hedged, transitive = _without_cores(text, cores)
    if _pattern(DOUBT).search(text):
        left = _content(_pattern(DOUBT).sub(" ", rest))
        return _Clause(len(left) <= _LITTLE, left, doubtful=not hedged, introduces=introduces)
    if not hedged:
        return _Clause(False, _beside(text, put_off), introduces=introduces)
    rest = _without(CIRCUMSTANCES, rest)
    told = _pattern(SUBORDINATE).search(rest)
    asks = told is not None and not told[0].startswith("qui")
    if told and len(told[1].split()) <= _FEW and not _pattern(NUMBER).search(told[1]):
        rest = rest[: told.start()]
    left = tuple(word for word in _content(rest) if word not in NEUTRAL)
    if left and transitive and not asks:
        return _Clause(False, left, introduces=introduces)
    return _Clause(True, left, bool(left) and "hesit" in text, introduces, _pattern(ASIDE).search(text) is not None)


def _beside(text: str, put_off: bool) -> tuple[str, ...]:
    """The content of a clause that does not hedge. After one that does, « avec le bailleur » only says with whom, and « en mai » when."""
    without_time = _content(_without(TIMES, text))
    if not put_off:
        return without_time or (_content(text) if _pattern(rf"[0-9]|\b{MONTH}\b").search(text) else ())
    return _content(_without(CIRCUMSTANCES, text)) or tuple(word for word in without_time if word not in NEUTRAL)


def _without_cores(text: str, cores: list[Core]) -> tuple[str, bool, bool]:
    """A clause without what hedges in it, whether something does, and whether all that does takes an object."""
    rest, hedged, transitive = text, False, True
    for core in cores:
        found = _pattern(core.pattern).search(rest)
        if found and found[0].strip() and (core.anywhere or not _names_something(rest[: found.start()], core.takes_object)):
            rest, hedged = f"{rest[: found.start()]} {rest[found.end() :]}", True
            transitive = transitive and core.takes_object
    return rest, hedged, transitive


def _names_something(before: str, takes_object: bool) -> bool:
    if takes_object and _pattern(r"\bqu(?:i|e|on)?\b").search(before):
        return True  # « ce qui se verra en cellule »
    return any(word not in NEUTRAL for word in _content(_without(CIRCUMSTANCES, before)))


def _without(patterns: Iterable[str], text: str) -> str:
    for pattern in patterns:
        text = _pattern(pattern).sub(" ", text)
    return text


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[a-z0-9%€]+(?:-[a-z0-9]+)*", text) if word not in EMPTY)
