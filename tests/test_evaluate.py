"""The measures say what they claim: on a few judged questions whose outcomes are known by hand."""

from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.evaluate import Judgement, Turn, ablations, evaluate, holds, read_judgements
from tests import plot

JUDGED = [
    Judgement(id="a1", kind="answerable", q="combien coûte la cuve", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a2", kind="answerable", q="combien coûte la cuve", gold=("appel/1.2-aide", "fiche/porteurs"), fact=("15 000",)),
    Judgement(id="a3", kind="answerable", q="peut-on avoir des poules", gold=("exemples/tourlac-compost",), fact=("poules",)),
    Judgement(id="a4", kind="noisy", twin="a1", q="combien coute la kuve", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a5", kind="noisy", twin="a1", q="zzz", gold=("exemples/brevelle-cuve",), fact=("2 400",)),
    Judgement(id="a6", kind="near_miss", q="peut-on avoir des poules"),
    Judgement(id="a7", kind="near_miss", q="qui peut demander l'aide"),
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
    assert figures["near_miss: says so"] == 0.5
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


def test_each_part_taken_away_is_named_and_changes_something() -> None:
    reports = {name: evaluate_without(JUDGED) for name, evaluate_without in ablations(plot.library())}
    assert len(reports) > 10
    whole = reports.pop("(rien)").figures()
    assert reports["contexte de la conversation"].figures()["conversation: follow-up success@1"] == 0
    assert (reports["orthographe"].figures()["noisy success@1"] or 0) < (whole["noisy success@1"] or 0)


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
