"""Yes and no."""

import re

from assistant.reading.absent import is_nothing
from assistant.reading.common import Reading, plain_number, prepare, problem, read_as
from assistant.reading.undecided import hedges
from assistant.reading.words import LACKS, NOTHING_MORE, SOME_RESERVES, YES_NO_RESERVES

_YES = (
    "oui|o|ouais|yes|y|ok|vrai|true|1|si|(?:oui,? )?bien sur|bien entendu|mais oui|tout a fait|absolument"
    "|exactement|systematiquement|certainement|evidemment|effectivement|en effet|affirmatif|d'accord|parfaitement"
    "|c'est (?:le cas|exact|vrai)"
)
_NO = (
    "non|n|no|faux|false|0|(?:non,? )?(?:pas (?:du tout|encore)|toujours pas)|(?:absolument|certainement|surement) pas"
    "|bien sur que non|mais non|aucunement|nullement|jamais|non merci|negatif|ce n'est pas le cas|c'est faux"
)
_PLAIN = 6
"""How many letters a word must have that begins a sentence for yes or no: « jamais, … », not « si, … »."""
_FILLER = r"^(?:(?:bah?|ben|beh|eh bien|et bien|euh|alors|ma foi) ?,? ?)+(?=[a-z])"
_BEGUN = (
    r"(oui|non)(?:,? (?:\1|bien sur|tout a fait|absolument|evidemment|helas))*"
    r"(?: ?[,.;:!(]| -| (?=nous|je|on|il|elle|c'est|depuis|avec|les?|la|tout|une?|des|du|que)\b|(?<=oui) (?!ou\b|et\b|/|-)"
    r"|(?<=non) (?=(?:pas d(?:e|u|es)?(?!.* mais )|ce|ca|cela|ils|elles|y|ne|rien|aucune?|jamais|nos|notre|ces?|cette)\b|n')|$)(.*)"
)
"""After « oui » any word goes on; « non concerné », « non seulement » are no answer."""
_NONE = r"\b(?:aucune?s?|rien|zero|0|jamais|personne|nul|nulle|ne|n'\w+|exclu\w*|interdit\w*|prochaine?)\b"
"""What makes of a « oui » something else than a yes: « oui pour aucun d'entre eux », « oui, c'est exclu »."""
_CONTRARY = {"oui": rf"\b(?:non|pas|encore|l'instant|le moment)\b|{_NONE}|{LACKS}", "non": r"\boui\b"}
_SOME_CONTRARY = {
    "oui": rf"\b(?:non(?! (?:pour|a|au|aux|dans|sur)\b)|pas encore|l'instant|le moment)\b|{_NONE}",
    "non": r"\boui\b",
}
_NO_HARM = (
    r"\b(?:(?:il n'y a )?(?:aucune?|pas de|pas d'|sans) "
    "(?:probleme|souci|objection|difficulte|reserve|doute|hesitation|obstacle|inquietude)s?"
    r"|rien (?:a (?:ajouter|redire|signaler)|ne s'y oppose|n'y fait obstacle)|n'importe [a-z]+|n'hesit\w+)(?![a-z])"
)
"""What denies nothing of a « oui »: « oui, aucun problème », « oui, n'importe quand »."""
_NOT_THERE = r"\b(?:non|pas) (?:pour|a|au|aux|dans|sur) [^,;:.()]*"
"""« oui pour l'un, pas pour l'autre »."""


def parse_yes_no(raw: object, some: bool = False) -> Reading[bool]:
    """Yes or no: `oui`, `n`, `true`, 1, « bien sûr », « pas du tout », « oui, depuis deux ans », « aucun » (no).

    With `some`, a part is enough for a yes: « oui en partie », « oui pour l'un, non pour l'autre ».
    """
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
    begun = _begun(re.sub(_FILLER, "", typed.folded))
    if begun and not _taken_back(*begun, some and begun[0] == "oui"):
        return Reading(begun[0] == "oui", note=read_as(typed, begun[0]))
    guess = begun[0] == "oui" if begun else None
    why = "n'est ni oui ni non" if guess is None else "laisse un doute"
    return problem(f"« {typed.quoted} » {why} : tapez oui ou non", guess)


def _taken_back(begun: str, more: str, some: bool) -> bool:
    """Whether what a sentence goes on to say takes back the yes or the no with which it begins, or leaves it in doubt."""
    more = re.sub(_NO_HARM, " ", more)
    if some:
        more = re.sub(_NOT_THERE, " ", more)
        return re.search(f"{SOME_RESERVES}|{_SOME_CONTRARY[begun]}", more) is not None or hedges(more)
    more = re.sub(NOTHING_MORE, " ", more)
    return re.search(f"{YES_NO_RESERVES}|{_CONTRARY[begun]}", more) is not None or (begun == "oui" and hedges(more))


def _begun(words: str) -> tuple[str, str] | None:
    """The « oui » or the « non » with which a sentence begins, in any words, and what it goes on to say."""
    if begun := re.fullmatch(_BEGUN, words):
        return begun[1], begun[2]
    first, _, more = [*re.split(r" ?([,;:(!])", words, maxsplit=1), "", ""][:3]
    if len(first) < _PLAIN or not (more or re.fullmatch(f"{_YES}|{_NO}", first)):
        return None
    return ("oui", more) if re.fullmatch(_YES, first) else ("non", more) if re.fullmatch(_NO, first) else None
