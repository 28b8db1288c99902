"""Commands on the forms in which answers are given: the template to fill in, its schema, one form into another."""

import argparse
import json
from pathlib import Path

from assistant.commands.speak import DONE, campaign_of, say
from assistant.errors import AssistantError

_TEXTS = (".yaml", ".yml")


def template(arguments: argparse.Namespace) -> int:
    """`template [-o OUT]`: an empty application file; with a YAML file, the schema that its first line names."""
    from assistant.script import load_script
    from assistant.sheets import SUFFIXES, write_sheets
    from assistant.template import SCHEMA_NAME, yaml_template

    script = load_script(campaign_of(arguments))
    place: Path | None = arguments.output
    if place is None:
        print(yaml_template(script), end="")
        return DONE
    suffix = _new(place, (*_TEXTS, *SUFFIXES))
    if suffix in SUFFIXES:
        _told(write_sheets(place, script, {}))
        return DONE
    from assistant.files import write_whole

    write_whole(place, yaml_template(script))
    made = [place]
    beside = place.with_name(SCHEMA_NAME)
    if not beside.exists():
        write_whole(beside, _schema_text(arguments))
        made.append(beside)
    _told(made)
    return DONE


def convert(arguments: argparse.Namespace) -> int:
    """`convert FILE -o OUT`: the same answers in another form; what was said of the file when it was read is told."""
    from assistant.dossier import load_case, save_dossier
    from assistant.script import load_script
    from assistant.sheets import SUFFIXES, write_sheets

    script = load_script(campaign_of(arguments))
    suffix = _new(arguments.output, (*_TEXTS, ".json", *SUFFIXES))
    dossier, _ = load_case(arguments.file, script)
    for remark in dossier.renamed:
        say(f"{remark[:1].upper()}{remark[1:]}.")
    if suffix in SUFFIXES:
        _told(write_sheets(arguments.output, script, dossier.data))
    else:
        save_dossier(dossier, arguments.output)
        _told([arguments.output])
    return DONE


def schema(arguments: argparse.Namespace) -> int:
    """`schema [-o OUT]`: the JSON Schema of an application file."""
    text = _schema_text(arguments)
    if arguments.output is None:
        print(text, end="")
    else:
        from assistant.files import write_whole

        write_whole(arguments.output, text)
        _told([arguments.output])
    return DONE


def _schema_text(arguments: argparse.Namespace) -> str:
    from assistant.schema import json_schema
    from assistant.script import load_script

    return json.dumps(json_schema(load_script(campaign_of(arguments))), ensure_ascii=False, indent=2) + "\n"


def _new(place: Path, formats: tuple[str, ...]) -> str:
    """The suffix of a file to be made. Raises AssistantError when it is not offered, or the file is there: it may hold answers."""
    suffix = place.suffix.lower()
    if suffix not in formats:
        raise AssistantError(
            f"Le format « {suffix or place.name} » n'est pas proposé : nommez le fichier en {', '.join(formats)}."
        )
    if place.exists():
        raise AssistantError(f"« {place} » existe déjà : choisissez un autre nom, ou retirez-le d'abord.")
    return suffix


def _told(places: list[Path]) -> None:
    say(f"Écrit : {', '.join(map(str, places))}")
