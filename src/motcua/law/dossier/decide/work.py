"""Inside the agency: forward, assign, examine, ask, draft, approve, number (domain §2.1, steps 5-9)."""

from __future__ import annotations

from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, PlannedStep, Status, StepRun
from motcua.law.refusal import Refusal
from motcua.law.roles import Role


def enter(state: DossierState, step: PlannedStep, holder: int | None, status: Status, context: Context) -> e.StepEntered:
    """The event of entering `step` now: its own due date is counted from its working minutes."""
    return e.StepEntered(
        no=step.no,
        agency=step.agency,
        unit=step.unit,
        holder=holder,
        due_at=context.calendar.add(context.at, step.minutes),
        status=status,
    )


def status_in(state: DossierState, step: PlannedStep, holder: int | None) -> Status:
    """The state of a dossier that enters `step`, by the post that does the step."""
    if step.role is Role.APPROVER:
        return Status.SUBMITTED_FOR_SIGNATURE
    if state.status is not Status.RECEIVED:
        return state.status
    return Status.ASSIGNED if step.role is Role.CASE_OFFICER and holder is not None else Status.RECEIVED


def forward(state: DossierState, command: c.Forward, context: Context) -> Decision:
    """To the next step of the process. Signing and ending are acts of their own."""
    step = state.next_step
    if step is None:
        return refuse("LAST_STEP")
    if step.role is Role.APPROVER:
        return refuse("MUST_BE_SUBMITTED")
    current = state.step
    if step.role is Role.CASE_OFFICER and command.holder is None and current and current.role is Role.UNIT_HEAD:
        return refuse("MUST_BE_ASSIGNED", field="holder")
    entered = enter(state, step, command.holder, status_in(state, step, command.holder), context)
    return (*_drafted(command.draft), entered)


def _drafted(draft: object) -> tuple[e.Event, ...]:
    return (e.ResultDrafted(draft=draft),) if draft is not None else ()  # type: ignore[arg-type]


def assign(state: DossierState, command: c.Assign, context: Context) -> Decision:
    """By the unit head: from the assignment step to the case officer's, or to another officer within the step."""
    step = state.step
    following = state.next_step
    if step is None:
        return refuse("LAST_STEP")
    if step.role is Role.CASE_OFFICER:
        status = Status.ASSIGNED if state.status is Status.RECEIVED else state.status
        return (e.Assigned(holder=command.holder, status=status),)
    if following is not None and following.role is Role.CASE_OFFICER:
        return (enter(state, following, command.holder, status_in(state, following, command.holder), context),)
    return refuse("NO_ASSIGNMENT_HERE", step=step.name)


def record_examination(state: DossierState, command: c.RecordExamination, context: Context) -> Decision:
    """What the examination or verification found; the last one counts."""
    return (e.Examined(conclusion=command.conclusion, note=command.note),)


def submit_for_approval(state: DossierState, command: c.SubmitForApproval, context: Context) -> Decision:
    """With an eligible examination and a draft of the result, to the one who signs."""
    step = state.next_step
    if step is None:
        return refuse("LAST_STEP")
    if step.role is not Role.APPROVER:
        return refuse("NOT_BEFORE_SIGNATURE", step=step.name)
    refusal = _refuse_unready(state, command)
    if refusal:
        return refusal
    return (
        *_drafted(command.draft),
        enter(state, step, command.holder, Status.SUBMITTED_FOR_SIGNATURE, context),
    )


def _refuse_unready(state: DossierState, command: c.SubmitForApproval) -> Refusal | None:
    if not state.examinations:
        return refuse("NOT_EXAMINED", field="examination")
    if state.examinations[-1].conclusion is Conclusion.NOT_ELIGIBLE:
        return refuse("NOT_ELIGIBLE", field="examination")
    if state.result is None and command.draft is None:
        return refuse("NO_DRAFT", field="draft")
    return None


def return_for_rework(state: DossierState, command: c.ReturnForRework, context: Context) -> Decision:
    """Back to the last case officer, in the step that drafted. The clock runs on."""
    run = last_case_run(state)
    assert run is not None
    step = state.planned(run.no)
    assert step is not None
    return (
        e.ReturnedForRework(reason=command.reason),
        enter(state, step, run.holder, Status.APPRAISING, context),
    )


def last_case_run(state: DossierState) -> StepRun | None:
    """The last passage through a case officer's step, None when there was none."""
    return next((run for run in reversed(state.runs) if _role(state, run.no) is Role.CASE_OFFICER), None)


def _role(state: DossierState, no: int) -> Role | None:
    step = state.planned(no)
    return step.role if step else None


def approve(state: DossierState, command: c.Approve, context: Context) -> Decision:
    """Signing is separate evidence from drafting: nobody approves the own draft (domain Annex D)."""
    if state.result is None:
        return refuse("NO_DRAFT")
    if state.result.drafted_by == context.by:
        return refuse("OWN_DRAFT")
    step = state.next_step
    if step is None:
        return (e.Approved(),)
    return (e.Approved(), enter(state, step, None, Status.SIGNED, context))


def issue(state: DossierState, command: c.Issue, context: Context) -> Decision:
    """The clerk numbers the signed result (Điều 15 Nghị định 30/2020/NĐ-CP)."""
    if not command.number.strip():
        return refuse("NUMBER_MISSING", field="number")
    return (e.Numbered(number=command.number.strip(), file=command.file),)
