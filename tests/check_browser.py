"""Use `assistant serve` in a real Chromium, from the door to the papers, as two visitors and one too many.

    python -m tests.check_browser [FOLDER]

Needs Chromium with its driver, and selenium (development lock). FOLDER keeps a picture of each step. Prints each step as it holds. Exit
code 0: all hold; 1: one does not; 2: no Chromium stands here.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.shipped import shipped_index

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --lang=fr --window-size=1200,800"
).split()
# The terminal is drawn on a canvas: what it was sent is read on its way in.
LISTEN = """
window.sent = "";
const Native = window.WebSocket, reader = new TextDecoder();
window.WebSocket = class extends Native {
  constructor(url) {
    super(url);
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "string") window.sent += reader.decode(new Uint8Array(event.data), {stream: true});
    });
  }
};
"""
CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
PATIENCE = 60.0


class Visitor:
    """A browser of its own: a new profile, hence no cookie."""

    def __init__(self, driver: Chrome, url: str) -> None:
        self.driver = driver
        self.url = url
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})

    def open(self, path: str = "/") -> None:
        """Go to a page of the server."""
        self.driver.get(self.url + path)

    def press(self, *keys: str) -> None:
        """Type in the terminal; what it was sent before is forgotten."""
        self.driver.execute_script("window.sent = ''")
        # As a keyboard does, to whatever has the focus: the terminal's own input has no size, which some drivers refuse to type in.
        for key in keys:
            gestures = ActionChains(self.driver)
            if key.startswith(Keys.CONTROL):
                gestures.key_down(Keys.CONTROL).send_keys(key.removeprefix(Keys.CONTROL)).key_up(Keys.CONTROL).perform()
            else:
                gestures.send_keys(key).perform()

    @property
    def seen(self) -> str:
        """What the terminal was sent since the last key, as one line."""
        sent = self.driver.execute_script("return window.sent || ''")
        return " ".join(CONTROL.sub("", sent).replace("\u00a0", " ").split())

    @property
    def said(self) -> str:
        """The words of the page around the terminal; none while one page gives way to another."""
        try:
            words = str(self.driver.execute_script("return document.body.innerText"))
        except WebDriverException:  # Its driver names this in several ways.
            return ""
        return words.replace("\u00a0", " ")

    def sees(self, *words: str) -> None:
        """Wait until the terminal shows these words."""
        wait(lambda: all(word in self.seen for word in words), lambda: f"{words} not in {self.seen[-1500:]!r}")

    def reads(self, *words: str) -> None:
        """Wait until the page says these words."""
        wait(lambda: all(word in self.said for word in words), lambda: f"{words} not in {self.said!r}")


def wait(holds: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait until something holds. Raises AssertionError, told otherwise, when it does not within a minute."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, otherwise()
        time.sleep(0.1)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a server for two visitors, with an empty home."""
    # The index is not what is tried here; it is made ready for the tests that follow, too.
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.getcwd(),
        "XDG_CACHE_HOME": str(shipped_index()),
    }
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--visitors", "2"]
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        found = re.search(r"http://[\d.:]+\d", running.stderr.readline())
        assert found, running.stderr.read()
        yield found[0]
    finally:
        running.terminate()
        running.wait(20)


@contextmanager
def browser(url: str) -> Iterator[Visitor]:
    """A visitor, until they close their browser."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = Chrome(options=options, service=ChromeService(shutil.which("chromedriver")))
        try:
            yield Visitor(driver, url)
        finally:
            driver.quit()


def steps(url: str, stack: ExitStack) -> Iterator[tuple[str, Visitor]]:
    """The journey: what holds after each step, and whose screen shows it."""
    first = stack.enter_context(browser(url))
    first.open()
    first.sees("Commencer un nouveau dossier", "Assistant LIMIT’S")
    taken = first.driver.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert taken
    assert all(name.startswith(url) for name in taken), taken
    yield "the door opens, nothing is fetched from outside", first

    first.press("1")
    first.sees("Posez une question")
    first.press("combien peut-on demander ?", Keys.ENTER)
    first.sees("240 000 €", "§")
    yield "a question is answered, with its passage", first

    first.press(Keys.CONTROL + "o")
    first.sees("Commencer un nouveau dossier")
    first.press("2")
    first.sees("Un nouveau dossier")
    first.press("essai navigateur", Keys.ENTER)
    first.sees("Question 1/")
    first.press("1", Keys.ENTER)
    first.sees("Question 2/")
    yield "a dossier is begun and a question answered", first

    first.press(Keys.CONTROL + "g")
    first.sees("Exporter")
    first.press(Keys.ENTER)
    first.reads("Des papiers sont écrits : les télécharger")
    yield "papers are exported", first

    first.driver.refresh()
    first.sees("navigateur", "Question 2/")
    yield "reloaded, the page finds its process where it was", first

    first.press(Keys.CONTROL + "q")
    first.reads("L’assistant est fermé. Vos réponses sont enregistrées.")
    yield "left, the page says so in French", first

    first.open("/papiers")
    first.reads("Vos papiers et vos dossiers", "essai-navigateur-liste-de-controle", "essai-navigateur.yaml")
    fetched = first.driver.execute_async_script(
        "const done = arguments[0]; const link = [...document.querySelectorAll('a[download]')].find(a => a.href.includes('liste'));"
        "fetch(link.href).then(answer => answer.text()).then(done)"
    )
    # A Word document is a zip file.
    assert fetched.startswith("PK"), fetched[:300]
    yield "the papers are listed and fetched", first

    first.open()
    first.sees("Reprendre un dossier", "Essai navigateur")
    yield "in a new process, the dossier is found on the disk", first

    second = stack.enter_context(browser(url))
    second.open()
    second.sees("Commencer un nouveau dossier", "Assistant LIMIT’S")
    assert "navigateur" not in second.seen.lower()
    yield "another visitor sees nothing of the first", second

    third = stack.enter_context(browser(url))
    third.open("/papiers")
    third.reads("Rien encore")
    third.driver.get("data:text/html,<title>autre site</title>")
    refused = third.driver.execute_async_script(
        "const done = arguments[1]; const socket = new WebSocket(arguments[0]);"
        "socket.onopen = () => done('opened'); socket.onerror = () => done('refused')",
        url.replace("http", "ws", 1) + "/ws",
    )
    assert refused == "refused"
    yield "a page of another site is refused", third

    third.open()
    third.reads("La salle est complète : 2 personnes travaillent déjà.")
    yield "a visitor too many is told so in French", third

    second.press(Keys.CONTROL + "q")
    second.reads("Laisser la place à une autre personne")
    second.driver.find_element(By.CSS_SELECTOR, "form button").click()
    second.reads("Votre place est libre")
    third.driver.find_element(By.ID, "again").click()
    third.sees("Commencer un nouveau dossier")
    yield "a seat given up is taken by the next", third


def main(folder: Path | None) -> int:
    """Go through the journey; returns the exit code."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("No Chromium with its driver stands here: assistant serve is not tried in a browser.")
        return 2
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as url, ExitStack() as stack:
        try:
            for number, (held, visitor) in enumerate(steps(url, stack), 1):
                print(f"ok {number} {held}", flush=True)
                if folder is not None:
                    folder.mkdir(parents=True, exist_ok=True)
                    visitor.driver.save_screenshot(str(folder / f"{number:02}.png"))
        except AssertionError as error:
            print(f"not ok: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
