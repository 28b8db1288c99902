"""The command that opens the app in browsers."""

import argparse
import os
import sys
from collections.abc import Callable

from assistant.commands.speak import BAD_INPUT, DONE, campaign_of, say
from assistant.errors import AssistantError


def serve(arguments: argparse.Namespace) -> int:
    """`serve`: the app in a browser, for each visitor a process and a folder; until ctrl+c."""
    import importlib.util
    import subprocess

    if os.name == "nt":
        raise AssistantError(
            "« assistant serve » ne fonctionne pas sous Windows, où les dossiers des visiteurs ne seraient pas séparés : "
            "utilisez WSL, ou l'application dans un terminal."
        )
    if importlib.util.find_spec("textual_serve") is None:
        raise AssistantError("« assistant serve » demande un complément : installez-le avec « pip install textual-serve ».")
    from assistant.serve.server import Settings, is_loopback
    from assistant.serve.server import serve as open_server

    campaign = campaign_of(arguments)
    if not is_loopback(arguments.host) and not arguments.unprotected:
        raise AssistantError(
            f"« --host {arguments.host} » ouvrirait l'assistant à d'autres machines, sans mot de passe ni chiffrement : qui atteint cette "
            "adresse peut s'en servir, et qui écoute le réseau peut tout lire. Placez devant lui un mandataire qui authentifie "
            "(docs/servir-une-salle.md), ou ajoutez --unprotected si vous l'acceptez."
        )
    # Once, before anybody comes, and in a process that gives its memory back: the index and the content are then in the cache.
    prepared = subprocess.run(
        [sys.executable, "-m", "assistant", "--campaign", str(campaign.root), "index"], stdout=subprocess.DEVNULL, check=False
    )
    if prepared.returncode == BAD_INPUT:
        return BAD_INPUT
    from assistant.script import load_script

    name = load_script(campaign).about.name
    origins = tuple(dict.fromkeys(arguments.origin))
    open_server(campaign, Settings(arguments.host, arguments.port, arguments.visitors, arguments.idle, origins, name), say)
    return DONE


def origin(text: str) -> str:
    """A public address as browsers tell it: scheme and host, nothing after. Raises ArgumentTypeError when it is none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text.strip().rstrip("/"))
        good = parts.scheme in {"http", "https"} and parts.hostname and not (parts.path or parts.query or parts.username)
    except ValueError:
        good = None
    if not good:
        raise argparse.ArgumentTypeError(f"« {text[:60]} » n'est pas une adresse comme https://salle.exemple.fr")
    return f"{parts.scheme}://{parts.netloc}".lower()


def between(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`, for argparse."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"« {text[:60]} » : donnez un nombre entier, de {least} à {most}")
        return int(text)

    return read
