"""Settings that every test shares: one clock, one width, a home directory of its own, nothing of the developer's."""

import itertools
import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

_HOMES = itertools.count()
ROOT = Path(__file__).resolve().parent.parent

# Read when a library is imported or a child process starts, hence before any test.
os.environ.update(TZ="UTC", LANG="C.UTF-8", LC_ALL="C.UTF-8", COLUMNS="80", LINES="24", PYTHONWARNINGS="error")
# Child processes run the code of this checkout, wherever they start.
os.environ["PYTHONPATH"] = str(ROOT)
for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
    os.environ.pop(name, None)
if hasattr(time, "tzset"):
    time.tzset()

# The same examples on each run, however busy the machine is; `--hypothesis-profile=explore` looks further.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def isolated_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home directory, new for each test, with all that platformdirs derives from it (Linux, macOS)."""
    # Not mktemp: it lists all the directories that it has made, at each of some thousands of tests.
    home = tmp_path_factory.getbasetemp() / f"home{next(_HOMES)}"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(home / f".{kind}"))
    return home


@pytest.fixture(scope="session")
def _warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def shared_cache(isolated_home: Path, _warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache directory that the tests of a run may share, so that the built-in campaign is indexed once.

    Only for tests that read through the index; those about the cache itself keep the empty one of `isolated_home`.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(_warm_cache))
    return _warm_cache
