"""Parallel branches of one dossier: side by side, each with its own time, joined before the signature (domain §23)."""

from __future__ import annotations

from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.duties import duties_of, explaining_run
from motcua.law.dossier.standing import late_agency, shares_of
from motcua.law.dossier.values import Conclusion, DutyKind, PauseReason, Status
from motcua.law.dossier.watch import reminders_due
from motcua.law.roles import Role
from tests.law.dossier.branches import BRANCHED, EXAMINED, INSURANCE, INSURANCE_UNIT, POLICE_UNIT, in_branches
from tests.law.dossier.life import CALENDAR, RECEIVE, SUBMIT, WARD, Life, context, ref, vn


def open_steps(life: Life) -> list[int]:
    return [run.no for run in life.now.open_runs]


def test_leaving_the_step_before_a_split_opens_every_branch() -> None:
    life = in_branches()
    assert open_steps(life) == [3, 4]
    assert {run.unit for run in life.now.open_runs} == {POLICE_UNIT, INSURANCE_UNIT}
    assert life.now.run is not None
    assert life.now.run.no == 3


def test_the_first_branch_to_end_waits_for_the_other_and_the_join_opens_once() -> None:
    life = in_branches().do(c.Assign(holder=8, step=4)).do(c.Assign(holder=7, step=3))
    assert [run.holder for run in life.now.open_runs] == [7, 8]
    life.do(c.Forward(step=4), by="officer:8")
    assert open_steps(life) == [3]
    life.do(c.Forward(step=3), by="officer:7")
    assert open_steps(life) == [5]
    assert next_acts(life.now) == (c.SubmitForApproval,)


def test_an_act_that_does_not_say_which_branch_is_refused_with_their_names() -> None:
    refusal = in_branches().attempt(c.Forward())
    assert refusal is not None
    assert refusal.code == "WHICH_STEP"
    assert "“Đăng ký thường trú”, “Cấp thẻ BHYT”" in refusal.message


def test_what_one_branch_finds_does_not_decide_for_the_dossier() -> None:
    life = in_branches().do(c.Assign(holder=8, step=4))
    life.do(c.RecordExamination(conclusion=Conclusion.NOT_ELIGIBLE, note=ref(9), step=4), by="officer:8")
    life.do(c.Forward(step=4), by="officer:8").do(c.Forward(step=3), by="officer:7")
    life.do(c.SubmitForApproval(), by="officer:2")
    assert life.now.status is Status.SUBMITTED_FOR_SIGNATURE
    assert [one.step for one in life.now.examinations] == [0, 4]


def test_nothing_ends_while_a_branch_is_open() -> None:
    refusal = in_branches().attempt(c.Complete(), by="officer:5")
    assert refusal is not None
    assert refusal.code == "STEPS_LEFT"


def test_a_draft_given_back_does_not_send_the_branches_round_again() -> None:
    life = in_branches().do(c.Forward(step=4)).do(c.Forward(step=3)).do(c.SubmitForApproval(), by="officer:2")
    life.do(c.ReturnForRework(reason=ref(6)), by="officer:4")
    assert open_steps(life) == [2]
    life.do(EXAMINED, by="officer:3").do(c.Forward(), by="officer:3")
    assert open_steps(life) == [5]


def test_each_open_branch_is_owed_by_its_own_post_until_its_own_time() -> None:
    life = in_branches("2026-03-02 09:00").do(c.Assign(holder=8, step=4))
    owed = [duty for duty in duties_of(life.now, context(life.at)) if duty.kind is DutyKind.DO_BRANCH]
    assert {(duty.no, duty.agency, duty.unit, duty.holder) for duty in owed} == {
        (3, WARD, POLICE_UNIT, None),
        (4, INSURANCE, INSURANCE_UNIT, 8),
    }
    assert all(not duty.overdue for duty in owed)


def test_a_late_branch_comes_before_the_head_of_its_own_agency() -> None:
    life = in_branches("2026-03-02 09:00")
    reminders = reminders_due(life.now, context(vn("2026-03-05 09:00")), lambda _agency: None)
    told = [(one.no, one.role, one.agency) for one in reminders if one.kind is DutyKind.DO_BRANCH]
    assert (4, Role.UNIT_HEAD, INSURANCE) in told


def test_while_the_clock_stands_still_no_branch_is_owed_and_its_time_moves_by_the_stop() -> None:
    life = in_branches("2026-03-02 09:00")
    before = {duty.no: duty.due_at for duty in duties_of(life.now, context(life.at)) if duty.kind is DutyKind.DO_BRANCH}
    life.do(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="5/CĐ"), at="2026-03-03 09:00")
    assert not [duty for duty in duties_of(life.now, context(life.at)) if duty.kind is DutyKind.DO_BRANCH]
    life.do(c.ResumeClock(), at="2026-03-04 09:00")
    after = {duty.no: duty.due_at for duty in duties_of(life.now, context(life.at)) if duty.kind is DutyKind.DO_BRANCH}
    assert {no: CALENDAR.between(before[no], after[no]) for no in before} == {3: 480, 4: 480}


def test_the_time_of_side_by_side_work_is_split_by_agency() -> None:
    life = in_branches("2026-03-02 09:00").do(c.Forward(step=3), at="2026-03-03 09:00").do(c.Forward(step=4), at="2026-03-06 09:00")
    shares = shares_of(life.now, vn("2026-03-06 09:00"), CALENDAR)
    assert [(share.agency, share.late_days > 0) for share in shares] == [(WARD, False), (INSURANCE, True), (WARD, False)]
    assert late_agency(life.now, vn("2026-03-06 09:00"), CALENDAR) == INSURANCE


def test_the_agency_that_was_late_explains() -> None:
    life = in_branches("2026-03-02 09:00").do(c.Assign(holder=8, step=4)).do(c.Forward(step=3))
    run = explaining_run(life.now, vn("2026-03-10 09:00"), CALENDAR)
    assert run is not None
    assert (run.agency, run.holder) == (INSURANCE, 8)


def test_withdrawing_ends_every_branch_and_reopening_begins_with_the_lead() -> None:
    life = in_branches().do(c.Withdraw(reason=ref(5), confirmed_by_applicant=True))
    assert open_steps(life) == []
    life.do(c.Reopen(reason=ref(6)), by="officer:9")
    assert open_steps(life) == [2]


def test_a_step_with_several_outcomes_is_left_by_one_of_them() -> None:
    plan = tuple(replace(step, outcomes=("Đã cấp", "Không cấp")) if step.no == 4 else step for step in BRANCHED)
    life = Life("2026-03-02 09:00").do(SUBMIT).do(replace(RECEIVE, plan=plan)).do(c.Forward(holder=3)).do(EXAMINED).do(c.Forward())
    refusal = life.attempt(c.Forward(step=4))
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("OUTCOME_MISSING", "outcome")
    life.do(c.Forward(step=4, outcome="Không cấp"))
    assert [run.outcome for run in life.now.runs if run.no == 4] == ["Không cấp"]


def test_the_head_of_a_split_does_not_choose_who_works_in_the_branches() -> None:
    life = Life("2026-03-02 09:00").do(SUBMIT).do(replace(RECEIVE, plan=BRANCHED)).do(c.Forward(holder=3)).do(EXAMINED)
    refusal = life.attempt(c.Forward(holder=7))
    assert refusal is not None
    assert refusal.code == "BRANCHES_CHOOSE"
