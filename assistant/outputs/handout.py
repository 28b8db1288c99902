"""The record of a training session, to be handed out: what was asked, what was found, what is to be remembered. No name in it."""

from assistant import french
from assistant.bearing import Bearing, bearing
from assistant.courses import Courses
from assistant.french import count, typography
from assistant.library import LEFT_OUT, Library
from assistant.masking import Mask
from assistant.outputs import checklist
from assistant.outputs.checklist import CAVEAT, VERDICTS, Cite
from assistant.outputs.model import Draft, Paper, Words, em, quiet, strong, text
from assistant.rules import Finding, Rulebook
from assistant.script import Script
from assistant.sittings import Quizzed, Sitting, Worked
from assistant.telling import SILENCE, UNCERTAIN
from assistant.training import Board, board, eye, takeaways

_EYES = {"seen": "la salle l'avait vu", "some": "une partie de la salle l'avait vu", "missed": "personne ne l'avait vu"}


def handout(sitting: Sitting, courses: Courses, rulebook: Rulebook, library: Library, cite: Cite) -> Paper:
    """The record of a session; what its trainer hides stays hidden."""
    script, course = rulebook.script, courses.plan(sitting.course)
    draft = Draft()
    people = f" Participants : {sitting.present}." if sitting.present else ""
    draft.paragraph(f"{course.title}, {french.date_long(sitting.began)}.{people} {course.aim}".strip())
    for worked in sitting.worked:
        _case(draft, worked, board(worked.case, rulebook), sitting, library, cite)
    _quiz(draft, sitting, courses, library, cite)
    _asked(draft, sitting)
    if taken := takeaways(sitting, course, script):
        draft.heading(2, "À retenir")
        draft.bullets(text(item.text, quiet(f" ({cite(item.section)})")) for item in taken)
    # In a line, so that a last page is not turned for the foot of the one before.
    draft.paragraph(strong("Pour lire plus : "), " ; ".join(document.title for document in library.documents), ". ", em(CAVEAT))
    subtitle = typography(f"{script.about.call} · séance du {french.date_long(sitting.began)}")
    return Paper("Ce que nous avons fait ensemble", "", sitting.began, draft.done(), subtitle)


def label(finding: Finding) -> str:
    """What the status of a finding is called."""
    return checklist.label(finding.severity, finding.status)


def _hands(hands: int, present: int) -> str:
    raised = count(hands, "main levée", "mains levées")
    return f"{raised} sur {present}" if present else raised


def _case(draft: Draft, worked: Worked, found: Board, sitting: Sitting, library: Library, cite: Cite) -> None:
    hide = Mask(found.dossier).hide if worked.hidden else str
    shown = worked.shown >= len(found.gaps)
    case = worked.case
    # What the room saw comes first: a title that tells the answer is another name for it.
    name = found.name or case.title
    title = f"{name} (« {case.title} »)" if shown and case.story and case.title != name else name
    draft.heading(2, f"Le cas : {hide(title)}")
    told = case.story if shown and case.story else case.setting
    if told:
        draft.paragraph(hide(told))
    kind = "Cas fictif, jugé" if case.scenario else "Dossier jugé"
    draft.paragraph(em(f"{kind} comme si l'on était le {french.date_long(case.day)}."))
    if not worked.shown and not worked.hands:
        return
    if not shown:
        left = len(found.gaps) - worked.shown
        draft.paragraph(f"Tous les constats n'ont pas été révélés en séance : il en reste {left} à chercher.")
    else:
        draft.paragraph(strong(f"Résultat : dossier {VERDICTS[found.report.verdict]}."))
    for finding in found.gaps[: worked.shown]:
        _finding(draft, finding, worked, sitting, library, cite, hide, found.dossier.script)
    if shown:
        _rest(draft, worked, found, sitting, cite)
    if worked.corrected:
        draft.callout("note", strong("Après correction avec la salle : "), worked.corrected)


def _finding(
    draft: Draft, finding: Finding, worked: Worked, sitting: Sitting, library: Library, cite: Cite, hide: object, script: Script
) -> None:
    assert callable(hide)
    hands = worked.hands.get(finding.requirement, 0)
    seen = f"{_EYES[eye(hands, sitting.present)]} ({_hands(hands, sitting.present)})"
    draft.heading(3, f"{label(finding)} : {finding.title}")
    draft.paragraph(hide(finding.message))
    if finding.fix:
        draft.paragraph(strong("Comment faire : "), hide(finding.fix))
    rule = script.requirement(finding.requirement)
    passage = bearing(library, finding.section, finding.message, rule.asks if rule else "")
    _passage(draft, passage, cite(finding.section))
    draft.paragraph(em(f"Pendant la séance, {seen}."))


def _passage(draft: Draft, passage: Bearing, place: str) -> None:
    """A passage as a paragraph, the items of its list one after the other."""
    draft.callout("asks", passage.text.replace("\n-", " •").replace(f"\n{LEFT_OUT}", f" {LEFT_OUT}"), quiet(f" ({place})"))


def _rest(draft: Draft, worked: Worked, found: Board, sitting: Sitting, cite: Cite) -> None:
    taken = [
        text(finding.title, f" – {_hands(hands, sitting.present)}", quiet(f" ({cite(finding.section)})"))
        for finding in found.sound
        if (hands := worked.hands.get(finding.requirement, 0))
    ]
    if taken:
        draft.heading(3, "Ce qui semblait faux, et qui était en règle")
        draft.bullets(taken)
    if found.left:
        draft.heading(3, "Il reste à revoir dans ce dossier")
        draft.bullets(text(f"{label(finding)} : {finding.title}", quiet(f" ({cite(finding.section)})")) for finding in found.left)


def _quiz(draft: Draft, sitting: Sitting, courses: Courses, library: Library, cite: Cite) -> None:
    shown = [(quizzed, item) for quizzed in sitting.quizzed if quizzed.shown and (item := courses.item(quizzed.item))]
    if not shown:
        return
    draft.heading(2, "Le quiz")
    for number, (quizzed, item) in enumerate(shown, 1):
        draft.heading(3, f"{number}. {item.question}")
        draft.checks(
            (
                "done" if choice.right else "idle",
                text(strong(choice.text) if choice.right else choice.text, _share(quizzed, place)),
            )
            for place, choice in enumerate(item.choices)
        )
        draft.paragraph(item.explanation)
        passage = bearing(library, item.section, item.choices[item.right].text, item.question, item.explanation, quote=item.quote)
        _passage(draft, passage, cite(item.section))


def _share(quizzed: Quizzed, place: int) -> Words:
    hands = quizzed.hands[place] if place < len(quizzed.hands) else 0
    return quiet(f" – {count(hands, 'main', 'mains')}") if any(quizzed.hands) else ""


def _asked(draft: Draft, sitting: Sitting) -> None:
    kept = [asked for _, asked in sitting.questions if not asked.withdrawn]
    if not kept:
        return
    draft.heading(2, "Les questions de la salle")
    for asked in kept:
        draft.lead(strong(asked.question), quiet(f" (à propos de : {asked.about})" if asked.about else ""))
        if asked.doubtful:
            draft.lead(em(UNCERTAIN))
        elif asked.status == "not_in_texts":
            draft.lead(em(f"{SILENCE}."))
        nearest = "" if asked.status == "answered" else "au plus près : "
        draft.paragraph(asked.answer, quiet(f" ({nearest}{asked.place})" if asked.place else ""))
        if asked.notice:
            draft.paragraph(em(f"Attention : {asked.notice}"))
