"""A department beside the wards, and a procedure that a ward receives, a land office examines and the department decides."""

from __future__ import annotations

from pathlib import Path

from motcua.agencies.commands import open_unit, register_agency
from motcua.agencies.commands.tree import AgencyDraft
from motcua.agencies.unit_kinds import UnitKind
from motcua.foundation.access import SYSTEM
from motcua.law.roles import Role
from tests.dossiers.ward import SINCE, START, Ward, import_catalogue, made, make_officer, procedure

STAFF = {
    "head": (UnitKind.PROFESSIONAL, Role.UNIT_HEAD),
    "officer": (UnitKind.PROFESSIONAL, Role.CASE_OFFICER),
    "clerk": (UnitKind.OFFICE, Role.CLERK),
    "approver": (UnitKind.LEADERSHIP, Role.APPROVER),
}
UNIT_NAMES = {
    UnitKind.PROFESSIONAL: "Phòng Hộ tịch, Quốc tịch",
    UnitKind.OFFICE: "Văn phòng Sở",
    UnitKind.LEADERSHIP: "Lãnh đạo Sở",
    UnitKind.LAND_BRANCH: "Chi nhánh Hoa Lư",
    UnitKind.INSURANCE_BRANCH: "Bảo hiểm xã hội cơ sở Hoa Lư",
}
LAND_STAFF = {
    "head": (UnitKind.LAND_BRANCH, Role.UNIT_HEAD),
    "officer": (UnitKind.LAND_BRANCH, Role.CASE_OFFICER),
    "approver": (UnitKind.LEADERSHIP, Role.APPROVER),
}
STEPS = (
    ("Tiếp nhận", "RECEPTION", "Trung tâm Phục vụ hành chính công tỉnh", 4),
    ("Phân công", "UNIT_HEAD", "Chi nhánh Văn phòng đăng ký đất đai", 4),
    ("Thẩm tra", "CASE_OFFICER", "Chi nhánh Văn phòng đăng ký đất đai", 8),
    ("Kiểm tra", "UNIT_HEAD", "Phòng chuyên môn của cơ quan cấp tỉnh", 8),
    ("Ký duyệt", "APPROVER", "Lãnh đạo cơ quan cấp tỉnh", 4),
    ("Vào sổ, phát hành", "CLERK", "Văn phòng cơ quan cấp tỉnh", 4),
)
CODE = "1.012345"


def make_department(slug: str, name: str, code: str, staff: dict[str, tuple[UnitKind, Role]]) -> Ward:
    """An agency of the province with its people."""
    draft = AgencyDraft(
        slug=slug,
        name=f"{name} tỉnh Ninh Bình",
        short_name=name,
        kind="DEPARTMENT",
        level="PROVINCE",
        code=code,
        code_status="DEMO",
        valid_from=SINCE,
    )
    house = Ward(made(register_agency(SYSTEM, draft, at=START)), {})
    for kind in dict.fromkeys(kind for kind, _ in staff.values()):
        posts = [(role, who) for who, (where, role) in staff.items() if where is kind]
        house.units[kind] = made(open_unit(SYSTEM, house.id, UNIT_NAMES[kind], kind, posts=posts, valid_from=SINCE, at=START))
    for who, (kind, role) in staff.items():
        house.people[who] = make_officer(f"{who}.{slug}", "Phạm Thị Sở", house.units[kind], role, title=who)
    return house


def make_province(folder: Path) -> tuple[Ward, Ward]:
    """The department and the land office, and the procedure in which both have a part."""
    department = make_department("STP", "Sở Tư pháp", "H42.10", STAFF)
    land_office = make_department("VPDK", "Văn phòng Đăng ký đất đai", "H42.11", LAND_STAFF)
    entry = procedure(
        CODE,
        "Cấp giấy chứng nhận",
        government_level="province",
        competent_agency="Sở Tư pháp",
    )
    entry["cases"][0]["process"] = [{"step": s, "post": p, "unit_kind": u, "hours": h} for s, p, u, h in STEPS]
    import_catalogue(folder, entry)
    return department, land_office
