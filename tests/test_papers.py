"""The papers that dialogs/papers.yaml describes: what the reader finds in each."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as replace_struct
from pypdf import PdfReader

from assistant.campaign import Campaign
from assistant.cli import main
from assistant.dossier import Dossier, save_dossier
from assistant.errors import AssistantError
from assistant.outputs.contacts import letter
from assistant.outputs.formats import render
from assistant.outputs.model import Bullets, Paragraph, Table, plain
from assistant.outputs.papers import PAPERS, Desk
from assistant.outputs.told import trimmed
from assistant.plans import NO_PAPERS
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script


class _Library:
    def place(self, section: str) -> str:
        return f"règlement, {section}"


def desk(day: date = DAY, **answers: Any) -> Desk:
    file = dossier(**answers)
    return Desk(file, rulebook().evaluate(file, day), _Library(), day, rulebook())  # type: ignore[arg-type]  # all that papers ask of it


def written(name: str, day: date = DAY, **answers: Any) -> str:
    return desk(day, **answers).markdown(name).replace("\u00a0", " ").replace("’", "'")


def test_the_note_says_what_is_strong_what_is_at_risk_and_what_comes_next() -> None:
    text = written("note", **COMPLETE)
    assert text.startswith("# Note au conseil – Le jardin des Trois-Puits\n")
    assert "**Résultat : dossier complet" in text
    assert "| **Aide demandée** | 12 000 € |" in text
    assert "L'aide fait 66,67 % du coût." in text
    assert "## Points forts : 3 des 4 établis" in text
    assert text.index("règlement, reglement/3-aide") < text.index("## Risques")
    assert "- Aucun risque n'est relevé." in text
    assert "- **29 avril 2031** – Déposer le dossier (la personne du dépôt)\n- **30 avril 2031** – Date limite\n" in text
    assert text.endswith("- **mai 2031** – La Ville choisit. (règlement, reglement/3-aide)\n")  # there is room for what follows


def test_the_note_of_a_file_in_trouble() -> None:
    text = written("note", date(2031, 4, 25), porteur={"nature": "sarl"})
    assert "irrecevable en l'état" in text
    assert "| **Aide demandée** | ⚠ À compléter |" in text
    assert "L'aide fait" not in text
    assert "- Aucun point fort n'est encore établi." in text
    risks = text.partition("## Risques")[2]
    assert "Le jardin est porté par une association ou une commune" not in risks  # a title would read as the opposite
    assert "- **Bloquant : " in risks
    assert ".** Faites déposer" in risks
    assert risks.count("Le texte, reformulé : « ") == 3
    assert "- **21 mars 2031 (passé : au plus vite)** – Décider (le conseil)" in text
    assert written("note", date(2031, 5, 2)).endswith("## Date limite\n\n**30 avril 2031** : elle est passée.\n")


def test_the_note_of_a_file_nearly_complete_asks_for_the_point_that_is_left_not_for_the_step_that_is_past() -> None:
    text = written("note", date(2031, 4, 25), **{**COMPLETE, "porteur": {"nature": "association"}})
    left = "- **Au plus vite** – À régler : « L'association joint ses statuts » (le conseil)\n- **29 avril 2031**"
    assert left in text
    assert "Décider" not in text
    assert "- **Demandé : " in text


def test_the_deposit_stays_to_do_and_a_past_day_is_told_as_such() -> None:
    sound = written("checklist", **COMPLETE)
    assert "| **Déposer le dossier** | L'envoi, s'il n'est pas fait |" in sound
    assert "| **Décider** | ☑ rien à faire |" in sound
    assert "– Déposer le dossier (la personne du dépôt)" in written("note", **COMPLETE)
    late = written("checklist", date(2031, 4, 25), porteur={"nature": "sarl"})
    assert late.count("21 mars 2031 (passé : au plus vite)") >= 2  # in the item as in the calendar


def test_the_note_holds_on_one_page_whatever_was_typed() -> None:
    long = "Une phrase qui n'en finit pas, avec des mots et encore des mots. " * 60
    for answers in (
        {"projet": {"nom": long}},
        {"projet": {"nom": "Oasis", "description": long}, "porteur": {"nature": long}},
        {},
        COMPLETE,
    ):
        made = render(desk(**answers).paper("note"), ".pdf")
        assert isinstance(made, bytes)
        assert len(PdfReader(io.BytesIO(made)).pages) == 1


def test_the_note_tells_what_nobody_pays_yet_and_what_is_not_understood() -> None:
    others = [{"nom": "Région", "montant": 1000}]
    text = written("note", budget={"total": 18000, "demande": 12000, "cofinanceurs": others})
    assert "**Pas encore couvert : 5 000 €.** Les moyens déclarés, subvention demandée comprise, font 13 000 €" in text
    assert "Pas encore couvert, ou pas encore dit : 6 000 €." in written("note", budget={"total": 18000, "demande": 12000})
    assert "Pas encore couvert" not in written("note", **COMPLETE)
    refused = written("note", budget={"total": 18000, "demande": "selon devis"})
    assert "| **Aide demandée** | ⚠ À compléter : « selon devis » n'est pas compris |" in refused


def test_the_note_ends_its_sentences() -> None:
    made = desk(projet={"description": "Un jardin, partagé par tout le quartier, " * 9}, porteur={"nature": "sarl"}).paper("note")
    (risks,) = [block for block in made.blocks if isinstance(block, Bullets) and "Faites déposer" in plain(block.items[0])]
    assert all(plain(item).count("(") == plain(item).count(")") and "[…]" not in plain(item) for item in risks.items)
    assert trimmed("Le quartier de la Gare, à Valmorèze : l'avenue et le square", 50) == "Le quartier de la Gare, à Valmorèze…"
    assert trimmed("Un mot puis d'autres", 12) == "Un mot puis…"
    assert trimmed("x" * 30, 10) == "xxxxxxxxx…"


def test_a_file_that_is_there_is_said_to_be_replaced_or_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_dossier(dossier(**COMPLETE), tmp_path / "f.yaml")
    order = [
        "--campaign",
        str(ROOT),
        "checklist",
        str(tmp_path / "f.yaml"),
        "--as-of",
        "2031-03-01",
        "-o",
        str(tmp_path / "l.odt"),
    ]
    for said in ("Écrit", "Rien n’a changé"):
        assert main(order) == 0
        assert capsys.readouterr().err.replace("\u00a0", " ").splitlines()[-1].startswith(f"{said} : ")
    save_dossier(dossier(), tmp_path / "f.yaml")
    assert main(order) == 0
    assert capsys.readouterr().err.replace("\u00a0", " ").splitlines()[-1].startswith("Remplacé : ")


def test_a_title_too_long_for_a_heading_is_cut_there_and_kept_whole_in_the_outline() -> None:
    long = "Un titre qui n'en finit pas " * 100
    made = desk(projet={"nom": long}, budget={"cofinanceurs": [{"nom": long}]})
    for name in made.available:
        assert len(made.paper(name).heading) < 250
    assert long.strip().replace("'", "’") in made.markdown("outline").replace("\u00a0", " ")


def test_the_form_alone_says_what_it_lacks() -> None:
    text = written("cerfa", **COMPLETE)
    assert text.startswith("# Les cadres du formulaire – Le jardin des Trois-Puits\n")
    assert "Rien ne manque" in text
    assert "## Cadre 1 – Le demandeur" in text
    assert "| Nature | Une association |  |" in text
    bare = written("cerfa")
    assert "> **⚠ À compléter :** Nature, " in bare


def test_a_letter_to_each_partner() -> None:
    rows = [{"nom": "Région", "montant": 6000}, {"nom": "[x](y)"}]
    text = written("letter", projet={"nom": "Oasis"}, budget={"cofinanceurs": rows})
    assert "## Région\n\n**Objet :** le jardin « Oasis »\n\nBonjour Région,\n\nVous verseriez 6 000 €." in text
    assert r"Bonjour \[x\](y)," in text
    assert text.count("Parlons du montant.") == 1
    assert "- Région\n- \\[x\\](y)\n\n## Région" in text  # the list of the letters is a page of its own
    alone = written("letter")
    assert "## Madame, Monsieur" in alone
    assert "Bonjour Madame, Monsieur," in alone
    assert "**Objet :** un jardin" in alone


def test_a_letter_to_nobody_yet_is_written_though_its_name_reads_as_still_to_be_decided() -> None:
    plan = script().papers.letter
    assert plan
    made = letter(replace_struct(plan, blank="Madame, Monsieur (nom à écrire)"), dossier(), "", DAY)
    assert "Bonjour Madame, Monsieur (nom à écrire)," in [
        plain(block.text) for block in made.blocks if isinstance(block, Paragraph)
    ]


def test_a_step_of_the_calendar_has_a_line_for_each_point_to_mend() -> None:
    tables = [block for block in desk().paper("checklist").blocks if isinstance(block, Table)]
    several = [cell for row in tables[0].rows if "\n" in (cell := plain(row[3]))]
    assert several
    assert all(line.startswith("☐ ") for cell in several for line in cell.split("\n"))


def test_the_list_of_those_to_meet() -> None:
    rows = [{"nom": "A", "usage": "potager", "surface": 3, "arrosage": True}, {"nom": "B", "usage": "potager"}, {"nom": "C"}]
    text = written("actors", parcelles=rows)
    assert "- ☑ **Le potager** – A (apport : 3 ; contacté : oui) ; B (apport : ⚠ À compléter ; contacté : ⚠ À compléter)" in text
    assert "- ☐ **Le verger** – personne pour l'instant" in text
    assert "## Autres partenaires\n\n- ☐ C" in text
    assert "1 famille a un partenaire dans le dossier, et 1 au moins un partenaire contacté" in text
    assert "personne pour l'instant" in written("actors")
    elsewhere = written("actors", budget={"cofinanceurs": [{"nom": "Verger des Monts"}, {"nom": "Région"}]})
    assert "☐ **Le verger** – pas encore parmi vos partenaires ; votre dossier nomme ailleurs Verger des Monts" in elsewhere


def test_the_blocks_of_the_online_form() -> None:
    text = written("online", **COMPLETE)
    assert "## Bloc 1 – Jardin" in text
    assert "Nom du jardin : Le jardin des Trois-Puits" in text
    assert "• Grand carré\nUsage : Le potager\nSurface : 120" in text
    odd = "a_b@c.fr ``` *x*\n# y"
    pasted = written("online", projet={"nom": "N", "description": odd})
    assert f"````text\nNom du jardin : N\n\nDescription du projet :\n{odd}\n````" in pasted  # not one mark in what is copied
    assert "Aide : 12 000 €." in text
    bare = written("online")
    assert "> **⚠ À compléter :** Nom du jardin, Description du projet et " in bare
    assert "Cofinanceurs : Aucun cofinanceur" in written("online", budget={"cofinanceurs": []})


def test_what_is_copied_in_the_forms_comes_in_their_order() -> None:
    made = desk(**COMPLETE | {"budget": {"demande": "12 000 €"}})
    clips = made.clips()
    assert [clip.title for clip in clips[:2]] == ["Bloc 1 – Jardin", "Bloc 2 – Argent"]
    assert clips[1].lacks == ("Cofinanceurs",)
    assert clips[1].state == "incomplet"
    told = [(clip.form.rpartition("› ")[2], clip.title, clip.text.replace("\u00a0", " "), clip.state) for clip in clips[2:]]
    assert told == [
        ("Cadre 1 – Le demandeur", "Le cadre en entier", "Nature : Une association", "rempli"),
        ("Cadre 1 – Le demandeur", "Nature", "Une association", "rempli"),
        ("Cadre 1 – Le demandeur", "Signature", "", "à la main"),
        ("Cadre 6 – Le projet", "Le cadre en entier", told[3][2], "rempli"),
        ("Cadre 6 – Le projet", "Intitulé", "Le jardin des Trois-Puits", "rempli"),
        ("Cadre 6 – Le projet", "Parcelles", "Grand carré, Les pommiers et Le tas", "rempli"),
        ("Cadre 6 – Le projet", "Résumé", "3 parcelles, 2 ans", "rempli"),
        ("Cadre 7 – Le budget", "Le cadre en entier", "Aide demandée : 12 000 €", "incomplet"),
        ("Cadre 7 – Le budget", "Cofinanceurs", "", "manquant"),
        ("Cadre 7 – Le budget", "Aide demandée", "12 000 €", "rempli"),
    ]
    assert told[3][2].split("\n")[0] == "Intitulé : Le jardin des Trois-Puits"
    assert clips[4].note == "à signer à la main"
    assert "à vérifier" in next(clip.note for clip in clips if clip.title == "Parcelles")


def test_a_campaign_without_a_paper_says_so() -> None:
    file = Dossier(replace(script(), papers=NO_PAPERS), COMPLETE)
    bare = Desk(file, rulebook().evaluate(file, DAY), _Library(), DAY, rulebook())  # type: ignore[arg-type]
    assert desk().available == tuple(PAPERS)
    assert bare.available == ("checklist", "outline", "cerfa")
    assert (bare.formats("outline")[-1], desk().formats("budget")[-2:]) == (".pdf", (".xlsx", ".ods"))
    for name in PAPERS.keys() - set(bare.available):
        with pytest.raises(AssistantError, match=f"n'a pas de « {PAPERS[name]} »"):
            bare.paper(name)


@pytest.mark.usefixtures("shared_cache")
def test_every_paper_is_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_dossier(dossier(**COMPLETE), tmp_path / "f.yaml")
    for name in PAPERS:
        assert main(["--campaign", str(ROOT), name, str(tmp_path / "f.yaml"), "--as-of", "2031-03-01"]) == 0
        printed = capsys.readouterr().out
        assert printed == Desk.open(Campaign(ROOT), tmp_path / "f.yaml", DAY).markdown(name)
    assert main(["--campaign", str(ROOT), "note", str(tmp_path / "f.yaml"), "-o", str(tmp_path / "note.html")]) == 0
    assert "Écrit" in capsys.readouterr().err
    assert (tmp_path / "note.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
