"""Many files at once, and the reports that machines read."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.files import dump_yaml
from assistant.lines import read_lines
from tests.mini import COMPLETE, DAY, ROOT

BASE = ["--campaign", str(ROOT), "check", "--as-of", DAY.isoformat()]
REFUSED = "# un commentaire\nporteur:\n  nature: une entreprise\nbudget:\n  demande: 12 000 €\n"
ESCAPES = 'porteur: {nature: "\\e[31m<b>&]]> \'x\'"}\nprojet: {nom: "🎉 \\u200b"}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {"a complet.yaml": dump_yaml(COMPLETE), "b.yaml": "", "c.yaml": REFUSED, "d.yaml": "[[", "e.yaml": ESCAPES}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.replace("\xa0", " ").splitlines()


@pytest.mark.usefixtures("folder")
def test_many_files_are_summed_up_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BASE, "a complet.yaml", "b.yaml", "c.yaml", "d.yaml", "absent.yaml"]) == 2
    head, _, complete, empty, refused, bad, absent, _, total = lines_of(capsys)
    assert head.split() == ["Dossier", "Résultat", "Bloquants", "Manquants", "À", "vérifier", "Premier", "motif"]
    assert complete.split()[:6] == ["a", "complet.yaml", "complet", "0", "0", "0"]
    assert empty.split()[:2] == ["b.yaml", "incomplet"]
    assert refused.startswith("c.yaml")
    assert "irrecevable" in refused
    assert "illisible" in bad
    assert "Le fichier « d.yaml »" in bad
    assert "illisible" in absent
    assert total == "5 dossiers – complet : 1, incomplet : 1, irrecevable en l'état : 1, illisible : 2.".replace("'", "’")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["a complet.yaml", "a complet.yaml"], 0),
        (["a complet.yaml", "b.yaml"], 1),
        (["a complet.yaml", "b.yaml", "d.yaml"], 2),
        (["a*.yaml"], 0),
        (["*.yaml"], 2),
        (["*.toml"], 2),
    ],
)
def test_the_exit_code_is_that_of_the_worst_file(files: list[str], code: int) -> None:
    assert main([*BASE, *files]) == code


@pytest.mark.usefixtures("folder")
def test_json_is_an_object_a_line_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    main([*BASE, "--json", "c.yaml"])
    alone = json.loads(capsys.readouterr().out)
    assert list(alone) == ["verdict", "findings", "notices"]
    main([*BASE, "--json", "c.yaml", "d.yaml", "a complet.yaml"])
    several = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert several[0] == {"file": "c.yaml", **alone}
    assert list(several[1]) == ["file", "error"]
    assert several[2]["verdict"] == "complete"


def sarif_of(files: list[str]) -> dict[str, Any]:
    main([*BASE, *files, "--sarif", "s.sarif"])
    log = json.loads(Path("s.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.usefixtures("folder")
def test_sarif_points_at_the_line_of_the_answer() -> None:
    run = sarif_of(["a complet.yaml", "c.yaml", "d.yaml"])
    rules = run["tool"]["driver"]["rules"]
    levels = {"blocking": "error", "required": "warning", "commitment": "note", "advised": "note"}
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == levels[rule["properties"]["severity"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] in {"fail", "review"}
        assert (result["level"] == "none") == (result["kind"] == "review")
    (refused,) = [r for r in run["results"] if r["level"] == "error" and r["properties"]["status"] == "failed"]
    (place,) = refused["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "c.yaml"}, "region": {"startLine": 3}}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "porteur.nature"}]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "d.yaml" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    spaced = sarif_of(["a complet.yaml", "b.yaml"])
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in spaced["results"]} <= {
        "a%20complet.yaml",
        "b.yaml",
    }


@pytest.mark.usefixtures("folder")
def test_junit_has_a_suite_a_file_and_a_case_a_requirement() -> None:
    main([*BASE, "a complet.yaml", "c.yaml", "d.yaml", "e.yaml", "--junit", "j.xml"])
    root = ET.parse("j.xml").getroot()
    assert (root.tag, root.attrib) == ("testsuites", {})
    complete, refused, bad, escapes = root
    for number, suite in enumerate(root):
        assert [child.tag for child in suite if child.tag != "testcase"] == ["properties", "system-out", "system-err"]
        assert suite.get("id") == str(number)
        assert suite.get("timestamp") == "2031-03-01T00:00:00"
        for kind, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            assert suite.get(kind) == str(len(suite.findall(tag)))
    assert (complete.get("failures"), complete.get("errors")) == ("0", "0")
    assert any(failure.get("type") == "blocking.failed" for failure in refused.iter("failure"))
    assert (bad.get("tests"), bad.get("errors")) == ("1", "1")
    assert "<b>&]]> 'x'" in (
        ET.tostring(escapes, "unicode", method="text") + "".join(f.get("message", "") for f in escapes.iter("failure"))
    )


@pytest.mark.usefixtures("folder")
def test_one_file_with_a_report_is_shown_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    main([*BASE, "c.yaml"])
    plain = capsys.readouterr().out
    assert main([*BASE, "c.yaml", "--junit", "j.xml"]) == 1
    assert capsys.readouterr().out == plain
    assert main([*BASE, "d.yaml", "--junit", "j.xml"]) == 2
    assert "d.yaml" in capsys.readouterr().err
    assert ET.parse("j.xml").getroot()[0].get("errors") == "1"


def test_lines_are_those_of_the_answers() -> None:
    text = "# x\nporteur:\n  Nature: a\nparcelles:\n  - nom: b\n    usage: c\n  - {nom: d,\n     usage: e}\n"
    lines = read_lines(text)
    paths = ("porteur.nature", "parcelles[0].usage", "parcelles[1].usage", "parcelles[1].surface", "budget.total")
    assert [lines.of(path) for path in paths] == [3, 6, 8, 7, 1]
    assert read_lines('{"porteur": {\n "nature": 1}}').of("porteur.nature") == 2
    assert read_lines("[[").of("porteur.nature") == 1


def test_a_scenario_is_pointed_at_inside_its_application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.yaml").write_text(
        "story: x\nas_of: 2031-03-01\nexpect: {}\napplication:\n  porteur:\n    nature: une entreprise\n", encoding="utf-8"
    )
    results = sarif_of(["s.yaml"])["results"]
    refused = next(result for result in results if result["properties"]["answers"][:1] == ["porteur.nature"])
    assert refused["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
