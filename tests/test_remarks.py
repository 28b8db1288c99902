"""Values and choices told with a remark: one that leaves them as they are is heard, one that may change them is to verify."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from assistant.answers import Answer, understand
from assistant.dossier import Dossier
from assistant.reading import Reading, parse_amount, parse_date, parse_duration, parse_fte, parse_yes_no
from assistant.script import Chapter, Choice, Ours, Question, QuestionType
from tests.mini import script


def ask(type_: QuestionType, raw: Any, **more: Any) -> Answer:
    return understand(Question(id="q", label="Q ?", type=type_, **more), raw)


def taken(read: Reading[Any]) -> Any:
    """The value that is taken; None when nothing is."""
    return None if read.problem else read.value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("240 000 €, pile le plafond", 240000),
        ("240 000 €, pas plus", 240000),
        ("le maximum, 240 000 €", 240000),
        ("240 000 € au maximum", None),
        ("pas plus de 240 000 €", None),
        ("240 000 €, dans la limite du plafond", None),
        ("240 000 €, au plafond si possible", None),
        ("240 000 € si le département suit", None),
        ("240 000 €, c'est bien ça ?", None),
        ("120 000 € (64 % du coût total)", 120000),
        ("120 000 € (64 % du coût total, à revoir)", None),
        ("120 000 € au total, c.-à-d. 60 000 par an", 120000),
        ("120 000 € au total, c.-à-d. 50 000 par an", None),
        ("90 000 par an, donc 270 000 sur les trois ans", 270000),
        ("90 000 par an, donc 270 000 sur les deux ans", None),
        ("150 k€ en tout (50 par an)", 150000),
        ("46 500 € (30 000 la ville, 16 500 la métropole)", 46500),
        ("58 000 € : 20 000 en 2031 et 38 000 en 2032", 58000),
        ("46 500 € (30 000 la ville, 10 500 la métropole)", None),
        ("46 500 € dont 30 000 de la ville", None),
        ("1 200 euros pour 500 exemplaires", 1200),
        ("25 000 € de temps d'agents", 25000),
        ("25 000 € de plus", None),
        ("nous sollicitons 135 000 €", 135000),
        ("46.500 € à nous deux", 46500),
        ("46 500 € à deux ou trois mille près", None),
        ("46 500 € à nous deux, 30 000 la ville et 10 500 la métropole", None),
        ("5 à deux", None),
        ("=HYPERLINK(1)", None),
        ("trois équipes (3)", None),
    ],
)
def test_amount(typed: str, value: int | None) -> None:
    assert taken(parse_amount(typed)) == (None if value is None else Decimal(value))


def test_parts_that_do_not_add_up_say_what_they_make() -> None:
    problem = parse_amount("46 500 € (30 000 la ville, 10 500 la métropole)").problem
    assert problem
    assert "donne un détail qui fait 40\xa0500\xa0€" in problem


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("On l'a déposé le 26/04/2031", 26),
        ("nous comptons le déposer le 26 avril 2031", 26),
        ("samedi 26 avril 2031 dans l'après-midi", 26),
        ("vendredi 26 avril 2031, de justesse", None),
        ("le vingt-six avril deux mille trente et un", 26),
        ("26 avril 2031, deux jours avant la limite", 26),
        ("deux jours avant le 26 avril 2031", None),
        ("26 avril 2031, l'accusé de réception est joint", 26),
        ("26 avril 2031, le reste suivra le 2 mai", None),
        ("26 avril 2031 au plus tard", None),
        ("26 avril 2031 au mieux", None),
        ("26 avril 2031 comme prévu", 26),
        ("le dossier est parti le 26 avril 2031", 26),
        ("on visait le 26 avril 2031", None),
        ("on ne l'a pas déposé le 26 avril 2031", None),
        ("la délibération est du 26 avril 2031", None),
        ("26 avril 2031, non ?", None),
    ],
)
def test_date(typed: str, day: int | None) -> None:
    assert taken(parse_date(typed)) == (None if day is None else date(2031, 4, day))


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("2 ans, pas plus", 24),
        ("deux ans tout pile", 24),
        ("deux ans, on ne sait pas faire plus long", 24),
        ("pas plus de deux ans", None),
        ("2 ans, pas plus de trois", None),
        ("2 ans environ, pas plus", None),
        ("deux ans mais ça touche trois budgets (2031 2032 et 2033)", 24),
        ("deux ans mais ça touche trois budgets (2031 à 2035)", None),
        ("deux ans mais ça touche cinq budgets", None),
        ("deux ans mais ça touche trois quartiers", None),
        ("deux ans mais on en voudrait trois", None),
    ],
)
def test_duration(typed: str, months: int | None) -> None:
    assert taken(parse_duration(typed)) == months


@pytest.mark.parametrize(
    ("typed", "fte"),
    [
        ("0,3 ETP, pas plus", "0.3"),
        ("0,4 ETP, deux jours par semaine", "0.4"),
        ("0,5 ETP, deux jours par semaine", None),
        ("un mi-temps, le reste sur un autre projet", None),
        ("un mi-temps, le reste sur le CLSPD", "0.5"),
        ("un mi-temps, puis un temps plein", None),
        ("équipe (3)", None),
    ],
)
def test_fte(typed: str, fte: str | None) -> None:
    assert taken(parse_fte(typed)) == (None if fte is None else Decimal(fte))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("non non, que du concret", False),
        ("ben oui, un peu de chauffage", True),
        ("oui, on n'en prévoit pas d'autre", True),
        ("absolument pas, tout va aux actions", False),
        ("oui, il n'en manque qu'une", None),
        ("ben oui et non", None),
        ("non, hormis le loyer", None),
    ],
)
def test_yes_no(typed: str, value: bool | None) -> None:
    assert taken(parse_yes_no(typed)) is value


def test_the_word_that_is_asked_about_says_yes() -> None:
    def told(typed: str) -> Answer:
        return understand(Question(id="q", label="La liste est-elle complète ?", type="yes_no"), typed)

    assert told("c'est complet").value is told("complète").value is True
    assert told("c'est presque complet").value is told("c'est court").value is None


RANKED = tuple(Choice(value=f"axe{n}", label=f"Axe {n}", aliases=(str(n),)) for n in (1, 2, 3))
TIMES = (
    Choice(value="un", label="Un par an", aliases=("1", "un")),
    Choice(value="deux", label="Deux par an", aliases=("2", "deux", "2 fois")),
)
PAPER = (Choice(value="fait", label="Oui", aliases=("oui", "rempli")), Choice(value="non", label="Non", aliases=("non",)))


@pytest.mark.parametrize(
    ("choices", "typed", "value"),
    [
        (RANKED, "le premier", "axe1"),
        (RANKED, "la troisième", "axe3"),
        (RANKED, "le premier, mais aussi le deuxième", None),
        (RANKED, "axe 2, première année", "axe2"),
        (TIMES, "un au printemps, un à l'automne", "deux"),
        (TIMES, "un en mars et en octobre", "deux"),
        (TIMES, "un en juin", "un"),
        (TIMES, "un au début, un à la fin", None),
        (TIMES, "2x/an", "deux"),
        (PAPER, "oui, il ne reste que le cadre 7", None),
        (PAPER, "oui, il ne manque rien", "fait"),
    ],
)
def test_choice(choices: tuple[Choice, ...], typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=choices, short="axe").value == value


BODIES = (
    Choice(value="commune", label="Une commune", aliases=("mairie", "ville", "maire")),
    Choice(value="agglo", label="Une agglo", aliases=("agglo", "présidente")),
    Choice(value="asso", label="Une association", aliases=("mjc", "association")),
    Choice(value="deux", label="Les deux ensemble", aliases=("maire et présidente",)),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("la MJC, la mairie est derrière nous", "asso"),
        ("une association, la ville nous prête un local", "asso"),
        ("la mairie, l'agglo est avec nous", None),
        ("la commune nous aide", None),
        ("la ville si le conseil vote", None),
        ("la ville, même si l'association la quitte", None),
        ("le maire, la présidente ne signe pas", "commune"),
        ("c'est le maire de Sornac qui signe ; la présidente, elle, ne signe pas", "commune"),
        ("c'est l'agglo qui signe, ou la ville", None),
        ("le maire signe pour la ville et la présidente pour l'agglo", None),
        ("le maire signe pour Sornac et la présidente pour le Val", "deux"),
    ],
)
def test_body(typed: str, value: str | None) -> None:
    assert ask("choice", typed, choices=BODIES, beside=("soutient",)).value == value


WON = Question(
    id="laureat",
    label="Lauréat ?",
    type="choice",
    choices=(
        Choice(value="nous", label="Oui, nous", aliases=("oui", "lauréate", "retenue")),
        Choice(value="autre", label="Un autre que nous", aliases=("agglo a été lauréate", "agglo")),
        Choice(value="jamais", label="Jamais", aliases=("non", "jamais", "jamais rien eu")),
    ),
    ours=(Ours(of="nature", value="agglo", choice="nous", words=("agglo",), others=("ville",)),),
)


@pytest.mark.parametrize(
    ("typed", "by_agglo", "by_another"),
    [
        ("oui, l'agglo a été lauréate", "nous", None),
        ("l'agglo a été lauréate", "nous", "autre"),
        ("oui, la ville a été lauréate", None, "nous"),
        ("l'agglo n'a rien eu, la ville oui", None, None),
        ("Un autre que nous", "autre", "autre"),
        ("Non, ni la ville ni l'agglo n'ont jamais rien eu", "jamais", "jamais"),
    ],
)
def test_the_applicant_speaks_of_itself(typed: str, by_agglo: str | None, by_another: str | None) -> None:
    assert understand(WON, typed, WON.ours[0]).value == by_agglo
    assert understand(WON, typed).value == by_another


def test_what_the_applicant_is_changes_how_it_is_heard() -> None:
    mini = script()
    body = mini.questions["porteur.nature"].choices[0].value
    heard = msgspec.structs.replace(WON, ours=(Ours("porteur.nature", body, "nous", ("agglo",)),))
    mini = replace(mini, chapters=(*mini.chapters, Chapter("laureat", "Lauréat", (heard,))))
    told = Dossier(mini, {"laureat": "l'agglo a été lauréate"})
    assert told.reply("laureat").value == "autre"
    assert told.with_answer("porteur.nature", body).reply("laureat").value == "nous"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ça viendra après le diagnostic",
            "pas facile à dire",
            "on les écrira avec la préfecture",
            "l'évaluateur nous les proposera",
        ),
        *("à l'évaluateur de nous le dire", "on les aura avec l'étude", "la liste arrive"),
        *("le bailleur doit nous faire une proposition", "le maire doit appeler le préfet", "la compta nous le dira"),
    ],
)
def test_what_somebody_will_tell_is_not_told(typed: str) -> None:
    assert ask("long_text", typed).state == ask("repeat", typed, title="q").state == "skipped"


@pytest.mark.parametrize(
    "typed",
    [
        "On les contactera par courrier puis une équipe mobile ira à leur rencontre",
        "La mission locale nous enverra dix jeunes par an",
        "Ils seront formés par le club pendant trois jours",
        "Le bailleur nous prêtera un local, que les jeunes rénoveront",
        "Un questionnaire que l'évaluateur proposera aux familles",
        "Ce que les parents nous diront en fin d'atelier",
        "Les parents nous donneront leur avis par un questionnaire",
        "on laisse de côté les sanctions, on suit quinze jeunes avec la mission locale",
    ],
)
def test_what_will_be_done_is_content(typed: str) -> None:
    assert ask("long_text", typed, none="Pas prévu").state == "given"


@pytest.mark.parametrize("typed", ["rien là-dessus", "on laisse ça de côté", "on n'y touche pas", "hors de notre portée"])
def test_what_is_left_out_is_told_as_such(typed: str) -> None:
    assert ask("long_text", typed, none="Pas prévu").state == "none"
    assert ask("long_text", typed).state == "skipped"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("personne d'autre", "none"),
        ("non y a personne d'autre, c'est nous", "none"),
        ("on les contactera après l'été", "skipped"),
        ("pas encore, la compta nous fait la liste", "skipped"),
        ("on a écrit à la CAF, sans réponse", "unreadable"),
        ("On Est Là (association)", "given"),
    ],
)
def test_steps_are_no_row(typed: str, state: str) -> None:
    assert ask("repeat", typed, title="nom").state == state
