"""A list filled as a table on a wide terminal: cells changed in place, rows added, copied, moved, taken away, and all undone."""

import pytest
from textual.coordinate import Coordinate
from textual.widgets import Input

from assistant.campaign import locate
from assistant.dossier import load_dossier
from assistant.journal import Draft, Journal
from assistant.tui.cell import Cell
from assistant.tui.grid import Grid
from assistant.tui.inputs import Rows
from assistant.tui.words import fr

from .conftest import NARROW, WIDE, Driver, Run
from .test_door import nothing


def grid(app: Driver) -> Grid:
    return app.work.query_one(Grid)


def rows(app: Driver) -> list[dict[str, object]]:
    return app.session.dossier.table("parcelles")


async def fill(app: Driver) -> None:
    """Two rows, the second without its use, and the cursor in the table."""
    await app.begin(at="parcelles")
    await app.paste("Le carré")
    await app.press("1", "enter")
    await app.work.goto("parcelles")
    await app.paste("Les pommiers")
    await app.work.goto("parcelles")
    await app.settle()
    await app.press("up")
    assert grid(app).has_focus


async def test_cells_are_changed_in_place_with_the_input_that_fits(run: Run) -> None:
    async with run(size=WIDE) as app:
        await fill(app)
        assert "1 ☐2 Le carré Le potager 2 ☐2 Les pommiers ☐ à remplir" in app.seen("#grid")
        await app.press("down", "right")
        assert grid(app).cursor_coordinate == Coordinate(1, 2)
        cell = grid(app)._get_cell_region(Coordinate(1, 2)).translate(grid(app).region.offset)
        await app.press("enter")
        assert isinstance(app.app.screen, Cell)
        assert app.app.screen.query_one("#cell").region.x == cell.x - 2
        assert "Quel usage en faites-vous ? demandé" in app.seen("#cell")
        await app.press("2", "enter")
        assert rows(app)[1] == {"nom": "Les pommiers", "usage": "verger"}
        assert "Les pommiers Le verger" in app.seen("#grid")
        assert grid(app).has_focus
        assert grid(app).cursor_coordinate == Coordinate(1, 2)
        await app.press("right", "enter")
        await app.write("douze", enter=False)
        assert "= 12" in app.seen("#cell")
        await app.press("ctrl+u")
        await app.write("zut", enter=False)
        assert "… pas encore compris. Un nombre entier" in app.seen("#cell")
        await app.press("ctrl+u")
        await app.write("0")
        assert "✗ Une surface est plus grande que zéro" in app.seen("#cell")
        await app.press("ctrl+u")
        await app.write("1200")
        assert "1 200" in app.seen("#grid")
        await app.press("right", "enter")
        assert "Cette question ne se pose pas pour cette ligne." in app.flat
        await app.press("left", "enter", "f8")
        assert "? à revoir" in app.seen("#grid")
        await app.press("ctrl+z", "ctrl+z")
        assert rows(app)[1] == {"nom": "Les pommiers", "usage": "verger"}
        saved = load_dossier(app.session.path, app.session.script)
        assert saved.table("parcelles") == rows(app)


@pytest.mark.parametrize("pace", [0, 1], ids=["at-once", "one-by-one"])
async def test_what_is_typed_in_a_cell_never_reaches_the_table(run: Run, pace: int) -> None:
    async with run(size=WIDE) as app:
        await fill(app)
        session, before = app.session, app.session.dossier
        # From the table on: « a » and « d » would add and double rows there.
        for key in ("down", "right", "enter", *"1", "space", *"demi a d", "enter"):
            await app._key("space" if key == " " else key)
            if pace:
                await app.settle()
        await app.settle()
        assert isinstance(app.app.screen, Cell)
        assert "« 1 demi a d »" in app.seen("#cell")
        assert "✗" in app.seen("#cell")
        assert session.dossier is before
        # Escape, then an answer and what follows it.
        for key in ("escape", "enter", "2", "enter", "right", "enter", *"12", "enter"):
            await app._key(key)
            if pace:
                await app.settle()
        await app.settle()
        assert rows(app)[1] == {"nom": "Les pommiers", "usage": "verger", "surface": "12"}


