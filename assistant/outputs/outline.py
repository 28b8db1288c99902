"""The outline of the application: answers in place, gaps marked where they stand, the frames of its form at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant import french
from assistant.answers import Answer
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.outlines import Block, OutlineChapter
from assistant.outputs.charts import by_group, by_year
from assistant.outputs.checklist import VERDICTS, Cite
from assistant.outputs.faults import Faults
from assistant.outputs.form import Frames
from assistant.outputs.model import Break, Draft, Paper, Run, em, one_line, plain, quiet, strong, text
from assistant.outputs.told import ANSWERED, GAP, Told, cut, headed, opening
from assistant.rules import Finding, Report
from assistant.script import Question
from assistant.terms import NUMERIC, ConditionError
from assistant.text import clean, fold, short
from assistant.wording import KINDS, display, row_name, words_of

WRONG = "⚠ À corriger"
_PICTURES = {"years": by_year, "groups": by_group}
_SHORT, _SHORTER, _NAMES = 150, 100, 100
"""The longest answer of a summary (shorter in a file with faults to tell), and names of a group, in characters: it is one page."""
_MOST, _FIRST = 4, 140
"""The most faults that a summary tells, and the longest sentence of one, in characters."""
NO_OUTLINE = "Cette campagne n'a pas de trame de dossier : il n'y a que la liste de contrôle à écrire."


def outline(dossier: Dossier, title: str, today: date, cite: Cite, advice: bool = True, report: Report | None = None) -> Paper:
    """The outline; `cite` words the place of a section, `advice` keeps the writing advice.

    With the report on the dossier, the verdict and what sinks the file stand at the top, and again in their chapters.

    Raises AssistantError when the campaign has neither an outline nor a form, or when they name a question that does not exist or
    hold a wrong expression.
    """
    if not dossier.script.outlined:
        raise AssistantError(NO_OUTLINE)
    try:
        return _Outline(dossier, title, today, cite, advice, report).write()
    except ConditionError as error:
        raise AssistantError(f"Expression incorrecte dans « outline.yaml » ou « cerfa.yaml » : {error}.") from error


@dataclass(frozen=True)
class Slots:
    """Where answers stand in an outline: by the headings above and the name of the line, and in tables by their headers.

    Gaps stand by the headings above and their whole text. A table has the paths of its cells, a row a list. Where a group awaits a
    row, `awaited` says which, by the headings above.
    """

    lines: dict[tuple[tuple[str, ...], str], str]
    gaps: dict[tuple[tuple[str, ...], str], str]
    tables: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    awaited: dict[tuple[str, ...], "Awaited"]


@dataclass(frozen=True)
class Awaited:
    """A row that a group of cards lacks: of which repeat, the field and the value of its group, what its card shows, the gap's words."""

    repeat: Question
    by: str
    value: str
    show: tuple[str, ...]
    said: str


def slots(dossier: Dossier, title: str, today: date, cite: Cite, report: Report) -> tuple[Paper, Slots]:
    """The outline with its advice, and where its answers stand. Raises AssistantError as `outline`."""
    if not dossier.script.outlined:
        raise AssistantError(NO_OUTLINE)
    made = _Outline(dossier, title, today, cite, True, report)
    return made.write(), Slots(made.lines, made.gaps, tuple(made.tables), made.awaited)


