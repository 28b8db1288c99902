"""Amounts in euros."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from assistant import french
from assistant.reading.absent import NOT_CONCERNED, is_nothing
from assistant.reading.common import Kind, Reading, Typed, checked, read, read_as, refuse, two_ways
from assistant.reading.numerals import Scan, scan
from assistant.reading.remarks import clauses, without
from assistant.reading.settled import settled
from assistant.reading.shapes import LARGEST, RATE, hedge, only_number
from assistant.reading.shares import THUS, makes, shared, yearly
from assistant.reading.undecided import hedges
from assistant.reading.words import AMOUNT_RESERVES, CEILING, EXACT, MONTH, SHARE, SPREAD
from assistant.text import fold

_AMOUNT = Kind("un montant", "le montant exact", "12 500 €", "un montant ne peut pas être négatif")
_TOTAL = _AMOUNT._replace(exact="le montant total")

_CURRENCY = "(?:€(?:uros?)?|euros?|eur|e)"
_TAXES = {
    "ht": "montant hors taxes (HT)",
    "hors taxe": "montant hors taxes (HT)",
    "hors taxes": "montant hors taxes (HT)",
    "ttc": "montant toutes taxes comprises (TTC)",
    "toutes taxes comprises": "montant toutes taxes comprises (TTC)",
    "net": "montant net",
    "brut": "montant brut",
}
_TAX = rf" ?(\()?(?<![a-z])({'|'.join(sorted(_TAXES, reverse=True))})(?![a-z])(?(1)\))"
_BEFORE = (
    r"^(?:(?:le |la |un |une )?(?:montant|total|budget|subvention|somme|cout|prix)"
    r"(?: (?:total|global|demande)e?)?(?: (?:est|sera)(?: de)? | s'eleve(?:ra)? a | de | d'| ?[:=] ?| )|soit |exactement "
    r"|(?:on|nous|je|j') ?(?:en |y |vous )?(?![a-z]*(?:rai[st]|rions) )(?:demand|sollicit|prevo|met|apport|inscri)[a-z]* "
    "(?:(?:une |un )?(?:subvention|montant|aide|somme) de )?"
    r"|(?:on|nous|je) (?:ne |n')(?:en )?(?:demand|sollicit)(?:e|ons|era|erons) que "
    r"|il (?:faut|faudra) (?:bien )?compter |en tout(?: et pour tout)?(?:,| :)? "
    r"|(?:le (?:projet|tout|total|budget|cout)|l'ensemble|ca|cela|il|tout) (?:nous )?(?:coute(?:ra)?|revien(?:t|dra) a"
    r"|s'eleve(?:ra)? a|se monte(?:ra)? a"
    r"|represente(?:ra)?|(?:est|sera) de|fait|fera) (?:en tout |au total )?)"
)
_SPAN = (
    r"(?:les? )?(?:#|deux|trois|quatre|cinq|[0-9]{1,2}) ?(?:ans?|annees?|mois)"
    "|(?:toute )?la (?:duree|periode)(?: totale| entiere)?(?: du projet)?"
    "|l'ensemble (?:de la periode|du projet)|tout le projet|le projet(?: entier)?"
)
_AFTER = (
    "(?: (?:exactement|tout ronds?|tout juste|au total|en tout(?: et pour tout)?|tout (?:compris|inclus)"
    "|tou(?:te)?s (?:frais|charges|depenses) compris(?:es)?"
    "|toutes annees (?:confondues|comprises|reunies))"
    rf"| (?:notifie|accorde|acquis|obtenu)e?s?(?: (?:en|depuis|le [0-9]{{1,2}}) {MONTH} (?:19|20|21)[0-9]{{2}})?"
    r"| (?:demande|sollicite)e?s?(?: (?:a|aupres d[eu]) ?[a-z' -]{2,40})?"
    r"|(?:(?<=[€s]) a|(?<=[€s0-9]) a nous)(?: (?:tous|toutes))?(?: les)? (?:deux|trois|quatre)"
    rf"|(?:,| et|, et)? (?:sur|pour) (?:{_SPAN})"
    rf"|(?<=[€s]) d(?:e |')(?!.*{AMOUNT_RESERVES})(?!l'|la |notre |nos )[a-z][a-z' -]+|(?<=[€s0-9]) (?:{SPREAD}))$"
)
"""What may follow a total: « 96 000 € sur deux ans » is one, where « 48 000 € par an » is not."""
_OVER = rf"(?:sur|pour|au titre d[eu]s?) (?:{_SPAN})(?: (?:confondu|reuni|cumul|compri)[a-z]*| ensemble)?"
_QUOTED = (
    r",? ?\b(?:(?:d'apres|selon|conformement a) (?:le|les|un|notre|nos) devis(?: (?:recu|signe|accepte|joint|ci-joint)s?)?"
    r"|devis (?:(?:recu|signe|accepte|joint|ci-joint)s?|en main|a l'appui))(?= ?(?:$|[,;:.()]))"
    r"|^(?:le |notre )?devis (?:recu|signe|accepte) (?:a|de|pour) (?=[0-9])"
)
"""What a price was taken from, where it is final: « selon le devis reçu », not « selon un devis de 2031 à revoir »."""
_NOT_A_YEAR = r",? ?(?:\b(?:et|mais) )?\b(?:non|pas)(?: pas)? (?:par|chaque|/) ?an(?:nee)?(?= ?(?:$|[,;:.()]))"
"""What says that an amount is no yearly one: « pour toute la durée, et non par an »."""
_FREE = (
    "(?:c'est |ce sera )?(?:gratuite?s?|offerte?s?)(?: par [a-z][a-z '-]{1,80})?|gratuitement|a titre gratuit|nul|nulle"
    "|rien a (?:debourser|payer|depenser)"
)
_FROM = (
    r"(?:(?:pris|preleve|tire|impute|inscrit|fourni|apporte|verse|donne|mis|finance|paye|venant|provenant|issu|demande)(?:e?s)? )?"
    r"(?:de la part d[eu]s?|de|d[eu']s?|par|sur|au|a|en|via|aupres d[eu]s?)"
)
"""How the complement of an amount begins that says whose it is: « pris sur le budget de la ville »."""
_MONEY = "€|eur|[0-9] ?k|mille|[0-9][ .][0-9]{3}|[0-9]{5}"
"""What cannot be a number of years, nor a year."""
_OTHER_UNIT = r"[0-9$£%¥¤]|\b(?:dollars?|francs?|livres?|chf|usd|gbp|cents?|centimes?|cts)\b"


def parse_amount(raw: object, whose: Iterable[str] = ()) -> Reading[Decimal]:
    """An amount in euros: `12 500`, `12.500,00 €`, `12k€`, « 1,2 million d'euros », « mille euros ».

    `whose` names those whose money it may be said to be: « neuf mille euros de la commune » is then 9 000 €.
    """
    return read(_AMOUNT, raw, lambda value: checked(_AMOUNT, value), lambda typed: _amount(_plain(typed, whose)))


def _plain(typed: Typed, whose: Iterable[str]) -> Typed:
    """A text without the complement of an amount that only says whose it is."""
    named = "|".join(re.escape(fold(word)) for word in sorted(whose, key=len, reverse=True))
    if not named or "\u00a4" in typed.folded:
        return typed
    ends = r"(?=$| ?[,;:.()]| et (?:sur|pour)\b)"
    whole = rf"(?<=[€s0-9k])(?:,? (?:{_FROM}) ?(?:(?:la|le|les|l'|notre|nos|son|ses) ?)*|, )(?:{named}){ends}"
    puts = (
        rf"^(?:la |le |les |l'|notre )?(?:{named}) (?:elle-meme |seule? )?(?:y )?(?:met|mettra|(?:apporte|donne|verse|finance)(?:ra)?) "
        rf"|^(?:notre|la) (?:{named}) (?:(?:est|sera) de|s'eleve(?:ra)? a) "
    )
    return typed._replace(folded=re.sub(puts, "", re.sub(whole, "", typed.folded)))


def amounts_in(text: str) -> frozenset[Decimal]:
    """The amounts in euros that a text of any length tells: « 15 000 € », « 15k€ »."""
    found = scan(fold(text))
    return frozenset(number.value for number, _ in found.each(f"# ?{_CURRENCY}(?![a-z])"))


def amounts_told(text: str) -> list[Decimal]:
    """The amounts in euros that a text tells, in their order, each time that one is told."""
    return [number.value for number, _ in scan(fold(text)).each("# ?(?:€(?:uros?)?|euros?|eur)(?![a-z])")]  # « 6e » is a class


def is_uncertain(text: str) -> bool:
    """Whether the figures of a text are an estimate, a range, a limit or so much by unit."""
    shape = scan(fold(text)).shape
    return bool(hedge(shape)) or re.search(RATE, shape) is not None


def _amount(typed: Typed) -> Reading[Decimal]:
    found = _stated(typed)
    return found if found.ok else settled(typed, _stated, french.amount, _MONEY) or found


def _stated(typed: Typed) -> Reading[Decimal]:
    found = _alone(typed)
    return found if found.ok else _remarked(typed, found) or found


def _remarked(typed: Typed, whole: Reading[Decimal]) -> Reading[Decimal] | None:
    """An amount, and remarks that leave it as it is: « gratuit, tourné par un habitant », « 9 000 € (août 2031) », « 9 000 €, pile ».

    What a remark counts must agree: parts add up to the total, so much a year makes it in whole years. None when there is no such amount,
    or when a remark may change it.
    """
    text = without(f"{EXACT}|{_QUOTED}|{_NOT_A_YEAR}", typed.folded)
    parts = clauses(text)
    at = next((at for at, part in enumerate(parts) if _total(part, typed).ok), None)
    if whole.value is not None or at is None or (len(parts) < 2 and text == typed.folded):
        return None
    if at and not re.search(f"[0-9k] ?{_CURRENCY}(?![a-z])|{THUS}", parts[at]):
        return None  # « équipe (3) »
    told = _total(parts[at], typed)
    value = told.value or Decimal(0)
    share = shared(parts[at + 1 :])
    others = parts[:at] if share == value else [part for part in parts if part is not parts[at]]
    rates = [rate for part in others if (rate := yearly(part)) is not None]
    if not all(makes(value, rate, text) for rate in rates):
        return refuse(_AMOUNT, typed, "donne un total et un montant par an qui ne s'accordent pas")
    others = [part for part in others if yearly(part) is None and not _echoes(part, value, typed)]
    if any(_changes(other) for other in others):
        apart = share is not None and share > value / 2  # parts of it, and not a few things counted
        return refuse(_AMOUNT, typed, f"donne un détail qui fait {french.amount(share)}") if share and apart else None
    if {total.value for other in others if (total := _total(other, typed)).ok} - {value}:
        return refuse(_AMOUNT, typed, "donne deux valeurs différentes")
    return Reading(value, note=told.note or read_as(typed, french.amount(value)))


def _total(part: str, typed: Typed) -> Reading[Decimal]:
    return _alone(Typed(re.sub(THUS, "", part), typed.quoted))


def _echoes(part: str, value: Decimal, typed: Typed) -> bool:
    """Whether a clause only says the same amount again, in other words: « 100 000 €, cent mille en tout »."""
    again = _total(re.sub(r"^(?:oui|bien|c'est|je dis|on dit|au total|en tout)(?: bien)? ", "", part), typed)
    return again.ok and again.value == value


def _changes(part: str) -> bool:
    """Whether a remark may change the amount that it follows: by its words, or by a number that is neither a total nor a date."""
    if _total(part, Typed(part, part)).ok:
        return not re.search(f"{THUS}|€|eur", part)
    part = re.sub(THUS, "", part)
    if re.fullmatch(_OVER, part) or re.fullmatch(SHARE, scan(part).shape):
        return False
    if "?" in part:
        return True
    part = without(f"{CEILING}|{SPREAD}", part)
    found = scan(part)
    # « août 2031 » dates it; « en 2031 » may be a part of it.
    dated = re.search(rf"\b{MONTH}\b", part) is not None
    counted = [number for number in found.numbers if not number.article and not (dated and 1900 <= number.value <= 2199)]
    return bool(counted or "¤" in found.shape or hedge(found.shape) or re.search(AMOUNT_RESERVES, part) or hedges(part))


def _alone(typed: Typed) -> Reading[Decimal]:
    if re.fullmatch(_FREE, typed.folded) or is_nothing(typed.folded):
        return Reading(Decimal(0), note=read_as(typed, "0 €"))
    tax = re.search(_TAX, typed.folded)
    note = _TAXES[tax[2]] if tax else None
    words = re.sub(_BEFORE, "", re.sub(_TAX, "", typed.folded))
    while not re.search(RATE, scan(words).shape) and (shorter := re.sub(_AFTER, "", words)) != words:
        words = shorter
    cents = re.fullmatch(r"(.+?) ?(?:€|euros?) ?(?:et )?([0-9]{2})(?: ?(?:c|cts?|centimes?))?", words)
    found = scan(cents[1] if cents else words)
    if re.fullmatch(rf"(?:{_CURRENCY} ?)?(?:[-+]|moins)? ?#(?: ?(?:d'|de )?{_CURRENCY})?", found.shape):
        number = found.numbers[0]
        if number.doubtful:
            return refuse(_AMOUNT, typed, two_ways(number), number.value, french.amount(number.value))
        value = number.value + (Decimal(cents[2]) / 100 if cents else 0)
        return _cents(typed, -value if re.search("-|moins", found.shape) else value, note)
    return _no_amount(typed, scan(words))


def _cents(typed: Typed, value: Decimal, note: str | None) -> Reading[Decimal]:
    if abs(value) <= LARGEST and value != (rounded := value.quantize(Decimal("0.01"), ROUND_HALF_UP)):
        return refuse(_AMOUNT, typed, "a plus de deux décimales", rounded, french.amount(rounded))
    return checked(_AMOUNT, value, note)


def _no_amount(typed: Typed, found: Scan) -> Reading[Decimal]:
    shape = found.shape
    if re.search(_OTHER_UNIT, shape):
        return refuse(_AMOUNT, typed, "n'est pas compris comme un montant en euros")
    if re.search(RATE, shape):
        per_year = rf"# ?{_CURRENCY}? ?(?:par|/) ?an(?:nee)? (?:pendant|sur|pour|durant|x) # ans?"
        total = _product(found) if re.fullmatch(per_year, shape) else None
        return refuse(_TOTAL, typed, "n'est pas un total, mais un montant par période ou par unité", total)
    guess, why = only_number(found), hedge(shape)
    if re.fullmatch(rf"#(?: ?{_CURRENCY})? ?[x*×] ?#(?: ?{_CURRENCY}| ans?| mois)?", shape):
        guess, why = _product(found), "est un calcul"
    elif re.fullmatch(rf"#(?: ?{_CURRENCY})?(?: ?\+ ?#(?: ?{_CURRENCY})?)+", shape):
        guess, why = sum((number.value for number in found.numbers), Decimal(0)), "est un calcul"
    elif shape == "# m":
        guess, why = found.numbers[0].decimal * 10**6, "peut vouloir dire des millions"
    elif typed.folded in NOT_CONCERNED:
        guess = Decimal(0)
    elif not why and re.search("[a-z]", shape) and not re.search("€|eur", shape):
        guess = None  # « 2 ans », « 60 jeunes »
    guess = None if guess is None or guess > LARGEST else guess
    return refuse(_AMOUNT, typed, why, guess, "" if guess is None else french.amount(guess))


def _product(found: Scan) -> Decimal:
    return found.numbers[0].value * found.numbers[1].value
