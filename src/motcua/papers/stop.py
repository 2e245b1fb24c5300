"""FORM_05 of TT 03/2025: a dossier stops before there is a result (Thông báo dừng giải quyết hồ sơ; domain §2.8, §3.2).

The circular of 2018 has no such form.
"""

from __future__ import annotations

from datetime import date, datetime
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
    field,
    header,
    issued_under,
    plain,
    said,
    sentence,
    signer,
    strong,
)

Runs = list[dict[str, Any]]


class ApplicantRequest(msgspec.Struct, frozen=True, kw_only=True, tag="applicant_request"):
    """The applicant asked for the stop (withdrawal): the day and the reason given."""

    asked_on: date
    reason: str


class AgencyDecision(msgspec.Struct, frozen=True, kw_only=True, tag="agency_decision"):
    """The agency stops: its decision (`Quyết định số …`, may be empty), the reason, the rule."""

    decision: str = ""
    reason: str
    legal_basis: str = ""


class ReturnedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper given back: name, kind in the words of the form (`bản chính`), how many."""

    name: str
    kind: str
    count: int


class StopNotice(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one notice. Instants are aware; the letterhead is that of the competent agency."""

    form_set: str
    letterhead: Letterhead
    matter: Matter
    one_stop_unit: str
    received_at: datetime
    """When it was received; of a dossier that never was, when it was brought."""
    ground: ApplicantRequest | AgencyDecision
    stopped_at: datetime
    stage: str
    """How far the work had come, in words: `đang thẩm tra tại Phòng Văn hóa - Xã hội`."""
    papers: tuple[ReturnedPaper, ...] = ()
    """Originals given back; empty where none were kept."""
    papers_place: str = ""
    """Where and until when the papers are given back, in words."""
    fees: str
    """What becomes of fees and charges, in words: `hoàn trả 8.000 đồng lệ phí …`, `chưa thu`."""
    contact: Contact | None = None
    copies: tuple[str, ...] = ()
    signer: Signer


class StopWording(msgspec.Struct, frozen=True, kw_only=True):
    """What the circular prints on its notice; the sentences are ours."""

    form_no: str
    title: str
    received: str = "{received}, cơ quan chúng tôi đã nhận hồ sơ của {you} qua {unit}{code}, về việc: "
    asked: str = "{asked}, {you} đề nghị dừng giải quyết hồ sơ. Lý do {you} nêu:"
    considered: str = "Sau khi xem xét đề nghị của {you}, {agency} thông báo dừng giải quyết hồ sơ nêu trên từ "
    decided: str = "{agency} thông báo dừng giải quyết hồ sơ nêu trên từ "
    by_decision: str = "Theo {decision}, {agency} thông báo dừng giải quyết hồ sơ nêu trên từ "
    stage: str = "Tình trạng hồ sơ khi dừng"
    no_result: str = "Đến thời điểm này, chưa có quyết định hoặc kết quả giải quyết hồ sơ."
    papers: str = "Giấy tờ đã nộp"
    papers_back: str = "trả lại {you} các giấy tờ sau đây"
    no_papers: str = "cơ quan không giữ bản chính nào của {you}."
    fees: str = "Phí, lệ phí"
    contact: str = "Cần biết thêm thông tin, {you} liên hệ với {contact}."
    closing: str = "{agency} thông báo để {you} biết."


WORDINGS = {"TT03_2025": StopWording(form_no="05", title="THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ")}


def stop_page(notice: StopNotice) -> dict[str, Any]:
    """Return what templates/letter.typ prints."""
    words = WORDINGS[notice.form_set]
    return {
        "title": words.title,
        "issued_under": issued_under(notice.form_set, words.form_no),
        "header": header(notice.letterhead),
        **code_line(notice.matter.dossier_code),
        "addressees": [notice.matter.addressee],
        "paragraphs": [_received(notice, words), *_grounds(notice, words)],
        "papers": _facts(notice, words),
        "closing": _closing(notice, words),
        "recipients": ["Như trên", f"{notice.one_stop_unit} (để trả giấy tờ)", *notice.copies, "Lưu: VT, hồ sơ"],
        "signer": signer(notice.signer, HEAD_SIGNS),
    }


def _received(notice: StopNotice, words: StopWording) -> Runs:
    matter = notice.matter
    received = wording.day_opening_sentence(business_date(notice.received_at))
    dossier_code = f", mã hồ sơ {matter.dossier_code}" if matter.dossier_code else ""
    before = words.received.format(received=received, you=matter.you, unit=notice.one_stop_unit, code=dossier_code)
    code = f" (mã thủ tục: {matter.procedure_code})" if matter.procedure_code else ""
    return [plain(before), plain(f"{matter.procedure_name}{code}.")]


def _grounds(notice: StopNotice, words: StopWording) -> list[Runs]:
    you, agency = notice.matter.you, notice.letterhead.issuer
    since = [strong(wording.instant_in_words(notice.stopped_at)), plain(".")]
    ground = notice.ground
    if isinstance(ground, ApplicantRequest):
        asked = words.asked.format(asked=wording.day_opening_sentence(ground.asked_on), you=you)
        return [*said(asked, ground.reason), [plain(words.considered.format(you=you, agency=agency)), *since]]
    stops = words.by_decision if ground.decision else words.decided
    basis = [[plain(f"Căn cứ: {sentence(ground.legal_basis)}")]] if ground.legal_basis else []
    return [[plain(stops.format(decision=ground.decision, agency=agency)), *since], *said("Lý do:", ground.reason), *basis]


def _facts(notice: StopNotice, words: StopWording) -> dict[str, Any]:
    """The numbered part: how far it came, the papers, the money."""
    you = notice.matter.you
    place = f", {notice.papers_place}" if notice.papers_place else ""
    papers = f"{words.papers_back.format(you=you)}{place}:" if notice.papers else words.no_papers.format(you=you)
    return {
        "before": [field(words.stage, f"{sentence(notice.stage)} {words.no_result}"), field(words.papers, papers)],
        "table": [{"name": p.name, "kind": p.kind, "count": wording.number_in_letter(p.count)} for p in notice.papers],
        "after": [field(words.fees, sentence(notice.fees))],
    }


def _closing(notice: StopNotice, words: StopWording) -> list[Runs]:
    you = notice.matter.you
    contact = [[plain(words.contact.format(you=you, contact=notice.contact.in_words()))]] if notice.contact else []
    return [*contact, [plain(words.closing.format(agency=notice.letterhead.issuer, you=you))]]
