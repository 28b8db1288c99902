"""The fact-check booklet: what decides first, all of it in words, each thing with its box and the mark by which a change is seen."""

import itertools
import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from assistant import __version__
from assistant.campaign import Campaign, locate
from assistant.cli import main
from assistant.french import number, typography
from assistant.functions import FUNCTIONS
from assistant.functions.texts import WHOLE
from assistant.outputs.booklet.content import Content, load_content
from assistant.outputs.booklet.page import BOX, CORRECT, booklet
from assistant.outputs.booklet.said import in_line
from assistant.outputs.booklet.spoken import message, said
from assistant.outputs.booklet.verdicts import ORDER, alone
from assistant.outputs.checklist import SEVERITY_TITLES, VERDICTS
from assistant.outputs.html import html
from assistant.outputs.markdown import markdown
from assistant.outputs.model import Heading, Paper, Table
from assistant.outputs.model import plain as shown
from assistant.rules import Finding, verdict
from assistant.script import SEVERITIES, Script, Status
from tests.mini import DAY, ROOT, script

CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}


@cache
def content(campaign: str) -> Content:
    return load_content(CAMPAIGNS[campaign])


@cache
def the_paper(campaign: str) -> Paper:
    return booklet(content(campaign), DAY)


@cache
def the_booklet(campaign: str) -> str:
    return read(markdown(the_paper(campaign)))


def read(text: str) -> str:
    """Markdown as a reader sees it, with plain spaces and apostrophes."""
    return re.sub(r"\\(.)", r"\1", text.replace("\xa0", " ").replace("’", "'"))


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("...", "…").replace("\xa0", " ").split())


