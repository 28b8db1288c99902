"""The papers: what they hold, where the gaps stand, and that a user's words stay words."""

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answers import SKIPPED
from assistant.campaign import Campaign
from assistant.cli import main
from assistant.dossier import Dossier, save_dossier
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.outlines import Block, Outline, Summary
from assistant.outputs import checklist as checklists
from assistant.outputs import outline as outlines
from assistant.outputs.checklist import linked
from assistant.outputs.markdown import markdown
from assistant.outputs.model import Draft, Paper, strong
from assistant.outputs.outline import NO_OUTLINE, WRONG
from assistant.outputs.papers import Desk, write_paper
from assistant.outputs.told import GAP
from assistant.script import Script, Status
from assistant.text import clean
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script


def cite(section: str) -> str:
    return f"règlement, {section}"


def checklist(*args: Any) -> str:
    return markdown(checklists.checklist(*args))


def outline(*args: Any, **kwargs: Any) -> str:
    return markdown(outlines.outline(*args, **kwargs))


def the_checklist(title: str = "", **answers: Any) -> str:
    return checklist(script(), rulebook().evaluate(dossier(**answers), DAY), title, DAY, cite)


def the_outline(title: str = "", **answers: Any) -> str:
    return outline(dossier(**answers), title, DAY, cite)


# --- Seen by a reader ---------------------------------------------------------------------------------------------


def rendered(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def shown(text: str) -> list[str]:
    """The text of every block, as a reader sees it: marks gone, one line each."""
    return ["".join(_seen(child) for child in token.children or ()) for token in rendered(text) if token.type == "inline"]


def _seen(token: Token) -> str:
    return "\n" if token.type in {"softbreak", "hardbreak"} else token.content


def headings(text: str) -> list[str]:
    tokens = rendered(text)
    return [
        f"{token.tag[1]} {''.join(_seen(child) for child in after.children or ())}"
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    ]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


# --- The checklist ------------------------------------------------------------------------------------------------


def test_the_checklist_goes_by_severity_then_by_what_is_to_do() -> None:
    text = plain(the_checklist("Oasis", porteur={"nature": "sarl"}, budget={"demande": 9000}, depot={"bilan": True}))
    assert headings(text) == [
        "1 Liste de contrôle – Oasis",
        "2 Bloquant : sans cela, dossier non éligible ou non examiné, ou dépense à retirer",
        "3 À corriger (1)",
        "3 À faire (2)",
        "3 Fait (1)",
        "2 Demandé : le dossier est incomplet sans cela",
        "3 À faire (3)",
        "3 Sans objet (1)",
        "2 Engagements : à prévoir si le projet est retenu (ne changent pas le résultat)",
        "3 Fait (1)",
        "2 Conseillé : pèse dans la sélection ou recommandé (ne change pas le résultat)",
        "3 À faire (1)",
        "2 Le calendrier",
        "2 À savoir",
    ]


def test_an_item_says_what_why_how_and_where() -> None:
    items = [plain(block) for block in shown(the_checklist(porteur={"nature": "sarl"}))]
    assert (
        "✗ Le jardin est porté par une association ou une commune – Le porteur est « Une entreprise » : une entreprise "
        "ne peut pas demander l'aide. À faire : Faites déposer le dossier par une association ou par la commune. "
        "[le conseil, au plus tard le 21 mars 2031] (règlement, reglement/1-porteur)"
    ) in items
    # What is to do cites every passage; what is done, only its own.
    assert any("(règlement, reglement/2-jardin ; règlement, guide/animation)" in item for item in items)
    done = [plain(block) for block in shown(the_checklist(**COMPLETE)) if block.startswith("☑")]
    assert any(item.endswith("(règlement, reglement/2-jardin)") for item in done)
    assert not any("reglement" in item and "guide" in item for item in done)


def test_what_is_said_of_an_answer_that_is_not_understood_ends_as_a_sentence() -> None:
    blocks = [plain(block) for block in shown(the_checklist(budget={"total": "entre 2 et 3 €"}))]
    told = [block for block in blocks if block.startswith("« ") and "donne plusieurs valeurs" in block]
    # For whoever wrote the answers, not for whoever decides.
    assert blocks.index("Vos réponses, telles que le fichier les donne") < blocks.index(told[0])
    assert told
    assert all(block.endswith(".") and not block.endswith("..") for block in told)


def test_the_checklist_opens_with_the_result_and_ends_with_what_it_is_worth() -> None:
    blocks = [plain(block) for block in shown(the_checklist(**COMPLETE))]
    assert blocks[1:4] == [
        "Appel à projets Jardins partagés 2031 · situation au 1er mars 2031",
        "Résultat : dossier complet : les éléments que l'appel demande au dossier sont là.",
        "8 points bloquants ou demandés – fait : 8.",
    ]
    assert blocks[-1].startswith("Les règles sont reformulées par l'assistant ; le texte officiel fait foi.")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "dossier incomplet : il manque des éléments"),
        ({"porteur": {"nature": "sarl"}}, "dossier irrecevable en l'état"),
        (COMPLETE | {"porteur": {"nature": "autre"}}, "dossier à vérifier"),
    ],
)
def test_the_result_in_words(answers: dict[str, Any], said: str) -> None:
    assert said in plain(the_checklist(**answers))


