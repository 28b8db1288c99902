"""An application file as a spreadsheet, for colleagues to fill in: xlsx, ods, or csv.

One sheet holds the single answers, and each repeat has its own; in csv a sheet is a file. What is read back is what a YAML file
would hold: nothing here understands an answer, and no formula is run or written.
"""

from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.script import Script

SUFFIXES = (".xlsx", ".ods", ".csv")


def read_sheets(path: Path, script: Script) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers of a spreadsheet, as a YAML file would hold them, and what is to be told of its sheets.

    Raises AssistantError when the file cannot be read, is damaged, answers twice, or holds no sheet of answers.
    """
    from assistant.sheets.layout import answers_of

    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from assistant.sheets.xlsx import read_xlsx as read
    elif suffix == ".ods":
        from assistant.sheets.ods import read_ods as read
    elif suffix == ".csv":
        from assistant.sheets.separated import read_csv

        return answers_of(read_csv(path, script), script, str(path))
    else:
        raise AssistantError(f"Le format « {suffix} » n'est pas lu : enregistrez « {path} » en .xlsx, .ods ou .csv.")
    return answers_of(read(path), script, str(path))


def write_sheets(path: Path, script: Script, data: dict[str, Any]) -> list[Path]:
    """Write answers as a spreadsheet, with the labels, hints and choices of the questions; the files written.

    Raises AssistantError when an answer has no place in such a file, or the system refuses.
    """
    from assistant.files import write_whole
    from assistant.sheets.layout import grids_of

    grids = grids_of(script, data)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        from assistant.sheets.separated import write_csv

        return write_csv(path, grids)
    if suffix == ".xlsx":
        from assistant.sheets.xlsx import xlsx_bytes as made
    else:
        from assistant.sheets.ods import ods_bytes as made
    write_whole(path, made(grids))
    return [path]
