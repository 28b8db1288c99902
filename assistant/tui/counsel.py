"""What is worked out on the answers for the panes alone: the budget, and what would lift a finding."""

from typing import TYPE_CHECKING

from assistant.tui.drafting import Drafting
from assistant.tui.news import Lifted, Poster, Reckoned

if TYPE_CHECKING:
    from assistant.tui.session import Session

_TRIES, _SIZE, _MOST = 400, 2, 2
"""How many changes are tried for a finding, of how many answers at once, and how many are told: half a second at most."""


class Counsel(Drafting):
    """Sums and trials, after the saves that wait; only the latest request of each kind is served."""

    def reckon(self, who: Poster, session: "Session") -> None:
        """Write the budget for the screen."""
        interview = session.interview
        dossier = interview.dossier
        self._latest["budget"] = dossier

        def job() -> None:
            from assistant.tui.board import board
            from assistant.tui.reader.cite import linker

            if self._latest.get("budget") is dossier:
                desk = self._desk(interview)
                who.post_message(Reckoned(dossier, board(desk.paper("budget"), linker(desk.library))))

        self.desk.do(job)

    def lift(self, who: Poster, session: "Session", requirement: str) -> None:
        """Find the smallest changes that would lift a finding."""
        dossier, day = session.interview.dossier, session.interview.today
        wanted = self._latest["lift"] = (dossier, requirement)

        def job() -> None:
            from assistant.mends import mends
            from assistant.outputs.changes import mended

            if self._latest.get("lift") is not wanted or self.rulebook is None:
                return
            titles = {found.id: found.title for found in dossier.script.requirements}
            found = mends(self.rulebook, requirement, dossier, day, most=_MOST, size=_SIZE, tries=_TRIES)
            place = found.found[0].changes[0].path if found.found else ""
            who.post_message(Lifted(dossier, requirement, mended(found, lambda name: titles.get(name, name), _UNWRAPPED), place))

        self.desk.do(job)


_UNWRAPPED = 1_000_000
"""The pane breaks lines itself."""
