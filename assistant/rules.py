"""Requirements against a dossier: findings with their reason, their mend and their section, then the verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from assistant.conditions import Template, compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.recall import Recall, Shelf
from assistant.script import SEVERITIES, Notice, Requirement, Script, Severity, Status
from assistant.terms import ConditionError, Context, Memo, Outcome, Term, together

Verdict = Literal["complete", "incomplete", "to_verify", "inadmissible"]
_URGENCY: tuple[Status, ...] = ("failed", "missing", "to_verify", "met", "not_applicable")
_DECIDING: tuple[Severity, ...] = ("blocking", "required")
LIFTED: frozenset[Status] = frozenset({"met", "not_applicable"})
"""The statuses in which a requirement asks for nothing more."""


@dataclass(frozen=True)
class Finding:
    """What one requirement gives for one dossier.

    `case` is the number of the case that decided, from 1 (None: no case held). `answers` are the paths of the answers that it rests
    on: those that decided (`decisive`) first, then those that keep an earlier case from deciding. `pending` are the paths of what is
    not known and may change it still.
    """

    requirement: str
    title: str
    status: Status
    severity: Severity
    message: str
    fix: str | None
    section: str
    also: tuple[str, ...]
    answers: tuple[str, ...]
    case: int | None = None
    decisive: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The fixed object of `assistant check --json`."""
        return {
            "requirement": self.requirement,
            "status": self.status,
            "severity": self.severity,
            "message": self.message,
            "fix": self.fix,
            "section": self.section,
            "answers": list(self.answers),
        }


