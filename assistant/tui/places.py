"""Paths as people give them: typed, pasted, or dropped on the terminal, which quotes them.

Looked at with os.path, whose questions are answered by no where pathlib's raise: a name too long, a folder that one may not look into.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def typed(text: str) -> Path:
    """The path that a text writes: « ~ » is the home, where there is such a home."""
    return Path(os.path.expanduser(text))


def place(text: str) -> Path:
    """The path that a text means: « ~ » is the home; quotes, backslashes before blanks and « file:// » are what a drop adds."""
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
