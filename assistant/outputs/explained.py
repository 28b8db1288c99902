"""The reasoning on one requirement as plain text for a terminal."""

from collections.abc import Iterator

from assistant.console import wrap
from assistant.explain import Considered, Explanation, Found, Reason
from assistant.french import count
from assistant.outputs.checklist import SEVERITY_TITLES, Cite, label, to_do

_HOLDS = {True: "oui", False: "non", None: "on ne sait pas"}
_STEP = 2
_LONG = 60
"""How long a value is, in characters, that is told once."""


def explained(explanation: Explanation, ways: str, cite: Cite, passage: str, width: int) -> str:
    """An explanation as lines of at most `width` characters.

    `ways` says what would lift the finding, in lines; `passage` is the text of the section that it rests on.
    """
    finding = explanation.finding
    head = [
        f"{label(finding.severity, finding.status).upper()} : {finding.title}",
        f"{SEVERITY_TITLES[finding.severity]}.",
    ]
    conclusion = [finding.message, *([f"{to_do(finding.severity)} {finding.fix}"] if finding.fix else [])]
    parts = [wrap("\n".join(head), width), wrap("\n".join(conclusion), width)]
    if read := dict(item for case in explanation.cases if case.reason for item in _read(case.reason)):
        lines = [f"- {found.name} : {found.value} [{path}]" for path, found in read.items()]
        parts.append(wrap("\n".join(["Les réponses lues :", *lines]), width))
    parts.append(
        "\n".join([wrap("Le raisonnement (le premier cas qui se vérifie décide) :", width), *_cases(explanation, width)])
    )
    if explanation.questions:
        lines = [f"- {label} [{path}]" for path, label in explanation.questions]
        parts.append(wrap("\n".join(["Ce qui n'est pas dit et peut encore changer ce point :", *lines]), width))
    parts += [ways] if ways else []
    places = "\n".join(f"- {cite(section)}" for section in (finding.section, *finding.also))
    parts.append(wrap(f"Ce que demandent les textes : {explanation.asks}\n{places}", width))
    if passage:
        quoted = "\n".join(f"| {line}" for line in passage.split("\n"))
        parts.append(wrap(f"{quoted}\nReformulation : le texte officiel fait foi.", width))
    return "\n\n".join(parts)


def _cases(explanation: Explanation, width: int) -> list[str]:
    lines: list[str] = []
    told: set[str] = set()
    reached = [case for case in explanation.cases if case.reason]
    for case in reached:
        lines += _case(case, label(explanation.finding.severity, case.status), case is explanation.decisive, width, told)
    if explanation.decisive is None:
        status = label(explanation.finding.severity, explanation.finding.status).lower()
        none = "Aucun de ces cas ne se vérifie" if reached else "Cette exigence n'a pas de cas"
        lines.append(wrap(f"{none} : {status}.", width))
    elif left := len(explanation.cases) - len(reached):
        lines.append(wrap(f"{count(left, 'autre cas n’a', 'autres cas n’ont')} pas à être examiné{'s' * (left > 1)}.", width))
    return lines


def _read(reason: Reason) -> Iterator[tuple[str, Found]]:
    """The answers that stand alone, by their paths, among those that a reason met."""
    yield from ((item.path, item) for item in reason.found if item.path and "[" not in item.path)
    for part in reason.parts:
        yield from _read(part)


def _case(case: Considered, status: str, decides: bool, width: int, told: set[str]) -> list[str]:
    assert case.reason is not None
    said = "oui, ce cas décide" if decides else _HOLDS[case.reason.holds]
    return [wrap(f"Cas {case.number}, « {status.lower()} » : {said}.", width), *_reason(case.reason, _STEP, width, told)]


def _reason(reason: Reason, indent: int, width: int, long: set[str]) -> list[str]:
    """A reason in lines; `long` are the long values that were told already."""
    # The answers that stand alone are listed above; those of a row are told with it.
    told = [item for item in reason.found if not item.path or "[" in item.path]
    alone = len(reason.found) == 1 and not reason.found[0].path
    if alone and reason.found[0].value == _HOLDS[reason.holds]:
        told = []  # it would be said twice
    met = " ; ".join(f"{'ici' if alone else item.name} : {_value(item.value, long)}" for item in told)
    lines = _indented(f"- {reason.text} : {_HOLDS[reason.holds]}{f' ({met})' if met else ''}", indent, width)
    for part in reason.parts:
        lines += _reason(part, indent + _STEP, width, long)
    return lines


def _value(value: str, long: set[str]) -> str:
    """A value, or that it is the one that was told already when it is long."""
    if len(value) < _LONG:
        return value
    if value in long:
        return "comme plus haut"
    long.add(value)
    return value


def _indented(text: str, indent: int, width: int) -> list[str]:
    return [" " * indent + line for line in wrap(text, width - indent).split("\n")]
