"""From what the engine gives to what is shown: styled text in French, in which nothing acts and nothing is parsed."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import rich._wrap
from textual.content import Content, Span

from assistant.french import NBSP, typography
from assistant.telling import NOTHING, SILENCE, UNCERTAIN, UNSURE, paragraphs, worth_telling
from assistant.text import clean, fold
from assistant.tui.hanging import Hanging

if TYPE_CHECKING:
    from assistant.answering import Answer
    from assistant.answers import Answer as Reply
    from assistant.dossier import Dossier
    from assistant.interview import Progress, Step
    from assistant.library import Library
    from assistant.rules import Finding, Report
    from assistant.script import Question, Status
    from assistant.tui.news import Extract

# Rich breaks lines at any white space and has no setting for it; French wants « Dossier : » and « 240 000 € » kept whole.
vars(rich._wrap)["re_word"] = re.compile("[^\\S\u00a0\u202f]*[\\S\u00a0\u202f]+[^\\S\u00a0\u202f]*")

COLON = f"{NBSP}: "
"""What stands between two texts that are typeset each by itself."""
CAVEAT = "reformulation ; le texte officiel fait foi"
SIGNS: "dict[Status, str]" = {"failed": "✗", "missing": "☐", "to_verify": "?", "met": "✓", "not_applicable": "–"}
COLORS: "dict[Status, str]" = {
    "failed": "$error",
    "missing": "$warning",
    "to_verify": "$accent",
    "met": "$success",
    "not_applicable": "$muted",
}
STATES = {"given": "✓", "none": "✓", "skipped": "?", "unreadable": "!", "absent": "·"}


@lru_cache(2048)
def fr(text: str) -> str:
    """Our own words, or the campaign's, typeset the French way and harmless."""
    return typography(clean(text))


_ASKS = re.compile(
    r"(c|ces?|cest|est|qu|que|qui|quoi|koi|quels?|quelles?|comment|combien|pourquoi|ou|quand|peut-on|faut-il|doit-on)\b"
)


_TELLS = re.compile(r"[.!;:…]\s|\n")
"""What ends a sentence that is no question, within a text."""
ASKING = "C'est une question ? F2 pour la poser aux textes"
STILL_ASKING = "C'est une question ? F2 la pose aux textes ; Entrée encore la garde comme réponse."


def is_question(text: str) -> bool:
    """Whether a text typed as an answer is rather a question: it ends with « ? » and is more than a word of doubt.

    A text of which only the end asks (« Un jardin. Et après ? ») is none.
    """
    asked = text.strip()
    if not asked.endswith("?") or _TELLS.search(asked):
        return False
    return len(asked.rstrip("? ").split()) > 1 or _ASKS.match(fold(asked)) is not None


def brief(text: str, longest: int = 80) -> str:
    """Somebody's words on one line, typeset for the eye alone, cut when they are long."""
    return _shortened(" ".join(clean(text).split()), longest)


def shortened(text: str, longest: int) -> str:
    """Somebody's words on one line, cut between two words when they are long."""
    line = " ".join(clean(text).split())
    if len(line) <= longest:
        return line
    whole = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return f"{whole.rstrip(' ,;:.–')}…"


def cut(text: str, longest: int = 1500) -> str:
    """Somebody's words with their lines, typeset for the eye alone, cut when they are very long; the file keeps them whole."""
    return _shortened(clean(text), longest)


def _shortened(text: str, longest: int) -> str:
    # Not by `fr`, which remembers: what people write is said once.
    return typography(text if len(text) <= longest else f"{text[: longest - 1]}…")


def lines(*parts: Content | str | tuple[str, str] | None) -> Content:
    """Non-empty parts, one below the other."""
    return Content("\n").join(Content.assemble(part) for part in parts if part)


