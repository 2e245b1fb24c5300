"""The sixteen scenarios of domain §18 (Annex A): received Monday 02/03/2026 09:00, five working days, due Monday 09/03/2026 17:00."""

from __future__ import annotations

from msgspec.structs import replace

from motcua.law.deadline import Verdict, late_working_days
from motcua.law.dossier import commands as c
from motcua.law.dossier.reasons import LateCause
from motcua.law.dossier.standing import apologising_agency, indicator_is_on_time, late_agency, late_days_of, shares_of, verdict_of
from motcua.law.dossier.values import Delivery, PlannedStep, Status
from motcua.law.procedure import ClockOnSupplement
from motcua.law.roles import Role
from motcua.law.rulesets import ApologyBy, Compare, ruleset_at
from tests.law.dossier.life import CALENDAR, GIVEN, SUBMIT, Life, assigned, case_of, completed, for_signature, ref, vn

RULES = ruleset_at(vn("2026-03-02 09:00").date())
DUE = vn("2026-03-09 17:00")


def verdict(life: Life, now: str = "2026-03-31 17:00", compare: Compare = Compare.INSTANT) -> Verdict | None:
    return verdict_of(life.now, vn(now), CALENDAR, replace(RULES, compare=compare))


def counts_on_time(life: Life, period_end: str = "2026-03-31 23:59") -> bool | None:
    return indicator_is_on_time(life.now, vn(period_end), RULES)


def test_1_finished_before_the_day_is_early_however_late_it_is_collected() -> None:
    life = completed(at="2026-03-05 15:00").do(c.HandOver(receiver=ref(9), method=Delivery.COUNTER), at="2026-03-20 10:00")
    assert life.now.original_due_at == DUE
    assert verdict(life) is Verdict.EARLY


def test_2_the_last_minute_is_on_time() -> None:
    assert verdict(completed(at="2026-03-09 16:59")) is Verdict.ON_TIME


def test_3_after_closing_the_instant_decides_unless_dates_are_compared() -> None:
    life = completed(at="2026-03-09 18:30")
    assert verdict(life) is Verdict.LATE
    assert verdict(life, compare=Compare.DATE) is Verdict.ON_TIME


def test_4_an_apology_with_a_new_date_heals_nothing() -> None:
    life = for_signature()
    life.do(c.Apologise(agency=1, reason=ref(7), appointment_at=vn("2026-03-13 17:00")), by="officer:4", at="2026-03-06 09:00")
    life.do(c.Approve(), by="officer:4").do(c.Issue(number="1/2026"), by="officer:5").do(
        c.Complete(), by="officer:5", at="2026-03-12 10:00"
    )
    assert life.now.original_due_at == life.now.legal_due_at == DUE
    assert life.now.appointment_at == vn("2026-03-13 17:00")
    assert verdict(life) is Verdict.LATE
    assert late_days_of(life.now, vn("2026-03-31 17:00"), CALENDAR) == 3
    life.do(c.Explain(cause=LateCause.WORKLOAD, words=ref(8)), by="officer:3")


def test_5_without_apology_it_is_late_and_nobody_said_sorry() -> None:
    life = completed(at="2026-03-12 10:00")
    assert verdict(life) is Verdict.LATE
    assert life.now.apology is None


def test_6_a_supplement_moves_the_legal_due_date_and_both_are_kept() -> None:
    life = assigned().do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3", at="2026-03-04 09:00")
    life.do(c.AnswerSupplement(papers=(GIVEN[1],)), at="2026-03-11 09:00")
    assert (life.now.original_due_at, life.now.legal_due_at) == (DUE, vn("2026-03-16 17:00"))
    _finish(life, "2026-03-13 10:00")
    assert verdict(life) is Verdict.EARLY
    assert counts_on_time(life)


def _finish(life: Life, at: str) -> None:
    from_here = (
        (c.RecordExamination(conclusion="ELIGIBLE", note=ref(2)), "officer:3"),  # type: ignore[arg-type]
        (c.Forward(draft=ref(3)), "officer:3"),
        (c.SubmitForApproval(), "officer:2"),
        (c.Approve(), "officer:4"),
        (c.Issue(number="1/2026"), "officer:5"),
    )
    for command, by in from_here:
        life.do(command, by=by)
    life.do(c.Complete(), by="officer:5", at=at)


def test_7_a_restarted_clock_counts_from_the_supplement() -> None:
    life = assigned(case=case_of(clock=ClockOnSupplement.RESTART))
    life.do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3", at="2026-03-04 09:00")
    life.do(c.AnswerSupplement(papers=(GIVEN[1],)), at="2026-03-11 09:00")
    assert life.now.legal_due_at == vn("2026-03-18 17:00")


