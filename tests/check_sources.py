"""Hold the project's content against the official texts, where they are at hand (they are not part of the project).

    python -m tests.check_sources [FOLDER]

FOLDER holds the files named in tests/data/sections.yaml; by default $ASSISTANT_SOURCES, then ../shared/sources beside the
checkout. Prints what is wrong, a line each. Exit code 0: nothing; 1: something; 2: the official texts are not at hand.
"""

import os
import re
import sys
from pathlib import Path

import msgspec

from assistant.content import read_model
from assistant.text import fold
from tests.facts import ROOT, canonical, content_files, corpus, numbers, raw, text_of

RUN = 14
COUNTED = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|dizaine|quinzaine|vingtaine|trentaine"
    "|premier|demi|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|automne|moitie|tiers"
)


class Exceptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may differ, section by section, each with its reason (tests/data/exceptions.yaml)."""

    numbers: dict[str, dict[str, str]]
    """Numbers of the official text that are no fact: of a heading, a page, a footnote."""
    names: dict[str, dict[str, str]]
    """Names in capitals that only one of the two has."""
    counted: dict[str, dict[str, str]]
    """Number words and months of the official text that the corpus says otherwise."""


def sources() -> Path | None:
    """The folder of the official texts, or None where there is none.

    Raises FileNotFoundError when ASSISTANT_SOURCES names a folder that lacks one of them.
    """
    named = os.environ.get("ASSISTANT_SOURCES")
    if named:
        return whole(Path(named))
    beside = ROOT.parent / "shared" / "sources"
    return whole(beside) if beside.is_dir() else None


def whole(folder: Path) -> Path:
    """The folder, when it holds each official text. Raises FileNotFoundError when it lacks one."""
    files = sorted({source.file for source in canonical().documents.values()})
    lacking = [file for file in files if not (folder / file).is_file()]
    if lacking:
        raise FileNotFoundError(f"The folder {folder} lacks {', '.join(lacking)}.")
    return folder


def problems(folder: Path) -> list[str]:
    """Everything that disagrees between the project and the official texts of this folder, a sentence each."""
    exceptions = read_model(ROOT / "tests" / "data" / "exceptions.yaml", Exceptions)
    found: list[str] = []
    texts = _official(folder)
    persons = _persons(folder)
    for section, official in texts.items():
        facts = " | ".join(fact.value for fact in corpus().facts[section])
        ours = f"{corpus().sections[section].title}\n{text_of(corpus().sections[section])}"
        found += differ(section, "number", numbers(official), numbers(facts), exceptions.numbers)
        found += differ(section, "name", names(official, ours) - persons, names(ours, official), exceptions.names)
        said = counted(official) - counted(ours) - exceptions.counted.get(section, {}).keys()
        found += [f"{section}: the official text counts « {word} », the corpus does not" for word in sorted(said)]
    for table in (exceptions.numbers, exceptions.names, exceptions.counted):
        found += [f"{section}: an exception for no section" for section in table.keys() - texts.keys()]
    return found + _shared_runs(folder) + _naming(persons)


def _official(folder: Path) -> dict[str, str]:
    """The official text of each section."""
    files = {source.file: raw(folder / source.file).split("\n") for source in canonical().documents.values()}
    texts: dict[str, str] = {}
    for place in canonical().sections:
        lines = files[canonical().documents[place.id.partition("/")[0]].file]
        texts[place.id] = "\n".join(lines[place.lines[0] - 1 : place.lines[1]])
    return texts


def differ(section: str, kind: str, theirs: set[str], ours: set[str], exceptions: dict[str, dict[str, str]]) -> list[str]:
    """What only one of the two has, and exceptions that excuse nothing, a sentence each."""
    allowed = exceptions.get(section, {}).keys()
    return (
        [f"{section}: the {kind} « {item} » of the official text is missing" for item in sorted(theirs - ours - allowed)]
        + [f"{section}: the {kind} « {item} » is not in the official text" for item in sorted(ours - theirs - allowed)]
        + [f"{section}: an exception for nothing, « {item} »" for item in sorted(allowed - (theirs ^ ours))]
    )


def names(text: str, other: str) -> set[str]:
    """Acronyms and names in capitals, folded, that the other text does not hold in any writing."""
    capitals = re.findall(r"(?<![\w/.-])[A-Z](?:[a-z]?[A-Z])+(?:'S)?(?![\w@])", text.replace("\u2019", "'"))
    return {_solid(name) for name in capitals} - set(re.findall(r"\w+", _solid(other)))


def _solid(text: str) -> str:
    """The text folded, LIMIT'S being one word."""
    return re.sub(r"(?<=\w)'(?=s\b)", "", fold(text))


def counted(text: str) -> set[str]:
    """The number words and months of a text, folded."""
    return set(re.findall(rf"\b(?:{COUNTED})\b", fold(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def _shared_runs(folder: Path) -> list[str]:
    """Runs of 14 words that the project shares with the official texts: it restates them, it does not copy them."""
    runs: set[tuple[str, ...]] = set()
    for source in canonical().documents.values():
        words = _words(raw(folder / source.file))
        runs |= {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    found = []
    for path in _ours():
        words = _words(raw(path))
        for start in range(len(words) - RUN + 1):
            if tuple(words[start : start + RUN]) in runs:
                found.append(f"{path.relative_to(ROOT)}: copied, « {' '.join(words[start : start + RUN])} »")
                break
    return found


def _persons(folder: Path) -> set[str]:
    """Names of the persons whose addresses the official texts give, folded; of an initial and a name, the name too."""
    names: set[str] = set()
    for source in canonical().documents.values():
        for local in re.findall(r"([\w.+-]+)@[\w-]+\.", raw(folder / source.file)):
            longest = max(re.split(r"[^a-z]+", fold(local)), key=len)
            names |= {longest, longest[1:]}
    return names


def _naming(persons: set[str]) -> list[str]:
    """The project keeps the function of these persons, not their names."""
    name = re.compile(rf"\b(?:{'|'.join(sorted(persons))})\b")
    return [f"{path.relative_to(ROOT)}: the name of a person" for path in _ours() if name.search(fold(raw(path)))]


def _ours() -> list[Path]:
    return [*content_files("corpus", "index", "dialogs", "docs", "assistant", "tests"), *sorted(ROOT.glob("*.md"))]


def main() -> int:
    """Check and print; see the module's own text for the exit codes."""
    try:
        folder = whole(Path(sys.argv[1])) if len(sys.argv) > 1 else sources()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if folder is None:
        print("The official texts are not at hand: set ASSISTANT_SOURCES to the folder that holds them.", file=sys.stderr)
        return 2
    found = problems(folder)
    for problem in found:
        print(problem)
    print(f"{len(canonical().sections)} sections held against {folder}: {len(found)} problem(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
