"""The catalogue in plain Vietnamese: terms, fees, papers and channels as people say them."""

from __future__ import annotations

from motcua.law.procedure import Fee, Requirement, Term, TermUnit

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
_UNIT_WORDS = {
    TermUnit.WORKING_DAYS: "ngày làm việc",
    TermUnit.CALENDAR_DAYS: "ngày",
    TermUnit.MONTHS: "tháng",
    TermUnit.HOURS: "giờ",
}
_TWO_DIGITS = 10


def money(amount_vnd: int) -> str:
    """An amount as it is written: "8.000 đ"."""
    return f"{amount_vnd:,} đ".replace(",", ".")


def term_words(term: Term) -> str:
    """A processing time as it is said: "05 ngày làm việc"."""
    if term.unit == TermUnit.SAME_DAY_15H:
        return "Trong ngày; hồ sơ nhận sau 15 giờ trả kết quả trong ngày làm việc tiếp theo"
    if term.unit == TermUnit.FIXED_DATE:
        year, month, day = term.fixed_date.split("-")
        return f"Đến hết ngày {day}/{month}/{year}"
    amount = f"0{term.amount}" if term.amount < _TWO_DIGITS else str(term.amount)
    return f"{amount} {_UNIT_WORDS[term.unit]}"


def fee_words(fee: Fee) -> str:
    """A fee as it is said: amount at the counter, amount online where it differs."""
    name = FEE_WORDS[fee.kind]
    if fee.amount_vnd is None:
        return f"{name}: theo quy định" if not fee.note else f"{name}: {fee.note[0].lower()}{fee.note[1:]}"
    words = f"{name}: {money(fee.amount_vnd) if fee.amount_vnd else 'miễn'}"
    if fee.online_amount_vnd is not None and fee.online_amount_vnd != fee.amount_vnd:
        words += f"; nộp trực tuyến: {money(fee.online_amount_vnd) if fee.online_amount_vnd else 'miễn'}"
    return words


def number_words(requirement: Requirement) -> str:
    """How many of a paper are handed in: "01 bản chính, 01 bản sao"."""
    if requirement.kind in ("SHOW_ONLY", "EFORM"):
        return PAPER_WORDS[requirement.kind]
    originals = f"{requirement.originals:02d} bản chính" if requirement.originals else ""
    copy_words = PAPER_WORDS[requirement.kind] if requirement.kind != "ORIGINAL" else "bản sao"
    copies = f"{requirement.copies:02d} {copy_words}" if requirement.copies else ""
    return ", ".join(part for part in (originals, copies) if part) or PAPER_WORDS[requirement.kind]
