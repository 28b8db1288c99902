"""The figures of docs/figures.md: `make bench` prints them; each ratio is taken in one run, its two sides in turns.

What is compared: a cold `assistant ask` with a bare script that opens the same Whoosh index and runs one query, and with an interpreter
that does nothing; a warm question in process; the build of the index; the first paint of the app against a bare Textual screen
(benchmarks/first_paint.py); peak memory; the rules after one answer changed, and a thousand files in one process.
"""

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

RUNS = 15
FILES = 1_000
QUESTION = "combien peut-on demander au maximum"
BARE = """
import sys
import whoosh.index
from whoosh.query import Or, Term
index = whoosh.index.open_dir(sys.argv[1], "MAIN")
with index.searcher() as searcher:
    print(len(searcher.search(Or([Term("body", word) for word in sys.argv[2:]]), limit=5)))
"""


def seconds(command: Sequence[str]) -> float:
    """How long a command takes, output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def in_turns(commands: dict[str, Sequence[str]], runs: int) -> dict[str, list[float]]:
    """The durations of several commands, run in turns so that the machine's moods fall on all alike."""
    for command in commands.values():
        seconds(command)
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(seconds(command))
    return found


def peak(command: Sequence[str]) -> float:
    """The peak resident memory of a command, in MiB."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True, cwd=ROOT)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(done.stdout) / unit


def cold() -> None:
    """A cold question against a bare Whoosh script and an idle interpreter."""
    from assistant.cache import fetch, key_of
    from assistant.campaign import locate
    from assistant.index import Build
    from assistant.search import open_engine

    engine = open_engine(locate())
    data = fetch(key_of(locate()))
    assert data is not None, "the cache directory cannot be written: nothing to measure"
    build = Build.unpacked(data)
    ask = [sys.executable, "-m", "assistant", "ask", QUESTION]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in build.files.items():
            Path(folder, name).write_bytes(content)
        words = [word.term for word in build.vocabulary.read(QUESTION)]
        bare = [sys.executable, "-c", BARE, folder, *words]
        found = in_turns({"ask": ask, "bare": bare, "pass": [sys.executable, "-c", "pass"]}, RUNS)
        memory = {"ask": peak(ask), "bare": peak(bare)}
    middle = {name: statistics.median(values) for name, values in found.items()}
    row("cold `assistant ask`", f"{middle['ask'] * 1000:.0f} ms", "")
    row(
        "… against a bare Whoosh script", f"{middle['bare'] * 1000:.0f} ms", f"× {middle['ask'] / middle['bare']:.2f} (aim ≤ 1.5)"
    )
    row("… against `python -c pass`", f"{middle['pass'] * 1000:.0f} ms", f"× {middle['ask'] / middle['pass']:.1f}")
    row("peak memory of `assistant ask`", f"{memory['ask']:.0f} MiB", f"bare Whoosh script: {memory['bare']:.0f} MiB")
    warm(engine)


def warm(engine: object) -> None:
    """Questions asked one after the other in one process: those of the development judgements."""
    from assistant.campaign import locate
    from assistant.evaluate import read_judgements

    questions = []
    for path in sorted((locate().room("index") / "judgements").glob("*.yaml")):
        questions += [judgement.q for judgement in read_judgements(path) if judgement.q]
    times = []
    for question in questions:
        start = time.perf_counter()
        engine.ask(question)  # type: ignore[attr-defined]
        times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=100)
    row(f"warm question in process ({len(times)} questions)", f"p50 {cuts[49]:.1f} ms", f"p95 {cuts[94]:.1f} ms (aim ≤ 16)")


def building() -> None:
    """The build of the index, content files included, in a fresh cache."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        index = [sys.executable, "-m", "assistant", "index", "--rebuild"]
        times = [seconds(index) for _ in range(3)]
        row("index build (`assistant index --rebuild`)", f"{min(times):.2f} s", f"peak {peak(index):.0f} MiB")


def checking() -> None:
    """A file checked, and the memory it takes."""
    scenario = sorted((ROOT / "dialogs" / "scenarios").glob("*.yaml"))[0]
    from assistant.content import read_model
    from assistant.files import dump_yaml
    from assistant.scenarios import Scenario

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dossier.yaml")
        path.write_text(dump_yaml(read_model(scenario, Scenario).application), encoding="utf-8")
        check = [sys.executable, "-m", "assistant", "check", str(path)]
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
            times.append(time.perf_counter() - start)
        row("`assistant check` of a file", f"{statistics.median(times) * 1000:.0f} ms", f"peak {peak(check):.0f} MiB")


