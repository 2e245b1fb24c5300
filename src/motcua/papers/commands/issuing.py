"""Issuing a slip: its number and words in the dossier's transaction, its PDF after it, the PDF's hash in the journal."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.commands import issue_slip, record_slip_file
from motcua.dossiers.queries import get_state
from motcua.dossiers.slip_kinds import SlipKind, slips_for
from motcua.foundation import files
from motcua.foundation.access import Actor
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Slip
from motcua.law.refusal import Refusal
from motcua.papers.kinds import RECEIPT_SLIP
from motcua.papers.setting import set_slip

PDF = "application/pdf"


def issue_receipt(actor: Actor, dossier_id: int, *, at: datetime) -> Slip | Refusal:
    """Cấp giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01), once per dossier; asked again it answers with the same slip.

    Refused for a dossier that was not received.
    """
    slips = issue_form(actor, dossier_id, RECEIPT_SLIP, at=at)
    if isinstance(slips, Refusal):
        return slips
    return slips[0] if slips else refuse("NO_SUCH_SLIP", no=1)


def issue_form(actor: Actor, dossier_id: int, kind: SlipKind, *, at: datetime) -> tuple[Slip, ...] | Refusal:
    """Cấp phiếu for every occasion that has none yet, and answer with all the dossier's slips of this kind.

    Three steps, each safe to repeat after a crash: number and words (one transaction) · the PDF, set and stored outside any
    transaction · its SHA-256 in the journal. The same stored words always give the same paper.
    """
    issued = issue_slip(actor, dossier_id, kind, at=at)
    if isinstance(issued, Refusal):
        return issued
    slips = slips_for(get_state(dossier_id), kind.purpose)
    unset = [slip for slip in slips if not slip.file]
    for slip in unset:
        refusal = _set(actor, dossier_id, slip, at)
        if refusal:
            return refusal
    return slips_for(get_state(dossier_id), kind.purpose) if unset else slips


def _set(actor: Actor, dossier_id: int, slip: Slip, at: datetime) -> Refusal | None:
    sha256 = files.put(set_slip(dossier_id, slip), PDF)
    if isinstance(sha256, Refusal):
        return sha256
    recorded = record_slip_file(actor, dossier_id, slip.no, sha256, at=at)
    return recorded if isinstance(recorded, Refusal) else None
