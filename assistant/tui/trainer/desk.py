"""The trainer's work that takes time: reading the campaign's cases, judging one, saving the session, writing its record.

It goes to the dossier's own lane (`office.desk`), and what comes of it is posted to who asked.
"""

import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.tui.news import Overwrites, Played, Poster
from assistant.tui.office import Office
from assistant.tui.trainer.news import Chosen, Corrected, HandedOut, Prepared, Ready, Refused, SittingSaved, Staged, Texts

if TYPE_CHECKING:
    from assistant.courses import Courses
    from assistant.dossier import Dossier
    from assistant.library import Library
    from assistant.sittings import Case, Sitting


class TrainerDesk:
    """Works with what the office has opened; its methods return at once."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._held = ExitStack()
        self._latest: Sitting | None = None

    def _library(self) -> "Library":
        from assistant.cache import load_library

        return self.office.library or load_library(self.office.campaign)

    def prepare(self, who: Poster) -> None:
        """Read the plans, the quiz, the scenarios, the user's dossiers and past sessions."""

        def job() -> None:
            from assistant.courses import load_courses
            from assistant.scenarios import load_scenario, scenario_names
            from assistant.sittings import kept_sittings
            from assistant.store import kept
            from assistant.training import teachings

            # The session that has just been left is among those to resume.
            self.office.pen.finish()
            campaign = self.office.campaign
            scenarios = [(name, load_scenario(campaign, name)) for name in scenario_names(campaign)]
            who.post_message(Prepared(load_courses(campaign), teachings(scenarios), kept(), kept_sittings()))

        self.office.desk.do(job)

    def read(self, who: Poster, path: Path) -> None:
        """Read any application file as a case."""

        self.office.desk.do(lambda: _posted(who, Chosen(self.case_in(path))))

    def case_in(self, path: Path) -> "Case":
        """Read an application file as a case, at once. Raises AssistantError when it cannot be read as answers."""
        from assistant.training import case_file

        assert self.office.script is not None
        return case_file(path, self.office.script, self.office.today)

    def stage(self, who: Poster, case: "Case") -> None:
        """Judge a case on its day, and put it in words."""

        def job() -> None:
            from assistant.masking import Mask
            from assistant.training import board, told

            assert self.office.rulebook is not None
            found = board(case, self.office.rulebook)
            mask = Mask(found.dossier)
            shown, masked = told(found.dossier, case.day), told(found.dossier, case.day, mask)
            who.post_message(Ready(Staged(case, found, shown, masked, mask, self._library())))

        self.office.desk.do(job)

    def texts(self, who: Poster) -> None:
        """Give the texts."""
        self.office.desk.do(lambda: _posted(who, Texts(self._library())))

    def hold(self, who: Poster, path: Path) -> None:
        """Hold a session's file, so that no other window writes it; refused when one does."""

        def job() -> None:
            from assistant import store

            self._held.close()
            try:
                self._held.enter_context(store.held(path))
            except AssistantError:
                who.post_message(
                    Refused("Cette séance est ouverte dans une autre fenêtre : animez-la là-bas, ou fermez-la d'abord.")
                )

        self.office.desk.do(job)

    def release(self) -> None:
        """Let the session's file go."""
        self.office.desk.do(self._held.close)

    def save(self, who: Poster, sitting: "Sitting", path: Path) -> None:
        """Write the session; when several wait, only the latest is written."""
        self._latest = sitting

        def job() -> None:
            from assistant.sittings import save_sitting

            if self._latest is not sitting:
                return
            try:
                save_sitting(sitting, path)
            except AssistantError as error:
                who.post_message(SittingSaved(sitting, str(error)))
            else:
                who.post_message(SittingSaved(sitting))

        self.office.pen.do(job)

    def hand_out(self, who: Poster, sitting: "Sitting", courses: "Courses", path: Path, replace: bool = False) -> None:
        """Write the record in the format of the file's suffix, unless that would replace a file without its being agreed."""

        def job() -> None:
            if os.path.exists(path) and not replace:
                who.post_message(Overwrites([path]))
                return
            from assistant.outputs.checklist import cited
            from assistant.outputs.handout import handout
            from assistant.outputs.papers import write_paper

            assert self.office.rulebook is not None
            library = self._library()
            paper = handout(sitting, courses, self.office.rulebook, library, cited(library))
            write_paper(path, paper)
            who.post_message(HandedOut(path))

        self.office.desk.do(job)

    def copy(self, case: "Case", title: str, path: Path) -> None:
        """Open a copy of the case as a dossier, on the day of the case; the one in that file when it was made already."""
        from assistant.store import set_day

        if not path.exists():
            self.office.play(Played(title, case.setting, case.day, own=not case.scenario), case.application)
            return
        self.office.desk.do(lambda: set_day(path, case.day))
        self.office.open_dossier(path)

    def judge(self, who: Poster, path: Path, day: date, before: "Staged") -> None:
        """Judge the copy that was worked on, and say what became of it: nothing when its answers are those of the case."""

        def job() -> None:
            from assistant.dossier import load_dossier
            from assistant.french import count
            from assistant.outputs.checklist import VERDICTS
            from assistant.training import gaps

            assert self.office.rulebook is not None
            assert self.office.script is not None
            if not path.exists():
                return
            dossier = load_dossier(path, self.office.script)
            if _meant(dossier) == _meant(before.board.dossier):
                who.post_message(Corrected(""))
                return
            report = self.office.rulebook.evaluate(dossier, day)
            left = {finding.requirement for finding in gaps(report)}
            lifted = sum(finding.requirement not in left for finding in before.board.gaps)
            verdict = VERDICTS[report.verdict].partition(" :")[0]
            told = f"dossier {verdict} ; {count(lifted, 'constat levé', 'constats levés')} sur {len(before.board.gaps)}."
            who.post_message(Corrected(told))

        # After the saves that wait.
        self.office.pen.do(lambda: self.office.desk.do(job))


def _meant(dossier: "Dossier") -> dict[str, object]:
    """What a dossier answers to each question, in whatever words."""
    replies = dossier.answers.items()
    return {path: (reply.state, reply.raw if reply.state == "unreadable" else reply.value) for path, reply in replies}


def _posted(who: Poster, message: Texts | Chosen) -> None:
    who.post_message(message)
