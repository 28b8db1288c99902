"""The formats of a paper, each loaded when it is asked for."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from importlib import import_module

from assistant.outputs.model import Paper

_WRITERS = {".md": "markdown", ".docx": "docx", ".odt": "odt", ".html": "html", ".pdf": "pdf"}
FORMATS = tuple(_WRITERS)
NAMES = {
    ".md": "texte (Markdown)",
    ".docx": "Word",
    ".odt": "LibreOffice",
    ".html": "page web",
    ".pdf": "PDF",
    ".csv": "tableau (CSV)",
    ".ics": "calendrier",
    ".xlsx": "tableur Excel",
    ".ods": "tableur LibreOffice",
}
"""What people call the formats of files, by suffix."""


def render(paper: Paper, suffix: str) -> str | bytes:
    """The content of a file in the format of its suffix, one of FORMATS: the same paper gives the same bytes."""
    name = _WRITERS[suffix]
    write: Callable[[Paper], str | bytes] = getattr(import_module(f"assistant.outputs.{name}"), name)
    return write(paper)


def sealed(package: bytes) -> bytes:
    """A zipped document without the hours at which its parts were made; parts stay in their order, `mimetype` unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename)  # 1 January 1980, the first day that the format knows
            entry.compress_type = part.compress_type
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(part))
        new.comment = _seal(old)
    return made.getvalue()


def is_untouched(package: bytes) -> bool:
    """Whether a zipped document is still as `sealed` left it: whatever saves it again drops its seal, or belies it."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as found:
            return found.comment == _seal(found)
    except zipfile.BadZipFile:
        return False


def _seal(package: zipfile.ZipFile) -> bytes:
    """A digest of the names and the checksums of what a package holds."""
    told = "\n".join(f"{part.filename} {part.CRC:08x} {part.file_size}" for part in package.infolist())
    return hashlib.sha256(told.encode()).hexdigest().encode()
