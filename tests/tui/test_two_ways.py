"""The keyboard alone suffices, and so does the mouse: every action of the list, every window, every row, both ways."""

from collections.abc import Awaitable, Callable

import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from assistant.tui import actions
from assistant.tui.guide import Guide
from assistant.tui.inputs import Rows
from assistant.tui.keys import KeyLine

from .conftest import NARROW, WIDE, Driver, Run


async def at_home(app: Driver) -> None:
    pass


async def at_work(app: Driver) -> None:
    await app.begin(at="parcelles")
    await app.paste("Le carré")
    await app.work.goto("parcelles")
    await app.settle()


async def in_reader(app: Driver) -> None:
    await app.press("ctrl+f")


async def in_setup(app: Driver) -> None:
    await app.press("3")


async def in_room(app: Driver) -> None:
    await app.press("3", "1")
    await app.paste("20")
    await app.paste("usine")


PLACES: list[tuple[Callable[[Driver], Awaitable[None]], tuple[actions.Scope, ...]]] = [
    (at_home, ("home", "app")),
    (at_work, ("work", "table", "app")),
    (in_reader, ("read", "app")),
    (in_setup, ("setup", "app")),
    (in_room, ("room", "app")),
]


def clicks(app: Driver) -> set[str]:
    """What a click does on the lines of keys of the screen, as they are drawn at this width."""
    found = set()
    for line in app.app.screen.query(KeyLine):
        if line.region:
            shown = line.render()
            found |= {str(span.style.meta["@click"]) for span in shown.spans if hasattr(span.style, "meta") and span.style.meta}
    return found


def test_every_action_belongs_to_a_place() -> None:
    assert {action for _, scopes in PLACES for action in actions.of(*scopes)} == set(actions.ACTIONS)


@pytest.mark.parametrize(("go", "scopes"), PLACES, ids=[go.__name__ for go, _ in PLACES])
async def test_every_action_is_reached_by_a_key_and_by_a_click(
    run: Run, go: Callable[[Driver], Awaitable[None]], scopes: tuple[actions.Scope, ...]
) -> None:
    async with run(size=WIDE) as app:
        await go(app)
        screen = app.app.screen
        assert isinstance(screen, Guide)
        listed = {command.action for command in screen.commands()}
        drawn = clicks(app)
        # By key the list of commands opens with ^P and is filtered by letters; by click it opens from the footer.
        assert "app.palette" in drawn
        bound = {
            f"{binding.action}"
            for node in (app.app, screen, *screen.walk_children())
            for keys in node._bindings.key_to_bindings.values()
            for binding in keys
        }
        for action in actions.of(*scopes):
            named = f"{'app' if action.scope == 'app' else 'screen'}.{action.name}"
            assert action.name in bound or named in listed, f"{action.name}: no key"
            assert named in drawn or named in listed, f"{action.name}: no click"
        await app.pilot.resize_terminal(*NARROW)
        await app.settle()
        assert {"app.palette", "app.help"} <= clicks(app), clicks(app)


async def test_every_window_closes_by_a_click(run: Run) -> None:
    async with run() as app:
        for keys in (("4",), ("5",), ("f1",), ("ctrl+p",), ("3", "1")):
            await app.press(*keys)
            assert isinstance(app.app.screen, ModalScreen)
            window = app.app.screen
            assert "screen.close" in clicks(app), keys
            line = window.query(KeyLine).last()
            place = line.render().plain.index("Échap")
            await app.pilot.click(line, offset=(place + 2, 0))
            await app.settle()
            assert app.app.screen is not window
        # The one in which cases are chosen.
        await app.press("1", "enter")
        assert "screen.close" in clicks(app)


async def test_a_row_is_taken_away_by_a_click_on_a_narrow_terminal(run: Run) -> None:
    async with run(size=NARROW) as app:
        await at_work(app)
        await app.paste("Les pommiers")
        await app.work.goto("parcelles")
        await app.settle()
        rows = app.work.query_one(Rows)
        first = app.text.split("\n")[rows.region.y]
        await app.pilot.click(rows, offset=(first.index("×") - rows.region.x, 0))
        await app.settle()
        assert [row["nom"] for row in app.session.dossier.table("parcelles")] == ["Les pommiers"]
        await app.pilot.click(app.work.query_one(Rows), offset=(4, 0))
        await app.settle()
        assert app.session.place == "parcelles[0].usage"


async def test_a_first_click_tells_a_point_and_a_second_one_goes_there(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin()
        await app.press("1", "enter", "f4")
        place, findings = app.session.place, app.app.screen.query_one("#findings", OptionList)
        title = "L’association joint ses statuts"
        await app.pilot.click(findings, offset=(6, line_of(app, "#findings", title)))
        await app.settle()
        assert findings.highlighted_option is not None
        assert findings.highlighted_option.id == "statuts-joints"
        assert app.work.query_one("#findings").has_focus
        await app.work.goto("projet.nom")
        await app.press("f4")
        await app.pilot.click("#detail", offset=(3, line_of(app, "#detail", "aller à la question")))
        await app.settle()
        assert app.session.place == place == "porteur.statuts"
        await app.work.goto("projet.nom")
        await app.press("f4")
        await app.pilot.click(findings, offset=(6, line_of(app, "#findings", title)))
        await app.settle()
        assert app.session.place == "porteur.statuts"


def line_of(app: Driver, part: str, words: str) -> int:
    """The line of a part of the screen in which these words are."""
    region = app.app.screen.query_one(part).region
    lines = app.text.split("\n")[region.y : region.bottom]
    return next(number for number, line in enumerate(lines) if words in line)
