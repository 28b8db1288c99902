"""Pictures of the app for the README and the guides: `make pictures` draws docs/pictures/*.svg, the same bytes on every machine.

The app is driven as the tests drive it, on the built-in campaign, in an empty home, on a fixed day. A scene is a line of SCENES: to add
one, say its name, what it shows (screen readers say it) and how to get there. TAPE is the main job, drawn as an animation: it loops, and
stands still on its last picture for those who asked their system for less motion. A picture fetches nothing: its font is the reader's.

    python -m benchmarks.pictures [NAME…]
"""

import asyncio
import html
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widgets import Input, TextArea

from assistant.campaign import locate
from assistant.tui.app import AssistantApp
from assistant.tui.theme import DARK, LIGHT
from tests.tui.conftest import Driver

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DAY = date(2026, 11, 23)
"""The day of reference; a case has its own."""
WIDTH, HEIGHT = 100, 30
CELL = (8, 17)
"""Width and height of a character, in pixels."""


@dataclass(frozen=True)
class Scene:
    """A picture: steps are keys, `> text` to type a text and Enter, or `= action` to run an action of the app."""

    name: str
    told: str
    steps: tuple[str, ...] = ()
    theme: str = DARK
    size: tuple[int, int] = (WIDTH, HEIGHT)


_ASK = ("= app.door('ask')", "> Combien peut-on demander au maximum ?")
_OPEN = ("5", "enter")
"""Plays the case, by keys: the first one opens the texts."""
_VOTE = ("3", "1", "> 20", "> casino", "space", "f4", "1", "2", "enter", "9", "enter")
SCENES = (
    Scene("accueil", "L'accueil : où en est l'appel, et ce que l'on peut faire"),
    Scene("question", "Une question aux textes : la réponse courte, et à côté le passage avec sa page", _ASK, size=(120, 30)),
    Scene("parcours", "Le parcours : une question du dossier, et pourquoi elle est posée", _OPEN, size=(120, 30)),
    Scene("liste", "La liste de contrôle d'un dossier à moitié fait, le plus grave d'abord", (*_OPEN, "f4")),
    Scene("verifier", "Toutes les réponses, à vérifier et à changer sur place", (*_OPEN, "f10")),
    Scene("trame", "La trame du dossier de candidature, remplie avec les réponses", (*_OPEN, "f5")),
    Scene("liste-clair", "La même liste de contrôle, dans le thème clair", (*_OPEN, "f4"), theme=LIGHT),
    Scene(
        "lecteur",
        "Le lecteur : les documents en arbre, une recherche dans tous à la fois",
        ("ctrl+f", "/", "> mineurs"),
        size=(120, 30),
    ),
    Scene("vote", "Séance : la salle lit un cas fictif et vote à main levée", _VOTE, size=(100, 30)),
    Scene(
        "constat",
        "Séance : les constats, un à un, avec le passage et ce que la salle avait vu",
        (*_VOTE, "f5", "space"),
        size=(100, 30),
    ),
)
# What is done, and for how many seconds its result stands.
TAPE: tuple[tuple[str, float], ...] = (
    ("", 2.5),
    ("= app.door('ask')", 1),
    ("< Une association peut-elle candidater ?", 0.3),
    ("enter", 5),
    ("= home", 1.5),
    ("= app.door('new')", 1),
    ("< Valmorèze", 0.3),
    ("enter", 2.5),
    ("1", 1),
    ("enter", 1.5),
    ("< Commune de Valmorèze", 0.3),
    ("enter", 2),
    ("f4", 4),
    ("f5", 4),
    ("f10", 4),
)


