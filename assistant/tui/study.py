"""The search: opening it, answering free questions, finding what bears on a question of the dialogue."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.tui.news import Answered, Bearing, Extract, Indexing, Poster, SearchFailed, SearchReady, Talk
from assistant.tui.premises import Premises, Searcher

if TYPE_CHECKING:
    from assistant.passages import Passage


def open_searcher(campaign: Campaign, progress: Callable[[str], None]) -> Searcher:
    """The real search engine; its index is built now if need be."""
    from assistant.search import index_status, open_engine

    if not index_status(campaign).ready:
        progress("Préparation de la recherche dans les textes : une seule fois, quelques secondes…")
        _build_apart(campaign)
    return open_engine(campaign, progress=progress)


def _build_apart(campaign: Campaign) -> None:
    """Build the index in a process of its own, which takes its memory and its share of the interpreter away with it.

    When that fails, for whatever reason, the engine builds it here.
    """
    import subprocess
    import sys

    command = [sys.executable, "-P", "-m", "assistant", "--campaign", str(campaign.root), "index"]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        nothing = subprocess.DEVNULL
        subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, timeout=120, check=False)


class Study(Premises):
    """The engine stays in its own thread: only what is ready to be shown leaves it."""

    _awake = False

    def wake(self) -> None:
        """Open the search, the first time: somebody is there. To be called at each key and click."""
        if not self._awake:
            self._awake = True
            self.study.do(self._open_search)

    def _open_search(self) -> None:
        if self._engine is not None:
            return

        def progress(text: str) -> None:
            self.indexing = True
            self._post.post_message(Indexing(text))

        try:
            engine = self._opener(self.campaign, progress)
        except Exception as error:
            self._no_search = str(error) if isinstance(error, AssistantError) else "La recherche ne s'ouvre pas."
            self._post.post_message(SearchFailed(self._no_search))
            if not isinstance(error, AssistantError):
                raise
            return
        finally:
            self.indexing = False
        self.library = engine.library
        self._engine = engine
        self._post.post_message(SearchReady(tuple(getattr(engine, "notices", ()))))

    def ask(self, who: Poster, number: int, question: str, talk: Talk) -> None:
        """Answer a free question of a conversation, in the context of the answer before.

        Where many talk, that context is only for a question which says that it leans on it.
        """

        def job() -> None:
            if self._engine is None:
                raise AssistantError(f"Votre question reste sans réponse : {self._no_search}")
            context = talk.context if not talk.many or self._engine.leans(question) else None
            answer = self._engine.ask(question, context)
            talk.context = answer.context
            who.post_message(Answered(number, answer, self._extracts(answer.passages or answer.related), talk))

        self.study.do(job)

    def bearing(self, who: Poster, path: str) -> None:
        """Find the passages that bear on a question of the dialogue; only the latest request is served."""
        self._latest["bearing"] = path

        def job() -> None:
            from assistant.interview import sections_for

            if self._engine is None or self.script is None or self._latest.get("bearing") != path:
                return
            who.post_message(Bearing(path, self._extracts(self._engine.passages_for(sections_for(self.script, path)))))

        self.study.do(job)

    def _extracts(self, passages: "tuple[Passage, ...]") -> tuple[Extract, ...]:
        from assistant.tui.reader.cite import extract

        assert self.library is not None
        return tuple(extract(self.library, found) for found in passages)
