"""The papers for the partners: the letter of intent to each of them, and the list of those to meet."""

from datetime import date

from assistant.answers import understand
from assistant.dossier import Dossier
from assistant.french import count, join
from assistant.outputs.checklist import Cite, paper
from assistant.outputs.model import Break, Draft, Mark, Paper, Text, Words, quiet, strong, text
from assistant.outputs.told import GAP, Told, written
from assistant.plans import Actors, Letter
from assistant.script import Question
from assistant.wording import row_name


def letter(plan: Letter, dossier: Dossier, title: str, today: date) -> Paper:
    """A letter of intent to every partner; to one whose name is to be written when none is told."""
    told = Told(dossier, today, "« papers.yaml »")
    repeat = told.repeat(plan.each)
    if not dossier.rows(plan.each):
        told = Told(dossier.with_stand_in(plan.each, plan.blank), today, told.source)
    draft = Draft()
    if plan.intro:
        draft.callout("note", plan.intro)
    rows = range(told.dossier.rows(plan.each) or 0)
    draft.bullets(row_name(repeat, told.dossier, row) for row in rows)
    for row in rows:
        draft.add(Break())  # a letter is a page that can be signed and sent alone
        draft.heading(2, row_name(repeat, told.dossier, row))
        for said in [said for said in plan.subject if told.holds(said.when, repeat, row)][:1]:
            draft.paragraph(strong("Objet :"), f" {told.sentence(said.text, repeat, row)}")
        for said in plan.text:
            if told.holds(said.when, repeat, row):
                draft.words(told.sentence(said.text, repeat, row))
    return paper(plan.title, dossier.script, title, today, draft)


def actors(plan: Actors, dossier: Dossier, title: str, today: date, cite: Cite) -> Paper:
    """Those to meet, by family, with the partners already told and whether they were met."""
    told = Told(dossier, today, "« papers.yaml »")
    repeat = told.repeat(plan.each)
    family = repeat.field(plan.family)
    draft = Draft()
    if plan.intro:
        draft.paragraph(plan.intro, quiet(f" ({cite(plan.section)})"))
    rows = range(dossier.rows(plan.each) or 0)
    values = {row: dossier.reply(f"{plan.each}[{row}].{plan.family}").value for row in rows}
    choices = family.expected if family else ()
    found = {choice.value: [row for row in rows if values[row] == choice.value] for choice in choices}
    met = {row for row in rows if dossier.reply(f"{plan.each}[{row}].{plan.met}").value is True}
    has = sum(bool(members) for members in found.values())
    reached = sum(any(row in met for row in members) for members in found.values())
    counted = "aucune n'a de partenaire dans le dossier"
    if has:
        contacted = f"{reached} au moins un partenaire contacté" if reached else "aucune n'a de partenaire contacté"
        counted = f"{count(has, 'famille a', 'familles ont')} un partenaire dans le dossier, et {contacted}"
    draft.paragraph(strong(f"Sur {len(choices)} familles d'acteurs clés, {counted}."))
    cited = _cited(plan, dossier, family) if family else {}
    lines: list[tuple[Mark, Words]] = []
    for choice in choices:
        members = found[choice.value]
        name = strong(choice.label[:1].upper() + choice.label[1:])
        mark: Mark = "done" if any(row in met for row in members) else "todo"
        lines.append(
            (
                mark,
                text(name, " – ", *(_members(members, told, repeat, plan) if members else (_nobody(cited.get(choice.value)),))),
            )
        )
    draft.heading(2, "Acteurs clés")
    draft.checks(lines)
    others = [row for row in rows if not any(row in members for members in found.values())]
    if others:
        draft.heading(2, "Autres partenaires")
        draft.checks(("done" if row in met else "todo", text(*_members([row], told, repeat, plan))) for row in others)
    return paper(plan.title, dossier.script, title, today, draft)


def _cited(plan: Actors, dossier: Dossier, family: Question) -> dict[str, list[str]]:
    """By family, the names that other lists hold, each with its lists: « CAF (cofinancements) »."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in plan.cited:
        repeat = dossier.script.questions[path]
        for row in range(dossier.rows(path) or 0):
            name = row_name(repeat, dossier, row)
            told = understand(family, name)
            if told.state == "given":
                lists = found.setdefault(told.value, {}).setdefault(name, [])
                lists += [repeat.name] if repeat.name not in lists else []
    return {value: [f"{name} ({', '.join(lists)})" for name, lists in names.items()] for value, names in found.items()}


def _nobody(cited: list[str] | None) -> str:
    """What is told of a family without a partner: nobody, or who of it the dossier names elsewhere."""
    if not cited:
        return "personne pour l'instant"
    return f"pas encore parmi vos partenaires ; votre dossier nomme ailleurs {join(cited)}"


def _members(rows: list[int], told: Told, repeat: Question, plan: Actors) -> Text:
    """The partners of a family: each name, what it gives, and whether it was met."""
    said: list[Words] = []
    for row in rows:
        gives, met = (_answer(told, repeat, row, name) for name in (plan.gives, plan.met))
        end = " ; " if row != rows[-1] else ""
        said.append(f"{row_name(repeat, told.dossier, row)} (apport : {gives or GAP} ; contacté : {met or GAP}){end}")
    return text(*said)


def _answer(told: Told, repeat: Question, row: int, name: str) -> str:
    field, reply = repeat.field(name), told.dossier.reply(f"{repeat.id}[{row}].{name}")
    return written(field, reply) if field and reply.state in {"given", "none"} else ""
