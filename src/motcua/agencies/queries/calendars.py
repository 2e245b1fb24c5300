"""Working calendars of agencies: the nation's, what the country has added since, and what the agency has laid over it."""

from __future__ import annotations

from collections.abc import Collection

from motcua.agencies import events as e
from motcua.agencies.models import Agency, CalendarDay, OpeningHours, Revision
from motcua.agencies.queries.revisions import Kept, tokens_of
from motcua.agencies.queries.tree import find_agency
from motcua.law.calendar import (
    DayKind,
    DayRow,
    HoursRow,
    RowStatus,
    Window,
    WorkingCalendar,
    compile_calendar,
    national_calendar,
    window,
)

_KEPT: Kept[WorkingCalendar] = Kept(most=256)


def calendar_of(agency_id: int) -> WorkingCalendar:
    """The compiled calendar of an agency. One query when nothing changed since the last call of this process, three otherwise."""
    return calendars_of([agency_id])[agency_id]


def calendars_of(agency_ids: Collection[int]) -> dict[int, WorkingCalendar]:
    """The compiled calendars of several agencies by id. One query when nothing changed, however many agencies."""
    if not agency_ids:
        return {}
    national = Revision.calendar(e.NATIONAL)
    tokens = tokens_of([national, *(Revision.calendar(agency_id) for agency_id in agency_ids)])
    base = _layered(e.NATIONAL, national_calendar(), (tokens[national],)) if national in tokens else national_calendar()
    return {agency_id: _own(agency_id, base, tokens) for agency_id in agency_ids}


def _own(agency_id: int, base: WorkingCalendar, tokens: dict[str, int]) -> WorkingCalendar:
    own = Revision.calendar(agency_id)
    return _layered(agency_id, base, (tokens.get(Revision.calendar(e.NATIONAL), 0), tokens[own])) if own in tokens else base


def calendar_of_code(code: str) -> WorkingCalendar | None:
    """The calendar of the agency with this code or slug; None when there is none."""
    agency: Agency | None = find_agency(code)
    return calendar_of(agency.id) if agency else None


def _layered(agency_id: int, base: WorkingCalendar, tokens: tuple[int, ...]) -> WorkingCalendar:
    return _KEPT.get(agency_id, tokens, lambda: _compile(agency_id, base))


def _compile(agency_id: int, base: WorkingCalendar) -> WorkingCalendar:
    days = [_day(row) for row in CalendarDay.objects.filter(agency_id=agency_id).order_by("date", "id")]
    hours = [_hours(row) for row in OpeningHours.objects.filter(agency_id=agency_id).order_by("id")]
    return compile_calendar(days, hours, over=base) if days or hours else base


def _day(row: CalendarDay) -> DayRow:
    return DayRow(
        date=row.date,
        kind=DayKind(row.kind),
        reason=row.reason,
        notice=row.notice,
        status=RowStatus(row.status),
        windows=_windows(row.windows),
    )


def _hours(row: OpeningHours) -> HoursRow:
    reception = _windows(row.reception) if row.reception else None
    return HoursRow(row.valid_from, row.weekday, _windows(row.windows), reception, row.valid_to)


def _windows(text: str) -> tuple[Window, ...]:
    return tuple(window(part) for part in text.split())
