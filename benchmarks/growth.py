"""How search grows: index build, cold open and warm questions on 1 000, 10 000 and 50 000 synthetic passages.

    python benchmarks/growth.py [NUMBER…]

Passages are drawn from the words of the built-in campaign with their own frequencies, ten to a section; its typical questions are
asked. Nothing is written to the disk.
"""

import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402  # the checkout is put on the path first

from assistant.campaign import locate  # noqa: E402
from assistant.index import Build, build  # noqa: E402
from assistant.library import Document, Library, Section, Unit, load  # noqa: E402
from assistant.search import Engine  # noqa: E402

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


def main() -> None:
    """Print a line for each size."""
    source = load(locate())
    questions = [question for entry in source.entries for question in entry.questions]
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    for passages in sizes:
        chance = random.Random(passages)
        library = synthetic(source, passages, chance)
        start = time.perf_counter()
        data = msgspec.msgpack.encode(build(library))
        built = time.perf_counter() - start
        start = time.perf_counter()
        engine = Engine(msgspec.msgpack.decode(data, type=Build))
        opened = time.perf_counter() - start
        times = []
        for question in chance.sample(questions, QUESTIONS):
            start = time.perf_counter()
            engine.ask(question)
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        print(
            f"{passages:6} passages: built in {built:.1f} s, {len(data) / 1e6:.1f} MB, opened in {1000 * opened:.0f} ms, "
            f"asked in p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, peak {memory:.0f} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
