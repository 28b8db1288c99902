"""On which line of a YAML or JSON file an answer stands, so that an editor or a pipeline can point at it."""

from dataclasses import dataclass, field

import yaml

from assistant.text import plain_key

Place = tuple[str | int, ...]
"""The keys, as `plain_key` makes them, and the numbers from 0 that lead to a value of a file."""


@dataclass
class _Frame:
    """A collection that is being read: where it stands, the key that waits for its value, how many items it has."""

    place: Place
    mapping: bool
    key: str | None = None
    items: int = 0


@dataclass(frozen=True)
class Lines:
    """The lines of a file, from 1; `under` is the key that holds the answers, when they are not at the root."""

    known: dict[Place, int] = field(default_factory=dict)
    under: Place = ()

    def of(self, path: str) -> int:
        """The line of the answer at a path of a dossier (`actions[1].titre`); else that of what is nearest above it, else 1."""
        place = (*self.under, *_steps(path))
        return next((self.known[place[:end]] for end in range(len(place), 0, -1) if place[:end] in self.known), 1)


def read_lines(text: str, under: str = "") -> Lines:
    """The lines of a YAML or JSON text (which mostly is YAML too); none are known when it cannot be read."""
    known: dict[Place, int] = {}
    stack: list[_Frame] = []
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                _note(event, stack, known)
    except (yaml.YAMLError, ValueError):
        return Lines()
    return Lines(known, (plain_key(under),) if under else ())


def _note(event: yaml.NodeEvent, stack: list[_Frame], known: dict[Place, int]) -> None:
    frame = stack[-1] if stack else None
    if frame and frame.mapping and frame.key is None:
        frame.key = plain_key(event.value) if isinstance(event, yaml.ScalarEvent) else ""
        known[(*frame.place, frame.key)] = _line(event)
        return
    place: Place = ()
    if frame and frame.mapping:
        place, frame.key = (*frame.place, frame.key or ""), None
    elif frame:
        place = (*frame.place, frame.items)
        frame.items += 1
        known[place] = _line(event)
    if isinstance(event, yaml.CollectionStartEvent):
        stack.append(_Frame(place, isinstance(event, yaml.MappingStartEvent)))


def _line(event: yaml.NodeEvent) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _steps(path: str) -> Place:
    steps: list[str | int] = []
    for part in path.split("."):
        name, _, rest = part.partition("[")
        steps.append(plain_key(name))
        if rest.rstrip("]").isdecimal():
            steps.append(int(rest.rstrip("]")))
    return tuple(steps)
