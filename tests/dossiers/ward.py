"""A small province for tests: one ward with a centre, an office and leaders, a second ward, and three procedures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.agencies.commands import appoint, open_unit, register_agency, register_officer
from motcua.agencies.commands.tree import AgencyDraft
from motcua.agencies.models import Post
from motcua.agencies.queries import actor_of
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers.commands import Done, Intake
from motcua.foundation.access import SYSTEM, Actor
from motcua.foundation.models import Account
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.calendar import VN
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.commands import import_procedures
from motcua.procedures.models import Procedure

START = datetime(2026, 1, 2, 8, 0, tzinfo=VN)
SINCE = date(2025, 7, 1)
STAFF = {
    "reception": (UnitKind.SERVICE_CENTRE, Role.RECEPTION),
    "centre": (UnitKind.SERVICE_CENTRE, Role.CENTRE_LEADER),
    "head": (UnitKind.OFFICE, Role.UNIT_HEAD),
    "officer": (UnitKind.OFFICE, Role.CASE_OFFICER),
    "second": (UnitKind.OFFICE, Role.CASE_OFFICER),
    "clerk": (UnitKind.OFFICE, Role.CLERK),
    "approver": (UnitKind.LEADERSHIP, Role.APPROVER),
}
UNIT_NAMES = {
    UnitKind.SERVICE_CENTRE: "Trung tâm Phục vụ hành chính công",
    UnitKind.OFFICE: "Văn phòng HĐND và UBND",
    UnitKind.LEADERSHIP: "Lãnh đạo UBND",
}
STEPS = (
    ("Tiếp nhận", "RECEPTION", "Trung tâm Phục vụ hành chính công cấp xã", 4),
    ("Phân công", "UNIT_HEAD", "Văn phòng HĐND và UBND", 4),
    ("Thẩm tra", "CASE_OFFICER", "Văn phòng HĐND và UBND", 16),
    ("Kiểm tra", "UNIT_HEAD", "Văn phòng HĐND và UBND", 8),
    ("Ký duyệt", "APPROVER", "Lãnh đạo UBND cấp xã", 4),
    ("Vào sổ, phát hành", "CLERK", "Văn phòng HĐND và UBND", 4),
)


def vn(text: str) -> datetime:
    """An instant from Vietnam's wall clock: "2026-03-02 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


@dataclass
class Ward:
    """One ward with its people, by what they do."""

    id: int
    units: dict[UnitKind, int]
    people: dict[str, int] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        return actor_of(self.people[who], START)


def made(answer: Any) -> Any:
    """The answer of a command that must not be refused."""
    assert not isinstance(answer, Refusal), answer.message
    return answer


def make_ward(slug: str, name: str, code: str) -> Ward:
    draft = AgencyDraft(
        slug=slug,
        name=f"Ủy ban nhân dân phường {name}",
        short_name=f"phường {name}",
        kind="COMMUNE_COMMITTEE",
        level="COMMUNE",
        code=code,
        code_status="DEMO",
        valid_from=SINCE,
    )
    agency = made(register_agency(SYSTEM, draft, at=START))
    ward = Ward(agency, {})
    for kind, unit_name in UNIT_NAMES.items():
        posts = [(role, who) for who, (where, role) in STAFF.items() if where is kind]
        ward.units[kind] = made(open_unit(SYSTEM, agency, unit_name, kind, posts=posts, valid_from=SINCE, at=START))
    for no, (who, (kind, role)) in enumerate(STAFF.items(), 1):
        ward.people[who] = make_officer(f"{who}.{slug}", f"Nguyễn Văn {'ABCDEFGHIK'[no]}", ward.units[kind], role, title=who)
    return ward


def make_officer(username: str, name: str, unit_id: int, role: Role, title: str = "") -> int:
    account = Account.objects.create_account(username, "mat-khau-thu", Account.Kind.OFFICER)
    made(register_officer(SYSTEM, account.id, name, at=START))
    posts = Post.objects.filter(unit_id=unit_id, role=role)
    post = (posts.filter(title=title).first() if title else None) or posts.first()
    assert post is not None
    made(appoint(SYSTEM, account.id, post.id, from_day=SINCE, at=START))
    return int(account.id)


def procedure(code: str, name: str, **changes: Any) -> dict[str, Any]:
    case = {
        "name": "Trường hợp chung",
        "time": {"amount": 5, "unit": "WORKING_DAYS", "note": None},
        "requirements": [
            _requirement("Tờ khai đăng ký khai sinh", "EFORM", required=True),
            _requirement("Giấy chứng sinh", "ORIGINAL", required=True),
            _requirement("Văn bản ủy quyền", "ORIGINAL", required=False),
        ],
        "fees": [],
        "process": [{"step": s, "post": p, "unit_kind": u, "hours": h} for s, p, u, h in STEPS],
    }
    entry = {
        "code": code,
        "name": name,
        "short_name": None,
        "sector": {"code": "G15-TP07", "name": "Hộ tịch"},
        "government_level": "commune",
        "competent_agency": "UBND cấp xã",
        "internal": False,
        "province_specific": False,
        "online_service": "FULL",
        "essential06": False,
        "applicants": ["Công dân Việt Nam"],
        "cases": [case],
        "result": {"code": "KQ.G15.000031", "name": "Giấy khai sinh", "paper": True},
        "legal_bases": ["Luật Hộ tịch 60/2014/QH13"],
        "interlinked": None,
        "child_procedures": [],
        "tacit_consent": False,
        "financial_clock": None,
        "status": "ACTIVE",
        "valid_from": None,
        "valid_to": None,
        "successor": None,
        "announcement": "163/QĐ-BTP",
        "confidence": "K",
        "field_confidence": {},
    }
    return entry | changes


def _requirement(name: str, kind: str, *, required: bool) -> dict[str, Any]:
    return {
        "code": None,
        "name": name,
        "kind": kind,
        "originals": 1,
        "copies": 0,
        "required": required,
        "replaced_by_data": None,
        "reuse_result_of": None,
    }


def import_catalogue(folder: Path, *entries: dict[str, Any]) -> None:
    path = folder / "procedures.json"
    body = {"source": {"kind": "thử"}, "subject_values": ["Công dân Việt Nam"], "count": len(entries), "procedures": list(entries)}
    path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    made(import_procedures(path, SYSTEM, START))


APPLICANT = Applicant(
    kind=ApplicantKind.CITIZEN,
    full_name="Đỗ Đình Đăng",
    personal_id="037061008541",
    birth_date="1961-01-25",
    sex="MALE",
    phone="+84812539825",
    address="Xóm 1, xã Chất Bình, tỉnh Ninh Bình",
)


def intake(ward: Ward, code: str = "1.001193", applicant: Applicant = APPLICANT, papers: int = 2) -> Intake:
    version = Procedure.objects.get(code=code).current_version
    assert version is not None
    from_body = json.loads(version.body)["cases"][0]
    keys = [requirement["key"] for requirement in from_body["requirements"]][:papers]
    return Intake(
        version_id=version.id,
        case_key=from_body["key"],
        receiving_agency=ward.id,
        applicant=applicant,
        papers=tuple(DossierPaper(key=key, status=PaperStatus.GIVEN, originals=1) for key in keys),
    )


def done(answer: Done | Refusal) -> Done:
    """The answer of a dossier command that must not be refused."""
    assert isinstance(answer, Done), answer.message
    return answer


def refused(answer: Done | Refusal) -> Refusal:
    """The refusal of a dossier command that must not be carried out."""
    assert isinstance(answer, Refusal), answer
    assert answer.message
    return answer
