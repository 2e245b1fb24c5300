"""Units and posts usual for each sort of agency: what an import opens where the file gives only names of rooms (domain §0.2)."""

from __future__ import annotations

import msgspec

from motcua.agencies.models import AgencyKind
from motcua.agencies.unit_kinds import UnitKind
from motcua.foundation.search import fold
from motcua.law.roles import Role


class UnitPlan(msgspec.Struct, frozen=True):
    """A unit to open, with its posts (role, title)."""

    name: str
    kind: UnitKind
    posts: tuple[tuple[Role, str], ...] = ()


_ROOM = ((Role.UNIT_HEAD, "Trưởng phòng"), (Role.CASE_OFFICER, "Chuyên viên"), (Role.CASE_OFFICER, "Chuyên viên"))
_SMALL_ROOM = ((Role.UNIT_HEAD, "Trưởng phòng"), (Role.CASE_OFFICER, "Chuyên viên"))
_BRANCH = (
    (Role.APPROVER, "Giám đốc chi nhánh"),
    (Role.UNIT_HEAD, "Tổ trưởng"),
    (Role.CASE_OFFICER, "Chuyên viên"),
    (Role.CLERK, "Văn thư"),
)
_DESK = ((Role.RECEPTION, "Công chức tiếp nhận"), (Role.RECEPTION, "Công chức tiếp nhận"), (Role.CASHIER, "Người thu phí, lệ phí"))

POSTS: dict[UnitKind, tuple[tuple[Role, str], ...]] = {
    UnitKind.LEADERSHIP: ((Role.APPROVER, "Lãnh đạo cơ quan"), (Role.APPROVER, "Phó lãnh đạo cơ quan")),
    UnitKind.OFFICE: ((Role.UNIT_HEAD, "Chánh Văn phòng"), (Role.CASE_OFFICER, "Chuyên viên"), (Role.CLERK, "Văn thư")),
    UnitKind.SERVICE_CENTRE: ((Role.CENTRE_LEADER, "Giám đốc Trung tâm"), *_DESK),
    UnitKind.ECONOMY: _ROOM,
    UnitKind.SOCIETY: _ROOM,
    UnitKind.PROFESSIONAL: _SMALL_ROOM,
    UnitKind.POLICE: (
        (Role.APPROVER, "Trưởng Công an"),
        (Role.UNIT_HEAD, "Phó Trưởng Công an"),
        (Role.CASE_OFFICER, "Cán bộ Công an"),
        (Role.CLERK, "Văn thư"),
    ),
    UnitKind.MILITARY: ((Role.APPROVER, "Chỉ huy trưởng"), (Role.CASE_OFFICER, "Trợ lý"), (Role.CLERK, "Văn thư")),
    UnitKind.LAND_BRANCH: _BRANCH,
    UnitKind.TAX_BRANCH: _BRANCH,
    UnitKind.INSURANCE_BRANCH: _BRANCH,
    UnitKind.MEDICAL_COUNCIL: _SMALL_ROOM,
    UnitKind.SOCIAL_FACILITY: _SMALL_ROOM,
    UnitKind.CONTROL_OFFICE: (
        (Role.CONTROL_OFFICER, "Trưởng phòng"),
        (Role.CONTROL_OFFICER, "Chuyên viên"),
        (Role.REPORTER, "Cán bộ báo cáo"),
    ),
    UnitKind.OPERATIONS_CENTRE: (
        (Role.SYSTEM_ADMIN, "Quản trị hệ thống"),
        (Role.SECURITY_AUDITOR, "Kiểm toán an toàn thông tin"),
        (Role.IOC_VIEWER, "Trực điều hành"),
    ),
    UnitKind.OTHER: (),
}
"""The fewest posts with which every step of every process has somebody to do it."""

