"""What people owe, on the desk: the list and its count, the way to the act that fulfils a duty and back, and who is told of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.agencies.commands import change_agency
from motcua.agencies.commands.tree import AgencyChange
from motcua.dossiers import commands as c
from motcua.dossiers.models import DossierDuty
from motcua.dossiers.queries import get_state
from motcua.dossiers.tending import look_at_due
from motcua.foundation import clock
from motcua.foundation.access import SYSTEM
from motcua.law.calendar import business_date, national_calendar
from motcua.law.dossier.values import Status
from motcua.law.roles import Role
from tests.dossiers.ward import Ward, done, intake, make_ward
from tests.web.desks import (
    MOST_QUERIES,
    NINE,
    act,
    at_step,
    browser,
    browsers,
    code_of,
    new_officer,
    offered,
    queries_of,
    said,
    ward_at_work,
)

LIST = "/viec-phai-lam/"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def late(ward: Ward) -> int:
    """A dossier that is long late with its case officer, after the hourly look."""
    no = at_step(ward, "assigned")
    look_at_due(clock.now())
    return no


def ways(answer: Any) -> list[str]:
    """Where the lines of the list lead."""
    return re.findall(r'class="row-link" href="([^"]+)"', answer.content.decode())


def count_on_rail(answer: Any) -> str:
    """The words of the first entry of the rail."""
    first = re.search(r'<a class="rail-link" href="/viec-phai-lam/".*?</a>', answer.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", first[0]).strip() if first else ""


def test_a_duty_says_what_for_which_dossier_until_when_and_leads_to_its_act(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    answer = people["approver"].get(LIST)
    words = said(answer)
    for part in ("Xin lỗi và hẹn lại ngày trả kết quả", code_of(no), "Thủ tục đăng ký khai sinh", "quá hạn", "17:00, 06/03/2026"):
        assert part in words, part
    assert f"/ho-so/{code_of(no)}/?viec=xin-loi" in ways(answer)
    page = people["approver"].get(f"/ho-so/{code_of(no)}/?viec=xin-loi")
    assert offered(page)[0] == "xin-loi"
    assert page.content.decode().count('data-key="Ctrl+Enter"') == 1
    assert f'href="{LIST}"' in page.content.decode()


def test_a_duty_that_is_done_leads_back_to_the_list_where_it_stands_no_more(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    day = national_calendar().working_day_after(business_date(clock.now()), 3)
    typed = {"noi": "viec-phai-lam", "seen": "99", "khoa": "k", "xl-reason": "Chờ xác minh", "xl-appointment_at": f"{day:%d/%m/%Y}"}
    answer = people["approver"].post(f"/ho-so/{no}/viec/xin-loi/", typed, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Đã xin lỗi và hẹn lại một lần" in said(answer)
    assert not any("viec=xin-loi" in way for way in ways(answer))


def test_a_refused_act_from_the_list_stays_first_and_keeps_the_way_back(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    typed = {"noi": "viec-phai-lam", "seen": "99", "khoa": "k", "xl-reason": "Chờ xác minh", "xl-appointment_at": "hôm nào"}
    answer = people["approver"].post(f"/ho-so/{no}/viec/xin-loi/", typed)
    assert answer.status_code == 422
    assert offered(answer)[0] == "xin-loi"
    assert "Chờ xác minh</textarea>" in answer.content.decode()
    assert 'name="noi" value="viec-phai-lam"' in answer.content.decode()
    assert '<a class="rail-link" href="/viec-phai-lam/" aria-current="page">' in answer.content.decode()


def test_a_duty_that_somebody_did_meanwhile_is_said_to_be_gone(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    gone = people["officer"].get(f"/ho-so/{no}/?viec=xin-loi")
    assert "không còn phải làm ở hồ sơ này" in said(gone)
    assert "không còn phải làm" not in said(people["approver"].get(f"/ho-so/{no}/?viec=xin-loi"))
    assert people["officer"].get(f"/ho-so/{no}/?viec=%3Cscript%3E").status_code == 200


def test_everybody_who_can_owe_something_meets_the_list_with_its_count(ward: Ward, people: dict[str, Client]) -> None:
    late(ward)
    done(c.submit(ward.actor("reception"), intake(ward), at=NINE))
    people["control"] = browser(new_officer(ward.id, "tinh", Role.CONTROL_OFFICER))
    expected = {"approver": ("2", "2"), "officer": ("1", "1"), "reception": ("1", "1"), "clerk": ("", "0"), "control": ("", "0")}
    for who, (over, waiting) in expected.items():
        words = count_on_rail(people[who].get("/ban-lam-viec/"))
        assert words.split() == ["Việc", "phải", "làm", *([over, "quá", "hạn"] if over else []), waiting], who
    administrator = browser(new_officer(ward.id, "quan-tri", Role.SYSTEM_ADMIN))
    assert count_on_rail(administrator.get("/ban-lam-viec/")) == ""


def test_the_entry_is_marked_where_the_list_is_shown_or_was_opened_from(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    marked = '<a class="rail-link" href="/viec-phai-lam/" aria-current="page">'
    for address in (LIST, f"/ho-so/{no}/?viec=xin-loi"):
        assert marked in people["approver"].get(address).content.decode()
    assert marked not in people["approver"].get(f"/ho-so/{no}/").content.decode()


def test_a_head_sees_whose_overdue_duty_came_before_them_and_opens_the_dossier_without_its_act(
    ward: Ward, people: dict[str, Client]
) -> None:
    no = late(ward)
    answer = people["approver"].get(LIST)
    words = said(answer)
    assert "Giải trình hồ sơ quá hạn với người đứng đầu" in words
    assert "Đã báo lên lãnh đạo cơ quan, phường Hoa Lư" in words
    assert "Nguyễn Văn E" in words  # the case officer who owes it
    assert sorted(ways(answer)) == [f"/ho-so/{code_of(no)}/?viec=", f"/ho-so/{code_of(no)}/?viec=xin-loi"]
    assert ways(people["officer"].get(LIST)) == [f"/ho-so/{code_of(no)}/?viec=giai-trinh"]


def test_the_head_one_level_up_is_told_without_a_door_into_the_dossier(ward: Ward) -> None:
    above = make_ward("14331", "Cấp Trên", "H42.199")
    moved = change_agency(SYSTEM, ward.id, AgencyChange(parent=above.id, moved=True), from_day=date(2026, 1, 5), at=NINE, decision="12/QĐ")
    assert moved is None
    no = late(ward)
    told = browsers(above)["approver"]
    answer = told.get(LIST)
    assert code_of(no) in said(answer)
    assert ways(answer) == []
    assert told.get(f"/ho-so/{no}/").status_code == 404


def test_another_house_sees_nothing_of_it(ward: Ward) -> None:
    no = late(ward)
    for who, client in browsers(make_ward("14330", "Tây Hoa Lư", "H42.102")).items():
        words = said(client.get(LIST))
        assert code_of(no) not in words, who
        assert "Không có việc nào phải làm" in words, who


def test_an_empty_list_says_what_would_be_here(ward: Ward, people: dict[str, Client]) -> None:
    words = said(people["clerk"].get(LIST))
    assert "Không có việc nào phải làm" in words
    assert "trả lời ý kiến" in words


def test_the_list_is_paged_and_takes_the_same_few_queries_however_long_it_is(ward: Ward, people: dict[str, Client]) -> None:
    done(c.submit(ward.actor("reception"), intake(ward), at=NINE))
    few = queries_of(people["reception"], LIST)
    for second in range(1, 55):
        done(c.submit(ward.actor("reception"), intake(ward), at=NINE + timedelta(seconds=second)))
    assert queries_of(people["reception"], LIST) == few <= MOST_QUERIES
    first = people["reception"].get(LIST)
    further = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert further
    second_page = people["reception"].get(further[1].replace("&amp;", "&"))
    assert (len(ways(first)), len(ways(second_page))) == (50, 5)
    assert len({*ways(first), *ways(second_page)}) == DossierDuty.objects.count() == 55
    assert ways(people["reception"].get(LIST, {"sau": "bịa"})) == ways(first)


def test_a_dossier_opened_from_the_list_stays_within_its_queries(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    assert get_state(no).reminders
    for who in ("approver", "officer", "head"):
        assert queries_of(people[who], f"/ho-so/{code_of(no)}/?viec=giai-trinh") <= MOST_QUERIES, who


def test_the_list_is_read_in_english_too(ward: Ward, people: dict[str, Client]) -> None:
    late(ward)
    people["approver"].post("/ngon-ngu/", {"language": "en", "next": LIST})
    words = said(people["approver"].get(LIST))
    assert "Duties" in words
    assert "Brought before" in words


# Reminders


def test_who_watches_reminds_whoever_owes_what_is_overdue_and_the_page_says_so(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    people["control"] = browser(new_officer(ward.id, "tinh", Role.CONTROL_OFFICER))
    for who in ("officer", "head", "approver", "reception", "clerk"):
        assert "nhac-viec" not in offered(people[who].get(f"/ho-so/{no}/")), who
    page = people["control"].get(f"/ho-so/{no}/")
    assert "Đang quá hạn: Xin lỗi và hẹn lại ngày trả kết quả, Giải trình hồ sơ quá hạn với người đứng đầu." in said(page)
    assert act(people["control"], no, "nhac-viec").status_code == 302
    words = said(people["officer"].get(LIST))
    assert "Được nhắc" in words
    shown = said(people["officer"].get(f"/ho-so/{no}/"))
    assert "Lê Văn Thử nhắc người phải làm" in shown
    assert "báo lên lãnh đạo phòng, phường Hoa Lư" in shown
    again = act(people["centre"], no, "nhac-viec")
    assert again.status_code == 422
    assert "hôm nay đã nhắc rồi" in said(again)


def test_nobody_is_offered_to_remind_of_what_is_not_overdue(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned", clock.now() - timedelta(minutes=30))
    assert "nhac-viec" not in offered(people["centre"].get(f"/ho-so/{no}/"))


def test_the_page_of_a_dossier_says_who_owes_what_until_when(ward: Ward, people: dict[str, Client]) -> None:
    no = late(ward)
    words = said(people["clerk"].get(f"/ho-so/{no}/"))
    assert "Giải trình hồ sơ quá hạn với người đứng đầu" in words
    assert "Nguyễn Văn E · Văn phòng HĐND và UBND · hạn 17:00, 12/03/2026" in words
    assert "Lãnh đạo cơ quan · phường Hoa Lư" in words


def test_a_dossier_whose_supplement_never_came_is_stopped_by_hand_before_the_hourly_look(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    lacking = [c.Lacking(key=get_state(no).papers[1].key, missing="Mờ", remedy="Xin bản rõ")]
    done(c.request_supplement(ward.actor("officer"), no, lacking, "Mờ", at=NINE + timedelta(hours=1)))
    assert "dung-qua-han-bo-sung" in offered(people["reception"].get(f"/ho-so/{no}/"))
    assert "dung-qua-han-bo-sung" not in offered(people["officer"].get(f"/ho-so/{no}/"))
    assert act(people["reception"], no, "dung-qua-han-bo-sung").status_code == 302
    assert get_state(no).status is Status.STOPPED
