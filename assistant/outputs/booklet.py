"""The fact-check booklet: all that the assistant says and decides, beside its source, for a civil servant to read and sign.

Its parts go by what weighs most: what decides, to be signed item by item; what the texts say; what is answered, by lots; other subjects,
all at once; what is asked and written. Each item is numbered, and bears a code by which a later booklet knows whether it changed.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from assistant import __version__
from assistant.conditions import compile_condition, compile_template
from assistant.courses import NO_COURSES, Courses
from assistant.dossier import Dossier
from assistant.french import count, date_long, join, typography
from assistant.library import Document, Library
from assistant.outputs import items, phrases, verdicts
from assistant.outputs.checklist import linked
from assistant.outputs.items import Demand, Grid, Item
from assistant.outputs.model import Break, Draft, Paper, Run, Words, quiet, strong
from assistant.outputs.schedule import deadline
from assistant.outputs.since import Changed, Changes, Signed, compare
from assistant.scenarios import Scenario
from assistant.script import Script
from assistant.terms import Context

BOX = "☐ conforme au texte – ☐ à corriger : ………………………………………………"
CORRECT = "☐ à corriger : ……………………………………………………………………"
_BLANK = "……………………………………"
_KINDS: dict[str, tuple[str, str]] = {
    "résultat": ("point du résultat", "points du résultat"),
    "chiffre": ("chiffre ou date", "chiffres et dates"),
    "définition": ("définition", "définitions"),
    "règle": ("règle", "règles"),
    "message": ("message", "messages"),
    "obligation": ("tableau d'obligations", "tableaux d'obligations"),
    "passage": ("passage", "passages"),
    "réponse": ("réponse", "réponses"),
    "silence": ("silence", "silences"),
    "question": ("question", "questions"),
    "conseil": ("conseil", "conseils"),
    "papier": ("papier ou partie d'un papier", "papiers ou parties de papiers"),
    "quiz": ("question de quiz", "questions de quiz"),
    "à retenir": ("point à retenir", "points à retenir"),
    "séance": ("séance", "séances"),
    "dossier fictif": ("dossier fictif", "dossiers fictifs"),
    "sigle": ("liste de sigles", "listes de sigles"),
}
"""Each kind of thing to sign off, with the words that count it."""
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
_HEAD = re.compile(r"Cas \d+|Sinon")
Signing = Literal["each", "lot", "whole"]
"""What has a box of its own: each item, each chapter, the part."""


@dataclass(frozen=True)
class Content:
    """What a booklet is made of; `digest` is the fingerprint of the campaign's content, `apart` are documents of another frame and why."""

    script: Script
    library: Library
    digest: str
    courses: Courses = NO_COURSES
    demands: tuple[Demand, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    cases: dict[str, Scenario] = field(default_factory=dict)


@dataclass(frozen=True)
class _Chapter:
    title: str
    items: tuple[Item, ...]
    intro: str = ""


@dataclass(frozen=True)
class _Part:
    title: str
    signing: Signing
    chapters: tuple[_Chapter, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self.chapters for item in chapter.items)


_Numbered = tuple[tuple[int, Item], ...]
_Listed = Iterable[tuple[str, Iterable[Item]]]
"""Chapters to come: their titles and items."""


def booklet(content: Content, today: date, signed: Signed | None = None) -> Paper:
    """The booklet on a day; since a booklet that was `signed`, it tells what is new, changed or gone. Raises AssistantError."""
    parts = _parts(content)
    numbered = tuple(enumerate((item for part in parts for item in part.items), 1))
    changes = compare(signed, numbered) if signed else None
    page = _Page(content, today, numbered, changes)
    page.head()
    first = 1
    for part in parts:
        page.part(part, first)
        first += len(part.items)
    page.index()
    page.signature(parts)
    return page.paper()


# --- What stands where ----------------------------------------------------------------------------------------------


def _parts(content: Content) -> tuple[_Part, ...]:
    """The parts that hold something, each with the chapters that do."""
    script = content.script
    place = items.placed(content.library)
    outside = [items.silence(silence, place) for silence in content.library.silences if silence.outside]
    made: tuple[tuple[str, Signing, _Listed], ...] = (
        ("Partie I – Ce qui décide", "each", _deciding(content, place)),
        ("Partie II – Ce que les textes disent, reformulé", "each", _restated(content, place)),
        ("Partie III – Réponses et silences, par lots", "lot", _answered(content, place)),
        ("Partie IV – Questions d'un autre sujet", "whole", [("Hors sujet", outside)]),
        ("Partie V – Questions posées, papiers et séances", "lot", _asked(script, content, place)),
    )
    return tuple(
        _Part(title, signing, chapters)
        for title, signing, listed in made
        if (chapters := tuple(_Chapter(name, shown) for name, told in listed if (shown := tuple(map(items.set_french, told)))))
    )


def _deciding(content: Content, place: items.Place) -> _Listed:
    script, demands = content.script, content.demands
    yield "Le résultat", verdicts.results(script)
    yield "Chiffres et dates", items.figures(script)
    yield "Ce que les règles entendent par leurs mots", items.definitions(script)
    founding = {(name, demand.section): demand.sentence for demand in reversed(demands) for name in demand.requirements}
    rules = [items.rule(rule, script, place, founding.get((rule.id, rule.section), "")) for rule in script.requirements]
    for section, told in _by_section(rules, content.library):
        yield f"Règles : {place(section)}", told
    yield "Messages", [*items.states(script), *(items.notice(notice, script) for notice in script.notices)]
    asking = {section: tuple(found) for section, found in groupby(_in_order(demands, content.library), lambda d: d.section)}
    yield (
        "Ce que les textes demandent, et la règle qui le porte",
        [items.demanded(s, found, script, place) for s, found in asking.items()],
    )


def _in_order(demands: Sequence[Demand], library: Library) -> list[Demand]:
    order = [section.id for section in library.sections]
    return sorted(demands, key=lambda demand: order.index(demand.section) if demand.section in order else len(order))


def _by_section(told: Iterable[Item], library: Library) -> Iterator[tuple[str, list[Item]]]:
    """Items by their section, in the order of the documents; those of none come last, under ""."""
    shelves: dict[str, list[Item]] = {name: [] for name in (*(section.id for section in library.sections), "")}
    for item in told:
        shelves[item.section if item.section in shelves else ""].append(item)
    yield from ((section, found) for section, found in shelves.items() if found)


def _restated(content: Content, place: items.Place) -> _Listed:
    for document in content.library.documents:
        sections = [section for section in content.library.sections if section.document == document.id]
        yield document.title, [items.passage(section, place) for section in sections]


def _answered(content: Content, place: items.Place) -> _Listed:
    told = [items.answer(entry, place) for entry in content.library.entries]
    told += [items.silence(silence, place) for silence in content.library.silences if not silence.outside]
    for section, found in _by_section(told, content.library):
        yield place(section) if section else "Sans section", found


def _asked(script: Script, content: Content, place: items.Place) -> _Listed:
    yield "Accueil", phrases.welcome(script)
    for title, asked in groupby(items.questions(script, place), lambda pair: pair[0]):
        yield f"Questions : {title}", [item for _, item in asked]
    yield "Conseils de la trame", items.advices(script.outline, place)
    yield "Papiers", phrases.papers(script, place)
    yield "Formulaire officiel", phrases.form(script)
    yield "Quiz et points à retenir", items.taught(content.courses, place)
    yield "Séances", phrases.sessions(content.courses)
    yield "Dossiers fictifs", phrases.cases(content.cases, script)
    yield "Sigles", phrases.acronyms(content.library)


# --- The paper ------------------------------------------------------------------------------------------------------


class _Page:
    """The booklet being written."""

    def __init__(self, content: Content, today: date, numbered: _Numbered, changes: Changes | None) -> None:
        self.content, self.today, self.numbered, self.changes = content, today, numbered, changes
        self.draft = Draft()
        self.tags = _tags(changes) if changes else {}

    def paper(self) -> Paper:
        about = self.content.script.about
        cover = (
            ("Autorité", about.authority),
            ("Assistant", f"{about.name}, version {__version__}"),
            ("Empreinte du contenu", self.content.digest),
            ("Établi le", date_long(self.today)),
            ("Jour de référence", f"{date_long(self.today)}, pour tout ce qui dépend du jour"),
        )
        return Paper(
            "Livret de relecture",
            about.name,
            self.today,
            self.draft.done(),
            typography(about.call),
            tuple((name, typography(value)) for name, value in cover),
            mark=f"empreinte {self.content.digest}",
            listed=True,
        )

    # --- the head -------------------------------------------------------------------------------------------------

    def head(self) -> None:
        page, told = self.draft, [count(found, *names) for kind, names in _KINDS.items() if (found := self._count(kind))]
        page.heading(2, "À lire d'abord")
        self._state()
        page.paragraph(strong(f"{count(len(self.numbered), 'élément', 'éléments')} à relire :"), f" {join(told)}.")
        for words in _GUIDE:
            page.paragraph(words)
        page.heading(3, "Comment lire une règle")
        page.bullets(_READING)
        page.heading(3, "Ce que ce livret ne donne pas")
        page.bullets(_OUT)
        self._documents()
        if self.changes:
            self._changes(self.changes)

    def _count(self, kind: str) -> int:
        return sum(item.kind == kind for _, item in self.numbered)

    def _state(self) -> None:
        """What is said of the call on this day, first of all that it is closed."""
        script = self.content.script
        past = script.papers.calendar is not None and self.today > deadline(script.papers.calendar, script)
        context = Context(Dossier(script, {}), self.today)
        for state in script.about.state:
            if compile_condition(state.when, script).evaluate(context).value is True:
                said = compile_template(state.message, script).render(context)
                self.draft.callout("wrong" if past else "note", strong(f"Au {date_long(self.today)} :"), f" {said}")
                return

    def _documents(self) -> None:
        page, library = self.draft, self.content.library
        page.heading(3, "Les documents de référence")
        rows = [(strong(document.title), *_described(document, library), _BLANK) for document in library.documents]
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
        page.bullets(f"{titles.get(name, name)} : {reason}" for name, reason in self.content.apart)

    def _changes(self, changes: Changes) -> None:
        page, signed = self.draft, changes.signed
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

    # --- the parts ------------------------------------------------------------------------------------------------

    def part(self, part: _Part, first: int) -> None:
        page = self.draft
        page.add(Break())  # a part is handed over, and signed, by itself
        page.heading(2, part.title)
        start = first
        for chapter in part.chapters:
            page.heading(3, chapter.title)
            for number, item in enumerate(chapter.items, start):
                self._item(number, item, part.signing)
            last = start + len(chapter.items) - 1
            if part.signing == "lot":
                read = "☐ relu en entier, conforme au texte hors des cases cochées"
                page.paragraph(strong(f"Lot {_range(start, last)} : {read} – paraphe : {_BLANK}"))
            start = last + 1
        if part.signing == "whole":
            page.paragraph(
                strong(f"{_range(first, start - 1)} : ☐ ces questions sortent bien du sujet de l'appel, sauf : {_BLANK}")
            )
        page.paragraph(
            strong(f"{part.title.partition(' –')[0]}, {_range(first, start - 1)}, lue en entier – paraphes : {_BLANK}{_BLANK}")
        )

    def _item(self, number: int, item: Item, signing: Signing) -> None:
        page = self.draft
        page.heading(4, f"n° {number} – {item.kind} : {item.title}")
        for part in item.parts:
            if isinstance(part, Grid):
                page.table(part.header, [list(map(Run, row)) for row in part.rows])
            elif isinstance(part, tuple):
                page.bullets(_linked(line) for line in part)
            elif part.endswith(":"):
                page.lead(*_headed(part))
            else:
                page.paragraph(*_headed(part))
        box = {"each": BOX, "lot": CORRECT}.get(signing, "")
        page.paragraph(box, self.tags.get(number, ""), quiet(f" – repère {item.code}"))

    # --- the end --------------------------------------------------------------------------------------------------

    def index(self) -> None:
        """By kind, then by requirement: the numbers of the items."""
        page = self.draft
        page.heading(2, "Index")
        page.heading(3, "Par nature")
        kinds = {kind: [number for number, item in self.numbered if item.kind == kind] for kind in _KINDS}
        told = [(_KINDS[kind][1], _ranges(numbers)) for kind, numbers in kinds.items() if numbers]
        page.table(["Nature", "Éléments"], [(f"{name[:1].upper()}{name[1:]}", numbers) for name, numbers in told], widths=(1, 2))
        page.heading(3, "Par exigence")
        serving: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, item in self.numbered:
            for name in item.serves:
                serving[item.kind, name].append(number)
        rows = [
            (rule.title, *(_ranges(serving[kind, rule.id]) for kind in ("règle", "question", "obligation")))
            for rule in self.content.script.requirements
        ]
        page.table(["Exigence", "Règle", "Questions qui la servent", "Obligations des textes"], rows, widths=(4, 1, 3, 2))

    def signature(self, parts: Sequence[_Part]) -> None:
        """What is signed, part by part, and by whom."""
        page, digest = self.draft, self.content.digest
        page.add(Break())
        page.heading(2, "Signature")
        page.paragraph(
            strong("Portée : "),
            f"cette signature vaut pour les éléments {_range(1, len(self.numbered))} du contenu d'empreinte {digest}, dans la version "
            f"{__version__} de l'assistant, et pour eux seuls, sous réserve des cases « à corriger » cochées. Un autre contenu a une autre "
            "empreinte : « assistant booklet --since » donne alors ce qui reste à relire.",
        )
        first = 1
        rows: list[Sequence[Words]] = []
        for part in parts:
            rows.append((part.title, _range(first, first + len(part.items) - 1), "", ""))
            first += len(part.items)
        page.table(["Partie", "Éléments", "Paraphe du relecteur", "Paraphe du second relecteur"], rows, widths=(4, 2, 2, 2))
        lines = ("Nom", "Fonction", "Service", "Lieu", "Date", "Réserves", "Cachet", "Signature")
        page.table(["", "Relecteur", "Second relecteur"], [(strong(line), _BLANK, _BLANK) for line in lines], widths=(1, 2, 2))
        page.paragraph(
            f"La structure qui met l'assistant à disposition s'engage à n'employer que le contenu d'empreinte {digest}, et à faire relire "
            f"tout changement. Nom, date, signature : {_BLANK}{_BLANK}"
        )


def _described(document: Document, library: Library) -> tuple[str, str, str]:
    """What a document is, the pages that are restated, and the fingerprint of what restates it."""
    sections = [section for section in library.sections if section.document == document.id]
    pages = [page for section in sections for page in section.pages or ()]
    told = f"p. {min(pages)} à {max(pages)}" if pages else "sans pages numérotées"
    seal = hashlib.blake2b(repr(sections).encode(), digest_size=6).hexdigest()
    return _ROLES[document.role], f"{told} ({count(len(sections), 'section', 'sections')})", seal


def _tags(changes: Changes) -> dict[int, str]:
    """What is said under each item of what became of it since the signed booklet."""
    tags = {number: " – nouveau depuis le livret signé" for number, _ in changes.new}
    tags |= {found.number: f" – changé depuis le livret signé (n° {found.before.number})" for found in changes.changed}
    return tags | dict.fromkeys(changes.same, " – inchangé")


def _beside(alike: Sequence[Changed]) -> tuple[str, str, str]:
    """Items that changed in the same way, with what they said and what they say."""
    first, *others = alike
    name = f"n° {first.number} – {first.item.kind} : {first.item.title} (n° {first.before.number} alors)"
    more = f" ; et de même {_ranges([found.number for found in others])}" if others else ""
    return f"{name}{more}", "\n".join(first.gone) or "–", "\n".join(first.come) or "–"


def _headed(words: str) -> tuple[Words, ...]:
    """A paragraph of an item; what names a case of a rule stands out."""
    head = _HEAD.match(words)
    return (Run(head[0], strong=True), _linked(words[head.end() :])) if head else (_linked(words),)


def _linked(words: str) -> Words:
    """Words of an item, typeset already, with their addresses as links."""
    return linked(words, words) if "://" in words else Run(words)


def _range(first: int, last: int) -> str:
    return f"n° {first}" if last <= first else f"n° {first} à {last}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers, those that follow each other together: « n° 3, 5 à 8, 11 »."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}{' à ' if last > first + 1 else ', '}{last}" for first, last in runs]
    return f"n° {', '.join(told)}" if told else "–"
