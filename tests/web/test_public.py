"""Pages for everybody: the catalogue, a dossier followed with its receipt, the seals. On a real database, as a browser asks."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.secret import lookup_secret
from motcua.foundation import clock, seals
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import AccessTrace, Seal
from motcua.law.applicant import ApplicantKind
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt
from motcua.procedures.models import Sector
from motcua.web.models import LogInAttempts
from motcua.web.public import tries
from motcua.web.public.catalogue import plain_title
from tests.dossiers.ward import APPLICANT, Ward, done, import_catalogue, intake, make_ward, procedure, vn

NINE = vn("2026-03-02 09:00")
MOST_QUERIES = 12
HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}'
NOT_FOUND = "Không tìm thấy hồ sơ có mã hồ sơ và mã tra cứu này."


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


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư and a small catalogue."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(
        tmp_path,
        procedure("1.001193", "Thủ tục đăng ký khai sinh", essential06=True),
        marriage(),
        procedure("2.001009", "Chứng thực văn bản khai nhận di sản", valid_to="2025-11-10", status="ABOLISHED", successor="2.001406"),
        procedure("2.001406", "Chứng thực văn bản thỏa thuận phân chia di sản"),
        procedure("3.000722", "Liên thông khai sinh", valid_from="2099-01-01", child_procedures=["1.001193"]),
        procedure("5.000001", "Thủ tục nội bộ về hộ tịch", internal=True),
        procedure("1.009999", f"Thử {HOSTILE}"),
    )
    return home


@pytest.fixture
def code(ward: Ward) -> str:
    """A dossier just received."""
    return done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).code


def page(address: str, status: int = 200, **query: str) -> str:
    answer = Client().get(address, query)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def followed(code: str, **headers: str) -> Any:
    return Client().get("/tra-cuu/", {"ma": code, "khoa": lookup_secret(code)}, headers=headers)


def queries(address: str) -> int:
    """Queries of a page in a process that has opened it before."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


# the first page and the catalogue


def test_the_first_page_offers_search_look_up_and_what_most_people_need(ward: Ward) -> None:
    text = page("/")
    assert 'action="/thu-tuc/"' in text
    assert 'name="q"' in text
    assert 'action="/tra-cuu/"' in text
    assert "Đăng ký khai sinh" in text
    assert "Đăng ký kết hôn" in text
    assert "?cap=xa" in text
    assert "Hộ tịch" in text
    assert "nội bộ" not in text
    assert "Liên thông khai sinh" not in text


def test_the_first_page_of_an_empty_house_says_where_to_ask(db: None) -> None:
    assert "Danh mục thủ tục chưa được nạp" in page("/")
    assert "Danh mục thủ tục chưa được nạp" in page("/thu-tuc/")


@pytest.mark.parametrize("typed", ["khai sinh", "KHAI SINH", "dang ky khai sinh", "1.001193", "giấy khai sinh", "tôi muốn làm khai sinh"])
def test_search_finds_with_and_without_marks_by_name_result_and_code(ward: Ward, typed: str) -> None:
    assert "/thu-tuc/1.001193/" in page("/thu-tuc/", q=typed)


def test_search_finds_by_sector(ward: Ward) -> None:
    assert "/thu-tuc/1.000894/" in page("/thu-tuc/", q="ho tich")


def test_what_is_over_comes_last_and_says_so(ward: Ward) -> None:
    text = page("/thu-tuc/", q="chứng thực văn bản di sản")
    assert text.index("/thu-tuc/2.001406/") < text.index("/thu-tuc/2.001009/")
    assert "đã hết hiệu lực" in text


def test_procedures_between_state_bodies_are_not_for_citizens(ward: Ward) -> None:
    assert "5.000001" not in page("/thu-tuc/", q="nội bộ")
    assert "Không có thủ tục này" in page("/thu-tuc/5.000001/", 404)
    page("/thu-tuc/5.000001.json", 404)


def test_nothing_found_says_what_to_do(ward: Ward) -> None:
    assert "Không có thủ tục nào hợp với “zzz”" in page("/thu-tuc/", q="zzz")


@pytest.mark.parametrize("text", [HOSTILE, "x" * 5000, "%", "'; DROP TABLE procedure; --", "🙂", "   "])
def test_hostile_words_are_shown_as_words(ward: Ward, text: str) -> None:
    for address in ("/thu-tuc/", "/thu-tuc/goi-y/"):
        shown = page(address, q=text)
        assert "<script>alert" not in shown
        assert "14" not in re.findall(r"alert\(1\)[^<]*", shown)


def test_a_hostile_name_is_shown_as_a_name(ward: Ward) -> None:
    for address in ("/thu-tuc/1.009999/", "/thu-tuc/?cap=xa", "/thu-tuc/goi-y/?q=thu"):
        text = page(address)
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        assert "{{ 7|add:7 }}" in text


