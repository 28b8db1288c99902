"""The conversation: a window of it is on the screen, its memory is bounded."""

import threading
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.selection import SELECT_ALL
from textual.strip import Strip
from textual.widgets import Input, Static

from assistant.answering import Answer
from assistant.journal import Journal
from assistant.tui import thread
from assistant.tui.thread import Piece, Thread
from tests.mini import ROOT

from .conftest import NARROW, WIDE, Canned, Run, turns
from .test_exporting import opened


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Thread()


def shown(conversation: Thread) -> list[str]:
    return [str(piece.content) for piece in conversation.query(".piece").results(Static)]


async def filled(app: Bare, pilot: Pilot[None], many: int) -> Thread:
    """The conversation after so many lines."""
    conversation = app.query_one(Thread)
    for number in range(many):
        conversation.add(Piece("note", Content(str(number))))
    await pilot.pause()
    return conversation


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread, "MOUNTED", 20)
    monkeypatch.setattr(thread, "STEP", 8)
    monkeypatch.setattr(thread, "KEPT", 50)


async def test_only_a_window_is_on_the_screen_and_it_moves() -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = await filled(app, pilot, 120)
        assert shown(conversation) == [str(number) for number in range(100, 120)]
        assert [piece.text.plain for piece in conversation.pieces] == [str(number) for number in range(70, 120)]

        for first in (92, 84, 76, 70, 70):
            conversation.earlier()
            await pilot.pause()
            assert shown(conversation) == [str(number) for number in range(first, first + 20)]
        conversation.later()
        await pilot.pause()
        assert shown(conversation) == [str(number) for number in range(78, 98)]

        conversation.add(Piece("note", Content("new")))
        await pilot.pause()
        assert shown(conversation) == [*(str(number) for number in range(101, 120)), "new"]
        for _ in range(50):  # the end is gone to once it is laid out
            if conversation.scroll_offset.y == conversation.max_scroll_y:
                break
            await pilot.pause(0.02)
        assert conversation.scroll_offset.y == conversation.max_scroll_y


async def test_whatever_is_said_and_looked_at_the_same_few_widgets_show_it() -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = app.query_one(Thread)
        used: set[Static] = set()

        async def look() -> None:
            await pilot.pause()
            used.update(conversation.query(".piece").results(Static))

        for number in range(40):
            waiting = Piece("note", Content("wait"))
            conversation.add(Piece("asked", Content(str(number))), waiting, top=True)
            await look()
            conversation.replace(waiting, Piece("answer", Content(f"answer {number}")))
            await look()
        for move in (*[conversation.earlier] * 4, *[conversation.later] * 2):
            move()
            await look()
        assert len(used) == thread.MOUNTED
        assert Strip.render_ansi.cache_info().currsize < 200  # of sixteen thousand that Textual would keep


async def test_a_selection_does_not_stay_where_another_text_comes() -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = await filled(app, pilot, 20)
        app.screen.selections = {conversation.query(".piece").first(): SELECT_ALL}
        conversation.add(Piece("note", Content("more")))
        await pilot.pause()
        assert not app.screen.selections


async def test_pages_bring_what_is_put_away() -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = app.query_one(Thread)
        for number in range(40):
            conversation.add(Piece("note", Content(str(number))))
        await pilot.pause()
        conversation.focus()
        for _ in range(12):
            conversation.action_page_up()
            await pilot.pause(0.02)
            conversation.scroll_home(animate=False)
        assert shown(conversation)[0] == "0"
        assert conversation.query_one("#earlier").has_class("-gone")
        assert not conversation.query_one("#later").has_class("-gone")


async def test_an_answer_takes_the_place_of_what_waited_for_it_even_when_more_was_said_since() -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = app.query_one(Thread)
        first, second = Piece("note", Content("wait")), Piece("note", Content("wait"))
        conversation.add(Piece("asked", Content("question")), first, top=True)
        conversation.add(Piece("asked", Content("another")), second, top=True)
        conversation.replace(first, Piece("answer", Content("answer")), Piece("passage", Content("passage")))
        await pilot.pause()
        assert shown(conversation) == ["question", "answer", "passage", "another", "wait"]
        conversation.replace(second, Piece("answer", Content("more")))
        conversation.replace(second, Piece("problem", Content("no more")))
        await pilot.pause()
        assert shown(conversation) == ["question", "answer", "passage", "another", "more", "no more"]


@pytest.mark.parametrize("since", [30, 45])
async def test_an_answer_that_comes_long_after_finds_its_question(since: int) -> None:
    app = Bare()
    async with app.run_test(size=(40, 12)) as pilot:
        conversation = app.query_one(Thread)
        waiting = Piece("note", Content("wait"))
        conversation.add(Piece("asked", Content("question")), waiting)
        for number in range(since):
            conversation.add(Piece("note", Content(str(number))))
        await pilot.pause()
        conversation.replace(waiting, Piece("answer", Content("answer")))
        await pilot.pause()
        said = ["question", "answer", *map(str, range(since))]
        assert [piece.text.plain for piece in conversation.pieces] == said
        assert shown(conversation) == said[-20:]
        conversation.earlier()
        await pilot.pause()
        assert shown(conversation) == said[-28:][:20]


