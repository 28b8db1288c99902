"""How far a question, or a row of a list, is: counts that do not grow because of what is answered elsewhere."""

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from assistant.tui import words
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.interview import Interview, Step
    from assistant.script import Question
    from assistant.tui.session import Session


def heading(interview: "Interview", step: "Step") -> Content:
    """Where a question stands: its number in its chapter, or in its row, then their names."""
    chapters = list(dict.fromkeys(other.chapter.id for other in interview.steps))
    # Rows grow in number while they are told: a chapter counts its own questions, a row its own.
    peers = [
        other.path
        for other in interview.steps
        if (other.row, other.repeat) == (step.row, step.repeat) and other.chapter is step.chapter
    ]
    number = f"{peers.index(step.path) + 1}/{len(peers)}"
    counted = f"Question {number}" if step.row is None else f"{_item(step)} {step.row + 1} : {number}"
    return Content.assemble(
        (fr(counted), "$muted"),
        "  ",
        (words.brief(interview.heading(step), 120), "$secondary"),
        (fr(f"  (chapitre {chapters.index(step.chapter.id) + 1}/{len(chapters)})"), "$muted"),
    )


def _item(step: "Step") -> str:
    return words.capital((step.repeat.item if step.repeat else "") or "élément")


class RowState(NamedTuple):
    """What is left of a row: answers that make a finding fail, questions that wait, answers that were put off."""

    wrong: int
    waiting: int
    unsure: int


def row_state(session: "Session", repeat: "Question", row: int) -> RowState:
    """What is left of a row of a list; what may be left blank waits for nothing."""
    interview = session.interview
    steps = [step for field in repeat.questions if (step := interview.step(f"{repeat.id}[{row}].{field.id}"))]
    return RowState(
        sum(step.path in session.at_fault for step in steps),
        sum(interview.waits(step) for step in steps),
        sum(session.dossier.reply(step.path).state == "skipped" for step in steps),
    )


def row_lines(session: "Session", step: "Step") -> list[Content]:
    """The rows of a repeat, each with what is left of it."""
    from assistant.wording import row_name

    lines = []
    for row in range(session.dossier.rows(step.path) or 0):
        state = row_state(session, step.question, row)
        left = zip(state, ("à corriger", "à remplir", "à revoir"), ("$error", "$warning", "$accent"), strict=True)
        told = [Content.styled(fr(f"{number} {what}"), style) for number, what, style in left if number]
        name = words.brief(row_name(step.question, session.dossier, row))
        lines.append(Content.assemble(name, "  ", Content(", ").join(told or [Content.styled("✓", "$success")])))
    return lines
