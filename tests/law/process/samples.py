"""Processes for tests: the usual one, one with branches, and a short way to write them."""

from __future__ import annotations

from motcua.law.procedure import Step, Term, TermUnit
from motcua.law.roles import Role

FIVE_DAYS = Term(5, TermUnit.WORKING_DAYS)


def step(
    no: int, role: Role = Role.CASE_OFFICER, minutes: int = 60, after: tuple[int, ...] = (), name: str = "", unit: str = "Phòng"
) -> Step:
    """A step with usual words."""
    return Step(no=no, name=name or f"Việc {no}", role=role, unit_kind=unit, minutes=minutes, after=after)


def usual() -> tuple[Step, ...]:
    """Reception, appraisal, signature, number: eight hours."""
    return (
        step(1, Role.RECEPTION, 120, name="Tiếp nhận", unit="Trung tâm"),
        step(2, Role.CASE_OFFICER, 180, name="Thẩm tra"),
        step(3, Role.APPROVER, 120, name="Ký duyệt", unit="Lãnh đạo"),
        step(4, Role.CLERK, 60, name="Vào sổ, đóng dấu", unit="Văn phòng"),
    )


def branched() -> tuple[Step, ...]:
    """After the reception two rooms work side by side, one of them in two steps; the signature waits for both."""
    return (
        step(1, Role.RECEPTION, 60, name="Tiếp nhận", unit="Trung tâm"),
        step(2, Role.CASE_OFFICER, 300, after=(1,), name="Thẩm tra hồ sơ đất đai", unit="Phòng Kinh tế"),
        step(3, Role.CASE_OFFICER, 120, after=(1,), name="Xác minh nhân thân", unit="Công an"),
        step(4, Role.UNIT_HEAD, 60, after=(3,), name="Duyệt kết quả xác minh", unit="Công an"),
        step(5, Role.APPROVER, 120, after=(2, 4), name="Ký duyệt", unit="Lãnh đạo"),
        step(6, Role.CLERK, 60, name="Vào sổ, đóng dấu", unit="Văn phòng"),
    )
