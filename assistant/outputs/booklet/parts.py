"""The parts of the booklet, by what weighs most, and what stands in each: what decides, to be signed item by item; what the texts say;
what is answered, by lots; other subjects, all at once; what is asked and written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.library import Library
from assistant.obligations import Demand
from assistant.outputs.booklet import asking, papers, rules, texts, verdicts
from assistant.outputs.booklet.content import Content
from assistant.outputs.booklet.item import Item, set_french
from assistant.outputs.checklist import Cite, cited
from assistant.script import Script

Signing = Literal["each", "lot", "whole"]
"""What has a box of its own: each item, each chapter, the part."""


@dataclass(frozen=True)
class Chapter:
    """Items under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """What is handed over, and signed, by itself."""

    title: str
    signing: Signing
    chapters: tuple[Chapter, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is to be signed in it, in order."""
        return tuple(item for chapter in self.chapters for item in chapter.items)


_Listed = Iterable[tuple[str, Iterable[Item]]]
"""Chapters to come: their titles and items."""


def parts_of(content: Content) -> tuple[Part, ...]:
    """The parts that hold something, each with the chapters that do."""
    script = content.script
    cite = cited(content.library)
    outside = [texts.silence(silence, cite) for silence in content.library.silences if silence.outside]
    made: tuple[tuple[str, Signing, _Listed], ...] = (
        ("Partie I – Ce qui décide", "each", _deciding(content, cite)),
        ("Partie II – Ce que les textes disent, reformulé", "each", _restated(content, cite)),
        ("Partie III – Réponses et silences, par lots", "lot", _answered(content, cite)),
        ("Partie IV – Questions d'un autre sujet", "whole", [("Hors sujet", outside)]),
        ("Partie V – Questions posées, papiers et séances", "lot", _asked(script, content, cite)),
    )
    return tuple(
        Part(title, signing, chapters)
        for title, signing, listed in made
        if (chapters := tuple(Chapter(name, shown) for name, told in listed if (shown := tuple(map(set_french, told)))))
    )


def _deciding(content: Content, cite: Cite) -> _Listed:
    script, demands = content.script, content.demands
    yield "Le résultat", verdicts.results(script)
    yield "Chiffres et dates", rules.figures(script)
    yield "Ce que les règles entendent par leurs mots", rules.definitions(script)
    founding = {(name, demand.section): demand.sentence for demand in reversed(demands) for name in demand.requirements}
    told = [rules.rule(rule, script, cite, founding.get((rule.id, rule.section), "")) for rule in script.requirements]
    for section, found in _by_section(told, content.library):
        yield f"Règles : {cite(section)}", found
    yield "Messages", [*rules.states(script), *(rules.notice(notice, script) for notice in script.notices)]
    yield (
        "Ce que les textes demandent, et la règle qui le porte",
        [
            rules.demanded(section, tuple(those), script, cite)
            for section, those in groupby(_in_order(demands, content.library), lambda demand: demand.section)
        ],
    )


def _in_order(demands: Sequence[Demand], library: Library) -> list[Demand]:
    order = {section.id: place for place, section in enumerate(library.sections)}
    return sorted(demands, key=lambda demand: (order.get(demand.section, len(order)), demand.section))


def _by_section(told: Iterable[Item], library: Library) -> Iterator[tuple[str, list[Item]]]:
    """Items by their section, in the order of the documents; those of none come last, under ""."""
    shelves: dict[str, list[Item]] = {name: [] for name in (*(section.id for section in library.sections), "")}
    for item in told:
        shelves[item.section if item.section in shelves else ""].append(item)
    yield from ((section, found) for section, found in shelves.items() if found)


def _restated(content: Content, cite: Cite) -> _Listed:
    for document in content.library.documents:
        sections = [section for section in content.library.sections if section.document == document.id]
        yield document.title, [texts.passage(section, cite) for section in sections]


def _answered(content: Content, cite: Cite) -> _Listed:
    told = [texts.answer(entry, cite) for entry in content.library.entries]
    told += [texts.silence(silence, cite) for silence in content.library.silences if not silence.outside]
    for section, found in _by_section(told, content.library):
        yield cite(section) if section else "Sans section", found


def _asked(script: Script, content: Content, cite: Cite) -> _Listed:
    yield "Accueil", asking.welcome(script)
    for title, asked in groupby(asking.questions(script, cite), lambda pair: pair[0]):
        yield f"Questions : {title}", [item for _, item in asked]
    yield "Conseils de la trame", asking.advices(script.outline, cite)
    yield "Papiers", papers.papers(script, cite)
    yield "Formulaire officiel", papers.form(script)
    yield "Quiz et points à retenir", asking.taught(content.courses, cite)
    yield "Séances", asking.sessions(content.courses)
    yield "Dossiers fictifs", asking.cases(content.cases, script)
    yield "Sigles", texts.acronyms(content.library)
