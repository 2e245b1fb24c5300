"""What happened to a dossier. Time and actor are in the journal's envelope, names in content records."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.values import (
    Channel,
    Conclusion,
    Delivery,
    DossierPaper,
    PauseReason,
    PlannedStep,
    Status,
)
from motcua.law.procedure import Term


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any fact of a dossier's life."""


class Submitted(Event):
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


class Received(Event):
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


class Rejected(Event):
    reason: ContentRef


class StepEntered(Event):
    """The dossier left the open step and entered step `no`."""

    no: int
    agency: int
    unit: int
    holder: int | None
    due_at: datetime
    status: Status


class Assigned(Event):
    """Within its step the dossier got a holder."""

    holder: int
    status: Status


class Examined(Event):
    conclusion: Conclusion
    note: ContentRef


class ResultDrafted(Event):
    draft: ContentRef


class ReturnedForRework(Event):
    reason: ContentRef


class Approved(Event):
    pass


class Numbered(Event):
    number: str
    file: str = ""


class Completed(Event):
    pass


class HandedOver(Event):
    receiver: ContentRef
    method: Delivery


class SupplementRequested(Event):
    requirements: tuple[str, ...]
    request: ContentRef
    after_reception: bool
    override_basis: str = ""


class SupplementAnswered(Event):
    papers: tuple[DossierPaper, ...]
    status: Status


class ClockPaused(Event):
    reason: PauseReason
    evidence: str


class ClockResumed(Event):
    previous_due_at: datetime
    due_at: datetime
    status: Status


class OpinionAsked(Event):
    no: int
    agency: int
    question: ContentRef
    due_at: datetime


class OpinionAnswered(Event):
    no: int
    answer: ContentRef
    status: Status


class Withdrawn(Event):
    reason: ContentRef


class Stopped(Event):
    reason: ContentRef


class NotEligible(Event):
    reason: ContentRef


class Reopened(Event):
    reason: ContentRef
    status: Status


class SlipIssued(Event):
    no: int
    form: str
    form_set: str
    number: str
    content: ContentRef


class SlipFileRecorded(Event):
    no: int
    file: str


EVENT_TYPES: tuple[type[Event], ...] = (
    Submitted,
    Received,
    Rejected,
    StepEntered,
    Assigned,
    Examined,
    ResultDrafted,
    ReturnedForRework,
    Approved,
    Numbered,
    Completed,
    HandedOver,
    SupplementRequested,
    SupplementAnswered,
    ClockPaused,
    ClockResumed,
    OpinionAsked,
    OpinionAnswered,
    Withdrawn,
    Stopped,
    NotEligible,
    Reopened,
    SlipIssued,
    SlipFileRecorded,
)
