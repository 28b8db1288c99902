"""The examples beside the requirements: what each one is told, word for word, so that no rule changes unseen."""

from syrupy.assertion import SnapshotAssertion

from assistant.campaign import locate
from assistant.dossier import Dossier
from assistant.rules import Rulebook
from assistant.script import load_script


def test_what_each_example_is_told(snapshot: SnapshotAssertion) -> None:
    script = load_script(locate())
    day = script.about.example_day
    assert day is not None
    book = Rulebook(script)
    told = []
    for requirement in script.requirements:
        for example in requirement.examples:
            found = book.finding(requirement.id, Dossier(script, example.answers), day)
            assert found.status == example.expect
            told.append(f"{requirement.id} · {example.situation} · {found.status} · {found.message}")
    assert "\n".join(told) == snapshot
