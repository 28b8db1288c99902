"""A picture of the screen as it is, in a file, to be shown to whoever helps: what is masked on the screen is masked there too."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import App

from assistant.tui.guide import Guide
from assistant.tui.news import Pictured
from assistant.tui.places import naming

if TYPE_CHECKING:
    from assistant.tui.office import Office


class Pictures(App[None], inherit_bindings=False):
    """An app whose screen can be kept as a picture."""

    office: "Office"

    def action_picture(self) -> None:
        """Keep a picture of the screen, once the window that asked for it is gone."""
        self.call_after_refresh(self._keep_picture)

    def _keep_picture(self) -> None:
        if isinstance(self.screen, Guide):
            now = datetime.now().astimezone()
            name = f"ecran-{self.screen.called}-{now:%Y-%m-%d-%Hh%M}"
            self.office.keep_picture(self, offline(self.export_screenshot()), name, self.screen.worked_on)

    def on_pictured(self, event: Pictured) -> None:
        """Say where the picture is."""
        told = "Image de l'écran enregistrée : {}\nDossier : {}\nÀ joindre à une demande d'aide."
        self.notify(naming(told, event.path.name, event.path.parent), markup=False, timeout=10)


def offline(svg: str) -> str:
    """The picture without the fonts that a browser would fetch from elsewhere: the reader's own will do."""
    style, end, drawing = svg.partition("</style>")
    return re.sub(r"@font-face \{.*?\}", "", style, flags=re.DOTALL) + end + drawing
