"""What the notice that one dossier stops says: the dossier's facts turned into the words of form 05 of 2025."""

from __future__ import annotations

import msgspec

from motcua.agencies.queries import get_unit
from motcua.dossiers.slip_kinds import Issuing
from motcua.law.calendar import business_date
from motcua.law.dossier import events as e
from motcua.law.dossier.values import PaperStatus
from motcua.papers.particulars import (
    Door,
    agency_of,
    agency_signer,
    case_of,
    contact_at,
    door_of,
    head_of_agency,
    matter_of,
    where,
    words_of,
)
from motcua.papers.stop import AgencyDecision, ApplicantRequest, ReturnedPaper, StopNotice

ORIGINAL = "ORIGINAL"


def write_stop(issuing: Issuing) -> str:
    """The data of the stop notice as canonical JSON: at whose wish, how far the work had come, papers and money (domain §2.8)."""
    state, occasion = issuing.state, issuing.occasion
    door, agency = door_of(state), agency_of(state.competent_agency)
    papers = _originals(issuing)
    notice = StopNotice(
        form_set=issuing.form_set.key,
        letterhead=head_of_agency(agency, issuing),
        matter=matter_of(issuing),
        one_stop_unit=door.unit.name,
        received_at=state.received_at or state.submitted_at,
        ground=_ground(issuing),
        stopped_at=occasion.at,
        stage=_stage(issuing, door),
        papers=papers,
        papers_place=f"tại {where(door)}" if papers else "",
        fees=_fees(issuing),
        contact=contact_at(door),
        signer=agency_signer(agency, occasion.by, occasion.at),
    )
    return msgspec.json.encode(notice, order="sorted").decode()


def _ground(issuing: Issuing) -> ApplicantRequest | AgencyDecision:
    event = issuing.occasion.event
    reason = words_of(event.reason, issuing.contents)
    if isinstance(event, e.Withdrawn):
        return ApplicantRequest(asked_on=business_date(issuing.occasion.at), reason=reason)
    return AgencyDecision(reason=reason)


def _stage(issuing: Issuing, door: Door) -> str:
    """The step the dossier was in when it stopped; a dossier opened again since has later ones."""
    run = next((run for run in reversed(issuing.state.runs) if run.entered_at <= issuing.occasion.at), None)
    step = issuing.state.planned(run.no) if run else None
    if run is None or step is None:
        return f"chưa tiếp nhận, đang chờ tại {door.unit.name}"
    unit = get_unit(run.unit)
    return f"đang ở bước “{step.name}”" + (f" tại {unit.name}" if unit else "")


def _originals(issuing: Issuing) -> tuple[ReturnedPaper, ...]:
    """Originals that were handed in and kept."""
    _, case = case_of(issuing.state)
    names = {requirement.key: requirement.name for requirement in case.requirements if requirement.kind == ORIGINAL}
    given = (paper for paper in issuing.state.papers if paper.key in names and paper.status is PaperStatus.GIVEN and paper.originals)
    return tuple(ReturnedPaper(name=names[paper.key], kind="bản chính", count=paper.originals) for paper in given)


def _fees(issuing: Issuing) -> str:
    """Payments are not in the dossier: what is owed by law was not taken."""
    _, case = case_of(issuing.state)
    return "chưa thu" if any(fee.amount_vnd != 0 for fee in case.fees) else "không thu phí, lệ phí"
