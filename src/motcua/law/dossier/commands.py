"""What people may ask of a dossier, in the officer's own verbs. Who may ask is `access`, whether it may be is `decide`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.reasons import Archived, Confirmation, HeadConclusion, LateCause, WithdrawalCause
from motcua.law.dossier.values import Channel, Conclusion, DataDemand, Delivery, DossierPaper, DutyKind, PauseReason, PlannedStep
from motcua.law.roles import Role


class Submit(msgspec.Struct, frozen=True, kw_only=True):
    """Nộp hồ sơ: the applicant files for one case of one procedure version (domain §2.1, step 1)."""

    procedure_version: int
    case_key: str
    channel: Channel
    receiving_agency: int
    competent_agency: int
    applicant: ContentRef
    submitter: ContentRef | None = None
    papers: tuple[DossierPaper, ...] = ()
    sets: int = 1
    delivery: Delivery = Delivery.COUNTER


class Receive(msgspec.Struct, frozen=True, kw_only=True):
    """Tiếp nhận: the dossier is complete; the clock starts; code, register line and plan are fixed (step 4c)."""

    code: str
    register_book: str
    register_no: int
    officer: int
    plan: tuple[PlannedStep, ...]


class RefuseAtDoor(msgspec.Struct, frozen=True, kw_only=True):
    """Từ chối tiếp nhận, with the reason in the content record (step 4b)."""

    reason: ContentRef


class Forward(msgspec.Struct, frozen=True, kw_only=True):
    """Chuyển: leave the open step `step` (0: the only one) for what follows, to `holder` if named.

    `outcome` is how the step ended, where the process names several ways. A branch that ends before the others waits for them.
    """

    holder: int | None = None
    draft: ContentRef | None = None
    step: int = 0
    outcome: str = ""


class Assign(msgspec.Struct, frozen=True, kw_only=True):
    """Phân công: give the dossier, or the branch in step `step`, to a case officer of the unit."""

    holder: int
    step: int = 0


class RecordExamination(msgspec.Struct, frozen=True, kw_only=True):
    """Ghi kết quả thẩm tra, xác minh (step 6), of the dossier or of the branch in step `step`."""

    conclusion: Conclusion
    note: ContentRef
    step: int = 0


class SubmitForApproval(msgspec.Struct, frozen=True, kw_only=True):
    """Trình ký: with the draft of the result (step 9)."""

    draft: ContentRef | None = None
    holder: int | None = None


class ReturnForRework(msgspec.Struct, frozen=True, kw_only=True):
    """The approver gives the draft back to the case officer, with the reason."""

    reason: ContentRef


class Approve(msgspec.Struct, frozen=True, kw_only=True):
    """Ký duyệt the result."""


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """Vào sổ, đóng dấu: the clerk gives the result its number."""

    number: str
    file: str = ""


class Complete(msgspec.Struct, frozen=True, kw_only=True):
    """Đã xử lý xong: the result is with the one-stop unit; the clock ends (step 10)."""


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """Trả kết quả to the applicant or who acts for them (step 11)."""

    receiver: ContentRef
    method: Delivery


class RequestSupplement(msgspec.Struct, frozen=True, kw_only=True):
    """Yêu cầu bổ sung: everything that lacks, at once (domain §2.3); what a database or the e-archive (`in_archive`) holds only with a
    `data_demands` entry (§4.7)."""

    requirements: tuple[str, ...]
    request: ContentRef
    override_basis: str = ""
    data_demands: tuple[DataDemand, ...] = ()
    in_archive: tuple[Archived, ...] = ()


class ReusePaper(msgspec.Struct, frozen=True, kw_only=True):
    """Dùng lại giấy tờ trong kho: the owner's earlier result answers a requirement, so that nobody brings it again (§4.7, §9.1)."""

    paper: Archived


class AnswerSupplement(msgspec.Struct, frozen=True, kw_only=True):
    """The supplement is there."""

    papers: tuple[DossierPaper, ...]


class PauseClock(msgspec.Struct, frozen=True, kw_only=True):
    """Tạm dừng tính thời hạn, for one of the listed reasons, on a paper (domain §2.4)."""

    reason: PauseReason
    evidence: str


class ResumeClock(msgspec.Struct, frozen=True, kw_only=True):
    """The reason for the pause is over."""


class AskOpinion(msgspec.Struct, frozen=True, kw_only=True):
    """Lấy ý kiến of another agency, and of a unit of it, by a deadline (domain §2.5)."""

    agency: int
    question: ContentRef
    due_at: datetime
    unit: int = 0


