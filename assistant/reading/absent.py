"""Answers that give no value: not known yet, or nothing to give."""

import re
from functools import lru_cache

from assistant.reading.words import NONE_RESERVES, bare

LONGEST = 200  # characters; a value takes less, a longer text is prose

_DECIDED = (
    "(?:connu|defini|decide|determine|fixe|arrete|choisi|chiffre|precise|renseigne|communique|confirme|valide"
    "|attribue|sur|certain)e?s?"
)
_LATER = (
    "(?: (?:encore|exactement|precisement|trop|bien|du tout|plus|pour l'instant|pour le moment|a ce stade"
    "|a ce jour|actuellement))*"
)
_TO_DO = (
    "(?:definir|preciser|determiner|completer|confirmer|renseigner|fixer|arreter|decider|chiffrer|voir|venir)"
    "(?: (?:avec|par|en|dans|lors|selon|apres|d'ici|plus|ulterieurement|prochainement|encore|pour)"
    r"\b[a-z' -]{0,60})?"
)
_UNDER_WAY = (
    "(?:definition|discussion|reflexion|negociation|chiffrage|validation|elaboration|decision|calcul"
    "|finalisation|preparation|confirmation|reponse)"
)
_UNKNOWN = (
    r"[?.…\s]+|[-–—_/\s]+|x{2,}|nspp?|ne se prononce pas|tb[acd]|todo|n/?[cd]|n\.[cd]|inconnue?s?|indeterminee?s?|indefinie?s?"
    r"|on verra|plus tard|ulterieurement"
    r"|(?:je n'(?:en )?ai |on n'(?:en )?a |nous n'(?:en )?avons )?(?:pas (?:la moindre |d')?|aucune )idee"
    r"|(?:je |j'|on |nous )?(?:ne |n'en |n'|l')?(?:le )?(?:en )?"
    rf"(?:sais|sait|savons|connais|connait|connaissons) (?:pas|plus){_LATER}"
    r"|(?:je |nous )(?:l')?ignor(?:e|ons)|on l'ignore|je ne suis pas (?:sur|certain)e?"
    rf"|(?:ce n'est |c'est |n'est )?(?:encore |toujours )?(?:non|pas|pas encore) {_DECIDED}{_LATER}"
    rf"|(?:(?:il )?reste |c'est |encore )?a {_TO_DO}"
    r"|(?:c'est )?(?:encore |toujours )?en (?:cours|attente|discussion|reflexion)"
    rf"(?: (?:de |d'){_UNDER_WAY})?"
)


def is_unknown(raw: object) -> bool:
    """Whether a text says that the answer is not known yet: « je ne sais pas », « à définir », « ? »."""
    return isinstance(raw, str) and len(raw) <= LONGEST and _is_unknown(raw)


@lru_cache(maxsize=4096)
def _is_unknown(raw: str) -> bool:
    # « ... » is made of stops.
    return any(re.fullmatch(_UNKNOWN, text) is not None for text in (bare(raw, ends=""), bare(raw)))


_DONE = (
    "(?:pret|fait|fini|termine|commence|ecrit|redige|rempli|trouve|abouti|disponible|liste|recense|identifie|constitue|etabli"
    "|construit|reflechi|travaille|reparti|ventile|pourvu|recrute|nomme|designe)e?s?"
)
_NOT_YET = (
    rf"(?:non,? )?(?:(?:ce n'est |c'est |n'est )?(?:pas|toujours pas|pas encore|rien) (?:encore )?(?:de )?{_DONE}{_LATER}"
    r"|(?:pas|rien|non|aucune?) encore|pas pour (?:l'instant|le moment)|pas a ce (?:stade|jour)|toujours (?:pas|rien)"
    r"|(?:(?:a|pour) )?(?:bientot|prochainement|plus tard)"
    r"|(?:c'est |encore |(?:il )?reste )?a (?:faire|ecrire|rediger|remplir|lister|trouver|identifier|construire|etablir)(?: encore)?"
    r"|(?:c'est )?(?:encore )?en (?:preparation|construction|chantier|projet)"
    r"|(?:c'est )?(?:encore )?en cours (?:de redaction|d'ecriture|de construction|de recensement|d'identification))"
)