def test_8_a_citizen_who_never_comes_back_makes_nobody_late() -> None:
    life = assigned().do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3", at="2026-03-04 09:00")
    assert verdict(life, "2026-03-14 17:00") is Verdict.WITHIN
    assert counts_on_time(life, "2026-03-14 23:59")
    assert life.now.status is Status.SUPPLEMENT_REQUESTED


def test_9_two_supplements_after_reception_count_as_late() -> None:
    life = assigned()
    again = c.RequestSupplement(requirements=("r1",), request=ref(5), override_basis="Khoản 2 Điều 7 Thông tư 01")
    for _ in range(2):
        life.do(again, by="officer:3").do(c.AnswerSupplement(papers=(GIVEN[0],)))
    _finish(life, "2026-03-04 10:00")
    assert verdict(life) is Verdict.EARLY
    assert counts_on_time(life) is False


def test_10_withdrawn_in_time_is_on_time() -> None:
    life = assigned().do(c.Withdraw(reason=ref(5), confirmed_by_applicant=True), at="2026-03-06 09:00")
    assert verdict(life) is Verdict.EARLY
    assert counts_on_time(life)


def test_11_withdrawn_after_the_due_date_stays_late() -> None:
    life = assigned().do(c.Withdraw(reason=ref(5), confirmed_by_applicant=True), at="2026-03-11 09:00")
    assert verdict(life) is Verdict.LATE
    assert counts_on_time(life) is False


def test_12_stopped_in_writing_on_the_due_day_is_on_time() -> None:
    assert verdict(assigned().do(c.Stop(reason=ref(5)), at="2026-03-09 10:00")) is Verdict.ON_TIME


def test_13_open_past_its_date_is_late_at_once() -> None:
    life = assigned()
    assert verdict(life, "2026-03-09 17:01") is Verdict.OVERDUE_OPEN
    assert verdict(life, "2026-03-31 17:00") is Verdict.OVERDUE_OPEN
    assert counts_on_time(life) is False
    assert counts_on_time(life, "2026-03-14 23:59") is False


def test_14_refused_at_the_door_is_judged_by_nobody() -> None:
    life = Life().do(SUBMIT, at="2026-03-02 09:00").do(c.RefuseAtDoor(reason=ref(2)))
    assert verdict(life) is None
    assert counts_on_time(life) is None


TWO_AGENCIES = (
    PlannedStep(no=1, name="Xã", role=Role.RECEPTION, agency=1, unit=11, minutes=2 * 480),
    PlannedStep(no=2, name="Sở", role=Role.CASE_OFFICER, agency=2, unit=21, minutes=3 * 480),
)


def test_15_each_agency_answers_for_its_own_delay_and_the_one_with_the_result_apologises() -> None:
    life = Life().do(SUBMIT, at="2026-03-02 09:00")
    life.do(
        c.Receive(code="H42.101-260302-0001", register_book="01/2026", register_no=1, officer=1, plan=TWO_AGENCIES), at="2026-03-02 09:00"
    )
    life.do(c.Forward(holder=7), at="2026-03-06 10:00")
    life.do(c.RecordExamination(conclusion="ELIGIBLE", note=ref(2)), by="officer:7")  # type: ignore[arg-type]
    life.do(c.Complete(), by="officer:7", at="2026-03-10 10:00")
    first, second = shares_of(life.now, life.at, CALENDAR)
    assert (first.agency, first.late_days) == (1, 2)
    assert (second.agency, second.late_days) == (2, 0)
    assert late_days_of(life.now, life.at, CALENDAR) == 1
    assert verdict(life) is Verdict.LATE


def test_16_a_late_opinion_is_counted_apart() -> None:
    life = assigned().do(c.AskOpinion(agency=2, question=ref(6), due_at=vn("2026-03-05 17:00")), by="officer:3")
    life.do(c.AnswerOpinion(no=1, answer=ref(7)), at="2026-03-10 09:00")
    opinion = life.now.opinions[0]
    assert opinion.answered_at is not None
    assert late_working_days(opinion.answered_at, opinion.due_at, CALENDAR) == 3


def test_who_apologises_is_the_agency_of_the_result_unless_the_ruleset_reads_the_law_otherwise() -> None:
    life = Life().do(SUBMIT, at="2026-03-02 09:00")
    life.do(
        c.Receive(code="H42.101-260302-0001", register_book="01/2026", register_no=1, officer=1, plan=TWO_AGENCIES), at="2026-03-02 09:00"
    )
    life.do(c.Forward(holder=7), at="2026-03-06 10:00")
    now = replace(life.now, competent_agency=2)
    late = vn("2026-03-10 10:00")
    assert apologising_agency(now, late, CALENDAR, RULES) == 2
    assert apologising_agency(now, late, CALENDAR, replace(RULES, apology_by=ApologyBy.LATE_AGENCY)) == 1
    assert late_agency(now, late, CALENDAR) == 1
