"""What leaves the app and comes back: papers in files, what is to be copied in the forms, an outline that was edited."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, reason
from assistant.tui.drafting import Drafting
from assistant.tui.news import ClipKept, Clipped, Compared, Exported, Offered, Overwrites, Pictured, Poster, Wrote

if TYPE_CHECKING:
    from assistant.tui.orders import Order
    from assistant.tui.session import Session


class Publishing(Drafting):
    """Writing papers, giving pieces to copy, reading an outline back."""

    def offer(self, who: Poster, session: "Session") -> None:
        """Say which papers may be written, and what was chosen the last time."""
        interview = session.interview

        def job() -> None:
            from assistant.outputs.papers import PAPERS
            from assistant.tui.orders import Offer, habit

            desk = self._desk(interview)
            offers = tuple(Offer(name, PAPERS[name], desk.formats(name)) for name in desk.available)
            who.post_message(Offered(offers, habit(session.path)))

        self.desk.do(job)

    def export(self, who: Poster, session: "Session", order: "Order") -> None:
        """Write papers, unless that would replace files without its being agreed."""
        interview = session.interview

        def job() -> None:
            from assistant.tui.orders import remember

            files = order.files()
            if not order.replace and (there := [path for _, path in files if os.path.exists(path)]):
                who.post_message(Overwrites(there))
                return
            written: list[Path] = []
            problems: list[str] = []
            try:
                order.folder.mkdir(parents=True, exist_ok=True)
                desk = self._desk(interview)
                for name, path in files:
                    if order.stop.is_set():
                        break
                    who.post_message(Wrote(len(written) + len(problems), len(files), path.name))
                    try:
                        desk.write(name, path, order.advice)
                    except AssistantError as error:
                        problems.append(f"{path.name} : {error}")
                    else:
                        written.append(path)
                remember(order)
            except OSError as error:
                problems.append(f"« {order.folder} » : {reason(error)}")
            except Exception:
                problems.append("une erreur inattendue a arrêté l'écriture")
                raise
            finally:
                who.post_message(Exported(written, problems, len(files) - len(written) - len(problems)))

        self.desk.do(job)

    def clips(self, who: Poster, session: "Session") -> None:
        """Say what is to be copied in the forms, piece by piece."""
        interview = session.interview

        def job() -> None:
            who.post_message(Clipped(self._desk(interview).clips()))

        self.desk.do(job)

    def keep_clip(self, who: Poster, session: "Session", title: str, text: str) -> None:
        """Write a piece to copy to a file of its own, where papers go, under a name that is free."""
        dossier = session.path

        def job() -> None:
            from assistant.files import free_name, write_whole
            from assistant.text import plain_key
            from assistant.tui.orders import habit

            folder = habit(dossier).folder
            folder.mkdir(parents=True, exist_ok=True)
            path = free_name(folder / f"{dossier.stem}-{plain_key(title)[:40].strip('_').replace('_', '-')}.txt")
            write_whole(path, f"{text}\n")
            who.post_message(ClipKept(path))

        self.desk.do(job)

    def keep_picture(self, who: Poster, picture: str, name: str, worked_on: Path | None) -> None:
        """Write a picture of the screen under a name that is free, where papers go: those of a file, else the latest."""

        def job() -> None:
            from assistant import store
            from assistant.files import free_name, write_whole
            from assistant.tui.orders import habit

            folder = habit(worked_on or store.folder() / name).folder
            folder.mkdir(parents=True, exist_ok=True)
            path = free_name(folder / f"{name}.svg")
            write_whole(path, picture)
            who.post_message(Pictured(path))

        self.desk.do(job)

    def reread(self, who: Poster, session: "Session", path: Path) -> None:
        """Read back an edited outline of this dossier."""
        interview = session.interview

        def job() -> None:
            who.post_message(Compared(path, self._desk(interview).reread(path)))

        self.desk.do(job)
