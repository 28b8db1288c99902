"""The command line: parse, call the engine, print; it decides nothing.

Everything but parsing is imported by the command that needs it, so that a question does not pay for the app.
"""

import argparse
import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from assistant import APP, __version__
from assistant.campaign import Campaign, locate
from assistant.errors import AssistantError, reason
from assistant.french import typography
from assistant.text import clean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from assistant.search import Answer, Engine

DONE, NEGATIVE, BAD_INPUT = 0, 1, 2
_WIDTH = 100
_LINE = 4_000
"""The longest line read on the standard input, in characters."""
# argparse speaks English; these are the sentences that it can say here.
_FRENCH = {
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "the following arguments are required: %s": "il manque : %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "expected one argument": "il faut une valeur",
    "expected at least one argument": "il faut au moins une valeur",
    "ignored explicit argument %r": "la valeur « %s » est de trop",
    "ambiguous option: %(option)s could match %(matches)s": "l'option « %(option)s » est ambiguë (%(matches)s)",
    "not allowed with argument %s": "ne va pas avec %s",
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas valable",
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "show this help message and exit": "affiche cette aide",
    "show program's version number and exit": "affiche la version",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
}


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one French sentence."""

    def error(self, message: str) -> NoReturn:
        text = re.sub(r"'([\w-]+)'", r"\1", clean(message[:1].upper() + message[1:]))
        raise AssistantError(f"{text.rstrip('.')}. Tapez « assistant --help » pour les commandes possibles.")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        (file or sys.stdout).write(message)  # argparse keeps quiet when it cannot be written

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            import difflib

            names = list(action.choices)
            near = difflib.get_close_matches(str(value), names, 1)
            meant = f" ; peut-être « {near[0]} »" if near else ""
            raise argparse.ArgumentError(action, f"« {str(value)[:60]} » n'existe pas{meant} (au choix : {', '.join(names)})")


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda text: _FRENCH.get(text, text)  # type: ignore[attr-defined]  # the name argparse looks its texts up by
    parser = _Parser(
        prog="assistant",
        description=typography("Assistant de candidature, hors ligne. Sans commande, ouvre l'application."),
    )
    parser.add_argument("--version", action="version", version=f"assistant {__version__}")
    parser.add_argument("--campaign", metavar="DOSSIER", type=_path, help="un autre appel à projets (corpus/, index/, dialogs/)")
    parser.set_defaults(run=_app)
    commands = parser.add_subparsers(metavar="COMMANDE", parser_class=_Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=typography(text), description=typography(text))
        command.set_defaults(run=run)
        return command

    ask = add("ask", _ask, "pose une question aux textes ; « - » lit une question par ligne sur l'entrée standard")
    ask.add_argument("question", nargs="+", metavar="QUESTION", type=_words, help="la question, ou « - »")
    ask.add_argument("--conversation", action="store_true", help=typography("les lignes se suivent comme une conversation"))
    ask.add_argument("--json", action="store_true", help="un objet JSON par ligne")

    interview = add("interview", _interview, "joue le parcours de questions, ligne à ligne, et enregistre chaque réponse")
    interview.add_argument("file", nargs="?", type=_path, metavar="FICHIER", help="le dossier à créer ou à reprendre")
    interview.add_argument("--plain", action="store_true", help=typography("en lignes simples (c'est le seul mode ici)"))
    _add_day(interview)

    check = add("check", _check, "vérifie un dossier (YAML ou JSON) : résultat, motifs, corrections")
    check.add_argument("file", type=_path, metavar="FICHIER")
    check.add_argument("--json", action="store_true", help="un objet JSON")
    _add_day(check)

    for name, run, text in (
        ("checklist", _checklist, "écrit la liste de contrôle d'un dossier"),
        ("outline", _outline, "écrit la trame du dossier de candidature"),
    ):
        paper = add(name, run, text)
        paper.add_argument("file", type=_path, metavar="FICHIER")
        paper.add_argument("-o", "--output", type=_path, metavar="SORTIE", help="le fichier à écrire (.md)")
        _add_day(paper)

    add("schema", _schema, "affiche le schéma JSON d'un dossier")

    index = add("index", _index, "construit l'index local, ou en donne l'état")
    index.add_argument("--rebuild", action="store_true", help="reconstruit l'index")
    index.add_argument("--status", action="store_true", help=typography("dit seulement où il en est"))

    lint = add("lint", _lint, "contrôle le contenu d'une campagne")
    lint.add_argument("folder", nargs="?", type=_path, metavar="DOSSIER", help="la campagne à contrôler")

    evaluate = add("evaluate", _evaluate, "mesure la recherche sur des jugements")
    evaluate.add_argument("judgements", nargs="*", type=_path, metavar="JUGEMENTS")
    evaluate.add_argument("--json", action="store_true", help="un objet JSON")

    demo = add("demo", _demo, "joue l'essentiel sans terminal : questions, vérification, liste de contrôle, trame")
    demo.add_argument("--full", action="store_true", help=typography("montre les documents en entier"))
    return parser


def _add_day(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of",
        type=_day,
        metavar="AAAA-MM-JJ",
        default=None,
        help=typography("le jour de référence (aujourd'hui par défaut)"),
    )


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("le chemin donné est vide : indiquez un fichier ou un dossier")
    return Path(text)


def _words(text: str) -> str:
    """What was typed: where the system's encoding is not UTF-8 (LC_ALL=C), Python has misread its bytes."""
    return os.fsencode(text).decode("utf-8", "replace")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date : écrivez par exemple 2024-04-15") from error


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done and positive, 1 done and negative, 2 wrong use or bad input.

    An output that cannot be written is bad input too; a reader of our output who leaves (head, less) is not.
    """
    _open_streams()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        code = DONE
    except KeyboardInterrupt:
        _say("Interrompu : ce qui était enregistré est conservé.")
        code = BAD_INPUT
    except OSError as error:
        _say(f"L'opération a échoué : {reason(error)}.")
        _silence(sys.stdout)
        code = BAD_INPUT
    except Exception:
        _say(_unexpected())
        code = BAD_INPUT
    try:
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)
    return code


def _run(argv: list[str] | None) -> int:
    try:
        arguments = _parser().parse_args(argv)
        code: int = arguments.run(arguments)
    except AssistantError as error:
        _say(str(error))
        return BAD_INPUT
    except SystemExit:  # --help and --version: argparse has printed them
        return DONE
    return code


def _open_streams() -> None:
    """Speak UTF-8 whatever the console, and put something in the place of streams that are closed (`>&-`)."""
    # A closed input reads as an empty one; nothing can be written to a closed output, and we find out when we try.
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as we run
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a console may be cp1252


def _silence(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, so that the interpreter does not complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(text: str) -> None:
    """Say something beside the output; where it cannot be said, the exit code alone tells."""
    with contextlib.suppress(OSError, ValueError):
        print(typography(text), file=sys.stderr, flush=True)


def _unexpected() -> str:
    """Keep what a developer needs of a mistake of ours in a file, and say so in one sentence."""
    import traceback

    from platformdirs import user_log_path

    path = user_log_path(APP, appauthor=False) / "erreur.txt"
    kept = "le détail n'a pas pu être enregistré"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"assistant {__version__}\n{traceback.format_exc()}", encoding="utf-8", errors="replace")
        kept = f"le détail est dans « {path} »"
    return f"L'assistant a rencontré une erreur imprévue : vos fichiers sont intacts ; {kept}."


def _campaign(arguments: argparse.Namespace) -> Campaign:
    folder = arguments.campaign
    if folder and folder.exists() and not folder.is_dir():
        raise AssistantError(f"« {folder} » n'est pas un dossier : --campaign attend le dossier d'une campagne.")
    return locate(folder)


def _today(arguments: argparse.Namespace) -> date:
    return arguments.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{typography(text)}", end="\n" if text.endswith(".") else "", file=sys.stderr, flush=True)


def _engine(campaign: Campaign) -> "Engine":
    from assistant.search import open_engine

    engine = open_engine(campaign, progress=_progress)
    for notice in engine.notices:
        _say(notice)
    return engine


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDTH)


def _app(arguments: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _parser().print_help()
        return BAD_INPUT
    from assistant.tui.app import run_app

    return run_app(_campaign(arguments))


def _ask(arguments: argparse.Namespace) -> int:
    engine = _engine(_campaign(arguments))
    if arguments.question != ["-"]:
        return _answer(engine, " ".join(arguments.question), None, arguments.json)[0]
    worst, context = DONE, None
    for question in _lines():
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
        _print_json(answer.to_json())
    else:
        from assistant.present import render_answer

        print(render_answer(answer, engine, _width()), flush=True)
    return (DONE if answer.status == "answered" else NEGATIVE), answer


def _interview(arguments: argparse.Namespace) -> int:
    from assistant import store
    from assistant.dossier import Dossier, load_dossier
    from assistant.plain import PlainInterview, Tools
    from assistant.present import render_answer, render_section
    from assistant.rules import Rulebook
    from assistant.script import load_script

    campaign = _campaign(arguments)
    script = load_script(campaign)
    path = arguments.file or store.path_for("mon dossier")
    engine: list[Engine] = []

    def opened() -> "Engine":
        if not engine:
            engine.append(_engine(campaign))
        return engine[0]

    tools = Tools(
        ask=lambda question: render_answer(opened().ask(question), opened(), _width()),
        passage=lambda section: render_section(opened(), section, _width()),
    )
    with store.held(path):
        keeper = store.Keeper(path)
        dossier = load_dossier(path, script) if path.exists() else Dossier(script)
        play = PlainInterview(dossier, keeper, _today(arguments), tools, lambda line: print(line, flush=True), Rulebook(script))
        play.run(_lines())
    return DONE if play.report.verdict == "complete" else NEGATIVE


def _lines() -> Iterator[str]:
    """The lines typed, or piped; one that has no end is cut, and said to be."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a pipe may hold anything
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    if typed:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - input() then lets people move in the line and take earlier ones up
    while True:
        try:
            line = f"{input('> ')}\n" if typed else sys.stdin.readline(_LINE + 1)
        except EOFError:
            return
        if not line:
            return
        if len(line.rstrip("\r\n")) > _LINE:
            while not line.endswith("\n") and (rest := sys.stdin.readline(_LINE)):
                line = line[:_LINE] + rest[-1]
            _say(f"Cette ligne est trop longue : seuls ses {_LINE} premiers caractères sont lus.")
        yield line.rstrip("\r\n")[:_LINE]


