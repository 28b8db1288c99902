"""How good the answers are: the standard measures on judged questions, and what went wrong with each."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from typing import Literal

import msgspec

from assistant.analysis import fold
from assistant.answering import Answer
from assistant.content import to_model
from assistant.conversation import Context
from assistant.errors import AssistantError
from assistant.files import parse_yaml, read_text
from assistant.search import Engine

Kind = Literal["answerable", "noisy", "near_miss", "off_topic", "junk"]
REFUSALS: tuple[Kind, ...] = ("near_miss", "off_topic", "junk")
KINDS: tuple[Kind, ...] = ("answerable", "noisy", *REFUSALS)


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question of a conversation, judged by itself."""

    q: str
    kind: Kind = "answerable"
    gold: tuple[str, ...] = ()
    fact: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question as people type it, with what is right: the sections that answer it (best first), what the answer must hold."""

    id: str
    kind: Kind | Literal["conversation"]
    q: str = ""
    persona: str = ""
    twin: str = ""
    gold: tuple[str, ...] = ()
    fact: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()


class JudgementSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file of judged questions; those held out are measured, their failures are not looked at."""

    judgements: tuple[Judgement, ...]
    held_out: bool = False


Fault = Literal["refused", "section", "fact", "answered", "status"]
"""What is wrong with an outcome: an answer wrongly refused, another section first, the fact not shown; a question without an answer that
is answered, or refused as something else than it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one judged question."""

    id: str
    kind: str
    question: str
    gold: tuple[str, ...]
    answer: Answer
    ranked: tuple[str, ...]
    """The ten first sections, whether they were shown or not."""
    fact: bool
    expects: Kind = "answerable"
    """Its kind, or that of its turn in a conversation."""
    turn: int = 0
    """The place in its conversation, from 0."""
    twin: str = ""
    facts: tuple[str, ...] = ()
    """What the answer must hold."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The sections of the passages shown."""
        return tuple(passage.section for passage in self.answer.passages)

    def success(self, depth: int) -> bool:
        """Whether a right section was shown among the first ones."""
        return any(section in self.gold for section in self.shown[:depth])

    @property
    def reciprocal(self) -> float:
        """One over the rank of the first right section among ten."""
        return next((1 / rank for rank, name in enumerate(self.ranked, 1) if name in self.gold), 0.0)

    @property
    def gain(self) -> float:
        """nDCG over ten; every right section counts the same, since an order among them is a matter of taste."""
        found = sum(1 / log2(rank + 1) for rank, name in enumerate(self.ranked, 1) if name in self.gold)
        ideal = sum(1 / log2(rank + 1) for rank in range(1, min(10, len(self.gold)) + 1))
        return found / ideal if ideal else 0.0

    @property
    def refused(self) -> bool:
        """Whether the answer says that the texts do not answer."""
        return self.answer.status != "answered"

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with it; nothing when all is well."""
        if self.gold:
            wrong: dict[Fault, bool] = {
                "refused": self.refused,
                "section": not self.refused and not self.success(1),
                "fact": not self.refused and not self.fact,
            }
        else:
            # A turn of a conversation says itself which of the refusals it waits for.
            right = RIGHT.get(self.expects)
            wrong = {"answered": not self.refused, "status": self.refused and right not in (None, self.answer.status)}
        return tuple(fault for fault, stands in wrong.items() if stands)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a set of judgements; every figure is a share between 0 and 1, or None without questions of the kind."""

    outcomes: tuple[Outcome, ...] = field(default=())

    def of(self, *kinds: str, turns: Callable[[Outcome], bool] = lambda _: True) -> list[Outcome]:
        """The outcomes of these kinds."""
        return [outcome for outcome in self.outcomes if outcome.kind in kinds and turns(outcome)]

    def failures(self) -> list[Outcome]:
        """The outcomes with something wrong, by kind, in the order of the file."""
        order = [*KINDS, "conversation"]
        return sorted((outcome for outcome in self.outcomes if outcome.faults), key=lambda outcome: order.index(outcome.kind))

    def counts(self) -> dict[str, int]:
        """How many questions of each kind were asked; the turns of conversations are counted apart."""
        counts = {kind: len(self.of(kind)) for kind in (*KINDS, "conversation")}
        return {kind: count for kind, count in counts.items() if count}

    def noisy_loss(self) -> float | None:
        """How much success@1 the noisy twins lose against their clean questions."""
        clean = {outcome.id: outcome for outcome in self.of("answerable")}
        pairs = [(clean[noisy.twin], noisy) for noisy in self.of("noisy") if noisy.twin in clean]
        return _mean(twin.success(1) - noisy.success(1) for twin, noisy in pairs)

    def figures(self) -> dict[str, float | None]:
        """All figures by name, in the order of the table."""
        clean = self.of("answerable")
        follow = self.of("conversation", turns=lambda outcome: outcome.turn > 0 and bool(outcome.gold))
        first = self.of("conversation", turns=lambda outcome: outcome.turn == 0 and bool(outcome.gold))
        lost = self.of("conversation", turns=lambda outcome: not outcome.gold)
        noisy = self.of("noisy")
        return {
            "success@1": _mean(outcome.success(1) for outcome in clean),
            "success@3": _mean(outcome.success(3) for outcome in clean),
            "MRR@10": _mean(outcome.reciprocal for outcome in clean),
            "nDCG@10": _mean(outcome.gain for outcome in clean),
            "answer holds the fact": _mean(outcome.fact for outcome in clean),
            "wrongly refused": _mean(outcome.refused for outcome in clean),
            "noisy success@1": _mean(outcome.success(1) for outcome in noisy),
            "noisy: success@1 lost": self.noisy_loss(),
            "noisy: answer holds the fact": _mean(outcome.fact for outcome in noisy),
            **{f"{kind}: says so": _mean(outcome.refused for outcome in self.of(kind)) for kind in REFUSALS},
            **{
                f"{kind}: right status": _mean(outcome.answer.status == RIGHT[kind] for outcome in self.of(kind))
                for kind in REFUSALS
            },
            "conversation: first turn success@1": _mean(outcome.success(1) for outcome in first),
            "conversation: follow-up success@1": _mean(outcome.success(1) for outcome in follow),
            "conversation: follow-up holds the fact": _mean(outcome.fact for outcome in follow),
            "conversation: unanswerable turn says so": _mean(outcome.refused for outcome in lost),
        }


