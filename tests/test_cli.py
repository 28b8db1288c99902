"""The command line as the system sees it: its streams, its arguments, its exit codes."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from tests.mini import ROOT, rulebook

SCENARIO = next(path for path in sorted((ROOT / "dialogs" / "scenarios").glob("*.yaml")) if "as_of" in path.read_text("utf-8"))
Told = Callable[[str], "subprocess.CompletedProcess[str]"]
A = f"{sys.executable} -m assistant --campaign '{ROOT}'"


def run(arguments: str, typed: str = "", shell: str = "/bin/sh", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command line in a shell; it must never end in a traceback."""
    done = subprocess.run(
        [shell, "-c", f"{A} {arguments}"],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        env=os.environ | environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command line in this process: where the streams are not what is tested, a start each time is a long wait."""

    def running(arguments: str) -> "subprocess.CompletedProcess[str]":
        line = ["--campaign", str(ROOT), *shlex.split(arguments)]
        code = main(line)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(line, code, said.out, said.err)

    return running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text("porteur:\n  nature: commune\n")
    return path


@pytest.mark.parametrize(
    ("streams", "code"),
    [("", 1), ("<&-", 1), ("2>&-", 1), ("2>/dev/full", 1), (">&-", 2), (">/dev/full", 2), ("<&- >&- 2>&-", 2)],
)
def test_streams_that_are_closed_or_full(file: Path, streams: str, code: int) -> None:
    assert run(f"check {file} {streams}").returncode == code


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_that_cannot_be_written(option: str) -> None:
    assert run(option).returncode == 0
    assert run(f"{option} >/dev/full").returncode == 2
    assert run(f"{option} >&-").returncode == 2


def test_a_question_typed_in_another_encoding() -> None:
    done = run("ask --json 'quelle durée ?'", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert '"quelle durée ?"' in done.stdout


def test_a_line_without_end_is_cut() -> None:
    done = run("ask --json -", typed="durée " * 10_000 + "\nquelle durée ?\n")
    assert len(done.stdout.splitlines()) == 2
    assert "trop longue" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("check ''", "le chemin donné est vide"),
        ("--campaign '' schema", "le chemin donné est vide"),
        ("--campaign /etc/passwd schema", "n’est pas un dossier"),
        ("check {file} -o x", "Arguments inconnus"),
        ("checklist {file} -o /nowhere-at-all/x.md", "le dossier où le mettre n’existe pas"),
        ("interview {scenario}", "est un scénario de la campagne"),
        ("check {file} --explain plafond", "la plus proche est « plafond-aide »"),
        ("check {file} --what-if porteur.natur=x", "la plus proche est « porteur.nature »"),
        ("check {file} --what-if porteur.nature", "n’a pas de valeur"),
        ("check {file} --what-if parcelles[0].nom=x", "le dossier n’en a aucun"),
        ("check {scenario} --what-if parcelles[99]=", "les éléments vont de parcelles[0] à parcelles[2]"),
        ("check {scenario} --what-if parcelles[x].nom=", "ne désigne aucun élément"),
        ("check {scenario} --what-if parcelles[0]=x", "est un élément entier"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(file: Path, told: Told, arguments: str, said: str) -> None:
    before = SCENARIO.read_bytes()
    done = told(arguments.format(file=file, scenario=SCENARIO))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.replace("\u00a0", " ")
    assert done.stderr.count("\n") == 1
    assert SCENARIO.read_bytes() == before


def test_wrong_use_ends_the_process_with_one_sentence() -> None:
    done = run("chek x")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "peut-être « check »" in done.stderr.replace("\u00a0", " ")


def test_a_requirement_is_named_by_the_check_and_listed_when_nothing_is_near(file: Path, told: Told) -> None:
    shown = told(f"check {file}").stdout.replace("\u00a0", " ")
    assert "[plafond-aide]\n" in shown
    assert "ajoutez --explain et son nom, ici --explain " in shown.replace("\n", " ")
    listed = told(f"check {file} --explain zzz")
    assert (listed.returncode, listed.stdout) == (2, "")
    assert "- plafond-aide : L’aide demandée ne dépasse pas" in listed.stderr.replace("\u00a0", " ")
    assert listed.stderr.count("\n") == 1 + len(rulebook().rules)


@pytest.mark.parametrize(
    "options", ["", "--json", "--explain porteur-admis --what-if porteur.nature=sarl", "--what-if depot.date="]
)
def test_a_reader_who_leaves_does_not_change_the_code(file: Path, options: str) -> None:
    # The reader is gone before the first line is written.
    done = run(f"check {file} {options} --as-of 01/03/2031 | true; echo ${{PIPESTATUS[0]}}".replace("'", ""), shell="/bin/bash")
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_a_day_is_typed_as_in_a_file(file: Path, told: Told) -> None:
    french, iso = (told(f"checklist {file} --as-of {day}").stdout for day in ("01/03/2031", "2031-03-01"))
    assert french == iso != ""
    assert "sous la forme AAAA-MM-JJ ou JJ/MM/AAAA" in told(f"check {file} --as-of 31/02/2031").stderr


def test_a_requirement_is_explained(file: Path, told: Told) -> None:
    done = told(f"check {file} --explain plafond-aide --what-if 'budget.demande=16 000 €'")
    assert done.returncode == 1
    shown = done.stdout.replace("\u00a0", " ")
    assert "Cas 1, « à corriger » : oui, ce cas décide." in shown
    assert "- « Aide demandée » : « 15 000 € » au lieu de « 16 000 € »." in shown
    assert "| " in shown
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert told(f"check {file} --explain porteur-admis").returncode == 0
    found = json.loads(told(f"check {file} --explain plafond-aide --what-if budget.demande=16000 --json").stdout)
    assert (found["status"], found["decided_by"], found["decisive"]) == ("failed", 1, ["budget.demande"])
    assert found["mends"][0]["changes"][0]["value"] == 15000
    assert found["passage"]["text"]


def test_what_another_answer_would_change_is_shown_and_not_kept(told: Told) -> None:
    before = SCENARIO.read_bytes()
    done = told(f"check {SCENARIO} --what-if porteur.nature=sarl --what-if parcelles[0]= --what-if depot.date=")
    assert done.returncode == 1
    assert "irrecevable" in done.stdout
    assert "Ce qui change dans la trame" in done.stdout.replace("\u00a0", " ")
    found = json.loads(told(f"check {SCENARIO} --what-if porteur.nature=sarl --json").stdout)
    assert (found["after"], found["findings"][0]["requirement"]) == ("inadmissible", "porteur-admis")
    assert SCENARIO.read_bytes() == before


def test_a_check_gives_the_smallest_change(file: Path, told: Told) -> None:
    file.write_text("budget: {demande: 15001}\n")
    shown = told(f"check {file}").stdout.replace("\u00a0", " ").replace("\n", " ")
    assert "Le plus petit changement qui lèverait ce point : « Aide demandée » : « 15 000 € » au lieu de « 15 001 € »." in shown
    assert "Un changement n'a de sens que s'il dit ce qui sera vraiment fait." in shown.replace("’", "'")


def test_escapes_typed_do_not_reach_the_terminal() -> None:
    done = run("$(printf 'che\\033[31mck')")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


def test_a_scenario_is_looked_at_on_its_own_day(tmp_path: Path, told: Told) -> None:
    application = "application:\n  porteur:\n    nature: commune\n"
    path = tmp_path / "s.yaml"
    path.write_text(f"story: x\nas_of: 2031-03-01\n{application}expect: {{}}\n")
    plain = tmp_path / "p.yaml"
    plain.write_text("porteur:\n  nature: commune\n")
    assert told(f"checklist {path}").stdout == told(f"checklist {plain} --as-of 2031-03-01").stdout
    assert told(f"checklist {path} --as-of 2031-09-01").stdout == told(f"checklist {plain} --as-of 2031-09-01").stdout
    assert told(f"checklist {path}").stdout != told(f"checklist {path} --as-of 2031-09-01").stdout


def test_the_index_is_built_when_asked_for(isolated_home: Path) -> None:
    assert run("index --status").returncode == 1
    assert run("index").returncode == 0
    assert run("index --status").returncode == 0
    (build,) = isolated_home.rglob("*.build")
    build.unlink()
    os.mkfifo(build)
    assert run("index --status").returncode == 1
