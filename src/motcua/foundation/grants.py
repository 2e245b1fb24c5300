"""Who may do what, as a table (domain §21, Annex D): role × relation to the record. Nothing else in the house decides this.

Separation of duties that the table must keep: reception signs nothing; the administrator sees no dossier; the auditor sees logs
and changes nothing. To add an act: one line in `Act`, one in `ACT_WORDS`, one in `GRANTS`; a test holds the three together.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from motcua.law.roles import Role


class Relation(StrEnum):
    """What ties a post to the record, from the widest to the narrowest."""

    PUBLIC = "PUBLIC"
    """Anybody at all, without a post."""
    PROVINCE = "PROVINCE"
    """Every agency of this installation: the province."""
    SAME_AGENCY = "SAME_AGENCY"
    """The post's agency is competent for the record."""
    RECEIVING_AGENCY = "RECEIVING_AGENCY"
    """The post's agency received it (may be another than the competent one: phi địa giới)."""
    SAME_UNIT = "SAME_UNIT"
    """The record lies, or lay, in the post's unit."""
    HOLDER = "HOLDER"
    """The person holds it now."""


class Grant(msgspec.Struct, frozen=True):
    """`role` may, when tied by `relation`; role None with PUBLIC: anybody may."""

    role: Role | None
    relation: Relation


class Act(StrEnum):
    """What can be done to a record."""

    INTAKE = "INTAKE"
    RECEIVE = "RECEIVE"
    REFUSE_AT_DOOR = "REFUSE_AT_DOOR"
    ASSIGN = "ASSIGN"
    TAKE = "TAKE"
    FORWARD = "FORWARD"
    EXAMINE = "EXAMINE"
    SUBMIT_FOR_APPROVAL = "SUBMIT_FOR_APPROVAL"
    APPROVE = "APPROVE"
    RETURN_FOR_REWORK = "RETURN_FOR_REWORK"
    ISSUE = "ISSUE"
    COMPLETE = "COMPLETE"
    HAND_OVER = "HAND_OVER"
    REQUEST_SUPPLEMENT = "REQUEST_SUPPLEMENT"
    OVERRIDE_SUPPLEMENT = "OVERRIDE_SUPPLEMENT"
    ANSWER_SUPPLEMENT = "ANSWER_SUPPLEMENT"
    EXPIRE_SUPPLEMENT = "EXPIRE_SUPPLEMENT"
    REUSE_PAPER = "REUSE_PAPER"
    PAUSE_CLOCK = "PAUSE_CLOCK"
    RESUME_CLOCK = "RESUME_CLOCK"
    EXTEND_TERM = "EXTEND_TERM"
    ASK_OPINION = "ASK_OPINION"
    ANSWER_OPINION = "ANSWER_OPINION"
    REMIND_OPINION = "REMIND_OPINION"
    WITHDRAW = "WITHDRAW"
    STOP = "STOP"
    RETURN_NOT_ELIGIBLE = "RETURN_NOT_ELIGIBLE"
    REOPEN = "REOPEN"
    APOLOGISE = "APOLOGISE"
    DELIVER_APOLOGY = "DELIVER_APOLOGY"
    EXPLAIN = "EXPLAIN"
    CONCLUDE_EXPLANATION = "CONCLUDE_EXPLANATION"
    REQUEST_CORRECTION = "REQUEST_CORRECTION"
    APPROVE_CORRECTION = "APPROVE_CORRECTION"
    REMIND_DUTY = "REMIND_DUTY"
    VIEW_LATENESS = "VIEW_LATENESS"
    VIEW = "VIEW"
    SEARCH = "SEARCH"
    PRINT_RECEIPT = "PRINT_RECEIPT"
    VOID_SLIP = "VOID_SLIP"
    PRINT_SLIPS = "PRINT_SLIPS"
    PRINT_REGISTER = "PRINT_REGISTER"
    VIEW_CATALOGUE = "VIEW_CATALOGUE"
    IMPORT_PROCEDURES = "IMPORT_PROCEDURES"
    APPROVE_PROCESS = "APPROVE_PROCESS"
    VIEW_STAFFING = "VIEW_STAFFING"
    ADMINISTER_AGENCIES = "ADMINISTER_AGENCIES"
    ADMINISTER_OFFICERS = "ADMINISTER_OFFICERS"
    VIEW_OPERATIONS = "VIEW_OPERATIONS"
    VERIFY = "VERIFY"
    SEAL = "SEAL"
    VIEW_TRACES = "VIEW_TRACES"
    RETRY_REACTION = "RETRY_REACTION"
    ERASE_CONTENT = "ERASE_CONTENT"
    VIEW_DESIGN = "VIEW_DESIGN"


