"""What can happen in a course of events, in plain words, and what each happening must say of itself besides its time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy

from motcua.law.dossier.reasons import HEAD_CONCLUSION_NAMES, LATE_CAUSE_NAMES
from motcua.law.dossier.values import Conclusion, Delivery, PauseReason
from motcua.law.procedure import ClockOnSupplement, TermUnit
from motcua.law.roles import ROLE_NAMES, Role

Words = Mapping[Any, Any]


class Kind(StrEnum):
    """How a detail is written: an instant, a whole number, words, one of several, an agency or a step of this scenario."""

    INSTANT = "INSTANT"
    WHOLE = "WHOLE"
    TEXT = "TEXT"
    CHOICE = "CHOICE"
    AGENCY = "AGENCY"
    STEP = "STEP"


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One detail of a happening. `key` is its name in a scenario, `other_keys` what scenarios may call it too."""

    key: str
    label: Any
    kind: Kind
    other_keys: tuple[str, ...] = ()
    options: Words = {}
    usual: str = ""
    hint: Any = ""
    is_optional: bool = False


class Happening(msgspec.Struct, frozen=True):
    """Something that can happen: its plain name, and its details in the order in which an address writes them."""

    name: Any
    details: tuple[Detail, ...] = ()


PAUSES: Words = {
    PauseReason.FINANCIAL_OBLIGATION: gettext_lazy("Chờ thực hiện nghĩa vụ tài chính"),
    PauseReason.FORCE_MAJEURE: gettext_lazy("Bất khả kháng"),
    PauseReason.LEGAL_PROCEEDING: gettext_lazy("Tố tụng, thanh tra"),
    PauseReason.SUPPLEMENT: gettext_lazy("Chờ bổ sung giấy tờ"),
}
CONCLUSIONS: Words = {
    Conclusion.ELIGIBLE: gettext_lazy("Đủ điều kiện"),
    Conclusion.NOT_ELIGIBLE: gettext_lazy("Không đủ điều kiện"),
}
METHODS: Words = {
    Delivery.COUNTER: gettext_lazy("Tại Bộ phận Một cửa"),
    Delivery.POST: gettext_lazy("Qua bưu chính công ích"),
    Delivery.ONLINE: gettext_lazy("Bản điện tử"),
}
YES, NO = "1", "0"
CONFIRMED: Words = {YES: gettext_lazy("Người nộp tự xác nhận"), NO: gettext_lazy("Không có xác nhận của người nộp")}

_BASIS = gettext_lazy("Căn cứ pháp luật")
_STEP = Detail(key="step", label=gettext_lazy("Ở bước nào"), kind=Kind.STEP, is_optional=True)

