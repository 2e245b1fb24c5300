"""What a reception would promise, said before it is made: when the result is due, and how a paper counts as given."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from motcua.agencies.queries import calendar_of
from motcua.law.calendar import OutsideCalendarError, business_date
from motcua.law.deadline import due_at
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.procedure import ProcedureCase, Requirement
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at

SHOWN_KINDS = frozenset({"SHOW_ONLY"})


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """The appointment a dossier received at that moment would get. `unsettled_from`: the first day on the way no notice has settled yet."""

    due_at: datetime
    unsettled_from: date | None


def promise(case: ProcedureCase, competent_agency_id: int, at: datetime) -> Promise | Refusal:
    """Count the term of `case` from `at` by the calendar of the competent agency, as `receive` will. One query."""
    calendar = calendar_of(competent_agency_id)
    today = business_date(at)
    try:
        due = due_at(at, case.term, calendar, ruleset_at(today))
    except OutsideCalendarError as error:
        return Refusal(code="OUTSIDE_CALENDAR", template="{why}", params={"why": str(error)}, field="procedure")
    return Promise(due_at=due, unsettled_from=calendar.first_provisional(today, business_date(due)))


def paper_given(requirement: Requirement, *, from_data: bool = False) -> DossierPaper:
    """The paper that answers a requirement at the counter: handed in, shown, or read in the database that replaces it (domain §4.7)."""
    if from_data and requirement.replaced_by_data:
        return DossierPaper(key=requirement.key, status=PaperStatus.FROM_DATA, source=requirement.replaced_by_data)
    if requirement.kind in SHOWN_KINDS:
        return DossierPaper(key=requirement.key, status=PaperStatus.SHOWN)
    return DossierPaper(key=requirement.key, status=PaperStatus.GIVEN, originals=requirement.originals, copies=requirement.copies)
