"""The answers in blocks to paste, one after the other, in an online form."""

from datetime import date

from assistant import french
from assistant.dossier import Dossier
from assistant.outputs.checklist import paper
from assistant.outputs.model import Draft, Paper, strong
from assistant.outputs.told import ANSWERED, GAP, Told, headed, written
from assistant.plans import Online, Pasted
from assistant.wording import row_name


def online(plan: Online, dossier: Dossier, title: str, today: date) -> Paper:
    """The blocks of an online form, each under its heading; what is missing is marked in place."""
    told = Told(dossier, today, "« papers.yaml »")
    draft = Draft()
    if plan.intro:
        draft.callout("note", plan.intro)
    for number, block in enumerate(plan.blocks, 1):
        draft.heading(2, f"Bloc {number} – {block.title}")
        words, gaps = pasted(block, told)
        draft.words(words, pasted=True)
        if gaps:
            draft.callout("gap", strong(f"{GAP} :"), f" {french.join(gaps)}.")
    return paper(plan.title, dossier.script, title, today, draft)


def pasted(block: Pasted, told: Told) -> tuple[str, list[str]]:
    """The text of a block as it is pasted, and the names of what it lacks."""
    parts, gaps = [], []
    for path in block.show:
        question, answer = told.question(path), told.dossier.reply(path)
        if answer.state in ANSWERED:
            joint = "\n" if question.type == "long_text" else " "
            parts.append(f"{headed(question)} :{joint}{told.words(path, question, answer)}")
        elif not told.idle(path, answer):
            gaps.append(headed(question))
    if block.each:
        repeat = told.repeat(block.each)
        answer = told.dossier.reply(block.each)
        rows = told.dossier.rows(block.each)
        if not rows:
            if answer.state in ANSWERED:
                parts.append(f"{headed(repeat)} : {written(repeat, answer)}")
            else:
                gaps.append(headed(repeat))
        for row in range(rows or 0):
            parts.append("\n".join(_row(block, told, row)))
            fields = [field for name in block.columns if (field := repeat.field(name)) and field.required]
            name = row_name(repeat, told.dossier, row)
            gaps += [f"{headed(field)} – {name}" for field in fields if told.cell(repeat, row, field).startswith(GAP)]
    parts += [told.sentence(said.text) for said in block.text if told.holds(said.when)]
    return "\n\n".join(parts), gaps


def _row(block: Pasted, told: Told, row: int) -> list[str]:
    repeat = told.repeat(block.each)
    lines = [f"• {row_name(repeat, told.dossier, row)}"]
    for name in block.columns:
        field, reply = repeat.field(name), told.dossier.reply(f"{repeat.id}[{row}].{name}")
        if field and reply.state in ANSWERED:
            lines.append(f"{headed(field)} : {written(field, reply)}")
    return lines
