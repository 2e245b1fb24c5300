"""The playground with parallel branches: typed, kept, drawn side by side, told by agency."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from motcua.law.play import read_scenario
from motcua.web.play.address import draft_of_query, query_of
from motcua.web.play.answer import Answer, answered
from motcua.web.play.draft import draft_of_scenario, without_step
from motcua.web.play.examples import EXAMPLES
from motcua.web.play.page import example_query
from motcua.web.play.picture import Bar
from tests.web.test_play import FORM, PLACE, fields_of, landed, text_of

BIRTH = EXAMPLES[-1]
DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "scenarios" / "interlinked_birth.json"
RECEIVED = "v=202603020900~receive"


def answer_of(query: str) -> Answer:
    found = answered(draft_of_query(QueryDict(query))).answer
    assert found is not None
    return found


def bars() -> dict[str, Bar]:
    picture = answer_of(example_query(BIRTH.body)).picture
    assert picture is not None
    return {bar.name: bar for bar in picture.turns}


def test_the_documented_scenario_is_the_example_of_the_page() -> None:
    assert json.loads(DOCUMENTED.read_text(encoding="utf-8")) == BIRTH.body


def test_branches_are_drawn_side_by_side_each_in_its_lane_the_late_one_marked() -> None:
    police, insurance = bars()["Đăng ký thường trú · Công an phường"], bars()["Cấp thẻ BHYT · Bảo hiểm xã hội"]
    assert police.x == insurance.x
    assert police.y != insurance.y
    assert (police.is_late, insurance.is_late) == (False, True)


def test_no_bar_and_no_name_lies_on_another_or_beyond_the_picture() -> None:
    picture = answer_of(example_query(BIRTH.body)).picture
    assert picture is not None
    spans = []
    for bar in picture.turns:
        length = 7 * len(bar.name)
        start = bar.text_x - length if bar.anchor == "end" else bar.text_x
        spans.append((bar.y, min(bar.x, start), max(bar.x + bar.width, start + length)))
        assert 0 <= spans[-1][1] <= spans[-1][2] <= picture.width
    for no, (y, start, end) in enumerate(spans):
        assert not [other for other in spans[:no] if other[0] == y and other[1] < end and start < other[2]]
    assert max(y for y, _, _ in spans) < min(dot.y for dot in picture.dots)


def test_who_was_late_explains_and_the_ward_apologises() -> None:
    page = text_of(example_query(BIRTH.body))
    duties = page[page.index('id="duty-title"') :]
    assert "Xin lỗi và hẹn lại ngày trả kết quả" in duties
    assert "Lãnh đạo cơ quan, UBND phường" in duties
    assert "Cán bộ thụ lý, Bảo hiểm xã hội" in duties


def test_a_branch_is_put_together_in_the_form_and_an_act_says_in_which_it_is_done() -> None:
    page = landed({**FORM, "lam": "them-buoc"})
    for _ in range(3):
        page = landed({**fields_of(page), "lam": "them-buoc"})
    assert "buoc-1-sau" not in fields_of(page)
    fields = {**fields_of(page), "buoc-2-sau": "1", "buoc-3-sau": "1", "buoc-3-ket-qua": "Đã cấp; Không cấp", "buoc-4-sau": "2; 3"}
    page = landed({**fields, "lam": "them-viec", "viec-moi": "forward"})
    assert '<option value="3">3. Cơ quan 3</option>' in page
    page = landed({**fields_of(page), "viec-2-step": "3", "viec-2-outcome": "Không cấp", "lam": "xem"})
    assert "Việc này bị từ chối" not in page
    assert fields_of(page)["viec-2-outcome"] == "Không cấp"
    assert "Cơ quan 3" in page[page.index("<svg viewBox") :]


@pytest.mark.parametrize("typed", ["3", "0", "hai", "1, 9", "1.5"])
def test_a_step_waits_only_for_earlier_ones_and_what_was_typed_is_kept(typed: str) -> None:
    page = landed({**FORM, "lam": "them-buoc"})
    page = landed({**fields_of(page), "lam": "them-buoc"})
    page = landed({**fields_of(page), "buoc-2-sau": typed, "lam": "xem"}, status=422)
    assert "Ghi số của những bước đứng trước" in page
    assert 'href="#f-buoc-2-sau"' in page
    assert fields_of(page)["buoc-2-sau"].replace(" ", "") == typed.replace(".", ",").replace(" ", "")


def test_taking_a_step_away_leaves_the_others_waiting_for_the_same() -> None:
    draft = without_step(draft_of_scenario(read_scenario(BIRTH.body), None), 1)
    assert [step.after for step in draft.steps] == ["", "1", "1", "2, 3", "", ""]
    assert [event.words["step"] for event in draft.events if event.words.get("step")] == ["1", "1", "2", "2", "3"]


def test_an_act_later_than_one_looks_is_told_and_not_counted() -> None:
    page = text_of(f"h=n5&{RECEIVED}&v=202603121000~complete&x=202603061000")
    assert "Sau lúc xem nên chưa tính." in page
    assert "Trong hạn" in page
    assert "bị từ chối và không tính" not in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (f"h=n5&b=1~n~CASE_OFFICER~Xã&b=1~n~CASE_OFFICER~Sở~~5&{RECEIVED}", "Ghi số của những bước đứng trước"),
        (f"h=n5&b=1~n~CASE_OFFICER~Xã~~1&{RECEIVED}", "Ghi số của những bước đứng trước"),
        (f"h=n5&b=1~n~CASE_OFFICER~Xã&{RECEIVED}&v=202603030900~forward~x", "số nguyên"),
        (f"h=n5&b=1~n~CASE_OFFICER~Xã&{RECEIVED}&v=202603030900~forward~99", "từ 1 đến 12"),
    ],
)
def test_an_address_with_a_wrong_branch_says_why(query: str, sentence: str) -> None:
    assert sentence in text_of(query, status=422)


def test_an_act_without_its_branch_is_refused_with_the_names_of_those_there_are() -> None:
    draft = draft_of_scenario(read_scenario(BIRTH.body), None)
    query = query_of(draft).replace("202603031000~record_examination~ELIGIBLE~3", "202603031000~record_examination~ELIGIBLE")
    page = text_of(query)
    assert "Hồ sơ đang ở nhiều bước song song: “Đăng ký thường trú”, “Cấp thẻ BHYT”." in page


def test_the_file_of_the_example_opens_as_the_example(client: Any) -> None:
    answer = client.get(f"{PLACE}kich-ban.json?{example_query(BIRTH.body)}")
    body = json.loads(answer.content)
    assert [step.get("after") for step in body["process"]] == [None, None, [2], [2], [3, 4], None, None]
    assert example_query(body) == example_query(BIRTH.body)


def test_the_page_speaks_english() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    page = client.get(f"{PLACE}?{example_query(BIRTH.body)}").content.decode()
    assert "late" in page.lower()
    assert "Kết luận" not in page
