"""docs/traps.md holds: every trap of the domain is there, every test it names exists, and what cannot occur yet still cannot."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import SRC, functions, report, text_of

TRAPS = Path("docs/traps.md")
HOW_MANY = 45
ROW = re.compile(r"^\| (?P<no>\d+) \| (?P<trap>[^|]+) \| (?P<held>[^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(test_\w+)`")
NO_ROOM = re.compile(r"no room `(\w+)`")


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer(text_of(TRAPS)))


def test_every_trap_is_there_once_in_order() -> None:
    assert [int(row["no"]) for row in rows()] == list(range(1, HOW_MANY + 1))


def test_every_trap_is_tested_or_cannot_occur_yet() -> None:
    offenders = [f"{row['no']}: {row['trap']}" for row in rows() if not TEST.search(row["held"]) and not NO_ROOM.search(row["held"])]
    report("Traps with neither a test nor a missing room:", offenders)


def test_every_test_named_there_exists() -> None:
    known = {function.node.name for function in functions("tests")}
    offenders = [f"{row['no']}: {name}" for row in rows() for name in TEST.findall(row["held"]) if name not in known]
    report("Tests that docs/traps.md names, but nobody wrote:", offenders)


def test_rooms_that_are_said_to_be_missing_are_missing() -> None:
    offenders = [f"{row['no']}: {room}" for row in rows() for room in NO_ROOM.findall(row["held"]) if (SRC / room).exists()]
    report("Rooms that were built since; say which tests hold their traps now:", offenders)
