"""The app beside the best Textual apps, in one run: start, and memory. Prints the table of docs/figures.md.

Each program starts in a pseudo-terminal of 120×40, in turns; the best of several starts counts: what else the machine does only ever adds.
First paint: a word of its first screen is written. Settled: what was last written before 300 ms of silence. Two seconds after: the
processor's time, which a busy machine hardly changes, and the memory, as PSS (own pages, and a share of those shared), children included.
The others are installed by pip, each in its own environment, under ~/.cache/assistant-benchmarks. Linux only.

    python benchmarks/apps.py [STARTS]      # no start at all (0): only what ours holds after many exchanges
"""

import fcntl
import itertools
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import venv
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHELF = Path.home() / ".cache" / "assistant-benchmarks"
EXCHANGES = (1, 10, 50, 100, 200, 300, 400, 500)
"""After how many questions asked and answered the memory is looked at."""
LIMIT = 40.0
# Textual's highlighting crashes the interpreter with 0.26, which pip would take.
BESIDE = ("tree-sitter<0.26",)
SILENCE = 0.3
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Bonjour", markup=False)

Hello().run()
"""
# What any app of conversation needs: lines that scroll, a line to type in, a footer.
FLOOR = """
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Footer, Input, Static

class Floor(App):
    BINDINGS = [("f1", "help", "Aide"), ("ctrl+q", "quit", "Quitter")]

    def compose(self):
        with VerticalScroll():
            for number in range(10):
                yield Static(f"Message {number}", markup=False)
        yield Input(placeholder="Votre question")
        yield Footer()

