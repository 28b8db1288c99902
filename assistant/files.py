"""Read and write the small files: YAML and JSON in, whole files out, nothing executed, nothing half-written.

PyYAML's constructors recurse in C and crash the interpreter on « [[[[… » (measured: 200 000 brackets, segmentation fault), and
YAML 1.1 turns 1:30 into 90 and 012 into 10. So the events of libyaml are turned into plain values here, without recursion, and
only true, false, null and plain decimal numbers are anything but text.
"""

import errno
import json
import os
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from assistant.errors import AssistantError, reason
from assistant.text import clean

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 30
MAX_VALUES = 200_000
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?\Z", re.ASCII)
_MAX_DIGITS = 30
# « 250.000 » is 250 for a computer, and two hundred and fifty thousand for many people: its reader decides, on the text.
_TWO_WAYS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\Z", re.ASCII)
_HALF = re.compile("[\ud800-\udfff]")
_TOO_DEEP = "Le fichier « {} » emboîte trop de niveaux : simplifiez sa structure."
_TOO_MANY = "Le fichier « {} » contient trop de valeurs : vérifiez que c'est bien le fichier voulu."
_KINDS = (
    *((start, "une image") for start in (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")),
    (b"%PDF-", "un PDF"),
    (b"PK\x03\x04", "une archive ou un document de bureautique"),
    (b"\xd0\xcf\x11\xe0", "un ancien document de bureautique (.doc, .xls ou .ppt)"),
    (b"\x1f\x8b", "une archive"),
)
"""How files that are no text begin, and what they are."""
_PICTURES = frozenset((b"heic", b"heix", b"mif1", b"avif"))
# Only the spellings that PyYAML puts between quotes when they are text: « tRUE » is written and read back as text.
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `limit` bytes. Raises AssistantError when it cannot be read or is too large."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise AssistantError(f"« {path} » n'est pas un fichier ordinaire : indiquez un fichier de texte.")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise AssistantError(f"Le fichier « {path} » ne peut pas être lu : {reason(error)}.") from error
    if len(data) > limit:
        raise AssistantError(
            f"Le fichier « {path} » est trop volumineux (plus de {limit // 1024 // 1024} Mo) : "
            "vérifiez que c'est bien le fichier voulu."
        )
    return data


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file of at most `limit` bytes (a byte-order mark is dropped).

    Raises AssistantError when the file cannot be read, is too large or is not UTF-8 text.
    """
    data = read_bytes(path, limit)
    if kind := _kind(data):
        raise AssistantError(f"Le fichier « {path} » est {kind}, et non du texte : rien ne peut y être lu ici.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AssistantError(
            f"Le fichier « {path} » n'est pas du texte en UTF-8 : enregistrez-le avec l'encodage « UTF-8 »."
        ) from error


def _kind(data: bytes) -> str:
    """What a file that is no text is, by its first bytes; "" when they tell nothing."""
    if data[4:8] == b"ftyp":
        return "une image" if data[8:12] in _PICTURES else "une vidéo ou un son"
    if data[:4] == b"RIFF":
        return "une image" if data[8:12] == b"WEBP" else "une vidéo ou un son"
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")


def read_data(path: Path) -> Any:
    """The content of a YAML or JSON file (by its suffix) as dicts, lists, str, int, Decimal, bool and None.

    Raises AssistantError as `read_text`, and when the file is malformed.
    """
    text = read_text(path)
    if path.suffix.lower() == ".json":
        return parse_json(text, str(path))
    return parse_yaml(text, str(path))


def parse_yaml(text: str, where: str) -> Any:
    """Turn YAML text into plain values; `where` names the file in messages.

    Raises AssistantError on malformed text, anchors, tags, duplicate keys, several documents, more than 30 levels
    or 200,000 values.
    """
    builder = _Builder(where)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if error.context_mark is not None and "end of stream" in str(error.problem):
            mark = error.context_mark  # what is never closed is told where it is opened
        place = f" à la ligne {mark.line + 1}" if mark is not None else ""
        raise AssistantError(
            f"Le fichier « {where} » n'est pas du YAML valide{place} : vérifiez les retraits, les deux-points et les guillemets."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise AssistantError(
            f"Le fichier « {where} » contient un caractère que YAML n'accepte pas : retirez les caractères invisibles."
        ) from error
    return builder.root


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


def has_comments(text: str) -> bool:
    """Whether a YAML text holds comments, which reading drops; False when it is malformed."""
    try:
        kept = sum(event.value.count("#") for event in _events(text) if isinstance(event, yaml.ScalarEvent))
    except (yaml.YAMLError, ValueError):
        return False
    return text.count("#") > kept


class _Builder:
    """Assemble plain values from YAML events, on an explicit stack."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.root: Any = None
        self.documents = 0
        self.values = 0
        self.stack: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str | None] = []

    def take(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._refuse(event, "utilise une ancre YAML (« & » ou « * ») : recopiez la valeur")
        if tag := getattr(event, "tag", None):
            self._refuse(event, f"utilise l'étiquette YAML « {clean(tag)[:60]} » : retirez-la")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "contient plusieurs documents (« --- ») : gardez-en un seul")

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, value: dict[str, Any] | list[Any]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, "emboîte trop de niveaux : simplifiez sa structure")
        self._put(event, value)
        self.stack.append(value)
        self.keys.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, dict) and self.keys[-1] is None:
            if event.value in parent:
                self._refuse(event, f"répète la clé « {clean(event.value)[:60]} » : n'en gardez qu'une")
            self.keys[-1] = event.value
            return
        self._put(event, _plain(event.value) if event.implicit[0] else event.value)

    def _put(self, event: yaml.Event, value: Any) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise AssistantError(_TOO_MANY.format(self.where))
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, list):
            parent.append(value)
        elif isinstance(parent, dict):
            key = self.keys[-1]
            if key is None:
                self._refuse(event, "a une clé qui n'est pas un simple mot")
            parent[key] = value
            self.keys[-1] = None
        else:
            self.root = value

    def _refuse(self, event: yaml.Event, why: str) -> NoReturn:
        place = f", ligne {event.start_mark.line + 1}," if event.start_mark is not None else ""
        raise AssistantError(f"Le fichier « {self.where} »{place} {why}.")


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _MAX_DIGITS and _NUMBER.match(text) and not _TWO_WAYS.match(text):
        return Decimal(text) if "." in text else int(text)
    return text