ACT_WORDS: dict[Act, str] = {
    Act.INTAKE: "lập hồ sơ",
    Act.RECEIVE: "tiếp nhận hồ sơ",
    Act.REFUSE_AT_DOOR: "từ chối tiếp nhận hồ sơ",
    Act.ASSIGN: "phân công hồ sơ",
    Act.TAKE: "nhận việc",
    Act.FORWARD: "chuyển hồ sơ",
    Act.EXAMINE: "thẩm tra hồ sơ",
    Act.SUBMIT_FOR_APPROVAL: "trình duyệt hồ sơ",
    Act.APPROVE: "ký duyệt hồ sơ",
    Act.RETURN_FOR_REWORK: "trả hồ sơ để làm lại",
    Act.ISSUE: "cấp số và phát hành kết quả",
    Act.COMPLETE: "xác nhận đã giải quyết xong",
    Act.HAND_OVER: "trả kết quả",
    Act.REQUEST_SUPPLEMENT: "yêu cầu bổ sung hồ sơ",
    Act.OVERRIDE_SUPPLEMENT: "yêu cầu bổ sung hồ sơ lần thứ hai",
    Act.ANSWER_SUPPLEMENT: "nhận giấy tờ bổ sung",
    Act.EXPIRE_SUPPLEMENT: "dừng hồ sơ quá hạn bổ sung",
    Act.REUSE_PAPER: "dùng lại giấy tờ trong kho",
    Act.PAUSE_CLOCK: "tạm dừng tính thời hạn",
    Act.RESUME_CLOCK: "tính tiếp thời hạn",
    Act.EXTEND_TERM: "gia hạn hồ sơ",
    Act.ASK_OPINION: "lấy ý kiến",
    Act.ANSWER_OPINION: "trả lời ý kiến",
    Act.REMIND_OPINION: "nhắc trả lời ý kiến",
    Act.WITHDRAW: "ghi việc người nộp rút hồ sơ",
    Act.STOP: "dừng giải quyết hồ sơ",
    Act.RETURN_NOT_ELIGIBLE: "trả lại hồ sơ không đủ điều kiện",
    Act.REOPEN: "mở lại hồ sơ",
    Act.APOLOGISE: "ký thư xin lỗi",
    Act.DELIVER_APOLOGY: "ghi việc gửi thư xin lỗi",
    Act.EXPLAIN: "giải trình hồ sơ quá hạn",
    Act.CONCLUDE_EXPLANATION: "kết luận giải trình",
    Act.REQUEST_CORRECTION: "đề nghị đính chính hồ sơ",
    Act.APPROVE_CORRECTION: "duyệt đính chính hồ sơ",
    Act.REMIND_DUTY: "nhắc việc quá hạn",
    Act.VIEW_LATENESS: "xem số liệu hồ sơ quá hạn",
    Act.VIEW: "xem hồ sơ",
    Act.SEARCH: "tìm hồ sơ",
    Act.PRINT_RECEIPT: "in giấy tiếp nhận",
    Act.VOID_SLIP: "hủy số phiếu",
    Act.PRINT_SLIPS: "in phiếu hàng loạt",
    Act.PRINT_REGISTER: "in sổ theo dõi hồ sơ",
    Act.VIEW_CATALOGUE: "xem danh mục thủ tục",
    Act.IMPORT_PROCEDURES: "nhập danh mục thủ tục",
    Act.APPROVE_PROCESS: "ghi nhận phê duyệt quy trình điện tử",
    Act.VIEW_STAFFING: "xem vị trí chưa có người giữ",
    Act.ADMINISTER_AGENCIES: "cấu hình cơ quan, đơn vị",
    Act.ADMINISTER_OFFICERS: "cấp tài khoản và bố trí vị trí việc làm",
    Act.VIEW_OPERATIONS: "xem tình trạng vận hành",
    Act.VERIFY: "kiểm tra tính toàn vẹn",
    Act.SEAL: "niêm phong nhật ký",
    Act.VIEW_TRACES: "xem dấu vết truy cập",
    Act.RETRY_REACTION: "cho chạy lại việc nền bị hỏng",
    Act.ERASE_CONTENT: "xóa dữ liệu cá nhân theo quyết định",
    Act.VIEW_DESIGN: "xem trang thiết kế giao diện",
}

