"""« Exporter »: which papers, in which formats, in which folder; then how far the writing is, and how to stop it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, OptionList, Static

from assistant.text import clean
from assistant.tui.dialogs import replacing
from assistant.tui.guide import Helped
from assistant.tui.inputs import Line
from assistant.tui.keys import Item, KeyLine
from assistant.tui.news import Exported, Overwrites, Wrote
from assistant.tui.orders import Habit, Offer, Order
from assistant.tui.places import typed
from assistant.tui.ticks import Ticks
from assistant.tui.words import capital, fr

if TYPE_CHECKING:
    from assistant.tui.office import Office
    from assistant.tui.session import Session

_ADVICE = "advice"
_SPELT = 3
"""Of how many formats, when a paper is written in all that it has, each is named: more would not fit its line."""


class Export(Helped[Exported | None]):
    """Choose papers and formats, and write them. Gives what was written, or None when nothing was asked."""

    about = (
        "Écrire les papiers du dossier dans des fichiers. À gauche les papiers, à droite les formats de celui sous le curseur : "
        "Espace ou un clic coche, A coche toute la colonne où vous êtes, ou rien. Plus bas, le dossier de votre ordinateur où ils iront : "
        "Tab y va. Entrée écrit ce qui est coché ; rien n'est remplacé sans vous être demandé."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,A", "all", "Tout cocher dans la colonne où l'on est, ou rien", show=False),
        Binding("right,left", "other_list", "Des papiers aux formats, et retour", show=False),
    ]

    def __init__(self, office: "Office", session: "Session", offers: Sequence[Offer], habit: Habit) -> None:
        super().__init__()
        self._office, self._session = office, session
        self._offers = {offer.name: offer for offer in offers}
        self._formats = {offer.name: set(habit.of(offer)) for offer in offers}
        self._wanted = {offer.name for offer in offers if offer.name in (habit.suffixes or {"checklist", "outline"})}
        self._advice = True
        self._folder = habit.folder
        self._order: Order | None = None

    def compose(self) -> ComposeResult:
        """The papers, the formats of the one under the cursor, the folder, what is to be known, the keys."""
        with Vertical(classes="window", id="export"):
            yield Static(Content.styled(fr("Exporter les papiers"), "bold $primary"), markup=False)
            with Horizontal(id="export-lists"):
                yield Ticks(id="export-papers", markup=False, name="les papiers")
                yield Ticks(id="export-formats", markup=False, name="les formats")
            where = fr("Le dossier de votre ordinateur où les écrire")
            yield Line(str(self._folder), placeholder=where, name="le dossier où écrire")
            yield Static(markup=False, id="export-news")
            yield KeyLine(id="export-keys")

    def on_mount(self) -> None:
        """Show what was written the last time."""
        self._draw_papers()
        self._draw_formats()
        self._count()
        self.query_one("#export-papers").focus()

    @on(DescendantFocus)
    def _mark_keys(self) -> None:
        """The keys, which follow the column where one is."""
        other = Item("←", "Papiers", "screen.other_list", 3) if self._in_formats else Item("→", "Formats", "screen.other_list", 3)
        self.query_one("#export-keys", KeyLine).items = (
            Item("↵", "Écrire", "screen.submit"),
            Item("Espace", "Cocher", "screen.tick", 2),
            other,
            Item("A", "Tout", "screen.all", 4),
            Item("Échap", "Fermer", "screen.close"),
        )

    # --- what is chosen ------------------------------------------------------------------------------------------

    @property
    def _paper(self) -> Offer:
        """The paper under the cursor."""
        option = self.query_one("#export-papers", Ticks).highlighted_option
        return self._offers[option.id] if option and option.id else next(iter(self._offers.values()))

    @property
    def _in_formats(self) -> bool:
        """Whether one is in the column of the formats."""
        return isinstance(self.focused, Ticks) and self.focused.id == "export-formats"

    def _draw_papers(self) -> None:
        rows = []
        for offer in self._offers.values():
            ticked = [suffix for suffix in offer.suffixes if suffix in self._formats[offer.name]]
            kinds = "tous les formats" if len(ticked) == len(offer.suffixes) > _SPELT else " ".join(ticked)
            on = offer.name in self._wanted
            shown = Content.assemble("☑ " if on else "☐ ", (fr(capital(offer.label)), "bold" if on else ""))
            rows.append((offer.name, Content.assemble(shown, (f"  {kinds}" if on else "", "$muted"))))
        self.query_one("#export-papers", Ticks).draw(rows)

    def _draw_formats(self) -> None:
        from assistant.outputs.formats import NAMES

        offer = self._paper
        rows = []
        for suffix in offer.suffixes:
            on = offer.name in self._wanted and suffix in self._formats[offer.name]
            rows.append((suffix, Content.assemble("☑ " if on else "☐ ", (f"{suffix}  ", "bold"), (fr(NAMES[suffix]), "$muted"))))
        if offer.name == "outline":
            rows.append((_ADVICE, Content(fr(f"{'☑' if self._advice else '☐'} avec les conseils"))))
        self.query_one("#export-formats", Ticks).draw(rows)

    def _count(self) -> None:
        order = self._ordered()
        number = sum(map(len, order.suffixes.values()))
        told = "Cochez au moins un papier." if not number else f"{number} fichier{'s' if number > 1 else ''} à écrire."
        self._say(told, "$muted")

    def _say(self, text: str, style: str) -> None:
        self.query_one("#export-news", Static).update(Content.styled(fr(text), style))

    def _ordered(self, replace: bool = False) -> Order:
        chosen = {
            name: tuple(suffix for suffix in offer.suffixes if suffix in self._formats[name])
            for name, offer in self._offers.items()
            if name in self._wanted
        }
        folder = typed(self.query_one(Line).text)
        return Order(folder, self._session.path, chosen, self._advice, replace)

    @on(OptionList.OptionHighlighted, "#export-papers")
    def _moved(self) -> None:
        self._draw_formats()

    @on(Ticks.Ticked)
    def _ticked(self, event: Ticks.Ticked) -> None:
        paper = self._paper.name
        if event.ticks.id == "export-papers":
            self._wanted ^= {event.name}
        elif event.name == _ADVICE:
            self._advice = not self._advice
        elif paper not in self._wanted:
            self._formats[paper] = {event.name}
            self._wanted.add(paper)
        else:
            self._formats[paper] ^= {event.name}
        if not self._formats[paper]:
            self._formats[paper] = {self._offers[paper].suffixes[0]} if event.ticks.id == "export-papers" else {event.name}
            self._wanted -= {paper}
        self._draw_papers()
        self._draw_formats()
        self._count()

    def action_tick(self) -> None:
        """Tick the row under the cursor (for the mouse)."""
        focused = self.focused if isinstance(self.focused, Ticks) else self.query_one("#export-papers", Ticks)
        focused.action_tick()

    def action_all(self) -> None:
        """Tick all that is in the column where one is: every paper, or every format of a paper; nothing when all is."""
        if self._in_formats:
            self._tick_formats(self._paper)
        else:
            self._wanted = set() if self._wanted == set(self._offers) else set(self._offers)
        self._draw_papers()
        self._draw_formats()
        self._count()

    def _tick_formats(self, paper: Offer) -> None:
        """Every format of a paper; when they are ticked already, none: it is not written, and keeps its first one for when it is."""
        every = set(paper.suffixes)
        if paper.name in self._wanted and self._formats[paper.name] == every:
            self._formats[paper.name] = {paper.suffixes[0]}
            self._wanted -= {paper.name}
        else:
            self._formats[paper.name] = every
            self._wanted |= {paper.name}

    def action_other_list(self) -> None:
        """From the papers to the formats, and back."""
        here = self.query_one("#export-papers")
        # At once: the next key is for the other column already.
        self.set_focus(self.query_one("#export-formats") if self.focused is here else here)

    # --- writing -------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Write what is ticked."""
        if self._order is not None:
            return
        order = self._ordered()
        if not order.suffixes:
            self._say("✗ Cochez au moins un papier.", "$error bold")
        elif not self.query_one(Line).text:
            self._say("✗ Indiquez un dossier.", "$error bold")
        else:
            self._send(order)

    def _send(self, order: Order) -> None:
        self._order = order
        self.query_one("#export-lists").disabled = self.query_one(Line).disabled = True
        self._say("Écriture…", "$muted")
        self._office.export(self, self._session, order)

    @on(Wrote)
    def _wrote(self, event: Wrote) -> None:
        done = round(20 * event.done / event.total)
        bar = "▰" * done + "▱" * (20 - done)
        self._say(f"{bar} {event.done}/{event.total} – {clean(event.name)}   Échap : arrêter", "")

    @on(Overwrites)
    def _ask(self, event: Overwrites) -> None:
        self._free()
        self.app.push_screen(replacing(event.paths), self._answered)

    def _answered(self, choice: str | None) -> None:
        if choice == "yes":
            self._send(self._ordered(replace=True))
        else:
            self._say("Rien n'a été écrit. Changez de dossier, ou cochez autre chose.", "$muted")

    def _free(self) -> None:
        self._order = None
        self.query_one("#export-lists").disabled = self.query_one(Line).disabled = False

    @on(Exported)
    def _done(self, event: Exported) -> None:
        event.stop()
        self.dismiss(event)

    def action_close(self) -> None:
        """Close; while papers are written, stop after the one under way."""
        if self._order is None:
            self.dismiss(None)
        else:
            self._order.stop.set()
            self._say("Arrêt après le papier en cours…", "$warning")

    def on_unmount(self) -> None:
        """The app is left: no further paper."""
        if self._order is not None:
            self._order.stop.set()
