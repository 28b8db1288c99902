"""What a question's hint gives as an example, and what people type for it, is understood as it is meant."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import understand
from assistant.campaign import Campaign
from assistant.files import read_data
from assistant.script import Choice, Question, Script, load_script

ROOT = Path(__file__).resolve().parent.parent
OPEN = {"text", "long_text"}


@cache
def script() -> Script:
    return load_script(Campaign(ROOT))


def examples(question: Question) -> list[str]:
    """What a hint quotes, and what stands alone after « Exemple : »."""
    quoted = re.findall("« ([^»]+) »", question.hint)
    bare = re.findall(r"Exemples? : ([^«».]+)\.", question.hint)
    return quoted + [text.strip() for text in bare]


HINTED = [
    pytest.param(path, example, id=f"{path}-{example}")
    for path, question in script().questions.items()
    if question.type not in OPEN
    for example in examples(question)
]


def test_hints_do_give_examples() -> None:
    assert len(HINTED) > 40


@pytest.mark.parametrize(("path", "example"), HINTED)
def test_an_example_of_a_hint_is_understood(path: str, example: str) -> None:
    answer = understand(script().questions[path], example)
    assert answer.state in {"given", "none"}, answer.problem


def names() -> list[Any]:
    return [
        pytest.param(path, choice, name, id=f"{path}-{name}")
        for path, question in script().questions.items()
        for choice in question.choices
        for name in dict.fromkeys((choice.value, choice.label, *choice.aliases))
    ]


@pytest.mark.parametrize(("path", "choice", "name"), names())
def test_a_choice_is_understood_by_each_of_its_names(path: str, choice: Choice, name: str) -> None:
    question = script().questions[path]
    answer = understand(question, name)
    assert answer.value == ((choice.value,) if question.type == "choices" else choice.value)
    assert not answer.note


def typed() -> list[Any]:
    table = read_data(ROOT / "tests" / "data" / "typed.yaml")
    return [
        pytest.param(path, text, str(value).casefold(), id=f"{path}-{text}")
        for path, values in table.items()
        for value, texts in values.items()
        for text in texts
    ]


@pytest.mark.parametrize(("path", "text", "value"), typed())
def test_what_people_type_is_understood(path: str, text: Any, value: str) -> None:
    found = understand(script().questions[path], text).value
    if isinstance(found, tuple):
        found = ", ".join(found)
    elif isinstance(found, Decimal):
        found = found.to_integral_value()
    assert str(found).casefold() == value


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("porteur.nature", "ça dépend"),
        ("porteur.nature", "une commune ou une association"),
        ("laureat.deja", "candidats en 2023"),
        ("laureat.deja", "oui, notre agglo"),
        ("referent.financeur", "en partie par le département"),
        ("depot.cerfa", "complet, sauf le cadre 7"),
        ("depot.document", "pas prêt"),
        ("depot.canal", "Démarches simplifiées et courriel"),
        ("actions[].axe", "axes 2 et 3"),
        ("budget.fonctionnement", "ça dépend"),
        ("projet.duree", "de 2024 à 2026"),
        ("budget.demande", "80 000 € par an"),
    ],
)
def test_what_has_two_meanings_is_not_guessed(path: str, text: str) -> None:
    assert understand(script().questions[path], text).state == "unreadable"
