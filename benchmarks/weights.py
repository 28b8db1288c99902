"""What each constant of the search is worth: halved, then doubled, and the change in points, as a Markdown table for docs/recherche.md.

    python benchmarks/weights.py [--campaign DIR] [--jobs N] [NAME…]

NAME is a weight (`entry`, `b.title`) or a module constant (`signals.COVERED`); without one, all of them: the fields of
ranking.Weights, and every number that the modules of the search name in capitals, but for limits of size. A share (a number between 0
and 1 that stays one) is doubled up to 1 at most. Columns, over all the files of judgements together: right section first, the fact
shown and wrongly refused among the answerable questions; right section first among the mistyped ones; near misses refused; right
section first among the questions that follow. Some twenty seconds a cell and a processor; a quarter for what decides after the ranking.
"""

import argparse
import ast
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from msgspec.structs import asdict

from assistant import answering, conversation, index, likelihood, query, ranking, search, signals, spelling
from assistant.campaign import Campaign, locate
from assistant.conversation import Context
from assistant.evaluate import Judgement, evaluate, read_judgements
from assistant.index import Build
from assistant.indexing import build
from assistant.library import Library, load
from assistant.query import Query
from assistant.ranking import Ranking, Weights
from assistant.search import Engine

MODULES = (index, likelihood, query, spelling, ranking, signals, conversation, answering, search)
BUILT = (index, likelihood)
"""Those whose constants are in the index."""
DECIDING = (signals, conversation, answering, search)
"""Those that come after the ranking: the same question, completed alike, is ranked alike."""
LIMITS = ("MAX_", "MIN_", "EXTRACT", "LIGHT", "BUCKETS", "REMEMBERED", "STEP", "TOLD", "GIVEN")
"""Beginnings of the names of constants that bound a size or a time, or are only shown; LIGHT is among the weights already."""
SHARES = (
    "b.",
    "near",
    "light",
    "other_",
    "cover",
    "lacking",
    "companion",
    "LIGHT",
    "TRUST",
    "SHARE",
    "STRANGE",
    "CLEAR",
)
"""Pieces of names of numbers that make no sense beyond 1."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that can be turned: a weight, or a constant of a module."""

    name: str
    value: float
    module: ModuleType | None = None

    def turned(self, factor: float) -> float:
        """Its value times a factor; a share stays at most 1, a whole number whole."""
        value = self.value * factor
        if 0 < self.value <= 1 and any(piece in self.name for piece in SHARES):
            value = min(1.0, value)
        return max(1, round(value)) if isinstance(self.value, int) else value


def constants() -> list[Constant]:
    """Every weight, then every constant of the modules of the search, in the order of the code."""
    found: list[Constant] = []
    for name, value in asdict(Weights()).items():
        if isinstance(value, dict):
            found += [Constant(f"{name}.{key}", number) for key, number in value.items()]
        else:
            found.append(Constant(name, value))
    for module in MODULES:
        for name in _named(Path(str(module.__file__)).read_text(encoding="utf-8")):
            value, title = getattr(module, name), f"{module.__name__.rpartition('.')[2]}.{name}"
            if name.startswith(LIMITS) and name not in ("LIGHT_ASKED", "TOLD_SILENT"):
                continue
            if isinstance(value, dict):
                numbers = {key: number for key, number in value.items() if isinstance(number, int | float)}
                found += [Constant(f"{title}.{key}", number, module) for key, number in numbers.items()]
            elif isinstance(value, int | float):
                found.append(Constant(title, value, module))
    return found


