"""A pasted text presses no key, however the terminal cuts it into pieces."""

import pytest
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste

from assistant.tui.app import AssistantApp
from assistant.tui.pasted import PasteParser
from tests.mini import ROOT

HOSTILE = "Com\x1b[31mmune\x1b]0;pwn\x07 \u202ede\x1b[999;999;999;999;999;999;999;999;999;999;999zVal\x11\x1a\r\n\x1b[201"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 1000])
def test_what_is_pasted_is_one_text(size: int) -> None:
    parser = PasteParser()
    sent = f"a\x1b[A\x1b[200~{HOSTILE}\x1b[201~b\x1b[200~\x1b[201~c"
    events = [event for start in range(0, len(sent), size) for event in parser.feed(sent[start : start + size])]
    assert [event.key for event in events if isinstance(event, Key)] == ["a", "up", "b", "c"]
    assert [event.text for event in events if isinstance(event, Paste)] == [HOSTILE, ""]


def test_the_app_reads_the_terminal_with_it() -> None:
    from textual.drivers import linux_driver

    from assistant.campaign import Campaign

    app = AssistantApp(Campaign(ROOT))
    if issubclass(app.driver_class, LinuxDriver):
        assert vars(linux_driver)["XTermParser"] is PasteParser
