"""How the French put an answer off, word by word: what hedges, and what says nothing beside it.

Only lists stand here; `assistant.reading.undecided` reads sentences by them. A pattern is tried on folded text.
"""

from typing import NamedTuple

from assistant.reading.words import MONTH, any_of

# Typed fast: « linstant », « jsais pa ».
SLIPS = (
    (("instant",), r"\b(?:pr|pour) ?l ?'?instant\b", "pour l'instant"),
    ((" l ", " d ", " j ", " n ", " s ", " c ", "qu "), r"\b([ldjnsc]|qu) (?=[aeiouyh])", r"\1'"),
    (("sais",), r"\b(?:j'?sais|che sais)\b", "je sais"),
    (("cest", "nest", "quon"), r"\b(c|n|qu)(?=(?:est|on)\b)", r"\1'"),
    ((" pa", "encor"), r"\b(?:(pa)|(encor))\b", lambda slip: "pas" if slip[1] else "encore"),
)
NUMBER = r"(?:[0-9]|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|mille)\b)"

# --- The words of a core ------------------------------------------------------------------------------------------------

_SETTLED = (
    "(?:decide|tranche|choisi|arbitre|fixe|arrete|defini|precise|determine|valide|confirme|chiffre|acte|vote|statue|stabilise"
    "|finalise|connu|nomme|designe|recrute|pourvu|pris|rendu|recu|trouve|compte|recompte|calcule|evalue|estime|reflechi|discute"
    "|aborde|vu|revu|cale|pense|etabli|renseigne|communique|attribue|identifie|liste|recense|reuni|penche|pose|etudie|examine"
    "|fait|clair|net|sur|certain|precis|concret|definitif|complet|regle|commence|ecrit|redige|travaille|mur|pret|obtenu|eu"
    "|convenu|prevu|parle|fini|termine|acheve|boucle|ventile|reparti|signe|tombe d'accord|affine|cadre|ficele|abouti)(?:e|s|es)?"
)
_TO_SETTLE = (
    "(?:decider|trancher|choisir|arbitrer|fixer|arreter|definir|redefinir|preciser|determiner|valider|confirmer|chiffrer|caler"
    "|affiner|finaliser|completer|renseigner|ajuster|consolider|cadrer|formaliser|convenir|statuer|negocier|concerter)"
)
_TO_TALK = (
    f"(?:{_TO_SETTLE}|voir|revoir|venir|discuter|rediscuter|etudier|reflechir|examiner|compter|recompter|calculer|evaluer|estimer"
    "|verifier|demander|penser|regarder|parler|reparler|consulter|repondre|savoir|dire|se reunir|nous reunir|se voir|se concerter"
    "|se mettre d'accord|donner|transmettre|envoyer|communiquer|fournir|rappeler|revenir|attendre|poser)"
)
_TO_WORK_OUT = (
    f"(?:{_TO_TALK}|trouver|designer|nommer|recruter|construire|elaborer|monter|travailler|retravailler|creuser|faire|ecrire"
    "|rediger|remplir|lister|identifier|etablir|prendre|imaginer|inventer|batir|organiser|planifier|programmer)"
)
_PUTS_OFF = tuple(
    "decide tranche choisi arbitre fixe arrete defini precise determine regle statue avise regarde valide confirme chiffre etudie di"
    " repond calcule evalue reflechi".split()
)
_PUT_OFF = f"(?:{'|'.join(_PUTS_OFF)})(?:ra|rai|rons|ront|rait)"
_UNDER_WAY = any_of(
    "cours attente discussion discussions reflexion suspens negociation arbitrage chiffrage etude construction preparation"
    " chantier concertation validation definition elaboration gestation debat reunion recherche"
)
_PRONOUNS = "(?:(?:ne|en|y|le|la|les|l'|n'|se|s'|nous|me|m'|lui|leur|ca) ?)*"
_NOT = (
    r"\b(?:pas|plus|jamais|rien|point|non|guere)(?: (?:encore|vraiment|completement|tout a fait|bien|trop|totalement|du tout))*"
)
_INFORMATION = any_of(
    "chiffres? donnees? montants? dates? reponses? retours? devis infos? informations? decisions? visibilite effectifs?"
    " resultats? elements? precisions? arbitrages? accords? avis estimations? recul temps idees? certitudes? calendrier listes?"
    " details? noms? budget couts? feu"
)

