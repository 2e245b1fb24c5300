"""The counter: a dossier taken in or refused from one sheet, nothing lost on the way, nothing doubled."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.models import Dossier
from motcua.foundation.models import AccessTrace
from motcua.law.dossier.values import Channel, PaperStatus, Status
from motcua.people.models import Person
from motcua.procedures.models import Procedure
from tests.dossiers.ward import Ward, make_ward
from tests.web.sheets import (
    CARD,
    PERSON,
    Sheet,
    browser,
    chosen,
    filled,
    kept,
    provincial_door,
    received_code,
    ticked,
    ward_with_catalogue,
    words,
)


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """A ward with a counter."""
    return ward_with_catalogue(tmp_path)


@pytest.fixture
def clerk(ward: Ward) -> Client:
    """The browser of the ward's reception officer."""
    return browser(ward.people["reception"])


def test_the_counter_begins_at_the_card(clerk: Client) -> None:
    page = clerk.get("/quay/").content.decode()
    assert re.search(r'<input[^>]*name="card_line"[^>]* autofocus', page)
    assert "F9" in page


@pytest.mark.parametrize("who", ["officer", "head", "approver", "clerk"])
def test_who_does_not_receive_finds_no_counter(ward: Ward, who: str) -> None:
    client = browser(ward.people[who])
    for address in ("/quay/", "/quay/cho-tiep-nhan/", "/quay/hom-nay/", "/quay/thu-tuc/?q=khai"):
        assert client.get(address).status_code == 404


def test_a_guest_is_led_to_the_log_in_and_back_to_the_sheet(ward: Ward) -> None:
    answer = Client().post("/quay/", filled(), headers={"Referer": "http://testserver/quay/"})
    assert answer["Location"] == "/dang-nhap/?next=/quay/"
    assert not Dossier.objects.exists()


def test_a_card_fills_the_sheet_and_keeps_the_rest(clerk: Client) -> None:
    page = clerk.post("/quay/", {**chosen(), "card_line": CARD, "do": "fill"})
    assert kept(page, "full_name") == "Đỗ Đình Đăng"
    assert kept(page, "birth_date") == "25/01/1961"
    assert kept(page, "personal_id") == "037061008541"
    assert kept(page, "card_line") == ""
    assert ticked(page) == chosen()["paper"]


def test_a_spoiled_card_marks_what_to_check(clerk: Client) -> None:
    page = clerk.post("/quay/", {"card_line": CARD.replace("Đỗ Đình Đăng", "D? Dình D?ng"), "do": "fill"})
    assert kept(page, "doubtful") == "full_name"
    assert "Kiểm tra lại trên thẻ" in words(page)


def test_a_line_that_is_no_card_stays_and_is_explained(clerk: Client) -> None:
    page = clerk.post("/quay/", {"card_line": "037061008541|thiếu", "full_name": "Đã gõ trước", "do": "fill"})
    assert "ít nhất 7 phần" in words(page)
    assert kept(page, "card_line") == "037061008541|thiếu"
    assert kept(page, "full_name") == "Đã gõ trước"


def test_the_card_of_the_submitter_fills_the_submitter(clerk: Client) -> None:
    page = clerk.post("/quay/", {"full_name": "Người có việc", "submitter_card_line": CARD, "do": "fill"})
    assert kept(page, "submitter_full_name") == "Đỗ Đình Đăng"
    assert kept(page, "full_name") == "Người có việc"


def test_a_known_number_offers_the_person_and_leaves_a_trace(clerk: Client) -> None:
    clerk.post("/quay/", filled())
    before = AccessTrace.objects.filter(stream_kind="person").count()
    page = clerk.post("/quay/", {"personal_id": "037061008541", "do": "fill"})
    assert "Điền vào ô trống" in words(page)
    assert kept(page, "full_name") == ""
    assert AccessTrace.objects.filter(stream_kind="person").count() == before + 1
    page = clerk.post("/quay/", {"personal_id": "037061008541", "address": "Nơi mới", "do": "known"})
    assert kept(page, "full_name") == "Đỗ Đình Đăng"
    assert kept(page, "phone") == "0812 539 825"
    assert kept(page, "address") == "Nơi mới"


def test_an_organisation_is_asked_for_its_tax_code(clerk: Client) -> None:
    page = clerk.post("/quay/", {"kind": "ORGANISATION", "do": "kind"})
    assert 'name="tax_code"' in page.content.decode()
    assert 'name="personal_id"' not in page.content.decode()


def test_the_type_ahead_finds_by_letters_without_marks_and_by_code(clerk: Client) -> None:
    assert "Thủ tục đăng ký khai sinh" in words(clerk.get("/quay/thu-tuc/?q=dang ky khai"))
    assert "Cấp bản sao" in words(clerk.get("/quay/thu-tuc/?q=2.000635"))
    assert words(clerk.get("/quay/thu-tuc/?q=")) == ""