def _named(source: str) -> Iterator[str]:
    """The names in capitals that a module sets at its top."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from (name.id for name in names if isinstance(name, ast.Name) and name.id.isupper() and name.id[0] != "_")


@contextmanager
def turned(constant: Constant, value: float) -> Iterator[Weights]:
    """The weights with one of them changed; a module constant is changed wherever it was imported, and put back."""
    if constant.module is None:
        weights = asdict(Weights())
        name, _, key = constant.name.partition(".")
        weights[name] = {**weights[name], key: value} if key else value
        yield Weights(**weights)
        return
    _, name, *keys = constant.name.split(".")
    before = getattr(constant.module, name)
    after = {**before, keys[0]: value} if keys else value
    places = [
        module
        for title, module in sys.modules.items()
        if title.startswith("assistant.") and getattr(module, name, None) is before
    ]
    for place in places:
        setattr(place, name, after)
    try:
        yield Weights()
    finally:
        for place in places:
            setattr(place, name, before)


FIGURES = {
    "success@1": "1re",
    "answer holds the fact": "fait",
    "wrongly refused": "à tort",
    "noisy success@1": "fautes",
    "near_miss: says so": "proches",
    "conversation: follow-up success@1": "suites",
}
"""What is measured, by the names of `assistant.evaluate`, and its column."""


class Asked(Engine):
    """An engine that ranks only to answer, since sections beyond those shown are not measured here; and once, when told to remember."""

    def __init__(self, made: Build, weights: Weights, remembered: dict[object, Ranking] | None) -> None:
        super().__init__(made, weights=weights)
        self._remembered = remembered

    def ranked(self, question: str, context: Context | None = None, limit: int = 10) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def _rank(self, query: Query, context: Context | None, topic: int | None = None) -> Ranking:
        if self._remembered is None:
            return super()._rank(query, context, topic)
        key = (query, self._conversation.within(context), topic)
        if key not in self._remembered:
            self._remembered[key] = super()._rank(query, context, topic)
        return self._remembered[key]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and on what."""

    library: Library
    made: Build
    judgements: list[Judgement]
    remembered: dict[object, Ranking]
    """Rankings that hold whatever constants of the DECIDING modules are."""

    @classmethod
    def of(cls, campaign: Campaign) -> "Bench":
        """All the judgements of a campaign."""
        library = load(campaign)
        paths = sorted((campaign.room("index") / "judgements").glob("*.yaml"))
        return cls(library, build(library), [judgement for path in paths for judgement in read_judgements(path)], {})

    def figures(self, constant: Constant | None = None, factor: float = 1.0) -> list[float]:
        """The columns, between 0 and 1."""
        if constant is None:
            return self._figures(self.made, Weights(), self.remembered)
        with turned(constant, constant.turned(factor)) as weights:
            # The constants of the index are in it.
            made = build(self.library) if constant.module in BUILT else self.made
            return self._figures(made, weights, self.remembered if constant.module in DECIDING else None)

    def _figures(self, made: Build, weights: Weights, remembered: dict[object, Ranking] | None) -> list[float]:
        found = evaluate(Asked(made, weights, remembered), self.judgements).figures()
        return [found[name] or 0.0 for name in FIGURES]


_bench: Bench


def _prepare(folder: Path | None) -> None:
    global _bench
    _bench = Bench.of(locate(folder))


def _measure(name: str, factor: float) -> list[float] | None:
    """The columns with the constant of this name turned, or as they are without one; None when turning does not change it."""
    constant = next((constant for constant in constants() if constant.name == name), None)
    return None if constant and constant.turned(factor) == constant.value else _bench.figures(constant, factor)


def cell(gap: float) -> str:
    """A difference in points."""
    return "=" if abs(gap) < 0.0005 else f"{100 * gap:+.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--campaign", type=Path, default=None, metavar="DIR")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count(), metavar="N", help="processes at work (one for each processor)"
    )
    arguments = parser.parse_args()
    start = time.perf_counter()
    columns = list(FIGURES.values())
    print(f"| constante | valeur | {' | '.join(f'½ {c}' for c in columns)} | {' | '.join(f'×2 {c}' for c in columns)} |")
    print(f"| --- | --- |{' ---: |' * 2 * len(columns)}")
    chosen = [constant for constant in constants() if not arguments.names or constant.name in arguments.names]
    with ProcessPoolExecutor(arguments.jobs, initializer=_prepare, initargs=(arguments.campaign,)) as pool:
        first = pool.submit(_measure, "", 1.0)
        cells = {(c.name, factor): pool.submit(_measure, c.name, factor) for c in chosen for factor in (0.5, 2.0)}
        whole = first.result() or []
        print(f"| (tout) | | {' | '.join(f'{100 * figure:.1f}' for figure in whole)} |{' |' * len(columns)}", flush=True)
        for constant in chosen:
            halves = [cells[constant.name, factor].result() for factor in (0.5, 2.0)]
            gaps = [cell(new - old) if half else "–" for half in halves for new, old in zip(half or whole, whole, strict=True)]
            print(f"| {constant.name} | {constant.value:g} | {' | '.join(gaps)} |", flush=True)
    print(f"{len(chosen)} constants in {time.perf_counter() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
