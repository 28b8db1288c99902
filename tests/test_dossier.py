"""Application files: kept as typed, changed without losing anything, told what nobody asked for."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dossier import Dossier, load_case, load_dossier, save_dossier
from assistant.errors import AssistantError
from assistant.files import dump_yaml, parse_yaml
from tests.mini import COMPLETE, dossier, script

# --- Reading answers ----------------------------------------------------------------------------------------------


def test_an_answer_is_read_at_its_path() -> None:
    file = dossier(**COMPLETE)
    assert file.reply("porteur.nature").value == "association"
    assert file.reply("parcelles[1].usage").value == "verger"
    assert file.rows("parcelles") == 3
    assert file.reply("projet.nom") is file.reply("projet.nom")


@pytest.mark.parametrize(
    "path",
    [
        "nulle.part",
        "porteur",
        "parcelles[3].nom",
        "parcelles[-1].nom",
        "parcelles[x].nom",
        "parcelles[²].nom",
        "parcelles[0].x",
        "",
    ],
)
def test_where_nothing_is_asked_nothing_is_answered(path: str) -> None:
    assert dossier(**COMPLETE).reply(path).state == "absent"


@pytest.mark.parametrize(
    ("raw", "rows"), [(None, None), ("?", None), (3, None), ("aucune", 0), ([], 0), ("Grand carré", 1), ([{}, {}], 2)]
)
def test_rows_are_counted_when_they_are_known(raw: Any, rows: int | None) -> None:
    assert dossier(parcelles=raw).rows("parcelles") == rows


@pytest.mark.parametrize("group", ["du texte", 3, [], ["a"], True, None])
def test_a_group_of_questions_that_is_no_group_holds_no_answer(group: Any) -> None:
    assert dossier(porteur=group).reply("porteur.nature").state == "absent"


# --- Changing answers ---------------------------------------------------------------------------------------------


def test_another_answer_leaves_the_rest_and_the_old_dossier_alone() -> None:
    data = COMPLETE | {"inconnu": {"clé": 1}}
    before = dump_yaml(data)
    file = Dossier(script(), data)
    changed = (
        file.with_answer("projet.nom", "Oasis")
        .with_answer("parcelles[1].surface", "beaucoup")
        .with_row("parcelles", {"nom": "D"})
    )
    assert dump_yaml(file.data) == before
    expected = parse_yaml(before, "f")
    expected["projet"]["nom"] = "Oasis"
    expected["parcelles"][1]["surface"] = "beaucoup"
    expected["parcelles"].append({"nom": "D"})
    assert changed.data == expected


def test_an_answer_taken_away_leaves_no_empty_group() -> None:
    file = dossier(porteur={"nature": "commune"}, parcelles=[{"nom": "A"}])
    assert file.with_answer("porteur.nature", None).with_answer("parcelles", None).data == {}
    assert file.with_answer("parcelles[0].nom", None).data["parcelles"] == [{}]


def test_a_row_added_or_removed() -> None:
    file = dossier(parcelles=[{"nom": "A"}, {"nom": "B", "usage": "verger"}])
    assert file.without_row("parcelles", 0).data == {"parcelles": [{"nom": "B", "usage": "verger"}]}
    assert file.without_row("parcelles", 0).without_row("parcelles", 0).data == {}
    assert file.without_row("parcelles", 7).data == file.data
    assert dossier().with_row("budget.cofinanceurs", {"nom": "R"}).data == {"budget": {"cofinanceurs": [{"nom": "R"}]}}


@pytest.mark.parametrize("raw", ["aucune", "je ne sais pas encore", [], 3])
def test_a_first_row_replaces_what_was_said_instead_of_rows(raw: Any) -> None:
    assert dossier(parcelles=raw).with_row("parcelles", {"nom": "A"}).data == {"parcelles": [{"nom": "A"}]}


def test_rows_in_another_shape_are_kept_by_an_edit() -> None:
    assert dossier(parcelles="Grand carré").with_row("parcelles", {"nom": "B"}).data["parcelles"] == [
        {"nom": "Grand carré"},
        {"nom": "B"},
    ]
    assert dossier(parcelles={"nom": "A", "x": 1}).with_answer("parcelles[0].usage", "verger").data["parcelles"] == [
        {"nom": "A", "x": 1, "usage": "verger"}
    ]


def test_what_stood_where_a_group_is_expected_is_kept() -> None:
    file = dossier(porteur="la mairie").with_answer("porteur.nature", "commune")
    assert file.data == {"porteur": {"texte": "la mairie", "nature": "commune"}}
    assert file.reply("porteur.nature").value == "commune"


def test_a_row_that_is_not_there_cannot_be_changed() -> None:
    for path in ("parcelles[3].nom", "parcelles[-1].nom", "parcelles[x].nom"):
        with pytest.raises(IndexError):
            dossier(**COMPLETE).with_answer(path, "x")


RAW = (
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(
        ["", "aucun", "?", "commune", "verger", "12 k€", {}, [], ["A"], {"nom": "A"}, [{"usage": "verger"}, {"nom": "B"}]]
    )
)
PLACES = [
    *(path for path in script().questions if "[" not in path),
    *(f"parcelles[{row}].{field}" for row in range(3) for field in ("nom", "usage")),
    "budget.cofinanceurs[0].montant",
]
EDITS = st.lists(
    st.tuples(st.sampled_from(PLACES), RAW) | st.tuples(st.sampled_from(["+parcelles", "-parcelles"]), st.none()), max_size=8
)


@given(EDITS)
def test_what_was_understood_before_an_edit_is_what_is_read_afresh(edits: list[tuple[str, Any]]) -> None:
    """An edit keeps what was understood of the other answers: it must be what a new reading would give."""
    file = dossier(**COMPLETE)
    for path, raw in edits:
        [file.reply(place) for place in PLACES]
        if path == "+parcelles":
            file = file.with_row("parcelles", {"nom": "neuve"})
        elif path == "-parcelles":
            file = file.without_row("parcelles", 0)
        elif "[" not in path or int(path.partition("[")[2][0]) < (file.rows(path.partition("[")[0]) or 0):
            file = file.with_answer(path, raw)
    fresh = Dossier(script(), file.data)
    assert [file.reply(place) for place in PLACES] == [fresh.reply(place) for place in PLACES]
    assert list(file.paths()) == list(fresh.paths())


# --- What is told of the file itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            {"porteur": {"natur": "commune"}},
            "« porteur.natur » ne correspond à aucune question ; la plus proche est « porteur.nature »",
        ),
        ({"porteurs": {"nature": "commune"}}, "« porteurs » ne correspond à aucune question"),
        ({"demande": 1}, "« demande » ne correspond à aucune question ; la plus proche est « budget.demande »"),
        ({"porteurs": {"nature": "commune"}}, "« porteurs » ne correspond à aucune question ; la plus proche est « porteur »"),
        (
            {"porteur": "la mairie"},
            "« porteur » regroupe plusieurs questions : écrivez-les en dessous, en retrait, par exemple « nat",
        ),
        ({"porteur": {"nature": {"x": 1}}}, "« porteur.nature » : on attend ici un seul choix"),
        ({"parcelles": [{"nom": "A", "usages": "verger"}]}, "la plus proche est « parcelles[].usage »"),
        ({"parcelles": {"titre": "A"}}, "« parcelles[0].titre » ne correspond à aucune question"),
        ({"budget.demande": 1}, "« budget.demande » : écrivez les rubriques les unes sous les autres"),
        ({"parcelles[0].nom": "A"}, "« parcelles[0].nom » : écrivez les rubriques les unes sous les autres"),
        ({"budget": {"demande": "beaucoup"}}, "« budget.demande » : « beaucoup »"),
        ({"porteur": {"nature": "ville de Valmoré"}}, "« ville de Valmoré » est compris comme « Une commune »"),
        ({"": {"": 1}}, "ne correspond à aucune question"),
        ({"x" * 500: 1}, "… » ne correspond à aucune question"),
    ],
)
def test_remarks(data: dict[str, Any], told: str) -> None:
    (remark,) = dossier(**data).remarks()
    assert told in remark.replace("\u00a0", " ")


def test_nothing_is_told_of_a_good_file() -> None:
    assert dossier(**COMPLETE).remarks() == []
    assert dossier(porteur=None, vide=None).remarks() == []


def test_many_strangers_are_counted() -> None:
    remarks = dossier(**{f"clé{number}": 1 for number in range(50_000)}).remarks()
    assert len(remarks) == 21
    assert remarks[-1] == "49980 autres rubriques du fichier ne correspondent à aucune question"


# --- Files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["f.yaml", "f.json", "sans-suffixe"])
def test_a_file_is_saved_and_read_again(tmp_path: Path, name: str) -> None:
    file = dossier(**COMPLETE, inconnu={"clé": ["é\n😀", None]})
    save_dossier(file, tmp_path / name)
    assert load_dossier(tmp_path / name, script()).data == file.data
    if name == "f.json":
        assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["porteur"] == {"nature": "association", "statuts": True}


@pytest.mark.parametrize("text", ["", "{}", "# rien\n", "null"])
def test_an_empty_file_is_an_empty_dossier(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.yaml").write_text(text)
    assert load_dossier(tmp_path / "f.yaml", script()).data == {}


@pytest.mark.parametrize("text", ["[]", "- a\n", "du texte", "12"])
def test_a_file_without_answers_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.yaml").write_text(text)
    with pytest.raises(AssistantError, match="ne contient pas des réponses : on attend des lignes"):
        load_dossier(tmp_path / "f.yaml", script())


_HEAD = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "dossier.schema.json",
            b'{"title": "Dossier", "properties": {"projet": {}}}',
            "Aucune réponse n'est reconnue dans",
        ),
        ("shadow", b"root:$6$secret:1::\n", "Aucune réponse n'est reconnue dans"),
        (
            "notes.yaml",
            b"Un texte: de quelqu'un\nprojets: {nom: X}\n",
            "des rubriques comme « porteur », « projet », « parcelles ».",
        ),
        ("photo.png", _HEAD + bytes(range(256)), "est une image, et non du texte"),
        ("scan.yaml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "est un PDF, et non du texte"),
        ("IMG_1.heic", b"\0\0\0\x18ftypheic\0\xff", "est une image"),
        ("trame.json", b"PK\x03\x04\x14\0", "est une archive ou un document de bureautique"),
    ],
)
def test_a_file_that_is_no_dossier_is_refused_for_what_it_is(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    for load in (load_dossier, load_case):
        with pytest.raises(AssistantError) as refused:
            load(tmp_path / name, script())
        assert told in str(refused.value)
        # What it holds is told to nobody.
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{}", "porteur:\n  nature:\n", "porteur: commune\n", "Projet.durée: 2 ans\n", "# rien\n"])
def test_an_empty_dossier_is_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.yaml").write_text(text, encoding="utf-8")
    assert not any(answer.value for answer in load_dossier(tmp_path / "f.yaml", script()).answers.values())


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_FILES = st.dictionaries(
    st.sampled_from(["porteur", "projet", "parcelles", "budget", "inconnu"]),
    st.recursive(
        _TEXT | st.integers(-(10**20), 10**20) | st.booleans() | st.none() | st.decimals(-1000, 1000, places=2, allow_nan=False),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_TEXT | st.sampled_from(["nature", "nom"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
).map(lambda data: {"projet": {"nom": "Les Lilas"}} | data)


@given(data=_FILES)
def test_what_was_typed_survives_a_round_trip(data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "round.yaml"
    save_dossier(Dossier(script(), data), path)
    assert load_dossier(path, script()).data == data


# --- Large and hostile --------------------------------------------------------------------------------------------


def test_a_key_in_another_spelling_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(
        "Projet: {Durée: 2 ans, nom: X}\nÉquipe: {Bénévoles: 3}\nparcelles: [{Nom: a, USAGE: potager}, {Nom: b}]\n"
        "budget: {co-financeurs: [], Cofinanceurs: [{Nom: Région, Montant: 5}]}\n",
        encoding="utf-8",
    )
    file = load_dossier(tmp_path / "f.yaml", script())
    assert [file.reply(path).value for path in ("projet.duree", "equipe.benevoles")] == [24, 3]
    assert [file.reply(f"parcelles[{row}].nom").value for row in (0, 1)] == ["a", "b"]
    assert file.reply("budget.cofinanceurs[0].montant").value == 5
    told = file.remarks()
    assert told[:3] == [
        "« Projet » est lu comme « projet »",
        "« Durée » est lu comme « projet.duree »",
        "« Équipe » est lu comme « equipe »",
    ]
    assert told.count("« Nom » est lu comme « parcelles.nom »") == 1
    assert any("co-financeurs" in remark and "ne correspond à aucune question" in remark for remark in told)
    assert set(told[:3]) <= set(file.with_answer("projet.nom", "Y").remarks())


def test_the_right_spelling_of_a_key_wins(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("projet: {Durée: 3 ans, duree: 2 ans, DUREE: 1 an}\n", encoding="utf-8")
    file = load_dossier(tmp_path / "f.yaml", script())
    assert file.reply("projet.duree").value == 24
    assert [remark.partition(" ne ")[0] for remark in file.remarks()] == ["« projet.Durée »", "« projet.DUREE »"]


def test_a_thousand_rows_are_read_in_a_blink() -> None:
    rows = [{"nom": f"Parcelle {row}", "usage": "le potager", "surface": f"{row} ", "arrosage": "oui"} for row in range(1000)]
    file = dossier(parcelles=rows)
    start = time.process_time()
    assert sum(file.reply(f"parcelles[{row}].surface").value for row in range(1000)) == 499500
    for path in file.paths():
        file.reply(path)
    for row in range(200):
        file = file.with_answer(f"parcelles[{row}].nom", "autre")
        assert file.reply(f"parcelles[{row}].nom").value == "autre"
    # Some tenths of a second on a busy machine; it was minutes when each answer looked at all rows.
    assert time.process_time() - start < 5


HOSTILE = "\x1b]0;piraté\x07\x1b[2J\u202e[link=x]{plafond} %s <b>&amp;\x00\r\n\u200b${HOME} '; DROP"


def test_hostile_text_is_harmless_when_told_and_kept_when_saved(tmp_path: Path) -> None:
    file = dossier(porteur={"nature": HOSTILE}, projet={"nom": HOSTILE}, **{HOSTILE: 1})
    told = " ".join(file.remarks()) + str(file.reply("projet.nom").value)
    assert not set(told) & set("\x1b\x07\u202e\x00\u200b\r")
    save_dossier(file, tmp_path / "f.yaml")
    assert load_dossier(tmp_path / "f.yaml", script()).data == file.data


def test_rows_refused_alike_are_told_thrice_and_counted() -> None:
    told = dossier(parcelles=[{"nom": f"P{number}", "surface": -1} for number in range(1_000)]).remarks()
    assert len(told) == 4
    assert told[3] == "« parcelles[].surface » : 997 autres réponses sont refusées de même"