def part(text: str, numeral: str) -> str:
    """One part of a booklet."""
    return re.split(r"^## ", text.partition(f"\n## Partie {numeral} ")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_everything_said_or_decided_is_in_it_numbered_and_marked(campaign: str) -> None:
    made = content(campaign)
    told, library, text = made.script, made.library, the_booklet(campaign)
    everything = [question.label for question in told.questions.values()]
    everything += [requirement.asks for requirement in told.requirements]
    everything += [f"{example.situation} (" for rule in told.requirements for example in rule.examples]
    everything += [message(case.fix, told) for rule in told.requirements for case in rule.cases if case.fix]
    everything += [message(case.message, told) for rule in told.requirements for case in rule.cases]
    everything += [message(rule.otherwise.message, told) for rule in told.requirements]
    everything += [message(notice.message, told) for notice in told.notices]
    everything += [entry.answer for entry in library.entries] + [silence.says for silence in library.silences]
    everything += [unit.text for section in library.sections for unit in section.units]
    everything += [step.says for plan in made.courses.plans for step in plan.steps] + [case.story for case in made.cases.values()]
    everything += [demand.sentence for demand in made.demands] + [demand.reason for demand in made.demands]
    papers = told.papers
    assert papers.calendar
    assert papers.letter
    assert papers.note
    assert papers.online
    everything += [papers.calendar.intro, *(step.title for step in papers.calendar.steps)]
    everything += [*(later.text for later in papers.calendar.later), papers.letter.intro, papers.online.intro]
    for sentence in papers.note.figures:
        everything.append(message(sentence.text, told))
    whole = plain(re.sub(r"<(https?://[^>]+)>", r"\1", text))
    assert [words for words in everything if plain(words) not in whole] == []
    numbers = [int(found) for found in re.findall(r"^#### n° (\d+) – ", text, flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    marks = re.findall(r"repère ([0-9a-f]{8})-[0-9a-f]{6}$", text, flags=re.MULTILINE)
    assert len(marks) == len(set(marks)) == len(numbers)
    assert f"**{plain(number(len(numbers)))} éléments à relire :**" in text


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_it_says_what_it_is_of_which_version_and_how_much_is_signed(campaign: str) -> None:
    made, text = content(campaign), the_booklet(campaign)
    assert f"**Empreinte du contenu :** {made.digest}" in text
    assert f"version {__version__}" in text
    assert "**Établi le :** 1er mars 2031" in text
    assert all(f"| **{plain(typography(document.title))}** |" in text for document in made.library.documents)
    signature = text.partition("\n## Signature")[2]
    assert made.digest in signature
    for line in ("Nom", "Lieu", "Date", "Cachet", "Signature", "Réserves"):
        assert f"| **{line}** |" in signature
    assert "Second relecteur" in signature
    parts = re.findall(r"^\| (Partie [IV]+) – .*? \| n° (\d+)(?: à (\d+))? \|", signature, flags=re.MULTILINE)
    assert parts[0][:2] == ("Partie I", "1")
    assert all(int(after[1]) == int(before[2] or before[1]) + 1 for before, after in itertools.pairwise(parts))
    paper = the_paper(campaign)
    assert paper.foot.endswith(f"empreinte {made.digest}")
    assert len(paper.foot) <= 85


def test_what_decides_is_signed_item_by_item_answers_by_lots_and_other_subjects_at_once() -> None:
    text = the_booklet("livrée")
    for numeral in ("I", "II"):
        assert part(text, numeral).count(BOX) == part(text, numeral).count("\n#### ")
    for numeral in ("III", "V"):
        chapters = part(text, numeral)
        assert chapters.count(CORRECT) == chapters.count("\n#### ")
        assert BOX not in chapters
        assert chapters.count("\n**Lot n° ") == chapters.count("\n### ")
    apart = part(text, "IV")
    outside = [silence for silence in content("livrée").library.silences if silence.outside]
    assert apart.count("\n#### ") == len(outside)
    assert apart.count("☐") == 1


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_each_rule_stands_under_its_place_with_the_sentence_that_founds_it(campaign: str) -> None:
    made, text = content(campaign), the_booklet(campaign)
    founded = {(name, demand.section): demand.sentence for demand in reversed(made.demands) for name in demand.requirements}
    for rule in made.script.requirements:
        before, _, after = text.partition(f" – règle : {plain(rule.title)}\n")
        told = after.partition("\n#### ")[0]
        assert re.findall(r"^### (.*)$", before, flags=re.MULTILINE)[-1] == f"Règles : {plain(made.library.place(rule.section))}"
        assert (
            f"À lire dans le texte officiel, que l'assistant reformule sans le recopier : {plain(made.library.place(rule.section))}"
            in told
        )
        if made.demands:
            assert f"« {plain(founded[rule.id, rule.section])} »" in told


def test_the_result_is_told_as_it_is_decided() -> None:
    text = part(the_booklet("jardins"), "I")
    for name, words in VERDICTS.items():
        assert f"Résultat : dossier {plain(typography(words))}." in text, name
    assert all(plain(typography(words)) in text for words in SEVERITY_TITLES.values())
    assert "Quand : si au moins un point « Bloquant » est « À corriger »." in text
    lacks = "un point « Bloquant » est « À faire », ou au moins un point « Demandé » est « À corriger » ou « À faire »."
    assert f"Quand : sinon, si au moins {lacks}" in text
    assert "les points « Engagements » et « Conseillé » n'y changent rien" in text
    # « The first of the four that applies is told; one point is enough »: for any three points.
    points = list(itertools.product(SEVERITIES, get_args(Status)))
    for several in itertools.combinations_with_replacement(points, 3):
        found = verdict([Finding("", "", status, severity, "", None, "", (), ()) for severity, status in several])
        assert found == min((alone(*point) for point in several), key=ORDER.index)


def test_the_head_says_that_the_call_is_closed_and_what_is_not_in_the_booklet() -> None:
    head = read(markdown(booklet(content("jardins"), date(2031, 5, 2)))).partition("\n## Partie I ")[0]
    assert "> **Au 2 mai 2031 :** L'appel est clos depuis le 30 avril 2031." in head
    assert "### Ce que ce livret ne donne pas" in head
    assert "clos" not in the_booklet("jardins").partition("\n## Partie I ")[0]


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_the_contents_lead_to_every_chapter(campaign: str) -> None:
    contents = the_booklet(campaign).partition("## Sommaire\n")[2].partition("\n## ")[0]
    links = re.findall(r"^ *- \[(.*)\]\(#(.*)\)$", contents, flags=re.MULTILINE)
    headings = [block.text for block in the_paper(campaign).blocks if isinstance(block, Heading) and block.level < 4]
    assert [words for words, _ in links] == list(map(plain, headings))
    assert len({address for _, address in links}) == len(links)
    assert ("Partie I – Ce qui décide", "partie-i--ce-qui-décide") in links


def test_the_index_finds_what_a_requirement_rests_on() -> None:
    text = the_booklet("jardins")
    row = re.search(r"^\| L'association joint ses statuts \| n° (\d+) \| n° (\d+(?:, \d+)*) \|", text, flags=re.MULTILINE)
    assert row
    assert f"#### n° {row[1]} – règle : L'association joint ses statuts" in text
    asked = [question.label for question in script().questions.values() if "statuts-joints" in question.serves]
    for figure in row[2].split(", "):
        title = re.search(rf"^#### n° {figure} – question : (.*)$", text, flags=re.MULTILINE)
        assert title
        assert title[1] in map(plain, asked)


def test_a_field_of_the_form_says_when_it_stands_and_that_its_label_is_not_sure() -> None:
    text = the_booklet("livrée")
    for frame in script_of("livrée").form.frames:
        for field in frame.fields:
            lines = re.findall(rf"^- {re.escape(plain(typography(field.label)))}( \*)? : (.*)$", text, flags=re.MULTILINE)
            assert lines, field.label
            assert all(bool(star) is not field.checked for star, _ in lines)
            assert not field.when or any("cette ligne ne paraît que s" in said for _, said in lines)
    assert "* libellé à vérifier sur le formulaire officiel." in text


def script_of(campaign: str) -> Script:
    return content(campaign).script


def test_addresses_are_links_and_no_format_shows_the_escapes_of_another() -> None:
    told = content("jardins")
    about = msgspec.structs.replace(told.script.about, welcome="Voyez https://exemple.fr/a-b_c*d, formulaire 12*06.")
    made = booklet(replace(told, script=replace(told.script, about=about)), DAY)
    page = html(made)
    assert '<a href="https://exemple.fr/a-b_c*d">' in page
    assert "\\" not in page.partition("</style>")[2]
    assert "<https://exemple.fr/a-b_c*d>" in markdown(made)


def test_the_reader_has_room_to_name_the_copy_compared() -> None:
    rows = next(block.rows for block in the_paper("livrée").blocks if isinstance(block, Table))
    assert [plain(shown(row[-1])) for row in rows] == [""] * len(content("livrée").library.documents)  # dots would leave the page


def test_the_answers_of_an_example_are_in_their_units() -> None:
    rules = part(the_booklet("livrée"), "I")
    assert re.search(r"coût complet : \d[\d ]* €", rules)
    assert not re.search(r"(?:coût complet|subvention demandée) : \d{5}", rules)


def test_a_year_is_no_sum() -> None:
    rules = part(the_booklet("livrée"), "I")
    assert not re.search(r"\b(?:19|20)? ?[12] 0[12]\d\b(?! [€m])", rules)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_no_condition_is_told_in_code(campaign: str) -> None:
    known = content(campaign).script
    rules = [in_line(said(case.when, known)) for rule in known.requirements for case in rule.cases]
    told = [in_line(said(notice.when, known)) for notice in known.notices]
    told += [message(case.message, known) for rule in known.requirements for case in rule.cases]
    for question in known.questions.values():
        told += [in_line(said(question.relevant, known))] if question.relevant and "." in question.id else []
    words = "|".join(FUNCTIONS)
    for text in rules + told:
        assert not re.search(rf"==|[<>]=|\b(?:not|and|or|true|false)\b|\b(?:{words})(?: ?\()", text), text
        assert not [path for path in known.questions if "." in path and path in text], text


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
    text = part(the_booklet("livrée"), "I")
    about = content("livrée").script.about
    for term in about.terms.values():
        assert plain(typography(term.means)) in text
    for words in about.words.values():
        assert all(f"« {plain(typography(word.removesuffix(WHOLE)))} »" in text for word in words)


def test_every_function_has_words() -> None:
    calls = {"count": "count(parcelles)", "share": "share(budget.total, budget.total)", "sum": "sum(parcelles, surface)"}
    calls |= {name: f"{name}(parcelles, surface, parcelles)" for name in FUNCTIONS if name not in calls}
    told = {name: plain(in_line(said(f"{call} > 2", script()))) for name, call in calls.items()}
    assert [name for name, words in told.items() if f"{name} (" in words] == []


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A copy of the invented campaign, to be changed."""
    return Path(shutil.copytree(ROOT, tmp_path / "jardins"))


def write(campaign: Path, *options: str) -> int:
    return main(["--campaign", str(campaign), "booklet", "--as-of", "2031-03-01", *options])


def test_the_command_writes_it_as_of_a_day_whatever_is_cached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(ROOT) == 0
    shown = capsys.readouterr().out
    assert shown == markdown(booklet(content("jardins"), DAY))
    assert main(["--campaign", str(ROOT), "index"]) == 0
    assert write(ROOT, "-o", str(tmp_path / "l.md")) == 0
    assert (tmp_path / "l.md").read_text("utf-8") == shown
    assert write(ROOT, "-o", str(tmp_path / "l.xyz")) == 2


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html", ".pdf"])
def test_it_is_written_in_every_format_the_same_each_time(suffix: str, tmp_path: Path) -> None:
    places = [tmp_path / f"{name}{suffix}" for name in "ab"]
    assert [write(ROOT, "-o", str(place)) for place in places] == [0, 0]
    assert places[0].read_bytes() == places[1].read_bytes()
    assert places[0].stat().st_size > 10_000


def test_since_a_signed_booklet_only_what_changed_is_to_be_read_again(
    garden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = tmp_path / "signé.md"
    assert write(garden, "-o", str(signed)) == 0
    capsys.readouterr()
    assert write(garden, "--since", str(signed)) == 0
    same = read(capsys.readouterr().out)
    total = same.count("\n#### ")
    assert f"{total} éléments n'ont pas changé" in same
    assert "À relire : 0 nouveau, 0 changé ; 0 disparu." in same
    assert same.count(" – inchangé – repère ") == total

    rules = garden / "dialogs" / "requirements.yaml"
    rules.write_text(rules.read_text("utf-8").replace("Les statuts sont joints.", "Les statuts | sont là."), "utf-8")
    notices = garden / "dialogs" / "notices.yaml"
    notices.write_text(re.sub(r"(?m)^.*id: parcelles-petites.*\n", "", notices.read_text("utf-8")), "utf-8")
    silences = garden / "index" / "silences.yaml"
    added = '- {id: nouveau, questions: ["Et les poules ?"], says: "Le règlement ne parle pas des poules."}\n'
    silences.write_text(added + silences.read_text("utf-8"), "utf-8")
    assert write(garden, "--since", str(signed)) == 0
    text = read(capsys.readouterr().out)
    changes = text.partition("## Ce qui a changé depuis le livret signé\n")[2].partition("\n## ")[0]
    assert "Livret signé : établi le 1er mars 2031, empreinte " in changes
    assert "À relire : 1 nouveau, 1 changé ; 1 disparu." in changes
    assert re.search(r"Éléments nouveaux\n\n- n° \d+ – silence : « Et les poules \? »\n", changes)
    beside = r"\| Message : Les statuts sont joints\. \| Message : Les statuts \| sont là\. \|"
    assert re.search(rf"règle : L'association joint ses statuts \(n° \d+ alors\) {beside}", changes)
    assert re.search(r"Éléments disparus\n\n- n° \d+ du livret signé – message : contrôle de cohérence", changes)
    assert text.count(" – nouveau depuis le livret signé – repère ") == 1
    assert len(re.findall(r" – changé depuis le livret signé \(n° \d+\) – repère ", text)) == 1
    assert text.count(" – inchangé – repère ") == total - 2


def test_items_that_changed_in_the_same_way_are_told_once(
    garden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed, rules = tmp_path / "signé.md", garden / "dialogs" / "requirements.yaml"
    assert write(garden, "-o", str(signed)) == 0
    capsys.readouterr()
    rules.write_text(rules.read_text("utf-8").replace('Le projet est décrit"', 'Le projet est raconté"'), "utf-8")
    assert write(garden, "--since", str(signed)) == 0
    text = read(capsys.readouterr().out)
    changes = text.partition("## Ce qui a changé depuis le livret signé\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (n° .*?) \| .* \|$", changes, flags=re.MULTILINE)
    shared = [re.search(r" ; et de même n° ([\d, à]+)$", row) for row in rows]
    assert any(shared)
    assert len(re.findall(r" – changé depuis le livret signé \(n° \d+\) – repère ", text)) > len(rows)
    assert sum("Sert à vérifier : Le projet est raconté." in line for line in changes.splitlines()) == 1


@pytest.mark.parametrize("name", ["livret.docx", "autre.md", "absent.md"])
def test_a_file_that_is_no_signed_booklet_is_refused_in_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "absent.md":
        (tmp_path / name).write_text("# Un autre papier\n", "utf-8")
    assert write(ROOT, "--since", str(tmp_path / name)) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
