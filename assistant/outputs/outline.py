"""The outline of the application and the frames of its form: answers in place, gaps marked where they stand."""

from datetime import date
from decimal import Decimal

from assistant import french
from assistant.answers import Answer, short
from assistant.conditions import ConditionError, Context, compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.interview import Interview
from assistant.outputs.checklist import Cite
from assistant.outputs.markdown import Page, inert
from assistant.script import Block, Field, Frame, OutlineChapter, Question
from assistant.wording import KINDS, display, row_name, words_of

GAP = "⚠ À compléter"
NO_OUTLINE = "Cette campagne n'a pas de trame de dossier : il n'y a que la liste de contrôle à écrire."


def outline(dossier: Dossier, title: str, today: date, cite: Cite, advice: bool = True) -> str:
    """The outline in Markdown; `cite` words the place of a section, `advice` keeps the writing advice.

    A campaign that has neither an outline nor a form gets one sentence that says so.

    Raises AssistantError when the campaign's outline or form names a question that does not exist, or holds a wrong expression.
    """
    if not dossier.script.outlined:
        return typography(NO_OUTLINE) + "\n"
    try:
        return _Outline(dossier, title, today, cite, advice).write()
    except ConditionError as error:
        raise AssistantError(f"Expression incorrecte dans « outline.yaml » ou « cerfa.yaml » : {error}.") from error


