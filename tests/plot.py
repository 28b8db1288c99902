"""The invented campaign of the tests of the search: shared gardens (tests/data/search_campaign)."""

from functools import cache
from pathlib import Path

from assistant.campaign import Campaign
from assistant.indexing import build
from assistant.library import Library, load
from assistant.search import Engine

ROOT = Path(__file__).resolve().parent / "data" / "search_campaign"


@cache
def library() -> Library:
    """Its library."""
    return load(Campaign(ROOT))


@cache
def engine() -> Engine:
    """An engine on it, built in memory."""
    return Engine(build(library()))
