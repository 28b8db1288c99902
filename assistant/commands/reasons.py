"""`check --explain` and `check --what-if`: the reasoning on one requirement, and what another answer would change."""

import argparse
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.commands.speak import DONE, NEGATIVE, as_json, tell, width
from assistant.errors import AssistantError
from assistant.text import clean

if TYPE_CHECKING:
    from datetime import date

    from assistant.campaign import Campaign
    from assistant.dossier import Dossier
    from assistant.outputs.papers import Desk
    from assistant.rules import Report, Rulebook
    from assistant.script import Script


_TRIES = 400
"""How many changes are tried for each finding of a plain `check`: a fifth of a second or so."""
_SECONDS = 2.0
"""How long a plain `check` looks for changes, all findings together."""
_LIKE = 75
"""How like a name must be, in hundredths, to be taken for a slip in another one."""


def ways(rulebook: "Rulebook", dossier: "Dossier", report: "Report", today: "date") -> dict[str, str]:
    """The smallest change that would lift each failed finding, or the fact that leaves none, in words, by requirement.

    The gravest come first; those that time does not allow are left out.
    """
    from assistant.mends import mends
    from assistant.outputs.changes import smallest

    deadline = time.monotonic() + _SECONDS
    told: dict[str, str] = {}
    for finding in (found for found in report.findings if found.status == "failed"):
        left = deadline - time.monotonic()
        way = mends(rulebook, finding.requirement, dossier, today, most=1, tries=_TRIES, seconds=max(0.0, left))
        if line := smallest(way, lambda other: rulebook.rules[other].title):
            told[finding.requirement] = line
    return told


def passages(campaign: "Campaign", script: "Script", report: "Report") -> dict[str, str]:
    """The sentence of the texts that founds each failed blocking finding, by requirement; none without an inventory of demands."""
    failed = [found for found in report.findings if (found.severity, found.status) == ("blocking", "failed")]
    if not failed:
        return {}
    from assistant.cache import load_library
    from assistant.obligations import founding, read

    inventory = read(campaign)
    if inventory is None:
        return {}
    library = load_library(campaign)
    asked = [requirement for found in failed if (requirement := script.requirement(found.requirement))]
    return {requirement.id: text for requirement in asked if (text := founding(inventory, library, requirement))}


def explain(arguments: argparse.Namespace, desk: "Desk") -> int:
    """`check FILE --explain REQUIREMENT`: every case in order, what decided, and what would lift it; on what-if answers, if any."""
    from assistant.explain import explain as explained_of
    from assistant.mends import mends
    from assistant.outputs.changes import mended
    from assistant.outputs.explained import explained

    rulebook = desk.rulebook
    name = arguments.explain
    if name not in rulebook.rules:
        raise AssistantError(f"Aucune exigence ne s'appelle « {clean(name)[:60]} » ; {_meant(name, rulebook)}")
    dossier = _supposed(desk.dossier, arguments.what_if)
    explanation = explained_of(rulebook, name, dossier, desk.today)
    ways = mends(rulebook, name, dossier, desk.today)
    lifted = explanation.finding.status in {"met", "not_applicable"}
    code = DONE if lifted else NEGATIVE
    if arguments.json:
        passage = {"section": explanation.finding.section, "place": desk.cite(explanation.finding.section)}
        found = {
            "mends": [mend.to_json() for mend in ways.found],
            "mends_exhaustive": ways.whole,
            "facts": list(ways.facts),
            "passage": {**passage, "text": desk.passage(explanation.finding.section)},
        }
        return tell(as_json({**explanation.to_json(), **found}), code)
    told = "" if lifted else mended(ways, lambda other: rulebook.rules[other].title, width())
    return tell(explained(explanation, told, desk.cite, desk.passage(explanation.finding.section), width()), code)


def what_if(arguments: argparse.Namespace, desk: "Desk") -> int:
    """`check FILE --what-if PATH=VALUE`: what changes in the verdict, the checklist and the outline; the file stays as it is."""
    from dataclasses import replace

    from assistant.outputs.changes import changed_lines, compared
    from assistant.whatif import compare

    dossier = _supposed(desk.dossier, arguments.what_if)
    comparison = compare(desk.rulebook, desk.dossier, dossier, desk.today)
    code = DONE if comparison.after.verdict == "complete" else NEGATIVE
    outlines = ("", "")
    if desk.script.outlined:
        other = replace(desk, dossier=dossier, report=comparison.after)
        outlines = (desk.markdown("outline"), other.markdown("outline"))
    if arguments.json:
        told = {"what_if": arguments.what_if, **comparison.to_json(), "outline": list(changed_lines(*outlines))}
        return tell(as_json(told), code)
    return tell(compared(comparison, outlines, width()), code)


def _supposed(dossier: "Dossier", supposed: Iterable[str]) -> "Dossier":
    """The dossier with the answers of `PATH=VALUE`; without a value, the answer or the row is taken away."""
    for text in supposed:
        path, sign, value = text.partition("=")
        path = path.strip()
        if not sign:
            shown = clean(text)[:60]
            raise AssistantError(f"« {shown} » n'a pas de valeur : écrivez --what-if {shown}=VALEUR.")
        dossier = _with(dossier, path, clean(value).strip() or None)
    return dossier


def _with(dossier: "Dossier", path: str, value: str | None) -> "Dossier":
    from assistant.script import row_of

    rows, bracket, rest = path.partition("[")
    question = dossier.script.question(path if rest.partition("]")[2] else rows)
    if question is None:
        raise AssistantError(f"Aucune question ne s'appelle « {clean(path)[:60]} » ; {_near(path, dossier.script.questions)}")
    if not bracket:
        return dossier.with_answer(path, value)
    count = dossier.rows(rows) or 0
    try:
        row = row_of(path)
    except ValueError:
        row = count
    if not 0 <= row < count:
        there = f"les éléments vont de {rows}[0] à {rows}[{count - 1}]" if count else "le dossier n'en a aucun"
        raise AssistantError(f"« {clean(path)[:60]} » ne désigne aucun élément du dossier : {there}.")
    if rest.partition("]")[2]:
        return dossier.with_answer(f"{rows}[{row}]{rest.partition(']')[2]}", value)
    if value is not None:
        raise AssistantError(
            f"« {path} » est un élément entier : écrivez « {path}= » pour le retirer, ou nommez une de ses rubriques."
        )
    return dossier.without_row(rows, row)


def _meant(name: str, rulebook: "Rulebook") -> str:
    """The requirement that a name is a part of, or is nearly that of; else all of them with their titles."""
    from rapidfuzz import fuzz, process

    from assistant.text import fold

    part = fold(name).strip()
    meant = next((known for known in sorted(rulebook.rules, key=lambda known: not known.startswith(part)) if part in known), "")
    alike = process.extractOne(part, list(rulebook.rules), scorer=fuzz.ratio, score_cutoff=_LIKE)
    if meant := (meant if part else "") or (alike[0] if alike else ""):
        return f"la plus proche est « {meant} »."
    return "au choix :\n" + "\n".join(f"- {known} : {rule.title}" for known, rule in rulebook.rules.items())


def _near(name: str, known: Iterable[str]) -> str:
    from assistant.dossier import nearest

    near = nearest(name[:200], list(known))
    return f"la plus proche est « {near} »." if near else "le modèle de « assistant template » les montre toutes."
