"""The index of the built-in campaign, kept from one run of the tests to the next: it takes some seconds to build."""

import hashlib
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from assistant.campaign import ROOMS, locate

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ROOT / ".pytest_cache" / "shipped"


def _mark() -> str:
    """What the index follows from: the content, the whole of the engine, the interpreter and the index's library."""
    seal = hashlib.blake2b(f"{sys.version} {version('whoosh-reloaded')} {locate().digest(*ROOMS)}".encode(), digest_size=10)
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        seal.update(path.read_bytes())
    return seal.hexdigest()


def shipped_index() -> Path:
    """A cache directory (XDG_CACHE_HOME) that holds the index; whatever the code or the content changes, it is built anew."""
    from assistant.search import index_status, open_engine

    folder = _KEPT / _mark()
    _KEPT.mkdir(parents=True, exist_ok=True)
    before = os.environ.get("XDG_CACHE_HOME")
    with FileLock(_KEPT.parent / "shipped.lock"):
        os.environ["XDG_CACHE_HOME"] = str(folder)
        try:
            if not index_status(locate()).ready:
                for old in _KEPT.iterdir():
                    shutil.rmtree(old, ignore_errors=True)
                open_engine(locate())
        finally:
            if before is None:
                del os.environ["XDG_CACHE_HOME"]
            else:
                os.environ["XDG_CACHE_HOME"] = before
    return folder
