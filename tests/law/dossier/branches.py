"""An interlinked birth: the ward examines, police and social insurance work side by side, the ward signs."""

from __future__ import annotations

from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.values import Conclusion, PlannedStep
from motcua.law.roles import Role
from tests.law.dossier.life import CENTRE, LEADERS, OFFICE, RECEIVE, SUBMIT, WARD, Life, ref

INSURANCE = 3
POLICE_UNIT, INSURANCE_UNIT = 14, 31
STEPS = (
    (Role.RECEPTION, WARD, CENTRE, 240, ()),
    (Role.CASE_OFFICER, WARD, OFFICE, 240, ()),
    (Role.CASE_OFFICER, WARD, POLICE_UNIT, 480, (2,)),
    (Role.CASE_OFFICER, INSURANCE, INSURANCE_UNIT, 960, (2,)),
    (Role.UNIT_HEAD, WARD, OFFICE, 240, (3, 4)),
    (Role.APPROVER, WARD, LEADERS, 120, ()),
    (Role.CLERK, WARD, OFFICE, 120, ()),
)
NAMES = ("Tiếp nhận", "Thẩm tra khai sinh", "Đăng ký thường trú", "Cấp thẻ BHYT", "Trình ký", "Ký duyệt", "Vào sổ")
BRANCHED = tuple(
    PlannedStep(no=no, name=name, role=role, agency=agency, unit=unit, minutes=minutes, after=after)
    for no, ((role, agency, unit, minutes, after), name) in enumerate(zip(STEPS, NAMES, strict=True), 1)
)
EXAMINED = c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(2))


def received_branched(start: str = "2026-03-02 09:00") -> Life:
    life = Life(start)
    return life.do(SUBMIT, at=start).do(replace(RECEIVE, plan=BRANCHED), at=start)


def in_branches(start: str = "2026-03-02 09:00") -> Life:
    """Police and insurance have it, nobody holds it there yet."""
    life = received_branched(start).do(c.Forward(holder=3)).do(EXAMINED, by="officer:3")
    return life.do(c.Forward(draft=ref(3)), by="officer:3")
