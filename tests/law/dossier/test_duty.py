"""Extension, apology, explanation: when each may be written, by whom, how often."""

from __future__ import annotations

from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.duties import DutyKind, duties_of, forecasts_of
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.dossier.values import BY_HAND, PauseReason, Status
from motcua.law.dossier.watch import reminders_by_hand, reminders_due
from motcua.law.procedure import Term, TermUnit
from motcua.law.roles import Role
from tests.law.dossier.life import CALENDAR, PLAN, RECEIVE, SUBMIT, Life, assigned, case_of, completed, context, ref, vn
from tests.law.dossier.test_life import code_of


def apology(appointment: str = "2026-03-13 17:00") -> c.Apologise:
    return c.Apologise(agency=1, reason=ref(7), appointment_at=vn(appointment))


def test_a_term_is_extended_once_before_it_expires_and_on_a_basis() -> None:
    life = assigned()
    assert code_of(life.attempt(c.Extend(working_days=3, basis=" "))) == "EXTENSION_BASIS"
    life.do(c.Extend(working_days=3, basis="Khoản 3 Điều 20 Luật X"), by="officer:4", at="2026-03-05 09:00")
    assert life.now.legal_due_at == life.now.appointment_at == vn("2026-03-12 17:00")
    assert life.now.original_due_at == vn("2026-03-09 17:00")
    assert code_of(life.attempt(c.Extend(working_days=3, basis="Khoản 3"))) == "EXTENSION_TWICE"
    assert code_of(assigned().attempt(c.Extend(working_days=3, basis="Khoản 3"), at="2026-03-09 17:01")) == "EXTENSION_TOO_LATE"


def test_an_apology_is_not_owed_for_what_ended_in_time() -> None:
    assert code_of(completed(at="2026-03-05 15:00").attempt(apology(), at="2026-03-05 16:00")) == "APOLOGY_NOT_OWED"


def test_what_may_become_late_is_forecast_a_working_day_before_and_owed_after() -> None:
    life = assigned()
    assert duties(life, "2026-03-04 09:00") == []
    assert duties(life, "2026-03-06 08:00") == [(DutyKind.FORECAST_LATE, vn("2026-03-09 17:00"))]
    late = duties(life, "2026-03-10 08:00")
    assert late == [(DutyKind.APOLOGISE, vn("2026-03-06 17:00")), (DutyKind.EXPLAIN, vn("2026-03-12 17:00"))]


def duties(life: Life, at: str) -> list[tuple[DutyKind, object]]:
    return [(duty.kind, duty.due_at) for duty in duties_of(life.now, context(vn(at)))]


def test_a_second_apology_is_refused() -> None:
    life = assigned().do(apology(), at="2026-03-06 09:00")
    assert code_of(life.attempt(apology("2026-03-20 17:00"), at="2026-03-16 09:00")) == "APOLOGY_TWICE"


def test_the_new_appointment_lies_ahead_on_a_working_day() -> None:
    life = assigned()
    assert code_of(life.attempt(apology("2026-03-09 16:00"), at="2026-03-06 09:00")) == "APPOINTMENT_PASSED"
    assert code_of(life.attempt(apology("2026-03-14 10:00"), at="2026-03-06 09:05")) == "APPOINTMENT_DAY_OFF"


def test_the_delivery_of_an_apology_is_recorded_once() -> None:
    life = assigned()
    assert code_of(life.attempt(c.RecordApologyDelivery(channel="SMS"))) == "NO_APOLOGY"
    life.do(apology(), at="2026-03-06 09:00").do(c.RecordApologyDelivery(channel="SMS"))
    seq = life.now.seq
    life.do(c.RecordApologyDelivery(channel="EMAIL"))
    assert (life.now.seq, life.now.apology and life.now.apology.channel) == (seq, "SMS")


def test_only_lateness_is_explained_and_once_for_each_missed_date() -> None:
    life = assigned()
    explain = c.Explain(cause=LateCause.WORKLOAD, words=ref(8))
    assert code_of(life.attempt(explain, at="2026-03-06 09:00")) == "NOT_LATE"
    life.do(apology(), at="2026-03-06 10:00").do(explain, by="officer:3", at="2026-03-10 09:00")
    assert code_of(life.attempt(explain, at="2026-03-11 09:00")) == "EXPLAINED"
    life.do(explain, by="officer:3", at="2026-03-16 09:00")
    assert len(life.now.explanations) == 2


