"""All that a booklet is made of, read from a campaign."""

from dataclasses import dataclass, field

from assistant import obligations
from assistant.campaign import ROOMS, Campaign
from assistant.courses import NO_COURSES, Courses, load_courses
from assistant.library import Library, load
from assistant.obligations import Demand
from assistant.scenarios import Scenario, load_scenario, scenario_names
from assistant.script import Script, load_script


@dataclass(frozen=True)
class Content:
    """What a booklet is made of; `digest` is the fingerprint of the campaign's content, `apart` are documents of another frame and why."""

    script: Script
    library: Library
    digest: str
    courses: Courses = NO_COURSES
    demands: tuple[Demand, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    cases: dict[str, Scenario] = field(default_factory=dict)


def load_content(campaign: Campaign) -> Content:
    """Read a campaign as its files stand, whatever is cached. Raises AssistantError when one of them is malformed."""
    library, inventory = load(campaign), obligations.read(campaign)
    return Content(
        load_script(campaign),
        library,
        campaign.digest(*ROOMS),
        load_courses(campaign),
        obligations.demands(inventory, library) if inventory else (),
        tuple((apart.document, apart.reason) for apart in inventory.apart) if inventory else (),
        {name: load_scenario(campaign, name) for name in scenario_names(campaign)},
    )
