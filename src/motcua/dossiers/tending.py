"""The hourly look at dossiers whose instant has come: forecasts, expiries, duties and reminders that time alone brings.

Safe to repeat and to miss: a look brings a dossier to where it should be by now, and raises nothing twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from motcua.agencies.queries import one_look
from motcua.dossiers import owed, saving
from motcua.dossiers.acting import Desk, RefusedInside, context_for, save
from motcua.dossiers.models import Dossier
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import Stream
from motcua.foundation.duties import register_duty
from motcua.law.calendar import OutsideCalendarError
from motcua.law.dossier import commands as law
from motcua.law.dossier.decide.clock import supplement_ends_at
from motcua.law.dossier.watch import reminders_due
from motcua.law.refusal import Refusal
from motcua.procedures.queries import get_version

BATCH = 200
LOOK = "Rà các hồ sơ đến hạn: dự báo trễ, hết hạn bổ sung, nhắc việc quá hạn"
EXPIRED = "Quá thời hạn bổ sung mà người nộp chưa bổ sung giấy tờ."
_log = logging.getLogger(__name__)


def register() -> None:
    """Called once, when the room is ready."""
    register_duty(LOOK, timedelta(hours=1), look_at_due)


def look_at_due(at: datetime) -> None:
    """Look at every dossier whose instant has come by `at`, each in its own transaction; one that fails stops no other."""
    place = (owed.LOOK_NOW, 0)
    while found := _due(at, place):
        for place in found:
            _look(place[1], at)


def _due(at: datetime, after: tuple[datetime, int]) -> list[tuple[datetime, int]]:
    """The next dossiers to look at after a place; relies on dossier_duties_check."""
    rows = Dossier.objects.filter(duties_check_at__lte=at)
    look_at, last_id = after
    if last_id:
        rows = rows.filter(duties_check_at__gte=look_at).exclude(duties_check_at=look_at, id__lte=last_id)
    found = rows.order_by("duties_check_at", "id").values_list("duties_check_at", "id")[:BATCH]
    return [(when, number) for when, number in found if when is not None]


def _look(dossier_id: int, at: datetime) -> None:
    try:
        with one_look(is_whole=False), transaction.atomic():
            look(dossier_id, at)
    except RefusedInside as inside:
        _log.warning("dossier %s was not looked at: %s", dossier_id, inside.refusal.code)
    except OutsideCalendarError as error:
        _log.warning("dossier %s was not looked at: %s", dossier_id, error)


def look(dossier_id: int, at: datetime) -> None:
    """Bring one dossier to where it should be by `at`, inside a transaction; nothing when somebody looked meanwhile."""
    state, look_at = saving.load_locked(dossier_id)
    if state is None or look_at is None or look_at > at:
        return
    version = get_version(state.procedure_version)
    turn = max(at, state.last_at)
    law_day = state.received_at or state.submitted_at
    context = context_for(version, state.case_key, state.competent_agency, SYSTEM.journal_name, turn, law_day)
    desk = Desk(Stream(saving.KIND, dossier_id), state, context, version.sector)
    _carry_out(desk, _expiry(desk))
    _carry_out(desk, reminders_due(desk.state, desk.context, owed.parent_of))
    save(desk, state, look_at)


def _expiry(desk: Desk) -> list[law.ExpireSupplement]:
    ends = supplement_ends_at(desk.state, desk.context)
    if ends is None or desk.context.at <= ends:
        return []
    return [law.ExpireSupplement(reason=desk.put("reason", EXPIRED))]


def _carry_out(desk: Desk, commands: list[law.ExpireSupplement] | list[law.RemindDuty]) -> None:
    refusal: Refusal | None = desk.carry_out(commands)
    if refusal:
        raise RefusedInside(refusal)
