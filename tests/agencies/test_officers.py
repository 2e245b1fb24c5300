from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.commands import (
    appoint,
    change_officer,
    close_unit,
    register_officer,
    relieve,
    stand_in,
)
from motcua.agencies.models import Officer
from motcua.agencies.queries import actor_of, officers_of_unit
from motcua.foundation.access import NOBODY, SYSTEM, Act, Subject, require
from motcua.foundation.models import Account, JournalEvent
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from tests.agencies.samples import FIRST_DAY, HOA_LU, NOW, TODAY, YEN_MO, appointed, officer, post_in

Province = dict[str, int]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def code_of(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_officer_acts_through_the_posts_held_that_day(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    clerk = officer("tiepnhan", "Đỗ Thị Ánh")
    appointed(clerk, post.id, from_day=date(2026, 3, 1), to_day=date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [actor_of(clerk, noon(day)).roles for day in days] == [frozenset(), {Role.RECEPTION}, {Role.RECEPTION}, frozenset()]
    actor = actor_of(clerk, noon(TODAY))
    assert (actor.journal_name, actor.name, actor.agency_ids) == (f"officer:{clerk}", "Đỗ Thị Ánh", {province[HOA_LU]})


def test_day_begins_at_midnight_in_vietnam_not_in_utc(province: Province) -> None:
    clerk = officer("tiepnhan")
    appointed(clerk, post_in(province[HOA_LU], Role.RECEPTION).id, from_day=date(2026, 3, 10))
    midnight = datetime(2026, 3, 9, 17, 0, tzinfo=UTC)
    assert actor_of(clerk, midnight).roles == {Role.RECEPTION}
    assert actor_of(clerk, midnight - timedelta(microseconds=1)).roles == frozenset()


def test_stand_in_gains_and_loses_rights_by_date(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.APPROVER)
    chair, deputy = officer("chutich"), officer("pho")
    appointed(chair, post.id)
    done = stand_in(SYSTEM, deputy, post.id, absent_id=chair, from_day=date(2026, 4, 6), to_day=date(2026, 4, 10), at=NOW, decision="9/QĐ")
    assert isinstance(done, int)
    subject = Subject(agencies=(province[HOA_LU],))
    days = [date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 10), date(2026, 4, 11)]
    allowed = [require(actor_of(deputy, noon(day)), Act.APPROVE, subject) is None for day in days]
    assert allowed == [False, True, True, False]
    assert [post.stand_in for post in actor_of(deputy, noon(days[1])).posts] == [True]
    assert actor_of(chair, noon(days[1])).roles == {Role.APPROVER}


def test_stand_in_for_somebody_who_does_not_hold_the_post_is_refused(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.APPROVER)
    chair, deputy = officer("chutich"), officer("pho")
    appointed(chair, post.id, to_day=date(2026, 4, 8))
    days = {"from_day": date(2026, 4, 6), "to_day": date(2026, 4, 10)}
    assert code_of(stand_in(SYSTEM, deputy, post.id, absent_id=chair, at=NOW, **days)) == "NOT_HOLDER"
    assert code_of(stand_in(SYSTEM, chair, post.id, absent_id=chair, at=NOW, **days)) == "STAND_IN_SELF"


def test_relieved_officer_takes_the_stand_in_along(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.APPROVER)
    chair, deputy = officer("chutich"), officer("pho")
    held = appointed(chair, post.id)
    stand_in(SYSTEM, deputy, post.id, absent_id=chair, from_day=date(2026, 4, 1), to_day=date(2026, 4, 30), at=NOW)
    assert relieve(SYSTEM, held, last_day=date(2026, 4, 15), at=NOW, decision="10/QĐ") is None
    for person in (chair, deputy):
        roles = [actor_of(person, noon(day)).roles for day in (date(2026, 4, 15), date(2026, 4, 16))]
        assert roles == [{Role.APPROVER}, frozenset()]
    assert verify().differences == []


def test_closed_unit_takes_its_posts_along(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    clerk = officer("tiepnhan")
    appointed(clerk, post.id)
    assert close_unit(SYSTEM, post.unit_id, last_day=TODAY, at=NOW) is None
    assert actor_of(clerk, noon(TODAY)).roles == {Role.RECEPTION}
    assert actor_of(clerk, noon(TODAY + timedelta(days=1))).roles == frozenset()


def test_same_post_twice_at_the_same_time_is_refused(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    clerk = officer("tiepnhan")
    appointed(clerk, post.id, to_day=TODAY)
    assert code_of(appoint(SYSTEM, clerk, post.id, from_day=TODAY, at=NOW)) == "HELD_ALREADY"
    assert isinstance(appoint(SYSTEM, clerk, post.id, from_day=TODAY + timedelta(days=1), at=NOW), int)


def test_wrong_days_posts_and_people_are_refused(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    clerk = officer("tiepnhan")
    assert code_of(appoint(SYSTEM, clerk, post.id, from_day=TODAY, to_day=FIRST_DAY, at=NOW)) == "DAYS_REVERSED"
    assert code_of(appoint(SYSTEM, clerk, post.id, from_day=FIRST_DAY - timedelta(days=1), at=NOW)) == "BEFORE_POST"
    assert code_of(appoint(SYSTEM, clerk, 404, from_day=TODAY, at=NOW)) == "POST_UNKNOWN"
    assert code_of(appoint(SYSTEM, 404, post.id, from_day=TODAY, at=NOW)) == "OFFICER_UNKNOWN"
    assert code_of(appoint(NOBODY, clerk, post.id, from_day=TODAY, at=NOW)) == "NOT_ALLOWED"


def test_locked_account_acts_as_nobody(province: Province) -> None:
    clerk = officer("tiepnhan")
    appointed(clerk, post_in(province[HOA_LU], Role.RECEPTION).id)
    Account.objects.filter(id=clerk).update(is_active=False)
    assert actor_of(clerk, NOW) == NOBODY
    assert actor_of(404, NOW) == NOBODY
    assert officers_of_unit(post_in(province[HOA_LU], Role.RECEPTION).unit_id, Role.RECEPTION, NOW) == []


def test_citizen_account_has_no_posts(db: None) -> None:
    account = Account.objects.create(username="037061008541", kind=Account.Kind.CITIZEN)
    assert (actor_of(account.id, NOW).kind, actor_of(account.id, NOW).posts) == ("citizen", ())
    assert code_of(register_officer(SYSTEM, account.id, "Nguyễn Văn An", at=NOW)) == "ACCOUNT_UNKNOWN"


def test_actor_costs_two_queries(province: Province, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    clerk = officer("tiepnhan")
    for agency in (HOA_LU, YEN_MO):
        appointed(clerk, post_in(province[agency], Role.RECEPTION).id)
    with django_assert_num_queries(2):
        assert len(actor_of(clerk, NOW).posts) == 2


def test_names_are_not_in_the_journal(province: Province) -> None:
    clerk = officer("tiepnhan", "Quách Thị Ỏm")
    assert change_officer(SYSTEM, clerk, "Quách Thị Ỏm Hạnh", phone="0912345678", at=NOW) is None
    assert (Officer.objects.get(id=clerk).folded, Officer.objects.get(id=clerk).phone) == (" quach thi om hanh", "+84912345678")
    assert not JournalEvent.objects.filter(payload__contains="Quách").exists()
    assert verify().differences == []


def test_wrong_name_or_phone_of_an_officer_is_refused(db: None) -> None:
    account = Account.objects.create(username="a", kind=Account.Kind.OFFICER)
    assert code_of(register_officer(SYSTEM, account.id, "An 2", at=NOW)) == "NAME_DIGIT"
    assert isinstance(register_officer(SYSTEM, account.id, "Nguyễn An", phone="12", at=NOW), Refusal)
    assert not Officer.objects.exists()


@settings(max_examples=25)
@given(first=st.integers(0, 60), length=st.integers(0, 60), asked=st.integers(-5, 125))
def test_post_is_held_exactly_on_the_days_of_the_appointment(province: Province, first: int, length: int, asked: int) -> None:
    begin = TODAY + timedelta(days=first)
    end = begin + timedelta(days=length)
    clerk = officer(f"o{Account.objects.count()}")
    appointed(clerk, post_in(province[HOA_LU], Role.CLERK).id, from_day=begin, to_day=end)
    day = TODAY + timedelta(days=asked)
    assert bool(actor_of(clerk, noon(day)).posts) == (begin <= day <= end)


@pytest.mark.parametrize("role", [Role.RECEPTION, None])
def test_officers_of_a_unit_come_by_name_with_stand_ins(province: Province, role: Role | None) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    first, second = officer("b", "Vũ Thị Bình"), officer("a", "Đỗ Văn An")
    appointed(first, post.id)
    stand_in(SYSTEM, second, post.id, absent_id=first, from_day=TODAY, to_day=TODAY, at=NOW)
    assert [one.id for one in officers_of_unit(post.unit_id, role, NOW)] == [second, first]
    assert [one.id for one in officers_of_unit(post.unit_id, role, noon(TODAY + timedelta(days=1)))] == [first]


def test_names_with_dd_come_after_all_names_with_d(province: Province) -> None:
    post = post_in(province[HOA_LU], Role.RECEPTION)
    last, first = officer("d", "Đinh An"), officer("v", "Dương Vũ")
    appointed(last, post.id)
    stand_in(SYSTEM, first, post.id, absent_id=last, from_day=TODAY, to_day=TODAY, at=NOW)
    assert [one.id for one in officers_of_unit(post.unit_id, Role.RECEPTION, NOW)] == [first, last]
