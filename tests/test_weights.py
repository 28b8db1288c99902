"""Every number of the search can be turned, reaches the code that uses it, and comes back as it was."""

from assistant import query, ranking, signals
from benchmarks.weights import Constant, constants, turned


def test_a_turned_constant_comes_back() -> None:
    found = {constant.name: constant for constant in constants()}
    assert {"entry", "b.title", "query.SECOND_READING", "likelihood.ALPHA", "index.LIGHT_ASKED"} <= found.keys()
    assert not any("MAX_" in name for name in found)
    with turned(found["b.title"], 0.5) as weights:
        assert (weights.b["title"], weights.b["unit"]) == (0.5, ranking.Weights().b["unit"])
    with turned(found["query.SECOND_READING"], 0.1) as weights:
        assert (query.SECOND_READING, weights) == (0.1, ranking.Weights())
    assert found["query.SECOND_READING"].value == query.SECOND_READING
    assert found["signals.BIAS"].value == signals.BIAS


def test_a_share_stays_one_and_a_whole_number_whole() -> None:
    assert Constant("near", 0.7).turned(2) == 1
    assert Constant("entry", 0.7).turned(2) == 1.4
    assert Constant("signals.MANY", 3).turned(0.5) == 2
