"""The scripted dialogue, told in three words: start, answer, expect the next question."""

from typing import Any

import pytest

from assistant.answers import SKIPPED
from assistant.campaign import locate
from assistant.dossier import Dossier, load_dossier, save_dossier
from assistant.errors import AssistantError
from assistant.interview import Interview, sections_for
from assistant.rules import Rulebook
from assistant.scenarios import load_scenario
from assistant.script import Chapter, Constraint, Question, Script, load_script
from tests.mini import COMPLETE, DAY, dossier, rulebook, script


class Dialogue:
    """Somebody at the keyboard: answers where they are asked, and looks at what comes next."""

    def __init__(self, **answers: Any) -> None:
        self.interview = Interview(dossier(**answers), DAY)
        first = self.interview.first()
        self.at = first.path if first else None

    def answer(self, path: str, raw: Any) -> "Dialogue":
        assert self.interview.step(path), f"{path} is not asked"
        assert self.interview.problem(path, raw) == ""
        self.interview = self.interview.answer(path, raw)
        return self._move(path)

    def skip(self, path: str) -> "Dialogue":
        self.interview = self.interview.skip(path)
        return self._move(path)

    def leave(self, path: str) -> "Dialogue":
        """Go on without answering."""
        return self._move(path)

    def add(self, path: str, title: str) -> "Dialogue":
        self.interview, self.at = self.interview.add_row(path, title)
        return self

    def back(self) -> "Dialogue":
        before = self.interview.before(self.at or "")
        self.at = before.path if before else None
        return self

    def expect_next(self, path: str | None) -> "Dialogue":
        assert self.at == path
        return self

    def _move(self, path: str) -> "Dialogue":
        after = self.interview.after(path)
        self.at = after.path if after else None
        return self

    @property
    def data(self) -> dict[str, Any]:
        return self.interview.dossier.data


def start(**answers: Any) -> Dialogue:
    return Dialogue(**answers)


# --- The way through ----------------------------------------------------------------------------------------------


def test_questions_come_in_order_and_branch() -> None:
    start().expect_next("porteur.nature").answer("porteur.nature", "une asso").expect_next("porteur.statuts")
    start().answer("porteur.nature", "commune").expect_next("projet.nom")
    # Not known is not « association ».
    start().skip("porteur.nature").expect_next("projet.nom")


def test_an_answer_that_is_no_longer_relevant_is_kept_and_comes_back() -> None:
    talk = start().answer("porteur.nature", "association").answer("porteur.statuts", "oui")
    talk.answer("porteur.nature", "commune").expect_next("projet.nom")
    assert talk.data == {"porteur": {"nature": "commune", "statuts": "oui"}}
    assert talk.interview.step("porteur.statuts") is None
    talk.answer("porteur.nature", "association").expect_next("projet.nom")
    assert talk.interview.dossier.reply("porteur.statuts").value is True


def test_an_earlier_answer_changes_without_losing_later_ones() -> None:
    talk = start(**COMPLETE)
    talk.expect_next(None).answer("projet.nom", "Oasis").expect_next(None)
    assert talk.data == COMPLETE | {"projet": COMPLETE["projet"] | {"nom": "Oasis"}}


def test_skipping_is_an_answer_and_leaving_is_none() -> None:
    talk = start(porteur={"nature": "commune"}).expect_next("projet.nom").skip("projet.nom").expect_next("projet.description")
    assert talk.data["projet"] == {"nom": SKIPPED}
    talk.leave("projet.description").expect_next("projet.publics")
    assert "description" not in talk.data["projet"]


def test_what_was_left_comes_again_at_the_end() -> None:
    data = COMPLETE | {"projet": {**COMPLETE["projet"], "debut": None}}
    start(**data).expect_next("projet.debut").leave("projet.debut").expect_next("projet.debut")
    start(**data).leave("depot.bilan").expect_next("projet.debut").answer("projet.debut", "15/05/2031").expect_next(None)


def resumed(**answers: Any) -> str | None:
    """Where a dossier with these answers is taken up again."""
    report = rulebook().evaluate(dossier(**answers), DAY)
    step = Interview(dossier(**answers), DAY).resume(report.awaited, report.at_fault)
    return step.path if step else None


def test_a_file_is_taken_up_at_what_is_asked_of_it_before_what_is_not() -> None:
    without = {name: {**COMPLETE[name]} for name in ("projet", "equipe", "depot", "porteur")}
    assert resumed(**COMPLETE) is None
    # What is required or what a finding waits for, though something optional comes before; then what makes a finding fail.
    del without["equipe"]["animation"], without["projet"]["debut"], without["porteur"]["statuts"]
    left = COMPLETE | {"projet": without["projet"], "equipe": without["equipe"]}
    assert resumed(**left) == "projet.debut"
    assert resumed(**left | {"budget": {**COMPLETE["budget"], "demande": None}}) == "budget.demande"
    assert resumed(**left | {"depot": {"bilan": True}}) == "depot.date"
    assert resumed(**left | {"porteur": without["porteur"]}) == "porteur.statuts"
    assert resumed(**left | {"depot": {"date": "2031-05-02"}}) == "depot.date"