# « pas encore, la compta fait la ventilation » explains; « pas encore, mais la CAF vient » tells, and so does « trois ateliers ».
_REASON = rf" ?[,;:(] ?(?:c'est |parce qu[e'] ?|faute |(?:le|la|les|on|nous|il|elle) |l')(?!.*{NONE_RESERVES})[^,;:]{{1,100}}"


def is_not_yet(raw: object) -> bool:
    """Whether a text says that what is to be told is not there yet: « pas encore », « à rédiger ».

    To a yes-no question « pas encore » is an answer: this is for lists and texts.
    """
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return False
    return re.fullmatch(f"(?:{_NOT_YET})(?:{_REASON})?", bare(raw)) is not None


NOT_CONCERNED = frozenset(
    (
        *("non", "so", "s.o", "s/o", "na", "n.a", "n/a", "sans objet"),
        *("non applicable", "non concerne", "non concernee", "non concernes"),
    )
)
_NOTHING = (
    "(?:il n'y en a |nous n'en avons |on n'en a |je n'en ai )?(?:aucune?s?|rien|neant|personne|pas)"
    "(?: d'autre| autre)?(?: du tout| pour l'instant| pour le moment| a ce jour)?"
    "|(?:il n'y en a|nous n'en avons|on n'en a) (?:aucune?s?|pas)(?: (?:sur|dans|chez|a|au|en|ici)(?: [a-z'-]+){1,4})?"
    "|pas un seul|pas une seule|pas une? (?:seule? )?(?:euro|centime|sou)|rien de (?:delegue|confie|particulier|special)"
)
# « pas de réponse », « aucun montant arrêté » tell what is not known, « pas de problème » agrees.
_NO_SUCH_THING = (
    "(?:il n?'?y a |nous (?:n')?avons |on (?:n')?a |(?:je n'|j')ai |n'a |n'ont )?"
    "(?:aucune? |(?:pas|point) (?:de |d')(?!la |l'|les |nos |notre ))"
    r"(?![^,;:(]*\b(?:idee|souci|probleme|doute|chiffre|donnee|estimation|montant|decision|date|certitude|reponse"
    rf"|information|element|precision|visibilite|devis|encore|{_DECIDED})s?\b)(?!.*{NONE_RESERVES})"
    "[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,4}"
)
_ON_THIS = (
    "(?:la-dessus|dessus|sur (?:ce|cet|celui|celle|ca|cela)[a-z -]{0,20}|de (?:tel|ce genre|cela)|a ce (?:sujet|titre)"
    "|pour (?:ca|cela|celui-la))"
)
_LEFT_OUT = (
    "(?:rien|on ne (?:fait|prevoit|met) rien|nous ne (?:faisons|prevoyons) rien|il n'y a rien|on n'a rien|pas d'action|aucune action)"
    rf" {_ON_THIS}"
    r"|(?:on|nous) (?:(?:le |la |les |l')?(?:laisse|laissons)(?: (?:ca|cela|ce point|cet objectif|celui-la))? de cote"
    rf"|(?:passe|passons|fait l'impasse|faisons l'impasse)(?: {_ON_THIS})?|n'y touch(?:e|ons) pas"
    r"|ne (?:le |la )?trait(?:e|ons) pas(?: (?:cet objectif|ce (?:point|sujet|volet)|ca|cela))?|ne s'en occupe pas|ne le fait pas)"
    r"|(?:c'est )?hors de (?:notre portee|nos moyens|notre champ)|(?:c'est )?(?:laisse|mis)e?s? de cote"
    r"|(?:ce n'est |c'est )?pas (?:notre|une|la|dans nos|de notre) (?:priorites?|roles?|missions?|ressort|sujet|competences?)"
    r"|(?:on|nous) (?:laisse|laissons) (?:ca|cela) (?:a|au|aux) [a-z' -]{2,40}"
    r"|(?:cet objectif|ce volet|ce point|ca|cela) ne nous concerne pas"
    r"|(?:on |nous )?(?:n'en|n'y) (?:voit|voyons) pas(?: (?:l'utilite|l'interet|le besoin))?"
    r"|(?:c'est )?abandonnee?s?(?: faute d[eu]s? ?[a-z' -]{2,40})?"
)
_BY_OTHERS = (
    r"(?:le |la |les |l'|c'est )[a-z' -]{2,60}?(?: qui)? "
    r"(?:s'en (?:occup|charg)(?:e|ent|era|eront)|y travaille(?:nt)?|gere(?:nt)? (?:cela|ca))\b"
    r"(?!.*\b(?:avec nous|a nos cotes|ensemble|notre part)\b)[^?,;.]*[,;.] ?"
    r"(?:mais )?(?:de notre cote|(?:quant a )?nous|pour notre part)?,? ?"
    r"(?P<us>(?:on|nous) (?:ne|n'y|laisse|laissons|passe|passons|fait|faisons)\b.*)"
)
"""What others do, before what we leave out."""
_FOR_NOW = "(?: (?:du tout|encore|pour l'instant|pour le moment|a ce (?:jour|stade)))*"
_NOBODY = (
    rf"(?:ni l'une? ni l'autre|aucune? des (?:deux|trois|quatre)|pas une? seule?){_FOR_NOW}"
    r"|(?:on|nous|je|j') ?(?:n'a|n'ai|n'avons|n'a encore|n'avons encore) (?:encore )?(?:vu|contacte|approche|rencontre|appele|sollicite"
    rf"|consulte|associe|implique) (?:personne|aucun des (?:deux|trois)|ni l'une? ni l'autre){_FOR_NOW}"
    rf"|(?:on n'a|nous n'avons) (?:personne|rien)(?: d'autre)?{_FOR_NOW}"
    r"|(?:on|nous) ne (?:fait|faisons|fera|ferons) appel a (?:personne|aucun [a-z]+)(?: d'autre| d'exterieur)?"
)
"""« ni l'un ni l'autre », « on n'a vu personne »: none of those that are asked about."""
_ONLY_US = (
    "(?:non,? )?(?:(?:il n')?y (?:en )?a (?:personne d'autre|que nous)|que nous|nous seuls|rien que nous)(?: et [a-z' -]{2,40})?"
    "|personne (?:d'autre )?(?:en dehors d|a part|hormis|excepte|que) ?(?:[eu] )?(?:le |la |l'|notre )?"
    "(?:referente?|coordonnat(?:eur|rice)|coordinat(?:eur|rice))"
)
"""« personne d'autre, c'est nous »: nobody else, in a list."""
_NOT_CONCERNED = "|".join(map(re.escape, sorted(NOT_CONCERNED)))
# « aucun, nos services font tout » explains; « aucun, sauf la commune », « aucun, à confirmer » take back.
_BECAUSE = rf"(?: ?[,;:(] ?(?!.*{NONE_RESERVES}).{{1,150}})?"
_WITHOUT_OBJECT = f"(?:{_NOT_CONCERNED}){_BECAUSE}"
_NONE_OF_IT = f"(?:{_NOTHING}|{_NO_SUCH_THING}){_BECAUSE}"


