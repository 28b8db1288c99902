"""The quiz: which question the room is asked, its lines to count hands for, and the passage that corrects it."""

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.french import count
from assistant.tui import words
from assistant.tui.trainer import slides
from assistant.tui.trainer.tally import Ballot
from assistant.tui.words import fr

if TYPE_CHECKING:
    from assistant.courses import Courses, Item, Step
    from assistant.library import Library
    from assistant.sittings import Sitting


class Quiz:
    """The question that is put, by its id in `put` ("" when none is left); the session says what was counted and corrected."""

    def __init__(self, courses: "Courses") -> None:
        self._courses = courses
        self.put = ""
        self._left = ""
        """The question that was left unanswered to go back to those before it."""

    @property
    def item(self) -> "Item | None":
        """The question that is put."""
        return self._courses.item(self.put)

    def queue(self, step: "Step") -> list[str]:
        """The questions of a step; all of them when it names none."""
        mine = step.quiz if step.activity == "quiz" else ()
        return [name for name in mine if self._courses.item(name)] or [item.id for item in self._courses.items]

    def stands(self, step: "Step") -> bool:
        """Whether the question that is put is one of the step."""
        return self.put in self.queue(step)

    def go_on(self, step: "Step", sitting: "Sitting") -> None:
        """Put the question that one came back from, else the next of the step, of those not corrected yet; none when all were."""
        self.put = next((name for name in (self._left, *self.queue(step)) if name and not _corrected(sitting, name)), "")
        self._left = ""

    def go_back(self, sitting: "Sitting") -> bool:
        """Put the question that was put before this one, which waits; False when this is the first."""
        done = [one.item for one in sitting.quizzed]
        place = done.index(self.put) if self.put in done else len(done)
        if place:
            self._left = self._left if self.corrected(sitting) else self.put
            self.put = done[place - 1]
        return place > 0

    def corrected(self, sitting: "Sitting") -> bool:
        """Whether the right answer of the question that is put was shown."""
        return _corrected(sitting, self.put)

    def heading(self, step: "Step", sitting: "Sitting") -> Content:
        """The question, its place among those of the step, and what to mind in the hands that were counted."""
        item = self.item
        if item is None:
            return Content("")
        queue = self.queue(step)
        number = f"{queue.index(item.id) + 1} sur {len(queue)}  " if item.id in queue else ""
        minded = self._too_many(sitting)
        return words.lines(
            (fr(f"{number}{item.theme}"), "$muted"),
            (fr(item.question), "bold $primary"),
            (fr(minded), "$warning bold") if minded else None,
        )

    def _too_many(self, sitting: "Sitting") -> str:
        """What to say when more hands are raised than there are people: each has one answer."""
        put, present = sitting.put(self.put), sitting.present
        hands = sum(put.hands) if put else 0
        if not present or hands <= present:
            return ""
        return f"{hands} mains pour {count(present, 'personne', 'personnes')} : une seule réponse chacun, recomptez."

    def ballots(self, sitting: "Sitting") -> list[Ballot]:
        """The possible answers, to count hands for; the right one shows once the question is corrected."""
        item, put = self.item, sitting.put(self.put)
        ballots = []
        for place, choice in enumerate(item.choices if item else ()):
            hands = put.hands[place] if put and place < len(put.hands) else 0
            shown = put is not None and put.shown
            sign, style = ("", "") if not shown else ("✓", "$success") if choice.right else ("✗", "$muted")
            ballots.append(Ballot(str(place), choice.text, hands, sign, style))
        return ballots

    def quote(self, library: "Library") -> slides.Quote | None:
        """The passage that corrects the question that is put."""
        from assistant.bearing import bearing

        item = self.item
        if item is None:
            return None
        right = item.choices[item.right].text
        passage = bearing(library, item.section, right, item.question, item.explanation, quote=item.quote)
        return slides.quoted(library, item.section, passage)

    @property
    def over(self) -> str:
        """What to say when no question is left to put."""
        return "Toutes les questions ont été posées." if self._courses.items else "Cette campagne n'a pas de quiz."


def _corrected(sitting: "Sitting", name: str) -> bool:
    put = sitting.put(name)
    return put is not None and put.shown
