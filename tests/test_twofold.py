"""Two questions in one breath: both are answered, or what the texts say of one is not hidden by what they do not of the other."""

import time

import pytest

from assistant.answering import Answer
from assistant.present import render_answer
from assistant.twofold import halves
from tests import plot


def ask(question: str) -> Answer:
    return plot.engine().ask(question)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("comment déposer et combien peut-on demander ?", ("Comment déposer ?", "Combien peut-on demander ?")),
        ("qui peut candidater et jusqu'à quand ?", ("Qui peut candidater ?", "Jusqu'à quand ?")),
        (
            "comment on dépose le dossier et on a la réponse quand ?",
            ("Comment on dépose le dossier ?", "On a la réponse quand ?"),
        ),
        ("qui décide et comment ?", ()),
        (
            "comment déposer le dossier, et combien peut-on demander ?",
            ("Comment déposer le dossier ?", "Combien peut-on demander ?"),
        ),
        ("Qui peut candidater et jusqu’à quelle date ?", ("Qui peut candidater ?", "Jusqu'à quelle date ?")),
        ("Qui peut candidater ? Combien peut-on demander ?", ("Qui peut candidater ?", "Combien peut-on demander ?")),
        ("Peut-on candidater, et combien peut-on demander ?", ("Peut-on candidater ?", "Combien peut-on demander ?")),
        ("Combien peut-on demander ? Et pour quelle durée ?", ("Combien peut-on demander ?", "Pour quelle durée ?")),
        ("Lesquelles sont admises, et combien peut-on demander ?", ("Lesquelles sont admises ?", "Combien peut-on demander ?")),
        ("À quelle date faut-il déposer et qui décide ensuite ?", ("À quelle date faut-il déposer ?", "Qui décide ensuite ?")),
        ("c koi le plafond et est ce quon peut payer un poste", ("C koi le plafond ?", "Est ce quon peut payer un poste ?")),
        ("On a la réponse quand, et il faut signer où ensuite ?", ("On a la réponse quand ?", "Il faut signer où ensuite ?")),
        ("Je voudrais savoir qui peut candidater et quand il faut déposer", ("Qui peut candidater ?", "Quand il faut déposer ?")),
        ("De quand date l'aide et que peut-on signer ?", ("De quand date l'aide ?", "Que peut-on signer ?")),
        ("À quelle date et à quelle heure faut-il déposer ?", ()),
        ("Pour quel genre de projet et pour quelle durée peut-on demander ?", ()),
        ("Dans quelle mesure et pour qui le projet est-il utile ?", ()),
        ("Comment se fait le versement et quand ?", ()),
        ("Quelle aide pour une commune qui a un contrat et qui veut agir ?", ()),
        ("Si une commune candidate, que fournit-elle et quand ?", ()),
        ("Peut-on payer un poste et un véhicule ?", ()),
        ("On a un diagnostic, et on voudrait commencer en mai", ()),
        ("", ()),
    ],
)
def test_a_question_that_asks_two_things_is_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert tuple(half.shown for half in halves(question)) == parts


def test_what_is_told_before_two_questions_goes_with_each() -> None:
    first, second = halves("Nous sommes une école de Tourlac. Combien peut-on demander et qui décide ensuite ?")
    assert first.asked == "Nous sommes une école de Tourlac. Combien peut-on demander ?"
    assert second.asked == "Nous sommes une école de Tourlac. Qui décide ensuite ?"


def test_halves_are_not_sought_in_a_long_text() -> None:
    before = time.process_time()
    assert halves("qui a qui " + "et qui a " * 11_000) == ()
    assert halves(("bonjour je voudrais savoir " * 40)[:990]) == ()
    assert time.process_time() - before < 0.1


def test_both_questions_are_answered_each_with_its_passage() -> None:
    answer = ask("Combien d'argent peut-on demander et quand signe-t-on la convention ?")
    assert answer.status == "answered"
    assert [asked for asked, _ in answer.halves] == ["Combien d'argent peut-on demander ?", "Quand signe-t-on la convention ?"]
    assert "15 000 €" in answer.halves[0][1]
    assert "septembre 2031" in answer.halves[1][1]
    assert all(said in (answer.answer or "") for _, said in answer.halves)
    assert [passage.section for passage in answer.passages[:2]] == ["appel/1.2-aide", "appel/2-calendrier"]
    assert {"appel/1.2-aide", "appel/2-calendrier"} <= set(answer.citations)
    assert answer.proved == 2
    told = render_answer(answer, plot.engine(), 200)
    assert told.index("Combien d’argent") < told.index("15\u00a0000") < told.index("Quand signe") < told.index("septembre 2031")


def test_what_the_texts_do_not_say_of_one_half_is_told_beside_the_other() -> None:
    answer = ask("Combien d'argent peut-on demander et quel pourcentage du projet est payé ?")
    assert answer.status == "answered"
    (_, given), (_, refused) = answer.halves
    assert "15 000 €" in given
    assert refused == "Les textes ne fixent aucun taux."
    assert answer.proved == 1


def test_two_questions_with_one_answer_get_it_once() -> None:
    assert ask("Quand déposer le dossier et où envoyer le dossier ?").halves == ()
    assert ask("Quelle est la recette du gratin et qui a gagné le match ?").status != "answered"
