"""A paper as Markdown in our one look: our words are written, all of them made inert."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import singledispatch
from itertools import groupby

from assistant.outputs import model
from assistant.text import markdown_escape


def markdown(paper: model.Paper) -> str:
    """The Markdown of a paper, ended by a newline."""
    head = [f"# {_line(paper.heading)}", _line(paper.subtitle), *(f"**{_line(n)}\u00a0:** {_line(v)}" for n, v in paper.cover)]
    contents = [_contents(paper)] if paper.listed else []
    blocks = [*filter(None, head), *contents, *filter(None, _blocks(paper))]
    return "\n\n".join(blocks) + "\n"


def _contents(paper: model.Paper) -> str:
    """The table of contents: each heading leads to itself, by the address that GitHub, GitLab and most editors give it."""
    met: Counter[str] = Counter()
    addresses = []
    for block in paper.blocks:
        if isinstance(block, model.Heading):
            address = re.sub(r"[^\w\- ]", "", block.text.lower()).replace(" ", "-")
            addresses.append(f"{address}-{met[address]}" if met[address] else address)
            met[address] += 1
    lines = (f"{'  ' * (heading.level - 2)}- [{_line(heading.text)}](#{addresses[n]})" for n, heading in paper.contents)
    return "\n".join(["## Sommaire", "", *lines])


def _blocks(paper: model.Paper) -> Iterator[str]:
    """The blocks in order; those to paste one after the other make one, fenced so that no mark stands in what is copied."""
    for pasted, blocks in groupby(paper.blocks, lambda block: isinstance(block, model.Paragraph) and block.pasted):
        if not pasted:
            yield from map(_block, blocks)
            continue
        words = "\n\n".join(model.plain(block.text) for block in blocks if isinstance(block, model.Paragraph))
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", words))])
        yield f"{fence}text\n{words}\n{fence}"


@singledispatch
def _block(block: model.Block) -> str:
    raise TypeError(block)


@_block.register
def _(block: model.Heading) -> str:
    return f"{'#' * block.level} {_line(block.text)}"


@_block.register
def _(block: model.Paragraph) -> str:
    return _inline(block.text, breaks=True)


@_block.register
def _(block: model.Callout) -> str:
    said = _inline(block.text)
    return f"- *{said}*" if block.role == "advice" else f"> {said}"


@_block.register
def _(block: model.Bullets) -> str:
    return "\n".join(f"- {_inline(item)}" for item in block.items)


@_block.register
def _(block: model.Checks) -> str:
    return "\n".join(f"- {model.MARKS[mark]} {_inline(item)}" for mark, item in block.items)


@_block.register
def _(block: model.Table) -> str:
    rule = ["---:" if column in block.numeric else "---" for column in range(len(block.header))]
    lines = [[_line(name) for name in block.header], rule, *([_inline(cell) for cell in row] for row in block.rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{table}\n\n*{_line(block.caption)}*" if block.caption else table


@_block.register
def _(block: model.Figure) -> str:
    return f"*{_line(block.alt)}*"


@_block.register
def _(_: model.Break) -> str:
    return ""


def _inline(words: model.Text, breaks: bool = False) -> str:
    return "".join(_run(run, breaks, first=not index) for index, run in enumerate(words)).strip()


def _run(run: model.Run, breaks: bool, first: bool) -> str:
    # Marks that only act at the start of a line must not be taken for such in the middle of one.
    start = "" if first else "x"
    said = markdown_escape(start + run.text.strip(" \u00a0"), lines="breaks" if breaks else "one").removeprefix(start)
    before, after = (re.search(pattern, run.text)[0] for pattern in ("^[ \u00a0]*", "[ \u00a0]*$"))  # type: ignore[index]  # may be empty
    if run.link:
        said = f"<{run.link}>"
    if not said:
        return before or after
    mark = "**" if run.strong else "*" if run.em else ""
    return f"{before}{mark}{said}{mark}{after}"


def _line(words: str) -> str:
    """Words on one line that shows exactly them."""
    return markdown_escape(words, lines="one")
