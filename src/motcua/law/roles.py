"""The roles of the people who handle dossiers (domain §16, Annex D)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a post is for. A person acts through the posts held, never by name."""

    RECEPTION = "RECEPTION"
    CASE_OFFICER = "CASE_OFFICER"
    UNIT_HEAD = "UNIT_HEAD"
    APPROVER = "APPROVER"
    CLERK = "CLERK"
    CASHIER = "CASHIER"
    CENTRE_LEADER = "CENTRE_LEADER"
    CONTROL_OFFICER = "CONTROL_OFFICER"
    INSPECTOR = "INSPECTOR"
    REPORTER = "REPORTER"
    IOC_VIEWER = "IOC_VIEWER"
    SYSTEM_ADMIN = "SYSTEM_ADMIN"
    SECURITY_AUDITOR = "SECURITY_AUDITOR"
    POSTAL_STAFF = "POSTAL_STAFF"
    COMMUNITY_TEAM = "COMMUNITY_TEAM"


ROLE_NAMES: dict[Role, str] = {
    Role.RECEPTION: "Công chức tiếp nhận",
    Role.CASE_OFFICER: "Cán bộ thụ lý",
    Role.UNIT_HEAD: "Lãnh đạo phòng",
    Role.APPROVER: "Lãnh đạo cơ quan",
    Role.CLERK: "Văn thư",
    Role.CASHIER: "Người thu phí, lệ phí",
    Role.CENTRE_LEADER: "Lãnh đạo Trung tâm Phục vụ hành chính công",
    Role.CONTROL_OFFICER: "Cán bộ kiểm soát thủ tục hành chính",
    Role.INSPECTOR: "Thanh tra viên",
    Role.REPORTER: "Cán bộ báo cáo",
    Role.IOC_VIEWER: "Người theo dõi điều hành",
    Role.SYSTEM_ADMIN: "Quản trị hệ thống",
    Role.SECURITY_AUDITOR: "Kiểm toán an toàn thông tin",
    Role.POSTAL_STAFF: "Nhân viên bưu chính",
    Role.COMMUNITY_TEAM: "Tổ công nghệ số cộng đồng",
}
