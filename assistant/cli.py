"""The command line: parse, call the engine, print; it decides nothing.

Everything but parsing is imported by the command that needs it, so that a question does not pay for the app.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import __version__
from assistant.commands import content, files, forms, measures, papers, search, serve
from assistant.commands.speak import BAD_INPUT, DONE, campaign_of, open_streams, say, silence, unexpected
from assistant.errors import AssistantError, reason
from assistant.french import typography
from assistant.text import clean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

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
    "positional arguments": "arguments\u00a0",
    "options": "options\u00a0",
    "show this help message and exit": "affiche cette aide",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
}
_PAPERS = {
    "checklist": "écrit la liste de contrôle d'un dossier",
    "outline": "écrit la trame du dossier de candidature",
    "note": "écrit la note d'une page pour qui décide",
    "budget": "écrit le budget : charges, produits, années, actions",
    "cerfa": "écrit les cadres du formulaire officiel, champ par champ",
    "online": "écrit les réponses en blocs à coller dans le formulaire en ligne",
    "letter": "écrit la lettre d'intention à chaque partenaire",
    "actors": "écrit la liste des acteurs clés, contactés ou non",
}


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one French sentence."""

    def error(self, message: str) -> NoReturn:
        text = re.sub(r"'([\w-]+)'", r"\1", clean(message[:1].upper() + message[1:]))
        text = re.sub(r"\bFICHIER, FICHIER\b", "FICHIER", text)  # « one, and others if you like » is one that lacks
        raise AssistantError(f"{text.rstrip('.')}. Tapez « assistant --help » pour les commandes possibles.")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        (file or sys.stdout).write(message)  # argparse keeps quiet when it cannot be written

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            import difflib

            if Path(str(value)).is_file():
                shown = clean(str(value))[:100]
                raise AssistantError(f"« {shown} » est un fichier : pour le vérifier, tapez « assistant check {shown} ».")
            names = list(action.choices)
            near = difflib.get_close_matches(str(value), names, 1)
            meant = f" ; peut-être « {near[0]} »" if near else ""
            raise argparse.ArgumentError(action, f"« {str(value)[:60]} » n'existe pas{meant} (au choix : {', '.join(names)})")


_Run = Callable[[argparse.Namespace], int]


def _parser(only: str = "") -> argparse.ArgumentParser:
    """The whole command line, or that of one command: a question does not pay for the twenty others."""
    argparse._ = lambda text: _FRENCH.get(text, text)  # type: ignore[attr-defined]  # the name argparse looks its texts up by
    parser = _Parser(
        prog="assistant",
        description=typography("Assistant de candidature, hors ligne. Sans commande, ouvre l'application."),
    )
    parser.add_argument("--version", action="version", version=f"assistant {__version__}", help="affiche la version")
    parser.add_argument("--campaign", metavar="DOSSIER", type=_path, help="un autre appel à projets (corpus/, index/, dialogs/)")
    parser.set_defaults(run=_app)
    commands = parser.add_subparsers(metavar="COMMANDE", parser_class=_Parser)
    for name, (run, text, fill) in _COMMANDS.items():
        if not only or name == only:
            command = commands.add_parser(name, help=typography(text), description=typography(text))
            command.set_defaults(run=run, command=name)
            fill(command)
    return parser


