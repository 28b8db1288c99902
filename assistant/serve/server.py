"""The server: its pages, who it lets in, its beginning and its end."""

import asyncio
import html
import ipaddress
import json
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote, urlsplit

import textual_serve
from aiohttp import WSMsgType, web
from platformdirs import user_data_path

from assistant import APP
from assistant.campaign import Campaign
from assistant.errors import AssistantError, reason
from assistant.french import typography
from assistant.serve.visitors import PAPERS_PAGE, Closed, Room, Visitor, files_of, folder_of, is_token, new_token

PORT = 8000
VISITORS = 10
IDLE = 30
_LIBRARY = Path(textual_serve.__file__).parent / "static"
_STATICS = {
    "textual.js": (_LIBRARY / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_LIBRARY / "css" / "xterm.css", "text/css"),
    "mono.ttf": (_LIBRARY / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "page.js": (Path(str(files(__package__))) / "pages" / "page.js", "text/javascript"),
    "page.css": (Path(str(files(__package__))) / "pages" / "page.css", "text/css"),
}
_HEADERS = {
    # The terminal sets styles of its own; nothing else comes from anywhere but here, and no other site may frame the page.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with none at all, browsers hide the Origin of our own forms
    "X-Content-Type-Options": "nosniff",
}
_COOKIE_DAYS = 30
_LONGEST = 1 << 20
"""The most that a page may send at once, in bytes: a long text pasted."""
_REFUSED = {
    403: "Cette adresse ne donne pas accès à l'assistant.",
    404: "Cette page n'existe pas.",
    405: "Cette page n'accepte pas cette demande.",
    413: "Cette demande est trop longue.",
}
_LOG = logging.getLogger("assistant.serve")


@dataclass(frozen=True)
class Settings:
    """How to serve: address, most visitors at a time, minutes without a sign of life before a process ends.

    `origins` are the addresses (`https://salle.example.fr`) at which a proxy shows the server; `name` is the campaign's.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    visitors: int = VISITORS
    idle: float = IDLE
    origins: tuple[str, ...] = ()
    name: str = "Assistant"


class Server:
    """The pages, the terminal's socket, and the room of visitors behind them."""

    def __init__(self, campaign: Campaign, settings: Settings, root: Path | None = None) -> None:
        self.settings = settings
        self.port = settings.port
        self.room = Room(
            campaign.root, root or user_data_path(APP, appauthor=False) / "visiteurs", settings.visitors, settings.idle * 60
        )

    def app(self) -> web.Application:
        """The aiohttp application."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self._socket),
                web.get(PAPERS_PAGE, self._papers),
                web.get(PAPERS_PAGE + "/{path:.+}", self._paper),
                web.post("/laisser", self._leave),
                web.get("/static/{name}", self._static),
            ]
        )
        app.on_startup.append(self._open)
        app.on_shutdown.append(self._close)
        return app

    async def _open(self, _: web.Application) -> None:
        self.room.open()

    async def _close(self, _: web.Application) -> None:
        await self.room.close()

    # --- who may come ------------------------------------------------------------------------------------------------

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Let in those who come by our own address, and say no in French."""
        try:
            self._check(request)
            response = await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            response = self._told(error.status, _REFUSED.get(error.status, "Cette demande n'est pas comprise."))
        except (ConnectionError, asyncio.CancelledError):
            raise
        except Exception:
            _LOG.exception("request failed")
            response = self._told(500, "L'assistant a rencontré une erreur imprévue ; vos réponses enregistrées sont intactes.")
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _check(self, request: web.Request) -> None:
        """Raise HTTPForbidden for another site's page (Origin) and for a name that is not ours, to which another site's name may have been
        made to lead (Host: DNS rebinding)."""
        if not self._is_ours(f"http://{request.host}"):
            raise web.HTTPForbidden
        origin = request.headers.get("Origin")
        needed = request.method != "GET" or request.path == "/ws"
        if (needed and origin is None) or (origin is not None and not self._is_ours(origin)):
            raise web.HTTPForbidden

    def _is_ours(self, origin: str) -> bool:
        if origin in self.settings.origins or any(urlsplit(known).netloc == origin[7:] for known in self.settings.origins):
            return True
        try:
            parts = urlsplit(origin)
            host, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if parts.scheme != "http" or port != self.port or parts.path or parts.username:
            return False
        if host == self.settings.host or host == "localhost":
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        # A bare address cannot have been made to lead here by somebody else's name.
        return address.is_loopback or is_everywhere(self.settings.host)

    # --- pages -------------------------------------------------------------------------------------------------------

    async def _index(self, request: web.Request) -> web.Response:
        """The page of the terminal; a visitor without a token gets one."""
        try:
            size = min(48, max(8, int(request.query.get("taille", "16"))))
        except ValueError:
            size = 16
        response = self._page(
            "index", name=self.settings.name, size=size, visitors=self.settings.visitors, idle=f"{self.settings.idle:g}"
        )
        if not is_token(token := self._token(request)):
            token = new_token()
        assert token is not None
        # Lax: a link in a letter still finds the visitor's own folder; other sites' pages never send it.
        response.set_cookie(
            self._cookie, token, max_age=_COOKIE_DAYS * 86_400, httponly=True, samesite="Lax", secure=self._secure(request)
        )
        return response

    @property
    def _cookie(self) -> str:
        """A name for this port: browsers share cookies between the ports of a machine."""
        return f"visiteur-{self.port}"

    def _token(self, request: web.Request) -> str | None:
        return request.cookies.get(self._cookie)

    def _secure(self, request: web.Request) -> bool:
        return f"https://{request.host}" in self.settings.origins

    async def _static(self, request: web.Request) -> web.StreamResponse:
        """What the page is made of, file by file: no folder is listed."""
        found = _STATICS.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        path, kind = found
        return web.FileResponse(path, headers={"Content-Type": kind})

    def _page(self, template: str, status: int = 200, **values: object) -> web.Response:
        text = Template(_template(template)).safe_substitute(head=_template("head"))
        shown = {name: html.escape(typography(str(value))) for name, value in values.items()}
        return web.Response(text=Template(text).substitute(shown), status=status, content_type="text/html", charset="utf-8")

    def _told(self, status: int, sentence: str) -> web.Response:
        return self._page("told", status, name=self.settings.name, sentence=sentence)

    # --- papers ------------------------------------------------------------------------------------------------------

    def _files(self, request: web.Request) -> dict[str, Path]:
        """The files of the visitor who asks."""
        token = self._token(request)
        if not is_token(token):
            return {}
        assert token is not None
        return files_of(folder_of(self.room.root, token))

    async def _papers(self, request: web.Request) -> web.Response:
        found = await asyncio.to_thread(self._files, request)
        items = [
            f'<li><a href="{PAPERS_PAGE}/{quote(place)}" download>{html.escape(path.name)}</a> '
            f"<small>{html.escape(typography(_weight(path)))}</small></li>"
            # Papers, which people come for, before dossiers.
            for place, path in sorted(found.items(), key=lambda item: item[0].startswith(APP))
        ]
        response = self._page("papers", name=self.settings.name, items="@items")
        none = "<li>" + html.escape(typography("Rien encore : écrivez une réponse, ou exportez vos papiers (^G).")) + "</li>"
        assert response.text is not None
        response.text = response.text.replace("@items", "\n".join(items) or none)
        return response

    async def _paper(self, request: web.Request) -> web.StreamResponse:
        found = await asyncio.to_thread(self._files, request)
        path = found.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        # Never shown in our page: a paper holds what people wrote.
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(path.name)}"}
        return web.FileResponse(path, headers=headers)

    async def _leave(self, request: web.Request) -> web.Response:
        """Somebody else takes the seat: the next page has another token, hence another folder."""
        token = self._token(request)
        if is_token(token):
            assert token is not None
            await self.room.forget(token)
        response = self._told(200, "Votre place est libre : la prochaine personne commencera avec des dossiers vides.")
        response.del_cookie(self._cookie, httponly=True, samesite="Lax", secure=self._secure(request))
        return response

    # --- the terminal ------------------------------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """What the terminal of a page says, and what the visitor's process answers."""
        page = web.WebSocketResponse(heartbeat=15, max_msg_size=_LONGEST)
        await page.prepare(request)
        token = self._token(request)
        if not is_token(token):
            await page.close(code=Closed.UNKNOWN)
            return page
        assert token is not None
        size = _size(request.query.get("width"), request.query.get("height")) or (80, 24)
        visitor = await self.room.enter(token, page, size)
        if visitor is not None:
            try:
                async for message in page:
                    if message.type is WSMsgType.TEXT and visitor.page is page:
                        await self._hear(visitor, message.data)
            finally:
                self.room.leave(visitor, page)
        return page

    async def _hear(self, visitor: Visitor, text: str) -> None:
        """Pass on what a page says; what is no word of the protocol is dropped."""
        try:
            kind, *rest = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            return
        program, told = visitor.program, rest[0] if rest else None
        if program is None or not isinstance(kind, str):
            return
        if kind == "ping" and isinstance(told, str):
            await visitor.tell(json.dumps(["pong", told[:40]]))
        elif kind == "stdin" and isinstance(told, str):
            visitor.seen = self.room.now()
            await program.send_bytes(told.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(told, dict) and (size := _size(told.get("width"), told.get("height"))):
            await visitor.resize(size)
        elif kind == "focus":
            await program.focus()
        elif kind == "blur":
            await program.blur()


def _size(width: object, height: object) -> tuple[int, int] | None:
    """Columns and lines as a page tells them, kept to what a screen can be."""
    try:
        return min(500, max(20, int(str(width)))), min(200, max(5, int(str(height))))
    except ValueError:
        return None


def _template(name: str) -> str:
    return (files(__package__) / "pages" / f"{name}.html").read_text(encoding="utf-8")


def _weight(path: Path) -> str:
    kilobytes = path.stat().st_size / 1000
    return f"{kilobytes:.0f} ko" if kilobytes >= 1 else "moins de 1 ko"


def is_everywhere(host: str) -> bool:
    """Whether this address means every network of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host's every address is this machine's own. Raises AssistantError when the host has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AssistantError(f"L'adresse « {host} » n'est pas celle de cette machine : vérifiez l'option --host.") from error
    return all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback for *_, address in found)


def serve(campaign: Campaign, settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until ctrl+c; `say` tells the person who started the server where it is.

    Raises AssistantError when the address cannot be had.
    """
    for name in ("textual-serve", "aiohttp", "asyncio", "assistant.serve"):
        # Their words are English and for developers; what people must know is said by the pages.
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    asyncio.run(_serve(Server(campaign, settings), say))


async def _serve(server: Server, say: Callable[[str], None]) -> None:
    settings = server.settings
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        try:
            site = web.TCPSite(runner, settings.host, settings.port)
            await site.start()
        except OSError as error:
            raise AssistantError(_no_place(settings, error)) from error
        server.port = runner.addresses[0][1]
        say("\n".join(_greeting(server, is_everywhere(settings.host))))
        await stop.wait()
        say("Arrêt : chaque séance est enregistrée et fermée.")
    finally:
        await runner.cleanup()


def _greeting(server: Server, everywhere: bool) -> Iterable[str]:
    settings = server.settings
    host = socket.gethostname() if everywhere else f"[{settings.host}]" if ":" in settings.host else settings.host
    yield f"L'assistant est ouvert à l'adresse http://{host}:{server.port} ({settings.visitors} personnes à la fois au plus)."
    yield f"Les dossiers des visiteurs sont dans « {server.room.root} »."
    yield "Pour l'arrêter : Ctrl+C."


def _no_place(settings: Settings, error: OSError) -> str:
    import errno

    if error.errno == errno.EADDRINUSE:
        return (
            f"Le port {settings.port} est déjà pris par un autre programme : arrêtez-le, "
            f"ou donnez un autre port, par exemple « --port {settings.port % 65_535 + 1} »."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Le port {settings.port} est réservé au système : donnez-en un au-dessus de 1023, par exemple « --port {PORT} »."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"L'adresse « {settings.host} » n'est pas celle de cette machine : vérifiez l'option --host."
    return f"Le serveur ne peut pas s'ouvrir : {reason(error)}."
