"""The late dossiers behind a number, as the page lists them."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from motcua.agencies.queries import calendars_of, tree
from motcua.dossiers.late_lists import LateLine, LateList, get_coverage, list_late
from motcua.dossiers.queries import Place
from motcua.foundation.access import Actor
from motcua.law.deadline import TimeLeft, time_left
from motcua.law.dossier.standing import judged_at
from motcua.web.desk.cursor import write_cursor
from motcua.web.lead.asked import LIST_NAMES, PERIOD_NAMES, Asked, Period
from motcua.web.lead.figures import Tab


class ShownLate(msgspec.Struct, frozen=True, kw_only=True):
    """One late dossier; `over` says by how much, at its end or now."""

    dossier: LateLine
    address: str
    over: TimeLeft
    ended_at: datetime | None
    agency: str


class LateShown(msgspec.Struct, frozen=True, kw_only=True):
    """A page of late dossiers. `narrowed` says of which sector, agency, period, and `whole_address` leads out of that."""

    name: str
    tabs: tuple[Tab, ...]
    narrowed: tuple[str, ...]
    whole_address: str
    lines: tuple[ShownLate, ...]
    next_address: str
    first_address: str


def show_late(actor: Actor, asked: Asked, after: Place | None, at: datetime) -> LateShown:
    """One page of a list with the lengths of all four. Two queries, and the revisions of tree and calendars."""
    part, known = asked.part(at), tree().agencies
    page = list_late(actor, asked.which, part, after)
    counted = get_coverage(actor, part)
    lengths = {
        LateList.ALL: counted.late,
        LateList.OPEN: counted.open_late,
        LateList.NOT_APOLOGISED: counted.late - counted.apologised,
        LateList.NOT_EXPLAINED: counted.late - counted.explained,
    }
    calendars = calendars_of({line.agency_id for line in page.lines})
    cursor = write_cursor(page.after)
    return LateShown(
        name=str(LIST_NAMES[asked.which]),
        tabs=tuple(
            Tab(address=asked.but(which=which).address(), name=str(name), count=lengths[which], is_current=which is asked.which)
            for which, name in LIST_NAMES.items()
        ),
        narrowed=_narrowed(asked),
        whole_address=Asked(which=asked.which).address(),
        lines=tuple(
            ShownLate(
                dossier=line,
                address=reverse("dossier", args=[line.code or str(line.id)]),
                over=time_left(judged_at(line.state, at), line.due_at, calendars[line.agency_id]),
                ended_at=line.state.processing_ended_at,
                agency=known[line.agency_id].short_name,
            )
            for line in page.lines
        ),
        next_address=asked.address(after=cursor) if cursor else "",
        first_address=asked.address() if after is not None else "",
    )


def _narrowed(asked: Asked) -> tuple[str, ...]:
    agency = tree().agencies.get(asked.agency_id)
    period = "" if asked.period is Period.EVER else str(PERIOD_NAMES[asked.period])
    return tuple(words for words in (agency.short_name if agency else "", asked.sector, period) if words)
