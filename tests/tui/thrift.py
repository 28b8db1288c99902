"""What Textual does for its developers alone, left out: tests start it hundreds of times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType

import pytest
from textual import _callback, message_pump

_signature = _callback._count_parameters


class _Unheard:
    """The log, when no console of developers listens: four objects are made for each handler of each message, to say nothing."""

    @property
    def event(self) -> "_Unheard":
        return self

    def verbosity(self, verbose: bool) -> "_Unheard":
        return self

    def __call__(self, *told: object, **more: object) -> None:
        pass


def _count(func: Callable[..., object]) -> int:
    """How many parameters a function has, as its signature tells; read from its code when nothing wraps it."""
    if not isinstance(func, FunctionType) or func.__dict__:
        return _signature(func)
    code = func.__code__
    return code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)


@contextmanager
def spared() -> Iterator[None]:
    """Spare Textual what nobody reads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message_pump, "log", _Unheard())
        patch.setattr(_callback, "_count_parameters", _count)
        yield
