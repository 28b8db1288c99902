"""The booklet as a paper: its head, its parts with their boxes and their lots, its index, what is signed.

Each item is numbered, and bears a code by which a later booklet knows whether it changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from assistant import __version__
from assistant.french import date_long, typography
from assistant.outputs.booklet.content import Content
from assistant.outputs.booklet.head import head
from assistant.outputs.booklet.item import KINDS, Grid, Item, Numbered, ranges, span
from assistant.outputs.booklet.parts import Part, Signing, parts_of
from assistant.outputs.booklet.since import Changes, Signed, compare
from assistant.outputs.checklist import linked
from assistant.outputs.model import Break, Draft, Paper, Run, Words, quiet, strong
from assistant.script import Script

BOX = "☐ conforme au texte – ☐ à corriger : ………………………………………………"
CORRECT = "☐ à corriger : ……………………………………………………………………"
_BLANK = "……………………………………"
"""Room for a few words by hand."""
_HIGH, _ROOM = {"Réserves", "Cachet", "Signature"}, "\n\n\n"
"""The lines of the signatures that want room, and that room."""
_HEAD = re.compile(r"Cas \d+|Sinon")


def booklet(content: Content, today: date, signed: Signed | None = None) -> Paper:
    """The booklet on a day; since a booklet that was `signed`, it tells what is new, changed or gone. Raises AssistantError."""
    parts = parts_of(content)
    numbered = tuple(enumerate((item for part in parts for item in part.items), 1))
    changes = compare(signed, numbered) if signed else None
    tags = _tags(changes) if changes else {}
    page = Draft()
    head(page, content, today, numbered, changes)
    for part, first in _placed(parts):
        _part(page, part, first, tags)
    _index(page, content.script, numbered)
    _signature(page, content.digest, parts)
    return _paper(page, content, today)


def _placed(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """The parts, each with the number of its first item."""
    return zip(parts, accumulate((len(part.items) for part in parts), initial=1), strict=False)


def _part(page: Draft, part: Part, first: int, tags: Mapping[int, str]) -> None:
    page.add(Break())  # a part is handed over, and signed, by itself
    page.heading(2, part.title)
    start = first
    for chapter in part.chapters:
        page.heading(3, chapter.title)
        for number, item in enumerate(chapter.items, start):
            _item(page, number, item, part.signing, tags.get(number, ""))
        last = start + len(chapter.items) - 1
        if part.signing == "lot":
            read = "☐ relu en entier, conforme au texte hors des cases cochées"
            page.paragraph(strong(f"Lot {span(start, last)} : {read} – paraphe : {_BLANK}"))
        start = last + 1
    if part.signing == "whole":
        page.paragraph(strong(f"{span(first, start - 1)} : ☐ ces questions sortent bien du sujet de l'appel, sauf : {_BLANK}"))
    page.paragraph(
        strong(f"{part.title.partition(' –')[0]}, {span(first, start - 1)}, lue en entier – paraphes : {_BLANK}{_BLANK}")
    )


def _item(page: Draft, number: int, item: Item, signing: Signing, tag: str) -> None:
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
    page.paragraph(box, tag, quiet(f" – repère {item.code}"))


def _headed(words: str) -> tuple[Words, ...]:
    """A paragraph of an item; what names a case of a rule stands out."""
    head = _HEAD.match(words)
    return (Run(head[0], strong=True), _linked(words[head.end() :])) if head else (_linked(words),)


def _linked(words: str) -> Words:
    """Words of an item, typeset already, with their addresses as links."""
    return linked(words, words) if "://" in words else Run(words)


def _index(page: Draft, script: Script, numbered: Numbered) -> None:
    """By kind, then by requirement: the numbers of the items."""
    page.heading(2, "Index")
    page.heading(3, "Par nature")
    kinds = {kind: [number for number, item in numbered if item.kind == kind] for kind in KINDS}
    told = [(KINDS[kind][1], ranges(numbers)) for kind, numbers in kinds.items() if numbers]
    page.table(["Nature", "Éléments"], [(f"{name[:1].upper()}{name[1:]}", numbers) for name, numbers in told], widths=(1, 2))
    page.heading(3, "Par exigence")
    serving: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in numbered:
        for name in item.serves:
            serving[item.kind, name].append(number)
    rows = [
        (rule.title, *(ranges(serving[kind, rule.id]) for kind in ("règle", "question", "obligation")))
        for rule in script.requirements
    ]
    page.table(["Exigence", "Règle", "Questions qui la servent", "Obligations des textes"], rows, widths=(4, 1, 3, 2))


def _signature(page: Draft, digest: str, parts: Sequence[Part]) -> None:
    """What is signed, part by part, and by whom."""
    page.add(Break())
    page.heading(2, "Signature")
    page.paragraph(
        strong("Portée : "),
        f"cette signature vaut pour les éléments {span(1, sum(len(part.items) for part in parts))} du contenu d'empreinte {digest}, "
        f"dans la version {__version__} de l'assistant, et pour eux seuls, sous réserve des cases « à corriger » cochées. Un autre "
        "contenu a une autre empreinte : « assistant booklet --since » donne alors ce qui reste à relire.",
    )
    rows: list[Sequence[Words]] = [
        (part.title, span(first, first + len(part.items) - 1), "", "") for part, first in _placed(parts)
    ]
    page.table(["Partie", "Éléments", "Paraphe du relecteur", "Paraphe du second relecteur"], rows, widths=(4, 2, 2, 2))
    lines = ("Nom", "Fonction", "Service", "Lieu", "Date", "Réserves", "Cachet", "Signature")
    rooms = [(strong(line), room, room) for line in lines for room in [_ROOM if line in _HIGH else _BLANK]]
    page.table(["", "Relecteur", "Second relecteur"], rows=rooms, widths=(1, 2, 2))
    page.paragraph(
        f"La structure qui met l'assistant à disposition s'engage à n'employer que le contenu d'empreinte {digest}, et à faire relire "
        f"tout changement. Nom, date, signature : {_BLANK}{_BLANK}"
    )


def _tags(changes: Changes) -> dict[int, str]:
    """What is said under each item of what became of it since the signed booklet."""
    tags = {number: " – nouveau depuis le livret signé" for number, _ in changes.new}
    tags |= {found.number: f" – changé depuis le livret signé (n° {found.before.number})" for found in changes.changed}
    return tags | dict.fromkeys(changes.same, " – inchangé")


def _paper(page: Draft, content: Content, today: date) -> Paper:
    about = content.script.about
    cover = (
        ("Autorité", about.authority),
        ("Assistant", f"{about.name}, version {__version__}"),
        ("Empreinte du contenu", content.digest),
        ("Établi le", date_long(today)),
        ("Jour de référence", f"{date_long(today)}, pour tout ce qui dépend du jour"),
    )
    return Paper(
        "Livret de relecture",
        about.name,
        today,
        page.done(),
        typography(about.call),
        tuple((name, typography(value)) for name, value in cover),
        mark=f"empreinte {content.digest}",
        listed=True,
    )
