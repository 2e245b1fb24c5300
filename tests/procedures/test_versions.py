from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.verify import verify
from motcua.law.procedure import Fee, Requirement, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.queries import (
    PinnedVersion,
    competent_agency,
    get_procedure,
    get_version,
    get_version_no,
    plan_steps,
    version_in_force,
)
from motcua.procedures.reading_procedure import key_of
from motcua.procedures.words import fee_words, number_words, term_note, term_words
from tests.agencies.samples import HOA_LU, TODAY, YEN_MO
from tests.procedures.samples import id_of

Province = dict[str, int]


def in_force(code: str, day: date = TODAY) -> PinnedVersion:
    version = version_in_force(id_of(code), day)
    assert not isinstance(version, Refusal), version
    return version


def test_abolished_procedure_is_refused_with_its_successor(procedures: Province) -> None:
    refusal = version_in_force(id_of("2.001009"), TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith("Thủ tục 2.001009 “Chứng thực văn bản khai nhận di sản")
    assert "đã hết hiệu lực từ ngày 10/11/2025. Dùng thủ tục 2.001406 “" in refusal.message
    assert (refusal.field, bool(refusal.legal_basis)) == ("procedure", True)


def test_replaced_procedure_hands_over_on_the_day(procedures: Province) -> None:
    old, new = id_of("2.002621"), id_of("3.000722")
    eve, day = date(2026, 9, 7), date(2026, 9, 8)
    assert [isinstance(version_in_force(one, on), Refusal) for one, on in ((old, eve), (new, eve), (old, day), (new, day))] == [
        False,
        True,
        True,
        False,
    ]
    refusal = version_in_force(new, eve)
    assert isinstance(refusal, Refusal)
    assert refusal.message == "Thủ tục 3.000722 có hiệu lực từ ngày 08/09/2026, chưa nhận hồ sơ trước ngày đó."


def test_unknown_procedure_and_version(procedures: Province) -> None:
    refusal = version_in_force(404, TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "PROCEDURE_UNKNOWN"
    assert get_version_no(id_of("1.001193"), 2) is None
    with pytest.raises(LookupError):
        get_version(404)


def test_pinned_version_costs_no_query_once_read(procedures: Province, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = in_force("1.001193")
    with django_assert_num_queries(0):
        assert get_version(version.id) is version
    with django_assert_num_queries(1):
        assert version_in_force(version.procedure_id, TODAY) is version


def test_changed_body_behind_the_system_s_back_is_named(procedures: Province) -> None:
    version = ProcedureVersion.objects.get(procedure_id=id_of("1.001193"))
    ProcedureVersion.objects.filter(id=version.id).update(body=version.body.replace("8000", "9000"))
    [difference] = verify().differences
    assert (difference.stream, difference.column) == (f"procedure:{version.procedure_id}", "body")


@pytest.mark.parametrize(
    ("code", "received_at", "expected"),
    [
        ("1.001193", HOA_LU, HOA_LU),
        ("1.001193", YEN_MO, YEN_MO),
        ("1.014748", "TTPVHCC", "SNV"),
        ("1.014748", HOA_LU, "SNV"),
    ],
)
def test_commune_decides_for_itself_and_a_department_wherever_it_is_received(
    procedures: Province, code: str, received_at: str, expected: str
) -> None:
    assert competent_agency(in_force(code), procedures[received_at]) == procedures[expected]


def test_commune_must_be_chosen_where_the_province_s_centre_receives_for_it(procedures: Province) -> None:
    refusal = competent_agency(in_force("1.001193"), procedures["TTPVHCC"])
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == ("COMMUNE_MISSING", "competent_agency")
    assert competent_agency(in_force("1.001193"), procedures["TTPVHCC"], procedures[YEN_MO]) == procedures[YEN_MO]


def test_reception_is_done_where_the_dossier_is_received(procedures: Province) -> None:
    version = in_force("1.001193")
    steps = plan_steps(version, version.cases[0].key, procedures[YEN_MO], procedures[HOA_LU])
    assert not isinstance(steps, Refusal)
    assert [step.agency for step in steps] == [procedures[HOA_LU], *[procedures[YEN_MO]] * 3]
    assert [step.role for step in steps] == [Role.RECEPTION, Role.CASE_OFFICER, Role.APPROVER, Role.CLERK]
    assert sum(step.minutes for step in steps) == 480


def test_interlinked_step_falls_to_the_other_agency(procedures: Province) -> None:
    version = in_force("1.010803")
    steps = plan_steps(version, version.cases[0].key, procedures[HOA_LU], procedures[HOA_LU])
    assert not isinstance(steps, Refusal)
    assert [step.no for step in steps if step.agency == procedures["SNV"]] == [4]


def test_step_that_nobody_could_do_is_refused_at_planning(procedures: Province) -> None:
    version = in_force("2.002621")
    refusal = plan_steps(version, version.cases[0].key, procedures[HOA_LU], procedures[HOA_LU])
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NO_UNIT_FOR_STEP"
    assert "Bảo hiểm xã hội cơ sở" in refusal.message


def test_unknown_case_is_refused(procedures: Province) -> None:
    refusal = plan_steps(in_force("1.001193"), "none", procedures[HOA_LU], procedures[HOA_LU])
    assert isinstance(refusal, Refusal)
    assert refusal.code == "CASE_UNKNOWN"


def test_page_has_every_part_the_law_asks_for(procedures: Province) -> None:
    page = get_procedure("1.001193")
    assert page is not None
    assert page == get_procedure(id_of("1.001193"))
    [case] = page.cases
    parts = (
        page.name,
        case.steps,
        page.manner,
        case.papers,
        page.sets,
        case.term,
        page.subjects,
        page.agency,
        page.result,
        page.legal_bases,
    )
    assert all(parts)
    assert [str(fee) for fee in case.fees] == ["Lệ phí: 8.000 đ; nộp trực tuyến: miễn"]
    assert page.in_force(TODAY)
    assert get_procedure("9") is None


def test_ended_page_says_so(procedures: Province) -> None:
    page = get_procedure("2.001009")
    assert page is not None
    assert (page.in_force(TODAY), page.successor_code) == (False, "2.001406")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(5, TermUnit.WORKING_DAYS), "05 ngày làm việc"),
        (Term(15, TermUnit.CALENDAR_DAYS), "15 ngày"),
        (Term(2, TermUnit.MONTHS), "02 tháng"),
        (Term(12, TermUnit.HOURS), "12 giờ"),
        (Term(0, TermUnit.FIXED_DATE, fixed_date="2026-06-30"), "Đến hết ngày 30/06/2026"),
    ],
)
def test_terms_in_words(term: Term, words: str) -> None:
    assert str(term_words(term)) == words