RIGHT: dict[Kind, str] = {"near_miss": "not_in_texts", "off_topic": "out_of_scope", "junk": "unintelligible"}


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judged questions of a YAML file. Raises AssistantError when malformed, or when an id is used twice."""
    return read_set(path).judgements


def read_set(path: Path) -> JudgementSet:
    """The judged questions of a YAML file, and whether they are held out: a list, or `held_out` and `judgements`.

    Raises AssistantError when malformed, or when an id is used twice.
    """
    data = parse_yaml(read_text(path), str(path))
    if isinstance(data, dict):
        found = to_model(data, JudgementSet, str(path))
    else:
        found = JudgementSet(judgements=to_model(data, tuple[Judgement, ...], str(path)))
    seen: set[str] = set()
    for judgement in found.judgements:
        if judgement.id in seen:
            raise AssistantError(f"Le fichier « {path} » utilise deux fois l'identifiant « {judgement.id} ».")
        seen.add(judgement.id)
    return found


def evaluate(engine: Engine, judgements: Iterable[Judgement], with_context: bool = True) -> Report:
    """Ask every question, conversations turn by turn (each turn alone without context), and keep what became of it."""
    outcomes: list[Outcome] = []
    for judgement in judgements:
        if judgement.kind == "conversation":
            context: Context | None = None
            for place, turn in enumerate(judgement.turns):
                answer = engine.ask(turn.q, context)
                outcomes.append(
                    Outcome(
                        id=f"{judgement.id}.{place}",
                        kind="conversation",
                        question=turn.q,
                        gold=turn.gold,
                        answer=answer,
                        ranked=engine.ranked(turn.q, context),
                        fact=holds(answer.answer, turn.fact),
                        expects=turn.kind,
                        turn=place,
                        facts=turn.fact,
                    )
                )
                context = answer.context if with_context else None
            continue
        answer = engine.ask(judgement.q)
        outcomes.append(
            Outcome(
                id=judgement.id,
                kind=judgement.kind,
                question=judgement.q,
                gold=judgement.gold,
                answer=answer,
                ranked=engine.ranked(judgement.q),
                fact=holds(answer.answer, judgement.fact),
                expects=judgement.kind,
                twin=judgement.twin,
                facts=judgement.fact,
            )
        )
    return Report(tuple(outcomes))


def holds(answer: str | None, facts: Sequence[str]) -> bool:
    """Whether an answer contains every fact; « x|y » is either. Case, accents, spaces and signs are not looked at.

    A fact matches at the start of a word and may go on, but one that ends in a digit is not followed by a digit.
    """
    text = f" {_level(answer or '')} "
    return all(any(_stands(_level(form), text) for form in fact.split("|")) for fact in facts)


def _stands(fact: str, text: str) -> bool:
    end = r"(?!\d)" if fact[-1:].isdigit() else ""
    return re.search(rf"(?<=\s){re.escape(fact)}{end}", text) is not None


def _level(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _mean(values: Iterable[float]) -> float | None:
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else None
