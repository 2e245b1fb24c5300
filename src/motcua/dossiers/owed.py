"""What is owed for a dossier, as rows beside it: they follow from the state and from when it was last looked at.

Between two looks nothing begins or ends by time alone (`law.dossier.watch`), so the rows of a dossier are what the law says is
owed a moment before `duties_check_at`. Commands and the hourly duty save them; `verify` counts them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec

from motcua.agencies.queries import tree
from motcua.foundation.sql import Statement, db_instant
from motcua.law.calendar import VN, OutsideCalendarError, WorkingCalendar, business_date
from motcua.law.dossier.decide import Context
from motcua.law.dossier.decide.clock import supplement_ends_at
from motcua.law.dossier.duties import Duty, duties_of
from motcua.law.dossier.standing import explanations_owed, is_late
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import BY_HAND, ENDED
from motcua.law.dossier.watch import MOMENT, next_look, next_month, reminders_due, told_of
from motcua.law.procedure import ProcedureCase
from motcua.law.rulesets import ruleset_at

LOOK_NOW = datetime(2000, 1, 1, tzinfo=UTC)
"""`duties_check_at` of a dossier whose duties were never counted, or must be counted anew: the next hourly look does it."""
MOST_STEPS = 200


class DutyRow(NamedTuple):
    """One row of `dossier_duty` without its dossier."""

    kind: str
    no: int
    role: str
    agency_id: int
    unit_id: int
    holder_id: int
    due_at: datetime
    level: int
    told_role: str
    told_agency_id: int
    reminded_at: datetime | None


class LateShare(NamedTuple):
    """What one late dossier is counted as."""

    agency_id: int
    sector: str
    due_at: datetime
    is_open: bool
    is_apologised: bool
    is_explained: bool

    @property
    def sum_key(self) -> tuple[int, str, date]:
        """The line of the sums it is counted in: agency, sector, month in which it was due."""
        return self.agency_id, self.sector, self.due_at.astimezone(VN).date().replace(day=1)

    @property
    def counts(self) -> tuple[int, int, int]:
        """What it adds to the columns `open_late`, `apologised`, `explained`."""
        return int(self.is_open), int(self.is_apologised), int(self.is_explained)


class Owed(msgspec.Struct, frozen=True):
    """Everything that is saved of what is owed: the duties, the part in the sums, and when to look again."""

    rows: tuple[DutyRow, ...] = ()
    share: LateShare | None = None
    look_at: datetime | None = None


NOTHING = Owed()


class Subjects(msgspec.Struct, frozen=True):
    """What judging one dossier needs besides its state: the pinned case, the sector's name, the competent agency's calendar."""

    case: ProcedureCase
    sector: str
    calendar: WorkingCalendar


def owed_at(state: DossierState, given: Subjects, at: datetime) -> Owed:
    """What is owed at an instant; where the calendar ends before the dossier does, nothing yet and a look next month."""
    context = context_at(state, given, at)
    try:
        duties = duties_of(state, context)
        rows = tuple(_row(duty, state) for duty in duties)
        return Owed(rows, _share(state, given, context), next_look(state, context, parent_of, duties))
    except OutsideCalendarError:
        return Owed((), _share(state, given, context), next_month(at))


def owed_before(state: DossierState, given: Subjects, look_at: datetime | None) -> Owed:
    """What stands in the rows of a dossier that is to be looked at again at `look_at` (None: never)."""
    if look_at == LOOK_NOW:
        return NOTHING
    return owed_at(state, given, look_at - MOMENT if look_at else settled_at(state, given))


def is_put_off(state: DossierState, given: Subjects, look_at: datetime | None) -> bool:
    """Whether a look that should have been by now was moved: before the next look nothing waits that came after the last act."""
    if look_at is None or look_at - MOMENT <= state.last_at:
        return False
    context = context_at(state, given, look_at - MOMENT)
    try:
        ends = supplement_ends_at(state, context)
        return bool(reminders_due(state, context, parent_of)) or (ends is not None and context.at > ends)
    except OutsideCalendarError:
        return False


def settled_at(state: DossierState, given: Subjects) -> datetime:
    """An instant after which time alone changes nothing any more."""
    at = state.last_at
    for _ in range(MOST_STEPS):
        following = owed_at(state, given, at).look_at
        if following is None:
            break
        at = following
    return at


def context_at(state: DossierState, given: Subjects, at: datetime) -> Context:
    """The law of the reception day, or of the submission before it, looking from `at`."""
    rules = ruleset_at(business_date(state.received_at or state.submitted_at))
    return Context(at=at, by="system:0", case=given.case, calendar=given.calendar, rules=rules)


def parent_of(agency_id: int) -> int | None:
    """The agency one level up, None for the province itself."""
    agency = tree().agencies.get(agency_id)
    return agency.parent_id if agency else None


def _row(duty: Duty, state: DossierState) -> DutyRow:
    told = told_of(duty, state)
    last = max((one for one in told if one.level != BY_HAND), key=lambda one: one.level, default=None)
    by_hand = [one.at for one in told if one.level == BY_HAND]
    return DutyRow(
        kind=duty.kind.value,
        no=duty.no,
        role=duty.role.value,
        agency_id=duty.agency,
        unit_id=duty.unit,
        holder_id=duty.holder or 0,
        due_at=duty.due_at,
        level=last.level if last else 0,
        told_role=last.role.value if last else "",
        told_agency_id=last.agency if last else 0,
        reminded_at=by_hand[-1] if by_hand else None,
    )


def _share(state: DossierState, given: Subjects, context: Context) -> LateShare | None:
    if state.legal_due_at is None or not is_late(state, context.at, context.calendar, context.rules):
        return None
    return LateShare(
        agency_id=state.competent_agency,
        sector=given.sector,
        due_at=state.legal_due_at,
        is_open=state.status not in ENDED,
        is_apologised=state.apology is not None,
        is_explained=len(state.explanations) >= explanations_owed(state, context.at),
    )


_COLUMNS = "dossier_id, kind, no, role, agency_id, unit_id, holder_id, due_at, level, told_role, told_agency_id, reminded_at"
_PUT = f"""
INSERT INTO dossier_duty ({_COLUMNS}) VALUES {{places}}
ON CONFLICT (dossier_id, kind, no) DO UPDATE SET role = excluded.role, agency_id = excluded.agency_id, unit_id = excluded.unit_id,
holder_id = excluded.holder_id, due_at = excluded.due_at, level = excluded.level, told_role = excluded.told_role,
told_agency_id = excluded.told_agency_id, reminded_at = excluded.reminded_at
"""  # noqa: S608 - our own column names
_PLACES = f"({', '.join(['%s'] * 12)})"
_DELETE = "DELETE FROM dossier_duty WHERE dossier_id = %s AND kind = %s AND no = %s"
_DELETE_ALL = "DELETE FROM dossier_duty WHERE dossier_id = %s"
_LATE = "dossier_id, agency_id, sector, due_at, is_open, is_apologised, is_explained"
_PUT_LATE = f"""
INSERT INTO late_dossier ({_LATE}) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (dossier_id) DO UPDATE SET agency_id = excluded.agency_id, sector = excluded.sector, due_at = excluded.due_at,
is_open = excluded.is_open, is_apologised = excluded.is_apologised, is_explained = excluded.is_explained
"""  # noqa: S608 - our own column names
_DELETE_LATE = "DELETE FROM late_dossier WHERE dossier_id = %s"
_ADD_TO_SUM = """
INSERT INTO late_sum (agency_id, sector, due_month, late, open_late, apologised, explained) VALUES {places}
ON CONFLICT (agency_id, sector, due_month) DO UPDATE SET late = late_sum.late + excluded.late,
open_late = late_sum.open_late + excluded.open_late, apologised = late_sum.apologised + excluded.apologised,
explained = late_sum.explained + excluded.explained
"""


def moved(dossier_id: int, before: Owed, after: Owed, *, from_scratch: bool = False) -> list[Statement]:
    """The statements that bring rows and sums from `before` to `after`; none where nothing changed.

    `from_scratch` clears whatever rows there are: for a dossier whose calendar was revised since they were written.
    """
    kept = () if from_scratch else before.rows
    gone = {(row.kind, row.no) for row in kept} - {(row.kind, row.no) for row in after.rows}
    statements: list[Statement] = [(_DELETE_ALL, [dossier_id])] if from_scratch else []
    statements += [(_DELETE, [dossier_id, *key]) for key in sorted(gone)]
    fresh = [row for row in after.rows if row not in kept]
    if fresh:
        values = [value for row in fresh for value in (dossier_id, *map(_stored, row))]
        statements.append((_PUT.format(places=", ".join([_PLACES] * len(fresh))), values))
    if from_scratch or before.share != after.share:
        statements.append(_late(dossier_id, after.share))
    return statements + _moved_share(before.share, after.share)


def _late(dossier_id: int, share: LateShare | None) -> Statement:
    return (_PUT_LATE, [dossier_id, *map(_stored, share)]) if share else (_DELETE_LATE, [dossier_id])


def _moved_share(before: LateShare | None, after: LateShare | None) -> list[Statement]:
    if before == after:
        return []
    moves = sorted((share.sum_key, step, share.counts) for share, step in ((before, -1), (after, 1)) if share is not None)
    if len(moves) > 1 and moves[0][0] == moves[1][0]:
        (key, step, counts), (_, other, more) = moves
        lines = [(*_key(key), 0, *(step * one + other * two for one, two in zip(counts, more, strict=True)))]
    else:
        lines = [(*_key(key), step, *(step * count for count in counts)) for key, step, counts in moves]
    places = ", ".join([f"({', '.join(['%s'] * 7)})"] * len(lines))
    return [(_ADD_TO_SUM.format(places=places), [value for line in lines for value in line])]


def _key(key: Sequence[object]) -> tuple[object, ...]:
    agency_id, sector, month = key
    return agency_id, sector, month.isoformat() if isinstance(month, date) else month


def _stored(value: object) -> object:
    return db_instant(value) if isinstance(value, datetime) else value
