"""The papers: outline.yaml and cerfa.yaml."""

from collections.abc import Iterator

from assistant.lint.expressions import condition, message
from assistant.lint.questions import CHOSEN
from assistant.outlines import Block, Field
from assistant.plans import PARTS
from assistant.script import Script
from assistant.terms import NUMERIC
from assistant.wording import KINDS


def remarks(script: Script) -> Iterator[str]:
    """What is wrong with the outline and the form."""
    plan = script.outline
    for path in plan.cover:
        if path not in script.questions or "[" in path:
            yield f"outline.yaml, cover : la question « {path} » n'existe pas"
    parts = [(chapter.title, chapter.blocks) for chapter in plan.chapters]
    for title, blocks in [*([(plan.summary.title, plan.summary.blocks)] if plan.summary else []), *parts]:
        for block in blocks:
            yield from _block(f"outline.yaml, « {title} »", script, block)
    yield from _form(script)


def _block(where: str, script: Script, block: Block) -> Iterator[str]:
    if not (block.show or block.facts or block.each or block.table or block.text or block.picture):
        yield f"{where} : un bloc est vide, il lui faut show, facts, text, each, table ou picture"
    if block.picture and not script.papers.budget:
        yield f"{where} : un dessin (picture) demande un budget, que « papers.yaml » ne décrit pas"
    if block.table and not block.columns:
        yield f"{where} : le tableau « {block.table} » n'a pas de colonnes (columns)"
    for path in (*(block.show if not block.each else ()), *block.facts):
        if path not in script.questions or "[" in path:
            yield f"{where} : la question « {path} » n'existe pas"
    for path, names in (
        (block.cites, ()),
        (block.each, (block.by, *block.show)),
        (block.table, (block.by, *block.columns, *block.total)),
    ):
        repeat = script.questions.get(path)
        if path and (repeat is None or repeat.type != "repeat"):
            yield f"{where} : la liste « {path} » n'existe pas"
        elif repeat:
            yield from (f"{where} : « {path} » n'a pas de champ « {name} »" for name in names if name and not repeat.field(name))
    by = script.questions.get(f"{block.each or block.table}[].{block.by}")
    if by and by.type not in CHOSEN:
        yield f"{where} : « {block.by} » n'est pas un choix : rien à grouper"
    for name in block.total:
        field = script.questions.get(f"{block.table}[].{name}")
        if field and KINDS[field.type] not in NUMERIC:
            yield f"{where} : « {name} » n'est ni un montant ni un nombre : rien à totaliser"
        elif name not in block.columns:
            yield f"{where} : le total de « {name} » n'a pas de place, ce champ n'est pas une des colonnes"
    yield from condition(f"{where}, condition", block.when, script)
    yield from message(f"{where}, texte", block.text, script)


def _form(script: Script) -> Iterator[str]:
    for frame in script.form.frames:
        for field in frame.fields:
            where = f"cerfa.yaml, cadre {frame.number}, « {field.label} »"
            if field.show and (field.show not in script.questions or "[" in field.show):
                yield f"{where} : la question « {field.show} » n'existe pas"
            if sum(map(bool, (field.show, field.text, field.blank))) != 1:
                yield f"{where} : il faut un et un seul de show, text, blank"
            if field.column and f"{field.show}[].{field.column}" not in script.questions:
                yield f"{where} : « {field.column} » (column) n'est pas un champ de « {field.show} »"
            yield from _accounts(where, field, script)
            yield from condition(f"{where}, condition", field.when, script)
            yield from message(where, field.text, script)


def _accounts(where: str, field: Field, script: Script) -> Iterator[str]:
    """The accounts that fill a field: those of the budget, and only where there would be a blank."""
    plan = script.papers.budget
    known = {account.code for part in PARTS for account in plan.accounts(part)} if plan else set()
    yield from (f"{where} : le budget n'a pas de compte « {code} »" for code in field.accounts if code not in known)
    if field.accounts and not field.blank:
        yield f"{where} : des comptes (accounts) ne remplacent qu'un champ laissé à remplir (blank)"
