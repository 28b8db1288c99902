"""The user's dossiers: their names, their list, and the one that somebody holds open."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant import store
from assistant.errors import AssistantError
from assistant.files import write_whole


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Mon dossier", "mon-dossier.yaml"),
        ("Été à l'Œuvre ! 2031", "ete-a-l-oeuvre-2031.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("CON\x00\u202e.yaml", "con-yaml.yaml"),
        ("x" * 500, "x" * 60 + ".yaml"),
    ],
)
def test_a_name_becomes_a_file_of_the_user_s_folder(name: str, file: str) -> None:
    assert store.path_for(name) == store.folder() / file


@pytest.mark.parametrize("name", ["", "  ", "!!", "\u200b", "日本"])
def test_a_name_of_which_nothing_can_be_kept_is_told(name: str) -> None:
    with pytest.raises(AssistantError, match="au moins une lettre ou un chiffre"):
        store.path_for(name)


def test_the_latest_saved_comes_first() -> None:
    assert store.kept() == []
    store.folder().mkdir(parents=True)
    for name, saved in (("ancien", 1_000_000_000), ("neuf", 1_900_000_000), ("entre", 1_500_000_000)):
        path = store.path_for(name)
        path.touch()
        os.utime(path, (saved, saved))
    (store.folder() / "notes.txt").touch()
    (store.folder() / "disparu.yaml").symlink_to("nulle-part")
    assert [kept.name for kept in store.kept()] == ["neuf", "entre", "ancien"]
    assert all(kept.saved.tzinfo for kept in store.kept())


def test_a_dossier_keeps_the_name_that_was_typed_and_no_other_file_takes_it() -> None:
    path = store.path_for("Mairie de Saint-Machin")
    path.parent.mkdir(parents=True)
    assert store.name_of(path) == "mairie de saint machin"
    store.set_name(path, "Mairie de Saint-Machin")
    assert store.name_of(path) == "Mairie de Saint-Machin"
    path.with_suffix(".nom").rename(store.path_for("autre").with_suffix(".nom"))
    assert store.name_of(store.path_for("autre")) == "autre"


@pytest.mark.parametrize(
    ("typed", "file", "called"),
    [
        ("2025", "2025", "2025"),
        ("2025", "2025-2", "2025 (2)"),
        ("Plan 2025", "plan-2025", "Plan 2025"),
        ("Plan", "2025", "2025"),
    ],
)
def test_a_number_is_told_after_a_name_only_where_it_numbers_the_file(typed: str, file: str, called: str) -> None:
    path = store.folder() / f"{file}.yaml"
    path.parent.mkdir(parents=True)
    store.set_name(path, typed)
    assert store.name_of(path) == called


_HOLD = """
import sys
from datetime import date
from pathlib import Path
from assistant import store
with store.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_dossier_held_by_another_process_is_told_until_that_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    (tmp_path / "link.yaml").symlink_to(path)
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        # The same file under other names is the same file.
        for name in (path, tmp_path / "link.yaml", tmp_path / "x" / ".." / "f.yaml"):
            with pytest.raises(AssistantError, match="est déjà ouvert dans une autre fenêtre"), store.held(name):
                pass
        with store.held(tmp_path / "other.yaml"):
            pass
    finally:
        holder.kill()
        holder.communicate()
    for _ in range(2):
        with store.held(path):
            assert not path.exists()
    assert [left.name for left in tmp_path.iterdir()] == ["link.yaml"]


def test_a_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), store.held(tmp_path / "f.yaml"):
        raise ValueError("x")
    with store.held(tmp_path / "f.yaml"):
        pass


def test_names_that_go_round_in_circles_hold_too(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with store.held(tmp_path / "loop"):
        pass


def test_a_system_that_refuses_locks_is_told(tmp_path: Path, isolated_home: Path) -> None:
    (isolated_home / ".state").write_text("a file stands where the folder should be")
    with (
        pytest.raises(AssistantError, match=r"Le dossier de travail .* ne peut pas être créé : un"),
        store.held(tmp_path / "f.yaml"),
    ):
        pass


def test_what_another_program_wrote_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("a: 1\n")
    keeper = store.Keeper(path)
    assert keeper.save(lambda: write_whole(path, "a: 2\n")) == ()
    for number, name in ((3, "d.conflit.yaml"), (4, "d.conflit-2.yaml")):
        path.write_text(f"a: {number}\n")
        (told,) = keeper.save(lambda: write_whole(path, "a: 2\n"))
        assert name in told
        assert (tmp_path / name).read_text() == f"a: {number}\n"
        assert path.read_text() == "a: 2\n"
    path.unlink()
    assert keeper.save(lambda: write_whole(path, "a: 5\n")) == ()


def test_comments_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("# à moi\na: 1\n")
    keeper = store.Keeper(path)
    (told,) = keeper.save(lambda: write_whole(path, "a: 2\n"))
    assert "d.avant.yaml" in told
    assert (tmp_path / "d.avant.yaml").read_text() == "# à moi\na: 1\n"
    assert keeper.save(lambda: write_whole(path, "a: 3\n")) == ()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_dossier_may_be_judged_on_another_day_than_today(tmp_path: Path) -> None:
    path = tmp_path / "copie.yaml"
    assert store.day_of(path) is None
    store.set_day(path, date(2024, 4, 15))
    assert store.day_of(path) == date(2024, 4, 15)
    path.with_suffix(".jour").write_text("demain", encoding="utf-8")
    assert store.day_of(path) is None
    store.set_day(path, None)
    assert list(tmp_path.iterdir()) == []
    store.set_day(path, None)