def is_none(raw: object) -> bool:
    """Whether a text says that there is nothing to give: « aucun », « sans objet », « non, nos services font tout ».

    A number never says so, not even zero.
    """
    return is_nothing(raw) or re.fullmatch(f"{_WITHOUT_OBJECT}|(?:{_NOBODY}){_BECAUSE}", _told(raw)) is not None


def is_nothing(raw: object) -> bool:
    """Whether a text says none of it, which is zero or no; « non », « sans objet » only say that there is nothing to give."""
    return re.fullmatch(_NONE_OF_IT, _told(raw)) is not None


def is_left_out(raw: object) -> bool:
    """Whether a text says that nothing is done of what is asked: « rien là-dessus », « on laisse ça de côté ».

    Others may do something of it: « le bailleur s'en occupe ; nous, nous ne prévoyons rien là-dessus ».
    """
    text = _told(raw)
    by_others = re.fullmatch(_BY_OTHERS, text)
    return re.fullmatch(f"(?:{_LEFT_OUT}){_BECAUSE}", by_others["us"] if by_others else text) is not None


def is_only_us(raw: object) -> bool:
    """Whether a text says that nobody else takes part: « que nous », « il n'y a personne d'autre »."""
    return re.fullmatch(f"(?:{_ONLY_US}){_BECAUSE}", _told(raw)) is not None


def is_not_concerned(raw: object) -> bool:
    """Whether a text says that the question does not apply: « sans objet », `n/a`; « non » answers it."""
    return _told(raw) in NOT_CONCERNED - {"non"}


def _told(raw: object) -> str:
    """A text that could tell there is none, folded; « ? », which tells nothing, for anything else."""
    if not isinstance(raw, str) or len(raw) > LONGEST or is_unknown(raw):
        return "?"
    return bare(raw)
