"""A fuzz run of the search: mangled questions, noise, words thrown together, huge inputs; every answer must be sound, in bounded time.

Times are of the processor, so that a busy machine does not count.

python benchmarks/fuzz.py [COUNT] [SEED]
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.answering import Answer
from assistant.campaign import locate
from assistant.conversation import Context
from assistant.indexing import build
from assistant.library import load
from assistant.search import Engine

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "éèêàùôœæç '’-",
    "0123456789 .,€%",
    '\x00\x1b[]{}()<>*?"~^:\\/|&!',
    "\u202e\u200b\u0301\ufeff\ud83d\ude00😀𝔞漢字العربية",
    "\n\t\r ",
)
HUGE_EVERY = 500
BOUND = 1.0
"""Seconds of processor time that no question may take."""


class Fuzzer:
    """Makes hostile questions out of the typical ones."""

    def __init__(self, questions: Sequence[str], seed: int) -> None:
        self._chance = random.Random(seed)
        self._questions = questions

    def question(self) -> str:
        """The next one."""
        kinds = (lambda: self._mangled(self._typical()), self._noise, self._mash, lambda: self._mangled(self._mash()))
        return self._chance.choice(kinds)()

    def keeps_talking(self) -> bool:
        """Whether the next question goes on with the conversation."""
        return self._chance.random() < 0.7

    def _typical(self) -> str:
        return self._chance.choice(self._questions)

    def _letter(self) -> str:
        return self._chance.choice(self._chance.choice(ALPHABETS))

    def _mangled(self, question: str) -> str:
        letters = list(question)
        for _ in range(self._chance.randint(1, 6)):
            place, what = self._chance.randrange(len(letters) + 1), self._chance.random()
            if what < 0.3 and place < len(letters):
                del letters[place]
            elif what < 0.6:
                letters.insert(place, self._letter())
            elif what < 0.8 and place + 1 < len(letters):
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            else:
                letters[place:place] = self._chance.choice(self._typical().split()) + " "
        return "".join(letters)

    def _noise(self) -> str:
        return "".join(self._letter() for _ in range(self._chance.randint(0, 120)))

    def _mash(self) -> str:
        return " ".join(self._chance.choice(self._typical().split()) for _ in range(self._chance.randint(1, 25)))


def check(answer: Answer, known: frozenset[str]) -> None:
    """Raise AssertionError when an answer is not sound."""
    assert 0 <= answer.confidence <= 1
    assert set(answer.citations) <= known
    assert (answer.status == "answered") == bool(answer.passages)
    assert answer.status != "answered" or answer.answer
    for passage in (*answer.passages, *answer.related):
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)
    answer.to_json()


def main() -> None:
    """Run and print what came out; a question that fails is shown, with the seed that makes it again."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    library = load(locate())
    engine = Engine(build(library))
    fuzzer = Fuzzer([question for entry in library.entries for question in entry.questions], seed)
    known = frozenset(section.id for section in library.sections)
    seen: Counter[str] = Counter()
    times: list[float] = []
    huge: list[float] = []
    failed = 0
    context: Context | None = None
    for number in range(count):
        question = fuzzer.question()
        if number % HUGE_EVERY == 0:
            question *= 100_000 // max(1, len(question)) + 1
        start = time.process_time()
        try:
            answer = engine.ask(question, context)
            took = time.process_time() - start
            check(answer, known)
        except Exception as error:
            failed += 1
            context = None
            print(f"seed {seed}, number {number}: {type(error).__name__} {error} on {question[:500]!r}", flush=True)
            continue
        (huge if number % HUGE_EVERY == 0 else times).append(1000 * took)
        if took > BOUND:
            print(f"seed {seed}, number {number}: {took:.2f} s on {question[:500]!r}", flush=True)
        seen[answer.status] += 1
        context = answer.context if fuzzer.keeps_talking() else None
    times.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"{count} questions, seed {seed}: {failed} failed; {dict(seen)}; peak {memory:.0f} MiB")
    cuts = ", ".join(f"p{cut:g} {times[int(len(times) * cut / 100)]:.1f} ms" for cut in (50, 95, 99, 99.9))
    print(f"{cuts}, worst {times[-1]:.0f} ms; {len(huge)} of 100 000 characters: worst {max(huge):.0f} ms")
    if failed or max(times[-1], *huge) > 1000 * BOUND:
        sys.exit(1)


if __name__ == "__main__":
    main()
