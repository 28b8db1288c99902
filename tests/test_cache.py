"""The index in the cache: whole or rebuilt, ours or not read, and a working answer whatever happens to the disk."""

import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest

from assistant import cache, search
from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.index import OVERHEAD, Build, Memory
from assistant.search import Engine, index_status, open_engine, rebuild_index
from tests import plot

QUESTION = "Quand signe-t-on la convention ?"
ANSWER = "Les conventions sont signées en septembre 2031."
CHILD = f"""
import sys
from pathlib import Path
from assistant.campaign import Campaign
from assistant.search import open_engine
print(open_engine(Campaign(Path(sys.argv[1]))).ask("{QUESTION}").answer)
"""


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A copy of the invented campaign that a test may change."""
    shutil.copytree(plot.ROOT, tmp_path / "campaign")
    return Campaign(tmp_path / "campaign")


def built(campaign: Campaign) -> Path:
    """Build the index of a campaign; the file that keeps it."""
    assert open_engine(campaign).notices == ()
    return cache.folder() / f"{cache.key_of(campaign)}.build"


def answers(campaign: Campaign) -> bool:
    return open_engine(campaign).ask(QUESTION).answer == ANSWER


def count_builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where each build from now on leaves a mark."""
    import assistant.indexing

    calls: list[int] = []
    original = assistant.indexing.build

    def build(*arguments: object) -> object:
        calls.append(1)
        return original(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(assistant.indexing, "build", build)
    return calls


def test_the_first_use_builds_and_tells_the_next_one_reads(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    assert not index_status(campaign).ready
    open_engine(campaign, told.append)
    assert told[0].startswith("Préparation de l'index")
    assert told[-1] == "L'index est prêt."
    assert index_status(campaign).ready
    builds = count_builds(monkeypatch)
    assert answers(campaign)
    assert builds == []


def test_the_index_follows_the_content(campaign: Campaign) -> None:
    built(campaign)
    path = campaign.room("index") / "answers.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("signées en septembre", "signées en octobre"), encoding="utf-8")
    assert not index_status(campaign).ready
    assert "octobre" in str(open_engine(campaign).ask(QUESTION).answer)


def test_the_library_alone_comes_from_the_cache_or_from_the_files(campaign: Campaign) -> None:
    read = cache.load_library(campaign)
    built(campaign)
    kept = cache.load_library(campaign)
    assert read == plot.library()
    # A build keeps what is shown: all the texts and answers, and one typical question of each.
    assert (kept.documents, kept.sections) == (read.documents, read.sections)
    assert [(entry.answer, entry.questions) for entry in kept.entries] == [(e.answer, e.questions[:1]) for e in read.entries]
    assert [(silence.says, silence.questions) for silence in kept.silences] == [(s.says, s.questions[:1]) for s in read.silences]


@pytest.mark.parametrize("damage", ["empty", "cut", "one byte", "no seal", "not ours at all"])
def test_a_damaged_file_is_rebuilt(campaign: Campaign, damage: str) -> None:
    path = built(campaign)
    data = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut": data[: len(data) // 2],
            "one byte": data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
            "no seal": data.partition(b"\n")[2],
            "not ours at all": os.urandom(5_000),
        }[damage]
    )
    assert not index_status(campaign).ready
    assert answers(campaign)
    assert path.read_bytes().partition(b" ")[0] == b"assistant-build-2"


def test_a_sealed_file_that_whoosh_cannot_read_is_rebuilt(campaign: Campaign) -> None:
    path = built(campaign)
    path.unlink()
    assert cache.store(cache.key_of(campaign), b"\x80") == ""
    assert answers(campaign)


def test_a_file_that_others_may_write_is_never_opened(campaign: Campaign) -> None:
    path = built(campaign)
    path.chmod(0o666)
    assert cache.fetch(cache.key_of(campaign)) is None
    assert answers(campaign)
    assert path.stat().st_mode & 0o022 == 0


