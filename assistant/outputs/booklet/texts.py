"""What the texts say, restated, and what is answered from them, for the booklet; one item each."""

from collections.abc import Iterator

from assistant.library import Entry, Library, Section, Silence
from assistant.outputs.booklet.item import Grid, Item, sources, to_compare
from assistant.outputs.checklist import Cite

_ASKED = 3
"""How many typical questions are shown with an answer."""


def passage(section: Section, cite: Cite) -> Item:
    """A section as it is restated."""
    lines = tuple(f"{unit.mark} {unit.text}".removeprefix("- ").strip() for unit in section.units)
    told = (to_compare(section.id, (), cite), "Reformulation montrée aux personnes :", lines)
    return Item("passage", section.id, section.title, told, section.id)


def answer(entry: Entry, cite: Cite) -> Item:
    """An answer with its source."""
    parts = (f"Réponse : {entry.answer}", *_more(entry.questions), *sources((entry.section, *entry.also), cite))
    return Item("réponse", entry.id, _asked(entry.questions), parts, entry.section)


def silence(told: Silence, cite: Cite) -> Item:
    """What is answered where the texts say nothing."""
    parts = (f"Réponse : {told.says} {told.nearby}".rstrip(), *_more(told.questions), *sources(told.sections, cite))
    return Item("silence", told.id, _asked(told.questions), parts, told.sections[0] if told.sections else "")


def _asked(questions: tuple[str, ...]) -> str:
    return f"« {questions[0]} »" if questions else "sans question type"


def _more(questions: tuple[str, ...]) -> tuple[str, ...]:
    """The next typical questions, and how many others lead to the same answer."""
    shown = [f"« {question} »" for question in questions[1:_ASKED]]
    left = len(questions) - 1 - len(shown)
    if not shown:
        return ()
    return (f"Aussi demandé : {', '.join(shown)}{f', et de {left} autres façons' if left > 0 else ''}.",)


def acronyms(library: Library) -> Iterator[Item]:
    """The acronyms that the assistant knows, and what it holds them for."""
    known = library.lexicon.acronyms
    if known:
        grid = Grid(("Sigle", "Ce que l'assistant lui fait dire"), tuple((acronym.short, acronym.long) for acronym in known))
        yield Item("sigle", "sigles", "les sigles que l'assistant reconnaît dans une question, dans les deux sens", (grid,))
