"""Each typical question asked as if it had never been written: right section first, among three, by section, and who takes whose place.

    python benchmarks/leave_one_out.py [--sample N] [--seed N] [--json] [--failures] [--campaign DIR]

The questions of entries are judged by the sections that their entry names (`section`, then `also`); those of silences by whether the answer
says that the texts do not say. It is the biggest sample of questions that we have; it is not a blind one: their authors wrote each entry's
questions together. `--failures` lists every question that goes wrong, `--json` prints everything as one object.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.campaign import locate
from assistant.indexing import build
from assistant.left_out import LeaveOneOut, Trial
from assistant.library import Entry, load

WORST = 30
"""How many pairs of sections are shown."""
MEASURES: dict[str, Callable[[Trial], bool]] = {
    "success@1": lambda trial: trial.success(1),
    "success@3": lambda trial: trial.success(3),
    "own section first": lambda trial: trial.own_first,
    "own answer shown": lambda trial: trial.own_answer,
    "refused": lambda trial: trial.refused,
}


def run(engine: LeaveOneOut, sample: int = 0, seed: int = 1, tell: Callable[[int, int], None] | None = None) -> list[Trial]:
    """Ask all typical questions, or about `sample` of them drawn by chance."""
    numbers = list(range(engine.count))
    if 0 < sample < len(numbers):
        numbers = sorted(random.Random(seed).sample(numbers, sample))
    found = []
    for done, trial in enumerate(engine.trials(numbers), 1):
        found.append(trial)
        if tell and done % 250 == 0:
            tell(done, len(numbers))
    return found


def shares(trials: Sequence[Trial]) -> dict[str, float]:
    """The share of these questions for which each measure holds, with their number."""
    count = len(trials)
    return {"questions": count, **{name: sum(map(holds, trials)) / count if count else 0.0 for name, holds in MEASURES.items()}}


def summary(trials: Iterable[Trial]) -> dict[str, Any]:
    """Everything that is reported, as plain data."""
    trials = list(trials)
    answered = [trial for trial in trials if isinstance(trial.source, Entry)]
    silent = [trial for trial in trials if not isinstance(trial.source, Entry)]
    by_section: dict[str, list[Trial]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for trial in answered:
        by_section.setdefault(trial.right[0], []).append(trial)
        if not trial.success(1):
            pair = (trial.right[0], trial.scores[0][1] if trial.scores else "–")
            pairs[pair] += 1
            examples.setdefault(pair, trial.question)
    return {
        "overall": shares(answered),
        "silences": {
            "questions": len(silent),
            "says so": sum(trial.refused for trial in silent) / len(silent) if silent else 0.0,
        },
        "sections": {section: shares(found) for section, found in sorted(by_section.items())},
        "confusions": [
            {"own": own, "first": first, "times": times, "example": examples[own, first]}
            for (own, first), times in pairs.most_common()
        ],
        "failures": [
            {
                "entry": trial.source.id,
                "question": trial.question,
                "own": list(trial.right),
                "first": [section for _, section in trial.scores[:3]],
                "status": trial.answer.status if trial.answer else None,
                "lead": None if trial.lead == float("inf") else round(trial.lead, 3),
            }
            for trial in trials
            if (trial.refused or not trial.success(1) if isinstance(trial.source, Entry) else not trial.refused)
        ],
    }


def markdown(found: dict[str, Any], failures: bool = False) -> str:
    """The report as Markdown; sections with their worst figure first."""
    names = list(MEASURES)
    lines = [f"| section | questions | {' | '.join(names)} |", f"| --- | --- |{' --- |' * len(names)}"]
    rows = [("**all**", found["overall"])]
    rows += sorted(found["sections"].items(), key=lambda pair: (pair[1]["success@1"], pair[0]))
    for name, figures in rows:
        lines.append(f"| {name} | {figures['questions']} | {' | '.join(f'{figures[measure]:.3f}' for measure in names)} |")
    silences = found["silences"]
    lines += ["", f"Silences: {silences['questions']} questions, says so {silences['says so']:.3f}."]
    lines += ["", "| own section | first instead | times | for instance |", "| --- | --- | --- | --- |"]
    lines += [f"| {c['own']} | {c['first']} | {c['times']} | {c['example']} |" for c in found["confusions"][:WORST]]
    if failures:
        lines += ["", "| entry | question | status | own | first three | lead |", "| --- | --- | --- | --- | --- | --- |"]
        lines += [
            f"| {f['entry']} | {f['question']} | {f['status']} | {', '.join(f['own'])} | {', '.join(f['first'])} | {f['lead'] or '–'} |"
            for f in found["failures"]
        ]
    return "\n".join(lines)


def main() -> None:
    """Run what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="about N questions, drawn by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--campaign", type=Path, default=None, metavar="DIR")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true", help="list every question that goes wrong")
    arguments = parser.parse_args()
    start = time.perf_counter()
    engine = LeaveOneOut(build(load(locate(arguments.campaign))))

    def tell(done: int, total: int) -> None:
        print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)

    found = summary(run(engine, arguments.sample, arguments.seed, tell))
    took = time.perf_counter() - start
    print(f"\r{took:.0f} s" + " " * 12, file=sys.stderr)
    print(json.dumps(found, ensure_ascii=False, indent=1) if arguments.json else markdown(found, arguments.failures))


if __name__ == "__main__":
    main()
