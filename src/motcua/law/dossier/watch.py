"""What time alone brings: when to look at a dossier again, and before whom an overdue duty comes (domain §2.7, 4).

`next_look` names an instant so that between two looks no duty begins or ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from motcua.law.calendar import VN, business_date, day_begins
from motcua.law.dossier import commands as c
from motcua.law.dossier.decide.clock import supplement_ends_at
from motcua.law.dossier.decide.context import Context
from motcua.law.dossier.duties import Duty, duties_of, forecasts_of
from motcua.law.dossier.standing import apology_owed_from, shares_of
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import BY_HAND, ENDED, DutyKind, Reminder
from motcua.law.roles import Role

MOMENT = timedelta(microseconds=1)
"""The smallest step of time: a limit is passed a moment after it."""

ESCALATING = frozenset(
    {
        DutyKind.ANSWER_AT_DOOR,
        DutyKind.APOLOGISE,
        DutyKind.DELIVER_APOLOGY,
        DutyKind.EXPLAIN,
        DutyKind.CONCLUDE_EXPLANATION,
        DutyKind.ANSWER_OPINION,
        DutyKind.DO_BRANCH,
    }
)
"""What somebody in the house failed to do. A result that waits for its owner is nobody's failure."""

ParentOf = Callable[[int], int | None]


class Head(msgspec.Struct, frozen=True):
    """Before whom a duty comes next; `is_above`: the head of the agency one level up."""

    role: Role
    is_above: bool = False


_ABOVE = Head(Role.APPROVER, is_above=True)
_CHAINS: dict[Role, tuple[Head, ...]] = {
    Role.RECEPTION: (Head(Role.CENTRE_LEADER), Head(Role.APPROVER), _ABOVE),
    Role.UNIT_HEAD: (Head(Role.APPROVER), _ABOVE),
    Role.APPROVER: (_ABOVE,),
}
_USUAL = (Head(Role.UNIT_HEAD), Head(Role.APPROVER), _ABOVE)


def next_look(state: DossierState, context: Context, parent_of: ParentOf, duties: Sequence[Duty] | None = None) -> datetime | None:
    """The first instant after `context.at` at which time alone may change what is owed; None when nothing will.

    `duties` are those of `duties_of`, for who has counted them already: every command does.
    """
    owed = duties_of(state, context) if duties is None else duties
    return min((at for at in _instants(state, context, parent_of, owed) if at > context.at), default=None)


def reminders_due(state: DossierState, context: Context, parent_of: ParentOf) -> list[c.RemindDuty]:
    """The reminders that should be out by now and are not, each level of each duty once."""
    return _reminders(duties_of(state, context), state, context, parent_of)


def _reminders(duties: Iterable[Duty], state: DossierState, context: Context, parent_of: ParentOf) -> list[c.RemindDuty]:
    found = []
    for duty in duties:
        for level, head, at in _levels(duty, state, context):
            agency = parent_of(duty.agency) if head.is_above else duty.agency
            if at <= context.at and agency is not None and not _was_told(state, duty, level):
                reminder = c.RemindDuty(kind=duty.kind, no=duty.no, due_at=duty.due_at, level=level, role=head.role, agency=agency)
                found.append(reminder)
    return found


def reminders_by_hand(state: DossierState, context: Context) -> list[c.RemindDuty]:
    """Reminders to whoever owes what is overdue, each duty once a day; none for what nobody failed to do."""
    today = business_date(context.at)
    return [
        c.RemindDuty(kind=duty.kind, no=duty.no, due_at=duty.due_at, level=BY_HAND, role=duty.role, agency=duty.agency)
        for duty in overdue(duties_of(state, context))
        if not any(business_date(told.at) == today for told in told_of(duty, state) if told.level == BY_HAND)
    ]


def overdue(duties: Iterable[Duty]) -> list[Duty]:
    """What somebody in the house failed to do in time."""
    return [duty for duty in duties if duty.overdue and duty.kind in ESCALATING]


def told_of(duty: Duty, state: DossierState) -> list[Reminder]:
    """The reminders of this duty, the first first."""
    return [told for told in state.reminders if (told.kind, told.no, told.due_at) == (duty.kind, duty.no, duty.due_at)]


def _instants(state: DossierState, context: Context, parent_of: ParentOf, duties: Sequence[Duty]) -> Iterator[datetime]:
    if _reminders(duties, state, context, parent_of):
        yield context.at + MOMENT
    for duty in duties:
        yield from (at for _, _, at in _levels(duty, state, context))
    if state.status in ENDED:
        return
    yield next_month(context.at)
    ends = supplement_ends_at(state, context)
    if ends is not None:
        yield max(ends, context.at) + MOMENT
    if state.pause is None and state.legal_due_at is not None:
        yield from _while_it_runs(state, state.legal_due_at, context)


def _while_it_runs(state: DossierState, due: datetime, context: Context) -> Iterator[datetime]:
    yield from forecasts_of(state, context)
    owed = apology_owed_from(state, context.calendar, context.rules)
    if owed is not None:
        yield owed
    yield due + MOMENT
    yield day_begins(business_date(due) + timedelta(days=1))
    if state.apology is not None and state.appointment_at is not None:
        yield state.appointment_at + MOMENT
    if any(run.agency != state.competent_agency for run in state.runs):
        if context.at > due:  # each day more may make another agency the one that overran most
            yield day_begins(business_date(context.at) + timedelta(days=1))
        for share in shares_of(state, context.at, context.calendar):
            yield day_begins(context.calendar.working_day_after(business_date(share.due_at), 1))


def _levels(duty: Duty, state: DossierState, context: Context) -> Iterator[tuple[int, Head, datetime]]:
    """From when a duty comes before which head: the next one when it is overdue, the one above after each working day more."""
    if duty.kind not in ESCALATING:
        return
    start = duty.due_at
    if duty.kind is DutyKind.APOLOGISE and state.legal_due_at is not None:
        start = state.legal_due_at  # before it nobody could know that the dossier would be late
    a_day = context.rules.hours_per_day * 60
    for level, head in enumerate(_CHAINS.get(duty.role, _USUAL), 1):
        yield level, head, (context.calendar.add(start, (level - 1) * a_day) if level > 1 else start) + MOMENT


def _was_told(state: DossierState, duty: Duty, level: int) -> bool:
    return any(told.level == level for told in told_of(duty, state))


def next_month(at: datetime) -> datetime:
    """An open dossier is looked at once a month in any case."""
    first = at.astimezone(VN).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
