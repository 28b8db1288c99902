"""The frames of the official form, field by field in its order: what to copy, what is missing, what is for a hand to fill."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant import french
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.outlines import Field, Frame
from assistant.outputs.checklist import paper
from assistant.outputs.ledger import Ledger, ledger
from assistant.outputs.model import Draft, Paper, plain, strong
from assistant.outputs.told import ANSWERED, GAP, Told, written
from assistant.terms import ConditionError
from assistant.wording import row_name

NO_FORM = "Cette campagne n'a pas de formulaire officiel à remplir."


def form(dossier: Dossier, title: str, today: date) -> Paper:
    """The frames of the official form alone, field by field, after what they lack.

    Raises AssistantError when the campaign has no form, or when it is wrong.
    """
    if not dossier.script.form.frames:
        raise AssistantError(NO_FORM)
    try:
        return Frames(dossier, today).paper(title)
    except ConditionError as error:
        raise AssistantError(f"Expression incorrecte dans « cerfa.yaml » : {error}.") from error


@dataclass(frozen=True)
class Filled:
    """A field of the official form: its frame and label, what to copy in it, or that this is missing, or why there is nothing."""

    frame: str
    label: str
    value: str
    missing: bool
    why: str
    note: str
    checked: bool


def filled(dossier: Dossier, today: date) -> tuple[Filled, ...]:
    """The fields of the official form one by one, in its order. Raises AssistantError as `form`."""
    try:
        return tuple(Frames(dossier, today).filled())
    except ConditionError as error:
        raise AssistantError(f"Expression incorrecte dans « cerfa.yaml » : {error}.") from error


class Frames(Told):
    """The official form of a dossier's campaign, with what the dossier puts in it."""

    def __init__(self, dossier: Dossier, today: date) -> None:
        super().__init__(dossier, today, "« cerfa.yaml »")
        self.plan = dossier.script.form

    @cached_property
    def figures(self) -> Ledger | None:
        """The figures of the budget; none when the campaign describes no budget."""
        return ledger(self.script.papers.budget, self) if self.script.papers.budget else None

    def paper(self, title: str) -> Paper:
        """The form as a paper of its own."""
        page = Draft()
        if self.plan.intro:
            page.paragraph(self.plan.intro)
        lacking = [field.label for _, fields in self._frames() for field in fields if self._value(field) == GAP]
        if lacking:
            page.callout("gap", strong(f"{GAP} :"), f" {french.join(lacking)}.")
        else:
            page.callout("note", strong("Rien ne manque dans les champs que l'assistant remplit."))
        self.draw(page, 2)
        return paper(typography(self.plan.title), self.script, title, self.context.today, page)

    def draw(self, page: Draft, level: int) -> None:
        """Add the frames to a page, under headings of a level."""
        for frame, fields in self._frames():
            page.heading(level, self._named(frame))
            rows = [[field.label + ("" if field.checked else "\u00a0*"), self._value(field), field.note] for field in fields]
            if not all(field.checked for field in fields):
                page.lead(f"* {self.plan.unchecked}")
            page.table([self.plan.field_word, "À recopier", "Remarque"], rows, widths=(4, 5, 4))

    def filled(self) -> Iterator[Filled]:
        """The fields one by one."""
        for frame, fields in self._frames():
            for field in fields:
                value = self._value(field)
                told = value not in {GAP, "–", f"({field.blank})"}
                why = "" if told or value == GAP else "sans objet" if value == "–" else field.blank
                yield Filled(
                    frame=typography(self._named(frame)),
                    label=typography(field.label),
                    value=plain(value) if told else "",
                    missing=value == GAP,
                    why=typography(why),
                    note=typography(field.note),
                    checked=field.checked,
                )

    def _named(self, frame: Frame) -> str:
        return f"{self.plan.frame_word} {frame.number} – {frame.title}"

    def _frames(self) -> Iterator[tuple[Frame, list[Field]]]:
        for frame in self.plan.frames:
            if fields := [field for field in frame.fields if self.holds(field.when)]:
                yield frame, fields

    def _value(self, field: Field) -> str:
        if field.blank:
            return (self.figures and self.figures.held(field.accounts)) or f"({field.blank})"
        if field.text:
            return self.sentence(field.text)
        if field.column:
            return self._column(field)
        question = self.question(field.show)
        answer = self.dossier.reply(field.show)
        if answer.state not in ANSWERED:
            return "–" if self.idle(field.show, answer) else GAP
        return self.words(field.show, question, answer)

    def _column(self, field: Field) -> str:
        """What the rows of a repeat answer to one of its questions, a line a row; a gap when none does."""
        repeat = self.repeat(field.show)
        asked = repeat.field(field.column)
        if asked is None:
            raise AssistantError(f"{self.source} prend « {field.column} » pour un champ de « {field.show} » : corrigez-le.")
        rows = range(self.dossier.rows(field.show) or 0)
        told = [(row, self.dossier.reply(f"{field.show}[{row}].{field.column}")) for row in rows]
        said = [
            f"{row_name(repeat, self.dossier, row)} : {written(asked, reply)}" for row, reply in told if reply.state in ANSWERED
        ]
        return typography("\n".join(said)) or GAP