def _check(arguments: argparse.Namespace) -> int:
    from assistant.outputs.papers import Desk

    desk = Desk.open(_campaign(arguments), arguments.file, arguments.as_of)
    if arguments.json:
        _print_json(desk.report.to_json())
    else:
        from assistant.outputs.summary import summary

        print(summary(desk.report, desk.cite, _width()))
    return DONE if desk.report.verdict == "complete" else NEGATIVE


def _checklist(arguments: argparse.Namespace) -> int:
    return _paper(arguments, "checklist")


def _outline(arguments: argparse.Namespace) -> int:
    return _paper(arguments, "outline")


def _paper(arguments: argparse.Namespace, name: str) -> int:
    from assistant.outputs.outline import NO_OUTLINE
    from assistant.outputs.papers import Desk, write_paper

    desk = Desk.open(_campaign(arguments), arguments.file, arguments.as_of)
    if name == "outline" and not desk.script.outlined:
        raise AssistantError(NO_OUTLINE)
    text = desk.paper(name)
    if arguments.output is None:
        print(text, end="")
    else:
        write_paper(arguments.output, text)
        _say(f"Écrit : {arguments.output}")
    return DONE


def _schema(arguments: argparse.Namespace) -> int:
    from assistant.schema import json_schema
    from assistant.script import load_script

    print(json.dumps(json_schema(load_script(_campaign(arguments))), ensure_ascii=False, indent=2))
    return DONE


