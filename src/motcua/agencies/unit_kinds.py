"""Kinds of units, and what the words of the catalogue ("Lãnh đạo UBND cấp xã") mean among them.

The catalogue of procedures speaks of units by kind, not by name; an agency answers with one of its own units. Source of the
words: the processes of the national catalogue as used in the province (domain §22).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class UnitKind(StrEnum):
    """What a unit is for inside its agency."""

    LEADERSHIP = "LEADERSHIP"
    OFFICE = "OFFICE"
    SERVICE_CENTRE = "SERVICE_CENTRE"
    ECONOMY = "ECONOMY"
    SOCIETY = "SOCIETY"
    PROFESSIONAL = "PROFESSIONAL"
    POLICE = "POLICE"
    MILITARY = "MILITARY"
    LAND_BRANCH = "LAND_BRANCH"
    TAX_BRANCH = "TAX_BRANCH"
    INSURANCE_BRANCH = "INSURANCE_BRANCH"
    MEDICAL_COUNCIL = "MEDICAL_COUNCIL"
    SOCIAL_FACILITY = "SOCIAL_FACILITY"
    CONTROL_OFFICE = "CONTROL_OFFICE"
    OPERATIONS_CENTRE = "OPERATIONS_CENTRE"
    OTHER = "OTHER"


class Home(StrEnum):
    """Where a unit is looked for: in the competent agency itself, or anywhere in the province."""

    OWN = "OWN"
    PROVINCE = "PROVINCE"


class UnitRule(msgspec.Struct, frozen=True):
    """One word of the catalogue: look for a unit of `kind` at `home`."""

    kind: UnitKind
    home: Home = Home.OWN


UNIT_KIND_WORDS: dict[str, UnitRule] = {
    "Trung tâm Phục vụ hành chính công cấp xã": UnitRule(UnitKind.SERVICE_CENTRE),
    "Trung tâm Phục vụ hành chính công tỉnh": UnitRule(UnitKind.SERVICE_CENTRE, Home.PROVINCE),
    "Văn phòng HĐND và UBND": UnitRule(UnitKind.OFFICE),
    "Phòng Kinh tế (xã) hoặc Phòng Kinh tế, Hạ tầng và Đô thị (phường)": UnitRule(UnitKind.ECONOMY),
    "Phòng Văn hóa - Xã hội": UnitRule(UnitKind.SOCIETY),
    "Lãnh đạo UBND cấp xã": UnitRule(UnitKind.LEADERSHIP),
    "Công an cấp xã": UnitRule(UnitKind.POLICE),
    "Ban Chỉ huy quân sự cấp xã": UnitRule(UnitKind.MILITARY),
    "Lãnh đạo cơ quan cấp tỉnh": UnitRule(UnitKind.LEADERSHIP),
    "Văn phòng cơ quan cấp tỉnh": UnitRule(UnitKind.OFFICE),
    "Phòng chuyên môn của cơ quan cấp tỉnh": UnitRule(UnitKind.PROFESSIONAL),
    "Ban Giám đốc Công an tỉnh": UnitRule(UnitKind.LEADERSHIP),
    "Phòng nghiệp vụ Công an tỉnh": UnitRule(UnitKind.PROFESSIONAL),
    "Chi nhánh Văn phòng đăng ký đất đai": UnitRule(UnitKind.LAND_BRANCH, Home.PROVINCE),
    "Bảo hiểm xã hội cơ sở": UnitRule(UnitKind.INSURANCE_BRANCH, Home.PROVINCE),
    "Thuế cơ sở": UnitRule(UnitKind.TAX_BRANCH, Home.PROVINCE),
    "Hội đồng Giám định y khoa tỉnh": UnitRule(UnitKind.MEDICAL_COUNCIL, Home.PROVINCE),
    "Cơ sở trợ giúp xã hội": UnitRule(UnitKind.SOCIAL_FACILITY, Home.PROVINCE),
}
"""Any other word is the short name of an agency of the province ("Sở Nội vụ", "UBND tỉnh"), which answers with a
professional unit, or with its leadership where the step is an approval."""

SECTOR_WORDS: dict[str, str] = {
    "Sát hạch, cấp giấy phép lái xe": "giao thông",
    "Lý lịch tư pháp": "hồ sơ nghiệp vụ",
    "Cấp, quản lý căn cước": "quản lý hành chính",
    "Luật sư": "bổ trợ tư pháp",
    "Công chứng": "bổ trợ tư pháp",
    "Bồi thường nhà nước": "hành chính tư pháp",
    "Dược phẩm": "nghiệp vụ dược",
    "Khám bệnh, chữa bệnh": "quản lý hành nghề",
    "Thành lập và hoạt động của doanh nghiệp": "đăng ký kinh doanh",
    "Đường bộ": "vận tải, phương tiện",
}
"""Where the name of a sector shares no word with the unit that does its work in a provincial agency (P; usual division of work)."""
