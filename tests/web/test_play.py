"""The playground: every example says what the law says, nothing typed is lost, and the address carries it all."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.play import ScenarioError, play, read_scenario
from motcua.law.play.acts import SAME
from motcua.web.play.address import draft_of_query, query_of
from motcua.web.play.answer import answered
from motcua.web.play.changing import BEGINNING
from motcua.web.play.draft import Draft, draft_of_scenario, with_event
from motcua.web.play.examples import EXAMPLES
from motcua.web.play.page import example_query
from motcua.web.play.picture import FOLDED_FROM
from motcua.web.play.reading import write
from motcua.web.play.vocabulary import HAPPENINGS

PLACE = "/thu-luat/"
HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}'
DOCUMENTED: dict[int, tuple[str | None, str | None, int]] = {
    1: ("EARLY", "ON_TIME", 0),
    2: ("ON_TIME", "ON_TIME", 0),
    3: ("LATE", "LATE", 0),
    4: ("LATE", "LATE", 3),
    5: ("LATE", "LATE", 3),
    6: ("EARLY", "ON_TIME", 0),
    7: ("EARLY", "ON_TIME", 0),
    8: ("WITHIN", "ON_TIME", 0),
    9: ("EARLY", "LATE", 0),
    10: ("EARLY", "ON_TIME", 0),
    11: ("LATE", "LATE", 2),
    12: ("ON_TIME", "ON_TIME", 0),
    13: ("OVERDUE_OPEN", "LATE", 16),
    14: (None, None, 0),
    15: ("LATE", "LATE", 1),
    16: ("ON_TIME", "ON_TIME", 0),
    17: ("LATE", "LATE", 1),
}
WORDS = {"EARLY": "Trước hạn", "ON_TIME": "Đúng hạn", "LATE": "Quá hạn", "WITHIN": "Trong hạn", "OVERDUE_OPEN": "Quá hạn, chưa xong"}
SAID = {
    1: "Đến nhận muộn không làm hồ sơ trễ hạn",
    4: "Đã có thư xin lỗi",
    5: "Chưa có thư xin lỗi",
    6: "17 giờ, thứ Hai 16/03/2026",
    7: "17 giờ, thứ Tư 18/03/2026",
    8: "thời hạn đang dừng",
    9: "Yêu cầu bổ sung hơn một lần",
    10: "Người nộp rút hồ sơ lúc",
    11: "Rút hồ sơ khi đã quá hạn không xóa được việc trễ hạn",
    12: "Cơ quan dừng giải quyết lúc",
    13: "chưa xong và đã qua hạn",
    14: "Hồ sơ bị từ chối tiếp nhận",
    15: "quá hạn 2 ngày làm việc",
    16: "Chậm cho ý kiến được nêu riêng",
    17: "quá hạn 3 ngày làm việc",
}


def text_of(query: str, status: int = 200) -> str:
    answer = Client().get(f"{PLACE}?{query}")
    assert answer.status_code == status, answer.status_code
    return unescape(answer.content.decode())


def sent(form: dict[str, str]) -> Any:
    return Client().post(PLACE, form)


def landed(form: dict[str, str], status: int = 200) -> str:
    """The page to which a form leads."""
    answer = sent(form)
    assert answer.status_code == 302
    return text_of(urlsplit(answer["Location"]).query, status)


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send: every input with its value, every select with what is chosen."""
    form = page[page.index('class="play-builder"') : page.index("</form>", page.index('class="play-builder"'))]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found[attribute(tag, "name")] = attribute(tag, "value")
    for head, body in re.findall(r"(<select[^>]*>)(.*?)</select>", form, re.DOTALL):
        options = re.findall(r"<option[^>]*>", body)
        chosen = next((option for option in options if " selected" in option), options[0])
        found[attribute(head, "name")] = attribute(chosen, "value")
    return found


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


FORM = {"so": "5", "don-vi": "WORKING_DAYS", "bo-sung": "RESUME", "cho": "30", "viec-1": "receive", "viec-1-luc": "02/03/2026 09:00"}


# examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(one.no))
def test_every_example_has_its_documented_class_on_the_page(example: Any) -> None:
    verdict, indicator, days = DOCUMENTED[example.no]
    outcome = play(read_scenario(example.body))
    assert (outcome.verdict, outcome.indicator_verdict, outcome.late_working_days, outcome.refused) == (verdict, indicator, days, ())
    page = text_of(example_query(example.body))
    headline = re.search(r'id="verdict-title">.*?<h2>(.*?)</h2>', page, re.DOTALL)
    assert headline is not None
    expected = WORDS[verdict] if verdict else "Không xét hạn"
    assert headline[1] == (expected.replace("Quá hạn", f"Quá hạn {days} ngày làm việc") if days else expected)
    assert SAID.get(example.no, "") in page
    if indicator:
        assert f"<strong>{WORDS[indicator]}</strong>" in page


def test_the_examples_are_links_on_the_first_page() -> None:
    page = text_of("")
    assert page.count('class="play-note"') >= len(EXAMPLES) == 17
    assert all(f"{PLACE}?{example_query(one.body)}#ket-luan" in page for one in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(one.no))
def test_an_address_carries_the_whole_example_and_the_file_is_the_same_scenario(example: Any) -> None:
    answer = Client().get(f"{PLACE}kich-ban.json?{example_query(example.body)}")
    assert answer["Content-Disposition"] == 'attachment; filename="kich-ban.json"'
    again = json.loads(answer.content)
    assert play(read_scenario(again)) == play(read_scenario(example.body))
    opened = Client().post(f"{PLACE}mo-tep/", {"tep": SimpleUploadedFile("kich-ban.json", answer.content)})
    assert opened["Location"] == f"{PLACE}?{example_query(example.body)}#ket-luan"


# what is answered


def test_each_day_of_the_count_is_named() -> None:
    page = text_of(example_query(EXAMPLES[1].body))
    assert "T7 07/03/2026" in page
    assert "ngày làm việc thứ 5" in page


def test_a_refused_act_is_told_beside_it_with_its_legal_basis() -> None:
    page = text_of("h=n5&v=202603020900~receive&v=202603030900~pause~SUPPLEMENT~x&v=202603041000~complete")
    row = page[page.index('id="viec-2"') : page.index('id="viec-3"')]
    assert "Việc này bị từ chối" in row
    assert "Căn cứ:" in row
    assert "1 việc bị từ chối và không tính" in page


def test_duties_name_the_post_the_agency_and_until_when() -> None:
    query = "h=n5&b=2~n~RECEPTION~Phường&b=3~n~CASE_OFFICER~Sở+Tư+pháp&v=202603020900~receive&v=202603061000~forward&x=202603251000"
    duties = text_of(query).split('id="duty-title"')[1]
    assert "Giải trình hồ sơ quá hạn với người đứng đầu" in duties
    assert "Cán bộ thụ lý, Sở Tư pháp · đến 17 giờ, thứ Năm 12/03/2026" in duties


def test_a_long_term_is_drawn_with_its_quiet_days_folded() -> None:
    page = answered(draft_of_query(QueryDict("h=t120&v=202603020900~receive")))
    assert page.answer is not None
    assert page.answer.picture is not None
    assert len(page.answer.picture.columns) < FOLDED_FROM
    assert sum(column.folded or 1 for column in page.answer.picture.columns) > 3600


def test_the_picture_says_in_words_what_it_shows() -> None:
    page = text_of(example_query(EXAMPLES[5].body))
    picture = page[page.index("<svg viewBox") : page.index("</svg>", page.index("<svg viewBox"))]
    assert 'role="img" aria-label="Các ngày' in picture
    assert "đồng hồ dừng" in picture
    assert picture.count("<circle") == 4
    assert not re.search(r'="[\d]+,[\d]', picture)


def test_no_words_of_the_picture_are_cut_off() -> None:
    for example in EXAMPLES[:13]:
        picture = answered(draft_of_query(QueryDict(example_query(example.body)))).answer.picture  # type: ignore[union-attr]
        assert picture is not None
        for flag in picture.flags:
            length = 7 * sum(len(str(name)) for name in flag.names)
            start = flag.text_x if flag.anchor == "start" else flag.text_x - length
            assert start >= 0
            assert start + length <= picture.width


# putting together


