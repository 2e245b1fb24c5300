"""The lines of a work list as the page shows them: with the time left by the calendar of the agency that decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

import msgspec
from django.urls import reverse
from django.utils.translation import gettext

from motcua.agencies.queries import calendars_of
from motcua.dossiers.lists import LIST_NAMES, RUNNING, WorkList, lists_of
from motcua.dossiers.models import Queue
from motcua.dossiers.queries import Place, WorkLine, list_work
from motcua.foundation.access import Actor
from motcua.law.deadline import TimeLeft, time_left
from motcua.web.context import LIST_FIELD
from motcua.web.desk.cursor import write_cursor


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier of a list. `left` while its clock runs; `waits_since` where a result lies ready."""

    work: WorkLine
    address: str
    left: TimeLeft | None
    waits_since: datetime | None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list, ready for the template. `which` is None for who has no lists."""

    which: WorkList | None
    name: str
    lines: tuple[Line, ...]
    next_address: str
    is_first: bool


def chosen_list(actor: Actor, text: str) -> WorkList | None:
    """The list that was asked for if this actor has it, otherwise the actor's first; None where there is none."""
    own = lists_of(actor)
    return next((which for which in own if which.value == text), own[0] if own else None)


def show_list(actor: Actor, which: WorkList | None, after: Place | None, at: datetime) -> Shown:
    """One page of a list. Two queries; none where there is no list."""
    if which is None:
        return Shown(which=None, name=gettext("Bàn làm việc"), lines=(), next_address="", is_first=True)
    page = list_work(actor, which, after)
    cursor = write_cursor(page.after)
    here = reverse("work_list")
    return Shown(
        which=which,
        name=gettext(LIST_NAMES[which]),
        lines=lines_of(page.lines, at, which),
        next_address=f"{here}?{urlencode({LIST_FIELD: which.value, 'sau': cursor})}" if cursor else "",
        is_first=after is None,
    )


def lines_of(found: Sequence[WorkLine], at: datetime, which: WorkList | None = None) -> tuple[Line, ...]:
    """The lines with addresses and time left; an opened dossier remembers the list it came from. One query."""
    calendars = calendars_of({line.agency_id for line in found if line.queue in RUNNING})
    return tuple(
        Line(
            work=line,
            address=dossier_address(line.code or str(line.id), which),
            left=time_left(at, line.due_at, calendars[line.agency_id]) if line.queue in RUNNING else None,
            waits_since=line.due_at if line.queue == Queue.HAND_OVER else None,
        )
        for line in found
    )


def dossier_address(name: str, which: WorkList | None = None) -> str:
    """The page of a dossier by code or id, opened from `which` list if given."""
    address = reverse("dossier", args=[name])
    return f"{address}?{urlencode({LIST_FIELD: which.value})}" if which else address


def next_line(actor: Actor, which: WorkList | None, done_id: int) -> str:
    """Code or id of the dossier to take up next: the first of the list, least time left, that is not the one just done. One query."""
    lines = list_work(actor, which, limit=2).lines if which else ()
    return next((line.code or str(line.id) for line in lines if line.id != done_id), "")
