"""The JSON Schema of an application file: of a valid shape, whole, and true to what the assistant reads."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.campaign import Campaign, locate
from assistant.files import parse_yaml
from assistant.scenarios import load_scenario, scenario_names
from assistant.schema import json_schema
from assistant.script import Script, load_script
from tests.mini import COMPLETE, ROOT

CAMPAIGNS = {"jardins": Campaign(ROOT), "livrée": locate()}
# What the schema uses of draft 2020-12, with the JSON types that each keyword takes.
KEYWORDS: dict[str, type | tuple[type, ...]] = {
    "$schema": str,
    "title": str,
    "description": str,
    "type": (str, list),
    "properties": dict,
    "items": dict,
    "examples": list,
    "additionalProperties": bool,
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def schema_of(campaign: str) -> dict[str, Any]:
    return json_schema(load_script(CAMPAIGNS[campaign]))


def subschemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        yield from subschemas(inner)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_it_is_a_schema_of_draft_2020_12(campaign: str) -> None:
    schema = schema_of(campaign)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema
    for part in subschemas(schema):
        for keyword, value in part.items():
            assert isinstance(value, KEYWORDS[keyword]), keyword
        kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
        assert set(kinds) <= set(TYPES)
        assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_question_is_in_it(campaign: str) -> None:
    script = load_script(CAMPAIGNS[campaign])
    schema = json_schema(script)
    for path, question in script.questions.items():
        part = schema
        for step in path.replace("[]", "").split("."):
            part = part.get("items", part)["properties"][step]
        assert part["title"].replace("\u00a0", " ").replace("’", "'") == question.label.replace("’", "'").replace("...", "…"), (
            path
        )
        said = part.get("examples", part.get("items", {}).get("examples", []))
        assert said == [choice.value for choice in question.choices]
    leaves = [part for part in subschemas(schema) if part["type"] != "object" and "properties" not in part]
    assert len(leaves) >= len([question for question in script.questions.values() if question.type != "repeat"])


def faults(schema: dict[str, Any], data: Any, place: str = "") -> Iterator[str]:
    """Where data breaks a schema, by the keywords that this schema uses."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(data, TYPES[kind]) and (kind == "boolean" or not isinstance(data, bool)) for kind in kinds):
        yield f"{place}: {data!r} is none of {kinds}"
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in schema.get("properties", {}):
                yield from faults(schema["properties"][key], value, f"{place}.{key}")
            elif schema.get("additionalProperties") is False:
                yield f"{place}.{key} is unknown"
    elif isinstance(data, list) and "items" in schema:
        for index, value in enumerate(data):
            yield from faults(schema["items"], value, f"{place}[{index}]")


def test_a_good_file_is_valid_and_a_wrong_one_is_not() -> None:
    schema = schema_of("jardins")
    assert list(faults(schema, COMPLETE)) == []
    assert list(faults(schema, {"porteur": {"natur": "x"}})) == [".porteur.natur is unknown"]
    assert list(faults(schema, {"parcelles": [{"titre": "x"}]})) == [".parcelles[0].titre is unknown"]
    assert list(faults(schema, {"parcelles": [{"nom": {}}]})) == [".parcelles[0].nom: {} is none of ['string', 'number', 'null']"]
    assert list(faults(schema, {"budget": {"demande": True}}))


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_scenarios_are_valid(campaign: str) -> None:
    """But for those that show what a file must not hold: those are told by the assistant, in remarks."""
    folder = CAMPAIGNS[campaign]
    script = load_script(folder)
    schema = json_schema(script)
    for name in scenario_names(folder):
        found = list(faults(schema, load_scenario(folder, name).application))
        assert not found or _is_told(script, folder, name), (name, found)


def _is_told(script: Script, folder: Campaign, name: str) -> bool:
    from assistant.dossier import Dossier

    return bool(Dossier(script, load_scenario(folder, name).application).remarks())


def test_what_is_tolerated_beside_the_schema_is_still_read() -> None:
    """The schema helps an editor; it does not forbid « 12 000 € » for a number, nor a sentence for a choice."""
    schema = schema_of("jardins")
    text = "budget: {demande: 12 000 €}\nporteur: {nature: la mairie}\nprojet: {publics: écoles}\nparcelles: aucune\n"
    assert list(faults(schema, parse_yaml(text, "f"))) == []


def test_titles_and_help_are_french_and_typeset() -> None:
    schema = schema_of("jardins")["properties"]
    assert schema["porteur"]["title"] == "Qui demande l’aide"
    nature = schema["porteur"]["properties"]["nature"]
    assert nature["title"] == "Qui porte le jardin\u00a0?"
    assert "Choix\u00a0: association\u00a0: Une association\u00a0; commune\u00a0: Une commune" in nature["description"]
    assert "«\u00a0Aucun bénévole\u00a0» est une réponse possible." in schema["equipe"]["properties"]["benevoles"]["description"]
