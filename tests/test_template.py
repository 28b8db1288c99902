"""The commented template: everything that a person needs to fill it in, and nothing that counts as an answer."""

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from assistant.campaign import Campaign, locate
from assistant.cli import main
from assistant.dossier import Dossier, load_case
from assistant.files import parse_yaml
from assistant.rules import Rulebook
from assistant.script import Chapter, load_script
from assistant.template import SCHEMA_NAME, yaml_template
from tests.mini import DAY, ROOT
from tests.test_schema import faults, schema_of

CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


def told(text: str) -> str:
    """The words of the comments, on one line and with plain signs."""
    words = " ".join(line.strip().removeprefix("#").strip() for line in text.splitlines())
    return " ".join(words.replace("\xa0", " ").replace("’", "'").split())


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("...", "…").split())


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_untouched_it_checks_like_an_empty_file(campaign: str, tmp_path: Path) -> None:
    script = load_script(CAMPAIGNS[campaign])
    path = tmp_path / "d.yaml"
    path.write_text(yaml_template(script), encoding="utf-8")
    dossier, _ = load_case(path, script)
    rules = Rulebook(script)
    assert rules.evaluate(dossier, DAY) == rules.evaluate(Dossier(script), DAY)
    assert list(faults(schema_of(campaign), dossier.data)) == []


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_it_says_everything_of_every_question(campaign: str) -> None:
    script = load_script(CAMPAIGNS[campaign])
    text = told(yaml_template(script))
    for chapter in script.chapters:
        assert plain(chapter.title) in text
    for path, question in script.questions.items():
        assert plain(question.label) in text
        assert plain(question.hint) in text
        assert f"{question.id.rpartition('.')[2]}:" in text, path
        assert all(plain(f"{choice.value} {choice.label}") in text for choice in question.choices)
        for name in question.serves:
            requirement = script.requirement(name)
            assert requirement is not None
            assert plain(requirement.title) in text


def test_the_row_of_a_repeat_is_ready_once_its_signs_are_taken_away() -> None:
    text = yaml_template(load_script(CAMPAIGNS["jardins"]))
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  # - nom:"))
    end = next(number for number in range(start, len(lines)) if lines[number].strip() == "#")
    lines[start:end] = [line.replace("# ", "", 1) for line in lines[start:end]]
    lines[start] = lines[start].replace("nom:", "nom: Le grand carré")
    data = parse_yaml("\n".join(lines), "f")
    assert data["parcelles"] == [{"nom": "Le grand carré", "usage": None, "surface": None, "arrosage": None}]


def test_the_schema_that_its_first_line_names_stands_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    campaign = ["--campaign", str(ROOT)]
    assert main([*campaign, "template"]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA_NAME}"
    assert main([*campaign, "template", "-o", str(tmp_path / "d.yaml")]) == 0
    assert (tmp_path / "d.yaml").read_text("utf-8") == text
    assert main([*campaign, "schema", "-o", str(tmp_path / "s.json")]) == 0
    assert (tmp_path / SCHEMA_NAME).read_bytes() == (tmp_path / "s.json").read_bytes()


def test_a_line_end_in_a_label_leaves_no_comment() -> None:
    script = load_script(CAMPAIGNS["jardins"])
    question = changed(script.chapters[0].questions[0], label="Un\u2028porteur: x\ny: z", hint="", serves=())
    chapter = changed(script.chapters[0], questions=(question,), intro="")
    data = parse_yaml(yaml_template(replace(script, chapters=(chapter,))), "f")
    assert data == {"porteur": {"nature": None}}


def test_a_group_asked_in_several_places_is_written_once() -> None:
    script = load_script(CAMPAIGNS["jardins"])
    asked = script.chapters[0].questions[0]
    ids = (("a.b.c", "a.d", "e"), ("a.b.f", "g.h"), ("a.i", "e2"))
    chapters = [
        Chapter(id=f"c{n}", title=f"T{n}", questions=tuple(changed(asked, id=i) for i in part)) for n, part in enumerate(ids)
    ]
    data = parse_yaml(yaml_template(replace(script, chapters=tuple(chapters))), "f")
    assert data == {"a": {"b": {"c": None, "f": None}, "d": None, "i": None}, "e": None, "g": {"h": None}, "e2": None}
