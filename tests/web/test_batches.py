"""Several dossiers at once on the pages: ticked in a list, read before they are signed, answered line by line, asked twice once."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.foundation.models import AccessTrace, IdempotencyKey
from motcua.law.dossier.values import Status
from tests.dossiers.ward import APPLICANT, Ward, done, make_ward
from tests.web.desks import MOST_QUERIES, NINE, at_step, browsers, code_of, queries_of, said, ward_at_work

BATCH = "/ban-lam-viec/nhieu-ho-so/"
UNIT, MINE, SIGN = (f"/ban-lam-viec/?danh-sach={which}" for which in ("unit", "mine", "sign"))


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def later(i: int) -> Any:
    return NINE + timedelta(seconds=i)


def boxes(page: Any) -> dict[int, str]:
    """The boxes of a page by dossier, with what they send."""
    return {int(value.partition(":")[0]): value for value in re.findall(r'name="hs" value="([^"]+)"', page.content.decode())}


def ticked(page: Any) -> set[int]:
    """Which boxes stand ticked."""
    found = re.findall(r'<input type="checkbox" name="hs" value="(\d+):\d+"[^>]*\schecked[\s>]', page.content.decode())
    return {int(no) for no in found}


def form(page: Any, act: str, *dossiers: int, **typed: str) -> dict[str, Any]:
    """The form of a list as a browser would send it with these boxes ticked and this button pressed."""
    body = page.content.decode().partition('<form class="batch')[2]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body.partition("</form>")[0]))
    known = boxes(page)
    return {**hidden, "viec": act, "hs": [known[no] for no in dossiers], **typed}


def buttons(page: Any) -> list[str]:
    return re.findall(r'name="viec" value="([^"]+)" data-busy', page.content.decode())


# The list


@pytest.mark.parametrize(
    ("who", "address", "acts"),
    [
        ("head", UNIT, ["phan-cong", "chuyen-buoc", "nhac-y-kien"]),
        ("officer", UNIT, ["nhan-viec", "chuyen-buoc", "nhac-y-kien"]),
        ("officer", MINE, ["chuyen-buoc", "nhac-y-kien"]),
        ("centre", "/ban-lam-viec/?danh-sach=agency", ["nhac-y-kien", "nhac-viec"]),
        ("reception", "/ban-lam-viec/?danh-sach=hand-over", []),
    ],
)
def test_a_list_offers_what_its_reader_may_do_there(ward: Ward, people: dict[str, Client], who: str, address: str, acts: list[str]) -> None:
    at_step(ward, "assigned")
    at_step(ward, "completed")
    page = people[who].get(address)
    assert buttons(page) == acts
    assert bool(boxes(page)) == bool(acts)


def test_all_of_a_page_are_ticked_without_a_script(ward: Ward, people: dict[str, Client]) -> None:
    made = {at_step(ward, "assigned", later(i)) for i in range(3)}
    page = people["officer"].get(MINE)
    assert ticked(page) == set()
    link = re.search(r'href="([^"]+)" data-choose-all', page.content.decode())
    assert link
    assert ticked(people["officer"].get(link[1].replace("&amp;", "&"))) == made


def test_the_page_says_its_keys(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "assigned")
    page = people["officer"].get(MINE)
    assert "X chọn dòng đang đứng · V đến việc cần làm" in said(page)
    assert 'data-line-key="X"' in page.content.decode()


def test_found_dossiers_have_no_boxes(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "assigned")
    assert boxes(people["officer"].post("/ban-lam-viec/tim/", {"tim": "do dinh dang"})) == {}


@pytest.mark.parametrize("address", [UNIT, MINE])
def test_boxes_cost_a_list_the_same_with_sixty_rows_as_with_five(ward: Ward, people: dict[str, Client], address: str) -> None:
    for i in range(5):
        at_step(ward, "forwarded", later(i))
    few = queries_of(people["head"], address)
    for i in range(5, 60):
        at_step(ward, "forwarded", later(i))
    assert queries_of(people["head"], address) == few <= MOST_QUERIES


# Acting


def test_a_head_assigns_several_and_sees_a_line_for_each(ward: Ward, people: dict[str, Client]) -> None:
    free = [at_step(ward, "forwarded", later(i)) for i in range(2)]
    checked = at_step(ward, "numbered")
    page = people["head"].get(UNIT)
    answer = people["head"].post(f"{BATCH}?danh-sach=unit", form(page, "phan-cong", *free, checked, holder=str(ward.people["second"])))
    assert answer.status_code == 302
    result = people["head"].get(answer["Location"])
    words = said(result)
    assert "2 hồ sơ đã làm" in words
    assert "1 hồ sơ bị từ chối" in words
    assert words.count("Thẩm tra · Nguyễn Văn F · Văn phòng HĐND và UBND") == 2
    assert "Hồ sơ đang ở trạng thái “Đã vào sổ, đóng dấu” nên không thể phân công." in words
    assert "Căn cứ: Điều 19 Nghị định 118/2025/NĐ-CP" in words
    assert words.index(code_of(checked)) < words.index(code_of(free[0]))
    assert f'href="/ho-so/{code_of(checked)}/"' in result.content.decode()
    assert [run.holder for no in free if (run := get_state(no).run)] == [ward.people["second"]] * 2


def test_without_a_holder_the_list_comes_back_with_its_ticks(ward: Ward, people: dict[str, Client]) -> None:
    free = [at_step(ward, "forwarded", later(i)) for i in range(3)]
    page = people["head"].get(UNIT)
    answer = people["head"].post(f"{BATCH}?danh-sach=unit", form(page, "phan-cong", *free[:2]))
    assert answer.status_code == 422
    assert ticked(answer) == set(free[:2])
    assert 'id="f-holder-error"' in answer.content.decode()
    assert [run.holder for no in free if (run := get_state(no).run)] == [None] * 3


def test_nothing_ticked_is_said_and_the_chosen_officer_is_kept(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "forwarded")
    page = people["head"].get(UNIT)
    answer = people["head"].post(f"{BATCH}?danh-sach=unit", form(page, "phan-cong", holder=str(ward.people["second"])))
    assert answer.status_code == 422
    assert "Chọn ít nhất một hồ sơ." in said(answer)
    assert f'<option value="{ward.people["second"]}" selected>' in answer.content.decode()


def test_a_second_click_does_nothing_twice_and_shows_the_same(ward: Ward, people: dict[str, Client]) -> None:
    ready = [at_step(ward, "received", later(i)) for i in range(2)]
    sent = form(people["reception"].get(UNIT), "chuyen-buoc", *ready)
    answers = [people["reception"].post(f"{BATCH}?danh-sach=unit", sent) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [len(get_state(no).runs) for no in ready] == [2, 2]
    pages = [said(people["reception"].get(answer["Location"])) for answer in answers]
    assert pages[0] == pages[1]


def test_what_changed_meanwhile_is_told_with_what_to_do(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "forwarded")
    sent = form(people["head"].get(UNIT), "phan-cong", no, holder=str(ward.people["second"]))
    done(c.take(ward.actor("officer"), no, at=NINE + timedelta(minutes=5)))
    result = said(people["head"].post(f"{BATCH}?danh-sach=unit", sent, follow=True))
    assert "Hồ sơ vừa được người khác cập nhật" in result
    assert "Mở hồ sơ, đọc việc vừa được ghi rồi làm lại." in result


def test_the_result_takes_as_many_queries_for_forty_as_for_three(ward: Ward, people: dict[str, Client]) -> None:
    def result_of(count: int, start: int) -> str:
        made = [at_step(ward, "received", later(start + i)) for i in range(count)]
        page = people["reception"].get(MINE)
        answer = people["reception"].post(f"{BATCH}?danh-sach=mine", form(page, "chuyen-buoc", *made))
        return str(answer["Location"])

    few, many = result_of(3, 0), result_of(40, 100)
    assert queries_of(people["reception"], many) == queries_of(people["reception"], few) <= MOST_QUERIES


def test_a_batch_that_was_interrupted_is_carried_on_from_its_page(ward: Ward, people: dict[str, Client]) -> None:
    """The plan is kept before the first dossier is touched."""
    two = [at_step(ward, "received", later(i)) for i in range(2)]
    sent = form(people["reception"].get(UNIT), "chuyen-buoc", *two)
    people["reception"].post(f"{BATCH}?danh-sach=unit", sent)
    forget(f"{sent['khoa']}:{two[1]}")
    page = people["reception"].get(f"{BATCH}{sent['khoa']}/?danh-sach=unit")
    assert "1 hồ sơ chưa làm tới" in said(page)
    again = form_to_go_on(page)
    assert people["reception"].post(f"{BATCH}?danh-sach=unit", again).status_code == 302
    assert "chưa làm tới" not in said(people["reception"].get(f"{BATCH}{sent['khoa']}/"))


def forget(key: str) -> None:
    from_before = IdempotencyKey.objects.filter(key=key)
    assert from_before.count() == 1
    from_before.delete()


def form_to_go_on(page: Any) -> dict[str, Any]:
    body = page.content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)
    return {**dict(fields), "hs": [value for name, value in fields if name == "hs"]}


# Signing


def test_nothing_is_signed_before_it_was_read(ward: Ward, people: dict[str, Client]) -> None:
    two = [at_step(ward, "submitted", later(i)) for i in range(2)]
    page = people["approver"].post(f"{BATCH}?danh-sach=sign", form(people["approver"].get(SIGN), "ky-duyet", *two))
    assert page.status_code == 200
    assert said(page).count("Giấy khai sinh của cháu bé") == 2
    assert "Mỗi hồ sơ là một lần ký riêng" in said(page)
    assert ticked(page) == set(two)
    assert [get_state(no).status for no in two] == [Status.SUBMITTED_FOR_SIGNATURE] * 2
    assert AccessTrace.objects.filter(stream_id__in=two, why="đọc dự thảo trước khi ký").count() == 2


def test_only_what_stays_ticked_is_signed(ward: Ward, people: dict[str, Client]) -> None:
    first, second = (at_step(ward, "submitted", later(i)) for i in range(2))
    page = people["approver"].post(f"{BATCH}?danh-sach=sign", form(people["approver"].get(SIGN), "ky-duyet", first, second))
    answer = people["approver"].post(f"{BATCH}?danh-sach=sign", form(page, "ky-duyet", second))
    assert "1 hồ sơ đã làm" in said(people["approver"].get(answer["Location"]))
    assert get_state(second).status is Status.SIGNED
    assert get_state(first).status is Status.SUBMITTED_FOR_SIGNATURE


def test_a_draft_that_changed_after_it_was_read_is_not_signed(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    page = people["approver"].post(f"{BATCH}?danh-sach=sign", form(people["approver"].get(SIGN), "ky-duyet", no))
    done(c.return_for_rework(ward.actor("approver"), no, "Sửa nơi sinh", at=NINE + timedelta(hours=1)))
    answer = people["approver"].post(f"{BATCH}?danh-sach=sign", form(page, "ky-duyet", no), follow=True)
    assert "Hồ sơ vừa được người khác cập nhật" in said(answer)
    assert get_state(no).result is None or get_state(no).result.approved_at is None  # type: ignore[union-attr]


def test_the_approvers_page_has_boxes_and_comes_back_with_them(ward: Ward, people: dict[str, Client]) -> None:
    two = [at_step(ward, "submitted", later(i)) for i in range(2)]
    page = people["approver"].get("/phe-duyet/")
    assert set(boxes(page)) == set(two)
    assert buttons(page) == ["ky-duyet"]
    empty = people["approver"].post(f"{BATCH}?danh-sach=sign", form(page, "ky-duyet"))
    assert empty.status_code == 422
    assert "Chọn ít nhất một hồ sơ." in said(empty)
    assert "Dự thảo kết quả" in said(empty)


def test_drafts_of_others_are_not_shown_to_who_may_not_sign(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    page = people["clerk"].post(BATCH, {"viec": "ky-duyet", "hs": [f"{no}:9"], "khoa": "k"})
    assert "Không có dự thảo nào để ký" in said(page)
    assert "Giấy khai sinh của cháu bé" not in said(page)
    assert boxes(page) == {}


def test_reading_drafts_takes_as_many_queries_for_twenty_as_for_two(ward: Ward, people: dict[str, Client]) -> None:
    twenty = [at_step(ward, "submitted", later(i)) for i in range(20)]
    page = people["approver"].get(SIGN)
    counts = [queries_of_form(people["approver"], form(page, "ky-duyet", *some)) for some in (twenty[:2], twenty)]
    assert counts[0] == counts[1] <= MOST_QUERIES


def queries_of_form(client: Client, sent: dict[str, Any]) -> int:
    client.post(BATCH, sent)
    with CaptureQueriesContext(connection) as counted:
        assert client.post(BATCH, sent).status_code == 200
    return len(counted)


# Hostile and foreign


@pytest.mark.parametrize("act", ["", "xoa", "vao-so", "../ky-duyet"])
def test_an_act_nobody_knows_is_not_found(people: dict[str, Client], act: str) -> None:
    assert people["head"].post(BATCH, {"viec": act, "hs": ["1:1"], "khoa": "k"}).status_code == 404


@pytest.mark.parametrize("tick", ["", "abc", "1:2:3", "-5:1", "9" * 40, "0:0", "<b>"])
def test_a_tick_that_was_made_up_finds_no_dossier(people: dict[str, Client], tick: str) -> None:
    answer = people["head"].post(BATCH, {"viec": "chuyen-buoc", "hs": [tick], "khoa": "k"}, follow=True)
    assert "Không có hồ sơ này" in said(answer)
    assert "1 hồ sơ bị từ chối" in said(answer)


def test_a_tick_that_does_not_say_what_was_seen_changes_nothing(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "received")
    answer = people["reception"].post(BATCH, {"viec": "chuyen-buoc", "hs": [str(no)], "khoa": "k"}, follow=True)
    assert "Hồ sơ vừa được người khác cập nhật" in said(answer)
    assert len(get_state(no).runs) == 1


def test_more_than_a_page_is_refused_before_anything_happens(people: dict[str, Client]) -> None:
    many = [f"{no}:1" for no in range(1, 60)]
    for act in ("chuyen-buoc", "ky-duyet"):
        answer = people["approver"].post(BATCH, {"viec": act, "hs": many, "khoa": "k"})
        assert answer.status_code == 422


def test_a_foreign_dossier_is_neither_changed_nor_named(ward: Ward) -> None:
    no = at_step(ward, "forwarded")
    stranger = browsers(make_ward("14330", "Tây Hoa Lư", "H42.102"))
    for who, act in (("head", "phan-cong"), ("approver", "ky-duyet"), ("officer", "nhan-viec"), ("centre", "nhac-viec")):
        sent = {"viec": act, "hs": [f"{no}:99"], "khoa": "k", "holder": "7", "da-doc": "1"}
        for answer in (stranger[who].post(BATCH, {**sent, "da-doc": ""}, follow=True), stranger[who].post(BATCH, sent, follow=True)):
            assert code_of(no) not in said(answer)
            assert APPLICANT.full_name not in said(answer)
    assert len(get_state(no).runs) == 2


def test_the_result_of_another_is_not_found(ward: Ward, people: dict[str, Client]) -> None:
    answer = people["head"].post(BATCH, {"viec": "nhac-y-kien", "hs": [f"{at_step(ward, 'forwarded')}:3"], "khoa": "k"})
    assert people["head"].get(answer["Location"]).status_code == 200
    assert people["officer"].get(answer["Location"]).status_code == 404
    assert people["head"].get(f"{BATCH}khong-co/").status_code == 404


def test_who_loads_the_address_of_the_form_gets_the_list(people: dict[str, Client]) -> None:
    assert people["head"].get(f"{BATCH}?danh-sach=unit")["Location"] == UNIT
