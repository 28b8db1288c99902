"""What is to be copied in the forms, piece by piece: the blocks of the online form, the fields of the official one."""

from dataclasses import dataclass

from assistant.outputs.model import Callout, Heading, Paper, Paragraph, plain
from assistant.outputs.outline import Filled
from assistant.outputs.told import GAP


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
    """The fields of the official form; one whose label was not compared with the form says so (`unchecked`)."""
    return tuple(
        Clip(
            form=f"{title} › {filled.frame}",
            title=filled.label,
            text=filled.value,
            lacks=(filled.label,) if filled.missing else (),
            note=" ; ".join(filter(None, (filled.why, filled.note, "" if filled.checked else unchecked))),
        )
        for filled in fields
    )
