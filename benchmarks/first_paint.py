"""Time to the first paint of the app against a bare Textual hello, in one run: prints the two times and their ratio.

Each program is started in a pseudo-terminal of 120×40; the clock stops when a word of its first screen has been written. The two
take turns, and the best of several starts counts: what else the machine does only ever adds time.

    python benchmarks/first_paint.py [STARTS]
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Poser une question", markup=False)

Hello().run()
"""
APP = "import sys; sys.argv = ['assistant']; from assistant.cli import main; main([])"
WORD = b"Poser une question"
LIMIT = 30.0


def start(code: str, home: str) -> float:
    """Seconds from the start of a Python program to the first time that it shows the word. Raises TimeoutError."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(HOME=home, TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
        for kind in ("CACHE", "DATA", "CONFIG", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
        os.execv(sys.executable, [sys.executable, "-c", code])
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        seen = b""
        while WORD not in seen:
            if not select.select([terminal], [], [], max(0.0, begun + LIMIT - time.perf_counter()))[0]:
                raise TimeoutError(seen[-400:].decode(errors="replace"))
            seen += os.read(terminal, 65536)
        return time.perf_counter() - begun
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def measure(starts: int) -> tuple[float, float]:
    """The best times of the hello and of the app, in seconds, taking turns."""
    with tempfile.TemporaryDirectory() as home:
        times = [(start(HELLO, home), start(APP, home)) for _ in range(starts)]
    return min(hello for hello, _ in times), min(app for _, app in times)


if __name__ == "__main__":
    hello, app = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    print(f"hello {hello * 1000:.0f} ms, app {app * 1000:.0f} ms, ratio {app / hello:.2f}")
