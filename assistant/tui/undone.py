"""What was taken back, or given again: an answer by its question, one of a row by its row too, a row by its name."""

from typing import TYPE_CHECKING

from assistant.tui.words import brief, fr
from assistant.wording import row_name

if TYPE_CHECKING:
    from assistant.dossier import Dossier
    from assistant.script import Question


def changed(before: "Dossier", after: "Dossier", done: str, label: str) -> str:
    """What happened to the answers of `before`: one was `done` (« annulée »), to the question of this `label` where no list changed."""
    lists = [
        question
        for question in after.script.questions.values()
        if question.type == "repeat" and before.table(question.id) != after.table(question.id)
    ]
    found = (_rows(lists[0], before, after) or _field(lists[0], before, after, done)) if len(lists) == 1 else ""
    return found or fr(f"Réponse {done} : {label}" if label else f"Réponse {done}.")


def _rows(repeat: "Question", before: "Dossier", after: "Dossier") -> str:
    """The row that is there no more, or again; "" when all are there."""
    old, new = before.table(repeat.id), after.table(repeat.id)
    if abs(len(old) - len(new)) != 1:
        return ""
    longer, word = (before, "retirée") if len(old) > len(new) else (after, "remise")
    row = next((row for row, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    return fr(f"Ligne {word} ({repeat.name}) : ") + brief(row_name(repeat, longer, row))


def _field(repeat: "Question", before: "Dossier", after: "Dossier", done: str) -> str:
    """The one field of one row that changed; "" when several did."""
    both = enumerate(zip(before.table(repeat.id), after.table(repeat.id), strict=False))
    rows = [(row, one, other) for row, (one, other) in both if one != other]
    fields = [(row, field) for row, one, other in rows for field in repeat.questions if one.get(field.id) != other.get(field.id)]
    if len(fields) != 1:
        return ""
    row, field = fields[0]
    return fr(f"Réponse {done} : ") + brief(row_name(repeat, before, row)) + fr(f" – {field.label}")
