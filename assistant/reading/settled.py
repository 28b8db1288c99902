"""A value that is told with its history: « on pensait à 18 mois, finalement ce sera 24 mois », « deux ans ; trois, c'était trop long ».

Only what was settled in the end is read, by the reader of its kind: whatever leaves that in doubt leaves the whole in doubt.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from assistant.reading.common import Reading, Typed, read_as
from assistant.reading.numerals import scan
from assistant.reading.undecided import hedges

T = TypeVar("T")

_WE = r"(?:on|nous|je|j') ?(?:(?:en|y|nous|se) |s'|l')?"
_AT_FIRST = r"(?:(?:au depart|au debut|d'abord|initialement|a l'origine|dans un premier temps),? )?"
_MEANT = (
    rf"^{_AT_FIRST}{_WE}(?:"
    r"(?:pens|hesit|prevoy|vis|envisage|compt|voul|tabl|souhait|esper|imagin|croy|songe|parl|demand|part)(?:ais|ait|i?ions)\b"
    rf"|(?:avais|avait|avions|etais|etait|etions) (?:bien )?{_AT_FIRST}(?:dit|prevu|pense|envisage|demande|vise|imagine|parle|chiffre|mis"
    r"|inscrit|partie?s?|table|compte|retenu|annonce|note)(?:e|s|es)?\b"
    r"|(?:aurais|aurait|aurions) (?:bien )?(?:aime|voulu|prefere|souhaite|pu)\b)"
)
"""What was meant or hoped once, told by those who apply."""
_CEILING_IS = r"^le (?:plafond|maximum)(?: de l'appel)? (?:est|etait)(?: fixe)? (?:de|a) [^,;:.()?]*?"
_IN_THE_END = (
    "(?:finalement|au final|en fin de compte"
    "|en definitive|au bout du compte|pour finir|tout compte fait|tout bien pese|apres reflexion)"
)
_WE_DID = r"(?:on a|nous avons|j'ai)"
_SETTLED = (
    r"(?:ce sera|on part (?:sur|pour)|nous partons (?:sur|pour)|on (?:en reste|s'arrete|arrive|s'en tient) a|nous en restons a"
    r"|nous (?:nous arretons|arrivons) a|on s'est arretes? a|nous nous sommes arretes a|on retient|nous retenons"
    rf"|{_WE_DID} (?:finalement )?(?:tranche pour|opte pour|choisi|retenu|arrete)"
    r"|(?:on|nous) (?:ne |n')(?:en )?demand(?:e|ons|era|erons) que)"
)
_TURN = (
    r"(?:[,;:.(] ?|\b(?:mais|et) )(?:(?:mais|et|donc|alors|puis) )?"
    rf"(?:{_IN_THE_END},? (?:(?:c'est|{_SETTLED}) )?|avec (?:le |la |les |l'|nos |notre )[a-z-]+,? (?={_WE_DID} )"
    rf"(?:{_SETTLED}) |(?:{_SETTLED}|c'est) {_IN_THE_END} (?:a )?|on arrive {_IN_THE_END} a |{_SETTLED} )"
)
"""Where what was settled begins; « c'est » alone may speak of anything."""
_OPEN = (
    r"[?¤]|\b(?:si|s'il|s'ils|sauf|sinon|ou alors|peut-etre|instant|moment|attendant|provisoire\w*|stade|quand|lorsqu\w*|des qu\w*"
    r"|selon|condition|reserve|apres (?:le|la|l'|un|accord|vote)|au cas|a moins|pas encore|toujours pas|hesite|hesitons"
    r"|mettre|apporter|depenser|payer|verser|pour (?:le |la |les |l'|une? |notre |nos |ce |cette )(?!projet)[a-z]+)(?![a-z])"
    r"|(?:€|euros?|[0-9]) (?:aupres|aux?|a)\b ?(?:d[a-z']* ?)?(?:la |le |les |l'|notre )?[a-z]"
)
"""What leaves a history open, whatever comes after, or makes it that of something else: « deux ans pour le diagnostic »."""
_TOO_MUCH = (
    r"(?P<value>.+?) ?[,;.:(] ?(?:mais |car )?(?P<other>[^,;:.()]{2,30}?),? "
    r"(?:c'etait|c'est|ce serait|c'eut ete|etai(?:t|ent)|serai(?:t|ent)|aurai(?:t|ent) ete"
    r"|(?:nous |leur |me )?(?:sembl|paraiss)ai(?:t|ent))"
    r"(?: vraiment| bien| beaucoup| un peu)? trop [a-z]+(?: pour (?:nous|un[e]? [a-z]+|le [a-z]+|la [a-z]+))?\)?"
)
"""What was not kept, after what was: « deux ans ; trois nous paraissaient trop longs »."""


def settled(typed: Typed, from_text: Callable[[Typed], Reading[T]], shown: Callable[[T], str], needs: str) -> Reading[T] | None:
    """The value that was settled in the end, where a text tells its history; None for any other text, and for what is still open.

    `needs` is what its part must hold: a bare figure may be of anything (« on pensait sur deux ans, finalement ce sera trois »).
    """
    kept = _kept(typed.folded)
    found = from_text(Typed(kept, typed.quoted)) if re.search(needs, kept) else None
    if found is None or not found.ok or found.value is None:
        return None
    if (other := _rejected(typed.folded)) and from_text(Typed(other, typed.quoted)).value == found.value:
        return None  # « deux ans ; deux ans, c'était trop court »
    return Reading(found.value, note=read_as(typed, shown(found.value)))


def in_the_end(text: str) -> str:
    """A folded text without the history that it tells of its value, where it tells one that is closed."""
    return _kept(text) or text


def _kept(text: str) -> str:
    """The part of a text that tells what was settled; empty when it tells no history that is closed."""
    if told := re.fullmatch(_TOO_MUCH, text):
        return told["value"] if "#" in scan(told["other"]).shape and not re.search(_OPEN, told["value"]) else ""
    begun = re.match(f"{_MEANT}|{_CEILING_IS}(?={_TURN})", text)
    turns = list(re.finditer(_TURN, text[begun.end() :])) if begun else []
    if begun is None or not turns:
        return ""
    at = begun.end() + turns[-1].start()
    history, kept = text[:at], text[begun.end() + turns[-1].end() :]
    return "" if re.search(_OPEN, history) or hedges(history) else kept


def _rejected(text: str) -> str:
    told = re.fullmatch(_TOO_MUCH, text)
    return told["other"] if told else ""
