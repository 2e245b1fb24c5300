"""Lateness as numbers on a head's desk, and the dossiers behind each number."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.commands import Asked
from motcua.dossiers.tending import look_at_due
from motcua.foundation import clock
from motcua.law.dossier.reasons import LateCause
from motcua.law.roles import Role
from tests.dossiers.province import make_province
from tests.dossiers.ward import Ward, done, import_catalogue, intake, make_ward, procedure
from tests.web.desks import MOST_QUERIES, NINE, at_step, browser, browsers, code_of, codes_in, new_officer, queries_of, said, ward_at_work

NUMBERS, LIST = "/qua-han/", "/qua-han/ho-so/"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def late(ward: Ward, many: int = 1) -> list[int]:
    """Dossiers that are long late with their case officer, after the hourly look."""
    made = [at_step(ward, "assigned", NINE + timedelta(minutes=minute)) for minute in range(many)]
    look_at_due(clock.now())
    return made


def explained(ward: Ward, no: int) -> None:
    done(c.explain(ward.actor("officer"), no, LateCause.WORKLOAD, "Nhiều việc", at=clock.now()))


def doors(answer: Any) -> list[str]:
    """Where the numbers lead."""
    return [way.replace("&amp;", "&") for way in re.findall(r'href="(/qua-han/ho-so/[^"]*)"', answer.content.decode())]


def test_the_head_reads_what_was_late_apologised_for_and_explained_and_what_is_behind(ward: Ward, people: dict[str, Client]) -> None:
    first, *_ = late(ward, 3)
    explained(ward, first)
    words = said(people["approver"].get(NUMBERS))
    for part in ("Hồ sơ quá hạn 3", "0,00 % 0/3", "3 chưa xin lỗi", "33,33 % 1/3", "2 chưa giải trình", "Hộ tịch 3"):
        assert part in words, part
    assert "Theo cơ quan" not in words


def test_each_number_opens_the_dossiers_it_counts(ward: Ward, people: dict[str, Client]) -> None:
    first, second = late(ward, 2)
    explained(ward, first)
    every = {code_of(first), code_of(second)}
    held = {way: set(codes_in(people["approver"].get(way))) for way in doors(people["approver"].get(NUMBERS))}
    assert held == {
        LIST: every,
        f"{LIST}?loc=con-mo": every,
        f"{LIST}?loc=chua-xin-loi": every,
        f"{LIST}?loc=chua-giai-trinh": {code_of(second)},
        f"{LIST}?loc=con-mo&linh-vuc=H%E1%BB%99+t%E1%BB%8Bch": every,
    }


def test_a_line_says_how_late_until_when_and_what_is_missing_and_leads_to_the_dossier(ward: Ward, people: dict[str, Client]) -> None:
    (no,) = late(ward)
    explained(ward, no)
    answer = people["approver"].get(LIST)
    words = said(answer)
    for part in ("quá hạn", "hạn 17:00, 09/03/2026", "Đỗ Đình Đăng", "chưa xin lỗi", "đã giải trình", "phường Hoa Lư"):
        assert part in words, part
    assert f'href="/ho-so/{code_of(no)}/"' in answer.content.decode()


def test_a_dossier_that_ended_late_stays_counted_and_says_when_it_ended(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted", NINE)
    ended = NINE + timedelta(days=9)
    done(c.approve(ward.actor("approver"), no, at=ended))
    done(c.issue(ward.actor("clerk"), no, at=ended))
    done(c.complete(ward.actor("clerk"), no, at=ended))
    words = said(people["approver"].get(LIST))
    assert "quá hạn 2 ngày làm việc" in words
    assert "xong 09:00, 11/03/2026" in words
    assert codes_in(people["approver"].get(f"{LIST}?loc=con-mo")) == []
    assert "Không có hồ sơ nào còn mở mà đã quá hạn." in said(people["approver"].get(NUMBERS))


def test_a_period_narrows_numbers_and_their_lists_alike(ward: Ward, people: dict[str, Client]) -> None:
    late(ward, 2)
    year = people["approver"].get(NUMBERS, {"ky": "thang-nay"})
    assert "Không có hồ sơ quá hạn" in said(year)
    assert "Hộ tịch 2" in said(year)  # what is behind is behind, whenever it was due
    assert codes_in(people["approver"].get(LIST, {"ky": "thang-nay"})) == []
    assert "Từ đầu tháng" in said(people["approver"].get(LIST, {"ky": "thang-nay"}))


def test_who_watches_the_province_sees_every_agency_and_opens_one(ward: Ward) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    mine, theirs = late(ward), late(other, 2)
    for role in (Role.CONTROL_OFFICER, Role.INSPECTOR):
        client = browser(new_officer(ward.id, role.value.lower(), role))
        answer = client.get(NUMBERS)
        words = said(answer)
        assert "Hồ sơ quá hạn 3" in words
        assert words.index("phường Tây Hoa Lư") < words.index("phường Hoa Lư 1")
        assert f"{LIST}?loc=chua-xin-loi&co-quan={other.id}" in doors(answer)
        assert set(codes_in(client.get(LIST, {"co-quan": str(other.id)}))) == {code_of(no) for no in theirs}
        assert set(codes_in(client.get(LIST))) == {code_of(no) for no in (*mine, *theirs)}


def test_another_head_sees_nothing_of_it_whatever_the_address_asks(ward: Ward) -> None:
    (no,) = late(ward)
    head = browsers(make_ward("14330", "Tây Hoa Lư", "H42.102"))["approver"]
    assert "Không có hồ sơ quá hạn" in said(head.get(NUMBERS))
    for asked in ({}, {"co-quan": str(ward.id)}, {"linh-vuc": "Hộ tịch"}):
        assert code_of(no) not in said(head.get(LIST, asked))


@pytest.mark.parametrize("who", ["reception", "officer", "head", "clerk", "centre"])
def test_who_heads_nothing_finds_no_such_page(ward: Ward, people: dict[str, Client], who: str) -> None:
    late(ward)
    for address in (NUMBERS, LIST):
        assert people[who].get(address).status_code == 404
    assert NUMBERS not in people[who].get("/ban-lam-viec/").content.decode()


@pytest.mark.parametrize("query", ["loc=x&ky=y", "co-quan=-1", "co-quan=99999999999999999999", "sau=x", "linh-vuc=%3Cb%3E", "loc=&ky="])
def test_an_address_somebody_made_up_is_answered_calmly(ward: Ward, people: dict[str, Client], query: str) -> None:
    late(ward)
    for address in (NUMBERS, LIST):
        answer = people["approver"].get(f"{address}?{query}")
        assert answer.status_code == 200
        assert "<b>" not in answer.content.decode()


def test_pages_take_the_same_few_queries_however_many_dossiers_are_late(ward: Ward, people: dict[str, Client]) -> None:
    late(ward)
    people["control"] = browser(new_officer(ward.id, "tinh", Role.CONTROL_OFFICER))
    few = {(who, address): queries_of(people[who], address) for who in ("approver", "control") for address in (NUMBERS, LIST)}
    late(ward, 53)
    assert {(who, address): queries_of(people[who], address) for who, address in few} == few
    assert max(few.values()) <= MOST_QUERIES
    first = people["approver"].get(LIST)
    further = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert further
    second = people["approver"].get(further[1].replace("&amp;", "&"))
    assert (len(codes_in(first)), len(codes_in(second))) == (50, 4)
    assert not {*codes_in(first)} & {*codes_in(second)}


def test_numbers_are_read_in_english_too(ward: Ward, people: dict[str, Client]) -> None:
    late(ward)
    people["approver"].post("/ngon-ngu/", {"language": "en", "next": NUMBERS})
    assert "Backlog by sector" in said(people["approver"].get(NUMBERS))


def test_sectors_with_the_most_behind_come_first(ward: Ward, people: dict[str, Client], tmp_path: Path) -> None:
    land = procedure("2.000001", "Thủ tục đất đai", sector={"code": "G15-TN01", "name": "Đất đai"})
    import_catalogue(tmp_path, land, procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    late(ward)
    for minute in range(2):
        done(c.receive_at_counter(ward.actor("reception"), intake(ward, "2.000001"), at=NINE + timedelta(minutes=minute)))
    look_at_due(clock.now())
    words = said(people["approver"].get(NUMBERS))
    assert words.index("Đất đai 2") < words.index("Hộ tịch 1")


def test_late_opinions_are_charged_to_the_asked_agency_and_open_their_list(ward: Ward, tmp_path: Path) -> None:
    department, _ = make_province(tmp_path)
    no = at_step(ward, "assigned", NINE)
    question = Asked(agency=department.id, question="Đề nghị xác minh", due_at=NINE + timedelta(days=2))
    done(c.ask_opinions(ward.actor("officer"), no, [question], at=NINE + timedelta(hours=2)))
    head = browser(department.people["approver"])
    assert "Ý kiến phối hợp" in said(head.get(NUMBERS))
    page = head.get(f"/qua-han/y-kien/?co-quan={department.id}&y-kien=chua-tra-loi")
    assert codes_in(page) == [code_of(no)]
    assert "phường Hoa Lư" in said(page)
    assert queries_of(head, "/qua-han/y-kien/") <= MOST_QUERIES
    own = browser(ward.people["approver"])
    assert codes_in(own.get(f"/qua-han/y-kien/?co-quan={department.id}")) == []
    assert browser(ward.people["officer"]).get("/qua-han/y-kien/").status_code == 404
    done(c.answer_opinion(department.actor("officer"), no, 1, "Thống nhất", at=clock.now()))
    assert codes_in(head.get("/qua-han/y-kien/")) == [code_of(no)]
    assert codes_in(head.get("/qua-han/y-kien/?y-kien=chua-tra-loi")) == []
