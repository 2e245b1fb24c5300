"""What happened to a dossier. Time and actor are in the journal's envelope, names in content records."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.reasons import Archived, Confirmation, HeadConclusion, LateCause, WithdrawalCause
from motcua.law.dossier.values import (
    Channel,
    Conclusion,
    DataDemand,
    Delivery,
    DossierPaper,
    DutyKind,
    PauseReason,
    PlannedStep,
    Status,
)
from motcua.law.procedure import Term
from motcua.law.roles import Role


class Submitted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
    answer_due_at: datetime


class Received(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    code: str
    register_book: str
    register_no: int
    officer: int
    plan: tuple[PlannedStep, ...]
    term: Term
    due_at: datetime
    step_due_at: datetime
    ruleset: str
    calendar: str


class Rejected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: ContentRef


class StepEntered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The dossier entered step `no` and left step `leaving` (0: whatever was open), which ended as `outcome` says."""

    no: int
    agency: int
    unit: int
    holder: int | None
    due_at: datetime
    status: Status
    leaving: int = 0
    outcome: str = ""


class StepLeft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A branch is done with step `no`; what follows waits for the other branches."""

    no: int
    outcome: str = ""


class Assigned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Within its step the dossier got a holder; `no` says in which, where several are open."""

    holder: int
    status: Status
    no: int = 0


class Examined(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    conclusion: Conclusion
    note: ContentRef
    step: int = 0


class ResultDrafted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    draft: ContentRef


class ReturnedForRework(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: ContentRef


class Approved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Numbered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    number: str
    file: str = ""


class Completed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class HandedOver(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    receiver: ContentRef
    method: Delivery


class SupplementRequested(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    requirements: tuple[str, ...]
    request: ContentRef
    after_reception: bool
    override_basis: str = ""
    data_demands: tuple[DataDemand, ...] = ()


class SupplementAnswered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    papers: tuple[DossierPaper, ...]
    status: Status


class PaperReused(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A requirement was answered from the owner's e-archive, with a link to the record it comes from."""

    paper: Archived


class ClockPaused(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: PauseReason
    evidence: str


class ClockResumed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`appointment_at` where an apology promised another day than the due date; it moves by the stop, too."""

    previous_due_at: datetime
    due_at: datetime
    status: Status
    appointment_at: datetime | None = None


class OpinionAsked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    agency: int
    question: ContentRef
    due_at: datetime
    unit: int = 0


class OpinionAnswered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    answer: ContentRef
    status: Status
    files: tuple[str, ...] = ()


class OpinionReminded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: ContentRef
    cause: WithdrawalCause = WithdrawalCause.OTHER
    confirmation: Confirmation | None = None
    evidence: ContentRef | None = None


class Stopped(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: ContentRef


class NotEligible(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    reason: ContentRef


class Reopened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`due_at` where the dossier had ended while its clock stood still: that stop is given back."""

    reason: ContentRef
    status: Status
    due_at: datetime | None = None


class TermExtended(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    basis: str
    previous_due_at: datetime
    due_at: datetime


class Apologised(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    agency: int
    reason: ContentRef
    previous_appointment_at: datetime
    appointment_at: datetime


class ApologyDelivered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    channel: str


class Explained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    cause: LateCause
    words: ContentRef


class ExplanationConcluded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    conclusion: HeadConclusion
    remark: ContentRef


class DutyReminded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is overdue was brought before the next head; at level 0 (`BY_HAND`), before whoever owes it."""

    kind: DutyKind
    no: int
    due_at: datetime
    level: int
    role: Role
    agency: int


class CorrectionRequested(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    field: str
    words: ContentRef
    paper: DossierPaper | None = None


class CorrectionApproved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    applicant: ContentRef | None = None


class CorrectionRejected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    reason: ContentRef


class SlipIssued(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    form: str
    form_set: str
    number: str
    content: ContentRef
    agency: int = 0
    occasion: int = 0


class SlipFileRecorded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    no: int
    file: str


class SlipVoided(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The number of slip `no` is void; it stays in the book with the reason."""

    no: int
    form: str
    form_set: str
    number: str
    reason: ContentRef


Event = (
    Submitted
    | Received
    | Rejected
    | StepEntered
    | StepLeft
    | Assigned
    | Examined
    | ResultDrafted
    | ReturnedForRework
    | Approved
    | Numbered
    | Completed
    | HandedOver
    | SupplementRequested
    | SupplementAnswered
    | PaperReused
    | ClockPaused
    | ClockResumed
    | OpinionAsked
    | OpinionAnswered
    | OpinionReminded
    | Withdrawn
    | Stopped
    | NotEligible
    | Reopened
    | TermExtended
    | Apologised
    | ApologyDelivered
    | Explained
    | ExplanationConcluded
    | DutyReminded
    | CorrectionRequested
    | CorrectionApproved
    | CorrectionRejected
    | SlipIssued
    | SlipFileRecorded
    | SlipVoided
)
EVENT_TYPES: tuple[type[Event], ...] = get_args(Event)