def reevaluating() -> None:
    """The whole report after one answer changed, each answer of the file with most rows in turn, as after a keystroke in the app."""
    from assistant.campaign import locate
    from assistant.dossier import Dossier
    from assistant.mends import mends
    from assistant.rules import Rulebook
    from assistant.scenarios import load_scenario, scenario_names
    from assistant.script import load_script

    rules = Rulebook(load_script(locate()))
    files = [load_scenario(locate(), name) for name in scenario_names(locate())]
    scenario = max(files, key=lambda file: len(list(Dossier(rules.script, file.application).paths())))
    dossier = Dossier(rules.script, scenario.application)
    times: list[float] = []
    processor: list[float] = []
    whole = _milliseconds(lambda: rules.evaluate(dossier, scenario.as_of))
    for path in dossier.paths():
        question = rules.script.question(path)
        if question is not None and question.type != "repeat":
            other = dossier.with_answer(path, f"{dossier.reply(path).raw or 'oui'} x")
            # The best of three: what else the machine does is not ours.
            tries = []
            for _ in range(3):
                rules.evaluate(dossier, scenario.as_of)
                start = time.process_time()
                tries.append(_milliseconds(lambda other=other: rules.evaluate(other, scenario.as_of)))
                processor.append((time.process_time() - start) * 1000)
            times.append(min(tries))
    cuts, busy = statistics.quantiles(times, n=100), statistics.quantiles(processor, n=100)
    row("report on a file with 20 actions, never seen", f"{whole:.1f} ms", "in process")
    row(
        f"… after one answer changed ({len(times)} answers)",
        f"p50 {cuts[49]:.1f} ms",
        f"p95 {cuts[94]:.1f} ms (aim ≤ 5), of processor {busy[94]:.1f} ms",
    )
    failed = [
        _milliseconds(
            lambda file=file, found=found: mends(rules, found.requirement, Dossier(rules.script, file.application), file.as_of)
        )
        for file in files
        for found in rules.evaluate(Dossier(rules.script, file.application), file.as_of).findings
        if (found.severity, found.status) == ("blocking", "failed")
    ]
    row(
        f"what would lift a failed blocking point ({len(failed)})",
        f"p50 {statistics.median(failed):.0f} ms",
        f"most {max(failed):.0f} ms",
    )


def many() -> None:
    """A thousand files checked by one command, against one file a command, a thousand times (worked out from the median)."""
    paths = sorted((ROOT / "dialogs" / "scenarios").glob("*.yaml"))
    check = [sys.executable, "-m", "assistant", "check"]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            shutil.copy(paths[number % len(paths)], Path(folder, f"{number:04}.yaml"))
        together = spent([*check, f"{folder}/*.yaml"])
    each = [spent([*check, str(path)]) for path in paths[:7]]
    alone = [statistics.median(times) * FILES for times in zip(*each, strict=True)]
    for what, one, times in zip(("by the clock", "of processor"), together, alone, strict=True):
        row(f"{FILES} files in one command, {what}", f"{one:.1f} s", f"{FILES} commands: {times:.0f} s (× {times / one:.0f})")


def spent(command: Sequence[str]) -> tuple[float, float]:
    """How long a command takes, by the clock and of processor, whatever it answers."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def row(what: str, figure: str, remark: str) -> None:
    """One line of the table."""
    print(f"| {what} | {figure} | {remark} |", flush=True)


def main() -> None:
    """Print every figure as a Markdown table."""
    # As installed: whatever PYTHONDONTWRITEBYTECODE says here.
    compileall.compile_dir(str(ROOT / "assistant"), quiet=1)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {RUNS} runs in turns, medians.\n")
    print("| what | figure | remark |\n| --- | --- | --- |")
    cold()
    building()
    checking()
    reevaluating()
    many()
    for name in ("first_paint.py", "retrieval.py"):
        script = ROOT / "benchmarks" / name
        if script.exists():
            print(flush=True)
            subprocess.run([sys.executable, str(script)], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