def test_of_what_a_finding_waits_for_what_is_required_is_enough() -> None:
    rules = Rulebook(load_script(locate()))
    scenario = load_scenario(locate(), "commune-avec-qpv")
    file = Dossier(rules.script, scenario.application)
    for path in ("porteur.nom", "laureat.deja"):  # the name bears on the finding too, and comes first in the dialogue
        file = file.with_answer(path, None)
    report = rules.evaluate(file, scenario.as_of)
    assert "porteur.nom" in report.finding("laureat-precedent").pending
    step = Interview(file, scenario.as_of).resume(report.awaited, report.at_fault)
    assert step
    assert step.path == "laureat.deja"


def test_what_is_not_understood_is_asked_again() -> None:
    start(**COMPLETE | {"porteur": {"nature": "martien", "statuts": True}}).expect_next("porteur.nature")


def test_back() -> None:
    talk = start(porteur={"nature": "association"})
    talk.expect_next("porteur.statuts").back().expect_next("porteur.nature").back().expect_next(None)
    # From the end: the last question, answered or not; from a question that is gone: the last one too.
    start(**COMPLETE).expect_next(None).back().expect_next("depot.bilan")


def test_a_dossier_resumes_where_it_stopped(tmp_path: Any) -> None:
    talk = start().answer("porteur.nature", "commune").answer("projet.nom", "Oasis").add("parcelles", "Carré")
    save_dossier(talk.interview.dossier, tmp_path / "f.yaml")
    again = Interview(load_dossier(tmp_path / "f.yaml", script()), DAY)
    assert again.dossier.data == talk.data
    assert [step.path for step in again.steps] == [step.path for step in talk.interview.steps]
    first = again.first()
    assert first
    assert first.path == "projet.description"


# --- Repeats ------------------------------------------------------------------------------------------------------


def test_a_row_is_asked_field_by_field_then_one_more_is_offered() -> None:
    talk = start().add("parcelles", "Carré").expect_next("parcelles[0].usage")
    talk.answer("parcelles[0].usage", "potager").expect_next("parcelles[0].surface").answer("parcelles[0].surface", 40)
    talk.expect_next("parcelles[0].arrosage").skip("parcelles[0].arrosage").expect_next("parcelles")
    talk.add("parcelles", "Verger").expect_next("parcelles[1].usage").answer("parcelles[1].usage", "verger")
    # The watering of an orchard is not asked.
    talk.answer("parcelles[1].surface", 30).expect_next("parcelles").leave("parcelles").expect_next("equipe.animation")
    assert talk.interview.dossier.rows("parcelles") == 2


def test_a_row_without_a_title_starts_with_it() -> None:
    interview, path = Interview(dossier(), DAY).add_row("parcelles")
    assert (path, interview.dossier.data) == ("parcelles[0].nom", {"parcelles": [{}]})


def test_a_row_may_be_removed() -> None:
    interview = Interview(dossier(**COMPLETE), DAY).remove_row("parcelles", 1)
    assert [row["nom"] for row in interview.dossier.data["parcelles"]] == ["Grand carré", "Le tas"]


def test_none_is_said_where_there_is_none() -> None:
    interview = Interview(dossier(), DAY).none("equipe.benevoles").none("budget.cofinanceurs").none("projet.publics")
    assert interview.dossier.data == {
        "equipe": {"benevoles": "aucun"},
        "budget": {"cofinanceurs": []},
        "projet": {"publics": []},
    }
    assert not any(map(interview.is_open, filter(None, map(interview.step, ("equipe.benevoles", "budget.cofinanceurs")))))


def test_after_none_a_first_row_may_still_come() -> None:
    talk = start().skip("parcelles").add("parcelles", "Carré").expect_next("parcelles[0].usage")
    assert talk.data["parcelles"] == [{"nom": "Carré"}]


