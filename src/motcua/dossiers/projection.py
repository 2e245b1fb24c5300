"""How the row follows from the state and the content records: pure, used when saving and when verifying."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import msgspec

from motcua.dossiers.models import Queue
from motcua.foundation.search import fold
from motcua.law.applicant import Applicant
from motcua.law.calendar import VN, business_date
from motcua.law.dossier.codec import encode_state
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import ENDED, Slip, Status
from motcua.law.rulesets import FormPurpose, purpose_of

_WORD = re.compile(r"[^\W_]+")

SumKey = tuple[int, str, int, int, str, int, date]


def queue_of(state: DossierState) -> Queue:
    """The work list a dossier in this state belongs to."""
    if state.status is Status.COMPLETED:
        return Queue.HAND_OVER
    if state.status in ENDED:
        return Queue.CLOSED
    if state.received_at is None:
        return Queue.INTAKE if state.status is Status.SUBMITTED else Queue.PAUSED
    if state.pause is not None:
        return Queue.PAUSED
    return Queue.SIGN if state.status is Status.SUBMITTED_FOR_SIGNATURE else Queue.WORK


def due_of(state: DossierState) -> datetime:
    """The instant by which a work list orders: the answer at the door, the legal due date, or since when a result waits."""
    if state.processing_ended_at is not None:
        return state.processing_ended_at
    return state.legal_due_at or state.answer_due_at


def moving_columns(state: DossierState) -> dict[str, Any]:
    """The columns that change while a dossier lives; they follow from the state alone."""
    run = state.run if state.status not in ENDED else None
    step = state.step if run else None
    return {
        "seq": state.seq,
        "status": state.status.value,
        "queue": queue_of(state).value,
        "code": state.code or None,
        "register_book": state.register_book or None,
        "register_no": state.register_no or None,
        "agency_id": state.competent_agency,
        "receiving_agency_id": state.receiving_agency,
        "unit_id": run.unit if run else None,
        "holder_id": run.holder if run else None,
        "step_no": run.no if run else None,
        "step_role": step.role.value if step else "",
        "step_name": step.name if step else "",
        "delivery": state.delivery.value,
        "received_at": state.received_at,
        "original_due_at": state.original_due_at,
        "legal_due_at": state.legal_due_at,
        "appointment_at": state.appointment_at,
        "step_due_at": run.due_at if run else None,
        "due_at": due_of(state),
        "processing_ended_at": state.processing_ended_at,
        "returned_at": state.returned_at,
        "last_at": state.last_at,
        "state": encode_state(state),
    }


def fixed_columns(dossier_id: int, state: DossierState) -> dict[str, Any]:
    """The columns that submission fixes."""
    return {
        "id": dossier_id,
        "version_id": state.procedure_version,
        "case_key": state.case_key,
        "channel": state.channel.value,
        "submitted_at": state.submitted_at,
    }


def name_columns(code: str, applicant: Applicant | None) -> dict[str, Any]:
    """The columns that repeat the applicant's names. `applicant` is None where the law has had the names erased."""
    if applicant is None:
        return {"applicant_name": "", "applicant_phone": "", "applicant_number": "", "search_text": searchable(code)}
    number = applicant.personal_id or applicant.tax_code
    words = (applicant.full_name, code, applicant.phone, local_phone(applicant.phone), number)
    return {
        "applicant_name": applicant.full_name,
        "applicant_phone": applicant.phone,
        "applicant_number": number,
        "search_text": searchable(" ".join(words)),
    }


def row_of(dossier_id: int, state: DossierState, applicant: Applicant | None) -> dict[str, Any]:
    """Every column of the row."""
    return fixed_columns(dossier_id, state) | moving_columns(state) | name_columns(state.code, applicant)


def opinion_rows(dossier_id: int, state: DossierState) -> list[dict[str, Any]]:
    """The opinions asked for the dossier, as rows beside it."""
    return [
        {"dossier_id": dossier_id, "no": one.no, "agency_id": one.agency, "due_at": one.due_at, "answered_at": one.answered_at}
        for one in state.opinions
    ]


def searchable(text: str) -> str:
    """Folded words parted by single spaces, so that the last part of a code is a word of its own."""
    return " ".join(_WORD.findall(fold(text)))


def local_phone(phone: str) -> str:
    """+84912345678 as people say it: 0912345678."""
    return "0" + phone[3:] if phone.startswith("+84") else phone


def decode_applicant(body: str | None) -> Applicant | None:
    """The applicant of a content record's body, None when it was erased."""
    return msgspec.json.decode(body, type=Applicant) if body is not None else None


def book_of(state: DossierState, slip: Slip) -> int:
    """The agency in whose book a slip is numbered; for one issued before that was noted, who signed slips of its kind."""
    if slip.agency:
        return slip.agency
    purpose = purpose_of(slip.form_set, slip.form)
    if purpose is FormPurpose.APOLOGY and state.apology is not None:
        return state.apology.agency
    return state.competent_agency if purpose is FormPurpose.STOP else state.receiving_agency


def slip_rows(dossier_id: int, state: DossierState) -> list[dict[str, Any]]:
    """The rows of the dossier's slips in the books of their agencies."""
    return [_slip_row(dossier_id, state, slip) for slip in state.slips]


def _slip_row(dossier_id: int, state: DossierState, slip: Slip) -> dict[str, Any]:
    return {
        "dossier_id": dossier_id,
        "no": slip.no,
        "agency_id": book_of(state, slip),
        "purpose": purpose_of(slip.form_set, slip.form).value,
        "year": business_date(slip.issued_at).year,
        "number": int(slip.number),
        "form_set": slip.form_set,
        "form": slip.form,
        "issued_at": slip.issued_at,
        "file": slip.file,
        "voided_at": slip.voided_at,
    }


def sum_key(row: dict[str, Any]) -> SumKey | None:
    """The line of the pre-computed sums this row is counted in; None for a closed dossier."""
    if row["queue"] == Queue.CLOSED.value:
        return None
    due_on = row["due_at"].astimezone(VN).date()
    return (
        row["agency_id"],
        row["queue"],
        row["unit_id"] or 0,
        row["holder_id"] or 0,
        row["step_role"],
        row["receiving_agency_id"],
        due_on,
    )


def units_of(state: DossierState) -> set[int]:
    """The units whose people may see the dossier: those it went through and those asked for an opinion."""
    return {run.unit for run in state.runs} | {opinion.unit for opinion in state.opinions if opinion.unit}
