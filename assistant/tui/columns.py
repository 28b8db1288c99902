"""Rows as one list, or as two columns side by side where there is room for both: a wall is wider than a line that is easy to read."""

from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from assistant.tui.hanging import Hanging

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style

_LEAST = 72
"""The narrowest column, in characters: below, one stands alone."""
_MOST = 118
"""The widest line, when it stands alone."""
_BETWEEN = 3


class Columns(Visual):
    """Rows, each a sign and a text, read down the first column, then down the second."""

    def __init__(self, *rows: tuple[Content, Content]) -> None:
        self.rows = rows
        self._whole = Hanging(*rows)

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return self._whole.plain

    def _columns(self, width: int) -> tuple[int, list[Hanging]]:
        """How wide a column is, and what each holds, as high as the other."""
        narrow = (width - _BETWEEN) // 2
        if narrow < _LEAST or len(self.rows) < 2:
            return min(width, _MOST), [self._whole]
        heights = self._whole.heights(narrow)
        cut = min(range(1, len(heights)), key=lambda row: (max(sum(heights[:row]), sum(heights[row:])), -row))
        return narrow, [Hanging(*self.rows[:cut]), Hanging(*self.rows[cut:])]

    def render_strips(self, width: int, height: int | None, style: "Style", options: RenderOptions) -> list[Strip]:
        """The lines, as wide as the columns need."""
        narrow, columns = self._columns(width)
        drawn = [column.render_strips(narrow, None, style, options) for column in columns]
        blank = Strip.blank(narrow + _BETWEEN, style.rich_style)
        strips = drawn[0]
        if len(drawn) == 2:
            pairs = zip_longest(*drawn, fillvalue=blank)
            strips = [Strip.join([left.adjust_cell_length(narrow + _BETWEEN, style.rich_style), right]) for left, right in pairs]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """All the room there is."""
        return container_width

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """How many lines at this width."""
        narrow, columns = self._columns(width)
        return max(column.get_height(rules, narrow) for column in columns)
