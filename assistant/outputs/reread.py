"""An outline edited in Word or LibreOffice, read back: which answers changed, and what cannot be placed.

The outline of the dossier as it is now is drawn again, and the file is compared with it line by line: what is the same says
nothing, what stands under the same headings after the same name is the new answer, and the rest is shown. Nothing is ever erased.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.files import MAX_BYTES
from assistant.interview import Interview
from assistant.outputs.checklist import Cite
from assistant.outputs.model import Bullets, Callout, Heading, Paper, Paragraph, Table, plain, under
from assistant.outputs.outline import Awaited, Slots, slots
from assistant.outputs.told import ANSWERED, GAP, headed, written
from assistant.rules import Report
from assistant.text import clean, fold
from assistant.wording import KINDS, display, new_row

_UNFOLDED = 64 * 1024 * 1024
"""The largest content of an archive, in bytes, unfolded."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CARD = 4
"""The level of the heading of a card."""
_TITLE = 120
"""The longest first line that names a row rather than tells it, in characters."""


@dataclass(frozen=True)
class Line:
    """A piece of a document: a heading of a level, a paragraph (level 0), or the rows of a table."""

    level: int = 0
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Change:
    """An answer that was changed: its path, its name, what it was and what it becomes, in words; or a new `row` of a list."""

    path: str
    name: str
    before: str
    after: str
    row: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reread:
    """What an edited outline gives: the dossier with the new answers, these, and the lines that have no place."""

    dossier: Dossier
    changes: tuple[Change, ...]
    unplaced: tuple[str, ...]

    def taken(self, dossier: Dossier, paths: Collection[str]) -> Dossier:
        """The dossier that was compared, with those of the changes that are at these paths."""
        for change in self.changes:
            if change.path not in paths:
                continue
            if change.path.endswith("]"):
                dossier = dossier.with_row(change.path.partition("[")[0], change.row)
            else:
                dossier = dossier.with_answer(change.path, change.after)
        return dossier


def reread(path: Path, dossier: Dossier, title: str, today: date, cite: Cite, report: Report) -> Reread:
    """Read an edited outline (.docx or .odt) of this dossier. Raises AssistantError when the file is no such document."""
    lines = read_lines(path)
    paper, places = slots(dossier, title, today, cite, report)
    if not any(line.level for line in lines):
        raise AssistantError(f"« {path} » n'a aucun titre de la trame : ouvrez une trame que l'assistant a écrite.")
    found, rows, unplaced = _answers(lines, paper, places, dossier)
    changes: list[Change] = []
    for place, words in found.items():
        question, reply = dossier.script.question(place), dossier.reply(place)
        before = written(question, reply) if question and reply.state in ANSWERED else ""
        if question is None or fold(before) == fold(words):
            continue
        name = _named(place, question.name, dossier)
        problem = "" if question.type == "repeat" else Interview(dossier, today).problem(place, words)
        if not words or question.type == "repeat" or problem:
            why = problem or ("une liste se change dans l'assistant" if words else "une réponse effacée est gardée")
            unplaced.append(f"{name} : « {words} » – {why}" if words else f"{name} – {why}")
            continue
        dossier = dossier.with_answer(place, words)
        changes.append(Change(place, name, before, words))
    for row in rows:
        dossier, change, refused = _grown(dossier, row, today)
        changes.append(change)
        unplaced += refused
    return Reread(dossier, tuple(changes), tuple(unplaced))


def _grown(dossier: Dossier, row: "_Row", today: date) -> tuple[Dossier, Change, list[str]]:
    """The dossier with a row that was written where its group awaited one; a field that is refused is left out, and told."""
    awaited = row.awaited
    repeat = awaited.repeat
    by = repeat.field(awaited.by)
    place = f"{repeat.id}[{dossier.rows(repeat.id) or 0}]"
    value: Any = [awaited.value] if by and by.type == "choices" else awaited.value
    answers: dict[str, Any] = {awaited.by: value}
    dossier = dossier.with_row(repeat.id, answers)
    kept, refused = [], []
    for asked in repeat.questions:
        if not (words := "\n\n".join(row.found.get(asked.id, ()))):
            continue
        if problem := Interview(dossier, today).problem(f"{place}.{asked.id}", words):
            refused.append(f"{asked.name} : « {words} » – {problem}")
            continue
        answers = {**answers, asked.id: words}
        dossier = dossier.with_answer(f"{place}.{asked.id}", words)
        kept.append(words if asked.id == repeat.title else f"{headed(asked)} : {words}")
    group = display(value, KINDS[by.type], by) if by else ""
    return dossier, Change(place, f"{new_row(repeat)} – {group}", "", "\n".join(kept), answers), refused


def _named(path: str, name: str, dossier: Dossier) -> str:
    from assistant.wording import row_name

    rows, bracket, rest = path.partition("[")
    if not bracket:
        return name
    return f"{row_name(dossier.script.questions[rows], dossier, int(rest.partition(']')[0]))} › {name}"


