from __future__ import annotations

import pytest

from motcua.agencies.commands import close_post, open_post, open_unit
from motcua.agencies.models import Post
from motcua.agencies.queries import find_agency, get_unit, knows_unit_kind, unit_for, units_of
from motcua.agencies.unit_kinds import UnitKind
from motcua.foundation.access import SYSTEM
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from tests.agencies.samples import FIRST_DAY, HOA_LU, NOW, TODAY

Province = dict[str, int]


@pytest.mark.parametrize(
    ("slug", "unit_kind", "role", "name"),
    [
        (HOA_LU, "Trung tâm Phục vụ hành chính công cấp xã", Role.RECEPTION, "Trung tâm Phục vụ hành chính công phường Hoa Lư"),
        (HOA_LU, "Lãnh đạo UBND cấp xã", Role.APPROVER, "Lãnh đạo UBND"),
        (HOA_LU, "Phòng Kinh tế (xã) hoặc Phòng Kinh tế, Hạ tầng và Đô thị (phường)", Role.UNIT_HEAD, "Phòng Kinh tế, Hạ tầng và Đô thị"),
        (HOA_LU, "Công an cấp xã", Role.CLERK, "Công an phường Hoa Lư"),
        (HOA_LU, "Chi nhánh Văn phòng đăng ký đất đai", Role.CASE_OFFICER, "Các chi nhánh khu vực"),
        ("SNV", "Lãnh đạo cơ quan cấp tỉnh", Role.APPROVER, "Ban Giám đốc"),
        ("SNV", "Văn phòng cơ quan cấp tỉnh", Role.CLERK, "Văn phòng"),
        ("SNV", "Trung tâm Phục vụ hành chính công tỉnh", Role.RECEPTION, "Bộ phận Hướng dẫn, tiếp nhận và trả kết quả"),
        ("UBND-T", "Lãnh đạo cơ quan cấp tỉnh", Role.APPROVER, "Thường trực UBND tỉnh"),
        ("UBND-T", "Văn phòng cơ quan cấp tỉnh", Role.CLERK, "Phòng Hành chính - Tổ chức"),
        ("CAT", "Phòng nghiệp vụ Công an tỉnh", Role.CLERK, "Phòng Cảnh sát quản lý hành chính về trật tự xã hội"),
        (HOA_LU, "UBND tỉnh", Role.APPROVER, "Thường trực UBND tỉnh"),
    ],
)
def test_words_of_the_catalogue_mean_one_unit(province: Province, slug: str, unit_kind: str, role: Role, name: str) -> None:
    unit = unit_for(province[slug], unit_kind, role)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    ("slug", "sector", "name"),
    [
        ("SNV", "Người có công", "Phòng Người có công"),
        ("SNV", "Việc làm", "Phòng Lao động, việc làm"),
        ("SYT", "Dược phẩm", "Phòng Nghiệp vụ dược"),
        ("CAT", "Sát hạch, cấp giấy phép lái xe", "Phòng Cảnh sát giao thông"),
    ],
)
def test_sector_decides_between_the_rooms_of_a_department(province: Province, slug: str, sector: str, name: str) -> None:
    unit = unit_for(province[slug], "Phòng chuyên môn của cơ quan cấp tỉnh", Role.CASE_OFFICER, sector)
    assert unit is not None
    assert unit.name == name


def test_other_department_answers_to_its_name_in_a_commune_s_process(province: Province) -> None:
    unit = unit_for(province[HOA_LU], "Sở Nội vụ", Role.CASE_OFFICER, "Người có công")
    assert unit is not None
    assert (unit.agency_id, unit.name) == (province["SNV"], "Phòng Người có công")


def test_unknown_words_mean_nobody(province: Province) -> None:
    assert unit_for(province[HOA_LU], "Hội đồng Giám định y khoa tỉnh", Role.CASE_OFFICER) is None
    assert unit_for(province[HOA_LU], "Sở Vui chơi", Role.CASE_OFFICER) is None
    assert (knows_unit_kind("Sở Nội vụ"), knows_unit_kind("so noi vu"), knows_unit_kind("Sở Vui chơi")) == (True, True, False)


def test_unit_opened_later_answers_from_then_on(province: Province) -> None:
    unit = open_unit(
        SYSTEM,
        province["SYT"],
        "Hội đồng Giám định y khoa tỉnh",
        UnitKind.MEDICAL_COUNCIL,
        posts=[(Role.CASE_OFFICER, "Thư ký")],
        valid_from=FIRST_DAY,
        at=NOW,
    )
    assert isinstance(unit, int)
    found = unit_for(province[HOA_LU], "Hội đồng Giám định y khoa tỉnh", Role.CASE_OFFICER)
    assert found == get_unit(unit)
    assert verify().differences == []


def test_posts_open_and_close(province: Province) -> None:
    [unit] = [one for one in units_of(province["SNV"]) if one.kind == UnitKind.LEADERSHIP]
    post = open_post(SYSTEM, unit.id, Role.APPROVER, "Phó Giám đốc", valid_from=TODAY, at=NOW)
    assert isinstance(post, int)
    assert close_post(SYSTEM, post, last_day=TODAY, at=NOW) is None
    assert Post.objects.get(id=post).valid_to == TODAY
    refusal = close_post(SYSTEM, post, last_day=TODAY, at=NOW)
    assert refusal is not None
    assert refusal.code == "POST_UNKNOWN"


def test_two_units_of_one_name_are_refused(province: Province) -> None:
    refusal = open_unit(SYSTEM, province["SNV"], "Văn phòng", UnitKind.OFFICE, valid_from=TODAY, at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.message == "Cơ quan đã có đơn vị tên Văn phòng."


def test_agency_is_found_by_name_without_diacritics_code_or_slug(province: Province) -> None:
    assert {agency and agency.slug for agency in map(find_agency, ["so noi vu", "Sở Nội vụ tỉnh Ninh Bình", "SNV"])} == {"SNV"}
    assert find_agency("H42") is not None
    assert find_agency("Sở Vui chơi") is None