class _Outline(Told):
    def __init__(self, dossier: Dossier, title: str, today: date, cite: Cite, advice: bool, report: Report | None) -> None:
        super().__init__(dossier, today, "« outline.yaml »")
        self.cite = cite
        self.advice = advice
        self.report = report
        self.faults = Faults(dossier, report)
        self.frames = Frames(dossier, today)
        self.title = title
        self.page = Draft()
        self.lines: dict[tuple[tuple[str, ...], str], str] = {}
        self.gaps: dict[tuple[tuple[str, ...], str], str] = {}
        self.tables: list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = []
        self.awaited: dict[tuple[str, ...], Awaited] = {}

    def write(self) -> Paper:
        plan = self.script.outline
        if plan.summary:
            self.page.heading(2, plan.summary.title)
        elif plan.intro:
            self.page.paragraph(plan.intro)
        if self.report and self.advice:
            # The document goes out: what the assistant thinks of it is told as its note, not as a line of it.
            said = f" Dossier {VERDICTS[self.report.verdict]}."
            self.page.callout("note", strong("Note de l'assistant, à effacer avant le dépôt."), said)
        if plan.summary:
            self._first_faults()
            for block in plan.summary.blocks:
                self._block(block, None)
            self.page.add(Break())
            if plan.intro and self.advice:
                self.page.callout("note", plan.intro)
        else:
            for finding in self.faults.excluding:
                self._fault(finding)
        for chapter in plan.chapters:
            self._chapter(chapter)
        if self.script.form.frames:
            self._form()
        heading = typography(plan.title or self.script.form.title)
        about = typography(self.script.about.call)
        holder = self._said(plan.cover[0]) if plan.cover else ""
        return Paper(heading, self.title, self.context.today, self.page.done(), about, tuple(self._cover()), holder)

    def _cover(self) -> Iterator[tuple[str, str]]:
        for path in self.script.outline.cover:
            if not self.idle(path, self.dossier.reply(path)):
                yield headed(self.question(path)), self._said(path) or GAP
        if self.script.outline.cover:
            yield "Situation au", french.date_long(self.context.today)

    def _said(self, path: str) -> str:
        """An answer on one line, set the French way; nothing when it was not given."""
        question, answer = self.question(path), self.dossier.reply(path)
        given = answer.state in ANSWERED and not self.faults.denied(path, answer)
        return typography(one_line(self.words(path, question, answer))) if given else ""

    def _facts(self, block: Block) -> None:
        """The answers that sum a project up, each cut so that they hold on one page."""
        most = _SHORTER if self.faults.excluding else _SHORT
        asked = [path for path in block.facts if not self.idle(path, self.dossier.reply(path))]
        rows = [(strong(headed(self.question(path))), cut(self._said(path), most) or GAP) for path in asked]
        self.page.table(["Élément", "Réponse"], rows, block.caption, widths=(3, 7))

    def _chapter(self, chapter: OutlineChapter) -> None:
        self.page.heading(2, chapter.title)
        if chapter.asks:
            self.page.callout("asks", strong("Ce qui est demandé :"), f" {chapter.asks}", self._places(chapter.sections))
        for finding in self.faults.sinking(chapter):
            self._fault(finding)
        for block in chapter.blocks:
            self._block(block, chapter)
        if self.advice:
            for advice in chapter.advice:
                self.page.callout("advice", f"Conseil : {advice.text}", self._places((advice.section,)))

    def _form(self) -> None:
        plan = self.script.form
        if self.script.outline.title:
            self.page.heading(2, plan.title)
        if plan.intro:
            self.page.paragraph(plan.intro)
        self.frames.draw(self.page, 3 if self.script.outline.title else 2)

    def _first_faults(self) -> None:
        """The first faults that put the dossier aside, in a line each: all are told whole in their chapters."""
        faults = self.faults.excluding
        if not faults:
            return
        s = "s" if len(faults) > 1 else ""
        more = f" (les {_MOST} premiers ici ; tous à leur chapitre)" if len(faults) > _MOST else ""
        self.page.callout("wrong", strong(f"{WRONG} : {len(faults)} point{s} qui écarte{'nt' if s else ''} le dossier{more}"))
        self.page.bullets(
            text(opening(finding.message, _NAMES, _FIRST), self._places((finding.section,))) for finding in faults[:_MOST]
        )

    def _fault(self, finding: Finding) -> None:
        wrong = finding.status == "failed"
        said = " " + " ".join(filter(None, (finding.message, finding.fix)))
        word = strong(f"{WRONG if wrong else GAP} :")
        self.page.callout("wrong" if wrong else "gap", word, said, self._places((finding.section,)))

    def _block(self, block: Block, chapter: OutlineChapter | None) -> None:
        if not self.holds(block.when):
            return
        if block.title and not all(self.idle(path, self.dossier.reply(path)) for path in block.show):
            self.page.heading(3, block.title)
        if block.text:
            self.page.paragraph(self.sentence(block.text))
        if block.facts:
            self._facts(block)
        if not block.each:
            self._answers({path: self.question(path) for path in block.show}, chapter)
        if block.each:
            self._cards(block, chapter)
        if block.table:
            (self._grouped if block.by else self._table)(block, chapter)
        if block.picture and self.frames.figures and (drawn := _PICTURES[block.picture](self.frames.figures)):
            self.page.add(drawn)

    def _answers(self, questions: dict[str, Question], chapter: OutlineChapter | None) -> None:
        """Answers and gaps in their order; what has no answer and leaves no gap is named in a line at the end, what the texts
        bind one to apart."""
        owed: list[str] = []
        free: list[str] = []
        for path, question in questions.items():
            self.lines[(self.page.place, headed(question))] = path
            if self.dossier.reply(path).state == "absent" and not self.script.demanded(path):
                # A card shows that it lacks what it might hold, even what nobody asks for again.
                silent = self.unasked(path) if "[" in path else self.idle(path, self.dossier.reply(path))
                if not silent:
                    (owed if self.faults.owes(path, question) else free).append(question.name)
            else:
                self._show(path, question, chapter)
        for word, names in (("À prévoir", owed), ("Facultatif", free)):
            if names:
                self.page.paragraph(em(f"{word}, non renseigné : {french.join(names)}."))

    def _show(self, path: str, question: Question, chapter: OutlineChapter | None) -> None:
        answer = self.dossier.reply(path)
        if self.idle(path, answer):
            return
        name = headed(question)
        if answer.state not in ANSWERED or self.faults.denied(path, answer):
            said = self._gap(name, question, answer, chapter)
            self.gaps[(self.page.place, said)] = path
        elif question.type == "long_text":
            self.page.lead(strong(f"{name} :"))
            self.page.words(words_of(question, answer))
        else:
            self.page.paragraph(strong(f"{name} :"), f" {one_line(self.words(path, question, answer))}")

    def _gap(self, name: str, question: Question, answer: Answer, chapter: OutlineChapter | None) -> str:
        """Mark a gap, and give its words."""
        why = {
            "skipped": f" – vous avez répondu « {short(clean(str(answer.raw)))} »",
            "unreadable": f" – {answer.problem}",
            "none": f" – vous avez répondu « {words_of(question, answer)} »",
        }.get(answer.state, "")
        sections = question.sections or (chapter.sections if chapter else ())
        said = text(strong(f"{GAP} : {name}"), why, self._places(sections[:2]))
        self.page.callout("gap", said)
        return plain(said)

    def _places(self, sections: tuple[str, ...]) -> Run:
        return quiet(f" ({' ; '.join(self.cite(section) for section in sections)})" if sections else "")

    def _cards(self, block: Block, chapter: OutlineChapter | None) -> None:
        repeat = self.repeat(block.each)
        rows = self.dossier.rows(block.each)
        if not rows:
            self._show(block.each, repeat, chapter)
            return
        none = "aucune" if repeat.feminine else "aucun"
        for label, members, value in self._groups(repeat, block, rows):
            if label:
                self.page.heading(3, label)
            if value:
                places = self._places((chapter.sections if chapter else ())[:2])
                said = text(strong(f"{GAP} : {none} {repeat.item or 'élément'} ici"), places)
                self.awaited[self.page.place] = Awaited(repeat, block.by, value, block.show, plain(said))
                self.page.callout("gap", said)
            for row in members:
                self.page.heading(4, row_name(repeat, self.dossier, row))
                fields = filter(None, map(repeat.field, block.show))
                asked = {f"{repeat.id}[{row}].{field.id}": field for field in fields}
                self._answers(asked, chapter)
                if block.cites:
                    self._cited(self.repeat(block.cites), asked)

    def _cited(self, repeat: Question, asked: dict[str, Question]) -> None:
        """The rows of a repeat that answers name, in a line."""
        said = fold(" ".join(self.words(path, field, self.dossier.reply(path)) for path, field in asked.items()))
        names = [row_name(repeat, self.dossier, row) for row in range(self.dossier.rows(repeat.id) or 0)]
        if named := [name for name in names if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", said)]:
            told = f"{headed(repeat)} nommé{'e' if repeat.feminine else ''}s dans cette fiche :"
            self.page.paragraph(strong(told), f" {french.join(named)}")

    def _groups(self, repeat: Question, block: Block, rows: int) -> list[tuple[str, list[int], str]]:
        """The rows by the choice that stands first in them, each group with its label, and its value when it awaits a row."""
        field = repeat.field(block.by) if block.by else None
        if field is None:
            return [("", list(range(rows)), "")]
        values = [self.dossier.reply(f"{repeat.id}[{row}].{block.by}").value for row in range(rows)]
        firsts = [value[0] if isinstance(value, tuple) and value else value for value in values]
        held = {one for value in values for one in (value if isinstance(value, tuple) else (value,))}
        groups = [
            (
                choice.label,
                [row for row in range(rows) if firsts[row] == choice.value],
                choice.value if block.whole and not choice.apart and choice.value not in held else "",
            )
            for choice in field.choices
        ]
        groups.append((f"{headed(field)} : non renseigné", [row for row in range(rows) if not firsts[row]], ""))
        return [group for group in groups if group[1] or group[2]]

    def _table(self, block: Block, chapter: OutlineChapter | None) -> None:
        repeat = self.repeat(block.table)
        rows = self.dossier.rows(block.table)
        if not rows:
            self._show(block.table, repeat, chapter)
            return
        fields = [field for name in block.columns if (field := repeat.field(name))]
        lines = [[self.cell(repeat, row, field) for field in fields] for row in range(rows)]
        paths = tuple(tuple(f"{repeat.id}[{row}].{field.id}" for field in fields) for row in range(rows))
        self.tables.append((tuple(map(headed, fields)), paths))
        if block.total:
            lines.append([self._total(repeat, rows, field, block.total, index) for index, field in enumerate(fields)])
        counted = [index for index, field in enumerate(fields) if KINDS[field.type] in NUMERIC]
        self.page.table([headed(field) for field in fields], lines, block.caption, numeric=counted, total=bool(block.total))

    def _grouped(self, block: Block, chapter: OutlineChapter | None) -> None:
        """A table of a line for each group of rows: their names, and the sum of each column that is counted."""
        repeat = self.repeat(block.table)
        rows = self.dossier.rows(block.table)
        if not rows:
            self._show(block.table, repeat, chapter)
            return
        by = repeat.field(block.by)
        fields = [field for name in block.columns if (field := repeat.field(name)) and KINDS[field.type] in NUMERIC]
        lines = [
            [
                label,
                cut(", ".join(row_name(repeat, self.dossier, row) for row in members), _NAMES),
                *(self._sum(repeat, members, field) for field in fields),
            ]
            for label, members, _ in self._groups(repeat, block, rows)
        ]
        header = [headed(by) if by else "", headed(repeat), *map(headed, fields)]
        self.page.table(header, lines, block.caption, numeric=range(2, len(header)), widths=(5, 7, *(2 for _ in fields)))

    def _sum(self, repeat: Question, rows: Sequence[int], field: Question) -> str:
        values = [self.dossier.reply(f"{repeat.id}[{row}].{field.id}").value for row in rows]
        known = [value for value in values if isinstance(value, Decimal)]
        return display(sum(known, Decimal(0)), KINDS[field.type], field) if len(known) == len(rows) else "incomplet"

    def _total(self, repeat: Question, rows: int, field: Question, totals: tuple[str, ...], index: int) -> str:
        if field.id not in totals:
            return "" if index else "Total"
        return self._sum(repeat, range(rows), field)
