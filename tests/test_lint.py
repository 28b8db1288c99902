"""The check of a campaign's content: each kind of slip that an author can make gets its remark."""

import re
import shutil
from pathlib import Path

import pytest

from assistant.campaign import Campaign, locate
from assistant.lint import lint, lint_questions
from assistant.script import load_script
from tests import plot
from tests.mini import ROOT


def remarks_after(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The remarks on the invented campaign once a text of one of its files is replaced by another."""
    place = folder / "campaign"
    shutil.copytree(ROOT, place)
    text = (place / file).read_text(encoding="utf-8")
    assert old in text
    (place / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return lint(Campaign(place))


@pytest.mark.parametrize("campaign", [Campaign(ROOT), locate()], ids=["jardins", "livrée"])
def test_a_good_campaign_gets_no_remark(campaign: Campaign) -> None:
    assert lint(campaign) == []


NATURE, RULE = "porteur.nature", "porteur-admis"


@pytest.mark.parametrize(
    ("file", "old", "new", "remark"),
    [
        # What cannot be read at all is the only remark.
        ("dialogs/questions.yaml", "- id: porteur\n", "- id: 'porteur\n", "n'est pas du YAML valide"),
        (
            "dialogs/questions.yaml",
            "type: yes_no",
            "type: oui_non",
            "la valeur « oui_non » n'est pas permise (à l'endroit « [0].questions[1].type »)",
        ),
        (
            "dialogs/questions.yaml",
            'short: "Nature',
            'court: "Nature',
            "le champ « court » est inconnu (à l'endroit « [0].questions[0] »)",
        ),
        ("dialogs/notices.yaml", "message:", "texte:", "le champ « texte » est inconnu"),
        ("dialogs/campaign.yaml", "welcome:", "# ", "le champ « welcome » manque"),
        ("dialogs/campaign.yaml", "amount: 15000,", "amount: 15000, number: 2,", "une constante a une seule valeur"),
        ("dialogs/campaign.yaml", "date: 2031-04-30", "date: demain", "Contenu incorrect"),
        ("dialogs/questions.yaml", "id: projet.debut", "id: projet.duree", "définit deux fois « projet.duree »"),
        ("dialogs/questions.yaml", "id: usage", "id: nom", "définit deux fois « parcelles[].nom »"),
        ("dialogs/requirements.yaml", "id: plafond-aide", "id: porteur-admis", "définit deux fois « porteur-admis »"),
        ("dialogs/questions.yaml", "id: porteur.statuts", "id: porteur.Statuts", "a un identifiant mal formé"),
        ("dialogs/questions.yaml", "id: usage", "id: usage.principal", "a un identifiant mal formé"),
        ("dialogs/questions.yaml", "id: projet.nom", "id: projet", "est à la fois une question et un groupe de questions"),
        ("dialogs/questions.yaml", 'Nom de la parcelle", type: text', 'Nom", type: repeat', "est une liste dans une liste"),
        (
            "dialogs/requirements.yaml",
            "budget.demande > plafond",
            "budget.demandes > plafond",
            "exigence « plafond-aide » : « budget.demandes »",
        ),
        (
            "dialogs/notices.yaml",
            "today <= date_limite",
            "today <= 3",
            "Avis incorrect dans « notices.yaml », « calendrier-ouvert »",
        ),
        ("corpus/guide.md", "{#guide/eau", "{#guide/animation", "est utilisé deux fois"),
        # Citations.
        (
            "dialogs/questions.yaml",
            "[reglement/1-porteur]",
            "[reglement/9]",
            f"question « {NATURE} » : la section « reglement/9 » n'existe pas",
        ),
        (
            "dialogs/requirements.yaml",
            "also: [guide/animation]",
            "also: [guide/x]",
            "exigence « usages-couverts » : la section « guide/x » n'existe pas",
        ),
        (
            "dialogs/notices.yaml",
            "section: reglement/4-calendrier",
            "section: x",
            "avis « calendrier-ouvert » : la section « x » n'existe pas",
        ),
        (
            "dialogs/campaign.yaml",
            "section: reglement/3-aide",
            "section: x",
            "constante « plafond » : la section « x » n'existe pas",
        ),
        ("dialogs/outline.yaml", "[reglement/1-porteur]", "[x]", "chapitre « Le porteur » : la section « x » n'existe pas"),
        (
            "dialogs/outline.yaml",
            "section: guide/eau",
            "section: x",
            "conseil du chapitre « Le jardin » : la section « x » n'existe pas",
        ),
        # Training sessions.
        ("dialogs/quiz.yaml", "section: guide/eau", "section: x", "quiz.yaml, question « eau » : la section « x » n'existe pas"),
        (
            "dialogs/quiz.yaml",
            "section: guide/eau",
            "section: guide/eau\n  quote: lune",
            "aucun paragraphe de la section ne contient cette citation",
        ),
        ("dialogs/quiz.yaml", ", right: true}", "}", "question « plafond » : 0 réponses justes"),
        ("dialogs/quiz.yaml", '"8 000 €"}', '"15 000 €."}', "la réponse « 15 000 € » est proposée 2 fois"),
        ("dialogs/quiz.yaml", "id: eau", "id: plafond", "la question « plafond » est définie 2 fois"),
        ("dialogs/quiz.yaml", "explanation:", "texte:", "le champ « texte » est inconnu"),
        ("dialogs/sessions.yaml", "minutes: 3}", "minutes: 30}", "les étapes durent 37 minutes en tout, et la séance 10"),
        ("dialogs/sessions.yaml", "[plafond]", "[lune]", "étape « Une question » : la question de quiz « lune » n'existe pas"),
        ("dialogs/sessions.yaml", "[jardin-refuse]", "[lune]", "le scénario « lune » n'existe pas"),
        ("dialogs/sessions.yaml", "activity: case", "activity: danse", "la valeur « danse » n'est pas permise"),
        ("dialogs/sessions.yaml", "section: reglement/3-aide", "section: x", "à retenir « La ville verse"),
        # Questions.
        (
            "dialogs/questions.yaml",
            "      title: nom\n",
            "      title: nom\n      yearly: true\n",
            "« parcelles » : « yearly » se dit d'une liste",
        ),
        (
            "dialogs/questions.yaml",
            'short: "Statuts joints"',
            "told_in: porteur.lune",
            "« porteur.statuts » : « told_in » veut une question",
        ),
        (
            "dialogs/questions.yaml",
            'porteur.nature == "association"',
            'porteur.nature == "asso"',
            "« 'asso' » n'est pas un choix de « porteur.nature »",
        ),
        (
            "dialogs/questions.yaml",
            "check: surface > 0",
            "check: surfaces > 0",
            "question « parcelles[].surface » : « surfaces »",
        ),
        ("dialogs/questions.yaml", "({budget.total})", "({budget})", "question « budget.demande » : « budget »"),
        (
            "dialogs/questions.yaml",
            "type: yes_no, relevant",
            "type: choice, relevant",
            "question « parcelles[].arrosage » : il faut au moins deux choix",
        ),
        (
            "dialogs/questions.yaml",
            "value: ecoles",
            "value: habitants",
            "question « projet.publics » : il faut au moins deux choix, tous différents",
        ),
        (
            "dialogs/questions.yaml",
            "aliases: [mairie",
            "aliases: [asso",
            f"question « {NATURE} » : « asso » désigne deux choix, « association » et « commune »",
        ),
        (
            "dialogs/questions.yaml",
            "title: nom",
            "title: titre",
            "question « parcelles » : le titre « titre » n'est pas un de ses champs",
        ),
        (
            "dialogs/questions.yaml",
            "title: nom",
            "title: nom\n      fact: true",
            "question « parcelles » : « fact » se dit d'un champ, pas d'une liste",
        ),
        (
            "dialogs/questions.yaml",
            "serves: [porteur-admis",
            "serves: [porteur-x",
            f"question « {NATURE} » : l'exigence « porteur-x » n'existe pas",
        ),
        (
            "dialogs/questions.yaml",
            'relevant: porteur.nature == "association"',
            'relevant: "false"',
            "question « porteur.statuts » : aucun scénario ne mène à elle",
        ),
        # Requirements, examples, scenarios.
        (
            "dialogs/questions.yaml",
            "serves: [bilan-annuel]",
            "serves: []",
            "exigence « bilan-annuel » : aucune question ne la sert",
        ),
        (
            "dialogs/requirements.yaml",
            "answers: {porteur: {nature: autre}}, expect: to_verify",
            "answers: {porteur: {nature: asso}}, expect: met",
            f"exigence « {RULE} » : aucun exemple ne donne « to_verify »",
        ),
        (
            "dialogs/requirements.yaml",
            "nature: SARL}}, expect: failed",
            "nature: SARL}}, expect: met",
            f"exigence « {RULE} », exemple « une SARL » : donne « failed » au lieu de « met »",
        ),
        (
            "dialogs/requirements.yaml",
            "{porteur: {nature: SARL}}",
            "{porteur: {nature: SARL, x: 1}}",
            "exemple « une SARL » : « porteur.x » ne correspond à aucune question",
        ),
        (
            "dialogs/scenarios/jardin-complet.yaml",
            "verdict: complete",
            "verdict: incomplete",
            "scenarios/jardin-complet.yaml : donne « complete » au lieu de « incomplete »",
        ),
        (
            "dialogs/scenarios/jardin-complet.yaml",
            "plafond-aide: met",
            "plafond-aide: failed",
            "scenarios/jardin-complet.yaml, « plafond-aide » : donne « met » au lieu de « failed »",
        ),
        (
            "dialogs/scenarios/jardin-complet.yaml",
            "plafond-aide: met",
            "plafond: met",
            "scenarios/jardin-complet.yaml : l'exigence « plafond » n'existe pas",
        ),
        ("dialogs/scenarios/jardin-complet.yaml", "as_of:", "jour:", "le champ « jour » est inconnu"),
        # Braces, fixes, twins.
        (
            "dialogs/requirements.yaml",
            "{porteur.nature}",
            "{porteur.nature",
            "requirements.yaml, exigence « porteur-admis » : une accolade n'est pas fermée dans «",
        ),
        (
            "dialogs/notices.yaml",
            "{date_limite - today}",
            "date_limite - today}",
            "« calendrier-ouvert » : une accolade n'est pas ouverte",
        ),
        (
            "dialogs/campaign.yaml",
            "depuis le {date_limite}",
            "depuis le {date_limite",
            "« state » : une accolade n'est pas fermée",
        ),
        ("dialogs/questions.yaml", "({budget.total})", "({budget.total)", "« budget.demande » : une accolade n'est pas fermée"),
        (
            "dialogs/outline.yaml",
            "{sum(parcelles, surface)}",
            "{sum(parcelles, surface)",
            "texte : une accolade n'est pas fermée",
        ),
        ("dialogs/cerfa.yaml", "{projet.duree}", "projet.duree}", "« Résumé » : une accolade n'est pas ouverte"),
        (
            "dialogs/questions.yaml",
            "- id: budget\n",
            "- id: equipe\n",
            "questions.yaml : le chapitre « equipe » est défini deux fois",
        ),
        (
            "dialogs/notices.yaml",
            "id: calendrier-clos",
            "id: calendrier-ouvert",
            "notices.yaml : l'avis « calendrier-ouvert » est défini deux fois",
        ),
        ("dialogs/outline.yaml", "blocks:\n", 'blocks:\n      - {when: "true"}\n', "« Le porteur » : un bloc est vide"),
        ("dialogs/outline.yaml", "columns: [nom, montant, acquis], ", "", "« budget.cofinanceurs » n'a pas de colonnes"),
        (
            "dialogs/outline.yaml",
            "total: [montant]",
            "total: [acquis]",
            "« acquis » n'est ni un montant ni un nombre : rien à totaliser",
        ),
        ("dialogs/outline.yaml", "nom, montant, acquis]", "nom, acquis]", "le total de « montant » n'a pas de place"),
        (
            "dialogs/cerfa.yaml",
            '{label: "Intitulé",',
            '{label: "Intitulé", when: given(projet),',
            "cadre 6, « Intitulé », condition : « projet » n'est ni une question",
        ),
        (
            "dialogs/requirements.yaml",
            '      fix: "Faites',
            '      # "Faites',
            "exigence « porteur-admis » : « fix » manque pour « ",
        ),
        (
            "dialogs/notices.yaml",
            '"sum(parcelles, surface) < surface_minimale"',
            "sum(parcelles, surface) < 9",
            "entre guillemets",
        ),
        (
            "corpus/guide.md",
            "role: annex",
            "role: companion",
            "corpus/, document « guide » : un texte d'un autre cadre (companion) veut une phrase « notice »",
        ),
        (
            "index/answers.yaml",
            "- faut-il une cuve",
            "- « Faut-il » un compost ?",
            "index/, la réponse « eau » : la question « « Faut-il » un compost ? » est aussi dans la réponse « jardin »",
        ),
        (
            "index/silences.yaml",
            "- peut-on avoir des poules",
            "- faut-il un compost",
            "index/, le silence « animaux » : la question « faut-il un compost » est aussi dans la réponse « jardin »",
        ),
        # The papers and the door.
        (
            "dialogs/outline.yaml",
            "show: [porteur.nature,",
            "show: [porteur.x,",
            "outline.yaml, « Le porteur » : la question « porteur.x » n'existe pas",
        ),
        (
            "dialogs/outline.yaml",
            "show: [porteur.nature,",
            "show: ['parcelles[].nom',",
            "la question « parcelles[].nom » n'existe pas",
        ),
        ("dialogs/outline.yaml", "each: parcelles", "each: parcelle", "la liste « parcelle » n'existe pas"),
        ("dialogs/outline.yaml", "table: budget.cofinanceurs", "table: budget.total", "la liste « budget.total » n'existe pas"),
        ("dialogs/outline.yaml", "columns: [nom,", "columns: [nome,", "« budget.cofinanceurs » n'a pas de champ « nome »"),
        ("dialogs/outline.yaml", "by: usage", "by: surface", "« surface » n'est pas un choix : rien à grouper"),
        ("dialogs/outline.yaml", "when: given(parcelles)", "when: given(parcelle)", "condition : « parcelle »"),
        ("dialogs/outline.yaml", "{sum(parcelles, surface)}", "{sum(parcelles, nom)}", "texte : « nom »"),
        (
            "dialogs/cerfa.yaml",
            "show: porteur.nature",
            "show: porteur.x",
            "cerfa.yaml, cadre 1, « Nature » : la question « porteur.x » n'existe pas",
        ),
        (
            "dialogs/cerfa.yaml",
            "show: projet.nom",
            "show: projet.nom, blank: x",
            "cadre 6, « Intitulé » : il faut un et un seul de show, text, blank",
        ),
        ("dialogs/cerfa.yaml", "{projet.duree}", "{projet.x}", "cadre 6, « Résumé » : « projet.x »"),
        (
            "dialogs/papers.yaml",
            "deadline: date_limite",
            "deadline: plafond",
            "« plafond » n'est pas une constante qui est une date",
        ),
        ("dialogs/papers.yaml", "[date-depot, ", "[date-x, ", "calendar : l'exigence « date-x » n'existe pas"),
        ("dialogs/papers.yaml", "[date-depot, ", "[plafond-aide, ", "« plafond-aide » est dans plusieurs étapes, gardez-en une"),
        ("dialogs/papers.yaml", "[date-depot, ", "[", "aucune étape ne porte l'exigence « date-depot »"),
        (
            "dialogs/papers.yaml",
            "section: reglement/3-aide",
            "section: x",
            "papers.yaml, calendar : la section « x » n'existe pas",
        ),
        (
            "dialogs/papers.yaml",
            "facts: [projet.nom",
            "facts: [projet.x",
            "papers.yaml, note : la question « projet.x » n'existe pas",
        ),
        (
            "dialogs/papers.yaml",
            "strengths: [cofinancement",
            "strengths: [x",
            "papers.yaml, note : l'exigence « x » n'existe pas",
        ),
        (
            "dialogs/papers.yaml",
            "cost: budget.total",
            "cost: projet.nom",
            "papers.yaml, budget : « projet.nom » n'est pas un montant",
        ),
        ("dialogs/papers.yaml", "other_amount: montant", "other_amount: x", "« budget.cofinanceurs » n'a pas de champ « x »"),
        ("dialogs/papers.yaml", "constant: plafond", "constant: date_limite", "n'est pas une constante qui est un montant"),
        ("dialogs/papers.yaml", "Bonjour {nom}", "Bonjour {x}", "papers.yaml, letter : « x »"),
        ("dialogs/papers.yaml", "family: usage", "family: nom", "papers.yaml, actors : « nom » n'est pas un choix"),
        ("dialogs/papers.yaml", "show: [projet.nom, ", "show: [x, ", "papers.yaml, online, « Jardin » : la question « x »"),
        (
            "dialogs/campaign.yaml",
            "title: projet.nom",
            "title: projet.x",
            "campaign.yaml, « title » : la question « projet.x » n'existe pas",
        ),
        (
            "dialogs/campaign.yaml",
            "scenario: jardin-complet",
            "scenario: x",
            "campaign.yaml, « demo » : le scénario « x » n'existe pas",
        ),
        ("dialogs/campaign.yaml", "when: today > date_limite", "when: today > x", "campaign.yaml, « state » : « x »"),
        ("dialogs/campaign.yaml", "depuis le {date_limite}", "depuis le {x}", "campaign.yaml, « state » : « x »"),
        (
            "index/answers.yaml",
            "    - qui peut demander l'aide\n",
            "",
            "section « reglement/1-porteur » : 7 question(s) typique(s), il en faut au moins 8",
        ),
    ],
)
def test_remark(tmp_path: Path, file: str, old: str, new: str, remark: str) -> None:
    remarks = [text.replace("\u00a0", " ").replace("’", "'") for text in remarks_after(tmp_path, file, old, new)]
    assert any(remark in text for text in remarks), remarks
    assert all(text.endswith((".", "?")) for text in remarks)
    assert not any("\n" in text for text in remarks)


@pytest.mark.parametrize(
    ("file", "text", "remark"),
    [
        # Files that nobody reads.
        ("index/silence.yaml", "[]", "index/silence.yaml n'est pas lu : corrigez son nom ou sa place, ou retirez-le."),
        ("index/autres/answers.yaml", "[]", "index/autres/answers.yaml n'est pas lu"),
        ("dialogs/avis.yaml", "[]", "dialogs/avis.yaml n'est pas lu"),
        ("dialogs/scenarios/x.yml", "", "dialogs/scenarios/x.yml n'est pas lu : terminez son nom par .yaml."),
        ("corpus/reglement.facts.yml", "", "corpus/reglement.facts.yml n'est pas lu"),
        # Judgements.
        (
            "index/judgements/x.yaml",
            "[{id: a, kind: answerable, q: Qui ?, gold: [reglement/x]}]",
            "judgements/x.yaml, « a » : la section « reglement/x » n'existe pas.",
        ),
        (
            "index/judgements/x.yaml",
            "[{id: a, kind: near_miss, q: Qui ?, related: [x]}]",
            "judgements/x.yaml, « a » : la section « x » n'existe pas.",
        ),
        (
            "index/judgements/x.yaml",
            "[{id: a, kind: conversation, turns: [{q: Qui ?, gold: [x]}]}]",
            "« a » : la section « x » n'existe pas.",
        ),
        ("index/judgements/x.yaml", "[{id: a, kind: conversation, q: Qui ?}]", "« a » : « turns » manque"),
        ("index/judgements/x.yaml", "[{id: a, kind: answerable, q: Qui ?}]", "« a » : il faut une question (q) et les sections"),
        ("index/judgements/x.yaml", "[{id: a, kind: noisy, twin: b, q: Ki ?, gold: [guide/eau]}]", "jumelle « b » n'existe pas."),
        (
            "index/judgements/x.yaml",
            "[{id: a, kind: facile, q: Qui ?}]",
            "judgements/x.yaml » : la valeur « facile » n'est pas permise (à l'endroit « [0].kind »).",
        ),
    ],
)
def test_a_remark_on_a_file_more(tmp_path: Path, file: str, text: str, remark: str) -> None:
    shutil.copytree(ROOT, tmp_path / "campaign")
    place = tmp_path / "campaign" / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    (said,) = lint(Campaign(tmp_path / "campaign"))
    assert remark in said


def test_notes_and_hidden_files_are_no_content(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campaign")
    (tmp_path / "campaign/index/judgements").mkdir()
    good = "- {id: a, kind: answerable, q: Qui ?, gold: [guide/eau]}\n- {id: b, kind: noisy, twin: a, q: ki, gold: [guide/eau]}\n"
    for file, text in (("README.md", "x"), (".x.yml", ""), ("x.yaml~", ""), ("x.yaml", good + "- {id: c, kind: junk}")):
        (tmp_path / "campaign/index/judgements" / file).write_text(text, encoding="utf-8")
    assert lint(Campaign(tmp_path / "campaign")) == []


@pytest.mark.parametrize("file", ["campaign", "questions", "requirements"])
def test_a_missing_file_is_told(tmp_path: Path, file: str) -> None:
    shutil.copytree(ROOT, tmp_path / "campaign")
    (tmp_path / "campaign" / "dialogs" / f"{file}.yaml").unlink()
    (remark,) = lint(Campaign(tmp_path / "campaign"))
    assert remark.startswith("Il manque le fichier «")
    assert f"{file}.yaml » : il est obligatoire, il " in remark


@pytest.mark.parametrize("text", [None, "", "# rien\n"])
def test_notices_and_papers_are_left_out_at_will(tmp_path: Path, text: str | None) -> None:
    shutil.copytree(ROOT, tmp_path / "campaign")
    for name in ("notices", "outline", "cerfa", "papers"):
        place = tmp_path / "campaign" / "dialogs" / f"{name}.yaml"
        place.unlink()
        if text is not None:
            place.write_text(text, encoding="utf-8")
    campaign = Campaign(tmp_path / "campaign")
    idle = [remark for remark in lint(campaign) if "sa réponse ne change rien" in remark]
    assert [re.findall("« (.+?) »", remark) for remark in idle] == [["parcelles[].arrosage"], ["budget.cofinanceurs[].acquis"]]
    assert lint(campaign) == idle  # answers that only a paper would have shown
    script = load_script(campaign)
    assert (script.notices, script.outline.chapters, script.form.frames, script.outlined) == ((), (), (), False)


def test_a_day_for_the_examples_is_wanted_when_there_are_some(tmp_path: Path) -> None:
    (remark,) = remarks_after(tmp_path / "a", "dialogs/campaign.yaml", "example_day: 2031-03-01\n", "")
    assert "campaign.yaml : « example_day » manque" in remark
    place = tmp_path / "a" / "campaign" / "dialogs"
    (place / "requirements.yaml").write_text("[]", encoding="utf-8")
    assert not any("example_day" in remark for remark in lint(Campaign(place.parent)))


def test_a_demonstration_needs_no_scenario(tmp_path: Path) -> None:
    assert remarks_after(tmp_path, "dialogs/campaign.yaml", "  scenario: jardin-complet\n", "") == []


def test_what_is_hostile_on_purpose_is_not_told(tmp_path: Path) -> None:
    file = "dialogs/scenarios/jardin-refuse.yaml"
    stranger, unread = remarks_after(tmp_path, file, "usage: verger, surface: 10", "usage: verger, surface: vaste, inconnu: 1")
    assert stranger.startswith("scenarios/jardin-refuse.yaml : « parcelles[1].inconnu » ne correspond à aucune question")
    assert unread.startswith("scenarios/jardin-refuse.yaml, « parcelles[1].surface » : ")
    assert unread.endswith("(si c'est voulu, écrivez « hostile: true »).")
    place = tmp_path / "campaign" / file
    place.write_text(f"hostile: true\n{place.read_text(encoding='utf-8')}", encoding="utf-8")
    assert lint(Campaign(tmp_path / "campaign")) == []


def test_a_key_that_no_question_has_is_told_however_many_rows_are_refused(tmp_path: Path) -> None:
    row = "    - {nom: Haie, usage: verger, surface: 10}\n"
    rows = "".join(f"    - {{nom: Haie {number}, usage: verger, surface: vaste}}\n" for number in range(6))
    told = remarks_after(tmp_path, "dialogs/scenarios/jardin-refuse.yaml", row, f"{rows}  inconnu: 1\n")
    assert any("« inconnu » ne correspond à aucune question" in remark for remark in told)


TERMS = "terms: {%s: {when: %s, means: x}}\nstate:"


@pytest.mark.parametrize(
    ("name", "when", "remark"),
    [
        ("today", "given(projet.nom)", "ce nom est celui d'une fonction ou d'un mot des expressions."),
        ("count", "given(projet.nom)", "ce nom est celui d'une fonction ou d'un mot des expressions."),
        ("usage", "given(projet.nom)", "ce nom est déjà celui de la question « parcelles[].usage »."),
        ("parcelles", "given(projet.nom)", "ce nom est déjà celui de la question « parcelles »."),
        ("plafond", "given(projet.nom)", "ce nom est déjà celui d'une constante."),
        ("Grand", "given(projet.nom)", "nom mal formé, employez des minuscules"),
        ("or", "given(projet.nom)", "nom mal formé"),
        ("boucle", "not boucle", "il se sert de lui-même, directement ou par un autre terme."),
        ("un", "deux, means: x}, deux: {when: not un", "il se sert de lui-même, directement ou par un autre terme."),
        ("faux", "surface > 3 and usages == 3", "« usages » n'est ni une question, ni une constante."),
        ("faux", "projet.duree >", "l'expression « projet.duree > » est mal formée."),
    ],
)
def test_a_name_or_a_term_that_cannot_work(tmp_path: Path, name: str, when: str, remark: str) -> None:
    remarks = remarks_after(tmp_path, "dialogs/campaign.yaml", "state:", TERMS % (name, when))
    assert any(f"campaign.yaml, terme « {name} » : {remark}" in said for said in remarks), remarks


@pytest.mark.parametrize("when", ["surface > 3", "given(projet.nom)", "sum(parcelles, surface) > 3", "budget.total"])
def test_a_term_that_works_somewhere_is_right(tmp_path: Path, when: str) -> None:
    assert remarks_after(tmp_path, "dialogs/campaign.yaml", "state:", TERMS % ("bon", f'"{when}"')) == []


def test_a_term_that_refers_to_itself_is_told_beside_the_rule_that_uses_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "campaign")
    for file, old, new in (
        ("campaign", "state:", TERMS % ("boucle", "not boucle")),
        ("requirements", "budget.demande > plafond", "boucle"),
    ):
        place = tmp_path / "campaign/dialogs" / f"{file}.yaml"
        place.write_text(place.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert "il se sert de lui-même" in lint(Campaign(tmp_path / "campaign"))[0]


LEXICON = "index/lexicon.yaml"


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("say: [fric,", "say: [tous, fric,", "synonymes de « tous » : « tous » est un mot vide, la recherche ne le lit pas."),
        ("say: [fric,", "say: [combien,", "« combien » est un mot de question, il ne peut pas avoir de synonyme."),
        ("say: [fric,", "say: [aides,", "« aides » est sans effet, la recherche y lit déjà la même chose."),
        ("mean: [aide]", "mean: [pactole]", "« pactole » ne mène à rien, aucun texte, réponse ou question ne le contient."),
        ("mean: [aide]", "mean: []", "« say » et « mean » veulent chacun un mot au moins."),
        ("[jardin, jardiner, jardinier]", "[jardin, jardins]", "famille « jardin, jardins » : sans effet"),
        ("[jardin, jardiner, jardinier]", "[fusée, astronaute]", "aucun texte, réponse ou question ne contient un de ces mots."),
        ("acronyms: []", "acronyms: [{short: ZZT, long: zone turbulente}]", "sigle « ZZT » : ni lui ni ce qu'il veut dire"),
        ("stop_words: []", "entities: {lieux: [les]}", "noms « lieux » : « les » ne dit rien à la recherche."),
    ],
)
def test_a_line_of_the_lexicon_without_effect(tmp_path: Path, old: str, new: str, remark: str) -> None:
    said = remarks_after(tmp_path, LEXICON, old, new)
    assert any(text.startswith("lexicon.yaml") and remark in text for text in said), said


def asked_after(folder: Path, file: str, old: str, new: str, left_out: bool = False) -> list[str]:
    remarks_after(folder, file, old, new)
    return lint_questions(Campaign(folder / "campaign"), left_out)


def test_every_typical_question_of_a_good_campaign_finds_its_section() -> None:
    assert lint_questions(Campaign(plot.ROOT)) == []


def test_a_question_whose_own_section_loses_is_told(tmp_path: Path) -> None:
    place = "- où placer le point d'eau"
    new = "- date limite de dépôt du dossier\n" + "    " + place
    said = asked_after(tmp_path, "index/answers.yaml", place, new)
    assert any(
        "réponse « eau » : la question « date limite de dépôt du dossier » donne d'abord la section « reglement/4-calendrier »"
        in text
        for text in said
    ), said


def test_a_question_that_only_itself_finds_is_told(tmp_path: Path) -> None:
    place = "- où placer le point d'eau"
    new = "- bénévoles pour faire vivre le jardin\n    " + place
    said = asked_after(tmp_path, "index/answers.yaml", place, new, left_out=True)
    assert any("sans la question « bénévoles pour faire vivre le jardin »" in text and "loin devant" in text for text in said), (
        said
    )
