"""The corpus is whole and right: the canonical sections, and every figure held against the table of facts beside it."""

import re
from pathlib import Path

import pytest

from tests.check_sources import counted, differ, names, problems, sources
from tests.facts import CORPUS, Fact, absent, canonical, content_files, corpus, numbers, raw, text_of, uncovered

IDS = [place.id for place in canonical().sections]


def faults(text: str, facts: tuple[Fact, ...]) -> list[str]:
    """What is wrong between a section's text and its facts: a value that is not there, a number that no value explains."""
    values = tuple(fact.value for fact in facts)
    return [f"absent: {value}" for value in absent(text, values)] + [
        f"not in the facts: …{place}…" for place in uncovered(text, values)
    ]


def texts() -> list[tuple[str, str, tuple[Fact, ...]]]:
    """Each section: its id, its text, its facts."""
    return [(name, text_of(section), corpus().facts[name]) for name, section in corpus().sections.items()]


def test_sections_are_the_canonical_ones_in_order() -> None:
    assert len(IDS) == 53
    found = [(section.id, section.title, section.pages) for section in corpus().sections.values()]
    assert found == [(place.id, place.title, place.pages) for place in canonical().sections]


def test_documents_have_their_title_and_a_companion_says_what_it_is() -> None:
    assert {name: document.title for name, document in corpus().documents.items()} == {
        name: source.title for name, source in canonical().documents.items()
    }
    for document in corpus().documents.values():
        assert document.short
        assert bool(document.notice) == (document.role == "companion")
    for section in corpus().sections.values():
        assert section.id.startswith(f"{section.document}/")
        assert section.document in corpus().documents


def test_every_section_has_facts_and_every_table_a_section() -> None:
    assert list(corpus().facts) == IDS
    for section, facts in corpus().facts.items():
        assert facts, section
        for fact in facts:
            assert fact.means.strip(), (section, fact)
            assert fact.value == fact.value.strip() != "", (section, fact)
        values = [fact.value for fact in facts]
        assert len(values) == len(set(values)), f"{section}: a value listed twice"


def test_sections_and_facts_agree() -> None:
    assert {section: wrong for section, text, facts in texts() if (wrong := faults(text, facts))} == {}


# --- The check itself: it must see each digit and each fact ---------------------------------------------------------


def test_no_digit_can_change_unseen() -> None:
    for section, text, facts in texts():
        values = tuple(fact.value for fact in facts)
        listed = set(re.findall(r"\d+", " ".join(values)))
        for group in re.finditer(r"\d+", text):
            for place in range(*group.span()):
                for other in changed(text, group, place, listed):
                    wrong = text[: group.start()] + other + text[group.end() :]
                    seen = uncovered(wrong, values) or absent(wrong, values)
                    assert seen, (section, wrong[max(0, place - 40) : place + 40])


def changed(text: str, group: re.Match[str], place: int, listed: set[str]) -> list[str]:
    """The group with another digit at this place: each result that is a number of another fact, the one that could pass,
    and one of the others, which are all the same to the check."""
    others = [
        text[group.start() : place] + digit + text[place + 1 : group.end()] for digit in "0123456789" if digit != text[place]
    ]
    return [other for other in others if other in listed] + [other for other in others if other not in listed][:1]


def test_no_fact_can_go_unseen() -> None:
    for section, text, facts in texts():
        for fact in facts:
            assert faults(text.replace(fact.value, ""), facts), (section, fact)
            if re.search(r"\d", fact.value):
                others = tuple(other for other in facts if fact.value not in other.value)
                assert faults(text, others), (section, fact)


def test_a_number_is_not_found_inside_another() -> None:
    assert absent("un plafond de 12 500 €", ("2 500 €", "500 €", "12 500 €")) == ["2 500 €", "500 €"]
    assert absent("en 2018", ("en 201", "2018")) == ["en 201"]
    assert [place.strip() for place in uncovered("2023 puis 2024", ("2023",))] == ["2023 puis 2024"]


# --- How it is written ----------------------------------------------------------------------------------------------

