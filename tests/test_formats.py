"""The formats of the papers: opened by other libraries, their structure counted, a user's words harmless in all of them."""

import io
import re
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from odfdo import Document as Odt
from pypdf import PdfReader

from assistant.french import typography
from assistant.outputs.formats import FORMATS, render
from assistant.outputs.model import Draft, Figure, Paper, Table, em, strong
from assistant.outputs.outline import outline
from assistant.outputs.papers import write_paper
from assistant.text import clean
from tests.mini import DAY, dossier

HOSTILE = (
    '#eval(1) #read("/etc/passwd") $x$ *gras* _bas_ `code` @ref <label> \\u{41} // fin',
    "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; &lt; ]]> <!-- x -->",
    "\\input{/etc/passwd} \\write18{id} ^^41 {{ x }} {% y %} ${HOME}",
    "<w:p/> <text:p/> <?xml version='1.0'?> <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]> &b;",
    '=HYPERLINK("http://x.fr") [lien](javascript:alert(1)) https://x.fr javascript:alert(1)',
    'INCLUDETEXT "/etc/passwd" { DDEAUTO c:\\\\x } \x1b[31mrouge\x1b[0m \x00\x08\u202e fin',
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="40" height="30" fill="red"/></svg>'


def paper(*words: str, cover: bool = True) -> Paper:
    """A paper with every kind of block, each holding the words."""
    draft = Draft()
    for said in words:
        draft.heading(2, said)
        draft.heading(3, "Partie")
        draft.paragraph(strong(said), " – ", em(said))
        draft.words(f"{said}\n\n{said}")
        draft.callout("gap", said)
        draft.callout("advice", said)
        draft.bullets([said, said])
        draft.checks([("todo", said), ("done", said)])
        draft.table(["Nom", "Montant"], [[said, "12"], [said, "24"]], said, numeric=[1], total=True)
        draft.add(Figure(lambda: SVG, typography(clean(said)), typography(clean(said)), (60, 30)))
    title = words[0] if words else ""
    return Paper(
        "Essai", title, date(2031, 3, 1), draft.done(), "Sous-titre", (("Porteur", clean(title)),) if cover else (), "Ville"
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_paper_gives_the_same_bytes(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(paper("Été"), suffix)
    monkeypatch.setattr("time.time", lambda: 2e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert render(paper("Été"), suffix) == first
    write_paper(tmp_path / f"x{suffix}", paper("Été"))
    assert (tmp_path / f"x{suffix}").read_bytes() == (first.encode() if isinstance(first, str) else first)


def squeezed(words: str) -> str:
    """Words without their spaces, where formats differ."""
    return "".join(words.split())


def binary(suffix: str, made: Paper) -> io.BytesIO:
    content = render(made, suffix)
    assert isinstance(content, bytes)
    return io.BytesIO(content)


def test_word_structure_and_words() -> None:
    package = Docx(binary(".docx", paper(*HOSTILE)))
    styles = [line.style.name for line in package.paragraphs if line.style]
    assert styles.count("Heading 1") == styles.count("Heading 2") == len(HOSTILE)
    assert styles.count("toc 1") == len(HOSTILE)
    assert styles.count("Manque") == styles.count("Conseil") == len(HOSTILE)
    assert styles.count("Caption") == 2 * len(HOSTILE)
    xml = package.element.xml
    assert xml.count("<w:tblHeader") == len(package.tables) == len(HOSTILE)
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    # No field but ours: a user's words are never an instruction of Word.
    assert {code.split()[0] for code in re.findall(r"<w:instrText>([^<]*)<", xml)} == {"TOC", "SEQ"}
    for said in HOSTILE:
        lines = [squeezed(line.text) for line in package.paragraphs]
        assert lines.count(squeezed(typography(clean(said)))) >= 7
        assert squeezed(package.tables[HOSTILE.index(said)].cell(1, 0).text) == squeezed(typography(clean(said)))
    assert not [link for link in package.part.rels.values() if link.is_external]
    told = package.core_properties
    assert (told.language, told.author, told.created and told.created.date()) == ("fr", "Ville", date(2031, 3, 1))
    assert 'w:lang w:val="fr-FR"' in package.styles.element.xml
    assert all('descr="' in shape._inline.docPr.xml for shape in package.inline_shapes)
    foot = package.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot


def test_opendocument_structure_and_words() -> None:
    package = Odt(binary(".odt", paper(*HOSTILE)))
    body = package.body
    heads = [head for head in body.headers if head.get_attribute("text:outline-level") == "1"]
    assert [squeezed(str(head.text_recursive)) for head in heads] == [squeezed(typography(clean(said))) for said in HOSTILE]
    assert len(body.get_elements("//table:table-header-rows")) == len(body.get_tables()) == len(HOSTILE)
    marks = {mark.get_attribute("text:name") for mark in body.get_elements("//text:bookmark")}
    links = {str(link.get_attribute("xlink:href")) for link in body.get_elements("//text:a")}
    assert links == {f"#{mark}" for mark in marks if int(str(mark)[1:]) <= 2 * len(HOSTILE)}
    assert not body.get_elements("//text:a[starts-with(@xlink:href,'http')]")
    assert len(body.get_elements("//draw:frame/svg:desc")) == len(HOSTILE)
    assert (package.meta.title, package.meta.language) == (paper(*HOSTILE).heading, "fr-FR")
    assert package.language == "fr-FR"
    assert package.styles.get_elements("//style:footer//text:page-number")
    for said in HOSTILE:
        assert squeezed(body.text_recursive).count(squeezed(typography(clean(said)))) >= 10


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_structure_and_words() -> None:
    made = render(paper(*HOSTILE), ".html")
    assert isinstance(made, str)
    page = _Page()
    page.feed(made)
    assert page.tags.count("h2") == len(HOSTILE) + 1
    assert page.tags.count("table") == page.tags.count("caption") == page.tags.count("img") == len(HOSTILE)
    assert not {"script", "iframe", "object", "form", "label"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not any(name.startswith("on") for name in names)
    assert ("lang", "fr") in page.attributes
    assert all(str(value).startswith(("#t", "data:image/png")) for name, value in page.attributes if name in {"href", "src"})
    assert page.attributes.count(("scope", "col")) == 2 * len(HOSTILE)
    for said in HOSTILE:
        assert squeezed(page.words).count(squeezed(typography(clean(said)))) >= 10


def test_pdf_structure_and_words() -> None:
    reader = PdfReader(binary(".pdf", paper(*HOSTILE)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == paper(*HOSTILE).heading
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2031, 3, 1)
    pages: list[Any] = list(reader.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"].get("/Font", {}).values()]
    held = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert held
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in held)
    assert not [note for page in pages for note in page.get("/Annots", []) if "/URI" in str(note.get_object())]
    words = squeezed("".join(page.extract_text() for page in reader.pages)).replace("\u200b", "")
    for said in ("#eval(1)#read(", "<script>alert(1)</script>", "\\write18{id}", "&lt;", "INCLUDETEXT"):
        assert words.count(said) >= 8


@pytest.mark.parametrize("word", ["A" * 400, "https://exemple.fr/" + "AAAA-AAAA/" * 50, "https://exemple.fr/" + "A" * 400])
def test_a_word_without_end_stays_on_the_page(word: str) -> None:
    lines = [line for page in PdfReader(binary(".pdf", paper(word))).pages for line in page.extract_text().split("\n")]
    assert sum(line.count("A") for line in lines) > 4000
    assert max(line.count("A") for line in lines) < 100


def test_an_address_is_copied_whole() -> None:
    address = "https://www.exemple.fr/commencer/un-appel-a-projets-des-collectivites-2031"
    said = "".join(page.extract_text() for page in PdfReader(binary(".pdf", paper(address))).pages)
    assert "".join(said.split()).count(address) >= 8


def test_what_no_font_can_show_is_said_in_words_and_the_pdf_stays_accessible() -> None:
    reader = PdfReader(binary(".pdf", paper("Bravo 👩\u200d👧🎉 ! Étape 1\ufe0f\u20e3, ✅ ✓")))
    root: Any = reader.trailer["/Root"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    said = squeezed("".join(page.extract_text() for page in reader.pages))
    assert said.count("Bravo[émoji]!Étape1,[émoji]✓") >= 8
    for hard in ("1\ufe0f\u20e3 Étape", "ประเทศไทย เ\u0e35"):  # a digit on a key; a vowel that stands on another sign
        assert PdfReader(binary(".pdf", paper(hard))).pages
    assert PdfReader(binary(".pdf", paper("Bien 中文 \U0001fae0"))).pages  # a script that only the system may write, or nothing


def test_what_goes_together_stays_together() -> None:
    draft = Draft()
    draft.heading(2, "Titre")
    draft.callout("asks", "Ce qui est demandé")
    draft.lead(strong("Description :"))
    draft.words("Une réponse.")
    draft.table(
        ["Poste", "Montant"], [[f"Ligne {row}", "31 250,50 €"] for row in range(12)] + [["Total", "375 006 €"]], total=True
    )
    draft.table(["Poste", "Montant"], [[f"Ligne {row}", "1 €"] for row in range(60)] + [["Total", "60 €"]], total=True)
    made = Paper("Essai", "", DAY, draft.done())
    package = Docx(binary(".docx", made))
    kept = {line.text: line.paragraph_format.keep_with_next for line in package.paragraphs if line.text}
    assert (kept["Ce qui est demandé"], kept["Description\u00a0:"], kept["Une réponse."]) == (True, True, None)
    rows = [[bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows] for table in package.tables]
    assert rows[0] == [True] * 13 + [False]  # a short table is whole
    assert rows[1] == [True, *[False] * 59, True, False]  # a long one leaves neither its headers nor its total alone
    styles = str(Odt(binary(".odt", made)).body.serialize())
    assert styles.index("Libellé") < styles.index("Une réponse.")
    pages = [page.extract_text() for page in PdfReader(binary(".pdf", made)).pages]
    assert "Ligne 59" in pages[-1]
    assert "Total" in pages[-1]


def test_no_column_is_narrower_than_its_amounts_and_no_foot_is_cut_in_a_word() -> None:
    draft = Draft()
    draft.table(["Action", "Déjà contacté", "Coût"], [["Un nom qui est long et qui va à la ligne " * 3, "oui", "1 131 250,50 €"]])
    (table,) = draft.done()
    assert isinstance(table, Table)
    assert sum(table.shares) == pytest.approx(1)
    assert table.shares[2] * 94 >= len("1 131 250,50 €")
    assert table.shares[1] * 94 >= len("contacté")
    assert table.heights == (1, 3)
    foot = Paper(
        "Document de présentation", "Grandir au bord de l'eau, et prévenir l'entrée dans les trafics du quai", DAY, ()
    ).foot
    assert foot == "Document de présentation – Grandir au bord de l’eau, et prévenir l’entrée dans les…"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_with_nothing_in_it_is_written_too(suffix: str) -> None:
    assert render(Paper("Vide", "", DAY, ()), suffix)
    assert render(outline(dossier(), "", DAY, str), suffix)


def test_a_paper_in_pdf_has_the_letters_of_the_other_formats() -> None:
    reader = PdfReader(binary(".pdf", paper("Un projet")))
    held = [page["/Resources"]["/Font"].values() for page in reader.pages]  # type: ignore[index]
    fonts = {str(font.get_object()["/BaseFont"]) for those in held for font in those}
    assert any("LiberationSans-Bold" in name for name in fonts)
    assert not any("Serif" in name for name in fonts)


@pytest.mark.parametrize("words", ["une ligne\n", "un paragraphe\n\n", "漢字 𓀀 😀 et des mots "])
def test_a_very_long_answer_does_not_hold_a_pdf_up(words: str) -> None:
    made = paper("Un projet")
    draft = Draft()
    draft.words((words * 125_000)[:125_000])
    begun = time.process_time()
    content = render(replace(made, blocks=draft.done()), ".pdf")
    assert time.process_time() - begun < 4  # it took three to eighteen seconds when every line was a text of its own
    assert len(content) > 100_000