class AnswerOpinion(msgspec.Struct, frozen=True, kw_only=True):
    """The asked agency answers, in words and with files (SHA-256)."""

    no: int
    answer: ContentRef
    files: tuple[str, ...] = ()


class RemindOpinion(msgspec.Struct, frozen=True, kw_only=True):
    """Nhắc the asked agency of opinion `no`."""

    no: int


class Withdraw(msgspec.Struct, frozen=True, kw_only=True):
    """Rút hồ sơ: only on the applicant's own request, with a reason (domain §2.8)."""

    reason: ContentRef
    confirmed_by_applicant: bool
    cause: WithdrawalCause = WithdrawalCause.OTHER
    confirmation: Confirmation | None = None
    evidence: ContentRef | None = None


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """Dừng giải quyết, with written reasons."""

    reason: ContentRef


class ReturnNotEligible(msgspec.Struct, frozen=True, kw_only=True):
    """Trả lại hồ sơ không đủ điều kiện: refusal on the merits with written reasons."""

    reason: ContentRef


class Reopen(msgspec.Struct, frozen=True, kw_only=True):
    """A supervisor opens an ended dossier again; the past keeps what it counted."""

    reason: ContentRef


class Extend(msgspec.Struct, frozen=True, kw_only=True):
    """Gia hạn theo luật before the term expires: by `working_days`, on its legal basis (domain §2.6)."""

    working_days: int
    basis: str


class Apologise(msgspec.Struct, frozen=True, kw_only=True):
    """Xin lỗi và hẹn lại: by the agency that owes it, with the one new appointment a person chooses (domain §2.7)."""

    agency: int
    reason: ContentRef
    appointment_at: datetime


class RecordApologyDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """The apology reached the applicant by this channel."""

    channel: str


class Explain(msgspec.Struct, frozen=True, kw_only=True):
    """Giải trình to the head of the agency: cause, what happened, remedy, responsibility."""

    cause: LateCause
    words: ContentRef


class ConcludeExplanation(msgspec.Struct, frozen=True, kw_only=True):
    """The head's conclusion on explanation `no`."""

    no: int
    conclusion: HeadConclusion
    remark: ContentRef


class ExpireSupplement(msgspec.Struct, frozen=True, kw_only=True):
    """The window for the supplement is over and nobody came: the dossier stops, with notice (domain §2.3)."""

    reason: ContentRef


class RemindDuty(msgspec.Struct, frozen=True, kw_only=True):
    """Nhắc: what `kind` (of opinion or explanation `no`) owes since `due_at` is brought before the next head.

    At `level` 0 (`BY_HAND`) somebody reminds whoever owes it: the post `role` of the `agency` itself.
    """

    kind: DutyKind
    no: int
    due_at: datetime
    level: int
    role: Role
    agency: int


class RequestCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """Đề nghị đính chính a wrong entry: the field, before, after and reason in the content record; `paper` for a paper's entry."""

    field: str
    words: ContentRef
    paper: DossierPaper | None = None


class ApproveCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """Duyệt đính chính `no`; `applicant` is the content record that holds the names from now on, where a name is mended."""

    no: int
    applicant: ContentRef | None = None


class RejectCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """Không duyệt đính chính `no`, with the reason."""

    no: int
    reason: ContentRef


class IssueSlip(msgspec.Struct, frozen=True, kw_only=True):
    """A statutory slip gets its number in the agency's book; its data is fixed in the content record.

    `occasion` is the number of the event that calls for it.
    """

    form: str
    form_set: str
    number: str
    content: ContentRef
    agency: int
    occasion: int


class RecordSlipFile(msgspec.Struct, frozen=True, kw_only=True):
    """The PDF of slip `no` was set; its SHA-256 goes into the journal."""

    no: int
    file: str


class VoidSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Hủy số của phiếu, with the reason; the slip's occasion calls for a new one (domain §3.3)."""

    no: int
    reason: ContentRef


Command = (
    Submit
    | Receive
    | RefuseAtDoor
    | Forward
    | Assign
    | RecordExamination
    | SubmitForApproval
    | ReturnForRework
    | Approve
    | Issue
    | Complete
    | HandOver
    | RequestSupplement
    | AnswerSupplement
    | ReusePaper
    | PauseClock
    | ResumeClock
    | AskOpinion
    | AnswerOpinion
    | RemindOpinion
    | Withdraw
    | Stop
    | ReturnNotEligible
    | Reopen
    | Extend
    | Apologise
    | RecordApologyDelivery
    | Explain
    | ConcludeExplanation
    | ExpireSupplement
    | RemindDuty
    | RequestCorrection
    | ApproveCorrection
    | RejectCorrection
    | IssueSlip
    | RecordSlipFile
    | VoidSlip
)
