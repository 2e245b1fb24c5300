"""Several real processes on the test's own database, acting at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

import msgspec
from django.db import connection

from tests.dossiers.orders import Order, Outcome

ROOT = Path(__file__).resolve().parents[2]


class Clerks:
    """Processes that wait for orders."""

    def __init__(self, started: Sequence[subprocess.Popen[str]]) -> None:
        self.started = started

    def act(self, orders: Sequence[Sequence[Order]]) -> list[list[Outcome]]:
        """Give each process its orders, all at once, and collect the answers process by process."""
        # Every process is given everything before any answer is read: they work side by side.
        for clerk, own in zip(self.started, orders, strict=True):
            _input(clerk).write("".join(msgspec.json.encode(order).decode() + "\n" for order in own))
        for clerk in self.started:
            _input(clerk).flush()
        return [[_answer(clerk) for _ in own] for clerk, own in zip(self.started, orders, strict=True)]

    def at_once(self, *orders: Order) -> list[Outcome]:
        """One order for each process, at the same moment."""
        return [answers[0] for answers in self.act([[order] for order in orders])]


def _input(clerk: subprocess.Popen[str]) -> IO[str]:
    assert clerk.stdin is not None
    return clerk.stdin


def _answer(clerk: subprocess.Popen[str]) -> Outcome:
    assert clerk.stdout is not None
    line = clerk.stdout.readline()
    assert line, f"the process ended with {clerk.wait()}"
    return msgspec.json.decode(line, type=Outcome)


@contextmanager
def clerks(count: int) -> Iterator[Clerks]:
    """`count` processes, started and waiting; ended when the block is left."""
    with _many(count) as started:
        for clerk in started:
            assert clerk.stdout is not None
            assert clerk.stdout.readline() == "ready\n"
        yield Clerks(started)


@contextmanager
def _many(count: int) -> Iterator[list[subprocess.Popen[str]]]:
    started = [_start() for _ in range(count)]
    try:
        yield started
    finally:
        for clerk in started:
            _input(clerk).close()
        for clerk in started:
            clerk.wait(timeout=120)
            assert clerk.stdout is not None
            clerk.stdout.close()


def _start() -> subprocess.Popen[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
        "MOTCUA_DATABASE": address_of_test_database(),
        "MOTCUA_SECRET_KEY": "khoa-thu",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.dossiers.other_process"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def address_of_test_database() -> str:
    """MOTCUA_DATABASE of the database this test runs on."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{chosen['NAME']}"
    return f"postgres://{chosen['USER']}@{quote(chosen['HOST'], safe='')}/{chosen['NAME']}"
