"""How long the app keeps its event loop: the longest step of each gesture, in a real terminal, on the built-in campaign.

    python benchmarks/frames.py [--stacks]

The app runs in a pseudo-terminal of 140×40. Every callback of its loop is timed from the inside, in processor time of its thread (what
else the machine does does not count) and by the clock; a gesture's longest one is what a person may feel. With `--stacks`, where
the time of the callbacks longer than a frame went, and how much of them our own code takes: the rest is Textual's layout and drawing.
"""

import collections
import compileall
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRAME = 16.0
"""Milliseconds in which a screen of 60 images a second shows one."""
QUIET = 0.3
"""Seconds without output after which a gesture is over."""
TICK = 0.02
LIMIT = 8.0
"""Seconds, at most, that a gesture is waited for."""
BLINK = 2_000
"""Bytes, at most, that a blinking cursor writes at once."""
CHILD = """
import asyncio, json, os, sys, threading, time
sys.path.insert(0, os.environ["ROOT"])
log = open(os.environ["LOG"], "w", buffering=1)
run = asyncio.Handle._run
now, begun = [0], [0]
def timed(handle):
    start, used = time.monotonic(), time.thread_time()
    now[0] += 1
    begun[0] = start
    try:
        return run(handle)
    finally:
        begun[0] = 0
        used = 1000 * (time.thread_time() - used)
        if used > 2:
            print(json.dumps(["step", start, used, 1000 * (time.monotonic() - start), now[0]]), file=log)
asyncio.Handle._run = timed
if os.environ.get("STACKS"):
    sys.setswitchinterval(0.0005)
    main = threading.main_thread().ident
    def sample():
        while True:
            time.sleep(0.001)
            if not begun[0] or time.monotonic() - begun[0] < 0.004:
                continue
            frame, names, number = sys._current_frames()[main], [], now[0]
            while frame:
                code = frame.f_code
                whose = next((name for name in ("assistant", "textual", "rich") if f"/{name}/" in code.co_filename), "")
                file = code.co_filename.rsplit("/", 1)[-1]
                names.append(f"{getattr(code, 'co_qualname', code.co_name)} {whose}/{file}:{frame.f_lineno}")
                frame = frame.f_back
            print(json.dumps(["stack", time.monotonic(), number, names]), file=log)
    threading.Thread(target=sample, daemon=True).start()
if os.environ.get("BARE"):
    from textual.app import App
    from textual.screen import Screen
    from textual.widgets import Static
    class Full(Screen):
        def compose(self):
            yield Static("\\n".join(f"{line} " + "mot " * 30 for line in range(60)), markup=False)
    class Bare(App):
        def key_p(self):
            self.push_screen(Full())
        def key_t(self):
            self.theme = "nord"
    Bare().run()
else:
    from assistant.cli import main as command
    sys.argv = ["assistant"]
    command([])
"""


