"""Approved processes: the one in force on a day, and the history of a procedure's."""

from __future__ import annotations

from datetime import date

import msgspec
from django.db.models import Q

from motcua.law.procedure import ProcedureCase, Step
from motcua.procedures.body import parse_steps
from motcua.procedures.models import ApprovedProcess


class ApprovedVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One approved version of a case's process; in force when valid_from ≤ day < valid_to."""

    id: int
    procedure_id: int
    case_key: str
    no: int
    decision: str
    decision_date: date
    approved_by: str
    valid_from: date
    valid_to: date | None
    steps: tuple[Step, ...]


def approved_in_force(procedure_id: int, case_key: str, day: date) -> ApprovedVersion | None:
    """The approved process that counts for a dossier received on `day`. One query, on the index of procedure, case and number."""
    row = ApprovedProcess.objects.filter(_counts_on(day), procedure_id=procedure_id, case_key=case_key).order_by("-no").first()
    return _version(row) if row else None


def list_approved(procedure_id: int) -> list[ApprovedVersion]:
    """Every approved process a procedure has had, by case, the latest first."""
    return [_version(row) for row in ApprovedProcess.objects.filter(procedure_id=procedure_id).order_by("case_key", "-no")]


def list_approved_on(day: date) -> dict[tuple[int, str], ApprovedVersion]:
    """All approved processes in force on a day, by procedure and case. One query."""
    rows = ApprovedProcess.objects.filter(_counts_on(day)).order_by("procedure_id", "case_key", "no")
    return {(row.procedure_id, row.case_key): _version(row) for row in rows}


def steps_of(case: ProcedureCase, approved: ApprovedVersion | None) -> tuple[Step, ...]:
    """The steps by which dossiers go: the approved ones, the catalogue's where nothing was approved."""
    return approved.steps if approved is not None else case.steps


def _counts_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def _version(row: ApprovedProcess) -> ApprovedVersion:
    return ApprovedVersion(
        id=row.id,
        procedure_id=row.procedure_id,
        case_key=row.case_key,
        no=row.no,
        decision=row.decision,
        decision_date=row.decision_date,
        approved_by=row.approved_by,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        steps=parse_steps(row.steps),
    )
