"""`make bench`: the whole table, in about two minutes on two cores. Each engine is measured in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import head, say
from tests.postgres import PrivateCluster, address_of, server_programs

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = "100000"


def run(module: str, address: str, room: Path, *arguments: str) -> None:
    """One part of the table on the database at `address`."""
    room.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
        "MOTCUA_VAR": str(room),
        "MOTCUA_DATABASE": address,
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("MOTCUA_DEMO", None)
    subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True, cwd=ROOT, env=environment)


def on_sqlite(folder: Path, module: str, *arguments: str) -> None:
    """A part of the table on an SQLite file of its own."""
    run(module, f"sqlite:///{folder / f'{module}.sqlite3'}", folder / "var", *arguments)


def on_postgresql(folder: Path, module: str, *arguments: str) -> None:
    """A part of the table on a private PostgreSQL cluster, which is gone afterwards."""
    cluster = PrivateCluster(folder / f"postgres-{module}")
    cluster.start()
    try:
        run(module, address_of(cluster.folder), folder / "var", *arguments)
    finally:
        cluster.stop()


def main() -> None:
    """Everything that can be measured on this machine; what cannot is named."""
    head()
    engines = [on_sqlite, on_postgresql] if server_programs() else [on_sqlite]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        for engine in engines:
            engine(folder, "commands")
        on_sqlite(folder, "law")
        on_sqlite(folder, "paper")
        for engine in engines:
            engine(folder, "lists", DOSSIERS)
    if len(engines) == 1:
        say("PostgreSQL was not measured: no server is installed (Debian: apt-get install postgresql)")


if __name__ == "__main__":
    main()
