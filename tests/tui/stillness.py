"""When an app has nothing left to do: asked of its parts, not guessed from a clock nor from what the processor does."""

import asyncio
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

_pause = Pilot.pause
on_tick = Screen._on_timer_update
"""What a screen does at each tick of its clock."""


async def turn() -> None:
    """Let the loop do all that is ready to be done, and what comes of it."""
    loop: Any = asyncio.get_running_loop()
    for _ in range(1_000):
        await asyncio.sleep(0)
        if not loop._ready:
            break


def at_work(app: App[Any]) -> bool:
    """Whether a part of the app has something to read, or a frame is due."""
    return _due(app) or _reading(app)


def frame(app: App[Any]) -> bool:
    """Bring what a clock would (a new size, the step of a scroll, the frame of the screen), unless somebody has something to do before.

    Returns whether anything came.
    """
    if app._batch_count or _reading(app):
        return False
    if app._resize_event is not None:
        with app._context():
            app._check_resize()
        return True
    if app.animator._animations:
        with app._context():
            app.animator()
        return True
    if not _due(app) or not app.screen._update_timer._active.is_set():
        return False
    with app.screen._context():
        on_tick(app.screen)
    return True


async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    """`Pilot.pause`, which waits for the processor to be idle when it is not told how long."""
    if delay is None:
        await turn()
        for _ in range(100):
            if not at_work(pilot.app) or pilot.app._exception is not None:
                break
            frame(pilot.app)
            await turn()
    await _pause(pilot, delay or 0)


def _due(app: App[Any]) -> bool:
    screen = app.screen
    wanted = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._recompose_required)
    held = (app._batch_count, app._resize_event is not None, screen._dirty_widgets, screen._callbacks, app.animator._animations)
    return any((*held, *wanted))


def _reading(app: App[Any]) -> bool:
    return any(_has_to_read(node) for node in (app, *app.screen_stack, *app.screen.walk_children()))


def _has_to_read(node: MessagePump) -> bool:
    """Whether it has messages to read, is in the midst of one, or drops keys for now."""
    queue: Any = node._message_queue
    if len(queue.values) + len(node._next_callbacks):
        return True
    # Its loop waits at the queue whenever it is not within a handler.
    begun = node._running or node._task is not None
    return begun and not node._closed and not queue.ready_event._waiters
