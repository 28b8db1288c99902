"""Markdown papers as styled text: no widget a paragraph, no link of theirs; cheap enough to be redone at each answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from textual.content import Content, Span

from assistant.tui.words import fr

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {"strong": "bold", "em": "italic", "s": "strike"}


@dataclass(frozen=True)
class Block:
    """A part of a paper: its style class, and its text."""

    kind: str
    text: Content


def blocks(markdown: str, link: Callable[[Content], Content] = lambda text: text) -> list[Block]:
    """The blocks of a paper, in order; `link` makes citations of texts. May be called from any thread."""
    found = _blocks(MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown))
    return [Block(block.kind, link(block.text)) for block in found]


def _blocks(tokens: "list[Token]") -> Iterator[Block]:
    quotes = lists = 0
    heading = bullet = ""
    header: list[Content] = []
    row: list[Content] = []
    in_head = cell = False
    for token in tokens:
        match token.type:
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "list_item_open":
                bullet = f"{token.info}{token.markup} " if token.info else "• "
            case "heading_open":
                heading = token.tag
            case "heading_close":
                heading = ""
            case "thead_open" | "thead_close":
                in_head = token.type == "thead_open"
            case "tr_open":
                row = []
            case "tr_close" if in_head:
                header = row
            case "tr_close":
                yield Block("row", _row(header, row))
            case "th_open" | "td_open":
                cell = True
            case "th_close" | "td_close":
                cell = False
            case "inline" if heading:
                yield Block(heading, _inline(token))
            case "inline" if cell:
                row.append(_inline(token))
            case "inline":
                text = Content.assemble("  " * max(0, lists - 1), bullet if lists else "", _inline(token))
                bullet = "  " if lists else ""
                yield Block("quote" if quotes else "item" if lists else "text", text)
            case "fence" | "code_block":
                yield Block("text", Content(fr(token.content.rstrip("\n"))))


def _row(header: list[Content], row: list[Content]) -> Content:
    """A row of a table as « heading: value » lines: columns do not fit beside a conversation."""
    first, *rest = row
    parts = [Content.assemble(("▪ ", "$primary"), first.stylize("bold"))]
    parts += [
        Content.assemble("  ", (f"{name.plain}\u00a0: " if len(rest) > 1 else "", "$muted"), cell)
        for name, cell in zip(header[1:], rest, strict=False)
        if cell.plain
    ]
    return Content("\n").join(parts)


def _inline(token: "Token") -> Content:
    text = ""
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    for child in token.children or ():
        name = child.tag
        if child.nesting == 1 and name in _STYLES:
            opened.append((len(text), _STYLES[name]))
        elif child.nesting == -1 and name in _STYLES:
            start, style = opened.pop()
            spans.append(Span(start, len(text), style))
        elif child.type == "softbreak":
            text += " "
        elif child.type == "hardbreak":
            text += "\n"
        else:
            text += fr(child.content)
    return Content(text, spans)