def parse_json(text: str, where: str) -> Any:
    """Turn JSON text into plain values (fractions as Decimal); `where` names the file in messages.

    Raises AssistantError on malformed text, duplicate keys, NaN, halves of characters, or too many
    levels or values.
    """

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(items)
        if len(data) < len(items):
            twice = max(Counter(key for key, _ in items).items(), key=lambda item: item[1])[0]
            raise AssistantError(f"Le fichier « {where} » répète la clé « {clean(twice)[:60]} » : n'en gardez qu'une.")
        return data

    def constant(name: str) -> NoReturn:
        raise AssistantError(f"Le fichier « {where} » contient « {name} », qui n'est pas un nombre : écrivez un nombre ou null.")

    def number(digits: str) -> Any:
        return _plain(digits) if _NUMBER.match(digits) else digits

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_float=number, parse_int=number)
    except json.JSONDecodeError as error:
        raise AssistantError(
            f"Le fichier « {where} » n'est pas du JSON valide à la ligne {error.lineno}, colonne {error.colno} : "
            "vérifiez les virgules, les guillemets et les accolades."
        ) from error
    except RecursionError as error:
        raise AssistantError(_TOO_DEEP.format(where)) from error
    _check_inside(data, where)
    return data


def _check_inside(data: Any, where: str) -> None:
    """Refuse what JSON allows and we do not: too many levels or values, half a character (\\ud83d alone)."""
    level, depth, values = [data], 0, 0
    while level:
        inside: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inside += [*value, *value.values()]
            elif isinstance(value, list):
                inside += value
            elif isinstance(value, str) and not value.isascii() and _HALF.search(value):
                raise AssistantError(f"Le fichier « {where} » contient la moitié d'un caractère : retapez ce texte.")
        level, depth, values = inside, depth + 1, values + len(inside)
        if depth > MAX_DEPTH + 1:
            raise AssistantError(_TOO_DEEP.format(where))
        if values > 2 * MAX_VALUES:  # keys count here too
            raise AssistantError(_TOO_MANY.format(where))


def dump_yaml(data: Any) -> str:
    """The YAML text of plain values, keys in their order, accents kept, texts of several lines as they read.

    What `parse_yaml` gives is written so that it gives it again, digits included.
    """
    text: str = yaml.dump(data, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)
    return text


@cache
def _dumper() -> type[yaml.SafeDumper]:
    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # libyaml's own when it is there
        """The safe dumper, with our way of writing numbers and long texts."""

    def number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
        text = format(value, "f")
        if _TWO_WAYS.match(text):
            text += "0"  # else it would be read back as a text
        return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)

    def words(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(Decimal, number)
    Dumper.add_representer(str, words)
    return Dumper


def dump_json(data: Any) -> str:
    """The JSON text of plain values, indented; a fraction that JSON's numbers would change is written as text."""

    def number(value: Decimal) -> float | str:
        text = format(value, "f")
        return float(text) if repr(float(text)) == text else text

    return json.dumps(data, ensure_ascii=False, indent=2, default=number) + "\n"


def free_name(wanted: Path) -> Path:
    """The path itself when nothing stands there, else the first of « x-2 », « x-3 »… where nothing does."""
    path, number = wanted, 1
    while os.path.exists(path):
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader, or a crash at any moment, meets the old content or the new one, never a part.

    The content goes to a neighbour, is flushed to the disk, then moved into place: where a link leads to, with the rights
    that the file had. Raises AssistantError when the system refuses, the folder is not there, or what stands at that place is
    no ordinary file.
    """
    try:
        place = Path(os.path.realpath(path))
        if not place.parent.exists():
            raise AssistantError(
                f"Le fichier « {path} » ne peut pas être écrit : le dossier où le mettre n'existe pas ; créez-le d'abord."
            )
        if place.exists() and not place.is_file() and not place.is_dir():
            raise AssistantError(f"« {path} » n'est pas un fichier ordinaire : rien n'y est écrit.")
        if place.exists() and not os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # moving another file over it would be allowed
        draft = place.with_name(f".{place.name[:200]}.{secrets.token_hex(4)}")
        try:
            with draft.open("xb") as stream:
                stream.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            if place.exists():
                draft.chmod(place.stat().st_mode & 0o777)
            draft.replace(place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AssistantError(f"Le fichier « {path} » ne peut pas être écrit : {reason(error)}.") from error
