"""French text into search terms: words with their place, folded, stemmed, weighed; the same on texts and on questions.

Accents are folded before stemming: measured on two public French sets, it ranks as well as the reverse, and people type without
accents. A term is a stem; a form is the folded word itself, kept for spelling.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
import Stemmer

MAX_WORD = 40
"""Longest word kept, in characters; French has none longer, and a wall of letters is no word."""

MAX_TOKEN = 100
"""Longest run of characters that is looked at, apostrophes and elisions included."""

_TOKEN = re.compile(
    r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?![^\W_])"  # 240 000, 240.000
    r"|\d+[.,]\d+(?![^\W_])"  # 0,3
    r"|[^\W_](?:\.[^\W_])+\.?(?![^\W_])"  # C.L.S.P.D.
    r"|[^\W_]+(?:['’ʼ`´ʹ′][^\W_]+)*"
)
_APOSTROPHES = re.compile("['’ʼ`´ʹ′]")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ`´ʹ′](?=[^\W_]{2})")
_HYPHENS = "-‐‑–"
_CLITICS = frozenset("je tu il ils elle elles on nous vous ce ci la t moi toi lui le les leur y en".split())

_STOP = frozenset(
    """
    a afin ai ainsi alors as au aucun aucune auquel aura aurait auront aussi autre autres aux avaient avait avec avez
    avoir avons ayant bien c ca car ce ceci cela celle celles celui ces cet cette ceux chacun chacune chaque chez ci
    comme d dans de deja depuis des dit donc dont du elle elles en encore entre es est et etaient etait etant etc ete
    etes etre eu eux fut hein hui il ils j je jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors
    lui m ma mais me meme memes mes moi mon n ne ni nos notre nous on ont or ou par parce pas pendant peu plus pour
    puis puisque qu que quelque quelques s sa sans se sera serait seront ses seulement si soi soient soit sommes son
    sont sous suis sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu u un une va vers
    vois voici voila vont vos votre vous y bonjour bonsoir merci svp stp juste vraiment truc trucs chose choses quelqu
    bon bonne simplement toujours dessus dedans dessous pareil genre vite grave exactement franchement normalement
    apparemment actuellement concretement precisement exact precis madame monsieur cordialement aujourdhui
    """.split()
)
WHERE = "où"
"""The form of « où », which folding would mix up with « ou »."""
LIGHT_WORDS = frozenset(
    """
    où qui quoi quel quelle quels quelles quand comment combien pourquoi lequel peut peux peuvent pouvoir pouvons
    pouvez pourra pourrait pourrions puis doit doivent dois devoir devons devez devrait faut falloir faudra faudrait
    fait faire faites font vais veut veux veulent vouloir voulons voudrais voudrait savoir sait sais existe existent
    dire dites expliquer expliquez explique parlez parle parler resumer resumez resume donner donnez donne presenter
    presentez montrer montrez indiquer indiquez preciser precisez chercher cherche trouver
    trouve interesse comprendre comprends comprend connaitre connaissez ok oui non possible possibles question
    questions besoin
    """.split()
)
_ENT = frozenset(
    """
    absent accent accident adherent adjacent adolescent affluent agent ambivalent apparent ardent argent arpent ascendant cent client
    coherent competent concurrent consequent content contingent continent convent couvent decent deficient dent descendent different
    diligent dissident divergent efficient element eloquent eminent emollient emergent equivalent evident excellent expedient frequent
    gradient immanent imminent impatient imprudent impudent incident inconvenient indecent independent indifferent indigent
    indulgent ingredient inherent innocent insolent intelligent intermittent latent negligent occident omniscient opulent orient parent
    patient penitent permanent pertinent precedent present president prudent quotient recent recipient recurrent referent resident
    reticent riverent sergent serpent somnolent souvent talent torrent transparent turbulent urgent vehement vent vincent violent virulent
    """.split()
)
"""Words in -ent that are no verb at the third person plural; the stemmer leaves both alone, so « trouvent » missed « trouver »."""
_VERBS = {
    form: infinitive
    for infinitive, forms in {
        "venir": "vient viennent venu venus venue venues",
        "tenir": "tient tiennent tenu tenus tenue tenues",
        "obtenir": "obtient obtiennent obtenu obtenus obtenue obtenues",
        "soutenir": "soutient soutiennent soutenu soutenus soutenue soutenues",
        "intervenir": "intervient interviennent intervenu",
        "prevenir": "previent previennent prevenu prevenus",
        "devenir": "devient deviennent devenu devenue devenus",
        "prendre": "prend prends prennent prenez prenons pris prise prises",
        "apprendre": "apprend apprennent appris",
        "mettre": "met mets mettent mis mise mises",
        "permettre": "permet permettent permis permise",
        "promettre": "promet promettent promis",
        "recevoir": "recoit recoivent recu recus recue recues",
        "connaitre": "connait connaissent connu connus connue connues",
        "suivre": "suit suivent suivi suivis suivie suivies",
        "servir": "sert servent servi servis",
        "payer": "paie paient paye payes payent payee payees",
        "envoyer": "envoie envoient envoi envois envoye envoyes envoyee envoyees",
        "ecrire": "ecrit ecrivent ecrite ecrits ecrites",
        "inscrire": "inscrit inscrivent inscrits inscrite",
        "lire": "lit lisent lu lus lue",
        "vendre": "vend vendent vendu vendue vendus",
        "perdre": "perd perdent perdu perdus perdue",
        "repondre": "repond repondent repondu reponse reponses",
        "attendre": "attend attendent attendu attendus attendue attendues attente attentes",
        "rendre": "rend rendent rendu rendus",
        "sortir": "sort sortent sorti sortis sortie",
        "partir": "part partent parti",
        "sentir": "sent sentent senti",
        "ouvrir": "ouvre ouvrent ouvert ouverte ouverts ouvertes",
        "offrir": "offre offrent offert offerte",
        "vivre": "vit vivent vecu",
        "croire": "croit croient cru",
        "voir": "voit voient vu vus vue vues",
        "boire": "boit boivent bu",
        "produire": "produit produisent produits produite",
        "construire": "construit construisent construits construite",
        "instruire": "instruit instruisent instruits",
        "choisir": "choisit choisissent choisi choisis choisie choisies",
        "finir": "finit finissent fini finis finie",
        "agir": "agit agissent agi",
        "reunir": "reunit reunissent reuni reunis reunie",
        "reussir": "reussit reussissent reussi reussite",
        "definir": "definit definissent defini definie",
        "fournir": "fournit fournissent fourni fournis",
        "remplir": "remplit remplissent rempli remplis remplie",
        "depenser": "depense depenses",
        "exclure": "exclu exclus exclue exclues exclut",
        "convenir": "convient conviennent convenu",
        "contenir": "contient contiennent contenu contenus",
        "appartenir": "appartient appartiennent",
        "decouvrir": "decouvre decouvrent decouvert decouverte",
    }.items()
    for form in forms.split()
}
"""Irregular forms that no stemmer joins to their infinitive."""
_APART = {
    form: forms.split()[0]
    for forms in (
        "communication communications communiquer communique communiques communiquent communicant",
        "departement departements",
        "montant montants",
        "indicateur indicateurs",
        "operation operations",
        "publication publications publier publie publient",
        "gouvernance gouvernances",
        "direction directions",
        "position positions",
    )
    for form in forms.split()
}
"""Words that the stemmer takes for others (« commune », « départ », « monter »…): each line is a term of its own."""
_CARDINALS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_NUMBERS = {
    **{word: str(value) for value, word in enumerate(_CARDINALS, start=2)},
    **{f"{word.rstrip('e')}ieme": f"{value}e" for value, word in enumerate(_CARDINALS, start=2)},
    **dict.fromkeys(("premier", "premiere", "1er", "1ere", "1re"), "1e"),
    **dict.fromkeys(("second", "seconde", "2nd", "2nde"), "2e"),
    "cinquieme": "5e",
    "neuvieme": "9e",
    "vingt": "20",
    "trente": "30",
    "quarante": "40",
    "cinquante": "50",
    "soixante": "60",
    "cent": "100",
    "mille": "1000",
}
_ORDINAL = re.compile(r"(\d+)(?:e|eme|ieme|nd|nde)\Z")
_THOUSANDS = re.compile(r"(\d+)k\Z")

_stem = Stemmer.Stemmer("french")


class Word(NamedTuple):
    """A word of a text: its characters are text[start:end]."""

    form: str
    """Folded: lower case, no accent, no apostrophe, œ as oe; a number in digits."""
    term: str
    """What is searched: the stem of the form."""
    start: int
    end: int
    light: bool
    """An interrogative or a modal verb: it says what is asked, hardly what about."""


def fold(text: str) -> str:
    """Lower case without accents, ligatures spelt out."""
    if text.isascii():
        return text.lower()
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def stem(form: str) -> str:
    """The term of a folded word; digits and short acronyms stay as they are."""
    if form in _APART:
        return _APART[form]
    form = _VERBS.get(form, form)
    if len(form) < 4 or form[0].isdigit():
        return form
    if len(form) > 5 and form.endswith("ent") and not form.endswith("ment") and form not in _ENT:
        form = form[:-2]
    term: str = _stem.stemWord(form)
    return term


def is_stop(form: str) -> bool:
    """Whether a folded word says nothing by itself."""
    return form in _STOP


def words(text: str) -> Iterator[Word]:
    """The words of a text that can be searched, in order; stop words are left out.

    An elision is dropped (l'appel), any other apostrophe is glued (KID'S is kids); number words and ordinals become digits,
    « 240 000 » one number. Both halves of a hyphenated compound are words, and so is the whole glued (psycho-social: psycho,
    social, psychosocial), each at its own place.
    """
    previous: tuple[int, str] | None = None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if end - start > MAX_TOKEN:
            previous = (end, "")
            continue
        form, dropped = _read_token(match.group())
        start += dropped
        if len(form) < 3 and form.isdigit() and previous and previous[0] == start - 1 and _ranks(previous[1], text, end):
            form += "e"
        elif form == "ou" and previous is None:
            form = WHERE
        joined = previous is not None and previous[0] == start - 1 and text[start - 1] in _HYPHENS
        head = previous[1] if previous and joined else ""
        previous = (end, form)
        if joined and form in _CLITICS:
            continue
        if form not in _STOP and len(form) <= MAX_WORD:
            yield Word(form, stem(form), start, end, form in LIGHT_WORDS)
        if head.isalpha() and form.isalpha() and len(head) > 1 and len(form) > 2 and len(head + form) <= MAX_WORD:
            yield Word(head + form, stem(head + form), start - len(head) - 1, end, False)


@lru_cache(maxsize=50_000)
def _read_token(token: str) -> tuple[str, int]:
    """The form of a token, and how many characters of elision were dropped before it."""
    if token[0].isdigit():
        return _number(fold(token)), 0
    token = token.lower()
    dropped = 0
    while elision := _ELISION.match(token):
        dropped += elision.end()
        token = token[elision.end() :]
    if token == "où":
        return WHERE, dropped
    form = fold(_APOSTROPHES.sub("", token).replace(".", ""))
    return _NUMBERS.get(form, form), dropped


def _ranks(before: str, text: str, end: int) -> bool:
    """Whether a small number after a noun is a rank (« l'axe 4 »), and not the number of what follows (« sur 4 axes »)."""
    following = _TOKEN.match(text, end + 1)
    return (
        before.isalpha()
        and before not in _STOP
        and before not in LIGHT_WORDS
        and (following is None or not text[end : end + 1].isspace() or fold(following.group()) in _STOP)
    )


def _number(form: str) -> str:
    form = _NUMBERS.get(form, form)
    if found := _ORDINAL.match(form):
        return found.group(1) + "e"
    if found := _THOUSANDS.match(form):
        return found.group(1) + "000"
    if "," in form:
        return form.replace(",", ".")
    bare = re.sub(r"[ .\u00a0\u202f]", "", form)
    return (
        bare
        if bare.isdigit()
        and len(bare) > 3
        and re.search(r"[ .\u00a0\u202f]", form)
        and not re.search(r"\.\d{1,2}\Z|\.\d{4,}\Z", form)
        else form
    )


class Phrase(msgspec.Struct, frozen=True, array_like=True):
    """What the lexicon knows of a run of terms: other terms that mean it, each a run with the trust put in it (0..1)."""

    terms: tuple[str, ...]
    means: tuple[tuple[float, tuple[str, ...]], ...]


class Vocabulary(msgspec.Struct, frozen=True):
    """A lexicon ready for use: terms imposed on forms (acronyms), canonical terms of families, silent words,
    phrases by first term."""

    acronyms: dict[str, str]
    families: dict[str, str]
    stop: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]]

    def read(self, text: str) -> list[Word]:
        """The words of a text with the terms of this vocabulary."""
        found = []
        for word in words(text):
            term = self.acronyms.get(word.form) or self.families.get(word.term, word.term)
            if word.form not in self.stop:
                found.append(word if term == word.term else word._replace(term=term))
        return found

    def term(self, form: str) -> str:
        """The term of a folded word."""
        base = stem(form)
        return self.acronyms.get(form) or self.families.get(base, base)

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order."""
        return [word.term for word in self.read(text)]


def phonetic(form: str) -> str:
    """How a folded French word sounds, roughly: two spellings of one sound give one key (kombien, combien)."""
    for pattern, sound in _sounds():
        form = pattern.sub(sound, form)
    return form


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    # Compiled when first needed, like all that only unknown words need.
    return tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)


_SOUNDS = (
    (r"e?aux?|eau", "o"),
    (r"ph", "f"),
    (r"qu?|ck?h?(?=[aou]|[^eiyhaou]|\Z)|k", "k"),
    (r"c(?=[eiy])|ç|sc(?=[eiy])|ss|ti(?=on)", "s"),
    (r"ge(?=[ao])|g(?=[eiy])", "j"),
    (r"gu(?=[eiy])", "g"),
    (r"ai|ei|ee|er\Z|ez\Z|et\Z|es\Z", "e"),
    (r"[ae][nm](?=[^aeiouynm]|\Z)", "an"),
    (r"[iy][nm](?=[^aeiouynm]|\Z)", "in"),
    (r"y", "i"),
    (r"h", ""),
    (r"z", "s"),
    (r"(.)\1+", r"\1"),
    (r"[stdxpe]+\Z", ""),
)
