"""Our themes. Colour never stands alone: signs and words say the same."""

import contextlib
from pathlib import Path

from platformdirs import user_config_path
from textual.theme import Theme

from assistant import APP

DARK, LIGHT, CONTRAST, PROJECTION = "assistant-sombre", "assistant-clair", "assistant-contraste", "assistant-projection"
NAMES = {
    DARK: "Thème sombre",
    LIGHT: "Thème clair",
    CONTRAST: "Thème à fort contraste",
    PROJECTION: "Thème de projection, pour un écran de salle",
}
"""What people call each theme."""


def _theme(name: str, dark: bool, **colors: str) -> Theme:
    back, front, primary = colors["background"], colors["foreground"], colors["primary"]
    return Theme(
        name=name,
        dark=dark,
        primary=primary,
        secondary=colors["secondary"],
        accent=colors["accent"],
        warning=colors["warning"],
        error=colors["error"],
        success=colors["success"],
        foreground=front,
        background=back,
        surface=colors["surface"],
        panel=colors["panel"],
        variables={
            "muted": colors["muted"],
            "mark": colors["mark"],
            "border": primary,
            "border-blurred": colors["line"],
            "line": colors["line"],
            # Words keep their own colours under the cursor, so it is a quiet one.
            "block-cursor-background": colors["cursor"],
            "block-cursor-foreground": front,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colors["panel"],
            "block-cursor-blurred-foreground": front,
            "input-cursor-background": front,
            "input-cursor-foreground": back,
            "input-selection-background": colors["mark"],
            "input-selection-foreground": front,
            "scrollbar": colors["line"],
            "scrollbar-hover": colors["muted"],
            "scrollbar-active": primary,
            "scrollbar-background": back,
            "scrollbar-background-hover": back,
            "scrollbar-background-active": back,
            "scrollbar-corner-color": back,
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        background="#11161f",
        surface="#19212e",
        panel="#263143",
        line="#3d4b61",
        foreground="#e8ecf3",
        muted="#a3b0c2",
        primary="#86b8ff",
        secondary="#a9bdd3",
        accent="#ffcb77",
        warning="#ffbd5c",
        error="#ff9a90",
        success="#93d8a0",
        mark="#5a4a14",
        cursor="#28406b",
    ),
    _theme(
        LIGHT,
        dark=False,
        background="#fcfbf8",
        surface="#f3f1eb",
        panel="#e3e0d6",
        line="#b9b4a6",
        foreground="#1b1f27",
        muted="#505a68",
        primary="#0b4c99",
        secondary="#3f5165",
        accent="#7a4300",
        warning="#7d5000",
        error="#a82018",
        success="#1c6431",
        mark="#ffe08a",
        cursor="#cfe1f8",
    ),
    # Every word at 7:1 or more, the most that WCAG asks of any text.
    _theme(
        CONTRAST,
        dark=True,
        background="#000000",
        surface="#0a0a0a",
        panel="#1c1c1c",
        line="#8c8c8c",
        foreground="#ffffff",
        muted="#dcdcdc",
        primary="#8fd0ff",
        secondary="#d7e6f5",
        accent="#ffe14d",
        warning="#ffd24a",
        error="#ffb3ab",
        success="#9bf0ac",
        mark="#5c4700",
        cursor="#00315f",
    ),
    # A projector washes dark colours out and swallows thin greys: black on white, and nothing pale.
    _theme(
        PROJECTION,
        dark=False,
        background="#ffffff",
        surface="#f4f4f4",
        panel="#e6e6e6",
        line="#707070",
        foreground="#000000",
        muted="#333333",
        primary="#00377a",
        secondary="#22364a",
        accent="#5c2f00",
        warning="#5a3a00",
        error="#8a0f0a",
        success="#0b4a1e",
        mark="#ffd84d",
        cursor="#c4dcff",
    ),
)


def _file() -> Path:
    return user_config_path(APP, appauthor=False) / "theme.txt"


def remembered() -> str:
    """The theme that was chosen last; the dark one when none was, or when what is written is none of ours."""
    with contextlib.suppress(OSError, ValueError):
        with _file().open(encoding="utf-8") as file:
            name = file.read(100).strip()
        if name in NAMES:
            return name
    return DARK


def remember(name: str) -> None:
    """Keep a theme for the next time; where nothing can be written, it lasts as long as the app."""
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(f"{name}\n", encoding="utf-8")
