"""Hide personal data from a room: the answers that the content marks as personal, and what looks like an address or a number."""

import re
from collections.abc import Iterator
from typing import Any

from assistant.dossier import Dossier
from assistant.text import clean

HIDDEN = "●●●"
_CONTACTS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+33[  .]?|0)[1-9](?:[  .-]?\d{2}){4}(?!\d)"
_LINK = (
    r"(?:(?:de|du|des|d['’]|la|le|les|l['’]|à|aux?|en|et|sur|sous|lès|saint|sainte|st|ste|mai|juin|juillet|août|septembre|"
    r"novembre)[\s-]*)"
)
_NAMED = rf"(?:{_LINK}*(?-i:[A-ZÀ-ÖØ-Þ0-9])[\w'’-]*)"
"""A proper noun, or a date, with what leads to it: « du 8 », « mai 1945 », « de l'Ancienne-Gare »."""
_STREET = r"rue|ruelle|avenue|av\.|boulevard|b(?:ou)?l?v?d\.?|chemin|impasse|all[ée]e|quai|venelle|sentier|faubourg"
_SPOT = (
    r"place|cours|route|square|passage|esplanade|mail|cit[ée]|r[ée]sidence|villa|mont[ée]e|promenade|parvis|voie|traverse|hameau|"
    r"lotissement|rond-point"
)
_PLACES = (
    # A street is one whatever the capitals that follow; « 12 cours de danse » or « 3 place » is none.
    rf"(?<![\w,.])\d{{1,4}}(?:\s?(?:bis|ter|quater|[a-d]))?,?\s+(?:"
    rf"(?:{_STREET})\s+{_LINK}*[\w'’-]+(?:\s+{_NAMED})*|(?:{_SPOT})(?:\s+{_NAMED})+)"
    # A post office's box, then a town after its postal code.
    r"|(?<!\w)(?-i:BP|CS|TSA)\s?\d{2,6}(?!\d)"
    rf"|(?<!\d)(?<!\d\s)(?:0[1-9]|[1-8]\d|9[0-8])\d{{3}}\s+(?!(?:euros?|personnes|habitants|jeunes)\b)(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+(?:[\s-]+{_NAMED})*"
)
_PROPER = r"(?:(?:de la |de |du |des |d['’])?(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w'’-]*))"
_CIVIL = (
    r"(?:M\.\s*|(?:Mr\.?|M(?=\s+[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])|Mme\.?|Mlle\.?|Dr\.?|Me|Pr\.?|"
    r"(?i:monsieur|madame|mademoiselle|docteure?|maître))\s+)"
)
_CIVILS = r"(?:(?:MM\.|Mmes|Mlles|Drs|(?i:messieurs|mesdames))\s+)"
_TITLED = (
    rf"(?<![\w'’.])(?<!\d\s)(?:{_CIVIL}{_PROPER}(?:[\s-]+{_PROPER})*"
    rf"|{_CIVILS}{_PROPER}(?:(?:[\s-]+|,\s+|\s+et\s+){_PROPER})*)"
)
"""A civility and the proper nouns that follow it: « M. Karim Benali », « Mme de La Tour »."""
COVERED = (
    "Masqués (●●●) : ce que le dossier range comme un nom, « M. » ou « Mme » et le nom qui suit, les adresses, les numéros. "
    "Un autre nom écrit dans un texte reste lisible."
)
"""What masking covers, in words for whoever relies on it."""
_JOINED = re.compile(r"-[A-ZÀ-ÖØ-Þ]")
_INNER = re.compile(r"[\s-](?:[dl]['’])?[A-ZÀ-ÖØ-Þ]")
"""A capital that does not begin the name: it is no sentence."""
_LED = re.compile(r"-(?:l[eèé]s|la|le|l|de|du|des|d|en|sur|sous|aux?|à)(?:-|$)")
"""What leads to the second part of a town's name."""
_LEAST = 4
"""The shortest word of a name that is hidden by itself, in letters."""


class Mask:
    """What is hidden of one dossier: names as they were typed, their proper nouns alone, people told by a civility, postal and e-mail
    addresses, telephone numbers."""

    def __init__(self, dossier: Dossier) -> None:
        named = sorted({*_names(dossier), *_titled(dossier.data)}, key=len, reverse=True)
        patterns = [_CONTACTS, f"(?i:{_PLACES})", _TITLED, *(rf"(?<!\w){_pattern(name)}(?!\w)" for name in named)]
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
        # « Commune de… » begins with what is no name; « Saint-Aubin les Bois » with one.
        proper = others if others and not _JOINED.search(first) else [first, *others]
        # « Saint-Aubin » is what everybody calls Saint-Aubin-les-Bois.
        heads = [_LED.split(word)[0] for word in proper]
        names += [value, *(word for word in (*proper, *heads) if word[0].isupper() and len(word) >= _LEAST)]
    return names


def _titled(data: Any) -> Iterator[str]:
    """The proper nouns of the people that any answer tells by a civility: elsewhere they may stand alone."""
    if isinstance(data, str):
        for found in re.finditer(_TITLED, data):
            words = re.findall(r"[^\W\d_][\w-]*", re.sub(rf"^(?:{_CIVIL}|{_CIVILS})", "", found[0]))
            # « Madame La Directrice » tells a function.
            if words[0] not in {"Le", "La", "Les"}:
                yield from (word for word in words if word[0].isupper() and len(word) >= _LEAST)
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _titled(part)


def _pattern(name: str) -> str:
    """The pattern of a name whatever its apostrophes, its hyphens and its spaces have become; in any capitals when it has some inside."""
    loose = re.sub(r"\\ |\\-", r"[\\s-]+", re.escape(name).replace("'", "['’]").replace("’", "['’]"))
    return f"(?i:{loose})" if _INNER.search(name) else loose
