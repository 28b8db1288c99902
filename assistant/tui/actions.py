"""Every action of the app, said once: the bindings, the footer, the help and the palette all read this list."""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

Scope = Literal["app", "home", "work", "table", "read", "setup", "room"]


@dataclass(frozen=True)
class Action:
    """Something that people can do.

    `keys` are Textual's names (without any, it is found in the palette alone), `shown` is how the first is written on screen ("" without);
    `label` stands in the footer, `help` in the help and the palette. `rank` orders the footer when there is little room (1 stays
    longest); 0 never stands there.
    """

    name: str
    keys: str
    shown: str
    label: str
    help: str
    scope: Scope
    rank: int = 0
    first: bool = False
    """Whether its key goes before what the line one types in would do with it."""


ACTIONS = (
    Action("help", "f1,question_mark", "F1", "Aide", "Afficher l'aide de cet écran", "app", 2),
    Action("ask", "f2", "F2", "Demander", "Poser une question aux textes, ou revenir à la question en attente", "work", 1),
    Action(
        "forget",
        "ctrl+r",
        "^R",
        "Oublier le sujet",
        "Oublier le sujet de la conversation : la question suivante se lit seule",
        "work",
    ),
    Action("pane('passages')", "f3", "F3", "Passages", "Lire les passages qui portent sur la question", "work"),
    Action("pane('checklist')", "f4", "F4", "Liste", "Voir la liste de contrôle du dossier", "work"),
    Action("pane('outline')", "f5", "F5", "Trame", "Voir la trame du dossier, remplie avec vos réponses", "work"),
    Action("pane('progress')", "f6", "F6", "Avancement", "Voir toutes les questions, et aller à l'une d'elles", "work"),
    Action("pane('budget')", "ctrl+b", "^B", "Budget", "Voir le budget : équilibre, années, comptes, coût des actions", "work"),
    Action("before", "f7", "F7", "Précédente", "Revenir à la question précédente", "work", 4),
    Action(
        "skip", "f8", "F8", "Je ne sais pas", "Répondre « je ne sais pas encore » ; d'une liste commencée : continuer", "work", 3
    ),
    Action("none", "f9", "F9", "Aucun", "Répondre « aucun », quand la question l'admet", "work", 11),
    Action("review", "f10", "F10", "Vérifier", "Vérifier toutes vos réponses, et les changer sur place", "work", 7),
    Action("undo", "ctrl+z", "^Z", "Annuler", "Annuler ce que vous tapez, sinon la dernière réponse", "work", 8),
    Action("redo", "ctrl+y", "^Y", "Rétablir", "Rétablir ce que vous tapiez, sinon la réponse annulée", "work", 12),
    Action(
        "copy",
        "f12",
        "F12",
        "Copier",
        "Copier le texte sélectionné à la souris, sinon la dernière réponse avec son passage",
        "work",
    ),
    Action("save", "ctrl+s", "^S", "Enregistrer", "Enregistrer maintenant (c'est déjà fait après chaque réponse)", "work"),
    Action("export", "ctrl+g", "^G", "Exporter", "Écrire la trame, la liste, le budget, la note… dans des fichiers", "work", 9),
    Action(
        "copy_blocks",
        "ctrl+e",
        "^E",
        "Formulaire",
        "Copier vos réponses dans le formulaire, un bloc à la fois",
        "work",
        13,
        first=True,
    ),
    Action("reread", "", "", "Relire", "Relire une trame modifiée dans Word ou LibreOffice, et reprendre ses réponses", "work"),
    Action("home", "ctrl+o", "^O", "Dossiers", "Revenir à l'accueil : ouvrir ou commencer un dossier", "work", 10),
    Action("home", "ctrl+o,escape", "^O", "Accueil", "Revenir à l'accueil", "setup", 3),
    Action(
        "advance",
        "space,pagedown",
        "Espace",
        "Suite",
        "Continuer : la suite de la page, le constat, la correction, la question ou l'étape qui vient",
        "room",
        1,
    ),
    Action("retreat", "backspace,pageup", "Page↑", "Retour", "Revenir en arrière", "room", 7),
    Action("clock", "t", "T", "Chrono", "Lancer ou arrêter le chronomètre de l'étape", "room", 3),
    Action("longer", "a", "A", "+1 min", "Ajouter une minute à l'étape", "room", 9),
    Action("ask", "f2", "F2", "Demander", "Poser aux textes une question de la salle, et revenir", "room", 5),
    Action("show('case')", "f3", "F3", "Cas", "Voir le cas : ses réponses, la date à laquelle il est jugé", "room", 8),
    Action("whole", "v", "V", "Tout/résumé", "Voir tout le dossier du cas, ou son résumé", "room", 9),
    Action("show('vote')", "f4", "F4", "Vote", "Faire voter la salle, en mains levées", "room", 8),
    Action("show('reveal')", "f5", "F5", "Constats", "Révéler les constats, un à un", "room", 8),
    Action("show('quiz')", "f6", "F6", "Quiz", "Poser les questions du quiz", "room", 8),
    Action("steps", "f7", "F7", "Déroulé", "Voir le déroulé, et aller à une étape", "room", 10),
    Action("notes", "f8,n", "F8", "Notes", "Afficher ou cacher les notes de l'animation", "room", 9),
    Action("mask", "f9,m", "F9", "Masquer", "Masquer ou montrer les noms, les adresses et les numéros", "room", 9),
    Action("project", "f10,p", "F10", "Projection", "Passer du thème de projection au thème habituel, et retour", "room", 12),
    Action("correct", "c", "C", "Corriger", "Ouvrir une copie du dossier, pour le corriger avec la salle", "room", 11),
    Action("change", "o", "O", "Autre cas", "Choisir un autre cas", "room", 12),
    Action("day", "d", "D", "Date", "Juger le cas à une autre date", "room"),
    Action("present", "h", "H", "Compter", "Compter les personnes de la salle", "room"),
    Action("forget", "ctrl+r", "^R", "Oublier le sujet", "Oublier le sujet : la question suivante se lit seule", "room"),
    Action("handout", "ctrl+g", "^G", "Document", "Écrire le document à distribuer", "room", 4),
    Action("home", "ctrl+o", "^O", "Accueil", "Quitter la salle ; la séance est enregistrée", "room", 11),
    Action("row('add')", "a", "A", "Ajouter", "Dans le tableau d'une liste : ajouter une ligne", "table", 1),
    Action("row('copy')", "d", "D", "Dupliquer", "Dans le tableau : dupliquer la ligne", "table", 3),
    Action("row('up')", "shift+up", "Maj+↑", "Monter", "Dans le tableau : monter la ligne d'un rang", "table", 4),
    Action("row('down')", "shift+down", "Maj+↓", "Descendre", "Dans le tableau : descendre la ligne d'un rang", "table", 5),
    Action("row('remove')", "delete", "Suppr", "Retirer", "Dans le tableau : retirer la ligne", "table", 2),
    Action("find", "slash", "/", "Chercher", "Chercher dans tous les documents, à mesure que vous tapez", "read", 1),
    Action("hit(1)", "n", "N", "Suivant", "Aller à l'endroit suivant où ce texte se trouve", "read", 2),
    Action("hit(-1)", "N", "Maj+N", "Précédent", "Aller à l'endroit précédent où ce texte se trouve", "read", 4),
    Action("contents", "t", "T", "Sommaire", "Passer du texte au sommaire des documents, et retour", "read", 2),
    Action("section(1)", "s", "S", "Section suivante", "Lire la section suivante", "read", 7),
    Action("section(-1)", "p", "P", "Section précédente", "Lire la section précédente", "read", 8),
    Action("copy", "c", "C", "Copier", "Copier le passage sous le curseur, avec sa référence", "read", 3),
    Action("copy(True)", "C", "Maj+C", "Copier la section", "Copier toute la section, avec sa référence", "read", 9),
    Action("back", "escape", "Échap", "Revenir", "Revenir là où vous étiez", "read", 1),
    Action("read", "ctrl+f", "^F", "Documents", "Lire les documents, à l'endroit que l'écran cite, et y chercher", "app", 9),
    Action("light", "ctrl+l", "^L", "Clair/sombre", "Passer du thème sombre au thème clair, et retour", "app"),
    Action("palette", "ctrl+p", "^P", "Commandes", "Chercher une commande ou une question par son nom", "app", 1),
    Action("leave", "ctrl+q", "^Q", "Quitter", "Quitter l'application ; tout est enregistré", "app", 6),
    Action("picture", "", "", "Image", "Enregistrer une image de l'écran, pour qui vous aide", "app"),
)

