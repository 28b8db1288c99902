"""What each constant of the search is worth: halved, then doubled, and the change in points, as a Markdown table for docs/recherche.md.

    python benchmarks/weights.py [--sample N] [--campaign DIR] [NAME…]

NAME is a weight (`entry`, `b.title`) or a module constant (`signals.COVERED`); without one, all of them: the fields of
ranking.Weights, and every number that the modules of the search name in capitals, but for limits of size. A share (a number between 0
and 1 that stays one) is doubled up to 1 at most. Columns: right section shown first on the answerable questions of each file of judgements,
near misses refused over all files, right section ranked first on N typical questions left out. About five seconds a cell.
"""

import argparse
import ast
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from msgspec.structs import asdict

from assistant import index, likelihood, query, search, signals
from assistant.campaign import locate
from assistant.evaluate import Judgement, Report, evaluate, read_judgements
from assistant.index import Build, build
from assistant.left_out import LeaveOneOut
from assistant.library import Library, load
from assistant.ranking import Weights
from assistant.search import Engine

MODULES = (index, likelihood, query, signals, search)
BUILT = (index, likelihood)
"""Those whose constants are in the index."""
LIMITS = ("MAX_", "EXTRACT", "LIGHT", "BUCKETS")
"""Beginnings of the names of constants that bound a size or a time, so are no weights; LIGHT is among the weights already."""
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
            if name.startswith(LIMITS) and name != "LIGHT_ASKED":
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


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and on what."""

    library: Library
    made: Build
    sets: dict[str, list[Judgement]]
    left_out: Sequence[int]

    def figures(self, constant: Constant | None = None, factor: float = 1.0) -> list[float]:
        """The columns, between 0 and 1."""
        if constant is None:
            return self._figures(self.made, Weights())
        with turned(constant, constant.turned(factor)) as weights:
            # The constants of the index are in it.
            return self._figures(build(self.library) if constant.module in BUILT else self.made, weights)

    def _figures(self, made: Build, weights: Weights) -> list[float]:
        engine = Engine(made, weights=weights)
        reports = [evaluate(engine, judgements) for judgements in self.sets.values()]
        columns = [report.figures()["success@1"] or 0.0 for report in reports]
        refused = Report(tuple(outcome for report in reports for outcome in report.outcomes)).figures()["near_miss: says so"]
        trials = list(LeaveOneOut(made, weights).trials(self.left_out, decide=False))
        return [*columns, refused or 0.0, sum(trial.success(1) for trial in trials) / max(1, len(trials))]


def cell(gap: float) -> str:
    """A difference in points."""
    return "=" if abs(gap) < 0.0005 else f"{100 * gap:+.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="typical questions left out (300)")
    parser.add_argument("--campaign", type=Path, default=None, metavar="DIR")
    arguments = parser.parse_args()
    campaign = locate(arguments.campaign)
    library = load(campaign)
    made = build(library)
    numbers = LeaveOneOut(made).of_entries()
    bench = Bench(
        library,
        made,
        {
            path.stem: [judgement for judgement in read_judgements(path) if judgement.kind in ("answerable", "near_miss")]
            for path in sorted((campaign.room("index") / "judgements").glob("*.yaml"))
        },
        sorted(random.Random(1).sample(numbers, min(arguments.sample, len(numbers)))),
    )
    start = time.perf_counter()
    whole = bench.figures()
    columns: list[Any] = [*bench.sets, "refus", "sans elle"]
    print(f"| constante | valeur | {' | '.join(f'½ {c}' for c in columns)} | {' | '.join(f'×2 {c}' for c in columns)} |")
    print(f"| --- | --- |{' ---: |' * 2 * len(columns)}")
    print(f"| (tout) | | {' | '.join(f'{100 * figure:.1f}' for figure in whole)} |{' |' * len(columns)}", flush=True)
    chosen = [constant for constant in constants() if not arguments.names or constant.name in arguments.names]
    for constant in chosen:
        cells = []
        for factor in (0.5, 2.0):
            if constant.turned(factor) == constant.value:
                cells += ["–"] * len(columns)
            else:
                cells += [cell(new - old) for new, old in zip(bench.figures(constant, factor), whole, strict=True)]
        print(f"| {constant.name} | {constant.value:g} | {' | '.join(cells)} |", flush=True)
    print(f"{len(chosen)} constants in {time.perf_counter() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
