"""The JSON Schema of an application file, so that an editor completes and explains it."""

from typing import Any

from assistant.french import typography
from assistant.script import Question, Script

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[str, tuple[list[str], str]] = {
    "text": (["string", "number", "null"], "Texte court."),
    "long_text": (["string", "null"], "Texte libre."),
    "choice": (["string", "integer", "boolean", "null"], "Un choix de la liste (sa valeur, son libellé, ou vos mots)."),
    "choices": (["array", "string", "null"], "Un ou plusieurs choix de la liste."),
    "yes_no": (["boolean", "string", "null"], "true ou false, « oui » ou « non »."),
    "integer": (["integer", "string", "null"], "Un nombre entier."),
    "year": (["integer", "string", "null"], "Une année, en quatre chiffres."),
    "amount": (["number", "string", "null"], "Un montant en euros : 12500, « 12 500 € », « 1 250,50 »."),
    "date": (["string", "null"], "Une date : AAAA-MM-JJ, JJ/MM/AAAA, ou en toutes lettres."),
    "duration": (["number", "string", "null"], "Une durée : « 2 ans », « 24 mois »."),
    "fte": (["number", "string", "null"], "Un temps de travail : « 0,3 ETP », « 30 % », « un mi-temps »."),
    "repeat": (["array", "string", "null"], "Une liste d'éléments."),
}
_UNKNOWN = "« je ne sais pas encore » est une réponse possible."


def json_schema(script: Script) -> dict[str, Any]:
    """The schema (draft 2020-12) of an application file of this script, titles and descriptions in French."""
    root: dict[str, Any] = {
        "$schema": _DRAFT,
        "title": typography(f"Dossier de candidature – {script.about.call}"),
        "description": typography(f"Toutes les réponses sont facultatives dans le fichier ; {_UNKNOWN}"),
        "type": "object",
        "properties": {},
        "additionalProperties": False,
    }
    for chapter in script.chapters:
        for question in chapter.questions:
            _place(root, question.id.split("."), question, chapter.title)
    return root


def _place(node: dict[str, Any], steps: list[str], question: Question, chapter: str) -> None:
    step, *rest = steps
    if not rest:
        node["properties"][step] = _schema(question)
        return
    empty = {"title": typography(chapter), "type": "object", "properties": {}, "additionalProperties": False}
    _place(node["properties"].setdefault(step, empty), rest, question, chapter)


def _schema(question: Question) -> dict[str, Any]:
    types, help_text = _TYPES[question.type]
    words = [question.hint, help_text]
    if question.relevant:
        words.append("Demandé seulement dans certains cas, selon d'autres réponses.")
    if question.none:
        words.append(f"« {question.none} » est une réponse possible.")
    schema: dict[str, Any] = {
        "title": typography(question.label),
        "description": typography(" ".join(word for word in words if word)),
        "type": types,
    }
    labels = [f"{choice.value} : {choice.label}" for choice in question.choices]
    if labels:
        schema["description"] += typography(f" Choix : {' ; '.join(labels)}.")
        schema["examples"] = [choice.value for choice in question.choices]
    if question.type == "choices":
        schema["items"] = {"type": ["string", "integer"], "examples": schema.pop("examples")}
    if question.type == "repeat":
        schema["items"] = {
            "title": typography(question.item),
            "type": ["object", "string"],
            "properties": {field.id: _schema(field) for field in question.questions},
            "additionalProperties": False,
        }
    return schema
