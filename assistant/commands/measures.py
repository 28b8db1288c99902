"""`evaluate`: retrieval figures side by side, what fails, what each part brings."""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.campaign import Campaign
from assistant.commands.speak import DONE, campaign_of, engine_of, print_json, progress, say
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.text import clean

if TYPE_CHECKING:
    from assistant.evaluate import JudgementSet, Outcome, Report

_GROUPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "answerable",
        "Questions auxquelles les textes répondent",
        {
            "success@1": "la bonne section est montrée en premier",
            "success@3": "… ou parmi les trois premières",
            "MRR@10": "rang moyen de la bonne section, inversé (MRR@10)",
            "nDCG@10": "ordre des bonnes sections parmi dix (nDCG@10)",
            "answer holds the fact": "la réponse affichée contient le fait demandé",
            "wrongly refused": "refusées à tort (le moins possible)",
        },
    ),
    (
        "noisy",
        "Les mêmes, mal tapées (fautes, SMS, à l'oreille)",
        {
            "noisy success@1": "la bonne section est montrée en premier",
            "noisy: success@1 lost": "ce que les fautes font perdre (le moins possible)",
            "noisy: answer holds the fact": "la réponse affichée contient le fait demandé",
        },
    ),
    (
        "near_miss",
        "Questions proches du sujet, sans réponse dans les textes",
        {
            "near_miss: says so": "l'assistant le dit",
            "near_miss: right status": "… et dit que les textes n'en parlent pas",
        },
    ),
    (
        "off_topic",
        "Questions d'un autre sujet",
        {
            "off_topic: says so": "l'assistant ne répond pas",
            "off_topic: right status": "… et dit que c'est un autre sujet",
        },
    ),
    (
        "junk",
        "Saisies sans aucun sens",
        {
            "junk: says so": "l'assistant ne répond pas",
            "junk: right status": "… et dit qu'il ne comprend pas",
        },
    ),
    (
        "conversation",
        "Conversations, question par question",
        {
            "conversation: first turn success@1": "première question : la bonne section en premier",
            "conversation: follow-up success@1": "question qui suit : la bonne section en premier",
            "conversation: follow-up holds the fact": "question qui suit : le fait demandé est affiché",
            "conversation: unanswerable turn says so": "question sans réponse : l'assistant le dit",
        },
    ),
)
"""The kinds of questions, what they are, and the figures on them: name in `--json`, what it measures in plain words."""

_RANKS = frozenset({"MRR@10", "nDCG@10"})
_FAULTS = {
    "refused": "refusée à tort",
    "section": "autre section en premier",
    "fact": "le fait demandé manque",
    "answered": "répondue à tort",
    "status": "refusée autrement qu'attendu",
}
_STATUSES = {
    "answered": "répond",
    "not_in_texts": "dit que les textes n'en parlent pas",
    "out_of_scope": "dit que c'est un autre sujet",
    "unintelligible": "dit ne pas comprendre",
}
_COLUMNS = {
    "success@1": "1re",
    "success@3": "3 1res",
    "answer holds the fact": "fait",
    "wrongly refused": "à tort",
    "noisy success@1": "fautes",
    "near_miss: says so": "proches",
    "conversation: follow-up success@1": "suites",
}
_LEGEND = (
    "1re : bonne section en premier ; 3 1res : parmi les trois premières ; fait : la réponse affichée contient le fait demandé ; "
    "à tort : refusées à tort ; fautes : bonne section en premier quand la question est mal tapée ; proches : questions sans réponse, "
    "reconnues ; suites : bonne section en premier pour une question qui suit. En points, avec l'écart au tout."
)
_ANSWER = 240
"""How much of an answer a failure shows, in characters."""


def evaluate(arguments: argparse.Namespace) -> int:
    """`evaluate [JUDGEMENTS]`: retrieval figures; `--failures`: what goes wrong; `--ablation`: what each part brings."""
    from assistant.evaluate import read_set

    campaign = campaign_of(arguments)
    paths = arguments.judgements or sorted((campaign.room("index") / "judgements").glob("*.yaml"))
    if not paths:
        raise AssistantError("Cette campagne n'a pas de jugements : donnez un fichier, ou ajoutez-en dans index/judgements/.")
    sets = {path: read_set(path) for path in paths}
    if arguments.ablation:
        return _ablation(campaign, sets, bool(arguments.judgements), arguments.json)
    return _figures(campaign, sets, arguments)


