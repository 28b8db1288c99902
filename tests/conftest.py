"""Settings that every test shares: one clock, one width, a home directory of its own, nothing of the developer's."""

import gc
import itertools
import os
import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from assistant import content, files
from tests.shipped import shipped_index

_HOMES = itertools.count()
_FREE: list[Path] = []
"""Homes in which a test left nothing: the next ones may have them."""
ROOT = Path(__file__).resolve().parent.parent

# Until all is imported, nothing is let go: the collector would look at it again and again, and find nothing.
gc.disable()
# What is compiled is kept, whatever the environment says: each worker, and each child process, would compile it all again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Read when a library is imported or a child process starts, hence before any test.
os.environ.update(TZ="UTC", LANG="C.UTF-8", LC_ALL="C.UTF-8", COLUMNS="80", LINES="24", PYTHONWARNINGS="error")
# Child processes run the code of this checkout, wherever they start.
os.environ["PYTHONPATH"] = str(ROOT)
for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
    os.environ.pop(name, None)
if hasattr(time, "tzset"):
    time.tzset()

# The same examples on each run, however busy the machine is; `--hypothesis-profile=explore` looks further.
# A test that aims at the faults of `benchmarks/mutation.py` asks for more itself.
settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=40)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("house")


# A content file is parsed once a run: hundreds of tests load the same two campaigns. What they get is theirs alone, a copy of
# what the parser gave for this text; the tests of the parser call `assistant.files`, where nothing is remembered.
_parse = files.parse_yaml
_PARSED: dict[str, bytes] = {}


def _parse_once(text: str, where: str) -> Any:
    if text not in _PARSED:
        _PARSED[text] = pickle.dumps(_parse(text, where), pickle.HIGHEST_PROTOCOL)
    return pickle.loads(_PARSED[text])


setattr(content, "parse_yaml", _parse_once)  # noqa: B010  # the name under which the content is parsed


def pytest_collection_finish() -> None:
    """What was loaded to collect the tests stays: the garbage collector need not look at it again (as in __main__.py)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A worker sends what a test came to, and not that its fixtures went well: two reports in three, for thousands of tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(autouse=True)
def isolated_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home directory for each test, with all that platformdirs derives from it (Linux, macOS)."""
    if _FREE:
        home = _FREE.pop()
    else:
        # Not mktemp: it lists all the directories that it has made.
        home = tmp_path_factory.getbasetemp() / f"home{next(_HOMES)}"
        home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(home / f".{kind}"))
    yield home
    if not any(home.iterdir()):
        _FREE.append(home)


@pytest.fixture(scope="session")
def _for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the run that all its workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def _warm_cache(_for_all_workers: Path) -> Path:
    return _for_all_workers / "cache"


@pytest.fixture
def shared_cache(isolated_home: Path, _warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache directory that the tests of a run may share, so that the campaigns of the tests are indexed once.

    Only for tests that read through the index; those about the cache itself keep the empty one of `isolated_home`.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(_warm_cache))
    return _warm_cache


@pytest.fixture(scope="session")
def _shipped() -> Path:
    return shipped_index()


@pytest.fixture
def shipped_cache(isolated_home: Path, _shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache directory for tests that search the built-in campaign: its index is there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(_shipped))
    return _shipped
