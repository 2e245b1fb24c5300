"""Each fault of a process is told once, in Vietnamese, where it is; random graphs agree with a naive search."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.procedure import ProcedureCase, Step, Term, TermUnit
from motcua.law.process import STEP_ROLES, check, faults, total_minutes
from motcua.law.process.checks import hours_words
from motcua.law.roles import Role
from tests.law.process.samples import FIVE_DAYS, branched, step, usual

Edges = frozenset[tuple[int, int]]


def codes(steps: tuple[Step, ...], term: Term = FIVE_DAYS) -> list[str]:
    return [fault.code for fault in faults(steps, term)]


def sentence(steps: tuple[Step, ...], code: str, term: Term = FIVE_DAYS) -> tuple[str, str]:
    [fault] = [fault for fault in faults(steps, term) if fault.code == code]
    return fault.field, fault.message


def changed(steps: tuple[Step, ...], no: int, **values: object) -> tuple[Step, ...]:
    return tuple(msgspec.structs.replace(one, **values) if one.no == no else one for one in steps)


def test_usual_and_branched_processes_may_be_approved() -> None:
    assert check(usual(), FIVE_DAYS) is None
    assert check(branched(), FIVE_DAYS) is None


def test_a_plain_step_keeps_the_text_it_had_before_there_were_branches() -> None:
    text = '{"minutes":60,"name":"Việc 2","no":2,"role":"CASE_OFFICER","unit_kind":"Phòng"}'
    assert msgspec.json.encode(step(2), order="sorted").decode() == text
    assert msgspec.json.decode(text, type=Step) == step(2)
    case = ProcedureCase(key="k", name="n", term=FIVE_DAYS, steps=branched())
    assert msgspec.json.decode(msgspec.json.encode(case), type=ProcedureCase) == case


def test_all_faults_come_in_one_refusal() -> None:
    refusal = check(changed(changed(usual(), 2, minutes=0), 3, name=" "), FIVE_DAYS)
    assert refusal is not None
    assert (refusal.code, [part.field for part in refusal.details]) == ("PROCESS_WRONG", ["steps[2].name", "steps[1].minutes"])
    assert refusal.message == "Quy trình có 2 chỗ chưa đúng; sửa rồi mới ghi nhận phê duyệt được."


def test_process_without_steps_is_refused() -> None:
    assert codes(()) == ["NO_STEPS"]


def test_numbers_must_run_from_one() -> None:
    assert sentence((step(1, Role.RECEPTION), step(3, Role.CLERK)), "STEP_NUMBERS") == (
        "steps[1].no",
        "Bước thứ 2 mang số 3; các bước đánh số liên tục từ 1.",
    )


def test_waiting_for_a_step_that_is_not_there_is_refused() -> None:
    assert sentence(changed(usual(), 3, after=(2, 9)), "UNKNOWN_STEP") == (
        "steps[2].after",
        "Bước 3 chờ bước 9, nhưng quy trình không có bước 9.",
    )


def test_more_steps_than_anybody_can_read_are_refused() -> None:
    many = (step(1, Role.RECEPTION, 1), *(step(no, minutes=1) for no in range(2, 102)))
    assert codes(many) == ["TOO_MANY_STEPS"]


def test_steps_that_wait_for_each_other_are_refused() -> None:
    steps = changed(changed(usual(), 2, after=(1, 3)), 3, after=(2,))
    assert sentence(steps, "CYCLE") == ("steps[1].after", "Các bước 2, 3 chờ lẫn nhau thành vòng, không bước nào bắt đầu được.")
    assert "Bước 2 tự chờ chính nó" in sentence(changed(usual(), 2, after=(1, 2)), "CYCLE")[1]


def test_the_first_step_waits_for_nobody() -> None:
    assert sentence(changed(usual(), 1, after=(4,)), "NO_START")[0] == "steps[0].after"


def test_who_is_waited_for_has_the_smaller_number() -> None:
    steps = (step(1, Role.RECEPTION), step(2, after=(3,)), step(3, after=(1,)), step(4, Role.CLERK, after=(2,)))
    assert codes(steps) == ["BACKWARD"]


def test_step_that_is_never_come_to_is_refused() -> None:
    steps = changed(usual(), 2, after=(2,))
    assert "Từ bước 1 không đi tới được bước 2 “Thẩm tra”." in [fault.message for fault in faults(steps, FIVE_DAYS)]


def test_branch_that_is_not_waited_for_is_told_at_its_end_and_at_the_split() -> None:
    steps = changed(branched(), 5, after=(2,))
    assert sentence(steps, "DEAD_END") == (
        "steps[3].no",
        "Sau bước 4 “Duyệt kết quả xác minh” không có bước nào, mà đây chưa phải bước cuối.",
    )
    assert sentence(steps, "JOIN_INCOMPLETE") == (
        "steps[0].no",
        "Nhánh bước 3 tách ra từ bước 1 chưa được gộp lại; bước gộp phải chờ đủ các nhánh.",
    )


def test_join_that_names_a_step_twice_over_is_refused() -> None:
    assert sentence(changed(branched(), 5, after=(2, 3, 4)), "WAITS_TWICE") == (
        "steps[4].after",
        "Bước 5 không cần chờ bước 3: các bước khác mà nó chờ đã chờ bước đó.",
    )


@pytest.mark.parametrize("minutes", [0, -60])
def test_step_without_time_is_refused(minutes: int) -> None:
    assert sentence(changed(usual(), 2, minutes=minutes), "MINUTES")[1] == "Thời gian của bước 2 “Thẩm tra” phải lớn hơn 0 giờ."


@pytest.mark.parametrize("role", sorted(set(Role) - STEP_ROLES))
def test_roles_that_only_watch_do_no_step(role: Role) -> None:
    assert "ROLE" in codes(changed(usual(), 2, role=role))


def test_the_dossier_is_received_first() -> None:
    assert codes(changed(usual(), 1, role=Role.CASE_OFFICER)) == ["RECEPTION_FIRST"]


def test_what_is_signed_is_numbered_last() -> None:
    assert codes(changed(usual(), 4, role=Role.CASE_OFFICER)) == ["RESULT_LAST"]
    assert codes((step(1, Role.RECEPTION), step(2, Role.CASE_OFFICER))) == []


def test_handing_over_is_no_step_of_the_process() -> None:
    assert codes((*usual(), step(5, Role.RECEPTION))) == ["RESULT_LAST"]
    assert codes((step(1, Role.RECEPTION),)) == ["RESULT_LAST"]


@pytest.mark.parametrize("outcomes", [("Đạt", "Đạt"), ("Đạt", " ")])
def test_outcomes_differ_and_have_words(outcomes: tuple[str, ...]) -> None:
    assert codes(changed(usual(), 2, outcomes=outcomes)) == ["OUTCOMES"]
    assert codes(changed(usual(), 2, outcomes=("Đạt", "Không đạt"))) == []


def test_step_without_unit_is_refused() -> None:
    assert codes(changed(usual(), 2, unit_kind="")) == ["NO_UNIT"]


def test_the_split_never_extends_the_legal_term() -> None:
    assert codes(branched(), Term(9, TermUnit.HOURS)) == []
    assert sentence(branched(), "OVER_TERM", Term(8, TermUnit.HOURS)) == (
        "steps",
        "Các bước nối tiếp nhau 1 → 2 → 5 → 6 cộng lại 9 giờ, vượt thời hạn giải quyết 8 giờ làm việc.",
    )
    assert codes(branched(), Term(1, TermUnit.SAME_DAY_15H)) == ["OVER_TERM"]
    assert codes(branched(), Term(0, TermUnit.FIXED_DATE, fixed_date="2026-12-31")) == []


@pytest.mark.parametrize(("minutes", "words"), [(90, "1,5"), (480, "8"), (20, "0,33")])
def test_hours_have_a_decimal_comma(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Step, ...]:
    """Sound numbers, any waiting at all: circles, dead ends, forgotten branches."""
    count = draw(st.integers(1, 6))
    waits = [draw(st.sets(st.integers(1, count), max_size=3)) for _ in range(count)]
    if draw(st.booleans()):
        waits[0] = set()
    roles = [Role.RECEPTION, *[Role.CASE_OFFICER] * (count - 1)]
    return tuple(step(no, roles[no - 1], minutes=60, after=tuple(sorted(waits[no - 1]))) for no in range(1, count + 1))


def edges_of(steps: tuple[Step, ...]) -> Edges:
    """Who comes before whom, straight from what the steps say."""
    return frozenset((other, one.no) for one in steps for other in (one.after or ((one.no - 1,) if one.no > 1 else ())))


def closure(edges: Edges) -> Edges:
    """Every pair with a way between them, by joining pairs until nothing is new."""
    found = edges
    while True:
        more = found | {(a, d) for (a, b), (c, d) in itertools.product(found, edges) if b == c}
        if more == found:
            return found
        found = more


def told(steps: tuple[Step, ...], code: str) -> set[int]:
    """The steps at which a fault is told, by the path."""
    return {int(fault.field.partition("[")[2].partition("]")[0]) + 1 for fault in faults(steps, FIVE_DAYS) if fault.code == code}


@given(graphs())
def test_circles_are_those_a_naive_search_finds(steps: tuple[Step, ...]) -> None:
    ways = closure(edges_of(steps))
    circling = {one.no for one in steps if (one.no, one.no) in ways}
    knots = {frozenset(other for other in circling if {(no, other), (other, no)} <= ways) for no in circling}
    assert told(steps, "CYCLE") == {min(knot) for knot in knots}


@given(graphs())
def test_unreachable_steps_and_dead_ends_are_those_a_naive_search_finds(steps: tuple[Step, ...]) -> None:
    edges = edges_of(steps)
    ways = closure(edges)
    assert told(steps, "UNREACHABLE") == {one.no for one in steps if one.no != 1 and (1, one.no) not in ways}
    assert told(steps, "DEAD_END") == {one.no for one in steps[:-1] if not any(a == one.no for a, _ in edges)}
    assert told(steps, "NO_START") == ({1} if any(b == 1 for _, b in edges) else set())


@given(graphs())
def test_open_splits_are_those_a_naive_search_finds(steps: tuple[Step, ...]) -> None:
    edges, last = edges_of(steps), len(steps)
    ways = closure(edges) | {(last, last)}
    expected = set()
    for one in steps:
        ends = {(b, last) in ways for a, b in edges if a == one.no}
        if ends == {True, False}:
            expected.add(one.no)
    assert told(steps, "JOIN_INCOMPLETE") == expected


@given(graphs())
def test_needless_waits_are_those_a_naive_search_finds(steps: tuple[Step, ...]) -> None:
    edges = edges_of(steps)
    ways = closure(edges)
    if any(a == b for a, b in ways):
        return
    expected = {b for a, b in edges if any((a, c) in ways for c, d in edges if d == b)}
    assert told(steps, "WAITS_TWICE") == expected


@given(graphs())
def test_a_process_without_faults_can_be_walked_from_the_first_step_to_the_last(steps: tuple[Step, ...]) -> None:
    if check(steps, Term(100, TermUnit.WORKING_DAYS)) is not None:
        return
    edges = edges_of(steps)
    ways = closure(edges)
    assert all(a < b for a, b in edges)
    assert all((1, one.no) in ways for one in steps[1:])
    assert all((one.no, len(steps)) in ways for one in steps[:-1])


@given(graphs(), st.integers(1, 8))
def test_the_time_is_refused_exactly_when_the_longest_way_exceeds_it(steps: tuple[Step, ...], hours: int) -> None:
    found = codes(steps, Term(hours, TermUnit.HOURS))
    if "CYCLE" in found:
        assert "OVER_TERM" not in found
    else:
        assert ("OVER_TERM" in found) == (total_minutes(steps) > hours * 60)


def test_a_signature_beside_other_work_and_a_split_after_it_are_told() -> None:
    beside = list(branched())
    beside[2] = step(3, Role.APPROVER, 120, after=(1,), name="Ký riêng", unit="Công an")
    assert "BRANCH_SIGNS" in {fault.code for fault in faults(beside, FIVE_DAYS)}
    after = [
        *usual()[:3],
        step(4, after=(3,)),
        step(5, after=(3,)),
        step(6, Role.CLERK, 60, after=(4, 5), name="Vào sổ, đóng dấu", unit="Văn phòng"),
    ]
    assert "BRANCH_AFTER_SIGNATURE" in {fault.code for fault in faults(after, FIVE_DAYS)}
