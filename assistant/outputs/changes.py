"""What another answer changes, and what would lift a finding, as plain text for a terminal."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from assistant import french
from assistant.console import wrap
from assistant.french import count, typography
from assistant.mends import Mend, Mends
from assistant.outputs.checklist import VERDICTS, label, to_do
from assistant.rules import Finding
from assistant.text import short
from assistant.whatif import Comparison

HONEST = "Un changement n'a de sens que s'il dit ce qui sera vraiment fait."
"""What goes with every change proposed."""
_MOST_TEXTS = 3
"""How many texts to be read again are named."""
_SIZES = {1: "Un seul changement suffit", 2: "Il faut deux changements ensemble", 3: "Il faut trois changements ensemble"}
Title = Callable[[str], str]


def mended(mends: Mends, title: Title, width: int) -> str:
    """The smallest changes that would lift a finding, as lines; `title` gives the title of a requirement."""
    if not mends.found and mends.facts:
        return wrap(_held(mends.facts), width)
    if not mends.found:
        why = (
            "aucun changement de trois réponses au plus"
            if mends.whole
            else f"aucun des {french.number(mends.tried)} changements essayés"
        )
        return wrap(f"Ce qui lèverait ce point : {why} n'y suffit.", width)
    head = f"Ce qui lèverait ce point, calculé d'après les règles. {_SIZES[mends.size]} :"
    told: set[str] = set()
    return wrap("\n".join([head, *(f"- {_mend(mend, title, ', et ', told)}" for mend in mends.found), HONEST]), width)


def smallest(mends: Mends, title: Title) -> str:
    """The smallest change of all, in a line, or why there is none; `title` gives the title of a requirement."""
    if mends.found:
        return f"Le plus petit changement qui lèverait ce point : {_mend(mends.found[0], title, ' ; et ', set())}"
    if mends.facts:
        return _held(mends.facts)
    return typography("Aucun changement de quelques réponses ne lèverait ce point : voyez « À faire ».") if mends.whole else ""


def _held(facts: Sequence[str]) -> str:
    names = french.join([f"« {fact} »" for fact in facts])
    return typography(f"Ce point tient à un fait ({names}), qu'une autre réponse ne changerait pas : voyez « À faire ».")


def _mend(mend: Mend, title: Title, link: str, told: set[str]) -> str:
    """Changes in a line with what follows from them; `told` are the consequences that were said already."""
    then = list(_then(mend, title))
    new = [sentence for sentence in then if sentence not in told]
    told.update(then)
    same = ["Le reste, comme ci-dessus."] if len(new) < len(then) else []
    return " ".join([f"{link.join(change.words for change in mend.changes)}.", *new, *same])


def _then(mend: Mend, title: Title) -> Iterator[str]:
    """What the changes leave to do: what is to be said, to be written again, what they spoil, what would no longer agree."""
    if mend.asked:
        yield typography(f"Il faudra alors dire aussi : {', '.join(mend.asked)}.")
    if mend.echoes:
        texts = [f"{echo.name}, qui dit « {short(echo.said)} »" for echo in mend.echoes[:_MOST_TEXTS]]
        if more := len(mend.echoes) - len(texts):
            texts.append(f"et {count(more, 'autre texte', 'autres textes')}")
        yield typography(f"À relire ensuite : {' ; '.join(texts)}.")
    if mend.worse:
        yield typography(f"Mais ce changement gênerait : {' ; '.join(map(title, mend.worse))}.")
    yield from (typography(f"Il resterait ensuite un désaccord à lever. {said}") for said in mend.notices)


def compared(comparison: Comparison, outlines: tuple[str, str], width: int) -> str:
    """What is not the same of two dossiers, as lines; `outlines` are the texts of both, before and after."""
    before, after = comparison.before.verdict, comparison.after.verdict
    verdict = f"Résultat inchangé : dossier {VERDICTS[after]}."
    if before != after:
        verdict = f"Résultat : dossier {VERDICTS[after]}.\nSans ce changement : {VERDICTS[before]}."
    parts = [verdict]
    if comparison.findings:
        parts.append("Ce qui change dans la liste de contrôle :\n" + "\n".join(_finding(*pair) for pair in comparison.findings))
    else:
        parts.append("Rien ne change dans la liste de contrôle.")
    asked = [
        f"- {count(len(paths), one, many)} : {', '.join(paths)}"
        for paths, one, many in (
            (comparison.newly_asked, "question à poser en plus", "questions à poser en plus"),
            (comparison.no_longer_asked, "question qui ne se pose plus", "questions qui ne se posent plus"),
        )
        if paths
    ]
    notices = [
        *(f"- en plus : {notice}" for notice in comparison.new_notices),
        *(f"- en moins : {notice}" for notice in comparison.gone_notices),
    ]
    for heading, lines in (
        ("Questions :", asked),
        ("À savoir :", notices),
        ("Ce qui change dans la trame :", changed_lines(*outlines)),
    ):
        if lines:
            parts.append("\n".join([heading, *lines]))
    return "\n\n".join(wrap(part, width) for part in parts)


def changed_lines(before: str, after: str) -> Sequence[str]:
    """The lines of a text that are not in another, without their Markdown, each once, with « en moins » or « en plus »."""
    words = {"-": "- en moins : ", "+": "- en plus : "}
    lines = difflib.ndiff(before.splitlines(), after.splitlines(), linejunk=None, charjunk=None)
    told = [words[line[0]] + _plain(line[2:]) for line in lines if line[0] in words]
    # A table has lines that say nothing: « --- | ---: ».
    return [line for line in dict.fromkeys(told) if re.search(r"\w", line.partition(" : ")[2])]


def _plain(line: str) -> str:
    """A line of Markdown as it reads: its marks go, what was escaped stays."""
    return re.sub(r"\\(.)", r"\1", " ".join(re.sub(r"(?<!\\)[*>|#]+", " ", line).split()))


def _finding(before: Finding, after: Finding) -> str:
    status = label(after.severity, after.status).upper()
    if before.status != after.status:
        status += f" (au lieu de « {label(before.severity, before.status).lower()} »)"
    lines = [f"- {status} : {after.title}", after.message]
    return "\n".join([*lines, f"{to_do(after.severity)} {after.fix}"] if after.fix else lines)
