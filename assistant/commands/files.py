"""Commands on an application file: fill it, check it."""

import argparse
from typing import TYPE_CHECKING

from assistant.commands.speak import DONE, NEGATIVE, as_json, campaign_of, engine_of, say, tell, today_of, typed_lines, width
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.conversation import Context
    from assistant.search import Engine


def interview(arguments: argparse.Namespace) -> int:
    """`interview [FILE]`: the dialogue in lines, each answer saved at once."""
    from assistant import store
    from assistant.dossier import Dossier, load_dossier, refuse_sheet
    from assistant.plain import PlainInterview, Tools
    from assistant.present import render_answer, render_section
    from assistant.rules import Rulebook
    from assistant.script import load_script

    campaign = campaign_of(arguments)
    script = load_script(campaign)
    path = arguments.file or store.path_for("mon dossier")
    refuse_sheet(path)
    engine: list[Engine] = []

    def opened() -> "Engine":
        if not engine:
            engine.append(engine_of(campaign))
        return engine[0]

    context: Context | None = None

    def ask(question: str) -> str:
        nonlocal context
        answer = opened().ask(question, context)
        context = answer.context
        return render_answer(answer, opened(), width())

    def forget() -> str:
        nonlocal context
        topic, context = context.title if context else "", None
        return topic

    tools = Tools(
        ask=ask,
        forget=forget,
        passage=lambda section: render_section(opened(), section, width()),
    )
    with store.held(path):
        keeper = store.Keeper(path)
        dossier = load_dossier(path, script) if path.exists() else Dossier(script)
        if keeper.warning:
            say(keeper.warning)
        play = PlainInterview(dossier, keeper, today_of(arguments), tools, lambda line: print(line, flush=True), Rulebook(script))
        play.run(typed_lines())
    return DONE if play.report.verdict == "complete" else NEGATIVE


def check(arguments: argparse.Namespace) -> int:
    """`check FILE…`: verdict and findings of a file, or the summary of several."""
    if arguments.more or arguments.junit or arguments.sarif or "*" in arguments.file.name:
        if arguments.explain is not None or arguments.what_if:
            raise AssistantError("« --explain » et « --what-if » portent sur un seul dossier, sans rapport : donnez un fichier.")
        from assistant.commands.batch import check_many

        return check_many(arguments)
    from assistant.outputs.papers import Desk

    campaign = campaign_of(arguments)
    desk = Desk.open(campaign, arguments.file, arguments.as_of)
    if arguments.explain is not None or arguments.what_if:
        from assistant.commands.reasons import explain, what_if

        return explain(arguments, desk) if arguments.explain is not None else what_if(arguments, desk)
    code = DONE if desk.report.verdict == "complete" else NEGATIVE
    if arguments.json:
        return tell(as_json(desk.report.to_json()), code)
    from assistant.commands.reasons import passages, ways
    from assistant.outputs.summary import summary

    found = ways(desk.rulebook, desk.dossier, desk.report, desk.today)
    quoted = passages(campaign, desk.script, desk.report)
    return tell(summary(desk.report, desk.cite, width(), ways=found, passages=quoted), code)
