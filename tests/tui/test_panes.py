"""The panes beside the conversation, live: the budget, and the checklist with the passages that ask and what would lift what fails."""

import pytest
from textual.widgets import OptionList

from assistant.outputs.model import Draft, Paper
from assistant.tui.board import Columns, board
from assistant.tui.panes.budget import BudgetPane
from assistant.tui.reader.screen import Reader
from assistant.tui.reader.sheet import Sheet
from tests.mini import DAY

from .conftest import NARROW, WIDE, Driver, Run


def shown(app: Driver) -> str:
    return " ".join(app.seen("#budget").split())


async def test_the_budget_follows_the_answers_and_its_citations_open(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="budget.total")
        await app.press("ctrl+b")
        assert "⚠ L’équilibre ne peut pas être vérifié" in shown(app)
        await app.press("escape")
        await app.work.goto("budget.total")
        await app.write("18000")
        await app.write("12 000 €")
        assert "La subvention demandée fait 66,67 % du coût complet." in shown(app)
        await app.paste("Région")
        await app.write("6000")
        assert "✓ Le budget est équilibré : charges et produits font 18 000 €." in shown(app)
        assert "Subvention demandée (la Ville) 12 000 € Part propre" not in shown(app)
        assert "Région 6 000 € Total des moyens 18 000 € Coût complet 18 000 €" in shown(app)
        await app.work.goto("parcelles")
        await app.paste("Les pommiers")
        await app.press("2", "enter")
        await app.write("80")
        await app.press("ctrl+b", "end", "end")
        assert "Coût cité par les textes : 15 000 €" in shown(app)
        await app.press("ctrl+f")
        page = app.app.screen.query_one(Sheet).page
        assert page is not None
        assert page.section == "reglement/3-aide"
        await app.press("escape")
        assert app.work.query_one(BudgetPane).has_focus
        await app.work.goto("budget.demande")
        await app.settle()
        await app.press("ctrl+a", "ctrl+k")
        await app.write("13000")
        await app.press("ctrl+b", "home")
        assert "⚠ Le budget n’est pas équilibré" in shown(app)


async def test_nothing_is_reckoned_out_of_view(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.begin(at="budget.total")
        await app.write("18000")
        assert app.work.query_one(BudgetPane)._parts == ()
        await app.press("ctrl+b")
        assert "Coût complet 18 000 €" in shown(app)


async def test_the_checklist_says_how_far_it_is_and_what_would_lift_what_fails(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin("jardin")
        await app.press("1", "enter", "n", "enter", "f4")
        assert "░░░░░░ 1/4 Bloquant ☐ 3" in app.seen("#findings")
        findings = app.app.screen.query_one("#findings", OptionList)
        findings.highlighted = findings.get_option_index("statuts-joints")
        await app.settle()
        detail = app.seen("#detail")
        assert "⇄ Ce qui lèverait ce point, calculé d’après les règles." in detail
        assert "« oui » au lieu de « non »" in detail
        assert "« Une association joint ses statuts au dossier. »" in detail
        widget = app.app.screen.query_one("#detail")
        lines = app.text.split("\n")[widget.region.y : widget.region.bottom]
        place = next(number for number, line in enumerate(lines) if "Règlement Jardins" in line)
        await app.pilot.click("#detail", offset=(3, place))
        await app.settle()
        assert isinstance(app.app.screen, Reader)
        assert "› Une association joint ses statuts" in app.seen("#sheet")
        await app.press("escape", "enter")
        assert app.session.place == "porteur.statuts"


@pytest.mark.parametrize("width", [24, 30, 44, 50, 100])
def test_tables_of_figures_fit_every_width(width: int) -> None:
    draft = Draft()
    rows = [("Grand projet [b] aux mots longs", "10 000 000 000 000 €", "80 %"), ("Total", "1 €", "")]
    draft.table(["Quoi", "Coût complet", "Part demandée"], rows, "Titre", numeric=[1, 2], total=True)
    parts = board(Paper("T", "", DAY, draft.done()), lambda text: text)
    table = parts[-1].shown
    assert isinstance(table, Columns)
    lines = table.plain(width).split("\n")
    assert max(map(len, lines)) <= width
    assert "10\u00a0000\u00a0000\u00a0000\u00a0000\u00a0€" in table.plain(width)
    assert "[b]" in table.plain(width)
    assert table.get_height({}, width) == len(lines)


async def test_a_point_leads_to_the_answer_whose_change_would_lift_it(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.begin(at="budget.total")
        await app.write("18000")
        await app.write("15 000 €")
        await app.paste("Région")
        await app.write("2000")
        await app.press("f4")
        findings = app.app.screen.query_one("#findings", OptionList)
        findings.highlighted = findings.get_option_index("cofinancement")
        await app.settle()
        # The first answer that it rests on is at its ceiling already: only the other one may change.
        assert "« 3 000 € » au lieu de « 2 000 € »" in app.seen("#detail")
        await app.press("enter")
        assert app.session.place == "budget.cofinanceurs[0].montant"
