"""What Textual does for its developers, or works out again for each message, left out or found once: tests start it hundreds of times.

Nothing is handled otherwise than Textual handles it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

import pytest
from textual import _callback, message_pump
from textual.css.match import match
from textual.message import Message
from textual.message_pump import MessagePump

Handler = tuple[type, Any, dict[str, Any] | None]
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


class _Handlers:
    """The handlers of each class for each kind of message, in the order in which Textual calls them."""

    def __init__(self) -> None:
        self._known: dict[tuple[type, str, type], tuple[Handler, ...]] = {}

    def __call__(self, pump: MessagePump, name: str, message: Message) -> Iterator[tuple[type, Any]]:
        key = (type(pump), name, type(message))
        if key not in self._known:
            self._known[key] = tuple(self._found(*key))
        called = set()
        for cls, method, selectors in self._known[key]:
            if message._no_default_action:
                break
            if selectors is not None:
                if method in called or not self._concerns(message, selectors):
                    continue
                called.add(method)
            yield cls, method.__get__(pump, cls)

    def _found(self, pump: type, name: str, kind: type) -> Iterator[Handler]:
        """Of a class and a kind of message: the class that defines each handler, the handler, and what it is reserved to if decorated."""
        kinds = [one for one in kind.__mro__ if issubclass(one, Message)]
        for cls in pump.__mro__:
            decorated: dict[type, list[tuple[Any, dict[str, Any]]]] = cls.__dict__.get("_decorated_handlers") or {}
            for one in kinds:
                for method, selectors in decorated.get(one, ()):
                    yield cls, method, selectors
            method = cls.__dict__.get(f"_{name}") or cls.__dict__.get(name)
            if method is not None and not getattr(method, "_textual_on", None):
                yield cls, method, None

    def _concerns(self, message: Message, selectors: dict[str, Any]) -> bool:
        """Whether the widgets of a message are those that a decorated handler waits for."""
        if not selectors:
            return True
        nodes = [(getattr(message, attribute), selector) for attribute, selector in selectors.items()]
        return message._sender is not None and all(node is not None and match(selector, node) for node, selector in nodes)


@contextmanager
def spared() -> Iterator[None]:
    """Spare Textual what nobody reads."""
    handlers = _Handlers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message_pump, "log", _Unheard())
        patch.setattr(_callback, "_count_parameters", _count)
        patch.setattr(MessagePump, "_get_dispatch_methods", lambda pump, name, message: handlers(pump, name, message))
        yield
