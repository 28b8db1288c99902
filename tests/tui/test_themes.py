"""Every theme can be read: contrasts computed by the formula of WCAG 2, on each ground where words stand."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from assistant.tui.theme import CONTRAST, DARK, NAMES, PROJECTION, THEMES, remembered

from .conftest import Run

WORDS = ("foreground", "muted", "primary", "secondary", "accent", "warning", "error", "success")
GROUNDS = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")


def luminance(color: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def pairs(theme: Theme) -> list[tuple[str, str]]:
    """The words and the grounds that meet on a screen."""
    # The marks of a passage, the selection of an input, the links under the mouse, the cursor of an input.
    special = [("foreground", "mark"), ("background", "primary"), ("input-cursor-foreground", "input-cursor-background")]
    return [(word, ground) for word in WORDS for ground in GROUNDS] + special


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_word_of_every_theme_can_be_read(theme: Theme) -> None:
    colors = {
        name: Color.parse(value)
        for name, value in {**theme.to_color_system().generate(), **theme.variables}.items()
        if value[:1] == "#"
    }
    wanted = 7.0 if theme.name in {CONTRAST, PROJECTION} else 4.5
    pale = {pair: round(found, 2) for pair in pairs(theme) if (found := contrast(colors[pair[0]], colors[pair[1]])) < wanted}
    assert pale == {}


async def test_themes_are_chosen_by_name_kept_and_the_key_comes_back_to_the_usual_one(run: Run, isolated_home: Path) -> None:
    assert {theme.name for theme in THEMES} == set(NAMES)
    async with run() as app:
        for words, name in (("fort contraste", CONTRAST), ("projection", PROJECTION)):
            await app.press("ctrl+p")
            await app.paste(words)
            assert app.app.theme == name
    async with run() as app:
        assert app.app.theme == PROJECTION
        await app.press("ctrl+l")
        assert app.app.theme == DARK
    (kept,) = isolated_home.rglob("theme.txt")
    for damaged in (b"textual-dark", b"\xff\xfe", b"x" * 5000):
        kept.write_bytes(damaged)
        assert remembered() == DARK
