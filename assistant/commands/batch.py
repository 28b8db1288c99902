"""`check` on several files, or with a report for a machine."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.campaign import Campaign
from assistant.commands.speak import as_json, campaign_of, progress, say, tell, width
from assistant.french import number

if TYPE_CHECKING:
    from assistant.outputs.batch import Checked
    from assistant.outputs.junit import Junit
    from assistant.outputs.sarif import Sarif
    from assistant.rules import Rulebook

_LONG = 5.0
"""After how many seconds, again and again, a run whose progress nobody can see drawn says where it is."""


def check_many(arguments: argparse.Namespace) -> int:
    """Check each file; a bad one is told in its place and stops nothing. The worst of their exit codes."""
    from assistant.outputs.batch import check_file, expanded, line_of, table
    from assistant.rules import Rulebook
    from assistant.script import load_script

    campaign = campaign_of(arguments)
    paths = list(expanded([arguments.file, *arguments.more]))
    several = bool(arguments.more) or paths != [arguments.file]
    rulebook = Rulebook(load_script(campaign))
    reports = _reports(arguments, campaign, rulebook)
    advance = _advance(len(paths))
    lines, worst = [], 0
    for path in paths:
        checked = check_file(path, rulebook, arguments.as_of)
        worst = max(worst, checked.exit_code)
        for _, report in reports:
            report.add(checked)
        if not several:
            _show_one(checked, arguments, rulebook, campaign)
        elif arguments.json:
            tell(as_json(checked.to_json()), worst)
        else:
            lines.append(line_of(checked))
        advance()
    if lines:
        tell(table(lines, width()), worst)
    for place, report in reports:
        _write(place, report.content())
    return worst


def _reports(arguments: argparse.Namespace, campaign: Campaign, rulebook: "Rulebook") -> "list[tuple[Path, Junit | Sarif]]":
    reports: list[tuple[Path, Junit | Sarif]] = []
    if arguments.junit:
        from assistant.outputs import junit

        reports.append((arguments.junit, junit.Junit()))
    if arguments.sarif:
        from assistant.outputs import sarif

        reports.append((arguments.sarif, sarif.Sarif(rulebook.script, _cite(campaign))))
    return reports


def _cite(campaign: Campaign) -> Callable[[str], str]:
    from assistant.cache import load_library
    from assistant.french import typography

    library = load_library(campaign)
    places = {section.id: typography(library.place(section.id)) for section in library.sections}
    return lambda section: places.get(section, f"«\u00a0{section}\u00a0»")


def _show_one(checked: "Checked", arguments: argparse.Namespace, rulebook: "Rulebook", campaign: Campaign) -> None:
    """A file alone is shown as without a report for a machine."""
    if checked.report is None or checked.dossier is None:
        say(checked.error)
    elif arguments.json:
        tell(as_json(checked.report.to_json()), checked.exit_code)
    else:
        from assistant.commands.reasons import passages, ways
        from assistant.outputs.summary import summary

        found = ways(rulebook, checked.dossier, checked.report, checked.day)
        quoted = passages(campaign, rulebook.script, checked.report)
        tell(summary(checked.report, _cite(campaign), width(), ways=found, passages=quoted), checked.exit_code)


def _write(place: Path, content: bytes) -> None:
    from assistant.files import write_whole

    write_whole(place, content)
    say(f"Écrit : {place}")


def _advance(files: int) -> Callable[[], None]:
    """Say on stderr how many files are done: drawn on a terminal, else a line every few seconds."""
    done, told = 0, time.monotonic()

    def one_more() -> None:
        nonlocal done, told
        done += 1
        if files < 2:
            return
        now = time.monotonic()
        if sys.stderr.isatty():
            if now - told > 0.1 or done == files:
                told = now
                progress(f"{number(done)} dossiers sur {number(files)}{'.' if done == files else ''}")
        elif now - told > _LONG and done < files:
            told = now
            say(f"{number(done)} dossiers sur {number(files)}…")

    return one_more
