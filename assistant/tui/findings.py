"""A finding told in full, and how far a severity is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from assistant.french import NBSP
from assistant.tui.hanging import Hanging
from assistant.tui.reader.book import Citation
from assistant.tui.reader.cite import linked, passage_of
from assistant.tui.words import COLON, COLORS, SIGNS, brief, cut, fr, lines, where

if TYPE_CHECKING:
    from assistant.clashes import Clash
    from assistant.library import Library
    from assistant.rules import Finding
    from assistant.script import Status


def severity_line(title: str, statuses: "Sequence[Status]") -> Hanging:
    """A severity at the head of its findings: how many are done, as a bar and in figures, and what the others are, by their signs."""
    done = sum(status in {"met", "not_applicable"} for status in statuses)
    width = 8
    full = done * width // len(statuses)
    sign = Content.assemble(("█" * full, "$success"), ("░" * (width - full), "$muted"), (f" {done}/{len(statuses)} ", "$muted"))
    rest = Content("")
    known: Status
    for known in ("failed", "missing", "to_verify"):
        if count := statuses.count(known):
            rest += Content.styled(f"  {SIGNS[known]}{NBSP}{count}", f"{COLORS[known]} bold")
    return Hanging((sign, Content.styled(title, "bold $primary") + rest))


def finding_detail(
    finding: "Finding",
    library: "Library | None",
    mends: str = "",
    citation: Citation | None = None,
    lift: str = "",
    also: bool = True,
) -> Content:
    """All about a finding: status, reason, mend, the question to go to for that (`mends`, its path), what would lift it (`lift`), the
    passage that asks for it and where it stands; the other sections that bear on it are named when `also`."""
    from assistant.outputs.checklist import label

    goes = Style.from_meta({"@click": f"app.goto({mends!r})"}) if mends else None
    called = label(finding.severity, finding.status)
    first = citation or Citation(finding.section)
    others = () if not also or finding.status in {"met", "not_applicable"} else finding.also
    places = [(finding.section, first), *((section, Citation(section)) for section in others)]
    cited = brief(passage_of(library, first), 400) if library else ""
    return lines(
        Content.assemble(
            (f"{SIGNS[finding.status]} {called}", f"{COLORS[finding.status]} bold"),
            COLON,
            cut(_once(finding.message, called)),
        ),
        Content.assemble(("→ ", "bold"), cut(finding.fix)) if finding.fix else None,
        Content.styled(fr("Entrée : aller à la question"), "$primary").stylize(goes) if goes else None,
        Content.assemble(("⇄ ", "$accent bold"), cut(fr(lift))) if lift else None,
        *(linked(Content.styled(fr(where(library, section)), "$muted italic"), place) for section, place in places if library),
        (f"«{NBSP}{cited}{NBSP}»", "$muted") if cited else None,
    )


def stopped(finding: "Finding", library: "Library | None", citation: Citation) -> Content:
    """What an answer has just broken, or made doubtful: the rule, why, how to mend it, the passage and where it stands."""
    head = (fr(f"Règle bloquante : {finding.title}"), "bold")
    return lines(head, finding_detail(finding, library, citation=citation, also=False))


def clashing(clash: "Clash", places: "Sequence[tuple[str, str]]", more: bool) -> Content:
    """Answers that have just come to disagree: what is said of them, and where the others are (paths and names); `more` when others
    disagree too that are not told."""
    names = Content(", ").join(
        Content.styled(fr(f"« {name} »"), "$primary").stylize(Style.from_meta({"@click": f"app.goto({path!r})"}))
        for path, name in places
    )
    parts = [Content.assemble(("⚠ ", "$warning bold"), cut(clash.message))]
    if places:
        parts.append(Content.assemble((fr("Voir : "), "$muted"), names))
    if more:
        parts.append(Content.styled(fr("D'autres réponses ne s'accordent plus : F4, la liste de contrôle."), "$muted"))
    return Content(" ").join(parts)


def freed(finding: "Finding") -> Content:
    """That an answer has lifted what another one had broken; `finding` is how it stands now."""
    told = "La règle est respectée" if finding.status == "met" else "Plus rien ne l'enfreint"
    return Content.assemble((f"{SIGNS['met']} ", "$success bold"), fr(f"{told} : "), (fr(finding.title), "bold"))


def _once(message: str, label: str) -> str:
    """A reason that begins with the words of its status, without them: these are said already."""
    said = fr(f"{label} : ")
    return message[len(said) :] if message.startswith(said) else message