def marked(text: str, marks: Iterable[tuple[int, int]], proof: Iterable[tuple[int, int]] = ()) -> Content:
    """A passage with its marks highlighted, and what stands around its proof, if any, dimmer; all are offsets in the raw text, which
    typography may shorten. What proves is made of whole lines.
    """
    raw = text.split("\n")
    spans: list[tuple[int, int]] = sorted(marks)
    proving = {start for start, _ in proof}
    shown: list[Content] = []
    start = 0
    for line in raw:
        set_line = fr(line)
        # Where typography changed the length (« ... » to « … »), the offsets no longer hold: keep the raw line.
        kept = set_line if len(set_line) == len(line) else clean(line)
        inside = [(max(a, start) - start, min(b, start + len(line)) - start) for a, b in spans]
        dim = [Span(0, len(kept), "$muted")] if proving and start not in proving else []
        shown.append(Content(kept, dim + [Span(a, b, "bold underline on $mark") for a, b in inside if a < b]))
        start += len(line) + 1
    return Content("\n").join(shown)


# --- the conversation ----------------------------------------------------------------------------------------


def asked(question: str) -> Content:
    """A free question, as its author typed it."""
    return Content.assemble(("Vous  ", "$muted"), (cut(question), "bold"))


def answered(answer: "Answer") -> Content:
    """The short answer, with what must be known of it."""
    mended = ", ".join(f"« {typed} » compris comme « {meant} »" for typed, meant in worth_telling(answer.mended))
    unsure = answer.status == "answered" and answer.confidence < UNSURE
    return lines(
        Content.assemble((fr("Vous parlez de : "), "$muted"), (fr(answer.understood), "$secondary bold"))
        if answer.understood
        else None,
        (fr(mended), "$muted italic") if mended else None,
        ("⚠ " + fr(UNCERTAIN), "$warning") if unsure else None,
        ("∅ " + fr(SILENCE), "$warning") if answer.status == "not_in_texts" else None,
        *(Content.assemble((fr(asked) + "\n", "$muted italic"), _said(said, strong=True)) for asked, said in answer.halves),
        None if answer.halves else _said(answer.answer or NOTHING[answer.status]),
        ("⚠ " + fr(answer.notice), "$warning") if answer.notice else None,
        (fr("Au plus près dans les textes :"), "$muted") if answer.related and answer.status != "answered" else None,
    )


def _said(answer: str, strong: bool = False) -> Content:
    """What is answered: the fact, bold when it is one of several things said, then what completes it."""
    fact, others = paragraphs(answer)
    return lines(Content.styled(fr(fact), "bold" if strong or others else ""), *((fr(other), "$muted") for other in others))


def passage(extract: "Extract") -> Content:
    """Where a passage stands (a click opens it there), its text from what it is quoted for on (it is whole beside, F3), and what our
    wording is worth.
    """
    from assistant.tui.reader.cite import linked

    place = linked(Content.styled(extract.place, "$muted italic"), extract.citation)
    text = extract.text
    if extract.proof > _BEFORE:
        text = Content.assemble(("[…] ", "$muted"), text[extract.proof :])
    return lines(place, text, (fr(f"({CAVEAT})"), "$muted italic"))


_BEFORE = 120
"""How many characters may stand before the proof in a passage of the conversation: two lines of a small window."""


def where(library: "Library", section: str) -> str:
    """Where a section stands; its bare id when the texts do not hold it."""
    try:
        return library.place(section)
    except KeyError:
        return section


def exchange(step: "Step", dossier: "Dossier") -> Content:
    """A question of the dialogue with what was answered."""
    from assistant.wording import row_name

    answer = dossier.reply(step.path)
    row = f"{brief(row_name(step.repeat, dossier, step.row))} – " if step.repeat and step.row is not None else ""
    return lines(
        (row + fr(step.question.label), "$muted"),
        Content.assemble(("→ ", "$success"), (cut(reply(step.question, answer, dossier)), "bold")),
        (fr(f"({cut(answer.note)})"), "$muted italic") if answer.note else None,
    )


def reply(question: "Question", answer: "Reply", dossier: "Dossier") -> str:
    """An answer of the dossier in words."""
    from assistant.french import join
    from assistant.wording import KINDS, display, row_name

    match answer.state:
        case "given" | "none":
            if question.type == "repeat":
                rows = [brief(row_name(question, dossier, row)) for row in range(dossier.rows(question.id) or 0)]
                return join(rows) or question.none or "aucun"
            return display(answer.value, KINDS[question.type], question)
        case "skipped":
            return "je ne sais pas encore"
        case "unreadable":
            return fr(f"{brief(str(answer.raw))} (non compris : {cut(answer.problem)})")
        case _:
            return "sans réponse"


