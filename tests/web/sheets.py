"""Sheets of the counter for tests: a ward with its catalogue, a sheet ready to be received, and what a page kept of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.commands import open_unit, register_agency
from motcua.agencies.commands.tree import AgencyDraft
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers.commands import submit
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import Account
from motcua.law.roles import Role
from motcua.procedures.models import Procedure
from tests.dossiers.ward import SINCE, START, Ward, done, import_catalogue, intake, made, make_officer, make_ward, procedure

MOST_QUERIES = 12
CARD = "037061008541|171234567|Đỗ Đình Đăng|25011961|Nam|Xóm 1, xã Chất Bình, tỉnh Ninh Bình|10102022"
PERSON = {
    "kind": "CITIZEN",
    "full_name": "Đỗ Đình Đăng",
    "personal_id": "037061008541",
    "birth_date": "25/01/1961",
    "sex": "MALE",
    "phone": "0812 539 825",
    "address": "Xóm 1, xã Chất Bình, tỉnh Ninh Bình",
}
Sheet = dict[str, Any]


def ward_with_catalogue(folder: Path) -> Ward:
    """Phường Hoa Lư, with a plain procedure, one with several cases, one that ended and one in force instead."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    several = procedure("1.004884", "Thủ tục đăng ký lại khai sinh")
    several["cases"] = [several["cases"][0], {**several["cases"][0], "name": "Có yếu tố nước ngoài"}]
    shown = procedure("2.000635", "Cấp bản sao trích lục hộ tịch")
    shown["cases"][0]["requirements"][0]["kind"] = "SHOW_ONLY"
    shown["cases"][0]["requirements"][1]["replaced_by_data"] = "Cơ sở dữ liệu quốc gia về dân cư"
    import_catalogue(
        folder,
        procedure("1.001193", "Thủ tục đăng ký khai sinh"),
        several,
        shown,
        procedure("2.001009", "Chứng thực văn bản khai nhận di sản", valid_to="2025-11-10", status="ABOLISHED", successor="2.001406"),
        procedure("2.001406", "Chứng thực văn bản thỏa thuận phân chia di sản"),
    )
    return home


def provincial_door() -> int:
    """The province's own centre with one reception officer; the officer's id."""
    draft = AgencyDraft(
        slug="TTPVHCC",
        name="Trung tâm Phục vụ hành chính công tỉnh",
        short_name="Trung tâm tỉnh",
        kind="PUBLIC_SERVICE_CENTRE",
        level="PROVINCE",
        code="H42.02",
        code_status="DEMO",
        valid_from=SINCE,
    )
    agency = made(register_agency(SYSTEM, draft, at=START))
    posts = [(Role.RECEPTION, "tiếp nhận")]
    unit = made(open_unit(SYSTEM, agency, "Bộ phận Một cửa", UnitKind.SERVICE_CENTRE, posts=posts, valid_from=SINCE, at=START))
    return make_officer("tiepnhan.tinh", "Quách Thị Yến", unit, Role.RECEPTION)


def browser(account_id: int) -> Client:
    """A browser in which this officer is logged in."""
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


def chosen(code: str = "1.001193", case: int = 0) -> Sheet:
    """The part of the sheet that the choice of a procedure fills."""
    row = Procedure.objects.get(code=code)
    assert row.current_version is not None
    one = json.loads(row.current_version.body)["cases"][case]
    return {
        "procedure": row.id,
        "procedure_text": row.name,
        "version": row.current_version.id,
        "case_key": one["key"],
        "ticked_for": f"{row.current_version.id}:{one['key']}",
        "paper": [requirement["key"] for requirement in one["requirements"] if requirement["required"]],
    }


def filled(code: str = "1.001193", **changes: Any) -> Sheet:
    """A sheet ready to be received."""
    return {**PERSON, **chosen(code), "sets": "1", "delivery": "COUNTER", "do": "receive", "khoa": "khoa-1"} | changes


def words(answer: Any) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def kept(answer: Any, name: str) -> str:
    """What stands in a field of the page."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*?value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def ticked(answer: Any) -> list[str]:
    """The papers ticked on the page."""
    return re.findall(r'name="paper" value="([^"]*)" checked', answer.content.decode())


@contextmanager
def within_budget() -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    assert len(asked) <= MOST_QUERIES, "\n".join(query["sql"][:160] for query in asked.captured_queries)


def received_code(answer: Any) -> str:
    found = re.fullmatch(r"/quay/da-nhan/([^/]+)/moi/", answer["Location"])
    assert found, answer["Location"]
    return found[1]


def filed(ward: Ward, papers: int = 2) -> int:
    """A dossier that came another way and waits at the door."""
    online = intake(ward, papers=papers)
    return done(submit(ward.actor("reception"), online, at=datetime.now(UTC))).dossier_id