def _index(arguments: argparse.Namespace) -> int:
    from assistant.search import index_status, rebuild_index

    campaign = _campaign(arguments)
    status = index_status(campaign)
    if arguments.rebuild or not (arguments.status or status.ready):
        rebuild_index(campaign, progress=_progress)
        status = index_status(campaign)
    print(typography(status.text))
    return DONE if status.ready else NEGATIVE


def _lint(arguments: argparse.Namespace) -> int:
    from assistant.lint import lint

    remarks = lint(locate(arguments.folder) if arguments.folder else _campaign(arguments))
    for remark in remarks:
        print(typography(remark))
    print(typography(f"{len(remarks)} remarque(s)." if remarks else "Le contenu est correct."))
    return NEGATIVE if remarks else DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate, read_judgements

    campaign = _campaign(arguments)
    paths = arguments.judgements or sorted((campaign.room("index") / "judgements").glob("*.yaml"))
    if not paths:
        raise AssistantError("Cette campagne n'a pas de jugements : donnez un fichier, ou ajoutez-en dans index/judgements/.")
    for path in paths:
        figures = evaluate(_engine(campaign), read_judgements(path)).figures()
        if arguments.json:
            _print_json({"judgements": str(path), "figures": figures})
            continue
        print(f"{path.name}")
        for name, figure in figures.items():
            print(f"  {name:40} {'–' if figure is None else f'{figure:.3f}'}")
    return DONE


def _demo(arguments: argparse.Namespace) -> int:
    from assistant.demo import demo

    campaign = _campaign(arguments)
    demo(campaign, _engine(campaign), lambda text: print(text, flush=True), _width(), arguments.full)
    return DONE
