"""The scripted dialogue: which question comes next, what an answer changes, what was skipped.

The state is replayed from the answers, keyed by the questions' paths: going back, changing an earlier answer or resuming from
a file are the same thing. Answers to questions that are no longer relevant stay in the dossier and are not asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from assistant.answers import NONE, SKIPPED, enumerated, mere_value, understand
from assistant.conditions import Template, compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.recall import Recall, Shelf
from assistant.script import Chapter, Question, Script, general
from assistant.terms import ConditionError, Context, Term
from assistant.text import short
from assistant.wording import row_name


@dataclass(frozen=True)
class Step:
    """A question to ask now; for the field of a row, `row` is its index and `repeat` the question it belongs to."""

    path: str
    question: Question
    chapter: Chapter
    repeat: Question | None = None
    row: int | None = None


@dataclass(frozen=True)
class Progress:
    """How many questions of a chapter are relevant, and how many have been answered or skipped."""

    chapter: Chapter
    answered: int
    skipped: int
    total: int


class Interview:
    """The relevant questions of a script for one dossier, in order.

    Raises AssistantError when an expression of the script is wrong, naming the question.
    """

    def __init__(self, dossier: Dossier, today: date) -> None:
        self.dossier = dossier
        self.today = today

    @property
    def script(self) -> Script:
        """The script that is played."""
        return self.dossier.script

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every relevant step; the fields of the rows come before the step that offers one more row."""
        shelf = _shelf(self.script)
        recall = shelf.take()
        context, _ = recall.turn_to(self.dossier, self.today)
        steps = tuple(step for chapter in self.script.chapters for step in self._chapter(chapter, context))
        shelf.put(recall)
        return steps

    def _chapter(self, chapter: Chapter, context: Context) -> Iterator[Step]:
        for question in chapter.questions:
            if not self._relevant(question, None, context):
                continue
            count = self.dossier.rows(question.id) or 0 if question.type == "repeat" else 0
            for row, inner in enumerate(context.each(count)):
                for field in question.questions:
                    if self._relevant(field, question, inner):
                        yield Step(f"{question.id}[{row}].{field.id}", field, chapter, question, row)
            yield Step(question.id, question, chapter)

    def _relevant(self, question: Question, repeat: Question | None, context: Context) -> bool:
        return not question.relevant or _condition(question.relevant, self.script, repeat).evaluate(context).value is True

    @cached_property
    def _places(self) -> dict[str, int]:
        return {step.path: place for place, step in enumerate(self.steps)}

    def step(self, path: str) -> Step | None:
        """The relevant step at a path, if there is one."""
        place = self._places.get(path)
        return None if place is None else self.steps[place]

    def is_open(self, step: Step) -> bool:
        """Whether a step still waits for an answer: nothing was said, or nothing that is understood."""
        return self.dossier.reply(step.path).state in {"absent", "unreadable"}

    def waits(self, step: Step) -> bool:
        """Whether a step is still asked for: it is open, and not a field that may be left blank."""
        return self.is_open(step) and not self._left_blank(step)

    def _left_blank(self, step: Step) -> bool:
        """Whether a field of a row says enough by being left blank: it is not asked for again."""
        return step.row is not None and self.may_be_blank(step)

    def may_be_blank(self, step: Step) -> bool:
        """Whether a question may be left blank: nothing was answered, and it is optional as things stand."""
        if not step.question.optional or self.dossier.reply(step.path).state != "absent":
            return False
        context = Context(self.dossier, self.today, step.row)
        return _condition(step.question.optional, self.script, step.repeat).evaluate(context).value is True

    def first(self) -> Step | None:
        """The first step that waits for an answer; None when all is answered or skipped.

        A field that may be left blank is asked for in its row, and never again.
        """
        return next(self._waiting, None)

    def resume(self, awaited: Iterable[Collection[str]], at_fault: Collection[str]) -> Step | None:
        """Where to take the dialogue up again; None when all is answered or skipped, and nothing is at fault.

        `awaited` are the paths that each finding still waits for: of those that wait, the required ones, or all when none is. The
        first of them, or of what is required; else the answer that makes a finding fail (`at_fault`); else the first that waits.
        """
        waiting = list(self._waiting)
        asked = {step.path for step in waiting if step.question.required}
        asked = asked.union(*(group for group in awaited if asked.isdisjoint(group)))
        first = (step for step in waiting if step.path in asked)
        wrong = (step for step in self.steps if step.path in at_fault)
        return next(chain(first, wrong, waiting), None)

    @property
    def _waiting(self) -> Iterator[Step]:
        """The steps that wait for an answer, but what may be left blank."""
        return (step for step in self.steps if self.waits(step))

    def after(self, path: str) -> Step | None:
        """The step to ask after this one: the next open one of its row, else the row's list, else the next open one."""
        for step in self.steps[self._places.get(path, -1) + 1 :]:
            same_list = "[" in path and step.path == path.partition("[")[0]
            same_row = "[" in path and step.path.partition("]")[0] == path.partition("]")[0]
            if same_list or (self.is_open(step) and (same_row or not self._left_blank(step))):
                return step
        return self.first()

    def before(self, path: str) -> Step | None:
        """The step before this one in the order of the dialogue, answered or not; None at the beginning."""
        place = self._places.get(path, len(self.steps))
        return self.steps[place - 1] if place else None

    def problem(self, path: str, raw: Any) -> str:
        """Why an answer would be refused, in one French sentence; "" when it is accepted."""
        question = self.script.question(path)
        if question is None:
            return typography(f"Aucune question ne s'appelle « {path} ».")
        answer = understand(question, raw, self.dossier.ours(question))
        if answer.state == "unreadable":
            return typography(_sentence(answer.problem))
        return (
            (self._constraint(path, question, raw) or self._unnamed(path, question, raw))
            if answer.state in {"given", "none"}
            else ""
        )

    def _unnamed(self, path: str, question: Question, raw: Any) -> str:
        """Why what would name a row names nothing."""
        repeat = self.script.questions.get(path.partition("[")[0])
        titles = repeat is not None and repeat.title == question.id and question.type == "text"
        if not titles or mere_value(raw) != "un montant":
            return ""
        return typography(f"« {short(raw)} » est un montant, et non un nom : {question.label[:1].lower()}{question.label[1:]}")

    def _constraint(self, path: str, question: Question, raw: Any) -> str:
        rows, bracket, rest = path.partition("[")
        repeat = self.script.questions[rows] if bracket else None
        row = int(rest.partition("]")[0]) if bracket else None
        context = Context(self.dossier.with_answer(path, raw), self.today, row)
        for constraint in question.constraints:
            if _condition(constraint.check, self.script, repeat).evaluate(context).value is False:
                return _message(constraint.message, self.script, repeat).render(context)
        return ""

    def row_problem(self, path: str, title: str) -> str:
        """Why a row of that title would be refused in a repeat, in one French sentence; "" when it is accepted."""
        repeat = self.script.questions[path]
        grown = Interview(self.dossier.with_row(path, {}), self.today)
        return grown.problem(f"{path}[{self.dossier.rows(path) or 0}].{repeat.title}", title) if repeat.title else ""

    def answer(self, path: str, raw: Any) -> "Interview":
        """The interview after an answer (None takes it away); the answers to all other questions stay."""
        return Interview(self.dossier.with_answer(path, raw), self.today)

    def skip(self, path: str) -> "Interview":
        """The interview after « je ne sais pas encore »; a list that has rows keeps them."""
        return self if self.has_rows(path) else self.answer(path, SKIPPED)

    def none(self, path: str) -> "Interview":
        """The interview after an explicit « aucun »; a list that has rows keeps them."""
        question = self.script.question(path)
        if self.has_rows(path):
            return self
        return self.answer(path, [] if question and question.type in {"repeat", "choices"} else NONE)

    def has_rows(self, path: str) -> bool:
        """Whether a path is that of a list with at least one row."""
        question = self.script.question(path)
        return question is not None and question.type == "repeat" and bool(self.dossier.rows(path))

    def add_row(self, path: str, title: str | None = None) -> tuple["Interview", str]:
        """The interview with one more row in a repeat, and the path of the row's first open field (or of the repeat)."""
        repeat = self.script.questions[path]
        row = {repeat.title: title} if title and repeat.title else {}
        index = self.dossier.rows(path) or 0
        grown = Interview(self.dossier.with_row(path, row), self.today)
        fields = (f"{path}[{index}].{field.id}" for field in repeat.questions)
        opened = (name for name in fields if (step := grown.step(name)) and grown.is_open(step))
        return grown, next(opened, path)

    def add_rows(self, path: str, rows: Iterable[dict[str, Any]]) -> "Interview":
        """The interview with these rows more in a repeat."""
        dossier = self.dossier
        for row in rows:
            dossier = dossier.with_row(path, row)
        return Interview(dossier, self.today)

    def enumerated(self, path: str, typed: str) -> tuple[dict[str, Any], ...]:
        """The rows that a line typed to add one may stand for; none when it is one, or when one of them would be refused."""
        repeat = self.script.questions[path]
        rows = enumerated(repeat, typed)
        return rows if not any(self.row_problem(path, row.get(repeat.title, "")) for row in rows) else ()

    def remove_row(self, path: str, index: int) -> "Interview":
        """The interview with one row less in a repeat."""
        return Interview(self.dossier.without_row(path, index), self.today)

    def progress(self) -> tuple[Progress, ...]:
        """The progress of each chapter that has a relevant question; a field that may be left blank counts once it is answered."""
        states: dict[str, list[str]] = {chapter.id: [] for chapter in self.script.chapters}
        for step in self.steps:
            if not self._left_blank(step):
                states[step.chapter.id].append(self.dossier.reply(step.path).state)
        return tuple(
            Progress(chapter, said.count("given") + said.count("none"), said.count("skipped"), len(said))
            for chapter in self.script.chapters
            if (said := states[chapter.id])
        )

    def heading(self, step: Step) -> str:
        """Where a step stands: its chapter, and the row it speaks of."""
        parts = [step.chapter.title]
        if step.repeat is not None and step.row is not None:
            parts.append(row_name(step.repeat, self.dossier, step.row))
        return typography(" › ".join(parts))


