"""Commands on an application file: fill it, check it, write its papers."""

import argparse
import json
from typing import TYPE_CHECKING

from assistant.commands.speak import DONE, NEGATIVE, campaign_of, engine_of, print_json, today_of, typed_lines, width

if TYPE_CHECKING:
    from assistant.search import Engine


def interview(arguments: argparse.Namespace) -> int:
    """`interview [FILE]`: the dialogue in lines, each answer saved at once."""
    from assistant import store
    from assistant.dossier import Dossier, load_dossier
    from assistant.plain import PlainInterview, Tools
    from assistant.present import render_answer, render_section
    from assistant.rules import Rulebook
    from assistant.script import load_script

    campaign = campaign_of(arguments)
    script = load_script(campaign)
    path = arguments.file or store.path_for("mon dossier")
    engine: list[Engine] = []

    def opened() -> "Engine":
        if not engine:
            engine.append(engine_of(campaign))
        return engine[0]

    tools = Tools(
        ask=lambda question: render_answer(opened().ask(question), opened(), width()),
        passage=lambda section: render_section(opened(), section, width()),
    )
    with store.held(path):
        keeper = store.Keeper(path)
        dossier = load_dossier(path, script) if path.exists() else Dossier(script)
        play = PlainInterview(dossier, keeper, today_of(arguments), tools, lambda line: print(line, flush=True), Rulebook(script))
        play.run(typed_lines())
    return DONE if play.report.verdict == "complete" else NEGATIVE


def check(arguments: argparse.Namespace) -> int:
    """`check FILE`: verdict and findings."""
    from assistant.outputs.papers import Desk

    desk = Desk.open(campaign_of(arguments), arguments.file, arguments.as_of)
    if arguments.json:
        print_json(desk.report.to_json())
    else:
        from assistant.outputs.summary import summary

        print(summary(desk.report, desk.cite, width()))
    return DONE if desk.report.verdict == "complete" else NEGATIVE


def schema(arguments: argparse.Namespace) -> int:
    """`schema`: the JSON Schema of an application file."""
    from assistant.schema import json_schema
    from assistant.script import load_script

    print(json.dumps(json_schema(load_script(campaign_of(arguments))), ensure_ascii=False, indent=2))
    return DONE
