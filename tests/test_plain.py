"""The dialogue in plain lines: journeys as they are typed, and a file that survives whatever happens to the program."""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dossier import Dossier, load_dossier, save_dossier
from assistant.errors import AssistantError
from assistant.files import read_data
from assistant.plain import PlainInterview, Tools
from assistant.store import Keeper
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script

TOOLS = Tools(
    ask=lambda question: f"[réponse à {question}]", forget=lambda: "L'aide", passage=lambda section: f"[passage {section}]"
)


class Talk:
    """A conversation in lines: what was typed, what was said, what the file holds."""

    def __init__(self, path: Path, file: Dossier, *lines: str) -> None:
        self.path = path
        said: list[str] = []
        self.play = PlainInterview(file, Keeper(path), DAY, TOOLS, said.append, rulebook())
        self.play.run(lines)
        self.text = "\n".join(said).replace("\u00a0", " ").replace("’", "'")

    @property
    def data(self) -> Any:
        return read_data(self.path)

    @property
    def asked(self) -> list[str]:
        """The questions as they came, by the line under their number."""
        lines = self.text.split("\n")
        return [after for line, after in pairwise(lines) if re.match(r"\[\d+/\d+\]", line)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossier.yaml"


def talk(path: Path, *lines: str, **answers: Any) -> Talk:
    return Talk(path, dossier(**answers), *lines)


# --- Journeys -----------------------------------------------------------------------------------------------------


def test_a_first_journey(path: Path) -> None:
    played = talk(path, "asso", "oui", "Le jardin du lac", "/passer", "1, 3", "15 mai 2031", "deux ans", "Carré", "potager", "40")
    assert played.data == {
        "porteur": {"nature": "asso", "statuts": "oui"},
        "projet": {
            "nom": "Le jardin du lac",
            "description": "je ne sais pas encore",
            "publics": "habitants, aines",
            "debut": "15 mai 2031",
            "duree": "deux ans",
        },
        "parcelles": [{"nom": "Carré", "usage": "potager", "surface": "40"}],
    }
    assert played.text.startswith("Appel à projets Jardins partagés 2031\nTapez votre réponse")
    first = "[1/14] Qui demande l'aide\nQui porte le jardin ? (demandé)\n  Par exemple : une association de quartier.\n"
    assert f"{first}  1. Une association\n  2. Une commune\n" in played.text
    assert "Le jardin › Carré\nQuel usage en faites-vous ?" in played.text
    assert played.asked[-1] == "Est-elle arrosée à l'eau de pluie ?"
    assert played.text.endswith(
        "Où en est le dossier : incomplet : il manque des éléments que l'appel demande.\n"
        f"8 points bloquants ou demandés – à faire : 5, fait : 3.\nRéponses enregistrées dans « {path} »."
    )


def test_a_choice_by_its_number(path: Path) -> None:
    assert talk(path, "2").data == {"porteur": {"nature": "commune"}}
    for wrong in ("0", "5", "²", "-1", "9" * 5000):
        path.unlink(missing_ok=True)
        assert f"« {wrong[:10]}" in talk(path, wrong).text
        assert not path.exists()


def test_a_guess_and_a_refusal_are_told(path: Path) -> None:
    played = talk(path, "la mairie de Valmoré", "un " * 13, "Oasis")
    assert "(« la mairie de Valmoré » est compris comme « Une commune »)" in played.text
    assert "Ce nom est trop long : gardez douze mots au plus. (/aide pour les commandes)\n→ Oasis\n" in played.text
    assert played.data["projet"] == {"nom": "Oasis"}


def test_several_names_on_one_line_are_told_and_a_comma_may_be_in_a_name(path: Path) -> None:
    played = talk(path, "/aller 7", "Le carré, la serre", "Le carré, la serre")
    assert "Vous en nommez 2 : « Le carré » et « la serre ». Tapez-les un par un" in played.text
    assert [row["nom"] for row in played.data["parcelles"]] == ["Le carré, la serre"]


def test_rows_are_added_until_an_empty_line(path: Path) -> None:
    played = talk(
        path, "Région", "3000", "non", "Fête", "/suite", "/suite", "", "", budget={"total": 1, "demande": 1}, **_before_budget()
    )
    assert played.data["budget"]["cofinanceurs"] == [{"nom": "Région", "montant": "3000", "acquis": "non"}, {"nom": "Fête"}]
    assert "Déjà noté : 0. Pour ajouter un nouveau cofinanceur : nom du cofinanceur (Entrée pour continuer)" in played.text
    assert "Déjà noté : 2." in played.text
    assert "Pour ajouter une nouvelle parcelle : nom de la parcelle" in talk(path, "/aller 7").text


def _before_budget() -> dict[str, Any]:
    return {key: value for key, value in COMPLETE.items() if key not in {"budget", "depot"}}


@pytest.mark.parametrize(
    ("line", "raw"),
    [("aucun", []), ("/aucun", []), ("je ne sais pas encore", "je ne sais pas encore"), ("/passer", "je ne sais pas encore")],
)
def test_a_list_may_be_empty_or_not_known(path: Path, line: str, raw: Any) -> None:
    played = talk(path, line, budget={"total": 1, "demande": 1}, **_before_budget())
    assert played.data["budget"]["cofinanceurs"] == raw
    assert played.asked[-1] == "Quel jour déposez-vous le dossier ?"


def test_an_earlier_answer_is_changed_and_the_later_ones_stay(path: Path) -> None:
    played = talk(path, "/aller 3", "Oasis", "", **COMPLETE)
    assert "Réponse actuelle : Le jardin des Trois-Puits" in played.text
    assert played.data == COMPLETE | {"projet": COMPLETE["projet"] | {"nom": "Oasis"}}


def test_back(path: Path) -> None:
    played = talk(path, "asso", "/retour", "/retour", "commune")
    assert played.asked == [
        "Qui porte le jardin ? (demandé)",
        "Les statuts de l'association sont-ils joints ?",
        "Qui porte le jardin ? (demandé)",
        "Qui porte le jardin ? (demandé)",
        "Comment s'appelle le jardin ? (demandé)",
    ]


def test_once_all_is_answered_one_may_still_look_and_change(path: Path) -> None:
    played = talk(path, "coucou", "/passer", "/liste", "/retour", "non", "", **COMPLETE)
    assert played.text.count("Toutes les questions ont une réponse.") == 4
    assert " 28. [x] Bilan annuel" in played.text
    assert "[28/28] Le dépôt\nRemettrez-vous un bilan chaque année ?\n  Réponse actuelle : oui" in played.text
    assert played.data["depot"]["bilan"] == "non"
    assert played.play.over


# --- Commands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["/aide"], "/quitter   s'arrêter (tout est enregistré)"),
        (["/liste"], "  1. [ ] Nature du porteur\n  2. [ ] Nom du jardin"),
        (["/PASSER", "/liste"], "  1. [?] Nature du porteur"),
        (
            ["/pourquoi"],
            "demander l'aide.\n- Une association joint ses statuts.\n[passage reglement/1-porteur]",
        ),
        (
            ["/aller 2", "/pourquoi"],
            "- Aucune règle ne dépend de cette réponse : elle complète la présentation de votre projet.\n[passage",
        ),
        (["/demander Qui peut ?"], "[réponse à Qui peut ?]"),
        (["/oublier"], "Sujet oublié : « L'aide ». La question suivante se lit seule."),
        (["/demander"], "Tapez votre question après /demander."),
        (["/bilan"], "Où en est le dossier : incomplet"),
        (["/aucun"], "Cette question n'admet pas « aucun » : tapez /passer si vous ne savez pas encore."),
        (["/aller 99"], "Donnez un numéro de 1 à 14 : tapez /liste pour les voir."),
        (["/aller"], "Donnez un numéro de 1 à 14"),
        (["/aller ²"], "Donnez un numéro de 1 à 14"),
        (["/retirer 1"], "Il n'y a pas d'élément de ce numéro à retirer ici."),
        (["/danser"], "La commande « /danser » n'existe pas. (/aide pour les commandes)"),
        (["/"], "La commande « / » n'existe pas"),
        (["/" + "x" * 300], "xxx… » n'existe pas"),
        (["/__init__"], "La commande « /__init__ » n'existe pas"),
    ],
)
def test_command(path: Path, lines: list[str], said: str) -> None:
    assert said in talk(path, *lines).text


