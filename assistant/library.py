"""What the texts say and how it is found: corpus/ and index/ of a campaign as one frozen, checked Library."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.strict import Strict

if TYPE_CHECKING:
    from markdown_it.token import Token

Role = Literal["call", "annex", "companion"]
LEFT_OUT = "[…]"
"""What an extract shows where it leaves out a part of its section."""


class Document(Strict, frozen=True):
    """A source document; a companion describes another frame, and an answer that comes from it must say so (`notice`)."""

    id: str
    title: str
    short: str
    role: Role
    notice: str = ""


class Unit(Strict, frozen=True):
    """A paragraph or a list item of a section: what is retrieved. Plain text, ordinary spaces."""

    text: str
    mark: str = ""
    """« - » or « 1. » for a list item, empty for a paragraph."""
    heading: str = ""
    """The sub-heading it stands under."""
    lead: int | None = None
    """For a list item: the number, in its section, of the paragraph that introduces the list."""


class Section(Strict, frozen=True):
    """A section with its canonical id; `pages` are the printed ones, first and last."""

    id: str
    document: str
    title: str
    pages: tuple[int, int] | None
    units: tuple[Unit, ...]

    def lines(self, chosen: Set[int]) -> Iterator[tuple[int, str]]:
        """Some of its units, as lines with their numbers; where one between two is left out, or a list is cut, a line (-1) says so."""
        told = sorted(chosen)
        for place, number in enumerate(told):
            if number - 1 not in chosen and (place or self.units[number].lead is not None):
                yield -1, LEFT_OUT
            yield number, f"{self.units[number].mark} {self.units[number].text}".strip()
        if told and any(unit.lead is not None for unit in self.units[told[-1] + 1 : told[-1] + 2]):
            yield -1, LEFT_OUT

    @property
    def reference(self) -> str:
        """Its number and its pages: « §4.3 p. 5 »; either, or both, may lack."""
        marks = []
        if number := _NUMBER.match(self.id.rpartition("/")[2]):
            marks.append(f"§{number.group()}")
        if self.pages:
            first, last = self.pages
            marks.append(f"p. {first}" if first == last else f"p. {first}-{last}")
        return " ".join(marks)


class Entry(Strict, frozen=True):
    """A crisp answer holding a fact, the section it rests on, and the questions people ask to get it."""

    id: str
    section: str
    answer: str
    questions: tuple[str, ...]
    also: tuple[str, ...] = ()


class Silence(Strict, frozen=True):
    """What people ask and the texts do not say, with what they do say nearby; `outside` when it is another subject altogether."""

    id: str
    says: str
    questions: tuple[str, ...]
    nearby: str = ""
    sections: tuple[str, ...] = ()
    outside: bool = False


class Synonym(Strict, frozen=True):
    """What people say (words or phrases) and the words of the texts for it; one way only."""

    say: tuple[str, ...]
    mean: tuple[str, ...]


class Acronym(Strict, frozen=True):
    """A short form and what it stands for; both ways."""

    short: str
    long: str


class Lexicon(Strict, frozen=True):
    """Words of this campaign: synonyms, families that a stemmer does not join, acronyms, words that say nothing here, and names
    of one kind (« villes »: Lille, Loos…), of which a follow-up question may replace one by another."""

    synonyms: tuple[Synonym, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    stop_words: tuple[str, ...] = ()
    entities: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    apart: tuple[str, ...] = ()
    """Sections that each tell of one thing: in a conversation, the price or the length of one is never given for another's."""


class Library(Strict, frozen=True):
    """Everything that can be searched, in the order of the documents."""

    documents: tuple[Document, ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...] = ()
    silences: tuple[Silence, ...] = ()
    lexicon: Lexicon = Lexicon()

    def place(self, section: str) -> str:
        """Where a section stands, in words: Appel à projets 2031, §4.3 p. 5, « Éligibilité »; a document's subtitle is left out.

        Raises KeyError when there is no such section.
        """
        for found in self.sections:
            if found.id == section:
                document = next(document for document in self.documents if document.id == found.document)
                name = document.title.partition(" – ")[0]
                return ", ".join(filter(None, (name, found.reference, f"« {found.title} »")))
        raise KeyError(section)


_NUMBER = re.compile(r"\d+(?:\.\d+)*(?![^\W_])")


def load(campaign: Campaign) -> Library:
    """Read and check corpus/ and index/ of a campaign.

    Raises AssistantError naming the file and the place when a document is malformed, an id is used twice, a section is empty or
    an entry points to a section that does not exist.
    """
    from assistant.content import read_model

    documents: list[Document] = []
    sections: list[Section] = []
    for path in campaign.files("corpus"):
        if path.suffix == ".md":
            document, parts = read_document(path)
            documents.append(document)
            sections.extend(parts)
    if not sections:
        raise AssistantError(
            f"Le dossier « {campaign.room('corpus')} » ne contient aucun document : ajoutez-y au moins un fichier .md."
        )
    order = {"call": 0, "annex": 1, "companion": 2}
    documents.sort(key=lambda document: order[document.role])
    rank = {document.id: number for number, document in enumerate(documents)}
    sections.sort(key=lambda section: rank[section.document])
    index = campaign.room("index")
    entries: list[Entry] = []
    for path in campaign.files("index"):
        if path.parent == index and path.name.startswith("answers"):
            entries.extend(read_model(path, tuple[Entry, ...]))
    silences = index / "silences.yaml"
    lexicon = index / "lexicon.yaml"
    library = Library(
        documents=tuple(documents),
        sections=tuple(sections),
        entries=tuple(entries),
        silences=read_model(silences, tuple[Silence, ...]) if silences.exists() else (),
        lexicon=read_model(lexicon, Lexicon) if lexicon.exists() else Lexicon(),
    )
    _check(library)
    return library