def test_an_ended_procedure_says_so_and_comes_last(clerk: Client) -> None:
    said = words(clerk.get("/quay/thu-tuc/?q=chung thuc van ban"))
    assert "Đã hết hiệu lực từ 10/11/2025" in said
    assert said.index("thỏa thuận phân chia") < said.index("khai nhận di sản")


def test_an_ended_procedure_is_not_received_and_its_successor_is_named(clerk: Client) -> None:
    ended = Procedure.objects.get(code="2.001009")
    page = clerk.post("/quay/", filled(procedure=ended.id, version=ended.current_version_id, case_key="x"))
    assert page.status_code == 422
    assert "2.001406" in words(page)
    assert kept(page, "full_name") == "Đỗ Đình Đăng"
    assert not Dossier.objects.exists()


def test_a_chosen_procedure_shows_papers_term_and_appointment(clerk: Client) -> None:
    page = words(clerk.post("/quay/", {"procedure": chosen()["procedure"]}))
    assert "Giấy chứng sinh" in page
    assert "01 bản chính" in page
    assert "05 ngày làm việc" in page
    assert re.search(r"Hẹn trả 17 giờ, thứ \w+ \d\d/\d\d/\d{4}", page)


def test_without_script_the_found_procedures_can_be_pressed(clerk: Client) -> None:
    page = clerk.post("/quay/", {**PERSON, "procedure_text": "khai sinh"})
    assert f'name="procedure" value="{chosen()["procedure"]}"' in page.content.decode()
    assert kept(page, "full_name") == "Đỗ Đình Đăng"


def test_ticks_of_one_case_do_not_count_for_another(clerk: Client) -> None:
    sheet = filled("1.004884", case_key=chosen("1.004884", case=1)["case_key"])
    page = clerk.post("/quay/", sheet)
    assert page.status_code == 422
    assert ticked(page) == []
    assert not Dossier.objects.exists()


def test_all_required_papers_can_be_ticked_at_once(clerk: Client) -> None:
    page = clerk.post("/quay/", {"procedure": chosen()["procedure"], "do": "required"})
    assert ticked(page) == chosen()["paper"]


def test_a_complete_sheet_is_received_and_the_page_says_code_and_appointment(clerk: Client) -> None:
    answer = clerk.post("/quay/", filled())
    code = received_code(answer)
    dossier = Dossier.objects.get(code=code)
    assert dossier.applicant_name == "Đỗ Đình Đăng"
    assert dossier.channel == Channel.DIRECT
    page = words(clerk.get(answer["Location"]))
    assert code in page
    assert "Hẹn trả kết quả" in page
    assert "Hồ sơ mới" in page


def test_the_promise_before_is_the_appointment_after(clerk: Client) -> None:
    promised = re.search(r"Hẹn trả (\d.*? \d\d/\d\d/\d{4})", words(clerk.post("/quay/", {"procedure": chosen()["procedure"]})))
    assert promised is not None
    assert promised[1] in words(clerk.get(clerk.post("/quay/", filled())["Location"]))


def test_a_second_click_is_the_same_dossier(clerk: Client) -> None:
    first, second = clerk.post("/quay/", filled()), clerk.post("/quay/", filled())
    assert received_code(first) == received_code(second)
    assert Dossier.objects.count() == 1


def test_a_paper_only_shown_and_one_read_in_a_database_are_kept_as_such(clerk: Client, ward: Ward) -> None:
    sheet = filled("2.000635")
    first, second = sheet["paper"]
    answer = clerk.post("/quay/", {**sheet, "paper": [first], "from_data": [second]})
    dossier = Dossier.objects.get(code=received_code(answer))
    opened = open_dossier(ward.actor("reception"), dossier.id, at=datetime.now(UTC), why="thử")
    assert opened is not None
    papers = {paper.key: paper for paper in opened.file.state.papers}
    assert papers[first].status is PaperStatus.SHOWN
    assert papers[second].status is PaperStatus.FROM_DATA
    assert papers[second].source == "Cơ sở dữ liệu quốc gia về dân cư"


def test_who_files_for_another_is_kept_beside(clerk: Client, ward: Ward) -> None:
    other = {"submitter_full_name": "Trần Ưng", "submitter_personal_id": "035072029029", "submitter_address": "Xóm 11, xã Trần Thương"}
    dossier = Dossier.objects.get(code=received_code(clerk.post("/quay/", filled(**other))))
    opened = open_dossier(ward.actor("reception"), dossier.id, at=datetime.now(UTC), why="thử")
    assert opened is not None
    assert opened.file.submitter is not None
    assert opened.file.submitter.full_name == "Trần Ưng"


def test_another_commune_can_be_competent(clerk: Client, ward: Ward) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    dossier = Dossier.objects.get(code=received_code(clerk.post("/quay/", filled(competent_agency=other.id))))
    assert (dossier.agency_id, dossier.receiving_agency_id) == (other.id, ward.id)


