"""Lines for a terminal: typeset, folded, and with nothing in them that acts on it."""

import textwrap

from assistant.french import typography
from assistant.text import clean


def wrap(text: str, width: int) -> str:
    """Clean, typeset and fold lines at `width` characters; the sign that starts a line is repeated or aligned."""
    lines: list[str] = []
    for line in typography(clean(text)).split("\n"):
        head = line[:2] if line[:2] in {"| ", "- "} else ""
        lines.extend(
            textwrap.wrap(
                line.removeprefix(head),
                max(20, width),
                initial_indent=head,
                subsequent_indent="| " if head == "| " else " " * len(head),
                break_long_words=True,
                break_on_hyphens=False,
            )
            or [head.strip()]
        )
    return "\n".join(lines)
