"""A private PostgreSQL cluster for one test run: made in a temporary folder, reached by a Unix socket, gone when the run is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

SERVER_USER = "postgres"
START_SECONDS = 180


def address_of(folder: Path) -> str:
    """The database address for MOTCUA_DATABASE; the socket lies in the cluster's own folder."""
    return f"postgres://{SERVER_USER}@{quote(str(folder), safe='')}/postgres"


def server_programs() -> Path | None:
    """The folder with initdb and postgres, newest version first; None when no server is installed."""
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    on_path = shutil.which("postgres")
    candidates = [*newest_first, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in candidates if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class PrivateCluster:
    """One server process, child of this one. It ends with us even if we are killed (parent-death signal)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the cluster and waits until it answers. Raises RuntimeError with the server's own words when it does not."""
        programs = server_programs()
        if programs is None:
            raise RuntimeError("No PostgreSQL server is installed. On Debian: apt-get install postgresql")
        self._make_folder()
        storage, log = self.folder / "cluster", self.folder / "server.log"
        making = subprocess.run(
            [
                *_as_server_user(),
                programs / "initdb",
                "-D",
                storage,
                "-U",
                SERVER_USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        if making.returncode:
            raise RuntimeError(f"initdb failed:\n{making.stdout}{making.stderr}")
        settings = ["listen_addresses=", "max_connections=60", "timezone=UTC"]
        with log.open("wb") as output:
            self.server = subprocess.Popen(
                [*_as_server_user(), programs / "postgres", "-D", storage, "-k", self.folder, *(f"-c{one}" for one in settings)],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
            )
        self._await_answer(programs / "pg_isready", log)

    def stop(self) -> None:
        """Ends the server at once (fast shutdown), waits for it and removes its folder; safe to call twice."""
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
            self.server = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_folder(self) -> None:
        self.folder.mkdir()
        if _is_root():
            self.folder.parent.chmod(0o711)  # the server's user must reach its folder
            shutil.chown(self.folder, SERVER_USER, SERVER_USER)

    def _await_answer(self, pg_isready: Path, log: Path) -> None:
        assert self.server is not None
        end = time.monotonic() + START_SECONDS
        while subprocess.run([pg_isready, "-q", "-h", self.folder, "-U", SERVER_USER, "-d", "postgres"], check=False).returncode:
            with suppress(subprocess.TimeoutExpired):
                self.server.wait(timeout=0.05)
            if self.server.returncode is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _is_root() -> bool:
    return os.geteuid() == 0


def _as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root; and whoever runs it, it must not outlive the test run."""
    dies_with_us = ["setpriv", "--pdeathsig", "INT"]
    return [*dies_with_us, f"--reuid={SERVER_USER}", f"--regid={SERVER_USER}", "--clear-groups"] if _is_root() else dies_with_us
