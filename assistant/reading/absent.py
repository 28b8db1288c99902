"""Answers that give no value: not known yet, or nothing to give."""

import re

from assistant.text import clean, fold

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
    r"[?.…\s]+|nspp?|ne se prononce pas|tb[acd]|todo|n/?[cd]|n\.[cd]|inconnue?s?|indeterminee?s?|indefinie?s?"
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
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return False
    folded = fold(clean(raw)).strip('"() ')
    return any(re.fullmatch(_UNKNOWN, text) is not None for text in (folded, folded.rstrip(".,;:! ")))


NOT_CONCERNED = frozenset(
    (
        *("non", "so", "s.o", "s/o", "na", "n.a", "n/a", "sans objet"),
        *("non applicable", "non concerne", "non concernee", "non concernes"),
    )
)
_NOTHING = (
    "(?:il n'y en a |nous n'en avons |on n'en a |je n'en ai )?(?:aucune?s?|rien|neant|personne|pas)"
    "(?: du tout| pour l'instant| pour le moment| a ce jour)?"
)
# « pas de réponse », « aucun montant arrêté » tell what is not known, « pas de problème » agrees.
_NO_SUCH_THING = (
    "(?:il n'y a |nous n'avons |on n'a |je n'ai |n'a |n'ont )?(?:aucune? |(?:pas|point) (?:de |d'))"
    r"(?!.*\b(?:idee|souci|probleme|doute|chiffre|donnee|estimation|montant|decision|date|certitude|reponse"
    rf"|information|element|precision|visibilite|devis|encore|{_DECIDED})s?\b)"
    "[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,4}"
)


def is_none(raw: object) -> bool:
    """Whether a text says that there is nothing to give: « aucun », « sans objet », « pas de x », « non ».

    A number never says so, not even zero.
    """
    if not isinstance(raw, str) or len(raw) > LONGEST or is_unknown(raw):
        return False
    folded = fold(clean(raw)).strip('"() ').rstrip(".,;:! ")
    return folded in NOT_CONCERNED or re.fullmatch(f"{_NOTHING}|{_NO_SUCH_THING}", folded) is not None
