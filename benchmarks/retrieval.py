"""Retrieval figures against a plain French BM25, in one run: on this campaign's judgements and on public French sets.

    python benchmarks/retrieval.py [SET…] [--sample N]

SET is a folder with corpus.jsonl ({id, title, text}) and queries.jsonl ({id, q, gold}); without one, those of the folder
that the variable RETRIEVAL_SETS names. On a public set the engine has neither lexicon nor typical questions: only its analysis and
its fields.
The sets are data: they are read where they are, never copied here.
"""

import argparse
import json
import math
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import Stemmer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.campaign import locate
from assistant.evaluate import evaluate, read_judgements
from assistant.indexing import build
from assistant.library import Document, Library, Section, Unit, load
from assistant.search import Engine

Ranker = Callable[[str], Sequence[str]]


class PlainBM25:
    """The yardstick: BM25 (k1 1.2, b 0.75, positive idf) on the whole text of each document, stemmed, with a small stop list."""

    STOP = frozenset(
        "a à au aux avec ce ces cette dans de des du elle en est et il ils la le les leur lui mais ne nous on ou où par pas pour qu "
        "que qui sa se ses son sur un une vos votre vous y d l c j m n s t".split()
    )

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        self._stem = Stemmer.Stemmer("french").stemWord
        self._names: list[str] = []
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, (name, text) in enumerate(documents):
            terms = Counter(self._terms(text))
            self._names.append(name)
            self._lengths.append(sum(terms.values()))
            for term, count in terms.items():
                self._postings.setdefault(term, []).append((number, count))
        self._average = sum(self._lengths) / len(self._lengths)

    def _terms(self, text: str) -> list[str]:
        return [self._stem(word) for word in re.findall(r"\w+", text.lower()) if word not in self.STOP]

    def rank(self, query: str) -> list[str]:
        """The ids of the ten best documents."""
        scores: Counter[int] = Counter()
        for term in set(self._terms(query)):
            found = self._postings.get(term, [])
            idf = math.log(1 + (len(self._names) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                norm = 1.2 * (0.25 + 0.75 * self._lengths[number] / self._average)
                scores[number] += idf * count * 2.2 / (count + norm)
        return [self._names[number] for number, _ in scores.most_common(10)]


def figures(rank: Ranker, queries: Sequence[tuple[str, Sequence[str]]]) -> dict[str, float]:
    """Success@1 and @3, MRR@10, nDCG@10 and the milliseconds a question took (the 95th of a hundred)."""
    firsts: list[int] = []
    gains: list[float] = []
    times: list[float] = []
    for question, gold in queries:
        start = time.perf_counter()
        found = rank(question)
        times.append(time.perf_counter() - start)
        places = [place for place, name in enumerate(found[:10], 1) if name in gold]
        firsts.append(places[0] if places else 0)
        ideal = sum(1 / math.log2(place + 1) for place in range(1, min(10, len(gold)) + 1))
        gains.append(sum(1 / math.log2(place + 1) for place in places) / ideal)
    count = len(queries)
    return {
        "success@1": sum(first == 1 for first in firsts) / count,
        "success@3": sum(0 < first <= 3 for first in firsts) / count,
        "MRR@10": sum(1 / first for first in firsts if first) / count,
        "nDCG@10": sum(gains) / count,
        "ms p95": 1000 * sorted(times)[int(0.95 * count)],
    }


def show(name: str, found: dict[str, float]) -> None:
    """Print a line of the table."""
    print(f"  {name:28}" + "".join(f"{label} {value:7.3f}   " for label, value in found.items()), flush=True)


def read_set(folder: Path) -> tuple[Library, list[tuple[str, list[str]]]]:
    """A public set as a library without lexicon nor questions, and its queries with the ids of what answers them."""
    sections = []
    for line in (folder / "corpus.jsonl").open(encoding="utf-8"):
        page = json.loads(line)
        units = tuple(Unit(text=text.strip()) for text in page["text"].split("\n") if text.strip()) or (Unit(text=page["title"]),)
        sections.append(Section(id=page["id"], document="set", title=page["title"], pages=None, units=units))
    queries = [json.loads(line) for line in (folder / "queries.jsonl").open(encoding="utf-8")]
    document = Document(id="set", title=folder.name, short=folder.name, role="call")
    return Library(documents=(document,), sections=tuple(sections)), [(query["q"], query["gold"]) for query in queries]


def whole(library: Library) -> Iterator[tuple[str, str]]:
    """The id and the whole text of each section, title first."""
    for section in library.sections:
        yield section.id, "\n".join([section.title, *(unit.text for unit in section.units)])


def public(folder: Path, sample: int) -> None:
    """Print the figures of a public set."""
    library, queries = read_set(folder)
    queries = queries[:: max(1, len(queries) // sample)] if sample else queries
    print(f"{folder.name}: {len(library.sections)} pages, {len(queries)} questions")
    plain = PlainBM25(whole(library))
    show("plain French BM25", figures(plain.rank, queries))
    start = time.perf_counter()
    engine = Engine(build(library))
    made = time.perf_counter() - start
    show("this engine, texts alone", figures(engine.ranked, queries))
    print(f"  index built in {made:.1f} s")


def campaign() -> None:
    """Print the figures of the built-in campaign's judgements."""
    here = locate()
    library = load(here)
    engine = Engine(build(library))
    plain = PlainBM25(whole(library))
    for path in sorted((here.room("index") / "judgements").glob("*.yaml")):
        judgements = read_judgements(path)
        queries = [(judgement.q, judgement.gold) for judgement in judgements if judgement.kind == "answerable"]
        print(f"{path.name}: {len(queries)} answerable questions")
        show("plain French BM25", figures(plain.rank, queries))
        show("this engine, ranking only", figures(engine.ranked, queries))
        for name, figure in evaluate(engine, judgements).figures().items():
            print(f"  {name:42} {'–' if figure is None else f'{figure:.3f}'}")


def main() -> None:
    """Run what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--sample", type=int, default=0, help="take about N questions of each set")
    arguments = parser.parse_args()
    room = os.environ.get("RETRIEVAL_SETS")
    sets = arguments.sets or (sorted(path for path in Path(room).iterdir() if path.is_dir()) if room else [])
    campaign()
    for folder in sets:
        public(folder, arguments.sample)


if __name__ == "__main__":
    main()
