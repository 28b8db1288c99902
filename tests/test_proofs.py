"""What the check proves of a dialogue and of its rules: each thing that it cannot prove gets its remark, in small broken campaigns."""

import shutil
import time
from pathlib import Path

import pytest

from assistant import obligations
from assistant.campaign import Campaign, locate
from assistant.cli import main
from assistant.library import Section, load
from assistant.lint import coverage, lint, proofs
from assistant.rules import Rulebook
from assistant.script import load_script
from tests.mini import ROOT
from tests.test_lint import remarks_after

QUESTIONS, RULES = "dialogs/questions.yaml", "dialogs/requirements.yaml"
STATUTES = 'relevant: porteur.nature == "association"'
WATERED = "relevant: 'usage == \"potager\"'"


@pytest.mark.parametrize(
    ("file", "old", "new", "remark"),
    [
        # Every path ends.
        (
            QUESTIONS,
            STATUTES,
            "relevant: given(porteur.statuts)",
            "question « porteur.statuts » : elle n'est posée que selon sa propre réponse",
        ),
        (
            QUESTIONS,
            STATUTES,
            "relevant: budget.demande > plafond",
            "question « porteur.statuts » : elle dépend de « budget.demande », qui n'est demandé qu'après elle",
        ),
        (
            QUESTIONS,
            WATERED,
            "relevant: arrosage == true",
            "question « parcelles[].arrosage » : elle n'est posée que selon sa propre réponse",
        ),
        # Every question can be asked.
        (
            QUESTIONS,
            STATUTES,
            'relevant: porteur.nature == "association" and porteur.nature == "commune"',
            "question « porteur.statuts » : aucune réponse ne mène à elle",
        ),
        (
            QUESTIONS,
            WATERED,
            "relevant: 'usage == \"potager\" and surface < 5 and surface > 7'",
            "question « parcelles[].arrosage » : aucune réponse ne mène à elle",
        ),
        # Every choice matters.
        (
            QUESTIONS,
            "    - id: depot.bilan\n",
            "    - {id: depot.coin, label: Où ?, type: choice, choices: [{value: a, label: A}, {value: b, label: B}]}\n"
            "    - id: depot.bilan\n",
            "question « depot.coin » : sa réponse ne change rien",
        ),
        # Every case decides.
        (
            RULES,
            '    - when: porteur.nature == "autre"\n',
            '    - {when: porteur.nature == "entreprise", status: to_verify, message: "Jamais dit.", fix: "Rien."}\n'
            '    - when: porteur.nature == "autre"\n',
            'exigence « porteur-admis » : aucun exemple n\'est décidé par le cas « porteur.nature == "entreprise" » (« to_verify »)',
        ),
        (
            RULES,
            'otherwise: {message: "Vous n\'avez pas dit qui porte le jardin."',
            'otherwise: {status: met, message: "Vous n\'avez pas dit qui porte le jardin."',
            "exigence « porteur-admis » : sans aucune réponse elle donne « met » au lieu de « missing »",
        ),
        (
            RULES,
            'otherwise: {message: "Vous n\'avez pas dit qui porte le jardin."',
            'otherwise: {status: met, message: "Vous n\'avez pas dit qui porte le jardin."',
            "exigence « porteur-admis » : aucun cas ne donne « missing »",
        ),
    ],
)
def test_what_is_not_proved_is_told(tmp_path: Path, file: str, old: str, new: str, remark: str) -> None:
    remarks = [text.replace("\u00a0", " ").replace("’", "'") for text in remarks_after(tmp_path, file, old, new)]
    assert any(remark in text for text in remarks), remarks


