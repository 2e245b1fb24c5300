"""What waits at the door, with the time left to answer, and what a dossier filed elsewhere would be promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from motcua.agencies.queries import calendar_of
from motcua.dossiers.file_view import DossierFile
from motcua.dossiers.promise import Promise, promise
from motcua.dossiers.queries import Place, WorkLine
from motcua.foundation.access import Actor
from motcua.law.deadline import TimeLeft, time_left
from motcua.web.counter.sheet import door_ids


class WaitingLine(msgspec.Struct, frozen=True):
    """A dossier at the door and how long there is to answer."""

    line: WorkLine
    left: TimeLeft


def lines_of(actor: Actor, lines: tuple[WorkLine, ...], at: datetime) -> Iterator[WaitingLine]:
    """The lines with the time left by the hours of the officer's own door. One query."""
    calendar = calendar_of(door_ids(actor)[0])
    for line in lines:
        yield WaitingLine(line, time_left(at, line.due_at, calendar))


def promise_for(file: DossierFile, at: datetime) -> Promise | None:
    """What the dossier would be promised if it were received now."""
    answer = promise(file.case, file.state.competent_agency, at)
    return answer if isinstance(answer, Promise) else None


def place_of(text: str) -> Place | None:
    """The place in a list that an address names; None for the beginning."""
    instant, _, last_id = text.partition("~")
    try:
        place = datetime.fromisoformat(instant), int(last_id)
    except ValueError:
        return None
    return place if place[0].tzinfo is not None else None