def test_a_course_of_events_is_put_together_row_by_row() -> None:
    page = landed({**FORM, "lam": "them-viec", "viec-moi": "apologise"})
    fields = fields_of(page)
    assert fields["viec-2"] == "apologise"
    assert fields["viec-2-luc"] == "03/03/2026 09:00"
    assert fields["viec-2-appointment_at"] == "06/03/2026 17:00"
    assert "viec-2-agency" not in fields
    page = landed({**fields, "lam": "them-buoc"})
    assert "viec-2-agency" in fields_of(page)
    assert fields_of(page)["buoc-1-co-quan"] == "Cơ quan 1"
    page = landed({**fields_of(page), "lam": "bo-viec-1"})
    assert [name for name in fields_of(page) if name.endswith("-luc")] == ["viec-1-luc"]
    assert fields_of(page)["viec-1"] == "apologise"


@pytest.mark.parametrize("do", HAPPENINGS)
def test_every_happening_can_be_added_and_is_then_understood(do: str) -> None:
    draft = with_event(BEGINNING, do)
    assert write(draft).mistakes == {}
    assert answered(draft).answer is not None


def test_every_act_that_the_law_plays_is_on_the_list() -> None:
    with pytest.raises(ScenarioError) as raised:
        play(read_scenario({"commands": [{"at": "2026-03-02T09:00", "do": "?"}]}))
    assert set(raised.value.refusal.params["known"].split(", ")) == set(HAPPENINGS)
    assert set(SAME.values()) <= set(HAPPENINGS)


def test_enter_in_a_field_looks_and_takes_nothing_away() -> None:
    form = text_of("")
    first = re.search(r"<button[^>]*>", form[form.index('class="play-builder"') :])
    assert first is not None
    assert 'value="xem"' in first[0]


def test_events_out_of_order_are_put_in_order_only_when_asked() -> None:
    query = "h=n5&v=202603020900~receive&v=202603060900~complete&v=202603040900~request_supplement"
    page = text_of(query)
    assert "Xếp theo thời gian" in page
    assert "1 việc bị từ chối" in page
    page = landed({**fields_of(page), "lam": "xep"})
    assert fields_of(page)["viec-2"] == "request_supplement"
    assert "Xếp theo thời gian" not in page


# bad input


def test_each_wrong_field_gets_its_sentence_and_everything_is_kept() -> None:
    page = landed({**FORM, "so": "năm", "viec-1-luc": "hôm qua", "den": "31/02/2026"}, status=422)
    assert "Giá trị vừa nhập là “năm”" in page
    assert "Việc 1, Lúc: Ghi ngày và giờ như 02/03/2026 09:00. Giá trị vừa nhập là “hôm qua”" in page
    fields = fields_of(page)
    assert (fields["so"], fields["viec-1-luc"], fields["den"]) == ("năm", "hôm qua", "31/02/2026")
    assert 'href="#f-so"' in page
    assert 'href="#f-viec-1-luc"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("h=n0&v=202603020900~receive", "Thời hạn phải từ 1"),
        ("h=n2501&v=202603020900~receive", "mười năm"),
        ("h=n5", "Chưa có việc nào"),
        ("h=n5&v=190003020900~receive", "Năm phải từ 2000 đến 2100"),
        ("h=n5&v=202603020900~bay", "Không rõ việc này là việc gì (“bay”)"),
        ("h=a20260231&v=202603020900~receive", "Ghi ngày ấn định"),
        ("h=n5&w=0&v=202603020900~receive", "từ 1 đến"),
        ("h=n5&v=202603020900~pause~LUNCH~x", "Chọn một trong các mục"),
        ("h=n5&b=x~n~CASE_OFFICER~Xã&v=202603020900~receive", "số nguyên"),
        ("h=n5&w=99999&v=202603020900~receive&v=202603030900~request_supplement", "ra ngoài khoảng đó"),
        (f"h=n5&v=202603020900~pause~FORCE_MAJEURE~{'x' * 200}", "không quá 120 chữ"),
    ],
)
def test_an_address_that_cannot_be_played_says_why(query: str, sentence: str) -> None:
    assert sentence in text_of(query, status=422)


@pytest.mark.parametrize("key", ["h", "s", "w", "x", "b", "v", "v2"])
def test_hostile_addresses_are_shown_as_words(key: str) -> None:
    value = f"202603020900~pause~FORCE_MAJEURE~{HOSTILE}" if key == "v2" else HOSTILE
    for query in (f"h=n5&{key[0]}={value}", f"h=n5&v=202603020900~receive&{key[0]}={value}"):
        answer = Client().get(PLACE, QueryDict(query.replace("+", "%2B")))
        page = answer.content.decode()
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in page
        assert "alert(1)14" not in page


