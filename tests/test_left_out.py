"""A typical question left out is asked as if nobody had ever written it, and everything is as before afterwards."""

from msgspec.structs import replace

from assistant.indexing import build
from assistant.left_out import LeaveOneOut
from assistant.search import Engine
from benchmarks.leave_one_out import markdown, run, summary
from tests import plot


def held() -> LeaveOneOut:
    return LeaveOneOut(plot.engine()._build)


def test_what_is_left_out_no_longer_helps_its_own_section() -> None:
    engine, whole = held(), Engine(plot.engine()._build)
    for trial in engine.trials(engine.of_entries()):
        # With the question in place its own section scores more.
        ranking = whole._ranker.rank(whole._reader.read(trial.question))
        section = whole._number[trial.right[0]]
        mine = next((score for score, name in trial.scores if name == trial.right[0]), 0.0)
        assert mine < next(score for score, number in ranking.sections if number == section)


def test_nothing_is_changed_once_it_is_over() -> None:
    engine = held()
    before = [engine.ranked(question) for question in ("combien coûte la cuve", "qui peut demander l'aide")]
    list(engine.trials(range(engine.count)))
    assert [engine.ranked(question) for question in ("combien coûte la cuve", "qui peut demander l'aide")] == before
    assert engine._left._lengths["entry"] == engine._build.lengths["entry"]
    fresh = Engine(engine._build)
    for (field, term), found in engine._left._postings.items():
        assert found == fresh._index.postings(field, term)


def test_a_campaign_without_typical_questions_has_nothing_to_leave_out() -> None:
    engine = LeaveOneOut(build(replace(plot.engine().library, entries=(), silences=())))
    assert list(engine.trials(engine.of_entries())) == []


def test_the_report_counts_every_question_once() -> None:
    engine = held()
    found = summary(run(engine))
    assert found["overall"]["questions"] == len(engine.of_entries()) == sum(s["questions"] for s in found["sections"].values())
    assert found["silences"]["questions"] == len(engine.of_silences())
    wrong = found["overall"]["questions"] * (1 - found["overall"]["success@1"])
    assert round(wrong) == sum(pair["times"] for pair in found["confusions"])
    assert len(run(engine, sample=3)) == 3
    text = markdown(found, failures=True)
    assert "| **all** |" in text
    assert all(f"| {section} |" in text for section in found["sections"])