def test_a_checklist_has_no_heading_with_nothing_under_it() -> None:
    report = rulebook().evaluate(dossier(), DAY)
    for kept in ("blocking", "advised"):
        findings = tuple(finding for finding in report.findings if finding.severity == kept)[:1]
        text = plain(checklist(script(), replace(report, findings=findings, notices=()), "", DAY, cite))
        assert [heading[0] for heading in headings(text)] == ["1", "2", "3", "2"]
        assert ("1 point bloquant ou demandé – à faire : 1." in text) == (kept == "blocking")
        assert ("Aucun point bloquant ou demandé." in text) == (kept == "advised")
    text = the_checklist()
    assert all(not (one[0] == after[0] == "2") for one, after in pairwise(headings(text)) if "calendrier" not in one)


# --- The outline --------------------------------------------------------------------------------------------------


def test_the_outline_follows_the_call_and_holds_the_answers() -> None:
    text = plain(the_outline("Oasis", **COMPLETE))
    assert headings(text) == [
        "1 Trame du dossier de jardin – Oasis",
        "2 Le porteur",
        "2 Le jardin",
        "3 Le potager",
        "4 Grand carré",
        "3 Le verger",
        "4 Les pommiers",
        "3 Le compost",
        "4 Le tas",
        "2 L'équipe et le budget",
        "2 Les cadres du formulaire",
        "3 Cadre 1 – Le demandeur",
        "3 Cadre 6 – Le projet",
        "3 Cadre 7 – Le budget",
    ]
    blocks = shown(text)
    for block in (
        "Ce qui est demandé : Dire qui demande l'aide. (règlement, reglement/1-porteur)",
        "Nature du porteur : Une association",
        "Statuts joints : oui",
        "Description du projet :",
        "Publics : Les habitants du quartier et Les écoles",
        "Début des travaux : 15 mai 2031",
        "Durée : 2 ans",
        "Surface : 120",
        "Eau de pluie : oui",
        "Le jardin couvre 206 m².",
        "Conseil : Prévoyez un point d'eau près du potager. (règlement, guide/eau)",
        "Animation : 0,2 ETP",
        "Aide demandée : 12 000 €",
    ):
        assert block in blocks
    assert GAP not in text


def test_a_table_of_rows_has_its_total() -> None:
    rows = [{"nom": "Région", "montant": 6000, "acquis": True}, {"nom": "Fête", "montant": "beaucoup"}, {"montant": "1 k€"}]
    text = plain(the_outline(budget={"cofinanceurs": rows}))
    assert "| Nom du cofinanceur | Montant | Acquis |\n| --- | ---: | --- |\n| Région | 6 000 € | oui |\n" in text
    assert f"| Fête | {GAP} : beaucoup | {GAP} |\n| {GAP} | 1 000 € | {GAP} |\n| Total | incomplet |  |" in text
    assert "| Total | 7 000 € |  |" in plain(the_outline(budget={"cofinanceurs": rows[::2]}))


