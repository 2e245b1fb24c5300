from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.agencies.commands import import_agencies
from motcua.agencies.commands.importing import AgencyImport
from motcua.agencies.models import Agency, OrgUnit
from motcua.foundation.access import NOBODY, SYSTEM
from motcua.foundation.models import JournalEvent
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from tests.agencies.samples import HOA_LU, NOW, province_file, small_province, written

pytestmark = pytest.mark.django_db


def refused(folder: Path, spoil: Callable[[dict[str, Any]], object]) -> Refusal:
    tree = province_file()
    spoil(tree)
    refusal = import_agencies(SYSTEM, written(folder, tree), at=NOW)
    assert isinstance(refusal, Refusal), refusal
    assert not Agency.objects.exists()
    assert not JournalEvent.objects.exists()
    return refusal


def test_ward_gets_its_leaders_rooms_centre_and_vertical_units(tmp_path: Path) -> None:
    ids = small_province(tmp_path)
    units = dict(OrgUnit.objects.filter(agency_id=ids[HOA_LU]).values_list("kind", "name"))
    assert units["SERVICE_CENTRE"] == "Trung tâm Phục vụ hành chính công phường Hoa Lư"
    assert units["POLICE"] == "Công an phường Hoa Lư"
    assert set(units) == {"LEADERSHIP", "OFFICE", "ECONOMY", "SOCIETY", "SERVICE_CENTRE", "POLICE", "MILITARY"}
    assert verify().differences == []


def test_demonstration_codes_are_marked(tmp_path: Path) -> None:
    import_agencies(SYSTEM, written(tmp_path, province_file()), at=NOW, demonstration_codes={HOA_LU: "H42.101", "UBND-T": "H42.00"})
    assert list(Agency.objects.filter(slug__in=[HOA_LU, "UBND-T"]).order_by("no").values_list("code", "code_status")) == [
        ("H42", "OFFICIAL"),
        ("H42.101", "DEMO"),
    ]


def test_second_import_changes_nothing(tmp_path: Path) -> None:
    ids = small_province(tmp_path)
    refusal = import_agencies(SYSTEM, written(tmp_path, province_file()), at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.message == f"Hệ thống đã có {len(ids)} cơ quan; chỉ nhập danh sách cơ quan vào hệ thống còn trống."


def test_stranger_may_not_import(tmp_path: Path) -> None:
    refusal = import_agencies(NOBODY, written(tmp_path, province_file()), at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NOT_ALLOWED"


def test_all_faults_are_named_at_once_and_nothing_is_imported(tmp_path: Path) -> None:
    def spoil(tree: dict[str, Any]) -> None:
        del tree["agencies"][1]["name"]
        tree["agencies"][2]["kind"] = "GARDEN"
        tree["agencies"][3]["parent"] = "NOBODY"
        tree["communes"][0]["valid_from"] = "01/07/2025"
        tree["communes"][1]["admin_code"] = tree["communes"][0]["admin_code"]

    messages = [part.message for part in refused(tmp_path, spoil).details]
    assert "agencies[1].name: thiếu mục này." in messages
    assert any(message.startswith("agencies[2].kind: “GARDEN” không có trong danh mục") for message in messages)
    assert any("không có cơ quan “NOBODY”" in message for message in messages)
    assert any(message.startswith("communes[0].valid_from: “01/07/2025” không phải là ngày") for message in messages)
    assert any("dùng cho hai cơ quan" in message for message in messages)


def test_misspelt_key_is_not_lost_silently(tmp_path: Path) -> None:
    refusal = refused(tmp_path, lambda tree: tree["agencies"][0].update(shortname="UBND"))
    assert [part.field for part in refusal.details] == ["agencies[0].shortname"]


def test_wrong_agency_code_is_refused(tmp_path: Path) -> None:
    refusal = refused(tmp_path, lambda tree: tree["agencies"][0].update(code="HÀ42"))
    assert [part.field for part in refusal.details] == ["agencies[0].code"]


def test_result_counts_what_came_in(tmp_path: Path) -> None:
    done = import_agencies(SYSTEM, written(tmp_path, province_file()), at=NOW)
    assert isinstance(done, AgencyImport)
    assert (len(done.ids), done.units) == (Agency.objects.count(), OrgUnit.objects.count())