class Terminal:
    """The app in a pseudo-terminal: keys go in, what it shows is read away."""

    def __init__(self, home: str, log: str, stacks: bool = False, bare: bool = False) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ.update(
                HOME=home, PYTHONPATH=str(ROOT), TERM="xterm-256color", COLORTERM="truecolor", ROOT=str(ROOT), LOG=log
            )
            for kind in ("CACHE", "DATA", "CONFIG", "STATE"):
                os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
            os.environ |= {"STACKS": "1"} if stacks else {}
            os.environ |= {"BARE": "1"} if bare else {}
            os.execv(sys.executable, [sys.executable, "-c", CHILD])
        self.resize(140, 40)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def settle(self, quiet: float = QUIET) -> bytes:
        """Read until no thread of the app has anything to do for a while; a cursor may blink."""
        seen, calm, limit = b"", 0.0, time.monotonic() + LIMIT
        while calm < quiet and time.monotonic() < limit:
            if select.select([self.fd], [], [], TICK)[0]:
                shown = os.read(self.fd, 65536)
                seen += shown
                calm = 0.0 if len(shown) > BLINK else calm
            elif any(self._busy()):
                calm = max(0.0, calm - TICK / 2)
            else:
                calm += TICK
        return seen

    def _busy(self) -> Iterator[bool]:
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            # Runnable counts too: on a machine that is short of processors, that is most of the time.
            yield task.joinpath("stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] in "RD"

    def press(self, keys: str, quiet: float = QUIET) -> bytes:
        """Press keys as a terminal sends them, and wait."""
        os.write(self.fd, keys.encode())
        time.sleep(TICK)
        return self.settle(quiet)

    def resident(self) -> int:
        """MiB of memory resident now."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0

    def close(self) -> None:
        """Kill the app."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


F = dict(
    zip(
        range(1, 13),
        ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", *(f"\x1b[{n}~" for n in (15, 17, 18, 19, 20, 21, 23, 24))),
        strict=True,
    )
)
ASKED = (
    "Qui peut candidater ?",
    "Quel est le montant maximal ?",
    "Quelle est la date limite ?",
    "Que sont les compétences psychosociales ?",
)


class Journey:
    """Gestures in order, each with the longest step that it took."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.spans: list[tuple[str, float, float]] = []

    @contextmanager
    def gesture(self, name: str) -> Iterator[None]:
        """Time what is done inside under a name."""
        start = time.monotonic()
        yield
        self.spans.append((name, start, time.monotonic()))

    def press(self, name: str, *keys: str, quiet: float = QUIET) -> None:
        """Press keys, one after the other, each settled."""
        with self.gesture(name):
            for key in keys:
                self.terminal.press(key, quiet)


def play(journey: Journey) -> None:
    """From the door to the papers."""
    terminal = journey.terminal
    with journey.gesture("start"):
        terminal.settle(3.0)
    journey.press("help, opened and closed", F[1], "\x1b")
    journey.press("palette, typed, closed", "\x10", "t", "h", "\x1b")
    journey.press("theme changed", "\x0c", "\x0c")
    journey.press("scenarios listed", "5", quiet=1.0)
    journey.press("a full dossier opened", "\r", quiet=2.0)
    journey.press("previous question", F[7], F[7], F[7])
    journey.press("skipped", F[8], F[8])
    journey.press("undone, redone", "\x1a", "\x19")
    for number, name in ((4, "checklist"), (5, "outline"), (6, "progress"), (3, "passages")):
        journey.press(f"{name} opened", F[number], quiet=0.8)
    journey.press("outline again", F[5], quiet=0.8)
    journey.press("answered with the outline beside", F[8], quiet=0.8)
    journey.press("all answers", F[10], quiet=0.8)
    journey.press("all answers scrolled", "\x1b[6~", "\x1b[6~", "\x1b[B")
    journey.press("an answer opened from the list", "\r", "\x1b", "\x1b", quiet=0.6)
    journey.press("line to ask in", F[2])
    for question in ASKED:
        journey.press("typing a question", *question, quiet=0.03)
        journey.press("asked and answered", "\r", quiet=1.0)
    journey.press("conversation scrolled", *["\x1b[5~"] * 4, *["\x1b[6~"] * 4)
    with journey.gesture("resized"):
        for size in ((80, 24), (40, 12), (300, 80), (140, 40)):
            terminal.resize(*size)
            terminal.settle(0.6)
    journey.press("home", "\x0f", quiet=0.8)


def play_bare(journey: Journey) -> None:
    """What Textual takes for one Static that fills the screen: no app can do better."""
    journey.terminal.settle(1.0)
    journey.press("bare Textual: a screen pushed", "p", quiet=0.6)
    journey.press("bare Textual: theme changed", "t", quiet=0.6)
    with journey.gesture("bare Textual: resized"):
        for size in ((80, 24), (40, 12), (300, 80), (140, 40)):
            journey.terminal.resize(*size)
            journey.terminal.settle(0.6)


def told(spans: list[tuple[str, float, float]], log: Path) -> dict[str, tuple[float, float, int]]:
    """For each gesture: its longest step (processor, clock) in milliseconds, and how many steps were longer than a frame."""
    steps = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith('["step"')]
    found: dict[str, tuple[float, float, int]] = {}
    for name, start, end in spans:
        mine = [(used, clock) for _, at, used, clock, _ in steps if start <= at < end]
        used, clock, long = found.get(name, (0.0, 0.0, 0))
        found[name] = (
            max([used, *(step for step, _ in mine)]),
            max([clock, *(step for _, step in mine)]),
            long + sum(step > FRAME for step, _ in mine),
        )
    return found


def stacks(spans: list[tuple[str, float, float]], log: Path) -> None:
    """Print where the time of the long steps went."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    own: dict[str, float] = {}
    steps = {number: (at, used) for kind, at, used, _, number in (line for line in lines if line[0] == "step") if used > FRAME}
    for number, (at, used) in sorted(steps.items(), key=lambda item: item[1][0]):
        name = next((name for name, start, end in spans if start <= at < end), "?")
        seen = [line[3][::-1] for line in lines if line[0] == "stack" and line[2] == number]
        own[name] = max(own.get(name, 0.0), used * sum(map(_ours, seen)) / max(1, len(seen)))
        print(f"\n{used:.0f} ms in « {name} », {len(seen)} samples")
        counts: collections.Counter[str] = collections.Counter()
        for stack in seen:
            counts.update({frame.partition(":")[0] for frame in stack})
        for frame, count in counts.most_common(45):
            if (count >= max(2, len(seen) // 8) and count < len(seen) * 0.999) or "_on_" in frame:
                print(f"  {100 * count // max(1, len(seen)):3d} %  {frame}")
    print("\n| gesture | most of a step in our own code, or in what it calls that is not Textual |\n| --- | --- |")
    for name, used in own.items():
        print(f"| {name} | {used:.0f} ms |")


def _ours(stack: list[str]) -> bool:
    """Whether the innermost frame that is ours or Textual's, in a stack from the outermost on, is ours."""
    whose = (frame.split(" ")[-1].partition("/")[0] for frame in reversed(stack))
    return next((name for name in whose if name), "") == "assistant"


def main() -> None:
    """Print a table."""
    compileall.compile_dir(ROOT / "assistant", quiet=1)
    wanted = "--stacks" in sys.argv
    print("| gesture | longest step, processor | by the clock | steps over a frame |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as home:
        log = Path(home, "log")
        # With its index, once and for all: it takes some seconds of processor, and is no part of a usual start.
        kinds = ("CACHE", "DATA", "CONFIG", "STATE")
        places = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in kinds} | {"HOME": home, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-m", "assistant", "index"], env=os.environ | places, check=True, capture_output=True)
        for bare, gestures in ((True, play_bare), (False, play)):
            journey = Journey(Terminal(home, str(log), wanted and not bare, bare))
            try:
                gestures(journey)
                resident = journey.terminal.resident()
            finally:
                journey.terminal.close()
            for name, (used, clock, long) in told(journey.spans, log).items():
                print(f"| {name} | {used:.0f} ms | {clock:.0f} ms | {long} |")
        print(f"resident at the end: {resident} MiB")
        if wanted:
            stacks(journey.spans, log)


if __name__ == "__main__":
    main()
