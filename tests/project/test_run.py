"""`motcua run` opens the door, or says in Vietnamese why it cannot."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from motcua.project.cli.main import main
from tests.journeys.installation import Installation, free_port


@pytest.mark.django_db
def test_a_taken_port_is_named_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["run", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"Không mở được cổng {port}" in said
    assert f"--port {port + 1}" in said


@pytest.mark.django_db
def test_a_port_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--port", "70000"]) == 1
    assert "Không mở được cổng 70000" in capsys.readouterr().err


def test_a_database_that_is_not_upgraded_is_named(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    tried = subprocess.run(
        [sys.executable, "-m", "motcua", "run", "--port", str(free_port())],
        env=environment | {"MOTCUA_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 1
    assert re.search(r"còn thiếu \d+ bước nâng cấp", tried.stderr)


def test_missing_static_files_are_named(tmp_path: Path) -> None:
    built = Installation(tmp_path, None)
    built.call("-m", "django", "migrate", "--no-input", "--verbosity", "0")
    tried = subprocess.run(
        [sys.executable, "-m", "motcua", "run", "--port", str(built.port)],
        env=built.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 1
    assert "Chưa có các tệp giao diện" in tried.stderr


def test_pages_are_served_until_interrupted(tmp_path: Path) -> None:
    served = Installation(tmp_path, None)
    served.call("-m", "django", "migrate", "--no-input", "--verbosity", "0")
    served.call("-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
    try:
        served.start()
    finally:
        served.stop()
    assert "Một Cửa đang phục vụ" in (tmp_path / "server.log").read_text()
    assert [process.returncode for process in served.processes] == [0]
    with closing(sqlite3.connect(tmp_path / "motcua.sqlite3")) as database:
        beats = database.execute("SELECT started_at IS NOT NULL, stopped_at IS NOT NULL FROM worker_beat").fetchall()
    assert beats == [(1, 1)], "one worker in the server's process, which stopped with it"
