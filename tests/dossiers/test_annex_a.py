"""The sixteen scenarios of domain §18 through the commands: received Monday 02/03/2026 09:00, five working days, due Monday 09/03 17:00."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from motcua.agencies.queries import calendar_of
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers import commands as c
from motcua.dossiers.commands import Asked, Lacking
from motcua.law.deadline import Verdict, late_working_days
from motcua.law.dossier.reasons import Confirmation, LateCause, WithdrawalCause
from motcua.law.dossier.standing import apologising_agency, indicator_is_on_time, late_days_of, shares_of, verdict_of
from motcua.law.dossier.values import Conclusion, DossierPaper, PaperStatus, Status
from motcua.law.roles import Role
from motcua.law.rulesets import Compare, ruleset_at
from tests.dossiers.going import Going, assert_whole, assigned, key, received
from tests.dossiers.province import make_department, make_province
from tests.dossiers.ward import Ward, done, import_catalogue, intake, procedure, refused, vn

DUE = vn("2026-03-09 17:00")
RULES = ruleset_at(DUE.date())


@pytest.fixture(autouse=True)
def verified(db: None) -> object:
    """Whatever a scenario does, verification finds nothing afterwards."""
    yield
    assert_whole()


def verdict(going: Going, now: str = "2026-03-31 17:00", compare: Compare = Compare.INSTANT) -> Verdict | None:
    return verdict_of(going.state, vn(now), calendar_of(going.ward.id), replace(RULES, compare=compare))


def counts_on_time(going: Going, period_end: str = "2026-03-31 23:59") -> bool | None:
    return indicator_is_on_time(going.state, vn(period_end), RULES)


def solved(ward: Ward, when: str) -> Going:
    return assigned(ward).for_signature().completed(when)


def ask_supplement(going: Going, when: str = "", who: str = "officer", basis: str = "") -> None:
    lacking = [Lacking(key=key(going, 1), missing="Thiếu chữ ký", remedy="Ký vào trang 2")]
    done(c.request_supplement(going.ward.actor(who), going.id, lacking, "Thiếu chữ ký", override_basis=basis, at=going.next(when)))


def answer_supplement(going: Going, when: str = "") -> None:
    paper = DossierPaper(key=key(going, 1), status=PaperStatus.GIVEN, originals=1)
    done(c.answer_supplement(going.ward.actor("reception"), going.id, [paper], at=going.next(when)))


def test_1_finished_before_the_day_is_early_however_late_it_is_collected(ward: Ward) -> None:
    going = solved(ward, "2026-03-05 15:00")
    done(c.hand_over(ward.actor("reception"), going.id, "Đỗ Đình Đăng", at=vn("2026-03-20 10:00")))
    assert going.state.original_due_at == DUE
    assert verdict(going) is Verdict.EARLY


def test_2_the_last_minute_is_on_time(ward: Ward) -> None:
    assert verdict(solved(ward, "2026-03-09 16:59")) is Verdict.ON_TIME


def test_3_after_closing_the_instant_decides_unless_dates_are_compared(ward: Ward) -> None:
    going = solved(ward, "2026-03-09 18:30")
    assert verdict(going) is Verdict.LATE
    assert verdict(going, compare=Compare.DATE) is Verdict.ON_TIME


def test_4_an_apology_with_a_new_date_heals_nothing(ward: Ward) -> None:
    going = assigned(ward).for_signature()
    done(c.apologise(ward.actor("approver"), going.id, "Chờ xác minh", vn("2026-03-13 17:00"), at=going.next("2026-03-06 09:00")))
    going.completed("2026-03-12 10:00")
    assert going.state.original_due_at == going.state.legal_due_at == DUE
    assert verdict(going) is Verdict.LATE
    assert late_days_of(going.state, vn("2026-03-31 17:00"), calendar_of(ward.id)) == 3
    done(c.explain(ward.actor("officer"), going.id, LateCause.WORKLOAD, "Nhiều việc", at=going.next()))


def test_5_without_apology_it_is_late_and_nobody_said_sorry(ward: Ward) -> None:
    going = solved(ward, "2026-03-12 10:00")
    assert verdict(going) is Verdict.LATE
    assert going.state.apology is None


def test_6_a_supplement_moves_the_legal_due_date_and_both_are_kept(ward: Ward) -> None:
    going = assigned(ward)
    ask_supplement(going, "2026-03-04 09:00")
    answer_supplement(going, "2026-03-11 09:00")
    assert (going.state.original_due_at, going.state.legal_due_at) == (DUE, vn("2026-03-16 17:00"))
    going.for_signature().completed("2026-03-13 10:00")
    assert verdict(going) is Verdict.EARLY
    assert counts_on_time(going)


def test_7_a_restarted_clock_counts_from_the_supplement(ward: Ward, tmp_path: Path) -> None:
    entry = procedure("1.000222", "Cấp bản sao")
    entry["cases"][0]["clock_on_supplement"] = "RESTART"
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"), entry)
    going = received(ward, code="1.000222").assigned()
    ask_supplement(going, "2026-03-04 09:00")
    answer_supplement(going, "2026-03-11 09:00")
    assert going.state.legal_due_at == vn("2026-03-18 17:00")


def test_8_a_citizen_who_never_comes_back_makes_nobody_late(ward: Ward) -> None:
    going = assigned(ward)
    ask_supplement(going, "2026-03-04 09:00")
    assert verdict(going, "2026-03-14 17:00") is Verdict.WITHIN
    assert counts_on_time(going, "2026-03-14 23:59")
    assert going.state.status is Status.SUPPLEMENT_REQUESTED


def test_9_two_supplements_after_reception_count_as_late(ward: Ward) -> None:
    going = assigned(ward)
    ask_supplement(going)
    answer_supplement(going)
    ask_supplement(going, who="head", basis="Khoản 2 Điều 7 Thông tư 01")
    answer_supplement(going)
    going.for_signature().completed("2026-03-04 10:00")
    assert verdict(going) is Verdict.EARLY
    assert counts_on_time(going) is False


def withdrawn(ward: Ward, when: str) -> Going:
    going = assigned(ward)
    clerk, cause = ward.actor("reception"), WithdrawalCause.NO_LONGER_NEEDED
    done(c.withdraw(clerk, going.id, cause, "Không còn nhu cầu", Confirmation.OTP, "OTP 88121", at=going.next(when)))
    return going


def test_10_withdrawn_in_time_is_on_time(ward: Ward) -> None:
    going = withdrawn(ward, "2026-03-06 09:00")
    assert verdict(going) is Verdict.EARLY
    assert counts_on_time(going)


def test_11_withdrawn_after_the_due_date_stays_late(ward: Ward) -> None:
    going = withdrawn(ward, "2026-03-11 09:00")
    assert verdict(going) is Verdict.LATE
    assert counts_on_time(going) is False


def test_12_stopped_in_writing_on_the_due_day_is_on_time(ward: Ward) -> None:
    going = assigned(ward)
    done(c.stop(ward.actor("approver"), going.id, "Đối tượng đã mất", at=going.next("2026-03-09 10:00")))
    assert verdict(going) is Verdict.ON_TIME


def test_13_open_past_its_date_is_late_at_once(ward: Ward) -> None:
    going = assigned(ward)
    assert verdict(going, "2026-03-09 17:01") is Verdict.OVERDUE_OPEN
    assert verdict(going, "2026-03-31 17:00") is Verdict.OVERDUE_OPEN
    assert counts_on_time(going) is False
    assert counts_on_time(going, "2026-03-14 23:59") is False


def test_14_refused_at_the_door_is_judged_by_nobody(ward: Ward) -> None:
    at = vn("2026-03-02 09:00")
    no = done(c.refuse_at_counter(ward.actor("reception"), intake(ward), "Không thuộc thẩm quyền", at=at)).dossier_id
    going = Going(ward, no, at)
    assert verdict(going) is None
    assert counts_on_time(going) is None


def test_15_each_agency_answers_for_its_own_delay_and_the_one_with_the_result_apologises(ward: Ward, tmp_path: Path) -> None:
    """The ward has two days and takes four; the department has three and needs two."""
    staff = {"officer": (UnitKind.PROFESSIONAL, Role.CASE_OFFICER), "approver": (UnitKind.LEADERSHIP, Role.APPROVER)}
    department = make_department("SNV", "Sở Nội vụ", "H42.12", staff)
    entry = procedure("1.000333", "Liên thông", government_level="province", competent_agency="Sở Nội vụ")
    steps = [("Tiếp nhận", "RECEPTION", "Trung tâm Phục vụ hành chính công cấp xã", 16), ("Thẩm định", "CASE_OFFICER", "Sở Nội vụ", 24)]
    entry["cases"][0]["process"] = [{"step": s, "post": p, "unit_kind": u, "hours": h} for s, p, u, h in steps]
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"), entry)
    going = received(ward, code="1.000333")
    officer = department.actor("officer")
    done(c.forward(ward.actor("reception"), going.id, holder=officer.id, at=vn("2026-03-06 10:00")))
    done(c.record_examination(officer, going.id, Conclusion.ELIGIBLE, "Đủ", at=vn("2026-03-06 11:00")))
    done(c.complete(officer, going.id, at=vn("2026-03-10 10:00")))
    now, calendar = vn("2026-03-10 10:00"), calendar_of(department.id)
    first, second = shares_of(going.state, now, calendar)
    assert (first.agency, first.late_days) == (ward.id, 2)
    assert (second.agency, second.late_days) == (department.id, 0)
    assert late_days_of(going.state, now, calendar) == 1
    assert verdict(going) is Verdict.LATE
    rules = ruleset_at(now.date())
    assert apologising_agency(going.state, now, calendar, rules) == department.id
    new_day = vn("2026-03-12 17:00")
    assert refused(c.apologise(ward.actor("approver"), going.id, "Chậm chuyển", new_day, at=now)).code == "NOT_ALLOWED"
    done(c.apologise(department.actor("approver"), going.id, "Chậm chuyển", new_day, at=now))
    assert refused(c.explain(officer, going.id, LateCause.WORKLOAD, "Chuyển chậm", at=now)).code == "NOT_ALLOWED"
    done(c.explain(ward.actor("reception"), going.id, LateCause.WORKLOAD, "Chuyển chậm", at=now))


def test_16_a_late_opinion_is_counted_apart(ward: Ward, tmp_path: Path) -> None:
    department, _ = make_province(tmp_path)
    going = assigned(ward)
    question = Asked(agency=department.id, question="Đề nghị xác minh", due_at=vn("2026-03-05 17:00"))
    done(c.ask_opinions(ward.actor("officer"), going.id, [question], at=going.next("2026-03-03 09:00")))
    going.for_signature().completed("2026-03-09 15:00")
    done(c.answer_opinion(department.actor("officer"), going.id, 1, "Thống nhất", at=vn("2026-03-10 09:00")))
    assert verdict(going) is Verdict.ON_TIME
    opinion = going.state.opinions[0]
    assert opinion.answered_at is not None
    assert late_working_days(opinion.answered_at, opinion.due_at, calendar_of(ward.id)) == 3


def test_a_counter_of_another_agency_cannot_apologise_for_it(ward: Ward, other_ward: Ward) -> None:
    going = assigned(ward)
    at = vn("2026-03-10 09:00")
    assert refused(c.apologise(other_ward.actor("approver"), going.id, "Chậm", vn("2026-03-13 17:00"), at=at)).code == "NO_DOSSIER"