@dataclass(frozen=True)
class Check:
    """What a check of the assistant's own finds in answers that do not agree: the notice that says so, its words, and the paths of
    the answers that it rests on."""

    id: str
    message: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The verdict on a dossier, every finding (the most urgent first), and what is said beside them.

    The first `told` of the notices are those of the campaign; the others say how the file and its answers were read. `checks` are
    those of the notices that say that answers do not agree.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]
    told: int
    checks: tuple[Check, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The fixed object of `assistant check --json`."""
        return {
            "verdict": self.verdict,
            "findings": [finding.to_json() for finding in self.findings],
            "notices": list(self.notices),
        }

    @property
    def awaited(self) -> tuple[tuple[str, ...], ...]:
        """For each finding that weighs on the verdict and is not met, the paths of what is not known and may still change it."""
        return tuple(finding.pending for finding in self._weighing if finding.status not in LIFTED)

    @property
    def at_fault(self) -> frozenset[str]:
        """The paths of the answers that make a finding fail that weighs on the verdict."""
        return frozenset(path for finding in self._weighing if finding.status == "failed" for path in finding.decisive)

    @property
    def _weighing(self) -> Iterator[Finding]:
        return (finding for finding in self.findings if finding.severity in _DECIDING)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The blocking findings that fail: what would have the dossier put aside."""
        return tuple(finding for finding in self.findings if finding.severity == "blocking" and finding.status == "failed")

    def finding(self, requirement: str) -> Finding:
        """The finding of one requirement; KeyError when there is none."""
        for finding in self.findings:
            if finding.requirement == requirement:
                return finding
        raise KeyError(requirement)


@dataclass(frozen=True)
class Case:
    """A compiled case: when its condition is true, its status and its words."""

    when: Term
    status: Status
    message: Template
    fix: Template | None

    def terms(self) -> Iterator[Term]:
        """The expressions that it evaluates."""
        yield self.when
        yield from self.message.terms
        yield from self.fix.terms if self.fix else ()


@dataclass(frozen=True)
class Rule:
    """A compiled requirement: the first case whose condition is true decides, else `otherwise`."""

    requirement: Requirement
    title: str
    cases: tuple[Case, ...]
    otherwise: Case

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The expressions of all its cases."""
        return tuple(term for case in (*self.cases, self.otherwise) for term in case.terms())

    @cached_property
    def reads(self) -> frozenset[str]:
        """The paths, as in a script, of all that may change its finding."""
        return frozenset().union(*(term.reads for term in self.terms))

    def decide(self, context: Context) -> Finding:
        """The finding on the answers of a context."""
        earlier: list[Outcome] = []
        for number, case in enumerate(self.cases, 1):
            outcome = case.when.evaluate(context)
            if outcome.value is True:
                return self._finding(case, number, context, outcome.paths, earlier)
            earlier.append(outcome)
        unknown = together(outcome for outcome in earlier if outcome.value is None)
        return self._finding(self.otherwise, None, context, unknown, earlier)

    def _finding(
        self, case: Case, number: int | None, context: Context, decisive: tuple[str, ...], earlier: list[Outcome]
    ) -> Finding:
        requirement, reply = self.requirement, context.answers.reply
        said = [path for path in together(earlier) if reply(path).state != "absent"]
        unknown = together(outcome for outcome in earlier if outcome.value is None)
        return Finding(
            requirement=requirement.id,
            title=self.title,
            status=case.status,
            severity=requirement.severity,
            message=case.message.render(context),
            fix=case.fix.render(context) if case.fix else None,
            section=requirement.section,
            also=requirement.also,
            answers=tuple(dict.fromkeys([*decisive, *said])),
            case=number,
            decisive=decisive,
            pending=unknown,
        )


class Rulebook:
    """The requirements and notices of a script, compiled once, to be applied to any dossier.

    `rules` are the compiled requirements by their ids. Raises AssistantError when an expression of the script is wrong, naming the
    requirement.
    """

    def __init__(self, script: Script) -> None:
        self.script = script
        self.rules = {requirement.id: _compile(requirement, script) for requirement in script.requirements}
        self._notices = [_compile_notice(notice, script) for notice in script.notices]
        self._last: Shelf[tuple[Recall, dict[str, Finding]]] = Shelf(lambda: (Recall(self._terms()), {}))

    def _terms(self) -> Iterator[Term]:
        for rule in self.rules.values():
            yield from rule.terms
        for when, message in self._notices:
            yield when
            yield from message.terms

    def finding(self, requirement: str, dossier: Dossier, today: date) -> Finding:
        """The finding of one requirement on a dossier; KeyError when the script has no such requirement."""
        return self.rules[requirement].decide(Context(dossier, today, memo=Memo()))

    def disagreements(self, dossier: Dossier, today: date) -> tuple[str, ...]:
        """What the notices on how the answers agree tell of a dossier."""
        context = Context(dossier, today, memo=Memo())
        ours = [pair for notice, pair in zip(self.script.notices, self._notices, strict=True) if notice.kind == "coherence"]
        return tuple(message.render(context) for when, message in ours if when.evaluate(context).value is True)

    def evaluate(self, dossier: Dossier, today: date) -> Report:
        """The report on a dossier; `today` is the day of reference of the calendar."""
        recall, found = self._last.take()
        context, changed = recall.turn_to(dossier, today)
        for name, rule in self.rules.items():
            if name not in found or not changed.isdisjoint(rule.reads):
                found[name] = rule.decide(context)
        findings = sorted(found.values(), key=_order)
        said = [
            (notice, Check(notice.id, message.render(context), outcome.paths))
            for notice, (when, message) in zip(self.script.notices, self._notices, strict=True)
            if (outcome := when.evaluate(context)).value is True
        ]
        notices = [check.message for _, check in said]
        checks = tuple(check for notice, check in said if notice.kind == "coherence")
        remarks = [typography(remark) for remark in dossier.remarks()]
        self._last.put((recall, found))
        return Report(verdict(findings), tuple(findings), tuple(notices + remarks), len(notices), checks)


def verdict(findings: list[Finding]) -> Verdict:
    """The verdict of a set of findings: only blocking and required ones weigh, and only blocking ones make inadmissible."""
    deciding = [finding for finding in findings if finding.severity in _DECIDING]
    if any(finding.status == "failed" and finding.severity == "blocking" for finding in deciding):
        return "inadmissible"
    if any(finding.status in {"missing", "failed"} for finding in deciding):
        return "incomplete"
    if any(finding.status == "to_verify" for finding in deciding):
        return "to_verify"
    return "complete"


def newly_stopped(before: Report, after: Report) -> tuple[Finding, ...]:
    """The blocking findings that fail after an answer and did not before it: what is to be said at that answer."""
    known = {finding.requirement for finding in before.stops}
    return tuple(finding for finding in after.stops if finding.requirement not in known)


def _order(finding: Finding) -> tuple[int, int]:
    """A failed blocking first; then by severity, and by urgency in each."""
    return SEVERITIES.index(finding.severity), _URGENCY.index(finding.status)


def _compile(requirement: Requirement, script: Script) -> Rule:
    try:
        cases = [
            Case(
                compile_condition(case.when, script),
                case.status,
                compile_template(case.message, script),
                compile_template(case.fix, script) if case.fix else None,
            )
            for case in requirement.cases
        ]
        last = requirement.otherwise
        otherwise = Case(
            compile_condition("true", script),
            last.status,
            compile_template(last.message, script),
            compile_template(last.fix, script) if last.fix else None,
        )
    except ConditionError as error:
        raise AssistantError(f"Règle incorrecte dans « requirements.yaml », exigence « {requirement.id} » : {error}.") from error
    return Rule(requirement, typography(requirement.title), tuple(cases), otherwise)


def _compile_notice(notice: Notice, script: Script) -> tuple[Term, Template]:
    try:
        return compile_condition(notice.when, script), compile_template(notice.message, script)
    except ConditionError as error:
        raise AssistantError(f"Avis incorrect dans « notices.yaml », « {notice.id} » : {error}.") from error
