"""What follows from the answers: findings, the list of all answers, the outline."""

from typing import TYPE_CHECKING, Any

from assistant.tui.news import Drafted, Poster, Surveyed
from assistant.tui.premises import Premises

if TYPE_CHECKING:
    from assistant.interview import Interview
    from assistant.tui.session import Session


class Drafting(Premises):
    """Evaluating the dossier and writing what comes of it."""

    def survey(self, who: Poster, session: "Session") -> None:
        """Evaluate the dossier; only the latest request is served."""
        interview = session.interview
        self._latest["survey"] = interview

        def job() -> None:
            from assistant.clashes import clashes

            if self._latest.get("survey") is not interview or self.rulebook is None:
                return
            report = self.rulebook.evaluate(interview.dossier, interview.today)
            states = [(step, str(interview.dossier.reply(step.path).state)) for step in interview.steps]
            found = clashes(report, interview)
            who.post_message(Surveyed(interview.dossier, report, interview.progress(), states, found))

        self.desk.do(job)

    def review(self, who: Poster, survey: Surveyed, width: int) -> None:
        """Write the list of all answers for a list of that width; only the latest request is served."""
        self._latest["review"] = survey

        def job() -> None:
            from assistant.tui.review import review

            if self._latest.get("review") is survey:
                who.post_message(review(survey, width))

        self.desk.do(job)

    def draft(self, who: Poster, session: "Session", width: int) -> None:
        """Write the outline for a pane of that width; only the latest request is served."""
        interview = session.interview
        dossier = interview.dossier
        self._latest["draft"] = dossier

        def job() -> None:
            from assistant.tui.panes.outline import parts_of
            from assistant.tui.paper import blocks
            from assistant.tui.reader.cite import linker

            if self._latest.get("draft") is dossier:
                desk = self._desk(interview)
                found = blocks(desk.markdown("outline"), linker(desk.library))
                who.post_message(Drafted(dossier, parts_of(found, width)))

        self.desk.do(job)

    def _desk(self, interview: "Interview") -> Any:
        from assistant.cache import load_library
        from assistant.outputs.papers import Desk

        assert self.rulebook is not None
        library = self.library or load_library(self.campaign)
        dossier, day = interview.dossier, interview.today
        return Desk(dossier, self.rulebook.evaluate(dossier, day), library, day, self.rulebook)