Floor().run()
"""
CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)")


@dataclass(frozen=True)
class App:
    """A program: what the table calls it, how it starts, a word of its first screen."""

    name: str
    command: tuple[str, ...]
    word: str


OURS = App("assistant", (sys.executable, "-m", "assistant"), "Poser une question")


@dataclass
class Start:
    """What one start took: seconds to the first paint and to silence, seconds of processor, MiB of PSS."""

    paint: float
    settled: float
    busy: float
    memory: float


def installed(package: str, version: str, program: str) -> str:
    """The program of a package, installed in an environment of its own the first time."""
    place = SHELF / f"{package}-{version}"
    if not (place / "bin" / program).exists():
        print(f"Installing {package} {version} in {place}", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        subprocess.run([place / "bin" / "pip", "--quiet", "install", f"{package}=={version}", *BESIDE], check=True)
    return str(place / "bin" / program)


def apps(folder: Path) -> list[App]:
    """The programs, ours first."""
    log = folder / "app.log"
    log.write_text("".join(f"2026-11-22 10:{n // 60 % 60:02}:{n % 60:02} INFO request {n}\n" for n in range(2_000)))
    python = sys.executable
    return [
        OURS,
        App("bare Textual hello", (python, "-c", HELLO), "Bonjour"),
        App("chat-shaped Textual floor", (python, "-c", FLOOR), "Message 1"),
        App("toolong 1.5.0", (installed("toolong", "1.5.0", "tl"), str(log)), "request"),
        App(
            "harlequin 2.17.0",
            (installed("harlequin", "2.17.0", "harlequin"), "--no-download-tzdata", "--locale", "C"),
            "Query Editor",
        ),
        App("posting 2.11.1", (installed("posting", "2.11.1", "posting"),), "Collection"),
    ]


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: tuple[str, ...], home: Path) -> None:
        self.seen = self.last = b""
        self.begun = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
            here = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
            if command[0] != sys.executable:
                del here["PYTHONPATH"]
            os.chdir(home)
            os.execve(command[0], command, kept | here)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, seconds: float) -> bytes:
        """What is written within so many seconds; b"" when nothing is."""
        if not select.select([self.file], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            found = os.read(self.file, 1 << 16)
        except OSError as error:  # its other end is closed
            raise RuntimeError(f"The program ended: {self.last.decode(errors='replace')}") from error
        self.last = (self.last + found)[-4_000:]
        return found

    def until(self, word: str) -> float:
        """Seconds since the start until a word is written. Raises TimeoutError."""
        while word.encode() not in CONTROL.sub(b"", self.seen).replace(b"\xc2\xa0", b" "):
            if time.perf_counter() - self.begun > LIMIT:
                raise TimeoutError(f"{word}: {self.seen[-2_000:]!r}")
            self.seen += self.read(1.0)
        return time.perf_counter() - self.begun

    def silence(self, seconds: float = SILENCE) -> float:
        """Seconds since the start until the last thing written before a silence."""
        last = asked = time.perf_counter()
        while self.read(seconds):
            last = time.perf_counter()
            if last - asked > LIMIT:
                raise TimeoutError("never silent")
        return last - self.begun

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def calm(self, seconds: float = 0.06) -> None:
        """Wait until the program has nothing more to do: no thread of it runs, or waits for a processor, and its time stands still. A
        busy machine makes silences mean nothing."""
        before, limit = -1.0, time.perf_counter() + LIMIT
        while ((now := self.busy()) != before or self.runs()) and time.perf_counter() < limit:
            before = now
            self.wait(seconds)

    def runs(self) -> bool:
        """Whether some thread has something to do, or waits for the disk."""
        tasks = (task for process in self.processes() for task in (process / "task").iterdir())
        return any((task / "stat").read_text().rpartition(") ")[2][0] in "RD" for task in tasks)

    def write(self, text: str) -> None:
        """Type a text."""
        os.write(self.file, text.encode())

    def processes(self) -> list[Path]:
        """The program and its children, as folders of /proc."""
        found = [self.pid]
        for pid in found:
            found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return [Path(f"/proc/{pid}") for pid in found]

    def memory(self) -> float:
        """MiB of PSS."""
        rollups = [(process / "smaps_rollup").read_text() for process in self.processes()]
        return sum(int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0]) for text in rollups) / 1024

    def busy(self) -> float:
        """Seconds of processor."""
        times = [(process / "stat").read_text().rpartition(") ")[2].split()[11:13] for process in self.processes()]
        return sum(int(ticks) for pair in times for ticks in pair) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End the program at once."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def start(app: App, home: Path) -> Start:
    """Start a program once."""
    home.mkdir(exist_ok=True)
    terminal = Terminal(app.command, home)
    try:
        paint = terminal.until(app.word)
        settled = max(paint, terminal.silence())
        terminal.wait(2.0)
        return Start(paint, settled, terminal.busy(), terminal.memory())
    finally:
        terminal.end()


def index_built(home: Path) -> None:
    """Have the index of our texts built: it takes some seconds of processor, and is no part of a usual start."""
    home.mkdir(exist_ok=True)
    here = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "assistant", "index"], cwd=home, env=here, check=True, capture_output=True)


def after_exchanges(app: App, home: Path) -> None:
    """Print the MiB of ours after many questions asked and answered, each another one of the judgements."""
    from assistant.campaign import locate
    from assistant.evaluate import read_judgements

    paths = sorted((locate().room("index") / "judgements").glob("*.yaml"))
    asked = [judgement.q for path in paths for judgement in read_judgements(path) if judgement.q]
    terminal = Terminal(app.command, home)
    try:
        terminal.until(app.word)
        terminal.wait(2.0)
        terminal.calm(0.5)
        print(f"\nOurs, PSS: {terminal.memory():.0f} MiB fresh", end="", flush=True)
        terminal.write("1")
        terminal.wait(1.0)
        for number, question in enumerate(itertools.islice(itertools.cycle(asked), EXCHANGES[-1]), 1):
            terminal.write(f"\x1b[200~{question}\x1b[201~")
            terminal.wait(0.03)
            terminal.write("\r")
            terminal.wait(0.03)
            terminal.calm()
            if number in EXCHANGES:
                print(f"; {terminal.memory():.0f} after {number}", end="", flush=True)
        print(".")
    finally:
        terminal.end()


def main() -> None:
    """Print the table."""
    sys.path.insert(0, str(ROOT))
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        ours_home = Path(folder) / "assistant"
        index_built(ours_home)
        if not starts:
            after_exchanges(OURS, ours_home)
            return
        programs = apps(Path(folder))
        found: dict[str, list[Start]] = {app.name: [] for app in programs}
        for number in range(starts + 1):
            for app in programs:
                once = start(app, Path(folder) / app.name.replace(" ", "-"))
                if number:  # the first start compiles, indexes, writes settings
                    found[app.name].append(once)
        best = {
            name: Start(*(min(getattr(one, field.name) for one in all_) for field in fields(Start)))
            for name, all_ in found.items()
        }
        ours = best["assistant"]
        load = " / ".join(f"{value:.1f}" for value in os.getloadavg())
        now = datetime.now(UTC)
        print(
            f"{now:%d %B %Y, %H:%M} UTC, Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load}, best of {starts}.\n"
        )
        print(
            "| app | first paint | settled | processor | memory (PSS) | ours against it |\n| --- | --- | --- | --- | --- | --- |"
        )
        for name, one in best.items():
            ratio = ", ".join(f"× {getattr(ours, field.name) / getattr(one, field.name):.2f}" for field in fields(Start))
            times = " | ".join(f"{seconds * 1000:.0f} ms" for seconds in (one.paint, one.settled, one.busy))
            print(f"| {name} | {times} | {one.memory:.0f} MiB | {'' if one is ours else ratio} |", flush=True)
        after_exchanges(OURS, ours_home)


if __name__ == "__main__":
    main()
