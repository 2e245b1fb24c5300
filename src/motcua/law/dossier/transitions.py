"""The table of the dossier's life: from which states which act is possible, with its name and legal basis (domain §2.2).

An act that is not in this table for the present state does not exist; `decide` refuses it with the sentence made here.
"""

from __future__ import annotations

import msgspec

from motcua.law.dossier import commands as c
from motcua.law.dossier.values import ENDED, STATUS_NAMES, Status
from motcua.law.refusal import Refusal
from motcua.law.sentence import listed


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is the Vietnamese verb of the act; `sources` the states it starts from; `basis` where it is written."""

    name: str
    sources: frozenset[Status]
    basis: str


S = Status
AT_WORK = frozenset({S.ASSIGNED, S.APPRAISING, S.CONSULTING})
SIGNING = frozenset({S.SUBMITTED_FOR_SIGNATURE, S.SIGNED, S.NUMBERED})
ONE_STOP = "Nghị định 118/2025/NĐ-CP"
CORRECTING = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"
ANY = frozenset(Status)

TRANSITIONS: dict[type[c.Command], Transition] = {
    c.Receive: Transition(name="tiếp nhận", sources=frozenset({S.SUBMITTED}), basis=f"Điều 17 {ONE_STOP}"),
    c.RefuseAtDoor: Transition(name="từ chối tiếp nhận", sources=frozenset({S.SUBMITTED}), basis=f"Điều 17 {ONE_STOP}"),
    c.Forward: Transition(name="chuyển bước", sources=AT_WORK | {S.RECEIVED, S.SIGNED}, basis=f"Điều 18 {ONE_STOP}"),
    c.Assign: Transition(name="phân công", sources=AT_WORK | {S.RECEIVED}, basis=f"Điều 19 {ONE_STOP}"),
    c.RecordExamination: Transition(name="ghi kết quả thẩm tra", sources=AT_WORK, basis=f"Điều 19 {ONE_STOP}"),
    c.SubmitForApproval: Transition(name="trình ký", sources=AT_WORK, basis=f"Điều 19 {ONE_STOP}"),
    c.ReturnForRework: Transition(name="trả lại để làm lại", sources=frozenset({S.SUBMITTED_FOR_SIGNATURE}), basis=f"Điều 19 {ONE_STOP}"),
    c.Approve: Transition(name="ký duyệt", sources=frozenset({S.SUBMITTED_FOR_SIGNATURE}), basis=f"Điều 19 {ONE_STOP}"),
    c.Issue: Transition(name="vào sổ, đóng dấu", sources=frozenset({S.SIGNED}), basis="Nghị định 30/2020/NĐ-CP"),
    c.Complete: Transition(name="kết thúc xử lý", sources=AT_WORK | {S.NUMBERED}, basis=f"Điều 19 {ONE_STOP}"),
    c.HandOver: Transition(name="trả kết quả", sources=frozenset({S.COMPLETED}), basis=f"Điều 20 {ONE_STOP}"),
    c.RequestSupplement: Transition(name="yêu cầu bổ sung", sources=AT_WORK | {S.SUBMITTED}, basis=f"Điều 17, Điều 19 {ONE_STOP}"),
    c.AnswerSupplement: Transition(name="nhận giấy tờ bổ sung", sources=frozenset({S.SUPPLEMENT_REQUESTED}), basis=f"Điều 17 {ONE_STOP}"),
    c.ReusePaper: Transition(
        name="dùng lại giấy tờ trong kho",
        sources=AT_WORK | {S.SUBMITTED, S.RECEIVED, S.SUPPLEMENT_REQUESTED, S.AWAITING_PAYMENT},
        basis="Nghị định 107/2021/NĐ-CP; Điều 2 Nghị định 309/2026/NĐ-CP",
    ),
    c.PauseClock: Transition(name="tạm dừng tính thời hạn", sources=AT_WORK, basis=f"Điều 19 {ONE_STOP}"),
    c.ResumeClock: Transition(name="tính tiếp thời hạn", sources=AT_WORK | {S.AWAITING_PAYMENT}, basis=f"Điều 19 {ONE_STOP}"),
    c.AskOpinion: Transition(name="lấy ý kiến", sources=AT_WORK, basis=f"Điều 19 {ONE_STOP}"),
    c.AnswerOpinion: Transition(name="trả lời ý kiến", sources=ANY, basis=f"Điều 19 {ONE_STOP}"),
    c.RemindOpinion: Transition(name="nhắc trả lời ý kiến", sources=ANY - ENDED, basis=f"Điều 19 {ONE_STOP}"),
    c.Withdraw: Transition(
        name="rút hồ sơ",
        sources=AT_WORK | SIGNING | {S.SUBMITTED, S.RECEIVED, S.SUPPLEMENT_REQUESTED, S.AWAITING_PAYMENT},
        basis=f"Điều 19 {ONE_STOP}",
    ),
    c.Stop: Transition(
        name="dừng giải quyết",
        sources=AT_WORK | {S.SUBMITTED_FOR_SIGNATURE, S.SUPPLEMENT_REQUESTED, S.AWAITING_PAYMENT},
        basis="Thông tư 03/2025/TT-VPCP, mẫu 05",
    ),
    c.ReturnNotEligible: Transition(
        name="trả lại hồ sơ không đủ điều kiện",
        sources=AT_WORK | {S.SUBMITTED_FOR_SIGNATURE},
        basis=f"Điều 19 {ONE_STOP}",
    ),
    c.Reopen: Transition(
        name="mở lại",
        sources=frozenset({S.WITHDRAWN, S.STOPPED, S.RETURNED_NOT_ELIGIBLE, S.COMPLETED, S.RESULT_RETURNED}),
        basis=f"Điều 19 {ONE_STOP}",
    ),
    c.Extend: Transition(name="gia hạn", sources=AT_WORK | SIGNING | {S.RECEIVED}, basis=f"Điều 19 {ONE_STOP}"),
    c.Apologise: Transition(
        name="xin lỗi và hẹn lại",
        sources=AT_WORK | SIGNING | {S.RECEIVED, S.AWAITING_PAYMENT, S.SUPPLEMENT_REQUESTED, S.COMPLETED},
        basis=f"Khoản 9 Điều 19 {ONE_STOP}",
    ),
    c.RecordApologyDelivery: Transition(name="ghi việc gửi thư xin lỗi", sources=ANY - {S.DRAFT}, basis=f"Khoản 9 Điều 19 {ONE_STOP}"),
    c.Explain: Transition(name="giải trình", sources=ANY - {S.DRAFT, S.SUBMITTED, S.REJECTED}, basis="Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    c.ConcludeExplanation: Transition(
        name="kết luận giải trình", sources=ANY - {S.DRAFT, S.SUBMITTED, S.REJECTED}, basis="Nghị quyết 131/NQ-CP, nhiệm vụ 16"
    ),
    c.ExpireSupplement: Transition(
        name="dừng vì quá hạn bổ sung", sources=frozenset({S.SUPPLEMENT_REQUESTED}), basis="Thông tư 03/2025/TT-VPCP, mẫu 05"
    ),
    c.RemindDuty: Transition(name="nhắc việc quá hạn", sources=ANY - {S.DRAFT}, basis="Nghị quyết 131/NQ-CP, nhiệm vụ 16"),
    c.RequestCorrection: Transition(name="đề nghị đính chính", sources=ANY - {S.DRAFT}, basis=CORRECTING),
    c.ApproveCorrection: Transition(name="duyệt đính chính", sources=ANY - {S.DRAFT}, basis=CORRECTING),
    c.RejectCorrection: Transition(name="không duyệt đính chính", sources=ANY - {S.DRAFT}, basis=CORRECTING),
    c.IssueSlip: Transition(name="cấp phiếu", sources=ANY - {S.DRAFT}, basis="Thông tư 03/2025/TT-VPCP"),
    c.RecordSlipFile: Transition(name="lưu bản in của phiếu", sources=ANY - {S.DRAFT}, basis="Thông tư 03/2025/TT-VPCP"),
    c.VoidSlip: Transition(name="hủy số phiếu", sources=ANY - {S.DRAFT}, basis="Nghị định 30/2020/NĐ-CP"),
}

# While the clock stands still, only these may happen besides slips: the reason ends, or the dossier does.
WHILE_PAUSED: frozenset[type[c.Command]] = frozenset(
    {
        c.ResumeClock,
        c.AnswerSupplement,
        c.ReusePaper,
        c.ExpireSupplement,
        c.AnswerOpinion,
        c.RemindOpinion,
        c.Withdraw,
        c.Stop,
        c.Apologise,
        c.RecordApologyDelivery,
        c.Explain,
        c.ConcludeExplanation,
        c.RemindDuty,
        c.RequestCorrection,
        c.ApproveCorrection,
        c.RejectCorrection,
        c.IssueSlip,
        c.RecordSlipFile,
        c.VoidSlip,
    }
)


def refuse_transition(kind: type[c.Command], status: Status) -> Refusal | None:
    """The refusal of an act of `kind` in `status`, or None where the table allows it."""
    transition = TRANSITIONS[kind]
    if status in transition.sources:
        return None
    wanted = listed((STATUS_NAMES[s] for s in Status if s in transition.sources), is_quoted=True)
    return Refusal(
        code="NOT_IN_THIS_STATE",
        template="Hồ sơ đang ở trạng thái “{status}” nên không thể {act}. Việc này chỉ làm được khi hồ sơ ở trạng thái {wanted}.",
        params={"status": STATUS_NAMES[status], "act": transition.name, "wanted": wanted},
        legal_basis=transition.basis,
    )
