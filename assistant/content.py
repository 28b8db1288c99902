"""Content files into typed models: YAML in, frozen msgspec structures out, errors in French with their place."""

import re
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


def to_model(data: object, model: type[Model], where: str) -> Model:
    """Turn plain values into a msgspec model. Raises AssistantError naming the place (`where`, then the path inside)."""
    try:
        return msgspec.convert(data, model)
    except msgspec.ValidationError as error:
        raise AssistantError(f"Contenu incorrect dans « {where} » : {_french(str(error))}.") from error


_PATTERNS = (
    (r"Object contains unknown field `(.+?)`", r"le champ « \1 » est inconnu"),
    (r"Object missing required field `(.+?)`", r"le champ « \1 » manque"),
    (r"Expected `(.+?)`, got `(.+?)`", r"on attend « \1 » et on lit « \2 »"),
    (r"Invalid enum value '(.+?)'", r"la valeur « \1 » n'est pas permise"),
    (r"Invalid value '(.+?)'", r"la valeur « \1 » n'est pas permise"),
    (r" - at `\$\.?(.*?)`", r" (à l'endroit « \1 »)"),
)


def _french(message: str) -> str:
    for pattern, replacement in _PATTERNS:
        message = re.sub(pattern, replacement, message)
    return message
