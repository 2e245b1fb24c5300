"""Reasons and proofs that some acts need: a database that failed, an earlier result, a confirmation, why one is taken back or late."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class DataException(StrEnum):
    """The only reasons to ask on paper for what a database holds (domain §4.7)."""

    DB_UNAVAILABLE = "DB_UNAVAILABLE"
    DATA_WRONG = "DATA_WRONG"


DATA_EXCEPTION_NAMES: dict[DataException, str] = {
    DataException.DB_UNAVAILABLE: "Cơ sở dữ liệu gặp sự cố, không khai thác được",
    DataException.DATA_WRONG: "Dữ liệu trong cơ sở dữ liệu sai so với thực tế",
}


class Confirmation(StrEnum):
    """How an applicant confirms in person that the dossier is taken back (domain §2.8)."""

    OTP = "OTP"
    VNEID = "VNEID"
    SIGNED_PAPER = "SIGNED_PAPER"


CONFIRMATION_NAMES: dict[Confirmation, str] = {
    Confirmation.OTP: "Mã xác nhận gửi đến điện thoại của người nộp",
    Confirmation.VNEID: "Xác nhận qua VNeID",
    Confirmation.SIGNED_PAPER: "Giấy do người nộp ký",
}


class ApologyChannel(StrEnum):
    """How a letter of apology reaches the applicant (domain §2.7, 5)."""

    SMS = "SMS"
    EMAIL = "EMAIL"
    IN_APP = "IN_APP"
    POST = "POST"
    COUNTER = "COUNTER"


APOLOGY_CHANNEL_NAMES: dict[ApologyChannel, str] = {
    ApologyChannel.SMS: "Tin nhắn SMS",
    ApologyChannel.EMAIL: "Thư điện tử",
    ApologyChannel.IN_APP: "Cổng dịch vụ công, ứng dụng",
    ApologyChannel.POST: "Bưu chính",
    ApologyChannel.COUNTER: "Trao tại Bộ phận Một cửa",
}


class WithdrawalCause(StrEnum):
    """Why applicants take dossiers back, as withdrawals are counted (domain §2.8)."""

    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"
    WRONG_PROCEDURE = "WRONG_PROCEDURE"
    PAPERS_TO_MEND = "PAPERS_TO_MEND"
    TOO_SLOW = "TOO_SLOW"
    OTHER = "OTHER"


WITHDRAWAL_CAUSE_NAMES: dict[WithdrawalCause, str] = {
    WithdrawalCause.NO_LONGER_NEEDED: "Không còn nhu cầu",
    WithdrawalCause.WRONG_PROCEDURE: "Nộp nhầm thủ tục hoặc nhầm nơi",
    WithdrawalCause.PAPERS_TO_MEND: "Cần sửa, làm lại giấy tờ",
    WithdrawalCause.TOO_SLOW: "Chờ quá lâu",
    WithdrawalCause.OTHER: "Lý do khác",
}


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """What answers requirement `key` in the owner's e-archive: the result of dossier `dossier` (id), called by `source` in words."""

    key: str
    source: str
    dossier: int


class LateCause(StrEnum):
    """Why a dossier became late, as its explanation classifies it (domain §2.7, 6)."""

    WORKLOAD = "WORKLOAD"
    CONSULTATION_LATE = "CONSULTATION_LATE"
    COMPLEX_VERIFICATION = "COMPLEX_VERIFICATION"
    STAFF_ABSENCE = "STAFF_ABSENCE"
    SYSTEM_ERROR = "SYSTEM_ERROR"
    APPLICANT = "APPLICANT"
    LEGAL_CONFLICT = "LEGAL_CONFLICT"
    SUBJECTIVE = "SUBJECTIVE"


LATE_CAUSE_NAMES: dict[LateCause, str] = {
    LateCause.WORKLOAD: "Khối lượng công việc lớn",
    LateCause.CONSULTATION_LATE: "Cơ quan phối hợp chậm cho ý kiến",
    LateCause.COMPLEX_VERIFICATION: "Thẩm tra, xác minh phức tạp",
    LateCause.STAFF_ABSENCE: "Cán bộ vắng mặt",
    LateCause.SYSTEM_ERROR: "Sự cố hệ thống",
    LateCause.APPLICANT: "Từ phía người nộp hồ sơ",
    LateCause.LEGAL_CONFLICT: "Quy định chồng chéo, vướng mắc",
    LateCause.SUBJECTIVE: "Nguyên nhân chủ quan",
}


class HeadConclusion(StrEnum):
    """What the head of the agency concludes from an explanation (domain §2.7, 6)."""

    ACCEPTED = "ACCEPTED"
    SELF_REVIEW = "SELF_REVIEW"
    DISCIPLINE = "DISCIPLINE"


HEAD_CONCLUSION_NAMES: dict[HeadConclusion, str] = {
    HeadConclusion.ACCEPTED: "Chấp nhận giải trình",
    HeadConclusion.SELF_REVIEW: "Yêu cầu kiểm điểm",
    HeadConclusion.DISCIPLINE: "Xem xét xử lý kỷ luật",
}
