"""The table of transitions: every state against every kind of command, and every course a life can take against the national codes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest
from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.decide import decide
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.passages import left_undone
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import TRANSITIONS, WHILE_PAUSED
from motcua.law.dossier.values import NATIONAL_CODES, STATUS_NAMES, TERMINAL, Pause, PauseReason, Status
from motcua.law.refusal import Refusal
from motcua.law.rulesets import basis_in_force, ruleset_at
from tests.law.dossier.attempts import ACTS, KINDS, act_of
from tests.law.dossier.branches import BRANCHED
from tests.law.dossier.life import PLAN, SUBMIT, Life, assigned, context, examined, vn

# Domain §2.2: from each national code to the codes that may follow. Re-opening by a supervisor stands apart.
ALLOWED = {(1, 2), (1, 3), (1, 5), (1, 7), (2, 4), (2, 7), (5, 1), (5, 4), (5, 7), (5, 8), (6, 4), (6, 7), (6, 8), (9, 10)} | {
    (4, code) for code in (5, 6, 7, 8, 9)
}
REOPENED = {(7, 4), (8, 4), (9, 4), (10, 4)}
EVERYTHING = [(status, kind) for status in Status for kind in KINDS if kind is not c.Submit]
LATER = vn("2026-03-03 09:00")


def in_status(status: Status) -> DossierState:
    return replace(examined().now, status=status)


def refusal_of(state: DossierState | None, act: c.Command) -> Refusal:
    answer = decide(state, act, context(LATER, by="officer:4"))
    assert isinstance(answer, Refusal), answer
    return answer


def test_the_table_knows_every_kind_of_command_and_every_way_of_it_has_a_basis() -> None:
    assert set(TRANSITIONS) == set(KINDS) - {c.Submit}
    assert all(transition.basis and transition.name and transition.sources for transition in TRANSITIONS.values())


@pytest.mark.parametrize(
    ("status", "kind"),
    [(status, kind) for status, kind in EVERYTHING if status not in TRANSITIONS[kind].sources],
    ids=lambda one: one.value if isinstance(one, Status) else one.__name__,
)
def test_what_is_not_in_the_table_is_refused_with_a_vietnamese_sentence_and_its_legal_basis(status: Status, kind: type[c.Command]) -> None:
    refusal = refusal_of(in_status(status), act_of(kind))
    assert refusal.code == "NOT_IN_THIS_STATE"
    assert f"“{STATUS_NAMES[status]}” nên không thể {TRANSITIONS[kind].name}." in refusal.message
    assert "{" not in refusal.message
    assert all(STATUS_NAMES[source] in refusal.message for source in TRANSITIONS[kind].sources)
    assert refusal.legal_basis == basis_in_force(TRANSITIONS[kind].basis, LATER.date(), ruleset_at(LATER.date()))
    assert any(word in refusal.legal_basis for word in ("Điều", "Nghị định", "Thông tư", "Nghị quyết", "Luật"))


@pytest.mark.parametrize("kind", [kind for kind in TRANSITIONS if kind not in WHILE_PAUSED], ids=lambda one: one.__name__)
def test_while_the_clock_stands_still_everything_else_is_refused_with_its_basis(kind: type[c.Command]) -> None:
    pause = Pause(reason=PauseReason.FORCE_MAJEURE, started_at=vn("2026-03-02 15:00"), by="officer:3", evidence="5/CĐ")
    for status in TRANSITIONS[kind].sources:
        refusal = refusal_of(replace(in_status(status), pauses=(pause,)), act_of(kind))
        assert refusal.code == "CLOCK_PAUSED"
        assert "15:00 ngày 02/03/2026" in refusal.message
        assert "118/2025" in refusal.legal_basis


def test_what_was_submitted_is_not_submitted_again_and_nothing_is_done_with_nothing() -> None:
    for status in Status:
        refusal = refusal_of(in_status(status), SUBMIT)
        assert (refusal.code, "Điều 17" in refusal.legal_basis) == ("ALREADY_SUBMITTED", True)
    for kind in TRANSITIONS:
        assert refusal_of(None, act_of(kind)).code == "NO_DOSSIER"


# every life there is


PLANS = {
    "row": PLAN,
    "branches": BRANCHED,
    "unsigned": PLAN[:3],
    "numbered in two steps": (*PLAN, replace(PLAN[-1], no=len(PLAN) + 1)),
}
IDLE = (
    c.IssueSlip,
    c.RecordSlipFile,
    c.VoidSlip,
    c.ReusePaper,
    c.RequestCorrection,
    c.ApproveCorrection,
    c.RejectCorrection,
    c.RemindDuty,
    c.RemindOpinion,
)
IDLE_TOO = (c.Extend, c.Apologise, c.RecordApologyDelivery, c.Explain, c.ConcludeExplanation)
Step = tuple[DossierState, c.Command, DossierState]


def course(state: DossierState) -> tuple[object, ...]:
    """What of a dossier decides where it can go; of two dossiers that agree in it one is followed."""
    asked = state.supplements[-1] if state.status is Status.SUPPLEMENT_REQUESTED else None
    result = state.result
    return (
        state.status,
        state.received_at is None,
        tuple((run.no, run.holder is None) for run in state.open_runs),
        left_undone(state.plan, state.runs, 0),
        state.pause and state.pause.reason,
        asked and (asked.after_reception, asked.resume_status),
        next((one.conclusion for one in reversed(state.examinations) if one.step == 0), None),
        result and (bool(result.approved_by), bool(result.number)),
        any(one.answered_at is None for one in state.opinions),
        state.reopened > 0,
    )


@cache
def every_step(way: str) -> tuple[Step, ...]:
    """Every act that is possible anywhere in a life, found by trying everything everywhere, each situation once."""
    plan = PLANS[way]
    acts = [replace(act, plan=plan) if isinstance(act, c.Receive) else act for act in ACTS if not isinstance(act, IDLE + IDLE_TOO)]
    begun = Life().do(SUBMIT).now
    seen, waiting, steps = {course(begun)}, deque([begun]), []
    while waiting:
        state = waiting.popleft()
        for act, after in tried(state, acts):
            steps.append((state, act, after))
            if course(after) not in seen:
                seen.add(course(after))
                waiting.append(after)
    return tuple(steps)


def tried(state: DossierState, acts: list[c.Command]) -> Iterator[tuple[c.Command, DossierState]]:
    for act in acts:
        days = 40 if isinstance(act, c.ExpireSupplement) else 0
        at = state.last_at + timedelta(days=days, minutes=1)
        by = "officer:4" if isinstance(act, c.Approve) else "officer:3"
        answer = decide(state, act, context(at, by))
        if not isinstance(answer, Refusal):
            after = state
            for event in answer:
                after = evolve(after, event, at, by)
            yield act, after


@pytest.mark.parametrize("way", ["row", "branches"])
def test_every_life_goes_from_one_national_code_to_the_next_as_the_list_allows_and_in_every_way_it_allows(way: str) -> None:
    steps = every_step(way)
    changes = {(code(before), code(after), type(act) is c.Reopen) for before, act, after in steps if code(before) != code(after)}
    assert {(before, after) for before, after, reopened in changes if not reopened} == ALLOWED
    assert {(before, after) for before, after, reopened in changes if reopened} == REOPENED


def code(state: DossierState) -> int | None:
    return NATIONAL_CODES[state.status]


@pytest.mark.parametrize("way", ["row", "branches"])
def test_a_supplement_leads_back_to_the_door_before_reception_and_to_work_after_it(way: str) -> None:
    answered = [(before, after) for before, act, after in every_step(way) if type(act) is c.AnswerSupplement]
    assert {(before.received_at is None, code(after)) for before, after in answered} == {(True, 1), (False, 4)}


@pytest.mark.parametrize("way", ["row", "branches"])
def test_every_state_is_met_and_from_an_end_only_a_supervisor_leads_back(way: str) -> None:
    steps = every_step(way)
    assert {before.status for before, _, _ in steps} | {after.status for _, _, after in steps} == set(Status) - {Status.DRAFT}
    ended = {(type(act), after.status) for before, act, after in steps if before.status in TERMINAL and before.status is not after.status}
    assert ended == {(c.Reopen, Status.APPRAISING)}


def test_every_line_of_the_table_leads_somewhere_or_to_a_better_sentence() -> None:
    done = {(before.status, type(act)) for way in PLANS for before, act, _ in every_step(way)}
    said = {(status, kind) for kind, transition in TRANSITIONS.items() if kind not in IDLE + IDLE_TOO for status in transition.sources}
    never = {(status, kind): refusal_of(in_status(status), act_of(kind)).code for status, kind in said - done if kind is c.AnswerOpinion}
    assert set(never.values()) == {"NO_SUCH_OPINION"}
    assert said - done - set(never) == {(Status.ASSIGNED, c.Complete), (Status.ASSIGNED, c.SubmitForApproval)}
    assert refusal_of(assigned().do(c.Forward(), by="officer:3").now, c.SubmitForApproval()).code == "NOT_EXAMINED"