def test_gaps_stand_where_they_are_with_the_passage_that_asks() -> None:
    blocks = [
        plain(block)
        for block in shown(
            the_outline(
                porteur={"nature": SKIPPED},
                projet={"debut": "un lundi", "nom": "à voir"},
                parcelles=[{"nom": "A", "usage": "mare"}],
            )
        )
    ]
    assert f"{GAP} : Nature du porteur – vous avez répondu « je ne sais pas encore » (règlement, reglement/1-porteur)" in blocks
    assert any(block.startswith(f"{GAP} : Début des travaux – « un lundi »") for block in blocks)
    assert any(
        block.startswith(f"{GAP} : Nom du jardin – vous avez répondu « à voir »") for block in blocks
    )  # in people's own words
    assert f"{GAP} : Description du projet (règlement, reglement/2-jardin)" in blocks
    # What nobody demands is named once, without a passage.
    assert any(block.startswith("Facultatif, non renseigné : Surface") for block in blocks)
    assert "Usage : non renseigné" in blocks
    assert f"{GAP} : Cofinanceurs (règlement, reglement/3-aide)" in blocks


def test_what_is_not_asked_is_no_gap() -> None:
    text = the_outline(porteur={"nature": "commune"}, parcelles=[{"nom": "A", "usage": "verger", "surface": 5}])
    assert "Statuts joints" not in text
    assert "Eau de pluie" not in text
    # Answered all the same, it is shown.
    assert "Statuts joints" in the_outline(porteur={"nature": "commune", "statuts": True})


def test_an_explicit_none_is_said_by_its_name() -> None:
    answers: dict[str, Any] = {
        "equipe": {"benevoles": "aucun"},
        "budget": {"cofinanceurs": []},
        "projet": {"publics": "aucun"},
        "parcelles": [],
    }
    blocks = [plain(block) for block in shown(the_outline(**answers))]
    for block in (
        "Bénévoles : Aucun bénévole",
        "Cofinanceurs : Aucun cofinanceur",
        "Publics : Aucun public",
        "Parcelles : aucun",
    ):
        assert block in blocks


def the_told_outline(**answers: Any) -> str:
    return plain(outline(dossier(**answers), "", DAY, cite, report=rulebook().evaluate(dossier(**answers), DAY)))


def test_what_sinks_the_file_stands_at_the_top_and_in_its_chapter() -> None:
    blocks = shown(the_told_outline(**COMPLETE | {"porteur": {"nature": "sarl"}}))
    told = f"{WRONG} : Le porteur est « Une entreprise » : une entreprise ne peut pas demander l'aide."
    places = [at for at, block in enumerate(blocks) if block.startswith(told)]
    top, chapter, after = blocks.index("Le porteur") - 1, blocks.index("Le porteur"), blocks.index("Le jardin")
    assert len(places) == 2
    assert places[0] <= top
    assert chapter < places[1] < after
    assert all(blocks[at].endswith("(règlement, reglement/1-porteur)") for at in places)
    note = "Note de l'assistant, à effacer avant le dépôt. Dossier irrecevable en l'état"
    assert any(block.startswith(note) for block in blocks[:top])


def test_a_sound_file_has_its_result_and_no_fault_in_its_outline() -> None:
    text = the_told_outline(**COMPLETE)
    assert "à effacer avant le dépôt.** Dossier complet" in text
    assert WRONG not in text
    assert GAP not in text
    assert "à effacer" not in the_outline(**COMPLETE)
    # What the assistant thinks of the file is an advice: the document that is sent has none.
    report = rulebook().evaluate(dossier(**COMPLETE), DAY)
    assert "Dossier complet" not in outline(dossier(**COMPLETE), "", DAY, cite, advice=False, report=report)


def test_an_answer_that_is_not_given_is_told_once_as_a_gap() -> None:
    assert not [block for block in shown(the_told_outline()) if block.startswith((WRONG, f"{GAP} : Le porteur"))]


def test_an_explicit_none_where_the_call_wants_something_is_a_gap() -> None:
    report = rulebook().evaluate(dossier(**COMPLETE), DAY)
    path, requirement = next(
        (path, found) for path, q in script().questions.items() if q.none and "[" not in path for found in q.serves
    )
    group, _, name = path.partition(".")
    file = dossier(**COMPLETE | {group: {**COMPLETE.get(group, {}), name: "aucun"}})
    cases: tuple[tuple[Status, bool], ...] = (("missing", True), ("met", False))
    for status, gap in cases:
        finding = replace(report.finding(requirement), status=status, severity="required", answers=(path,))
        text = plain(outline(file, "", DAY, cite, report=replace(report, findings=(finding,))))
        assert ("– vous avez répondu « Auc" in text) == gap


