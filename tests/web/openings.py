"""What the tests of public pages share: a ward with a small catalogue, a page as a browser asks for it, and what it costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.dossiers.ward import Ward, import_catalogue, make_ward, procedure, vn

NINE = vn("2026-03-02 09:00")
MOST_QUERIES = 12
HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}'


def marriage() -> dict[str, Any]:
    """A procedure with everything a page can say: two cases, data instead of paper, fees, doubts."""
    entry = procedure(
        "1.000894",
        "Thủ tục đăng ký kết hôn",
        essential06=True,
        online_service="PARTIAL",
        result={"code": None, "name": "Giấy chứng nhận kết hôn", "paper": False},
        field_confidence={"fees": "U", "time": "P", "requirements": "K"},
    )
    case = entry["cases"][0]
    case["requirements"].append(
        {**case["requirements"][1], "name": "Giấy xác nhận tình trạng hôn nhân", "replaced_by_data": "CSDL hộ tịch"}
    )
    case["fees"] = [{"kind": "LE_PHI", "amount_vnd": 8000, "online_amount_vnd": 0, "note": None, "exemptions": ["người khuyết tật"]}]
    entry["cases"] = [{**case, "name": "Ở trong nước"}, {**case, "name": "Có yếu tố nước ngoài"}]
    return entry


def public_ward(folder: Path) -> Ward:
    """Phường Hoa Lư and a small catalogue."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(
        folder,
        procedure("1.001193", "Thủ tục đăng ký khai sinh", essential06=True),
        marriage(),
        procedure("2.001009", "Chứng thực văn bản khai nhận di sản", valid_to="2025-11-10", status="ABOLISHED", successor="2.001406"),
        procedure("2.001406", "Chứng thực văn bản thỏa thuận phân chia di sản"),
        procedure("3.000722", "Liên thông khai sinh", valid_from="2099-01-01", child_procedures=["1.001193"]),
        procedure("5.000001", "Thủ tục nội bộ về hộ tịch", internal=True),
        procedure("1.009999", f"Thử {HOSTILE}"),
    )
    return home


def page(address: str, status: int = 200, **query: str) -> str:
    answer = Client().get(address, query)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def queries(address: str) -> int:
    """Queries of a page in a process that has opened it before."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
