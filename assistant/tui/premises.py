"""What the two lanes share: the campaign, its search, the open dossier, and who is told."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.campaign import Campaign
from assistant.errors import AssistantError, reason
from assistant.tui.lanes import Lane
from assistant.tui.news import Poster, Trouble

if TYPE_CHECKING:
    from assistant.answering import Answer
    from assistant.library import Library
    from assistant.passages import Passage
    from assistant.rules import Rulebook
    from assistant.script import Script
    from assistant.store import Keeper


class Searcher(Protocol):
    """What the app needs of the search engine."""

    @property
    def library(self) -> "Library":
        """What can be searched."""

    def ask(self, question: str, context: Any = None) -> "Answer":
        """Answer a question, in the context of the last one."""

    def leans(self, question: str) -> bool:
        """Whether a question says that it leans on the last one."""

    def passages_for(self, names: Any) -> "tuple[Passage, ...]":
        """The beginnings of these sections."""


Opener = Callable[[Campaign, Callable[[str], None]], Searcher]


class Premises:
    """The lanes and what they work on. What comes of the work is posted to `post`, or to who asks."""

    def __init__(self, campaign: Campaign, today: date, opener: Opener, post: Poster) -> None:
        self.campaign = campaign
        self.today = today
        self.script: Script | None = None
        self.rulebook: Rulebook | None = None
        self.library: Library | None = None
        self._opener = opener
        self._post = post
        self._engine: Searcher | None = None
        self._no_search = ""
        self.indexing = False
        """Whether the index is being built, which takes seconds."""
        self._held = ExitStack()
        self._keepers: dict[Path, Keeper] = {}
        self._latest: dict[str, object] = {}
        self.desk = Lane("dossier", self._failed)
        # Nothing slow ever goes before a save.
        self.pen = Lane("écriture", self._failed)
        self.study = Lane("recherche", partial(self._failed, asked=True))
        # What is read of the app's own waits for nobody's disk.
        self.past = Lane("souvenirs", self._failed)
        self.files = Lane("fichiers", self._failed)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return any(lane.busy for lane in (self.desk, self.study, self.pen, self.past, self.files))

    def close(self, seconds: float = 10.0) -> None:
        """Finish saving and let the dossier go. The search is simply left: it has nothing to lose."""
        self.desk.do(self._release)
        self.desk.close(seconds)

    def _failed(self, error: Exception, asked: bool = False) -> None:
        if isinstance(error, AssistantError):
            self._post.post_message(Trouble(str(error), asked=asked))
        elif isinstance(error, OSError):
            self._post.post_message(Trouble(f"L'opération a échoué : {reason(error)}.", asked=asked))
        else:
            text = f"Erreur inattendue ({type(error).__name__}). Vos réponses enregistrées sont intactes."
            self._post.post_message(Trouble(text, error, asked))

    def release(self) -> None:
        """Let the dossier that is open go."""
        self.desk.do(self._release)

    def _release(self) -> None:
        self.pen.finish()
        self._held.close()
        self._held = ExitStack()
