"""An empty application file in YAML to be filled in: every question with its help, in comments; loaded as it is, it answers nothing."""

import re
import textwrap
from collections.abc import Iterator

from assistant.french import typography
from assistant.script import Chapter, Question, Script
from assistant.wording import HOW_TO, purpose

SCHEMA_NAME = "dossier.schema.json"
_WIDTH = 100
_GUIDE = (
    "Répondez après les deux-points. Laissez vide ce qui n'est pas encore tranché, ou écrivez « je ne sais pas encore » : "
    "une ligne vide n'est jamais une réponse. Les lignes qui commencent par # sont de l'aide : vous pouvez les effacer. "
    "Gardez les retraits (des espaces, pas de tabulations) ; mettez entre guillemets un texte qui contient « : » ou « # »."
)


def yaml_template(script: Script) -> str:
    """The template of a script, by chapter; its first line names the schema that an editor follows."""
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_NAME}",
        "#",
        *_comment(f"Dossier de candidature – {script.about.call}"),
        "#",
        *_comment(_GUIDE),
    ]
    told: list[Chapter] = []
    opened: tuple[str, ...] = ()
    for chapter, question in _grouped(script):
        if chapter not in told:
            told.append(chapter)
            lines += ["", *_chapter(chapter)]
        opened = _place(lines, opened, question, script)
    return "\n".join(lines) + "\n"


def _grouped(script: Script) -> list[tuple[Chapter, Question]]:
    """The questions in the order of the script, but those of a group together: a key can be written only once."""
    ranks: dict[str, int] = {}

    def rank(path: str) -> tuple[int, ...]:
        steps = path.split(".")
        return tuple(ranks.setdefault(".".join(steps[:end]), len(ranks)) for end in range(1, len(steps) + 1))

    asked = [(rank(question.id), chapter, question) for chapter in script.chapters for question in chapter.questions]
    return [(chapter, question) for _, chapter, question in sorted(asked, key=lambda member: member[0])]


def _chapter(chapter: Chapter) -> Iterator[str]:
    rule = "# " + "=" * (_WIDTH - 2)
    yield rule
    yield from _comment(chapter.title)
    if chapter.intro:
        yield from _comment(chapter.intro)
    yield rule


def _place(lines: list[str], opened: tuple[str, ...], question: Question, script: Script) -> tuple[str, ...]:
    """Add a question under its groups to the lines; the groups that are then open."""
    *groups, name = question.id.split(".")
    for depth, group in enumerate(groups):
        if opened[: depth + 1] != tuple(groups[: depth + 1]):
            lines += ["", f"{'  ' * depth}{group}:"]
    indent = "  " * len(groups)
    lines += ["", *(f"{indent}{line}" for line in _help(question, script)), f"{indent}{name}:"]
    if question.type == "repeat":
        lines += [f"{indent}  {line}" for line in _rows(question, script)]
    return tuple(groups)


def _help(question: Question, script: Script) -> Iterator[str]:
    yield from _comment(question.label + (" (à renseigner)" if question.required else ""))
    if question.hint:
        yield from _comment(question.hint)
    yield from _kind(question)
    if served := purpose(question, script):
        yield from _comment(f"Sert à vérifier : {served}.")


def _kind(question: Question) -> Iterator[str]:
    yield from _comment(f"{HOW_TO[question.type]}.")
    widest = min(24, max((len(choice.value) for choice in question.choices), default=0))
    for choice in question.choices:
        yield from _comment(f"{choice.value:<{widest}}  {choice.label}", hanging=widest + 4, lead="  ")
    if question.none:
        yield from _comment(f"« {question.none} » est une réponse possible.")
    if question.relevant:
        yield from _comment("Demandé seulement dans certains cas, selon d'autres réponses.")


def _rows(repeat: Question, script: Script) -> Iterator[str]:
    """A row to be copied, in comments, each field after its help."""
    item = repeat.item or "élément"
    one = "chaque " + item
    yield from _comment(
        f"Pour {one}, recopiez ces lignes en retirant « # » (le tiret ouvre {'une' if repeat.feminine else 'un'} {item}) :"
    )
    yield "#"
    for number, field in enumerate(repeat.questions):
        yield f"#{' - ' if number == 0 else '   '}{field.id}:{_beside(field)}"
    yield "#"
    for field in repeat.questions:
        yield from _comment(f"{field.id} : {field.label} {field.hint}".rstrip(), hanging=2)
        yield from (f"#  {line[1:]}" for line in _kind(field))
        if served := purpose(field, script):
            yield from _comment(f"Sert à vérifier : {served}.", hanging=2, lead="  ")


def _beside(field: Question) -> str:
    return "   # à renseigner" if field.required else ""


def _comment(text: str, hanging: int = 0, lead: str = "") -> list[str]:
    """A text as comment lines; none of its own line ends may leave the comment."""
    return textwrap.wrap(
        typography(re.sub(r"[^\S \u00a0]+", " ", text)),  # YAML ends a line at more signs than one thinks
        _WIDTH,
        initial_indent=f"# {lead}",
        subsequent_indent=f"# {lead}{' ' * hanging}",
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )
