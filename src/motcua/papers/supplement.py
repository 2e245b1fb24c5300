"""FORM_02: everything a dossier lacks, asked for at once (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; domain §2.3, §3.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from motcua.law.procedure import ClockOnSupplement
from motcua.papers import wording
from motcua.papers.letterhead import (
    OFFICER_SIGNS,
    Contact,
    Letterhead,
    Matter,
    Signer,
    applicant_fields,
    code_line,
    field,
    header,
    issued_under,
    officer,
    plain,
    said,
    sentence,
    shown,
    signer,
    strong,
)


class MissingPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper to complete: `name` as published, what is missing or wrong, how to mend it, by which rule it is required."""

    name: str
    missing: str
    remedy: str
    legal_basis: str


class SupplementSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one request for supplement. Instants are aware; texts are printed as they are."""

    form_set: str
    letterhead: Letterhead
    matter: Matter
    one_stop_unit: str
    arrived_at: datetime
    """When the papers came; after reception the instant of reception."""
    after_reception: bool
    missing: tuple[MissingPaper, ...]
    reason: str
    """Why the dossier cannot go on as it is."""
    answer_by: date | None = None
    """Last day for the supplement, where the procedure sets one."""
    clock: ClockOnSupplement = ClockOnSupplement.RESUME
    """What the clock does when the supplement arrives; printed only after reception."""
    override_basis: str = ""
    """Legal basis of a second request (approved by a unit head); empty for the first."""
    contact: Contact
    officer_name: str
    head: Signer | None = None
    """Who signs beside the officer after reception."""


class SupplementWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its request for supplement; the sentences are ours."""

    form_no: str
    title: str
    officer_title: str = "NGƯỜI HƯỚNG DẪN"
    before_reception: str = "Qua kiểm tra, hồ sơ chưa đủ điều kiện để tiếp nhận. Đề nghị {you} bổ sung, hoàn thiện các nội dung sau đây:"
    after_reception: str = "Qua xem xét, hồ sơ chưa đủ điều kiện để giải quyết. Đề nghị {you} bổ sung, hoàn thiện các nội dung sau đây:"
    at_once: str = "Phiếu này nêu một lần toàn bộ nội dung cần bổ sung, hoàn thiện."
    again: str = "Đây là lần yêu cầu bổ sung thứ hai sau khi tiếp nhận hồ sơ. Căn cứ:"
    answer_by: str = "Thời hạn bổ sung: chậm nhất {day}. Quá thời hạn này mà chưa nhận được giấy tờ bổ sung, hồ sơ sẽ được dừng giải quyết."
    clock_starts: str = "Thời hạn giải quyết được tính từ khi hồ sơ đầy đủ, đúng quy định được tiếp nhận."
    clock_resumes: str = "Thời gian chờ bổ sung không tính vào thời hạn giải quyết; thời hạn được tính tiếp từ khi nhận đủ giấy tờ bổ sung."
    clock_restarts: str = "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ giấy tờ bổ sung."
    contact: str = "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, {you} liên hệ với {contact} để được hướng dẫn."


WORDINGS = {
    form_set: SupplementWording(form_no="02", title="PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ") for form_set in ("TT01_2018", "TT03_2025")
}


def supplement_page(slip: SupplementSlip) -> dict[str, Any]:
    """Return what templates/supplement.typ prints."""
    words = WORDINGS[slip.form_set]
    asked = words.after_reception if slip.after_reception else words.before_reception
    return {
        "title": words.title,
        "issued_under": issued_under(slip.form_set, words.form_no),
        "header": header(slip.letterhead),
        **code_line(slip.matter.dossier_code),
        "applicant": shown(_applicant(slip)),
        "asked": asked.format(you=slip.matter.you),
        "missing": [_missing(paper) for paper in slip.missing],
        "paragraphs": _paragraphs(slip, words),
        "signers": _signers(slip, words),
    }


def _applicant(slip: SupplementSlip) -> list[list[dict[str, Any]]]:
    received = "Đã tiếp nhận hồ sơ của" if slip.after_reception else "Đã nhận yêu cầu, hồ sơ của"
    when = "Thời gian tiếp nhận hồ sơ" if slip.after_reception else "Thời gian nhận yêu cầu, hồ sơ"
    return [
        [field("Bộ phận tiếp nhận", slip.one_stop_unit)],
        *applicant_fields(slip.matter, received),
        [field(when, wording.instant_in_words(slip.arrived_at))],
    ]


def _missing(paper: MissingPaper) -> dict[str, Any]:
    lines = [
        field("Còn thiếu, chưa đúng", sentence(paper.missing)),
        field("Cách bổ sung, hoàn thiện", sentence(paper.remedy)),
        field("Căn cứ", sentence(paper.legal_basis)),
    ]
    return {"name": paper.name, "lines": [line for line in lines if line["value"]]}


def _paragraphs(slip: SupplementSlip, words: SupplementWording) -> list[list[dict[str, Any]]]:
    parts = [*(said("Lý do:", slip.reason) if slip.reason else []), [plain(words.at_once)]]
    if slip.override_basis:
        parts += said(words.again, slip.override_basis)
    if slip.answer_by:
        before, after = words.answer_by.split("{day}")
        parts.append([plain(before), strong(wording.day_in_words(slip.answer_by)), plain(after)])
    parts.append([plain(_clock(slip, words))])
    parts.append([plain(words.contact.format(you=slip.matter.you, contact=slip.contact.in_words()))])
    return parts


def _clock(slip: SupplementSlip, words: SupplementWording) -> str:
    if not slip.after_reception:
        return words.clock_starts
    return words.clock_resumes if slip.clock is ClockOnSupplement.RESUME else words.clock_restarts


def _signers(slip: SupplementSlip, words: SupplementWording) -> list[dict[str, Any]]:
    both = [officer(words.officer_title, slip.officer_name)]
    return [*both, signer(slip.head, OFFICER_SIGNS)] if slip.head else both
