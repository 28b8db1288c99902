"""Paths as people give them: typed, pasted, or dropped on the terminal, which quotes them."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def place(text: str) -> Path:
    """The path that a text means: « ~ » is the home; quotes, backslashes before blanks and « file:// » are what a drop adds."""
    path = _path(text)
    if os.path.exists(path):
        return path
    bare = text.strip()
    if bare[:1] == bare[-1:] and bare[:1] in {"'", '"'} and len(bare) > 1:
        bare = bare[1:-1]
    if bare.startswith("file://"):
        bare = unquote(urlsplit(bare).path)
    dropped = _path(bare.replace("\\ ", " "))
    return dropped if os.path.exists(dropped) else path


def _path(text: str) -> Path:
    # Unlike those of pathlib, these functions refuse no text: the home of nobody, a name that is too long.
    return Path(os.path.expanduser(text))
