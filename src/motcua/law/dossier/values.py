"""The small words of a dossier's life: states, channels, reasons, and what is kept of papers, steps, pauses."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.reasons import Confirmation, DataException, HeadConclusion, LateCause, WithdrawalCause
from motcua.law.roles import Role


class Status(StrEnum):
    """The business state of a dossier (domain §2.2). Finance, delivery and synchronisation are axes of their own."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    REJECTED = "REJECTED"
    ASSIGNED = "ASSIGNED"
    APPRAISING = "APPRAISING"
    CONSULTING = "CONSULTING"
    SUBMITTED_FOR_SIGNATURE = "SUBMITTED_FOR_SIGNATURE"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    SUPPLEMENT_REQUESTED = "SUPPLEMENT_REQUESTED"
    AWAITING_PAYMENT = "AWAITING_PAYMENT"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"
    RETURNED_NOT_ELIGIBLE = "RETURNED_NOT_ELIGIBLE"
    COMPLETED = "COMPLETED"
    RESULT_RETURNED = "RESULT_RETURNED"


STATUS_NAMES: dict[Status, str] = {
    Status.DRAFT: "Bản nháp",
    Status.SUBMITTED: "Chờ tiếp nhận",
    Status.RECEIVED: "Đã tiếp nhận",
    Status.REJECTED: "Từ chối tiếp nhận",
    Status.ASSIGNED: "Đã phân công",
    Status.APPRAISING: "Đang thẩm tra",
    Status.CONSULTING: "Chờ lấy ý kiến",
    Status.SUBMITTED_FOR_SIGNATURE: "Chờ ký duyệt",
    Status.SIGNED: "Đã ký, chờ vào sổ",
    Status.NUMBERED: "Đã vào sổ, đóng dấu",
    Status.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung",
    Status.AWAITING_PAYMENT: "Chờ nghĩa vụ tài chính",
    Status.WITHDRAWN: "Rút hồ sơ",
    Status.STOPPED: "Dừng giải quyết",
    Status.RETURNED_NOT_ELIGIBLE: "Trả lại, không đủ điều kiện",
    Status.COMPLETED: "Đã có kết quả",
    Status.RESULT_RETURNED: "Đã trả kết quả",
}

# National status codes 1-10, as deployed (domain §2.2, confidence K).
NATIONAL_CODES: dict[Status, int | None] = {
    Status.DRAFT: None,
    Status.SUBMITTED: 1,
    Status.RECEIVED: 2,
    Status.REJECTED: 3,
    Status.ASSIGNED: 4,
    Status.APPRAISING: 4,
    Status.CONSULTING: 4,
    Status.SUBMITTED_FOR_SIGNATURE: 4,
    Status.SIGNED: 4,
    Status.NUMBERED: 4,
    Status.SUPPLEMENT_REQUESTED: 5,
    Status.AWAITING_PAYMENT: 6,
    Status.WITHDRAWN: 7,
    Status.STOPPED: 8,
    Status.RETURNED_NOT_ELIGIBLE: 8,
    Status.COMPLETED: 9,
    Status.RESULT_RETURNED: 10,
}

# Who ended here stays here; a supervisor may re-open, which is a new event and changes nothing of the past.
TERMINAL = frozenset({Status.REJECTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED_NOT_ELIGIBLE, Status.RESULT_RETURNED})
# The competent agency is at work on it (national code 4, and 2 until it is assigned).
WORKING = frozenset({Status.RECEIVED, Status.ASSIGNED, Status.APPRAISING, Status.CONSULTING})
# The clock of an accepted dossier has ended.
ENDED = TERMINAL | {Status.COMPLETED}


class Channel(StrEnum):
    """How it came: at the counter, online, by public post (KenhThucHien 1, 2, 3)."""

    DIRECT = "DIRECT"
    ONLINE = "ONLINE"
    POSTAL = "POSTAL"


class Delivery(StrEnum):
    """How the result goes back."""

    COUNTER = "COUNTER"
    POST = "POST"
    ONLINE = "ONLINE"


class PaperStatus(StrEnum):
    """How a required paper is there: handed over, shown, taken from the e-archive, or read in a database."""

    GIVEN = "GIVEN"
    SHOWN = "SHOWN"
    REUSED = "REUSED"
    FROM_DATA = "FROM_DATA"


class PauseReason(StrEnum):
    """The only reasons for which the clock stops (domain §2.4)."""

    SUPPLEMENT = "SUPPLEMENT"
    FINANCIAL_OBLIGATION = "FINANCIAL_OBLIGATION"
    FORCE_MAJEURE = "FORCE_MAJEURE"
    LEGAL_PROCEEDING = "LEGAL_PROCEEDING"


class Conclusion(StrEnum):
    """What the examination of a dossier concluded."""

    ELIGIBLE = "ELIGIBLE"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"


class DutyKind(StrEnum):
    """What is owed for a dossier."""

    ANSWER_AT_DOOR = "ANSWER_AT_DOOR"
    FORECAST_HALF = "FORECAST_HALF"
    FORECAST_MOST = "FORECAST_MOST"
    FORECAST_LATE = "FORECAST_LATE"
    APOLOGISE = "APOLOGISE"
    DELIVER_APOLOGY = "DELIVER_APOLOGY"
    EXPLAIN = "EXPLAIN"
    CONCLUDE_EXPLANATION = "CONCLUDE_EXPLANATION"
    ANSWER_OPINION = "ANSWER_OPINION"
    DO_BRANCH = "DO_BRANCH"
    END_SUPPLEMENT = "END_SUPPLEMENT"
    HAND_OVER = "HAND_OVER"


class DossierPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One required paper of this dossier. `key` is the requirement's; `file` the SHA-256 of its digital copy, if any."""

    key: str
    status: PaperStatus
    originals: int = 0
    copies: int = 0
    file: str = ""
    source: str = ""


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step of the pinned process with the agency and unit it falls to, fixed at reception.

    `after` are the steps it waits for (none: the one before it in number), `outcomes` the ways it can end, in words.
    """

    no: int
    name: str
    role: Role
    agency: int
    unit: int
    minutes: int
    after: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()


class StepRun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One passage through a step. Open while `left_at` is None; several may be open at once (parallel branches).

    `outcome` is how it ended, where the process names several ways.
    """

    no: int
    agency: int
    unit: int
    holder: int | None
    entered_at: datetime
    due_at: datetime
    left_at: datetime | None = None
    outcome: str = ""


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A stop of the clock: why, from when, until when, by whom, on which paper."""

    reason: PauseReason
    started_at: datetime
    by: str
    evidence: str
    ended_at: datetime | None = None


class DataDemand(msgspec.Struct, frozen=True, kw_only=True):
    """Why requirement `key` is asked for on paper although a database holds it, with the evidence in the content record."""

    key: str
    reason: DataException
    evidence: ContentRef


class Supplement(msgspec.Struct, frozen=True, kw_only=True):
    """One request for supplement: which requirements lack what (in the content record), and when it was answered."""

    requirements: tuple[str, ...]
    request: ContentRef
    requested_at: datetime
    after_reception: bool
    resume_status: Status
    answered_at: datetime | None = None
    override_basis: str = ""
    data_demands: tuple[DataDemand, ...] = ()


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """One agency asked for its opinion, with the deadline it was given (domain §2.5).

    `unit` is the unit of it that answers (0 where only the agency was named); `files` are the SHA-256 of what came with the answer.
    """

    no: int
    agency: int
    question: ContentRef
    asked_at: datetime
    due_at: datetime
    unit: int = 0
    answer: ContentRef | None = None
    answered_at: datetime | None = None
    files: tuple[str, ...] = ()
    reminded_at: tuple[datetime, ...] = ()


class Examination(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One examination or verification of the dossier and what it concluded; `step` where a branch did it for its own part, else 0."""

    conclusion: Conclusion
    note: ContentRef
    by: str
    at: datetime
    step: int = 0


class Slip(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One statutory slip: its form, form set and number; its data as content; the SHA-256 of its PDF once set.

    `agency` is the one in whose book it is numbered, `occasion` the number of the event that called for it (0 in both: issued before
    they were noted). A void slip keeps its number, and somebody's reason.
    """

    no: int
    form: str
    form_set: str
    number: str
    content: ContentRef
    issued_at: datetime
    file: str = ""
    agency: int = 0
    occasion: int = 0
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: ContentRef | None = None


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """A legal extension of the term before it expired: by which basis, from which due date to which (domain §2.6)."""

    at: datetime
    by: str
    basis: str
    previous_due_at: datetime
    due_at: datetime


class Apology(msgspec.Struct, frozen=True, kw_only=True):
    """The apology with its one new appointment: what the citizen is told, never what is counted (domain §2.7)."""

    at: datetime
    by: str
    agency: int
    reason: ContentRef
    previous_appointment_at: datetime
    appointment_at: datetime
    channel: str = ""
    delivered_at: datetime | None = None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One explanation to the head: cause, words, and what the head concluded."""

    no: int
    at: datetime
    by: str
    cause: LateCause
    words: ContentRef
    conclusion: HeadConclusion | None = None
    concluded_by: str = ""
    concluded_at: datetime | None = None
    remark: ContentRef | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The result as it comes about: drafted, approved, numbered. Each is separate evidence (domain §2.1, 9)."""

    draft: ContentRef
    drafted_by: str
    approved_by: str = ""
    approved_at: datetime | None = None
    number: str = ""
    numbered_by: str = ""
    numbered_at: datetime | None = None
    file: str = ""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """How the applicant took the dossier back: the counted cause, the own confirmation and its evidence (domain §2.8)."""

    cause: WithdrawalCause
    confirmation: Confirmation
    evidence: ContentRef


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A wrong entry: who asked to mend which field, before and after (in the content record), and who decided.

    `paper` is how the paper should have been entered, where a paper is mended. `approved` is None until somebody else decides;
    `remark` says why it was not approved (unset otherwise: then it is not written, as in states saved before there was one).
    """

    no: int
    field: str
    words: ContentRef
    by: str
    at: datetime
    paper: DossierPaper | None = None
    approved: bool | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    remark: ContentRef | msgspec.UnsetType = msgspec.UNSET


BY_HAND = 0
"""The level of a reminder that somebody gave by hand to whoever owes the duty."""


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """An overdue duty was brought before the next head: `level` 1 is the first, `role` and `agency` say whose post.

    `BY_HAND`, whoever owes it was reminded `by` somebody (unset otherwise: then it is not written, see `Correction.remark`).
    """

    kind: DutyKind
    no: int
    due_at: datetime
    level: int
    role: Role
    agency: int
    at: datetime
    by: str | msgspec.UnsetType = msgspec.UNSET
