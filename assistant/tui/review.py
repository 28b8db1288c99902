"""« Vérifiez vos réponses »: every answer by chapter, what is missing or wrong among them, each to be changed in place."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui import manuals, words
from assistant.tui.keys import Item, KeyLine
from assistant.tui.news import AnswerLine, Reviewed
from assistant.tui.options import Options
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.rules import Finding
    from assistant.tui.news import Surveyed
    from assistant.tui.reader.book import Citation


class Answers(Options):
    """The list of the answers."""

    BINDINGS = [Binding("m,M", "screen.gaps", "Seulement ce qui manque", show=False)]  # noqa: RUF012 - Textual declares them so
    manual = manuals.ANSWERS

    def on_resize(self) -> None:
        """The question that opens below takes lines: the answer that it changes stays in view."""
        self.call_after_refresh(self.scroll_to_highlight)


class Review(Vertical):
    """Every question that is asked now with its answer, or with what it lacks; Enter changes the one under the cursor.

    `edited` is the path of the question that was opened from here; "" while the list has the cursor.
    """

    class Chosen(Message):
        """An answer is to be changed, or given."""

        def __init__(self, path: str) -> None:
            self.path = path
            super().__init__()

    edited: var[str] = var("", init=False)

    def __init__(self) -> None:
        super().__init__(id="review")
        self._only_gaps = False
        self._reviewed: Reviewed | None = None

    def compose(self) -> ComposeResult:
        """What there is to verify, the answers, the keys."""
        yield Static(Content.styled(fr("Vos réponses se rassemblent…"), "$muted"), markup=False, id="review-head")
        yield Answers(markup=False, id="answers", name="toutes vos réponses")
        yield KeyLine(id="review-keys")

    def on_mount(self) -> None:
        """Name the keys."""
        self._name_keys()

    def watch_edited(self) -> None:
        """The keys of the list are its own; those of the question that is open stand with it."""
        self._name_keys()

    def _name_keys(self) -> None:
        if self.edited:
            self.query_one("#review-keys", KeyLine).items = (Item("Échap", "Revenir à la liste des réponses", "screen.review"),)
            return
        gaps = "Toutes les réponses" if self._only_gaps else "Seulement ce qui manque"
        self.query_one("#review-keys", KeyLine).items = (
            Item("↵", "Modifier", "screen.change", 2),
            Item("M", gaps, "screen.gaps", 1),
            Item("^F", "Lire le texte", "app.read", 4),
            Item("Échap", "Revenir au parcours", "screen.talk", 3),
        )

    def goes_on(self, place: str | None) -> bool:
        """Whether what was opened from here still stands at a place: a list does, until its rows are done."""
        return bool(self.edited and place) and "[" not in self.edited and (place or "").partition("[")[0] == self.edited

    def toggle_gaps(self) -> None:
        """Show only what is missing or wrong, or everything again."""
        self._only_gaps = not self._only_gaps
        self._name_keys()
        if self._reviewed:
            self.show(self._reviewed)

    def show(self, reviewed: Reviewed) -> None:
        """Show all answers, or what is missing among them; the cursor stays on its question."""
        self._reviewed = reviewed
        self.query_one("#review-head", Static).update(reviewed.head)
        answers = self.query_one(Answers)
        current = answers.highlighted_option.id if answers.highlighted_option else None
        index = answers.highlighted or 0
        lines = [line for line in reviewed.lines if line.gap or not self._only_gaps]
        answers.clear_options()
        answers.add_options([Option(line.shown, id=line.path or None, disabled=not line.path) for line in lines] or [_nothing()])
        places = [place for place, line in enumerate(lines) if line.path]
        if places:
            # When the question under the cursor is no more: the next one, else the last.
            same = [place for place in places if lines[place].path == current]
            after = [place for place in places if current and place >= index]
            answers.highlighted = [*same, *after, places[-1 if current else 0]][0]

    @property
    def width(self) -> int:
        """How many columns an answer has: the list may not have been drawn yet, but what it takes the place of has."""
        room = self.parent.size.width if isinstance(self.parent, Widget) else self.app.size.width
        return max(1, room - 2 - 2)

    @property
    def citation(self) -> "Citation | None":
        """The section that bears on the answer under the cursor, or on what it makes fail."""
        from assistant.tui.reader.book import Citation

        answers = self.query_one(Answers)
        path = answers.highlighted_option.id if answers.highlighted_option else None
        section = (
            next((line.section for line in self._reviewed.lines if line.path == path), "") if self._reviewed and path else ""
        )
        return Citation(section) if section else None

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
        for path in finding.decisive if finding.status == "failed" else ():
            found.setdefault(path, finding)
    return found


def _head(survey: "Surveyed", wrong: "dict[str, Finding]") -> Content:
    states = [state for _, state in survey.states]
    counts = (
        (states.count("given") + states.count("none"), "✓", "réponse donnée", "réponses données", "$success"),
        (states.count("absent"), "·", "sans réponse", "sans réponse", "$warning"),
        (states.count("skipped"), "?", "à revoir", "à revoir", "$accent"),
        (states.count("unreadable"), "!", "non comprise", "non comprises", "$error"),
        # Answers, not points: those to mend are counted above and in the checklist.
        (sum(step.path in wrong for step, _ in survey.states), "✗", "réponse en cause", "réponses en cause", "$error"),
    )
    told = [
        Content.styled(f"{sign} {count} {fr(one if count < 2 else many)}", color)
        for count, sign, one, many, color in counts
        if count
    ]
    return words.lines((fr("Vérifiez vos réponses"), "bold $primary"), Content("   ").join(told))


def _nothing() -> Option:
    return Option(Content(fr("✓ Rien ne manque : toutes vos réponses sont là.")), disabled=True)


def _section(survey: "Surveyed", path: str, wrong: "dict[str, Finding]") -> str:
    from assistant.interview import sections_for

    sections = [wrong[path].section] if path in wrong else sections_for(survey.dossier.script, path)
    return next(iter(sections), "")


def review(survey: "Surveyed", width: int) -> Reviewed:
    """The answers of a survey as they are shown in a list of that width; a tenth of a second for a long dossier, hence not where
    the screen is drawn: even the lines are broken here, and each text remembers it."""
    wrong = _wrong(survey)
    lines: list[AnswerLine] = []
    for chapter in survey.progress:
        mine = [(step, state) for step, state in survey.states if step.chapter is chapter.chapter]
        gaps = {step.path for step, state in mine if state in {"absent", "skipped", "unreadable"} or step.path in wrong}
        row_gaps = {(step.repeat, step.row) for step, _ in mine if step.path in gaps}
        lines.append(AnswerLine("", words.bar(chapter), bool(gaps)))
        row = None
        for step, state in mine:
            if step.repeat and step.row is not None and (step.repeat, step.row) != row:
                row = (step.repeat, step.row)
                lines.append(AnswerLine("", words.row_line(step.repeat, survey.dossier, step.row), row in row_gaps))
            shown = words.answer_line(step, state, survey.dossier, wrong.get(step.path))
            lines.append(AnswerLine(step.path, shown, step.path in gaps, _section(survey, step.path, wrong)))
    for line in lines:
        line.shown.get_height({}, width)
    return Reviewed(survey.dossier, _head(survey, wrong), tuple(lines))
