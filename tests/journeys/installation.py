"""A whole installation for the journeys: migrated, with demonstration data, served by `motcua run` on a loopback port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

START_SECONDS = 180


class Installation:
    """One server (and, beside PostgreSQL, one worker) with its own folder. Output goes to `server.log` in it."""

    def __init__(self, folder: Path, database: str | None) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")} | {
            "MOTCUA_VAR": str(folder),
            "MOTCUA_DEMO": "1",
            "MOTCUA_PUBLIC_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
            **({"MOTCUA_DATABASE": database} if database else {}),
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def build(self) -> None:
        """What `make run` does before it serves."""
        self.call("-m", "django", "migrate", "--no-input", "--verbosity", "0")
        self.call("-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
        self.call("-m", "motcua", "demo")

    def call(self, *arguments: str) -> str:
        """Runs one command of the installation and gives what it printed. Raises AssertionError with its words when it fails."""
        done = subprocess.run([sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Serves, and returns when the first page answers."""
        self._spawn("-m", "motcua", "run", "--port", str(self.port))
        if "MOTCUA_DATABASE" in self.environment:
            self._spawn("-m", "motcua", "worker")
        server, end = self.processes[0], time.monotonic() + START_SECONDS
        while not self._answers():
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.1)
            if server.returncode is not None or time.monotonic() > end:
                raise RuntimeError(f"The server did not answer:\n{(self.folder / 'server.log').read_text(errors='replace')}")

    def stop(self) -> None:
        """Ends what was started and waits for it."""
        for process in self.processes:
            process.send_signal(signal.SIGINT)
        for process in self.processes:
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address, timeout=10) as answer:  # noqa: S310 - our own loopback address
                return answer.status == 200
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"{self.address} answers {refused.code}") from refused
        except OSError:
            return False

    def _spawn(self, *arguments: str) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.processes.append(spawn_with_us([sys.executable, *arguments], self.environment, log.fileno()))


def spawn_with_us(command: Sequence[str], environment: dict[str, str], output: int) -> subprocess.Popen[bytes]:
    """A child that gets an interrupt when this process dies, however it dies."""
    return subprocess.Popen(
        ["setpriv", "--pdeathsig", "INT", *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
