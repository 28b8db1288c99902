"""Sentences of the built-in campaign, by the rule of French that each one follows: read where they have one meaning, else to verify."""

import time
from datetime import date
from functools import cache
from typing import Any

import pytest

from assistant.answers import Answer, rows_of
from assistant.answers.listing import told_rows
from assistant.campaign import locate
from assistant.dossier import Dossier
from assistant.functions.texts import _denied
from assistant.script import Choice, Question, Script, load_script

OPEN = "to verify"


@cache
def shipped() -> Script:
    return load_script(locate())


def reply(path: str, raw: Any = None, **others: Any) -> Answer:
    """The answer at a path when this was typed there, or only elsewhere."""
    data: dict[str, Any] = dict(others)
    if raw is not None:
        group, _, name = path.rpartition(".")
        data = data | {group: {name: raw}} if "[" not in path else data | {group.removesuffix("[0]"): [{"nom": "X", name: raw}]}
    return Dossier(shipped(), data).reply(path)


def read(path: str, raw: Any = None, **others: Any) -> Any:
    """The value that is taken; OPEN when none is."""
    answer = reply(path, raw, **others)
    return answer.value if answer.state == "given" else OPEN


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("aucun rapport avec l'alcool, le cannabis, le tabac ou les jeux d'argent", "sans_lien"),
        ("ni tabac, ni alcool, ni cannabis, ni jeux", "sans_lien"),
        ("Sans lien avec le tabac, l'alcool ni les jeux, on a vérifié", "sans_lien"),
        (
            "rien à voir avec la bière, le vin, le tabac, le cannabis ou les casinos et jeux vidéo",
            OPEN,
        ),  # « casinos », « jeux »: near, not told
        ("aucun lien avec l'alcool ou le tabac", OPEN),  # the others are not said
        ("aucun lien avec le tabac, mais son patron tient un bar", OPEN),
        ("aucun lien avec le tabac, l'alcool, le cannabis, les jeux, sauf une buvette", OPEN),
        ("aucun lien avec le tabac, le cannabis, les jeux, c'est une brasserie", OPEN),
        ("aucun lien avec le tabac, l'alcool, le cannabis, les jeux ?", OPEN),
        ("lien avec le tabac, l'alcool, le cannabis et les jeux", OPEN),
        ("ni tabac ni alcool, un casino", "jeux_argent"),
    ],
)
def test_a_list_of_what_is_denied(typed: str, value: str) -> None:
    assert read("operateurs[0].lien", typed) == value


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("budget.apport", "douze mille euros pris sur le budget de la ville", 12000),
        ("budget.apport", "15 000 € de la communauté de communes", 15000),
        ("budget.apport", "8 000 € sur nos fonds propres", 8000),
        ("budget.demande", "150 000 € de la MILDECA", 150000),
        ("budget.apport", "la ville met 25 000 €", 25000),
        ("budget.apport", "la CAF met 25 000 €", OPEN),
        ("budget.apport", "9 000 € de la CAF", OPEN),
        ("budget.apport", "9 000 € de la commune et 3 000 € de l'agglo", OPEN),
        ("budget.demande", "100 000 € de la commune", OPEN),
        ("budget.demande", "110 000 €, oui cent dix mille pour les deux ans", 110000),
        ("budget.cout", "180 000 € tout compris, 180 000", 180000),
        ("budget.demande", "75 000 € au total (soixante-quinze mille)", 75000),
        ("budget.demande", "100 000 €, cent dix mille en tout", OPEN),
        ("budget.demande", "100 000 € par an, cent mille", OPEN),
        ("budget.cout", "le projet coûte 75 000 €", 75000),
        ("budget.cout", "le projet coûte 75 000 € par an", OPEN),
    ],
)
def test_an_amount_and_whose_it_is_or_told_twice(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("budget.fonctionnement", "oui pour une petite part, l'électricité du local", True),
        ("budget.fonctionnement", "oui mais seulement le loyer de la MJC", True),
        ("budget.fonctionnement", "oui partiellement, sinon le club ferme", True),
        ("budget.fonctionnement", "non, chaque structure garde ses charges à part", False),
        ("budget.fonctionnement", "non (leur loyer est à part)", False),
        ("budget.fonctionnement", "non, à part le loyer", OPEN),
        ("budget.fonctionnement", "non, sauf le chauffage du local", OPEN),
        ("budget.fonctionnement", "non, enfin une petite partie oui", OPEN),
        ("budget.fonctionnement", "oui peut-être", OPEN),
        ("budget.fonctionnement", "non pour le loyer", OPEN),
        ("budget.fonctionnement", "oui pour aucun d'entre eux", OPEN),
        ("budget.fonctionnement", "oui zéro", OPEN),
        ("gouvernance.convention", "oui, aucun problème", True),
        ("gouvernance.convention", "oui, rien ne s'y oppose", True),
        ("gouvernance.convention", "oui, n'importe quand", True),
        ("gouvernance.convention", "oui, puis nous la publierons", True),
        ("budget.fonctionnement", "oui aucun souci, elle n'en paie aucun", OPEN),
        ("budget.fonctionnement", "oui ou non", OPEN),
        ("territoire.qpv", "oui pour les Acacias, pas pour le centre", True),
        ("territoire.qpv", "le quartier des Acacias est classé en QPV", True),
        ("territoire.qpv", "nous n'en avons aucun sur la commune", False),
        ("territoire.qpv", "à côté d'un QPV", OPEN),
        ("gouvernance.convention", "bien sûr, le maire la signera dès l'automne", True),
        ("gouvernance.convention", "nous la signerons", True),
        ("gouvernance.convention", "on aimerait bien la signer", OPEN),
        ("gouvernance.convention", "on ne la signera pas", False),
        ("gouvernance.convention", "la préfecture signera", OPEN),
        ("gouvernance.convention", "nous signerons plus tard", OPEN),
        ("gouvernance.publication", "on accepte", True),
        ("gouvernance.publication", "on accepte mal cette idée", OPEN),
        ("gouvernance.publication", "d'accord uniquement pour les affiches", OPEN),
        ("gouvernance.convention", "on la signera si le conseil est d'accord", OPEN),
        ("gouvernance.mention", "oui partout, affiches et site compris", True),
        ("gouvernance.mention", "on citera la MILDECA", True),
        ("gouvernance.mention", "oui, à confirmer", OPEN),
    ],
)
def test_yes_and_no_in_a_sentence(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "oui en partie",
        "oui, il reste l'axe 4",
        "tout y est sauf l'axe 4",
        "c'est tout pour l'instant",
        "c'est tout le contraire",
        "c'est tout récent",
    ],
)
def test_a_part_is_no_yes_where_the_whole_is_asked(typed: str) -> None:
    assert read("plan.complet", typed, actions=[{"titre": "A"}]) == OPEN


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "une éducatrice en CDD de deux ans, payée par la subvention, et un médiateur titulaire payé par la commune",
            [("subvention", "projet"), ("collectivite", "permanent")],
        ),
        ("Un éducateur en CDI financé par la MILDECA.", [("subvention", "permanent")]),
        (
            "trois agents de nos services, rémunérés par la ville ; un vacataire pris en charge par la CAF",
            [("collectivite", OPEN), ("autre", "externe")],
        ),
        ("deux animateurs, agents de la ville et payés par elle", [("collectivite", OPEN)]),
        ("un médiateur, payé moitié par la ville et moitié par la subvention", [("partage", OPEN)]),
        ("un médiateur en CDD payé par la ville et la subvention", [("partage", "projet")]),
        ("un agent titulaire de la ville dont le salaire est pris sur la subvention", [("subvention", "permanent")]),
        ("une coordinatrice en contrat de projet de deux ans que la subvention finance", [("subvention", "projet")]),
        # what is doubtful
        ("un médiateur titulaire (subvention), payé par la ville", [(OPEN, "permanent")]),
        ("un médiateur pour le projet, payé par la subvention", [("subvention", OPEN)]),
        ("un médiateur en CDD puis en CDI, payé par la subvention", [(OPEN, OPEN)]),
        ("un éducateur titulaire et un animateur en CDD, payés par la subvention", [("subvention", OPEN)]),
        ("une éducatrice, pas un CDI, payée par la subvention", [("subvention", OPEN)]),
        ("un éducateur de la ville, payé par la CAF ou la subvention", [(OPEN, OPEN)]),
        ("un médiateur, payé par la ville, mais remboursé par la subvention", [(OPEN, OPEN)]),
        ("un médiateur pas payé par la ville", [(OPEN, OPEN)]),
        ("deux animateurs payés par la ville si le conseil vote", [(OPEN, OPEN)]),
        ("la subvention paie le médiateur, la ville l'éducatrice", [(OPEN, OPEN)]),
        ("un médiateur en CDI payé par la ville jusqu'en juin puis par la MILDECA", [(OPEN, OPEN)]),
        ("un médiateur en CDD payé par la subvention qui sera titularisé ensuite", [(OPEN, OPEN)]),
        ("un agent titulaire payé par la ville après la subvention", [(OPEN, "permanent")]),
        ("un médiateur en CDI payé par la subvention, il restera après le projet", [("subvention", "permanent")]),
        ("une éducatrice payée par la ville, remboursée", [(OPEN, OPEN)]),
        ("un médiateur payé par la ville à 50 %", [(OPEN, OPEN)]),
        ("un médiateur payé par la ville jusqu'en juin", [(OPEN, OPEN)]),
        ("un médiateur payé par la ville la première année", [(OPEN, OPEN)]),
    ],
)
def test_people_told_in_one_sentence(sentence: str, rows: list[tuple[str, str]]) -> None:
    dossier = Dossier(shipped(), {"equipe": sentence})
    assert dossier.rows("equipe") == len(rows)
    for row, told in enumerate(rows):
        answers = [dossier.reply(f"equipe[{row}].{field}") for field in ("financeur", "emploi")]
        assert tuple(answer.value if answer.state == "given" else OPEN for answer in answers) == told


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "2025 : 40 000 € (dont 25 000 € demandés), 2026 : 45 000 € (dont 28 000 € demandés)",
            [("2025", 40000, 25000), ("2026", 45000, 28000)],
        ),
        ("30 000 € en 2025 et 50 000 € en 2026", [("2025", 30000, OPEN), ("2026", 50000, OPEN)]),
        (
            "2025 : coût 60 k€, subvention 40 k€\n2026 : coût 20 k€, subvention 10 k€",
            [("2025", 60000, 40000), ("2026", 20000, 10000)],
        ),
        ("en 2025, 30 000 € demandés", [("2025", OPEN, 30000)]),
        # what is doubtful
        ("2025 : environ 80 000 €, 2026 : 40 000 €", None),
        ("2025 : 80 000 € ou 90 000 €, 2026 : 40 000 €", None),
        ("80 000 € par an de 2025 à 2027", None),
        ("80 000 € dont 30 000 € en 2025", None),
        ("2025 : 80 000 € dont 30 000 € de la CAF", None),
        ("2025 : 80 000 € si le conseil vote ; 2026 : 40 000 €", None),
    ],
)
def test_years_told_on_one_line(sentence: str, rows: list[tuple[Any, ...]] | None) -> None:
    dossier = Dossier(shipped(), {"budget": {"annees": sentence}})
    if rows is None:
        assert dossier.table("budget.annees") == [{"annee": sentence}]
        return
    fields = ("annee", "cout", "demande")
    told = [[dossier.reply(f"budget.annees[{row}].{field}") for field in fields] for row in range(len(rows))]
    assert [tuple(answer.value if answer.state == "given" else OPEN for answer in row) for row in told] == rows


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "la CAF (8 000 €), le Département (12 000 €) et la Région (5 000 €)",
            [("la CAF", 8000), ("le Département", 12000), ("la Région", 5000)],
        ),
        ("le bailleur à hauteur de 6 000 €, sans lien avec ces secteurs", [("le bailleur", 6000)]),
        ("4 500 € de la CAF et 10 000 € de la Région", [("la CAF", 4500), ("la Région", 10000)]),
        ("Région : 20 000 € ; FIPD : 5 000 €", [("Région", 20000), ("FIPD", 5000)]),
        ("le FIPD pour 10 000 € environ", None),
        ("la CAF et la MSA pour 10 000 € chacune", None),
        ("la CAF apporterait 10 000 €", None),
        ("la CAF, 10 000 € espérés", None),
    ],
)
def test_co_funders_told_on_one_line(sentence: str, rows: list[tuple[str, int]] | None) -> None:
    dossier = Dossier(shipped(), {"budget": {"cofinancements": sentence}})
    table = dossier.table("budget.cofinancements")
    if rows is None:
        assert table == [{"financeur": sentence}]
        return
    assert [
        (row["financeur"], dossier.reply(f"budget.cofinancements[{at}].montant").value) for at, row in enumerate(table)
    ] == rows