def test_the_type_ahead_offers_the_search_first_then_procedures(ward: Ward) -> None:
    text = page("/thu-tuc/goi-y/", q="khai sinh")
    assert re.findall(r'data-address="([^"]*)"', text)[:2] == ["/thu-tuc/?q=khai+sinh", "/thu-tuc/1.001193/"]
    assert page("/thu-tuc/goi-y/", q=" ").strip() == ""


def test_a_level_lists_its_procedures_page_by_page(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.web.public.catalogue.MOST_IN_LIST", 2)
    first = page("/thu-tuc/", cap="xa")
    onward = re.findall(r'rel="next" href="([^"]*)"', first)[0].replace("&amp;", "&")
    assert "/thu-tuc/1.000894/" in first
    assert "/thu-tuc/2.001406/" in page(onward)
    assert "Theo lĩnh vực" in page("/thu-tuc/", cap="khong-co")


def test_a_sector_lists_its_procedures(ward: Ward) -> None:
    sector = Sector.objects.get(name="Hộ tịch")
    text = page(f"/thu-tuc/linh-vuc/{sector.id}/")
    assert "<h1" in text
    assert "Hộ tịch" in text
    assert "/thu-tuc/1.001193/" in text
    page("/thu-tuc/linh-vuc/987654/", 404)
    page(f"/thu-tuc/linh-vuc/{10**30}/", 404)


# one procedure


def test_a_procedure_says_all_its_parts_in_plain_words(ward: Ward) -> None:
    text = page("/thu-tuc/1.001193/")
    for part in (
        *("Nộp ở đâu, bằng cách nào", "Ai được nộp", "Bao lâu có kết quả", "Cần nộp những gì", "Phí, lệ phí", "Nhận được gì"),
        *("Căn cứ pháp lý", "Hồ sơ được giải quyết thế nào", "Mẫu đơn, tờ khai", "Quyết định công bố"),
        *("05 ngày làm việc", "Giấy chứng sinh", "01 bản chính", "1 bộ hồ sơ", "Không thu phí", "Trực tuyến toàn trình"),
        *("Giấy khai sinh", "UBND cấp xã", "Luật Hộ tịch 60/2014/QH13", "163/QĐ-BTP", "Công dân Việt Nam", "bưu chính công ích"),
    ):
        assert part in text, part
    assert "Trang này chắc chắn đến đâu" not in text


def test_what_the_state_looks_up_need_not_be_brought(ward: Ward) -> None:
    text = page("/thu-tuc/1.000894/")
    case = text[text.index('id="truong-hop-1"') : text.index('id="truong-hop-2"')]
    brought, looked_up = case.split("Không phải nộp")
    assert "Giấy chứng sinh" in brought
    assert "Giấy xác nhận tình trạng hôn nhân" not in brought
    assert "Giấy xác nhận tình trạng hôn nhân" in looked_up
    assert "CSDL hộ tịch" in looked_up
    assert "Lệ phí: 8.000 đ; nộp trực tuyến: miễn" in case
    assert "người khuyết tật" in case


def test_cases_are_reached_by_links(ward: Ward) -> None:
    text = page("/thu-tuc/1.000894/")
    assert 'href="#truong-hop-2"' in text
    assert "Có yếu tố nước ngoài" in text


def test_what_is_uncertain_says_so_where_it_stands(ward: Ward) -> None:
    text = page("/thu-tuc/1.000894/")
    assert "Trang này chắc chắn đến đâu" in text
    assert text.count("cần hỏi lại tại quầy") == 4
    doubts = text[text.index('id="muc-chac-chan"') :]
    assert "Phí, lệ phí" in doubts
    assert "Giấy tờ phải nộp" not in doubts


def test_an_abolished_procedure_names_its_successor(ward: Ward) -> None:
    text = page("/thu-tuc/2.001009/")
    assert "đã hết hiệu lực từ ngày 10/11/2025" in text
    assert 'href="/thu-tuc/2.001406/"' in text


def test_a_procedure_to_come_says_from_when(ward: Ward) -> None:
    text = page("/thu-tuc/3.000722/")
    assert "có hiệu lực từ ngày 01/01/2099" in text
    assert 'href="/thu-tuc/1.001193/"' in text


@pytest.mark.parametrize(
    "address", ["/thu-tuc/9.999999/", "/thu-tuc/9.999999.json", "/thu-tuc/%00/", "/thu-tuc/a'b/", f"/thu-tuc/{'9' * 300}/"]
)
def test_an_unknown_code_is_not_found(ward: Ward, address: str) -> None:
    page(address, 404)


def test_a_procedure_is_read_by_programs(ward: Ward) -> None:
    answer = Client().get("/thu-tuc/1.001193.json")
    content = json.loads(answer.content)
    assert content["code"] == content["procedure"]["code"] == "1.001193"
    assert content["in_force"] is True
    assert content["procedure"]["cases"][0]["requirements"][1]["name"] == "Giấy chứng sinh"
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = Client().get("/thu-tuc/1.001193.json", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert json.loads(Client().get("/thu-tuc/2.001009.json").content)["successor"] == "2.001406"


@pytest.mark.parametrize(
    ("name", "title"), [("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"), ("Đổi giấy phép", "Đổi giấy phép"), ("", "")]
)
def test_names_are_said_plainly(name: str, title: str) -> None:
    assert plain_title(name) == title


# a dossier followed


def test_code_and_secret_open_the_dossier_by_form_and_by_address(code: str) -> None:
    secret = lookup_secret(code)
    by_form = Client(enforce_csrf_checks=True).post("/tra-cuu/", {"ma": f" {code.lower()} ", "khoa": f"{secret[:4]} {secret[4:].lower()}"})
    for answer in (by_form, followed(code)):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert code in text
        assert "Hồ sơ đang được giải quyết" in text
        assert "17 giờ, thứ Hai 09/03/2026" in text
        assert "Đ** Đ*** Đăng" in text


def test_no_personal_particulars_are_on_the_page(code: str) -> None:
    text = followed(code).content.decode()
    for kept in (APPLICANT.full_name, APPLICANT.personal_id, APPLICANT.phone, "0812", "539825", "Chất Bình", "Nguyễn Văn"):
        assert kept not in text


def test_the_address_with_the_secret_is_told_nobody_and_kept_nowhere(code: str) -> None:
    wrong = Client().get("/tra-cuu/", {"ma": code, "khoa": "AAAA2222"})
    for answer in (followed(code), wrong, Client().get("/tra-cuu/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_the_language_can_be_switched_where_browsers_send_no_origin(code: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/tra-cuu/"}, headers={"Origin": "null"})
    assert (answer.status_code, answer["Location"]) == (302, "/tra-cuu/")


def test_a_wrong_code_and_a_wrong_secret_hear_the_same_and_lose_nothing(code: str) -> None:
    sentences = []
    for typed in (
        {"ma": code, "khoa": "AAAA2222"},
        {"ma": "H42.101-260302-9999", "khoa": lookup_secret(code)},
        {"ma": "x" * 90, "khoa": "y"},
    ):
        answer = Client().post("/tra-cuu/", typed)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert f'value="{typed["ma"]}"' in text
        assert f'value="{typed["khoa"]}"' in text
        sentences.append(re.search(r'role="alert".*?</div>', text, re.DOTALL)[0])  # type: ignore[index]
    assert NOT_FOUND in sentences[0]
    assert len(set(sentences)) == 1


def test_missing_codes_are_said_at_their_fields(db: None) -> None:
    answer = Client().post("/tra-cuu/", {"ma": "", "khoa": ""})
    assert answer.status_code == 422
    assert set(answer.context["refusal"].fields) == {"ma", "khoa"}
    assert answer.context["refusal"].fields["khoa"].startswith("Nhập mã tra cứu")
    assert not LogInAttempts.objects.exists()


@pytest.mark.parametrize("typed", [HOSTILE, "x" * 5000, "🙂"])
def test_hostile_codes_are_escaped(code: str, typed: str) -> None:
    for values in ({"ma": typed, "khoa": typed}, {"ma": code, "khoa": typed}):
        answer = Client().post("/tra-cuu/", values)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()


def test_a_hostile_name_is_escaped(ward: Ward) -> None:
    firm = replace(APPLICANT, kind=ApplicantKind.ORGANISATION, full_name="Công ty <b>Đậm</b>", tax_code="0106869738", personal_id="")
    code = done(c.receive_at_counter(ward.actor("reception"), intake(ward, applicant=firm), at=NINE)).code
    assert "Công ty &lt;b&gt;Đậm" in followed(code).content.decode()


def test_guessing_is_slowed_down_per_address_and_a_right_one_waits_too(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    for _ in range(tries.FREE_TRIES):
        assert Client().post("/tra-cuu/", {"ma": code, "khoa": "AAAA2222"}).status_code == 422
    refused = followed(code)
    assert refused.status_code == 429
    assert "Đợi 1 phút" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").get("/tra-cuu/", {"ma": code, "khoa": lookup_secret(code)})
    assert elsewhere.status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    assert followed(code).status_code == 200


def test_waiting_grows_to_a_quarter_of_an_hour() -> None:
    waits = [tries.waiting_time(tries.FREE_TRIES + more) for more in (-1, 0, 1, 2, 60)]
    assert waits == [timedelta(0), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=15)]


def test_right_codes_count_as_no_try(code: str) -> None:
    followed(code)
    assert not LogInAttempts.objects.exists()


def test_looking_up_leaves_a_trace(code: str) -> None:
    followed(code)
    seen = AccessTrace.objects.get()
    assert (seen.actor, seen.act, seen.why) == ("public:0", "VIEW", "tra cứu bằng giấy hẹn")
    assert seen.stream_id == Dossier.objects.get(code=code).pk


def test_the_receipt_can_be_opened_again(code: str) -> None:
    keys = {"ma": code, "khoa": lookup_secret(code)}
    assert Client().get("/tra-cuu/giay-hen/", keys).status_code == 404
    assert "giay-hen" not in followed(code).content.decode()
    slip = issue_receipt(SYSTEM, Dossier.objects.get(code=code).pk, at=NINE)
    assert not isinstance(slip, Refusal)
    assert "/tra-cuu/giay-hen/?ma=" in followed(code).content.decode()
    answer = Client().get("/tra-cuu/giay-hen/", keys)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/tra-cuu/giay-hen/", {**keys, "khoa": "AAAA2222"}).status_code == 422


# the seals, and what holds for all


def test_seals_are_shown_and_exported(code: str) -> None:
    sealed = seals.seal(clock.now())
    assert sealed is not None
    text = page("/niem-phong/")
    assert sealed.root in text
    assert f"/niem-phong/{sealed.no}.json" in text
    answer = Client().get(f"/niem-phong/{sealed.no}.json")
    content = json.loads(answer.content)
    record = seals.SealRecord(**content["seal"])
    assert record.rightful_hash() == record.hash == sealed.hash
    assert record.is_signed()
    assert "immutable" in answer["Cache-Control"]
    page("/niem-phong/7.json", 404)
    page(f"/niem-phong/{10**25}.json", 404)


def test_many_seals_are_read_page_by_page(db: None) -> None:
    old = {"after_position": 0, "horizon": 1, "streams": 1, "root": "ab" * 32, "prev_hash": "00" * 32, "public_key": "cd" * 32}
    Seal.objects.bulk_create(Seal(no=no, sealed_at=NINE, hash=f"{no:064x}", signature="ef" * 64, **old) for no in range(1, 36))
    assert "/niem-phong/35.json" in page("/niem-phong/")
    assert 'href="/niem-phong/?truoc=6"' in page("/niem-phong/")
    assert "/niem-phong/5.json" in page("/niem-phong/", truoc="6")
    for strange in ("x", "-1", "9" * 40, "٣"):
        assert "/niem-phong/35.json" in page("/niem-phong/", truoc=strange)


def test_a_house_without_seals_says_when_the_first_comes(db: None) -> None:
    assert "Chưa có niêm phong nào" in page("/niem-phong/")


@pytest.mark.parametrize("address", ["/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/1.001193/", "/niem-phong/", "/gioi-thieu/"])
def test_public_pages_set_no_cookie_and_caches_may_keep_them_a_minute(ward: Ward, address: str) -> None:
    answer = Client().get(address)
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    assert "max-age=60" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_public_pages_take_only_what_they_answer(db: None) -> None:
    assert Client().post("/", {}).status_code == 405
    assert Client().post("/thu-tuc/", {}).status_code == 405
    assert Client().delete("/tra-cuu/").status_code == 405


PAGES = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/?q=khai",
    "/thu-tuc/?cap=xa",
    "/thu-tuc/goi-y/?q=khai",
    "/thu-tuc/1.000894/",
    "/thu-tuc/3.000722/",
    "/niem-phong/",
)


def test_queries_of_a_page_are_few_and_do_not_grow_with_the_rows(ward: Ward, tmp_path: Path) -> None:
    before = {address: queries(address) for address in PAGES}
    assert max(before.values()) <= MOST_QUERIES
    import_catalogue(tmp_path, *(procedure(f"1.1{no:05d}", f"Thủ tục khai báo số {no}", essential06=True) for no in range(40)))
    assert {address: queries(address) for address in PAGES} == before


def test_a_followed_dossier_asks_few_queries_however_long_its_way(ward: Ward, code: str) -> None:
    address = f"/tra-cuu/?ma={code}&khoa={lookup_secret(code)}"
    fresh = queries(address)
    no = Dossier.objects.get(code=code).pk
    done(c.forward(ward.actor("reception"), no, at=NINE + timedelta(minutes=1)))
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=NINE + timedelta(minutes=2)))
    assert queries(address) == fresh <= MOST_QUERIES


def test_names_of_the_catalogue_stay_vietnamese_in_english_pages(ward: Ward) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    text = client.get("/thu-tuc/1.001193/").content.decode()
    assert '<html lang="en">' in text
    assert '<h1 lang="vi">Đăng ký khai sinh</h1>' in text