def test_a_row_is_removed(path: Path) -> None:
    played = talk(path, "/aller 8", "/retirer 2", **COMPLETE)
    assert [row["nom"] for row in played.data["parcelles"]] == ["Grand carré", "Le tas"]
    assert played.asked[-1] == "Quelles parcelles prévoyez-vous ? (demandé)"


def test_quitting_stops_and_what_follows_is_not_read(path: Path) -> None:
    played = talk(path, "asso", "/quitter", "non")
    assert played.data == {"porteur": {"nature": "asso"}}


def test_nothing_answered_nothing_written(path: Path) -> None:
    assert "enregistrées" not in talk(path, "", "", "/quitter").text
    assert not path.exists()


def test_an_answer_that_is_not_understood_is_shown_with_its_reason(path: Path) -> None:
    played = talk(path, "/quitter", porteur={"nature": "\x1b[31mmartien" + "x" * 500})
    assert "Réponse actuelle, non comprise : martienxxx" in played.text
    assert "\x1b" not in played.text
    assert max(map(len, played.text.split("\n"))) < 500


@pytest.mark.parametrize("line", ["/passer", "/aucun", "passer"])
def test_a_list_with_rows_is_kept_when_one_goes_on(path: Path, line: str) -> None:
    played = talk(path, "/aller 8", "", line, **COMPLETE)
    assert "Quelles parcelles prévoyez-vous ? (demandé)" in played.asked
    assert played.play.interview.dossier.data["parcelles"] == COMPLETE["parcelles"]


