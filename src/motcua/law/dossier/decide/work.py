"""Inside the agency: forward, assign, examine, ask, draft, approve, number (domain §2.1, steps 5-9)."""

from __future__ import annotations

from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.passages import following, left_undone
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, Examination, PlannedStep, Status, StepRun
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.sentence import listed


def enter(
    state: DossierState, step: PlannedStep, holder: int | None, status: Status, context: Context, *, leaving: int = 0, outcome: str = ""
) -> e.StepEntered:
    """The event of entering `step` now: its own due date is counted from its working minutes."""
    return e.StepEntered(
        no=step.no,
        agency=step.agency,
        unit=step.unit,
        holder=holder,
        due_at=context.calendar.add(context.at, step.minutes),
        status=status,
        leaving=leaving,
        outcome=outcome,
    )


def status_in(state: DossierState, step: PlannedStep, holder: int | None) -> Status:
    """The state of a dossier that enters `step`, by the post that does the step."""
    if step.role is Role.APPROVER:
        return Status.SUBMITTED_FOR_SIGNATURE
    if state.status is not Status.RECEIVED:
        return state.status
    return Status.ASSIGNED if step.role is Role.CASE_OFFICER and holder is not None else Status.RECEIVED


def forward(state: DossierState, command: c.Forward, context: Context) -> Decision:
    """To what follows in the process: one step, several branches at once, or the wait for the other branches.

    Signing and ending are acts of their own.
    """
    run = state.open_run(command.step)
    if run is None:
        return _which_step(state, command.step)
    step = state.planned(run.no)
    assert step is not None
    if step.outcomes and command.outcome not in step.outcomes:
        return refuse("OUTCOME_MISSING", field="outcome", step=step.name, outcomes=listed(step.outcomes, is_quoted=True))
    ways = following(state.plan, state.runs, run.no)
    outcome = command.outcome if step.outcomes else ""
    if not ways:
        is_end = not left_undone(state.plan, state.runs, run.no)
        return refuse("LAST_STEP") if is_end else (*_drafted(command.draft), e.StepLeft(no=run.no, outcome=outcome))
    refusal = _refuse_way(step, ways, command)
    if refusal:
        return refusal
    leaving = run.no if len(ways) > 1 or len(state.open_runs) > 1 else 0
    entered = (
        enter(state, way, command.holder, status_in(state, way, command.holder), context, leaving=leaving, outcome=outcome) for way in ways
    )
    return (*_drafted(command.draft), *entered)


def _which_step(state: DossierState, no: int) -> Refusal:
    """Where nobody said in which of several steps, and where the step that was said is not open."""
    open_ones = listed((step.name for step in state.plan if any(run.no == step.no for run in state.open_runs)), is_quoted=True)
    if no:
        return refuse("STEP_NOT_OPEN", field="step", no=no, steps=open_ones)
    return refuse("WHICH_STEP", field="step", steps=open_ones)


def _refuse_way(step: PlannedStep, ways: tuple[PlannedStep, ...], command: c.Forward) -> Refusal | None:
    """A signature is asked for with a draft, and a case officer is chosen by the head; branches choose their own."""
    if any(way.role is Role.APPROVER for way in ways):
        return refuse("MUST_BE_SUBMITTED")
    chooses = len(ways) == 1 and ways[0].role is Role.CASE_OFFICER and step.role is Role.UNIT_HEAD and ways[0].unit == step.unit
    if chooses and command.holder is None:
        return refuse("MUST_BE_ASSIGNED", field="holder")
    if len(ways) > 1 and command.holder is not None:
        return refuse("BRANCHES_CHOOSE", field="holder")
    return None


def _drafted(draft: object) -> tuple[e.Event, ...]:
    return (e.ResultDrafted(draft=draft),) if draft is not None else ()  # type: ignore[arg-type]


def assign(state: DossierState, command: c.Assign, context: Context) -> Decision:
    """By the unit head: from the assignment step to the case officer's, or to another officer within the step."""
    run = state.open_run(command.step)
    if run is None:
        return _which_step(state, command.step)
    step = state.planned(run.no)
    assert step is not None
    several = len(state.open_runs) > 1
    if step.role is Role.CASE_OFFICER:
        status = Status.ASSIGNED if state.status is Status.RECEIVED else state.status
        return (e.Assigned(holder=command.holder, status=status, no=run.no if several else 0),)
    ways = following(state.plan, state.runs, run.no)
    if len(ways) == 1 and ways[0].role is Role.CASE_OFFICER:
        leaving = run.no if several else 0
        return (enter(state, ways[0], command.holder, status_in(state, ways[0], command.holder), context, leaving=leaving),)
    return refuse("NO_ASSIGNMENT_HERE", step=step.name)


def record_examination(state: DossierState, command: c.RecordExamination, context: Context) -> Decision:
    """What the examination or verification found; the last one counts. What a branch finds is its own."""
    run = state.open_run(command.step)
    if run is None:
        return _which_step(state, command.step)
    return (e.Examined(conclusion=command.conclusion, note=command.note, step=run.no if state.is_branch(run.no) else 0),)


def examinations_in(state: DossierState, run: StepRun) -> tuple[Examination, ...]:
    """The examinations that count for a passage: a branch's own, otherwise those of the main line."""
    step = run.no if state.is_branch(run.no) else 0
    return tuple(examination for examination in state.examinations if examination.step == step)


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
    examinations = [one for one in state.examinations if one.step == 0]
    if not examinations:
        return refuse("NOT_EXAMINED", field="examination")
    if examinations[-1].conclusion is Conclusion.NOT_ELIGIBLE:
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
    """The last passage through a case officer's step of the main line, None when there was none."""
    return next((run for run in reversed(state.runs) if _role(state, run.no) is Role.CASE_OFFICER and not state.is_branch(run.no)), None)


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
