"""What people may ask of a dossier, in the officer's own verbs. Who may ask is `access`, whether it may be is `decide`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.values import Channel, Conclusion, Delivery, DossierPaper, PauseReason, PlannedStep


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Any request to change a dossier."""


class Submit(Command):
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


class Receive(Command):
    """Tiếp nhận: the dossier is complete; the clock starts; code, register line and plan are fixed (step 4c)."""

    code: str
    register_book: str
    register_no: int
    officer: int
    plan: tuple[PlannedStep, ...]


class RefuseAtDoor(Command):
    """Từ chối tiếp nhận, with the reason in the content record (step 4b)."""

    reason: ContentRef


class Forward(Command):
    """Chuyển: leave the open step for the next one, to `holder` if named."""

    holder: int | None = None
    draft: ContentRef | None = None


class Assign(Command):
    """Phân công: give the dossier to a case officer of the unit."""

    holder: int


class RecordExamination(Command):
    """Ghi kết quả thẩm tra, xác minh (step 6)."""

    conclusion: Conclusion
    note: ContentRef


class SubmitForApproval(Command):
    """Trình ký: with the draft of the result (step 9)."""

    draft: ContentRef | None = None
    holder: int | None = None


class ReturnForRework(Command):
    """The approver gives the draft back to the case officer, with the reason."""

    reason: ContentRef


class Approve(Command):
    """Ký duyệt the result."""


class Issue(Command):
    """Vào sổ, đóng dấu: the clerk gives the result its number."""

    number: str
    file: str = ""


class Complete(Command):
    """Đã xử lý xong: the result is with the one-stop unit; the clock ends (step 10)."""


class HandOver(Command):
    """Trả kết quả to the applicant or who acts for them (step 11)."""

    receiver: ContentRef
    method: Delivery


class RequestSupplement(Command):
    """Yêu cầu bổ sung: everything that lacks, at once (domain §2.3)."""

    requirements: tuple[str, ...]
    request: ContentRef
    override_basis: str = ""


class AnswerSupplement(Command):
    """The supplement is there."""

    papers: tuple[DossierPaper, ...]


class PauseClock(Command):
    """Tạm dừng tính thời hạn, for one of the listed reasons, on a paper (domain §2.4)."""

    reason: PauseReason
    evidence: str


class ResumeClock(Command):
    """The reason for the pause is over."""


class AskOpinion(Command):
    """Lấy ý kiến of another agency by a deadline (domain §2.5)."""

    agency: int
    question: ContentRef
    due_at: datetime


class AnswerOpinion(Command):
    """The asked agency answers."""

    no: int
    answer: ContentRef


class Withdraw(Command):
    """Rút hồ sơ: only on the applicant's own request, with a reason (domain §2.8)."""

    reason: ContentRef
    confirmed_by_applicant: bool


class Stop(Command):
    """Dừng giải quyết, with written reasons."""

    reason: ContentRef


class ReturnNotEligible(Command):
    """Trả lại hồ sơ không đủ điều kiện: refusal on the merits with written reasons."""

    reason: ContentRef


class Reopen(Command):
    """A supervisor opens an ended dossier again; the past keeps what it counted."""

    reason: ContentRef


class IssueSlip(Command):
    """A statutory slip gets its number; its data is fixed in the content record."""

    form: str
    form_set: str
    number: str
    content: ContentRef


class RecordSlipFile(Command):
    """The PDF of slip `no` was set; its SHA-256 goes into the journal."""

    no: int
    file: str
