"""What the texts say and how it is found: citations, typical questions, silences, judgements."""

import re
from collections.abc import Iterator

from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.evaluate import Judgement, Turn, read_judgements
from assistant.library import Library
from assistant.script import Script
from assistant.text import fold


def remarks(campaign: Campaign, library: Library, script: Script) -> Iterator[str]:
    """What is wrong with corpus/ and index/, and with what dialogs/ cites of them."""
    known = {section.id for section in library.sections}
    yield from _citations(script, known)
    for document in library.documents:
        if document.role == "companion" and not document.notice:
            yield f"corpus/, document « {document.id} » : un texte d'un autre cadre (companion) veut une phrase « notice »"
    yield from _few_questions(library)
    yield from _same_questions(library)
    yield from _judgements(campaign, known)


def _citations(script: Script, known: set[str]) -> Iterator[str]:
    """Citations that name no section."""
    cited = [(f"questions.yaml, question « {path} »", section) for path, q in script.questions.items() for section in q.sections]
    for rule in script.requirements:
        cited += [(f"requirements.yaml, exigence « {rule.id} »", section) for section in (rule.section, *rule.also)]
    cited += [(f"notices.yaml, avis « {n.id} »", n.section) for n in script.notices if n.section]
    cited += [(f"campaign.yaml, constante « {name} »", c.section) for name, c in script.about.constants.items()]
    for chapter in script.outline.chapters:
        cited += [(f"outline.yaml, chapitre « {chapter.title} »", section) for section in chapter.sections]
        cited += [(f"outline.yaml, conseil du chapitre « {chapter.title} »", advice.section) for advice in chapter.advice]
    plans = script.papers
    cited += [("papers.yaml, calendar", later.section) for later in plans.calendar.later] if plans.calendar else []
    cited += [("papers.yaml, actors", plans.actors.section)] if plans.actors else []
    for where, section in cited:
        if section not in known:
            yield f"{where} : la section « {section} » n'existe pas"


def _few_questions(library: Library) -> Iterator[str]:
    """Sections that nobody's words lead to."""
    counts = {section.id: 0 for section in library.sections}
    for entry in library.entries:
        for section in (entry.section, *entry.also):
            counts[section] += len(entry.questions)
    if library.entries:
        for section, count in counts.items():
            if count < 8:
                yield f"index/, section « {section} » : {count} question(s) typique(s), il en faut au moins 8"


def _same_questions(library: Library) -> Iterator[str]:
    """One typical question in two places: whoever types it gets one of them by chance."""
    places = [(f"la réponse « {entry.id} »", entry.questions) for entry in library.entries]
    places += [(f"le silence « {silence.id} »", silence.questions) for silence in library.silences]
    owners: dict[str, str] = {}
    for place, questions in places:
        for question in questions:
            owner = owners.setdefault(re.sub(r"[\W_]+", " ", fold(question)).strip(), place)
            if owner != place:
                yield f"index/, {place} : la question « {question} » est aussi dans {owner}"


def _judgements(campaign: Campaign, known: set[str]) -> Iterator[str]:
    for path in sorted((campaign.room("index") / "judgements").glob("*.yaml")):
        try:
            judgements = read_judgements(path)
        except AssistantError as error:
            yield str(error)
            continue
        names = {judgement.id for judgement in judgements}
        for judgement in judgements:
            where = f"judgements/{path.name}, « {judgement.id} »"
            if judgement.twin and judgement.twin not in names:
                yield f"{where} : la question jumelle « {judgement.twin} » n'existe pas"
            for asked in judgement.turns or (judgement,):
                yield from _judged(where, asked, known)


def _judged(where: str, asked: Judgement | Turn, known: set[str]) -> Iterator[str]:
    if asked.kind == "conversation":
        yield f"{where} : « turns » manque, ce sont les questions de la conversation"
    if asked.kind in {"answerable", "noisy"} and not (asked.q and asked.gold):
        yield f"{where} : il faut une question (q) et les sections qui y répondent (gold)"
    for section in (*asked.gold, *asked.related):
        if section not in known:
            yield f"{where} : la section « {section} » n'existe pas"
