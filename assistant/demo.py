"""The main job played without a terminal: a few questions, then a fictitious file checked and turned into papers."""

import textwrap
from collections.abc import Callable

from assistant.campaign import Campaign
from assistant.console import wrap
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.outputs.papers import Desk
from assistant.outputs.summary import summary
from assistant.rules import Rulebook
from assistant.scenarios import Scenario, load_scenario
from assistant.script import Script, load_script
from assistant.search import Engine

_GRAVEST = 3
_LINES = 14


def demo(campaign: Campaign, engine: Engine, say: Callable[[str], None], width: int, whole: bool = False) -> None:
    """Play the campaign's demonstration; `say` prints a block of text, `width` is in columns, `whole` shows whole papers."""
    script = load_script(campaign)
    say(wrap(f"{script.about.name} – {script.about.call}", width))
    for number, question in enumerate(script.about.demo.questions, 1):
        answer = engine.ask(question)
        places = [engine.library.place(section) for section in answer.citations[:1]]
        say(_title(f"Question {number} : {question}", width))
        say(wrap("\n".join([answer.answer or "Les textes ne le disent pas.", *places]), width))
    if script.about.demo.scenario:
        _play(load_scenario(campaign, script.about.demo.scenario), script, engine, say, width, whole)
    say(wrap("\nPour travailler sur votre dossier : lancez « assistant » dans un terminal.", width))


def _play(scenario: Scenario, script: Script, engine: Engine, say: Callable[[str], None], width: int, whole: bool) -> None:
    say(_title(f"Un dossier fictif : {scenario.title}", width))
    say(wrap(scenario.story, width))
    dossier = Dossier(script, scenario.application)
    rulebook = Rulebook(script)
    desk = Desk(dossier, rulebook.evaluate(dossier, scenario.as_of), engine.library, scenario.as_of, rulebook)
    say(_title("Ce que l'assistant y trouve", width))
    say(summary(desk.report, desk.cite, width) if whole else summary(desk.report, desk.cite, width, _GRAVEST))
    papers = {"checklist": "La liste de contrôle"} | ({"outline": "La trame du dossier"} if script.outlined else {})
    for name, title in papers.items():
        say(_title(title, width))
        say(desk.markdown(name) if whole else _beginning(desk.markdown(name), name, width))


def _beginning(paper: str, name: str, width: int) -> str:
    """The first lines of a paper as plain text, and how to have it all."""
    told = [line.replace("**", "").replace("\\", "").lstrip("#> ") for line in paper.splitlines() if line.strip()]
    shown = [textwrap.shorten(line, width, placeholder=" …") for line in told[:_LINES]]
    rest = typography(f"… et {len(told) - _LINES} autres lignes : « assistant {name} DOSSIER », ou « assistant demo --full ».")
    return "\n".join(shown + [rest] * (len(told) > _LINES))


def _title(text: str, width: int) -> str:
    return f"\n{typography(text)}\n{'─' * min(width, len(text) + 2)}"
