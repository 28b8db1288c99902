"""The fictitious files of a campaign, with what must be found in them: typed models of dialogs/scenarios/."""

import datetime
from typing import Any

import msgspec

from assistant.campaign import Campaign
from assistant.script import Status
from assistant.strict import Strict


class Scenario(Strict, frozen=True):
    """A fictitious application file with what must be found in it; `room` tells it without giving the answer away, before a vote.

    One that is `hostile` holds, on purpose, answers that are not understood or keys that no question has.
    """

    title: str
    story: str
    as_of: datetime.date
    application: dict[str, Any]
    expect: "Expectation"
    level: str = ""
    room: str = ""
    hostile: bool = False


class Expectation(Strict, frozen=True):
    """The verdict and the statuses that a scenario must get."""

    verdict: str
    findings: dict[str, Status] = msgspec.field(default_factory=dict)


def load_scenario(campaign: Campaign, name: str) -> Scenario:
    """Read dialogs/scenarios/<name>.yaml. Raises AssistantError when it does not exist or is malformed."""
    from assistant.content import read_model

    return read_model(campaign.room("dialogs") / "scenarios" / f"{name}.yaml", Scenario)


def scenario_names(campaign: Campaign) -> list[str]:
    """The names of the campaign's scenarios, in order."""
    return sorted(path.stem for path in (campaign.room("dialogs") / "scenarios").glob("*.yaml"))
