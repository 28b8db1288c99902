"""Paths as people give them (typed, pasted, or dropped on the terminal, which quotes them), and as they are shown to people.

Looked at with os.path, whose questions are answered by no where pathlib's raise: a name too long, a folder that one may not look into.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assistant.text import clean
from assistant.tui.words import fr

_LONGEST = 80
"""How many characters of what was typed are said again."""


def typed(text: str) -> Path:
    """The path that a text writes: « ~ » is the home, where there is such a home."""
    return Path(os.path.expanduser(text))


def place(text: str) -> Path:
    """The path that a text means: « ~ » is the home; quotes, backslashes before blanks and « file:// » are what a drop adds.

    It looks at the disk, which may not answer: not to be called where the screen is drawn.
    """
    path = typed(text)
    if os.path.exists(path):
        return path
    bare = text.strip()
    if bare[:1] == bare[-1:] and bare[:1] in {"'", '"'} and len(bare) > 1:
        bare = bare[1:-1]
    if bare.startswith("file://"):
        bare = unquote(urlsplit(bare).path)
    dropped = typed(bare.replace("\\ ", " "))
    return dropped if os.path.exists(dropped) else path


def home() -> Path | None:
    """The user's home; None where the system knows of none (no HOME, a user without an account)."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def shown(path: Path | str) -> str:
    """A path, or a name in one, on one line and harmless; its spaces and quotes stay as they are, for it is typed again or looked for."""
    return clean(str(path)).replace("\n", " ").replace("\t", " ")


def beginning(text: str) -> str:
    """What was typed for a path, cut when it is long: what a path comes to is shown whole."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def naming(sentence: str, *paths: Path | str) -> str:
    """A sentence of ours, typeset, with paths where it has « {} », which are not."""
    return fr(sentence).format(*map(shown, paths))
