"""What answers are laid out in: typed models of dialogs/outline.yaml (the document to write) and dialogs/cerfa.yaml (the official form)."""

from typing import Literal

from assistant.strict import Strict


class Advice(Strict, frozen=True):
    """A writing advice and the section that gives it."""

    text: str
    section: str


class Block(Strict, frozen=True):
    """A piece of an outline: shown answers, a table of `facts`, cards of a repeat, a table of a repeat, a text, or a picture.

    `title` heads it, `caption` names its table. Cards may go `by` a choice of theirs; with `whole`, a choice that no card has, but
    for those apart, is a gap; a card ends with the rows of another repeat (`cites`) that its answers name. A table that goes `by` a
    choice has a line for each: the names of its rows, and their sums. The `picture` is one of the budget that papers.yaml describes.
    """

    title: str = ""
    show: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    caption: str = ""
    picture: Literal["", "years", "groups"] = ""
    each: str = ""
    by: str = ""
    whole: bool = False
    cites: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    text: str = ""
    when: str = ""


class OutlineChapter(Strict, frozen=True):
    """A chapter of the outline, with what the call asks there."""

    title: str
    blocks: tuple[Block, ...]
    asks: str = ""
    sections: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()


class Summary(Strict, frozen=True):
    """The page that sums a project up."""

    title: str
    blocks: tuple[Block, ...]


class Outline(Strict, frozen=True):
    """The outline of the application document; `cover` are the questions answered on its first page, which it has then."""

    title: str
    chapters: tuple[OutlineChapter, ...]
    intro: str = ""
    cover: tuple[str, ...] = ()
    summary: Summary | None = None


class Field(Strict, frozen=True):
    """A field of an official form: the answer at `show`, a `text` with expressions, or a `blank` to fill by hand.

    With `when`, the field only stands in the files for which it is true. A `blank` gives way to what the budget's `accounts` hold.
    With `column`, `show` is a repeat, of which the field holds this answer row by row.
    """

    label: str
    show: str = ""
    text: str = ""
    blank: str = ""
    checked: bool = True
    note: str = ""
    when: str = ""
    column: str = ""
    accounts: tuple[str, ...] = ()


class Frame(Strict, frozen=True):
    """A frame of an official form."""

    number: str
    title: str
    fields: tuple[Field, ...]


class Form(Strict, frozen=True):
    """The frames of an official form that are to be filled, and the form's own words for its parts.

    `frame_word` and `field_word` name a frame and a field; `unchecked` marks a field whose label is to be compared (`checked`).
    """

    title: str
    frames: tuple[Frame, ...]
    intro: str = ""
    frame_word: str = "Cadre"
    field_word: str = "Champ du formulaire"
    unchecked: str = "libellé à vérifier sur le formulaire officiel"
