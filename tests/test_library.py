"""corpus/ and index/ of a campaign become one checked library, or one French sentence says what is wrong and where."""

import shutil
from pathlib import Path

import pytest

from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.library import Section, Unit, load, read_document
from tests import plot

HEAD = '---\nid: doc\ntitle: "Titre"\nshort: "le doc"\nrole: call\n---\n'


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A copy of the invented campaign that a test may spoil."""
    shutil.copytree(plot.ROOT, tmp_path / "campaign")
    return Campaign(tmp_path / "campaign")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_sections_come_in_the_order_of_the_documents() -> None:
    assert [document.role for document in plot.library().documents] == ["call", "annex", "companion"]
    assert [section.id for section in plot.library().sections][:4] == [
        "appel/1.1-porteur",
        "appel/1.2-aide",
        "appel/2-calendrier",
        "exemples/brevelle-cuve",
    ]
    assert {section.pages for section in plot.library().sections if section.document == "fiche"} == {None}


def test_a_paragraph_or_a_list_item_is_a_unit_with_its_lead_and_its_heading() -> None:
    aid = plot.library().sections[1]
    assert [(unit.mark, unit.lead) for unit in aid.units] == [("", None), ("", None), ("-", 1), ("-", 1), ("-", 1)]
    calendar = plot.library().sections[2]
    assert [unit.mark for unit in calendar.units] == ["", "1.", "2.", "3."]
    assert calendar.units[2].heading == "Après le dépôt"
    assert calendar.units[2].text == "La ville annonce les résultats en juin 2031."


def test_markup_is_read_and_html_stays_text(tmp_path: Path) -> None:
    text = HEAD + "## Un **titre** {#doc/a}\n\nDu *texte*,\nsur <b>deux</b> lignes &amp; `trois` mots\\*.\n"
    _, [section] = read_document(write(tmp_path / "doc.md", text))
    assert (section.title, section.units[0].text) == ("Un titre", "Du texte, sur <b>deux</b> lignes & trois mots*.")


def test_a_nested_item_and_a_second_paragraph_keep_their_own_text(tmp_path: Path) -> None:
    text = HEAD + '## T {#doc/a pages="3-4"}\n\n- un\n\n  suite\n  - dedans\n- deux\n'
    _, [section] = read_document(write(tmp_path / "doc.md", text))
    assert [unit.text for unit in section.units] == ["un", "suite", "dedans", "deux"]
    assert section.pages == (3, 4)


def test_where_a_section_stands_is_said_in_words() -> None:
    library = plot.library()
    assert library.place("appel/1.2-aide") == "Appel Jardins partagés 2031, §1.2 p. 1-2, « Le montant de l'aide »"
    assert library.place("exemples/brevelle-cuve").startswith("Annexe, p. 5, «")
    assert library.place("fiche/porteurs") == "Fiche, « Porteurs de la fiche »"
    with pytest.raises(KeyError):
        library.place("appel/9")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Sans description {#doc/a}\n\nTexte.\n", "doit commencer par sa description"),
        (HEAD + "Du texte avant.\n\n## T {#doc/a}\n\nTexte.\n", "avant son premier titre"),
        (HEAD + "## Sans identifiant\n\nTexte.\n", "n'a pas d'identifiant"),
        (HEAD + "## Vide {#doc/a}\n\n## T {#doc/b}\n\nTexte.\n", "est vide"),
        (HEAD + "\n", "n'a aucune section"),
        (HEAD.replace("role: call", "role: roi"), "n'est pas permise"),
        (HEAD.replace("short:", "court:"), "champ"),
    ],
)
def test_a_malformed_document_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AssistantError, match=said) as caught:
        read_document(write(tmp_path / "doc.md", text))
    assert "doc.md" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("index/answers.yaml", "section: appel/1.2-aide", "section: appel/1.2-aides", "vouliez-vous écrire « appel/1.2-aide »"),
        ("index/answers.yaml", "id: plafond", "id: porteurs", "utilisé deux fois"),
        ("index/silences.yaml", "[appel/1.2-aide]", "[nulle-part]", "n'existe pas"),
        ("index/silences.yaml", "id: taux", "id: poules", "utilisé deux fois"),
        ("corpus/fiche.md", "{#fiche/financement}", "{#fiche/porteurs}", "utilisé deux fois"),
        ("corpus/fiche.md", "id: fiche", "id: appel", "utilisé deux fois"),
        ("index/answers.yaml", 'answer: "Les associations', 'reponse: "Les associations', "champ"),
    ],
)
def test_content_that_points_nowhere_or_twice_is_refused(campaign: Campaign, file: str, old: str, new: str, said: str) -> None:
    path = campaign.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))
    with pytest.raises(AssistantError, match=said):
        load(campaign)


def test_without_any_document_the_sentence_says_what_to_add(campaign: Campaign) -> None:
    for path in campaign.room("corpus").iterdir():
        path.unlink()
    with pytest.raises(AssistantError, match="aucun document"):
        load(campaign)


def test_lexicon_silences_and_answers_may_be_missing(campaign: Campaign) -> None:
    for path in campaign.room("index").iterdir():
        path.unlink()
    library = load(campaign)
    assert (library.entries, library.silences, library.lexicon.families) == ((), (), ())
    assert library.sections == plot.library().sections


def test_an_extract_shows_where_it_leaves_something_out() -> None:
    texts = ("Avant.", "Sont aidés :", "un", "deux", "trois", "Après.")
    units = tuple(
        Unit(text=text, mark="-" if 1 < at < 5 else "", lead=1 if 1 < at < 5 else None) for at, text in enumerate(texts)
    )
    section = Section(id="r", document="d", title="R", pages=None, units=units)

    def told(*chosen: int) -> list[str]:
        return [line for _, line in section.lines(set(chosen))]

    assert told(1, 2, 3, 4) == ["Sont aidés :", "- un", "- deux", "- trois"]
    assert told(1, 3) == ["Sont aidés :", "[…]", "- deux", "[…]"]
    assert told(4, 5) == ["[…]", "- trois", "Après."]
    assert told(0, 5) == ["Avant.", "[…]", "Après."]
    # What stands before or after a whole paragraph is another extract.
    assert told(0) == ["Avant."]
    assert told(5) == ["Après."]
    assert told() == []