HAPPENINGS: dict[str, Happening] = {
    "submit": Happening(gettext_lazy("Nộp hồ sơ, chờ tiếp nhận")),
    "receive": Happening(gettext_lazy("Tiếp nhận hồ sơ")),
    "refuse_at_door": Happening(gettext_lazy("Từ chối tiếp nhận")),
    "assign": Happening(gettext_lazy("Phân công người thụ lý"), (_STEP,)),
    "forward": Happening(
        gettext_lazy("Chuyển sang bước sau"),
        (_STEP, Detail(key="outcome", label=gettext_lazy("Kết quả của bước"), kind=Kind.TEXT, is_optional=True)),
    ),
    "record_examination": Happening(
        gettext_lazy("Ghi kết quả thẩm tra"),
        (Detail(key="conclusion", label=gettext_lazy("Kết luận thẩm tra"), kind=Kind.CHOICE, options=CONCLUSIONS, usual="ELIGIBLE"), _STEP),
    ),
    "submit_for_approval": Happening(gettext_lazy("Trình ký")),
    "return_for_rework": Happening(gettext_lazy("Trả lại dự thảo để làm lại")),
    "approve": Happening(gettext_lazy("Ký duyệt kết quả")),
    "issue": Happening(gettext_lazy("Vào sổ, đóng dấu kết quả")),
    "complete": Happening(gettext_lazy("Xử lý xong, có kết quả")),
    "hand_over": Happening(
        gettext_lazy("Trả kết quả cho người nộp"),
        (Detail(key="method", label=gettext_lazy("Cách trả"), kind=Kind.CHOICE, options=METHODS, usual="COUNTER"),),
    ),
    "request_supplement": Happening(
        gettext_lazy("Yêu cầu bổ sung giấy tờ"),
        (
            Detail(
                key="override_basis",
                other_keys=("basis",),
                label=gettext_lazy("Căn cứ để yêu cầu lần nữa"),
                kind=Kind.TEXT,
                hint=gettext_lazy("Chỉ ghi khi hồ sơ đã được yêu cầu bổ sung sau tiếp nhận."),
                is_optional=True,
            ),
        ),
    ),
    "answer_supplement": Happening(gettext_lazy("Người nộp bổ sung đủ")),
    "expire_supplement": Happening(gettext_lazy("Hết thời gian bổ sung, dừng hồ sơ")),
    "pause": Happening(
        gettext_lazy("Tạm dừng tính thời hạn"),
        (
            Detail(key="reason", label=gettext_lazy("Lý do dừng"), kind=Kind.CHOICE, options=PAUSES, usual="FINANCIAL_OBLIGATION"),
            Detail(key="evidence", label=gettext_lazy("Văn bản làm căn cứ"), kind=Kind.TEXT, usual="Văn bản kèm theo"),
        ),
    ),
    "resume": Happening(gettext_lazy("Tính tiếp thời hạn")),
    "extend": Happening(
        gettext_lazy("Gia hạn theo luật"),
        (
            Detail(key="working_days", other_keys=("amount",), label=gettext_lazy("Thêm mấy ngày làm việc"), kind=Kind.WHOLE, usual="5"),
            Detail(key="basis", label=_BASIS, kind=Kind.TEXT, is_optional=True),
        ),
    ),
    "ask_opinion": Happening(
        gettext_lazy("Hỏi ý kiến cơ quan khác"),
        (
            Detail(key="due_at", other_keys=("deadline",), label=gettext_lazy("Hạn trả lời"), kind=Kind.INSTANT),
            Detail(key="agency", label=gettext_lazy("Cơ quan được hỏi"), kind=Kind.TEXT, usual="Cơ quan phối hợp"),
        ),
    ),
    "answer_opinion": Happening(
        gettext_lazy("Cơ quan được hỏi trả lời"),
        (Detail(key="no", label=gettext_lazy("Trả lời lần hỏi thứ"), kind=Kind.WHOLE, usual="1"),),
    ),
    "apologise": Happening(
        gettext_lazy("Xin lỗi và hẹn lại ngày trả kết quả"),
        (
            Detail(
                key="appointment_at",
                other_keys=("new_appointment_at", "new_due_at"),
                label=gettext_lazy("Ngày hẹn mới"),
                kind=Kind.INSTANT,
            ),
            Detail(key="agency", label=gettext_lazy("Cơ quan xin lỗi"), kind=Kind.AGENCY, usual="A"),
        ),
    ),
    "record_apology_delivery": Happening(
        gettext_lazy("Thư xin lỗi đến người nộp"),
        (Detail(key="channel", label=gettext_lazy("Gửi bằng cách nào"), kind=Kind.TEXT, usual="SMS"),),
    ),
    "explain": Happening(
        gettext_lazy("Giải trình với người đứng đầu"),
        (Detail(key="cause", label=gettext_lazy("Nguyên nhân"), kind=Kind.CHOICE, options=LATE_CAUSE_NAMES, usual="WORKLOAD"),),
    ),
    "conclude_explanation": Happening(
        gettext_lazy("Người đứng đầu kết luận"),
        (
            Detail(key="conclusion", label=gettext_lazy("Kết luận"), kind=Kind.CHOICE, options=HEAD_CONCLUSION_NAMES, usual="ACCEPTED"),
            Detail(key="no", label=gettext_lazy("Về bản giải trình thứ"), kind=Kind.WHOLE, usual="1"),
        ),
    ),
    "withdraw": Happening(
        gettext_lazy("Người nộp rút hồ sơ"),
        (Detail(key="confirmed", label=gettext_lazy("Xác nhận"), kind=Kind.CHOICE, options=CONFIRMED, usual=YES),),
    ),
    "stop": Happening(gettext_lazy("Dừng giải quyết, nêu lý do bằng văn bản")),
    "return_not_eligible": Happening(gettext_lazy("Trả lại hồ sơ không đủ điều kiện")),
    "reopen": Happening(gettext_lazy("Mở lại hồ sơ đã kết thúc")),
}

UNITS: Words = {
    TermUnit.WORKING_DAYS: gettext_lazy("ngày làm việc"),
    TermUnit.HOURS: gettext_lazy("giờ làm việc"),
    TermUnit.CALENDAR_DAYS: gettext_lazy("ngày theo lịch"),
    TermUnit.MONTHS: gettext_lazy("tháng"),
    TermUnit.SAME_DAY_15H: gettext_lazy("trong ngày"),
    TermUnit.FIXED_DATE: gettext_lazy("đến một ngày ấn định"),
}
CLOCKS: Words = {
    ClockOnSupplement.RESUME: gettext_lazy("Tính tiếp phần còn lại"),
    ClockOnSupplement.RESTART: gettext_lazy("Tính lại từ đầu"),
}
LENGTHS: dict[str, Any] = {
    "working_days": gettext_lazy("ngày làm việc"),
    "hours": gettext_lazy("giờ"),
    "minutes": gettext_lazy("phút"),
}
ROLES: Words = {
    role: ROLE_NAMES[role]
    for role in (Role.RECEPTION, Role.UNIT_HEAD, Role.CASE_OFFICER, Role.APPROVER, Role.CLERK, Role.CASHIER, Role.CENTRE_LEADER)
}
