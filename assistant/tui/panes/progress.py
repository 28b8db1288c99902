"""Every question by chapter, with how far each chapter is; Enter goes to a question."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui import manuals, words
from assistant.tui.options import Options
from assistant.tui.panes.checklist import ChecklistPane
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.dossier import Dossier
    from assistant.interview import Progress, Step


class ProgressPane(Options):
    """The list of all the questions that are asked now."""

    manual = manuals.PROGRESS

    def __init__(self) -> None:
        nothing = Option(Content(fr("Ouvrez ou commencez un dossier pour voir ses questions.")), disabled=True)
        super().__init__(nothing, id="progress", markup=False, name="toutes les questions")

    def show(
        self, dossier: "Dossier", progress: "tuple[Progress, ...]", states: "list[tuple[Step, str]]", place: str | None
    ) -> None:
        """Show the chapters and their questions; the cursor stays on its question, else it is on the one that stands."""
        current = self.highlighted_option.id if self.highlighted_option and self.has_focus else place
        options: list[Option] = []
        for chapter in progress:
            options.append(Option(words.bar(chapter), disabled=True))
            row = None
            for step, state in states:
                if step.chapter is chapter.chapter:
                    if step.repeat and step.row is not None and step.row != row:
                        options.append(Option(words.row_line(step.repeat, dossier, step.row), disabled=True))
                    row = step.row
                    options.append(Option(words.step_line(step, state, step.path == place), id=step.path))
        known = {option.id for option in options}
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
            if current in known:
                self.highlighted = self.get_option_index(current or "")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(ChecklistPane.Goto(event.option_id))
