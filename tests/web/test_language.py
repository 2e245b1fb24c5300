"""Vietnamese first, English by the switch; refusals of the law are read in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from motcua.foundation.access import Act, Actor, PostHeld, Subject, require
from motcua.law.calendar import clock_words
from motcua.law.dossier.commands import Issue
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.transitions import refuse_transition
from motcua.law.dossier.values import Status
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.sentence import Sentence
from motcua.web.refusals import sentence, shown

pytestmark = [pytest.mark.urls("tests.web.pages"), pytest.mark.django_db]


def in_english() -> Client:
    """A browser whose reader has chosen English."""
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    return client


def test_pages_are_vietnamese_whatever_the_browser_prefers() -> None:
    answer = Client().get("/dang-nhap/", headers={"accept-language": "en-US,en;q=0.9"})
    assert answer["Content-Language"] == "vi"
    assert '<html lang="vi">' in answer.content.decode()
    assert "Đăng nhập công vụ" in answer.content.decode()


def test_the_switch_turns_pages_into_english_and_back() -> None:
    client = in_english()
    answer = client.get("/dang-nhap/")
    assert answer["Content-Language"] == "en"
    assert "Staff log-in" in answer.content.decode()
    assert "Đăng nhập công vụ" not in answer.content.decode()
    client.post("/ngon-ngu/", {"language": "vi"})
    assert "Đăng nhập công vụ" in client.get("/dang-nhap/").content.decode()


def test_the_switch_leads_back_to_its_page_and_to_no_other_site() -> None:
    assert Client().post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/?next=/quay/"})["Location"] == "/dang-nhap/?next=/quay/"
    assert Client().post("/ngon-ngu/", {"language": "en", "next": "https://khac.example/"})["Location"] == "/"


def test_a_language_we_do_not_have_changes_nothing() -> None:
    client = Client()
    assert "django_language" not in client.post("/ngon-ngu/", {"language": "../../x"}).cookies
    client.cookies["django_language"] = "../../x"
    assert client.get("/dang-nhap/")["Content-Language"] == "vi"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ids_in_addresses_and_forms_read_the_same_in_every_language(language: str) -> None:
    with translation.override(language):
        assert Template('<a href="?ho-so={{ id }}">').render(Context({"id": 34350741751686746})) == '<a href="?ho-so=34350741751686746">'


def test_the_language_is_changed_by_a_form_not_by_a_link() -> None:
    assert Client().get("/ngon-ngu/?language=en").status_code == 405


def test_error_pages_follow_the_switch_too() -> None:
    assert "There is no such page" in in_english().get("/khong-co/").content.decode()


def test_a_refusal_is_said_in_the_readers_language_with_its_places_filled() -> None:
    refusal = Refusal(
        code="X", template="Số định danh phải có 12 chữ số. Ông/Bà vừa nhập {count} chữ số.", params={"count": 11}, field="id"
    )
    with translation.override("vi"):
        assert sentence(refusal) == "Số định danh phải có 12 chữ số. Ông/Bà vừa nhập 11 chữ số."
    with translation.override("en"):
        assert sentence(refusal) == "A personal identification number has 12 digits. You entered 11."
        assert shown(refusal).fields == {"id": "A personal identification number has 12 digits. You entered 11."}


def test_words_inside_a_sentence_are_translated_and_names_are_not() -> None:
    with translation.override("en"):
        assert sentence(Sentence("Tạm dừng tính thời hạn: {reason}", {"reason": "bất khả kháng"})) == "Time limit paused: force majeure"
        assert sentence(Sentence("Chuyển đến bước {no}: {unit}", {"no": 2, "unit": "Phòng Kinh tế"})) == "Moved to step 2: Phòng Kinh tế"


def test_who_may_act_is_said_in_english() -> None:
    clerk = Actor("officer", 5, "Đinh Thị Hoa", (PostHeld(1, 11, 2, Role.CLERK),))
    forwarded = require(clerk, Act.RECEIVE, Subject(agencies=(1,), keeper="phường Hoa Lư"))
    reader = Actor("officer", 5, "Đinh Thị Hoa", (PostHeld(1, 11, 2, Role.RECEPTION),))
    read = require(reader, Act.VIEW, Subject(agencies=(1,), keeper="phường Hoa Lư"))
    assert forwarded is not None
    assert read is not None
    with translation.override("en"):
        assert sentence(forwarded) == "This act (receive a dossier) is done by: Reception officer."
        assert sentence(read) == "phường Hoa Lư is working on this dossier; only officers of the ward can do this: see it."


def test_states_and_instants_inside_a_refusal_are_said_in_english() -> None:
    refusal = refuse_transition(Issue, Status.APPRAISING)
    submitted = refuse("ALREADY_SUBMITTED", when=clock_words(datetime(2026, 11, 20, 2, 41, tzinfo=UTC)))
    assert refusal is not None
    with translation.override("en"):
        assert sentence(refusal).endswith(
            "this cannot be done: register and seal. It can only be done in the state “Signed, to be registered”."
        )
        assert sentence(submitted) == "This dossier was submitted at 09:41 on 20/11/2026. There is no need to submit it again."
    assert submitted.message == "Hồ sơ này đã được nộp lúc 09:41 ngày 20/11/2026. Không cần nộp lần nữa."


@pytest.mark.parametrize(("days", "words"), [(1, "1 working day left."), (3, "3 working days left.")])
def test_a_counted_sentence_is_said_in_singular_or_plural(days: int, words: str) -> None:
    left = Sentence("Còn {days} ngày làm việc.", {"days": days}, count=days)
    with translation.override("en"):
        assert sentence(left) == words
    with translation.override("vi"):
        assert sentence(left) == str(left) == f"Còn {days} ngày làm việc."


def test_a_sentence_without_english_is_said_in_vietnamese() -> None:
    with translation.override("en"):
        assert sentence(Refusal(code="X", template="Câu chưa ai dịch: {n}.", params={"n": 3})) == "Câu chưa ai dịch: 3."
        assert sentence(Refusal(code="X", template="")) == ""


def test_two_refusals_of_one_field_are_both_said() -> None:
    parts = (Refusal(code="A", template="Một.", field="ten"), Refusal(code="B", template="Hai.", field="ten"))
    assert shown(Refusal(code="X", template="Có lỗi.", details=parts)).fields == {"ten": "Một. Hai."}
