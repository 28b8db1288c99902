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


EXACT = (
    r"(?:\b(?:et|mais) )?\b(?:(?:tout )?pile(?: poil)?|tout (?:juste|ronds?)|exactement|precisement|de justesse|in extremis"
    r"|ni plus,? ni moins|pas (?:plus|moins|davantage)(?: long(?:temps)?| loin)?(?! (?:de|que|en)\b| [dq]u?')|pas une? (?:[a-z]+ )?de plus"
    r"|point final|c'est tout|rien de plus"
    r"|fermes? et definiti(?:f|ve)s?|dernier delai|a la derniere (?:minute|heure)"
    r"|(?:on|nous) ne (?:sait|peut|veut|saurait|pourra|pouvons|savons) pas (?:faire|aller|demander)"
    r" (?:plus|davantage|au-dela|mieux)(?: (?:long|loin|longtemps))?"
    r"|(?:(?:on ne (?:s'engage|va|ira|part|prolonge|prolongera)|nous ne (?:nous engageons|allons|irons)) )?pas (?:au-dela|plus loin)"
    r"(?= ?(?:$|[,;:.()])))(?![a-z])"
)
"""What only says that a value is exact: « 2 ans, pas plus », « 240 000 €, tout pile », « 29 avril, de justesse »."""
CEILING = (
    r"\b(?<!')(?:(?:c'est|soit|juste|bien|on est|a peine) )*(?:(?:(?:en dessous|au-dessous|au ras|a hauteur) du|sous le|moins que le|le|au)"
    r" plafond|le (?:maximum|max)\b)(?: (?:de l'appel|fixe|autorise|permis|prevu|possible|admis))?"
    r"(?: de [0-9][0-9 ]*(?:€|euros?\b)?)?(?: ?(?:par an|chaque annee|annuel|en tout|au total)\b)?(?![a-z])"
)
"""What names the ceiling that a value reaches or not: « 240 000 €, le maximum »; « au maximum » makes it a limit."""
SHARE = (
    r"(?:# ?%|(?:la |une )?moitie|(?:le |un )?(?:tiers|quart)|(?:les )?# (?:tiers|quarts)) (?:du|de la|de l'|des|de notre|de) ?"
    r"(?:cout|budget|total|projet|depenses?|ensemble|montant|plan|financements?|besoins?)(?: [a-z]+){0,3}"
)
"""What a whole amount is of another one: « 120 000 € (64 % du coût total) »."""
_COUNT = "(?:[0-9]+(?: [0-9]{3})*|deux|trois|quatre|cinq|six|huit|dix|douze)"
SPREAD = rf"(?:en|sur) {_COUNT} (?:fois|versements?|tranches?|lignes?|parts?)\b|pour {_COUNT} (?!ans?\b|annees?\b|mois\b|e\b|eur)[a-z]+"
"""How a total is paid, or for how many things: « en deux versements », « pour 500 exemplaires »."""
AGAIN = (
    r"(?:soit|donc|c'est-a-dire|c\.?-a-d\.?|autrement dit|en d'autres (?:termes|mots)|en clair|a savoir|(?:ce qui |ca |cela )(?:nous )?fait"
    r"|ou encore)"
)
"""What says a value again in other words: « 36 mois, autrement dit trois ans »."""
CUT = rf" ?[;()] ?| ?:(?= )| ?,(?![0-9]) ?| [-–—] (?![0-9])| (?={AGAIN}(?![a-z]))|\b(?:car|parce qu[e' ]|puisqu[e' ])"
"""Where a remark may begin."""
AMOUNT_RESERVES = (
    r"\b(?:si|s'il|sauf|mais|hors|hormis|excepte|ou|voire|dont|moitie|tiers|quart|fois|double|reste|plus|moins|part(?:ie|ag\w*)?"
    r"|chacune?s?|chaque|premiere?|deuxieme|seconde?|troisieme|acompte|avance|manque|rembours\w*|pret|mensuel\w*|annuel\w*|unitaire|piece"
    r"|jours?|heures?|mois|ans?|annees?|ht|devis|voter|objectif|souhait\w*|esper\w*|ideal\w*|negoci\w*|pas|non|sans|jamais|aucune?"
    r"|par (?:personne|jeune|famille|atelier|seance|unite|exemplaire|eleve|classe|groupe|enfant)s?|l'unite"
    r"|(?:co-?)?financeurs?|apports?|demandee?s? (?:a|au|aux)|sollicitee?s? (?:a|au|aux|aupres))\b"
)
"""« 9 000 €, hors impression », « gratuit, si la salle est prêtée »; of a year too."""
DURATION_RESERVES = (
    r"\b(?:ou|puis|mais|si|s'il|sauf|voire|plutot|peut|renouvel\w*|recondu\w*|prolong\w*|suppl\w*|encore|autres?|suivie?|voir|non|pas"
    r"|jamais|ni|deuxieme|troisieme|quatrieme|seconde?|minimum|maximum|moins|plus|environ|suite|ensuite|apres|avant|normalement|trop)\b"
)
"""« deux ans, renouvelables »."""
FTE_RESERVES = (
    r"\b(?:ou|puis|mais|si|s'il|sauf|voire|plutot|encore|autres?|suivie?|non|pas|jamais|ni|minimum|maximum|moins|plus|environ|ensuite|apres"
    r"|avant|jusqu|normalement|annee|bon|bonne|petite?|grande?)\b"
)
"""« un mi-temps, puis un temps plein »."""
DATE_RESERVES = (
    r"\b(?:si|sauf|ou|mais|previsionnel\w*|confirmer|probable\w*|environ|vers|avant|apres|au plus|au mieux|au pire|sans doute|plus tot"
    r"|autour|alentours|d'ici|jusqu|a partir|peut-etre|sous reserve|estim\w+|possible|plutot|non|voire|report\w*|decal\w*|repouss\w*"
    r"|brouillons?|incompl\w*"
    r"|vis(?:e|ons|ait|ions|aient)"
    r"|cro(?:is|it|yons|ient|yai(?:s|t|ent)|yions)"
    r"|dev(?:ait|ions|aient|rait|rions)|aur(?:ait|ions)|faudrait|voul\w+|esper\w*|souhait\w*|ideal\w*|essa[iy]\w*|tent\w*|pourr\w+"
    r"|normalement|en principe|theori\w+|initial\w*|au depart)\b"
)
"""« 2 mai 2031 (sous réserve) », « on visait le 2 mai 2031 »."""
_SENDING = "(?:(?:re)?deposer|envoyer|transmettre|remettre|adresser|soumettre|televerser|(?:le |l')faire)"
_SOMEBODY = r"(?:on|nous|je|j'|il|elle|tout le monde) ?(?:(?:s'|nous |m') ?)?"
_MISTAKEN = (
    rf"{_SOMEBODY}(?:(?:croyai|pensai|supposai|imaginai)[a-z]+|avai[a-z]+ (?:cru|compris|note|retenu)|(?:croyi|pensi)ons)"
    r" (?:qu(?:e |')|avoir (?!ete|depos|transm|envoy|remis|fait|fini|valid)|la |le |l'|pouvoir )"
    r"(?![^,;:().]*\b(?:depos|transmi|envoy|remis|parti|pass|valid|fait|bon(?:ne)?\b|ok\b|recu|enregistr|fini|boucl)[a-z]*)[^,;:().?]*?"
)
_INTENDED = (
    rf"{_SOMEBODY}(?:(?:dev|compt|pens|voul|esper|souhait)(?:ai[a-z]+|ions)|avai[a-z]+ (?:bien )?prevu de|pensait)"
    rf" (?:bien |d'abord )?(?:le |la |l'|tout )?{_SENDING}\b[^,;:().?]*?"
)
BELIEVED = (
    rf"^(?:{_MISTAKEN}|{_INTENDED})(?:[,;:.] ?(?:mais |et |or )?| (?:mais|et) )(?:finalement |en fait |au final )?"
    rf"|(?:[,;:.(] ?|\b(?:alors que|tandis que|car|mais) )+(?:{_MISTAKEN}|{_INTENDED})(?=$|[,;:().]| mais\b)"
    rf"|,? ?(?:au lieu|a la place) (?:du|de le) (?:[a-z]+ )?[0-9]{{1,2}}(?:er)? {MONTH}(?: [0-9]{{4}})?(?: prevu)?(?=$|[,;:().])"
)
"""What was believed of the last day, or meant, and is not what was done: « déposé le 3 mai 2031, on croyait que c'était fin mai »."""
SENT = r"\b(?:depose|transmis|envoye|remis|adresse|televerse|soumis|effectue|parti)(?:e|s|es)?\b|\bl'a ete\b"
"""What says that a thing is sent, in folded words."""
AT_ONCE = (
    r"(?: ?,| ?\(| ) ?(?:sans (?:plus )?(?:attendre|tarder|delai)|tout de suite|aussitot|immediatement|comme prevu"
    r"|(?:des|a|pour) la rentree(?: scolaire)?)\)?$"
)
"""What leaves as it is the month when something begins: « juin 2031, sans attendre »."""
DENIAL = r"\b(?:pas|ne|n'|non|jamais|ni|aucune?)(?![a-z])"
"""« on ne l'a pas déposé le 2 mai 2031 »."""
HOURS = (
    r",? ?\b(?:(?:dans |en )?(?:l'|cet )?apres-midi|(?:au|le) (?:matin|soir)|dans la (?:matinee|journee|soiree|nuit)"
    r"|en (?:fin|debut|milieu) (?:de |d')?(?:matinee|journee|soiree|apres-midi)"
    r"|(?:(?:peu |juste )?(?:avant|apres)|a|vers) (?:midi|minuit|[0-9]{1,2} ?(?:h|:)(?: ?[0-9]{2})?(?:eures?)?)"
    r"|(?:une?|deux|trois|quatre|cinq|[0-9]{1,2}) (?:jours?|heures?|minutes?|semaines?) avant "
    r"(?:la |le |l'|notre )?(?:date limite|limite|echeance|cloture|fin|terme|delai|date butoir))\b"
)
"""What time of the day it was, or how long before the last one: the day is as certain."""
BY_EVENTS = r"\b(?:juste |peu )?(?:avant|apres) (?:(?:les?|la|l'|notre|nos) ?[a-z-]+|(?:signature|validation|vote|accord|avis|relecture)\b)"
"""What places a day that is told already: « 4 novembre 2031, juste après les vacances »."""
BECAUSE = r",? ?\b(?:parce qu|puisqu|car ).*$"
"""Why, which changes neither a day nor a duration."""
AFTER_DATE = r" *(?:et|comme(?! date)|sur|par|via|avec|en|depuis|quoi|donc|dernier)\b"
"""How what follows a day in its clause begins, where it leaves it as it is: « le 2 mai 2031 comme prévu »; « au mieux » does not."""
DATE_VERBS = (
    r"(?:re)?(?:depos|transm|envoy|remis|remet|part|demarr|commenc|debut|lanc|termin|fin[ie]|fin$|achev|clo[stu]|soumi|soumet|adress|televers"
    r"|fix|prev|compt|arrive|echu|echoi|depot|effectu)"
)
"""How a word begins that says that something is sent, begins or ends on a day."""
DATE_WORDS = frozenset(
    "le la l les on nous je j il elle a ai avons ont est sera ete s se c ce ca y du de d des en et oui bien deja enfin donc tout notre nos"
    " dossier projet demande candidature formulaire date jour hier aujourd hui demain matin soir midi ici plateforme va vais allons etait"
    " fut sommes effectif officiel officiellement au par".split()
)
"""The other words that may stand before a day in its clause."""
NONE_RESERVES = (
    r"(?:[1-9]|\b(?:sauf|mais|hormis|excepte|exception|a part|hors|encore|instant|moment|attente"
    r"|definir|preciser|determiner|confirmer|voir|en dehors|sinon|a l'etude"
    r"|(?:demande|convention|discussion|recherche)s? en cours|ne compten?t? pas|officiel\w*"
    r"|passons par|on passe par|redeploi\w*|redeploy\w*|premiere annee|(?<!agents )(?<!agents qui )interv(?:iennent|iendr\w+))\b)"
)
"""« aucun, sauf la commune », « aucun, à confirmer », « aucun, on passe par une association »."""
_APART = r"a part (?=[a-z])(?!(?:et|ou|entiere|mais|pour|dans|avec|depuis|car)\b)"
"""« à part le cadre 7 »; what is kept « à part », without a complement, leaves nothing out."""
LACKS = (
    r"\b(?:il )?(?:ne |n')?(?:en )?(?:reste|restent|manque|manquent)\b"
    rf"|\b(?:il n'y a |y a )?plus qu(?:e\b|')|\b(?:{_APART}|(?:excepte|hormis)\b)"
)
"""What leaves undone a part of what is told as done: « oui, il ne reste que le cadre 7 »."""
NOTHING_MORE = (
    r"\b(?:(?:il )?(?:ne |n')?(?:y |en )?(?:manque|reste)(?: plus)? rien|rien (?:n'y |ne |n'en )?(?:manque|reste)"
    r"|(?:[a-z']+ ){0,5}(?:pas|plus|aucune?|rien) (?:(?:d')?autres?|de plus(?= ?(?:[,;:.!()]|$))))(?![a-z])"
)
"""What leaves it whole: « oui, il ne manque rien », « oui, on n'en prévoit pas d'autre »."""
_PROVIDED = (
    "pourvu|a moins (?:qu|d)[a-z]*|quitte a|selon"
    "|apres (?:l'|le |la |un |une )?(?:accord|vote|validation|avis|decision|deliberation)"
)
YES_NO_RESERVES = (
    rf"\b(?:{_APART}"
    r"|(?:mais|sauf|hormis|excepte|hors|si|s'ils?|sinon|partie|partiel\w*|peut-etre|presque|bientot|condition|reserve|depend"
    rf"|le cas echeant|un jour|{_PROVIDED})\b)"
)
"""« oui, si la salle est libre »."""
SOME_RESERVES = (
    rf"\b(?:{_PROVIDED}|sauf|hormis|excepte|hors|si|peut-etre|presque|bientot|condition|reserve|depend"
    r"|mais (?:pas|plus|rien|c'est non|non))\b"
)
"""The same where a part is enough: « oui, mais seulement le loyer » is a yes."""
