"""A list to choose from."""

from textual.widgets import OptionList


class Options(OptionList):
    """An OptionList that notices when its width changes; Textual's may keep the line breaks of its width a moment before."""

    _lined_for = 0

    def _update_lines(self) -> None:
        width = self.scrollable_content_region.width
        if width != self._lined_for:
            self._lined_for = width
            self._line_cache.clear()
            self._option_render_cache.clear()
        super()._update_lines()
