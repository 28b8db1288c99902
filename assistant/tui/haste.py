"""Keys typed ahead: what was meant for a question that is gone must not answer the next one."""

import time
from collections.abc import Callable

SETTLE = 0.35
"""Seconds without a key after which the next one is meant for what is shown."""
WORD = 1.2
"""Seconds within which the end of a word (« on » after the n of « non »), or Enter, still belongs to it."""
DRAWN = 5.0
"""Seconds, at most, that a question is given to be drawn."""


class Haste:
    """Says which keys to drop after one key gave an answer, until Enter or a pause.

    `regret` is told what was typed when a figure chose an answer and words follow at once (« 12 mille »): it was no choice.
    """

    def __init__(self, regret: Callable[[str], None] | None = None) -> None:
        self._regret = regret
        self._figure = ""
        self._word = ""
        self._last = float("-inf")
        self._hidden = False

    @property
    def pressing(self) -> bool:
        """Whether a key that came now would be dropped, whatever it is."""
        return self._pause() < SETTLE

    def _pause(self) -> float:
        pause = time.monotonic() - self._last
        return 0.0 if self._hidden and pause < DRAWN else pause

    def begin(self, word: str = "", answered: bool = True, figure: str = "") -> None:
        """A key was just used; `word` is what may still come of the word that people type, `figure` the figure that chose.

        When it `answered`, nobody can mean a key for the next question before that one is drawn (see `drawn`).
        """
        self._word = word
        self._figure = figure
        self._last = time.monotonic()
        self._hidden = answered

    def drawn(self) -> None:
        """The question that stands is on the screen: from now on, a pause means that people have seen it."""
        if self._hidden:
            self._hidden = False
            self._last = time.monotonic()

    def drops(self, key: str, character: str | None) -> bool:
        """Whether to drop this key; to be told each key once, in order."""
        if key != "enter" and (character is None or not character.isprintable()):
            return False
        expected = key == "enter" or character == self._word[:1]
        pause = self._pause()
        dropped = pause < SETTLE or (expected and pause < WORD)
        self._figure = self._follow(character or "") if dropped and key != "enter" else ""
        if not dropped or key == "enter":
            self._word, self._last, self._hidden = "", float("-inf"), False
        else:
            self._word = self._word[1:] if expected else ""
            self._last = time.monotonic()
        return dropped

    def _follow(self, character: str) -> str:
        """What was typed since a figure chose, with what follows it; "" once it is known to be no choice."""
        typed = self._figure and self._figure + character
        # A quick « o » or « n » may be meant for the next question.
        if typed and character.isalpha() and character.lower() not in "on":
            if self._regret:
                self._regret(typed)
            return ""
        return typed
