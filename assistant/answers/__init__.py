"""What one answer means for its question: read by its type, with tolerance, and told in a sentence when it is not understood."""

from assistant.answers.answer import ABSENT, NONE, SKIPPED, Answer, AnswerState, Partial
from assistant.answers.asides import elsewhere, within
from assistant.answers.enumerated import enumerated
from assistant.answers.rows import rows_of
from assistant.answers.understanding import understand
from assistant.answers.values import mere_value

__all__ = [
    "ABSENT",
    "NONE",
    "SKIPPED",
    "Answer",
    "AnswerState",
    "Partial",
    "elsewhere",
    "enumerated",
    "mere_value",
    "rows_of",
    "understand",
    "within",
]
