"""Text with a sign before it: when it takes several lines, they stay aligned after the sign."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style


class Row(NamedTuple):
    """A sign and its text."""

    sign: Content
    text: Content


class Hanging(Visual):
    """Rows, each a sign and a text that wraps beside it; the texts stand in one column."""

    def __init__(self, *rows: tuple[Content, Content]) -> None:
        self.rows: Sequence[Row] = [Row(*row) for row in rows]
        self._indent = max((row.sign.cell_length for row in self.rows), default=0)

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "\n".join(row.sign.plain + row.text.plain for row in self.rows)

    def width(self, width: int) -> int:
        """The columns that are left for the texts."""
        return max(1, width - self._indent)

    def heights(self, width: int) -> list[int]:
        """How many lines each row takes at this width."""
        return [row.text.get_height({}, self.width(width)) for row in self.rows]

    def render_strips(self, width: int, height: int | None, style: "Style", options: RenderOptions) -> list[Strip]:
        """The lines, each as wide as it needs."""
        strips: list[Strip] = []
        for sign, text in self.rows:
            head = sign.pad_right(self._indent - sign.cell_length).render_strips(self._indent, 1, style, options)
            margin = Content(" " * self._indent).render_strips(self._indent, 1, style, options)
            for number, strip in enumerate(text.render_strips(self.width(width), None, style, options)):
                strips.append(Strip.join([*(margin if number else head), strip]))
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """The width at which no text wraps."""
        return self._indent + max((row.text.get_optimal_width(rules, container_width) for row in self.rows), default=0)

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """How many lines at this width."""
        return sum(row.text.get_height(rules, self.width(width)) for row in self.rows)
