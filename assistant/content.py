"""Content files into typed models: YAML in, frozen msgspec structures out, errors in French with their place."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from assistant.errors import AssistantError
from assistant.files import parse_yaml, read_text

Model = TypeVar("Model")


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a YAML content file into a msgspec model; unknown fields and wrong types are refused.

    Raises AssistantError naming the file and the place in it.
    """
    return to_model(parse_yaml(read_text(path), str(path)), model, str(path))


def read_optional(path: Path, model: type[Model], absent: Model) -> Model:
    """Read a YAML content file as `read_model`, or give `absent` when there is no such file or nothing in it."""
    data = parse_yaml(read_text(path), str(path)) if path.exists() else None
    return absent if data is None else to_model(data, model, str(path))


def to_model(data: object, model: type[Model], where: str) -> Model:
    """Turn plain values into a msgspec model. Raises AssistantError naming the place (`where`, then the path inside)."""
    try:
        return msgspec.convert(data, model)
    except msgspec.ValidationError as error:
        raise AssistantError(f"Contenu incorrect dans « {where} » : {_french(str(error))}{_hint(str(error), data)}.") from error


_TYPES = {
    "str": "un texte",
    "int": "un nombre entier",
    "float": "un nombre",
    "decimal": "un nombre",
    "bool": "true ou false",
    "date": "une date (AAAA-MM-JJ)",
    "array": "une liste",
    "object": "des lignes « champ: valeur »",
    "null": "rien",
}
_PATTERNS = (
    (r"Object contains unknown field `(.+?)`", r"le champ « \1 » est inconnu"),
    (r"Object missing required field `(.+?)`", r"le champ « \1 » manque"),
    (r"Invalid enum value '(.*?)'", r"la valeur « \1 » n'est pas permise"),
    (r"Invalid value '(.*?)'", r"la valeur « \1 » n'est pas permise"),
    (r"Invalid RFC3339 encoded date", "on attend une date, sous la forme AAAA-MM-JJ"),
    (r"Invalid decimal string", "on attend un nombre, par exemple 1500"),
    (r" - at `\$\.?(.*?)`", r" (à l'endroit « \1 »)"),
)


def _french(message: str) -> str:
    message = re.sub("Expected `(.+?)`, got `(.+?)`", lambda m: f"on attend {_type(m[1])} et on lit {_type(m[2])}", message)
    for pattern, replacement in _PATTERNS:
        message = re.sub(pattern, replacement, message)
    return message


def _hint(message: str, data: object) -> str:
    """What to do when a comma cut an expression or a sentence in two: its end stands as a field without a value."""
    unknown = re.match("Object contains unknown field `(.+?)`", message)
    if unknown and any(isinstance(value, dict) and value.get(unknown[1], "") is None for value in _values(data)):
        return " ; si une virgule a coupé la ligne, mettez l'expression entre guillemets"
    return ""


def _values(data: object) -> Iterator[object]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict | list):
            waiting.extend(value.values() if isinstance(value, dict) else value)


def _type(names: str) -> str:
    return " ou ".join(_TYPES.get(name, name) for name in names.split(" | "))
