"""Files that people give: read whole or refused in one sentence, written whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import files
from assistant.errors import AssistantError
from assistant.files import dump_json, dump_yaml, has_comments, parse_json, parse_yaml, read_data, read_text, write_whole

# --- What is understood ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, 2.50, true, null]\n", {"a": 1, "b": ["x", Decimal("2.50"), True, None]}),
        ("", None),
        ("# rien\n", None),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a:\n  - b: 1\n    c: 2\n  - d\n", {"a": [{"b": 1, "c": 2}, "d"]}),
        # What YAML 1.1 would change and people mean as typed: hours, leading zeros, yes and no, dates, powers, long numbers.
        (
            "h: 1:30\ncp: 01000\nr: oui\nn: no\nd: 2031-04-30\ne: 1e3\n",
            {"h": "1:30", "cp": "01000", "r": "oui", "n": "no", "d": "2031-04-30", "e": "1e3"},
        ),
        ("a: 12 000\nb: '12'\nc: -3\nd: +4\n", {"a": "12 000", "b": "12", "c": -3, "d": 4}),
        (f"a: {'9' * 31}\n", {"a": "9" * 31}),
        ("a: tRUE\nb: True\nc: NULL\nd: nULL\n", {"a": "tRUE", "b": True, "c": None, "d": "nULL"}),
        ("a: |\n  un\n  deux\n", {"a": "un\ndeux\n"}),
        ("é à: « ça » 🌱\n", {"é à": "« ça » 🌱"}),
    ],
)
def test_yaml_gives_plain_values(text: str, expected: Any) -> None:
    assert parse_yaml(text, "f.yaml") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": [1, 2.50, true, null, "x"]}', {"a": [1, Decimal("2.50"), True, None, "x"]}),
        (
            '{"a": 1e3, "b": -0.5, "c": 12345678901234567890123456789012}',
            {"a": "1e3", "b": Decimal("-0.5"), "c": "12345678901234567890123456789012"},
        ),
        ("[]", []),
        ('"\\ud83c\\udf31"', "🌱"),
    ],
)
def test_json_gives_the_same_values(text: str, expected: Any) -> None:
    assert parse_json(text, "f.json") == expected


def test_the_suffix_says_the_format_and_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    for name, text in (("f.json", '{"a": 1}'), ("f.JSON", '{"a": 1}'), ("f.yaml", "a: 1"), ("sans-suffixe", "a: 1")):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert read_data(tmp_path / name) == {"a": 1}


# --- What is refused, in one French sentence ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "n'est pas du YAML valide"),
        ("a: 'b\n", "n'est pas du YAML valide"),
        ("a: 1\n\tb: 2\n", "à la ligne 2"),
        ("a: 1\na: 2\n", "ligne 2, répète la clé « a »"),
        ("b: &x 1\n", "ligne 1, utilise une ancre YAML"),
        ("a: &x [1]\nb: *x\n", "utilise une ancre YAML"),
        ("a: &a [*a]\n", "utilise une ancre YAML"),
        ("a: !!python/object/apply:os.system [id]\n", "utilise l'étiquette YAML « tag:yaml.org,2002:python"),
        ("a: !!str 12\n", "utilise l'étiquette YAML"),
        ("? [a]\n: 1\n", "a une clé qui n'est pas un simple mot"),
        ("a: 1\n---\nb: 2\n", "ligne 2, contient plusieurs documents"),
        ("a: \x07\n", "contient un caractère que YAML n'accepte pas"),
        ("a: \ud800\n", "contient un caractère que YAML n'accepte pas"),
        ("[" * 31 + "]" * 31, "emboîte trop de niveaux"),
        ("[" * 200_000, "emboîte trop de niveaux"),
        ("- " * 200_000, "emboîte trop de niveaux"),
        ("{a: " * 200_000, "emboîte trop de niveaux"),
    ],
)
def test_malformed_yaml_is_told(text: str, said: str) -> None:
    assert said in _refusal(parse_yaml, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "n'est pas du JSON valide à la ligne 1, colonne 1"),
        ('{"a": 1,\n}', "à la ligne 2"),
        ("{'a': 1}", "n'est pas du JSON valide"),
        ('{"a": 1, "b": 2, "a": 3}', "répète la clé « a »"),
        ('{"a": NaN}', "contient « NaN », qui n'est pas un nombre"),
        ('{"a": -Infinity}', "contient « -Infinity »"),
        ("[" * 100_000 + "]" * 100_000, "emboîte trop de niveaux"),
        ("[" * 40 + "]" * 40, "emboîte trop de niveaux"),
        ('{"a": "\\ud83c"}', "la moitié d'un caractère"),
        ('{"\\udf31": 1}', "la moitié d'un caractère"),
    ],
)
def test_malformed_json_is_told(text: str, said: str) -> None:
    assert said in _refusal(parse_json, text)


def test_too_many_values_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_VALUES", 1000)
    assert parse_yaml("- a\n" * 999, "f") == ["a"] * 999
    assert parse_json("[" + "1," * 1990 + "1]", "f") == [1] * 1991
    assert "contient trop de valeurs" in _refusal(parse_yaml, "- a\n" * 1001)
    assert "contient trop de valeurs" in _refusal(parse_json, "[" + "1," * 2001 + "1]")


def _refusal(parse: Callable[[str, str], Any], text: str) -> str:
    with pytest.raises(AssistantError) as refused:
        parse(text, "mon fichier")
    sentence = str(refused.value)
    assert sentence.startswith("Le fichier « mon fichier »")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "latin1.yaml").write_bytes("é: 1".encode("latin-1"))
    (tmp_path / "utf16.yaml").write_bytes("a: 1".encode("utf-16"))
    (tmp_path / "huge.yaml").write_bytes(b" " * (files.MAX_BYTES + 1))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    for path, said in (
        (tmp_path / "latin1.yaml", "n'est pas du texte en UTF-8"),
        (tmp_path / "utf16.yaml", "n'est pas du texte en UTF-8"),
        (tmp_path / "huge.yaml", "trop volumineux (plus de 8 Mo)"),
        (tmp_path / "none.yaml", "il n'existe pas"),
        (tmp_path, "c'est un dossier, pas un fichier"),
        (tmp_path / "latin1.yaml" / "x", "n'est pas un dossier"),
        (tmp_path / "loop", "tourne en rond"),
        (tmp_path / ("a" * 300), "son nom est trop long"),
        (tmp_path / "pipe", "n'est pas un fichier ordinaire"),
        (Path("/dev/zero"), "n'est pas un fichier ordinaire"),
    ):
        with pytest.raises(AssistantError) as refused:
            read_text(path)
        assert said in str(refused.value), path


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read and write everything: become nobody for a moment."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_no_permission_is_told() -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    try:
        folder.chmod(0o777)
        secret, fixed, closed = folder / "secret.yaml", folder / "fixed.yaml", folder / "closed"
        closed.mkdir(mode=0o555)
        for path, mode in ((secret, 0), (fixed, 0o444)):
            path.write_text("old")
            path.chmod(mode)
        with ordinary_user():
            with pytest.raises(AssistantError, match="vous n'avez pas le droit d'y accéder"):
                read_text(secret)
            for path in (fixed, closed / "new.yaml"):
                with pytest.raises(AssistantError, match="vous n'avez pas le droit d'y accéder"):
                    write_whole(path, "new")
            write_whole(folder / "new.yaml", "new")
        assert fixed.read_text() == "old"
        assert sorted(left.name for left in folder.rglob("*")) == ["closed", "fixed.yaml", "new.yaml", "secret.yaml"]
    finally:
        shutil.rmtree(folder)


# --- What is written is read back ----------------------------------------------------------------------------------

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "true",
        "tRUE",
        "null",
        "~",
        "012",
        "1:30",
        "1e3",
        "-",
        "- a",
        "a: b",
        "#",
        " a",
        "a ",
        "a\nb",
        "\n a\n",
        "2031-04-30",
        "é\u2028",
    ]
)
_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=3)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**29), 10**29) | _DECIMALS | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(_PLAIN)
def test_yaml_written_is_read_back(data: Any) -> None:
    assert parse_yaml(dump_yaml(data), "f") == data


@given(_PLAIN)
def test_json_written_is_read_back(data: Any) -> None:
    assert _texts(parse_json(dump_json(data), "f")) == _texts(data)


def _texts(data: Any) -> Any:
    """The data with its fractions as text: JSON has no exact fractions, those that it would change are written as text."""
    if isinstance(data, dict):
        return {key: _texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_texts(value) for value in data]
    return str(data) if isinstance(data, Decimal) or _is_number(data) else data


def _is_number(data: Any) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)


@given(st.text(max_size=200) | st.text("[]{}:-&*!|>'\"%@`#,? \n\ta1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_yaml, parse_json):
        try:
            parse(text, "f")
        except AssistantError as error:
            assert str(error).endswith(".")  # noqa: PT017 - a refusal is one of the two good ends


def test_a_text_of_several_lines_stays_legible() -> None:
    assert dump_yaml({"a": "un\ndeux"}) == "a: |-\n  un\n  deux\n"


# --- Written whole or not at all -----------------------------------------------------------------------------------


def test_the_folder_is_not_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="le dossier où le mettre n'existe pas"):
        write_whole(tmp_path / "a" / "f.yaml", "é\n")
    assert not list(tmp_path.iterdir())
    write_whole(tmp_path / "f.yaml", "é\n")
    assert [path.name for path in tmp_path.iterdir()] == ["f.yaml"]
    assert (tmp_path / "f.yaml").read_bytes() == "é\n".encode()


def test_only_an_ordinary_file_is_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to("pipe.md")
    (tmp_path / "device.md").symlink_to("/dev/null")
    for name in ("pipe.md", "link.md", "device.md"):
        with pytest.raises(AssistantError, match="n'est pas un fichier ordinaire"):
            write_whole(tmp_path / name, "x")
    assert sorted(left.name for left in tmp_path.iterdir()) == ["device.md", "link.md", "pipe.md"]


@pytest.mark.parametrize("digits", ["250.000", "1.500", "-12.345"])
def test_a_number_that_may_be_thousands_stays_as_it_was_typed(digits: str) -> None:
    assert parse_yaml(f"a: {digits}\n", "f") == parse_json(f'{{"a": {digits}}}', "f") == {"a": digits}
    assert parse_yaml(dump_yaml({"a": digits}), "f") == {"a": digits}


@pytest.mark.parametrize("digits", ["0.300", "0.3", "250.00", "1234.500", "2.5000"])
def test_other_decimals_are_numbers(digits: str) -> None:
    assert parse_yaml(f"a: {digits}\n", "f") == parse_json(f'{{"a": {digits}}}', "f") == {"a": Decimal(digits)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# en tête\na: 1\n", True),
        ("a: 1 # ici\n", True),
        ("a: '# non'\nb: c#d\n", False),
        ("a: |\n  # texte\n", False),
        ("a: 'n° #1' # vrai\n", True),
        ("a: [\n", False),
    ],
)
def test_comments_are_told_from_text(text: str, expected: bool) -> None:
    assert has_comments(text) is expected


def test_half_a_character_does_not_stop_a_save(tmp_path: Path) -> None:
    write_whole(tmp_path / "f.yaml", "a\ud83cb")
    assert (tmp_path / "f.yaml").read_text(encoding="utf-8") == "a?b"


def test_a_link_is_written_through_and_rights_are_kept(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("old")
    (tmp_path / "f.yaml").chmod(0o640)
    (tmp_path / "link.yaml").symlink_to("f.yaml")
    write_whole(tmp_path / "link.yaml", "new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "f.yaml").read_text() == "new"
    assert (tmp_path / "f.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("owner", "step"), [(os, "fsync"), (Path, "replace")])
@pytest.mark.parametrize("crash", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_crash_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str, crash: BaseException
) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise crash

    monkeypatch.setattr(owner, step, fail)
    with pytest.raises((AssistantError, KeyboardInterrupt)) as refused:
        write_whole(path, "new")
    if isinstance(crash, OSError):
        assert "il n'y a plus de place sur le disque" in str(refused.value)
    assert path.read_text() == "old"
    assert [left.name for left in tmp_path.iterdir()] == ["f.yaml"]


_WRITE = """
import resource, sys
from pathlib import Path
from assistant.errors import AssistantError
from assistant.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), "x" * 100_000)
except AssistantError as error:
    print(error)
