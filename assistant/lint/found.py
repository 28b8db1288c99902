"""The typical questions, asked: each must find the section of its own entry first, each silence must be kept."""

from collections.abc import Callable, Iterator

from assistant.indexing import build
from assistant.left_out import LeaveOneOut
from assistant.library import Entry, Library, Silence

FAR = 1.4
"""How many times as high as the right section's score another's must be, for a question left out, to be worth a remark."""
Tell = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def remarks(library: Library, left_out: bool, tell: Tell | None = None) -> Iterator[str]:
    """Questions that lose when asked as they are written or, with `left_out`, that are lost by far without themselves.

    A hundred questions a second, half of it with `left_out`.
    """
    engine = LeaveOneOut(build(library))
    sources: list[Entry | Silence] = [*library.entries, *library.silences]
    whole = engine.count * (2 if left_out else 1)
    done = 0
    for source in sources:
        for question in source.questions:
            done += 1
            if tell and done % 100 == 0:
                tell(done, whole)
            yield from _as_written(engine, source, question)
    if left_out:
        for trial in engine.trials(engine.of_entries(), decide=False):
            done += 1
            if tell and done % 100 == 0:
                tell(done, whole)
            if trial.lead > FAR:
                first = trial.scores[0][1]
                yield (
                    f"index/, {_name(trial.source)} : sans la question « {trial.question} », la section « {first} » passe "
                    "loin devant la sienne ; donnez-lui d'autres questions de ce genre, ou déplacez-la"
                )


def _as_written(engine: LeaveOneOut, source: Entry | Silence, question: str) -> Iterator[str]:
    where = f"index/, {_name(source)} : la question « {question} »"
    answer = engine.ask(question)
    if isinstance(source, Silence):
        if answer.status == "answered":
            yield f"{where} reçoit une réponse, de la section « {answer.passages[0].section} »"
        return
    first = engine.ranked(question, limit=1)
    if first and first[0] not in (source.section, *source.also):
        yield f"{where} donne d'abord la section « {first[0]} », et non « {source.section} »"
    elif answer.status != "answered":
        yield f"{where} est refusée"


def _name(source: Entry | Silence) -> str:
    return f"{'la réponse' if isinstance(source, Entry) else 'le silence'} « {source.id} »"
