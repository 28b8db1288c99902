"""The fact-check booklet: all that the assistant says and decides, beside its source, for a civil servant to read and sign.

Items follow the order of the documents, section after section; each is numbered and has a box of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.conditions import compile_expression
from assistant.courses import NO_COURSES, Courses
from assistant.french import count, date_long, join, typography
from assistant.library import Entry, Library, Section, Silence
from assistant.outlines import Outline
from assistant.outputs.checklist import SEVERITY_TITLES, label, to_do
from assistant.outputs.model import Draft, Paper, strong
from assistant.outputs.spoken import Said, Several, in_line, message, named, said, worth
from assistant.script import Case, Notice, Otherwise, Question, Requirement, Script, Severity
from assistant.terms import ConditionError
from assistant.wording import HOW_TO, display

BOX = "☐ conforme au texte – ☐ à corriger : ……………………………………………………………………"
_KINDS: dict[str, tuple[str, str]] = {
    "passage": ("passage", "passages"),
    "chiffre": ("chiffre ou date", "chiffres et dates"),
    "définition": ("définition", "définitions"),
    "règle": ("règle", "règles"),
    "question": ("question", "questions"),
    "message": ("message", "messages"),
    "conseil": ("conseil", "conseils"),
    "réponse": ("réponse", "réponses"),
    "silence": ("silence", "silences"),
    "quiz": ("question de quiz", "questions de quiz"),
    "à retenir": ("point à retenir", "points à retenir"),
}
"""Each kind of thing to sign off, with the words that count it."""
_ASKED = 3
"""How many typical questions are shown with an answer."""
_GUIDE = (
    "Ce livret donne tout ce que l'assistant dit et décide, dans l'ordre des documents, section par section. Comparez chaque "
    "élément au texte officiel, à la page indiquée, et cochez sa case. L'assistant ne dit et ne décide rien d'autre.",
    "Dans une règle, les cas se lisent dans l'ordre : le premier dont la condition est vraie décide. Une condition qui porte sur "
    "une réponse qui manque n'est ni vraie ni fausse : elle ne décide pas. Si aucun cas ne décide, le dernier, « sinon », s'applique. "
    "Entre ‹ et ›, une valeur du dossier vient à cette place du message.",
)


@dataclass(frozen=True)
class Item:
    """One thing to sign off: its kind, its title, its paragraphs, some of which are lists."""

    kind: str
    title: str
    parts: tuple[str | tuple[str, ...], ...]


@dataclass
class _Shelf:
    """The items of one section."""

    items: list[Item] = field(default_factory=list)


def booklet(script: Script, library: Library, digest: str, today: date, courses: Courses = NO_COURSES) -> Paper:
    """The booklet; `digest` is the fingerprint of the campaign's content, `today` the day that it bears."""
    shelves = _shelved(script, library, courses)
    page = Draft()
    page.paragraph(strong(f"Établi le {date_long(today)}. Empreinte du contenu : {digest}."))
    for words in _GUIDE:
        page.paragraph(words)
    _contents(page, shelves, library)
    first = 1
    for document in library.documents:
        page.heading(2, typography(document.title))
        for section in [section for section in library.sections if section.document == document.id]:
            first = _section(page, library.place(section.id), shelves[section.id].items, first)
    page.heading(2, "Sans section")
    page.paragraph(
        "Ce qui ne repose sur aucun passage : ce que les règles entendent par leurs mots, accueil, contrôles de l'assistant, formulaire."
    )
    last = _section(page, "", shelves[""].items, first) - 1
    _signature(page, digest, last)
    return Paper("Livret de relecture", script.about.name, today, page.done(), typography(script.about.call))


def _contents(page: Draft, shelves: dict[str, _Shelf], library: Library) -> None:
    items = [item for shelf in shelves.values() for item in shelf.items]
    told = [count(found, *names) for kind, names in _KINDS.items() if (found := sum(item.kind == kind for item in items))]
    page.paragraph(strong(f"{count(len(items), 'élément', 'éléments')} à relire :"), f" {join(told)}.")
    page.heading(2, "Sommaire")
    rows, first = [], 1
    for section in library.sections:
        rows.append([typography(library.place(section.id)), _numbers(first, shelves[section.id])])
        first += len(shelves[section.id].items)
    rows.append(["Sans section", _numbers(first, shelves[""])])
    page.table(["Section", "Éléments"], rows)


def _numbers(first: int, shelf: _Shelf) -> str:
    last = first + len(shelf.items) - 1
    return "–" if last < first else typography(f"n° {first}" if last == first else f"n° {first} à {last}")


