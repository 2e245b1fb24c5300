"""FORM_01: the receipt that the applicant takes home (Giấy tiếp nhận hồ sơ và hẹn trả kết quả; domain §3.2).

`Receipt` holds every word of one receipt, so that the stored value alone gives the same paper for ever. Layouts of
the two circulars are the same; what differs is data (`WORDINGS`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from motcua.papers import codes, wording
from motcua.papers.letterhead import Letterhead, code_line, field, header, officer, shown

NBSP = wording.NBSP


class PaperLine(msgspec.Struct, frozen=True, kw_only=True):
    """One paper handed in. `kind` in the words of the form (`bản chính`, `bản chụp`, `bản điện tử`); `count` in sheets or files."""

    name: str
    kind: str
    count: int


class FeeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One fee or charge: `name` as printed (`Lệ phí đăng ký khai sinh`), `amount_vnd` whole đồng; None where not yet set."""

    name: str
    amount_vnd: int | None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one receipt. Instants are aware; texts are printed as they are; an empty optional text prints no line."""

    form_set: str
    """Key of the form set in force on `issued_on`: TT01_2018 or TT03_2025."""
    number: int
    symbol: str
    """Symbol after the number (`TNHS`), from the agency's numbering; empty where none is set."""
    issued_on: date
    place: str
    """Place name before the date: the commune or province, without its kind (`Hoa Lư`)."""

    superior_body: str = ""
    """Superior body over the agency, as in the catalogue (`Ủy ban nhân dân tỉnh Ninh Bình`); empty for the highest."""
    agency: str
    one_stop_unit: str
    """One-stop unit that receives (BPMC), in full and in sentence case; the header sets it in capitals."""

    dossier_code: str
    applicant_name: str
    identity_label: str
    """What `identity_no` is: `Số định danh cá nhân`, `Mã số thuế`, `Hộ chiếu số` …"""
    identity_no: str
    address: str
    phone: str = ""
    email: str = ""
    submitter_name: str
    """Who stands at the counter and signs; when it is not the applicant, `authorisation` says by what right."""
    authorisation: str = ""

    procedure_name: str
    procedure_code: str
    case_name: str = ""
    papers: tuple[PaperLine, ...]
    sets: int = 1
    processing_time: str
    """Legal time in words, see `wording.term_in_words`."""
    received_at: datetime
    appointment_at: datetime
    result_place: str
    """Where and how the result is received, in words."""
    fees: tuple[FeeLine, ...] = ()
    payment_state: str
    """In words: `đã nộp`, `chưa nộp`, `không thu` …"""

    register_book: str
    register_seq: int
    officer_name: str
    lookup_address: str
    """Address printed for people to type, without code and secret."""
    lookup_url: str
    """Address in the QR code, with code and secret."""
    lookup_secret: str
    hotline: str = ""
    notes: tuple[str, ...] = ()
    """Further notes of the agency, printed after those of the form."""


class ReceiptWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its receipt; `notes` are our words for what the form tells the applicant."""

    title: str
    issued_under: str
    notes: tuple[str, ...]


_BRING = "Khi đến nhận kết quả, xin mang theo giấy này và căn cước (thẻ hoặc căn cước điện tử trên VNeID)."
_STAND_IN = "Người nhận thay mang theo giấy ủy quyền theo quy định của pháp luật và căn cước của mình."

WORDINGS = {
    "TT01_2018": ReceiptWording(
        title="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        issued_under="Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
        notes=(_BRING, _STAND_IN),
    ),
    "TT03_2025": ReceiptWording(
        title="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        issued_under="Mẫu số 01, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
        notes=(_BRING, _STAND_IN),
    ),
}


def receipt_page(receipt: Receipt) -> dict[str, Any]:
    """Return what templates/receipt.typ prints: every text ready, the codes drawn."""
    words = WORDINGS[receipt.form_set]
    code = code_line(receipt.dossier_code)
    return {
        "title": words.title,
        "issued_under": words.issued_under,
        "header": _header(receipt),
        **code,
        "applicant": _applicant(receipt),
        "papers": [{"name": p.name, "kind": p.kind, "count": wording.number_in_letter(p.count)} for p in receipt.papers],
        "terms": _terms(receipt),
        "register": f"Vào Sổ theo dõi hồ sơ: quyển số {receipt.register_book}, số thứ tự {receipt.register_seq}.",
        "signers": [
            officer("NGƯỜI NỘP HỒ SƠ", receipt.submitter_name),
            officer("NGƯỜI TIẾP NHẬN HỒ SƠ", receipt.officer_name),
        ],
        "lookup": {"address": receipt.lookup_address, "secret": receipt.lookup_secret, "hotline": receipt.hotline},
        "notes": [*words.notes, *receipt.notes],
        "drawings": {**code["drawings"], "qr": codes.qr_svg(receipt.lookup_url)},
    }


def _header(receipt: Receipt) -> dict[str, Any]:
    return header(
        Letterhead(
            superiors=(receipt.superior_body, receipt.agency),
            issuer=receipt.one_stop_unit,
            number=receipt.number,
            symbol=receipt.symbol,
            issued_on=receipt.issued_on,
            place=receipt.place,
        )
    )


def _applicant(receipt: Receipt) -> list[list[dict[str, Any]]]:
    """Lines of the upper part; two fields in one line where both are short."""
    code = f"(mã thủ tục: {receipt.procedure_code})"
    lines = [
        [field("Bộ phận tiếp nhận", receipt.one_stop_unit)],
        [field("Tiếp nhận hồ sơ của", receipt.applicant_name, strong=True), field(receipt.identity_label, receipt.identity_no)],
        [field("Địa chỉ", receipt.address)],
        [field("Số điện thoại", receipt.phone), field("Thư điện tử", receipt.email)],
        [field("Người nộp hồ sơ", _submitter(receipt))],
        [field("Nội dung yêu cầu giải quyết", receipt.procedure_name, strong=True, tail=code)],
        [field("Trường hợp", receipt.case_name)],
    ]
    return shown(lines)


def _submitter(receipt: Receipt) -> str:
    """Nothing when the applicant came in person."""
    if receipt.authorisation:
        return f"{receipt.submitter_name} ({receipt.authorisation})"
    return "" if receipt.submitter_name == receipt.applicant_name else receipt.submitter_name


def _terms(receipt: Receipt) -> list[dict[str, Any]]:
    """Items 2 to 7 of the form, after the table of papers."""
    return [
        field("Số lượng hồ sơ", f"{wording.number_in_letter(receipt.sets)}{NBSP}bộ"),
        field("Thời gian giải quyết hồ sơ theo quy định", receipt.processing_time),
        field("Thời gian nhận hồ sơ", wording.instant_in_words(receipt.received_at)),
        field("Thời gian trả kết quả giải quyết hồ sơ", wording.instant_in_words(receipt.appointment_at), strong=True),
        field("Đăng ký nhận kết quả tại", receipt.result_place),
        field("Phí, lệ phí", _fees(receipt)),
    ]


def _fees(receipt: Receipt) -> str:
    parts = [
        f"{fee.name}: {'theo thông báo' if fee.amount_vnd is None else wording.money_in_letter(fee.amount_vnd)}" for fee in receipt.fees
    ]
    known = [fee.amount_vnd for fee in receipt.fees if fee.amount_vnd is not None]
    if len(known) > 1:
        parts.append(f"cộng {wording.money_in_letter(sum(known))}")
    return "; ".join([*parts, receipt.payment_state])
