"""The dossiers outside the user's folder that are offered again: their list, and what damages it."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant import elsewhere, store
from assistant.elsewhere import MOST, forget, note, noted
from assistant.serve.program import Program


@pytest.fixture
def kept(isolated_home: Path) -> Path:
    """The file in which the list is kept."""
    return isolated_home / ".state" / "assistant-appels-a-projets" / "dossiers-ouverts.json"


def dossier(folder: Path, name: str, saved: int = 1_900_000_000) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    os.utime(path, (saved, saved))
    return path


def test_a_dossier_that_stands_elsewhere_is_kept_once_with_its_name_and_the_time_it_was_saved(tmp_path: Path) -> None:
    assert noted() == []
    path, other = dossier(tmp_path, "cle/jardin-partage.yaml"), dossier(tmp_path, "b.json", 1_000_000_000)
    store.set_day(other, date(2031, 4, 15))
    for one in (path, other, tmp_path / "cle" / ".." / "cle" / "jardin-partage.yaml"):
        note(one)
    assert [(one.path, one.name, one.day, one.outside) for one in noted()] == [
        (path, "jardin partage", None, True),
        (other, "b", date(2031, 4, 15), True),
    ]
    assert noted()[0].saved == datetime.fromtimestamp(1_900_000_000, UTC)
    # Gone, they are listed all the same: nobody looks at their disk.
    path.unlink()
    assert len(noted()) == 2
    forget(path)
    assert [one.path for one in noted()] == [other]
    # One's own are listed by their folder.
    note(dossier(store.folder(), "a-moi.yaml"))
    assert [one.path for one in noted()] == [other]


def test_the_list_is_bounded_and_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    paths = [dossier(tmp_path, f"{number}.yaml") for number in range(MOST + 3)]
    paths.append(dossier(tmp_path, os.fsdecode(b"\xe9t\xe9.yaml")))
    for path in paths:
        note(path)
    assert [one.path for one in noted()] == paths[: -MOST - 1 : -1]


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[",
        "{}",
        "3",
        "[" * 100_000,
        "x" * 1_000_000,
        "\udcff",
        '[3, null, [], ["/a"], ["a.yaml", "a", "2031-04-15T10:00:00+00:00", ""], ["/a", "a", "hier", ""],'
        ' ["/a\\u0000", "a", "2031-04-15", ""], [1, "a", "2031-04-15", ""], ["/a", 2, "2031-04-15", ""],'
        ' ["/a", "a", "2031-04-15", "x"], ["/a", "\\u202e", "2031-04-15", ""]]',
    ],
)
def test_a_list_that_is_damaged_is_left_aside_and_written_anew(kept: Path, tmp_path: Path, damage: str) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(damage, encoding="utf-8", errors="surrogateescape")
    assert noted() == []
    note(path := dossier(tmp_path, "a.yaml"))
    assert [one.path for one in noted()] == [path]
    assert len(json.loads(kept.read_text(encoding="utf-8"))) == 1


def test_where_nothing_can_be_written_nothing_is_kept_nor_lost(isolated_home: Path, tmp_path: Path) -> None:
    (isolated_home / ".state").write_text("a file stands where the folder should be")
    note(dossier(tmp_path, "a.yaml"))
    note(tmp_path / "nulle-part.yaml")
    forget(tmp_path / "a.yaml")
    assert noted() == []


def test_each_visitor_of_a_server_has_a_list_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object) -> None:
        return None

    lists = set()
    for visitor in ("un", "deux"):
        folder = tmp_path / visitor
        program = Program(tmp_path, folder, write_bytes=nobody, write_str=nobody, ended=nobody)
        for name, value in program._build_environment().items():
            monkeypatch.setenv(name, value)
        note(dossier(folder, "recu.yaml"))
        assert [one.path for one in noted()] == [folder / "recu.yaml"]
        assert elsewhere._list().is_relative_to(folder)
        lists.add(elsewhere._list())
    assert len(lists) == 2
