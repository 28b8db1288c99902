"""A training session without its face: what a room votes on, what it discovers, what is hidden, kept and handed out."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.content import Content

from assistant.bearing import Bearing, bearing
from assistant.campaign import Campaign, locate
from assistant.cli import main
from assistant.courses import Courses, load_courses
from assistant.dossier import Dossier
from assistant.errors import AssistantError
from assistant.library import Library, Section, Unit, load
from assistant.masking import Mask
from assistant.outputs.checklist import cited
from assistant.outputs.formats import FORMATS, render
from assistant.outputs.handout import handout
from assistant.outputs.markdown import markdown
from assistant.rules import Rulebook
from assistant.scenarios import load_scenario, scenario_names
from assistant.script import load_script
from assistant.sittings import Asked, Case, Sitting, begin, kept_sittings, load_sitting, new_path, save_sitting
from assistant.training import GAPS, LINES, board, brief, case_file, case_of, eye, takeaways, teachings, told, unjudged
from assistant.tui.columns import Columns
from tests.mini import COMPLETE, DAY, ROOT, rulebook, script

LIBRARY = load(Campaign(ROOT))
COURSES = load_courses(Campaign(ROOT))
REFUSED = case_of("jardin-refuse", load_scenario(Campaign(ROOT), "jardin-refuse"))


def paper(sitting: Sitting, courses: Courses = COURSES) -> str:
    return markdown(handout(sitting, courses, rulebook(), LIBRARY, cited(LIBRARY))).replace("\u00a0", " ")


def test_a_vote_mixes_the_gravest_findings_with_rules_that_are_met_always_in_the_same_order() -> None:
    found = board(REFUSED, rulebook())
    assert 0 < len(found.gaps) <= GAPS
    assert {finding.status for finding in found.gaps} <= {"failed", "missing", "to_verify"}
    assert {finding.status for finding in found.sound} <= {"met", "not_applicable"}
    assert {finding.requirement for finding in found.lines} == {f.requirement for f in (*found.gaps, *found.sound)}
    assert [f.requirement for f in found.lines] == [f.requirement for f in board(REFUSED, rulebook()).lines]
    # Nothing in the order tells a finding from what is in order.
    assert list(found.lines) != [*found.gaps, *found.sound]
    assert found.gaps[0].severity == "blocking"


def test_every_scenario_of_the_campaign_gives_a_vote() -> None:
    campaign = locate()
    rules = Rulebook(load_script(campaign))
    for name in scenario_names(campaign)[::4]:
        case = case_of(name, load_scenario(campaign, name))
        found = board(case, rules)
        assert len(found.lines) == LINES or len(found.gaps) + len(found.sound) < LINES, name
        wrong = {f.requirement for f in found.report.findings if f.status in {"failed", "missing", "to_verify"}}
        assert {f.requirement for f in (*found.gaps, *found.left)} == wrong
        assert wrong.isdisjoint(f.requirement for f in found.sound)


def test_a_scenario_is_judged_on_its_own_day_and_another_day_changes_the_findings() -> None:
    campaign = locate()
    rules = Rulebook(load_script(campaign))
    case = case_of("pas-encore-depose", load_scenario(campaign, "pas-encore-depose"))
    assert case.day == date(2024, 4, 22)
    assert "clos" not in " ".join(board(case, rules).report.notices)
    later = begin("libre", DAY).opening(case).revealing(1, "duree-projet").dated(date(2026, 11, 22))
    assert later.case is not None
    assert (later.case.case.day, later.case.shown, later.case.rule) == (date(2026, 11, 22), 0, "")
    assert board(case, rules).report.notices != board(later.case.case, rules).report.notices


def test_scenarios_stand_by_what_they_teach_the_easier_first_the_hostile_last() -> None:
    campaign = locate()
    found = teachings((name, load_scenario(campaign, name)) for name in scenario_names(campaign))
    verdicts = [teaching.scenario.expect.verdict for teaching in found if not teaching.scenario.hostile]
    assert verdicts == sorted(verdicts, key=["inadmissible", "incomplete", "to_verify", "complete"].index)
    assert found[-1].scenario.hostile
    # The story gives the answer away: a room has something else to read before it votes.
    assert all(teaching.scenario.room for teaching in found if not teaching.scenario.hostile)
    blocked = [teaching.points for teaching in found if teaching.scenario.expect.verdict == "inadmissible"][:-1]
    assert blocked == sorted(blocked)


@pytest.mark.parametrize(
    ("hands", "present", "seen"),
    [(0, 0, "missed"), (1, 0, "seen"), (9, 20, "some"), (10, 20, "seen"), (0, 20, "missed")],
)
def test_what_the_room_saw(hands: int, present: int, seen: str) -> None:
    assert eye(hands, present) == seen


def test_hands_are_counted_within_the_room() -> None:
    sitting = begin("courte", DAY, 12).opening(REFUSED).voting("porteur-admis", 40).voting("plafond-aide", -3)
    assert sitting.case is not None
    assert sitting.case.hands == {"porteur-admis": 12, "plafond-aide": 0}
    sitting = sitting.quizzing("plafond", 3, 1, 5).quizzing("plafond", 3, shown=True).quizzing("plafond", 3, 0, 7)
    put = sitting.put("plafond")
    assert put is not None
    assert (put.hands, put.shown) == ((7, 5, 0), True)


def test_a_case_never_voted_on_leaves_no_trace() -> None:
    sitting = begin("courte", DAY).opening(REFUSED).opening(REFUSED)
    assert len(sitting.worked) == 1
    assert len(sitting.voting("plafond-aide", 1).opening(REFUSED).worked) == 2


HOSTILE = "[/art] [@click=app.quit] \x1b]0;x\x07‮ {budget.demande}"


def test_a_session_survives_its_file(tmp_path: Path) -> None:
    case = Case(
        title=HOSTILE, day=DAY, application={"porteur": {"nature": HOSTILE}, "budget": {"total": "1.50", "parts": [1, None]}}
    )
    sitting = begin("courte", DAY, 7).opening(case).voting("plafond-aide", 3).asking(Asked(question="Qui ?", answer="Nous."))
    path = tmp_path / "seances" / "s.yaml"
    save_sitting(sitting, path)
    assert load_sitting(path) == sitting
    # One that was written before questions said how sure their answers are.
    old = "{course: courte, began: 2031-03-01, asked: [{question: Qui ?, answer: Nous., place: §1}]}\n"
    path.write_text(old, encoding="utf-8")
    assert load_sitting(path).questions == ((0, Asked(question="Qui ?", answer="Nous.", place="§1")),)
    path.write_text("worked: 3\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="n'est pas une séance"):
        load_sitting(path)


def test_the_latest_sessions_are_found_and_damaged_ones_left_out(isolated_home: Path) -> None:
    assert kept_sittings() == []
    first = new_path(DAY)
    save_sitting(begin("courte", DAY), first)
    assert new_path(DAY) != first
    (first.parent / "abime.yaml").write_text("[[[", encoding="utf-8")
    assert [kept.path for kept in kept_sittings()] == [first]


def test_names_addresses_and_numbers_are_hidden_wherever_they_stand() -> None:
    data = {
        **COMPLETE,
        "projet": {**COMPLETE["projet"], "description": "Avec L'Avenir Vert, marie@ville.fr, 06 12 34 56 78. Le vert domine."},
        "budget": {**COMPLETE["budget"], "cofinanceurs": [{"nom": "L’Avenir Vert", "montant": "6 000 €"}]},
    }
    dossier = Dossier(script(), data)
    mask = Mask(dossier)
    assert mask.hide("Avec L'Avenir  Vert, marie@ville.fr, 06 12 34 56 78.") == "Avec ●●●, ●●●, ●●●."
    assert mask.hide("Au 12 bis, rue des Lilas, 38000 Grenoble, depuis 2 ans") == "Au ●●●, ●●●, depuis 2 ans"
    assert (
        mask.hide("Chez M. Karim Benali, avec Monsieur le Maire et 3 M Euros") == "Chez ●●●, avec Monsieur le Maire et 3 M Euros"
    )
    assert Mask(Dossier(script(), {"projet": {"description": "Chez Mme Zora Le Goff."}})).hide("Zora sème.") == "●●● sème."
    assert mask.hide("3 place de la Mairie ; 12 cours de danse ; 240 000 Euros") == "●●● ; 12 cours de danse ; 240 000 Euros"
    lines = told(dossier, DAY, mask)
    shown = " ".join(f"{line.label} {line.said}" for line in lines)
    assert "Avenir" not in shown
    assert "marie" not in shown
    assert "12 34" not in shown
    assert "Le vert domine" in shown
    assert "18 000" in shown.replace("\u00a0", " ")
    assert "Avenir" in " ".join(f"{line.label} {line.said}" for line in told(dossier, DAY))


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Commune de Saint-Aubin-les-Bois", "Les jeunes de Saint-Aubin, SAINT AUBIN", "Les jeunes de ●●●, ●●●"),
        ("Saint-Aubin les Bois", "À Saint-Aubin et ses bois", "À ●●● et ses bois"),
        ("Mairie de Villeneuve-d'Ascq", "Villeneuve en fête", "●●● en fête"),
        ("Le collège des Ormes", "Un collège, celui des ormes", "Un collège, celui des ormes"),
    ],
)
def test_what_a_town_is_called_for_short_is_hidden_too(name: str, text: str, shown: str) -> None:
    dossier = Dossier(script(), {"budget": {"cofinanceurs": [{"nom": name, "montant": "6 000 €"}]}})
    assert Mask(dossier).hide(text) == shown


def test_names_are_hidden_case_by_case() -> None:
    own = Case(title="Le mien", day=DAY, application={})
    sitting = begin("courte", DAY).opening(REFUSED).voting("plafond-aide", 1)
    assert not sitting.masked
    sitting = sitting.opening(own).voting("plafond-aide", 1)
    assert sitting.masked
    assert sitting.masking(False).opening(replace(own, title="Un autre")).masked
    sitting = sitting.opening(REFUSED).voting("plafond-aide", 1)
    assert [worked.hidden for worked in sitting.worked] == [False, True, False]
    assert [worked.hidden for worked in sitting.masking(True).worked] == [False, True, True]


def test_what_is_required_and_absent_is_told_to_the_room() -> None:
    lines = told(Dossier(script(), {"porteur": {"nature": "commune"}}), DAY)
    assert [line.said for line in lines if line.path == "porteur.nature"] == ["Une commune"]
    assert {line.said for line in lines if line.kind == "missing"} == {"sans réponse"}


def test_the_case_keeps_what_judges_it_for_the_findings_and_a_short_session_has_it_on_one_screen() -> None:
    campaign = locate()
    rules = Rulebook(load_script(campaign))
    short = next(plan for plan in load_courses(campaign).plans if any(step.brief for step in plan.steps))
    for name in short.scenarios:
        case = case_of(name, load_scenario(campaign, name))
        found = board(case, rules)
        lines = brief(unjudged(told(found.dossier, case.day), rules.script), found)
        room = Columns(*((Content("▪ "), Content(f"{line.label} : {line.said}")) for line in lines))
        assert room.get_height({}, 180) <= 40, name  # of a wall of 55 lines
    case = case_of("operateur-brasserie", load_scenario(campaign, "operateur-brasserie"))
    found = board(case, rules)
    whole = told(found.dossier, case.day)
    assert any(line.label == "lien avec un secteur exclu" for line in whole)
    before = unjudged(whole, rules.script)
    assert not any(line.label == "lien avec un secteur exclu" for line in before)
    # Its name and its activity say it; no row is told more than another.
    rows = [line for line in brief(before, found) if line.label.startswith("opérateur ")]
    assert [line.said.partition(" : ")[0] for line in rows] == ["activité", "activité"]
    assert "Brasserie du Vieux Chêne" in rows[1].label
    # What follows a list is none of its last row.
    assert any(line.label == "usage de la subvention" for line in brief(before, found))


def test_any_file_may_be_a_case(tmp_path: Path) -> None:
    path = tmp_path / "mon-jardin.yaml"
    path.write_text("porteur: {nature: commune}\n", encoding="utf-8")
    case = case_file(path, script(), DAY)
    assert (case.title, case.day, case.scenario) == ("Mon jardin", script().about.example_day or DAY, "")
    with pytest.raises(AssistantError):
        case_file(tmp_path / "absent.yaml", script(), DAY)


def test_the_passage_is_the_paragraph_that_bears_most() -> None:
    assert "15 000 €" in bearing(LIBRARY, "reglement/3-aide", "la somme dépasse 15 000 €").text
    assert bearing(LIBRARY, "reglement/9", "rien") == ("", -1, -1)
    quoted = bearing(LIBRARY, "reglement/3-aide", "rien", quote="LA VILLE verse").text
    assert quoted.startswith("La ville verse")


def test_a_short_list_is_quoted_whole_and_what_is_left_out_of_a_long_one_shows() -> None:
    """A rule that names several sectors binds by each of them: dropping one silently would hand out another rule."""

    def told(length: int) -> Bearing:
        texts = ["Les exclus sont :", *(f"{'x' * length} {kind}" for kind in ("tabac", "alcool", "loterie", "jeux")), "Ensuite."]
        units = [Unit(texts[0]), *(Unit(text, "-", lead=0) for text in texts[1:5]), Unit(texts[5])]
        return bearing(Library((), (Section("r", "d", "R", None, tuple(units)),)), "r", "loterie")

    short, long = told(3), told(300)
    assert short.text == "Les exclus sont :\n- xxx tabac\n- xxx alcool\n- xxx loterie\n- xxx jeux"
    assert (short.first, short.last) == (0, 4)
    assert long.text == f"Les exclus sont :\n[…]\n- {'x' * 300} loterie\n[…]"
    assert (long.first, long.last) == (3, 3)
    shipped = load(locate())
    operators = next(section for section in shipped.sections if section.id == "aap/4.3-operateurs")
    assert bearing(shipped, operators.id, "une brasserie vend de l'alcool").text.count("\n- ") == len(operators.units) - 1


def test_the_record_says_what_was_asked_found_and_is_to_be_remembered() -> None:
    found = board(REFUSED, rulebook())
    sitting = begin("courte", date(2031, 6, 1), 10).opening(REFUSED).voting(found.gaps[0].requirement, 6)
    trap = found.sound[0]
    sitting = sitting.voting(trap.requirement, 2).revealing(1, found.gaps[0].requirement)
    halfway = paper(sitting)
    assert "n’ont pas été révélés" in halfway
    assert REFUSED.story not in halfway
    sitting = sitting.revealing(len(found.gaps), found.gaps[0].requirement)
    sitting = sitting.quizzing("plafond", 3, 0, 8).quizzing("plafond", 3, shown=True)
    asked = (
        Asked(question="Et [les] *outils* ?", answer="Le règlement n'en dit rien.", place="§2 p. 1", status="not_in_texts"),
        Asked(question="Combien ?", answer="9 €.", place="§9 p. 9"),
        Asked(question="COMBIEN", answer="15 000 €.", place="§3 p. 2", doubtful=True, notice="Autre cadre."),
        Asked(question="Qui êtes-vous ?", answer="Hors sujet.", withdrawn=True),
    )
    for one in asked:
        sitting = sitting.asking(one)
    sitting = sitting.correcting("complet")
    whole = paper(sitting)
    assert "# Ce que nous avons fait ensemble" in whole
    assert "Participants : 10." in whole
    assert "comme si l’on était le 2 mai 2031" in whole
    assert "la salle l’avait vu (6 mains levées sur 10)" in whole
    assert f"Ce qui semblait faux, et qui était en règle\n\n- {trap.title} – 2 mains levées sur 10" in whole
    assert "☑ **15 000 €** – 8 mains" in whole
    whole = whole.replace("\u00a0", " ")
    assert "**Et \\[les\\] \\*outils\\* ?**\n\n*Ce que les textes ne disent pas.*\n\n" in whole
    assert "Le règlement n’en dit rien. (au plus près : §2 p. 1)" in whole
    doubt = "**COMBIEN**\n\n*Réponse à vérifier : la question ne correspond qu’en partie aux textes.*\n\n15 000 €. (§3 p. 2)"
    assert f"{doubt}\n\n*Attention : Autre cadre.*" in whole
    assert "9 €." not in whole
    assert "Qui êtes-vous" not in whole
    assert "Après correction avec la salle :** complet" in whole
    assert "La ville verse 15 000 € au plus. (Règlement" in whole
    assert "La ville verse 15 000 € au plus par jardin" in whole


def test_what_is_taken_away_begins_with_the_rule_of_the_case_just_worked() -> None:
    course = COURSES.plan("courte")
    rule = script().requirement("porteur-admis")
    assert rule is not None
    begun = begin("courte", DAY).opening(REFUSED)
    assert takeaways(begun, course, script()) == list(course.remember)
    worked = begun.revealing(2, "plafond-aide").opening(REFUSED).revealing(1, rule.id)
    taken = [item.text for item in takeaways(worked, course, script())]
    assert taken[0] == rule.asks
    # A rule that the plan tells too is not said twice.
    assert sum("15 000" in text for text in taken) == 1
    kept = paper(worked).partition("## À retenir\n\n- ")[2]
    assert kept.startswith(rule.asks.replace("'", "’"))


def test_the_record_goes_to_every_format_and_hides_what_the_room_did_not_see() -> None:
    case = Case(title="Un dossier", day=DAY, application={**COMPLETE, "projet": {"nom": "Le carré", "duree": "9 ans"}})
    sitting = Sitting(course="courte", began=DAY).opening(case).masking(True).revealing(1, "duree-projet")
    made = handout(sitting, COURSES, rulebook(), LIBRARY, cited(LIBRARY))
    for suffix in FORMATS:
        assert render(made, suffix)
    assert "Région" not in markdown(made)


def test_the_command_writes_the_latest_record(isolated_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--campaign", str(ROOT), "handout"]
    assert main(options) == 2
    assert "Aucune séance n’est enregistrée" in capsys.readouterr().err
    save_sitting(begin("courte", DAY).opening(REFUSED).voting("plafond-aide", 1), new_path(DAY))
    assert main(options) == 0
    assert "Dix minutes au jardin" in capsys.readouterr().out
    assert main([*options, "-o", str(tmp_path / "s.html")]) == 0
    assert "Dix minutes au jardin" in (tmp_path / "s.html").read_text("utf-8")
    assert main([*options, "-o", str(tmp_path / "s.rtf")]) == 2
    assert main([*options, str(ROOT / "dialogs" / "quiz.yaml")]) == 2


def test_a_campaign_without_plans_nor_quiz_has_a_free_session() -> None:
    courses = Courses()
    assert [step.activity for step in courses.plan("inconnue").steps] == ["ask", "case", "vote", "reveal", "end"]
    assert "Séance libre" in paper(begin("inconnue", DAY), courses)


def test_the_built_in_plans_last_what_they_say_and_the_quiz_is_large() -> None:
    courses = load_courses(locate())
    assert [plan.minutes for plan in courses.plans] == [15, 30, 60]
    assert len(courses.items) >= 40
    documents = {item.section.partition("/")[0] for item in courses.items}
    assert documents == {"aap", "annexe", "fiche"}
    places = [item.right for item in courses.items]
    assert max(places.count(place) for place in set(places)) < 0.6 * len(places)
