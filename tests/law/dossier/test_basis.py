"""A refusal names the law of its day: no decree before it is in force, and the one-stop decree under which the dossier was received."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.rulesets import basis_in_force, ruleset_at
from tests.law.dossier.life import CASE, Life, assigned, completed, ref, vn


def basis_of_refused(life: Life, command: c.Command) -> str:
    refusal = life.attempt(command)
    assert refusal is not None
    return refusal.legal_basis


@pytest.mark.parametrize(
    ("start", "decree"),
    [
        ("2024-03-04 09:00", "Nghị định 61/2018/NĐ-CP"),
        ("2025-06-30 09:00", "Nghị định 61/2018/NĐ-CP"),
        ("2025-07-01 09:00", "Nghị định 118/2025/NĐ-CP"),
    ],
)
def test_the_one_stop_decree_is_that_of_the_reception_day(start: str, decree: str) -> None:
    assert basis_of_refused(assigned(start), c.Approve()) == f"Điều 19 {decree}"


@pytest.mark.parametrize(
    ("start", "basis"),
    [
        ("2026-03-02 09:00", "Nghị quyết 66.7/2025/NQ-CP"),
        ("2026-08-04 09:00", "Nghị quyết 66.7/2025/NQ-CP"),
        ("2026-08-05 09:00", "Điều 2 Nghị định 309/2026/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP"),
    ],
)
def test_a_decree_is_not_named_before_it_is_in_force(start: str, basis: str) -> None:
    first, second, third = CASE.requirements
    case = replace(CASE, requirements=(first, second, replace(third, replaced_by_data="CSDL quốc gia về dân cư")))
    demand = c.RequestSupplement(requirements=("r3",), request=ref(5))
    assert basis_of_refused(assigned(start, case), demand) == basis


@pytest.mark.parametrize(
    ("start", "basis"),
    [
        ("2025-08-04 09:00", "Điều 19 Nghị định 118/2025/NĐ-CP"),
        ("2025-10-06 09:00", "Thông tư 03/2025/TT-VPCP, mẫu 05"),
    ],
)
def test_before_the_circular_that_made_its_form_the_article_on_solving_remains(start: str, basis: str) -> None:
    assert basis_of_refused(completed(start), c.Stop(reason=ref(5))) == basis


def test_a_basis_of_plain_sense_stays_empty() -> None:
    assert basis_in_force("", vn("2020-01-02 09:00").date(), ruleset_at(vn("2020-01-02 09:00").date())) == ""
