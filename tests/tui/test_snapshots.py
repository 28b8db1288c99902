"""Every screen, drawn in two themes: SVG compared as text. `pytest tests/tui --snapshot-update` draws them anew: look, then keep."""

import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from assistant import store
from assistant.outputs.reread import Change, Reread
from assistant.tui.rereading import Changes
from assistant.tui.theme import DARK, LIGHT

from .conftest import NARROW, WIDE, Driver, Run


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a snapshot."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def svg(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SvgExtension)


def drawn(app: Driver) -> str:
    """The screen as SVG, without what Rich derives from the content (identifiers)."""
    return re.sub(r"terminal-\d+-", "t-", app.app.export_screenshot())


async def use(app: Driver) -> AsyncIterator[str]:
    """Go through the main screens, naming each when it is shown."""
    yield "door"
    await app.begin("essai")
    yield "first-question"
    await app.press("1", "enter", "n", "enter")
    await app.paste("Les Lilas")
    await app.press("f2")
    await app.paste("Combien peut-on demander ?")
    yield "answer"
    await app.press("f4")
    yield "checklist"
    await app.press("f5")
    yield "outline"
    await app.press("escape", "escape")
    await app.work.goto("parcelles")
    await app.paste("Le carré")
    await app.press("1", "enter")
    await app.work.goto("parcelles")
    await app.settle()
    yield "rows"
    await app.press("f6")
    yield "progress"
    await app.press("escape", "f10")
    yield "review"
    await app.press("escape")
    await app.work.goto("projet.publics")
    await app.press("1")
    yield "choices"
    await app.press("f1")
    yield "help"
    await app.press("escape", "ctrl+p")
    await app.paste("jardin", enter=False)
    yield "palette"
    await app.press("escape", "ctrl+e")
    yield "blocks"
    await app.press("v")
    yield "block"
    await app.press("escape", "escape")
    # Where they would be written depends on the machine.
    app.work.action_export()
    await app.settle()
    app.app.screen.query_one("#export Line", Input).value = "/papiers"
    await app.settle()
    yield "export"
    await app.press("escape")
    changed = Change("projet.nom", "Nom du jardin", "Les Lilas", "Le jardin des Lilas")
    app.app.push_screen(Changes("trame.docx", Reread(app.session.dossier, (changed,), ("Un mot sans place",))))
    await app.settle()
    yield "changes"
    await app.press("escape")
    await app.work.goto("projet.nom")
    await app.write(" et", enter=False)
    await app.press("ctrl+o")
    yield "parting"
    await app.press("down", "enter", "2")
    yield "naming"


@pytest.fixture
def kept_dossier(isolated_home: Path) -> None:
    """A dossier to resume, saved at a known hour."""
    path = store.path_for("Le jardin des voisins")
    path.parent.mkdir(parents=True)
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    saved = datetime(2031, 2, 27, 9, 5, tzinfo=UTC).timestamp()
    os.utime(path, (saved, saved))


@pytest.mark.usefixtures("kept_dossier")
@pytest.mark.parametrize(("size", "theme"), [(NARROW, DARK), (WIDE, LIGHT)], ids=["small-dark", "large-light"])
async def test_main_screens(run: Run, svg: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    async with run(size=size) as app:
        app.app.theme = theme
        await app.settle()
        async for name in use(app):
            assert drawn(app) == svg(name=name)


async def test_without_colours(run: Run, svg: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with run() as app:
        await app.begin()
        await app.press("f4")
        assert drawn(app) == svg(name="checklist")
        colours = set(re.findall(r"#[0-9a-f]{6}", drawn(app).partition("</style>")[0].partition("-matrix")[2]))
        colours.discard("#c5c8c6")  # Rich's own, for what has no colour
        assert all(len({colour[1:3], colour[3:5], colour[5:7]}) == 1 for colour in colours)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_reader_budget_and_table(run: Run, svg: SnapshotAssertion, theme: str) -> None:
    async with run(size=WIDE) as app:
        app.app.theme = theme
        await app.begin("jardin", at="budget.total")
        await app.write("18000")
        await app.write("12 000 €")
        await app.paste("Région")
        await app.write("6000")
        await app.press("o", "enter", "ctrl+b")
        assert drawn(app) == svg(name="budget")
        await app.work.goto("parcelles")
        for name in ("Le carré", "Les pommiers"):
            await app.paste(name)
            await app.press("1", "enter")
            await app.work.goto("parcelles")
            await app.settle()
        await app.press("up", "right", "right", "enter")
        await app.write("120", enter=False)
        assert drawn(app) == svg(name="table")
        await app.press("escape", "f3", "enter", "slash")
        await app.write("jardin", enter=False)
        assert drawn(app) == svg(name="reader")


async def lead(app: Driver, usual: bool) -> AsyncIterator[str]:
    """Go through the trainer's room, its clock standing; in its own theme, or in the `usual` one."""
    await app.press("3")
    yield "setup"
    await app.press("1")
    await app.paste("20")
    yield "picker"
    await app.paste("usine")
    if usual:
        await app.press("p")
    yield "opening"
    await app.press("f3")
    yield "case"
    await app.press("f4", "1", "2", "enter", "7")
    yield "vote"
    await app.press("f5", "space")
    yield "finding"
    await app.press("f6", "9", "space")
    yield "quiz"
    await app.press("f8")
    yield "notes"


@pytest.mark.parametrize(("size", "usual"), [(NARROW, False), (WIDE, True)], ids=["small-projection", "large-dark"])
async def test_the_trainers_room(run: Run, svg: SnapshotAssertion, size: tuple[int, int], usual: bool) -> None:
    async with run(size=size) as app:
        async for name in lead(app, usual):
            assert drawn(app) == svg(name=name)
