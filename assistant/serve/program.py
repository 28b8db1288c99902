"""A visitor's process, seen from the server: textual-serve's protocol, with our environment and our way of ending it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from platformdirs import user_cache_path
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from assistant import APP

PAPERS = "papiers"
"""In the visitor's folder: where papers are written unless another place is typed."""
_SCRATCH = ".tmp"
_PATIENCE = 6.0
"""Seconds that a process has to save and leave before it is killed."""
_KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "TZ")


class Program(AppService):
    """The process of a visitor. `write_bytes` gets what it draws, `write_str` what it asks of the page, `ended` is told when it is over:
    True when the visitor left it, False when it stopped by itself."""

    def __init__(
        self,
        campaign: Path,
        folder: Path,
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        ended: Callable[[bool], Awaitable[None]],
    ) -> None:
        async def leave() -> None:
            self._left = True

        super().__init__("", write_bytes=write_bytes, write_str=write_str, close=leave, download_manager=DownloadManager())
        self._campaign = campaign
        self._folder = folder
        self._ended = ended
        self._left = False
        self._watch: asyncio.Task[None] | None = None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Nothing of the server's own but the language and the hour: what else is there (secrets, proxies) is no visitor's business."""
        return {name: os.environ[name] for name in _KEPT if name in os.environ} | {
            "HOME": str(self._folder),
            "XDG_CACHE_HOME": str(user_cache_path(APP, appauthor=False).parent),
            "XDG_CONFIG_HOME": str(self._folder / ".config"),
            "XDG_DATA_HOME": str(self._folder),
            "XDG_STATE_HOME": str(self._folder / ".state"),
            "XDG_DOCUMENTS_DIR": str(self._folder / PAPERS),
            "TMPDIR": str(self._folder / _SCRATCH),
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "PYTHONUTF8": "1",
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        for name in (PAPERS, _SCRATCH):
            (self._folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        cache = user_cache_path(APP, appauthor=False)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "assistant.serve.child", str(self._campaign), str(self._folder), str(cache)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,  # the process sends its own to a file; the library wants a pipe
            env=self._build_environment(width, height),
            cwd=self._folder,
            start_new_session=True,  # ctrl+c in the server's terminal is for the server, which ends its children in order
        )
        self._stdin = self._process.stdin
        return self._process

    async def start(self, width: int, height: int) -> None:
        """Start the process, its screen so many columns wide and lines high."""
        await super().start(width, height)
        self._watch = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        assert self._process is not None
        await self._process.wait()
        await self._ended(self._left and self._process.returncode == 0)

    async def stop(self) -> None:
        """Ask the process to save and leave; kill it if it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
