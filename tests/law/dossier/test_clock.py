"""When a dossier's clock starts, what a stop near or behind its end gives back, and what is owed while nobody comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from motcua.law.deadline import Verdict
from motcua.law.dossier import commands as c
from motcua.law.dossier.duties import duties_of
from motcua.law.dossier.standing import late_days_of, shares_of, verdict_of
from motcua.law.dossier.values import DutyKind, PauseReason, Status
from motcua.law.procedure import ClockOnSupplement
from motcua.law.rulesets import ruleset_at
from tests.law.dossier.branches import BRANCHED
from tests.law.dossier.life import CALENDAR, GIVEN, RECEIVE, SUBMIT, Life, assigned, case_of, completed, context, received, ref, vn

ASKED = c.RequestSupplement(requirements=("r2",), request=ref(5))
BROUGHT = c.AnswerSupplement(papers=(GIVEN[1],))
RULES = ruleset_at(vn("2026-03-02 09:00").date())


def verdict(life: Life, at: str) -> Verdict | None:
    return verdict_of(life.now, vn(at), CALENDAR, RULES)


def test_the_clock_starts_with_the_reception_and_not_with_the_submission_and_both_are_kept() -> None:
    life = Life().do(SUBMIT, at="2026-02-27 16:00").do(RECEIVE, at="2026-03-02 09:00")
    assert life.now.submitted_at == vn("2026-02-27 16:00")
    assert life.now.received_at == vn("2026-03-02 09:00")
    assert life.now.original_due_at == vn("2026-03-09 17:00")


def test_what_is_asked_for_at_the_door_starts_no_clock() -> None:
    life = Life().do(SUBMIT, at="2026-02-26 09:00").do(ASKED, at="2026-02-26 10:00")
    assert (life.now.pause, life.now.legal_due_at) == (None, None)
    life.do(BROUGHT, at="2026-03-02 08:00").do(RECEIVE, at="2026-03-02 09:00")
    assert life.now.original_due_at == vn("2026-03-09 17:00")


def test_a_supplement_asked_for_in_the_last_minutes_leaves_only_those_minutes() -> None:
    life = assigned().do(ASKED, by="officer:3", at="2026-03-09 16:50").do(BROUGHT, at="2026-03-20 09:00")
    assert life.now.legal_due_at == vn("2026-03-20 09:10")
    assert life.now.original_due_at == vn("2026-03-09 17:00")
    assert verdict(life, "2026-03-20 09:11") is Verdict.OVERDUE_OPEN


@pytest.mark.parametrize("clock", ClockOnSupplement)
def test_a_supplement_asked_for_after_the_due_date_heals_nothing(clock: ClockOnSupplement) -> None:
    life = assigned(case=case_of(clock=clock)).do(ASKED, by="officer:3", at="2026-03-11 09:00")
    assert verdict(life, "2026-03-11 09:00") is Verdict.OVERDUE_OPEN
    days = late_days_of(life.now, life.at, CALENDAR)
    life.do(BROUGHT, at="2026-03-20 09:00")
    assert verdict(life, "2026-03-20 09:01") is Verdict.OVERDUE_OPEN
    assert late_days_of(life.now, life.at, CALENDAR) == days == 2


def test_the_due_date_of_an_interlinked_dossier_is_its_term_and_not_the_sum_of_its_parts() -> None:
    plan = tuple(replace(step, minutes=960) if step.no == 3 else step for step in BRANCHED)
    assert sum(step.minutes for step in plan) > 5 * 480
    life = Life().do(SUBMIT, at="2026-03-02 09:00").do(replace(RECEIVE, plan=plan), at="2026-03-02 09:00")
    assert life.now.original_due_at == received().now.original_due_at
    (share,) = shares_of(life.now, life.at, CALENDAR)
    assert share.due_at < vn("2026-03-09 17:00")


def test_a_result_that_nobody_collects_stays_owed_and_is_late_for_nobody() -> None:
    life = completed(at="2026-03-05 15:00")
    for day in ("2026-03-06 09:00", "2026-12-31 16:00"):
        owed = duties_of(life.now, context(vn(day)))
        assert [(duty.kind, duty.due_at) for duty in owed] == [(DutyKind.HAND_OVER, vn("2026-03-09 17:00"))]
        assert verdict(life, day) is Verdict.EARLY


def test_what_nobody_pays_for_stays_open_as_long_as_it_takes() -> None:
    life = assigned().do(c.PauseClock(reason=PauseReason.FINANCIAL_OBLIGATION, evidence="12/TB"), by="officer:3", at="2026-03-04 09:00")
    assert life.now.status is Status.AWAITING_PAYMENT
    assert life.now.open_runs
    assert verdict(life, "2026-12-31 16:00") is Verdict.WITHIN
    life.do(c.ResumeClock(), by="officer:3", at="2026-12-31 09:00")
    assert CALENDAR.between(vn("2026-12-31 09:00"), life.now.legal_due_at or life.at) == CALENDAR.between(
        vn("2026-03-04 09:00"), vn("2026-03-09 17:00")
    )
    assert life.at - vn("2026-03-04 09:00") > timedelta(days=300)


def test_an_apology_keeps_its_promise_when_the_clock_stops_and_runs_on() -> None:
    promise = c.Apologise(agency=1, reason=ref(7), appointment_at=vn("2026-03-13 17:00"))
    life = assigned().do(promise, by="officer:4", at="2026-03-06 09:00")
    life.do(ASKED, by="officer:3", at="2026-03-06 10:00").do(BROUGHT, at="2026-03-10 10:00")
    assert life.now.legal_due_at == vn("2026-03-11 17:00")
    assert life.now.appointment_at == vn("2026-03-17 17:00")
    assert [duty.kind for duty in duties_of(life.now, context(vn("2026-03-17 16:59")))].count(DutyKind.EXPLAIN) == 1


def test_a_promise_made_while_the_clock_stood_still_moves_only_by_the_rest_of_the_stop() -> None:
    life = assigned().do(ASKED, by="officer:3", at="2026-03-04 09:00")
    life.do(c.Apologise(agency=1, reason=ref(7), appointment_at=vn("2026-03-20 17:00")), by="officer:4", at="2026-03-10 09:00")
    life.do(BROUGHT, at="2026-03-11 09:00")
    assert life.now.legal_due_at == vn("2026-03-16 17:00")
    assert life.now.appointment_at == vn("2026-03-23 17:00")


def test_an_extension_before_the_promised_day_leaves_the_promise() -> None:
    promise = c.Apologise(agency=1, reason=ref(7), appointment_at=vn("2026-03-13 17:00"))
    life = assigned().do(promise, by="officer:4", at="2026-03-06 09:00")
    life.do(c.Extend(working_days=2, basis="Khoản 3 Điều 20"), by="officer:4", at="2026-03-06 10:00")
    assert (life.now.legal_due_at, life.now.appointment_at) == (vn("2026-03-11 17:00"), vn("2026-03-13 17:00"))


def test_a_dossier_that_ended_while_its_clock_stood_still_gets_that_stop_back_when_it_is_opened_again() -> None:
    life = assigned().do(ASKED, by="officer:3", at="2026-03-04 09:00")
    life.do(c.Stop(reason=ref(6)), by="officer:2", at="2026-03-11 09:00").do(c.Reopen(reason=ref(8)), by="officer:9", at="2026-03-11 10:00")
    assert life.now.original_due_at == vn("2026-03-09 17:00")
    assert life.now.legal_due_at == life.now.appointment_at == vn("2026-03-16 17:00")
    assert verdict(life, "2026-03-16 17:00") is Verdict.WITHIN
    life.do(c.Stop(reason=ref(6)), by="officer:2", at="2026-03-12 09:00").do(c.Reopen(reason=ref(8)), by="officer:9", at="2026-03-12 10:00")
    assert life.now.legal_due_at == vn("2026-03-16 17:00")
