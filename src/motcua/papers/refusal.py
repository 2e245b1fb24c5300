"""FORM_03: why a dossier is not received or not solved, and what one can do (Phiếu từ chối tiếp nhận giải quyết hồ sơ; domain §3.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from motcua.papers import wording
from motcua.papers.letterhead import (
    HEAD_SIGNS,
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
    sentence,
    shown,
    signer,
    strong,
)


class RefusalGround(msgspec.Struct, frozen=True, kw_only=True):
    """One reason: the agency's code for it (may be empty), the words, the rule."""

    code: str = ""
    reason: str
    legal_basis: str


class Redirect(msgspec.Struct, frozen=True, kw_only=True):
    """Where the request belongs when this house has no authority: agency, place and phone."""

    agency: str
    place: str = ""
    phone: str = ""


class RefusalSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one refusal. Instants are aware; texts are printed as they are."""

    form_set: str
    letterhead: Letterhead
    matter: Matter
    one_stop_unit: str
    arrived_at: datetime
    """When the papers came; after reception the instant of reception."""
    after_reception: bool = False
    """False: not received at the door. True: examined and not solved."""
    grounds: tuple[RefusalGround, ...]
    redirect: Redirect | None = None
    complaint_to: str
    """Whose duty it is to answer a complaint first: the head of the agency that refuses (`Chủ tịch Ủy ban nhân dân phường …`)."""
    contact: Contact | None = None
    officer_name: str
    head: Signer | None = None
    """Who signs beside the officer; a refusal on the merits is signed by the head of the agency."""


class RefusalWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its refusal; the sentences are ours.

    The ways of complaint: Luật Khiếu nại 02/2011/QH13 Điều 7, Điều 9 (90 days); Luật Tố tụng hành chính 93/2015/QH13 Điều 115.
    """

    form_no: str
    title: str
    officer_title: str = "NGƯỜI TIẾP NHẬN HỒ SƠ"
    not_received: str = "Qua kiểm tra, {unit} thông báo không tiếp nhận hồ sơ này, với lý do cụ thể như sau:"
    not_solved: str = "Qua xem xét, {unit} thông báo không giải quyết hồ sơ này, với lý do cụ thể như sau:"
    redirect: str = "Yêu cầu này thuộc thẩm quyền của cơ quan khác. Đề nghị {you} nộp hồ sơ đến: "
    complaint: str = (
        "Nếu không đồng ý với việc từ chối, {you} có quyền khiếu nại đến {whom} trong thời hạn 90 ngày kể từ ngày nhận được phiếu này "
        "theo Luật Khiếu nại, hoặc khởi kiện tại Tòa án theo Luật Tố tụng hành chính."
    )
    contact: str = "Cần hướng dẫn thêm, {you} liên hệ với {contact}."


WORDINGS = {
    form_set: RefusalWording(form_no="03", title="PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ") for form_set in ("TT01_2018", "TT03_2025")
}


def refusal_page(slip: RefusalSlip) -> dict[str, Any]:
    """Return what templates/refusal.typ prints."""
    words = WORDINGS[slip.form_set]
    refused = words.not_solved if slip.after_reception else words.not_received
    signers = [officer(words.officer_title, slip.officer_name)]
    return {
        "title": words.title,
        "issued_under": issued_under(slip.form_set, words.form_no),
        "header": header(slip.letterhead),
        **code_line(slip.matter.dossier_code),
        "applicant": shown(_applicant(slip)),
        "refused": refused.format(unit=slip.one_stop_unit),
        "grounds": [_ground(ground) for ground in slip.grounds],
        "paragraphs": _paragraphs(slip, words),
        "signers": [*signers, signer(slip.head, HEAD_SIGNS)] if slip.head else signers,
    }


def _applicant(slip: RefusalSlip) -> list[list[dict[str, Any]]]:
    received = "Đã xem xét hồ sơ của" if slip.after_reception else "Đã nhận yêu cầu, hồ sơ của"
    when = "Thời gian tiếp nhận hồ sơ" if slip.after_reception else "Thời gian nhận yêu cầu, hồ sơ"
    return [
        [field("Bộ phận tiếp nhận", slip.one_stop_unit)],
        *applicant_fields(slip.matter, received),
        [field(when, wording.instant_in_words(slip.arrived_at))],
    ]


def _ground(ground: RefusalGround) -> dict[str, Any]:
    code = f"(mã lý do: {ground.code})" if ground.code else ""
    basis = [field("Căn cứ", sentence(ground.legal_basis))] if ground.legal_basis else []
    return {"reason": ground.reason if code else sentence(ground.reason), "code": code, "lines": basis}


def _paragraphs(slip: RefusalSlip, words: RefusalWording) -> list[list[dict[str, Any]]]:
    you, parts = slip.matter.you, []
    if slip.redirect:
        where = Contact(name="", phone=slip.redirect.phone, place=slip.redirect.place).in_words()
        tail = f", {where}." if where else "."
        parts.append([plain(words.redirect.format(you=you)), strong(slip.redirect.agency), plain(tail)])
    parts.append([plain(words.complaint.format(you=you, whom=slip.complaint_to))])
    if slip.contact:
        parts.append([plain(words.contact.format(you=you, contact=slip.contact.in_words()))])
    return parts