PERSONAL_ACTS = frozenset(
    {
        Act.APPROVE,
        Act.ISSUE,
        Act.REFUSE_AT_DOOR,
        Act.ERASE_CONTENT,
        Act.OVERRIDE_SUPPLEMENT,
        Act.EXTEND_TERM,
        Act.ANSWER_OPINION,
        Act.WITHDRAW,
        Act.STOP,
        Act.RETURN_NOT_ELIGIBLE,
        Act.REOPEN,
        Act.APOLOGISE,
        Act.EXPLAIN,
        Act.CONCLUDE_EXPLANATION,
        Act.APPROVE_CORRECTION,
        Act.VOID_SLIP,
    }
)
"""Acts that a person answers for with a signature: no nightly duty does them (domain §15.42)."""


def _grants(*pairs: tuple[Role | None, Relation]) -> tuple[Grant, ...]:
    return tuple(Grant(role, relation) for role, relation in pairs)


_COUNTER = _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY))
_VIEWERS = _grants(
    (Role.RECEPTION, Relation.RECEIVING_AGENCY),
    (Role.CASE_OFFICER, Relation.HOLDER),
    (Role.CASE_OFFICER, Relation.SAME_UNIT),
    (Role.UNIT_HEAD, Relation.SAME_UNIT),
    (Role.APPROVER, Relation.SAME_AGENCY),
    (Role.CLERK, Relation.SAME_AGENCY),
    (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY),
    (Role.CONTROL_OFFICER, Relation.PROVINCE),
    (Role.INSPECTOR, Relation.PROVINCE),
)

