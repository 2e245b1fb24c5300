"""Pages for everybody: the catalogue, one procedure, the seals. On a real database, as a browser asks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.foundation import clock, seals
from motcua.foundation.models import Seal
from motcua.procedures.models import Sector
from motcua.web.public.catalogue import plain_title
from tests.dossiers.ward import Ward, done, import_catalogue, intake, procedure
from tests.web.openings import HOSTILE, MOST_QUERIES, NINE, page, public_ward, queries


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư."""
    return public_ward(tmp_path)


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


# the seals, and what holds for all


def test_seals_are_shown_and_exported(ward: Ward) -> None:
    done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE))
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


def test_names_of_the_catalogue_stay_vietnamese_in_english_pages(ward: Ward) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    text = client.get("/thu-tuc/1.001193/").content.decode()
    assert '<html lang="en">' in text
    assert '<h1 lang="vi">Đăng ký khai sinh</h1>' in text


def test_terms_fees_papers_and_ways_are_said_in_english_too(ward: Ward) -> None:
    client = Client()
    client.post("/ngon-ngu/", {"language": "en"})
    text = client.get("/thu-tuc/1.000894/").content.decode()
    for words in ("5 working days", "1 original", "Charge: 8.000 đ; submitted online: free", "By the public postal service"):
        assert words in text
    assert not re.findall("ngày làm việc|bản chính|Lệ phí|bưu chính", text)
