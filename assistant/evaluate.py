"""How good the answers are: the standard measures on judged questions, and what each part of the engine brings."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from assistant.analysis import fold
from assistant.content import read_model
from assistant.errors import AssistantError
from assistant.index import build
from assistant.library import Lexicon, Library
from assistant.ranking import Weights
from assistant.search import Answer, Context, Engine

Kind = Literal["answerable", "noisy", "near_miss", "off_topic", "junk"]
REFUSALS: tuple[Kind, ...] = ("near_miss", "off_topic", "junk")


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
    turn: int = 0
    """The place in its conversation, from 0."""
    twin: str = ""

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


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a set of judgements; every figure is a share between 0 and 1, or None without questions of the kind."""

    outcomes: tuple[Outcome, ...] = field(default=())

    def of(self, *kinds: str, turns: Callable[[Outcome], bool] = lambda _: True) -> list[Outcome]:
        """The outcomes of these kinds."""
        return [outcome for outcome in self.outcomes if outcome.kind in kinds and turns(outcome)]

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
    judgements = read_model(path, tuple[Judgement, ...])
    seen: set[str] = set()
    for judgement in judgements:
        if judgement.id in seen:
            raise AssistantError(f"Le fichier « {path} » utilise deux fois l'identifiant « {judgement.id} ».")
        seen.add(judgement.id)
    return judgements


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
                        turn=place,
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
                twin=judgement.twin,
            )
        )
    return Report(tuple(outcomes))


def ablations(library: Library) -> Iterator[tuple[str, Callable[[Sequence[Judgement]], Report]]]:
    """The engine without each of its parts in turn: the name of what is missing, in French, and how to evaluate it."""
    base = build(library)

    def without(weights: Weights | None = None, spelling: bool = True, **content: Any) -> Callable[[Sequence[Judgement]], Report]:
        made = build(replace(library, **content)) if content else base
        return lambda judgements: evaluate(Engine(made, weights=weights, spelling=spelling), judgements)

    yield "(rien)", without()
    yield "questions typiques et réponses brèves", without(entries=())
    yield "lexique", without(lexicon=Lexicon())
    yield "silences", without(silences=())
    yield "orthographe", without(spelling=False)
    for name, weights in {
        "texte des sections": Weights(text=0.0),
        "titres": Weights(title=0.0),
        "meilleur passage": Weights(unit=0.0),
        "ressemblance aux questions typiques": Weights(question=0.0, exact=0.0),
        "ensemble des questions d'une réponse": Weights(entry=0.0),
        "couverture de la question": Weights(cover=0.0),
        "nature de la réponse attendue": Weights(lacking=1.0),
        "accord des interrogatifs": Weights(other_question=1.0),
        "deuxième réponse de la section": Weights(support=0.0),
        "retrait des documents d'un autre cadre": Weights(companion=1.0),
    }.items():
        yield name, without(weights)
    yield "contexte de la conversation", lambda judgements: evaluate(Engine(base), judgements, with_context=False)


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