def test_a_provincial_door_asks_for_the_commune_and_then_receives(ward: Ward) -> None:
    clerk = browser(provincial_door())
    assert "Chọn xã, phường có thẩm quyền" in words(clerk.post("/quay/", {"procedure": chosen()["procedure"]}))
    page = clerk.post("/quay/", filled())
    assert page.status_code == 422
    assert 'href="#f-competent_agency"' in page.content.decode()
    dossier = Dossier.objects.get(code=received_code(clerk.post("/quay/", filled(competent_agency=ward.id))))
    assert str(dossier.code).startswith("H42.02-")
    assert dossier.agency_id == ward.id


def test_another_door_is_not_opened_by_writing_its_number(clerk: Client) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert clerk.post("/quay/", filled(receiving_agency=other.id)).status_code == 403
    assert not Dossier.objects.exists()


def test_the_register_remembers_who_was_received(clerk: Client) -> None:
    clerk.post("/quay/", filled())
    clerk.post("/quay/", filled(khoa="khoa-2", phone="0912 345 678"))
    person = Person.objects.get(personal_id="037061008541")
    assert person.full_address == PERSON["address"]
    assert person.phone == "+84912345678"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"personal_id": "0370610085"}, "phải có 12 chữ số"),
        ({"birth_date": "01/01/2999"}, "chưa đến"),
        ({"full_name": "N" * 5000}, "dài nhất 200"),
        ({"paper": []}, "Chưa có: Giấy chứng sinh"),
        ({"procedure": ""}, "Chọn thủ tục"),
        ({"procedure": "9" * 30}, "Chọn thủ tục"),
        ({"version": "999999999"}, "Chọn thủ tục"),
        ({"sets": "hai"}, "ghi bằng chữ số"),
        ({"sets": "100"}, "từ 1 đến 99"),
        ({"phone": "12"}, "Số di động có 10 chữ số"),
        ({"address": ""}, "nơi cư trú"),
        ({"submitter_full_name": "Trần Ưng"}, "Nhập số định danh"),
        ({"khoa": ""}, "mã chống lặp"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(clerk: Client, changes: Sheet, says: str) -> None:
    sheet = filled(email="a@b.vn", **changes) if "email" not in changes else filled(**changes)
    page = clerk.post("/quay/", sheet)
    assert page.status_code == 422
    assert says in words(page)
    assert "data-error-summary" in page.content.decode()
    for name in ("full_name", "personal_id", "birth_date", "phone", "address", "sets", "submitter_full_name"):
        assert kept(page, name) == str(sheet.get(name, "")), name
    if sheet["procedure"] == chosen()["procedure"]:
        assert ticked(page) == sheet["paper"]
        assert kept(page, "procedure") == str(sheet["procedure"])
    assert not Dossier.objects.exists()


def test_mistakes_are_listed_from_the_top_of_the_sheet_down(clerk: Client) -> None:
    page = clerk.post(
        "/quay/", filled(email="x", phone="1", full_name="", birth_date="31/02/2000", personal_id="1", sets="hai")
    ).content.decode()
    linked = re.findall(r'<li><a href="#f-(\w+)"', page)
    assert linked == ["personal_id", "birth_date", "full_name", "phone", "email", "sets"]


def test_each_mistake_stands_at_its_field_and_is_linked(clerk: Client) -> None:
    page = clerk.post("/quay/", filled(personal_id="1", birth_date="31/02/2000", paper=[])).content.decode()
    for field in ("f-personal_id", "f-birth_date"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page


def test_a_corrected_sheet_goes_through_under_the_same_key(clerk: Client) -> None:
    assert clerk.post("/quay/", filled(paper=[])).status_code == 422
    received_code(clerk.post("/quay/", filled()))


def test_refusing_at_the_counter_needs_kind_and_words(clerk: Client) -> None:
    for missing in ({"reason_kind": "", "reason": "Thiếu"}, {"reason_kind": "INCOMPLETE", "reason": "  "}):
        page = clerk.post("/quay/", filled(do="refuse", **missing))
        assert page.status_code == 422
        assert kept(page, "full_name") == "Đỗ Đình Đăng"
    assert not Dossier.objects.exists()


def test_a_refusal_is_kept_with_its_reason(clerk: Client, ward: Ward) -> None:
    answer = clerk.post("/quay/", filled(do="refuse", paper=[], reason_kind="INCOMPLETE", reason="Chưa có giấy chứng sinh."))
    assert answer["Location"] == "/quay/"
    assert "Đã ghi việc từ chối tiếp nhận" in words(clerk.get("/quay/"))
    dossier = Dossier.objects.get()
    assert dossier.status == Status.REJECTED
    opened = open_dossier(ward.actor("reception"), dossier.id, at=datetime.now(UTC), why="thử")
    assert opened is not None
    assert any("Chưa có giấy chứng sinh." in line.words for line in opened.file.history)


def test_htmx_gets_the_sheet_without_the_page_around_it(clerk: Client) -> None:
    page = clerk.post("/quay/", {"procedure": chosen()["procedure"]}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="papers"' in page
    assert 'id="promise"' in page
    assert "<html" not in page


def test_no_address_of_the_counter_carries_personal_data(clerk: Client) -> None:
    answer = clerk.post("/quay/", filled())
    assert not any(value in answer["Location"] for value in ("037061008541", "812539825"))