def _shelf(script: Script) -> Shelf[Recall]:
    """What the last interview of a script worked out, for the next one."""
    key = ("recall", "relevant", "")
    if key not in script.memo:
        script.memo[key] = Shelf(lambda: Recall(_conditions(script)))
    shelf: Shelf[Recall] = script.memo[key]
    return shelf


def _conditions(script: Script) -> Iterator[Term]:
    for path, question in script.questions.items():
        if question.relevant:
            yield _condition(question.relevant, script, script.questions[path.partition("[")[0]] if "[" in path else None)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def _condition(text: str, script: Script, repeat: Question | None) -> Term:
    try:
        return compile_condition(text, script, repeat)
    except ConditionError as error:
        raise AssistantError(f"Condition incorrecte dans « questions.yaml » : {error}.") from error


def _message(text: str, script: Script, repeat: Question | None) -> Template:
    try:
        return compile_template(text, script, repeat)
    except ConditionError as error:
        raise AssistantError(f"Message incorrect dans « questions.yaml » : {error}.") from error


def sections_for(script: Script, path: str) -> tuple[str, ...]:
    """The sections that bear on a question: its own, then those of the requirements that it serves."""
    question = script.questions.get(general(path))
    if question is None:
        return ()
    served = [script.requirement(name) for name in question.serves]
    return tuple(dict.fromkeys([*question.sections, *(requirement.section for requirement in served if requirement)]))
