"""How the result of a file comes from its findings, in words and in tables drawn from the code that decides."""

from collections.abc import Iterator
from typing import get_args

from assistant.french import date_long, join
from assistant.outputs.booklet.item import Grid, Item, Part
from assistant.outputs.checklist import CAVEAT, SEVERITY_TITLES, STATUS_LABELS, VERDICTS, label, refused
from assistant.outputs.schedule import deadline
from assistant.rules import Finding, Report, Verdict, verdict
from assistant.script import SEVERITIES, Script, Severity, Status

ORDER: tuple[Verdict, ...] = tuple(VERDICTS)
"""The results in the order in which they are looked for."""
_STATUSES: tuple[Status, ...] = get_args(Status)
_MEANINGS: dict[Status, str] = {
    "failed": "ce qui est répondu est contraire à ce qui est demandé",
    "missing": "rien ne permet encore de dire que c'est fait : il manque une réponse, ou elle n'est pas comprise, ou elle est trop courte",
    "to_verify": "les textes ne tranchent pas, les réponses se contredisent, ou une personne doit regarder",
    "met": "ce qui est répondu remplit les conditions de la règle ; l'assistant n'en juge ni la vérité ni la qualité",
    "not_applicable": "la règle ne concerne pas ce dossier",
}


def alone(severity: Severity, status: Status) -> Verdict:
    """The result of a file of which every other point is met."""
    return verdict([Finding("", "", status, severity, "", None, "", (), ())])


def results(script: Script) -> Iterator[Item]:
    """The sentences of the result, what leads to each, and what the words for weights and states mean."""
    for name in ORDER:
        parts = (f"L'assistant écrit : « Résultat : dossier {VERDICTS[name]}. »", _when(name))
        yield Item("résultat", name, f"« dossier {_word(name)} »", parts)
    yield Item("résultat", "table", "ce que donne un point, quand tous les autres sont faits ou sans objet", (_ORDERED, _table()))
    for severity in SEVERITIES:
        yield _weight(severity, script)
    for status in STATUS_LABELS:
        told = f"{_MEANINGS[status][:1].upper()}{_MEANINGS[status][1:]}."
        yield Item("résultat", f"état {status}", f"sens de « {STATUS_LABELS[status]} »", (told,))
    yield Item("résultat", "décompte", "ce qui est écrit après le résultat", _TOLD)
    yield Item("résultat", "réserve", "ce qui est écrit sous chaque résultat", (CAVEAT,))
    if script.papers.calendar:
        last = date_long(deadline(script.papers.calendar, script))
        told = f"Après ce jour, l'assistant écrit aussi : « La date limite, le {last}, est passée. » Le résultat n'en dépend pas."
        yield Item("résultat", "échéance", "la date limite passée", (told,))
    yield Item("résultat", "levée", "« le plus petit changement qui lèverait ce point »", _MENDS)


def _refusals(number: int) -> str:
    finding = Finding("", "", "failed", "commitment", "", None, "", (), ())
    return refused(Report("complete", (finding,) * number, (), 0))


_TOLD = (
    "Le décompte des points bloquants et demandés, état par état.",
    f"Quand des engagements sont « {STATUS_LABELS['failed']} », quel que soit le résultat : « {_refusals(1)} » ; s'il y en a plusieurs, "
    f"leur nombre : « {_refusals(2)} »",
)
_ORDERED = (
    "Les quatre résultats sont essayés dans l'ordre où ils sont donnés ici : le premier qui s'applique est dit. Le nombre de points "
    "ne compte pas ; un seul suffit."
)
_MENDS = (
    "Sous un point qui n'est pas rempli, l'assistant peut dire : « Le plus petit changement qui lèverait ce point : … ». Il l'a cherché : "
    "il change une réponse sur une copie du dossier (puis deux, puis trois), applique les règles de ce livret, et ne retient que ce qui "
    "les remplit sans faire échouer une autre règle bloquante.",
    "Il ne propose de changer ni un fait, ni une réponse que seule la personne peut écrire ; il n'invente ni texte ni montant. Il dit "
    "aussi ce que ce changement déséquilibrerait. Quand un fait décide, il écrit : « Ce point tient à un fait (…), qu'une autre réponse ne "
    "changerait pas ».",
)


def _word(name: Verdict) -> str:
    return VERDICTS[name].partition(" :")[0]


def _weighed(severity: Severity) -> str:
    return f"« {SEVERITY_TITLES[severity].partition(' :')[0]} »"


def _when(name: Verdict) -> str:
    """What leads to a result, from what each point gives alone."""
    led = {severity: [status for status in _STATUSES if alone(severity, status) == name] for severity in SEVERITIES}
    start = "" if name == ORDER[0] else "sinon, "
    if name == ORDER[-1]:
        rest = [
            f"chaque point {_weighed(severity)} est {join([f'« {label(severity, status)} »' for status in states], 'ou')}"
            for severity, states in led.items()
            if len(states) < len(_STATUSES)
        ]
        free = [_weighed(severity) for severity, states in led.items() if len(states) == len(_STATUSES)]
        apart = f" ; les points {join(free)} n'y changent rien" if free else ""
        return f"Quand : {start}c'est-à-dire quand {' et '.join(rest)}{apart}."
    said = [
        f"un point {_weighed(severity)} est {join([f'« {label(severity, status)} »' for status in states], 'ou')}"
        for severity, states in led.items()
        if states
    ]
    return f"Quand : {start}si au moins {', ou au moins '.join(said)}."


def _table() -> Grid:
    rows = tuple((_weighed(s), *(_word(alone(s, status)) for status in STATUS_LABELS)) for s in SEVERITIES)
    return Grid(("Poids du point", *STATUS_LABELS.values()), rows)


def _weight(severity: Severity, script: Script) -> Item:
    titles = tuple(requirement.title for requirement in script.requirements if requirement.severity == severity)
    listed: tuple[Part, ...] = (
        (f"Les règles de ce poids ({len(titles)}) :", titles) if titles else ("Aucune règle n'a ce poids.",)
    )
    parts = (f"{SEVERITY_TITLES[severity]}.", *listed)
    return Item("résultat", f"poids {severity}", f"sens de {_weighed(severity)}", parts)
