"""The app in a browser: who may come, how many, for how long, and that nobody sees another's files."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual_serve", reason="the optional libraries of assistant serve are not installed")

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from aiohttp.test_utils import TestServer

from assistant.campaign import Campaign
from assistant.cli import main
from assistant.serve import server, visitors
from assistant.serve.program import Program
from assistant.serve.server import Server, Settings
from assistant.serve.visitors import Closed, folder_of, new_token
from tests.mini import ROOT

ROOM = "https://salle.example.fr"
TOKEN = new_token()


class Stub:
    """A process that needs none: it draws what it was sent."""

    made: "list[Stub]"

    def __init__(self, campaign: Path, folder: Path, *, write_bytes: Any, write_str: Any, ended: Any) -> None:
        self.folder, self.draw, self.tell, self.ended = folder, write_bytes, write_str, ended
        self.sizes: list[tuple[int, int]] = []
        self.stopped = False
        Stub.made.append(self)

    async def start(self, width: int, height: int) -> None:
        self.sizes.append((width, height))

    async def set_terminal_size(self, width: int, height: int) -> None:
        self.sizes.append((width, height))
        await self.draw(b" " * width * height)

    async def send_bytes(self, data: bytes) -> bool:
        await self.draw(data)
        return True

    async def stop(self) -> None:
        self.stopped = True
        await self.ended(True)


Enter = Callable[..., Awaitable[ClientWebSocketResponse]]


@pytest.fixture
async def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Server, str]]:
    """A server whose processes are stubs, for two visitors."""
    Stub.made = []
    monkeypatch.setattr(visitors, "Program", Stub)
    made = Server(Campaign(ROOT), Settings(visitors=2, origins=(ROOM,), name="Le <jardin>"), tmp_path)
    async with TestServer(made.app()) as running:
        assert running.port is not None
        made.port = running.port
        yield made, f"http://127.0.0.1:{running.port}"


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture
def enter(served: tuple[Server, str], client: ClientSession) -> Enter:
    """Open the terminal's socket as the visitor who has this token."""

    async def entering(token: str = TOKEN) -> ClientWebSocketResponse:
        made, url = served
        return await client.ws_connect(f"{url}/ws", headers={"Origin": url, "Cookie": f"visiteur-{made.port}={token}"})

    return entering


async def closed(page: ClientWebSocketResponse) -> int | None:
    """Why a page was let go."""
    async with asyncio.timeout(5):
        async for _ in page:
            pass
    return page.close_code


async def answered(page: ClientWebSocketResponse) -> None:
    """Wait until the visitor's process is there: only then is what a page says read."""
    await page.send_str('["ping", "1"]')
    assert (await page.receive(5)).data == '["pong", "1"]'


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("", "", 200),
        ("localhost", "http://localhost", 200),
        ("salle.example.fr", ROOM, 200),
        ("", ROOM, 200),
        ("", "http://evil.example", 403),
        ("", "null", 403),
        ("", "http://127.0.0.1.evil.example", 403),
        ("", "http://127.0.0.1:1", 403),
        # Another site's name made to lead here (DNS rebinding) agrees with its own Origin.
        ("evil.example", "http://evil.example", 403),
        ("192.0.2.7", "http://192.0.2.7", 403),
    ],
)
async def test_only_our_own_addresses_are_let_in(
    served: tuple[Server, str], client: ClientSession, host: str, origin: str, status: int
) -> None:
    made, url = served
    port = "" if "salle" in host else f":{made.port}"
    headers = {"Host": f"{host or '127.0.0.1'}{port}"}
    if origin:
        headers["Origin"] = origin if origin in {ROOM, "null"} or origin.count(":") > 1 else f"{origin}:{made.port}"
    async with client.get(url, headers=headers) as answer:
        assert answer.status == status
        assert ('data-font-size="16"' in await answer.text()) is (status == 200)
    async with client.get(f"{url}/ws", headers=headers) as answer:
        # Without Origin, no browser: 403. From ours, all that lacks is to be a WebSocket.
        assert answer.status == (403 if status == 403 or not origin else 400)
    assert Stub.made == []