_SHALL = ("doi", "dev", "compt", "va ", "vais ", "allons ", "vont ", "pense ", "voudrai")
_MUST = (
    r"\b(?:(?:il )?(?:faut|faudra|faudrait)|dois|doit|devons|doivent|devra|devront|compte|comptons|va|vais|allons|vont|pense|voudrai[st])"
    "(?: encore| d'abord| juste)?"
)


_SOMEBODY = (
    r"^(?!.*\b(?:leurs?|par une?|chaque|tous|toutes)\b) ?(?:(?:c'est )?(?:le|la|les|l'|notre|nos|un|une|son|sa) ?)?"
    r"(?!(?:on|nous|je|qui|ce|ceux)\b)[a-z'-]+(?: (?!nous\b)[a-z'-]+){0,4}?"
)
"""Who will tell us: nobody who gives « leur avis par un questionnaire », which is told already."""
_HAND_OVER = any_of(
    "dire proposer donner fournir transmettre communiquer envoyer faire soumettre remettre rendre indiquer preciser ecrire rediger preparer"
)
_HANDS_OVER = (
    "(?:propose|donne|fourni|transmett|communique|enver|envoie|fe|soumett|remett|rend|indique|precise|ecri|redige|prepare)"
    "(?:ra|ront|rait)"
)
_WRITES = (
    "(?:ecri|redige|construi|monte|prepare|etabli|travaille|elabore|formule|rempli|complete|liste|fe|pose|trouve|chiffre|detaille|cree)"
    "(?:ra|rons|rai|ront)"
)
_WRITTEN = (
    "(?:ecrit|redige|monte|construit|fait|prepare|etabli|travaille|elabore|rempli|complete|trouve|pret|connu|dit|pose|calcule|detaille)"
    "(?:e|s|es)?"
)


_SOME = "(?:le |les |un |des |nos |deux |trois |plusieurs )"
_ASKED_OF = r"(?: (?:a|au|aux|aupres d(?:e|u|es)|chez) ?(?:l'|la |le |les |une? |deux |notre |d')?[a-z-]+)?"
"""Whom an estimate is asked of: « devis demandé à l'imprimeur »."""


class Core(NamedTuple):
    """What hedges: the letters without which it cannot stand in a text, and its pattern.

    One that may stand anywhere says by itself that what is named is not settled. Any other has before it, at most, who decides or what is
    asked: « les jeunes en attente d'orientation » are somebody. One that takes an object tells, with one, what will be done.
    """

    keys: tuple[str, ...]
    pattern: str
    anywhere: bool = False
    takes_object: bool = False