async def test_what_is_typed_after_a_click_on_the_conversation_is_in_the_line(run: Run) -> None:
    async with run(size=WIDE) as app:
        await app.press("1")
        line = app.app.screen.query_one("#question", Input)
        await app.write("Bon", enter=False)
        await app.pilot.click("#thread", offset=(20, 15))
        await app.write("jour", enter=False)
        assert line.value == "Bonjour"
        # From a pane as well, whose own keys stay.
        await app.press("f3", "space", "?", "escape")
        assert not line.has_focus
        await app.write("x", enter=False)
        assert line.has_focus
        assert line.value == "Bonjourx"
        await app.press("f3")
        await app.pilot.click("#thread", offset=(20, 15))
        assert line.has_focus
        await app.press("f3")
        await app.paste("yz", enter=False)
        assert line.value == "Bonjourxyz"


async def test_a_half_typed_answer_is_gone_on_with_after_a_click_on_the_conversation(run: Run) -> None:
    async with run() as app:
        await app.begin(at="budget.total")
        await app.write("12", enter=False)
        await app.press("shift+tab")
        thread = app.app.screen.query_one(Thread)
        assert thread.has_focus
        await app.write("500", enter=False)
        assert app.work.draft == "12500"
        await app.press("ctrl+u")
        # In a list of choices a letter chooses, and gives nothing.
        await app.work.goto("porteur.nature")
        thread.focus()
        await app.settle()
        await app.write("com", enter=False)
        assert app.work.draft == "commune"
        assert app.session.dossier.data == {}


async def test_when_no_question_stands_what_is_typed_is_one_for_the_texts(run: Run, tmp_path: Path) -> None:
    async with run() as app:
        await opened(app, tmp_path)
        while (step := app.session.step) is not None:
            app.session.skip()
            assert app.session.step is not step
        await app.press("f2", "f2")
        assert "Toutes les questions ont une réponse" in app.flat
        await app.write("Combien peut-on demander ?")
        assert "La ville verse 15\u00a0000\u00a0€" in app.said
        await app.press("f2")
        assert "Toutes les questions ont une réponse" in app.flat


async def test_the_mouse_selects_in_the_conversation_and_copies(run: Run) -> None:
    async with run() as app:
        await app.press("1")
        piece = app.app.screen.query(".piece").first()
        await app.pilot.mouse_down(piece, offset=(0, 0))
        await app.pilot.hover(piece, offset=(17, 0))
        await app.pilot.mouse_up(piece, offset=(17, 0))
        await app.settle()
        assert app.app.screen.get_selected_text() == "Posez une question"
        await app.press("ctrl+c")
        assert app.app.clipboard == "Posez une question"
        assert app.app.screen.query_one("#question").has_focus


async def test_both_halves_of_a_double_question_are_answered(run: Run) -> None:
    async with run() as app:
        await app.press("1")
        await app.write("Combien peut-on demander et qui conseille sur l'eau ?")
        told = app.said
        assert (
            told.index("Combien peut-on demander\u00a0?\n")
            < told.index("15\u00a0000")
            < told.index("Qui conseille sur l’eau\u00a0?")
        )


async def test_what_is_typed_in_a_pane_of_a_narrow_terminal_is_typed_in_the_line_and_seen(run: Run) -> None:
    async with run(size=NARROW) as app:
        await app.begin(at="projet.nom")
        await app.press("f3")
        await app.write("Les Lilas", enter=False)
        assert app.work.draft == "Les Lilas"
        assert "Les Lilas" in app.seen("#card")
        await app.press("enter", "ctrl+o", "1", "f3")
        await app.write("Combien ?", enter=False)
        assert app.app.screen.query_one("#question", Input).value == "Combien ?"
        assert "Combien ?" in app.seen("#ask-bar")


async def test_erased_questions_leave_nothing_nor_do_their_answers_on_the_way(run: Run) -> None:
    answers = threading.Event()

    class Slow(Canned):
        def ask(self, question: str, context: object = None) -> Answer:
            if "deux" in question:
                answers.wait(20)
            return super().ask(question, context)

    extract = Answer("Un ?", "answered", 0.9, "Réponse.")
    async with run(size=NARROW, opener=lambda campaign, _: Slow(campaign, {"question": extract})) as app:
        await app.press("1")
        await app.write("ma question un")
        await app.write("ma question deux", enter=False)
        await app._key("enter")
        work = app.work
        work.action_erase()
        await turns(app)
        for key in ("2",):
            await app._key(key)
            await turns(app)
        answers.set()
        await app.settle()
        assert app.said == "Vos questions et leurs réponses sont effacées."
        assert Journal(ROOT).said() == []
        assert not app.app.screen.query("Toast")
        await app.press("f3")
        assert "dernière question" not in app.flat
        await app.press("escape")
        # What is asked from now on is answered.
        await app.write("ma question trois")
        assert "Réponse." in app.said
