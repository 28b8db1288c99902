"""The main job played without a terminal: a few questions, then a fictitious file checked and turned into papers."""

from collections.abc import Callable

from assistant.campaign import Campaign
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.outputs.papers import Desk
from assistant.outputs.summary import summary
from assistant.present import render_answer
from assistant.rules import Rulebook
from assistant.script import Scenario, Script, load_scenario, load_script
from assistant.search import Engine


def demo(campaign: Campaign, engine: Engine, say: Callable[[str], None], width: int) -> None:
    """Play the campaign's demonstration; `say` prints a block of text, `width` is in columns."""
    script = load_script(campaign)
    say(typography(f"{script.about.name} – {script.about.call}"))
    say(typography(script.about.welcome))
    for number, question in enumerate(script.about.demo.questions, 1):
        say(_title(f"Question {number} : {question}", width))
        say(render_answer(engine.ask(question), engine, width))
    if script.about.demo.scenario:
        _play(load_scenario(campaign, script.about.demo.scenario), script, engine, say, width)
    say(typography("Pour travailler sur votre dossier : lancez « assistant » dans un terminal."))


def _play(scenario: Scenario, script: Script, engine: Engine, say: Callable[[str], None], width: int) -> None:
    say(_title(f"Un dossier fictif : {scenario.title}", width))
    say(typography(scenario.story))
    dossier = Dossier(script, scenario.application)
    desk = Desk(dossier, Rulebook(script).evaluate(dossier, scenario.as_of), engine.library, scenario.as_of)
    say(summary(desk.report, desk.cite, width))
    say(_title("La liste de contrôle", width))
    say(desk.paper("checklist"))
    if script.outlined:
        say(_title("La trame du dossier", width))
        say(desk.paper("outline"))


def _title(text: str, width: int) -> str:
    return f"\n{typography(text)}\n{'─' * min(width, len(text) + 2)}"
