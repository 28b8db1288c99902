"""The workspace: the conversation, the question that stands or a line to ask in, and the panes beside."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, TextArea

from assistant.french import count, date_long
from assistant.text import clean
from assistant.tui import actions, words
from assistant.tui.ahead import Writes
from assistant.tui.ask import AskBar
from assistant.tui.beside import Beside, Tabs
from assistant.tui.card import Card
from assistant.tui.filling import Filling
from assistant.tui.grid import Grid
from assistant.tui.guide import Command, Guide, known, themes
from assistant.tui.inputs import Area, Choices, Line, Rows
from assistant.tui.keys import KeyLine, TopLine
from assistant.tui.office import Office
from assistant.tui.resuming import Resuming
from assistant.tui.review import Review
from assistant.tui.talking import Talking
from assistant.tui.thread import Piece, Thread
from assistant.tui.verifying import Verifying
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.journal import Entry
    from assistant.script import Script
    from assistant.tui.news import Opened
    from assistant.tui.session import Session

_SCROLLS = (("pageup", "page_up"), ("pagedown", "page_down"), ("home", "scroll_home"), ("end", "scroll_end"))
_ASKING = ("ask", "forget", "copy", "home", "pane")
"""The actions that need no dossier."""
_ABOUT_ASKING = (
    "Posez une question : la réponse vient avec le passage et la page. Vos questions et leurs réponses sont gardées sur cet ordinateur : "
    "vous les retrouvez ici la prochaine fois. « Effacer » (^P) les retire."
)
_SIZED = (
    "#talk, #beside, #tabs-wide, #tabs-narrow, #asked, #card Area, #choices, #grid, #grid-keys, #rows, #rows-keys, #detail-box, "
    "#verdict, #suggested, #suggestions"
)
"""What the style sheet draws otherwise in other sizes (its rules on -wide, -narrow, -tall, -short, -low)."""
_WIDE, _TALL, _LOW = 110, 32, 20
"""From so many columns, panes stand beside the conversation; from so many lines, questions take more of them; below so many, what
is told at length gives way to where one answers."""


class Workspace(Writes, Guide, Filling, Verifying, Talking, Resuming):
    """Where one asks and answers. Without a session, one only asks."""

    about = (
        "La conversation est au centre : répondez aux questions du parcours, ou posez la vôtre (F2) à tout moment, puis continuez. "
        "À côté : les passages des textes, la liste de contrôle, la trame, l'avancement, le budget. "
        "Ce qui est cité s'ouvre dans les documents (^F). "
        "Chaque réponse est enregistrée aussitôt."
    )
    scopes = ("work", "table", "app")

    BINDINGS: ClassVar[list[BindingType]] = [
        *actions.bindings("work"),
        # Before the inputs, which have other uses for these keys.
        *(
            Binding(key, f"scroll_talk('{where}')", "Faire défiler la conversation", show=False, priority=True)
            for key, where in _SCROLLS
        ),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares them so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012 - as above

    def __init__(self, office: Office, script: "Script", opened: "Opened | None", said: "Sequence[Entry]" = ()) -> None:
        super().__init__(office, script, opened.session if opened else None, opened is not None and opened.resumed)
        self._opened = opened
        self._past = opened.said if opened else said
        if opened is None:
            self.about = _ABOUT_ASKING

    def compose(self) -> ComposeResult:
        """Top line, tabs of a narrow terminal, conversation and its dock, panes, keys."""
        # The breakpoints only come with the first resize: until then, the first drawing would be for another width.
        self._fit(self.app.size)
        yield TopLine(id="top")
        yield Tabs(id="tabs-narrow", classes="tabs")
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield Thread()
                yield Review()
                yield AskBar()
                yield Card()
            yield Beside(self.session, self.script, self.office)
        yield KeyLine(id="keys")

    def _fit(self, size: Size) -> None:
        wide, tall = size.width >= _WIDE, size.height >= _TALL
        low = size.height < _LOW
        before = self.classes
        self.update_classes({"-wide": wide, "-narrow": not wide, "-tall": tall, "-short": not tall, "-low": low}, update=False)
        if self.classes != before:
            # A class of the screen would have each of its two hundred parts styled again.
            self.app.stylesheet.update_nodes(self.query(_SIZED))

    def _screen_resized(self, size: Size) -> None:
        # Textual lays out for the new size, then takes the breakpoints, then lays out again: panes that go away were wrapped for nothing.
        self._fit(size)
        super()._screen_resized(size)

    async def on_mount(self) -> None:
        """Greet, and show the first question."""
        thread = self.query_one(Thread)
        self.come_back(self._past)
        if self.session is None:
            thread.add(Piece("note", Content(fr("Posez une question : la réponse vient avec le passage et la page."))))
            self.query_one(AskBar).suggest(self.script.about.demo.questions)
        else:
            self.query_one(AskBar).suggest(())
            assert self._opened is not None
            back = self.go_back(self._opened)
            thread.add(Piece("note", self._greeting(self.session, self._opened, back)))
            self.office.survey(self, self.session)
        if self.office.indexing:
            self.tell(Content.styled(fr("Les textes se préparent : vous pouvez déjà commencer."), "$muted"))
        self.asking = self.session is None
        self.watch_asking()
        await self._show_place()
        self._mark_tabs()
        self.mark_saved()
        if self._opened is not None:
            self.put_back(self._opened)

    def _greeting(self, session: "Session", opened: "Opened", back: bool) -> Content:
        if opened.played:
            kind, why = ("Copie de travail", "") if opened.played.own else ("Cas fictif", ", ce que son histoire suppose")
            about = (
                "Ce dossier est une copie : changez-le à votre gré. "
                f"Il est jugé comme si l'on était le {date_long(opened.played.day)}{why}."
            )
            return words.lines((fr(f"{kind} : {opened.played.title}"), "bold"), fr(opened.played.story), (fr(about), "$muted"))
        if opened.sheet is not None:
            return _from_sheet(opened.sheet, session)
        if not opened.resumed:
            text = (
                "Nouveau dossier. Répondez à votre rythme : tout est enregistré, tout peut être changé. "
                "F2 : poser une question aux textes."
            )
        elif back:
            text = "Vous reprenez votre dossier à la question où vous étiez. F6 : revoir toutes les questions."
        elif session.step is None:
            text = "Vous reprenez votre dossier : toutes les questions ont une réponse."
        elif not session.interview.is_open(session.step):
            text = "Vous reprenez votre dossier à une réponse qui est à corriger. F4 : voir pourquoi."
        else:
            text = "Vous reprenez votre dossier là où il attend une réponse. F6 : revoir toutes les questions."
        return Content(fr(text))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The actions that the campaign has no use for."""
        script = self.script
        has = {
            "pane('outline')": script.outlined,
            "reread": script.outlined,
            "pane('budget')": script.papers.budget,
            "copy_blocks": script.form.frames or script.papers.online,
        }
        return tuple(name for name, there in has.items() if not there)

    @property
    def called(self) -> str:
        """The dossier, or the free questions."""
        return "dossier" if self.session else "questions"

    @property
    def worked_on(self) -> Path | None:
        """The file of the open dossier."""
        return self.session.path if self.session else None

    def commands(self) -> Iterator[Command]:
        """Its keys (those of the questions alone, where there is no dossier), the themes, the questions."""
        without = {"palette", *self.lacking}
        tabled = any(grid.display for grid in self.query(Grid))
        for action in actions.of("work", *(("table",) if tabled else ()), "app"):
            if action.name not in without and (self.session or action.scope == "app" or action.name.startswith(_ASKING)):
                yield known(action)
        if self.session is None:
            yield Command("Effacer vos questions et leurs réponses", "", "screen.erase")
        yield from themes()
        for path, name in self.questions():
            yield Command(f"Aller à : {name}", "", f"app.goto('{path}')", hidden=True)

    def action_door(self, choice: str) -> None:
        """Leave for what the door offers, as one goes to the door: what is typed and not given is asked about first."""

        def leave() -> None:
            self._go_home()
            if not self.unsaved:
                self.app.call_later(self.app.run_action, f"app.door('{choice}')")

        self.part(leave)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that scroll the conversation to whatever else may need them: a pane, a text to move in."""
        if action != "scroll_talk":
            return super().check_action(action, parameters)
        if self.app.screen is not self or not isinstance(self.focused, Line | Area | Choices | Rows):
            return False
        page = parameters[0] in {"page_up", "page_down"}
        return page or (isinstance(self.focused, Line | Area) and not self.focused.text)

    def action_scroll_talk(self, where: str) -> None:
        """Scroll the conversation while the cursor stays in the answer."""
        getattr(self.query_one(Thread), f"action_{where}")()

    @property
    def _line(self) -> Widget | None:
        """The line that is in view: that of the question to ask, or of the answer."""
        if self.asking and not self.side:
            return self.query_one(AskBar).line
        return self.query_one(Card).line if self._answering else None

    def line_for(self, event: Key | Paste) -> Widget | None:
        """A text is for the line in view, unless the cursor is where texts are typed, or in a table, which has letters for keys."""
        if isinstance(self.focused, Input | TextArea | Choices | Grid):
            return None
        if isinstance(event, Key) and (not event.is_printable or event.key == "space" or event.key in self.active_bindings):
            return None
        if self.side and not self._listing:
            # The line is under the pane: what one types is to be seen, so the pane gives way.
            self.side = ""
            self.call_later(self._show_beside)
        if self._answering and self.query_one(Card).line is None:
            # No question stands any more: what is typed is one for the texts.
            self.asking = True
        return self._line

    async def _show_beside(self) -> None:
        await self.draw_beside()
        self._mark_keys()

    def on_click(self, event: Click) -> None:
        """A click on the conversation brings the cursor back to the line, unless it ends a selection."""
        on = event.widget.ancestors_with_self if event.widget else ()
        if self.query_one(Thread) in on and not self.selections and (line := self._line) is not None:
            self.set_focus(line)

    async def action_talk(self) -> None:
        """Back to the conversation."""
        self.side = ""
        if self.reviewing:
            self.leave_list()
        await self._show_place()

    async def key_escape(self, event: Key) -> None:
        """Back: from a pane to the conversation, from an answer to the list, from the list or a question to what waits."""
        review = self.query_one(Review)
        if self.side:
            self.side = ""
        elif self.reviewing and review.edited:
            event.stop()  # a window that opens here is not closed by the same key
            self.close_answer()
            return
        elif self.reviewing:
            self.leave_list()
        elif self.asking and self.session is not None and self.session.step is not None:
            self.asking = False
        await self._show_place()


def _from_sheet(sheet: Path, session: "Session") -> Content:
    """What was read of a spreadsheet, and what becomes of it."""
    read = sum(session.dossier.reply(step.path).state in {"given", "none"} for step in session.interview.steps)
    head = f"Réponses reprises de « {clean(sheet.name)} » : {count(read, 'réponse lue', 'réponses lues')}."
    kept = f"La feuille de calcul n'est pas modifiée ; ce dossier est une copie, enregistrée dans « {clean(str(session.path))} »."
    told = [(fr(f"• {clean(words.capital(line))}"), "$warning") for line in session.dossier.renamed]
    return words.lines((fr(head), "bold"), (fr(kept), "$muted"), *told)