def test_a_title_parts_a_block_from_the_cards_before_it() -> None:
    for nature, heads in (("association", ["3 Après"]), ("commune", [])):
        model = _with_block(Block(title="Après", show=("porteur.statuts",)))
        text = outline(Dossier(model, {"porteur": {"nature": nature}}), "", DAY, cite)
        assert [head for head in headings(text) if "Après" in head] == heads


def test_the_frames_of_the_form() -> None:
    text = plain(the_outline(**COMPLETE))
    assert "| Nature | Une association |  |" in text
    assert "| Signature | (à signer à la main) |  |" in text
    assert r"| Parcelles \* | Grand carré, Les pommiers et Le tas |  |" in text
    assert text.count("* libellé à vérifier sur le formulaire officiel") == 1
    assert "| Résumé | 3 parcelles, 2 ans | Une ligne. |" in text
    assert f"| Intitulé | {GAP} |" in plain(the_outline())


def _with_form(**changes: Any) -> Script:
    return replace(script(), form=msgspec.structs.replace(script().form, **changes))


def test_a_form_has_its_own_words() -> None:
    words = {"frame_word": "Partie", "field_word": "Rubrique", "unchecked": "à comparer au formulaire"}
    text = plain(outline(Dossier(_with_form(**words), {}), "", DAY, cite))
    assert "3 Partie 1 – Le demandeur" in headings(text)
    assert "| Rubrique | À recopier | Remarque |" in text
    assert "* à comparer au formulaire" in shown(text)
    assert "Cadre" not in text
    assert "3 Cadre 1 – Le demandeur" in headings(plain(the_outline()))
    assert "| Champ du formulaire | À recopier | Remarque |" in the_outline()


def test_a_field_of_the_form_stands_only_when_its_condition_is_true() -> None:
    frame = script().form.frames[0]
    field = msgspec.structs.replace(frame.fields[0], when='porteur.nature == "commune"')
    for fields, heads in (((field, frame.fields[1]), {True, False}), ((field,), {True})):
        model = _with_form(frames=(msgspec.structs.replace(frame, fields=fields),))
        for nature, stands in (("commune", True), ("association", False), (None, False)):
            text = outline(Dossier(model, {"porteur": {"nature": nature}}), "", DAY, cite)
            assert ("| Nature |" in text) == stands
            assert ("3 Cadre 1 – Le demandeur" in headings(plain(text))) == (stands in heads)


def test_no_chapter_for_a_form_that_is_not_there() -> None:
    text = outline(Dossier(_with_form(frames=()), COMPLETE), "", DAY, cite)
    assert not any("formulaire" in heading for heading in headings(text))
    assert "2 Le porteur" in headings(text)


def test_a_form_without_an_outline_titles_the_paper() -> None:
    model = replace(script(), outline=Outline(title="", chapters=()))
    assert headings(plain(outline(Dossier(model, COMPLETE), "Oasis", DAY, cite)))[:2] == [
        "1 Les cadres du formulaire – Oasis",
        "2 Cadre 1 – Le demandeur",
    ]


def test_a_campaign_without_outline_nor_form_says_so() -> None:
    model = replace(_with_form(frames=()), outline=Outline(title="", chapters=()))
    assert not model.outlined
    with pytest.raises(AssistantError, match=NO_OUTLINE):
        outline(Dossier(model, COMPLETE), "", DAY, cite)


def test_a_campaign_without_an_outline_is_played_without_it(
    tmp_path: Path, shared_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT, tmp_path / "c")
    for name in ("outline", "cerfa", "notices"):
        (tmp_path / "c/dialogs" / f"{name}.yaml").unlink()
    save_dossier(dossier(**COMPLETE), tmp_path / "f.yaml")
    assert main(["--campaign", str(tmp_path / "c"), "outline", str(tmp_path / "f.yaml"), "-o", str(tmp_path / "o.md")]) == 2
    assert plain(capsys.readouterr().err) == f"{NO_OUTLINE}\n"
    assert not (tmp_path / "o.md").exists()
    assert main(["--campaign", str(tmp_path / "c"), "checklist", str(tmp_path / "f.yaml")]) == 0
    about = tmp_path / "c/dialogs/campaign.yaml"
    for scenario in (True, False):
        if not scenario:
            about.write_text(about.read_text(encoding="utf-8").replace("  scenario: jardin-complet\n", ""), encoding="utf-8")
        capsys.readouterr()
        assert main(["--campaign", str(tmp_path / "c"), "demo"]) == 0
        said = plain(capsys.readouterr().out)
        assert "Question 2 :" in said
        assert ("Un dossier fictif :" in said) == scenario
        assert ("Liste de contrôle" in said) == scenario
        assert "La trame du dossier" not in said