# --- the panes -----------------------------------------------------------------------------------------------


def finding_line(finding: "Finding") -> Hanging:
    """A finding in a list: its sign, then its title."""
    done = finding.status in {"met", "not_applicable"}
    sign = Content.styled(f"{SIGNS[finding.status]} ", f"{COLORS[finding.status]} bold")
    return Hanging((sign, Content.styled(fr(finding.title), "$muted" if done else "")))


def verdict(report: "Report") -> Content:
    """The verdict and the tally, above the checklist."""
    from assistant.outputs.checklist import VERDICTS, tally

    sign = {"inadmissible": "✗", "incomplete": "☐", "to_verify": "?", "complete": "✓"}[report.verdict]
    return lines(
        Content.assemble((fr(f"{sign} Dossier {VERDICTS[report.verdict]}."), "bold")),
        (fr(tally(report)), "$muted"),
    )


def tally(report: "Report", in_words: bool) -> Content:
    """How many of the points that weigh are to mend, to do, to verify; signs with words, or signs alone."""
    from assistant.outputs.checklist import STATUS_LABELS

    shown = Content("")
    for status in ("failed", "missing", "to_verify", "met"):
        known: Status = status
        count = sum(f.status == known and f.severity in {"blocking", "required"} for f in report.findings)
        if count:
            word = f" {STATUS_LABELS[known].lower()}" if in_words else ""
            word += "s" if word and known == "met" and count > 1 else ""
            shown += Content.styled(f"{SIGNS[known]} {count}{word}", COLORS[known]) + ("   " if in_words else "  ")
    return shown


def bar(progress: "Progress", width: int = 8) -> Hanging:
    """A chapter with how far it is."""
    full = round(width * progress.answered / progress.total)
    waiting = round(width * (progress.answered + progress.skipped) / progress.total) - full
    sign = Content.assemble(
        ("█" * full, "$success"),
        ("▒" * waiting, "$accent"),
        ("░" * (width - full - waiting), "$muted"),
        (f" {progress.answered}/{progress.total}".ljust(7), "$muted"),
    )
    skipped = fr(f" ({progress.skipped} à revoir)") if progress.skipped else ""
    return Hanging((sign, Content.assemble((fr(progress.chapter.title), "bold"), (skipped, "$accent"))))


_STATE_COLORS = {"given": "$success", "none": "$success", "skipped": "$accent", "unreadable": "$error", "absent": "$muted"}


def answer_line(step: "Step", state: str, dossier: "Dossier", wrong: "Finding | None") -> Hanging:
    """A question with its answer, in the list of all answers, and what the answer makes fail."""
    color = "$warning" if state == "absent" and step.question.required else _STATE_COLORS[state]
    sign = Content.assemble(
        "    " if step.repeat else "  ", (f"{'✗' if wrong else STATES[state]} ", "$error" if wrong else color)
    )
    said = brief(reply(step.question, dossier.reply(step.path), dossier), 300)
    if state == "absent" and step.question.required:
        said += " (demandé)"
    answered = state in {"given", "none"}
    return Hanging(
        (
            sign,
            lines(
                Content.assemble((capital(fr(step.question.name)), "$muted"), COLON, (said, "bold" if answered else color)),
                (fr(f"{wrong.title} : {wrong.message}"), "$error") if wrong else None,
            ),
        )
    )


def step_line(step: "Step", state: str, current: bool) -> Hanging:
    """A question in the list of all questions."""
    sign = Content.assemble(
        ("▸ " if current else "  ", "$primary bold"),
        "  " if step.repeat else "",
        (f"{STATES[state]} ", _STATE_COLORS[state]),
    )
    return Hanging((sign, Content.styled(capital(fr(step.question.name)), "bold" if current else "")))


def row_line(repeat: "Question", dossier: "Dossier", row: int) -> Hanging:
    """The name of a row, above its questions."""
    from assistant.wording import row_name

    return Hanging((Content("    "), Content.styled(brief(row_name(repeat, dossier, row)), "$secondary italic")))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def reasons(asks: Sequence[str]) -> Hanging:
    """Why a question is asked."""
    return Hanging(*((Content("• "), Content(fr(text))) for text in asks))