"""


def test_a_file_too_large_for_the_disk_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", _WRITE, str(path)], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == f"Le fichier « {path} » ne peut pas être écrit : il dépasse la taille permise.\n"
    assert path.read_text() == "old"
    assert [left.name for left in tmp_path.iterdir()] == ["f.yaml"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, said in (
        (tmp_path, "c'est un dossier"),
        (tmp_path / "file" / "f.yaml", "n'est pas un dossier"),
        (tmp_path / "file" / "a" / "f.yaml", "le dossier où le mettre n'existe pas"),
        (tmp_path / ("a" * 300), "trop long"),
        (Path("/proc/f.yaml"), "il n'existe pas"),
    ):
        with pytest.raises(AssistantError) as refused:
            write_whole(path, "x")
        assert said in str(refused.value), path
    assert sorted(left.name for left in tmp_path.iterdir()) == ["file"]


_REWRITE = """
import sys
from pathlib import Path
from assistant.files import write_whole
print("ready", flush=True)
while True:
    for letter in "ab":
        write_whole(Path(sys.argv[1]), letter * 300_000)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    for pause in range(5):
        child = subprocess.Popen([sys.executable, "-c", _REWRITE, str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        while not path.exists():
            pass
        time.sleep(pause / 500)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        text = path.read_text()
        assert text in ("a" * 300_000, "b" * 300_000)