@given(st.lists(st.tuples(st.sampled_from("hswxbv"), st.text(max_size=60)), max_size=12))
def test_no_address_breaks_the_page(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for key, value in pairs:
        query.appendlist(key, value)
    draft = draft_of_query(query)
    assert draft_of_query(QueryDict(query_of(draft))) == draft_of_query(QueryDict(query_of(draft_of_query(QueryDict(query_of(draft))))))
    answered(draft)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(HAPPENINGS)),
            st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-12-31")),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from("ngdtka"),
    st.integers(0, 3000),
)
def test_whatever_happens_whenever_has_an_answer_or_a_sentence(events: list[tuple[str, Any]], unit: str, amount: int) -> None:
    query = QueryDict(mutable=True)
    query["h"] = f"{unit}{amount}"
    draft = draft_of_query(query)
    for do, at in events:
        more = with_event(draft, do)
        draft = Draft(
            amount=more.amount,
            unit=more.unit,
            events=(*draft.events, type(more.events[-1])(do=do, at=f"{at:%d/%m/%Y %H:%M}", words=more.events[-1].words)),
        )
    page = answered(draft)
    assert page.mistakes or page.answer is not None
    assert draft_of_query(QueryDict(query_of(draft))).events == draft.events


def test_forms_of_any_shape_lead_somewhere() -> None:
    for form in ({}, {"lam": "bo-viec-999999999"}, {"lam": "bo-buoc-0"}, {"lam": HOSTILE}, {"viec-1": HOSTILE, "viec-1-luc": "\ud7ff"}):
        assert sent(form).status_code == 302
    assert Client().post(PLACE, {"so": "5\0"}).status_code == 400


def test_a_course_of_events_too_long_for_an_address_is_answered_all_the_same() -> None:
    events = {f"viec-{no}": "pause" for no in range(1, 41)} | {f"viec-{no}-luc": "02/03/2026 09:00" for no in range(1, 41)}
    words = {f"viec-{no}-evidence": "ă" * 110 for no in range(1, 41)} | {f"viec-{no}-reason": "FORCE_MAJEURE" for no in range(1, 41)}
    answer = sent({**FORM, **events, **words})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "dài quá một địa chỉ" in page
    assert "Một kịch bản có nhiều nhất 40 việc" in page


# files


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "không phải JSON"),
        (b"[" * 90_000, "không phải JSON"),
        ("{“".encode("utf-16"), "không phải JSON"),
        (b"[]", "đối tượng JSON"),
        (b'{"commands": []}', "từ 1 đến"),
        (b'{"commands": [{"at": "2026-03-02", "do": "fly"}]}', "không có việc “fly”"),
        (b'{"commands": [{"at": "9999-12-31T23:59", "do": "receive"}], "amount": 99999999999999999999999}', "Chưa dùng được"),
        (b'{"commands": [' + b",".join([b'{"at": "2026-03-02T09:00", "do": "receive"}'] * 41) + b"]}", "đến 40 việc"),
        (b" " * 100_001, "không được quá 100 kB"),
    ],
)
def test_a_file_that_is_no_scenario_gets_a_sentence(content: bytes, sentence: str) -> None:
    answer = Client().post(f"{PLACE}mo-tep/", {"tep": SimpleUploadedFile("x.json", content)})
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())


def test_no_file_at_all_gets_a_sentence() -> None:
    answer = Client().post(f"{PLACE}mo-tep/")
    assert answer.status_code == 422
    assert "Chọn tệp kịch bản" in answer.content.decode()


def test_other_names_of_acts_and_details_are_understood_in_files() -> None:
    body = {
        "amount": 5,
        "commands": [
            {"at": "2026-03-02T02:00Z", "do": "receive"},
            {"at": "2026-03-06T09:00:30", "do": "apologize", "new_due_at": "2026-03-13"},
        ],
    }
    draft = draft_of_scenario(read_scenario(body), None)
    assert [event.at for event in draft.events] == ["02/03/2026 09:00", "06/03/2026 09:00:30"]
    assert draft.events[1].words == {"appointment_at": "13/03/2026 00:00", "agency": "A"}
    assert parse_qs(query_of(draft))["v"][1] == "20260306090030~apologise~202603130000~A"


# what the page is


def test_the_page_asks_the_database_nothing_and_sets_no_cookie(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = Client().get(f"{PLACE}?{example_query(EXAMPLES[14].body)}")
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
