"""What was worked out on a dossier, kept for the next one as far as it rests on the same answers.

After one answer changed, only the terms that read it are evaluated again. Two dossiers are compared by their answers, so that it
does not matter how one came from the other.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Generic, TypeVar

from assistant.answers import Answer
from assistant.dossier import Dossier
from assistant.script import general
from assistant.terms import TODAY, Context, Memo, Term, whole

T = TypeVar("T")


class Recall:
    """The outcomes of some terms on the last dossier that was looked at; not for several threads at once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._readers: dict[str, list[Term]] = {}
        for term in whole(terms):
            for path in term.reads:
                self._readers.setdefault(path, []).append(term)
        self._memo = Memo()
        self._seen: dict[str, Answer] = {}
        self._today: date | None = None

    def turn_to(self, dossier: Dossier, today: date) -> tuple[Context, set[str]]:
        """A context that remembers what still holds of the last dossier, and the paths, as in a script, that differ from it.

        The day of reference is among these paths (`TODAY`) when it is another one.
        """
        seen, known = dossier.answers, self._seen
        changed = [path for path, reply in seen.items() if reply is not known.get(path) and not _same(known.get(path), reply)]
        changed += known.keys() - seen.keys()
        if today != self._today:
            changed.append(TODAY)
        if len(changed) > len(seen) / 4:
            self._memo = Memo()
        else:
            self._forget(changed)
        self._memo.rows.clear()
        self._seen, self._today = seen, today
        return Context(dossier, today, memo=self._memo), {general(path) for path in changed}

    def _forget(self, changed: list[str]) -> None:
        for path in changed:
            rows, _, rest = path.partition("[")
            row = int(rest.partition("]")[0]) if rest else None
            for term in self._readers.get(general(path), ()):
                # What a term gave on the other rows stands, unless it looks at all of them, from each or from outside.
                if row is not None and rows not in term.reads:
                    self._memo.outcomes.get(term.number, {}).pop(row, None)
                else:
                    self._memo.outcomes.pop(term.number, None)


class Shelf(Generic[T]):
    """Where one thing is kept between two uses; whoever uses it takes it away, so that two threads never share it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._kept: list[T] = []

    def take(self) -> T:
        """The thing that was put last, or a new one when there is none."""
        try:
            return self._kept.pop()
        except IndexError:
            return self._make()

    def put(self, thing: T) -> None:
        """Keep a thing for the next use; only one is kept."""
        self._kept[:] = [thing]


def _same(old: Answer | None, new: Answer) -> bool:
    """Whether two answers to a question are the same; of the rows of a list, only how many: their fields have answers of their own.

    What was typed alike is understood alike, but for a yes and a one, which are equal to Python.
    """
    typed_alike = old is not None and old.raw == new.raw and type(old.raw) is type(new.raw)
    return old is not None and old.value == new.value and (typed_alike or _has_rows(new))


def _has_rows(answer: Answer) -> bool:
    return isinstance(answer.value, tuple) and any(isinstance(item, int) for item in answer.value)