def _answers(lines: list[Line], paper: Paper, places: Slots, dossier: Dossier) -> "tuple[dict[str, str], list[_Row], list[str]]":
    """What is typed at each place, the rows written where one was awaited, and the lines that are neither ours nor at a place."""
    reader = _Reader(paper, places, dossier)
    for line in lines:
        reader.read(line)
    return {path: "\n\n".join(said).strip() for path, said in reader.found.items()}, reader.rows, reader.unplaced


@dataclass
class _Row:
    """A row written where its group awaited one: what is said of each field."""

    awaited: Awaited
    found: dict[str, list[str]]
    open: str = ""

    def take(self, words: str) -> None:
        """A line more: « Name: words » of a field of the card, else its title, when it is short and first, else its text."""
        fields = list(filter(None, map(self.awaited.repeat.field, (self.awaited.repeat.title, *self.awaited.show))))
        name, colon, said = words.partition(":")
        named = next((field for field in fields if colon and fold(headed(field)) == fold(name)), None)
        texts = [field for field in fields if field.type == "long_text"]
        if named:
            self.open = named.id
            self.found[named.id] = [said.strip()] if said.strip() else []
        elif not self.found and len(words) <= _TITLE:
            self.found[self.awaited.repeat.title] = [words]
        else:
            place = (
                self.open
                if any(field.id == self.open for field in texts)
                else texts[0].id
                if texts
                else self.awaited.repeat.title
            )
            self.found.setdefault(place, []).append(words)


class _Reader:
    """Goes through a document, under its headings; `open` is the answer that the next paragraphs belong to."""

    def __init__(self, paper: Paper, places: Slots, dossier: Dossier) -> None:
        self.dossier = dossier
        self.ours = {fold(words) for words in _words(paper)}
        self.typed = {fold(plain(block.text)) for block in paper.blocks if isinstance(block, Paragraph) and block.typed}
        self.asides = {fold(plain(block.text)) for block in paper.blocks if isinstance(block, Callout)}
        self.derived = {tuple(map(fold, block.header)) for block in paper.blocks if isinstance(block, Table)}
        self.named = {(tuple(map(fold, above)), fold(name)): path for (above, name), path in places.lines.items()}
        self.gaps = {(tuple(map(fold, above)), fold(said)): path for (above, said), path in places.gaps.items()}
        self.tables = {tuple(map(fold, header)): paths for header, paths in places.tables}
        self.awaited = {tuple(map(fold, above)): awaited for above, awaited in places.awaited.items()}
        self.rows: list[_Row] = []
        self.row: _Row | None = None
        self.found: dict[str, list[str]] = {}
        self.unplaced: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.open = ""

    def read(self, line: Line) -> None:
        """One piece more."""
        if line.level:
            self.open, self.row = "", None
            if line.level == _CARD and line.text and fold(line.text) not in self.ours and self._awaited(line.text):
                return
            self.headings.append((line.level, fold(line.text)))
            if line.text and fold(line.text) not in self.ours:
                self.unplaced.append(line.text)
        elif line.rows:
            self.open = ""
            _cells(line, self)
        elif line.text:
            self._paragraph(line.text)

    def _paragraph(self, words: str) -> None:
        place, answer = self._placed(words)
        if place:
            question = self.dossier.script.question(place)
            self.found[place] = [answer] if answer else []
            self.open = place if question and question.type == "long_text" else ""
        elif gap := self._gap(words):
            self.open = gap
        elif self.row is not None and fold(words) not in self.asides:
            self.row.take(words)
        elif fold(words) in self.ours and fold(words) not in self.typed:
            self.open, self.row = "", None
        elif self._awaited(words):
            pass
        elif self.open:
            self.found.setdefault(self.open, []).append(words)
        elif fold(words) not in self.typed:
            self.unplaced.append(words)

    def _awaited(self, words: str) -> bool:
        """Begin a row with what is written where a group awaits one; what is left of the gap says nothing."""
        awaited = self.awaited.get(under(self.headings))
        if awaited is None:
            return False
        if fold(words).startswith(fold(awaited.said)):
            words = _after(words, fold(awaited.said))
        self.row = _Row(awaited, {})
        self.rows.append(self.row)
        self.row.take(words)
        return True

    def _placed(self, words: str) -> tuple[str, str]:
        """The path of the answer that a line is (« Name: words »), and its words; the mark of a gap may be left before it."""
        said = words.removeprefix(GAP).lstrip(" \u00a0:") if words.startswith(GAP) else words
        for cut in re.finditer(r"[ \u00a0]*:[ \u00a0\n]*", said):
            if path := self.named.get((under(self.headings), fold(said[: cut.start()]))):
                return path, said[cut.end() :].strip()
        return "", ""

    def _gap(self, words: str) -> str:
        """The path of the gap that a line is, whole; what was typed after it, on the same line, is kept as its answer."""
        for (place, said), path in self.gaps.items():
            if place == under(self.headings) and fold(words).startswith(said):
                if rest := _after(words, said):
                    self.found.setdefault(path, []).append(rest)
                return path
        return ""


def _after(words: str, said: str) -> str:
    """What words say after their beginning, which is known folded."""
    cut = next(cut for cut in range(len(words) + 1) if fold(words[:cut]) == said)
    return words[cut:].strip(" \u00a0:")


