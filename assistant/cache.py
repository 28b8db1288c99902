"""The user's cache directory: builds kept as single sealed files, written whole or not at all, and never trusted blindly.

The name of a file tells what it was built from; its first line seals its bytes. A build is written to a neighbour, flushed,
then moved into place: two processes that start together both end with a good file, and a crash leaves the old state. Whoosh's
files hold pickles, so a file is only read when it belongs to this user and nobody else may write to it.
"""

import contextlib
import hashlib
import mmap
import os
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import whoosh

from assistant.campaign import Campaign
from assistant.errors import reason
from assistant.library import Library, load

APP = "assistant-appels-a-projets"
_MAGIC = b"assistant-build-2 "
_SEAL = 60
"""The longest that a seal may be, in bytes."""
_KEPT = 6
"""How many builds stay (other campaigns, other versions); the least recently used go first."""
_STALE = 3600
"""Age in seconds after which an unfinished file is a leftover of a crash."""


def folder() -> Path:
    """Where the builds of this user are kept."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP, appauthor=False)) / "index"


def key_of(campaign: Campaign) -> str:
    """What a build depends on: the content, the code that makes it, Whoosh and Python."""
    here = Path(__file__).parent
    code = _fingerprint(here / f"{name}.py" for name in ("analysis", "asked", "index", "library", "likelihood"))
    versions = ".".join(map(str, (*whoosh.__version__, *sys.version_info[:2])))
    return f"{campaign.digest('corpus', 'index')}-{code}-{versions}"


class _Shelf(msgspec.Struct, frozen=True):
    """The library of a build, without the rest."""

    library: Library


def load_library(campaign: Campaign) -> Library:
    """The library of a campaign: from the cache when its index is there (see Build.packed for what it lacks then), else from its files.

    Raises AssistantError when the content is wrong.
    """
    data = fetch(key_of(campaign))
    if data is not None:
        with contextlib.suppress(msgspec.MsgspecError):
            return msgspec.msgpack.decode(data, type=_Shelf).library
    return load(campaign)


def fetch(key: str) -> memoryview | None:
    """The build kept under this key, or None when there is none that is whole and ours."""
    path = folder() / f"{key}.build"
    try:
        # A pipe that stands there must not make us wait for its writer.
        with open(path, "rb", 0, opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as stream:
            status = os.fstat(stream.fileno())
            if not _ours(status) or not status.st_size:
                return None
            # Pages of its own: the heap would keep the room of what is let go once it is decoded.
            pages = mmap.mmap(-1, status.st_size)
            whole = memoryview(pages)[: stream.readinto(pages)]
        seal = bytes(whole[:_SEAL]).partition(b"\n")[0] + b"\n"
        data = whole[len(seal) :]
        if seal != _seal(data):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
    except OSError:
        return None
    return data


def _ours(status: os.stat_result) -> bool:
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(data: bytes | memoryview) -> bytes:
    # A checksum is enough against damage, and five times as fast as a digest; strangers are kept out by the file's owner.
    return _MAGIC + f"{len(data)} {zlib.crc32(data):08x}\n".encode()


def store(key: str, data: bytes) -> str:
    """Keep a build under this key; old ones are removed. Returns "" or, when the system refuses, why, in French."""
    place = folder()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = place / f".{key}.{os.getpid()}.{time.monotonic_ns()}"
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(_seal(data))
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(beside, place / f"{key}.build")
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        _clean(place, f"{key}.build")
    except OSError as error:
        return f"« {place} » : {reason(error)}"
    return ""


def _clean(place: Path, kept: str) -> None:
    builds = sorted(place.glob("*.build"), key=_used, reverse=True)
    leftovers = [path for path in place.glob(".*") if _used(path) < time.time() - _STALE]
    for path in [*[build for build in builds if build.name != kept][_KEPT - 1 :], *leftovers]:
        with contextlib.suppress(OSError):
            path.unlink()


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def forget(key: str) -> None:
    """Remove the build kept under this key, if any."""
    with contextlib.suppress(OSError):
        (folder() / f"{key}.build").unlink()


def _fingerprint(paths: Iterator[Path]) -> str:
    """A short seal of the bytes of these files; those that cannot be read count for nothing."""
    seal = hashlib.blake2b(digest_size=6)
    for path in paths:
        with contextlib.suppress(OSError):
            seal.update(path.read_bytes())
    return seal.hexdigest()
