"""The measures say what they claim: on a few judged questions whose outcomes are known by hand."""

import json
import re
from pathlib import Path

import pytest

from assistant.ablation import PARTS, WHOLE, ablations
from assistant.cli import main
from assistant.errors import AssistantError
from assistant.evaluate import Judgement, Turn, evaluate, holds, read_judgements, read_set
from tests import plot

JUDGED = [
    Judgement(id="a1", kind="answerable", q="combien coûte la cuve", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a2", kind="answerable", q="combien coûte la cuve", gold=("appel/1.2-aide", "fiche/porteurs"), fact=("15 000",)),
    Judgement(id="a3", kind="answerable", q="peut-on avoir des poules", gold=("exemples/tourlac-compost",), fact=("poules",)),
    Judgement(id="a4", kind="noisy", twin="a1", q="combien coute la kuve", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a5", kind="noisy", twin="a1", q="zzz", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a6", kind="near_miss", q="peut-on avoir des poules"),
    Judgement(id="a7", kind="near_miss", q="qui peut demander l'aide"),
    Judgement(id="a11", kind="near_miss", q="quelle assurance pour la fête des récoltes ?"),
    Judgement(id="a8", kind="off_topic", q="la capitale de l'Italie"),
    Judgement(id="a9", kind="junk", q=""),
    Judgement(
        id="a10",
        kind="conversation",
        turns=(
            Turn(q="qu'a fait Brevelle ?", gold=("exemples/brevelle-cuve",), fact=("cuve",)),
            Turn(q="combien ça coûte ?", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
            Turn(q="et la météo ?", kind="off_topic"),
        ),
    ),
]


def test_every_measure_on_outcomes_known_by_hand() -> None:
    figures = evaluate(plot.engine(), JUDGED).figures()
    assert figures["success@1"] == pytest.approx(1 / 3)
    assert figures["wrongly refused"] == pytest.approx(1 / 3)
    assert figures["answer holds the fact"] == pytest.approx(2 / 3)
    # a1's section is first, a2's are behind, no section holds a word of a3.
    assert 1 / 3 < (figures["MRR@10"] or 0) < 2 / 3
    assert figures["noisy success@1"] == 0.5
    assert figures["noisy: success@1 lost"] == 0.5
    assert figures["near_miss: says so"] == pytest.approx(2 / 3)
    assert figures["off_topic: right status"] == 1
    assert figures["junk: right status"] == 1
    assert figures["conversation: first turn success@1"] == 1
    assert figures["conversation: follow-up success@1"] == 1
    assert figures["conversation: unanswerable turn says so"] == 1


def test_gain_counts_every_right_section() -> None:
    [outcome] = evaluate(plot.engine(), JUDGED[:1]).outcomes
    assert (outcome.reciprocal, outcome.gain) == (1.0, 1.0)
    [outcome] = evaluate(plot.engine(), JUDGED[1:2]).outcomes
    assert 0 < outcome.gain < 0.7


def test_without_questions_of_a_kind_there_is_no_figure() -> None:
    figures = evaluate(plot.engine(), JUDGED[:1]).figures()
    assert figures["near_miss: says so"] is None
    assert figures["success@1"] == 1


def test_each_part_taken_away_changes_what_it_is_for() -> None:
    told: list[tuple[int, int]] = []
    reports = {part.id: report for part, report in ablations(plot.library(), JUDGED, lambda *done: told.append(done))}
    assert list(reports) == [WHOLE.id, *(part.id for part in PARTS)]
    assert told[-1] == (len(reports), len(reports))
    whole = reports["nothing"].figures()
    assert reports["context"].figures()["conversation: follow-up success@1"] == 0
    assert (reports["confidence"].figures()["near_miss: says so"] or 0) < (whole["near_miss: says so"] or 0)
    # What these few questions touch reaches the engine: its scores move.
    scores = {name: [outcome.answer.to_json() for outcome in report.outcomes] for name, report in reports.items()}
    moved = {name for name in reports if scores[name] != scores["nothing"]}
    assert moved >= {"entries", "spelling", "likeness", "likelihood", "entry", "context"}


def test_failures_say_what_is_wrong_by_kind() -> None:
    failures = evaluate(plot.engine(), JUDGED).failures()
    faults = {failure.id: failure.faults for failure in failures}
    assert faults.keys().isdisjoint({"a1", "a4", "a8", "a9"})
    wrong = {"a2": ("section", "fact"), "a3": ("refused",), "a5": ("refused",), "a7": ("answered",)}
    assert faults.items() >= wrong.items()
    assert failures[0].facts == ("15 000",)


@pytest.mark.parametrize(
    ("answer", "facts", "expected"),
    [
        ("Une aide de 15\u00a0000 € au plus", ["15 000"], True),
        ("Une aide de 15 0001", ["15 000"], False),
        ("Les communes", ["commune"], True),
        ("L'intercommunalité", ["commun"], False),
        ("Le 30 avril 2031", ["30 avril", "2031"], True),
        ("Le 30 avril", ["30 avril", "2031"], False),
        ("Un œuf", ["oeuf|poule"], True),
        ("Une vache", ["oeuf|poule"], False),
        (None, ["x"], False),
        (None, [], True),
    ],
)
def test_a_fact_stands_in_an_answer_at_the_start_of_a_word(answer: str | None, facts: list[str], expected: bool) -> None:
    assert holds(answer, facts) is expected


def test_judgements_are_read_and_a_wrong_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dev.yaml"
    path.write_text("- {id: a1, kind: answerable, q: combien, gold: [appel/1.2-aide], fact: ['15 000']}\n", encoding="utf-8")
    assert read_judgements(path)[0].gold == ("appel/1.2-aide",)
    path.write_text("- {id: a1, kind: junk, q: x}\n- {id: a1, kind: junk, q: y}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="deux fois"):
        read_judgements(path)
    path.write_text("- {id: a1, kind: autre, q: x}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="n'est pas permise"):
        read_judgements(path)


def test_a_file_says_that_it_is_held_out(tmp_path: Path) -> None:
    path = tmp_path / "apart.yaml"
    path.write_text("held_out: true\njudgements:\n- {id: a1, kind: junk, q: x}\n", encoding="utf-8")
    found = read_set(path)
    assert (found.held_out, [judgement.id for judgement in found.judgements]) == (True, ["a1"])
    path.write_text("held_out: oui\njudgements: []\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="true ou false"):
        read_set(path)
    path.write_text("held_out: true\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="« judgements » manque"):
        read_set(path)


DEV = "- {id: a1, kind: answerable, q: combien coûte la cuve, gold: [appel/1.2-aide], fact: ['15 000|quinze mille']}\n"


def run(tmp_path: Path, *arguments: str) -> int:
    dev, apart = tmp_path / "dev.yaml", tmp_path / "apart.yaml"
    dev.write_text(DEV, encoding="utf-8")
    apart.write_text(f"held_out: true\njudgements:\n{DEV.replace('a1', 'b1')}", encoding="utf-8")
    return main(["--campaign", str(plot.ROOT), "evaluate", *(name.format(dev=dev, apart=apart) for name in arguments)])


def test_the_files_stand_side_by_side_in_plain_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "{dev}", "{apart}") == 0
    out = capsys.readouterr().out
    assert "dev   apart*" in out
    assert re.search(r"la bonne section est montrée en premier +0,0\u00a0% +0,0\u00a0%", out)
    assert "mis à part" in out
    assert "success@1" not in out
    assert "mal tapées" not in out


def test_failures_show_what_was_asked_expected_and_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "{dev}", "--failures") == 0
    said = capsys.readouterr()
    assert said.err == ""
    for text in (
        "combien coûte la cuve",
        "attendu\u00a0: appel/1.2-aide (le fait\u00a0: 15\u00a0000 ou quinze mille)",
        "2\u00a0400",
    ):
        assert text in said.out
    assert run(tmp_path, "{apart}", "--failures", "--json") == 0
    said = capsys.readouterr()
    assert said.err.startswith("Attention")
    assert json.loads(said.out)["failures"][0]["faults"] == ["section", "fact"]


def test_the_ablation_shows_the_whole_then_each_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "{dev}", "--ablation", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["without"] for row in rows] == ["nothing", *(part.id for part in PARTS)]
    assert {row["figures"]["answer holds the fact"] for row in rows} == {0}
    assert rows[0]["judgements"] == [str(tmp_path / "dev.yaml")]
    assert run(tmp_path, "{dev}", "--ablation") == 0
    # The right section may come second or third: that depends on the tuning.
    assert re.search(r"\(rien\u00a0: le tout\) +0,0 +\d+,0 +0,0 +0,0 +– +– +–", capsys.readouterr().out)
