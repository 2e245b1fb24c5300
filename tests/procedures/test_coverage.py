"""Which procedures have a process, page by page; which posts processes wait for; who will leave one empty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.agencies.commands import appoint, relieve
from motcua.agencies.models import Appointment, Post
from motcua.agencies.queries import list_leaving
from motcua.foundation.access import SYSTEM
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.processes.commands import RecordedProcess, approve_process
from motcua.procedures.queries import count_procedures_with_process, list_agency_gaps, list_coverage, list_empty_posts, places_of
from motcua.procedures.queries.versions import version_in_force
from tests.agencies.samples import HOA_LU, NOW, TODAY, YEN_MO, officer
from tests.procedures.samples import id_of
from tests.procedures.test_processes import CODE, CONTROL, Province, approval, approved, staff, steps

DAY = timedelta(days=1)


@pytest.fixture
def staffed(procedures: Province) -> Province:
    """The province with a catalogue, and people in the commune of Hoa Lư."""
    staff(procedures[HOA_LU])
    return procedures


def test_pages_show_every_procedure_once_with_the_same_sums(staffed: Province) -> None:
    approved()
    everything = list_coverage(TODAY)
    codes: list[str] = []
    after = ""
    while True:
        page = list_coverage(TODAY, after=after, limit=2)
        codes += [line.code for line in page.lines]
        assert page.coverage == everything.coverage == count_procedures_with_process(TODAY)
        after = page.after
        if not after:
            break
    assert codes == [line.code for line in everything.lines]
    assert len(codes) == everything.coverage.procedures


def test_with_and_without_a_process_make_the_whole(staffed: Province) -> None:
    approved()
    there, lacking = (list_coverage(TODAY, is_covered=state) for state in (True, False))
    assert [line.code for line in there.lines] == [CODE]
    assert there.found + lacking.found == there.coverage.procedures
    assert {line.code for line in lacking.lines} == set(lacking.coverage.missing)


def test_words_find_without_marks_and_by_code(staffed: Province) -> None:
    assert CODE in [line.code for line in list_coverage(TODAY, text="dang ky KHAI sinh").lines]
    assert [line.code for line in list_coverage(TODAY, text=CODE).lines] == [CODE]
    assert list_coverage(TODAY, text="khong co dau").lines == ()


def test_the_same_key_records_one_version_and_gives_the_same_answer(staffed: Province) -> None:
    answers = [approve_process(CONTROL, approval(), NOW, key="khoa-1") for _ in range(2)]
    assert isinstance(answers[0], RecordedProcess)
    assert answers[0] == answers[1]
    other = approve_process(CONTROL, approval(decision="9/QĐ-UBND"), NOW, key="khoa-1")
    assert isinstance(other, Refusal)
    assert other.code == "KEY_OF_ANOTHER_REQUEST"


def test_a_refused_approval_may_come_again_under_its_key(staffed: Province) -> None:
    refusal = approve_process(CONTROL, approval(decision=" "), NOW, key="khoa-1")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NO_DECISION"
    assert isinstance(approve_process(CONTROL, approval(), NOW, key="khoa-1"), RecordedProcess)


def test_posts_of_an_agency_are_told_with_all_that_waits_for_them(staffed: Province) -> None:
    posts = list_empty_posts(NOW, staffed[YEN_MO])
    assert {post.agency_id for post in posts} == {staffed[YEN_MO]}
    assert Role.APPROVER in {post.role for post in posts}
    waiting = [step for post in posts if post.role is Role.APPROVER for step in post.waiting]
    assert CODE in {step.code for step in waiting}
    gaps = {gap.agency_id: gap for gap in list_agency_gaps(NOW)}
    assert gaps[staffed[YEN_MO]].posts == len(posts)
    assert gaps[staffed[YEN_MO]].processes == len({(step.code, step.case_key) for post in posts for step in post.waiting})


def test_each_step_has_its_place_in_an_agency(staffed: Province) -> None:
    version = version_in_force(id_of(CODE), TODAY)
    assert not isinstance(version, Refusal)
    assert [place.is_held for place in places_of(version, steps(), staffed[HOA_LU], NOW)] == [True] * 5
    empty = places_of(version, steps(), staffed[YEN_MO], NOW)
    assert [place.is_held for place in empty] == [False] * 5
    assert all(place.unit_name for place in empty)


def test_who_leaves_a_post_empty_is_told_ahead_and_a_handover_is_not(staffed: Province) -> None:
    going = Appointment.objects.get(post__role=Role.CLERK, post__agency_id=staffed[HOA_LU])
    assert relieve(SYSTEM, going.id, last_day=TODAY + 10 * DAY, at=NOW) is None
    [one] = list_leaving(NOW, 30 * DAY)
    assert (one.role, one.last_day, one.leaves_empty) == (Role.CLERK, date(2026, 4, 10), True)
    assert list_leaving(NOW, 9 * DAY) == []
    assert list_leaving(NOW, 30 * DAY, [staffed[YEN_MO]]) == []
    next_one = officer("ke-nhiem")
    assert isinstance(appoint(SYSTEM, next_one, going.post_id, from_day=TODAY + 11 * DAY, at=NOW), int)
    assert [one.leaves_empty for one in list_leaving(NOW, 30 * DAY)] == [False]


def test_a_gap_of_a_day_is_an_empty_post(staffed: Province) -> None:
    going = Appointment.objects.get(post__role=Role.CLERK, post__agency_id=staffed[HOA_LU])
    assert relieve(SYSTEM, going.id, last_day=TODAY + 10 * DAY, at=NOW) is None
    late = officer("ke-nhiem-muon")
    assert isinstance(appoint(SYSTEM, late, Post.objects.get(id=going.post_id).id, from_day=TODAY + 12 * DAY, at=NOW), int)
    assert [one.leaves_empty for one in list_leaving(NOW, 30 * DAY)] == [True]