CORES = (
    Core((" a ",), rf"\b(?:reste(?:nt|ra)?|sont|est|encore|toujours|ou|sera|seront) (?:encore )?a {_TO_SETTLE}\b", anywhere=True),
    Core(("a ",), rf"(?:^| )a {_TO_SETTLE}\b", anywhere=True),
    Core(
        (" pas ", " plus ", " rien ", " jamais "),
        rf"(?<!\bqui )(?<!\bqui ne )\b(?:est|sont|etait|ete) {_NOT} (?:ete )?{_SETTLED}\b",
        anywhere=True,
    ),
    Core(("hesit",), r"\bhesit(?:e|es|ons|ent|ez|ation|ations)\b", anywhere=True),
    Core(
        ("rien ",),
        r"\brien (?:n'est|de) (?:encore )?"
        r"(?:sur|certain|precis|concret|arrete|fixe|decide|fait|definitif|defini|tranche|signe|chiffre|officiel)e?\b",
        anywhere=True,
    ),
    Core(("a ",), rf"\b(?:(?:il |ca |cela )?reste(?:nt|ra)? (?:encore |juste )?)?(?<!rien )a {_TO_WORK_OUT}\b"),
    Core(
        ("pas ", "plus ", "rien ", "jamais ", "non ", "point ", "guere "),
        rf"\b(?:{_PRONOUNS}(?:est|sont|a|ai|as|ont|avons|suis|sommes|ete|s'est) )*(?:toujours |encore )?{_NOT}"
        rf" (?:de |d')?(?:ete |eu )?{_SETTLED}\b",
    ),
    Core(
        ("sais", "sait", "savons", "conna", "saur", "sav"),
        rf"\b(?:je|j'|on|nous|l'on)? ?{_PRONOUNS}(?:sais|sait|savons|connais|connait|connaissons|saurais?|saura)"
        r" (?:pas|plus|rien|trop)(?: (?:encore|trop|bien|exactement|vraiment|du tout|mais))*",
    ),
    Core(("ignor",), r"\b(?:je |on |nous )?(?:l')?ignor(?:e|ons)\b"),
    Core(("idee",), r"\b(?:aucune?|pas (?:la moindre|d'|une)|sans) ?idee\b"),
    Core(
        ("pas ", "aucun"),
        rf"(?:{_PRONOUNS}(?:a|ai|avons|ont) )?(?:toujours )?\b(?:pas|aucune?)(?: encore)? (?:eu |recu |obtenu )?"
        rf"(?:de |d'|le |la |les |l'|nos |notre |assez de |tous les )?{_INFORMATION}\b(?: {_SETTLED}\b)?",
    ),
    Core(("depend",), r"\b(?:ca |cela |ce |tout |c'est |qui )?(?:va |peut |pourra )?depend(?:ra|rait|re|ent)?\b"),
    Core(("fonction d",), r"\b(?:ce sera |c'est |sera )?(?:en )?fonction (?:(?:de|du|des)\b|d')"),
    Core(
        ("en ",),
        r"\b(?:c'est |est |sont |sommes |suis )?(?:encore |toujours )?en (?:pleine? |cours de |cours d'|attente de |attente d')?"
        rf"{_UNDER_WAY}",
    ),
    Core(("en train",), r"\ben train (?:de |d')"),
    Core(
        ("reflechi", "pense", "travaill"),
        rf"\b{_PRONOUNS}(?:reflechi(?:t|s|ssons|r)|y (?:pense|travaille|reflechi)\w*)(?: encore| dessus)?\b",
    ),
    Core(
        ("parle", "discut", "revien"),
        rf"\b{_PRONOUNS}(?:en|y) (?:re)?(?:parle|discute|revien)(?:ra|rons|ront|rai|ns|nt|drons|dra)?\b",
    ),
    Core(
        ("dire", "savoir", "estimer", "chiffrer", "repondre", "prevoir"),
        r"\b(?:difficile|dur|impossible|complique|delicat|tot) (?:a|de|pour)(?: le)? (?:dire|savoir|estimer|chiffrer|repondre|prevoir)",
    ),
    Core(("trop tot",), r"\btrop tot\b"),
    Core(
        ("peux ", "peut ", "pouvons "),
        rf"\b{_PRONOUNS}(?:peux|peut|pouvons) (?:pas|rien)(?: encore)?(?: (?:le |en |y |vous )*"
        r"(?:dire|repondre|savoir|estimer|chiffrer))?\b",
    ),
    Core(("le temps",), r"\bpas (?:eu )?le temps\b"),
    Core(
        ("faut", "faud"),
        rf"\b(?:il )?{_PRONOUNS}(?:faut|faudra|faudrait)(?: encore| d'abord| bien| juste)?"
        rf" (?:qu'(?:on|il|elle)|que (?:l'on|nous|je|j'|le|la|les)) ?{_PRONOUNS}",
    ),
    Core(
        ("faut", "faud", "manque"),
        rf"\b(?:il )?{_PRONOUNS}(?:faut|faudra|faudrait|manque)(?: encore| d'abord)? (?=(?:l'|le |la |les |un |une |de )?{_INFORMATION}\b)",
    ),
    Core(("faut", "faud", *_SHALL), rf"{_MUST} {_PRONOUNS}(?:encore )?{_PRONOUNS}{_TO_TALK}\b"),
    Core(("faut", "faud", *_SHALL), rf"{_MUST} {_PRONOUNS}(?:encore )?{_PRONOUNS}{_TO_WORK_OUT}\b", takes_object=True),
    Core(tuple(f"{verb}r" for verb in _PUTS_OFF), rf"\b{_PRONOUNS}{_PUT_OFF}\b"),
    Core(
        ("se ", "s'"),
        r"(?<!\bqui )\b(?:se |s')(?:decidera|tranchera|verra|discutera|precisera|reglera|fera|calera|construira|ecrira|montera"
        r"|travaillera)\b",
    ),
    Core(
        ("ser", "soit ", "etre "),
        r"\b(?:sera|seront|serait|seraient|va etre|vont etre|soit|etre)(?: encore| bientot| ensuite)? "
        r"(?:vu|revu|defini|decide|precise|fixe|arrete|choisi|determine|tranche|discute|arbitre|etudie|chiffre|regle|cale|affine"
        r"|examine|aborde|debattu|confirme|valide|designe|nomme|recrute|complete)(?:e|s|es)?\b",
    ),
    Core(
        ("viendra", "suivra", "arrivera"),
        r"\b(?:(?:ca|cela|tout(?: ca)?|le reste|la suite|le detail|ce) (?:viendra|suivra|arrivera))"
        r"(?= (?:apres|avec|plus|quand|en|au|a|lors|ensuite|bientot|dans|une fois)\b|$)",
    ),
    Core(
        ("facile", "simple", "evident", "aise"),
        r"\bpas (?:tres |trop |si )?(?:facile|simple|evident|aise) (?:a|de|pour)(?: le)? "
        r"(?:dire|savoir|estimer|chiffrer|repondre|prevoir|decrire)",
    ),
    Core(
        ("nous ",),
        rf"{_SOMEBODY} (?:doit|doivent|va|vont|devra|devront|devrait)(?: encore| bientot)? nous (?:en |le |la |les |l')?{_HAND_OVER}\b",
        anywhere=True,
        takes_object=True,
    ),
    Core(
        ("nous ",),
        rf"{_SOMEBODY} nous (?:(?:en |le |la |les |l')?{_HANDS_OVER}|(?:le |l'|en )dir(?:a|ont|ait))\b",
        anywhere=True,
        takes_object=True,
    ),
    Core(
        ("on ", "nous ", "je "),
        rf"\b(?:on|nous|je) (?:le|la|les|l'|en|y) ?(?:re)?{_WRITES}\b",
        takes_object=True,
    ),
    Core(
        ("sera ", "seront "),
        rf"^ ?(?:ce|ca|cela|tout|tout ca|le texte|la description|la liste|ils|elles) (?:sera|seront) (?:bientot |encore )?{_WRITTEN}\b"
        r"(?! par\b)",
        takes_object=True,
    ),
    Core(
        ("aura", "aurons", "recev", "connait", "obtien"),
        r"\b(?:on|nous) (?:les |le |la |l')(?:aura|aurons|recevr(?:a|ons)|connaitr(?:a|ons)|obtiendr(?:a|ons))\b",
        takes_object=True,
    ),
    Core(
        (" de ",),
        r"^ ?(?:c'est )?(?:a |au )(?:la |l'|les )?[a-z-]+(?: [a-z-]+){0,3}? de (?:nous )?(?:en |le |la |les |l')?"
        rf"(?:{_TO_SETTLE}|{_HAND_OVER})$",
        anywhere=True,
    ),
    Core(
        ("arrive", "suivent", "parti", "route", "chemin"),
        r"\b(?:arrive|arrivent|suivent|(?:est|sont) (?:en route|en chemin|parti(?:e|s|es)?))$",
    ),
    Core(
        ("s'en occup", "nous en occup", "s'y met", "nous y mettons"),
        r"\b(?:on|nous) (?:(?:s'|nous )en occup\w+|s'y met\w*|nous y mett\w+)",
    ),
    Core(
        ("appel", "contact", "sollicit", "rencontr", "relanc", "ecri", "consult"),
        r"\b(?:doit|doivent|devons|dois|devra|va|vont|faut|compte|comptons) (?:encore |d'abord )?(?:les |le |la |l'|leur |lui )?"
        r"(?:re)?(?:appeler|contacter|solliciter|rencontrer|relancer|ecrire|consulter)\b",
        anywhere=True,
        takes_object=True,
    ),
    Core(("laisse",), rf"\b{_PRONOUNS}laisse(?:ra|rons)? (?:le temps|jusqu)|\bse laisse(?:ra)?\b"),
    Core(
        ("absent", "conges", "vacances", "malade", "parti", "arret"),
        r"\b(?:est|sont) (?:absente?s?|en conges?|en vacances|malades?|en arret|partie?s?(?! le\b))\b",
    ),
    Core(
        ("devis",),
        rf"\b(?:{_SOME})?devis (?:(?:a|ont) ete |est |sont |deja |encore |tout juste )*"
        rf"(?:demande|sollicite|attendu|commande)s?\b{_ASKED_OF}"
        rf"|\b(?:on|nous|j') ?(?:a|ai|avons) (?:deja )?(?:demande|sollicite|commande) {_SOME}devis\b{_ASKED_OF}",
    ),
    Core(("question",), r"\b(?:bonne|autre) question\b"),
    Core(("reparlera",), r"\b(?:dont on )?reparlera\b"),
    Core(
        ("plus tard", "ulterieurement", "prochainement", "bientot", "un jour", "moment venu", "en temps"),
        r"^ ?(?:a |le )?(?:plus tard|ulterieurement|prochainement|bientot|un jour(?! (?:par|sur|et)\b)|le moment venu"
        r"|en temps (?:voulu|utile))\b",
    ),
    Core(("possible", "asap"), r"\b(?:des|aussitot) que possible\b|\basap\b"),
    Core(("une fois l",), r"^ ?une fois (?:la|le|les|l') ?[a-z'-]+(?: [a-z'-]+){0,3}$"),
    Core(
        ("reuni", "voit", "voyons", "rencontr"),
        rf"\b(?:on|nous) (?:se|nous) (?:reunit|reunira|reunissons|voit|voyons|rencontre) .{{0,40}}"
        rf"\bpour (?:en )?(?:{_TO_SETTLE}|parler|discuter)\b",
        takes_object=True,
    ),
    # A post that nobody holds is nobody.
    Core(
        ("vacant", "pourvoir", "pourvu"),
        r"\b(?:postes?|emplois?)(?: [a-z'-]+){0,4} (?:vacante?s?|a pourvoir|(?:non|pas)(?: encore)? pourvus?)\b"
        r"|(?:^|[,;(] ?)(?:est )?vacante?s?\b",
        anywhere=True,
    ),
    Core(
        ("recrut", "embauch"),
        r"\b(?:recrutement|embauche) (?:est |sera |a ete |vient d'etre )?(?:encore |deja |bientot )?"
        r"(?:lance|ouvert|prevu|publie|a venir|en vue)e?\b",
    ),
    Core(
        ("esper", "souhait", "voudri", "aimeri", "cherch"),
        r"\b(?:on|nous|je|j') ?(?:esper|souhait|voudri|aimeri|cherch)(?:e|ons|ais|ait|erait|erions|ions) (?:a |bien |pouvoir )*"
        r"(?:recruter|embaucher|pourvoir|nommer|designer|trouver)\b(?: quelqu'un)?",
        takes_object=True,
    ),
    Core(("quelqu",), r"^(?:il y aura |ce sera )?quelqu'une?\b(?: qu'on (?:va|doit|devra) [a-z]+er)?"),
    Core(
        ("quand ", "lorsqu", "des qu", "une fois qu", "aussitot qu"),
        rf"^ ?(?:des qu[e']|quand|lorsqu[e']|une fois qu[e']|aussitot qu[e'])(?!.*{NUMBER}) ?(?:[a-z'-]+ ){{1,5}}?[a-z]+(?:ra|ront|rons)\b"
        r"(?: [a-z'-]+){0,3}$",
    ),
    Core(
        ("quand ", "lorsqu", "des qu", "une fois qu"),
        rf"\b(?:quand|lorsque|des que|des qu'|une fois que?) ?(?:on|nous|ce|c'|tout|ca)? ?{_PRONOUNS}"
        r"(?:pourra|pourrons|saura|saurons|aura|aurons|sera|peut|sait)\b",
    ),
    Core(
        ("voir ", "demander ", "rapprocher ", "verifier "),
        r"^ ?(?:voir|demander|se rapprocher|verifier)(?= (?:avec|aupres|selon|si|en|a|au|lors|dans|plus|quand)\b)",
        takes_object=True,
    ),
    Core(
        ("verr", "voir"),
        r"\b(?:(?:on|nous|je|il faut|faut|faudra|reste|restera|va|vais|allons) )?(?:(?<!rien )a )?"
        r"(?:y |le |la |les |en |nous )*(?<!rien a )(?:verra|verrai|verrons|verront|verrait|voir)(?: (?:ca|cela|bien|tout ca|venir))*\b",
        takes_object=True,
    ),
    Core(
        ("attend",),
        rf"\b(?:on|nous|j'|je)? ?{_PRONOUNS}(?:attend|attends|attendons|attendrons|attendra)\b(?: de voir| de savoir| d'avoir)?",
        takes_object=True,
    ),
    Core(("attente",), r"\bdans l'attente\b", takes_object=True),
    Core(("cherch",), r"\b(?:on|nous|je) (?:re)?cherch(?:e|ons)(?: encore| toujours)?\b", takes_object=True),
)

