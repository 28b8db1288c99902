"""Answers that decide nothing, those that leave a doubt, and real answers that look like them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, understand
from assistant.reading import decision, hedges
from assistant.script import Choice, Question, QuestionType


def ask(type_: QuestionType, raw: object, **more: object) -> Answer:
    return understand(Question(id="q", label="Q ?", type=type_, **more), raw)  # type: ignore[arg-type]


OPEN = [
    *("on verra à la rentrée", "pas encore arrêté, on hésite", "ça dépendra des élus", "aucune idée pour l'instant"),
    *(
        "il faut qu'on en parle en réunion",
        "à compter, on n'a pas encore les chiffres",
        "on n'a pas tranché",
        "on décidera en janvier",
    ),
    *("le maire doit encore trancher", "rien n'est arrêté", "c'est en discussion avec le bailleur", "on attend les devis"),
    *("je sais pas trop", "faut qu'on y réfléchisse", "difficile à dire à ce stade", "voir avec le bailleur", "reste à monter"),
    *("ils seront définis plus tard", "pr l'instant on sait pa", "dès que la convention sera signée", "on cherche encore"),
    *("nous n'avons pas encore choisi", "on est en train d'y réfléchir", "pas eu le temps d'y penser", "on ignore lequel"),
    *(
        "la personne qui s'en occupe est absente",
        "trop tôt",
        "il nous faut l'avis du trésorier avant de répondre",
        "dès que possible",
    ),
]
SUPPOSED = [
    *("on hésite entre les Tilleuls et la Plaine du haut", "sans doute le quartier des Tilleuls", "les Tilleuls, à confirmer"),
    *(
        "a priori le Clos",
        "plutôt le centre ancien, mais rien n'est sûr",
        "60 jeunes, à confirmer",
        "peut-être",
        "un questionnaire à définir",
    ),
]
CONTENT = [
    *(
        "on verra le spectacle au collège",
        "les jeunes que les éducateurs verront en pied d'immeuble",
        "un plan à voir en annexe 3",
    ),
    *("à définir avec les habitants : trois ateliers par an sur la place", "les enfants qui ne savent pas lire", "La Verrière"),
    *("les jeunes en attente d'orientation", "le nombre d'ateliers sera relevé par le service jeunesse", "Recherche-action"),
    *(
        "Douze séances en classe de 6e, à caler avec le principal",
        "un spectacle, dates à caler",
        "rien à voir avec ces secteurs de la ville",
    ),
    *("Les Tilleuls, et un second quartier à préciser", "demander à l'association du quartier d'animer dix ateliers par an"),
    *("Les jeunes décideront avec l'artiste du contenu de la fresque, six samedis", "une charte décidée avec les habitants"),
    *(
        "on attend cent jeunes à la fête",
        "Les associations et la salle, avec l'éclairage de la dalle",
        "on va faire deux fresques au collège",
    ),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [*((text, "open") for text in OPEN), *((text, "supposed") for text in SUPPOSED), *((text, "decided") for text in CONTENT)],
)
def test_what_a_text_decides(text: str, told: str) -> None:
    assert decision(text) == decision(f"  {text.upper()} !") == told


WHEN_AND_WITH_WHOM = (
    *(
        "à la rentrée",
        "avec les partenaires",
        "au prochain copil",
        "en réunion",
        "d'ici septembre",
        "selon les devis",
        "plus tard",
    ),
    *(
        "après le vote du budget",
        "avec le bailleur",
        "en janvier 2025",
        "lors du conseil municipal",
        "quand on pourra",
        "pour l'instant",
    ),
)
PUT_OFF = (
    "on verra",
    "à définir",
    "pas encore décidé",
    "on en parlera",
    "ce sera décidé",
    "à voir",
    "on ne sait pas",
    "rien n'est fixé",
)


@pytest.mark.parametrize(("core", "circumstance"), list(product(PUT_OFF, WHEN_AND_WITH_WHOM)))
def test_a_circumstance_leaves_an_open_answer_open(core: str, circumstance: str) -> None:
    assert decision(f"{core} {circumstance}") == decision(f"{core}, {circumstance}") == "open"
    assert ask("long_text", f"{core} {circumstance}").state == "skipped"


TOLD = (
    *("trois ateliers par semaine au centre social", "un éducateur de rue le soir", "deux séances de théâtre en classe de 5e"),
    *("des capsules vidéo tournées par dix jeunes", "une fresque sur le mur du gymnase", "les halls des tours A et B"),
)


@given(st.sampled_from(OPEN), st.sampled_from(TOLD), st.sampled_from((", ", ". ", " : ", " ; ")), st.booleans())
def test_what_is_told_beside_is_never_open(put_off: str, told: str, between: str, first: bool) -> None:
    text = f"{told}{between}{put_off}" if first else f"{put_off}{between}{told}"
    assert decision(text) != "open"
    assert ask("long_text", text).state in {"given", "unreadable"}


@given(st.text(max_size=400))
def test_any_text_has_a_decision(text: str) -> None:
    assert decision(text) in {"decided", "supposed", "open"}
    assert decision(text) == "decided" or hedges(text)


def test_prose_decides_and_what_is_no_text_too() -> None:
    assert decision("on verra. " * 29) == "open"
    assert decision("on verra. " * 31) == "decided"
    assert decision(12) == decision(None) == decision("") == "decided"


def test_a_hedge_is_seen_among_other_clauses() -> None:
    assert hedges("9 000 €, à confirmer")
    assert not hedges("9 000 €, imprimé en mai")


@pytest.mark.parametrize(
    "type_", ["amount", "date", "duration", "fte", "integer", "year", "choice", "choices", "yes_no", "repeat", "text"]
)
@pytest.mark.parametrize("raw", ["on verra à la rentrée", "ce n'est pas tranché, on en parlera en réunion"])
def test_every_type_of_question_may_be_put_off(type_: QuestionType, raw: str) -> None:
    choices = (Choice(value="a", label="Une mairie"), Choice(value="b", label="Un collège"))
    assert ask(type_, raw, choices=choices if type_.startswith("choice") else ()).state == "skipped"


def test_what_is_told_after_a_circumstance_is_kept() -> None:
    assert ask("long_text", "à définir avec les habitants trois ateliers par an sur la place").state == "given"
    assert ask("long_text", "à définir avec les habitants").state == "skipped"


def test_what_is_supposed_is_kept_and_told() -> None:
    answer = ask("long_text", "les Tilleuls, à confirmer")
    assert (answer.state, answer.value, answer.raw) == ("unreadable", None, "les Tilleuls, à confirmer")
    assert "« les Tilleuls, à confirmer » laisse la réponse en suspens" in answer.problem


BODIES = (
    Choice(value="commune", label="Une commune", aliases=("mairie", "ville")),
    Choice(value="agglo", label="Une intercommunalité", aliases=("agglo",)),
    Choice(value="asso", label="Une association", aliases=("asso",)),
)
BESIDE = ("soutient", "soutenue", "membre", "partenaire")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("on est une asso loi 1901, la mairie nous soutient à fond", "asso"),
        ("la commune de Saint-Aubry porte le projet, l'agglo n'intervient pas", "commune"),
        ("l'agglo, pas la ville", "agglo"),
        ("ce n'est pas la ville, c'est l'agglo", "agglo"),
        ("une commune, membre d'une agglo, mais c'est nous qui portons", "commune"),
        ("la mairie, l'asso n'est que partenaire", "commune"),
        ("une asso soutenue par la mairie", None),
        ("la mairie, et une association", None),
        ("la ville, ou l'agglo", None),
        ("la ville, pas l'agglo, enfin pas la ville", None),
        ("la ville, l'agglo co-porte", None),
        ("une asso nous soutient, la mairie nous soutient", None),
        ("la mairie, à confirmer", None),
        ("la mairie je crois", None),
    ],
)
def test_several_bodies_are_told_apart_clause_by_clause(typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=BODIES, beside=BESIDE).value == value


def test_without_words_for_it_a_clause_is_denied_but_not_set_aside() -> None:
    assert ask("choice", "l'agglo, pas la ville", choices=BODIES).value == "agglo"
    assert ask("choice", "une asso, la mairie nous soutient", choices=BODIES).state == "unreadable"


def test_a_name_that_is_put_off_is_not_chosen() -> None:
    assert ask("choice", "on verra avec la mairie", choices=BODIES).state == "skipped"
    ready = (Choice(value="pret", label="Prêt"), Choice(value="a_relire", label="Presque", aliases=("à finaliser",)))
    assert ask("choice", "à finaliser avec le maire", choices=ready).value == "a_relire"


WON = (
    Choice(value="jamais", label="Non, jamais", aliases=("jamais lauréat", "refusé")),
    Choice(value="laureat", label="Lauréate", aliases=("lauréat",)),
    Choice(value="une", label="Une commune", aliases=("commune",)),
    Choice(value="grand", label="Un établissement", aliases=("grand école",)),
    Choice(value="grands", label="Des établissements", aliases=("grands écoles",)),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("jamais lauréats", "jamais"),
        ("Jamais lauréats. On avait déposé un dossier, refusé.", "jamais"),
        ("dossiers refusés", "jamais"),
        ("les dossiers refuses", None),  # without its accent it may be a verb
        ("anciennes lauréates", "laureat"),
        ("une commune lauréate", None),
        ("grande écoles", None),  # which of the two?
        ("jamais lauréats sauf erreur", None),
    ],
)
def test_plurals_and_feminines_name_a_choice(typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=WON).value == value


def test_what_is_not_begun_is_not_yet() -> None:
    form = (Choice(value="oui", label="Rempli"), Choice(value="non", label="Non", aliases=("pas encore",)))
    assert ask("choice", "toujours pas commencé", choices=form).value == "non"
    assert ask("choice", "toujours pas commencé", choices=form[:1]).state == "skipped"
    assert ask("choice", "en chantier", choices=form).state == "skipped"


def test_several_choices_in_a_sentence() -> None:
    reviews = (
        Choice(value="during", label="Intermédiaire", aliases=("étape",)),
        Choice(value="end", label="Final", aliases=("bilan final",)),
    )
    assert ask("choices", "des bilans d'étape (budget + actions) puis un bilan final", choices=reviews).value == ("during", "end")
    assert ask("choices", "un bilan d'étape ainsi que un bilan final", choices=reviews).value == ("during", "end")


LIVRABLE = Question(
    id="livrables",
    label="Livrables ?",
    type="repeat",
    title="nom",
    questions=(
        Question(id="nom", label="Nom ?", type="text"),
        Question(id="budget", label="Budget ?", type="amount", short="budget", required=True),
        Question(id="aide", label="Aide ?", type="amount"),
        Question(id="porteur", label="Porteur ?", type="choice", choices=BODIES),
        Question(id="contenu", label="Contenu ?", type="long_text"),
        Question(id="date", label="Date ?", type="date"),
    ),
)


def told_within(field: str, row: dict[str, object]) -> Answer:
    from assistant.answers import within

    question = LIVRABLE.field(field)
    assert question
    return within(LIVRABLE, question, row)


def test_a_row_in_one_sentence_does_not_lack_what_it_says() -> None:
    row: dict[str, object] = {"nom": "Fresque – un mur peint avec dix jeunes, par la mairie, 9 000 € environ", "budget": None}
    for field in ("budget", "porteur", "contenu"):
        answer = told_within(field, row)
        assert (answer.state, answer.value, answer.raw) == ("unreadable", None, row["nom"]), field
    assert "répondez à part pour « budget »" in told_within("budget", row).problem
    sure: dict[str, object] = {"nom": str(row["nom"]).removesuffix(" environ")}
    assert told_within("budget", sure).value == 9000
    assert told_within("porteur", sure).value == "commune"
    assert told_within("contenu", sure).state == "unreadable"
    assert told_within("nom", row).state == told_within("date", row).state == "absent"


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("budget", {"nom": "Fresque, un mur peint"}),
        ("budget", {"nom": "Fresque 9 000 €"}),
        ("budget", {"nom": "Fresque, avec les classes de 6e"}),
        ("aide", {"nom": "Fresque, 9 000 €"}),
        ("budget", {"nom": "Fresque, 9 000 €", "contenu": "un mur"}),
        ("budget", {"nom": ["Fresque, 9 000 €"]}),
        ("porteur", {"nom": "Fresque de la mairie"}),
        ("porteur", {"nom": "Fresque, en mai"}),
        ("contenu", {"nom": "Fresque : un mur en mai"}),
        ("budget", {"autre": "Fresque, 9 000 €"}),
        ("budget", {}),
    ],
)
def test_a_title_alone_lacks_the_rest(field: str, row: dict[str, object]) -> None:
    assert told_within(field, row).state == "absent"


@pytest.mark.parametrize("rows", [["on verra"], ["on verra à la rentrée", "à définir avec le copil"]])
def test_rows_that_only_put_off_are_no_rows(rows: list[str]) -> None:
    assert understand(LIVRABLE, rows).state == "skipped"
    assert understand(LIVRABLE, [*rows, "une fresque"]).value == tuple(range(len(rows) + 1))


def test_a_yes_that_insists_may_be_explained() -> None:
    assert ask("yes_no", "oui bien sûr, sur tous les supports").value is True
    assert ask("yes_no", "oui bien sûr, mais pas partout").state == "unreadable"


WORK = (
    Choice(value="fait", label="Oui", aliases=("oui", "rempli", "fait", "ok")),
    Choice(value="non", label="Non", aliases=("non", "pas encore", "jamais")),
)


@pytest.mark.parametrize(
    "typed",
    [
        "on n'a encore rien fait pour le formulaire",
        "rien n'est rempli",
        "personne ne l'a fait",
        "ns ne l'avons jms rempli",
        "rempli ? personne ne l'a fait",
        "qui l'a rempli ?",
        "oui, mais pas signé",
        "il devait être rempli",
        "loin d'être rempli",
        "fait dans une semaine",
        "notre voisine l'a fait",
    ],
)
def test_what_is_denied_or_still_to_be_done_is_never_told_as_done(typed: str) -> None:
    assert ask("choice", typed, choices=WORK).value != "fait"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ni l'une ni l'autre ne l'a jamais fait", None),
        ("ni l'une ni l'autre, jamais", "non"),
        ("pas encore fait", "non"),
        ("oui : les trois cadres, rien d'autre", "fait"),
        ("ok, 28 pages", "fait"),
        ("-1", None),
    ],
)
def test_a_denial_agrees_with_a_name_that_denies(typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=(*WORK, Choice(value="un", label="Un", aliases=("1",)))).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("l'agglo (14 villes)", "agglo"),
        ("la ville de Sarmy et l'agglo du Val, ensemble", "conjoint"),
        ("la ville de Sarmy et l'agglo du Val", "conjoint"),
        ("la ville de Sarmy et l'agglo qui paie", None),
        ("la ville et l'agglo ne portent pas ensemble", None),
        ("à côté de la ville", None),
        ("avec l'appui de la ville", None),
        ("c'est l'agglo, elle restera une fois la ville partie", "agglo"),
        ("l'asso ne fait que l'animer, la ville porte", "commune"),
    ],
)
def test_what_accompanies_a_choice_is_not_chosen(typed: str, value: str | None) -> None:
    bodies = (*BODIES, Choice(value="conjoint", label="Les unes et les autres", aliases=("ville et agglo",)))
    assert ask("choice", typed, choices=bodies, beside=BESIDE).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("c'est la ville qui porte (l'asso soutient mais ne dépose rien)", "commune"),
        ("la ville en personne (pas d'agglo sur ce dossier)", "commune"),
        ("l'agglo porte (la ville n'a pas le temps)", "agglo"),
        ("la ville (l'agglo ne porte rien, l'asso si)", None),
        ("la ville (l'agglo ne porte pas seule)", None),
        ("la ville (l'agglo ne fait que déposer)", None),
        ("la ville (l'asso soutient et dépose)", None),
        ("la ville (l'asso porte le projet)", None),
        ("la ville (pas sûr)", None),
        ("pas la ville (elle n'a pas le temps)", None),
        ("c'est la ville de Lussan qui déposera ; l'agglo, M. Ott, n'est pas la ville et ne signe pas", "commune"),
        ("c'est la ville qui déposera ; l'agglo ne signe pas encore", None),
        ("une asso (la ville nous soutient, c'est elle qui dépose)", None),
        ("la ville, c'est elle qui dépose", "commune"),
    ],
)
def test_who_has_no_part_in_it_is_not_chosen(typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=BODIES, beside=BESIDE).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("pour partie la subvention et pour partie la ville", "partage"),
        ("la subvention à 60 %, la ville pour le reste", "partage"),
        ("la subvention à 60 %, la caisse pour le reste", None),
        ("la subvention à 0 %, la ville pour le reste", None),
        ("la subvention à 60 %, le reste à voir", None),
        ("la subvention à 60 %, peut-être la ville pour le reste", None),
    ],
)
def test_who_pays_a_part_each_pay_together(typed: str, value: str | None) -> None:
    payers = (
        Choice(value="ville", label="La ville"),
        Choice(value="subvention", label="La subvention"),
        Choice(value="autre", label="La caisse"),
        Choice(value="partage", label="Les deux", aliases=("ville et subvention", "pour partie")),
    )
    assert ask("choice", typed, choices=payers).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Non : ni la ville ni aucune de ses 22 écoles n'a été lauréate de 2031, 2033 ou 2035", "non"),
        ("non, ni en 2031 ni en 2033, en 2035 lauréate", None),
        ("Non : ni la ville ni aucune de ses écoles, à l'exception de Sarmy", None),
    ],
)
def test_neither_of_them(typed: str, value: str | None) -> None:
    choices = (Choice(value="non", label="Non"), Choice(value="oui", label="Lauréate"))
    assert ask("choice", typed, choices=choices).value == value


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("devis demandé, on n'a pas encore le montant", "skipped"),
        ("devis demandés à l'imprimeur", "skipped"),
        ("on a un devis de 3 000 €", "unreadable"),
        ("devis demandé : 3 000 €", "unreadable"),
        ("3 000 €", "given"),
    ],
)
def test_an_amount_that_waits_for_an_estimate_is_not_known_yet(typed: str, state: str) -> None:
    assert ask("amount", typed).state == state


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("pas encore défini, on y réfléchira avec le bailleur au 1er copil", "skipped"),
        ("à définir au deuxième comité technique", "skipped"),
        ("douze parents entendus au 1er copil", "given"),
    ],
)
def test_the_meeting_where_it_will_be_settled_tells_nothing(typed: str, state: str) -> None:
    assert ask("text", typed).state == state


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("aucun, nos agents avec l'infirmière", "none"),
        ("nous-mêmes", "none"),
        ("en régie par nos animateurs", "none"),
        ("aucun, nos amis de la Fabrique", "given"),
        ("nos services, puis une société", "given"),
        ("en interne et avec la compagnie Zig", "given"),
    ],
)
def test_ourselves_is_nobody_else_where_the_question_says_so(typed: str, state: str) -> None:
    assert ask("text", typed, none="Aucun, ce sont nos services").state == state
    assert ask("text", "en régie", none="Pas prévu").state == "given"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("poste vacant, on espère recruter quelqu'un", "skipped"),
        ("poste non pourvu", "skipped"),
        ("médiateur (poste vacant)", "unreadable"),
        ("logements vacants de la rue Haute, occupés par le trafic", "given"),
        ("chargée de mission recrutée en mai", "given"),
    ],
)
def test_a_vacant_post_is_nobody(typed: str, state: str) -> None:
    assert ask("text", typed).state == state
