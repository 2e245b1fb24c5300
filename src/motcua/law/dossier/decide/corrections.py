"""A wrong entry is mended by two people, and both what stood and what stands stay to be seen (domain Annex D)."""

from __future__ import annotations

from motcua.law.codes.text import shown
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.decide.intake import refuse_papers
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Correction
from motcua.law.refusal import Refusal

PAPERS = "papers"
ENTRY_NAMES: dict[str, str] = {
    "full_name": "Họ tên hoặc tên tổ chức",
    "personal_id": "Số định danh",
    "tax_code": "Mã số thuế",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "address": "Địa chỉ",
    "representative": "Người đại diện",
    PAPERS: "Giấy tờ",
}
APPLICANT_FIELDS = frozenset(ENTRY_NAMES) - {PAPERS}
"""What may be mended of the applicant. Instants, due dates and states are no entries of anybody."""


def request_correction(state: DossierState, command: c.RequestCorrection, context: Context) -> Decision:
    """Names, contact and papers; one open request for each field."""
    if command.field not in APPLICANT_FIELDS | {PAPERS} or (command.field == PAPERS) != (command.paper is not None):
        return refuse("NOT_CORRECTABLE", field="field", entry=shown(command.field))
    refusal = refuse_papers((command.paper,), context.case) if command.paper else None
    if refusal:
        return refusal
    if any(_is_open(one) and (one.field, _key(one)) == (command.field, _key(command)) for one in state.corrections):
        return refuse("CORRECTION_OPEN", field="field", entry=ENTRY_NAMES[command.field])
    return (e.CorrectionRequested(no=len(state.corrections) + 1, field=command.field, words=command.words, paper=command.paper),)


def approve_correction(state: DossierState, command: c.ApproveCorrection, context: Context) -> Decision:
    """By another person than the one who asked."""
    refusal = _refuse_decision(state, command.no, context)
    return refusal or (e.CorrectionApproved(no=command.no, applicant=command.applicant),)


def reject_correction(state: DossierState, command: c.RejectCorrection, context: Context) -> Decision:
    """By another person than the one who asked, with the reason."""
    refusal = _refuse_decision(state, command.no, context)
    return refusal or (e.CorrectionRejected(no=command.no, reason=command.reason),)


def _refuse_decision(state: DossierState, no: int, context: Context) -> Refusal | None:
    asked = next((one for one in state.corrections if one.no == no and _is_open(one)), None)
    if asked is None:
        return refuse("NO_SUCH_CORRECTION", no=no)
    return refuse("OWN_CORRECTION") if asked.by == context.by else None


def _is_open(correction: Correction) -> bool:
    return correction.approved is None


def _key(asked: Correction | c.RequestCorrection) -> str:
    return asked.paper.key if asked.paper else ""