def test_two_choices_that_nothing_tells_apart_are_told(tmp_path: Path) -> None:
    """Without papers only the rules tell choices apart; a choice more that no rule names does what « autre » does not."""
    shutil.copytree(ROOT, tmp_path / "c")
    dialogs = tmp_path / "c/dialogs"
    for file, old, new in (
        ("cerfa.yaml", '{label: "Nature", show: porteur.nature, checked: true}', '{label: "Nature", blank: "à remplir"}'),
        ("outline.yaml", "{show: [porteur.nature, porteur.statuts]}", "{show: [porteur.statuts]}"),
        ("questions.yaml", "{value: entreprise,", "{value: syndicat, label: Un syndicat}\n        - {value: entreprise,"),
    ):
        text = (dialogs / file).read_text(encoding="utf-8")
        assert old in text
        (dialogs / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def told() -> list[str]:
        campaign = Campaign(tmp_path / "c")
        return [remark for remark in proofs.remarks(campaign, Rulebook(load_script(campaign))) if "porteur.nature" in remark]

    assert told() == []  # « syndicat » is told apart from all others: it is the one that no rule names
    text = (dialogs / "questions.yaml").read_text(encoding="utf-8")
    text = text.replace("{value: entreprise,", "{value: fondation, label: Une fondation}\n        - {value: entreprise,", 1)
    (dialogs / "questions.yaml").write_text(text, encoding="utf-8")
    (remark,) = told()
    assert "question « porteur.nature » : rien ne distingue les choix « syndicat » et « fondation »" in remark


def test_nothing_is_proved_of_what_is_written_wrongly(tmp_path: Path) -> None:
    (remark,) = remarks_after(tmp_path, QUESTIONS, STATUTES, 'relevant: porteur.nature == "asso"')
    assert "n'est pas un choix" in remark


def test_an_expression_reads_what_its_terms_read() -> None:
    script = load_script(locate())
    assert proofs.reads("a_l_ecole", script, script.questions["actions"]) == {
        "actions[].nature",
        "actions[].lieu",
        "actions[].titre",
        "actions[].description",
    }
    assert proofs.reads("budget.demande > plafond", script) == {"budget.demande"}


def test_the_check_stays_quick() -> None:
    """Proofs in the built-in campaign, without reading it."""
    campaign = locate()
    book = Rulebook(load_script(campaign))
    start = time.process_time()
    assert list(proofs.remarks(campaign, book)) == []
    assert time.process_time() - start < 5


# --- What carries each demand of the texts ------------------------------------------------------------------------

INVENTORY = """
markers: [doit, doivent]
apart: [{document: guide, reason: "Des conseils, sans obligation."}]
obligations:
"""


def inventory(tmp_path: Path, rows: str, head: str = INVENTORY) -> list[str]:
    """The remarks on an inventory of the invented campaign, plain."""
    if not (tmp_path / "c").exists():
        shutil.copytree(ROOT, tmp_path / "c")
    (tmp_path / "c/dialogs/obligations.yaml").write_text(head + rows, encoding="utf-8")
    return [text.replace("\u00a0", " ").replace("’", "'") for text in lint(Campaign(tmp_path / "c"))]


def whole(tmp_path: Path) -> str:
    """Rows that leave nothing out: each sentence that demands something, and each requirement with a passage of its section."""
    shutil.copytree(ROOT, tmp_path / "c")
    campaign = Campaign(tmp_path / "c")
    library, script = load(campaign), load_script(campaign)
    sections = {section.id: section for section in library.sections}
    rows = [
        f"  - {{section: {requirement.section}, requirements: [{requirement.id}], quote: '{_quoted(sections[requirement.section])}'}}"
        for requirement in script.requirements
    ]
    (tmp_path / "c/dialogs/obligations.yaml").write_text(INVENTORY + "\n".join(rows), encoding="utf-8")
    book = obligations.read(campaign)
    assert book
    for section, sentence in obligations.demanding(book, library):
        rows.append(f"  - {{section: {section.id}, reason: Rien à porter., quote: '{sentence.replace(chr(39), chr(39) * 2)}'}}")
    return "\n".join(rows)


def _quoted(section: Section) -> str:
    return next(iter(obligations._sentences(section))).replace("'", "''")


def test_an_inventory_that_leaves_nothing_out_is_right_and_shows(tmp_path: Path) -> None:
    assert inventory(tmp_path, whole(tmp_path)) == []
    told = coverage(Campaign(tmp_path / "c"))
    script = load_script(Campaign(tmp_path / "c"))
    assert told.startswith("# Ce que demandent les textes")
    assert all(requirement.title.replace("'", "’") in told.replace("'", "’") for requirement in script.requirements)
    assert "| aucun |" not in told
    assert "À part" in told


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("{section: reglement/x, reason: R., quote: a}", "reglement/x, « a » : cette section n'existe pas."),
        ("{section: reglement/1-porteur, reason: R., quote: zorglub}", "aucune phrase de la section ne contient cette citation."),
        ("{section: reglement/1-porteur, quote: a}", "« a » : il faut des exigences (requirements), ou la raison (reason)"),
        ("{section: reglement/1-porteur, quote: a, reason: R., requirements: [porteur-admis]}", "et pas les deux."),
        ("{section: reglement/1-porteur, quote: a, requirements: [zorglub]}", "l'exigence « zorglub » n'existe pas."),
        (
            "{section: reglement/1-porteur, quote: a, requirements: [plafond-aide]}",
            "« a » : l'exigence « plafond-aide » ne cite pas cette section.",
        ),
    ],
)
def test_a_row_that_cannot_hold(tmp_path: Path, row: str, remark: str) -> None:
    remarks = inventory(tmp_path, f"{whole(tmp_path)}\n  - {row}\n")
    assert any(remark in text for text in remarks), remarks


