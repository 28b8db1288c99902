"""Fit the confidence of `assistant/signals.py`: `python benchmarks/calibrate.py JUDGEMENTS… [--strangers FILE…]` prints WEIGHTS, BIAS.

The sample: the judgements given; typical questions held out of the index, a fold at a time (those of entries are answerable, those
of silences are not); questions asked of other subjects altogether, one a line under "q" in JSON (the public sets, for instance).
Logistic regression with a small ridge penalty, by Newton's method; each judgement weighs 1, each held-out question HELD_OUT, since
whoever wrote it wrote the rest of the index too, each stranger STRANGER, since most are easy.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path

from msgspec.structs import fields, replace

from assistant.campaign import locate
from assistant.evaluate import read_judgements
from assistant.indexing import build
from assistant.library import Entry, Library, load
from assistant.search import Engine
from assistant.signals import Signals

HELD_OUT, STRANGER, RIDGE, ROUNDS = 0.15, 0.1, 3.0, 30
STRANGERS = 400
"""Questions taken from each file of strangers."""
Row = tuple[list[float], bool, float]
"""Signals, whether the texts answer, weight."""
BY_HAND = ("lacking", "astray", "mended")
"""Signals whose weight the module sets itself, and says why."""
NAMES = tuple(field.name for field in fields(Signals))


def signals(engine: Engine, question: str) -> list[float] | None:
    """The signals of a question; None when it is refused before they are read."""
    found = engine.signals(question)
    return [float(getattr(found, name)) for name in NAMES] if found else None


def judged(engine: Engine, paths: Sequence[Path]) -> Iterator[Row]:
    """The judgements that are single questions, junk left out."""
    for path in paths:
        for judgement in read_judgements(path):
            if judgement.kind in {"answerable", "noisy", "near_miss", "off_topic"} and (row := signals(engine, judgement.q)):
                yield row, judgement.kind in {"answerable", "noisy"}, 1.0


def held_out(library: Library, folds: int, count: int) -> Iterator[Row]:
    """Typical questions, each ranked by an index that does not hold it."""
    for fold in range(count):
        engine = Engine(build(_without(library, fold, folds)))
        for source in (*library.entries, *library.silences):
            for question in source.questions[fold::folds]:
                if row := signals(engine, question):
                    yield row, isinstance(source, Entry), HELD_OUT
        print(f"pli {fold + 1} sur {count}", file=sys.stderr)


def strangers(engine: Engine, paths: Sequence[Path]) -> Iterator[Row]:
    """Questions that the campaign is not about, spread over each file."""
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines[:: max(1, len(lines) // STRANGERS)]:
            if row := signals(engine, json.loads(line)["q"]):
                yield row, False, STRANGER


def _without(library: Library, fold: int, folds: int) -> Library:
    def cut(questions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(question for number, question in enumerate(questions) if number % folds != fold)

    return replace(
        library,
        entries=tuple(replace(entry, questions=cut(entry.questions)) for entry in library.entries),
        silences=tuple(replace(silence, questions=cut(silence.questions)) for silence in library.silences),
    )


def fit(rows: Sequence[Row]) -> list[float]:
    """The weights and, last, the bias, on signals brought to one scale, then back to theirs."""
    count = len(NAMES)
    means = [sum(row[0][k] for row in rows) / len(rows) for k in range(count)]
    spreads = [(sum((row[0][k] - means[k]) ** 2 for row in rows) / len(rows)) ** 0.5 or 1.0 for k in range(count)]
    points = [
        ([(value - mean) / spread for value, mean, spread in zip(x, means, spreads, strict=True)] + [1.0], y, w)
        for x, y, w in rows
    ]
    weights = [0.0] * (count + 1)
    for _ in range(ROUNDS):
        slope = [-RIDGE * weight for weight in weights[:-1]] + [0.0]
        curve = [[RIDGE * (a == b) * (a < count) for b in range(count + 1)] for a in range(count + 1)]
        for x, y, w in points:
            p = 1 / (1 + exp(-max(-30.0, min(30.0, sum(a * b for a, b in zip(weights, x, strict=True))))))
            miss, bend = w * (y - p), w * p * (1 - p)
            for a in range(count + 1):
                slope[a] += miss * x[a]
                for b in range(a, count + 1):
                    curve[a][b] += bend * x[a] * x[b]
        for a in range(count + 1):
            for b in range(a):
                curve[a][b] = curve[b][a]
        step = _solve(curve, slope)
        weights = [weight + part for weight, part in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    raw = [weight / spread for weight, spread in zip(weights, spreads, strict=False)]
    return [*raw, weights[-1] - sum(weight * mean for weight, mean in zip(raw, means, strict=True))]


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(size):
            if r != k:
                share = rows[r][k] / rows[k][k]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [rows[k][size] / rows[k][k] for k in range(size)]


def main() -> None:
    """Print the fitted constants, ready to be put in `assistant/signals.py`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judgements", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=1, help="how many of four folds of the typical questions to hold out")
    parser.add_argument("--strangers", nargs="*", type=Path, default=[], help="questions of other subjects, a JSON object a line")
    arguments = parser.parse_args()
    library = load(locate(None))
    engine = Engine(build(library))
    rows = [
        *judged(engine, arguments.judgements),
        *strangers(engine, arguments.strangers),
        *held_out(library, 4, arguments.folds),
    ]
    *weights, bias = fit(rows)
    print(f"# {len(rows)} questions, of which {sum(y for _, y, _ in rows)} are answered")
    print("WEIGHTS = {")
    for name, weight in zip(NAMES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},' + ("  # set by hand: see there" if name in BY_HAND else ""))
    print(f"}}\nBIAS = {bias:.2f}")


if __name__ == "__main__":
    main()
