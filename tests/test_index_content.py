"""What index/ holds is true to the corpus: known sections, figures that stand in the facts, a question in one place only."""

import re
from collections import Counter
from functools import cache

import pytest

from assistant.campaign import Campaign
from assistant.evaluate import read_judgements
from assistant.files import read_data
from assistant.library import Entry, Library, Silence, load
from assistant.text import fold
from tests.facts import ROOT, corpus, numbers

ALLOWED = ROOT / "tests" / "data" / "answer_numbers.yaml"


@cache
def library() -> Library:
    return load(Campaign(ROOT))


def items() -> list[Entry | Silence]:
    """Everything that has typical questions."""
    return [*library().entries, *library().silences]


def same(question: str) -> str:
    """A question as the comparison sees it: folded, words only."""
    return " ".join(re.findall(r"\w+", fold(question)))


def known_numbers(sections: tuple[str, ...]) -> set[str]:
    """The numbers that an answer resting on these sections may give: those of their facts, and of their own numbering."""
    known: set[str] = set()
    for section in sections:
        known |= numbers(" | ".join(fact.value for fact in corpus().facts[section]))
        known |= numbers(section.partition("/")[2])
    return known


def strangers(text: str, sections: tuple[str, ...], allowed: dict[str, str]) -> set[str]:
    """The numbers of a text that neither the facts of these sections nor an exception account for."""
    return numbers(text) - known_numbers(sections) - allowed.keys()


def exceptions(kind: str) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, dict[str, str]]] = read_data(ALLOWED)
    return table[kind]


def test_ids_are_unique_across_answers_and_silences() -> None:
    ids = Counter([entry.id for entry in library().entries] + [silence.id for silence in library().silences])
    assert [name for name, count in ids.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)


def test_every_section_is_known_and_named_once() -> None:
    known = {section.id for section in library().sections}
    for entry in library().entries:
        assert {entry.section, *entry.also} <= known, entry.id
        assert len({entry.section, *entry.also}) == 1 + len(entry.also), entry.id
    for silence in library().silences:
        assert set(silence.sections) <= known, silence.id
        assert silence.outside or silence.sections, silence.id


def test_every_section_has_answers_and_at_least_eight_questions() -> None:
    asked = Counter({section.id: 0 for section in library().sections})
    for entry in library().entries:
        asked[entry.section] += len(entry.questions)
    assert {section: count for section, count in asked.items() if count < 8} == {}


def test_every_answer_and_silence_is_written_and_asked() -> None:
    for entry in library().entries:
        assert entry.answer.strip()
        assert re.search(r"[.!?]$|https?://\S+$", entry.answer.strip()), entry.id
        assert len(entry.questions) >= 3, entry.id
    for silence in library().silences:
        assert re.search(r"[.!?]$", silence.says), silence.id
        assert silence.outside or re.search(r"[.!?]$", silence.nearby), silence.id
        assert len(silence.questions) >= 3, silence.id


def test_no_question_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for item in items():
        for question in item.questions:
            assert same(question), item.id
            places.setdefault(same(question), []).append(item.id)
    assert {question: ids for question, ids in places.items() if len(ids) > 1} == {}


def test_every_number_of_an_answer_stands_in_the_facts_of_its_sections() -> None:
    allowed = exceptions("extra")
    found = {
        entry.id: strangers(entry.answer, (entry.section, *entry.also), allowed.get(entry.id, {})) for entry in library().entries
    } | {
        silence.id: strangers(f"{silence.says} {silence.nearby}", silence.sections, allowed.get(silence.id, {}))
        for silence in library().silences
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert allowed.keys() <= found.keys(), "an exception for no answer"


def test_every_number_of_the_facts_is_given_by_an_answer_of_its_section() -> None:
    given: dict[str, set[str]] = {section: set() for section in corpus().facts}
    for entry in library().entries:
        for section in (entry.section, *entry.also):
            given[section] |= numbers(entry.answer)
    unsaid = {
        section: numbers(" | ".join(fact.value for fact in facts)) - given[section] for section, facts in corpus().facts.items()
    }
    assert {section: left for section, left in unsaid.items() if left} == {
        section: set(left) for section, left in exceptions("unsaid").items()
    }


def test_a_wrong_number_in_an_answer_would_be_seen() -> None:
    checked = 0
    for entry in library().entries:
        for group in re.finditer(r"\d+", entry.answer):
            wrong = f"{entry.answer[: group.end()]}77{entry.answer[group.end() :]}"
            checked += 1
            assert strangers(wrong, (entry.section, *entry.also), {}), (entry.id, group[0])
    assert checked > 50


def test_no_judgement_question_is_a_typical_question() -> None:
    ours = {same(question) for item in items() for question in item.questions}
    copied = []
    for path in sorted((ROOT / "index" / "judgements").glob("*.yaml")):
        for judgement in read_judgements(path):
            if any(same(asked.q) in ours for asked in judgement.turns or (judgement,) if same(asked.q)):
                copied.append(judgement.id)
    # Ids only: who tunes the search must not read the questions here.
    assert copied == []


@pytest.mark.parametrize("text", ["un plafond de 250 000 €", "le 31 avril 2024", "des cadres 1, 6 et 8"])
def test_a_stranger_is_one(text: str) -> None:
    assert strangers(text, ("aap/4.1", "aap/4.2"), {})