def test_a_requirement_or_a_demand_that_no_row_holds(tmp_path: Path) -> None:
    rows = whole(tmp_path)
    lines = rows.splitlines()
    without_rule = "\n".join(line for line in lines if "[plafond-aide]" not in line)
    assert any(text.endswith("ne fonde l'exigence « plafond-aide ».") for text in inventory(tmp_path, without_rule))
    only_rules = "\n".join(line for line in lines if "requirements:" in line)
    head = INVENTORY.replace("doit, doivent", "reglement, aide, jardin")
    assert any("rien ne dit quelle exigence porte « " in text for text in inventory(tmp_path, only_rules, head))


def test_a_document_apart_must_exist(tmp_path: Path) -> None:
    head = INVENTORY.replace("document: guide", "document: guides")
    assert "obligations.yaml, « apart » : le document « guides » n'existe pas." in inventory(tmp_path, whole(tmp_path), head)


def test_the_report_of_a_campaign_without_inventory_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--coverage", str(ROOT)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "pas d’inventaire des obligations" in said.err


def test_the_report_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--coverage"]) == 0
    told = capsys.readouterr().out
    script = load_script(locate())
    assert told.count("\n## ") > 20
    assert "| aucun |" not in told
    assert len([line for line in told.splitlines() if line.startswith("| ")]) >= len(script.requirements)


SOURCES = Path(__file__).resolve().parents[2] / "shared"
"""Beside the repository where the official texts are at hand; elsewhere the test has nothing to compare with."""


@pytest.mark.skipif(not (SOURCES / "sources").exists(), reason="the official texts are not at hand")
def test_each_demand_of_the_official_text_has_its_section_in_the_inventory() -> None:
    """The sentences of the official call that say « doit », « devront »… all stand in sections that the inventory looks at."""
    import re

    import yaml

    sections = yaml.safe_load((SOURCES / "sections.yaml").read_text(encoding="utf-8"))
    entries = sections["sections"] if isinstance(sections, dict) else sections
    lines = (SOURCES / "sources/appel-et-annexe.txt").read_text(encoding="utf-8").splitlines()
    book = obligations.read(locate())
    assert book
    looked = {row.section for row in book.obligations}
    said = re.compile(r"\b(doit|doivent|devra|devront|ne peut|ne peuvent|obligatoire\w*|impérati\w*|n’a pas vocation|il faut)\b")
    for entry in entries:
        if not entry["id"].startswith(("aap/", "annexe/")) or "lines" not in entry:
            continue
        first, last = entry["lines"]
        if said.search(" ".join(lines[first - 1 : last])):
            assert entry["id"] in looked, entry["id"]