def _section(page: Draft, place: str, items: list[Item], first: int) -> int:
    """The items of a section, numbered from `first`; the number of the next one."""
    if place:
        page.heading(3, typography(place))
    for number, item in enumerate(items, first):
        page.heading(4, typography(f"n° {number} – {item.kind} : {item.title}"))
        for part in item.parts:
            if isinstance(part, tuple):
                page.bullets(line for line in part)
            else:
                page.paragraph(part)
        page.paragraph(typography(BOX))
    return first + len(items)


def _signature(page: Draft, digest: str, last: int) -> None:
    page.heading(2, "Relecture")
    page.paragraph(typography(f"Éléments n° 1 à {last} du contenu d'empreinte {digest}."))
    page.bullets(
        typography(f"{line} : ……………………………………………………")
        for line in ("Relu par (fonction)", "Service", "Date", "Réserves", "Signature")
    )


# --- What stands in each section ----------------------------------------------------------------------------------


def _shelved(script: Script, library: Library, courses: Courses) -> dict[str, _Shelf]:
    """The items by section; "" holds those of none."""
    shelves = {section.id: _Shelf() for section in library.sections} | {"": _Shelf()}

    def put(section: str, item: Item) -> None:
        shelves[section if section in shelves else ""].items.append(item)

    for section in library.sections:
        put(section.id, _passage(section))
    for item in _definitions(script):
        put("", item)
    for constant in script.about.constants.values():
        kind, value = constant.valued
        put(constant.section, Item("chiffre", constant.means, (f"{display(value, kind)}.",)))
    for requirement in script.requirements:
        put(requirement.section, _rule(requirement, script, library.place))
    for section_id, item in _questions(script, library.place):
        put(section_id, item)
    for notice in script.notices:
        put(notice.section, _notice(notice, script))
    for section_id, item in _advice(script.outline):
        put(section_id, item)
    for entry in library.entries:
        put(entry.section, _answer(entry, library.place))
    for silence in library.silences:
        put(silence.sections[0] if silence.sections else "", _silence(silence, library.place))
    for section_id, item in _taught(courses):
        put(section_id, item)
    for item in _apart(script):
        put("", item)
    return shelves


def _passage(section: Section) -> Item:
    lines = tuple(f"{unit.mark} {unit.text}".removeprefix("- ").strip() for unit in section.units)
    return Item("passage", section.title, ("Reformulation montrée aux personnes :", lines))


def _sources(first: str, others: tuple[str, ...], place: Callable[[str], str]) -> str:
    more = f" ; voir aussi : {' ; '.join(_place(other, place) for other in others)}" if others else ""
    return f"Source : {_place(first, place)}{more}."


def _place(section: str, place: Callable[[str], str]) -> str:
    try:
        return place(section)
    except KeyError:
        return f"« {section} »"


def _rule(requirement: Requirement, script: Script, place: Callable[[str], str]) -> Item:
    parts: list[str | tuple[str, ...]] = [
        f"Ce que l'assistant retient du texte : {requirement.asks}",
        f"{SEVERITY_TITLES[requirement.severity]}. {_sources(requirement.section, requirement.also, place)}",
    ]
    for number, case in enumerate(requirement.cases, 1):
        parts += [*_condition(f"Cas {number}", said(case.when, script)), "Alors :", _outcome(case, requirement.severity, script)]
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
    return Item("règle", requirement.title, tuple(parts))


def _condition(head: str, told: Said) -> list[str | tuple[str, ...]]:
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


def _questions(script: Script, place: Callable[[str], str]) -> Iterator[tuple[str, Item]]:
    for chapter in script.chapters:
        for question in chapter.questions:
            sections = question.sections
            yield (sections or ("",))[0], _question(question, script, None, sections, place)
            for inner in question.questions:
                own = inner.sections or sections
                yield (own or ("",))[0], _question(inner, script, question, own, place)


def _question(
    question: Question, script: Script, repeat: Question | None, sections: tuple[str, ...], place: Callable[[str], str]
) -> Item:
    about = f"Pour chaque élément de {named(repeat)}. " if repeat else ""
    duty = "À renseigner." if question.required else "Facultative."
    parts: list[str | tuple[str, ...]] = [f"{about}{HOW_TO[question.type]}. {duty}"]
    if question.hint:
        parts.append(f"Aide : {question.hint}")
    if question.choices:
        parts += ["Choix :", tuple(f"{choice.label}{f' – {choice.hint}' if choice.hint else ''}" for choice in question.choices)]
    if question.none:
        parts.append(f"On peut répondre « {question.none} ».")
    if question.relevant:
        parts += _condition("Posée", said(question.relevant, script, repeat))
    for constraint in question.constraints:
        check = in_line(said(constraint.check, script, repeat))
        parts.append(f"Contrôle : {check} ; sinon : « {message(constraint.message, script, repeat)} »")
    served = [requirement.title for name in question.serves if (requirement := script.requirement(name))]
    if served:
        parts.append(f"Sert à vérifier : {' ; '.join(served)}.")
    if sections:
        parts.append(_sources(sections[0], sections[1:], place))
    return Item("question", question.label, tuple(parts))


