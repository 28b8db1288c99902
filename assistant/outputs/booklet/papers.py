"""The sentences of the papers and of the official form, for the booklet; one item each."""

from collections.abc import Iterator
from datetime import timedelta

from assistant.french import date_long, join
from assistant.outlines import Block, Field, Outline
from assistant.outputs.booklet.item import Grid, Item, Part
from assistant.outputs.booklet.said import in_line
from assistant.outputs.booklet.spoken import message, named, said
from assistant.outputs.checklist import Cite
from assistant.outputs.schedule import deadline
from assistant.plans import PARTS, Actors, Budget, Calendar, Letter, Note, Online, Said
from assistant.script import Question, Script

_DECLARED = "selon le budget par compte"
_PARTS = {
    "charges": "Charges",
    "products": "Produits",
    "kind_charges": "Emplois des contributions en nature",
    "kind_products": "Contributions en nature",
}


def papers(script: Script, cite: Cite) -> Iterator[Item]:
    """What each paper says by itself, beside the answers that it lays out."""
    plans = script.papers
    if plans.calendar:
        yield _calendar(plans.calendar, script, cite)
    if plans.note:
        yield _note(plans.note, script)
    if plans.budget:
        yield _budget(plans.budget, script)
    if plans.letter:
        yield _letter(plans.letter, script)
    if plans.actors:
        yield _actors(plans.actors, script, cite)
    if plans.online:
        yield _online(plans.online, script)
    yield from _outline(script.outline, script)


def _calendar(plan: Calendar, script: Script, cite: Cite) -> Item:
    last = deadline(plan, script)
    titles = {requirement.id: requirement.title for requirement in script.requirements}
    steps = tuple(
        (
            date_long(last - timedelta(days=step.days)),
            step.who,
            step.title,
            " ; ".join([*(titles[name] for name in step.requirements if name in titles), *filter(None, [step.remains])]),
        )
        for step in sorted(plan.steps, key=lambda step: -step.days)
    )
    margin = date_long(last - timedelta(days=plan.margin))
    parts: list[Part] = [
        plan.intro,
        Grid(("Au plus tard le", "Qui", "Quoi", "Ce qui doit alors être fait"), steps),
        f"Dans le calendrier d'un autre logiciel (.ics), le dernier jour est le {margin} : « {plan.last} ».",
    ]
    if plan.later:
        rows = tuple((later.when, f"{later.text} ({cite(later.section)})") for later in plan.later)
        parts.append(Grid(("Ensuite", "Ce qui est annoncé"), rows))
    return Item("papier", "calendrier", f"liste de contrôle, calendrier « {plan.title} »", tuple(parts))


def _sentence(told: Said, script: Script, repeat: Question | None = None) -> str:
    words = message(told.text, script, repeat)
    return f"« {words} », {_if(told.when, script, repeat)}" if told.when else f"« {words} »"


def _if(condition: str, script: Script, repeat: Question | None = None) -> str:
    """A condition after its conjunction: « si la liste est vide », « s'il manque une réponse »."""
    told = in_line(said(condition, script, repeat))
    return f"s'{told}" if told.startswith("il ") else f"si {told}"


def _names(paths: tuple[str, ...], script: Script, repeat: Question | None = None) -> str:
    """Questions by their names; the fields of a list by theirs."""
    asked = [repeat.field(path) if repeat else script.questions.get(path) for path in paths]
    return join([named(question) if question else f"« {path} »" for path, question in zip(paths, asked, strict=True)])


def _repeat(path: str, script: Script) -> Question | None:
    return script.questions.get(path)


def _note(plan: Note, script: Script) -> Item:
    titles = {requirement.id: requirement.title for requirement in script.requirements}
    parts: list[Part] = [f"Les réponses qu'elle montre : {_names(plan.facts, script)}."]
    if plan.figures:
        parts += ["Ses phrases :", tuple(_sentence(told, script) for told in plan.figures)]
    parts += [
        "Les points forts, dans cet ordre, quand ils sont faits (les trois premiers) :",
        tuple(titles[name] for name in plan.strengths if name in titles),
        "Les risques : les trois premiers points qui ne sont pas faits, les plus graves d'abord. Puis les prochaines dates du calendrier.",
    ]
    return Item("papier", "note", plan.title, tuple(parts))


def _budget(plan: Budget, script: Script) -> Item:
    parts: list[Part] = list(filter(None, (plan.intro, plan.unchecked)))
    rows = tuple((_PARTS[part], account.number, account.label, account.note) for part in PARTS for account in plan.accounts(part))
    parts.append(Grid(("Partie", "Compte", "Libellé", "Remarque"), rows))
    if plan.quoted:
        repeat = _repeat(plan.actions, script)
        lines = []
        for quoted in plan.quoted:
            constant = script.about.constants.get(quoted.constant)
            yearly = f" ; année par année, {_if(quoted.yearly, script, repeat)}" if quoted.yearly else ""
            lines.append(f"{constant.means if constant else quoted.constant} : {_if(quoted.when, script, repeat)}{yearly}")
        parts += ["Les coûts cités par les textes, et les lignes avec lesquelles ils sont comparés :", tuple(lines)]
    return Item("papier", "budget", plan.title, tuple(parts))


