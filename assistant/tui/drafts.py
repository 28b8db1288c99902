"""What is half typed for a question: it stays that question's while others are shown, until the question gets an answer."""

from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from assistant.journal import Draft
from assistant.tui.inputs import Area, Choices, Field
from assistant.wording import row_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.answers import Answer
    from assistant.dossier import Dossier


class _Left(NamedTuple):
    draft: Draft
    reply: "Answer"
    row: str


class Drafts:
    """The drafts of the questions that others have taken the place of, by their paths."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}

    def leave(self, draft: Draft, before: "Dossier", now: "Dossier") -> None:
        """Keep what is typed for a question that gives way, unless it has got another answer; what was kept of it is no more."""
        self._left.pop(draft.place, None)
        reply = now.reply(draft.place)
        if draft and reply == before.reply(draft.place):
            self._left[draft.place] = _Left(draft, reply, _row(now, draft.place))

    def take(self, place: str, dossier: "Dossier") -> Draft:
        """What was typed for a question that is shown again; nothing when it got an answer since, or when its row is another's."""
        left = self._left.pop(place, None)
        return left.draft if left and (left.reply, left.row) == (dossier.reply(place), _row(dossier, place)) else Draft()


def _row(dossier: "Dossier", path: str) -> str:
    """The row that a path is in; "" when it is in none."""
    rows, bracket, rest = path.partition("[")
    repeat = dossier.script.questions.get(rows)
    return row_name(repeat, dossier, int(rest.partition("]")[0])) if bracket and repeat else ""


def retype(widgets: "Iterable[Widget]", draft: Draft) -> bool:
    """Put back in the input of a question what was half typed there; False when it has no use for it."""
    for widget in widgets:
        if isinstance(widget, Field) and draft.text:
            # The cursor comes later, and would select the whole: the next key must go on, not begin anew.
            widget.select_on_focus = False
            widget.value = draft.text
            widget.cursor_position = len(draft.text)
            return True
        if isinstance(widget, Area) and draft.text:
            widget.load_text(draft.text)
            widget.move_cursor(widget.document.end)
            return True
        if isinstance(widget, Choices) and draft.text:
            widget.choose(draft.text)
            return True
        if isinstance(widget, Choices) and draft.checked:
            widget.check(draft.checked)
            return True
    return False
