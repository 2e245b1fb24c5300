"""The catalogue in plain words: terms, fees, papers and channels as people say them."""

from __future__ import annotations

from motcua.law.procedure import Fee, Requirement, Term, TermUnit
from motcua.law.sentence import Sentence

PAPER_WORDS = {
    "EFORM": "tờ khai, biểu mẫu điện tử",
    "ORIGINAL": "bản chính",
    "CERTIFIED_COPY": "bản sao có chứng thực",
    "COPY": "bản sao",
    "PHOTOCOPY": "bản chụp",
    "SHOW_ONLY": "xuất trình, không phải nộp",
}
FEE_WORDS = {"PHI": "Phí", "LE_PHI": "Lệ phí"}
LEVEL_WORDS = {"PROVINCE": "Cấp tỉnh", "COMMUNE": "Cấp xã"}
ONLINE_WORDS = {
    "FULL": "Trực tuyến toàn trình",
    "PARTIAL": "Trực tuyến một phần",
    "INFO_ONLY": "Cung cấp thông tin trực tuyến",
}
MANNER_WORDS = {
    "DIRECT": "Trực tiếp tại bất kỳ Trung tâm Phục vụ hành chính công nào trong tỉnh",
    "POSTAL": "Qua dịch vụ bưu chính công ích",
    "ONLINE": "Trực tuyến tại Cổng Dịch vụ công quốc gia",
}
"""Where and how a dossier is submitted, by channel."""


def money(amount_vnd: int) -> str:
    """An amount as it is written: "8.000 đ"."""
    return f"{amount_vnd:,} đ".replace(",", ".")


_SAID_BY_THE_UNIT = {
    TermUnit.SAME_DAY_15H: (
        "Giải quyết trong ngày; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo",
        "Nhận sau 15 giờ: sang ngày làm việc tiếp theo",
    ),
}
"""Notes of the official catalogue that explain nothing but the unit itself."""


def term_words(term: Term) -> Sentence:
    """A processing time as it is said: "05 ngày làm việc"."""
    places = {"n": term.amount}
    match term.unit:
        case TermUnit.WORKING_DAYS:
            return Sentence("{n:02d} ngày làm việc", places, count=term.amount)
        case TermUnit.CALENDAR_DAYS:
            return Sentence("{n:02d} ngày", places, count=term.amount)
        case TermUnit.MONTHS:
            return Sentence("{n:02d} tháng", places, count=term.amount)
        case TermUnit.HOURS:
            return Sentence("{n:02d} giờ", places, count=term.amount)
        case TermUnit.SAME_DAY_15H:
            return Sentence("Trong ngày; hồ sơ nhận sau 15 giờ trả kết quả trong ngày làm việc tiếp theo")
        case TermUnit.FIXED_DATE:
            return Sentence("Đến hết ngày {day}", {"day": "/".join(reversed(term.fixed_date.split("-")))})


def term_note(term: Term) -> str:
    """What the catalogue adds to a processing time; "" where it only says again what `term_words` says."""
    return "" if term.note in (str(term_words(term)), *_SAID_BY_THE_UNIT.get(term.unit, ())) else term.note


def fee_words(fee: Fee) -> Sentence:
    """A fee as it is said: amount at the counter, amount online where it differs."""
    places = {"name": FEE_WORDS[fee.kind]}
    if fee.amount_vnd is None and fee.note:
        return Sentence("{name}: {note}", {**places, "note": f"{fee.note[0].lower()}{fee.note[1:]}"})
    if fee.amount_vnd is None:
        return Sentence("{name}: theo quy định", places)
    price = _price(fee.amount_vnd)
    if fee.online_amount_vnd is None or fee.online_amount_vnd == fee.amount_vnd:
        return Sentence("{name}: {price}", {**places, "price": price})
    online = _price(fee.online_amount_vnd)
    return Sentence("{name}: {price}; nộp trực tuyến: {online}", {**places, "price": price, "online": online})


def _price(amount_vnd: int) -> str | Sentence:
    return money(amount_vnd) if amount_vnd else Sentence("miễn")


def number_words(requirement: Requirement) -> Sentence:
    """How many of a paper are handed in: "01 bản chính, 01 bản sao"."""
    if requirement.kind in ("SHOW_ONLY", "EFORM") or not (requirement.originals or requirement.copies):
        return Sentence(PAPER_WORDS[requirement.kind])
    originals, copies = original_words(requirement.originals), copy_words(requirement.copies, requirement.kind)
    if not requirement.copies:
        return originals
    return Sentence("{originals}, {copies}", {"originals": originals, "copies": copies}) if requirement.originals else copies


def original_words(number: int) -> Sentence:
    """So many originals: "01 bản chính"."""
    return Sentence("{n:02d} bản chính", {"n": number}, count=number)


def copy_words(number: int, kind: str = "COPY") -> Sentence:
    """So many copies of the kind that is asked for; beside an original, plain ones: "02 bản sao"."""
    if kind == "CERTIFIED_COPY":
        return Sentence("{n:02d} bản sao có chứng thực", {"n": number}, count=number)
    if kind == "PHOTOCOPY":
        return Sentence("{n:02d} bản chụp", {"n": number}, count=number)
    return Sentence("{n:02d} bản sao", {"n": number}, count=number)