async def test_the_page_is_french_and_takes_nothing_from_outside(served: tuple[Server, str], client: ClientSession) -> None:
    _, url = served
    async with client.get(f"{url}/?taille=9999") as answer:
        text = await answer.text()
        cookie = answer.headers["Set-Cookie"]
    assert '<html lang="fr">' in text
    assert "<title>Le &lt;jardin&gt;</title>" in text
    assert 'data-font-size="48"' in text
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    names = set(re.findall(r'(?:src|href|action)="([^"]*)"', text))
    for name in ("page.css", "page.js"):
        async with client.get(f"{url}/static/{name}") as answer:
            part = await answer.text()
            assert "//fonts" not in part
            names |= set(re.findall(r'(?:url\(|src = )"([^"]*)"', part))
    assert all(name.startswith(("/", "data:,")) and not name.startswith("//") for name in names), names
    for name in names - {"/papiers", "/laisser", "data:,"}:
        async with client.get(url + name) as answer:
            assert answer.status == 200, name
    for code in Closed:
        assert f'data-code="{code:d}"' in text
    for path, status in (("/static/", 404), ("/static/server.py", 404), ("/static/..%2fserver.py", 404), ("/zut", 404)):
        async with client.get(url + path) as answer:
            assert answer.status == status
            assert "Cette page n’existe pas." in await answer.text()


async def test_a_visitor_too_many_is_told_so_and_one_who_is_away_makes_room(enter: Enter, served: tuple[Server, str]) -> None:
    first = await enter()
    await answered(first)
    second = await enter(new_token())
    await answered(second)
    assert await closed(await enter(new_token())) == Closed.FULL
    await first.close()
    while all(visitor.page for visitor in served[0].room):
        await asyncio.sleep(0.01)
    third = await enter(new_token())
    await answered(third)
    assert [stub.stopped for stub in Stub.made] == [True, False, False]
    assert not second.closed


async def test_a_page_reloaded_finds_its_process_and_is_drawn_anew(enter: Enter) -> None:
    page = await enter()
    await page.send_str('["resize", {"width": 120, "height": 40}]')
    again = await enter()
    assert await closed(page) == Closed.ELSEWHERE
    await again.send_str('["stdin", "é"]')
    seen = b""
    while "é".encode() not in seen:
        seen += (await again.receive(5)).data
    assert seen.startswith(b"\x1b[?1049h")
    assert len(Stub.made) == 1
    async with asyncio.timeout(5):
        while len(Stub.made[0].sizes) < 4:
            await asyncio.sleep(0.01)
    assert Stub.made[0].sizes == [(80, 24), (120, 40), (80, 23), (80, 24)]


async def test_who_does_nothing_is_let_go(enter: Enter, served: tuple[Server, str], monkeypatch: pytest.MonkeyPatch) -> None:
    served[0].room.idle = 0.2
    served[0].room._sweeper.cancel()  # type: ignore[union-attr]
    served[0].room.open()
    page = await enter()
    assert await closed(page) == Closed.IDLE
    assert Stub.made[0].stopped
    assert len(served[0].room) == 0


@pytest.mark.parametrize("noise", ["", "[]", "{}", '["stdin", 3]', '["resize", {"width": 1e9}]', '["resize", 1]', "[" * 9_000])
async def test_noise_from_a_page_is_dropped(enter: Enter, noise: str) -> None:
    page = await enter()
    await page.send_str(noise)
    await page.send_str('["ping", "1"]')
    assert (await page.receive(5)).data == '["pong", "1"]'
    assert Stub.made[0].sizes == [(80, 24)]


async def test_a_page_without_its_token_is_told_so(enter: Enter) -> None:
    assert await closed(await enter("../../root")) == Closed.UNKNOWN
    assert Stub.made == []