def test_the_head_concludes_and_not_the_one_who_explained() -> None:
    life = completed(at="2026-03-12 10:00").do(c.Explain(cause=LateCause.SUBJECTIVE, words=ref(8)), by="officer:3")
    conclude = c.ConcludeExplanation(no=1, conclusion=HeadConclusion.SELF_REVIEW, remark=ref(9))
    assert code_of(life.attempt(conclude, by="officer:3")) == "OWN_EXPLANATION"
    life.do(conclude, by="officer:4")
    assert code_of(life.attempt(conclude, by="officer:4")) == "NO_SUCH_EXPLANATION"


def test_the_window_for_a_supplement_ends_the_dossier_only_when_it_is_over() -> None:
    life: Life = assigned().do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3", at="2026-03-04 09:00")
    assert code_of(life.attempt(c.ExpireSupplement(reason=ref(6)), at="2026-04-03 16:59")) == "WINDOW_OPEN"
    life.do(c.ExpireSupplement(reason=ref(6)), by="system:0", at="2026-04-03 17:01")
    assert life.now.status is Status.STOPPED


def test_half_of_the_time_is_told_to_the_holder_and_most_of_it_to_the_head() -> None:
    life = assigned(case=case_of(Term(20, TermUnit.WORKING_DAYS)))
    due = vn("2026-03-30 17:00")
    assert life.now.legal_due_at == due
    for when, kind, role in (
        ("2026-03-16 09:00", None, None),
        ("2026-03-17 09:00", DutyKind.FORECAST_HALF, Role.CASE_OFFICER),
        ("2026-03-25 16:00", DutyKind.FORECAST_MOST, Role.UNIT_HEAD),
        ("2026-03-27 09:00", DutyKind.FORECAST_LATE, Role.CASE_OFFICER),
    ):
        told = [(duty.kind, duty.role, duty.due_at) for duty in duties_of(life.now, context(vn(when)))]
        assert told == ([(kind, role, due)] if kind else []), when


def test_a_stop_of_the_clock_moves_the_forecasts_with_it() -> None:
    life = assigned(case=case_of(Term(20, TermUnit.WORKING_DAYS)))
    before = forecasts_of(life.now, context(life.at))
    life.do(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="5/CĐ"), by="officer:3", at="2026-03-04 09:00")
    assert duties_of(life.now, context(vn("2026-03-20 09:00"))) == ()
    life.do(c.ResumeClock(), by="officer:3", at="2026-03-11 09:00")
    after = forecasts_of(life.now, context(life.at))
    assert [CALENDAR.between(one, other) for one, other in zip(before, after, strict=True)] == [5 * 480] * 3


def test_a_term_of_one_day_is_not_forecast_before_it_is_used() -> None:
    quick = tuple(replace(step, minutes=60) for step in PLAN)
    life = Life("2026-03-02 09:00", case_of(Term(1, TermUnit.SAME_DAY_15H))).do(SUBMIT).do(replace(RECEIVE, plan=quick))
    kinds = [[duty.kind for duty in duties_of(life.now, context(vn(f"2026-03-02 {hour}")))] for hour in ("09:05", "14:00", "16:00")]
    assert kinds == [[], [DutyKind.FORECAST_HALF], [DutyKind.FORECAST_LATE]]


def test_whoever_owes_what_is_overdue_is_reminded_by_hand_once_a_day_and_no_head_is_told_by_that() -> None:
    life = assigned()
    assert reminders_by_hand(life.now, context(vn("2026-03-10 08:00")))[0].kind is DutyKind.APOLOGISE
    (explain,) = [one for one in reminders_by_hand(life.now, context(vn("2026-03-13 08:00"))) if one.kind is DutyKind.EXPLAIN]
    assert (explain.level, explain.role) == (BY_HAND, Role.CASE_OFFICER)
    life.do(explain, by="officer:9", at="2026-03-13 08:00")
    assert [(told.level, told.by) for told in life.now.reminders] == [(BY_HAND, "officer:9")]
    seq = life.now.seq
    life.do(explain, by="officer:9", at="2026-03-13 16:00")
    assert life.now.seq == seq
    assert explain not in reminders_by_hand(life.now, context(vn("2026-03-13 16:00")))
    life.do(explain, by="officer:9", at="2026-03-16 08:00")
    assert life.now.seq == seq + 1
    levels = {one.level for one in reminders_due(life.now, context(vn("2026-03-16 09:00")), lambda _: None) if one.kind is DutyKind.EXPLAIN}
    assert 1 in levels


def test_nobody_is_reminded_of_what_is_not_overdue_or_waits_for_its_owner() -> None:
    assert reminders_by_hand(assigned().now, context(vn("2026-03-06 08:00"))) == []
    assert reminders_by_hand(completed(at="2026-03-05 15:00").now, context(vn("2026-05-05 08:00"))) == []
