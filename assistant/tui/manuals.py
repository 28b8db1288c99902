"""What the help says first of what has the cursor: what it is, then its own keys."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.script import Question, QuestionType

Manual = tuple[tuple[str, str], ...]
"""Keys, as they are written, and what each does; the first line says what it is."""

_IS = "▸"
_VALIDATE = ("Entrée", "valider la réponse")
_UNTYPE = (("^Z", "annuler ce que vous tapez, sinon la dernière réponse"), ("^Y", "rétablir ce qui vient d'être annulé"))
_KINDS: "dict[QuestionType, str]" = {
    "text": "Une réponse courte, sur une ligne.",
    "integer": "Un nombre entier, en chiffres ou en lettres : 60, soixante.",
    "year": "Une année, en quatre chiffres.",
    "amount": "Un montant : 12 500 €, 12,5 k€ ou « douze mille euros » se lisent de même.",
    "date": "Une date : jour/mois/année, ou le mois en toutes lettres ; deux chiffres suffisent pour l'année.",
    "duration": "Une durée : 24 mois et 2 ans se lisent de même.",
    "fte": "Un temps de travail : 0,5 ETP et « un mi-temps » se lisent de même.",
}
_UNDERSTOOD = ("=", "sous la ligne : ce qui est compris de ce que vous tapez")

AREA: Manual = (
    (_IS, "Une réponse longue, sur plusieurs lignes."),
    _VALIDATE,
    ("^J", "aller à la ligne"),
    ("↑ ↓ ← →", "se déplacer dans le texte"),
    *_UNTYPE,
)
ADDING: Manual = (
    (_IS, "La ligne qui ajoute un élément à la liste."),
    ("Entrée", "ajouter ce que vous avez tapé, et le remplir"),
    ("↑", "aller aux éléments de la liste"),
    ("F8", "continuer, quand la liste est complète"),
    *_UNTYPE,
)
ROWS: Manual = (
    (_IS, "Les éléments de la liste."),
    ("↑ ↓", "choisir un élément"),
    ("Entrée", "le remplir, ou changer ses réponses"),
    ("Suppr", "le retirer (ou cliquer sur ×)"),
    ("Tab", "aller à la ligne qui en ajoute un"),
)
GRID: Manual = (
    (_IS, "Un tableau : une ligne par élément de la liste, une case par question."),
    ("↑ ↓ ← →", "aller d'une case à l'autre"),
    ("Entrée", "remplir la case, ou changer sa réponse"),
    ("A, D", "ajouter une ligne, dupliquer celle du curseur"),
    ("Maj+↑, Maj+↓", "monter ou descendre la ligne"),
    ("Suppr", "retirer la ligne (^Z la remet)"),
    ("✗, ☐, ?, !, –", "à corriger, à remplir (et combien), à revoir, non compris, sans objet"),
    ("Tab", "aller à la ligne qui ajoute un élément"),
)
ANSWERS: Manual = (
    (_IS, "Toutes vos réponses, par chapitre."),
    ("↑ ↓", "aller d'une réponse à l'autre"),
    ("Entrée", "changer la réponse sous le curseur, sans quitter la liste"),
    ("M", "ne voir que ce qui manque, ou de nouveau toutes les réponses"),
    ("^F", "lire le texte qui porte sur cette réponse"),
    ("Échap", "revenir au parcours"),
)
FINDINGS: Manual = (
    (_IS, "Les points que les textes demandent, du plus grave au moins grave."),
    ("↑ ↓", "choisir un point : il est dit en entier dessous"),
    ("Entrée", "aller à la question qui le corrige"),
    ("^F", "lire le texte qui le demande"),
)
PROGRESS: Manual = (
    (_IS, "Toutes les questions du parcours, par chapitre."),
    ("↑ ↓", "aller d'une question à l'autre"),
    ("Entrée", "répondre à celle du curseur"),
)
ASKING: Manual = (
    (_IS, "Une question libre : les textes répondent, avec le passage et sa page."),
    ("Entrée", "poser la question"),
    ("↑", "aller aux questions proposées"),
    ("Échap", "revenir à la question du parcours, s'il y en a une"),
)


def field(question: "Question") -> Manual:
    """The manual of a line in which a question is answered."""
    live = () if question.type == "text" else (_UNDERSTOOD,)
    return ((_IS, _KINDS[question.type]), _VALIDATE, *live, *_UNTYPE)


def choices(reach: str, several: bool) -> Manual:
    """The manual of a closed question; `reach` are the keys of its choices."""
    if several:
        return (
            (_IS, "Une question à plusieurs réponses : cochez toutes celles qui conviennent."),
            (reach, "cocher ou décocher une réponse par sa touche"),
            ("↑ ↓, Espace", "aller de l'une à l'autre, cocher ou décocher"),
            ("lettres", "répondre avec vos mots"),
            ("Entrée", "valider tout ce qui est coché, et ce qui est tapé"),
        )
    return (
        (_IS, "Une question à une seule réponse."),
        (reach, "choisir une réponse par sa touche"),
        ("↑ ↓", "choisir celle du dessus, du dessous"),
        ("lettres", "choisir par le début de son nom, ou répondre avec vos mots"),
        ("Entrée", "valider la réponse choisie (un clic choisit et valide)"),
    )
