"""What a campaign asks and requires: typed models of dialogs/, and the script that ties them together.

A script is data: chapters of questions, requirements with their cases, notices. Question ids are dotted paths
(`porteur.nature`); the field of a repeat is `actions[].titre` in a script and `actions[2].titre` in a dossier.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import msgspec

from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.outlines import Form, Outline
from assistant.plans import NO_PAPERS, Papers
from assistant.strict import Strict

QuestionType = Literal[
    "text", "long_text", "choice", "choices", "yes_no", "integer", "year", "amount", "date", "duration", "fte", "repeat"
]
Severity = Literal["blocking", "required", "commitment", "advised"]
Status = Literal["met", "failed", "missing", "to_verify", "not_applicable"]
SEVERITIES: tuple[Severity, ...] = ("blocking", "required", "commitment", "advised")


class Choice(Strict, frozen=True):
    """One value of a closed question; `aliases` are what people type for it, `doubts` the words beside which it is to be verified (« non,
    leur mécène est… »); one `apart` (« autre ») is never called for."""

    value: str
    label: str
    hint: str = ""
    aliases: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    apart: bool = False


class Constraint(Strict, frozen=True):
    """A check on the answer itself: when `check` is false, `message` says what to type."""

    check: str
    message: str


class Ours(Strict, frozen=True):
    """How the applicant is called when the choice question `of` is answered by `value`: in these `words` (« l'agglo a été lauréate ») it
    speaks of itself. A sentence that names one of the `others` cannot be read as the `choice`, which is about itself."""

    of: str
    value: str
    choice: str
    words: tuple[str, ...]
    others: tuple[str, ...] = ()


class Question(Strict, frozen=True):
    """One question (XLSForm's words: relevant, required, constraint, hint, repeat).

    `rounds` is for a date of which the month is enough: a month or a year told alone is its first or its last day. `fact` is for an
    answer that states what is, which no decision changes: no other answer to it is ever proposed. `personal` is for an answer that names
    somebody or a body, to be hidden from a room on demand. `beside` are the words of a clause that only names who helps (« soutenue par
    la mairie »): where there are some, of several choices named in a sentence those denied or set beside do not count. `ours` is how
    the applicant names itself, by another answer. `some` is for a yes or no of which a part makes a yes (« oui en partie »); `asserts` are
    the words by which a sentence without yes or no says yes (« on la signera »). `whose` are those whose money an amount may be said to be
    and stays the same (« neuf mille euros de la commune »). `cues` are the words beside which a value is told in a sentence that tells
    several: who pays somebody (« payée par la ville »), and not what she is; of a list, the verbs by which a sentence says that there is
    nothing in it, beside those of its question (« on ne verse rien à personne »). `doubts` are those beside which a yes, a no or a
    date is to be verified (« non, le loyer passe dans une action »): whole words, or with a star what begins so (« titularis*
    »). `yearly` is for a list of which each row is a year. `told_in` is the question in whose answer this one may be told.
    Where the expression `optional` is true, papers do not take a question that was left out for a gap, and a field of a row
    that was left blank is not asked for again. `none_told` is how papers write an explicit none, where the words that people
    choose (`none`) speak of themselves.
    """

    id: str
    label: str
    type: QuestionType
    short: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    relevant: str = ""
    optional: str = ""
    constraints: tuple[Constraint, ...] = ()
    none: str = ""
    none_told: str = ""
    serves: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    item: str = ""
    feminine: bool = False
    title: str = ""
    rounds: Literal["", "start", "end"] = ""
    fact: bool = False
    personal: bool = False
    beside: tuple[str, ...] = ()
    ours: tuple[Ours, ...] = ()
    some: bool = False
    asserts: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    told_in: str = ""
    yearly: bool = False
    questions: tuple["Question", ...] = ()

    @property
    def name(self) -> str:
        """The short name for lists and papers."""
        return self.short or self.label.rstrip(" ?")

    @property
    def expected(self) -> tuple[Choice, ...]:
        """The choices that count: all but those apart (« autre »)."""
        return tuple(choice for choice in self.choices if not choice.apart)

    def field(self, name: str) -> "Question | None":
        """The field of a repeat, by its id."""
        return next((field for field in self.questions if field.id == name), None)

    def choice(self, value: str) -> Choice | None:
        """The choice that has this value."""
        return next((choice for choice in self.choices if choice.value == value), None)


class Chapter(Strict, frozen=True):
    """A group of questions."""

    id: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""


class Case(Strict, frozen=True):
    """A status and its reason, which hold when `when` is true."""

    when: str
    status: Status
    message: str
    fix: str | None = None


class Otherwise(Strict, frozen=True):
    """The status when no case holds."""

    message: str
    fix: str | None = None
    status: Status = "missing"


class Example(Strict, frozen=True):
    """A small application file and the status that it must get: documentation that is run as a test.

    `day` is that of the judgement, when it is not the campaign's `example_day`.
    """

    situation: str
    answers: dict[str, Any]
    expect: Status
    day: datetime.date | None = None


class Requirement(Strict, frozen=True):
    """One thing that the call asks; the first case whose condition is true decides."""

    id: str
    title: str
    severity: Severity
    section: str
    asks: str
    cases: tuple[Case, ...]
    otherwise: Otherwise
    also: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


class Notice(Strict, frozen=True):
    """What is said beside the findings: the calendar, or a coherence check of the assistant's own."""

    id: str
    kind: Literal["calendar", "coherence"]
    when: str
    message: str
    section: str = ""


class Constant(Strict, frozen=True):
    """A figure or a day of the texts, named for expressions, with its source; exactly one of the three values."""

    section: str
    means: str
    amount: Decimal | None = None
    number: Decimal | None = None
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse none or several of the three values (msgspec tells where)."""
        if [self.amount, self.number, self.date].count(None) != 2:
            raise ValueError("une constante a une seule valeur : amount, number ou date")

    @property
    def valued(self) -> tuple[Literal["amount", "number", "date"], Any]:
        """What kind of value it is, and the value."""
        if self.amount is not None:
            return "amount", self.amount
        return ("number", self.number) if self.number is not None else ("date", self.date)


class State(Strict, frozen=True):
    """What is said of the call at the door when `when` is true of the day."""

    when: str
    message: str


class Demo(Strict, frozen=True):
    """What `assistant demo` plays; without a scenario, the questions alone."""

    questions: tuple[str, ...]
    scenario: str = ""


class Named(Strict, frozen=True):
    """An expression with a name, so that it is written once; inside a quantifier it sees the fields of the row."""

    when: str
    means: str


class About(Strict, frozen=True):
    """The campaign in a few words; `title` is the path of the question that names the project,
    `example_day` the day of reference of the requirements' examples, needed when there are some,
    `words` the lists of words that several expressions look for in a text, by their names."""

    name: str
    call: str
    authority: str
    welcome: str
    demo: Demo
    example_day: datetime.date | None = None
    title: str = ""
    constants: dict[str, Constant] = msgspec.field(default_factory=dict)
    terms: dict[str, Named] = msgspec.field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    state: tuple[State, ...] = ()
    companion: str = ""


_WORD = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(rf"{_WORD.pattern}(?:\.{_WORD.pattern})*")
_MANDATORY = {
    "campaign.yaml": "il dit le nom de la campagne",
    "questions.yaml": "il pose les questions du parcours",
    "requirements.yaml": "il dit ce que l'appel exige (« [] » s'il n'exige rien)",
}


@dataclass(frozen=True)
class Script:
    """Everything of dialogs/ but the scenarios."""

    about: About
    chapters: tuple[Chapter, ...]
    requirements: tuple[Requirement, ...]
    notices: tuple[Notice, ...]
    outline: Outline
    form: Form
    papers: Papers = NO_PAPERS

    @property
    def outlined(self) -> bool:
        """Whether the campaign has an outline or a form: something to write but the checklist."""
        return bool(self.outline.chapters or self.form.frames)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its path, the fields of repeats as `rows[].field`, in the order of the script."""
        return dict(_paths(question for chapter in self.chapters for question in chapter.questions))

    @cached_property
    def groups(self) -> frozenset[str]:
        """The prefixes that several questions share (`porteur` of `porteur.nature`)."""
        return frozenset(path[:end] for path in self.questions if "[" not in path for end in range(len(path)) if path[end] == ".")

    @cached_property
    def memo(self) -> dict[tuple[str, str, str], Any]:
        """What was compiled from this script's texts, so that it is compiled once; the keys are the compilers'."""
        return {}

    def question(self, path: str) -> Question | None:
        """The question of a path of a script (`actions[].titre`) or of a dossier (`actions[2].titre`)."""
        return self.questions.get(general(path))

    @cached_property
    def served(self) -> dict[str, tuple[str, ...]]:
        """The paths of the questions that serve each requirement."""
        found: dict[str, list[str]] = {requirement.id: [] for requirement in self.requirements}
        for path, question in self.questions.items():
            for requirement in question.serves:
                found.setdefault(requirement, []).append(path)
        return {requirement: tuple(paths) for requirement, paths in found.items()}

    def demanded(self, path: str) -> bool:
        """Whether a gap at this path leaves the file incomplete: the question is required, or, but for the fields of a list, it
        serves a blocking or required requirement."""
        question = self.question(path)
        if question is None or question.required or "[" in path:
            return question is not None and question.required
        served = [self.requirement(name) for name in question.serves]
        return any(requirement is not None and requirement.severity in SEVERITIES[:2] for requirement in served)

    def requirement(self, name: str) -> Requirement | None:
        """The requirement that has this id."""
        return next((requirement for requirement in self.requirements if requirement.id == name), None)


def _paths(questions: Iterator[Question]) -> Iterator[tuple[str, Question]]:
    for question in questions:
        yield question.id, question
        for field in question.questions:
            yield f"{question.id}[].{field.id}", field


def general(path: str) -> str:
    """The path of a script for a path of a dossier: `actions[2].titre` → `actions[].titre`."""
    head, bracket, rest = path.partition("[")
    return head + "[]" + rest.partition("]")[2] if bracket else path


def row_of(path: str) -> int:
    """The number of the row in a path like `actions[2].titre` or `actions[2]`; ValueError when there is none."""
    return int(path.partition("[")[2].partition("]")[0])


def load_script(campaign: Campaign) -> Script:
    """Read dialogs/ of a campaign; without notices.yaml, outline.yaml, cerfa.yaml or papers.yaml it has none.

    Raises AssistantError naming the file and the place of a mistake.
    """
    from assistant.content import read_model, read_optional

    room = campaign.room("dialogs")
    for name, holds in _MANDATORY.items():
        if not (room / name).exists():
            raise AssistantError(f"Il manque le fichier « {room / name} » : il est obligatoire, {holds}.")
    script = Script(
        about=read_model(room / "campaign.yaml", About),
        chapters=read_model(room / "questions.yaml", tuple[Chapter, ...]),
        requirements=read_model(room / "requirements.yaml", tuple[Requirement, ...]),
        notices=read_optional(room / "notices.yaml", tuple[Notice, ...], ()),
        outline=read_optional(room / "outline.yaml", Outline, Outline(title="", chapters=())),
        form=read_optional(room / "cerfa.yaml", Form, Form(title="", frames=())),
        papers=read_optional(room / "papers.yaml", Papers, NO_PAPERS),
    )
    _refuse_twins((path for path, _ in _paths(q for c in script.chapters for q in c.questions)), "questions.yaml")
    _refuse_twins((requirement.id for requirement in script.requirements), "requirements.yaml")
    _refuse_shapes(script)
    return script


def _refuse_twins(names: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise AssistantError(f"Le fichier « {where} » définit deux fois « {name} » : n'en gardez qu'une.")
        seen.add(name)


def _refuse_shapes(script: Script) -> None:
    """Refuse the questions whose answers would have no place of their own in a dossier."""
    for path, question in script.questions.items():
        if not (_WORD if "[" in path else _PATH).fullmatch(question.id):
            why = "a un identifiant mal formé : employez des minuscules sans accent, des chiffres, « _ » et « . »"
        elif "[" in path and question.type == "repeat":
            why = "est une liste dans une liste : sortez-la"
        elif any(other.startswith(f"{question.id}.") for other in script.questions) and "[" not in path:
            why = "est à la fois une question et un groupe de questions : changez l'un des identifiants"
        else:
            continue
        raise AssistantError(f"Dans « questions.yaml », « {path} » {why}.")
