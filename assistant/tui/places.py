"""Paths as people give them: typed, pasted, or dropped on the terminal, which quotes them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit


def place(text: str) -> Path:
    """The path that a text means: « ~ » is the home; quotes, backslashes before blanks and « file:// » are what a drop adds."""
    path = Path(text).expanduser()
    if path.exists():
        return path
    bare = text.strip()
    if bare[:1] == bare[-1:] and bare[:1] in {"'", '"'} and len(bare) > 1:
        bare = bare[1:-1]
    if bare.startswith("file://"):
        bare = unquote(urlsplit(bare).path)
    dropped = Path(bare.replace("\\ ", " ")).expanduser()
    return dropped if dropped.exists() else path
