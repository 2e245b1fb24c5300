"""What a scenario leaves unsaid: the usual acts that lead a dossier to the act it names, through every branch up to the join."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.passages import earlier_steps, following
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, Delivery
from motcua.law.play.acts import REF

Kinds = frozenset[type[c.Command]]
TO_WORK: Kinds = frozenset({c.Forward, c.Assign})
TO_STEP: Kinds = TO_WORK | frozenset({c.RecordExamination})
TO_SIGN: Kinds = TO_STEP | frozenset({c.SubmitForApproval})
TO_END: Kinds = TO_SIGN | frozenset({c.Approve, c.Issue})
# Which acts may be filled in before an act that a scenario names.
FILLED: dict[type[c.Command], Kinds] = {
    c.RecordExamination: TO_WORK,
    c.RequestSupplement: TO_WORK,
    c.PauseClock: TO_WORK,
    c.AskOpinion: TO_WORK,
    c.Stop: TO_WORK,
    c.ReturnNotEligible: TO_WORK,
    c.SubmitForApproval: TO_STEP,
    c.Approve: TO_SIGN,
    c.ReturnForRework: TO_SIGN,
    c.Issue: TO_SIGN | frozenset({c.Approve}),
    c.Complete: TO_END,
    c.HandOver: TO_END | frozenset({c.Complete}),
}


def usual_acts(state: DossierState, towards: c.Command) -> Iterator[c.Command]:
    """The acts that people would usually do next on the way to `towards`, one for each step the dossier is in.

    An act in a step that is still to come is led to by the steps it waits for, and by no others.
    """
    step = getattr(towards, "step", 0)
    allowed = FILLED.get(type(towards), frozenset()) if not step else _towards_step(state, step)
    before = earlier_steps(state.plan, step) if step else None
    several = len(state.open_runs) > 1
    for run in sorted(state.open_runs, key=lambda run: run.no):
        kind = next((kind for kind in next_acts(state, run.no) if kind in allowed), None)
        if kind is not None and (before is None or run.no in before):
            yield _usual(kind, state, run.no if several else 0)
    if not state.open_runs:
        yield from (_usual(kind, state, 0) for kind in next_acts(state) if kind in allowed)
    elif c.RecordExamination in allowed and not several and before is None and not any(one.step == 0 for one in state.examinations):
        yield _usual(c.RecordExamination, state, 0)  # a scenario that sent the draft on did not say so, but somebody examined it


def _towards_step(state: DossierState, step: int) -> Kinds:
    """Nothing leads to a step that was left already."""
    return frozenset() if any(run.no == step for run in state.runs) else TO_STEP


def without_choice(state: DossierState | None, command: c.Command) -> c.Command:
    """A forward into several branches names nobody: each chooses its own."""
    if not isinstance(command, c.Forward) or state is None:
        return command
    run = state.open_run(command.step)
    is_split = run is not None and len(following(state.plan, state.runs, run.no)) > 1
    return replace(command, holder=None) if is_split else command


def _usual(kind: type[c.Command], state: DossierState, step: int) -> c.Command:
    """The act people would usually do, with usual words; of several outcomes the first."""
    run = state.open_run(step)
    planned = state.planned(run.no) if run else None
    outcome = planned.outcomes[0] if planned and planned.outcomes else ""
    draft = REF if state.examinations and state.result is None else None
    made: dict[type[c.Command], c.Command] = {
        c.Forward: c.Forward(holder=3, draft=draft, step=step, outcome=outcome),
        c.Assign: c.Assign(holder=3, step=step),
        c.RecordExamination: c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=REF, step=step),
        c.SubmitForApproval: c.SubmitForApproval(draft=REF if state.result is None else None),
        c.Approve: c.Approve(),
        c.Issue: c.Issue(number="1"),
        c.Complete: c.Complete(),
        c.HandOver: c.HandOver(receiver=REF, method=Delivery.COUNTER),
    }
    return made[kind]