def test_a_note_that_only_says_again_what_the_unit_means_is_left_out() -> None:
    unit = TermUnit.SAME_DAY_15H
    again = Term(amount=1, unit=unit, note="Giải quyết trong ngày; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo")
    more = Term(amount=1, unit=unit, note="Hai bên phải có mặt khi nhận kết quả")
    assert (term_note(again), term_note(more)) == ("", "Hai bên phải có mặt khi nhận kết quả")


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(kind="LE_PHI", amount_vnd=1_250_000), "Lệ phí: 1.250.000 đ"),
        (Fee(kind="PHI", amount_vnd=0), "Phí: miễn"),
        (Fee(kind="PHI"), "Phí: theo quy định"),
        (Fee(kind="PHI", note="Theo biểu của HĐND tỉnh"), "Phí: theo biểu của HĐND tỉnh"),
        (Fee(kind="PHI", amount_vnd=8000, online_amount_vnd=4000), "Phí: 8.000 đ; nộp trực tuyến: 4.000 đ"),
    ],
)
def test_fees_in_words(fee: Fee, words: str) -> None:
    assert str(fee_words(fee)) == words


@pytest.mark.parametrize(
    ("kind", "originals", "copies", "words"),
    [
        ("ORIGINAL", 1, 0, "01 bản chính"),
        ("ORIGINAL", 1, 2, "01 bản chính, 02 bản sao"),
        ("CERTIFIED_COPY", 0, 1, "01 bản sao có chứng thực"),
        ("SHOW_ONLY", 0, 0, "xuất trình, không phải nộp"),
        ("COPY", 0, 0, "bản sao"),
    ],
)
def test_numbers_of_papers_in_words(kind: str, originals: int, copies: int, words: str) -> None:
    assert str(number_words(Requirement(key="k", name="Giấy", kind=kind, originals=originals, copies=copies))) == words


@given(st.lists(st.text(max_size=60), max_size=12))
def test_keys_are_unique_and_depend_on_the_words_alone(names: list[str]) -> None:
    taken: set[str] = set()
    keys = []
    for name in names:
        keys.append(key_of(name, taken))
        taken.add(keys[-1])
    assert len(set(keys)) == len(names)
    assert [key_of(name, set()) for name in names] == [key_of(name, set()) for name in reversed(names)][::-1]


def test_version_id_tells_text_apart(procedures: Province) -> None:
    ids = set(ProcedureVersion.objects.values_list("id", flat=True))
    assert len(ids) == Procedure.objects.count()
    assert all(0 < version_id < 1 << 60 for version_id in ids)
