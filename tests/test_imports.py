"""A command loads what it needs and nothing else: importing is most of the time that a short command takes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import mini, plot

CHILD = """
import json, pathlib, sys
from assistant.cli import main
try:
    code = main(sys.argv[2:])
except SystemExit as end:
    code = end.code or 0
pathlib.Path(sys.argv[1]).write_text(json.dumps(sorted(sys.modules)))
sys.exit(code)
"""
SCREEN = ["textual", "rich", "assistant.tui"]
SEARCH = ["whoosh.index", "Stemmer", "rapidfuzz"]
NEVER = ["pydantic", "numpy", "pytest", "docx", "odfdo", "lxml", "typst", "openpyxl", "pygal"]
SHEETS = ["openpyxl", "xml", "csv"]

# The command, its exit code, a module that it does need (so that the test sees something), those it must not load.
CASES = [
    (["--help"], 0, "argparse", [*SCREEN, *SEARCH, "markdown_it", "yaml", "asyncio"]),
    (["--version"], 0, "argparse", [*SCREEN, *SEARCH, "markdown_it", "yaml", "asyncio"]),
    (["ask", "Qui peut candidater ?"], 0, "whoosh.index", [*SCREEN, "assistant.outputs", "assistant.rules"]),
    # A campaign that is not indexed yet.
    (
        ["--campaign", str(plot.ROOT), "ask", "Qui peut demander l'aide ?"],
        0,
        "assistant.library",
        [*SCREEN, "assistant.outputs", "assistant.rules"],
    ),
    (["check", "dossier.json"], 1, "assistant.rules", [*SCREEN, *SEARCH, *SHEETS]),
    (["check", "dossier.json", "dossier.json"], 1, "assistant.outputs.batch", [*SCREEN, *SEARCH, *SHEETS, "markdown_it"]),
    (["schema"], 0, "assistant", [*SCREEN, *SEARCH, "assistant.outputs"]),
    (["template"], 0, "assistant.template", [*SCREEN, *SEARCH, *SHEETS, "assistant.outputs"]),
    (["--campaign", str(mini.ROOT), "booklet"], 0, "assistant.outputs.booklet", [*SCREEN, *SEARCH, *SHEETS]),
    (["checklist", "dossier.json"], 0, "assistant.outputs", [*SCREEN, *SEARCH]),
    (["outline", "dossier.json"], 0, "assistant.outputs", [*SCREEN, *SEARCH]),
    (["serve", "--help"], 0, "assistant.commands.serve", [*SCREEN, *SEARCH, "aiohttp", "asyncio", "subprocess"]),
    (["budget", "dossier.json"], 0, "assistant.outputs", [*SCREEN, *SEARCH]),
]


@pytest.mark.usefixtures("shipped_cache")
@pytest.mark.parametrize(("command", "code", "needed", "forbidden"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_command_loads_only_what_it_needs(
    command: list[str], code: int, needed: str, forbidden: list[str], tmp_path: Path
) -> None:
    (tmp_path / "dossier.json").write_text("{}", encoding="utf-8")
    seen = tmp_path / "modules.json"
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(seen), *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (child.returncode, child.stderr) == (code, "")
    assert child.stdout.strip()

    modules = json.loads(seen.read_text(encoding="utf-8"))
    loaded = {name for module in modules for name in (module, *_parents(module))}
    assert needed in loaded
    assert loaded.isdisjoint([*forbidden, *NEVER]), sorted(loaded.intersection([*forbidden, *NEVER]))


def _parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]
