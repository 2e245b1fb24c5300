"""Which procedure, case and version an address means; what does not exist is 404."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from django.http import Http404

from motcua.law.calendar import business_date
from motcua.law.procedure import ProcedureCase, Step
from motcua.law.refusal import Refusal
from motcua.procedures.models import Procedure
from motcua.procedures.queries import ApprovedVersion, PinnedVersion, list_approved, steps_of, version_in_force
from motcua.web.opening import number_of


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a procedure with its approved processes, the latest first, and the one that is shown: the one asked for, else the
    one in force, else the next to come; None where the catalogue's own steps count."""

    version: PinnedVersion
    case: ProcedureCase
    approved: tuple[ApprovedVersion, ...]
    shown: ApprovedVersion | None
    current: ApprovedVersion | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are shown."""
        return steps_of(self.case, self.shown)

    @property
    def title(self) -> str:
        """Code and name of the procedure."""
        return f"{self.version.code} {self.version.body.short_name or self.version.name}"


def choose(code: str, case_key: str, no: str, at: datetime) -> Chosen:
    """The case with this key ("": the first) and its version `no` ("": see `Chosen`). Three queries once the text was read."""
    day = business_date(at)
    version = _version(code, day)
    case = version.case(case_key) if case_key else version.cases[0]
    if case is None:
        raise Http404
    approved = tuple(one for one in list_approved(version.procedure_id) if one.case_key == case.key)
    current = next((one for one in approved if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)), None)
    asked = next((one for one in approved if one.no == number_of(no)), None)
    if no and asked is None:
        raise Http404
    return Chosen(version=version, case=case, approved=approved, shown=asked or current or next(iter(approved), None), current=current)


def _version(code: str, day: date) -> PinnedVersion:
    """The text in force, or of a procedure that has yet to begin its first: its process is approved before that day."""
    found = Procedure.objects.filter(code=code).values_list("id", "valid_from").first()
    if found is None:
        raise Http404
    procedure_id, first = found
    version = version_in_force(procedure_id, max(day, first) if first else day)
    if isinstance(version, Refusal):
        raise Http404
    return version
