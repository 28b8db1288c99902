"""Commands that write the papers of an application file."""

import argparse
import sys
from pathlib import Path

from assistant.commands.speak import DONE, NEGATIVE, campaign_of, progress, say
from assistant.errors import AssistantError
from assistant.french import typography


def write(arguments: argparse.Namespace) -> int:
    """`checklist|outline|note… FILE [-o OUT]`: the paper in the format of OUT's suffix, or as Markdown on the standard output."""
    from assistant.outputs.outline import NO_OUTLINE
    from assistant.outputs.papers import Desk

    desk = Desk.open(campaign_of(arguments), arguments.file, arguments.as_of)
    if arguments.command == "outline" and not desk.script.outlined:
        raise AssistantError(NO_OUTLINE)
    advice = not getattr(arguments, "no_advice", False)
    if arguments.output is None:
        print(desk.markdown(arguments.command, advice), end="")
    else:
        if arguments.command == "outline" and not arguments.force:
            _spare(arguments)
        before = _content(arguments.output)
        progress("Écriture du papier…")
        desk.write(arguments.command, arguments.output, advice)
        progress("")
        if before is None:
            say(f"Écrit : {arguments.output}")
        elif before == _content(arguments.output):
            say(f"Rien n'a changé : {arguments.output} était à jour.")
        else:
            say(f"Remplacé : {arguments.output}")
    return DONE


def _content(place: Path) -> bytes | None:
    """What a file holds; None when there is none, or none that can be read."""
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError:
        return None


def _spare(arguments: argparse.Namespace) -> None:
    """Replace an outline that was edited since it was written only after a yes on the terminal. Raises AssistantError.

    What the assistant wrote, and nobody touched, is replaced without being asked for.
    """
    from assistant.files import read_bytes
    from assistant.outputs.formats import is_untouched

    place = arguments.output
    if place.suffix.lower() not in {".docx", ".odt"} or not place.is_file() or is_untouched(read_bytes(place)):
        return
    if not _agreed(f"« {place} » a été modifié depuis qu'il a été écrit : le remplacer, et perdre ces modifications ?"):
        raise AssistantError(
            f"« {place} » a été modifié depuis qu'il a été écrit : reprenez d'abord ces modifications avec « assistant reread "
            f"{arguments.file} {place} », donnez un autre nom, ou ajoutez « --force » pour le remplacer."
        )


def handout(arguments: argparse.Namespace) -> int:
    """`handout [SITTING] [-o OUT]`: the record of a training session, the latest one by default."""
    from assistant import sittings
    from assistant.cache import load_library
    from assistant.courses import load_courses
    from assistant.outputs.checklist import cited
    from assistant.outputs.handout import handout
    from assistant.outputs.markdown import markdown
    from assistant.outputs.papers import write_paper
    from assistant.rules import Rulebook
    from assistant.script import load_script

    campaign = campaign_of(arguments)
    path = arguments.file
    if path is None:
        kept = sittings.kept_sittings(1)
        if not kept:
            raise AssistantError(
                "Aucune séance n'est enregistrée : animez-en une dans l'application, porte « Animer une séance »."
            )
        path = kept[0].path
    library = load_library(campaign)
    sitting = sittings.load_sitting(path)
    paper = handout(sitting, load_courses(campaign), Rulebook(load_script(campaign)), library, cited(library))
    if arguments.output is None:
        print(markdown(paper), end="")
    else:
        progress("Écriture du document…")
        write_paper(arguments.output, paper)
        progress("")
        say(f"Écrit : {arguments.output}")
    return DONE


def reread(arguments: argparse.Namespace) -> int:
    """`reread FILE DOCUMENT [-o OUT]`: what an edited outline changes; with OUT, the dossier with these answers.

    A file that is there is only replaced after a yes on the terminal. Nothing to take up is a negative end.
    """
    from assistant.dossier import save_dossier
    from assistant.french import count
    from assistant.outputs.papers import Desk

    desk = Desk.open(campaign_of(arguments), arguments.file, arguments.as_of)
    found = desk.reread(arguments.document)
    number = count(len(found.changes), "réponse changée", "réponses changées") if found.changes else "Aucune réponse changée"
    print(typography(f"{number} dans « {arguments.document} »."))
    for change in found.changes:
        print(typography(f"\n{change.name} ({change.path})\n  avant : {change.before or 'rien'}\n  après : {change.after}"))
    if found.unplaced:
        print(typography("\nCe qui n'a pas trouvé sa place, et que vous pouvez reprendre à la main :"))
        print("\n".join(typography(f"- {line}") for line in found.unplaced))
    if not found.changes:
        return NEGATIVE
    if arguments.output is None:
        say("Rien n'est enregistré : ajoutez « -o dossier.yaml » pour écrire le dossier avec ces réponses.")
    elif arguments.output.exists() and not _agreed(f"« {arguments.output} » existe : le remplacer ?"):
        raise AssistantError(f"« {arguments.output} » existe et n'a pas été remplacé : donnez un autre nom.")
    else:
        save_dossier(found.dossier, arguments.output)
        say(f"Écrit : {arguments.output}")
    return DONE


def _agreed(question: str) -> bool:
    """Whether somebody says yes; nobody does where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(typography(f"{question} (oui/non) "), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"o", "oui"}