def test_values_keep_their_non_breaking_spaces() -> None:
    assert "de plus que le plafond de 15\u00a0000\u00a0€." in the_checklist(budget={"demande": 20000})
    assert "12\u00a0000\u00a0€" in the_outline(budget={"demande": 12000})


def test_what_is_not_asked_is_no_gap_in_a_table_either() -> None:
    file = Dossier(
        _with_block(Block(table="parcelles", columns=("nom", "arrosage"))), {"parcelles": [{"nom": "A", "usage": "verger"}]}
    )
    assert "| A | – |" in outline(file, "", DAY, cite)
    asked = msgspec.structs.replace(script().form.frames[0].fields[0], show="porteur.statuts")
    frame = msgspec.structs.replace(script().form.frames[0], fields=(asked,))
    form = msgspec.structs.replace(script().form, frames=(frame,))
    for nature, cell in (("commune", "–"), ("association", GAP)):
        file = Dossier(replace(script(), form=form), {"porteur": {"nature": nature}})
        assert f"| Nature | {cell} |  |" in outline(file, "", DAY, cite)


def test_what_other_answers_make_needless_is_no_gap() -> None:
    """The mini campaign does without the first day of a project whose duration is told."""
    for duration, gap in (("2 ans", False), ("longtemps", True), (None, True)):
        assert (f"{GAP} : Début des travaux" in plain(the_outline(projet={"duree": duration}))) == gap


def test_a_group_that_has_no_card_is_a_gap_in_its_place() -> None:
    rows = [{"nom": "A", "usage": "potager"}, {"nom": "B", "usage": "compost"}]
    for whole in (True, False):
        model = _with_block(Block(each="parcelles", by="usage", whole=whole, show=("surface",)))
        text = plain(outline(Dossier(model, {"parcelles": rows}), "", DAY, cite))
        assert (("3 Le verger" in headings(text)), (f"> **{GAP} : aucune parcelle ici**" in text)) == (whole, whole)
        assert text.index("Le potager") < text.index("Le compost")


def _with_plan(**changes: Any) -> Script:
    return replace(script(), outline=msgspec.structs.replace(script().outline, **changes))


def test_a_cover_and_a_summary_of_one_page() -> None:
    facts = Block(facts=("projet.nom", "porteur.statuts", "projet.description", "budget.demande"), caption="En bref")
    model = _with_plan(cover=("projet.nom", "budget.demande"), summary=Summary(title="Résumé", blocks=(facts,)))
    long = "Semer, arroser, récolter. " * 40
    answers = {"projet": {"nom": "L'oasis", "description": long}, "porteur": {"nature": "commune"}}
    made = outlines.outline(Dossier(model, answers), "L'oasis", DAY, cite)
    assert made.cover == (("Nom du jardin", "L’oasis"), ("Aide demandée", GAP), ("Situation au", "1er mars 2031"))
    text = plain(markdown(made))
    assert headings(text)[:3] == ["1 Trame du dossier de jardin – L'oasis", "2 Résumé", "2 Le porteur"]
    assert "| **Nom du jardin** | L'oasis |" in text
    assert f"| **Aide demandée** | {GAP} |" in text
    assert "Statuts" not in text.split("## Le porteur")[0]
    row = next(line for line in text.splitlines() if line.startswith("| **Description du projet**"))
    assert len(row) < 310
    assert row.endswith(r"\[…\] |")
    assert "En bref" in shown(text)
    assert "> Ce document suit" in text
    assert "Ce document suit" not in plain(outline(Dossier(model, answers), "", DAY, cite, advice=False))
    with pytest.raises(AssistantError, match=r"« outline\.yaml »"):
        outlines.outline(Dossier(_with_plan(cover=("nulle.part",))), "", DAY, cite)


