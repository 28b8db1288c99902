"""Keys typed ahead: what was meant for a question that is gone must not answer the next one."""

import time

SETTLE = 0.35
"""Seconds without a key after which the next one is meant for what is shown."""
WORD = 1.2
"""Seconds within which the end of a word (« on » after the n of « non »), or Enter, still belongs to it."""


class Haste:
    """Says which keys to drop after one key gave an answer, until Enter or a pause."""

    def __init__(self) -> None:
        self._word = ""
        self._last = float("-inf")

    @property
    def pressing(self) -> bool:
        """Whether a key that came now would be dropped, whatever it is."""
        return time.monotonic() - self._last < SETTLE

    def begin(self, word: str = "") -> None:
        """An answer was just given by a key; `word` is what may still come of the word that people type."""
        self._word = word
        self._last = time.monotonic()

    def drops(self, key: str, character: str | None) -> bool:
        """Whether to drop this key; to be told each key once, in order."""
        if key != "enter" and (character is None or not character.isprintable()):
            return False
        expected = key == "enter" or character == self._word[:1]
        pause = time.monotonic() - self._last
        dropped = pause < SETTLE or (expected and pause < WORD)
        if not dropped or key == "enter":
            self._word, self._last = "", float("-inf")
        else:
            self._word = self._word[1:] if expected else ""
            self._last = time.monotonic()
        return dropped
