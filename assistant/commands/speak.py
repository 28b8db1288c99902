"""What every command shares: its exit codes, its streams, its campaign, its engine."""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TextIO

from assistant import APP, __version__
from assistant.campaign import Campaign, locate
from assistant.errors import AssistantError
from assistant.french import typography

if TYPE_CHECKING:
    from assistant.search import Engine

DONE, NEGATIVE, BAD_INPUT = 0, 1, 2
_WIDTH = 100
_LINE = 4_000
"""The longest line read on the standard input, in characters."""


def say(text: str) -> None:
    """Say something beside the output; where it cannot be said, the exit code alone tells."""
    with contextlib.suppress(OSError, ValueError):
        print(typography(text), file=sys.stderr, flush=True)


def tell(text: str, code: int) -> int:
    """Print what a command has found, and return its exit code, which a reader who leaves early (head, less) does not change."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        silence(sys.stdout)
    return code


def as_json(value: Any) -> str:
    """A JSON object on one line."""
    return json.dumps(value, ensure_ascii=False)


def print_json(value: Any) -> None:
    """One JSON object on a line of the standard output."""
    print(as_json(value), flush=True)


def progress(text: str) -> None:
    """Show where long work is, on a terminal only; a text that ends with a full stop is the last."""
    if sys.stderr.isatty():
        print(f"\r\033[K{typography(text)}", end="\n" if text.endswith(".") else "", file=sys.stderr, flush=True)


def line_by_line(text: str) -> None:
    """Show where long work is, one line at a time, to whoever reads the standard output; the work goes on when nobody does any more."""
    with contextlib.suppress(OSError):
        print(typography(text), flush=True)


def width() -> int:
    """How wide a printed text may be, in columns."""
    import shutil

    return min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDTH)


def typed_lines() -> Iterator[str]:
    """The lines typed, or piped; one that has no end is cut, and said to be."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a pipe may hold anything
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    if typed:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - input() then lets people move in the line and take earlier ones up
    while True:
        try:
            line = f"{input('> ')}\n" if typed else sys.stdin.readline(_LINE + 1)
        except EOFError:
            return
        if not line:
            return
        if len(line.rstrip("\r\n")) > _LINE:
            while not line.endswith("\n") and (rest := sys.stdin.readline(_LINE)):
                line = line[:_LINE] + rest[-1]
            say(f"Cette ligne est trop longue : seuls ses {_LINE} premiers caractères sont lus.")
        yield line.rstrip("\r\n")[:_LINE]


def campaign_of(arguments: argparse.Namespace) -> Campaign:
    """The campaign that the command is about. Raises AssistantError when there is none there."""
    folder = arguments.campaign
    if folder and folder.exists() and not folder.is_dir():
        raise AssistantError(f"« {folder} » n'est pas un dossier : --campaign attend le dossier d'une campagne.")
    return locate(folder)


def today_of(arguments: argparse.Namespace) -> date:
    """The day of reference: `--as-of`, or today."""
    return arguments.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day


def engine_of(campaign: Campaign) -> "Engine":
    """The search engine of a campaign; what went wrong with its cache is said. Raises AssistantError when the content is wrong."""
    from assistant.search import open_engine

    engine = open_engine(campaign, progress=progress)
    for notice in engine.notices:
        say(notice)
    return engine


def open_streams() -> None:
    """Speak UTF-8 whatever the console, and put something in the place of streams that are closed (`>&-`)."""
    # A closed input reads as an empty one; nothing can be written to a closed output, and we find out when we try.
    if sys.stdin is None:
        sys.stdin = _null(os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _null(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _null(os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a console may be cp1252


def _null(access: int, mode: Literal["r", "w"]) -> TextIO:
    """The null device as a stream; `access` is what the system lets be done with it."""
    return open(os.open(os.devnull, access), mode, encoding="utf-8", closefd=False)


def silence(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, so that the interpreter does not complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def unexpected() -> str:
    """Keep what a developer needs of a mistake of ours in a file, and say so in one sentence."""
    import traceback

    from platformdirs import user_log_path

    path = user_log_path(APP, appauthor=False) / "erreur.txt"
    kept = "le détail n'a pas pu être enregistré"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"assistant {__version__}\n{traceback.format_exc()}", encoding="utf-8", errors="replace")
        kept = f"le détail est dans « {path} »"
    return f"L'assistant a rencontré une erreur imprévue : vos fichiers sont intacts ; {kept}."
