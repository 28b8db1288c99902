"""What outlives a kill in the workspace: the place, the answer that is half typed, the free question, the conversation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content, Span
from textual.widgets import Input, TextArea

from assistant.journal import Draft, Entry
from assistant.journal import Span as Kept
from assistant.text import clean
from assistant.tui.ask import AskBar
from assistant.tui.card import Card
from assistant.tui.fitting import typed
from assistant.tui.inputs import Choices
from assistant.tui.stage import Stage
from assistant.tui.thread import KINDS, Piece, Thread
from assistant.tui.words import capital, fr

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.tui.news import Opened

_STYLES = frozenset(
    (
        "bold",
        "italic",
        "underline",
        "on",
        "$muted",
        "$primary",
        "$secondary",
        "$accent",
        "$success",
        "$warning",
        "$error",
        "$mark",
    )
)
"""The words of the styles that come back from a file; anything else there is left aside."""


class Resuming(Stage):
    """Place, drafts and conversation are kept at each change, and come back with the dossier."""

    _typed: Draft | None = None
    """The draft that was kept last; None until what was kept before has come back."""
    _cell = Draft()
    """What is typed in a cell of a table, over the question that stands."""

    async def _show_place(self) -> None:
        await super()._show_place()
        # An input that gives way to another does not tell it: what was given is no draft any more, nor what was undone since.
        self._note()

    def come_back(self, said: Sequence[Entry]) -> None:
        """Show the conversation as it was left; to be called before anything is said."""
        pieces = [piece for entry in said if (piece := _piece(entry))]
        if pieces:
            rule = Piece("note", Content.styled(fr("— Plus haut : la conversation de vos séances précédentes —"), "$muted"))
            self.query_one(Thread).add(*pieces, rule)

    def go_back(self, opened: "Opened") -> bool:
        """Go to the question that one was at, if it is still asked; to be called before it is shown."""
        draft, session = opened.draft, self.session
        if draft is None or session is None or session.interview.step(draft.place) is None:
            return False
        if not _given(draft, session.dossier.reply(draft.place)):
            return session.goto(draft.place)
        # Killed between the save and what follows it, one was about to go on.
        after = session.interview.after(draft.place)
        return after is not None and session.goto(after.path)

    def put_back(self, opened: "Opened") -> None:
        """Type again what was half typed; to be called when the question is shown."""
        draft = opened.draft or Draft()
        session = self.session
        if session is None:
            return
        back = []
        if draft.asked:
            self.query_one(AskBar).propose(draft.asked)
            back.append("votre question commencée (F2)")
        if draft.place and session.place == draft.place and self.query_one(Card).retype(draft):
            back.append("votre réponse commencée")
        if back:
            told = f"{' et '.join(back)} vous attend{'ent' if len(back) > 1 else ''}."
            self.app.notify(fr(capital(told)), markup=False)
        self._typed = draft
        self._note()

    def drop_draft(self) -> None:
        """Forget the answer that is typed, on the screen and beside the dossier; a question half typed stays."""
        self.query_one(Card).clear_draft()
        # At once: the screen may be gone before the input tells that it has changed.
        self._note()

    def remember(self, *pieces: Piece) -> None:
        """Keep what is said for the next time."""
        self.office.keep_said(self.session, [_entry(piece) for piece in pieces])

    def note_cell(self, place: str = "", text: str = "", checked: tuple[str, ...] = ()) -> None:
        """Keep what is typed in a cell of a table and not given yet, or that nothing is: it comes back as its own question."""
        self._cell = Draft(place, text, checked)
        self._note()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choices.Checked)
    def _note(self) -> None:
        session = self.session
        if session is None or self._typed is None:
            return
        card = self.query_one(Card)
        checked = card.checked
        text = card.draft
        asked = clean(self.query_one("#question", Input).value)
        here = self._cell or Draft(session.place or "", text, checked)
        draft = here._replace(asked=asked)
        if draft != self._typed:
            self._typed = draft
            self.office.keep_draft(self, session, draft)


def _given(draft: Draft, reply: "Answer") -> bool:
    """Whether what was typed is the answer already."""
    if draft.checked and not draft.text:
        return reply.state == "given" and set(draft.checked) == set(reply.value)
    return bool(draft.text) and typed(reply).strip() == draft.text.strip()


def _entry(piece: Piece) -> Entry:
    spans = tuple(Kept(span.start, span.end, span.style) for span in piece.text.spans if isinstance(span.style, str))
    return Entry(piece.kind, piece.text.plain, spans)


def _piece(entry: Entry) -> Piece | None:
    """A piece of a conversation from what was kept of it; the file may have been written by anybody."""
    kind = next((kind for kind in KINDS if kind == entry.kind), None)
    text = clean(entry.text)
    if kind is None or text != entry.text:
        return None
    spans = [Span(*span) for span in entry.spans if 0 <= span.start < span.end <= len(text)]
    return Piece(kind, Content(text, [span for span in spans if _STYLES.issuperset(str(span.style).split())]))
