"""What is told of a copy: a terminal never says whether it arrived in the clipboard."""

import os
from collections.abc import Mapping


def doubt(environ: Mapping[str, str], web: bool = False) -> str:
    """Why what is copied may not reach the clipboard, which no terminal tells; nothing where it usually does."""
    if web:
        return "Dans un navigateur, la copie n'arrive pas toujours dans le presse-papiers."
    if environ.get("TERM") in {"linux", "dumb"}:
        return "Ce terminal n'a pas de presse-papiers."
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Le Terminal de macOS ne laisse pas une application copier."
    if environ.get("TMUX"):
        return "tmux ne laisse passer la copie que si « set-clipboard » y est activé."
    if environ.get("STY"):
        return "screen ne laisse pas une application copier."
    if environ.get("VTE_VERSION"):
        return "Ce terminal ne laisse une application copier que dans ses versions récentes."
    return ""


def sent(what: str, web: bool) -> str:
    """That something was sent to the clipboard, with the reason to doubt that it arrived, if there is one."""
    why = doubt(os.environ, web)
    return f"{what} : collez pour vérifier.{f' {why}' if why else ''}"