GRANTS: dict[Act, tuple[Grant, ...]] = {
    Act.INTAKE: _COUNTER,
    Act.RECEIVE: _COUNTER,
    Act.REFUSE_AT_DOOR: _COUNTER,
    Act.ASSIGN: _grants((Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.TAKE: _grants((Role.CASE_OFFICER, Relation.SAME_UNIT)),
    Act.FORWARD: _grants((Role.RECEPTION, Relation.SAME_UNIT), (Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.EXAMINE: _grants((Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.HOLDER)),
    Act.SUBMIT_FOR_APPROVAL: _grants((Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.APPROVE: _grants((Role.APPROVER, Relation.SAME_AGENCY)),
    Act.RETURN_FOR_REWORK: _grants((Role.APPROVER, Relation.SAME_AGENCY), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.ISSUE: _grants((Role.CLERK, Relation.SAME_AGENCY)),
    Act.COMPLETE: _grants((Role.CLERK, Relation.SAME_AGENCY), (Role.CASE_OFFICER, Relation.HOLDER)),
    Act.HAND_OVER: _COUNTER,
    Act.REQUEST_SUPPLEMENT: _grants(
        (Role.RECEPTION, Relation.RECEIVING_AGENCY),
        (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY),
        (Role.CASE_OFFICER, Relation.HOLDER),
        (Role.UNIT_HEAD, Relation.SAME_UNIT),
    ),
    Act.OVERRIDE_SUPPLEMENT: _grants((Role.UNIT_HEAD, Relation.SAME_UNIT), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY)),
    Act.ANSWER_SUPPLEMENT: _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY)),
    Act.EXPIRE_SUPPLEMENT: _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.REUSE_PAPER: _grants(
        (Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)
    ),
    Act.PAUSE_CLOCK: _grants((Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.RESUME_CLOCK: _grants((Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.EXTEND_TERM: _grants((Role.APPROVER, Relation.SAME_AGENCY)),
    Act.ASK_OPINION: _grants((Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.ANSWER_OPINION: _grants(
        (Role.CASE_OFFICER, Relation.SAME_UNIT), (Role.UNIT_HEAD, Relation.SAME_UNIT), (Role.APPROVER, Relation.SAME_AGENCY)
    ),
    Act.REMIND_OPINION: _grants(
        (Role.CASE_OFFICER, Relation.HOLDER),
        (Role.UNIT_HEAD, Relation.SAME_UNIT),
        (Role.APPROVER, Relation.SAME_AGENCY),
        (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY),
    ),
    Act.WITHDRAW: _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY)),
    Act.STOP: _grants((Role.APPROVER, Relation.SAME_AGENCY), (Role.UNIT_HEAD, Relation.SAME_UNIT)),
    Act.RETURN_NOT_ELIGIBLE: _grants((Role.APPROVER, Relation.SAME_AGENCY)),
    Act.REOPEN: _grants((Role.APPROVER, Relation.SAME_AGENCY), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY)),
    Act.APOLOGISE: _grants((Role.APPROVER, Relation.SAME_AGENCY)),
    Act.DELIVER_APOLOGY: _grants(
        (Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY), (Role.CLERK, Relation.SAME_AGENCY)
    ),
    Act.EXPLAIN: _grants(
        (Role.CASE_OFFICER, Relation.HOLDER),
        (Role.UNIT_HEAD, Relation.SAME_UNIT),
        (Role.RECEPTION, Relation.HOLDER),
        (Role.CENTRE_LEADER, Relation.SAME_UNIT),
    ),
    Act.CONCLUDE_EXPLANATION: _grants((Role.APPROVER, Relation.SAME_AGENCY)),
    Act.REQUEST_CORRECTION: _grants(
        (Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CASE_OFFICER, Relation.HOLDER), (Role.UNIT_HEAD, Relation.SAME_UNIT)
    ),
    Act.APPROVE_CORRECTION: _grants(
        (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY), (Role.UNIT_HEAD, Relation.SAME_UNIT), (Role.APPROVER, Relation.SAME_AGENCY)
    ),
    Act.REMIND_DUTY: _grants((Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY), (Role.CONTROL_OFFICER, Relation.PROVINCE)),
    Act.VIEW_LATENESS: _grants(
        (Role.APPROVER, Relation.SAME_AGENCY), (Role.CONTROL_OFFICER, Relation.PROVINCE), (Role.INSPECTOR, Relation.PROVINCE)
    ),
    Act.VIEW: _VIEWERS,
    Act.SEARCH: _VIEWERS,
    Act.PRINT_RECEIPT: _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY)),
    Act.PRINT_SLIPS: _grants(
        (Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY), (Role.CLERK, Relation.SAME_AGENCY)
    ),
    Act.PRINT_REGISTER: _grants((Role.RECEPTION, Relation.RECEIVING_AGENCY), (Role.CENTRE_LEADER, Relation.RECEIVING_AGENCY)),
    Act.VOID_SLIP: _grants((Role.CLERK, Relation.SAME_AGENCY)),
    Act.VIEW_CATALOGUE: _grants((None, Relation.PUBLIC)),
    Act.IMPORT_PROCEDURES: _grants((Role.CONTROL_OFFICER, Relation.PROVINCE), (Role.SYSTEM_ADMIN, Relation.PROVINCE)),
    Act.APPROVE_PROCESS: _grants((Role.CONTROL_OFFICER, Relation.PROVINCE)),
    Act.VIEW_STAFFING: _grants(
        (Role.CONTROL_OFFICER, Relation.PROVINCE),
        (Role.SYSTEM_ADMIN, Relation.PROVINCE),
        (Role.APPROVER, Relation.SAME_AGENCY),
        (Role.CENTRE_LEADER, Relation.SAME_AGENCY),
    ),
    Act.ADMINISTER_AGENCIES: _grants((Role.SYSTEM_ADMIN, Relation.PROVINCE)),
    Act.ADMINISTER_OFFICERS: _grants((Role.SYSTEM_ADMIN, Relation.PROVINCE)),
    Act.VIEW_OPERATIONS: _grants((Role.SYSTEM_ADMIN, Relation.PROVINCE), (Role.SECURITY_AUDITOR, Relation.PROVINCE)),
    Act.VERIFY: _grants((Role.SECURITY_AUDITOR, Relation.PROVINCE), (Role.INSPECTOR, Relation.PROVINCE)),
    Act.SEAL: _grants((Role.SECURITY_AUDITOR, Relation.PROVINCE), (Role.CONTROL_OFFICER, Relation.PROVINCE)),
    Act.VIEW_TRACES: _grants((Role.SECURITY_AUDITOR, Relation.PROVINCE)),
    Act.RETRY_REACTION: _grants((Role.SYSTEM_ADMIN, Relation.PROVINCE)),
    Act.ERASE_CONTENT: _grants((Role.CONTROL_OFFICER, Relation.PROVINCE)),
    Act.VIEW_DESIGN: _grants((None, Relation.PUBLIC)),
}
