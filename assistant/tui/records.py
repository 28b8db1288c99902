"""The files of dossiers: opening one, saving it, moving it, playing a scenario as a copy."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.text import clean
from assistant.tui.news import Listed, Opened, Played, Poster, Recalled, Saved
from assistant.tui.premises import Premises

if TYPE_CHECKING:
    from datetime import date

    from assistant.dossier import Dossier
    from assistant.interview import Interview
    from assistant.journal import Draft, Entry
    from assistant.scenarios import Scenario
    from assistant.tui.session import Session


class Records(Premises):
    """Dossiers on the disk: one at most is open, and held."""

    def open_dossier(self, path: Path, new: str = "") -> None:
        """Hold and read a dossier; of a scenario's file or a spreadsheet, a copy is opened.

        A `new` one, of this name, has no file until its first answer.
        """

        def job() -> None:
            from assistant import elsewhere, store
            from assistant.dossier import SHEETS, Dossier, load_dossier
            from assistant.interview import Interview
            from assistant.journal import Journal

            assert self.script is not None
            if not new and (scenario := _scenario_in(path)):
                self._play(Played(scenario.title, scenario.story, scenario.as_of), scenario.application)
                return
            if not new and path.suffix.lower() in SHEETS:
                self._take_up(path)
                return
            self._release()
            if new and path.exists():
                raise AssistantError(f"Le dossier « {path.stem} » existe déjà : reprenez-le, ou choisissez un autre nom.")
            self._held.enter_context(store.held(path))
            try:
                self._keepers[path] = store.Keeper(path)
                if new:
                    store.set_day(path, None)
                    store.set_name(path, new)
                dossier = Dossier(self.script) if new else load_dossier(path, self.script)
                session = self._session(Interview(dossier, store.day_of(path) or self.today), path)
            except BaseException:
                self._release()
                raise
            beside = Journal(path)
            if new:
                beside.forget()
            else:
                elsewhere.note(path)
            self._post.post_message(Opened(session, not new, said=beside.said(), draft=beside.kept()))

        self.desk.do(job)

    def why_unread(self, path: Path) -> str:
        """Why a file cannot be opened, in a sentence; "" when it can. It reads the file: to be asked away from the screen."""
        from assistant.dossier import SHEETS, load_case, load_dossier

        try:
            if self.script is not None:
                copied = path.suffix.lower() in SHEETS or _scenario_in(path)
                (load_case if copied else load_dossier)(path, self.script)
        except AssistantError as error:
            return str(error)
        return ""

    def forget_dossier(self, path: Path) -> None:
        """Offer no more a dossier that is not where it was."""

        def job() -> None:
            from assistant.elsewhere import forget

            forget(path)

        self.desk.do(job)

    def list_scenarios(self) -> None:
        """Read the campaign's scenarios."""

        def job() -> None:
            from assistant.scenarios import load_scenario, scenario_names
            from assistant.tui.cases import told

            found = [(name, load_scenario(self.campaign, name)) for name in scenario_names(self.campaign)]
            # Set here, where nothing is drawn: what is typeset is remembered.
            for _, scenario in found:
                told(scenario)
            self._post.post_message(Listed(found))

        self.desk.do(job)

    def play(self, played: Played, application: dict[str, Any]) -> None:
        """Open a copy of a case's application as a new dossier of the user's folder, judged on the day of the case."""
        self.desk.do(lambda: self._play(played, application))

    def _play(self, played: Played, application: dict[str, Any]) -> None:
        from assistant.dossier import Dossier

        assert self.script is not None
        session = self._copy(played.title, Dossier(self.script, application), played.day)
        self._post.post_message(Opened(session, True, played))

    def _take_up(self, sheet: Path) -> None:
        """Open the answers of a spreadsheet as a new dossier of the user's folder: saving in the sheet would undo its look."""
        from assistant.dossier import load_case

        assert self.script is not None
        dossier, _ = load_case(sheet, self.script)
        session = self._copy(" ".join(clean(re.sub("[-_]", " ", sheet.stem)).split()), dossier, None)
        self._post.post_message(Opened(session, True, sheet=sheet))

    def _copy(self, title: str, dossier: "Dossier", day: "date | None") -> "Session":
        """Write answers as a new dossier of the user's folder, judged on a day (none: today), and hold it."""
        from assistant import store
        from assistant.dossier import save_dossier
        from assistant.interview import Interview
        from assistant.journal import Journal

        self._release()
        path = store.free_path(title)
        self._held.enter_context(store.held(path))
        try:
            store.set_day(path, day)
            store.set_name(path, title)
            save_dossier(dossier, path)
            Journal(path).forget()
            return self._session(Interview(dossier, day or self.today), path)
        except BaseException:
            self._release()
            raise

    def _session(self, interview: "Interview", path: Path) -> "Session":
        """A dossier as it is taken up: at what is asked of it before what is not."""
        from assistant import store
        from assistant.tui.session import Session

        assert self.rulebook is not None
        report = self.rulebook.evaluate(interview.dossier, interview.today)
        step = interview.resume(report.awaited, report.at_fault)
        return Session(interview, path, store.name_of(path), step.path if step else None)

    def save(self, who: Poster, session: "Session") -> None:
        """Write the dossier to its file; when several wait, only the latest is written."""
        dossier, path = session.interview.dossier, session.path
        self._latest["save"] = dossier
        self.pen.do(lambda: self._save(who, dossier, path) if self._latest.get("save") is dossier else None)

    def _save(self, who: Poster, dossier: "Dossier", path: Path) -> None:
        from assistant import elsewhere
        from assistant.dossier import save_dossier
        from assistant.store import Keeper

        keeper = self._keepers.setdefault(path, Keeper(path))
        try:
            told = keeper.save(lambda: save_dossier(dossier, path))
        except AssistantError as error:
            who.post_message(Saved(dossier, path, str(error)))
        else:
            elsewhere.note(path)
            who.post_message(Saved(dossier, path, told=told))

    def move(self, who: Poster, session: "Session", path: Path) -> None:
        """Hold another file for this dossier, then save it there."""

        from assistant import store

        def job() -> None:
            held = ExitStack()
            try:
                held.enter_context(store.held(path))
            except AssistantError as error:
                who.post_message(Saved(session.interview.dossier, path, str(error)))
                return
            self._release()
            self._held = held
            session.name = store.name_of(path)
            if session.interview.today != self.today:
                store.set_day(path, session.interview.today)
            self.save(who, session)

        session.path = path
        self.desk.do(job)

    def keep_draft(self, who: Poster, session: "Session", draft: "Draft") -> None:
        """Keep what is typed and not given yet, and where; when several wait, only the latest is written.

        A dossier that has no file yet gets one as soon as something is typed, or nobody would find the draft again.
        """
        dossier, path = session.interview.dossier, session.path
        self._latest[f"typed {path}"] = draft

        def job() -> None:
            from assistant.journal import Journal

            if self._latest.get(f"typed {path}") is draft and (draft or path.exists()):
                Journal(path).keep(draft)
                if not path.exists():
                    self._save(who, dossier, path)

        self.pen.do(job)

    def keep_said(self, session: "Session | None", entries: "Sequence[Entry]") -> None:
        """Add to the conversation of a dossier, or to that of the free questions."""
        path = session.path if session else self._asked

        def job() -> None:
            from assistant.journal import Journal

            Journal(path).say(entries)

        self.pen.do(job)

    @property
    def _asked(self) -> Path:
        """What the free questions stand beside: they are about a campaign, and in no dossier."""
        return self.campaign.root

    def recall(self) -> None:
        """Read the conversation of the free questions."""

        def job() -> None:
            from assistant.journal import Journal

            self._post.post_message(Recalled(Journal(self._asked).said()))

        # Whatever a dossier, or a folder, is waiting for.
        self.past.do(job)

    def erase(self) -> None:
        """Forget the conversation of the free questions."""

        def job() -> None:
            from assistant.journal import Journal

            Journal(self._asked).forget()

        self.pen.do(job)


def _scenario_in(path: Path) -> "Scenario | None":
    """The scenario that a file holds; None when it holds answers, or cannot be read (opening it will say why)."""
    from assistant.content import to_model
    from assistant.files import read_data
    from assistant.scenarios import Scenario

    try:
        data = read_data(path)
    except AssistantError:
        return None
    marks = {"title", "story", "as_of", "application", "expect"}
    return to_model(data, Scenario, str(path)) if isinstance(data, dict) and marks <= set(data) else None