def test_commands_without_slash_and_questions_do_not_become_answers(path: Path) -> None:
    played = talk(path, "aide", "Quelle est la durée ?", "martien", "liste", "quitter", "commune")
    assert played.text.count("/quitter   s'arrêter") == 2
    assert "[réponse à Quelle est la durée ?]" in played.text
    assert re.search(r"Tapez un numéro de 1 à \d+\. \(/aide pour les commandes\)", played.text)
    assert "  1. [ ] Nature du porteur" in played.text
    assert not path.exists()
    played = talk(path, "/aller 2", "Qui peut être aidé ?", "Oasis")
    assert "[réponse à Qui peut être aidé ?]" in played.text
    assert played.data == {"projet": {"nom": "Oasis"}}


def test_an_answer_that_blocks_is_told_at_once_and_only_then(path: Path) -> None:
    said = talk(path, "entreprise", "Oasis").text
    assert said.count("Point bloquant : Le porteur est") == 1
    assert "À faire : Faites déposer le dossier par une association ou par la commune." in said
    assert said.index("Point bloquant") < said.index("[2/")


def test_a_row_is_named_in_the_list(path: Path) -> None:
    assert "Grand carré – " in talk(path, "/liste", **COMPLETE).text


# --- Saved after each answer --------------------------------------------------------------------------------------


def test_each_answer_is_on_the_disk_before_the_next_question(path: Path) -> None:
    seen: list[Any] = []

    def lines() -> Iterator[str]:
        for line in ("commune", "Oasis", "/passer", "aucun"):
            yield line
            seen.append(load_dossier(path, script()).data)

    PlainInterview(dossier(), Keeper(path), DAY, TOOLS, lambda _: None, rulebook()).run(lines())
    assert [len(data.get("projet", {})) for data in seen] == [0, 1, 2, 3]


def test_a_disk_that_refuses_is_told_and_the_old_file_stays(path: Path) -> None:
    save_dossier(dossier(porteur={"nature": "commune"}), path)
    path.parent.joinpath("sub").mkdir()
    with pytest.raises(AssistantError, match="c'est un dossier"):
        talk(path.parent / "sub", "commune")
    assert read_data(path) == {"porteur": {"nature": "commune"}}


WORDS = st.sampled_from(
    [
        "",
        "1",
        "2, 3",
        "commune",
        "oui",
        "aucun",
        "?",
        "/passer",
        "/aucun",
        "/retour",
        "/suite",
        "/aller 5",
        "/retirer 1",
        "A",
        "12 k€",
    ]
)


@given(lines=st.lists(WORDS | st.text(max_size=12), max_size=25))
def test_no_line_makes_it_fail(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.unlink(missing_ok=True)
    played = talk(path, *lines)
    if path.exists():
        assert load_dossier(path, script()).data == played.play.interview.dossier.data


# --- The real program ---------------------------------------------------------------------------------------------

LINES = ["commune", "Oasis", "Un jardin de quartier.", "ecoles", "15/05/2031", "2 ans"]
ROWS = [line for row in range(30) for line in (f"Parcelle {row}", "verger", "12")]


def _program(path: Path, typed: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "assistant", "--campaign", str(ROOT), "interview", str(path), "--as-of", "2031-03-01"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert child.stdin is not None
    child.stdin.write(typed)
    child.stdin.flush()
    return child


def test_the_program_reads_to_the_end_of_its_input(path: Path) -> None:
    said, complaints = _program(path, "\n".join(LINES)).communicate(timeout=60)
    assert complaints == ""
    assert "Où en est le dossier" in said
    assert list(read_data(path)["projet"]) == ["nom", "description", "publics", "debut", "duree"]


def test_killed_at_any_moment_the_program_loses_at_most_the_answer_in_progress(path: Path) -> None:
    chance = random.Random(2031)
    for _ in range(5):
        path.unlink(missing_ok=True)
        child = _program(path, "\n".join([*LINES, *ROWS]) + "\n")
        assert child.stdout is not None
        wanted, asked = chance.randrange(2, 60), 0
        for line in child.stdout:
            asked += bool(re.match(r"\[\d+/\d+\]", line))
            if asked == wanted:
                break
        time.sleep(chance.random() / 200)
        child.kill()
        child.communicate()
        assert child.returncode == -signal.SIGKILL, "its input stays open: it never ends by itself"
        # Each question that we saw but the last was answered: one line typed, one value kept.
        data = load_dossier(path, script()).data
        rows = data.get("parcelles", [])
        assert len(data["porteur"]) + len(data.get("projet", {})) + sum(map(len, rows)) >= wanted - 1
        assert rows[:-1] == [{"nom": f"Parcelle {row}", "usage": "verger", "surface": "12"} for row in range(len(rows) - 1)]


def test_a_dossier_open_elsewhere_is_not_touched(path: Path) -> None:
    first = _program(path, "commune\n")
    try:
        assert first.stdout is not None
        for line in first.stdout:
            if line.startswith("[2/"):
                break
        second = _program(path, "association\n")
        said, complaint = second.communicate(timeout=60)
        assert (second.returncode, said) == (2, "")
        assert "est déjà ouvert dans une autre fenêtre" in complaint
        assert read_data(path) == {"porteur": {"nature": "commune"}}
    finally:
        first.kill()
        first.communicate()
    # Killed, it holds nothing any more.
    assert _program(path, "").communicate(timeout=60)[1] == ""