def _notice(notice: Notice, script: Script) -> Item:
    kind = "calendrier" if notice.kind == "calendar" else "contrôle de cohérence de l'assistant, que l'appel ne demande pas"
    told = message(notice.message, script)
    return Item("message", kind, (*_condition("Dit", said(notice.when, script)), f"Message : {told}"))


def _advice(outline: Outline) -> Iterator[tuple[str, Item]]:
    for chapter in outline.chapters:
        if chapter.asks:
            section = chapter.sections[0] if chapter.sections else ""
            yield (
                section,
                Item("conseil", f"trame, chapitre « {chapter.title} »", (f"Ce que l'appel y demande : {chapter.asks}",)),
            )
        for advice in chapter.advice:
            yield advice.section, Item("conseil", f"trame, chapitre « {chapter.title} »", (advice.text,))


def _answer(entry: Entry, place: Callable[[str], str]) -> Item:
    return Item(
        "réponse",
        _asked(entry.questions),
        (f"Réponse : {entry.answer}", *_more(entry.questions), _sources(entry.section, entry.also, place)),
    )


def _silence(silence: Silence, place: Callable[[str], str]) -> Item:
    parts = [f"Réponse : {silence.says} {silence.nearby}".rstrip(), *_more(silence.questions)]
    if silence.sections:
        parts.append(_sources(silence.sections[0], silence.sections[1:], place))
    return Item("silence", _asked(silence.questions), tuple(parts))


def _taught(courses: Courses) -> Iterator[tuple[str, Item]]:
    """What a training session asks and has people remember."""
    for asked in courses.items:
        choices = tuple(f"{choice.text}{' (réponse juste)' if choice.right else ''}" for choice in asked.choices)
        yield asked.section, Item("quiz", asked.question, ("Réponses :", choices, f"Correction : {asked.explanation}"))
    for plan in courses.plans:
        for taken in plan.remember:
            yield taken.section, Item("à retenir", f"séance « {plan.title} »", (taken.text,))


def _asked(questions: tuple[str, ...]) -> str:
    return f"« {questions[0]} »" if questions else "sans question type"


def _more(questions: tuple[str, ...]) -> tuple[str, ...]:
    """The next typical questions, and how many others lead to the same answer."""
    shown = [f"« {question} »" for question in questions[1:_ASKED]]
    left = len(questions) - 1 - len(shown)
    if not shown:
        return ()
    return (f"Aussi demandé : {', '.join(shown)}{f', et de {left} autres façons' if left > 0 else ''}.",)


def _definitions(script: Script) -> Iterator[Item]:
    """What the words of the rules stand for: when each term is true, or what it is worth."""
    lists: list[Question] = [question for question in script.questions.values() if question.type == "repeat"]
    for term in script.about.terms.values():
        repeat = next((rows for rows in (None, *lists) if _can_be_read(term.when, script, rows)), None)
        if compile_expression(term.when, script, repeat).kind == "boolean":
            parts = _condition("C'est le cas", said(term.when, script, repeat))
        else:
            value = worth(term.when, script, repeat)
            parts = [f"{'Ce sont' if value.startswith('les ') else 'C’est'} {value}."]
        yield Item("définition", term.means, tuple(parts))


def _can_be_read(expression: str, script: Script, repeat: Question | None) -> bool:
    """Whether an expression means something in the open, or among the fields of a list."""
    try:
        compile_expression(expression, script, repeat)
    except ConditionError:
        return False
    return True


def _apart(script: Script) -> Iterator[Item]:
    about = script.about
    yield Item("message", "accueil", (about.welcome, *filter(None, [about.companion])))
    for state in about.state:
        yield Item("message", "état de l'appel", (*_condition("Dit", said(state.when, script)), message(state.message, script)))
    form = script.form
    for frame in form.frames:
        lines = tuple(
            f"{part.label} : {_filled(part.show, part.text, part.blank, script)}{f' – {part.note}' if part.note else ''}"
            for part in frame.fields
        )
        yield Item("message", f"{form.title}, {form.frame_word.lower()} {frame.number} – {frame.title}", (lines,))


def _filled(show: str, text: str, blank: str, script: Script) -> str:
    if show:
        asked = script.questions.get(show)
        return f"la réponse à {named(asked) if asked else show}"
    return f"« {message(text, script)} »" if text else f"({blank})"