COUNTING = (
    ("0 à 9", "taper le nombre de mains levées sur la ligne choisie"),
    ("+ −, ← →", "une main de plus, une main de moins (ou cliquer sur + et −)"),
    ("Entrée", "passer à la ligne suivante"),
    ("Suppr", "effacer le nombre de la ligne"),
    ("↑ ↓", "choisir une ligne, ou faire défiler ce qui est projeté"),
    ("Échap", "revenir à l'activité de l'étape, là où elle en était"),
)
"""Keys of a vote, for the help."""

TYPING = (
    ("Entrée", "valider la réponse ; sans rien taper, seule une question facultative est passée"),
    ("1, 2, 3…", "choisir une réponse dans une liste (puis a, b, c… après 9), que valide Entrée"),
    ("↑ ↓, lettres", "choisir aussi, par les flèches ou les premières lettres ; un clic choisit et valide"),
    ("Espace", "cocher ou décocher, quand plusieurs réponses sont possibles"),
    ("^J", "aller à la ligne dans une réponse longue"),
    ("↑", "depuis la ligne d'ajout d'une liste : aller à ses éléments"),
    ("Suppr", "retirer l'élément choisi d'une liste d'éléments"),
    ("☐, ?, !", "dans un tableau : à remplir (et combien), à revoir, non compris"),
    ("M", "dans « Vérifiez vos réponses » : ne voir que ce qui manque"),
    ("Tab, Maj+Tab", "passer d'une zone à l'autre"),
    ("Échap", "fermer, ou revenir à la question en attente"),
    ("Début, Fin, Page", "faire défiler la conversation ou un panneau"),
)
"""Keys that belong to what one types in, for the help."""


