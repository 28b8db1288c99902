"""What is to be copied in the forms, piece by piece: the blocks of the online form, the fields of the official one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.french import typography
from assistant.outputs.form import Filled
from assistant.outputs.model import Callout, Heading, Paper, Paragraph, plain
from assistant.outputs.told import GAP

WHOLE = "Le cadre en entier"


@dataclass(frozen=True)
class Clip:
    """A piece to copy: the form and the block or field that it goes to, its text ("" when there is none), what it lacks.

    `note` says what to know of it, or why there is nothing to copy.
    """

    form: str
    title: str
    text: str = ""
    lacks: tuple[str, ...] = ()
    note: str = ""

    @property
    def state(self) -> str:
        """« rempli », « incomplet », « manquant », or « à la main » where the assistant has nothing to say."""
        if self.lacks:
            return "incomplet" if self.text else "manquant"
        return "rempli" if self.text else "à la main"


def of_online(paper: Paper) -> tuple[Clip, ...]:
    """The blocks of the online form, as its paper has them."""
    found: list[Clip] = []
    for block in paper.blocks:
        match block:
            case Heading():
                found.append(Clip(paper.title, block.text))
            case Paragraph(pasted=True) if found:
                last = found[-1]
                found[-1] = Clip(last.form, last.title, "\n\n".join(filter(None, (last.text, plain(block.text)))))
            case Callout(role="gap") if found:
                last = found[-1]
                found[-1] = Clip(last.form, last.title, last.text, (_lacking(plain(block.text)),))
            case _:
                pass
    return tuple(found)


def _lacking(words: str) -> str:
    return words.removeprefix(GAP).lstrip("\u00a0: ").rstrip(".")


def of_form(title: str, fields: tuple[Filled, ...], unchecked: str) -> tuple[Clip, ...]:
    """Each frame of the official form whole, then field by field; one whose label was not compared with the form says so."""
    return tuple(
        clip for frame, those in groupby(fields, lambda field: field.frame) for clip in _frame(title, frame, [*those], unchecked)
    )


def _frame(title: str, frame: str, fields: list[Filled], unchecked: str) -> Iterator[Clip]:
    form = f"{title} › {frame}"
    lines = [typography(f"{filled.label} : {filled.value}") for filled in fields if filled.value]
    yield Clip(form, WHOLE, "\n".join(lines), tuple(filled.label for filled in fields if filled.missing))
    for filled in fields:
        notes = (filled.why, filled.note, "" if filled.checked else unchecked)
        lacks = (filled.label,) if filled.missing else ()
        yield Clip(form, filled.label, filled.value, lacks, " ; ".join(filter(None, notes)))
