"""Commands on the texts: ask them, index them."""

import argparse
from typing import TYPE_CHECKING, Any

from assistant.commands.speak import (
    DONE,
    NEGATIVE,
    campaign_of,
    engine_of,
    line_by_line,
    print_json,
    progress,
    typed_lines,
    width,
)
from assistant.french import typography
from assistant.text import clean

if TYPE_CHECKING:
    from assistant.answering import Answer
    from assistant.search import Engine


def ask(arguments: argparse.Namespace) -> int:
    """`ask QUESTION`, or a question a line from the standard input; the worst of their exit codes."""
    engine = engine_of(campaign_of(arguments))
    if arguments.question != ["-"]:
        return _answer(engine, " ".join(arguments.question), None, arguments.json)[0]
    worst, context = DONE, None
    for question in typed_lines():
        if arguments.conversation and not question.strip():
            context = None
            continue
        if not arguments.json:
            print(f"\n> {' '.join(clean(question).split())}\n")
        code, answer = _answer(engine, question, context, arguments.json)
        context = answer.context if arguments.conversation else None
        worst = max(worst, code)
    return worst


def _answer(engine: "Engine", question: str, context: Any, as_json: bool) -> "tuple[int, Answer]":
    answer = engine.ask(question, context)
    if as_json:
        print_json(answer.to_json())
    else:
        from assistant.present import render_answer

        print(render_answer(answer, engine, width()), flush=True)
    return (DONE if answer.status == "answered" else NEGATIVE), answer


def index(arguments: argparse.Namespace) -> int:
    """`index`: build the local index, or tell where it stands."""
    from assistant.search import index_status, rebuild_index

    campaign = campaign_of(arguments)
    status = index_status(campaign)
    if arguments.rebuild or not (arguments.status or status.ready):
        rebuild_index(campaign, progress=line_by_line if arguments.progress else progress)
        status = index_status(campaign)
    print(typography(status.text))
    return DONE if status.ready else NEGATIVE
