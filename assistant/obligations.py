"""What the texts demand, sentence by sentence, and the requirement that carries it: obligations.yaml, checked both ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.campaign import Campaign
from assistant.content import read_optional
from assistant.library import Library, Section
from assistant.script import Requirement, Script
from assistant.strict import Strict
from assistant.text import fold, markdown_escape


@dataclass(frozen=True)
class Demand:
    """A sentence of the texts that demands something, and the requirements that carry it, or the reason why none does."""

    section: str
    sentence: str
    requirements: tuple[str, ...] = ()
    reason: str = ""


class Obligation(Strict, frozen=True):
    """A piece of a sentence of a section (`quote`), with the requirements that carry it or the `reason` why none does."""

    section: str
    quote: str
    requirements: tuple[str, ...] = ()
    reason: str = ""


class Apart(Strict, frozen=True):
    """A document whose demands are not those of the call, and why."""

    document: str
    reason: str


class Obligations(Strict, frozen=True):
    """The inventory; `markers` are the words, or their beginnings, that announce a demand."""

    markers: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    apart: tuple[Apart, ...] = ()


def read(campaign: Campaign) -> Obligations | None:
    """The inventory of a campaign; None when it has none. Raises AssistantError when it is malformed."""
    return read_optional(campaign.room("dialogs") / "obligations.yaml", Obligations | None, None)  # type: ignore[arg-type]  # a union is no class for mypy, and what msgspec reads


def remarks(inventory: Obligations, library: Library, script: Script) -> Iterator[str]:
    """Sentences that no row of the inventory holds, rows that hold nothing, requirements that no sentence founds."""
    sections = {section.id: section for section in library.sections}
    documents = {document.id for document in library.documents}
    for apart in inventory.apart:
        if apart.document not in documents:
            yield f"obligations.yaml, « apart » : le document « {apart.document} » n'existe pas"
    for row in inventory.obligations:
        yield from (f"obligations.yaml, {row.section}, « {row.quote} » : {wrong}" for wrong in _row(row, sections, script))
    for section, sentence in demanding(inventory, library):
        if not _holding(inventory, section, sentence):
            yield f"obligations.yaml : rien ne dit quelle exigence porte « {sentence} » ({section.id}), ni pourquoi aucune"
    carried = {name for row in inventory.obligations for name in row.requirements}
    for requirement in script.requirements:
        if requirement.id not in carried:
            yield f"obligations.yaml : aucune phrase des textes ne fonde l'exigence « {requirement.id} »"


def _row(row: Obligation, sections: dict[str, Section], script: Script) -> Iterator[str]:
    section = sections.get(row.section)
    if section is None:
        yield "cette section n'existe pas"
    elif not any(_holds(row.quote, sentence) for sentence in _sentences(section)):
        yield "aucune phrase de la section ne contient cette citation"
    if bool(row.requirements) == bool(row.reason):
        yield "il faut des exigences (requirements), ou la raison (reason) pour laquelle aucune ne la porte, et pas les deux"
    for name in row.requirements:
        requirement = script.requirement(name)
        if requirement is None:
            yield f"l'exigence « {name} » n'existe pas"
        elif row.section not in (requirement.section, *requirement.also):
            yield f"l'exigence « {name} » ne cite pas cette section"


def demanding(inventory: Obligations, library: Library) -> Iterator[tuple[Section, str]]:
    """The sentences of the texts that hold a marker, but those of documents that stand apart."""
    starts = "|".join(re.escape(_flat(marker)) for marker in inventory.markers)
    marked = re.compile(rf"(?<!\w)(?:{starts})")
    apart = {entry.document for entry in inventory.apart}
    for section in library.sections:
        if section.document not in apart:
            yield from ((section, sentence) for sentence in _sentences(section) if marked.search(_flat(sentence)))


def _sentences(section: Section) -> Iterator[str]:
    for unit in section.units:
        yield from re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])", unit.text)


def _holding(inventory: Obligations, section: Section, sentence: str) -> list[Obligation]:
    return [row for row in inventory.obligations if row.section == section.id and _holds(row.quote, sentence)]


def _holds(quote: str, sentence: str) -> bool:
    return bool(quote.strip()) and _flat(quote) in _flat(sentence)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())


def founding(inventory: Obligations, library: Library, requirement: Requirement) -> str:
    """The sentence of its own section that founds a requirement, with the list that it announces; nothing when none does."""
    sections = {section.id: section for section in library.sections}
    rows = [row for row in inventory.obligations if requirement.id in row.requirements and row.section == requirement.section]
    if not rows:
        return ""
    return _announcing(rows[0], sections)


def _announcing(row: Obligation, sections: dict[str, Section]) -> str:
    """The sentence that a row quotes, with the list that it announces."""
    sentence = _whole(row, sections)
    units = sections[row.section].units if sentence.endswith(":") and row.section in sections else ()
    announced = [unit.text for unit in units if unit.lead is not None and units[unit.lead].text.endswith(sentence)]
    return " ".join([sentence, *announced])


def demands(inventory: Obligations, library: Library) -> tuple[Demand, ...]:
    """What the inventory says of each sentence that demands something."""
    sections = {section.id: section for section in library.sections}
    return tuple(Demand(row.section, _announcing(row, sections), row.requirements, row.reason) for row in inventory.obligations)


def coverage(inventory: Obligations, library: Library, script: Script) -> str:
    """The report for a reader, in Markdown: each demand with what carries it, then each requirement with what founds it."""
    sections = {section.id: section for section in library.sections}
    demands = list(demanding(inventory, library))
    carried = [row for row in inventory.obligations if row.requirements]
    lines = [
        "# Ce que demandent les textes, et l'exigence qui le porte",
        "",
        f"{len(demands)} phrases de la reformulation disent une obligation ; {len(inventory.obligations)} passages sont relevés :"
        f" {len(carried)} portés par une exigence, {len(inventory.obligations) - len(carried)} par aucune, avec la raison.",
    ]
    for apart in inventory.apart:
        title = next((document.title for document in library.documents if document.id == apart.document), apart.document)
        lines += ["", f"À part : {_cell(title)}. {_cell(apart.reason)}"]
    place = ""
    for row in sorted(
        inventory.obligations, key=lambda row: list(sections).index(row.section) if row.section in sections else -1
    ):
        if row.section != place:
            place = row.section
            where = library.place(place) if place in sections else place
            lines += ["", f"## {_cell(where)}", "", "| Le texte (reformulé) | Ce qui le porte |", "| --- | --- |"]
        lines.append(f"| {_cell(_whole(row, sections))} | {_cell(_carrier(row, script))} |")
    lines += ["", "## Chaque exigence, et les passages qui la fondent", "", "| Exigence | Passages |", "| --- | --- |"]
    for requirement in script.requirements:
        founded = [f"{row.section} : « {row.quote} »" for row in inventory.obligations if requirement.id in row.requirements]
        lines.append(f"| {_cell(requirement.title)} | {_cell(' ; '.join(founded) or 'aucun')} |")
    return "\n".join(lines) + "\n"


def _whole(row: Obligation, sections: dict[str, Section]) -> str:
    """The sentence that a row quotes."""
    sentences = _sentences(sections[row.section]) if row.section in sections else iter(())
    return next((sentence for sentence in sentences if _holds(row.quote, sentence)), row.quote)


def _carrier(row: Obligation, script: Script) -> str:
    titles = [requirement.title for name in row.requirements if (requirement := script.requirement(name))]
    return " ; ".join(titles) or f"Aucune : {row.reason}"


def _cell(text: str) -> str:
    return markdown_escape(text, lines="one")
