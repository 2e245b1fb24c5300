"""`motcua due --agency`: the calendar of one agency decides, from the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from motcua.agencies.commands import register_agency, set_day
from motcua.agencies.commands.tree import AgencyDraft
from motcua.foundation.access import SYSTEM
from motcua.law.calendar import DayKind
from motcua.project.cli.main import main

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def ward(db: None) -> int:
    draft = AgencyDraft(
        slug="14653",
        name="UBND xã Chất Bình",
        short_name="xã Chất Bình",
        kind="COMMUNE_COMMITTEE",
        level="COMMUNE",
        code="H42.99",
        code_status="DEMO",
    )
    agency = register_agency(SYSTEM, draft, at=AT)
    assert isinstance(agency, int), agency
    return agency


def test_days_and_hours_of_the_agency_decide(ward: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert set_day(SYSTEM, ward, date(2026, 3, 3), DayKind.OFF, "lễ hội của xã", at=AT) is None
    assert set_day(SYSTEM, ward, date(2026, 3, 4), DayKind.WORK, "nghỉ buổi chiều", windows="07:30-11:30", at=AT) is None
    for code in ("H42.99", "14653"):
        assert main(["due", "--received", "2026-03-02T09:00", "--amount", "1", "--agency", code]) == 0
        said = capsys.readouterr().out
        assert "Hạn trả kết quả: 11 giờ 30, thứ Tư 04/03/2026" in said
        assert "thứ Ba 03/03/2026    bỏ    lễ hội của xã" in said


def test_an_unknown_agency_is_named(ward: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--received", "2026-03-02T09:00", "--amount", "1", "--agency", "H42.98"]) == 2
    assert capsys.readouterr().err == "Không có cơ quan nào mang mã “H42.98”.\n"
