"""What is kept from one dossier to the next: nothing that an answer changed, and all the rest."""

from typing import Any

import pytest

from assistant.conditions import compile_condition, compile_expression
from assistant.dossier import Dossier
from assistant.recall import Recall, Shelf
from assistant.terms import TODAY, Term
from tests.mini import COMPLETE, DAY, dossier, script

TEXTS = (
    "budget.demande <= plafond",
    "count(parcelles) > 1",
    "any(parcelles, surface > 100)",
    "depot.date < date_limite",
    "today <= date_limite",
)


def terms() -> dict[str, Term]:
    return {text: compile_condition(text, script()) for text in TEXTS}


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The paths that a recall says to differ, between two dossiers with some ten other answers."""
    recall = Recall(terms().values())
    recall.turn_to(Dossier(script(), COMPLETE | before), DAY)
    return recall.turn_to(Dossier(script(), COMPLETE | after), DAY)[1]


def test_only_what_reads_the_answer_that_changed_is_forgotten() -> None:
    known = terms()
    recall = Recall(known.values())
    file = Dossier(script(), COMPLETE)
    context, _ = recall.turn_to(file, DAY)
    for term in known.values():
        term.evaluate(context)
    kept, _ = recall.turn_to(file.with_answer("budget.demande", 99_000), DAY)
    assert kept.memo is context.memo
    left = {text for text, term in known.items() if kept.memo and term.number in kept.memo.outcomes}
    assert left == set(TEXTS) - {"budget.demande <= plafond"}
    assert known["budget.demande <= plafond"].evaluate(kept).value is False


def test_only_the_row_that_changed_is_forgotten() -> None:
    inner = compile_expression("surface > 100", script(), script().questions["parcelles"])
    recall = Recall([inner])
    file = Dossier(script(), COMPLETE)
    context, _ = recall.turn_to(file, DAY)
    for row in context.each(3):
        inner.evaluate(row)
    kept, paths = recall.turn_to(file.with_answer("parcelles[1].surface", 300), DAY)
    assert paths == {"parcelles[].surface"}
    assert kept.memo is not None
    assert set(kept.memo.outcomes[inner.number]) == {0, 2}
    assert [inner.evaluate(row).value for row in kept.each(3)] == [True, True, False]


def test_what_looks_at_all_the_rows_from_each_is_forgotten_whole() -> None:
    across = compile_expression("surface > 1 and any(parcelles, arrosage)", script(), script().questions["parcelles"])
    recall = Recall([across])
    file = Dossier(script(), COMPLETE)
    context, _ = recall.turn_to(file, DAY)
    assert [across.evaluate(row).value for row in context.each(3)] == [True] * 3
    kept, _ = recall.turn_to(file.with_answer("parcelles[0].arrosage", "non"), DAY)
    assert [across.evaluate(row).value for row in kept.each(3)] == [None] * 3


def test_another_day_is_a_difference_and_the_same_is_none() -> None:
    recall = Recall(terms().values())
    assert TODAY in recall.turn_to(dossier(), DAY)[1]
    assert recall.turn_to(dossier(), DAY)[1] == set()
    assert recall.turn_to(dossier(), DAY.replace(day=2))[1] == {TODAY}


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        ({"budget": {"demande": 100}}, {"budget": {"demande": 100}}, set()),
        ({"budget": {"demande": 100}}, {"budget": {"demande": "100 €"}}, {"budget.demande"}),
        ({"budget": {"demande": "100 €"}}, {"budget": {"demande": "100,00 €"}}, {"budget.demande"}),  # a message may quote it
        ({"budget": {"demande": "cent"}}, {"budget": {"demande": "cent patates"}}, {"budget.demande"}),
        ({"budget": {"demande": "?"}}, {"budget": {"demande": "des sous"}}, {"budget.demande"}),
        ({"budget": {"demande": 100}}, {"budget": {}}, {"budget.demande"}),
        # To Python, yes is one.
        ({"budget": {"demande": True}}, {"budget": {"demande": 1}}, {"budget.demande"}),
        ({"equipe": {"benevoles": 0}}, {"equipe": {"benevoles": "aucun"}}, {"equipe.benevoles"}),
        # A list of as many rows is the same list: their fields have answers of their own.
        ({"parcelles": [{"surface": 1}]}, {"parcelles": [{"surface": 2}]}, {"parcelles[].surface"}),
        ({"parcelles": []}, {"parcelles": {}}, {"parcelles"}),
        ({"parcelles": "aucune"}, {"parcelles": []}, {"parcelles"}),
    ],
)
def test_what_differs(before: dict[str, Any], after: dict[str, Any], paths: set[str]) -> None:
    assert changed(before, after) == paths


def test_a_shelf_gives_what_was_put_last_once() -> None:
    shelf: Shelf[list[int]] = Shelf(list)
    shelf.put([1])
    shelf.put([2])
    assert [shelf.take(), shelf.take()] == [[2], []]
