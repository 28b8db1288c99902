"""Answers of a file as people say them: told twice, denied, made to depend on something. What may be read is; a reserve is never a yes."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from assistant.answers import Partial, understand
from assistant.answers.listing import told_rows
from assistant.campaign import locate
from assistant.dossier import Dossier
from assistant.rules import Rulebook
from assistant.script import load_script
from tests.test_told import OPEN, read, reply, shipped

DAY = date(2024, 4, 15)
REFERENT = {"fonction": "la coordinatrice"}


@cache
def book() -> Rulebook:
    return Rulebook(load_script(locate()))


def finding(requirement: str, **answers: Any) -> Any:
    return book().finding(requirement, Dossier(shipped(), answers), DAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("déposé le vendredi 3 mai 2024, on croyait que c'était fin mai", 3),
        ("déposé le 3 mai 2024, nous pensions que la date limite était le 15 mai", 3),
        ("on pensait avoir jusqu'au 15 mai, le dossier a été déposé le 3 mai 2024", 3),
        ("nous devions le déposer le 29 avril 2024, mais il a été envoyé le 3 mai 2024", 3),
        ("déposé le 3 mai 2024 au lieu du 29 avril", 3),
        ("j'ai déposé le 3 mai 2024 alors que je croyais avoir jusqu'à la fin du mois", 3),
        ("en mai 2024, le 3 exactement", 3),
        ("on pensait déposer le 3 mai 2024", OPEN),
        ("on devait déposer le 3 mai 2024, on croyait que c'était fin mai", OPEN),
        ("déposé le 3 mai 2024, du moins on le croyait", OPEN),
        ("déposé le 3 mai 2024, on croyait que c'était parti le 30", OPEN),
        ("on croyait l'avoir déposé le 3 mai 2024, mais c'est resté en brouillon", OPEN),
        ("on l'aurait déposé le 3 mai 2024 si on avait su, on croyait que c'était fin mai", OPEN),
        ("on pensait que c'était le 10, c'est parti le 3 mai 2024 en brouillon", OPEN),
        ("l'agglo a déposé le 3 mai 2024, nous on pensait que c'était fin mai", OPEN),
        ("en mai 2024, le 3 si possible", OPEN),
        ("en mai 2024, le 3 ou le 10", OPEN),
    ],
)
def test_the_day_that_is_done_and_not_the_one_that_was_believed(typed: str, day: Any) -> None:
    assert read("depot.date", typed) == (day if day == OPEN else date(2024, 5, day))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("courant janvier 2025, le 13 exactement", date(2025, 1, 13)),
        ("juin 2024, sans attendre", date(2024, 6, 1)),
        ("septembre 2024, dès la rentrée", date(2024, 9, 1)),
        ("juin 2024, sans attendre la convention", OPEN),
        ("juin 2024, sans certitude", OPEN),
        ("courant janvier 2025, le 13 au plus tard", OPEN),
        ("courant janvier 2025, sauf le 13", OPEN),
    ],
)
def test_a_month_and_its_day_or_a_remark(typed: str, day: Any) -> None:
    assert read("projet.debut", typed) == day


def test_a_day_that_waits_for_something_is_not_known_yet() -> None:
    assert reply("depot.date", "dès que le maire rentre de congés").state == "skipped"
    assert reply("depot.date", "après le 29 avril 2024").state == "unreadable"
    assert finding("date-depot", depot={"date": "dès que le maire rentre de congés"}).status == "missing"


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("36 mois, autrement dit trois années pleines", 36),
        ("deux ans et pas un jour de plus", 24),
        ("deux ans, à savoir vingt-quatre mois, et pas un de plus", 24),
        ("deux ans, vingt-quatre mois", 24),
        ("24 mois (deux ans donc)", 24),
        ("trois ans, nous n'irons pas au-delà", 36),
        ("36 mois, autrement dit deux ans", OPEN),
        ("deux ans et 24 mois", OPEN),
        ("deux ans et pas un jour de moins", OPEN),
        ("deux ans et un jour de plus", OPEN),
        ("deux ans et pas un de plus pour l'instant", OPEN),
        ("24 mois, autrement dit 2 ans si la préfecture suit", OPEN),
        ("un an, on verra au-delà", OPEN),
    ],
)
def test_a_duration_told_twice_or_bounded(typed: str, months: Any) -> None:
    assert read("projet.duree", typed) == months


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("270 000 €, soit 90 000 par an, donc bien en dessous du plafond de 240 000 chaque année", 270000),
        ("120 000 €, autrement dit 60 000 € par an", 120000),
        ("150 000 €, ce qui fait 50 000 par an sur trois ans", 150000),
        ("90 000 € et pas un centime de plus", 90000),
        ("270 000 €, soit 100 000 par an", OPEN),
        ("90 000 par an, donc bien en dessous du plafond", OPEN),
        ("270 000 €, soit 90 000 par an si on est prudents", OPEN),
        ("270 000 €, donc 240 000 vu le plafond", OPEN),
        ("240 000 € et pas un centime de moins", OPEN),
    ],
)
def test_a_total_and_its_parts_a_year(typed: str, amount: Any) -> None:
    assert read("budget.demande", typed) == amount


@pytest.mark.parametrize(
    ("typed", "fte"),
    [
        ("un 40 %", "0.4"),
        ("la moitié de son temps", "0.5"),
        ("les deux tiers de son temps", "0.67"),
        ("elle y passe la moitié de son temps", "0.5"),
        ("une journée par semaine", "0.2"),
        ("tout son temps", "1"),
        ("elle travaille à 80 %", OPEN),
        ("près de la moitié de son temps", OPEN),
        ("un bon tiers de son temps", OPEN),
        ("la moitié de l'année", OPEN),
        ("un 40 % si possible", OPEN),
        ("un jour par mois", OPEN),
        ("il n'y consacre pas la moitié de son temps", OPEN),
    ],
)
def test_a_part_of_somebody_s_time(typed: str, fte: str) -> None:
    assert read("referent.etp", referent=REFERENT | {"etp": typed}) == (fte if fte == OPEN else Decimal(fte))


def test_a_day_a_week_is_told_and_not_missing() -> None:
    found = finding("referent-charge", referent=REFERENT | {"etp": "un jour par semaine", "rattachement": "ailleurs"})
    assert (found.status, "0,2\u00a0ETP" in found.message) == ("to_verify", True)


BOTH = ("executif", "conseil")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("le maire, oui ; le conseil, oui", "met"),
        ("le maire, bien sûr, et tout le conseil", "met"),
        ("les deux, le conseil a voté à l'unanimité", "met"),
        ("le maire, évidemment ; le conseil a voté à l'unanimité", "met"),
        ("le maire, oui ; le conseil, s'il vote le 16 mai", "to_verify"),
        ("le maire et le conseil, s'il vote", "to_verify"),
        ("si le conseil vote, le maire et le conseil", "to_verify"),
        ("oui, si le conseil vote", "to_verify"),
        ("le maire ; le conseil, peut-être", "to_verify"),
        ("le maire, oui ; le conseil, non", "to_verify"),
        ("le maire oui, le conseil pas encore", "to_verify"),
        ("le maire, oui, mais le conseil a refusé", "to_verify"),
        ("le maire, le conseil votera le 16 mai", "to_verify"),
        ("le maire, le conseil dès qu'il aura voté", "to_verify"),
        ("le maire, oui ; le conseil, il faut encore le convaincre", "to_verify"),
        ("le maire et le conseil porteraient le projet", "to_verify"),
        ("les deux, quand le conseil aura voté", "to_verify"),
        ("ni l'un ni l'autre", "failed"),
    ],
)
def test_what_depends_on_a_vote_is_not_met(typed: str, status: str) -> None:
    assert finding("portage-elus", elus={"portage": typed}).status == status


def test_a_choice_in_doubt_is_quoted_with_what_makes_it_so() -> None:
    told = reply("elus.portage", "le maire, oui ; le conseil, s'il vote le 16 mai")
    assert told.value == Partial(("executif",))
    assert "« le conseil, s'il vote le 16 mai » laisse un doute" in told.problem


SCHOOL = [{"titre": "Ateliers", "nature": ["scolaire", "cps"]}]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("les deux, on a vu le rectorat en mars et l'ARS la semaine d'après", "met"),
        ("les deux, en mars", "to_verify"),
        ("ni l'un ni l'autre pour l'instant", "failed"),
        ("ni le rectorat ni l'ARS", "failed"),
        ("on n'a vu personne", "failed"),
        ("les deux, on les verra en mai", "to_verify"),
        ("les deux, si le rectorat répond", "to_verify"),
        ("les deux, mais l'ARS n'a pas répondu", "to_verify"),
        ("le rectorat et l'ARS seront approchés en mai", "to_verify"),
        ("pour un autre projet, le rectorat et l'ARS", "to_verify"),
        ("ni l'un ni l'autre ne sont contre", "to_verify"),
    ],
)
def test_both_or_neither(typed: str, status: str) -> None:
    assert finding("rectorat-ars", actions=SCHOOL, precautions={"rectorat_ars": typed}).status == status


PARENTS = [{"titre": "Cafés", "nature": ["parents"]}]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("on passe par le centre social qu'ils connaissent, et on parle de la sécurité des enfants, pas du trafic", "met"),
        ("pas d'attaque frontale, on passe par la maison de quartier que tout le monde connaît", "met"),
        ("l'association est connue de tous, et on n'annonce pas le trafic dans l'invitation", "met"),
        ("le CCAS les suit déjà, on ne parle pas de trafic d'emblée", "met"),
        ("par le centre social", "missing"),
        ("par le centre social, s'il est d'accord, et sans parler du trafic", "to_verify"),
        ("une association qu'ils ne connaissent pas", "to_verify"),
        ("une réunion au centre social", "to_verify"),
        ("le centre social les connaît mal", "to_verify"),
        ("on cherche une association qu'ils connaissent", "to_verify"),
        ("on parle d'emblée du trafic, avec le centre social", "failed"),
    ],
)
def test_how_parents_are_approached(typed: str, status: str) -> None:
    assert finding("approche-parents", actions=PARENTS, precautions={"parents": typed}).status == status


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("gouvernance.bilans", "un bilan tous les ans et un à la fin", ("intermediaires", "final")),
        ("gouvernance.bilans", "pas de bilan tous les ans, seulement à la fin", ("final",)),
        ("gouvernance.bilans", "un bilan tous les ans si on a le temps", OPEN),
        ("gouvernance.copil", "on en fera deux par an", "deux"),
        ("gouvernance.copil", "on en ferait deux par an", OPEN),
        ("gouvernance.copil", "on en fera deux la première année", OPEN),
        ("gouvernance.copil", "on en fera deux de moins", OPEN),
        ("gouvernance.convention", "d'accord pour signer avec la préfecture et la MILDECA", True),
        ("gouvernance.convention", "d'accord pour signer avec la préfecture si le conseil vote", OPEN),
        ("gouvernance.convention", "le DGS serait d'accord pour signer avec la préfecture", OPEN),
        ("gouvernance.convention", "oui, pourvu que le conseil vote", OPEN),
        ("gouvernance.convention", "oui, à moins d'un refus", OPEN),
        ("gouvernance.convention", "on ne signera rien", False),
        ("gouvernance.convention", "on ne signera pas avant juin", OPEN),
        ("partenaires[0].contacte", "c'est fait", True),
        ("partenaires[0].contacte", "on a bien l'accord écrit de la préfète depuis le 12 avril", True),
        ("partenaires[0].contacte", "on ne l'a pas contacté", False),
        ("partenaires[0].contacte", "c'est fait pour l'autre dossier", OPEN),
        ("partenaires[0].contacte", "quand c'est fait on vous le dit", OPEN),
        ("partenaires[0].contacte", "on a demandé l'accord de la préfète", OPEN),
        ("budget.fonctionnement", "elle n'en paiera aucun", False),
        ("budget.fonctionnement", "elle ne paiera aucun loyer", OPEN),
        ("budget.fonctionnement", "elle n'en paiera pas, enfin presque pas", OPEN),
        ("budget.fonctionnement", "elle n'en paiera pas la première année", OPEN),
    ],
)
def test_a_choice_a_yes_or_a_no_in_a_sentence(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "on ne délègue rien à personne",
        "rien à déléguer",
        "nous ne déléguons aucun crédit",
        "rien n'est délégué, nos agents font tout",
        "la ville ne délègue rien",
        "on ne compte rien confier à des tiers",
        "on ne verse rien à personne",
        "on ne fait appel à personne",
    ],
)
def test_what_denies_in_the_verb_of_the_question_is_none(typed: str) -> None:
    assert reply("credits_delegues", credits_delegues=typed).state == "none"
    assert finding("credits-delegues", credits_delegues=typed).status == "met"


@pytest.mark.parametrize(
    "typed",
    [
        "on ne délègue rien aux associations",
        "on ne délègue rien pour l'instant",
        "on ne délègue rien sans convention",
        "on ne délègue rien à personne, sauf 5 000 € au club",
        "on ne délègue rien d'autre que 25 000 € à l'association",
        "rien à déléguer sinon 3 000 € au centre social",
        "on ne déléguerait rien",
        "la ville ne délègue rien, l'agglo si",
        "on ne confie pas la communication",
        "on ne confie rien, l'association s'en charge",
        "on n'exclut rien",
        "rien à signaler",
    ],
)
def test_another_denial_is_neither_none_nor_the_name_of_somebody(typed: str) -> None:
    assert reply("credits_delegues", credits_delegues=typed).state == "unreadable"
    found = finding("operateurs-independants", credits_delegues=typed, operateurs="aucun")
    assert "confiés à des tiers" not in found.message


ACTION = [{"titre": "Formation", "axe": "1", "description": "Former trente animateurs et éducateurs en deux sessions"}]


@pytest.mark.parametrize(
    ("complete", "status"),
    [
        (None, "missing"),
        ("oui, si le budget le permet", "missing"),
        ("oui, à moins qu'on trouve un financement", "missing"),
        ("oui, rien de plus que l'an dernier", "missing"),
        ("oui, c'est tout, on ne fera rien de plus", "failed"),
    ],
)
def test_a_draft_fails_only_by_a_list_that_is_said_to_be_complete(complete: str | None, status: str) -> None:
    found = finding("axes-couverts", actions=ACTION, plan={} if complete is None else {"complet": complete})
    assert found.status == status
    assert ("si le budget" in found.message) == (complete is not None and "si le budget" in complete)


@pytest.mark.parametrize(
    ("nature", "typed", "value"),
    [
        ("communauté de communes", "la communauté", "collectivite"),
        ("communauté de communes", "la communauté et la subvention", "partage"),
        ("association", "l'association sur ses fonds propres", "collectivite"),
        ("communauté de communes", "la communauté éducative", OPEN),
        ("communauté de communes", "la communauté si elle a la subvention", OPEN),
        ("communauté de communes", "la communauté paierait", OPEN),
        ("association", "une autre association", "autre"),
        ("commune", "la communauté", OPEN),
        ("commune", "l'association sur ses fonds propres", OPEN),
    ],
)
def test_who_pays_may_be_the_applicant_by_its_name(nature: str, typed: str, value: str) -> None:
    porteur = {"nature": nature}
    assert read("referent.financeur", porteur=porteur, referent=REFERENT | {"financeur": typed}) == value
    assert read("equipe[0].financeur", porteur=porteur, equipe=[{"fonction": "médiateur", "financeur": typed}]) == value


def test_who_pays_is_heard_anew_when_the_applicant_changes() -> None:
    file = Dossier(
        shipped(), {"porteur": {"nature": "commune"}, "equipe": [{"fonction": "médiateur", "financeur": "la communauté"}]}
    )
    assert file.reply("equipe[0].financeur").state == "unreadable"
    changed = file.with_answer("porteur.nature", "communauté de communes")
    assert changed.reply("equipe[0].financeur").value == "collectivite"


def test_a_payer_that_is_not_understood_is_quoted() -> None:
    found = finding("postes-perennes", referent=REFERENT | {"financeur": "le grand fonds bleu", "emploi": "titulaire"})
    assert (found.status, "le grand fonds bleu" in found.message) == ("to_verify", True)


def test_an_answer_is_quoted_as_it_was_typed() -> None:
    told = reply("laureat.deja", "oui, l'agglo a été lauréate", porteur={"nature": "agglo"})
    assert told.value == "laureat"
    assert "« oui, l'agglo a été lauréate »" in told.note


@pytest.mark.parametrize(
    ("path", "typed", "state"),
    [
        ("operateurs[0].lien", "on ne sait pas trop, ils ont peut-être un éditeur de jeux comme sponsor", "skipped"),
        ("operateurs[0].lien", "on ne sait pas trop, c'est une brasserie", "unreadable"),
        ("equipe[0].financeur", "on ne sait pas encore, la commune ou la subvention", "skipped"),
        ("equipe[0].financeur", "on ne sait pas encore, mais c'est la ville", "unreadable"),
        ("gouvernance.convention", "on ne sait pas encore, le conseil vote en mai", "skipped"),
        ("budget.fonctionnement", "on ne sait pas, le loyer sûrement", "unreadable"),
    ],
)
def test_who_says_not_to_know_is_undecided(path: str, typed: str, state: str) -> None:
    assert reply(path, typed).state == state


def test_the_unclear_answer_on_people_is_the_one_that_is_named() -> None:
    waits = "on cherche encore, sans doute l'adjointe du service jeunesse"
    found = finding("moyens-humains", referent={"fonction": waits}, equipe="personne d'autre")
    assert (found.status, "référent" in found.message, "on cherche encore" in found.message) == ("to_verify", True, True)


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("precautions.rectorat_ars", "rectorat (refus), ARS (accord)", ("ars",)),
        ("precautions.rectorat_ars", "le rectorat (pas encore), l'ARS", ("ars",)),
        ("precautions.rectorat_ars", "rectorat (vu en mars), ARS", ("rectorat", "ars")),
        ("precautions.rectorat_ars", "ARS, rectorat injoignable", ("ars",)),
        ("precautions.rectorat_ars", "les deux, au printemps", OPEN),
        ("precautions.rectorat_ars", "les deux, c'est en projet", OPEN),
        ("precautions.rectorat_ars", "les deux, c'est fait", ("rectorat", "ars")),
        ("precautions.rao", "dialogue et protocole (à signer)", ("dialogue",)),
        ("precautions.rao", "dialogue, protocole en rédaction", ("dialogue",)),
        ("gouvernance.bilans", "pas de bilan final", OPEN),
        ("elus.portage", "le maire, sans le conseil", ("executif",)),
        ("elus.portage", "le maire, à la place du conseil", ("executif",)),
        ("elus.portage", "le maire, après le vote du conseil", ("executif",)),
        ("elus.portage", "le maire et son conseil municipal, délibération du 3 avril", ("executif", "conseil")),
        ("partenaires[].contacte", "à contacter en mai", OPEN),
        ("partenaires[].contacte", "on contactera", OPEN),
        ("partenaires[].contacte", "on l'a contacté", True),
        ("gouvernance.convention", "le maire signera s'il veut", OPEN),
        ("gouvernance.convention", "oui, après le vote du conseil", OPEN),
        ("gouvernance.convention", "oui, le cas échéant", OPEN),
        ("gouvernance.convention", "le maire signera", True),
        ("gouvernance.mention", "on ne mentionne personne d'autre", OPEN),
    ],
)
def test_what_is_still_to_come_or_left_out_is_never_taken_for_done(question: str, typed: str, value: Any) -> None:
    asked = shipped().question(question)
    assert asked is not None
    answer = understand(asked, typed)
    assert (answer.value or (OPEN if answer.state == "unreadable" else answer.value)) == value


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("budget.demande", "Nous comptions demander 90 000 €, au final ce sera 84 500 €", 84500),
        ("budget.demande", "On hésitait entre 60 000 et 75 000 ; nous avons tranché pour 70 000 €", 70000),
        ("budget.demande", "On aurait voulu davantage, mais ce sera 41 000 €", 41000),
        ("budget.demande", "Le plafond est de 240 000 €, mais nous n'en demandons que 64 000.", 64000),
        ("budget.cout", "Nous étions partis sur 200 000 €, on arrive finalement à 212 000 €", 212000),
        ("projet.duree", "Nous avions prévu 18 mois ; avec le lycée on a opté pour trois ans", 36),
        ("projet.duree", "Trois ans ; deux nous semblaient trop courts", 36),
        ("projet.duree", "On part sur deux ans ; trois, c'était trop lourd", 24),
        ("depot.date", "On avait dit le 12 avril 2024, ce sera finalement le 19 avril 2024", date(2024, 4, 19)),
        ("depot.canal", "Nous voulions l'envoyer par la poste, mais ce sera bien Démarches simplifiées", "demarches_simplifiees"),
        ("budget.demande", "On hésitait entre 60 000 et 75 000 €, finalement on hésite encore", OPEN),
        ("budget.demande", "On pensait demander 90 000 €, finalement peut-être 80 000 €", OPEN),
        ("budget.demande", "On pensait demander 90 000 €, ce serait plutôt 80 000 €", OPEN),
        ("budget.demande", "On pensait demander 90 000 €, on verra", OPEN),
        ("budget.demande", "On pensait demander 90 000 €, mais si l'agglo suit, ce sera 80 000 €", OPEN),
        ("budget.demande", "On pensait demander 90 000 €, ce sera 40 000 € par an", OPEN),
        ("budget.demande", "On pensait demander 90 000 € à la Région, finalement 80 000 €", OPEN),
        ("budget.demande", "On pensait demander 90 000 € sur deux ans, finalement ce sera trois", OPEN),
        ("budget.demande", "L'agglo pensait demander 90 000 €, finalement ce sera 80 000 €", OPEN),
        ("budget.demande", "Le plafond est de 240 000 €, nous n'en demanderions que 64 000", OPEN),
        ("budget.demande", "nous demanderions 64 000 €", OPEN),
        ("projet.duree", "On pensait à quatre mois, ce sera cinq", OPEN),
        ("projet.duree", "On avait prévu deux ans pour le diagnostic, ce sera un an", OPEN),
        ("projet.duree", "On pensait à deux ans, ce sera trois ans renouvelables", OPEN),
        ("projet.duree", "Deux ans ; deux ans, c'est trop court", OPEN),
        ("projet.duree", "Deux ans ; c'est trop court", OPEN),
        ("depot.date", "On visait le 12 avril 2024, finalement ce sera après le 19 avril 2024", OPEN),
        ("depot.date", "On visait le 12 avril 2024, finalement c'est l'agglo qui dépose le 19 avril 2024", OPEN),
        ("porteur.nature", "On pensait à une association, finalement la commune aide seulement", OPEN),
        ("porteur.nature", "On pensait à l'agglo, ce sera la commune si le conseil vote", OPEN),
    ],
)
def test_a_history_is_read_by_what_was_settled(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


def test_what_was_settled_is_told_to_whoever_typed_the_history() -> None:
    note = reply("projet.duree", "On pensait à 18 mois, finalement ce sera 24 mois").note
    assert "est lu comme 2 ans" in note


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("livrables[0].budget", "3 200 €, d'après le devis signé", 3200),
        ("livrables[0].budget", "Devis reçu à 3 200 €", 3200),
        ("livrables[0].budget", "3 200 €, devis en main", 3200),
        ("livrables[0].budget", "Il faut compter 3 200 € en tout", 3200),
        ("livrables[0].budget", "Rien à débourser, c'est gratuit", 0),
        ("budget.cout", "132 000 €, tous financeurs réunis et sur toute la durée", 132000),
        ("budget.cout", "En tout et pour tout 132 000 €", 132000),
        ("budget.demande", "64 000 €, pour toute la durée et non par an", 64000),
        ("budget.demande", "240 000 €, soit le plafond et pas un euro de plus", 240000),
        ("budget.apport", "Notre part est de 31 000 €, votée au budget", 31000),
        ("budget.apport", "Nous mettons 31 000 € de notre poche", 31000),
        ("livrables[0].budget", "3 200 € selon un devis de 2022 à revoir", OPEN),
        ("livrables[0].budget", "3 200 €, devis en attente", OPEN),
        ("livrables[0].budget", "3 200 €, selon le devis reçu, hors impression", OPEN),
        ("livrables[0].budget", "Devis reçu à 3 200 € par vidéo", OPEN),
        ("livrables[0].budget", "Il faudrait compter 3 200 €", OPEN),
        ("livrables[0].budget", "Il faut compter au moins 3 200 €", OPEN),
        ("livrables[0].budget", "Rien à débourser, sauf l'impression", OPEN),
        ("budget.demande", "132 000 €, tous financeurs réunis", OPEN),
        ("budget.demande", "Il faut compter 132 000 €", OPEN),
        ("budget.demande", "64 000 € par an et non pour toute la durée", OPEN),
        ("budget.demande", "64 000 €, pas par an mais par mois", OPEN),
        ("budget.demande", "240 000 € de plus", OPEN),
        ("budget.demande", "L'appel est de 240 000 €", OPEN),
        ("budget.demande", "Notre part est de 31 000 €", OPEN),
        ("budget.demande", "64 000 € obtenus en mars 2024", OPEN),
        ("budget.apport", "Notre part est de 31 000 €, à voter au budget", OPEN),
        ("budget.apport", "Notre part serait de 31 000 €", OPEN),
    ],
)
def test_an_amount_and_a_harmless_remark(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


def test_an_amount_that_was_notified() -> None:
    def montant(typed: str) -> Any:
        data = {"budget": {"cofinancements": [{"financeur": "FIPD", "montant": typed}]}}
        answer = Dossier(shipped(), data).reply("budget.cofinancements[0].montant")
        return answer.value if answer.state == "given" else OPEN

    assert montant("12 000 € notifiés en février 2024") == 12000
    assert montant("12 000 € demandés, non notifiés") == OPEN
    assert montant("12 000 € notifiés, 5 000 € restent à venir") == OPEN
    assert montant("12 000 € notifiés par an") == OPEN


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("porteur.nature", "La commune ; le département nous soutient mais ne porte rien", "commune"),
        ("porteur.nature", "La commune ; l'agglo nous soutient mais ne dépose pas seule", OPEN),
        ("porteur.nature", "La commune ; l'agglo nous soutient mais dépose aussi", OPEN),
        ("porteur.nature", "La commune porte mais ne signe pas", OPEN),
        ("porteur.representant", "Le maire ; son adjoint au sport suit le dossier mais ne signe pas", "maire"),
        ("porteur.representant", "La présidente ; le maire de Sornac, la ville-centre, ne signe pas", "president"),
        ("porteur.representant", "Le maire ; l'adjointe suit le dossier mais ne signe pas toujours", OPEN),
        ("porteur.representant", "Le maire ; son adjointe signe mais ne suit pas le dossier", OPEN),
        ("laureat.deja", "Non. Nous avons failli candidater en 2021, puis nous y avons renoncé", "jamais"),
        ("laureat.deja", "Non. On a été retenus en 2021, puis on y a renoncé", OPEN),
        ("laureat.deja", "Oui, en 2019, puis nous y avons renoncé", OPEN),
        ("budget.fonctionnement", "Non. Les charges apparaissaient dans le premier jet, nous les avons supprimées", False),
        ("budget.fonctionnement", "Non. Les charges apparaissaient dans le premier jet, nous les avons réduites", OPEN),
        ("budget.fonctionnement", "Non. Le loyer figurait dans le premier jet, nous l'avons retiré en partie", OPEN),
        ("operateurs[0].lien", "Aucun ; son sponsor est une mutuelle", "sans_lien"),
        ("operateurs[0].lien", "Aucun. Elle lutte depuis vingt ans contre le tabac", OPEN),
        ("operateurs[0].lien", "Aucun. Elle lutte justement contre le tabac et l'alcool", "sans_lien"),
        ("operateurs[0].lien", "Aucun. Elle lutte contre l'alcool, un casino la parraine", OPEN),
        ("operateurs[0].lien", "Non, elle lutte contre le tabac, elle en vendait", OPEN),
        ("operateurs[0].lien", "Rien de sûr, elle lutte contre l'alcool et le tabac", OPEN),
        ("operateurs[0].lien", "aucun n'a de lien avec l'alcool, le tabac, le cannabis ni les jeux", "sans_lien"),
        ("operateurs[0].lien", "aucun n'a de lien avec l'alcool ni le tabac", OPEN),
        ("operateurs[0].lien", "Aucun ; leur mécène est une banque qui finance une brasserie", OPEN),
        ("operateurs[0].lien", "Aucun lien, si ce n'est qu'une brasserie est son premier mécène", OPEN),
        ("equipe[0].financeur", "La subvention, pendant les trois ans", "subvention"),
        ("equipe[0].financeur", "La subvention, pendant les deux ans, et la commune après", OPEN),
        ("equipe[0].emploi", "En CDD d'un an ; elle ne sera pas gardée après le projet", "projet"),
        ("depot.cerfa", "Oui, et même les cadres 2 et 3 dont vous n'aviez pas besoin", "complet"),
        ("depot.cerfa", "Oui, nous n'avons pas rempli le cadre 7, qui n'était pas demandé", OPEN),
        ("depot.cerfa", "Oui, mais le cadre 7 qui n'était pas demandé est vide", OPEN),
        ("depot.cerfa", "Oui, le cadre 7 n'est pas rempli", OPEN),
    ],
)
def test_a_choice_beside_who_does_not_or_what_is_no_more(path: str, typed: str, value: Any) -> None:
    assert read(path, typed) == value


def test_an_objective_left_to_others_is_missing() -> None:
    def left(typed: str) -> str:
        return reply("objectifs.espace_public", typed).state

    assert left("L'office HLM s'en charge depuis un an ; nous, nous ne prévoyons rien là-dessus.") == "none"
    assert left("Le bailleur s'en occupe avec nous ; on ne fait rien là-dessus sans lui") == "given"
    assert left("Le local ouvre le mercredi ; les caméras, nous ne prévoyons rien là-dessus") == "given"


def test_a_link_told_as_an_exception_is_never_met_and_is_quoted() -> None:
    found = finding(
        "operateurs-independants",
        operateurs=[{"nom": "Le Houblon", "lien": "Aucun lien, si ce n'est qu'une brasserie la finance"}],
    )
    assert found.status == "to_verify"
    assert "si ce n'est qu'une brasserie" in found.message


def test_several_deliverables_in_one_sentence_with_their_budgets() -> None:
    typed = "Une exposition à 4 000 € pour mai 2026 et un guide à 2 600 € pour fin 2026"
    rows = Dossier(shipped(), {"livrables": typed}).reply("livrables")
    assert len(rows.value) == 2
    dossier = Dossier(shipped(), {"livrables": typed})
    assert [dossier.reply(f"livrables[{row}].budget").value for row in (0, 1)] == [4000, 2600]
    assert dossier.reply("livrables[0].echeance").value == "pour mai 2026"
    # A second thing without a budget is not lost in the date of the first.
    question = shipped().question("livrables")
    assert question is not None
    assert told_rows(question, "un film à 8 000 € pour le 12 mai 2026 et un guide gratuit") == ()
    assert told_rows(question, "une à deux fresques à 3 000 €") == ()
