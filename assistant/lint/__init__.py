"""Check a campaign's content: what an author wrote that points nowhere, contradicts itself or cannot work."""

from collections.abc import Iterator

from assistant import obligations
from assistant.campaign import ROOMS, Campaign
from assistant.courses import load_courses
from assistant.errors import AssistantError
from assistant.library import load
from assistant.lint import found, lessons, lexicon, names, papers, plans, played, proofs, questions, texts
from assistant.rules import Rulebook
from assistant.script import load_script


def lint(campaign: Campaign) -> list[str]:
    """Every remark on a campaign, one French sentence each, with its file and place; none when all is well."""
    return [remark if remark.endswith((".", "?")) else f"{remark}." for remark in _remarks(campaign)]


def lint_questions(campaign: Campaign, left_out: bool = False, tell: found.Tell | None = None) -> list[str]:
    """Every remark on the typical questions when they are asked, and with `left_out` when they are asked without themselves too.

    It takes a minute or two for some thousands of questions. Raises AssistantError when the content cannot be read.
    """
    return [f"{remark}." for remark in found.remarks(load(campaign), left_out, tell)]


def _remarks(campaign: Campaign) -> Iterator[str]:
    yield from _strays(campaign)
    try:
        library = load(campaign)
        script = load_script(campaign)
    except AssistantError as error:
        yield str(error)
        return
    wrong = list(names.remarks(script))
    yield from wrong
    try:
        rulebook = Rulebook(script)
    except AssistantError as error:
        yield str(error)
        return
    slips = [*questions.remarks(campaign, script), *papers.remarks(script), *plans.remarks(script)]
    yield from slips
    yield from played.remarks(campaign, rulebook)
    if not (wrong or slips):  # what is written wrongly is told first: nothing can be proved of it
        yield from proofs.remarks(campaign, rulebook)
    yield from texts.remarks(campaign, library, script)
    yield from lexicon.remarks(library)
    try:
        yield from lessons.remarks(campaign, load_courses(campaign), library)
    except AssistantError as error:
        yield str(error)
    try:
        inventory = obligations.read(campaign)
    except AssistantError as error:
        yield str(error)
        return
    if inventory:
        yield from obligations.remarks(inventory, library, script)


def coverage(campaign: Campaign) -> str:
    """What carries each demand of the texts, in Markdown. Raises AssistantError when the campaign has no inventory of them."""
    inventory = obligations.read(campaign)
    if inventory is None:
        room = campaign.room("dialogs")
        raise AssistantError(f"Cette campagne n'a pas d'inventaire des obligations : écrivez « {room / 'obligations.yaml'} ».")
    return obligations.coverage(inventory, load(campaign), load_script(campaign))


_READ = {
    "index": ("answers*.yaml", "silences.yaml", "lexicon.yaml", "judgements/*.yaml"),
    "dialogs": (
        *(f"{name}.yaml" for name in ("campaign", "questions", "requirements", "notices", "outline", "cerfa", "obligations")),
        *("papers.yaml", "quiz.yaml", "sessions.yaml"),
        "scenarios/*.yaml",
    ),
}


def _strays(campaign: Campaign) -> Iterator[str]:
    """Files that nobody reads, most often for a slip in their names; notes, hidden files and editors' copies are none."""
    for room in ROOMS:
        folder = campaign.room(room)
        read = {path for pattern in _READ.get(room, ("**/*",)) for path in folder.glob(pattern)}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(campaign.root)
            if path.is_dir() or path.name == "README.md" or path.name.endswith("~") or any(p[0] == "." for p in name.parts):
                continue
            if path.suffix == ".yml":
                yield f"{name.as_posix()} n'est pas lu : terminez son nom par .yaml"
            elif path not in read:
                yield f"{name.as_posix()} n'est pas lu : corrigez son nom ou sa place, ou retirez-le"
