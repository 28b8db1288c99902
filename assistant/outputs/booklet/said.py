"""What the tellers of expressions share: a condition in one or several parts, and what a teller can do for another."""

import ast
from dataclasses import dataclass
from typing import Protocol

from assistant.script import Question, Script


@dataclass(frozen=True)
class Several:
    """Conditions that must all hold, or of which one is enough."""

    every: bool
    parts: tuple["Said", ...]


Said = str | Several


def in_line(told: Said, inside: bool = False) -> str:
    """A condition in one line, what belongs together between brackets."""
    if isinstance(told, str):
        return told
    words = (" et " if told.every else " ou ").join(in_line(part, True) for part in told.parts)
    return f"({words})" if inside else words


class Speaker(Protocol):
    """Tells the expressions of a script, in the open or among the fields of a list."""

    script: Script

    def condition(self, node: ast.expr, denied: bool = False) -> Said:
        """A condition in words, or its contrary."""

    def value(self, node: ast.expr, brief: bool = False) -> str:
        """A value in words; `brief` names a figure of the texts without saying what it is."""

    def question(self, node: ast.expr) -> Question | None:
        """The question that an expression names; none for anything else."""

    def kind(self, node: ast.expr) -> str:
        """What sort of value an expression has; nothing where it means none."""

    def inside(self, rows: ast.expr) -> "Speaker":
        """Who tells what is said of the rows of a list."""