def test_a_table_by_group_and_the_rows_that_a_card_names() -> None:
    rows = [
        {"nom": "Carré de la Région", "usage": "potager", "surface": 12},
        {"nom": "Haie", "usage": "potager", "surface": 30},
        {"nom": "Pré", "usage": "verger"},
        {"nom": "Coin"},
    ]
    answers = {"parcelles": rows, "budget": {"cofinanceurs": [{"nom": "Région"}, {"nom": "Egi"}]}}
    summed = Block(table="parcelles", by="usage", columns=("nom", "surface"))
    text = plain(outline(Dossier(_with_block(summed), answers), "", DAY, cite))
    assert "| Usage | Parcelles | Surface |" in text
    assert "| Le potager | Carré de la Région, Haie | 42 |" in text
    assert "| Le verger | Pré | incomplet |" in text
    assert "| Usage : non renseigné | Coin | incomplet |" in text
    cards = Block(each="parcelles", by="usage", show=("nom", "surface"), cites="budget.cofinanceurs")
    text = plain(outline(Dossier(_with_block(cards), answers), "", DAY, cite))
    assert text.count("nommés dans cette fiche :** Région\n") == 1


def test_the_summary_tells_the_first_faults_in_a_line_each() -> None:
    model = _with_plan(summary=Summary(title="Résumé", blocks=(Block(facts=("projet.nom",)),)))
    file = Dossier(model, {"porteur": {"nature": "sarl"}, "projet": {"duree": "9 ans"}})
    report = rulebook().evaluate(dossier(porteur={"nature": "sarl"}, projet={"duree": "9 ans"}), DAY)
    sinking = [found for found in report.findings if found.severity == "blocking" and found.status == "failed"]
    text = plain(markdown(outlines.outline(file, "", DAY, cite, report=report)))
    head, _, rest = text.partition("## Le porteur")
    assert f"> **{WRONG} : {len(sinking)} point" in head
    assert head.count("\n- ") == len(sinking) > 0
    assert sinking[0].fix is not None
    assert plain(sinking[0].fix) in rest  # how to mend it stands in its chapter


def test_advice_may_be_left_out() -> None:
    assert "Conseil" not in outline(dossier(), "", DAY, cite, advice=False)


def _with_block(block: Block) -> Script:
    plan = script().outline
    chapter = msgspec.structs.replace(plan.chapters[0], blocks=(block,))
    return Script(script().about, script().chapters, (), (), msgspec.structs.replace(plan, chapters=(chapter,)), script().form)


@pytest.mark.parametrize(
    "block",
    [
        Block(show=("nulle.part",)),
        Block(show=("parcelles[].nom",)),
        Block(each="porteur.nature"),
        Block(each="nulle.part"),
        Block(table="projet.nom"),
        Block(text="{x}"),
        Block(text="x", when="x"),
    ],
)
def test_an_outline_that_points_nowhere_is_told(block: Block) -> None:
    with pytest.raises(AssistantError, match=r"« outline\.yaml »"):
        outline(Dossier(_with_block(block)), "", DAY, cite)


# --- A user's words are shown exactly -----------------------------------------------------------------------------

HOSTILE = [
    "# Titre",
    "**gras** et _italique_ `code` ~~barré~~",
    "[lien](javascript:alert(1)) ![image](http://x.fr/i.png)",
    "<script>alert(1)</script> &lt;b&gt; &amp; &#65;",
    "http://exemple.fr www.exemple.fr a@exemple.fr",
    "un | deux | trois",
    "- [ ] liste",
    "1. un",
    "> citation",
    "```\ncode",
    "***",
    "a\\|b \\* c",
    "fin de ligne  ",
    "{budget.demande} ${HOME} %s",
    "  des    espaces ",
]
_WORDS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _set(words: str) -> str:
    """Words on one line, set the French way."""
    return _on_one_line(typography(clean(words)))