class _Outline:
    def __init__(self, dossier: Dossier, title: str, today: date, cite: Cite, advice: bool) -> None:
        self.dossier = dossier
        self.script = dossier.script
        self.interview = Interview(dossier, today)
        self.context = Context(dossier, today)
        self.cite = cite
        self.advice = advice
        plan = self.script.outline
        heading = typography(plan.title or self.script.form.title)
        self.page = Page(f"{heading} – {inert(title)}" if title else heading)

    def write(self) -> str:
        plan = self.script.outline
        self.page.paragraph(typography(self.script.about.call))
        if plan.intro:
            self.page.paragraph(typography(plan.intro))
        for chapter in plan.chapters:
            self._chapter(chapter)
        if self.script.form.frames:
            self._form()
        return self.page.text()

    def _form(self) -> None:
        form = self.script.form
        if self.script.outline.title:
            self.page.heading(2, typography(form.title))
        if form.intro:
            self.page.paragraph(typography(form.intro))
        for frame in form.frames:
            fields = [field for field in frame.fields if self._holds(field.when)]
            if fields:
                self._frame(frame, fields)

    def _chapter(self, chapter: OutlineChapter) -> None:
        self.page.heading(2, typography(chapter.title))
        if chapter.asks:
            self.page.quote(typography(f"**Ce qui est demandé :** {chapter.asks}{self._places(chapter.sections)}"))
        for block in chapter.blocks:
            self._block(block, chapter)
        if self.advice:
            self.page.bullets(typography(f"*Conseil : {i.text} ({self.cite(i.section)})*") for i in chapter.advice)

    def _block(self, block: Block, chapter: OutlineChapter) -> None:
        if not self._holds(block.when):
            return
        if block.text:
            self.page.paragraph(inert(compile_template(block.text, self.script).render(self.context)))
        if not block.each:
            self._answers({path: self._question(path) for path in block.show}, chapter)
        if block.each:
            self._cards(block, chapter)
        if block.table:
            self._table(block, chapter)

    def _holds(self, when: str) -> bool:
        return not when or compile_condition(when, self.script).evaluate(self.context).value is True

    def _answers(self, questions: dict[str, Question], chapter: OutlineChapter) -> None:
        """Answers and gaps in their order; what is neither answered nor demanded is named in one line at the end."""
        left_out = []
        for path, question in questions.items():
            if self.dossier.reply(path).state == "absent" and not self.script.demanded(path):
                left_out += [] if self._idle(path, self.dossier.reply(path)) else [question.name]
            else:
                self._show(path, question, chapter)
        if left_out:
            self.page.paragraph(typography(f"*Facultatif, non renseigné : {french.join(left_out)}.*"))

    def _show(self, path: str, question: Question, chapter: OutlineChapter) -> None:
        answer = self.dossier.reply(path)
        if self._idle(path, answer):
            return
        name = _headed(question)
        if answer.state not in {"given", "none"}:
            self._gap(name, question, answer, chapter)
        elif question.type == "long_text":
            self.page.paragraph(f"**{name}\u00a0:**")
            self.page.words(words_of(question, answer))
        else:
            self.page.paragraph(f"**{name}\u00a0:** {inert(self._words(path, question, answer))}")

    def _question(self, path: str) -> Question:
        question = self.script.questions.get(path)
        if question is None or "[" in path:
            raise AssistantError(
                f"« outline.yaml » ou « cerfa.yaml » cite la question « {path} », qui n'existe pas : corrigez-le."
            )
        return question

    def _repeat(self, path: str) -> Question:
        question = self._question(path)
        if question.type != "repeat":
            raise AssistantError(f"« outline.yaml » prend la question « {path} » pour une liste : corrigez-le.")
        return question

    def _idle(self, path: str, answer: Answer) -> bool:
        """Whether a question was neither answered nor to be asked."""
        return answer.state == "absent" and self.interview.step(path) is None

    def _words(self, path: str, question: Question, answer: Answer) -> str:
        if question.type == "repeat" and answer.state == "given":
            return french.join([row_name(question, self.dossier, row) for row in range(self.dossier.rows(path) or 0)])
        return words_of(question, answer)

    def _gap(self, name: str, question: Question, answer: Answer, chapter: OutlineChapter) -> None:
        why = {
            "skipped": typography(" – vous avez répondu « je ne sais pas encore »"),
            "unreadable": f" – {inert(typography(answer.problem))}",
        }.get(answer.state, "")
        sections = question.sections or chapter.sections
        self.page.quote(f"**{GAP}\u00a0: {name}**{why}{self._places(sections[:2])}")

    def _places(self, sections: tuple[str, ...]) -> str:
        return f" ({' ; '.join(self.cite(section) for section in sections)})" if sections else ""

    def _cards(self, block: Block, chapter: OutlineChapter) -> None:
        repeat = self._repeat(block.each)
        rows = self.dossier.rows(block.each)
        if not rows:
            self._show(block.each, repeat, chapter)
            return
        for label, members in self._groups(repeat, block.by, rows):
            if label:
                self.page.heading(3, typography(label))
            for row in members:
                self.page.heading(4, row_name(repeat, self.dossier, row))
                fields = filter(None, map(repeat.field, block.show))
                self._answers({f"{repeat.id}[{row}].{field.id}": field for field in fields}, chapter)

    def _groups(self, repeat: Question, by: str, rows: int) -> list[tuple[str, list[int]]]:
        field = repeat.field(by) if by else None
        if field is None:
            return [("", list(range(rows)))]
        values = [self.dossier.reply(f"{repeat.id}[{row}].{by}").value for row in range(rows)]
        firsts = [value[0] if isinstance(value, tuple) and value else value for value in values]
        groups = [(choice.label, [row for row in range(rows) if firsts[row] == choice.value]) for choice in field.choices]
        groups.append((f"{field.name} : non renseigné", [row for row in range(rows) if not firsts[row]]))
        return [(label, members) for label, members in groups if members]

    def _table(self, block: Block, chapter: OutlineChapter) -> None:
        repeat = self._repeat(block.table)
        rows = self.dossier.rows(block.table)
        if not rows:
            self._show(block.table, repeat, chapter)
            return
        fields = [field for name in block.columns if (field := repeat.field(name))]
        lines = [[self._cell(repeat, row, field) for field in fields] for row in range(rows)]
        if block.total:
            lines.append([self._total(repeat, rows, field, block.total, index) for index, field in enumerate(fields)])
        self.page.table([_headed(field) for field in fields], lines)

    def _cell(self, repeat: Question, row: int, field: Question) -> str:
        path = f"{repeat.id}[{row}].{field.id}"
        answer = self.dossier.reply(path)
        if answer.state in {"given", "none"}:
            return words_of(field, answer)
        if answer.state == "unreadable":
            return f"{GAP}\u00a0: {short(str(answer.raw))}"
        return "–" if self._idle(path, answer) else GAP

    def _total(self, repeat: Question, rows: int, field: Question, totals: tuple[str, ...], index: int) -> str:
        if field.id not in totals:
            return "" if index else "Total"
        values = [self.dossier.reply(f"{repeat.id}[{row}].{field.id}").value for row in range(rows)]
        known = [value for value in values if isinstance(value, Decimal)]
        return display(sum(known, Decimal(0)), KINDS[field.type], field) if len(known) == rows else "incomplet"

    def _frame(self, frame: Frame, fields: list[Field]) -> None:
        form = self.script.form
        level = 3 if self.script.outline.title else 2
        self.page.heading(level, typography(f"{form.frame_word} {frame.number} – {frame.title}"))
        rows = [[typography(field.label), self._form_value(field), self._form_note(field)] for field in fields]
        self.page.table([typography(form.field_word), "À recopier", "Remarque"], rows)

    def _form_value(self, field: Field) -> str:
        if field.blank:
            return typography(f"({field.blank})")
        if field.text:
            return compile_template(field.text, self.script).render(self.context)
        question = self._question(field.show)
        answer = self.dossier.reply(field.show)
        if answer.state not in {"given", "none"}:
            return "–" if self._idle(field.show, answer) else GAP
        return self._words(field.show, question, answer)

    def _form_note(self, field: Field) -> str:
        notes = (field.note, "" if field.checked else self.script.form.unchecked)
        return " ; ".join(typography(note) for note in notes if note)


def _headed(question: Question) -> str:
    """The short name of a question at the head of a line or a column."""
    name = typography(question.name)
    return name[:1].upper() + name[1:]
