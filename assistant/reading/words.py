"""The words beside a value that several readers look for, folded: the months, and what may make of a value another one.

A value in a sentence is only taken when nothing beside it takes it back or leaves it in doubt. What does is not the same for an
amount, a duration, a date or a yes, so each has its list here.
"""

from assistant.french import MONTHS
from assistant.text import clean, fold

MONTH = f"(?:{'|'.join(map(fold, MONTHS))})"


def bare(typed: str, ends: str = ".,;:! ") -> str:
    """A folded text without the quotation marks, the brackets and the stops around it; `ends` are the signs that may end it."""
    return fold(clean(typed)).strip('"() ').rstrip(ends)


def any_of(words: str) -> str:
    """The pattern of any of these words."""
    return f"(?:{'|'.join(words.split())})"


AMOUNT_RESERVES = (
    r"\b(?:si|s'il|sauf|mais|hors|hormis|excepte|ou|voire|dont|moitie|tiers|quart|fois|double|reste|plus|moins|part(?:ie|ag\w*)?"
    r"|chacune?s?|chaque|premiere?|deuxieme|seconde?|troisieme|acompte|avance|manque|rembours\w*|pret|mensuel\w*|annuel\w*|unitaire|piece"
    r"|jours?|heures?|mois|ans?|annees?|ht|devis|objectif|souhait\w*|esper\w*|ideal\w*|negoci\w*|pas|non|sans|jamais|aucune?"
    r"|par (?:personne|jeune|famille|atelier|seance|unite|exemplaire|eleve|classe|groupe|enfant)s?|l'unite)\b"
)
"""« 9 000 €, hors impression », « gratuit, si la salle est prêtée »; of a year too."""
DURATION_RESERVES = (
    r"\b(?:ou|puis|mais|si|s'il|sauf|voire|plutot|peut|renouvel\w*|recondu\w*|prolong\w*|suppl\w*|encore|autres?|suivie?|voir|non|pas"
    r"|jamais|ni|deuxieme|troisieme|quatrieme|seconde?|minimum|maximum|moins|plus|environ|suite|ensuite|apres|avant|normalement)\b"
)
"""« deux ans, renouvelables »."""
DATE_RESERVES = (
    r"\b(?:si|sauf|ou|previsionnel\w*|confirmer|probable\w*|environ|vers|avant|apres|au plus|sans doute"
    r"|peut-etre|sous reserve|estim\w+|possible)\b"
)
"""« 2 mai 2031 (sous réserve) »."""
NONE_RESERVES = (
    r"(?:[1-9]|\b(?:sauf|mais|hormis|excepte|exception|a part|hors|encore|instant|moment|attente"
    r"|definir|preciser|determiner|confirmer|voir)\b)"
)
"""« aucun, sauf la commune », « aucun, à confirmer »."""
YES_NO_RESERVES = r"\b(?:mais|sauf|si|sinon|partie|partiel\w*|peut-etre|presque|bientot|condition|reserve|depend)\b"
"""« oui, si la salle est libre »."""