def _figures(campaign: Campaign, sets: "dict[Path, JudgementSet]", arguments: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate

    engine = engine_of(campaign)
    reports = {path: evaluate(engine, found.judgements) for path, found in sets.items()}
    looked = {path for path, found in sets.items() if arguments.failures and _looks(path, found, bool(arguments.judgements))}
    if arguments.json:
        for path, report in reports.items():
            failures = {"failures": [_failure(outcome) for outcome in report.failures()]} if path in looked else {}
            print_json({"judgements": str(path), "figures": report.figures(), **failures})
        return DONE
    for line in _table([(path.stem + ("*" if sets[path].held_out else ""), reports[path]) for path in reports]):
        print(typography(line))
    if any(found.held_out for found in sets.values()):
        print(typography("\n* mis à part : on regarde ses totaux, rarement, et jamais ses échecs."))
    for path in reports:
        if path in looked:
            for line in _failures(path, reports[path]):
                print(typography(line))
    return DONE


def _looks(path: Path, found: "JudgementSet", named: bool) -> bool:
    """Whether to list the failures of a file: a held-out one only when it was asked for by name, and not without a warning."""
    if found.held_out and not named:
        say(f"« {path.name} » est mis à part : ses échecs ne sont pas listés.")
    elif found.held_out:
        say(
            f"Attention : « {path.name} » est mis à part. Qui règle la recherche ou écrit les réponses d'après ses échecs "
            "ne peut plus se fier à ses chiffres."
        )
    return named or not found.held_out


def _table(reports: "Sequence[tuple[str, Report]]") -> Iterator[str]:
    wide = max(9, *(len(name) + 2 for name, _ in reports))
    label = 2 + max(len(text) for _, title, measures in _GROUPS for text in (title, *measures.values()))
    yield " " * label + "".join(f"{name:>{wide}}" for name, _ in reports)
    counts = [report.counts() for _, report in reports]
    figures = [report.figures() for _, report in reports]
    for kind, title, measures in _GROUPS:
        if not any(count.get(kind) for count in counts):
            continue
        yield ""
        numbers = "".join(f"{count.get(kind, 0):>{wide}}" for count in counts)
        yield f"{title:{label}}" + numbers
        for name, text in measures.items():
            yield f"  {text:{label - 2}}" + "".join(f"{_share(name, figure[name]):>{wide}}" for figure in figures)


def _share(name: str, figure: float | None) -> str:
    if figure is None:
        return "–"
    if name in _RANKS:
        return f"{figure:.3f}".replace(".", ",")
    return _points(figure) + " %"


def _points(figure: float) -> str:
    return f"{100 * figure:.1f}".replace(".", ",").replace("-", "−")


def _failures(path: Path, report: "Report") -> Iterator[str]:
    failures = report.failures()
    yield f"\n{path.name} : {len(failures)} question(s) en échec sur {len(report.outcomes)}"
    titles = {kind: title for kind, title, _ in _GROUPS}
    kind = ""
    for outcome in failures:
        if outcome.kind != kind:
            kind = outcome.kind
            yield f"\n{titles[kind]}"
        yield f"\n  {outcome.id} « {_line(outcome.question)} »"
        yield f"    {' ; '.join(_FAULTS[fault] for fault in outcome.faults)}"
        yield f"    attendu : {_expected(outcome)}"
        yield f"    obtenu : {_obtained(outcome)}"


def _expected(outcome: "Outcome") -> str:
    from assistant.evaluate import RIGHT

    if not outcome.gold:
        return _STATUSES[RIGHT.get(outcome.expects, "not_in_texts")]
    facts = " ; ".join(" ou ".join(fact.split("|")) for fact in outcome.facts)
    return ", ".join(outcome.gold) + (f" (le fait : {facts})" if facts else "")


def _obtained(outcome: "Outcome") -> str:
    answer = outcome.answer
    said = _line(answer.answer or "")
    if len(said) > _ANSWER:
        said = f"{said[:_ANSWER].rstrip()}…"
    sections = ", ".join((outcome.shown if answer.status == "answered" else outcome.ranked)[:3])
    status = "" if answer.status == "answered" else f"{_STATUSES[answer.status]} ; au plus près : "
    return f"{status}{sections or 'rien'}" + (f" : « {said} »" if said else "")


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _failure(outcome: "Outcome") -> dict[str, object]:
    return {
        "id": outcome.id,
        "kind": outcome.kind,
        "question": outcome.question,
        "faults": list(outcome.faults),
        "gold": list(outcome.gold),
        "fact": list(outcome.facts),
        "status": outcome.answer.status,
        "ranked": list(outcome.ranked[:3]),
        "answer": outcome.answer.answer,
    }


def _ablation(campaign: Campaign, sets: "dict[Path, JudgementSet]", named: bool, as_json: bool) -> int:
    from assistant.ablation import ablations
    from assistant.library import load

    apart = {path: found for path, found in sets.items() if found.held_out}
    taken = sets if named or not apart else apart
    judgements = [judgement for found in taken.values() for judgement in found.judgements]
    start = time.monotonic()

    def tell(done: int, total: int) -> None:
        progress(f"Mesure sans une partie : {done} sur {total}")

    whole: dict[str, float | None] = {}
    rows: list[str] = []
    names = " et ".join(path.name for path in taken)
    for part, report in ablations(load(campaign), judgements, tell):
        figures = report.figures()
        whole = whole or figures
        if as_json:
            print_json({"without": part.id, "name": part.name, "judgements": [str(path) for path in taken], "figures": figures})
        else:
            rows.append(f"{part.name:42}" + "".join(_gap(figures[key], whole[key], figures is whole) for key in _COLUMNS))
    took = f"{len(rows)} mesures" if rows else "Mesures"
    progress(f"{took} faites en {time.monotonic() - start:.0f} s.")
    if rows:
        print(typography(f"Ce que chaque partie apporte, sur {names} ({len(judgements)} jugements) : les chiffres sans elle.\n"))
        print(typography(f"{'sans…':42}" + "".join(f"{name:>7}{'':6}" for name in _COLUMNS.values())))
        print(typography("\n".join(rows)))
        print(typography(f"\n{_LEGEND}\n{len(rows)} mesures en {time.monotonic() - start:.0f} s."))
    return DONE


def _gap(figure: float | None, whole: float | None, is_whole: bool) -> str:
    if figure is None or whole is None:
        return f"{'–':>7}{'':6}"
    gap = 100 * (figure - whole)
    moved = "" if is_whole else "=" if abs(gap) < 0.05 else f"{gap:+.1f}".replace(".", ",").replace("-", "−")
    return f"{_points(figure):>7}{moved:>6}"
