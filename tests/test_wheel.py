"""The wheel, installed where there is no checkout, does what the checkout does."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import assistant
from assistant.campaign import ROOMS, Campaign
from tests import plot

ROOT = Path(assistant.__file__).resolve().parent.parent


def test_wheel_works_without_the_checkout(tmp_path: Path, shipped_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # pip and hatchling run here, and their own warnings are none of ours.
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    _run(ROOT, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")

    _check_content(wheel)
    program = _install(wheel, tmp_path / "elsewhere")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert _run(empty, program, "--version", home=tmp_path / "home") == f"assistant {assistant.__version__}\n"
    # It indexes what it is given; its own campaign, checked byte for byte above, is indexed once for all the tests.
    _run(empty, program, "--campaign", str(plot.ROOT), "index", home=tmp_path / "home")
    installed = _run(empty, program, "demo", home=tmp_path / "home", cache=shipped_cache)
    assert installed.strip()
    assert installed == _run(ROOT, sys.executable, "-m", "assistant", "demo")
    assert list(empty.iterdir()) == []


def _check_content(wheel: Path) -> None:
    """The wheel holds each file of the package and of the campaign's three rooms, byte for byte, and nothing else."""
    package = ROOT / "assistant"
    expected = {
        path.relative_to(ROOT).as_posix(): path
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }
    for path in Campaign(ROOT).files(*ROOMS):
        expected[f"assistant/_campaign/{path.relative_to(ROOT).as_posix()}"] = path
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert set(expected) == carried
        for name, path in expected.items():
            assert archive.read(name) == path.read_bytes(), name


def _install(wheel: Path, place: Path) -> str:
    """Install the wheel alone in a new environment that borrows the libraries of this one; the path of its program."""
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", python]
    _run(place, *pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel))
    libraries = _run(place, python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A plain path in a .pth is searched last and its own .pth files are not read: the checkout stays out of sight.
    Path(libraries, "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    where = _run(place, python, "-c", "import assistant; print(assistant.__file__)").strip()
    assert Path(where).is_relative_to(libraries)
    return str(scripts / "assistant")


def _run(folder: Path, *command: str, home: Path | None = None, cache: Path | None = None) -> str:
    """What the command prints, run in this folder (with this home directory, and this cache); it must succeed."""
    variables = dict(os.environ)
    variables.pop("PYTHONPATH", None)
    if home is not None:
        home.mkdir(exist_ok=True)
        variables["HOME"] = str(home)
        for name in [name for name in variables if name.startswith("XDG_")]:
            del variables[name]
    if cache is not None:
        variables["XDG_CACHE_HOME"] = str(cache)
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
