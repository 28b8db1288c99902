"""The head of the booklet: how it is read, what it leaves out, the documents that it restates, what changed since a signed one."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from assistant.conditions import compile_condition, compile_template
from assistant.dossier import Dossier
from assistant.french import count, date_long, join
from assistant.library import Document, Library
from assistant.outputs.booklet.content import Content
from assistant.outputs.booklet.item import KINDS, Numbered, ranges
from assistant.outputs.booklet.since import Changed, Changes
from assistant.outputs.model import Draft, strong
from assistant.outputs.schedule import deadline
from assistant.script import Script
from assistant.terms import Context

_ROLES = {"call": "le texte de l'appel", "annex": "son annexe", "companion": "un document d'un autre cadre"}
_GUIDE = (
    "Ce livret donne ce que l'assistant dit et décide. Comparez chaque élément au texte officiel, à la page indiquée : l'assistant le "
    "reformule et n'en recopie pas les phrases, il faut donc l'avoir sous les yeux.",
    "Partie I : ce qui décide ; chaque élément a sa case, tous sont à relire. Partie II : les passages, de même. Partie III : les "
    "réponses et les silences ; une case par lot. Partie IV : les questions d'un autre sujet ; une case en tout. Partie V : ce que "
    "l'assistant demande et écrit ; une case par lot.",
    "Sous chaque élément, un repère. Sa première moitié désigne l'élément, la seconde ce qu'il dit : si le repère n'a pas "
    "changé d'un livret à l'autre, l'élément n'a pas changé, quel que soit son numéro.",
)
_READING = (
    "Dans une règle, les cas se lisent dans l'ordre : le premier dont la condition est vraie décide. Si aucun ne décide, « sinon » "
    "s'applique.",
    "« Une réponse est donnée » : elle est écrite et comprise (« aucun » compris). « Il manque une réponse » : rien n'est écrit, ou « je "
    "ne sais pas encore », ou ce qui est écrit n'est pas compris.",
    "Une condition qui porte sur une réponse qui manque n'est ni vraie ni fausse, et ne décide pas ; sauf celles qui demandent "
    "justement si une réponse est donnée, comprise, ou « je ne sais pas encore ».",
    "« On reconnaît » : l'assistant regarde les mots ou les choix que dit la définition, en partie I ; il ne lit pas le sens.",
    "« Ces mots ou débuts de mots » : sans regarder les accents ni les majuscules ; « financ » vaut pour « finances » et « financeur ».",
    "Entre ‹ et ›, une valeur du dossier vient à cette place du message.",
)
_OUT = (
    "les phrases du texte officiel : il fait foi, et il est à lire à la page indiquée ;",
    "les autres façons de poser une question, que chaque réponse compte, les synonymes et le calcul qui choisit la réponse : ce "
    "rapprochement se mesure (« assistant evaluate »), il ne se signe pas ;",
    "les réponses que contiennent les dossiers fictifs, et celles des personnes ;",
    "les phrases qui expliquent une règle sur un dossier ou proposent un changement : elles sont tirées, à la demande, des règles "
    "de ce livret ;",
    "ce que l'assistant dit d'une réponse qu'il ne comprend pas, ou d'un fichier mal formé ;",
    "les mots de l'écran (portes, touches, aide, messages d'erreur), les guides, et les titres et mots de liaison que les papiers "
    "ajoutent d'eux-mêmes (« Manque », « Sans objet », « Prochaines dates »…).",
)


def head(page: Draft, content: Content, today: date, numbered: Numbered, changes: Changes | None) -> None:
    """Write what is read before the parts."""
    kinds = Counter(item.kind for _, item in numbered)
    told = [count(kinds[kind], *names) for kind, names in KINDS.items() if kinds[kind]]
    page.heading(2, "À lire d'abord")
    _state(page, content.script, today)
    page.paragraph(strong(f"{count(len(numbered), 'élément', 'éléments')} à relire :"), f" {join(told)}.")
    for words in _GUIDE:
        page.paragraph(words)
    page.heading(3, "Comment lire une règle")
    page.bullets(_READING)
    page.heading(3, "Ce que ce livret ne donne pas")
    page.bullets(_OUT)
    _documents(page, content)
    if changes:
        _changes(page, changes)


def _state(page: Draft, script: Script, today: date) -> None:
    """What is said of the call on this day, first of all that it is closed."""
    past = script.papers.calendar is not None and today > deadline(script.papers.calendar, script)
    context = Context(Dossier(script, {}), today)
    for state in script.about.state:
        if compile_condition(state.when, script).evaluate(context).value is True:
            said = compile_template(state.message, script).render(context)
            page.callout("wrong" if past else "note", strong(f"Au {date_long(today)} :"), f" {said}")
            return


def _documents(page: Draft, content: Content) -> None:
    library = content.library
    page.heading(3, "Les documents de référence")
    rows = [(strong(document.title), *_described(document, library), "") for document in library.documents]
    page.table(
        [
            "Document",
            "Ce que c'est",
            "Pages reformulées",
            "Empreinte de la reformulation",
            "Exemplaire comparé (date, version)",
        ],
        rows,
        widths=(5, 3, 3, 4, 4),
    )
    page.paragraph(
        "L'assistant ne garde ni le document officiel ni son empreinte : écrivez dans la dernière colonne ce qui identifie "
        "l'exemplaire auquel vous comparez."
    )
    titles = {document.id: document.title for document in library.documents}
    page.bullets(f"{titles.get(name, name)} : {reason}" for name, reason in content.apart)


def _described(document: Document, library: Library) -> tuple[str, str, str]:
    """What a document is, the pages that are restated, and the fingerprint of what restates it."""
    sections = [section for section in library.sections if section.document == document.id]
    pages = [page for section in sections for page in section.pages or ()]
    told = f"p. {min(pages)} à {max(pages)}" if pages else "sans pages numérotées"
    seal = hashlib.blake2b(repr(sections).encode(), digest_size=6).hexdigest()
    return _ROLES[document.role], f"{told} ({count(len(sections), 'section', 'sections')})", seal


def _changes(page: Draft, changes: Changes) -> None:
    signed = changes.signed
    page.heading(2, "Ce qui a changé depuis le livret signé")
    page.paragraph(
        strong(f"Livret signé : établi le {signed.day}, empreinte {signed.digest}."),
        f" {count(len(changes.same), 'élément n’a pas changé', 'éléments n’ont pas changé')} : ce qui a été signé vaut encore. "
        f"À relire : {count(len(changes.new), 'nouveau', 'nouveaux')}, {count(len(changes.changed), 'changé', 'changés')} ; "
        f"{count(len(changes.gone), 'disparu', 'disparus')}.",
    )
    if changes.new:
        page.heading(3, "Éléments nouveaux")
        page.bullets(f"n° {number} – {item.kind} : {item.title}" for number, item in changes.new)
    if changes.changed:
        page.heading(3, "Éléments changés")
        alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Changed]] = defaultdict(list)
        for found in changes.changed:
            alike[found.gone, found.come].append(found)
        page.table(["Élément", "Ne dit plus", "Dit maintenant"], map(_beside, alike.values()), widths=(2, 3, 3))
    if changes.gone:
        page.heading(3, "Éléments disparus")
        page.bullets(f"n° {kept.number} du livret signé – {kept.title}" for kept in changes.gone)


def _beside(alike: Sequence[Changed]) -> tuple[str, str, str]:
    """Items that changed in the same way, with what they said and what they say."""
    first, *others = alike
    name = f"n° {first.number} – {first.item.kind} : {first.item.title} (n° {first.before.number} alors)"
    more = f" ; et de même {ranges([found.number for found in others])}" if others else ""
    return f"{name}{more}", "\n".join(first.gone) or "–", "\n".join(first.come) or "–"