async def test_rows_are_added_copied_moved_and_taken_away(run: Run) -> None:
    async with run(size=WIDE) as app:
        await fill(app)
        await app.press("shift+down")
        assert [row["nom"] for row in rows(app)] == ["Les pommiers", "Le carré"]
        assert grid(app).cursor_row == 1
        await app.press("shift+down", "d")
        assert [row["nom"] for row in rows(app)] == ["Les pommiers", "Le carré", "Le carré"]
        await app.press("shift+up", "shift+up", "delete")
        assert "Élément retiré." in app.flat
        assert [row["nom"] for row in rows(app)] == ["Les pommiers", "Le carré"]
        await app.press("a")
        assert isinstance(app.app.screen, Cell)
        await app.paste("Le tas")
        assert rows(app)[2] == {"nom": "Le tas"}
        assert grid(app).cursor_row == 2
        await app.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert len(rows(app)) == 3
        await app.press("ctrl+y")
        assert len(rows(app)) == 2
        await app.press("delete", "delete")
        assert app.session.dossier.rows("parcelles") is None
        assert isinstance(app.app.focused, Input)
        await app.press("ctrl+z")
        assert len(app.work.query(Grid)) == 1


async def test_the_mouse_alone_suffices_and_nothing_is_parsed(run: Run) -> None:
    hostile = "[/art] [@click=app.quit] \x1b]0;x\x07\u202e[b]"
    async with run(size=WIDE) as app:
        await fill(app)
        await app.pilot.click("#grid-keys", offset=(15, 0))
        await app.settle()
        await app.paste(hostile)
        assert rows(app)[2]["nom"] == "[/art] [@click=app.quit] [b]"
        assert "[/art] [@click=app.quit…" in app.seen("#grid")
        await app.pilot.click("#grid", offset=(10, 3))
        await app.settle()
        assert isinstance(app.app.screen, Cell)
        await app.pilot.click(offset=(2, 2))
        await app.settle()
        assert not isinstance(app.app.screen, Cell)


async def test_a_narrow_terminal_keeps_its_list_and_a_resize_changes_the_form(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.begin(at="parcelles")
        await app.paste("Le carré")
        await app.work.goto("parcelles")
        await app.settle()
        assert not grid(app).display
        await app.press("up")
        assert app.work.query_one(Rows).has_focus
        await app.pilot.resize_terminal(*WIDE)
        await app.settle()
        assert grid(app).display
        assert "☐ à remplir" in app.seen("#grid")


async def test_undo_takes_back_what_is_typed_first_and_stays_at_the_table(run: Run) -> None:
    async with run(size=WIDE) as app:
        await fill(app)
        app.app.screen.query_one("#add").focus()
        await app.write("La ha", enter=False)
        await app.press("ctrl+z")
        assert app.app.screen.query_one("#add", Input).value == ""
        assert len(rows(app)) == 2
        await app.press("ctrl+y")
        assert app.app.screen.query_one("#add", Input).value == "La ha"
        await app.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert rows(app) == [{"nom": "Le carré"}]
        assert app.session.place == "parcelles"
        assert "1 ☐2 Le carré ☐ à remplir" in app.seen("#grid")
        await app.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert [row["nom"] for row in rows(app)] == ["Le carré", "Les pommiers"]
        assert app.session.place == "parcelles"


async def test_a_half_typed_cell_outlives_a_kill(run: Run) -> None:
    async with run(size=WIDE) as app:
        await fill(app)
        path = app.session.path
        await app.press("right", "right", "enter")
        await app.write("12", enter=False)
        app.app.office.pen.finish()
        app.app.office._held.close()
    assert Journal(path).kept() == Draft("parcelles[0].surface", "12")
    async with run(size=WIDE) as app:
        await app.press("6")
        assert app.session.place == "parcelles[0].surface"
        await app.write("0")
        assert rows(app)[0]["surface"] == "120"
        await app.work.goto("parcelles")
        await app.settle()
        await app.press("up", "right", "right", "enter", "ctrl+u")
        assert isinstance(app.app.screen, Cell)
        await app.write("9", enter=False)
        await app.press("escape")
        app.app.office.pen.finish()
        assert not Journal(path).kept()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_row_is_begun_in_the_words_of_its_titled_field(run: Run, size: tuple[int, int]) -> None:
    async with run(size=size, opener=nothing, campaign=locate()) as app:
        await app.begin(at="equipe")
        assert "Une nouvelle personne : quelle est sa fonction ?" in app.seen("#card").replace("\u00a0", " ")
        assert "nom" not in app.seen("#add")
        await app.press("enter")
        assert "✗ Tapez votre réponse (une nouvelle personne : quelle est sa fonction ?)" in app.seen("#card").replace(
            "\u00a0", " "
        )
        await app.paste("Éducatrice")
        repeats = [step for step in app.session.interview.steps if step.question.type == "repeat"]
        assert len(repeats) > 5
        for step in repeats:
            await app.work.goto(step.path)
            await app.settle()
            field = step.question.field(step.question.title)
            assert field is not None
            invites = app.app.screen.query_one("#add", Input).placeholder
            assert fr(field.label[1:]) in invites, invites
