"""What papers say of a dossier: answers in words, whether a question is to be asked, sentences with expressions."""

import re
import textwrap
from datetime import date

from assistant import french
from assistant.answers import Answer
from assistant.conditions import compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.interview import Interview
from assistant.outputs.model import one_line
from assistant.script import Question
from assistant.terms import Context
from assistant.text import short
from assistant.wording import row_name, words_of

GAP = "⚠ À compléter"
ANSWERED = {"given", "none"}


class Told:
    """A dossier on a day, in words; `source` names the content that asks, for its mistakes to be told."""

    def __init__(self, dossier: Dossier, today: date, source: str) -> None:
        self.dossier = dossier
        self.script = dossier.script
        self.interview = Interview(dossier, today)
        self.context = Context(dossier, today)
        self.source = source

    def holds(self, when: str, repeat: Question | None = None, row: int | None = None) -> bool:
        """Whether a condition is true, of a row when there is one; an empty one is."""
        context = Context(self.dossier, self.context.today, row)
        return not when or compile_condition(when, self.script, repeat).evaluate(context).value is True

    def question(self, path: str) -> Question:
        """The question at a path. Raises AssistantError when there is none."""
        question = self.script.questions.get(path)
        if question is None or "[" in path:
            raise AssistantError(f"{self.source} cite la question « {path} », qui n'existe pas : corrigez-le.")
        return question

    def repeat(self, path: str) -> Question:
        """The repeat at a path. Raises AssistantError when there is none."""
        question = self.question(path)
        if question.type != "repeat":
            raise AssistantError(f"{self.source} prend la question « {path} » pour une liste : corrigez-le.")
        return question

    def idle(self, path: str, answer: Answer) -> bool:
        """Whether a question was not answered and need not be: it is not to be asked, or other answers say enough."""
        if answer.state != "absent":
            return False
        step = self.interview.step(path)
        return step is None or bool(step.question.optional and self.holds(step.question.optional, step.repeat, step.row))

    def unasked(self, path: str) -> bool:
        """Whether a question is not to be asked, given the other answers."""
        return self.interview.step(path) is None

    def words(self, path: str, question: Question, answer: Answer) -> str:
        """An answer in words; for a list, the names of its rows."""
        if question.type == "repeat" and answer.state == "given":
            return french.join([self.row(question, row) for row in range(self.dossier.rows(path) or 0)])
        return written(question, answer)

    def row(self, repeat: Question, row: int) -> str:
        """The name of a row and its amount or its time, when it has one."""
        counted = [field for field in repeat.questions if field.type in {"amount", "fte"}]
        replies = [(field, self.dossier.reply(f"{repeat.id}[{row}].{field.id}")) for field in counted]
        said = [words_of(field, reply) for field, reply in replies if reply.state == "given"]
        return row_name(repeat, self.dossier, row) + (f" ({', '.join(said)})" if said else "")

    def said(self, path: str) -> str:
        """An answer on one line, set the French way; nothing when it was not given."""
        question, answer = self.question(path), self.dossier.reply(path)
        return typography(one_line(self.words(path, question, answer))) if answer.state in ANSWERED else ""

    def cell(self, repeat: Question, row: int, field: Question) -> str:
        """An answer in a row of a table: its words, a gap, or a dash when it is not asked."""
        path = f"{repeat.id}[{row}].{field.id}"
        answer = self.dossier.reply(path)
        if answer.state in ANSWERED:
            return written(field, answer)
        if answer.state == "unreadable":
            return f"{GAP}\u00a0: {short(str(answer.raw))}"
        return "–" if self.idle(path, answer) else GAP

    def sentence(self, text: str, repeat: Question | None = None, row: int | None = None) -> str:
        """A sentence with its expressions worked out, those of a row's fields for that row."""
        return compile_template(text, self.script, repeat).render(Context(self.dossier, self.context.today, row))


def written(question: Question, answer: Answer) -> str:
    """An answer as a paper writes it: an explicit none, in the words that the campaign has for papers."""
    if answer.state == "none" and question.none_told:
        return typography(question.none_told)
    return words_of(question, answer)


def headed(question: Question) -> str:
    """The short name of a question at the head of a line or a column."""
    name = typography(question.name)
    return name[:1].upper() + name[1:]


def cut(words: str, most: int) -> str:
    """Words on one line, cut at a word so that they are no longer than `most` characters."""
    return textwrap.shorten(words, most, placeholder=" […]")


def trimmed(words: str, most: int) -> str:
    """Words on one line, no longer than `most` characters: cut where a part of the sentence ends, else after a word."""
    said = " ".join(words.split())
    if len(said) <= most:
        return said
    ends = [end.start() for end in re.finditer(r"\s*[.;:,–](?=\s)", said[:most])]
    cut = ends[-1] if ends and ends[-1] > most // 2 else said[:most].rfind(" ")
    return f"{said[: cut if cut > 0 else most - 1].rstrip()}…"


def opening(words: str, most: int, longest: int) -> str:
    """The first sentences of a text, as many as `most` characters hold; the first alone may be as long as `longest`, then trimmed."""
    first, *rest = re.split(r"(?<=\.) (?=[A-ZÀ-Ý])", words)
    for sentence in rest:
        if len(first) + len(sentence) >= most:
            break
        first += f" {sentence}"
    return trimmed(first, longest)
