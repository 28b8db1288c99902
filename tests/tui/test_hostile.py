"""Text is text: brackets, escape sequences and invisible characters do nothing, typed, pasted, answered or read from a file."""

from pathlib import Path

import pytest

from assistant import store
from assistant.answering import Answer
from assistant.campaign import Campaign
from assistant.conversation import Context
from assistant.tui import app as front
from assistant.tui import folders, keeping
from assistant.tui.paper import blocks
from assistant.tui.trainer import leading

from .conftest import Canned, Run

HOSTILE = "[/art] [@click=app.quit] \x1b]0;x\x07\x9b31m[b]gras[/b]\u202e\u200b $x {y} `z`"
SHOWN = "[/art] [@click=app.quit] [b]gras[/b] $x {y} `z`"


def harmless(text: str) -> bool:
    return not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 or char in "\u202e\u200b" for char in text)


@pytest.mark.parametrize("folder", ["/tmp/" + "a" * 300, "~personne-de-ce-nom", "/dev/null"])
def test_a_path_that_cannot_be_looked_at_is_refused_like_any_other(folder: str) -> None:
    for check, name in ((front._check_file, "x.yaml"), (keeping.check_outline, "x.docx")):
        met = folders.met(folders.Sought(f"{folder}/{name}"), folders.Check(check))
        assert "n’est pas un fichier que l’on peut ouvrir" in met.problem
    for written, name in ((leading.PAPER, "x.pdf"), (keeping.PLACE, "x.yaml")):
        assert "Ce dossier n’existe pas" in folders.met(folders.Sought(f"{folder}/{name}"), written).problem


async def test_what_was_typed_is_typeset_for_the_eye_alone(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("L'été d'avant : 15 000 €")
        assert "L’été d’avant\u00a0: 15\u00a0000\u00a0€" in app.said
        assert app.session.dossier.data == {"projet": {"nom": "L'été d'avant : 15 000 €"}}
        await app.press("f10")
        assert "L’été d’avant" in app.flat


async def test_typed_pasted_and_answered(run: Run, mini: Campaign) -> None:
    mended = ((HOSTILE, f"b{HOSTILE}"),)
    topic = Context("x", HOSTILE, ())
    answer = Answer(
        HOSTILE,
        "answered",
        0.3,
        HOSTILE,
        suggestions=(HOSTILE,),
        notice=HOSTILE,
        understood=HOSTILE,
        mended=mended,
        context=topic,
    )
    async with run(opener=lambda campaign, progress: Canned(campaign, {"": answer})) as app:
        await app.press("2")
        await app.paste(HOSTILE)
        assert app.session.path.name == "art-click-app-quit-b-gras-b-x-y-z.yaml"
        await app.press("2", "enter")
        await app.paste(HOSTILE)
        assert app.session.dossier.reply("projet.nom").raw == SHOWN
        assert SHOWN in app.said
        await app.paste(f"{HOSTILE}\nsuite", enter=False)
        await app.press("ctrl+j", "x", "enter")
        assert app.session.dossier.reply("projet.description").raw == f"{SHOWN}\nsuite\nx"
        await app.press("f2")
        await app.paste(HOSTILE)
        assert app.said.count(SHOWN) >= 5
        assert "[@click=app.quit]" in app.seen("#ask-bar")
        assert "[@click=app.quit]" in app.seen("#topic")
        for key in ("f3", "f4", "f5", "f6", "f10", "ctrl+r", "ctrl+p"):
            await app.press(key)
            assert harmless(app.text), key
        assert harmless(app.app.export_screenshot())
        await app.press("escape", "escape")
        assert app.app.is_running


async def test_read_from_a_file(run: Run, tmp_path: Path) -> None:
    path = store.path_for("recu")
    path.parent.mkdir(parents=True)
    path.write_text(
        'porteur: {nature: "[@click=app.quit]zut[/art]"}\n'
        'projet: {nom: "[/art] \\e]0;x\\a [b]gras", debut: "\\e[31mhier"}\n'
        'parcelles: [{nom: "[/x]\\e[2J", usage: potager}]\n'
        '"[/cle]": 1\n',
        encoding="utf-8",
    )
    async with run() as app:
        await app.press("6")
        assert "non comprise" in app.seen("#card")
        assert "[@click=app.quit]zut[/art]" in app.seen("#card")
        for key in ("f3", "f4", "f5", "f6", "f10", "f2"):
            await app.press(key)
            assert harmless(app.text), key
        await app.press("escape")
        await app.work.goto("parcelles")
        await app.settle()
        assert "[/x]" in app.seen("#card")
        assert harmless(app.text)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("porteur: [[[", "n’est pas du YAML valide"),
        ("- a\n- b\n", "ne contient pas des réponses"),
        ("a: &x 1\nb: *x\n", "ancre"),
        ("un: texte\nde: quelqu'un\n", "Aucune réponse n’est reconnue dans"),
    ],
)
async def test_a_bad_file_is_told_and_nothing_opens(run: Run, tmp_path: Path, content: str, told: str) -> None:
    bad = tmp_path / "mauvais.yaml"
    bad.write_text(content, encoding="utf-8")
    async with run() as app:
        await app.press("4")
        await app.paste(str(tmp_path / "absent.yaml"))
        assert "n’est pas un fichier" in app.flat
        await app.press("ctrl+u")
        await app.paste(str(bad))
        # The length of the path decides where the lines of the screen break. The window waits for another path.
        assert "".join(told.split()) in "".join(app.seen().split())
        await app.press("escape")
        assert "1 Poser une question aux textes" in app.flat
    assert bad.read_text(encoding="utf-8") == content


async def test_a_bad_campaign_is_told_at_the_door(run: Run, tmp_path: Path) -> None:
    for room in ("corpus", "index", "dialogs"):
        (tmp_path / room).mkdir()
    async with run(campaign=Campaign(tmp_path)) as app:
        assert "campaign.yaml" in app.flat.replace(" ", "")
        await app.press("1")
        assert "1 Poser une question aux textes" in app.flat


async def test_without_search_the_dialogue_goes_on(run: Run) -> None:
    from assistant.errors import AssistantError

    def broken(campaign: Campaign, progress: object) -> Canned:
        raise AssistantError("Le document « x.md » est vide.")

    async with run(opener=broken) as app:
        await app.press("down")
        assert "Le document « x.md » est vide." in app.flat
        await app.begin()
        await app.press("1", "enter", "f2")
        await app.paste("Combien ?")
        assert "reste sans réponse" in app.said
        await app.press("escape", "o", "enter")
        assert app.session.place == "projet.nom"


def test_papers_show_characters_and_nothing_else() -> None:
    page = "# T \\[b\\]\n\n> **Gap** \\*x\\*\n\n- a\n  - b\n\n| H | V |\n|---|---|\n| un | deux |\n\n[l](http://x.fr) <b>"
    found = blocks(page)
    assert [(block.kind, block.text.plain) for block in found] == [
        ("h1", "T [b]"),
        ("quote", "Gap *x*"),
        ("item", "• a"),
        ("item", "  • b"),
        ("row", "▪ un\n  deux"),
        ("text", "l <b>"),
    ]


async def test_a_paste_of_several_lines_is_one_line_in_a_line(run: Run) -> None:
    async with run() as app:
        await app.begin(at="projet.nom")
        await app.paste("\nun\n\tdeux\x00\n")
        assert app.session.dossier.reply("projet.nom").raw == "un deux"