# --- What says nothing beside a core -----------------------------------------------------------------------------------

_NP = r"(?:(?!(?:en|sur|pour|dans|par|puis|comment|quand|afin|avec|chez|lors|apres|avant|selon)\b)[a-z'-]+ ?){1,7}"
_MEETINGS = any_of(
    "equipe reunion interne copil comite conseil commission clspd cispd cellule bureau mairie concertation collectif"
    " lien partenariat amont aval route debat ca ag codir commun groupe mai"
)
TIMES = (
    rf"\b(?:d'ici|avant|apres|pour|des|jusqu'a|jusqu'en|vers|en|courant|debut|mi|mi-|fin|a|au|l'|le|la|cet|cette|ce|dans|de|du)?"
    rf"(?: ?(?:d'ici|la|le|l'|cet|cette|ce|debut|fin|mi|courant|du|de|d'|au|a))* ?\b(?:prochaine? |[0-9]{{1,2}} |1er )?"
    rf"(?:rentree|ete|automne|hiver|printemps|noel|vacances|mois|semaine|semaines|annee|trimestre|semestre|{MONTH}"
    r"|lundi|mardi|mercredi|jeudi|vendredi|demain|week-end|fin de projet|20[0-9]{2})"
    r"(?: (?:prochaine?s?|qui vien(?:t|nent)|20[0-9]{2}|scolaire|derniere?|venir))*\b",
    r"\bdans (?:quelques|les|un|une|deux|trois) (?:jours?|semaines?|mois|ans?)(?: qui viennent| a venir)?\b",
    r"\b(?:plus tard|bientot|pour l'instant|pour le moment|a ce (?:jour|stade)|a cette heure|actuellement|encore|ulterieurement"
    r"|prochainement|au-dela|en temps (?:voulu|utile)|le moment venu|au fur et a mesure|au cas par cas|aujourd'hui|en ce moment|au final"
    r"|a l'heure actuelle|dans un (?:premier|second) temps|par la suite|ensuite|apres coup|d'ici la|de notre cote|a la fin|au debut)\b",
    r"\bavant (?:mon|notre) arrivee\b|\bavant (?:de|d') ?[a-z' ]+$"
    r"|\bapres (?:le|la|les|l') ?(?:vote|elections|conseil|reunion|copil)[a-z' ]*$",
)
CIRCUMSTANCES = (
    *TIMES,
    rf"\b(?:au|a la|a l'|lors du|lors de la|avant le|apres le|apres la|des le|des la) ?(?:1ere?|[2-4]e(?:me)?|premiere?|deuxieme|seconde?) "
    rf"{_MEETINGS}(?: (?:de |d')?(?:pilotage|technique|suivi|equipe|municipal|communautaire|travail))?(?![a-z])",
    rf"\b(?:avec|aupres d[eu']s?|chez|par|selon|suivant|en fonction d[eu']s?|au vu d[eu']s?|lors d[eu']s?|pendant|durant|apres|avant"
    rf"|a l'issue d[eu']s?|suite aux?|grace aux?|entre nous|a partir d[eu']s?) (?:de |d')?(?!.*{NUMBER}){_NP}",
    rf"\ben (?:cours|fin|debut|conseil) (?:de |d')?[a-z]+\b"
    rf"|\ben (?:petite? |prochaine? |plein )?{_MEETINGS}(?: (?:municipal|communautaire|de [a-z]+|d'[a-z]+))?\b",
    r"\b(?:au|a la|a l'|aux|lors du|pendant le) ?(?:prochaine?s? )(?:[a-z'-]+ ?){1,4}",
    r"\bpour (?:en|y|le|la|les|se|nous|me)? ?[a-z]+(?:er|ir|re|oir)\b|\ben [a-z-]+$",
)
SUBORDINATE = (
    r"\b(?:si|s'il|quand|lorsqu[e']|des qu[e']|tant qu[e']|une fois|car|parce qu[e']|vu qu[e']|puisqu[e']|comment|combien|qui"
    r"|lequel|laquelle|lesquel\w*|quel\w*|ou|quoi|jusqu[e']|ce qu[e'i]+|afin d[e'])\b(.*)$"
)
EMPTY = frozenset(
    "le la les l un une des de du d a au aux et ou mais donc alors ca cela ce c cette cet ces est sont on nous je j il ils elle elles"
    " y en ne n pas plus encore bien tout tous toute trop vraiment exactement precisement deja aussi meme voila bref desole desolee"
    " merci svp honnetement franchement hein bon ben euh tres peu plutot dessus la-dessus qu que qui s se me m lui leur vous notre nos"
    " mon ma mes son sa ses leurs sur pour par dans avec sans ni si comme ete etre avoir fait faire faut juste non a_ puis toujours"
    " completement bientot tard definitivement chose rien sera seront aura va la vont d'abord abord autre autres quelque quelques"
    " cote sujet point moment fois alors sinon eh ah oh ouais stade hui aujourd heure definitif assez selon lors"
    " depuis arrivera quelqu quelqu'un"
    " prochain prochaine prochains prochaines apres avant aupres durant pendant suivant".split()
)
# Who decides, who is asked, what is asked for: beside a core they name nothing that the answer would tell.
NEUTRAL = frozenset(
    "maire elu elus elue elues conseil municipal municipale communautaire bureau prefet prefecture sous-prefet dgs dga directeur"
    " directrice direction president presidente comite copil pilotage commission finances finance daf service services equipe hierarchie"
    " adjoint adjointe partenaire partenaires asso assos association associations college colleges ecole ecoles bailleur bailleurs pjj"
    " police gendarmerie architecte prestataire prestataires collegue collegues tresorier tresoriere comptable comptabilite region"
    " departement caf ars etat rectorat academie insee evaluateur secretaire mairie commune ville agglo interco comcom"
    " chef cheffe responsable personne occupe tout-monde monde gens coordinateur coordinatrice coordonnateur"
    " decision decisions choix perimetre territoire quartier quartiers public publics montant montants budget budgets cout couts date"
    " dates calendrier planning chiffre chiffres chiffrage nombre effectif effectifs liste recrutement poste etude etudes devis retour"
    " retours reponse reponses avis accord accords projet projets dossier titre nom noms contenu detail details lieu lieux duree"
    " indicateur indicateurs objectif objectifs action actions resultat resultats question questions point points arbitrage arbitrages"
    " vote validation information informations info infos element elements donnees donnee estimation donner subvention subventions"
    " financement financements credits enveloppe elections reunion reunions bilan bilans premier premiers premiere premieres comptes sous"
    " temps idee idees contact contacts contours modalites forme format suite fin debut precision precisions ensemble quoi quand comment"
    " combien quel quelle quels quelles lequel laquelle municipalite conseiller conseillers groupe travail officiel"
    " officielle officiels officiellement definitive definitifs interne exact exacte exacts exacte visibilite certitude pieces piece"
    " justificatif archives diagnostic rapport conclusions municipales"
    " compta tresorerie cabinet consultant consultante expert experte juriste proposition propositions offre offres chose choses"
    " evaluation ventilation repartition demande demandes courrier annexe annexes"
    " notification convention signature candidature operateur operateurs intervenant intervenants".split()
)
ASIDE = (
    r"\b(?:le reste|la suite|dates?|calendrier|planning|horaires?|details?|modalites|lieux?|duree|couts?|devis|prix)\b"
    r"|\bpour l(?:es?|a|') ?(?!moment|instant|heure)"
)
"""What a hedge bears on without leaving the rest in doubt: « un spectacle, dates à caler »."""
DOUBT = (
    r"\b(?:sans doute|probablement|peut[- ]etre|a priori|normalement|en principe|vraisemblablement|eventuellement|sous reserve"
    r"|je (?:crois|pense|suppose)|il me semble|si tout va bien|en theorie)\b"
)
