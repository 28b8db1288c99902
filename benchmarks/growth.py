"""How search grows: index build, cold and warm questions on 1 000, 10 000 and 50 000 synthetic passages.

    python benchmarks/growth.py [NUMBER…]

Passages are drawn from the words of the built-in campaign with their own frequencies, ten to a section; its typical questions are
asked. For each size a process builds the index and another one asks, so that the peak of memory of each is its own.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


from assistant.campaign import locate
from assistant.index import Build
from assistant.indexing import build
from assistant.library import Document, Library, Section, Unit, load
from assistant.search import Engine

SIZES = (1_000, 10_000, 50_000)
WORDS, UNITS = 30, 10
QUESTIONS = 300


def synthetic(source: Library, passages: int, chance: random.Random) -> Library:
    """A library of that many passages in the words of another one."""
    words = [word for section in source.sections for unit in section.units for word in unit.text.split()]
    units = [Unit(text=" ".join(chance.choices(words, k=WORDS))) for _ in range(passages)]
    sections = tuple(
        Section(
            id=f"set/{number}",
            document="set",
            title=" ".join(chance.choices(words, k=6)),
            pages=None,
            units=tuple(units[number * UNITS : (number + 1) * UNITS]),
        )
        for number in range(passages // UNITS)
    )
    return Library(documents=(Document(id="set", title="set", short="set", role="call"),), sections=sections)


def source(passages: int) -> tuple[Library, list[str]]:
    """The library of that many passages, and the questions to ask: the same ones each time."""
    chance = random.Random(passages)
    own = load(locate())
    questions = [question for entry in own.entries for question in entry.questions]
    return synthetic(own, passages, chance), chance.sample(questions, QUESTIONS)


def peak() -> str:
    """The peak resident memory of this process."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MiB"


def make(passages: int, path: Path) -> None:
    """Build the index and keep it there."""
    library, _ = source(passages)
    start, used = time.perf_counter(), time.process_time()
    data = build(library).packed()
    took, used = time.perf_counter() - start, time.process_time() - used
    path.write_bytes(data)
    print(f"| {passages} | {took:.1f} s ({used:.1f} s of processor) | {len(data) / 1e6:.1f} MB | {peak()} ", end="", flush=True)


def ask(passages: int, path: Path) -> None:
    """Open the index and ask."""
    _, questions = source(passages)
    start = time.perf_counter()
    engine = Engine(Build.unpacked(path.read_bytes()))
    engine.ask(questions[0])
    cold = 1000 * (time.perf_counter() - start)
    rounds = []
    for _ in range(2):
        times = []
        for question in questions:
            start = time.perf_counter()
            engine.ask(question)
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        rounds.append(f"{times[len(times) // 2]:.1f} / {times[int(len(times) * 0.95)]:.1f} ms")
    print(f"| {cold:.0f} ms | {' | '.join(rounds)} | {peak()} |", flush=True)


def main() -> None:
    """Print a line of a Markdown table for each size."""
    steps = {"make": make, "ask": ask}
    if len(sys.argv) == 4 and sys.argv[1] in steps:
        steps[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
        return
    print("| passages | index build | size | peak | opened and first answer | p50 / p95, first time | … second time | peak |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for passages in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for step in steps:
                subprocess.run([sys.executable, __file__, step, str(passages), str(Path(folder, "build"))], check=True)


if __name__ == "__main__":
    main()
