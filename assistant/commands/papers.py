"""Commands that write the papers of an application file."""

import argparse

from assistant.commands.speak import DONE, campaign_of, progress, say
from assistant.errors import AssistantError


def write(arguments: argparse.Namespace) -> int:
    """`checklist|outline|note… FILE [-o OUT]`: the paper in the format of OUT's suffix, or as Markdown on the standard output."""
    from assistant.outputs.outline import NO_OUTLINE
    from assistant.outputs.papers import Desk

    desk = Desk.open(campaign_of(arguments), arguments.file, arguments.as_of)
    if arguments.paper == "outline" and not desk.script.outlined:
        raise AssistantError(NO_OUTLINE)
    advice = not getattr(arguments, "no_advice", False)
    if arguments.output is None:
        print(desk.markdown(arguments.paper, advice), end="")
    else:
        progress("Écriture du papier…")
        desk.write(arguments.paper, arguments.output, advice)
        progress("")
        say(f"Écrit : {arguments.output}")
    return DONE