async def pictures(names: list[str]) -> None:
    """Draw the scenes of these names, and the tape when it is one; all when there are none."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not names or scene.name in names:
            async with opened(scene) as app:
                for step in scene.steps:
                    await do(app, step)
                write(scene.name, scene.told, [(rows(app), 1.0)])
    if not names or "parcours-anime" in names:
        tape = Scene("parcours-anime", "Du premier mot à la trame : une question, un dossier, ce qui lui manque")
        async with opened(tape) as app:
            write(tape.name, tape.told, [frame async for frame in frames(app)])


@asynccontextmanager
async def opened(scene: Scene) -> AsyncIterator[Driver]:
    """The app on its first screen, in an empty home."""
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
        app = AssistantApp(locate(), today=DAY)
        app.animation_level = "none"
        app.theme = scene.theme
        driver = Driver(app)
        async with app.run_test(size=scene.size) as driver.pilot:
            await driver.settle()
            yield driver
            app.office.close(5)


async def do(app: Driver, step: str) -> None:
    """Take a step, and wait until all is drawn."""
    sign, _, rest = step.partition(" ")
    if sign == ">":
        await app.paste(rest)
    elif sign == "=":
        await app.app.run_action(rest, app.app.screen)
        await app.settle()
    elif step:
        await app.press(step)


async def frames(app: Driver) -> AsyncIterator[tuple[list["Row"], float]]:
    """The pictures of the tape, each with its seconds; a typed text (`< text`) shows a few letters at a time."""
    for step, seconds in TAPE:
        if step.startswith("< "):
            for start in range(2, len(step), 3):
                await app.write(step[start : start + 3], enter=False)
                yield rows(app), 0.12
        else:
            await do(app, step)
        if seconds:
            yield rows(app), seconds


# --- drawing ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """Characters of one look: from which column, how wide, the colours, what they are."""

    column: int
    width: int
    text: str
    front: str
    back: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Row = tuple[Run, ...]


def rows(app: Driver) -> list[Row]:
    """What the screen shows, line by line."""
    screen = app.app.screen
    base = screen.background_colors[1].rgb, screen.styles.color.rgb
    return [tuple(runs(strip, *(f"#{r:02x}{g:02x}{b:02x}" for r, g, b in base))) for strip in screen._compositor.render_strips()]


def runs(strip: Strip, back: str, front: str) -> Iterator[Run]:
    """The runs of a line."""
    column = 0
    for segment in Segment.simplify(strip):
        style = segment.style or Style()
        ink, ground = _hex(style.color, front), _hex(style.bgcolor, back)
        if style.reverse:
            ink, ground = ground, ink
        if style.dim:
            ink = Color.parse(ground).blend(Color.parse(ink), 0.66).hex.lower()
        yield Run(
            column, segment.cell_length, segment.text, ink, ground, bool(style.bold), bool(style.italic), bool(style.underline)
        )
        column += segment.cell_length


def _hex(color: object, default: str) -> str:
    triplet = getattr(color, "triplet", None)
    return triplet.hex if triplet else default


@dataclass
class Sheet:
    """The drawing: each different line is written once, and placed where it stands; `back` is the colour behind all."""

    back: str
    looks: dict[tuple[str, bool, bool, bool], str] = field(default_factory=dict)
    lines: dict[Row, str] = field(default_factory=dict)

    def line(self, row: Row) -> str:
        """The name of a line."""
        return self.lines.setdefault(row, f"l{len(self.lines)}")

    def look(self, run: Run) -> str:
        """The class of what characters look like."""
        return self.looks.setdefault((run.front, run.bold, run.italic, run.underline), f"c{len(self.looks)}")

    def drawn(self, row: Row) -> str:
        """A line as SVG."""
        wide, high = CELL
        parts = []
        for back, same in groupby(row, key=lambda run: run.back):
            together = list(same)
            if back != self.back:
                width = sum(run.width for run in together) * wide
                parts.append(f'<rect x="{together[0].column * wide}" width="{width}" height="{high}" fill="{back}"/>')
        for run in row:
            text = run.text.rstrip(" ")
            start = len(text) - len(text.lstrip(" "))
            if text := text[start:]:
                cells = run.width - (len(run.text) - len(text))
                place = f'x="{(run.column + start) * wide}" y="{high * 3 // 4}" textLength="{cells * wide}"'
                parts.append(f'<text class="{self.look(run)}" {place}>{html.escape(text, quote=False)}</text>')
        return "".join(parts)


def write(name: str, told: str, shown: list[tuple[list[Row], float]]) -> None:
    """Write a picture, or an animation when several are shown, and say its weight."""
    backs: Counter[str] = Counter()
    for run in (run for lines, _ in shown for row in lines for run in row):
        backs[run.back] += run.width
    sheet = Sheet(backs.most_common(1)[0][0])
    total = sum(seconds for _, seconds in shown)
    groups, rules, at = [], [], 0.0
    for number, (lines, seconds) in enumerate(shown):
        uses = [f'<use href="#{sheet.line(row)}" y="{y * CELL[1]}"/>' for y, row in enumerate(lines)]
        groups.append(f'<g class="f" id="f{number}">{"".join(uses)}</g>')
        if len(shown) > 1:
            begin, end = at / total * 100, (at + seconds) / total * 100
            hidden = f"0%{{visibility:hidden}}{begin:.3f}%{{visibility:visible}}" if number else "0%{visibility:visible}"
            rules.append(f"@keyframes k{number}{{{hidden}{end:.3f}%,100%{{visibility:hidden}}}}")
            rules.append(f"#f{number}{{animation:k{number} {total:.2f}s step-end infinite}}")
        at += seconds
    if rules:
        rules.append(f"@media (prefers-reduced-motion){{.f{{animation:none!important}}#f{len(shown) - 1}{{visibility:visible}}}}")
        rules.append(".f{visibility:hidden}")
    defined = "".join(f'<g id="{name}">{sheet.drawn(row)}</g>' for row, name in list(sheet.lines.items()))
    looks = "".join(
        f".{look}{{fill:{front}{';font-weight:700' * bold}{';font-style:italic' * italic}{';text-decoration:underline' * under}}}"
        for (front, bold, italic, under), look in sheet.looks.items()
    )
    wide, high = (sum(run.width for run in shown[0][0][0]) * CELL[0], len(shown[0][0]) * CELL[1])
    path = FOLDER / f"{name}.svg"
    font = (
        "text{font:13px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}rect{shape-rendering:crispEdges}"
    )
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" lang="fr">'
        f"<title>{html.escape(told)}</title><style>{font}{looks}{''.join(rules)}</style><defs>{defined}</defs>"
        f'<rect width="{wide}" height="{high}" fill="{sheet.back}"/>{"".join(groups)}</svg>\n',
        encoding="utf-8",
    )
    print(f"{path.relative_to(FOLDER.parent.parent)}: {path.stat().st_size / 1000:.0f} kB, {len(shown)} picture(s)", flush=True)


def main() -> None:
    """Draw what is asked."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.pop("NO_COLOR", None)
    Input.cursor_blink = False  # type: ignore[assignment]
    TextArea.cursor_blink = False  # type: ignore[assignment]
    asyncio.run(pictures(sys.argv[1:]))


if __name__ == "__main__":
    main()
