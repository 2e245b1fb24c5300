"""A process looked at with every check a machine can make: what is wrong with its steps, and who is there to do them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from motcua.agencies.queries import knows_unit_kind
from motcua.law.calendar import business_date
from motcua.law.procedure import ProcedureCase, Step, Term
from motcua.law.process import faults
from motcua.law.refusal import Refusal
from motcua.procedures.queries import (
    ApprovedVersion,
    PinnedVersion,
    Vacancy,
    approved_in_force,
    distinct,
    steps_of,
    vacancies_by_agency,
)


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """The process of a case as it counts on a day, what is wrong with it, and which posts are empty in the agencies looked at."""

    case: ProcedureCase
    approved: ApprovedVersion | None
    steps: tuple[Step, ...]
    faults: tuple[Refusal, ...]
    vacancies: tuple[Vacancy, ...]


def look_at(version: PinnedVersion, case: ProcedureCase, agencies: Sequence[int], at: datetime) -> Looked:
    """The process by which dossiers of a case go at `at`. Three queries."""
    approved = approved_in_force(version.procedure_id, case.key, business_date(at))
    steps = steps_of(case, approved)
    empty = vacancies_by_agency(version, steps, agencies, at)
    return Looked(
        case=case,
        approved=approved,
        steps=steps,
        faults=faults_of(steps, case.term),
        vacancies=distinct(vacancy for own in empty.values() for vacancy in own),
    )


def faults_of(steps: Sequence[Step], term: Term) -> tuple[Refusal, ...]:
    """What is wrong with the steps themselves, kinds of units that nobody knows included. One query, for the agencies' names."""
    return (*faults(steps, term), *_unknown_units(steps))


def _unknown_units(steps: Sequence[Step]) -> Iterator[Refusal]:
    for at, step in enumerate(steps):
        if step.unit_kind.strip() and not knows_unit_kind(step.unit_kind):
            template = "Bước {no} “{name}” giao cho “{unit}”; hệ thống không có loại đơn vị này."
            params = {"no": step.no, "name": step.name, "unit": step.unit_kind}
            yield Refusal(code="UNIT_UNKNOWN", template=template, params=params, field=f"steps[{at}].unit_kind")
