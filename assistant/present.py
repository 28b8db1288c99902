"""What the terminal prints of answers and sections: plain text, French typography, nothing that acts on a terminal."""

from collections.abc import Iterable

from assistant.answering import Answer
from assistant.console import wrap
from assistant.passages import Passage
from assistant.search import Engine
from assistant.telling import NOTHING, UNCERTAIN, UNSURE, paragraphs, worth_telling

_CAVEAT = "reformulation : le texte officiel fait foi."


def render_answer(answer: Answer, engine: Engine, width: int) -> str:
    """An answer as lines of at most `width` characters: the short answer, its passage and place, then what else bears on it."""
    parts: list[str] = []
    if answer.understood:
        parts.append(f"(Vous parlez de : {answer.understood}.)")
    if mended := worth_telling(answer.mended):
        parts.append("(Compris : " + ", ".join(f"« {meant} » pour « {typed} »" for typed, meant in mended) + ".)")
    if answer.status == "answered":
        if answer.confidence < UNSURE:
            parts.append(UNCERTAIN)
        parts.extend(part for asked, said in answer.halves for part in (f"« {asked} »", *_said(said)))
        parts.extend(() if answer.halves else _said(answer.answer or ""))
        if answer.notice:
            parts.append(f"Attention : {answer.notice}")
        parts.extend(_quote(passage, engine) for passage in answer.passages[: answer.proved])
        if others := answer.passages[answer.proved :]:
            parts.append("Voir aussi :\n" + _places(others, engine))
    else:
        parts.extend(_said(answer.answer or NOTHING[answer.status]))
        if answer.related:
            parts.append("Au plus près dans les textes :\n" + _places(answer.related, engine))
    if answer.suggestions:
        parts.append("Vous pouvez demander :\n" + "\n".join(f"- {question}" for question in answer.suggestions))
    return "\n\n".join(wrap(part, width) for part in parts if part)


def render_section(engine: Engine, section: str, width: int) -> str:
    """A whole section as lines of at most `width` characters, with where it stands. Raises KeyError for an unknown id."""
    found = engine.section(section)
    lines = [f"{found.title}"]
    heading = ""
    for unit in found.units:
        if unit.heading != heading:
            heading = unit.heading
            lines.append(f"\n{heading}")
        lines.append(f"{unit.mark} {unit.text}".strip())
    return wrap("\n".join([*lines, "", f"{engine.library.place(section)} ; {_CAVEAT}"]), width)


def _said(text: str) -> list[str]:
    """The fact by itself, then what completes it as a list."""
    first, others = paragraphs(text)
    return [first, "À savoir aussi :\n" + "\n".join(f"- {other}" for other in others)] if others else [first]


def _places(passages: Iterable[Passage], engine: Engine) -> str:
    return "\n".join(f"- {engine.library.place(passage.section)}" for passage in passages)


def _quote(passage: Passage, engine: Engine) -> str:
    quoted = "\n".join(f"| {line}" for line in passage.text.split("\n"))
    return f"{quoted}\n{engine.library.place(passage.section)} ; {_CAVEAT}"
