"""What a checker of web pages would ask of ours: each place that can be reached is named, each key is described, in French.

Contrasts are in test_themes.py. A name is seen in the help (F1: « Vous êtes ici »).
"""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widget import Widget

import assistant.tui

from .conftest import NARROW, WIDE, Driver, Run

# Each stands in a description of Textual's own bindings, and in none of ours.
ENGLISH = {"the", "up", "down", "cursor", "select", "left", "right", "delete", "submit", "move", "close", "enter", "page"}


def kinds() -> list[type[DOMNode]]:
    """Every class of ours that may have keys."""
    for module in pkgutil.walk_packages(assistant.tui.__path__, "assistant.tui."):
        importlib.import_module(module.name)
    found = [DOMNode]
    for kind in found:
        found += [other for other in kind.__subclasses__() if other not in found]
    return [kind for kind in found if kind.__module__.startswith("assistant.")]


def test_every_key_is_described_in_french() -> None:
    described = [
        (kind.__name__, binding.key, binding.description)
        for kind in kinds()
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
    ]
    assert len(described) > 100
    for owner, key, words in described:
        assert words[:1].isupper(), (owner, key, words)
        assert ENGLISH.isdisjoint(words.lower().split()), (owner, key, words)


async def asking(app: Driver) -> AsyncIterator[str]:
    await app.press("1")
    await app.paste("Combien peut-on demander ?")
    yield "une réponse"
    await app.press("?")
    yield "l'aide"
    await app.press("escape", "ctrl+p")
    yield "les commandes"
    await app.press("escape", "ctrl+f")
    yield "les documents"
    await app.press("slash")
    yield "la recherche"


async def answering(app: Driver) -> AsyncIterator[str]:
    await app.press("2")
    yield "le nom d'un dossier"
    await app.paste("essai")
    for place in ("projet.nom", "projet.description", "projet.debut", "projet.publics", "porteur.statuts", "parcelles"):
        await app.work.goto(place)
        await app.settle()
        yield place
    await app.paste("Le carré")
    await app.work.goto("parcelles")
    await app.settle()
    yield "une liste et son tableau"
    for key in ("f3", "f4", "f5", "f6", "ctrl+b", "f10"):
        await app.press(key)
        yield key
    await app.press("escape", "ctrl+g")
    yield "les papiers"
    await app.press("escape", "ctrl+e")
    yield "les blocs à copier"
    await app.press("v")
    yield "un bloc seul"
    await app.press("escape", "escape")
    await app.work.goto("projet.nom")
    await app.write("à moitié", enter=False)
    await app.press("ctrl+o")
    yield "une réponse qui n'est pas validée"


async def leading(app: Driver) -> AsyncIterator[str]:
    await app.press("3")
    yield "les séances"
    await app.press("1")
    yield "les présents"
    await app.paste("20")
    yield "les cas"
    await app.paste("usine")
    for key in ("f3", "f4", "f5", "f6", "f7"):
        await app.press(key)
        yield key


# The wide terminal shows the conversation, the table and the panes at once.
@pytest.mark.parametrize(("journey", "size"), [(asking, NARROW), (answering, WIDE), (leading, NARROW)])
async def test_every_place_that_can_be_reached_is_named(
    run: Run, journey: Callable[[Driver], AsyncIterator[str]], size: tuple[int, int]
) -> None:
    async with run(size=size) as app:
        unnamed: set[tuple[str, Widget]] = set()
        reached: set[str] = set()
        async for stage in journey(app):
            chain = app.app.screen.focus_chain
            reached.update(widget.name or "" for widget in chain)
            unnamed.update((stage, widget) for widget in chain if not widget.name)
        assert unnamed == set()
        assert len(reached) > 4
