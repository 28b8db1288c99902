"""Yes and no."""

import re

from assistant.reading.absent import is_nothing
from assistant.reading.common import Reading, plain_number, prepare, problem, read_as
from assistant.reading.words import YES_NO_RESERVES

_YES = (
    "oui|o|ouais|yes|y|ok|vrai|true|1|si|(?:oui,? )?bien sur|bien entendu|mais oui|tout a fait|absolument"
    "|exactement|certainement|evidemment|effectivement|en effet|affirmatif|d'accord|parfaitement"
    "|c'est (?:le cas|exact|vrai)"
)
_NO = (
    "non|n|no|faux|false|0|(?:non,? )?pas (?:du tout|encore)|(?:absolument|certainement|surement) pas"
    "|bien sur que non|mais non|aucunement|nullement|jamais|non merci|negatif|ce n'est pas le cas|c'est faux"
)
_BEGUN = (
    r"(oui|non)(?:,? (?:bien sur|tout a fait|absolument|evidemment))?"
    r"(?: ?[,.;:!(]| -| (?=nous|je|on|il|elle|c'est|depuis|avec|le|la|les)\b)(.*)"
)
_CONTRARY = {"oui": r"\b(?:non|pas|encore)\b", "non": r"\boui\b"}


def parse_yes_no(raw: object) -> Reading[bool]:
    """Yes or no: `oui`, `n`, `true`, 1, « bien sûr », « pas du tout », « oui, depuis deux ans », « aucun » (no)."""
    number = plain_number(raw)
    if isinstance(raw, bool) or number in {0, 1}:
        return Reading(bool(raw))
    if not isinstance(raw, str) or not raw.strip():
        return problem("on attend ici oui ou non : tapez par exemple oui")
    typed = prepare(raw)
    if re.fullmatch(_YES, typed.folded) or re.fullmatch(_NO, typed.folded):
        return Reading(re.fullmatch(_YES, typed.folded) is not None)
    if is_nothing(typed.folded):
        return Reading(False, note=read_as(typed, "non"))
    begun = re.fullmatch(_BEGUN, typed.folded)
    if begun and not re.search(f"{YES_NO_RESERVES}|{_CONTRARY[begun[1]]}", begun[2]):
        return Reading(begun[1] == "oui", note=read_as(typed, begun[1]))
    guess = begun[1] == "oui" if begun else None
    return problem(f"« {typed.quoted} » n'est ni oui ni non : tapez oui ou non", guess)