# --- Refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "raw", "said"),
    [
        ("porteur.nature", "un martien", "« un martien » n’est pas un des choix : « Une association », « Une commune »"),
        ("budget.demande", "environ 5 000 €", "« environ 5 000 € » est une estimation : tapez"),
        ("projet.nom", "un " * 13, "Ce nom est trop long : gardez douze mots au plus."),
        ("projet.debut", "2031-04-01", "Les travaux commencent après le 30 avril 2031 : tapez une date plus tardive."),
        ("budget.demande", "20 000 €", "L’aide demandée dépasse le coût du projet (18 000 €) : revoyez l’un des deux montants."),
        ("parcelles[0].surface", 0, "Une surface est plus grande que zéro : tapez un nombre de mètres carrés."),
        ("equipe.animation", [], "Cette question n’admet pas « aucun » : donnez une réponse, ou laissez-la vide."),
        ("nulle.part", 1, "Aucune question ne s’appelle « nulle.part »."),
    ],
)
def test_a_refusal_says_what_to_type(path: str, raw: Any, said: str) -> None:
    problem = Interview(dossier(**COMPLETE), DAY).problem(path, raw).replace("\u00a0", " ")
    assert said in problem
    assert problem.endswith(".")


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("projet.nom", "Oasis"),
        ("projet.nom", "je ne sais pas encore"),
        ("budget.demande", ""),
        ("equipe.benevoles", "aucun"),
        # What the check needs is not known: it does not refuse.
        ("budget.demande", "20 000 €"),
    ],
)
def test_what_is_accepted(path: str, raw: Any) -> None:
    assert Interview(dossier(), DAY).problem(path, raw) == ""


# --- Around a question --------------------------------------------------------------------------------------------


def test_progress_counts_what_is_asked_now() -> None:
    talk = start(porteur={"nature": "association"}, projet={"nom": SKIPPED}, parcelles=[{"nom": "A", "usage": "verger"}])
    counts = {part.chapter.id: (part.answered, part.skipped, part.total) for part in talk.interview.progress()}
    assert counts == {"porteur": (1, 0, 2), "projet": (3, 1, 9), "equipe": (0, 0, 2), "budget": (0, 0, 3), "depot": (0, 0, 2)}


def test_a_field_that_may_be_left_blank_is_asked_in_its_row_and_never_again() -> None:
    fields = (Question(id="nom", label="Nom", type="text"), Question(id="annee", label="Année", type="text", optional="true"))
    asked = (
        Question(id="frais", label="Frais", type="repeat", title="nom", questions=fields),
        Question(id="suite", label="Suite", type="text"),
    )
    chapters = (Chapter(id="c", title="C", questions=asked),)
    plan = Script(script().about, chapters, (), (), script().outline, script().form)
    resumed = Interview(Dossier(plan, {"frais": [{"nom": "A"}]}), DAY)
    following, first = resumed.after("frais[0].nom"), resumed.first()
    assert following is not None
    assert following.path == "frais[0].annee"
    assert first is not None
    assert first.path == "suite"
    assert [(part.answered, part.skipped, part.total) for part in resumed.progress()] == [(2, 0, 3)]
    # Nor is it when the list comes after what was just answered.
    before = Interview(
        Dossier(
            Script(plan.about, (Chapter(id="c", title="C", questions=asked[::-1]),), (), (), plan.outline, plan.form),
            {"frais": [{"nom": "A"}], "suite": "oui"},
        ),
        DAY,
    )
    assert before.after("suite") is None


def test_the_heading_says_where_a_question_stands() -> None:
    interview = Interview(dossier(parcelles=[{"nom": "  Grand\ncarré"}, {}]), DAY)
    headings = [
        interview.heading(step)
        for path in ("projet.nom", "parcelles[0].usage", "parcelles[1].usage")
        if (step := interview.step(path))
    ]
    assert headings == ["Le jardin", "Le jardin › Grand carré", "Le jardin › parcelle 2"]


def test_the_passages_of_a_question_are_its_own_then_those_of_its_rules() -> None:
    assert sections_for(script(), "parcelles") == ("reglement/2-jardin",)
    assert sections_for(script(), "parcelles[3].usage") == ("reglement/2-jardin",)
    assert sections_for(script(), "budget.demande") == ("reglement/3-aide",)
    assert sections_for(script(), "nulle.part") == ()


def test_a_wrong_condition_of_the_campaign_is_told() -> None:
    for question in (
        Question(id="a", label="A", type="text", relevant="b == 1"),
        Question(id="a", label="A", type="text", constraints=(Constraint(check="b", message="x"),)),
        Question(id="a", label="A", type="text", constraints=(Constraint(check="false", message="{b}"),)),
    ):
        broken = Script(
            script().about, (Chapter(id="c", title="C", questions=(question,)),), (), (), script().outline, script().form
        )
        with pytest.raises(AssistantError, match=r"« questions\.yaml »"):
            _ = Interview(Dossier(broken), DAY).steps, Interview(Dossier(broken), DAY).problem("a", "x")


def test_a_thousand_rows_do_not_slow_the_dialogue() -> None:
    rows = [{"nom": f"Parcelle {row}", "usage": "potager", "surface": row} for row in range(1000)]
    talk = start(parcelles=rows)
    for row in range(0, 1000, 100):
        talk.answer(f"parcelles[{row}].arrosage", "oui")
    assert len(talk.interview.steps) == 4000 + 14
    assert talk.interview.progress()[1].total == 4000 + 6