def of(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, in the order of the list."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(scope: Scope) -> list[BindingType]:
    """The bindings of a scope; the footer is our own, hence `show=False`. What has no key is in the palette."""
    return [
        Binding(_keys(action), action.name, action.help, show=False, priority=action.first) for action in of(scope) if action.keys
    ]


def _keys(action: Action) -> str:
    """The keys of an action; a letter that has no other use as a capital does the same, whatever Caps Lock says."""
    keys = action.keys.split(",")
    taken = {key for other in of(action.scope) for key in other.keys.split(",")}
    return ",".join([*keys, *(key.upper() for key in keys if len(key) == 1 and key.islower() and key.upper() not in taken)])


_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": "Espace",
    "enter": "Entrée",
    "escape": "Échap",
    "delete": "Suppr",
    "backspace": "⌫",
    "equals_sign": "=",
    "pageup": "Page↑",
    "pagedown": "Page↓",
    "home": "Début",
    "end": "Fin",
    "tab": "Tab",
    "question_mark": "?",
    "plus": "+",
    "minus": "−",
}


def own(widget: DOMNode) -> list[tuple[str, str]]:
    """What a widget says of itself and of its keys; else the keys that our own code gives it beside the actions of its screen, as
    they are written, and what each does."""
    if manual := getattr(widget, "manual", None):
        return list(manual)
    lacking = getattr(widget, "lacking", ())
    listed = {action.help for action in ACTIONS}
    found: dict[str, list[str]] = {}
    for kind in type(widget).__mro__:
        if kind.__module__.startswith("assistant."):
            for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
                if binding.description not in listed and binding.action not in lacking:
                    found.setdefault(binding.description, []).append(shown(binding.key))
    return [(" ".join(keys), told) for told, keys in found.items()]


def shown(key: str) -> str:
    """A key as it is written on screen."""
    return _SHOWN.get(key) or key.replace("ctrl+", "^").replace("shift+", "Maj+").upper()