# Beginnings of folded names, the first that fits decides.
_NAMES: tuple[tuple[str, UnitKind], ...] = (
    ("ban giam doc", UnitKind.LEADERSHIP),
    ("thuong truc", UnitKind.LEADERSHIP),
    ("lanh dao", UnitKind.LEADERSHIP),
    ("van phong dang ky dat dai", UnitKind.OTHER),
    ("van phong", UnitKind.OFFICE),
    ("phong hanh chinh - to chuc", UnitKind.OFFICE),
    ("phong kiem soat thu tuc hanh chinh", UnitKind.CONTROL_OFFICE),
    ("trung tam chuyen doi so", UnitKind.OPERATIONS_CENTRE),
    ("trung tam phuc vu hanh chinh cong", UnitKind.SERVICE_CENTRE),
    ("bo phan huong dan, tiep nhan", UnitKind.SERVICE_CENTRE),
    ("bo phan truc", UnitKind.OTHER),
    ("bo phan", UnitKind.OTHER),
    ("quay", UnitKind.OTHER),
    ("cac chi nhanh khu vuc", UnitKind.LAND_BRANCH),
    ("thue co so", UnitKind.TAX_BRANCH),
    ("bao hiem xa hoi co so", UnitKind.INSURANCE_BRANCH),
    ("hoi dong giam dinh y khoa", UnitKind.MEDICAL_COUNCIL),
    ("co so tro giup xa hoi", UnitKind.SOCIAL_FACILITY),
    ("cong an xa, phuong", UnitKind.OTHER),
    ("ban chi huy quan su xa, phuong", UnitKind.OTHER),
    ("phong kinh te", UnitKind.ECONOMY),
    ("phong van hoa - xa hoi", UnitKind.SOCIETY),
    ("cong an", UnitKind.POLICE),
    ("ban chi huy quan su", UnitKind.MILITARY),
    ("phong", UnitKind.PROFESSIONAL),
    ("chi cuc", UnitKind.PROFESSIONAL),
    ("trung tam", UnitKind.PROFESSIONAL),
)
_COMMUNE_ONLY = {UnitKind.ECONOMY, UnitKind.SOCIETY, UnitKind.POLICE, UnitKind.MILITARY}
_WITHOUT_PROCESS = (AgencyKind.PUBLIC_SERVICE_CENTRE, AgencyKind.PROVINCE_COMMITTEE)
_EXTRA_POSTS: dict[AgencyKind, tuple[tuple[Role, str], ...]] = {
    AgencyKind.INSPECTORATE: ((Role.INSPECTOR, "Thanh tra viên"),),
    AgencyKind.VERTICAL: ((Role.CLERK, "Văn thư"),),
}
"""Posts in professional units besides the usual: inspectors inspect, and rooms of the police number their own papers."""


def kind_of(name: str) -> UnitKind:
    """What a unit is for, by the beginning of its name."""
    folded = fold(name)
    return next((kind for beginning, kind in _NAMES if folded.startswith(beginning)), UnitKind.OTHER)


def plan_of(name: str) -> UnitPlan:
    """A provincial unit of this name with its usual posts."""
    kind = kind_of(name)
    kind = UnitKind.PROFESSIONAL if kind in _COMMUNE_ONLY else kind
    return UnitPlan(name, kind, POSTS[kind])


def province_units(kind: str, named: tuple[UnitPlan, ...]) -> tuple[UnitPlan, ...]:
    """The named units of a provincial agency, and those without which no process of it could end: leaders and an office."""
    if kind in _WITHOUT_PROCESS:
        return named
    extra = _EXTRA_POSTS.get(AgencyKind(kind), ()) if kind else ()
    named = tuple(UnitPlan(unit.name, unit.kind, unit.posts + extra) if unit.kind == UnitKind.PROFESSIONAL else unit for unit in named)
    present = {unit.kind for unit in named}
    missing = [(UnitKind.LEADERSHIP, "Lãnh đạo"), (UnitKind.OFFICE, "Văn phòng")]
    return (*named, *(UnitPlan(name, needed, POSTS[needed]) for needed, name in missing if needed not in present))


def commune_units(centre: str, named: tuple[str, ...], vertical: tuple[str, ...]) -> tuple[UnitPlan, ...]:
    """The units of a commune or ward: leaders, the centre under its full name, rooms and the vertical units."""
    units = [UnitPlan("Lãnh đạo UBND", UnitKind.LEADERSHIP, ((Role.APPROVER, "Chủ tịch UBND"), (Role.APPROVER, "Phó Chủ tịch UBND")))]
    for name in (*named, *vertical):
        kind = kind_of(name)
        units.append(UnitPlan(centre if kind == UnitKind.SERVICE_CENTRE else name, kind, POSTS[kind]))
    return tuple(units)