@given(_WORDS)
def test_words_inside_a_line_are_shown_exactly(words: str) -> None:
    seen = _set(words)
    draft = Draft()
    draft.heading(2, words)
    draft.bullets([words])
    draft.table(["A", "B"], [[words, "x"]])
    draft.callout("gap", strong("Dit :"), " ", words)
    draft.paragraph(strong(words), " – ", words)
    page = markdown(Paper(words, "", DAY, draft.done()))
    blocks = [_on_one_line(block) for block in shown(page)]
    last = f"Dit : {seen}".strip(), f"{seen} – {seen}".strip()
    assert blocks == [*([seen, seen, seen] if seen else [""]), "A", "B", seen, "x", *last]
    assert not {token.type for token in rendered(page)} & {"html_block", "fence", "code_block", "hr"}


def test_only_our_own_addresses_are_links() -> None:
    own = "Déposez à l'adresse https://www.depot-exemple.fr/a_b/2031."
    draft = Draft()
    draft.paragraph(linked("Voir http://autre.fr puis https://www.depot-exemple.fr/a_b/2031.", own))
    said = markdown(Paper("", "", DAY, draft.done()))
    links = [child.attrs["href"] for token in rendered(said) for child in token.children or () if child.type == "link_open"]
    assert links == ["https://www.depot-exemple.fr/a_b/2031"]
    assert shown(said)[1:] == ["Voir http://autre.fr puis https://www.depot-exemple.fr/a_b/2031."]


@given(_WORDS, _WORDS)
def test_a_long_answer_is_shown_exactly(one: str, two: str) -> None:
    # Enough is said for a hedge among the words (« à renseigner ») to leave nothing in doubt.
    description = f"Six ateliers de jardinage pour les enfants de l'école {one}\n{two}\n\n{one}\naprès"
    text = the_outline(projet={"description": description})
    tokens = rendered(text)
    assert not any(child.type in {"link_open", "image", "html_inline"} for token in tokens for child in token.children or ())
    after = text[text.index("**Description du projet") :]
    between = shown(after[: after.index(f"> **{GAP}")])
    assert _on_one_line(" ".join(between[1:])) == _set(description)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_exactly_wherever_they_stand(text: str) -> None:
    answers: dict[str, Any] = {
        "projet": {"nom": text},
        "parcelles": [{"nom": text, "usage": "verger"}],
        "budget": {"cofinanceurs": [{"nom": text, "montant": text}]},
        "porteur": {"nature": text},
    }
    seen = _set(text)
    for paper in (the_outline(text, **answers), the_checklist(text, **answers)):
        assert any(seen in _on_one_line(block) for block in shown(paper))
        tokens = rendered(paper)
        assert not any(
            child.type in {"link_open", "image", "html_inline", "code_inline"}
            for token in tokens
            for child in token.children or ()
        )
        assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in tokens}
    assert f"4 {seen}" in [_on_one_line(heading) for heading in headings(the_outline(**answers))]


# --- On paper -----------------------------------------------------------------------------------------------------


def test_a_desk_goes_from_a_file_to_its_papers(tmp_path: Path) -> None:
    save_dossier(dossier(**COMPLETE), tmp_path / "f.json")
    desk = Desk.open(Campaign(ROOT), tmp_path / "f.json", DAY)
    assert desk.report.verdict == "complete"
    assert headings(desk.markdown("checklist"))[0] == "1 Liste de contrôle – Le jardin des Trois-Puits"
    assert headings(desk.markdown("outline"))[0] == "1 Trame du dossier de jardin – Le jardin des Trois-Puits"
    assert "Règlement Jardins partagés 2031" in desk.cite("reglement/3-aide")
    assert desk.cite("nulle/part") == "« nulle/part »"


def test_a_desk_without_a_project_s_name_titles_its_papers_plainly(tmp_path: Path) -> None:
    save_dossier(dossier(projet={"nom": "?"}), tmp_path / "f.yaml")
    assert headings(Desk.open(Campaign(ROOT), tmp_path / "f.yaml", DAY).markdown("checklist"))[0] == "1 Liste de contrôle"


def test_a_paper_is_written_in_the_format_of_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write_paper(tmp_path / "a" / "f.MD", Paper("é", "", DAY, ()))
    assert (tmp_path / "a" / "f.MD").read_text(encoding="utf-8") == "# é\n"
    for name, said in (("f.xyz", "« .xyz »"), ("sans-suffixe", "« sans-suffixe »")):
        with pytest.raises(AssistantError, match=f"Le format {said} n'est pas proposé"):
            write_paper(tmp_path / name, Paper("x", "", DAY, ()))
        assert not (tmp_path / name).exists()