def _fill_ask(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("question", nargs="+", metavar="QUESTION", type=_words, help="la question, ou « - »")
    ask.add_argument("--conversation", action="store_true", help=typography("les lignes se suivent comme une conversation"))
    ask.add_argument("--json", action="store_true", help="un objet JSON par ligne")


def _fill_interview(interview: argparse.ArgumentParser) -> None:
    interview.add_argument("file", nargs="?", type=_path, metavar="FICHIER", help="le dossier à créer ou à reprendre")
    interview.add_argument("--plain", action="store_true", help=typography("en lignes simples (c'est le seul mode ici)"))
    _add_day(interview)


def _fill_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("file", type=_path, metavar="FICHIER")
    check.add_argument(
        "more", nargs="*", type=_path, metavar="FICHIER", help=typography("d'autres dossiers : un tableau les résume")
    )
    check.add_argument("--json", action="store_true", help=typography("un objet JSON par dossier"))
    check.add_argument("--explain", metavar="EXIGENCE", help=typography("raconte tout le raisonnement sur une exigence"))
    check.add_argument(
        "--what-if",
        action="append",
        metavar="RUBRIQUE=VALEUR",
        default=[],
        type=_words,
        help="dit ce qu'une autre réponse changerait (peut se répéter)",
    )
    check.add_argument("--junit", type=_path, metavar="SORTIE", help="écrit aussi les résultats en JUnit (XML)")
    check.add_argument("--sarif", type=_path, metavar="SORTIE", help="écrit aussi les résultats en SARIF 2.1.0 (JSON)")
    _add_day(check)


def _fill_paper(paper: argparse.ArgumentParser) -> None:
    name = paper.get_default("command")
    paper.add_argument("file", type=_path, metavar="FICHIER")
    others = {"checklist": " ; aussi .ics et .csv", "budget": " ; aussi .csv, .xlsx et .ods"}.get(name, "")
    told = f"le fichier à écrire (.md, .docx, .odt, .html ou .pdf{others})"
    paper.add_argument("-o", "--output", type=_path, metavar="SORTIE", help=typography(told))
    _add_day(paper)
    if name == "outline":
        paper.add_argument("--no-advice", action="store_true", help="sans les conseils de rédaction")
        told = typography("remplace aussi une trame modifiée depuis qu'elle a été écrite")
        paper.add_argument("--force", action="store_true", help=told)


def _fill_handout(record: argparse.ArgumentParser) -> None:
    record.add_argument("file", nargs="?", type=_path, metavar="SÉANCE", help=typography("le fichier d'une séance enregistrée"))
    record.add_argument(
        "-o", "--output", type=_path, metavar="SORTIE", help=typography("le fichier à écrire (.md, .docx, .odt, .html ou .pdf)")
    )


def _fill_reread(reread: argparse.ArgumentParser) -> None:
    reread.add_argument("file", type=_path, metavar="FICHIER", help="le dossier dont vient la trame")
    reread.add_argument("document", type=_path, metavar="TRAME", help="la trame modifiée (.docx ou .odt)")
    reread.add_argument("-o", "--output", type=_path, metavar="SORTIE", help=typography("où écrire le dossier avec ces réponses"))
    _add_day(reread)


def _fill_template(template: argparse.ArgumentParser) -> None:
    template.add_argument("-o", "--output", type=_path, metavar="SORTIE", help="le fichier à créer (sans lui : YAML à l'écran)")


def _fill_convert(convert: argparse.ArgumentParser) -> None:
    convert.add_argument("file", type=_path, metavar="FICHIER")
    convert.add_argument("-o", "--output", type=_path, metavar="SORTIE", required=True, help="le fichier à créer")


def _fill_schema(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("-o", "--output", type=_path, metavar="SORTIE", help="le fichier à écrire (.json)")


def _fill_index(index: argparse.ArgumentParser) -> None:
    index.add_argument("--rebuild", action="store_true", help="reconstruit l'index")
    index.add_argument("--status", action="store_true", help=typography("dit seulement où il en est"))
    index.add_argument("--progress", action="store_true", help=typography("dit où en est la construction, ligne après ligne"))


def _fill_lint(lint: argparse.ArgumentParser) -> None:
    lint.add_argument("folder", nargs="?", type=_path, metavar="DOSSIER", help="la campagne à contrôler")
    told = typography("écrit, en Markdown, quelle exigence porte chaque obligation des textes")
    lint.add_argument("--coverage", action="store_true", help=told)
    lint.add_argument("--questions", action="store_true", help="pose aussi chaque question typique (une minute ou deux)")
    lint.add_argument(
        "--left-out",
        action="store_true",
        help=typography("de plus, pose chacune comme si elle n'était pas écrite : celles que seule leur présence fait trouver"),
    )


def _fill_evaluate(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument(
        "judgements",
        nargs="*",
        type=_path,
        metavar="JUGEMENTS",
        help=typography("fichiers (par défaut : index/judgements/*.yaml)"),
    )
    evaluate.add_argument("--json", action="store_true", help="un objet JSON par ligne")
    looks = evaluate.add_mutually_exclusive_group()
    looks.add_argument("--failures", action="store_true", help="liste les questions en échec, avec ce qui était attendu")
    looks.add_argument("--ablation", action="store_true", help="mesure ce que chaque partie apporte (une minute ou deux)")


def _fill_booklet(booklet: argparse.ArgumentParser) -> None:
    formats = "le fichier à écrire (.md, .docx, .odt, .html ou .pdf)"
    booklet.add_argument("-o", "--output", type=_path, metavar="SORTIE", help=typography(formats))
    since = "un livret déjà signé, en .md : dit ce qui est nouveau, changé ou disparu depuis, seul à relire"
    booklet.add_argument("--since", type=_path, metavar="LIVRET", help=typography(since))
    _add_day(booklet)


def _fill_serve(served: argparse.ArgumentParser) -> None:
    served.add_argument(
        "--port", type=serve.between(0, 65_535), metavar="N", default=8000, help="le port (8000 ; 0 : un port libre)"
    )
    served.add_argument("--host", metavar="ADRESSE", default="127.0.0.1", help="l'adresse (127.0.0.1 : cette machine seulement)")
    served.add_argument(
        "--visitors", type=serve.between(1, 1_000), metavar="N", default=10, help="combien de personnes à la fois (10)"
    )
    told = typography("minutes sans activité avant de fermer une séance, enregistrée (30)")
    served.add_argument("--idle", type=serve.between(1, 1_440), metavar="MINUTES", default=30, help=told)
    told = typography("l'adresse publique que donne un mandataire, comme https://salle.exemple.fr (peut se répéter)")
    served.add_argument("--origin", type=serve.origin, action="append", metavar="ADRESSE", default=[], help=told)
    told = typography("accepte d'ouvrir à d'autres machines, sans mot de passe ni chiffrement")
    served.add_argument("--unprotected", action="store_true", help=told)


def _fill_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--full", action="store_true", help=typography("montre les documents en entier"))


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
    except ValueError:
        from assistant.reading import parse_date

        reading = parse_date(_words(text))
        if reading.value is None:
            raise argparse.ArgumentTypeError(
                f"« {text} » n'est pas une date : écrivez-la sous la forme AAAA-MM-JJ ou JJ/MM/AAAA"
            ) from None
        return reading.value


_COMMANDS: dict[str, tuple[_Run, str, Callable[[argparse.ArgumentParser], None]]] = {
    "ask": (search.ask, "pose une question aux textes ; « - » lit une question par ligne sur l'entrée standard", _fill_ask),
    "interview": (files.interview, "joue le parcours de questions, ligne à ligne, et enregistre chaque réponse", _fill_interview),
    "check": (
        files.check,
        "vérifie un dossier (YAML, JSON, xlsx, ods, csv) ou plusieurs : résultat, motifs, corrections",
        _fill_check,
    ),
    **{name: (papers.write, text, _fill_paper) for name, text in _PAPERS.items()},
    "handout": (
        papers.handout,
        "écrit le document à distribuer d'une séance de formation (la dernière par défaut)",
        _fill_handout,
    ),
    "reread": (papers.reread, "relit une trame modifiée dans Word ou LibreOffice, et montre les réponses changées", _fill_reread),
    "template": (
        forms.template,
        "écrit un modèle de dossier à remplir : .yaml commenté, ou feuille .xlsx, .ods, .csv",
        _fill_template,
    ),
    "convert": (forms.convert, "recopie un dossier dans un autre format (yaml, json, xlsx, ods, csv)", _fill_convert),
    "schema": (forms.schema, "affiche le schéma JSON d'un dossier, que suit un éditeur de texte", _fill_schema),
    "index": (search.index, "construit l'index local, ou en donne l'état", _fill_index),
    "lint": (content.lint, "contrôle le contenu d'une campagne", _fill_lint),
    "evaluate": (measures.evaluate, "mesure la recherche sur des jugements", _fill_evaluate),
    "booklet": (
        content.booklet,
        "écrit le livret de relecture : résultat, règles, messages, réponses et papiers, à signer",
        _fill_booklet,
    ),
    "serve": (serve.serve, "ouvre l'application dans un navigateur : l'écran d'une salle, ou plusieurs personnes", _fill_serve),
    "demo": (content.demo, "joue l'essentiel sans terminal : questions, vérification, liste de contrôle, trame", _fill_demo),
}
"""Every command: what runs it, what it does in French, and what fills its own parser."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done and positive, 1 done and negative, 2 wrong use or bad input.

    An output that cannot be written is bad input too; a reader of our output who leaves (head, less) is not, and what the command
    has found by then is its code.
    """
    open_streams()
    code = DONE
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except KeyboardInterrupt:
        say("Interrompu : ce qui était enregistré est conservé.")
        code = BAD_INPUT
    except OSError as error:
        say(f"L'opération a échoué : {reason(error)}.")
        silence(sys.stdout)
        code = BAD_INPUT
    except Exception:
        say(unexpected())
        code = BAD_INPUT
    try:
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)
    return code


def _run(argv: list[str] | None) -> int:
    try:
        words = sys.argv[1:] if argv is None else argv
        arguments = _parser(words[0] if words and words[0] in _COMMANDS else "").parse_args(words)
        code: int = arguments.run(arguments)
    except AssistantError as error:
        say(str(error))
        return BAD_INPUT
    except SystemExit:  # --help and --version: argparse has printed them
        return DONE
    return code


def _app(arguments: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _parser().print_help()
        return BAD_INPUT
    from assistant.tui.app import run_app

    return run_app(campaign_of(arguments))