async def test_a_visitor_gets_their_papers_and_nobody_elses(
    served: tuple[Server, str], client: ClientSession, tmp_path: Path
) -> None:
    made, url = served
    mine, other = folder_of(tmp_path, TOKEN), folder_of(tmp_path, new_token())
    for path in (
        mine / "papiers" / "trame d'été.md",
        mine / ".journal.txt",
        mine / "a" / "essai.nom",
        other / "papiers" / "secret.md",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<script>", encoding="utf-8")
    (mine / "papiers" / "lien.md").symlink_to(other / "papiers" / "secret.md")
    headers = {"Cookie": f"visiteur-{made.port}={TOKEN}"}
    async with client.get(f"{url}/papiers", headers=headers) as answer:
        text = await answer.text()
    links = re.findall(r'href="(/papiers/[^"]*)"', text)
    assert len(links) == 1
    async with client.get(url + links[0], headers=headers) as answer:
        assert await answer.text() == "<script>"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert "d%27%C3%A9t%C3%A9.md" in answer.headers["Content-Disposition"]
    for name in (f"../{other.name}/papiers/secret.md", "papiers/lien.md", ".journal.txt", str(other / "papiers" / "secret.md")):
        async with client.get(f"{url}/papiers/{name.replace('/', '%2f')}", headers=headers) as answer:
            assert answer.status == 404, name
    async with client.get(f"{url}/papiers") as answer:
        assert "Rien encore" in await answer.text()


async def test_a_paper_just_written_is_offered_once(enter: Enter, served: tuple[Server, str], tmp_path: Path) -> None:
    old, new = (folder_of(tmp_path, TOKEN) / "papiers" / name for name in ("ancien.md", "nouveau.md"))
    old.parent.mkdir(parents=True)
    old.write_text("")
    os.utime(old, (1, 1))
    served[0].room._sweeper.cancel()  # type: ignore[union-attr]
    page = await enter()
    (visitor,) = served[0].room
    while visitor.program is None:  # what is there is looked at before it starts
        await asyncio.sleep(0.01)
    await served[0].room._offer(visitor)
    new.write_text("")
    await served[0].room._offer(visitor)
    # Others may follow: nothing is said while they come.
    await page.send_str('["ping", "1"]')
    assert (await page.receive(5)).json() == ["pong", "1"]
    await served[0].room._offer(visitor)
    await served[0].room._offer(visitor)
    await page.send_str('["ping", "2"]')
    assert [(await page.receive(5)).json() for _ in range(2)] == [
        ["open_url", {"url": "/papiers", "new_tab": True}],
        ["pong", "2"],
    ]


async def test_leaving_ones_seat_ends_the_process_and_the_cookie(
    enter: Enter, served: tuple[Server, str], client: ClientSession
) -> None:
    made, url = served
    page = await enter()
    headers = {"Cookie": f"visiteur-{made.port}={TOKEN}"}
    async with client.post(f"{url}/laisser", headers=headers) as answer:
        assert answer.status == 403  # from nowhere: no browser of ours
    async with client.post(f"{url}/laisser", headers=headers | {"Origin": url}) as answer:
        assert "Votre place est libre" in await answer.text()
        assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert await closed(page) == Closed.LEFT
    assert Stub.made[0].stopped


def test_a_process_inherits_nothing_that_it_need_not_know(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")

    async def nothing(*_: Any) -> None:
        pass

    program = Program(ROOT, tmp_path, write_bytes=nothing, write_str=nothing, ended=nothing)
    found = program._build_environment()
    assert not {name for name in found if not re.match(r"HOME|TMPDIR|LANG|LC_|TZ|XDG_|PYTHON|TEXTUAL_|TERM_|COLUMNS|ROWS", name)}
    assert found["HOME"] == str(tmp_path)


FENCED = """
import os, socket, subprocess, sys
from pathlib import Path
from assistant.serve.fence import fence
own, outside = map(Path, sys.argv[1:])
fence([own], [sys.prefix, sys.base_prefix])
(own / "a.txt").write_text("a")
(own / "a.txt").rename(own / "b.txt")
assert (own / "b.txt").read_text() == "a" and os.listdir(own) == ["b.txt"]
held = False
for tried in (
    lambda: (outside / "secret").read_text(),
    lambda: (outside / "new").write_text(""),
    lambda: os.open(outside / "new", os.O_CREAT | os.O_WRONLY),
    lambda: (own / ".." / outside.name / "secret").read_text(),
    lambda: os.listdir(outside),
    lambda: list(os.scandir(outside)),
    lambda: (outside / "secret").unlink(),
    lambda: (outside / "folder").mkdir(),
    lambda: (own / "b.txt").replace(outside / "b.txt"),
    lambda: (outside / "secret").replace(own / "c.txt"),
    lambda: (own / "link").symlink_to(outside / "secret"),
    lambda: open(sys.executable, "r+b"),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
):
    try:
        tried()
    except PermissionError:
        continue
    raise SystemExit(f"not refused: line {tried.__code__.co_firstlineno}")
"""


def test_a_process_touches_its_own_files_only(tmp_path: Path) -> None:
    own, outside = tmp_path / "own", tmp_path / "outside"
    own.mkdir()
    outside.mkdir()
    (outside / "secret").write_text("s")
    done = subprocess.run([sys.executable, "-c", FENCED, str(own), str(outside)], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert os.listdir(outside) == ["secret"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "sans mot de passe ni chiffrement"),
        (["--host", "::"], "--unprotected"),
        (["--host", "pas une adresse"], "n’est pas celle de cette machine"),
        (["--port", "70000"], "donnez un nombre entier, de 0 à 65535"),
        (["--visitors", "0"], "de 1 à 1000"),
        (["--origin", "salle.fr/chemin"], "n’est pas une adresse"),
    ],
)
def test_wrong_use_is_one_french_sentence(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--campaign", str(ROOT), "serve", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("shared_cache")
def test_a_port_already_taken_is_one_french_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--campaign", str(ROOT), "serve", "--port", str(taken.getsockname()[1])]) == 2
    assert re.fullmatch(r"Le port \d+ est déjà pris par un autre programme.*\n", capsys.readouterr().err)


@pytest.mark.usefixtures("shared_cache")
async def test_from_the_browser_to_the_file_and_to_the_end(isolated_home: Path, client: ClientSession) -> None:
    """The real command and a real process: a dossier is begun, kept for its visitor, and ctrl+c leaves nobody behind."""
    command = [sys.executable, "-m", "assistant", "--campaign", str(ROOT), "serve", "--port", "0"]
    running = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(60):
            assert running.stderr is not None
            url = re.findall(r"http://[\d.:]+\d", (await running.stderr.readline()).decode())[0]
            token = new_token()
            headers = {"Origin": url, "Cookie": f"visiteur-{url.rpartition(':')[2]}={token}"}
            page = await client.ws_connect(f"{url}/ws?width=80&height=24", headers=headers)
            await _seen(page, "La Ville de Valmoré")  # the campaign is loaded
            await page.send_str(json.dumps(["focus"]))
            await page.send_str(json.dumps(["stdin", "2"]))
            await _seen(page, "Un nouveau dossier")
            await page.send_str(json.dumps(["stdin", "essai\r"]))
            await _seen(page, "Question 1/")
            await page.send_str(json.dumps(["stdin", "1"]))
            folder = folder_of(isolated_home / ".data" / "assistant-appels-a-projets" / "visiteurs", token)
            while not list(folder.glob("*/dossiers/essai.yaml")):
                await asyncio.sleep(0.05)
            children = subprocess.run(["pgrep", "-P", str(running.pid)], capture_output=True, text=True).stdout.split()
            assert len(children) == 1
            running.send_signal(signal.SIGINT)
            assert await closed(page) == Closed.STOPPED
            assert await running.wait() == 0
            assert not Path("/proc", children[0]).exists()
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


async def _seen(page: ClientWebSocketResponse, text: str) -> None:
    """Wait until the terminal has been sent this text, its words between any control sequences."""
    seen = ""
    while text not in seen:
        message = await page.receive()
        assert message.type in {WSMsgType.BINARY, WSMsgType.TEXT}, message
        if message.type is WSMsgType.BINARY:
            seen += re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", message.data.decode("utf-8", "ignore")).replace("\u00a0", " ")


def test_the_defaults_said_by_the_help_are_those_of_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--help"]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert all(f"({value}" in told for value in (server.PORT, server.VISITORS, server.IDLE))
