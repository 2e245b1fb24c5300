"""A command's way and a reception, ours against the bare driver writing the same rows. Run by __main__ for each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import django

django.setup()

from django.db import connection  # noqa: E402

from benchmarks.measuring import Line, in_turn, show  # noqa: E402
from benchmarks.place import NINE, make_place, received  # noqa: E402
from benchmarks.raw import Driver, Positions, forwards, receptions  # noqa: E402
from motcua.dossiers import commands as c  # noqa: E402
from tests.dossiers.ward import Ward, done, intake  # noqa: E402

EACH = 25


def forwarding(ward: Ward, waiting: Iterator[int]) -> Iterator[Callable[[], object]]:
    """Our acts: the clerk forwards each dossier of `waiting`."""
    clerk = ward.actor("reception")
    for number in waiting:
        yield lambda number=number: done(c.forward(clerk, number, at=NINE))  # type: ignore[misc]


def receiving(ward: Ward) -> Iterator[Callable[[], object]]:
    """Our acts: the clerk receives a dossier."""
    clerk, brought = ward.actor("reception"), intake(ward)
    while True:
        yield lambda: done(c.receive_at_counter(clerk, brought, at=NINE))


def measure() -> None:
    """Both ways on the engine that MOTCUA_DATABASE names."""
    ward, driver, positions = make_place(), Driver(), Positions()
    engine = "PostgreSQL" if driver.is_postgresql else "SQLite, synchronous=FULL"
    counter = received(ward)
    first = next(counter)
    ours, reference = in_turn(receiving(ward), receptions(driver, first, positions), EACH)
    show(Line(what=f"reception at the counter, {engine}", unit="/s", ours=ours, against="bare driver, same rows", reference=reference))
    done(c.forward(ward.actor("reception"), first, at=NINE))
    waiting = list(islice(counter, EACH * 9 * 2))
    half = len(waiting) // 2
    ours, reference = in_turn(forwarding(ward, iter(waiting[:half])), forwards(driver, first, iter(waiting[half:]), positions), EACH)
    show(Line(what=f"a command's way (forward), {engine}", unit="/s", ours=ours, against="bare driver, same rows", reference=reference))
    connection.close()


if __name__ == "__main__":
    measure()
