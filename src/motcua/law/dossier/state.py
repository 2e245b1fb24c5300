"""What is known of one dossier after folding its events."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.content import ContentRef
from motcua.law.dossier.passages import branch_steps, following
from motcua.law.dossier.values import (
    Apology,
    Channel,
    Correction,
    Delivery,
    DossierPaper,
    Examination,
    Explanation,
    Extension,
    Opinion,
    Pause,
    PlannedStep,
    Reminder,
    Result,
    Slip,
    Status,
    StepRun,
    Supplement,
    Withdrawal,
)
from motcua.law.procedure import Term


class DossierState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One dossier. Three due dates are kept apart (design §4):

    `original_due_at` set at reception and never moved; `legal_due_at` moved only by a legal extension or a pause, and
    the one that decides lateness; `appointment_at` what the citizen was last told.
    """

    status: Status
    seq: int
    last_at: datetime
    procedure_version: int
    case_key: str
    channel: Channel
    delivery: Delivery
    receiving_agency: int
    competent_agency: int
    applicant: ContentRef
    submitted_at: datetime
    answer_due_at: datetime
    submitter: ContentRef | None = None
    papers: tuple[DossierPaper, ...] = ()
    sets: int = 1

    code: str = ""
    register_book: str = ""
    register_no: int = 0
    received_at: datetime | None = None
    received_by: str = ""
    term: Term | None = None
    ruleset: str = ""
    calendar: str = ""
    original_due_at: datetime | None = None
    legal_due_at: datetime | None = None
    appointment_at: datetime | None = None

    plan: tuple[PlannedStep, ...] = ()
    runs: tuple[StepRun, ...] = ()
    pauses: tuple[Pause, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    examinations: tuple[Examination, ...] = ()
    result: Result | None = None
    extension: Extension | None = None
    apology: Apology | None = None
    explanations: tuple[Explanation, ...] = ()
    slips: tuple[Slip, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    withdrawal: Withdrawal | None = None

    processing_ended_at: datetime | None = None
    returned_at: datetime | None = None
    returned_to: ContentRef | None = None
    end_reason: ContentRef | None = None
    reopened: int = 0

    @property
    def open_runs(self) -> tuple[StepRun, ...]:
        """The steps the dossier is in now."""
        return tuple(run for run in self.runs if run.left_at is None)

    @property
    def run(self) -> StepRun | None:
        """The one open passage; of several that of the step with the smallest number."""
        return min(self.open_runs, key=lambda run: run.no, default=None)

    def open_run(self, no: int) -> StepRun | None:
        """The open passage through step `no`; with 0 the one open passage, None where several are open."""
        open_ones = self.open_runs
        if no == 0:
            return open_ones[0] if len(open_ones) == 1 else None
        return next((run for run in open_ones if run.no == no), None)

    def is_branch(self, no: int) -> bool:
        """Whether step `no` runs beside others."""
        return no in branch_steps(self.plan)

    @property
    def step(self) -> PlannedStep | None:
        """The planned step of the open run."""
        run = self.run
        return self.planned(run.no) if run else None

    @property
    def next_step(self) -> PlannedStep | None:
        """The step that follows the open one, the first of several; None at the end and where other branches are awaited."""
        run = self.run
        return next(iter(following(self.plan, self.runs, run.no)), None) if run else None

    @property
    def pause(self) -> Pause | None:
        """The pause that runs now."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].ended_at is None else None

    def planned(self, no: int) -> PlannedStep | None:
        """The planned step with number `no`."""
        return next((step for step in self.plan if step.no == no), None)