def _check(library: Library) -> None:
    _once("document", (document.id for document in library.documents))
    _once("section", (section.id for section in library.sections))
    _once("réponse", (entry.id for entry in library.entries))
    _once("silence", (silence.id for silence in library.silences))
    known = [section.id for section in library.sections]
    for entry in library.entries:
        _known(f"La réponse « {entry.id} »", (entry.section, *entry.also), known)
        if not entry.answer.strip():
            raise AssistantError(f"La réponse « {entry.id} » est vide : écrivez-la dans « answer ».")
    for silence in library.silences:
        _known(f"Le silence « {silence.id} »", silence.sections, known)


def _once(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise AssistantError(f"L'identifiant de {kind} « {name} » est utilisé deux fois : gardez-en un seul.")
        seen.add(name)


def _known(what: str, sections: Iterable[str], known: list[str]) -> None:
    for section in sections:
        if section not in known:
            from difflib import get_close_matches

            near = get_close_matches(section, known, 1)
            hint = f" : vouliez-vous écrire « {near[0]} » ?" if near else " : vérifiez son identifiant."
            raise AssistantError(f"{what} renvoie à la section « {section} », qui n'existe pas{hint}")


_HEADING = re.compile(r"(.*?)\s*\{#(\S+?)(?:\s+pages=[\"“”]?(\d+)(?:[-–](\d+))?[\"“”]?)?\s*\}\s*\Z")


def read_document(path: Path) -> tuple[Document, list[Section]]:
    """A Markdown document of corpus/ as its description and its sections, in order.

    Raises AssistantError when the description is missing or wrong, or when a section has no id or no text.
    """
    from markdown_it import MarkdownIt

    from assistant.content import to_model
    from assistant.files import parse_yaml, read_text

    text = read_text(path)
    parts = re.split(r"^---[ \t]*$\n?", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 3 or parts[0].strip():
        raise AssistantError(
            f"Le document « {path} » doit commencer par sa description entre deux lignes « --- » (id, title, short, role)."
        )
    document = to_model(parse_yaml(parts[1], str(path)), Document, str(path))
    tokens = MarkdownIt("commonmark", {"html": False}).parse(parts[2])
    sections = list(_sections(tokens, document, str(path)))
    if not sections:
        raise AssistantError(f"Le document « {path} » n'a aucune section : écrivez des titres « ## Titre {{#id}} ».")
    return document, sections


def _sections(tokens: "list[Token]", document: Document, where: str) -> Iterator[Section]:
    starts = [n for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag in ("h1", "h2")]
    if starts and starts[0] > 0:
        raise AssistantError(f"Le document « {where} » a du texte avant son premier titre : placez-le dans une section.")
    for start, end in pairwise([*starts, len(tokens)]):
        title = _plain(tokens[start + 1])
        match = _HEADING.match(title)
        if match is None:
            raise AssistantError(
                f"Le titre « {title} » de « {where} » n'a pas d'identifiant : terminez-le par {{#document/section}}."
            )
        first = int(match[3]) if match[3] else None
        units = tuple(_units(tokens[start + 3 : end]))
        if not units:
            raise AssistantError(f"La section « {match[2]} » de « {where} » est vide : écrivez-la ou retirez-la.")
        yield Section(
            id=match[2],
            document=document.id,
            title=match[1],
            pages=(first, int(match[4] or first)) if first is not None else None,
            units=units,
        )


def _units(tokens: "list[Token]") -> Iterator[Unit]:
    heading = ""
    marks: list[str] = []
    lead: int | None = None
    last_paragraph: int | None = None
    count = 0
    pending = ""
    for position, token in enumerate(tokens):
        if token.type == "list_item_open":
            pending = f"{token.info}{token.markup}" if token.info else "-"
            marks.append(pending)
        elif token.type == "list_item_close":
            marks.pop()
        elif token.type in ("bullet_list_open", "ordered_list_open") and not marks:
            lead = last_paragraph
        elif token.type == "inline":
            text = _plain(token)
            if tokens[position - 1].type == "heading_open":
                heading = text
                last_paragraph = None
            elif text:
                yield Unit(text=text, mark=pending if marks else "", heading=heading, lead=lead if marks else None)
                if not marks:
                    last_paragraph = count
                pending = " " if marks else ""
                count += 1
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Unit(text=" ".join(token.content.split()), heading=heading)
            last_paragraph = count
            count += 1


def _plain(token: "Token") -> str:
    parts = [
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or () if not child.hidden
    ]
    return " ".join("".join(parts).split())
