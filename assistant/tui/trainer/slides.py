"""What each view of the room shows: styled text, made from the engine's data; nothing in it acts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.visual import VisualType

from assistant.french import count, date_long
from assistant.masking import COVERED
from assistant.telling import UNCERTAIN
from assistant.text import clean
from assistant.tui import words
from assistant.tui.columns import Columns
from assistant.tui.hanging import Hanging
from assistant.tui.words import CAVEAT, COLON, COLORS, SIGNS, capital, cut, fr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.bearing import Bearing
    from assistant.courses import Course, Item, Remember, Step
    from assistant.library import Library
    from assistant.rules import Finding
    from assistant.sittings import Asked, Sitting, Worked
    from assistant.training import Board, Told
    from assistant.tui.reader.book import Citation

_EYES = {
    "seen": ("✓ La salle l'avait vu", "$success bold"),
    "some": ("~ Une partie de la salle l'avait vu", "$accent bold"),
    "missed": ("· Personne ne l'avait vu", "$warning bold"),
}


class Piece(NamedTuple):
    """A part of a slide: its look (a class of the style sheet), and what it shows."""

    kind: str
    shown: VisualType


class Quote(NamedTuple):
    """A passage, where it stands, and how the reader is opened there."""

    text: str
    place: str
    citation: "Citation"


Hide = Callable[[str], str]


def _hidden(text: str, hide: Hide, longest: int = 1500) -> str:
    """A text as the room may see it: names are looked for as they were typed, and in the whole of it."""
    return cut(hide(clean(text)), longest)


def talk(step: "Step", course: "Course", present: int) -> list[Piece]:
    """The opening of a step."""
    pieces = [Piece("title", Content.styled(fr(step.title), "bold $primary"))]
    if step.room:
        pieces.append(Piece("text", Content(fr(step.room))))
    if step is course.steps[0] and course.aim:
        pieces.append(Piece("text", Content.styled(fr(course.aim), "$muted")))
    if step is course.steps[0]:
        pieces.append(Piece("list", plan(course, 0)))
        people = f"Participants : {present}." if present else "Participants : non comptés (H pour les compter)."
        pieces.append(Piece("text", Content.styled(fr(people), "$muted")))
    return pieces


def plan(course: "Course", current: int) -> Hanging:
    """The steps of a plan, the current one marked."""
    rows = []
    for number, step in enumerate(course.steps):
        minutes = f"{step.minutes} min" if step.minutes else ""
        sign = Content.assemble(("▸ " if number == current else "  ", "$primary bold"), (f"{minutes:>6}  ", "$accent"))
        rows.append((sign, Content.styled(fr(step.title), "bold" if number == current else "")))
    return Hanging(*rows)


def notes(step: "Step") -> Content:
    """What the trainer does and says."""
    lines: list[tuple[str, str] | Content] = [(fr("Notes de l'animation"), "bold $accent")]
    lines += [Content.assemble(("• ", "$accent"), fr(line)) for line in step.does]
    if step.says:
        lines.append(Content.assemble((fr("À dire : "), "bold"), (fr(f"« {step.says} »"), "italic")))
    if len(lines) == 1:
        lines.append((fr("Cette étape n'a pas de notes."), "$muted"))
    return words.lines(*lines)


def case(worked: "Worked", board: "Board", told: "Sequence[Told]", hide: Hide, masked: bool, summed: bool) -> list[Piece]:
    """The case before the vote: what the room may know, then the answers, or a summary of them when it is `summed` up; what masking
    covers is said when they are `masked`."""
    from assistant.training import brief, unjudged

    shown = worked.shown >= len(board.gaps)
    title = worked.case.title if shown and worked.case.story else board.name or worked.case.title
    story = worked.case.story if shown and worked.case.story else worked.case.setting
    kind = "Cas fictif, jugé" if worked.case.scenario else "Dossier jugé"
    pieces = [
        Piece("title", Content.styled(_hidden(title, hide, 200), "bold $primary")),
        Piece("date", Content.styled(fr(f"{kind} comme si l'on était le {date_long(worked.case.day)}."), "$accent bold")),
    ]
    if masked:
        pieces.append(Piece("text", Content.styled(fr(COVERED), "$muted")))
    if story:
        pieces.append(Piece("text", Content(_hidden(story, hide))))
    if worked.case.scenario and not shown:
        told = unjudged(told, board.dossier.script)
    if summed:
        told = brief(told, board)
    pieces += _answers(told)
    if summed:
        pieces.append(
            Piece("text", Content.styled(fr("Résumé de ce qui touche aux lignes du vote. V : tout le dossier."), "$muted"))
        )
    return pieces


def _answers(told: "Iterable[Told]") -> list[Piece]:
    """The answers of a file, under their chapters and the names of their rows."""
    pieces: list[Piece] = []
    rows: list[tuple[Content, Content]] = []

    def flush() -> None:
        if rows:
            pieces.append(Piece("answers", Columns(*rows)))
            rows.clear()

    for line in told:
        if line.kind in {"chapter", "row"}:
            flush()
            pieces.append(Piece(line.kind, Content(capital(cut(line.label, 200)))))
        else:
            said = (cut(line.said, 1500), "bold" if line.kind == "answer" else "$warning bold")
            sign = Content.styled("▪ ", "$muted") if line.kind == "answer" else Content.styled("☐ ", "$warning bold")
            rows.append((sign, Content.assemble((capital(fr(line.label)), "$muted"), COLON, said)))
    flush()
    return pieces


def findings(board: "Board") -> list[Piece]:
    """Before the first finding: how many there are to discover."""
    many = f"{len(board.gaps)} constats à découvrir, du plus grave au moins grave."
    told = many if len(board.gaps) > 1 else "Un constat à découvrir." if board.gaps else "Voyons ce que dit l'assistant."
    return [
        Piece("title", Content.styled(fr("Les constats"), "bold $primary")),
        Piece("text", Content(fr(f"{told} Espace : continuer."))),
    ]


def finding(found: "Finding", number: int, board: "Board", sitting: "Sitting", hide: Hide, quote: Quote) -> list[Piece]:
    """A finding: what is wrong, how to mend it, the passage, and whether the room had seen it."""
    from assistant.outputs.handout import label
    from assistant.training import eye

    worked = sitting.case
    hands = worked.hands.get(found.requirement, 0) if worked else 0
    said, style = _EYES[eye(hands, sitting.present)]
    raised = count(hands, "main levée", "mains levées") + (f" sur {sitting.present}" if sitting.present else "")
    head = Content.assemble(
        (fr(f"Constat {number} sur {len(board.gaps)}  "), "$muted"),
        (f"{SIGNS[found.status]} {fr(label(found))}", f"{COLORS[found.status]} bold"),
    )
    pieces = [
        Piece("date", head),
        Piece("title", Content.styled(fr(found.title), "bold $primary")),
        Piece("text", Content(_hidden(found.message, hide))),
    ]
    if found.fix:
        pieces.append(Piece("text", Content.assemble(("→ ", "bold $success"), _hidden(found.fix, hide))))
    pieces.append(_passage(quote))
    pieces.append(Piece("eye", Content.assemble((fr(said), style), (fr(f"  ({raised})"), "$muted"))))
    return pieces


def quoted(library: "Library", section: str, passage: "Bearing") -> Quote:
    """A passage of a section."""
    from assistant.tui.reader.book import Citation

    return Quote(passage.text, words.where(library, section), Citation(section, passage.first, passage.last))


def _passage(quote: Quote) -> Piece:
    from assistant.tui.reader.cite import linked

    place = Content.styled(f"{fr(quote.place)} – {fr(CAVEAT)}", "$muted italic")
    return Piece("passage", words.lines(linked(place, quote.citation), fr(quote.text)))


def verdict(board: "Board", sitting: "Sitting", hide: Hide) -> list[Piece]:
    """After the last finding: the verdict, what the room saw, what was in order, the story with its moral."""
    from assistant.outputs.checklist import VERDICTS
    from assistant.outputs.handout import label
    from assistant.training import eye

    worked = sitting.case
    assert worked is not None
    # No ✓: it says elsewhere, and below, that a rule is met.
    signs = {"seen": "●", "some": "◐", "missed": "○"}
    rows = []
    for found in board.gaps:
        saw = eye(worked.hands.get(found.requirement, 0), sitting.present)
        sign = Content.styled(f"{signs[saw]} ", _EYES[saw][1])
        rows.append((sign, Content(fr(f"{found.title} ({label(found).lower()})"))))
    pieces = [Piece("title", Content.styled(fr(f"Résultat : dossier {VERDICTS[board.report.verdict]}."), "bold $primary"))]
    if worked.corrected:
        pieces.append(Piece("eye", Content.assemble((fr("Après correction avec la salle : "), "bold"), fr(worked.corrected))))
    if rows:
        pieces.append(Piece("answers", Hanging(*rows)))
        pieces.append(Piece("text", Content.styled(fr("● vu par la salle   ◐ vu par une partie   ○ pas vu"), "$muted")))
    traps = [found for found in board.sound if worked.hands.get(found.requirement)]
    if traps:
        pieces.append(Piece("row", Content(fr("Ce qui semblait faux, et qui était en règle"))))
        pieces.append(Piece("answers", Hanging(*((Content.styled("✓ ", "$success bold"), Content(fr(f.title))) for f in traps))))
    if board.left:
        told = count(len(board.left), "autre point à revoir n'était", "autres points à revoir n'étaient")
        gives = "le donne" if len(board.left) == 1 else "les donne"
        pieces.append(Piece("text", Content(fr(f"{told} pas dans le vote : le document à distribuer {gives}."))))
    if worked.case.story:
        pieces.append(Piece("row", Content(fr("L'histoire"))))
        pieces.append(Piece("text", Content(_hidden(worked.case.story, hide))))
    return pieces


def correction(item: "Item", quote: Quote | None) -> list[Piece]:
    """Why the answer to a question of the quiz is the right one, and the passage that says it."""
    why = Piece("text", Content(fr(item.explanation)))
    return [why, _passage(quote)] if quote else [why]


def end(sitting: "Sitting", taken: "Sequence[Remember]", place: Callable[[str], str], written: str) -> list[Piece]:
    """What is `taken` away; `written` says where the handout is ("" while there is none)."""
    done = [
        (len(sitting.worked), "cas travaillé", "cas travaillés"),
        (sum(quizzed.shown for quizzed in sitting.quizzed), "question de quiz corrigée", "questions de quiz corrigées"),
        (len(sitting.questions), "question posée aux textes", "questions posées aux textes"),
    ]
    told = ", ".join(count(number, one, many) for number, one, many in done if number) or "rien pour l'instant"
    pieces = [
        Piece("title", Content.styled(fr("Ce qu'on emporte"), "bold $primary")),
        Piece("text", Content(fr(f"Dans cette séance : {told}."))),
    ]
    if written:
        pieces.append(Piece("text", Content.styled(f"✓ {fr(written)}", "$success bold")))
    if taken:
        rows = [
            (Content.styled("▪ ", "$accent bold"), words.lines(fr(item.text), (fr(place(item.section)), "$muted italic")))
            for item in taken
        ]
        pieces.append(Piece("answers", Hanging(*rows)))
    pieces.append(Piece("text", Content.styled(fr("^G : écrire le document à distribuer."), "$accent bold")))
    return pieces


def nothing(text: str) -> list[Piece]:
    """A view that has nothing to show yet, and what to do."""
    return [Piece("text", Content.styled(fr(text), "$muted"))]


def withdrawing(number: int, one: "Asked") -> Content:
    """What takes a question out of what is handed out, or puts it back, by a click."""
    told = "retirée du document : la remettre" if one.withdrawn else "× retirer du document"
    return Content.styled(fr(told), "$accent").stylize(
        Style.from_meta({"@click": f"screen.withdraw({number}, {not one.withdrawn})"})
    )


def asked(past: "Iterable[tuple[int, Asked]]") -> list[Piece]:
    """The questions that were asked already with their numbers, the latest last."""
    rows = [
        (
            Content.styled("› ", "$accent bold"),
            words.lines(
                Content.assemble(
                    (cut(one.question, 300), "$muted" if one.withdrawn else "bold"), "   ", withdrawing(number, one)
                ),
                (f"⚠ {fr(UNCERTAIN)}", "$warning") if one.doubtful else None,
                (cut(one.answer, 400), "$muted"),
            ),
        )
        for number, one in past
    ]
    head = Piece("title", Content.styled(fr("Les questions de la salle"), "bold $primary"))
    hint = "Tapez la question telle qu'elle vient : la réponse cite le passage et la page."
    return [head, Piece("answers", Hanging(*rows))] if rows else [head, *nothing(hint)]


def place_of(library: "Library") -> Callable[[str], str]:
    """Where a section stands."""
    return lambda section: words.where(library, section)
