"""What kind of thing a question wants (an amount, a date…), and whether a text gives one: a price is no answer to « quand ? »."""

import re
from functools import cache
from typing import Literal

from assistant.analysis import fold

Kind = Literal["amount", "share", "duration", "date", "age", "count", "phone", "channel"]

_SPANS = r"(?:temps|jours?|journees?|mois|annees?|ans|heures?|semaines?|minutes?)"
_MONEY = (
    r"(?:cout\w*|vaut|revien\w*|euros?|argent|touch\w*|pay\w*|gagn\w*|donn\w*|verse\w*|factur\w*|subvention\w*|finance\w*"
    r"|demand\w*|obten\w*|recev\w*|esper\w*|prevoir|compter|budgeter)"
)
_SENDS = r"(?:envo[iy]\w*|depo[st]\w*|adresser\w*|transmet\w*|remet\w*|soumet\w*|telecharg\w*|postul\w*|candidat\w*)"
_BY = r"(?:(?:sur|par|a|dans) quel(?:le)?s? (?:site|adresse|plateforme|endroit|portail|moyen|canal|voie|biais|guichet|boite|page)\w*)"
_SUMS = r"(?:budget|montant|somme|cout|salaire|remuneration|enveloppe|tarif|plafond)"
# Each on the question folded, its words apart by single spaces; the first kind that fits is the one.
_WANTS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("phone", (r"telephone", r"numero (?:de tel|d appel|a appeler)", r"\btel\b")),
    # « où faut-il envoyer le dossier ? », « sur quel site on dépose ? »
    ("channel", (rf"(?:^|\b(?:c est|savoir|dire|sait|et) )ou (?:\w+ ){{0,4}}?{_SENDS}", rf"\b{_BY} (?:\w+ ){{0,4}}?{_SENDS}")),
    # « peut-on demander 300 000 euros si le projet dure trois ans ? »
    ("amount", (r"^(?!.*\b(?:combien|quand|qui|comment|quel\w*)\b).*000 euros\b",)),
    (
        "share",
        (r"pourcentage", r"\btaux\b", r"quelle (?:part|proportion)\b(?! de temps)", r"combien (?:de )?(?:pour ?cent|pourcents)"),
    ),
    (
        "age",
        (
            r"quels? ages?\b",
            r"tranches? d ages?",
            r"age (?:minimum|minimal|maximum|limite|moyen)",
            r"\bl age\b",
            r"\bages? (?:des?|du|vises?)\b",
        ),
    ),
    ("date", (r"(?:de|depuis|jusqu a|avant|a partir de) quand\b",)),
    (
        "duration",
        (
            r"quel(?:le part de)? temps",
            r"temps (?:a|faut il|doit on) prevoir",
            rf"combien (?:de |d ){_SPANS}",
            r"\bdurees?\b",
            r"\bdur(?:e|ent|era|er|ait)\b",
            r"longtemps",
        ),
    ),
    (
        "amount",
        (
            r"\bprix\b",
            r"\btarifs?\b",
            rf"\bcombien (?:\w+ ){{0,5}}?{_MONEY}",
            r"\b(?:revien\w*|coute\w*|eleve|monte|facture) (?:\w+ ){0,3}?(?:a )?combien",
            rf"\bquel(?:le)?s? (?:\w+ ){{0,3}}?{_SUMS}",
            r"^(?:le |la |les )?(?:budget|cout|montant|salaire) (?:de|du|d|des|pour|moyen|prevu|a prevoir)\b",
            r"\bcombien (?:on )?peut on avoir",
            r"\b(?:coute\w*|revien\w*|est ce(?: que c est)?|c est) (?:tres |plus |si |trop )?chere?\b",
        ),
    ),
    ("date", (r"\bquand\b", r"quelle? (?:date|jour|annee|mois|moment)", r"\bdate limite\b", r"\bdates? d\w*", r"\bdelai")),
    ("count", (r"\bcombien\b", r"\bquel nombre\b", r"\bnombre de\b")),
)
_SMALL = (
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    r"|cinquante|cent|mille|dizaine|douzaine|quinzaine|vingtaine|trentaine|centaine|aucune?|plusieurs)"
)
_YEAR = r"\b(?:19|20)\d\d\b"
_GIVES: dict[Kind, tuple[str, ...]] = {
    "phone": (r"\b0\d(?:[ .]?\d\d){4}\b", r"\b(?:3\d{3}|1[57])\b"),
    "channel": (
        r"https?://",
        r"\ben ligne\b",
        r"\bplateforme\b",
        r"\bsites?\b",
        r"\bguichet\b",
        r"\bpar (?:courrier|mail|voie)\b",
        r"\badresse",
    ),
    "share": (r"\d ?%", r"pour ?cent\b", r"\bmoitie\b", r"\btiers\b"),
    "age": (r"\d+ ans", r"\b[3-6](?:e|eme)\b", r"\bmaternelle", r"\bprimaire\b"),
    "duration": (
        rf"\b(?:\d+(?:[.,]\d+)?|{_SMALL})[ -](?:ou (?:\d+|{_SMALL}) )?(?:{_SPANS}|h|min|demi-journee)\b",
        r"\d+ ?h(?:\d\d)?\b",
        r"\betp\b",
        rf"{_YEAR}.*{_YEAR}",
    ),
    "amount": (r"\d[\d .,\u00a0\u202f]*(?:€|euros?\b|k€|millions?)",),
    "date": (
        _YEAR,
        r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b",
        r"\b(?:ete|automne|hiver|printemps|avant|apres|des)\b",
    ),
    "count": (r"\d", rf"\b{_SMALL}\b"),
}
STRICT: frozenset[Kind] = frozenset({"amount", "share", "duration", "age", "phone"})
"""Kinds that cannot be answered without one: a text that gives none does not answer."""


