"""Other agencies are asked, see the dossier, answer late or in time; the lead agency's clock runs on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.attached import MOST_BYTES, MOST_FILES, Attached, find_answer_file
from motcua.dossiers.commands import Asked
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.models import Dossier
from motcua.foundation import files
from motcua.foundation.access import NOBODY
from motcua.foundation.models import StoredFile
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Status
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned
from tests.dossiers.province import make_province
from tests.dossiers.ward import Ward, done, refused, vn

PAPER, PHOTO = b"%PDF-1.7 tra loi y kien", b"\xff\xd8\xff\xe0 anh chup"


@pytest.fixture
def department(ward: Ward, tmp_path: Path) -> Ward:
    """Sở Tư pháp, which is asked."""
    return make_province(tmp_path)[0]


@pytest.fixture
def asked(ward: Ward, other_ward: Ward, department: Ward) -> Going:
    """A dossier about which the department and the other ward are asked, with deadlines of their own."""
    going = assigned(ward)
    both = [
        Asked(agency=department.id, question="Đề nghị xác minh hộ tịch", due_at=vn("2026-03-05 17:00")),
        Asked(agency=other_ward.id, question="Đề nghị xác nhận nơi cư trú"),
    ]
    done(c.ask_opinions(ward.actor("officer"), going.id, both, at=going.next("2026-03-03 08:00")))
    return going


def answer(going: Going, house: Ward, who: str, no: int, when: str = "") -> c.Done | Refusal:
    return c.answer_opinion(house.actor(who), going.id, no, "Đã xác minh, thống nhất", at=going.next(when))


def test_several_agencies_are_asked_at_once_each_with_its_own_deadline(asked: Going, department: Ward, other_ward: Ward) -> None:
    first, second = asked.state.opinions
    assert (first.agency, first.due_at) == (department.id, vn("2026-03-05 17:00"))
    # A third of the working time left from 03/03 08:00 to 09/03 17:00 (five days): one day, five hours and twenty minutes.
    assert (second.agency, second.due_at) == (other_ward.id, vn("2026-03-04 14:20"))
    assert asked.state.status is Status.CONSULTING
    assert asked.state.pause is None
    assert_whole()


def test_the_asked_agencies_see_the_dossier_and_nobody_else_of_them_did_before(asked: Going, department: Ward, other_ward: Ward) -> None:
    for house, who in ((department, "officer"), (department, "head"), (department, "approver"), (other_ward, "officer")):
        actor = house.actor(who)
        assert open_dossier(actor, asked.id, at=asked.at, why="thử") is not None
        assert Dossier.objects.visible_to(actor).filter(pk=asked.id).exists()
    assert open_dossier(other_ward.actor("reception"), asked.id, at=asked.at, why="thử") is None


def test_only_the_asked_agency_answers_its_own_question(asked: Going, ward: Ward, department: Ward, other_ward: Ward) -> None:
    assert refused(answer(asked, ward, "officer", 1)).code == "NOT_ALLOWED"
    assert refused(answer(asked, other_ward, "officer", 1)).code == "NOT_ALLOWED"
    assert refused(answer(asked, department, "clerk", 1)).code == "NOT_ALLOWED"
    done(answer(asked, department, "officer", 1))
    assert refused(answer(asked, department, "officer", 1)).code == "NOT_ALLOWED"
    assert asked.state.status is Status.CONSULTING
    done(answer(asked, other_ward, "head", 2))
    assert asked.state.status is Status.APPRAISING
    assert_whole()


def attached(content: bytes, name: str = "tra-loi.pdf") -> Attached:
    return Attached(name, BytesIO(content))


def test_who_sees_the_dossier_opens_the_files_of_an_answer(asked: Going, ward: Ward, department: Ward, other_ward: Ward) -> None:
    officer = department.actor("officer")
    both = [attached(PAPER), attached(PHOTO, "ảnh.jpg"), attached(PAPER, "bản nữa.pdf")]
    done(c.answer_opinion(officer, asked.id, 1, "Xem tệp", attached=both, at=asked.next()))
    assert len(asked.state.opinions[0].files) == 2  # the same file twice is one
    for actor in (ward.actor("officer"), ward.actor("reception"), officer, other_ward.actor("head")):
        found = find_answer_file(actor, asked.id, 1, 2)
        assert found is not None
        with found.content as content:
            assert content.read() == PHOTO
        assert (found.media_type, found.name) == ("image/jpeg", "y-kien-1-tep-2.jpg")
    for stranger in (other_ward.actor("reception"), other_ward.actor("centre"), NOBODY):
        assert find_answer_file(stranger, asked.id, 1, 1) is None
    for no, place in ((1, 0), (1, 3), (1, -1), (2, 1), (7, 1)):
        assert find_answer_file(ward.actor("officer"), asked.id, no, place) is None
    assert_whole()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html><script>alert(1)</script>", "van-ban.pdf", "FILE_KIND"),
        (b"PK\x03\x04 a document of words", "van-ban.docx", "FILE_KIND"),
        (b"", "trong.pdf", "FILE_EMPTY"),
        (b"%PDF-" + b"0" * MOST_BYTES, "to.pdf", "FILE_TOO_BIG"),
    ],
)
def test_a_file_is_taken_by_its_content_and_length_and_not_by_its_name(
    asked: Going, department: Ward, content: bytes, name: str, code: str
) -> None:
    given = [attached(PAPER), attached(content, name)]
    refusal = refused(c.answer_opinion(department.actor("officer"), asked.id, 1, "Xem tệp", attached=given, at=asked.next()))
    assert (refusal.code, refusal.field) == (code, "files")
    assert name in refusal.message
    assert not StoredFile.objects.exists()  # all are looked at before any is kept
    assert asked.state.opinions[0].answered_at is None


def test_more_files_than_a_page_lists_are_refused(asked: Going, department: Ward) -> None:
    many = [attached(PAPER + bytes([no])) for no in range(MOST_FILES + 1)]
    refusal = refused(c.answer_opinion(department.actor("officer"), asked.id, 1, "Xem tệp", attached=many, at=asked.next()))
    assert (refusal.code, refusal.field) == ("FILES_TOO_MANY", "files")


def test_nothing_is_kept_for_who_may_not_answer_or_says_nothing(asked: Going, ward: Ward, department: Ward, other_ward: Ward) -> None:
    for actor, no, words, code in (
        (ward.actor("officer"), 1, "Xem tệp", "NOT_ALLOWED"),
        (other_ward.actor("reception"), 1, "Xem tệp", "NO_DOSSIER"),
        (department.actor("officer"), 2, "Xem tệp", "NOT_ALLOWED"),
        (department.actor("officer"), 7, "Xem tệp", "NO_SUCH_OPINION"),
        (department.actor("officer"), 1, "  ", "ANSWER_MISSING"),
    ):
        assert refused(c.answer_opinion(actor, asked.id, no, words, attached=[attached(PAPER)], at=asked.next())).code == code
    assert not StoredFile.objects.exists()


def test_a_file_that_is_gone_from_the_store_is_not_opened_and_verification_names_it(asked: Going, department: Ward) -> None:
    officer = department.actor("officer")
    done(c.answer_opinion(officer, asked.id, 1, "Xem tệp", attached=[attached(PAPER)], at=asked.next()))
    files.path_of(asked.state.opinions[0].files[0]).unlink()
    assert find_answer_file(officer, asked.id, 1, 1) is None
    assert {one.table for one in verify(with_files=True).differences} == {"stored_file"}


def test_a_late_answer_is_recorded_even_when_the_dossier_has_ended(asked: Going, ward: Ward, department: Ward) -> None:
    done(c.stop(ward.actor("approver"), asked.id, "Không còn đối tượng", at=asked.next("2026-03-06 09:00")))
    done(answer(asked, department, "officer", 1, "2026-03-10 09:00"))
    opinion = asked.state.opinions[0]
    assert opinion.answered_at is not None
    assert opinion.answered_at > opinion.due_at
    assert_whole()


def test_a_reminder_is_in_the_journal_and_moves_no_deadline(asked: Going, ward: Ward, department: Ward) -> None:
    assert refused(c.remind_opinion(ward.actor("second"), asked.id, 1, at=asked.next())).code == "NOT_ALLOWED"
    done(c.remind_opinion(ward.actor("officer"), asked.id, 1, at=asked.next("2026-03-05 08:00")))
    opinion = asked.state.opinions[0]
    assert opinion.reminded_at == (vn("2026-03-05 08:00"),)
    assert opinion.due_at == vn("2026-03-05 17:00")
    done(answer(asked, department, "officer", 1))
    assert refused(c.remind_opinion(ward.actor("officer"), asked.id, 1, at=asked.next())).code == "NO_SUCH_OPINION"


def test_what_cannot_be_asked_is_refused_and_nobody_is_asked(ward: Ward, department: Ward, other_ward: Ward) -> None:
    going = assigned(ward)
    good = Asked(agency=department.id, question="Xác minh")
    bad = {
        "ASKS_ITSELF": Asked(agency=ward.id, question="Xác minh"),
        "NO_AGENCY": Asked(agency=999, question="Xác minh"),
        "ASKED_ALREADY": good,
        "QUESTION_MISSING": Asked(agency=other_ward.id, question="  "),
        "DUE_IN_THE_PAST": Asked(agency=other_ward.id, question="Xác minh", due_at=vn("2026-03-02 08:00")),
        "NOBODY_TO_ANSWER": Asked(agency=other_ward.id, unit=ward.units["OFFICE"], question="Xác minh"),
    }
    for code, one in bad.items():
        assert refused(c.ask_opinions(ward.actor("officer"), going.id, [good, one], at=going.next())).code == code
    assert refused(c.ask_opinions(ward.actor("officer"), going.id, [], at=going.next())).code == "NOBODY_ASKED"
    for who in ("reception", "second", "clerk", "approver", "centre"):
        assert refused(c.ask_opinions(ward.actor(who), going.id, [good], at=going.next())).code == "NOT_ALLOWED"
    assert going.state.opinions == ()
    assert_whole()
