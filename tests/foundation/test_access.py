from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.access import NOBODY, SYSTEM, Actor, PostHeld, Subject, require, scope, trace
from motcua.foundation.grants import ACT_WORDS, GRANTS, PERSONAL_ACTS, Act, Relation
from motcua.foundation.journal import Stream
from motcua.foundation.models import AccessTrace
from motcua.law.roles import Role
from tests.foundation.samples import NOW

WARD, OTHER_WARD, UNIT, OTHER_UNIT = 1, 2, 11, 12
DOSSIER = Subject(agencies=(WARD,), receiving=(WARD,), units=(UNIT,), holders=(7,), keeper="phường Hoa Lư")
DOSSIER_ACTS = [
    *(Act.INTAKE, Act.RECEIVE, Act.REFUSE_AT_DOOR, Act.ASSIGN, Act.FORWARD, Act.EXAMINE, Act.SUBMIT_FOR_APPROVAL, Act.APPROVE),
    *(Act.RETURN_FOR_REWORK, Act.ISSUE, Act.COMPLETE, Act.HAND_OVER, Act.VIEW, Act.SEARCH, Act.PRINT_RECEIPT),
]


def officer(role: Role, *, agency: int = WARD, unit: int = UNIT, number: int = 5) -> Actor:
    return Actor("officer", number, "Đinh Thị Hoa", (PostHeld(1, unit, agency, role),))


def may(actor: Actor, act: Act, subject: Subject = DOSSIER) -> bool:
    return require(actor, act, subject) is None


def test_every_act_has_words_and_grants() -> None:
    assert set(ACT_WORDS) == set(GRANTS) == set(Act)
    assert all(GRANTS.values())


@pytest.mark.parametrize(
    ("act", "role"),
    [
        (Act.RECEIVE, Role.RECEPTION),
        (Act.ASSIGN, Role.UNIT_HEAD),
        (Act.APPROVE, Role.APPROVER),
        (Act.ISSUE, Role.CLERK),
        (Act.HAND_OVER, Role.RECEPTION),
    ],
)
def test_the_post_for_an_act_may_do_it_at_home_and_nowhere_else(act: Act, role: Role) -> None:
    assert may(officer(role), act)
    assert not may(officer(role, agency=OTHER_WARD, unit=OTHER_UNIT), act)
    assert not may(officer(Role.REPORTER), act)


def test_who_receives_signs_nothing() -> None:
    for act in (Act.APPROVE, Act.ISSUE, Act.ASSIGN, Act.COMPLETE):
        assert not may(officer(Role.RECEPTION), act)


def test_only_the_holder_works_on_a_dossier_and_the_unit_may_look() -> None:
    holder, colleague = officer(Role.CASE_OFFICER, number=7), officer(Role.CASE_OFFICER, number=8)
    assert may(holder, Act.SUBMIT_FOR_APPROVAL)
    assert not may(colleague, Act.SUBMIT_FOR_APPROVAL)
    assert may(colleague, Act.VIEW)
    assert not may(officer(Role.CASE_OFFICER, unit=OTHER_UNIT, number=9), Act.VIEW)


def test_another_ward_that_only_received_it_sees_and_hands_over_but_does_not_decide() -> None:
    received_elsewhere = Subject(agencies=(WARD,), receiving=(OTHER_WARD,), units=(UNIT,))
    assert may(officer(Role.RECEPTION, agency=OTHER_WARD), Act.HAND_OVER, received_elsewhere)
    assert may(officer(Role.RECEPTION, agency=OTHER_WARD), Act.VIEW, received_elsewhere)
    assert not may(officer(Role.APPROVER, agency=OTHER_WARD), Act.APPROVE, received_elsewhere)


def test_the_administrator_and_the_auditor_see_no_dossier() -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_AUDITOR):
        assert not any(may(officer(role), act) for act in DOSSIER_ACTS)
    assert may(officer(Role.SYSTEM_ADMIN), Act.ADMINISTER_AGENCIES)
    assert not may(officer(Role.SECURITY_AUDITOR), Act.ADMINISTER_OFFICERS)


def test_without_a_post_nothing_but_the_public_is_reached() -> None:
    without_post = Actor("officer", 7, "Nghỉ hưu")
    for actor in (NOBODY, Actor("citizen", 7, "Dân"), without_post):
        assert {act for act in Act if may(actor, act)} == {Act.VIEW_CATALOGUE, Act.VIEW_DESIGN}


