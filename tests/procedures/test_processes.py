"""Approving processes: what is refused, what counts from which day, who is missing, and that rows follow from the journal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.commands import relieve
from motcua.agencies.models import Agency, Appointment, OrgUnit, Post
from motcua.agencies.queries import officers_of_unit
from motcua.foundation.access import SYSTEM, Actor, PostHeld
from motcua.foundation.journal import read
from motcua.foundation.models import Account
from motcua.foundation.verify import verify
from motcua.law.procedure import Step
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.events import approvals_stream
from motcua.procedures.models import ApprovedProcess
from motcua.procedures.processes.commands import Approval, RecordedProcess, approve_process
from motcua.procedures.queries import (
    approved_in_force,
    count_procedures_with_process,
    list_approved,
    list_processes_losing_people,
    plan_steps,
    version_in_force,
)
from motcua.procedures.queries.staffing import held_posts
from tests.agencies.samples import FIRST_DAY, HOA_LU, NOW, TODAY, YEN_MO, appointed, later, officer, post_in
from tests.procedures.samples import id_of

Province = dict[str, int]
CODE = "1.001193"
CENTRE, OFFICE, LEADERS = "Trung tâm Phục vụ hành chính công cấp xã", "Văn phòng HĐND và UBND", "Lãnh đạo UBND cấp xã"
CONTROL = Actor("officer", 900, "Vũ Thị Lan", (PostHeld(1, 1, 1, Role.CONTROL_OFFICER),))
HOUR = 60


def steps() -> tuple[Step, ...]:
    """A process with two branches in the eight hours of a same-day procedure."""
    return (
        Step(no=1, name="Tiếp nhận, số hóa", role=Role.RECEPTION, unit_kind=CENTRE, minutes=HOUR),
        Step(no=2, name="Thẩm tra, dự thảo", role=Role.CASE_OFFICER, unit_kind=OFFICE, minutes=3 * HOUR, outcomes=("Đủ", "Không đủ")),
        Step(no=3, name="Tra cứu hộ tịch", role=Role.CASE_OFFICER, unit_kind=OFFICE, minutes=2 * HOUR, after=(1,)),
        Step(no=4, name="Ký duyệt", role=Role.APPROVER, unit_kind=LEADERS, minutes=2 * HOUR, after=(2, 3)),
        Step(no=5, name="Vào sổ, đóng dấu", role=Role.CLERK, unit_kind=OFFICE, minutes=HOUR),
    )


def case_key(code: str = CODE) -> str:
    version = version_in_force(id_of(code), TODAY)
    assert not isinstance(version, Refusal)
    return version.cases[0].key


def approval(**changes: Any) -> Approval:
    plain: dict[str, Any] = {
        "procedure_id": id_of(CODE),
        "case_key": case_key(),
        "decision": "215/QĐ-UBND",
        "decision_date": date(2026, 3, 20),
        "approved_by": "Chủ tịch UBND tỉnh",
        "effective_from": date(2026, 3, 25),
        "steps": steps(),
    }
    return Approval(**{**plain, **changes})


def approved(agency_id: int | None = None, **changes: Any) -> RecordedProcess:
    """An approval that must succeed."""
    done = approve_process(CONTROL, approval(**changes), NOW, agency_id=agency_id)
    assert isinstance(done, RecordedProcess), [part.message for part in done.details] or done.message
    return done


def refused(actor: Actor = CONTROL, agency_id: int | None = None, **changes: Any) -> Refusal:
    """An approval that must be refused, and must leave nothing behind."""
    before = ApprovedProcess.objects.count()
    refusal = approve_process(actor, approval(**changes), NOW, agency_id=agency_id)
    assert isinstance(refusal, Refusal)
    assert ApprovedProcess.objects.count() == before
    return refusal


def staff(agency_id: int, *, to_day: date | None = None) -> dict[Role, int]:
    """Somebody in every post that the process needs, and the appointments by role."""
    found: dict[Role, int] = {}
    units = {Role.CASE_OFFICER: "OFFICE", Role.CLERK: "OFFICE", Role.RECEPTION: "SERVICE_CENTRE", Role.APPROVER: "LEADERSHIP"}
    for role, kind in units.items():
        post = Post.objects.filter(agency_id=agency_id, role=role, unit__kind=kind).order_by("id")[0]
        found[role] = appointed(officer(f"{role.value}-{agency_id}".lower()), post.id, to_day=to_day)
    return found


@pytest.fixture
def staffed(procedures: Province) -> Province:
    """The province with a catalogue, and people in the commune of Hoa Lư."""
    staff(procedures[HOA_LU])
    return procedures


def test_approval_is_journalled_and_counts_from_its_day(staffed: Province) -> None:
    done = approved()
    row = ApprovedProcess.objects.get()
    assert (row.id, row.no, row.valid_from, row.valid_to) == (done.id, 1, date(2026, 3, 25), None)
    [stored] = read(approvals_stream(id_of(CODE)))
    assert (stored.type, stored.actor) == ("process.approved", "officer:900")
    assert approved_in_force(id_of(CODE), case_key(), date(2026, 3, 24)) is None
    found = approved_in_force(id_of(CODE), case_key(), date(2026, 3, 25))
    assert found is not None
    assert (found.decision, found.approved_by, found.steps) == ("215/QĐ-UBND", "Chủ tịch UBND tỉnh", steps())


def test_next_version_takes_over_on_its_day(staffed: Province) -> None:
    approved()
    approved(decision="300/QĐ-UBND", decision_date=date(2026, 3, 31), effective_from=date(2026, 4, 10), steps=(*steps()[:-1], last_hour()))
    eve, day = (approved_in_force(id_of(CODE), case_key(), date(2026, 4, number)) for number in (9, 10))
    assert eve is not None
    assert day is not None
    assert [(eve.no, eve.valid_to), (day.no, day.valid_to)] == [(1, date(2026, 4, 10)), (2, None)]
    assert [one.no for one in list_approved(id_of(CODE))] == [2, 1]


def last_hour() -> Step:
    return msgspec.structs.replace(steps()[-1], minutes=30)


def test_version_corrected_on_the_same_day_replaces_the_wrong_one_at_once(staffed: Province) -> None:
    approved()
    approved(steps=(*steps()[:-1], last_hour()))
    found = approved_in_force(id_of(CODE), case_key(), date(2026, 3, 25))
    assert found is not None
    assert (found.no, found.steps[-1].minutes) == (2, 30)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CONTROL_OFFICER}))
def test_only_the_control_officer_records_an_approval(staffed: Province, role: Role) -> None:
    other = Actor("officer", 901, "Trần Văn Bình", (PostHeld(1, 1, 1, role),))
    refusal = refused(other)
    assert refusal.message == "Việc ghi nhận phê duyệt quy trình điện tử thuộc về: Cán bộ kiểm soát thủ tục hành chính."


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"decision": " "}, "NO_DECISION", "decision"),
        ({"approved_by": ""}, "NO_APPROVER", "approved_by"),
        ({"decision_date": date(2026, 4, 1), "effective_from": date(2026, 4, 1)}, "DECISION_AHEAD", "decision_date"),
        ({"effective_from": date(2026, 3, 19)}, "EFFECT_BEFORE_DECISION", "effective_from"),
        ({"case_key": "none"}, "CASE_UNKNOWN", "case_key"),
        ({"procedure_id": 404}, "PROCEDURE_UNKNOWN", "procedure"),
    ],
)
def test_approval_without_a_sound_decision_is_refused(staffed: Province, changes: dict[str, Any], code: str, field: str) -> None:
    refusal = refused(**changes)
    assert (refusal.code, refusal.field) == (code, field)


def test_same_approval_twice_is_refused(staffed: Province) -> None:
    approved()
    assert refused().message == "Quy trình này đã được ghi nhận: bản số 1 theo quyết định 215/QĐ-UBND."


def test_version_that_would_count_before_the_last_one_is_refused(staffed: Province) -> None:
    approved()
    assert refused(effective_from=date(2026, 3, 24)).code == "EFFECT_BEFORE_LAST"


def test_ended_procedure_gets_no_process(staffed: Province) -> None:
    assert refused(procedure_id=id_of("2.001009"), case_key="k").code == "PROCEDURE_ENDED"


def test_process_that_takes_more_than_the_law_gives_is_refused(staffed: Province) -> None:
    slow = tuple(msgspec.structs.replace(step, minutes=5 * HOUR) if step.no == 2 else step for step in steps())
    refusal = refused(steps=slow)
    assert [part.message for part in refusal.details] == [
        "Các bước nối tiếp nhau 1 → 2 → 4 → 5 cộng lại 9 giờ, vượt thời hạn giải quyết 8 giờ làm việc."
    ]


def test_unit_that_nobody_knows_is_refused(staffed: Province) -> None:
    strange = tuple(msgspec.structs.replace(step, unit_kind="Phòng Vũ trụ") if step.no == 3 else step for step in steps())
    [part] = refused(steps=strange).details
    assert (part.code, part.field) == ("UNIT_UNKNOWN", "steps[2].unit_kind")


def test_post_that_nobody_holds_in_any_commune_is_refused(procedures: Province) -> None:
    appointments = staff(procedures[HOA_LU])
    assert relieve(SYSTEM, appointments[Role.APPROVER], last_day=date(2026, 3, 30), at=NOW) is None
    [part] = refused().details
    assert (part.code, part.field) == ("POST_EMPTY", "steps[3].role")
    assert part.message.startswith("Bước 4 “Ký duyệt”: chưa có ai giữ vị trí Lãnh đạo cơ quan tại Lãnh đạo UBND, ")


def test_post_that_is_empty_in_one_commune_is_approved_and_named(staffed: Province) -> None:
    done = approved()
    assert {vacancy.agency_id for vacancy in done.vacancies} == {staffed[YEN_MO]}
    assert [vacancy.step_no for vacancy in done.vacancies] == [1, 2, 3, 4, 5]


def test_every_post_of_the_agency_that_is_asked_for_must_be_held(staffed: Province) -> None:
    assert approved(agency_id=staffed[HOA_LU]).vacancies == ()
    refusal = refused(agency_id=staffed[YEN_MO], decision="216/QĐ-UBND")
    assert [part.field for part in refusal.details] == [f"steps[{at}].role" for at in range(5)]


def test_posts_are_looked_at_on_the_day_the_process_begins(procedures: Province) -> None:
    staff(procedures[HOA_LU], to_day=date(2026, 4, 30))
    assert isinstance(approved(effective_from=date(2026, 4, 30)), RecordedProcess)
    assert {part.code for part in refused(decision="2", effective_from=date(2026, 5, 1)).details} == {"POST_EMPTY"}


def test_process_of_the_province_is_checked_at_its_competent_agency(procedures: Province) -> None:
    code = "1.014748"
    version = version_in_force(id_of(code), TODAY)
    assert not isinstance(version, Refusal)
    case = version.cases[0]
    refusal = refused(procedure_id=id_of(code), case_key=case.key, steps=case.steps)
    assert {part.code for part in refusal.details} == {"POST_EMPTY"}
    assert len(refusal.details) == len(case.steps)


def test_dossiers_are_planned_by_the_process_in_force_on_their_reception_day(staffed: Province) -> None:
    approved()
    version = version_in_force(id_of(CODE), TODAY)
    assert not isinstance(version, Refusal)
    own = staffed[HOA_LU]
    by_catalogue = [step.name for step in version.cases[0].steps]

    def planned(on: date | None) -> list[str]:
        plan = plan_steps(version, case_key(), own, own, on=on)
        assert not isinstance(plan, Refusal)
        return [step.name for step in plan]

    assert planned(date(2026, 3, 25)) == [step.name for step in steps()]
    assert planned(date(2026, 3, 24)) == planned(None) == by_catalogue


def test_planned_steps_of_branches_keep_numbers_units_and_minutes(staffed: Province) -> None:
    approved()
    version = version_in_force(id_of(CODE), TODAY)
    assert not isinstance(version, Refusal)
    plan = plan_steps(version, case_key(), staffed[HOA_LU], staffed[YEN_MO], on=TODAY)
    assert not isinstance(plan, Refusal)
    assert [(step.no, step.role, step.minutes) for step in plan] == [(step.no, step.role, step.minutes) for step in steps()]
    assert [step.agency for step in plan] == [staffed[YEN_MO], *[staffed[HOA_LU]] * 4]


def test_verify_names_a_process_changed_behind_the_system_s_back(staffed: Province) -> None:
    approved()
    approved(decision="300/QĐ-UBND", effective_from=date(2026, 3, 30), steps=(*steps()[:-1], last_hour()))
    assert verify().differences == []
    row = ApprovedProcess.objects.get(no=1)
    ApprovedProcess.objects.filter(id=row.id).update(steps=row.steps.replace('"minutes":180', '"minutes":240'))
    [difference] = verify().differences
    assert (difference.stream, difference.table, difference.column) == (f"process:{id_of(CODE)}", "approved_process", "steps")


def test_share_counts_procedures_whose_every_case_is_approved(staffed: Province) -> None:
    before = count_procedures_with_process(TODAY)
    assert (before.covered, len(before.missing)) == (0, before.procedures)
    approved()
    after = count_procedures_with_process(TODAY)
    assert (after.covered, after.procedures) == (1, before.procedures)
    assert set(before.missing) - set(after.missing) == {CODE}
    assert count_procedures_with_process(date(2026, 3, 24)).covered == 0


def losing(at: Any = NOW, **options: Any) -> dict[str, list[tuple[int, int]]]:
    """Steps and agencies of the empty posts, by code."""
    return {
        one.code: [(vacancy.step_no, vacancy.agency_id) for vacancy in one.vacancies] for one in list_processes_losing_people(at, **options)
    }


def test_change_of_staff_shows_which_processes_lose_their_person(procedures: Province) -> None:
    own = procedures[HOA_LU]
    appointments = staff(own)
    approved()
    assert CODE not in losing(agency_id=own)
    last_day = TODAY + timedelta(days=9)
    assert relieve(SYSTEM, appointments[Role.CLERK], last_day=last_day, at=NOW) is None
    assert CODE not in losing(later(9), agency_id=own)
    assert losing(later(10), agency_id=own)[CODE] == [(5, own)]
    [process] = [one for one in list_processes_losing_people(later(10), agency_id=own) if one.code == CODE]
    assert process.approved is not None
    assert process.approved.decision == "215/QĐ-UBND"
    [vacancy] = process.vacancies
    assert (vacancy.role, vacancy.unit_name) == (Role.CLERK, "Văn phòng HĐND và UBND")


def test_locked_account_leaves_its_post_empty(staffed: Province) -> None:
    approved()
    Account.objects.filter(username=f"clerk-{staffed[HOA_LU]}").update(is_active=False)
    assert losing(agency_id=staffed[HOA_LU])[CODE] == [(5, staffed[HOA_LU])]


def test_processes_of_the_catalogue_lose_people_too(staffed: Province) -> None:
    [process] = [one for one in list_processes_losing_people(NOW) if one.code == CODE]
    assert process.approved is None
    assert {vacancy.agency_id for vacancy in process.vacancies} == {staffed[YEN_MO]}


def test_unit_shared_by_all_communes_is_missed_once(procedures: Province) -> None:
    found = [one for one in list_processes_losing_people(NOW) if one.code == "1.010803"]
    shared = [vacancy for vacancy in found[0].vacancies if vacancy.agency_id == procedures["SNV"]]
    assert len(shared) == len({vacancy.step_no for vacancy in shared})


def test_list_of_losing_processes_costs_the_same_whatever_there_is(
    staffed: Province, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    approved()
    list_processes_losing_people(NOW)
    with django_assert_num_queries(4):
        list_processes_losing_people(NOW)


def test_held_posts_are_those_whose_officers_are_listed(staffed: Province) -> None:
    appointed(officer("gone"), post_in(staffed[YEN_MO], Role.CLERK).id, from_day=FIRST_DAY, to_day=date(2026, 3, 30))
    held = held_posts(NOW)
    assert len(held) < Appointment.objects.count()
    for unit in OrgUnit.objects.filter(agency__in=Agency.objects.filter(slug__in=(HOA_LU, YEN_MO))):
        for role in Role:
            assert ((unit.id, role.value) in held) == bool(officers_of_unit(unit.id, role, NOW))