def _words(paper: Paper) -> Iterator[str]:
    """All that the outline says by itself, a line each."""
    for block in paper.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph() | Callout():
                yield plain(block.text)
            case Bullets():
                yield from map(plain, block.items)
            case _:
                pass


def _cells(line: Line, reader: _Reader) -> None:
    header, *rows = line.rows
    paths = reader.tables.get(tuple(map(fold, header)))
    if paths is None:
        if tuple(map(fold, header)) not in reader.derived:
            reader.unplaced += [" | ".join(row) for row in line.rows]
        return
    for number, row in enumerate(rows):
        if number < len(paths):
            for path, cell in zip(paths[number], row, strict=False):
                if not cell.startswith(GAP) and cell != "–":
                    reader.found.setdefault(path, [cell] if cell else [])
        elif fold(row[0]) != "total" and any(row):
            reader.unplaced.append(" | ".join(row))


def read_lines(path: Path) -> list[Line]:
    """The headings, paragraphs and tables of a document, in order. Raises AssistantError when it is no docx or odt, or damaged."""
    readers = {".docx": _docx_lines, ".odt": _odt_lines}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise AssistantError(f"« {path} » n'est pas relu : donnez la trame en .docx ou en .odt.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AssistantError(f"Le fichier « {path} » est trop volumineux : vérifiez que c'est bien le fichier voulu.")
        data = path.read_bytes()
    except OSError as error:
        raise AssistantError(f"Le fichier « {path} » ne peut pas être lu : vérifiez son nom et vos droits.") from error
    try:
        _check(data)
        return [Line(line.level, clean(line.text).strip(), line.rows) for line in reader(io.BytesIO(data))]
    except Exception as error:  # whatever the damage leads the libraries to
        raise AssistantError(
            f"« {path} » est abîmé, ou n'est pas un document de ce format : enregistrez-le de nouveau."
        ) from error


def _check(data: bytes) -> None:
    """Refuse an archive that unfolds into too much, or that declares entities. Raises ValueError."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _UNFOLDED:
            raise ValueError("too large once unfolded")
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                raise ValueError("a document type is declared")


def _docx_lines(data: io.BytesIO) -> Iterator[Line]:
    from docx import Document
    from docx.table import Table as DocxTable

    begun = False
    package = Document(data)
    names = {style.style_id: style.name or "" for style in package.styles}  # python-docx would look for each anew
    for piece in package.iter_inner_content():
        if isinstance(piece, DocxTable):
            if begun:
                rows = (["\n".join(map(_typed, cell._tc.p_lst)) for cell in row.cells] for row in piece.rows)
                yield Line(rows=tuple(tuple(clean(cell).strip() for cell in row) for row in rows))
            continue
        style = names.get(piece._p.style or "", "")
        level = int(style[8:]) if style.startswith("Heading ") and style[8:].isdigit() else 0
        begun = begun or level > 0
        if begun and style not in {"Caption", "Légende"}:
            yield Line(level + 1 if level else 0, _typed(piece._p))


def _typed(paragraph: Any) -> str:
    """The words of a paragraph of Word, as if every tracked change were accepted: python-docx would leave the inserted ones out."""
    words, away = [], {node for gone in paragraph.iter(f"{_WORD}moveFrom", f"{_WORD}del") for node in gone.iter()}
    for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr", f"{_WORD}noBreakHyphen"):
        page = node.get(f"{_WORD}type") == "page"
        if node not in away and not page and node.getparent().tag == f"{_WORD}r":
            words.append(_SIGNS.get(node.tag.removeprefix(_WORD)) or node.text or "")
    return "".join(words)


def _odt_lines(data: io.BytesIO) -> Iterator[Line]:
    from odfdo import Document

    begun = False
    for piece in _pieces(Document(data).body):
        if piece.tag == "table:table":
            rows = piece.get_elements(".//table:table-row")
            cells = ([_said(cell) for cell in row.get_elements("table:table-cell")] for row in rows)
            if begun:
                yield Line(rows=tuple(tuple(clean(cell).strip() for cell in row) for row in cells))
            continue
        level = int(piece.get_attribute("text:outline-level") or 1) if piece.tag == "text:h" else 0
        begun = begun or level > 0
        drawn = piece.get_elements(".//text:sequence | .//draw:frame")  # a caption, a picture
        if begun and not drawn:
            yield Line(level + 1 if level else 0, _said(piece))


def _pieces(body: Any) -> Iterator[Any]:
    for piece in body.children:
        if piece.tag in {"text:section", "text:list", "text:list-item"}:
            yield from _pieces(piece)
        elif piece.tag in {"text:p", "text:h", "table:table"}:
            yield piece


def _said(piece: Any) -> str:
    """The words of a piece, as an XML tree holds them: odfdo would write links and marks as Markdown."""
    words = []
    for node in piece._xml_element.iter():
        name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        words.append({"line-break": "\n", "tab": "\t", "s": " "}.get(name, ""))
        words.append(node.text or "")
        if node is not piece._xml_element:
            words.append(node.tail or "")
    return "".join(words)