@cache
def _pattern(*alternatives: str) -> re.Pattern[str]:
    # Compiled when first needed: all of them cost a tenth of a cold start.
    return re.compile("|".join(alternatives))


def wanted(question: str) -> Kind | None:
    """The kind of thing a question asks for, or None when it asks for none of these."""
    plain = re.sub(r"[\W_]+", " ", fold(question)).strip()
    return next((kind for kind, patterns in _WANTS if _pattern(*patterns).search(plain)), None)


def gives(text: str, kind: Kind) -> bool:
    """Whether a text holds a thing of this kind."""
    return _pattern(*_GIVES[kind]).search(fold(text)) is not None


def defined(question: str) -> str:
    """What a question asks the meaning of, in whatever way it does (« définition de… », « …, de quoi parle-t-on ? »); "" otherwise."""
    if not any(mark in question.lower() for mark in _MARKS):
        return ""
    found = next((found for pattern in _DEFINES if (found := _pattern(pattern).match(question))), None)
    return found["what"] if found and len(found["what"].split()) <= _LONGEST else ""


def presented(question: str) -> str:
    """What follows « qu'est-ce que… », which may be a thing or a whole clause; "" for any other question."""
    found = _pattern(rf"(?i)qu['’ ]?est[- ]ce que (?:c['’]est (?:que )?)?{_WHAT}").match(question) if "est" in question else None
    return found["what"] if found else ""


def about(question: str) -> str:
    """What a question asks the texts to tell of, whatever it is (« que disent les textes sur… », « parlez-moi de… »); "" otherwise."""
    if not any(mark in question.lower() for mark in _FRAME_MARKS):
        return ""
    found = next((found for pattern in _FRAMES if (found := _pattern(pattern).match(question))), None)
    if found is None or len(found["what"].split()) > _LONGEST or _pattern(_CLAUSE).search(found["what"]):
        return ""
    return found["what"]


_LONGEST = 5
"""Words, with its article, of a thing that has a meaning."""
_WHAT = r"(?P<what>[^,;:!?]+?)[ ?!.]*\Z"
_MEANS = "(?:veu(?:t|lent) dire|signifie(?:nt)?|d[ée]signe(?:nt)?)"
_MARKS = ("finition", "sens", "sigle", "signifi", "dire", "signe", "correspond", "entend", "ako", "quoi", "=")
"""One of these stands in each of the patterns below, which are slow to make ready."""
_DEFINES = (
    r"(?i)(?:quel(?:le)? est |c['’]est quoi |donne[rz]?[ -]moi )?(?:la |le |une? )?(?:d[ée]finition|signification|sens|sigle) (?:exacte? )?"
    rf"(?:du |de la |de l['’ ]|des |de |d['’]){_WHAT}",
    rf"(?i)(?:que|qu['’ ]?est[- ]ce que) {_MEANS} {_WHAT}",
    rf"(?i)(?:[aà] quoi correspond(?:ent)?|qu['’ ]?entende?z?[- ](?:t[- ])?(?:on|vous) par|k[ée][sz]ako) {_WHAT}",
    r"(?i)(?P<what>[^,;:!?=]+?)[ ,:]*"
    r"(?:c['’ ]?est[- ](?:quoi|[aà][- ]dire)|de quoi (?:parle[- ]t[- ]on|s['’]agit[- ]il)|k[ée][sz]ako"
    rf"|(?<!\bla )(?<!\bune )(?:d[ée]finition|signification)|(?:[cç]a |cela )?{_MEANS} quoi|= ?\?*)[ ?!.]*\Z",
)

