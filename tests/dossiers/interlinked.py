"""An interlinked procedure: a ward examines, its police and the social insurance of the province work side by side, the ward signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from motcua.agencies.commands import open_unit
from motcua.agencies.unit_kinds import UnitKind
from motcua.foundation.access import SYSTEM
from motcua.law.procedure import Step
from motcua.law.roles import Role
from motcua.procedures.models import Procedure
from motcua.procedures.processes.commands import Approval, approve_process
from motcua.procedures.queries import get_version
from tests.dossiers.province import make_department
from tests.dossiers.ward import SINCE, START, Ward, import_catalogue, made, make_officer, procedure, vn

CODE = "2.002621"
PROCESS = (
    ("Tiếp nhận", Role.RECEPTION, "Trung tâm Phục vụ hành chính công cấp xã", 4, ()),
    ("Thẩm tra khai sinh", Role.CASE_OFFICER, "Văn phòng HĐND và UBND", 8, ()),
    ("Đăng ký thường trú", Role.CASE_OFFICER, "Công an cấp xã", 8, (2,)),
    ("Cấp thẻ bảo hiểm y tế", Role.CASE_OFFICER, "Bảo hiểm xã hội cơ sở", 8, (2,)),
    ("Trình ký", Role.UNIT_HEAD, "Văn phòng HĐND và UBND", 4, (3, 4)),
    ("Ký duyệt", Role.APPROVER, "Lãnh đạo UBND cấp xã", 2, ()),
    ("Vào sổ", Role.CLERK, "Văn phòng HĐND và UBND", 2, ()),
)
STEPS = tuple(
    Step(no=no, name=name, role=role, unit_kind=unit, minutes=hours * 60, after=after)
    for no, (name, role, unit, hours, after) in enumerate(PROCESS, 1)
)
INSURANCE_STAFF = {
    "officer": (UnitKind.INSURANCE_BRANCH, Role.CASE_OFFICER),
    "head": (UnitKind.INSURANCE_BRANCH, Role.UNIT_HEAD),
    "approver": (UnitKind.LEADERSHIP, Role.APPROVER),
}


def make_interlinked(ward: Ward, folder: Path) -> Ward:
    """Gives the ward its police and the procedure its approved process; the social insurance, which has the other branch."""
    police = made(
        open_unit(SYSTEM, ward.id, "Công an phường Hoa Lư", UnitKind.POLICE, posts=[(Role.CASE_OFFICER, "ca")], valid_from=SINCE, at=START)
    )
    ward.units[UnitKind.POLICE] = police
    ward.people["police"] = make_officer("ca.hoalu", "Trần Văn An", police, Role.CASE_OFFICER, title="ca")
    insurance = make_department("BHXH", "Bảo hiểm xã hội", "H42.15", INSURANCE_STAFF)
    import_catalogue(folder, procedure(CODE, "Liên thông khai sinh"))
    row = Procedure.objects.get(code=CODE)
    assert row.current_version_id is not None
    approval = Approval(
        procedure_id=row.pk,
        case_key=get_version(row.current_version_id).cases[0].key,
        decision="12/QĐ-UBND",
        decision_date=date(2026, 1, 5),
        approved_by="Chủ tịch UBND tỉnh",
        effective_from=date(2026, 1, 6),
        steps=STEPS,
    )
    made(approve_process(SYSTEM, approval, vn("2026-01-05 09:00")))
    return insurance
