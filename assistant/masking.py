"""Hide personal data from a room: the answers that the content marks as personal, and what looks like an address or a number."""

import re

from assistant.dossier import Dossier
from assistant.text import clean

HIDDEN = "●●●"
_CONTACTS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+33[  .]?|0)[1-9](?:[  .-]?\d{2}){4}(?!\d)"
_LEAST = 4
"""The shortest word of a name that is hidden by itself, in letters."""


class Mask:
    """What is hidden of one dossier: names as they were typed, their proper nouns alone, e-mail addresses, telephone numbers."""

    def __init__(self, dossier: Dossier) -> None:
        named = sorted(set(_names(dossier)), key=len, reverse=True)
        patterns = [_CONTACTS, *(rf"(?<!\w){_loose(name)}(?!\w)" for name in named)]
        self._pattern = re.compile("|".join(patterns))

    def hide(self, text: str) -> str:
        """The text with what is personal replaced by « ●●● »."""
        return self._pattern.sub(HIDDEN, text)


def _names(dossier: Dossier) -> list[str]:
    names: list[str] = []
    for path in dossier.paths():
        question = dossier.script.question(path)
        reply = dossier.reply(path)
        if question is None or not question.personal or reply.state not in {"given", "unreadable"}:
            continue
        value = " ".join(clean(str(reply.raw)).split())
        # « la ville » names nobody: only what has a capital is hidden outside its own answer.
        if len(value) < _LEAST or value == value.lower():
            continue
        first, *others = re.findall(r"[^\W\d_][\w-]*", value) or [value]
        names += [value, *(word for word in (others or [first]) if word[0].isupper() and len(word) >= _LEAST)]
    return names


def _loose(name: str) -> str:
    """The pattern of a name whatever its apostrophes and its spaces have become."""
    return re.escape(name).replace("'", "['’]").replace("’", "['’]").replace(r"\ ", r"\s+")
