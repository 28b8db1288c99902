"""What a question's hint gives as an example, and what people type for it, is understood as it is meant."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import understand
from assistant.campaign import Campaign
from assistant.dossier import Dossier
from assistant.files import read_data
from assistant.interview import Interview
from assistant.script import Question, Script, load_script

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


def told(question: Question, text: Any) -> str:
    """What is understood, as the table of `typed.yaml` writes it."""
    found = understand(question, text).value
    if isinstance(found, tuple):
        found = ", ".join(found)
    elif isinstance(found, Decimal):
        found = found.to_integral_value()
    return str(found).casefold()


HINTED = {
    path: found for path, question in script().questions.items() if question.type not in OPEN and (found := examples(question))
}
CHOSEN = [path for path, question in script().questions.items() if question.choices]
TYPED: dict[str, dict[Any, list[Any]]] = read_data(ROOT / "tests" / "data" / "typed.yaml")


def test_hints_do_give_examples() -> None:
    assert sum(map(len, HINTED.values())) > 40


@pytest.mark.parametrize("path", HINTED)
def test_an_example_of_a_hint_is_understood(path: str) -> None:
    answers = [(example, understand(script().questions[path], example)) for example in HINTED[path]]
    assert [(example, answer.problem) for example, answer in answers if answer.state not in {"given", "none"}] == []


@pytest.mark.parametrize("path", CHOSEN)
def test_a_choice_is_understood_by_each_of_its_names(path: str) -> None:
    question = script().questions[path]
    names = [(choice.value, name) for choice in question.choices for name in (choice.value, choice.label, *choice.aliases)]
    found = [(value, name, understand(question, name)) for value, name in names]
    assert [
        (name, value, answer.value, answer.note)
        for value, name, answer in found
        if answer.value != ((value,) if question.type == "choices" else value) or answer.note
    ] == []


@pytest.mark.parametrize("path", TYPED)
def test_what_people_type_is_understood(path: str) -> None:
    question = script().questions[path]
    expected = [(text, str(value).casefold()) for value, texts in TYPED[path].items() for text in texts]
    assert [(text, told(question, text)) for text, _ in expected] == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("porteur.nature", "ça dépend"),
        ("porteur.nature", "une commune ou une association"),
        ("laureat.deja", "candidats en 2023"),
        ("laureat.deja", "oui, notre agglo"),
        ("referent.financeur", "en partie par le département"),
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


@pytest.mark.parametrize("typed", ["250k€", "20", "∞"])
def test_an_amount_or_a_lone_number_is_no_year(typed: str) -> None:
    interview = Interview(Dossier(script(), {}), date(2024, 3, 1))
    assert "On attend ici une année" in interview.row_problem("budget.annees", typed)


@pytest.mark.parametrize("typed", ["2024", "année 1", "la seconde", "1re année", "exercice 2025", "N+1"])
def test_a_year_is_told_in_several_ways(typed: str) -> None:
    assert Interview(Dossier(script(), {}), date(2024, 3, 1)).row_problem("budget.annees", typed) == ""


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("porteur.nom", "néant", "Une collectivité a toujours un nom"),
        ("projet.titre", "sans objet", "Il faut un titre"),
        ("projet.titre", "un mot " * 30, "trop long pour être un titre (60 mots)"),
    ],
)
def test_what_is_no_name_nor_title_is_refused(path: str, typed: str, told: str) -> None:
    assert told in Interview(Dossier(script(), {}), date(2024, 3, 1)).problem(path, typed)
