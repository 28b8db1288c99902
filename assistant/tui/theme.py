"""Our two themes. Colour never stands alone: signs and words say the same."""

from textual.theme import Theme

DARK, LIGHT = "assistant-sombre", "assistant-clair"


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
        cursor="#2b4470",
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
)
