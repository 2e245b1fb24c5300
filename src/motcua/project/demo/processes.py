"""Approved electronic processes of the demonstration: those of civil status and the interlinked ones, these with parallel branches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from motcua.foundation.access import SYSTEM
from motcua.law.calendar import business_date
from motcua.law.procedure import ProcedureCase, Step
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.processes.commands import Approval, approve_process
from motcua.procedures.queries import PinnedVersion, list_in_force

DECISION, DECIDED_BY = "01/QĐ-UBND (minh hoạ)", "Chủ tịch UBND tỉnh"
SECTORS = frozenset({"Hộ tịch"})


def approve_processes(at: datetime, today: date) -> int | Refusal:
    """Approve the processes of what is in force `today`, on the day of `at`; the number of them.

    The rest of the catalogue goes by the steps it was announced with.
    """
    count, day = 0, business_date(at)
    begins = dict(ProcedureVersion.objects.values_list("id", "valid_from"))
    for version, case in _cases(today):
        approval = Approval(
            procedure_id=version.procedure_id,
            case_key=case.key,
            decision=DECISION,
            decision_date=day,
            approved_by=DECIDED_BY,
            effective_from=max(day, begins[version.id] or day),
            steps=side_by_side(case.steps),
        )
        answer = approve_process(SYSTEM, approval, at)
        if isinstance(answer, Refusal):
            return answer
        count += 1
    return count


def _cases(day: date) -> Iterator[tuple[PinnedVersion, ProcedureCase]]:
    for version in list_in_force(day):
        for case in version.cases:
            if version.sector in SECTORS or side_by_side(case.steps) != case.steps:
                yield version, case


def side_by_side(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same steps with the parts of other units beside each other instead of one after the other.

    A part is a case officer's step right after the examination, in another unit than it; the step after the parts waits for all.
    """
    first = next((at for at, step in enumerate(steps) if step.role is Role.CASE_OFFICER), None)
    if first is None:
        return steps
    parts = [first + 1]
    while parts[-1] < len(steps) and steps[parts[-1]].role is Role.CASE_OFFICER and steps[parts[-1]].unit_kind != steps[first].unit_kind:
        parts.append(parts[-1] + 1)
    *beside, join = parts
    if len(beside) < 2 or join >= len(steps):  # noqa: PLR2004 - one part has nothing beside it
        return steps
    waits = dict.fromkeys(beside, (steps[first].no,)) | {join: tuple(steps[at].no for at in beside)}
    return tuple(msgspec.structs.replace(step, after=waits.get(at, ())) for at, step in enumerate(steps))
