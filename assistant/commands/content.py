"""Commands on a campaign as a whole: control its content, show it."""

import argparse

from assistant.campaign import locate
from assistant.commands.speak import DONE, NEGATIVE, campaign_of, engine_of, progress, say, tell, today_of, width
from assistant.french import typography


def lint(arguments: argparse.Namespace) -> int:
    """`lint [DIR]`: what is wrong in the content of a campaign, a remark a line; `--questions` asks its typical questions too.

    `--coverage` writes instead what carries each demand of the texts.
    """
    from assistant.lint import coverage, lint, lint_questions

    campaign = locate(arguments.folder) if arguments.folder else campaign_of(arguments)
    if arguments.coverage:
        print(typography(coverage(campaign)), end="")
        return DONE
    remarks = lint(campaign)
    if arguments.questions or arguments.left_out:

        def advance(done: int, total: int) -> None:
            progress(f"Questions posées : {done} sur {total}")

        remarks += lint_questions(campaign, arguments.left_out, advance)
        progress("Questions posées.")
    result = f"{len(remarks)} remarque(s)." if remarks else "Le contenu est correct."
    return tell("\n".join(map(typography, [*remarks, result])), NEGATIVE if remarks else DONE)


def demo(arguments: argparse.Namespace) -> int:
    """`demo`: the main job without a terminal."""
    from assistant.demo import demo

    campaign = campaign_of(arguments)
    demo(campaign, engine_of(campaign), lambda text: print(text, flush=True), width(), arguments.full)
    return DONE


def booklet(arguments: argparse.Namespace) -> int:
    """`booklet [-o OUT] [--since SIGNED]`: all that the assistant says and decides, to be read and signed, in the format of OUT."""
    from assistant.outputs.booklet.content import load_content
    from assistant.outputs.booklet.page import booklet as written
    from assistant.outputs.booklet.since import read_signed
    from assistant.outputs.markdown import markdown
    from assistant.outputs.papers import write_paper

    campaign = campaign_of(arguments)
    signed = read_signed(arguments.since) if arguments.since else None
    progress("Lecture du contenu…")
    content = load_content(campaign)
    progress("Mise en mots du livret…")
    made = written(content, today_of(arguments), signed)
    if arguments.output is None:
        progress("")
        print(markdown(made), end="")
    else:
        progress(f"Écriture de « {arguments.output} »…")
        write_paper(arguments.output, made)
        progress("")
        say(f"Écrit : {arguments.output}")
    return DONE
