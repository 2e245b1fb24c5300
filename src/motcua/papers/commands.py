"""Issuing a slip: its number and words in the dossier's transaction, its PDF after it, the PDF's hash in the journal."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.commands import issue_slip, record_slip_file
from motcua.dossiers.queries import get_state
from motcua.foundation import files
from motcua.foundation.access import Actor
from motcua.law.calendar import business_date
from motcua.law.dossier.values import Slip
from motcua.law.refusal import Refusal
from motcua.law.rulesets import form_set_at
from motcua.papers.receipt_words import write_receipt
from motcua.papers.setting import set_slip

RECEIPT = "FORM_01"
PDF = "application/pdf"


def issue_receipt(actor: Actor, dossier_id: int, *, at: datetime) -> Slip | Refusal:
    """Cấp giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01), once per dossier; asked again it answers with the same slip.

    Three steps, each safe to repeat after a crash: number and words (one transaction) · the PDF, set and stored outside any
    transaction · its SHA-256 in the journal. The same stored words always give the same paper.
    """
    form_set = form_set_at(business_date(at)).key
    issued = issue_slip(
        actor, dossier_id, RECEIPT, form_set, lambda state, contents, number: write_receipt(state, contents, number, at), at=at
    )
    if isinstance(issued, Refusal):
        return issued
    slip = _receipt_of(dossier_id)
    if slip.file:
        return slip
    sha256 = files.put(set_slip(dossier_id, slip), PDF)
    if isinstance(sha256, Refusal):
        return sha256
    recorded = record_slip_file(actor, dossier_id, slip.no, sha256, at=at)
    return recorded if isinstance(recorded, Refusal) else _receipt_of(dossier_id)


def _receipt_of(dossier_id: int) -> Slip:
    state = get_state(dossier_id)
    return next(slip for slip in state.slips if slip.form == RECEIPT)
