"""The collector of garbage and the people who type."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from functools import partial
from weakref import ref

import pytest

from assistant.tui import tidier
from assistant.tui.tidier import Tidier


class Knot:
    """What only the collector takes away."""

    def __init__(self) -> None:
        self.me = self


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something, however slow the machine."""
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def _more(passes: list[str], before: int) -> bool:
    return len(passes) > before


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of the collector besides passes; it does nothing by itself meanwhile."""
    asked: list[str] = []
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, lambda name=name: asked.append(name))
    monkeypatch.setattr(tidier, "_QUIET", 0.02)
    gc.disable()
    yield asked
    gc.enable()


async def test_garbage_is_taken_away_once_nobody_does_anything(passes: list[str]) -> None:
    under_way = True
    keeper = Tidier(lambda: under_way)
    knot = ref(Knot())
    for _ in range(5):
        keeper.wait()
        await asyncio.sleep(0.01)
    assert knot() is not None, "somebody types"
    await asyncio.sleep(0.1)
    assert knot() is not None, "work is under way"
    under_way = False
    await until(lambda: passes == ["freeze"])
    assert knot() is None


@pytest.mark.parametrize("away", [True, False])
async def test_what_was_left_is_looked_through_when_nobody_is_there_and_now_and_then(
    away: bool, passes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidier, "_AWAY", 0.02 if away else 60)
    monkeypatch.setattr(tidier, "_MOST", 60 if away else 2)
    keeper = Tidier(lambda: False)
    for _ in range(1 if away else 3):
        before = len(passes)
        keeper.wait()
        await until(partial(_more, passes, before))
    await until(lambda: passes[-2:] == ["unfreeze", "freeze"])
    assert passes.count("unfreeze") == 1