def test_what_is_said_of_all_the_rows() -> None:
    sentence = "la CAF pour 8 000 € et le bailleur pour 5 000 €, aucun lien avec l'alcool, le tabac, le cannabis ou les jeux"
    dossier = Dossier(shipped(), {"budget": {"cofinancements": sentence}})
    assert [dossier.reply(f"budget.cofinancements[{row}].lien").value for row in range(2)] == ["sans_lien"] * 2
    assert "est lu ainsi : la CAF (montant : 8 000 €" in dossier.reply("budget.cofinancements").note.replace("\xa0", " ")
    for aside in ("rien cette année", "rien d'autre", "aucun n'est versé", "aucun lien avec l'alcool"):
        said = Dossier(shipped(), {"budget": {"cofinancements": f"la CAF pour 8 000 € et le bailleur pour 5 000 €, {aside}"}})
        assert [said.reply(f"budget.cofinancements[{row}].lien").state for row in range(2)] == ["absent"] * 2
    silent = Dossier(shipped(), {"budget": {"cofinancements": "le casino pour 10 000 € et la CAF pour 5 000 €"}})
    assert silent.reply("budget.cofinancements[1].lien").state == "absent"


@pytest.mark.parametrize(
    ("typed", "done", "day"),
    [
        ("oui, retenus en 2021, le projet s'est achevé en juin 2023", "termine", date(2023, 6, 30)),
        ("oui en 2023, le projet court encore jusqu'en décembre 2025", "en_cours", date(2025, 12, 31)),
        ("lauréats 2021 (programme terminé depuis le 30/09/2023)", "termine", date(2023, 9, 30)),
        ("oui, lauréats de l'appel de 2019", OPEN, OPEN),
        ("oui en 2021, le projet devrait être terminé", OPEN, OPEN),
        ("oui en 2021, le dossier était bien fini à temps", OPEN, OPEN),
        ("oui en 2023, le projet finit vers décembre 2025", OPEN, OPEN),
        ("oui, le projet est terminé à 80 %", OPEN, OPEN),
        ("oui, on croit que le projet est terminé", OPEN, OPEN),
        ("oui, c'est terminé pour la partie prévention", OPEN, OPEN),
        ("oui, le nouveau projet est fini d'écrire", OPEN, OPEN),
        ("oui, projet fini en décembre 2023, puis prolongé de 12 mois", OPEN, OPEN),
        ("oui, terminé le 31/12/2023 (théoriquement)", OPEN, OPEN),
        ("oui en 2018 et 2021, le premier projet est terminé", OPEN, OPEN),
        ("oui, le projet sera terminé en décembre 2023, on a demandé un avenant", OPEN, OPEN),
        ("oui en 2021, le bilan du projet est terminé", OPEN, OPEN),
        ("oui en 2021, il est loin d'être terminé", OPEN, OPEN),
        ("oui, le projet s'achève en 2024", "en_cours", OPEN),  # a year alone is no day
        ("oui en 2021, terminé ; celui de 2023 est encore en cours", OPEN, OPEN),
        ("oui en 2021, est-ce qu'il est terminé ?", OPEN, OPEN),
    ],
)
def test_the_end_of_the_first_project_told_in_the_answer_before(typed: str, done: Any, day: Any) -> None:
    assert (read("laureat.fini", laureat={"deja": typed}), read("laureat.fin", laureat={"deja": typed})) == (done, day)