def test_the_system_does_what_duties_need_but_signs_nothing() -> None:
    assert {act for act in Act if not may(SYSTEM, act)} == PERSONAL_ACTS


@pytest.mark.parametrize(
    ("actor", "act", "sentence"),
    [
        (officer(Role.RECEPTION, agency=OTHER_WARD), Act.VIEW, "Hồ sơ này do phường Hoa Lư thụ lý; chỉ cán bộ của phường xem được."),
        (officer(Role.RECEPTION), Act.APPROVE, "Việc ký duyệt hồ sơ thuộc về: Lãnh đạo cơ quan."),
        (officer(Role.SYSTEM_ADMIN), Act.VIEW, "Quản trị hệ thống cấp tài khoản và cấu hình, không xem nội dung hồ sơ."),
        (officer(Role.CASE_OFFICER), Act.EXAMINE, "Hồ sơ này đang do người khác giữ; chỉ người được giao mới được thẩm tra hồ sơ."),
        (NOBODY, Act.VIEW, "Cần đăng nhập bằng tài khoản công vụ để xem hồ sơ."),
        (SYSTEM, Act.APPROVE, "Việc ký duyệt hồ sơ phải do người có thẩm quyền trực tiếp thực hiện, hệ thống không làm thay."),
    ],
)
def test_a_refusal_says_who_can(actor: Actor, act: Act, sentence: str) -> None:
    refusal = require(actor, act, DOSSIER)
    assert refusal is not None
    assert refusal.message == sentence


def test_a_keeper_that_is_no_ward_commune_or_department_is_called_an_agency() -> None:
    refusal = require(officer(Role.RECEPTION, agency=OTHER_WARD), Act.VIEW, Subject(agencies=(WARD,), keeper="Văn phòng UBND tỉnh"))
    assert refusal is not None
    assert refusal.message == "Hồ sơ này do Văn phòng UBND tỉnh thụ lý; chỉ cán bộ của cơ quan này xem được."


ids = st.integers(1, 3)
posts = st.lists(st.builds(PostHeld, ids, ids, ids, st.sampled_from(Role)), max_size=3).map(tuple)
places = st.lists(ids, max_size=2).map(tuple)
subjects = st.builds(Subject, agencies=places, receiving=places, units=places, holders=st.tuples() | st.tuples(ids))


@given(st.builds(Actor, st.just("officer"), ids, st.just("x"), posts), st.sampled_from(Act), subjects)
def test_require_agrees_with_the_table_read_line_by_line(actor: Actor, act: Act, subject: Subject) -> None:
    def tied(relation: Relation, post: PostHeld) -> bool:
        return {
            Relation.PROVINCE: True,
            Relation.SAME_AGENCY: post.agency_id in subject.agencies,
            Relation.RECEIVING_AGENCY: post.agency_id in subject.receiving,
            Relation.SAME_UNIT: post.unit_id in subject.units,
            Relation.HOLDER: actor.id in subject.holders,
        }[relation]

    expected = any(
        grant.relation == Relation.PUBLIC or any(post.role == grant.role and tied(grant.relation, post) for post in actor.posts)
        for grant in GRANTS[act]
    )
    assert may(actor, act, subject) == expected == scope(actor, act).covers(subject)


def test_an_actor_is_named_without_a_name() -> None:
    actor = officer(Role.CLERK)
    assert actor.journal_name == "officer:5"
    assert actor.has(Role.CLERK, agency_id=WARD, unit_id=UNIT)
    assert not actor.has(Role.CLERK, agency_id=OTHER_WARD)
    assert (actor.roles, actor.unit_ids, actor.agency_ids) == ({Role.CLERK}, {UNIT}, {WARD})


@pytest.mark.django_db
def test_reading_personal_data_leaves_a_trace_in_one_statement(django_assert_num_queries: object) -> None:
    streams = [Stream("dossier", number) for number in range(50)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        trace(officer(Role.CLERK), Act.SEARCH, streams, "tra cứu tại quầy", at=NOW)
        trace(officer(Role.CLERK), Act.SEARCH, [], "không có gì", at=NOW)
    found = AccessTrace.objects.get(stream_id=49)
    assert (found.actor, found.act, found.why, found.at) == ("officer:5", "SEARCH", "tra cứu tại quầy", NOW)
    assert AccessTrace.objects.count() == 50
