"""What the app works with: the campaign, its search, the open dossier. Heavy work goes to two lanes and comes back as news."""

from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.tui.counsel import Counsel
from assistant.tui.folders import Folders
from assistant.tui.news import Loaded
from assistant.tui.publishing import Publishing
from assistant.tui.records import Records
from assistant.tui.study import Study

if TYPE_CHECKING:
    from assistant.script import Script


class Office(Records, Counsel, Publishing, Folders, Study):
    """The lanes and all that they do. Its methods return at once; what comes of them is posted to `post`, or to who asks."""

    def start(self) -> None:
        """Load the script; the search opens when somebody is there, or at once when its index is still to be built."""
        self.desk.do(self._load)
        self.desk.do(self._begin_index)

    def _begin_index(self) -> None:
        from assistant.cache import fetch, key_of

        if fetch(key_of(self.campaign)) is None:
            self.wake()

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

        for name in ("assistant.tui.workspace", "assistant.tui.paper", "assistant.outputs.checklist", "rapidfuzz.process"):
            import_module(name)
        Interview(Dossier(script), self.today).progress()

    def _tell_loaded(self) -> None:
        from assistant.elsewhere import noted
        from assistant.scenarios import scenario_names
        from assistant.store import kept

        assert self.script is not None
        plays = bool(scenario_names(self.campaign))
        trains = plays or any((self.campaign.room("dialogs") / name).exists() for name in ("quiz.yaml", "sessions.yaml"))
        resumes = sorted((*kept(), *noted()), key=lambda one: one.saved, reverse=True)
        self._post.post_message(Loaded(self.script, self._state(self.script), resumes, plays, trains))

    def _state(self, script: "Script") -> str:
        """What is said of the call today: the first state that holds."""
        from assistant.conditions import compile_condition, compile_template
        from assistant.dossier import Dossier
        from assistant.terms import ConditionError, Context

        context = Context(Dossier(script), self.today)
        try:
            for state in script.about.state:
                if compile_condition(state.when, script).evaluate(context).value is True:
                    return compile_template(state.message, script).render(context)
        except ConditionError as error:
            raise AssistantError(f"Condition incorrecte dans « campaign.yaml » : {error}.") from error
        return ""