def test_what_the_answer_before_told_goes_with_it() -> None:
    told = Dossier(shipped(), {"laureat": {"deja": "oui en 2021, le projet est terminé"}})
    assert told.reply("laureat.fini").value == "termine"
    assert told.with_answer("laureat.deja", "oui en 2021").reply("laureat.fini").state == "absent"
    assert told.with_answer("laureat.fini", "non").reply("laureat.fini").value == "en_cours"


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        # for a time, on a condition, in part
        ("referent.financeur", "la ville en attendant", OPEN),
        ("referent.financeur", "la ville, sous réserve du vote", OPEN),
        ("referent.financeur", "la ville tant qu'elle peut", OPEN),
        ("referent.financeur", "la ville jusqu'à l'arrivée des crédits", OPEN),
        ("referent.financeur", "la ville jusqu'en juin 2026", "collectivite"),
        ("laureat.fini", "oui pour la première tranche", OPEN),
        ("budget.fonctionnement", "non, en dehors du siège", OPEN),
        # somebody or something else
        ("porteur.representant", "la secrétaire du maire", OPEN),
        ("porteur.representant", "l'ancien maire", OPEN),
        ("porteur.representant", "M. Roy, en qualité de président de l'agglo", "president"),
        ("porteur.nature", "le comité des fêtes de la commune", OPEN),
        ("porteur.nature", "le service jeunesse de la ville", "commune"),
        ("referent.financeur", "la commune, compensée par l'agglo", OPEN),
        # still to be done; beside a no it goes without saying
        ("depot.document", "prêt à être écrit", OPEN),
        ("plan.complet", "non, il en reste à écrire", False),
        # the words that a campaign names
        ("operateurs[0].lien", "non, son mécène est un brasseur", OPEN),
        ("operateurs[0].lien", "aucun lien direct", OPEN),
        ("operateurs[0].lien", "aucun, pas de sponsor, on a vérifié", "sans_lien"),
        ("operateurs[0].lien", "oui, filiale d'une brasserie", "alcool"),
        ("operateurs[0].lien", "association de prévention de l'alcool", OPEN),
        ("budget.fonctionnement", "non, le loyer passe dans une action", OPEN),
        ("budget.fonctionnement", "non, le loyer est payé par la ville", False),
        ("budget.fonctionnement", "non, aucun loyer ni charges", False),
        ("budget.fonctionnement", "oui, une partie du loyer", True),
        ("depot.date", "18 avril 2024 (dépôt du dossier FIPD)", OPEN),
        ("depot.date", "projet démarré le 18 avril 2024", OPEN),
        ("depot.date", "le projet a été déposé le 15 mars 2024", date(2024, 3, 15)),
        # words that only look like those
        ("operateurs[0].lien", "aucun lien, depuis vingt ans qu'on le connaît", "sans_lien"),
        ("operateurs[0].lien", "aucun, association de Vendée", "sans_lien"),
        ("laureat.deja", "oui, en 2021, fêtée au café", "laureat"),
        ("depot.cerfa", "oui, le modèle 12156*06 est rempli", "complet"),
        ("depot.canal", "démarches simplifiées, téléprocédure de la préfecture", "demarches_simplifiees"),
        ("depot.document", "oui, avec le plan de financement", "pret"),
        # of what an amount is
        ("budget.demande", "96 000 € de subvention", 96000),
        ("budget.demande", "96 000 € de dépenses", OPEN),
        ("budget.demande", "96 000 € demandés à la Région", OPEN),
        ("budget.demande", "96 000 € demandés au total", 96000),
        ("budget.demande", "96 000 €, apport de la ville compris", OPEN),
        ("budget.cout", "120 000 € demandés", OPEN),
        ("budget.cout", "120 000 € toutes charges comprises", 120000),
        ("budget.apport", "24 000 € en autofinancement", 24000),
        ("budget.apport", "la ville finance 24 000 €", 24000),
    ],
)
def test_what_a_sentence_tells_beside_its_answer(path: str, typed: str, value: Any) -> None:
    others = {"actions": [{"titre": "A"}]} if path.startswith("plan.") else {}
    assert read(path, typed, **others) == value


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("aucun, tout est fait par nos agents", "none"),
        ("aucun, ce sont nos agents qui interviennent", "none"),
        ("aucun en tout cas", "none"),
        ("0,00 €", "none"),
        ("Pas vu, pas pris : compagnie de théâtre", "given"),
        ("aucun en dehors des associations partenaires", "unreadable"),
        ("aucun la première année", "unreadable"),
        ("pas de marché public, on passe par une association", "unreadable"),
        ("non, sauf si la MJC reprend l'atelier", "unreadable"),
        ("cf. organigramme joint", "unreadable"),
    ],
)
def test_none_that_is_not_quite_none(typed: str, state: str) -> None:
    assert reply("operateurs", operateurs=typed).state == state


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("laureat.deja", "non, même si la préfecture nous avait conseillé de candidater en 2021", "jamais"),
        ("laureat.deja", "jamais, la préfecture nous en a juste parlé", "jamais"),
        ("laureat.deja", "non, mais la préfecture nous a versé 8 000 € de crédits MILDECA en 2022", "prefecture"),
        ("laureat.deja", "non, mais la préfecture nous a parlé d'une aide qu'on a touchée en 2022", "prefecture"),
        ("laureat.deja", "la préfecture nous a dit qu'on avait été retenus", OPEN),
        ("porteur.nature", "la mairie de Roquebrune (commune nouvelle depuis 2017)", "commune"),
        ("porteur.nature", "commune nouvelle issue de la fusion de trois communes", "commune"),
        ("porteur.nature", "une commune nouvelle, regroupement de cinq villages", "commune"),
        ("porteur.nature", "une commune déléguée d'une commune nouvelle", "commune_deleguee"),
        ("porteur.nature", "trois communes ensemble", "communes"),
        ("porteur.nature", "c'est la MJC qui dépose le dossier, la mairie nous accompagne", "association"),
        ("porteur.nature", "c'est la mission locale qui porte, l'agglo nous aide", "organisme"),
        ("porteur.nature", "c'est l'association qui dépose, ou la ville", OPEN),
        ("porteur.representant", "M. Dupond, maire de Vézac, et Mme Perrot, présidente de la communauté de communes", "les_deux"),
        ("porteur.representant", "la présidente de l'agglo, Mme Roy, et le maire de Sornac", "les_deux"),
        ("porteur.representant", "le maire de Sornac et la présidente de la métropole", "les_deux"),
        ("porteur.representant", "la présidente de l'agglo et maire de Sornac", "president"),
        ("porteur.representant", "le maire de Sornac ou la présidente de l'agglo", OPEN),
        ("referent.financeur", "le centre social", "autre"),
        ("referent.financeur", "le CCAS", "autre"),
        ("referent.financeur", "le bailleur", "autre"),
        ("referent.financeur", "le CCAS avec la subvention", OPEN),
        ("territoire.echelle", "le hameau du Pont, une petite partie de la commune", "quartier"),
        ("territoire.echelle", "le vieux centre, plus petit que la commune", "quartier"),
        ("territoire.echelle", "une cité, pas toute la ville", "quartier"),
        ("territoire.echelle", "toute la commune", "commune"),
        ("territoire.echelle", "toutes les communes de la communauté de communes", "plusieurs_communes"),
        ("projet.duree", "deux années pleines, jusqu'en décembre 2026", 24),
        ("projet.duree", "le projet tournera trois ans", 36),
        ("projet.duree", "deux ans, jusqu'en décembre 2026 si tout va bien", OPEN),
        ("projet.duree", "24 mois à compter de la signature de la convention", 24),
        ("projet.duree", "trois ans comme le prévoit l'appel", 36),
        ("depot.date", "vendredi 26 avril 2024, après signature du maire", date(2024, 4, 26)),
        ("depot.date", "le 2 mai 2024 car la plateforme était en panne le 30 avril", date(2024, 5, 2)),
        ("gouvernance.mention", "systématiquement", True),
        ("gouvernance.copil", "2 sur toute la durée du projet", OPEN),
        ("projet.duree", "deux ans, et une troisième année si ça marche", OPEN),
        ("projet.debut", "on démarre en octobre 2024", date(2024, 10, 1)),
        ("projet.debut", "le projet commencera début janvier 2025", date(2025, 1, 1)),
        ("projet.debut", "dès janvier 2025", date(2025, 1, 1)),
        ("projet.debut", "on devrait démarrer en octobre 2024", OPEN),
        ("projet.debut", "à partir de septembre 2024", OPEN),
        ("laureat.fin", "il s'achève fin juin 2024", date(2024, 6, 30)),
        ("depot.date", "ce sera fait le vendredi 26 avril 2024", date(2024, 4, 26)),
        ("depot.date", "ce sera fait avant le 26 avril 2024", OPEN),
    ],
)
def test_one_value_in_a_sentence(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


@pytest.mark.parametrize(
    "typed", ["aucun pour l'instant, on n'aime pas les chiffres", "rien, on n'a pas d'outil de suivi", "aucun (faute de temps)"]
)
def test_why_there_is_none_tells_nothing(typed: str) -> None:
    assert reply("indicateurs.quantitatifs", typed).state == "none"


@pytest.mark.parametrize(
    "typed", ["aucun chiffre de départ, mais on comptera les jeunes suivis", "aucun, c'est la PJJ qui comptera les jeunes"]
)
def test_what_goes_on_after_none_tells_something(typed: str) -> None:
    assert reply("indicateurs.quantitatifs", typed).state == "given"


@pytest.mark.parametrize(
    ("before", "denied"),
    [
        ("ateliers ; ni salaire permanent ni ", True),
        ("les ateliers, pas de ", True),
        ("ateliers sans frais ni ", True),
        ("aucun ", True),
        ("hors ", True),
        ("pas que le ", False),
        ("pas seulement le ", False),
        ("sans compter le ", False),
        ("ni les salaires, le ", False),
        ("aucun souci pour le ", False),
    ],
)
def test_what_stands_just_before_denies(before: str, denied: bool) -> None:
    assert _denied(before) is denied


MARKET = Question(
    id="stands",
    label="Stands ?",
    type="repeat",
    title="nom",
    questions=(
        Question(id="nom", label="Nom ?", type="text"),
        Question(id="prix", label="Prix ?", type="amount", short="prix"),
        Question(
            id="lieu",
            label="Lieu ?",
            type="choice",
            choices=(Choice(value="halle", label="La halle"), Choice(value="rue", label="La rue")),
        ),
    ),
)


def test_another_campaign_s_list_is_read_too() -> None:
    assert rows_of(MARKET, "miel pour 30 €, dans la halle ; pain pour 20 €, dans la rue") == [
        {"nom": "miel", "prix": "30\xa0€", "lieu": "dans la halle"},
        {"nom": "pain", "prix": "20\xa0€", "lieu": "dans la rue"},
    ]
    assert rows_of(MARKET, "bon d'achat de 20 €") == [{"nom": "bon d'achat de 20 €"}]
    assert rows_of(MARKET, "miel 30 € ?") == [{"nom": "miel 30 € ?"}]


@pytest.mark.parametrize(
    "piece", ["un médiateur payé par la ville, ", "2025 : 80 000 € dont 40 000 € demandés ; ", "et un et deux ", "((((", "paye "]
)
def test_a_long_list_is_read_at_once(piece: str) -> None:
    equipe, annees = shipped().questions["equipe"], shipped().questions["budget.annees"]
    start = time.process_time()
    for question in (equipe, annees):
        for length in (700, 790, 100_000):
            told_rows(question, (piece * length)[:length])
    assert time.process_time() - start < 1
