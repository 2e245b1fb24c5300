"""Other agencies are asked, see the dossier, answer late or in time; the lead agency's clock runs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.commands import Asked
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.models import Dossier
from motcua.foundation import files
from motcua.law.dossier.values import Status
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned
from tests.dossiers.province import make_province
from tests.dossiers.ward import Ward, done, refused, vn


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


def test_an_answer_may_bring_stored_files_and_no_others(asked: Going, department: Ward) -> None:
    officer = department.actor("officer")
    unknown = refused(c.answer_opinion(officer, asked.id, 1, "Xem tệp", files=["ab" * 32], at=asked.next()))
    assert (unknown.code, unknown.field) == ("FILE_UNKNOWN", "files")
    sha256 = files.put(b"van ban tra loi", "application/pdf")
    assert isinstance(sha256, str)
    done(c.answer_opinion(officer, asked.id, 1, "Xem tệp", files=[sha256], at=asked.next()))
    assert asked.state.opinions[0].files == (sha256,)
    assert_whole()


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
