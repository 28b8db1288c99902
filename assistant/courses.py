"""What a training session is made of: typed models of dialogs/sessions.yaml (the plans) and dialogs/quiz.yaml (the questions)."""

from dataclasses import dataclass
from typing import Literal

from assistant.campaign import Campaign
from assistant.strict import Strict

Activity = Literal["talk", "ask", "case", "vote", "reveal", "mend", "quiz", "end"]
FREE = "libre"
"""The id of the session that has no plan of the campaign's."""


class Step(Strict, frozen=True):
    """A step of a plan: how long (minutes, 0 for as long as one likes), what is on the screen, what the trainer does and says.

    `room` is what the room reads; a `brief` case is first shown as a summary of what the vote rests on; `questions` are proposed to be
    asked of the texts; `quiz` are ids of questions of the quiz.
    """

    title: str
    activity: Activity
    minutes: int = 0
    room: str = ""
    brief: bool = False
    does: tuple[str, ...] = ()
    says: str = ""
    questions: tuple[str, ...] = ()
    quiz: tuple[str, ...] = ()


class Remember(Strict, frozen=True):
    """What people take away, and the section that says it."""

    text: str
    section: str


class Course(Strict, frozen=True):
    """The plan of a session; `scenarios` are the cases that suit it best, the first first."""

    id: str
    title: str
    steps: tuple[Step, ...]
    minutes: int = 0
    aim: str = ""
    scenarios: tuple[str, ...] = ()
    remember: tuple[Remember, ...] = ()


class Proposal(Strict, frozen=True):
    """A possible answer to a question of the quiz."""

    text: str
    right: bool = False


class Item(Strict, frozen=True):
    """A question of the quiz; the passage of its section is the correction: the paragraph that holds `quote`, else the one that bears
    most on the right answer."""

    id: str
    theme: str
    question: str
    choices: tuple[Proposal, ...]
    explanation: str
    section: str
    quote: str = ""

    @property
    def right(self) -> int:
        """The place of the right answer (0 when none is said to be: `assistant lint` tells)."""
        return next((place for place, choice in enumerate(self.choices) if choice.right), 0)


@dataclass(frozen=True)
class Courses:
    """The plans and the quiz of a campaign; either may be empty."""

    plans: tuple[Course, ...] = ()
    items: tuple[Item, ...] = ()

    def plan(self, name: str) -> Course:
        """The plan that has this id; the free session when there is none (any more)."""
        return next((plan for plan in self.plans if plan.id == name), self.free)

    def item(self, name: str) -> Item | None:
        """The question of the quiz that has this id."""
        return next((item for item in self.items if item.id == name), None)

    @property
    def free(self) -> Course:
        """A session without a plan: each activity in turn, for as long as one likes; what the campaign lacks is left out."""
        quiz = (Step(title="Quiz", activity="quiz"),) if self.items else ()
        steps = (
            Step(title="Les questions de la salle", activity="ask"),
            Step(title="Le cas", activity="case"),
            Step(title="Le vote", activity="vote"),
            Step(title="Les constats", activity="reveal"),
            *quiz,
            Step(title="Ce qu'on emporte", activity="end"),
        )
        return Course(
            id=FREE, title="Séance libre", aim="Les activités dans l'ordre que vous voulez, sans minutage.", steps=steps
        )


NO_COURSES = Courses()
"""Those of a campaign that has neither plans nor quiz."""


def load_courses(campaign: Campaign) -> Courses:
    """Read the plans and the quiz of a campaign; it may have neither. Raises AssistantError naming the file and the place."""
    from assistant.content import read_optional

    room = campaign.room("dialogs")
    return Courses(
        plans=read_optional(room / "sessions.yaml", tuple[Course, ...], ()),
        items=read_optional(room / "quiz.yaml", tuple[Item, ...], ()),
    )
