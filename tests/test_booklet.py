"""The fact-check booklet: whole, in the order of the documents, numbered, and in words."""

import re
from functools import cache
from pathlib import Path

import pytest

from assistant.cache import load_library
from assistant.campaign import ROOMS, Campaign, locate
from assistant.cli import main
from assistant.french import number, typography
from assistant.functions import FUNCTIONS
from assistant.outputs.booklet import BOX, booklet
from assistant.outputs.markdown import markdown
from assistant.outputs.spoken import in_line, message, said
from assistant.script import load_script
from tests.mini import DAY, ROOT, script

CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


@cache
def the_booklet(campaign: str) -> str:
    folder = CAMPAIGNS[campaign]
    text = markdown(booklet(load_script(folder), load_library(folder), folder.digest(*ROOMS), DAY))
    return re.sub(r"\\(.)", r"\1", text.replace("\xa0", " ").replace("’", "'"))


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("...", "…").replace("\xa0", " ").split())


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_everything_said_or_decided_is_in_it_and_signed_off(campaign: str) -> None:
    folder = CAMPAIGNS[campaign]
    content, library, text = load_script(folder), load_library(folder), the_booklet(campaign)
    everything = [question.label for question in content.questions.values()]
    everything += [requirement.asks for requirement in content.requirements]
    everything += [f"{example.situation} (" for rule in content.requirements for example in rule.examples]
    everything += [message(case.fix, content) for rule in content.requirements for case in rule.cases if case.fix]
    everything += [message(case.message, content) for rule in content.requirements for case in rule.cases]
    everything += [message(rule.otherwise.message, content) for rule in content.requirements]
    everything += [message(notice.message, content) for notice in content.notices]
    everything += [entry.answer for entry in library.entries] + [silence.says for silence in library.silences]
    everything += [unit.text for section in library.sections for unit in section.units]
    whole = plain(text)
    assert [words for words in everything if plain(words) not in whole] == []
    numbers = [int(found) for found in re.findall(r"^#### n° (\d+) – ", text, flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert text.count(BOX) == len(numbers)
    assert f"**{plain(number(len(numbers)))} éléments à relire :**" in text
    assert text.count(folder.digest(*ROOMS)) == 2
    assert "Établi le 1er mars 2031" in text


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_it_follows_the_documents_and_says_where_each_thing_stands(campaign: str) -> None:
    folder = CAMPAIGNS[campaign]
    library, text = load_library(folder), the_booklet(campaign)
    headings = re.findall(r"^### (.*)$", text, flags=re.MULTILINE)
    assert headings == [plain(library.place(section.id)) for section in library.sections]
    content = load_script(folder)
    for rule in content.requirements:
        before = text[: text.index(f"règle : {plain(rule.title)}\n")]
        assert re.findall(r"^### (.*)$", before, flags=re.MULTILINE)[-1] == plain(library.place(rule.section))


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_no_condition_is_told_in_code(campaign: str) -> None:
    content = load_script(CAMPAIGNS[campaign])
    rules = [in_line(said(case.when, content)) for rule in content.requirements for case in rule.cases]
    told = [in_line(said(notice.when, content)) for notice in content.notices]
    told += [message(case.message, content) for rule in content.requirements for case in rule.cases]
    for question in content.questions.values():
        told += [in_line(said(question.relevant, content))] if question.relevant and "." in question.id else []
    words = "|".join(FUNCTIONS)
    for text in rules + told:
        assert not re.search(rf"==|[<>]=|\b(?:not|and|or|true|false)\b|\b(?:{words})(?: ?\()", text), text
        assert not [path for path in content.questions if "." in path and path in text], text


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ('porteur.nature == "commune"', "« nature du porteur » est « Une commune »"),
        ("not (porteur.statuts and budget.total > 5)", "la réponse à « statuts » est non ou « coût total » ne dépasse pas 5 €"),
        ("not given(budget.total)", "il manque une réponse à « coût total »"),
        ('"ecoles" not in projet.publics', "« publics » ne comprend pas « Les écoles »"),
        ("count(parcelles) == 0", "la liste « parcelles » est vide"),
        (
            "count(parcelles, surface > 2) >= 2",
            "il y a au moins 2 éléments de « parcelles » pour lesquels « surface » dépasse 2",
        ),
        ("not any(parcelles, arrosage)", "pour chaque parcelle : la réponse à « arrosage » est non"),
        ("count(parcelles, surface > 2) == 0", "il n'y a aucune parcelle pour laquelle « surface » dépasse 2"),
        (
            "count(uncovered(parcelles, usage, given(surface))) == 0",
            "chacun de ces choix de « usage » a au moins une parcelle pour laquelle une réponse est donnée à « surface » :"
            " « Le potager », « Le verger » et « Le compost »",
        ),
        (
            "count(uncovered(projet.publics)) > 0",
            "à « publics », il manque au moins un de ces choix : « Les habitants du quartier », « Les écoles » et « Les aînés »",
        ),
        (
            "count(lacking(budget.total, projet.debut)) == 0",
            "chacune de ces questions a une réponse autre que « aucun » : « coût total » et « début »",
        ),
        (
            "projet.duree in [12, 24] and equipe.animation < 0.5",
            "« durée » est 12 mois ou 24 mois et « animation » n'atteint pas 0,5 ETP",
        ),
        ("projet.debut > today", "« début » est après le jour de référence"),
        ("lapins > 2", "« lapins » dépasse 2"),
        ("terriers(budget.total) > 2", "terriers (« coût total ») dépasse 2"),
        ("porteur.statuts == false", "la réponse à « statuts » est non"),
    ],
)
def test_conditions_read_as_a_person_would_say_them(condition: str, words: str) -> None:
    told = plain(in_line(said(condition, script())))
    names = {path: plain(q.name) for path, q in script().questions.items()}
    for name, path in (
        ("nature du porteur", "porteur.nature"),
        ("statuts", "porteur.statuts"),
        ("coût total", "budget.total"),
        ("publics", "projet.publics"),
        ("parcelles", "parcelles"),
        ("surface", "parcelles[].surface"),
        ("arrosage", "parcelles[].arrosage"),
        ("début", "projet.debut"),
        ("durée", "projet.duree"),
        ("animation", "equipe.animation"),
        ("usage", "parcelles[].usage"),
    ):
        words = words.replace(f"« {name} »", f"« {names[path]} »")
    publics = script().questions["projet.publics"].choice("ecoles")
    assert publics is not None
    assert told == words.replace("« Les écoles »", f"« {plain(publics.label)} »")


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_all_that_is_in_it_is_counted(campaign: str) -> None:
    text = the_booklet(campaign)
    total, kinds = re.search(r"\*\*([\d ]+) éléments à relire :\*\* (.*)\.$", text, flags=re.MULTILINE).groups()  # type: ignore[union-attr]
    counted = [int(figure.replace(" ", "")) for figure in re.findall(r"(\d[\d ]*) [a-zà]", kinds)]
    assert sum(counted) == int(total.replace(" ", "")) == len(re.findall(r"^#### n° ", text, flags=re.MULTILINE))


def test_the_words_of_the_rules_are_defined_with_what_they_look_for() -> None:
    text = the_booklet("livrée")
    for term in load_script(CAMPAIGNS["livrée"]).about.terms.values():
        assert f"définition : {plain(typography(term.means))}" in text
    for word in load_script(CAMPAIGNS["livrée"]).about.words["mots_des_secteurs"]:
        assert f"« {word} »" in text


def test_every_function_has_words() -> None:
    calls = {"count": "count(parcelles)", "share": "share(budget.total, budget.total)", "sum": "sum(parcelles, surface)"}
    calls |= {name: f"{name}(parcelles, surface, parcelles)" for name in FUNCTIONS if name not in calls}
    told = {name: plain(in_line(said(f"{call} > 2", script()))) for name, call in calls.items()}
    assert [name for name, words in told.items() if f"{name} (" in words] == []


def test_the_command_writes_it_as_of_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--campaign", str(ROOT), "booklet", "--as-of", "2031-03-01"]
    assert main(command) == 0
    shown = capsys.readouterr().out
    assert main([*command, "-o", str(tmp_path / "l.md")]) == 0
    assert (tmp_path / "l.md").read_text("utf-8") == shown
    assert main([*command, "-o", str(tmp_path / "l.xyz")]) == 2