TRAPS = {
    "an e-mail address": r"[\w.+-]+@[\w-]+\.\w",
    "a non-breaking or other special space": "[\u00a0\u2000-\u200f\u202f\u205f\u2060\ufeff]",
    "a typographic apostrophe or quotation mark (the engine sets them)": "[\u2018\u2019\u201c\u201d]",
    "a character outside plain French": r"[^\w\s.,;:!?()\[\]{}'\"«»…–*/%€°#=&@<>|`+_-]",
    "HTML": r"</?[A-Za-z][^>\s]*[^>]*>|&\w+;",
    "two spaces": r"(?<=\S)  +(?=\S)",
    "a space at the end of a line": r"(?m)[ \t]+$",
    "a tab": r"\t",
    "a space before a full stop or a comma": r"[^\s»] +[.,](?!\w)",
    "three dots (type the ellipsis)": r"\.\.\.",
    "no space before a double sign": r"(?<=[^\W\d_])[;!?](?=\s|$)|(?<=[^\W\d_]):(?=\s)",
    "no space inside « »": r"«\S|\S»",
    "no space before a unit": r"\d[€%]",
    "a long dash where an en dash is used": "\u2014",
}
FILES = [path for path in content_files("corpus") if path.suffix == ".md"]


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_no_typographic_trap(name: str) -> None:
    body = re.sub(r"\A---\n.*?\n---\n", "", raw(CORPUS / name), flags=re.DOTALL)
    found = [
        (trap, body[max(0, place.start() - 20) : place.end() + 20])
        for trap, pattern in TRAPS.items()
        for place in re.finditer(pattern, body)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("trap", "text"),
    [
        ("an e-mail address", "écrivez à quelqu.un@exemple.fr"),
        ("a non-breaking or other special space", "240\u00a0000 €"),
        ("a typographic apostrophe or quotation mark (the engine sets them)", "l\u2019appel"),
        ("a character outside plain French", "• un point"),
        ("HTML", "une ligne<br/>puis une autre"),
        ("two spaces", "un  plafond"),
        ("a space before a full stop or a comma", "le maire ."),
        ("three dots (type the ellipsis)", "etc..."),
        ("no space before a double sign", "Qui paie? Le projet: rien"),
        ("no space inside « »", "le «projet»"),
        ("no space before a unit", "65%"),
    ],
)
def test_the_traps_are_seen(trap: str, text: str) -> None:
    assert re.search(TRAPS[trap], text)


def test_no_address_of_a_person_anywhere() -> None:
    address = re.compile(r"[\w.+-]+@(?!exemple\b|example\b)[\w-]+\.[a-z]{2,}")
    for path in content_files("corpus", "index", "dialogs", "docs", "assistant"):
        assert not address.findall(raw(path)), path


# --- Against the official texts, where they are at hand -------------------------------------------------------------


def test_facts_agree_with_the_official_texts() -> None:
    folder = sources()
    if folder is None:
        pytest.skip("the official texts are not at hand: set ASSISTANT_SOURCES to the folder that holds them")
    assert problems(folder) == []


def test_what_differs_from_an_official_text_is_seen() -> None:
    theirs, ours = numbers("1. Budget : 240 000€, de 0.3 à 0,5 ETP"), numbers("250 000 € ; 0,3 à 0,5 ETP")
    assert theirs == {"1", "240000", "0.3", "0.5"}
    excused = {"s": {"1": "number of the heading", "7": "page number"}}
    assert differ("s", "number", theirs, ours, excused) == [
        "s: the number « 240000 » of the official text is missing",
        "s: the number « 250000 » is not in the official text",
        "s: an exception for nothing, « 7 »",
    ]
    assert names("le CLSPD, la MILDECA et LIMIT\u2019S", "le clspd et Limit's") == {"mildeca"}
    assert counted("Trois communes, en août, sur deux ans") - counted("3 communes, en mai, sur deux ans") == {"trois", "aout"}


def test_a_folder_that_lacks_the_official_texts_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_SOURCES", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="lacks"):
        sources()
