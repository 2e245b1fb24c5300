"""What the intake register of an agency says: the receptions in their journals turned into the lines of form 06 (2018) or 07 (2025).

Every reception has its line, whatever became of it; a number of its receipt that was voided is told in the notes with its reason
(domain §3.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from motcua.agencies.queries import get_agency, tree
from motcua.dossiers.projection import decode_applicant
from motcua.dossiers.queries import Reception
from motcua.foundation.contents import StreamContentRow, find_contents
from motcua.law.codes import format_phone
from motcua.law.content import ContentRef
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Channel, Delivery, Slip, Status
from motcua.law.rulesets import FormPurpose, purpose_of
from motcua.papers.particulars import counter_of, superior_of
from motcua.papers.register import RegisterLine
from motcua.procedures.queries import get_version

ERASED = "(đã xóa theo quyết định)"
METHOD_WORDS = {Delivery.COUNTER: "trực tiếp", Delivery.POST: "bưu chính", Delivery.ONLINE: "trực tuyến"}
CHANNEL_WORDS = {Channel.DIRECT: "", Channel.POSTAL: "nộp qua bưu chính", Channel.ONLINE: "nộp trực tuyến"}
END_WORDS = {
    Status.WITHDRAWN: "người nộp rút hồ sơ",
    Status.STOPPED: "dừng giải quyết",
    Status.RETURNED_NOT_ELIGIBLE: "trả lại, không đủ điều kiện",
}

Contents = Mapping[int, StreamContentRow]


class Owner(msgspec.Struct, frozen=True):
    """Whose book it is: the bodies over the one-stop unit, highest first, and the unit."""

    superiors: tuple[str, ...]
    unit: str


def owner_of(agency_id: int) -> Owner:
    """The one-stop unit of an agency as it stands on the cover. LookupError where there is none."""
    agency, unit = get_agency(agency_id), counter_of(agency_id)
    if agency is None or unit is None:
        raise LookupError(f"agency {agency_id} receives nothing")
    superior = superior_of(agency)
    return Owner((*((superior.name,) if superior else ()), agency.name), unit.name)


def register_lines(receptions: Sequence[Reception]) -> tuple[RegisterLine, ...]:
    """The lines of some receptions. One query for all their words."""
    contents = find_contents([ref for one in receptions for ref in _refs(one.state)])
    return tuple(_line(one.state, contents) for one in receptions)


def _refs(state: DossierState) -> list[ContentRef]:
    reasons = [slip.void_reason for slip in state.slips]
    return [ref for ref in (state.applicant, state.returned_to, *reasons) if ref is not None]


def _line(state: DossierState, contents: Contents) -> RegisterLine:
    record = contents.get(state.applicant.id)
    applicant = decode_applicant(record.body) if record else None
    if state.received_at is None:
        raise LookupError(f"dossier {state.code} was never received")
    return RegisterLine(
        seq=state.register_no,
        dossier_code=state.code,
        procedure_name=get_version(state.procedure_version).name,
        sets=state.sets,
        name=applicant.full_name if applicant else ERASED,
        address=applicant.address if applicant else "",
        phone=format_phone(applicant.phone) if applicant else "",
        competent_agency=tree().agencies[state.competent_agency].name,
        received_at=state.received_at,
        appointment_at=state.appointment_at,
        forwarded_at=next((run.left_at for run in state.runs if run.left_at is not None), None),
        result_in_at=state.processing_ended_at if state.status in (Status.COMPLETED, Status.RESULT_RETURNED) else None,
        returned_at=state.returned_at,
        return_method=METHOD_WORDS[state.delivery] if state.returned_at else "",
        signed_by=_said(state.returned_to, contents) if state.returned_at else "",
        note=_note(state, contents),
    )


def _note(state: DossierState, contents: Contents) -> str:
    voids = [_void(slip, contents) for slip in state.slips if slip.voided_at and _is_receipt(slip)]
    parts = [CHANNEL_WORDS[state.channel], END_WORDS.get(state.status, ""), *voids]
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _is_receipt(slip: Slip) -> bool:
    return purpose_of(slip.form_set, slip.form) is FormPurpose.RECEIPT


def _void(slip: Slip, contents: Contents) -> str:
    return f"hủy giấy tiếp nhận số {slip.number}: {_said(slip.void_reason, contents)}"


def _said(ref: ContentRef | None, contents: Contents) -> str:
    record = contents.get(ref.id) if ref else None
    if record is None:
        return ""
    return msgspec.json.decode(record.body, type=str) if record.body is not None else ERASED
