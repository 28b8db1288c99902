"""What the app works with: the campaign, its search, the open dossier. Heavy work goes to two lanes and comes back as news."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message

from assistant.campaign import Campaign
from assistant.errors import AssistantError, reason
from assistant.tui.lanes import Lane
from assistant.tui.news import (
    Answered,
    Bearing,
    Drafted,
    Exported,
    Extract,
    Indexing,
    Listed,
    Loaded,
    Opened,
    Played,
    Saved,
    SearchFailed,
    SearchReady,
    Surveyed,
    Talk,
    Trouble,
)

if TYPE_CHECKING:
    from assistant.interview import Interview
    from assistant.library import Library
    from assistant.passages import Passage
    from assistant.rules import Rulebook
    from assistant.script import Scenario, Script
    from assistant.search import Answer
    from assistant.store import Keeper
    from assistant.tui.session import Session


class Searcher(Protocol):
    """What the app needs of the search engine."""

    @property
    def library(self) -> "Library":
        """What can be searched."""

    def ask(self, question: str, context: Any = None) -> "Answer":
        """Answer a question, in the context of the last one."""

    def passages_for(self, names: Any) -> "tuple[Passage, ...]":
        """The beginnings of these sections."""


Opener = Callable[[Campaign, Callable[[str], None]], Searcher]


def open_searcher(campaign: Campaign, progress: Callable[[str], None]) -> Searcher:
    """The real search engine; its index is built now if need be."""
    from assistant.search import open_engine

    return open_engine(campaign, progress=progress)


class Poster(Protocol):
    """Whoever receives messages: the app, a screen, a widget."""

    def post_message(self, message: Message) -> bool:
        """Queue a message; safe from any thread."""


@dataclass(frozen=True)
class Papers:
    """Where papers go: the folder, what their names begin with, and whether the outline is one of them."""

    folder: Path
    stem: str
    outlined: bool

    def paths(self) -> dict[str, Path]:
        """The file of each paper."""
        found = {"checklist": self.folder / f"{self.stem}-liste-de-controle.md"}
        return found | {"outline": self.folder / f"{self.stem}-trame.md"} if self.outlined else found


class Office:
    """The two lanes and what they share. Its methods return at once; what comes of them is posted to `post`, or to who asks."""

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
        self._held = ExitStack()
        self._keepers: dict[Path, Keeper] = {}
        self._latest: dict[str, object] = {}
        self.desk = Lane("dossier", self._failed)
        self.study = Lane("recherche", partial(self._failed, asked=True))

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.desk.busy or self.study.busy

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

    # --- opening -------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Load the script, then open the search."""
        self.desk.do(self._load)
        self.study.do(self._open_search)

    def refresh_kept(self) -> None:
        """Look again at the user's dossiers."""
        if self.script is not None:
            self.desk.do(self._tell_loaded)

    def _load(self) -> None:
        from assistant.rules import Rulebook
        from assistant.script import load_script

        script = load_script(self.campaign)
        self.rulebook = Rulebook(script)
        self.script = script
        self._tell_loaded()
        # What the workspace needs, while people read the first screen.
        from importlib import import_module

        from assistant.dossier import Dossier
        from assistant.interview import Interview

        for name in ("assistant.tui.workspace", "assistant.tui.paper", "rapidfuzz.process"):
            import_module(name)
        Interview(Dossier(script), self.today).progress()
        _settle_memory()

    def _tell_loaded(self) -> None:
        from assistant.script import scenario_names
        from assistant.store import kept

        assert self.script is not None
        plays = bool(scenario_names(self.campaign))
        trains = plays or any((self.campaign.room("dialogs") / name).exists() for name in ("quiz.yaml", "sessions.yaml"))
        self._post.post_message(Loaded(self.script, self._state(self.script), kept(), plays, trains))

    def _state(self, script: "Script") -> str:
        """What is said of the call today: the first state that holds."""
        from assistant.conditions import ConditionError, Context, compile_condition, compile_template
        from assistant.dossier import Dossier

        context = Context(Dossier(script), self.today)
        try:
            for state in script.about.state:
                if compile_condition(state.when, script).evaluate(context).value is True:
                    return compile_template(state.message, script).render(context)
        except ConditionError as error:
            raise AssistantError(f"Condition incorrecte dans « campaign.yaml » : {error}.") from error
        return ""

    def _open_search(self) -> None:
        def progress(text: str) -> None:
            self._post.post_message(Indexing(text))

        try:
            engine = self._opener(self.campaign, progress)
        except Exception as error:
            self._no_search = str(error) if isinstance(error, AssistantError) else "La recherche ne s'ouvre pas."
            self._post.post_message(SearchFailed(self._no_search))
            if not isinstance(error, AssistantError):
                raise
            return
        self.library = engine.library
        self._engine = engine
        _settle_memory()
        self._post.post_message(SearchReady(tuple(getattr(engine, "notices", ()))))

    def open_dossier(self, path: Path, new: bool = False) -> None:
        """Hold and read a dossier. A new one has no file until its first answer; of a scenario's file, a copy is opened."""

        def job() -> None:
            from assistant import store
            from assistant.dossier import Dossier, load_dossier
            from assistant.interview import Interview
            from assistant.tui.session import Session

            assert self.script is not None
            if not new and (scenario := _scenario_in(path)):
                self._play(Played(scenario.title, scenario.story, scenario.as_of), scenario.application)
                return
            self._release()
            if new and path.exists():
                raise AssistantError(f"Le dossier « {path.stem} » existe déjà : reprenez-le, ou choisissez un autre nom.")
            self._held.enter_context(store.held(path))
            try:
                self._keepers[path] = store.Keeper(path)
                if new:
                    store.set_day(path, None)
                dossier = Dossier(self.script) if new else load_dossier(path, self.script)
                session = Session(Interview(dossier, store.day_of(path) or self.today), path)
            except BaseException:
                self._release()
                raise
            self._post.post_message(Opened(session, not new))

        self.desk.do(job)

    def list_scenarios(self) -> None:
        """Read the campaign's scenarios."""

        def job() -> None:
            from assistant.script import load_scenario, scenario_names

            found = [(name, load_scenario(self.campaign, name)) for name in scenario_names(self.campaign)]
            self._post.post_message(Listed(found))

        self.desk.do(job)

    def play(self, played: Played, application: dict[str, Any]) -> None:
        """Open a copy of a case's application as a new dossier of the user's folder, judged on the day of the case."""
        self.desk.do(lambda: self._play(played, application))

    def _play(self, played: Played, application: dict[str, Any]) -> None:
        from assistant import store
        from assistant.dossier import Dossier, save_dossier
        from assistant.interview import Interview
        from assistant.tui.session import Session

        assert self.script is not None
        self._release()
        path = store.free_path(played.title)
        self._held.enter_context(store.held(path))
        try:
            dossier = Dossier(self.script, application)
            store.set_day(path, played.day)
            save_dossier(dossier, path)
            session = Session(Interview(dossier, played.day), path)
        except BaseException:
            self._release()
            raise
        self._post.post_message(Opened(session, True, played))

    def release(self) -> None:
        """Let the dossier that is open go."""
        self.desk.do(self._release)

    def _release(self) -> None:
        self._held.close()
        self._held = ExitStack()

    # --- asking --------------------------------------------------------------------------------------------------

    def ask(self, who: Poster, number: int, question: str, talk: Talk) -> None:
        """Answer a free question of a conversation, in the context of the answer before."""

        def job() -> None:
            if self._engine is None:
                raise AssistantError(f"Votre question reste sans réponse : {self._no_search}")
            answer = self._engine.ask(question, talk.context)
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
        from assistant.tui.words import fr, marked, where

        assert self.library is not None
        return tuple(Extract(fr(where(self.library, found.section)), marked(found.text, found.marks)) for found in passages)

    # --- the dossier ---------------------------------------------------------------------------------------------

    def survey(self, who: Poster, session: "Session") -> None:
        """Evaluate the dossier; only the latest request is served."""
        interview = session.interview
        self._latest["survey"] = interview

        def job() -> None:
            if self._latest.get("survey") is not interview or self.rulebook is None:
                return
            report = self.rulebook.evaluate(interview.dossier, interview.today)
            states = [(step, str(interview.dossier.reply(step.path).state)) for step in interview.steps]
            who.post_message(Surveyed(interview.dossier, report, interview.progress(), states))

        self.desk.do(job)

    def review(self, who: Poster, survey: Surveyed) -> None:
        """Write the list of all answers for the screen; only the latest request is served."""
        self._latest["review"] = survey

        def job() -> None:
            from assistant.tui.review import review

            if self._latest.get("review") is survey:
                who.post_message(review(survey))

        self.desk.do(job)

    def draft(self, who: Poster, session: "Session") -> None:
        """Write the outline for the screen; only the latest request is served."""
        interview = session.interview
        dossier = interview.dossier
        self._latest["draft"] = dossier

        def job() -> None:
            from assistant.tui.paper import blocks

            if self._latest.get("draft") is dossier:
                who.post_message(Drafted(dossier, blocks(self._desk(interview).markdown("outline"))))

        self.desk.do(job)

    def _desk(self, interview: "Interview") -> Any:
        from assistant.cache import load_library
        from assistant.outputs.papers import Desk

        assert self.rulebook is not None
        library = self.library or load_library(self.campaign)
        dossier, day = interview.dossier, interview.today
        return Desk(dossier, self.rulebook.evaluate(dossier, day), library, day)

    def save(self, who: Poster, session: "Session") -> None:
        """Write the dossier to its file; when several wait, only the latest is written."""
        dossier, path = session.interview.dossier, session.path
        self._latest["save"] = dossier

        def job() -> None:
            from assistant.dossier import save_dossier
            from assistant.store import Keeper

            if self._latest.get("save") is not dossier:
                return
            keeper = self._keepers.setdefault(path, Keeper(path))
            try:
                told = keeper.save(lambda: save_dossier(dossier, path))
            except AssistantError as error:
                who.post_message(Saved(dossier, path, str(error)))
            else:
                who.post_message(Saved(dossier, path, told=told))

        self.desk.do(job)

    def move(self, who: Poster, session: "Session", path: Path) -> None:
        """Hold another file for this dossier, then save it there."""

        def job() -> None:
            from assistant import store

            held = ExitStack()
            try:
                held.enter_context(store.held(path))
            except AssistantError as error:
                who.post_message(Saved(session.interview.dossier, path, str(error)))
                return
            self._release()
            self._held = held

        session.path = path
        self.desk.do(job)
        self.save(who, session)

    def export(self, who: Poster, session: "Session", papers: Papers) -> None:
        """Write the checklist, and the outline if there is one."""
        interview = session.interview

        def job() -> None:
            from assistant.outputs.papers import write_paper

            desk = self._desk(interview)
            papers.folder.mkdir(parents=True, exist_ok=True)
            for name, path in papers.paths().items():
                write_paper(path, desk.paper(name))
            who.post_message(Exported(list(papers.paths().values())))

        self.desk.do(job)


def _scenario_in(path: Path) -> "Scenario | None":
    """The scenario that a file holds; None when it holds answers, or cannot be read (opening it will say why)."""
    from assistant.content import to_model
    from assistant.files import read_data
    from assistant.script import Scenario

    try:
        data = read_data(path)
    except AssistantError:
        return None
    marks = {"title", "story", "as_of", "application", "expect"}
    return to_model(data, Scenario, str(path)) if isinstance(data, dict) and marks <= set(data) else None


def _settle_memory() -> None:
    """What was loaded stays for good: the collector need not look at it again (a full pass was a tenth of a second)."""
    import gc

    gc.freeze()
