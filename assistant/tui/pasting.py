"""« Copier vers le formulaire »: the blocks and fields of the forms in their order, each copied at a time."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from assistant.french import count, plural
from assistant.text import clean
from assistant.tui.copying import doubt
from assistant.tui.guide import Helped
from assistant.tui.hanging import Hanging
from assistant.tui.keys import Item, KeyLine
from assistant.tui.news import ClipKept
from assistant.tui.ticks import Ticks
from assistant.tui.words import fr, lines

if TYPE_CHECKING:
    from assistant.outputs.clips import Clip
    from assistant.tui.office import Office
    from assistant.tui.session import Session

_SIGNS = {"rempli": ("✓", "$success"), "incomplet": ("◐", "$warning"), "manquant": ("☐", "$error"), "à la main": ("·", "$muted")}
_LARGE = 70_000
"""From so many bytes, terminals leave what is copied out."""
_ASIDE = "Collez pour vérifier. Si rien ne vient : F l'écrit dans un fichier, V le montre en entier."


class Pasting(Helped[None]):
    """The pieces to copy; `copied` keeps which were, by form and title, for the next time the window opens."""

    about = (
        "Vos réponses dans l'ordre du formulaire, un bloc à la fois. Entrée copie celui sous le curseur et passe au suivant : "
        "collez-le dans le formulaire, puis revenez. Si rien ne se colle, F l'écrit dans un fichier, V le montre en entier."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,Q", "close", "Fermer", show=False),
        Binding("c,C", "submit", "Copier, et au suivant", show=False),
        Binding("f,F", "keep", "Écrire dans un fichier", show=False),
        Binding("v,V", "whole", "Voir le texte seul", show=False),
    ]

    def __init__(self, office: "Office", session: "Session", clips: "Sequence[Clip]", copied: set[tuple[str, str]]) -> None:
        super().__init__()
        self._office, self._session, self._clips, self._copied = office, session, clips, copied

    def compose(self) -> ComposeResult:
        """The pieces, the one under the cursor, what became of the last copy, the keys."""
        with Vertical(classes="window -tall", id="pasting"):
            yield Static(markup=False, id="pasting-head")
            yield Ticks(id="clips", markup=False, name="les blocs à copier")
            with VerticalScroll(id="clip", can_focus=False):
                yield Static(markup=False, id="clip-text")
            yield Static(markup=False, id="clip-news")
            keys = KeyLine()
            keys.items = (
                Item("↵", "Copier, et au suivant", "screen.submit"),
                Item("F", "En fichier", "screen.keep", 2),
                Item("V", "En entier", "screen.whole", 3),
                Item("Échap", "Fermer", "screen.close"),
            )
            yield keys

    def on_mount(self) -> None:
        """Begin with the first piece that was not copied."""
        self._draw()
        waiting = [index for index, clip in enumerate(self._clips) if clip.text and self._key(clip) not in self._copied]
        self._go(waiting[0] if waiting else 0)
        self.query_one(Ticks).focus()
        self._say(f"{self._doubt} {_ASIDE}".strip(), "$warning" if self._doubt else "$muted")

    @property
    def _doubt(self) -> str:
        return doubt(os.environ, self.app.is_web)

    def _key(self, clip: "Clip") -> tuple[str, str]:
        return clip.form, clip.title

    def _draw(self) -> None:
        states = [clip.state for clip in self._clips]
        done = sum(self._key(clip) in self._copied for clip in self._clips)
        counts = [(states.count(state), state, *signed) for state, signed in _SIGNS.items()]
        told = [
            Content.styled(f"{sign} {number} {plural(number, state, f'{state}s')}", colour)
            for number, state, sign, colour in counts
        ]
        tally = Content("   ").join([*told[:3], Content.styled(f"→ {count(done, 'copié', 'copiés')}", "$success")])
        head = lines((fr("Copier vers le formulaire"), "bold $primary"), tally)
        self.query_one("#pasting-head", Static).update(head)
        rows: list[tuple[str, Content | Hanging]] = []
        form = ""
        for index, clip in enumerate(self._clips):
            if clip.form != form:
                form = clip.form
                rows.append(("", Content.styled(fr(form), "$secondary bold")))
            sign, colour = _SIGNS[clip.state]
            mark = ("  → copié", "$success") if self._key(clip) in self._copied else ""
            state = "" if clip.state == "rempli" else (f"  {clip.state}", colour)
            title = Content.assemble(fr(clip.title), state, mark)
            rows.append((str(index), Hanging((Content.styled(f"  {sign} ", colour), title))))
        self.query_one(Ticks).draw(rows)

    def _go(self, index: int) -> None:
        ticks = self.query_one(Ticks)
        ticks.highlighted = ticks.get_option_index(str(index))

    @property
    def _here(self) -> "tuple[int, Clip] | None":
        option = self.query_one(Ticks).highlighted_option
        return (int(option.id), self._clips[int(option.id)]) if option and option.id else None

    @on(OptionList.OptionHighlighted, "#clips")
    def _moved(self) -> None:
        here = self._here
        if here is None:
            return
        clip = here[1]
        parts: list[Content] = [Content(clean(clip.text))] if clip.text else []
        if clip.lacks:
            parts.append(Content.styled(fr(f"Manque : {', '.join(clip.lacks)}."), "$error"))
        if clip.note:
            parts.append(Content.styled(fr(clip.note), "$muted"))
        self.query_one("#clip-text", Static).update(Content("\n\n").join(parts))
        self.query_one("#clip").scroll_home(animate=False)

    def _say(self, text: str, style: str) -> None:
        self.query_one("#clip-news", Static).update(Content.styled(fr(text), style))

    def _with_text(self) -> "tuple[int, Clip] | None":
        """The piece under the cursor; when it has no text, why is said."""
        here = self._here
        if here is None or here[1].text:
            return here
        lacking = "il manque une réponse" if here[1].lacks else "ce champ se remplit à la main"
        self._say(f"Rien à copier ici : {lacking}.", "$warning")
        return None

    @on(Ticks.Ticked)
    def action_submit(self) -> None:
        """Copy the piece under the cursor, and go to the next one that has a text."""
        if (here := self._with_text()) is None:
            return
        index, clip = here
        self.app.copy_to_clipboard(clip.text)
        self._copied.add(self._key(clip))
        self._draw()
        after = [number for number in range(index + 1, len(self._clips)) if self._clips[number].text]
        self._go(after[0] if after else index)
        long = "Ce bloc est très long : beaucoup de terminaux n'en copient pas tant." if len(clip.text.encode()) > _LARGE else ""
        why = " ".join(filter(None, (long, self._doubt)))
        sent = f"Envoyé au presse-papiers : « {clip.title} », {count(len(clip.text), 'caractère', 'caractères')}."
        end = "" if after else " C'était le dernier."
        self._say(f"{sent}{end} {f'{why} ' if why else ''}{_ASIDE}", "$warning" if why else "$success")

    def action_keep(self) -> None:
        """Write the piece to a file of its own."""
        if here := self._with_text():
            self._office.keep_clip(self, self._session, here[1].title, here[1].text)

    @on(ClipKept)
    def _kept(self, event: ClipKept) -> None:
        self._say(f"Écrit dans « {clean(str(event.path))} ».", "$success")

    def action_whole(self) -> None:
        """Show the piece alone, for the terminal's own selection."""
        if here := self._with_text():
            self.app.push_screen(Whole(here[1].text))

    def action_close(self) -> None:
        """Back to the dossier."""
        self.dismiss(None)


class Whole(Helped[None]):
    """A text alone on the screen, from its edge, so that the terminal can select nothing but it."""

    about = (
        "Le texte seul, pour le sélectionner et le copier avec votre terminal, quand il refuse que l'application copie : "
        "souris et Maj ensemble (⌥ sur Mac)."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,Q,v,V", "close", "Revenir", show=False)]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, then how to select it."""
        with VerticalScroll(id="whole", name="le texte seul"):
            yield Static(Content(clean(self._text)), markup=False)
        keys = KeyLine(id="whole-keys")
        keys.items = (
            Item("Échap", "Revenir", "screen.close"),
            Item("", fr("Souris + Maj (⌥ sur Mac) : sélectionner"), "screen.close", 2),
        )
        yield keys

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss(None)