def _letter(plan: Letter, script: Script) -> Item:
    repeat = _repeat(plan.each, script)
    parts: tuple[Part, ...] = (
        *filter(None, [plan.intro]),
        f"Une lettre pour chaque élément de {named(repeat) if repeat else plan.each} ; sans nom, « {plan.blank} ».",
        "Objet (le premier qui convient) :",
        tuple(_sentence(told, script, repeat) for told in plan.subject),
        "Texte :",
        tuple(_sentence(told, script, repeat) for told in plan.text),
    )
    return Item("papier", "lettre", plan.title, parts)


def _actors(plan: Actors, script: Script, cite: Cite) -> Item:
    repeat = _repeat(plan.each, script)
    family = repeat.field(plan.family) if repeat else None
    choices = tuple(choice.label for choice in family.expected) if family else ()
    parts: tuple[Part, ...] = (
        *filter(None, [plan.intro]),
        f"Source : {cite(plan.section)}.",
        "Les familles, dans cet ordre :",
        choices,
    )
    return Item("papier", "acteurs", plan.title, parts)


def _online(plan: Online, script: Script) -> Item:
    parts: list[Part] = list(filter(None, [plan.intro]))
    for block in plan.blocks:
        repeat = _repeat(block.each, script) if block.each else None
        lines = [f"réponses : {_names(block.show, script)}"] if block.show else []
        if repeat:
            lines.append(f"chaque élément de {named(repeat)} : {_names(block.columns, script, repeat)}")
        lines += [_sentence(told, script) for told in block.text]
        parts += [f"« {block.title} »", tuple(lines)]
    return Item("papier", "en ligne", plan.title, tuple(parts))


def _outline(outline: Outline, script: Script) -> Iterator[Item]:
    if outline.chapters:
        cover = [f"Page de couverture : {_names(outline.cover, script)}."] if outline.cover else []
        yield Item("papier", "trame", outline.title, (*filter(None, [outline.intro]), *cover))
    chapters = [(chapter.title, chapter.blocks) for chapter in outline.chapters]
    if outline.summary:
        chapters.insert(0, (outline.summary.title, outline.summary.blocks))
    for title, blocks in chapters:
        lines = tuple(line for block in blocks if (line := _block(block, script)))
        yield Item("papier", f"trame {title}", f"trame, contenu de « {title} »", (lines,))


def _block(block: Block, script: Script) -> str:
    """What a piece of the outline shows, in a line."""
    repeat = _repeat(block.each or block.table, script)
    shown = _names(block.show or block.columns, script, repeat)
    facts = _names(block.facts, script)
    pieces = (
        f"titre « {block.title} »" if block.title else "",
        f"« {message(block.text, script, repeat)} »" if block.text else "",
        f"{'tableau' if block.table else 'fiche'} pour chaque élément de {named(repeat)} : {shown}" if repeat else shown,
        f"tableau de {facts}" if block.facts else "",
        f"légende « {block.caption} »" if block.caption else "",
        "image tirée du budget" if block.picture else "",
    )
    when = f" ({_if(block.when, script)})" if block.when else ""
    told = " ; ".join(filter(None, pieces))
    return f"{told}{when}" if told else ""


def form(script: Script) -> Iterator[Item]:
    """The frames of the official form: each field with what fills it, when it stands there, and whether its label is sure."""
    plan = script.form
    if plan.frames and plan.intro:
        yield Item("papier", "formulaire", plan.title, (plan.intro, f"* {plan.unchecked}."))
    for frame in plan.frames:
        lines = tuple(_filled(field, script) for field in frame.fields)
        legend = () if all(field.checked for field in frame.fields) else (f"* {plan.unchecked}.",)
        title = f"{plan.title}, {plan.frame_word.lower()} {frame.number} – {frame.title}"
        yield Item("papier", f"formulaire {frame.number}", title, (*legend, lines))


def _filled(field: Field, script: Script) -> str:
    if field.show:
        asked = script.questions.get(field.show)
        filled = f"la réponse à {named(asked) if asked else field.show}"
        if field.column and asked:
            filled = f"pour chaque élément de {named(asked)}, {_names((field.column,), script, asked)}"
    else:
        filled = f"« {message(field.text, script)} »" if field.text else f"({field.blank})"
    if field.accounts:
        filled += f", ou le montant {_DECLARED}"
    note = f" – remarque : {field.note}" if field.note else ""
    when = f" – cette ligne ne paraît que {_if(field.when, script)}" if field.when else ""
    return f"{field.label}{'' if field.checked else ' *'} : {filled}{note}{when}"