def test_a_stranger_s_file_is_never_opened(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    built(campaign)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert cache.fetch(cache.key_of(campaign)) is None


def test_a_link_or_a_folder_in_the_way_does_no_harm(campaign: Campaign) -> None:
    path = built(campaign)
    path.unlink()
    path.mkdir()
    engine = open_engine(campaign)
    assert engine.ask(QUESTION).answer == ANSWER
    assert len(engine.notices) == 1


def test_without_a_cache_directory_the_answer_comes_from_memory_with_one_notice(
    campaign: Campaign, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = isolated_home / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(cache, "folder", lambda: blocked / "index")
    engine = open_engine(campaign)
    assert engine.ask(QUESTION).answer == ANSWER
    assert len(engine.notices) == 1
    assert "ne peut pas être gardé" in engine.notices[0]
    with pytest.raises(AssistantError, match="ne peut pas être gardé"):
        rebuild_index(campaign)


def test_a_full_disk_leaves_no_part_of_a_file(campaign: Campaign) -> None:
    code = f"import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n{CHILD}"

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    child = subprocess.run(
        [sys.executable, "-c", code, str(campaign.root)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=limit,
        check=False,
    )
    assert child.stdout.strip() == ANSWER, child.stderr
    assert list(cache.folder().iterdir()) == []


def test_processes_that_start_together_all_answer(campaign: Campaign) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(campaign.root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for child in children:
        out, error = child.communicate(timeout=60)
        assert (out.strip(), error) == (ANSWER, "")
    assert [path.suffix for path in cache.folder().iterdir()] == [".build"]


def test_killed_in_the_middle_leaves_a_working_cache(campaign: Campaign) -> None:
    code = CHILD.replace(
        "from assistant.search import open_engine",
        "import os\nfrom assistant.search import open_engine\nos.fsync = lambda handle: os.kill(os.getpid(), 9)",
    )
    child = subprocess.run([sys.executable, "-c", code, str(campaign.root)], capture_output=True, timeout=60, check=False)
    assert child.returncode == -signal.SIGKILL
    [leftover] = cache.folder().iterdir()
    assert not index_status(campaign).ready
    assert answers(campaign)
    # What the crash left goes once it is old enough to belong to nobody.
    old = time.time() - 2 * 3600
    os.utime(leftover, (old, old))
    rebuild_index(campaign)
    assert [path.suffix for path in cache.folder().iterdir()] == [".build"]


def test_old_builds_are_cleaned_up(campaign: Campaign) -> None:
    kept = built(campaign)
    for number in range(10):
        assert cache.store(f"old-{number}", b"x") == ""
        os.utime(cache.folder() / f"old-{number}.build", (number, number))
    rebuild_index(campaign)
    names = {path.name for path in cache.folder().iterdir()}
    assert kept.name in names
    assert len(names) <= 6
    assert "old-0.build" not in names


def test_the_engine_of_the_cache_and_the_one_in_memory_agree(campaign: Campaign) -> None:
    built(campaign)
    question = "combien coûte la cuve"
    assert open_engine(campaign).ask(question) == plot.engine().ask(question)


def test_reading_the_cache_checks_every_byte_quickly(campaign: Campaign) -> None:
    built(campaign)
    key = cache.key_of(campaign)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        assert cache.fetch(key) is not None
        times.append(time.perf_counter() - start)
    assert min(times) < 0.01


def test_nothing_is_written_outside_the_cache(campaign: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Whoosh's own memory storage makes its temporary files on the disk.
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "no such place"))
    monkeypatch.setattr(cache, "store", lambda *_: "« ici » : non")
    assert search.open_engine(campaign).ask(QUESTION).answer == ANSWER


def test_what_is_remembered_is_bounded_by_its_weight_and_what_is_used_stays() -> None:
    memory: Memory[int, list[int]] = Memory(1_000, len)
    for number in range(500):
        memory.learn(number, [0] * 92)
        assert memory.recall(0) is not None
    assert len(memory) + len(memory._older) <= 2 * 1_000 // (92 + OVERHEAD) + 1
    assert memory.recall(499) is not None
    assert memory.recall(1) is None


def test_an_open_index_holds_its_files_once_and_lets_go_of_what_they_came_in(campaign: Campaign) -> None:
    open_engine(campaign)
    data = cache.fetch(cache.key_of(campaign))
    assert data is not None
    pages = weakref.ref(data.obj)
    engine = Engine(Build.unpacked(data))
    del data
    gc.collect()
    assert pages() is None
    assert engine.ask(QUESTION).answer == ANSWER
    assert all(isinstance(content, bytes) for content in engine._build.files.values())
