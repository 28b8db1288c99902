"""Another answer to a question, or another row in a list: what a change is, how it is told, what a dossier is with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.dossier import Dossier
from assistant.script import row_of


@dataclass(frozen=True, eq=False)
class Change:
    """Another answer at a path (None takes it away).

    The path of a list without a row (`actions[]`) adds one, that of a row (`actions[2]`) with None takes it away, with fields replaces
    it. `words` say it in French. `free` is for an answer that nobody can give but the author; `raw` then only stands for it. `also`
    are the other paths where a name that is replaced is written too, and the name that takes its place. `loss` says what
    goes: 0 nothing, 1 an answer that was given, 2 a row or an answer as a whole. `asks` names what is left to say of a row that is
    added, for which something only stands.
    """

    path: str
    raw: Any
    words: str
    free: bool = False
    distance: Decimal = Decimal(0)
    also: tuple[tuple[str, str], ...] = ()
    loss: int = 1
    asks: str = ""

    def to_json(self) -> dict[str, Any]:
        """The change as plain values; the value of one that is free is null."""
        raw = None if self.free else _plain(self.raw)
        return {"path": self.path, "value": raw, "free": self.free, "words": self.words}


def changed(dossier: Dossier, changes: Iterable[Change]) -> Dossier:
    """The dossier with these changes, all told of its rows as they were. Raises IndexError for a row that is not there."""
    gone: list[str] = []
    for change in changes:
        if change.path.endswith("[]"):
            dossier = dossier.with_row(change.path[:-2], change.raw)
        elif change.path.endswith("]") and change.raw is not None:
            repeat = dossier.script.questions[change.path.partition("[")[0]]
            values = [(f"{change.path}.{column.id}", change.raw.get(column.id)) for column in repeat.questions]
            for path, raw in [*values, *change.also]:
                dossier = dossier.with_answer(path, raw)
        elif change.path.endswith("]"):
            gone.append(change.path)
        else:
            for path, raw in [(change.path, change.raw), *change.also]:
                dossier = dossier.with_answer(path, raw)
    for path in sorted(gone, key=row_of, reverse=True):
        rows = path.partition("[")[0]
        if not 0 <= row_of(path) < (dossier.rows(rows) or 0):
            raise IndexError(path)
        dossier = dossier.without_row(rows, row_of(path))
    return dossier


def _plain(raw: Any) -> Any:
    """A raw answer as JSON has it."""
    if isinstance(raw, Decimal):
        return float(raw)
    if isinstance(raw, list):
        return [_plain(item) for item in raw]
    return {key: _plain(value) for key, value in raw.items()} if isinstance(raw, dict) else raw