_OF = (
    r"(?:sur|concernant|pour|(?:quant|[àa] propos|au sujet) (?:de|[àa]|aux?|des|du|d['’])|des|du|de|d['’])[ ]?"
    r"(?:las?|les?|l['’]|mon|notre|nos|une?)?[ ]?"
)
_TEXTS = (
    r"(?:l['’ ](?:appel|annexe|aap)|l[ae]s? (?:textes?|documents?|fiches?|annexes?|appel|r[èe]glement|cahier des charges))"
    r"(?: [àa] projets?| action| officiels?)?"
)
_TELL = r"(?:di(?:t|sent)|pr[ée]voi(?:t|ent)|(?:indique|raconte|parle|pr[ée]cise)(?:nt)?)(?:[- ]t)?(?:[- ](?:ils?|elles?|on))?"
_NEWS = r"(?:infos?|informations?|renseignements?|d[ée]tails?|pr[ée]cisions?|choses?|mots?|points?|passages?)"
_TOPIC = r"(?P<what>\w[^,;:!?.]*?)(?:[ ,]+(?:svp|stp|s['’ ]?il (?:vous|te) pla[iî]t|merci))?[ ?!.]*\Z"
_CLAUSE = r"(?i)\b(?:qui|que|qu|quand|comment|combien|pourquoi|quoi|quels?|quelles?|si|o[ùu]|est|sont|peut|doit|faut)\b"
"""What makes a clause of its own, not a thing that is named."""
_FRAME_MARKS = (
    *("texte", "appel", "aap", "annexe", "fiche", "document", "glement", "cahier", "parl", "dis", "dit"),
    *("info", "renseign", "tail", "cision", "chose", " mot", "un point", "passage", "quid", "savoir", "sait", "tout"),
)
"""One of these stands in whatever the patterns below take; they are slow to make ready."""
_FRAMES = (
    # « que disent les textes sur… », « qu'est-ce que l'appel prévoit pour… », « les textes parlent-ils de… »
    rf"(?i)(?:qu['’ ]?est[- ]ce qu[e'’]|est[- ]ce qu[e'’]|que)?[ ]?(?:nous )?(?:{_TEXTS} {_TELL}|{_TELL} {_TEXTS})"
    rf"(?: quelque chose| un mot| quoi)? {_OF}{_TOPIC}",
    # « parlez-moi de… », « tu peux me parler du… », « dis-moi tout sur… »
    r"(?i)(?:pouvez[- ]vous |peux[- ]tu |tu peux |vous pouvez )?(?:(?:me |nous )?parl(?:er?|ez)|dites?|dis)(?:[- ](?:moi|nous))?"
    rf"(?: un peu| tout| plus| en plus)* {_OF}{_TOPIC}",
    # « je cherche des infos sur… », « y a-t-il quelque chose sur… », « quid de… »
    r"(?i)(?:(?:je |nous |j['’])?(?:cherch\w+|veux|voudr\w+|souhait\w+|aimer\w+|(?:ai )?besoin)(?: avoir| conna[iî]tre)? )?"
    r"(?:(?:y a[- ]t[- ]il|il y a|y a|avez[- ]vous|vous avez|as[- ]tu|t['’ ]?as) )?"
    rf"(?:(?:des |d['’]|les |plus d['’ ]?|quelques |une |un )?{_NEWS}|quelque chose|tout|quid) {_OF}{_TOPIC}",
    # « que faut-il savoir sur… »
    rf"(?i)(?:que|qu['’ ]?est[- ]ce qu[e'’](?:il )?)[ ]?(?:faut[- ]il|faut|doit[- ]on|sait[- ]on) (?:savoir )?{_OF}{_TOPIC}",
)
