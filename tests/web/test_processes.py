"""Processes on pages: which procedures have one, what it says, how it is changed and approved, who is missing to do it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.agencies.commands import relieve
from motcua.agencies.models import Appointment
from motcua.agencies.queries import actor_of
from motcua.dossiers.queries import get_state
from motcua.foundation import clock
from motcua.foundation.access import SYSTEM
from motcua.law.calendar import business_date
from motcua.law.roles import Role
from motcua.procedures.models import ApprovedProcess, Procedure
from motcua.procedures.queries import list_approved
from tests.dossiers.ward import Ward, import_catalogue, make_ward, procedure
from tests.web.desks import MOST_QUERIES, at_step, browser, browsers, new_officer, queries_of, said

CODE = "1.001193"
PAGE, ALL, STAFFING = f"/quy-trinh/{CODE}/", "/quy-trinh/", "/quy-trinh/nhan-su/"
TODAY = business_date(clock.now())
DECISION = {
    "decision": "215/QĐ-UBND",
    "decision_date": f"{TODAY:%d/%m/%Y}",
    "approved_by": "Chủ tịch UBND tỉnh",
    "effective_from": f"{TODAY:%d/%m/%Y}",
}


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư with a birth registration and one procedure of two cases."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    second = procedure("2.002002", "Cấp bản sao trích lục hộ tịch")
    second["cases"] = [second["cases"][0], {**second["cases"][0], "name": "Có yếu tố nước ngoài"}]
    import_catalogue(tmp_path, procedure(CODE, "Thủ tục đăng ký khai sinh"), second)
    return home


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    return browsers(ward)


@pytest.fixture
def control(ward: Ward) -> Client:
    """The officer who watches over procedures."""
    return browser(new_officer(ward.id, "kiemsoat", Role.CONTROL_OFFICER))


def case_of(code: str = CODE) -> str:
    version = Procedure.objects.get(code=code).current_version
    assert version is not None
    return str(re.findall(r'"key":"([^"]+)","name":"Trường hợp chung"', version.body)[0])


def change_address() -> str:
    return f"{PAGE}{case_of()}/sua/"


def form_of(page: Any) -> dict[str, str]:
    """The form as a browser would send it: every field with its value."""
    body = page.content.decode().partition('<form class="stack-large"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input[^>]*?\sname="([^"]+)" value="([^"]*)"', body))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected>', options) or re.findall(r'<option value="([^"]*)"', options)
        fields[name] = chosen[0]
    return fields


def names(page: Any) -> list[str]:
    return re.findall(r'name="ten-\d+" value="([^"]*)"', page.content.decode())


def approve(control: Client, **changes: str) -> Any:
    return control.post(change_address(), {**form_of(control.get(change_address())), **DECISION, **changes, "lam": "ghi"})


# Coverage


def test_the_list_says_how_many_of_how_many_have_a_process(ward: Ward, people: dict[str, Client], control: Client) -> None:
    assert "0/2 thủ tục đang có hiệu lực" in said(people["officer"].get(ALL))
    assert approve(control).status_code == 302
    page = said(people["officer"].get(ALL))
    assert "1/2 thủ tục đang có hiệu lực" in page
    assert "215/QĐ-UBND" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("", {CODE, "2.002002"}), ("?quy-trinh=du", {CODE}), ("?quy-trinh=thieu", {"2.002002"}), ("?q=khai+sinh", {CODE})]
)
def test_the_list_is_filtered_by_state_and_words(ward: Ward, control: Client, query: str, shown: set[str]) -> None:
    approve(control)
    assert set(re.findall(r'href="/quy-trinh/([0-9.]+)/"', control.get(f"{ALL}{query}").content.decode())) == shown


def test_a_procedure_with_a_case_left_is_not_covered(ward: Ward, control: Client) -> None:
    address = f"/quy-trinh/2.002002/{case_of('2.002002')}/sua/"
    assert control.post(address, {**form_of(control.get(address)), **DECISION, "lam": "ghi"}).status_code == 302
    page = said(control.get(ALL))
    assert "0/2 thủ tục đang có hiệu lực" in page
    assert "mới có 1/2 trường hợp" in page


@pytest.mark.parametrize("query", ["?sau=%00x", "?quy-trinh=xoa", "?q=" + "a" * 5000, "?sau=zzzz"])
def test_a_bent_query_of_the_list_breaks_nothing(ward: Ward, control: Client, query: str) -> None:
    assert control.get(f"{ALL}{query}").status_code in {200, 400}


# One process


def test_a_process_shows_steps_drawing_checks_and_versions(ward: Ward, people: dict[str, Client], control: Client) -> None:
    page = said(people["officer"].get(PAGE))
    assert "Chưa có quyết định phê duyệt" in page
    assert "Cả quy trình 40 giờ làm việc, không quá 40 giờ của thời hạn giải quyết" in page
    assert "<svg" in people["officer"].get(PAGE).content.decode()
    for step in ("1. Tiếp nhận", "3. Thẩm tra", "6. Vào sổ, phát hành"):
        assert step in page
    approve(control)
    page = said(people["officer"].get(PAGE))
    assert "Bản số 1 theo 215/QĐ-UBND" in page
    assert "đang áp dụng" in page


def test_the_drawing_says_in_words_what_it_shows(ward: Ward, people: dict[str, Client]) -> None:
    body = people["officer"].get(PAGE).content.decode()
    assert 'role="img"' in body
    assert re.search(r'<desc id="[^"]+">6 bước, tổng 40 giờ làm việc\. 1\. Tiếp nhận', body)


def test_only_the_control_officer_is_led_to_the_form(ward: Ward, people: dict[str, Client], control: Client) -> None:
    assert change_address() in control.get(PAGE).content.decode()
    for who in people.values():
        assert "/sua/" not in who.get(PAGE).content.decode()
        assert who.get(change_address()).status_code == 404
        assert who.post(change_address(), {"lam": "ghi"}).status_code == 404


def test_a_case_is_chosen_and_unknown_ones_are_not_found(ward: Ward, control: Client) -> None:
    page = control.get("/quy-trinh/2.002002/").content.decode()
    other = re.findall(r'href="/quy-trinh/2\.002002/\?truong-hop=([^"]+)"', page)[-1]
    assert "Có yếu tố nước ngoài" in said(control.get(f"/quy-trinh/2.002002/?truong-hop={other}"))
    for bent in ("/quy-trinh/2.002002/?truong-hop=x", "/quy-trinh/9.999999/", f"{PAGE}?ban=7", f"{PAGE}?ban=x", f"{PAGE}x/sua/"):
        assert control.get(bent).status_code == 404


def test_files_are_what_viewers_open(ward: Ward, people: dict[str, Client]) -> None:
    bpmn = people["officer"].get(f"{PAGE}{case_of()}.bpmn")
    assert bpmn["Content-Disposition"] == f'attachment; filename="{CODE}-{case_of()}.bpmn"'
    assert bpmn.content.startswith(b'<?xml version="1.0"')
    assert "chưa có quyết định phê duyệt" in bpmn.content.decode()
    svg = people["officer"].get(f"{PAGE}{case_of()}.svg")
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert svg.content.startswith(b"<svg")


def test_posts_are_looked_at_only_by_who_may(ward: Ward, people: dict[str, Client], control: Client) -> None:
    for client in (control, people["approver"], people["centre"]):
        assert "Bước nào cũng có người giữ vị trí tại phường Hoa Lư." in said(client.get(PAGE))
    for who in ("officer", "reception", "clerk", "head"):
        assert "Người làm" not in said(people[who].get(PAGE))


def test_an_empty_post_is_named_at_its_step(ward: Ward, control: Client) -> None:
    go(ward, "clerk", business_date(clock.now()) - timedelta(days=1))
    page = said(control.get(PAGE))
    assert "1 bước chưa có người làm tại phường Hoa Lư." in page
    assert "chưa có ai tại Văn phòng HĐND và UBND" in page


def go(ward: Ward, who: str, last_day: date) -> None:
    held = Appointment.objects.get(officer_id=ward.people[who])
    assert relieve(SYSTEM, held.id, last_day=last_day, at=clock.now()) is None


# Changing


def test_the_form_begins_with_the_steps_that_count(ward: Ward, control: Client) -> None:
    page = control.get(change_address())
    assert names(page) == ["Tiếp nhận", "Phân công", "Thẩm tra", "Kiểm tra", "Ký duyệt", "Vào sổ, phát hành"]
    assert form_of(page)["gio-3"] == "16"
    assert form_of(page)["vai-tro-5"] == "APPROVER"


def test_rows_are_added_and_taken_away_and_nothing_typed_is_lost(ward: Ward, control: Client) -> None:
    typed = {**form_of(control.get(change_address())), **DECISION, "ten-2": "Phân công theo quy chế", "sau-5": "3, 4", "gio-6": "bốn"}
    added = control.post(change_address(), {**typed, "lam": "them-2"})
    assert added.status_code == 200
    assert names(added) == ["Tiếp nhận", "Phân công theo quy chế", "", "Thẩm tra", "Kiểm tra", "Ký duyệt", "Vào sổ, phát hành"]
    assert form_of(added)["sau-6"] == "4, 5"
    assert form_of(added)["gio-7"] == "bốn"
    assert form_of(added)["decision"] == "215/QĐ-UBND"
    taken = control.post(change_address(), {**form_of(added), "lam": "bo-3"})
    fresh = {"khoa": "", "csrfmiddlewaretoken": ""}
    assert {**form_of(taken), **fresh} == {**typed, **fresh}


def test_every_fault_stands_at_its_row(ward: Ward, control: Client) -> None:
    bad = {"gio-2": "abc", "sau-3": "9", "don-vi-4": "Phòng Vũ trụ", "ten-5": "", "vai-tro-6": "INSPECTOR"}
    answer = control.post(change_address(), {**form_of(control.get(change_address())), **bad, "lam": "xem"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert [f'id="f-{field}-error"' in body for field in bad] == [True] * 5
    assert "Đang ghi “abc”" in said(answer)
    assert "Bước 3 chờ bước 9, nhưng quy trình không có bước 9." in said(answer)
    assert form_of(answer)["gio-2"] == "abc"
    assert form_of(answer)["don-vi-4"] == "Phòng Vũ trụ"


def test_steps_and_decision_are_told_together(ward: Ward, control: Client) -> None:
    answer = approve(control, **{"gio-3": "100", "decision": " "})
    assert answer.status_code == 422
    assert "vượt thời hạn giải quyết 40 giờ làm việc" in said(answer)
    assert 'id="f-decision-error"' in answer.content.decode()
    assert not ApprovedProcess.objects.exists()


@pytest.mark.parametrize(("field", "text"), [("decision_date", "hôm nay"), ("effective_from", "31/02/2026"), ("effective_from", "")])
def test_a_day_that_is_none_is_told_at_its_field(ward: Ward, control: Client, field: str, text: str) -> None:
    answer = approve(control, **{field: text})
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.content.decode()


def test_looking_says_that_nothing_is_wrong_and_records_nothing(ward: Ward, control: Client) -> None:
    answer = control.post(change_address(), {**form_of(control.get(change_address())), "lam": "xem"})
    assert answer.status_code == 200
    assert "Không có chỗ sai" in said(answer)
    assert not ApprovedProcess.objects.exists()


def test_an_approval_becomes_a_new_version_and_received_dossiers_keep_theirs(ward: Ward, control: Client) -> None:
    before = at_step(ward, "received", at=clock.now() - timedelta(hours=1))
    answer = approve(control, **{"ten-3": "Thẩm tra, xác minh", "gio-3": "15,5"})
    assert answer["Location"].endswith("&ban=1")
    assert "Đã ghi nhận bản số 1" in said(control.get(answer["Location"]))
    [version] = list_approved(Procedure.objects.get(code=CODE).id)
    assert (version.steps[2].name, version.steps[2].minutes) == ("Thẩm tra, xác minh", 930)
    after = at_step(ward, "received", at=clock.now())
    assert [get_state(no).plan[2].name for no in (before, after)] == ["Thẩm tra", "Thẩm tra, xác minh"]


def test_the_next_version_begins_with_the_last_and_both_are_listed(ward: Ward, control: Client) -> None:
    approve(control, **{"ten-3": "Thẩm tra lần một"})
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    assert "Thẩm tra lần một" in names(control.get(change_address()))
    answer = approve(control, **{"ten-3": "Thẩm tra lần hai", "decision": "300/QĐ-UBND", "effective_from": tomorrow})
    page = said(control.get(answer["Location"]))
    assert "Đây không phải bản đang áp dụng; hồ sơ tiếp nhận hôm nay đi theo bản số 1." in page
    assert "chưa tới ngày" in page
    assert "Thẩm tra lần một" in said(control.get(PAGE))


def test_the_same_form_twice_records_one_version(ward: Ward, control: Client) -> None:
    sent = {**form_of(control.get(change_address())), **DECISION, "lam": "ghi"}
    answers = [control.post(change_address(), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert ApprovedProcess.objects.count() == 1


def test_a_form_without_rows_or_with_too_many_changes_nothing(ward: Ward, control: Client) -> None:
    empty = control.post(change_address(), {**DECISION, "khoa": "k", "lam": "ghi"})
    assert empty.status_code == 422
    assert "Quy trình chưa có bước nào." in said(empty)
    many = {f"ten-{no}": "x" for no in range(1, 150)}
    assert control.post(change_address(), {**many, **DECISION, "khoa": "k", "lam": "ghi"}).status_code == 422
    for act in ("them-999", "bo-999", "bo-0", "xoa", ""):
        assert control.post(change_address(), {**form_of(control.get(change_address())), "lam": act}).status_code == 200


def test_hostile_words_are_shown_as_words(ward: Ward, control: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    answer = control.post(change_address(), {**form_of(control.get(change_address())), "ten-1": hostile, "lam": "xem"})
    assert b"<script>alert" not in answer.content
    approve(control, **{"ten-2": hostile})
    assert b"<script>alert" not in control.get(PAGE).content


# Staff


def test_an_empty_post_is_told_with_the_processes_that_wait_and_what_to_do(ward: Ward, people: dict[str, Client], control: Client) -> None:
    assert "Bước nào cũng có người làm" in said(people["approver"].get(STAFFING))
    go(ward, "clerk", TODAY - timedelta(days=1))
    page = said(people["approver"].get(STAFFING))
    assert "Văn thư, Văn phòng HĐND và UBND" in page
    assert "3 quy trình chờ vị trí này." in page
    assert "bố trí người vào vị trí, hoặc cử người làm thay" in page
    overview = said(control.get(STAFFING))
    assert re.search(r"phường Hoa Lư 1 3 ", overview)


def test_who_will_go_is_told_ahead(ward: Ward, people: dict[str, Client]) -> None:
    go(ward, "clerk", TODAY + timedelta(days=10))
    go(ward, "officer", TODAY + timedelta(days=10))
    page = people["approver"].get(STAFFING)
    assert "Bước nào cũng có người làm" in said(page)
    assert "Nguyễn Văn H" in said(page)
    assert "Nguyễn Văn E" not in said(page)  # a colleague holds the same post
    link = re.search(r'href="([^"]*ngay=[^"]*)"', page.content.decode())
    assert link
    ahead = said(people["approver"].get(link[1].replace("&amp;", "&")))
    assert "3 quy trình chờ vị trí này." in ahead


def test_only_heads_control_and_administration_see_empty_posts(ward: Ward, people: dict[str, Client]) -> None:
    for who, status in (("approver", 200), ("centre", 200), ("head", 404), ("officer", 404), ("reception", 404), ("clerk", 404)):
        assert people[who].get(STAFFING).status_code == status, who
        assert (STAFFING in people[who].get(ALL).content.decode()) == (status == 200)


def test_a_head_sees_the_posts_of_the_own_agency_only(ward: Ward, people: dict[str, Client]) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert people["approver"].get(f"{STAFFING}?co-quan={other.id}").status_code == 404
    assert "Tây Hoa Lư" not in said(people["approver"].get(STAFFING))
    assert f'value="{other.id}"' not in people["approver"].get(PAGE).content.decode()


@pytest.mark.parametrize("query", ["?ngay=hom+nay", "?ngay=31/02/2026", "?ngay=01/01/0001", "?ngay=31/12/9999"])
def test_a_day_typed_wrong_is_told_and_the_page_is_of_today(ward: Ward, control: Client, query: str) -> None:
    assert control.get(f"{STAFFING}{query}").status_code == 200


# Budgets


def test_pages_of_processes_take_few_queries_however_many_procedures(ward: Ward, control: Client, tmp_path: Path) -> None:
    approve(control)
    addresses = (ALL, PAGE, f"{PAGE}?co-quan={ward.id}", change_address(), STAFFING, f"{STAFFING}?co-quan={ward.id}")
    few = [queries_of(control, address) for address in addresses]
    more = [procedure(f"3.0000{no}", f"Thử {no}") for no in range(10, 40)]
    import_catalogue(tmp_path, procedure(CODE, "Thủ tục đăng ký khai sinh"), *more)
    assert [queries_of(control, address) for address in addresses] == few
    assert max(few) <= MOST_QUERIES


def test_every_officer_finds_the_processes_on_the_rail(ward: Ward, people: dict[str, Client]) -> None:
    assert 'href="/quy-trinh/"' in people["officer"].get("/ban-lam-viec/").content.decode()
    auditor = browser(new_officer(ward.id, "kiemtoan", Role.SECURITY_AUDITOR))
    assert 'href="/van-hanh/"' in auditor.get(ALL).content.decode()
    assert actor_of(ward.people["officer"], clock.now()).name in said(people["officer"].get(ALL))
