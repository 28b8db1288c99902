"""« Vérifiez vos réponses »: every answer by chapter, what is missing or wrong among them, each to be changed in place."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import words
from assistant.tui.keys import Item, KeyLine
from assistant.tui.options import Options
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.rules import Finding
    from assistant.tui.news import Surveyed


class Answers(Options):
    """The list of the answers."""

    BINDINGS = [Binding("m", "screen.gaps", show=False)]  # noqa: RUF012 - Textual declares them so


class Review(Vertical):
    """Every question that is asked now with its answer, or with what it lacks; Enter changes the one under the cursor.

    `edited` is the path of the question that was opened from here; "" while the list has the cursor.
    """

    class Chosen(Message):
        """An answer is to be changed, or given."""

        def __init__(self, path: str) -> None:
            self.path = path
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="review")
        self.edited = ""
        self._only_gaps = False
        self._drawn: tuple[Surveyed | None, bool] | None = None

    def compose(self) -> ComposeResult:
        """What there is to verify, the answers, the keys."""
        yield Static(markup=False, id="review-head")
        yield Answers(markup=False, id="answers")
        yield KeyLine(id="review-keys")

    def on_mount(self) -> None:
        """Name the keys."""
        self._name_keys()

    def _name_keys(self) -> None:
        gaps = "Toutes les réponses" if self._only_gaps else "Seulement ce qui manque"
        self.query_one("#review-keys", KeyLine).items = (
            Item("↵", "Modifier", "screen.change", 2),
            Item("M", gaps, "screen.gaps", 1),
            Item("Échap", "Revenir au parcours", "screen.talk", 3),
        )

    def goes_on(self, place: str | None) -> bool:
        """Whether what was opened from here still stands at a place: a list does, until its rows are done."""
        return bool(self.edited and place) and "[" not in self.edited and (place or "").partition("[")[0] == self.edited

    def toggle_gaps(self) -> None:
        """Show only what is missing or wrong, or everything again."""
        self._only_gaps = not self._only_gaps
        self._name_keys()

    def show(self, survey: "Surveyed | None") -> None:
        """Show the answers of a survey; the cursor stays on its question."""
        if survey is None or self._drawn == (survey, self._only_gaps):
            return
        self._drawn = (survey, self._only_gaps)
        wrong = _wrong(survey)
        gaps = {step.path for step, state in survey.states if state in {"absent", "skipped", "unreadable"} or step.path in wrong}
        self.query_one("#review-head", Static).update(_head(survey, wrong))
        answers = self.query_one(Answers)
        current = answers.highlighted_option.id if answers.highlighted_option else None
        index = answers.highlighted or 0
        shown = gaps if self._only_gaps else {step.path for step, _ in survey.states}
        options = _options(survey, shown, wrong)
        answers.clear_options()
        answers.add_options(options or [Option(Content(fr("✓ Rien ne manque : toutes vos réponses sont là.")), disabled=True)])
        paths = [option.id for option in options]
        if current and current in paths:
            answers.highlighted = paths.index(current)
        elif any(paths):
            # The question under the cursor is no more: the next one, else the last.
            after = [place for place, path in enumerate(paths) if path and place >= index]
            answers.highlighted = after[0] if current and after else next(n for n, path in enumerate(paths) if path)

    def take_focus(self) -> None:
        """Put the cursor in the list."""
        self.query_one(Answers).focus()

    def change(self) -> None:
        """Open the question under the cursor."""
        self.query_one(Answers).action_select()

    @on(OptionList.OptionSelected, "#answers")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(event.option_id))


def _wrong(survey: "Surveyed") -> "dict[str, Finding]":
    """The answers that make something fail, each with the first finding that it makes fail."""
    found: dict[str, Finding] = {}
    for finding in survey.report.findings:
        for path in finding.answers if finding.status == "failed" else ():
            found.setdefault(path, finding)
    return found


def _head(survey: "Surveyed", wrong: "dict[str, Finding]") -> Content:
    states = [state for _, state in survey.states]
    counts = (
        (states.count("given") + states.count("none"), "✓", "réponse donnée", "réponses données", "$success"),
        (states.count("absent"), "·", "sans réponse", "sans réponse", "$warning"),
        (states.count("skipped"), "?", "à revoir", "à revoir", "$accent"),
        (states.count("unreadable"), "!", "non comprise", "non comprises", "$error"),
        (sum(step.path in wrong for step, _ in survey.states), "✗", "à corriger", "à corriger", "$error"),
    )
    told = [
        Content.styled(f"{sign} {count} {fr(one if count < 2 else many)}", color)
        for count, sign, one, many, color in counts
        if count
    ]
    return words.lines((fr("Vérifiez vos réponses"), "bold $primary"), Content("   ").join(told))


def _options(survey: "Surveyed", shown: set[str], wrong: "dict[str, Finding]") -> list[Option]:
    options: list[Option] = []
    for chapter in survey.progress:
        mine = [(step, state) for step, state in survey.states if step.chapter is chapter.chapter and step.path in shown]
        if mine:
            options.append(Option(words.bar(chapter), disabled=True))
        row = None
        for step, state in mine:
            if step.repeat and step.row is not None and (step.repeat, step.row) != row:
                row = (step.repeat, step.row)
                options.append(Option(words.row_line(step.repeat, survey.dossier, step.row), disabled=True))
            options.append(Option(words.answer_line(step, state, survey.dossier, wrong.get(step.path)), id=step.path))
    return options
