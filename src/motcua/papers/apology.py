"""FORM_04: the apology for a late dossier and the one new appointment (domain §2.7, §3.2).

The circulars differ: in 2018 a slip to the applicant that names the new day; in 2025 a letter to the applicant and the one-stop unit
that proposes by how much the time is extended, one time only. The differences are data (`WORDINGS`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from motcua.law.calendar import business_date
from motcua.papers import wording
from motcua.papers.letterhead import (
    HEAD_SIGNS,
    Contact,
    Letterhead,
    Matter,
    Signer,
    code_line,
    header,
    issued_under,
    plain,
    said,
    signer,
    strong,
)

Runs = list[dict[str, Any]]


class ApologyLetter(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one apology. Instants are aware; the letterhead is that of the late agency."""

    form_set: str
    letterhead: Letterhead
    matter: Matter
    one_stop_unit: str
    """The one-stop unit (BPMC) that received the dossier; second addressee in 2025."""
    received_at: datetime
    appointment_at: datetime
    """What the applicant was told at reception."""
    reason: str
    extension: str
    """By how much the time is extended, in words: `04 ngày làm việc`. Printed by the form of 2025."""
    new_appointment_at: datetime
    result_place: str
    """Where and how the result is received, in words."""
    contact: Contact | None = None
    copies: tuple[str, ...] = ()
    """Who gets a copy beside the addressees and the archive, as printed under `Nơi nhận`."""
    signer: Signer
    """Head or deputy head of the late agency (domain §2.7, 3)."""


class ApologyWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its apology; the sentences are ours."""

    form_no: str
    title: str
    to_one_stop_unit: bool
    received: str = "{received}, cơ quan chúng tôi đã nhận hồ sơ của {you} qua {unit}, mã hồ sơ {code}, về việc: "
    appointed: str = ". Thời gian hẹn trả kết quả: {appointment}."
    not_solved: str = "Đến nay, hồ sơ chưa được giải quyết xong. Lý do:"
    apology: str = (
        "Sự chậm trễ này gây phiền hà, làm mất thời gian, công sức của {you}. "
        "{agency} trân trọng xin lỗi {you} và hẹn lại thời gian trả kết quả: "
    )
    place: str = ". Kết quả được trả: {place}."
    contact: str = "Cần biết thêm thông tin, {you} liên hệ với {contact}."
    request: str = ""
    """To the one-stop unit, where it is an addressee."""
    sympathy: str = "Rất mong {you} thông cảm."


WORDINGS = {
    "TT01_2018": ApologyWording(form_no="04", title="PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", to_one_stop_unit=False),
    "TT03_2025": ApologyWording(
        form_no="04",
        title="VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        to_one_stop_unit=True,
        apology=(
            "Sự chậm trễ này gây phiền hà, làm mất thời gian, công sức của {you}. {agency} trân trọng xin lỗi {you} và đề nghị gia hạn "
            "thời gian giải quyết hồ sơ thêm {extension}, chỉ một lần. Thời gian trả kết quả sau khi gia hạn: "
        ),
        request="Đề nghị {unit} cập nhật thời gian trả kết quả mới và thông báo đến {you}.",
        sympathy="Rất mong nhận được sự thông cảm của {you}.",
    ),
}


def apology_page(letter: ApologyLetter) -> dict[str, Any]:
    """Return what templates/letter.typ prints."""
    words = WORDINGS[letter.form_set]
    unit = [letter.one_stop_unit] if words.to_one_stop_unit else []
    kept = [] if words.to_one_stop_unit else [f"{letter.one_stop_unit} (để theo dõi)"]
    return {
        "title": words.title,
        "issued_under": issued_under(letter.form_set, words.form_no),
        "header": header(letter.letterhead),
        **code_line(letter.matter.dossier_code),
        "addressees": [letter.matter.addressee, *unit],
        "paragraphs": _paragraphs(letter, words),
        "papers": None,
        "closing": [],
        "recipients": ["Như trên", *kept, *letter.copies, "Lưu: VT, hồ sơ"],
        "signer": signer(letter.signer, HEAD_SIGNS),
    }


def _paragraphs(letter: ApologyLetter, words: ApologyWording) -> list[Runs]:
    you = letter.matter.you
    parts = [
        _received(letter, words),
        *said(words.not_solved, letter.reason),
        _apologised(letter, words),
        [plain(words.request.format(unit=letter.one_stop_unit, you=you))],
        [plain(words.contact.format(you=you, contact=letter.contact.in_words()) if letter.contact else "")],
        [plain(words.sympathy.format(you=you))],
    ]
    return [part for part in parts if any(run["text"] for run in part)]


def _received(letter: ApologyLetter, words: ApologyWording) -> Runs:
    matter = letter.matter
    received = wording.day_opening_sentence(business_date(letter.received_at))
    before = words.received.format(received=received, you=matter.you, unit=letter.one_stop_unit, code=matter.dossier_code)
    asked = matter.procedure_name + (f" (mã thủ tục: {matter.procedure_code})" if matter.procedure_code else "")
    return [plain(before), plain(asked), plain(words.appointed.format(appointment=wording.instant_in_words(letter.appointment_at)))]


def _apologised(letter: ApologyLetter, words: ApologyWording) -> Runs:
    before = words.apology.format(you=letter.matter.you, agency=letter.letterhead.issuer, extension=letter.extension)
    return [
        plain(before),
        strong(wording.instant_in_words(letter.new_appointment_at)),
        plain(words.place.format(place=letter.result_place)),
    ]
