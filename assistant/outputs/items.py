"""The things that the booklet has signed off: what an assistant says or decides, one item each, in words.

An item bears a code in two halves: the first tells what it is about, and stays as long as its name does; the second is a fingerprint
of what it says, and changes with it.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.conditions import compile_expression
from assistant.courses import Courses
from assistant.french import join, typography
from assistant.library import Entry, Library, Section, Silence
from assistant.outlines import Outline
from assistant.outputs.checklist import SEVERITY_TITLES, label, to_do
from assistant.outputs.spoken import Said, Several, in_line, message, named, said, worth
from assistant.script import Case, Constant, Notice, Otherwise, Question, Requirement, Script, Severity
from assistant.terms import ConditionError
from assistant.text import clean
from assistant.wording import HOW_TO, display

_ASKED = 3
"""How many typical questions are shown with an answer."""
_ENDS = (" : ", " (", ", ")
"""Where the title of a definition may be cut short."""
_SHORT = 90
"""The longest title that is not cut, in characters."""


@dataclass(frozen=True)
class Grid:
    """A table in an item."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = str | tuple[str, ...] | Grid
"""A paragraph, a list of lines, or a table."""


@dataclass(frozen=True)
class Item:
    """One thing to sign off: its kind, what it is among those of its kind, its title, its parts.

    `section` is where the texts speak of it ("" for none), `serves` are the requirements that it is about.
    """

    kind: str
    name: str
    title: str
    parts: tuple[Part, ...]
    section: str = ""
    serves: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What it is, then what it says: « 1a2b3c4d-5e6f7a »."""
        return f"{_seal(f'{self.kind}/{self.name}', 4)}-{_seal(repr((self.title, self.parts)), 3)}"


def _seal(words: str, size: int) -> str:
    return hashlib.blake2b(words.encode(), digest_size=size).hexdigest()


@dataclass(frozen=True)
class Demand:
    """A sentence of the texts that demands something, and the requirements that carry it, or the reason why none does."""

    section: str
    sentence: str
    requirements: tuple[str, ...] = ()
    reason: str = ""


Place = Callable[[str], str]
"""Where a section stands, in words."""


def placed(library: Library) -> Place:
    """The place of a section in words; its id when the corpus has no such section."""
    known = {section.id: library.place(section.id) for section in library.sections}
    return lambda section: known.get(section, f"« {section} »")


# --- What decides ---------------------------------------------------------------------------------------------------


def figures(script: Script) -> Iterator[Item]:
    """The figures and the days of the texts that the rules use."""
    for name, constant in script.about.constants.items():
        yield Item("chiffre", name, constant.means, (f"{_worth(constant)}.",), constant.section)


def _worth(constant: Constant) -> str:
    kind, value = constant.valued
    return display(value, kind)


def definitions(script: Script) -> Iterator[Item]:
    """What the words of the rules stand for: when each term is true, or what it is worth."""
    lists: list[Question] = [question for question in script.questions.values() if question.type == "repeat"]
    for name, term in script.about.terms.items():
        repeat = next((rows for rows in (None, *lists) if _can_be_read(term.when, script, rows)), None)
        parts: list[Part]
        if compile_expression(term.when, script, repeat).kind == "boolean":
            parts = conditional("C'est le cas", said(term.when, script, repeat))
        else:
            value = worth(term.when, script, repeat)
            parts = [f"{'Ce sont' if value.startswith('les ') else 'C’est'} {value}."]
        short = _short(term.means)
        whole = [f"En entier : {term.means}."] if short != term.means else []
        yield Item("définition", name, short, (*whole, *parts))


def _short(words: str) -> str:
    """The beginning of a long title, up to where it may be left."""
    if len(words) <= _SHORT:
        return words
    cut = max((place for end in _ENDS if (place := words.rfind(end, 20, _SHORT)) > 0), default=words.rfind(" ", 0, _SHORT))
    return f"{words[:cut]}…"


def _can_be_read(expression: str, script: Script, repeat: Question | None) -> bool:
    """Whether an expression means something in the open, or among the fields of a list."""
    try:
        compile_expression(expression, script, repeat)
    except ConditionError:
        return False
    return True


def rule(requirement: Requirement, script: Script, place: Place, founding: str = "") -> Item:
    """A requirement with all its cases; `founding` is the sentence of the restated text that founds it."""
    parts: list[Part] = [
        f"Ce que l'assistant retient du texte : {requirement.asks}",
        f"{SEVERITY_TITLES[requirement.severity]}.",
        _compare(requirement.section, requirement.also, place),
    ]
    if founding:
        parts.append(f"La phrase de la reformulation qui la fonde : « {founding} »")
    for number, case in enumerate(requirement.cases, 1):
        parts += conditional(f"Cas {number}", told := said(case.when, script))
        # The list of what decides and that of what is said would read as one.
        parts += [*(["Alors :"] if isinstance(told, Several) else []), _outcome(case, requirement.severity, script)]
    parts += ["Sinon :", _outcome(requirement.otherwise, requirement.severity, script)]
    if requirement.examples:
        parts.append("Exemples, vérifiés à chaque version :")
        parts.append(
            tuple(
                f"{example.situation} ({_told(example.answers, script) or 'rien n’est dit'})"
                f" → {label(requirement.severity, example.expect)}"
                for example in requirement.examples
            )
        )
    return Item("règle", requirement.id, requirement.title, tuple(parts), requirement.section, (requirement.id,))


def conditional(head: str, told: Said) -> list[Part]:
    """A head with its condition: on one line, or the parts of the condition one below the other."""
    if isinstance(told, Several):
        lead = "toutes ces conditions sont réunies" if told.every else "une de ces conditions est remplie"
        return [f"{head}, si {lead} :", tuple(in_line(part) for part in told.parts)]
    return [f"{head}, si : {told}."]


def _outcome(case: Case | Otherwise, severity: Severity, script: Script) -> tuple[str, ...]:
    lines = [f"Résultat : {label(severity, case.status)}.", f"Message : {message(case.message, script)}"]
    if case.fix:
        lines.append(f"{to_do(severity)} {message(case.fix, script)}")
    return tuple(lines)


def _told(answers: dict[str, Any], script: Script, above: str = "") -> str:
    """The answers of an example in words."""
    told = []
    for key, value in answers.items():
        path = f"{above}{key}"
        question = script.questions.get(path)
        if question is None and isinstance(value, dict):
            told.append(_told(value, script, f"{path}."))
        else:
            told.append(f"{question.name if question else path} : {_value(value, question)}")
    return " ; ".join(filter(None, told))


def _value(value: Any, question: Question | None) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, list):
        return join([_value(item, question) for item in value]) or "liste vide"
    if isinstance(value, dict):
        fields = [(question.field(key) if question else None, key, item) for key, item in value.items()]
        return f"({', '.join(f'{asked.name if asked else key} {_value(item, asked)}' for asked, key, item in fields)})"
    choice = question.choice(value) if question and isinstance(value, str) else None
    return f"« {choice.label if choice else value} »" if value is not None else "rien"


def notice(told: Notice, script: Script) -> Item:
    """What is said beside the findings."""
    kind = "calendrier" if told.kind == "calendar" else "contrôle de cohérence de l'assistant, que l'appel ne demande pas"
    parts = (*conditional("Dit", said(told.when, script)), f"Message : {message(told.message, script)}")
    return Item("message", told.id, kind, parts, told.section)


def states(script: Script) -> Iterator[Item]:
    """What is said of the call at the door, by the day."""
    for number, state in enumerate(script.about.state, 1):
        parts = (*conditional("Dit", said(state.when, script)), f"Message : {message(state.message, script)}")
        yield Item("message", f"état {number}", "état de l'appel, montré à l'entrée", parts)


def demanded(section: str, demands: tuple[Demand, ...], script: Script, place: Place) -> Item:
    """What a section demands, sentence by sentence, with what carries it."""
    titles = {requirement.id: requirement.title for requirement in script.requirements}
    rows = tuple(
        (
            demand.sentence,
            " ; ".join(titles[name] for name in demand.requirements if name in titles) or f"Aucune : {demand.reason}",
        )
        for demand in demands
    )
    grid = Grid(("La phrase (reformulée)", "La règle qui la porte, ou la raison pour laquelle aucune ne la porte"), rows)
    serves = tuple(dict.fromkeys(name for demand in demands for name in demand.requirements))
    return Item("obligation", section, place(section), (grid,), section, serves)


# --- What the texts say ---------------------------------------------------------------------------------------------


def passage(section: Section, place: Place) -> Item:
    """A section as it is restated."""
    lines = tuple(f"{unit.mark} {unit.text}".removeprefix("- ").strip() for unit in section.units)
    told = (_compare(section.id, (), place), "Reformulation montrée aux personnes :", lines)
    return Item("passage", section.id, section.title, told, section.id)


def _compare(section: str, also: tuple[str, ...], place: Place) -> str:
    more = f" ; voir aussi : {' ; '.join(map(place, also))}" if also else ""
    return f"À lire dans le texte officiel, que l'assistant reformule sans le recopier : {place(section)}{more}."


def _sources(sections: tuple[str, ...], place: Place) -> tuple[str, ...]:
    first, *others = sections or ("",)
    more = f" ; voir aussi : {' ; '.join(map(place, others))}" if others else ""
    return (f"Source : {place(first)}{more}.",) if first else ()


# --- What is answered -----------------------------------------------------------------------------------------------


def answer(entry: Entry, place: Place) -> Item:
    """An answer with its source."""
    parts = (f"Réponse : {entry.answer}", *_more(entry.questions), *_sources((entry.section, *entry.also), place))
    return Item("réponse", entry.id, _asked(entry.questions), parts, entry.section)


def silence(told: Silence, place: Place) -> Item:
    """What is answered where the texts say nothing."""
    parts = (f"Réponse : {told.says} {told.nearby}".rstrip(), *_more(told.questions), *_sources(told.sections, place))
    return Item("silence", told.id, _asked(told.questions), parts, told.sections[0] if told.sections else "")


def _asked(questions: tuple[str, ...]) -> str:
    return f"« {questions[0]} »" if questions else "sans question type"


def _more(questions: tuple[str, ...]) -> tuple[str, ...]:
    """The next typical questions, and how many others lead to the same answer."""
    shown = [f"« {question} »" for question in questions[1:_ASKED]]
    left = len(questions) - 1 - len(shown)
    if not shown:
        return ()
    return (f"Aussi demandé : {', '.join(shown)}{f', et de {left} autres façons' if left > 0 else ''}.",)


# --- What is asked and taught ---------------------------------------------------------------------------------------


def questions(script: Script, place: Place) -> Iterator[tuple[str, Item]]:
    """Every question of the interview, with the title of its chapter."""
    for chapter in script.chapters:
        if chapter.intro:
            yield chapter.title, Item("message", f"chapitre {chapter.id}", "début du chapitre", (chapter.intro,))
        for question in chapter.questions:
            yield chapter.title, _question(question, question.id, script, None, place)
            for inner in question.questions:
                yield chapter.title, _question(inner, f"{question.id}[].{inner.id}", script, question, place)


def _question(question: Question, path: str, script: Script, repeat: Question | None, place: Place) -> Item:
    sections = question.sections or (repeat.sections if repeat else ())
    about = f"Pour chaque élément de {named(repeat)}. " if repeat else ""
    duty = "À renseigner." if question.required else "Facultative."
    parts: list[Part] = [f"{about}{HOW_TO[question.type]}. {duty}"]
    if question.short:
        parts.append(f"Appelée ailleurs : {named(question)}.")
    if question.hint:
        parts.append(f"Aide : {question.hint}")
    if question.choices:
        parts += ["Choix :", tuple(f"{choice.label}{f' – {choice.hint}' if choice.hint else ''}" for choice in question.choices)]
    if question.none:
        told = f" ; les papiers écrivent alors « {question.none_told} »" if question.none_told else ""
        parts.append(f"On peut répondre « {question.none} »{told}.")
    if question.relevant:
        parts += conditional("Posée", said(question.relevant, script, repeat))
    for constraint in question.constraints:
        check = in_line(said(constraint.check, script, repeat))
        parts.append(f"Contrôle : {check} ; sinon : « {message(constraint.message, script, repeat)} »")
    served = [requirement.title for name in question.serves if (requirement := script.requirement(name))]
    if served:
        parts.append(f"Sert à vérifier : {' ; '.join(served)}.")
    parts += _sources(sections, place)
    return Item("question", path, question.label, tuple(parts), (sections or ("",))[0], question.serves)


def advices(outline: Outline, place: Place) -> Iterator[Item]:
    """What the outline says that the call asks, and advises."""
    for chapter in outline.chapters:
        title = f"trame, chapitre « {chapter.title} »"
        if chapter.asks:
            parts: tuple[Part, ...] = (f"Ce que l'appel y demande : {chapter.asks}", *_sources(chapter.sections, place))
            yield Item("conseil", chapter.title, title, parts, (chapter.sections or ("",))[0])
        for number, advice in enumerate(chapter.advice, 1):
            parts = (advice.text, *_sources((advice.section,), place))
            yield Item("conseil", f"{chapter.title} {number}", title, parts, advice.section)


def taught(courses: Courses, place: Place) -> Iterator[Item]:
    """What a training session asks and has people remember."""
    for asked in courses.items:
        choices = tuple(f"{choice.text}{' (réponse juste)' if choice.right else ''}" for choice in asked.choices)
        parts: tuple[Part, ...] = ("Réponses :", choices, f"Correction : {asked.explanation}", *_sources((asked.section,), place))
        yield Item("quiz", asked.id, asked.question, parts, asked.section)
    for plan in courses.plans:
        for number, taken in enumerate(plan.remember, 1):
            remembered = (taken.text, *_sources((taken.section,), place))
            yield Item("à retenir", f"{plan.id} {number}", f"séance « {plan.title} »", remembered, taken.section)


def set_french(item: Item) -> Item:
    """The item with the typography of what is printed, so that its code is that of what is read."""
    return Item(item.kind, item.name, _typeset(item.title), tuple(map(_part, item.parts)), item.section, item.serves)


def _part(part: Part) -> Part:
    if isinstance(part, Grid):
        return Grid(part.header, tuple(tuple(map(_typeset, row)) for row in part.rows))
    return _typeset(part) if isinstance(part, str) else tuple(map(_typeset, part))


def _typeset(words: str) -> str:
    return typography(clean(words))
